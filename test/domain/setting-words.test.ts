import { expect, test } from 'vitest'
import { formatChinese, message } from '../../domain/message/message.ts'
import { settingIssues } from '../../domain/settings/said.ts'
import { type SettingKey, SETTINGS, type SettingValue } from '../../domain/settings/settings.ts'

/** What is said about a value, at which place; `general` where the setting has no words of its own. */
function said(key: SettingKey, value: unknown): string[] {
  const parsed = SETTINGS[key].schema.safeParse(value)
  return parsed.success ? [] : settingIssues(parsed.error, () => message('setting.fieldWrong', 'general')).map(({ path, message: words }) => `${path} ${formatChinese(words)}`)
}
const shipped = <K extends SettingKey>(key: K): SettingValue<K> => structuredClone(SETTINGS[key].initial) as SettingValue<K>

const { formats: [format] } = shipped('pelvicReportFormats')
const { mappings: [mapping] } = shipped('prenatalResultMappings')
const { years: [year] } = shipped('workCalendar')
const { texts: [text] } = shipped('pelvicConsentTexts')
const { diseases: [disease] } = shipped('screeningDiseases')
const { windows } = shipped('prenatalWindows')
const [factor] = shipped('highRiskFactors')
const edit = { id: 'S01', text: null, colour: null, condition: null, active: true, reason: '本院讨论' }
const measure = { by: 'measure', fact: 'heightCm', from: null, above: null, below: null, upTo: null }
const ownCriterion = { id: 'H1', group: 'basic', colour: 'yellow', text: '本院条目', condition: [], active: true, source: '本院', code: '1.1', limitSource: '' }

const CASES: readonly (readonly [SettingKey, unknown, ...string[]])[] = [
  ['pelvicReportFormats', { formats: [{ ...format!, labels: { name: ['姓名'] } }] }, 'formats.0 格式“示例格式”没有一项检测数值的名称,请至少填写一项'],
  ['pelvicReportFormats', { formats: [format!, format!] }, 'formats.1.name 格式名称“示例格式”重复,请改名'],
  ['prenatalResultMappings', { version: 1, mappings: [{ ...mapping!, columns: {} }] }, `mappings.0 格式“${mapping!.title}”没有“条形码”的列名,请填写`],
  ['prenatalResultMappings', { version: 1, mappings: [mapping!, mapping!] }, `mappings 文件格式 ${mapping!.id} 有两份,请只留一份`],
  ['workCalendar', { years: [{ ...year!, worked: ['1999-01-03'] }] }, `years.0 ${year!.year} 年的日历里有别的年份的日期(1999-01-03),请删除或登记到那一年`],
  ['workCalendar', { years: [{ ...year!, off: [`${year!.year}-03-01`], worked: [`${year!.year}-03-01`] }] }, `years.0 ${year!.year} 年的日历里 ${year!.year}-03-01 重复,或既放假又上班,请只留一处`],
  ['workCalendar', { years: [year!, year!] }, `years ${year!.year} 年的工作日历有两份,请删去一份`],
  ['pelvicConsentTexts', { texts: [...shipped('pelvicConsentTexts').texts, text!] }, `texts.${shipped('pelvicConsentTexts').texts.length}.version 这种知情同意书已有“${text!.version}”版,请改用没有用过的版本号`],
  ['prenatalConsentTexts', { texts: [] }, 'texts 每种知情同意书都要有文本,请补上'],
  ['provinceRules', { ...shipped('provinceRules'), lateRules: [{ maxDays: 30, requiredMaterials: [], approverRole: 'none' }] }, 'lateRules “出生后第几天以内”须逐行增大,最后一行不设上限,请改正'],
  ['prenatalWindows', { version: 1, windows: windows.map((one, at) => at === 0 ? { ...one, firstDays: 200, lastDays: 100 } : one) }, expect.stringMatching(/^windows\.0 “.+”的窗口“从”晚于“至”,请改正孕周$/) as unknown as string],
  ['prenatalWindows', { version: 1, windows: windows.slice(1) }, expect.stringMatching(/^windows “.+”须有且只有一个窗口,请改正$/) as unknown as string],
  ['screeningDiseases', { diseases: [disease!, { ...disease!, markers: 'X' }] }, 'diseases.1.code 病种代码“CH”重复,请改成另一个代码', 'diseases.1.name 病种名称“先天性甲状腺功能减低症”重复,请改名'],
  ['highRiskFactors', [factor!, factor!], ` 高危因素 ${factor!.code} 有两行,请移除一行`],
  ['followUpPlans', { ...shipped('followUpPlans'), highRisk: [6, 3].map(untilMonths => ({ untilMonths, every: { unit: 'month', months: 1 } })) }, 'highRisk “到矫正月龄”须逐行增大,请改正'],
  ['riskCriteria', { ...shipped('riskCriteria'), edits: [edit, edit] }, 'edits 条目 S01 有两份,请只留一份'],
  ['riskCriteria', { ...shipped('riskCriteria'), edits: [{ ...edit, colour: 'red' }] }, 'edits.0 筛查表项目 S01 没有颜色,请去掉颜色'],
  ['riskCriteria', { ...shipped('riskCriteria'), edits: [{ ...edit, condition: [[measure]] }] }, 'edits.0.condition.0.0 “身高”请至少填写一个界值,界值为 0~10000 的数字'],
  ['riskCriteria', { ...shipped('riskCriteria'), edits: [{ ...edit, condition: [[{ ...measure, from: 150, below: 140 }]] }] }, 'edits.0.condition.0.0 “身高”的下限大于上限,请改界值'],
  ['riskCriteria', { ...shipped('riskCriteria'), own: [ownCriterion, ownCriterion] }, 'own 条目 H1 有两份,请只留一份'],
  ['pelvicRules', { ...shipped('pelvicRules'), diastasisMildMm: 40, diastasisModerateMm: 30 }, expect.stringMatching(/^diastasisModerateMm “.+”不能小于“.+”\(40\),请改正$/) as unknown as string],
  ['pelvicHomeExercise', { ...shipped('pelvicHomeExercise'), usual: { source: '', levels: [] } }, 'usual.levels general'],
]
test.each(CASES.map(([key, value, ...words]) => ({ key, value, words })))('$key says in its own words what is wrong, where, and what to do (%#)', ({ key, value, words }) => {
  expect(said(key, shipped(key))).toEqual([])
  expect(said(key, value)).toEqual(words)
})

import { RISK_GROUP } from '../../../domain/code/maternal-risk.ts'
import { DNA_REASON, MATERIAL } from '../../../domain/code/material.ts'
import { CONSENT_KIND, PRENATAL_PROJECT } from '../../../domain/code/prenatal.ts'
import { PROVINCE_RULE_SOURCES } from '../../../domain/rule/province-rules.ts'
import { CHILD_RULE } from '../../../domain/rule/child/child-rules.ts'
import { EYE_RULE } from '../../../domain/rule/eye/eye-rules.ts'
import { GROWTH_RULES } from '../../../domain/rule/growth/rules.ts'
import { raisedGestation } from '../../../domain/rule/gestation.ts'
import { MATERNAL_CHART_RULE } from '../../../domain/rule/maternal/chart-bands.ts'
import { WOMEN_RULE } from '../../../domain/rule/maternal/women-rules.ts'
import { FERTILITY_RULE } from '../../../domain/rule/fertility/fertility-rules.ts'
import { INFECTION_RULE } from '../../../domain/rule/infection/infection-rules.ts'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import { HOME_TRAINING, PELVIC_CONSENT_KIND } from '../../../domain/code/pelvic-care.ts'
import { HOME_LEVEL_AMOUNT_NAMES, type HomeExercise } from '../../../domain/rule/pelvic/home-exercise.ts'
import { PELVIC_RULE } from '../../../domain/rule/pelvic/pelvic-rules.ts'
import { VITAL_RULE } from '../../../domain/rule/vital/vital-rules.ts'
import { MATERNAL_RULE } from '../../../domain/rule/maternal/maternal-rules.ts'
import { RISK_TABLE } from '../../../domain/rule/maternal/risk-criteria.ts'
import { applyRiskEdits, type RiskTableEdits } from '../../../domain/rule/maternal/risk-table.ts'
import type { NumberRule } from '../../../domain/rule/number-rules.ts'
import { PRENATAL_RULE } from '../../../domain/rule/prenatal/prenatal-rules.ts'
import type { ConsentTextsOf } from '../../../domain/rule/consent-texts.ts'
import type { SelfAssessment } from '../../../domain/modules/pelvic/self-assessment.ts'
import { REPORT_VALUES, type ReportFormats, reportValueText } from '../../../domain/modules/pelvic/report-formats.ts'
import { RESULT_VALUE_NAMES, RESULT_VALUES, type ResultMappings } from '../../../domain/rule/prenatal/result-mappings.ts'
import type { PrenatalWindows } from '../../../domain/rule/prenatal/windows.ts'
import type { WorkCalendar } from '../../../domain/rule/working-days.ts'
import type { SettingKey } from '../../../domain/settings/settings.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText } from '../../kit/labels.ts'
import { homeAmountText, homeLevelText } from './home-exercise-text.ts'
import { outsideText } from './PrenatalWindowsSettings.tsx'
import { activeText, conditionText, criterionText, riskColourText } from '../../kit/risk-text.ts'

// The words of the forms, so that the history speaks of the same things.
const LABELS: Readonly<Record<string, () => string>> = {
  'institution.name': () => t('first.institution', '机构全称'), 'institution.code': () => t('institution.code', '统一社会信用代码或登记号'), 'institution.countyCode': () => t('institution.county', '所在县(区)'),
  'institution.address': () => t('institution.address', '地址'), 'institution.phone': () => t('institution.phone', '电话'), 'institution.level': () => t('institution.level', '机构级别'),
  'institution.licensedForDelivery': () => t('institution.licensed', '有助产技术服务资质'), 'institution.certificateRole': () => t('institution.role', '出生医学证明管理角色'),
  'security.idleMinutes': () => t('security.idle', '无操作自动锁屏'), 'security.failedLoginsBeforeLock': () => t('security.failed', '连续输错密码后锁定'), 'security.lockMinutes': () => t('security.lock', '锁定时间'), 'security.passwordMinLength': () => t('security.length', '密码最短长度'),
  'printing.certificatePrinter': () => t('printing.certificatePrinter', '证件打印机'), 'printing.formPrinter': () => t('printing.formPrinter', '普通打印机'), 'printing.printCollectorAndSigner': () => t('printing.signer', '打印领证人和签发人姓名(不打印则手写)'),
  'printing.paperLevels': () => t('calibration.levels', '版次与机构的位置调整'), 'printing.profiles': () => t('settings.printing', '打印机校准'), 'referral.answerDays': () => t('referralSetting.days', '等待答复天数'), 'backup.secondFolder': () => t('backupSetting.second', '第二备份位置'),
  'package.folder': () => t('packageSetting.folder', '数据包保存位置'), 'package.recipientName': () => t('packageSetting.recipient', '接收单位'), 'package.recipientPublicKeyPem': () => t('packageSetting.key', '接收单位 SM2 公钥(PEM)'),
  'reports.voidRatePercent': () => t('reportSetting.voidRate', '年废证率上限'), 'reports.voidRateSource': () => t('reportSetting.voidSource', '依据'), 'reports.uncollectedDays': () => t('reportSetting.uncollected', '签发后多少天未领取列入提醒'),
  'pelvicSelfAssessment.source': () => t('pelvicSelf.source', '所依据的标准(名称、文号、日期)'),
  'screeningDiseases.diseases': () => t('settings.screeningDiseases', '新生儿疾病筛查病种'),
  'reports.dailyStockReport': () => t('reportSetting.daily', '提醒当日库存上报'), 'reports.tenDayIssueReport': () => t('reportSetting.tenDays', '提醒十日签发上报'),
}
const PARTS: Readonly<Record<string, () => string>> = {
  printerName: () => t('print.printer', '打印机'), form: () => t('printing.form', '表单'), dxMm: () => t('printing.dx', '右移 mm'), dyMm: () => t('printing.dy', '下移 mm'), scaleX: () => t('printing.scaleX', '横向缩放'), scaleY: () => t('printing.scaleY', '纵向缩放'),
  silent: () => t('printing.silent', '不弹出系统对话框'), tray: () => t('calibration.tray', '纸盒'), paper: () => t('calibration.paper', '驱动里的纸张'), portrait: () => t('calibration.portrait', '纵向'), driverPercent: () => t('calibration.percent', '驱动缩放'),
  calibratedBy: () => t('audit.user', '操作人'), calibratedAt: () => t('audit.at', '时间'), edition: () => t('calibration.edition', '版次'), fields: () => t('calibration.fieldCount', '微调字段'), part: () => t('calibration.part', '联'), value: () => t('calibration.field', '字段'), maxDays: () => t('province.upTo', '出生后第几天以内'), requiredMaterials: () => t('province.materials', '另需材料'), approverRole: () => t('province.approver', '由谁同意'),
  requirement: () => t('pelvicSelf.requirement', '要求'), evidence: () => t('pelvicSelf.evidence', '依据或材料'), score: () => t('pelvicSelf.score', '得分'),
  from: () => t('prenatalWindow.from', '从'), to: () => t('prenatalWindow.to', '至'), early: () => t('prenatalWindow.early', '未到窗口'), late: () => t('prenatalWindow.late', '已过窗口'), source: () => t('riskFactor.source', '来源'), off: () => t('workCalendar.off', '放假'), text: () => t('consentTexts.text', '全文(一行一条)'), worked: () => t('workCalendar.worked', '上班'),
}

const CRITERION: Readonly<Record<string, () => string>> = {
  text: () => t('riskCriteria.text', '条目'), colour: () => t('riskCriteria.colour', '颜色'), condition: () => t('riskCriteria.condition', '条件'), active: () => t('riskCriteria.active', '使用此条目'),
  source: () => t('riskFactor.source', '来源'), group: () => t('riskCriteria.group', '类别'), reason: () => t('riskCriteria.reason', '修改原因'),
}

/**
 * A setting as its history compares it. Of the risk criteria the whole table is read, so that a change says what the row was
 * before, in words, and not at which place of a list it was kept.
 */
export function readableSetting(settingKey: SettingKey, value: unknown): unknown {
  // Windows and years are named by what they are of, not by their place in the list.
  if (settingKey === 'prenatalWindows') {
    return Object.fromEntries((value as PrenatalWindows).windows.map(({ project, firstDays, lastDays, early, late }) => [codeText(PRENATAL_PROJECT, project), { from: raisedGestation(firstDays), to: raisedGestation(lastDays), early: outsideText(early), late: outsideText(late) }]))
  }
  if (settingKey === 'prenatalConsentTexts' || settingKey === 'pelvicConsentTexts') {
    const kinds: CodeTable = settingKey === 'prenatalConsentTexts' ? CONSENT_KIND : PELVIC_CONSENT_KIND
    return Object.fromEntries((value as ConsentTextsOf<string>).texts.map(({ kind, version, text, source }) => [`${codeText(kinds, kind)} ${version}`, { text, source }]))
  }
  if (settingKey === 'prenatalResultMappings') {
    return Object.fromEntries((value as ResultMappings).mappings.map(({ title, columns, ignored }) => [title, { ...Object.fromEntries(RESULT_VALUE_NAMES.map(name => [RESULT_VALUES[name], columns[name]?.join(';') ?? ''])), [t('resultMappings.ignored', '不含结果、不读的列')]: ignored.join(';') }]))
  }
  if (settingKey === 'pelvicReportFormats') return Object.fromEntries((value as ReportFormats).formats.map(({ name, labels }) => [name, Object.fromEntries(REPORT_VALUES.map(one => [reportValueText(one), labels[one]?.join(';') ?? '']))]))
  if (settingKey === 'pelvicSelfAssessment') return { source: (value as SelfAssessment).source, ...namedItems((value as SelfAssessment).items) }
  if (settingKey === 'pelvicHomeExercise') {
    return Object.fromEntries(HOME_TRAINING.values.map(name => {
      const { source, levels } = (value as HomeExercise)[name]
      return [codeText(HOME_TRAINING, name), { source, ...Object.fromEntries(levels.map((one, at) => [homeLevelText(at), Object.fromEntries([...HOME_LEVEL_AMOUNT_NAMES, 'posture' as const].map(field => [homeAmountText(field), one[field]]))])) }]
    }))
  }
  if (settingKey === 'workCalendar') return Object.fromEntries((value as WorkCalendar).years.map(({ year, source, off, worked }) => [String(year), { source, off: daysText(off), worked: daysText(worked) }]))
  // The version has a column of its own.
  if (settingKey in NUMBERS) return { ...value as object, version: undefined }
  if (settingKey !== 'riskCriteria') return value
  const edits = value as RiskTableEdits
  return Object.fromEntries(applyRiskEdits(RISK_TABLE, edits).table.rows.map(row => [row.id, {
    text: criterionText(row), colour: riskColourText(row.colour), condition: conditionText(row.condition), active: activeText(row.active),
    ...(row.mark === 'own' ? { source: row.source, group: codeText(RISK_GROUP, row.group) } : { reason: edits.edits.find(({ id }) => id === row.id)?.reason ?? '' }),
  }]))
}

/** Items of one name are told apart by their number among each other, so that none takes another's line. */
function namedItems(items: SelfAssessment['items']): Record<string, Omit<SelfAssessment['items'][number], 'item'>> {
  const named: Record<string, Omit<SelfAssessment['items'][number], 'item'>> = {}
  for (const { item, ...rest } of items) {
    const names = [item, ...items.map((_one, at) => t('pelvicSelf.again', '{{item}}(第{{count}}条)', { item, count: at + 2 }))]
    named[names.find(name => !Object.hasOwn(named, name))!] = rest
  }
  return named
}

const daysText = (days: readonly string[]): string => days.map(day => day.slice(5)).join(' ')

/** The numbers of each clinic, and where their titles are translated. */
const NUMBERS: { readonly [K in SettingKey]?: { readonly prefix: string; readonly rules: Readonly<Record<string, NumberRule>> } } = {
  childRules: { prefix: 'childRule', rules: CHILD_RULE },
  eyeRules: { prefix: 'eyeRule', rules: EYE_RULE },
  maternalRules: { prefix: 'maternalRule', rules: MATERNAL_RULE },
  prenatalRules: { prefix: 'prenatalRule', rules: PRENATAL_RULE },
  womenRules: { prefix: 'womenRule', rules: WOMEN_RULE },
  fertilityRules: { prefix: 'fertilityRule', rules: FERTILITY_RULE },
  infectionRules: { prefix: 'infectionRule', rules: INFECTION_RULE },
  pelvicRules: { prefix: 'pelvicRule', rules: PELVIC_RULE },
  vitalRules: { prefix: 'vitalRule', rules: VITAL_RULE },
  maternalChartRules: { prefix: 'maternalChartRule', rules: MATERNAL_CHART_RULE },
}

/** The place of a change in a setting, in the words of its form. */
export function changeLabel(settingKey: SettingKey, path: readonly string[]): string {
  const [first = '', ...rest] = path
  if (settingKey === 'riskCriteria') return [first, ...rest.map(name => CRITERION[name]?.() ?? name)].join(' · ')
  const rule = settingKey === 'provinceRules' && Object.hasOwn(PROVINCE_RULE_SOURCES, first) ? PROVINCE_RULE_SOURCES[first as keyof typeof PROVINCE_RULE_SOURCES] : undefined
  const number = NUMBERS[settingKey]?.rules[first]
  if (number) return t(`${NUMBERS[settingKey]?.prefix}.${first}.title`, number.title)
  if (settingKey === 'growthRules' && Object.hasOwn(GROWTH_RULES, first)) return messageText(GROWTH_RULES[first as keyof typeof GROWTH_RULES].title)
  const top = rule ? t(`provinceRule.${first}.title`, rule.title) : LABELS[`${settingKey}.${first}`]?.() ?? first
  const parts = rest.map(part => (/^\d+$/.test(part) ? t('setting.line', '第 {{line}} 行', { line: Number(part) + 1 }) : PARTS[part]?.() ?? part))
  return [top, ...parts].join(' · ')
}

/** A value of a setting as it is read. */
export function changeValue(value: string): string {
  if (value === 'true') return t('field.yes', '是')
  if (value === 'false') return t('field.no', '否')
  if (MATERIAL.isCode(value)) return codeText(MATERIAL, value)
  return DNA_REASON.isCode(value) ? codeText(DNA_REASON, value) : value
}

/// <reference types="vite/client" />
import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { CHILD_RULES } from '../../domain/rule/child/child-rules.ts'
import { EYE_RULES } from '../../domain/rule/eye/eye-rules.ts'
import { MATERNAL_CHART_RULES } from '../../domain/rule/maternal/chart-bands.ts'
import { FERTILITY_RULES } from '../../domain/rule/fertility/fertility-rules.ts'
import { INFECTION_RULES } from '../../domain/rule/infection/infection-rules.ts'
import { PRENATAL_RULES_DEFAULT } from '../../domain/rule/prenatal/prenatal-rules.ts'
import { PELVIC_RULES } from '../../domain/rule/pelvic/pelvic-rules.ts'
import { VITAL_RULES } from '../../domain/rule/vital/vital-rules.ts'
import { MATERNAL_RULES } from '../../domain/rule/maternal/maternal-rules.ts'
import { WOMEN_RULES } from '../../domain/rule/maternal/women-rules.ts'
import { HOME_EXERCISE_DEFAULT } from '../../domain/rule/pelvic/home-exercise.ts'
import { SETTINGS, type SettingKey } from '../../domain/settings/settings.ts'
import { changeLabel, readableSetting } from '../../renderer/modules/settings/change-text.ts'
import { changesOf } from '../../renderer/modules/settings/SettingForm.tsx'

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })

test('the history names the numbers of every clinic in the words of their forms', () => {
  expect(changeLabel('eyeRules', ['visionYear4'])).toBe('4岁视力低常界值(5分记录×10)')
  for (const [key, rules] of [
    ['eyeRules', EYE_RULES], ['childRules', CHILD_RULES], ['maternalRules', MATERNAL_RULES], ['maternalChartRules', MATERNAL_CHART_RULES], ['womenRules', WOMEN_RULES], ['fertilityRules', FERTILITY_RULES],
    ['infectionRules', INFECTION_RULES], ['vitalRules', VITAL_RULES], ['pelvicRules', PELVIC_RULES],
  ] as const) {
    for (const id of rules.ids) expect(changeLabel(key, [id])).toBe((rules.rules as Readonly<Record<string, { title: string }>>)[id]!.title)
  }
})

const historyOf = (key: SettingKey, before: unknown, after: unknown): string[] => changesOf(readableSetting(key, before), readableSetting(key, after)).map(change => `${changeLabel(key, change.path)}: ${change.before} → ${change.after}`)

test('the version a setting counts stands in a column of its own and is no change', () => {
  expect(historyOf('prenatalRules', PRENATAL_RULES_DEFAULT, { ...PRENATAL_RULES_DEFAULT, version: 2, t21High: 300 })).toEqual(['21三体高风险界值(1/n): 270 → 300'])
})

test('items of the self-assessment with one name have a line each, and a number in a name is no line', () => {
  const item = (name: string, score: number | null, evidence = '') => ({ item: name, requirement: '', evidence, score })
  const before = { source: '标准', items: [item('1.2 治疗用房', 1), item('治疗师', 2), item('治疗师', 3, '证书')] }
  const after = { source: '标准第二版', items: [item('1.2 治疗用房', 9), item('治疗师', 4), item('治疗师', 5, '证书甲'), item('治疗师', null)] }
  expect(historyOf('pelvicSelfAssessment', before, after)).toEqual([
    '所依据的标准(名称、文号、日期): 标准 → 标准第二版', '1.2 治疗用房 · 得分: 1 → 9', '治疗师 · 得分: 2 → 4', '治疗师(第2条) · 依据或材料: 证书 → 证书甲', '治疗师(第2条) · 得分: 3 → 5', '治疗师(第3条) · 要求:  → ', '治疗师(第3条) · 依据或材料:  → ', '治疗师(第3条) · 得分:  → ',
  ])
})

test('a consent text is named by its whole version', () => {
  const { initial } = SETTINGS.pelvicConsentTexts
  expect(historyOf('pelvicConsentTexts', initial, { texts: [...initial.texts, { ...initial.texts[0]!, version: '2.1' }] }).map(line => line.split(':')[0])).toEqual(['盆底评估 2.1 · 全文(一行一条)', '盆底评估 2.1 · 来源'])
})

test('a level of the exercise at home is named by its training, its number and the word of its form', () => {
  const { usual } = HOME_EXERCISE_DEFAULT
  const after = { ...HOME_EXERCISE_DEFAULT, usual: { source: '本院', levels: usual.levels.map((one, at) => at === 1 ? { ...one, restSeconds: 8 } : one) } }
  expect(historyOf('pelvicHomeExercise', HOME_EXERCISE_DEFAULT, after)).toEqual([`常用训练 · 来源: ${usual.source} → 本院`, '常用训练 · 第2级 · 放松: 3 → 8'])
})

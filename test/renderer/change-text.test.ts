/// <reference types="vite/client" />
import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { CHILD_RULES } from '../../domain/rule/child/child-rules.ts'
import { EYE_RULES } from '../../domain/rule/eye/eye-rules.ts'
import { MATERNAL_CHART_RULES } from '../../domain/rule/maternal/chart-bands.ts'
import { FERTILITY_RULES } from '../../domain/rule/fertility/fertility-rules.ts'
import { INFECTION_RULES } from '../../domain/rule/infection/infection-rules.ts'
import { PELVIC_RULES } from '../../domain/rule/pelvic/pelvic-rules.ts'
import { VITAL_RULES } from '../../domain/rule/vital/vital-rules.ts'
import { MATERNAL_RULES } from '../../domain/rule/maternal/maternal-rules.ts'
import { WOMEN_RULES } from '../../domain/rule/maternal/women-rules.ts'
import { changeLabel } from '../../renderer/modules/settings/change-text.ts'

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })

test('the history names the numbers of every clinic in the words of their forms', () => {
  expect(changeLabel('eyeRules', 'visionYear4')).toBe('4岁视力低常界值(5分记录×10)')
  for (const [key, rules] of [
    ['eyeRules', EYE_RULES], ['childRules', CHILD_RULES], ['maternalRules', MATERNAL_RULES], ['maternalChartRules', MATERNAL_CHART_RULES], ['womenRules', WOMEN_RULES], ['fertilityRules', FERTILITY_RULES],
    ['infectionRules', INFECTION_RULES], ['vitalRules', VITAL_RULES], ['pelvicRules', PELVIC_RULES],
  ] as const) {
    for (const id of rules.ids) expect(changeLabel(key, id)).toBe((rules.rules as Readonly<Record<string, { title: string }>>)[id]!.title)
  }
})

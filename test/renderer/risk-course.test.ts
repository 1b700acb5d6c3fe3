import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { riskAssessment, type StoredRiskAssessment } from '../../domain/modules/risk/assessment.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { factValueText, keptLines, standingWords } from '../../renderer/kit/risk-text.ts'
import { colourLabel, colourOption } from '../../renderer/modules/risk/colour-option.ts'

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })

const assessed = (confirmedAt: string, colour: string, isPurple = false): StoredRiskAssessment => ({ ...emptyRow(riskAssessment), confirmedAt, colour, isPurple }) as unknown as StoredRiskAssessment
const COURSE = [assessed('2026-03-01T09:00', 'yellow'), assessed('2026-04-02T10:00', 'orange', true)]
type Series = { type: string; step?: string; data: { value: [string, number]; itemStyle: { borderColor: string } }[] & [string, number][] }

test('the course is a step from one assessment to the next and on to today; after the pregnancy it ends with the last', () => {
  const [, line, dots] = colourOption(COURSE, '2026-04-20').series as Series[]
  expect([line!.step, line!.data]).toEqual(['end', [['2026-03-01T09:00', 1], ['2026-04-02T10:00', 2], ['2026-04-20', 2]]])
  expect(dots!.data.map(({ value }) => value)).toEqual([['2026-03-01T09:00', 1], ['2026-04-02T10:00', 2]])
  expect((colourOption(COURSE, '').series as Series[])[1]!.data).toHaveLength(2)
})

test('an infection is a purple ring, and the picture is said in words', () => {
  const [, , dots] = colourOption(COURSE, '').series as Series[]
  expect(dots!.data.map(({ itemStyle }) => itemStyle.borderColor)).toEqual(['#fff', '#722ed1'])
  expect(colourLabel(COURSE)).toContain('2026-03-01 黄色 → 2026-04-02 橙色、紫色')
})

test('standings, facts and kept rows in words', () => {
  expect([standingWords({ colour: 'green', isPurple: true }), standingWords({ colour: 'green', isPurple: false }), standingWords({ colour: 'red', isPurple: true })]).toEqual(['紫色', '绿色', '红色、紫色'])
  expect([factValueText({ fact: 'haemoglobinGPerL', value: 58 }), factValueText({ fact: 'syphilis', value: null }), factValueText({ fact: 'infection', value: null })]).toEqual(['血红蛋白 58 g/L', '梅毒筛查阳性', '传染病检查结果'])
  expect(keptLines('O2.6.2 旧表的词\nY1.1 年龄≥35岁或≤18岁')).toEqual([{ id: 'O2.6.2', text: '旧表的词' }, { id: 'Y1.1', text: '年龄≥35岁或≤18岁' }])
})

import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../domain/modules/pelvic/assessment.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { ASSESSMENT_PARTS, fieldsOfPart, partsMeasured, partsToBegin, sectionOf } from '../../renderer/modules/pelvic/assessment-parts.ts'
import { diastasisOption, emgOption, padOption, scoreOption, stageOption, strengthOption } from '../../renderer/modules/pelvic/trend-charts.ts'

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })
const row = (day: string, values: object): StoredPelvicAssessment => ({ ...emptyRow(pelvicAssessment), id: day, day, kind: 'baseline', ...values }) as unknown as StoredPelvicAssessment
const REFERENCE = { emgRestMaxUv: 4, emgFastMinUv: 35, emgTonicMinUv: 30, emgEnduranceMinUv: 25 }
const before = row('2026-03-02', { typeOneGrade: 1, typeTwoGrade: 2, oxford: '2', preRestUv: 5.2, fastUv: 23, ...REFERENCE, anteriorStage: '3', apicalStage: '1', posteriorStage: '2', diastasisAtMm: 32 })
const after = row('2026-05-11', { typeOneGrade: 4, fastUv: 38.5, ...REFERENCE, emgFastMinUv: 30, anteriorStage: '1', padGainG: 0.4, diastasisAtMm: 19, diastasisAboveMm: 10 })
type Series = { type: string; name: string; step?: string; data: ({ value: unknown; label: { formatter: string } } | number | string | null)[] }
const seriesOf = (option: object): Series[] => (option as { series: Series[] }).series
const valuesOf = ({ data }: Series): unknown[] => data.map(point => typeof point === 'object' && point !== null ? point.value : point)

test('strength is a step from one assessment to the next; a type that was not measured leaves its place empty', () => {
  const drawn = seriesOf(strengthOption([before, after]))
  expect(drawn.map(one => [one.name, one.step, valuesOf(one)])).toEqual([['Ⅰ类(慢肌,耐力)', 'end', [1, 4]], ['Ⅱ类(快肌,爆发)', 'end', [2, null]], ['改良牛津', 'end', [2, null]]])
})

test('stages and the pad test stand over the days, what nobody measured has no line', () => {
  expect(seriesOf(stageOption([before, after])).map(valuesOf)).toEqual([[3, 1], [1, null], [2, null]])
  const { yAxis } = stageOption([before, after]) as { yAxis: { axisLabel: { formatter(value: number): string } } }
  expect([0, 4].map(yAxis.axisLabel.formatter)).toEqual(['0度', 'Ⅳ度'])
  expect(seriesOf(padOption([before, after])).map(valuesOf)).toEqual([[null, 0.4]])
  expect(seriesOf(padOption([before]))).toEqual([])
})

test('the phases of muscle activity stand against the reference of the newer assessment; a phase that neither has is left out', () => {
  const option = emgOption({ before, after })
  expect((option as { xAxis: { data: string[] } }).xAxis.data).toEqual(['前静息', '快速'])
  expect(seriesOf(option).map(one => [one.type, valuesOf(one)])).toEqual([['bar', [5.2, 23]], ['bar', ['-', 38.5]], ['scatter', [4, 30]]])
  // Where the newer one has no muscle activity, the reference is that of the older.
  expect(valuesOf(seriesOf(emgOption({ before, after: row('2026-06-01', {}) }))[2]!)).toEqual([4, 35])
})

test('scores are shares of the highest with their points over the bars, PISQ-12 says that more is better', () => {
  const option = scoreOption([{ questionnaire: 'pfdi20', before: 87.5, after: 60, highest: 300, verdict: 'better' }, { questionnaire: 'pisq12', before: null, after: 36, highest: 48, verdict: null }])
  expect((option as { xAxis: { data: string[] } }).xAxis.data).toEqual(['PFDI-20', 'PISQ-12↑好'])
  const [first, last] = seriesOf(option)
  expect((valuesOf(first!)[0] as number).toFixed(2)).toBe('29.17')
  expect(first!.data.map(point => (point as { label: { formatter: string } }).label.formatter)).toEqual(['87.50', ''])
  expect(valuesOf(last!)[1]).toBe(75)
})

test('three sites of 腹直肌; with a single assessment there is no bar before', () => {
  expect(seriesOf(diastasisOption({ before, after })).map(valuesOf)).toEqual([['-', 32], [10, 19]])
  expect(valuesOf(seriesOf(diastasisOption({ before: null, after }))[0]!)).toEqual(['-', '-'])
})

test('a part is open where something was measured; what was carried into it opens nothing', () => {
  for (const part of ASSESSMENT_PARTS) expect(sectionOf(part), part).toBeGreaterThan(0)
  expect(partsMeasured({ hasNoCervix: true, deviceId: 'x', reportId: 'y' })).toEqual([])
  expect(partsMeasured({ aaCm: -3, padWetG: 20, typeTwoCount: 0 })).toEqual(['popq', 'muscle', 'pad'])
  expect(partsToBegin({}, null)).toEqual(['popq', 'muscle', 'emg', 'diastasis'])
  expect(partsToBegin({ fastUv: 30 }, before)).toEqual(['muscle', 'emg', 'diastasis'])
  expect(new Set(ASSESSMENT_PARTS.flatMap(fieldsOfPart)).size).toBe(ASSESSMENT_PARTS.flatMap(fieldsOfPart).length)
})

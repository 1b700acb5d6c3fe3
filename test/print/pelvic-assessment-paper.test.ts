import { beforeAll, describe, expect, test } from 'vitest'
import { EMG_FINDING } from '../../domain/code/pelvic.ts'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../domain/modules/pelvic/assessment.record.ts'
import { COMPARED_FIELDS } from '../../domain/modules/pelvic/comparison.ts'
import { gridOf } from '../../domain/modules/pelvic/assessment-found.ts'
import { popqProfile } from '../../domain/modules/pelvic/popq-profile.ts'
import type { StoredPelvicQuestionnaire } from '../../domain/modules/pelvic/questionnaire.record.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { pelvicComparisonPages, pelvicExercisePages, type PelvicPaperFacts } from '../../domain/print/pelvic-assessment-papers.ts'
import { drawBars, drawProfile } from '../../domain/print/pelvic-charts.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { HOME_EXERCISE_DEFAULT } from '../../domain/rule/pelvic/home-exercise.ts'
import { QUESTIONNAIRES } from '../../domain/rule/pelvic/questionnaires.ts'
import { type Composed, composeDocument, type PageContent } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { fullest, LONG_NAME } from './support/child-facts.ts'
import { FONTS } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const facts: PelvicPaperFacts = { name: '欧阳𬭊龘', birthDay: '1992-03-02', fileNumber: 'PD2026000001', deliveryDay: '2026-01-19', institution: '青山县妇幼保健院', institutionPhone: '0734-6812345' }
const long: PelvicPaperFacts = { ...facts, name: LONG_NAME.padEnd(60, '麦麦提'), institution: '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心'.padEnd(70, '分院').slice(0, 70), institutionPhone: '0734-68123456转8001' }
const row = (id: string, values: object): StoredPelvicAssessment => ({ ...emptyRow(pelvicAssessment), id, rev: 1, voidedAt: null, day: '2026-03-02', kind: 'baseline', doctorName: '姜盆底', ...values }) as unknown as StoredPelvicAssessment
const REFERENCE = { emgRestMaxUv: 4, emgFastMinUv: 35, emgTonicMinUv: 30, emgEnduranceMinUv: 25, emgVariabilityMaxHundredths: 20, emgRiseMaxSeconds: 0.5, emgRatioMinHundredths: 80, emgRatioMaxHundredths: 120, fatigueMinPercent: 0 }
const before = row('1', { daysAfter: 42, aaCm: 1, baCm: 2, cCm: -4, ghCm: 4.5, pbCm: 2.5, tvlCm: 9, apCm: -2, bpCm: -1, dCm: -6, stage: '3', anteriorStage: '3', apicalStage: '1', posteriorStage: '2', leadCm: 2, oxford: '2', typeOneGrade: 1, typeTwoGrade: 2, preRestUv: 5.2, fastUv: 23, tonicUv: 14, enduranceUv: 12, postRestUv: 4.8, emgFindings: 'overactive,fastWeak,tonicWeak,enduranceWeak', typeOneFatiguePercent: -20, typeTwoFatiguePercent: 0, ...REFERENCE, padGainG: 12.3, diastasisAboveMm: 24, diastasisAtMm: 32, diastasisBelowMm: 15 })
const after = row('2', { day: '2026-05-11', kind: 'end', daysAfter: 112, aaCm: -2, baCm: -2, cCm: -6, ghCm: 3.5, pbCm: 3.5, tvlCm: 9, apCm: -3, bpCm: -3, dCm: -8, stage: '1', anteriorStage: '1', apicalStage: '0', posteriorStage: '0', leadCm: -2, oxford: '4', typeOneGrade: 4, typeTwoGrade: 5, preRestUv: 3.1, fastUv: 38.5, tonicUv: 31, enduranceUv: 27, postRestUv: 3, typeOneFatiguePercent: 0, ...REFERENCE, padGainG: 0.4, diastasisAboveMm: 15, diastasisAtMm: 19, diastasisBelowMm: 10 })
const full = (id: string, stage: string): StoredPelvicAssessment => row(id, { ...fullest(pelvicAssessment, { stage, anteriorStage: stage, apicalStage: stage, posteriorStage: stage, typeOneFatiguePercent: -100, typeTwoFatiguePercent: -100, fatigueMinPercent: 0, emgFindings: EMG_FINDING.values.join(',') }), aaCm: 3, baCm: 14, cCm: 14, ghCm: 10, pbCm: 6, tvlCm: 14, apCm: 3, bpCm: 14, dCm: 13.5, kind: 'followUp' })
const scores = (assessmentId: string, share: number): StoredPelvicQuestionnaire[] => QUESTIONNAIRES.map(({ id, highest }) => ({ assessmentId, questionnaire: id, total: highest * share }) as unknown as StoredPelvicQuestionnaire)

const USUAL = { levels: HOME_EXERCISE_DEFAULT, set: 'usual' } as const
const OWN = { ...HOME_EXERCISE_DEFAULT, hypertonic: { source: '本院', levels: [{ ...HOME_EXERCISE_DEFAULT.hypertonic.levels[0]!, upToStrength: 3 }, { upToStrength: 5, holdSeconds: 4, restSeconds: 12, times: 8, quickTimes: 2, roundsADay: 1, posture: '侧卧,'.repeat(40).slice(0, 120) }] } }

const sheets: Record<string, readonly PageContent[]> = {
  comparison: pelvicComparisonPages(facts, before, after, [...scores('1', 0.4), ...scores('2', 0.1)]), comparisonFull: pelvicComparisonPages(long, full('1', '4'), full('2', '4'), [...scores('1', 1), ...scores('2', 1)]),
  comparisonPartly: pelvicComparisonPages(facts, row('1', { oxford: '2' }), row('2', { oxford: '3', fastUv: 30, ...REFERENCE, stage: '1', aaCm: -2, baCm: -2, cCm: -6, tvlCm: 9, apCm: -3, bpCm: -3 }), []), comparisonNothing: pelvicComparisonPages(facts, row('1', {}), row('2', {}), []),
  exercise: pelvicExercisePages(facts, after, null, USUAL), exerciseLong: pelvicExercisePages(long, before, '每天三组,先平躺,熟练后站着练;'.repeat(20).slice(0, 300), USUAL), exerciseUnmeasured: pelvicExercisePages(facts, null, null, USUAL),
  exerciseTense: pelvicExercisePages(facts, after, null, { ...USUAL, set: 'hypertonic' }), exerciseOwn: pelvicExercisePages(facts, after, null, { set: 'hypertonic', levels: OWN }),
}
const documents: Record<string, Composed> = Object.fromEntries(Object.entries(sheets).map(([name, pages]) => [name, composeDocument(pages, { fonts, mode: 'print' })]))
let pdfs: Record<string, Uint8Array> = {}
beforeAll(async () => { pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS) })
const valueOf = (name: string, value: string): string => documents[name]!.placed.filter(line => line.value === value).map(line => line.text).join('')

describe.each(Object.keys(sheets))('%s', name => {
  test('takes everything: nothing refused, no box off its sheet, no line outside, one box never over another', () => {
    expect(sheets[name]!.flatMap(page => layoutFaults(page.layout))).toEqual([])
    expect(documents[name]!.issues).toEqual([])
    for (const line of documents[name]!.placed) {
      expect(line.xMm).toBeGreaterThan(2)
      expect(line.xMm + line.widthMm, line.text).toBeLessThan(208)
      expect(line.baselineMm).toBeLessThan(295)
    }
  })
  test('is A4 on the PDF, every value stands on it whole', async () => {
    const { sizesMm } = await readPdf(pdfs[name]!)
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    for (const { w, h } of sizesMm) { expect(Math.abs(w - 210)).toBeLessThan(0.3); expect(Math.abs(h - 297)).toBeLessThan(0.3) }
    sheets[name]!.forEach((page, at) => {
      for (const box of page.layout.boxes) {
        if (!('value' in box)) continue
        expect(documents[name]!.placed.filter(line => line.page === at && line.value === box.value).map(line => line.text).join('').replace(/\s/gu, ''), box.value).toBe(String(page.values[box.value] ?? '').replace(/\s/gu, ''))
      }
    })
  })
})

test('the comparison is one page however much was measured, and its table ends above the legend', () => {
  for (const name of ['comparison', 'comparisonFull', 'comparisonPartly', 'comparisonNothing']) expect(documents[name]!.pages, name).toBe(1)
  const boxes = sheets.comparisonFull![0]!.layout.boxes
  const legend = boxes.find(box => 'value' in box && box.value === 'legend') as { y: number }
  const cells = boxes.filter(box => 'value' in box && /Cell\d$/.test(box.value)) as { y: number; h: number }[]
  expect(cells).toHaveLength((COMPARED_FIELDS.length + QUESTIONNAIRES.length + 2) * 4)
  expect(Math.max(...cells.map(({ y, h }) => y + h))).toBeLessThan(legend.y)
})

test('the numbers of both assessments and which way they went; what was not measured has no chart', () => {
  expect([0, 1, 2, 3].map(cell => valueOf('comparison', `typeOneGradeCell${cell}`))).toEqual(['Ⅰ类(慢肌,耐力)级别', '1级', '4级', '好转'])
  expect([0, 1, 2, 3].map(cell => valueOf('comparison', `pfdi20Cell${cell}`))).toEqual(['PFDI-20', '120', '30', '好转'])
  expect([1, 2, 3].map(cell => valueOf('comparison', `pisq12Cell${cell}`))).toEqual(['19.20', '4.80', '加重'])
  expect(valueOf('comparison', 'profileBeforeCaption')).toBe('前 2026-03-02 POP-Q Ⅲ度')
  expect(Object.keys(sheets.comparison![0]!.charts!)).toEqual(['profileBefore', 'profileAfter', 'strength', 'emg', 'diastasis', 'scores'])
  expect(Object.keys(sheets.comparisonPartly![0]!.charts!)).toEqual(['profileAfter', 'strength', 'emg'])
  expect(valueOf('comparisonPartly', 'profileBeforeCaption')).toContain('POP-Q未测全')
  expect(valueOf('comparisonNothing', 'head0Cell0')).toBe('项目')
})

test('what lay outside the references is said of both assessments, fatigue too; where nothing was, nothing is', () => {
  expect([valueOf('comparison', 'outsideBefore'), valueOf('comparison', 'outsideAfter')]).toEqual(['前:静息过度活跃(高张)、快肌不足、慢肌不足、耐力不足、Ⅰ类肌疲劳度异常', '后:没有超出参考值的'])
  expect(valueOf('comparisonFull', 'outsideAfter')).toContain('Ⅱ类肌疲劳度异常')
  expect(valueOf('comparisonPartly', 'outsideBefore')).toBe('')
})

test('a bar is as high as its number, before grey and after black, the reference across both', () => {
  const { paths, words } = drawBars([{ label: '快速收缩', before: 20, after: 40, beforeText: '20', afterText: '40', reference: 35 }], 40)({ w: 60, h: 40 })
  const bars = paths.filter(({ strokeMm }) => strokeMm === 7)
  expect(bars.map(({ grey, points }) => [grey, points[0]!.y - points[1]!.y])).toEqual([['#a0a0a0', 15], ['#000', 30]])
  const reference = paths.find(({ dash }) => dash)!
  expect(reference.points[0]!.y).toBeCloseTo(35 - 35 / 40 * 30)
  expect(reference.points[0]!.x).toBeLessThan(bars[0]!.points[0]!.x)
  expect(words.map(({ text }) => text)).toEqual(['20', '40', '快速收缩'])
})

test('on the PDF each point of POP-Q has its name at its own height', async () => {
  const chart = sheets.comparison![0]!.layout.boxes.find(box => 'chart' in box && box.chart === 'profileBefore') as { x: number; y: number; w: number; h: number }
  const profile = popqProfile(gridOf(before))!
  const ink = drawProfile(profile)(chart)
  const glyphs = (await readPdf(pdfs.comparison!)).glyphs
  profile.points.forEach(({ name }, index) => {
    const mark = ink.marks[index]!
    const glyph = glyphs.filter(({ text, xMm, baselineMm }) => text === name[0] && Math.abs(xMm - (chart.x + mark.x)) < 12 && Math.abs(baselineMm - (chart.y + mark.y)) < 4)
    expect(glyph.length, name).toBeGreaterThan(0)
  })
  const [aa, c] = [ink.marks[0]!, ink.marks[2]!]
  // 5 cm lie between Aa +1 and C −4, in the scale of the drawing.
  expect(aa.y - c.y).toBeCloseTo(5 * chart.h / (profile.bottom - profile.top), 5)
})

test('the sheet of a tense pelvic floor says so, relaxes first and asks for no quick contraction unless the hospital does', () => {
  expect(['level', 'slow', 'quick', 'daily'].map(value => valueOf('exerciseTense', value))).toEqual(['偏紧(高张),先练放松,第 1 级', '收紧保持 2 秒,放松 10 秒,做 5 次。放松要放松到底。', '不做。', '上面做完为一组,每天 2 组,分开做。'])
  expect(valueOf('exerciseTense', 'posture')).toContain('先慢慢用肚子呼吸5分钟')
  expect(valueOf('exerciseTense', 'life')).not.toContain('先收紧')
  expect(['level', 'quick', 'daily'].map(value => valueOf('exerciseOwn', value))).toEqual(['偏紧(高张),先练放松,第 2 级', '快速收紧、马上放松,连做 2 次。', '上面两项合起来为一组,每天 1 组,分开做。'])
  for (const name of ['exerciseTense', 'exerciseOwn']) expect(documents[name]!.pages, name).toBe(1)
})

test('the exercise sheet is in large type, says her level, leaves room for what the therapist writes, and knows rare characters', async () => {
  expect(valueOf('exercise', 'slow')).toBe('收紧保持 5 秒,放松 5 秒,做 15 次。放松要放松到底。')
  expect(valueOf('exercise', 'strength')).toBe('改良牛津 4级,Ⅰ类(慢肌,耐力)4级,Ⅱ类(快肌,爆发)5级')
  expect(['exercise', 'exerciseUnmeasured'].map(name => valueOf(name, 'level').replace(/ +/g, ' '))).toEqual(['常用训练,第 4 级', '常用训练,第 级'])
  expect(valueOf('exerciseUnmeasured', 'slow')).toContain('收紧保持')
  expect(valueOf('exerciseLong', 'posture')).toBe('平躺,两腿屈膝分开与肩同宽')
  const told = documents.exercise!.placed.filter(({ value }) => value === 'find' || value === 'slow' || value === 'life')
  expect(Math.min(...told.map(({ pt }) => pt))).toBeGreaterThanOrEqual(15)
  expect(documents.exercise!.pages).toBe(1)
  for (const name of ['comparison', 'exerciseLong', 'comparisonFull']) {
    const drawn = (await readPdf(pdfs[name]!)).glyphs.map(glyph => glyph.text).join('')
    for (const rare of ['龘', '𬭊']) expect(drawn, `${name} ${rare}`).toContain(rare)
  }
})

// The numbered acceptance cases of the pelvic floor note (§13) that pure rules answer, and what must hold of every grid.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PELVIC_CONTRAINDICATION, type PelvicContraindication, type PelvicMethod } from '../../domain/code/pelvic.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { askedBefore, contraindicationIssues, courseDays, courseProgress, evaluationDue, intervalIssues, knownIssues } from '../../domain/rule/pelvic/course.ts'
import { bladderNeckDescent, diastasisGrade, hiatusAreaGrade, hiatusDiameterGrade, hiatusOfGrid, padGainG, padTestGrade } from '../../domain/rule/pelvic/measures.ts'
import { type EmgMeasure, type EmgMeasures, emgFindings, isFatigued, typeOneGrade, typeTwoGrade } from '../../domain/rule/pelvic/muscle.ts'
import { PELVIC_RULES_DEFAULT as RULES } from '../../domain/rule/pelvic/pelvic-rules.ts'
import { type PopqGrid, popqIssues, type PopqPoint, popqStage } from '../../domain/rule/pelvic/popq.ts'
import { answerIssues, type Answers, ICIQ, noScoreText, OABSS, PFDI20, PFIQ7, PISQ12, type Questionnaire, QUESTIONNAIRES, scoreText, vasIssues, WEXNER } from '../../domain/rule/pelvic/questionnaires.ts'
import { addDays, type Day, daysBetween, type Minute, toDay } from '../../domain/time/day.ts'

const EMPTY: PopqGrid = { aaCm: null, baCm: null, cCm: null, ghCm: null, pbCm: null, tvlCm: null, apCm: null, bpCm: null, dCm: null }
const grid = (aaCm: number, baCm: number, cCm: number, dCm: number | null, apCm: number, bpCm: number, tvlCm: number): PopqGrid => ({ ...EMPTY, aaCm, baCm, cCm, dCm, apCm, bpCm, tvlCm })
const stage = (of: PopqGrid, rules = RULES) => popqStage(of, rules)?.stage
const keys = (issues: readonly { readonly path: string; readonly level: string; readonly message: { readonly key: string } }[]): string[] => issues.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)

describe('POP-Q', () => {
  test('F-01, F-02, F-03: stage 0 by either end of the apex, or by both where the hospital asks for both', () => {
    expect(stage(grid(-3, -3, -8, -9.5, -3, -3, 9))).toBe('0')
    expect(stage(grid(-3, -3, -6, -8, -3, -3, 9))).toBe('0')
    expect(stage(grid(-3, -3, -6, -8, -3, -3, 9), { ...RULES, stage0NeedsBoth: 1 })).toBe('1')
    expect(stage(grid(-3, -3, -6, -6.5, -3, -3, 9))).toBe('1')
  })
  test.each([
    ['F-04', grid(-1.5, -1.5, -6, -8, -3, -3, 9), '1'], ['F-05', grid(-1, -1, -6, -8, -2, -2, 9), '2'], ['F-06', grid(1, 1, -5, -7, -2, -2, 9), '2'], ['F-07', grid(1.5, 2, -4, -6, -2, -2, 9), '3'],
    ['F-08', grid(2, 4, 1, 0, -2, -2, 8), '3'], ['F-09', grid(1, 3, 4, 3, -1, -1, 9), '3'], ['F-10', grid(3, 6, 7, 5, 2, 3, 9), '4'], ['F-11', grid(3, 6.5, 6.5, null, 3, 6, 8.5), '4'],
    ['F-12', grid(-3, -3, -5, -5, 0, 0, 7), '2'], ['F-13', grid(3, 3, 2, -1, 0, 0, 5), '4'],
  ])('%s', (_, of, expected) => { expect(stage(of)).toBe(expected) })
  test('F-11: after a hysterectomy there is no D; F-12: each compartment has its own stage', () => {
    expect(keys(popqIssues(grid(3, 6.5, 6.5, 5, 3, 6, 8.5), true, RULES))).toEqual(['block dCm popq.fornix'])
    expect(popqStage(grid(3, 6.5, 6.5, null, 3, 6, 8.5), RULES)?.compartments.map(({ compartment }) => compartment)).toEqual(['anterior', 'cuff', 'posterior'])
    expect(popqStage(grid(-3, -3, -5, -5, 0, 0, 7), RULES)?.compartments.map(one => `${one.compartment} ${one.stage}`)).toEqual(['anterior 0', 'apical 0', 'posterior 2'])
  })
  test('F-14: ranges are refused, B above A is asked about; gh 0 and a point beyond the vagina are refused', () => {
    expect(keys(popqIssues({ ...EMPTY, aaCm: 3.5 }, false, RULES))).toEqual(['block aaCm popq.range'])
    expect(keys(popqIssues({ ...EMPTY, baCm: -4 }, false, RULES))).toEqual(['block baCm popq.range'])
    expect(keys(popqIssues({ ...EMPTY, aaCm: 0, baCm: -1 }, false, RULES))).toEqual(['warn baCm popq.below'])
    expect(keys(popqIssues({ ...grid(-3, -3, -9.5, -8, -3, 10, 9), ghCm: 0, pbCm: -1 }, false, RULES))).toEqual(['block bpCm popq.range', 'block cCm popq.range', 'block ghCm popq.positive', 'block pbCm popq.positive', 'warn dCm popq.fornixBelow'])
    expect(keys(popqIssues({ ...EMPTY, ghCm: 11, tvlCm: 3 }, false, RULES))).toEqual(['warn ghCm popq.unusual', 'warn tvlCm popq.unusual', 'warn tvlCm popq.short'])
  })
  test('without the vagina\'s length, or with a wall missing, there is no stage', () => {
    expect(popqStage({ ...grid(-3, -3, -8, -9, -3, -3, 9), tvlCm: null }, RULES)).toBeNull()
    expect(popqStage({ ...grid(-3, -3, -8, -9, -3, -3, 9), bpCm: null }, RULES)).toBeNull()
  })
  test('a cervix that came down is never stage 0, also where its fornix is in place', () => {
    expect(stage(grid(-3, -3, 2, -8, -3, -3, 9))).toBe('3')
    expect(stage(grid(-3, -3, -1, -8, -3, -3, 9))).toBe('2')
  })

  const tenths = (least: number, most: number) => fc.integer({ min: Math.round(least * 10), max: Math.round(most * 10) }).map(value => value / 10)
  // Every grid whose values are within their ranges, with and without a cervix, also with B above A: that is asked about only.
  const anyGrid = tenths(0.5, 14).chain(tvlCm => fc.record({ aaCm: tenths(-3, 3), baCm: tenths(-3, Math.max(3, tvlCm)), cCm: tenths(-tvlCm, tvlCm), dCm: fc.option(tenths(-tvlCm, tvlCm)), apCm: tenths(-3, 3), bpCm: tenths(-3, Math.max(3, tvlCm)), tvlCm: fc.constant(tvlCm), ghCm: tenths(0.5, 10), pbCm: tenths(0.5, 6) }))
  // Half of all walls and apices stand where a limit is: chance alone would seldom meet one.
  const atLimits = fc.record({ of: anyGrid, walls: fc.boolean(), apex: fc.constantFrom(null, 'in place', 'out') }).map(({ of, walls, apex }) => {
    const limit = Math.round(of.tvlCm * 10 - 20) / 10
    return { ...of, ...(walls ? { aaCm: -3, baCm: -3, apCm: -3, bpCm: -3 } : {}), ...(apex && limit > 0 ? { cCm: apex === 'out' ? limit : -limit, dCm: of.dCm === null ? null : -limit } : {}) }
  })
  /** The stages as the note writes them (§4.2), in whole millimetres, each by itself. */
  const written: Readonly<Record<string, (of: { lead: number; limit: number; inPlace: boolean }) => boolean>> = {
    0: ({ lead, limit, inPlace }) => inPlace && lead < -10 && lead < limit, 1: ({ lead, limit, inPlace }) => !inPlace && lead < -10 && lead < limit,
    2: ({ lead, limit }) => lead >= -10 && lead <= 10 && lead < limit, 3: ({ lead, limit }) => lead > 10 && lead < limit, 4: ({ lead, limit }) => lead >= limit,
  }
  const inMillimetres = (of: PopqGrid): { lead: number; limit: number; inPlace: boolean } => {
    const mm = (point: PopqPoint): number | null => of[point] === null ? null : Math.round(of[point] * 10)
    const limit = mm('tvlCm')! - 20
    return {
      lead: Math.max(...(['aaCm', 'baCm', 'cCm', 'dCm', 'apCm', 'bpCm'] as const).map(mm).filter(value => value !== null)), limit,
      inPlace: (['aaCm', 'baCm', 'apCm', 'bpCm'] as const).every(point => mm(point) === -30) && [mm('cCm'), mm('dCm')].some(value => value !== null && value <= -limit),
    }
  }
  test('every valid grid has exactly one stage, which is that of its worst part', () => {
    fc.assert(fc.property(fc.oneof(anyGrid, atLimits), of => {
      expect(popqIssues(of, of.dCm === null, RULES).filter(({ level }) => level === 'block')).toEqual([])
      const result = popqStage(of, RULES)!
      expect(Object.keys(written).filter(stage => written[stage]!(inMillimetres(of)))).toEqual([result.stage])
      expect(result.stage).toBe(result.compartments.map(one => one.stage).toSorted().at(-1))
      // Where the vagina is so short that the limits fall together, the doctor is asked.
      if (of.tvlCm <= RULES.askBelowVaginaCm) expect(keys(popqIssues(of, of.dCm === null, RULES))).toContain('warn tvlCm popq.short')
    }), { numRuns: 6_000 })
  })
  test('a point exactly at tvl − 2 is stage Ⅳ, and one at −(tvl − 2) in place, at every tenth', () => {
    for (let tenth = 40; tenth <= 140; tenth += 1) {
      const [tvl, limit] = [tenth / 10, (tenth - 20) / 10]
      expect([tvl, stage(grid(-3, limit, -limit, null, -3, -3, tvl)), stage(grid(-3, -3, -limit, null, -3, -3, tvl))]).toEqual([tvl, '4', '0'])
    }
  })
  test('raising a prolapse never lowers the stage', () => {
    const points = ['aaCm', 'baCm', 'cCm', 'dCm', 'apCm', 'bpCm'] as const satisfies readonly PopqPoint[]
    fc.assert(fc.property(fc.oneof(anyGrid, atLimits), fc.constantFrom(...points), fc.integer({ min: 1, max: 60 }), (of, point, steps) => {
      const value = of[point]
      const most = point === 'aaCm' || point === 'apCm' ? 3 : point === 'baCm' || point === 'bpCm' ? Math.max(3, of.tvlCm) : of.tvlCm
      if (value === null) return
      const raised = { ...of, [point]: Math.min(most, Math.round(value * 10 + steps) / 10) }
      expect(Number(popqStage(raised, RULES)!.stage)).toBeGreaterThanOrEqual(Number(popqStage(of, RULES)!.stage))
    }), { numRuns: 4_000 })
  })
})

describe('questionnaires', () => {
  const inOrder = ({ items }: Questionnaire, values: readonly (number | null)[]): Answers => Object.fromEntries(items.map((item, index) => [item.number, values[index] ?? null]))
  const scales = (of: Questionnaire, values: readonly (number | null)[]) => of.score(inOrder(of, values)).scales.map(({ score }) => score === null ? null : scoreText(score))
  const total = (of: Questionnaire, values: readonly (number | null)[]) => { const { total: found } = of.score(inOrder(of, values)); return found === null ? null : scoreText(found) }

  const PFDI = [1, 0, 2, 0, 1, 2, 0, 1, 0, 2, 0, 0, 1, 0, 3, 2, 4, 1, 0, 2]
  test('F-15 … F-17: PFDI-20, with a missing item filled by the mean of its scale', () => {
    expect(scales(PFDI20, PFDI)).toEqual(['25', '12.50', '50'])
    expect(total(PFDI20, PFDI)).toBe('87.50')
    expect(scales(PFDI20, PFDI.map((value, index) => index === 16 ? null : value))[2]).toBe('40')
    expect([scales(PFDI20, PFDI.map(() => 4)), total(PFDI20, PFDI.map(() => 4))]).toEqual([['100', '100', '100'], '300'])
    // Fewer than half of a scale: no score, and the sentence names what is missing.
    const sparse = PFDI.map((value, index) => index < 4 ? null : value)
    expect([scales(PFDI20, sparse)[0], total(PFDI20, sparse)]).toEqual([null, null])
    expect(noScoreText(PFDI20.score(inOrder(PFDI20, sparse)))?.params).toEqual({ items: '1、2、3、4' })
  })
  test('F-18: PFIQ-7 is rounded once, at the end', () => {
    const values = [2, 3, 1, 0, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0]
    expect(scales(PFIQ7, values)).toEqual(['47.62', '0', '14.29'])
    expect(total(PFIQ7, values)).toBe('61.90')
  })
  test('F-19: PISQ-12 turns its first four round; two missing are filled, three are not', () => {
    const scored = [3, 2, 3, 2, 4, 3, 4, 4, 3, 4, 4, 2]
    const raw = scored.map((value, index) => index < 4 ? 4 - value : value)
    expect(total(PISQ12, raw)).toBe('38')
    expect(total(PISQ12, raw.map((value, index) => index === 9 || index === 10 ? null : value))).toBe('36')
    expect(total(PISQ12, raw.map((value, index) => index >= 9 ? null : value))).toBeNull()
    expect(total(PISQ12, raw.map(() => null))).toBeNull()
  })
  test('F-20: ICIQ with its classes', () => {
    const of = (...values: number[]) => { const { total: found, severity } = ICIQ.score(inOrder(ICIQ, values)); return [found, severity] }
    expect([of(3, 4, 6), of(1, 2, 2), of(5, 6, 8), of(0, 0, 0)]).toEqual([[13, 'severe'], [5, 'mild'], [19, 'verySevere'], [0, 'none']])
  })
  test('F-21: OABSS from counts, and when it is diagnostic', () => {
    const of = (...values: number[]) => { const { total: found, severity, isDiagnostic } = OABSS.score(inOrder(OABSS, values)); return [found, severity, isDiagnostic] }
    expect(of(9, 2, 3, 3)).toEqual([9, 'moderate', true])
    expect(of(8, 2, 1, 2)).toEqual([6, 'moderate', false])
    expect([of(7, 0, 2, 1), of(15, 3, 5, 5), of(7, 0, 2, 0)]).toEqual([[3, 'mild', true], [15, 'severe', true], [2, 'none', false]])
  })
  test('F-22: Wexner', () => {
    expect(total(WEXNER, [0, 2, 3, 1, 2])).toBe('8')
    expect(total(WEXNER, [0, 2, null, 1, 2])).toBeNull()
  })
  test('an answer outside its item is refused with the number of the item; every score stays within its questionnaire', () => {
    expect(answerIssues(ICIQ, { 3: 6, 4: 3, 5: 10 }, item => `answers.${item}`).map(issue => issue.path)).toEqual(['answers.3', 'answers.4'])
    expect([vasIssues(7.5, 'vas'), vasIssues(10.5, 'vas').length, vasIssues(3.2, 'vas').length]).toEqual([[], 1, 1])
    for (const questionnaire of QUESTIONNAIRES) {
      for (const pick of ['least', 'most'] as const) {
        const { total: found } = questionnaire.score(Object.fromEntries(questionnaire.items.map(item => [item.number, item[pick]])))
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(questionnaire.highest)
      }
    }
  })
})

describe('measures', () => {
  test('F-23: pad test in three grades, in four where the hospital chose them', () => {
    expect([0.9, 1, 9.9, 10, 49.9, 50].map(gain => padTestGrade(gain, RULES))).toEqual(['negative', 'mild', 'mild', 'moderate', 'moderate', 'severe'])
    expect([0, 1, 1.1, 10, 49.9, 50].map(gain => padTestGrade(gain, { ...RULES, padScheme: 2 }))).toEqual(['negative', 'mild', 'moderate', 'severe', 'severe', 'verySevere'])
    expect(padGainG(12.3, 22.2)).toBe(9.9)
  })
  test('F-24: type I by whole seconds, type II by contractions', () => {
    expect([typeOneGrade(3.9), typeOneGrade(0), typeOneGrade(12), typeTwoGrade(5), typeTwoGrade(9)]).toEqual([3, 0, 5, 5, 5])
  })
  test('F-25: EMG against the references of the device', () => {
    const measure = (uv: number | null, more: Partial<EmgMeasure> = {}): EmgMeasure => ({ uv, variability: null, riseSeconds: null, recoverySeconds: null, ratio: null, ...more })
    expect(emgFindings({ preRest: measure(5.2), fast: measure(23), tonic: measure(14), endurance: measure(12), postRest: measure(null) }, RULES).map(one => `${one.phase} ${one.finding}`)).toEqual(['preRest overactive', 'fast fastWeak', 'tonic tonicWeak', 'endurance enduranceWeak'])
    expect(emgFindings({ preRest: measure(4), fast: measure(35, { riseSeconds: 0.5 }), tonic: measure(30, { variability: 0.2 }), endurance: measure(25), postRest: measure(4) }, RULES)).toEqual([])
    expect(emgFindings({ preRest: measure(2), fast: measure(40, { riseSeconds: 0.6, recoverySeconds: 0.9 }), tonic: measure(35, { variability: 0.21 }), endurance: measure(30), postRest: measure(4.1) }, RULES).map(one => one.finding)).toEqual(['slowRise', 'slowRecovery', 'unstable', 'overactive'])
  })
  const EMPTY_PHASE: EmgMeasure = { uv: null, variability: null, riseSeconds: null, recoverySeconds: null, ratio: null }
  const found = (phase: keyof EmgMeasures, more: Partial<EmgMeasure>, reference = RULES): string[] =>
    emgFindings({ preRest: EMPTY_PHASE, fast: EMPTY_PHASE, tonic: EMPTY_PHASE, endurance: EMPTY_PHASE, postRest: EMPTY_PHASE, [phase]: { ...EMPTY_PHASE, ...more } }, reference).map(one => `${one.phase} ${one.finding}`)
  test.each<[keyof EmgMeasures, keyof EmgMeasure, number, number, string]>([
    ['preRest', 'uv', 4, 4.01, 'overactive'], ['postRest', 'uv', 4, 4.01, 'overactive'], ['fast', 'uv', 35, 34.99, 'fastWeak'], ['tonic', 'uv', 30, 29.99, 'tonicWeak'], ['endurance', 'uv', 25, 24.99, 'enduranceWeak'],
    ['fast', 'riseSeconds', 0.5, 0.51, 'slowRise'], ['fast', 'recoverySeconds', 0.5, 0.51, 'slowRecovery'], ['tonic', 'variability', 0.2, 0.201, 'unstable'], ['endurance', 'variability', 0.2, 0.201, 'unstable'],
    ['endurance', 'ratio', 0.8, 0.79, 'unstable'], ['endurance', 'ratio', 1.2, 1.21, 'unstable'],
  ])('%s: %s of %d passes, %d does not', (phase, measure, passes, fails, finding) => {
    expect([found(phase, { [measure]: passes }), found(phase, { [measure]: fails })]).toEqual([[], [`${phase} ${finding}`]])
  })
  test('the limits of a device go before those of the setting; a phase that is unsteady in two ways says so once', () => {
    const own = { ...RULES, emgVariabilityMaxHundredths: 30, emgRiseMaxSeconds: 0.8, emgRatioMinHundredths: 90, emgRatioMaxHundredths: 110 }
    expect([found('tonic', { variability: 0.3 }, own), found('fast', { riseSeconds: 0.8, recoverySeconds: 0.8 }, own), found('endurance', { ratio: 0.9 }, own), found('endurance', { ratio: 1.1 }, own)]).toEqual([[], [], [], []])
    expect([found('tonic', { variability: 0.31 }, own), found('fast', { riseSeconds: 0.81, recoverySeconds: 0.81 }, own), found('endurance', { ratio: 0.89 }, own), found('endurance', { variability: 0.5, ratio: 1.11 }, own)]).toEqual([['tonic unstable'], ['fast slowRise', 'fast slowRecovery'], ['endurance unstable'], ['endurance unstable']])
  })
  test('fatigue: 0 % is normal and a negative one is not; a hospital may set another limit', () => {
    expect([0, -1, null].map(percent => isFatigued(percent, RULES))).toEqual([false, true, false])
    expect([-10, -11].map(percent => isFatigued(percent, { fatigueMinPercent: -10 }))).toEqual([false, true])
  })
  test('F-26: diastasis by the widest site', () => {
    const grade = (...sites: (number | null)[]) => diastasisGrade(sites, RULES)
    expect([grade(18, 24, 15), grade(18, 52, 20), grade(20, 20, 20), grade(null, 31, null), grade(null, null, null)]).toEqual([{ widestMm: 24, grade: 'mild' }, { widestMm: 52, grade: 'severe' }, { widestMm: 20, grade: 'none' }, { widestMm: 31, grade: 'moderate' }, null])
  })
  test('F-27, F-34: bladder neck, hiatus by area, by diameter and by gh + pb', () => {
    expect(bladderNeckDescent(2.6, -0.3, RULES)).toEqual({ descentCm: 2.9, isAbnormal: true })
    expect(bladderNeckDescent(2.6, 0.1, RULES).isAbnormal).toBe(false)
    expect([25, 27, 30, 35, 40].map(area => hiatusAreaGrade(area, RULES))).toEqual(['normal', 'mild', 'moderate', 'marked', 'severe'])
    expect([5.9, 6, 6.5, 7, 7.5].map(hiatusDiameterGrade)).toEqual(['normal', 'mild', 'moderate', 'marked', 'severe'])
    expect([hiatusOfGrid(4, 3.5), hiatusOfGrid(4.5, 3.5), hiatusOfGrid(6, 4), hiatusOfGrid(3.4, 3.5)]).toEqual([{ sumCm: 7.5, grade: 'mild' }, { sumCm: 8, grade: 'moderate' }, { sumCm: 10, grade: 'severe' }, { sumCm: 6.9, grade: 'normal' }])
  })
})

describe('courses', () => {
  const TUESDAY_FRIDAY = [2, 5]
  test('F-28: ten sessions on Tuesdays and Fridays; a closed day is skipped', () => {
    const days = courseDays({ start: toDay('2025-10-14'), sessions: 10, weekdays: TUESDAY_FRIDAY })
    expect(days).toEqual(['2025-10-14', '2025-10-17', '2025-10-21', '2025-10-24', '2025-10-28', '2025-10-31', '2025-11-04', '2025-11-07', '2025-11-11', '2025-11-14'])
    expect(courseDays({ start: toDay('2025-10-14'), sessions: 3, weekdays: TUESDAY_FRIDAY, isClosed: day => day === '2025-10-17' })).toEqual(['2025-10-14', '2025-10-21', '2025-10-24'])
    expect(() => courseDays({ start: toDay('2025-10-14'), sessions: 3, weekdays: [] })).toThrow(RangeError)
    fc.assert(fc.property(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 20 }), fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), (offset, sessions, weekdays) => {
      const start = addDays('2025-01-01' as Day, offset)
      const found = courseDays({ start, sessions, weekdays })
      expect(found).toHaveLength(sessions)
      found.forEach((day, index) => { expect(daysBetween(found[index - 1] ?? addDays(start, -1), day)).toBeGreaterThan(0) })
    }))
  })
  test('F-29: missed and cancelled sessions do not count', () => {
    expect(courseProgress(10, [...Array<'done'>(8).fill('done'), 'missed', 'cancelled'])).toEqual({ done: 8, missed: 1, cancelled: 1, remaining: 2, completionPercent: 80 })
  })
  test('an evaluation is due in the middle once, and at the end', () => {
    expect([evaluationDue(10, 4, [], RULES), evaluationDue(10, 5, [], RULES), evaluationDue(10, 9, [], RULES), evaluationDue(10, 7, [5], RULES)]).toEqual([null, { kind: 'middle', isOverdue: false }, { kind: 'middle', isOverdue: true }, null])
    expect([evaluationDue(10, 10, [5], RULES), evaluationDue(10, 10, [5, 10], RULES), evaluationDue(5, 5, [], RULES)]).toEqual([{ kind: 'end', isOverdue: false }, null, { kind: 'end', isOverdue: false }])
  })
  const no = (method: PelvicMethod, ...yes: PelvicContraindication[]) => Object.fromEntries(askedBefore(method).map(one => [one, yes.includes(one)]))
  test('F-30: a yes stops the session until a doctor gives a reason; nothing is asked in vain or left out', () => {
    expect(keys(contraindicationIssues('stimulation', no('stimulation', 'bleeding'), null))).toEqual(['block overrideReason pelvic.contraindicated'])
    expect(contraindicationIssues('stimulation', no('stimulation', 'bleeding'), { reason: '仅有少量咖啡色分泌物', doctorName: '周医生' })).toEqual([])
    expect(keys(contraindicationIssues('stimulation', { ...no('stimulation'), heart: null }, null))).toEqual(['block contraindications pelvic.notAsked'])
    expect(contraindicationIssues('stimulation', no('stimulation'), null)).toEqual([])
    expect([askedBefore('magnetic').includes('intrauterineDevice'), askedBefore('stimulation').includes('intrauterineDevice'), askedBefore('kegel')]).toEqual([true, false, ['wound']])
    expect(PELVIC_CONTRAINDICATION.values.every(one => (['stimulation', 'magnetic'] as const).some(method => askedBefore(method).includes(one)))).toBe(true)
  })
  test('F-31: nobody overrides a pacemaker or a pregnancy', () => {
    const override = { reason: '患者要求', doctorName: '周医生' }
    expect(keys(contraindicationIssues('magnetic', no('magnetic', 'pacemaker'), override))).toEqual(['block contraindications pelvic.absolute'])
    expect(keys(contraindicationIssues('biofeedback', no('biofeedback', 'pregnancy'), override))).toEqual(['block contraindications pelvic.absolute'])
  })
  test('what is known of her is said when a course is planned, by what its method asks: refused where nobody may override, asked about elsewhere', () => {
    expect(keys(knownIssues('stimulation', ['pacemaker', 'allergy']))).toEqual(['block method pelvicCourse.knownAbsolute'])
    expect(keys(knownIssues('weights', ['pregnancy']))).toEqual(['block method pelvicCourse.knownAbsolute'])
    expect(keys(knownIssues('stimulation', ['allergy', 'intrauterineDevice']))).toEqual(['warn method pelvicCourse.known'])
    expect(formatChinese(knownIssues('magnetic', ['intrauterineDevice', 'allergy'])[0]!.message)).toBe('档案中有“宫内节育器(磁刺激)”,做磁刺激每次都须医生写明理由并输入密码;请改用其他方法,仍要安排请写明原因')
    expect([knownIssues('kegel', ['pacemaker', 'pregnancy', 'intrauterineDevice', 'allergy']), knownIssues('weights', ['pacemaker']), knownIssues('abdominal', ['allergy'])]).toEqual([[], [], []])
  })
  test('a session within a day of the one before is asked about', () => {
    expect(keys(intervalIssues('2025-10-15T09:00' as Minute, '2025-10-14T09:30' as Minute, RULES))).toEqual(['warn startedAt pelvic.tooSoon'])
    expect(intervalIssues('2025-10-15T09:30' as Minute, '2025-10-14T09:30' as Minute, RULES)).toEqual([])
  })
})

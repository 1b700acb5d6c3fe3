import { AUTISM_SCALE, type AutismState, RESCREENING_RESULT, SCALE_RESULT } from '../../code/child-autism.ts'
import { type Replayed, replayCourse } from '../../rule/child/autism-replay.ts'
import { rescreeningResult } from '../../rule/child/autism-scales.ts'
import { type ChildAutism, type ChildAutismFollowUp, type ChildAutismStep, COURSE_TYPED } from './autism.record.ts'
import type { DevelopmentAge } from './scale-found.ts'
import type { ChildScale } from './scale.record.ts'

const SOURCE = '国卫办妇幼发〔2022〕12号'
/** Why a first screening counts as abnormal: by its check-up, or by the slip of whoever referred the child. */
export const FIRST_SCREENING_BASIS = `${SOURCE}附件1:任一预警征象阳性,或语言、社交障碍或倒退`
export const REFERRED_IN_BASIS = '外院或基层转入,按转诊单登记'

type Tests = { readonly [K in 'development' | 'mchat' | 'abc']?: Pick<ChildScale, 'result'> | undefined }

/** 复筛结论 by observation and the scales of the age, with the words that say from what (§7). */
export function rescreeningFound(observedProblem: boolean | null, tests: Tests, age: DevelopmentAge): Pick<ChildAutismStep, 'rescreeningResult' | 'basis'> {
  const resultOf = <R extends string>(name: keyof Tests, allowed: readonly R[]): R | null => allowed.find(one => one === tests[name]?.result) ?? null
  const result = rescreeningResult({
    ageMonths: age.correctedMonths ?? age.ageMonths, observedProblem, mchat: resultOf('mchat', ['passed', 'notPassed', 'incomplete']), abc: resultOf('abc', ['passed', 'suspicious']),
    development: resultOf('development', ['normal', 'retest', 'deviation', 'disorder', 'incomplete']),
  })
  const ageWords = age.correctedMonths === null ? `实足 ${age.ageMonths} 月` : `矫正 ${age.correctedMonths} 月(实足 ${age.ageMonths} 月)`
  // Each part beside its result: the conclusion must be checked by whoever reads it later.
  const parts = age.scales.map(kind => {
    const scale = kind === 'mchat' ? tests.mchat : kind === 'abc' ? tests.abc : tests.development
    return `${AUTISM_SCALE.label(kind)} ${scale?.result ? SCALE_RESULT.label(scale.result) : '未做'}`
  })
  return { rescreeningResult: result, basis: `${SOURCE}:${ageWords};观察${observedProblem === null ? '未填' : observedProblem ? '异常' : '未见异常'};${parts.join(';')};结论“${RESCREENING_RESULT.label(result)}”` }
}

type Step = Pick<ChildAutismStep, 'kind' | 'day' | 'rescreeningResult' | 'diagnosis'>
/** Where a course stands after its steps and follow-ups. */
export const replay = (start: AutismState, steps: readonly Step[], followUps: readonly Pick<ChildAutismFollowUp, 'followUpDay'>[]): Replayed => replayCourse(start, steps, followUps.map(one => one.followUpDay))

const NOTHING_TYPED = Object.fromEntries(COURSE_TYPED.map(name => [name, null])) as Pick<ChildAutism, (typeof COURSE_TYPED)[number]>

/** A course as its steps say it, with what was typed on it; the first step must be there. `carsTotal` is of the CARS that the last diagnosis names. */
export function courseFrom(base: Pick<ChildAutism, 'fileId' | 'startState'> & Partial<ChildAutism>, steps: readonly ChildAutismStep[], followUps: readonly Pick<ChildAutismFollowUp, 'followUpDay'>[], carsTotal: number | null): ChildAutism {
  const [first] = steps
  if (!first) throw new RangeError('a course has its first step')
  const { state, since } = replay(base.startState, steps, followUps)
  const last = (kind: ChildAutismStep['kind']) => steps.findLast(step => step.kind === kind) ?? null
  const [rescreening, begun, diagnosis, lost, closed] = [last('rescreening'), last('rescreeningBegun'), last('diagnosis'), last('lost'), last('closed')]
  const typed = Object.fromEntries(COURSE_TYPED.map(name => [name, base[name] ?? null])) as typeof NOTHING_TYPED
  return {
    ...NOTHING_TYPED, ...typed, fileId: base.fileId, startState: base.startState, firstReferralNumber: base.firstReferralNumber ?? null, diagnosisReferralNumber: base.diagnosisReferralNumber ?? null,
    state, sinceDay: since ?? first.day, firstAbnormalDay: first.day, firstAbnormalReason: first.reason ?? '', rescreenDay: rescreening?.day ?? begun?.day ?? null, rescreeningResult: rescreening?.rescreeningResult ?? null,
    diagnosisDay: diagnosis?.day ?? null, diagnosis: diagnosis?.diagnosis ?? null, icd10: diagnosis?.icd10 ?? null, carsTotal, lostReason: state === 'lost' ? lost?.reason ?? null : null, lostAttempts: state === 'lost' ? lost?.attempts ?? null : null,
    closedDay: closed?.day ?? null, closeReason: closed?.closeReason ?? null,
  }
}

import { RETINOPATHY_STAGE, type RetinopathyStage } from '../../code/eye-check.ts'
import type { HeartEchoResult, HearingDiagnosis, MetabolicOutcome } from '../../code/child-screening.ts'
import type { Day } from '../../time/day.ts'
import type { RiskFacts } from './high-risk-factors.ts'

/** What newborn screening recorded of a child, each list in the order of its days. */
export type ScreeningRecords = {
  readonly bloodSpot: readonly { readonly outcome: MetabolicOutcome | null; readonly diagnosisDay: Day | null; readonly diseaseName: string; readonly diagnosisResult: string | null }[]
  /** Diagnoses (stage 3) alone. */
  readonly hearing: readonly { readonly day: Day; readonly diagnosis: HearingDiagnosis | null; readonly detail: string | null }[]
  readonly heart: readonly { readonly echoDay: Day | null; readonly echo: HeartEchoResult | null; readonly diagnosis: string | null }[]
  readonly eyes: readonly { readonly examinedDay: Day; readonly answer: string | null; readonly fundusDay: Day | null; readonly fundusAnswer: string | null }[]
  /** Examinations of the fundus by the eye clinic. */
  readonly fundus: readonly { readonly day: Day; readonly stageRight: RetinopathyStage | null; readonly stageLeft: RetinopathyStage | null }[]
}
type ConfirmedFacts = Pick<RiskFacts, 'hearingLossDb' | 'retinopathyStage' | 'metabolicDisease' | 'congenitalHeartDisease'>
export type ConfirmedFindings = ConfirmedFacts & {
  /** Diagnosed, of whatever degree and kind. */
  readonly hearingLoss: boolean
  /** Where each finding stands: record, day and its own words, for the doctor who confirms the case. */
  readonly sources: Readonly<Partial<Record<keyof ConfirmedFacts | 'screeningAbnormal', { readonly day: Day; readonly text: string }>>>
}

/** Of a child without screening records. */
export const NOTHING_CONFIRMED: ConfirmedFindings = { hearingLossDb: null, retinopathyStage: null, metabolicDisease: false, congenitalHeartDisease: false, hearingLoss: false, sources: {} }

/** The loss a diagnosis names in its words: the worse ear counts; null where no decibels are written. */
export function hearingLossIn(detail: string | null): number | null {
  const named = [...(detail ?? '').matchAll(/(\d{1,3})(?:\.\d+)?\s*(?:dB|分贝)/giu)].map(([, value]) => Number(value))
  return named.length > 0 ? Math.max(...named) : null
}

const STAGES: Readonly<Record<string, number>> = { Ⅰ: 1, Ⅱ: 2, Ⅲ: 3, Ⅳ: 4, Ⅴ: 5, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5 }
/** The stage of 早产儿视网膜病变 an eye clinic's answer names, the worse eye's; what it excludes is not named. */
export function retinopathyStageIn(answer: string | null): number | null {
  const stages = (answer ?? '').split(/[,\uFF0C;\uFF1B\u3002\n]/u).flatMap(clause => {
    if (!/ROP|视网膜病变/iu.test(clause) || /未见|未发现|排除|除外|否认|无ROP|无早产儿视网膜病变/iu.test(clause)) return []
    return [...clause.matchAll(/([1-5Ⅰ-Ⅴ一二三四五])\s*期/gu)].map(([, stage]) => STAGES[stage ?? ''] ?? Number(stage))
  })
  return stages.length > 0 ? Math.max(...stages) : null
}

type Staged = { readonly day: Day; readonly stage: number; readonly text: string }
/** Every record that names a stage of retinopathy: what other hospitals answered in their words, and what the eye clinic chose. */
function stagesOf({ eyes, fundus }: Pick<ScreeningRecords, 'eyes' | 'fundus'>): Staged[] {
  const written = eyes.flatMap(({ examinedDay, answer, fundusDay, fundusAnswer }) => [{ day: examinedDay, field: '转诊结果', words: answer }, { day: fundusDay ?? examinedDay, field: 'ROP眼底检查结果', words: fundusAnswer }]).flatMap(({ day, field, words }): Staged[] => {
    const stage = retinopathyStageIn(words)
    return stage === null ? [] : [{ day, stage, text: `出生时眼部检查 ${day} ${field}:${words ?? ''}` }]
  })
  const chosen = fundus.flatMap(({ day, stageRight, stageLeft }): Staged[] => {
    const seen = [{ eye: '右眼', code: stageRight }, { eye: '左眼', code: stageLeft }].flatMap(({ eye, code }) => code === null ? [] : [{ stage: Number(code), text: `${eye}${RETINOPATHY_STAGE.label(code)}` }])
    return seen.length === 0 ? [] : [{ day, stage: Math.max(...seen.map(({ stage }) => stage)), text: `ROP眼底筛查 ${day}:${seen.map(({ text }) => text).join(',')}` }]
  })
  return [...written, ...chosen]
}

/**
 * What newborn screening confirmed of the findings that §8 names as risk factors: inherited metabolic disease, congenital
 * heart disease, hearing loss and retinopathy. A positive or suspicious result is none, it waits on the screening list; of
 * several diagnoses of ears or heart the last one counts, of several stages of retinopathy the highest since it was first seen.
 */
export function confirmedFindings({ bloodSpot, hearing, heart, eyes, fundus }: ScreeningRecords): ConfirmedFindings {
  const sources: Partial<Record<keyof ConfirmedFacts | 'screeningAbnormal', { day: Day; text: string }>> = {}
  const metabolic = bloodSpot.filter(one => one.outcome === 'confirmed' && one.diagnosisDay !== null)
  const firstMetabolic = metabolic[0]
  if (firstMetabolic?.diagnosisDay) sources.metabolicDisease = { day: firstMetabolic.diagnosisDay, text: metabolic.map(one => `遗传代谢病筛查 ${one.diagnosisDay ?? ''} 确诊:${one.diagnosisResult ?? one.diseaseName}`).join(';') }
  const echo = heart.filter(one => one.echo !== null && one.echoDay !== null).toSorted((a, b) => a.echoDay! < b.echoDay! ? -1 : a.echoDay! > b.echoDay! ? 1 : 0).at(-1)
  if (echo?.echo === 'defect' && echo.echoDay) sources.congenitalHeartDisease = { day: echo.echoDay, text: `心脏超声 ${echo.echoDay}:${echo.diagnosis ?? '先天性心脏病'}` }
  const loss = hearing.at(-1)?.diagnosis === 'loss' ? hearing.at(-1) : undefined
  const hearingLossDb = loss ? hearingLossIn(loss.detail) : null
  if (loss) {
    const source = { day: loss.day, text: `听力诊断 ${loss.day} 确诊听力障碍:${loss.detail ?? '未写程度'}` }
    // §8 names a loss of more than 40 dB; any other diagnosed one is what local lists call an abnormal hearing screening [K].
    sources.screeningAbnormal = source
    if (hearingLossDb !== null) sources.hearingLossDb = source
  }
  const highest = stagesOf({ eyes, fundus }).toSorted((a, b) => b.stage - a.stage || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))[0]
  if (highest) sources.retinopathyStage = { day: highest.day, text: highest.text }
  return { hearingLossDb, retinopathyStage: highest?.stage ?? null, metabolicDisease: firstMetabolic !== undefined, congenitalHeartDisease: echo?.echo === 'defect', hearingLoss: loss !== undefined, sources }
}

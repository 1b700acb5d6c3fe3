import type { ChildFileState } from '../../../domain/code/child-file.ts'
import type { HeartScreeningResult, HearingRisk } from '../../../domain/code/child-screening.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { bloodSpotLines, type SpotSampleFact } from '../../../domain/rule/child/blood-spot-chain.ts'
import type { ChildRules } from '../../../domain/rule/child/child-rules.ts'
import { type HearingFact, hearingLine } from '../../../domain/rule/child/hearing-chain.ts'
import { detectHearingRisks } from '../../../domain/rule/child/hearing-screening.ts'
import { closeLines, type ClosingFact, type EyesFact, eyesFinding, eyesLine, type FundusFact, type HeartFact, heartLine, isNotBegun, retinopathyLine, type ScreeningLine } from '../../../domain/rule/child/screening-chain.ts'
import { vainDays } from '../../../domain/rule/child/lost-to-follow-up.ts'
import { diseaseCodes } from '../../../domain/rule/child/screening-diseases.ts'
import { type Day, dayOf, type Minute } from '../../../domain/time/day.ts'
import type { Database } from '../db/database.ts'
import type { ReadDb, WriteDb } from '../db/engine.ts'

/** What the screenings of a child stand on: its birth and every row that counts. */
export type ScreeningFacts = {
  readonly fileId: string
  readonly birthDay: Day
  readonly dischargeDay: Day | null
  /** Known for children of our own delivery room. */
  readonly bornAt: Minute | null
  readonly intensiveCare: boolean
  readonly state: ChildFileState
  readonly stateDay: Day | null
  /** Risk factors of hearing: as noted with the tests, else as the birth shows them. */
  readonly hearingRisks: readonly HearingRisk[]
  readonly hearingRiskDay: Day
  readonly samples: readonly SpotSampleFact[]
  readonly hearing: readonly HearingFact[]
  readonly heart: readonly HeartFact[]
  readonly eyes: readonly EyesFact[]
  readonly fundus: readonly FundusFact[]
  readonly gestationDays: number | null
  readonly birthWeightG: number | null
  readonly closings: readonly (ClosingFact & { readonly id: string })[]
}

const byFile = <R extends { fileId: string }>(rows: readonly R[]): Map<string, R[]> => Map.groupBy(rows, row => row.fileId)

/** The screenings of some children; a child without a known birth day has no deadlines and is left out. */
export async function screeningFactsOf(db: ReadDb, fileIds: readonly string[]): Promise<ScreeningFacts[]> {
  if (fileIds.length === 0) return []
  const files = await db.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').leftJoin('newborn', 'newborn.id', 'childFile.newbornId')
    .select(['childFile.id as fileId', 'person.birthDay', 'newborn.bornAt', 'childFile.dischargeDay', 'childFile.intensiveCareDays', 'childFile.state', 'childFile.stateDay', 'childFile.gestationDays', 'childFile.birthWeightG', 'childFile.apgarOneMinute', 'childFile.apgarFiveMinutes'])
    .where('childFile.voidedAt', 'is', null).where('childFile.id', 'in', fileIds).execute()
  const rowsOf = async <T extends 'childBloodSpot' | 'childBloodSpotResult' | 'childHearingTest' | 'childHeartScreening' | 'childEyesAtBirth' | 'childScreeningClosing' | 'eyeRetinopathy'>(table: T, day: keyof Database[T] & string) =>
    byFile(await db.selectFrom(table as 'childBloodSpot').selectAll().where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy(day as 'takenAt').orderBy('createdAt').orderBy('id').execute() as unknown as (Database[T] & { fileId: string })[])
  const [samples, results, hearing] = [await rowsOf('childBloodSpot', 'takenAt'), await rowsOf('childBloodSpotResult', 'experimentDay'), await rowsOf('childHearingTest', 'testedDay')]
  const [heart, eyes, closings] = [await rowsOf('childHeartScreening', 'screenedAt'), await rowsOf('childEyesAtBirth', 'examinedDay'), await rowsOf('childScreeningClosing', 'day')]
  const fundus = await rowsOf('eyeRetinopathy', 'examinedDay')
  const attempts = closings.size === 0 ? new Map<string, { fileId: string; day: Day; outcome: string }[]>()
    : byFile(await db.selectFrom('childContactAttempt').select(['fileId', 'day', 'outcome']).where('fileId', 'in', [...closings.keys()]).where('voidedAt', 'is', null).execute())
  return files.flatMap(({ fileId, birthDay, bornAt, dischargeDay, intensiveCareDays, state, stateDay, gestationDays, birthWeightG, apgarOneMinute, apgarFiveMinutes }): ScreeningFacts[] => {
    if (!birthDay) return []
    // Of two steps on one day the earlier stage comes first, whichever was typed first.
    const tests = (hearing.get(fileId) ?? []).toSorted((a, b) => a.testedDay < b.testedDay ? -1 : a.testedDay > b.testedDay ? 1 : Number(a.stage) - Number(b.stage))
    const noted = tests.flatMap(test => codesIn(test.riskFactors))
    return [{
      fileId, birthDay, dischargeDay, bornAt: bornAt && dayOf(bornAt) === birthDay ? bornAt : null, intensiveCare: (intensiveCareDays ?? 0) > 0, state, stateDay, gestationDays, birthWeightG,
      // What nobody was asked at a test is found from the birth; a list that was answered stands.
      hearingRisks: tests.some(test => test.riskFactors !== null) ? noted : detectHearingRisks({ birthWeightG, apgar1: apgarOneMinute, apgar5: apgarFiveMinutes, intensiveCareDays }),
      hearingRiskDay: tests.find(test => test.riskFactors !== null)?.testedDay ?? birthDay,
      samples: (samples.get(fileId) ?? []).map(sample => ({
        id: sample.id, takenAt: sample.takenAt, receiptDay: sample.receiptDay, ordered: diseaseCodes(sample.ordered),
        results: (results.get(fileId) ?? []).filter(result => result.sampleId === sample.id).map(result => ({
          id: result.id, disease: result.disease, interpretation: result.interpretation, day: result.experimentDay, outcome: result.outcome, outcomeDay: result.diagnosisDay, treatedDay: result.treatmentDay,
          treated: result.treatmentDay !== null || result.treatmentNote !== null,
        })),
      })),
      // A stage without ears (diagnosis, intervention) has none to judge.
      hearing: tests.map(test => ({ id: test.id, day: test.testedDay, stage: test.stage, right: test.rightEar ?? '3', left: test.leftEar ?? '3', diagnosis: test.diagnosis })),
      heart: (heart.get(fileId) ?? []).map(row => ({ id: row.id, day: dayOf(row.screenedAt), result: (row.result ?? 'incomplete') as HeartScreeningResult, echoDay: row.echoDay, echo: row.echo, treated: row.treatment !== null })),
      // What another hospital wrote, and what the eye clinic examined.
      fundus: [...(eyes.get(fileId) ?? []).flatMap(row => row.fundusDay === null ? [] : [{ id: row.id, day: row.fundusDay }]), ...(fundus.get(fileId) ?? []).map(row => ({ id: row.id, day: row.examinedDay }))].toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0),
      // A row that only brings the result of a fundus examination is no examination at birth left unfinished.
      eyes: (eyes.get(fileId) ?? []).filter(row => row.fundusDay === null || [row.appearance, row.lightRight, row.lightLeft, row.redReflexRight, row.redReflexLeft].some(answer => answer !== null)).map(row => {
        const finding = eyesFinding({ appearance: row.appearance, reflexes: [row.lightRight, row.lightLeft, row.redReflexRight, row.redReflexLeft] })
        return { id: row.id, day: row.examinedDay, abnormal: finding === 'abnormal', complete: finding === 'normal', answered: row.referralAnswer !== null }
      }),
      closings: (closings.get(fileId) ?? []).map(row => ({
        id: row.id, line: row.line, basis: row.basis ?? '', reason: row.reason, day: row.day, attemptsNamed: row.attempts ?? 0,
        attemptDays: vainDays(attempts.get(fileId) ?? [], null, row.day),
      })),
    }]
  })
}

/** Every chain of a child as it stands, open or closed. */
export function screeningLines(facts: ScreeningFacts, rules: ChildRules): ScreeningLine[] {
  const lines = [...bloodSpotLines(facts.samples, facts.birthDay, rules), hearingLine(facts.hearing, facts, rules), heartLine(facts.heart, facts.birthDay, rules), eyesLine(facts.eyes, facts, rules), ...[retinopathyLine(facts.fundus, facts, rules)].filter(line => line !== null)]
  return closeLines(lines, facts.closings, facts.state === 'death' ? facts.stateDay : null, rules)
}

/** A child's screenings with every chain as it stands. */
export type Screened = { readonly facts: ScreeningFacts; readonly lines: readonly ScreeningLine[] }

/** Some children's screenings, read once for all that follows from them. */
export const screenedFiles = async (db: ReadDb, fileIds: readonly string[], rules: ChildRules): Promise<Screened[]> => (await screeningFactsOf(db, fileIds)).map(facts => ({ facts, lines: screeningLines(facts, rules) }))

/** Brings the open chains of some children up to date, in the transaction that changed their rows. What was not begun is among the reminders (R13, R20, R30–R32). */
export async function refreshScreeningOpen(trx: WriteDb, fileIds: readonly string[], screened: readonly Screened[]): Promise<void> {
  await trx.deleteFrom('childScreeningOpen').where('fileId', 'in', fileIds).execute()
  const open = screened.flatMap(({ facts, lines }) => lines.flatMap(({ line, screening, disease, state, step, openedDay, dueDay, overdueFrom, basis }) =>
    step === null || isNotBegun({ basis }) ? [] : [{ fileId: facts.fileId, line, screening, disease, state, step, openedDay, dueDay, overdueFrom }]))
  for (let from = 0; from < open.length; from += ROWS_AT_ONCE) await trx.insertInto('childScreeningOpen').values(open.slice(from, from + ROWS_AT_ONCE)).execute()
}
const ROWS_AT_ONCE = 60

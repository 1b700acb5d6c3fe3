import type { Output } from '../../../../domain/api/api.ts'
import type { CodeList } from '../../../../domain/field/code-list.ts'
import { codeList } from '../../../../domain/field/code-list.ts'
import { EYE_RISK, type EyeRisk, HEARING_RISK, type HearingStage } from '../../../../domain/code/child-screening.ts'
import type { StoredChildFile } from '../../../../domain/modules/child/file.record.ts'
import type { ChildRules } from '../../../../domain/rule/child/child-rules.ts'
import { vainDays } from '../../../../domain/rule/child/lost-to-follow-up.ts'
import { postmenstrualDays, retinopathyWeeksDay, retinopathyWindow } from '../../../../domain/rule/child/preterm-plan.ts'
import { isClosable, type ScreeningLine } from '../../../../domain/rule/child/screening-chain.ts'
import { orderedDiseases, type ScreeningDiseases } from '../../../../domain/rule/child/screening-diseases.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { ScreeningFacts } from '../../registry/child-screening.ts'

type Opened = Output<'child.screening.open'>

/** The days on which the family of a file was sought in vain since a day, up to another: the proof of 失访. */
export const vainDaysOf = async (db: ReadDb, fileId: string, from: Day | null, to: Day | null): Promise<Day[]> =>
  vainDays(await db.selectFrom('childContactAttempt').select(['day', 'outcome']).where('fileId', '=', fileId).where('voidedAt', 'is', null).execute(), from, to)

/** A chain as the screens show it on a day. */
export async function shownLine(context: ReadContext | WriteContext, fileId: string, line: ScreeningLine, { diseases }: ScreeningDiseases): Promise<Opened['lines'][number]> {
  return {
    ...line, diseaseName: line.disease === null ? null : diseases.find(({ code }) => code === line.disease)?.name ?? line.disease,
    overdue: line.step !== null && line.overdueFrom !== null && context.today >= line.overdueFrom, closable: isClosable(line), vainAttempts: (await vainDaysOf(context.db, fileId, line.openedDay, null)).length,
  }
}

const NEXT_STAGE: Readonly<Record<string, HearingStage>> = { notDone: '1', missed: '1', retest: '2', diagnosis: '3', confirmed: '4' }

/** Risk factors of the eyes that the file shows by itself (§8: ROP by weight and weeks). */
export function detectEyeRisks({ gestationDays, birthWeightG, intensiveCareDays }: Pick<StoredChildFile, 'gestationDays' | 'birthWeightG' | 'intensiveCareDays'>, rules: ChildRules): CodeList<EyeRisk> | null {
  const found: EyeRisk[] = []
  if (gestationDays !== null && gestationDays < rules.retinopathyGestationBelowWeeks * 7) found.push('preterm')
  if (birthWeightG !== null && birthWeightG < rules.retinopathyWeightBelowG) found.push('lowWeight')
  if ((intensiveCareDays ?? 0) > 0) found.push('intensiveCare')
  return codeList(EYE_RISK, found)
}

/** When the fundus is first looked at, with the postmenstrual age beside it: both readings of the rule of 4–6 weeks or 32 weeks (§8). */
export function retinopathyShown(facts: ScreeningFacts | undefined, rules: ChildRules): Opened['retinopathy'] {
  const window = facts ? retinopathyWindow(facts, facts.birthWeightG, rules) : null
  if (!facts || !window) return null
  const { birthDay, gestationDays } = facts
  const age = (day: Day): number | null => postmenstrualDays(birthDay, gestationDays, day)
  const day = retinopathyWeeksDay(facts, rules)
  return { ...window, firstPostmenstrualDays: age(window.firstDay), lastPostmenstrualDays: age(window.lastDay), alternative: day && { weeks: rules.retinopathyGestationBelowWeeks, day } }
}

/** What new rows of a child start with. */
export async function startRows(context: ReadContext, file: StoredChildFile, facts: ScreeningFacts | null, lines: readonly ScreeningLine[], dictionary: ScreeningDiseases): Promise<Opened['start']> {
  const { name } = await context.setting('institution')
  const rules = await context.setting('childRules')
  const institution = name || null
  const by = context.user.displayName
  const own = { fileId: file.id }
  const lastSample = facts?.samples.at(-1)
  const first = institution === null ? {} : { institution }
  const stage = NEXT_STAGE[lines.find(line => line.screening === 'hearing')?.state ?? 'notDone'] ?? '5'
  return {
    bloodSpot: { ...own, ...first, takerName: by, method: '1', site: '1', takenAt: context.moment.now, ordered: reorder(lines) ?? orderedDiseases(dictionary) },
    result: { ...own, ...(lastSample ? { sampleId: lastSample.id } : {}) },
    hearing: { ...own, ...first, testerName: by, stage, testedDay: context.today, ...(facts && facts.hearing.length === 0 ? { riskFactors: codeList(HEARING_RISK, facts.hearingRisks) } : {}) },
    heart: { ...own, ...first, screenerName: by, screenedAt: context.moment.now },
    eyes: { ...own, ...first, examinerName: by, examinedDay: context.today, ...(facts && facts.eyes.length === 0 ? { riskFactors: detectEyeRisks(file, rules) } : {}) },
    closing: { ...own, day: context.today, recorderName: by },
  }
}

/** Taken again, blood is examined for what was suspicious or unfit. */
function reorder(lines: readonly ScreeningLine[]): string | null {
  const again = lines.filter(({ step }) => step === 'recall' || step === 'resample').flatMap(({ disease }) => disease ? [disease] : [])
  return again.length > 0 ? again.join(',') : null
}

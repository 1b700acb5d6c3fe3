import { AppError } from '../../../../domain/api/result.ts'
import { CANCER_NEXT_STEP } from '../../../../domain/code/maternal-care.ts'
import { CANCER_PART, type CancerPart } from '../../../../domain/code/women-care.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { cancerFollowUp, type CancerFollowUp, type StoredCancerFollowUp } from '../../../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening } from '../../../../domain/modules/women/cancer-screening.record.ts'
import { emptyRow, tidyRow } from '../../../../domain/record/derive/schema.ts'
import { type ChainStep, chainStepOf, daysForStep, stepAfterResult } from '../../../../domain/rule/maternal/cancer-follow-up.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { findRow, fromColumns, getRow, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'

/** The steps of a screening that count, the oldest first. */
export async function stepsOf(db: ReadDb, screeningId: string): Promise<StoredCancerFollowUp[]> {
  const rows = await db.selectFrom('womenCancerFollowUp').selectAll().where('screeningId', '=', screeningId).where('voidedAt', 'is', null).orderBy('openedDay').orderBy('id').execute()
  return rows.map(row => fromColumns(cancerFollowUp, row))
}

/** Where in a chain a step stands: behind the screening itself, or behind a step. */
type Place = { readonly screeningId: string; readonly womanId: string; readonly part: CancerPart; readonly previousId: string | null }
const stepAt = (steps: readonly StoredCancerFollowUp[], { part, previousId }: Pick<Place, 'part' | 'previousId'>): StoredCancerFollowUp | undefined => steps.find(one => one.part === part && one.previousId === previousId)

/** True where somebody has worked on a step: it is then not taken back under them. */
async function isWorkedOn(db: ReadDb, { id, state }: StoredCancerFollowUp): Promise<boolean> {
  return state !== 'open' || (await db.selectFrom('womenAttempt').select('id').where('followUpId', '=', id).where('voidedAt', 'is', null).limit(1).executeTakeFirst()) !== undefined
}

/** Why the step at a place cannot become another one; nothing while nobody has worked on it. */
export async function busyIssues(db: ReadDb, steps: readonly StoredCancerFollowUp[], place: Pick<Place, 'part' | 'previousId'>, wanted: ChainStep | null, path: string): Promise<FieldIssue[]> {
  const standing = stepAt(steps, place)
  if (!standing || standing.step === wanted || !await isWorkedOn(db, standing)) return []
  return [block(path, message('cancerFollowUp.busy', '“{{part}}:{{step}}”的追踪已有联系或结果,不能因更正而撤销;请先在阳性追踪中把它更正', { part: CANCER_PART.label(place.part), step: CANCER_NEXT_STEP.label(standing.step) }))]
}

/** Puts the wanted step at a place: one that stands for another reason is voided with why, a missing one is opened with its day. */
export async function keepStep(context: WriteContext, steps: readonly StoredCancerFollowUp[], place: Place, wanted: ChainStep | null, openedDay: Day): Promise<void> {
  const standing = stepAt(steps, place)
  const rules = await context.setting('womenRules')
  if (standing && standing.step === wanted) {
    // The result is the same, but its day was corrected: the time that is left counts from the right one.
    if (standing.state === 'open' && standing.openedDay !== openedDay) await saveRow(context, cancerFollowUp, { id: standing.id, rev: standing.rev, row: { ...valuesOf(cancerFollowUp, standing), openedDay, dueDay: addDays(openedDay, daysForStep(wanted, rules)) }, settled: true })
    return
  }
  if (standing) await voidRow(context, cancerFollowUp, { id: standing.id, rev: standing.rev, reason: '筛查或检查结果已更正' })
  if (wanted === null) return
  await saveRow(context, cancerFollowUp, { row: { ...emptyRow(cancerFollowUp), ...place, step: wanted, openedDay, dueDay: addDays(openedDay, daysForStep(wanted, rules)), state: 'open' } as CancerFollowUp, settled: true })
}

/** Saves what came of a step, and opens what its result asks for. */
export async function saveStep(context: WriteContext, input: SaveRequest<typeof cancerFollowUp>): Promise<{ id: string; rev: number }> {
  const { db } = context
  const old = input.id === undefined ? undefined : await findRow(db, cancerFollowUp, input.id)
  if (!old) throw new AppError('invalid', [block('screeningId', message('cancerFollowUp.opened', '阳性追踪由程序按筛查结果列入,不能另行新建;请打开筛查记录核对结果'))])
  const row = tidyRow(cancerFollowUp, input.row)
  const fixed = (['womanId', 'screeningId', 'previousId', 'part', 'step', 'openedDay'] as const).filter(name => row[name] !== old[name])
  if (fixed[0]) throw new AppError('invalid', [block(fixed[0], message('cancerFollowUp.fixed', '追踪的对象、部位和应做项目由筛查结果决定,不能改;筛查登错请更正筛查记录'))])
  const screening = await getRow(db, cancerScreening, row.screeningId)
  const issues: FieldIssue[] = []
  for (const name of ['resultDay', 'refusedDay', 'transferredDay'] as const) {
    const day = row[name]
    if (day !== null && day < screening.screeningDay) issues.push(block(name, message('cancerFollowUp.beforeScreening', '日期不能早于筛查日期 {{day}}', { day: screening.screeningDay })))
  }
  if (row.nextStep === 'cytology') issues.push(block('nextStep', message('cancerFollowUp.cytology', '补做细胞学请在筛查记录中登记,这里请选择其他下一步')))
  const proposed = stepAfterResult(row.part, row.step, row)
  if (row.state === 'done' && proposed !== null && row.nextStep !== null && row.nextStep !== proposed) issues.push(warn('nextStep', message('cancerFollowUp.otherStep', '按结果提出的下一步是“{{step}}”,选择不同请写明理由', { step: CANCER_NEXT_STEP.label(proposed) })))
  const wanted = row.state === 'done' ? chainStepOf(row.nextStep) : null
  const steps = await stepsOf(db, row.screeningId)
  const next: Place = { screeningId: row.screeningId, womanId: row.womanId, part: row.part, previousId: old.id }
  issues.push(...await busyIssues(db, steps, next, wanted, 'nextStep'))
  const saved = await saveRow(context, cancerFollowUp, { ...input, row, moreIssues: issues })
  await keepStep(context, steps, next, wanted, row.resultDay ?? context.today)
  context.touched(cancerFollowUp.id, saved.id)
  return saved
}

import { AppError } from '../../../../domain/api/result.ts'
import type { Input } from '../../../../domain/api/api.ts'
import { VITAL_CARD_STATE, type VitalCardState } from '../../../../domain/code/vital.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { birthDefect, type BirthDefect, CARD_STEPS } from '../../../../domain/modules/vital/birth-defect.record.ts'
import { maternalDeath, type MaternalDeath } from '../../../../domain/modules/vital/maternal-death.record.ts'
import type { Row, StoredRow } from '../../../../domain/record/define.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { defectCardKind } from '../../../../domain/rule/vital/clocks.ts'
import { type Day, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import { saveStep } from '../../record/asked-once.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, getRow, saveRow, type SaveRequest, valuesOf } from '../../record/store.ts'

type CardDefinition = typeof birthDefect | typeof maternalDeath
type CardRow = BirthDefect | MaternalDeath
type Steps = Pick<BirthDefect, (typeof CARD_STEPS)[number]>
const PREFIX: Readonly<Record<CardDefinition['id'], string>> = { 'vital.birthDefect': 'QX', 'vital.maternalDeath': 'YW' }

const blank: Steps = { number: null, state: 'draft', submittedBy: null, reviewerName: null, reviewedAt: null, reportedDay: null, stepNote: null }
const stepsOf = (row: CardRow): Steps => Object.fromEntries(CARD_STEPS.map(name => [name, row[name]])) as Steps

/** A card that was handed in and is changed waits for its review again; what was reported stays reported. */
function stepsAfterChange(context: WriteContext, old: CardRow | undefined): Steps {
  if (!old) return blank
  if (old.state === 'draft') return stepsOf(old)
  return { ...stepsOf(old), state: 'submitted', submittedBy: context.user.id, reviewerName: null, reviewedAt: null, stepNote: null }
}

async function newNumber(context: WriteContext, definition: CardDefinition): Promise<string> {
  const year = context.today.slice(0, 4)
  return `${PREFIX[definition.id]}${year}${String(await nextSerial(context.db, `${definition.id}-${year}`)).padStart(6, '0')}`
}

async function saveCard<D extends CardDefinition>(context: WriteContext, definition: D, input: SaveRequest<D>, row: Row<D>, old: StoredRow<D> | undefined, moreIssues: readonly FieldIssue[]): Promise<{ id: string; rev: number }> {
  const steps = stepsAfterChange(context, old as CardRow | undefined)
  const isRefused = moreIssues.some(({ level }) => level === 'block')
  const number = steps.number ?? (isRefused ? null : await newNumber(context, definition))
  return saveRow(context, definition, { ...input, row: { ...row, ...steps, number } as Row<D>, moreIssues })
}

/** Saves a defect card: whether it is a card or an entry of the list of inductions follows from weeks and weight. */
export async function saveBirthDefect(context: WriteContext, input: SaveRequest<typeof birthDefect>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, birthDefect, input.id)
  const row = tidyRow(birthDefect, input.row)
  const rules = await context.setting('vitalRules')
  const issues: FieldIssue[] = []
  if (old && (old.motherId !== row.motherId || old.newbornId !== row.newbornId)) issues.push(block('motherId', message('birthDefect.fixed', '报告卡不能改到另一名母亲或新生儿名下;填错了请作废后重填')))
  if (row.newbornId !== null) {
    const other = await context.db.selectFrom('vitalBirthDefect').select(['id', 'number']).where('newbornId', '=', row.newbornId).where('voidedAt', 'is', null).executeTakeFirst()
    if (other && other.id !== old?.id) issues.push(block('newbornId', message('birthDefect.exists', '该新生儿已有报告卡 {{number}},请直接打开', { number: other.number ?? '' })))
  }
  const isLater = row.diagnosedWhen === '4' || row.diagnosedWhen === '5' || (row.diagnosedWhen === '3' && rules.defectUntilDays < 42)
  if (isLater) issues.push(warn('diagnosedWhen', message('birthDefect.late', '确诊在出生 {{days}} 天以后,不属于医院监测范围,请核对;确需填报请写明原因', { days: rules.defectUntilDays })))
  return saveCard(context, birthDefect, input, { ...row, isInduction: defectCardKind(row, rules) === 'induction' }, old, issues)
}

export async function saveMaternalDeath(context: WriteContext, input: SaveRequest<typeof maternalDeath>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, maternalDeath, input.id)
  const row = tidyRow(maternalDeath, input.row)
  const issues: FieldIssue[] = []
  if (old && old.motherId !== row.motherId) issues.push(block('motherId', message('maternalDeath.fixed', '报告卡不能改到另一名孕产妇名下;填错了请作废后重填')))
  const other = row.motherId ? await context.db.selectFrom('vitalMaternalDeath').select(['id', 'number']).where('motherId', '=', row.motherId).where('voidedAt', 'is', null).executeTakeFirst() : undefined
  if (other && other.id !== old?.id) issues.push(block('motherId', message('maternalDeath.exists', '该孕产妇已有报告卡 {{number}},请直接打开', { number: other.number ?? '' })))
  return saveCard(context, maternalDeath, input, row, old, issues)
}

/** The next step of a card: handing in, review, giving back, reporting. */
export async function stepCard<D extends CardDefinition>(context: WriteContext, definition: D, { id, rev, to, day, note, confirmations }: Input<'vital.birthDefect.step'>): Promise<{ id: string; rev: number }> {
  const old = await getRow(context.db, definition, id)
  const values = old as unknown as CardRow
  const state = values.state as VitalCardState
  const refuse = (path: string, key: string, zh: string, params: Record<string, string> = {}): never => { throw new AppError('invalid', [block(path, message(key, zh, params))]) }
  if (old.rev === rev && old.voidedAt === null && !VITAL_CARD_STATE.canMove(state, to)) refuse('state', 'vitalCard.cannot', '这张卡现在是“{{from}}”,不能转为“{{to}}”;请刷新后再看', { from: VITAL_CARD_STATE.label(state), to: VITAL_CARD_STATE.label(to) })
  if (to === 'reviewed' && values.submittedBy === context.user.id) refuse('state', 'vitalCard.ownReview', '填报人不能审核自己提交的卡,请另一位有权限的同事审核')
  if (to === 'draft' && (note ?? '').length < 2) refuse('stepNote', 'vitalCard.returnNote', '退回时请写明原因')
  const reportedDay = to === 'reported' ? (day ?? context.today) as Day : values.reportedDay
  if (reportedDay !== null && reportedDay > context.today) refuse('reportedDay', 'vitalCard.reportedFuture', '上报日期不能晚于今天,请核对')
  const change: Partial<Steps> = to === 'submitted' ? { submittedBy: context.user.id, stepNote: null } : to === 'reviewed' ? { reviewerName: context.user.displayName, reviewedAt: minuteAt(context.nowMs) as Minute, stepNote: note ?? null }
    : to === 'draft' ? { stepNote: note ?? null, reviewerName: null, reviewedAt: null } : { reportedDay }
  return saveStep(context, definition, { id, rev, row: { ...valuesOf(definition, old), ...change, state: to } as Row<D>, confirmations })
}

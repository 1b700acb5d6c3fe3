import type { Output } from '../../../../domain/api/api.ts'
import { PELVIC_METHOD, PELVIC_SESSION_STATE } from '../../../../domain/code/pelvic.ts'
import { PELVIC_EVALUATION_REASON } from '../../../../domain/code/pelvic-care.ts'
import { addDays, dayOf, type Minute } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { evaluationPage, missedPage } from './session-lists.ts'

type Work = Output<'pelvic.work'>['today']
const SHOWN = 5
const FIRST = { offset: 0, limit: SHOWN } as const
const wayTo = ({ fileId, id }: { readonly fileId: string; readonly id: string }): string => `${fileId}/sessions/${id}`

/** Who is still to be treated today, in the order of the clock. */
async function todayWork({ db, today }: ReadContext): Promise<Work> {
  const query = db.selectFrom('pelvicSession as session').where('session.plannedAt', '>=', `${today}T00:00` as Minute).where('session.plannedAt', '<', `${addDays(today, 1)}T00:00` as Minute).where('session.state', 'in', ['booked', 'arrived', 'treating']).where('session.voidedAt', 'is', null)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.innerJoin('pelvicCourse as course', 'course.id', 'session.courseId').innerJoin('pelvicFile as file', 'file.id', 'session.fileId').innerJoin('person', 'person.id', 'file.womanId')
    .select(['session.id', 'session.fileId', 'session.plannedAt', 'session.state', 'course.method', 'person.name']).orderBy('session.plannedAt').orderBy('session.id').limit(SHOWN).execute()
  return { total: Number(total), first: rows.map(row => ({ id: wayTo(row), title: row.name ?? '', detail: `${row.plannedAt.slice(11)} ${PELVIC_METHOD.label(row.method)} · ${PELVIC_SESSION_STATE.label(row.state)}`, since: today })) }
}

async function unansweredWork(context: ReadContext): Promise<Work> {
  const { total, rows } = await missedPage(context, { ...FIRST, view: 'unanswered' })
  return { total, first: rows.map(row => ({ id: wayTo(row), title: row.name ?? '', detail: PELVIC_SESSION_STATE.label(row.state), since: dayOf(row.plannedAt as Minute) })) }
}

async function evaluationWork(context: ReadContext): Promise<Work> {
  const { total, rows } = await evaluationPage(context, { ...FIRST, view: 'due' })
  return { total, first: rows.map(row => ({ id: `${row.fileId}?tab=assessment`, title: row.name ?? '', detail: PELVIC_EVALUATION_REASON.label(row.reason), since: row.dueDay })) }
}

export const pelvicWorkHandlers = {
  'pelvic.work': async (_input, context) => ({ today: await todayWork(context), unanswered: await unansweredWork(context), evaluation: await evaluationWork(context) }),
} satisfies Partial<Handlers>

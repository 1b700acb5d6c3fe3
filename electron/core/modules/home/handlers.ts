import type { Permission } from '../../../../domain/access/permission.ts'
import { CHILD_CONTACT } from '../../../../domain/code/child-check.ts'
import { CHILD_REMINDER, type ChildReminder } from '../../../../domain/code/child-reminder.ts'
import { CANCER_NEXT_STEP } from '../../../../domain/code/maternal-care.ts'
import { REFERRAL_STATE } from '../../../../domain/code/referral.ts'
import { CANCER_PART } from '../../../../domain/code/women-care.ts'
import type { Output } from '../../../../domain/api/api.ts'
import { WAITING_REFERRAL_STATES } from '../../../../domain/rule/referral-due.ts'
import { addDays } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { countDue, dueRows } from '../../registry/child-lists.ts'
import { nextInHand } from '../../registry/blanks.ts'
import { type Queue, queueOf } from '../../registry/certificates.ts'
import { invitationWork } from '../../registry/pelvic-invitations.ts'
import { referralsWhere } from '../../registry/referrals.ts'
import { riskAlarms } from '../../registry/risk-duties.ts'

type WorkList = NonNullable<Output<'home.summary'>['toSeal']>
const SHOWN = 5

export const homeHandlers = {
  'home.summary': async (_input, context) => {
    const may = (permission: Permission) => context.user.permissions.has(permission)
    const queue = async (name: Queue, permission: Permission, mine = false) => may(permission) ? workList(context, name, mine) : null
    return {
      today: context.today,
      askPrinted: await queue('ask', 'certificate.print'),
      toRegister: await queue('register', 'certificate.register'), toPrint: await queue('print', 'certificate.print'),
      toSeal: await queue('seal', 'certificate.seal'), toHandOver: await queue('handOver', 'certificate.handOver'),
      referralsOverdue: may('referral.read') ? await referrals(context, true) : null, referralsOpen: may('referral.read') ? await referrals(context, false) : null,
      childChains: may('child.write') ? await children(context, 'chain') : null, childrenOverdue: may('child.write') ? await children(context, 'overdue') : null,
      eyeResults: may('eye.write') ? await eyeResults(context) : null,
      riskDuties: may('maternal.write') ? await riskAlarms(context, SHOWN) : null,
      cancerOverdue: may('women.write') ? await cancerOverdue(context) : null,
      pelvicInvitations: may('pelvic.manage') ? await invitationWork(context) : null,
      lastPackage: may('package.read') ? await lastPackage(context) : null,
      blanksInHand: may('certificate.print') ? (await nextInHand(context, context.user.id)).inHand : null,
      blanksInStock: may('stock.read') ? await inStock(context) : null,
      lastBackupAt: await lastBackup(context),
    }
  },
} satisfies Partial<Handlers>

async function workList(context: ReadContext, queue: Queue, mine: boolean): Promise<WorkList> {
  const { total, rows } = await queueOf(context.db, queue, { offset: 0, limit: SHOWN, printedBy: mine ? context.user.id : undefined })
  return {
    total,
    first: rows.map(row => ({ id: row.newbornId, title: row.babyName ?? (row.motherName ? `${row.motherName}之${row.babySex === '1' ? '子' : row.babySex === '2' ? '女' : '婴'}` : ''), detail: [row.number, row.motherName].filter(Boolean).join(' · '), since: row.since })),
  }
}

async function referrals(context: ReadContext, overdueOnly: boolean): Promise<WorkList> {
  const { answerDays } = await context.setting('referral')
  let query = referralsWhere(context.db, { overdueOnly }, context.today, answerDays)
  if (!overdueOnly) query = query.where('referral.state', 'in', [...WAITING_REFERRAL_STATES])
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.select(['referral.id', 'person.name', 'organization.name as organizationName', 'referral.state', 'referral.referredDay']).orderBy('referral.referredDay').orderBy('referral.id').limit(SHOWN).execute()
  return { total: Number(total), first: rows.map(row => ({ id: row.id, title: row.name ?? '', detail: `${row.organizationName} · ${REFERRAL_STATE.label(row.state)}`, since: row.referredDay })) }
}

async function children(context: ReadContext, kind: 'chain' | 'overdue'): Promise<WorkList> {
  const total = await countDue(context.db, context.today, { kind })
  const rows = await dueRows(context, { kind }, { offset: 0, limit: SHOWN })
  return { total, first: rows.map(row => ({ id: row.fileId, title: row.childName ?? row.motherName ?? '', detail: row.contact ? CHILD_CONTACT.label(row.contact) : CHILD_REMINDER.label(row.ruleId as ChildReminder), since: row.windowEnd })) }
}

async function eyeResults({ db }: ReadContext): Promise<WorkList> {
  const query = db.selectFrom('eyeDeviceRow').innerJoin('eyeDeviceFile', 'eyeDeviceFile.id', 'eyeDeviceRow.deviceFileId').where('eyeDeviceRow.state', '=', 'waiting').where('eyeDeviceRow.voidedAt', 'is', null)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.select(['eyeDeviceRow.id', 'eyeDeviceRow.name', 'eyeDeviceRow.reason', 'eyeDeviceRow.measuredDay', 'eyeDeviceFile.readDay']).orderBy('eyeDeviceRow.createdAt').orderBy('eyeDeviceRow.line').limit(SHOWN).execute()
  return { total: Number(total), first: rows.map(row => ({ id: row.id, title: row.name ?? '', detail: row.reason ?? '', since: row.measuredDay ?? row.readDay })) }
}

async function cancerOverdue({ db, today }: ReadContext): Promise<WorkList> {
  const query = db.selectFrom('womenCancerFollowUp as step').where('step.voidedAt', 'is', null).where('step.state', '=', 'open').where('step.dueDay', '<', today)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.innerJoin('person', 'person.id', 'step.womanId').select(['step.screeningId', 'step.part', 'step.step', 'step.dueDay', 'person.name']).orderBy('step.dueDay').orderBy('step.id').limit(SHOWN).execute()
  return { total: Number(total), first: rows.map(row => ({ id: row.screeningId, title: row.name ?? '', detail: `${CANCER_PART.label(row.part)}:${CANCER_NEXT_STEP.label(row.step)}`, since: row.dueDay })) }
}

async function lastPackage(context: ReadContext): Promise<NonNullable<Output<'home.summary'>['lastPackage']>> {
  const first = `${context.today.slice(0, 7)}-01`
  const month = addDays(first as typeof context.today, -1).slice(0, 7)
  const row = await context.db.selectFrom('exportPackage').select(({ fn }) => fn.max('seq').as('seq')).where('month', '=', month).executeTakeFirst()
  return { month, sealed: row?.seq !== null && row?.seq !== undefined, seq: Number(row?.seq ?? 0) }
}

// With a second place set, the last moment of which both places have a copy.
async function lastBackup(context: ReadContext): Promise<string | null> {
  const { secondFolder } = await context.setting('backup')
  const all = context.services.backups?.list(secondFolder) ?? []
  const newest = (place: 'first' | 'second') => all.find(entry => entry.place === place)?.at ?? null
  const [first, second] = [newest('first'), newest('second')]
  if (!secondFolder || first === null) return first
  return second === null || second < first ? second : first
}

async function inStock(context: ReadContext): Promise<number> {
  const { count } = await context.db.selectFrom('blank').select(({ fn }) => fn.countAll<number>().as('count')).where('state', '=', 'inStock').executeTakeFirstOrThrow()
  return Number(count)
}

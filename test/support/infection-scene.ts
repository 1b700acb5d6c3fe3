import type { Permission } from '../../domain/access/permission.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { infectionCase } from '../../domain/modules/infection/case.record.ts'
import { infectionChild, infectionChildTest } from '../../domain/modules/infection/child.record.ts'
import { infectionVisit } from '../../domain/modules/infection/visit.record.ts'
import { maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { type Desk, insist, PASSWORD, type Window } from './desk.ts'
import { idNumberOf, woman } from './women.ts'

type Values = Record<string, unknown>

/** Puts a name on the list past the two persons that it needs, before the first sign-in: for tests of everything else. */
export async function nameForInfection(database: OpenDatabase, userId: string, level: 'read' | 'write' = 'write'): Promise<void> {
  const found = await database.kysely.selectFrom('setting').selectAll().where('key', '=', 'infectionAccess').executeTakeFirst()
  const people = [...found ? (JSON.parse(found.value) as { people: object[] }).people : [], { userId, level, reason: '测试', grantedBy: userId, approvedBy: userId, grantedAt: '2026-03-01T00:00:00.000Z' }]
  const row = { key: 'infectionAccess' as const, value: JSON.stringify({ people }), rev: (found?.rev ?? 0) + 1, updatedAt: '2026-03-01T00:00:00.000Z', updatedBy: userId }
  await database.write(async trx => { await trx.deleteFrom('setting').where('key', '=', 'infectionAccess').execute(); await trx.insertInto('setting').values(row as never).execute() })
}

/** Names a colleague as two persons do it. */
export async function grantInfection(admin: Window, userId: string, level: 'read' | 'write' | null, approver: string, reason = '艾梅乙专干'): Promise<void> {
  const { rev } = await admin.call('infection.access.list', null)
  await admin.call('infection.access.save', { rev, userId, level, reason, secondPerson: { loginName: approver, password: PASSWORD } })
}

let serial = 0
const NUMERALS = [...'零一二三四五六七八九']
/** A woman with a booked pregnancy; `first` are the tests of her first visit. */
export async function pregnantWoman(window: Pick<Window, 'call'>, options: { name?: string; lastMenstrualDay?: string; first?: Values | null; pregnancy?: Values; phone?: string } = {}): Promise<{ womanId: string; pregnancyId: string }> {
  serial += 1
  const birthDay = '1995-08-15'
  const { id: womanId } = await window.call('person.save', { row: woman({ name: options.name ?? `周${[...String(serial)].map(digit => NUMERALS[Number(digit)]).join('')}`, birthDay: birthDay as never, idNumber: idNumberOf('430421', birthDay, serial * 2 + 100), phone: options.phone ?? `1380000${String(serial).padStart(4, '0')}`, homeRegion: '430421100', homeAddress: '春风村3组', householdRegion: '430421100' }) })
  const { id: pregnancyId } = await insist(window, 'pregnancy.save', { row: { ...emptyRow(pregnancy), womanId, state: 'pregnant', gravidity: 2, parity: 1, lastMenstrualDay: options.lastMenstrualDay ?? '2025-11-01', bookedDay: '2026-01-10', ...options.pregnancy } })
  if (options.first) await insist(window, 'maternal.first.save', { row: { ...emptyRow(maternalFirst), pregnancyId, visitDay: '2026-01-10', doctorName: '陈医生', referral: '1', heightCm: 160, weightKg: 55, ...options.first } })
  return { womanId, pregnancyId }
}

/** Rows of a case with what every test would repeat. */
export const infectionRows = (pregnancyId: string) => ({
  case: (values: Values = {}): Values => ({ ...emptyRow(infectionCase), pregnancyId, openedDay: '2026-01-12', doctorName: '曹孕保', hbvDay: '2026-01-10', hbvResult: 'positive', ...values }),
  visit: (caseId: string, values: Values = {}): Values => ({ ...emptyRow(infectionVisit), caseId, visitDay: '2026-02-10', way: 'clinic', adherence: 'good', doctorName: '曹孕保', ...values }),
  child: (caseId: string, values: Values = {}): Values => ({ ...emptyRow(infectionChild), caseId, birthOrder: 1, bornAt: '2026-03-05T08:00', ...values }),
  test: (childId: string, values: Values = {}): Values => ({ ...emptyRow(infectionChildTest), childId, test: 'hbv', testDay: '2026-03-09', result: 'negative', ...values }),
})
export const HIV = { hivDay: '2026-01-10', hivResult: 'positive', hivConfirmation: 'confirmed', hivConfirmationDay: '2026-01-15' } as const
export const SYPHILIS = { syphilisDay: '2026-01-10', syphilisResult: 'positive', syphilisConfirmation: 'confirmed', syphilisConfirmationDay: '2026-01-15' } as const

/** Rights of a window as its session has them now. */
export const rightsOf = async (window: Window): Promise<readonly Permission[]> => (await window.call('auth.current', null)).user?.permissions ?? []

/** What a careful named clerk gives to the calls of this clinic. */
export async function infectionExamples(desk: Pick<Desk, 'as' | 'database'>, voidedBy: (id: string) => Values[]): Promise<Record<string, Values[]>> {
  const clerk = await desk.as('zhuanggan', ['maternalCare'], '曹孕保')
  await nameForInfection(desk.database, clerk.userId)
  const { pregnancyId } = await pregnantWoman(clerk, { first: { hepatitisBSurfaceAntigen: '2', syphilis: '2', hivAntibody: '1' } })
  const { pregnancyId: childlessId } = await pregnantWoman(clerk, { first: { hivAntibody: '2' } })
  const { pregnancyId: freshId } = await pregnantWoman(clerk, { first: { hivAntibody: '3' } })
  const rows = infectionRows(pregnancyId)
  const { id: caseId } = await insist(clerk, 'infection.case.save', { row: rows.case(SYPHILIS) })
  const { id: visitId } = await insist(clerk, 'infection.visit.save', { row: rows.visit(caseId) })
  const { id: childId } = await insist(clerk, 'infection.child.save', { row: rows.child(caseId, { immunoglobulinAt: '2026-03-05T10:00' }) })
  const { id: testId } = await insist(clerk, 'infection.childTest.save', { row: rows.test(childId, { test: 'syphilis0' }) })
  const { id: childlessCaseId } = await insist(clerk, 'infection.case.save', { row: infectionRows(childlessId).case(HIV) })
  const page = { offset: 0, limit: 20 }
  const span = { from: '2025-10-01', to: '2026-09-30' }
  return {
    'infection.case.save': [{ row: infectionRows(freshId).case(HIV) }], 'infection.visit.save': [{ row: rows.visit(caseId, { visitDay: '2026-03-01' }) }], 'infection.child.save': [{ row: rows.child(caseId, { birthOrder: 2 }) }], 'infection.childTest.save': [{ row: rows.test(childId) }],
    'infection.case.void': voidedBy(childlessCaseId), 'infection.childTest.void': voidedBy(testId), 'infection.visit.void': voidedBy(visitId), 'infection.list': (['proposed', 'confirm', 'follow', 'children', 'overdue', 'open', 'all'] as const).map(view => ({ view, ...page })), 'infection.open': [{ caseId }], 'infection.prepare': [{ pregnancyId }, { pregnancyId: freshId }],
    'infection.ofPregnancy': [{ pregnancyId }, { pregnancyId: freshId }], 'infection.child.prepare': [{ caseId }], 'infection.child.hints': [{ bornAt: '2026-03-05T08:00', immunoglobulinAt: '2026-03-05T20:30', vaccineFirstAt: null }], 'infection.reveal': [{ caseId }],
    'infection.figures': [span], 'infection.figure.list': [{ ...span, ...page, figure: 'tested', part: 'missing' }, { ...span, ...page, figure: 'syphilisTreated', part: 'counted' }], 'infection.paper.preview': [{ caseId, what: 'case' }, { caseId, what: 'slip', childId }],
    'infection.paper.pdf': [{ caseId, what: 'case' }, { caseId, what: 'slip', childId }], 'infection.paper.print': [{ caseId, what: 'case', printerName: 'PDF' }, { caseId, what: 'slip', childId, printerName: 'PDF' }],
  }
}

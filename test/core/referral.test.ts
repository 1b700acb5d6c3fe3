import { afterEach, expect, test } from 'vitest'
import { person, type Person } from '../../domain/modules/people/person.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import { referral, type Referral } from '../../domain/modules/referral/referral.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import { type Desk, openDesk, PASSWORD, type Window } from '../support/desk.ts'

let desk: Desk | undefined
afterEach(async () => { await desk?.close(); desk = undefined })

type Ward = { desk: Desk; doctor: Window; personId: string; organizationId: string; otherId: string; row: Referral }

/** A doctor with a patient and two hospitals to send her to; today is 2026-03-10. */
async function openWard(): Promise<Ward> {
  desk = await openDesk()
  const administrator = await desk.as('guan', ['administrator'])
  const doctor = await desk.as('lin', ['doctor'], '林医生')
  await administrator.call('setting.save', { key: 'institution', rev: 0, value: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', countyCode: '430421' } })
  const hospital = (name: string) => administrator.call('organization.save', { row: { ...emptyRow(organization), name, active: true } as never })
  const { id: organizationId } = await hospital('市第一人民医院')
  const { id: otherId } = await hospital('省妇幼保健院')
  const { id: personId } = await doctor.call('person.save', { row: {
    ...emptyRow(person), name: '周晓梅', sex: '2', birthDay: '1997-05-20' as Day, nationality: 'CHN', ethnicGroup: '01', idType: null, noDocumentReason: 'unknownIdentity', phone: '13812345678',
    homeRegion: '430421', homeAddress: '西渡镇 12 号',
  } as Person })
  const row = {
    ...emptyRow(referral), personId, state: 'toSend', referredDay: '2026-03-10' as Day, organizationId, department: '产科', impression: '妊娠期高血压', reason: '血压升高三天', doctorName: '林医生', doctorPhone: '0734-6810000', critical: false,
  } as Referral
  return { desk, doctor, personId, organizationId, otherId, row }
}
/** Days pass; the window has locked itself meanwhile. */
async function daysLater({ desk, doctor }: Ward, days: number): Promise<void> {
  desk.ports.clock.advanceMs(days * 24 * 3_600_000)
  await doctor.call('auth.unlock', { password: PASSWORD })
}
const keys = (error: { fields?: readonly { message: { key: string } }[] }) => (error.fields ?? []).map(issue => issue.message.key)

test('a new referral waits to be sent and is numbered by day and serial, whatever the caller says', async () => {
  const ward = await openWard()
  const { doctor, row } = ward
  const first = await doctor.call('referral.save', { row: { ...row, number: 'ZZ1', state: 'closed', stateReason: 'x' } })
  const second = await doctor.call('referral.save', { row })
  expect(await doctor.call('referral.get', { id: first.id })).toMatchObject({ number: 'ZZ202603100001', state: 'toSend', stateReason: null, rev: 1 })
  expect(await doctor.call('referral.get', { id: second.id })).toMatchObject({ number: 'ZZ202603100002' })
  await daysLater(ward, 1)
  const next = await doctor.call('referral.save', { row: { ...row, referredDay: '2026-03-11' as Day } })
  expect(await doctor.call('referral.get', { id: next.id })).toMatchObject({ number: 'ZZ202603110001' })
})

test('a refused save takes no number', async () => {
  const { doctor, row } = await openWard()
  expect((await doctor.fails('referral.save', { row: { ...row, impression: null } as never })).code).toBe('invalid')
  const saved = await doctor.call('referral.save', { row })
  expect(await doctor.call('referral.get', { id: saved.id })).toMatchObject({ number: 'ZZ202603100001' })
})

test('patient and receiver must exist and be in use', async () => {
  const { doctor, row, desk, otherId } = await openWard()
  expect(keys(await doctor.fails('referral.save', { row: { ...row, personId: 'nobody', organizationId: 'nowhere' } }))).toEqual(['referral.noSuchPerson', 'referral.noSuchOrganization'])
  await desk.database.write(trx => trx.updateTable('organization').set({ active: 0 }).where('id', '=', otherId).execute())
  expect(keys(await doctor.fails('referral.save', { row: { ...row, organizationId: otherId } }))).toEqual(['referral.organizationInactive'])
  expect((await doctor.call('organization.list', {})).map(entry => entry.name)).toEqual(['市第一人民医院'])
  expect(await doctor.call('organization.list', { all: true })).toHaveLength(2)
})

test('the whole way: sent, arrived, returned with what case 57 asks for, closed with a reason', async () => {
  const ward = await openWard()
  const { doctor, row } = ward
  let at = await doctor.call('referral.save', { row })
  const { id } = at
  expect(keys(await doctor.fails('referral.move', { ...at, to: 'returned' }))).toEqual(['referral.noSuchMove'])
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'sent' })
  await daysLater(ward, 2)
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'arrived', day: '2026-03-11' })
  expect(keys(await doctor.fails('referral.move', { id, rev: at.rev, to: 'returned', day: '2026-03-13' }))).toContain('referral.dayFuture')
  const returned = { returnDiagnosis: '子痫前期', inpatientNumber: '', returnExaminations: '尿蛋白 ++', returnAdvice: '两周后复查', returnDoctor: '赵医生', returnPhone: '' }
  expect(keys(await doctor.fails('referral.move', { id, rev: at.rev, to: 'returned', returned }))).toEqual(['referral.returnNeeds'])
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'returned', returned: { ...returned, inpatientNumber: 'ZY0088' } })
  expect(await doctor.call('referral.get', { id })).toMatchObject({ state: 'returned', arrivedDay: '2026-03-11', returnedDay: '2026-03-12', inpatientNumber: 'ZY0088', returnPhone: null })
  expect(keys(await doctor.fails('referral.move', { id, rev: at.rev, to: 'closed' }))).toEqual(['referral.reasonMissing'])
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'closed', reason: '随访完成' })
  expect(keys(await doctor.fails('referral.move', { id, rev: at.rev, to: 'sent' }))).toEqual(['referral.noSuchMove'])
  expect((await doctor.call('referral.history', { id })).map(entry => entry.row.state)).toEqual(['closed', 'returned', 'arrived', 'sent', 'toSend'])
})

test('case 54: a rejection needs a reason, and the next receiver keeps the same case', async () => {
  const { doctor, row, otherId } = await openWard()
  let at = await doctor.call('referral.save', { row })
  const { id } = at
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'sent' })
  expect(keys(await doctor.fails('referral.move', { id, rev: at.rev, to: 'rejected', reason: ' ' }))).toEqual(['referral.reasonMissing'])
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'rejected', reason: '无床位' })
  expect(keys(await doctor.fails('referral.move', { id, rev: at.rev, to: 'toSend' }))).toEqual(['referral.nextReceiverMissing'])
  expect(keys(await doctor.fails('referral.move', { id, rev: at.rev, to: 'toSend', organizationId: 'nowhere' }))).toEqual(['referral.noSuchOrganization'])
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'toSend', organizationId: otherId })
  expect(await doctor.call('referral.get', { id })).toMatchObject({ number: 'ZZ202603100001', state: 'toSend', organizationId: otherId, department: null, stateReason: null })
  expect((await doctor.call('referral.history', { id })).find(entry => entry.row.state === 'rejected')?.row.stateReason).toBe('无床位')
})

test('case 55: a refusal by the patient is kept with its reason and stays open until somebody closes it', async () => {
  const { doctor, row } = await openWard()
  let at = await doctor.call('referral.save', { row })
  const { id } = at
  expect(keys(await doctor.fails('referral.move', { ...at, to: 'patientRefused' }))).toEqual(['referral.reasonMissing'])
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'patientRefused', reason: '本人签字拒绝转诊' })
  expect((await doctor.call('referral.list', { state: 'patientRefused', offset: 0, limit: 50 })).rows).toMatchObject([{ id, state: 'patientRefused' }])
  expect(keys(await doctor.fails('referral.move', { id, rev: at.rev, to: 'closed' }))).toEqual(['referral.reasonMissing'])
})

test('a move on an old revision is an edit conflict and changes nothing', async () => {
  const { doctor, row } = await openWard()
  const at = await doctor.call('referral.save', { row })
  await doctor.call('referral.move', { id: at.id, rev: at.rev, to: 'sent' })
  expect((await doctor.fails('referral.move', { id: at.id, rev: at.rev, to: 'closed', reason: '重复' })).code).toBe('edit-conflict')
  expect(await doctor.call('referral.get', { id: at.id })).toMatchObject({ state: 'sent', rev: 2 })
})

test('after sending, receiver and day stay; texts can still be corrected; the patient never changes', async () => {
  const { doctor, row, otherId } = await openWard()
  let at = await doctor.call('referral.save', { row })
  at = await doctor.call('referral.save', { id: at.id, rev: at.rev, row: { ...row, organizationId: otherId } })
  at = await doctor.call('referral.move', { id: at.id, rev: at.rev, to: 'sent' })
  const now = { ...row, organizationId: otherId }
  expect(keys(await doctor.fails('referral.save', { id: at.id, rev: at.rev, row: { ...row, referredDay: '2026-03-09' as Day } }))).toEqual(['referral.fixedWhenSent', 'referral.fixedWhenSent'])
  at = await doctor.call('referral.save', { id: at.id, rev: at.rev, row: { ...now, state: 'closed', stateReason: 'x', reason: '血压升高四天', returnedDay: '2026-03-10' as Day } })
  expect(await doctor.call('referral.get', { id: at.id })).toMatchObject({ state: 'sent', reason: '血压升高四天', returnedDay: null, stateReason: null })
  const other = await doctor.call('person.save', { row: { ...emptyRow(person), name: null, sex: '1', nationality: 'CHN', noDocumentReason: 'unknownIdentity' } as Person })
  expect(keys(await doctor.fails('referral.save', { id: at.id, rev: at.rev, row: { ...now, personId: other.id } }))).toEqual(['referral.personFixed'])
})

test('case 51: sent without an answer after 14 days is overdue; a critical case after one day until it has arrived', async () => {
  const ward = await openWard()
  const { doctor, row } = ward
  const plain = await doctor.call('referral.save', { row })
  const critical = await doctor.call('referral.save', { row: { ...row, critical: true } })
  const draft = await doctor.call('referral.save', { row })
  for (const { id, rev } of [plain, critical]) await doctor.call('referral.move', { id, rev, to: 'sent' })
  const overdue = async () => (await doctor.call('referral.list', { overdueOnly: true, offset: 0, limit: 50 })).rows.map(({ id, overdueDays }) => ({ id, overdueDays }))
  const rows = (await doctor.call('referral.list', { offset: 0, limit: 50 })).rows
  expect(rows.map(({ id, dueDay }) => ({ id, dueDay }))).toEqual([
    { id: draft.id, dueDay: '2026-03-24' }, { id: critical.id, dueDay: '2026-03-11' }, { id: plain.id, dueDay: '2026-03-24' },
  ])
  await daysLater(ward, 1)
  expect(await overdue()).toEqual([])
  await daysLater(ward, 1)
  expect(await overdue()).toEqual([{ id: critical.id, overdueDays: 1 }])
  await doctor.call('referral.move', { id: critical.id, rev: 2, to: 'arrived' })
  expect(await overdue()).toEqual([])
  await daysLater(ward, 12)
  expect(await overdue()).toEqual([])
  await daysLater(ward, 1)
  expect(await overdue()).toEqual([{ id: plain.id, overdueDays: 1 }, { id: critical.id, overdueDays: 1 }])
})

test('the list masks the phone from those who may not see numbers', async () => {
  const { doctor, row, desk } = await openWard()
  await doctor.call('referral.save', { row })
  const registrar = await desk.as('deng', ['registrar'])
  const { total, rows } = await doctor.call('referral.list', { offset: 0, limit: 50 })
  expect(total).toBe(1)
  expect(rows[0]).toMatchObject({ personName: '周晓梅', phone: '138****5678', organizationName: '市第一人民医院', critical: false, overdueDays: 0 })
  expect((await registrar.call('referral.list', { offset: 0, limit: 50 })).rows[0]).toMatchObject({ phone: '13812345678' })
  expect((await registrar.fails('referral.move', { id: rows[0]!.id, rev: 1, to: 'sent' })).code).toBe('forbidden')
})

test('the slip: one page out, a second one back once she returned, at the printer profile’s offset', async () => {
  const { doctor, row, desk } = await openWard()
  let at = await doctor.call('referral.save', { row })
  const { id } = at
  const pages = (html: string) => html.split('class="page"').length - 1
  const preview = await doctor.call('referral.preview', { id })
  expect(preview.issues).toEqual([])
  expect(pages(preview.html)).toBe(1)
  for (const text of ['周晓梅', '28岁', '市第一人民医院', '青山县妇幼保健院', 'ZZ202603100001', '湖南省衡阳市衡阳县西渡镇 12 号']) expect(preview.html).toContain(text)
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'sent' })
  at = await doctor.call('referral.move', { id, rev: at.rev, to: 'arrived' })
  await doctor.call('referral.move', { id, rev: at.rev, to: 'returned', returned: { returnDiagnosis: '子痫前期', inpatientNumber: 'ZY0088', returnExaminations: '', returnAdvice: '两周后复查', returnDoctor: '赵医生', returnPhone: '' } })
  const both = await doctor.call('referral.preview', { id })
  expect(pages(both.html)).toBe(2)
  expect(both.html).toContain('ZY0088')

  const { fileName, base64 } = await doctor.call('referral.pdf', { id })
  expect(fileName).toBe('ZZ202603100001.pdf')
  expect(Buffer.from(base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  const administrator = await desk.as('guan2', ['administrator'])
  await administrator.call('setting.save', { key: 'printing', rev: 0, value: {
    ...SETTINGS.printing.initial, profiles: [{ printerName: 'HP', form: 'two-way-referral-out', dxMm: -2.4, dyMm: 1, scaleX: 1, scaleY: 1, silent: true }],
  } })
  expect(await doctor.call('referral.print', { id, printerName: 'PDF' })).toEqual({ outcome: 'sent' })
  expect(await doctor.call('referral.print', { id, printerName: 'HP' })).toEqual({ outcome: 'sent' })
  const [plain, moved] = desk.ports.printed
  expect(plain).toMatchObject({ printerName: 'PDF', pageWidthMm: 210, pageHeightMm: 297 })
  const place = (html: string) => Number(/x="([\d.]+)"[^>]*>周晓梅</.exec(html)![1])
  expect(place(moved!.html) - place(plain!.html)).toBeCloseTo(-240, 5)
  const calls = (await administrator.call('audit.verify', null))
  expect(calls.firstBroken).toBeNull()
})

test('a character the print font lacks stops the paper and is named', async () => {
  const { doctor, row, desk } = await openWard()
  const { id } = await doctor.call('referral.save', { row: { ...row, impression: '\u{2FFFD}' } })
  expect((await doctor.call('referral.preview', { id })).issues.map(issue => issue.message.key)).toEqual(['paper.missingGlyph'])
  expect(keys(await doctor.fails('referral.pdf', { id }))).toEqual(['paper.missingGlyph'])
  expect(keys(await doctor.fails('referral.print', { id, printerName: 'PDF' }))).toEqual(['paper.missingGlyph'])
  expect(desk.ports.printed).toEqual([])
})

test('a newborn without a name is called after the mother', async () => {
  const { doctor, row, desk, personId } = await openWard()
  const child = await doctor.call('person.save', { row: { ...emptyRow(person), sex: '2', birthDay: '2026-03-01' as Day, nationality: 'CHN', noDocumentReason: 'newborn' } as Person })
  await desk.database.write(trx => trx.insertInto('kinship').values({ childId: child.id, parentId: personId, relation: 'mother', createdAt: '2026-03-01T00:00:00.000Z' }).execute())
  const { id } = await doctor.call('referral.save', { row: { ...row, personId: child.id } })
  const { html } = await doctor.call('referral.preview', { id })
  expect(html).toContain('周晓梅之女')
  expect(html).toContain('9天')
})

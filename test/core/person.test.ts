import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Confirmation } from '../../domain/api/define-api.ts'
import type { Desk, Window } from '../support/desk.ts'
import { openDesk } from '../support/desk.ts'
import { idNumberOf, woman } from '../support/women.ts'
import { type Pregnancy, pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'

let desk: Desk
let registrar: Window
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  registrar = await desk.as('dengji', ['registrar'])
  doctor = await desk.as('yisheng', ['doctor'])
})
afterAll(() => desk.close())

const reasons = (...keys: [path: string, key: string][]): Confirmation[] => keys.map(([path, key]) => ({ path, key, reason: '已核对证件原件' }))

test('acceptance 1: a wrong check digit blocks and names the field and the right digit', async () => {
  const error = await registrar.fails('person.save', { row: woman({ idNumber: '110101199508150008' }) })
  expect(error).toMatchObject({ code: 'invalid', fields: [{ path: 'idNumber', level: 'block', message: { key: 'idNumber.checkDigit', params: { expected: '9' } } }] })
})

test('acceptance 2: a date that does not exist blocks although the check digit is right', async () => {
  const error = await registrar.fails('person.save', { row: woman({ idNumber: '110101199202300000', birthDay: null }) })
  expect(error).toMatchObject({ code: 'invalid', fields: [{ path: 'idNumber', level: 'block', message: { key: 'idNumber.date' } }] })
})

test('acceptance 3: a small x is kept as X; the mother of 77 is asked about at delivery', async () => {
  const { id } = await registrar.call('person.save', { row: woman({ name: '旧女士', idNumber: '11010519491231002x', birthDay: null, phone: null }) })
  expect(await registrar.call('person.get', { id })).toMatchObject({ idNumber: '11010519491231002X', birthDay: '1949-12-31' })
  const error = await doctor.fails('delivery.register', {
    row: { motherId: id, gestationDays: 276, mode: '12', fetusCount: 1, placeType: '2', placeRegion: '110101', placeName: '青山县妇幼保健院', attendantName: '李助产' },
    newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2026-03-09T08:01' as never, weightG: 3200, lengthCm: 50 } }],
  })
  expect(error).toMatchObject({ code: 'confirm', fields: [{ level: 'warn', message: { key: 'motherAge.unusual', params: { years: 76 } } }] })
})

test('acceptance 4: a male sequence number of a woman is asked about and kept with the reason', async () => {
  const row = woman({ name: '序女士', idNumber: '110101199306079996', birthDay: '1993-06-07' as never, phone: null })
  const error = await registrar.fails('person.save', { row })
  expect(error).toMatchObject({ code: 'confirm', fields: [{ path: 'idNumber', level: 'warn', message: { key: 'idNumber.sexNotFemale' } }] })
  const { id } = await registrar.call('person.save', { row, confirmations: reasons(['idNumber', 'idNumber.sexNotFemale']) })
  const kept = await desk.database.kysely.selectFrom('acceptedFinding').selectAll().where('recordId', '=', id).execute()
  expect(kept).toMatchObject([{ path: 'idNumber', key: 'idNumber.sexNotFemale', reason: '已核对证件原件' }])
})

test('what was typed untidily is kept tidy, and the ID number fills in birthday and sex', async () => {
  const number = idNumberOf('110101', '1990-03-07', 4)
  const { id } = await registrar.call('person.save', {
    row: woman({ name: ' 阿依古丽•买买提 ', idNumber: ` ${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)} `, birthDay: null, sex: '0', phone: '138 0013-8000', handbookNumber: 'ab 123' }),
  })
  expect(await registrar.call('person.get', { id })).toMatchObject({ name: '阿依古丽·买买提', birthDay: '1990-03-07', sex: '2', phone: '13800138000', handbookNumber: 'AB123', idNumber: number })
})

test('look-alikes are asked about once, lead to the person found, and need a reason', async () => {
  const first = await registrar.call('person.save', { row: woman({ name: '单小芳', idNumber: idNumberOf('110101', '1988-01-01', 0), birthDay: null, phone: '13911112222' }) })
  const again = woman({ name: '单小芳', idNumber: idNumberOf('110101', '1988-01-01', 0), birthDay: null, phone: '13911113333' })
  const error = await registrar.fails('person.save', { row: again })
  expect(error).toMatchObject({ code: 'confirm', fields: [{ path: 'idNumber', level: 'warn', message: { key: 'person.sameId', params: { personId: first.id } } }] })
  expect(await registrar.fails('person.save', { row: again, confirmations: [{ path: 'idNumber', key: 'person.sameId', reason: ' ' }] })).toMatchObject({ code: 'confirm' })
  const second = await registrar.call('person.save', { row: again, confirmations: reasons(['idNumber', 'person.sameId']) })

  const sameBirth = woman({ name: '单小芳', idType: null, idNumber: null, noDocumentReason: 'lost', birthDay: '1988-01-01' as never, phone: null })
  expect(await registrar.call('person.lookAlikes', { row: sameBirth })).toMatchObject([{ reason: 'sameNameAndBirth' }, { reason: 'sameNameAndBirth' }])
  const samePhone = woman({ name: '单小芳', idType: null, idNumber: null, noDocumentReason: 'lost', birthDay: null, phone: '139-1111-3333' })
  expect(await registrar.call('person.lookAlikes', { row: samePhone })).toMatchObject([{ reason: 'samePhoneAndName', person: { id: second.id } }])
  expect(await registrar.call('person.lookAlikes', { id: second.id, row: again })).toMatchObject([{ person: { id: first.id } }])

  // A change that makes nobody more alike asks nothing.
  const stored = await registrar.call('person.get', { id: second.id })
  const saved = await registrar.call('person.save', { id: second.id, rev: stored.rev, row: { ...again, birthDay: stored.birthDay, note: '复诊' } })
  expect(saved.rev).toBe(2)
})

test('numbers are masked on every list, and for those without the right in the record too; saving it back changes nothing', async () => {
  const number = idNumberOf('110101', '1992-01-01', 2)
  const hidden = `110101********${number.slice(-4)}`
  const { id } = await registrar.call('person.save', { row: woman({ name: '掩码人', idNumber: number, birthDay: null, phone: '13700001234' }) })
  const [hit] = await registrar.call('person.search', { text: '掩码人' })
  expect(hit).toMatchObject({ idNumber: hidden, phone: '137****1234' })
  const seen = await doctor.call('person.get', { id })
  expect(seen).toMatchObject({ idNumber: hidden, phone: '137****1234' })
  const { id: _id, rev, defVersion: _v, createdAt: _c, createdBy: _b, updatedAt: _u, updatedBy: _y, voidedAt: _o, voidReason: _r, ...row } = seen
  await doctor.call('person.save', { id, rev, row: { ...row, note: '医生备注' } })
  expect(await registrar.call('person.get', { id })).toMatchObject({ idNumber: number, phone: '13700001234', note: '医生备注' })
  expect((await doctor.call('person.history', { id })).map(entry => entry.row.idNumber)).toEqual([hidden, hidden])
  expect(await doctor.fails('person.reveal', { id })).toMatchObject({ code: 'forbidden' })
  expect(await registrar.call('person.reveal', { id })).toEqual({ idNumber: number, phone: '13700001234' })
  const lines = await desk.database.kysely.selectFrom('audit').select(['call', 'recordId', 'facts']).where('recordId', '=', id).execute()
  expect(lines.map(line => line.call)).toEqual(expect.arrayContaining(['person.get', 'person.reveal', 'person.save']))
  expect(JSON.stringify(lines)).not.toContain(number)
})

test('a person with records is not made void; one entered by mistake is, and is found no more', async () => {
  const mother = await registrar.call('person.save', { row: woman({ name: '有娩人', idNumber: idNumberOf('110101', '1994-01-01', 2), birthDay: null, phone: null }) })
  await doctor.call('pregnancy.save', { row: { ...emptyRow(pregnancy), womanId: mother.id, gravidity: 1, parity: 0 } as Pregnancy })
  expect(await registrar.fails('person.void', { id: mother.id, rev: 1, reason: '重复建档' })).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'person.inUse', params: { records: '妊娠' } } }] })
  const mistake = await registrar.call('person.save', { row: woman({ name: '错建人', idType: null, idNumber: null, noDocumentReason: 'lost', birthDay: null, phone: null }) })
  await registrar.call('person.void', { id: mistake.id, rev: 1, reason: '录入错误' })
  expect(await registrar.call('person.search', { text: '错建人' })).toEqual([])
})

test('kin and time line tell what is known of mother and child', async () => {
  const mother = await registrar.call('person.save', { row: woman({ name: '时间线', idNumber: idNumberOf('110101', '1995-01-01', 2), birthDay: null, phone: null }) })
  const { newbornIds } = await doctor.call('delivery.register', {
    row: { motherId: mother.id, admissionNumber: '26000777', gestationDays: 278, mode: '12', fetusCount: 2, placeType: '2', placeRegion: '430626', placeName: '青山县妇幼保健院', attendantName: '李助产' },
    newborns: [
      { row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2026-03-09T08:01' as never, weightG: 3200, lengthCm: 50 } },
      { row: { birthOrder: 2, outcome: '1', sex: '1', bornAt: '2026-03-09T08:09' as never, weightG: 3000, lengthCm: 49 } },
    ],
  })
  const kin = await registrar.call('person.kin', { id: mother.id })
  expect(kin.map(one => [one.relation, one.person.motherName])).toEqual([['child', '时间线'], ['child', '时间线']])
  expect(await registrar.call('person.timeline', { id: mother.id })).toMatchObject([{ kind: 'delivery', day: '2026-03-09', title: '39+5', state: '12' }])
  const child = kin[0]!.person
  expect(await registrar.call('person.kin', { id: child.id })).toMatchObject([{ relation: 'mother', person: { id: mother.id } }])
  expect((await registrar.call('person.timeline', { id: child.id })).map(line => [line.kind, newbornIds.includes(line.recordId)])).toEqual([['born', true]])
  expect((await registrar.call('person.search', { text: '26000777' }))[0]).toMatchObject({ id: mother.id, foundBy: 'admission', exact: true })
})

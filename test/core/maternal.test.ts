// The care of a pregnancy in the store; acceptance cases of the maternal care note §15 by number.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { delivery as deliveryRecord } from '../../domain/modules/birth/delivery.record.ts'
import { newborn as newbornRecord } from '../../domain/modules/birth/newborn.record.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { bookWoman, deliver, registerWoman, saidOf } from '../support/maternal-scene.ts'
import { riskRows } from '../support/risk-scene.ts'

const TODAY = '2026-03-10' as Day
const before = (days: number): Day => addDays(TODAY, -days)
let desk: Desk
let care: Window
beforeAll(async () => {
  desk = await openDesk()
  care = await desk.as('yunbao', ['maternalCare'], '陈医生')
})
afterAll(() => desk.close())

const file = (pregnancyId: string) => care.call('maternal.file', { pregnancyId })
const save = async (pregnancyId: string, changes: object, confirm = true) => {
  const row = (await file(pregnancyId)).pregnancy
  const input = { id: pregnancyId, rev: row.rev, row: { ...valuesOf(pregnancy, row), ...changes } as never }
  return confirm ? insist(care, 'pregnancy.save', input) : saidOf(care, 'pregnancy.save', input)
}

describe('booking', () => {
  test('M-01: dates the pregnancy and stands in the list of those who are pregnant', async () => {
    const { pregnancyId, womanId } = await bookWoman(care, before(112), { bookedDay: before(112 - 89) })
    expect(await file(pregnancyId)).toMatchObject({ head: { expectedDay: addDays(before(112), 280), gestationDays: 112, state: 'pregnant' }, pregnancy: { datingMethod: 'menstruation', startDay: before(112) }, redatings: [], delivery: null })
    expect((await care.call('maternal.pregnancy.list', { offset: 0, limit: 500 })).rows.find(row => row.pregnancyId === pregnancyId)).toMatchObject({ womanId, gestationDays: 112, state: 'pregnant', township: '西渡镇' })
  })

  test('a woman has one open pregnancy: the second is refused by the day of the first, and the page names it beforehand', async () => {
    const { womanId, pregnancyId } = await bookWoman(care, before(80))
    expect((await care.call('maternal.book.prepare', { womanId })).open).toMatchObject({ pregnancyId, state: 'pregnant', bookedDay: TODAY })
    expect(await saidOf(care, 'maternal.book', { row: { womanId, lastMenstrualDay: before(70) } })).toEqual(['block state pregnancy.openTwice'])
  })

  test('carries what earlier pregnancies say, and does not begin before the last one ended', async () => {
    const { womanId } = await bookWoman(care, before(900), { gravidity: 1, parity: 0, vaginalDeliveries: 0, caesareans: 0, husbandName: '李国强', bookedDay: before(820) })
    await deliver(care, womanId, before(624), { mode: '31' })
    const prepared = await care.call('maternal.book.prepare', { womanId })
    expect(prepared).toMatchObject({ open: null, row: { gravidity: 2, parity: 1, vaginalDeliveries: 0, caesareans: 1, husbandName: '李国强' }, earlier: [{ state: 'delivered', deliveryMode: '31', outcomes: '1', endedDay: before(624) }] })
    expect(await saidOf(care, 'maternal.book', { row: { ...prepared.row, lastMenstrualDay: before(630) } })).toContain('block lastMenstrualDay pregnancy.overlaps')
  })

  test('a man, an undated pregnancy and a booking before the last menstruation are answered clearly', async () => {
    expect(await saidOf(care, 'maternal.book', { row: { womanId: await registerWoman(care, { sex: '1' }), lastMenstrualDay: before(60) } })).toContain('block womanId pregnancy.male')
    const womanId = await registerWoman(care)
    expect(await saidOf(care, 'maternal.book', { row: { womanId } })).toEqual(['warn lastMenstrualDay pregnancy.notDated'])
    expect(await saidOf(care, 'maternal.book', { row: { womanId, lastMenstrualDay: before(60), bookedDay: before(61) } })).toEqual(['block bookedDay pregnancy.bookedBefore'])
  })

  test('a wrong year, a child or an old woman, and a booking before the start are asked about', async () => {
    const said = async (row: object, self: object = {}) => saidOf(care, 'maternal.book', { row: { womanId: await registerWoman(care, self as never), ...row } })
    expect(await said({ lastMenstrualDay: before(400), bookedDay: before(10) })).toEqual(['block bookedDay pregnancy.bookedLate'])
    expect(await said({ lastMenstrualDay: before(400), bookedDay: before(331 - 200) })).toEqual(['warn lastMenstrualDay pregnancy.tooLong'])
    expect(await said({ scanDay: before(400), scanGestationDays: 60, bookedDay: before(380) })).toEqual(['warn lastMenstrualDay pregnancy.tooLong'])
    expect(await said({ transferDay: before(60), embryoAge: '5', bookedDay: before(90) })).toEqual(['warn bookedDay pregnancy.bookedBeforeStart'])
    expect(await said({ lastMenstrualDay: before(60), gravidity: 1, parity: 1 })).toEqual(['warn parity pregnancy.parityWhilePregnant'])
    expect(await said({ lastMenstrualDay: before(60) }, { birthDay: '2020-05-01' })).toEqual(['warn womanId motherAge.unusual'])
    expect(await said({ lastMenstrualDay: before(60) }, { birthDay: '1960-05-01' })).toEqual(['warn womanId motherAge.unusual'])
    const { pregnancyId } = await bookWoman(care, before(330), { bookedDay: before(200) })
    expect((await file(pregnancyId)).head.gestationDays).toBe(330)
  })
})

describe('redating', () => {
  test('M-07: an early scan moves the expected day, asks why and keeps old, new, reason and answer', async () => {
    const { pregnancyId, rows } = await bookWoman(care, '2025-02-03', { bookedDay: '2025-04-01' })
    await insist(care, 'maternal.first.save', { row: rows.first('2025-04-01') })
    expect(await save(pregnancyId, { scanDay: '2025-03-31', scanGestationDays: 50 }, false)).toEqual(['warn scanDay pregnancy.redated'])
    await save(pregnancyId, { scanDay: '2025-03-31', scanGestationDays: 50 })
    const { pregnancy: row, redatings, first, schedule } = await file(pregnancyId)
    expect(row).toMatchObject({ expectedDay: '2025-11-16', startDay: '2025-02-09', datingMethod: 'ultrasound' })
    expect(redatings).toMatchObject([{ oldExpectedDay: '2025-11-10', newExpectedDay: '2025-11-16', oldMethod: 'menstruation', newMethod: 'ultrasound', reasonKey: 'dating.redated', reason: '超声孕周 7+1,末次月经孕周 8+0,相差 6 天,超过 5 天,按超声校正', note: '已核对', doctorName: '陈医生', changedDay: TODAY }])
    // What was found at a visit stays; windows follow the new day.
    expect(first).toMatchObject({ gestationDays: 57 })
    expect(schedule.find(({ visit }) => visit === '2')).toMatchObject({ first: '2025-06-01', last: '2025-07-05' })
  })
  test('M-06: a scan within the limit keeps the day and writes no line', async () => {
    const { pregnancyId } = await bookWoman(care, '2025-02-03', { bookedDay: '2025-04-01' })
    await save(pregnancyId, { scanDay: '2025-03-31', scanGestationDays: 51 })
    expect(await file(pregnancyId)).toMatchObject({ pregnancy: { expectedDay: '2025-11-10', datingMethod: 'menstruation' }, redatings: [] })
  })
  test('a last menstruation after a visit or after the birth is refused', async () => {
    const { pregnancyId, rows, womanId } = await bookWoman(care, before(200), { bookedDay: before(150) })
    await insist(care, 'maternal.first.save', { row: rows.first(before(150)) })
    expect(await save(pregnancyId, { lastMenstrualDay: before(149), bookedDay: TODAY }, false)).toContain('block lastMenstrualDay pregnancy.visitBefore')
    await deliver(care, womanId, before(1), { gestationDays: 199 })
    expect(await save(pregnancyId, { lastMenstrualDay: before(1), bookedDay: TODAY }, false)).toContain('block lastMenstrualDay dating.menstruationAfterDelivery')
  })
  test('state and closing are not written by the form', async () => {
    const { pregnancyId } = await bookWoman(care, before(100))
    expect(await save(pregnancyId, { state: 'ended', stateDay: TODAY }, false)).toContain('block state pregnancy.stateFixed')
    await save(pregnancyId, { closedDay: TODAY, closeMethod: 'lost', riskColour: 'red' })
    expect((await file(pregnancyId)).pregnancy).toMatchObject({ closedDay: null, closeMethod: null, riskColour: null })
  })
})

describe('visits before birth', () => {
  test('the first form starts with what is known and finds gestation, age and body-mass index (M-09)', async () => {
    const { pregnancyId, rows } = await bookWoman(care, before(84))
    const prepared = await care.call('maternal.first.prepare', { pregnancyId })
    expect(prepared).toMatchObject({ existingId: null, row: { visitDay: TODAY, gestationDays: 84, ageYears: 30, nextVisitDay: addDays(before(84), 112), doctorName: '陈医生' } })
    const { id } = await insist(care, 'maternal.first.save', { row: rows.first(TODAY, { heightCm: 162, weightKg: 68, bmi: 45, gestationDays: 1 }) })
    expect(await care.call('maternal.first.get', { id })).toMatchObject({ gestationDays: 84, ageYears: 30, bmi: 25.91 })
    expect((await care.call('maternal.first.prepare', { pregnancyId })).existingId).toBe(id)
    expect(await saidOf(care, 'maternal.first.save', { row: rows.first(TODAY) })).toEqual(['block pregnancyId maternalFirst.twice'])
    // The weight before the pregnancy leads where it is known.
    expect(await care.call('maternal.hints', { pregnancyId, form: 'first', visitDay: TODAY, heightCm: 162, weightKg: 68, prePregnancyWeightKg: 65.6 })).toMatchObject({ bmi: 25, gainKg: 2.4, isHypertensive: false })
  })

  test('M-20: the second visit has its window, its number and its guidance; the third is offered in its own', async () => {
    const { pregnancyId } = await bookWoman(care, '2025-09-01')
    expect((await file(pregnancyId)).schedule).toMatchObject([{ visit: '1', state: 'overdue' }, { visit: '2', first: '2025-12-22', last: '2026-01-25', state: 'overdue' }, { visit: '3' }, { visit: '4', first: '2026-03-16', state: 'ahead' }, { visit: '5' }])
    expect(await care.call('maternal.visit.prepare', { pregnancyId, visitDay: '2025-12-22' })).toMatchObject({ row: { visitNumber: '2', gestationDays: 112 }, guidance: ['1', '2', '3', '4', '8'], selectable: ['2', '3', '4', '5', 'other'] })
    expect(await care.call('maternal.visit.prepare', { pregnancyId, visitDay: '2025-12-21' })).toMatchObject({ row: { visitNumber: 'other' } })
    expect(await care.call('maternal.visit.prepare', { pregnancyId, visitDay: '2026-02-10' })).toMatchObject({ row: { visitNumber: '3' }, guidance: ['1', '2', '3', '4', '5', '7', '8'] })
  })

  test('days that cannot be are named: before the menstruation, after the birth, before the booking, twice, in another window', async () => {
    const { pregnancyId, womanId, rows } = await bookWoman(care, before(270), { bookedDay: before(200) })
    expect(await saidOf(care, 'maternal.visit.save', { row: rows.visit('2', before(271)) })).toContain('block visitDay maternalVisit.beforeStart')
    await insist(care, 'maternal.visit.save', { row: rows.visit('2', before(130), { weightKg: 60 }) })
    expect(await saidOf(care, 'maternal.visit.save', { row: rows.visit('2', before(125)) })).toContain('block visitNumber maternalVisit.twice')
    expect(await saidOf(care, 'maternal.visit.save', { row: rows.visit('3', before(50)) })).toEqual(['warn visitNumber maternalVisit.otherWindow'])
    expect(await saidOf(care, 'maternal.visit.save', { row: rows.visit('other', before(201)) })).toEqual(['warn visitDay maternalVisit.beforeBooking'])
    expect(await saidOf(care, 'maternal.visit.save', { row: rows.visit('other', before(120), { weightKg: 72 }) })).toEqual(['warn weightKg maternalMeasure.weightJump'])
    expect(await saidOf(care, 'maternal.visit.save', { row: rows.visit('other', before(120), { systolicMmHg: 140, diastolicMmHg: 80, assessment: '1' }) })).toEqual(['warn assessment maternalMeasure.pressureNormal'])
    expect(await saidOf(care, 'maternal.visit.save', { row: rows.visit('other', before(120), { systolicMmHg: 80, diastolicMmHg: 90 }) })).toEqual(['block systolicMmHg maternalVisit.pressures'])
    await deliver(care, womanId, before(3), { gestationDays: 267 })
    expect(await saidOf(care, 'maternal.visit.save', { row: rows.visit('5', before(2)) })).toContain('block visitDay maternalVisit.afterDelivery')
    const other = await bookWoman(care, null)
    expect(await saidOf(care, 'maternal.visit.save', { row: other.rows.visit('2', TODAY) })).toEqual(['block pregnancyId maternalVisit.notDated'])
    const visit = (await file(pregnancyId)).visits[0]!
    expect(await saidOf(care, 'maternal.visit.save', { id: visit.id, rev: visit.rev, row: other.rows.visit('2', before(130)) })).toEqual(['block pregnancyId maternalVisit.pregnancyFixed'])
  })

  test('while a form is typed weight gain, pressure and the next window are said', async () => {
    const { pregnancyId, rows } = await bookWoman(care, before(150), { bookedDay: before(80) })
    await insist(care, 'maternal.first.save', { row: rows.first(before(80), { weightKg: 55, prePregnancyWeightKg: 53 }) })
    expect(await care.call('maternal.hints', { pregnancyId, form: 'visit', visitDay: TODAY, weightKg: 60.5, systolicMmHg: 138, diastolicMmHg: 90 })).toMatchObject({
      gestationDays: 150, gainKg: 7.5, gainSinceLastKg: 5.5, daysSinceLast: 80, isHypertensive: true, nextVisit: { visit: '3', first: addDays(before(150), 147) }, issues: [{ path: 'systolicMmHg', message: { key: 'maternalMeasure.hypertension' } }],
    })
  })
})

describe('the birth', () => {
  test('ends the open pregnancy of itself, and the visit after it is due seven days after going home (M-22)', async () => {
    const { womanId, pregnancyId } = await bookWoman(care, '2024-12-01', { bookedDay: '2025-02-01', fetusCount: null })
    await deliver(care, womanId, '2025-09-01', { gestationDays: 274, dischargedDay: '2025-09-04', bleedingDayMl: 320 })
    expect(await file(pregnancyId)).toMatchObject({
      head: { state: 'delivered', deliveredDay: '2025-09-01', gestationDays: null }, pregnancy: { stateDay: '2025-09-01', fetusCount: 1 }, delivery: { dischargedDay: '2025-09-04', newborns: [{ birthOrder: 1, outcome: '1' }] },
      duties: [{ kind: 'postpartumVisit', first: '2025-09-04', last: '2025-09-11' }, { kind: 'postpartumCheck', first: '2025-10-13', last: '2025-10-27' }],
    })
  })
  test('without a booked pregnancy makes a light one; taken back, that is void and the booked one is open again', async () => {
    const motherId = await registerWoman(care)
    const deliveryId = await deliver(care, motherId, before(5))
    const { pregnancyId } = await care.call('delivery.get', { id: deliveryId })
    expect((await care.call('pregnancy.get', { id: pregnancyId })).state).toBe('delivered')
    await care.call('delivery.void', { id: deliveryId, rev: 1, reason: '登错产妇' })
    expect((await care.call('pregnancy.get', { id: pregnancyId })).voidedAt).not.toBeNull()
    const booked = await bookWoman(care, before(275))
    const again = await deliver(care, booked.womanId, before(1), { gestationDays: 274 })
    expect((await care.call('delivery.get', { id: again })).pregnancyId).toBe(booked.pregnancyId)
    await care.call('delivery.void', { id: again, rev: 1, reason: '登错日期' })
    expect((await file(booked.pregnancyId)).pregnancy).toMatchObject({ state: 'pregnant', stateDay: null, voidedAt: null })
  })
  test('not after the start: chosen it is refused, found it is an older birth that is asked about and kept apart', async () => {
    const { womanId, pregnancyId } = await bookWoman(care, before(60))
    const birth = (values: object = {}) => ({ row: { motherId: womanId, gestationDays: 276, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantName: '周助产', ...values }, newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '1', bornAt: `${before(400)}T08:00`, weightG: 3200, lengthCm: 50 } }] }) as never
    expect(await saidOf(care, 'delivery.register', birth({ pregnancyId }))).toContain('block pregnancyId delivery.beforeMenstruation')
    expect(await saidOf(care, 'delivery.register', birth())).toContain('warn motherId delivery.beforeOpenPregnancy')
    const { id } = await insist(care, 'delivery.register', birth())
    expect((await care.call('delivery.get', { id })).pregnancyId).not.toBe(pregnancyId)
    expect((await file(pregnancyId)).pregnancy.state).toBe('pregnant')
  })
  test('a second child that was known of is asked for, and so is a visit behind the birth', async () => {
    const { womanId, rows } = await bookWoman(care, before(270), { fetusCount: 2, bookedDay: before(200) })
    await insist(care, 'maternal.visit.save', { row: rows.visit('other', before(1)) })
    const row = { motherId: womanId, gestationDays: 268, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' }
    const newborns = [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: `${before(2)}T08:00`, weightG: 3250, lengthCm: 50 } }]
    expect(await saidOf(care, 'delivery.register', { row, newborns } as never)).toEqual(['warn pregnancyId delivery.visitAfter', 'warn fetusCount delivery.otherFetusCount'])
  })
  test('a corrected day of birth moves the days after it, and does not pass the visits there are', async () => {
    const { womanId, pregnancyId, rows } = await bookWoman(care, before(280), { bookedDay: before(200) })
    await deliver(care, womanId, before(6), { gestationDays: 274, dischargedDay: before(4) })
    await insist(care, 'maternal.postpartumVisit.save', { row: rows.postpartum(before(3)) })
    const { delivery: { deliveryId } } = await file(pregnancyId) as { delivery: { deliveryId: string } }
    const again = async (bornDay: string) => {
      const { delivery: born, newborns } = await care.call('delivery.file', { id: deliveryId })
      return { id: deliveryId, rev: born.rev, row: valuesOf(deliveryRecord, born), newborns: newborns.map(({ newborn: child }) => ({ id: child.id, rev: child.rev, row: { ...valuesOf(newbornRecord, child), bornAt: `${bornDay}T08:00` } })) } as never
    }
    expect(await saidOf(care, 'delivery.register', await again(before(2)))).toContain('block pregnancyId delivery.afterVisit')
    await insist(care, 'delivery.register', await again(before(5)))
    expect(await file(pregnancyId)).toMatchObject({ pregnancy: { stateDay: before(5) }, head: { deliveredDay: before(5) }, postpartumVisits: [{ daysAfter: 2 }] })
  })
  test('weeks that the pregnancy does not give and a birth before 20 weeks are asked about', async () => {
    const { womanId } = await bookWoman(care, before(270))
    const said = (bornDay: string, gestationDays: number) => saidOf(care, 'delivery.register', { row: { motherId: womanId, gestationDays, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '本院', attendantName: '周助产' }, newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '1', bornAt: `${bornDay}T08:00`, weightG: 3200, lengthCm: 50 } }] } as never)
    expect(await said(TODAY, 261)).toEqual(['warn gestationDays delivery.otherGestation'])
    expect(await said(before(135), 200)).toContain('warn pregnancyId delivery.soonAfterStart')
  })
  test('is not taken back under the care after it, nor a pregnancy under its records', async () => {
    const { womanId, rows, pregnancyId } = await bookWoman(care, before(300), { bookedDay: before(220) })
    const deliveryId = await deliver(care, womanId, before(25))
    await insist(care, 'maternal.postpartumVisit.save', { row: rows.postpartum(before(20)) })
    expect(await saidOf(care, 'delivery.void', { id: deliveryId, rev: 1, reason: '登错了' })).toEqual(['block id delivery.careAfter'])
    const booked = await bookWoman(care, before(90))
    await insist(care, 'maternal.first.save', { row: booked.rows.first(TODAY) })
    expect(await saidOf(care, 'pregnancy.void', { id: booked.pregnancyId, rev: 1, reason: '登错了' })).toEqual(['block id pregnancy.inUse'])
    expect((await file(pregnancyId)).pregnancy.state).toBe('delivered')
  })
})

describe('after the birth', () => {
  const born = async (bornDay: string, birth: object = {}) => {
    const booked = await bookWoman(care, addDays(bornDay as Day, -276), { bookedDay: addDays(bornDay as Day, -200), fetusCount: null })
    await deliver(care, booked.womanId, bornDay, birth as never)
    return booked
  }
  test('M-23: the check on day 42 closes the care; on day 57 its day is asked about', async () => {
    const { pregnancyId, rows } = await born('2025-09-01')
    expect(await saidOf(care, 'maternal.postpartumCheck.save', { row: rows.check('2025-10-28') })).toEqual(['warn visitDay postpartum.outside'])
    expect((await care.call('maternal.close.prepare', { pregnancyId })).methods.find(({ method }) => method === 'recovered')!.issues).toMatchObject([{ message: { key: 'closing.noCheck' } }])
    const { id } = await insist(care, 'maternal.postpartumCheck.save', { row: rows.check('2025-10-13') })
    expect(await care.call('maternal.postpartumCheck.get', { id })).toMatchObject({ daysAfter: 42 })
    const { pregnancy: row } = await file(pregnancyId)
    await care.call('maternal.close', { pregnancyId, rev: row.rev, method: 'recovered', day: '2025-10-13' })
    expect(await file(pregnancyId)).toMatchObject({ pregnancy: { state: 'delivered', closedDay: '2025-10-13', closeMethod: 'recovered', closedBy: '陈医生' }, duties: [] })
    expect(await saidOf(care, 'maternal.postpartumCheck.void', { id, rev: 1, reason: '登错了' })).toEqual(['block id postpartumCheck.closed'])
    expect(await saidOf(care, 'maternal.postpartumVisit.save', { row: rows.postpartum('2025-10-20') })).toEqual(['block visitDay postpartum.afterClosing'])
    await care.call('maternal.reopen', { pregnancyId, rev: row.rev + 1, reason: '结案有误' })
    expect((await file(pregnancyId)).pregnancy).toMatchObject({ state: 'delivered', closedDay: null, closeMethod: null })
  })
  test('M-24: twins with one newborn entered are not saved, whatever is answered; with the second, stillborn too, they are', async () => {
    const { womanId, pregnancyId } = await bookWoman(care, before(270), { fetusCount: 2, bookedDay: before(200) })
    const row = { motherId: womanId, gestationDays: 268, mode: '1', fetusCount: 2, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' }
    const first = { row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: `${before(2)}T08:00`, weightG: 3250, lengthCm: 50 } }
    const register = (newborns: object[]) => ({ row, newborns, confirmations: [{ path: 'fetusCount', key: 'delivery.tooFewNewborns', reason: '第二个稍后登记' }] }) as never
    expect(await saidOf(care, 'delivery.register', register([first]))).toEqual(['block fetusCount delivery.tooFewNewborns'])
    expect(await file(pregnancyId)).toMatchObject({ pregnancy: { state: 'pregnant' }, delivery: null })
    const second = { row: { birthOrder: 2, outcome: '3', sex: '1', bornAt: `${before(2)}T08:10`, weightG: 2100, lengthCm: 44 } }
    const { id } = await insist(care, 'delivery.register', register([first, second]))
    const { delivery: saved, newborns: [one] } = await care.call('delivery.file', { id })
    const withoutSecond = { id, rev: saved.rev, row: valuesOf(deliveryRecord, saved), newborns: [{ id: one!.newborn.id, rev: one!.newborn.rev, row: valuesOf(newbornRecord, one!.newborn) }] } as never
    expect(await saidOf(care, 'delivery.register', withoutSecond)).toEqual(['block fetusCount delivery.tooFewNewborns'])
    expect((await care.call('delivery.file', { id })).newborns).toHaveLength(2)
  })
  test('M-24: a number of fetuses corrected after the birth must fit the newborns before the care is closed', async () => {
    const { pregnancyId, rows } = await born('2025-09-01')
    await insist(care, 'maternal.postpartumCheck.save', { row: rows.check('2025-10-13') })
    const booked = await care.call('pregnancy.get', { id: pregnancyId })
    const { rev } = await insist(care, 'pregnancy.save', { id: pregnancyId, rev: booked.rev, row: { ...valuesOf(pregnancy, booked), fetusCount: 2 } })
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev, method: 'recovered', day: '2025-10-13' })).toEqual(['block fetusCount closing.newborns'])
  })
  test('a case that goes on is closed or handed on before the care is', async () => {
    const { pregnancyId, rows } = await born('2025-09-01')
    const doctor = await desk.as('fengxian', ['doctor'], '周医生')
    const risk = riskRows(pregnancyId)
    const { id: assessmentId } = await insist(doctor, 'risk.assessment.save', { row: risk.assessment('O1.1', { confirmedAt: '2025-08-01T09:00' }) })
    await insist(care, 'risk.case.save', { row: risk.case(assessmentId, { openedDay: '2025-08-01' }) })
    await insist(care, 'maternal.postpartumCheck.save', { row: rows.check('2025-10-13') })
    const { rev } = (await file(pregnancyId)).pregnancy
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev, method: 'recovered', day: '2025-10-13' })).toEqual(['block caseFile closing.openCase'])
  })
  test('results of the check that ask for a new assessment stand against the closing', async () => {
    const { womanId, pregnancyId, rows } = await bookWoman(care, before(330), { bookedDay: before(200), fetusCount: null })
    const doctor = await desk.as('pinggu', ['doctor'])
    await insist(doctor, 'risk.assessment.save', { row: riskRows(pregnancyId).assessment('G1', { confirmedAt: `${before(100)}T09:00` }) })
    await deliver(care, womanId, before(45), { gestationDays: 285 })
    await insist(care, 'maternal.postpartumCheck.save', { row: rows.check(TODAY, { systolicMmHg: 165, diastolicMmHg: 112 }) })
    const { rev } = (await file(pregnancyId)).pregnancy
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev, method: 'recovered', day: TODAY })).toEqual(['block assessment closing.needsAssessment'])
    await insist(doctor, 'risk.assessment.save', { row: riskRows(pregnancyId).assessment('Y3.5', { stage: 'day42', confirmedAt: `${TODAY}T07:00` }) })
    expect((await care.call('maternal.close', { pregnancyId, rev: rev + 1, method: 'recovered', day: TODAY })).id).toBe(pregnancyId)
  })

  test('who has not recovered is referred, and closes as that', async () => {
    const { pregnancyId, rows } = await born('2025-09-01')
    expect(await saidOf(care, 'maternal.postpartumCheck.save', { row: rows.check('2025-10-13', { recovery: '2', recoveryNote: '子宫复旧不良' }) })).toEqual(['block handling postpartumCheck.notRecovered'])
    await insist(care, 'maternal.postpartumCheck.save', { row: rows.check('2025-10-13', { recovery: '2', recoveryNote: '子宫复旧不良', handling: '2', referralReason: '子宫复旧不良', referralInstitution: '市妇幼保健院' }) })
    const { rev } = (await file(pregnancyId)).pregnancy
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev, method: 'recovered', day: '2025-10-13' })).toEqual(['block method closing.checkNotRecovered'])
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev, method: 'ended', day: '2025-10-13', endMode: '1' })).toEqual(['block method closing.afterBirth'])
    await care.call('maternal.close', { pregnancyId, rev, method: 'referred', day: '2025-10-13' })
    expect((await file(pregnancyId)).pregnancy.closeMethod).toBe('referred')
  })
  test('without a birth there is no visit after it; none before it, none twice on a day', async () => {
    const { rows } = await bookWoman(care, before(100))
    expect(await saidOf(care, 'maternal.postpartumVisit.save', { row: rows.postpartum(TODAY) })).toEqual(['block pregnancyId postpartum.noDelivery'])
    const mother = await born('2025-09-01', { dischargedDay: '2025-09-04' })
    expect(await saidOf(care, 'maternal.postpartumVisit.save', { row: mother.rows.postpartum('2025-08-31') })).toEqual(['block visitDay postpartum.beforeDelivery'])
    await insist(care, 'maternal.postpartumVisit.save', { row: mother.rows.postpartum('2025-09-11') })
    expect(await saidOf(care, 'maternal.postpartumVisit.save', { row: mother.rows.postpartum('2025-09-11') })).toEqual(['block visitDay postpartum.twice'])
    expect((await care.call('maternal.postpartumVisit.prepare', { pregnancyId: mother.pregnancyId, visitDay: '2025-09-20' })).row).toMatchObject({ daysAfter: 19, nextVisitDay: '2025-10-13', place: 'home' })
  })
})

describe('closing without a birth', () => {
  test('失访 needs three days on which she was sought in vain since she was last seen', async () => {
    const { pregnancyId, rows } = await bookWoman(care, before(200), { bookedDay: before(120) })
    for (const day of [before(130), before(20), before(20), before(10)]) await care.call('maternal.attempt.save', { row: rows.attempt(day) })
    await care.call('maternal.attempt.save', { row: rows.attempt(before(9), 'reached') })
    const { rev } = (await file(pregnancyId)).pregnancy
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev, method: 'lost', day: TODAY })).toEqual(['block method child.lostTooEarly'])
    await care.call('maternal.attempt.save', { row: rows.attempt(before(1), 'movedAway') })
    expect(await file(pregnancyId)).toMatchObject({ vainDays: 3, lostAfterAttempts: 3 })
    await care.call('maternal.close', { pregnancyId, rev, method: 'lost', day: TODAY })
    expect((await file(pregnancyId)).pregnancy).toMatchObject({ state: 'lost', stateDay: TODAY, closeMethod: 'lost' })
    // She gave birth after all: the birth is registered on it and the care goes on.
    await deliver(care, (await file(pregnancyId)).head.womanId, TODAY, { pregnancyId, gestationDays: 200 })
    expect((await file(pregnancyId)).pregnancy).toMatchObject({ state: 'delivered', closedDay: null, closeMethod: null })
  })
  test('an end names how, a move where to; taken back she is pregnant again, unless another has begun', async () => {
    const { pregnancyId, womanId } = await bookWoman(care, before(80))
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev: 1, method: 'ended', day: TODAY })).toEqual(['block endMode closing.endMode'])
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev: 1, method: 'moved', day: TODAY })).toEqual(['block reason closing.movedTo'])
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev: 1, method: 'recovered', day: TODAY })).toEqual(['block method closing.noBirth'])
    await care.call('maternal.close', { pregnancyId, rev: 1, method: 'ended', endMode: '1', day: before(20) })
    expect((await file(pregnancyId)).pregnancy).toMatchObject({ state: 'ended', stateDay: before(20), endMode: '1', closedDay: before(20) })
    expect(await saidOf(care, 'maternal.close', { pregnancyId, rev: 2, method: 'lost', day: TODAY })).toEqual(['block method closing.already'])
    await insist(care, 'maternal.book', { row: { womanId, lastMenstrualDay: before(10) } })
    expect(await saidOf(care, 'maternal.reopen', { pregnancyId, rev: 2, reason: '登错了' })).toEqual(['block pregnancyId pregnancy.openTwice'])
  })
})

describe('persons made one', () => {
  test('two open pregnancies are not one woman’s; with one of them everything of it moves along', async () => {
    const reviewer = await desk.as('shenhe', ['reviewer'], '郑审核')
    const undocumented = { idType: null, idNumber: null, noDocumentReason: 'lost' }
    const one = await bookWoman(care, before(100), {}, undocumented)
    const other = await bookWoman(care, before(90))
    const merge = async (keptId: string, mergedId: string) => {
      const [kept, merged] = [await reviewer.call('person.get', { id: keptId }), await reviewer.call('person.get', { id: mergedId })]
      return { keptId, keptRev: kept.rev, mergedId, mergedRev: merged.rev, reason: '同一人重复建档' }
    }
    expect(await saidOf(reviewer, 'person.merge', await merge(other.womanId, one.womanId))).toEqual(['block mergedId merge.twoPregnancies'])
    await insist(care, 'maternal.first.save', { row: one.rows.first(TODAY) })
    const keptId = await registerWoman(care)
    await reviewer.call('person.merge', await merge(keptId, one.womanId))
    expect(await file(one.pregnancyId)).toMatchObject({ head: { womanId: keptId, state: 'pregnant' }, first: { visitDay: TODAY } })
    expect((await care.call('maternal.book.prepare', { womanId: keptId })).open).toMatchObject({ pregnancyId: one.pregnancyId })
  })
})

describe('lists', () => {
  const listed = async (kind: 'visit' | 'visitOverdue' | 'near' | 'deliveryOverdue' | 'postpartumVisit' | 'postpartumCheck' | 'closing' | 'unbooked', township?: string) => (await care.call('maternal.due.list', { kind, township, offset: 0, limit: 500 })).rows
  const ids = async (...asked: Parameters<typeof listed>): Promise<string[]> => (await listed(...asked)).map(row => row.pregnancyId)

  test('each of the five windows is due within it and overdue between it and the next', async () => {
    const early = await bookWoman(care, before(70))
    const second = await bookWoman(care, before(16 * 7))
    await insist(care, 'maternal.first.save', { row: second.rows.first(before(30)) })
    const between = await bookWoman(care, before(26 * 7))
    await insist(care, 'maternal.first.save', { row: between.rows.first(before(100)) })
    const agreed = await bookWoman(care, before(26 * 7 + 1))
    await insist(care, 'maternal.first.save', { row: agreed.rows.first(before(100)) })
    await insist(care, 'maternal.visit.save', { row: agreed.rows.visit('3', before(20), { nextVisitDay: before(6) }) })
    const due = await listed('visit')
    expect(due.find(row => row.pregnancyId === early.pregnancyId)).toMatchObject({ visit: '1', last: addDays(before(70), 90), overdueDays: 0, gestationDays: 70 })
    expect(due.find(row => row.pregnancyId === second.pregnancyId)).toMatchObject({ visit: '2', first: TODAY })
    const overdue = await listed('visitOverdue')
    expect(overdue.find(row => row.pregnancyId === between.pregnancyId)).toMatchObject({ visit: '3', overdueDays: 8 })
    expect(overdue.find(row => row.pregnancyId === agreed.pregnancyId)).toMatchObject({ visit: null, first: before(6), overdueDays: 6 })
    expect(await ids('visitOverdue')).not.toContain(second.pregnancyId)
  })
  test('who cannot be dated yet is expected always, first of all', async () => {
    const womanId = await registerWoman(care, { homeRegion: '430421102' })
    const { id } = await insist(care, 'maternal.book', { row: { womanId, bookedDay: before(30) } })
    expect((await listed('visit')).slice(0, 5).find(row => row.pregnancyId === id)).toMatchObject({ visit: null, first: null, last: null, gestationDays: null, overdueDays: 0 })
  })
  test('the home page names who comes, who did not, and what is late after 42 weeks and after birth', async () => {
    const { maternalDue, maternalOverdue, maternalLate } = await care.call('home.summary', null)
    expect([maternalDue?.total, maternalOverdue?.total]).toEqual([(await listed('visit')).length, (await listed('visitOverdue')).length])
    expect(maternalDue?.first[0]?.detail).toMatchObject({ zh: '未定预产期' })
    const late = [...await listed('deliveryOverdue'), ...await listed('postpartumVisit'), ...await listed('postpartumCheck')].filter(row => row.overdueDays > 0)
    expect(maternalLate?.total).toBe(late.length)
    const registrar = await desk.as('dengji', ['registrar'])
    expect(await registrar.call('home.summary', null)).toMatchObject({ maternalDue: null, maternalOverdue: null, maternalLate: null, riskAttention: null, riskFollowUps: null })
  })
  test('42+0 is near no more and not yet overdue, 42+1 is; the week around the expected day is near', async () => {
    const [exactly, over, near] = [await bookWoman(care, before(294)), await bookWoman(care, before(295)), await bookWoman(care, before(273))]
    const overdue = await ids('deliveryOverdue')
    expect([overdue.includes(exactly.pregnancyId), overdue.includes(over.pregnancyId)]).toEqual([false, true])
    expect(await ids('near')).toContain(near.pregnancyId)
    expect(await ids('near')).not.toContain(exactly.pregnancyId)
  })
  test('after the birth: visit, check and closing, one after the other; attempts are shown and allow 失访', async () => {
    const mother = await bookWoman(care, before(286), { bookedDay: before(200) })
    await deliver(care, mother.womanId, before(10), { dischargedDay: before(8), gestationDays: 276 })
    for (const day of [3, 2, 1]) await care.call('maternal.attempt.save', { row: mother.rows.attempt(before(day)) })
    expect((await listed('postpartumVisit')).find(row => row.pregnancyId === mother.pregnancyId)).toMatchObject({ first: before(8), last: before(1), overdueDays: 1, deliveredDay: before(10), lastAttemptDay: before(1), lastAttempt: 'noAnswer', vainDays: 3, isLostAllowed: true })
    await insist(care, 'maternal.postpartumVisit.save', { row: mother.rows.postpartum(TODAY) })
    expect(await ids('postpartumVisit')).not.toContain(mother.pregnancyId)
    const later = await bookWoman(care, before(320), { bookedDay: before(250) })
    await deliver(care, later.womanId, before(44), { gestationDays: 276 })
    expect(await ids('postpartumCheck')).toContain(later.pregnancyId)
    expect(await ids('postpartumVisit')).not.toContain(later.pregnancyId)
    await insist(care, 'maternal.postpartumCheck.save', { row: later.rows.check(TODAY) })
    expect([await ids('postpartumCheck'), await ids('closing')].map(list => list.includes(later.pregnancyId))).toEqual([false, true])
    await care.call('maternal.close', { pregnancyId: later.pregnancyId, rev: (await file(later.pregnancyId)).pregnancy.rev, method: 'recovered', day: TODAY })
    expect(await ids('closing')).not.toContain(later.pregnancyId)
  })
  test('未建册 holds who is known to be pregnant and was never booked, until the last day of early booking in time; booking, birth, loss and an undone registration take her off', async () => {
    const expecting = async (startDay: Day | null, values: object = {}) => {
      const womanId = await registerWoman(care)
      const { id } = await insist(care, 'pregnancy.save', { row: { ...emptyRow(pregnancy), womanId, state: 'pregnant', lastMenstrualDay: startDay, ...values } })
      return { womanId, id }
    }
    // Her last day is 12+6.
    const [inTime, late, undated, booked, delivered, moved, mistaken] = [await expecting(before(90)), await expecting(before(91)), await expecting(null), await expecting(before(60)), await expecting(before(280)), await expecting(before(100)), await expecting(before(50))]
    const bookedAtOnce = await bookWoman(care, before(70))
    const never = await registerWoman(care)
    const unbooked = await listed('unbooked')
    const lineOf = ({ id }: { id: string }) => unbooked.find(row => row.pregnancyId === id)
    expect(lineOf(inTime)).toMatchObject({ last: TODAY, overdueDays: 0, gestationDays: 90, expectedDay: addDays(before(90), 280) })
    expect(lineOf(late)).toMatchObject({ last: before(1), overdueDays: 1 })
    expect(lineOf(undated)).toMatchObject({ last: null, overdueDays: 0, gestationDays: null })
    expect(unbooked.findIndex(row => row.pregnancyId === undated.id)).toBeLessThan(unbooked.findIndex(row => row.pregnancyId === late.id))
    for (const one of [booked, delivered, moved, mistaken]) expect(lineOf(one)).toBeDefined()
    expect(unbooked.some(row => row.pregnancyId === bookedAtOnce.pregnancyId || row.womanId === never)).toBe(false)
    await save(booked.id, { bookedDay: TODAY, bookedInstitution: '青山县妇幼保健院' })
    await deliver(care, delivered.womanId, TODAY, { gestationDays: 280 })
    await insist(care, 'maternal.close', { pregnancyId: moved.id, rev: (await file(moved.id)).pregnancy.rev, method: 'moved', day: TODAY, reason: '迁往外地' })
    await care.call('pregnancy.void', { id: mistaken.id, rev: (await file(mistaken.id)).pregnancy.rev, reason: '登记错人' })
    const left = await ids('unbooked')
    expect([inTime, late, undated].every(({ id }) => left.includes(id))).toBe(true)
    expect([booked, delivered, moved, mistaken].filter(({ id }) => left.includes(id))).toEqual([])
  })
  test('township, search and weeks narrow; phones are hidden without the right; the counts are the lists’ lengths', async () => {
    const { pregnancyId } = await bookWoman(care, before(140), { handbookNumber: 'SC2026777', riskColour: null }, { name: '欧阳寻', homeRegion: '430421101', phone: '13712345678' })
    const list = async (input: object) => (await care.call('maternal.pregnancy.list', { offset: 0, limit: 500, ...input })).rows.map(row => row.pregnancyId)
    for (const search of ['欧阳', 'ouyangxun', '13712345678', '5678', 'SC2026777']) expect(await list({ search }), search).toContain(pregnancyId)
    expect(await list({ search: '欧阳', weeksFrom: 20, weeksTo: 20 })).toEqual([pregnancyId])
    expect(await list({ search: '欧阳', weeksFrom: 21 })).toEqual([])
    expect(await list({ township: '430421101' })).toEqual([pregnancyId])
    expect(await list({ search: '欧阳', state: 'delivered' })).toEqual([])
    expect(await ids('visitOverdue', '430421101')).toEqual([pregnancyId])
    expect(await care.call('maternal.townships', null)).toContainEqual(expect.objectContaining({ code: '430421101', pregnant: 1 }))
    const doctor = await desk.as('yisheng', ['doctor'])
    expect((await doctor.call('maternal.pregnancy.list', { offset: 0, limit: 5, search: '欧阳' })).rows[0]!.phone).not.toBe('13712345678')
    const { counts } = await care.call('maternal.due.count', {})
    for (const [kind, length] of Object.entries(counts)) expect((await listed(kind as 'visit')).length, kind).toBe(length)
  })
})

describe('figures of a period', () => {
  test('count early booking (M-21: 12+6 and not 13+0), five visits, home visits in time and all together over live births; twins lift the denominator, a rate may pass 100', async () => {
    const span = { from: '2024-05-01', to: '2024-05-31' } as const
    const mother = async (bookedAfter: number, visits: number, homeDay: string | null, children: readonly object[] = [{}]) => {
      const { womanId, pregnancyId, rows } = await bookWoman(care, '2023-08-01', { bookedDay: addDays('2023-08-01' as Day, bookedAfter), fetusCount: null })
      await insist(care, 'maternal.first.save', { row: rows.first(addDays('2023-08-01' as Day, bookedAfter)) })
      for (let index = 0; index < visits - 1; index++) await insist(care, 'maternal.visit.save', { row: rows.visit('other', addDays('2023-12-01' as Day, index * 14)) })
      await deliver(care, womanId, '2024-05-04', { gestationDays: 277, dischargedDay: '2024-05-06' }, children as never)
      if (homeDay) await insist(care, 'maternal.postpartumVisit.save', { row: rows.postpartum(homeDay) })
      return pregnancyId
    }
    const all = await mother(90, 5, '2024-06-03')
    const late = await mother(91, 5, '2024-06-04', [{}, { sex: '1' }])
    expect(await care.call('maternal.indicators', span)).toEqual({
      liveBirths: 3, women: 2, figures: [
        { figure: 'earlyBooking', numerator: 1, denominator: 3, percent: 33.33, missing: 1 }, { figure: 'antenatal', numerator: 2, denominator: 3, percent: 66.67, missing: 0 }, { figure: 'postpartumVisit', numerator: 1, denominator: 3, percent: 33.33, missing: 1 },
        { figure: 'systemManaged', numerator: 1, denominator: 3, percent: 33.33, missing: 1 },
      ],
    })
    const behind = async (figure: 'earlyBooking' | 'postpartumVisit', part: 'counted' | 'missing' | 'all') => (await care.call('maternal.indicators.women', { ...span, figure, part, offset: 0, limit: 10 })).rows.map(row => row.pregnancyId)
    expect([await behind('earlyBooking', 'counted'), await behind('earlyBooking', 'missing'), await behind('postpartumVisit', 'missing')]).toEqual([[all], [late], [late]])
    expect((await behind('earlyBooking', 'all')).toSorted()).toEqual([all, late].toSorted())
    // One stillborn child of a woman with five visits: more women than live births.
    const { womanId, rows } = await bookWoman(care, '2023-06-01', { bookedDay: '2023-07-01', fetusCount: null })
    await insist(care, 'maternal.first.save', { row: rows.first('2023-07-01') })
    await deliver(care, womanId, '2024-02-20', { gestationDays: 264 }, [{ outcome: '3' }])
    expect((await care.call('maternal.indicators', { from: '2024-02-01', to: '2024-02-29' })).figures[0]).toEqual({ figure: 'earlyBooking', numerator: 1, denominator: 0, percent: null, missing: 0 })
    const second = await bookWoman(care, '2023-06-02', { bookedDay: '2023-07-01', fetusCount: null })
    await insist(care, 'maternal.first.save', { row: second.rows.first('2023-07-01') })
    await deliver(care, second.womanId, '2024-02-21', { gestationDays: 264 })
    expect((await care.call('maternal.indicators', { from: '2024-02-01', to: '2024-02-29' })).figures[0]).toEqual({ figure: 'earlyBooking', numerator: 2, denominator: 1, percent: 200, missing: 0 })
  })
})

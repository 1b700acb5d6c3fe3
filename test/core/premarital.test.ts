import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { premaritalHandlers } from '../../electron/core/modules/fertility/premarital-handlers.ts'
import type { ReadContext } from '../../electron/core/context.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { adult, CERTIFIED, CONCLUDED, couple, EXAMINED, fertilityRows as rows, fillSheet, registered, valuesOfSheet } from '../support/fertility-scene.ts'

let desk: Desk
let nurse: Window
beforeAll(async () => { desk = await openDesk(); nurse = await desk.as('fubao', ['womenCare'], '何妇保') })
afterAll(() => desk.close())

const keysOf = async (id: string, changes: object): Promise<string[]> => {
  const { rev, row } = await valuesOfSheet(nurse, id)
  return (await nurse.fails('fertility.premarital.save', { id, rev, row: { ...row, ...changes } as never })).fields!.map(({ level, path, message }) => `${level} ${path} ${message.key}`)
}
const inView = async (view: string): Promise<string[]> => (await nurse.call('fertility.premarital.list', { view: view as never, offset: 0, limit: 200 })).rows.map(({ number }) => number)

describe('a couple', () => {
  test('is entered under one number, a sheet each that knows the other; men and women are asked different things', async () => {
    const { coupleNumber, manSheet, womanSheet, manId, womanId } = await registered(nurse, '欧阳')
    expect(coupleNumber).toMatch(/^HJ2026\d{6}$/)
    const page = await nurse.call('fertility.premarital.couple', { coupleNumber })
    expect(page).toMatchObject({ man: { person: { id: manId }, sheet: { id: manSheet, number: `${coupleNumber}-1`, sex: '1', partnerId: womanId }, hiv: null }, woman: { person: { id: womanId }, sheet: { id: womanSheet, number: `${coupleNumber}-2`, partnerId: manId } } })
    // What is asked of the other sex is not kept.
    await fillSheet(nurse, manSheet, { ...EXAMINED, uterus: '未见异常', menarcheAge: 13, foreskin: '1' })
    expect(await nurse.call('fertility.premarital.get', { id: manSheet })).toMatchObject({ uterus: null, menarcheAge: null, foreskin: '1' })
  })

  test('of whom one is examined elsewhere has one sheet; the other one may follow under the same number', async () => {
    const both = await couple(nurse, '章')
    const { coupleNumber, sheets } = await nurse.call('fertility.premarital.register', { ...both, examines: 'woman' })
    expect(sheets).toHaveLength(1)
    expect((await nurse.call('fertility.premarital.couple', { coupleNumber })).man).toMatchObject({ person: { id: both.manId }, sheet: null })
    expect((await nurse.call('fertility.premarital.register', { ...both, examines: 'both', coupleNumber })).sheets).toHaveLength(1)
    const stranger = await adult(nurse, '外人', '1', '1996-01-01')
    expect((await nurse.fails('fertility.premarital.register', { manId: stranger, womanId: both.womanId, examines: 'man', coupleNumber })).fields).toMatchObject([{ path: 'coupleNumber', message: { key: 'premarital.otherCouple' } }])
    // The same two a second time are asked about.
    expect((await nurse.fails('fertility.premarital.register', { ...both, examines: 'both' })).fields).toMatchObject([{ level: 'warn', message: { key: 'premarital.openTwice' } }])
  })

  test('is a man and a woman of age: others are refused or asked about, with the field', async () => {
    const { manId, womanId } = await couple(nurse, '季')
    expect((await nurse.fails('fertility.premarital.register', { manId: womanId, womanId, examines: 'both' })).fields).toMatchObject([{ path: 'manId', message: { key: 'fertility.notMan' } }])
    const young = await adult(nurse, '小青年', '1', '2005-01-02')
    expect((await nurse.fails('fertility.premarital.register', { manId: young, womanId, examines: 'both' })).fields).toMatchObject([{ level: 'warn', path: 'manId', message: { key: 'premarital.marriageAge', params: { years: 22 } } }])
    expect((await nurse.fails('fertility.premarital.register', { manId: 'nobody', womanId, examines: 'both' })).fields).toMatchObject([{ path: 'manId', message: { key: 'fertility.noPerson' } }])
    expect(manId).toBeTruthy()
  })
})

describe('a sheet', () => {
  let sheet: Awaited<ReturnType<typeof registered>>
  beforeAll(async () => { sheet = await registered(nurse, '方') })

  test.each(['vulva', 'note', 'pastHistory', 'counselling', 'transferAnswer'])('M-33: the forbidden word in %s is asked about, also with a space between', async field => {
    expect(await keysOf(sheet.womanSheet, { [field]: '处女 膜完整', ...(field === 'transferAnswer' ? { transferHospital: '市医院', transferDay: '2026-03-10', transferAnswerDay: '2026-03-10' } : {}) })).toContain(`warn ${field} premarital.forbidden`)
  })
  test('an HIV result in a free text is asked about: it belongs on the confidential sheet', async () => {
    expect(await keysOf(sheet.womanSheet, { otherTests: 'HIV 抗体(+)' })).toContain('warn otherTests premarital.confidential')
  })
  test('is saved with nobody entered twice and never under another name', async () => {
    expect(await keysOf(sheet.womanSheet, { partnerId: sheet.womanId })).toEqual(['block partnerId fertility.fixed'])
    const { row } = await valuesOfSheet(nurse, sheet.womanSheet)
    expect((await nurse.fails('fertility.premarital.save', { row: row as never })).fields).toMatchObject([{ message: { key: 'premarital.registerFirst' } }])
  })
  test.each([
    ['a day to come', { examinedDay: '2026-03-11' }, 'block examinedDay premarital.future'], ['an examination before the registration', { examinedDay: '2026-03-09' }, 'block examinedDay premarital.beforeRegistration'],
    ['pressures the wrong way round', { systolicMmHg: 80, diastolicMmHg: 90 }, 'block systolicMmHg premarital.pressure'], ['a speculum without consent', { gynaecologicalMethod: '2' }, 'block consent premarital.consent'],
    ['an opinion without an examination', { ...CONCLUDED, examinedDay: null }, 'block examinedDay premarital.examinedMissing'], ['an opinion without the groups', { ...EXAMINED, opinion: '1' }, 'block diseases premarital.diseasesMissing'],
    ['a disease without its name', { ...EXAMINED, diseases: '3' }, 'block diagnosis premarital.diagnosis'], ['no disease and an opinion against', { ...CONCLUDED, opinion: '4' }, 'block opinion premarital.opinionWithoutDisease'],
    ['a disease and nothing found', { ...CONCLUDED, diseases: '3', diagnosis: '梅毒' }, 'warn opinion premarital.opinionDespite'], ['no children without a reason for it', { ...CONCLUDED, diseases: '3', diagnosis: '梅毒', opinion: '3' }, 'warn opinion premarital.noChildren'],
    ['a result of another group', { ...CONCLUDED, diseases: '2', diagnosis: '先天性聋', result: '2', opinion: '3' }, 'warn result premarital.resultGroup'], ['a referral without its day', { ...EXAMINED, transferHospital: '市医院' }, 'block transferDay premarital.transferDay'],
    ['a certificate without the chief doctor', { ...CERTIFIED, chiefDoctorName: null }, 'block chiefDoctorName premarital.certificate'], ['an answer before the referral', { ...EXAMINED, transferHospital: '市医院', transferDay: '2026-03-10', transferAnswerDay: '2026-03-09', transferAnswer: '好转' }, 'block transferAnswerDay premarital.answerBefore'],
  ])('%s: the field and the next step are said', async (_what, changes, expected) => {
    expect(await keysOf(sheet.womanSheet, changes)).toContain(expected)
  })
  test('of who is told to wait has a day to come back, the hospital’s own where the doctor names none', async () => {
    await fillSheet(nurse, sheet.womanSheet, { ...CONCLUDED, diseases: '3', diagnosis: '梅毒', result: '2', opinion: '2' })
    expect((await nurse.call('fertility.premarital.get', { id: sheet.womanSheet })).recheckDay).toBe('2026-06-08')
  })
})

describe('the lists', () => {
  test('say what is still to be done, and nothing once it is', async () => {
    const { womanSheet, coupleNumber } = await registered(nurse, '常')
    const number = `${coupleNumber}-2`
    const where = async (): Promise<string[]> => {
      const found: string[] = []
      for (const view of ['toExamine', 'toConclude', 'toRecheck', 'unanswered', 'toCertify']) if ((await inView(view)).includes(number)) found.push(view)
      return found
    }
    expect(await where()).toEqual(['toExamine'])
    await fillSheet(nurse, womanSheet, EXAMINED)
    expect(await where()).toEqual(['toConclude'])
    await fillSheet(nurse, womanSheet, { ...CONCLUDED, diseases: '3', diagnosis: '淋病', result: '2', opinion: '2', recheckDay: '2026-03-10', transferHospital: '市医院', transferDay: '2026-03-10' })
    expect(await where()).toEqual(['toRecheck', 'unanswered', 'toCertify'])
    expect((await nurse.call('home.summary', null)).couplesToRecheck).toMatchObject({ first: [{ id: coupleNumber, detail: number, since: '2026-03-10' }] })
    await fillSheet(nurse, womanSheet, { transferAnswerDay: '2026-03-10', transferAnswer: '已治愈', recheckedDay: '2026-03-10', certificateDay: '2026-03-10' })
    expect(await where()).toEqual([])
    expect(await inView('all')).toContain(number)
  })
  test('put the longest waiting first and mark an answer that is late', async () => {
    const { womanSheet } = await registered(nurse, '卫')
    await fillSheet(nurse, womanSheet, { ...EXAMINED, transferHospital: '市医院', transferDay: '2026-02-20' })
    const { rows: [first] } = await nurse.call('fertility.premarital.list', { view: 'unanswered', offset: 0, limit: 1 })
    expect(first).toMatchObject({ id: womanSheet, dueDay: '2026-03-06', isOverdue: true })
  })
})

describe('the HIV result', () => {
  let sheet: Awaited<ReturnType<typeof registered>>
  let hivId: string
  beforeAll(async () => {
    sheet = await registered(nurse, '温')
    hivId = (await insist(nurse, 'fertility.hiv.save', { row: rows.hiv(sheet.womanSheet, { antibody: '2' }) })).id
  })
  test('is entered by the clinic and then read by nobody who is not on the list; lists and pages show the number of its sheet', async () => {
    const { woman } = await nurse.call('fertility.premarital.couple', { coupleNumber: sheet.coupleNumber })
    expect(woman.hiv).toEqual({ number: expect.stringMatching(/^BM2026\d{6}$/), row: null })
    for (const view of ['toExamine', 'all'] as const) {
      const line = (await nurse.call('fertility.premarital.list', { view, offset: 0, limit: 200 })).rows.find(({ id }) => id === sheet.womanSheet)
      expect(line).toMatchObject({ hivNumber: woman.hiv!.number })
      expect(JSON.stringify(line)).not.toMatch(/antibody|阳性/)
    }
    expect(await nurse.fails('fertility.hiv.get', { id: hivId })).toMatchObject({ code: 'forbidden', detail: { need: 'infection.read' } })
    expect((await nurse.fails('fertility.hiv.history', { id: hivId })).code).toBe('forbidden')
  })
  test('is neither changed nor voided by them, and no conflict shows it', async () => {
    for (const rev of [1, 7]) {
      const refused = await nurse.fails('fertility.hiv.save', { id: hivId, rev, row: rows.hiv(sheet.womanSheet) as never })
      expect(refused).toMatchObject({ code: 'forbidden', detail: { need: 'infection.read' } })
      expect(JSON.stringify(refused)).not.toContain('antibody')
    }
    expect((await nurse.fails('fertility.hiv.void', { id: hivId, rev: 1, reason: '登错了' })).code).toBe('forbidden')
    expect((await nurse.fails('fertility.hiv.save', { row: rows.hiv(sheet.womanSheet) as never })).fields).toMatchObject([{ path: 'antibody', message: { key: 'hiv.twice' } }])
  })
  test('is shown whole to who is on the list', async () => {
    // Who is on the list is the setting of the infection clinic; here its right alone counts.
    const context = { db: desk.database.kysely, today: '2026-03-10', ports: desk.ports, touched: () => {}, user: { permissions: new Set(['women.read', 'infection.read']) }, setting: async () => ({ deferralRecheckDays: 90 }) } as unknown as ReadContext
    const { woman } = await premaritalHandlers['fertility.premarital.couple']({ coupleNumber: sheet.coupleNumber }, context)
    expect(woman.hiv?.row).toMatchObject({ id: hivId, antibody: '2' })
  })
  test('is void with its sheet', async () => {
    const { rev } = await nurse.call('fertility.premarital.get', { id: sheet.womanSheet })
    await nurse.call('fertility.premarital.void', { id: sheet.womanSheet, rev, reason: '重复登记' })
    const row = await desk.database.kysely.selectFrom('premaritalHiv').select('voidedAt').where('id', '=', hivId).executeTakeFirstOrThrow()
    expect(row.voidedAt).not.toBeNull()
  })
})

describe('the rate', () => {
  test('is people examined over people who register a marriage, men and women apart, a person once; above 100 % it stays', async () => {
    const own = await openDesk()
    const clerk = await own.as('fubao', ['womenCare'], '何妇保')
    const first = await registered(clerk, '一')
    await fillSheet(clerk, first.manSheet, CERTIFIED)
    await fillSheet(clerk, first.womanSheet, { ...CERTIFIED, diseases: '3,5', diagnosis: '梅毒;贫血', opinion: '5' })
    // The same woman once more, with nothing found the second time: she counts once, by her last examination.
    const again = await clerk.call('fertility.premarital.register', { manId: first.manId, womanId: first.womanId, examines: 'woman', confirmations: [] })
    await fillSheet(clerk, again.sheets[0]!.id, CERTIFIED)
    const second = await registered(clerk, '二')
    await fillSheet(clerk, second.womanSheet, { ...EXAMINED, diseases: '2', diagnosis: '先天性聋' })
    await insist(clerk, 'fertility.base.save', { row: rows.base({ men: 2, women: 1 }) })
    const span = { firstDay: '2026-02-01', lastDay: '2026-03-31' }
    const found = await clerk.call('fertility.premarital.figures', span)
    expect(found).toMatchObject({
      rate: { numerator: 3, denominator: 3, percent: 100 }, men: { numerator: 1, denominator: 2, percent: 50 }, women: { numerator: 2, denominator: 1, percent: 200 }, detection: { numerator: 1, denominator: 3, percent: 33.33 }, counselling: { numerator: 2, denominator: 3 }, missingMonths: ['2026-02'],
    })
    expect(found.diseases).toEqual([{ code: '2', men: 0, women: 1 }, { code: '3', men: 0, women: 0 }, { code: '4', men: 0, women: 0 }, { code: '5', men: 0, women: 0 }])
    expect(found.opinions.find(({ code }) => code === '1')).toEqual({ code: '1', men: 1, women: 1 })
    // A month twice, or a day that is no first of a month: refused with the field.
    expect((await clerk.fails('fertility.base.save', { row: rows.base() as never })).fields).toMatchObject([{ path: 'firstDay', message: { key: 'fertilityBase.twice' } }])
    expect((await clerk.fails('fertility.base.save', { row: rows.base({ firstDay: '2026-02-05' }) as never })).fields).toMatchObject([{ path: 'firstDay', message: { key: 'fertilityBase.month' } }])
    await own.close()
  })
})

// The papers of a pregnancy through the calls: whose they are, what a reader may see, what stands in the audit.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MATERNAL_PAPERS } from '../../domain/api/maternal-paper-api.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { bookWoman, deliver } from '../support/maternal-scene.ts'

let desk: Desk
let care: Window
let expecting: Awaited<ReturnType<typeof bookWoman>>
let mother: Awaited<ReturnType<typeof bookWoman>>
let homeId: string
beforeAll(async () => {
  desk = await openDesk()
  care = await desk.as('yunbao', ['maternalCare'], '陈医生')
  expecting = await bookWoman(care, '2025-10-20', { bookedDay: '2025-12-20', handbookNumber: 'SC2026000123', husbandName: '李国强', husbandBirthDay: '1990-01-02', husbandPhone: '13900001111' })
  await insist(care, 'maternal.first.save', { row: expecting.rows.first('2025-12-20', { weightKg: 55, heightCm: 160, heart: '2', heartNote: '收缩期杂音' }) })
  await insist(care, 'maternal.visit.save', { row: expecting.rows.visit('2', '2026-02-12', { weightKg: 58.5 }) })
  mother = await bookWoman(care, '2025-05-25', { bookedDay: '2025-07-20' })
  await deliver(care, mother.womanId, '2026-03-01', { dischargedDay: '2026-03-04' })
  homeId = (await insist(care, 'maternal.postpartumVisit.save', { row: mother.rows.postpartum('2026-03-08', { temperatureC: 36.6 }) })).id
  await insist(care, 'maternal.postpartumVisit.save', { row: mother.rows.postpartum('2026-03-10', { temperatureC: 37.2 }) })
})
afterAll(() => desk.close())

type Asked = Parameters<typeof care.call<'maternal.paper.preview'>>[1]
/** What stands on a paper, without its marks. */
const textOf = async (asked: Asked, reader = care): Promise<string> => (await reader.call('maternal.paper.preview', asked)).html.replaceAll(/<style[\s\S]*?<\/style>|<[^>]+>/gu, '')

describe('the papers of a pregnancy', () => {
  test('each is made of what was recorded, in every window and without a fault', async () => {
    for (const what of MATERNAL_PAPERS) for (const of of [expecting, mother]) expect((await care.call('maternal.paper.preview', { pregnancyId: of.pregnancyId, what })).issues, what).toEqual([])
    const first = await textOf({ pregnancyId: expecting.pregnancyId, what: 'first' })
    // Age of the husband on the day of the form.
    for (const words of ['SC2026000123', '李国强', '35岁', '收缩期杂音', '2025-12-20']) expect(first).toContain(words)
    expect(await textOf({ pregnancyId: expecting.pregnancyId, what: 'visits' })).toContain('58.5 kg')
    expect(await textOf({ pregnancyId: expecting.pregnancyId, what: 'booking' })).toContain('2026-07-27(末次月经)')
  })
  test('of several visits after birth the last one is printed unless one is chosen, with the days of the delivery', async () => {
    const last = await textOf({ pregnancyId: mother.pregnancyId, what: 'postpartumVisit' })
    for (const words of ['37.2 ℃', '2026-03-01', '2026-03-04']) expect(last).toContain(words)
    expect(await textOf({ pregnancyId: mother.pregnancyId, what: 'postpartumVisit', id: homeId })).toContain('36.6 ℃')
  })
  test('an empty form has her name and nothing else of her', async () => {
    const text = await textOf({ pregnancyId: expecting.pregnancyId, what: 'first', isEmpty: true })
    expect(text).toContain('SC2026000123')
    expect(text).not.toContain('收缩期杂音')
  })
  test('a visit of another woman is not printed under this name', async () => {
    expect((await care.fails('maternal.paper.preview', { pregnancyId: expecting.pregnancyId, what: 'postpartumVisit', id: homeId })).code).toBe('not-found')
  })
  test('who may not see whole numbers does not get them on paper', async () => {
    const director = await desk.as('fenguan', ['director'], '韩分管')
    expect(await textOf({ pregnancyId: expecting.pregnancyId, what: 'first' })).toContain('13900001111')
    expect(await textOf({ pregnancyId: expecting.pregnancyId, what: 'first' }, director)).not.toContain('13900001111')
  })
  test('a print says in the audit which paper of whom it was', async () => {
    expect(await care.call('maternal.paper.print', { pregnancyId: expecting.pregnancyId, what: 'first', printerName: '' })).toEqual({ outcome: 'sent' })
    const { fileName } = await care.call('maternal.paper.pdf', { pregnancyId: expecting.pregnancyId, what: 'first' })
    expect(fileName).toBe('第1次产前检查服务记录表-SC2026000123.pdf')
    const lines = await desk.database.kysely.selectFrom('audit').selectAll().where('call', 'in', ['maternal.paper.print', 'maternal.paper.pdf']).where('recordId', '=', expecting.pregnancyId).execute()
    expect(lines.map(line => line.call)).toEqual(['maternal.paper.print', 'maternal.paper.pdf'])
    for (const line of lines) expect(JSON.stringify(line)).toContain('first')
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { glasses } from '../../domain/modules/eye/glasses.record.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { ROLE_NAMES } from '../../domain/access/permission.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { eyeChild, eyeVisitRow } from '../support/eye-paper-scene.ts'

const words = (html: string): string => [...html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(match => match[1]!.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))).join('')
let desk: Desk
let doctor: Window
let fileId: string
let otherId: string
const ids: Record<string, string> = {}

beforeAll(async () => {
  desk = await openDesk()
  const whole = await desk.as('quan', ROLE_NAMES)
  await whole.call('setting.save', { key: 'institution', rev: 0, value: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421', phone: '0734-6812345' } })
  doctor = await desk.as('yanke', ['eyeCare'], '沈医生')
  fileId = (await eyeChild(doctor, '阿卜杜热合曼·麦麦提图尔荪·龘𬭊·伊敏尼亚孜', '2021-03-10', { contactPhone: '13800001234' })).fileId
  otherId = (await eyeChild(doctor, '李目', '2021-03-10')).fileId
  ids.visit = (await doctor.call('eye.visit.save', { row: eyeVisitRow(fileId, { contact: 'year5', visitDay: '2026-03-10', pupilState: '1', sphereDRight: 3.75, sphereDLeft: 1, referral: '2', referralReason: '远视' }) })).id
  const { row } = await doctor.call('eye.referral.prepare', { visitId: ids.visit })
  ids.referral = (await doctor.call('eye.referral.save', { row: { ...emptyRow(eyeReferral), ...row, hospital: '衡阳市妇幼保健院' } as never })).id
  ids.glasses = (await doctor.call('eye.glasses.save', { row: { ...emptyRow(glasses), fileId, prescribedDay: '2026-03-10', kind: '1', sphereDRight: 3.5, sphereDLeft: 1, doctorName: '沈医生' } as never })).id
})
afterAll(() => desk.close())

describe('eye.paper', () => {
  test.each([['referral', '儿童眼保健转诊回执单'], ['file', '儿童眼健康档案'], ['advice', '护眼指导单'], ['glasses', '配镜处方']] as const)('%s is the child’s own, with what was found', async (what, title) => {
    const { html, issues } = await doctor.call('eye.paper.preview', { fileId, what, ...(ids[what] ? { id: ids[what]! } : {}) })
    expect(issues).toEqual([])
    for (const wanted of [title, '龘𬭊', what === 'glasses' ? '+3.50' : '+3.75']) expect(words(html).replace(/\s/gu, '')).toContain(wanted)
  })
  test('the slip or prescription of another child, a voided one or none at all is never printed', async () => {
    for (const what of ['referral', 'glasses'] as const) {
      expect((await doctor.fails('eye.paper.preview', { fileId: otherId, what, id: ids[what]! })).code).toBe('not-found')
      expect((await doctor.fails('eye.paper.pdf', { fileId, what })).fields).toMatchObject([{ path: 'id', message: { key: 'eyePaper.choose' } }])
    }
    expect((await doctor.fails('eye.paper.print', { fileId: otherId, what: 'advice', id: ids.visit!, printerName: 'PDF' })).code).toBe('not-found')
    const { id } = await doctor.call('eye.glasses.save', { row: { ...emptyRow(glasses), fileId, prescribedDay: '2026-03-09', kind: '1', sphereDRight: 3, doctorName: '沈医生' } as never })
    await doctor.call('eye.glasses.void', { id, rev: 1, reason: '写错了' })
    expect((await doctor.fails('eye.paper.preview', { fileId, what: 'glasses', id })).code).toBe('not-found')
  })
  test('printing and saving are in the audit with the paper and what came of it', async () => {
    expect(await doctor.call('eye.paper.print', { fileId, what: 'referral', id: ids.referral!, printerName: 'PDF' })).toEqual({ outcome: 'sent' })
    expect((await doctor.call('eye.paper.pdf', { fileId, what: 'file' })).fileName).toMatch(/^儿童眼健康档案-E\d+\.pdf$/)
    const lines = await desk.database.kysely.selectFrom('audit').selectAll().where('call', 'in', ['eye.paper.print', 'eye.paper.pdf']).where('recordId', '=', fileId).execute()
    expect(lines.map(line => line.call)).toEqual(['eye.paper.print', 'eye.paper.pdf'])
  })
  test('who may not see whole phone numbers does not get them on paper either', async () => {
    const chief = await desk.as('fenguan', ['director'])
    const seen = words((await chief.call('eye.paper.preview', { fileId, what: 'referral', id: ids.referral! })).html)
    expect(seen).not.toContain('13800001234')
    expect(words((await doctor.call('eye.paper.preview', { fileId, what: 'referral', id: ids.referral! })).html)).toContain('13800001234')
  })
  test('a paper that has no glyph for a character is refused for the printer, with its sentence', async () => {
    const { fileId: odd } = await eyeChild(doctor, '王目', '2021-03-10', { allergy: null })
    const { id } = await doctor.call('eye.glasses.save', { row: { ...emptyRow(glasses), fileId: odd, prescribedDay: '2026-03-10', kind: '1', sphereDRight: 1, doctorName: '沈医生', wearing: '全天☑' } as never })
    expect((await doctor.fails('eye.paper.print', { fileId: odd, what: 'glasses', id, printerName: 'PDF' })).fields).toMatchObject([{ message: { key: 'paper.missingGlyph' } }])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLE_NAMES } from '../../domain/access/permission.ts'
import type { Input } from '../../domain/api/api.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'

const LONG_NAME = '阿卜杜热合曼·麦麦提图尔荪·龘𬭊·伊敏尼亚孜'
let desk: Desk
let doctor: Window
let motherId: string
let fileId: string
let otherFile: string
const visits: Record<string, string> = {}

/** One word of the paper is one element: the words of a page in one string. */
const words = (html: string): string => [...html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(match => match[1]!.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))).join('')
const visitRow = (row: Record<string, unknown>) => ({ ...emptyRow(childVisit), place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', ...row }) as never

async function child(name: string | null, birthDay: string, file: Partial<Input<'child.file.save'>['row']> = {}): Promise<string> {
  return (await registerChild(doctor, name, birthDay, { motherId, gestationDays: 224, birthWeightG: 1800, birthLengthCm: 42, ...file }, { homeRegion: '430421', homeAddress: '西渡镇解放路 8 号' })).fileId
}

beforeAll(async () => {
  desk = await openDesk()
  const whole = await desk.as('quan', ROLE_NAMES)
  await whole.call('setting.save', { key: 'institution', rev: 0, value: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421', phone: '0734-6812345' } })
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
  motherId = (await doctor.call('person.save', { row: { ...emptyRow(person), name: '张丽华', sex: '2', birthDay: '1995-08-15' as Day, idType: '01', idNumber: '110101199508150009', nationality: 'CHN', ethnicGroup: '01', phone: '13800001234', homeRegion: '430421' } as never })).id
  fileId = await child(LONG_NAME, '2025-06-10', { dischargeDay: '2025-07-20' as Day })
  otherFile = await child('李四喜', '2025-09-10', { gestationDays: 275, birthWeightG: 3300 })
  const save = async (key: string, row: Record<string, unknown>) => { visits[key] = (await doctor.call('child.visit.save', { row: visitRow(row), confirmations: CONFIRM })).id }
  await save('month3', { fileId, contact: 'month3', visitDay: '2025-09-12', weightKg: 4.6, lengthCm: 56, headCm: 38, skin: '2', skinNote: '面部湿疹' })
  await save('month6', { fileId, contact: 'month6', visitDay: '2025-12-12', weightKg: 6.4, lengthCm: 63.5, headCm: 41.5, haemoglobinGPerL: 112, signsAgeMonths: 3, warningSign1: false, warningSign2: true })
  await save('other', { fileId: otherFile, contact: 'month6', visitDay: '2026-03-10', weightKg: 8.2, lengthCm: 68, haemoglobinGPerL: 118 })
  const home = await doctor.call('child.newbornVisit.prepare', { fileId, visitDay: '2025-07-22' })
  visits.home = (await doctor.call('child.newbornVisit.save', { row: { ...emptyRow(newbornVisit), ...home.row, weightKg: 3.4, feeding: '1', jaundiceSites: '2' } as never, confirmations: CONFIRM })).id
})
afterAll(() => desk.close())
const CONFIRM = ['weightKg', 'lengthCm', 'headCm', 'contact', 'visitDay'].flatMap(path => ['growth.check.jump', 'childVisit.otherContact', 'field.unusual'].map(key => ({ path, key, reason: '已核对' })))

describe('child.growth.curve', () => {
  test('has birth, home visit and check-ups in order, at both ages, with lines, velocity and source', async () => {
    const curve = await doctor.call('child.growth.curve', { fileId, standard: 'wst423', indicator: 'wfa', lines: 'sd' })
    expect(curve.points.map(point => [point.day, point.measured])).toEqual([['2025-06-10', 1.8], ['2025-07-22', 3.4], ['2025-09-12', 4.6], ['2025-12-12', 6.4]])
    expect(curve.points.map(point => [point.main !== null, point.hollow !== null])).toEqual([[false, true], [false, true], [true, true], [true, true]])
    expect(curve.points[3]).toMatchObject({ actualDays: 185, correctedDays: 129, ageUsed: 'corrected', standard: 'wst423', isEstimated: true, velocity: { days: 91 } })
    expect(curve.points[3]!.velocity!.weightGPerDay).toBeCloseTo(1800 / 91, 6)
    expect(curve.branches[0]!.lines.map(line => line.name)).toEqual(['-3', '-2', '-1', '0', '+1', '+2', '+3'])
    const length = await doctor.call('child.growth.curve', { fileId, standard: 'who', indicator: 'lhfa', lines: 'percentile' })
    expect(length.branches.map(branch => branch.position)).toContain('lying')
    expect(length.points.map(point => point.measured)).toEqual([42, 56, 63.5])
  })
  test('what is voided is not on it; a file that is not there is not found; opening it is in the audit', async () => {
    const { id } = await doctor.call('child.visit.save', { row: visitRow({ fileId, contact: 'month8', visitDay: '2026-02-12', weightKg: 7.9, lengthCm: 68 }), confirmations: CONFIRM })
    const ask = () => doctor.call('child.growth.curve', { fileId, standard: 'wst423', indicator: 'wfa', lines: 'sd' })
    expect((await ask()).points.at(-1)!.day).toBe('2026-02-12')
    await doctor.call('child.visit.void', { id, rev: 1, reason: '登错了人' })
    expect((await ask()).points.at(-1)!.day).toBe('2025-12-12')
    expect((await doctor.fails('child.growth.curve', { fileId: 'nobody', standard: 'wst423', indicator: 'wfa', lines: 'sd' })).code).toBe('not-found')
    const audited = await desk.database.kysely.selectFrom('audit').selectAll().where('call', '=', 'child.growth.curve').execute()
    expect(audited.map(line => line.recordId)).toContain(fileId)
  })
})

describe('child.paper', () => {
  test.each(['newbornVisit', 'infant', 'toddler', 'preschool', 'curve'] as const)('%s is composed without a finding and names the child and its file', async what => {
    const { html, issues } = await doctor.call('child.paper.preview', { fileId, what })
    expect(issues).toEqual([])
    expect(words(html)).toContain(LONG_NAME)
    expect(words(html)).toMatch(/E2026\d{6}/)
    expect(words(html)).not.toContain('李四喜')
  })
  test('the form has what was found, the curve its standard, the home visit its parents', async () => {
    const infant = words((await doctor.call('child.paper.preview', { fileId, what: 'infant' })).html)
    expect(infant).toContain('面部湿疹')
    expect(infant).toContain('矫正月龄')
    // Six months old and corrected four: the signs of 3 months were asked.
    expect(infant).toContain('6月龄 按矫正月龄询问 3 月龄的征象')
    expect(infant).toContain('3月龄 矫正月龄不足 3 月,未询问征象')
    expect(words((await doctor.call('child.paper.preview', { fileId, what: 'curve', options: { standard: 'who', indicator: 'lhfa', lines: 'sd', page: 'handbook' } })).html)).toContain('WHO儿童生长标准(2006)')
    const home = words((await doctor.call('child.paper.preview', { fileId, what: 'newbornVisit' })).html)
    expect(home).toContain('张丽华')
    expect(home).toContain('13800001234')
    expect(home).toContain('3.40 kg')
  })
  test('a handbook page is A5 and of one visit, the home visit’s too; without a visit it says what is missing', async () => {
    for (const [key, title] of [['month3', '儿童健康检查记录(3月龄)'], ['home', '新生儿家庭访视记录']] as const) {
      const { html, issues } = await doctor.call('child.paper.preview', { fileId, what: 'handbook', visitId: visits[key]! })
      expect(issues).toEqual([])
      expect(words(html)).toContain(title)
      expect(html).toContain('size: 148mm 210mm')
    }
    expect((await doctor.fails('child.paper.preview', { fileId, what: 'handbook' })).fields).toMatchObject([{ path: 'visitId', message: { key: 'childPaper.visitMissing' } }])
  })
  test('another child’s visit is never printed under this name', async () => {
    for (const what of ['handbook', 'infant', 'newbornVisit'] as const) expect((await doctor.fails('child.paper.preview', { fileId, what, visitId: visits.other! })).code).toBe('not-found')
    expect((await doctor.fails('child.paper.pdf', { fileId: otherFile, what: 'infant', visitId: visits.month3! })).code).toBe('not-found')
  })
  test('a visit of another age is not forced onto a form', async () => {
    expect((await doctor.fails('child.paper.preview', { fileId, what: 'toddler', visitId: visits.month3! })).fields).toMatchObject([{ message: { key: 'childPaper.otherForm' } }])
  })
  test('print goes out in the size of its paper, says how it ended, and stands in the audit', async () => {
    expect(await doctor.call('child.paper.print', { fileId, what: 'handbook', visitId: visits.month3!, printerName: 'PDF' })).toEqual({ outcome: 'sent' })
    expect(desk.ports.printed.at(-1)).toMatchObject({ pageWidthMm: 148, pageHeightMm: 210, printerName: 'PDF', silent: true })
    desk.ports.printerSays('failed')
    expect(await doctor.call('child.paper.print', { fileId, what: 'infant', printerName: 'PDF' })).toEqual({ outcome: 'failed' })
    desk.ports.printerSays('sent')
    expect(desk.ports.printed.at(-1)).toMatchObject({ pageWidthMm: 210, pageHeightMm: 297 })
    const { fileName } = await doctor.call('child.paper.pdf', { fileId, what: 'curve' })
    expect(fileName).toMatch(/^儿童生长曲线-E2026\d{6}\.pdf$/)
    const lines = await desk.database.kysely.selectFrom('audit').selectAll().where('call', 'in', ['child.paper.print', 'child.paper.pdf']).where('recordId', '=', fileId).execute()
    expect(lines).toHaveLength(3)
  })
  const CURVE = { standard: 'wst423', indicator: 'wfa', lines: 'sd' } as const
  const PAPERS: [string, () => Omit<Input<'child.paper.preview'>, 'fileId'>][] = [
    ...(['newbornVisit', 'infant', 'toddler', 'preschool', 'tcm6to18', 'tcm24to36'] as const).map((what): [string, () => { what: typeof what }] => [what, () => ({ what })]),
    ['handbook page of a check-up', () => ({ what: 'handbook', visitId: visits.month3! })], ['handbook page of the home visit', () => ({ what: 'handbook', visitId: visits.home! })],
    ['curve on A4', () => ({ what: 'curve', options: { ...CURVE, page: 'a4' } })], ['curve of the handbook', () => ({ what: 'curve', options: { ...CURVE, page: 'handbook' } })],
  ]
  test.each(PAPERS)('%s: what was seen is what is printed and what the PDF is made of, to the last character', async (_, paper) => {
    const input = { fileId, ...paper() }
    const { html } = await doctor.call('child.paper.preview', input)
    await doctor.call('child.paper.print', { ...input, printerName: 'PDF' })
    await doctor.call('child.paper.pdf', input)
    expect(words(html)).toContain(LONG_NAME)
    expect(desk.ports.printed.at(-1)!.html).toBe(html)
    expect(desk.ports.madePdfs.at(-1)).toBe(html)
  })
  test('who may not see whole numbers does not get them on paper either', async () => {
    const nurse = await desk.as('hushi', ['doctor'])
    const home = words((await nurse.call('child.paper.preview', { fileId, what: 'newbornVisit' })).html)
    expect(home).not.toContain('13800001234')
    expect(home).toContain('138****1234')
  })
  test('a child without a name is called after its mother; a character no font has is refused, not left out', async () => {
    const nameless = await child(null, '2026-02-01')
    expect(words((await doctor.call('child.paper.preview', { fileId: nameless, what: 'infant' })).html)).toContain('张丽华之子')
    const { id } = await doctor.call('child.visit.save', { row: visitRow({ fileId: nameless, contact: 'month1', visitDay: '2026-03-03', weightKg: 4.1, lengthCm: 52, skin: '2', skinNote: '\u{E000}斑' }), confirmations: CONFIRM })
    const refused = await doctor.fails('child.paper.pdf', { fileId: nameless, what: 'handbook', visitId: id })
    expect(refused.fields).toMatchObject([{ message: { key: 'paper.missingGlyph' } }])
  })
})

describe('child.notice', () => {
  test('what is due is printed, what is done or cancelled is left out and named; each child has an audit line', async () => {
    const waiting = await child('王小满', '2025-12-05', { gestationDays: 275, birthWeightG: 3200 })
    const away = await child('孙已迁', '2025-12-06', { gestationDays: 275, birthWeightG: 3200, state: 'moved', stateDay: '2026-01-10' as Day })
    const items = [{ fileId: waiting, contact: 'month3' as const }, { fileId: away, contact: 'month3' as const }, { fileId: otherFile, contact: 'month6' as const }, { fileId, contact: 'month8' as const }]
    const { html, issues } = await doctor.call('child.notice.preview', { items, perPage: 3 })
    expect(issues).toMatchObject([{ level: 'warn', message: { key: 'childNotice.notOpen', params: { name: '孙已迁', contact: '3月龄' } } }])
    // A line break takes the blank it stands at.
    const text = words(html).replaceAll(' ', '')
    for (const part of ['王小满的家长', `${LONG_NAME}的家长`, '青山县妇幼保健院', '0734-6812345', '2026年03月05日至2026年04月04日']) expect(text).toContain(part)
    expect(text).not.toContain('孙已迁')
    // Its visit was made and left contents out: they alone are asked for.
    const [, makeUp] = /李四喜的家长:(.*?)如已在/.exec(text) ?? []
    expect(makeUp).toContain('“6月龄”健康检查的补做项目')
    expect(makeUp).toContain('听力')
    expect(makeUp).not.toContain('血红蛋白')
    expect(await doctor.call('child.notice.print', { items, perPage: 3, printerName: 'PDF' })).toEqual({ outcome: 'sent' })
    const lines = await desk.database.kysely.selectFrom('audit').selectAll().where('call', '=', 'child.notice.print').execute()
    expect(new Set(lines.map(line => line.recordId))).toEqual(new Set(items.map(item => item.fileId)))
    expect((await doctor.fails('child.notice.preview', { items: [{ fileId: away, contact: 'month3' }], perPage: 2 })).fields!.map(issue => issue.message.key)).toEqual(['childNotice.none', 'childNotice.notOpen'])
  })
  test.each([2, 3] as const)('%s notices on a page: printed and made into a PDF as they were seen', async perPage => {
    const input = { items: [{ fileId, contact: 'month8' as const }, { fileId: otherFile, contact: 'month6' as const }], perPage }
    const { html } = await doctor.call('child.notice.preview', input)
    await doctor.call('child.notice.print', { ...input, printerName: 'PDF' })
    await doctor.call('child.notice.pdf', input)
    expect(words(html)).toContain(LONG_NAME)
    expect([desk.ports.printed.at(-1)!.html, desk.ports.madePdfs.at(-1)]).toEqual([html, html])
  })
  test('a booked day is the day the notice names; a child that died gets none', async () => {
    const booked = await child('赵安然', '2025-12-08', { gestationDays: 275, birthWeightG: 3200 })
    await doctor.call('child.appointment.save', { row: { fileId: booked, contact: 'month3', day: '2026-03-20', time: '上午', state: 'booked', note: null, endedByDeath: null } as never })
    expect(words((await doctor.call('child.notice.preview', { items: [{ fileId: booked, contact: 'month3' }], perPage: 2 })).html)).toContain('预约时间:2026年03月20日 上午')
    const { file } = await doctor.call('child.file.open', { id: booked })
    await doctor.call('child.file.save', { id: booked, rev: file.rev, row: { ...Object.fromEntries(Object.keys(childFile.fields).map(name => [name, (file as Record<string, unknown>)[name]])), state: 'death', stateDay: '2026-03-09' } as never, confirmations: [{ path: 'state', key: 'childFile.deathCloses', reason: '家属来电告知' }] })
    expect((await doctor.fails('child.notice.pdf', { items: [{ fileId: booked, contact: 'month3' }], perPage: 2 })).fields![0]!.message.key).toBe('childNotice.none')
  })
})

test('what the hospital’s own data lack is said once for all notices, and nothing is printed', async () => {
  const own = await openDesk()
  const nurse = await own.as('hushi', ['childCare'], '周护士')
  const items: { fileId: string; contact: 'month3' }[] = []
  for (const name of ['甲小一', '乙小二', '丙小三', '丁小四']) items.push({ fileId: (await registerChild(nurse, name, '2025-12-05')).fileId, contact: 'month3' })
  const { issues } = await nurse.call('child.notice.preview', { items, perPage: 3 })
  expect(issues.map(issue => issue.level)).toEqual(['block', 'block'])
  const printed = own.ports.printed.length
  expect((await nurse.fails('child.notice.print', { items, perPage: 3, printerName: 'PDF' })).fields).toHaveLength(2)
  expect(own.ports.printed).toHaveLength(printed)
  await own.close()
})

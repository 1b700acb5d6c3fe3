import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PRENATAL_PAPERS } from '../../domain/api/prenatal-paper-api.ts'
import { prenatalRemark } from '../../domain/modules/prenatal/remark.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { readWorkbook } from '../../electron/core/list-file/workbook.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { calendarOf, drawn, HIGH_SERUM, pregnantWoman, prenatalRows, samplesOf, screened } from '../support/prenatal-scene.ts'

let desk: Desk
let nurse: Window
let doctor: Window
let pregnancyId: string
const ids: Record<string, string> = {}
beforeAll(async () => {
  desk = await openDesk()
  const clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  await calendarOf(desk, clerk, nurse, doctor)('2025-05-12')
  const woman = await pregnantWoman(clerk)
  pregnancyId = woman.pregnancyId
  const { sampleId, resultId } = await screened(nurse, pregnancyId, { ...HIGH_SERUM, conclusion: '实验室电话:男胎,46,XY' })
  const { consents, requests, recalls } = await nurse.call('prenatal.open', { pregnancyId })
  Object.assign(ids, { consentForm: pregnancyId, consent: consents[0]!.consent.id, request: requests[0]!.id, label: sampleId, result: resultId, recall: recalls[0]!.recall.id })
  const other = await pregnantWoman(clerk)
  const tube = await drawn(nurse, other.pregnancyId)
  for (const to of ['processed', 'toSend'] as const) { const { sample } = (await samplesOf(nurse, other.pregnancyId)).at(-1)!; await insist(nurse, 'prenatal.sample.step', { id: sample.id, rev: sample.rev, to }) }
  const { sample } = (await samplesOf(nurse, other.pregnancyId)).at(-1)!
  ids.handover = (await nurse.call('prenatal.handover.send', { samples: [{ id: sample.id, rev: sample.rev }], laboratory: '市妇幼保健院检验科', sender: '李送样', celsius: 4 })).id
  ids.otherName = other.name
  ids.otherBarcode = tube.barcode
})
afterAll(() => desk.close())

const words = (html: string): string => [...html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text.replaceAll('&#60;', '<')).join('')
const paper = async (what: (typeof PRENATAL_PAPERS)[number], by: Window = nurse) => by.call('prenatal.paper.preview', { what, id: ids[what]!, ...(what === 'consentForm' ? { kind: 'serum' as const } : {}) })

describe('the papers', () => {
  test.each(PRENATAL_PAPERS)('%s is composed without a fault, kept as PDF and printed', async what => {
    const { html, issues } = await paper(what)
    expect(issues).toEqual([])
    expect(html).toContain('<svg')
    const input = { what, id: ids[what]!, ...(what === 'consentForm' ? { kind: 'serum' as const } : {}) }
    expect((await nurse.call('prenatal.paper.pdf', input)).fileName).toMatch(/\.pdf$/)
    expect(await nurse.call('prenatal.paper.print', { ...input, printerName: 'Label' })).toEqual({ outcome: 'sent' })
  })
  test('what was signed, drawn and sent stands on them', async () => {
    expect(words((await paper('consent')).html)).toContain('√同意')
    expect(words((await paper('request')).html)).toContain('中孕期血清学筛查')
    expect(words((await paper('handover')).html)).toContain(ids.otherName)
    expect(words((await paper('handover')).html)).toContain(ids.otherBarcode)
    expect(words((await paper('recall')).html)).toContain('2025-06-18')
  })
  test('the report names each class beside its limit and tells nobody the sex, not the doctor either', async () => {
    for (const by of [nurse, doctor]) {
      const text = words((await paper('result', by)).html)
      for (const said of ['1/120', '<1/50000', '高风险≥1/270', '总体结论']) expect(text).toContain(said)
      expect(text).not.toMatch(/男胎|XY/)
    }
  })
  test('a label without a barcode and a consent of no kind are refused with what to do', async () => {
    const { womanId } = (await nurse.call('prenatal.open', { pregnancyId })).head
    expect((await nurse.call('prenatal.of', { womanId })).pregnancyId).toBe(pregnancyId)
    const clerk = await desk.as('yunbao2', ['maternalCare'], '曹二')
    const { pregnancyId: third } = await pregnantWoman(clerk)
    await insist(nurse, 'prenatal.request.save', { row: prenatalRows(third).request('secondSerum', { requestedDay: '2025-05-12', plannedDay: '2025-05-12' }) })
    const [tube] = await samplesOf(nurse, third)
    await expect(nurse.call('prenatal.paper.preview', { what: 'label', id: tube!.sample.id })).rejects.toThrow('prenatalPaper.')
    await expect(nurse.call('prenatal.paper.preview', { what: 'consentForm', id: third })).rejects.toThrow('prenatalPaper.')
  })
})

test('the bulletin is a paper and a spreadsheet with the same numbers', async () => {
  const input = { month: '2025-05', by: 'township' } as const
  const { html, issues } = await nurse.call('prenatal.bulletin.preview', input)
  expect(issues).toEqual([])
  expect(words(html)).toContain('西渡镇')
  const { fileName, base64 } = await nurse.call('prenatal.bulletin.file', input)
  expect(fileName).toBe('免费产前筛查月通报2025-05-乡镇.xlsx')
  const { rows } = await readWorkbook(Buffer.from(base64, 'base64'))
  expect(rows.map(({ cells }) => cells.join('|')).find(row => row.includes('西渡镇'))).toContain('|2|')
})

test('what is remarked on a unit’s month stands on the bulletin of that month, once, and masked', async () => {
  const asked = { month: '2025-05', by: 'township' } as const
  const remark = (values: object) => ({ row: { ...emptyRow(prenatalRemark), year: 2025, month: 5, scope: 'township', place: '430421100', remark: '停采两周', ...values } }) as never
  expect((await nurse.fails('prenatal.remark.save', remark({ place: null }))).fields![0]).toMatchObject({ level: 'block', path: 'place' })
  const { id, rev } = await insist(nurse, 'prenatal.remark.save', remark({}))
  await insist(nurse, 'prenatal.remark.save', remark({ scope: 'county', place: null, remark: '已电话督办' }))
  expect((await nurse.fails('prenatal.remark.save', remark({}))).fields![0]!.message).toMatchObject({ key: 'prenatalRemark.twice', params: { remark: '停采两周' } })
  const { rows: [row], total } = await nurse.call('prenatal.bulletin', asked)
  expect([row!.remark, total.remark?.value, (await nurse.call('prenatal.bulletin', { ...asked, month: '2025-06' })).total.remark]).toEqual([{ id, rev, value: '停采两周' }, '已电话督办', null])
  const read = await readWorkbook(Buffer.from((await nurse.call('prenatal.bulletin.file', asked)).base64, 'base64'))
  expect(read.rows.map(({ cells }) => cells.at(-1))).toEqual(expect.arrayContaining(['停采两周', '已电话督办']))
  await insist(nurse, 'prenatal.remark.save', { id, rev, ...remark({ remark: '男胎一例待核' }) as object } as never)
  const text = words((await nurse.call('prenatal.bulletin.preview', asked)).html)
  expect(text).toContain('已电话督办')
  expect(text).toContain('一例待核')
  expect(text).not.toContain('男胎')
})

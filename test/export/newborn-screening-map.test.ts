import { afterAll, beforeAll, expect, test } from 'vitest'
import { newbornScreeningDataset } from '../../domain/export/datasets/index.ts'
import { NEWBORN_SCREENING_ITEM } from '../../domain/code/child-screening.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { newbornScreeningMap } from '../../electron/core/export/maps/newborn-screening.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { childWithFile } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { screeningRows } from '../support/screening-scene.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const plan = async () => (await planMonth(desk.database.kysely, { month: '2026-03', institution: { ...SETTINGS.institution.initial, code: '121101010000000007' } as never, resourcesFolder: desk.ports.folders.resources })).find(one => one.map.dataset === newbornScreeningDataset)!.rows

test('one row a screening item; both ears, values and cut-off stand in the extension; a waiting sample is no item', async () => {
  const fileId = await childWithFile(doctor, '2026-03-01', { contactPhone: '13800001234' })
  const rows = screeningRows(fileId)
  const { id: sampleId } = await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-03-05T08:00', { sampleNumber: 'NS01', receiptDay: '2026-03-06', noticeDay: '2026-03-09', noticeForm: '2', noticeRecipient: '张丽华', noticeRelation: '52', notifierName: '陈医生' }) })
  expect(await plan()).toEqual([])
  const items: Record<string, string> = { CH: '1', PKU: '2', CAH: '4', G6PD: '3' }
  for (const disease of Object.keys(items)) await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(sampleId, disease, disease === 'CH' ? '2' : '1', '2026-03-08', disease === 'CH' ? { numericValue: 12.4, unit: 'mU/L', cutOff: '<9' } : {}) })
  const { id: hearingId } = await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-03-04', { method: '3', leftEar: '2' }) })
  await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('2', '2026-03-09', { leftEar: '3' }) })
  await insist(doctor, 'child.heartScreening.save', { row: rows.heart('2026-03-03T08:00', { murmur: '1', firstHandPercent: 94, firstFootPercent: 93, secondAt: '2026-03-03T11:00', secondHandPercent: 97, secondFootPercent: 96 }) })
  const planned = await plan()
  const by = (key: string, value: string) => planned.filter(row => row.envelope.ext[key] === value).map(row => row.envelope)
  expect(planned).toHaveLength(7)
  for (const [disease, code] of Object.entries(items)) {
    expect(NEWBORN_SCREENING_ITEM.isCode(code)).toBe(true)
    expect(by('disease', disease)).toMatchObject([{ payload: { 'HDSB01.03.018': 'NS01', 'HDSB01.03.019': '20260305T080000', 'HDSB01.03.025': code, 'HDSB01.03.032': '20260309', 'HDSB01.03.035': '52' } }])
  }
  expect(by('disease', 'CH')).toMatchObject([{ eventDate: '2026-03-08', payload: { 'HDSB01.03.027': '可疑阳性', 'HDSB01.03.017': '13800001234' }, ext: { value: '12.4', unit: 'mU/L', cutOff: '<9', interpretation: '2', receiptDate: '20260306' } }])
  // OAE with AABR has no code of its own in the standard; an ear not tested is neither passed nor failed.
  expect(by('stage', '1')).toMatchObject([{ payload: { 'HDSB01.03.025': '9', 'HDSB01.03.028': '9', 'HDSB01.03.029': '2' }, ext: { screening: 'hearing', rightEar: '1', leftEar: '2' } }])
  expect(by('stage', '2')[0]!.payload).not.toHaveProperty('HDSB01.03.029')
  expect(by('screening', 'heart')).toMatchObject([{ payload: { 'HDSB01.03.027': '先天性心脏病筛查:阴性' }, ext: { handPercent: '94,97', footPercent: '93,96', heartResult: 'negative' } }])
  for (const { envelope } of planned) expect(checkStructure(newbornScreeningDataset, envelope).filter(finding => finding.level === '错误'), JSON.stringify(envelope)).toEqual([])
  // Every value leads back to a field somebody can correct, in a record the row knows.
  for (const row of planned) {
    const columns = [...Object.keys(row.envelope.payload), ...Object.keys(row.envelope.ext).map(key => `ext.${key}`)].filter(column => column !== 'ext.screening')
    for (const column of columns) {
      const [record, field] = (row.from?.origins ?? newbornScreeningMap.origins)[column] ?? ['', '']
      expect((RECORDS as readonly RecordDefinition[]).find(entry => entry.id === record)?.fields[field], `${column} of ${row.envelope.ext.screening}`).toBeDefined()
      expect(row.ids[record], `${column} → ${record}`).toBeTruthy()
    }
  }
  await doctor.call('child.hearingTest.void', { id: hearingId, rev: 1, reason: '重复登记' })
  expect(by('stage', '1')).toHaveLength(1)
  expect((await plan()).some(row => row.recordId === hearingId)).toBe(false)
})

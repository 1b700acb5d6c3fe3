import { childFile } from '../../domain/modules/child/file.record.ts'
import { glasses } from '../../domain/modules/eye/glasses.record.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { eyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Day } from '../../domain/time/day.ts'
import type { Scene } from './birth-scene.ts'
import type { Window } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'

/** A child with its file, as the eye clinic registers it; `file` and `self` change what is not ordinary. */
export async function eyeChild(doctor: Pick<Window, 'call'>, name: string, birthDay: string, file: Record<string, unknown> = {}, self: Record<string, unknown> = {}): Promise<{ childId: string; fileId: string }> {
  const { id: childId } = await doctor.call('person.save', { row: { ...emptyRow(person), name, sex: '1', birthDay: birthDay as Day, nationality: 'CHN', noDocumentReason: 'newborn', ...self } as never })
  const prepared = await doctor.call('child.file.prepare', { childId })
  return { childId, fileId: (await doctor.call('child.file.save', { row: { ...emptyRow(childFile), ...prepared.row, gestationDays: 275, birthWeightG: 3300, ...file } as never })).id }
}
export const eyeVisitRow = (fileId: string, row: object) => ({ ...emptyRow(eyeVisit), fileId, purpose: '1', place: 'clinic', referral: '1', doctorName: '沈医生', ...row }) as never

/** The smallest photo there is: one point as PNG. */
export const PHOTO = { name: '红光反射.png', base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==' }

/** A child with a visit, a slip, glasses and a class in front of the photoscreener; what a careful doctor gives to the calls of papers, instruments and groups. */
export async function eyePaperExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Record<string, unknown>[]>> {
  const doctor = await scene.as('yanke2', ['eyeCare'], '沈医生')
  const { fileId } = await eyeChild(doctor, '光一', '2021-03-05', { kindergarten: '红星幼儿园' })
  const { id: visitId } = await doctor.call('eye.visit.save', { row: eyeVisitRow(fileId, { purpose: '3', visitDay: '2026-03-01', referral: '2', referralReason: '远视' }) })
  const { row } = await doctor.call('eye.referral.prepare', { visitId })
  const { id: referralId } = await doctor.call('eye.referral.save', { row: { ...emptyRow(eyeReferral), ...row, hospital: '市妇幼保健院' } as never })
  const { id: glassesId } = await doctor.call('eye.glasses.save', { row: { ...emptyRow(glasses), fileId, prescribedDay: '2026-03-09', kind: '1', sphereDRight: 3, doctorName: '沈医生' } as never })
  const { id: photoId } = (await doctor.call('eye.photo.add', { visitId, kind: 'redReflex', file: PHOTO }))!
  const { number } = await doctor.call('child.file.get', { id: fileId })
  const file = (name: string, ...lines: string[]) => ({ name, base64: Buffer.from(['姓名,编号,出生日期,检查日期,右眼球镜', ...lines].join('\n')).toString('base64') })
  const { deviceFileId } = (await doctor.call('eye.device.read', { file: file('甲.csv', `光一,${number},2021-03-05,2026-03-10,1.00`, '目二,E9,2021-03-05,2026-03-10,1.25') }))!
  const { rows: [waiting] } = await doctor.call('eye.device.rows', { deviceFileId, state: 'waiting' })
  const { rows: [matched] } = await doctor.call('eye.device.rows', { deviceFileId, state: 'matched' })
  const papers = [{ fileId, what: 'referral', id: referralId }, { fileId, what: 'file' }, { fileId, what: 'advice' }, { fileId, what: 'glasses', id: glassesId }]
  return {
    'eye.paper.preview': papers, 'eye.paper.pdf': papers, 'eye.paper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
    'eye.photo.add': [{ visitId, kind: 'redReflex', file: PHOTO }, { visitId, kind: 'fundus', file: PHOTO }], 'eye.photo.image': [{ id: photoId }], 'eye.photo.void': [{ id: photoId, rev: PRESENT_REV, reason: '拍错了' }],
    'eye.device.read': [{ file: file('乙.csv', '目三,E9,2021-03-05,2026-03-10,1.50') }, { mapping: 'exampleCsv', file: file('丙.csv', '目四,E9,2021-02-31,2026-03-10,99') }], 'eye.device.rows': [{ state: 'matched' }, { deviceFileId }], 'eye.device.offered': [{ fileId }], 'eye.device.files': [{}], 'eye.device.original': [{ id: deviceFileId }],
    'eye.group.children': [{ kindergarten: '红星幼儿园' }, { kindergarten: '红星幼儿园', className: '大班' }], 'eye.group.eyes': [{ fileIds: [fileId], visitDay: '2026-03-10' }],
    'eye.device.assign': [{ id: waiting!.id, rev: PRESENT_REV, fileId, reason: '家长确认' }], 'eye.device.use': [{ id: matched!.id, rev: PRESENT_REV, visitId }], 'eye.device.dismiss': [{ id: waiting!.id, rev: PRESENT_REV, reason: '外院儿童' }],
    'eye.coverage': [{ year: 2026 }], 'eye.coverage.children': [{ year: 2026, figure: 'all', part: 'denominator' }, { year: 2026, figure: 'toddler', part: 'rest', group: { by: 'kindergarten', key: '红星幼儿园' } }],
  }
}

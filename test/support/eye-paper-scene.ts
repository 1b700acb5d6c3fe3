import { childFile } from '../../domain/modules/child/file.record.ts'
import { eyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Day } from '../../domain/time/day.ts'
import type { Window } from './desk.ts'

/** A child with its file, as the eye clinic registers it; `file` and `self` change what is not ordinary. */
export async function eyeChild(doctor: Window, name: string, birthDay: string, file: Record<string, unknown> = {}, self: Record<string, unknown> = {}): Promise<{ childId: string; fileId: string }> {
  const { id: childId } = await doctor.call('person.save', { row: { ...emptyRow(person), name, sex: '1', birthDay: birthDay as Day, nationality: 'CHN', noDocumentReason: 'newborn', ...self } as never })
  const prepared = await doctor.call('child.file.prepare', { childId })
  return { childId, fileId: (await doctor.call('child.file.save', { row: { ...emptyRow(childFile), ...prepared.row, gestationDays: 275, birthWeightG: 3300, ...file } as never })).id }
}
export const eyeVisitRow = (fileId: string, row: object) => ({ ...emptyRow(eyeVisit), fileId, purpose: '1', place: 'clinic', referral: '1', doctorName: '沈医生', ...row }) as never

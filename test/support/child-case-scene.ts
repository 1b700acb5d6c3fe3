import type { Input } from '../../domain/api/api.ts'
import { childCase } from '../../domain/modules/child/case.record.ts'
import { childCaseVisit } from '../../domain/modules/child/case-visit.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Day } from '../../domain/time/day.ts'
import type { Window } from './desk.ts'

/** A child with its file, as a doctor registers it; `file` and `self` change what is not ordinary. */
export async function registerChild(doctor: Window, name: string, birthDay: string, file: Record<string, unknown> = {}, self: Record<string, unknown> = {}): Promise<{ childId: string; fileId: string }> {
  const { id: childId } = await doctor.call('person.save', { row: { ...emptyRow(person), name, sex: '1', birthDay: birthDay as Day, nationality: 'CHN', noDocumentReason: 'newborn', ...self } as never })
  const prepared = await doctor.call('child.file.prepare', { childId })
  const { id: fileId } = await confirmedSave(doctor, 'child.file.save', { row: { ...emptyRow(childFile), ...prepared.row, gestationDays: 275, birthWeightG: 3300, ...file } as never })
  return { childId, fileId }
}

/** A check-up with what a test needs; findings that only ask are answered. */
export async function checkUp(doctor: Window, fileId: string, row: Record<string, unknown>): Promise<string> {
  const input = { row: { ...emptyRow(childVisit), fileId, place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', ...row } as never }
  return (await confirmedSave(doctor, 'child.visit.save', input)).id
}

/** A case as the program prepares it, with what a test changes. */
export async function openCase(doctor: Window, fileId: string, kind: Input<'child.case.prepare'>['kind'], row: Record<string, unknown> = {}): Promise<string> {
  const prepared = await doctor.call('child.case.prepare', { fileId, kind })
  return (await confirmedSave(doctor, 'child.case.save', { row: { ...emptyRow(childCase), ...prepared.row, ...row } as never })).id
}

/** A follow-up of a case as the program prepares it, with what a test changes. */
export async function followUp(doctor: Window, caseId: string, row: Record<string, unknown>): Promise<string> {
  const prepared = await doctor.call('child.caseVisit.prepare', { caseId })
  return (await confirmedSave(doctor, 'child.caseVisit.save', { row: { ...emptyRow(childCaseVisit), ...prepared.row, ...row } as never })).id
}

type Saving = 'child.file.save' | 'child.visit.save' | 'child.case.save' | 'child.caseVisit.save' | 'child.entranceExam.save' | 'child.deathCard.save'
/** Saves, and answers with a reason whatever is only asked about. */
export async function confirmedSave<N extends Saving>(doctor: Window, name: N, input: Input<N>): Promise<{ id: string; rev: number }> {
  const call = doctor.call as (name: string, input: unknown) => Promise<{ id: string; rev: number }>
  try {
    return await call(name, input)
  } catch {
    const asked = await doctor.fails(name, input)
    if (asked.code !== 'confirm') throw new Error(`${name}: ${JSON.stringify(asked)}`)
    const row = (input as { row: Record<string, unknown> }).row
    return call(name, { ...(input as object), confirmations: asked.fields!.map(issue => ({ path: issue.path, key: issue.message.key, reason: '已核对', ...(issue.level === 'retype' ? { again: String(row[issue.path]) } : {}) })) })
  }
}

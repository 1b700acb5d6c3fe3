import type { Input } from '../../domain/api/api.ts'
import { childCase } from '../../domain/modules/child/case.record.ts'
import { childCaseVisit } from '../../domain/modules/child/case-visit.record.ts'
import { deathCard } from '../../domain/modules/child/death-card.record.ts'
import { entranceExam } from '../../domain/modules/child/entrance-exam.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Scene } from './birth-scene.ts'
import { insist, type Window } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'

/** A child with its file, as a doctor registers it; `file` and `self` change what is not ordinary. */
export async function registerChild(doctor: Pick<Window, 'call'>, name: string | null, birthDay: string, file: Record<string, unknown> = {}, self: Record<string, unknown> = {}): Promise<{ childId: string; fileId: string }> {
  const { id: childId } = await insist(doctor, 'person.save', { row: { ...emptyRow(person), name, sex: '1', birthDay, nationality: 'CHN', noDocumentReason: 'newborn', ...self } })
  const prepared = await doctor.call('child.file.prepare', { childId })
  const { id: fileId } = await insist(doctor, 'child.file.save', { row: { ...emptyRow(childFile), ...prepared.row, gestationDays: 275, birthWeightG: 3300, ...file } })
  return { childId, fileId }
}

/** The file of such a child that was opened on the day of its birth. */
export async function childWithFile(doctor: Window, birthDay: string, file: Record<string, unknown> = {}, name = '李思远'): Promise<string> {
  return (await registerChild(doctor, name, birthDay, { openedDay: birthDay, ...file })).fileId
}

/** A check-up as the form sends it, with what a test needs. */
export const checkUpRow = (fileId: string, row: object): Input<'child.visit.save'>['row'] => ({ ...emptyRow(childVisit), fileId, place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', ...row }) as Input<'child.visit.save'>['row']

/** Saves a check-up; findings that only ask are answered. */
export async function checkUp(doctor: Pick<Window, 'call'>, fileId: string, row: object): Promise<string> {
  return (await insist(doctor, 'child.visit.save', { row: checkUpRow(fileId, row) })).id
}

/** A case as the program prepares it, with what a test changes. */
export async function openCase(doctor: Window, fileId: string, kind: Input<'child.case.prepare'>['kind'], row: Record<string, unknown> = {}): Promise<string> {
  const prepared = await doctor.call('child.case.prepare', { fileId, kind })
  return (await insist(doctor, 'child.case.save', { row: { ...emptyRow(childCase), ...prepared.row, ...row } as never })).id
}

/** A follow-up of a case as the program prepares it, with what a test changes. */
export async function followUp(doctor: Window, caseId: string, row: Record<string, unknown>): Promise<string> {
  const prepared = await doctor.call('child.caseVisit.prepare', { caseId })
  return (await insist(doctor, 'child.caseVisit.save', { row: { ...emptyRow(childCaseVisit), ...prepared.row, ...row } as never })).id
}

/** Children with a case open, one closed, an entrance form and a death card being filled in; what a careful doctor gives to these calls. */
export async function childCaseExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Record<string, unknown>[]>> {
  const doctor = await scene.as('erbao2', ['childCare'], '陈医生')
  const { fileId } = await registerChild(doctor, '案一', '2025-03-05')
  const other = await registerChild(doctor, '案二', '2026-03-01')
  const caseId = await openCase(doctor, fileId, 'anaemia', { openedDay: '2026-02-10', startHaemoglobinGPerL: 98 })
  const closedId = await openCase(doctor, fileId, 'rickets', { openedDay: '2026-01-10' })
  const { rev } = await doctor.call('child.case.get', { id: closedId })
  await doctor.call('child.case.close', { id: closedId, rev, closedDay: '2026-02-10', closingReason: 'recovered', outcome: '1', closingNote: null })
  // A case that nothing was written into yet: it can be voided.
  await openCase(doctor, other.fileId, 'rickets', { openedDay: '2026-03-10' })
  await followUp(doctor, caseId, { visitDay: '2026-03-01', haemoglobinGPerL: 104 })
  const visitRow = { ...emptyRow(childCaseVisit), ...(await doctor.call('child.caseVisit.prepare', { caseId })).row, haemoglobinGPerL: 110 }
  const declineRow = { fileId, kind: 'malnutrition', basis: 'x', day: '2026-03-10', doctorName: '陈医生', note: '体质瘦小' }
  await doctor.call('child.caseDecline.save', { row: declineRow as never })
  const examRow = { ...emptyRow(entranceExam), fileId, purpose: 'newEntrant', examDay: '2026-03-10', kindergarten: '红星幼儿园', result: '未见异常', opinion: 'fit', doctorName: '陈医生' }
  const { id: examId } = await doctor.call('child.entranceExam.save', { row: examRow as never })
  const cardRow = {
    ...emptyRow(deathCard), fileId, state: 'draft', householdType: '1', bornAt: '2025-03-05T08:00', gestationDays: 275, birthPlaceType: '1', lifeSigns: 'heartbeat', diedAt: '2026-03-10T08:30', causeA: '肺炎', rootCause: '肺炎', causeClass: '10', icd10: 'J18.9', deathPlace: '01',
    treatment: '1', diagnosisLevel: '03', diagnosisBasis: '5', reportInstitution: '青山县妇幼保健院', reporterName: '陈医生', reportDay: '2026-03-10',
  }
  const { id: cardId } = await doctor.call('child.deathCard.save', { row: cardRow as never })
  const sheets = [{ what: 'entrance', id: examId }, { what: 'deathCard', id: cardId }]
  return {
    'child.case.save': [{ row: { ...emptyRow(childCase), fileId, kind: 'obesity', openedDay: '2026-03-10', doctorName: '陈医生' } }], 'child.caseVisit.save': [{ row: visitRow }], 'child.caseDecline.save': [{ row: declineRow }], 'child.entranceExam.save': [{ row: examRow }],
    'child.case.ofFile': [{ fileId }], 'child.case.propose': [{ fileId }], 'child.case.prepare': [{ fileId, kind: 'highRisk' }], 'child.case.open': [{ id: caseId }], 'child.caseVisit.prepare': [{ caseId }], 'child.entranceExam.prepare': [{ fileId }], 'child.deathCard.prepare': [{ fileId }],
    'child.case.close': [{ id: caseId, rev: PRESENT_REV, closedDay: '2026-03-10', closingReason: 'recovered', outcome: '1', closingNote: null }], 'child.case.reopen': [{ id: closedId, rev: PRESENT_REV, reason: '误登记' }],
    'child.deathCard.save': [{ row: { ...cardRow, fileId: other.fileId, bornAt: '2026-03-01T08:00' } }], 'child.deathCard.submit': [{ id: cardId, rev: PRESENT_REV }], 'child.sheet.preview': sheets, 'child.sheet.pdf': sheets, 'child.sheet.print': sheets.map(sheet => ({ ...sheet, printerName: 'PDF' })),
    'child.handout.preview': [{ contact: 'month6', fileId, paper: 'A5' }], 'child.handout.pdf': [{ contact: 'month6', paper: 'A4' }], 'child.handout.print': [{ contact: 'month6', paper: 'A4', printerName: 'PDF' }],
  }
}

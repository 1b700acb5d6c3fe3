import { childAutism, childAutismFollowUp, childAutismStep } from '../../domain/modules/child/autism.record.ts'
import { childScale } from '../../domain/modules/child/scale.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Scene } from './birth-scene.ts'
import { registerChild } from './child-case-scene.ts'
import type { Window } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'

const ABSENT = { warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false }
const STEP = { ...emptyRow(childAutismStep), day: '2026-03-10', doctorName: '陈医生' }

const fileOf = async (doctor: Window, name: string): Promise<string> => (await registerChild(doctor, name, '2024-08-05', { openedDay: '2026-02-01' }, { phone: '13900000019' })).fileId

/** Children with an abnormal screening, with a course that waits, with one that was confirmed; what a careful doctor gives to the calls of development and autism. */
export async function developmentExamples(scene: Scene): Promise<Record<string, Record<string, unknown>[]>> {
  const doctor = await scene.as('fayu', ['childCare'], '陈医生')
  const [waiting, begun, confirmed] = [await fileOf(doctor, '吴小雪'), await fileOf(doctor, '吴小满'), await fileOf(doctor, '吴小暑')]
  const visitRow = { ...emptyRow(childVisit), fileId: waiting, contact: 'month18', visitDay: '2026-02-10', place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', weightKg: 11, lengthCm: 82, ...ABSENT, warningSign3: true }
  const { id: visitId } = await doctor.call('child.visit.save', { row: visitRow as never })
  const scaleRow = { ...emptyRow(childScale), fileId: begun, kind: 'development', testDay: '2026-03-09', testerName: '周测评', grossMotorDq: 90, fineMotorDq: 90, adaptiveDq: 90, languageDq: 66, socialDq: 90, totalDq: 85 }
  const { id: scaleId } = await doctor.call('child.scale.save', { row: scaleRow as never })
  const first = (fileId: string) => ({ fileId, rev: 0, row: { ...STEP, fileId, kind: 'firstScreening', reason: '乡镇卫生院转诊', day: '2026-03-01' } as never })
  const { id: begunId, rev: begunRev } = await doctor.call('child.autism.move', first(begun))
  let course = await doctor.call('child.autism.move', first(confirmed))
  for (const row of [{ kind: 'rescreening', observedProblem: true, observation: '不应名' }, { kind: 'diagnosis', diagnosis: 'confirmed', institution: '省儿童医院', icd10: 'F84.0' }]) course = await doctor.call('child.autism.move', { fileId: confirmed, rev: course.rev, row: { ...STEP, fileId: confirmed, ...row } as never })
  const followUpRow = { ...emptyRow(childAutismFollowUp), fileId: confirmed, autismId: course.id, followUpDay: '2026-03-10', doctorName: '陈医生', hoursPerWeek: 20 }
  await doctor.call('child.autismFollowUp.save', { row: followUpRow as never })
  const stored = await doctor.call('child.autism.get', { id: course.id })
  const values = { ...Object.fromEntries(Object.keys(childAutism.fields).map(name => [name, (stored as Record<string, unknown>)[name]])), firstReferralDay: '2026-03-01', firstReferralTo: '县妇幼保健院', diagnosisReferralDay: '2026-03-10', diagnosisReferralTo: '省儿童医院' }
  await doctor.call('child.autism.save', { id: course.id, rev: stored.rev, row: { ...values, diagnosisReferralDay: '2026-03-10' } as never })
  const period = { from: '2026-01-01', to: '2026-12-31' }
  const slips = (['first', 'rescreen'] as const).map(what => ({ what, id: course.id }))
  return {
    'child.scale.save': [{ row: scaleRow }, { row: { ...scaleRow, kind: 'abc', abcTotal: 53 } }], 'child.scale.evaluate': [{ fileId: begun, row: { kind: 'development', totalDq: 75 } }], 'child.scale.void': [{ id: scaleId, rev: PRESENT_REV, reason: '登错了人' }],
    'child.development.open': [{ fileId: begun }, { fileId: confirmed }], 'child.autism.propose': [{ fileId: waiting }],
    'child.autism.move': [{ fileId: waiting, rev: 0, row: { ...STEP, fileId: waiting, kind: 'firstScreening', visitId } }, { fileId: begun, rev: begunRev, row: { ...STEP, fileId: begun, kind: 'rescreening', developmentId: scaleId, observedProblem: false } }],
    'child.autism.undo': [{ id: begunId, rev: PRESENT_REV, reason: '登错了人' }], 'child.autism.save': [{ id: course.id, rev: PRESENT_REV, row: values }],
    'child.autismFollowUp.save': [{ row: followUpRow }], 'child.autism.list': [{}, { state: 'confirmed' }], 'child.autism.toConfirm': [{}], 'child.autism.figures': [period], 'child.autism.figureList': [{ ...period, figure: 'firstAbnormal' }],
    'child.autism.ledger': (['first', 'rescreen', 'diagnosis'] as const).map(book => ({ book, ...period })), 'child.autism.preview': slips, 'child.autism.pdf': slips, 'child.autism.print': slips.map(slip => ({ ...slip, printerName: 'PDF' })),
  }
}

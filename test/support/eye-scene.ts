import { eyeFile } from '../../domain/modules/eye/file.record.ts'
import { glasses } from '../../domain/modules/eye/glasses.record.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { retinopathy } from '../../domain/modules/eye/retinopathy.record.ts'
import { eyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Scene } from './birth-scene.ts'
import { registerChild } from './child-case-scene.ts'
import { insist } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'

type Values = Record<string, unknown>

/** Rows of the eye clinic with what every test would repeat. */
export const eyeRows = (fileId: string) => ({
  visit: (contact: string, visitDay: string, values: Values = {}): Values => ({ ...emptyRow(eyeVisit), fileId, purpose: '1', contact, visitDay, place: 'clinic', referral: '1', doctorName: '沈医生', eyelidRight: '1', eyelidLeft: '1', behaviourRight: '1', behaviourLeft: '1', ...values }),
  referral: (visitId: string, values: Values = {}): Values => ({ ...emptyRow(eyeReferral), fileId, visitId, state: 'waiting', referredDay: '2026-03-10', dueDay: '2026-04-09', isUrgent: false, doctorName: '沈医生', hospital: '市眼科医院', ...values }),
  fundus: (examinedDay: string, values: Values = {}): Values => ({ ...emptyRow(retinopathy), fileId, examinedDay, institution: '市眼科医院', resultRight: '1', resultLeft: '0', ...values }),
  glasses: (prescribedDay: string, values: Values = {}): Values => ({ ...emptyRow(glasses), fileId, prescribedDay, kind: '1', doctorName: '沈医生', sphereDRight: 3.5, sphereDLeft: 2.75, cylinderDLeft: -0.5, axisDegreesLeft: 180, ...values }),
  file: (values: Values = {}): Values => ({ ...emptyRow(eyeFile), fileId, parentMyopia: '2', ...values }),
})
/** What an autorefractor and a chart say of a five-year-old. */
export const MEASURED = { refractionMethod: '3', pupilState: '1', sphereDRight: 3, cylinderDRight: -0.75, axisDegreesRight: 180, sphereDLeft: 2.5, positionRight: '1', positionLeft: '1', visionNotation: 'five', visionRight: '50', visionLeft: '50' } as const

/** A preschool child with a referral and glasses and a preterm one whose fundus is examined; what a careful doctor gives to the calls of the eye clinic. */
export async function eyeExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Values[]>> {
  const doctor = await scene.as('yanke', ['eyeCare'], '沈医生')
  const { fileId } = await registerChild(doctor, '目一', '2021-03-05')
  const { fileId: pretermId } = await registerChild(doctor, '目二', '2026-01-20', { gestationDays: 214, birthWeightG: 1480 })
  const [rows, preterm] = [eyeRows(fileId), eyeRows(pretermId)]
  const first = rows.visit('year4', '2025-03-10', { ...MEASURED, visionRight: '49' })
  await insist(doctor, 'eye.visit.save', { row: first })
  const found = rows.visit('year5', '2026-03-10', { ...MEASURED, sphereDRight: 4.5, visionRight: '47', referral: '2', referralReason: '远视' })
  const { id: visitId } = await insist(doctor, 'eye.visit.save', { row: found })
  const recheck = rows.visit('', '2026-03-10', { purpose: '2', contact: null, visionRight: '48', visionLeft: '50' })
  const { id: recheckId } = await insist(doctor, 'eye.visit.save', { row: recheck })
  const { id: slipId } = await insist(doctor, 'eye.referral.save', { row: rows.referral(visitId) })
  await insist(doctor, 'eye.file.save', { row: rows.file() })
  await insist(doctor, 'eye.glasses.save', { row: rows.glasses('2026-03-09', { visitId }) })
  await insist(doctor, 'eye.retinopathy.save', { row: preterm.fundus('2026-02-20', { nextDay: '2026-03-06' }) })
  const { id: newbornId } = await insist(doctor, 'eye.visit.save', { row: preterm.visit('month1', '2026-02-20', { riskFactors: '1', lightResponseRight: '1', lightResponseLeft: '1', referral: '2', referralReason: '早产' }) })
  const voiding = (id: string): Values[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  return {
    'eye.visit.save': [{ row: rows.visit('', '2026-03-09', { ...MEASURED, contact: null, purpose: '3' }) }, { row: preterm.visit('home', '2026-02-01') }], 'eye.visit.void': voiding(recheckId), 'eye.visit.prepare': [{ fileId }, { fileId: pretermId, visitDay: '2026-03-10' }],
    'eye.visit.evaluate': [{ fileId, row: { ...found, sphereDLeft: -2.5 } }, { fileId, row: recheck }], 'eye.open': [{ fileId }, { fileId: pretermId }],
    'eye.referral.save': [{ row: preterm.referral(newbornId) }, { row: rows.referral(recheckId, { answeredDay: '2026-03-10', diagnosis: '远视', isConfirmed: true }) }], 'eye.referral.prepare': [{ visitId }, { visitId: recheckId }], 'eye.referral.void': voiding(slipId),
    'eye.referral.list': [{}, { state: 'waiting' }, { overdueOnly: true }].map(input => ({ ...input, offset: 0, limit: 20 })),
    'eye.recall.list': [{}, { offset: 1, limit: 1 }], 'eye.reminder.list': [{}, { offset: 1, limit: 1 }],
    'eye.retinopathy.save': [{ row: preterm.fundus('2026-03-06', { isFinal: true }) }], 'eye.glasses.save': [{ row: rows.glasses('2026-03-10') }], 'eye.file.save': [{ row: preterm.file({ parentMyopia: '0' }) }],
  }
}

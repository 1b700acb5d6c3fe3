import { eyeReferral, type StoredEyeReferral } from '../../../domain/modules/eye/referral.record.ts'
import { eyeVisit, type StoredEyeVisit } from '../../../domain/modules/eye/visit.record.ts'
import type { EyeReferralFacts } from '../../../domain/print/eye-referral-values.ts'
import { emptyRow } from '../../../domain/record/derive/schema.ts'
import { facts } from './child-facts.ts'

export const stored = <T>(row: object): T => ({ id: 'x', rev: 1, voidedAt: null, ...row }) as T
export const visit = (row: object): StoredEyeVisit => stored({ ...emptyRow(eyeVisit), fileId: 'file', purpose: '1', place: 'clinic', referral: '1', doctorName: '沈医生', ...row })
export const referral = (row: object): StoredEyeReferral => stored({ ...emptyRow(eyeReferral), fileId: 'file', visitId: 'v', number: 'YZ2026000001', state: 'waiting', referredDay: '2026-03-10', dueDay: '2026-04-09', doctorName: '沈医生', hospital: '衡阳市妇幼保健院', ...row })
export const EYE_SLIP = referral({ conclusion: '异常:远视' })
export const EYE_SLIP_VISIT = visit({ contact: 'year5', visitDay: '2026-03-10' })
export const EYE_SLIP_FACTS: EyeReferralFacts = { ...facts, ageText: '5岁', guardian: '古丽', phone: '13800001234', institution: '青山县妇幼保健院', institutionPhone: '0734-6812345', institutionAddress: '' }

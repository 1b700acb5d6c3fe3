import { deathCard, type DeathCard } from '../../../domain/modules/child/death-card.record.ts'
import { entranceExam, type EntranceExam } from '../../../domain/modules/child/entrance-exam.record.ts'
import type { HandoutFacts } from '../../../domain/print/child-handout-values.ts'
import type { DeathCardFacts } from '../../../domain/print/death-card-values.ts'
import type { EntranceFacts } from '../../../domain/print/entrance-form-values.ts'
import { emptyRow } from '../../../domain/record/derive/schema.ts'
import type { Day } from '../../../domain/time/day.ts'

export const exam = {
  ...emptyRow(entranceExam), fileId: 'f', number: 'RY2026000001', purpose: 'newEntrant', examDay: '2026-03-10', kindergarten: '红星幼儿园', className: '小一班', history: '3', allergy: '青霉素', parentSigned: true, weightKg: 15.2, lengthCm: 98.5, position: 'H', weightGrade: 'middle',
  lengthGrade: 'middle', weightForLengthGrade: 'middle', skin: '1', eyeRight: '1', eyeLeft: '2', eyeLeftNote: '结膜充血', visionRight: 0.8, visionLeft: 0.6, earRight: '1', earLeft: '1', mouth: '1', teethCount: 20, cariesCount: 1, skull: '1', thorax: '1', spineAndLimbs: '1', pharynx: '1',
  heartAndLungs: '1', liverAndSpleen: '1', genitals: '3', haemoglobinGPerL: 120, altUPerL: 18, altLimitUPerL: 40, result: '左眼结膜充血,余未见异常', opinion: 'fit', doctorName: '陈医生', validUntil: '2026-06-10',
} as unknown as EntranceExam
export const CHILD_ON_PAPER: EntranceFacts = { name: '李思源', sex: '1', birthDay: '2022-09-01' as Day, ageText: '3岁6个月', institution: '青山县妇幼保健院', validMonths: 3, absenceMonths: 3 }

export const card = {
  ...emptyRow(deathCard), fileId: 'f', number: 'SW2026000001', state: 'submitted', supplementary: false, householdType: '1', bornAt: '2026-03-01T08:00', birthWeightG: 1200, weightBasis: '1', gestationDays: 210, birthPlaceType: '1', lifeSigns: 'heartbeat', diedAt: '2026-03-01T13:00', ageText: '0岁0月0天5时',
  hoursUnder24: 5, causeA: '肺出血', causeB: '呼吸窘迫综合征', causeC: '早产', rootCause: '早产', causeClass: '18', icd10: 'P07.3', deathPlace: '01', cardDeathPlace: '1', treatment: '1', diagnosisLevel: '03', diagnosisBasis: '4', cardDiagnosisBasis: '2', reportInstitution: '青山县妇幼保健院', reporterName: '陈医生', reportDay: '2026-03-02',
} as unknown as DeathCard
export const CARD_FACTS: DeathCardFacts = { name: '李思源', sex: '1', address: '湖南省衡阳市衡阳县西渡镇春风村3组', motherName: '张丽华', fatherName: '李明', phone: '13800001234' }
export const HANDOUT_FACTS: HandoutFacts = { childName: '李思源', ageText: '6个月', day: '2026-03-10' as Day, nextDay: '2026-05-10' as Day, nextContact: 'month8', institution: '青山县妇幼保健院', phone: '0734-6800000' }

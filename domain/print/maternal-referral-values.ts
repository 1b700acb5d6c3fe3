import { ID_DOCUMENT_TYPE } from '../code/id-document-type.ts'
import { DIAGNOSIS_ANSWER, HEREDITARY_HISTORY, RESCUE_OUTCOME, RISK_COLOUR, SCREENING_SCHEME, TRANSFER_JUDGEMENT } from '../code/maternal-risk.ts'
import type { CriticalReferral } from '../modules/maternal/critical-referral.record.ts'
import type { DiagnosisReferral } from '../modules/maternal/diagnosis-referral.record.ts'
import { formatGestation } from '../rule/gestation.ts'
import type { PrintValues } from './layout.ts'

/** Who the slip is about, as it stands in her record; a woman nobody can name is 无名氏. */
export type WomanFacts = { name: string; age: string; ethnicGroup: string; idType: string | null; idNumber: string; address: string; phone: string; handbookNumber: string }

const UNKNOWN_WOMAN = '无名氏'
const minuteText = (minute: string | null): string => minute?.replace('T', ' ') ?? ''
const withUnit = (value: number | null, unit: string): string => value === null ? '' : `${value}${unit}`
const yes = (value: boolean | null): string => value === null ? '' : value ? '是' : '否'
const tick = (value: boolean | null): string => value ? '√' : ''
// A document that is no ID card is named, or its number would be read as one.
const documentText = ({ idType, idNumber }: WomanFacts): string =>
  idNumber && idType && idType !== '01' && ID_DOCUMENT_TYPE.isCode(idType) ? `${ID_DOCUMENT_TYPE.label(idType)} ${idNumber}` : idNumber

/** The words of 高危/危重孕产妇转诊单; whatever is not known yet stays an empty line (note §5.5, case 52). */
export function criticalReferralValues(row: CriticalReferral, woman: WomanFacts, institutions: { from: string; to: string }): PrintValues {
  const pressure = row.systolicMmHg === null && row.diastolicMmHg === null ? '' : `${row.systolicMmHg ?? ' '}/${row.diastolicMmHg ?? ' '} mmHg`
  return {
    slipNumber: row.number ?? '', toInstitution: institutions.to, fromInstitution: institutions.from, referredAt: minuteText(row.referredAt),
    name: woman.name || UNKNOWN_WOMAN, age: woman.age, ethnicGroup: woman.ethnicGroup, idNumber: documentText(woman), address: woman.address, handbookNumber: woman.handbookNumber,
    contact: row.contact, relative: row.relative ?? '', gravida: withUnit(row.gravida, ''), para: withUnit(row.para, ''), lastMenstrualDay: row.lastMenstrualDay ?? '', expectedDeliveryDay: row.expectedDeliveryDay ?? '',
    gestation: row.gestationDays === null ? '' : formatGestation(row.gestationDays), fetusCount: withUnit(row.fetusCount, ''), riskColour: row.riskColour ? RISK_COLOUR.label(row.riskColour) : '',
    bloodType: row.bloodType ?? '', allergy: row.allergy ?? '', previousCaesarean: yes(row.previousCaesarean), riskFactors: row.riskFactors ?? '', reason: row.reason,
    admissionState: row.admissionState ?? '', diagnosis: row.diagnosis ?? '', vitalSignsAt: minuteText(row.vitalSignsAt), bloodPressure: pressure,
    pulse: withUnit(row.pulsePerMinute, ' 次/分'), breaths: withUnit(row.breathsPerMinute, ' 次/分'), temperature: withUnit(row.temperatureC, ' ℃'), oxygenSaturation: withUnit(row.oxygenSaturationPercent, ' %'),
    consciousness: row.consciousness ?? '', fetalHeart: withUnit(row.fetalHeartPerMinute, ' 次/分'), fetusState: row.fetusState ?? '', contractions: row.contractions ?? '',
    membranes: row.membranesRuptured === null ? '' : row.membranesRuptured ? '已破' : '未破', bleeding: withUnit(row.bleedingMl, ' 毫升'), labour: withUnit(row.labourHours, ' 小时'),
    treatment: row.treatment ?? '', medication: row.medication ?? '', infusion: row.infusion ?? '', laboratory: row.laboratory ?? '',
    calledAt: minuteText(row.calledAt), calledPerson: row.calledPerson ?? '', calledReply: row.calledReply ?? '', escort: row.escort ?? '', vehicle: row.vehicle ?? '', enRoute: row.enRoute ?? '',
    doctor: row.doctorName ?? '', departedAt: minuteText(row.departedAt), consentSigner: row.consentSigner ?? '', arrivedAt: minuteText(row.arrivedAt), receivingDoctor: row.receivingDoctor ?? '',
    outcome: row.outcome ? RESCUE_OUTCOME.label(row.outcome) : '', judgement: row.judgement ? TRANSFER_JUDGEMENT.label(row.judgement) : '', judgementNote: row.judgementNote ?? '',
  }
}

/** The words of 产前诊断转诊单 in two copies, one for the institution and one for the woman (note §5.7). */
export function diagnosisReferralValues(row: DiagnosisReferral, woman: WomanFacts, institutions: { from: string; to: string }): [PrintValues, PrintValues] {
  const common: PrintValues = {
    slipNumber: row.number ?? '', toInstitution: institutions.to, fromInstitution: institutions.from, name: woman.name || UNKNOWN_WOMAN, age: woman.age, idNumber: documentText(woman), phone: woman.phone, address: woman.address,
    scheme: row.scheme ? SCREENING_SCHEME.label(row.scheme) : '', screenedDay: row.screenedDay ?? '', screenedGestation: row.screenedGestationDays === null ? '' : formatGestation(row.screenedGestationDays),
    expectedDeliveryDay: row.expectedDeliveryDay, cutOff: row.cutOff ?? '', ageRisk: row.ageRisk ? `√ ${woman.age}` : '', nuchalTranslucency: tick(row.nuchalTranslucencyThick),
    trisomy21Risk: row.trisomy21Risk ?? '', neuralTubeRisk: row.neuralTubeRisk ?? '', hereditaryHistory: row.hereditaryHistory ? HEREDITARY_HISTORY.label(row.hereditaryHistory) : '', otherUltrasound: row.otherUltrasound ?? '',
    requestAttached: tick(row.requestAttached), reportAttached: tick(row.reportAttached), adviceAttached: tick(row.adviceAttached), doctor: row.doctorName, referredDay: row.referredDay,
    notifiedDay: row.notifiedDay ?? '', answer: row.answer === 'waiting' ? '' : DIAGNOSIS_ANSWER.label(row.answer), refusalSigner: row.refusalSigner ?? '', refusedDay: row.refusedDay ?? '', refusalReason: row.refusalReason ?? '',
    attendedDay: row.attendedDay ?? '', diagnosisMethod: row.diagnosisMethod ?? '', diagnosisResult: row.diagnosisResult ?? '', receivingDoctor: '', feedbackDay: '',
  }
  return [{ ...common, copyText: '第一联 转出机构留存' }, { ...common, copyText: '第二联 交孕妇' }]
}

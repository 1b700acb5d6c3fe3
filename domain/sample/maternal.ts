import { criticalReferral, type CriticalReferral } from '../modules/maternal/critical-referral.record.ts'
import { diagnosisReferral, type DiagnosisReferral } from '../modules/maternal/diagnosis-referral.record.ts'
import { retention, type Retention } from '../modules/maternal/retention.record.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { addDays, type Day, type Minute } from '../time/day.ts'

type About = { readonly personId: string; readonly organizationId: string; readonly day: Day; readonly lastDay: Day; readonly serial: string; readonly index: number }

const EMERGENCIES = ['产后出血约 700 毫升,宫缩乏力', '血压 172/112 mmHg,头痛、视物模糊', '持续性腹痛伴阴道流血,胎心减慢'] as const
const notAfter = (day: Day, last: Day): Day => (day > last ? last : day)

/** An emergency slip: the first of three is still open, the second has arrived, the third was completed and closed. */
export function sampleCritical({ personId, organizationId, day, serial, index, lastDay }: About): CriticalReferral {
  const referredDay = index % 3 === 0 ? lastDay : day
  const emergency = {
    ...emptyRow(criticalReferral), personId, organizationId, number: `WZ${referredDay.replaceAll('-', '')}${serial}`, referredAt: `${referredDay}T10:20` as Minute, vitalSignsAt: `${referredDay}T10:10` as Minute,
    contact: '丈夫 13900000000', reason: EMERGENCIES[index % EMERGENCIES.length]!, riskColour: 'red',
  }
  if (index % 3 === 0) return { ...emergency, state: 'sent', departedAt: `${referredDay}T10:40` } as CriticalReferral
  return {
    ...emergency, state: index % 3 === 1 ? 'arrived' : 'closed', systolicMmHg: 168, diastolicMmHg: 110, pulsePerMinute: 104, breathsPerMinute: 22, temperatureC: 36.8, gestationDays: 252, riskFactors: '重度子痫前期',
    admissionState: '头痛、视物模糊 2 小时', diagnosis: '孕36周,重度子痫前期', treatment: '硫酸镁 4 g 静脉推注,拉贝洛尔口服', calledAt: `${referredDay}T10:05`, calledPerson: '值班医生', doctorName: '周医生', departedAt: `${referredDay}T10:40`,
    escort: '周医生 产科主治医师', vehicle: '本院救护车', consentSigner: '丈夫', arrivedAt: `${referredDay}T11:50`, receivingDoctor: '接诊医生', completedAt: `${referredDay}T20:00`,
    ...(index % 3 === 2 ? { outcome: '1', judgement: '1', stateReason: '随访结束' } : {}),
  } as CriticalReferral
}

/** A woman at risk here: within our level, beyond it since last night, or gone again. */
export function sampleRetention({ personId, day, lastDay, index }: About): Retention {
  const isHere = index % 3 !== 2
  return {
    ...emptyRow(retention), personId, riskColour: index % 3 === 0 ? 'orange' : 'red', riskFactors: index % 3 === 0 ? '妊娠期糖尿病;高龄' : '重度子痫前期', keptSince: `${isHere ? lastDay : day}T21:00`, doctorName: '周医生',
    ...(isHere ? {} : { endedAt: `${notAfter(addDays(day, 1), lastDay)}T22:00`, endNote: '转市危重孕产妇救治中心' }),
  } as Retention
}

/** A high-risk screening: waiting, attended with a result and an outcome, or refused by signature. */
export function sampleDiagnosis({ personId, organizationId, day, serial, index, lastDay }: About): DiagnosisReferral {
  const slip = {
    ...emptyRow(diagnosisReferral), personId, organizationId, number: `CZ${day.replaceAll('-', '')}${serial}`, referredDay: day, expectedDeliveryDay: addDays(day, 160), scheme: '2', screenedDay: addDays(day, -5), screenedGestationDays: 120, cutOff: '1/270',
    trisomy21Risk: '1/118', requestAttached: true, reportAttached: true, adviceAttached: true, doctorName: '周医生', notifiedDay: day, answer: 'waiting',
  }
  const next = notAfter(addDays(day, 3), lastDay)
  if (index % 3 === 1) return { ...slip, answer: 'attended', attendedDay: next, diagnosisMethod: '羊水穿刺染色体核型分析', diagnosisResult: '未见异常', outcome: '1', outcomeDay: next } as DiagnosisReferral
  if (index % 3 === 2) return { ...slip, answer: 'refused', refusedDay: next, refusalSigner: '本人', refusalReason: '担心流产' } as DiagnosisReferral
  return slip as DiagnosisReferral
}

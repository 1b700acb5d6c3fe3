import type { Sex } from '../code/sex.ts'
import type { Day } from '../time/day.ts'
import { SEX_ON_PAPER, dayParts } from './certificate-values.ts'
import type { PrintValues } from './layout.ts'

type Patient = {
  name: string
  sex: Sex
  /** With its unit, `28岁` or `3个月`. */
  ageText: string
  address?: string
  phone?: string
}

/** 双向转诊单 (转出): the fields of the national form; what is missing prints as an empty line to write on. */
export type ReferralOutFacts = {
  patient: Patient
  /** 转诊单号, ours. */
  slipNumber?: string
  /** 档案编号. */
  fileNumber?: string
  referralDay?: Day
  toInstitution: string
  toDepartment?: string
  toDoctor?: string
  fromInstitution: string
  doctor?: string
  doctorPhone?: string
  /** 初步印象, 主要现病史(转出原因), 主要既往史, 治疗经过. */
  impression?: string
  presentIllness?: string
  pastHistory?: string
  treatment?: string
}

/** 双向转诊单 (回转). */
export type ReferralBackFacts = {
  patient: Patient
  slipNumber?: string
  /** 病案号 of the stub. */
  caseNumber?: string
  /** 住院病案号. */
  admissionNumber?: string
  backDay?: Day
  toInstitution: string
  toDoctor?: string
  fromInstitution: string
  doctor?: string
  doctorPhone?: string
  /** 诊断结果, 主要检查结果, 治疗经过、下一步治疗方案及康复建议. */
  diagnosis?: string
  examination?: string
  advice?: string
}

// The slip is signed on the day the patient is sent.
const dayValues = (day: Day | undefined) => {
  const parts = day === undefined ? { year: '', month: '', day: '' } : dayParts(day)
  return {
    year: parts.year, month: parts.month, day: parts.day,
    signedYear: parts.year, signedMonth: parts.month, signedDay: parts.day,
  }
}
const patientValues = (patient: Patient) => ({
  patientName: patient.name, patientSex: SEX_ON_PAPER[patient.sex], patientAge: patient.ageText,
  address: patient.address ?? '', phone: patient.phone ?? '',
})

/** The words of 存根(转出) and 双向转诊(转出)单. */
export function referralOutValues(facts: ReferralOutFacts): PrintValues {
  return {
    ...patientValues(facts.patient), ...dayValues(facts.referralDay),
    slipNumber: facts.slipNumber ?? '', fileNumber: facts.fileNumber ?? '',
    toInstitution: facts.toInstitution, toDepartment: facts.toDepartment ?? '', toDoctor: facts.toDoctor ?? '',
    fromInstitution: facts.fromInstitution, doctor: facts.doctor ?? '', doctorPhone: facts.doctorPhone ?? '',
    impression: facts.impression ?? '', presentIllness: facts.presentIllness ?? '',
    pastHistory: facts.pastHistory ?? '', treatment: facts.treatment ?? '',
  }
}

/** The words of 存根(回转) and 双向转诊(回转)单; without facts every field is an empty line. */
export function referralBackValues(facts: ReferralBackFacts | null): PrintValues {
  if (facts === null) return {}
  return {
    ...patientValues(facts.patient), ...dayValues(facts.backDay),
    slipNumber: facts.slipNumber ?? '', caseNumber: facts.caseNumber ?? '', admissionNumber: facts.admissionNumber ?? '',
    toInstitution: facts.toInstitution, toDoctor: facts.toDoctor ?? '',
    fromInstitution: facts.fromInstitution, doctor: facts.doctor ?? '', doctorPhone: facts.doctorPhone ?? '',
    diagnosis: facts.diagnosis ?? '', examination: facts.examination ?? '', advice: facts.advice ?? '',
  }
}

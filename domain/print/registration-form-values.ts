import { COLLECTOR_RELATION } from '../code/certificate.ts'
import type { CollectorRelation } from '../code/certificate.ts'
import type { IdDocumentType } from '../code/id-document-type.ts'
import type { Day } from '../time/day.ts'
import { SEX_ON_PAPER, blankFill, dayParts, documentText, ethnicText, nationalityText } from './certificate-values.ts'
import type { CertificateFacts, ParentFacts } from './certificate-values.ts'
import type { PrintValue, PrintValues } from './layout.ts'

/** Who fetches the certificate. */
export type CollectorFacts = {
  name: string
  relation: CollectorRelation
  idType: IdDocumentType
  idTypeText?: string
  idNumber: string
  phone?: string
}

/** What the 首次签发登记表 says beyond the certificate itself (certificate note §2.11). */
export type RegistrationFormFacts = Omit<CertificateFacts, 'collector'> & {
  /** 本院签发流水号, internal. */
  issueSerial: string
  /** Known once a blank has been taken. */
  certificateNumber?: string
  motherAdmissionNumber?: string
  marriageCertificateNumber?: string
  dnaReportNumber?: string
  collector?: CollectorFacts
  /** 材料审核: every item of the list and whether it was seen. */
  materials: readonly { label: string; present: boolean }[]
  /** 接生人员填表日期 and 领证人填表日期. */
  deliveryPartDay?: Day
  familyPartDay?: Day
  sealer?: string
  reviewer?: string
}

/** A day in words, `2026年11月22日`. */
export function dayText(day: Day): string {
  const parts = dayParts(day)
  return `${parts.year}年${parts.month}月${parts.day}日`
}

/** A day in words, or the empty form of one to be filled in by hand. */
const dayOrForm = (day: Day | undefined): string => (day === undefined ? '年    月    日' : dayText(day))

function parentValues(key: 'm' | 'f', parent: ParentFacts | null, blankText: string): Record<string, PrintValue> {
  if (parent === null) {
    // The form has wide fields; a row of slashes would only look like an accident.
    const fill = blankFill(blankText)
    const blank = typeof fill === 'string' ? fill : fill.repeat
    return Object.fromEntries(['Name', 'Age', 'Nat', 'Ethnic', 'Addr', 'IdType', 'IdNo'].map(field => [key + field, blank]))
  }
  return {
    [`${key}Name`]: parent.name, [`${key}Age`]: String(parent.ageYears), [`${key}Nat`]: nationalityText(parent),
    [`${key}Ethnic`]: ethnicText(parent), [`${key}Addr`]: parent.address,
    [`${key}IdType`]: documentText(parent.idType, parent.idTypeText), [`${key}IdNo`]: parent.idNumber,
  }
}

/** The words of the 首次签发登记表, front and back. Signatures stay empty: they are written by hand. */
export function registrationFormValues(facts: RegistrationFormFacts): PrintValues {
  const { collector } = facts
  const materials = facts.materials.map(item => `${item.present ? '√' : '□'} ${item.label}`)
  const half = Math.ceil(materials.length / 2)
  return {
    institution: facts.issuer, issueSerial: facts.issueSerial,
    deliveryMother: facts.mother?.name ?? '', admissionNumber: facts.motherAdmissionNumber ?? '',
    babySex: SEX_ON_PAPER[facts.babySex],
    birthAtText: `${dayText(facts.birthAt.slice(0, 10) as Day)}${facts.birthAt.slice(11, 13)}时${facts.birthAt.slice(14, 16)}分`,
    gestationText: `${facts.gestWeeks}周+${facts.gestDays}天`,
    weightG: String(facts.weightG), lengthCm: facts.lengthCm.toFixed(1),
    birthPlaceText: [facts.birthProvince, facts.birthCity, facts.birthCounty].filter(Boolean).join(' '),
    deliveryOrg: facts.deliveryOrg ?? '/', attendant: facts.attendant ?? '', deliveryPartDay: dayOrForm(facts.deliveryPartDay),
    babyName: facts.babyName,
    ...parentValues('m', facts.mother, facts.parentBlankText), ...parentValues('f', facts.father, facts.parentBlankText),
    marriageCertificateNumber: facts.marriageCertificateNumber ?? '', dnaReportNumber: facts.dnaReportNumber ?? '',
    collectorName: collector?.name ?? '', collectorRelation: collector ? COLLECTOR_RELATION.label(collector.relation) : '',
    collectorIdType: collector ? documentText(collector.idType, collector.idTypeText) : '',
    collectorIdNo: collector?.idNumber ?? '', collectorPhone: collector?.phone ?? '',
    familyPartDay: dayOrForm(facts.familyPartDay),
    materialsLeft: materials.slice(0, half).join('\n'), materialsRight: materials.slice(half).join('\n'),
    certificateNumber: facts.certificateNumber ?? '', issueDayText: dayText(facts.issueDay),
    signer: facts.signer ?? '', sealer: facts.sealer ?? '', reviewer: facts.reviewer ?? '',
  }
}

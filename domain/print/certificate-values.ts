import { ETHNIC_GROUP } from '../code/ethnic-group.ts'
import type { EthnicGroup } from '../code/ethnic-group.ts'
import { ID_DOCUMENT_TYPE } from '../code/id-document-type.ts'
import type { IdDocumentType } from '../code/id-document-type.ts'
import { NATIONALITY, isForeign } from '../code/nationality.ts'
import type { Nationality } from '../code/nationality.ts'
import type { Sex } from '../code/sex.ts'
import type { Day, Minute } from '../time/day.ts'
import type { PrintValue, PrintValues } from './layout.ts'

/** One parent as the certificate prints it; codes are those of the national tables. */
export type ParentFacts = {
  name: string
  /** Completed years at delivery. */
  ageYears: number
  /** GB/T 2659 alpha-3. */
  nationality: Nationality
  /** GB/T 3304; null for a foreigner or where there is no ethnic information. */
  ethnicity: EthnicGroup | null
  address: string
  /** CV02.01.101. */
  idType: IdDocumentType
  /** What document it is when `idType` is 99. */
  idTypeText?: string
  idNumber: string
}

/** Everything a certificate prints, free of records: the caller gathers it, this file only words it. */
export type CertificateFacts = {
  babyName: string
  /** GB/T 2261.1. */
  babySex: Sex
  birthAt: Minute
  gestWeeks: number
  gestDays: number
  weightG: number
  lengthCm: number
  birthProvince: string
  birthCity: string
  birthCounty: string
  /** Null when the child was not born in an institution. */
  deliveryOrg: string | null
  /** Null when this parent's data are not given. */
  mother: ParentFacts | null
  father: ParentFacts | null
  /** The institution's rule for missing parent data: `/`, a row of slashes `///…`, or words such as 未提供. */
  parentBlankText: string
  issuer: string
  issueDay: Day
  attendant?: string
  collector?: string
  signer?: string
}

const MARK = '√'
const SLASH = '/'
/** 性别 as printed: the narrow field does not hold the table's full names of 0 and 9. */
export const SEX_ON_PAPER = { '0': '未知', '1': '男', '2': '女', '9': '未说明' } as const satisfies Record<Sex, string>

/** The blank's text as a value: text that ends with … is repeated over the width of its field. */
export function blankFill(text: string): PrintValue {
  if (!text.endsWith('…')) return text
  const unit = [...text][0]
  return unit === undefined || unit === '…' ? { repeat: SLASH } : { repeat: unit }
}

/** 国籍 as printed: a short Chinese name; Hong Kong, Macau and Taiwan as 中国(香港) and so on. */
export const nationalityText = (parent: ParentFacts): string => NATIONALITY.label(parent.nationality)

/** 民族 as printed: a slash for foreigners and where nothing is known. */
export function ethnicText(parent: ParentFacts): string {
  return parent.ethnicity === null || isForeign(parent.nationality) ? SLASH : ETHNIC_GROUP.label(parent.ethnicity)
}

/** The name of a document: what was written for 99, the table's name for every other type. */
export function documentText(idType: IdDocumentType, writtenName: string | undefined): string {
  return idType === '99' && writtenName ? writtenName : ID_DOCUMENT_TYPE.label(idType)
}

type ParentKey = 'm' | 'f'

function parentValues(key: ParentKey, parent: ParentFacts | null, blankText: string): Record<string, PrintValue> {
  if (parent === null) {
    const blank = blankFill(blankText)
    // Words such as 未提供 are wider than the age and document fields; those get the national slash.
    const narrow = typeof blank === 'string' && /[^/\-—]/u.test(blank) ? SLASH : blank
    return {
      [`${key}Name`]: blank, [`${key}Age`]: narrow, [`${key}Nat`]: blank, [`${key}Ethnic`]: blank, [`${key}Addr`]: blank,
      [`${key}IdCardMark`]: '', [`${key}PassportMark`]: '', [`${key}IdOther`]: narrow, [`${key}IdNo`]: blank,
    }
  }
  const { paper } = ID_DOCUMENT_TYPE.entry(parent.idType)
  return {
    [`${key}Name`]: parent.name, [`${key}Age`]: String(parent.ageYears), [`${key}Nat`]: nationalityText(parent),
    [`${key}Ethnic`]: ethnicText(parent), [`${key}Addr`]: parent.address,
    [`${key}IdCardMark`]: paper === 'idCard' ? MARK : '',
    [`${key}PassportMark`]: paper === 'passport' ? MARK : '',
    [`${key}IdOther`]: paper === 'other' ? documentText(parent.idType, parent.idTypeText) : '',
    [`${key}IdNo`]: parent.idNumber,
  }
}

/** Year, month and day as separate texts with leading zeros, so that no digit can be added by hand. */
export const dayParts = (day: Day): { year: string; month: string; day: string } =>
  ({ year: day.slice(0, 4), month: day.slice(5, 7), day: day.slice(8, 10) })

/**
 * The words of a certificate, one per field of the three parts (certificate note §2.2). The number is not among them:
 * it is pre-printed and never overprinted.
 */
export function certificateValues(facts: CertificateFacts): PrintValues {
  const born = dayParts(facts.birthAt.slice(0, 10) as Day)
  const issued = dayParts(facts.issueDay)
  return {
    babyName: facts.babyName,
    babySex: SEX_ON_PAPER[facts.babySex],
    birthYear: born.year, birthMonth: born.month, birthDay: born.day,
    birthHour: facts.birthAt.slice(11, 13), birthMinute: facts.birthAt.slice(14, 16),
    gestWeeks: String(facts.gestWeeks), gestDays: String(facts.gestDays),
    weightG: String(facts.weightG), lengthCm: facts.lengthCm.toFixed(1),
    birthProv: facts.birthProvince, birthCity: facts.birthCity, birthCounty: facts.birthCounty,
    deliveryOrg: facts.deliveryOrg ?? SLASH,
    ...parentValues('m', facts.mother, facts.parentBlankText),
    ...parentValues('f', facts.father, facts.parentBlankText),
    issuer: facts.issuer,
    issueYear: issued.year, issueMonth: issued.month, issueDay: issued.day,
    attendant: facts.attendant ?? '', collector: facts.collector ?? '', signer: facts.signer ?? '',
  }
}

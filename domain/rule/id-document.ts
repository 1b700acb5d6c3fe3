import { ID_DOCUMENT_TYPE, OTHER_DOCUMENT_TYPE } from '../code/id-document-type.ts'
import type { IdDocumentType, NoDocumentReason, OtherDocumentType } from '../code/id-document-type.ts'
import { ETHNIC_GROUP } from '../code/ethnic-group.ts'
import type { EthnicGroup } from '../code/ethnic-group.ts'
import { isForeign } from '../code/nationality.ts'
import type { Nationality } from '../code/nationality.ts'
import { block, message, warn } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { RESIDENCE_PERMIT_AREA, checkIdNumber, kindOfIdNumber } from './id-number.ts'
import type { IdNumberContext } from './id-number.ts'
import { plainNumber } from './written-form.ts'

const NUMBER_MAX_LENGTH = 30

/** A person's document as entered. Somebody without one has a reason instead. */
export type IdDocument = {
  readonly type: IdDocumentType | null
  readonly number: string
  /** Only with type 99. */
  readonly otherType?: OtherDocumentType | null
  /** The document's name as printed, with type 99 and otherType `text`. */
  readonly otherName?: string
  readonly nationality?: Nationality | null
  readonly noDocumentReason?: NoDocumentReason | null
}

type DocumentField = 'idType' | 'idNumber' | 'otherDocumentName' | 'noDocumentReason'

export type IdDocumentContext = Omit<IdNumberContext, 'path'> & {
  /** The caller's field names, where they differ: `{ idNumber: 'motherIdNumber' }`. */
  readonly fields?: Partial<Record<DocumentField, string>>
}

/** The checked document: the number to save, what the number says about its owner, and the findings. */
export type IdDocumentResult = Pick<ReturnType<typeof checkIdNumber>, 'value' | 'birthDay' | 'sex' | 'issues'>

// Patterns of §2.8; all are common knowledge, not standards, so they only warn.
const PASSPORT_CHINA = /^[EGDSP][A-Z0-9]\d{7}$/
const PASSPORT_FOREIGN = /^[A-Z0-9]{5,20}$/
const HONG_KONG_MACAU_PERMIT = /^[HM]\d{8}(\d{2})?$/
const TAIWAN_PERMIT = /^(\d{8}|[A-Z0-9()]{10,12})$/
const PERMANENT_RESIDENT_OLD = /^[A-Z]{3}\d{12}$/

/**
 * Checks a document by its type (certificate note §2.8): the ID card and the temporary one strictly, everything else
 * as warnings, because the patterns of foreign and older documents are not fixed anywhere.
 */
export function checkIdDocument(document: IdDocument, context: IdDocumentContext): IdDocumentResult {
  const at = (field: DocumentField) => context.fields?.[field] ?? field
  const path = at('idNumber')
  const value = plainNumber(document.number)
  const answer = (...issues: FieldIssue[]): IdDocumentResult => ({ value, birthDay: undefined, sex: undefined, issues })

  if (document.type === null) {
    if (value !== '') return answer(block(at('idType'), message('idDocument.typeMissing', '已填证件号码,请选择证件类别')))
    return document.noDocumentReason
      ? answer()
      : answer(block(at('noDocumentReason'), message('idDocument.reasonMissing', '没有证件时请选择原因(未携带、遗失、无户口等)')))
  }
  if (value === '') {
    return answer(block(path, message('idDocument.numberMissing', '请填写{{document}}号码', { document: ID_DOCUMENT_TYPE.label(document.type) })))
  }
  if (value.length > NUMBER_MAX_LENGTH) {
    return answer(block(path, message('idDocument.numberTooLong', '证件号码最多 {{max}} 位', { max: NUMBER_MAX_LENGTH })))
  }

  const number = () => checkIdNumber(value, { ...context, path })
  const softened = (): IdDocumentResult => {
    const result = number()
    return { ...result, issues: result.issues.map(issue => ({ ...issue, level: 'warn' as const })) }
  }
  const pattern = (shape: RegExp) => shape.test(value)
    ? answer()
    : answer(warn(path, message('idDocument.pattern', '号码与{{document}}的常见格式不符,请对照证件逐位核对', { document: nameOf(document) })))

  switch (document.type) {
    case '01':
    case '08': {
      const result = number()
      if (kindOfIdNumber(value) !== 'citizen' && result.issues.length === 0) {
        result.issues.push(warn(at('idType'), message('idDocument.notCitizen', '此号码属于居住证或永久居留身份证,请核对证件类别')))
      }
      return result
    }
    case '02':
      return softened()
    case '03':
      return pattern(document.nationality && isForeign(document.nationality) ? PASSPORT_FOREIGN : PASSPORT_CHINA)
    case '05': {
      const result = softened()
      return { ...result, issues: [...result.issues, warn(at('idType'), message('idDocument.drivingLicence', '驾驶证不宜用于办理出生医学证明,请尽量使用居民身份证'))] }
    }
    case '06':
      return pattern(HONG_KONG_MACAU_PERMIT)
    case '07':
      return pattern(TAIWAN_PERMIT)
    case '10':
      return residencePermit([RESIDENCE_PERMIT_AREA.hongKong, RESIDENCE_PERMIT_AREA.macau])
    case '11':
      return residencePermit([RESIDENCE_PERMIT_AREA.taiwan])
    case '04':
    case '09':
    case '12':
      return value.length <= 20
        ? answer()
        : answer(warn(path, message('idDocument.long', '号码超过 20 位,请核对')))
    case '99':
      return otherDocument()
  }

  function residencePermit(areas: readonly string[]): IdDocumentResult {
    const result = softened()
    if (result.issues.length > 0 || areas.some(area => value.startsWith(area))) return result
    return { ...result, issues: [warn(path, message('idDocument.permitArea', '{{document}}号码应以 {{areas}} 开头,请核对', { document: nameOf(document), areas: areas.join(' 或 ') }))] }
  }

  function otherDocument(): IdDocumentResult {
    switch (document.otherType) {
      case 'hmtResidence':
        return residencePermit(Object.values(RESIDENCE_PERMIT_AREA))
      case 'foreignerPermanentResident':
        if (value.length === 18) {
          const result = softened()
          if (result.issues.length > 0 || value.startsWith('9')) return result
          return { ...result, issues: [warn(path, message('idDocument.permanentResidentStart', '新版外国人永久居留身份证号码以 9 开头,请核对'))] }
        }
        return pattern(PERMANENT_RESIDENT_OLD)
      default:
        return document.otherName?.trim()
          ? answer()
          : answer(block(at('otherDocumentName'), message('idDocument.otherNameMissing', '证件类别为“其他法定有效证件”时请填写证件名称')))
    }
  }
}

function nameOf(document: IdDocument): string {
  if (document.type === null) return ''
  if (document.type !== '99') return ID_DOCUMENT_TYPE.label(document.type)
  if (document.otherType && document.otherType !== 'text') return OTHER_DOCUMENT_TYPE.label(document.otherType)
  return document.otherName?.trim() || ID_DOCUMENT_TYPE.label('99')
}

/** What the certificate shows for a document: a tick at 身份证 or 护照, or the document's name in 其他 (§2.2 field 15). */
export type PrintedIdDocument = { readonly idCard: boolean; readonly passport: boolean; readonly other: string }

/** The ticks and the name that go on the certificate. A temporary ID card is printed by its name. */
export function printedIdDocument(document: Pick<IdDocument, 'type' | 'otherType' | 'otherName'>): PrintedIdDocument {
  if (document.type === null) return { idCard: false, passport: false, other: '' }
  const { paper } = ID_DOCUMENT_TYPE.entry(document.type)
  return {
    idCard: paper === 'idCard',
    passport: paper === 'passport',
    other: paper === 'other' ? nameOf({ ...document, number: '' }) : '',
  }
}

/** 民族 as printed: `/` for foreigners and where nothing is known (§1.6). */
export function printedEthnicGroup(nationality: Nationality, ethnicGroup: EthnicGroup | null | undefined): string {
  return ethnicGroup && !isForeign(nationality) ? ETHNIC_GROUP.label(ethnicGroup) : '/'
}

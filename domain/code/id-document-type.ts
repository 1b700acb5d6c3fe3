import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const EDITION_2023 = 'WS/T 364—2023'

/**
 * 身份证件类别. 01–07 and 99 are the 2011 edition; 08–12 came with the 2023 edition and must be written as 99 for a
 * target that takes the 2011 edition (`code2011`). The certificate has boxes for 身份证 and 护照 only; every other
 * document is printed by its name in 其他 (`paper`).
 */
export const ID_DOCUMENT_TYPE = defineCodes({
  id: 'idDocumentType', title: '身份证件类别', standard: 'CV02.01.101 (WS 364—2011; WS/T 364—2023 增补)',
  source: '省平台导出说明 §5; 出生医学证明说明 §2.8',
  codes: {
    '01': { label: '居民身份证', paper: 'idCard', code2011: '01' },
    '02': { label: '居民户口簿', paper: 'other', code2011: '02' },
    '03': { label: '护照', paper: 'passport', code2011: '03' },
    '04': { label: '军官证', paper: 'other', code2011: '04' },
    '05': { label: '驾驶证', paper: 'other', code2011: '05', note: '不建议用于出生医学证明' },
    '06': { label: '港澳居民来往内地通行证', paper: 'other', code2011: '06' },
    '07': { label: '台湾居民来往大陆通行证', paper: 'other', code2011: '07', note: '标准表印作“台湾居民来往内地通行证”,证件正式名称为“来往大陆”' },
    '08': { label: '临时居民身份证', paper: 'other', code2011: '99', since: EDITION_2023 },
    '09': { label: '武装警察身份证件', paper: 'other', code2011: '99', since: EDITION_2023 },
    '10': { label: '港澳居民居住证', paper: 'other', code2011: '99', since: EDITION_2023 },
    '11': { label: '台湾居民居住证', paper: 'other', code2011: '99', since: EDITION_2023 },
    '12': { label: '社会保障卡', paper: 'other', code2011: '99', since: EDITION_2023 },
    '99': { label: '其他法定有效证件', paper: 'other', code2011: '99' },
  },
})
export type IdDocumentType = CodeOf<typeof ID_DOCUMENT_TYPE>

/** What stands behind 99 其他法定有效证件, so that the number can be checked and the paper shows a name. */
export const OTHER_DOCUMENT_TYPE = defineCodes({
  id: 'otherDocumentType', title: '其他证件名称', standard: '本程序', source: '出生医学证明说明 §2.8 (99 的细分)',
  codes: {
    foreignerPermanentResident: '外国人永久居留身份证',
    hmtResidence: { label: '港澳台居民居住证', note: '2011 版无 10/11 码的目标系统用' },
    text: { label: '其他(填写名称)' },
  },
})
export type OtherDocumentType = CodeOf<typeof OTHER_DOCUMENT_TYPE>

/** Why somebody has no document to show; the person is kept and found without one. */
export const NO_DOCUMENT_REASON = defineCodes({
  id: 'noDocumentReason', title: '无证件原因', standard: '本程序', source: '建档需要, 无国家代码',
  codes: {
    newborn: '新生儿,尚未登记户口',
    notBrought: '未携带,待补',
    lost: '遗失,办理中',
    neverIssued: '从未办理(无户口)',
    unknownIdentity: '身份不明(急诊)',
  },
})
export type NoDocumentReason = CodeOf<typeof NO_DOCUMENT_REASON>

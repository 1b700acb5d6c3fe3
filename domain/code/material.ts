import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/** 签发材料: what a family or an office has to show or hand in for a certificate. */
export const MATERIAL = defineCodes({
  id: 'material', title: '签发材料', standard: '各省出生医学证明管理办法', source: '出生医学证明说明 §1.3, §1.4, §1.6',
  codes: {
    registrationForm: '首次签发登记表',
    motherId: '母亲有效身份证件(原件及复印件)',
    fatherId: '父亲有效身份证件(原件及复印件)',
    marriageCert: '结婚证',
    authorization: '母亲签字的授权委托书',
    collectorId: '领证人有效身份证件',
    fatherWithheldStatement: '母亲签字的不提供父亲信息声明',
    motherWithheldStatement: '父亲书面放弃登记母亲信息的声明',
    dnaReport: '亲子鉴定意见书',
    householdProof: '户口登记机关证明',
    passport: '护照',
    birthAccount: '出生情况说明',
    parentageDeclaration: '亲子关系声明',
    guardianshipProof: '监护权证明',
    lateStatement: '逾期办理情况说明(承诺书)',
    deliveryRecordCopy: '分娩记录复印件',
  },
})
export type Material = CodeOf<typeof MATERIAL>

/** 需要亲子鉴定的情形 (Hunan 2025 list); a province switches single ones off. */
export const DNA_REASON = defineCodes({
  id: 'dnaReason', title: '需要亲子鉴定的情形', standard: '湖南省出生医学证明管理办法(2025)', source: '出生医学证明说明 §1.5',
  codes: {
    late: '超过本省规定期限申领',
    outside: '在有助产资质的机构外出生',
    motherWithheld: '父亲申领且不登记母亲信息',
    nonMarital: '无结婚证或非婚生育,要求登记父亲信息',
    nameMismatch: '母亲证件姓名与入院登记不符且公安机关无登记',
  },
})
export type DnaReason = CodeOf<typeof DNA_REASON>

import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/** 医疗机构等级. Our own flat codes over the well-known grades; a target's own codes are the adapter's business. */
export const INSTITUTION_LEVEL = defineCodes({
  id: 'institutionLevel', title: '机构等级', standard: '本程序 (医院分级管理: 三级、甲乙丙等)', source: '通用知识',
  codes: {
    '1': '一级', '11': { label: '一级甲等', parent: '1' }, '12': { label: '一级乙等', parent: '1' }, '13': { label: '一级丙等', parent: '1' },
    '2': '二级', '21': { label: '二级甲等', parent: '2' }, '22': { label: '二级乙等', parent: '2' }, '23': { label: '二级丙等', parent: '2' },
    '3': '三级', '31': { label: '三级甲等', parent: '3' }, '32': { label: '三级乙等', parent: '3' }, '33': { label: '三级丙等', parent: '3' },
    '9': '未定级',
  },
})
export type InstitutionLevel = CodeOf<typeof INSTITUTION_LEVEL>

/** 本机构在出生证管理中的角色; one installation can be both (§1.2). */
export const CERTIFICATE_ROLE = defineCodes({
  id: 'certificateRole', title: '出生证管理角色', standard: '本程序', source: '出生医学证明说明 §1.2',
  codes: { issuer: '签发机构', manager: '委托管理机构' },
})
export type CertificateRole = CodeOf<typeof CERTIFICATE_ROLE>

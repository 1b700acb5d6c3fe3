import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const SOURCE = '出生医学证明说明 §4.8(海南 2024;广州 2018 试点)'

/** Whose identity was checked. */
export const IDENTITY_SUBJECT = defineCodes({
  id: 'identitySubject', title: '核验对象', standard: '本程序', source: SOURCE, codes: { mother: '母亲', father: '父亲', collector: '领证人' },
})
export type IdentitySubject = CodeOf<typeof IDENTITY_SUBJECT>

/** 核验方式. An offline desktop cannot ask the police library itself: 人脸 notes what the province's system answered. */
export const IDENTITY_METHOD = defineCodes({
  id: 'identityMethod', title: '核验方式', standard: '本程序', source: SOURCE, codes: { card: '读卡', face: '人脸(省系统)', twoPersons: '双人核验' },
})
export type IdentityMethod = CodeOf<typeof IDENTITY_METHOD>

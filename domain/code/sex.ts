import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/** 性别. 0 and 9 of a newborn need approval (certificate note §2.2 field 3). */
export const SEX = defineCodes({
  id: 'sex', title: '性别', standard: 'GB/T 2261.1—2003', source: '出生医学证明说明 §2.2 第3项; 省平台导出说明 §2',
  codes: { '0': '未知的性别', '1': '男', '2': '女', '9': '未说明的性别' },
  order: ['1', '2', '0', '9'],
})
export type Sex = CodeOf<typeof SEX>

import type { LocalColumn } from '../dataset.ts'

/** Who a row is about, in the data sets of children that no standard covers. */
export const CHILD_COLUMNS = [
  { key: 'childName', name: '姓名', type: 'S1', format: 'A..50', personName: true, expected: true },
  { key: 'sex', name: '性别代码', type: 'S3', format: 'N1', codeTable: 'GB/T 2261.1', required: true },
  { key: 'birthDay', name: '出生日期', type: 'D', format: 'D8', required: true },
  { key: 'idType', name: '身份证件类别代码', type: 'S3', format: 'N2', codeTable: 'CV02.01.101' },
  { key: 'idNo', name: '身份证件号码', type: 'S1', format: 'AN..30', pattern: { citizenIdWhen: 'ext.idType' } },
] as const satisfies readonly LocalColumn[]

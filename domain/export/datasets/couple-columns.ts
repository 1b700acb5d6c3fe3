import type { LocalColumn } from '../dataset.ts'

/** The woman a row is about. */
export const WOMAN_COLUMNS = [
  { key: 'womanName', name: '妇女姓名', type: 'S1', format: 'A..60', personName: true, required: true },
  { key: 'womanBirthDay', name: '妇女出生日期', type: 'D', format: 'D8', expected: true },
  { key: 'womanIdType', name: '妇女身份证件类别代码', type: 'S3', format: 'N2', codeTable: 'CV02.01.101' },
  { key: 'womanIdNo', name: '妇女身份证件号码', type: 'S1', format: 'AN..30', pattern: { citizenIdWhen: 'ext.womanIdType' } },
  { key: 'addressCounty', name: '现住地址-县', type: 'S1', format: 'AN..70' },
  { key: 'addressTownship', name: '现住地址-乡', type: 'S1', format: 'AN..70' },
] as const satisfies readonly LocalColumn[]

/** Both of a couple. */
export const COUPLE_COLUMNS = [
  ...WOMAN_COLUMNS,
  { key: 'husbandName', name: '丈夫姓名', type: 'S1', format: 'A..60', personName: true },
  { key: 'husbandBirthDay', name: '丈夫出生日期', type: 'D', format: 'D8' },
  { key: 'husbandIdType', name: '丈夫身份证件类别代码', type: 'S3', format: 'N2', codeTable: 'CV02.01.101' },
  { key: 'husbandIdNo', name: '丈夫身份证件号码', type: 'S1', format: 'AN..30', pattern: { citizenIdWhen: 'ext.husbandIdType' } },
] as const satisfies readonly LocalColumn[]

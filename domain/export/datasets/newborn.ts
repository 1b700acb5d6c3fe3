import { newborn } from '../../modules/birth/newborn.record.ts'
import { defineDataset } from '../dataset.ts'
import { columnsOfExtension } from '../record-columns.ts'

/**
 * 新生儿: what WS 377.4—2013 says about the child at birth (131–139 and 160–178). The printed 165 is text of weeks and days
 * (`39+2`); the days of gestation, which every other data set uses, stand beside it in `ext`; so do all methods of rescue and complications, of which 135 and 137 take the first.
 */
export const newbornDataset = defineDataset({
  id: 'newborn', title: '新生儿', schema: 'WS 377.4—2013',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'pregnancyNo', name: '孕册号' }, { key: 'birthOrder', name: '胎儿序号' }],
  columns: [
    { hdsb: 'HDSB02.04.131', de: 'DE04.10.192.00', name: '新生儿头围（cm）', type: 'N', format: 'N4,1' },
    { hdsb: 'HDSB02.04.132', de: 'DE04.10.211.00', name: '新生儿胸围（cm）', type: 'N', format: 'N4..5,1' },
    { hdsb: 'HDSB02.04.133', de: 'DE02.10.003.00', name: '出生缺陷标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.134', de: 'DE06.00.122.00', name: '新生儿抢救标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.135', de: 'DE06.00.123.00', name: '新生儿抢救方法代码', type: 'S3', format: 'N1', codeTable: 'CV06.00.108' },
    { hdsb: 'HDSB02.04.136', de: 'DE05.01.046.00', name: '新生儿并发症标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.137', de: 'DE05.01.047.00', name: '新生儿并发症代码', type: 'S3', format: 'AN7', codeTable: 'CV05.01.013' },
    { hdsb: 'HDSB02.04.138', de: 'DE06.00.119.00', name: '新生儿处理及指导意见', type: 'S1', format: 'AN..200' },
    { hdsb: 'HDSB02.04.139', de: 'DE06.00.026.00', name: '分娩结局', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.139', required: true },
    { hdsb: 'HDSB02.04.160', de: 'DE02.01.039.00', name: '新生儿姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB02.04.161', de: 'DE02.01.040.00', name: '新生儿性别代码', type: 'S3', format: 'N1', codeTable: 'GB/T 2261.1', required: true },
    { hdsb: 'HDSB02.04.162', de: 'DE02.01.005.01', name: '新生儿出生日期', type: 'D', format: 'D8', required: true },
    { hdsb: 'HDSB02.04.163', de: 'DE02.01.031.00', name: '母亲身份证件类别代码', type: 'S3', format: 'N2', codeTable: 'CV02.01.101' },
    { hdsb: 'HDSB02.04.164', de: 'DE02.01.030.00', name: '母亲身份证件号码', type: 'S1', format: 'AN..18', pattern: { citizenIdWhen: 'HDSB02.04.163' } },
    { hdsb: 'HDSB02.04.165', de: 'DE02.10.006.00', name: '出生孕周', type: 'S1', format: 'AN2..5' },
    { hdsb: 'HDSB02.04.167', de: 'DE08.10.013.00', name: '分娩机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.168', de: 'DE02.10.011.00', name: '末次分娩方式代码', type: 'S3', format: 'N..2', codeTable: 'CV02.10.003' },
    { hdsb: 'HDSB02.04.169', de: 'DE02.10.063.00', name: '双多胎标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.170', de: 'DE02.10.086.00', name: '新生儿窒息标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.171', de: 'DE05.10.001.00', name: 'Apgar评分值（分）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.172', de: 'DE05.10.029.00', name: '新生儿畸形标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.173', de: 'DE02.10.025.00', name: '新生儿畸形描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.177', de: 'DE04.10.019.00', name: '出生体重（g）', type: 'N', format: 'N3..4', expected: true },
    { hdsb: 'HDSB02.04.178', de: 'DE04.10.018.00', name: '出生身长（cm）', type: 'N', format: 'N4..5,1' },
    { key: 'gestationDays', name: '出生孕周(d)', type: 'N', format: 'N2..3', expected: true },
    { key: 'birthDateTime', name: '新生儿出生日期时间', type: 'DT', format: 'DT15', required: true },
    { key: 'motherName', name: '母亲姓名', type: 'S1', format: 'A..50', personName: true },
    { key: 'health', name: '健康状况', type: 'S2', format: 'N1', codeTable: 'local.health' },
    { key: 'placeType', name: '出生地点类别代码', type: 'S3', format: 'N..2', codeTable: 'CV02.01.102' },
    { key: 'attendantName', name: '接生人员姓名', type: 'S1', format: 'A..50', personName: true },
    { key: 'certNo', name: '出生医学证明编号', type: 'S1', format: 'AN..10', pattern: 'certificate-number' },
    ...columnsOfExtension(newborn, 'newborn'),
  ],
})

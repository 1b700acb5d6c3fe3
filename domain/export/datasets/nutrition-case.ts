import { childCase } from '../../modules/child/case.record.ts'
import { childCaseVisit } from '../../modules/child/case-visit.record.ts'
import { defineDataset } from '../dataset.ts'
import { columnsOfExtension } from '../record-columns.ts'

const CASE_KEYS = new Set(columnsOfExtension(childCase, 'nutrition_case').map(({ key }) => key))

/**
 * 营养性疾病儿童管理 (WS 376.4—2013): the standard's one form is opening, follow-up and closing in one. Here one row is the
 * case (visitNo 0, with its closing) and one row each follow-up, which repeats what names the child and the case.
 */
export const nutritionCaseDataset = defineDataset({
  id: 'nutrition_case', title: '营养性疾病儿童管理', schema: 'WS 376.4—2013',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'caseNo', name: '专案编号' }, { key: 'visitNo', name: '随诊编号' }],
  columns: [
    { hdsb: 'HDSB01.04.001', de: 'DE01.00.008.00', name: '营养性疾病儿童管理记录表单编号', type: 'S1', format: 'AN..20', required: true },
    { hdsb: 'HDSB01.04.002', de: 'DE02.01.039.00', name: '儿童姓名', type: 'S1', format: 'A..50', personName: true, expected: true },
    { hdsb: 'HDSB01.04.003', de: 'DE02.01.040.00', name: '儿童性别代码', type: 'S3', format: 'N1', codeTable: 'GB/T 2261.1', required: true },
    { hdsb: 'HDSB01.04.004', de: 'DE02.01.005.01', name: '儿童出生日期', type: 'D', format: 'D8', required: true },
    { hdsb: 'HDSB01.04.005', de: 'DE02.01.039.00', name: '母亲姓名', type: 'S1', format: 'A..50', personName: true, expected: true },
    { hdsb: 'HDSB01.04.006', de: 'DE02.01.010.00', name: '母亲电话号码', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB01.04.007', de: 'DE02.01.039.00', name: '父亲姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB01.04.008', de: 'DE02.01.010.00', name: '父亲电话号码', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB01.04.009', de: 'DE02.01.009.01', name: '现住地址-省（自治区、直辖市）', type: 'S1', format: 'AN..70', expected: true },
    { hdsb: 'HDSB01.04.010', de: 'DE02.01.009.02', name: '现住地址-市（地区、州）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.04.011', de: 'DE02.01.009.03', name: '现住地址-县（市、区）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.04.012', de: 'DE02.01.009.04', name: '现住地址-乡（镇、街道办事处）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.04.013', de: 'DE02.01.009.05', name: '现住地址-村（街、路、弄等）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.04.014', de: 'DE02.01.009.06', name: '现住地址-门牌号码', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.04.015', de: 'DE02.01.038.00', name: '行政区划代码', type: 'S3', format: 'N6' },
    { hdsb: 'HDSB01.04.016', de: 'DE02.01.047.00', name: '邮政编码', type: 'S1', format: 'N6' },
    { hdsb: 'HDSB01.04.017', de: 'DE06.00.050.00', name: '建档日期', type: 'D', format: 'D8', required: true },
    { hdsb: 'HDSB01.04.018', de: 'DE06.00.116.00', name: '喂养方式类别代码', type: 'S2', format: 'N1', codeTable: 'HDSB01.04.018' },
    { hdsb: 'HDSB01.04.019', de: 'DE05.10.021.00', name: '儿童营养性疾病因素类别代码', type: 'S3', format: 'N2', codeTable: 'CV05.10.007', required: true },
    { hdsb: 'HDSB01.04.020', de: 'DE06.00.048.00', name: '随诊日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB01.04.021', de: 'DE04.01.072.00', name: '随诊月龄（月）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB01.04.022', de: 'DE04.01.117.00', name: '症状描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB01.04.023', de: 'DE04.10.187.00', name: '体征描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB01.04.024', de: 'DE04.30.010.00', name: '辅助检查项目', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB01.04.025', de: 'DE04.30.009.00', name: '辅助检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB01.04.026', de: 'DE06.00.018.00', name: '处理及指导意见', type: 'S1', format: 'AN..200' },
    { hdsb: 'HDSB01.04.027', de: 'DE06.00.151.00', name: '预约日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB01.04.028', de: 'DE08.10.013.00', name: '检查（测）机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.04.029', de: 'DE02.01.039.00', name: '检查（测）人员姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB01.04.030', de: 'DE05.10.074.00', name: '营养性疾病儿童转归代码', type: 'S3', format: 'N1', codeTable: 'CV05.10.010' },
    { hdsb: 'HDSB01.04.031', de: 'DE08.10.013.00', name: '结案单位名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.04.032', de: 'DE02.01.039.00', name: '结案医师姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB01.04.033', de: 'DE09.00.100.00', name: '专案管理结束日期', type: 'D', format: 'D8' },
    { key: 'treatmentAndAdvice', name: '处理及指导意见(全文)', type: 'S1', format: 'AN..400' },
    { key: 'previousCaseNo', name: '上一专案编号', type: 'S1', format: 'AN..20' },
    ...columnsOfExtension(childCase, 'nutrition_case'),
    // What a follow-up must say, the case's own row has not; two columns stand in both rows under one name.
    ...columnsOfExtension(childCaseVisit, 'nutrition_case').filter(({ key }) => !CASE_KEYS.has(key)).map(({ required: _required, ...column }) => column),
  ],
})

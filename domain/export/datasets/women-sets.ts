import { adolescentVisit } from '../../modules/women/adolescent.record.ts'
import { cancerFollowUp } from '../../modules/women/cancer-follow-up.record.ts'
import { cancerScreening } from '../../modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from '../../modules/women/menopause.record.ts'
import type { RecordDefinition } from '../../record/define.ts'
import { type Dataset, defineDataset, type LocalColumn } from '../dataset.ts'
import { columnsOfExtension } from '../record-columns.ts'

const optional = (definition: RecordDefinition, dataset: string): LocalColumn[] => columnsOfExtension(definition, dataset).map(({ required: _required, ...column }) => column)

/**
 * 两癌筛查 (WS 377.2—2013): one screening, with what the steps behind it found. HPV by type, the steps and the next round have
 * no element and travel in the extension. The element of 不适症状 takes one code: of several only the extension speaks.
 * 避孕方式 (CV06.00.211) is kept in words, since its table was not read.
 */
export const womenScreeningDataset = defineDataset({
  id: 'women_screening', title: '妇女常见病筛查(两癌)', schema: 'WS 377.2—2013',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'screeningNo', name: '筛查编号' }],
  columns: [
    { hdsb: 'HDSB02.02.001', de: 'DE01.00.008.00', name: '妇女常见病筛查记录表单编号', type: 'S1', format: 'AN..20', required: true },
    { hdsb: 'HDSB02.02.002', de: 'DE02.01.039.00', name: '本人姓名', type: 'S1', format: 'A..50', personName: true, expected: true },
    { hdsb: 'HDSB02.02.003', de: 'DE02.01.005.01', name: '出生日期', type: 'D', format: 'D8', required: true },
    { hdsb: 'HDSB02.02.004', de: 'DE02.01.031.00', name: '身份证件类别代码', type: 'S3', format: 'N2', codeTable: 'CV02.01.101' },
    { hdsb: 'HDSB02.02.005', de: 'DE02.01.030.00', name: '身份证件号码', type: 'S1', format: 'AN..18', pattern: { citizenIdWhen: 'HDSB02.02.004' }, expected: true },
    { hdsb: 'HDSB02.02.006', de: 'DE02.01.025.00', name: '民族', type: 'S3', format: 'N2', codeTable: 'GB/T 3304' },
    { hdsb: 'HDSB02.02.007', de: 'DE02.01.052.00', name: '职业类别代码', type: 'S3', format: 'AN..3', codeTable: 'GB/T 6565' },
    { hdsb: 'HDSB02.02.008', de: 'DE02.01.041.00', name: '学历代码', type: 'S3', format: 'N2', codeTable: 'GB/T 4658' },
    { hdsb: 'HDSB02.02.009', de: 'DE08.10.007.00', name: '工作单位名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.02.010', de: 'DE02.01.009.01', name: '现住地址-省（自治区、直辖市）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.02.011', de: 'DE02.01.009.02', name: '现住地址-市（地区、州）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.02.012', de: 'DE02.01.009.03', name: '现住地址-县（市、区）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.02.013', de: 'DE02.01.009.05', name: '现住地址-村（街、路、弄等）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.02.014', de: 'DE02.01.009.04', name: '现住地址-乡（镇、街道办事处）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.02.015', de: 'DE02.01.009.06', name: '现住地址-门牌号码', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.02.016', de: 'DE02.01.038.00', name: '行政区划代码', type: 'S3', format: 'N6' },
    { hdsb: 'HDSB02.02.017', de: 'DE02.01.047.00', name: '邮政编码', type: 'S1', format: 'N6' },
    { hdsb: 'HDSB02.02.018', de: 'DE02.01.010.00', name: '电话号码', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB02.02.019', de: 'DE02.01.018.00', name: '婚姻状况代码', type: 'S3', format: 'N2', codeTable: 'GB/T 2261.2' },
    { hdsb: 'HDSB02.02.020', de: 'DE02.10.007.00', name: '初潮年龄（岁）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.021', de: 'DE02.10.083.00', name: '月经持续时间（d）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.022', de: 'DE02.10.084.00', name: '月经周期（d）', type: 'N', format: 'N..3' },
    { hdsb: 'HDSB02.02.023', de: 'DE04.01.106.00', name: '月经出血量类别代码', type: 'S2', format: 'N1', codeTable: 'local.mensesVolume' },
    { hdsb: 'HDSB02.02.024', de: 'DE04.01.075.00', name: '痛经标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.02.025', de: 'DE02.10.051.00', name: '末次月经日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.02.026', de: 'DE02.10.047.00', name: '绝经标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.02.027', de: 'DE02.10.048.00', name: '绝经年龄（岁）', type: 'N', format: 'N2' },
    { hdsb: 'HDSB02.02.028', de: 'DE06.00.098.00', name: '手术绝经标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.02.029', de: 'DE04.01.108.00', name: '孕次（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.030', de: 'DE02.10.002.00', name: '产次（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.031', de: 'DE02.10.054.00', name: '人工流产次数（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.032', de: 'DE02.10.093.00', name: '自然流产次数（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.033', de: 'DE02.10.010.00', name: '阴道分娩次数（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.034', de: 'DE02.10.053.00', name: '剖宫产次数（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.035', de: 'DE02.10.065.00', name: '死胎死产例数', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.036', de: 'DE02.10.005.00', name: '出生缺陷儿例数', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.02.037', de: 'DE06.00.090.00', name: '末次妊娠终止日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.02.038', de: 'DE02.10.056.00', name: '末次妊娠终止方式代码', type: 'S3', format: 'N2', codeTable: 'CV02.10.002' },
    { hdsb: 'HDSB02.02.039', de: 'DE02.10.013.00', name: '末次分娩日期时间', type: 'DT', format: 'DT15' },
    { hdsb: 'HDSB02.02.040', de: 'DE02.10.011.00', name: '末次分娩方式代码', type: 'S3', format: 'N..2', codeTable: 'CV02.10.003' },
    { hdsb: 'HDSB02.02.041', de: 'DE02.10.055.00', name: '妊娠合并症/并发症史', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.042', de: 'DE06.00.006.00', name: '避孕方式代码', type: 'S3', format: 'N1' },
    { hdsb: 'HDSB02.02.043', de: 'DE02.10.026.00', name: '既往疾病史', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.044', de: 'DE02.10.077.00', name: '性交出血史', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.045', de: 'DE02.10.045.00', name: '家族肿瘤史描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.046', de: 'DE04.01.019.00', name: '妇科及乳腺不适症状代码', type: 'S3', format: 'N2', codeTable: 'CV04.01.001' },
    { hdsb: 'HDSB02.02.047', de: 'DE04.10.206.00', name: '心率（次/min）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.02.048', de: 'DE04.10.174.00', name: '收缩压（mmHg）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.02.049', de: 'DE04.10.176.00', name: '舒张压（mmHg）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.02.050', de: 'DE04.10.197.00', name: '外阴检查结果描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.051', de: 'DE04.50.119.00', name: '阴道分泌物性状描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.052', de: 'DE04.10.221.00', name: '阴道检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.053', de: 'DE04.10.068.00', name: '宫颈检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.054', de: 'DE04.10.233.00', name: '子宫检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.055', de: 'DE04.10.040.00', name: '左侧附件检查结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.001' },
    { hdsb: 'HDSB02.02.056', de: 'DE04.10.040.00', name: '右侧附件检查结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.001' },
    { hdsb: 'HDSB02.02.057', de: 'DE04.10.159.00', name: '左侧乳腺检查结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.012' },
    { hdsb: 'HDSB02.02.058', de: 'DE04.10.159.00', name: '右侧乳腺检查结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.012' },
    { hdsb: 'HDSB02.02.059', de: 'DE02.01.039.00', name: '检查医师姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB02.02.060', de: 'DE04.50.079.00', name: '滴虫检测结果代码', type: 'S2', format: 'N1', codeTable: 'local.positiveNegative' },
    { hdsb: 'HDSB02.02.061', de: 'DE04.50.042.00', name: '念珠菌检测结果代码', type: 'S2', format: 'N1', codeTable: 'local.positiveNegative' },
    { hdsb: 'HDSB02.02.062', de: 'DE04.50.118.00', name: '阴道分泌物清洁度代码', type: 'S3', format: 'N1', codeTable: 'CV04.50.010' },
    { hdsb: 'HDSB02.02.063', de: 'DE04.50.040.00', name: '淋球菌检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.064', de: 'DE04.50.041.00', name: '梅毒血清学试验结果代码', type: 'S2', format: 'N1', codeTable: 'local.serologyResult' },
    { hdsb: 'HDSB02.02.065', de: 'DE04.10.222.00', name: '阴道镜检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.066', de: 'DE04.50.120.00', name: '宫颈脱落细胞学诊断结果代码', type: 'S3', format: 'N2', codeTable: 'CV04.50.011' },
    { hdsb: 'HDSB02.02.067', de: 'DE04.30.007.00', name: '宫颈组织病理学检查结果代码', type: 'S3', format: 'N2', codeTable: 'CV04.30.109' },
    { hdsb: 'HDSB02.02.068', de: 'DE04.30.034.00', name: '乳腺超声检查', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.069', de: 'DE04.30.035.00', name: '乳腺X线检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.070', de: 'DE05.10.072.00', name: '体检结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.02.071', de: 'DE06.00.018.00', name: '处理及指导意见', type: 'S1', format: 'AN..200' },
    { hdsb: 'HDSB02.02.072', de: 'DE08.10.013.00', name: '检查机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.02.073', de: 'DE02.01.039.00', name: '主检医师姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB02.02.074', de: 'DE06.00.048.00', name: '检查日期', type: 'D', format: 'D8', required: true },
    ...columnsOfExtension(cancerScreening, 'women_screening'), ...optional(cancerFollowUp, 'women_screening'),
    { key: 'cervicalFollowUp', name: '宫颈追踪状态', type: 'S2', format: 'AN..30', codeTable: 'local.cancerFollowUpState' },
    { key: 'breastFollowUp', name: '乳腺追踪状态', type: 'S2', format: 'AN..30', codeTable: 'local.cancerFollowUpState' },
  ],
})

/** Who a row is about, in the data sets of women that no standard covers. */
const WOMAN_COLUMNS = [
  { key: 'name', name: '姓名', type: 'S1', format: 'A..50', personName: true, expected: true },
  { key: 'birthDay', name: '出生日期', type: 'D', format: 'D8', required: true },
  { key: 'idType', name: '身份证件类别代码', type: 'S3', format: 'N2', codeTable: 'CV02.01.101' },
  { key: 'idNo', name: '身份证件号码', type: 'S1', format: 'AN..30', pattern: { citizenIdWhen: 'ext.idType' } },
  { key: 'addressCounty', name: '现住地址-县', type: 'S1', format: 'AN..70' },
  { key: 'addressTownship', name: '现住地址-乡', type: 'S1', format: 'AN..70' },
] as const satisfies readonly LocalColumn[]

/** 更年期: no standard covers it. A row is a visit, with what her file says on it. */
export const womenMenopauseDataset = defineDataset({
  id: 'women_menopause', title: '更年期保健', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'fileNo', name: '档案编号' }, { key: 'visitDay', name: '随访日期' }, { key: 'serial', name: '序号' }],
  columns: [...WOMAN_COLUMNS, ...optional(menopauseFile, 'women_menopause'), ...columnsOfExtension(menopauseVisit, 'women_menopause')],
})

/** 青少年保健: no standard covers it. What was said in confidence stays in the hospital. */
export const womenAdolescentDataset = defineDataset({
  id: 'women_adolescent', title: '青少年保健', schema: 'local',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'personNo', name: '人员编号' }, { key: 'visitDay', name: '就诊日期' }, { key: 'serial', name: '序号' }],
  columns: [...WOMAN_COLUMNS, { key: 'sex', name: '性别代码', type: 'S3', format: 'N1', codeTable: 'GB/T 2261.1', required: true }, ...columnsOfExtension(adolescentVisit, 'women_adolescent')],
})

/** Data sets of 两癌筛查, 更年期, 青少年. */
export const WOMEN_DATASETS: readonly Dataset[] = [womenScreeningDataset, womenMenopauseDataset, womenAdolescentDataset]

import { riskAssessment } from '../../modules/risk/assessment.record.ts'
import { riskCase } from '../../modules/risk/case.record.ts'
import { riskCaseVisit } from '../../modules/risk/case-visit.record.ts'
import { riskReport } from '../../modules/risk/report.record.ts'
import { riskScreening } from '../../modules/risk/screening.record.ts'
import { type ColumnSpec, type Dataset, defineDataset } from '../dataset.ts'
import { columnsOfExtension } from '../record-columns.ts'

/** Who the woman is and how the pregnancy is dated, as WS 377.4 has it for every part of the record. */
const WOMAN: readonly ColumnSpec[] = [
  { hdsb: 'HDSB02.04.002', de: 'DE02.01.039.00', name: '本人姓名', type: 'S1', format: 'A..50', required: true, personName: true },
  { hdsb: 'HDSB02.04.003', de: 'DE02.01.005.01', name: '出生日期', type: 'D', format: 'D8', expected: true },
  { hdsb: 'HDSB02.04.004', de: 'DE02.01.010.00', name: '电话号码', type: 'S1', format: 'AN..20' },
  { hdsb: 'HDSB02.04.011', de: 'DE02.01.009.01', name: '现住地址-省（自治区、直辖市）', type: 'S1', format: 'AN..70' },
  { hdsb: 'HDSB02.04.012', de: 'DE02.01.009.02', name: '现住地址-市（地区、州）', type: 'S1', format: 'AN..70' },
  { hdsb: 'HDSB02.04.013', de: 'DE02.01.009.03', name: '现住地址-县（市、区）', type: 'S1', format: 'AN..70' },
  { hdsb: 'HDSB02.04.014', de: 'DE02.01.009.04', name: '现住地址-乡（镇、街道办事处）', type: 'S1', format: 'AN..70' },
  { hdsb: 'HDSB02.04.015', de: 'DE02.01.009.05', name: '现住地址-村（街、路、弄等）', type: 'S1', format: 'AN..70' },
  { hdsb: 'HDSB02.04.016', de: 'DE02.01.009.06', name: '现住地址-门牌号码', type: 'S1', format: 'AN..70' },
  { hdsb: 'HDSB02.04.030', de: 'DE04.01.108.00', name: '孕次（次）', type: 'N', format: 'N..2' },
  { hdsb: 'HDSB02.04.031', de: 'DE02.10.002.00', name: '产次（次）', type: 'N', format: 'N..2' },
  { hdsb: 'HDSB02.04.035', de: 'DE02.10.051.00', name: '末次月经日期', type: 'D', format: 'D8' },
  { hdsb: 'HDSB02.04.036', de: 'DE05.10.098.00', name: '预产期', type: 'D', format: 'D8' },
  { key: 'womanIdNo', name: '证件号码', type: 'S1', format: 'AN..30' },
  { key: 'handbookNo', name: '母子健康手册号', type: 'S1', format: 'AN..30' },
]
const ORG = { key: 'orgCode', name: '机构代码' }
const CASE_KEYS = new Set(columnsOfExtension(riskCase, 'high_risk_case').map(({ key }) => key))

/**
 * 高危管理 of WS 377.4—2013 (223–243): one row is the case with its closing (visitNo 0), one row each follow-up. The standard
 * has one factor and one score a row: the first factor goes into its column and all of them into the extension; 228 and 229 are
 * a score of before the five colours and its grade, which a doctor gives where the province still asks for them; the colour
 * travels beside them and is never made into one.
 */
export const highRiskCaseDataset = defineDataset({
  id: 'high_risk_case', title: '高危孕产妇管理', schema: 'WS 377.4—2013', businessKey: [ORG, { key: 'caseNo', name: '专案编号' }, { key: 'visitNo', name: '随诊编号' }],
  columns: [
    ...WOMAN,
    { hdsb: 'HDSB02.04.223', de: 'DE01.00.008.00', name: '孕产期高危管理记录表单编号', type: 'S1', format: 'AN..20', required: true },
    { hdsb: 'HDSB02.04.224', de: 'DE05.10.027.00', name: '高危评分日期时间', type: 'DT', format: 'DT15', required: true },
    { hdsb: 'HDSB02.04.225', de: 'DE05.10.103.00', name: '孕妇高危评分孕周（d）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.04.226', de: 'DE03.00.084.00', name: '孕产期高危因素代码', type: 'S3', format: 'N2', codeTable: 'CV03.00.402' },
    { hdsb: 'HDSB02.04.227', de: 'DE05.10.102.00', name: '孕产期高危因素标志', type: 'L', format: 'T/F', required: true },
    { hdsb: 'HDSB02.04.228', de: 'DE05.10.104.00', name: '孕妇高危评分值（分）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.229', de: 'DE05.01.054.00', name: '孕妇高危妊娠级别代码', type: 'S2', format: 'N1', codeTable: 'local.riskScoreGrade' },
    { hdsb: 'HDSB02.04.230', de: 'DE08.10.013.00', name: '孕产妇高危筛查机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.231', de: 'DE06.00.024.00', name: '高危孕产妇随诊日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.04.232', de: 'DE04.10.096.00', name: '高危孕产妇随诊孕周（d）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.04.233', de: 'DE04.01.117.00', name: '症状描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.234', de: 'DE04.10.187.00', name: '体征描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.235', de: 'DE04.30.009.00', name: '辅助检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.236', de: 'DE06.00.018.00', name: '高危孕产妇处理及指导意见', type: 'S1', format: 'AN..200' },
    { hdsb: 'HDSB02.04.237', de: 'DE06.00.151.00', name: '预约日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.04.238', de: 'DE08.10.013.00', name: '高危孕产妇随诊机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.239', de: 'DE02.01.039.00', name: '高危孕产妇随诊人员姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB02.04.240', de: 'DE05.10.105.00', name: '孕妇高危妊娠转归代码', type: 'S3', format: 'N1', codeTable: 'CV05.10.010' },
    { hdsb: 'HDSB02.04.241', de: 'DE08.10.013.00', name: '结案单位名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.242', de: 'DE02.01.039.00', name: '高危孕产妇结案医师姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB02.04.243', de: 'DE09.00.100.00', name: '专案管理结束日期', type: 'D', format: 'D8' },
    ...columnsOfExtension(riskCase, 'high_risk_case').map(({ required: _required, ...column }) => column), ...columnsOfExtension(riskCaseVisit, 'high_risk_case').filter(({ key }) => !CASE_KEYS.has(key)).map(({ required: _required, ...column }) => column),
  ],
})

/** 妊娠风险筛查: no national data set; one row a screening with its referral and the answer. */
export const riskScreeningDataset = defineDataset({
  id: 'risk_screening', title: '妊娠风险筛查', schema: 'local', businessKey: [ORG, { key: 'screeningNo', name: '筛查单编号' }], columns: [...WOMAN, ...columnsOfExtension(riskScreening, 'risk_screening')],
})

/** 妊娠风险评估分级: no national data set; one row a confirmed assessment with its report. */
export const riskAssessmentDataset = defineDataset({
  id: 'risk_assessment', title: '妊娠风险评估与分级报告', schema: 'local', businessKey: [ORG, { key: 'assessmentNo', name: '评估编号' }],
  columns: [...WOMAN, ...columnsOfExtension(riskAssessment, 'risk_assessment'), ...columnsOfExtension(riskReport, 'risk_assessment').map(({ required: _required, ...column }) => column)],
})

/** Data sets of 妊娠风险: screening, assessment, cases of high risk. */
export const RISK_DATASETS: readonly Dataset[] = [riskScreeningDataset, riskAssessmentDataset, highRiskCaseDataset]

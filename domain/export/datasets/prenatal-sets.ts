import { prenatalConsent } from '../../modules/prenatal/consent.record.ts'
import { prenatalDiagnosis } from '../../modules/prenatal/diagnosis.record.ts'
import { prenatalOutcome } from '../../modules/prenatal/outcome.record.ts'
import { prenatalRecall } from '../../modules/prenatal/recall.record.ts'
import { prenatalRequest } from '../../modules/prenatal/request.record.ts'
import { prenatalResult } from '../../modules/prenatal/result.record.ts'
import { prenatalSample } from '../../modules/prenatal/sample.record.ts'
import { type Dataset, defineDataset, type LocalColumn } from '../dataset.ts'
import { columnsOfExtension } from '../record-columns.ts'

/** The records whose own fields stand on a row of screening, and those on a row of diagnosis. */
export const PRENATAL_ROW_RECORDS = { screening: [prenatalRequest, prenatalConsent, prenatalSample, prenatalResult, prenatalRecall, prenatalOutcome], diagnosis: [prenatalDiagnosis, prenatalOutcome] } as const

/** What one kind of row must say, the other has not. */
const ofRecords = (): LocalColumn[] => [...new Set([...PRENATAL_ROW_RECORDS.screening, ...PRENATAL_ROW_RECORDS.diagnosis])].flatMap(definition => columnsOfExtension(definition, 'prenatal_screening').map(({ required: _required, ...column }) => column))

/**
 * 产前筛查与诊断 (WS 377.5—2013): one row a screening result or a diagnosis, `rowKind` says which; the outcome of the pregnancy
 * stands on each. The standard's result is a text of 100 signs and it knows no NIPT (method 9): values, classes, Z scores,
 * the chain of the tube and the recall travel in `ext`. No element and no column names a fetus's sex, and every text goes
 * out masked. 013 邮政编码 stays empty: nobody is asked for a postcode.
 */
export const prenatalScreeningDataset = defineDataset({
  id: 'prenatal_screening', title: '产前筛查与诊断', schema: 'WS 377.5—2013',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'itemNo', name: '筛查或诊断记录号' }],
  columns: [
    { hdsb: 'HDSB02.05.001', de: 'DE01.00.008.00', name: '产前筛查与诊断记录表单编号', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB02.05.002', de: 'DE02.01.039.00', name: '本人姓名', type: 'S1', format: 'A..50', personName: true, expected: true },
    { hdsb: 'HDSB02.05.003', de: 'DE02.01.005.01', name: '出生日期', type: 'D', format: 'D8', expected: true },
    { hdsb: 'HDSB02.05.004', de: 'DE02.01.031.00', name: '身份证件类别代码', type: 'S3', format: 'N2', codeTable: 'CV02.01.101' },
    { hdsb: 'HDSB02.05.005', de: 'DE02.01.030.00', name: '身份证件号码', type: 'S1', format: 'AN..18', pattern: { citizenIdWhen: 'HDSB02.05.004' } },
    { hdsb: 'HDSB02.05.006', de: 'DE02.01.009.01', name: '现住地址-省（自治区、直辖市）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.05.007', de: 'DE02.01.009.02', name: '现住地址-市（地区、州）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.05.008', de: 'DE02.01.009.03', name: '现住地址-县（市、区）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.05.009', de: 'DE02.01.009.05', name: '现住地址-村（街、路、弄等）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.05.010', de: 'DE02.01.009.06', name: '现住地址-门牌号码', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.05.011', de: 'DE02.01.009.04', name: '现住地址-乡（镇、街道办事处）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.05.012', de: 'DE02.01.038.00', name: '行政区划代码', type: 'S3', format: 'N6' },
    { hdsb: 'HDSB02.05.013', de: 'DE02.01.047.00', name: '邮政编码', type: 'S1', format: 'N6' },
    { hdsb: 'HDSB02.05.014', de: 'DE02.01.010.00', name: '电话号码', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB02.05.015', de: 'DE04.10.188.00', name: '体重（kg）', type: 'N', format: 'N3..5,1' },
    { hdsb: 'HDSB02.05.016', de: 'DE05.10.011.00', name: '产前筛查孕周（d）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.05.017', de: 'DE05.10.010.00', name: '产前筛查项目', type: 'S1', format: 'AN..30' },
    { hdsb: 'HDSB02.05.018', de: 'DE05.10.008.00', name: '产前筛查方法代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.05.018' },
    { hdsb: 'HDSB02.05.019', de: 'DE05.10.009.00', name: '产前筛查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.05.020', de: 'DE06.00.048.00', name: '产前筛查日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.05.021', de: 'DE02.01.039.00', name: '产前筛查医师姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB02.05.022', de: 'DE08.10.013.00', name: '产前筛查机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.05.023', de: 'DE05.01.004.00', name: '产前诊断孕周（d）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.05.024', de: 'DE05.01.056.00', name: '产前诊断检查项目', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.05.025', de: 'DE05.01.055.00', name: '产前诊断方法描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.05.026', de: 'DE05.10.109.00', name: '产前诊断结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.05.027', de: 'DE05.01.058.00', name: '产前诊断日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.05.028', de: 'DE02.01.039.00', name: '产前诊断医师姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB02.05.029', de: 'DE08.10.013.00', name: '产前诊断机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.05.030', de: 'DE05.10.012.00', name: '产前诊断医学意见', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.05.031', de: 'DE05.10.051.00', name: '妊娠结局', type: 'S1', format: 'AN..50' },
    { key: 'rowKind', name: '记录类别', type: 'S2', format: 'AN..30', codeTable: 'local.prenatalRow', required: true },
    { key: 'expectedDay', name: '预产期', type: 'D', format: 'D8' },
    { key: 'drawnDay', name: '采血日期', type: 'D', format: 'D8' },
    { key: 'resultText', name: '诊断结果全文', type: 'S1', format: 'AN..300' },
    ...ofRecords(),
  ],
})

/** Data sets of 产前筛查: consent, request, sample, result, recall, diagnosis, outcome. */
export const PRENATAL_DATASETS: readonly Dataset[] = [prenatalScreeningDataset]

import { pregnancy } from '../../modules/birth/pregnancy.record.ts'
import { maternalFirst } from '../../modules/maternal/first.record.ts'
import { postpartumCheck } from '../../modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../modules/maternal/postpartum-visit.record.ts'
import { maternalVisit } from '../../modules/maternal/visit.record.ts'
import { type Dataset, defineDataset, type LocalColumn } from '../dataset.ts'
import { columnsOfExtension, columnsOfFields } from '../record-columns.ts'

/** What has an element whose printed size or single code cannot hold it, and travels whole besides. */
export const CARE_WHOLE_FIELDS = ['creatinineUmolPerL', 'totalBilirubinUmolPerL', 'plateletsE9PerL'] as const satisfies readonly (keyof typeof maternalFirst.fields)[]

const sizeOf = ({ format }: LocalColumn): number => Number(/\.\.(\d+)/.exec(format)?.[1] ?? 0)
/** The fields of several records under their own names: one that stands in two of them has the column of the wider. What one kind of row must say, the others have not. */
function columnsOfKinds(): LocalColumn[] {
  const columns = new Map<string, LocalColumn>()
  for (const definition of [pregnancy, maternalFirst, maternalVisit, postpartumVisit, postpartumCheck]) {
    for (const { required: _required, ...column } of columnsOfExtension(definition, 'maternal_care')) {
      const known = columns.get(column.key)
      if (!known || sizeOf(known) < sizeOf(column)) columns.set(column.key, known ? { ...column, name: known.name } : column)
    }
  }
  return [...columns.values()]
}

/**
 * 孕产期保健: WS 377.4—2013, elements 001–110 (before birth), 141–152 (postpartum visit) and 153–158 (42-day check). The
 * standard prints one flat table; a row here is one record: `rowKind` says which, the pregnancy's head stands on each.
 * Elements 111–140 are the data sets of delivery and newborn, 159–222 the newborn's visit, 223–243 the case at risk.
 * Elements that take one code where the forms allow several carry the first; the whole list stands in `ext`. 039, 075
 * and 078 are not asked by the forms. Of 050 and 090 the printed size holds no usual value: the whole one stands in `ext`.
 */
export const maternalCareDataset = defineDataset({
  id: 'maternal_care', title: '孕产期保健服务', schema: 'WS 377.4—2013',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'pregnancyNo', name: '孕册号' }, { key: 'rowKind', name: '记录类别' }, { key: 'day', name: '日期' }, { key: 'serial', name: '序号' }],
  columns: [
    { key: 'rowKind', name: '记录类别', type: 'S2', format: 'AN..30', codeTable: 'local.maternalCareRow', required: true },
    { hdsb: 'HDSB02.04.001', de: 'DE01.00.008.00', name: '产前随访记录表单编号', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB02.04.002', de: 'DE02.01.039.00', name: '本人姓名', type: 'S1', format: 'A..50', personName: true, required: true },
    { hdsb: 'HDSB02.04.003', de: 'DE02.01.005.01', name: '出生日期', type: 'D', format: 'D8', expected: true },
    { hdsb: 'HDSB02.04.004', de: 'DE02.01.010.00', name: '电话号码', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB02.04.005', de: 'DE02.01.052.00', name: '职业类别代码', type: 'S3', format: 'AN..3', codeTable: 'GB/T 6565' },
    { hdsb: 'HDSB02.04.006', de: 'DE02.01.039.00', name: '丈夫姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB02.04.007', de: 'DE02.01.005.01', name: '丈夫出生日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.04.008', de: 'DE02.01.010.00', name: '丈夫电话号码', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB02.04.009', de: 'DE02.01.052.00', name: '丈夫职业类别代码', type: 'S3', format: 'AN..3', codeTable: 'GB/T 6565' },
    { hdsb: 'HDSB02.04.010', de: 'DE02.01.073.00', name: '户别代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.010' },
    { hdsb: 'HDSB02.04.011', de: 'DE02.01.009.01', name: '现住地址-省（自治区、直辖市）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.012', de: 'DE02.01.009.02', name: '现住地址-市（地区、州）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.013', de: 'DE02.01.009.03', name: '现住地址-县（市、区）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.014', de: 'DE02.01.009.04', name: '现住地址-乡（镇、街道办事处）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.015', de: 'DE02.01.009.05', name: '现住地址-村（街、路、弄等）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.016', de: 'DE02.01.009.06', name: '现住地址-门牌号码', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.017', de: 'DE02.01.009.01', name: '户籍地址-省（自治区、直辖市）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.018', de: 'DE02.01.009.02', name: '户籍地址-市（地区、州）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.019', de: 'DE02.01.009.03', name: '户籍地址-县（市、区）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.020', de: 'DE02.01.009.04', name: '户籍地址-乡（镇、街道办事处）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.021', de: 'DE02.01.009.05', name: '户籍地址-村（街、路、弄等）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.022', de: 'DE02.01.009.06', name: '户籍地址-门牌号码', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.023', de: 'DE02.01.009.01', name: '产后休养地址-省（自治区、直辖市）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.024', de: 'DE02.01.009.02', name: '产后休养地址-市（地区、州）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.025', de: 'DE02.01.009.03', name: '产后休养地址-县（市、区）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.026', de: 'DE02.01.009.04', name: '产后休养地址-乡（镇、街道办事处）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.027', de: 'DE02.01.009.05', name: '产后休养地址-村（街、路、弄等）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.028', de: 'DE02.01.009.06', name: '产后休养地址-门牌号码', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.029', de: 'DE04.10.242.00', name: '产前随访孕周（d）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.04.030', de: 'DE04.01.108.00', name: '孕次（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.031', de: 'DE02.10.002.00', name: '产次（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.032', de: 'DE02.10.010.00', name: '阴道分娩次数（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.033', de: 'DE02.10.053.00', name: '剖宫产次数（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.034', de: 'DE04.01.044.00', name: '末次月经日期明确标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.035', de: 'DE02.10.051.00', name: '末次月经日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.04.036', de: 'DE05.10.098.00', name: '预产期', type: 'D', format: 'D8', expected: true },
    { hdsb: 'HDSB02.04.037', de: 'DE02.10.026.00', name: '既往疾病史', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.038', de: 'DE02.10.039.00', name: '家族疾病史类别代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.038' },
    { hdsb: 'HDSB02.04.039', de: 'DE02.10.021.00', name: '家族既往患病种类代码', type: 'S3', format: 'N2', codeTable: 'CV02.10.005' },
    { hdsb: 'HDSB02.04.040', de: 'DE03.00.028.00', name: '接触有害因素类别', type: 'S3', format: 'N1', codeTable: 'CV03.00.403' },
    { hdsb: 'HDSB02.04.041', de: 'DE02.10.062.00', name: '妇科手术史标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.042', de: 'DE02.10.061.00', name: '妇科手术史', type: 'S1', format: 'A..100' },
    { hdsb: 'HDSB02.04.043', de: 'DE02.10.055.00', name: '妊娠合并症/并发症史', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.044', de: 'DE02.10.049.00', name: '流产总次数（次）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.045', de: 'DE02.10.065.00', name: '死胎死产例数', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.046', de: 'DE02.10.075.00', name: '新生儿死亡例数', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.047', de: 'DE02.10.005.00', name: '出生缺陷儿例数', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.048', de: 'DE04.10.167.00', name: '身高（cm）', type: 'N', format: 'N4..5,1' },
    { hdsb: 'HDSB02.04.049', de: 'DE04.10.188.00', name: '体重（kg）', type: 'N', format: 'N3..5,1' },
    { hdsb: 'HDSB02.04.050', de: 'DE05.10.075.00', name: '体质指数', type: 'N', format: 'N5,3' },
    { hdsb: 'HDSB02.04.051', de: 'DE04.10.174.00', name: '收缩压（mmHg）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.04.052', de: 'DE04.10.176.00', name: '舒张压（mmHg）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.04.053', de: 'DE04.01.119.00', name: '主诉', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.054', de: 'DE04.10.034.00', name: '肺部听诊异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.055', de: 'DE04.10.032.00', name: '肺部听诊异常结果描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.056', de: 'DE04.10.208.00', name: '心脏听诊异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.057', de: 'DE04.10.207.00', name: '心脏听诊异常结果描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.058', de: 'DE04.10.187.00', name: '外阴异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.059', de: 'DE04.10.197.00', name: '外阴异常描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.060', de: 'DE04.10.223.00', name: '阴道异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.061', de: 'DE04.10.221.00', name: '阴道异常描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.062', de: 'DE04.10.072.00', name: '宫颈异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.063', de: 'DE04.10.071.00', name: '宫颈异常描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.064', de: 'DE04.10.072.00', name: '宫体异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.065', de: 'DE04.10.073.00', name: '宫体异常描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.066', de: 'DE04.10.041.00', name: '附件异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.067', de: 'DE04.10.042.00', name: '附件异常描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.068', de: 'DE04.10.067.00', name: '宫底高度（cm）', type: 'N', format: 'N3..4,1' },
    { hdsb: 'HDSB02.04.069', de: 'DE04.10.052.00', name: '腹围（cm）', type: 'N', format: 'N4..5,1' },
    { hdsb: 'HDSB02.04.070', de: 'DE05.01.044.00', name: '胎方位代码', type: 'S3', format: 'N2', codeTable: 'CV05.01.007' },
    { hdsb: 'HDSB02.04.071', de: 'DE04.10.183.00', name: '胎心率（次/min）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.04.072', de: 'DE04.50.091.00', name: '血红蛋白值（g/L）', type: 'N', format: 'N..3' },
    { hdsb: 'HDSB02.04.073', de: 'DE04.50.015.00', name: '白细胞计数值（×10⁹/L）', type: 'N', format: 'N..4,1' },
    { hdsb: 'HDSB02.04.074', de: 'DE04.50.108.00', name: '血小板计数值（×10⁹/L）', type: 'N', format: 'N2..3' },
    { hdsb: 'HDSB02.04.075', de: 'DE04.50.049.00', name: '尿蛋白定量检测值（mg/24h）', type: 'N', format: 'N..5,1' },
    { hdsb: 'HDSB02.04.076', de: 'DE04.50.050.00', name: '尿蛋白定性检测结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.50.015' },
    { hdsb: 'HDSB02.04.077', de: 'DE04.50.062.00', name: '尿糖定性检测结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.50.015' },
    { hdsb: 'HDSB02.04.078', de: 'DE04.50.061.00', name: '尿糖定量检测（mmol/L）', type: 'N', format: 'N..4,1' },
    { hdsb: 'HDSB02.04.079', de: 'DE04.50.063.00', name: '尿酮体定性检测结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.50.015' },
    { hdsb: 'HDSB02.04.080', de: 'DE04.50.057.00', name: '尿潜血检测结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.50.015' },
    { hdsb: 'HDSB02.04.081', de: 'DE04.50.001.00', name: 'ABO血型代码', type: 'S3', format: 'N1', codeTable: 'CV04.50.005' },
    { hdsb: 'HDSB02.04.082', de: 'DE04.50.010.00', name: 'Rh血型代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.082' },
    { hdsb: 'HDSB02.04.083', de: 'DE04.50.102.00', name: '血糖检测值（mmol/L）', type: 'N', format: 'N3..5,1' },
    { hdsb: 'HDSB02.04.084', de: 'DE04.50.099.00', name: '血清丙氨酸氨基转移酶值（U/L）', type: 'N', format: 'N..3' },
    { hdsb: 'HDSB02.04.085', de: 'DE04.50.127.00', name: '血清天门冬氨酸氨基转移酶值（U/L）', type: 'N', format: 'N..3' },
    { hdsb: 'HDSB02.04.086', de: 'DE04.50.013.00', name: '白蛋白浓度（g/L）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB02.04.087', de: 'DE04.50.126.00', name: '总胆红素值（μmol/L）', type: 'N', format: 'N..4,1' },
    { hdsb: 'HDSB02.04.088', de: 'DE04.50.034.00', name: '结合胆红素值（μmol/L）', type: 'N', format: 'N..5,1' },
    { hdsb: 'HDSB02.04.089', de: 'DE04.50.095.00', name: '血尿素氮检测值（mmol/L）', type: 'N', format: 'N..4,1' },
    { hdsb: 'HDSB02.04.090', de: 'DE04.50.092.00', name: '血肌酐值（μmol/L）', type: 'N', format: 'N..3,1' },
    { hdsb: 'HDSB02.04.091', de: 'DE04.50.129.00', name: '阴道分泌物检查结果代码', type: 'S2', format: 'N1', codeTable: 'CV04.50.019' },
    { hdsb: 'HDSB02.04.092', de: 'DE04.50.118.00', name: '阴道分泌物清洁度代码', type: 'S3', format: 'N1', codeTable: 'CV04.50.010' },
    { hdsb: 'HDSB02.04.093', de: 'DE04.50.113.00', name: '乙型肝炎病毒e抗体检测结果代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.093' },
    { hdsb: 'HDSB02.04.094', de: 'DE04.50.114.00', name: '乙型肝炎病毒e抗原检测结果代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.093' },
    { hdsb: 'HDSB02.04.095', de: 'DE04.50.115.00', name: '乙型肝炎病毒表面抗体检测结果代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.093' },
    { hdsb: 'HDSB02.04.096', de: 'DE04.50.116.00', name: '乙型肝炎病毒表面抗原检测结果代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.093' },
    { hdsb: 'HDSB02.04.097', de: 'DE04.50.117.00', name: '乙型肝炎病毒核心抗体检测结果代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.093' },
    { hdsb: 'HDSB02.04.098', de: 'DE04.50.041.00', name: '梅毒血清学试验结果代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.093' },
    { hdsb: 'HDSB02.04.099', de: 'DE04.50.009.00', name: 'HIV抗体检测结果代码', type: 'S2', format: 'N1', codeTable: 'HDSB02.04.099' },
    { hdsb: 'HDSB02.04.100', de: 'DE04.30.002.00', name: 'B超检查结果', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.101', de: 'DE05.10.125.00', name: '孕产妇健康评估异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.102', de: 'DE05.10.126.00', name: '孕产妇健康评估异常结果描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.103', de: 'DE06.00.174.00', name: '孕产妇转诊标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.104', de: 'DE08.10.013.00', name: '孕产妇转入医疗机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB02.04.105', de: 'DE08.10.026.00', name: '孕产妇转入机构科室名称', type: 'S1', format: 'AN..50' },
    { hdsb: 'HDSB02.04.106', de: 'DE06.00.177.00', name: '孕产妇转诊原因', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.107', de: 'DE06.00.152.00', name: '孕产妇健康指导类别代码', type: 'S3', format: 'N1', codeTable: 'CV06.00.219' },
    { hdsb: 'HDSB02.04.108', de: 'DE09.00.052.00', name: '产前检查日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.04.109', de: 'DE02.01.039.00', name: '产前检查医师姓名', type: 'S1', format: 'A..30', personName: true },
    { hdsb: 'HDSB02.04.110', de: 'DE02.01.057.00', name: '下次产前检查地点', type: 'S1', format: 'A..30' },
    { hdsb: 'HDSB02.04.141', de: 'DE01.00.008.00', name: '产后访视记录表单编号', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB02.04.142', de: 'DE04.10.186.00', name: '体温（℃）', type: 'N', format: 'N4,1' },
    { hdsb: 'HDSB02.04.143', de: 'DE04.01.121.00', name: '健康状况详细描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.144', de: 'DE04.01.122.00', name: '心理状况详细描述', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.145', de: 'DE04.10.159.00', name: '左侧乳腺检查结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.012' },
    { hdsb: 'HDSB02.04.146', de: 'DE04.10.159.00', name: '右侧乳腺检查结果代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.012' },
    { hdsb: 'HDSB02.04.147', de: 'DE04.10.244.00', name: '恶露异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.148', de: 'DE04.10.025.00', name: '恶露状况', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB02.04.149', de: 'DE05.01.039.00', name: '伤口愈合状况代码', type: 'S3', format: 'N1', codeTable: 'CV05.01.011' },
    { hdsb: 'HDSB02.04.150', de: 'DE06.00.024.00', name: '产后访视日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.04.151', de: 'DE02.01.039.00', name: '产妇访视医师姓名', type: 'S1', format: 'A..30', personName: true },
    { hdsb: 'HDSB02.04.152', de: 'DE06.00.024.00', name: '下次产后访视日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.04.153', de: 'DE01.00.008.00', name: '产后42天健康检查记录表单编号', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB02.04.154', de: 'DE05.10.127.00', name: '产妇恢复标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.155', de: 'DE05.10.035.00', name: '结案标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB02.04.156', de: 'DE08.10.026.00', name: '产妇转入机构科室名称', type: 'S1', format: 'AN..50' },
    { hdsb: 'HDSB02.04.157', de: 'DE06.00.024.00', name: '产后42天访视日期', type: 'D', format: 'D8' },
    { hdsb: 'HDSB02.04.158', de: 'DE08.10.026.00', name: '产后42天访视医师姓名', type: 'S1', format: 'A..30', personName: true },
    { key: 'idType', name: '身份证件类别代码', type: 'S3', format: 'N2', codeTable: 'CV02.01.101' },
    { key: 'idNo', name: '身份证件号码', type: 'S1', format: 'AN..30', pattern: { citizenIdWhen: 'ext.idType' } },
    ...columnsOfFields(maternalFirst, CARE_WHOLE_FIELDS), ...columnsOfKinds(),
  ],
})

/** Data sets of 孕产保健: booking, visits before and after birth, the 42-day check. */
export const MATERNAL_DATASETS: readonly Dataset[] = [maternalCareDataset]

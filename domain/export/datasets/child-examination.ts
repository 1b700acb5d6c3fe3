import { childFile } from '../../modules/child/file.record.ts'
import { childVisit } from '../../modules/child/visit.record.ts'
import { defineDataset } from '../dataset.ts'
import { columnsOfExtension, columnsOfFields } from '../record-columns.ts'

/** What has an element of the standard and travels whole besides: two decimals, every answer. */
export const EXAMINATION_FIELDS = ['weightKg', 'nutrition', 'anusAndGenitals'] as const satisfies readonly (keyof typeof childVisit.fields)[]
/** What the file says of the child, for a receiver that corrects for preterm birth, where the definition names another data set. */
export const EXAMINATION_FILE_FIELDS = ['birthWeightG'] as const satisfies readonly (keyof typeof childFile.fields)[]

/**
 * 儿童健康体检: the 63 elements of WS 376.2—2013. Four of them take one code (N1) where the printed forms allow several
 * answers: the payload carries the first – of 体格发育评价 the most severe –, the whole list stands in `ext` with commas.
 * The standard counts hospital stays for pneumonia, diarrhoea and injury, the forms count episodes: stays are the
 * payload's, episodes stand in `ext`. Weight has one decimal there and two here: the whole value stands in `ext`. Where one answer of our form covers two elements (心肺, 肛门/外生殖器) 未见异常
 * says something of both; of an abnormal one the doctor says which part, or neither element is sent. 新生儿听力筛查结果 is what was
 * known on the day. 矫正视力 is what the eye clinic measured at the same contact or on the same day.
 */
export const childExaminationDataset = defineDataset({
  id: 'child_examination', title: '儿童健康体检', schema: 'WS 376.2—2013',
  businessKey: [{ key: 'orgCode', name: '机构代码' }, { key: 'childNo', name: '儿童档案编号' }, { key: 'visitDay', name: '随访日期' }, { key: 'serial', name: '序号' }],
  columns: [
    { hdsb: 'HDSB01.02.001', de: 'DE01.00.008.00', name: '儿童健康体检编号', type: 'S1', format: 'AN..20', required: true },
    { hdsb: 'HDSB01.02.002', de: 'DE02.01.039.00', name: '儿童姓名', type: 'S1', format: 'A..50', expected: true, personName: true },
    { hdsb: 'HDSB01.02.003', de: 'DE02.01.040.00', name: '儿童性别代码', type: 'S3', format: 'N1', codeTable: 'GB/T 2261.1', required: true },
    { hdsb: 'HDSB01.02.004', de: 'DE02.01.005.01', name: '儿童出生日期', type: 'D', format: 'D8', required: true },
    { hdsb: 'HDSB01.02.005', de: 'DE02.01.039.00', name: '母亲姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB01.02.006', de: 'DE02.01.010.00', name: '母亲电话号码', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB01.02.007', de: 'DE02.01.039.00', name: '父亲姓名', type: 'S1', format: 'A..50', personName: true },
    { hdsb: 'HDSB01.02.008', de: 'DE02.01.010.00', name: '父亲电话号码', type: 'S1', format: 'AN..20' },
    { hdsb: 'HDSB01.02.009', de: 'DE02.01.009.01', name: '现住地址-省（自治区、直辖市）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.02.010', de: 'DE02.01.009.02', name: '现住地址-市（地区、州）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.02.011', de: 'DE02.01.009.03', name: '现住地址-县（市、区）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.02.012', de: 'DE02.01.009.04', name: '现住地址-乡（镇、街道办事处）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.02.013', de: 'DE02.01.009.05', name: '现住地址-村（街、路、弄等）', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.02.014', de: 'DE02.01.009.06', name: '现住地址-门牌号码', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.02.015', de: 'DE04.10.166.00', name: '身长（cm）', type: 'N', format: 'N4..5,1' },
    { hdsb: 'HDSB01.02.016', de: 'DE04.10.167.00', name: '儿童身高（cm）', type: 'N', format: 'N4..5,1' },
    { hdsb: 'HDSB01.02.017', de: 'DE05.10.046.00', name: '年龄别身高评价结果代码', type: 'S3', format: 'N1', codeTable: 'CV05.10.006' },
    { hdsb: 'HDSB01.02.018', de: 'DE04.10.188.00', name: '儿童体重（kg）', type: 'N', format: 'N3..5,1', expected: true },
    { hdsb: 'HDSB01.02.019', de: 'DE05.10.047.00', name: '年龄别体重评价结果代码', type: 'S3', format: 'N1', codeTable: 'CV05.10.006' },
    { hdsb: 'HDSB01.02.020', de: 'DE05.10.058.00', name: '身高别体重评价结果代码', type: 'S3', format: 'N1', codeTable: 'CV05.10.006' },
    { hdsb: 'HDSB01.02.021', de: 'DE05.10.071.00', name: '体格发育评价代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.020' },
    { hdsb: 'HDSB01.02.022', de: 'DE04.10.192.00', name: '头围（cm）', type: 'N', format: 'N4,1' },
    { hdsb: 'HDSB01.02.023', de: 'DE04.10.026.00', name: '儿童面色代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.008' },
    { hdsb: 'HDSB01.02.024', de: 'DE04.10.243.00', name: '皮肤检查异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.025', de: 'DE04.10.151.00', name: '前囟闭合标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.026', de: 'DE04.10.104.00', name: '颈部包块标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.027', de: 'DE04.10.217.00', name: '眼外观检查异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.028', de: 'DE04.10.116.00', name: '左眼裸眼远视力值', type: 'N', format: 'N3,1' },
    { hdsb: 'HDSB01.02.029', de: 'DE04.10.116.00', name: '右眼裸眼远视力值', type: 'N', format: 'N3,1' },
    { hdsb: 'HDSB01.02.030', de: 'DE04.10.098.00', name: '左眼矫正远视力值', type: 'N', format: 'N3,1' },
    { hdsb: 'HDSB01.02.031', de: 'DE04.10.098.00', name: '右眼矫正远视力值', type: 'N', format: 'N3,1' },
    { hdsb: 'HDSB01.02.032', de: 'DE04.10.029.00', name: '耳外观检查异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.033', de: 'DE04.30.042.00', name: '新生儿听力筛查结果代码', type: 'S2', format: 'N1', codeTable: 'HDSB01.02.033' },
    { hdsb: 'HDSB01.02.034', de: 'DE04.10.108.00', name: '口腔检查异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.035', de: 'DE04.10.021.00', name: '出牙数（颗）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB01.02.036', de: 'DE04.10.157.00', name: '龋齿数（颗）', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB01.02.037', de: 'DE04.10.034.00', name: '肺部听诊异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.038', de: 'DE04.10.208.00', name: '心脏听诊异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.039', de: 'DE04.10.047.00', name: '腹部触诊异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.040', de: 'DE04.10.146.00', name: '脐带脱落标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.041', de: 'DE04.10.148.00', name: '脐疝标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.042', de: 'DE04.10.180.00', name: '四肢活动度异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.043', de: 'DE04.10.011.00', name: '步态异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.044', de: 'DE04.01.034.00', name: '可疑佝偻病症状代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.021' },
    { hdsb: 'HDSB01.02.045', de: 'DE04.10.105.00', name: '可疑佝偻病体征代码', type: 'S3', format: 'N1', codeTable: 'CV04.10.022' },
    { hdsb: 'HDSB01.02.046', de: 'DE04.10.063.00', name: '肛门检查异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.047', de: 'DE04.10.196.00', name: '外生殖器检查异常标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.048', de: 'DE04.50.091.00', name: '血红蛋白值（g/L）', type: 'N', format: 'N..3' },
    { hdsb: 'HDSB01.02.049', de: 'DE03.00.020.00', name: '户外活动时长（h）', type: 'N', format: 'N..4,1' },
    { hdsb: 'HDSB01.02.050', de: 'DE08.50.025.00', name: '服用维生素D名称', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB01.02.051', de: 'DE08.50.026.00', name: '服用维生素D剂量（IU/d）', type: 'N', format: 'N..5' },
    { hdsb: 'HDSB01.02.052', de: 'DE05.10.017.00', name: '儿童发育评估通过标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.053', de: 'DE06.00.070.00', name: '两次随访间患病标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.054', de: 'DE02.10.090.00', name: '两次随访间患肺炎住院次数', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB01.02.055', de: 'DE02.10.090.00', name: '两次随访间患腹泻住院次数', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB01.02.056', de: 'DE02.10.090.00', name: '两次随访间因外伤住院次数', type: 'N', format: 'N..2' },
    { hdsb: 'HDSB01.02.057', de: 'DE06.00.071.00', name: '两次随访间患其他疾病情况', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB01.02.058', de: 'DE06.00.174.00', name: '转诊标志', type: 'L', format: 'T/F' },
    { hdsb: 'HDSB01.02.059', de: 'DE06.00.177.00', name: '转诊原因', type: 'S1', format: 'AN..100' },
    { hdsb: 'HDSB01.02.060', de: 'DE08.10.013.00', name: '转入医疗机构名称', type: 'S1', format: 'AN..70' },
    { hdsb: 'HDSB01.02.061', de: 'DE06.00.178.00', name: '儿童健康指导类别代码', type: 'S3', format: 'N1', codeTable: 'CV06.00.217' },
    { hdsb: 'HDSB01.02.062', de: 'DE06.00.024.00', name: '随访日期', type: 'D', format: 'D8', required: true },
    { hdsb: 'HDSB01.02.063', de: 'DE02.01.039.00', name: '随访医师姓名', type: 'S1', format: 'A..50', required: true, personName: true },
    { key: 'physiqueCodes', name: '体格发育评价代码(全部)', type: 'S1', format: 'AN..20' },
    { key: 'ricketsSymptomCodes', name: '可疑佝偻病症状代码(全部)', type: 'S1', format: 'AN..20' },
    { key: 'ricketsSignCodes', name: '可疑佝偻病体征代码(全部)', type: 'S1', format: 'AN..40' },
    { key: 'guidanceCodes', name: '儿童健康指导类别代码(全部)', type: 'S1', format: 'AN..20' },
    { key: 'ageMonths', name: '实足月龄', type: 'N', format: 'N..3' },
    ...columnsOfExtension(childVisit, 'child_examination'), ...columnsOfFields(childVisit, EXAMINATION_FIELDS), ...columnsOfExtension(childFile, 'child_examination'), ...columnsOfFields(childFile, EXAMINATION_FILE_FIELDS),
  ],
})

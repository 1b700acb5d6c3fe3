import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const EXPORT = '省平台导出说明 §5'
const SAME = 'WS 364—2011, 2023 版相同'

// National code tables that several clinics of women use: declared once, so that 1 means the same wherever it stands.

/** 学历, the groups. */
export const EDUCATION = defineCodes({
  id: 'education', title: '学历', standard: 'GB/T 4658—2006 大类', source: '国家标准节选(未核对原文)',
  codes: { '10': '研究生', '20': '大学本科', '30': '大学专科', '40': '中等职业教育', '60': '普通高级中学', '70': '初级中学', '80': '小学', '90': '其他(含文盲或半文盲)' },
})
export type Education = CodeOf<typeof EDUCATION>

/** 职业, the groups. */
export const OCCUPATION = defineCodes({
  id: 'occupation', title: '职业', standard: 'GB/T 6565—1999 大类', source: '国家标准节选(未核对原文)',
  codes: { '0': '国家机关、党群组织、企事业单位负责人', '1': '专业技术人员', '3': '办事人员和有关人员', '4': '商业、服务业人员', '5': '农、林、牧、渔、水利业生产人员', '6': '生产、运输设备操作人员', X: '军人', Y: '不便分类的其他从业人员' },
})
export type Occupation = CodeOf<typeof OCCUPATION>

/** 家族近亲婚配者与本人关系. */
export const KIN_MARRIAGE = defineCodes({
  id: 'kinMarriage', title: '家族近亲婚配者与本人关系', standard: `CV02.10.001 (${SAME})`, source: EXPORT,
  codes: { '1': '父母', '2': '祖父母', '3': '外祖父母', '9': '其他' },
})
export type KinMarriage = CodeOf<typeof KIN_MARRIAGE>

/** ABO血型. */
export const ABO_GROUP = defineCodes({
  id: 'aboGroup', title: 'ABO血型', standard: `CV04.50.005 (${SAME})`, source: EXPORT,
  codes: { '1': 'A型', '2': 'B型', '3': 'O型', '4': 'AB型', '5': '不详' },
})
export type AboGroup = CodeOf<typeof ABO_GROUP>

/** Rh血型: 1 is positive, as in the national data set, in every clinic. */
export const RH_GROUP = defineCodes({
  id: 'rhGroup', title: 'Rh血型', standard: 'WS 377.4—2013 HDSB02.04.082', source: '省平台导出说明 §4.7',
  codes: { '1': 'Rh阳性', '2': 'Rh阴性', '3': '不详' },
})
export type RhGroup = CodeOf<typeof RH_GROUP>

/** 血清学 and what else has 1 for negative. */
export const SEROLOGY_RESULT = defineCodes({
  id: 'serologyResult', title: '检测结果(1阴性)', standard: 'WS 377.1、377.2、377.4—2013', source: '省平台导出说明 §4.7、§4.11、§4.12',
  codes: { '1': '阴性', '2': '阳性' },
})
export type SerologyResult = CodeOf<typeof SEROLOGY_RESULT>

/** 滴虫 and 念珠菌: the data sets have 1 for positive here. */
export const POSITIVE_NEGATIVE = defineCodes({
  id: 'positiveNegative', title: '检测结果(1阳性)', standard: 'WS 377.1、377.2—2013', source: '省平台导出说明 §4.11、§4.12',
  codes: { '1': '阳性', '2': '阴性' },
})
export type PositiveNegative = CodeOf<typeof POSITIVE_NEGATIVE>

/** HIV抗体: a screening may be neither. */
export const HIV_RESULT = defineCodes({
  id: 'hivResult', title: 'HIV抗体检测结果', standard: 'WS 377.1、377.4—2013', source: '省平台导出说明 §4.7、§4.11',
  codes: { '1': '阴性', '2': '阳性', '3': '不确定' },
})
export type HivResult = CodeOf<typeof HIV_RESULT>

/** 阴道清洁度. */
export const VAGINAL_CLEANLINESS = defineCodes({
  id: 'vaginalCleanliness', title: '阴道清洁度', standard: `CV04.50.010 (${SAME})`, source: EXPORT,
  codes: { '1': 'Ⅰ度', '2': 'Ⅱ度', '3': 'Ⅲ度', '4': 'Ⅳ度' },
})
export type VaginalCleanliness = CodeOf<typeof VAGINAL_CLEANLINESS>

/** 附件. */
export const ADNEXA_RESULT = defineCodes({
  id: 'adnexaResult', title: '附件检查结果', standard: `CV04.10.001 (${SAME})`, source: EXPORT,
  codes: { '1': '正常', '2': '缺失', '3': '增厚', '4': '包块', '5': '压痛', '9': '其他' },
})
export type AdnexaResult = CodeOf<typeof ADNEXA_RESULT>

/** 乳腺 of one side, by hand. */
export const BREAST_FINDING = defineCodes({
  id: 'breastFinding', title: '乳腺检查结果', standard: 'CV04.10.012 (WS 364—2011; 2023 版增 7)', source: EXPORT,
  codes: { '1': '未见异常', '2': '乳房切除', '3': '异常泌乳', '4': '乳腺包块', '5': '乳腺结节', '6': '溢液', '7': { label: '皮肤异常', since: '2023' }, '9': '其他' },
})
export type BreastFinding = CodeOf<typeof BREAST_FINDING>

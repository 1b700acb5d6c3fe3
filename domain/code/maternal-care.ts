import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '孕产期保健说明'

/** 预产期来源. */
export const DATING_METHOD = defineCodes({
  id: 'datingMethod', title: '预产期来源', standard: '本程序', source: `${NOTE} §2.1 [S-M17]`,
  codes: { menstruation: '末次月经', ultrasound: '超声', transfer: '胚胎移植' },
})
export type DatingMethod = CodeOf<typeof DATING_METHOD>

/** 妊娠状态: one open pregnancy (`pregnant`) a woman; `lost` and `moved` are closed here without an outcome. */
export const PREGNANCY_STATE = defineCodes({
  id: 'pregnancyState', title: '妊娠状态', standard: '本程序', source: `${NOTE} §2 [S-M19]`,
  codes: { pregnant: '怀孕中', delivered: '已分娩', ended: '终止妊娠', lost: '失访', moved: '转院' },
})
export type PregnancyState = CodeOf<typeof PREGNANCY_STATE>

/** Age of an embryo when it was transferred. */
export const EMBRYO_AGE = defineCodes({
  id: 'embryoAge', title: '胚胎日龄', standard: '本程序', source: `${NOTE} §3 [S-M9]`,
  codes: { '3': '3天胚胎', '5': '5天胚胎(囊胚)' },
})
export type EmbryoAge = CodeOf<typeof EMBRYO_AGE>

/** The five visits before birth. */
export const ANTENATAL_VISIT = defineCodes({
  id: 'antenatalVisit', title: '产前检查次别', standard: '国家基本公共卫生服务规范(第三版)', source: `${NOTE} §4.1 [S-M1]`,
  codes: { '1': '第1次产前检查', '2': '第2次产前随访', '3': '第3次产前随访', '4': '第4次产前随访', '5': '第5次产前随访' },
})
export type AntenatalVisit = CodeOf<typeof ANTENATAL_VISIT>

/** Items of the Kupperman index; `weight` multiplies a severity of 0–3, `isAdded` are the two of the modified version. */
export const KUPPERMAN_ITEM = defineCodes({
  id: 'kuppermanItem', title: 'Kupperman评分项目', standard: '改良Kupperman评分', source: `${NOTE} §13.6 [S-M16],泌尿与性生活两项[K]`,
  codes: {
    flush: { label: '潮热出汗', weight: 4, isAdded: false }, paraesthesia: { label: '感觉异常', weight: 2, isAdded: false }, insomnia: { label: '失眠', weight: 2, isAdded: false },
    irritability: { label: '易激动', weight: 2, isAdded: false }, depression: { label: '抑郁', weight: 1, isAdded: false }, dizziness: { label: '眩晕', weight: 1, isAdded: false },
    fatigue: { label: '疲乏', weight: 1, isAdded: false }, joints: { label: '肌肉关节痛', weight: 1, isAdded: false }, headache: { label: '头痛', weight: 1, isAdded: false },
    palpitation: { label: '心悸', weight: 1, isAdded: false }, formication: { label: '皮肤蚁走感', weight: 1, isAdded: false },
    urinary: { label: '泌尿系症状', weight: 2, isAdded: true }, sexual: { label: '性生活状况', weight: 2, isAdded: true },
  },
})
export type KuppermanItem = CodeOf<typeof KUPPERMAN_ITEM>

/** Grade of the index. */
export const KUPPERMAN_GRADE = defineCodes({
  id: 'kuppermanGrade', title: 'Kupperman评分分级', standard: '本程序', source: `${NOTE} §13.6`,
  codes: { normal: '正常', mild: '轻度', moderate: '中度', severe: '重度' },
})
export type KuppermanGrade = CodeOf<typeof KUPPERMAN_GRADE>

/** 高危型HPV of the cervical screening. */
export const HPV_RESULT = defineCodes({
  id: 'hpvResult', title: '高危型HPV检测结果', standard: '北京市两癌筛查方案(2024)', source: `${NOTE} §13.4 [S-M14]`,
  codes: { negative: '阴性', type16or18: '16或18型阳性', otherHighRisk: '其他高危型阳性' },
})
export type HpvResult = CodeOf<typeof HPV_RESULT>

/** 宫颈细胞学 by the Bethesda system; everything behind NILM is abnormal. */
export const CERVICAL_CYTOLOGY = defineCodes({
  id: 'cervicalCytology', title: '宫颈细胞学(TBS)', standard: 'TBS分类', source: `${NOTE} §13.4 [S-M14],分级名称[K]`,
  codes: { nilm: '未见上皮内病变细胞(NILM)', ascus: 'ASC-US', asch: 'ASC-H', lsil: 'LSIL', hsil: 'HSIL', agc: '非典型腺细胞(AGC)', cancer: '癌' },
})
export type CervicalCytology = CodeOf<typeof CERVICAL_CYTOLOGY>

/** BI-RADS of the breast ultrasound. */
export const BREAST_CATEGORY = defineCodes({
  id: 'breastCategory', title: '乳腺超声BI-RADS分类', standard: 'BI-RADS', source: `${NOTE} §13.4 [S-M14],6类[K]`,
  codes: { '0': '0类', '1': '1类', '2': '2类', '3': '3类', '4': '4类', '5': '5类', '6': '6类' },
})
export type BreastCategory = CodeOf<typeof BREAST_CATEGORY>

/** What comes next in the two-cancer screening. */
export const CANCER_NEXT_STEP = defineCodes({
  id: 'cancerNextStep', title: '两癌筛查下一步', standard: '北京市两癌筛查方案(2024)', source: `${NOTE} §13.4 [S-M14]`,
  codes: { nextRound: '按方案进入下一轮筛查', cytology: '宫颈细胞学检查', colposcopy: '阴道镜检查', mammography: '乳腺X线检查', biopsy: '活检或手术', treatment: '转治疗机构' },
})
export type CancerNextStep = CodeOf<typeof CANCER_NEXT_STEP>

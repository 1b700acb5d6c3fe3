import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const SOURCE = '儿童保健代码表 codes.csv'
const CARD = '5岁以下儿童死亡报告卡(妇幼卫生监测)'
const NOTE = '儿童保健说明 §12'

/** 5岁以下儿童死因分类 (35 classes). */
export const DEATH_CAUSE = defineCodes({
  id: 'deathCause', title: '5岁以下儿童死因分类', standard: 'CV05.01.039 (WS 364—2011)', source: SOURCE,
  codes: {
    '01': '痢疾', '02': '败血症', '03': '麻疹', '04': '结核', '05': '其他传染病和寄生虫病', '06': '白血病', '07': '其他肿瘤', '08': '脑膜炎', '09': '其他神经系统疾病', '10': '肺炎',
    '11': '其他呼吸系统疾病', '12': '腹泻', '13': '其他消化系统疾病', '14': '先天性心脏病', '15': '神经管畸形', '16': '先天愚型', '17': '其他先天异常', '18': '早产或低出生体重', '19': '出生窒息',
    '20': '新生儿破伤风', '21': '新生儿硬肿症', '22': '颅内出血', '23': '其他新生儿病', '24': '溺水', '25': '交通意外', '26': '意外窒息', '27': '意外中毒', '28': '意外跌落', '29': '其他意外',
    '30': '内分泌、营养及代谢疾病', '31': '血液及造血器官疾病', '32': '循环系统疾病', '33': '泌尿系统疾病', '34': '诊断不明', '99': '其他',
  },
})
export type DeathCause = CodeOf<typeof DEATH_CAUSE>

/** 未治疗或未就医原因; the printed card has 6 for 其他. */
export const UNTREATED_REASON = defineCodes({
  id: 'untreatedReason', title: '5岁以下儿童未治疗或未就医原因', standard: 'CV05.10.015 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '经济困难', '2': '交通不便', '3': '来不及送医院', '4': '家长认为病情不严重', '5': '风俗习惯', '9': '其他',
  },
})
export type UntreatedReason = CodeOf<typeof UNTREATED_REASON>

/** 死亡最高诊断依据, finer than the three of the printed card. */
export const DEATH_DIAGNOSIS_BASIS = defineCodes({
  id: 'deathDiagnosisBasis', title: '死亡最高诊断依据类别', standard: 'CV05.01.037 (WS 376.5—2013)', source: SOURCE,
  codes: {
    '1': '尸检', '2': '病理', '3': '手术', '4': '临床＋理化', '5': '临床', '6': '推断', '7': '不详',
  },
})
export type DeathDiagnosisBasis = CodeOf<typeof DEATH_DIAGNOSIS_BASIS>

/** 死亡地点类别, finer than the three of the printed card. The source sheet has 00 for 急诊室, corrected to 02 (README of the lists). */
export const DEATH_PLACE = defineCodes({
  id: 'deathPlace', title: '死亡地点类别', standard: 'CV02.01.103 (WS 364—2011)', source: SOURCE,
  codes: {
    '01': '医院病房', '02': '急诊室', '03': '家中', '04': '外地', '05': '家庭病床', '06': '敬老院', '07': '来院已死', '99': '其他',
  },
})
export type DeathPlace = CodeOf<typeof DEATH_PLACE>

/** 主要致死疾病的最高诊断机构级别. */
export const DEATH_DIAGNOSIS_LEVEL = defineCodes({
  id: 'deathDiagnosisLevel', title: '主要致死疾病的最高诊断机构级别', standard: 'CV08.10.004 (WS 364—2011)', source: SOURCE,
  codes: {
    '01': '省级（市）医院', '02': '地区级（市）医院', '03': '县级（区）医院', '04': '乡镇卫生院（社区服务中心）', '05': '村卫生室（社区服务站）', '06': '未就诊', '07': '不详', '99': '其他',
  },
})
export type DeathDiagnosisLevel = CodeOf<typeof DEATH_DIAGNOSIS_LEVEL>

/** 户籍类型 of the death card. */
export const HOUSEHOLD_TYPE = defineCodes({
  id: 'householdType', title: '户籍类型', standard: 'CV02.01.212 (WS 376.5—2013)', source: SOURCE,
  codes: {
    '1': '本地', '2': '非本地', '21': { label: '非本地居住一年以内', parent: '2' }, '22': { label: '非本地居住一年以上', parent: '2' },
  },
})
export type HouseholdType = CodeOf<typeof HOUSEHOLD_TYPE>

/** 死前治疗; one list for the national data set and the printed card. */
export const TREATMENT_BEFORE_DEATH = defineCodes({
  id: 'treatmentBeforeDeath', title: '死前治疗', standard: 'WS 376.5—2013', source: NOTE,
  codes: { '1': '住院治疗', '2': '门诊治疗', '3': '未治疗' },
})
export type TreatmentBeforeDeath = CodeOf<typeof TREATMENT_BEFORE_DEATH>

/** 出生体重 1 测量 2 估计 of the card. */
export const WEIGHT_BASIS = defineCodes({
  id: 'weightBasis', title: '出生体重来源', standard: CARD, source: NOTE,
  codes: { '1': '测量', '2': '估计' },
})

/** 死亡地点 of the printed card. */
export const CARD_DEATH_PLACE = defineCodes({
  id: 'cardDeathPlace', title: '死亡地点(报告卡)', standard: CARD, source: NOTE,
  codes: { '1': '医院', '2': '途中', '3': '家中' },
})
export type CardDeathPlace = CodeOf<typeof CARD_DEATH_PLACE>

/** 死因诊断依据 of the printed card. */
export const CARD_DIAGNOSIS_BASIS = defineCodes({
  id: 'cardDiagnosisBasis', title: '死因诊断依据(报告卡)', standard: CARD, source: NOTE,
  codes: { '1': '病理尸检', '2': '临床', '3': '死后推断' },
})
export type CardDiagnosisBasis = CodeOf<typeof CARD_DIAGNOSIS_BASIS>

/** 未治疗或未就医主要原因 of the printed card, single. */
export const CARD_UNTREATED_REASON = defineCodes({
  id: 'cardUntreatedReason', title: '未治疗或未就医主要原因(报告卡)', standard: CARD, source: NOTE,
  codes: { '1': '经济困难', '2': '交通不便', '3': '来不及送医院', '4': '家长认为病情不严重', '5': '风俗习惯', '6': '其他' },
})
export type CardUntreatedReason = CodeOf<typeof CARD_UNTREATED_REASON>

/** Signs of life that make a birth a live birth. */
export const LIFE_SIGN = defineCodes({
  id: 'lifeSign', title: '生命体征', standard: '活产定义(妇幼卫生监测)', source: NOTE,
  codes: { heartbeat: '心跳', breathing: '呼吸', cordPulsation: '脐带搏动', movement: '随意肌收缩' },
})
export type LifeSign = CodeOf<typeof LIFE_SIGN>

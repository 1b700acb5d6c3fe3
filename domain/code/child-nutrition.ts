import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const SOURCE = '儿童保健代码表 codes.csv'
const NOTE = '儿童保健说明 §9'

/** 病情转归: how a nutrition case ended (营养性疾病儿童转归). */
export const DISEASE_OUTCOME = defineCodes({
  id: 'diseaseOutcome', title: '病情转归', standard: 'CV05.10.010 (WS 364—2011)', source: SOURCE,
  codes: {
    '1': '治愈', '2': '好转', '3': '稳定', '4': '恶化', '5': '死亡', '9': '其他',
  },
})
export type DiseaseOutcome = CodeOf<typeof DISEASE_OUTCOME>

/** 儿童营养性疾病因素类别. WS 376.4 gives the number of the 2011 list 儿童体弱原因 (WEAK_CHILD_REASON) a new meaning. */
export const NUTRITION_DISEASE = defineCodes({
  id: 'nutritionDisease', title: '儿童营养性疾病因素类别', standard: 'CV05.10.007 (WS 376.4—2013)', source: SOURCE,
  codes: {
    '01': '蛋白质-能量营养不良', '02': '营养性缺铁性贫血', '03': '维生素D缺乏性佝偻病', '04': '超重/肥胖', '99': '其他',
  },
})
export type NutritionDisease = CodeOf<typeof NUTRITION_DISEASE>

/** 贫血程度. */
export const ANAEMIA_DEGREE = defineCodes({
  id: 'anaemiaDegree', title: '贫血程度', standard: '儿童营养性疾病管理技术规范(卫办妇社发〔2012〕49号)', source: `${NOTE}.2`,
  codes: { none: '未见贫血', mild: '轻度', moderate: '中度', severe: '重度', verySevere: '极重度' },
})
export type AnaemiaDegree = CodeOf<typeof ANAEMIA_DEGREE>

/** 佝偻病分期. */
export const RICKETS_STAGE = defineCodes({
  id: 'ricketsStage', title: '佝偻病分期', standard: '儿童营养性疾病管理技术规范(卫办妇社发〔2012〕49号)', source: `${NOTE}.3`,
  codes: { '1': '早期', '2': '活动期', '3': '恢复期', '4': '后遗症期' },
})
export type RicketsStage = CodeOf<typeof RICKETS_STAGE>

/** 25-羟维生素D水平 [K]. */
export const VITAMIN_D_LEVEL = defineCodes({
  id: 'vitaminDLevel', title: '25-羟维生素D水平', standard: '本程序', source: `${NOTE}.3 [K]`,
  codes: { sufficient: '充足', insufficient: '不足', deficient: '缺乏' },
})
export type VitaminDLevel = CodeOf<typeof VITAMIN_D_LEVEL>

/** Why a special or nutrition file is closed (§8); kept besides the national 转归. */
export const CHILD_FILE_CLOSING = defineCodes({
  id: 'childFileClosing', title: '专案结案原因', standard: '本程序', source: '儿童保健说明 §8、§9.5',
  codes: { recovered: '痊愈或正常', transferred: '转出', died: '死亡', lost: '失访', aged: '满龄', other: '其他' },
})
export type ChildFileClosing = CodeOf<typeof CHILD_FILE_CLOSING>

/** Why all plans and reminders of a child stop (§15, with its day); 失访 of the whole file is the program's own [K]. */
export const CHILD_CARE_STOP = defineCodes({
  id: 'childCareStop', title: '停止管理原因', standard: '本程序', source: '儿童保健说明 §15',
  codes: { death: '死亡', moved: '转出', refused: '拒绝', lost: '失访' },
})
export type ChildCareStop = CodeOf<typeof CHILD_CARE_STOP>

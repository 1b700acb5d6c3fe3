import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/** 专案类别: the special files a child may have open, one of a kind at a time (§8, §9). */
export const CHILD_CASE_KIND = defineCodes({
  id: 'childCaseKind', title: '专案类别', standard: '本程序', source: '儿童保健说明 §8、§9',
  codes: { highRisk: '高危儿专案', malnutrition: '营养不良专案', anaemia: '缺铁性贫血专案', rickets: '佝偻病专案', obesity: '超重/肥胖专案' },
})
export type ChildCaseKind = CodeOf<typeof CHILD_CASE_KIND>

/** 随访计划 of a high-risk child; the days of each are a setting (followUpPlans). */
export const FOLLOW_UP_PLAN = defineCodes({
  id: 'followUpPlan', title: '随访计划', standard: '本程序', source: '儿童保健说明 §8',
  codes: { lowRiskPreterm: '低危早产儿随访', highRiskPreterm: '高危早产儿随访', highRisk: '高危儿随访', none: '不另定计划' },
})
export type FollowUpPlan = CodeOf<typeof FOLLOW_UP_PLAN>

/** 死亡报告卡 as it is being filled in, or reported. */
export const DEATH_CARD_STATE = defineStates({
  id: 'deathCardState', title: '报告卡状态', standard: '本程序', source: '儿童保健说明 §12',
  codes: { draft: '填写中', submitted: '已提交' },
  moves: { draft: ['submitted'], submitted: [] },
})
export type DeathCardState = CodeOf<typeof DEATH_CARD_STATE>

import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'
import { GRADE_TITLE, type GrowthLevel, NUTRITION_STATUSES, type NutritionStatus, STATUS_TITLE } from '../rule/growth/words.ts'

const NOTE = '儿童保健说明'

/** 居住类型: the served population are residents, with children living here half a year or longer without a local household (§2). */
export const CHILD_RESIDENCE = defineCodes({
  id: 'childResidence', title: '居住类型', standard: '本程序', source: `${NOTE} §2 [S20]`,
  codes: {
    local: { label: '本地户籍常住', served: true }, longStay: { label: '非本地户籍,居住半年以上', served: true },
    shortStay: { label: '非本地户籍,居住不满半年', served: false }, elsewhere: { label: '本地户籍,居住外地', served: false },
  },
})
export type ChildResidence = CodeOf<typeof CHILD_RESIDENCE>

/** 管理状态 of a child's file; everything but 在管 stops schedule and reminders from its day on (§15). A death can only have been a mistake: the file goes back to what it was. */
export const CHILD_FILE_STATE = defineStates({
  id: 'childFileState', title: '管理状态', standard: '本程序', source: `${NOTE} §15`,
  codes: { managed: '在管', moved: '转出', refused: '拒绝管理', lost: '失访', death: '死亡' },
  moves: { managed: ['moved', 'refused', 'lost', 'death'], moved: ['managed', 'death'], refused: ['managed', 'moved', 'death'], lost: ['managed', 'moved', 'death'], death: ['managed', 'moved', 'refused', 'lost'] },
})
export type ChildFileState = CodeOf<typeof CHILD_FILE_STATE>

/** 测量体位. */
export const MEASURING_POSITION = defineCodes({
  id: 'measuringPosition', title: '测量体位', standard: 'WS/T 423—2022 表注', source: `${NOTE} §4.7`,
  codes: { L: '卧位', H: '立位' },
})
export type MeasuringPosition = CodeOf<typeof MEASURING_POSITION>

const LEVELS: readonly GrowthLevel[] = ['high', 'highMiddle', 'middle', 'lowMiddle', 'low']
/** 生长水平, five grades. */
export const GROWTH_LEVEL = defineCodes({
  id: 'growthLevel', title: '生长水平', standard: 'WS/T 423—2022', source: `${NOTE} §5.1`,
  codes: Object.fromEntries(LEVELS.map(level => [level, GRADE_TITLE[level].zh])) as Record<GrowthLevel, string>,
})

const STATUSES = NUTRITION_STATUSES.filter((status): status is NutritionStatus => status !== '')
/** 营养状况, several of one child, the most severe first. */
export const NUTRITION_STATUS = defineCodes({
  id: 'nutritionStatus', title: '营养状况', standard: 'WS/T 423—2022', source: `${NOTE} §5.1`,
  codes: Object.fromEntries(STATUSES.map(status => [status, STATUS_TITLE[status].zh])) as Record<NutritionStatus, string>,
})

/** 预约状态. */
export const CHILD_APPOINTMENT_STATE = defineStates({
  id: 'childAppointmentState', title: '预约状态', standard: '本程序', source: `${NOTE} §3`,
  codes: { booked: '已预约', kept: '已到诊', noShow: '爽约', cancelled: '已取消' },
  moves: { booked: ['kept', 'noShow', 'cancelled'], noShow: ['kept'], kept: [], cancelled: [] },
})
export type ChildAppointmentState = CodeOf<typeof CHILD_APPOINTMENT_STATE>

/** 电话联系结果; what 失访 needs of them: rule/child/lost-to-follow-up.ts. */
export const CONTACT_ATTEMPT = defineCodes({
  id: 'contactAttempt', title: '联系结果', standard: '本程序', source: `${NOTE} §8、§10.1`,
  codes: {
    reached: { label: '已通知本人或家属', reached: true }, promised: { label: '已通知,答应前来', reached: true }, noAnswer: { label: '无人接听', reached: false },
    wrongNumber: { label: '号码有误', reached: false }, refused: { label: '拒绝前来', reached: true }, movedAway: { label: '已搬离', reached: true },
  },
})
export type ContactAttempt = CodeOf<typeof CONTACT_ATTEMPT>

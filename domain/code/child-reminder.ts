import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

/** R1–R29 of the note's §15, and this program's R30–R32: two screenings of a newborn and the fundus of §8, which §15 has no reminder of; what starts, ends and dates each stands in rule/child/reminder-rules.ts. */
export const CHILD_REMINDER = defineCodes({
  id: 'childReminder', title: '自动提醒', standard: '本程序', source: '儿童保健说明 §8、§15',
  codes: {
    R1: '新生儿家庭访视', R2: '满月随访', R3: '3~36月龄健康检查', R4: '4~6岁健康检查', R5: '血红蛋白检测', R6: '听力检查(行为测听)', R7: '孤独症初筛',
    R8: '初筛异常待复筛', R9: '三个月内复查(复筛正常或70~79分)', R10: '复筛异常待诊断', R11: '暂不能确诊待复诊', R12: '孤独症确诊随访',
    R13: '足跟血未采', R14: '筛查可疑召回', R15: '听力复筛', R16: '听力诊断', R17: '听力干预', R18: '听力高危随访', R19: '先心病筛查阳性心脏超声', R20: '先心病未筛查',
    R21: '贫血复查', R22: '营养不良随访', R23: '佝偻病随访', R24: '肥胖随访', R25: '早产或高危儿随访', R26: '中医药健康管理到期', R27: '喂养评估到期', R28: '眼保健检查', R29: '入园体检表有效期', R30: '听力未初筛', R31: '出生时眼部未检查',
    R32: 'ROP首次眼底筛查',
  },
})
export type ChildReminder = CodeOf<typeof CHILD_REMINDER>

/** 提醒状态. */
export const CHILD_REMINDER_STATE = defineCodes({
  id: 'childReminderState', title: '提醒状态', standard: '本程序', source: '儿童保健说明 §15',
  codes: { notDue: '未到期', due: '到期', overdue: '超期', done: '已完成', cancelled: '已取消' },
})
export type ChildReminderState = CodeOf<typeof CHILD_REMINDER_STATE>

/** Why a contact or reminder is no longer asked for. */
export const CHILD_CANCEL_REASON = defineCodes({
  id: 'childCancelReason', title: '取消原因', standard: '本程序', source: '儿童保健说明 §15',
  codes: { death: '死亡', moved: '转出', refused: '拒绝', lost: '失访', missed: '下次随访已开始', inHospital: '住院未出院', notYetServed: '建档前', closed: '已结案', aged: '已满龄' },
})
export type ChildCancelReason = CodeOf<typeof CHILD_CANCEL_REASON>

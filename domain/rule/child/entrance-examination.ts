import { message, type Message } from '../../message/message.ts'
import { type Day, monthAnniversary } from '../../time/day.ts'
import type { ChildRules } from './child-rules.ts'

/** Last day on which the form is accepted: three months after the examination, that day included (§11 [S13]). */
export const entranceLastDay = (examinationDay: Day, rules: ChildRules): Day => monthAnniversary(examinationDay, rules.entranceValidMonths)

/** Whether a form of that day is accepted on a day; it needs stamp and signature besides (§11). */
export const isEntranceValid = (examinationDay: Day, on: Day, rules: ChildRules): boolean => examinationDay <= on && on <= entranceLastDay(examinationDay, rules)

/** A child that stayed away for three months or longer is examined again before it returns (§11 [S13]). */
export const needsReturnExamination = (lastAttendedDay: Day, returnDay: Day, rules: ChildRules): boolean => returnDay >= monthAnniversary(lastAttendedDay, rules.entranceAbsenceMonths)

export type EntranceFacts = {
  readonly infectiousDiseaseSuspected: boolean
  readonly alanineAminotransferaseUPerL: number | null
  /** Upper limit of the laboratory; the program has none of its own. */
  readonly alanineAminotransferaseLimitUPerL: number | null
}

/** 暂缓入园 is proposed for a suspected infectious disease or a raised ALT (§11 [S13 older local rules; K]); the doctor decides. */
export function postponementReasons({ infectiousDiseaseSuspected, alanineAminotransferaseUPerL: value, alanineAminotransferaseLimitUPerL: limit }: EntranceFacts): Message[] {
  const reasons: Message[] = []
  if (infectiousDiseaseSuspected) reasons.push(message('child.postponeInfectious', '怀疑传染病,建议暂缓入园'))
  if (value !== null && limit !== null && value > limit) reasons.push(message('child.postponeAlt', '丙氨酸氨基转移酶 {{value}} U/L 高于实验室上限 {{limit}},建议暂缓入园', { value, limit }))
  return reasons
}

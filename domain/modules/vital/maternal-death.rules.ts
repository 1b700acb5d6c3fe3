import type { VitalCardState } from '../../code/vital.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { isMaternalDeath, MATERNAL_DEATH_DAYS } from '../../rule/vital/clocks.ts'
import { type Day, dayOf, type Minute } from '../../time/day.ts'

const NEEDED = { householdType: '户籍类型', deathPlace: '死亡地点类别', causeFirst: '死因诊断1', rootCause: '致死的主要疾病', causeClass: '根本死因分类', icd10: '根本死因 ICD-10', basis: '死因诊断依据', summary: '病历摘要或调查小结', reportInstitution: '填报单位', reporterName: '填卡人', reportDay: '填卡日期' } as const
type Facts = { readonly [K in keyof typeof NEEDED]: string | null } & {
  readonly state: VitalCardState | null; readonly diedAt: Minute | null; readonly noticedAt: Minute | null; readonly phonedAt: Minute | null; readonly investigatedDay: Day | null; readonly deliveredAt: Minute | null; readonly stage: string | null
  readonly lastMenstrualDay: Day | null; readonly reportDay: Day | null; readonly gravidity: number | null; readonly parity: number | null
}
// An end of life is no cause of it: the same words as on the card of children.
const SYMPTOM = /呼吸衰竭|心力衰竭|循环衰竭|心跳骤停|呼吸心跳停止|多脏器衰竭|多器官功能衰竭/u

/** Times in order, a death within 42 days of the end of the pregnancy; a card that is handed in must be whole. */
export function maternalDeathRules(row: Facts, { today, now }: RuleMoment): FieldIssue[] {
  const issues: FieldIssue[] = []
  const { diedAt, noticedAt, phonedAt, deliveredAt } = row
  for (const [name, at] of [['diedAt', diedAt], ['noticedAt', noticedAt], ['phonedAt', phonedAt], ['deliveredAt', deliveredAt]] as const) if (at !== null && at > now) issues.push(block(name, message('maternalDeath.future', '时间不能晚于现在,请核对')))
  if (diedAt !== null && noticedAt !== null && noticedAt < diedAt) issues.push(block('noticedAt', message('maternalDeath.noticedBefore', '知悉时间不能早于死亡时间,请核对两个时间')))
  if (noticedAt !== null && phonedAt !== null && phonedAt < noticedAt) issues.push(block('phonedAt', message('maternalDeath.phonedBefore', '电话报告时间不能早于知悉时间,请核对两个时间')))
  if (noticedAt !== null && row.investigatedDay !== null && row.investigatedDay < dayOf(noticedAt)) issues.push(block('investigatedDay', message('maternalDeath.investigatedBefore', '调查完成日期不能早于知悉日期,请核对两个日期')))
  for (const name of ['investigatedDay', 'reportDay'] as const) if (row[name] !== null && row[name] > today) issues.push(block(name, message('maternalDeath.dayFuture', '日期不能晚于今天,请核对')))
  if (row.reportDay !== null && diedAt !== null && row.reportDay < dayOf(diedAt)) issues.push(block('reportDay', message('maternalDeath.reportBefore', '填卡日期不能早于死亡日期,请核对两个日期')))
  if (deliveredAt !== null && diedAt !== null) {
    // Between birth and death the order may be the other way round: a caesarean after the mother's heart stopped.
    if (dayOf(deliveredAt) > dayOf(diedAt)) issues.push(block('deliveredAt', message('maternalDeath.deliveredAfter', '分娩时间不能晚于死亡日期,请核对')))
    else if (!isMaternalDeath(dayOf(deliveredAt), dayOf(diedAt))) issues.push(block('diedAt', message('maternalDeath.late', '死亡在妊娠终止 {{days}} 天以后,不填报孕产妇死亡报告卡;请核对分娩时间和死亡时间', { days: MATERNAL_DEATH_DAYS })))
  }
  if (row.lastMenstrualDay !== null && diedAt !== null && row.lastMenstrualDay > dayOf(diedAt)) issues.push(block('lastMenstrualDay', message('maternalDeath.menstruation', '末次月经不能晚于死亡日期,请核对两个日期')))
  if (row.gravidity !== null && row.parity !== null && row.parity > row.gravidity) issues.push(block('parity', message('maternalDeath.parity', '产次不能大于孕次,请核对')))
  if (row.rootCause !== null && SYMPTOM.test(row.rootCause)) issues.push(warn('rootCause', message('maternalDeath.symptom', '“{{cause}}”是临终表现,请填写引起它的疾病', { cause: row.rootCause })))
  if (row.state === 'draft' || row.state === null) return issues
  for (const [name, label] of Object.entries(NEEDED) as [keyof typeof NEEDED, string][]) if (row[name] === null) issues.push(block(name, message('maternalDeath.needed', '提交前请填写{{label}}', { label })))
  if (row.stage === 'delivered' && deliveredAt === null) issues.push(block('deliveredAt', message('maternalDeath.deliveredMissing', '分娩(妊娠终止)后死亡的请填写分娩(妊娠终止)时间')))
  return issues
}

import { codesIn, type CodeList } from '../../field/code-list.ts'
import type { DeathDiagnosisBasis, DeathPlace, HouseholdType, LifeSign, TreatmentBeforeDeath, UntreatedReason } from '../../code/child-death.ts'
import type { ChildResidence } from '../../code/child-file.ts'
import { DEATH_PLACE_TO_CARD, DIAGNOSIS_BASIS_TO_CARD } from '../../code/child-maps.ts'
import { block, type FieldIssue, formatChinese, type Message, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import { ageAtDeath, ageAtDeathText, checkDeathCard, deathCardExclusion, hoursUnder24, isDeathBeforeBirth } from '../../rule/child/death-card.ts'
import { type Day, dayOf, type Minute } from '../../time/day.ts'

/** What a card must have before it is handed in; the other fields may be unknown (§12). */
const NEEDED = {
  householdType: '户籍类型', birthPlaceType: '出生地点类别', causeA: '死亡诊断(a)', rootCause: '根本死因', causeClass: '根本死因分类', icd10: '根本死因 ICD-10', deathPlace: '死亡地点类别', treatment: '死前治疗',
  diagnosisLevel: '死前诊断级别', diagnosisBasis: '死因诊断依据', reportInstitution: '填报单位', reporterName: '填报人', reportDay: '填报日期',
} as const

type Facts = { readonly [K in keyof typeof NEEDED]: string | null } & {
  readonly state: string | null
  readonly bornAt: Minute | null
  readonly diedAt: Minute | null
  readonly bornTimeUnknown: boolean | null
  readonly deathTimeUnknown: boolean | null
  readonly treatment: TreatmentBeforeDeath | null
  readonly untreatedReason: UntreatedReason | null
  readonly deathPlace: DeathPlace | null
  readonly cardDeathPlace: string | null
  readonly diagnosisBasis: DeathDiagnosisBasis | null
  readonly cardDiagnosisBasis: string | null
  readonly birthWeightG: number | null
  readonly gestationDays: number | null
  readonly lifeSigns: CodeList<LifeSign> | null
  readonly reportDay: Day | null
}

// 呼吸衰竭 and 心衰 tell how a child died, not of what (§12 [S12]).
const SYMPTOM = /呼吸衰竭|呼衰|心力衰竭|心衰|循环衰竭|心跳骤停|呼吸心跳停止|多脏器衰竭|多器官功能衰竭/u

/**
 * Rules of the card (§12; case 58). While it is being filled in only what cannot be is refused; a card that is handed in
 * must be whole: every needed answer, the reason exactly with 未治疗, a live birth under five.
 */
export function deathCardRules(row: Facts, { today, now }: RuleMoment): FieldIssue[] {
  const isDraft = row.state !== 'submitted'
  const issues = checkDeathCard(row, now).filter(issue => !(isDraft && issue.message.key === 'child.untreatedReasonMissing'))
  if (row.reportDay && row.reportDay > today) issues.push(block('reportDay', message('deathCard.reportFuture', '填报日期不能晚于今天')))
  if (row.reportDay && row.diedAt && row.reportDay < dayOf(row.diedAt)) issues.push(block('reportDay', message('deathCard.reportBefore', '填报日期不能早于死亡日期')))
  if (row.rootCause && SYMPTOM.test(row.rootCause)) issues.push(warn('rootCause', message('deathCard.symptom', '“{{cause}}”是临终症状,不能作为根本死因,请填写引起它的疾病', { cause: row.rootCause })))
  if (isDraft) return issues
  for (const [name, label] of Object.entries(NEEDED) as [keyof typeof NEEDED, string][]) {
    if (row[name] === null) issues.push(block(name, message('deathCard.needed', '提交前请填写{{label}}', { label })))
  }
  if (row.householdType === '2') issues.push(warn('householdType', message('deathCard.householdStay', '报告卡分居住一年以内和一年以上,请选择其中一项;不知道时说明原因')))
  if (row.deathPlace && DEATH_PLACE_TO_CARD[row.deathPlace] === null && !row.cardDeathPlace) issues.push(block('cardDeathPlace', message('deathCard.cardPlace', '报告卡上没有这种死亡地点,请选择印在卡上的一项')))
  if (row.diagnosisBasis && DIAGNOSIS_BASIS_TO_CARD[row.diagnosisBasis] === null && !row.cardDiagnosisBasis) issues.push(block('cardDiagnosisBasis', message('deathCard.cardBasis', '报告卡上没有这种诊断依据,请选择印在卡上的一项')))
  if (row.bornAt && row.diedAt && !isDeathBeforeBirth({ ...row, bornAt: row.bornAt, diedAt: row.diedAt })) {
    const excluded = deathCardExclusion({ gestationDays: row.gestationDays, birthWeightG: row.birthWeightG, lifeSigns: codesIn(row.lifeSigns) }, dayOf(row.bornAt), dayOf(row.diedAt))
    if (excluded === 'notLiveBirth') issues.push(block('lifeSigns', message('deathCard.notLiveBirth', '不符合活产定义(孕满28周,孕周不详时出生体重达到1000克,并有心跳、呼吸、脐带搏动或随意肌收缩之一),不填报本卡')))
  }
  return issues
}

/** 户籍类型 as far as the file's 居住类型 says it; how long somebody from elsewhere has lived here is the doctor's to add. */
export const householdTypeOf = (residence: ChildResidence): HouseholdType => residence === 'local' || residence === 'elsewhere' ? '1' : residence === 'shortStay' ? '21' : '2'

type Times = { readonly bornAt: Minute | null; readonly diedAt: Minute | null; readonly bornTimeUnknown: boolean | null; readonly deathTimeUnknown: boolean | null }

/**
 * 死亡年龄 and the hours under 24, as the program finds them (§12; case 59). Where only the days are known, the age has no
 * hours and the hours stay empty: 0 hours would be a number nobody measured.
 */
export function ageFound({ bornAt, diedAt, bornTimeUnknown, deathTimeUnknown }: Times): { age: Message | null; hoursUnder24: number | null } {
  if (!bornAt || !diedAt || isDeathBeforeBirth({ bornAt, diedAt, bornTimeUnknown, deathTimeUnknown })) return { age: null, hoursUnder24: null }
  if (bornTimeUnknown || deathTimeUnknown) {
    const { years, months, days } = ageAtDeath(`${dayOf(bornAt)}T00:00` as Minute, `${dayOf(diedAt)}T00:00` as Minute)
    return { age: message('child.ageAtDeathDays', '{{years}}岁{{months}}月{{days}}天', { years, months, days }), hoursUnder24: null }
  }
  return { age: ageAtDeathText(ageAtDeath(bornAt, diedAt)), hoursUnder24: hoursUnder24(bornAt, diedAt) }
}

/** The age as the card keeps it: in Chinese, whatever the screen speaks. */
export function ageOfCard(times: Times): { ageText: string | null; hoursUnder24: number | null } {
  const { age, hoursUnder24: hours } = ageFound(times)
  return { ageText: age && formatChinese(age), hoursUnder24: hours }
}

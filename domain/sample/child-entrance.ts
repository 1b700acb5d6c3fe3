import { entranceExam, ENTRANCE_ORGANS, type EntranceExam } from '../modules/child/entrance-exam.record.ts'
import { evaluatedFields } from '../modules/child/evaluated-fields.ts'
import { measurementOf } from '../modules/child/measurement.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { formatChinese } from '../message/message.ts'
import { CHILD_RULES_DEFAULT } from '../rule/child/child-rules.ts'
import { entranceLastDay, postponementReasons } from '../rule/child/entrance-examination.ts'
import { evaluateGrowth } from '../rule/growth/evaluate.ts'
import { DEFAULT_GROWTH_RULES } from '../rule/growth/rules.ts'
import { addDays, type Day, monthAnniversary } from '../time/day.ts'
import type { SpecialChild, SpecialTools } from './child-special.ts'

type Plan = { readonly day: Day; readonly purpose: EntranceExam['purpose']; readonly enteredDay: Day | null }

/** Of the children of a kindergarten so many of ten are examined here; the others go to another hospital. */
const HERE_OF_TEN = 6
const SMALL_HOSPITAL = 12
const TRANSFER_EVERY = 9
const POSTPONED_EVERY = 14
const ALT_LIMIT_U_PER_L = 40
const WELL: Partial<EntranceExam> = Object.fromEntries(ENTRANCE_ORGANS.map(organ => [organ, '1']))

/** The examinations of the children of kindergartens: before their first September, every May after it, on a change of kindergarten. */
export function entranceSampler({ random, tables, serial }: SpecialTools): (child: SpecialChild) => { until(day: Day, before: (day: Day) => void): void } {
  let [pupils, examined] = [0, 0]

  function plansOf(child: SpecialChild): Plan[] {
    const { file, birthDay, lastDay } = child
    if (!file.kindergarten) return []
    const nth = pupils
    pupils += 1
    if (nth >= SMALL_HOSPITAL && nth % 10 >= HERE_OF_TEN) return []
    const third = monthAnniversary(birthDay, 36)
    const year = Number(third.slice(0, 4)) + (third.slice(5) > '08-31' ? 1 : 0)
    const since = file.servedFromDay ?? file.openedDay
    const plans: Plan[] = []
    const plan = (day: Day, purpose: Plan['purpose'], enteredDay: Day | null): void => { if (day >= since && day <= lastDay) plans.push({ day, purpose, enteredDay }) }
    plan(`${year}-08-${random.int(10, 28)}` as Day, 'newEntrant', `${year}-09-0${random.int(1, 3)}` as Day)
    for (let later = year + 1; later < year + 4; later += 1) plan(`${later}-05-${random.int(11, 22)}` as Day, 'yearly', null)
    const recent = addDays(lastDay, -random.int(3, 30))
    // A form of the last weeks: every other one is not handed in yet.
    const handedIn = nth % 2 === 0 ? addDays(recent, 3) : null
    if (child.stopDay === null && third < recent && (plans.length === 0 || nth % TRANSFER_EVERY === 4)) plan(recent, plans.length === 0 ? 'newEntrant' : 'transfer', handedIn)
    return plans.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  }

  function examine(child: SpecialChild, { day, purpose, enteredDay }: Plan): void {
    const { file, birthDay, sex, doctorName } = child
    const { weightKg, lengthCm } = child.measure(day)
    examined += 1
    const isIll = examined % (POSTPONED_EVERY * 2) === 5
    const isRaised = examined % (POSTPONED_EVERY * 2) === 5 + POSTPONED_EVERY
    const haemoglobinGPerL = random.int(112, 138)
    const teethCount = 20
    const cariesCount = random.chance(0.35) ? random.int(1, 6) : 0
    const findings = { infectiousDiseaseSuspected: isIll, altUPerL: isRaised ? random.int(62, 95) : random.int(9, 32), altLimitUPerL: ALT_LIMIT_U_PER_L }
    const reasons = postponementReasons({ infectiousDiseaseSuspected: isIll, alanineAminotransferaseUPerL: findings.altUPerL, alanineAminotransferaseLimitUPerL: ALT_LIMIT_U_PER_L })
    const isFit = reasons.length === 0
    const measured = measurementOf({ file, child: { sex, birthDay } }, { visitDay: day, weightKg, lengthCm, position: 'H' })
    const year = day.slice(0, 4)
    const row = {
      ...emptyRow(entranceExam), ...WELL, ...findings, fileId: file.id, number: `RY${year}${String(serial(`child-entrance-${year}`)).padStart(6, '0')}`, purpose, examDay: day, kindergarten: file.kindergarten, className: `${['小', '中', '大'][Math.min(2, classOf(birthDay, day))]}${random.pick(['一', '二'])}班`,
      history: random.chance(0.04) ? '3' : null, allergy: file.allergy, parentSigned: true, weightKg, lengthCm, position: 'H', visionRight: random.int(6, 10) / 10, visionLeft: random.int(6, 10) / 10, teethCount, cariesCount,
      ...(cariesCount > 0 ? { mouth: '2', mouthNote: `龋齿 ${cariesCount} 颗` } : {}), ...(isIll ? { pharynx: '2', pharynxNote: '咽峡部疱疹,手足散在皮疹' } : {}), haemoglobinGPerL,
      result: isIll ? '疑似手足口病' : isRaised ? '丙氨酸氨基转移酶升高' : cariesCount > 0 ? '龋齿,余未见异常' : '未见异常', opinion: isFit ? 'fit' : 'postponed', postponedReason: isFit ? null : reasons.map(formatChinese).join(';'),
      enteredDay: isFit && enteredDay !== null && enteredDay <= child.lastDay ? enteredDay : null, validUntil: isFit ? entranceLastDay(day, CHILD_RULES_DEFAULT) : null, doctorName,
      ...evaluatedFields(measured ? evaluateGrowth(tables, measured, { rules: DEFAULT_GROWTH_RULES }) : null, DEFAULT_GROWTH_RULES.method),
    } as EntranceExam
    child.add(entranceExam, day, row)
  }

  return child => {
    const plans = plansOf(child)
    return {
      until(day, before) {
        for (let next = plans[0]; next && next.day < day; next = plans[0]) {
          before(next.day)
          plans.shift()
          examine(child, next)
        }
      },
    }
  }
}

/** 0 小班, 1 中班, 2 大班 by the age on the first of September before. */
function classOf(birthDay: Day, day: Day): number {
  const autumn = day.slice(5) < '08-01' ? Number(day.slice(0, 4)) - 1 : Number(day.slice(0, 4))
  const age = autumn - Number(birthDay.slice(0, 4)) - (birthDay.slice(5) > '08-31' ? 1 : 0)
  return Math.max(0, age - 3)
}

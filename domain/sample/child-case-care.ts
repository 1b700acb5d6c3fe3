import type { ChildCaseKind } from '../code/child-case.ts'
import { NATIONAL_RICKETS_SIGN, type NationalRicketsSign } from '../code/child-national.ts'
import { codeList } from '../field/code-list.ts'
import type { CaseToOpen } from '../modules/child/case-evidence.ts'
import type { ChildCase } from '../modules/child/case.record.ts'
import type { ChildCaseVisit } from '../modules/child/case-visit.record.ts'
import type { ChildScale } from '../modules/child/scale.record.ts'
import { CHILD_RULES_DEFAULT } from '../rule/child/child-rules.ts'
import { correctedMonths, FOLLOW_UP_PLANS_DEFAULT, followUpDays } from '../rule/child/preterm-plan.ts'
import { addDays, type Day, monthAnniversary } from '../time/day.ts'
import { sampleDevelopmentTest } from './child-scale.ts'
import type { SpecialChild, SpecialTools } from './child-special.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }
/** A case that is open, and whether its treatment helps. */
export type Managed = { readonly id: string; readonly row: Writable<ChildCase>; readonly visits: Writable<ChildCaseVisit>[]; next: Day | null; readonly responds: boolean; isReferred?: boolean; planDays?: readonly Day[]; tests?: number; scales?: ChildScale[] }
export type Managing = { readonly tools: SpecialTools; readonly child: SpecialChild }
type Care = {
  /** The day of the first follow-up. */
  first(one: Managed, managing: Managing, openedDay: Day): Day | null
  /** The follow-up after one; null: no more are planned. */
  next(one: Managed, managing: Managing, day: Day): Day | null
  /** What the treatment since the last look did to the child. */
  treat?(one: Managed, managing: Managing): void
  /** What this follow-up asks and prescribes beside the measurements. */
  ask(one: Managed, managing: Managing, day: Day): Partial<ChildCaseVisit>
}

/** At the end of its plan a file is closed as come of age. */
export const FULL_TERM = { months: 24, note: '专案随访计划已完成,转常规儿童保健' } as const
/** After so many follow-ups a doctor goes over to the check-ups. */
const MOST = { malnutrition: 10, rickets: 6, obesity: 9 } as const
/** Corrected months from which a development test is made at the next follow-up. */
const TESTED_AT = [6, 12, 17, 23] as const
const IRON_MG_PER_KG = 3
const HAEMOGLOBIN_AIM = 114
const NO_SIGN: NationalRicketsSign = '01'
const WELL_FED_Z = -1.1
const GROWN_Z = -1.6

/** Every so many months after the last look, as the reminders have it (R22–R24). */
const monthly = (months: number, most: number): Pick<Care, 'first' | 'next'> => ({
  first: (_one, _managing, day) => monthAnniversary(day, months),
  next: (one, _managing, day) => one.visits.length >= most ? null : monthAnniversary(day, months),
})
const rules = CHILD_RULES_DEFAULT

/** How each kind of case is looked after (§8, §9); intervals and limits are the rules' own. */
export const MANAGE: Readonly<Record<ChildCaseKind, Care>> = {
  highRisk: {
    first(one, { child }, day) {
      const plan = one.row.plan ?? 'none'
      one.planDays = followUpDays({ birthDay: child.birthDay, gestationDays: child.file.gestationDays, dischargeDay: child.file.dischargeDay }, FOLLOW_UP_PLANS_DEFAULT[plan]).filter(planned => planned > day)
      return one.planDays[0] ?? null
    },
    next: (one, _managing, day) => one.planDays?.find(planned => planned > day) ?? null,
    ask(one, { tools, child }, day) {
      const months = correctedMonths(child.birthDay, child.file.gestationDays, day)
      const isTested = months >= (TESTED_AT[one.tests ?? 0] ?? Infinity)
      const base = { advice: '按月龄指导喂养、早期发展与交流玩耍,预防接种按程序进行', vitaminDIuPerDay: months < 3 && one.row.pretermClass !== null ? 800 : 400 }
      if (!isTested) return base
      one.tests = (one.tests ?? 0) + 1
      const { row } = sampleDevelopmentTest(tools, child, day, one.responds || one.tests > 2 ? 'normal' : 'retest')
      one.scales = [...one.scales ?? [], row]
      return { ...base, developmentNormal: row.result === 'normal', developmentNote: `儿心量表-Ⅱ 总发育商 ${row.totalDq}` }
    },
  },
  anaemia: {
    first: (_one, { tools }, day) => addDays(day, tools.random.int(rules.anaemiaRecheckFirstDays + 4, rules.anaemiaRecheckLastDays)),
    next: (one, { tools }, day) => one.visits.length >= 5 ? null : addDays(day, tools.random.int(rules.anaemiaRecheckFirstDays + 6, rules.anaemiaRecheckLastDays)),
    ask(one, { tools, child }) {
      const before = one.visits.at(-1)?.haemoglobinGPerL ?? one.row.startHaemoglobinGPerL ?? 100
      const haemoglobinGPerL = Math.min(132, before + (one.responds || one.visits.length > 1 ? tools.random.int(6, 13) : tools.random.int(-1, 1)))
      const isCompleted = one.visits.length >= 2 && haemoglobinGPerL >= HAEMOGLOBIN_AIM
      // Cured: the check-ups find nothing any more.
      if (haemoglobinGPerL >= HAEMOGLOBIN_AIM) child.channel.isAnaemic = false
      return { haemoglobinGPerL, courseCompleted: isCompleted, ironMgPerDay: isCompleted ? null : one.row.ironMgPerDay, ...(isCompleted ? { treatment: null } : {}), dose: isCompleted ? null : '餐间口服,同服维生素C', advice: isCompleted ? '停铁剂,继续添加富含铁的辅食' : '继续补铁,血红蛋白正常后再服 2 个月' }
    },
  },
  rickets: {
    ...monthly(rules.ricketsFollowUpMonths, MOST.rickets),
    ask(one, { tools }) {
      const at = one.visits.length
      const left: readonly NationalRicketsSign[] = !one.responds && at < 2 ? ['05', '06'] : at === 0 ? ['05', '06'] : at === 1 ? ['06'] : [NO_SIGN]
      const isOver = left[0] === NO_SIGN
      return {
        vitaminDNmolPerL: tools.random.int(280, 380) / 10 + at * (one.responds ? 15 : 6), ricketsSigns: codeList(NATIONAL_RICKETS_SIGN, left), ricketsStage: isOver ? '3' : '2', improved: one.responds || at > 1, vitaminDIuPerDay: isOver ? 400 : 2000,
        symptoms: at === 0 ? '夜惊、多汗减轻' : '无', tests: '血清25-羟维生素D', advice: '每日户外活动 1~2 小时,按医嘱服维生素D',
      }
    },
  },
  malnutrition: {
    ...monthly(rules.malnutritionFollowUpMonths, MOST.malnutrition),
    treat(one, { child }) {
      const { channel } = child
      if (!one.responds) return
      channel.weightZ = Math.max(channel.weightZ, Math.min(WELL_FED_Z, channel.weightZ + 0.35))
      channel.lengthZ = Math.max(channel.lengthZ, Math.min(GROWN_Z, channel.lengthZ + 0.2))
      channel.birthWeightZ = Math.max(channel.birthWeightZ, Math.min(WELL_FED_Z, channel.birthWeightZ + 0.35))
    },
    ask: one => ({ generalConditionGood: one.responds || one.visits.length > 3, advice: '增加餐次与能量密度,每月测量体重、身长' }),
  },
  obesity: {
    ...monthly(rules.obesityFollowUpMonths, MOST.obesity),
    treat(one, { child }) { if (one.responds) child.channel.gain *= 0.78 },
    ask: one => ({ complicationSuspected: false, advice: one.visits.length === 0 ? '控制零食与含糖饮料,每日中等强度活动 60 分钟' : '坚持饮食与运动记录,每月复查体重、身高' }),
  },
}

const PLAN_NOTE: Readonly<Record<ChildCaseKind, string>> = {
  highRisk: '按随访计划监测体格生长与神经发育,矫正 6、12、18、24 月龄做儿心量表-Ⅱ', malnutrition: '每月随访一次,指导喂养,三项指标均不低于 -2SD 后结案', anaemia: '补铁 2~4 周后复查血红蛋白,正常后继续补铁 2 个月',
  rickets: '每月随访一次,口服维生素D,体征消失后改预防量', obesity: '每月随访一次,饮食与运动干预',
}
const TREATMENT: Readonly<Partial<Record<ChildCaseKind, string>>> = { anaemia: '右旋糖酐铁口服溶液', rickets: '维生素D 2000 IU/日,口服', malnutrition: '膳食调整,补充锌与维生素', obesity: '饮食控制,运动处方' }

/** What the doctor writes into a case on opening it, beside what the program proposes. */
export function openingOf({ kind, row }: CaseToOpen, day: Day): Partial<ChildCase> {
  const base: Partial<ChildCase> = { planNote: PLAN_NOTE[kind], treatment: TREATMENT[kind] ?? null }
  if (kind === 'highRisk') return { ...base, plan: row.plan === 'none' || !row.plan ? 'highRisk' : row.plan }
  if (kind === 'anaemia') return { ...base, treatmentStartedDay: day, ironMgPerDay: Math.round((row.startWeightKg ?? 8) * IRON_MG_PER_KG), cause: '辅食添加晚,含铁食物少' }
  if (kind === 'rickets') return { ...base, treatmentStartedDay: day, ricketsStage: '2', cause: '户外活动少,未按时补充维生素D' }
  return base
}

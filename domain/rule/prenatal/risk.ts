import type { PrenatalClass, PrenatalDisease } from '../../code/prenatal.ts'
import { type FieldIssue, message, warn } from '../../message/message.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

/** A risk of 1 in `denominator`; laboratories print the ends of their scale as "<1/50000" and ">1/10" (§3.3). */
export type Risk = { readonly comparator: '=' | '<' | '>'; readonly denominator: number }

const MOST_DENOMINATOR = 10_000_000
const RISK = /^([<>]?)1[/:](\d{1,3}(?:,\d{3})+|\d{1,8})$/

/** Reads `1/270`, `1:50000`, `<1/50000`, `>1/10`, full-width too; undefined for anything else. */
export function parseRisk(text: string): Risk | undefined {
  const match = RISK.exec(text.normalize('NFKC').replace(/\s/g, ''))
  const denominator = Number((match?.[2] ?? '').replaceAll(',', ''))
  return match && denominator >= 1 && denominator <= MOST_DENOMINATOR ? { comparator: (match[1] || '=') as Risk['comparator'], denominator } : undefined
}

/** The way a risk is printed. */
export const printRisk = ({ comparator, denominator }: Risk): string => `${comparator === '=' ? '' : comparator}1/${denominator}`

export type TrisomyDisease = Exclude<PrenatalDisease, 'ontd'>
const LIMITS = {
  t21: { high: 't21High', borderline: 't21Borderline' }, t18: { high: 't18High', borderline: 't18Borderline' },
  // A laboratory that reports it gives one limit and nothing between (§3.3).
  t13: { high: 't13High', borderline: 't13High' },
} as const satisfies Record<TrisomyDisease, { readonly high: keyof PrenatalRules; readonly borderline: keyof PrenatalRules }>

function classOf(disease: TrisomyDisease, denominator: number, rules: PrenatalRules): PrenatalClass {
  const { high, borderline } = LIMITS[disease]
  return denominator <= rules[high] ? 'high' : denominator <= rules[borderline] ? 'borderline' : 'low'
}

/** Best and worst class that a printed risk allows: "<1/200" may be 1/201 as well as next to nothing. */
function classesOf(disease: TrisomyDisease, { comparator, denominator }: Risk, rules: PrenatalRules): { best: PrenatalClass; worst: PrenatalClass } {
  if (comparator === '<') return { best: 'low', worst: classOf(disease, denominator + 1, rules) }
  if (comparator === '>') return { best: classOf(disease, denominator - 1, rules), worst: 'high' }
  const exact = classOf(disease, denominator, rules)
  return { best: exact, worst: exact }
}

/** The class of one disease (P-07 … P-10); of what a comparator leaves open, the worst, so that nobody falls off the recall list. */
export const classifyRisk = (disease: TrisomyDisease, risk: Risk, rules: PrenatalRules): PrenatalClass => classesOf(disease, risk, rules).worst

/** Asks about a printed risk that lies on both sides of a limit. */
export function checkRisk(disease: TrisomyDisease, risk: Risk, rules: PrenatalRules, path: string): FieldIssue[] {
  const { best, worst } = classesOf(disease, risk, rules)
  return best === worst ? [] : [warn(path, message('prenatal.riskAcross', '风险值 {{risk}} 跨越界值,已按较高的一级判定,请向实验室核实具体数值', { risk: printRisk(risk) }))]
}

/** ONTD by the AFP MoM, from the limit on (P-13); twins have a limit of their own. */
export const classifyOntd = (afpMom: number, fetusCount: number, rules: PrenatalRules): PrenatalClass => afpMom >= (fetusCount >= 2 ? rules.ontdMomTwins : rules.ontdMom) ? 'high' : 'low'

const WORST_FIRST: readonly PrenatalClass[] = ['high', 'borderline', 'notAssessable', 'low']
/** 总体结论: the worst of the diseases that were tested; null (未查) when none was. What could not be judged is never called low. */
export const overallClass = (classes: readonly (PrenatalClass | null)[]): PrenatalClass | null => WORST_FIRST.find(one => classes.includes(one)) ?? null

import { type PelvicQuestionnaire } from '../../code/pelvic.ts'
import type { PelvicDiagnosis } from '../../code/pelvic-care.ts'
import { message } from '../../message/message.ts'

export type Better = 'higher' | 'lower'
export type Verdict = 'better' | 'worse' | 'same'
/** Which way a value went; null where one of both is missing. */
export function verdictOf(before: number | null, after: number | null, better: Better): Verdict | null {
  if (before === null || after === null) return null
  return before === after ? 'same' : after > before === (better === 'higher') ? 'better' : 'worse'
}

type Rest = { readonly preRestUv: number | null; readonly postRestUv: number | null; readonly emgRestMaxUv: number | null }
/** A rest within its reference is neither better nor worse than another one: only what lies above counts. */
export const restAbove = ({ emgRestMaxUv, ...row }: Rest, field: 'preRestUv' | 'postRestUv'): number | null => row[field] === null ? null : Math.max(0, row[field] - (emgRestMaxUv ?? 0))

/** What of an assessment is compared; `score` is that of the questionnaire its measure asks for. */
export type Measured = Rest & {
  readonly oxford: string | null; readonly typeOneGrade: number | null; readonly typeTwoGrade: number | null; readonly stage: string | null; readonly padGainG: number | null; readonly painVas: number | null
  readonly diastasisAboveMm: number | null; readonly diastasisAtMm: number | null; readonly diastasisBelowMm: number | null; readonly score: number | null
}
type Values = readonly (number | null)[]
type Measure = { readonly title: ReturnType<typeof message>; readonly better: Better; readonly source: string; readonly questionnaire: PelvicQuestionnaire | null; values(row: Measured): Values; readonly isWidest?: true }
const grade = (value: string | null): number | null => value === null ? null : Number(value)
const scored = (questionnaire: PelvicQuestionnaire, title: ReturnType<typeof message>, section: string, better: Better = 'lower'): Measure => ({ title, better, source: section, questionnaire, values: ({ score }) => [score] })
const measured = (title: ReturnType<typeof message>, section: string, values: Measure['values'], better: Better = 'lower'): Measure => ({ title, better, source: section, questionnaire: null, values })

/** By what a course may be judged, and the section of the pelvic note that measures it. */
export const PELVIC_MEASURE = {
  strength: measured(message('pelvicMeasure.strength', '肌力'), '§5', row => [grade(row.oxford), row.typeOneGrade, row.typeTwoGrade], 'higher'),
  pad: measured(message('pelvicMeasure.pad', '尿垫增重(g)'), '§8.1', row => [row.padGainG]),
  oabss: scored('oabss', message('pelvicMeasure.oabss', 'OABSS'), '§7.5'),
  stage: measured(message('pelvicMeasure.stage', 'POP-Q分度'), '§4.2', row => [grade(row.stage)]),
  wexner: scored('wexner', message('pelvicMeasure.wexner', 'Wexner'), '§7.6'),
  pain: measured(message('pelvicMeasure.pain', '疼痛VAS'), '§7.7', row => [row.painVas]),
  pisq: scored('pisq12', message('pelvicMeasure.pisq', 'PISQ-12'), '§7.4', 'higher'),
  // Graded by its widest site (§8.2): of the sites that were measured both times.
  diastasis: { ...measured(message('pelvicMeasure.diastasis', '腹直肌间距(mm)'), '§8.2', row => [row.diastasisAboveMm, row.diastasisAtMm, row.diastasisBelowMm]), isWidest: true },
  rest: measured(message('pelvicMeasure.rest', '静息肌电(µV)'), '§6', row => [restAbove(row, 'preRestUv'), restAbove(row, 'postRestUv')]),
} as const satisfies Readonly<Record<string, Measure>>
export type PelvicMeasure = keyof typeof PELVIC_MEASURE

/** The measure that fits a diagnosis: the note (§10.5) names what is compared, which of it belongs to which diagnosis (§9) is our choice; whatever has none of its own is judged by strength. */
const FITS: Readonly<Partial<Record<PelvicDiagnosis, PelvicMeasure>>> = {
  stressIncontinence: 'pad', mixedIncontinence: 'pad', urgeIncontinence: 'oabss', overactiveBladder: 'oabss', prolapse: 'stage', analIncontinence: 'wexner', chronicPain: 'pain', girdlePain: 'pain', sexualDysfunction: 'pisq', diastasis: 'diastasis', hypertonic: 'rest',
}
export const measureFor = (diagnosis: PelvicDiagnosis): PelvicMeasure => FITS[diagnosis] ?? 'strength'

/**
 * What a course changed of the measure of its diagnosis: better where something got better and nothing worse, and the other way
 * round. Null where the two assessments have nothing to compare, or where nothing was there that could get better.
 */
export function changeOf(diagnosis: PelvicDiagnosis, before: Measured | null, after: Measured | null): Verdict | null {
  if (!before || !after) return null
  const { better, values, isWidest }: Measure = PELVIC_MEASURE[measureFor(diagnosis)]
  const last = values(after)
  const both = values(before).flatMap((first, at) => { const then = last[at] ?? null; return first === null || then === null ? [] : [[first, then] as const] })
  if (both.length === 0 || (better === 'lower' && both.every(pair => pair.every(value => value <= 0)))) return null
  const pairs = isWidest ? [[Math.max(...both.map(([first]) => first)), Math.max(...both.map(([, then]) => then))] as const] : both
  const verdicts = pairs.map(([first, then]) => verdictOf(first, then, better))
  const [isBetter, isWorse] = [verdicts.includes('better'), verdicts.includes('worse')]
  return isBetter === isWorse ? 'same' : isBetter ? 'better' : 'worse'
}

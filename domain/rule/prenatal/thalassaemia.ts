import { type HaemoglobinBand, THALASSAEMIA_ALLELE, type ThalassaemiaAllele, type ThalassaemiaFetus, THALASSAEMIA_FETUS, type ThalassaemiaScreen, type ThalassaemiaStep } from '../../code/prenatal-gene.ts'
import { message, type Message } from '../../message/message.ts'
import type { PrenatalRules } from './prenatal-rules.ts'

export type RedCells = { readonly mcvFl: number | null; readonly mchPg: number | null }

/** 初筛 by the blood count (§5; P-21): one low value is enough, both are needed to call it negative; null when nothing was counted. */
export function thalassaemiaScreen({ mcvFl, mchPg }: RedCells, rules: PrenatalRules): ThalassaemiaScreen | null {
  if (mcvFl === null && mchPg === null) return null
  if ((mcvFl !== null && mcvFl < rules.mcv) || (mchPg !== null && mchPg < rules.mch)) return 'positive'
  return mcvFl === null || mchPg === null ? 'incomplete' : 'negative'
}

export type Electrophoresis = { readonly hbA2Percent: number | null; readonly bands: readonly HaemoglobinBand[] }
const BAND_TYPE: Readonly<Record<HaemoglobinBand, 'alpha' | 'beta'>> = { h: 'alpha', barts: 'alpha', cs: 'alpha', e: 'beta' }

/** Which types an electrophoresis points at (§5). */
export function suggestedTypes({ hbA2Percent, bands }: Electrophoresis, rules: PrenatalRules): ('alpha' | 'beta')[] {
  const found = new Set(bands.map(band => BAND_TYPE[band]))
  if (hbA2Percent !== null && hbA2Percent < rules.hbA2Low) found.add('alpha')
  if (hbA2Percent !== null && hbA2Percent > rules.hbA2High) found.add('beta')
  return (['alpha', 'beta'] as const).filter(type => found.has(type))
}

/** Alleles of one person: two of α, two of β; null is the normal one. */
export type Genotype = { readonly alpha: readonly [ThalassaemiaAllele | null, ThalassaemiaAllele | null]; readonly beta: readonly [ThalassaemiaAllele | null, ThalassaemiaAllele | null] }
export const NORMAL_GENOTYPE: Genotype = { alpha: [null, null], beta: [null, null] }

// Laboratories write the minus as a dash of any length, αα and N for normal, and β in front of its mutation or not.
const plainAllele = (text: string): string => text.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-').replace(/\s/g, '')
const NORMAL_ALPHA = /^\u03b1\u03b1$/i
const NORMAL_BETA = /^(\u03b2?N|\u03b2A?)$/i
const byName = new Map(THALASSAEMIA_ALLELE.list.map(({ code, label }) => [label.toUpperCase(), code]))
// CD27/28 is one mutation with the stroke that otherwise parts two alleles.
const STROKE_IN_NAME = /CD27\/28/gi

function alleleOf(text: string): { readonly code: ThalassaemiaAllele | null; readonly type: 'alpha' | 'beta' } | undefined {
  if (NORMAL_ALPHA.test(text)) return { code: null, type: 'alpha' }
  if (NORMAL_BETA.test(text)) return { code: null, type: 'beta' }
  const name = text.toUpperCase()
  const found = byName.get(name) ?? byName.get(name.replace(/^\u0392/, '')) ?? byName.get(name.replace(/\u0391$/, ''))
  return found ? { code: found, type: THALASSAEMIA_ALLELE.entry(found).kind === 'beta' ? 'beta' : 'alpha' } : undefined
}

/**
 * Reads a genotype as laboratories print it: `--SEA/αα`, `-α3.7/αα`, `αCSα/αα`, `CD41-42/N`, several parted by `;` or `、`;
 * one allele alone stands beside a normal one. Undefined when any part is not in the dictionary.
 */
export function parseGenotype(text: string): Genotype | undefined {
  const parts = plainAllele(text).replace(STROKE_IN_NAME, 'CD27|28').split(/[;,、]/).filter(Boolean)
  const found: { alpha?: Genotype['alpha']; beta?: Genotype['beta'] } = {}
  for (const part of parts) {
    const alleles = part.split('/').map(one => alleleOf(one.replace('|', '/')))
    const [first, second = { code: null, type: first?.type }] = alleles
    if (alleles.length > 2 || !first || alleles.includes(undefined) || first.type !== second.type || found[first.type]) return undefined
    found[first.type] = [first.code, second.code]
  }
  return parts.length === 0 ? undefined : { ...NORMAL_GENOTYPE, ...found }
}

export const isCarrier = ({ alpha, beta }: Genotype): boolean => [...alpha, ...beta].some(allele => allele !== null)

/** What one partner has so far. */
export type ThalassaemiaFacts = { readonly cells: RedCells; readonly electrophoresis: Electrophoresis | null; readonly genotype: Genotype | null }

/** What is to be tested next; a confirmed carrier has the other one tested even when that blood count is normal (silent α, §5). */
export function thalassaemiaStep(own: ThalassaemiaFacts, other: ThalassaemiaFacts, rules: PrenatalRules): ThalassaemiaStep | null {
  if (own.genotype) return null
  if (other.genotype && isCarrier(other.genotype)) return 'gene'
  const screen = thalassaemiaScreen(own.cells, rules)
  if (own.electrophoresis && suggestedTypes(own.electrophoresis, rules).length > 0) return 'gene'
  if (screen === null || screen === 'incomplete') return 'bloodCount'
  if (screen === 'positive') return own.electrophoresis ? 'gene' : 'electrophoresis'
  return null
}

export type FetusRisk = { readonly fetus: ThalassaemiaFetus; readonly percent: number }
export type CoupleRisk = {
  /** 高风险夫妇: counselling and prenatal diagnosis. */
  readonly isHighRisk: boolean
  /** Each of what the child may have, the heaviest first. */
  readonly fetus: readonly FetusRisk[]
  readonly text: Message
}

type Kind = (typeof THALASSAEMIA_ALLELE)['list'][number]['kind']
const kindOf = (allele: ThalassaemiaAllele): Kind => THALASSAEMIA_ALLELE.entry(allele).kind

/** What two alleles of one type make together (§5); null for a child without severe disease. */
function fetusOf(one: ThalassaemiaAllele | null, other: ThalassaemiaAllele | null): ThalassaemiaFetus | null {
  if (one === null || other === null) return null
  const [a, b] = [kindOf(one), kindOf(other)]
  if (a === 'beta') return 'beta'
  if (a === 'alphaZero' && b === 'alphaZero') return 'barts'
  if (a === 'alphaZero' || b === 'alphaZero') return 'hbH'
  return a === 'alphaNonDeletional' && b === 'alphaNonDeletional' ? 'clinician' : null
}

/** Couple's risk: the four ways two times two alleles meet, for each type (§5; P-22). */
export function coupleRisk(woman: Genotype, partner: Genotype): CoupleRisk {
  const count = new Map<ThalassaemiaFetus, number>()
  for (const type of ['alpha', 'beta'] as const) {
    for (const own of woman[type]) for (const other of partner[type]) { const fetus = fetusOf(own, other); if (fetus) count.set(fetus, (count.get(fetus) ?? 0) + 1) }
  }
  const fetus = THALASSAEMIA_FETUS.values.flatMap(one => { const times = count.get(one); return times ? [{ fetus: one, percent: times * 25 }] : [] })
  const isHighRisk = fetus.some(one => one.fetus !== 'clinician')
  const words = fetus.map(one => `${THALASSAEMIA_FETUS.label(one.fetus)} ${one.percent}%`).join('、')
  const text = isHighRisk ? message('prenatal.thalassaemiaCouple', '高风险夫妇:每次妊娠胎儿{{fetus}},请遗传咨询并转产前诊断', { fetus: words })
    : fetus.length > 0 ? message('prenatal.thalassaemiaClinician', '胎儿{{fetus}},是否需要产前诊断由临床医师判断', { fetus: words })
      : isCarrier(woman) && isCarrier(partner) ? message('prenatal.thalassaemiaOtherType', '未见共同的重型地中海贫血风险;双方可能同时携带两型,请查全α和β基因')
        : message('prenatal.thalassaemiaNone', '未见地中海贫血高风险组合')
  return { isHighRisk, fetus, text }
}

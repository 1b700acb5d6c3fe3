import { DEAFNESS_SITE, type DeafnessGene, type DeafnessResult, type DeafnessSite, type DeafnessStep } from '../../code/prenatal-gene.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'

/** Results by site; a site nobody tested is not there. */
export type DeafnessResults = Readonly<Partial<Record<DeafnessSite, DeafnessResult>>>
export type DeafnessAssessment = {
  readonly step: DeafnessStep
  /** Recessive genes the woman carries, for which her partner is tested. */
  readonly genes: readonly DeafnessGene[]
  /** 禁用氨基糖苷类药物, lifelong, for her whole maternal line; goes on to the child's record. */
  readonly drugWarning: boolean
}

// §6: two changed copies, one of each parent, make a deaf child. GJB3 alone is counselled, not followed.
const RECESSIVE = ['gjb2', 'slc26a4'] as const satisfies readonly DeafnessGene[]
const sitesOf = (gene: DeafnessGene): DeafnessSite[] => DEAFNESS_SITE.list.filter(entry => entry.gene === gene).map(({ code }) => code)
const isChanged = (result: DeafnessResult | undefined): boolean => result !== undefined && result !== 'wild'
const carries = (results: DeafnessResults, gene: DeafnessGene): boolean => sitesOf(gene).some(code => isChanged(results[code]))

/** What follows from the sites of both (§6; P-23). */
export function assessDeafness(woman: DeafnessResults, partner: DeafnessResults): DeafnessAssessment {
  const genes = RECESSIVE.filter(gene => carries(woman, gene))
  const drugWarning = carries(woman, 'mt')
  const isTested = (gene: DeafnessGene): boolean => sitesOf(gene).every(code => partner[code] !== undefined)
  const step = genes.some(gene => carries(partner, gene)) ? 'refer' : genes.some(gene => !isTested(gene)) ? 'testPartner' : DEAFNESS_SITE.values.some(code => woman[code] === undefined) ? 'testWoman' : 'complete'
  return { step, genes, drugWarning }
}

const MITOCHONDRIAL: ReadonlySet<DeafnessResult> = new Set(['homoplasmic', 'heteroplasmic'])
/** 均质 and 异质 are said of mitochondria, 杂合 and 纯合 of the other genes; 野生型 of both. */
export function checkDeafness(results: DeafnessResults): FieldIssue[] {
  return DEAFNESS_SITE.list.flatMap(({ code, label, gene }) => {
    const result = results[code]
    if (result === undefined || result === 'wild' || MITOCHONDRIAL.has(result) === (gene === 'mt')) return []
    return [block(code, gene === 'mt' ? message('prenatal.deafnessMt', '{{site}} 为线粒体位点,请选野生型、均质或异质', { site: label }) : message('prenatal.deafnessNuclear', '{{site}} 请选野生型、杂合或纯合', { site: label }))]
  })
}

import { defineCodes } from './code-table.ts'
import type { CodeEntry, CodeOf } from './code-table.ts'

const NOTE = '产前筛查说明'
const OURS = '本程序'

type AlleleEntry = CodeEntry & { readonly kind: 'alphaZero' | 'alphaPlus' | 'alphaNonDeletional' | 'beta' }
const alpha = (label: string, kind: AlleleEntry['kind']): AlleleEntry => ({ label, kind })
const beta = (label: string): AlleleEntry => ({ label, kind: 'beta' })
/** 地贫基因型 as a diagnosis centre writes them; `kind` is what the couple's risk follows from. */
export const THALASSAEMIA_ALLELE = defineCodes({
  id: 'thalassaemiaAllele', title: '地贫基因型', standard: OURS, source: `${NOTE} §5 [S-P16]`,
  codes: {
    sea: alpha('--SEA', 'alphaZero'), a37: alpha('-α3.7', 'alphaPlus'), a42: alpha('-α4.2', 'alphaPlus'), qs: alpha('αQS', 'alphaNonDeletional'), ws: alpha('αWS', 'alphaNonDeletional'), cs: alpha('αCS', 'alphaNonDeletional'),
    cd14: beta('CD14-15'), cd17: beta('CD17'), cd27: beta('CD27/28'), cd41: beta('CD41-42'), cd43: beta('CD43'), cd71: beta('CD71-72'), be: beta('βE'), m28: beta('-28'), m29: beta('-29'), m30: beta('-30'), m32: beta('-32'), cd31: beta('CD31'),
    ivs1s1: beta('IVS-I-1'), ivs1s5: beta('IVS-I-5'), ivs2s654: beta('IVS-II-654'), cap: beta('CAP+1'), intM: beta('IntM'),
  } satisfies Record<string, AlleleEntry>,
})
export type ThalassaemiaAllele = CodeOf<typeof THALASSAEMIA_ALLELE>

export const THALASSAEMIA_SCREEN = defineCodes({ id: 'thalassaemiaScreen', title: '地贫初筛', standard: OURS, source: `${NOTE} §5`, codes: { negative: '初筛阴性', positive: '初筛阳性', incomplete: '资料不全' } })
export type ThalassaemiaScreen = CodeOf<typeof THALASSAEMIA_SCREEN>
export const THALASSAEMIA_STEP = defineCodes({ id: 'thalassaemiaStep', title: '地贫筛查下一步', standard: OURS, source: `${NOTE} §5,流程未核对`, codes: { bloodCount: '查血常规', electrophoresis: '查血红蛋白电泳', gene: '查地贫基因' } })
export type ThalassaemiaStep = CodeOf<typeof THALASSAEMIA_STEP>
/** Bands of the electrophoresis that are not there in a healthy adult. */
export const HAEMOGLOBIN_BAND = defineCodes({ id: 'haemoglobinBand', title: '异常血红蛋白条带', standard: OURS, source: `${NOTE} §5,未核对`, codes: { h: 'HbH', barts: 'Hb Bart\u2019s', e: 'HbE', cs: 'HbCS' } })
export type HaemoglobinBand = CodeOf<typeof HAEMOGLOBIN_BAND>
/** What the child of a couple may have. */
export const THALASSAEMIA_FETUS = defineCodes({
  id: 'thalassaemiaFetus', title: '胎儿地贫风险', standard: OURS, source: `${NOTE} §5,未核对`,
  codes: { barts: 'Hb Bart\u2019s胎儿水肿综合征', hbH: '血红蛋白H病', beta: '中间型或重型β地中海贫血', clinician: '非缺失型α地中海贫血纯合或复合杂合' },
})
export type ThalassaemiaFetus = CodeOf<typeof THALASSAEMIA_FETUS>

export const DEAFNESS_GENE = defineCodes({ id: 'deafnessGene', title: '耳聋基因', standard: OURS, source: `${NOTE} §6,未核对`, codes: { gjb2: 'GJB2', gjb3: 'GJB3', slc26a4: 'SLC26A4', mt: '线粒体12S rRNA' } })
export type DeafnessGene = CodeOf<typeof DEAFNESS_GENE>
type SiteEntry = CodeEntry & { readonly gene: DeafnessGene }
const site = (gene: DeafnessGene, label: string): SiteEntry => ({ label, gene })
/** Nine sites of the common panel, each with its gene. */
export const DEAFNESS_SITE = defineCodes({
  id: 'deafnessSite', title: '耳聋基因位点', standard: OURS, source: `${NOTE} §6,未核对`,
  codes: {
    gjb2a: site('gjb2', '35delG'), gjb2b: site('gjb2', '176_191del16'), gjb2c: site('gjb2', '235delC'), gjb2d: site('gjb2', '299_300delAT'), gjb3a: site('gjb3', '538C>T'),
    slc26a4a: site('slc26a4', 'IVS7-2A>G'), slc26a4b: site('slc26a4', '2168A>G'), mtA: site('mt', '1555A>G'), mtB: site('mt', '1494C>T'),
  } satisfies Record<string, SiteEntry>,
})
export type DeafnessSite = CodeOf<typeof DEAFNESS_SITE>
/** Result of a site; 均质 and 异质 are of the mitochondria only. */
export const DEAFNESS_RESULT = defineCodes({ id: 'deafnessResult', title: '位点结果', standard: OURS, source: `${NOTE} §6,未核对`, codes: { wild: '野生型', heterozygous: '杂合', homozygous: '纯合', homoplasmic: '均质', heteroplasmic: '异质' } })
export type DeafnessResult = CodeOf<typeof DEAFNESS_RESULT>
export const DEAFNESS_STEP = defineCodes({ id: 'deafnessStep', title: '耳聋基因筛查下一步', standard: OURS, source: `${NOTE} §6`, codes: { complete: '完成', testWoman: '补全孕妇位点结果', testPartner: '检测配偶同一基因', refer: '遗传咨询与产前诊断' } })
export type DeafnessStep = CodeOf<typeof DEAFNESS_STEP>

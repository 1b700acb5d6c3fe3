import type { PelvicQuestionnaire, SymptomSeverity } from '../../code/pelvic.ts'
import { block, type FieldIssue, message, type Message } from '../../message/message.ts'
import { rounded } from '../rounding.ts'

/** One item: its number, our own few words on what it asks (never the text of the questionnaire), and the answers it takes. */
export type QuestionnaireItem = { readonly number: number; readonly topic: string; readonly least: number; readonly most: number; readonly step?: number }
/** Answers by the number of the item; null or missing: not answered. */
export type Answers = Readonly<Record<number, number | null | undefined>>
/** A scale of a questionnaire: null where its rule for missing answers is not met. Not rounded. */
export type ScaleScore = { readonly scale: string; readonly score: number | null; readonly answered: number; readonly items: number }
export type QuestionnaireScore = {
  readonly total: number | null
  readonly scales: readonly ScaleScore[]
  readonly severity: SymptomSeverity | null
  /** Of OABSS: urgency and total both reach what the diagnosis asks for; null elsewhere. */
  readonly isDiagnostic: boolean | null
  /** Items without an answer. */
  readonly missing: readonly number[]
}
export type Questionnaire = {
  readonly id: PelvicQuestionnaire
  /** Goes up when a rule of scoring changes; a result keeps the version it was scored by. */
  readonly version: number
  readonly source: string
  readonly mark: 'S' | 'K'
  readonly items: readonly QuestionnaireItem[]
  readonly highest: number
  /** True where a higher score is a better one. */
  readonly higherIsBetter: boolean
  score(answers: Answers): QuestionnaireScore
}

const NOTE = '盆底专科说明'
const TOPICS = (topics: readonly string[], least: number, most: number, first = 1): QuestionnaireItem[] => topics.map((topic, index) => ({ number: first + index, topic, least, most }))
const given = (answers: Answers, items: readonly QuestionnaireItem[]): number[] => items.flatMap(({ number }) => { const value = answers[number]; return typeof value === 'number' ? [value] : [] })
const missingOf = (answers: Answers, items: readonly QuestionnaireItem[]): number[] => items.filter(({ number }) => typeof answers[number] !== 'number').map(({ number }) => number)
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const sumOrNull = (values: readonly (number | null)[]): number | null => values.reduce<number | null>((total, value) => total === null || value === null ? null : total + value, 0)

/** Mean of what was answered times `factor`; null below half of the items (§7.2 [R]). */
function meanScale(scale: string, answers: Answers, items: readonly QuestionnaireItem[], factor: number): ScaleScore {
  const values = given(answers, items)
  return { scale, score: values.length * 2 < items.length ? null : sum(values) / values.length * factor, answered: values.length, items: items.length }
}
/** Sum of all items; null while one is missing. */
const wholeSum = (scale: string, answers: Answers, items: readonly QuestionnaireItem[]): ScaleScore => {
  const values = given(answers, items)
  return { scale, score: values.length < items.length ? null : sum(values), answered: values.length, items: items.length }
}
const ofScales = (scales: readonly ScaleScore[], answers: Answers, items: readonly QuestionnaireItem[]): QuestionnaireScore => ({ total: sumOrNull(scales.map(({ score }) => score)), scales, severity: null, isDiagnostic: null, missing: missingOf(answers, items) })

const POPDI = TOPICS(['下腹部压迫感', '盆腔沉重或坠胀感', '看到或摸到阴道有物膨出', '排便时需推压阴道或直肠周围', '膀胱排不尽的感觉', '需用手推回膨出物才能排尿'], 0, 4)
const CRADI = TOPICS(['排便需用力', '排便不尽', '成形便漏出', '稀便漏出', '漏气', '排便时疼痛', '便意急迫', '排便时或排便后有肠膨出'], 0, 4, 7)
const UDI = TOPICS(['尿频', '尿急伴漏尿', '咳嗽、喷嚏或大笑时漏尿', '少量漏尿(滴漏)', '排尿困难', '下腹部或会阴疼痛不适'], 0, 4, 15)
const PFDI_ITEMS = [...POPDI, ...CRADI, ...UDI]

const ACTIVITIES = ['家务', '体力活动', '娱乐活动', '乘车30分钟以上出行', '社交活动', '情绪', '沮丧感']
const PFIQ_COLUMNS = [['UIQ-7', '膀胱'], ['CRAIQ-7', '肠道'], ['POPIQ-7', '阴道或盆腔']] as const
const PFIQ_PARTS = PFIQ_COLUMNS.map(([scale, organ], column) => ({ scale, items: TOPICS(ACTIVITIES.map(activity => `${activity}(${organ})`), 0, 3, 1 + column * ACTIVITIES.length) }))
const PFIQ_ITEMS = PFIQ_PARTS.flatMap(({ items }) => items)

const PISQ_ITEMS = TOPICS(['性欲频率', '达到高潮', '性兴奋', '性活动满意', '性交疼痛', '性活动时漏尿', '因怕漏尿而回避', '因膨出而回避', '负面情绪', '伴侣勃起问题影响', '伴侣早泄问题影响', '高潮强度与过去相比'], 0, 4)
const PISQ_FORWARD = 4
const PISQ_MISSING_MOST = 2

const OABSS_ITEMS: readonly QuestionnaireItem[] = [
  { number: 1, topic: '白天排尿次数', least: 0, most: 60 }, { number: 2, topic: '夜间因排尿起床次数', least: 0, most: 30 },
  { number: 3, topic: '尿急(0 无 … 5 每天5次及以上)', least: 0, most: 5 }, { number: 4, topic: '急迫性漏尿(0 无 … 5 每天5次及以上)', least: 0, most: 5 },
]
const WEXNER_ITEMS = TOPICS(['成形便失禁', '稀便失禁', '漏气', '使用护垫', '生活方式改变'], 0, 4)
const ICIQ_ITEMS: readonly QuestionnaireItem[] = [{ number: 3, topic: '漏尿频率', least: 0, most: 5 }, { number: 4, topic: '漏尿量(0、2、4、6)', least: 0, most: 6, step: 2 }, { number: 5, topic: '对生活的影响', least: 0, most: 10 }]

/** Grades by their highest score; the last takes everything above. */
const severityOf = (total: number | null, steps: readonly (readonly [most: number, severity: SymptomSeverity])[]): SymptomSeverity | null => total === null ? null : steps.find(([most]) => total <= most)?.[1] ?? steps.at(-1)?.[1] ?? null

/** PFDI-20: three scales of 0–100 (§7.2 [S-L5]; F-15…F-17). */
export const PFDI20: Questionnaire = {
  id: 'pfdi20', version: 1, source: `${NOTE} §7.2 [S-L5]`, mark: 'S', items: PFDI_ITEMS, highest: 300, higherIsBetter: false,
  score: answers => ofScales([meanScale('POPDI-6', answers, POPDI, 25), meanScale('CRADI-8', answers, CRADI, 25), meanScale('UDI-6', answers, UDI, 25)], answers, PFDI_ITEMS),
}
/** PFIQ-7: seven activities by three organs, 0–100 each (§7.3 [S-L5]; F-18). */
export const PFIQ7: Questionnaire = {
  id: 'pfiq7', version: 1, source: `${NOTE} §7.3 [S-L5]`, mark: 'S', items: PFIQ_ITEMS, highest: 300, higherIsBetter: false,
  score: answers => ofScales(PFIQ_PARTS.map(({ scale, items }) => meanScale(scale, answers, items, 100 / 3)), answers, PFIQ_ITEMS),
}
/**
 * PISQ-12 from answers 0 always … 4 never: the first four count turned round, the others as they stand, so that a higher
 * score is better; up to two missing are filled by the mean (§7.4; direction and missing rule [K]; F-19). Whoever has no
 * sexual activity is not asked: no answers, no score, never 0.
 */
export const PISQ12: Questionnaire = {
  id: 'pisq12', version: 1, source: `${NOTE} §7.4 [S-L8]`, mark: 'K', items: PISQ_ITEMS, highest: 48, higherIsBetter: true,
  score(answers) {
    const scored = PISQ_ITEMS.flatMap(({ number, most }) => { const value = answers[number]; return typeof value === 'number' ? [number <= PISQ_FORWARD ? most - value : value] : [] })
    const missing = missingOf(answers, PISQ_ITEMS)
    const total = missing.length > PISQ_MISSING_MOST ? null : sum(scored) / scored.length * PISQ_ITEMS.length
    return { total, scales: [{ scale: 'PISQ-12', score: total, answered: scored.length, items: PISQ_ITEMS.length }], severity: null, isDiagnostic: null, missing }
  },
}
const dayPoints = (times: number): number => times <= 7 ? 0 : times <= 14 ? 1 : 2
const nightPoints = (times: number): number => Math.min(3, times)
/** OABSS: times by day and night are typed as counts (§7.5; cut-points [K]; F-21). */
export const OABSS: Questionnaire = {
  id: 'oabss', version: 1, source: `${NOTE} §7.5 [S-L8][S-L15]`, mark: 'K', items: OABSS_ITEMS, highest: 15, higherIsBetter: false,
  score(answers) {
    const missing = missingOf(answers, OABSS_ITEMS)
    const [day, night, urgency, leakage] = [1, 2, 3, 4].map(number => answers[number] ?? 0) as [number, number, number, number]
    const total = missing.length > 0 ? null : dayPoints(day) + nightPoints(night) + urgency + leakage
    return {
      total, scales: [{ scale: 'OABSS', score: total, answered: OABSS_ITEMS.length - missing.length, items: OABSS_ITEMS.length }], severity: severityOf(total, [[2, 'none'], [5, 'mild'], [11, 'moderate'], [15, 'severe']]),
      isDiagnostic: total === null ? null : urgency >= 2 && total >= 3, missing,
    }
  },
}
/** Wexner: five items of 0–4 (§7.6 [S-L8]; F-22). */
export const WEXNER: Questionnaire = {
  id: 'wexner', version: 1, source: `${NOTE} §7.6 [S-L8]`, mark: 'S', items: WEXNER_ITEMS, highest: 20, higherIsBetter: false,
  score: answers => ofScales([wholeSum('Wexner', answers, WEXNER_ITEMS)], answers, WEXNER_ITEMS),
}
/** ICIQ-UI SF, offered only to a hospital that holds the licence (§7.1 [S-L6][S-L7]; F-20, F-33). */
export const ICIQ: Questionnaire = {
  id: 'iciq', version: 1, source: `${NOTE} §7.1 [S-L6]`, mark: 'S', items: ICIQ_ITEMS, highest: 21, higherIsBetter: false,
  score(answers) {
    const scored = ofScales([wholeSum('ICIQ-UI SF', answers, ICIQ_ITEMS)], answers, ICIQ_ITEMS)
    return { ...scored, severity: severityOf(scored.total, [[0, 'none'], [5, 'mild'], [12, 'moderate'], [18, 'severe'], [21, 'verySevere']]) }
  },
}

export const QUESTIONNAIRES: readonly Questionnaire[] = [PFDI20, PFIQ7, PISQ12, OABSS, WEXNER, ICIQ]
/** A questionnaire by its name; throws RangeError on one that is not there. */
export function questionnaireOf(id: PelvicQuestionnaire): Questionnaire {
  const found = QUESTIONNAIRES.find(one => one.id === id)
  if (!found) throw new RangeError(`no questionnaire ${id}`)
  return found
}

/** An answer outside its item is refused, item by item; one that is missing is not: the score says what it lacks. */
export const answerIssues = ({ items }: Questionnaire, answers: Answers, path: (item: number) => string): FieldIssue[] => items.flatMap(({ number, least, most, step = 1 }) => {
  const value = answers[number]
  return typeof value !== 'number' || (value >= least && value <= most && (value - least) % step === 0) ? [] : [block(path(number), message('pelvic.answer', '第 {{number}} 题应为 {{least}}–{{most}},请核对', { number, least, most }))]
})

/** A score as it is shown: two decimals where there is a fraction (F-18: rounded once, at the end). */
export const scoreText = (score: number): string => Number.isInteger(score) ? String(score) : rounded(score, 2).toFixed(2)

/** Why there is no score, as a sentence; null where there is one. */
export const noScoreText = ({ total, missing }: QuestionnaireScore): Message | null => total !== null ? null : message('pelvic.noScore', '没有回答第 {{items}} 题,不能计分', { items: missing.join('、') })

/** VAS 0–10 in halves (§7.7). */
export const vasIssues = (value: number | null, path: string): FieldIssue[] => value === null || (value >= 0 && value <= 10 && (value * 2) % 1 === 0) ? [] : [block(path, message('pelvic.vas', 'VAS 应为 0–10,可填 0.5,请核对'))]

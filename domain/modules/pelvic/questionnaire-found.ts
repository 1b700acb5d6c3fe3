import { type PelvicQuestionnaire, PELVIC_QUESTIONNAIRE } from '../../code/pelvic.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { answerIssues, type Answers, noScoreText, type Questionnaire, questionnaireOf, type QuestionnaireScore } from '../../rule/pelvic/questionnaires.ts'
import type { PelvicQuestionnaireRow } from './questionnaire.record.ts'

type Values = Readonly<Partial<PelvicQuestionnaireRow>>

/** The kept text of answers as answers by item: `1,0,,2`, empty where not answered. */
export function answersOf({ items }: Questionnaire, text: string | null | undefined): Answers {
  const parts = (text ?? '').split(',')
  return Object.fromEntries(items.map(({ number }, index) => { const part = parts[index] ?? ''; return [number, part === '' ? null : Number(part)] }))
}
/** Answers as they are kept; null where nothing is answered. */
export function answersText({ items }: Questionnaire, answers: Answers): string | null {
  const given = items.map(({ number }) => answers[number] ?? null)
  return given.every(value => value === null) ? null : given.map(value => value ?? '').join(',')
}

/** Which questionnaires may be filled in; an old result of another stays readable (F-33). */
export const offeredQuestionnaires = (isLicensed: boolean): readonly PelvicQuestionnaire[] => PELVIC_QUESTIONNAIRE.values.filter(one => isLicensed || !PELVIC_QUESTIONNAIRE.entry(one).isLicensed)
/** Whoever has no sexual life is not asked, which is no score of 0. */
export const mayNotApply = (questionnaire: PelvicQuestionnaire): boolean => questionnaire === 'pisq12'

// The column keeps four decimals; what is shown is rounded once from it (F-18).
const kept = (score: number | null | undefined): number | null => score === null || score === undefined ? null : Math.round(score * 10_000) / 10_000

export type QuestionnaireFound = Pick<PelvicQuestionnaireRow, 'ruleVersion' | 'firstScale' | 'secondScale' | 'thirdScale' | 'total' | 'severity' | 'isDiagnostic'>
/** The score of a row by the rule of today, as the columns that are kept with it. */
export function questionnaireFound(row: Values & { readonly questionnaire: PelvicQuestionnaire }): { readonly score: QuestionnaireScore; readonly columns: QuestionnaireFound } {
  const questionnaire = questionnaireOf(row.questionnaire)
  const score = questionnaire.score(row.isNotApplicable === true ? {} : answersOf(questionnaire, row.answers))
  const [first, second, third] = score.scales.length > 1 ? score.scales : []
  return { score, columns: { ruleVersion: questionnaire.version, firstScale: kept(first?.score), secondScale: kept(second?.score), thirdScale: kept(third?.score), total: kept(score.total), severity: score.severity, isDiagnostic: score.isDiagnostic } }
}

/** What is wrong with the answers of a row, and what is asked about. */
export function questionnaireIssues(row: Values & { readonly questionnaire: PelvicQuestionnaire }): FieldIssue[] {
  const questionnaire = questionnaireOf(row.questionnaire)
  if (row.isNotApplicable === true) {
    if (!mayNotApply(row.questionnaire)) return [block('isNotApplicable', message('pelvicQuestionnaire.applies', '只有PISQ-12可以选“不适用”'))]
    return row.answers ? [block('answers', message('pelvicQuestionnaire.bothWays', '选了“不适用”,又有回答:请清空回答,或取消“不适用”'))] : []
  }
  const answers = answersOf(questionnaire, row.answers)
  if (answersText(questionnaire, answers) === null) return [block('answers', message('pelvicQuestionnaire.empty', '还没有回答任何一题,请至少回答一题再保存'))]
  if ((row.answers ?? '').split(',').length !== questionnaire.items.length) return [block('answers', message('pelvicQuestionnaire.length', '这份量表有 {{items}} 题,回答的题数不符,请重新填写', { items: questionnaire.items.length }))]
  const wrong = answerIssues(questionnaire, answers, () => 'answers')
  if (wrong.length > 0) return wrong
  const noScore = noScoreText(questionnaire.score(answers))
  return noScore ? [warn('answers', noScore)] : []
}

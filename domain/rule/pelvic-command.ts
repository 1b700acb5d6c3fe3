import { BALLOONING_GRADE, POPQ_COMPARTMENT, POPQ_STAGE, SYMPTOM_SEVERITY } from '../code/pelvic.ts'
import { formatChinese, type Message, message } from '../message/message.ts'
import { hiatusOfGrid } from './pelvic/measures.ts'
import { PELVIC_RULES_DEFAULT as RULES } from './pelvic/pelvic-rules.ts'
import { POPQ_NAME, POPQ_POINTS, type PopqGrid, popqIssues, popqStage } from './pelvic/popq.ts'
import { answerIssues, type Answers, QUESTIONNAIRES, scoreText } from './pelvic/questionnaires.ts'
import { type RuleCommand, type RuleRow, unreadable } from './rule-command.ts'

const HYSTERECTOMY: Readonly<Record<string, boolean>> = { '': false, n: false, N: false, y: true, Y: true }
const POPQ_INPUT = [...POPQ_POINTS.map(point => POPQ_NAME[point]), 'hysterectomy'] as const
const number = (text: string, column: string, faults: Message[]): number | null => {
  if (text === '') return null
  if (!/^[+\-−]?\d{1,2}(\.\d)?$/.test(text)) { faults.push(unreadable(column, text)); return null }
  return Number(text.replace('−', '-'))
}

/** The nine measures of POP-Q to stage, compartments, leading point and hiatus (pelvic floor note §4, §8.3). */
export const popqCommand: RuleCommand = {
  name: 'popq', title: 'POP-Q分度', source: '盆底专科说明 §4、§8.3', input: POPQ_INPUT, output: ['stage', 'lead', 'anterior', 'apical', 'posterior', 'ghPb', 'hiatus', 'asked', 'faults'],
  run: (row): RuleRow => {
    const faults: Message[] = []
    const grid = Object.fromEntries(POPQ_POINTS.map(point => [point, number((row[POPQ_NAME[point]] ?? '').trim(), POPQ_NAME[point], faults)])) as PopqGrid
    const hysterectomy = (row.hysterectomy ?? '').trim()
    if (!Object.hasOwn(HYSTERECTOMY, hysterectomy)) faults.push(unreadable('hysterectomy', hysterectomy))
    const issues = popqIssues(grid, HYSTERECTOMY[hysterectomy] ?? false, RULES)
    faults.push(...issues.filter(({ level }) => level === 'block').map(issue => issue.message))
    const result = popqStage(grid, RULES)
    if (!result) faults.push(message('popq.csv.incomplete', 'Aa、Ba、C、Ap、Bp、tvl 须全部填写'))
    if (faults.length > 0 || !result) return { faults: faults.map(formatChinese).join(';') }
    const hiatus = grid.ghCm !== null && grid.pbCm !== null ? hiatusOfGrid(grid.ghCm, grid.pbCm) : null
    const [anterior, apical, posterior] = result.compartments.map(({ compartment, stage }) => `${POPQ_COMPARTMENT.label(compartment)} ${POPQ_STAGE.label(stage)}`)
    return {
      stage: POPQ_STAGE.label(result.stage), lead: String(result.leadCm), anterior: anterior ?? '', apical: apical ?? '', posterior: posterior ?? '', ghPb: hiatus ? String(hiatus.sumCm) : '', hiatus: hiatus ? BALLOONING_GRADE.label(hiatus.grade) : '',
      asked: issues.filter(({ level }) => level !== 'block').map(issue => formatChinese(issue.message)).join(';'), faults: '',
    }
  },
}

/** A questionnaire and its answers in order to its scores (pelvic floor note §7). */
export const pelvicScoresCommand: RuleCommand = {
  name: 'pelvic-scores', title: '盆底量表计分', source: '盆底专科说明 §7', input: ['questionnaire', 'answers'], output: ['scales', 'total', 'severity', 'missing', 'faults'],
  run: (row): RuleRow => {
    const id = (row.questionnaire ?? '').trim().toLowerCase()
    const questionnaire = QUESTIONNAIRES.find(one => one.id === id)
    if (!questionnaire) return { faults: formatChinese(unreadable('questionnaire', row.questionnaire ?? '')) }
    const faults: Message[] = []
    // Answers stand in the order of the form, blank-separated; - stands for one that was not given.
    const words = (row.answers ?? '').trim().split(/[\s,;|]+/).filter(Boolean)
    const answers: Answers = Object.fromEntries(words.map((word, index) => [questionnaire.items[index]?.number ?? 0, word === '-' ? null : number(word, 'answers', faults)]))
    if (words.length !== questionnaire.items.length) faults.push(message('pelvic.csv.count', 'answers 应有 {{count}} 个答案,没有回答的写 -', { count: questionnaire.items.length }))
    faults.push(...answerIssues(questionnaire, answers, item => String(item)).map(issue => issue.message))
    if (faults.length > 0) return { faults: faults.map(formatChinese).join(';') }
    const { scales, total, severity, missing } = questionnaire.score(answers)
    const text = (score: number | null): string => score === null ? '' : scoreText(score)
    return { scales: scales.map(({ scale, score }) => `${scale}=${text(score)}`).join(' '), total: text(total), severity: severity === null ? '' : SYMPTOM_SEVERITY.label(severity), missing: missing.join(' '), faults: '' }
  },
}

import { PELVIC_EFFICACY, PELVIC_METHOD, type PelvicEfficacy, type PelvicMethod } from '../../code/pelvic.ts'
import { PELVIC_DIAGNOSIS, type PelvicDiagnosis } from '../../code/pelvic-care.ts'
import { message } from '../../message/message.ts'
import { measureFor, PELVIC_MEASURE, type Verdict } from './improvement.ts'

const NOTE = '盆底专科说明'
const figure = (title: ReturnType<typeof message>, numerator: ReturnType<typeof message>, denominator: ReturnType<typeof message>, section: string) => ({ title, numerator, denominator, source: `${NOTE} ${section}` })

/** 院内指标: no target and no official definition was found (note §12 [K]), so that each says what it counts. */
export const PELVIC_FIGURE = {
  screened: figure(message('pelvicFigure.screened', '产后42天盆底筛查率'), message('pelvicFigure.screened.of', '其中在盆底专科做过评估的'), message('pelvicFigure.screened.all', '期内做产后42天检查的人次'), '§12'),
  weak: figure(message('pelvicFigure.weak', '盆底肌力异常率'), message('pelvicFigure.weak.of', '改良牛津、Ⅰ类或Ⅱ类肌力任一≤2级的'), message('pelvicFigure.weak.all', '期内基线评估测了肌力的人次'), '§12'),
  completed: figure(message('pelvicFigure.completed', '疗程完成率'), message('pelvicFigure.completed.of', '其中已完成的疗程'), message('pelvicFigure.completed.all', '期内开始的疗程'), '§12'),
  missed: figure(message('pelvicFigure.missed', '爽约率(到诊依从性)'), message('pelvicFigure.missed.of', '其中爽约的'), message('pelvicFigure.missed.all', '期内已完成和爽约的预约'), '§10.3'),
  homeExercise: figure(message('pelvicFigure.homeExercise', '家庭训练完成率(居家依从性)'), message('pelvicFigure.homeExercise.of', '其中每天完成和大部分完成的'), message('pelvicFigure.homeExercise.all', '期内完成且登记了家庭训练的治疗'), '§10.3'),
  evaluated: figure(message('pelvicFigure.evaluated', '复评率'), message('pelvicFigure.evaluated.of', '其中做过末次评估的'), message('pelvicFigure.evaluated.all', '期内完成的疗程'), '§12'),
  effective: figure(message('pelvicFigure.effective', '有效率'), message('pelvicFigure.effective.of', '治愈、显效、有效的'), message('pelvicFigure.effective.all', '期内结束且登记了疗效的疗程'), '§12'),
  adverse: figure(message('pelvicFigure.adverse', '不良事件率'), message('pelvicFigure.adverse.of', '其中有不良反应的'), message('pelvicFigure.adverse.all', '期内完成的治疗'), '§12'),
} as const
export type PelvicFigureId = keyof typeof PELVIC_FIGURE
export const PELVIC_FIGURE_IDS = Object.keys(PELVIC_FIGURE) as [PelvicFigureId, ...PelvicFigureId[]]

/** What a therapist's work is counted in: files opened, assessments, sessions, and sessions of one method. */
export const PELVIC_WORK = ['files', 'assessments', 'sessions', ...PELVIC_METHOD.values] as const
export type PelvicWork = (typeof PELVIC_WORK)[number]
export const isMethod = (work: PelvicWork): work is PelvicMethod => PELVIC_METHOD.isCode(work)
/** What a month is counted in. */
export const PELVIC_MONTH_WORK = ['files', 'assessments', 'done', 'missed', 'cancelled'] as const
export type PelvicMonthWork = (typeof PELVIC_MONTH_WORK)[number]

/** Columns of the improvement by diagnosis; each opens its women. */
export const PELVIC_CHANGE_COLUMNS = ['closed', ...PELVIC_EFFICACY.values, 'compared', 'better', 'same', 'worse'] as const
export type PelvicChangeColumn = (typeof PELVIC_CHANGE_COLUMNS)[number]
export type ClosedCourse = { readonly diagnosis: PelvicDiagnosis; readonly efficacy: PelvicEfficacy | null; readonly change: Verdict | null }
/** Whether a closed course counts in a column. */
export function countsIn({ efficacy, change }: ClosedCourse, column: PelvicChangeColumn): boolean {
  switch (column) {
    case 'closed': return true
    case 'compared': return change !== null
    case 'better': case 'same': case 'worse': return change === column
    default: return efficacy === column
  }
}

export type PelvicRate = { readonly figure: PelvicFigureId; readonly numerator: number; readonly denominator: number; readonly percent: number | null }
export type PelvicBoard = {
  readonly rates: PelvicRate[]
  readonly therapists: { readonly therapist: string; readonly counts: { readonly work: PelvicWork; readonly count: number }[] }[]
  readonly months: ({ readonly month: string } & Readonly<Record<PelvicMonthWork, number>>)[]
  readonly diagnoses: { readonly diagnosis: PelvicDiagnosis; readonly counts: { readonly column: PelvicChangeColumn; readonly count: number }[] }[]
}
const EFFICACY_WORDS = Object.fromEntries(PELVIC_EFFICACY.values.map(one => [one, PELVIC_EFFICACY.label(one)])) as Record<PelvicEfficacy, string>
export const CHANGE_WORDS: Readonly<Record<PelvicChangeColumn, string>> = { closed: '结束的疗程', ...EFFICACY_WORDS, compared: '前后都测了', better: '好转', same: '持平', worse: '加重' }
const WORK_WORDS: Readonly<Record<Exclude<PelvicWork, PelvicMethod> | PelvicMonthWork, string>> = { files: '建档', assessments: '评估', sessions: '治疗', done: '治疗', missed: '爽约', cancelled: '取消' }
/** A board as lines of paper and spreadsheet: what, how many, of how many, rate. */
export type BoardLine = { readonly part: string; readonly item: string; readonly count: number; readonly of: number | null; readonly percent: number | null }
const line = (part: string, item: string, count: number): BoardLine => ({ part, item, count, of: null, percent: null })
export const boardLines = ({ rates, therapists, months, diagnoses }: PelvicBoard): BoardLine[] => [
  ...rates.map(({ figure: id, numerator, denominator, percent }) => ({ part: '院内指标', item: PELVIC_FIGURE[id].title.zh, count: numerator, of: denominator, percent })),
  ...therapists.flatMap(({ therapist, counts }) => counts.map(({ work, count }) => line(`工作量 ${therapist}`, isMethod(work) ? PELVIC_METHOD.label(work) : WORK_WORDS[work], count))),
  ...months.flatMap(one => PELVIC_MONTH_WORK.map(work => line(`月份 ${one.month}`, WORK_WORDS[work], one[work]))),
  ...diagnoses.flatMap(({ diagnosis, counts }) => counts.map(({ column, count }) => {
    const [words, measure] = [CHANGE_WORDS[column], PELVIC_MEASURE[measureFor(diagnosis)].title.zh]
    return line(PELVIC_DIAGNOSIS.label(diagnosis), ['compared', 'better', 'same', 'worse'].includes(column) ? `${measure} ${words}` : words, count)
  })),
]

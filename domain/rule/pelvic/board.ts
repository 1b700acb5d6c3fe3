import { PELVIC_EFFICACY, PELVIC_METHOD, type PelvicEfficacy, type PelvicMethod } from '../../code/pelvic.ts'
import { PELVIC_DIAGNOSIS, type PelvicDiagnosis } from '../../code/pelvic-care.ts'
import { message } from '../../message/message.ts'

const NOTE = '盆底专科说明'
const figure = (title: ReturnType<typeof message>, numerator: ReturnType<typeof message>, denominator: ReturnType<typeof message>, section: string) => ({ title, numerator, denominator, source: `${NOTE} ${section}` })

/** 院内指标: no target and no official definition was found (note §12 [K]), so that each says what it counts. */
export const PELVIC_FIGURE = {
  screened: figure(message('pelvicFigure.screened', '产后42天盆底筛查率'), message('pelvicFigure.screened.of', '其中在盆底专科做过评估的'), message('pelvicFigure.screened.all', '期内做产后42天检查的人次'), '§12'),
  weak: figure(message('pelvicFigure.weak', '盆底肌力异常率'), message('pelvicFigure.weak.of', '改良牛津、Ⅰ类或Ⅱ类肌力任一≤2级的'), message('pelvicFigure.weak.all', '期内基线评估测了肌力的人次'), '§12'),
  completed: figure(message('pelvicFigure.completed', '疗程完成率'), message('pelvicFigure.completed.of', '其中已完成的疗程'), message('pelvicFigure.completed.all', '期内开始的疗程'), '§12'),
  missed: figure(message('pelvicFigure.missed', '爽约率(依从性)'), message('pelvicFigure.missed.of', '其中爽约的'), message('pelvicFigure.missed.all', '期内已完成和爽约的预约'), '§10.3'),
  evaluated: figure(message('pelvicFigure.evaluated', '复评率'), message('pelvicFigure.evaluated.of', '其中做过末次评估的'), message('pelvicFigure.evaluated.all', '期内完成的疗程'), '§12'),
  effective: figure(message('pelvicFigure.effective', '有效率'), message('pelvicFigure.effective.of', '治愈、显效、有效的'), message('pelvicFigure.effective.all', '期内结束且登记了疗效的疗程'), '§12'),
  adverse: figure(message('pelvicFigure.adverse', '不良事件率'), message('pelvicFigure.adverse.of', '其中有不良反应的'), message('pelvicFigure.adverse.all', '期内完成的治疗'), '§12'),
} as const
export type PelvicFigureId = keyof typeof PELVIC_FIGURE
export const PELVIC_FIGURE_IDS = Object.keys(PELVIC_FIGURE) as [PelvicFigureId, ...PelvicFigureId[]]

/** Grades of one assessment that tell whether a course helped; null where they were not measured. */
export type Grades = { readonly oxford: string | null; readonly typeOneGrade: number | null; readonly typeTwoGrade: number | null; readonly stage: string | null }
/** What a course changed: null where one of the two assessments has nothing to compare. */
export function changeOf(before: Grades | null, after: Grades | null): { readonly isStronger: boolean | null; readonly isHigher: boolean | null } {
  if (!before || !after) return { isStronger: null, isHigher: null }
  const pairs = [[before.oxford, after.oxford], [before.typeOneGrade, after.typeOneGrade], [before.typeTwoGrade, after.typeTwoGrade]].flatMap(([one, other]) => one === null || one === undefined || other === null || other === undefined ? [] : [Number(other) - Number(one)])
  return {
    isStronger: pairs.length === 0 ? null : pairs.some(gain => gain >= 1) && pairs.every(gain => gain >= 0),
    // A woman without a prolapse has nothing that could go back.
    isHigher: before.stage === null || before.stage === '0' || after.stage === null ? null : after.stage < before.stage,
  }
}
/** Columns of the improvement by diagnosis; each opens its women. */
export const PELVIC_CHANGE_COLUMNS = ['closed', ...PELVIC_EFFICACY.values, 'stronger', 'strengthCompared', 'higher', 'stageCompared'] as const
export type PelvicChangeColumn = (typeof PELVIC_CHANGE_COLUMNS)[number]
export type ClosedCourse = { readonly diagnosis: PelvicDiagnosis; readonly efficacy: PelvicEfficacy | null; readonly isStronger: boolean | null; readonly isHigher: boolean | null }
/** Whether a closed course counts in a column. */
export function countsIn({ efficacy, isStronger, isHigher }: ClosedCourse, column: PelvicChangeColumn): boolean {
  switch (column) {
    case 'closed': return true
    case 'stronger': return isStronger === true
    case 'strengthCompared': return isStronger !== null
    case 'higher': return isHigher === true
    case 'stageCompared': return isHigher !== null
    default: return efficacy === column
  }
}

export type PelvicRate = { readonly figure: PelvicFigureId; readonly numerator: number; readonly denominator: number; readonly percent: number | null }
export type PelvicBoard = {
  readonly rates: PelvicRate[]
  readonly therapists: { readonly therapist: string; readonly total: number; readonly methods: { readonly method: PelvicMethod; readonly done: number }[] }[]
  readonly months: { readonly month: string; readonly done: number; readonly missed: number; readonly cancelled: number }[]
  readonly diagnoses: { readonly diagnosis: PelvicDiagnosis; readonly counts: { readonly column: PelvicChangeColumn; readonly count: number }[] }[]
}
export const CHANGE_WORDS: Readonly<Record<PelvicChangeColumn, string>> = {
  closed: '结束的疗程', ...Object.fromEntries(PELVIC_EFFICACY.values.map(one => [one, PELVIC_EFFICACY.label(one)])) as Record<PelvicEfficacy, string>, stronger: '肌力提高', strengthCompared: '前后都测了肌力', higher: '脱垂分度下降', stageCompared: '有脱垂且前后都分度',
}
/** A board as lines of paper and spreadsheet: what, how many, of how many, rate. */
export type BoardLine = { readonly part: string; readonly item: string; readonly count: number; readonly of: number | null; readonly percent: number | null }
export const boardLines = ({ rates, therapists, months, diagnoses }: PelvicBoard): BoardLine[] => [
  ...rates.map(({ figure: id, numerator, denominator, percent }) => ({ part: '院内指标', item: PELVIC_FIGURE[id].title.zh, count: numerator, of: denominator, percent })),
  ...therapists.flatMap(({ therapist, methods }) => methods.map(({ method, done }) => ({ part: `治疗量 ${therapist}`, item: PELVIC_METHOD.label(method), count: done, of: null, percent: null }))),
  ...months.flatMap(({ month, done, missed, cancelled }) => [['已完成', done], ['爽约', missed], ['取消', cancelled]].map(([item, count]) => ({ part: `月份 ${month}`, item: String(item), count: Number(count), of: null, percent: null }))),
  ...diagnoses.flatMap(({ diagnosis, counts }) => counts.map(({ column, count }) => ({ part: PELVIC_DIAGNOSIS.label(diagnosis), item: CHANGE_WORDS[column], count, of: null, percent: null }))),
]

import { NUTRITION_STATUS } from '../../code/child-file.ts'
import { codeList } from '../../field/code-list.ts'
import type { GrowthEvaluation } from '../../rule/growth/evaluate.ts'
import type { GrowthIndicator, GrowthLevel } from '../../rule/growth/words.ts'
import type { ChildVisit, EVALUATED_FIELDS } from './visit.record.ts'

const LEVELS: ReadonlySet<string> = new Set<GrowthLevel>(['high', 'highMiddle', 'middle', 'lowMiddle', 'low'])

/** What a visit keeps of its evaluation: WS/T 423 is the legal record (child health note §18 item 4), WHO a second look. */
export function evaluatedFields(evaluation: GrowthEvaluation | null, method: string): Pick<ChildVisit, (typeof EVALUATED_FIELDS)[number]> {
  const gradeOf = (...indicators: GrowthIndicator[]): GrowthLevel | null => {
    const row = evaluation?.rows.find(one => one.standard === 'wst423' && indicators.includes(one.indicator) && one.grade !== null)
    return row?.grade && LEVELS.has(row.grade) ? row.grade as GrowthLevel : null
  }
  const grades = { weightGrade: gradeOf('wfa'), lengthGrade: gradeOf('lhfa'), weightForLengthGrade: gradeOf('wfl', 'wfh'), bmiGrade: gradeOf('bfa'), headGrade: gradeOf('hcfa') }
  const isEvaluated = Object.values(grades).some(grade => grade !== null)
  return {
    ...grades, nutrition: evaluation ? codeList(NUTRITION_STATUS, evaluation.statuses) : null,
    evaluatedBy: isEvaluated ? `WS/T 423—2022 ${method === 'percentile' ? '百分位法' : '标准差法'} ${evaluation?.ageUsed === 'corrected' ? '矫正月龄' : '实足月龄'}` : null,
  }
}

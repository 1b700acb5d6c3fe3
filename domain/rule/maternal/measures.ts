import { type FieldIssue, message, warn } from '../../message/message.ts'
import { formatGestation } from '../gestation.ts'
import type { MaternalRules } from './maternal-rules.ts'

type Pressure = { readonly systolicMmHg?: number | null | undefined; readonly diastolicMmHg?: number | null | undefined }
/** 妊娠期高血压 is prompted for from either limit on (§4.3). */
export const isHypertensive = ({ systolicMmHg, diastolicMmHg }: Pressure, rules: Pick<MaternalRules, 'hypertensionSystolic' | 'hypertensionDiastolic'>): boolean =>
  (systolicMmHg ?? 0) >= rules.hypertensionSystolic || (diastolicMmHg ?? 0) >= rules.hypertensionDiastolic

export type MeasureFacts = Pressure & {
  readonly gestationDays: number | null
  readonly weightKg?: number | null | undefined
  readonly lastWeightKg?: number | null
  readonly fundalHeightCm?: number | null | undefined
}

/** What a measure asks back beyond its own range: a fundal height before there is one, a weight far from the last one (§4.3). */
export function measureIssues({ gestationDays, weightKg, lastWeightKg, fundalHeightCm }: MeasureFacts, rules: MaternalRules): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (gestationDays !== null && gestationDays < rules.fundalHeightFromWeek * 7 && typeof fundalHeightCm === 'number') {
    issues.push(warn('fundalHeightCm', message('maternalMeasure.fundalEarly', '孕 {{gestation}},{{week}} 周前一般不测宫底高度,请核对日期和数值', { gestation: formatGestation(gestationDays), week: rules.fundalHeightFromWeek })))
  }
  if (typeof weightKg === 'number' && typeof lastWeightKg === 'number' && Math.abs(weightKg - lastWeightKg) > rules.weightJumpKg) {
    issues.push(warn('weightKg', message('maternalMeasure.weightJump', '与上次体重 {{last}} kg 相差超过 {{limit}} kg,请核对', { last: lastWeightKg, limit: rules.weightJumpKg })))
  }
  return issues
}

/** A pressure at the limit beside 未见异常 is asked about. */
export function pressureAgainstAssessment(row: Pressure & { readonly assessment?: string | null | undefined }, rules: MaternalRules): FieldIssue[] {
  return row.assessment === '1' && isHypertensive(row, rules) ? [warn('assessment', message('maternalMeasure.pressureNormal', '血压达到 {{systolic}}/{{diastolic}} mmHg,提示妊娠期高血压;评估为“未见异常”请写明原因', { systolic: rules.hypertensionSystolic, diastolic: rules.hypertensionDiastolic }))] : []
}
/** The prompt a high pressure raises while it is typed. */
export function pressurePrompt(row: Pressure, rules: MaternalRules): FieldIssue[] {
  return isHypertensive(row, rules) ? [warn('systolicMmHg', message('maternalMeasure.hypertension', '血压达到 {{systolic}}/{{diastolic}} mmHg,提示妊娠期高血压,请复测并重新评估风险', { systolic: rules.hypertensionSystolic, diastolic: rules.hypertensionDiastolic }))] : []
}

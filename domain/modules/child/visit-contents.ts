import type { ChildContent } from '../../code/child-check.ts'
import { type CheckField, contentsRecorded } from '../../rule/child/form-fields.ts'
import type { ChildVisit } from './visit.record.ts'

/** The fields of a check-up by the names of the forms' table: what was filled decides which contents were done. */
const FIELD_OF: Readonly<Partial<Record<CheckField, readonly (keyof ChildVisit)[]>>> = {
  weightKg: ['weightKg'], lengthCm: ['lengthCm'], haemoglobinGPerL: ['haemoglobinGPerL'], hearing: ['hearing'], visionLeft: ['visionLeft'], visionRight: ['visionRight'], teethCount: ['teethCount'],
  // Nothing said is not the same as absent: only four answers are a development check.
  warningSigns: ['warningSign1', 'warningSign2', 'warningSign3', 'warningSign4'],
}

/** The contents a check-up recorded (note §15, last sentence): a visit without a content leaves its rule open. */
export function contentsOfVisit(visit: Partial<ChildVisit>): ChildContent[] {
  const isFilled = (name: keyof ChildVisit): boolean => visit[name] !== null && visit[name] !== undefined
  const filled = new Set((Object.entries(FIELD_OF) as [CheckField, readonly (keyof ChildVisit)[]][]).filter(([, names]) => names.every(isFilled)).map(([field]) => field))
  const contents = contentsRecorded(filled)
  // 初筛 asks for language and social contact besides the four signs (§7).
  if (filled.has('warningSigns') && isFilled('languageRegression')) contents.push('autism')
  if (visit.feedingAssessed === true) contents.push('feeding')
  if (visit.tcmServices) contents.push('tcm')
  return contents
}

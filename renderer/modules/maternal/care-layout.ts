import { maternalFirst } from '../../../domain/modules/maternal/first.record.ts'
import { postpartumCheck } from '../../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../../domain/modules/maternal/postpartum-visit.record.ts'
import { maternalVisit } from '../../../domain/modules/maternal/visit.record.ts'
import type { Name } from '../../../domain/api/api.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import type { MaternalPaper } from '../../../domain/api/maternal-paper-api.ts'

export const CARE_FORMS = ['first', 'visit', 'postpartumVisit', 'postpartumCheck'] as const
/** The four forms of the clinic. */
export type CareFormName = (typeof CARE_FORMS)[number]

type CareFormOf = { readonly definition: RecordDefinition; readonly save: Name; readonly path: string; readonly tab: string; readonly paper: MaternalPaper; readonly computed: readonly string[] }
/** Of which record a form is, where it stands and on which paper it is printed. */
export const CARE_FORM: Readonly<Record<CareFormName, CareFormOf>> = {
  first: { definition: maternalFirst, save: 'maternal.first.save', path: 'first', tab: '', paper: 'first', computed: ['gestationDays', 'ageYears', 'bmi'] },
  visit: { definition: maternalVisit, save: 'maternal.visit.save', path: 'visits', tab: '', paper: 'visits', computed: ['gestationDays'] },
  postpartumVisit: { definition: postpartumVisit, save: 'maternal.postpartumVisit.save', path: 'postpartum', tab: '?tab=postpartum', paper: 'postpartumVisit', computed: ['daysAfter'] },
  postpartumCheck: { definition: postpartumCheck, save: 'maternal.postpartumCheck.save', path: 'check', tab: '?tab=postpartum', paper: 'postpartumCheck', computed: ['daysAfter'] },
}

/** Columns of twelve where the kind's own would not do: what belongs together stands on one line. */
export const CARE_SPAN: Readonly<Record<string, number>> = {
  pastIllness: 12, familyHistory: 12, personalHistory: 12, vaginalDischarge: 6, guidance: 12, spontaneousAbortions: 2, inducedAbortions: 2, fetalDeaths: 2, stillbirths: 2, neonatalDeaths: 2, defectChildren: 2,
  pregnancyIllnessHistory: 6, gynaecologicalOperation: 3, chiefComplaint: 6, aboGroup: 6, rhGroup: 6, vaginalCleanliness: 6, hivAntibody: 4, syphilis: 2, hepatitisBSurfaceAntigen: 2, hepatitisBSurfaceAntibody: 2, hepatitisBEAntigen: 2, hepatitisBEAntibody: 2, hepatitisBCoreAntibody: 2,
  ultrasound: 6, otherTests: 6, visitNumber: 6, generalHealth: 3, mentalState: 3, otherFetuses: 3, leftBreast: 6, rightBreast: 6, otherFindings: 6, note: 12, institution: 3, wound: 6, referralInstitution: 3,
}
/** Codes that stand side by side, so that the printed number chooses one: their list would hide them. */
export const CARE_RADIO: ReadonlySet<string> = new Set(['aboGroup', 'rhGroup', 'vaginalCleanliness', 'hivAntibody', 'wound', 'visitNumber'])

/** Text that is usual where nothing else was found. */
const USUAL_TEXT = ['generalHealth', 'mentalState'] as const
const USUAL_TABLES: ReadonlySet<string> = new Set(['maternalFinding', 'maternalNoneSome', 'breastFinding'])
const FIRST_ANSWER = '1'

/** What one key fills in: found nothing, had nothing, was not referred. Numbers, results of the laboratory and conclusions are never filled in. */
export function usualOf(definition: RecordDefinition, healthy: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const [name, field] of Object.entries(definition.fields)) {
    if (field.kind === 'code' && USUAL_TABLES.has(field.codes.id)) values[name] = FIRST_ANSWER
    else if (field.kind === 'codes' && field.none !== undefined && !(name in LABORATORY)) values[name] = field.none
    else if ((USUAL_TEXT as readonly string[]).includes(name)) values[name] = healthy
  }
  return values
}
const LABORATORY: Readonly<Record<string, true>> = { vaginalDischarge: true }

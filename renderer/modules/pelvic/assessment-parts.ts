import { pelvicAssessment, type PelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { t } from '../../app/i18n.ts'

/** The parts of an assessment that a visit may leave out, with the digit that opens them; names as in the definition. */
export const ASSESSMENT_PARTS = ['popq', 'muscle', 'emg', 'pad', 'diastasis', 'ultrasound'] as const
export type AssessmentPart = (typeof ASSESSMENT_PARTS)[number]

const SECTION: Readonly<Record<AssessmentPart, string>> = { popq: 'POP-Q', muscle: '肌力', emg: '盆底表面肌电(Glazer)', pad: '尿垫试验', diastasis: '腹直肌', ultrasound: '盆底超声' }
/** Where a part stands among the sections of the definition. */
export const sectionOf = (part: AssessmentPart): number => pelvicAssessment.sections.findIndex(section => section.title === SECTION[part])
export const fieldsOfPart = (part: AssessmentPart): readonly (keyof PelvicAssessment)[] => pelvicAssessment.sections[sectionOf(part)]!.fields as readonly (keyof PelvicAssessment)[]
export const partText = (part: AssessmentPart): string => ({
  popq: 'POP-Q', muscle: t('pelvicScreen.part.muscle', '肌力'), emg: t('pelvicScreen.part.emg', '肌电'), pad: t('pelvicScreen.part.pad', '尿垫试验'), diastasis: t('pelvicScreen.part.diastasis', '腹直肌'), ultrasound: t('pelvicScreen.part.ultrasound', '超声'),
})[part]

// What is carried over or known is no measurement of the part.
const CARRIED: ReadonlySet<string> = new Set(['hasNoCervix', 'deviceId', 'reportId'])
/** The parts in which something was measured. */
export const partsMeasured = (row: Readonly<Record<string, unknown>>): AssessmentPart[] => ASSESSMENT_PARTS.filter(part => fieldsOfPart(part).some(name => !CARRIED.has(name) && row[name] !== null && row[name] !== undefined))
/** What a new assessment begins with: what was measured last time, of the first one what every woman is examined for. */
export const partsToBegin = (row: Readonly<Record<string, unknown>>, last: Readonly<Record<string, unknown>> | null): AssessmentPart[] => {
  const usual = last ? partsMeasured(last) : []
  const begin: readonly AssessmentPart[] = usual.length > 0 ? usual : ['popq', 'muscle', 'emg', 'diastasis']
  return ASSESSMENT_PARTS.filter(part => begin.includes(part) || partsMeasured(row).includes(part))
}

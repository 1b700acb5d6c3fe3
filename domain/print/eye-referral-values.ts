import { CHILD_CONTACT } from '../code/child-check.ts'
import { EYE_CHECK, EYE_FINDING, EYE_PURPOSE, PUPIL_STATE } from '../code/eye-check.ts'
import { codesIn } from '../field/code-list.ts'
import type { EyeReferral } from '../modules/eye/referral.record.ts'
import type { EyeVisit } from '../modules/eye/visit.record.ts'
import type { Day } from '../time/day.ts'
import { dayParts, SEX_ON_PAPER } from './certificate-values.ts'
import type { ChildPaperFacts } from './child-form-cells.ts'
import { measureLines } from './eye-paper-cells.ts'
import type { PrintValues } from './layout.ts'

/** Whose slip it is and who sends the child. */
export type EyeReferralFacts = ChildPaperFacts & { readonly ageText: string; readonly guardian: string; readonly phone: string; readonly institution: string; readonly institutionPhone: string; readonly institutionAddress: string }

const tick = (isThis: boolean, words: string): string => `${isThis ? '√' : '□'}${words}`
const dayWords = (day: Day): string => { const { year, month, day: date } = dayParts(day); return `${year}年${month}月${date}日` }

/** What was measured, and through which pupils: a refraction without that is not comparable. */
const measuresOf = (visit: Readonly<Partial<EyeVisit>>): string => [...measureLines(visit), ...(visit.pupilState ? [PUPIL_STATE.label(visit.pupilState)] : [])].join('\n')

/**
 * The words of 眼保健转诊单 and its 回执单 (eye care note §7 [S-E6]). The receipt repeats who the child is, because it comes
 * back alone; what was answered already is printed on it, what was not stays to be written on.
 */
export function eyeReferralValues(row: EyeReferral, visit: EyeVisit, facts: EyeReferralFacts): PrintValues {
  const isAnswered = row.answeredDay !== null
  const yesNo = (yes: boolean | null): string => `${tick(yes === false, '否')}  ${tick(yes === true, '是')}`
  return {
    urgent: row.isUrgent ? '【紧急】' : '', number: row.number ?? '', name: facts.name, sex: SEX_ON_PAPER[facts.sex], birthDay: facts.birthDay ?? '', age: facts.ageText, guardian: facts.guardian, phone: facts.phone, fileNumber: facts.fileNumber, address: facts.address,
    hospital: row.hospital, department: row.department ?? '', visit: `${visit.visitDay} ${visit.contact ? CHILD_CONTACT.label(visit.contact) : EYE_PURPOSE.label(visit.purpose)}`,
    findings: codesIn(row.findings).map(code => EYE_FINDING.label(code)).join('、'), undone: codesIn(row.undone).map(code => EYE_CHECK.label(code)).join('、'), measures: measuresOf(visit), conclusion: [row.conclusion, visit.conclusionNote && `医生意见:${visit.conclusionNote}`].filter(Boolean).join('\n'),
    dueDay: `${dayWords(row.dueDay)}前就诊`, doctor: row.doctorName, referredDay: row.referredDay, institution: facts.institution, institutionPhone: facts.institutionPhone,
    note: '家长请携带本单按期带孩子就诊。接诊医院请填写下联;家长将下联裁下交回申请机构。筛查结论不是诊断。',
    answerChecks: row.answerChecks ?? '', diagnosis: row.diagnosis ?? '', confirmed: yesNo(isAnswered ? row.isConfirmed : null), further: yesNo(row.furtherReferral === null ? null : row.furtherReferral === '2'), furtherHospital: row.furtherHospital ?? '',
    answerHospital: isAnswered ? row.hospital : '', answerDoctor: row.answerDoctor ?? '', answeredDay: row.answeredDay ?? '',
    returnTo: `请将本联交回:${facts.institution}${facts.institutionAddress ? `,${facts.institutionAddress}` : ''}${facts.institutionPhone ? `,电话 ${facts.institutionPhone}` : ''}`,
  }
}

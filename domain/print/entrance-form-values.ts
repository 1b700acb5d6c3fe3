import { ENTRANCE_FINDING, ENTRANCE_HISTORY, ENTRANCE_OPINION, ENTRANCE_PURPOSE } from '../code/child-entrance.ts'
import { GROWTH_LEVEL, NUTRITION_STATUS } from '../code/child-file.ts'
import type { Sex } from '../code/sex.ts'
import { codesIn } from '../field/code-list.ts'
import { ENTRANCE_ORGANS, type EntranceExam } from '../modules/child/entrance-exam.record.ts'
import type { Day } from '../time/day.ts'
import { SEX_ON_PAPER } from './certificate-values.ts'
import type { PrintValues } from './layout.ts'

/** Who the form is about, and whose form it is. */
export type EntranceFacts = { readonly name: string; readonly sex: Sex; readonly birthDay: Day | null; readonly ageText: string; readonly institution: string; readonly validMonths: number; readonly absenceMonths: number }

const withUnit = (value: number | null, unit: string, decimals?: number): string => value === null ? '' : `${decimals === undefined ? value : value.toFixed(decimals)}${unit}`
const level = (code: EntranceExam['weightGrade']): string => code ? GROWTH_LEVEL.label(code) : ''
const joined = (...parts: (string | null | false)[]): string => parts.filter(Boolean).join(';')

/** The words of 儿童入园(所)健康检查表 (child health note §11); what was not examined says so, what was not asked stays empty. */
export function entranceFormValues(row: EntranceExam, facts: EntranceFacts): PrintValues {
  const values = row as unknown as Readonly<Record<string, string | null>>
  const organs = Object.fromEntries(ENTRANCE_ORGANS.map(name => {
    const code = values[name]
    return [name, !ENTRANCE_FINDING.isCode(code) ? '' : code === '2' ? `异常:${values[`${name}Note`] ?? ''}` : ENTRANCE_FINDING.label(code)]
  }))
  const history = codesIn(row.history).map(code => code === '5' && row.historyNote ? `其他:${row.historyNote}` : ENTRANCE_HISTORY.label(code))
  const nutrition = codesIn(row.nutrition).map(code => NUTRITION_STATUS.label(code)).join('、')
  const limit = row.altLimitUPerL === null ? '' : `(上限 ${row.altLimitUPerL})`
  return {
    ...organs, number: row.number ?? '', name: facts.name, sex: SEX_ON_PAPER[facts.sex], birthDay: facts.birthDay ?? '', age: facts.ageText, kindergarten: row.kindergarten ?? '', className: row.className ?? '', purpose: ENTRANCE_PURPOSE.label(row.purpose),
    history: history.join('、'), allergy: row.allergy ?? '', parentSign: row.parentSigned ? '家长已签名确认' : '',
    weight: withUnit(row.weightKg, ' kg', 2), weightGrade: level(row.weightGrade), length: withUnit(row.lengthCm, ' cm', 1), lengthGrade: level(row.lengthGrade), weightForLength: joined(level(row.weightForLengthGrade), nutrition),
    visionRight: withUnit(row.visionRight, '', 1), visionLeft: withUnit(row.visionLeft, '', 1), teeth: withUnit(row.teethCount, ' 颗'), caries: withUnit(row.cariesCount, ' 颗'), otherFindings: row.otherFindings ?? '',
    haemoglobin: withUnit(row.haemoglobinGPerL, ' g/L'), alt: row.altUPerL === null ? '' : `${row.altUPerL} U/L${limit}`, otherTests: row.otherTests ?? '',
    result: row.result, opinion: joined(ENTRANCE_OPINION.label(row.opinion), row.opinion === 'postponed' && row.postponedReason && `原因:${row.postponedReason}`, row.opinionNote), doctor: row.doctorName, examDay: row.examDay,
    validUntil: row.validUntil ?? '—', institution: facts.institution, foot: `本表自体检之日起 ${facts.validMonths} 个月内有效,须有医生签名并加盖检查单位公章;离园 ${facts.absenceMonths} 个月以上返园须重新体检。`,
  }
}

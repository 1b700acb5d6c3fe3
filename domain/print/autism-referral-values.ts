import { RESCREENING_RESULT, SCALE_RESULT } from '../code/child-autism.ts'
import type { ChildAutism, ChildAutismStep } from '../modules/child/autism.record.ts'
import type { ChildScale } from '../modules/child/scale.record.ts'
import type { VisitScreening } from '../modules/child/visit-screening.ts'
import { WARNING_SIGN } from '../code/child-warning-sign.ts'
import { SIGN_ANSWER } from '../code/child-autism.ts'
import type { PrintValues } from './layout.ts'

/** The child as it stands in its record; what is missing prints as an empty line. */
export type ReferredChild = { name: string; sex: string; birthDay: string; age: string; idNumber: string; fileNumber: string; guardian: string; phone: string; address: string; gestation: string; birthWeight: string }
export type SlipInstitutions = { readonly from: string }

const common = (child: ReferredChild): PrintValues => ({ ...child })
const sign = (screening: VisitScreening | null, index: number): string => {
  const one = screening?.signs[index]
  return one ? `${WARNING_SIGN.label(one.sign)}:${SIGN_ANSWER.label(one.answer)}` : ''
}

/**
 * The words of 初筛转诊单 in two copies, one kept and one for the county hospital (§7). The layout is our own: that of
 * annex 3 was not available.
 */
export function firstReferralValues(course: ChildAutism, first: ChildAutismStep | null, screening: VisitScreening | null, child: ReferredChild, { from }: SlipInstitutions): [PrintValues, PrintValues] {
  const values: PrintValues = {
    ...common(child), slipNumber: course.firstReferralNumber ?? '', toInstitution: course.firstReferralTo ?? '', fromInstitution: from, screenedDay: course.firstAbnormalDay, reason: course.firstAbnormalReason,
    sign1: sign(screening, 0), sign2: sign(screening, 1), sign3: sign(screening, 2), sign4: sign(screening, 3), regression: screening ? SIGN_ANSWER.label(screening.regression) : '',
    doctor: first?.doctorName ?? course.doctorName ?? '', referralDay: course.firstReferralDay ?? '', note: first?.note ?? '', rescreenDay: '', rescreenResult: '', rescreenInstitution: '', rescreenDoctor: '',
  }
  return [{ ...values, copyText: '第一联 初筛机构留存' }, { ...values, copyText: '第二联 交复筛机构' }]
}

/** The tests that a re-screening drew its conclusion from. */
export type RescreenScales = { readonly development: ChildScale | null; readonly mchat: ChildScale | null; readonly abc: ChildScale | null }

const points = (value: number | null): string => value === null ? '' : String(value)
const resultText = (scale: ChildScale | null): string => scale?.result ? `${scale.testDay} ${SCALE_RESULT.label(scale.result)}` : ''

/** The words of 复筛转诊单 to the diagnosis centre with what the re-screening found; the layout is our own (annex 5 was not available). */
export function rescreenReferralValues(course: ChildAutism, rescreening: ChildAutismStep | null, scales: RescreenScales, child: ReferredChild, { from }: SlipInstitutions): PrintValues {
  const { development, mchat, abc } = scales
  return {
    ...common(child), slipNumber: course.diagnosisReferralNumber ?? '', toInstitution: course.diagnosisReferralTo ?? '', fromInstitution: from, screenedDay: course.firstAbnormalDay, reason: course.firstAbnormalReason,
    rescreenDay: rescreening?.day ?? '', observed: rescreening === null || rescreening.observedProblem === null ? '' : rescreening.observedProblem ? '异常' : '未见异常', observation: rescreening?.observation ?? '',
    totalDq: points(development?.totalDq ?? null), grossMotorDq: points(development?.grossMotorDq ?? null), fineMotorDq: points(development?.fineMotorDq ?? null), adaptiveDq: points(development?.adaptiveDq ?? null),
    languageDq: points(development?.languageDq ?? null), socialDq: points(development?.socialDq ?? null), developmentResult: resultText(development), mchatResult: resultText(mchat), abcTotal: points(abc?.abcTotal ?? null), abcResult: resultText(abc),
    rescreenResult: rescreening?.rescreeningResult ? RESCREENING_RESULT.label(rescreening.rescreeningResult) : '', doctor: rescreening?.doctorName ?? course.doctorName ?? '', referralDay: course.diagnosisReferralDay ?? '',
    diagnosisDay: '', diagnosisResult: '', diagnosisCode: '', carsTotal: '', advice: '', diagnosisDoctor: '',
  }
}

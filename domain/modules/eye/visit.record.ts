import { CHILD_CONTACT, CHILD_VISIT_PLACE } from '../../code/child-check.ts'
import { CHILD_NONE_SOME } from '../../code/child-newborn-visit.ts'
import {
  CONJUNCTIVA, CORNEA, CYCLOPLEGIC, EYE_ADVICE, EYE_ALIGNMENT, EYE_CHECK, EYE_DEVIATING, EYE_FINDING, EYE_GUIDANCE, EYE_PURPOSE, EYE_RESULT, EYE_RISK_FACTOR, EYE_WEAR, EYEBALL, EYELID, FUNDUS, HYPEROPIA_RESERVE,
  PUPIL, PUPIL_STATE, REFRACTION_METHOD, SCLERA, VISION_NOTATION,
} from '../../code/eye-check.ts'
import { code, codes, day, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { codePair, codesPair, INTERNAL, KEY, lensPair, numberPair, OUT, visionPair } from './parts.ts'
import { eyeVisitRules } from './visit.rules.ts'

type Values = Readonly<Record<string, unknown>>
const when = (holds: (row: Values) => boolean, ...dependsOn: readonly string[]) => ({ showIf: holds, dependsOn })
const isProgramme = when(row => row.purpose === '1', 'purpose')
const isReferred = when(row => row.referral === '2', 'referral')
const isTurned = when(row => row.alignment !== null && row.alignment !== undefined && row.alignment !== '1', 'alignment')

/**
 * 眼保健及视力检查: one visit with whatever was checked, right eye first. The matrix of the programme says which checks its
 * age asks for (rule/eye/eye-visits.ts); any other may be added. What follows from the checks is found by the program when
 * the visit is saved; the doctor may disagree in a note. Source: eye care note §2–§8.
 */
export const eyeVisit = defineRecord({
  id: 'eye.visit', version: 1, table: 'eye_visit', title: '眼保健及视力检查', read: 'eye.read', write: 'eye.write', auditOpening: true,
  once: [{ fields: ['contact'], when: row => row.contact !== null && row.contact !== undefined, says: ['contact', 'visitDay'], way: 'void', index: 'eye_visit_contact_ix' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    purpose: code({ label: '检查类别', codes: EYE_PURPOSE, required: true, list: true, out: OUT }),
    contact: code({ label: '检查时点', codes: CHILD_CONTACT, list: true, out: OUT, ...isProgramme }),
    visitDay: day({ label: '检查日期', required: true, list: true, out: OUT }),
    place: code({ label: '检查地点', codes: CHILD_VISIT_PLACE, required: true, out: OUT }),
    kindergarten: text({ label: '托幼机构', maxLength: 70, list: true, out: OUT, ...when(row => row.place === 'kindergarten', 'place') }),
    className: text({ label: '班级', maxLength: 30, out: OUT, ...when(row => row.place === 'kindergarten', 'place') }),
    doctorName: text({ label: '检查者', maxLength: 30, required: true, list: true, out: OUT }),
    ...codesPair('eyelid', '眼睑', EYELID), ...codesPair('conjunctiva', '结膜', CONJUNCTIVA), ...codesPair('eyeball', '眼球', EYEBALL), ...codesPair('cornea', '角膜', CORNEA), ...codesPair('pupil', '瞳孔', PUPIL), ...codesPair('sclera', '巩膜', SCLERA),
    appearanceNote: text({ label: '眼外观:说明', maxLength: 200, pii: 'health', out: OUT }),
    riskFactors: codes({ label: '眼病高危因素', codes: EYE_RISK_FACTOR, none: '0', pii: 'health', out: OUT, ...when(row => row.contact === 'home' || row.contact === 'month1', 'contact') }),
    ...codePair('lightResponse', '光照反应', EYE_RESULT), ...codePair('blink', '瞬目反射', EYE_RESULT), ...codePair('redBall', '红球试验', EYE_RESULT), ...codePair('behaviour', '视物行为', EYE_RESULT), ...codePair('redReflex', '红光反射', EYE_RESULT),
    ...codePair('cornealReflex', '角膜映光', EYE_RESULT), ...codePair('coverTest', '遮盖试验', EYE_RESULT), ...codePair('position', '眼位', EYE_RESULT), ...codePair('motility', '眼球运动', EYE_RESULT), ...codePair('coverAversion', '单眼遮盖厌恶试验', EYE_RESULT),
    alignment: code({ label: '眼位详情', codes: EYE_ALIGNMENT, pii: 'health', out: OUT }),
    deviatingEye: code({ label: '斜视眼别', codes: EYE_DEVIATING, pii: 'health', out: OUT, ...isTurned }),
    deviationDegrees: number({ label: '斜视度', unit: '°', plausible: [1, 60], normal: [1, 45], pii: 'health', out: OUT, ...isTurned }),
    checkNote: text({ label: '检查说明', maxLength: 200, lines: 2, pii: 'health', out: OUT }),
    refractionMethod: code({ label: '验光方法', codes: REFRACTION_METHOD, out: OUT }),
    pupilState: code({ label: '瞳孔状态', codes: PUPIL_STATE, out: OUT }),
    cycloplegic: code({ label: '散瞳药物', codes: CYCLOPLEGIC, out: OUT, ...when(row => row.pupilState === '2', 'pupilState') }),
    ...lensPair,
    pupilDistanceMm: number({ label: '瞳距', unit: 'mm', decimals: 1, plausible: [35, 80], normal: [40, 65], out: OUT }),
    visionNotation: code({ label: '视力记录方法', codes: VISION_NOTATION, out: OUT }),
    ...visionPair('vision', '裸眼视力'), ...visionPair('correctedVision', '矫正视力'),
    wear: code({ label: '戴镜情况', codes: EYE_WEAR, out: OUT }),
    ...numberPair('axialLengthMm', '眼轴', { unit: 'mm', decimals: 2, plausible: [14, 36], normal: [16, 26] }),
    ...numberPair('k1D', '角膜曲率K1', { unit: 'D', decimals: 2, plausible: [35, 52], normal: [39, 48] }), ...numberPair('k2D', '角膜曲率K2', { unit: 'D', decimals: 2, plausible: [35, 52], normal: [39, 48] }),
    ...numberPair('chamberDepthMm', '前房深度', { unit: 'mm', decimals: 2, plausible: [1.5, 5], normal: [2.5, 4.2] }), ...numberPair('lensThicknessMm', '晶状体厚度', { unit: 'mm', decimals: 2, plausible: [2.5, 6], normal: [3, 4.5] }),
    ...numberPair('pressureMmHg', '眼压', { unit: 'mmHg', decimals: 0, plausible: [3, 60], normal: [8, 21] }),
    fundus: code({ label: '眼底照相', codes: FUNDUS, pii: 'health', out: OUT }),
    fundusNote: text({ label: '眼底所见', maxLength: 200, pii: 'health', out: OUT, ...when(row => row.fundus === '2', 'fundus') }),
    guidance: codes({ label: '健康指导', codes: EYE_GUIDANCE, out: OUT }),
    referral: code({ label: '转诊', codes: CHILD_NONE_SOME, required: true, list: true, out: OUT }),
    referralReason: text({ label: '转诊原因', maxLength: 200, pii: 'health', out: OUT, ...isReferred }),
    nextVisitDay: day({ label: '下次检查日期', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program when the visit is saved.
    ageMonths: number({ label: '检查月龄', unit: '月', plausible: [0, 216], list: true, out: OUT }),
    ...numberPair('equivalentD', '等效球镜', { unit: 'D', decimals: 3, plausible: [-30, 30] }),
    ...codePair('reserve', '远视储备', HYPEROPIA_RESERVE),
    findings: codes({ label: '异常项目', codes: EYE_FINDING, list: true, pii: 'health', out: OUT }),
    undone: codes({ label: '未做专项检查', codes: EYE_CHECK, out: OUT }),
    advice: code({ label: '处理意见', codes: EYE_ADVICE, list: true, out: OUT }),
    conclusion: text({ label: '检查结论', maxLength: 200, list: true, pii: 'health', out: OUT }),
    conclusionNote: text({ label: '对结论的不同意见', maxLength: 200, lines: 2, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '检查', fields: ['fileId', 'purpose', 'contact', 'visitDay', 'place', 'kindergarten', 'className', 'doctorName'] },
    { title: '眼外观与高危因素', fields: ['eyelidRight', 'eyelidLeft', 'conjunctivaRight', 'conjunctivaLeft', 'eyeballRight', 'eyeballLeft', 'corneaRight', 'corneaLeft', 'pupilRight', 'pupilLeft', 'scleraRight', 'scleraLeft', 'appearanceNote', 'riskFactors'] },
    { title: '检查项目', fields: ['lightResponseRight', 'lightResponseLeft', 'blinkRight', 'blinkLeft', 'redBallRight', 'redBallLeft', 'behaviourRight', 'behaviourLeft', 'redReflexRight', 'redReflexLeft', 'cornealReflexRight', 'cornealReflexLeft', 'coverTestRight', 'coverTestLeft', 'positionRight', 'positionLeft', 'motilityRight', 'motilityLeft', 'coverAversionRight', 'coverAversionLeft', 'alignment', 'deviatingEye', 'deviationDegrees', 'checkNote'] },
    { title: '屈光', fields: ['refractionMethod', 'pupilState', 'cycloplegic', 'sphereDRight', 'cylinderDRight', 'axisDegreesRight', 'sphereDLeft', 'cylinderDLeft', 'axisDegreesLeft', 'pupilDistanceMm'] },
    { title: '视力', fields: ['visionNotation', 'visionRight', 'visionLeft', 'correctedVisionRight', 'correctedVisionLeft', 'wear'] },
    { title: '生物测量', fields: ['axialLengthMmRight', 'axialLengthMmLeft', 'k1DRight', 'k1DLeft', 'k2DRight', 'k2DLeft', 'chamberDepthMmRight', 'chamberDepthMmLeft', 'lensThicknessMmRight', 'lensThicknessMmLeft', 'pressureMmHgRight', 'pressureMmHgLeft', 'fundus', 'fundusNote'] },
    { title: '指导与转诊', fields: ['guidance', 'referral', 'referralReason', 'nextVisitDay', 'note'] },
    { title: '结论', fields: ['ageMonths', 'equivalentDRight', 'equivalentDLeft', 'reserveRight', 'reserveLeft', 'findings', 'undone', 'advice', 'conclusion', 'conclusionNote'] },
  ],
  rules: [eyeVisitRules],
})
export type EyeVisit = Row<typeof eyeVisit>
export type StoredEyeVisit = StoredRow<typeof eyeVisit>
/** What the program finds and nobody types. */
export const EYE_COMPUTED = ['ageMonths', 'equivalentDRight', 'equivalentDLeft', 'reserveRight', 'reserveLeft', 'findings', 'undone', 'advice', 'conclusion'] as const satisfies readonly (keyof EyeVisit)[]

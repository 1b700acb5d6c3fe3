import { DIAGNOSIS_ANSWER, HEREDITARY_HISTORY, PREGNANCY_OUTCOME, SCREENING_SCHEME } from '../../code/maternal-risk.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

const LOCAL = { none: '无国家数据元,产前筛查数据集随产前筛查模块上报' }

/**
 * 产前筛查高风险 → 产前诊断转诊单, with what became of it: attended, refused by signature, diagnosis, outcome. Fields of
 * Henan's 《胎儿染色体产前诊断服务转诊单》 and our follow-up. Source: certificate note §5.7, case 56.
 */
export const diagnosisReferral = defineRecord({
  id: 'referral.diagnosis', version: 2, table: 'diagnosis_referral', title: '产前诊断转诊单', read: 'referral.read', write: 'referral.write', auditOpening: true, unborn: true,
  fields: {
    personId: ref({ label: '孕妇', to: 'person', required: true, out: LOCAL }),
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', since: 2, out: LOCAL }),
    number: text({ label: '转诊单号', maxLength: 20, pii: 'number', list: true, out: LOCAL }),
    organizationId: ref({ label: '产前诊断中心', to: 'organization', required: true, list: true, out: LOCAL }),
    referredDay: day({ label: '转诊日期', required: true, list: true, out: LOCAL }),
    expectedDeliveryDay: day({ label: '预产期', required: true, list: true, out: LOCAL }),
    scheme: code({ label: '筛查方案', codes: SCREENING_SCHEME, out: LOCAL }),
    screenedDay: day({ label: '筛查日期', out: LOCAL }),
    screenedGestationDays: number({ label: '筛查孕周', unit: '天', plausible: [35, 310], out: LOCAL }),
    cutOff: text({ label: '风险截断值', maxLength: 30, out: LOCAL }),
    ageRisk: flag({ label: '年龄高风险', out: LOCAL }),
    trisomy21Risk: text({ label: '21三体高风险(血清学风险值)', maxLength: 40, pii: 'health', out: LOCAL }),
    hereditaryHistory: code({ label: '遗传病家族史或不良生育史', codes: HEREDITARY_HISTORY, out: LOCAL }),
    neuralTubeRisk: text({ label: '开放性神经管缺陷高风险(风险值)', maxLength: 40, pii: 'health', out: LOCAL }),
    nuchalTranslucencyThick: flag({ label: 'NT增厚', out: LOCAL }),
    otherUltrasound: text({ label: '其他超声异常', maxLength: 200, lines: 2, pii: 'health', out: LOCAL }),
    requestAttached: flag({ label: '附筛查申请单', out: LOCAL }),
    reportAttached: flag({ label: '附报告单', out: LOCAL }),
    adviceAttached: flag({ label: '附风险评估与咨询指导建议', out: LOCAL }),
    doctorName: text({ label: '转诊医生', maxLength: 20, pii: 'name', required: true, list: true, out: LOCAL }),
    notifiedDay: day({ label: '告知孕妇日期', out: LOCAL }),
    answer: code({ label: '是否接受产前诊断', codes: DIAGNOSIS_ANSWER, required: true, list: true, out: LOCAL }),
    attendedDay: day({ label: '就诊日期', out: LOCAL }),
    diagnosisMethod: text({ label: '诊断方法', maxLength: 40, pii: 'health', out: LOCAL }),
    diagnosisResult: text({ label: '诊断结果', maxLength: 300, lines: 2, pii: 'health', out: LOCAL }),
    refusedDay: day({ label: '拒绝日期', out: LOCAL }),
    refusalSigner: text({ label: '拒绝诊断签字人', maxLength: 20, pii: 'name', out: LOCAL }),
    refusalReason: text({ label: '拒绝原因', maxLength: 40, out: LOCAL }),
    outcome: code({ label: '妊娠结局', codes: PREGNANCY_OUTCOME, out: LOCAL }),
    outcomeDay: day({ label: '结局日期', out: LOCAL }),
    afterBirth: text({ label: '出生后随访', maxLength: 300, lines: 2, pii: 'health', out: LOCAL }),
  },
  sections: [
    { title: '转诊', fields: ['personId', 'pregnancyId', 'number', 'organizationId', 'referredDay', 'expectedDeliveryDay', 'doctorName'] },
    { title: '筛查', fields: ['scheme', 'screenedDay', 'screenedGestationDays', 'cutOff'] },
    { title: '转诊原因', fields: ['ageRisk', 'nuchalTranslucencyThick', 'trisomy21Risk', 'neuralTubeRisk', 'hereditaryHistory', 'otherUltrasound'] },
    { title: '附件', fields: ['requestAttached', 'reportAttached', 'adviceAttached'] },
    { title: '告知与诊断', fields: ['notifiedDay', 'answer', 'attendedDay', 'diagnosisMethod', 'diagnosisResult', 'refusedDay', 'refusalSigner', 'refusalReason'] },
    { title: '妊娠结局', fields: ['outcome', 'outcomeDay', 'afterBirth'] },
  ],
  rules: [
    (row, { today }) => row.referredDay > today ? [block('referredDay', message('referral.future', '转诊日期不能晚于今天'))] : [],
    row => hasReason(row) ? [] : [block('trisomy21Risk', message('diagnosis.reasonMissing', '请至少填写一项转诊原因'))],
    // Case 56: whoever refuses signs; the refusal ends the wait for the diagnosis, never the question how the pregnancy ended.
    row => row.answer === 'refused' && !row.refusalSigner ? [block('refusalSigner', message('diagnosis.refusalSigner', '拒绝产前诊断须签字,请填写签字人'))] : [],
    row => row.answer === 'refused' && !row.refusedDay ? [block('refusedDay', message('diagnosis.refusedDay', '请填写拒绝日期'))] : [],
    row => row.answer === 'attended' && !row.attendedDay ? [block('attendedDay', message('diagnosis.attendedDay', '请填写就诊日期'))] : [],
    row => row.outcome && !row.outcomeDay && row.outcome !== '9' ? [block('outcomeDay', message('diagnosis.outcomeDay', '请填写结局日期'))] : [],
    (row, { today }) => row.outcomeDay && row.outcomeDay > today ? [block('outcomeDay', message('diagnosis.outcomeFuture', '结局日期不能晚于今天'))] : [],
  ],
})
export type DiagnosisReferral = Row<typeof diagnosisReferral>
export type StoredDiagnosisReferral = StoredRow<typeof diagnosisReferral>

const hasReason = (row: Readonly<Record<string, unknown>>): boolean =>
  ['ageRisk', 'trisomy21Risk', 'hereditaryHistory', 'neuralTubeRisk', 'nuchalTranslucencyThick', 'otherUltrasound'].some(name => row[name] !== null && row[name] !== undefined && row[name] !== '' && row[name] !== false)

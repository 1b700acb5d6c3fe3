import { RISK_COLOUR } from '../../code/maternal-risk.ts'
import { code, minute, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

const LOCAL = { none: '无国家数据元,孕产妇数据集随孕产妇保健模块上报' }

/**
 * 高危孕产妇在院登记 against 高危截留: a woman whose risk is beyond this institution stays only with a reason, a senior
 * doctor's word and an expert consultation. Source: certificate note §5.5 [D], case 53.
 */
export const retention = defineRecord({
  id: 'referral.retention', version: 1, table: 'maternal_retention', title: '高危孕产妇在院登记', read: 'referral.read', write: 'referral.write', auditOpening: true, unborn: true,
  fields: {
    personId: ref({ label: '孕产妇', to: 'person', required: true, out: LOCAL }),
    riskColour: code({ label: '风险颜色', codes: RISK_COLOUR, required: true, list: true, out: LOCAL }),
    riskFactors: text({ label: '高危因素', maxLength: 200, lines: 2, pii: 'health', out: LOCAL }),
    keptSince: minute({ label: '到院时间', required: true, list: true, out: LOCAL }),
    doctorName: text({ label: '管床医生', maxLength: 30, pii: 'name', required: true, list: true, out: LOCAL }),
    stayReason: text({ label: '暂不转诊的理由', maxLength: 300, lines: 2, out: LOCAL }),
    consultation: text({ label: '专家会诊记录', maxLength: 500, lines: 3, pii: 'health', out: LOCAL }),
    seniorDoctorId: ref({ label: '上级医师', to: 'user', out: LOCAL }),
    decidedAt: minute({ label: '决定时间', out: LOCAL }),
    endedAt: minute({ label: '离院或转出时间', out: LOCAL }),
    endNote: text({ label: '去向', maxLength: 200, out: LOCAL }),
  },
  sections: [
    { title: '在院情况', fields: ['personId', 'riskColour', 'riskFactors', 'keptSince', 'doctorName'] },
    { title: '暂不转诊', fields: ['stayReason', 'consultation', 'seniorDoctorId', 'decidedAt'] },
    { title: '去向', fields: ['endedAt', 'endNote'] },
  ],
  rules: [
    (row, { now }) => row.keptSince > now ? [block('keptSince', message('retention.future', '到院时间不能晚于现在'))] : [],
    row => row.endedAt && row.endedAt < row.keptSince ? [block('endedAt', message('retention.endedBefore', '离院时间不能早于到院时间'))] : [],
    row => row.endedAt && !row.endNote ? [block('endNote', message('retention.endNote', '请填写去向(转往何处或出院)'))] : [],
  ],
})
export type Retention = Row<typeof retention>
export type StoredRetention = StoredRow<typeof retention>

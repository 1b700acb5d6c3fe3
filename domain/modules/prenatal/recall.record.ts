import { RECALL_ANSWER, RECALL_METHOD } from '../../code/prenatal.ts'
import { CONSENT_SIGNER, RECALL_CLOSING, RECALL_KIND } from '../../code/prenatal-record.ts'
import { code, day, minute, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, OUT } from './parts.ts'

const refused = { showIf: (row: Readonly<Record<string, unknown>>): boolean => row.refusalDay !== null && row.refusalDay !== undefined, dependsOn: ['refusalDay'] }

/** 召回: opened by the program with a result that asks for it or a tube that was refused, closed by the program (rule `recallLine`); a couple's tests and a repeat are given up by a doctor with a reason, too. */
export const prenatalRecall = defineRecord({
  id: 'prenatal.recall', version: 1, table: 'prenatal_recall', title: '产前筛查召回', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    kind: code({ label: '召回类别', codes: RECALL_KIND, required: true, list: true, out: INTERNAL }),
    resultId: ref({ label: '筛查结果', to: 'prenatal.result', out: KEY }),
    sampleId: ref({ label: '样本', to: 'prenatal.sample', out: KEY }),
    openedDay: day({ label: '召回开始日期', required: true, list: true, out: OUT }),
    reason: text({ label: '召回原因', maxLength: 200, pii: 'health', list: true, out: INTERNAL }),
    refusalDay: day({ label: '签署拒绝日期', out: OUT }),
    refusalSigner: text({ label: '拒绝签署人', maxLength: 30, pii: 'name', out: INTERNAL, ...refused }),
    refusalRelation: code({ label: '签署人与孕妇关系', codes: CONSENT_SIGNER, out: INTERNAL, ...refused }),
    refusalReason: text({ label: '拒绝原因', maxLength: 100, pii: 'health', out: INTERNAL, ...refused }),
    closedDay: day({ label: '结束日期', list: true, out: OUT }),
    closedBy: code({ label: '结束原因', codes: RECALL_CLOSING, list: true, out: OUT }),
    closingReason: text({ label: '医生结束召回的理由', maxLength: 100, pii: 'health', out: INTERNAL, showIf: row => row.closedBy === 'doctor', dependsOn: ['closedBy'] }),
  },
  sections: [{ title: '召回', fields: ['pregnancyId', 'kind', 'resultId', 'sampleId', 'openedDay', 'reason', 'refusalDay', 'refusalSigner', 'refusalRelation', 'refusalReason', 'closedDay', 'closedBy', 'closingReason'] }],
})
export type PrenatalRecall = Row<typeof prenatalRecall>
export type StoredPrenatalRecall = StoredRow<typeof prenatalRecall>

/** 召回记录: one attempt to reach her, and what she said (§10.2). */
export const prenatalAttempt = defineRecord({
  id: 'prenatal.attempt', version: 1, table: 'prenatal_attempt', title: '召回记录', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    recallId: ref({ label: '召回', to: 'prenatal.recall', required: true, out: KEY }),
    at: minute({ label: '通知时间', required: true, list: true, out: INTERNAL }),
    method: code({ label: '通知方式', codes: RECALL_METHOD, required: true, list: true, out: INTERNAL }),
    answer: code({ label: '召回结果', codes: RECALL_ANSWER, required: true, list: true, out: INTERNAL }),
    notifierName: text({ label: '通知人员', maxLength: 30, pii: 'name', required: true, out: INTERNAL }),
    note: text({ label: '说明', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '召回记录', fields: ['recallId', 'at', 'method', 'answer', 'notifierName', 'note'] }],
  rules: [(row, { now }) => row.at && row.at > now ? [block('at', message('prenatalAttempt.future', '通知时间不能晚于现在,请核对'))] : []],
})
export type PrenatalAttempt = Row<typeof prenatalAttempt>
export type StoredPrenatalAttempt = StoredRow<typeof prenatalAttempt>

/** 咨询记录 (§10.2). */
export const prenatalCounselling = defineRecord({
  id: 'prenatal.counselling', version: 1, table: 'prenatal_counselling', title: '产前咨询', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    resultId: ref({ label: '筛查结果', to: 'prenatal.result', out: KEY }),
    counselledDay: day({ label: '咨询日期', required: true, list: true, out: INTERNAL }),
    doctorName: text({ label: '咨询医生', maxLength: 30, pii: 'name', required: true, list: true, out: INTERNAL }),
    content: text({ label: '咨询内容', maxLength: 500, lines: 4, pii: 'health', required: true, out: INTERNAL }),
    advice: text({ label: '指导意见', maxLength: 300, lines: 3, pii: 'health', list: true, out: INTERNAL }),
  },
  sections: [{ title: '产前咨询', fields: ['pregnancyId', 'resultId', 'counselledDay', 'doctorName', 'content', 'advice'] }],
  rules: [(row, { today }) => row.counselledDay && row.counselledDay > today ? [block('counselledDay', message('prenatalCounselling.future', '咨询日期不能晚于今天,请核对'))] : []],
})
export type PrenatalCounselling = Row<typeof prenatalCounselling>
export type StoredPrenatalCounselling = StoredRow<typeof prenatalCounselling>

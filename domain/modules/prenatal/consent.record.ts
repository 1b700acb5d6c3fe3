import { CONSENT_CHOICE, CONSENT_KIND } from '../../code/prenatal.ts'
import { CONSENT_SIGNER } from '../../code/prenatal-record.ts'
import { code, flag, minute, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, OUT, when } from './parts.ts'

/** 知情同意: one signature under one version of one text; a refusal is a record, too (§9). A scan of the paper lies beside it (`prenatal_consent_scan`). */
export const prenatalConsent = defineRecord({
  id: 'prenatal.consent', version: 1, table: 'prenatal_consent', title: '产前筛查知情同意', read: 'prenatal.read', write: 'prenatal.write', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    kind: code({ label: '知情同意书种类', codes: CONSENT_KIND, required: true, list: true, out: INTERNAL }),
    textVersion: text({ label: '文本版本', maxLength: 20, pattern: /^[\w.-]+$/, required: true, list: true, out: INTERNAL }),
    choice: code({ label: '知情选择', codes: CONSENT_CHOICE, required: true, list: true, out: OUT }),
    signedAt: minute({ label: '签署时间', required: true, list: true, out: INTERNAL }),
    signerName: text({ label: '签署人', maxLength: 30, pii: 'name', required: true, out: INTERNAL }),
    signer: code({ label: '与孕妇关系', codes: CONSENT_SIGNER, required: true, out: INTERNAL }),
    doctorName: text({ label: '告知医生', maxLength: 30, pii: 'name', required: true, out: INTERNAL }),
    isPaper: flag({ label: '纸质已签', out: INTERNAL }),
    isCautionTold: flag({ label: '已告知慎用情形', out: INTERNAL, help: 'NIPT 慎用人群须另行告知', ...when('kind', 'nipt') }),
    reason: text({ label: '不同意的原因', maxLength: 100, pii: 'health', out: INTERNAL, ...when('choice', 'declined') }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '知情同意', fields: ['pregnancyId', 'kind', 'textVersion', 'choice', 'signedAt', 'signerName', 'signer', 'doctorName', 'isPaper', 'isCautionTold', 'reason', 'note'] }],
  rules: [(row, { now }) => row.signedAt && row.signedAt > now ? [block('signedAt', message('prenatalConsent.future', '签署时间不能晚于现在,请核对'))] : []],
})
export type PrenatalConsent = Row<typeof prenatalConsent>
export type StoredPrenatalConsent = StoredRow<typeof prenatalConsent>

import { PELVIC_CONSENT_CHOICE, PELVIC_CONSENT_KIND } from '../../code/pelvic-care.ts'
import { code, day, flag, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, needed, notLater } from './parts.ts'

/** 盆底评估与治疗知情同意: one signature under one version of the text. Asked for before the first assessment with a probe and before a course. Source: pelvic note §11. */
export const pelvicConsent = defineRecord({
  id: 'pelvic.consent', version: 1, table: 'pelvic_consent', title: '盆底知情同意', read: 'pelvic.read', write: 'pelvic.write', auditOpening: true,
  fields: {
    fileId: ref({ label: '盆底档案', to: 'pelvic.file', required: true, out: KEY }),
    kind: code({ label: '种类', codes: PELVIC_CONSENT_KIND, required: true, list: true, out: INTERNAL }),
    textVersion: text({ label: '文本版本', maxLength: 20, required: true, list: true, out: INTERNAL }),
    choice: code({ label: '知情选择', codes: PELVIC_CONSENT_CHOICE, required: true, list: true, out: INTERNAL }),
    signedDay: day({ label: '签署日期', required: true, list: true, out: INTERNAL }),
    signerName: text({ label: '签署人', maxLength: 30, pii: 'name', required: true, out: INTERNAL }),
    doctorName: text({ label: '告知医生', maxLength: 30, required: true, out: INTERNAL }),
    isContraindicationRead: flag({ label: '禁忌已逐项告知并否认', out: INTERNAL }),
    mayUseData: flag({ label: '同意资料用于教学或科研', out: INTERNAL }),
    reason: text({ label: '不同意或撤回的原因', maxLength: 100, pii: 'health', out: INTERNAL, showIf: row => row.choice === 'declined' || row.choice === 'withdrawn', dependsOn: ['choice'] }),
  },
  sections: [{ title: '知情同意', fields: ['fileId', 'kind', 'textVersion', 'choice', 'signedDay', 'signerName', 'doctorName', 'isContraindicationRead', 'mayUseData', 'reason'] }],
  rules: [
    notLater('signedDay'), needed('reason', row => row.choice === 'withdrawn', message('pelvicConsent.reason', '撤回请写明原因')),
    row => row.choice === 'agreed' && row.isContraindicationRead !== true ? [block('isContraindicationRead', message('pelvicConsent.read', '请先逐项告知禁忌,再签署同意'))] : [],
  ],
})
export type PelvicConsent = Row<typeof pelvicConsent>
export type StoredPelvicConsent = StoredRow<typeof pelvicConsent>

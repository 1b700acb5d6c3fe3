import { CHILD_FINDING } from '../../code/child-newborn-visit.ts'
import { EYE_REFLEX, EYE_RISK } from '../../code/child-screening.ts'
import { code, codes, day, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { inOrder, notInFuture } from './screening.rules.ts'

const EYES = { none: '眼保健没有国家数据集' } as const

/**
 * 出生时眼部检查 (§14): appearance, light reaction, red reflex, risk factors of retinopathy of prematurity, and the day and
 * result of the first fundus examination for it (§8), which answers R32 as an examination by the eye clinic does.
 */
export const eyesAtBirth = defineRecord({
  id: 'child.eyesAtBirth', version: 2, table: 'child_eyes_at_birth', title: '出生时眼部检查', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['examinedDay'], says: ['examinedDay'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: EYES }),
    examinedDay: day({ label: '检查日期', required: true, list: true, out: EYES }),
    institution: text({ label: '检查机构', maxLength: 70, required: true, out: EYES }),
    examinerName: text({ label: '检查人员', maxLength: 30, required: true, out: EYES }),
    appearance: code({ label: '眼外观', codes: CHILD_FINDING, list: true, pii: 'health', out: EYES }),
    appearanceNote: text({ label: '眼外观:说明', maxLength: 100, pii: 'health', out: EYES, showIf: row => row.appearance === '2', dependsOn: ['appearance'] }),
    lightRight: code({ label: '右眼光照反应', codes: EYE_REFLEX, pii: 'health', out: EYES }),
    lightLeft: code({ label: '左眼光照反应', codes: EYE_REFLEX, pii: 'health', out: EYES }),
    redReflexRight: code({ label: '右眼红光反射', codes: EYE_REFLEX, list: true, pii: 'health', out: EYES }),
    redReflexLeft: code({ label: '左眼红光反射', codes: EYE_REFLEX, list: true, pii: 'health', out: EYES }),
    riskFactors: codes({ label: '眼病高危因素', codes: EYE_RISK, pii: 'health', out: EYES }),
    referralDay: day({ label: '转诊日期', out: EYES }),
    referralInstitution: text({ label: '转诊机构', maxLength: 70, out: EYES }),
    referralAnswer: text({ label: '转诊结果', maxLength: 200, pii: 'health', out: EYES }),
    fundusDay: day({ label: 'ROP眼底检查日期', since: 2, out: EYES }),
    fundusAnswer: text({ label: 'ROP眼底检查结果', maxLength: 200, since: 2, pii: 'health', out: EYES }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: EYES }),
  },
  sections: [
    { title: '检查', fields: ['fileId', 'examinedDay', 'institution', 'examinerName', 'appearance', 'appearanceNote', 'lightRight', 'lightLeft', 'redReflexRight', 'redReflexLeft', 'riskFactors'] },
    { title: '转诊', fields: ['referralDay', 'referralInstitution', 'referralAnswer', 'fundusDay', 'fundusAnswer', 'note'] },
  ],
  rules: [
    notInFuture({ examinedDay: '检查日期', referralDay: '转诊日期', fundusDay: 'ROP眼底检查日期' }), inOrder({ examinedDay: '检查日期', referralDay: '转诊日期' }), inOrder({ examinedDay: '检查日期', fundusDay: 'ROP眼底检查日期' }),
    row => [
      ...(row.fundusDay !== null && row.fundusAnswer === null ? [block('fundusAnswer', message('childEyes.fundusAnswer', '请填写ROP眼底检查结果'))] : []),
      ...(row.fundusAnswer !== null && row.fundusDay === null ? [block('fundusDay', message('childEyes.fundusDay', '请填写ROP眼底检查日期'))] : []),
    ],
  ],
})
export type EyesAtBirth = Row<typeof eyesAtBirth>
export type StoredEyesAtBirth = StoredRow<typeof eyesAtBirth>

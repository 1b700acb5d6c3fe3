import { RETINOPATHY_RESULT, RETINOPATHY_STAGE, RETINOPATHY_TREATMENT, RETINOPATHY_ZONE } from '../../code/eye-check.ts'
import { code, day, flag, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { codePair, INTERNAL, KEY, OUT } from './parts.ts'

/** ROP 眼底筛查: one examination of both eyes; the ophthalmologist decides when the next one is and when there is none any more (§4). */
export const retinopathy = defineRecord({
  id: 'eye.retinopathy', version: 1, table: 'eye_retinopathy', title: 'ROP眼底筛查', read: 'eye.read', write: 'eye.write', auditOpening: true,
  once: [{ fields: ['examinedDay'], says: ['examinedDay', 'institution'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    examinedDay: day({ label: '检查日期', required: true, list: true, out: OUT }),
    institution: text({ label: '检查机构', maxLength: 70, required: true, list: true, out: OUT }),
    doctorName: text({ label: '检查医师', maxLength: 30, out: OUT }),
    ...codePair('result', '结果', RETINOPATHY_RESULT), ...codePair('zone', '分区', RETINOPATHY_ZONE), ...codePair('stage', '分期', RETINOPATHY_STAGE),
    plusDisease: flag({ label: '附加病变', pii: 'health', out: OUT }),
    treatment: code({ label: '处理', codes: RETINOPATHY_TREATMENT, list: true, pii: 'health', out: OUT }),
    nextDay: day({ label: '下次检查日期', list: true, out: OUT }),
    isFinal: flag({ label: '结束筛查', list: true, out: OUT, help: '眼科医师确认不再需要眼底筛查' }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: 'ROP眼底筛查', fields: ['fileId', 'examinedDay', 'institution', 'doctorName', 'resultRight', 'zoneRight', 'stageRight', 'resultLeft', 'zoneLeft', 'stageLeft', 'plusDisease', 'treatment', 'nextDay', 'isFinal', 'note'] }],
  rules: [
    (row, { today }) => row.examinedDay && row.examinedDay > today ? [block('examinedDay', message('eyeVisit.future', '检查日期不能晚于今天,请核对'))] : [],
    row => row.nextDay && row.examinedDay && row.nextDay <= row.examinedDay ? [block('nextDay', message('eyeVisit.nextBefore', '下次检查日期应晚于本次检查日期'))] : [],
    row => !row.isFinal && !row.nextDay ? [block('nextDay', message('retinopathy.next', '请填写下次检查日期;不再需要检查时选“结束筛查”'))] : [],
    row => row.resultRight === null && row.resultLeft === null ? [block('resultRight', message('retinopathy.result', '请至少填写一只眼的结果'))] : [],
  ],
})
export type Retinopathy = Row<typeof retinopathy>
export type StoredRetinopathy = StoredRow<typeof retinopathy>

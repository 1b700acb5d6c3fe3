import { GLASSES_KIND } from '../../code/eye-check.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { EYES } from '../../rule/eye/conclusion.ts'
import { checkLens } from '../../rule/eye/refraction.ts'
import { eyeField, INTERNAL, KEY, lensPair, OUT, visionPair } from './parts.ts'

/** 配镜处方: what a child's glasses are made by. Found by a doctor through wide pupils as a rule; never computed from a screening. */
export const glasses = defineRecord({
  id: 'eye.glasses', version: 1, table: 'eye_glasses', title: '配镜处方', read: 'eye.read', write: 'eye.write', auditOpening: true,
  once: [{ fields: ['prescribedDay', 'kind'], says: ['prescribedDay', 'kind'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: KEY }),
    visitId: ref({ label: '检查记录', to: 'eye.visit', out: KEY }),
    prescribedDay: day({ label: '处方日期', required: true, list: true, out: OUT }),
    kind: code({ label: '眼镜类型', codes: GLASSES_KIND, required: true, list: true, out: OUT }),
    ...lensPair,
    pupilDistanceMm: number({ label: '瞳距', unit: 'mm', decimals: 1, plausible: [35, 80], normal: [40, 65], out: OUT }),
    ...visionPair('correctedVision', '矫正视力'),
    wearing: text({ label: '戴镜要求', maxLength: 100, out: OUT }),
    reviewDay: day({ label: '复查日期', list: true, out: OUT }),
    doctorName: text({ label: '验光医师', maxLength: 30, required: true, out: OUT }),
    note: text({ label: '备注', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [{ title: '配镜处方', fields: ['fileId', 'visitId', 'prescribedDay', 'kind', 'sphereDRight', 'cylinderDRight', 'axisDegreesRight', 'sphereDLeft', 'cylinderDLeft', 'axisDegreesLeft', 'pupilDistanceMm', 'correctedVisionRight', 'correctedVisionLeft', 'wearing', 'reviewDay', 'doctorName', 'note'] }],
  rules: [
    (row, { today }) => row.prescribedDay && row.prescribedDay > today ? [block('prescribedDay', message('glasses.future', '处方日期不能晚于今天'))] : [],
    (row): FieldIssue[] => EYES.flatMap(side => checkLens({ sphereD: row[eyeField('sphereD', side)], cylinderD: row[eyeField('cylinderD', side)], axisDegrees: row[eyeField('axisDegrees', side)] }, { sphereD: eyeField('sphereD', side), cylinderD: eyeField('cylinderD', side), axisDegrees: eyeField('axisDegrees', side) })),
    row => EYES.every(side => row[eyeField('sphereD', side)] === null) ? [block('sphereDRight', message('glasses.empty', '请至少填写一只眼的度数'))] : [],
  ],
})
export type Glasses = Row<typeof glasses>
export type StoredGlasses = StoredRow<typeof glasses>

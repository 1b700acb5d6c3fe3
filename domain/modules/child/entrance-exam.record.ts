import { ENTRANCE_FINDING, ENTRANCE_HISTORY, ENTRANCE_OPINION, ENTRANCE_PURPOSE } from '../../code/child-entrance.ts'
import { GROWTH_LEVEL, MEASURING_POSITION, NUTRITION_STATUS } from '../../code/child-file.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { type CodeList, hasCode } from '../../field/code-list.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { entranceExamRules } from './entrance-exam.rules.ts'
import { withNote } from './parts.ts'

const OUT = { none: '儿童入园(所)健康检查表没有国家数据集' } as const
type Values = Readonly<Record<string, unknown>>
const organ = <const N extends string>(name: N, label: string) => withNote(name, label, ENTRANCE_FINDING, '2', OUT)

/** Organs of the form, in its order; each 未见异常, 异常 with a text, or 未检查. */
export const ENTRANCE_ORGANS = ['skin', 'eyeRight', 'eyeLeft', 'earRight', 'earLeft', 'mouth', 'skull', 'thorax', 'spineAndLimbs', 'pharynx', 'heartAndLungs', 'liverAndSpleen', 'genitals'] as const

/** 儿童入园(所)健康检查表 (§11 [S13]). */
export const entranceExam = defineRecord({
  id: 'child.entranceExam', version: 2, table: 'child_entrance_exam', title: '入园健康检查', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['examDay'], says: ['number', 'examDay'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: OUT }),
    number: text({ label: '体检编号', maxLength: 20, list: true, out: OUT }),
    purpose: code({ label: '体检类别', codes: ENTRANCE_PURPOSE, required: true, list: true, out: OUT }),
    lastAttendedDay: day({ label: '离园日期', since: 2, out: OUT, help: '离园前最后一天在园的日期', showIf: (row: Values) => row.purpose === 'returning' || row.purpose === 'yearly', dependsOn: ['purpose'] }),
    examDay: day({ label: '体检日期', required: true, list: true, out: OUT }),
    kindergarten: text({ label: '托幼机构', maxLength: 70, list: true, out: OUT }),
    className: text({ label: '班级', maxLength: 30, list: true, out: OUT }),
    history: codes({ label: '既往病史', codes: ENTRANCE_HISTORY, pii: 'health', out: OUT }),
    historyNote: text({ label: '既往病史:其他', maxLength: 100, pii: 'health', out: OUT, showIf: row => hasCode(row.history as CodeList | null, '5'), dependsOn: ['history'] }),
    allergy: text({ label: '过敏史', maxLength: 200, pii: 'health', out: OUT }),
    parentSigned: flag({ label: '家长已确认签名', out: OUT }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 2, plausible: [0.3, 150], normal: [5, 60], out: OUT }),
    lengthCm: number({ label: '身长(高)', unit: 'cm', decimals: 1, plausible: [20, 200], normal: [60, 140], out: OUT }),
    position: code({ label: '测量体位', codes: MEASURING_POSITION, out: OUT }),
    ...organ('skin', '皮肤'), ...organ('eyeRight', '右眼'), ...organ('eyeLeft', '左眼'),
    visionRight: number({ label: '视力(右)', decimals: 1, plausible: [0, 3], normal: [0.6, 2], out: OUT }),
    visionLeft: number({ label: '视力(左)', decimals: 1, plausible: [0, 3], normal: [0.6, 2], out: OUT }),
    ...organ('earRight', '右耳'), ...organ('earLeft', '左耳'), ...organ('mouth', '口腔'),
    teethCount: number({ label: '牙齿数', unit: '颗', plausible: [0, 32], normal: [0, 28], out: OUT }),
    cariesCount: number({ label: '龋齿数', unit: '颗', plausible: [0, 32], normal: [0, 8], out: OUT }),
    ...organ('skull', '头颅'), ...organ('thorax', '胸廓'), ...organ('spineAndLimbs', '脊柱四肢'), ...organ('pharynx', '咽部'),
    ...organ('heartAndLungs', '心肺'), ...organ('liverAndSpleen', '肝脾'), ...organ('genitals', '外生殖器'),
    otherFindings: text({ label: '其他', maxLength: 100, pii: 'health', out: OUT }),
    haemoglobinGPerL: number({ label: '血红蛋白', unit: 'g/L', plausible: [20, 250], normal: [110, 160], out: OUT }),
    altUPerL: number({ label: '丙氨酸氨基转移酶', unit: 'U/L', decimals: 1, plausible: [0, 5000], normal: [0, 50], out: OUT }),
    altLimitUPerL: number({ label: '丙氨酸氨基转移酶上限(实验室)', unit: 'U/L', decimals: 1, plausible: [1, 500], out: OUT }),
    otherTests: text({ label: '其他辅助检查', maxLength: 100, pii: 'health', out: OUT }),
    infectiousDiseaseSuspected: flag({ label: '怀疑传染病', pii: 'health', out: OUT }),
    result: text({ label: '检查结果', maxLength: 200, lines: 2, required: true, pii: 'health', out: OUT }),
    opinion: code({ label: '医生意见', codes: ENTRANCE_OPINION, required: true, list: true, out: OUT }),
    postponedReason: text({ label: '暂缓入园原因', maxLength: 200, pii: 'health', out: OUT, showIf: (row: Values) => row.opinion === 'postponed', dependsOn: ['opinion'] }),
    opinionNote: text({ label: '意见说明', maxLength: 200, pii: 'health', out: OUT }),
    doctorName: text({ label: '医生签名', maxLength: 30, required: true, list: true, out: OUT }),
    enteredDay: day({ label: '入园日期', out: OUT, help: '家长交表入园后填写,不再提醒有效期' }),
    // Found by the program when the form is saved.
    validUntil: day({ label: '有效期至', list: true, out: OUT }),
    weightGrade: code({ label: '体重评价', codes: GROWTH_LEVEL, out: OUT }),
    lengthGrade: code({ label: '身长(高)评价', codes: GROWTH_LEVEL, out: OUT }),
    weightForLengthGrade: code({ label: '身长(高)别体重评价', codes: GROWTH_LEVEL, out: OUT }),
    bmiGrade: code({ label: '年龄别BMI', codes: GROWTH_LEVEL, out: OUT }),
    headGrade: code({ label: '年龄别头围', codes: GROWTH_LEVEL, out: OUT }),
    nutrition: codes({ label: '营养状况', codes: NUTRITION_STATUS, pii: 'health', out: OUT }),
    evaluatedBy: text({ label: '评价标准与方法', maxLength: 60, out: OUT }),
  },
  sections: [
    { title: '体检', fields: ['fileId', 'number', 'purpose', 'lastAttendedDay', 'examDay', 'kindergarten', 'className', 'doctorName'] },
    { title: '病史', fields: ['history', 'historyNote', 'allergy', 'parentSigned'] },
    { title: '体格检查', fields: ['weightKg', 'lengthCm', 'position', 'skin', 'skinNote', 'eyeRight', 'eyeRightNote', 'eyeLeft', 'eyeLeftNote', 'visionRight', 'visionLeft', 'earRight', 'earRightNote', 'earLeft', 'earLeftNote', 'mouth', 'mouthNote', 'teethCount', 'cariesCount', 'skull', 'skullNote', 'thorax', 'thoraxNote', 'spineAndLimbs', 'spineAndLimbsNote', 'pharynx', 'pharynxNote', 'heartAndLungs', 'heartAndLungsNote', 'liverAndSpleen', 'liverAndSpleenNote', 'genitals', 'genitalsNote', 'otherFindings'] },
    { title: '辅助检查', fields: ['haemoglobinGPerL', 'altUPerL', 'altLimitUPerL', 'otherTests', 'infectiousDiseaseSuspected'] },
    { title: '结果与意见', fields: ['result', 'opinion', 'postponedReason', 'opinionNote', 'enteredDay', 'validUntil'] },
    { title: '评价', fields: ['weightGrade', 'lengthGrade', 'weightForLengthGrade', 'bmiGrade', 'headGrade', 'nutrition', 'evaluatedBy'] },
  ],
  rules: [entranceExamRules],
})
export type EntranceExam = Row<typeof entranceExam>
export type StoredEntranceExam = StoredRow<typeof entranceExam>
/** What the program finds and nobody types. */
export const ENTRANCE_COMPUTED = ['number', 'validUntil', 'weightGrade', 'lengthGrade', 'weightForLengthGrade', 'bmiGrade', 'headGrade', 'nutrition', 'evaluatedBy'] as const satisfies readonly (keyof EntranceExam)[]

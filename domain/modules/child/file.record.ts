import { CHILD_FILE_STATE, CHILD_RESIDENCE } from '../../code/child-file.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { childFileRules } from './file.rules.ts'

const WITH_VISITS = { ext: ['child_examination'] } as const
const BY_NAME = { none: '随儿童健康体检、新生儿访视等数据集以姓名、电话导出' } as const
const INTERNAL = { none: '本机构内部' } as const

/**
 * The usual ranges are wide: what the birth record had was answered for there, and nobody shall answer for it twice.
 *
 * 儿童保健档案: the standing record of a child in our care, one per child. What the birth left (weeks, weight, discharge)
 * is taken over from our own delivery or typed once; the child and its parents are persons of their own.
 */
export const childFile = defineRecord({
  id: 'child.file', version: 1, table: 'child_file', title: '儿童保健档案', read: 'child.read', write: 'child.write', auditOpening: true,
  fields: {
    childId: ref({ label: '儿童', to: 'person', required: true, out: { none: '业务主键' } }),
    newbornId: ref({ label: '本院出生记录', to: 'newborn', out: { none: '业务主键' } }),
    number: text({ label: '档案编号', maxLength: 20, list: true, out: { none: '业务主键' } }),
    openedDay: day({ label: '建档日期', required: true, list: true, out: { none: '建档日期在专案数据集导出' } }),
    residence: code({ label: '居住类型', codes: CHILD_RESIDENCE, required: true, list: true, out: WITH_VISITS }),
    servedFromDay: day({ label: '转入(开始管理)日期', out: INTERNAL, help: '出生后才转入本院管理的儿童填写;此前到期的随访不计为遗漏' }),
    state: code({ label: '管理状态', codes: CHILD_FILE_STATE, required: true, list: true, out: WITH_VISITS }),
    stateDay: day({ label: '状态日期', out: WITH_VISITS, showIf: row => row.state !== 'managed', dependsOn: ['state'] }),
    stateNote: text({ label: '状态说明', maxLength: 200, out: INTERNAL, showIf: row => row.state !== 'managed', dependsOn: ['state'] }),
    motherId: ref({ label: '母亲', to: 'person', out: BY_NAME }),
    motherOccupation: text({ label: '母亲职业', maxLength: 30, out: INTERNAL }),
    fatherId: ref({ label: '父亲', to: 'person', out: BY_NAME }),
    fatherOccupation: text({ label: '父亲职业', maxLength: 30, out: INTERNAL }),
    guardianName: text({ label: '其他监护人', maxLength: 60, pii: 'name', out: INTERNAL }),
    contactPhone: text({ label: '联系电话', maxLength: 20, list: true, pii: 'phone', out: BY_NAME, help: '通知随访用的电话;不填时用母亲、父亲的电话' }),
    gestationDays: number({ label: '出生孕周(天)', unit: '天', plausible: [140, 321], normal: [168, 308], out: WITH_VISITS }),
    fetusCount: number({ label: '胎数', plausible: [1, 9], normal: [1, 3], out: WITH_VISITS }),
    birthOrder: number({ label: '出生次序', plausible: [1, 9], out: WITH_VISITS }),
    birthWeightG: number({ label: '出生体重', unit: '克', plausible: [200, 8000], normal: [600, 6000], out: 'HDSB01.05.017' }),
    birthLengthCm: number({ label: '出生身长', unit: '厘米', decimals: 1, plausible: [20, 70], normal: [28, 60], out: WITH_VISITS }),
    birthHeadCm: number({ label: '出生头围', unit: '厘米', decimals: 1, plausible: [15, 50], normal: [20, 42], out: WITH_VISITS }),
    apgarOneMinute: number({ label: 'Apgar 评分(1分钟)', plausible: [0, 10], out: WITH_VISITS }),
    apgarFiveMinutes: number({ label: 'Apgar 评分(5分钟)', plausible: [0, 10], out: WITH_VISITS }),
    birthInstitution: text({ label: '助产机构', maxLength: 70, out: WITH_VISITS }),
    dischargeDay: day({ label: '出院日期', out: INTERNAL }),
    dischargeReportDay: day({ label: '高危儿出院报告日期', out: INTERNAL, showIf: row => row.highRisk === true, dependsOn: ['highRisk'] }),
    highRisk: flag({ label: '高危新生儿', list: true, out: INTERNAL }),
    intensiveCareDays: number({ label: '新生儿监护病房天数', unit: '天', plausible: [0, 300], normal: [0, 60], out: INTERNAL }),
    allergy: text({ label: '过敏史', maxLength: 200, pii: 'health', out: INTERNAL }),
    kindergarten: text({ label: '托幼机构', maxLength: 70, out: INTERNAL }),
    doctorName: text({ label: '责任医生', maxLength: 30, list: true, out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, lines: 2, out: INTERNAL }),
  },
  sections: [
    { title: '儿童', fields: ['childId', 'newbornId', 'number', 'openedDay', 'residence', 'servedFromDay', 'state', 'stateDay', 'stateNote', 'doctorName', 'kindergarten'] },
    { title: '父母与联系', fields: ['motherId', 'motherOccupation', 'fatherId', 'fatherOccupation', 'guardianName', 'contactPhone'] },
    { title: '出生情况', fields: ['gestationDays', 'fetusCount', 'birthOrder', 'birthWeightG', 'birthLengthCm', 'birthHeadCm', 'apgarOneMinute', 'apgarFiveMinutes', 'birthInstitution', 'dischargeDay', 'highRisk', 'dischargeReportDay', 'intensiveCareDays', 'allergy', 'note'] },
  ],
  rules: [childFileRules],
})
export type ChildFile = Row<typeof childFile>
export type StoredChildFile = StoredRow<typeof childFile>

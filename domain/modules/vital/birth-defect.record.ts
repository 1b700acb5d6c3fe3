import { EDUCATION, KIN_MARRIAGE } from '../../code/national-care.ts'
import { BIRTH_PLACE_TYPE } from '../../code/delivery.ts'
import { HOUSEHOLD_TYPE } from '../../code/child-death.ts'
import { ETHNIC_GROUP } from '../../code/ethnic-group.ts'
import { ID_DOCUMENT_TYPE } from '../../code/id-document-type.ts'
import { SEX } from '../../code/sex.ts'
import { DEFECT, DEFECT_BASIS, DEFECT_OUTCOME, DEFECT_TIME, EARLY_DRUG, EARLY_EXPOSURE, FAMILY_INCOME, MULTIPLE_KIND, SETTLEMENT, VITAL_CARD_STATE } from '../../code/vital.ts'
import { hasCode } from '../../field/code-list.ts'
import { code, codes, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { birthDefectRules } from './birth-defect.rules.ts'

const EXTENSION = { ext: ['birth_defect'] } as const
const INTERNAL = { none: '本机构内部' } as const
const isHeart = (row: Readonly<Record<string, unknown>>): boolean => row.mainDefect === 'heart' || hasCode(row.otherDefects as never, 'heart' as never)

/**
 * 出生缺陷报告卡 of one child; each of a multiple birth has its own (WS 377.6, maternal care note §11). A child under 28 weeks is
 * in the list of inductions: the same form with another `kind`. The child is born, so that its sex may stand here.
 */
export const birthDefect = defineRecord({
  id: 'vital.birthDefect', version: 1, table: 'vital_birth_defect', title: '出生缺陷报告卡', read: 'vital.read', write: 'vital.write', auditOpening: true,
  once: [{ fields: ['newbornId'], when: row => row.newbornId !== null, says: ['number', 'bornDay'], way: 'void', index: 'vital_birth_defect_newborn_ix' }],
  fields: {
    motherId: ref({ label: '母亲', to: 'person', required: true, out: { none: '业务主键' } }),
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', out: INTERNAL }),
    newbornId: ref({ label: '新生儿', to: 'newborn', out: INTERNAL }),
    number: text({ label: '报告卡编号', maxLength: 20, list: true, out: 'HDSB02.06.001' }),
    state: code({ label: '状态', codes: VITAL_CARD_STATE, required: true, list: true, out: INTERNAL }),
    isInduction: flag({ label: '引产登记(28周以下)', list: true, out: EXTENSION }),
    birthOrder: number({ label: '胎婴儿编号', plausible: [1, 9], out: 'HDSB02.06.003', help: '多胎逐个填卡,按出生次序' }),
    childName: text({ label: '缺陷儿姓名', maxLength: 50, pii: 'name', list: true, out: 'HDSB02.06.004' }),
    childEthnicGroup: code({ label: '缺陷儿民族', codes: ETHNIC_GROUP, out: 'HDSB02.06.005' }),
    hospitalNumber: text({ label: '母亲住院号', maxLength: 10, pii: 'number', out: 'HDSB02.06.027' }),
    householdType: code({ label: '户籍类型', codes: HOUSEHOLD_TYPE, out: 'HDSB02.06.007' }),
    settlement: code({ label: '常住地类型', codes: SETTLEMENT, out: 'HDSB02.06.034' }),
    education: code({ label: '母亲文化程度', codes: EDUCATION, out: 'HDSB02.06.036' }),
    income: code({ label: '家庭年人均收入', codes: FAMILY_INCOME, out: 'HDSB02.06.035' }),
    gravidity: number({ label: '孕次', plausible: [1, 30], normal: [1, 10], out: 'HDSB02.06.037' }),
    parity: number({ label: '产次', plausible: [0, 20], normal: [0, 8], out: 'HDSB02.06.038' }),
    fatherName: text({ label: '父亲姓名', maxLength: 50, pii: 'name', out: 'HDSB02.06.020' }),
    fatherBirthDay: day({ label: '父亲出生日期', pii: 'number', out: 'HDSB02.06.021' }),
    fatherEthnicGroup: code({ label: '父亲民族', codes: ETHNIC_GROUP, out: 'HDSB02.06.022' }),
    fatherIdType: code({ label: '父亲证件类别', codes: ID_DOCUMENT_TYPE, out: 'HDSB02.06.023' }),
    fatherIdNumber: text({ label: '父亲证件号码', maxLength: 18, pii: 'number', out: 'HDSB02.06.024', showIf: row => row.fatherIdType !== null, dependsOn: ['fatherIdType'] }),
    bornDay: day({ label: '出生(引产)日期', required: true, list: true, out: 'HDSB02.06.039' }),
    birthPlaceType: code({ label: '出生地点类别', codes: BIRTH_PLACE_TYPE, out: 'HDSB02.06.025' }),
    birthPlace: text({ label: '出生地点', maxLength: 50, out: 'HDSB02.06.026' }),
    gestationDays: number({ label: '胎龄', unit: '天', plausible: [84, 321], normal: [196, 300], out: 'HDSB02.06.040' }),
    weightG: number({ label: '出生体重', unit: '克', plausible: [100, 9999], normal: [1000, 4500], out: 'HDSB02.06.041' }),
    fetusCount: number({ label: '胎数', plausible: [1, 9], normal: [1, 3], out: 'HDSB02.06.042' }),
    multipleKind: code({ label: '多胎类型', codes: MULTIPLE_KIND, out: 'HDSB02.06.043', showIf: row => Number(row.fetusCount ?? 1) > 1, dependsOn: ['fetusCount'] }),
    sex: code({ label: '性别', codes: SEX, out: 'HDSB02.06.044' }),
    outcome: code({ label: '转归', codes: DEFECT_OUTCOME, list: true, out: 'HDSB02.06.045' }),
    therapeuticInduction: flag({ label: '治疗性引产', out: 'HDSB02.06.046' }),
    basis: code({ label: '诊断依据', codes: DEFECT_BASIS, out: 'HDSB02.06.047' }),
    diagnosedWhen: code({ label: '确诊时间', codes: DEFECT_TIME, out: 'HDSB02.06.048' }),
    prenatalGestationDays: number({ label: '产前确诊孕周', unit: '天', plausible: [42, 321], out: 'HDSB02.06.057', showIf: row => row.diagnosedWhen === '1', dependsOn: ['diagnosedWhen'] }),
    mainDefect: code({ label: '主要缺陷', codes: DEFECT, pii: 'health', list: true, out: { none: 'HDSB02.06.049 按目标编号表换码' } }),
    otherDefects: codes({ label: '其他缺陷', codes: DEFECT, pii: 'health', out: EXTENSION }),
    heartDefect: text({ label: '先天性心脏病类型', maxLength: 50, pii: 'health', out: 'HDSB02.06.050', showIf: isHeart, dependsOn: ['mainDefect', 'otherDefects'] }),
    diagnosisName: text({ label: '诊断名称', maxLength: 50, pii: 'health', out: 'HDSB02.06.051' }),
    siteAndSize: text({ label: '发生部位及大小', maxLength: 100, pii: 'health', out: 'HDSB02.06.052' }),
    shapeAndColour: text({ label: '形状及颜色', maxLength: 100, pii: 'health', out: 'HDSB02.06.053' }),
    otherFeatures: text({ label: '其他特征', maxLength: 100, pii: 'health', out: 'HDSB02.06.054' }),
    photoCount: number({ label: '患儿照片数', unit: '张', plausible: [0, 99], out: 'HDSB02.06.055' }),
    otherMaterialCount: number({ label: '其他诊断材料数', unit: '份', plausible: [0, 99], out: 'HDSB02.06.056' }),
    earlyIllness: flag({ label: '孕早期患病', out: 'HDSB02.06.058' }),
    earlyIllnessText: text({ label: '患病情况', maxLength: 50, pii: 'health', out: 'HDSB02.06.059', help: '发热(38℃以上)、病毒感染及类型、糖尿病等', showIf: row => row.earlyIllness === true, dependsOn: ['earlyIllness'] }),
    earlyDrug: code({ label: '孕早期服药', codes: EARLY_DRUG, out: 'HDSB02.06.060' }),
    earlyDrugName: text({ label: '药物名称', maxLength: 50, pii: 'health', out: 'HDSB02.06.061', showIf: row => row.earlyDrug !== null, dependsOn: ['earlyDrug'] }),
    earlyExposure: code({ label: '孕早期接触有害因素', codes: EARLY_EXPOSURE, out: 'HDSB02.06.062' }),
    earlyExposureText: text({ label: '接触情况', maxLength: 50, pii: 'health', out: 'HDSB02.06.063', showIf: row => row.earlyExposure !== null, dependsOn: ['earlyExposure'] }),
    stillbirths: number({ label: '既往死胎', unit: '例', plausible: [0, 20], out: 'HDSB02.06.064' }),
    abortions: number({ label: '既往自然流产', unit: '次', plausible: [0, 30], out: 'HDSB02.06.065' }),
    defectChildren: number({ label: '既往缺陷儿', unit: '例', plausible: [0, 20], out: 'HDSB02.06.066' }),
    hereditaryHistory: text({ label: '家族遗传史(缺陷名、亲缘关系)', maxLength: 100, pii: 'health', out: 'HDSB02.06.067' }),
    isConsanguineous: flag({ label: '近亲婚配', out: 'HDSB02.06.068' }),
    consanguinity: code({ label: '近亲婚配者与本人关系', codes: KIN_MARRIAGE, out: 'HDSB02.06.069', showIf: row => row.isConsanguineous === true, dependsOn: ['isConsanguineous'] }),
    reportInstitution: text({ label: '填报单位', maxLength: 70, out: 'HDSB02.06.031' }),
    reporterName: text({ label: '填表人', maxLength: 30, out: 'HDSB02.06.070' }),
    reportDay: day({ label: '填表日期', out: 'HDSB02.06.072' }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Set by the steps of the card.
    submittedBy: ref({ label: '提交人', to: 'user', out: INTERNAL }),
    reviewerName: text({ label: '医院审表人', maxLength: 30, out: 'HDSB02.06.073' }),
    reviewedAt: minute({ label: '医院审表时间', out: 'HDSB02.06.075' }),
    reportedDay: day({ label: '上报日期', list: true, out: EXTENSION }),
    stepNote: text({ label: '审核意见', maxLength: 200, out: INTERNAL }),
  },
  sections: [
    { title: '报告卡', fields: ['motherId', 'pregnancyId', 'newbornId', 'number', 'state', 'isInduction', 'submittedBy', 'reviewerName', 'reviewedAt', 'reportedDay', 'stepNote'] },
    { title: '产妇情况', fields: ['hospitalNumber', 'householdType', 'settlement', 'education', 'income', 'gravidity', 'parity', 'fatherName', 'fatherBirthDay', 'fatherEthnicGroup', 'fatherIdType', 'fatherIdNumber'] },
    { title: '缺陷儿情况', fields: ['bornDay', 'gestationDays', 'weightG', 'fetusCount', 'birthOrder', 'multipleKind', 'sex', 'outcome', 'therapeuticInduction', 'childName', 'childEthnicGroup', 'birthPlaceType', 'birthPlace', 'basis', 'diagnosedWhen', 'prenatalGestationDays'] },
    { title: '出生缺陷诊断', fields: ['mainDefect', 'otherDefects', 'heartDefect', 'diagnosisName', 'siteAndSize', 'shapeAndColour', 'otherFeatures', 'photoCount', 'otherMaterialCount'] },
    { title: '孕早期情况', fields: ['earlyIllness', 'earlyIllnessText', 'earlyDrug', 'earlyDrugName', 'earlyExposure', 'earlyExposureText'] },
    { title: '家庭史', fields: ['stillbirths', 'abortions', 'defectChildren', 'hereditaryHistory', 'isConsanguineous', 'consanguinity'] },
    { title: '填报', fields: ['reportInstitution', 'reporterName', 'reportDay', 'note'] },
  ],
  rules: [birthDefectRules],
})
export type BirthDefect = Row<typeof birthDefect>
export type StoredBirthDefect = StoredRow<typeof birthDefect>
/** What the steps of the card set and nobody types. */
export const CARD_STEPS = ['number', 'state', 'submittedBy', 'reviewerName', 'reviewedAt', 'reportedDay', 'stepNote'] as const

import { ANUS_GENITAL_PART, CHEST_PART, CHILD_COMPLEXION_LATER, CHILD_CONTACT, CHILD_GUIDANCE, CHILD_HEARING, CHILD_VISIT_PLACE, FONTANELLE, ILLNESS_SINCE_LAST, INFANT_NECK_MASS, MADE_UP, type MadeUp, PRESCHOOL_GUIDANCE, RICKETS_SIGN_MONTH_3, RICKETS_SIGN_MONTH_6, RICKETS_SIGN_TODDLER, RICKETS_SYMPTOM, TCM_SERVICE } from '../../code/child-check.ts'
import { GROWTH_LEVEL, MEASURING_POSITION, NUTRITION_STATUS } from '../../code/child-file.ts'
import { CHILD_COMPLEXION, CHILD_FEEDING, CHILD_FINDING, CHILD_NONE_SOME, UMBILICAL_CORD } from '../../code/child-newborn-visit.ts'
import type { CodeTable } from '../../code/code-table.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { type CodeList, hasCode } from '../../field/code-list.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { contactOf } from '../../rule/child/contacts.ts'
import { type CheckContact, type CheckField, columnOf, madeUpAt } from '../../rule/child/form-fields.ts'
import { finding, withNote } from './parts.ts'
import { childVisitRules } from './visit.rules.ts'

type Values = Readonly<Record<string, unknown>>
const OUT = { ext: ['child_examination'] } as const
const INTERNAL = { none: '本机构内部' } as const

const contactIn = (row: Values): CheckContact | null => (CHILD_CONTACT.isCode(row.contact) && row.contact !== 'home' ? row.contact : null)
const inColumn = (field: CheckField, table?: CodeTable) => (row: Values): boolean => {
  const contact = contactIn(row)
  const column = contact && columnOf(field, contact)
  return !!column && (table === undefined || column === table)
}
/** Shown where the printed form of the visit's age has the field (with this list of answers, where ages differ). */
const at = (field: CheckField, table?: CodeTable) => ({ showIf: inColumn(field, table), dependsOn: ['contact'] })
/** The four signs are asked for once the first group is reached by the age that counts (§2, §6). */
const asked = { showIf: (row: Values): boolean => inColumn('warningSigns')(row) && row.signsAgeMonths !== 0, dependsOn: ['contact', 'signsAgeMonths'] }
/** Shown in the column of its age, or where it is made up for an earlier contact. */
const atOrMadeUp = (field: CheckField, answer: MadeUp) => ({
  showIf: (row: Values): boolean => { const contact = contactIn(row); return inColumn(field)(row) || (!!contact && madeUpAt(contact).includes(answer) && hasCode(row.madeUp as CodeList | null, answer)) }, dependsOn: ['contact', 'madeUp'],
})
const hasContent = (content: 'tcm' | 'feeding' | 'autism') => ({ showIf: (row: Values): boolean => { const contact = contactIn(row); return !!contact && contactOf(contact).contents.includes(content) }, dependsOn: ['contact'] })
/** A text that one of several answers opens. */
const opened = (name: string, answer: string, field: CheckField, table?: CodeTable) =>
  ({ showIf: (row: Values): boolean => inColumn(field, table)(row) && hasCode(row[name] as CodeList | null, answer), dependsOn: [name, 'contact'] })
/** What the national data set asks beyond the printed item, once that item is abnormal. */
const abnormalAt = (name: string, field: CheckField) => ({ showIf: (row: Values): boolean => inColumn(field)(row) && row[name] === '2', dependsOn: [name, 'contact'] })
const illness = (answer: string) => opened('illness', answer, 'illnessSinceLast')

/**
 * One check-up of a child at one of the contacts 2–13: the columns of the three national forms (1~8月龄, 12~30月龄, 3~6岁)
 * with the right answers at each age, what the national data set asks for besides, and the evaluation of growth as it
 * stood when the visit was saved. Source: child health note §4.2–4.6.
 */
export const childVisit = defineRecord({
  id: 'child.visit', version: 2, table: 'child_visit', title: '儿童健康检查', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['contact', 'visitDay'], says: ['contact', 'visitDay'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    contact: code({ label: '随访时点', codes: CHILD_CONTACT, required: true, list: true, out: OUT }),
    visitDay: day({ label: '随访日期', required: true, list: true, out: 'HDSB01.02.062' }),
    place: code({ label: '服务地点', codes: CHILD_VISIT_PLACE, required: true, out: OUT }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 2, plausible: [0.3, 150], list: true, out: 'HDSB01.02.018' }),
    lengthCm: number({ label: '身长(高)', unit: 'cm', decimals: 1, plausible: [20, 200], list: true, out: 'HDSB01.02.015' }),
    position: code({ label: '测量体位', codes: MEASURING_POSITION, out: OUT }),
    headCm: number({ label: '头围', unit: 'cm', decimals: 1, plausible: [15, 80], list: true, out: 'HDSB01.02.022', showIf: row => { const contact = contactIn(row); return !!contact && !['year4', 'year5', 'year6'].includes(contact) }, dependsOn: ['contact'] }),
    oedema: flag({ label: '水肿', pii: 'health', out: OUT }),
    ...withNote('complexion', '面色', CHILD_COMPLEXION, '3', 'HDSB01.02.023', at('complexion', CHILD_COMPLEXION)),
    ...withNote('complexionLater', '面色', CHILD_COMPLEXION_LATER, '2', { none: '与 6 月龄前的面色同列' }, at('complexion', CHILD_COMPLEXION_LATER)),
    ...finding('skin', '皮肤', 'HDSB01.02.024', at('skin')),
    fontanelle: code({ label: '前囟', codes: FONTANELLE, out: 'HDSB01.02.025', ...at('fontanelle') }),
    fontanelleLengthCm: number({ label: '前囟长', unit: 'cm', decimals: 1, plausible: [0, 10], normal: [0, 5], out: OUT, showIf: row => inColumn('fontanelle')(row) && row.fontanelle === '2', dependsOn: ['fontanelle', 'contact'] }),
    fontanelleWidthCm: number({ label: '前囟宽', unit: 'cm', decimals: 1, plausible: [0, 10], normal: [0, 5], out: OUT, showIf: row => inColumn('fontanelle')(row) && row.fontanelle === '2', dependsOn: ['fontanelle', 'contact'] }),
    ...withNote('neckMass', '颈部包块', INFANT_NECK_MASS, '1', 'HDSB01.02.026', at('neckMass')),
    ...finding('eyes', '眼睛', 'HDSB01.02.027', at('eyes')),
    ...finding('ears', '耳外观', 'HDSB01.02.032', at('ears')),
    visionRight: number({ label: '裸眼视力(右)', decimals: 1, plausible: [0, 3], out: 'HDSB01.02.029', ...at('visionRight') }),
    visionLeft: number({ label: '裸眼视力(左)', decimals: 1, plausible: [0, 3], out: 'HDSB01.02.028', ...at('visionLeft') }),
    hearing: code({ label: '听力(行为测听)', codes: CHILD_HEARING, pii: 'health', out: OUT, ...atOrMadeUp('hearing', '2') }),
    ...finding('mouth', '口腔', 'HDSB01.02.034', at('mouth')),
    teethCount: number({ label: '出牙(牙)数', unit: '颗', plausible: [0, 32], normal: [0, 28], out: 'HDSB01.02.035', ...at('teethCount') }),
    cariesCount: number({ label: '龋齿数', unit: '颗', plausible: [0, 32], normal: [0, 8], out: 'HDSB01.02.036', ...at('cariesCount') }),
    ...finding('chest', '胸部(心肺)', OUT, at('chest')),
    chestParts: codes({ label: '胸部异常部位', codes: CHEST_PART, since: 2, pii: 'health', out: OUT, ...abnormalAt('chest', 'chest') }),
    ...finding('abdomen', '腹部', 'HDSB01.02.039', at('abdomen')),
    ...withNote('cord', '脐部', UMBILICAL_CORD, '4', OUT, at('navel', UMBILICAL_CORD)),
    ...finding('navel', '脐部', OUT, at('navel', CHILD_FINDING)),
    umbilicalHernia: flag({ label: '脐疝', since: 2, pii: 'health', out: 'HDSB01.02.041', showIf: row => row.navel === '2' && inColumn('navel', CHILD_FINDING)(row) || row.cord === '4' && inColumn('navel', UMBILICAL_CORD)(row), dependsOn: ['navel', 'cord', 'contact'] }),
    ...finding('limbs', '四肢', 'HDSB01.02.042', at('limbs')),
    ...finding('gait', '步态', 'HDSB01.02.043', at('gait')),
    ricketsSymptoms: codes({ label: '可疑佝偻病症状', codes: RICKETS_SYMPTOM, none: '1', pii: 'health', out: 'HDSB01.02.044', ...at('ricketsSymptoms') }),
    ricketsSignsMonth3: codes({ label: '可疑佝偻病体征', codes: RICKETS_SIGN_MONTH_3, none: '1', pii: 'health', out: 'HDSB01.02.045', ...at('ricketsSigns', RICKETS_SIGN_MONTH_3) }),
    ricketsSignsInfant: codes({ label: '可疑佝偻病体征', codes: RICKETS_SIGN_MONTH_6, none: '1', pii: 'health', out: { none: '与 3 月龄的体征同列' }, ...at('ricketsSigns', RICKETS_SIGN_MONTH_6) }),
    ricketsSignsToddler: codes({ label: '可疑佝偻病体征', codes: RICKETS_SIGN_TODDLER, none: '1', pii: 'health', out: { none: '与 3 月龄的体征同列' }, ...at('ricketsSigns', RICKETS_SIGN_TODDLER) }),
    ...finding('anusAndGenitals', '肛门/外生殖器', 'HDSB01.02.046', at('anusAndGenitals')),
    anusAndGenitalsParts: codes({ label: '肛门/外生殖器异常部位', codes: ANUS_GENITAL_PART, since: 2, pii: 'health', out: OUT, ...abnormalAt('anusAndGenitals', 'anusAndGenitals') }),
    haemoglobinGPerL: number({ label: '血红蛋白', unit: 'g/L', plausible: [20, 250], list: true, out: 'HDSB01.02.048', ...atOrMadeUp('haemoglobinGPerL', '1') }),
    madeUp: codes({ label: '补做项目', codes: MADE_UP, since: 2, out: INTERNAL, showIf: row => { const contact = contactIn(row); return !!contact && madeUpAt(contact).length > 0 }, dependsOn: ['contact'] }),
    outdoorHoursPerDay: number({ label: '户外活动', unit: '小时/日', decimals: 1, plausible: [0, 24], normal: [0, 10], out: 'HDSB01.02.049', ...at('outdoorHoursPerDay') }),
    vitaminDIuPerDay: number({ label: '服用维生素D', unit: 'IU/日', plausible: [0, 100_000], normal: [0, 1000], out: 'HDSB01.02.051', ...at('vitaminDIuPerDay') }),
    vitaminDName: text({ label: '维生素D名称', maxLength: 50, since: 2, out: 'HDSB01.02.050', showIf: row => at('vitaminDIuPerDay').showIf(row) && Number(row.vitaminDIuPerDay ?? 0) > 0, dependsOn: ['vitaminDIuPerDay', 'contact'] }),
    feeding: code({ label: '喂养方式', codes: CHILD_FEEDING, out: OUT, ...hasContent('feeding') }),
    feedingAssessed: flag({ label: '已做婴幼儿营养喂养评估', out: OUT, ...hasContent('feeding') }),
    // Each sign is asked for by itself: nothing said is not the same as absent.
    signsAgeMonths: number({ label: '预警征象月龄组', unit: '月', plausible: [0, 72], since: 2, out: OUT, ...at('warningSigns'), help: '早产儿按矫正月龄询问;0 为不足 3 月,不询问' }),
    warningSign1: flag({ label: '预警征象1', pii: 'health', out: { none: '发育评估通过标志由四项得出' }, ...asked }),
    warningSign2: flag({ label: '预警征象2', pii: 'health', out: { none: '发育评估通过标志由四项得出' }, ...asked }),
    warningSign3: flag({ label: '预警征象3', pii: 'health', out: { none: '发育评估通过标志由四项得出' }, ...asked }),
    warningSign4: flag({ label: '预警征象4', pii: 'health', out: { none: '发育评估通过标志由四项得出' }, ...asked }),
    languageRegression: flag({ label: '语言或社交能力障碍、倒退', pii: 'health', out: OUT, ...hasContent('autism') }),
    illness: codes({ label: '两次随访间患病情况', codes: ILLNESS_SINCE_LAST, none: '1', pii: 'health', out: 'HDSB01.02.053', ...at('illnessSinceLast') }),
    pneumoniaTimes: number({ label: '肺炎次数', unit: '次', plausible: [1, 50], normal: [1, 5], out: OUT, ...illness('2') }),
    pneumoniaStays: number({ label: '肺炎住院次数', unit: '次', plausible: [0, 50], normal: [0, 5], out: 'HDSB01.02.054', ...illness('2') }),
    diarrhoeaTimes: number({ label: '腹泻次数', unit: '次', plausible: [1, 50], normal: [1, 5], out: OUT, ...illness('3') }),
    diarrhoeaStays: number({ label: '腹泻住院次数', unit: '次', plausible: [0, 50], normal: [0, 5], out: 'HDSB01.02.055', ...illness('3') }),
    injuryTimes: number({ label: '外伤次数', unit: '次', plausible: [1, 50], normal: [1, 5], out: OUT, ...illness('4') }),
    injuryStays: number({ label: '外伤住院次数', unit: '次', plausible: [0, 50], normal: [0, 5], out: 'HDSB01.02.056', ...illness('4') }),
    otherIllness: text({ label: '其他患病情况', maxLength: 100, pii: 'health', out: 'HDSB01.02.057', ...illness('5') }),
    otherFindings: text({ label: '其他', maxLength: 200, pii: 'health', out: OUT, ...at('other') }),
    tcmServices: codes({ label: '中医药健康管理服务', codes: TCM_SERVICE, out: OUT, ...hasContent('tcm') }),
    tcmNote: text({ label: '中医药健康管理:其他', maxLength: 100, out: OUT, showIf: row => hasContent('tcm').showIf(row) && hasCode(row.tcmServices as CodeList | null, '4'), dependsOn: ['tcmServices', 'contact'] }),
    referral: code({ label: '转诊建议', codes: CHILD_NONE_SOME, required: true, list: true, out: 'HDSB01.02.058' }),
    referralReason: text({ label: '转诊原因', maxLength: 100, pii: 'health', out: 'HDSB01.02.059', showIf: row => row.referral === '2', dependsOn: ['referral'] }),
    referralInstitution: text({ label: '转诊机构及科室', maxLength: 70, out: 'HDSB01.02.060', showIf: row => row.referral === '2', dependsOn: ['referral'] }),
    referralResult: text({ label: '转诊结果', maxLength: 100, since: 2, pii: 'health', out: OUT, showIf: row => row.referral === '2', dependsOn: ['referral'], help: '有了回音再填写;没有填写的算未完成的转诊' }),
    guidance: codes({ label: '指导', codes: CHILD_GUIDANCE, out: 'HDSB01.02.061', ...at('guidance', CHILD_GUIDANCE) }),
    preschoolGuidance: codes({ label: '指导', codes: PRESCHOOL_GUIDANCE, out: { none: '与 30 月龄前的指导同列' }, ...at('guidance', PRESCHOOL_GUIDANCE) }),
    guidanceNote: text({ label: '指导:其他', maxLength: 100, out: OUT, showIf: row => hasCode((row.guidance ?? row.preschoolGuidance) as CodeList | null, '6'), dependsOn: ['guidance', 'preschoolGuidance'] }),
    nextVisitDay: day({ label: '下次随访日期', out: INTERNAL }),
    doctorName: text({ label: '随访医生', maxLength: 30, required: true, list: true, out: 'HDSB01.02.063' }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program when the visit is saved; the doctor can disagree in a note, never by changing them.
    weightGrade: code({ label: '年龄别体重', codes: GROWTH_LEVEL, out: 'HDSB01.02.019' }),
    lengthGrade: code({ label: '年龄别身长(高)', codes: GROWTH_LEVEL, out: 'HDSB01.02.017' }),
    weightForLengthGrade: code({ label: '身长(高)别体重', codes: GROWTH_LEVEL, out: 'HDSB01.02.020' }),
    bmiGrade: code({ label: '年龄别BMI', codes: GROWTH_LEVEL, out: OUT }),
    headGrade: code({ label: '年龄别头围', codes: GROWTH_LEVEL, out: OUT }),
    nutrition: codes({ label: '营养状况', codes: NUTRITION_STATUS, list: true, pii: 'health', out: 'HDSB01.02.021' }),
    evaluatedBy: text({ label: '评价标准与方法', maxLength: 60, out: OUT }),
    evaluationNote: text({ label: '对评价的不同意见', maxLength: 200, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '随访', fields: ['fileId', 'contact', 'visitDay', 'place', 'doctorName'] },
    { title: '体格测量', fields: ['weightKg', 'lengthCm', 'position', 'headCm', 'oedema'] },
    { title: '体格检查', fields: ['complexion', 'complexionNote', 'complexionLater', 'complexionLaterNote', 'skin', 'skinNote', 'fontanelle', 'fontanelleLengthCm', 'fontanelleWidthCm', 'neckMass', 'neckMassNote', 'eyes', 'eyesNote', 'ears', 'earsNote', 'visionRight', 'visionLeft', 'hearing', 'mouth', 'mouthNote', 'teethCount', 'cariesCount', 'chest', 'chestNote', 'chestParts', 'abdomen', 'abdomenNote', 'cord', 'cordNote', 'navel', 'navelNote', 'umbilicalHernia', 'limbs', 'limbsNote', 'gait', 'gaitNote', 'ricketsSymptoms', 'ricketsSignsMonth3', 'ricketsSignsInfant', 'ricketsSignsToddler', 'anusAndGenitals', 'anusAndGenitalsNote', 'anusAndGenitalsParts', 'madeUp', 'haemoglobinGPerL'] },
    { title: '喂养与发育', fields: ['outdoorHoursPerDay', 'vitaminDIuPerDay', 'vitaminDName', 'feeding', 'feedingAssessed', 'signsAgeMonths', 'warningSign1', 'warningSign2', 'warningSign3', 'warningSign4', 'languageRegression'] },
    { title: '患病、转诊与指导', fields: ['illness', 'pneumoniaTimes', 'pneumoniaStays', 'diarrhoeaTimes', 'diarrhoeaStays', 'injuryTimes', 'injuryStays', 'otherIllness', 'otherFindings', 'tcmServices', 'tcmNote', 'referral', 'referralReason', 'referralInstitution', 'referralResult', 'guidance', 'preschoolGuidance', 'guidanceNote', 'nextVisitDay', 'note'] },
    { title: '生长评价', fields: ['weightGrade', 'lengthGrade', 'weightForLengthGrade', 'bmiGrade', 'headGrade', 'nutrition', 'evaluatedBy', 'evaluationNote'] },
  ],
  rules: [childVisitRules],
})
export type ChildVisit = Row<typeof childVisit>
export type StoredChildVisit = StoredRow<typeof childVisit>
/** What the program finds and nobody types. */
export const EVALUATED_FIELDS = ['weightGrade', 'lengthGrade', 'weightForLengthGrade', 'bmiGrade', 'headGrade', 'nutrition', 'evaluatedBy'] as const satisfies readonly (keyof ChildVisit)[]
/** Findings whose usual answer may be filled in by one key once the child was looked at; signs, hearing and numbers never are. */
export const EXAMINED_NORMAL: Readonly<Partial<Record<keyof ChildVisit, string>>> = {
  complexion: '1', complexionLater: '1', skin: '1', neckMass: '2', eyes: '1', ears: '1', mouth: '1', chest: '1', abdomen: '1', navel: '1', limbs: '1', gait: '1', anusAndGenitals: '1',
  ricketsSymptoms: '1', ricketsSignsMonth3: '1', ricketsSignsInfant: '1', ricketsSignsToddler: '1',
}

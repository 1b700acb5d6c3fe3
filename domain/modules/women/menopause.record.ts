import { KUPPERMAN_GRADE, KUPPERMAN_ITEM, type KuppermanItem } from '../../code/maternal-care.ts'
import { KUPPERMAN_SEVERITY, MENOPAUSE_STAGE, MENOPAUSE_WAY, MHT_CONSENT, MHT_SCHEME } from '../../code/women-care.ts'
import { code, day, number, ref, text } from '../../field/build.ts'
import type { CodeField } from '../../field/kinds.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { defineRecord, type Row, type RuleMoment, type StoredRow } from '../../record/define.ts'
import { kupperman, type KuppermanAnswers } from '../../rule/maternal/kupperman.ts'
import type { MaternalRules } from '../../rule/maternal/maternal-rules.ts'
import { bodyMassIndex } from '../../rule/maternal/risk-assessment.ts'
import type { Day } from '../../time/day.ts'
import { INTERNAL, KEY, MENOPAUSE } from './parts.ts'

type Values = Readonly<Record<string, unknown>>
const isStopped = { showIf: (row: Values): boolean => row.stage === '3', dependsOn: ['stage'] }
const onHormones = { showIf: (row: Values): boolean => row.hormoneConsent === '1', dependsOn: ['hormoneConsent'] }
const future = (...names: readonly string[]) => (row: Values, { today }: RuleMoment): FieldIssue[] => names.flatMap(name => row[name] && (row[name] as Day) > today ? [block(name, message('cancerScreening.future', '日期不能晚于今天,请核对'))] : [])

/** 更年期保健档案: what stays from visit to visit. Source: maternal care note §13.6. */
export const menopauseFile = defineRecord({
  id: 'women.menopauseFile', version: 1, table: 'women_menopause_file', title: '更年期保健档案', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    womanId: ref({ label: '妇女', to: 'person', required: true, out: KEY }),
    number: text({ label: '档案编号', maxLength: 20, list: true, out: KEY }),
    openedDay: day({ label: '建档日期', required: true, list: true, out: MENOPAUSE }),
    stage: code({ label: '月经', codes: MENOPAUSE_STAGE, required: true, list: true, out: MENOPAUSE }),
    lastMenstrualDay: day({ label: '末次月经', out: MENOPAUSE }),
    menopauseAge: number({ label: '绝经年龄', unit: '岁', plausible: [20, 65], normal: [40, 58], out: MENOPAUSE, ...isStopped }),
    menopauseWay: code({ label: '绝经方式', codes: MENOPAUSE_WAY, out: MENOPAUSE, ...isStopped }),
    pastIllness: text({ label: '既往疾病', maxLength: 200, pii: 'health', out: MENOPAUSE }),
    familyIllness: text({ label: '家族史', maxLength: 100, pii: 'health', out: MENOPAUSE }),
    hormoneCaution: text({ label: 'MHT禁忌或慎用情况', maxLength: 200, pii: 'health', out: MENOPAUSE }),
    doctorName: text({ label: '责任医生', maxLength: 30, required: true, list: true, out: INTERNAL }),
    note: text({ label: '备注', maxLength: 200, out: INTERNAL }),
  },
  sections: [{ title: '更年期档案', fields: ['womanId', 'number', 'openedDay', 'stage', 'lastMenstrualDay', 'menopauseAge', 'menopauseWay', 'pastIllness', 'familyIllness', 'hormoneCaution', 'doctorName', 'note'] }],
  rules: [future('openedDay', 'lastMenstrualDay')],
})
export type MenopauseFile = Row<typeof menopauseFile>
export type StoredMenopauseFile = StoredRow<typeof menopauseFile>

type Severity = CodeField<'0' | '1' | '2' | '3', false>
const items = Object.fromEntries(KUPPERMAN_ITEM.list.map(({ code: item, label, weight }) => [item, code({ label: `${label}(×${weight})`, codes: KUPPERMAN_SEVERITY, pii: 'health', out: MENOPAUSE })])) as Record<KuppermanItem, Severity>
const value = (label: string, unit: string, plausible: readonly [number, number], normal?: readonly [number, number], decimals = 2) => number({ label, unit, plausible, ...(normal ? { normal } : {}), decimals, pii: 'health', out: MENOPAUSE })

/** 更年期随访: the 13 items of the modified Kupperman index with what was measured, hormones with their consent, the next visit. */
export const menopauseVisit = defineRecord({
  id: 'women.menopauseVisit', version: 1, table: 'women_menopause_visit', title: '更年期随访', read: 'women.read', write: 'women.write', auditOpening: true,
  fields: {
    womanId: ref({ label: '妇女', to: 'person', required: true, out: KEY }),
    fileId: ref({ label: '更年期档案', to: 'women.menopauseFile', required: true, out: KEY }),
    visitDay: day({ label: '随访日期', required: true, list: true, out: MENOPAUSE }),
    ...items,
    symptoms: text({ label: '其他症状', maxLength: 200, pii: 'health', out: MENOPAUSE }),
    heightCm: value('身高', 'cm', [120, 200], undefined, 1), weightKg: value('体重', 'kg', [30, 200], undefined, 1),
    systolicMmHg: value('收缩压', 'mmHg', [60, 260], [90, 139], 0), diastolicMmHg: value('舒张压', 'mmHg', [30, 160], [60, 89], 0),
    cholesterolMmolL: value('总胆固醇', 'mmol/L', [1, 20], [2.8, 5.2]), triglycerideMmolL: value('甘油三酯', 'mmol/L', [0.1, 30], [0.3, 1.7]),
    hdlMmolL: value('HDL-C', 'mmol/L', [0.1, 6], [1, 3]), ldlMmolL: value('LDL-C', 'mmol/L', [0.1, 15], [0.5, 3.4]),
    boneDensityT: value('骨密度T值', 'SD', [-8, 6], [-1, 4], 1),
    fshIuL: value('FSH', 'IU/L', [0, 250]), estradiolPmolL: value('E2', 'pmol/L', [0, 10_000], undefined, 1),
    breastNote: text({ label: '乳腺检查', maxLength: 100, pii: 'health', out: MENOPAUSE }),
    hormoneConsent: code({ label: 'MHT知情同意', codes: MHT_CONSENT, required: true, list: true, out: MENOPAUSE }),
    hormoneScheme: code({ label: 'MHT方案', codes: MHT_SCHEME, pii: 'health', list: true, out: MENOPAUSE, ...onHormones }),
    hormoneDrug: text({ label: '药名与用法', maxLength: 100, pii: 'health', out: MENOPAUSE, ...onHormones }),
    hormoneStartDay: day({ label: '开始用药日期', out: MENOPAUSE, ...onHormones }),
    hormoneNote: text({ label: '用药反应', maxLength: 100, pii: 'health', out: MENOPAUSE, ...onHormones }),
    advice: text({ label: '处理及指导', maxLength: 200, lines: 2, pii: 'health', out: MENOPAUSE }),
    nextVisitDay: day({ label: '下次随访日期', list: true, out: MENOPAUSE }),
    doctorName: text({ label: '随访医生', maxLength: 30, required: true, out: MENOPAUSE }),
    // Found by the program when it is saved.
    score: number({ label: 'Kupperman总分', unit: '分', plausible: [0, 63], list: true, pii: 'health', out: MENOPAUSE }),
    grade: code({ label: '分级', codes: KUPPERMAN_GRADE, list: true, pii: 'health', out: MENOPAUSE }),
    bmi: value('BMI', 'kg/m²', [5, 150]),
    cervicalStatus: text({ label: '宫颈筛查情况', maxLength: 100, pii: 'health', out: MENOPAUSE }),
  },
  sections: [
    { title: '随访', fields: ['womanId', 'fileId', 'visitDay', 'doctorName'] },
    { title: 'Kupperman评分', fields: [...KUPPERMAN_ITEM.values, 'symptoms'] },
    { title: '检查', fields: ['heightCm', 'weightKg', 'systolicMmHg', 'diastolicMmHg', 'cholesterolMmolL', 'triglycerideMmolL', 'hdlMmolL', 'ldlMmolL', 'boneDensityT', 'fshIuL', 'estradiolPmolL', 'breastNote'] },
    { title: '激素治疗(MHT)', fields: ['hormoneConsent', 'hormoneScheme', 'hormoneDrug', 'hormoneStartDay', 'hormoneNote'] },
    { title: '处理', fields: ['advice', 'nextVisitDay'] },
    { title: '程序判断', fields: ['score', 'grade', 'bmi', 'cervicalStatus'] },
  ],
  rules: [
    future('visitDay', 'hormoneStartDay'),
    row => row.nextVisitDay && row.visitDay && row.nextVisitDay <= row.visitDay ? [block('nextVisitDay', message('menopause.nextBefore', '下次随访日期应晚于本次随访日期'))] : [],
    row => row.systolicMmHg !== null && row.diastolicMmHg !== null && row.diastolicMmHg >= row.systolicMmHg ? [block('diastolicMmHg', message('cancerScreening.pressure', '舒张压应低于收缩压,请核对'))] : [],
    row => row.hormoneConsent === '1' && !row.hormoneScheme ? [block('hormoneScheme', message('menopause.scheme', '已签字同意MHT,请选择方案'))] : [],
    row => row.hormoneConsent === '1' && !row.nextVisitDay ? [block('nextVisitDay', message('menopause.hormoneNext', '用激素的妇女须约定下次随访日期'))] : [],
    partlyScored,
  ],
})
export type MenopauseVisit = Row<typeof menopauseVisit>
export type StoredMenopauseVisit = StoredRow<typeof menopauseVisit>

const answersOf = (row: Values): KuppermanAnswers => Object.fromEntries(KUPPERMAN_ITEM.values.map(item => [item, row[item] === null || row[item] === undefined ? null : Number(row[item])]))

/** A score of some of the items is none: all 13, or none at all. */
function partlyScored(row: Values): FieldIssue[] {
  const missing = KUPPERMAN_ITEM.values.filter(item => row[item] === null || row[item] === undefined)
  const first = missing[0]
  return first === undefined || missing.length === KUPPERMAN_ITEM.values.length ? [] : [block(first, message('menopause.partly', '13项须全部评分才能计算总分,还缺 {{count}} 项', { count: missing.length }))]
}

/** What the program finds of a visit, while it is typed and when it is saved. */
export function menopauseFound(row: Values, rules: MaternalRules): Pick<MenopauseVisit, 'score' | 'grade' | 'bmi'> & { readonly missing: readonly KuppermanItem[] } {
  const { heightCm, weightKg } = row as Readonly<Record<string, number | null>>
  const { score, grade, missing } = kupperman(answersOf(row), 'modified', rules)
  return { score, grade, missing, bmi: typeof heightCm === 'number' && typeof weightKg === 'number' ? bodyMassIndex(heightCm, weightKg) : null }
}

import { AUTISM_SCALE, type AutismScale, DEVELOPMENT_QUOTIENT_CLASS, SCALE_RESULT } from '../../code/child-autism.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { ABC_TOTAL_MOST } from '../../rule/child/autism-scales.ts'
import { scaleRules } from './scale.rules.ts'

const OUT = { none: '发育与孤独症筛查没有国家数据集' } as const
const INTERNAL = { none: '本机构内部' } as const
const of = (kind: AutismScale) => ({ showIf: (row: Readonly<Record<string, unknown>>): boolean => row.kind === kind, dependsOn: ['kind'] })
// The texts of M-CHAT and CARS are under licence (note §19): items are entered by their number on the paper form.
const mchatItem = (label: string) => flag({ label, pii: 'health', out: OUT, ...of('mchat') })
const carsItem = (label: string) => number({ label, unit: '分', decimals: 1, plausible: [1, 4], pii: 'health', out: OUT, ...of('cars') })
const abcArea = (label: string) => number({ label, unit: '分', plausible: [0, ABC_TOTAL_MOST], pii: 'health', out: OUT, ...of('abc') })

/** 量表结果: one test of a child. Its result is found by rule and kept with rule and source; the doctor may disagree in a note (§7, §14). */
export const childScale = defineRecord({
  id: 'child.scale', version: 1, table: 'child_scale', title: '量表评估', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['kind', 'testDay'], says: ['kind', 'testDay'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    kind: code({ label: '量表', codes: AUTISM_SCALE, required: true, list: true, out: OUT }),
    testDay: day({ label: '测试日期', required: true, list: true, out: OUT }),
    testerName: text({ label: '测试者', maxLength: 30, required: true, list: true, out: OUT }),
    institution: text({ label: '测试机构', maxLength: 70, out: OUT }),
    grossMotorDq: number({ label: '大运动发育商', decimals: 1, plausible: [0, 200], pii: 'health', out: OUT, ...of('development') }),
    fineMotorDq: number({ label: '精细动作发育商', decimals: 1, plausible: [0, 200], pii: 'health', out: OUT, ...of('development') }),
    adaptiveDq: number({ label: '适应能力发育商', decimals: 1, plausible: [0, 200], pii: 'health', out: OUT, ...of('development') }),
    languageDq: number({ label: '语言发育商', decimals: 1, plausible: [0, 200], pii: 'health', out: OUT, ...of('development') }),
    socialDq: number({ label: '社会行为发育商', decimals: 1, plausible: [0, 200], pii: 'health', out: OUT, ...of('development') }),
    totalDq: number({ label: '总发育商', decimals: 1, plausible: [0, 200], pii: 'health', out: OUT, ...of('development') }),
    mchat1: mchatItem('第 1 项'),
    mchat2: mchatItem('第 2 项'),
    mchat3: mchatItem('第 3 项'),
    mchat4: mchatItem('第 4 项'),
    mchat5: mchatItem('第 5 项'),
    mchat6: mchatItem('第 6 项'),
    mchat7: mchatItem('第 7 项'),
    mchat8: mchatItem('第 8 项'),
    mchat9: mchatItem('第 9 项'),
    mchat10: mchatItem('第 10 项'),
    mchat11: mchatItem('第 11 项'),
    mchat12: mchatItem('第 12 项'),
    mchat13: mchatItem('第 13 项'),
    mchat14: mchatItem('第 14 项'),
    mchat15: mchatItem('第 15 项'),
    mchat16: mchatItem('第 16 项'),
    mchat17: mchatItem('第 17 项'),
    mchat18: mchatItem('第 18 项'),
    mchat19: mchatItem('第 19 项'),
    mchat20: mchatItem('第 20 项'),
    mchat21: mchatItem('第 21 项'),
    mchat22: mchatItem('第 22 项'),
    mchat23: mchatItem('第 23 项'),
    abcSensory: abcArea('感觉'),
    abcRelating: abcArea('交往'),
    abcBody: abcArea('躯体运动'),
    abcLanguage: abcArea('语言'),
    abcSelfCare: abcArea('生活自理'),
    abcTotal: abcArea('ABC 总分'),
    cars1: carsItem('第 1 项'),
    cars2: carsItem('第 2 项'),
    cars3: carsItem('第 3 项'),
    cars4: carsItem('第 4 项'),
    cars5: carsItem('第 5 项'),
    cars6: carsItem('第 6 项'),
    cars7: carsItem('第 7 项'),
    cars8: carsItem('第 8 项'),
    cars9: carsItem('第 9 项'),
    cars10: carsItem('第 10 项'),
    cars11: carsItem('第 11 项'),
    cars12: carsItem('第 12 项'),
    cars13: carsItem('第 13 项'),
    cars14: carsItem('第 14 项'),
    cars15: carsItem('第 15 项'),
    carsTotal: number({ label: 'CARS 总分', unit: '分', decimals: 1, plausible: [15, 60], pii: 'health', out: OUT, ...of('cars') }),
    otherName: text({ label: '量表名称', maxLength: 50, out: OUT, ...of('other') }),
    otherResult: text({ label: '量表结果说明', maxLength: 200, pii: 'health', out: OUT, ...of('other') }),
    // Found by the program when the test is saved, with the ages of that day.
    ageMonths: number({ label: '实足月龄', unit: '月', plausible: [0, 240], out: OUT }),
    correctedMonths: number({ label: '矫正月龄', unit: '月', plausible: [-1, 36], out: OUT }),
    result: code({ label: '结果', codes: SCALE_RESULT, list: true, pii: 'health', out: OUT }),
    dqClass: code({ label: '发育商分级', codes: DEVELOPMENT_QUOTIENT_CLASS, list: true, pii: 'health', out: OUT, ...of('development') }),
    basis: text({ label: '判定依据', maxLength: 300, out: OUT }),
    disagreement: text({ label: '对结果的不同意见', maxLength: 200, pii: 'health', out: INTERNAL }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
  },
  sections: [
    { title: '测试', fields: ['fileId', 'kind', 'testDay', 'testerName', 'institution'] },
    { title: '儿心量表-Ⅱ', fields: ['grossMotorDq', 'fineMotorDq', 'adaptiveDq', 'languageDq', 'socialDq', 'totalDq'] },
    { title: 'M-CHAT', fields: ['mchat1', 'mchat2', 'mchat3', 'mchat4', 'mchat5', 'mchat6', 'mchat7', 'mchat8', 'mchat9', 'mchat10', 'mchat11', 'mchat12', 'mchat13', 'mchat14', 'mchat15', 'mchat16', 'mchat17', 'mchat18', 'mchat19', 'mchat20', 'mchat21', 'mchat22', 'mchat23'] },
    { title: 'ABC', fields: ['abcSensory', 'abcRelating', 'abcBody', 'abcLanguage', 'abcSelfCare', 'abcTotal'] },
    { title: 'CARS', fields: ['cars1', 'cars2', 'cars3', 'cars4', 'cars5', 'cars6', 'cars7', 'cars8', 'cars9', 'cars10', 'cars11', 'cars12', 'cars13', 'cars14', 'cars15', 'carsTotal'] },
    { title: '其他量表', fields: ['otherName', 'otherResult'] },
    { title: '结果', fields: ['ageMonths', 'correctedMonths', 'result', 'dqClass', 'basis', 'disagreement', 'note'] },
  ],
  rules: [scaleRules],
})
export type ChildScale = Row<typeof childScale>
export type StoredChildScale = StoredRow<typeof childScale>
/** What the program finds and nobody types. */
export const FOUND_BY_RULE = ['ageMonths', 'correctedMonths', 'result', 'dqClass', 'basis'] as const satisfies readonly (keyof ChildScale)[]

import { DATING_METHOD, EMBRYO_AGE, type EmbryoAge, PREGNANCY_STATE } from '../../code/maternal-care.ts'
import { CARE_CLOSING, HOUSEHOLD_KIND, PREGNANCY_END, WOMAN_RESIDENCE } from '../../code/maternal-visit.ts'
import { RISK_COLOUR } from '../../code/maternal-risk.ts'
import { OCCUPATION } from '../../code/national-care.ts'
import { code, day, flag, number, ref, region, text } from '../../field/build.ts'
import { block, message, warn } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { type DatingFacts, datingIssues } from '../../rule/maternal/dating.ts'
import type { Day } from '../../time/day.ts'

const KEY = { none: '业务主键' } as const
const INTERNAL = { none: '本机构内部' } as const
const CARE = { ext: ['maternal_care'] } as const
const isTransfer = (row: Readonly<Record<string, unknown>>): boolean => row.transferDay !== null && row.transferDay !== undefined

/**
 * 妊娠: one pregnancy of a woman, from the booking to the closing; deliveries, visits, risk and prenatal screening hang on
 * it. A delivery of a woman who was never booked makes a light one. What dates it stands here once; every window and
 * gestation counts from `startDay`. Source: maternal care note §2, §3.
 */
export const pregnancy = defineRecord({
  id: 'pregnancy', version: 2, table: 'pregnancy', title: '妊娠', read: 'birth.read', write: 'birth.write', auditOpening: true, unborn: true,
  fields: {
    womanId: ref({ label: '孕产妇', to: 'person', required: true, out: KEY }),
    state: code({ label: '妊娠状态', codes: PREGNANCY_STATE, list: true, out: CARE }),
    stateDay: day({ label: '状态日期', out: INTERNAL, showIf: row => row.state !== 'pregnant', dependsOn: ['state'] }),
    gravidity: number({ label: '孕次', plausible: [1, 30], normal: [1, 10], out: 'HDSB02.04.030' }),
    parity: number({ label: '产次', plausible: [0, 20], normal: [0, 8], out: 'HDSB02.04.031', help: '28周后分娩的次数' }),
    vaginalDeliveries: number({ label: '阴道分娩', unit: '次', plausible: [0, 20], normal: [0, 8], out: 'HDSB02.04.032' }),
    caesareans: number({ label: '剖宫产', unit: '次', plausible: [0, 10], normal: [0, 4], out: 'HDSB02.04.033' }),
    lastMenstrualDay: day({ label: '末次月经', out: 'HDSB02.04.035' }),
    transferDay: day({ label: '胚胎移植日期', out: CARE }),
    embryoAge: code({ label: '胚胎日龄', codes: EMBRYO_AGE, out: CARE, showIf: isTransfer, dependsOn: ['transferDay'] }),
    scanDay: day({ label: '核对孕周的超声日期', out: CARE, help: '早孕期最早一次有孕周结果的超声' }),
    scanGestationDays: number({ label: '该次超声孕周', unit: '天', plausible: [35, 300], out: CARE, showIf: row => row.scanDay !== null && row.scanDay !== undefined, dependsOn: ['scanDay'] }),
    fetusCount: number({ label: '胎数', plausible: [1, 9], normal: [1, 3], list: true, out: CARE }),
    handbookNumber: text({ label: '母子健康手册号', maxLength: 30, pii: 'number', out: KEY }),
    bookedDay: day({ label: '建册日期', list: true, out: CARE }),
    bookedInstitution: text({ label: '建册单位', maxLength: 70, out: CARE }),
    doctorName: text({ label: '责任医生', maxLength: 30, pii: 'name', list: true, out: CARE }),
    // What the head of the record asks of her and her husband at the booking.
    residence: code({ label: '常住类型', codes: WOMAN_RESIDENCE, out: CARE }),
    householdKind: code({ label: '户别', codes: HOUSEHOLD_KIND, out: 'HDSB02.04.010' }),
    occupation: code({ label: '职业', codes: OCCUPATION, out: 'HDSB02.04.005' }),
    education: text({ label: '文化程度', maxLength: 20, out: CARE }),
    husbandName: text({ label: '丈夫姓名', maxLength: 50, pii: 'name', out: 'HDSB02.04.006' }),
    husbandBirthDay: day({ label: '丈夫出生日期', pii: 'number', out: 'HDSB02.04.007' }),
    husbandPhone: text({ label: '丈夫电话', maxLength: 20, pii: 'phone', out: 'HDSB02.04.008' }),
    husbandOccupation: code({ label: '丈夫职业', codes: OCCUPATION, out: 'HDSB02.04.009' }),
    recoveryRegion: region({ label: '产后休养地区', level: 'township', out: { none: '拆为休养地址各元素导出' } }),
    recoveryAddress: text({ label: '产后休养地址(村、门牌)', maxLength: 70, pii: 'address', out: { none: '拆为休养地址各元素导出' } }),
    note: text({ label: '备注', maxLength: 300, lines: 2, out: INTERNAL }),
    // How it ended other than by a delivery, and the closing of the care.
    endMode: code({ label: '终止妊娠方式', codes: PREGNANCY_END, pii: 'health', out: CARE, showIf: row => row.state === 'ended', dependsOn: ['state'] }),
    stateReason: text({ label: '状态说明', maxLength: 200, pii: 'health', out: INTERNAL, showIf: row => row.state !== 'pregnant', dependsOn: ['state'] }),
    closedDay: day({ label: '结案日期', list: true, out: CARE }),
    closeMethod: code({ label: '结案方式', codes: CARE_CLOSING, out: CARE }),
    closedInstitution: text({ label: '结案单位', maxLength: 70, out: CARE }),
    closedBy: text({ label: '结案人员', maxLength: 30, pii: 'name', out: CARE }),
    // Found by the program from the days above.
    expectedDay: day({ label: '预产期', list: true, out: 'HDSB02.04.036' }),
    startDay: day({ label: '孕周起算日', out: INTERNAL }),
    datingMethod: code({ label: '预产期来源', codes: DATING_METHOD, out: CARE }),
    // Where she stands by her last confirmed assessment.
    riskColour: code({ label: '妊娠风险颜色', codes: RISK_COLOUR, list: true, pii: 'health', out: CARE }),
    isPurple: flag({ label: '传染病(紫色)', pii: 'health', out: CARE }),
  },
  sections: [
    { title: '妊娠', fields: ['womanId', 'state', 'stateDay', 'gravidity', 'parity', 'vaginalDeliveries', 'caesareans', 'fetusCount', 'handbookNumber', 'bookedDay', 'bookedInstitution', 'doctorName', 'note'] },
    { title: '孕周依据', fields: ['lastMenstrualDay', 'scanDay', 'scanGestationDays', 'transferDay', 'embryoAge'] },
    { title: '本人与丈夫', fields: ['residence', 'householdKind', 'occupation', 'education', 'husbandName', 'husbandBirthDay', 'husbandPhone', 'husbandOccupation', 'recoveryRegion', 'recoveryAddress'] },
    { title: '终止与结案', fields: ['endMode', 'stateReason', 'closedDay', 'closeMethod', 'closedInstitution', 'closedBy'] },
    { title: '推算与风险', fields: ['expectedDay', 'startDay', 'datingMethod', 'riskColour', 'isPurple'] },
  ],
  rules: [
    (row, { today }) => datingIssues(datingFacts(row), { today, deliveredDay: null }),
    row => row.gravidity !== null && row.parity !== null && row.parity >= row.gravidity + 1
      ? [block('parity', message('pregnancy.parityOverGravidity', '产次不能大于孕次,请核对'))] : [],
    row => row.state === 'pregnant' && row.gravidity !== null && row.parity === row.gravidity ? [warn('parity', message('pregnancy.parityWhilePregnant', '孕次含本次妊娠,现在怀孕的产次应小于孕次,请核对两个数值'))] : [],
    row => row.transferDay !== null && row.embryoAge === null ? [block('embryoAge', message('pregnancy.embryoAge', '请填写胚胎日龄'))] : [],
    row => row.scanDay !== null && row.scanGestationDays === null ? [block('scanGestationDays', message('pregnancy.scanGestation', '请填写该次超声的孕周'))] : [],
    row => row.bookedDay !== null && row.lastMenstrualDay !== null && row.bookedDay < row.lastMenstrualDay ? [block('bookedDay', message('pregnancy.bookedBefore', '建册日期不能早于末次月经,请核对两个日期'))] : [],
    row => row.vaginalDeliveries !== null && row.caesareans !== null && row.parity !== null && row.vaginalDeliveries + row.caesareans < row.parity ? [warn('parity', message('pregnancy.deliveriesBelowParity', '阴道分娩与剖宫产次数之和小于产次,请核对三个数值'))] : [],
    row => row.stateDay !== null && row.startDay !== null && row.stateDay < row.startDay ? [block('stateDay', message('pregnancy.endedBefore', '状态日期不能早于孕周起算日 {{day}},请核对', { day: row.startDay }))] : [],
    (row, { today }) => row.stateDay !== null && row.stateDay > today ? [block('stateDay', message('pregnancy.stateFuture', '状态日期不能晚于今天,请核对'))] : [],
    (row, { today }) => row.bookedDay !== null && row.bookedDay > today ? [block('bookedDay', message('pregnancy.bookedFuture', '建册日期不能晚于今天,请核对'))] : [],
  ],
})
export type Pregnancy = Row<typeof pregnancy>
export type StoredPregnancy = StoredRow<typeof pregnancy>
/** What the program finds and nobody types. */
export const PREGNANCY_COMPUTED = ['expectedDay', 'startDay', 'datingMethod', 'riskColour', 'isPurple'] as const satisfies readonly (keyof Pregnancy)[]
/** What only the closing of the care writes (`maternal.close`). */
export const PREGNANCY_CLOSING = ['closedDay', 'closeMethod', 'closedInstitution', 'closedBy'] as const satisfies readonly (keyof Pregnancy)[]

type DatingFields = { readonly lastMenstrualDay?: Day | null | undefined; readonly scanDay?: Day | null | undefined; readonly scanGestationDays?: number | null | undefined; readonly transferDay?: Day | null | undefined; readonly embryoAge?: EmbryoAge | null | undefined }
/** The days a pregnancy is dated by, as `datePregnancy` and `datingIssues` take them. */
export const datingFacts = ({ lastMenstrualDay, scanDay, scanGestationDays, transferDay, embryoAge }: DatingFields): DatingFacts => ({
  lastMenstrualDay: lastMenstrualDay ?? null,
  scans: scanDay && typeof scanGestationDays === 'number' ? [{ day: scanDay, gestationDays: scanGestationDays }] : [],
  transfer: transferDay && embryoAge ? { day: transferDay, embryoAge } : null,
})

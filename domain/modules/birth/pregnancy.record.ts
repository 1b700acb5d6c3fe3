import { DATING_METHOD, EMBRYO_AGE, type EmbryoAge, PREGNANCY_STATE } from '../../code/maternal-care.ts'
import { RISK_COLOUR } from '../../code/maternal-risk.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
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
  id: 'pregnancy', version: 2, table: 'pregnancy', title: '妊娠', read: 'birth.read', write: 'birth.write', auditOpening: true,
  fields: {
    womanId: ref({ label: '孕产妇', to: 'person', required: true, out: KEY }),
    state: code({ label: '妊娠状态', codes: PREGNANCY_STATE, list: true, out: CARE }),
    stateDay: day({ label: '状态日期', out: INTERNAL, showIf: row => row.state !== 'pregnant', dependsOn: ['state'] }),
    gravidity: number({ label: '孕次', plausible: [1, 30], normal: [1, 10], out: 'HDSB02.04.030' }),
    parity: number({ label: '产次', plausible: [0, 20], normal: [0, 8], out: 'HDSB02.04.031', help: '28周后分娩的次数' }),
    lastMenstrualDay: day({ label: '末次月经', out: 'HDSB02.04.035' }),
    transferDay: day({ label: '胚胎移植日期', out: CARE }),
    embryoAge: code({ label: '胚胎日龄', codes: EMBRYO_AGE, out: CARE, showIf: isTransfer, dependsOn: ['transferDay'] }),
    scanDay: day({ label: '核对孕周的超声日期', out: CARE, help: '早孕期最早一次有孕周结果的超声' }),
    scanGestationDays: number({ label: '该次超声孕周', unit: '天', plausible: [35, 300], out: CARE, showIf: row => row.scanDay !== null && row.scanDay !== undefined, dependsOn: ['scanDay'] }),
    fetusCount: number({ label: '胎数', plausible: [1, 9], normal: [1, 3], list: true, out: CARE }),
    handbookNumber: text({ label: '母子健康手册号', maxLength: 30, pii: 'number', out: KEY }),
    bookedDay: day({ label: '建册日期', list: true, out: CARE }),
    bookedInstitution: text({ label: '建册单位', maxLength: 70, out: CARE }),
    doctorName: text({ label: '责任医生', maxLength: 30, list: true, out: CARE }),
    note: text({ label: '备注', maxLength: 300, lines: 2, out: INTERNAL }),
    // Found by the program from the days above.
    expectedDay: day({ label: '预产期', list: true, out: 'HDSB02.04.036' }),
    startDay: day({ label: '孕周起算日', out: INTERNAL }),
    datingMethod: code({ label: '预产期来源', codes: DATING_METHOD, out: CARE }),
    // Where she stands by her last confirmed assessment.
    riskColour: code({ label: '妊娠风险颜色', codes: RISK_COLOUR, list: true, pii: 'health', out: CARE }),
    isPurple: flag({ label: '传染病(紫色)', pii: 'health', out: CARE }),
  },
  sections: [
    { title: '妊娠', fields: ['womanId', 'state', 'stateDay', 'gravidity', 'parity', 'fetusCount', 'handbookNumber', 'bookedDay', 'bookedInstitution', 'doctorName', 'note'] },
    { title: '孕周依据', fields: ['lastMenstrualDay', 'scanDay', 'scanGestationDays', 'transferDay', 'embryoAge'] },
    { title: '推算与风险', fields: ['expectedDay', 'startDay', 'datingMethod', 'riskColour', 'isPurple'] },
  ],
  rules: [
    (row, { today }) => datingIssues(datingFacts(row), { today, deliveredDay: null }),
    row => row.gravidity !== null && row.parity !== null && row.parity >= row.gravidity + 1
      ? [block('parity', message('pregnancy.parityOverGravidity', '产次不能大于孕次,请核对'))] : [],
    row => row.transferDay !== null && row.embryoAge === null ? [block('embryoAge', message('pregnancy.embryoAge', '请填写胚胎日龄'))] : [],
    row => row.scanDay !== null && row.scanGestationDays === null ? [block('scanGestationDays', message('pregnancy.scanGestation', '请填写该次超声的孕周'))] : [],
    row => row.bookedDay !== null && row.lastMenstrualDay !== null && row.bookedDay < row.lastMenstrualDay ? [block('bookedDay', message('pregnancy.bookedBefore', '建册日期不能早于末次月经,请核对两个日期'))] : [],
    (row, { today }) => row.bookedDay !== null && row.bookedDay > today ? [block('bookedDay', message('pregnancy.bookedFuture', '建册日期不能晚于今天,请核对'))] : [],
  ],
})
export type Pregnancy = Row<typeof pregnancy>
export type StoredPregnancy = StoredRow<typeof pregnancy>
/** What the program finds and nobody types. */
export const PREGNANCY_COMPUTED = ['expectedDay', 'startDay', 'datingMethod', 'riskColour', 'isPurple'] as const satisfies readonly (keyof Pregnancy)[]

type DatingFields = { readonly lastMenstrualDay?: Day | null | undefined; readonly scanDay?: Day | null | undefined; readonly scanGestationDays?: number | null | undefined; readonly transferDay?: Day | null | undefined; readonly embryoAge?: EmbryoAge | null | undefined }
/** The days a pregnancy is dated by, as `datePregnancy` and `datingIssues` take them. */
export const datingFacts = ({ lastMenstrualDay, scanDay, scanGestationDays, transferDay, embryoAge }: DatingFields): DatingFacts => ({
  lastMenstrualDay: lastMenstrualDay ?? null,
  scans: scanDay && typeof scanGestationDays === 'number' ? [{ day: scanDay, gestationDays: scanGestationDays }] : [],
  transfer: transferDay && embryoAge ? { day: transferDay, embryoAge } : null,
})

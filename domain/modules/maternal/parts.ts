import type { CodeTable } from '../../code/code-table.ts'
import { MATERNAL_FINDING, MATERNAL_NONE_SOME, type MaternalFinding, type MaternalNoneSome, REFERRAL_ARRIVAL } from '../../code/maternal-visit.ts'
import { code, codes, number, text } from '../../field/build.ts'
import { type CodeList, hasCode } from '../../field/code-list.ts'
import type { CodeField, CodesField, OutTarget, TextField } from '../../field/kinds.ts'

/** What the national data set has no element for travels under our own names. */
export const OUT = { ext: ['maternal_care'] } as const
export const INTERNAL = { none: '本机构内部' } as const
export const KEY = { none: '业务主键' } as const

type Noted<N extends string, F> = { [K in N]: F } & { [K in `${N}Note`]: TextField<false> }
const noted = <N extends string, F>(name: N, label: string, field: F, noteOut: OutTarget, opens: (value: unknown) => boolean): Noted<N, F> => ({
  [name]: field,
  [`${name}Note`]: text({ label: `${label}:说明`, maxLength: 100, pii: 'health', out: noteOut, showIf: row => opens(row[name]), dependsOn: [name] }),
} as unknown as Noted<N, F>)

/** A finding 未见异常/异常 with the text its abnormal answer opens: `lungs` and `lungsNote`, with the elements of flag and text. */
export const finding = <const N extends string>(name: N, label: string, out: OutTarget = OUT, noteOut: OutTarget = OUT): Noted<N, CodeField<MaternalFinding, false>> =>
  noted(name, label, code({ label, codes: MATERNAL_FINDING, pii: 'health', out }), noteOut, value => value === '2')
/** 无/有 with its text. */
export const noneOrSome = <const N extends string>(name: N, label: string, out: OutTarget, noteOut: OutTarget): Noted<N, CodeField<MaternalNoneSome, false>> =>
  noted(name, label, code({ label, codes: MATERNAL_NONE_SOME, pii: 'health', out }), noteOut, value => value === '2')
/** Several answers, of which one opens a text. */
export const choices = <const N extends string, Code extends string>(name: N, label: string, table: CodeTable<Code>, opening: NoInfer<Code>, options: { readonly none?: NoInfer<Code>; readonly health?: true } = {}): Noted<N, CodesField<Code, false>> =>
  noted(name, label, codes({ label, codes: table, out: OUT, ...options.none === undefined ? {} : { none: options.none }, ...options.health ? { pii: 'health' as const } : {} }), OUT, value => hasCode(value as CodeList<Code> | null, opening))

/** Both pressures; what is high is asked about by the rule (rule/maternal/measures.ts), the usual range only finds slips of typing. With the elements of the antenatal part or under our own names. */
export const bloodPressure = (systolic: OutTarget = OUT, diastolic: OutTarget = OUT) => ({
  systolicMmHg: number({ label: '收缩压', unit: 'mmHg', plausible: [60, 260], normal: [80, 180], list: true, pii: 'health', out: systolic }),
  diastolicMmHg: number({ label: '舒张压', unit: 'mmHg', plausible: [30, 160], normal: [40, 110], pii: 'health', out: diastolic }),
})

const isReferred = { showIf: (row: Readonly<Record<string, unknown>>) => row.referral === '2', dependsOn: ['referral'] }
/** 转诊 as every form of the programme asks for it; what became of it is filled in when it is known. */
export const referralFields = {
  referral: code({ label: '转诊', codes: MATERNAL_NONE_SOME, required: true, list: true, out: 'HDSB02.04.103' }),
  referralReason: text({ label: '转诊原因', maxLength: 100, pii: 'health', out: 'HDSB02.04.106', ...isReferred }),
  referralInstitution: text({ label: '转诊机构', maxLength: 70, out: 'HDSB02.04.104', ...isReferred }),
  referralDepartment: text({ label: '转诊科室', maxLength: 50, out: 'HDSB02.04.105', ...isReferred }),
  referralContact: text({ label: '转诊联系人及方式', maxLength: 60, pii: 'phone', out: OUT, ...isReferred }),
  referralResult: code({ label: '转诊结果', codes: REFERRAL_ARRIVAL, out: OUT, ...isReferred }),
} as const
export const REFERRAL_FIELDS = ['referral', 'referralReason', 'referralInstitution', 'referralDepartment', 'referralContact', 'referralResult'] as const

import type { CodeOf, CodeTable } from '../code/code-table.ts'
import { MATERNAL_FINDING, MATERNAL_NONE_SOME, REFERRAL_ARRIVAL } from '../code/maternal-visit.ts'
import type { CodeList } from '../field/code-list.ts'
import { formatGestation } from '../rule/gestation.ts'
import { BLANK, type FormAnswer, oneOf, severalOf, written } from './child-form-cells.ts'
import type { FormHeadLine } from './form-grid.ts'
import type { FormItem } from './form-items.ts'
import type { Layout, PrintValues } from './layout.ts'

export type MaternalPages = { layout: Layout; values: PrintValues }[]
/** Who the papers of a pregnancy are about. Empty text where nobody knows. */
export type MaternalPaperFacts = { readonly name: string; readonly number: string }

/** A row of a record that a form prints; without one the form is printed to be filled in by hand. */
export type Printed<T> = Omit<T, 'id' | 'rev' | 'defVersion' | 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy' | 'voidedAt' | 'voidReason'>

export const A4_FORM = { w: 210, h: 297, margin: 10, pt: 8.5, titlePt: 15 } as const
export const maternalHead = ({ name, number }: MaternalPaperFacts): readonly FormHeadLine[] => [[{ share: 3, name: 'womanName', label: '姓名', value: name }, { share: 2, name: 'fileNumber', label: '编号', value: number }]]

export const gestation = (days: number | null | undefined): string => days === null || days === undefined ? `${BLANK}周` : `${formatGestation(days)}周`
export const pressure = (row: { readonly systolicMmHg: number | null; readonly diastolicMmHg: number | null } | null): string => `${written(row?.systolicMmHg)} / ${written(row?.diastolicMmHg)} mmHg`
/** A measure with its unit, or a place to write it. */
export const measure = (value: number | null | undefined, unit: string, decimals = 0): string => `${value === null || value === undefined ? BLANK : value.toFixed(decimals)} ${unit}`
/** The word of a code whose number is not printed on the form. */
export const word = (table: CodeTable, code: string | null | undefined): string => code ? table.label(code) : BLANK

/** Several answers, one of which opens a text. */
export const listed = (table: CodeTable, list: CodeList | null | undefined, opening: string, note: string | null | undefined, isNoneFirst: boolean): FormAnswer =>
  severalOf(table, list, { [opening]: note ? `:${note}` : BLANK }, isNoneFirst)

type Noted<N extends string> = { readonly [K in N | `${N}Note`]?: string | null }
/** 未见异常/异常 with its text. */
export const found = <const N extends string>(row: Noted<N> | null, name: N): FormAnswer => oneOf(MATERNAL_FINDING, row?.[name], { '2': row?.[`${name}Note`] })
export const noneOrSome = <const N extends string>(row: Noted<N> | null, name: N): FormAnswer => oneOf(MATERNAL_NONE_SOME, row?.[name], { '2': row?.[`${name}Note`] })

type ReferralArrival = CodeOf<typeof REFERRAL_ARRIVAL>
type Referred = {
  readonly referral: string | null; readonly referralReason: string | null; readonly referralInstitution: string | null; readonly referralDepartment: string | null; readonly referralContact: string | null; readonly referralResult: ReferralArrival | null
}
/** 转诊 as every form has it. */
export function referralAnswer(row: Referred | null): FormAnswer {
  const place = [row?.referralInstitution, row?.referralDepartment].filter(Boolean).join(' ')
  return { text: `1 无  2 有  原因:${written(row?.referralReason)}\n机构及科室:${written(place)}\n联系人及方式:${written(row?.referralContact)}  结果:${row?.referralResult ? REFERRAL_ARRIVAL.label(row.referralResult) : '到位 / 未到位'}`, boxes: [row?.referral ?? ''] }
}

/** The end of every form: who signs. */
export const signatures = (row: { readonly doctorName: string; readonly signerName: string | null } | null): FormItem[] => [
  { key: 'doctor', label: '随访医生签名', answer: { text: row?.doctorName ?? '' } }, { key: 'signer', label: '居民(家属)签名', answer: { text: row?.signerName ?? '' } },
]

/** What was recorded and has no place of its own on the printed form: it must not be lost on the way to paper. */
export function footOf(...said: readonly (readonly [label: string, text: string | null | undefined])[]): string[] {
  const filled = said.flatMap(([label, text]) => text ? [`${label}:${text}`] : [])
  return filled.length === 0 ? [] : [`${filled.join('。')}。`]
}

import { block, type FieldIssue, message } from '../message/message.ts'
import { type Day, toDay } from '../time/day.ts'
import { rounded } from './rounding.ts'

/** Where the form's columns, its formulas and its period come from. */
export const ANNUAL_SOURCE = '出生医学证明说明 §4.6(河南省系统年度统计表);1 月 31 日前报送:湖北 2019'

const column = (number: number, label: string, group: string, formula: readonly (readonly [1 | -1, string])[] | null = null) => ({ number, label, group, formula })
/**
 * The 16 columns of 《出生医学证明》管理使用情况年度统计表 (note §4.6), unit 枚, in the order of the form. A formula names
 * the columns it adds and subtracts: (6)=(3)+(4)+(5); (9)=(7)+(8); (13)=(10)+(11)+(12); (14)=(6)+(9)+(13); (15)=(1)+(2)−(14).
 */
export const ANNUAL_COLUMNS = {
  opening: column(1, '上年底库存', ''),
  received: column(2, '当年申领', ''),
  firstIssued: column(3, '首次签发', '机构内出生'),
  exchanged: column(4, '换发', '机构内出生'),
  reissued: column(5, '补发', '机构内出生'),
  inSubtotal: column(6, '小计', '机构内出生', [[1, 'firstIssued'], [1, 'exchanged'], [1, 'reissued']]),
  homeAttendant: column(7, '家庭接生员', '机构外出生'),
  outsideOther: column(8, '其他', '机构外出生'),
  outsideSubtotal: column(9, '小计', '机构外出生', [[1, 'homeAttendant'], [1, 'outsideOther']]),
  misprinted: column(10, '打印或填写错误', '废证'),
  lost: column(11, '遗失', '废证'),
  otherVoid: column(12, '其他', '废证'),
  voidSubtotal: column(13, '小计', '废证', [[1, 'misprinted'], [1, 'lost'], [1, 'otherVoid']]),
  total: column(14, '合计', '', [[1, 'inSubtotal'], [1, 'outsideSubtotal'], [1, 'voidSubtotal']]),
  closing: column(15, '年底库存', '', [[1, 'opening'], [1, 'received'], [-1, 'total']]),
  liveBirths: column(16, '机构内活产数', ''),
} as const
export type AnnualKey = keyof typeof ANNUAL_COLUMNS
export type AnnualFigures = Record<AnnualKey, number>
export const ANNUAL_KEYS = Object.keys(ANNUAL_COLUMNS) as AnnualKey[]

/** The columns as the heading of the form groups them; a column that stands alone has no group. */
export const ANNUAL_GROUPS: readonly { readonly group: string; readonly keys: readonly AnnualKey[] }[] = ANNUAL_KEYS.reduce<{ group: string; keys: AnnualKey[] }[]>((groups, key) => {
  const { group } = ANNUAL_COLUMNS[key]
  const last = groups.at(-1)
  if (group && last?.group === group) last.keys.push(key)
  else groups.push({ group, keys: [key] })
  return groups
}, [])

/** The columns that are counted or entered; the others follow from the formulas. */
export type AnnualCounted = Omit<AnnualFigures, 'inSubtotal' | 'outsideSubtotal' | 'voidSubtotal' | 'total' | 'closing'>

/** Blanks taken in, taken back from hospitals they were given to, returned to the higher level, and given to other hospitals; the form has no column for these. */
export type AnnualSupply = { readonly takenIn: number; readonly takenBack: number; readonly returned: number; readonly transferred: number }

/** (2) 当年申领: taken in and back, less 退回上级 and 调出, so that (15)=(1)+(2)−(14) still is what lies in the cabinet (note §4.6 [D]). */
export const receivedOf = ({ takenIn, takenBack, returned, transferred }: AnnualSupply): number => takenIn + takenBack - returned - transferred

/** The whole form from its counted columns: the five formulas of note §4.6. */
export function annualFigures(counted: AnnualCounted): AnnualFigures {
  const inSubtotal = counted.firstIssued + counted.exchanged + counted.reissued
  const outsideSubtotal = counted.homeAttendant + counted.outsideOther
  const voidSubtotal = counted.misprinted + counted.lost + counted.otherVoid
  const total = inSubtotal + outsideSubtotal + voidSubtotal
  return { ...counted, inSubtotal, outsideSubtotal, voidSubtotal, total, closing: counted.opening + counted.received - total }
}

/** A formula as the form prints it: (6)=(3)+(4)+(5). */
export function formulaText(key: AnnualKey): string {
  const { number, formula } = ANNUAL_COLUMNS[key]
  if (!formula) return ''
  const terms = formula.map(([sign, other], index) => `${sign < 0 ? '−' : index ? '+' : ''}(${ANNUAL_COLUMNS[other as AnnualKey].number})`)
  return `(${number})=${terms.join('')}`
}

/** Every formula that does not hold, and every figure that no form can have, each named with both sides (note §4.6). */
export function annualFormIssues(figures: Partial<AnnualFigures>): FieldIssue[] {
  const issues: FieldIssue[] = []
  for (const key of ANNUAL_KEYS) {
    const { number, label, formula } = ANNUAL_COLUMNS[key]
    const value = figures[key]
    if (value === undefined || value === null) continue
    if (!Number.isInteger(value) || value < 0) {
      issues.push(block(key, message('annual.notACount', '第({{number}})栏“{{label}}”为 {{value}},应为不小于 0 的整数', { number, label, value })))
      continue
    }
    const terms = formula?.map(([sign, other]) => [sign, figures[other as AnnualKey]] as const)
    if (!terms || terms.some(([, term]) => term === undefined || term === null)) continue
    const expected = terms.reduce((sum, [sign, term]) => sum + sign * term!, 0)
    if (expected !== value) issues.push(block(key, message('annual.formula', '第({{number}})栏“{{label}}”为 {{value}},按 {{formula}} 应为 {{expected}},请核对', { number, label, value, formula: formulaText(key), expected })))
  }
  return issues
}

/** What keeps a form from being finalised: its formulas, and the closing against the numbers that are really unused on 12-31 (case 60). */
export function finaliseIssues(figures: AnnualFigures, counted: number): FieldIssue[] {
  const issues = annualFormIssues(figures)
  if (figures.closing !== counted) {
    issues.push(block('closing', message('annual.closing', '第(15)栏年底库存按公式为 {{closing}} 枚,12 月 31 日实际未用编号为 {{counted}} 枚,相差 {{difference}} 枚;请核对上年底库存、入库与去向,查清后再定稿', { closing: figures.closing, counted, difference: Math.abs(figures.closing - counted) })))
  }
  return issues
}

/** The sum of several institutions' forms, column by column: the county's row. */
export function sumOfForms(forms: readonly AnnualFigures[]): AnnualFigures {
  return Object.fromEntries(ANNUAL_KEYS.map(key => [key, forms.reduce((sum, form) => sum + form[key], 0)])) as AnnualFigures
}

/** Columns that differ between the finalised form and the records as they stand now. */
export function annualDifferences(final: AnnualFigures, now: AnnualFigures): { key: AnnualKey; final: number; now: number }[] {
  return ANNUAL_KEYS.filter(key => final[key] !== now[key]).map(key => ({ key, final: final[key], now: now[key] }))
}

/** Period of the form: 01-01 to 12-31 (note §4.6); due on 31 January of the next year (Hubei 2019). */
export function annualPeriod(year: number): { first: Day; last: Day; due: Day } {
  return { first: toDay(`${year}-01-01`), last: toDay(`${year}-12-31`), due: toDay(`${year + 1}-01-31`) }
}

export type RateCounts = {
  /** Numbers issued in the period by type, and made void or lost. */
  readonly issued: number; readonly exchanged: number; readonly void: number
  /** Live births of the period in an institution, and how many of these children have a certificate today. */
  readonly liveBirths: number; readonly withCertificate: number
}

const percent = (part: number, of: number): number | null => of === 0 ? null : rounded(part / of * 100, 3)

/**
 * The three rates in percent, null where there is nothing to divide by. Void rate = void / all numbers used (Hubei 2019
 * names the 1 % of a year, note §1.10; the denominator is our reading). Exchange rate = exchanged / issued (Henan: should
 * be 0, note §1.8). Issue rate = live-born children of the period with a certificate / live births (§1.1: above 90 %).
 */
export function certificateRates(counts: RateCounts): { voidRate: number | null; exchangeRate: number | null; issueRate: number | null } {
  return { voidRate: percent(counts.void, counts.issued + counts.void), exchangeRate: percent(counts.exchanged, counts.issued), issueRate: percent(counts.withCertificate, counts.liveBirths) }
}

const ROW_COLUMNS = ['机构名称', ...ANNUAL_KEYS.map(key => `(${ANNUAL_COLUMNS[key].number})${ANNUAL_COLUMNS[key].label}`)] as const

/** The heading of a county file with one institution per line: the name, then (1) to (16). */
export const ANNUAL_CSV_HEADING: readonly string[] = ROW_COLUMNS

export type ImportedForm = { line: number; institutionName: string; figures: AnnualFigures }

/** Reads lines of 机构名称,(1)…(16) as other institutions send them: all rows, or every reason why not. A heading line and a sum line are passed over. */
export function readAnnualRows(text: string): { rows: ImportedForm[]; issues: FieldIssue[] } {
  const rows: ImportedForm[] = []
  const issues: FieldIssue[] = []
  const seen = new Set<string>()
  text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).forEach((raw, index) => {
    const cells = raw.split(/[,\uFF0C\t]/).map(cell => cell.trim().replace(/^"(.*)"$/, '$1').trim())
    const [institutionName = '', ...figures] = cells
    if (cells.every(cell => cell === '') || institutionName === '合计' || institutionName === ROW_COLUMNS[0]) return
    const line = index + 1
    const wrong = (key: string, zh: string, params: Record<string, string | number> = {}) => issues.push(block(`text.${line}`, message(key, zh, { line, ...params })))
    if (institutionName.length > 70) return void wrong('annual.importName', '第 {{line}} 行机构名称超过 70 个字,请核对分隔符')
    if (figures.length !== ANNUAL_KEYS.length) return void wrong('annual.importCells', '第 {{line}} 行应有机构名称和 16 栏数字,现有 {{count}} 栏', { count: figures.length })
    const odd = figures.findIndex(cell => !/^\d{1,7}$/.test(cell))
    if (odd >= 0) return void wrong('annual.importNumber', '第 {{line}} 行第({{column}})栏“{{cell}}”不是不小于 0 的整数', { column: odd + 1, cell: figures[odd]!.slice(0, 20) })
    if (!institutionName) return void wrong('annual.importNameMissing', '第 {{line}} 行没有机构名称')
    if (seen.has(institutionName)) return void wrong('annual.importTwice', '第 {{line}} 行“{{name}}”重复,每个机构只能有一行', { name: institutionName })
    seen.add(institutionName)
    const values = Object.fromEntries(ANNUAL_KEYS.map((key, at) => [key, Number(figures[at])])) as AnnualFigures
    for (const issue of annualFormIssues(values)) issues.push(block(`text.${line}`, message('annual.importRow', '第 {{line}} 行“{{name}}”:第({{number}})栏“{{label}}”与公式 {{formula}} 不符', { line, name: institutionName, number: ANNUAL_COLUMNS[issue.path as AnnualKey].number, label: ANNUAL_COLUMNS[issue.path as AnnualKey].label, formula: formulaText(issue.path as AnnualKey) })))
    rows.push({ line, institutionName, figures: values })
  })
  if (!rows.length && !issues.length) issues.push(block('text', message('annual.importEmpty', '文件里没有数据行')))
  return { rows, issues }
}

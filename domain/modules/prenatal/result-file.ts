import { NIPT_RESULT, type NiptResult, PRENATAL_DISEASE, type PrenatalDisease, SERUM_PANEL } from '../../code/prenatal.ts'
import { PRENATAL_TEST, type PrenatalTest } from '../../code/prenatal-record.ts'
import { codeList } from '../../field/code-list.ts'
import { message, type Message } from '../../message/message.ts'
import { RESULT_VALUE_NAMES, RESULT_VALUES, type ResultMapping, type ResultValue } from '../../rule/prenatal/result-mappings.ts'
import { isOwnSexColumn, isSexHeading, MASK } from '../../rule/prenatal/fetal-sex.ts'
import { parseRisk } from '../../rule/prenatal/risk.ts'
import { type Day, isDay } from '../../time/day.ts'
import { prenatalResult, type PrenatalResult } from './result.record.ts'

/** A line of a file as texts. */
export type ResultLine = { readonly line: number; readonly cells: readonly string[] }
export type ResultTexts = Readonly<Partial<Record<ResultValue, string>>>
/** One line of a laboratory's file: what it says of whom; what could not be read is said in `faults`, nothing is guessed. */
export type ResultReading = {
  readonly line: number
  readonly raw: string
  readonly texts: ResultTexts
  readonly barcode: string
  readonly name: string
  readonly birthDay: Day | null
  readonly test: PrenatalTest | null
  readonly values: Partial<PrenatalResult>
  readonly faults: readonly Message[]
}

const HEADING_LINES = 5
const plain = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '').toUpperCase()

/** A day as laboratories write it: 2026-03-10, 2026/3/10, 20260310, a time behind it or none. */
export function readResultDay(text: string): Day | null {
  const match = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|(\d{2})(\d{2}))(?:[T ].*)?$/.exec(text.trim())
  if (!match) return null
  const [month, day] = match.slice(2).filter(part => part !== undefined)
  const read = `${match[1]}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  return isDay(read) ? read : null
}

const NUMBERS = ['pappA', 'pappAMom', 'freeBetaHcg', 'freeBetaHcgMom', 'afp', 'afpMom', 'ue3', 'ue3Mom', 'inhibinA', 'inhibinAMom', 'crlMm', 'ntMm', 'fetalFractionPercent', 'z21', 'z18', 'z13'] as const satisfies readonly ResultValue[]
const RISKS = { t21Risk: 't21', t18Risk: 't18', t13Risk: 't13' } as const satisfies Partial<Record<ResultValue, string>>

/** The test a line names by its words or code. */
export const testOf = (text: string): PrenatalTest | null => PRENATAL_TEST.list.find(({ code, label }) => plain(code) === plain(text) || plain(label) === plain(text))?.code ?? null
const NIPT_WORDS = { low: ['低风险', '阴性'], high: ['高风险', '阳性'], failed: ['检测失败', '失败', '重新采血'] } as const
/** The one result whose words stand in the text: 低风险,13三体高风险 is neither. */
function niptResultOf(text: string): NiptResult | undefined {
  const said = NIPT_RESULT.values.filter(code => NIPT_WORDS[code].some(word => plain(text).includes(word)))
  return said.length === 1 && NIPT_WORDS[said[0]!].some(word => plain(text).startsWith(word)) ? said[0] : undefined
}
/** The one disease a text names; `1` could be two of them. */
function diseaseOf(text: string): PrenatalDisease | undefined {
  const named = PRENATAL_DISEASE.list.filter(({ code, label }) => plain(text) === plain(code) || plain(label).startsWith(plain(text)) || plain(text).startsWith(plain(label)))
  return named.length === 1 ? named[0]!.code : undefined
}

/** Does a value belong to a result of this test? What the form would not show would be dropped. */
function belongs(name: ResultValue, row: Readonly<Partial<PrenatalResult>>): boolean {
  const field = (name in RISKS ? `${RISKS[name as keyof typeof RISKS]}Denominator` : name) as keyof PrenatalResult
  const { showIf } = (prenatalResult.fields[field] ?? {}) as { showIf?: (row: object) => boolean }
  return showIf?.(row) ?? true
}

/** The values of a line in the record's own form, with a sentence for each that is none. */
export function readResultTexts(texts: ResultTexts, mapping: Pick<ResultMapping, 'units'>): { values: Partial<PrenatalResult>; test: PrenatalTest | null; faults: Message[] } {
  const faults: Message[] = []
  const values: Record<string, unknown> = {}
  const unreadable = (value: ResultValue): void => { faults.push(message('prenatalFile.unreadable', '{{field}}“{{text}}”无法识别', { field: RESULT_VALUES[value], text: texts[value] ?? '' })) }
  const test = texts.test === undefined ? null : testOf(texts.test)
  if (test === null) { if (texts.test === undefined) faults.push(message('prenatalFile.noTest', '没有写明项目')); else unreadable('test') }
  const day = texts.resultDay === undefined ? null : readResultDay(texts.resultDay)
  if (texts.resultDay !== undefined && day === null) unreadable('resultDay')
  if (day) values.resultDay = day
  for (const name of NUMBERS) {
    const text = texts[name]
    if (text === undefined) continue
    if (!/^[+\-\u2212]?\d{1,7}(?:\.\d{1,6})?%?$/.test(text)) { unreadable(name); continue }
    values[name] = Number(text.replace('\u2212', '-').replace('%', ''))
    const unit = name in mapping.units ? mapping.units[name as keyof typeof mapping.units] : undefined
    if (unit) values[`${name}Unit`] = unit
  }
  for (const [name, disease] of Object.entries(RISKS) as [keyof typeof RISKS, (typeof RISKS)[keyof typeof RISKS]][]) {
    if (texts[name] === undefined) continue
    const risk = parseRisk(texts[name])
    if (risk) { values[`${disease}Comparator`] = risk.comparator; values[`${disease}Denominator`] = risk.denominator } else unreadable(name)
  }
  if (texts.panel !== undefined) {
    const panel = SERUM_PANEL.list.find(({ label }) => plain(label) === plain(texts.panel!) || plain(label).startsWith(plain(texts.panel!)))?.code
    if (panel) values.panel = panel
    else unreadable('panel')
  }
  if (texts.niptResult !== undefined) {
    const result = niptResultOf(texts.niptResult)
    if (result) values.niptResult = result
    else unreadable('niptResult')
  }
  if (texts.niptHigh !== undefined) {
    const diseases = texts.niptHigh.split(/[,\uFF0C\u3001;\uFF1B ]+/u).filter(Boolean).map(diseaseOf)
    if (diseases.includes(undefined)) unreadable('niptHigh')
    else values.niptHigh = codeList(PRENATAL_DISEASE, diseases as PrenatalDisease[])
  }
  for (const name of ['institution', 'examinerName', 'reportNumber', 'conclusion'] as const) if (texts[name] !== undefined) values[name] = texts[name]
  if (test !== null) for (const name of RESULT_VALUE_NAMES) if (texts[name] !== undefined && !belongs(name, { ...values, test })) faults.push(message('prenatalFile.otherTest', '{{field}}“{{text}}”不属于这一行的项目({{test}})', { field: RESULT_VALUES[name], text: texts[name], test: PRENATAL_TEST.label(test) }))
  return { values: values as Partial<PrenatalResult>, test, faults }
}

function readingOf({ line, cells }: ResultLine, places: ReadonlyMap<ResultValue, number>, mapping: ResultMapping, today: Day): ResultReading {
  const texts: ResultTexts = Object.fromEntries([...places].flatMap(([value, at]) => {
    const text = (cells[at] ?? '').replace(/^'/, '').trim()
    return text === '' || mapping.absent.some(absent => plain(absent) === plain(text)) ? [] : [[value, text]]
  }))
  const { values, test, faults } = readResultTexts(texts, mapping)
  const birthDay = texts.birthDay === undefined ? null : readResultDay(texts.birthDay)
  if (texts.birthDay !== undefined && birthDay === null) faults.push(message('prenatalFile.unreadable', '{{field}}“{{text}}”无法识别', { field: RESULT_VALUES.birthDay, text: texts.birthDay }))
  if (values.resultDay && values.resultDay > today) faults.push(message('prenatalFile.future', '报告日期 {{day}} 晚于今天', { day: values.resultDay }))
  return { line, raw: cells.join(','), texts, barcode: texts.barcode ?? '', name: texts.name ?? '', birthDay, test, values, faults }
}

/** Where each value stands by the headings of a line; without a barcode column it is no heading line. */
function placesOf(headings: readonly string[], mapping: ResultMapping): Map<ResultValue, number> | null {
  const places = new Map<ResultValue, number>()
  for (const value of RESULT_VALUE_NAMES) {
    const at = (mapping.columns[value] ?? []).map(heading => headings.indexOf(plain(heading))).find(index => index >= 0)
    if (at !== undefined) places.set(value, at)
  }
  return places.has('barcode') ? places : null
}

/** Columns that hold something and that nobody said what to do with: one of them may be a result. */
function unknownColumns(lines: readonly ResultLine[], cells: readonly string[], places: ReadonlyMap<ResultValue, number>, mapping: ResultMapping): string[] {
  const known = new Set(places.values())
  const ignored = new Set(mapping.ignored.map(plain))
  const width = Math.max(cells.length, ...lines.map(line => line.cells.length))
  return Array.from({ length: width }, (_, at) => at).filter(at => !known.has(at) && !ignored.has(plain(cells[at] ?? '')) && lines.some(line => (line.cells[at] ?? '').trim() !== '')).map(at => (cells[at] ?? '').trim() || `第${at + 1}列`)
}

/** Columns about a sex by their heading: a fetus's, whose codes (M, 1) tell it, and the woman's own. */
export type SexColumns = { readonly fetal: ReadonlySet<number>; readonly own: ReadonlySet<number> }
const IDENTIFYING: readonly ResultValue[] = ['barcode', 'name', 'birthDay', 'examinerName', 'reportNumber']
function sexColumns(headings: readonly string[], below: readonly ResultLine[], places: ReadonlyMap<ResultValue, number>, absent: readonly string[]): SexColumns {
  const identifying = new Set(IDENTIFYING.map(value => places.get(value)))
  const isHeld = (cell: string): boolean => cell !== '' && !absent.some(one => plain(one) === plain(cell))
  const columns = headings.flatMap((heading, at) => {
    const held = identifying.has(at) || !isSexHeading(heading) ? [] : below.map(({ cells }) => (cells[at] ?? '').trim()).filter(isHeld)
    return held.length === 0 ? [] : [{ at, isOwn: isOwnSexColumn(heading, held) }]
  })
  const where = (isOwn: boolean): Set<number> => new Set(columns.filter(column => column.isOwn === isOwn).map(({ at }) => at))
  return { fetal: where(false), own: where(true) }
}
/** The same where nobody says any more which line is the heading: each of the first ones may be. */
export function anySexColumns(lines: readonly ResultLine[]): SexColumns {
  const found = lines.slice(0, HEADING_LINES).map(({ cells }, index) => sexColumns(cells, lines.slice(index + 1), new Map(), []))
  return { fetal: new Set(found.flatMap(({ fetal }) => [...fetal])), own: new Set(found.flatMap(({ own }) => [...own])) }
}
const withoutColumns = (below: readonly ResultLine[], { fetal }: SexColumns): readonly ResultLine[] =>
  fetal.size === 0 ? below : below.map(({ line, cells }) => ({ line, cells: cells.map((cell, at) => fetal.has(at) && cell.trim() !== '' ? MASK : cell) }))

export type ReadResults = { readonly headingLine: number; readonly readings: readonly ResultReading[]; readonly unknown: readonly string[]; readonly sexColumns: SexColumns }
/** Reads the lines of a file by a mapping; a fault when it has not the mapping's headings, or one of them twice. */
export function readResultFile(lines: readonly ResultLine[], mapping: ResultMapping, today: Day): ReadResults | { readonly fault: Message } {
  for (const [index, { line: headingLine, cells }] of lines.slice(0, HEADING_LINES).entries()) {
    const headings = cells.map(plain)
    const places = placesOf(headings, mapping)
    if (!places) continue
    const twice = [...places.values()].find(at => headings.indexOf(headings[at]!) !== headings.lastIndexOf(headings[at]!))
    if (twice !== undefined) return { fault: message('prenatalFile.headingTwice', '“{{heading}}”一列出现两次,不能确定读哪一列;请让实验室改列名后重新导出', { heading: cells[twice]!.trim() }) }
    const below = lines.slice(index + 1)
    const sex = sexColumns(cells, below, places, mapping.absent)
    return { headingLine, readings: withoutColumns(below, sex).map(line => readingOf(line, places, mapping, today)), unknown: unknownColumns(below, cells, places, mapping), sexColumns: sex }
  }
  return { fault: message('prenatalFile.headings', '找不到“{{heading}}”一列,文件不是“{{title}}”;请选择其他格式,或在设置中按实验室的文件修改列名', { heading: mapping.columns.barcode?.[0] ?? '条形码', title: mapping.title }) }
}

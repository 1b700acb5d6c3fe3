import type { Cell } from '../../device/page-text.ts'
import { type Message, message } from '../../message/message.ts'
import { type Day, isDay } from '../../time/day.ts'
import { pelvicAssessment } from './assessment.record.ts'
import { REPORT_FIELDS, type ReportField, type ReportFormat, type ReportHead, type ReportValue, reportValueText } from './report-formats.ts'

/** Figures of a report by the field of the assessment they belong to. */
export type Lifted = Partial<Record<ReportField, number>>
/** What a file says; what could not be read is missing and stands in `faults`, nothing is guessed. */
export type ReportReading = { readonly number: string | null; readonly name: string | null; readonly birthDay: Day | null; readonly measuredDay: Day | null; readonly lifted: Lifted; readonly faults: readonly Message[] }
/** What one format makes of a report, and how many of its labels the report has. */
type ByFormat = { readonly matched: number } & (ReportReading | { readonly fault: Message })

/** A label or unit as instruments write it: without spaces and brackets' width, one sign for micro and one for seconds. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s:]/gu, '').replaceAll('\u00B5', '\u03BC').replaceAll('\u79D2', 's').toUpperCase()
/** `快速收缩最大值(µV)` is the label with its unit behind it. */
const isLabel = (cell: string, label: string, unit: string | undefined): boolean => { const [read, wanted] = [plain(cell), plain(label)]; return read === wanted || (unit !== undefined && [`${wanted}(${plain(unit)})`, `${wanted}(${plain(unit).replace('\u039C', 'U')})`].includes(read)) }
const unitOf = (value: ReportValue): string | undefined => { const field = pelvicAssessment.fields[value as ReportField] as { readonly unit?: string } | undefined; return field?.unit }

const UNITS = new Set(['µV', 'uV', 'mV', 'V', 's', 'ms', '%', 'cmH2O', 'mmHg', 'kPa', 'mL', 'L', 'g', 'kg', 'mg'].map(unit => plain(unit)))
const isUnder = (heading: Cell, cell: Cell): boolean => cell.from < heading.to && cell.to > heading.from
const stands = ({ text }: Cell): boolean => text.trim() !== ''
/** The one cell of a line under a heading; two that both reach under it are nobody's. */
function under(line: readonly Cell[] | undefined, heading: Cell): string | null {
  const found = (line ?? []).filter(cell => stands(cell) && isUnder(heading, cell))
  return found.length === 1 ? found[0]!.text : null
}

/** What stands at a label, wherever the report has it: beside it, in the row below it, or where its row and its column (`\u524D\u9759\u606F|\u5E73\u5747\u503C`) meet. */
function textsAt(lines: readonly (readonly Cell[])[], layout: ReportFormat['layout'], label: string, unit: string | undefined): string[] {
  const [first = '', second] = label.split(/[|\uFF5C]/u)
  const texts: (string | null | undefined)[] = []
  let headings: readonly Cell[] = []
  for (const [row, cells] of lines.entries()) {
    const own = cells.filter(cell => isLabel(cell.text, first, unit))
    if (second !== undefined) {
      // The headings of the table a row belongs to are the nearest above it.
      const here = cells.filter(cell => isLabel(cell.text, second, unit))
      if (here.length > 0) headings = here
      else if (own.length > 0) texts.push(...headings.map(heading => under(cells, heading) ?? ''))
      continue
    }
    for (const cell of own) {
      if (layout === 'columns') { texts.push(under(lines[row + 1], cell) ?? ''); continue }
      const [value, behind] = cells.slice(cells.indexOf(cell) + 1).filter(stands)
      // A unit in a cell of its own is a unit still.
      texts.push(value === undefined ? '' : behind && UNITS.has(plain(behind.text)) ? `${value.text} ${behind.text}` : value.text)
    }
  }
  return texts.map(text => text ?? '')
}

/** A day as instruments write it, also with a time behind it. */
function dayOf(text: string): Day | null {
  const match = /^(\d{4})[-/.\u5E74]?(\d{1,2})[-/.\u6708]?(\d{1,2})\u65E5?(?:[T ].*)?$/u.exec(text.trim())
  const day = match && `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  return day && isDay(day) ? day : null
}

/** A figure of the assessment's own field: its unit or none behind it, and possible. */
export function figureOf(field: ReportField, text: string): number | Message {
  const { label, unit, plausible: [least, most], decimals } = pelvicAssessment.fields[field] as { readonly label: string; readonly unit?: string; readonly plausible: readonly [number, number]; readonly decimals: number }
  // The arrow by which an instrument says "too high" or "too low" is no part of the figure.
  const match = /^([+\-\u2212]?\d+(?:\.\d+)?)(.*)$/u.exec(text.replaceAll(/[\u2191\u2193*]/gu, '').trim())
  const behind = plain(match?.[2] ?? '')
  if (!match) return message('pelvicReport.notNumber', '{{label}}“{{text}}”不是数值', { label, text })
  if (behind !== '' && (unit === undefined || ![plain(unit), plain(unit).replace('\u039C', 'U')].includes(behind))) return message('pelvicReport.unit', '{{label}}“{{text}}”的单位不是 {{unit}},没有取值', { label, text, unit: unit ?? '—' })
  const read = Number(match[1]!.replace('\u2212', '-'))
  if (read < least || read > most) return message('pelvicReport.impossible', '{{label}} {{text}} 不可能(应在 {{least}} 至 {{most}} 之间)', { label, text, least, most })
  return Math.round(read * 10 ** decimals) / 10 ** decimals
}

/**
 * Reads one report by a format; null where it has no label of a figure of it. A label that stands there with two different
 * values gives none, and a file with a second woman's row is refused.
 */
export function readReport(lines: readonly (readonly Cell[])[], { layout, labels, absent }: ReportFormat, today: Day): ByFormat | null {
  const texts = new Map<ReportValue, string>()
  const faults: Message[] = []
  const isAbsent = (text: string): boolean => text.trim() === '' || absent.some(one => plain(one) === plain(text))
  const found: ReportValue[] = []
  for (const [value, words] of Object.entries(labels) as [ReportValue, string[]][]) {
    const at = words.map(label => textsAt(lines, layout, label, unitOf(value))).find(some => some.length > 0)
    if (at === undefined) continue
    found.push(value)
    const said = [...new Map(at.filter(text => !isAbsent(text)).map(text => [plain(text), text.trim()])).values()]
    if (said.length === 1) texts.set(value, said[0]!)
    else if (said.length > 1) faults.push(message('pelvicReport.twice', '{{label}}在报告里有不同的值({{values}}),没有取值', { label: reportValueText(value), values: said.join('\u3001') }))
  }
  if (!found.some(isField)) return null
  const matched = found.length
  if (layout === 'columns' && hasSecondRow(lines, labels)) return { matched, fault: message('pelvicReport.several', '文件里有多次检测,无法确定是谁的;请从仪器逐份导出') }
  const day = (head: ReportHead): Day | null => {
    const text = texts.get(head)
    const read = text === undefined ? null : dayOf(text)
    if (text !== undefined && (read === null || read > today)) { faults.push(message('pelvicReport.wrongDay', '{{label}}“{{text}}”不是今天或以前的年月日,请核对', { label: reportValueText(head), text })); return null }
    return read
  }
  const lifted: Lifted = {}
  for (const field of REPORT_FIELDS) {
    const text = texts.get(field)
    const figure = text === undefined ? null : figureOf(field, text)
    if (typeof figure === 'number') lifted[field] = figure
    else if (figure) faults.push(figure)
  }
  return { matched, number: texts.get('number') ?? null, name: texts.get('name') ?? null, birthDay: day('birthDay'), measuredDay: day('day'), lifted, faults }
}

const isField = (value: ReportValue): value is ReportField => REPORT_FIELDS.some(field => field === value)

/** Below the row of values stands another one: something under the heading of a name or a number, a figure under that of a figure. */
function hasSecondRow(lines: readonly (readonly Cell[])[], labels: ReportFormat['labels']): boolean {
  const wanted = (Object.entries(labels) as [ReportValue, string[]][]).flatMap(([value, words]) => words.map(label => ({ value, label })))
  const row = lines.findIndex(cells => cells.some(({ text }) => wanted.some(({ value, label }) => isField(value) && isLabel(text, label, unitOf(value)))))
  // Labels of a table (`row|column`) stand in no line of headings.
  return lines[row]?.some(heading => wanted.some(({ value, label }) => isLabel(heading.text, label, unitOf(value))
    && lines.slice(row + 2).some(line => line.some(cell => isUnder(heading, cell) && (isField(value) ? /^\s*[+\-\u2212]?\d/u.test(cell.text) : stands(cell)))))) ?? false
}

/** A report read by the one format that knows it best; several that know it equally well are told, and none of them is taken. */
export type ReportRead = { readonly format: string; readonly read: ReportReading | { readonly fault: Message } } | { readonly tied: readonly string[] }

/**
 * Which format a report is read by: those of the instruments in use before the others; of them the one with most of its labels
 * in the report, and of two with as many the one that misses fewer. Null where no format knows a figure of it.
 */
export function readByFormats(lines: readonly (readonly Cell[])[], formats: readonly ReportFormat[], ofDevices: ReadonlySet<string>, today: Day): ReportRead | null {
  const known = formats.flatMap(format => {
    const read = readReport(lines, format, today)
    return read ? [{ format: format.name, read, rank: [Number(ofDevices.has(format.name)), read.matched, -Object.keys(format.labels).length] as const }] : []
  }).toSorted(({ rank: one }, { rank: other }) => other[0] - one[0] || other[1] - one[1] || other[2] - one[2])
  const [first] = known
  if (!first) return null
  const best = known.filter(({ rank }) => rank.every((part, at) => part === first.rank[at]))
  return best.length > 1 ? { tied: best.map(({ format }) => format) } : { format: first.format, read: first.read }
}

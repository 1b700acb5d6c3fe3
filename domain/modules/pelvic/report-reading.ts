import { type Message, message } from '../../message/message.ts'
import { type Day, isDay } from '../../time/day.ts'
import { pelvicAssessment } from './assessment.record.ts'
import { REPORT_FIELDS, type ReportField, type ReportFormat, type ReportHead, type ReportValue, reportValueText } from './report-formats.ts'

/** Figures of a report by the field of the assessment they belong to. */
export type Lifted = Partial<Record<ReportField, number>>
/** What a file says; what could not be read is missing and stands in `faults`, nothing is guessed. */
export type ReportReading = { readonly number: string | null; readonly name: string | null; readonly birthDay: Day | null; readonly measuredDay: Day | null; readonly lifted: Lifted; readonly faults: readonly Message[] }

/** A label or unit as instruments write it: without spaces and brackets' width, one sign for micro. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s:]/gu, '').replaceAll('\u00B5', '\u03BC').toUpperCase()
/** `快速收缩最大值(µV)` is the label with its unit behind it. */
const isLabel = (cell: string, label: string, unit: string | undefined): boolean => { const [read, wanted] = [plain(cell), plain(label)]; return read === wanted || (unit !== undefined && [`${wanted}(${plain(unit)})`, `${wanted}(${plain(unit).replace('\u039C', 'U')})`].includes(read)) }
const unitOf = (value: ReportValue): string | undefined => { const field = pelvicAssessment.fields[value as ReportField] as { readonly unit?: string } | undefined; return field?.unit }

/** Where the value of a label stands: beside it, or below it in the one row under the headings. */
function valueAt(lines: readonly (readonly string[])[], layout: ReportFormat['layout'], labels: readonly string[], unit: string | undefined): string | null {
  for (const label of labels) {
    for (const [row, cells] of lines.entries()) {
      const column = cells.findIndex(cell => isLabel(cell, label, unit))
      if (column < 0) continue
      return (layout === 'rows' ? cells.slice(column + 1).find(cell => cell.trim() !== '') : lines[row + 1]?.[column]) ?? ''
    }
  }
  return null
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
  const match = /^([+\-\u2212]?\d+(?:\.\d+)?)(.*)$/u.exec(text.trim())
  const behind = plain(match?.[2] ?? '')
  if (!match) return message('pelvicReport.notNumber', '{{label}}“{{text}}”不是数值', { label, text })
  if (behind !== '' && (unit === undefined || ![plain(unit), plain(unit).replace('\u039C', 'U')].includes(behind))) return message('pelvicReport.unit', '{{label}}“{{text}}”的单位不是 {{unit}},没有取值', { label, text, unit: unit ?? '—' })
  const read = Number(match[1]!.replace('\u2212', '-'))
  if (read < least || read > most) return message('pelvicReport.impossible', '{{label}} {{text}} 不可能(应在 {{least}} 至 {{most}} 之间)', { label, text, least, most })
  return Math.round(read * 10 ** decimals) / 10 ** decimals
}

/** Reads one report by a format; null where the file has no label of a figure of it. A file with a second woman's row is refused. */
export function readReport(lines: readonly (readonly string[])[], { layout, labels, absent }: ReportFormat, today: Day): ReportReading | { readonly fault: Message } | null {
  const texts = new Map<ReportValue, string>()
  const isAbsent = (text: string): boolean => text.trim() === '' || absent.some(one => plain(one) === plain(text))
  let found = 0
  for (const [value, words] of Object.entries(labels) as [ReportValue, string[]][]) {
    const text = valueAt(lines, layout, words, unitOf(value))
    if (text !== null && REPORT_FIELDS.some(field => field === value)) found += 1
    if (text !== null && !isAbsent(text)) texts.set(value, text.trim())
  }
  if (found === 0) return null
  if (layout === 'columns') {
    const heading = lines.findIndex(cells => cells.some(cell => REPORT_FIELDS.some(field => labels[field]?.some(label => isLabel(cell, label, unitOf(field))))))
    if (lines.slice(heading + 2).some(cells => cells.some(cell => cell.trim() !== ''))) return { fault: message('pelvicReport.several', '文件里有多次检测,无法确定是谁的;请从仪器逐份导出') }
  }
  const faults: Message[] = []
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
  return { number: texts.get('number') ?? null, name: texts.get('name') ?? null, birthDay: day('birthDay'), measuredDay: day('day'), lifted, faults }
}

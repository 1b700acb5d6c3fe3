import type { DifferenceKind } from '../../code/reconciliation.ts'
import { formatChinese } from '../../message/message.ts'
import type { Message } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'
import { type Cell, cellText, type ListState, plainText, readCell, sameState, sameValue } from './equality.rules.ts'
import { LIST_FIELDS, type ListField, type ListMapping } from './list-columns.ts'

/** One number as the hospital has it: a sheet used for a child, or a blank form that never was. */
export type OurSheet = {
  number: string
  state: ListState
  certificateId: string | null
  newbornId: string | null
  /** Sealed, so the province should know it; a sheet spoiled before that is ours alone. */
  wasIssued: boolean
  issueDay: Day | null
  values: Readonly<Partial<Record<ListField, string | null>>>
}

/** One thing in which the two lists differ; `field` is empty where the whole row is meant. `reason` says why a cell could not be read. */
export type Difference = {
  number: string
  kind: DifferenceKind
  field: ListField | ''
  theirs: string
  ours: string
  reason: Message | null
  line: number | null
  certificateId: string | null
  newbornId: string | null
  babyName: string | null
}

export type ListRow = { readonly line: number; readonly cells: readonly Cell[] }
export type Comparison = {
  differences: Difference[]
  counts: { rows: number; compared: number; same: number; otherInstitutions: number }
  /** The days of issue within which the hospital's own sheets were looked for; null when the list has no such day and none was given. */
  period: { first: Day; last: Day } | null
  /** Other institutions in the list, the most frequent first. */
  otherInstitutions: string[]
}
export type CompareOptions = { mapping: ListMapping; period: { first: Day; last: Day } | null; ownOnly: boolean; institution: string }

const COMPARED = LIST_FIELDS.filter((field): field is Exclude<ListField, 'number' | 'state'> => field !== 'number' && field !== 'state')
const OTHERS_NAMED = 5

/**
 * Compares the province's list with the hospital's numbers. Rows are matched by the certificate number and by nothing else: a name
 * never stands in for a number. `report` is told how many rows are done.
 */
export function compareLists(rows: Iterable<ListRow>, ours: ReadonlyMap<string, OurSheet>, { mapping, period: given, ownOnly, institution }: CompareOptions, report: (rows: number) => void = () => {}): Comparison {
  const differences: Difference[] = []
  const counts = { rows: 0, compared: 0, same: 0, otherInstitutions: 0 }
  const seen = new Map<string, number>()
  const others = new Map<string, number>()
  let [first, last]: [string | null, string | null] = [null, null]
  const cellOf = (row: ListRow, field: ListField): Cell | undefined => mapping[field] === undefined ? undefined : row.cells[mapping[field]]
  const own = plainText(institution)

  for (const row of rows) {
    counts.rows += 1
    if (counts.rows % 1000 === 0) report(counts.rows)
    const numberReading = readCell('number', cellOf(row, 'number'))
    const institutionReading = readCell('institution', cellOf(row, 'institution'))
    const dayReading = readCell('issueDay', cellOf(row, 'issueDay'))
    const add = (difference: Pick<Difference, 'kind' | 'number'> & Partial<Difference>) =>
      differences.push({ field: '', theirs: '', ours: '', reason: null, line: row.line, certificateId: null, newbornId: null, babyName: nameOf(row), ...difference })
    const nameOf = (of: ListRow) => cellText(cellOf(of, 'babyName')) || null
    if (!('value' in numberReading)) {
      const reason = 'damaged' in numberReading ? numberReading.damaged : null
      add({ kind: 'damaged', number: cellText(cellOf(row, 'number')), field: 'number', theirs: cellText(cellOf(row, 'number')), reason })
      continue
    }
    const number = numberReading.value
    const sheet = ours.get(number)
    const elsewhere = 'value' in institutionReading && institutionReading.value !== own
    if (!sheet && ownOnly && elsewhere) {
      counts.otherInstitutions += 1
      const name = cellText(cellOf(row, 'institution'))
      others.set(name, (others.get(name) ?? 0) + 1)
      continue
    }
    if ('value' in dayReading) {
      if (first === null || dayReading.value < first) first = dayReading.value
      if (last === null || dayReading.value > last) last = dayReading.value
    }
    const before = seen.get(number)
    if (before !== undefined) {
      add({ kind: 'double', number, theirs: String(before), certificateId: sheet?.certificateId ?? null, newbornId: sheet?.newbornId ?? null })
      continue
    }
    seen.set(number, row.line)
    if (!sheet) {
      add({ kind: 'onlyTheirs', number, theirs: summary([nameOf(row), cellText(cellOf(row, 'motherName')), cellText(cellOf(row, 'issueDay')), cellText(cellOf(row, 'institution'))]) })
      continue
    }
    counts.compared += 1
    const found = differences.length
    const known = { number, certificateId: sheet.certificateId, newbornId: sheet.newbornId, babyName: sheet.values.babyName ?? nameOf(row) }
    compareState(sheet, cellOf(row, 'state'), mapping.state !== undefined, difference => add({ ...known, ...difference }))
    if (sheet.certificateId !== null) {
      for (const field of COMPARED) {
        if (mapping[field] === undefined) continue
        const cell = cellOf(row, field)
        const value = sheet.values[field] ?? null
        // Sign for sign the same needs no reading; most cells are.
        if (cell === value) continue
        const reading = readCell(field, cell)
        if ('damaged' in reading) add({ ...known, kind: 'damaged', field, theirs: cellText(cell), ours: value ?? '', reason: reading.damaged })
        else if (!sameValue(field, reading, value)) add({ ...known, kind: 'field', field, theirs: cellText(cell), ours: value ?? '' })
      }
    }
    if (differences.length === found) counts.same += 1
  }

  const period = given ?? (first !== null && last !== null ? { first: first as Day, last: last as Day } : null)
  if (period) {
    for (const sheet of ours.values()) {
      if (!sheet.wasIssued || sheet.issueDay === null || sheet.issueDay < period.first || sheet.issueDay > period.last || seen.has(sheet.number)) continue
      differences.push({
        number: sheet.number, kind: 'onlyOurs', field: '', theirs: '', ours: summary([sheet.values.babyName, sheet.values.motherName, sheet.issueDay]), reason: null, line: null,
        certificateId: sheet.certificateId, newbornId: sheet.newbornId, babyName: sheet.values.babyName ?? null,
      })
    }
  }
  report(counts.rows)
  return { differences, counts, period, otherInstitutions: [...others].toSorted((a, b) => b[1] - a[1]).slice(0, OTHERS_NAMED).map(([name]) => name) }
}

const summary = (parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ')

function compareState(sheet: OurSheet, cell: Cell | undefined, isMapped: boolean, add: (difference: Pick<Difference, 'kind' | 'field' | 'theirs' | 'ours' | 'reason'>) => void): void {
  const reading = isMapped ? readCell('state', cell) : { value: 'listed' }
  if ('damaged' in reading) add({ kind: 'damaged', field: 'state', theirs: cellText(cell), ours: sheet.state, reason: reading.damaged })
  // No word where words are expected: the number stands in the list, which is all it says.
  else if (!sameState('value' in reading ? reading.value as ListState : 'listed', sheet.state)) add({ kind: 'state', field: 'state', theirs: cellText(cell), ours: sheet.state, reason: null })
}

/** What tells one difference from another at the next import: the same words on both sides are the same difference. */
export const fingerprintText = (difference: Pick<Difference, 'number' | 'kind' | 'field' | 'theirs' | 'ours' | 'reason'>): string =>
  [difference.number, difference.kind, difference.field, plainText(difference.theirs), plainText(difference.ours), difference.reason ? formatChinese(difference.reason) : ''].join('\u0001')

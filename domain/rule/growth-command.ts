import { formatChinese, message, type Message } from '../message/message.ts'
import { isDay } from '../time/day.ts'
import { checkGestation, gestationDays } from './gestation.ts'
import { evaluateGrowth, rowMessages, type GrowthMeasurement, type GrowthRow } from './growth/evaluate.ts'
import { parseGrowthTables, type GrowthTables } from './growth/tables.ts'
import { GRADE_TITLE, REASON_TEXT, STATUS_TITLE } from './growth/words.ts'
import { type RuleCommand, type RuleContext, type RuleRow, unreadable } from './rule-command.ts'

const INPUT = ['id', 'sex', 'birth', 'measured', 'weightKg', 'lengthCm', 'position', 'headCm', 'oedema', 'gestationWeeks', 'gestationDays'] as const
const OUTPUT = ['id', 'standard', 'indicator', 'ageDays', 'ageUsed', 'z', 'percentile', 'grade', 'flag'] as const

const opened = new WeakMap<RuleContext, GrowthTables>()
function tablesOf(context: RuleContext): GrowthTables {
  let tables = opened.get(context)
  if (!tables) {
    tables = parseGrowthTables(path => context.read(`growth/${path}`))
    opened.set(context, tables)
  }
  return tables
}

const POSITIONS: Readonly<Record<string, GrowthMeasurement['position']>> = { '': null, L: 'lying', l: 'lying', H: 'standing', h: 'standing' }
// WHO's own survey files write oedema as y, n, 1 or 2.
const OEDEMA: Readonly<Record<string, boolean>> = { '': false, y: true, Y: true, 1: true, n: false, N: false, 2: false }
const SEXES: Readonly<Record<string, GrowthMeasurement['sex']>> = { 0: '0', 1: '1', 2: '2', 9: '9' }

/** Reads a line; what cannot be read comes back as sentences and nothing of the line is evaluated. */
function measurementOf(row: RuleRow): { measurement: GrowthMeasurement } | { faults: Message[] } {
  const cell = (column: (typeof INPUT)[number]): string => (row[column] ?? '').trim()
  const faults: Message[] = []
  const bad = (column: string, text: string) => faults.push(unreadable(column, text))
  const measured = (column: 'weightKg' | 'lengthCm' | 'headCm'): number | null => {
    const text = cell(column)
    if (text === '') return null
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0
    if (!(value > 0)) faults.push(message('growth.csv.notPositive', '{{column}}“{{text}}”不是大于0的数', { column, text }))
    return value
  }
  const choice = <T>(column: 'sex' | 'position' | 'oedema', known: Readonly<Record<string, T>>): T | undefined => {
    if (!Object.hasOwn(known, cell(column))) bad(column, cell(column))
    return known[cell(column)]
  }
  const [birth, on] = [cell('birth'), cell('measured')]
  const sex = choice('sex', SEXES)
  const position = choice('position', POSITIONS)
  const hasOedema = choice('oedema', OEDEMA)
  const [weightKg, lengthCm, headCm] = [measured('weightKg'), measured('lengthCm'), measured('headCm')]
  const gestation = gestationOf(cell('gestationWeeks'), cell('gestationDays'))
  if (gestation === undefined) bad('gestationWeeks', `${cell('gestationWeeks')}+${cell('gestationDays')}`)
  if (!isDay(birth)) bad('birth', birth)
  if (!isDay(on)) bad('measured', on)
  if (faults.length > 0 || !isDay(birth) || !isDay(on) || sex === undefined) return { faults }
  return { measurement: { sex, birthDay: birth, measuredDay: on, weightKg, lengthCm, headCm, position: position ?? null, hasOedema: hasOedema ?? false, gestationDays: gestation ?? null } }
}

/** Days of gestation, null when none is given, undefined when it cannot be one (出生医学证明: 18–45 weeks, 0–6 days). */
function gestationOf(weeksText: string, daysText: string): number | null | undefined {
  if (weeksText === '' && daysText === '') return null
  if (!/^\d{1,2}$/.test(weeksText) || !/^\d?$/.test(daysText)) return undefined
  const gestation = { weeks: Number(weeksText), days: Number(daysText) }
  return checkGestation(gestation).some(issue => issue.level === 'block') ? undefined : gestationDays(gestation)
}

/** What a line's `flag` says: nutrition status, why there is no result, what was converted, and where z is not the standard's. */
function flagOf(row: GrowthRow): string {
  const isChinese = row.standard.startsWith('wst')
  const aboutZ = !isChinese || row.reason !== null ? []
    : [row.estimatedZ === null ? message('growth.csv.noZ', '标准未给出z值') : message('growth.csv.estimatedZ', '标准未给出z值,估算{{z}}', { z: row.estimatedZ.toFixed(2) })]
  const status = row.status === null ? [] : [STATUS_TITLE[row.status]]
  const notes = rowMessages({ reason: row.reason, notes: row.notes.filter(note => note !== 'zEstimated') })
  return [...row.percentileBand === null ? [] : [row.percentileBand], ...[...status, ...notes, ...aboutZ].map(formatChinese)].join('; ')
}

const lineOf = (id: string, row: GrowthRow): RuleRow => ({
  id, standard: row.standard, indicator: row.indicator, ageDays: String(row.ageDays), ageUsed: row.ageUsed, z: row.z === null ? '' : row.z.toFixed(6),
  percentile: row.percentile === null ? '' : row.percentile.toFixed(4), grade: row.grade === null ? '' : formatChinese(GRADE_TITLE[row.grade]), flag: flagOf(row),
})

/**
 * Growth evaluation over a file: a line for every standard and indicator whose measurement is there, also where the child is
 * outside the table: then it has no z and its flag says why. A child without any line, and one that cannot be read, have one
 * line that says so.
 */
export const growthCommand: RuleCommand = {
  name: 'growth', title: '生长评价', source: 'WHO 2006, WHO 2007, WS/T 423—2022, WS/T 586—2018, WS/T 612—2018, WS/T 800—2022',
  input: INPUT, output: OUTPUT, options: { age: ['auto', 'actual'] }, hasOwnColumnsOnly: true,
  run: (row, context) => {
    const id = row.id ?? ''
    const empty: RuleRow = { ...Object.fromEntries(OUTPUT.map(column => [column, ''])), id }
    const read = measurementOf(row)
    if ('faults' in read) return { ...empty, flag: read.faults.map(formatChinese).join('; ') }
    const evaluation = evaluateGrowth(tablesOf(context), read.measurement, { age: context.options.age === 'actual' ? 'actual' : 'auto' })
    const lines = evaluation.rows.map(one => lineOf(id, one))
    if (lines.length > 0) return lines
    const why = evaluation.reason ? REASON_TEXT[evaluation.reason] : message('growth.csv.nothing', '没有可评价的测量值')
    return { ...empty, ageDays: evaluation.actualDays < 0 ? '' : String(evaluation.ageDays), ageUsed: evaluation.actualDays < 0 ? '' : evaluation.ageUsed, flag: formatChinese(why) }
  },
}

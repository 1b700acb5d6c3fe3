import { DATING_METHOD, EMBRYO_AGE } from '../code/maternal-care.ts'
import { RISK_COLOUR } from '../code/maternal-risk.ts'
import { formatChinese, message, type Message } from '../message/message.ts'
import { type Day, isDay } from '../time/day.ts'
import { formatGestation, type Gestation, gestationDays, parseGestation, splitGestation } from './gestation.ts'
import { datePregnancy, type DatingFacts, datingIssues, gestationOn } from './maternal/dating.ts'
import { needsCaseManagement } from './maternal/management.ts'
import { MATERNAL_RULES_DEFAULT } from './maternal/maternal-rules.ts'
import { assessRisk, bodyMassIndex, NO_RISK_FACTS, riskStanding } from './maternal/risk-assessment.ts'
import { RISK_TABLE } from './maternal/risk-criteria.ts'
import type { RiskFacts } from './maternal/risk-table.ts'
import { type RuleCommand, type RuleRow, unreadable } from './rule-command.ts'

const GESTATION_COLUMNS = ['text', 'lastMenstruation', 'scanDay', 'scanGestation', 'transferDay', 'embryoAge', 'on'] as const
const LONGEST_DAYS = 45 * 7 + 6
const shownDays = (totalDays: number): RuleRow => {
  const { weeks, days } = splitGestation(totalDays)
  return { weeks: String(weeks), days: String(days), totalDays: String(totalDays), shown: formatGestation(totalDays) }
}
const faulty = (faults: readonly Message[]): RuleRow => ({ faults: faults.map(formatChinese).join(';') })

/** 12+9 is a slip, not 13+2: what was meant nobody knows. */
function readGestation(text: string): Gestation | undefined {
  const gestation = parseGestation(text)
  return gestation && gestation.days < 7 ? gestation : undefined
}

function datedRow(cell: (column: (typeof GESTATION_COLUMNS)[number]) => string, today: Day): RuleRow {
  const faults: Message[] = []
  const day = (column: 'lastMenstruation' | 'scanDay' | 'transferDay' | 'on'): Day | null => {
    const text = cell(column)
    if (text !== '' && !isDay(text)) faults.push(unreadable(column, text))
    return isDay(text) ? text : null
  }
  const [lastMenstrualDay, scanDay, transferDay, on] = [day('lastMenstruation'), day('scanDay'), day('transferDay'), day('on') ?? today]
  const scanGestation = readGestation(cell('scanGestation'))
  const embryoAge = cell('embryoAge')
  if ((cell('scanDay') === '') !== (cell('scanGestation') === '') || (cell('scanGestation') !== '' && !scanGestation)) faults.push(unreadable('scanGestation', cell('scanGestation')))
  if ((cell('transferDay') === '') !== (embryoAge === '') || (embryoAge !== '' && !EMBRYO_AGE.isCode(embryoAge))) faults.push(unreadable('embryoAge', embryoAge))
  const facts: DatingFacts = {
    lastMenstrualDay, scans: scanDay && scanGestation ? [{ day: scanDay, gestationDays: gestationDays(scanGestation) }] : [],
    transfer: transferDay && EMBRYO_AGE.isCode(embryoAge) ? { day: transferDay, embryoAge } : null,
  }
  faults.push(...datingIssues(facts, { today, deliveredDay: null }).filter(({ level }) => level === 'block').map(issue => issue.message))
  if (faults.length > 0) return faulty(faults)
  const dating = datePregnancy(facts, MATERNAL_RULES_DEFAULT)
  if (!dating) return faulty([message('gestation.csv.nothing', '请填写 text,或 lastMenstruation、scanDay 与 scanGestation、transferDay 与 embryoAge 中的一种')])
  const total = gestationOn(dating.startDay, on)
  // Before the start and long after any delivery there is no gestation to tell.
  return { ...total < 0 || total > LONGEST_DAYS ? {} : shownDays(total), expectedDay: dating.expectedDay, startDay: dating.startDay, method: `${dating.method} ${DATING_METHOD.label(dating.method)}`, reason: formatChinese(dating.reason), faults: '' }
}

/** Weeks⁺days as written to days; or a pregnancy's days to its expected day, the gestation on a day, and what decided. */
export const gestationCommand: RuleCommand = {
  name: 'gestation', title: '孕周换算与预产期推算', source: '证明说明 §2.2 第5项; 孕产期保健说明 §3', input: [], optional: GESTATION_COLUMNS,
  output: ['weeks', 'days', 'totalDays', 'shown', 'expectedDay', 'startDay', 'method', 'reason', 'faults'],
  run: (row, { today }) => {
    const cell = (column: (typeof GESTATION_COLUMNS)[number]): string => (row[column] ?? '').trim()
    if (cell('text') === '') return datedRow(cell, today)
    const gestation = readGestation(cell('text'))
    return gestation ? { ...shownDays(gestationDays(gestation)), faults: '' } : faulty([unreadable('text', cell('text'))])
  },
}

type NumberColumn = { readonly fact: keyof RiskFacts | 'weightKg'; readonly limits: readonly [number, number] }
/** Outside the limits a value is a typing error or another unit. */
const NUMBERS: Readonly<Record<string, NumberColumn>> = {
  ageYears: { fact: 'ageYears', limits: [10, 60] }, heightCm: { fact: 'heightCm', limits: [100, 220] }, weightKg: { fact: 'weightKg', limits: [25, 250] },
  haemoglobinGPerL: { fact: 'haemoglobinGPerL', limits: [20, 220] }, plateletsE9PerL: { fact: 'plateletsE9PerL', limits: [0, 2000] },
  systolicMmHg: { fact: 'systolicMmHg', limits: [60, 260] }, diastolicMmHg: { fact: 'diastolicMmHg', limits: [30, 160] }, pulmonaryPressureMmHg: { fact: 'pulmonaryPressureMmHg', limits: [5, 200] },
  altUPerL: { fact: 'altUPerL', limits: [0, 10_000] }, fetusCount: { fact: 'fetusCount', limits: [1, 9] }, caesareans: { fact: 'caesareans', limits: [0, 9] },
  birthIntervalMonths: { fact: 'birthIntervalMonths', limits: [0, 480] }, uterineIntervalMonths: { fact: 'uterineIntervalMonths', limits: [0, 480] },
}
const FINDINGS = ['hepatitisB', 'syphilis', 'hiv'] as const
const YES_NO: Readonly<Record<string, boolean | null>> = { '': null, n: false, N: false, '-': false, y: true, Y: true, '+': true }
const RISK_INPUT = [...Object.keys(NUMBERS), ...FINDINGS, 'confirmed'] as const

/** What the measurements of a woman, and the rows a doctor confirmed besides (`confirmed`: O3.7 Y1.3), come to in the shipped table. */
export const riskColourCommand: RuleCommand = {
  name: 'risk-colour', title: '妊娠风险五色评估', source: '孕产期保健说明 §5、§6(未核对的条目见风险表)', input: RISK_INPUT,
  output: ['bmi', 'screening', 'proposed', 'covered', 'colour', 'purple', 'shown', 'caseManagement', 'table', 'faults'],
  run: row => {
    const faults: Message[] = []
    const cell = (column: string): string => (row[column] ?? '').trim()
    const values = Object.fromEntries(Object.entries(NUMBERS).map(([column, { fact, limits: [least, most] }]) => {
      const text = cell(column)
      if (text === '') return [fact, null]
      const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
      if (!(value >= least && value <= most)) faults.push(message('riskColour.csv.range', '{{column}}“{{text}}”应为 {{least}}–{{most}} 的数', { column, text, least, most }))
      return [fact, value]
    })) as Record<NumberColumn['fact'], number | null>
    for (const column of FINDINGS) if (!Object.hasOwn(YES_NO, cell(column))) faults.push(unreadable(column, cell(column)))
    const confirmed = cell('confirmed').split(/\s+/).filter(Boolean)
    for (const id of confirmed) if (!RISK_TABLE.rows.some(one => one.id === id && one.colour !== null)) faults.push(unreadable('confirmed', id))
    const { weightKg, ...measured } = values
    const { heightCm, systolicMmHg, diastolicMmHg } = measured
    if (systolicMmHg !== null && diastolicMmHg !== null && Number(systolicMmHg) <= Number(diastolicMmHg)) faults.push(message('criticalReferral.pressure', '舒张压应低于收缩压'))
    if (RISK_INPUT.every(column => cell(column) === '')) faults.push(message('riskColour.csv.nothing', '请至少填写一项;什么都没有填写时不判为绿色'))
    if (faults.length > 0) return faulty(faults)
    const bmi = heightCm !== null && weightKg !== null ? bodyMassIndex(Number(heightCm), weightKg) : null
    const facts = { ...NO_RISK_FACTS, ...measured, bmi, ...Object.fromEntries(FINDINGS.map(column => [column, YES_NO[cell(column)] ?? null])) } as RiskFacts
    const { screening, criteria, table } = assessRisk(facts, RISK_TABLE)
    const standing = riskStanding([...criteria.map(({ id }) => id), ...confirmed], RISK_TABLE)
    const ids = (list: typeof criteria): string => list.map(({ id }) => id).join(' ')
    return {
      bmi: bmi === null ? '' : bmi.toFixed(2), screening: ids(screening), proposed: ids(criteria.filter(({ coveredBy }) => coveredBy === null)), covered: ids(criteria.filter(({ coveredBy }) => coveredBy !== null)),
      colour: `${standing.colour} ${RISK_COLOUR.label(standing.colour)}`, purple: standing.isPurple ? 'y' : 'n', shown: RISK_COLOUR.label(standing.shown), caseManagement: needsCaseManagement(standing) ? 'y' : 'n', table, faults: '',
    }
  },
}

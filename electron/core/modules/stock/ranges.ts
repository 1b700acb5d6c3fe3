import { BLANK_STATE, type BlankState } from '../../../../domain/code/certificate.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { checkNumberRange, compressNumbers, formatRanges, normaliseScan, numbersOf, type NumberRange, rangeCount, rangeOverlap } from '../../../../domain/rule/certificate-number.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { type Blank, batchUseIssues, type Move, moveBlank } from '../../registry/blanks.ts'

/** A batch is a carton, not a province: a slip in the first digits would otherwise make millions of rows. */
export const MOST_PER_BATCH = 20_000

export type TypedRange = { firstNumber: string; lastNumber: string }

/** Ranges as typed, checked one by one and against each other; throws `invalid` naming what is wrong. */
export function rangesOf(typed: readonly TypedRange[]): NumberRange[] {
  const ranges: NumberRange[] = []
  for (const input of typed) {
    const { value, issues } = checkNumberRange({ first: normaliseScan(input.firstNumber), last: normaliseScan(input.lastNumber) })
    if (issues.length) throw new AppError('invalid', issues)
    const twice = ranges.flatMap(other => rangeOverlap(other, value) ?? [])
    if (twice.length) throw new AppError('invalid', [block('firstNumber', message('stock.rangeTwice', '同一编号填写了两次:{{numbers}}', { numbers: formatRanges(twice) }))])
    ranges.push(value)
  }
  const count = ranges.reduce((sum, range) => sum + rangeCount(range), 0)
  if (count > MOST_PER_BATCH) throw new AppError('invalid', [block('lastNumber', message('stock.tooManyToMove', '一次最多处理 {{most}} 张,请分次办理', { most: MOST_PER_BATCH }))])
  return ranges
}

/** The blanks of these ranges that were ever received, by number. */
export async function blanksOf(db: ReadDb, ranges: readonly NumberRange[]): Promise<Blank[]> {
  const found: Blank[] = []
  for (const range of ranges) found.push(...await db.selectFrom('blank').selectAll().where('number', '>=', range.first).where('number', '<=', range.last).orderBy('number').execute() as Blank[])
  return found
}

/** Names the numbers that were never received. */
export function missingIssues(ranges: readonly NumberRange[], known: ReadonlySet<string>): FieldIssue[] {
  const missing = ranges.flatMap(range => [...numbersOf(range)]).filter(number => !known.has(number))
  return missing.length ? [block('firstNumber', message('stock.notReceived', '以下编号不在库存号段:{{numbers}}', { numbers: formatRanges(compressNumbers(missing)) }))] : []
}

/** Names the numbers that stand in a state in which this cannot be done with them. */
export function stateIssues(unfit: readonly { number: string; state: string }[]): FieldIssue[] {
  return [...Map.groupBy(unfit, blank => blank.state)].map(([state, group]) => block('firstNumber', message('stock.wrongState', '以下编号现为“{{state}}”,不能办理:{{numbers}}', {
    state: BLANK_STATE.isCode(state) ? BLANK_STATE.label(state) : state, numbers: formatRanges(compressNumbers(group.map(blank => blank.number))),
  })))
}

/**
 * The blanks of the ranges, all of them in one of the states `from` (and in this clerk's hand where `holderId` is
 * given); throws `invalid` naming every number that is not. `toBeUsed`: also fit to be used today.
 */
export async function movableBlanks(context: WriteContext, ranges: readonly NumberRange[], from: readonly BlankState[], options: { holderId?: string | undefined; toBeUsed?: boolean } = {}): Promise<Blank[]> {
  const blanks = await blanksOf(context.db, ranges)
  const found = missingIssues(ranges, new Set(blanks.map(blank => blank.number)))
  found.push(...stateIssues(blanks.filter(blank => !from.includes(blank.state))))
  const others = options.holderId === undefined ? [] : blanks.filter(blank => from.includes(blank.state) && blank.holderId !== options.holderId)
  if (others.length) found.push(block('firstNumber', message('stock.otherHolder', '以下编号不在这位领用人手中:{{numbers}}', { numbers: formatRanges(compressNumbers(others.map(blank => blank.number))) })))
  if (options.toBeUsed) found.push(...await batchUseIssues(context, [...new Set(blanks.map(blank => blank.batchId))], 'firstNumber'))
  if (found.length) throw new AppError('invalid', found)
  return blanks
}

/** Moves blanks one by one along the life of a blank. */
export async function moveAll(context: WriteContext, blanks: readonly Blank[], move: Move): Promise<void> {
  for (const blank of blanks) await moveBlank(context, blank, move)
}

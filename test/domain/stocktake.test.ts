import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceOf, BALANCE_FIGURES, FIGURE_SIGN, figureOf, monthInstants, ON_HAND } from '../../domain/rule/blank-balance.ts'
import { BLANK_STATE } from '../../domain/code/certificate.ts'
import { compareStocktake, type HeldNumber } from '../../domain/rule/stocktake.ts'

const numbers = fc.integer({ min: 430_000_001, max: 430_000_060 }).map(digits => `Z${digits}`)
const holders = fc.constantFrom(null, 'window-1', 'window-2')
const held = fc.record({ number: numbers, holderId: holders })
// A number is on the book once; it may be counted wherever somebody says so, and more than once.
const books = fc.uniqueArray(held, { selector: line => line.number, maxLength: 60 })
const counts = fc.array(held, { maxLength: 90 })

describe('book against count', () => {
  test('every number stands in the answer once, and the sums agree', () => fc.assert(fc.property(books, counts, (book, counted) => {
    const result = compareStocktake(book, counted)
    const differing = new Map(result.differences.map(difference => [difference.number, difference]))
    expect(differing.size).toBe(result.differences.length)
    expect([...differing.keys()]).toEqual([...differing.keys()].toSorted())
    const booked = new Set(book.map(line => line.number))
    const seen = new Set(counted.map(line => line.number))
    expect(result).toMatchObject({ booked: booked.size, counted: seen.size })
    const onBook = result.differences.filter(difference => difference.bookHolderId !== undefined)
    expect(result.matched + onBook.length).toBe(booked.size)
    const missing = result.differences.filter(difference => difference.kind === 'missing')
    const strange = result.differences.filter(difference => difference.bookHolderId === undefined)
    expect(booked.size - missing.length + strange.length).toBe(seen.size)
  })))

  test('each kind is what it says', () => fc.assert(fc.property(books, counts, (book, counted) => {
    const holderOf = new Map(book.map(line => [line.number, line.holderId]))
    for (const { number, kind, bookHolderId, countedBy } of compareStocktake(book, counted).differences) {
      const by = [...new Set(counted.filter(line => line.number === number).map(line => line.holderId))]
      expect([...countedBy].toSorted()).toEqual(by.toSorted())
      expect(bookHolderId).toBe(holderOf.get(number))
      if (kind === 'missing') expect([by.length, holderOf.has(number)]).toEqual([0, true])
      if (kind === 'extra') expect([by.length, holderOf.has(number)]).toEqual([1, false])
      if (kind === 'wrongHolder') { expect(by).toHaveLength(1); expect(by[0]).not.toBe(holderOf.get(number)) }
      if (kind === 'twice') expect(by.length).toBeGreaterThan(1)
    }
  })))

  test('a count that is the book has no difference, in whatever order it was counted', () => fc.assert(fc.property(books, book => {
    expect(compareStocktake(book, book.toReversed())).toEqual({ booked: book.length, counted: book.length, matched: book.length, differences: [] })
  })))

  test('a number scanned twice in one place is counted once', () => {
    const line: HeldNumber = { number: 'Z430000001', holderId: null }
    expect(compareStocktake([line], [line, line])).toMatchObject({ counted: 1, matched: 1, differences: [] })
  })
})

describe('the month from the moves of the numbers', () => {
  const opened = { fromState: null, toState: 'inStock', issueType: null, count: 300 }
  const issued = (issueType: string, count: number) => ({ fromState: 'printed', toState: 'issued', issueType, count })

  test('case 46 as a sum: 100 + 200 − 150 − 1 − 4 − 3 = 142', () => {
    const figures = balanceOf(100, [{ ...opened, count: 200 }, issued('1', 150), issued('2', 1), issued('3', 4), { fromState: 'held', toState: 'void', issueType: null, count: 3 }])
    expect(figures).toEqual({ opening: 100, received: 200, regained: 0, firstIssue: 150, exchange: 1, reissue: 4, void: 3, returned: 0, transferred: 0, lost: 0, closing: 142 })
  })

  test('every way out of the hospital is a figure, every way within is none', () => {
    for (const from of BLANK_STATE.values) {
      for (const to of BLANK_STATE.moves[from]) {
        const crosses = ON_HAND.includes(from) !== ON_HAND.includes(to)
        expect(figureOf({ fromState: from, toState: to, issueType: '1' }) !== null, `${from} → ${to}`).toBe(crosses)
      }
    }
  })

  test('whatever moves there are, the closing stock is opening plus what came minus what went', () => {
    const move = fc.constantFrom(...BLANK_STATE.values.flatMap(from => BLANK_STATE.moves[from].map(to => ({ fromState: from, toState: to, issueType: '1' }))), { fromState: null, toState: 'inStock', issueType: null })
    fc.assert(fc.property(fc.nat(500), fc.array(fc.tuple(move, fc.nat(50)), { maxLength: 30 }), (opening, moves) => {
      const figures = balanceOf(opening, moves.map(([one, count]) => ({ ...one, count })))
      const change = moves.reduce((sum, [{ fromState, toState }, count]) => {
        const was = fromState !== null && (ON_HAND as readonly string[]).includes(fromState)
        const is = (ON_HAND as readonly string[]).includes(toState)
        return sum + (was === is ? 0 : is ? count : -count)
      }, 0)
      expect(figures.closing).toBe(opening + change)
      expect(BALANCE_FIGURES.reduce((sum, figure) => sum + FIGURE_SIGN[figure] * figures[figure], 0)).toBe(figures.closing)
    }))
  })

  test('a month begins and ends in China', () => {
    expect(monthInstants('2026-03')).toEqual({ from: '2026-02-28T16:00:00.000Z', until: '2026-03-31T16:00:00.000Z' })
    expect(monthInstants('2026-12').until).toBe('2026-12-31T16:00:00.000Z')
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { momOf } from '../../domain/rule/prenatal/serum.ts'
import { percentOf, rateOf } from '../../domain/rule/rate.ts'
import { rounded } from '../../domain/rule/rounding.ts'

/** The hundredths of a rate by whole numbers alone, halves upwards. */
const exactHundredths = (numerator: number, denominator: number, per: number): number => Number((BigInt(numerator) * BigInt(per) * 200n + BigInt(denominator)) / (2n * BigInt(denominator)))

test('a rate is rounded as on paper: 201 of 20,000 are 1.01 %, 23 of 1,600 are 1.44 %', () => {
  expect([percentOf(201, 20_000), percentOf(23, 1600), percentOf(0, 7), percentOf(9, 8), percentOf(1, 0)]).toEqual([1.01, 1.44, 0, 112.5, null])
})

test.each([100, 1000, 10_000, 100_000])('every rate per %i says what whole numbers say, also exactly between two hundredths', per => {
  // Denominators of twos and fives meet the halves.
  for (const denominator of [8, 16, 32, 80, 160, 200, 800, 1600, 2000, 4000, 20_000, 32_000]) {
    for (let numerator = 0; numerator <= denominator; numerator += 1) {
      const rate = rateOf(numerator, denominator, per)!
      if (Math.round(rate * 100) !== exactHundredths(numerator, denominator, per)) throw new Error(`${numerator} of ${denominator} per ${per} is not ${rate}`)
    }
  }
  fc.assert(fc.property(fc.nat(2_000_000), fc.integer({ min: 1, max: 1_000_000 }), (numerator, denominator) => { expect(Math.round(rateOf(numerator, denominator, per)! * 100)).toBe(exactHundredths(numerator, denominator, per)) }))
})

test('a decimal number and its half are what was typed: any tenths, hundredths and thousandths', () => {
  fc.assert(fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), whole => {
    expect(rounded(whole / 1000, 3)).toBe(whole / 1000 + 0)
    expect(rounded(whole / 1000, 2)).toBe(Math.sign(whole) * Math.floor((Math.abs(whole) + 5) / 10) / 100 + 0)
  }))
  expect([rounded(1.005, 2), rounded(-1.005, 2), rounded(8.3 - 2, 1), rounded(2.495, 2), rounded(-0.001, 2)]).toEqual([1.01, -1.01, 6.3, 2.5, 0])
})

test('a MoM at the half of a hundredth goes up whatever its size: 2.495 is 2.50', () => {
  for (let thousandths = 105; thousandths < 9995; thousandths += 10) expect([thousandths, momOf(thousandths / 10, 100)]).toEqual([thousandths, (thousandths + 5) / 1000])
})

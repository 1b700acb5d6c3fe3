import { expect, test } from 'vitest'
import { percentOf } from '../../domain/rule/rate.ts'
import { coveragePlace, type CoverageService } from '../../domain/rule/eye/coverage-figures.ts'

const service = (months: number, more: Partial<CoverageService> = {}): CoverageService => ({ months, contact: null, visionRight: null, visionLeft: null, ...more })

test('E-23 as a rate: 3,784 of 4,000 is 94.60 %', () => expect(percentOf(3784, 4000)).toBe(94.6))

test('a child counts once, in the half of its age at the last service of the year', () => {
  expect(coveragePlace([], 10)).toEqual({ denominators: ['all', 'toddler'], numerators: [] })
  expect(coveragePlace([service(10)], 14)).toEqual({ denominators: ['all', 'toddler'], numerators: ['all', 'toddler'] })
  // Below three at the service, above at the end of the year: of the younger half.
  expect(coveragePlace([service(35)], 38)).toEqual({ denominators: ['all', 'toddler'], numerators: ['all', 'toddler'] })
  // Served in both halves: the last one counts.
  expect(coveragePlace([service(34), service(40, { visionRight: '50' })], 42)).toEqual({ denominators: ['all', 'preschool'], numerators: ['all', 'preschool'] })
  // The 36-month visit asks for no vision and is the tenth visit up to three years, whenever in its window it is made.
  expect(coveragePlace([service(36, { contact: 'month36' })], 40)!.numerators).toEqual(['all', 'toddler'])
})

test('from three years on a look at the eyes without a vision is not a vision check; one eye is enough', () => {
  expect(coveragePlace([service(50)], 52)).toEqual({ denominators: ['all', 'preschool'], numerators: [] })
  expect(coveragePlace([service(50, { visionLeft: '50' })], 52)!.numerators).toEqual(['all', 'preschool'])
  expect(coveragePlace([service(49, { visionLeft: '50' }), service(50)], 52)!.numerators).toEqual(['all', 'preschool'])
})

test('low vision at six: either eye at 0.8 or below at the last vision of six years, who was not examined is not asked about', () => {
  const low = (...services: CoverageService[]) => { const place = coveragePlace(services, 80)!; return [place.denominators.includes('lowVision'), place.numerators.includes('lowVision')] }
  expect(low(service(73, { visionRight: '50', visionLeft: '49' }))).toEqual([true, true])
  expect(low(service(73, { visionRight: '50', visionLeft: '50' }))).toEqual([true, false])
  expect(low(service(73, { visionRight: '02' }))).toEqual([true, true])
  expect(low(service(73))).toEqual([false, false])
  expect(low(service(71, { visionRight: '40', visionLeft: '40' }))).toEqual([false, false])
  expect(low(service(73, { visionRight: '47', visionLeft: '50' }), service(75, { visionRight: '50', visionLeft: '50' }))).toEqual([true, false])
})

test('who is seven is no more of them; served at six in the year, a child still is', () => {
  expect(coveragePlace([], 84)).toBeNull()
  expect(coveragePlace([service(83, { visionRight: '50', visionLeft: '50' })], 86)!.numerators).toEqual(['all', 'preschool'])
})

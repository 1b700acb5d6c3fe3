// Thousands of children through the product and through the plain reading in test/support/growth-reference.ts.
import { describe, expect, test } from 'vitest'
import { evaluateGrowth } from '../../domain/rule/growth/evaluate.ts'
import { createRandom, type Random } from '../../domain/sample/random.ts'
import { addDays, toDay } from '../../domain/time/day.ts'
import { referenceRows, type ReferenceChild } from '../support/growth-reference.ts'
import { tables } from '../support/growth.ts'

const CHILDREN = 2000

/** Around the medians and far beyond them, all positions, some with oedema, some before term, some just on a birthday. */
function childOf(random: Random): ReferenceChild {
  const birth = addDays(toDay('2003-01-01'), random.int(0, 6000))
  const ages = [random.int(0, 60), random.int(0, 760), random.int(690, 780), random.int(0, 2600), random.int(0, 2600), random.int(2400, 7300)]
  const age = random.pick(ages)
  const lengthCm = 50 + Math.sqrt(age) * 1.33 + random.normal(0, 5)
  const bmi = random.normal(16, 2.2)
  return {
    sex: random.pick([1, 2]), birth, measured: addDays(birth, age), position: random.pick(['lying', 'standing', null]), hasOedema: random.chance(0.03),
    lengthTenths: random.chance(0.9) ? Math.max(300, Math.round(lengthCm * 10)) : null, weightHundredths: random.chance(0.9) ? Math.max(50, Math.round((lengthCm / 100) ** 2 * bmi * 100)) : null,
    headTenths: random.chance(0.7) ? Math.round((34 + Math.min(16, Math.sqrt(age) * 0.62) + random.normal(0, 2)) * 10) : null, gestationDays: random.chance(0.3) ? random.int(168, 294) : null,
  }
}

describe.each([['sd', 'interpolate'], ['percentile', 'interpolate'], ['sd', 'lookup'], ['percentile', 'lookup']] as const)('%s, %s', (method, betweenRows) => {
  test(`${CHILDREN} children agree with the plain reading`, () => {
    const random = createRandom(method.length * 100 + betweenRows.length)
    const seen = new Map<string, number>()
    for (let count = 0; count < CHILDREN; count++) {
      const child = childOf(random)
      const expected = referenceRows(child, method, betweenRows === 'lookup')
      const { rows } = evaluateGrowth(tables, {
        sex: child.sex === 1 ? '1' : '2', birthDay: toDay(child.birth), measuredDay: toDay(child.measured), position: child.position, hasOedema: child.hasOedema, gestationDays: child.gestationDays,
        weightKg: child.weightHundredths === null ? null : child.weightHundredths / 100, lengthCm: child.lengthTenths === null ? null : child.lengthTenths / 10,
        headCm: child.headTenths === null ? null : child.headTenths / 10,
      }, { method, betweenRows })
      const evaluated = rows.filter(row => row.reason === null && row.standard !== 'wst800')
      const where = JSON.stringify(child)
      if (evaluated.map(row => `${row.standard}|${row.indicator}`).sort().join() !== [...expected.keys()].sort().join()) {
        expect(evaluated.map(row => `${row.standard}|${row.indicator}`).sort(), where).toEqual([...expected.keys()].sort())
      }
      for (const row of evaluated) {
        const name = `${row.standard}|${row.indicator}`
        const wanted = expected.get(name)
        // Compared by hand first: an expectation per value would be most of the test's time.
        const isSame = wanted !== undefined && row.ageDays === wanted.age && (wanted.z === undefined ? row.z === null && row.grade === wanted.grade && row.status === (wanted.status ?? null) : Math.abs((row.z ?? Number.NaN) - wanted.z) < 1e-9)
        if (!isSame) expect({ name, z: row.z, grade: row.grade, status: row.status, age: row.ageDays }, where).toEqual({ name, ...wanted })
        seen.set(name, (seen.get(name) ?? 0) + 1)
      }
    }
    const names = ['wfa', 'lhfa', 'wfl', 'wfh', 'bfa', 'hcfa'].flatMap(indicator => [`who2006|${indicator}`, `wst423|${indicator}`])
    for (const name of [...names, 'who2007|wfa', 'who2007|lhfa', 'who2007|bfa', 'wst586|bfa', 'wst612|lhfa']) expect(seen.get(name) ?? 0, name).toBeGreaterThan(50)
  })
})

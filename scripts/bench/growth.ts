import { dirname, join } from 'node:path'
import { createRandom } from '../../domain/sample/random.ts'
import { dayNumberOf } from '../../domain/rule/growth/age.ts'
import { evaluateInto } from '../../domain/rule/growth/evaluate-into.ts'
import { evaluateGrowth, numbersOf, type GrowthMeasurement } from '../../domain/rule/growth/evaluate.ts'
import { createGrowthBuffer } from '../../domain/rule/growth/numbers.ts'
import { DEFAULT_GROWTH_RULES } from '../../domain/rule/growth/rules.ts'
import { addDays, toDay } from '../../domain/time/day.ts'
import { openGrowth } from '../../electron/core/growth.ts'
import type { Bench, Figure } from './figure.ts'

const CHILDREN = 20_000
const ROUNDS = 15
const WHO_LAST_DAY = 1826
const rounded = (value: number): number => Number(value.toPrecision(4))

/** Children under seven with every measurement, near the median, one in ten born before term. */
function sampleChildren(): GrowthMeasurement[] {
  const random = createRandom(11)
  const firstBirth = toDay('2018-01-01')
  return Array.from({ length: CHILDREN }, () => {
    const days = random.int(60, 2500)
    const birthDay = addDays(firstBirth, random.int(0, 1000))
    const lengthCm = Math.round((52 + Math.sqrt(days) * 1.45 + random.int(-60, 60) / 10) * 10) / 10
    const weightKg = Math.round((lengthCm / 100) ** 2 * random.int(140, 185) * 10) / 100
    const isPreterm = random.int(1, 10) === 1
    return {
      sex: random.int(1, 2) === 1 ? '1' : '2', birthDay, measuredDay: addDays(birthDay, days), weightKg, lengthCm, position: days < 731 ? 'lying' : 'standing',
      headCm: random.int(380, 520) / 10, gestationDays: isPreterm ? random.int(200, 258) : null,
    }
  })
}

/** The fastest of some rounds over all children, as children per second: other work of the machine only ever slows a round. */
function perSecond(round: () => number): { rate: number; checksum: number } {
  let [fastest, checksum] = [Infinity, 0]
  for (let one = 0; one < ROUNDS; one++) {
    const start = performance.now()
    checksum = round()
    fastest = Math.min(fastest, performance.now() - start)
  }
  return { rate: CHILDREN / fastest * 1000, checksum }
}

export const growth: Bench = async function* () {
  const tables = openGrowth(join(dirname(dirname(import.meta.dirname)), 'resources'))
  const children = sampleChildren()
  const visits = children.map(child => numbersOf(child))
  const buffer = createGrowthBuffer()
  // Baseline: the bare LMS formula over the same WHO tables in one loop, four indicators, no standards' rules at all.
  const { wfa, lhfa, bfa, hcfa } = tables.who2006
  const days = children.map(child => Math.min(WHO_LAST_DAY, dayNumberOf(child.measuredDay) - dayNumberOf(child.birthDay)))
  const plain = perSecond(() => {
    let sum = 0
    for (let index = 0; index < visits.length; index++) {
      const visit = visits[index]
      if (!visit) continue
      const { sex, weightKg, lengthCm, headCm } = visit
      const at = (days[index] ?? 0) * 3
      for (const [table, y] of [[wfa, weightKg], [lhfa, lengthCm], [bfa, weightKg / (lengthCm / 100) ** 2], [hcfa, headCm]] as const) {
        const values = sex === 1 ? table.boys : table.girls
        const [l = 1, m = 1, s = 1] = [values[at], values[at + 1], values[at + 2]]
        sum += ((y / m) ** l - 1) / (l * s)
      }
    }
    return sum
  })
  const numeric = perSecond(() => visits.reduce((rows, visit) => rows + evaluateInto(tables, DEFAULT_GROWTH_RULES, visit, buffer), 0))
  const friendly = perSecond(() => children.reduce((rows, child) => rows + evaluateGrowth(tables, child).rows.length, 0))
  const figure = (name: string, { rate, checksum }: { rate: number; checksum: number }, note: string): Figure => ({
    name, value: rounded(rate), unit: '1/s', baseline: rounded(plain.rate), ratio: rounded(rate / plain.rate), n: CHILDREN * ROUNDS, note: `${note}; ${rounded(checksum / CHILDREN)} results a child; baseline: four bare LMS formulas a child over the same tables`,
  })
  yield figure('growth', friendly, 'one visit from days to named rows, all standards, one core')
  yield figure('growth-numbers', numeric, 'one visit from numbers into a buffer, all standards, one core')
}

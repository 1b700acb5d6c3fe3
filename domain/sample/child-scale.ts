import { childScale, type ChildScale } from '../modules/child/scale.record.ts'
import { developmentAge, scaleFound, withTotals } from '../modules/child/scale-found.ts'
import { emptyRow } from '../record/derive/schema.ts'
import { CHILD_RULES_DEFAULT } from '../rule/child/child-rules.ts'
import { DEFAULT_GROWTH_RULES } from '../rule/growth/rules.ts'
import type { Day } from '../time/day.ts'
import type { SpecialChild, SpecialTools } from './child-special.ts'

export type MadeTest = { readonly id: string; readonly row: ChildScale }
/** How a test is to come out; what the scale makes of it is its rule's. */
export type TestAs = 'normal' | 'retest' | 'abnormal'

const MCHAT_ITEMS = Array.from({ length: 23 }, (_, index) => index + 1)
/** Items that fail when answered 是: a child that is well answers them 否. */
const MCHAT_REVERSED = new Set([11, 18, 20, 22])
const MCHAT_FAILED = new Set([2, 7, 9, 13, 21])
const CARS_ITEMS = 15

/** Both ages of the child on a day, and the scales that belong to them. */
export const ageOn = ({ file, birthDay }: SpecialChild, day: Day) => developmentAge({ file, child: { birthDay } }, day, DEFAULT_GROWTH_RULES)!

function addTest(child: SpecialChild, values: Partial<ChildScale>): MadeTest {
  const typed = withTotals({ ...emptyRow(childScale), fileId: child.file.id, testerName: child.doctorName, institution: child.institution, ...values } as ChildScale)
  const row = { ...typed, ...scaleFound(typed, { file: child.file, child: { birthDay: child.birthDay } }, CHILD_RULES_DEFAULT, DEFAULT_GROWTH_RULES) }
  return { id: child.add(childScale, row.testDay, row), row }
}

/** 儿心量表-Ⅱ with its six quotients. */
export function sampleDevelopmentTest({ random }: SpecialTools, child: SpecialChild, day: Day, as: TestAs): MadeTest {
  const [from, to] = as === 'normal' ? [84, 116] : as === 'retest' ? [72, 78] : [58, 69]
  const around = (value: number, spread: number): number => value + random.int(-spread, spread)
  const totalDq = random.int(from, to) + random.int(0, 9) / 10
  const area = (shift = 0): number => Math.round(around(totalDq + shift, 4) * 10) / 10
  return addTest(child, { kind: 'development', testDay: day, totalDq, grossMotorDq: area(2), fineMotorDq: area(), adaptiveDq: area(), languageDq: area(as === 'abnormal' ? -9 : 0), socialDq: area(as === 'abnormal' ? -8 : 0) })
}

/** M-CHAT or ABC, whichever belongs to the age; nothing for a child too young for either. */
export function sampleBehaviourTest({ random }: SpecialTools, child: SpecialChild, day: Day, as: TestAs): MadeTest | null {
  const { scales } = ageOn(child, day)
  const isFailed = as === 'abnormal'
  if (scales.includes('mchat')) return addTest(child, { kind: 'mchat', testDay: day, ...Object.fromEntries(MCHAT_ITEMS.map(item => [`mchat${item}`, MCHAT_REVERSED.has(item) === (isFailed && MCHAT_FAILED.has(item))])) })
  if (!scales.includes('abc')) return null
  const points = (low: number, high: number): number => random.int(low, high)
  return addTest(child, isFailed ? { kind: 'abc', testDay: day, abcSensory: points(10, 14), abcRelating: points(16, 22), abcBody: points(9, 14), abcLanguage: points(14, 19), abcSelfCare: points(7, 11) }
    : { kind: 'abc', testDay: day, abcSensory: points(0, 4), abcRelating: points(0, 6), abcBody: points(0, 4), abcLanguage: points(0, 6), abcSelfCare: points(0, 4) })
}

/** CARS of the diagnosis centre; a confirmed child lies in the autistic range. */
export const sampleCars = ({ random }: SpecialTools, child: SpecialChild, day: Day, institution: string): MadeTest =>
  addTest(child, { kind: 'cars', testDay: day, institution, testerName: '诊断中心医生', ...Object.fromEntries(Array.from({ length: CARS_ITEMS }, (_, index) => [`cars${index + 1}`, random.int(4, 6) / 2 + (index < 6 ? 0.5 : 0)])) })

import type { ChildContact } from '../code/child-check.ts'
import { cardNote } from '../modules/child/case-found.ts'
import type { ChildFile } from '../modules/child/file.record.ts'
import type { NewbornVisit } from '../modules/child/newborn-visit.record.ts'
import type { ChildVisit } from '../modules/child/visit.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import type { GrowthTables } from '../rule/growth/tables.ts'
import { addDays, type Day, type Minute } from '../time/day.ts'
import { autismSampler } from './child-autism.ts'
import { caseSampler } from './child-cases.ts'
import { sampleDeathCard } from './child-death.ts'
import { entranceSampler } from './child-entrance.ts'
import type { GrowthChannel, SampleMeasurement } from './child-growth.ts'
import { sampleDevelopmentTest } from './child-scale.ts'
import { createRandom } from './random.ts'

/** A child whose special records are made beside its check-ups. */
export type SpecialChild = {
  readonly file: ChildFile & { readonly id: string }
  readonly sex: '1' | '2'
  readonly birthDay: Day
  readonly bornAt: Minute | null
  readonly birthPlaceType: string | null
  readonly motherBirthDay: Day | null
  readonly institution: string
  /** The day its care ended: nothing but its closing comes after it. */
  readonly stopDay: Day | null
  readonly yesterday: Day
  /** Nothing of this child is dated later: yesterday, or the day its care ended. */
  readonly lastDay: Day
  /** Its check-ups as they will be made, the oldest first. */
  readonly made: readonly { readonly contact: ChildContact; readonly day: Day }[]
  /** How it grows; treatment changes it. */
  readonly channel: GrowthChannel
  readonly doctorName: string
  /** Puts the child on scale and board; days must rise. */
  measure(day: Day): SampleMeasurement
  add(definition: RecordDefinition, day: Day, row: object): string
}
/** The special records of one child, as its days go by. */
export type SpecialCourse = {
  /** What a check-up of this contact is to find beside what is drawn for it. */
  findingsAt(contact: ChildContact): Partial<ChildVisit> | undefined
  /** Everything due before a check-up. */
  until(day: Day): void
  home(row: NewbornVisit): void
  visit(id: string, row: ChildVisit): void
  /** Ends what is open; what the card of a dead child writes into its file. */
  end(): { readonly stateNote: string } | null
}
export type SpecialTools = { readonly random: ReturnType<typeof createRandom>; readonly tables: GrowthTables; readonly today: Day; serial(series: string): number }

/**
 * True for the children a record is made for: of a small hospital every third one until `first` have it, afterwards one in
 * `every`. Counted, so that the smallest hospital has some of each kind and a county has no more than its share.
 */
export const isChosen = (nth: number, first: number, every: number): boolean => (nth < first * 3 ? nth % 3 === 1 : nth % every === 7)

const ROUTINE_TEST_EVERY = 40

/**
 * What a child has beside its check-ups: special files of high risk and nutrition, the autism chain, development tests,
 * the kindergarten's examination, the death card. It draws from a source of its own.
 */
export function specialSampler(seed: number, tables: GrowthTables, today: Day, serial: (series: string) => number): (child: SpecialChild) => SpecialCourse {
  const tools: SpecialTools = { random: createRandom(seed), tables, today, serial }
  const [cases, autism, entrance] = [caseSampler(tools), autismSampler(tools), entranceSampler(tools)]
  let tested = 0
  return child => {
    const [ofCases, ofAutism, ofEntrance] = [cases(child), autism(child), entrance(child)]
    const isTested = child.made.some(one => one.contact === 'month24') && isChosen(tested += 1, 2, ROUTINE_TEST_EVERY)
    const until = (day: Day): void => {
      ofEntrance.until(day, ofCases.until)
      ofCases.until(day)
    }
    return {
      findingsAt: contact => ofAutism.findingsAt(contact) ?? ofCases.findingsAt(contact), until, home: ofCases.home,
      visit(id, row) {
        ofCases.visit(id, row)
        ofAutism.visit(id, row)
        if (isTested && row.contact === 'month24') sampleDevelopmentTest(tools, child, row.visitDay, 'normal')
      },
      end() {
        until(addDays(child.lastDay, 1))
        const isDead = child.file.state === 'death'
        const card = isDead ? sampleDeathCard(tools, child, !ofCases.isOpen()) : null
        ofCases.end(card?.state === 'submitted' ? card : null)
        ofAutism.end()
        return card?.state === 'submitted' ? { stateNote: cardNote(card.number) } : null
      },
    }
  }
}

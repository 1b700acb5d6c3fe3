import type { Day, Instant } from '../../domain/time/day.ts'
import { addDays, daysBetween } from '../../domain/time/day.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { person, type Person } from '../../domain/modules/people/person.record.ts'
import { createChildSampler } from '../../domain/sample/child.ts'
import type { SampleRecord } from '../../domain/sample/chunk.ts'
import { createRandom } from '../../domain/sample/random.ts'
import { openGrowth } from '../../electron/core/growth.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { writeSampleRecords } from '../../electron/core/modules/system/sample-writer.ts'
import { renewAllChildDue } from '../../electron/core/registry/child-due.ts'
import { say } from './figure.ts'

export type RegisterSize = { children: number; visits: number }
/** What was written, `eyes` of it by the eye clinic. */
export type Register = { visits: number; eyes: number; writeMs: number; dueMs: number }
/** Ten years of births: most children are still in care, the oldest have left with their files. */
const YEARS = 10
const CHUNK = 1_000
/** The youngest cannot make up for what is still missing: all visits are asked for before them. */
const GROWN_SHARE = 0.97
/** A child of a county has rarely more visits than these; what the youngest cannot have had, others had. */
const MOST_VISITS = 34
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任'

/**
 * A county's register written in bulk: children with their mothers, files, home visits and check-ups, what the eye clinic
 * wrote where there is one, and what is due. The rows are the sample hospital's own; the history and audit that the store
 * would leave behind are not written.
 */
export async function writeRegister(database: OpenDatabase, resourcesFolder: string, today: Day, userId: string, { children, visits }: RegisterSize, eyeDoctor?: string): Promise<Register> {
  const random = createRandom(52)
  let [count, written, eyes] = [0, 0, 0]
  const idOf = (kind: number): string => `01900000-0000-7000-9${String(kind).padStart(3, '0')}-${String(count += 1).padStart(12, '0')}`
  const sampler = createChildSampler({ seed: 765, today, tables: openGrowth(resourcesFolder), staff: { userId, doctorName: '沈儿保', institution: '青山县妇幼保健院' }, newId: () => idOf(2), ...(eyeDoctor === undefined ? {} : { eyes: { userId, doctorName: eyeDoctor, newId: () => idOf(3) } }) })
  const firstBirth = addDays(today, -Math.round(YEARS * 365.25))
  const span = daysBetween(firstBirth, addDays(today, -8))
  const began = performance.now()
  for (let start = 0; start < children; start += CHUNK) {
    const records: SampleRecord[] = []
    for (let nth = start; nth < Math.min(children, start + CHUNK); nth += 1) {
      const birthDay = addDays(firstBirth, Math.floor(nth / children * span))
      const at = `${birthDay}T02:00:00.000Z` as Instant
      const name = SURNAMES[nth % SURNAMES.length]! + String.fromCodePoint(0x4e00 + nth * 7 % 8000) + String.fromCodePoint(0x5000 + nth * 13 % 8000)
      const region = `430626${String(100 + nth % 20).padStart(3, '0')}`
      const put = (row: Partial<Person>): string => {
        const id = idOf(1)
        records.push({ definition: person, id, at, by: userId, row: { ...emptyRow(person), nationality: 'CHN', noDocumentReason: 'notBrought', homeRegion: region, homeAddress: `青石村${nth % 28}组`, ...row } })
        return id
      }
      const sex = nth % 2 === 0 ? '1' as const : '2' as const
      const motherId = put({ name: `${name[0]!}${name[2]!}芳`, sex: '2', birthDay: '1995-05-05' as Day, phone: `139${String(10_000_000 + nth)}` })
      const childId = put({ name, sex, birthDay })
      const isPreterm = nth % 14 === 3
      const made = sampler.records({
        childId, newbornId: null, motherId, fatherId: null, phone: null, sex, birthDay, gestationDays: isPreterm ? random.int(210, 258) : random.int(262, 290), fetusCount: 1, birthOrder: 1, birthWeightG: isPreterm ? 2200 : random.int(270, 390) * 10, birthLengthCm: 50,
        apgarOneMinute: 9, apgarFiveMinutes: 10, birthInstitution: '青山县妇幼保健院', mode: '12', registeredDay: birthDay, servedFromDay: null, bornAt: null, birthPlaceType: '2', motherBirthDay: '1995-05-05' as Day,
      }, Math.min(MOST_VISITS, Math.max(0, Math.round(visits * Math.min(1, (nth + 1) / (children * GROWN_SHARE))) - written)))
      written += made.filter(record => record.definition.id === 'child.visit' || record.definition.id === 'child.newbornVisit').length
      eyes += made.filter(record => record.definition.id.startsWith('eye.')).length
      records.push(...made)
    }
    await database.write(async trx => { await writeSampleRecords(database, trx, records) })
    if (start % 10_000 === 0) say(`${start + CHUNK} children, ${written} visits${eyes ? `, ${eyes} eye records` : ''}, ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  const writeMs = performance.now() - began
  await renewAllChildDue(database, today)
  return { visits: written, eyes, writeMs, dueMs: performance.now() - began - writeMs }
}

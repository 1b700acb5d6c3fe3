import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../domain/modules/birth/newborn.record.ts'
import { pregnancy, type Pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { postpartumCheck } from '../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../domain/modules/maternal/postpartum-visit.record.ts'
import { maternalVisit } from '../../domain/modules/maternal/visit.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import type { RecordDefinition, Row } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { SampleRecord } from '../../domain/sample/chunk.ts'
import type { PregnancyClinic } from '../../domain/sample/pregnancy-clinics.ts'
import { sampleSteps } from '../../domain/sample/prenatal.ts'
import { addDays, type Day, daysBetween, type Instant } from '../../domain/time/day.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { writeSampleRecords } from '../../electron/core/modules/system/sample-writer.ts'
import { searchKeysOf } from '../../electron/core/registry/search-keys.ts'
import { say } from './figure.ts'

/** Ten years of pregnancies with their contacts; the last of them are open. */
export const PREGNANCIES = { all: 60_000, open: 6_000, contacts: 543_000 } as const
const YEARS = 10
const CHUNK = 1_000
const TERM = 280
/** Days of gestation of the contacts before birth; one woman in four has missed the last of them. */
const CONTACTS = [['first', 60], ['2', 120], ['3', 155], ['4', 210], ['5', 262], ['other', 185], ['other', 230], ['other', 245]] as const
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任'

/**
 * A county's pregnancies written in bulk: women, bookings, births, visits before and after, closings. The rows are plain ones
 * of every form; the history and audit that the store would leave behind are not written. `beside` is what another clinic has of each.
 */
export async function writePregnancies(database: OpenDatabase, today: Day, userId: string, beside?: ReturnType<PregnancyClinic>): Promise<{ contacts: number; ids: string[]; writeMs: number }> {
  const ids: string[] = []
  let [count, written] = [0, 0]
  const newId = (): string => `01900000-0000-7000-9001-${String(count += 1).padStart(12, '0')}`
  const firstStart = addDays(today, -Math.round(YEARS * 365.25))
  const ended = PREGNANCIES.all - PREGNANCIES.open
  const spanEnded = daysBetween(firstStart, addDays(today, -TERM - 60))
  const began = performance.now()
  for (let from = 0; from < PREGNANCIES.all; from += CHUNK) {
    const records: SampleRecord[] = []
    const put = <D extends RecordDefinition>(definition: D, day: Day, row: Partial<Row<D>>): string => {
      const id = newId()
      records.push({ definition, id, at: `${day}T02:00:00.000Z` as Instant, by: userId, row: { ...emptyRow(definition), ...row } })
      return id
    }
    for (let nth = from; nth < Math.min(PREGNANCIES.all, from + CHUNK); nth += 1) {
      const isOpen = nth >= ended
      const startDay = isOpen ? addDays(today, -(40 + (nth - ended) % 250)) : addDays(firstStart, Math.floor(nth / ended * spanEnded))
      const bookedDay = addDays(startDay, isOpen ? Math.min(60, daysBetween(startDay, today)) : 60)
      const bornDay = addDays(startDay, 276)
      const name = SURNAMES[nth % SURNAMES.length]! + String.fromCodePoint(0x4e00 + nth * 7 % 8000) + String.fromCodePoint(0x5000 + nth * 13 % 8000)
      const womanId = put(person, bookedDay, { name, sex: '2', birthDay: '1995-05-05' as Day, nationality: 'CHN', noDocumentReason: 'notBrought', phone: `139${String(10_000_000 + nth)}`, homeRegion: `430626${String(100 + nth % 20).padStart(3, '0')}`, homeAddress: `青石村${nth % 28}组` })
      const checkDay = addDays(bornDay, 45)
      const row: Partial<Pregnancy> = {
        womanId, state: isOpen ? 'pregnant' : 'delivered', stateDay: isOpen ? null : bornDay, gravidity: 1, parity: 0, lastMenstrualDay: startDay, startDay, expectedDay: addDays(startDay, TERM), datingMethod: 'menstruation', fetusCount: 1, bookedDay, doctorName: '陈医生', handbookNumber: `SC${String(nth).padStart(8, '0')}`,
        ...isOpen || checkDay > today ? {} : { closedDay: checkDay, closeMethod: 'recovered' as const }, riskColour: nth % 9 === 0 ? 'orange' : 'green', isPurple: false,
      }
      const pregnancyId = put(pregnancy, bookedDay, row)
      ids.push(pregnancyId)
      const endedDay = isOpen ? null : bornDay
      records.push(...beside?.({ index: nth, pregnancyId, row: row as Pregnancy, womanId, womanBirthDay: '1995-05-05' as Day, startDay, bookedDay, endedDay, isDelivered: !isOpen, deliveryId: null, fetusCount: 1, first: null, visits: [] }) ?? [])
      const common = { pregnancyId, doctorName: '陈医生', referral: '1' as const }
      const last = isOpen ? today : bornDay
      const wanted = CONTACTS.length - (nth % 4 === 0 ? 1 : 0)
      for (const [kind, gestationDays] of CONTACTS.slice(0, wanted)) {
        const visitDay = addDays(startDay, gestationDays)
        if (visitDay > last || (isOpen && nth % 6 === 1 && gestationDays > 130)) continue
        written += 1
        if (kind === 'first') put(maternalFirst, visitDay, { ...common, visitDay, heightCm: 160, weightKg: 55, systolicMmHg: 112, diastolicMmHg: 70, haemoglobinGPerL: 118, plateletsE9PerL: 220, assessment: '1', gestationDays, ageYears: 28, bmi: 21.48 })
        else put(maternalVisit, visitDay, { ...common, visitNumber: kind, visitDay, weightKg: 55 + gestationDays / 25, fundalHeightCm: Math.max(12, gestationDays / 8), systolicMmHg: 114, diastolicMmHg: 72, fetalHeartPerMinute: 142, haemoglobinGPerL: 116, assessment: '1', gestationDays, nextVisitDay: addDays(visitDay, 28) })
      }
      if (isOpen) continue
      const deliveryId = put(delivery, bornDay, { pregnancyId, motherId: womanId, admissionNumber: `ZY${nth}`, gestationDays: 276, mode: '12', fetusCount: 1, placeType: '2', placeRegion: '430626', placeName: '青山县妇幼保健院', attendantName: '周助产', dischargedDay: addDays(bornDay, 3) })
      put(newborn, bornDay, { deliveryId, birthOrder: 1, outcome: '1', sex: nth % 2 === 0 ? '1' : '2', bornAt: `${bornDay}T08:00`, weightG: 3250, lengthCm: 50 } as Partial<Row<typeof newborn>>)
      put(postpartumVisit, addDays(bornDay, 8), { ...common, visitDay: addDays(bornDay, 8), place: 'home', assessment: '1', daysAfter: 8 })
      put(postpartumCheck, checkDay, { pregnancyId, doctorName: '陈医生', visitDay: checkDay, recovery: '1', handling: '1', daysAfter: 45 })
      written += 2
    }
    await database.write(async trx => {
      const byDefinition = await writeSampleRecords(database, trx, records)
      await database.insertMany(trx, 'personSearch', (byDefinition.get('person') ?? []).flatMap(({ id, row }) => searchKeysOf(row as never).map(key => ({ ...key, personId: id }))))
      await database.insertMany(trx, 'prenatalSampleStep', (byDefinition.get('prenatal.sample') ?? []).flatMap(sampleSteps))
    })
    if (from % 10_000 === 0) say(`${from + CHUNK} pregnancies, ${written} contacts, ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  if (written < PREGNANCIES.contacts) throw new Error(`${written} contacts are fewer than the ${PREGNANCIES.contacts} that were asked for`)
  return { contacts: written, ids, writeMs: performance.now() - began }
}

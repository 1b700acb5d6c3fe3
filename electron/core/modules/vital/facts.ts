import type { VitalWoman } from '../../../../domain/api/vital-api.ts'
import type { HouseholdType } from '../../../../domain/code/child-death.ts'
import type { BirthDefect } from '../../../../domain/modules/vital/birth-defect.record.ts'
import type { MaternalDeath } from '../../../../domain/modules/vital/maternal-death.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import { dayOf, type Minute, minuteAt } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { getRow } from '../../record/store.ts'
import { addressText } from '../../region.ts'

/** The woman of a card as her page shows her. */
export function womanOf({ user, ports }: ReadContext | WriteContext, row: StoredPerson): VitalWoman {
  const maySee = user.permissions.has('person.reveal')
  return {
    personId: row.id, name: row.name, birthDay: row.birthDay, idNumber: row.idNumber && !maySee ? maskIdNumber(row.idNumber) : row.idNumber, phone: row.phone && !maySee ? maskPhone(row.phone) : row.phone,
    address: addressText(ports.folders.resources, row.homeRegion, row.homeAddress),
  }
}

/** 本地 by the county of the household; how long somebody from elsewhere has been here only she can say. */
async function householdOf({ setting }: ReadContext, woman: StoredPerson): Promise<HouseholdType | null> {
  const { countyCode } = await setting('institution')
  return woman.householdRegion === null || countyCode === '' ? null : woman.householdRegion.startsWith(countyCode) ? '1' : '2'
}

/** What the delivery room knows of a child. */
async function bornOf(db: ReadDb, newbornId: string) {
  return db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').innerJoin('pregnancy', 'pregnancy.id', 'delivery.pregnancyId').leftJoin('person', 'person.id', 'newborn.personId')
    .leftJoin('certificateRegistration as registration', join => join.onRef('registration.newbornId', '=', 'newborn.id').on('registration.voidedAt', 'is', null))
    .select(['delivery.motherId', 'delivery.pregnancyId', 'delivery.admissionNumber', 'delivery.gestationDays', 'delivery.fetusCount', 'delivery.placeType', 'delivery.placeName', 'newborn.birthOrder', 'newborn.sex', 'newborn.outcome', 'newborn.bornAt', 'newborn.weightG', 'newborn.defectNote', 'pregnancy.gravidity', 'pregnancy.parity', 'person.name as childName',
      'registration.babyName', 'registration.fatherName', 'registration.fatherBirthDay', 'registration.fatherEthnicGroup', 'registration.fatherIdType', 'registration.fatherIdNumber'])
    .where('newborn.id', '=', newbornId).where('newborn.voidedAt', 'is', null).executeTakeFirst()
}

/** What the first visit asked of earlier pregnancies. */
const firstOf = async (db: ReadDb, pregnancyId: string) => db.selectFrom('maternalFirst').select(['gestationDays', 'spontaneousAbortions', 'inducedAbortions', 'fetalDeaths', 'defectChildren']).where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).executeTakeFirst()

const fitting = (text: string | null, most: number): string | null => text !== null && [...text].length <= most ? text : null

async function filledBy(context: ReadContext): Promise<{ reportInstitution: string | null; reporterName: string; reportDay: typeof context.today }> {
  return { reportInstitution: (await context.setting('institution')).name || null, reporterName: context.user.displayName, reportDay: context.today }
}

/** A defect card as far as the hospital can fill it in itself. */
export async function startOfDefect(context: ReadContext, { newbornId, motherId, pregnancyId }: { newbornId?: string | undefined; motherId?: string | undefined; pregnancyId?: string | undefined }): Promise<{ woman: StoredPerson | null; row: Partial<BirthDefect> }> {
  const { db } = context
  const born = newbornId === undefined ? undefined : await bornOf(db, newbornId)
  const ofPregnancy = born?.pregnancyId ?? pregnancyId
  const pregnant = born || ofPregnancy === undefined ? undefined : await db.selectFrom('pregnancy').select(['womanId', 'gravidity', 'parity', 'fetusCount']).where('id', '=', ofPregnancy).where('voidedAt', 'is', null).executeTakeFirst()
  const womanId = born?.motherId ?? pregnant?.womanId ?? motherId
  const woman = womanId === undefined ? null : await getRow(db, person, womanId)
  const first = ofPregnancy === undefined ? undefined : await firstOf(db, ofPregnancy)
  return {
    woman,
    row: {
      ...woman ? { motherId: woman.id, householdType: await householdOf(context, woman), childEthnicGroup: woman.ethnicGroup } : {}, state: 'draft', pregnancyId: ofPregnancy ?? null, newbornId: born ? newbornId! : null,
      gravidity: born?.gravidity ?? pregnant?.gravidity ?? null, parity: born?.parity ?? pregnant?.parity ?? null, fetusCount: born?.fetusCount ?? pregnant?.fetusCount ?? null,
      stillbirths: first?.fetalDeaths ?? null, abortions: first?.spontaneousAbortions ?? null, defectChildren: first?.defectChildren ?? null,
      ...born ? {
        hospitalNumber: fitting(born.admissionNumber, 10), bornDay: dayOf(born.bornAt), gestationDays: born.gestationDays, weightG: born.weightG, birthOrder: born.birthOrder, sex: born.sex, outcome: born.outcome, birthPlaceType: born.placeType, birthPlace: fitting(born.placeName, 50),
        childName: fitting(born.childName ?? born.babyName, 50), diagnosisName: fitting(born.defectNote, 50), siteAndSize: fitting(born.defectNote, 50) === null ? born.defectNote : null,
        fatherName: fitting(born.fatherName, 50), fatherBirthDay: born.fatherBirthDay, fatherEthnicGroup: born.fatherEthnicGroup, fatherIdType: born.fatherIdType, fatherIdNumber: fitting(born.fatherIdNumber, 18),
      } : {},
      ...await filledBy(context),
    },
  }
}

/** A death card as far as the hospital can fill it in itself. */
export async function startOfDeath(context: ReadContext, motherId: string, pregnancyId: string | undefined): Promise<{ woman: StoredPerson; row: Partial<MaternalDeath> }> {
  const { db } = context
  const woman = await getRow(db, person, motherId)
  const pregnant = pregnancyId === undefined ? undefined : await db.selectFrom('pregnancy').select(['gravidity', 'parity', 'lastMenstrualDay']).where('id', '=', pregnancyId).where('womanId', '=', motherId).where('voidedAt', 'is', null).executeTakeFirst()
  const born = pregnant === undefined ? undefined : await db.selectFrom('delivery').innerJoin('newborn', 'newborn.deliveryId', 'delivery.id').select(['delivery.mode', 'delivery.placeType', 'delivery.attendantType', 'newborn.bornAt'])
    .where('delivery.pregnancyId', '=', pregnancyId!).where('delivery.voidedAt', 'is', null).where('newborn.voidedAt', 'is', null).orderBy('newborn.bornAt').limit(1).executeTakeFirst()
  const first = pregnant === undefined ? undefined : await firstOf(db, pregnancyId!)
  const { visits } = pregnant === undefined ? { visits: 0 } : await db.selectFrom('maternalVisit').select(({ fn }) => fn.countAll<number>().as('visits')).where('pregnancyId', '=', pregnancyId!).where('voidedAt', 'is', null).executeTakeFirstOrThrow()
  const checks = Number(visits) + (first ? 1 : 0)
  return {
    woman,
    row: {
      motherId, pregnancyId: pregnant ? pregnancyId! : null, state: 'draft', noticedAt: minuteAt(context.nowMs) as Minute, householdType: await householdOf(context, woman), stage: born ? 'delivered' : 'undelivered',
      gravidity: pregnant?.gravidity ?? null, parity: pregnant?.parity ?? null, lastMenstrualDay: pregnant?.lastMenstrualDay ?? null, abortions: first?.inducedAbortions ?? null,
      ...born ? { deliveredAt: born.bornAt, mode: born.mode, deliveryPlace: born.placeType, attendantType: born.attendantType } : {},
      ...pregnant ? { hasAntenatalCare: checks > 0, firstCheckDays: first?.gestationDays ?? null, antenatalVisits: checks > 0 ? checks : null } : {},
      ...await filledBy(context),
    },
  }
}

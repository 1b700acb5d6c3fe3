import { CERTIFICATE_CHANGE } from '../../../../domain/code/certificate-change.ts'
import { EXCHANGE_REASON, VOID_REASON } from '../../../../domain/code/certificate.ts'
import { LOSS_REASON } from '../../../../domain/code/replacement.ts'
import { birthCertDataset } from '../../../../domain/export/datasets/index.ts'
import { bornIn } from '../../../../domain/modules/birth/birth.rules.ts'
import { delivery } from '../../../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../../../domain/modules/birth/newborn.record.ts'
import { certificate } from '../../../../domain/modules/certificate/certificate.record.ts'
import { registration } from '../../../../domain/modules/certificate/registration.record.ts'
import { dayOf, type Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { changesSent } from './cert-change.ts'
import { addressColumns, regionColumns, splitAddress } from './address.ts'
import { type DatasetMap, latest, namesOfUsers, rowsById } from './source.ts'
import { originsByDefinition, valuesByDefinition } from './values.ts'

const REGISTER = registration.id
// What certificate management needs beyond the standard is read from these fields.
const EXTENSIONS = {
  'ext.birthPlaceType': [delivery.id, 'placeType'], 'ext.health': [newborn.id, 'health'], 'ext.collectorIdType': [certificate.id, 'collectorIdType'],
  'ext.collectorIdNo': [certificate.id, 'collectorIdNumber'], 'ext.collectorRelation': [certificate.id, 'collectorRelation'], 'ext.printCount': [certificate.id, 'printCount'],
  'ext.issueType': [certificate.id, 'issueType'],
} as const

/** 出生医学证明: a sealed sheet goes out once, a sheet that was used up goes out void. */
export const birthCertMap: DatasetMap = {
  dataset: birthCertDataset, record: certificate.id, reportsUnknownVoids: true,
  origins: {
    ...originsByDefinition(birthCertDataset, registration), ...originsByDefinition(birthCertDataset, certificate), ...EXTENSIONS,
    'HDSB01.01.003': [newborn.id, 'sex'], 'HDSB01.01.004': [newborn.id, 'bornAt'], 'HDSB01.01.005': [delivery.id, 'placeRegion'], 'HDSB01.01.006': [delivery.id, 'placeRegion'],
    'HDSB01.01.007': [delivery.id, 'placeRegion'], 'HDSB01.01.032': [delivery.id, 'gestationDays'], 'HDSB01.01.033': [newborn.id, 'lengthCm'], 'HDSB01.01.034': [newborn.id, 'weightG'],
    'HDSB01.01.035': [delivery.id, 'attendantName'], 'HDSB01.01.036': [delivery.id, 'placeName'],
    ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`HDSB01.01.0${12 + index}`, [REGISTER, 'motherAddress'] as const])),
    ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`HDSB01.01.0${24 + index}`, [REGISTER, 'fatherAddress'] as const])),
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('certificate').select('id').where('voidedAt', 'is', null).where(eb => eb.or([
      eb.and([eb('sealedAt', 'is not', null), eb('issueDay', '>=', period.first), eb('issueDay', '<=', period.last)]),
      eb.and([eb('endedAt', '>=', period.first as never), eb('endedAt', '<=', `${period.last}T23:59` as never)]),
      eb.and([eb('sealedAt', 'is not', null), lateEntry(birthCertDataset.id, 'certificate.issue_day', 'certificate.id', period)]),
      eb.and([eb('endedAt', 'is not', null), lateEntry(birthCertDataset.id, 'certificate.ended_at', 'certificate.id', period)]),
    ])).execute()
    return [...rows.map(row => row.id), ...await changedSince(db, birthCertDataset.id, 'certificate', [
      { table: 'certificate_registration', on: ['t0.registration_id', 'id'] }, { table: 'newborn', on: ['t0.newborn_id', 'id'] }, { table: 'delivery', on: ['t2.delivery_id', 'id'] },
    ])]
  },
  async load(context, ids) {
    const { db, resourcesFolder, institution } = context
    const sheets = [...(await rowsById(db, certificate, ids)).values()]
    const registers = await rowsById(db, registration, sheets.map(sheet => sheet.registrationId))
    const children = await rowsById(db, newborn, sheets.map(sheet => sheet.newbornId))
    const births = await rowsById(db, delivery, [...children.values()].map(child => child.deliveryId))
    const replaced = await rowsById(db, certificate, sheets.map(sheet => sheet.supersedesId))
    const applications = new Map((await db.selectFrom('certificateReplacement').select(['newCertificateId', 'exchangeReason', 'lossReason', 'reviewedBy']).where('newCertificateId', 'in', [...ids]).where('voidedAt', 'is', null).execute())
      .map(row => [row.newCertificateId, row]))
    const names = await namesOfUsers(db, [...sheets.flatMap(sheet => [sheet.printedBy, sheet.sealedBy]), ...[...applications.values()].map(application => application.reviewedBy)])
    const [issuesSent, endsSent] = [await changesSent(db, ids, 'issued'), await sentEnds(db, ids)]
    const blanks = new Map((await db.selectFrom('blank').select(['number', 'edition', 'state']).where('number', 'in', sheets.map(sheet => sheet.number)).execute()).map(blank => [blank.number, blank]))
    return sheets.map(sheet => {
      const register = registers.get(sheet.registrationId)!
      const child = children.get(sheet.newbornId)!
      const birth = births.get(child.deliveryId)!
      const place = regionColumns(resourcesFolder, birth.placeRegion)
      const issueType = { 'ext.issueType': sheet.issueType, 'ext.edition': Number(blanks.get(sheet.number)?.edition ?? '') || null }
      const original = sheet.issueType === '1' || sheet.supersedesId === null ? null : replaced.get(sheet.supersedesId)?.number ?? null
      return {
        dataset: birthCertDataset, recordId: sheet.id, bk: { certNo: sheet.number },
        eventDate: sheet.endedAt ? dayOf(sheet.endedAt) : sheet.issueDay,
        updatedAt: latest(sheet.updatedAt, register.updatedAt, child.updatedAt, birth.updatedAt),
        // The number is used up and the paper is not valid: for the province that is an entry made in error, our own reason stands beside it.
        voided: sheet.endedAt === null ? null : {
          reason: '错误录入', columns: {
            'HDSB01.01.001': sheet.number, 'HDSB01.01.039': sheet.issueDay, ...issueType, 'ext.certStatus': sheet.endReason === '3' ? '3' : sheet.endReason === null ? '4' : '2',
            'ext.voidReason': sheet.endReason === null ? CERTIFICATE_CHANGE.label('exchanged') : VOID_REASON.label(sheet.endReason),
          },
        },
        values: {
          ...valuesByDefinition(birthCertDataset, registration, register), ...valuesByDefinition(birthCertDataset, certificate, sheet),
          'HDSB01.01.003': child.sex, 'HDSB01.01.004': child.bornAt, 'HDSB01.01.005': place.province, 'HDSB01.01.006': place.city, 'HDSB01.01.007': place.county,
          ...(register.motherProvided ? addressColumns('HDSB01.01.012', splitAddress(resourcesFolder, register.motherAddress)) : {}),
          ...(register.fatherProvided ? addressColumns('HDSB01.01.024', splitAddress(resourcesFolder, register.fatherAddress)) : {}),
          'HDSB01.01.032': birth.gestationDays, 'HDSB01.01.033': child.lengthCm, 'HDSB01.01.034': child.weightG, 'HDSB01.01.035': birth.attendantName,
          'HDSB01.01.036': birth.placeName ?? (bornIn(birth) === 'outside' ? null : institution.name), 'HDSB01.01.037': names.get(sheet.printedBy) ?? null, 'HDSB01.01.040': institution.name,
          ...issueType, 'ext.certStatus': '1', 'ext.birthPlaceType': birth.placeType, 'ext.health': child.health, 'ext.collectorIdType': sheet.collectorIdType,
          'ext.collectorIdNo': sheet.collectorIdNumber, 'ext.collectorRelation': sheet.collectorRelation, 'ext.sealerName': sheet.sealedBy === null ? null : names.get(sheet.sealedBy) ?? null,
          'ext.originalCertNo': original, ...replacementColumns(applications.get(sheet.id), names), 'ext.printCount': sheet.printCount,
        },
        ids: { [certificate.id]: sheet.id, [REGISTER]: register.id, [newborn.id]: child.id, [delivery.id]: birth.id },
        facts: {
          certificateId: sheet.id, ended: sheet.endedAt === null ? 0 : 1, changeSent: (sheet.endedAt === null ? issuesSent : endsSent).has(sheet.id) ? 1 : 0,
          newbornId: child.id, outcome: child.voidedAt === null && birth.voidedAt === null ? child.outcome : null, bornOn: dayOf(child.bornAt), issueDay: sheet.issueDay as Day, weightG: child.weightG,
          gestationDays: birth.gestationDays, babyName: register.babyName, printedBabyName: printedName(sheet.printedValues), motherName: register.motherName, motherBirthDay: register.motherBirthDay,
          motherId: register.motherIdType === '01' ? register.motherIdNumber : null, fatherId: register.fatherIdType === '01' ? register.fatherIdNumber : null, fatherName: register.fatherName,
        },
      }
    })
  },
}

/** Why a sheet replaces another one and who agreed to it; nothing for a first issue. */
function replacementColumns(application: { exchangeReason: string | null; lossReason: string | null; reviewedBy: string | null } | undefined, names: ReadonlyMap<string, string>) {
  if (!application) return {}
  const { exchangeReason, lossReason, reviewedBy } = application
  return {
    'ext.replacementReason': (exchangeReason === null ? LOSS_REASON.find(lossReason ?? '') : EXCHANGE_REASON.find(exchangeReason))?.label ?? null,
    'ext.reviewerName': reviewedBy === null ? null : names.get(reviewedBy) ?? null,
  }
}

// How a sheet can end: any of these tells the province why it no longer counts.
const ENDS = ['voided', 'exchanged', 'lost'] as const
const sentEnds = async (db: ReadDb, ids: readonly string[]): Promise<Set<string>> =>
  new Set((await Promise.all(ENDS.map(end => changesSent(db, ids, end)))).flatMap(sent => [...sent]))

/** The child's name as it stood on the sheet; null when the evidence does not say. */
function printedName(printedValues: string): string | null {
  const values = JSON.parse(printedValues) as Record<string, unknown>
  return typeof values.babyName === 'string' ? values.babyName : null
}


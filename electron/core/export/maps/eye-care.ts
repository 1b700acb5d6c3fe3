import { EYE_CARE_FILE_FIELDS } from '../../../../domain/export/datasets/eye-care.ts'
import { eyeCareDataset } from '../../../../domain/export/datasets/index.ts'
import { type CodeList, codesIn } from '../../../../domain/field/code-list.ts'
import { childFile } from '../../../../domain/modules/child/file.record.ts'
import { eyeFile, type StoredEyeFile } from '../../../../domain/modules/eye/file.record.ts'
import { glasses } from '../../../../domain/modules/eye/glasses.record.ts'
import { eyeField } from '../../../../domain/modules/eye/parts.ts'
import { eyeReferral } from '../../../../domain/modules/eye/referral.record.ts'
import { retinopathy } from '../../../../domain/modules/eye/retinopathy.record.ts'
import { eyeVisit, type StoredEyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { APPEARANCE_PARTS, EYES } from '../../../../domain/rule/eye/conclusion.ts'
import { elementVision } from '../../../../domain/rule/eye/vision.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type ChildPersons, childrenOfFiles, homeOf } from './child-persons.ts'
import { CHILD_JOINS, fieldOrigins, fieldValues, serialsOf } from './child-source.ts'
import { type DatasetMap, latest, type MapContext, rowsById, type SourceRow, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition } from './values.ts'

const dataset = eyeCareDataset
/** The four kinds of rows: their record, their table and the day that places them in a month. */
const KINDS = [
  { kind: 'visit', definition: eyeVisit, table: 'eyeVisit', column: 'eye_visit', day: 'visitDay' }, { kind: 'referral', definition: eyeReferral, table: 'eyeReferral', column: 'eye_referral', day: 'referredDay' },
  { kind: 'fundus', definition: retinopathy, table: 'eyeRetinopathy', column: 'eye_retinopathy', day: 'examinedDay' }, { kind: 'glasses', definition: glasses, table: 'eyeGlasses', column: 'eye_glasses', day: 'prescribedDay' },
] as const
type Kind = (typeof KINDS)[number]
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

const OF_CHILD: FieldOrigin = {
  '': [childFile.id, 'number'], 'ext.childName': [person.id, 'name'], 'ext.sex': [person.id, 'sex'], 'ext.birthDay': [person.id, 'birthDay'], 'ext.idType': [person.id, 'idType'], 'ext.idNo': [person.id, 'idNumber'],
  'ext.addressCounty': [person.id, 'homeRegion'], 'ext.addressTownship': [person.id, 'homeRegion'], ...fieldOrigins(childFile.id, EYE_CARE_FILE_FIELDS), ...originsByDefinition(dataset, eyeFile),
}
const OF_EXAMINATION: FieldOrigin = {
  'ext.eyeAppearanceAbnormal': [eyeVisit.id, 'eyelidRight'], 'ext.visitDay': [eyeVisit.id, 'visitDay'], 'ext.visitSerial': [eyeVisit.id, 'visitDay'],
  ...Object.fromEntries(EYES.flatMap(side => [[`ext.${eyeField('distanceVision', side)}`, [eyeVisit.id, eyeField('vision', side)] as const], [`ext.${eyeField('correctedDistanceVision', side)}`, [eyeVisit.id, eyeField('correctedVision', side)] as const]])),
}
const originsOf = ({ definition, day }: Kind): FieldOrigin => ({ ...OF_CHILD, ...OF_EXAMINATION, ...originsByDefinition(dataset, definition), 'ext.rowKind': [definition.id, day] })

/** 眼外观检查异常标志: whether any part of either eye had a finding; nothing where no part was looked at. */
function appearanceAbnormal(visit: StoredEyeVisit): boolean | null {
  const seen = EYES.flatMap(side => APPEARANCE_PARTS.flatMap(part => codesIn(visit[eyeField(part, side)] as CodeList | null)))
  return seen.length === 0 ? null : seen.some(code => code !== '1')
}

/** What the national catalogue has an element for, in the element's notation. */
const elementsOf = (visit: StoredEyeVisit): ColumnValues => ({
  'ext.eyeAppearanceAbnormal': appearanceAbnormal(visit),
  ...Object.fromEntries(EYES.flatMap(side => {
    const [bare, corrected] = [visit[eyeField('vision', side)], visit[eyeField('correctedVision', side)]]
    return [[`ext.${eyeField('distanceVision', side)}`, bare && elementVision(bare)], [`ext.${eyeField('correctedDistanceVision', side)}`, corrected && elementVision(corrected)]]
  })),
})

function ofChild({ file, child, mother, father }: ChildPersons, own: StoredEyeFile | undefined, context: MapContext): ColumnValues {
  const { parts } = homeOf(context.resourcesFolder, { file, child, mother, father, updatedAt: '' })
  return {
    'ext.childName': child.name, 'ext.sex': child.sex, 'ext.birthDay': child.birthDay, 'ext.idType': child.idType, 'ext.idNo': child.idNumber, 'ext.addressCounty': parts.county, 'ext.addressTownship': parts.township,
    ...fieldValues(file, EYE_CARE_FILE_FIELDS), ...(own ? valuesByDefinition(dataset, eyeFile, own) : {}),
  }
}

/** The eye health files of some children, by file of the child. */
async function eyeFilesOf(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, StoredEyeFile>> {
  const rows = await db.selectFrom('eyeFile').selectAll().where('fileId', 'in', [...new Set(fileIds)]).where('voidedAt', 'is', null).execute()
  return new Map(rows.map(row => [row.fileId, fromColumns(eyeFile, row)]))
}

const keyDay = (day: Day): string => day.replaceAll('-', '')

type Found = { readonly kind: Kind; readonly row: StoredRow<RecordDefinition> & { fileId: string; visitId?: string | null } }
/** The asked rows of all four records. */
async function foundOf(db: ReadDb, ids: readonly string[]): Promise<Found[]> {
  const found: Found[] = []
  for (const kind of KINDS) for (const row of (await rowsById(db, kind.definition as RecordDefinition, ids)).values()) found.push({ kind, row: row as Found['row'] })
  return found
}

/** 眼保健: examinations, referrals with their answers, fundus examinations and glasses, a row each. */
export const eyeCareMap: DatasetMap = {
  dataset, record: eyeVisit.id, reportsUnknownVoids: false,
  origins: Object.assign({}, ...KINDS.map(originsOf).reverse()) as FieldOrigin,
  async candidates(db, period) {
    const ids: string[] = []
    for (const { table, column, day } of KINDS) {
      const rows = await db.selectFrom(table as 'eyeVisit').select('id').where(eb => eb.or([eb.and([eb(day as 'visitDay', '>=', period.first), eb(day as 'visitDay', '<=', period.last)]), lateEntry(dataset.id, `${column}.${snake(day)}`, `${column}.id`, period)])).execute()
      ids.push(...rows.map(row => row.id), ...await changedSince(db, dataset.id, column, [...CHILD_JOINS, { table: 'eye_file', on: ['t0.file_id', 'file_id'] }]))
    }
    return ids
  },
  async load(context, ids) {
    const { db, institution } = context
    const found = await foundOf(db, ids)
    const fileIds = found.map(({ row }) => row.fileId)
    if (fileIds.length === 0) return []
    const [children, own, visits] = [await childrenOfFiles(db, fileIds), await eyeFilesOf(db, fileIds), await rowsById(db, eyeVisit, found.map(({ row }) => row.visitId ?? null))]
    const serials = new Map<string, number>()
    for (const { table, day } of KINDS) for (const [id, serial] of await serialsOf(db, table, fileIds, day)) serials.set(id, serial)
    return found.map(({ kind, row }): SourceRow => {
      const child = children.get(row.fileId)!
      const ofEyes = own.get(row.fileId)
      const day = (row as unknown as Record<string, Day>)[kind.day]!
      const visit = kind.kind === 'visit' ? row as unknown as StoredEyeVisit : row.visitId ? visits.get(row.visitId) : undefined
      const dropped = row.voidedAt !== null || child.file.voidedAt !== null
      return {
        dataset, recordId: row.id, bk: { orgCode: institution.code, childNo: child.file.number ?? '', rowKind: kind.kind, day: keyDay(day), serial: String(serials.get(row.id) ?? 1) }, eventDate: day,
        updatedAt: latest(row.updatedAt, child.updatedAt, ofEyes?.updatedAt, visit?.updatedAt), voided: dropped ? { reason: voidReasonOf(row.voidReason ?? child.file.voidReason), columns: {} } : null,
        values: {
          ...ofChild(child, ofEyes, context), ...valuesByDefinition(dataset, kind.definition, row), 'ext.rowKind': kind.kind, ...(visit ? { 'ext.visitDay': visit.visitDay, 'ext.visitSerial': kind.kind === 'visit' ? null : serials.get(visit.id) } : {}),
          ...(kind.kind === 'visit' ? elementsOf(visit!) : {}),
        },
        ids: { [kind.definition.id]: row.id, ...(visit ? { [eyeVisit.id]: visit.id } : {}), ...(ofEyes ? { [eyeFile.id]: ofEyes.id } : {}), [childFile.id]: row.fileId, [person.id]: child.file.childId },
        from: { record: kind.definition.id, origins: originsOf(kind) },
        facts: { fileId: row.fileId, birthDay: child.child.birthDay, bornOn: child.child.birthDay, deathDay: child.file.state === 'death' ? child.file.stateDay : null, dayColumn: `ext.${kind.day}`, motherBirthDay: null },
      }
    })
  },
}

import type { CervicalCytology } from '../../../../domain/code/maternal-care.ts'
import { BREAST_CATEGORY } from '../../../../domain/code/maternal-care.ts'
import { type CancerPart, COLPOSCOPY_RESULT } from '../../../../domain/code/women-care.ts'
import { womenAdolescentDataset, womenMenopauseDataset, womenScreeningDataset } from '../../../../domain/export/datasets/women-sets.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { adolescentVisit } from '../../../../domain/modules/women/adolescent.record.ts'
import { cancerFollowUp, type StoredCancerFollowUp } from '../../../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening, type StoredCancerScreening } from '../../../../domain/modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from '../../../../domain/modules/women/menopause.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { addressOf } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { type DatasetMap, latest, type MapContext, rowsById, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition, whereItFits } from './values.ts'

const SCREENING = womenScreeningDataset
/** 宫颈细胞学 in the codes of CV04.50.011; a cancer without its kind is named by the system alone. */
const CYTOLOGY_TO_NATIONAL: Readonly<Record<CervicalCytology, string>> = { nilm: '21', ascus: '22', asch: '23', lsil: '24', hsil: '25', agc: '27', cancer: '2' }

function whoIs(context: MapContext, woman: StoredPerson): ColumnValues {
  const { province, city, county, township, village, door } = addressOf(context.resourcesFolder, woman.homeRegion, woman.homeAddress)
  return {
    'HDSB02.02.002': woman.name, 'HDSB02.02.003': woman.birthDay, 'HDSB02.02.004': woman.idType, 'HDSB02.02.005': whereItFits(SCREENING, 'HDSB02.02.005', woman.idNumber), 'HDSB02.02.006': woman.ethnicGroup,
    // This standard has the village before the township.
    'HDSB02.02.010': province, 'HDSB02.02.011': city, 'HDSB02.02.012': county, 'HDSB02.02.013': village, 'HDSB02.02.014': township, 'HDSB02.02.015': door, 'HDSB02.02.016': woman.homeRegion?.slice(0, 6),
    'HDSB02.02.018': woman.phone, 'HDSB02.02.019': woman.maritalStatus,
  }
}
const PERSON_FIELDS = {
  'HDSB02.02.002': 'name', 'HDSB02.02.003': 'birthDay', 'HDSB02.02.004': 'idType', 'HDSB02.02.005': 'idNumber', 'HDSB02.02.006': 'ethnicGroup', 'HDSB02.02.010': 'homeRegion', 'HDSB02.02.011': 'homeRegion', 'HDSB02.02.012': 'homeRegion', 'HDSB02.02.013': 'homeAddress',
  'HDSB02.02.014': 'homeRegion', 'HDSB02.02.015': 'homeAddress', 'HDSB02.02.016': 'homeRegion', 'HDSB02.02.018': 'phone', 'HDSB02.02.019': 'maritalStatus',
} as const
const ofPerson = (fields: Readonly<Record<string, string>>): FieldOrigin => Object.fromEntries(Object.entries(fields).map(([column, field]) => [column, [person.id, field] as const]))

const said = (label: string | null, note: string | null): string | null => [label, note].filter(Boolean).join(' ') || null
const symptomOf = ({ symptoms }: StoredCancerScreening): string | null => { const codes = codesIn(symptoms); return codes.length === 1 ? codes[0]! : null }

/** What the steps behind a screening found, the last result of each kind, and where each chain stands. */
function ofSteps(steps: readonly StoredCancerFollowUp[]): ColumnValues {
  const last = <N extends 'colposcopy' | 'cervicalPathology' | 'mammographyCategory' | 'breastPathology' | 'stage' | 'treatment'>(name: N): StoredCancerFollowUp[N] => steps.findLast(step => step[name] !== null)?.[name] ?? null
  const colposcopy = steps.findLast(step => step.colposcopy !== null)
  const mammography = steps.findLast(step => step.mammographyCategory !== null)
  const state = (part: CancerPart): string | undefined => steps.findLast(step => step.part === part)?.state
  return {
    'HDSB02.02.065': colposcopy?.colposcopy ? said(COLPOSCOPY_RESULT.label(colposcopy.colposcopy), colposcopy.findings) : null, 'HDSB02.02.067': last('cervicalPathology'),
    'HDSB02.02.069': mammography?.mammographyCategory ? said(`BI-RADS ${BREAST_CATEGORY.label(mammography.mammographyCategory)}`, mammography.findings) : null,
    'ext.colposcopy': last('colposcopy'), 'ext.mammographyCategory': last('mammographyCategory'), 'ext.breastPathology': last('breastPathology'), 'ext.stage': last('stage'), 'ext.treatment': last('treatment'), 'ext.cervicalFollowUp': state('cervical'), 'ext.breastFollowUp': state('breast'),
  }
}

/** 两癌筛查: one row a screening; it goes out again when a step of its chain is answered. */
const screeningMap: DatasetMap = {
  dataset: SCREENING, record: cancerScreening.id, reportsUnknownVoids: false,
  origins: {
    ...ofPerson(PERSON_FIELDS), ...originsByDefinition(SCREENING, cancerFollowUp), ...originsByDefinition(SCREENING, cancerScreening), 'HDSB02.02.046': [cancerScreening.id, 'symptoms'], 'HDSB02.02.066': [cancerScreening.id, 'cytology'], 'HDSB02.02.068': [cancerScreening.id, 'breastCategory'],
    'HDSB02.02.065': [cancerFollowUp.id, 'colposcopy'], 'HDSB02.02.067': [cancerFollowUp.id, 'cervicalPathology'], 'HDSB02.02.069': [cancerFollowUp.id, 'mammographyCategory'], 'ext.cervicalFollowUp': [cancerFollowUp.id, 'state'], 'ext.breastFollowUp': [cancerFollowUp.id, 'state'], '': [cancerScreening.id, 'number'],
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('womenCancerScreening').select('id').where(eb => eb.or([eb.and([eb('screeningDay', '>=', period.first), eb('screeningDay', '<=', period.last)]), lateEntry(SCREENING.id, 'women_cancer_screening.screening_day', 'women_cancer_screening.id', period)])).execute()
    return [...rows.map(row => row.id), ...await changedSince(db, SCREENING.id, 'women_cancer_screening', [{ table: 'person', on: ['t0.woman_id', 'id'] }, { table: 'women_cancer_follow_up', on: ['t0.id', 'screening_id'] }])]
  },
  async load(context, ids) {
    const { db, institution } = context
    const screenings = [...(await rowsById(db, cancerScreening, ids)).values()]
    if (screenings.length === 0) return []
    const women = await rowsById(db, person, screenings.map(row => row.womanId))
    const stepIds = await db.selectFrom('womenCancerFollowUp').select('id').where('screeningId', 'in', screenings.map(row => row.id)).where('voidedAt', 'is', null).execute()
    const steps = Map.groupBy([...(await rowsById(db, cancerFollowUp, stepIds.map(row => row.id))).values()].toSorted((one, other) => one.openedDay < other.openedDay || (one.openedDay === other.openedDay && one.id < other.id) ? -1 : 1), step => step.screeningId)
    return screenings.map(row => {
      const woman = women.get(row.womanId)!
      const own = steps.get(row.id) ?? []
      return {
        dataset: SCREENING, recordId: row.id, bk: { orgCode: institution.code, screeningNo: row.number ?? row.id }, eventDate: row.screeningDay, updatedAt: latest(row.updatedAt, woman.updatedAt, ...own.map(step => step.updatedAt)),
        voided: row.voidedAt === null ? null : { reason: voidReasonOf(row.voidReason), columns: {} },
        values: {
          ...valuesByDefinition(SCREENING, cancerScreening, row), ...whoIs(context, woman), ...ofSteps(own), 'HDSB02.02.046': symptomOf(row), 'HDSB02.02.066': row.cytology && CYTOLOGY_TO_NATIONAL[row.cytology],
          'HDSB02.02.068': row.breastCategory && said(`BI-RADS ${BREAST_CATEGORY.label(row.breastCategory)}`, row.ultrasoundNote), 'HDSB02.02.072': institution.name,
        },
        ids: { [cancerScreening.id]: row.id, [person.id]: woman.id, [cancerFollowUp.id]: own.at(-1)?.id ?? null }, facts: {},
      }
    })
  },
}

const LOCAL_WHO = { 'ext.name': 'name', 'ext.birthDay': 'birthDay', 'ext.idType': 'idType', 'ext.idNo': 'idNumber', 'ext.addressCounty': 'homeRegion', 'ext.addressTownship': 'homeRegion' } as const
function localWho(context: MapContext, woman: StoredPerson): ColumnValues {
  const { county, township } = addressOf(context.resourcesFolder, woman.homeRegion, woman.homeAddress)
  return { 'ext.name': woman.name, 'ext.birthDay': woman.birthDay, 'ext.idType': woman.idType, 'ext.idNo': woman.idNumber, 'ext.addressCounty': county, 'ext.addressTownship': township }
}
const keyDay = (day: string): string => day.replaceAll('-', '')

/** 序号 of a row among those of the same owner and day, voided ones too: a key is never given twice. */
function serialsIn(rows: readonly { id: string; owner: string; day: string }[]): ReadonlyMap<string, string> {
  const serials = new Map<string, string>()
  for (const same of Map.groupBy(rows, row => `${row.owner} ${row.day}`).values()) same.toSorted((one, other) => (one.id < other.id ? -1 : 1)).forEach((row, index) => serials.set(row.id, String(index + 1)))
  return serials
}

/** 更年期: one row a visit; it goes out again when her file changes. */
const menopauseMap: DatasetMap = {
  dataset: womenMenopauseDataset, record: menopauseVisit.id, reportsUnknownVoids: false,
  origins: { ...ofPerson(LOCAL_WHO), ...originsByDefinition(womenMenopauseDataset, menopauseFile), ...originsByDefinition(womenMenopauseDataset, menopauseVisit), '': [menopauseFile.id, 'number'] },
  async candidates(db, period) {
    const rows = await db.selectFrom('womenMenopauseVisit').select('id').where(eb => eb.or([eb.and([eb('visitDay', '>=', period.first), eb('visitDay', '<=', period.last)]), lateEntry(womenMenopauseDataset.id, 'women_menopause_visit.visit_day', 'women_menopause_visit.id', period)])).execute()
    return [...rows.map(row => row.id), ...await changedSince(db, womenMenopauseDataset.id, 'women_menopause_visit', [{ table: 'person', on: ['t0.woman_id', 'id'] }, { table: 'women_menopause_file', on: ['t0.file_id', 'id'] }])]
  },
  async load(context, ids) {
    const { db, institution } = context
    const visits = [...(await rowsById(db, menopauseVisit, ids)).values()]
    if (visits.length === 0) return []
    const [women, files] = [await rowsById(db, person, visits.map(row => row.womanId)), await rowsById(db, menopauseFile, visits.map(row => row.fileId))]
    const serials = serialsIn((await db.selectFrom('womenMenopauseVisit').select(['id', 'fileId', 'visitDay']).where('fileId', 'in', [...files.keys()]).execute()).map(row => ({ id: row.id, owner: row.fileId, day: row.visitDay })))
    return visits.map(row => {
      const [woman, file] = [women.get(row.womanId)!, files.get(row.fileId)!]
      const dropped = row.voidedAt !== null || file.voidedAt !== null
      return {
        dataset: womenMenopauseDataset, recordId: row.id, bk: { orgCode: institution.code, fileNo: file.number ?? file.id, visitDay: keyDay(row.visitDay), serial: serials.get(row.id)! }, eventDate: row.visitDay, updatedAt: latest(row.updatedAt, woman.updatedAt, file.updatedAt),
        voided: dropped ? { reason: voidReasonOf(row.voidReason ?? file.voidReason), columns: {} } : null,
        values: { ...valuesByDefinition(womenMenopauseDataset, menopauseFile, file), ...valuesByDefinition(womenMenopauseDataset, menopauseVisit, row), ...localWho(context, woman) },
        ids: { [menopauseVisit.id]: row.id, [menopauseFile.id]: file.id, [person.id]: woman.id }, facts: {},
      }
    })
  },
}

/** 青少年保健: one row a visit. */
const adolescentMap: DatasetMap = {
  dataset: womenAdolescentDataset, record: adolescentVisit.id, reportsUnknownVoids: false,
  origins: { ...ofPerson({ ...LOCAL_WHO, 'ext.sex': 'sex' }), ...originsByDefinition(womenAdolescentDataset, adolescentVisit), '': [adolescentVisit.id, 'visitDay'] },
  async candidates(db, period) {
    const rows = await db.selectFrom('womenAdolescentVisit').select('id').where(eb => eb.or([eb.and([eb('visitDay', '>=', period.first), eb('visitDay', '<=', period.last)]), lateEntry(womenAdolescentDataset.id, 'women_adolescent_visit.visit_day', 'women_adolescent_visit.id', period)])).execute()
    return [...rows.map(row => row.id), ...await changedSince(db, womenAdolescentDataset.id, 'women_adolescent_visit', [{ table: 'person', on: ['t0.woman_id', 'id'] }])]
  },
  async load(context, ids) {
    const { db, institution } = context
    const visits = [...(await rowsById(db, adolescentVisit, ids)).values()]
    if (visits.length === 0) return []
    const women = await rowsById(db, person, visits.map(row => row.womanId))
    const serials = serialsIn((await db.selectFrom('womenAdolescentVisit').select(['id', 'womanId', 'visitDay']).where('womanId', 'in', [...women.keys()]).execute()).map(row => ({ id: row.id, owner: row.womanId, day: row.visitDay })))
    return visits.map(row => {
      const woman = women.get(row.womanId)!
      return {
        dataset: womenAdolescentDataset, recordId: row.id, bk: { orgCode: institution.code, personNo: woman.id, visitDay: keyDay(row.visitDay), serial: serials.get(row.id)! }, eventDate: row.visitDay, updatedAt: latest(row.updatedAt, woman.updatedAt),
        voided: row.voidedAt === null ? null : { reason: voidReasonOf(row.voidReason), columns: {} },
        values: { ...valuesByDefinition(womenAdolescentDataset, adolescentVisit, row), ...localWho(context, woman), 'ext.sex': woman.sex },
        ids: { [adolescentVisit.id]: row.id, [person.id]: woman.id }, facts: {},
      }
    })
  },
}

/** How the data sets of 两癌筛查, 更年期, 青少年 are read. */
export const WOMEN_MAPS: readonly DatasetMap[] = [screeningMap, menopauseMap, adolescentMap]

import type { ChildContact } from '../../../../domain/code/child-check.ts'
import {
  COMPLEXION_LATER_TO_NATIONAL, COMPLEXION_TO_NATIONAL, GUIDANCE_TO_NATIONAL, PRESCHOOL_GUIDANCE_TO_NATIONAL, RICKETS_SIGN_TO_NATIONAL, RICKETS_SYMPTOM_TO_NATIONAL,
} from '../../../../domain/code/child-maps.ts'
import type { CodeList } from '../../../../domain/field/code-list.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { EXAMINATION_FIELDS, EXAMINATION_FILE_FIELDS } from '../../../../domain/export/datasets/child-examination.ts'
import { childExaminationDataset } from '../../../../domain/export/datasets/index.ts'
import { childFile } from '../../../../domain/modules/child/file.record.ts'
import { newbornVisit } from '../../../../domain/modules/child/newborn-visit.record.ts'
import { childVisit, type StoredChildVisit } from '../../../../domain/modules/child/visit.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { contactOf } from '../../../../domain/rule/child/contacts.ts'
import { developmentCheckResult, warningSignsAt } from '../../../../domain/rule/child/warning-signs.ts'
import { exchangeLevel, physiqueCodes } from '../../../../domain/rule/growth/mapping.ts'
import { completedMonths } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { addressColumns, addressOf, addressOrigins } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { CHILD_JOINS, childrenOf, fieldOrigins, fieldValues, serialsOf, visitKey } from './child-source.ts'
import { type DatasetMap, latest, rowsById, voidReasonOf } from './source.ts'
import { type ColumnValues, originsByDefinition, valuesByDefinition } from './values.ts'

const id = (number: number): string => `HDSB01.02.${String(number).padStart(3, '0')}`
/** 异常标志: 1 未见异常 is F, 2 异常 is T; what was not looked at is not said. */
const abnormal = (answer: string | null): boolean | null => (answer === null ? null : answer === '2')
/** Of an answer that covers two elements, or says more than the element asks: normal is normal for each, abnormal names neither. */
const onlyNormal = (answer: string | null): boolean | null => (answer === '1' ? false : null)

function mapped<Code extends string, National extends string>(list: CodeList<Code> | null, table: Readonly<Record<Code, National>>): National[] {
  return [...new Set(codesIn(list).map(code => table[code]))]
}

/** 可疑佝偻病体征 of whichever column the visit's age has. */
function ricketsSigns(visit: StoredChildVisit): string[] {
  return [
    ...mapped(visit.ricketsSignsMonth3 as CodeList<'1'> | null, RICKETS_SIGN_TO_NATIONAL.month3), ...mapped(visit.ricketsSignsInfant as CodeList<'1'> | null, RICKETS_SIGN_TO_NATIONAL.month6),
    ...mapped(visit.ricketsSignsToddler as CodeList<'1'> | null, RICKETS_SIGN_TO_NATIONAL.toddler),
  ]
}

/** 发育评估通过标志: sent for four answers, or for one sign that is present; never for an incomplete check (note §4.6). */
export function developmentPassed(visit: Pick<StoredChildVisit, 'contact' | 'warningSign1' | 'warningSign2' | 'warningSign3' | 'warningSign4'>): boolean | null {
  const { due } = contactOf(visit.contact as ChildContact)
  if (due.from !== 'month') return null
  const given = [visit.warningSign1, visit.warningSign2, visit.warningSign3, visit.warningSign4]
  const answers = Object.fromEntries(warningSignsAt(due.months).flatMap((sign, index) => typeof given[index] === 'boolean' ? [[sign, given[index] ? 'present' : 'absent']] : []))
  const result = developmentCheckResult(due.months, answers)
  return result === 'normal' ? true : result === 'abnormal' ? false : null
}

/** What the home visit learnt of the newborn's hearing screening: 1 通过 or 2 未通过; the last word counts. */
async function hearingAtBirth(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, { id: string; status: string; updatedAt: string }>> {
  const rows = await db.selectFrom('childNewbornVisit').select(['id', 'fileId', 'hearingStatus', 'updatedAt']).where('fileId', 'in', [...new Set(fileIds)]).where('voidedAt', 'is', null).where('hearingStatus', 'in', ['1', '2'] as never).orderBy('visitDay').orderBy('id').execute()
  return new Map(rows.map(row => [row.fileId, { id: row.id, status: String(row.hearingStatus), updatedAt: row.updatedAt }]))
}

const only = (...codes: readonly string[]): string | null => codes[0] ?? null
const list = (codes: readonly string[]): string | null => codes.length === 0 ? null : codes.join(',')

/** The 63 elements of one visit, without head and address. */
function elementsOf(visit: StoredChildVisit): ColumnValues {
  const isStanding = visit.position === 'H'
  const statuses = codesIn(visit.nutrition)
  const physique = visit.evaluatedBy === null ? [] : physiqueCodes(statuses)
  const symptoms = mapped(visit.ricketsSymptoms, RICKETS_SYMPTOM_TO_NATIONAL)
  const signs = ricketsSigns(visit)
  const guidance = [...mapped(visit.guidance, GUIDANCE_TO_NATIONAL), ...mapped(visit.preschoolGuidance, PRESCHOOL_GUIDANCE_TO_NATIONAL)]
  return {
    ...valuesByDefinition(childExaminationDataset, childVisit, visit),
    // The element has one decimal; infants are weighed to 10 g, and the whole value stands in the extension.
    [id(18)]: visit.weightKg === null ? null : Math.round(Math.round(visit.weightKg * 100) / 10) / 10,
    [id(15)]: isStanding ? null : visit.lengthCm, [id(16)]: isStanding ? visit.lengthCm : null,
    [id(17)]: visit.lengthGrade && exchangeLevel(visit.lengthGrade), [id(19)]: visit.weightGrade && exchangeLevel(visit.weightGrade), [id(20)]: visit.weightForLengthGrade && exchangeLevel(visit.weightForLengthGrade),
    // Statuses are kept most severe first: the one code of the element is that of the first.
    [id(21)]: physique.length === 0 ? null : only(...physiqueCodes(statuses.slice(0, 1))), 'ext.physiqueCodes': list(physique),
    [id(23)]: visit.complexion ? COMPLEXION_TO_NATIONAL[visit.complexion] : visit.complexionLater ? COMPLEXION_LATER_TO_NATIONAL[visit.complexionLater] : null,
    [id(24)]: abnormal(visit.skin), [id(25)]: visit.fontanelle === null ? null : visit.fontanelle === '1', [id(26)]: visit.neckMass === null ? null : visit.neckMass === '1', [id(27)]: abnormal(visit.eyes),
    [id(32)]: abnormal(visit.ears), [id(34)]: abnormal(visit.mouth), [id(37)]: onlyNormal(visit.chest), [id(38)]: onlyNormal(visit.chest), [id(39)]: abnormal(visit.abdomen),
    [id(40)]: visit.cord === '1' ? false : visit.cord === '2' ? true : null, [id(41)]: onlyNormal(visit.navel), [id(42)]: abnormal(visit.limbs), [id(43)]: abnormal(visit.gait),
    [id(44)]: only(...symptoms), 'ext.ricketsSymptomCodes': list(symptoms), [id(45)]: only(...signs), 'ext.ricketsSignCodes': list(signs),
    [id(46)]: onlyNormal(visit.anusAndGenitals), [id(47)]: onlyNormal(visit.anusAndGenitals), [id(52)]: developmentPassed(visit), [id(53)]: visit.illness === null ? null : visit.illness !== '1',
    [id(58)]: visit.referral === '2', [id(61)]: only(...guidance), 'ext.guidanceCodes': list(guidance),
  }
}


/** 儿童健康体检: one row for each check-up from 满月 to 6 岁. */
export const childExaminationMap: DatasetMap = {
  dataset: childExaminationDataset, record: childVisit.id, reportsUnknownVoids: false,
  origins: {
    ...originsByDefinition(childExaminationDataset, childVisit), ...fieldOrigins(childVisit.id, EXAMINATION_FIELDS), ...fieldOrigins(childFile.id, EXAMINATION_FILE_FIELDS),
    [id(1)]: [childFile.id, 'number'], '': [childFile.id, 'number'], [id(2)]: [person.id, 'name'], [id(3)]: [person.id, 'sex'], [id(4)]: [person.id, 'birthDay'], [id(5)]: [childFile.id, 'motherId'], [id(6)]: [childFile.id, 'motherId'],
    [id(7)]: [childFile.id, 'fatherId'], [id(8)]: [childFile.id, 'fatherId'], ...addressOrigins(id(9)), [id(16)]: [childVisit.id, 'lengthCm'], [id(33)]: [newbornVisit.id, 'hearingStatus'], [id(37)]: [childVisit.id, 'chest'], [id(38)]: [childVisit.id, 'chest'],
    [id(40)]: [childVisit.id, 'cord'], [id(41)]: [childVisit.id, 'navel'], [id(47)]: [childVisit.id, 'anusAndGenitals'], [id(52)]: [childVisit.id, 'warningSign1'],
    'ext.physiqueCodes': [childVisit.id, 'nutrition'], 'ext.ricketsSymptomCodes': [childVisit.id, 'ricketsSymptoms'], 'ext.ricketsSignCodes': [childVisit.id, 'ricketsSignsMonth3'], 'ext.guidanceCodes': [childVisit.id, 'guidance'], 'ext.ageMonths': [person.id, 'birthDay'],
  },
  async candidates(db, period) {
    const rows = await db.selectFrom('childVisit').select('id').where(eb => eb.or([
      eb.and([eb('visitDay', '>=', period.first), eb('visitDay', '<=', period.last)]), lateEntry(childExaminationDataset.id, 'child_visit.visit_day', 'child_visit.id', period),
    ])).execute()
    const changed = await changedSince(db, childExaminationDataset.id, 'child_visit', [...CHILD_JOINS, { table: 'child_newborn_visit', on: ['t0.file_id', 'file_id'] }])
    return [...rows.map(row => row.id), ...changed]
  },
  async load(context, ids) {
    const { db, institution, resourcesFolder } = context
    const visits = [...(await rowsById(db, childVisit, ids)).values()]
    const fileIds = visits.map(visit => visit.fileId)
    const children = await childrenOf(db, fileIds)
    const serials = await serialsOf(db, 'childVisit', fileIds)
    const hearing = await hearingAtBirth(db, fileIds)
    return visits.map(visit => {
      const { file, child, mother, father } = children.get(visit.fileId)!
      const serial = serials.get(visit.id) ?? 1
      const heard = hearing.get(file.id)
      const dropped = visit.voidedAt !== null || file.voidedAt !== null
      const home = child.homeRegion === null && child.homeAddress === null ? mother : child
      return {
        dataset: childExaminationDataset, recordId: visit.id, bk: visitKey(institution.code, file, visit.visitDay, serial), eventDate: visit.visitDay,
        updatedAt: latest(visit.updatedAt, file.updatedAt, child.updatedAt, mother?.updatedAt, father?.updatedAt, heard?.updatedAt),
        voided: dropped ? { reason: voidReasonOf(visit.voidReason ?? file.voidReason), columns: {} } : null,
        values: {
          ...elementsOf(visit), ...fieldValues(visit, EXAMINATION_FIELDS), ...fieldValues(file, EXAMINATION_FILE_FIELDS),
          [id(1)]: file.number === null ? null : `${file.number}${visit.visitDay.replaceAll('-', '')}${serial}`, [id(2)]: child.name, [id(3)]: child.sex, [id(4)]: child.birthDay, [id(5)]: mother?.name, [id(6)]: mother?.phone, [id(7)]: father?.name, [id(8)]: father?.phone,
          ...addressColumns(id(9), addressOf(resourcesFolder, home?.homeRegion ?? null, home?.homeAddress ?? null)), [id(33)]: heard?.status,
          'ext.ageMonths': child.birthDay === null ? null : Math.max(0, completedMonths(child.birthDay, visit.visitDay)),
        },
        ids: { [childVisit.id]: visit.id, [childFile.id]: file.id, [person.id]: child.id, [newbornVisit.id]: heard?.id ?? null },
        facts: {
          fileId: file.id, contact: visit.contact, birthDay: child.birthDay, bornOn: child.birthDay, visitDay: visit.visitDay, motherBirthDay: mother?.birthDay ?? null, deathDay: file.state === 'death' ? file.stateDay : null, chest: visit.chest, anusAndGenitals: visit.anusAndGenitals,
          gestationDays: file.gestationDays, pneumonia: stays(visit.pneumoniaTimes, visit.pneumoniaStays), diarrhoea: stays(visit.diarrhoeaTimes, visit.diarrhoeaStays), injury: stays(visit.injuryTimes, visit.injuryStays),
        },
      }
    })
  },
}

/** 1 where more hospital stays than episodes were written down. */
const stays = (times: number | null, inHospital: number | null): 0 | 1 => (times !== null && inHospital !== null && inHospital > times ? 1 : 0)

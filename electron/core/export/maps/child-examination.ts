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
import { eyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { hearingTest } from '../../../../domain/modules/child/hearing-test.record.ts'
import { contactOf } from '../../../../domain/rule/child/contacts.ts'
import { hearingResult } from '../../../../domain/rule/child/hearing-screening.ts'
import { developmentCheckResult, warningSignsAt } from '../../../../domain/rule/child/warning-signs.ts'
import { elementVision } from '../../../../domain/rule/eye/vision.ts'
import { exchangeLevel, physiqueCodes } from '../../../../domain/rule/growth/mapping.ts'
import { completedMonths, type Day } from '../../../../domain/time/day.ts'
import type { VisualAcuity } from '../../../../domain/code/visual-acuity.ts'
import type { ReadDb } from '../../db/engine.ts'
import { addressColumns, addressOf, addressOrigins } from './address.ts'
import { changedSince, lateEntry } from './candidates.ts'
import { CHILD_JOINS, childrenOf, fieldOrigins, fieldValues, serialsOf, visitKey } from './child-source.ts'
import { type DatasetMap, latest, rowsById, voidReasonOf } from './source.ts'
import { type ColumnValues, type FieldOrigin, originsByDefinition, valuesByDefinition } from './values.ts'

const id = (number: number): string => `HDSB01.02.${String(number).padStart(3, '0')}`
/** 异常标志: 1 未见异常 is F, 2 异常 is T; what was not looked at is not said. */
const abnormal = (answer: string | null): boolean | null => (answer === null ? null : answer === '2')
/** Of an answer that covers two elements: normal is normal for each; abnormal says which, where the doctor said which. */
const inPart = (answer: string | null, parts: CodeList | null, part: string): boolean | null =>
  answer === '1' ? false : answer === '2' && parts !== null ? codesIn(parts).includes(part) : null

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
export function developmentPassed(visit: Pick<StoredChildVisit, 'contact' | 'signsAgeMonths' | 'warningSign1' | 'warningSign2' | 'warningSign3' | 'warningSign4'>): boolean | null {
  const { due } = contactOf(visit.contact as ChildContact)
  if (due.from !== 'month') return null
  const ageMonths = visit.signsAgeMonths ?? due.months
  const given = [visit.warningSign1, visit.warningSign2, visit.warningSign3, visit.warningSign4]
  const answers = Object.fromEntries(warningSignsAt(ageMonths).flatMap((sign, index) => typeof given[index] === 'boolean' ? [[sign, given[index] ? 'present' : 'absent']] : []))
  const result = developmentCheckResult(ageMonths, answers)
  return result === 'normal' ? true : result === 'abnormal' ? false : null
}

type Heard = { readonly id: string; readonly record: string; readonly day: Day | null; readonly status: '1' | '2'; readonly updatedAt: string }

/**
 * 新生儿听力筛查结果 as a file knows it: every first test and re-test that gave an answer, by day; where none is recorded,
 * what the home visit learnt.
 */
async function hearingOf(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, Heard[]>> {
  const files = [...new Set(fileIds)]
  const tests = await db.selectFrom('childHearingTest').select(['id', 'fileId', 'testedDay', 'rightEar', 'leftEar', 'updatedAt']).where('fileId', 'in', files).where('voidedAt', 'is', null).where('stage', 'in', ['1', '2']).orderBy('testedDay').orderBy('id').execute()
  const visits = await db.selectFrom('childNewbornVisit').select(['id', 'fileId', 'hearingStatus', 'updatedAt']).where('fileId', 'in', files).where('voidedAt', 'is', null).where('hearingStatus', 'in', ['1', '2'] as never).orderBy('visitDay').orderBy('id').execute()
  const heard = Map.groupBy(tests.flatMap(({ fileId, testedDay, rightEar, leftEar, ...test }): (Heard & { fileId: string })[] => {
    const result = hearingResult({ right: rightEar ?? '3', left: leftEar ?? '3' })
    return result === 'incomplete' ? [] : [{ ...test, fileId, record: hearingTest.id, day: testedDay, status: result === 'passed' ? '1' : '2' }]
  }), test => test.fileId)
  return new Map([...new Map<string, Heard[]>(visits.map(visit => [visit.fileId, [{ id: visit.id, record: newbornVisit.id, day: null, status: visit.hearingStatus as '1' | '2', updatedAt: visit.updatedAt }]])), ...heard])
}

type Corrected = { id: string; contact: string | null; visitDay: Day; left: VisualAcuity | null; right: VisualAcuity | null; updatedAt: string }

/** The examinations of the eye clinic that measured a corrected vision, by file, the oldest first. */
async function correctedOf(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, Corrected[]>> {
  const rows = await db.selectFrom('eyeVisit').select(['id', 'fileId', 'contact', 'visitDay', 'correctedVisionLeft as left', 'correctedVisionRight as right', 'updatedAt']).where('fileId', 'in', [...new Set(fileIds)]).where('voidedAt', 'is', null)
    .where(eb => eb.or([eb('correctedVisionLeft', 'is not', null), eb('correctedVisionRight', 'is not', null)])).orderBy('visitDay').orderBy('id').execute()
  return Map.groupBy(rows as (Corrected & { fileId: string })[], row => row.fileId)
}
/** 矫正视力 of a check-up: what the eye clinic measured at the same contact, else on the same day; a value below the chart is no number and not sent. */
const correctedAt = (measured: readonly Corrected[] | undefined, visit: StoredChildVisit): Corrected | undefined =>
  measured?.findLast(one => one.contact === visit.contact) ?? measured?.findLast(one => one.visitDay === visit.visitDay)

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
    [id(32)]: abnormal(visit.ears), [id(34)]: abnormal(visit.mouth), [id(37)]: inPart(visit.chest, visit.chestParts, '1'), [id(38)]: inPart(visit.chest, visit.chestParts, '2'), [id(39)]: abnormal(visit.abdomen),
    [id(40)]: visit.cord === '1' ? false : visit.cord === '2' ? true : null, [id(41)]: visit.navel === '1' ? false : visit.umbilicalHernia, [id(42)]: abnormal(visit.limbs), [id(43)]: abnormal(visit.gait),
    [id(44)]: only(...symptoms), 'ext.ricketsSymptomCodes': list(symptoms), [id(45)]: only(...signs), 'ext.ricketsSignCodes': list(signs),
    [id(46)]: inPart(visit.anusAndGenitals, visit.anusAndGenitalsParts, '1'), [id(47)]: inPart(visit.anusAndGenitals, visit.anusAndGenitalsParts, '2'), [id(52)]: developmentPassed(visit), [id(53)]: visit.illness === null ? null : visit.illness !== '1',
    [id(58)]: visit.referral === '2', [id(61)]: only(...guidance), 'ext.guidanceCodes': list(guidance),
  }
}


const ORIGINS: FieldOrigin = {
  ...originsByDefinition(childExaminationDataset, childVisit), ...fieldOrigins(childVisit.id, EXAMINATION_FIELDS), ...originsByDefinition(childExaminationDataset, childFile), ...fieldOrigins(childFile.id, EXAMINATION_FILE_FIELDS),
  [id(1)]: [childFile.id, 'number'], '': [childFile.id, 'number'], [id(2)]: [person.id, 'name'], [id(3)]: [person.id, 'sex'], [id(4)]: [person.id, 'birthDay'], [id(5)]: [childFile.id, 'motherId'], [id(6)]: [childFile.id, 'motherId'],
  [id(7)]: [childFile.id, 'fatherId'], [id(8)]: [childFile.id, 'fatherId'], ...addressOrigins(id(9)), [id(16)]: [childVisit.id, 'lengthCm'], [id(30)]: [eyeVisit.id, 'correctedVisionLeft'], [id(31)]: [eyeVisit.id, 'correctedVisionRight'], [id(33)]: [hearingTest.id, 'rightEar'], [id(37)]: [childVisit.id, 'chest'], [id(38)]: [childVisit.id, 'chest'],
  [id(40)]: [childVisit.id, 'cord'], [id(46)]: [childVisit.id, 'anusAndGenitals'], [id(47)]: [childVisit.id, 'anusAndGenitals'], [id(52)]: [childVisit.id, 'warningSign1'],
  'ext.physiqueCodes': [childVisit.id, 'nutrition'], 'ext.ricketsSymptomCodes': [childVisit.id, 'ricketsSymptoms'], 'ext.ricketsSignCodes': [childVisit.id, 'ricketsSignsMonth3'], 'ext.guidanceCodes': [childVisit.id, 'guidance'], 'ext.ageMonths': [person.id, 'birthDay'],
}

/** 儿童健康体检: one row for each check-up from 满月 to 6 岁. */
export const childExaminationMap: DatasetMap = {
  dataset: childExaminationDataset, record: childVisit.id, reportsUnknownVoids: false,
  origins: ORIGINS,
  async candidates(db, period) {
    const rows = await db.selectFrom('childVisit').select('id').where(eb => eb.or([
      eb.and([eb('visitDay', '>=', period.first), eb('visitDay', '<=', period.last)]), lateEntry(childExaminationDataset.id, 'child_visit.visit_day', 'child_visit.id', period),
    ])).execute()
    const changed = await changedSince(db, childExaminationDataset.id, 'child_visit', [...CHILD_JOINS, { table: 'child_newborn_visit', on: ['t0.file_id', 'file_id'] }, { table: 'child_hearing_test', on: ['t0.file_id', 'file_id'] }, { table: 'eye_visit', on: ['t0.file_id', 'file_id'] }])
    return [...rows.map(row => row.id), ...changed]
  },
  async load(context, ids) {
    const { db, institution, resourcesFolder } = context
    const visits = [...(await rowsById(db, childVisit, ids)).values()]
    const fileIds = visits.map(visit => visit.fileId)
    const children = await childrenOf(db, fileIds)
    const serials = await serialsOf(db, 'childVisit', fileIds)
    const hearing = await hearingOf(db, fileIds)
    const corrected = await correctedOf(db, fileIds)
    return visits.map(visit => {
      const { file, child, mother, father } = children.get(visit.fileId)!
      const serial = serials.get(visit.id) ?? 1
      // As known on the day: what a later test says belongs to the later check-ups.
      const heard = hearing.get(file.id)?.findLast(one => one.day === null || one.day <= visit.visitDay)
      const eyes = correctedAt(corrected.get(file.id), visit)
      const dropped = visit.voidedAt !== null || file.voidedAt !== null
      const home = child.homeRegion === null && child.homeAddress === null ? mother : child
      return {
        dataset: childExaminationDataset, recordId: visit.id, bk: visitKey(institution.code, file, visit.visitDay, serial), eventDate: visit.visitDay,
        updatedAt: latest(visit.updatedAt, file.updatedAt, child.updatedAt, mother?.updatedAt, father?.updatedAt, heard?.updatedAt, eyes?.updatedAt),
        voided: dropped ? { reason: voidReasonOf(visit.voidReason ?? file.voidReason), columns: {} } : null,
        values: {
          ...elementsOf(visit), ...fieldValues(visit, EXAMINATION_FIELDS), ...valuesByDefinition(childExaminationDataset, childFile, file), ...fieldValues(file, EXAMINATION_FILE_FIELDS),
          [id(1)]: file.number === null ? null : `${file.number}${visit.visitDay.replaceAll('-', '')}${serial}`, [id(2)]: child.name, [id(3)]: child.sex, [id(4)]: child.birthDay, [id(5)]: mother?.name, [id(6)]: mother?.phone, [id(7)]: father?.name, [id(8)]: father?.phone,
          ...addressColumns(id(9), addressOf(resourcesFolder, home?.homeRegion ?? null, home?.homeAddress ?? null)), [id(30)]: eyes?.left && elementVision(eyes.left), [id(31)]: eyes?.right && elementVision(eyes.right), [id(33)]: heard?.status,
          'ext.ageMonths': child.birthDay === null ? null : Math.max(0, completedMonths(child.birthDay, visit.visitDay)),
        },
        ids: { [childVisit.id]: visit.id, [childFile.id]: file.id, [person.id]: child.id, ...(heard ? { [heard.record]: heard.id } : {}), ...(eyes ? { [eyeVisit.id]: eyes.id } : {}) },
        ...(heard?.record === newbornVisit.id ? { from: { record: childVisit.id, origins: { ...ORIGINS, [id(33)]: [newbornVisit.id, 'hearingStatus'] } } } : {}),
        facts: {
          fileId: file.id, contact: visit.contact, birthDay: child.birthDay, bornOn: child.birthDay, visitDay: visit.visitDay, motherBirthDay: mother?.birthDay ?? null, deathDay: file.state === 'death' ? file.stateDay : null, chest: withoutPart(visit.chest, visit.chestParts), anusAndGenitals: withoutPart(visit.anusAndGenitals, visit.anusAndGenitalsParts),
          gestationDays: file.gestationDays, pneumonia: stays(visit.pneumoniaTimes, visit.pneumoniaStays), diarrhoea: stays(visit.diarrhoeaTimes, visit.diarrhoeaStays), injury: stays(visit.injuryTimes, visit.injuryStays),
        },
      }
    })
  },
}

/** 1 where more hospital stays than episodes were written down. */
const stays = (times: number | null, inHospital: number | null): 0 | 1 => (times !== null && inHospital !== null && inHospital > times ? 1 : 0)
/** An abnormal answer that does not say which of its two elements it means. */
const withoutPart = (answer: string | null, parts: CodeList | null): string | null => answer === '2' && parts === null ? answer : null

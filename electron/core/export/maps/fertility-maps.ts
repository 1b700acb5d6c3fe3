import { folicAcidDataset } from '../../../../domain/export/datasets/folic-acid.ts'
import { preconceptionDataset } from '../../../../domain/export/datasets/preconception.ts'
import { folicAcid, folicAcidFollowUp, folicAcidIssue, type StoredFolicAcid } from '../../../../domain/modules/fertility/folic-acid.record.ts'
import { preconception, preconceptionCheck, preconceptionFollowUp } from '../../../../domain/modules/fertility/preconception.record.ts'
import { folicAcidDays, midPregnancyDay, pregnancyOfCourse } from '../../../../domain/rule/fertility/folic-acid.ts'
import type { ReadDb } from '../../db/engine.ts'
import { pregnanciesOf } from '../../registry/pregnancies-after.ts'
import { readSetting } from '../../settings.ts'
import { mapOfWoman } from './of-woman.ts'
import { premaritalCareMap } from './premarital-care.ts'
import type { DatasetMap } from './source.ts'
import type { ColumnValues } from './values.ts'

const preconceptionMap = mapOfWoman({
  dataset: preconceptionDataset, file: preconception,
  kinds: [
    { kind: 'couple', definition: preconception, table: 'preconceptionCouple', column: 'preconception_couple', day: 'servedDay', key: null }, { kind: 'check', definition: preconceptionCheck, table: 'preconceptionCheck', column: 'preconception_check', day: 'checkedDay', key: 'coupleId' },
    { kind: 'followUp', definition: preconceptionFollowUp, table: 'preconceptionFollowUp', column: 'preconception_follow_up', day: 'followDay', key: 'coupleId' },
  ],
})

/** 应服 and 实服天数 of some courses, as soon as they can no longer change: she was asked after mid-pregnancy, or stopped. */
async function daysOf(db: ReadDb, courses: readonly StoredFolicAcid[]): Promise<Map<string, ColumnValues>> {
  const { value: rules } = await readSetting(db, 'fertilityRules')
  const pregnancies = await pregnanciesOf(db, [...new Set(courses.map(({ womanId }) => womanId))])
  const rows = courses.length === 0 ? [] : await db.selectFrom('folicAcidFollowUp').select(['courseId', 'followDay', 'weeklyTimes', 'stopDay']).where('courseId', 'in', courses.map(({ id }) => id)).where('voidedAt', 'is', null).execute()
  const answers = Map.groupBy(rows, ({ courseId }) => courseId)
  return new Map(courses.flatMap((course): [string, ColumnValues][] => {
    const pregnancy = pregnancyOfCourse(course, pregnancies.get(course.womanId) ?? [], rules)
    const mid = midPregnancyDay(pregnancy?.startDay ?? null, rules)
    const told = (answers.get(course.id) ?? []).map(({ followDay, weeklyTimes, stopDay }) => ({ day: followDay, weeklyTimes, stopDay }))
    if (mid === null || course.startDay === null || !(course.state === 'ended' || told.some(({ day }) => day >= mid))) return []
    const { required, taken } = folicAcidDays({ startDay: course.startDay, pregnancyStartDay: pregnancy!.startDay, answers: told }, mid, rules)
    return [[course.id, { 'ext.midPregnancyDay': mid, 'ext.requiredDays': required, 'ext.takenDays': taken }]]
  }))
}

const folicAcidMap = mapOfWoman({
  dataset: folicAcidDataset, file: folicAcid,
  kinds: [
    { kind: 'course', definition: folicAcid, table: 'folicAcidCourse', column: 'folic_acid_course', day: 'registeredDay', key: null }, { kind: 'issue', definition: folicAcidIssue, table: 'folicAcidIssue', column: 'folic_acid_issue', day: 'issuedDay', key: 'courseId' },
    { kind: 'followUp', definition: folicAcidFollowUp, table: 'folicAcidFollowUp', column: 'folic_acid_follow_up', day: 'followDay', key: 'courseId' },
  ],
  more: (db, files) => daysOf(db, files as unknown as StoredFolicAcid[]),
  moreOrigins: { 'ext.midPregnancyDay': [folicAcid.id, 'lastMenstrualDay'], 'ext.requiredDays': [folicAcid.id, 'startDay'], 'ext.takenDays': [folicAcid.id, 'startDay'] },
  moreJoins: [{ table: 'folic_acid_follow_up', on: ['t0.id', 'course_id'] }, { table: 'pregnancy', on: ['t0.woman_id', 'woman_id'] }],
})

/** How the data sets of 婚前医学检查, 孕前优生, 叶酸 are read. */
export const FERTILITY_MAPS: readonly DatasetMap[] = [premaritalCareMap, preconceptionMap, folicAcidMap]

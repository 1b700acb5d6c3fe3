import { sql } from 'kysely'
import { pelvicFloorDataset } from '../../../../domain/export/datasets/pelvic-sets.ts'
import { pelvicAssessment } from '../../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicCourse } from '../../../../domain/modules/pelvic/course.record.ts'
import { pelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { pelvicQuestionnaire } from '../../../../domain/modules/pelvic/questionnaire.record.ts'
import { pelvicSession } from '../../../../domain/modules/pelvic/session.record.ts'
import type { ReadDb } from '../../db/engine.ts'
import { mapOfWoman } from './of-woman.ts'
import type { DatasetMap } from './source.ts'
import type { ColumnValues } from './values.ts'

/** How the sessions of some files went, all courses together. */
async function sessionsOf(db: ReadDb, files: readonly { readonly id: string }[]): Promise<Map<string, ColumnValues>> {
  if (files.length === 0) return new Map()
  const times = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`
  const rows = await db.selectFrom('pelvicSession').select(['fileId', times(sql<boolean>`state = 'done'`).as('done'), times(sql<boolean>`state = 'missed'`).as('missed'), times(sql<boolean>`state = 'cancelled'`).as('cancelled'), times(sql<boolean>`adverse_event IS NOT NULL AND adverse_event <> 'none'`).as('adverse')])
    .where('fileId', 'in', files.map(({ id }) => id)).where('voidedAt', 'is', null).groupBy('fileId').execute()
  return new Map(rows.map(row => [row.fileId, { 'ext.doneSessions': Number(row.done), 'ext.missedSessions': Number(row.missed), 'ext.cancelledSessions': Number(row.cancelled), 'ext.adverseSessions': Number(row.adverse) }]))
}

const ofSession = [pelvicSession.id, 'state'] as const
/** 盆底专科: a file with its assessments, questionnaires, courses and sessions, a row each. */
const pelvicFloorMap = mapOfWoman({
  dataset: pelvicFloorDataset, file: pelvicFile,
  kinds: [
    { kind: 'file', definition: pelvicFile, table: 'pelvicFile', column: 'pelvic_file', day: 'openedDay', key: null }, { kind: 'assessment', definition: pelvicAssessment, table: 'pelvicAssessment', column: 'pelvic_assessment', day: 'day', key: 'fileId' },
    { kind: 'questionnaire', definition: pelvicQuestionnaire, table: 'pelvicQuestionnaire', column: 'pelvic_questionnaire', day: 'day', key: 'fileId' }, { kind: 'course', definition: pelvicCourse, table: 'pelvicCourse', column: 'pelvic_course', day: 'startDay', key: 'fileId' },
    { kind: 'session', definition: pelvicSession, table: 'pelvicSession', column: 'pelvic_session', day: 'plannedAt', key: 'fileId' },
  ],
  more: sessionsOf,
  moreOrigins: { 'ext.doneSessions': ofSession, 'ext.missedSessions': ofSession, 'ext.cancelledSessions': ofSession, 'ext.adverseSessions': ofSession },
  moreJoins: [{ table: 'pelvic_session', on: ['t0.id', 'file_id'] }],
})

/** Maps of 盆底专科. */
export const PELVIC_MAPS: readonly DatasetMap[] = [pelvicFloorMap]

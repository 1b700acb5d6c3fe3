import type { pelvicAssessment } from '../../../../domain/modules/pelvic/assessment.record.ts'
import type { pelvicConsent } from '../../../../domain/modules/pelvic/consent.record.ts'
import type { pelvicCourse } from '../../../../domain/modules/pelvic/course.record.ts'
import type { pelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import type { pelvicPlace } from '../../../../domain/modules/pelvic/place.record.ts'
import type { pelvicQuestionnaire } from '../../../../domain/modules/pelvic/questionnaire.record.ts'
import type { pelvicReport } from '../../../../domain/modules/pelvic/report.record.ts'
import type { pelvicAttempt, pelvicSession } from '../../../../domain/modules/pelvic/session.record.ts'
import type { RecordTable } from './record-table.ts'

/** Tables of the pelvic clinic. */
export type PelvicTables = {
  pelvicPlace: RecordTable<typeof pelvicPlace>
  pelvicFile: RecordTable<typeof pelvicFile>
  pelvicConsent: RecordTable<typeof pelvicConsent>
  pelvicCourse: RecordTable<typeof pelvicCourse>
  pelvicSession: RecordTable<typeof pelvicSession>
  pelvicAttempt: RecordTable<typeof pelvicAttempt>
  pelvicReport: RecordTable<typeof pelvicReport>
  pelvicReportOriginal: { reportId: string; original: string }
  pelvicAssessment: RecordTable<typeof pelvicAssessment>
  pelvicQuestionnaire: RecordTable<typeof pelvicQuestionnaire>
}

import { pelvicAssessment, type StoredPelvicAssessment } from '../../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicQuestionnaire, type StoredPelvicQuestionnaire } from '../../../../domain/modules/pelvic/questionnaire.record.ts'
import type { ReadDb } from '../../db/engine.ts'
import { fromColumns } from '../../record/store.ts'

/** The assessments of a file, the oldest first. */
export async function assessmentsOf(db: ReadDb, fileId: string): Promise<StoredPelvicAssessment[]> {
  const rows = await db.selectFrom('pelvicAssessment').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute()
  return rows.map(row => fromColumns(pelvicAssessment, row))
}

/** The questionnaires of a file, or of one of its assessments, the oldest first. */
export async function questionnairesOf(db: ReadDb, fileId: string, assessmentId?: string): Promise<StoredPelvicQuestionnaire[]> {
  let rows = db.selectFrom('pelvicQuestionnaire').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null)
  if (assessmentId !== undefined) rows = rows.where('assessmentId', '=', assessmentId)
  return (await rows.orderBy('day').orderBy('id').execute()).map(row => fromColumns(pelvicQuestionnaire, row))
}

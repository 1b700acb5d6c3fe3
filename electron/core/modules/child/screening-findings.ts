import { type ConfirmedFindings, confirmedFindings } from '../../../../domain/rule/child/confirmed-findings.ts'
import type { ReadDb } from '../../db/engine.ts'

/** What the newborn screening records of a file, and the fundus examinations of its eye clinic, confirm (rule/child/confirmed-findings.ts); voided rows say nothing. */
export async function confirmedFindingsOf(db: ReadDb, fileId: string): Promise<ConfirmedFindings> {
  const bloodSpot = await db.selectFrom('childBloodSpotResult').select(['outcome', 'diagnosisDay', 'disease', 'diseaseName', 'diagnosisResult']).where('fileId', '=', fileId).where('voidedAt', 'is', null).where('interpretation', '=', '3').orderBy('diagnosisDay').orderBy('id').execute()
  const hearing = await db.selectFrom('childHearingTest').select(['testedDay', 'diagnosis', 'diagnosisDetail']).where('fileId', '=', fileId).where('voidedAt', 'is', null).where('stage', '=', '3').orderBy('testedDay').orderBy('createdAt').orderBy('id').execute()
  const heart = await db.selectFrom('childHeartScreening').select(['echoDay', 'echo', 'diagnosis']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('screenedAt').orderBy('createdAt').orderBy('id').execute()
  const eyes = await db.selectFrom('childEyesAtBirth').select(['examinedDay', 'referralAnswer as answer', 'fundusDay', 'fundusAnswer']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('examinedDay').orderBy('createdAt').orderBy('id').execute()
  const fundus = await db.selectFrom('eyeRetinopathy').select(['examinedDay as day', 'stageRight', 'stageLeft']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('examinedDay').orderBy('createdAt').orderBy('id').execute()
  return confirmedFindings({
    heart, eyes, fundus, bloodSpot: bloodSpot.map(({ disease, diseaseName, ...row }) => ({ ...row, diseaseName: diseaseName ?? disease })),
    hearing: hearing.map(row => ({ day: row.testedDay, diagnosis: row.diagnosis, detail: row.diagnosisDetail })),
  })
}

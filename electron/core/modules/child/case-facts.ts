import { type CaseEvidence } from '../../../../domain/modules/child/case-evidence.ts'
import { childCase, type StoredChildCase } from '../../../../domain/modules/child/case.record.ts'
import { childCaseVisit, type StoredChildCaseVisit } from '../../../../domain/modules/child/case-visit.record.ts'
import { entranceExam, type StoredEntranceExam } from '../../../../domain/modules/child/entrance-exam.record.ts'
import type { StoredChildVisit } from '../../../../domain/modules/child/visit.record.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { openGrowth } from '../../growth.ts'
import { fromColumns } from '../../record/store.ts'
import { scalesOf } from './autism-course.ts'
import { screeningAbnormalOf } from './screening-words.ts'
import { type ChildOfFile, visitsOfFile } from './head.ts'
import { confirmedFindingsOf } from './screening-findings.ts'

type Context = ReadContext | WriteContext

/** The cases of a child that count, the newest first. */
export async function casesOfFile(db: ReadDb, fileId: string): Promise<StoredChildCase[]> {
  const rows = await db.selectFrom('childCase').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('openedDay', 'desc').orderBy('id', 'desc').execute()
  return rows.map(row => fromColumns(childCase, row))
}

/** The follow-ups of all cases of a child, the oldest first. */
export async function caseVisitsOfFile(db: ReadDb, fileId: string): Promise<StoredChildCaseVisit[]> {
  const rows = await db.selectFrom('childCaseVisit').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  return rows.map(row => fromColumns(childCaseVisit, row))
}

/** The entrance examinations of a child, the oldest first. */
export async function examsOfFile(db: ReadDb, fileId: string): Promise<StoredEntranceExam[]> {
  const rows = await db.selectFrom('childEntranceExam').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('examDay').orderBy('id').execute()
  return rows.map(row => fromColumns(entranceExam, row))
}

/** The evidence as it stands in the database; what follows from it is in domain/modules/child/case-evidence.ts. */
export type StoredEvidence = Omit<CaseEvidence, 'of' | 'cases' | 'caseVisits' | 'visits'> & { of: ChildOfFile; cases: StoredChildCase[]; caseVisits: StoredChildCaseVisit[]; visits: StoredChildVisit[] }

export async function caseEvidence(context: Context, of: ChildOfFile): Promise<StoredEvidence> {
  const { db, today } = context
  const fileId = of.file.id
  const declines = await db.selectFrom('childCaseDecline').select(['kind', 'basis']).where('fileId', '=', fileId).where('voidedAt', 'is', null).execute()
  return {
    of, today, doctorName: context.user.displayName, cases: await casesOfFile(db, fileId), caseVisits: await caseVisitsOfFile(db, fileId), visits: await visitsOfFile(db, fileId),
    exams: await examsOfFile(db, fileId), scales: (await scalesOf(db, fileId)).toReversed(),
    homes: await db.selectFrom('childNewbornVisit').select(['visitDay', 'hearingStatus', 'diseaseStatus', 'referral', 'referralResult']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute(),
    screeningAbnormal: await screeningAbnormalOf(context, fileId),
    confirmed: await confirmedFindingsOf(db, fileId), declined: new Set(declines.map(one => `${one.kind} ${one.basis}`)), rules: await context.setting('childRules'), altitudeM: (await context.setting('childClinic')).altitudeM, factors: await context.setting('highRiskFactors'),
    tables: openGrowth(context.ports.folders.resources), growthRules: await context.setting('growthRules'),
  }
}

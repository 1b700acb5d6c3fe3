import type { prenatalConsent } from '../../../../domain/modules/prenatal/consent.record.ts'
import type { prenatalDiagnosis } from '../../../../domain/modules/prenatal/diagnosis.record.ts'
import type { prenatalOutcome } from '../../../../domain/modules/prenatal/outcome.record.ts'
import type { prenatalAttempt, prenatalCounselling, prenatalRecall } from '../../../../domain/modules/prenatal/recall.record.ts'
import type { prenatalRemark } from '../../../../domain/modules/prenatal/remark.record.ts'
import type { prenatalRequest } from '../../../../domain/modules/prenatal/request.record.ts'
import type { prenatalResultFile, prenatalResultRow } from '../../../../domain/modules/prenatal/result-file.record.ts'
import type { prenatalResult } from '../../../../domain/modules/prenatal/result.record.ts'
import type { prenatalHandover, prenatalSample } from '../../../../domain/modules/prenatal/sample.record.ts'
import type { prenatalTarget } from '../../../../domain/modules/prenatal/target.record.ts'
import type { PrenatalSampleState } from '../../../../domain/code/prenatal.ts'
import type { Minute } from '../../../../domain/time/day.ts'
import type { RecordTable } from './record-table.ts'

/** Tables of prenatal. */
export type PrenatalTables = {
  prenatalConsent: RecordTable<typeof prenatalConsent>
  prenatalRequest: RecordTable<typeof prenatalRequest>
  prenatalHandover: RecordTable<typeof prenatalHandover>
  prenatalSample: RecordTable<typeof prenatalSample>
  prenatalResult: RecordTable<typeof prenatalResult>
  prenatalResultFile: RecordTable<typeof prenatalResultFile>
  prenatalResultRow: RecordTable<typeof prenatalResultRow>
  prenatalRecall: RecordTable<typeof prenatalRecall>
  prenatalAttempt: RecordTable<typeof prenatalAttempt>
  prenatalCounselling: RecordTable<typeof prenatalCounselling>
  prenatalDiagnosis: RecordTable<typeof prenatalDiagnosis>
  prenatalOutcome: RecordTable<typeof prenatalOutcome>
  prenatalTarget: RecordTable<typeof prenatalTarget>
  prenatalRemark: RecordTable<typeof prenatalRemark>
  /** Each step of a tube: written once, never changed. */
  prenatalSampleStep: { sampleId: string; seq: number; fromState: PrenatalSampleState | null; toState: PrenatalSampleState; at: Minute; byUser: string; celsius: number | null; sender: string | null; receiver: string | null; remark: string | null }
  /** Files byte for byte (Base64): written once with their record. */
  prenatalConsentScan: { consentId: string; fileName: string; original: string }
  prenatalResultOriginal: { resultFileId: string; original: string }
}

import type { Day } from '../../../domain/time/day.ts'
import type { AnnualFigures } from '../../../domain/rule/annual-form.ts'
import type { annualReport } from '../../../domain/modules/annual/report.record.ts'
import type { delivery } from '../../../domain/modules/birth/delivery.record.ts'
import type { newborn } from '../../../domain/modules/birth/newborn.record.ts'
import type { pregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import type { staff } from '../../../domain/modules/birth/staff.record.ts'
import type { certificate } from '../../../domain/modules/certificate/certificate.record.ts'
import type { registration } from '../../../domain/modules/certificate/registration.record.ts'
import type { replacement } from '../../../domain/modules/certificate/replacement.record.ts'
import type { childAppointment, childContactAttempt } from '../../../domain/modules/child/appointment.record.ts'
import type { bloodSpot, bloodSpotResult } from '../../../domain/modules/child/blood-spot.record.ts'
import type { eyesAtBirth } from '../../../domain/modules/child/eyes-at-birth.record.ts'
import type { childAutism, childAutismFollowUp, childAutismStep } from '../../../domain/modules/child/autism.record.ts'
import type { childCase, childCaseDecline } from '../../../domain/modules/child/case.record.ts'
import type { childCaseVisit } from '../../../domain/modules/child/case-visit.record.ts'
import type { deviceFile, deviceRow } from '../../../domain/modules/eye/device.record.ts'
import type { eyeFile } from '../../../domain/modules/eye/file.record.ts'
import type { glasses } from '../../../domain/modules/eye/glasses.record.ts'
import type { eyeReferral } from '../../../domain/modules/eye/referral.record.ts'
import type { eyePhoto } from '../../../domain/modules/eye/photo.record.ts'
import type { retinopathy } from '../../../domain/modules/eye/retinopathy.record.ts'
import type { eyeVisit } from '../../../domain/modules/eye/visit.record.ts'
import type { deathCard } from '../../../domain/modules/child/death-card.record.ts'
import type { entranceExam } from '../../../domain/modules/child/entrance-exam.record.ts'
import type { childFile } from '../../../domain/modules/child/file.record.ts'
import type { hearingTest } from '../../../domain/modules/child/hearing-test.record.ts'
import type { heartScreening } from '../../../domain/modules/child/heart-screening.record.ts'
import type { newbornVisit } from '../../../domain/modules/child/newborn-visit.record.ts'
import type { screeningClosing } from '../../../domain/modules/child/screening-closing.record.ts'
import type { childScale } from '../../../domain/modules/child/scale.record.ts'
import type { childVisit } from '../../../domain/modules/child/visit.record.ts'
import type { person } from '../../../domain/modules/people/person.record.ts'
import type { criticalReferral } from '../../../domain/modules/maternal/critical-referral.record.ts'
import type { diagnosisReferral } from '../../../domain/modules/maternal/diagnosis-referral.record.ts'
import type { retention } from '../../../domain/modules/maternal/retention.record.ts'
import type { organization } from '../../../domain/modules/referral/organization.record.ts'
import type { referral } from '../../../domain/modules/referral/referral.record.ts'
import type { MaternalTables } from './tables/maternal-tables.ts'
import type { RiskTables } from './tables/risk-tables.ts'
import type { PrenatalTables } from './tables/prenatal-tables.ts'
import type { FertilityTables } from './tables/fertility-tables.ts'
import type { WomenTables } from './tables/women-tables.ts'
import type { InfectionTables } from './tables/infection-tables.ts'
import type { VitalTables } from './tables/vital-tables.ts'
import type { PelvicTables } from './tables/pelvic-tables.ts'
import type { RecordTable } from './tables/record-table.ts'

/** Every table, in the program's spelling; derived from the definitions where there is one. */
export type Database = OwnTables & MaternalTables & RiskTables & PrenatalTables & FertilityTables & WomenTables & InfectionTables & VitalTables & PelvicTables

type OwnTables = {
  person: RecordTable<typeof person>
  staff: RecordTable<typeof staff>
  pregnancy: RecordTable<typeof pregnancy>
  delivery: RecordTable<typeof delivery>
  newborn: RecordTable<typeof newborn>
  certificateRegistration: RecordTable<typeof registration>
  certificate: RecordTable<typeof certificate>
  certificateReplacement: RecordTable<typeof replacement>
  organization: RecordTable<typeof organization>
  referral: RecordTable<typeof referral>
  criticalReferral: RecordTable<typeof criticalReferral>
  maternalRetention: RecordTable<typeof retention>
  diagnosisReferral: RecordTable<typeof diagnosisReferral>
  childFile: RecordTable<typeof childFile>
  childNewbornVisit: RecordTable<typeof newbornVisit>
  childVisit: RecordTable<typeof childVisit>
  childAppointment: RecordTable<typeof childAppointment>
  childContactAttempt: RecordTable<typeof childContactAttempt>
  childBloodSpot: RecordTable<typeof bloodSpot>
  childBloodSpotResult: RecordTable<typeof bloodSpotResult>
  childHearingTest: RecordTable<typeof hearingTest>
  childHeartScreening: RecordTable<typeof heartScreening>
  childEyesAtBirth: RecordTable<typeof eyesAtBirth>
  childScreeningClosing: RecordTable<typeof screeningClosing>
  childScale: RecordTable<typeof childScale>
  childAutism: RecordTable<typeof childAutism>
  childAutismStep: RecordTable<typeof childAutismStep>
  childAutismFollowUp: RecordTable<typeof childAutismFollowUp>
  childCase: RecordTable<typeof childCase>
  childCaseVisit: RecordTable<typeof childCaseVisit>
  childCaseDecline: RecordTable<typeof childCaseDecline>
  childEntranceExam: RecordTable<typeof entranceExam>
  childDeathCard: RecordTable<typeof deathCard>
  eyeFile: RecordTable<typeof eyeFile>
  eyeVisit: RecordTable<typeof eyeVisit>
  eyeReferral: RecordTable<typeof eyeReferral>
  eyeRetinopathy: RecordTable<typeof retinopathy>
  eyeGlasses: RecordTable<typeof glasses>
  eyePhoto: RecordTable<typeof eyePhoto>
  eyeDeviceFile: RecordTable<typeof deviceFile>
  eyeDeviceRow: RecordTable<typeof deviceRow>
  userAccount: {
    id: string; loginName: string; displayName: string; passwordHash: string; mustChangePassword: 0 | 1; disabled: 0 | 1
    failedLogins: number; lockedUntil: string | null; rev: number; createdAt: string; lastLoginAt: string | null
  }
  userRole: { userId: string; role: string }
  setting: { key: string; value: string; rev: number; updatedAt: string; updatedBy: string }
  draft: { userId: string; form: string; content: string; updatedAt: string }
  recordHistory: { record: string; recordId: string; rev: number; action: string; row: string; reason: string | null; at: string; byUser: string; auditSeq: number }
  acceptedFinding: { id: string; record: string; recordId: string; path: string; key: string; reason: string; approverId: string | null; byUser: string; at: string }
  audit: { seq: number; at: string; userId: string; call: string; record: string | null; recordId: string | null; facts: string | null; contentHash: string; hash: string }
  personSearch: { searchKey: string; kind: string; personId: string }
  kinship: { childId: string; parentId: string; relation: 'mother' | 'father'; createdAt: string }
  personMerge: {
    id: string; keptId: string; mergedId: string; reason: string; mergedAt: string; mergedBy: string; undo: string
    undoneAt: string | null; undoneBy: string | null; undoReason: string | null
  }
  blankBatch: {
    id: string; edition: string; letter: string; firstNumber: string; lastNumber: string; quantity: number; receivedFrom: string; receivedDay: string
    firstCounterId: string; secondCounterId: string; note: string | null; createdAt: string
    printYear: number | null; reviewUnit: string | null; reviewerName: string | null; collectorName: string | null; collectorIdNumber: string | null; requestId: string | null
  }
  blankRequest: {
    id: string; rev: number; state: string; quantity: number; receivedQuantity: number; appliedTo: string; appliedDay: string; firstApplicantId: string; secondApplicantId: string
    note: string | null; endedDay: string | null; endedBy: string | null; endReason: string | null; createdAt: string
  }
  stockSlip: {
    id: string; kind: string; day: string; quantity: number; organizationId: string | null; counterpart: string | null; firstOutsideName: string | null; firstOutsideIdNumber: string | null
    secondOutsideName: string | null; secondOutsideIdNumber: string | null; firstPersonId: string; secondPersonId: string | null; fromHolderId: string | null; toHolderId: string | null
    reasonCode: string | null; reason: string | null; method: string | null; place: string | null; witnessName: string | null; createdAt: string
  }
  stockSlipRange: { slipId: string; firstNumber: string; lastNumber: string; quantity: number }
  lossReport: {
    id: string; rev: number; kind: string; discoveredAt: string; place: string; discoveredBy: string; circumstances: string; reportedBy: string; upwardAt: string | null; upwardTo: string | null; upwardBy: string | null
    policeNumber: string | null; declaration: string | null; declarationDay: string | null; writtenReport: string | null; confirmedAt: string | null; confirmedBy: string | null; reviewerId: string | null; createdAt: string
  }
  lossReportNumber: { number: string; reportId: string; fromState: string }
  institutionWaste: { number: string; organizationId: string; reasonCode: string; state: string; receivedDay: string; updatedAt: string }
  stockPlan: {
    year: number; rev: number; rule: string; thisYearBirths: number; lastYearBirths: number; proposed: number; quantity: number; reason: string | null; filedDay: string | null; plannedBy: string; createdAt: string
  }
  blank: { number: string; batchId: string; edition: string; state: string; holderId: string | null; certificateId: string | null; printCount: number; rev: number; updatedAt: string }
  blankEvent: {
    number: string; seq: number; fromState: string | null; toState: string; at: string; byUser: string; secondPersonId: string | null; holderId: string | null
    certificateId: string | null; reasonCode: string | null; reason: string | null; evidence: string | null
  }
  registrationMaterial: { registrationId: string; material: string; present: 0 | 1; note: string | null }
  replacementMaterial: { replacementId: string; material: string; present: 0 | 1; note: string | null }
  printJob: {
    id: string; certificateId: string; number: string; printCount: number; printerName: string; tray: string; silent: 0 | 1; state: string; reason: string | null
    byUser: string; startedAt: string; endedAt: string | null
  }
  formScan: { form: string; mime: string; contentBase64: string; bytes: number; loadedBy: string; loadedAt: string }
  identityCheck: { id: string; registrationId: string; subject: string; method: string; matches: 0 | 1; note: string | null; at: string; byUser: string; secondPersonId: string | null }
  serialCounter: { name: string; last: number }
  stocktake: {
    id: string; day: string; state: string; rev: number; openedAt: string; openedBy: string; bookAt: string | null; booked: number | null; counted: number | null; matched: number | null
    endedAt: string | null; endedBy: string | null; secondPersonId: string | null; endReason: string | null
  }
  stocktakeCount: {
    id: string; stocktakeId: string; holderId: string; countedBy: string; secondPersonId: string | null; absentReason: string | null; state: string; rev: number; beganAt: string; signedAt: string | null
  }
  stocktakeNumber: { countId: string; number: string; at: string }
  stocktakeRefused: { countId: string; seq: number; scanned: string; at: string }
  stocktakeDifference: {
    stocktakeId: string; number: string; kind: string; explanation: string; explainedBy: string; explainedAt: string; bookHolder: string | null; countedBy: string | null; blankState: string | null
  }
  exportPackage: {
    id: string; month: string; mode: string; seq: number; fileName: string; folder: string; manifestSm3: string; records: number; errors: number; warnings: number
    previousId: string | null; auditHead: string; auditSeq: number; cutoffAt: string; createdAt: string; createdBy: string
  }
  exportRow: { packageId: string; dataset: string; businessKey: string; recordId: string; ver: number; rowHash: string; op: string }
  exportState: { dataset: string; businessKey: string; recordId: string; ver: number; rowHash: string; op: string; packageId: string }
  exportKey: { id: string; purpose: string; publicKeyPem: string; privateKeyPem: string | null; createdAt: string }
  reconciliation: {
    id: string; fileName: string; firstDay: string | null; lastDay: string | null; ownOnly: 0 | 1; listRows: number; compared: number; same: number; otherInstitutions: number; differences: number
    otherNames: string; createdAt: string; createdBy: string
  }
  reconciliationDifference: {
    reconciliationId: string; seq: number; number: string; kind: string; field: string; theirs: string; ours: string; reasonKey: string | null; reasonText: string | null; line: number | null
    certificateId: string | null; newbornId: string | null; babyName: string | null; fingerprint: string
  }
  reconciliationAnswer: { fingerprint: string; number: string; field: string; answer: string; note: string | null; answeredAt: string; answeredBy: string }
  reconciliationHeading: { province: string; heading: string; field: string }
  /** An instrument's file byte for byte (Base64): written once with its record, never changed. */
  eyePhotoOriginal: { photoId: string; original: string }
  eyeDeviceOriginal: { deviceFileId: string; original: string }
  /** What is due for a child: its contacts and what follows from results; `dueDay` is when a line opens, `askedDay` the day it asks for where that is another. Kept by `registry/child-due.ts`. */
  childDue: {
    fileId: string; line: string; ruleId: string; contact: string | null; dueDay: Day; askedDay: Day | null; windowEnd: Day; nextDay: Day | null; doneDay: Day | null
    timing: string | null; cancelled: string | null; openContents: string | null
  }
  /** Whose lines do not follow the hospital's present rules yet. Kept by `registry/child-due.ts`. */
  childDueStale: { fileId: string }
  /** Screening chains that began and are not closed. Kept by `registry/child-screening.ts`. */
  childScreeningOpen: { fileId: string; line: string; screening: string; disease: string | null; state: string; step: string; openedDay: Day; dueDay: Day | null; overdueFrom: Day | null }
  openWork: { newbornId: string; step: 'register' | 'print' | 'ask' | 'seal' | 'handOver'; since: string }
  parentCheck: { id: string; registrationId: string; registrationRev: number; answer: string; wrongLine: string | null; answeredBy: string; at: string; byUser: string }
  annualStart: { year: number; opening: number; source: string; enteredBy: string; secondPersonId: string; enteredAt: string }
  annualFinal: AnnualFigures & {
    year: number; institutionName: string; institutionCode: string; takenIn: number; takenBack: number; returned: number; transferred: number; counted: number
    openingSource: string; preparedBy: string; approvedBy: string; finalisedAt: string
  }
  annualReport: RecordTable<typeof annualReport>
  deadlineDone: { kind: string; period: string; doneBy: string; doneAt: string; note: string | null }
}

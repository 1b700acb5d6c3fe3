import { pelvicAssessment } from '../../domain/modules/pelvic/assessment.record.ts'
import { pelvicConsent } from '../../domain/modules/pelvic/consent.record.ts'
import { pelvicCourse } from '../../domain/modules/pelvic/course.record.ts'
import { pelvicFile } from '../../domain/modules/pelvic/file.record.ts'
import { pelvicPlace } from '../../domain/modules/pelvic/place.record.ts'
import { pelvicSession } from '../../domain/modules/pelvic/session.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'

type Row = Record<string, unknown>

// Rows as the forms send them, with what a test needs; the woman comes from `registerWoman` of women-scene.ts.
export const pelvicFileRow = (womanId: string, row: Row = {}): Row => ({ ...emptyRow(pelvicFile), womanId, openedDay: '2026-03-02', entry: 'direct', doctorName: '姜盆底', history: 'none', state: 'open', ...row })
export const pelvicConsentRow = (fileId: string, kind: 'assessment' | 'treatment', row: Row = {}): Row => ({ ...emptyRow(pelvicConsent), fileId, kind, textVersion: '1', choice: 'agreed', signedDay: '2026-03-02', signerName: '盆底甲', doctorName: '姜盆底', isContraindicationRead: true, ...row })
export const pelvicAssessmentRow = (fileId: string, row: Row = {}): Row => ({ ...emptyRow(pelvicAssessment), fileId, day: '2026-03-02', kind: 'baseline', doctorName: '姜盆底', ...row })
export const pelvicPlaceRow = (row: Row = {}): Row => ({ ...emptyRow(pelvicPlace), kind: 'room', name: '治疗室1', capacity: 1, ...row })
export const pelvicCourseRow = (fileId: string, row: Row = {}): Row => ({ ...emptyRow(pelvicCourse), fileId, diagnosis: 'weakness', method: 'stimulationAndFeedback', plannedSessions: 10, startDay: '2026-03-03', weekdays: '2,5', timeOfDay: '09:00', sessionMinutes: 30, doctorName: '周医生', state: 'open', ...row })
export const pelvicSessionRow = (fileId: string, courseId: string, row: Row = {}): Row => ({ ...emptyRow(pelvicSession), fileId, courseId, plannedAt: '2026-03-03T09:00', plannedMinutes: 30, state: 'booked', ...row })

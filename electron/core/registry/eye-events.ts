import { contentsOfEyeVisit, EYE_CONTENT_FIELDS } from '../../../domain/modules/eye/visit-contents.ts'
import type { EventSource } from './child-events.ts'

/**
 * Visits of the eye clinic as visits of the child with the contents they recorded: R28 is answered here, at the contact
 * the doctor named, else at that of its day. The contact's own line asks for the check-up of the child clinic and is not
 * done by them (child-due.ts).
 */
export const eyeEvents: EventSource = async (db, fileIds) => {
  const visits = await db.selectFrom('eyeVisit').select(['fileId', 'visitDay', 'contact', ...EYE_CONTENT_FIELDS]).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  return visits.flatMap(({ fileId, visitDay, contact, ...checks }) => {
    const contents = contentsOfEyeVisit(checks)
    return contents.length === 0 ? [] : [{ fileId, event: { kind: 'visit' as const, day: visitDay, ...(contact ? { contact } : {}), contents } }]
  })
}

import type { KuppermanItem } from '../../domain/code/maternal-care.ts'
import { adolescentVisit } from '../../domain/modules/women/adolescent.record.ts'
import { cancerScreening } from '../../domain/modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from '../../domain/modules/women/menopause.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { insist, type Window } from './desk.ts'
import { woman } from './women.ts'

/** A woman with her own record; answers its id. */
export async function registerWoman(clerk: Pick<Window, 'call'>, name: string, birthDay: string, self: Record<string, unknown> = {}): Promise<string> {
  return (await insist(clerk, 'person.save', { row: { ...woman({ name, birthDay: birthDay as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: null, ...self } })).id
}

/** A screening as the form sends it, with what a test needs. */
export const screeningRow = (womanId: string, row: Record<string, unknown> = {}): Record<string, unknown> => ({ ...emptyRow(cancerScreening), womanId, screeningDay: '2026-03-02', taskYear: 2026, round: 1, programme: 'national', doctorName: '周医生', ...row })

/** M-29: 8+2+4+4+1+1+2+1+0+1+0+2+2 = 28. */
export const M29: Readonly<Record<KuppermanItem, string>> = { flush: '2', paraesthesia: '1', insomnia: '2', irritability: '2', depression: '1', dizziness: '1', fatigue: '2', joints: '1', headache: '0', palpitation: '1', formication: '0', urinary: '1', sexual: '1' }

export const menopauseFileRow = (womanId: string, row: Record<string, unknown> = {}): Record<string, unknown> => ({ ...emptyRow(menopauseFile), womanId, openedDay: '2026-03-02', stage: '2', doctorName: '周医生', ...row })
export const menopauseVisitRow = (womanId: string, fileId: string, row: Record<string, unknown> = {}): Record<string, unknown> => ({ ...emptyRow(menopauseVisit), womanId, fileId, visitDay: '2026-03-02', hormoneConsent: '0', doctorName: '周医生', ...row })
export const adolescentRow = (womanId: string, row: Record<string, unknown> = {}): Record<string, unknown> => ({ ...emptyRow(adolescentVisit), womanId, visitDay: '2026-03-02', doctorName: '周医生', referral: '1', guardianName: '周母', guardianRelation: '1', isConsentSigned: true, ...row })

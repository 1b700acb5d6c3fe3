import type { KuppermanItem } from '../../domain/code/maternal-care.ts'
import { adolescentVisit } from '../../domain/modules/women/adolescent.record.ts'
import { cancerFollowUp } from '../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening } from '../../domain/modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from '../../domain/modules/women/menopause.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import type { Scene } from './birth-scene.ts'
import { insist, type Window } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'
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

/** A positive woman with her chain, one around menopause, a girl: what a careful doctor gives to the calls of women's care. */
export async function womenExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Record<string, unknown>[]>> {
  const doctor = await scene.as('fubao2', ['womenCare'], '周医生')
  const [positive, other, older, girl] = [await registerWoman(doctor, '两癌甲', '1985-03-02'), await registerWoman(doctor, '两癌乙', '1980-03-02'), await registerWoman(doctor, '更年甲', '1974-03-02'), await registerWoman(doctor, '青少甲', '2012-03-02')]
  const found = screeningRow(positive, { hpvResult: 'type16or18', hpvTypes: '16', breastCategory: '1' })
  const { id: screeningId } = await insist(doctor, 'women.cancerScreening.save', { row: found })
  const { id: doubledId } = await insist(doctor, 'women.cancerScreening.save', { row: screeningRow(other, { screeningDay: '2026-02-02', breastCategory: '1' }) })
  const step = (await doctor.call('women.cancerScreening.open', { id: screeningId })).followUps[0]!
  const call = { womanId: positive, followUpId: step.id, day: '2026-03-09', outcome: 'promised', about: '阴道镜', callerName: '周医生', note: null }
  const { id: attemptId } = await insist(doctor, 'women.attempt.save', { row: call })
  const target = { taskYear: 2026, region: '430421100', target: 30, source: null }
  const { id: targetId } = await insist(doctor, 'women.screeningTarget.save', { row: target })
  const { id: fileId } = await insist(doctor, 'women.menopauseFile.save', { row: menopauseFileRow(older) })
  const { id: visitId } = await insist(doctor, 'women.menopauseVisit.save', { row: menopauseVisitRow(older, fileId, M29) })
  const { id: girlVisitId } = await insist(doctor, 'women.adolescentVisit.save', { row: adolescentRow(girl) })
  const voiding = (id: string): Record<string, unknown>[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const papers = [{ what: 'screening', id: screeningId }, { what: 'notice', id: screeningId }, { what: 'menopause', id: visitId }, { what: 'adolescent', id: girlVisitId }]
  const ofAll = (ids: readonly string[]): Record<string, unknown>[] => ids.map(id => ({ id }))
  return {
    'women.cancerScreening.save': [{ row: screeningRow(other, { hpvResult: 'negative', breastCategory: '3' }) }, { row: screeningRow(older, { cytology: 'nilm' }) }], 'women.cancerScreening.void': voiding(doubledId), 'women.cancerScreening.get': ofAll([screeningId, doubledId]), 'women.cancerScreening.open': ofAll([screeningId, doubledId]),
    'women.cancerScreening.prepare': [{ womanId: positive }, { womanId: older, screeningDay: '2026-03-02' }], 'women.cancerScreening.evaluate': [{ womanId: positive, id: screeningId, row: found }, { womanId: older, row: screeningRow(older) }],
    'women.cancerFollowUp.save': [{ id: step.id, rev: PRESENT_REV, row: { ...valuesOf(cancerFollowUp, step), state: 'done', resultDay: '2026-03-09', colposcopy: 'normal', nextStep: 'nextRound' } }], 'women.cancerFollowUp.get': ofAll([step.id]), 'women.attempt.save': [{ row: call }], 'women.attempt.get': ofAll([attemptId]), 'women.attempt.void': voiding(attemptId),
    'women.screeningTarget.save': [{ row: { ...target, taskYear: 2025 } }], 'women.screeningTarget.get': ofAll([targetId]), 'women.screeningTarget.void': voiding(targetId),
    'women.menopauseFile.save': [{ row: menopauseFileRow(other) }], 'women.menopauseFile.get': ofAll([fileId]), 'women.menopauseFile.open': ofAll([fileId]), 'women.menopauseFile.void': voiding(fileId), 'women.menopauseFile.prepare': [{ womanId: older }],
    'women.menopauseVisit.save': [{ row: menopauseVisitRow(older, fileId, { visitDay: '2026-03-09' }) }], 'women.menopauseVisit.get': ofAll([visitId]), 'women.menopauseVisit.void': voiding(visitId), 'women.menopauseVisit.prepare': [{ fileId }],
    'women.adolescentVisit.save': [{ row: adolescentRow(girl, { visitDay: '2026-03-09' }) }], 'women.adolescentVisit.get': ofAll([girlVisitId]), 'women.adolescentVisit.void': voiding(girlVisitId), 'women.adolescentVisit.prepare': [{ womanId: girl }], 'women.adolescentVisit.open': [{ womanId: girl }],
    'women.paper.preview': papers, 'women.paper.pdf': papers, 'women.paper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
  }
}

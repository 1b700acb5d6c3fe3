import type { Scene } from './birth-scene.ts'
import { insist } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'
import { bookWoman, deliver, registerWoman } from './maternal-scene.ts'
import { pelvicConsentRow, pelvicFileRow } from './pelvic-scene.ts'

/** A woman with a file and her signature, one whose file was closed, one checked after 42 days, one nobody knows: what a careful therapist gives to the calls of files and consents. */
export async function pelvicFileExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Record<string, unknown>[]>> {
  const care = await scene.as('yunbao2', ['maternalCare'], '陈医生')
  const therapist = await scene.as('pendi2', ['pelvicCare'], '姜盆底')
  const [treated, former, fresh] = [await registerWoman(care), await registerWoman(care), await registerWoman(care)]
  const { womanId, rows } = await bookWoman(care, '2025-04-10', { bookedDay: '2025-06-10', fetusCount: null })
  await deliver(care, womanId, '2026-01-16', { mode: '21', perinealTear: '4' })
  const { id: checkId } = await insist(care, 'maternal.postpartumCheck.save', { row: rows.check('2026-02-28') })
  const { id: fileId } = await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(treated) })
  const { id: closedId } = await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(former) })
  const closed = await therapist.call('pelvic.file.close', { id: closedId, rev: 1, closedDay: '2026-03-10', closeNote: '症状消失' })
  const { id: consentId } = await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'assessment') })
  const voiding = (id: string): Record<string, unknown>[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const ids = [{ id: fileId }, { id: closedId }]
  const papers = [{ id: consentId }, { id: fileId, kind: 'treatment' }, { id: closedId, kind: 'assessment' }]
  return {
    'pelvic.file.save': [{ row: pelvicFileRow(fresh, { entry: 'referral', referredFrom: '妇科门诊', isMenopausal: true, menopauseAge: 50, medication: '无' }) }, { id: fileId, rev: PRESENT_REV, row: pelvicFileRow(treated, { history: 'cough,diabetes' }) }, { row: pelvicFileRow(womanId, { entry: 'check42', postpartumCheckId: checkId }) }],
    'pelvic.file.get': ids, 'pelvic.file.history': ids, 'pelvic.file.open': ids, 'pelvic.file.void': voiding(closedId), 'pelvic.file.of': [{ womanId: treated }, { womanId: fresh }],
    'pelvic.file.prepare': [{ womanId }, { womanId, checkId }, { womanId: fresh }, { womanId: treated }], 'pelvic.file.close': [{ id: fileId, rev: PRESENT_REV, closedDay: '2026-03-10', closeNote: '治疗结束' }], 'pelvic.file.reopen': [{ id: closedId, rev: closed.rev, reason: '再次就诊' }],
    'pelvic.file.list': [{ view: 'open' }, { view: 'closed', search: 'PD2026' }, { view: 'all', search: '何', limit: 1 }], 'pelvic.invitation.list': [{ view: 'urgent' }, { view: 'all', offset: 0, limit: 1 }, { view: 'refused' }], 'pelvic.invitation.file': [{ view: 'urgent' }, { view: 'all' }],
    'pelvic.consent.save': [{ row: pelvicConsentRow(fileId, 'treatment') }, { row: pelvicConsentRow(fileId, 'assessment', { choice: 'withdrawn', reason: '不愿再做' }) }, { id: consentId, rev: PRESENT_REV, row: pelvicConsentRow(fileId, 'assessment', { mayUseData: true }) }],
    'pelvic.consent.get': [{ id: consentId }], 'pelvic.consent.history': [{ id: consentId }], 'pelvic.consent.open': [{ id: consentId }], 'pelvic.consent.void': voiding(consentId), 'pelvic.consent.prepare': [{ fileId, kind: 'assessment' }, { fileId, kind: 'treatment' }],
    'pelvic.consentPaper.preview': papers, 'pelvic.consentPaper.pdf': papers, 'pelvic.consentPaper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
  }
}

import { pelvicQuestionnaire } from '../../domain/modules/pelvic/questionnaire.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Scene } from './birth-scene.ts'
import { insist } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'
import { pelvicAssessmentRow, pelvicConsentRow, pelvicFileRow } from './pelvic-scene.ts'
import { registerWoman } from './women-scene.ts'

/** A woman assessed twice with her questionnaires: what a careful therapist gives to the calls of the pelvic assessment. */
export async function pelvicAssessmentExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Record<string, unknown>[]>> {
  const therapist = await scene.as('pinggu', ['pelvicCare'], '姜盆底')
  const { id: fileId } = await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(await registerWoman(therapist, '评估甲', '1992-03-02')) })
  await insist(therapist, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'assessment', { signedDay: '2026-01-02' }) })
  const first = pelvicAssessmentRow(fileId, { day: '2026-01-02', oxford: '2', typeOneSeconds: 2, aaCm: -1, baCm: -1, cCm: -6, dCm: -8, apCm: -2, bpCm: -2, tvlCm: 9, ghCm: 4, pbCm: 3, preRestUv: 5, fastUv: 23 })
  const { id: firstId } = await insist(therapist, 'pelvic.assessment.save', { row: first })
  const { id: lastId } = await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { kind: 'end', oxford: '4', typeOneSeconds: 4 }) })
  const { id: wrongId } = await insist(therapist, 'pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { day: '2026-02-02', kind: 'middle' }) })
  const answered = { ...emptyRow(pelvicQuestionnaire), fileId, assessmentId: firstId, questionnaire: 'oabss', day: '2026-01-02', answers: '9,2,3,3' }
  const { id: questionnaireId } = await insist(therapist, 'pelvic.questionnaire.save', { row: answered })
  const { id: emptyId } = await insist(therapist, 'pelvic.questionnaire.save', { row: { ...answered, assessmentId: lastId, questionnaire: 'pisq12', answers: null, isNotApplicable: true } })
  const voiding = (id: string): Record<string, unknown>[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const ofAll = (ids: readonly string[]): Record<string, unknown>[] => ids.map(id => ({ id }))
  const papers = [{ fileId, what: 'comparison' }, { fileId, what: 'comparison', beforeId: firstId, afterId: lastId }, { fileId, what: 'exercise' }]
  return {
    'pelvic.assessment.save': [{ row: pelvicAssessmentRow(fileId, { day: '2026-02-20', kind: 'middle', fastUv: 30 }) }, { row: { ...first, day: '2026-02-21' } }], 'pelvic.assessment.get': ofAll([firstId, lastId]), 'pelvic.assessment.void': voiding(wrongId),
    'pelvic.assessment.list': [{ fileId }], 'pelvic.assessment.prepare': [{ fileId }, { fileId, day: '2026-02-02' }], 'pelvic.assessment.open': ofAll([firstId, lastId]), 'pelvic.assessment.evaluate': [{ fileId, row: first }, { fileId, id: firstId, row: first }],
    'pelvic.questionnaire.save': [{ row: { ...answered, questionnaire: 'wexner', answers: '0,2,3,1,2' } }, { row: { ...answered, questionnaire: 'pfdi20', answers: '1,0,2,0,1,2,0,1,0,2,0,0,1,0,3,2,4,1,0,2' } }], 'pelvic.questionnaire.get': ofAll([questionnaireId]), 'pelvic.questionnaire.void': voiding(emptyId),
    'pelvic.assessmentPaper.preview': papers, 'pelvic.assessmentPaper.pdf': papers, 'pelvic.assessmentPaper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
  }
}

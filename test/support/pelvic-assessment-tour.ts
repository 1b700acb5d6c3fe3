import { pelvicQuestionnaire } from '../../domain/modules/pelvic/questionnaire.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { pelvicAssessmentRow, pelvicConsentRow, pelvicFileRow, pelvicPlaceRow } from './pelvic-scene.ts'
import type { guideOf, Visit } from './practice-tour.ts'
import { woman } from './women.ts'

type Guide = ReturnType<typeof guideOf>
const daysAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)

const MEASURED = [
  { kind: 'baseline', aaCm: 1, baCm: 2, cCm: -4, ghCm: 4.5, pbCm: 2.5, tvlCm: 9, apCm: -2, bpCm: -1, dCm: -6, oxford: '2', typeOneSeconds: 1.5, typeTwoCount: 2, typeOneFatiguePercent: -10, preRestUv: 5.2, preRestVariability: 0.31, fastUv: 23, fastRiseSeconds: 0.8, tonicUv: 14, tonicVariability: 0.3, enduranceUv: 12, postRestUv: 4.8, padDryG: 20.1, padWetG: 32.4, diastasisAboveMm: 24, diastasisAtMm: 32, diastasisBelowMm: 15, complaints: 'stressLeak,bulge,laxity', painVas: 2.5, hiatusAreaCm2: 27, diagnoses: 'weakness,stressIncontinence,prolapse' },
  { kind: 'middle', aaCm: -1, baCm: -1, cCm: -5, ghCm: 4, pbCm: 3, tvlCm: 9, apCm: -2.5, bpCm: -2.5, dCm: -7, oxford: '3', typeOneSeconds: 3, typeTwoCount: 3, preRestUv: 4.2, fastUv: 31, tonicUv: 22, enduranceUv: 19.5, postRestUv: 4, padDryG: 20, padWetG: 24.5, diastasisAboveMm: 20, diastasisAtMm: 26, diastasisBelowMm: 13 },
  { kind: 'end', aaCm: -2, baCm: -2, cCm: -6, ghCm: 3.5, pbCm: 3.5, tvlCm: 9, apCm: -3, bpCm: -3, dCm: -8, oxford: '4', typeOneSeconds: 4, typeTwoCount: 5, preRestUv: 3.1, fastUv: 38.5, tonicUv: 31, enduranceUv: 27, postRestUv: 3, padDryG: 20, padWetG: 20.4, diastasisAboveMm: 15, diastasisAtMm: 19, diastasisBelowMm: 10 },
] as const
const ANSWERS = [
  { pfdi20: '2,3,3,0,2,1,1,2,0,0,1,0,0,1,3,2,4,3,1,2', pfiq7: '2,3,1,0,2,1,1,0,0,0,0,0,0,0,1,1,0,0,0,1,0', oabss: '9,2,3,3', wexner: '0,1,2,1,1' },
  { pfdi20: '1,2,2,0,1,1,1,1,0,0,1,0,0,0,2,1,2,2,1,1' },
  { pfdi20: '0,0,1,0,1,0,0,1,0,0,1,0,0,0,1,0,1,1,0,0', pfiq7: '1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0', oabss: '7,1,1,0', wexner: '0,0,1,0,0' },
] as const

/** A woman with as long a name as they come, assessed three times in the course of her treatment; and one who never was. */
export async function pelvicAssessmentScene({ call }: Pick<Guide, 'call'>): Promise<{ fileId: string; newFileId: string; assessmentId: string }> {
  const file = async (name: string, row: object): Promise<string> => {
    const { id } = await call('person.save', { row: { ...woman({ name, birthDay: '1992-05-01' as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: null, homeRegion: '430421100', homeAddress: '春风村3组' } as never })
    return (await call('pelvic.file.save', { row: pelvicFileRow(id, { openedDay: daysAgo(90), ...row }) as never })).id
  }
  const fileId = await file('阿依努尔·阿卜杜热合曼·麦麦提', { deliveryDay: daysAgo(132), parity: 2 })
  await call('pelvic.consent.save', { row: pelvicConsentRow(fileId, 'assessment', { signedDay: daysAgo(90) }) as never })
  const { id: deviceId } = await call('pelvic.place.save', { row: pelvicPlaceRow({ kind: 'device', name: '盆底肌电生物反馈仪(评估室)', fastMinUv: 35 }) as never })
  let assessmentId = ''
  for (const [index, measured] of MEASURED.entries()) {
    const day = daysAgo(88 - index * 40)
    assessmentId = (await call('pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { ...measured, day, deviceId }) as never })).id
    for (const [questionnaire, answers] of Object.entries(ANSWERS[index]!)) await call('pelvic.questionnaire.save', { row: { ...emptyRow(pelvicQuestionnaire), fileId, assessmentId, questionnaire, day, answers } as never })
  }
  return { fileId, newFileId: await file('欧阳𬭊龘', { hasNeverHadIntercourse: true, hasNoUterus: true }), assessmentId }
}

/** The screens of 盆底评估 and its questionnaires, of a practice hospital. */
export async function tourPelvicAssessment(guide: Guide, visit: Visit): Promise<void> {
  const { page, settled, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  await signIn('pendi')
  const { fileId, newFileId, assessmentId } = await pelvicAssessmentScene(guide)
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('pendi')
  await show(`/pelvic/${fileId}?tab=assessment`, 'pelvic-assessments')
  await show(`/pelvic/${newFileId}?tab=assessment`, 'pelvic-assessments-none')
  await go(`/pelvic/${fileId}?tab=trend`)
  await page.locator('.pelvic-trends .chart svg').nth(5).waitFor()
  await visit('pelvic-trend')
  await show(`/pelvic/${newFileId}?tab=trend`, 'pelvic-trend-none')
  await show(`/pelvic/${fileId}/assessments/new`, 'pelvic-assessment-new')
  await show(`/pelvic/${newFileId}/assessments/new`, 'pelvic-assessment-no-probe')
  await show(`/pelvic/${fileId}/assessments/${assessmentId}`, 'pelvic-assessment')
  await page.locator('[data-part="popq"]').scrollIntoViewIfNeeded()
  await settled()
  await visit('pelvic-assessment-grid')
  for (const q of ['pfdi20', 'pfiq7', 'pisq12', 'oabss', 'wexner']) await show(`/pelvic/${fileId}/assessments/${assessmentId}/questionnaires?q=${q}`, `pelvic-questionnaire-${q}`)
  for (const what of ['comparison', 'exercise']) await show(`/pelvic/${fileId}/assessments/print?what=${what}`, `pelvic-print-${what}`)
  await show(`/pelvic/${newFileId}/assessments/print?what=comparison`, 'pelvic-print-none')
  await show(`/pelvic/${fileId}/assessments/print?what=exercise&training=hypertonic`, 'pelvic-print-exercise-tense')
  await show('/settings/pelvicHomeExercise', 'settings-pelvic-home-exercise')
}

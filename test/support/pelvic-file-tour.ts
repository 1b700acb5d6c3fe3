import { pelvicAttempt } from '../../domain/modules/pelvic/session.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { insist } from './desk.ts'
import { pelvicConsentRow, pelvicFileRow } from './pelvic-scene.ts'
import type { guideOf, Visit } from './practice-tour.ts'
import { woman } from './women.ts'

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
/** As long as a name and a text come. */
const LONG_NAME = '阿依努尔·阿卜杜热合曼·麦麦提𬭊龘'

/** A woman with a closed and an open file full of long texts, signed and called, and one without a file. */
export async function pelvicFileScene({ call }: Pick<ReturnType<typeof guideOf>, 'call'>): Promise<{ fileId: string; closedId: string; consentId: string; womanId: string; otherId: string }> {
  const person = async (name: string): Promise<string> => (await call('person.save', { row: { ...woman({ name, birthDay: '1988-05-01' as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: null, homeRegion: '430421100', homeAddress: '春风村3组' } as never })).id
  const [womanId, otherId] = [await person(LONG_NAME), await person('周盆兰')]
  const row = { doctorName: '古丽米热·阿卜杜热合曼', history: 'cough,constipation,heavyWork', historyNote: '2019年因子宫肌瘤行腹腔镜手术,术后恢复好;长期在茶园劳动,弯腰负重', gravidity: 4, parity: 3, deliveryDay: '2025-12-01', deliveryMode: '21', secondStageMinutes: 150, heaviestBirthG: 4350, perineum: 'tear3', isMultiple: false, heightCm: 158.5, hasImplant: true, hasIntrauterineDevice: true, hasNeverHadIntercourse: false, allergy: '青霉素、头孢类', medication: '二甲双胍 0.5g 每日两次' }
  const file = async (openedDay: string, own = {}): Promise<string> => (await call('pelvic.file.save', { row: pelvicFileRow(womanId, { ...row, openedDay, ...own }) as never })).id
  const closedId = await file('2025-12-20')
  await call('pelvic.file.close', { id: closedId, rev: 1, closedDay: '2026-01-20', closeNote: '本人外出务工,暂停治疗,返乡后再来' })
  const fileId = await file(today(), { entry: 'referral', referredFrom: '双江拉祜族佤族布朗族傣族自治县妇幼保健院妇科门诊' })
  const { id: consentId } = await insist({ call }, 'pelvic.consent.save', { row: pelvicConsentRow(fileId, 'assessment', { signedDay: today(), signerName: LONG_NAME, doctorName: '古丽米热·阿卜杜热合曼' }) })
  await call('pelvic.consent.save', { row: pelvicConsentRow(fileId, 'treatment', { signedDay: today(), choice: 'declined', reason: '担心疼痛,先在家训练', signerName: LONG_NAME }) as never })
  await call('pelvic.attempt.save', { row: { ...emptyRow(pelvicAttempt), womanId, fileId, about: 'invitation', day: today(), outcome: 'promised', callerName: '姜盆底', note: '下周二上午来院,请带以往检查资料' } as never })
  return { fileId, closedId, consentId, womanId, otherId }
}

/** The screens of 盆底档案、知情同意 and the invitations, of a practice hospital. */
export async function tourPelvicFiles(guide: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const { page, settled, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  // Another language begins the page afresh: the dialog is opened again, and gone when the tour goes on.
  const dialog = (key: string, screen: string): Promise<void> => visit(screen, async () => {
    if (key === 'Enter') await page.locator('tbody tr[data-row]').first().focus()
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    await settled()
  })
  await signIn('pendi')
  const { fileId, closedId, consentId, womanId, otherId } = await pelvicFileScene(guide)
  // What the calls wrote past the screens is read anew after a reload.
  await signIn('pendi')
  await visit('home-pelvic')
  for (const view of ['urgent', 'all', 'refused']) await show(`/pelvic?tab=invite&view=${view}`, `pelvic-invite-${view}`)
  await go('/pelvic?tab=invite&view=all')
  await dialog('Enter', 'pelvic-invite-call')
  for (const view of ['open', 'closed', 'all']) await show(`/pelvic?tab=files&view=${view}`, `pelvic-files-${view}`)
  await show('/pelvic/new', 'pelvic-new-search')
  await show(`/pelvic/new?woman=${otherId}`, 'pelvic-new')
  await show(`/pelvic/${fileId}`, 'pelvic-file')
  await dialog('F7', 'pelvic-file-call')
  await dialog('F10', 'pelvic-file-close')
  await show(`/pelvic/${closedId}`, 'pelvic-file-closed')
  await show(`/pelvic/${fileId}/edit`, 'pelvic-edit')
  await show(`/pelvic/${fileId}/history`, 'pelvic-history')
  for (const kind of ['assessment', 'treatment']) await show(`/pelvic/${fileId}/consents/new?kind=${kind}`, `pelvic-consent-${kind}`)
  await show(`/pelvic/${fileId}/consents/${consentId}`, 'pelvic-consent-stored')
  await show(`/pelvic/consent-paper?id=${consentId}`, 'pelvic-consent-paper')
  await show(`/people/${womanId}`, 'pelvic-person')
  const { rows } = await guide.call('pelvic.invitation.list', { view: 'all', limit: 1 })
  if (!rows[0]) throw new Error('the practice hospital has nobody to invite after a 42-day check')
  await show(`/pelvic/new?woman=${rows[0].womanId}&check=${rows[0].checkId}`, 'pelvic-new-check')
  const { row } = await guide.call('pelvic.file.prepare', { womanId: rows[0].womanId })
  await signIn('yisheng')
  await show(`/pregnancies/${row.pregnancyId}?tab=postpartum`, 'pelvic-from-check')
  await signIn('guanli')
  await show('/settings/pelvicConsentTexts', 'pelvic-consent-texts')
}

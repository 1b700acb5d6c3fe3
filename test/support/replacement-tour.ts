import { PRACTICE_PASSWORD } from '../../domain/access/practice-accounts.ts'
import type { Output } from '../../domain/api/api.ts'
import type { ReplacementKind } from '../../domain/code/replacement.ts'
import type { ReplacementDraft } from '../../domain/modules/certificate/replacement.record.ts'
import { registration, type Registration } from '../../domain/modules/certificate/registration.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { guideOf, Visit } from './practice-tour.ts'

/** A name as long as the register takes, with characters outside of the usual fonts. */
const LONG_NAME = '古丽巴哈尔·阿不都热合曼·买买提依明·吐尔逊江·艾合买提·玉素甫'

/** Every screen of 换发补发 in a practice hospital: the queue, a new application, each step with its reviewer, void and back-entry. */
export async function tourReplacements({ page, call, settled, go, signIn }: ReturnType<typeof guideOf>, visit: Visit): Promise<void> {
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as never
  const EXCHANGE: ReplacementDraft = { exchangeReason: 'H4', householdRegistered: true, returnedParts: '1', returnedByName: LONG_NAME, returnedDay: today, secondPartReason: '已在西渡镇派出所办理户口登记,新证副页不再使用' }
  const REISSUE: ReplacementDraft = { lossReason: '2', householdRegistered: false, lossDeclaration: 'newspaper', newspaperName: '衡阳日报', newspaperDay: today, reasonNote: '在公交车上被盗,已向派出所报案' }

  async function save(certificateId: string, kind: ReplacementKind, changes: ReplacementDraft, apply: boolean): Promise<{ id: string; rev: number }> {
    const start: Output<'replacement.prepare'> = await call('replacement.prepare', { certificateId, kind })
    const row = { ...start.row, ...changes }
    const { materials } = await call('replacement.check', { certificateId, kind, row, materials: [] })
    return call('replacement.save', { certificateId, kind, row, apply, materials: apply ? materials.map(line => ({ material: line.material, present: true, note: null })) : [] })
  }

  await signIn('qianfa')
  const issued = (await call('certificate.queue', { queue: 'issued', offset: 0, limit: 30 })).rows
  const open = new Set((await call('replacement.list', { offset: 0, limit: 100, openOnly: true })).rows.map(row => row.certificateId))
  const [one, two, three, four] = issued.filter(row => row.certificateId !== null && row.babyName !== null && !open.has(row.certificateId)).map(row => row.certificateId!)
  await show('/replacements/new', 'replacement-new')
  await page.keyboard.press('F7')
  await page.locator('#old-search:focus').waitFor()
  await page.keyboard.insertText(issued[0]!.motherName!.slice(0, 1))
  await page.locator('tbody tr[data-row]').first().waitFor()
  await settled()
  await visit('replacement-find')
  await show(`/replacements/new?kind=exchange&certificate=${one!}`, 'replacement-exchange')
  await show(`/replacements/new?kind=reissue&certificate=${two!}`, 'replacement-reissue')
  const draft = await save(one!, 'exchange', { exchangeReason: 'H6', policeLetterNumber: '青公户证〔2026〕12号', householdRegistered: false, returnedParts: '2', returnedByName: LONG_NAME, returnedDay: today }, false)
  const { register } = await call('replacement.prepare', { id: draft.id })
  // A surname of its own is asked about; the sound of the tour is a name that fits.
  const row = { ...emptyRow(registration), ...register, babyName: `${(register.babyName ?? '张').slice(0, 1)}𬱖瑜`, complete: true } as Registration
  await call('replacement.saveRegister', { id: draft.id, rev: draft.rev, row })
  await show(`/replacements/${draft.id}`, 'replacement-draft')
  await show(`/replacements/${draft.id}?view=correct`, 'replacement-correct')
  const exchange = await save(three!, 'exchange', EXCHANGE, true)
  const reissue = await save(two!, 'reissue', REISSUE, true)
  await show(`/replacements/${exchange.id}`, 'replacement-applied')
  await show('/replacements?state=all', 'replacements')
  await show('/replacements/void', 'replacement-void')
  await show('/replacements/back-entry', 'back-entry-find')
  const [unissued] = (await call('certificate.queue', { queue: 'register', offset: 0, limit: 1 })).rows
  await show(`/replacements/back-entry?newborn=${unissued!.newbornId}`, 'back-entry')

  await signIn('shenhe')
  await show('/replacements', 'replacements-reviewer')
  await show(`/replacements/${exchange.id}`, 'replacement-review')
  await call('replacement.review', { id: exchange.id, rev: exchange.rev, decision: 'agree', reason: '材料齐全', director: { loginName: 'fenguan', password: PRACTICE_PASSWORD }, directorReason: '情况属实' })
  await call('replacement.review', { id: reissue.id, rev: reissue.rev, decision: 'agree', reason: '材料齐全', director: { loginName: 'fenguan', password: PRACTICE_PASSWORD }, directorReason: '情况属实' })
  await signIn('qianfa')
  await show(`/replacements/${exchange.id}`, 'replacement-print')
  await show(`/replacements/${reissue.id}`, 'replacement-forward')
  await page.keyboard.press('F10')
  await page.getByRole('dialog').locator('iframe').waitFor()
  await settled()
  await visit('replacement-paper')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const withdrawn = await save(four!, 'exchange', EXCHANGE, true)
  await call('replacement.withdraw', { id: withdrawn.id, rev: withdrawn.rev, reason: '家属不办了,原证已找到且完好' })
  await show(`/replacements/${withdrawn.id}`, 'replacement-withdrawn')
}

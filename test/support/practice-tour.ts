import type { Input, Name, Output } from '../../domain/api/api.ts'
import type { Result } from '../../domain/api/result.ts'
import { criticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { retention } from '../../domain/modules/maternal/retention.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { PRACTICE_ACCOUNTS, PRACTICE_PASSWORD } from '../../domain/access/practice-accounts.ts'
import { insist } from './desk.ts'
import { TELLING } from './fetal-sex.ts'
import type { Desk } from './launch.ts'
import { tourReplacements } from './replacement-tour.ts'

/** Called at each screen of the tour, when it stands still. `open` lays something over the page first; it may be asked for again, by keys and places alone. */
export type Visit = (screen: string, open?: () => Promise<void>) => Promise<void>
type LoginName = (typeof PRACTICE_ACCOUNTS)[number]['loginName']

/** The size of the screens that stand on the desks. */
export const SCREEN = { width: 1366, height: 768 }

/** Finding one's way through the window of a practice hospital: for tests and pictures that want every screen. */
export function guideOf({ app, page }: Desk) {
  async function call<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> {
    const answer = await page.evaluate(
      ([asked, given]) => (globalThis as unknown as { bridge: { invoke(name: string, input: unknown): Promise<Result<unknown>> } }).bridge.invoke(asked, given), [name as string, input as unknown] as const)
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
    return answer.value as Output<N>
  }
  const isStill = (): Promise<unknown> => page.waitForFunction(() => document.querySelector('h1, .plain-card, [role=dialog]') !== null && document.querySelector('p[role=status]') === null
    && document.querySelector('.ant-skeleton, .ant-spin-spinning, main[aria-busy="true"], [data-left], .ant-message-notice') === null
    && document.fonts.status === 'loaded'
    && document.getAnimations().every(one => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity))
  /**
   * Waits until nothing loads or moves any more: a half-faded dialog has other colours than the one people read. A part of a
   * page may begin to load only when the page itself has been drawn: still is what is still two frames later, too.
   */
  async function settled(): Promise<void> {
    await isStill()
    await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    await isStill()
  }
  async function turnTo(address: string): Promise<void> {
    await page.evaluate(to => {
      // The page that is left is marked, so that it cannot pass for the next one.
      for (const left of document.querySelectorAll('main .page, main .plain-card')) left.setAttribute('data-left', '')
      location.hash = to
    }, address)
    await settled()
  }
  return {
    app, page, call, settled,
    /** Gives the window the size of the tour. */
    async fitScreen(): Promise<void> {
      await app.evaluate(({ BrowserWindow }, size) => { BrowserWindow.getAllWindows()[0]!.setContentSize(size.width, size.height) }, SCREEN)
      await page.setViewportSize(SCREEN)
      await settled()
    },
    /** Opens a page at an address. The stop between makes it a new page even where only the record differs. */
    async go(address: string): Promise<void> {
      await turnTo('/password')
      await turnTo(address)
    },
    /** Signs in as one of the practice accounts, at the home page. */
    async signIn(loginName: LoginName): Promise<void> {
      await call('auth.logout', null)
      await call('auth.login', { loginName, password: PRACTICE_PASSWORD })
      await page.evaluate(() => { location.hash = '#/' })
      await page.reload()
      // The page that says 正在打开 has a heading of its own; the work has a menu.
      await page.getByRole('navigation').first().waitFor()
      await page.getByRole('main').locator('h1').waitFor()
      await settled()
    },
  }
}

/** Goes through every screen of a fresh practice hospital, signing in as each account that has something of its own to see. */
export async function tourPractice(desk: Desk, persons: number, visit: Visit): Promise<void> {
  const guide = guideOf(desk)
  const { page, call, settled, fitScreen, go, signIn } = guide
  const show = async (address: string, screen: string): Promise<void> => { await go(address); await visit(screen) }

  await fitScreen()
  await visit('first-start')
  await call('system.openPractice', { persons })
  await page.reload()
  await page.getByRole('textbox').first().waitFor()
  await settled()
  await visit('log-in')

  await signIn('dengji')
  await visit('home-registrar')
  const { rows } = await call('delivery.list', { offset: 0, limit: 300 })
  const withCertificate = rows.find(row => row.certificateState === 'issued')!
  await show('/people', 'people')
  await show('/people/new', 'person-new')
  await show(`/people/${withCertificate.motherId}`, 'person-file')
  await show(`/people/${withCertificate.motherId}/edit`, 'person-edit')
  await show(`/people/${withCertificate.motherId}/history`, 'person-history')
  await show('/deliveries', 'deliveries')
  await show('/deliveries/new', 'delivery-new')
  await show(`/deliveries/${withCertificate.deliveryId}`, 'delivery-file')
  await show(`/deliveries/${withCertificate.deliveryId}/edit`, 'delivery-edit')
  await show(`/deliveries/${withCertificate.deliveryId}/history`, 'delivery-history')
  await show('/password', 'password')

  await signIn('qianfa')
  // The practice hospital keeps a sheet that nobody has answered for yet.
  await page.getByRole('dialog').waitFor()
  await settled()
  await visit('certificate-ask')
  await page.keyboard.press('Alt+1')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await settled()
  await visit('home')
  await show('/certificate', 'certificate-desk')
  for (const [screen, queue] of [['certificate-register', 'register'], ['certificate', 'print'], ['certificate-sealing', 'seal'], ['certificate-hand-over', 'handOver']] as const) {
    const [child] = (await call('certificate.queue', { queue, offset: 0, limit: 1 })).rows
    if (!child) throw new Error(`the practice hospital has nobody waiting: ${queue}`)
    await show(`/certificate/${child.newbornId}`, screen)
  }
  await show(`/certificate/${withCertificate.newbornId}`, 'certificate-done')

  await signIn('gaizhang')
  await visit('home-sealer')
  const [sealing] = (await call('certificate.queue', { queue: 'seal', offset: 0, limit: 1 })).rows
  await show(`/certificate/${sealing!.newbornId}`, 'certificate-seal')

  await tourReplacements(guide, visit)

  await signIn('zhengjian')
  await visit('home-stock-keeper')
  await show('/stock', 'stock')
  await show('/stocktake', 'stocktakes')
  await show('/stocktake?tab=month', 'stocktake-month')
  await show('/ledgers?book=firstIssue', 'ledgers')
  const reviewer = { loginName: 'shenhe', password: PRACTICE_PASSWORD }
  const inStock = (await call('stock.list', { state: 'inStock', limit: 12 })).rows.map(row => row.number)
  const [today, minute] = [new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10), new Date(Date.now() + 7.5 * 3_600_000).toISOString().slice(0, 16)]
  await call('stock.request', { quantity: 200, appliedTo: '市卫生健康委员会妇幼健康科(出生医学证明管理办公室)', appliedDay: today, secondApplicant: reviewer })
  await call('stock.reportLoss', { firstNumber: inStock[10]!, lastNumber: inStock[10]!, kind: 'lost', discoveredAt: minute, place: '门诊楼一楼出生证明办理室保险柜', discoveredBy: '吴证管', circumstances: '月末双人清点时少一张,已翻查保险柜、台面、废纸篓和打印机进纸盒' })
  await call('stock.void', { firstNumber: inStock[8]!, lastNumber: inStock[9]!, reasonCode: '9', reason: '受潮起皱,条形码无法读取', secondPerson: reviewer })
  await call('stock.savePlan', { year: Number(today.slice(0, 4)) + 1, rev: 0, rule: 'thisYearPlus5', quantity: 400, reason: '新院区开业,预计分娩量增加', filedDay: null })
  for (const tab of ['batches', 'windows', 'losses', 'waste', 'plan']) await show(`/stock?tab=${tab}`, `stock-${tab}`)
  await show(`/stock?number=${inStock[8]!}`, 'stock-number')
  await show('/annual', 'annual')
  await show('/annual/rates', 'annual-rates')
  await show(`/annual/${Number(today.slice(0, 4)) - 1}/print`, 'annual-print')

  await signIn('yisheng')
  await visit('home-doctor')
  const referrals = (await call('referral.list', { offset: 0, limit: 50 })).rows
  const referral = referrals.find(row => row.state === 'arrived') ?? referrals[0]!
  await show('/referrals', 'referrals')
  await show('/referrals/new', 'referral-new')
  await show(`/referrals/${referral.id}`, 'referral')
  await show(`/referrals/${referral.id}/edit`, 'referral-edit')
  await show(`/referrals/${referral.id}/return`, 'referral-return')
  await show(`/referrals/${referral.id}/history`, 'referral-history')
  await show(`/referrals/${referral.id}/print`, 'referral-print')
  // The practice hospital has a woman in danger, one kept beyond its level, and a refused diagnosis.
  const { organizationId } = await call('referral.get', { id: referral.id })
  const woman = { personId: referral.personId, organizationId }
  const now = new Date(Date.now() + 8 * 3_600_000 - 3_600_000).toISOString().slice(0, 16)
  const critical = await insist(guide, 'referral.critical.save', { row: { ...emptyRow(criticalReferral), ...woman, state: 'toSend', referredAt: now, vitalSignsAt: now, contact: '丈夫 买买提·阿卜杜热合曼 13800005678', reason: '胎盘早剥可能,阴道流血约 600 毫升,胎心减慢,血压进行性下降', riskFactors: TELLING } })
  const { id: stayId } = await insist(guide, 'referral.retention.save', { row: { ...emptyRow(retention), personId: referral.personId, riskColour: 'red', riskFactors: `重度子痫前期;瘢痕子宫;妊娠期糖尿病;${TELLING}`, keptSince: '2026-01-01T08:00', doctorName: '周医生' } })
  const diagnosis = await insist(guide, 'referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...woman, referredDay: '2026-01-05', expectedDeliveryDay: '2026-06-30', trisomy21Risk: '1/86', otherUltrasound: TELLING, doctorName: '周医生', answer: 'refused', refusedDay: '2026-01-06', refusalSigner: '本人' } })
  await signIn('yisheng')
  for (const tab of ['critical', 'retention', 'diagnosis']) await show(`/maternal?tab=${tab}`, `maternal-${tab}`)
  await show('/maternal/critical/new', 'critical-new')
  await show(`/maternal/critical/${critical.id}`, 'critical')
  await show(`/maternal/critical/${critical.id}/edit`, 'critical-edit')
  await show('/maternal/retention/new', 'retention-new')
  await show(`/maternal/retention/${stayId}/edit`, 'retention-edit')
  await show(`/maternal/diagnosis/${diagnosis.id}`, 'diagnosis')
  await show(`/maternal/diagnosis/${diagnosis.id}/edit`, 'diagnosis-edit')

  await signIn('shenhe')
  await show('/printing/jobs', 'printing-jobs')

  await signIn('shangbao')
  await visit('home-reporter')
  await show('/package', 'package')
  await show('/reconciliation', 'reconciliation')

  await signIn('shenhe')
  await visit('home-reviewer')
  await show('/people/merges', 'merges')
  await show(`/people/${withCertificate.motherId}/merge`, 'person-merge')
  await signIn('dangan')
  await visit('home-archivist')

  await signIn('guanli')
  await visit('home-administrator')
  await show('/users', 'users')
  await show('/printing', 'printing')
  await show('/printing/wizard', 'printing-wizard')
  await show('/printing/nudge?form=birth-certificate&level=institution', 'printing-nudge')
  for (const tab of ['institution', 'province', 'security', 'printing', 'devices', 'referral', 'childRules', 'eyeRules', 'maternalRules', 'maternalChartRules', 'riskCriteria', 'prenatalRules', 'backup', 'package', 'staff', 'organizations', 'womenRules']) await show(`/settings/${tab}`, `settings-${tab}`)
  await show('/audit', 'audit')
  await show('/backup', 'backup')
  await call('auth.lock', null)
  await page.reload()
  // Behind the lock the page may stay half loaded: it gets no answers.
  await page.locator('input[type=password]').waitFor()
  await visit('locked')
}

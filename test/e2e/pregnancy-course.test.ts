import { expect, type Page, test } from '@playwright/test'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import type { Desk } from '../support/launch.ts'
import { lines, openPackage, PROVINCE_PUBLIC_PEM } from '../support/package-files.ts'
import { moveTube, RECEIVED } from '../support/prenatal-tour.ts'
import { guideOf } from '../support/practice-tour.ts'
import { addUsers, ask, CertificateDesk, openHospital, signIn, signInQuietly } from './pages/certificate.ts'
import { launchWithClock, turnClock } from './pages/clock.ts'
import { deliveryPages } from './pages/delivery.ts'
import { PackagePage } from './pages/package.ts'
import { keepPicture } from './pages/screen.ts'

const NAME = '张丽华'
const ID_NUMBER = '110101199508150009'
const HANDBOOK = 'SC2026000123'
/** She comes first with 11+3 on the day the test runs; from then on the program's clock goes with her. */
const bookedDay = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as Day
const lastMenstrualDay = addDays(bookedDay, -80)
const expectedDay = addDays(lastMenstrualDay, 280)
const SCREENED = 35
const DIAGNOSED = 49
const BORN = 200
const CHECKED = BORN + 43
/** Where something of her stands in the packages of those months. */
const OWN_DATASETS = ['maternal_care', 'risk_screening', 'risk_assessment', 'high_risk_case', 'prenatal_screening', 'delivery', 'newborn', 'birth_cert'] as const
type PackageRow = Record<'bk' | 'ext' | 'payload', Readonly<Record<string, string>>>
/** What would tell whether a boy or a girl is expected. */
const FETAL_SEX = /[男女]\s*[胎婴孩宝]|性别[\s为是:\uff1a]*[男女]|4[56]\s*,\s*X|X[XY](?![A-Z])/

/** The program with a hospital that issues certificates and cares for pregnant women; its clock can be moved. */
async function openCourse(): Promise<Desk> {
  const desk = await launchWithClock()
  const { page } = desk
  await openHospital(page)
  await signInQuietly(page, 'guanli')
  for (const name of ['陈医生', '曹孕保']) await ask(page, 'staff.save', { row: { name, licenceNumber: null, department: '产科', phone: null, attendsBirths: false, active: true } })
  const { rev } = await ask(page, 'setting.get', { key: 'package' })
  await ask(page, 'setting.save', { key: 'package', rev, value: { ...SETTINGS.package.initial, recipientPublicKeyPem: PROVINCE_PUBLIC_PEM, recipientName: '省平台' } })
  await ask(page, 'organization.save', { row: { name: '湖南省妇幼保健院', code: null, level: null, region: '430103', phone: null, departments: '产前诊断中心', active: true } })
  await addUsers(page, [['yunbao', '曹孕保', 'maternalCare'], ['yisheng', '陈医生', 'doctor'], ['chanshai', '周产筛', 'prenatalCare']])
  return desk
}

const focused = (page: Page): Promise<string> => page.evaluate(() => (document.activeElement?.closest('[data-field]') as HTMLElement | null)?.dataset.field ?? '')

test('one pregnancy from the booking to the closing: orange, a high serum risk recalled and diagnosed, born, certified, checked after 42 days, and in the package', async () => {
  const desk = await openCourse()
  const { page } = desk
  const { settled, fitScreen, go } = guideOf(desk)
  const certificates = new CertificateDesk(page)
  const told: string[] = []
  let isBorn = false
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key) }
  const type = (text: string): Promise<void> => page.keyboard.type(text)
  const title = (text: string | RegExp): Promise<void> => expect(page.getByRole('heading', { level: 1 })).toContainText(text)
  const field = (name: string) => page.locator(`[data-field="${name}"]`)
  /** The cursor stands in this field; typed over what stands in it, Enter goes on. */
  const enter = async (name: string, typed: string): Promise<void> => { await expect.poll(() => focused(page)).toBe(name); await press('Control+A'); await type(typed); await press('Enter') }
  const into = async (name: string, typed: string): Promise<void> => { await field(name).locator('input, textarea').first().focus(); await enter(name, typed) }
  /** What the clerk sees now, also on the sheet in the preview; before the birth nothing of it may tell the sex. How the screens read otherwise is looked at by each clinic's own test. */
  const look = async (screen: string): Promise<void> => {
    await settled()
    await keepPicture(page, screen)
    if (isBorn) return
    for (const frame of page.frames()) {
      const texts = await frame.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map(one => one.value)])
      told.push(...texts.flatMap(text => FETAL_SEX.exec(text)?.[0] ?? []).map(text => `${screen}: “${text}”`))
    }
  }
  /** Saves, reads what is asked, says why and goes on. */
  const saveAsked = async (question: string, reason: string): Promise<void> => {
    await press('F2')
    await expect(page.getByRole('dialog')).toContainText(question)
    await settled()
    await type(reason)
    await press('F2')
  }
  const paper = async (screen: string, text: string): Promise<void> => {
    await press('Control+p')
    await expect(page.frameLocator('iframe').getByText(text).first()).toBeVisible()
    await look(screen)
    await press('Escape')
  }
  /** She stands on this list, or does not. */
  const onList = async (address: string, stands: boolean): Promise<void> => {
    await go(address)
    await expect(page.locator('tbody tr[data-row]').filter({ hasText: NAME })).toHaveCount(stands ? 1 : 0)
    if (stands) await look(`course-list-${address.replace(/.*[=/]/, '')}`)
  }
  const head = page.locator('.child-head')
  try {
    await fitScreen()
    let womanId = ''
    let pregnancyId = ''
    let slipAddress = ''
    const open = (tab: string): Promise<void> => go(`/pregnancies/${pregnancyId}?tab=${tab}`)

    await test.step('Booked in early pregnancy, and seen for the first time', async () => {
      await signIn(page, 'yunbao')
      // Persons are typed field by field in people-delivery.test.ts.
      womanId = (await ask(page, 'person.save', { row: { ...emptyRow(person), name: NAME, sex: '2', birthDay: '1995-08-15', idType: '01', idNumber: ID_NUMBER, nationality: 'CHN', ethnicGroup: '01', phone: '13800001234', homeRegion: '430421100', homeAddress: '蒸阳大道 8 号', householdRegion: '430421100', householdAddress: '蒸阳大道 8 号' } as never })).id
      await onList('/pregnancies', false)
      await page.locator('#pregnancy-search').focus()
      await type('zlh')
      await expect(page.getByRole('option', { name: new RegExp(NAME) })).toBeVisible()
      await press('Enter')
      await title('建册')
      await enter('lastMenstrualDay', lastMenstrualDay.replaceAll('-', ''))
      const dating = page.getByRole('status', { name: '预产期与孕周' })
      await expect(dating).toContainText(expectedDay)
      await expect(dating).toContainText('早孕建册')
      for (const [name, value] of [['handbookNumber', HANDBOOK], ['gravidity', '1'], ['parity', '0'], ['fetusCount', '1']] as const) await into(name, value)
      await look('course-booking')
      await press('F2')
      await expect(head).toContainText(`预产期 ${expectedDay}`)
      await expect(head).toContainText('11⁺³')
      pregnancyId = new URL(page.url()).hash.split('/')[2]!.split('?')[0]!
      // The key belongs to the part of the page, which loads by itself.
      await settled()
      await press('F4')
      await title('第1次产前检查')
      await into('heightCm', '162')
      await enter('weightKg', '54.5')
      await into('systolicMmHg', '112')
      await enter('diastolicMmHg', '70')
      await into('haemoglobinGPerL', '58')
      await look('course-first')
      await saveAsked('血红蛋白 58 g/L 少见', '已复查血常规')
      await expect(page.locator('.maternal-schedule .is-done')).toHaveCount(1)
      await onList('/pregnancies', true)
    })

    await test.step('Screened positive by the clinic, assessed orange by the doctor, reported, a case opened', async () => {
      await open('risk')
      await press('F6')
      await title('登记妊娠风险筛查')
      await tick('S6.1', '血红蛋白<110')
      await press('F2')
      await title('妊娠风险筛查')
      await onList('/pregnancies/risk?list=assess', true)
      await signIn(page, 'yisheng')
      await go(`/pregnancies/${pregnancyId}/risk/assessments/new`)
      await title('确认妊娠风险评估')
      await tick('O2.6.2', '重度贫血')
      await expect(page.locator('[data-standing="orange"]')).toBeVisible()
      await look('course-assessment')
      await press('F2')
      await expect(page.locator('.risk-kept')).toContainText('重度贫血')
      await signIn(page, 'yunbao')
      await onList('/pregnancies/risk?list=assess', false)
      await onList('/pregnancies/risk?list=report', true)
      await open('risk')
      await expect(head).toContainText('橙')
      await press('F4')
      await title('妊娠风险评估分级报告单')
      await field('receiver').locator('input').focus()
      await type('衡阳市妇幼保健院')
      await field('way').locator('input').first().press('Space')
      await press('F2')
      await expect(page.getByText(/^FB\d+$/)).toBeVisible()
      await paper('course-paper-report', '衡阳市妇幼保健院')
      await onList('/pregnancies/risk?list=report', false)
      await onList('/pregnancies/risk?list=followUp', false)
      await open('risk')
      await expect(page.getByRole('button', { name: /建专案.*F4/ })).toBeVisible()
      await press('F4')
      await title('建立高危专案')
      await press('F2')
      await title('高危孕产妇专案')
      await onList('/pregnancies/risk?list=followUp', true)
    })

    await test.step('Five weeks later: consent, request, the tube on its way, a high risk', async () => {
      await turnClock(desk, SCREENED)
      await signIn(page, 'chanshai')
      const next = async (label: string): Promise<void> => { await expect(page.getByRole('button', { name: label })).toBeEnabled(); await press('F4') }
      const onTab = (): Promise<void> => expect(page.getByRole('table', { name: '筛查日程' })).toBeVisible()
      await open('prenatal')
      await expect(head).toContainText('16⁺³')
      await expect(head).toContainText('橙')
      await next('开产前筛查申请单 F4')
      await title('开产前筛查申请单')
      if (!(await field('tests').locator('.ant-checkbox-wrapper-checked').count())) await page.getByRole('checkbox', { name: '中孕期血清学筛查' }).press('Space')
      await into('weightKg', '56')
      await field('panel').locator('input').first().focus()
      await type('二联')
      await press('Enter')
      await look('course-request')
      await press('F2')
      await onTab()
      await onList('/prenatal?list=consent', true)
      await open('prenatal')
      await next('登记知情同意 F4')
      await field('choice').locator('input').first().press('Space')
      await look('course-consent')
      await press('F2')
      await onTab()
      await onList('/prenatal?list=consent', false)
      await onList('/prenatal?list=draw', true)
      await open('prenatal')
      await next('样本:已知情同意 F4')
      await expect(page.locator('#step-barcode')).toBeFocused()
      // As fast as `type` is only a scanner, whose Enter goes nowhere.
      await page.locator('#step-barcode').fill('2600000123')
      await press('Enter', 'Enter')
      await expect(page.locator('#step-drawnBy')).toBeFocused()
      await type('陈医生')
      await press('F2')
      await expect(page.getByText('已登记:已采血')).toBeVisible()
      await paper('course-paper-label', '2600000123')
      await onList('/prenatal?list=draw', false)
      // The hand-over is ticked, printed and signed for by keyboard in prenatal.test.ts.
      await moveTube((name, input) => ask(page, name, input), pregnancyId, RECEIVED)
      // What was written past the screens is read anew.
      await page.reload()
      await open('prenatal')
      await next('登记结果 F4')
      await enter('t21Denominator', '1:200')
      await type('<1/50000')
      await expect(page.getByRole('status', { name: '判定' })).toContainText('高风险')
      await look('course-result')
      await press('F2')
      await onTab()
      await look('course-high')
    })

    await test.step('Recalled: she agrees, is referred and waits for the diagnosis', async () => {
      await onList('/prenatal?list=recall', true)
      await page.locator('tbody tr[data-row]').first().focus()
      await press('Enter')
      await title('高风险召回')
      await paper('course-paper-recall', '产前筛查召回通知')
      await title('高风险召回')
      await press('F4')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await field('answer').locator('input').first().focus()
      await type('同意')
      await press('Enter', 'F2')
      await expect(dialog).toBeHidden()
      await onList('/prenatal?list=recall', false)
      await onList('/prenatal?list=diagnosis', true)
      await page.locator('tbody tr[data-row]').first().focus()
      await press('Enter')
      await title('高风险召回')
      await press('F8')
      await title('产前诊断转诊')
      await expect(field('trisomy21Risk').locator('input, textarea')).toHaveValue(/1\/200/)
      await field('organizationId').locator('input').first().focus()
      await type('湖南省')
      await expect(page.locator('.ant-select-item-option-active').filter({ hasText: '湖南省妇幼保健院', visible: true })).toBeVisible()
      await press('Enter')
      await look('course-referral')
      await press('F2')
      await title('产前诊断转诊单')
      await expect(page.locator('main')).toContainText('待就诊')
      slipAddress = new URL(page.url()).hash.slice(1)
      await look('course-referral-file')
    })

    await test.step('Two weeks later the karyotype is there; its sex chromosomes stand nowhere, and the recall is over', async () => {
      await turnClock(desk, DIAGNOSED)
      // Even who reads diagnoses whole sees no normal complement.
      await signIn(page, 'yisheng')
      await go(`/prenatal/${pregnancyId}/diagnoses/new`)
      await title('登记产前诊断结果')
      await expect(head).toContainText('18⁺³')
      await page.getByRole('checkbox', { name: '染色体核型' }).press('Space')
      await into('institution', '湖南省妇幼保健院')
      // As the laboratory wrote it: asked about, kept, and shown to nobody.
      await into('karyotype', '46,XX')
      await field('conclusion').locator('input').first().focus()
      await type('阴性')
      await press('Enter')
      await saveAsked('不得告知胎儿性别', '实验室原文')
      await expect(page.getByRole('table', { name: '筛查日程' })).toBeVisible()
      await expect(page.locator('main')).toContainText('常规产检')
      await look('course-diagnosed')
      const { diagnoses: [diagnosis], recalls: [recalled] } = await ask(page, 'prenatal.open', { pregnancyId })
      expect(recalled?.recall.closedBy).toBe('diagnosis')
      await go(`/prenatal/${pregnancyId}/diagnoses/${diagnosis!.id}`)
      await expect(field('karyotype').locator('input, textarea')).toHaveValue('46,**')
      await look('course-diagnosis')
      for (const list of ['recall', 'diagnosis']) await onList(`/prenatal?list=${list}`, false)
      // The slip came back: who sent her reads there that she was seen, on which day, by which method and with which result, in both copies.
      await go(slipAddress)
      await expect(page.locator('main')).toContainText('已就诊')
      const answer = page.frameLocator('iframe').locator('svg text')
      for (const words of [addDays(bookedDay, DIAGNOSED), '染色体核型', '阴性(未见异常):46,**']) await expect(answer.filter({ hasText: words })).toHaveCount(2)
      await look('course-referral-answered')
    })

    const bornDay = addDays(bookedDay, BORN)
    let newbornId = ''
    await test.step('Delivered at the desk', async () => {
      await turnClock(desk, BORN)
      await signIn(page, 'yunbao')
      await onList('/pregnancies', true)
      await open('visits')
      await expect(head).toContainText('40⁺⁰')
      await look('course-term')
      await signIn(page, 'dengji')
      await go(`/deliveries/new?mother=${womanId}`)
      await title('登记分娩')
      await expect(page.locator('.person-chosen')).toContainText(NAME)
      await look('course-delivery')
      isBorn = true
      const delivery = deliveryPages(page)
      await delivery.typeDelivery({ admissionNumber: 'ZY20260301', weeks: '40', days: '0', mode: ['1', '自然'], fetusCount: '1', attendant: ['周', '周助产'] })
      await delivery.typeNewborn(1, { sex: '2', bornAt: `${bornDay} 00:10`, weightG: '3260', lengthCm: '50' })
      await press('F2')
      await expect(page.getByText('已登记 1 名新生儿')).toBeVisible()
      await look('course-born')
      newbornId = (await ask(page, 'delivery.list', { offset: 0, limit: 1 })).rows[0]!.newbornId
    })

    await test.step('The certificate is registered, printed, sealed by somebody else and handed over', async () => {
      await signIn(page, 'qianfa')
      await certificates.open(NAME)
      await certificates.register('李思远')
      await certificates.print('Z430000001')
      await certificates.answerGood()
      await certificates.switchUser('吴盖章')
      await certificates.seal('Z430000001')
      await certificates.switchUser('孙签发')
      await certificates.handOver()
      await look('course-certificate')
      expect(await ask(page, 'certificate.desk', { newbornId })).toMatchObject({ step: 'done', certificate: { number: 'Z430000001', state: 'issued', collectorName: NAME } })
    })

    await test.step('Checked after 42 days, and closed', async () => {
      await turnClock(desk, CHECKED)
      // Only a doctor closes a case of high risk.
      await signIn(page, 'yisheng')
      await onList('/pregnancies', false)
      await onList('/pregnancies?view=postpartumCheck', true)
      await go(`/pregnancies/${pregnancyId}/check/new`)
      await title('产后42天健康检查')
      await press('F6')
      await field('recovery').locator('input').first().focus()
      await press('1')
      await field('handling').locator('input').first().focus()
      await press('1')
      await look('course-check')
      await press('F2')
      await expect(page.locator('.maternal-duties .is-done')).toHaveCount(1)
      await onList('/pregnancies?view=postpartumCheck', false)
      await onList('/pregnancies?view=closing', true)
      await open('postpartum')
      await expect(head).toContainText('已分娩')
      await press('F10')
      const dialog = page.getByRole('dialog')
      // The case of high risk is still open: nothing is chosen, so F2 closes nothing.
      await expect(dialog).toContainText('高危专案尚未结案')
      await expect(dialog.locator('.close-methods input:checked')).toHaveCount(0)
      await look('course-close-refused')
      await press('F2')
      await expect(dialog).toBeVisible()
      await press('Escape')
      await onList('/pregnancies/risk?list=followUp', true)
      await open('risk')
      await press('F9')
      await title('高危孕产妇专案')
      await settled()
      await press('F9')
      await expect(page.locator('#risk-close-outcome')).toBeFocused()
      await type('分娩')
      await press('Enter')
      await page.locator('#risk-close-handed').focus()
      await type('血液内科')
      await press('F2')
      await expect(dialog).toBeHidden()
      await onList('/pregnancies/risk?list=followUp', false)
      await open('postpartum')
      await press('F10')
      await expect(dialog.getByRole('radio', { name: '产后42天已恢复' })).toBeChecked()
      await press('F2')
      await expect(page.locator('.record-facts').filter({ hasText: '结案方式' })).toContainText('产后42天已恢复')
      await look('course-closed')
      await onList('/pregnancies?view=closing', false)
    })

    await test.step('And the packages of the months, sealed as the clerk does, hold her rows', async () => {
      await signIn(page, 'shangbao')
      const sheet = new PackagePage(page)
      await sheet.goto()
      const sealed = new Map<string, PackageRow[]>(OWN_DATASETS.map(dataset => [dataset, []]))
      for (const month of new Set([0, SCREENED, DIAGNOSED, BORN, CHECKED].map(days => addDays(bookedDay, days).slice(0, 7)))) {
        await sheet.choose(month)
        await sheet.check()
        expect(await sheet.findings.filter({ hasText: '错误' }).allTextContents()).toEqual([])
        await sheet.seal()
        await expect(page.getByText(`${month} 第 1 号数据包已生成`)).toBeVisible()
        await look('course-package')
        const { folder, baseName } = await sheet.sealed()
        const files = openPackage(folder, baseName)
        for (const [dataset, rows] of sealed) rows.push(...lines(files, dataset) as PackageRow[])
      }
      // Nobody else is in this hospital: each row is hers, and says what happened.
      for (const [dataset, rows] of sealed) for (const row of rows) expect(JSON.stringify(row), dataset).toContain(ID_NUMBER)
      const packed = (days: number): string => addDays(bookedDay, days).replaceAll('-', '')
      const said = (dataset: typeof OWN_DATASETS[number]) => sealed.get(dataset)!.map(({ bk, ext, payload }) => ({ ...bk, ...payload, ...ext }))
      const pregnancyNo = HANDBOOK
      expect(said('maternal_care')).toMatchObject([{ pregnancyNo, rowKind: 'first', day: packed(0), 'HDSB02.04.036': expectedDay.replaceAll('-', ''), riskColour: 'orange' }, { pregnancyNo, rowKind: 'postpartumCheck', day: packed(CHECKED), closeMethod: 'recovered' }])
      expect(said('risk_screening')).toMatchObject([{ items: 'S6.1', isPositive: 'T' }])
      expect(said('risk_assessment')).toMatchObject([{ colour: 'orange', criteria: 'O2.6.2', receiver: '衡阳市妇幼保健院' }])
      expect(said('high_risk_case')).toMatchObject([{ colour: 'orange', outcome: 'delivered', handedTo: '血液内科' }])
      expect(said('prenatal_screening')).toMatchObject([{ rowKind: 'screening', barcode: '2600000123', t21Denominator: '200', overall: 'high', closedBy: 'diagnosis' }, { rowKind: 'diagnosis', conclusion: 'negative', karyotype: '46,**' }])
      expect(JSON.stringify(sealed.get('prenatal_screening'))).not.toMatch(FETAL_SEX)
      expect(said('delivery')).toMatchObject([{ pregnancyNo, 'HDSB02.04.112': '280', 'HDSB02.04.130': '1' }])
      expect(said('newborn')).toMatchObject([{ pregnancyNo, birthOrder: '1', certNo: 'Z430000001', 'HDSB02.04.177': '3260' }])
      expect(said('birth_cert')).toMatchObject([{ certNo: 'Z430000001', 'HDSB01.01.002': '李思远' }])
    })
    expect(told).toEqual([])
  } finally {
    await desk.close()
  }

  /** Finds a line of the catalogue by its words and ticks it. */
  async function tick(id: string, words: string): Promise<void> {
    const row = page.locator(`.risk-row input[data-row="${id}"]`)
    await press('F8')
    await type(words)
    await press('Enter')
    await expect(row).toBeFocused()
    if (!await row.isChecked()) await press('Space')
    await press('Escape', 'Escape')
  }
})

import { expect, test } from '@playwright/test'
import { guideOf } from '../support/practice-tour.ts'
import { PRENATAL_TOWNSHIP, pregnantInWindow, RECEIVED, resultInWindow, tubeInWindow } from '../support/prenatal-tour.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { plugScanner } from './pages/scanner.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

let hospital: WindowHospital
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const NAME = '古丽米热·阿卜杜热合曼'
const TOWNSHIP = '西渡镇'
test.beforeEach(async () => { hospital = await openHospital(['prenatalCare', 'doctor']) })
test.afterEach(async () => { await hospital.close() })

/** A woman so many days pregnant today. */
const pregnant = (days: number, name = NAME): Promise<string> => pregnantInWindow(hospital.call, name, days)

test('by keyboard from the consent to the outcome: request, tube, hand-over, a high risk, its recall, the signed refusal', async () => {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  await fitScreen()
  const pregnancyId = await pregnant(16 * 7 + 2)
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  const press = (key: string): Promise<void> => page.keyboard.press(key)
  const saved = (): Promise<void> => expect(page.getByText('已保存', { exact: true }).last()).toBeVisible()
  const onTab = async (): Promise<void> => { await expect(page.getByRole('table', { name: '筛查日程' })).toBeVisible() }
  const opened = () => call('prenatal.open', { pregnancyId })
  const next = async (label: string): Promise<void> => { await expect(page.getByRole('button', { name: label })).toBeEnabled(); await press('F4') }

  await hospital.go('/prenatal')
  await expect(page.locator('#prenatal-search')).toBeFocused()
  await page.keyboard.type('glmr')
  await expect(page.getByRole('option', { name: new RegExp(NAME) })).toBeVisible()
  await press('Enter')
  await onTab()
  await look('prenatal-tab-empty')

  // F4 is the next thing: a request, for its window is open.
  await next('开产前筛查申请单 F4')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('开产前筛查申请单')
  await expect(page.getByRole('status', { name: '按现在填写的内容' })).toContainText('16⁺²')
  await look('prenatal-request-new')
  const box = (name: string) => page.locator(`[data-field="${name}"] input`)
  if (!(await page.locator('[data-field="tests"] .ant-checkbox-wrapper-checked').count())) await page.getByRole('checkbox', { name: '中孕期血清学筛查' }).check()
  await box('weightKg').fill('58.5')
  await box('panel').first().focus()
  await page.keyboard.type('二联')
  await press('Enter')
  await look('prenatal-request-filled')
  await press('F2')
  await saved()
  await onTab()

  // From the empty search box an arrow comes into the list; who waits there for a signature is opened at it.
  await hospital.go('/prenatal?list=consent')
  await expect(page.locator('#prenatal-search')).toBeFocused()
  await expect(page.locator('tbody tr[data-row]')).toHaveCount(1)
  await press('ArrowDown')
  await expect(page.locator('tbody tr[data-row]')).toBeFocused()
  await press('Enter')
  await expect(page.getByRole('region', { name: '知情同意书全文' })).toBeVisible()
  await press('Escape')
  await onTab()

  // Nothing is drawn before she has signed: F4 leads to the consent first.
  await next('登记知情同意 F4')
  await expect(page.getByRole('region', { name: '知情同意书全文' })).toContainText('筛查不是诊断')
  await expect(page.locator('[data-field="choice"] input').first()).toBeFocused()
  await look('prenatal-consent-new')
  await page.locator('[data-field="choice"] input').first().press('Space')
  await press('F2')
  await saved()
  await onTab()
  expect((await opened()).samples[0]?.sample.state).toBe('consented')

  await next('样本:已知情同意 F4')
  await expect(page.locator('#step-barcode')).toBeFocused()
  await page.locator('#step-barcode').fill('2600000123')
  await press('Enter')
  await press('Enter')
  await expect(page.locator('#step-drawnBy')).toBeFocused()
  await page.keyboard.type('陈医生')
  await look('prenatal-sample-draw')
  await press('F2')
  await expect(page.getByText('已登记:已采血')).toBeVisible()
  await look('prenatal-sample-drawn')
  await press('Control+p')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('样本标签')
  await look('prenatal-paper-label')
  await press('Escape')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('产前筛查样本')
  await press('F2')
  await expect(page.getByText('已登记:已离心分装')).toBeVisible()
  await press('F2')
  await expect(page.getByText('已登记:待送检')).toBeVisible()
  await onTab()

  // Ticked, sent, printed, signed for.
  await hospital.go('/prenatal?list=send')
  await expect(page.getByRole('checkbox', { name: '选择 2600000123' })).toBeVisible()
  await press('F8')
  await look('prenatal-list-send')
  await press('F4')
  await expect(page.locator('#send-laboratory')).toBeFocused()
  await page.keyboard.type('衡阳市妇幼保健院')
  await look('prenatal-send')
  await press('F2')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('样本交接单')
  await press('Control+p')
  await expect(page.frameLocator('iframe').getByText('产前筛查样本交接单')).toBeVisible()
  await look('prenatal-paper-handover')
  await press('Escape')
  await expect(page.locator('#handover-receiver')).toBeFocused()
  await page.keyboard.type('王收样')
  await look('prenatal-handover')
  await press('F2')
  await expect(page.getByText('已签收 1 管,拒收 0 管')).toBeVisible()

  await hospital.go(`/pregnancies/${pregnancyId}?tab=prenatal`)
  await onTab()
  await next('登记结果 F4')
  const risk = page.locator('[data-field="t21Denominator"] input')
  await expect(risk).toBeFocused()
  await page.keyboard.type('1:200')
  await press('Enter')
  await page.keyboard.type('<1/50000')
  const verdict = page.getByRole('status', { name: '判定' })
  await expect(verdict).toContainText('高风险')
  await expect(verdict).toContainText('18三体综合征: 低风险')
  await look('prenatal-result-serum')
  await press('F2')
  await saved()
  await onTab()
  await look('prenatal-tab-high')

  // The high risk is on the list until it ends by a result, a signature or an outcome.
  await next('处理召回 F4')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('高风险召回')
  await press('F4')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.locator('[data-field="answer"] input').first().focus()
  await page.keyboard.type('拒绝')
  await press('Enter')
  await look('prenatal-recall-attempt')
  await press('F2')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('alert').filter({ hasText: '签署拒绝产前诊断' })).toBeVisible()
  await look('prenatal-recall')
  await press('Control+p')
  await expect(page.frameLocator('iframe').getByText('产前筛查召回通知')).toBeVisible()
  await look('prenatal-paper-recall')
  await press('Escape')
  await expect(page.getByRole('alert').filter({ hasText: '签署拒绝产前诊断' })).toBeVisible()
  await press('F6')
  await expect(page.locator('#refusal-reason')).toBeFocused()
  await page.keyboard.type('与家人商量后决定不做')
  await look('prenatal-refusal')
  await press('F2')
  await expect(page.getByRole('alert').filter({ hasText: '已签署拒绝' })).toBeVisible()
  await press('Escape')
  await onTab()

  // Whoever declined is still asked how it ended.
  await press('F10')
  await page.locator('[data-field="outcome"] input').first().focus()
  await look('prenatal-outcome-new')
  expect((await opened()).recalls[0]?.recall.closedBy).toBe('refusal')
  expect(faults).toEqual([])
})

test('a laboratory’s file: what fits is taken, unknown and doubled numbers wait with their reason and are answered by hand; a scan opens its tube', async () => {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  await fitScreen()
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  const [first, second] = [await pregnant(17 * 7, '赵一一'), await pregnant(17 * 7, '钱二二')]
  await tubeInWindow(call, first, '2600000001', RECEIVED)
  await tubeInWindow(call, second, '2600000002', RECEIVED)
  const head = '条形码,姓名,项目,报告日期,21三体风险,18三体风险,AFP MoM'
  const line = (barcode: string, name: string, risk: string) => `${barcode},${name},中孕期血清学筛查,${today},${risk},<1/50000,1.10`
  const csv = [head, line('2600000001', '赵一一', '1/150'), line('2699999999', '孙三三', '1/900'), line('2600000002', '钱二二', '1/3000'), line('2600000002', '钱二二', '1/200')].join('\r\n')
  await hospital.go('/prenatal/files')
  await page.locator('.result-drop').evaluate((element, text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], '产筛结果20261130.csv', { type: 'text/csv' }))
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
  }, csv)
  await expect(page.getByText(/读到 4 条结果:已采用 1 条,待对应 3 条/)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '2699999999' })).toContainText('没有这个条形码的样本')
  await expect(page.getByRole('row').filter({ hasText: '2600000002' }).first()).toContainText('文件中条形码和项目重复')
  await look('prenatal-files')
  expect((await call('prenatal.open', { pregnancyId: first })).results[0]?.result.overall).toBe('high')

  // One of the doubled lines is right, the other is put aside with a reason, and neither is lost.
  await page.getByRole('row').filter({ hasText: '2600000002' }).first().press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await look('prenatal-file-line')
  await page.locator('#result-row-number').fill('2600000002')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('radio').first()).toBeChecked()
  await page.locator('#result-row-reason').fill('已电话向实验室核对,以首行为准')
  await page.keyboard.press('F2')
  await expect(dialog).toBeHidden()
  await page.getByRole('row').filter({ hasText: '2600000002' }).first().press('Enter')
  await page.keyboard.press('F8')
  await expect(dialog.getByText('不采用请写明原因')).toBeVisible()
  await page.locator('#result-row-reason').fill('实验室重复导出')
  await page.keyboard.press('F8')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: '2600000002' })).toHaveCount(0)
  await expect(page.getByRole('row').filter({ hasText: '2699999999' })).toHaveCount(1)
  expect((await call('prenatal.open', { pregnancyId: second })).results).toHaveLength(1)

  await hospital.go('/prenatal')
  await expect(page.locator('#prenatal-search')).toBeFocused()
  await (await plugScanner(page)).scan('2600000001')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('产前筛查样本')
  await expect(page.locator('.child-head')).toContainText('赵一一')
  for (const list of ['recall', 'unmatched', 'transit', 'closing']) { await hospital.go(`/prenatal?list=${list}`); await look(`prenatal-list-${list}`) }
  expect(faults).toEqual([])
})

test('the monthly bulletin: targets and remarks are typed, twice the target is 200 %, every number opens its women, the ladder names each step, the paper and the spreadsheet say the same; a diagnosis ends the recall', async () => {
  const { page, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  await fitScreen()
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  const pregnancyId = await pregnant(18 * 7)
  await resultInWindow(call, pregnancyId, 'secondSerum', { t21Comparator: '=', t21Denominator: 120 }, await tubeInWindow(call, pregnancyId, '2600000009', RECEIVED))
  await tubeInWindow(call, await pregnant(17 * 7, '龚晓燕'), '2600000010', RECEIVED)

  await hospital.go('/prenatal/bulletin')
  await expect(page.getByText('还没有登记年度任务数')).toBeVisible()
  await page.keyboard.press('F7')
  await expect(page.locator('#place-0')).toBeFocused()
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  await page.keyboard.type('1')
  await look('prenatal-targets')
  await page.keyboard.press('F2')
  const table = page.getByRole('region', { name: '免费产前筛查月通报' })
  // Two were screened where one was asked for: the rate stands as it is, with the question beside it.
  const line = (name: string) => table.getByRole('row', { name })
  for (const name of [TOWNSHIP, '合计']) await expect(line(name)).toContainText('200.00%≥100%,核对分母')
  await expect(line(TOWNSHIP)).toContainText('正常')
  await page.keyboard.press('F8')
  await expect(page.locator('#place-0')).toBeFocused()
  await page.keyboard.type('含上年结转一人')
  await look('prenatal-remarks')
  await page.keyboard.press('F2')
  await expect(line(TOWNSHIP)).toContainText('含上年结转一人')
  await look('prenatal-bulletin')
  await table.getByRole('button', { name: /合计 高风险 1/ }).press('Enter')
  await expect(page.getByRole('dialog').getByText(NAME)).toBeVisible()
  await look('prenatal-bulletin-women')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('Control+p')
  const paper = page.frameLocator('iframe')
  await expect(paper.getByText('填报人', { exact: true })).toBeVisible()
  await expect(paper.getByText('200.00', { exact: true })).toHaveCount(2)
  // A sentence of the paper is several lines of text.
  const onPaper = async (): Promise<string> => (await paper.locator('svg text').allTextContents()).join('')
  expect(await onPaper()).toContain('完成率≥100%,核对分母;含上年结转一人')
  await look('prenatal-paper-bulletin')
  await page.keyboard.press('Escape')
  await expect(table).toBeVisible()

  // Nobody was screened last year: the further the year, the harder the word, on the screen and on the paper.
  const lastYear = Number(today.slice(0, 4)) - 1
  await call('prenatal.target.save', { row: { year: lastYear, scope: 'township', place: PRENATAL_TOWNSHIP, women: 12 } })
  for (const [month, word] of [['01', '提示函'], ['02', '电话督办'], ['03', '书面督办'], ['04', '通报']] as const) {
    await hospital.go(`/prenatal/bulletin?month=${lastYear}-${month}`)
    await expect(line(TOWNSHIP)).toContainText(word)
  }
  await page.keyboard.press('Control+p')
  await expect(paper.getByText('通报', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(table).toBeVisible()

  // The diagnosis that came back ends the recall; the sex chromosomes of a normal karyotype stand nowhere.
  await hospital.go(`/prenatal/${pregnancyId}/diagnoses/new`)
  await expect(page.locator('[data-field="diagnosedDay"] input')).toBeVisible()
  await page.getByRole('checkbox', { name: '染色体核型' }).check()
  await page.locator('[data-field="institution"] input').fill('湖南省妇幼保健院')
  await page.locator('[data-field="karyotype"] input').fill('46,XN')
  await page.locator('[data-field="conclusion"] input').first().focus()
  await page.keyboard.type('阴性')
  await page.keyboard.press('Enter')
  await look('prenatal-diagnosis')
  await page.keyboard.press('F2')
  await expect(page.getByRole('table', { name: '筛查日程' })).toBeVisible()
  expect((await call('prenatal.open', { pregnancyId })).recalls[0]?.recall.closedBy).toBe('diagnosis')
  await hospital.go('/prenatal/figures')
  await expect(page.getByRole('img', { name: /应筛/ })).toBeVisible()
  await look('prenatal-figures')
  expect(faults).toEqual([])
})

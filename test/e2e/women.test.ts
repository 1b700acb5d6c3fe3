import { expect, test } from '@playwright/test'
import { screeningTarget } from '../../domain/modules/women/screening-target.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { guideOf } from '../support/practice-tour.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { woman } from '../support/women.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

let hospital: WindowHospital
test.beforeEach(async () => { hospital = await openHospital(['womenCare']) })
test.afterEach(() => hospital.close())

const press = (key: string): Promise<void> => hospital.page.keyboard.press(key)
const type = (text: string): Promise<void> => hospital.page.keyboard.type(text)
const focusedField = (): Promise<string> => hospital.page.evaluate(() => (document.activeElement?.closest('[data-field]') as HTMLElement | null)?.dataset.field ?? '')
const at = (field: string): Promise<void> => expect.poll(focusedField).toBe(field)
const heading = (text: string | RegExp): Promise<void> => expect(hospital.page.getByRole('heading', { level: 1 })).toHaveText(text)
const saved = (): Promise<void> => expect(hospital.page.getByText('已保存', { exact: true }).first()).toBeVisible()
const year = Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4))
const bornYearsAgo = (years: number): string => `${year - years}-01-15`
const register = (name: string, birthDay: string): Promise<{ id: string }> =>
  hospital.call('person.save', { row: { ...woman({ name, birthDay: birthDay as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: null, homeRegion: '430421100', homeAddress: '春风村3组' } as never })
/** Finds somebody in the search box of the part, as a clerk does: by the name, Enter. */
async function search(name: string): Promise<void> {
  await expect(hospital.page.locator('#woman-search')).toBeFocused()
  await type(name)
  await expect(hospital.page.locator('#woman-search-list [role=option]').first()).toContainText(name)
  await press('Enter')
}
/** Chooses from the list of the field that has the focus. */
async function choose(text: string): Promise<void> {
  await type(text)
  await expect(hospital.page.locator('.ant-select-item-option-active').last()).toContainText(text)
  await press('Enter')
}
const focus = (field: string): Promise<void> => hospital.page.locator(`[data-field="${field}"] input`).first().focus()

test('an outreach day without the mouse: entered, positive, followed to the biopsy; the notice asks for it, the task is beyond 100 %', async () => {
  const { page, go, call } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  await fitScreen()
  await register('周春兰', bornYearsAgo(45))
  await register('古丽米热·阿卜杜热合曼', bornYearsAgo(50))

  await test.step('Place and programme are said once; each woman is searched, entered, saved, and the next is asked for', async () => {
    await go('/women?tab=cancer')
    await expect(page.locator('#woman-search')).toBeFocused()
    await press('F8')
    await heading('现场筛查')
    await page.locator('#cancer-site').focus()
    await type('春风村卫生室')
    await press('F4')
    await search('周春兰')
    await heading('登记两癌筛查')
    await at('menarcheAge')
    await expect(page.locator('[data-field="site"] input')).toHaveValue('春风村卫生室')
    await press('F6')
    await at('hpvResult')
    await expect(page.locator('[data-field="cervix"] input')).toHaveValue('光滑')
    await choose('16或18型')
    await focus('breastCategory')
    await choose('1类')
    const verdict = page.getByRole('status', { name: '下一步' })
    await expect(verdict).toContainText('阴道镜检查')
    await expect(verdict).toContainText('按方案进入下一轮筛查')
    await look('women-e2e-form')
    await press('F2')
    await heading('现场筛查')
    await search('古丽米热')
    await at('menarcheAge')
    await press('F6')
    await at('hpvResult')
    await choose('阴性')
    await focus('breastCategory')
    await choose('2类')
    await press('F2')
    await heading('现场筛查')
    await expect(page.getByRole('status').filter({ hasText: '共 2 人' })).toBeVisible()
    await look('women-e2e-day')
  })

  await test.step('Whoever was entered is not entered again that day', async () => {
    await search('周春兰')
    await heading(/^两癌筛查 LA/)
    await expect(page.getByText('这一天已有筛查记录')).toBeVisible()
    await press('Escape')
    await heading('现场筛查')
  })

  await test.step('The positive woman stands on the list; her colposcopy asks for the biopsy, which stands there next', async () => {
    await go('/women?tab=cancer&view=open')
    const row = page.locator('tbody tr[data-row="0"]')
    await expect(row).toContainText('宫颈:阴道镜检查')
    await row.focus()
    await press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('周春兰 宫颈:阴道镜检查')
    await at('state')
    // Without a result the follow-up does not end.
    await press('F2')
    await expect(dialog).toContainText('没有结果不能结束追踪')
    await at('colposcopy')
    await choose('高级别')
    await expect(dialog.locator('[data-field="nextStep"]')).toContainText('活检或手术')
    await look('women-e2e-step')
    await press('F2')
    await expect(dialog).toBeHidden()
    await expect(page.locator('.women-steps li')).toHaveCount(2)
    await expect(page.locator('.women-steps li').nth(1)).toContainText('宫颈:活检或手术')
  })

  await test.step('A refusal that is not signed does not end it; a call is noted instead', async () => {
    await press('F8')
    const dialog = page.getByRole('dialog')
    await at('state')
    await press('2')
    await press('F2')
    await expect(dialog).toContainText('拒绝须本人签字才能结束追踪')
    await press('Escape')
    await page.getByRole('dialog').last().getByRole('button', { name: /放弃|不保存/ }).first().press('Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await press('F7')
    await at('outcome')
    await choose('无人接听')
    await press('F2')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.locator('.women-steps li').nth(1)).toContainText('联系 1 次')
  })

  await test.step('The notice asks for the biopsy by its day', async () => {
    await press('Control+P')
    await heading('打印妇女保健表格')
    const { rows } = await call('women.cancerFollowUp.list', { view: 'open' })
    await expect(page.frameLocator('iframe').locator('body')).toContainText(`请在 ${rows[0]!.dueDay} 前做活检或手术(宫颈)`)
    await press('F6')
    await expect(page.frameLocator('iframe').locator('body')).toContainText('两癌筛查个案登记表')
  })

  await test.step('Two women of one asked for are 200.00 %, and the number opens them', async () => {
    await call('women.screeningTarget.save', { row: { ...emptyRow(screeningTarget), taskYear: year, region: '430421100', target: 1, source: '任务分解表' } as never })
    await go('/women?tab=cancer')
    await expect(page.locator('#woman-search')).toBeFocused()
    await press('F9')
    await heading('两癌任务完成')
    await expect(page.getByRole('table', { name: '两癌任务完成' })).toContainText('200.00%')
    await page.getByRole('button', { name: '西渡镇 宫颈须追踪 1' }).focus()
    await press('Enter')
    await expect(page.getByRole('dialog').locator('tbody tr[data-row="0"]')).toContainText('周春兰')
    await look('women-e2e-task')
  })
  expect(faults).toEqual([])
})

test('menopause by thirteen digits (M-29: 28, moderate) with its course; an adolescent of 14 only with a guardian\'s signature', async () => {
  const { page, go } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  await fitScreen()
  await register('欧阳秋菊', bornYearsAgo(52))
  await register('周雨桐', bornYearsAgo(14))

  await test.step('A file, then the first visit: thirteen keys and the total stands there', async () => {
    await go('/women?tab=menopause')
    await search('欧阳秋菊')
    await heading('建立更年期档案')
    await focus('stage')
    await press('2')
    await press('F2')
    await heading('登记更年期随访')
    await at('flush')
    await type('212211210101')
    const total = page.getByRole('status', { name: 'Kupperman总分' })
    await expect(total).toContainText('还有 1 项未评')
    await at('sexual')
    await type('1')
    await at('symptoms')
    await expect(total).toContainText('28')
    await expect(total).toContainText('中度')
    await look('women-e2e-kupperman')
    await press('F2')
    await heading('更年期档案')
    await expect(page.locator('tbody tr[data-row="0"]')).toContainText('28 中度')
    await expect(page.locator('.chart svg')).toBeVisible()
    await look('women-e2e-menopause')
  })

  await test.step('Under 18 nothing is saved before a guardian has signed', async () => {
    await go('/women?tab=adolescent')
    await search('周雨桐')
    await heading('青少年保健')
    await press('F4')
    await at('guardianName')
    await expect(page.getByText('未满 18 岁:请填写监护人')).toBeVisible()
    await press('F2')
    await expect(page.locator('[data-field="guardianName"]')).toContainText('请填写监护人姓名')
    await expect(page.locator('[data-field="isConsentSigned"]')).toContainText('须监护人签署知情同意后才能登记')
    await focus('guardianName')
    await type('周母')
    await focus('isConsentSigned')
    await press('1')
    await look('women-e2e-adolescent')
    await press('F2')
    await saved()
    await heading('青少年保健')
    await expect(page.locator('tbody tr[data-row="0"]')).toContainText('14')
  })
  expect(faults).toEqual([])
})

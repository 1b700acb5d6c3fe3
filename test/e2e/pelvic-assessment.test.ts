import { expect, test } from '@playwright/test'
import { pelvicAssessmentRow, pelvicConsentRow, pelvicFileRow } from '../support/pelvic-scene.ts'
import { guideOf } from '../support/practice-tour.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { woman } from '../support/women.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

let hospital: WindowHospital
test.beforeEach(async () => { hospital = await openHospital(['pelvicCare']) })
test.afterEach(() => hospital.close())

const NAME = '阿依努尔·阿卜杜热合曼·麦麦提'
const dayAt = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

test('a woman is assessed by keyboard: POP-Q in the order of the grid, an EMG refused without consent, questionnaires by digits, before and after on paper', async () => {
  const { page, call, go } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  await fitScreen()
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  const press = (key: string): Promise<void> => page.keyboard.press(key)
  const type = (text: string): Promise<void> => page.keyboard.type(text)
  const at = (field: string): Promise<void> => expect.poll(() => page.evaluate(() => (document.activeElement?.closest('[data-field]') as HTMLElement | null)?.dataset.field ?? '')).toBe(field)
  const focus = (field: string): Promise<void> => page.locator(`[data-field="${field}"] input`).first().focus()
  const heading = (text: string): Promise<void> => expect(page.getByRole('heading', { level: 1 })).toHaveText(text)
  const found = page.getByRole('status', { name: '程序判断' })
  const { id: womanId } = await call('person.save', { row: { ...woman({ name: NAME, birthDay: '1992-05-01' as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: null } as never })
  const { id: fileId } = await call('pelvic.file.save', { row: pelvicFileRow(womanId, { openedDay: dayAt(-40), deliveryDay: dayAt(-42) }) as never })

  await test.step('the baseline: what she complains of, POP-Q cell by cell with its drawing, the stage as soon as it can be said', async () => {
    await go(`/pelvic/${fileId}?tab=assessment`)
    await expect(page.getByRole('button', { name: /登记评估/ })).toBeVisible()
    await press('F4')
    await heading('登记盆底评估')
    await at('complaints')
    await focus('aaCm')
    for (const [point, next, value] of [['aaCm', 'baCm', '1'], ['baCm', 'cCm', '2'], ['cCm', 'ghCm', '-4'], ['ghCm', 'pbCm', '4.5'], ['pbCm', 'tvlCm', '2.5'], ['tvlCm', 'apCm', '9'], ['apCm', 'bpCm', '-2'], ['bpCm', 'dCm', '-1']] as const) {
      await at(point)
      await type(value)
      await press('Enter')
      await at(next)
    }
    await type('-6')
    await expect(found).toContainText('POP-Q分度Ⅲ度')
    await expect(found).toContainText('阴道前壁脱垂Ⅲ度')
    await expect(page.getByRole('img', { name: /POP-Q侧面观,Ⅲ度/ })).toBeVisible()
    await look('pelvic-assessment-typed')
  })
  await test.step('a point beyond its range says so at its cell', async () => {
    await page.locator('[data-field="aaCm"] input').fill('3.5')
    await expect(page.locator('[data-field="aaCm"] .issue')).toContainText('Aa 应在 -3 至 3 cm 之间')
    await page.locator('[data-field="aaCm"] input').fill('1')
    await expect(page.locator('[data-field="aaCm"] .issue')).toHaveCount(0)
  })
  await test.step('strength by its seconds; a probe needs her consent', async () => {
    await page.locator('[data-field="typeOneSeconds"] input').fill('3.9')
    await page.locator('[data-field="typeTwoCount"] input').fill('5')
    await page.locator('[data-field="typeOneFatiguePercent"] input').fill('-10')
    await page.locator('[data-field="typeTwoFatiguePercent"] input').fill('0')
    await expect(found.locator('b.is-high').filter({ hasText: '-10 %' })).toBeVisible()
    await expect(found.locator('b:not(.is-high)').filter({ hasText: /^0 %$/ })).toBeVisible()
    await expect(found).toContainText('Ⅰ类(慢肌,耐力)3 级')
    await expect(found).toContainText('Ⅱ类(快肌,爆发)5 级')
    await page.getByRole('checkbox', { name: /6 超声/ }).press('6')
    await page.locator('[data-field="bladderNeckRestCm"] input').fill('2.6')
    await page.locator('[data-field="bladderNeckStrainCm"] input').fill('-0.3')
    await expect(found.locator('b.is-high').filter({ hasText: '2.9 cm' })).toBeVisible()
    await page.locator('[data-field="fastUv"] input').fill('23')
    await expect(found).toContainText('快肌不足')
    await page.locator('[data-field="enduranceRatio"] input').fill('0.7')
    await expect(found).toContainText('耐力收缩阶段稳定性差')
    await look('pelvic-assessment-judged')
    await press('F2')
    await expect(page.locator('[data-field="fastUv"] .issue').first()).toContainText('知情同意')
    await call('pelvic.consent.save', { row: pelvicConsentRow(fileId, 'assessment', { signedDay: dayAt(-40) }) as never })
    await page.locator('[data-field="fastUv"] input').fill('23.0')
    await press('F2')
    await expect(page.getByText('已保存', { exact: true }).first()).toBeVisible()
    await heading('盆底档案')
    await expect(page.locator('tbody tr[data-row="0"]').first()).toContainText('Ⅲ度')
    await expect(page.locator('tbody tr[data-row="0"]').first()).toContainText('42 天')
  })
  await test.step('questionnaires: a digit answers and goes on, the score beside it; F2 leads to the next one', async () => {
    await press('F7')
    await heading('盆底量表')
    await expect(page.locator('[data-item="1"] input').first()).toBeFocused()
    for (const digit of '1020120102001032410') await press(`Digit${digit}`)
    await expect(page.getByRole('status', { name: '得分' })).toContainText('未答:第 20 题')
    await press('Digit2')
    await expect(page.getByRole('status', { name: '得分' })).toContainText('87.50')
    await look('pelvic-questionnaire-typed')
    await press('F2')
    await expect(page.getByRole('group', { name: '回答' }).locator('[data-item]')).toHaveCount(21)
    await press('Escape')
    await heading('盆底档案')
    await expect(page.getByRole('table', { name: '评估记录' })).toContainText('PFDI-20 87.50')
  })
  await test.step('with an earlier assessment there is a before and an after, on the screen and on the paper', async () => {
    await call('pelvic.assessment.save', { row: pelvicAssessmentRow(fileId, { day: dayAt(-1), kind: 'baseline', oxford: '2', typeOneSeconds: 2, typeTwoCount: 2 }) as never })
    await page.reload()
    await go(`/pelvic/${fileId}?tab=trend`)
    await page.locator('.pelvic-trends .chart svg').first().waitFor()
    await look('pelvic-trend-typed')
    await press('Control+p')
    await heading('打印盆底评估')
    await press('F6')
    await expect(page.getByText('居家训练单').first()).toBeVisible()
    await settled()
    await press('Escape')
    await heading('盆底档案')
  })
  expect(faults).toEqual([])
})

test('levels of the exercise at home: what cannot be is said beside it by its name, what is set stands in the history by its name', async () => {
  const { page, call, go } = hospital
  const rest = page.getByRole('textbox', { name: '常用训练 第1级 放松' })
  await go('/settings/pelvicHomeExercise')
  await rest.fill('1')
  await page.keyboard.press('F2')
  await expect(page.getByText('第1级:放松(1 秒)不能短于收紧(3 秒),请改正')).toBeVisible()
  await rest.fill('')
  await page.keyboard.press('F2')
  await expect(page.getByText('第1级“放松”应为 1–60 秒的整数,请改正')).toBeVisible()
  await rest.fill('8')
  await expect(page.getByText('级别已修改,来源还是程序自带的,请写明本院的依据')).toBeVisible()
  await page.keyboard.press('F2')
  await expect.poll(async () => (await call('setting.get', { key: 'pelvicHomeExercise' })).rev).toBe(1)
  await page.getByRole('button', { name: '修改记录' }).click()
  await expect(page.getByRole('dialog')).toContainText('常用训练 · 第1级 · 放松: 6 → 8')
})

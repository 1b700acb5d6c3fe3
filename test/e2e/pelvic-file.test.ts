import { expect, test } from '@playwright/test'
import { bookWoman, deliver } from '../support/maternal-scene.ts'
import { insist } from '../support/desk.ts'
import { guideOf } from '../support/practice-tour.ts'
import { woman } from '../support/women.ts'
import { openHospital, type WindowHospital } from '../support/window-hospital.ts'
import { faultsOfScreen } from './pages/screen-reading.ts'

let hospital: WindowHospital
test.beforeEach(async () => { hospital = await openHospital(['maternalCare', 'pelvicCare']) })
test.afterEach(() => hospital.close())

const press = (key: string): Promise<void> => hospital.page.keyboard.press(key)
const type = (text: string): Promise<void> => hospital.page.keyboard.type(text)
const focusedField = (): Promise<string> => hospital.page.evaluate(() => (document.activeElement?.closest('[data-field]') as HTMLElement | null)?.dataset.field ?? '')
const at = (field: string): Promise<void> => expect.poll(focusedField).toBe(field)
const heading = (text: string | RegExp): Promise<void> => expect(hospital.page.getByRole('heading', { level: 1 })).toHaveText(text)
const daysAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)
const valueOf = (field: string) => hospital.page.locator(`[data-field="${field}"] input`).first()

/** Chooses from the list of the field that has the focus. */
async function choose(text: string): Promise<void> {
  await type(text)
  await expect(hospital.page.locator('.ant-select-item-option-active').last()).toContainText(text)
  await press('Enter')
}

/** A woman checked 44 days after an assisted birth of a heavy child. */
async function checked(name: string): Promise<{ pregnancyId: string; womanId: string }> {
  const { pregnancyId, womanId, rows } = await bookWoman(hospital, daysAgo(330), { bookedDay: daysAgo(270), fetusCount: null, gravidity: 2, parity: 1 }, { name })
  await deliver(hospital, womanId, daysAgo(50), { mode: '21', secondStageMinutes: 150, perinealTear: '2' }, [{ weightG: 4200 }])
  await insist(hospital, 'maternal.postpartumCheck.save', { row: rows.check(daysAgo(6)) })
  return { pregnancyId, womanId }
}

test('from the 42-day check into the clinic without the mouse: invited and called, filled in, signed, closed and opened again', async () => {
  const { page, go } = hospital
  const { settled, fitScreen } = guideOf(hospital)
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => { await settled(); faults.push(...await faultsOfScreen(page, screen)) }
  await fitScreen()
  const { pregnancyId } = await checked('欧阳𬭊龘')
  await checked('古丽米热·阿卜杜热合曼')

  await test.step('Both stand on the invitation list with their reasons; one is called and says no', async () => {
    await go('/pelvic?tab=invite')
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(2)
    await expect(page.locator('tbody tr[data-row]').filter({ hasText: '古丽米热' })).toContainText('新生儿体重大')
    const her = page.locator('tbody tr[data-row]').filter({ hasText: '古丽米热' })
    await settled()
    // The cursor stands nowhere yet: an arrow brings it into the list.
    await press('ArrowDown')
    if (await her.getAttribute('data-row') !== '0') await press('ArrowDown')
    await expect(her).toBeFocused()
    // Out of the dialog again the cursor stands on her line: the next arrow goes on from there.
    await press('Enter')
    await at('outcome')
    await press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await press(await her.getAttribute('data-row') === '0' ? 'ArrowDown' : 'ArrowUp')
    await expect(page.locator('tbody tr[data-row]').filter({ hasText: '欧阳' })).toBeFocused()
    await her.focus()
    await press('Enter')
    await at('outcome')
    await choose('拒绝前来')
    await press('F2')
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(1)
    await expect(page.getByRole('dialog')).toBeHidden()
    for (const list of ['全部待邀请 1', '不来的 1']) {
      await press('F6')
      await expect(page.getByRole('radio', { name: list })).toBeChecked()
    }
    await expect(page.locator('tbody tr[data-row]')).toContainText('古丽米热')
    await look('pelvic-e2e-refused')
  })

  await test.step('From the check of the other the file begins with what the birth knows, and asks for what it does not', async () => {
    await go(`/pregnancies/${pregnancyId}?tab=postpartum`)
    await expect(page.getByRole('button', { name: /转盆底专科/ })).toBeVisible()
    await press('Shift+F4')
    await heading('建立盆底档案')
    await at('history')
    await expect(valueOf('heaviestBirthG')).toHaveValue('4200')
    await expect(valueOf('secondStageMinutes')).toHaveValue('150')
    await expect(valueOf('parity')).toHaveValue('2')
    await expect(page.getByRole('link', { name: /^产后42天检查/ })).toBeVisible()
    await look('pelvic-e2e-new')
    await press('F2')
    await heading('盆底档案')
    await expect(page.getByText(/盆底档案 PD\d{10}/)).toBeVisible()
  })

  await test.step('F4 is the signature: contraindications are read out first', async () => {
    await expect(page.getByRole('button', { name: /签署知情同意/ })).toContainText('F4')
    await press('F4')
    await heading('签署知情同意')
    await at('isContraindicationRead')
    await press('F2')
    await expect(page.getByText('请先逐项告知禁忌,再签署同意')).toBeVisible()
    await page.locator('[data-field="isContraindicationRead"] input').first().focus()
    await press('Space')
    await look('pelvic-e2e-consent')
    await press('F2')
    await heading('盆底档案')
    await expect(page.getByRole('table', { name: '盆底知情同意' }).or(page.getByLabel('盆底知情同意')).first()).toContainText('同意')
    await expect(page.getByRole('button', { name: /登记评估/ })).toContainText('F4')
  })

  await test.step('A second file for her leads to the first', async () => {
    await go('/pelvic')
    await heading('盆底专科')
    await press('F4')
    await expect(page.locator('#pelvic-woman')).toBeFocused()
    await type('欧阳')
    await expect(page.locator('#pelvic-woman-list [role=option]').first()).toContainText('欧阳')
    await press('Enter')
    await heading('盆底档案')
  })

  await test.step('It is closed with its note, found among the closed by its number, and opened again', async () => {
    const number = (await page.getByText(/盆底档案 PD\d{10}/).textContent())!.replace(/\D/g, '')
    await expect(page.getByRole('button', { name: /^结案/ })).toBeVisible()
    await press('F10')
    await expect(page.locator('#file-words')).toBeFocused()
    await type('外出务工,暂停治疗')
    await press('F2')
    await expect(page.getByText(/^已于 .* 结案:外出务工,暂停治疗$/)).toBeVisible()
    await look('pelvic-e2e-closed')
    await go('/pelvic?tab=files')
    await expect(page.locator('#pelvic-search')).toBeFocused()
    await press('F6')
    await page.locator('#pelvic-search').focus()
    await type(`PD${number}`)
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(1)
    await press('ArrowDown')
    await expect(page.locator('tbody tr[data-row]').first()).toBeFocused()
    await press('Enter')
    await heading('盆底档案')
    await expect(page.getByRole('button', { name: /^重新打开/ })).toBeVisible()
    await press('F10')
    await expect(page.locator('#file-words')).toBeFocused()
    await type('返乡,继续治疗')
    await press('F2')
    await expect(page.getByText('已重新打开')).toBeVisible()
  })

  await test.step('Of whom no birth is known the file begins before the births; who was referred says from where, who came by herself says nothing', async () => {
    for (const [name, entry] of [['阿依古丽·买买提依明', '其他科室或机构转来'], ['周直接', '本人直接就诊']] as const) {
      const { id } = await hospital.call('person.save', { row: { ...woman({ name, birthDay: '1970-03-05' as never }), idType: null, idNumber: null, noDocumentReason: 'notBrought' } as never })
      await go(`/pelvic/new?woman=${id}`)
      await expect(page.getByText(name)).toBeVisible()
      await heading('建立盆底档案')
      await at('heightCm')
      const from = page.locator('[data-field="referredFrom"]')
      await expect(from).toHaveCount(0)
      const isReferred = entry === '其他科室或机构转来'
      if (isReferred) {
        await valueOf('entry').focus()
        await choose(entry)
        await expect(from).toBeVisible()
        await press('F2')
        await expect(from).toContainText('请填写转来的科室或机构')
        await from.locator('input').fill('妇科门诊')
      }
      await press('F2')
      await heading('盆底档案')
      await expect(page.locator('main')).toContainText(entry)
      if (isReferred) await expect(page.locator('main')).toContainText('妇科门诊')
    }
  })

  await test.step('Every number of the board opens as many people as it says, with the cursor on the first', async () => {
    await go('/pelvic')
    await heading('盆底专科')
    await press('Shift+F8')
    await heading('盆底专科质控与统计')
    // From whenever the year began, so that the first days of a year count what the last ones did.
    await go(`/pelvic/board?first=${daysAgo(60)}`)
    const people = page.getByRole('dialog').locator('tbody tr[data-row]')
    const open = async (name: RegExp): Promise<string[]> => {
      const number = page.getByRole('button', { name })
      const said = Number(await number.textContent())
      await number.press('Enter')
      await expect(people).toHaveCount(said)
      await expect(people.first()).toBeFocused()
      const names = await people.allTextContents()
      await press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      return names
    }
    const screened = await open(/^产后42天盆底筛查率 分母 /)
    expect([screened.length, screened.filter(line => line.includes('欧阳𬭊龘')).length, screened.filter(line => line.includes('古丽米热·阿卜杜热合曼')).length]).toEqual([2, 1, 1])
    // Hers and the two opened after it count as the work of whoever opened them.
    expect(await open(/^\D+ 建档 3$/)).toEqual(expect.arrayContaining([expect.stringContaining('欧阳𬭊龘')]))
    const numbers = page.locator('.statistics-table .link-button').filter({ hasNotText: /^0$/ })
    for (const name of await numbers.evaluateAll(found => found.map(one => one.getAttribute('aria-label')!))) await open(new RegExp(`^${name}$`))
    await look('pelvic-e2e-board')
  })
  expect(faults).toEqual([])
})

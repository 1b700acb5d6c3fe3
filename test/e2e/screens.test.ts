import { type Page, expect, test } from '@playwright/test'
import { freshDataFolder, launchDesk } from '../support/launch.ts'
import { guideOf, tourPractice } from '../support/practice-tour.ts'
import { keyboardOf } from './pages/keyboard.ts'
import { peoplePages } from './pages/people.ts'
import { faultsOfTour } from './pages/screen-reading.ts'

// The smallest practice hospital that has a child in every step of the certificate.
const PERSONS = 120
// People of every age, deliveries, and children on their way to a certificate; a child without a name is called 之子 or 之女.
const BORN = [
  'people', 'person-file', 'deliveries', 'delivery-file', 'delivery-edit', 'delivery-history', 'referrals', 'home', 'home-registrar', 'home-sealer', 'printing-nudge',
  'certificate', ...['ask', 'desk', 'register', 'sealing', 'hand-over', 'done', 'seal'].map(screen => `certificate-${screen}`),
  'back-entry-find', ...['exchange', 'draft', 'correct', 'print', 'paper', 'withdrawn'].map(screen => `replacement-${screen}`),
]

test('every screen is readable, fits 1366×768 and speaks one language at a time, and tells nobody the sex of a fetus', async () => {
  const desk = await launchDesk()
  try {
    const { faults, seen } = await faultsOfTour(desk, visit => tourPractice(desk, PERSONS, visit), { born: BORN })
    expect(faults).toEqual([])
    expect(seen).toContain('locked')
  } finally {
    await desk.close()
  }
})

/** Enter as an input method sends it while the word is still being chosen. */
const enterWhileComposing = (page: Page): Promise<void> => page.evaluate(() => {
  const target = document.activeElement!
  target.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
  target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true } as KeyboardEventInit))
  target.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
})

/** Types into the search box and presses Enter in one breath: no answer can have come in between. */
const typeAndEnter = (page: Page, text: string): Promise<void> => page.evaluate(typed => {
  const box = document.activeElement as HTMLInputElement
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(box, typed)
  box.dispatchEvent(new Event('input', { bubbles: true }))
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }))
}, text)

test('Enter before the answer opens the only hit, never one of an older text, and none of several', async () => {
  const desk = await launchDesk()
  try {
    const guide = guideOf(desk)
    await guide.call('system.openPractice', { persons: 50 })
    await guide.signIn('dengji')
    const { page } = desk
    const people = peoplePages(page)
    const rows = await guide.call('person.recent', { limit: 20 })
    const phones = new Map<string, string>()
    for (const row of rows) {
      const { phone, name } = await guide.call('person.get', { id: row.id })
      if (phone && name && (await guide.call('person.search', { text: phone, limit: 3 })).length === 1) phones.set(phone, name)
    }
    const [[onePhone, oneName], [otherPhone, otherName]] = [...phones].slice(0, 2) as [[string, string], [string, string]]
    await test.step('The only hit opens as soon as it is known', async () => {
      await guide.go('/people')
      await expect(people.search).toBeFocused()
      await typeAndEnter(page, onePhone)
      await people.expectFile(oneName)
    })
    await test.step('The hits of an older text on the screen are not what Enter means', async () => {
      await guide.go('/people')
      await expect(people.search).toBeFocused()
      await page.keyboard.type(onePhone)
      await expect(people.main.getByRole('option').first()).toContainText(oneName)
      await typeAndEnter(page, otherPhone)
      await people.expectFile(otherName)
    })
    await test.step('Several hits are shown, and nothing opens by itself', async () => {
      await guide.go('/people')
      await expect(people.search).toBeFocused()
      await typeAndEnter(page, '1')
      await expect.poll(() => people.main.getByRole('option').count()).toBeGreaterThan(1)
      await expect(people.main.getByRole('heading', { level: 1, name: '人员', exact: true })).toBeVisible()
    })
  } finally {
    await desk.close()
  }
})

test('Enter belongs to the input method while it composes; typed work outlives a killed program', async () => {
  const folder = freshDataFolder()
  let desk = await launchDesk({ data: folder.path })
  try {
    await guideOf(desk).call('system.openPractice', { persons: 50 })
    await guideOf(desk).signIn('dengji')
    const { page } = desk
    const keys = keyboardOf(page)
    const people = peoplePages(page)
    const name = (await guideOf(desk).call('person.recent', { limit: 1 }))[0]!.name!

    await test.step('In the search it opens nothing; arrows and Enter do', async () => {
      await guideOf(desk).go('/people')
      await expect(people.search).toBeFocused()
      await page.keyboard.type(name)
      await expect(people.main.getByRole('option').first()).toContainText(name)
      // An answer to the first sign of the name may stand there still; the one to come begins at its top again.
      await expect(people.main.getByRole('listbox')).toHaveAttribute('aria-busy', 'false')
      await enterWhileComposing(page)
      await expect(people.main.getByRole('heading', { level: 1, name: '人员', exact: true })).toBeVisible()
      await expect(people.main.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
      await keys.press('ArrowDown', 'ArrowUp', 'Enter')
      await people.expectFile(name)
    })
    await test.step('In a form it stays in its field; a plain Enter goes on', async () => {
      await guideOf(desk).go('/people/new')
      await people.name.focus()
      await page.keyboard.type('测试甲')
      await enterWhileComposing(page)
      await expect(people.name).toBeFocused()
      await keys.press('Enter')
      await expect(people.birthDay).toBeFocused()
    })
    await test.step('Escape asks before typed work goes, and staying keeps it', async () => {
      await keys.press('Escape')
      await expect(page.getByRole('dialog')).toContainText('放弃未保存的内容?')
      await page.getByRole('button', { name: '继续填写' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(people.name).toHaveValue('测试甲')
    })
    await test.step('Killed, the program offers what was typed', async () => {
      await expect.poll(() => guideOf(desk).call('draft.get', { form: 'person:new' })).toMatchObject({ content: { values: { name: '测试甲' } } })
      const process = desk.app.process()
      const isGone = new Promise(resolve => process.once('exit', resolve))
      process.kill('SIGKILL')
      await isGone
      desk = await launchDesk({ data: folder.path })
      // A program starts with the hospital's own data; practising is chosen anew.
      await guideOf(desk).call('system.openPractice', { persons: 50 })
      await guideOf(desk).signIn('dengji')
      await guideOf(desk).go('/people/new')
      await desk.page.getByRole('button', { name: '恢复内容' }).click()
      await expect(peoplePages(desk.page).name).toHaveValue('测试甲')
    })
  } finally {
    await desk.close()
    folder.remove()
  }
})

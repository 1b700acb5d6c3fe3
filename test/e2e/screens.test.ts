import { AxeBuilder } from '@axe-core/playwright'
import { type Page, expect, test } from '@playwright/test'
import { CODE_TABLES } from '../../domain/code/index.ts'
import { programSentences } from '../../scripts/check-locale.ts'
import { freshDataFolder, launchDesk } from '../support/launch.ts'
import { guideOf, tourPractice } from '../support/practice-tour.ts'
import { keyboardOf } from './pages/keyboard.ts'
import { peoplePages } from './pages/people.ts'

// The smallest practice hospital that has a child in every step of the certificate.
const PERSONS = 120

const sentences = programSentences()
/** What a key starts with: a text that looks like one of them was never translated. */
const KEY_FORM = new RegExp(`^(?:${[...new Set(sentences.map(({ key }) => key.split('.')[0]))].join('|')})\\.[a-zA-Z][\\w.]*$`)

// The entries of a code table and the standard's own words are shown as they stand in the record, also to who reads English.
const DATA_WORDS = new Set(CODE_TABLES.flatMap(table => table.list.map(entry => entry.label)))
const HAN = /[\u4e00-\u9fff]/
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** The Chinese sentences of the program; a place for a value takes anything. A sentence of places alone would take everything. */
const CHINESE_SENTENCES = sentences.filter(({ zh }) => HAN.test(zh.replaceAll(/\{\{.*?\}\}/g, '')) && !DATA_WORDS.has(zh))
const WHOLE_CHINESE = new Set(CHINESE_SENTENCES.filter(({ zh }) => !zh.includes('{{')).map(({ zh }) => zh))
const CHINESE_FORMS = CHINESE_SENTENCES.filter(({ zh }) => zh.includes('{{') && zh.replaceAll(/\{\{.*?\}\}/g, '').length >= 3)
  .map(({ zh }) => new RegExp(`^${zh.split(/\{\{.*?\}\}/).map(literal).join('.+')}$`))

// Latin letters that stand in Chinese sentences: keys, formats, what has no other name, the example of initials, a log-in name.
const LATIN_WORDS = /\b(?:Enter|Esc|F\d{1,2}|Ctrl|Alt|Shift|PgUp|PgDn|PDF|CSV|Excel|SM[234]|ID|Apgar|xlsx|mmHg|ABO|Rh|NT|Tab|DNA|GB|ISO|PEM|mm|cm|kg|mL|IU|nmol|ROP|WS|WHO|SD|BMI)\b|(?<=[(( ])(?:zlh|guanli)(?=[))])/g

/** What a screen shows, as one reads it: texts, and what is only said aloud or shown on hovering. */
type Reading = { texts: string[]; overflowsBy: number; cut: string[] }

const readScreen = (page: Page): Promise<Reading> => page.evaluate(() => {
  const isShown = (element: Element): boolean => (element as HTMLElement).checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const texts = new Set<string>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim()
    const element = node.parentElement
    // The language switch names itself in the other language and says so.
    if (text && element && !element.closest('script, style, [lang]:not(html)') && isShown(element)) texts.add(text)
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
    // antd calls its icons by their English names, beside a text or inside a button with a name of its own.
    if (!isShown(element) || element.matches('.anticon')) continue
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      const text = element.getAttribute(name)?.trim()
      if (text) texts.add(text)
    }
  }
  const cut: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('button, label, h1, h2, th, dt, kbd, .ant-tag, .ant-tabs-tab-btn, .menu-item, .ant-steps-item-title, .ant-alert-title')) {
    // A label of one pixel is there for those who listen only.
    if (!isShown(element) || element.clientWidth <= 1 || getComputedStyle(element).textOverflow === 'ellipsis') continue
    if (element.scrollWidth > element.clientWidth + 1) cut.push(`${element.tagName.toLowerCase()} “${element.textContent}” ${element.scrollWidth} > ${element.clientWidth}`)
  }
  const { scrollWidth, clientWidth } = document.documentElement
  return { texts: [...texts], overflowsBy: Math.max(0, scrollWidth - clientWidth), cut }
})

const faultsOfLayout = ({ texts, overflowsBy, cut }: Reading): string[] => [
  ...(overflowsBy > 0 ? [`wider than the window by ${overflowsBy} px`] : []),
  ...cut.map(one => `cut: ${one}`),
  ...texts.filter(text => KEY_FORM.test(text)).map(text => `a key, not a sentence: ${text}`),
]
/** Latin words that are data: log-in names, numbers of slips, layouts, names of people from abroad; a call named by its number. */
const isLatinData = (text: string): boolean => /^[a-z]+$|lianxi123|^[A-Z]{2}\d+|^birth-certificate\.v\d+$|Yuki Tanaka|Nguyen Thi Lan|Maria Garcia|^[\da-f]{8}-[\da-f-]{27}$|\/tmp\//.test(text)
const latinIn = (texts: readonly string[]): string[] => texts.filter(text => /[A-Za-z]{2,}/.test(text.replaceAll(LATIN_WORDS, '')) && !isLatinData(text))
const chineseIn = (texts: readonly string[]): string[] => texts.filter(text => HAN.test(text) && (WHOLE_CHINESE.has(text) || CHINESE_FORMS.some(form => form.test(text))))

async function accessibilityFaults(page: Page): Promise<string[]> {
  // Legacy mode: the usual one opens a second page, which a program with one window refuses.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(passes.length, 'axe looked at the screen').toBeGreaterThan(5)
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)} ${failureSummary ?? ''}`))
}

test.describe('every screen', () => {
  test('is readable, fits 1366×768 and speaks one language at a time', async () => {
    test.setTimeout(480_000)
    const desk = await launchDesk()
    const { page } = desk
    const { settled } = guideOf(desk)
    const faults: string[] = []
    const seen: string[] = []
    const switchTo = async (language: 'English' | '中文'): Promise<void> => {
      await page.getByRole('button', { name: language, exact: true }).first().click()
      await page.getByRole('button', { name: language === 'English' ? '中文' : 'English', exact: true }).first().waitFor()
      await settled()
    }
    try {
      await tourPractice(desk, PERSONS, async screen => {
        seen.push(screen)
        const chinese = await readScreen(page)
        faults.push(...[...faultsOfLayout(chinese), ...latinIn(chinese.texts).map(text => `not Chinese: ${text}`), ...await accessibilityFaults(page)].map(fault => `${screen}: ${fault}`))
        // The question about a sheet and the lock are answered before anything else is touched; a paper or a drawer lies over the page.
        if (screen === 'certificate-ask' || screen === 'replacement-paper' || screen === 'stock-number' || screen === 'locked') return
        await switchTo('English')
        const english = await readScreen(page)
        faults.push(...[...faultsOfLayout(english), ...chineseIn(english.texts).map(text => `not English: ${text}`)].map(fault => `${screen} (English): ${fault}`))
        await switchTo('中文')
      })
    } finally {
      await desk.close()
    }
    expect(faults).toEqual([])
    expect(seen).toContain('locked')
  })
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

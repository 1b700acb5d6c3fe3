import type { Page } from '@playwright/test'
import { CODE_TABLES } from '../../../domain/code/index.ts'
import { programSentences } from '../../../scripts/check-locale.ts'
import { type Desk, launchDesk } from '../../support/launch.ts'
import { guideOf, type Visit } from '../../support/practice-tour.ts'
import { pregnancyPageOf } from '../../support/pregnancy-pages.ts'
import { keepPicture, seriousFindings } from './screen.ts'

const sentences = programSentences()
/** What a key starts with: a text that looks like one of them was never translated. */
const KEY_FORM = new RegExp(`^(?:${[...new Set(sentences.map(({ key }) => key.split('.')[0]))].join('|')})\\.[a-zA-Z][\\w.]*$`)

// The entries of a code table and the standard's own words are shown as they stand in the record, also to who reads English.
const DATA_WORDS = new Set(CODE_TABLES.flatMap(table => table.list.map(entry => entry.label)))
const HAN = /[\u4e00-\u9fff]/
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** The Chinese sentences of the program; a place for a value takes anything. A sentence of places alone would take everything. */
// What an instrument's file did not say is kept with its result, in the words it was read with.
const CHINESE_SENTENCES = sentences.filter(({ key, zh }) => !key.startsWith('eyeDevice.') && HAN.test(zh.replaceAll(/\{\{.*?\}\}/g, '')) && !DATA_WORDS.has(zh))
const WHOLE_CHINESE = new Set(CHINESE_SENTENCES.filter(({ zh }) => !zh.includes('{{')).map(({ zh }) => zh))
const CHINESE_FORMS = CHINESE_SENTENCES.filter(({ zh }) => zh.includes('{{') && zh.replaceAll(/\{\{.*?\}\}/g, '').length >= 3)
  .map(({ zh }) => new RegExp(`^${zh.split(/\{\{.*?\}\}/).map(literal).join('.+')}$`))

// Latin letters that stand in Chinese sentences: keys, formats, what has no other name, the example of initials, a log-in name.
const LATIN_WORDS = /\b(?:Enter|Hz|mA|Esc|F\d{1,2}|Ctrl|Alt|Shift|PgUp|PgDn|PDF|CSV|Excel|SM[234]|ID|Apgar|xlsx|mmHg|ABO|Rh|NT|Tab|DNA|CH|PKU|CAH|G6PD|OAE|AABR|GB|ISO|PEM|mm|cm|kg|mL|IU|nmol|ROP|II|III|WS|WHO|BMI|ABC|CHAT|CARS|Delete|mmol|dB|mg|ICD|XML|csv|UTF|NIPT|MoM|AFP|MCV|MCH|HbA2|fL|pg|PLT|Hb|ALT|HIV|EF|IgA|SpO|Fontan|ACOG|Kupperman|Adaptica|2WIN|JOIA|nsCommon|nsREF|TOPCON|IOM|AB|mol|[LR](?:O|M|S|Sc)[APT]|FGR|hCG|uE3|PAPP|CNV|seq|CMA|FISH|QF|PCR|ISCN|IgG|IgM|TSH|AST|mIU|HPV|TBS|NILM|[HL]SIL|ASC|AGC|CIN[123]|BI|RADS|MHT|[HL]DL|FSH|pmol|PHQ|VAS|Tanner|ng|BPD|HC|AC|FL|CRL|POP|HbF|HbH|HbE|HbCS|Bart|SEA|CD\d+|IVS\d+|[\d_]+del\w*|Aa|Ba|Ap|Bp|gh|pb|tvl|Glazer|PFDI|PFIQ|PISQ|OABSS|Wexner|ICIQ|UI|SF|POPDI|CRADI|UDI|UIQ|CRAIQ|POPIQ|Valsalva|cmH₂O|pdf|GBK)\b|\b\d?SD\b|(?<=\d)(?:mmHg|mmol|cm|mm|mg|ml)\b|\b[A-Z]{2}\d{6,}|(?<=[(( ])(?:zlh|guanli|yunbao|zhiban|fenguan|yisheng)(?=[))])/g

/** What a screen shows, as one reads it: texts, and what is only said aloud or shown on hovering; what stands in its fields and on its paper. */
type Reading = { texts: string[]; filled: string[]; overflowsBy: number; cut: string[] }

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
  // The page itself, the part that scrolls beside the menu, and what lies over both.
  const overflowsBy = Math.max(0, ...[document.documentElement, ...document.querySelectorAll('main, .ant-modal-wrap, .ant-modal-body')].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth))
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].filter(isShown).map(({ value }) => value)
  // 性别 of the patient herself, a cell of its own.
  const papers = [...document.querySelectorAll('iframe')].flatMap(({ srcdoc }) => { const { body } = new DOMParser().parseFromString(srcdoc, 'text/html'); return [...body.querySelectorAll('text:not([data-value=patientSex])')].map(({ textContent }) => textContent) })
  return { texts: [...texts], filled: [...fields, ...papers], overflowsBy, cut }
})

const faultsOfLayout = ({ texts, overflowsBy, cut }: Reading): string[] => [
  ...(overflowsBy > 0 ? [`wider than the window by ${overflowsBy} px`] : []),
  ...cut.map(one => `cut: ${one}`),
  ...texts.filter(text => KEY_FORM.test(text)).map(text => `a key, not a sentence: ${text}`),
]
/** 性别 of the woman herself, alone or before her age. */
const OWN_SEX = /^女(?: \d+岁 [\d-]+)?$/
/** Words for a boy or a girl, their signs and a complement of chromosomes; not those for women, the couple and children of either. */
const tellingIn = ({ texts, filled }: Reading): string[] => [...texts.filter(text => !OWN_SEX.test(text)), ...filled].filter(text => /[男女♂♀]|46\s*,\s*X|(?<![A-Za-z])X[XY](?![A-Za-z])/.test(text.replaceAll(/妇女|子女|女性|女方|男方|男女双方/g, '')))
/** Latin words that are data: log-in names, numbers of slips, layouts, names of people from abroad, the letters in place of a name, the drugs of a regimen; a call named by its number. */
const isLatinData = (text: string): boolean => /^[a-z]+$|lianxi123|^[A-Z]{2}\d+|^birth-certificate\.v\d+$|Yuki Tanaka|Nguyen Thi Lan|Maria Garcia|^[\da-f]{8}-[\da-f-]{27}$|\/tmp\/|^姓名首字母 [A-Z]{2,4}$|^[A-Z\d]{2,4}(?:\+[A-Z\d]{2,4})+$/.test(text)
const latinIn = (texts: readonly string[]): string[] => texts.filter(text => /[A-Za-z]{2,}/.test(text.replaceAll(LATIN_WORDS, '')) && !isLatinData(text))
const chineseIn = (texts: readonly string[]): string[] => texts.filter(text => HAN.test(text) && (WHOLE_CHINESE.has(text) || CHINESE_FORMS.some(form => form.test(text))))

// The question about a sheet and the lock are answered before anything else is touched; a paper, a drawer or a dialog lies over the page.
const WITHOUT_SWITCH = ['certificate-ask', 'replacement-paper', 'stock-number', 'eye-instrument-result', 'eye-coverage-children', 'locked']

/** What is wrong with the screen that stands there, read in Chinese; FUYOU_PICTURES keeps a picture of it. */
export async function faultsOfScreen(page: Page, screen: string): Promise<string[]> {
  await keepPicture(page, screen)
  const chinese = await readScreen(page)
  return [...faultsOfLayout(chinese), ...latinIn(chinese.texts).map(text => `not Chinese: ${text}`), ...await seriousFindings(page)].map(fault => `${screen}: ${fault}`)
}

const WEEKS = /\d+⁺[⁰¹²³⁴⁵⁶] 周/
const DUE = /\d{4}-\d\d-\d\d/
/** Says a page how far its pregnant women are? `isDated`: at least one was there, with her weeks and her expected day. A woman who gave birth has no weeks any more. */
async function datesOfPregnancies(page: Page): Promise<{ faults: string[]; isDated: boolean }> {
  const said = pregnancyPageOf(await page.evaluate(() => location.hash.slice(1) || '/'))
  if (said === undefined) return { faults: ['nobody decided whether this page says how far a pregnant woman is (test/support/pregnancy-pages.ts)'], isDated: false }
  if (typeof said === 'object') return { faults: [], isDated: false }
  const head = page.getByRole('main').getByRole('region', { name: said === 'case' ? '个案对象' : '孕产妇', exact: true })
  if (said === 'rows') {
    const cells = await page.evaluate(() => [...document.querySelectorAll('main .data-table, .ant-modal .data-table')].flatMap(table => {
      const heads = [...table.querySelectorAll('thead th')].map(({ textContent }) => textContent ?? '')
      // A list of slips or files names no woman.
      if (!heads.some(head => ['姓名', '孕产妇', '孕妇', '首字母'].includes(head))) return []
      const rows = [...table.querySelectorAll('tbody tr[data-row]')]
      const at = heads.findIndex(head => head === '孕周 / 预产期' || head === '孕产情况')
      return rows.map(row => at < 0 ? null : row.children[at]?.textContent ?? null)
    }))
    return {
      faults: cells.flatMap((cell, row) => cell === null ? [`no column with weeks and expected day (row ${row + 1})`] : WEEKS.test(cell) && !DUE.test(cell) ? [`weeks without an expected day: ${cell}`] : []),
      isDated: cells.some(cell => cell !== null && WEEKS.test(cell) && DUE.test(cell)),
    }
  }
  if (await head.count() === 0) return { faults: said === 'taker' ? [] : ['nothing says how far she is'], isDated: false }
  const text = await head.first().innerText()
  const isEnded = /已分娩|终止妊娠|失访|转院|\d 分娩|妊娠已作废/.test(text)
  return { faults: DUE.test(text) && (isEnded || WEEKS.test(text)) ? [] : [`neither weeks and expected day nor how it ended: ${text}`], isDated: DUE.test(text) && WEEKS.test(text) }
}

/**
 * What is wrong with the screens a tour goes through, read in Chinese and in English, which screens it saw, and which of
 * them said how far a pregnant woman is. Of a tour through pregnancies `born` names the screens of who is born, child or
 * grown: nowhere else a sex may stand.
 */
export async function faultsOfTour(desk: Desk, tour: (visit: Visit) => Promise<void>, { born }: { born?: readonly string[] } = {}): Promise<{ faults: string[]; seen: string[]; dated: string[] }> {
  const { page } = desk
  const { settled } = guideOf(desk)
  const faults: string[] = []
  const seen: string[] = []
  const dated: string[] = []
  const switchTo = async (language: 'English' | '中文'): Promise<void> => {
    // Not a click of the mouse: what lies over the page takes that.
    await page.getByRole('button', { name: language, exact: true }).first().dispatchEvent('click')
    await page.getByRole('button', { name: language === 'English' ? '中文' : 'English', exact: true }).first().waitFor()
    await settled()
  }
  await tour(async (screen, open) => {
    seen.push(screen)
    await open?.()
    const told = (reading: Reading): string[] => born === undefined || born.includes(screen) ? [] : tellingIn(reading).map(text => `${screen}: tells the sex: ${text}`)
    faults.push(...await faultsOfScreen(page, screen), ...told(await readScreen(page)))
    const dates = await datesOfPregnancies(page)
    faults.push(...dates.faults.map(fault => `${screen}: ${fault}`))
    if (dates.isDated) dated.push(screen)
    if (WITHOUT_SWITCH.includes(screen)) return
    await switchTo('English')
    // Another language begins the page afresh; a question of the frame stays where it is.
    if (open && await page.getByRole('dialog').count() === 0) await open()
    const english = await readScreen(page)
    faults.push(...told(english), ...[...faultsOfLayout(english), ...chineseIn(english.texts).map(text => `not English: ${text}`)].map(fault => `${screen} (English): ${fault}`))
    await switchTo('中文')
  })
  return { faults, seen, dated }
}

/** The same for a tour through a practice hospital that is opened for it. */
export async function faultsInPractice(persons: number, tour: (guide: ReturnType<typeof guideOf>, visit: Visit) => Promise<void>, options: { born?: readonly string[] } = {}): ReturnType<typeof faultsOfTour> {
  const desk = await launchDesk()
  try {
    const guide = guideOf(desk)
    await guide.fitScreen()
    await guide.call('system.openPractice', { persons })
    await desk.page.reload()
    await desk.page.getByRole('textbox').first().waitFor()
    return await faultsOfTour(desk, visit => tour(guide, visit), options)
  } finally {
    await desk.close()
  }
}

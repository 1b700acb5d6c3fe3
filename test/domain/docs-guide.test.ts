import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { programSentences } from '../../scripts/check-locale.ts'

const root = dirname(dirname(import.meta.dirname))
const folder = join(root, 'docs', 'guide')
const pages = new Map(readdirSync(folder).filter(name => name.endsWith('.md')).map(name => [name, readFileSync(join(folder, name), 'utf8')]))
const dialogs = [['<SignedDialog', 'modules/stock/SignedDialog.tsx'], ['<ContactDialog', 'kit/AttemptDialog.tsx']].map(([opens = '', path = '']) => ({ opens, source: readFileSync(join(root, 'renderer', path), 'utf8') }))
/** The code of the screens; one that opens a dialog shared by several has that dialog's keys, too. */
const screens = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name))
  .map(name => readFileSync(join(root, 'renderer', name), 'utf8')).map(code => dialogs.reduce((all, { opens, source }) => (code.includes(opens) ? all + source : all), code))

/** A word this short is a button, a field or a state: the program has exactly it, not only a sentence that holds it. */
const SHORT = 6
/** Keys that belong to the keyboard, the browser or antd: no line of ours listens to them. */
const PLAIN_KEYS = ['Enter', 'Shift+Enter', 'Esc', 'Tab', 'Shift', '空格']
const MOST_BYTES = 150_000

/** What stands in 「」, outermost pairs, with quotes inside left as they are. */
function quotedIn(text: string): string[] {
  const found: string[] = []
  let depth = 0
  let from = 0
  for (const [index, sign] of [...text].entries()) {
    if (sign === '「' && depth++ === 0) from = index + 1
    if (sign === '」' && --depth === 0) found.push([...text].slice(from, index).join(''))
  }
  expect(depth, 'quotes in pairs').toBe(0)
  return found
}
const linksIn = (text: string): string[] => [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)#]+)[^)]*\)/g)].map(match => match[1] ?? '')
const picturesIn = (text: string): string[] => [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(match => match[1] ?? '')
const withPlaces = (sentence: string): string => sentence.replace(/\{\{\s*\w+\s*\}\}/g, '…').trim()

const sentences = new Set(programSentences().map(({ zh }) => withPlaces(zh)))
const isOnScreen = (words: string): boolean => sentences.has(words) || ([...words].length >= SHORT && [...sentences].some(sentence => sentence.includes(words)))

describe('the user guide', () => {
  test('the words that are looked for are really told from others', () => {
    expect(quotedIn('按「入库」,「…中的「…」(…)打印字体里没有」')).toEqual(['入库', '…中的「…」(…)打印字体里没有'])
    expect(isOnScreen('入库')).toBe(true)
    expect(isOnScreen('入库吧')).toBe(false)
    expect(isOnScreen('编号 … 不在库存号段,不能使用')).toBe(true)
    expect(isOnScreen('编号 … 不在本程序的库存号段')).toBe(false)
  })

  test('every page can be reached from the index, and every link leads to a page', () => {
    expect(new Set(linksIn(pages.get('index.md')!))).toEqual(new Set([...pages.keys()].filter(name => name !== 'index.md')))
    for (const [name, text] of pages) for (const link of linksIn(text)) expect(pages.has(link), `${name}: ${link}`).toBe(true)
  })

  test('every picture that a page shows is there and light, and none lies unused', () => {
    const shown = [...pages].flatMap(([name, text]) => picturesIn(text).map(path => ({ name, path })))
    for (const { name, path } of shown) {
      expect(existsSync(join(folder, path)), `${name}: ${path}`).toBe(true)
      expect(statSync(join(folder, path)).size, path).toBeLessThan(MOST_BYTES)
    }
    expect(readdirSync(join(folder, 'pictures')).filter(file => !shown.some(({ path }) => path === `pictures/${file}`))).toEqual([])
  })

  test.each([...pages.keys()])('%s: every word in 「」 stands on a screen', name => {
    expect(quotedIn(pages.get(name)!).filter(words => !isOnScreen(words))).toEqual([])
  })

  test.each([...pages.keys()])('%s: every key is listened to, and where it stands beside its button, by the screen that has both', name => {
    const text = pages.get(name)!
    const has = (source: string, key: string): boolean => source.includes(`'${key}'`) || source.includes(`<kbd>${key}</kbd>`) || keyFamilies(key).some(part => source.includes(part))
    const keys = [...text.matchAll(/<kbd>([^<]+)<\/kbd>/g)].map(match => match[1] ?? '').filter(key => !PLAIN_KEYS.includes(key))
    expect(keys.filter(key => !screens.some(source => has(source, key)))).toEqual([])
    const pairs = [...text.matchAll(/<kbd>([^<]+)<\/kbd>「([^」]+)」/g)].map(([, key = '', words = '']) => ({ key, words })).filter(({ key }) => !PLAIN_KEYS.includes(key))
    expect(pairs.filter(({ key, words }) => !screens.some(source => source.includes(`'${words}'`) && has(source, key)))).toEqual([])
  })
})

/** How a key of a numbered family, or an arrow, stands in the code. */
function keyFamilies(key: string): string[] {
  const arrow = key.replace('←', 'ArrowLeft').replace('→', 'ArrowRight').replace('↑', 'ArrowUp').replace('↓', 'ArrowDown').replace('PgUp', 'PageUp').replace('PgDn', 'PageDown')
  return [...(arrow === key ? [] : [`'${arrow}'`]), ...(/^(Alt|Ctrl)\+\d$/.test(key) ? [`\`${key.slice(0, -1)}\${index + 1}\``] : [])]
}

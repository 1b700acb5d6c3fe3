import type { ParentFact } from '../../domain/device/parent-facts.ts'

// The page the parent sees. It draws what it is told and hands one answer back; it keeps nothing once the facts are gone.

type Content = { hospital: string; facts: readonly ParentFact[] | null }
type Bridge = { onShow(show: (content: unknown) => void): void; answer(given: string): Promise<boolean> }
const { parentScreen } = globalThis as unknown as { parentScreen: Bridge }
const screen = document.getElementById('screen')!

/** An element with children; text only ever goes in as text. */
function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...children)
  return element
}

function valueOf(fact: ParentFact): HTMLElement {
  const longest = Math.max(...fact.lines.map(line => [...line].length))
  const value = make('div', `value${longest > 15 ? ' is-long' : fact.lines.length > 1 || longest > 10 ? ' is-two' : ''}`)
  if (fact.reading) {
    // Each sign has its own width, or a long reading would tear the name apart.
    for (const { sign, reading } of fact.reading) value.append(make('ruby', reading ? 'is-read' : '', sign, make('rt', '', reading)))
  } else value.append(...fact.lines.map(line => make('div', '', line)))
  return value
}

function showIdle(hospital: string): void {
  screen.className = ''
  screen.replaceChildren(make('div', 'idle', make('h1', '', hospital || '出生医学证明窗口'), make('p', '', '请在窗口办理,需要您核对时会在这里显示')))
}

function showFacts(hospital: string, facts: readonly ParentFact[]): void {
  let isChoosing = false
  const title = make('h1', '', '请您核对以下六项')
  const rows = facts.map(fact => {
    const row = make('button', 'fact', make('span', 'label', fact.label), valueOf(fact), make('span', 'mark', '这项有误'))
    row.type = 'button'
    row.dataset.line = fact.key
    row.addEventListener('click', () => { if (isChoosing) void parentScreen.answer(fact.key) })
    return row
  })
  const right = make('button', 'right', '✓ 正确')
  const wrong = make('button', 'wrong', '✗ 有误')
  const choose = (choosing: boolean): void => {
    isChoosing = choosing
    screen.className = choosing ? 'choosing' : ''
    title.textContent = choosing ? '请点一下有误的那一项' : '请您核对以下六项'
    right.hidden = choosing
    wrong.textContent = choosing ? '返回' : '✗ 有误'
    for (const row of rows) row.tabIndex = choosing ? 0 : -1
  }
  right.addEventListener('click', () => void parentScreen.answer('right'))
  wrong.addEventListener('click', () => choose(!isChoosing))
  choose(false)
  screen.replaceChildren(make('div', 'head', title, make('span', '', hospital)), make('div', 'facts', ...rows), make('div', 'answers', wrong, right))
}

parentScreen.onShow(given => {
  const { hospital, facts } = given as Content
  if (facts) showFacts(hospital, facts)
  else showIdle(hospital)
})

import { useLayoutEffect, useRef } from 'react'

/** True while an input method is composing: Enter then belongs to it, not to the form. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** Does a dialog lie over the page? */
export const isDialogOpen = (): boolean => [...document.querySelectorAll<HTMLElement>('.ant-modal-wrap')].some(wrap => wrap.style.display !== 'none')

/** `F2`, `Escape`, `Ctrl+Enter`, `Ctrl+K`, `Alt+1`; compared without regard to the layout's capitals. */
function fits(shortcut: string, event: KeyboardEvent): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  return event.ctrlKey === parts.includes('Ctrl') && event.altKey === parts.includes('Alt') && event.shiftKey === parts.includes('Shift') && !event.metaKey
    && (event.key.toLowerCase() === key.toLowerCase() || (/^\d$/.test(key) && event.code === `Digit${key}`))
}

type Listener = { keys: readonly string[]; inDialog: boolean; everywhere: boolean; run(event: KeyboardEvent): void }
const stack: Listener[] = []

/** A function key pressed while the part of the page that knows it still loads: done once that part is there, unless another key or the mouse came first. */
let held: { readonly event: KeyboardEvent; readonly until: number } | null = null
const HOLD_MS = 2_000
const letGo = (): void => { held = null }
/** F2 saves: never what nobody sees yet. */
const mayWait = (event: KeyboardEvent): boolean => /^F([13-9]|1\d)$/.test(event.key) && fits(event.key, event)
const isLoading = (): boolean => document.querySelector('.ant-skeleton-active') !== null

function onKeyDown(event: KeyboardEvent): void {
  if (isComposing(event) || event.defaultPrevented) return
  const dialog = isDialogOpen()
  letGo()
  // The part opened last answers first; while a dialog is open only what belongs to it.
  const listener = stack.findLast(one => (one.everywhere || one.inDialog === dialog) && one.keys.some(key => fits(key, event)))
  if (!listener) {
    if (!dialog && mayWait(event) && isLoading()) held = { event, until: performance.now() + HOLD_MS }
    return
  }
  event.preventDefault()
  // antd closes its dialogs by a listener on the window: the Escape that opens a question must not close it again.
  event.stopPropagation()
  listener.run(event)
}

/** Keyboard shortcuts of a page or dialog, while it is on the screen. An empty list switches them off; `everywhere` also works over a dialog. */
export function useShortcut(keys: readonly string[], run: (event: KeyboardEvent) => void, options: { inDialog?: boolean; everywhere?: boolean; enabled?: boolean } = {}): void {
  const { inDialog = false, everywhere = false, enabled = true } = options
  const latest = useRef(run)
  // Before the picture of it: what can be read already listens, or the key would go to the page below.
  useLayoutEffect(() => { latest.current = run })
  const joined = keys.join(' ')
  useLayoutEffect(() => {
    if (!enabled || joined === '') return
    const listener: Listener = { keys: joined.split(' '), inDialog, everywhere, run: event => latest.current(event) }
    if (stack.length === 0) {
      document.addEventListener('keydown', onKeyDown)
      document.addEventListener('pointerdown', letGo)
    }
    stack.push(listener)
    const waiting = held
    if (waiting && !inDialog && listener.keys.some(key => fits(key, waiting.event))) {
      letGo()
      if (performance.now() < waiting.until) listener.run(waiting.event)
    }
    return () => {
      stack.splice(stack.indexOf(listener), 1)
      if (stack.length > 0) return
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('pointerdown', letGo)
    }
  }, [joined, inDialog, everywhere, enabled])
}

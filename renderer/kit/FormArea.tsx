import { type KeyboardEvent, type ReactNode, useRef } from 'react'

// One stop per field: of a radio group the chosen button, or its first; of a group of ticks the first.
const STOPS = 'input:not([type=hidden]):not([disabled]), textarea:not([disabled]), [data-save]'

/** The stops of a form in the order of the screen. */
function stopsIn(area: HTMLElement): HTMLElement[] {
  const all = [...area.querySelectorAll<HTMLElement>(STOPS)].filter(one => one.tabIndex >= 0 && one.offsetParent !== null)
  return all.filter(one => {
    const ticks = one.closest<HTMLElement>('[data-group]')
    if (ticks) return one === all.find(other => ticks.contains(other))
    if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true
    const group = all.filter(other => other instanceof HTMLInputElement && other.type === 'radio' && other.name === one.name) as HTMLInputElement[]
    return one === (group.find(other => other.checked) ?? group[0])
  })
}

/** The first input of a field, if it is on the screen. */
export const fieldIn = (area: HTMLElement | null, name: string): HTMLElement | null | undefined =>
  area?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)?.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled]), button:not([disabled])')

/** Puts the cursor into the first input of a field; answers whether it is on the screen. */
export function focusField(area: HTMLElement | null, name: string): boolean {
  const target = fieldIn(area, name)
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
  return !!target
}

/** The first field of a form, where the cursor begins. */
export const firstField = (area: HTMLElement | null): HTMLElement | undefined => (area ? stopsIn(area)[0] : undefined)

/** Puts the cursor there. */
export function focusFirstField(area: HTMLElement | null): void {
  firstField(area)?.focus()
}

/** The button that ends a dialog, when this stretch is the last thing in one. */
const dialogButton = (area: HTMLElement | null): HTMLElement | undefined =>
  area?.closest('.ant-modal')?.querySelector<HTMLElement>('.ant-modal-footer .ant-btn-primary:not([disabled])') ?? undefined

/**
 * A stretch of inputs in which Enter goes to the next field. It never submits, leaves the Enter of an input method and of
 * an open list alone, and makes a new line only where there are several lines (Shift+Enter goes back).
 */
export function FormArea({ children, areaRef }: { children: ReactNode; areaRef?: { current: HTMLDivElement | null } }) {
  const own = useRef<HTMLDivElement>(null)
  const ref = areaRef ?? own
  function onKeyDownCapture(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing || event.keyCode === 229) return
    const target = event.target as HTMLElement
    // A dialog opened from inside stands elsewhere on the page and has an area of its own.
    if (!(target instanceof HTMLInputElement) || !ref.current?.contains(target)) return
    if (target.getAttribute('aria-expanded') === 'true' || target.closest('[data-enter="own"]')) return
    event.preventDefault()
    event.stopPropagation()
    const stops = stopsIn(ref.current)
    const ticks = target.closest('[data-group]')
    const here = stops.findIndex(one => one === target || (ticks?.contains(one) ?? false) || (one instanceof HTMLInputElement && one.type === 'radio' && target.type === 'radio' && one.name === target.name))
    // The button of a dialog stands below its fields: after the last field Enter goes there, and the next one presses it.
    const next = stops[here + (event.shiftKey ? -1 : 1)] ?? (event.shiftKey ? undefined : dialogButton(ref.current))
    next?.focus()
    if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select()
  }
  return <div ref={ref} className="form-area" onKeyDownCapture={onKeyDownCapture}>{children}</div>
}

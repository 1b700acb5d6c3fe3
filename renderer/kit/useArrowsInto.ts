import { useEffect, useLayoutEffect, useRef } from 'react'
import { isDialogOpen } from './shortcut.ts'

/** Nowhere – a page was just opened, a dialog closed, the list changed – or in a search box above a list, whose own results are not open. */
const mayLeave = (target: EventTarget | null): boolean => target === document.body
  || (target instanceof HTMLInputElement && (target.closest('[data-narrows]') !== null || (target.value === '' && target.closest('[role=search]') !== null)))

/** An arrow brings the cursor, where it has nothing to lose, to where arrows work on the page. Of several such places the first that has something answers. */
export function useArrowsInto(find: () => HTMLElement | null | undefined): void {
  const latest = useRef(find)
  useLayoutEffect(() => { latest.current = find })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!mayLeave(event.target) || event.defaultPrevented || event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return
      if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || isDialogOpen()) return
      const target = latest.current()
      if (!target) return
      event.preventDefault()
      target.focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

import { useEffect, useLayoutEffect, useRef } from 'react'
import { isDialogOpen } from './shortcut.ts'

/**
 * While the cursor stands nowhere – a page was just opened, a dialog closed, the list changed – an arrow brings it to where
 * arrows work on the page. Of several such places the first that has something answers.
 */
export function useArrowsInto(find: () => HTMLElement | null | undefined): void {
  const latest = useRef(find)
  useLayoutEffect(() => { latest.current = find })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.target !== document.body || event.defaultPrevented || event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return
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

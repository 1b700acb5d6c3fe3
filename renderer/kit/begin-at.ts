import { useEffect, useRef } from 'react'

/**
 * Where the cursor begins on a page or in a dialog: put there in the moment it comes onto the screen, or whenever `when`
 * begins to hold. Waiting for the next picture would be too late on a slow machine: a quick hand is in the next field by
 * then and would be pulled back.
 */
export function useBeginAt(find: () => HTMLElement | null | undefined, when = true): void {
  const given = useRef(find)
  useEffect(() => {
    if (!when) return
    // After every other effect: a dialog first notes where the cursor came from, to give it back there.
    queueMicrotask(() => beginAt(given.current()))
  }, [when])
}

/** Puts the cursor there; a text that stands there already is a proposal: typing replaces it. */
export function beginAt(target: HTMLElement | null | undefined): void {
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
  if (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox') target.select()
}

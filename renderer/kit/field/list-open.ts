import { useState } from 'react'

/**
 * Whether a list is open, for a `Select`: closed in the moment something is chosen. The library by itself closes it a
 * task later, and an Enter that falls in between (a quick hand, a slow machine) would go to the closing list and be lost.
 */
export function useListOpen(): { readonly open: boolean; onOpenChange(open: boolean): void; onSelect(): void } {
  const [open, setOpen] = useState(false)
  return { open, onOpenChange: setOpen, onSelect: () => setOpen(false) }
}

import type { CardRead } from './CardButton.tsx'

/** What a page hands to the next one: the card, and which of its facts the clerk chose. In memory, taken once, kept nowhere. */
type Handover = { readonly path: string; readonly values: Readonly<Record<string, string>>; readonly read: CardRead }
let waiting: Handover | null = null

/** Leaves a read card for the page at `path`. */
export function handOverCard(handover: Handover): void {
  waiting = handover
}

/** The card left for this page, if there is one; the second asking finds nothing. */
export function takeCardFor(path: string): Handover | null {
  const found = waiting?.path === path ? waiting : null
  waiting = null
  return found
}

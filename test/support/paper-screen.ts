import type { ScreenFacts, SecondScreenPort } from '../../electron/core/ports.ts'
import type { ParentAnswer } from '../../domain/device/parent-facts.ts'

export type PaperScreen = SecondScreenPort & {
  /** What the parent sees now; null while it is idle or closed. */
  seen(): ScreenFacts | null
  /** A parent who answers before anybody can look; null: waits for `answer`. */
  reply: ParentAnswer | null
  /** Settles when somebody is asked. */
  nextAsked(): Promise<ScreenFacts>
}

/** A second screen without a window, for the core's tests; the window itself is tried end to end. */
export function paperScreen(): PaperScreen {
  let isOpen = false
  let asked: { facts: ScreenFacts; settle(answer: ParentAnswer | { kind: 'closed' }): void } | null = null
  const waiting: ((facts: ScreenFacts) => void)[] = []
  const settle = (answer: ParentAnswer | { kind: 'closed' }): boolean => {
    const one = asked
    asked = null
    one?.settle(answer)
    return one !== null
  }
  const screen: PaperScreen = {
    reply: null,
    open: async () => { isOpen = true },
    ask: (_mode, facts) => {
      settle({ kind: 'closed' })
      isOpen = true
      if (screen.reply) return Promise.resolve(screen.reply)
      return new Promise(resolve => {
        asked = { facts, settle: resolve }
        for (const one of waiting.splice(0)) one(facts)
      })
    },
    answer: settle,
    clear: () => { settle({ kind: 'closed' }) },
    close: () => { settle({ kind: 'closed' }); isOpen = false },
    isOpen: () => isOpen,
    displays: () => 1,
    seen: () => asked?.facts ?? null,
    nextAsked: () => new Promise(resolve => { if (asked) resolve(asked.facts); else waiting.push(resolve) }),
  }
  return screen
}

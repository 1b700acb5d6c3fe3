import { useEffect, useState } from 'react'

type Pinyin = (text: string) => { initials: string; full: string }
let loaded: Pinyin | null = null
let loading: Promise<Pinyin> | null = null
const known = new Map<string, { initials: string; full: string }>()

// The dictionary is large and only needed once somebody types into a list: a part of its own.
function load(): Promise<Pinyin> {
  return loading ??= import('pinyin-pro').then(({ pinyin }) => {
    loaded = text => {
      const kept = known.get(text)
      if (kept) return kept
      const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
      const made = { initials: syllables.map(syllable => syllable.charAt(0)).join('').toLowerCase(), full: syllables.join('').toLowerCase() }
      known.set(text, made)
      return made
    }
    return loaded
  })
}

/** Loads the pinyin dictionary; the component is drawn again when it is there. */
export function usePinyin(): void {
  const [, setReady] = useState(loaded !== null)
  useEffect(() => {
    let here = true
    void load().then(() => { if (here) setReady(true) })
    return () => { here = false }
  }, [])
}

/** How well a label fits what was typed: 0 not at all, higher is better. Typed may be a code, Chinese, initials or pinyin. */
export function matchLabel(typed: string, label: string, code: string): number {
  const text = typed.trim().toLowerCase()
  if (text === '') return 1
  if (code.toLowerCase() === text) return 9
  if (label.toLowerCase().startsWith(text)) return 8
  const sound = loaded?.(label)
  if (sound?.initials.startsWith(text)) return 7
  if (sound?.full.startsWith(text)) return 6
  if (label.toLowerCase().includes(text)) return 5
  if (sound?.initials.includes(text)) return 4
  return code.toLowerCase().startsWith(text) ? 3 : 0
}

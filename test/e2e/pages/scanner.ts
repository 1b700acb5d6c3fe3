import type { CDPSession, Page } from '@playwright/test'

type Key = { code: string; key: string; virtualKey: number; shift: boolean }

function keyOf(sign: string): Key {
  if (/\d/.test(sign)) return { code: `Digit${sign}`, key: sign, virtualKey: sign.charCodeAt(0), shift: false }
  const upper = sign.toUpperCase()
  return { code: `Key${upper}`, key: sign, virtualKey: upper.charCodeAt(0), shift: sign === upper }
}
const ENTER: Key = { code: 'Enter', key: 'Enter', virtualKey: 13, shift: false }
const SHIFT = 8
/** What Windows and Linux say for a key that the input method keeps. */
const PROCESS = 229

export type Scanner = {
  /** The keys of a scan, `gapMs` apart by their own time stamps, whatever the machine is doing. */
  scan(text: string, options?: { gapMs?: number; underInputMethod?: boolean }): Promise<void>
}

/** A barcode scanner that plays keyboard, by key events with times of their own. */
export async function plugScanner(page: Page): Promise<Scanner> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  // Each scan begins a second after the one before, unless told: real times would make the test depend on the machine.
  let clockMs = Date.now()
  return {
    async scan(text, { gapMs = 8, underInputMethod = false } = {}) {
      clockMs = Math.max(clockMs + 500, Date.now())
      let composed = ''
      const press = async (key: Key): Promise<void> => {
        clockMs += gapMs
        const shared = { code: key.code, modifiers: key.shift ? SHIFT : 0, timestamp: clockMs / 1000 }
        if (!underInputMethod) {
          const types = key === ENTER ? { text: '\r' } : { text: key.key }
          await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key: key.key, windowsVirtualKeyCode: key.virtualKey, ...types, ...shared })
        } else {
          await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: PROCESS, ...shared })
          if (key === ENTER) await cdp.send('Input.insertText', { text: composed })
          else {
            composed += key.key.toLowerCase()
            await cdp.send('Input.imeSetComposition', { text: composed, selectionStart: composed.length, selectionEnd: composed.length })
          }
        }
        await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: underInputMethod ? 'Process' : key.key, windowsVirtualKeyCode: key.virtualKey, ...shared })
      }
      for (const sign of text) await press(keyOf(sign))
      await press(ENTER)
    },
  }
}

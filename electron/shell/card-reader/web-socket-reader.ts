import type { ReaderSetting } from '../../../domain/device/device-settings.ts'
import { fitsMatch, ReadFailure } from '../../../domain/device/id-card.ts'
import { ANSWER_MAX_BYTES, readJson } from './answer-bytes.ts'

/** A service may greet and beat; one that sends more than this without an answer is not one of ours. */
const MOST_MESSAGES = 200
const MOST_RECONNECTS = 20
const RECONNECT_PAUSE_MS = 300

/**
 * Asks a reader's local WebSocket service. Every reading has a connection of its own: what comes late for a reading
 * that was given up comes to nobody, and can never be taken for the next person's card. A service that pushes cards
 * may break off while one waits; it is connected again until the time is over.
 */
export async function askWebSocket(setting: ReaderSetting, signal: AbortSignal): Promise<unknown> {
  for (let reconnects = 0; ; reconnects += 1) {
    try {
      return await once(setting, signal)
    } catch (error) {
      const mayTryAgain = setting.mode === 'push' && error instanceof ReadFailure && error.kind === 'died' && reconnects < MOST_RECONNECTS
      if (!mayTryAgain) throw error
      await pause(RECONNECT_PAUSE_MS, signal)
    }
  }
}

function once(setting: ReaderSetting, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const host = setting.host === '::1' ? '[::1]' : setting.host
    const socket = new WebSocket(`ws://${host}:${setting.port}${setting.path}`)
    socket.binaryType = 'arraybuffer'
    let opened = false
    let messages = 0
    let settled = false
    const stop = (): void => end(() => reject(signal.reason as Error))
    // What the connection still reports after its end (an error while it was being made) is for nobody.
    function end(settle: () => void): void {
      if (settled) return
      settled = true
      signal.removeEventListener('abort', stop)
      socket.close()
      settle()
    }
    if (signal.aborted) { stop(); return }
    signal.addEventListener('abort', stop, { once: true })
    socket.addEventListener('open', () => {
      opened = true
      if (settled) return
      if (setting.request !== '') socket.send(setting.request)
    })
    socket.addEventListener('message', ({ data }: MessageEvent) => {
      if (settled) return
      messages += 1
      try {
        const answer = readJson(bytesOf(data))
        if (fitsMatch(answer, setting.answer)) end(() => resolve(answer))
        else if (messages >= MOST_MESSAGES) end(() => reject(new ReadFailure('notJson')))
      } catch (error) {
        end(() => reject(error as Error))
      }
    })
    const broke = (): void => end(() => reject(new ReadFailure(opened ? 'died' : 'unreachable')))
    socket.addEventListener('error', broke)
    socket.addEventListener('close', broke)
  })
}

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (typeof data !== 'string') throw new ReadFailure('notJson')
  if (data.length > ANSWER_MAX_BYTES) throw new ReadFailure('tooLarge')
  return new TextEncoder().encode(data)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => { clearTimeout(timer); reject(signal.reason as Error) }
    const timer = setTimeout(() => { signal.removeEventListener('abort', stop); resolve() }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}

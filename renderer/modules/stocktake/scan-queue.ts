import { useCallback, useEffect, useRef, useState } from 'react'
import { call, CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { issueText } from '../../app/i18n.ts'
import { reloadAfter } from '../../api/useCall.ts'

export type ScanLine = { readonly key: number; readonly text: string; readonly kind: 'added' | 'repeated' | 'refused'; readonly reason: string | null }
export type ScanQueue = {
  /** Takes a scan; it is sent with the next batch. */
  put(text: string): void
  /** The newest scans, the newest first. */
  readonly lines: readonly ScanLine[]
  readonly waiting: number
  readonly counted: number | null
  readonly problem: string | null
  retry(): void
}

const SHOWN = 30
const BATCH = 200
/** The ranges beside the scans are read anew when the stack rests. */
const REST_MS = 400

/**
 * Sends scans in their order, one batch at a time: a stack of thousands is never waited for scan by scan, and what could
 * not be sent stays in the queue and is said.
 */
export function useScanQueue(countId: string, onRefused: () => void): ScanQueue {
  const queue = useRef<string[]>([])
  const sending = useRef(false)
  const next = useRef(0)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  const refused = useRef(onRefused)
  useEffect(() => { refused.current = onRefused })
  useEffect(() => () => clearTimeout(rest.current), [])
  const [state, setState] = useState<{ lines: readonly ScanLine[]; waiting: number; counted: number | null; problem: string | null }>({ lines: [], waiting: 0, counted: null, problem: null })

  const send = useCallback(async (): Promise<void> => {
    if (sending.current) return
    sending.current = true
    try {
      while (queue.current.length > 0) {
        const scans = queue.current.slice(0, BATCH)
        const answer = await call('stocktake.scan', { countId, scans })
        queue.current.splice(0, scans.length)
        const repeated = [...answer.repeated]
        const aside = [...answer.refused]
        const added = [...answer.added]
        const take = (list: string[], text: string): boolean => { const at = list.indexOf(text); if (at >= 0) list.splice(at, 1); return at >= 0 }
        // The answer has three lists; on the screen the scans stand in the order in which they came.
        const lines = scans.map((text): ScanLine => {
          const key = next.current += 1
          if (take(added, text)) return { key, text, kind: 'added', reason: null }
          if (take(repeated, text)) return { key, text, kind: 'repeated', reason: null }
          const why = aside.shift()
          return { key, text: why?.scanned ?? text, kind: why ? 'refused' : 'repeated', reason: why ? issueText({ path: '', level: 'block', message: why.reason }) : null }
        })
        if (answer.refused.length > 0) refused.current()
        setState(now => ({ lines: [...lines.toReversed(), ...now.lines].slice(0, SHOWN), waiting: queue.current.length, counted: answer.counted, problem: null }))
        clearTimeout(rest.current)
        rest.current = setTimeout(() => void reloadAfter('stocktake.scan'), REST_MS)
      }
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      setState(now => ({ ...now, waiting: queue.current.length, problem: failureText(error) }))
    } finally {
      sending.current = false
    }
  }, [countId])

  const put = useCallback((text: string): void => { queue.current.push(text.slice(0, 200)); void send() }, [send])
  return { ...state, put, retry: () => void send() }
}

/** A low tone for a scan that was not counted: whoever scans a stack looks at the stack. */
export function refusalTone(): void {
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  volume.gain.value = 0.2
  tone.type = 'square'
  tone.frequency.value = 220
  tone.connect(volume).connect(audio.destination)
  tone.addEventListener('ended', () => void audio.close(), { once: true })
  tone.start()
  tone.stop(audio.currentTime + 0.35)
}

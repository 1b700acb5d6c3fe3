import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call, CallFailure } from '../api/client.ts'
import type { Beside } from './beside.ts'
import type { FormStore } from './form-store.ts'

// A pause this long keeps the draft; who types without a pause loses no more than the second figure in a crash.
const DRAFT_DELAY_MS = 800
const DRAFT_LATEST_MS = 4_000

export type Draft = {
  /** A draft of earlier work that can be taken over, with the moment it was kept. */
  readonly offered: { readonly at: string } | null
  /** True when keeping the draft failed: the form says so, since nothing else would. */
  readonly failed: boolean
  take(): void
  /** Forgets the draft: it was saved, refused or given up. */
  forget(): Promise<void>
  /** Keeps what is typed now, without waiting. */
  keepNow(): Promise<void>
}

type Content = Readonly<Record<string, unknown>>
const isContent = (value: unknown): value is Content => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Any unfinished work kept by the core for this user: for screens that are no single record form. */
export function useKeptContent(form: string | null, options: { read(): Content; isDirty(): boolean; take(content: Content): void; subscribe(notify: () => void): () => void }): Draft {
  const latest = useRef(options)
  useEffect(() => { latest.current = options })
  const [offered, setOffered] = useState<{ at: string; content: Content } | null>(null)
  const [failed, setFailed] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const keep = useCallback(async (content: Content | null) => {
    clearTimeout(timer.current)
    if (!form) return
    try {
      await call('draft.save', { form, content })
      setFailed(false)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      setFailed(!error.cancelled)
    }
  }, [form])

  useEffect(() => {
    if (!form) return
    let here = true
    call('draft.get', { form }).then(found => {
      if (here && found && isContent(found.content)) setOffered({ at: found.updatedAt, content: found.content })
    }, (error: unknown) => {
      if (!(error instanceof CallFailure)) throw error
      if (here) setFailed(!error.cancelled)
    })
    return () => { here = false }
  }, [form])

  useEffect(() => {
    if (!form) return
    let firstUnkeptMs: number | null = null
    const stop = latest.current.subscribe(() => {
      clearTimeout(timer.current)
      if (!latest.current.isDirty()) { firstUnkeptMs = null; return }
      // Typing anew is an answer too: the old draft gives way.
      setOffered(null)
      firstUnkeptMs ??= Date.now()
      timer.current = setTimeout(() => { firstUnkeptMs = null; void keep(latest.current.read()) }, Math.min(DRAFT_DELAY_MS, Math.max(0, firstUnkeptMs + DRAFT_LATEST_MS - Date.now())))
    })
    return () => {
      stop()
      // Another page, another language: what was typed last is kept before the form goes.
      if (latest.current.isDirty()) void keep(latest.current.read())
      else clearTimeout(timer.current)
    }
  }, [form, keep])

  const take = useCallback(() => {
    if (offered) latest.current.take(offered.content)
    setOffered(null)
  }, [offered])
  const forget = useCallback(async () => { setOffered(null); await keep(null) }, [keep])
  const keepNow = useCallback(async () => { if (latest.current.isDirty()) await keep(latest.current.read()) }, [keep])
  return useMemo(() => ({ offered: offered && { at: offered.at }, failed, take, forget, keepNow }), [offered, failed, take, forget, keepNow])
}

/**
 * The draft of one record form. It remembers the revision it was typed on: taken up after somebody else has saved, it
 * meets the conflict dialog with both versions instead of writing over the newer one.
 */
export function useDraft(form: string | null, store: FormStore, revision: { get(): number | undefined; set(rev: number): void }, beside?: Beside): Draft {
  const options = useMemo(() => ({
    read: () => ({ values: store.values(), rev: revision.get() ?? null, ...(beside ? { beside: beside.read() } : {}) }),
    isDirty: () => store.isDirty() || (beside?.isDirty() ?? false),
    subscribe: (notify: () => void) => {
      const stops = [store.subscribeValues(notify), ...(beside ? [beside.subscribe(notify)] : [])]
      return () => { for (const stop of stops) stop() }
    },
    take: (content: Content) => {
      if (!isContent(content.values)) return
      if (typeof content.rev === 'number') revision.set(content.rev)
      store.replace(content.values, { dirty: true })
      beside?.take(content.beside)
    },
  }), [store, revision, beside])
  return useKeptContent(form, options)
}

import { useSyncExternalStore } from 'react'

/**
 * Work on a form that is no field of its record (ticked papers, rows of a small table): kept in the form's draft and
 * asked about when leaving, like its fields.
 */
export type Beside = {
  isDirty(): boolean
  markClean(): void
  /** As plain data, for the draft. */
  read(): unknown
  /** A draft of `read`; what is no such draft is left alone. */
  take(content: unknown): void
  subscribe(notify: () => void): () => void
}

export type BesideValue<T> = Beside & { get(): T; set(value: T): void; replace(value: T): void }

/** One value beside a form's fields. `fromDraft` reads what `toDraft` wrote, or answers undefined for anything else. */
export function createBeside<T>(initial: T, toDraft: (value: T) => unknown, fromDraft: (content: unknown) => T | undefined): BesideValue<T> {
  let value = initial
  let clean = initial
  const listeners = new Set<() => void>()
  const change = (next: T): void => { value = next; for (const notify of listeners) notify() }
  return {
    get: () => value,
    set: change,
    replace(next) { clean = next; change(next) },
    isDirty: () => value !== clean,
    markClean() { clean = value },
    read: () => toDraft(value),
    take(content) {
      const found = fromDraft(content)
      if (found !== undefined) change(found)
    },
    subscribe(notify) { listeners.add(notify); return () => listeners.delete(notify) },
  }
}

/** The value, drawn again when it changes. */
export const useBeside = <T>(beside: BesideValue<T>): T => useSyncExternalStore(beside.subscribe, beside.get)

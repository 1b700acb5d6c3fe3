import { createContext } from 'react'
import type { FieldIssue } from '../../domain/message/message.ts'

/** Which findings of a form stand beside a field just now: what a form says above its fields is the rest. */
export type SaidIssues = {
  /** Until what it answers is called. */
  add(issues: readonly FieldIssue[]): () => void
  has(issue: FieldIssue): boolean
  subscribe(listener: () => void): () => void
  /** Another number after each change. */
  version(): number
}

export function createSaidIssues(): SaidIssues {
  const said = new Map<FieldIssue, number>()
  const listeners = new Set<() => void>()
  let version = 0
  function change(issues: readonly FieldIssue[], by: 1 | -1): void {
    for (const issue of issues) {
      const places = (said.get(issue) ?? 0) + by
      if (places > 0) said.set(issue, places)
      else said.delete(issue)
    }
    version += 1
    for (const listener of listeners) listener()
  }
  return {
    add: issues => { change(issues, 1); return () => change(issues, -1) },
    has: issue => said.has(issue), version: () => version,
    subscribe: listener => { listeners.add(listener); return () => listeners.delete(listener) },
  }
}

/** Given by a form that asks; without it nobody counts. */
export const SaidContext = createContext<SaidIssues | null>(null)

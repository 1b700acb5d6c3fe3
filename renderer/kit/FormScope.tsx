import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react'
import type { Field } from '../../domain/field/kinds.ts'
import type { FieldIssue } from '../../domain/message/message.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import type { FormStore } from './form-store.ts'

type Scope = { readonly store: FormStore; readonly idPrefix: string; readonly readOnly: boolean }
const ScopeContext = createContext<Scope | null>(null)

/** Gives the fields inside their form. A page may hold several scopes: a delivery and each of its newborns. */
export function FormScope({ store, idPrefix, readOnly = false, children }: { store: FormStore; idPrefix?: string; readOnly?: boolean; children: ReactNode }) {
  const prefix = idPrefix ?? store.definition.id.replaceAll('.', '-')
  const scope = useMemo(() => ({ store, idPrefix: prefix, readOnly }), [store, prefix, readOnly])
  return <ScopeContext value={scope}>{children}</ScopeContext>
}

/** The form around a component. */
export function useFormScope(): Scope {
  const scope = useContext(ScopeContext)
  if (!scope) throw new Error('a field stands outside of a FormScope')
  return scope
}

export type FieldState = {
  readonly definition: RecordDefinition
  readonly name: string
  readonly field: Field
  /** The id of the input, for labels and for focus. */
  readonly id: string
  readonly value: unknown
  set(value: unknown, unread?: string): void
  touch(): void
  touchAfterPause(): void
  readonly issues: readonly FieldIssue[]
  readonly isShown: boolean
  readonly readOnly: boolean
}

/** One field of the form around: listens to this name only. */
export function useField(name: string): FieldState {
  const { store, idPrefix, readOnly } = useFormScope()
  const field = store.definition.fields[name]
  if (!field) throw new Error(`${store.definition.id} has no field ${name}`)
  const subscribe = useMemo(() => (notify: () => void) => store.subscribe(name, notify), [store, name])
  const value = useSyncExternalStore(subscribe, () => store.get(name))
  const issues = useSyncExternalStore(subscribe, () => store.issues(name))
  const isShown = useSyncExternalStore(subscribe, () => store.isShown(name))
  return {
    definition: store.definition, name, field, id: `${idPrefix}-${name}`, value, issues, isShown, readOnly,
    set: (next, unread) => store.set(name, next, unread), touch: () => store.touch(name), touchAfterPause: () => store.touchAfterPause(name),
  }
}

/** The value of one field, for a part of a screen that shows or decides something by it. */
export function useFieldValue(store: FormStore, name: string): unknown {
  const subscribe = useMemo(() => (notify: () => void) => store.subscribe(name, notify), [store, name])
  return useSyncExternalStore(subscribe, () => store.get(name))
}

/** True while the form holds something unsaved. */
export const useIsDirty = (store: FormStore): boolean => useSyncExternalStore(store.subscribeAll, store.isDirty)

import { delivery } from '../../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../../domain/modules/birth/newborn.record.ts'
import { createFormStore, type FormStore } from '../../kit/index.ts'

type Values = Readonly<Record<string, unknown>>
/** One newborn of the form. `key` is its own for as long as the form is open. */
export type Child = { readonly key: number; readonly id?: string | undefined; readonly rev?: number | undefined; readonly store: FormStore }
export type ChildStart = { id?: string | undefined; rev?: number | undefined; values: Values }

export const MOST_CHILDREN = 9
// The core makes pregnancy and delivery; required fields must hold something meanwhile.
const MADE_BY_CORE = 'made-by-core'
/** What twins have in common and is typed once; the time still has its minutes corrected. */
const SHARED = ['outcome', 'bornAt', 'health'] as const

/** A delivery and its newborns as one form: each row a store of its own, saved, drafted and given up together. */
export type DeliveryForm = {
  readonly store: FormStore
  children(): readonly Child[]
  subscribeChildren(notify: () => void): () => void
  subscribeAll(notify: () => void): () => void
  /** Another newborn, with what twins share; undefined when there are nine. */
  addChild(): Child | undefined
  removeChild(key: number): void
  isDirty(): boolean
  /** Everything typed, for a draft. */
  content(): Values
  take(content: Values): void
  /** Counts as saved, so that leaving asks nothing. */
  markClean(): void
  /** What `delivery.register` wants. */
  row(): Values
  newborns(): { id?: string; rev?: number; row: Values }[]
}

/** Makes the form of a delivery: new with defaults, or as it was stored. */
export function createDeliveryForm(start: Values, startChildren: readonly ChildStart[]): DeliveryForm {
  const listeners = new Set<() => void>()
  const childListeners = new Set<() => void>()
  let lastKey = 0
  let hasOtherChildren = false
  const notifyAll = (): void => { for (const one of listeners) one() }
  const store = createFormStore(delivery, { ...start, pregnancyId: start.pregnancyId ?? MADE_BY_CORE })
  store.subscribeAll(notifyAll)
  const childOf = ({ id, rev, values }: ChildStart): Child => {
    const made = createFormStore(newborn, { ...values, deliveryId: values.deliveryId ?? MADE_BY_CORE })
    made.subscribeAll(notifyAll)
    return { key: ++lastKey, id, rev, store: made }
  }
  let children: readonly Child[] = startChildren.map(childOf)
  const setChildren = (next: readonly Child[]): void => {
    children = next
    next.forEach((child, index) => { if (child.store.get('birthOrder') !== index + 1) child.store.set('birthOrder', index + 1) })
    for (const one of childListeners) one()
    notifyAll()
  }
  const without = (values: Values): Values => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === MADE_BY_CORE ? null : value]))
  return {
    store,
    children: () => children,
    subscribeChildren(notify) { childListeners.add(notify); return () => childListeners.delete(notify) },
    subscribeAll(notify) { listeners.add(notify); return () => listeners.delete(notify) },
    addChild() {
      if (children.length >= MOST_CHILDREN) return undefined
      const last = children.at(-1)
      const child = childOf({ values: { outcome: '1', birthOrder: children.length + 1, ...(last ? Object.fromEntries(SHARED.map(name => [name, last.store.get(name)])) : {}) } })
      hasOtherChildren = true
      setChildren([...children, child])
      const count = store.get('fetusCount')
      if (typeof count === 'number' && count < children.length) store.set('fetusCount', children.length)
      return child
    },
    removeChild(key) {
      if (children.length < 2) return
      hasOtherChildren = true
      setChildren(children.filter(child => child.key !== key))
    },
    isDirty: () => hasOtherChildren || store.isDirty() || children.some(child => child.store.isDirty()),
    content: () => ({ delivery: store.values(), newborns: children.map(({ id, rev, store: own }) => ({ id, rev, values: own.values() })) }),
    take(content) {
      const { delivery: values, newborns } = content as { delivery?: Values; newborns?: ChildStart[] }
      // The mother may have been registered meanwhile: she came with the address of this page.
      if (values) store.replace({ ...values, motherId: values.motherId ?? store.get('motherId') }, { dirty: true })
      hasOtherChildren = true
      if (Array.isArray(newborns) && newborns.length > 0) setChildren(newborns.slice(0, MOST_CHILDREN).map(childOf))
    },
    markClean() {
      hasOtherChildren = false
      store.replace(store.values())
      for (const child of children) child.store.replace(child.store.values())
    },
    row: () => without(store.values()),
    newborns: () => children.map(({ id, rev, store: own }) => ({ ...(id === undefined ? {} : { id, rev: rev ?? 0 }), row: without(own.values()) })),
  }
}

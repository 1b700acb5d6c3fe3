import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Input, Output } from '../../../domain/api/api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { reloadAfter } from '../../api/useCall.ts'
import { type Draft, focusField, useDiscardQuestion, useKeptContent, useLeaveQuestion } from '../../kit/index.ts'
import type { DeliveryForm } from './delivery-form.ts'

type Saved = Output<'delivery.register'>
export type DeliveryWork = {
  readonly areaRef: RefObject<HTMLDivElement | null>
  readonly saving: boolean
  readonly otherIssues: readonly FieldIssue[]
  readonly draft: Draft
  save(): Promise<boolean>
  cancel(): void
}

/** The place of a newborn's field on the screen. */
export const cellName = (index: number, name: string): string => `newborns.${index}.${name}`

/** Saving a delivery with its newborns in one call: findings go to their cells, drafts are kept, leaving asks. */
export function useDeliveryForm(form: DeliveryForm, options: { id?: string; rev?: number; onSaved(saved: Saved): void; onCancel(): void }): DeliveryWork {
  const areaRef = useRef<HTMLDivElement | null>(null)
  const leaving = useRef(false)
  const [saving, setSaving] = useState(false)
  const [otherIssues, setOtherIssues] = useState<readonly FieldIssue[]>([])
  const askDiscard = useDiscardQuestion()
  // The revision the typing began on: a draft taken up after somebody else has saved is refused, not written over theirs.
  const typedOn = useRef(options.rev)
  const hasSeenNewer = useRef(false)
  // What was said of the number of newborns is no longer so once a row has come or gone.
  useEffect(() => form.subscribeChildren(() => { form.store.setServerIssues([]) }), [form])
  useEffect(() => { if (!form.isDirty()) typedOn.current = options.rev }, [form, options.rev])
  const draft = useKeptContent(`delivery:${options.id ?? 'new'}`, {
    read: () => ({ ...form.content(), rev: typedOn.current ?? null }), isDirty: form.isDirty, subscribe: form.subscribeAll,
    take: content => {
      // Once the newer version has been shown, taking the draft up again is a decision.
      typedOn.current = hasSeenNewer.current || typeof content.rev !== 'number' ? options.rev : content.rev
      form.take(content)
    },
  })
  useLeaveQuestion(form.isDirty, draft, leaving)

  const focusFirst = useCallback((): void => {
    const isBlocked = (name: string): boolean => {
      const [, index, field] = /^newborns\.(\d+)\.(\w+)$/.exec(name) ?? []
      const store = index === undefined ? form.store : form.children()[Number(index)]?.store
      return store?.issues(field ?? name).some(issue => issue.level === 'block') ?? false
    }
    const shown = [...areaRef.current?.querySelectorAll<HTMLElement>('[data-field]') ?? []].map(place => place.dataset.field ?? '')
    const first = shown.find(isBlocked)
    if (first) focusField(areaRef.current, first)
  }, [form])

  /** Findings of the core by their path: `fetusCount`, `newborns.1.bornAt`; what belongs nowhere stands above the form. */
  function place(issues: readonly FieldIssue[]): void {
    const rest = form.store.setServerIssues(issues)
    const placed = new Set<FieldIssue>()
    form.children().forEach((child, index) => {
      const prefix = `newborns.${index}.`
      const own = rest.filter(issue => issue.path.startsWith(prefix))
      const left = child.store.setServerIssues(own.map(issue => ({ ...issue, path: issue.path.slice(prefix.length) })))
      for (const issue of own) if (!left.some(other => prefix + other.path === issue.path)) placed.add(issue)
    })
    setOtherIssues(rest.filter(issue => !placed.has(issue)))
    focusFirst()
  }

  async function save(): Promise<boolean> {
    setOtherIssues([])
    form.store.touchAll()
    for (const child of form.children()) child.store.touchAll()
    if ([form.store, ...form.children().map(child => child.store)].some(store => store.allIssues().some(issue => issue.level === 'block'))) {
      focusFirst()
      return false
    }
    setSaving(true)
    try {
      const input = { ...(options.id === undefined ? {} : { id: options.id, rev: typedOn.current ?? 0 }), row: form.row(), newborns: form.newborns() } as Input<'delivery.register'>
      const saved = await call('delivery.register', input)
      await draft.forget()
      leaving.current = true
      form.markClean()
      await reloadAfter('delivery.register')
      leaving.current = false
      options.onSaved(saved)
      return true
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      if (error.code === 'edit-conflict') {
        // The newer version is loaded and shown; what was typed here is offered above it.
        await draft.keepNow()
        hasSeenNewer.current = true
        leaving.current = true
        await reloadAfter('delivery.register')
        leaving.current = false
      }
      if (error.code === 'invalid' && error.fields.length > 0) place(error.fields)
      else showFailure(error)
      return false
    } finally {
      setSaving(false)
    }
  }

  function cancel(): void {
    if (!form.isDirty()) { options.onCancel(); return }
    void askDiscard().then(async isGivenUp => {
      if (!isGivenUp) return
      await draft.forget()
      leaving.current = true
      form.markClean()
      options.onCancel()
      leaving.current = false
    })
  }
  return { areaRef, saving, otherIssues, draft, save, cancel }
}

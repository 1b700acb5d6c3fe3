import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Name } from '../../domain/api/api.ts'
import type { FieldIssue } from '../../domain/message/message.ts'
import type { RecordDefinition, Row } from '../../domain/record/define.ts'
import { tidyRow } from '../../domain/record/derive/schema.ts'
import { call, CallFailure } from '../api/client.ts'
import { showFailure } from '../api/failure.ts'
import { reloadAfter } from '../api/useCall.ts'
import type { Beside } from './beside.ts'
import { type Draft, useDraft } from './draft.ts'
import { focusField } from './FormArea.tsx'
import { createFormStore, type FormStore } from './form-store.ts'
import { useDiscardQuestion, useLeaveQuestion } from './leave.ts'

type Values = Readonly<Record<string, unknown>>
export type Conflict = { readonly mine: Values; readonly theirs: Values; resolve(values: Values | null): void }

export type RecordFormOptions<D extends RecordDefinition, S> = {
  definition: D
  /** The row as it was loaded, or what a new one starts with. */
  initial: Values
  /** Absent for a new row. */
  id?: string | undefined
  rev?: number | undefined
  /** Does the call; its CallFailure is shown at the fields. */
  save(row: Row<D>, rev: number | undefined): Promise<S>
  /** The call's name, so that what it changed is loaded again. */
  saves: Name
  onSaved?(saved: S): void
  onCancel?(): void
  /** False: no draft is kept. By default `<record>:<id or new>`. */
  draft?: string | false
  /** What is typed on this form besides its fields; the same object as long as the form lives. */
  beside?: Beside
  /** Before the names of findings, where the core names them so (`row.`). */
  pathPrefix?: string
}

export type RecordForm = {
  readonly store: FormStore
  readonly areaRef: RefObject<HTMLDivElement | null>
  readonly saving: boolean
  /** Findings that belong to no field on this form. */
  readonly otherIssues: readonly FieldIssue[]
  readonly conflict: Conflict | null
  readonly draft: Draft
  /** True when it was saved. */
  save(): Promise<boolean>
  cancel(): void
}

/** A form of a declared record: values outside React, drafts, findings of the core at their fields, two versions side by side. */
export function useRecordForm<D extends RecordDefinition, S>(options: RecordFormOptions<D, S>): RecordForm {
  const { definition, id } = options
  const ask = useDiscardQuestion()
  const askDiscard = useRef(ask)
  const latest = useRef(options)
  useEffect(() => { latest.current = options })
  // The store lives as long as the form of this one row.
  const [held, setHeld] = useState(() => ({ definition, id, store: createFormStore(definition, options.initial) }))
  if (held.id !== id || held.definition !== definition) setHeld({ definition, id, store: createFormStore(definition, options.initial) })
  const { store } = held
  const areaRef = useRef<HTMLDivElement | null>(null)
  const rev = useRef(options.rev)
  const [saving, setSaving] = useState(false)
  const [otherIssues, setOtherIssues] = useState<readonly FieldIssue[]>([])
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const draftKey = options.draft === false ? null : options.draft ?? `${definition.id}:${id ?? 'new'}`
  const revision = useMemo(() => ({ get: () => rev.current, set: (value: number) => { rev.current = value } }), [])
  const { beside } = options
  const draft = useDraft(draftKey, store, revision, beside)
  const isDirty = useCallback(() => store.isDirty() || (beside?.isDirty() ?? false), [store, beside])
  const { forget } = draft
  const leaving = useRef(false)

  // Loaded again after somebody's write: taken over only while nothing has been typed here.
  useEffect(() => {
    if (options.rev === undefined || options.rev === rev.current || isDirty()) return
    rev.current = options.rev
    store.replace(options.initial)
  }, [options.rev, options.initial, store, isDirty])

  const focusFirst = useCallback((): boolean => {
    // The topmost on the screen, which a hand-composed form may order otherwise than the definition.
    const shown = [...areaRef.current?.querySelectorAll<HTMLElement>('[data-field]') ?? []].map(field => field.dataset.field ?? '')
    const first = shown.find(name => name in store.definition.fields && store.issues(name).some(issue => issue.level === 'block'))
    return first !== undefined && focusField(areaRef.current, first)
  }, [store])
  // What is said above a long form is seen, unless the cursor goes to a field first.
  useEffect(() => { if (otherIssues.length > 0 && !focusFirst()) areaRef.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' }) }, [otherIssues, focusFirst])

  /** A field may be declared and yet not stand on the form: its finding is said above it. */
  const isHidden = ({ path }: FieldIssue): boolean => !areaRef.current?.querySelector(`[data-field="${CSS.escape(path)}"]`)
  const save = async (): Promise<boolean> => {
    const { save: doSave, saves, onSaved, pathPrefix = '' } = latest.current
    setOtherIssues([])
    store.touchAll()
    const blocking = store.allIssues().filter(issue => issue.level === 'block')
    if (blocking.length > 0) {
      setOtherIssues(blocking.filter(isHidden))
      focusFirst()
      return false
    }
    setSaving(true)
    try {
      for (;;) {
        try {
          const saved = await doSave(tidyRow(store.definition as D, store.values() as Row<D>), rev.current)
          await forget()
          leaving.current = true
          store.replace(store.values())
          beside?.markClean()
          await reloadAfter(saves)
          leaving.current = false
          onSaved?.(saved)
          return true
        } catch (error) {
          if (!(error instanceof CallFailure)) throw error
          if (error.code === 'edit-conflict' && isRow(error.detail.current)) {
            const theirs = error.detail.current
            const resolved = await new Promise<Values | null>(resolve => setConflict({ mine: store.values(), theirs, resolve }))
            setConflict(null)
            if (!resolved) return false
            rev.current = Number(theirs.rev)
            store.replace(resolved, { dirty: true })
            continue
          }
          if (error.code === 'invalid' && error.fields.length > 0) {
            const own = error.fields.map(issue => ({ ...issue, path: issue.path.startsWith(pathPrefix) ? issue.path.slice(pathPrefix.length) : issue.path }))
            const others = store.setServerIssues(own)
            setOtherIssues(own.filter(issue => others.includes(issue) || isHidden(issue)))
            focusFirst()
          } else showFailure(error)
          return false
        }
      }
    } finally {
      setSaving(false)
    }
  }

  useLeaveQuestion(isDirty, draft, leaving)

  const cancel = useCallback(() => {
    const leave = () => latest.current.onCancel?.()
    if (!isDirty()) { leave(); return }
    void askDiscard.current().then(async isGivenUp => {
      if (!isGivenUp) return
      await forget()
      leaving.current = true
      store.replace(latest.current.initial)
      beside?.markClean()
      leave()
      leaving.current = false
    })
  }, [forget, store, beside, isDirty])

  return { store, areaRef, saving, otherIssues, conflict, draft, save, cancel }
}

const isRow = (value: unknown): value is Values => typeof value === 'object' && value !== null

/** The save of a record that has the four calls every record has. */
export function saveRecord<D extends RecordDefinition>(definition: D, id: string | undefined): (row: Row<D>, rev: number | undefined) => Promise<{ id: string; rev: number }> {
  const name = `${definition.id}.save` as 'staff.save'
  return (row, rev) => call(name, { row: row as never, ...(id === undefined ? {} : { id, rev: rev ?? 0 }) })
}

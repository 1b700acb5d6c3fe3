import { App } from 'antd'
import { type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Name } from '../../../domain/api/api.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { firstField, type PageAction, type RecordFormState, saveRecord, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { tabOf } from './screening.ts'

type Stored = Readonly<Record<string, unknown>> & { readonly id: string; readonly rev: number; readonly voidedAt: string | null }
type Options = {
  readonly definition: RecordDefinition
  readonly pregnancyId: string
  /** The row as it was loaded, or what a new one starts with; the same object as long as the form lives. */
  readonly initial: Readonly<Record<string, unknown>>
  readonly stored: Stored | undefined
  /** What tells two new rows of a pregnancy apart. */
  readonly about?: string
  /** Where its paper is printed. */
  readonly print?: string | undefined
  readonly more?: readonly PageAction[]
}

/** A form of prenatal screening: saved with F2 and back to the pregnancy's screening, printed, voided, read only without the right. */
export function usePrenatalForm({ definition, pregnancyId, initial, stored, about = '', print, more = [] }: Options): { form: RecordFormState; readOnly: boolean; actions: readonly PageAction[]; dialog: ReactNode; back: string } {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('prenatal.write')
  const back = tabOf(pregnancyId)
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(definition, stored?.id), saves: `${definition.id}.save` as Name, draft: `${definition.id}:${stored?.id ?? `new:${pregnancyId}:${about}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  const isNew = stored === undefined
  // The first value of a report, not its day, is what the hand comes to type.
  useBeginAt(() => areaRef.current?.querySelector<HTMLElement>('[data-first] input') ?? firstField(areaRef.current), isNew)
  const voiding = useVoidRecord(definition.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(print ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(print) }] : []),
    ...more,
    ...(readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]),
  ]
  return { form, readOnly, actions, dialog: voiding.dialog, back }
}

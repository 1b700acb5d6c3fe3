import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../../app/i18n.ts'
import { Dialog, FormArea, useShortcut } from '../../kit/index.ts'

/** One value of the county, a township or an institution; `old` is what is kept of it. */
export type PlaceLine<V> = { readonly scope: 'county' | 'township' | 'institution'; readonly place: string | null; readonly label: string; readonly old: { readonly id: string; readonly rev: number; readonly value: V } | undefined }
type Props<V> = {
  readonly note: string
  readonly lines: readonly PlaceLine<V>[]
  readonly busy: boolean
  /** `isFirst` has the cursor when the values come later than the dialog. */
  renderInput(props: { id: string; value: V | null; isFirst: boolean; onChange(next: V | null): void }): ReactNode
  /** Keeps a value, or takes an emptied one back; undefined when it was refused or given up. */
  keep(line: PlaceLine<V>, value: V | null): Promise<unknown>
  onClose(): void
}

const idAt = (index: number): string => `place-${index}`

/** A value for each row of the bulletin, saved together; an emptied one is taken back. */
export function PlaceValues<V>({ note, lines, busy, renderInput, keep, onClose }: Props<V>) {
  const { message } = App.useApp()
  const [typed, setTyped] = useState<ReadonlyMap<string, V | null>>(new Map())
  const keyOf = ({ scope, place }: PlaceLine<V>): string => `${scope}:${place ?? ''}`
  async function save(): Promise<void> {
    if (busy) return
    for (const line of lines) {
      const value = typed.get(keyOf(line))
      if (value === undefined || value === (line.old?.value ?? null)) continue
      if (!await keep(line, value)) return
    }
    void message.success(t('childVisit.saved', '已保存'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void save(), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <FormArea>
      <p className="hint">{note}</p>
      <table className="couple-grid place-values">
        <tbody>
          {lines.map((line, index) => {
            const key = keyOf(line)
            const value = typed.has(key) ? typed.get(key) ?? null : line.old?.value ?? null
            return <tr key={key}><th scope="row"><label htmlFor={idAt(index)}>{line.label}</label></th><td>{renderInput({ id: idAt(index), value, isFirst: index === 0, onChange: next => setTyped(before => new Map(before).set(key, next)) })}</td></tr>
          })}
        </tbody>
      </table>
      <Button type="primary" data-save loading={busy} onClick={() => void save()}>{t('form.save', '保存')} <kbd>F2</kbd></Button>
    </FormArea>
  )
}

/** The dialog around it: Escape is the form's, a click beside it loses nothing. */
export function PlaceDialog({ title, width, onClose, children }: { title: string; width: number; onClose(): void; children: ReactNode }) {
  return <Dialog first={idAt(0)} width={width} footer={null} maskClosable={false} keyboard={false} title={title} onCancel={onClose}>{children}</Dialog>
}

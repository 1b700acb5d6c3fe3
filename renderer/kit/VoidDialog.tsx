import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWrite } from '../api/useCall.ts'
import { t } from '../app/i18n.ts'
import { FormArea } from './FormArea.tsx'
import { LabelledInput } from './field/Field.tsx'
import { TextInput } from './field/TextInput.tsx'
import type { PageAction } from './Page.tsx'
import { useShortcut } from './shortcut.ts'
import { Dialog } from './Dialog.tsx'

type Stored = { readonly id: string; readonly rev: number; readonly voidedAt: string | null }
/** Every record has the same call: an id, a revision, a reason. */
type AnyVoid = 'child.visit.void'
const MOST_REASON = 200

/** Asks why a row is void and voids it; it stays in the history. `note` says what follows. */
export function VoidDialog({ record, row, note, onClose }: { record: string; row: Pick<Stored, 'id' | 'rev'>; note?: string; onClose(isDone: boolean): void }) {
  const [reason, setReason] = useState<string | null>(null)
  const write = useWrite(`${record}.void` as AnyVoid)
  const text = reason?.trim() ?? ''
  const isReady = text.length >= 2 && text.length <= MOST_REASON
  const go = (): void => { if (isReady && !write.busy) void write.run({ id: row.id, rev: row.rev, reason: text }).then(saved => { if (saved) onClose(true) }) }
  useShortcut(['F2', 'Ctrl+Enter'], go, { inDialog: true })
  useShortcut(['Escape'], () => onClose(false), { inDialog: true })
  return (
    <Dialog
      title={t('voidRecord.title', '作废这条记录')} okText={<>{t('voidRecord.ok', '作废')} <kbd>F2</kbd></>} okButtonProps={{ danger: true, disabled: !isReady, loading: write.busy }} cancelText={t('form.cancel', '取消')} onOk={go} onCancel={() => onClose(false)}
      first="void-reason"
    >
      <p>{note ?? t('voidRecord.note', '记录保留在历史中,不再计入名单、统计和数据包。')}</p>
      <FormArea><LabelledInput id="void-reason" label={t('voidRecord.reason', '作废原因(必填)')} span={12}><TextInput id="void-reason" value={reason} onChange={setReason} lines={1} /></LabelledInput></FormArea>
    </Dialog>
  )
}

/** The page's own 作废: an action while the row stands, and the dialog it opens. */
export function useVoidRecord(record: string, row: Stored | undefined, mayWrite: boolean, onDone: () => void): { actions: PageAction[]; dialog: ReactNode } {
  const { message } = App.useApp()
  const [isAsking, setIsAsking] = useState(false)
  if (!row || !mayWrite || row.voidedAt !== null) return { actions: [], dialog: null }
  const close = (isDone: boolean): void => {
    setIsAsking(false)
    if (!isDone) return
    void message.success(t('voidRecord.done', '已作废'))
    onDone()
  }
  return {
    actions: [{ key: 'void', label: t('voidRecord.action', '作废…'), shortcut: 'Shift+F9', danger: true, run: () => setIsAsking(true) }],
    dialog: isAsking ? <VoidDialog record={record} row={row} onClose={close} /> : null,
  }
}

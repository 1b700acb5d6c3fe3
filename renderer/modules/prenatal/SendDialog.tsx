import { App, Button } from 'antd'
import { useState } from 'react'
import type { FieldIssue } from '../../../domain/message/message.ts'
import type { CallFailure } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { Dialog, FieldGrid, FormArea, LabelledInput, MinuteInput, momentNow, NumberInput, OtherIssues, SuggestInput, TextInput, useShortcut } from '../../kit/index.ts'

const LAST_LABORATORY = 'prenatal.laboratory'
const NAMES = new Set(['laboratory', 'sender', 'celsius', 'at', 'note'])

/** Sends tubes together: who takes them, where to, how cold. Answers the hand-over, null when it was left. */
export function SendDialog({ samples, onClose }: { samples: readonly { id: string; rev: number }[]; onClose(handoverId: string | null): void }) {
  const { message } = App.useApp()
  const { displayName } = useUser()
  const staff = (useCall('staff.list', {}, { staleTimeMs: 60_000 }).data ?? []).map(one => one.name)
  const organizations = (useCall('organization.list', {}, { staleTimeMs: 60_000 }).data ?? []).map(one => one.name)
  const [laboratory, setLaboratory] = useState<string | null>(() => localStorage.getItem(LAST_LABORATORY))
  const [sender, setSender] = useState<string | null>(displayName)
  const [celsius, setCelsius] = useState<number | null>(null)
  const [at, setAt] = useState<string | null>(() => momentNow().now)
  const [note, setNote] = useState<string | null>(null)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const send = useWrite('prenatal.handover.send', (failure: CallFailure) => { setIssues(failure.fields); return failure.fields.length > 0 })
  const of = (name: string): readonly FieldIssue[] => issues.filter(issue => issue.path === name)
  const isReady = (laboratory?.trim() ?? '') !== '' && (sender?.trim() ?? '') !== ''
  async function go(): Promise<void> {
    if (!isReady || send.busy) return
    setIssues([])
    const saved = await send.run({ samples: [...samples], laboratory: laboratory!.trim(), sender: sender!.trim(), ...(celsius === null ? {} : { celsius }), ...(at ? { at } : {}), ...(note?.trim() ? { note: note.trim() } : {}) })
    if (!saved) return
    localStorage.setItem(LAST_LABORATORY, laboratory!.trim())
    void message.success(t('prenatalScreen.sent', '已送检 {{count}} 管,请打印交接单', { count: samples.length }))
    onClose(saved.id)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  useShortcut(['Escape'], () => onClose(null), { inDialog: true })
  return (
    <Dialog
      width={640} title={t('prenatalScreen.sendTitle', '送检 {{count}} 管样本', { count: samples.length })} maskClosable={false} keyboard={false} onCancel={() => onClose(null)} first="send-laboratory"
      footer={<Button type="primary" data-save disabled={!isReady} loading={send.busy} onClick={() => void go()}>{t('prenatalScreen.sendShort', '送检')} <kbd>F2</kbd></Button>}
    >
      <OtherIssues issues={issues.filter(issue => !NAMES.has(issue.path))} />
      <FormArea>
        <FieldGrid>
          <LabelledInput id="send-laboratory" label={t('prenatal.sample.laboratory.label', '检测实验室')} span={12} required issues={of('laboratory')}><SuggestInput id="send-laboratory" value={laboratory} suggestions={organizations} onChange={setLaboratory} /></LabelledInput>
          <LabelledInput id="send-sender" label={t('prenatal.handover.sender.label', '送样人')} span={6} required issues={of('sender')}><SuggestInput id="send-sender" value={sender} suggestions={staff} onChange={setSender} /></LabelledInput>
          <LabelledInput id="send-celsius" label={t('prenatal.handover.sentCelsius.label', '送出温度')} span={6} issues={of('celsius')}><NumberInput id="send-celsius" value={celsius} decimals={1} unit="℃" onChange={setCelsius} /></LabelledInput>
          <LabelledInput id="send-at" label={t('prenatal.handover.sentAt.label', '送出时间')} span={6} issues={of('at')}><MinuteInput id="send-at" value={at} onChange={setAt} /></LabelledInput>
          <LabelledInput id="send-note" label={t('prenatal.handover.note.label', '备注')} span={6} issues={of('note')}><TextInput id="send-note" value={note} onChange={setNote} /></LabelledInput>
        </FieldGrid>
      </FormArea>
    </Dialog>
  )
}

import { App, Button, Radio, Space } from 'antd'
import { useState } from 'react'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { FieldGrid, LabelledInput, SecondPersonFields, secondPersonOf, TextInput } from '../../kit/index.ts'
import { filled, incompleteText, NOBODY, SignedDialog, useSigned } from './SignedDialog.tsx'
import { SlipTable } from './SlipTable.tsx'

/** What windows drew, gave back and handed over; every slip can be printed for the file. */
export function WindowsTab({ onDraw, onGiveBack }: { onDraw(): void; onGiveBack(): void }) {
  const mayWrite = useMay('stock.write')
  const [handing, setHanding] = useState(false)
  return (
    <>
      {mayWrite ? (
        <Space className="tab-actions">
          <Button type="primary" onClick={onDraw}>{t('stock.draw', '领用')} <kbd>F6</kbd></Button>
          <Button onClick={onGiveBack}>{t('stock.giveBack', '退回')} <kbd>F7</kbd></Button>
          <Button onClick={() => setHanding(true)}>{t('staffChange.do', '领用人交接')}</Button>
        </Space>
      ) : null}
      <SlipTable kinds={['draw', 'giveBack', 'handOver']} />
      {handing ? <HandOverDialog onClose={() => setHanding(false)} /> : null}
    </>
  )
}

function HandOverDialog({ onClose }: { onClose(): void }) {
  const { message } = App.useApp()
  const form = useSigned('stock.handOver', { target: 'clerk' as 'clerk' | 'cabinet', reason: null as string | null, from: NOBODY, to: NOBODY })
  const { values } = form
  async function run(): Promise<void> {
    const from = secondPersonOf(values.from)
    const to = values.target === 'clerk' ? secondPersonOf(values.to) : undefined
    const done = await form.run(from && (values.target === 'cabinet' || to) && filled(values.reason) ? { from, ...(to ? { to } : {}), reason: values.reason!.trim() } : null)
    if (!done) return
    void message.success(t('staffChange.done', '已交接 {{count}} 张', { count: countText(done.quantity) }))
    onClose()
  }
  return (
    <SignedDialog title={t('staffChange.title', '领用人交接:手中全部未用证件一次移交')} ok={t('staffChange.do', '领用人交接')} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="hand-reason" run={() => void run()} onClose={onClose}>
      <FieldGrid>
        <LabelledInput id="hand-target" label={t('staffChange.target', '交给')} span={6} required>
          <Radio.Group id="hand-target" value={values.target} onChange={event => form.set({ target: event.target.value as 'clerk' | 'cabinet' })}
            options={[{ value: 'clerk', label: t('staffChange.clerk', '另一位签发人员') }, { value: 'cabinet', label: t('staffChange.cabinet', '库房(证件管理员)') }]} />
        </LabelledInput>
        <LabelledInput id="hand-reason" label={t('staffChange.reason', '交接原因')} span={6} required><TextInput id="hand-reason" value={values.reason} onChange={reason => form.set({ reason })} /></LabelledInput>
      </FieldGrid>
      <SecondPersonFields id="hand-from" value={values.from} onChange={from => form.set({ from })} permission="certificate.print" title={t('staffChange.from', '交出人(输入本人密码)')} />
      {values.target === 'clerk' ? <SecondPersonFields id="hand-to" value={values.to} onChange={to => form.set({ to })} permission="certificate.print" title={t('staffChange.to', '接收人(输入本人密码)')} /> : null}
    </SignedDialog>
  )
}

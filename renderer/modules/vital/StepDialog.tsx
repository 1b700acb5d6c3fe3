import { App } from 'antd'
import { useState } from 'react'
import type { VitalCardState } from '../../../domain/code/vital.ts'
import type { CallFailure } from '../../api/client.ts'
import { useWrite } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DayInput, Dialog, FormArea, type FormStore, LabelledInput, TextInput, useShortcut } from '../../kit/index.ts'

type Props = { kind: 'defect' | 'death'; card: { id: string; rev: number; number: string | null }; to: VitalCardState; store: FormStore; onClose(): void }

/** The next step of a card: what it means, and the reason or the day it needs. */
export function StepDialog({ kind, card, to, store, onClose }: Props) {
  const { message } = App.useApp()
  const [note, setNote] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(today())
  // Findings belong to the form behind the dialog.
  const onFailure = (failure: CallFailure): boolean => {
    if (failure.code !== 'invalid') return false
    const others = store.setServerIssues(failure.fields)
    void message.error(others.length > 0 && others.length === failure.fields.length ? t('vitalScreen.refused', '不能这样处理,请看页面上的说明') : t('vitalScreen.incomplete', '报告卡还不完整,请按提示补齐后再提交'))
    onClose()
    return true
  }
  const write = useWrite(kind === 'death' ? 'vital.maternalDeath.step' : 'vital.birthDefect.step', onFailure)
  const isReady = to === 'draft' ? (note?.trim().length ?? 0) >= 2 : to !== 'reported' || day !== null
  const go = async (): Promise<void> => {
    if (!isReady || write.busy) return
    const done = await write.run({ id: card.id, rev: card.rev, to, ...(to === 'draft' && note ? { note: note.trim() } : {}), ...(to === 'reported' && day ? { day } : {}) })
    if (!done) return
    void message.success(t('vitalScreen.stepDone', '已办理'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  const words: Readonly<Record<VitalCardState, { title: string; text: string }>> = {
    submitted: { title: t('vitalScreen.submit', '提交审核'), text: t('vitalScreen.submitText', '提交后由另一位同事审核,审核通过才能上报和进入数据包。') },
    reviewed: { title: t('vitalScreen.review', '审核通过'), text: t('vitalScreen.reviewText', '请核对全部内容、诊断依据和照片。您的姓名和时间记在卡上。') },
    draft: { title: t('vitalScreen.return', '退回修改'), text: t('vitalScreen.returnText', '卡退回填报人,原因显示在卡上。') },
    reported: { title: t('vitalScreen.report', '登记已上报'), text: t('vitalScreen.reportText', '登记网络直报或报送的日期。') },
  }
  return (
    <Dialog width={480} title={`${words[to].title} ${card.number ?? ''}`} maskClosable={false} okText={<>{words[to].title} <kbd>F2</kbd></>} okButtonProps={{ disabled: !isReady }} cancelText={t('form.cancel', '取消')} confirmLoading={write.busy} onOk={() => void go()} onCancel={onClose} first={to === 'draft' ? 'step-note' : 'step-day'}>
      <p>{words[to].text}</p>
      <FormArea>
        {to === 'draft' ? <LabelledInput id="step-note" label={t('vitalScreen.returnNote', '退回原因(必填)')} span={12} required><TextInput id="step-note" value={note} onChange={setNote} lines={2} /></LabelledInput> : null}
        {to === 'reported' ? <LabelledInput id="step-day" label={t('vitalScreen.reportedDay', '上报日期')} span={6} required><DayInput id="step-day" value={day} onChange={setDay} /></LabelledInput> : null}
      </FormArea>
    </Dialog>
  )
}

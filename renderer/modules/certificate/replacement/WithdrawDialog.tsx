import { App, Input, Radio } from 'antd'
import { useState } from 'react'
import type { FieldIssue } from '../../../../domain/message/message.ts'
import { useWrite } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { Dialog, FormArea, LabelledInput, useShortcut } from '../../../kit/index.ts'

const MIN_REASON = 2

/** Takes an application back to the clerk's table, or altogether: then the old certificate stays as it is. */
export function WithdrawDialog({ id, rev, kind, mayWithdraw, maySendBack, onClose }: { id: string; rev: number; kind: string; mayWithdraw: boolean; maySendBack: boolean; onClose(): void }) {
  const { message } = App.useApp()
  const [toDraft, setToDraft] = useState(maySendBack)
  const [reason, setReason] = useState('')
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const withdraw = useWrite('replacement.withdraw', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  const isComplete = reason.trim().length >= MIN_REASON
  async function go(): Promise<void> {
    if (withdraw.busy || !isComplete) return
    if (!await withdraw.run({ id, rev, reason: reason.trim(), toDraft })) return
    void message.success(toDraft ? t('replace.toDraftDone', '已退回,可以修改后重新提交') : t('replace.withdrawn', '{{kind}}申请已撤回,原证继续有效', { kind }))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog
      width={560} title={t('replace.withdrawTitle', '撤回申请')} okText={<>{toDraft ? t('replace.sendBackNow', '退回修改') : t('replace.withdrawNow', '撤回申请')} <kbd>F2</kbd></>} okButtonProps={{ danger: !toDraft, loading: withdraw.busy, disabled: !isComplete }}
      onOk={() => void go()} onCancel={onClose} first="withdraw-reason"
    >
      <FormArea>
        {mayWithdraw && maySendBack ? (
          <LabelledInput id="withdraw-what" label={t('replace.withdrawWhat', '怎样撤回')}>
            <Radio.Group id="withdraw-what" value={toDraft ? 'draft' : 'all'} onChange={event => setToDraft(event.target.value === 'draft')} options={[{ value: 'draft', label: t('replace.withdrawToDraft', '退回修改后重新提交') }, { value: 'all', label: t('replace.withdrawAll', '不办了,撤回整件申请') }]} />
          </LabelledInput>
        ) : null}
        <LabelledInput id="withdraw-reason" label={t('ask.cancelReason', '原因')} required issues={issues}>
          <Input id="withdraw-reason" value={reason} maxLength={300} autoComplete="off" onChange={event => { setReason(event.target.value); setIssues([]) }} />
        </LabelledInput>
      </FormArea>
    </Dialog>
  )
}

import { Alert, App, Input } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../domain/api/api.ts'
import type { SecondPerson } from '../../../../domain/api/define-api.ts'
import type { CallFailure } from '../../../api/client.ts'
import { failureText } from '../../../api/failure.ts'
import { useWrite } from '../../../api/useCall.ts'
import { messageText, t } from '../../../app/i18n.ts'
import { Dialog, FieldGrid, FormArea, LabelledInput, MinuteInput, momentNow, SecondPersonFields, secondPersonOf, useShortcut } from '../../../kit/index.ts'

type Row = Output<'referral.retention.list'>['rows'][number]

/** Keeping a woman beyond our level: reason, consultation and the senior doctor's own password (case 53). */
export function DecideDialog({ row, onClose }: { row: Row; onClose(): void }) {
  const { message } = App.useApp()
  const [stayReason, setStayReason] = useState('')
  const [consultation, setConsultation] = useState('')
  const [senior, setSenior] = useState<Partial<SecondPerson>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const decide = useWrite('referral.retention.decide', (failure: CallFailure) => { setProblem(failureText(failure)); setSenior(now => ({ ...now, password: '' })); return true })
  async function run(): Promise<void> {
    if (decide.busy) return
    setProblem(null)
    const seniorDoctor = secondPersonOf(senior)
    const saved = await decide.run({ id: row.id, rev: row.rev, stayReason, consultation, ...(seniorDoctor ? { seniorDoctor } : {}) })
    if (!saved) return
    void message.success(t('maternal.moved', '已登记'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog width={720} title={t('maternal.decideTitle', '暂不转诊:{{name}}', { name: row.personName ?? '' })} maskClosable={false} okText={<>{t('referral.confirmMove', '确定')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} okButtonProps={{ danger: true }} confirmLoading={decide.busy}
      onOk={() => void run()} onCancel={onClose} first={() => document.querySelector<HTMLElement>('#retention-reason')}>
      {row.banner ? <Alert className="form-alert" type="error" showIcon title={messageText(row.banner)} /> : null}
      <FormArea>
        <FieldGrid>
          <LabelledInput id="retention-reason" label={t('referral.retention.stayReason.label', '暂不转诊的理由')} span={12} required><Input id="retention-reason" value={stayReason} maxLength={300} autoComplete="off" onChange={event => setStayReason(event.target.value)} /></LabelledInput>
          <LabelledInput id="retention-consultation" label={t('referral.retention.consultation.label', '专家会诊记录')} span={12} required><Input.TextArea id="retention-consultation" value={consultation} maxLength={500} rows={3} onChange={event => setConsultation(event.target.value)} /></LabelledInput>
        </FieldGrid>
        <SecondPersonFields id="retention-senior" value={senior} onChange={setSenior} permission="referral.senior" title={t('maternal.seniorSigns', '上级医师(输入本人密码即同意)')} />
      </FormArea>
      {problem ? <Alert className="move-problem" type="error" showIcon title={problem} role="alert" /> : null}
    </Dialog>
  )
}

/** She left or was referred: where to and when. */
export function EndDialog({ row, onClose }: { row: Row; onClose(): void }) {
  const { message } = App.useApp()
  const [endedAt, setEndedAt] = useState<string | null>(() => momentNow().now)
  const [endNote, setEndNote] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const end = useWrite('referral.retention.end', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  async function run(): Promise<void> {
    if (end.busy) return
    if (!endedAt || endNote.trim().length < 2) { setProblem(t('maternal.endIncomplete', '请填写时间和去向')); return }
    const saved = await end.run({ id: row.id, rev: row.rev, endedAt, endNote })
    if (!saved) return
    void message.success(t('maternal.moved', '已登记'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog title={t('maternal.endTitle', '登记去向:{{name}}', { name: row.personName ?? '' })} maskClosable={false} okText={<>{t('referral.confirmMove', '确定')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} confirmLoading={end.busy}
      onOk={() => void run()} onCancel={onClose} first={() => document.querySelector<HTMLElement>('#retention-end-note')}>
      <FormArea>
        <FieldGrid columns={2}>
          <LabelledInput id="retention-ended" label={t('referral.retention.endedAt.label', '离院或转出时间')} span={12} required><MinuteInput id="retention-ended" value={endedAt} onChange={setEndedAt} /></LabelledInput>
          <LabelledInput id="retention-end-note" label={t('referral.retention.endNote.label', '去向')} span={12} required><Input id="retention-end-note" value={endNote} maxLength={200} autoComplete="off" onChange={event => setEndNote(event.target.value)} /></LabelledInput>
        </FieldGrid>
      </FormArea>
      {problem ? <Alert className="move-problem" type="error" showIcon title={problem} role="alert" /> : null}
    </Dialog>
  )
}

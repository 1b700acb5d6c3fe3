import { Alert, App, Input } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { REFERRAL_STATE, type ReferralState } from '../../../../domain/code/referral.ts'
import type { StoredCriticalReferral } from '../../../../domain/modules/maternal/critical-referral.record.ts'
import { completionDue } from '../../../../domain/rule/maternal-referral.ts'
import type { CallFailure } from '../../../api/client.ts'
import { failureText } from '../../../api/failure.ts'
import { useCall, useWrite } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { codeText, Dialog, FieldGrid, FormArea, LabelledInput, ListInput, Loaded, MinuteInput, momentNow, Page, StateTag, useShortcut } from '../../../kit/index.ts'
import { MOVE_TITLES } from '../moves.tsx'
import { MaternalPaper } from './MaternalPaper.tsx'

/** One emergency slip: the paper, what is still open, and what happens to it next. */
export default function CriticalFilePage() {
  const { slipId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('referral.write')
  const [to, setTo] = useState<ReferralState | null>(null)
  const stored = useCall('referral.critical.get', { id: slipId })
  const rules = useCall('setting.get', { key: 'maternalRisk' }, { staleTimeMs: 60_000 }).data?.value as { completionHours: number } | undefined
  const row = stored.data
  const due = row && rules && !row.completedAt ? completionDue(row, momentNow().now, rules) : null
  const moves = row ? (Object.keys(MOVE_TITLES) as ReferralState[]).filter(state => state !== 'returned' && REFERRAL_STATE.canMove(row.state, state)) : []
  return (
    <Page
      title={t('referral.critical.title', '危重孕产妇转诊单')} subtitle={row ? <>{row.number} <StateTag table={REFERRAL_STATE} state={row.state} /></> : null} back="/maternal"
      actions={mayWrite && row ? [
        { key: 'edit', label: due ? t('maternal.completeCritical', '补全转诊单') : t('referral.edit', '修改转诊单'), shortcut: 'F4', primary: due !== null && row.state !== 'toSend', run: () => void navigate(`/maternal/critical/${slipId}/edit`) },
        ...moves.map((state, index) => ({ key: state, label: MOVE_TITLES[state](), ...(index === 0 ? { shortcut: 'F8', primary: row.state === 'toSend' } : {}), run: () => setTo(state) })),
      ] : []}
    >
      {due ? (
        <Alert className="form-alert" type={due.isOverdue ? 'error' : 'warning'} showIcon
          title={due.isOverdue ? t('maternal.completionOverdue', '已过 {{at}},还有 {{count}} 项没有补全', { at: due.dueAt.replace('T', ' '), count: due.open.length }) : t('maternal.completionDue', '请在 {{at}} 前补全 {{count}} 项', { at: due.dueAt.replace('T', ' '), count: due.open.length })}
          description={due.open.join('、')} />
      ) : null}
      <MaternalPaper what="critical" id={slipId} personId={row?.personId} />
      <Loaded of={stored}>{slip => to ? <CriticalMove row={slip} to={to} onClose={() => setTo(null)} /> : null}</Loaded>
    </Page>
  )
}

function CriticalMove({ row, to, onClose }: { row: StoredCriticalReferral; to: ReferralState; onClose(): void }) {
  const { message } = App.useApp()
  const [at, setAt] = useState<string | null>(() => momentNow().now)
  const [reason, setReason] = useState('')
  const [signer, setSigner] = useState('')
  const [organizationId, setOrganizationId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data ?? []
  const move = useWrite('referral.critical.move', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  const needsReason = to === 'rejected' || to === 'patientRefused' || to === 'closed'
  async function run(): Promise<void> {
    if (move.busy) return
    const saved = await move.run({ id: row.id, rev: row.rev, to, ...(at ? { at } : {}), ...(needsReason ? { reason } : {}), ...(to === 'patientRefused' ? { refusalSigner: signer } : {}), ...(organizationId ? { organizationId } : {}) })
    if (!saved) return
    void message.success(t('maternal.moved', '已登记'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog title={MOVE_TITLES[to]()} maskClosable={false} okText={<>{t('referral.confirmMove', '确定')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} confirmLoading={move.busy} onOk={() => void run()} onCancel={onClose}
      first={() => document.querySelector<HTMLElement>('#critical-move input')}>
      <div id="critical-move">
        <p>{t('referral.moveText', '{{number}}:{{from}} → {{to}}', { number: row.number ?? '', from: codeText(REFERRAL_STATE, row.state), to: codeText(REFERRAL_STATE, to) })}</p>
        <FormArea>
          <FieldGrid columns={2}>
            {to === 'toSend' ? (
              <LabelledInput id="critical-next" label={t('referral.nextReceiver', '下一家转入机构')} span={12} required>
                <ListInput id="critical-next" value={organizationId} onChange={setOrganizationId} choices={organizations.filter(one => one.id !== row.organizationId).map(one => ({ value: one.id, label: one.name }))} />
              </LabelledInput>
            ) : null}
            {needsReason || to === 'toSend' ? null : <LabelledInput id="critical-at" label={t('maternal.moveAt', '时间')} span={6} required><MinuteInput id="critical-at" value={at} onChange={setAt} /></LabelledInput>}
            {needsReason ? <LabelledInput id="critical-reason" label={t('referral.moveReason', '原因')} span={12} required><Input id="critical-reason" value={reason} maxLength={300} autoComplete="off" onChange={event => setReason(event.target.value)} /></LabelledInput> : null}
            {to === 'patientRefused' ? <LabelledInput id="critical-signer" label={t('referral.critical.refusalSigner.label', '拒绝转诊签字人')} span={12} required><Input id="critical-signer" value={signer} maxLength={60} autoComplete="off" onChange={event => setSigner(event.target.value)} /></LabelledInput> : null}
          </FieldGrid>
        </FormArea>
        {problem ? <Alert className="move-problem" type="error" showIcon title={problem} role="alert" /> : null}
      </div>
    </Dialog>
  )
}

import { Alert, Input } from 'antd'
import { useRef, useState } from 'react'
import { REFERRAL_STATE, type ReferralState } from '../../../domain/code/referral.ts'
import type { StoredReferral } from '../../../domain/modules/referral/referral.record.ts'
import type { CallFailure } from '../../api/client.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DayInput, Dialog, FieldGrid, FormArea, LabelledInput, ListInput, useShortcut } from '../../kit/index.ts'

/** What the buttons of a slip are called; a return has a page of its own. */
export const MOVE_TITLES: Readonly<Record<ReferralState, () => string>> = {
  toSend: () => t('referral.moveToNext', '改投其他机构'), sent: () => t('referral.send', '登记发出'), arrived: () => t('referral.moveArrived', '登记到诊'),
  returned: () => t('referral.return', '登记回转'), rejected: () => t('referral.moveRejected', '对方拒收'), patientRefused: () => t('referral.moveRefused', '患者拒绝'), closed: () => t('referral.moveClosed', '关闭'),
}
const EXPLAINED: Partial<Record<ReferralState, () => string>> = {
  sent: () => t('referral.explainSent', '发出后,转入机构和转诊日期不能再改;到期没有回转的会列入超期。'),
  rejected: () => t('referral.explainRejected', '记下原因后选择下一家机构,仍用这一份转诊单。'),
  patientRefused: () => t('referral.explainRefused', '请患者在转诊单存根上签字后登记。'),
  closed: () => t('referral.explainClosed', '关闭后不能再更改状态。'),
}
const NEEDS_REASON: readonly ReferralState[] = ['rejected', 'patientRefused', 'closed']
const NEEDS_DAY: readonly ReferralState[] = ['arrived', 'toSend']

/** Which move is being asked about. */
export function useMoves(): { to: ReferralState | null; ask(to: ReferralState): void; close(): void } {
  const [to, setTo] = useState<ReferralState | null>(null)
  return { to, ask: setTo, close: () => setTo(null) }
}

/** Asks for what a state needs and moves the slip there. */
export function MoveDialog({ row, to, onClose, onMoved }: { row: StoredReferral; to: ReferralState; onClose(): void; onMoved(to: ReferralState): void }) {
  const [day, setDay] = useState<string | null>(today())
  const [reason, setReason] = useState('')
  const [organizationId, setOrganizationId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data ?? []
  const move = useWrite('referral.move', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  const [needsDay, needsReason, needsOrganization] = [NEEDS_DAY.includes(to), NEEDS_REASON.includes(to), to === 'toSend']

  async function run(): Promise<void> {
    if (needsDay && !day) { setProblem(t('referral.dayMissing', '请填写日期')); return }
    if (needsReason && reason.trim().length < 2) { setProblem(t('referral.reasonShort', '请填写原因(至少两个字)')); return }
    if (needsOrganization && !organizationId) { setProblem(t('referral.nextReceiverMissing', '请选择下一家转入机构')); return }
    const saved = await move.run({ id: row.id, rev: row.rev, to, ...(needsDay && day ? { day } : {}), ...(needsReason ? { reason: reason.trim() } : {}), ...(organizationId ? { organizationId } : {}) })
    if (saved) onMoved(to)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => { if (!move.busy) void run() }, { inDialog: true })
  return (
    <Dialog
      title={MOVE_TITLES[to]()} maskClosable={false} okText={<>{t('referral.confirmMove', '确定')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} okButtonProps={{ danger: to === 'closed' || to === 'patientRefused' }} confirmLoading={move.busy}
      onOk={() => void run()} onCancel={onClose} first={() => box.current?.querySelector<HTMLElement>('input') ?? box.current?.closest('.ant-modal')?.querySelector<HTMLElement>('.ant-btn-primary, .ant-btn-dangerous')}
    >
      <div ref={box}>
        <p>{t('referral.moveText', '{{number}}:{{from}} → {{to}}', { number: row.number ?? '', from: codeText(REFERRAL_STATE, row.state), to: codeText(REFERRAL_STATE, to) })}</p>
        {EXPLAINED[to] ? <p className="field-help">{EXPLAINED[to]()}</p> : null}
        <FormArea>
          <FieldGrid columns={2}>
            {needsOrganization ? (
              <LabelledInput id="move-organization" label={t('referral.nextReceiver', '下一家转入机构')} span={12} required>
                <ListInput id="move-organization" value={organizationId} onChange={setOrganizationId} choices={organizations.filter(one => one.id !== row.organizationId).map(one => ({ value: one.id, label: one.name }))} />
              </LabelledInput>
            ) : null}
            {needsDay ? (
              <LabelledInput id="move-day" label={to === 'arrived' ? t('referral.arrivedDay.label', '到诊日期') : t('referral.referredDay.label', '转诊日期')} span={6} required>
                <DayInput id="move-day" value={day} onChange={setDay} />
              </LabelledInput>
            ) : null}
            {needsReason ? (
              <LabelledInput id="move-reason" label={t('referral.moveReason', '原因')} span={12} required>
                <Input id="move-reason" value={reason} maxLength={300} autoComplete="off" onChange={event => setReason(event.target.value)} />
              </LabelledInput>
            ) : null}
          </FieldGrid>
        </FormArea>
        {problem ? <Alert className="move-problem" type="error" showIcon title={problem} role="alert" /> : null}
      </div>
    </Dialog>
  )
}

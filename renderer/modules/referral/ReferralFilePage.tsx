import { PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Space, Tag } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { REFERRAL_STATE, type ReferralState } from '../../../domain/code/referral.ts'
import { referral, type StoredReferral } from '../../../domain/modules/referral/referral.record.ts'
import { referralDueDay, referralOverdueDays } from '../../../domain/rule/referral-due.ts'
import type { SettingValue } from '../../../domain/settings/settings.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, type PageAction, Panel, RecordFacts, StateTag } from '../../kit/index.ts'
import { MOVE_TITLES, MoveDialog, useMoves } from './moves.tsx'
import { PatientFacts } from './PatientFacts.tsx'
import './referral.css'

const OUT = ['organizationId', 'department', 'receivingDoctor', 'referredDay', 'doctorName', 'doctorPhone', 'impression', 'reason', 'pastHistory', 'treatment'] as const
const BACK = ['arrivedDay', 'returnedDay', 'inpatientNumber', 'returnDoctor', 'returnPhone', 'returnDiagnosis', 'returnExaminations', 'returnAdvice'] as const
const WIDE = ['impression', 'reason', 'pastHistory', 'treatment', 'returnDiagnosis', 'returnExaminations', 'returnAdvice', 'stateReason']

/** One slip: where it stands, what can happen next, the patient, the way out and the way back. */
export default function ReferralFilePage() {
  const { referralId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('referral.write')
  const stored = useCall('referral.get', { id: referralId }, { staleTimeMs: 30_000 })
  const moves = useMoves()
  const address = `/referrals/${referralId}`
  const row = stored.data
  const isLive = row !== undefined && row.voidedAt === null
  const actions: PageAction[] = [
    { key: 'history', label: t('people.historyShort', '历史'), run: () => void navigate(`${address}/history`) },
    ...(mayWrite && isLive && row.state !== 'closed' ? [{ key: 'edit', label: t('people.editShort', '修改'), shortcut: 'F2', run: () => void navigate(`${address}/edit`) }] : []),
    { key: 'print', label: t('referral.printShort', '打印'), shortcut: 'Ctrl+P', icon: <PrinterOutlined />, run: () => void navigate(`${address}/print`) },
  ]
  function moved(to: ReferralState): void {
    moves.close()
    // A refused case is sent on at once, so that it does not lie there without a receiver.
    if (to === 'rejected') moves.ask('toSend')
  }
  return (
    <Page title={t('referral.file', '转诊单')} subtitle={row?.number} back="/referrals" actions={actions}>
      <Loaded of={stored}>
        {row => (
          <>
            {row.voidedAt ? <Alert className="form-alert" type="warning" showIcon title={t('referral.voided', '这份转诊单已作废。{{reason}}', { reason: row.voidReason ?? '' })} /> : null}
            <StatePanel row={row} onMove={mayWrite && isLive ? to => (to === 'returned' ? void navigate(`${address}/return`) : moves.ask(to)) : undefined} />
            <Panel title={t('referral.personId.label', '患者')}><PatientFacts personId={row.personId} /></Panel>
            <Panel title={t('referral.out', '转出')}><SlipFacts row={row} names={OUT} /></Panel>
            {row.arrivedDay || row.returnedDay ? <Panel title={t('referral.back', '到诊与回转')}><SlipFacts row={row} names={row.returnedDay ? BACK : ['arrivedDay']} /></Panel> : null}
            {moves.to ? <MoveDialog key={moves.to} row={row} to={moves.to} onClose={moves.close} onMoved={moved} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function SlipFacts({ row, names }: { row: StoredReferral; names: readonly string[] }) {
  const organizations = useCall('organization.list', { all: true }, { staleTimeMs: 60_000 }).data
  return <RecordFacts definition={referral} row={row} names={names} wide={WIDE} refTexts={{ organizationId: organizations?.find(one => one.id === row.organizationId)?.name ?? '…' }} />
}

// The step the day usually brings; the others stand beside it.
const USUAL: Partial<Record<ReferralState, ReferralState>> = { toSend: 'sent', sent: 'arrived', arrived: 'returned', returned: 'closed', rejected: 'toSend', patientRefused: 'closed' }

function StatePanel({ row, onMove }: { row: StoredReferral; onMove: ((to: ReferralState) => void) | undefined }) {
  const setting = useCall('setting.get', { key: 'referral' }, { staleTimeMs: 60_000 }).data?.value as SettingValue<'referral'> | undefined
  const about = { state: row.state, critical: row.critical === true, referredDay: row.referredDay }
  const overdue = setting ? referralOverdueDays(about, setting.answerDays, today()) : 0
  const isWaiting = row.state === 'sent' || row.state === 'arrived'
  return (
    <Panel>
      <div className="state-line">
        <StateTag table={REFERRAL_STATE} state={row.state} />
        {row.critical ? <Tag color="error" className="critical-tag">{t('referral.critical.label', '危急')}</Tag> : null}
        {overdue > 0 ? <span className="overdue">{t('referral.overdueDays', '超期 {{days}} 天', { days: overdue })}</span>
          : isWaiting && setting ? <span>{t('referral.dueOn', '应在 {{day}} 前回复', { day: referralDueDay(about, setting.answerDays) })}</span> : null}
        {row.stateReason ? <span className="state-reason">{t('history.reason', '原因:{{reason}}', { reason: row.stateReason })}</span> : null}
        {onMove ? (
          <Space wrap className="state-actions">
            {REFERRAL_STATE.movesFrom(row.state).map(to => (
              <Button key={to} type={USUAL[row.state] === to ? 'primary' : 'default'} onClick={() => onMove(to)}>{MOVE_TITLES[to]()}</Button>
            ))}
          </Space>
        ) : null}
      </div>
    </Panel>
  )
}

import { useNavigate, useParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Page, PaperPreview } from '../../kit/index.ts'
import { ExpectingLine } from './ExpectingLine.tsx'
import { MoveDialog, useMoves } from './moves.tsx'

/** The slip as it will lie on the table: looked at, printed or kept as PDF, then sent. */
export default function ReferralPrintPage() {
  const { referralId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('referral.write')
  const address = `/referrals/${referralId}`
  const stored = useCall('referral.get', { id: referralId }, { staleTimeMs: 60_000 })
  const moves = useMoves()
  const row = stored.data
  return (
    <Page
      title={t('referral.print', '打印转诊单')} subtitle={row?.number} back={address}
      actions={[
        { key: 'file', label: t('referral.toFile', '查看转诊单'), run: () => void navigate(address) },
        ...(mayWrite && row?.state === 'toSend' ? [{ key: 'send', label: t('referral.send', '登记发出'), shortcut: 'F8', primary: true, run: () => moves.ask('sent') }] : []),
      ]}
    >
      <ExpectingLine personId={row?.personId} />
      <PaperPreview paper="referral" input={{ id: referralId }} form="two-way-referral" title={t('timeline.referral', '双向转诊')} />
      {row && moves.to ? <MoveDialog row={row} to={moves.to} onClose={moves.close} onMoved={() => { moves.close(); void navigate(address) }} /> : null}
    </Page>
  )
}

import { App } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page } from '../../kit/index.ts'
import { ReferralForm } from './ReferralForm.tsx'

/** Correcting a slip; what has left the house keeps its receiver and day. */
export default function ReferralEditPage() {
  const { referralId = '' } = useParams()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const address = `/referrals/${referralId}`
  const stored = useCall('referral.get', { id: referralId }, { staleTimeMs: 60_000 })
  return (
    <Page title={t('referral.edit', '修改转诊单')} subtitle={stored.data?.number} back={address}>
      <Loaded of={stored}>
        {row => <ReferralForm key={row.id} stored={row} onCancel={() => void navigate(address)} onSaved={() => { void message.success(t('people.saved', '已保存')); void navigate(address, { replace: true }) }} />}
      </Loaded>
    </Page>
  )
}

import { App } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { Page } from '../../kit/index.ts'
import { ReferralForm } from './ReferralForm.tsx'

/** A new slip; `?person=` when one comes from a person's file. */
export default function ReferralNewPage() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const personId = useSearchParams()[0].get('person')
  const back = personId ? `/people/${personId}` : '/referrals'
  return (
    <Page title={t('referral.new', '开转诊单')} back={back}>
      <ReferralForm
        key={personId} personId={personId} onCancel={() => void navigate(back)}
        onSaved={saved => { void message.success(t('referral.saved', '已保存,请核对后打印')); void navigate(`/referrals/${saved.id}/print`, { replace: true }) }}
      />
    </Page>
  )
}

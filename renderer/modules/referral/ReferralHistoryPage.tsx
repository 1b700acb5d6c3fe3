import { useParams } from 'react-router'
import { referral } from '../../../domain/modules/referral/referral.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, RecordHistory } from '../../kit/index.ts'
import { ExpectingLine } from './ExpectingLine.tsx'

/** Who changed what of a slip, and every state it went through. */
export default function ReferralHistoryPage() {
  const { referralId = '' } = useParams()
  const history = useCall('referral.history', { id: referralId })
  const organizations = useCall('organization.list', { all: true }, { staleTimeMs: 60_000 }).data
  const slip = history.data?.[0]?.row
  const number = slip?.number
  return (
    <Page title={t('referral.history', '转诊单修改历史')} subtitle={typeof number === 'string' ? number : null} back={`/referrals/${referralId}`}>
      <ExpectingLine personId={typeof slip?.personId === 'string' ? slip.personId : undefined} />
      <Loaded of={history}>
        {entries => <RecordHistory definition={referral} entries={entries} omit={['personId']} refText={(name, value) => (name === 'organizationId' ? organizations?.find(one => one.id === value)?.name : undefined)} />}
      </Loaded>
    </Page>
  )
}

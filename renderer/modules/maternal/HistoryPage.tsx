import { useParams } from 'react-router'
import { pregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, PregnancyHeadOf, RecordHistory } from '../../kit/index.ts'

/** Who changed what of a booking, and when. */
export default function HistoryPage() {
  const { pregnancyId = '' } = useParams()
  const history = useCall('pregnancy.history', { id: pregnancyId })
  return (
    <Page title={t('booking.history', '建册信息修改历史')} back={`/pregnancies/${pregnancyId}`}>
      <PregnancyHeadOf pregnancyId={pregnancyId} />
      <Loaded of={history}>{entries => <RecordHistory definition={pregnancy} entries={entries} omit={['womanId']} />}</Loaded>
    </Page>
  )
}

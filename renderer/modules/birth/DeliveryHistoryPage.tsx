import { useParams } from 'react-router'
import { delivery } from '../../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../../domain/modules/birth/newborn.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, Panel, RecordHistory } from '../../kit/index.ts'
import { motherText } from './mother-text.ts'

const KEYS = ['pregnancyId', 'motherId', 'deliveryId', 'personId']

/** Who changed what of a delivery and of each of its newborns. */
export default function DeliveryHistoryPage() {
  const { deliveryId = '' } = useParams()
  const file = useCall('delivery.file', { id: deliveryId }, { staleTimeMs: 60_000 })
  const history = useCall('delivery.history', { id: deliveryId })
  return (
    <Page title={t('delivery.history', '分娩记录修改历史')} subtitle={file.data ? motherText(file.data.mother) : null} back={`/deliveries/${deliveryId}`}>
      <Panel title={t('timeline.delivery', '分娩')}><Loaded of={history}>{entries => <RecordHistory definition={delivery} entries={entries} omit={KEYS} />}</Loaded></Panel>
      <Loaded of={file}>
        {({ newborns }) => <>{newborns.map(({ newborn: child }) => <NewbornHistory key={child.id} id={child.id} order={child.birthOrder} />)}</>}
      </Loaded>
    </Page>
  )
}

function NewbornHistory({ id, order }: { id: string; order: number }) {
  const history = useCall('newborn.history', { id })
  return (
    <Panel title={t('delivery.newbornOf', '第 {{order}} 名新生儿', { order })}>
      <Loaded of={history}>{entries => <RecordHistory definition={newborn} entries={entries} omit={KEYS} />}</Loaded>
    </Panel>
  )
}

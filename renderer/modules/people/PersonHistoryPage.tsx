import { useParams } from 'react-router'
import { person } from '../../../domain/modules/people/person.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, personName, RecordHistory } from '../../kit/index.ts'

/** Who changed what of a person's record, and when. */
export default function PersonHistoryPage() {
  const { personId = '' } = useParams()
  const history = useCall('person.history', { id: personId })
  const name = history.data?.[0]?.row.name
  return (
    <Page title={t('people.history', '档案修改历史')} subtitle={history.data ? personName({ name: typeof name === 'string' ? name : null, motherName: null }) : null} back={`/people/${personId}`}>
      <Loaded of={history}>{entries => <RecordHistory definition={person} entries={entries} omit={['mergedIntoId']} />}</Loaded>
    </Page>
  )
}

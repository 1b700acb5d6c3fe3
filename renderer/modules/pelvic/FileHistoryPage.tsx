import { useParams } from 'react-router'
import { pelvicFile } from '../../../domain/modules/pelvic/file.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, RecordHistory } from '../../kit/index.ts'

/** Who changed what of a file, and when. */
export default function FileHistoryPage() {
  const { fileId = '' } = useParams()
  const history = useCall('pelvic.file.history', { id: fileId })
  return (
    <Page title={t('pelvicFile.history', '盆底档案修改历史')} back={`/pelvic/${fileId}`}>
      <Loaded of={history}>{entries => <RecordHistory definition={pelvicFile} entries={entries} omit={['womanId', 'pregnancyId', 'postpartumCheckId']} />}</Loaded>
    </Page>
  )
}

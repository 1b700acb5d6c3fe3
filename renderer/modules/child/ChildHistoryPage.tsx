import { useParams } from 'react-router'
import { childFile } from '../../../domain/modules/child/file.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Loaded, Page, Panel, RecordHistory } from '../../kit/index.ts'

const KEYS = ['childId', 'newbornId', 'motherId', 'fatherId']

/** Every state a child's file was in, who changed it and why. */
export default function ChildHistoryPage() {
  const { fileId = '' } = useParams()
  const history = useCall('child.file.history', { id: fileId })
  return <Page title={t('child.history', '儿童档案修改历史')} back={`/children/${fileId}`}><Panel><Loaded of={history}>{entries => <RecordHistory definition={childFile} entries={entries} omit={KEYS} />}</Loaded></Panel></Page>
}

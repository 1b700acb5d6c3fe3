import { Alert } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, type PageAction, PageTabs } from '../../kit/index.ts'
import { PELVIC_FILE_TABS } from './file-tabs.ts'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'

/** Everything of one woman in the clinic, a tab each part; what is next has F4 of the tab that is shown. */
export default function PelvicFilePage() {
  const { fileId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('pelvic.write')
  const opened = useCall('pelvic.file.open', { id: fileId }, { staleTimeMs: 30_000 })
  const actions: PageAction[] = [
    { key: 'history', label: t('people.historyShort', '历史'), run: () => void navigate(`/pelvic/${fileId}/history`) },
    ...(mayWrite && opened.data?.head.state === 'open' ? [{ key: 'edit', label: t('pelvicFile.editShort', '修改档案'), shortcut: 'F2', run: () => void navigate(`/pelvic/${fileId}/edit`) }] : []),
  ]
  return (
    <Page title={t('pelvicFile.title', '盆底档案')} back="/pelvic?tab=files" actions={actions}>
      <Loaded of={opened}>
        {({ head, file }) => (
          <>
            <PelvicHeadLine head={head} />
            {file.state === 'closed' ? <Alert className="form-alert" type="info" showIcon title={t('pelvicFile.closedOn', '已于 {{day}} 结案:{{note}}', { day: file.closedDay ?? '', note: file.closeNote ?? '' })} /> : null}
            <PageTabs parts={PELVIC_FILE_TABS} props={{ head }} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

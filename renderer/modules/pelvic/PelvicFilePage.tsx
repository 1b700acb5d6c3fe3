import { Alert } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, type PageAction, PageTabs, useShortcut } from '../../kit/index.ts'
import { PELVIC_FILE_TABS } from './file-tabs.ts'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'

/** Everything of one woman in the clinic, a tab each part; what is next has F4 of the tab that is shown. */
export default function PelvicFilePage() {
  const { fileId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('pelvic.write')
  const opened = useCall('pelvic.file.open', { id: fileId }, { staleTimeMs: 30_000 })
  useShortcut(['Escape'], () => void navigate('/pelvic?tab=files'))
  const actions: PageAction[] = [
    { key: 'history', label: t('people.historyShort', '历史'), run: () => void navigate(`/pelvic/${fileId}/history`) },
    ...(mayWrite && opened.data?.head.state === 'open' ? [{ key: 'edit', label: t('pelvicFile.editShort', '修改档案'), shortcut: 'F2', run: () => void navigate(`/pelvic/${fileId}/edit`) }] : []),
  ]
  return (
    <Page title={t('pelvicFile.title', '盆底档案')} back="/pelvic?tab=files" actions={actions}>
      <Loaded of={opened}>
        {({ head, file, laterDeliveryDay }) => (
          <>
            <PelvicHeadLine head={head} />
            {file.state === 'closed' ? <Alert className="form-alert" type="info" showIcon title={t('pelvicFile.closedOn', '已于 {{day}} 结案:{{note}}', { day: file.closedDay ?? '', note: file.closeNote ?? '' })} /> : null}
            {laterDeliveryDay ? <Alert className="form-alert" type="warning" showIcon title={t('pelvicFile.deliveredAgain', '她已于 {{day}} 再次分娩,这份档案的产后天数仍按上一次分娩计算;请在“概况”中结案(F10),再按这次分娩另建档案', { day: laterDeliveryDay })} /> : null}
            <PageTabs parts={PELVIC_FILE_TABS} props={{ head }} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

import { BarChartOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate } from 'react-router'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Page, PageTabs } from '../../kit/index.ts'
import { PELVIC_CLINIC_TABS } from './clinic-tabs.ts'

/** 盆底专科: the day's sessions and every list of the clinic, a tab each with keys of its own. */
export default function PelvicPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('pelvic.write')
  return (
    <Page title={t('menu.pelvic', '盆底专科')} actions={[
      { key: 'board', label: t('pelvicBoard.short', '质控与统计'), shortcut: 'Shift+F8', icon: <BarChartOutlined />, run: () => void navigate('/pelvic/board') },
      ...mayWrite ? [{ key: 'new', label: t('pelvicFile.newShort', '建档'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/pelvic/new') }] : [],
    ]}>
      <PageTabs parts={PELVIC_CLINIC_TABS} props={{}} />
    </Page>
  )
}

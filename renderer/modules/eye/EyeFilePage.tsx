import { Skeleton, Tabs } from 'antd'
import { lazy, Suspense } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { ChildHeadLine, Loaded, Page, type PageAction, useShortcut } from '../../kit/index.ts'
import { OverviewTab } from './OverviewTab.tsx'
import './eye.css'

// Only who looks at the trend loads the drawing.
const TrendTab = lazy(() => import('./TrendTab.tsx'))
const TABS = ['visits', 'trend'] as const

/** Everything of one child's eyes: 13 visits, referrals, fundus of the preterm, glasses, eye file; the trend as a tab (Alt+PageUp/PageDown). */
export default function EyeFilePage() {
  const { fileId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('eye.write')
  const [params, setParams] = useSearchParams()
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  const tab = TABS.find(one => one === params.get('tab')) ?? 'visits'
  const show = (key: string): void => setParams(key === 'visits' ? {} : { tab: key }, { replace: true })
  const turn = (): void => show(tab === 'visits' ? 'trend' : 'visits')
  useShortcut(['Alt+PageDown', 'Alt+PageUp'], turn)
  const to = (path: string): void => void navigate(`/eyes/${fileId}/${path}`)
  const actions: PageAction[] = [
    { key: 'child', label: t('eyeScreen.childFile', '儿童保健档案'), shortcut: 'F9', run: () => void navigate(`/children/${fileId}`) },
    { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => to('print') },
    ...(mayWrite ? [
      { key: 'fundus', label: t('eyeScreen.fundusShort', '眼底筛查'), shortcut: 'F7', run: () => to('fundus/new') },
      { key: 'glasses', label: t('eyeScreen.glasses', '配镜处方'), shortcut: 'F8', run: () => to('glasses/new') },
      { key: 'edit', label: t('eyeScreen.editShort', '修改档案'), shortcut: 'F2', run: () => to('edit') },
      { key: 'recheck', label: t('eyeScreen.recheckShort', '视力复查'), shortcut: 'F6', run: () => to('visits/new?purpose=2') },
      { key: 'visit', label: t('eyeScreen.visitShort', '眼保健检查'), shortcut: 'F4', primary: true, run: () => to('visits/new') },
    ] : []),
  ]
  return (
    <Page title={t('eyeScreen.file', '眼健康档案')} back="/eyes" actions={actions}>
      <Loaded of={opened}>
        {data => (
          <>
            <ChildHeadLine head={data.head} />
            <Tabs
              activeKey={tab} onChange={show} destroyOnHidden
              items={[
                { key: 'visits', label: t('eyeScreen.tab.visits', '检查与转诊'), children: <OverviewTab fileId={fileId} data={data} /> },
                { key: 'trend', label: t('eyeScreen.tab.trend', '变化趋势'), children: <Suspense fallback={<Skeleton active />}><TrendTab data={data} /></Suspense> },
              ]}
            />
          </>
        )}
      </Loaded>
    </Page>
  )
}

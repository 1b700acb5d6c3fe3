import { Alert, Skeleton, Tabs } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, type PageAction, useShortcut } from '../../kit/index.ts'
import { PELVIC_FILE_TABS } from './file-tabs.ts'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'

/** Everything of one woman in the clinic, a tab each part (Alt+PageUp/PageDown); what is next has F4 of the tab that is shown. */
export default function PelvicFilePage() {
  const { fileId = '' } = useParams()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const mayWrite = useMay('pelvic.write')
  const opened = useCall('pelvic.file.open', { id: fileId }, { staleTimeMs: 30_000 })
  const tabs = useMemo(() => PELVIC_FILE_TABS.map(tab => ({ ...tab, Part: lazy(tab.load) })), [])
  const at = Math.max(0, tabs.findIndex(({ key }) => key === params.get('tab')))
  const show = (key: string): void => setParams(key === tabs[0]?.key ? {} : { tab: key }, { replace: true })
  const turn = (step: number) => (): void => { const next = tabs[(at + step + tabs.length) % tabs.length]; if (next) show(next.key) }
  useShortcut(['Alt+PageDown'], turn(1))
  useShortcut(['Alt+PageUp'], turn(-1))
  const head = opened.data?.head
  const actions: PageAction[] = [
    { key: 'history', label: t('people.historyShort', '历史'), run: () => void navigate(`/pelvic/${fileId}/history`) },
    ...(mayWrite && head?.state === 'open' ? [{ key: 'edit', label: t('pelvicFile.editShort', '修改档案'), shortcut: 'F2', run: () => void navigate(`/pelvic/${fileId}/edit`) }] : []),
  ]
  return (
    <Page title={t('pelvicFile.title', '盆底档案')} back="/pelvic?tab=files" actions={actions}>
      <Loaded of={opened}>
        {({ head, file }) => (
          <>
            <PelvicHeadLine head={head} />
            {file.state === 'closed' ? <Alert className="form-alert" type="info" showIcon title={t('pelvicFile.closedOn', '已于 {{day}} 结案:{{note}}', { day: file.closedDay ?? '', note: file.closeNote ?? '' })} /> : null}
            <Tabs activeKey={tabs[at]?.key ?? ''} onChange={show} destroyOnHidden items={tabs.map(({ key, title, Part }) => ({ key, label: title(), children: <Suspense fallback={<Skeleton active />}><Part head={head} /></Suspense> }))} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

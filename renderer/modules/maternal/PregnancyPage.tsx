import { Skeleton, Tabs } from 'antd'
import { type ComponentType, lazy, type LazyExoticComponent, Suspense, useMemo } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { pregnancyTabsFor } from '../../app/pregnancy-tabs.ts'
import { useSession } from '../../app/session.ts'
import { Loaded, Page, PregnancyHeadLine, useShortcut } from '../../kit/index.ts'

type Part = LazyExoticComponent<ComponentType<{ head: PregnancyHead }>>

/** Everything of one pregnancy; each clinic brings its part as a tab (Alt+PageUp/PageDown). */
export default function PregnancyPage() {
  const { pregnancyId = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const opened = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000 })
  const permissions = useSession().user?.permissions
  const tabs = useMemo(() => pregnancyTabsFor(permissions ?? []).map(tab => ({ ...tab, Part: lazy(tab.load) as Part })), [permissions])
  const at = Math.max(0, tabs.findIndex(({ key }) => key === params.get('tab')))
  const show = (key: string): void => setParams(key === tabs[0]?.key ? {} : { tab: key }, { replace: true })
  const turn = (step: number) => (): void => { const next = tabs[(at + step + tabs.length) % tabs.length]; if (next) show(next.key) }
  useShortcut(['Alt+PageDown'], turn(1))
  useShortcut(['Alt+PageUp'], turn(-1))
  return (
    <Page title={t('pregnancyPage.title', '孕产妇')} back="/pregnancies">
      <Loaded of={opened}>
        {({ head }) => (
          <>
            <PregnancyHeadLine head={head} />
            {tabs.length > 0 ? (
              <Tabs activeKey={tabs[at]?.key ?? ''} onChange={show} destroyOnHidden items={tabs.map(({ key, title, Part }) => ({ key, label: title(), children: <Suspense fallback={<Skeleton active />}><Part head={head} /></Suspense> }))} />
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  )
}

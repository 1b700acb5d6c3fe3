import { Skeleton, Tabs } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { womenTabsFor } from '../../app/women-tabs.ts'
import { Page, useShortcut } from '../../kit/index.ts'

/** 妇女保健: each part of the care of women brings its lists as a tab (Alt+PageUp/PageDown); a tab has its own keys. */
export default function WomenPage() {
  const [params, setParams] = useSearchParams()
  const permissions = useSession().user?.permissions
  const tabs = useMemo(() => womenTabsFor(permissions ?? []).map(tab => ({ ...tab, Part: lazy(tab.load) })), [permissions])
  const at = Math.max(0, tabs.findIndex(({ key }) => key === params.get('tab')))
  // The filters of one part mean nothing to the next.
  const show = (key: string): void => setParams({ tab: key }, { replace: true })
  const turn = (step: number) => (): void => { const next = tabs[(at + step + tabs.length) % tabs.length]; if (next) show(next.key) }
  useShortcut(['Alt+PageDown'], turn(1))
  useShortcut(['Alt+PageUp'], turn(-1))
  return (
    <Page title={t('menu.women', '妇女保健')}>
      <Tabs activeKey={tabs[at]?.key ?? ''} onChange={show} destroyOnHidden items={tabs.map(({ key, title, Part }) => ({ key, label: title(), children: <Suspense fallback={<Skeleton active />}><Part /></Suspense> }))} />
    </Page>
  )
}

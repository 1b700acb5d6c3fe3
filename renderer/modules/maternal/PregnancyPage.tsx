import { Skeleton, Tabs } from 'antd'
import { type ComponentType, lazy, type LazyExoticComponent, Suspense, useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { pregnancyTabsFor } from '../../app/pregnancy-tabs.ts'
import { useMay, useSession } from '../../app/session.ts'
import { Loaded, Page, type PageAction, PregnancyHeadLine, useShortcut } from '../../kit/index.ts'
import { pregnancyTabs as ownTabs } from './pregnancy-tabs.ts'

const OWN_TABS: ReadonlySet<string> = new Set(ownTabs.map(tab => tab.key))
type Part = LazyExoticComponent<ComponentType<{ head: PregnancyHead }>>

/** Everything of one pregnancy; each clinic brings its part as a tab (Alt+PageUp/PageDown). */
export default function PregnancyPage() {
  const { pregnancyId = '' } = useParams()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const opened = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000 })
  const permissions = useSession().user?.permissions
  const [mayWrite, mayDeliver, mayRefer] = [useMay('maternal.write'), useMay('birth.write'), useMay('referral.write')]
  const tabs = useMemo(() => pregnancyTabsFor(permissions ?? []).map(tab => ({ ...tab, Part: lazy(tab.load) as Part })), [permissions])
  const at = Math.max(0, tabs.findIndex(({ key }) => key === params.get('tab')))
  // At once: the key pressed next belongs to the tab turned to, also while that still loads.
  const show = (key: string): void => setParams(key === tabs[0]?.key ? {} : { tab: key }, { replace: true, flushSync: true })
  const turn = (step: number) => (): void => { const next = tabs[(at + step + tabs.length) % tabs.length]; if (next) show(next.key) }
  useShortcut(['Alt+PageDown'], turn(1))
  useShortcut(['Alt+PageUp'], turn(-1))
  const head = opened.data?.head
  const to = (path: string): void => void navigate(`/pregnancies/${pregnancyId}/${path}`)
  const isPregnant = head?.state === 'pregnant'
  // The parts of other clinics have these keys for what is done there.
  const isCare = OWN_TABS.has(tabs[at]?.key ?? '')
  const actions: PageAction[] = [
    { key: 'history', label: t('people.historyShort', '历史'), run: () => to('history') },
    { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => to('print') },
    ...(isCare && mayRefer && head ? [{ key: 'refer', label: t('maternal.newCritical', '危重转诊'), shortcut: 'F9', danger: true, run: () => void navigate(`/maternal/critical/new?person=${head.womanId}&pregnancy=${pregnancyId}`) }] : []),
    ...(mayDeliver && mayWrite && head ? [
      ...(isCare ? [{ key: 'redate', label: t('booking.redate', '更正预产期'), shortcut: 'F8', run: () => to('redate') }] : []),
      { key: 'edit', label: t('booking.editShort', '修改建册'), shortcut: 'F2', run: () => to('edit') },
    ] : []),
    ...(isCare && mayDeliver && isPregnant ? [{ key: 'deliver', label: t('people.deliver', '登记分娩'), shortcut: 'F7', run: () => void navigate(`/deliveries/new?pregnancy=${pregnancyId}`) }] : []),
  ]
  return (
    <Page title={t('pregnancyPage.title', '孕产妇')} back="/pregnancies" actions={actions}>
      <Loaded of={opened}>
        {({ head }) => (
          <>
            <PregnancyHeadLine head={head} />
            {tabs.length > 0 ? (
              // What was turned away from is gone at once, with its keys.
              <Tabs activeKey={tabs[at]?.key ?? ''} onChange={show} items={tabs.map(({ key, title, Part }, index) => ({ key, label: title(), children: index === at ? <Suspense fallback={<Skeleton active />}><Part head={head} /></Suspense> : null }))} />
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  )
}

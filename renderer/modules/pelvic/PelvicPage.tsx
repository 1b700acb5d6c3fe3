import { PlusOutlined } from '@ant-design/icons'
import { Skeleton, Tabs } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Page, useShortcut } from '../../kit/index.ts'
import { PELVIC_CLINIC_TABS } from './clinic-tabs.ts'

/** 盆底专科: the day's sessions and every list of the clinic, a tab each (Alt+PageUp/PageDown); a tab has its own keys. */
export default function PelvicPage() {
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const mayWrite = useMay('pelvic.write')
  const tabs = useMemo(() => PELVIC_CLINIC_TABS.map(tab => ({ ...tab, Part: lazy(tab.load) })), [])
  const at = Math.max(0, tabs.findIndex(({ key }) => key === params.get('tab')))
  // The filters of one part mean nothing to the next.
  const show = (key: string): void => setParams({ tab: key }, { replace: true })
  const turn = (step: number) => (): void => { const next = tabs[(at + step + tabs.length) % tabs.length]; if (next) show(next.key) }
  useShortcut(['Alt+PageDown'], turn(1))
  useShortcut(['Alt+PageUp'], turn(-1))
  return (
    <Page title={t('menu.pelvic', '盆底专科')} actions={mayWrite ? [{ key: 'new', label: t('pelvicFile.newShort', '建档'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/pelvic/new') }] : []}>
      <Tabs activeKey={tabs[at]?.key ?? ''} onChange={show} destroyOnHidden items={tabs.map(({ key, title, Part }) => ({ key, label: title(), children: <Suspense fallback={<Skeleton active />}><Part /></Suspense> }))} />
    </Page>
  )
}

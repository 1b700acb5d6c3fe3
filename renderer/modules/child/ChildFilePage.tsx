import { App, Skeleton, Tabs } from 'antd'
import { type ComponentType, lazy, Suspense, useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, type PageAction, useShortcut } from '../../kit/index.ts'
import { ChildHeadLine } from '../../kit/ChildHeadLine.tsx'
import { ClosedByDeath } from './ClosedByDeath.tsx'
import { CHILD_TABS, type ChildHead } from './tabs.tsx'
import { VisitsTab } from './VisitsTab.tsx'
import './child.css'

type TabComponent = ComponentType<{ fileId: string; head: ChildHead }>
const LAZY: Readonly<Record<string, TabComponent>> = Object.fromEntries(CHILD_TABS.map(tab => [tab.key, lazy(tab.load)]))

/** Everything of one child: who it is, its 13 contacts, what was found, and the parts of the clinic as tabs (Alt+PageUp/PageDown). */
export default function ChildFilePage() {
  const { fileId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const maySeeEyes = useMay('eye.read')
  const { modal } = App.useApp()
  const [params, setParams] = useSearchParams()
  const opened = useCall('child.file.open', { id: fileId }, { staleTimeMs: 30_000 })
  const tab = params.get('tab') ?? 'visits'
  const keys = useMemo(() => ['visits', ...CHILD_TABS.map(one => one.key)], [])
  const show = (key: string): void => setParams(key === 'visits' ? {} : { tab: key }, { replace: true })
  const next = opened.data?.schedule.find(line => line.state === 'due' || line.state === 'overdue')
  const isHome = next?.contact === 'home'
  const turn = (step: number): void => show(keys[(keys.indexOf(tab) + step + keys.length) % keys.length] ?? 'visits')
  useShortcut(['Alt+PageDown'], () => turn(1))
  useShortcut(['Alt+PageUp'], () => turn(-1))
  // A key hit by mistake must not lead to the card of a living child unasked.
  const askForCard = (): void => {
    void modal.confirm({ title: t('deathCard.ask', '填写死亡报告卡?'), content: t('deathCard.askText', '只在该儿童已经死亡时填写;提交以前不影响档案。'), okText: t('deathCard.goOn', '填写'), cancelText: t('form.cancel', '取消'), okButtonProps: { danger: true }, autoFocusButton: 'cancel', onOk: () => void navigate(`/children/${fileId}/death-card`) })
  }
  const actions: PageAction[] = [
    { key: 'handout', label: t('handout.short', '指导单'), shortcut: 'Ctrl+G', run: () => void navigate(`/children/handout?file=${fileId}&contact=${next?.contact ?? opened.data?.schedule.findLast(line => line.state === 'done')?.contact ?? 'month1'}`) },
    { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/children/${fileId}/print${tab === 'curve' ? `?${new URLSearchParams({ ...Object.fromEntries(params), what: 'curve' })}` : ''}`) },
    ...(maySeeEyes ? [{ key: 'eyes', label: t('menu.eye', '眼保健'), shortcut: 'F9', run: () => void navigate(`/eyes/${fileId}`) }] : []),
    { key: 'history', label: t('people.historyShort', '历史'), run: () => void navigate(`/children/${fileId}/history`) },
    ...(mayWrite && opened.data ? [
      { key: 'death', label: t('deathCard.short', '死亡报告卡'), shortcut: 'Ctrl+D', run: askForCard },
      { key: 'edit', label: t('people.editShort', '修改'), shortcut: 'F2', run: () => void navigate(`/children/${fileId}/edit`) },
      { key: 'home', label: t('newbornVisit.short', '家庭访视'), shortcut: 'F7', primary: isHome, run: () => void navigate(`/children/${fileId}/home-visits/new`) },
      { key: 'visit', label: t('childVisit.short', '健康检查'), shortcut: 'F4', primary: !isHome, run: () => void navigate(`/children/${fileId}/visits/new`) },
    ] : []),
  ]
  return (
    <Page title={t('child.file.title', '儿童保健档案')} back="/children" actions={actions}>
      <Loaded of={opened}>
        {data => (
          <>
            <ChildHeadLine head={data.head} />
            <ClosedByDeath of={data} />
            <Tabs
              activeKey={tab} onChange={show} destroyOnHidden
              items={[
                { key: 'visits', label: t('child.tab.visits', '随访'), children: <VisitsTab data={data} /> },
                ...CHILD_TABS.map(one => {
                  const Component = LAZY[one.key]
                  return { key: one.key, label: one.title(), children: Component ? <Suspense fallback={<Skeleton active />}><Component fileId={fileId} head={data.head} /></Suspense> : null }
                }),
              ]}
            />
          </>
        )}
      </Loaded>
    </Page>
  )
}

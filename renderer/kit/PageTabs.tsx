import { Skeleton, Tabs } from 'antd'
import { type ComponentType, lazy, Suspense, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useShortcut } from './shortcut.ts'

type Part<P> = { readonly key: string; title(): string; load(): Promise<{ default: ComponentType<P> }> }

/** The parts of a page as tabs, each loaded when it is first opened (Alt+PageUp/PageDown); which one is shown stands in the address. Hand over the same list as long as it holds. */
export function PageTabs<P extends object>({ parts, props }: { parts: readonly Part<P>[]; props: P }) {
  const [params, setParams] = useSearchParams()
  const tabs = useMemo(() => parts.map(part => ({ ...part, Body: lazy(part.load) as ComponentType<P> })), [parts])
  const at = Math.max(0, tabs.findIndex(({ key }) => key === params.get('tab')))
  // The filters of one part mean nothing to the next.
  const show = (key: string): void => setParams({ tab: key }, { replace: true })
  const turn = (step: number) => (): void => { const next = tabs[(at + step + tabs.length) % tabs.length]; if (next) show(next.key) }
  useShortcut(['Alt+PageDown'], turn(1))
  useShortcut(['Alt+PageUp'], turn(-1))
  return <Tabs activeKey={tabs[at]?.key ?? ''} onChange={show} destroyOnHidden items={tabs.map(({ key, title, Body }) => ({ key, label: title(), children: <Suspense fallback={<Skeleton active />}><Body {...props} /></Suspense> }))} />
}

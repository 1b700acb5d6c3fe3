import { Button } from 'antd'
import { type PageAction, useShortcut } from '../../kit/index.ts'
import './fertility.css'

/** What can be done on a tab, with its keys: a tab has no page head of its own. */
export function TabActions({ actions }: { actions: readonly PageAction[] }) {
  return <div className="fertility-actions">{actions.map(action => <TabAction key={action.key} action={action} />)}</div>
}

function TabAction({ action }: { action: PageAction }) {
  const enabled = !action.disabled && !action.busy
  useShortcut(action.shortcut ? [action.shortcut] : [], () => action.run(), { enabled })
  return <Button type={action.primary ? 'primary' : 'default'} disabled={action.disabled ?? false} loading={action.busy ?? false} icon={action.icon} onClick={action.run}>{action.label}{action.shortcut ? <kbd>{action.shortcut}</kbd> : null}</Button>
}

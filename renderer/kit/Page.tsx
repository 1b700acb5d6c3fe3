import { ArrowLeftOutlined } from '@ant-design/icons'
import { Alert, Button, Empty, Skeleton, Space } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useNavigate } from 'react-router'
import type { CallFailure } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { t } from '../app/i18n.ts'
import { useShortcut } from './shortcut.ts'

export type PageAction = {
  readonly key: string
  readonly label: string
  /** Shown on the button and listened to: `F4`, `Ctrl+P`. */
  readonly shortcut?: string
  readonly icon?: ReactNode
  readonly primary?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly busy?: boolean
  run(): void
}

/** A page: title, way back, what can be done here with its keys. `back` is a path, or true for where one came from. */
export function Page({ title, subtitle, back, actions = [], children }: { title: string; subtitle?: ReactNode; back?: string | true; actions?: readonly PageAction[]; children: ReactNode }) {
  const navigate = useNavigate()
  useEffect(() => { document.title = `${title} - ${t('app.name', '妇幼工作台')}` }, [title])
  return (
    <div className="page">
      <header className="page-head">
        {back ? <Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('page.back', '返回')} onClick={() => void (back === true ? navigate(-1) : navigate(back))} /> : null}
        <h1>{title}</h1>
        {subtitle ? <div className="page-subtitle">{subtitle}</div> : null}
        <PageActions actions={actions} />
      </header>
      {children}
    </div>
  )
}

/** What can be done here, as buttons with their keys: in the head of a page, and above a part of it that has its own. */
export function PageActions({ actions }: { actions: readonly PageAction[] }) {
  return <Space wrap className="page-actions">{actions.map(action => <ActionButton key={action.key} action={action} />)}</Space>
}

function ActionButton({ action }: { action: PageAction }) {
  const enabled = !action.disabled && !action.busy
  useShortcut(action.shortcut ? [action.shortcut] : [], () => action.run(), { enabled })
  return (
    <Button type={action.primary ? 'primary' : 'default'} danger={action.danger ?? false} disabled={action.disabled ?? false} loading={action.busy ?? false} icon={action.icon} onClick={action.run}>
      {action.label}{action.shortcut ? <kbd>{action.shortcut}</kbd> : null}
    </Button>
  )
}

/** A box of a page with a heading of its own. */
export function Panel({ title, extra, children }: { title?: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel">
      {title || extra ? <div className="panel-head"><h2>{title}</h2>{extra}</div> : null}
      {children}
    </section>
  )
}

/** The three states of an answer: waiting, failed with a way to try again, there. */
export function Loaded<T>({ of, children }: { of: { data: T | undefined; error: CallFailure | null; refetch(): unknown }; children(data: T): ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) {
    return <Alert type="error" showIcon title={failureText(of.error)} action={<Button size="small" onClick={() => void of.refetch()}>{t('state.retry', '重试')}</Button>} />
  }
  return <Skeleton active paragraph={{ rows: 4 }} />
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ text, children }: { text: string; children?: ReactNode }) {
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>{children}</Empty>
}

import { Checkbox, Segmented, Space } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Input, Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT, type ChildContact } from '../../../domain/code/child-check.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Loaded, Page, Panel, personName, PaperPreview } from '../../kit/index.ts'
import './child.css'

type Line = Output<'child.due.list'>['rows'][number]
const KINDS = ['due', 'overdue', 'missed', 'noShow'] as const
/** As many as one print takes. */
const MOST = 300

const keyOf = (line: Line): string => `${line.fileId}:${line.contact}`
/** One notice for a child and a contact, however many of its contents are open. */
function noticesOf(lines: readonly Line[]): Line[] {
  const seen = new Set<string>()
  return lines.filter(line => { if (line.contact === null || seen.has(keyOf(line))) return false; seen.add(keyOf(line)); return true })
}

/** Notices for the children of a due list: all of it to begin with, single ones can be left out. */
export default function NoticePage() {
  const [params] = useSearchParams()
  const text = (name: string) => params.get(name) ?? undefined
  const contact = CHILD_CONTACT.values.find(one => one === params.get('contact'))
  const kind = KINDS.find(one => one === params.get('view')) ?? 'due'
  const list = useCall('child.due.list', { kind, ...(text('region') ? { region: text('region') } : {}), ...(contact ? { contact } : {}), ...(text('from') ? { from: text('from') } : {}), ...(text('to') ? { to: text('to') } : {}), offset: 0, limit: MOST })
  return (
    <Page title={t('childNotice.title', '打印通知单')} back={`/children?${params}`}>
      <Loaded of={list}>{({ rows, total }) => <Notices lines={noticesOf(rows)} isCut={total > MOST} />}</Loaded>
    </Page>
  )
}

function Notices({ lines, isCut }: { lines: readonly Line[]; isCut: boolean }) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [perPage, setPerPage] = useState<2 | 3>(3)
  const chosen = lines.filter(line => !left.has(keyOf(line)))
  const input = { perPage, items: chosen.map(line => ({ fileId: line.fileId, contact: line.contact as ChildContact })) }
  const toggle = (key: string, on: boolean): void => setLeft(before => { const next = new Set(before); if (on) next.delete(key); else next.add(key); return next })
  return (
    <div className="notice-layout">
      <Panel title={t('childNotice.chosen', '儿童({{count}})', { count: chosen.length })}>
        {isCut ? <div className="issue is-warn">{t('childNotice.cut', '名单超过 {{most}} 行,只列出前 {{most}} 行;请用乡镇、日期缩小范围', { most: MOST })}</div> : null}
        <ul className="notice-list" tabIndex={0} aria-label={t('childNotice.title', '打印通知单')}>
          {lines.map(line => <li key={keyOf(line)}><Checkbox checked={!left.has(keyOf(line))} onChange={event => toggle(keyOf(line), event.target.checked)}>{personName({ name: line.childName, motherName: line.motherName })} {codeText(CHILD_CONTACT, line.contact ?? '')} {line.dueDay}</Checkbox></li>)}
        </ul>
      </Panel>
      <div>
        <Space className="child-filters"><Segmented<2 | 3> aria-label={t('childNotice.perPage', '每页张数')} value={perPage} onChange={setPerPage} options={[{ value: 3, label: t('childNotice.three', '每页 3 张') }, { value: 2, label: t('childNotice.two', '每页 2 张') }]} /></Space>
        {chosen.length === 0 ? <p className="hint">{t('childNotice.empty', '没有选中的儿童')}</p> : <Sheet key={JSON.stringify(input)} input={input} />}
      </div>
    </div>
  )
}

function Sheet({ input }: { input: Input<'child.notice.preview'> }) {
  return <PaperPreview paper="child.notice" input={input} form="child-notice" title={t('childNotice.title', '打印通知单')} startZoom={0.67} />
}

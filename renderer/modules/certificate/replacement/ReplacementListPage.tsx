import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { Input, Tabs } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { BLANK_STATE, EXCHANGE_REASON } from '../../../../domain/code/certificate.ts'
import { LOSS_REASON, REPLACEMENT_STATE } from '../../../../domain/code/replacement.ts'
import { call, CallFailure } from '../../../api/client.ts'
import { showFailure } from '../../../api/failure.ts'
import { useCall } from '../../../api/useCall.ts'
import { countText, instantText } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { codeText, DataTable, Page, type PageAction, Panel, StateTag, useScanner, useShortcut } from '../../../kit/index.ts'
import { childName } from '../names.ts'
import { BackEntered } from './OldSheet.tsx'
import { kindText, looksLikeNumber, type ReplacementLine } from './replacement-text.ts'
import '../../../kit/shared.css'
import '../certificate.css'
import './replacement.css'

const TABS = ['draft', 'applied', 'reviewed', 'approved', 'printing', 'forwarded', 'all'] as const
type Tab = (typeof TABS)[number]
const PAGE_SIZE = 50
const PAUSE_MS = 200

/** 换发补发: every application by what it waits for, and the way to a new one. */
export default function ReplacementListPage() {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const [mayReplace, mayReview, mayApprove, mayPrint] = [useMay('certificate.replace'), useMay('certificate.review'), useMay('certificate.approve'), useMay('certificate.print')]
  const [typed, setTyped] = useState(search.get('text') ?? '')
  const [text, setText] = useState(typed)
  const [offset, setOffset] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => { setText(typed.trim()); setOffset(0) }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const counts = useCall('replacement.counts', null)
  const own: Tab = mayReview ? 'applied' : mayApprove ? 'reviewed' : 'all'
  const tab = TABS.find(one => one === search.get('state')) ?? own
  const list = useCall('replacement.list', { offset, limit: PAGE_SIZE, ...(tab === 'all' ? {} : { state: tab }), ...(text ? { text } : {}) }, { keepPrevious: true })
  const open = (row: Pick<ReplacementLine, 'id'>) => void navigate(`/replacements/${row.id}`)
  const show = (next: Tab) => { setOffset(0); setSearch({ state: next, ...(typed ? { text: typed } : {}) }, { replace: true }) }
  useShortcut(TABS.map((_, index) => `Ctrl+${index + 1}`), event => { const next = TABS[Number(event.code.replace('Digit', '')) - 1]; if (next) show(next) })

  function onSearchKey(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown') { event.preventDefault(); box.current?.querySelector<HTMLElement>('tbody tr[data-row]')?.focus() }
    if (event.key === 'Enter') void openFirst(typed.trim())
  }
  // A scanner types and presses Enter at once: asked anew with what stands there now, in this queue first, then in all.
  async function openFirst(wanted: string): Promise<void> {
    if (wanted === '') return
    try {
      for (const state of tab === 'all' ? [undefined] : [tab, undefined]) {
        const [first] = (await call('replacement.list', { offset: 0, limit: 1, text: wanted, ...(state ? { state } : {}) })).rows
        if (first) { open(first); return }
      }
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  // Here a scanned number means its application, not its child.
  useScanner(number => { setTyped(number); void openFirst(number) }, text => (looksLikeNumber(text) ? 'take' : 'leave'))
  // As on the child's page and after F4: a quick hand may press the kind at once.
  useShortcut(['F7'], () => void navigate('/replacements/new?kind=exchange'), { enabled: mayReplace })
  useShortcut(['F9'], () => void navigate('/replacements/new?kind=reissue'), { enabled: mayReplace })
  const actions: PageAction[] = [
    ...(mayPrint ? [{ key: 'void', label: t('replace.void', '作废登记'), shortcut: 'F6', run: () => void navigate('/replacements/void') }] : []),
    ...(mayReplace ? [
      { key: 'backEntry', label: t('replace.backEntry', '遗留问题补录'), shortcut: 'F8', run: () => void navigate('/replacements/back-entry') },
      { key: 'new', label: t('replace.new', '新申请'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/replacements/new') },
    ] : []),
  ]
  return (
    <Page title={t('menu.replacement', '换发补发')} actions={actions}>
      <Panel>
        <div className="desk-search">
          <Input
            id="replacement-search" autoFocus allowClear prefix={<SearchOutlined aria-hidden="true" />} value={typed} autoComplete="off" spellCheck={false} maxLength={60}
            placeholder={t('replace.search', '新生儿、母亲或申请人姓名,新旧证明编号(可扫描)')} aria-label={t('replace.searchLabel', '查找申请')}
            onChange={event => setTyped(event.target.value)} onKeyDown={onSearchKey}
          />
          <span className="hint">{t('desk.keys', '回车打开第一条,↓ 进入列表,Ctrl+1…7 切换队列')}</span>
        </div>
        <Tabs
          activeKey={tab} onChange={key => show(key as Tab)}
          items={TABS.map(one => ({ key: one, label: <span>{one === 'all' ? t('replace.all', '全部') : codeText(REPLACEMENT_STATE, one)} {one === 'all' || counts.data === undefined ? null : <span className="tab-count">{countText(counts.data[one])}</span>}</span> }))}
        />
        <div ref={box}>
          <DataTable<ReplacementLine>
            rows={list.data?.rows} rowKey="id" onOpen={open} label={t('menu.replacement', '换发补发')} mark={row => (row.state === 'refused' || row.state === 'withdrawn' ? 'quiet' : undefined)}
            empty={text ? t('desk.nothingFound', '这个队列中没有找到') : t('replace.none', '这里没有申请')}
            {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
            columns={[
              { title: t('replace.kind', '类型'), width: 84, render: (_, row) => kindText(row.kind) },
              { title: t('desk.child', '新生儿'), ellipsis: true, render: (_, row) => <span className="strong" title={childName(row)}>{childName(row)}</span> },
              { title: t('desk.mother', '母亲'), ellipsis: true, render: (_, row) => <span title={row.motherName ?? ''}>{row.motherName}</span> },
              { title: t('replace.reason', '原因'), ellipsis: true, render: (_, row) => codeText(EXCHANGE_REASON, row.exchangeReason) || codeText(LOSS_REASON, row.lossReason) },
              { title: t('replace.old', '原证'), width: 204, render: (_, row) => <><span className="number">{row.oldNumber}</span> <StateTag table={BLANK_STATE} state={row.oldState} />{row.backEntered ? <BackEntered /> : null}</> },
              { title: t('replace.fresh', '新证'), width: 112, render: (_, row) => <span className="number">{row.newNumber ?? row.forwardedNumber ?? ''}</span> },
              { title: t('replace.state', '进度'), width: 124, render: (_, row) => <StateTag table={REPLACEMENT_STATE} state={row.state} /> },
              { title: t('replace.appliedBy', '受理人'), width: 90, ellipsis: true, render: (_, row) => row.appliedByName },
              { title: t('stock.updatedAt', '最近变动'), width: 140, render: (_, row) => instantText(row.updatedAt) },
            ]}
          />
        </div>
      </Panel>
    </Page>
  )
}

import { SearchOutlined } from '@ant-design/icons'
import { Alert, Button, Input, type InputRef, Tabs } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { BLANK_STATE, VOID_REASON } from '../../../domain/code/certificate.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Page, Panel, StateTag, useShortcut } from '../../kit/index.ts'
import { childName, type Queue, type QueueRow, QUEUES, queueTitle } from './names.ts'
import { BackEntered } from './replacement/OldSheet.tsx'
import '../../kit/shared.css'
import './certificate.css'

const PAGE_SIZE = 50
const PAUSE_MS = 200

/** The certificate desk: every child on its way to the certificate, by what it waits for. */
export default function DeskPage() {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const mayPrint = useMay('certificate.print')
  const maySeal = useMay('certificate.seal')
  const mayExport = useMay('export.list')
  const [typed, setTyped] = useState(search.get('text') ?? '')
  const [text, setText] = useState(typed)
  const [offset, setOffset] = useState(0)
  const input = useRef<InputRef>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => { setText(typed.trim()); setOffset(0) }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])

  const counts = useQueueCounts(text)
  const waiting = useCall('certificate.queue', { queue: 'ask', limit: 20 })
  const wanted = QUEUES.find(queue => queue === search.get('queue'))
  const queue: Queue = wanted ?? (maySeal ? 'seal' : mayPrint && (waiting.data?.total ?? 0) > 0 ? 'ask' : 'register')
  const list = useCall('certificate.queue', { queue, limit: PAGE_SIZE, offset, ...(text ? { text } : {}) }, { keepPrevious: true })

  const open = (row: Pick<QueueRow, 'newbornId'>) => void navigate(`/certificate/${row.newbornId}`)
  const show = (next: Queue) => { setOffset(0); setSearch({ queue: next, ...(typed ? { text: typed } : {}) }, { replace: true }) }
  useShortcut(QUEUES.map((_, index) => `Ctrl+${index + 1}`), event => { const next = QUEUES[Number(event.code.replace('Digit', '')) - 1]; if (next) show(next) })

  function onSearchKey(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown') { event.preventDefault(); box.current?.querySelector<HTMLElement>('tbody tr[data-row]')?.focus() }
    if (event.key !== 'Enter') return
    void openFirst()
  }
  // A scanner types and presses Enter at once: asked anew with what stands there now, here first, then in the other queues.
  async function openFirst(): Promise<void> {
    const wantedText = typed.trim()
    const order = wantedText === '' ? [queue] : [queue, ...QUEUES.filter(one => one !== queue)]
    try {
      for (const one of order) {
        const [first] = (await call('certificate.queue', { queue: one, limit: 1, ...(wantedText ? { text: wantedText } : {}) })).rows
        if (first) { open(first); return }
      }
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const asks = waiting.data?.rows ?? []
  return (
    <Page
      title={t('menu.certificate', '出生证明')}
      actions={mayExport ? [{ key: 'ledger', label: t('ledger.export', '导出登记本'), run: () => void navigate('/ledgers?book=firstIssue') }] : []}
    >
      {asks.length > 0 ? (
        <Alert
          className="ask-alert" type="error" showIcon title={t('desk.askTitle', '有 {{count}} 张证明还没有回答“印好了吗?”,编号仍被占用', { count: waiting.data?.total ?? 0 })}
          description={<div className="ask-list">{asks.map(row => (
            <Button key={row.certificateId ?? row.newbornId} danger onClick={() => open(row)}>
              <b className="number">{row.number}</b> {childName(row)}{row.printedByName ? ` · ${row.printedByName}` : ''}
            </Button>
          ))}</div>}
        />
      ) : null}
      <Panel>
        <div className="desk-search">
          <Input
            ref={input} id="desk-search" autoFocus allowClear prefix={<SearchOutlined aria-hidden="true" />} value={typed} autoComplete="off" spellCheck={false} maxLength={60}
            placeholder={t('desk.search', '新生儿或母亲姓名、证明编号(可扫描)、住院号')} aria-label={t('desk.searchLabel', '在各队列中查找')}
            onChange={event => setTyped(event.target.value)} onKeyDown={onSearchKey}
          />
          <span className="hint">{t('desk.keys', '回车打开第一条,↓ 进入列表,Ctrl+1…7 切换队列')}</span>
        </div>
        <Tabs
          activeKey={queue} onChange={key => show(key as Queue)}
          items={QUEUES.map(one => ({
            key: one,
            label: <span className={one === 'ask' && (counts.ask ?? 0) > 0 ? 'tab-ask' : undefined}>{queueTitle(one)} <span className="tab-count">{counts[one] === undefined ? '' : countText(counts[one])}</span></span>,
          }))}
        />
        <div ref={box}>
          <DataTable<QueueRow>
            rows={list.data?.rows} rowKey={row => row.certificateId ?? row.newbornId} onOpen={open} label={queueTitle(queue)} mark={row => (row.state === 'held' ? 'bad' : row.endReason ? 'quiet' : undefined)}
            empty={text ? t('desk.nothingFound', '这个队列中没有找到') : t('desk.emptyQueue', '这里没有等待办理的新生儿')}
            {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
            columns={columnsOf(queue)}
          />
        </div>
      </Panel>
    </Page>
  )
}

function useQueueCounts(text: string): Partial<Record<Queue, number>> {
  const of = (queue: Queue) => ({ queue, limit: 1, ...(text ? { text } : {}) })
  const keep = { keepPrevious: true }
  const register = useCall('certificate.queue', of('register'), keep).data?.total
  const print = useCall('certificate.queue', of('print'), keep).data?.total
  const ask = useCall('certificate.queue', of('ask'), keep).data?.total
  const seal = useCall('certificate.queue', of('seal'), keep).data?.total
  const handOver = useCall('certificate.queue', of('handOver'), keep).data?.total
  const issued = useCall('certificate.queue', of('issued'), keep).data?.total
  const ended = useCall('certificate.queue', of('ended'), keep).data?.total
  return Object.fromEntries(Object.entries({ register, print, ask, seal, handOver, issued, ended }).filter(([, count]) => count !== undefined))
}

type Columns = Parameters<typeof DataTable<QueueRow>>[0]['columns']

function columnsOf(queue: Queue): Columns {
  const hasSheet = queue !== 'register' && queue !== 'print'
  return [
    { title: t('desk.child', '新生儿'), render: (_, row) => <span className={hasSheet ? 'clip strong' : 'clip strong is-wide'} title={childName(row)}>{childName(row)}</span> },
    { title: t('desk.sex', '性别'), width: 64, render: (_, row) => codeText(SEX, row.babySex) },
    { title: t('desk.mother', '母亲'), render: (_, row) => <span className={hasSheet ? 'clip' : 'clip is-wide'} title={row.motherName ?? ''}>{row.motherName}</span> },
    { title: t('desk.bornAt', '出生时间'), width: 150, render: (_, row) => minuteText(row.bornAt) },
    ...(queue === 'register' ? [] : [{ title: t('done.type', '签发类型'), width: 90, render: (_: unknown, row: QueueRow) => (row.replacement === 'exchange' ? t('replace.exchange', '换发') : row.replacement === 'reissue' ? t('replace.reissue', '补发') : t('desk.firstIssue', '首次')) }]),
    ...(hasSheet ? [
      { title: t('desk.number', '证明编号'), width: 130, render: (_: unknown, row: QueueRow) => <><span className="number">{row.number}</span>{row.backEntered ? <BackEntered /> : null}</> },
      { title: t('desk.printedBy', '签发人员'), width: 110, render: (_: unknown, row: QueueRow) => row.printedByName },
      { title: t('desk.state', '状态'), width: 130, render: (_: unknown, row: QueueRow) => (row.state ? <StateTag table={BLANK_STATE} state={row.state} /> : null) },
    ] : []),
    ...(queue === 'issued' ? [{ title: t('desk.collector', '领证人'), width: 130, render: (_: unknown, row: QueueRow) => <span className="clip">{row.collectorName}</span> }] : []),
    ...(queue === 'ended' ? [{ title: t('desk.endReason', '作废原因'), width: 110, render: (_: unknown, row: QueueRow) => codeText(VOID_REASON, row.endReason) }] : []),
    ...(hasSheet ? [{ title: queue === 'issued' ? t('desk.collectedAt', '领取时间') : queue === 'ended' ? t('desk.endedAt', '作废时间') : t('desk.since', '等待自'), width: 150, render: (_: unknown, row: QueueRow) => minuteText(row.since) }] : []),
  ]
}

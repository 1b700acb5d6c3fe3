import { ImportOutlined } from '@ant-design/icons'
import { Input, Select, Tabs } from 'antd'
import { useEffect, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { BLANK_STATE, type BlankState, CERTIFICATE_EDITION } from '../../../domain/code/certificate.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, dayText, instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, EmptyState, LabelledInput, Loaded, NumberHistory, Page, Panel, ScanTarget, StateTag } from '../../kit/index.ts'
import { MoveDialog, type MoveKind } from './MoveDialog.tsx'
import { ReceiveDialog } from './ReceiveDialog.tsx'
import '../../kit/shared.css'
import './stock.css'

type Blank = Output<'stock.list'>['rows'][number]
type Batch = Output<'stock.batches'>[number]
const PAGE_SIZE = 50
const PAUSE_MS = 200

/** The stock of blanks: what lies in the cabinet, who holds what, and the life of every number. */
export default function StockPage() {
  const mayWrite = useMay('stock.write')
  const [dialog, setDialog] = useState<MoveKind | 'receive' | null>(null)
  const [number, setNumber] = useState<string | null>(null)
  const [tab, setTab] = useState('list')
  return (
    <Page
      title={t('menu.stock', '空白证件')}
      actions={mayWrite ? [
        { key: 'receive', label: t('stock.receive', '入库'), shortcut: 'F4', icon: <ImportOutlined />, primary: true, run: () => setDialog('receive') },
        { key: 'draw', label: t('stock.draw', '领用'), shortcut: 'F6', run: () => setDialog('draw') },
        { key: 'giveBack', label: t('stock.giveBack', '退回'), shortcut: 'F7', run: () => setDialog('giveBack') },
        { key: 'void', label: t('stock.void', '作废'), shortcut: 'F9', danger: true, run: () => setDialog('void') },
      ] : []}
    >
      {/* A scanned number shows its life, wherever the cursor stands. */}
      <ScanTarget onScan={setNumber} />
      <Summary />
      <Panel>
        <Tabs
          activeKey={tab} onChange={setTab}
          items={[
            { key: 'list', label: t('stock.numbers', '编号'), children: <Numbers onOpen={setNumber} /> },
            { key: 'batches', label: t('stock.batches', '入库批次'), children: <Batches /> },
          ]}
        />
      </Panel>
      {dialog === 'receive' ? <ReceiveDialog onClose={() => setDialog(null)} /> : dialog ? <MoveDialog kind={dialog} onClose={() => setDialog(null)} /> : null}
      {number ? <NumberHistory number={number} onClose={() => setNumber(null)} /> : null}
    </Page>
  )
}

const ALWAYS_SHOWN: readonly BlankState[] = ['inStock', 'drawn', 'held', 'printed', 'issued', 'void']

function Summary() {
  const summary = useCall('stock.summary', null)
  return (
    <Loaded of={summary}>
      {({ byState, byHolder }) => (
        <div className="stock-summary">
          <Panel title={t('stock.byState', '按状态')}>
            <div className="state-counts">
              {BLANK_STATE.list.filter(({ code }) => ALWAYS_SHOWN.includes(code) || byState.some(row => row.state === code)).map(({ code }) => (
                <div key={code} className="state-count"><b>{countText(byState.find(row => row.state === code)?.count ?? 0)}</b><StateTag table={BLANK_STATE} state={code} /></div>
              ))}
            </div>
          </Panel>
          <Panel title={t('stock.byHolder', '按领用人(未使用)')}>
            {byHolder.length === 0 ? <EmptyState text={t('stock.noHolder', '没有人领用')} /> : (
              <table className="holder-table">
                <thead><tr><th>{t('stock.holder', '领用人')}</th><th>{t('stock.count', '张数')}</th><th>{t('stock.next', '下一个编号')}</th></tr></thead>
                <tbody>{byHolder.map(row => <tr key={row.holderId}><td>{row.holderName}</td><td>{countText(row.count)}</td><td className="number">{row.next}</td></tr>)}</tbody>
              </table>
            )}
          </Panel>
        </div>
      )}
    </Loaded>
  )
}

function Numbers({ onOpen }: { onOpen(number: string): void }) {
  const [state, setState] = useState<BlankState | null>(null)
  const [holderId, setHolderId] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [from, setFrom] = useState('')
  const [offset, setOffset] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => { setFrom(typed.trim()); setOffset(0) }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const holders = useCall('stock.summary', null).data?.byHolder ?? []
  const list = useCall('stock.list', { offset, limit: PAGE_SIZE, ...(state ? { state } : {}), ...(holderId ? { holderId } : {}), ...(from ? { number: from } : {}) }, { keepPrevious: true })
  return (
    <>
      <div className="filters">
        <LabelledInput id="stock-from" label={t('stock.from', '从编号起(可扫描)')}>
          <Input id="stock-from" allowClear value={typed} maxLength={40} autoComplete="off" onChange={event => setTyped(event.target.value)} onPressEnter={() => { if (typed.trim().length >= 10) onOpen(typed.trim().toUpperCase()) }} />
        </LabelledInput>
        <LabelledInput id="stock-state" label={t('desk.state', '状态')}>
          <Select<BlankState | null> id="stock-state" className="list-input" allowClear value={state} placeholder={t('stock.all', '全部')} options={BLANK_STATE.list.map(({ code }) => ({ value: code, label: codeText(BLANK_STATE, code) }))} onChange={next => { setState(next ?? null); setOffset(0) }} />
        </LabelledInput>
        <LabelledInput id="stock-holder" label={t('stock.holder', '领用人')}>
          <Select<string | null> id="stock-holder" className="list-input" allowClear value={holderId} placeholder={t('stock.all', '全部')} options={holders.map(row => ({ value: row.holderId, label: row.holderName }))} onChange={next => { setHolderId(next ?? null); setOffset(0) }} />
        </LabelledInput>
      </div>
      <DataTable<Blank>
        rows={list.data?.rows} rowKey="number" label={t('stock.numbers', '编号')} onOpen={row => onOpen(row.number)} mark={row => (row.state === 'void' ? 'quiet' : row.state === 'held' ? 'bad' : undefined)}
        {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})} empty={t('stock.none', '没有这样的编号')}
        columns={[
          { title: t('desk.number', '证明编号'), width: 150, render: (_, row) => <span className="number">{row.number}</span> },
          { title: t('desk.state', '状态'), width: 150, render: (_, row) => <StateTag table={BLANK_STATE} state={row.state} /> },
          { title: t('stock.edition', '版次'), width: 100, render: (_, row) => codeText(CERTIFICATE_EDITION, row.edition) },
          { title: t('stock.holder', '领用人'), render: (_, row) => row.holderName ?? '' },
          { title: t('done.prints', '打印次数'), width: 100, dataIndex: 'printCount' },
          { title: t('stock.updatedAt', '最近变动'), width: 160, render: (_, row) => instantText(row.updatedAt) },
        ]}
      />
    </>
  )
}

function Batches() {
  const [offset] = useState(0)
  const batches = useCall('stock.batches', { offset, limit: 200 })
  return (
    <Loaded of={batches}>
      {rows => (
        <DataTable<Batch>
          rows={rows} rowKey="id" label={t('stock.batches', '入库批次')} empty={t('stock.noBatches', '还没有入库')}
          columns={[
            { title: t('stock.receivedDay', '入库日期'), width: 110, render: (_, row) => dayText(row.receivedDay) },
            { title: t('stock.edition', '版次'), width: 80, render: (_, row) => codeText(CERTIFICATE_EDITION, row.edition) },
            { title: t('stock.range', '号段'), width: 220, render: (_, row) => <span className="number">{row.firstNumber}–{row.lastNumber}</span> },
            { title: t('stock.count', '张数'), width: 80, render: (_, row) => countText(row.quantity) },
            { title: t('stock.left', '在库'), width: 80, render: (_, row) => countText(row.inStock) },
            { title: t('stock.receivedFrom', '来源'), render: (_, row) => <span className="wrap-any">{row.receivedFrom}</span> },
            { title: t('stock.counters', '清点人'), width: 150, render: (_, row) => `${row.firstCounterName}、${row.secondCounterName}` },
          ]}
        />
      )}
    </Loaded>
  )
}

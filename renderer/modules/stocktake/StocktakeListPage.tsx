import { App, Tabs } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { STOCKTAKE_STATE } from '../../../domain/code/stocktake.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, instantText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DataTable, DayInput, Dialog, FormArea, LabelledInput, Page, Panel, StateTag, useShortcut } from '../../kit/index.ts'
import { MonthBalance } from './MonthBalance.tsx'
import '../../kit/shared.css'
import './stocktake.css'

type Row = Output<'stocktake.list'>['rows'][number]
const PAGE_SIZE = 50

/** Stock-takes, and the month's balance they are held against. */
export default function StocktakeListPage() {
  const navigate = useNavigate()
  const mayCount = useMay('stock.count')
  const [search, setSearch] = useSearchParams()
  const [offset, setOffset] = useState(0)
  const [isOpening, setIsOpening] = useState(false)
  const list = useCall('stocktake.list', { offset, limit: PAGE_SIZE }, { keepPrevious: true })
  const open = list.data?.rows.find(row => row.state === 'open')
  const tab = search.get('tab') === 'month' ? 'month' : 'list'
  return (
    <Page
      title={t('menu.stocktake', '盘点对账')}
      actions={!mayCount ? [] : open
        ? [{ key: 'go', label: t('stocktake.goOn', '继续 {{day}} 的盘点', { day: open.day }), shortcut: 'F4', primary: true, run: () => void navigate(`/stocktake/${open.id}`) }]
        : [{ key: 'open', label: t('stocktake.open', '开始盘点'), shortcut: 'F4', primary: true, run: () => setIsOpening(true) }]}
    >
      <Panel>
        <Tabs
          activeKey={tab} onChange={key => setSearch(key === 'month' ? { tab: 'month' } : {}, { replace: true })}
          items={[
            {
              key: 'list', label: t('stocktake.list', '盘点记录'), children: (
                <DataTable<Row>
                  rows={list.data?.rows} rowKey="id" label={t('stocktake.list', '盘点记录')} onOpen={row => void navigate(`/stocktake/${row.id}`)} empty={t('stocktake.none', '还没有盘点过。每月末清点一次,逐个编号与账面核对。')}
                  mark={row => (row.state === 'cancelled' ? 'quiet' : undefined)}
                  {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
                  columns={[
                    { title: t('stocktake.day', '盘点日期'), width: 120, render: (_, row) => <b>{row.day}</b> },
                    { title: t('desk.state', '状态'), width: 100, render: (_, row) => <StateTag table={STOCKTAKE_STATE} state={row.state} /> },
                    { title: t('stocktake.booked', '账面'), width: 90, align: 'right', render: (_, row) => (row.booked === null ? '' : countText(row.booked)) },
                    { title: t('stocktake.counted', '清点'), width: 90, align: 'right', render: (_, row) => (row.counted === null ? '' : countText(row.counted)) },
                    { title: t('stocktake.openedBy', '发起人'), width: 120, render: (_, row) => <span className="clip">{row.openedByName}</span> },
                    { title: t('stocktake.endedBy', '完成人'), render: (_, row) => <span className="wrap-any">{[row.endedByName, row.secondPersonName].filter(Boolean).join('、')}{row.endReason ? `:${row.endReason}` : ''}</span> },
                    { title: t('stocktake.endedAt', '完成时间'), width: 150, render: (_, row) => instantText(row.endedAt) },
                  ]}
                />
              ),
            },
            { key: 'month', label: t('stocktake.month', '月度对账'), children: <MonthBalance /> },
          ]}
        />
      </Panel>
      {isOpening ? <OpenDialog onClose={() => setIsOpening(false)} /> : null}
    </Page>
  )
}

function OpenDialog({ onClose }: { onClose(): void }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [day, setDay] = useState<string | null>(today())
  const open = useWrite('stocktake.open', failure => { void message.error(failureText(failure)); return true })
  async function go(): Promise<void> {
    if (!day || open.busy) return
    const opened = await open.run({ day })
    if (opened) void navigate(`/stocktake/${opened.id}`)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={460} title={t('stocktake.openTitle', '开始一次盘点')} okText={<>{t('stocktake.open', '开始盘点')} <kbd>F2</kbd></>} confirmLoading={open.busy} onOk={() => void go()} onCancel={onClose} first="stocktake-day">
      <FormArea>
        <LabelledInput id="stocktake-day" label={t('stocktake.day', '盘点日期')} span={12} required><DayInput id="stocktake-day" value={day} onChange={setDay} /></LabelledInput>
      </FormArea>
      <p className="hint">{t('stocktake.openHint', '证件柜和每位领用人各清点一份,由保管人和第二人签字。清点期间请尽量不要领用和签发。')}</p>
    </Dialog>
  )
}

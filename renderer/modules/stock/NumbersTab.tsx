import { Alert, Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { BLANK_STATE, type BlankState, CERTIFICATE_EDITION } from '../../../domain/code/certificate.ts'
import { normaliseScan } from '../../../domain/rule/certificate-number.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, EmptyState, LabelledInput, Loaded, Panel, StateTag } from '../../kit/index.ts'
import type { Range } from './range.tsx'
import { slipRanges } from './SlipTable.tsx'

type Blank = Output<'stock.list'>['rows'][number]
type Unfit = Output<'stock.unfit'>['rows'][number]
const PAGE_SIZE = 50
const PAUSE_MS = 200

/** Where every number stands: counts, what may no longer be used, and the list that a scan searches. */
export function NumbersTab({ onOpen, onVoid }: { onOpen(number: string): void; onVoid(range: Range): void }) {
  return (
    <>
      <UnfitBlanks onVoid={onVoid} />
      <Summary />
      <Numbers onOpen={onOpen} />
    </>
  )
}

/** Stopped editions and blanks past their day are offered for voiding, run by run; those that soon are only named. */
function UnfitBlanks({ onVoid }: { onVoid(range: Range): void }) {
  const mayWrite = useMay('stock.write')
  const unfit = useCall('stock.unfit', null).data
  if (!unfit || (unfit.rows.length === 0 && unfit.unknownYear.length === 0)) return null
  const text = (row: Unfit): string => {
    const numbers = slipRanges(row.ranges)
    return row.fitness === 'editionStopped' ? t('unfit.editionStopped', '{{edition}}已停用({{day}} 起不得签发):{{numbers}}', { edition: codeText(CERTIFICATE_EDITION, row.edition), day: row.lastDay, numbers })
      : row.fitness === 'expired' ? t('unfit.expired', '已过使用期限({{day}}):{{numbers}}', { day: row.lastDay, numbers }) : t('unfit.expiring', '只能用到 {{day}},请先用:{{numbers}}', { day: row.lastDay, numbers })
  }
  return (
    <>
      {unfit.rows.map(row => (
        <Alert
          key={row.batchId} className="form-alert" showIcon type={row.fitness === 'expiring' ? 'warning' : 'error'} title={`${text(row)}(${t('stock.sheets', '{{count}} 张', { count: countText(row.quantity) })})`}
          action={mayWrite && row.fitness !== 'expiring' && row.ranges[0] ? <Button size="small" danger onClick={() => onVoid({ first: row.ranges[0]!.firstNumber, last: row.ranges[0]!.lastNumber })}>{t('stock.void', '作废')}</Button> : null}
        />
      ))}
      {unfit.unknownYear.length > 0 ? (
        <Alert className="form-alert" showIcon type="warning" title={t('unfit.unknownYear', '以下批次没有印制年份,无法判断使用期限,请在“批次与申领”补填:{{numbers}}', { numbers: slipRanges(unfit.unknownYear) })} />
      ) : null}
    </>
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
          <Input id="stock-from" allowClear value={typed} maxLength={40} autoComplete="off" onChange={event => setTyped(event.target.value)} onPressEnter={() => { if (typed.trim().length >= 10) onOpen(normaliseScan(typed)) }} />
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
        {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})} empty={state || holderId || from ? t('stock.none', '没有这样的编号') : t('stock.empty', '还没有空白证件。到货后按 F4 入库,再按 F6 交给签发人员')}
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


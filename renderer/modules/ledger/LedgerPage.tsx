import { FileExcelOutlined, PrinterOutlined } from '@ant-design/icons'
import { Alert, App, Button, Select, Space } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { LEDGER_PREVIEW_ROWS } from '../../../domain/api/ledger-api.ts'
import type { LedgerColumn } from '../../../domain/ledger/ledger.ts'
import { LEDGER_IDS, type LedgerId, LEDGERS } from '../../../domain/ledger/ledgers.ts'
import { addDays, type Day, isDay, monthRange } from '../../../domain/time/day.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DayInput, Dialog, EmptyState, JobProgress, LabelledInput, Loaded, Page, Panel, usePrinter, useShortcut } from '../../kit/index.ts'
import '../../kit/shared.css'
import './ledger.css'

type Format = 'xlsx' | 'csv' | 'pdf'
type Work = { jobId: string; kind: 'save' | 'print' }
const Saved = z.looseObject({ path: z.string(), rows: z.int() })

/** The name of a book; its Chinese one is on the paper in either language. */
const ledgerTitle = (id: LedgerId): string => t(`ledger.title.${id}`, LEDGERS[id].title)

function stepText(step: string): string {
  return step === '读取记录' ? t('package.stepRows', '读取记录') : step === '生成文件' ? t('package.stepWrite', '生成文件') : step
}

/** The books of the certificate desk: a period, its first lines, the whole as file or on paper. */
export default function LedgerPage() {
  const { message } = App.useApp()
  const mayExport = useMay('export.list')
  const [search, setSearch] = useSearchParams()
  const ledger: LedgerId = LEDGER_IDS.find(id => id === search.get('book')) ?? 'firstIssue'
  const [from, setFrom] = useState<string | null>(`${today().slice(0, 7)}-01`)
  const [to, setTo] = useState<string | null>(today())
  const [work, setWork] = useState<Work | null>(null)
  const [isPrinting, setIsPrinting] = useState(false)
  const period = isDay(from) && isDay(to) && from <= to ? { ledger, from: from as string, to: to as string } : null

  const show = (id: LedgerId): void => setSearch({ book: id }, { replace: true })
  const choosePeriod = (first: string, last: string): void => { setFrom(first); setTo(last) }
  async function start(kind: Work['kind'], run: () => Promise<{ jobId: string } | null>): Promise<void> {
    if (!period || work) return
    try {
      const started = await run()
      if (started) setWork({ jobId: started.jobId, kind })
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const save = (format: Format) => void start('save', () => call('ledger.save', { ...period!, format }))
  const last = monthRange(today().slice(0, 7))
  const before = monthRange(addDays(last.first, -1).slice(0, 7))
  const year = today().slice(0, 4)
  return (
    <Page
      title={t('menu.ledger', '台账')}
      actions={[
        ...(mayExport ? [
          { key: 'csv', label: 'CSV', disabled: !period || work !== null, run: () => save('csv') },
          { key: 'pdf', label: 'PDF', disabled: !period || work !== null, run: () => save('pdf') },
          { key: 'xlsx', label: t('ledger.xlsx', '导出 .xlsx'), shortcut: 'F4', icon: <FileExcelOutlined />, primary: true, disabled: !period || work !== null, run: () => save('xlsx') },
        ] : []),
        { key: 'print', label: t('print.print', '打印'), shortcut: 'Ctrl+P', icon: <PrinterOutlined />, disabled: !period || work !== null, run: () => setIsPrinting(true) },
      ]}
    >
      <div className="ledger-layout">
        <Panel>
          <ul className="ledger-list" aria-label={t('ledger.books', '登记本')}>
            {LEDGER_IDS.map(id => <li key={id}><Button type="text" aria-current={id === ledger} onClick={() => show(id)}>{ledgerTitle(id)}</Button></li>)}
          </ul>
        </Panel>
        <Panel title={ledgerTitle(ledger)}>
          <div className="filters">
            <LabelledInput id="ledger-from" label={t('ledger.dateFrom', '{{date}}从', { date: t(`ledger.date.${ledger}`, LEDGERS[ledger].dateTitle) })}><DayInput id="ledger-from" value={from} onChange={setFrom} /></LabelledInput>
            <LabelledInput id="ledger-to" label={t('ledger.dateTo', '到')}><DayInput id="ledger-to" value={to} onChange={setTo} /></LabelledInput>
            <Space>
              <Button onClick={() => choosePeriod(last.first, today())}>{t('ledger.thisMonth', '本月')}</Button>
              <Button onClick={() => choosePeriod(before.first, before.last)}>{t('ledger.lastMonth', '上月')}</Button>
              <Button onClick={() => choosePeriod(`${year}-01-01`, today())}>{t('ledger.thisYear', '今年')}</Button>
              <Button onClick={() => choosePeriod(`${Number(year) - 1}-01-01`, `${Number(year) - 1}-12-31`)}>{t('ledger.lastYear', '去年')}</Button>
            </Space>
          </div>
          {work ? (
            <JobProgress
              key={work.jobId} jobId={work.jobId} stepText={stepText} onFailed={() => setWork(null)}
              onDone={job => {
                setWork(null)
                if (work.kind === 'print') { void message.success(t('ledger.printed', '已送到打印机')); return }
                const saved = Saved.parse(job.result)
                void message.success(t('ledger.isSaved', '已导出 {{rows}} 条到 {{path}}', { rows: countText(saved.rows), path: saved.path }))
              }}
            />
          ) : null}
          {period ? <Preview ledger={ledger} from={period.from as Day} to={period.to as Day} /> : <div className="issue is-block" role="alert">{t('ledger.period', '请填写起止日期,结束日期不能早于开始日期')}</div>}
        </Panel>
      </div>
      {isPrinting && period ? <PrintDialog title={ledgerTitle(ledger)} onClose={() => setIsPrinting(false)} onPrint={printerName => { setIsPrinting(false); void start('print', () => call('ledger.print', { ...period, printerName })) }} /> : null}
    </Page>
  )
}

const cellClass = (column: LedgerColumn): string | undefined =>
  column.kind === 'count' || column.kind === 'order' ? 'is-count' : column.kind === 'idNumber' || /number$/i.test(column.key) ? 'is-id number' : column.kind === 'day' ? 'is-day' : undefined

function Preview({ ledger, from, to }: { ledger: LedgerId; from: Day; to: Day }) {
  const preview = useCall('ledger.preview', { ledger, from, to }, { keepPrevious: true })
  const { columns } = LEDGERS[ledger]
  return (
    <Loaded of={preview}>
      {data => data.rows.length === 0 ? <EmptyState text={t('ledger.empty', '这段时间没有记录')} /> : (
        <>
          <p className="hint">
            {data.total > LEDGER_PREVIEW_ROWS ? t('ledger.firstRows', '共 {{total}} 条,下面是前 {{shown}} 条', { total: countText(data.total), shown: LEDGER_PREVIEW_ROWS }) : t('ledger.rows', '共 {{total}} 条', { total: countText(data.total) })}
            {data.masked ? t('ledger.maskedHint', '。您没有“查看完整证件号码”权限,证件号码已打码') : ''}
          </p>
          <div className="ledger-table" tabIndex={0} role="region" aria-label={ledgerTitle(ledger)}>
            <table>
              <thead><tr>{columns.map(column => <th key={column.key}>{t(`ledger.column.${ledger}.${column.key}`, column.title)}</th>)}</tr></thead>
              {/* Nothing of a row but its place tells it apart: two lines of a book may be the same. */}
              <tbody>{data.rows.map((row, index) => <tr key={index}>{row.slice(0, columns.length).map((cell, at) => <td key={columns[at]?.key ?? at} className={columns[at] ? cellClass(columns[at]) : undefined}>{cell}</td>)}</tr>)}</tbody>
            </table>
          </div>
        </>
      )}
    </Loaded>
  )
}

function PrintDialog({ title, onPrint, onClose }: { title: string; onPrint(printerName: string): void; onClose(): void }) {
  const { printers, printer, choose } = usePrinter('ledger')
  const go = (): void => { if (printer) onPrint(printer) }
  useShortcut(['F2', 'Ctrl+Enter'], go, { inDialog: true })
  return (
    <Dialog width={480} title={t('ledger.printTitle', '打印 {{title}}', { title })} okText={<>{t('print.print', '打印')} <kbd>F2</kbd></>} okButtonProps={{ disabled: !printer }} onOk={go} onCancel={onClose} first="ledger-printer">
      <LabelledInput id="ledger-printer" label={t('print.printer', '打印机')} span={12} required>
        <Select id="ledger-printer" className="list-input" value={printer || null} onChange={choose} placeholder={t('print.noPrinter', '没有找到打印机')} options={printers.map(one => ({ value: one.name, label: one.displayName || one.name }))} />
      </LabelledInput>
      {printers.length === 0 ? <Alert className="form-alert" type="warning" showIcon title={t('print.installPrinter', '这台电脑没有安装打印机,请先安装打印机,或存为 PDF')} /> : null}
      <p className="hint">{t('ledger.printHint', 'A4 横向,每页重复栏目,页脚有页码。')}</p>
    </Dialog>
  )
}

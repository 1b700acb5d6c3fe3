import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { STOCK_SLIP, type StockSlip } from '../../../domain/code/stock.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DataTable } from '../../kit/index.ts'
import { PaperDialog } from './PaperDialog.tsx'

type Slip = Output<'stock.slips'>['rows'][number]
const PAGE_SIZE = 20
const SHOWN_RANGES = 3

/** Ranges of a slip in few words. */
export const slipRanges = (ranges: Slip['ranges']): string => ranges.slice(0, SHOWN_RANGES).map(({ firstNumber, lastNumber }) => (firstNumber === lastNumber ? firstNumber : `${firstNumber}–${lastNumber}`)).join('、')
  + (ranges.length > SHOWN_RANGES ? t('stock.moreRanges', ' 等 {{count}} 段', { count: ranges.length }) : '')

const peopleOf = (slip: Slip): string => [slip.firstPersonName, slip.secondPersonName, ...(slip.kind === 'handOver' ? [slip.fromHolderName] : [])].filter((name, index, all) => name && all.indexOf(name) === index).join('、')
const otherSide = (slip: Slip): string => [slip.organizationName ?? slip.counterpart, slip.firstOutsideName, slip.secondOutsideName, slip.kind === 'handOver' ? `${slip.fromHolderName ?? ''} → ${slip.toHolderName ?? t('stock.cabinet', '库房')}` : slip.toHolderName ?? slip.fromHolderName, slip.place, slip.reason].filter(Boolean).join(' · ')

/** The slips of some kinds, newest first, each printable. */
export function SlipTable({ kinds, organizationId }: { kinds: readonly StockSlip[]; organizationId?: string | undefined }) {
  const [offset, setOffset] = useState(0)
  const [printing, setPrinting] = useState<Slip | null>(null)
  const slips = useCall('stock.slips', { kinds: [...kinds], offset, limit: PAGE_SIZE, ...(organizationId ? { organizationId } : {}) }, { keepPrevious: true })
  return (
    <>
      <DataTable<Slip>
        rows={slips.data?.rows} rowKey="id" label={t('stock.slips', '单据')} empty={t('stock.noSlips', '还没有单据')} onOpen={setPrinting}
        {...(slips.data && slips.data.total > PAGE_SIZE ? { paging: { total: slips.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
        columns={[
          { title: t('stock.slipAt', '时间'), width: 140, render: (_, row) => instantText(row.createdAt) },
          { title: t('stock.slipKind', '事项'), width: 110, render: (_, row) => codeText(STOCK_SLIP, row.kind) },
          { title: t('stock.range', '号段'), width: 240, render: (_, row) => <span className="wrap-any">{slipRanges(row.ranges)}</span> },
          { title: t('stock.count', '张数'), width: 64, render: (_, row) => countText(row.quantity) },
          { title: t('stock.slipOther', '对方、说明'), ellipsis: true, render: (_, row) => <span title={otherSide(row)}>{otherSide(row)}</span> },
          { title: t('stock.slipPeople', '签字'), width: 150, ellipsis: true, render: (_, row) => <span title={peopleOf(row)}>{peopleOf(row)}</span> },
          { title: '', width: 50, render: (_, row) => <Button size="small" icon={<PrinterOutlined />} aria-label={t('print.print', '打印')} onClick={() => setPrinting(row)} /> },
        ]}
      />
      {printing ? <PaperDialog paper={{ what: printing.kind === 'destroy' ? 'destruction' : printing.kind === 'handIn' ? 'handIn' : 'slip', id: printing.id }} title={codeText(STOCK_SLIP, printing.kind)} onClose={() => setPrinting(null)} /> : null}
    </>
  )
}

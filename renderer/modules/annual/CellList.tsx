import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { AnnualList } from '../../../domain/api/annual-api.ts'
import type { Output } from '../../../domain/api/api.ts'
import { useCall } from '../../api/useCall.ts'
import { instantText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { DataTable, Dialog, NumberHistory } from '../../kit/index.ts'
import { countedAs } from './names.ts'

type Row = Output<'annual.list'>['rows'][number]
const PAGE_SIZE = 50
const LIST_HEIGHT = 430

const dayOf = (day: string | null): string => day === null ? '' : day.endsWith('Z') ? instantText(day) : minuteText(day)

/** The numbers or children behind one figure: a row opens the number's history, or the child at the desk. */
export function CellList({ period, what, title, onClose }: { period: string; what: AnnualList; title: string; onClose(): void }) {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const [number, setNumber] = useState<string | null>(null)
  const list = useCall('annual.list', { period, what, offset, limit: PAGE_SIZE }, { keepPrevious: true })
  const open = (row: Row): void => { if (row.number) setNumber(row.number); else if (row.newbornId) void navigate(`/certificate/${row.newbornId}`) }
  return (
    <Dialog width={980} title={title} footer={null} onCancel={onClose} maskClosable={false}>
      <DataTable<Row>
        rows={list.data?.rows} rowKey={row => `${row.number ?? ''}${row.newbornId ?? ''}${row.day ?? ''}${row.column}`} label={title} onOpen={open} height={LIST_HEIGHT} empty={t('annual.emptyCell', '没有这样的编号')}
        {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
        columns={[
          { title: t('desk.number', '证明编号'), width: 130, render: (_, row) => <span className="number">{row.number}</span> },
          { title: t('annual.day', '日期'), width: 150, render: (_, row) => dayOf(row.day) },
          { title: t('annual.countedAs', '计入'), width: 140, render: (_, row) => countedAs(row.column) },
          { title: t('annual.baby', '新生儿'), width: 120, render: (_, row) => row.babyName ?? '' },
          { title: t('annual.mother', '母亲'), width: 120, render: (_, row) => row.motherName ?? '' },
          { title: t('annual.reason', '说明'), render: (_, row) => <span className="wrap-any">{row.reason ?? ''}</span> },
        ]}
      />
      {number ? <NumberHistory number={number} onClose={() => setNumber(null)} /> : null}
    </Dialog>
  )
}

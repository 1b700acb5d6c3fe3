import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { MaternalDue } from '../../../domain/api/maternal-care-api.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DataTable, gestationColumn, Loaded, RiskTags } from '../../kit/index.ts'
import { CallDialog } from './CallDialog.tsx'
import { attemptText, dutyText, viewText } from './maternal-text.ts'

type Line = Output<'maternal.due.list'>['rows'][number]
const PAGE_ROWS = 20
const AFTER_BIRTH: ReadonlySet<MaternalDue> = new Set(['postpartumVisit', 'postpartumCheck', 'closing'])

/** Everybody who has to come for the same reason, the longest waiting first; Enter opens her, 联系 writes the call down. */
export function DueList({ kind, township, offset, onPage }: { kind: MaternalDue; township: string | null; offset: number; onPage(offset: number): void }) {
  const navigate = useNavigate()
  const mayWrite = useMay('maternal.write')
  const [calling, setCalling] = useState<Line | null>(null)
  const list = useCall('maternal.due.list', { kind, ...(township ? { township } : {}), offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const isAfter = AFTER_BIRTH.has(kind)
  const about = (row: Line): string => kind === 'visit' && row.last === null ? t('maternalCare.undatedShort', '未定预产期') : row.visit ? t('maternalCare.visitNumber', '第{{number}}次产检', { number: row.visit }) : kind === 'postpartumVisit' || kind === 'postpartumCheck' ? dutyText(kind) : viewText(kind)
  return (
    <>
      <Loaded of={list}>
        {({ rows, total }) => (
          <DataTable<Line>
            rows={rows} rowKey="pregnancyId" label={viewText(kind)} loading={list.isPlaceholderData} onOpen={row => void navigate(`/pregnancies/${row.pregnancyId}${isAfter ? '?tab=postpartum' : ''}`)} mark={row => row.overdueDays > 0 ? 'bad' : undefined}
            paging={{ total, offset, limit: PAGE_ROWS, onChange: onPage }} empty={t('maternalCare.none', '没有符合条件的孕产妇')}
            columns={[
              { title: t('maternalCare.name', '姓名'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? '—'}</span> },
              // The window begins with the expected day, or with the day she went home.
              isAfter ? { title: t('maternalCare.deliveredDay', '分娩日期'), width: 100, render: (_, row) => row.deliveredDay ?? '—' } : gestationColumn<Line>(),
              { title: t('maternalCare.due', '应做'), width: 104, ellipsis: true, render: (_, row) => about(row) },
              { title: t('maternalCare.window', '期限'), width: 184, render: (_, row) => row.first || row.last ? `${row.first ?? ''} ~ ${row.last ?? ''}` : '—' },
              { title: t('maternalCare.overdue', '逾期'), width: 66, render: (_, row) => row.overdueDays > 0 ? <span className="issue is-block">{t('maternalCare.days', '{{days}} 天', { days: row.overdueDays })}</span> : '—' },
              { title: t('maternalCare.risk', '风险'), width: 96, render: (_, row) => <RiskTags colour={row.riskColour} isPurple={row.isPurple} /> },
              { title: t('maternalCare.township', '乡镇'), width: 92, ellipsis: true, render: (_, row) => <span title={row.address}>{row.township || '—'}</span> },
              { title: t('person.phone.label', '联系电话'), width: 118, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              { title: t('child.lastAttempt', '最近联系'), width: 118, ellipsis: true, render: (_, row) => <>{attemptText(row)}{row.isLostAllowed ? <Tag color="warning" className="maternal-lost">{t('maternalCare.mayBeLost', '可登记失访')}</Tag> : null}</> },
              ...(mayWrite ? [{ title: '', width: 64, render: (_: unknown, row: Line) => <Button size="small" onClick={() => setCalling(row)}>{t('child.callButton', '联系')}</Button> }] : []),
            ]}
          />
        )}
      </Loaded>
      {calling ? <CallDialog pregnancyId={calling.pregnancyId} name={calling.name} phone={calling.phone} about={about(calling)} onClose={() => setCalling(null)} /> : null}
    </>
  )
}

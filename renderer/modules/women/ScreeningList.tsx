import { useNavigate } from 'react-router'
import type { ScreeningLine } from '../../../domain/api/women-api.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { callColumns, DataTable, Loaded, whoColumns } from '../../kit/index.ts'
import { PAGE_ROWS } from './lists.tsx'
import { gapsText, screeningColumns } from './screening-columns.tsx'

/** Screenings by what has to be done of them. */
export function ScreeningList({ view, label, region, offset, onPage }: { view: 'gaps' | 'nextRound' | 'all'; label: string; region: string | null; offset: number; onPage(offset: number): void }) {
  const navigate = useNavigate()
  const list = useCall('women.cancerScreening.list', { view, offset, limit: PAGE_ROWS, ...(region ? { region } : {}) }, { keepPrevious: true })
  // Who is due comes for a new round; of the others the record itself is opened.
  const open = (row: ScreeningLine): void => { void navigate(view === 'nextRound' ? `/women/cancer/new?woman=${row.womanId}` : `/women/cancer/${row.id}`) }
  const dueOf = view === 'nextRound' ? 'nextRoundDay' : 'gapDueDay'
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<ScreeningLine>
          rows={rows} rowKey="id" label={label} loading={list.isPlaceholderData} onOpen={open} mark={row => (row[dueOf] ?? today()) < today() ? 'bad' : undefined}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: onPage }} empty={t('cancerScreen.none', '没有符合条件的筛查')}
          columns={[
            ...whoColumns<ScreeningLine>(), ...screeningColumns(view === 'all'),
            ...(view === 'nextRound' ? [{ title: t('cancerScreen.nextRound', '下一轮'), width: 104, render: (_: unknown, row: ScreeningLine) => row.nextRoundDay }] : []),
            ...(view === 'gaps' ? [{ title: t('women.cancerScreening.gaps.label', '待补检查'), width: 170, render: (_: unknown, row: ScreeningLine) => gapsText(row.gaps) }, { title: t('cancerScreen.due', '期限'), width: 104, render: (_: unknown, row: ScreeningLine) => row.gapDueDay }] : []),
            ...(view === 'all' ? [{ title: t('women.cancerScreening.number.label', '筛查编号'), width: 126, render: (_: unknown, row: ScreeningLine) => row.number }] : callColumns<ScreeningLine>()),
          ]}
        />
      )}
    </Loaded>
  )
}

import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CANCER_NEXT_STEP } from '../../../domain/code/maternal-care.ts'
import { CANCER_FOLLOW_UP_STATE, CANCER_PART } from '../../../domain/code/women-care.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { callColumns, codeText, DataTable, Loaded, StateTag, whoColumns } from '../../kit/index.ts'
import { PAGE_ROWS } from './lists.tsx'

type Line = Output<'women.cancerFollowUp.list'>['rows'][number]

/** The chain of positive women by what has to be done; a row opens the screening at its step. */
export function FollowUpList({ view, label, region, offset, onPage }: { view: 'open' | 'overdue' | 'closed'; label: string; region: string | null; offset: number; onPage(offset: number): void }) {
  const navigate = useNavigate()
  const list = useCall('women.cancerFollowUp.list', { view, offset, limit: PAGE_ROWS, ...(region ? { region } : {}) }, { keepPrevious: true })
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<Line>
          rows={rows} rowKey="id" label={label} loading={list.isPlaceholderData} onOpen={row => void navigate(`/women/cancer/${row.screeningId}?step=${row.id}`)} mark={row => row.isOverdue ? 'bad' : undefined}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: onPage }} empty={t('cancerScreen.noSteps', '没有需要追踪的阳性妇女')}
          columns={[
            ...whoColumns<Line>(),
            { title: t('cancerScreen.step', '应做'), width: 170, render: (_, row) => `${codeText(CANCER_PART, row.part)}:${codeText(CANCER_NEXT_STEP, row.step)}` },
            { title: t('cancerScreen.opened', '列入日期'), width: 100, render: (_, row) => row.openedDay },
            { title: t('cancerScreen.due', '期限'), width: 100, render: (_, row) => row.dueDay },
            { title: t('cancerScreen.state', '状态'), width: 92, render: (_, row) => row.isOverdue ? t('cancerScreen.overdue', '已逾期') : <StateTag table={CANCER_FOLLOW_UP_STATE} state={row.state} /> },
            ...callColumns<Line>(),
          ]}
        />
      )}
    </Loaded>
  )
}

import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { EYE_RECALL } from '../../../domain/code/eye-check.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, DataTable, Loaded, personName } from '../../kit/index.ts'

type Line = Output<'eye.recall.list'>['rows'][number]
const PAGE_ROWS = 20

/** Who is to come back between the visits of the programme; a row opens the child's eye file. */
export function RecallList({ offset, onPage }: { offset: number; onPage(offset: number): void }) {
  const navigate = useNavigate()
  const list = useCall('eye.recall.list', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<Line>
          rows={rows} rowKey="id" label={t('eyeScreen.view.recall', '待复查')} loading={list.isPlaceholderData} onOpen={row => void navigate(`/eyes/${row.fileId}`)} mark={row => row.isOverdue ? 'bad' : undefined}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: onPage }} empty={t('eyeScreen.noRecalls', '没有待复查的儿童')}
          columns={[
            { title: t('child.name', '儿童'), width: 220, ellipsis: true, render: (_, row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}</span> },
            { title: t('person.sex.label', '性别'), width: 60, render: (_, row) => codeText(SEX, row.sex) },
            { title: t('child.age', '年龄'), width: 90, render: (_, row) => ageText(row.birthDay) },
            { title: t('eyeScreen.recallKind', '复查内容'), render: (_, row) => codeText(EYE_RECALL, row.kind) },
            { title: t('eyeScreen.recallFrom', '可复查'), width: 120, render: (_, row) => row.fromDay },
            { title: t('eyeScreen.recallDue', '最迟'), width: 120, render: (_, row) => row.dueDay },
            { title: t('person.phone.label', '联系电话'), width: 150, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
          ]}
        />
      )}
    </Loaded>
  )
}

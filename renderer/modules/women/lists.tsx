import { Segmented } from 'antd'
import type { TableProps } from 'antd'
import { useNavigate } from 'react-router'
import { CONTACT_ATTEMPT, type ContactAttempt } from '../../../domain/code/child-file.ts'
import { ageText, countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Panel, PersonSearch } from '../../kit/index.ts'

export const PAGE_ROWS = 20
type Columns<Row> = NonNullable<TableProps<Row>['columns']>
type Who = { name: string | null; birthDay: string | null; phone: string | null; township: string; attempts: number; lastAttemptDay: string | null; lastAttempt: ContactAttempt | null }

/** The columns every list of women begins with. */
export const whoColumns = <Row extends Who>(): Columns<Row> => [
  { title: t('women.name', '姓名'), width: 130, ellipsis: true, render: (_, row) => <span className="person-name" title={row.name ?? ''}>{row.name ?? t('pregnancy.noName', '(无姓名)')}</span> },
  { title: t('women.age', '年龄'), width: 70, render: (_, row) => ageText(row.birthDay) },
  { title: t('women.township', '乡镇'), width: 110, ellipsis: true, render: (_, row) => <span title={row.township}>{row.township || '—'}</span> },
]
/** And ends with: whom to call, and what came of the last call. */
export const callColumns = <Row extends Who>(): Columns<Row> => [
  { title: t('person.phone.label', '联系电话'), width: 122, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
  { title: t('women.lastCall', '最近联系'), width: 160, ellipsis: true, render: (_, row) => row.lastAttemptDay && row.lastAttempt ? t('women.lastCallText', '{{day}} {{outcome}}(共 {{count}} 次)', { day: row.lastAttemptDay, outcome: codeText(CONTACT_ATTEMPT, row.lastAttempt), count: row.attempts }) : '—' },
]

/** The search box a part begins with: whoever is chosen has the form opened, whoever is not found is registered for it. */
export function WomanSearch({ next, formOf, autoFocus = true }: { next: 'cancer' | 'outreach' | 'menopause' | 'adolescent'; formOf(personId: string): string; autoFocus?: boolean }) {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const mayRegister = useMay('person.write')
  if (!mayWrite) return null
  return (
    <Panel>
      <PersonSearch
        id="woman-search" autoFocus={autoFocus} placeholder={t('women.search', '扫身份证或输入姓名、拼音首字母、证件号、电话')} onChoose={hit => void navigate(formOf(hit.id))}
        {...(mayRegister ? { onCreate: (typed: string) => void navigate(`/people/new?next=${next}${typed ? `&typed=${encodeURIComponent(typed)}` : ''}`) } : {})}
      />
    </Panel>
  )
}

/** The lists of a part with how many stand on each. */
export function ViewChoice<View extends string>({ label, views, value, labels, counts, onChange }: { label: string; views: readonly View[]; value: View; labels: Readonly<Record<View, string>>; counts: Readonly<Partial<Record<View, number | undefined>>>; onChange(view: View): void }) {
  return (
    <div className="women-views">
      <Segmented<View> aria-label={label} value={value} onChange={onChange} options={views.map(view => ({ value: view, label: counts[view] === undefined ? labels[view] : `${labels[view]} ${countText(counts[view])}` }))} />
    </div>
  )
}

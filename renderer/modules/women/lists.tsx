import { Segmented } from 'antd'
import { useNavigate } from 'react-router'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Panel, PersonSearch } from '../../kit/index.ts'

export const PAGE_ROWS = 20
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

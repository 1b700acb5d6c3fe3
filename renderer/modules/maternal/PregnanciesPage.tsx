import { PlusOutlined } from '@ant-design/icons'
import { Segmented, Select } from 'antd'
import { useNavigate } from 'react-router'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { LabelledInput, Page, Panel, PersonSearch, useAddressFilters } from '../../kit/index.ts'
import { DueList } from './DueList.tsx'
import { isDue, VIEWS, type View, viewText } from './maternal-text.ts'
import { PregnancyList } from './PregnancyList.tsx'
import './maternal.css'

/** The day of the maternal clinic: a woman is found or booked from the search box; below, who has to come for which reason. */
export default function PregnanciesPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('maternal.write')
  const { params, offset, change } = useAddressFilters()
  const view = VIEWS.find(one => one === params.get('view')) ?? 'registered'
  const township = params.get('township')
  const counted = useCall('maternal.due.count', township ? { township } : {}).data
  const townships = useCall('maternal.townships', null, { staleTimeMs: 60_000 }).data
  const countOf = (one: View): number | undefined => one === 'registered' ? counted?.pregnant : isDue(one) ? counted?.counts[one] : undefined
  // Her open pregnancy where there is one, else the booking; who may not book finds her in the list.
  async function open(hit: PersonHit): Promise<void> {
    if (!mayWrite) { change({ view: null, search: hit.name }); return }
    try {
      const { open: pregnancy } = await call('maternal.book.prepare', { womanId: hit.id })
      void navigate(pregnancy ? `/pregnancies/${pregnancy.pregnancyId}` : `/pregnancies/new?woman=${hit.id}`)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const turn = (): void => change({ view: VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? 'registered' })
  const onPage = (next: number): void => change({ offset: next ? String(next) : null })
  return (
    <Page
      title={t('menu.maternalCare', '孕产保健')}
      actions={[
        ...(mayWrite ? [{ key: 'new', label: t('booking.new', '建册'), shortcut: 'F4', primary: true, icon: <PlusOutlined />, run: () => void navigate('/pregnancies/new') }] : []),
        { key: 'next', label: t('eyeScreen.nextList', '下一名单'), shortcut: 'F6', run: turn },
        { key: 'risk', label: t('maternalCare.riskLists', '风险管理'), shortcut: 'F8', run: () => void navigate('/pregnancies/risk') },
        { key: 'statistics', label: t('maternalFigures.short', '统计指标'), shortcut: 'F9', run: () => void navigate('/pregnancies/statistics') },
      ]}
    >
      <Panel>
        <PersonSearch id="pregnancy-search" autoFocus onChoose={hit => void open(hit)} {...(mayWrite ? { onCreate: (typed: string) => void navigate(`/people/new?next=pregnancy&typed=${encodeURIComponent(typed)}`) } : {})} placeholder={t('maternalCare.search', '孕产妇的姓名、拼音首字母、证件号、手册号、电话')} />
      </Panel>
      <Panel>
        <div className="maternal-views">
          <Segmented<View> aria-label={t('child.views', '名单')} value={view} onChange={next => change({ view: next === 'registered' ? null : next })} options={VIEWS.map(one => { const count = countOf(one); return { value: one, label: count === undefined ? viewText(one) : `${viewText(one)} ${countText(count)}` } })} />
          <LabelledInput id="maternal-township" label={t('child.region', '现住乡镇')}>
            <Select id="maternal-township" allowClear showSearch={{ optionFilterProp: 'label' }} className="list-input" popupMatchSelectWidth={false} value={township} placeholder={t('child.anyContact', '全部')} options={(townships ?? []).map(({ code, name, pregnant }) => ({ value: code, label: `${name} ${countText(pregnant)}` }))} onChange={next => change({ township: next ?? null })} />
          </LabelledInput>
        </div>
        {isDue(view) ? <DueList key={view} kind={view} township={township} offset={offset} onPage={onPage} /> : <PregnancyList key={view} isLost={view === 'lost'} township={township} params={params} offset={offset} change={change} onPage={onPage} />}
      </Panel>
    </Page>
  )
}

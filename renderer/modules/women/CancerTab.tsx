import { useNavigate } from 'react-router'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { LabelledInput, PageActions, Panel, RegionInput, useAddressFilters } from '../../kit/index.ts'
import { FollowUpList } from './FollowUpList.tsx'
import { ViewChoice, WomanSearch } from './lists.tsx'
import { ScreeningList } from './ScreeningList.tsx'
import './women.css'

const VIEWS = ['open', 'overdue', 'gaps', 'nextRound', 'closed', 'all'] as const
type View = (typeof VIEWS)[number]
const ONE = { offset: 0, limit: 1 } as const
const TOWNSHIP_DIGITS = 9

/** 两癌筛查: a woman is found from the search box; below, who is positive and waits, who lacks an examination, who is due again. */
export default function CancerTab() {
  const navigate = useNavigate()
  const mayWrite = useMay('women.write')
  const { params, offset, change } = useAddressFilters()
  const view = VIEWS.find(one => one === params.get('view')) ?? 'open'
  const counts = {
    open: useCall('women.cancerFollowUp.list', { ...ONE, view: 'open' }).data?.total, overdue: useCall('women.cancerFollowUp.list', { ...ONE, view: 'overdue' }).data?.total,
    gaps: useCall('women.cancerScreening.list', { ...ONE, view: 'gaps' }).data?.total, nextRound: useCall('women.cancerScreening.list', { ...ONE, view: 'nextRound' }).data?.total,
  }
  const labels: Readonly<Record<View, string>> = { open: t('cancerScreen.view.open', '阳性待追踪'), overdue: t('cancerScreen.view.overdue', '逾期'), gaps: t('cancerScreen.view.gaps', '待补检查'), nextRound: t('cancerScreen.view.nextRound', '下一轮到期'), closed: t('cancerScreen.view.closed', '已结束追踪'), all: t('cancerScreen.view.all', '全部筛查') }
  const show = (next: View): void => change({ view: next })
  const onPage = (next: number): void => change({ offset: next ? String(next) : null })
  const region = params.get('region')
  // Half a township (a county) narrows nothing yet.
  const given = { label: labels[view], offset, onPage, region: region?.length === TOWNSHIP_DIGITS ? region : null }
  return (
    <>
      <div className="women-actions">
        <PageActions
          actions={[
            { key: 'next', label: t('women.nextList', '下一名单'), shortcut: 'F6', run: () => show(VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? 'open') },
            { key: 'task', label: t('cancerTask.title', '两癌任务完成'), shortcut: 'F9', run: () => void navigate('/women/cancer/task') },
            ...(mayWrite ? [{ key: 'day', label: t('cancerDay.title', '现场筛查'), shortcut: 'F8', primary: true, run: () => void navigate('/women/cancer/day') }] : []),
          ]}
        />
      </div>
      <WomanSearch next="cancer" formOf={id => `/women/cancer/new?woman=${id}`} />
      <Panel>
        <div className="women-filters">
          <ViewChoice label={t('cancerScreen.lists', '两癌筛查名单')} views={VIEWS} value={view} labels={labels} counts={counts} onChange={show} />
          <LabelledInput id="cancer-region" label={t('women.township', '乡镇')}><RegionInput id="cancer-region" level="township" value={region} onChange={next => change({ region: next })} /></LabelledInput>
        </div>
        {view === 'open' || view === 'overdue' || view === 'closed' ? <FollowUpList key={view} view={view} {...given} /> : <ScreeningList key={view} view={view} {...given} />}
      </Panel>
    </>
  )
}

import { PlusOutlined } from '@ant-design/icons'
import { Segmented, Space, Tag } from 'antd'
import { useNavigate } from 'react-router'
import type { Input, Output } from '../../../domain/api/api.ts'
import { EYE_REFERRAL_STATE } from '../../../domain/code/eye-check.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { ageText, countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, Panel, personName, PersonSearch, StateTag, useAddressFilters } from '../../kit/index.ts'
import { RecallList } from './RecallList.tsx'
import { ReminderList } from './ReminderList.tsx'
import './eye.css'

type Line = Output<'eye.referral.list'>['rows'][number]
type Filter = Pick<Input<'eye.referral.list'>, 'state' | 'overdueOnly'>
const VIEWS = ['today', 'waiting', 'overdue', 'seen', 'answered', 'all', 'recall'] as const
type View = (typeof VIEWS)[number]
const FILTERS: Readonly<Record<Exclude<View, 'today' | 'recall'>, Filter>> = { waiting: { state: 'waiting' }, overdue: { overdueOnly: true }, seen: { state: 'seen' }, answered: { state: 'answered' }, all: {} }
const PAGE_ROWS = 20

/** The eye clinic's day: a child is found from the search box; below, who is reminded today, who was sent on and has not come back, and who is to be looked at again. */
export default function EyesPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const mayExamine = useMay('eye.write')
  const { params, offset, change } = useAddressFilters()
  const view = VIEWS.find(one => one === params.get('view')) ?? 'waiting'
  const list = useCall('eye.referral.list', { ...FILTERS[view === 'today' || view === 'recall' ? 'all' : view], offset, limit: PAGE_ROWS }, { keepPrevious: true, enabled: view !== 'today' && view !== 'recall' })
  const reminders = useCall('eye.reminder.list', { offset: 0, limit: 1 }).data
  const recalls = useCall('eye.recall.list', { offset: 0, limit: 1 }).data
  const waiting = useCall('eye.referral.list', { ...FILTERS.waiting, offset: 0, limit: 1 }).data
  const overdue = useCall('eye.referral.list', { ...FILTERS.overdue, offset: 0, limit: 1 }).data
  async function openChild(childId: string): Promise<void> {
    try {
      const { fileId } = await call('child.file.of', { childId })
      void navigate(fileId ? `/eyes/${fileId}` : mayWrite ? `/children/new?child=${childId}&next=eye` : `/people/${childId}`)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const register = (typed: string): void => void navigate(`/people/new?next=eye${typed ? `&typed=${encodeURIComponent(typed)}` : ''}`)
  const labels: Readonly<Record<View, string>> = {
    today: t('eyeScreen.view.today', '今日提醒'), waiting: t('eyeScreen.view.waiting', '转诊待就诊'), overdue: t('eyeScreen.view.overdue', '已过期未就诊'), seen: t('eyeScreen.view.seen', '已接诊'), answered: t('eyeScreen.view.answered', '已回执'), all: t('eyeScreen.view.all', '全部转诊'), recall: t('eyeScreen.view.recall', '待复查'),
  }
  const counts: Readonly<Partial<Record<View, number | undefined>>> = { today: reminders?.total, waiting: waiting?.total, overdue: overdue?.total, recall: recalls?.total }
  // Who has not come back is called; of who has, the diagnosis is read.
  const isAnswered = view === 'answered' || view === 'all'
  const turn = (): void => change({ view: VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? 'waiting' })
  const turnPage = (next: number): void => change({ offset: next ? String(next) : null })
  return (
    <Page
      title={t('menu.eye', '眼保健')}
      actions={[
        ...(mayWrite ? [{ key: 'new', label: t('child.registerNew', '登记新儿童'), shortcut: 'F4', icon: <PlusOutlined />, run: () => register('') }] : []),
        { key: 'next', label: t('eyeScreen.nextList', '下一名单'), shortcut: 'F6', run: turn },
        { key: 'children', label: t('menu.child', '儿童保健'), shortcut: 'F7', run: () => void navigate('/children') },
        { key: 'instruments', label: t('eyeDeviceScreen.title', '仪器结果'), shortcut: 'F8', run: () => void navigate('/eyes/instruments') },
        ...(mayExamine ? [{ key: 'class', label: t('eyeClass.title', '集体检查'), shortcut: 'F9', run: () => void navigate('/eyes/class') }] : []),
        { key: 'coverage', label: t('eyeCoverage.short', '覆盖率'), shortcut: 'F10', run: () => void navigate('/eyes/coverage') },
      ]}
    >
      <Panel><PersonSearch id="eye-search" autoFocus onChoose={hit => void openChild(hit.id)} {...(mayWrite ? { onCreate: register } : {})} placeholder={t('child.search', '儿童或母亲的姓名、拼音首字母、证件号、手册号、电话')} /></Panel>
      <Panel>
        <Space wrap className="eye-views">
          <Segmented<View> aria-label={t('eyeScreen.referrals', '转诊')} value={view} onChange={next => change({ view: next })} options={VIEWS.map(one => ({ value: one, label: counts[one] === undefined ? labels[one] : `${labels[one]} ${countText(counts[one])}` }))} />
        </Space>
        {view === 'recall' ? <RecallList offset={offset} onPage={turnPage} /> : view === 'today' ? <ReminderList offset={offset} onPage={turnPage} /> : <Loaded of={list}>
          {({ rows, total }) => (
            <DataTable<Line>
              rows={rows} rowKey="id" label={labels[view]} loading={list.isPlaceholderData} onOpen={row => void navigate(`/eyes/${row.fileId}/referrals/${row.id}`)} mark={row => row.isOverdue ? 'bad' : undefined}
              paging={{ total, offset, limit: PAGE_ROWS, onChange: turnPage }} empty={t('eyeScreen.noReferrals', '没有符合条件的转诊')}
              columns={[
                { title: t('child.name', '儿童'), width: 190, ellipsis: true, render: (_, row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}</span> },
                { title: t('person.sex.label', '性别'), width: 50, render: (_, row) => codeText(SEX, row.sex) },
                { title: t('child.age', '年龄'), width: 76, render: (_, row) => ageText(row.birthDay) },
                { title: t('eyeScreen.state', '状态'), width: 124, render: (_, row) => <StateTag table={EYE_REFERRAL_STATE} state={row.state} /> },
                { title: t('eyeScreen.referredDay', '转诊日期'), width: 100, render: (_, row) => row.referredDay },
                { title: t('eyeScreen.dueDay', '就诊期限'), width: 136, render: (_, row) => <>{row.dueDay}{row.isUrgent ? <Tag color="error" className="eye-urgent">{t('eyeScreen.urgent', '紧急')}</Tag> : null}</> },
                { title: t('eyeScreen.conclusion', '检查结论'), ellipsis: true, render: (_, row) => <span title={row.conclusion ?? ''}>{row.conclusion ?? '—'}</span> },
                { title: t('eyeScreen.hospital', '目标医院'), width: 150, ellipsis: true, render: (_, row) => <span title={row.hospital}>{row.hospital}</span> },
                ...(isAnswered ? [{ title: t('eyeScreen.diagnosis', '诊断结果'), width: 190, ellipsis: true, render: (_: unknown, row: Line) => <span title={row.diagnosis ?? ''}>{row.diagnosis ?? '—'}</span> }] : [{ title: t('person.phone.label', '联系电话'), width: 122, render: (_: unknown, row: Line) => <span className="number">{row.phone ?? '—'}</span> }]),
              ]}
            />
          )}
        </Loaded>}
      </Panel>
    </Page>
  )
}

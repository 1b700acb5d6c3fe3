import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented, Select, Space } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT, CHILD_CONTENT } from '../../../domain/code/child-check.ts'
import { CHILD_FILE_STATE, CONTACT_ATTEMPT } from '../../../domain/code/child-file.ts'
import { CHILD_REMINDER } from '../../../domain/code/child-reminder.ts'
import { SEX } from '../../../domain/code/sex.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { queryClient, useCall, useWrite } from '../../api/useCall.ts'
import { ageText, countText, gestationText, minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { AttemptDialog, codeText, DataTable, DayInput, FormArea, LabelledInput, Loaded, Page, Panel, personName, PersonSearch, RegionInput, saveFile, useAddressFilters } from '../../kit/index.ts'
import { dueDaysText } from './case-words.tsx'
import { ListExport } from './ListExport.tsx'
import './child.css'

type DueLine = Output<'child.due.list'>['rows'][number]
type FileLine = Output<'child.list'>['rows'][number]
type Newborn = Output<'child.newborns'>['rows'][number]
const VIEWS = ['due', 'overdue', 'missed', 'noShow', 'chain', 'files', 'newborns'] as const
type View = (typeof VIEWS)[number]
const PAGE_ROWS = 20
const RENEWAL_MS = 1_000

/** The clinic's day: a child is found or opened from the search box; below, who is due, late, missed or did not come. */
export default function ChildrenPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const { params, offset, change } = useAddressFilters()
  const view = VIEWS.find(one => one === params.get('view')) ?? 'due'
  const region = params.get('region')
  const counts = useCall('child.due.counts', region ? { region } : {}, { refetchIntervalMs: RENEWAL_MS, refetchWhile: ({ renewing }) => renewing > 0 }).data
  const renewing = counts?.renewing ?? 0
  useEffect(() => {
    if (renewing > 0) return () => { void queryClient.invalidateQueries({ queryKey: ['child.due.list'] }) }
  }, [renewing])
  async function openChild(childId: string): Promise<void> {
    try {
      const { fileId } = await call('child.file.of', { childId })
      void navigate(fileId ? `/children/${fileId}` : mayWrite ? `/children/new?child=${childId}` : `/people/${childId}`)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const label = (one: View): string => {
    const texts: Record<View, string> = {
      due: t('child.view.due', '到期'), overdue: t('child.view.overdue', '超期'), missed: t('child.view.missed', '错过'), noShow: t('child.view.noShow', '爽约'), chain: t('child.view.chain', '追踪'),
      files: t('child.view.files', '全部档案'), newborns: t('child.view.newborns', '本院新生儿未建档'),
    }
    return counts && one in counts ? `${texts[one]} ${countText(counts[one as keyof typeof counts])}` : texts[one]
  }
  return (
    <Page
      title={t('menu.child', '儿童保健')}
      actions={[
        ...(mayWrite ? [{ key: 'new', label: t('child.registerNew', '登记新儿童'), shortcut: 'F4', icon: <PlusOutlined />, run: () => void navigate('/people/new?next=child') }] : []),
        { key: 'cases', label: t('childCase.list', '专案管理'), shortcut: 'F6', run: () => void navigate('/children/cases') },
        { key: 'screening', label: t('childScreening.tab', '新生儿筛查'), shortcut: 'F7', run: () => void navigate('/children/screening') },
        { key: 'autism', label: t('childAutism.list', '孤独症筛查管理'), shortcut: 'F8', run: () => void navigate('/children/autism') },
        { key: 'statistics', label: t('childStatistics.short', '儿童保健统计'), shortcut: 'F9', run: () => void navigate('/children/statistics') },
        { key: 'entrance', label: t('classList.title', '入园体检'), shortcut: 'F10', run: () => void navigate('/children/entrance') },
      ]}
    >
      {renewing > 0 ? <Alert type="info" showIcon title={t('child.renewing', '儿童保健规则已修改,正在按新规则重新推算随访与提醒:还有 {{count}} 名儿童,可照常工作。', { count: renewing })} /> : null}
      <Panel><PersonSearch id="child-search" autoFocus onChoose={hit => void openChild(hit.id)} {...(mayWrite ? { onCreate: (typed: string) => void navigate(`/people/new?next=child&typed=${encodeURIComponent(typed)}`) } : {})} placeholder={t('child.search', '儿童或母亲的姓名、拼音首字母、证件号、手册号、电话')} /></Panel>
      <Panel>
        <Space wrap className="child-filters">
          <Segmented<View> aria-label={t('child.views', '名单')} value={view} onChange={next => change({ view: next })} options={VIEWS.map(one => ({ value: one, label: label(one) }))} />
          {view === 'newborns' ? null : <LabelledInput id="child-region" label={t('child.region', '现住乡镇')}><RegionInput id="child-region" level="township" value={region} onChange={next => change({ region: next })} /></LabelledInput>}
        </Space>
        {view === 'files' ? <Files region={region} state={params.get('state')} offset={offset} change={change} />
          : view === 'newborns' ? <Newborns offset={offset} change={change} onOpen={childId => void openChild(childId)} />
            : <DueList key={view} kind={view} region={region} params={params} offset={offset} change={change} />}
      </Panel>
    </Page>
  )
}

type Change = (next: Record<string, string | null>) => void

/** Everybody who has to come for the same reason; Enter opens the child, the phone list and the notices take the whole list. */
function DueList({ kind, region, params, offset, change }: { kind: 'due' | 'overdue' | 'missed' | 'noShow' | 'chain'; region: string | null; params: URLSearchParams; offset: number; change: Change }) {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const [calling, setCalling] = useState<DueLine | null>(null)
  const contact = CHILD_CONTACT.values.find(one => one === params.get('contact'))
  const [from, to] = [params.get('from'), params.get('to')]
  const filter = { kind, ...(region ? { region } : {}), ...(contact ? { contact } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }
  const list = useCall('child.due.list', { ...filter, offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const exported = useWrite('child.due.export')
  async function exportList(): Promise<void> {
    const made = await exported.run(filter)
    if (made) await saveFile(made.fileName, made.base64)
  }
  return (
    <>
      <FormArea>
        <div className="filters">
          {kind === 'chain' ? null : (
            <LabelledInput id="due-contact" label={t('child.visit.contact.label', '随访时点')}>
              <Select id="due-contact" allowClear className="list-input" value={contact ?? null} placeholder={t('child.anyContact', '全部')} options={CHILD_CONTACT.list.map(one => ({ value: one.code, label: codeText(CHILD_CONTACT, one.code) }))} onChange={next => change({ contact: next ?? null })} />
            </LabelledInput>
          )}
          <LabelledInput id="due-from" label={t('child.dueFrom', '应访日期自')}><DayInput id="due-from" value={from} onChange={day => change({ from: day })} /></LabelledInput>
          <LabelledInput id="due-to" label={t('delivery.to', '至')}><DayInput id="due-to" value={to} onChange={day => change({ to: day })} /></LabelledInput>
          <ListExport><Button className="filter-check" loading={exported.busy} disabled={!list.data?.total} onClick={() => void exportList()}>{t('child.phoneList', '电话名单 .xlsx')}</Button></ListExport>
          {kind === 'chain' ? null : <Button className="filter-check" disabled={!list.data?.total} onClick={() => void navigate(`/children/notices?${new URLSearchParams({ ...Object.fromEntries(params), view: kind })}`)}>{t('childNotice.title', '打印通知单')}</Button>}
        </div>
      </FormArea>
      <Loaded of={list}>
        {({ rows, total }) => (
          <DataTable<DueLine>
            rows={rows} rowKey={row => `${row.fileId}:${row.ruleId}:${row.contact ?? row.dueDay}`} label={t('child.views', '名单')} loading={list.isPlaceholderData} onOpen={row => void navigate(`/children/${row.fileId}`)}
            paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('child.noneDue', '没有符合条件的儿童')}
            columns={[
              { title: t('child.name', '儿童'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}</span> },
              { title: t('person.sex.label', '性别'), width: 64, render: (_, row) => codeText(SEX, row.sex) },
              { title: t('child.age', '年龄'), width: 84, render: (_, row) => ageText(row.birthDay) },
              { title: t('child.what', '应做'), width: 110, ellipsis: true, render: (_, row) => dueText(row) },
              { title: t('child.dueDay', '应访日期'), width: 182, render: (_, row) => dueDaysText(row) },
              { title: t('child.mother', '母亲'), width: 92, ellipsis: true, render: (_, row) => <span title={row.motherName ?? ''}>{row.motherName ?? '—'}</span> },
              { title: t('person.phone.label', '联系电话'), width: 118, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              { title: t('child.appointment', '预约'), width: 96, ellipsis: true, render: (_, row) => row.appointmentDay ? <span className={row.appointmentState === 'noShow' ? 'issue is-warn' : undefined}>{`${row.appointmentDay.slice(5)} ${row.appointmentTime ?? ''}`}</span> : '—' },
              { title: t('child.lastAttempt', '最近联系'), width: 150, ellipsis: true, render: (_, row) => row.lastAttemptDay ? `${row.lastAttemptDay.slice(5)} ${codeText(CONTACT_ATTEMPT, row.lastAttempt ?? '')}${row.attempts > 1 ? ` ×${row.attempts}` : ''}` : '—' },
              ...(mayWrite ? [{ title: '', width: 76, render: (_: unknown, row: DueLine) => <Button size="small" onClick={() => setCalling(row)}>{t('child.callButton', '联系')}</Button> }] : []),
            ]}
          />
        )}
      </Loaded>
      {calling ? <AttemptDialog fileId={calling.fileId} contact={calling.contact} title={personName({ name: calling.childName, motherName: calling.motherName })} about={dueText(calling)} phone={calling.phone} onClose={() => setCalling(null)} /> : null}
    </>
  )
}

/** What a line asks for: a contact with what it lacks, or what follows from a result. */
export function dueText(row: Pick<DueLine, 'ruleId' | 'contact' | 'openContents'>): string {
  if (!row.contact) return codeText(CHILD_REMINDER, row.ruleId)
  const isContact = ['R1', 'R2', 'R3', 'R4'].includes(row.ruleId)
  const contact = codeText(CHILD_CONTACT, row.contact)
  return isContact ? contact : t('child.contentOf', '{{contact}} {{contents}}', { contact, contents: row.openContents.map(one => codeText(CHILD_CONTENT, one)).join(t('replace.between', '、')) })
}

function Files({ region, state, offset, change }: { region: string | null; state: string | null; offset: number; change: Change }) {
  const navigate = useNavigate()
  const list = useCall('child.list', { offset, limit: PAGE_ROWS, ...(region ? { region } : {}), ...(state ? { state } : {}) }, { keepPrevious: true })
  return (
    <>
      <FormArea><div className="filters">
        <LabelledInput id="child-state" label={t('child.file.state.label', '管理状态')}>
          <Select id="child-state" allowClear className="list-input" value={state} placeholder={t('child.anyContact', '全部')} options={CHILD_FILE_STATE.list.map(one => ({ value: one.code as string, label: codeText(CHILD_FILE_STATE, one.code) }))} onChange={next => change({ state: next ?? null })} />
        </LabelledInput>
      </div></FormArea>
      <Loaded of={list}>
        {({ rows, total }) => (
          <DataTable<FileLine>
            rows={rows} rowKey="fileId" label={t('child.view.files', '全部档案')} loading={list.isPlaceholderData} onOpen={row => void navigate(`/children/${row.fileId}`)}
            paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('child.noFiles', '还没有儿童保健档案')}
            columns={[
              { title: t('child.file.number.label', '档案编号'), width: 130, render: (_, row) => row.fileNumber ?? '—' },
              { title: t('child.name', '儿童'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}</span> },
              { title: t('person.sex.label', '性别'), width: 64, render: (_, row) => codeText(SEX, row.sex) },
              { title: t('person.birthDay.label', '出生日期'), width: 104, render: (_, row) => row.birthDay ?? '—' },
              { title: t('child.age', '年龄'), width: 84, render: (_, row) => ageText(row.birthDay) },
              { title: t('child.mother', '母亲'), width: 110, ellipsis: true, render: (_, row) => row.motherName ?? '—' },
              { title: t('person.phone.label', '联系电话'), width: 118, render: (_, row) => <span className="number">{row.phone ?? '—'}</span> },
              { title: t('child.file.state.label', '管理状态'), width: 84, render: (_, row) => codeText(CHILD_FILE_STATE, row.state) },
              { title: t('child.next', '下次随访'), width: 190, render: (_, row) => row.nextContact ? `${codeText(CHILD_CONTACT, row.nextContact)} ${row.nextDueDay ?? ''}` : '—' },
              { title: t('child.file.openedDay.label', '建档日期'), width: 104, render: (_, row) => row.openedDay },
            ]}
          />
        )}
      </Loaded>
    </>
  )
}

function Newborns({ offset, change, onOpen }: { offset: number; change: Change; onOpen(childId: string): void }) {
  const list = useCall('child.newborns', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<Newborn>
          rows={rows} rowKey="newbornId" label={t('child.view.newborns', '本院新生儿未建档')} loading={list.isPlaceholderData} onOpen={row => onOpen(row.childId)}
          paging={{ total, offset, limit: PAGE_ROWS, onChange: next => change({ offset: next ? String(next) : null }) }} empty={t('child.allFiled', '本院出生的儿童都已建档')}
          columns={[
            { title: t('newborn.bornAt.label', '出生时间'), width: 150, render: (_, row) => minuteText(row.bornAt) },
            { title: t('child.name', '儿童'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.childName ?? ''}>{personName({ name: row.childName, motherName: row.motherName })}</span> },
            { title: t('person.sex.label', '性别'), width: 64, render: (_, row) => codeText(SEX, row.sex) },
            { title: t('child.mother', '母亲'), width: 140, ellipsis: true, render: (_, row) => row.motherName ?? '—' },
            { title: t('newborn.weightG.label', '出生体重'), width: 100, align: 'right', render: (_, row) => t('newborn.grams', '{{grams}} 克', { grams: row.weightG }) },
            { title: t('delivery.gestation', '孕周'), width: 90, render: (_, row) => gestationText(row.gestationDays) },
          ]}
        />
      )}
    </Loaded>
  )
}

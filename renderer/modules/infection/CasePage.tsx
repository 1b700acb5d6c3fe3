import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Space, Tabs, Tag } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { ADHERENCE, CHILD_TEST, CHILD_TEST_RESULT, EXPOSED_OUTCOME, INFECTION, INFECTION_VISIT_WAY } from '../../../domain/code/infection.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { infectionCase } from '../../../domain/modules/infection/case.record.ts'
import { infectionChild } from '../../../domain/modules/infection/child.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Page, Panel, RecordFacts, RecordHistory, sectionTitle, useAddressFilters, useShortcut } from '../../kit/index.ts'
import { BehindLine } from './BehindLine.tsx'
import { InfectionTags } from './words.tsx'

type Opened = Output<'infection.open'>
type Child = Opened['children'][number]
const TABS = ['case', 'visits', 'children', 'history'] as const
type Tab = (typeof TABS)[number]

/** One case: results and treatment, follow-ups, the exposed children with what comes next, history. */
export default function CasePage() {
  const { caseId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('infection.write')
  const { params, change } = useAddressFilters()
  const opened = useCall('infection.open', { caseId }, { staleTimeMs: 30_000 })
  const tab = TABS.find(one => one === params.get('tab')) ?? 'case'
  const show = (next: string): void => change({ tab: next === 'case' ? null : next })
  const turn = (step: number) => (): void => show(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? 'case')
  useShortcut(['Alt+PageDown'], turn(1))
  useShortcut(['Alt+PageUp'], turn(-1))
  const to = (path: string) => (): void => void navigate(`/infections/${caseId}/${path}`)
  const titles: Readonly<Record<Tab, string>> = { case: t('infectionScreen.tab.case', '检测与治疗'), visits: t('infectionScreen.tab.visits', '随访'), children: t('infectionScreen.tab.children', '儿童'), history: t('infectionScreen.tab.history', '修改记录') }
  const isOpen = opened.data?.case.closedDay === null && opened.data.case.voidedAt === null
  return (
    <Page
      title={t('infectionScreen.case', '个案')} subtitle={opened.data?.case.number} back="/infections"
      actions={[
        ...(mayWrite && isOpen ? [{ key: 'visit', label: t('infectionScreen.newVisit', '登记随访'), shortcut: 'F4', icon: <PlusOutlined />, primary: true, run: to('visits/new') }, { key: 'child', label: t('infectionScreen.newChild', '登记儿童'), shortcut: 'F6', run: to('children/new') }] : []),
        { key: 'edit', label: mayWrite ? t('infectionScreen.edit', '修改') : t('infectionScreen.whole', '全部内容'), shortcut: 'F9', run: to('edit') }, { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: to('print') },
      ]}
    >
      <Loaded of={opened}>
        {data => (
          <>
            <BehindLine caseId={caseId} number={data.case.number} behind={data.behind} />
            <Standing opened={data} />
            <Tabs activeKey={tab} onChange={show} destroyOnHidden items={TABS.map(key => ({ key, label: titles[key], children: <Part tab={key} opened={data} /> }))} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** What the results come to: confirmed, waiting, without treatment. */
function Standing({ opened: { case: row, untreated } }: { opened: Opened }) {
  const [confirmed, waiting] = [codesIn(row.confirmed), codesIn(row.waiting)]
  return (
    <Space wrap className="filters">
      {confirmed.length > 0 ? <span>{t('infectionScreen.confirmed', '确认感染')} <InfectionTags of={confirmed} /></span> : null}
      {waiting.length > 0 ? <Tag color="warning">{t('infectionScreen.waiting', '待确认:{{what}}', { what: waiting.map(one => codeText(INFECTION, one)).join('、') })}</Tag> : null}
      {untreated.length > 0 ? <Tag color="error">{t('infectionScreen.untreated', '未开始治疗:{{what}}', { what: untreated.map(one => codeText(INFECTION, one)).join('、') })}</Tag> : null}
      {row.isSyphilisAdequate === null ? null : <Tag color={row.isSyphilisAdequate ? 'success' : 'error'}>{row.isSyphilisAdequate ? t('infectionScreen.adequate', '梅毒规范治疗') : t('infectionScreen.inadequate', '梅毒治疗不规范')}</Tag>}
      {row.closedDay ? <Tag>{t('infectionScreen.closedOn', '已结案 {{day}}', { day: row.closedDay })}</Tag> : null}
    </Space>
  )
}

function Part({ tab, opened }: { tab: Tab; opened: Opened }) {
  switch (tab) {
    case 'case': return <CaseFacts opened={opened} />
    case 'visits': return <Visits opened={opened} />
    case 'children': return opened.children.length === 0 ? <Panel><p className="hint">{t('infectionScreen.noChild', '还没有登记暴露儿童;分娩后按 F6 登记')}</p></Panel> : <>{opened.children.map(one => <ChildPanel key={one.child.id} caseId={opened.case.id} of={one} />)}</>
    case 'history': return <History caseId={opened.case.id} />
  }
}

function History({ caseId }: { caseId: string }) {
  const history = useCall('infection.case.history', { id: caseId })
  return <Loaded of={history}>{entries => <RecordHistory definition={infectionCase} entries={entries} omit={['pregnancyId']} />}</Loaded>
}

function CaseFacts({ opened: { case: row } }: { opened: Opened }) {
  const isTested = (index: number): boolean => index === 0 || index > 3 || row[(['hivResult', 'syphilisResult', 'hbvResult'] as const)[index - 1]!] !== null
  return (
    <>
      {infectionCase.sections.slice(0, 5).flatMap(({ title, fields }, index) => isTested(index)
        ? [<Panel key={title} title={sectionTitle(infectionCase, index)}><RecordFacts definition={infectionCase} row={row} names={fields.filter(name => name !== 'pregnancyId' && row[name as 'note'] !== null)} wide={['note']} /></Panel>] : [])}
    </>
  )
}

function Visits({ opened: { case: row, visits } }: { opened: Opened }) {
  const navigate = useNavigate()
  return (
    <Panel>
      <DataTable<Opened['visits'][number]>
        rows={visits} rowKey="id" label={t('infectionScreen.tab.visits', '随访')} onOpen={visit => void navigate(`/infections/${row.id}/visits/${visit.id}`)} empty={t('infectionScreen.noVisit', '还没有随访;按 F4 登记')}
        columns={[
          { title: t('infectionScreen.visitDay', '随访日期'), dataIndex: 'visitDay', width: 120 }, { title: t('infectionScreen.way', '方式'), width: 90, render: (_, visit) => codeText(INFECTION_VISIT_WAY, visit.way) },
          { title: t('infectionScreen.adherence', '服药'), width: 110, render: (_, visit) => codeText(ADHERENCE, visit.adherence) || '—' },
          { title: t('infectionScreen.condition', '情况与处理'), ellipsis: true, render: (_, visit) => [visit.condition, visit.advice].filter(Boolean).join(';') || '—' },
          { title: t('infectionScreen.next', '下次'), width: 120, render: (_, visit) => visit.nextVisitDay ?? '—' }, { title: t('infectionScreen.by', '随访人'), dataIndex: 'doctorName', width: 110 },
        ]}
      />
    </Panel>
  )
}

type Row = { key: string; test: Child['tests'][number]['test']; id: string | null; day: string; result: string; isOverdue: boolean }
/** A child: what it got at birth, and its tests in the order of their days, made and to be made. */
function ChildPanel({ caseId, of: { child, tests, planned } }: { caseId: string; of: Child }) {
  const navigate = useNavigate()
  const mayWrite = useMay('infection.write')
  const path = `/infections/${caseId}/children/${child.id}`
  const rows: Row[] = [
    ...tests.map(one => ({ key: one.id, test: one.test, id: one.id, day: one.testDay as string, result: [codeText(CHILD_TEST_RESULT, one.result), one.value].filter(Boolean).join(' '), isOverdue: false })),
    ...planned.filter(({ doneDay }) => doneDay === null).map(one => ({ key: one.test, test: one.test, id: null, day: one.dueDay, result: t('infectionScreen.toTest', '应检'), isOverdue: one.isOverdue })),
  ].sort((one, other) => one.day < other.day ? -1 : 1)
  const late = child.isImmunoglobulinInTime === false
  return (
    <Panel
      title={t('infectionScreen.childNo', '儿童 {{order}}', { order: child.birthOrder })}
      extra={<Space>{INFECTION.values.map(one => child[`${one}Outcome`] ? <Tag key={one}>{`${codeText(INFECTION, one)} ${codeText(EXPOSED_OUTCOME, child[`${one}Outcome`])}`}</Tag> : null)}<Button size="small" onClick={() => void navigate(path)}>{t('infectionScreen.openChild', '打开')}</Button></Space>}
    >
      {late ? <Alert className="form-alert" type="warning" showIcon title={t('infectionScreen.late', '出生后 {{hours}} 小时注射乙肝免疫球蛋白,超过期限', { hours: child.immunoglobulinHours ?? '' })} /> : null}
      <RecordFacts definition={infectionChild} row={child} names={['bornAt', 'feeding', 'immunoglobulinAt', 'vaccineFirstAt', 'vaccineSecondDay', 'vaccineThirdDay', 'hivProphylaxisAt', 'syphilisProphylaxisDay'].filter(name => child[name as 'feeding'] !== null)} />
      <DataTable<Row>
        rows={rows} rowKey="key" label={t('infectionScreen.tests', '检测')} mark={row => row.isOverdue ? 'bad' : row.id ? 'quiet' : undefined} empty={t('infectionScreen.noTests', '没有要做的检测')}
        onOpen={row => { if (row.id) void navigate(`${path}/tests/${row.id}`); else if (mayWrite) void navigate(`${path}/tests/new?test=${row.test}`) }}
        columns={[{ title: t('infectionScreen.testName', '检测项目'), render: (_, row) => codeText(CHILD_TEST, row.test) }, { title: t('infectionScreen.testDay', '日期'), width: 130, dataIndex: 'day' }, { title: t('infectionScreen.result', '结果'), width: 240, render: (_, row) => row.isOverdue ? <Tag color="error">{t('infectionScreen.overdue', '逾期未检')}</Tag> : row.result }]}
      />
    </Panel>
  )
}

import { Alert, Button, Space, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Output } from '../../../../domain/api/api.ts'
import { DIAGNOSIS_ANSWER, RISK_COLOUR } from '../../../../domain/code/maternal-risk.ts'
import { REFERRAL_STATE } from '../../../../domain/code/referral.ts'
import { useCall } from '../../../api/useCall.ts'
import { messageText, t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { codeText, DataTable, gestationColumn, Loaded, Page, Panel, StateTag } from '../../../kit/index.ts'
import { dutyText } from './duties.ts'
import { DecideDialog, EndDialog } from './RetentionDialogs.tsx'
import './maternal.css'

const PAGE_ROWS = 20
type Tab = 'critical' | 'retention' | 'diagnosis'
const minuteText = (minute: string | null): string => minute?.replace('T', ' ') ?? ''

/** Women at risk: referred in an emergency, kept here, or on the way to prenatal diagnosis; what is overdue is red. */
export default function MaternalPage() {
  const navigate = useNavigate()
  const mayWrite = useMay('referral.write')
  const [params, setParams] = useSearchParams()
  const tab = (params.get('tab') ?? 'critical') as Tab
  const counts = {
    critical: useCall('referral.critical.list', { limit: 1 }).data?.overdue ?? 0, retention: useCall('referral.retention.list', { limit: 1 }).data?.retained ?? 0,
    diagnosis: useCall('referral.diagnosis.list', { limit: 1 }).data?.overdue ?? 0,
  }
  const label = (key: Tab, text: string) => <>{text}{counts[key] > 0 ? <Tag color="error" className="tab-count">{counts[key]}</Tag> : null}</>
  return (
    <Page
      title={t('menu.maternal', '高危转诊')}
      actions={mayWrite ? [
        { key: 'critical', label: t('maternal.newCritical', '危重转诊'), shortcut: 'F4', primary: true, danger: true, run: () => void navigate('/maternal/critical/new') },
        { key: 'retention', label: t('maternal.newRetention', '在院高危登记'), shortcut: 'F6', run: () => void navigate('/maternal/retention/new') },
        { key: 'diagnosis', label: t('maternal.newDiagnosis', '产前诊断转诊'), shortcut: 'F7', run: () => void navigate('/maternal/diagnosis/new') },
      ] : []}
    >
      <Panel>
        <Tabs
          activeKey={tab} onChange={next => setParams({ tab: next }, { replace: true })} destroyOnHidden
          items={[
            { key: 'critical', label: label('critical', t('maternal.criticalTab', '危重转诊')), children: <CriticalList /> },
            { key: 'retention', label: label('retention', t('maternal.retentionTab', '在院高危')), children: <RetentionList mayWrite={mayWrite} /> },
            { key: 'diagnosis', label: label('diagnosis', t('maternal.diagnosisTab', '产前诊断')), children: <DiagnosisList /> },
          ]}
        />
      </Panel>
    </Page>
  )
}

type CriticalLine = Output<'referral.critical.list'>['rows'][number]
function CriticalList() {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const list = useCall('referral.critical.list', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<CriticalLine>
          rows={rows} rowKey="id" label={t('maternal.criticalTab', '危重转诊')} onOpen={row => void navigate(`/maternal/critical/${row.id}`)} empty={t('referral.none', '没有符合条件的转诊单')} paging={{ total, offset, limit: PAGE_ROWS, onChange: setOffset }}
          mark={row => (row.isOverdue ? 'bad' : row.state === 'closed' ? 'quiet' : undefined)}
          columns={[
            { title: t('referral.critical.number.label', '转诊单号'), width: 144, render: (_, row) => row.number ?? '—' },
            { title: t('referral.critical.personId.label', '孕产妇'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.personName ?? ''}>{row.personName}</span> },
            gestationColumn<CriticalLine>(),
            { title: t('referral.critical.referredAt.label', '转诊时间'), width: 140, render: (_, row) => minuteText(row.referredAt) },
            { title: t('referral.critical.organizationId.label', '转入机构'), ellipsis: true, render: (_, row) => <span title={row.organizationName}>{row.organizationName}</span> },
            { title: t('referral.critical.reason.label', '转诊原因'), ellipsis: true, render: (_, row) => <span title={row.reason}>{row.reason}</span> },
            { title: t('referral.critical.state.label', '状态'), width: 96, render: (_, row) => <StateTag table={REFERRAL_STATE} state={row.state} /> },
            { title: t('maternal.openFields', '待补全'), width: 200, ellipsis: true, render: (_, row) => row.dueAt
              ? <span className={row.isOverdue ? 'maternal-bad' : 'maternal-open'} title={row.open.join('、')}>{t('maternal.openUntil', '{{count}} 项,{{at}} 前', { count: row.open.length, at: minuteText(row.dueAt).slice(5) })}</span> : t('maternal.complete', '已补全') },
          ]}
        />
      )}
    </Loaded>
  )
}

type RetentionLine = Output<'referral.retention.list'>['rows'][number]
function RetentionList({ mayWrite }: { mayWrite: boolean }) {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const [asking, setAsking] = useState<{ what: 'decide' | 'end'; row: RetentionLine } | null>(null)
  const list = useCall('referral.retention.list', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  const retained = useCall('risk.duty.list', { list: 'retention', offset: 0, limit: 1 }, { enabled: useMay('maternal.read') }).data?.total ?? 0
  return (
    <>
      {retained > 0 ? <Alert className="form-alert" type="error" showIcon title={t('maternal.allRetained', '高危截留名单共 {{count}} 人:留院过久、没有转诊也没有登记在院、在本机构分娩待核查', { count: retained })} action={<Button size="small" onClick={() => void navigate('/pregnancies/risk?list=retention')}>{t('maternal.openRetained', '打开名单')}</Button>} /> : null}
      <Loaded of={list}>
        {({ rows, total }) => (
          <DataTable<RetentionLine>
            rows={rows} rowKey="id" label={t('maternal.retentionTab', '在院高危')} empty={t('maternal.noRetention', '没有在院的高危孕产妇')} paging={{ total, offset, limit: PAGE_ROWS, onChange: setOffset }}
            onOpen={row => { if (mayWrite) void navigate(`/maternal/retention/${row.id}/edit`) }} mark={row => (row.isRetained ? 'bad' : undefined)}
            columns={[
              { title: t('referral.retention.personId.label', '孕产妇'), width: 130, ellipsis: true, render: (_, row) => <span className="person-name" title={row.personName ?? ''}>{row.personName}</span> },
              gestationColumn<RetentionLine>(),
              { title: t('referral.retention.riskColour.label', '风险颜色'), width: 88, render: (_, row) => <><span className={`risk-dot risk-${row.riskColour}`} aria-hidden="true" />{codeText(RISK_COLOUR, row.riskColour)}</> },
              { title: t('referral.retention.riskFactors.label', '高危因素'), width: 170, ellipsis: true, render: (_, row) => <span title={row.riskFactors ?? ''}>{row.riskFactors}</span> },
              { title: t('maternal.keptHours', '留院'), width: 88, render: (_, row) => t('maternal.hours', '{{hours}} 小时', { hours: row.keptHours }) },
              { title: t('maternal.advice', '提示'), render: (_, row) => row.banner ? <span className={row.isRetained ? 'maternal-bad' : 'maternal-open'}>{messageText(row.banner)}</span> : '' },
              { title: t('maternal.decision', '暂不转诊'), width: 120, ellipsis: true, render: (_, row) => row.decidedAt ? <Tag>{t('maternal.agreedBy', '{{name}} 同意', { name: row.seniorDoctorName ?? '' })}</Tag> : '' },
              { title: t('maternal.next', '办理'), width: 250, render: (_, row) => mayWrite ? (
                <Space size={4}>
                  {row.isBeyond ? <Button size="small" type="primary" onClick={() => void navigate(`/maternal/critical/new?person=${row.personId}`)}>{t('maternal.refer', '转诊')}</Button> : null}
                  {row.isBeyond && !row.decidedAt ? <Button size="small" onClick={() => setAsking({ what: 'decide', row })}>{t('maternal.stay', '暂不转诊')}</Button> : null}
                  <Button size="small" onClick={() => setAsking({ what: 'end', row })}>{t('maternal.end', '登记去向')}</Button>
                </Space>
              ) : null },
            ]}
          />
        )}
      </Loaded>
      {asking?.what === 'decide' ? <DecideDialog row={asking.row} onClose={() => setAsking(null)} /> : null}
      {asking?.what === 'end' ? <EndDialog row={asking.row} onClose={() => setAsking(null)} /> : null}
    </>
  )
}

type DiagnosisLine = Output<'referral.diagnosis.list'>['rows'][number]
function DiagnosisList() {
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const list = useCall('referral.diagnosis.list', { offset, limit: PAGE_ROWS }, { keepPrevious: true })
  return (
    <Loaded of={list}>
      {({ rows, total }) => (
        <DataTable<DiagnosisLine>
          rows={rows} rowKey="id" label={t('maternal.diagnosisTab', '产前诊断')} onOpen={row => void navigate(`/maternal/diagnosis/${row.id}`)} empty={t('referral.none', '没有符合条件的转诊单')} paging={{ total, offset, limit: PAGE_ROWS, onChange: setOffset }}
          mark={row => (row.duties.some(duty => duty.isOverdue) ? 'bad' : row.duties.length === 0 ? 'quiet' : undefined)}
          columns={[
            { title: t('referral.diagnosis.number.label', '转诊单号'), width: 144, render: (_, row) => row.number ?? '—' },
            { title: t('referral.diagnosis.personId.label', '孕妇'), ellipsis: true, render: (_, row) => <span className="person-name" title={row.personName ?? ''}>{row.personName}</span> },
            gestationColumn<DiagnosisLine>(),
            { title: t('person.phone.label', '联系电话'), width: 120, render: (_, row) => row.phone ?? '' },
            { title: t('referral.diagnosis.referredDay.label', '转诊日期'), dataIndex: 'referredDay', width: 104 },
            { title: t('referral.diagnosis.answer.label', '是否接受产前诊断'), width: 136, render: (_, row) => codeText(DIAGNOSIS_ANSWER, row.answer) },
            { title: t('maternal.duties', '待办'), ellipsis: true, render: (_, row) => <span title={row.duties.map(dutyText).join(' · ')}>{row.duties.map(duty => <Tag key={duty.kind} color={duty.isOverdue ? 'error' : 'default'}>{dutyText(duty)}</Tag>)}</span> },
          ]}
        />
      )}
    </Loaded>
  )
}

import { SafetyCertificateOutlined } from '@ant-design/icons'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { DataTable, DayInput, Dialog, LabelledInput, Page, Panel } from '../../kit/index.ts'
import { actorText, actText, CALL_NAMES, factsText } from './act-text.ts'

type Line = Output<'audit.list'>['lines'][number]
type Verdict = Output<'audit.verify'>
const PAGE_SIZE = 50

/** Who did what and when; the chain over all lines can be checked here. */
export default function AuditPage() {
  const [filter, setFilter] = useState<{ userId?: string; call?: string; from?: string; to?: string; recordId?: string }>({})
  const [offset, setOffset] = useState(0)
  const [verdict, setVerdict] = useState<{ at: string; value: Verdict } | null>(null)
  const [verifying, setVerifying] = useState(false)
  const [opened, setOpened] = useState<Line | null>(null)
  const audit = useCall('audit.list', { offset, limit: PAGE_SIZE, ...filter }, { keepPrevious: true })
  const mayListUsers = useMay('user.write')
  const users = useCall('user.list', null, { enabled: mayListUsers, staleTimeMs: 60_000 })
  const change = (part: Partial<Record<keyof typeof filter, string | null>>): void => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value)) as typeof filter
    setFilter(next)
    setOffset(0)
  }
  async function verify(): Promise<void> {
    setVerifying(true)
    try {
      setVerdict({ value: await call('audit.verify', null), at: new Date().toISOString() })
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    } finally {
      setVerifying(false)
    }
  }
  return (
    <Page title={t('menu.audit', '审计')} actions={[{ key: 'verify', label: t('audit.verify', '校验全部记录'), icon: <SafetyCertificateOutlined />, shortcut: 'F8', busy: verifying, run: () => void verify() }]}>
      {verdict ? <VerdictNote verdict={verdict.value} at={verdict.at} /> : null}
      <Panel>
        <div className="filters">
          <LabelledInput id="audit-from" label={t('audit.from', '从')}><DayInput id="audit-from" value={filter.from ?? null} onChange={from => change({ from })} /></LabelledInput>
          <LabelledInput id="audit-to" label={t('audit.to', '到')}><DayInput id="audit-to" value={filter.to ?? null} onChange={to => change({ to })} /></LabelledInput>
          {mayListUsers ? (
            <LabelledInput id="audit-user" label={t('audit.user', '操作人')}>
              <Select id="audit-user" allowClear className="list-input" value={filter.userId ?? null} placeholder={t('audit.all', '全部')} onChange={(userId?: string) => change({ userId: userId ?? null })} showSearch={{ optionFilterProp: 'label' }}
                options={(users.data ?? []).map(user => ({ value: user.id, label: user.displayName }))} />
            </LabelledInput>
          ) : null}
          <LabelledInput id="audit-call" label={t('audit.act', '操作')}>
            <Select id="audit-call" allowClear className="list-input" popupMatchSelectWidth={260} value={filter.call ?? null} placeholder={t('audit.all', '全部')} onChange={(name?: string) => change({ call: name ?? null })} showSearch={{ optionFilterProp: 'label' }}
              options={CALL_NAMES.map(name => ({ value: name, label: actText(name) }))} />
          </LabelledInput>
          <LabelledInput id="audit-record" label={t('audit.recordId', '记录编号')}>
            <Input id="audit-record" allowClear value={filter.recordId ?? ''} onChange={event => change({ recordId: event.target.value.trim() })} />
          </LabelledInput>
          {Object.keys(filter).length > 0 ? <Button onClick={() => { setFilter({}); setOffset(0) }}>{t('audit.clear', '清除条件')}</Button> : null}
        </div>
        <DataTable<Line>
          rows={audit.data?.lines} rowKey={line => String(line.seq)} onOpen={setOpened} loading={audit.isPlaceholderData} label={t('menu.audit', '审计')}
          paging={{ total: audit.data?.total ?? 0, offset, limit: PAGE_SIZE, onChange: setOffset }}
          columns={[
            { title: t('audit.seq', '序号'), dataIndex: 'seq', width: 80 },
            { title: t('audit.at', '时间'), dataIndex: 'at', width: 150, render: (at: string) => instantText(at) },
            { title: t('audit.user', '操作人'), dataIndex: 'userName', width: 140, render: actorText },
            { title: t('audit.act', '操作'), dataIndex: 'call', width: 240, render: (name: string) => actText(name) },
            { title: t('audit.recordId', '记录编号'), dataIndex: 'recordId', ellipsis: true, render: (id: string | null) => id ?? '—' },
            { title: t('audit.facts', '说明'), dataIndex: 'facts', ellipsis: true, render: (facts: Line['facts']) => <span className="facts">{factsText(facts)}</span> },
          ]}
        />
      </Panel>
      {opened ? (
        <Dialog footer={null} title={t('audit.line', '第 {{seq}} 条', { seq: opened.seq })} onCancel={() => setOpened(null)}>
          <p>{instantText(opened.at)} {actorText(opened.userName)}</p>
          <p>{actText(opened.call)} <span className="facts">{opened.call}</span></p>
          {opened.recordId ? <p>{opened.record} {opened.recordId} <Button size="small" type="link" onClick={() => { change({ recordId: opened.recordId }); setOpened(null) }}>{t('audit.sameRecord', '只看这条记录')}</Button></p> : null}
          <p className="facts">{factsText(opened.facts)}</p>
        </Dialog>
      ) : null}
    </Page>
  )
}

const WHY: Readonly<Record<NonNullable<Verdict['firstBroken']>['why'], () => string>> = {
  missing: () => t('audit.brokenMissing', '有记录被删除'), line: () => t('audit.brokenLine', '记录内容被改动'), history: () => t('audit.brokenHistory', '对应的历史版本被改动'),
}

function VerdictNote({ verdict, at }: { verdict: Verdict; at: string }) {
  const { firstBroken } = verdict
  return firstBroken
    ? <Alert className="form-alert" type="error" showIcon title={t('audit.broken', '校验没有通过:第 {{seq}} 条起,{{why}}。请保留现场,不要恢复备份,立即报告负责人。', { seq: firstBroken.seq, why: WHY[firstBroken.why]() })} />
    : <Alert className="form-alert" type="success" showIcon title={t('audit.whole', '校验通过:{{lines}} 条记录完整,没有被改动或删除({{at}})', { lines: countText(verdict.lines), at: instantText(at) })}
        description={<span className="facts">{t('audit.head', '链尾校验值 {{hash}},可抄写留存,下次核对', { hash: verdict.headHash.slice(0, 16) })}</span>} />
}


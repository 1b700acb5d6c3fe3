import { Alert, Button, Space, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { type ReactNode, useState } from 'react'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { DIAGNOSIS_ANSWER, PREGNANCY_OUTCOME } from '../../../domain/code/maternal-risk.ts'
import { CONSENT_CHOICE, CONSENT_KIND, DIAGNOSIS_CONCLUSION, PRENATAL_NEXT_STEP, PRENATAL_PROJECT, PRENATAL_SAMPLE_STATE, PRENATAL_SUBSIDY, RECALL_STEP } from '../../../domain/code/prenatal.ts'
import { CALENDAR_STATE, PRENATAL_PROGRAMME, PRENATAL_TEST, RECALL_CLOSING, RECALL_KIND } from '../../../domain/code/prenatal-record.ts'
import { raisedGestation } from '../../../domain/rule/gestation.ts'
import { PRENATAL_WINDOWS_DEFAULT, type PrenatalWindows, windowOf } from '../../../domain/rule/prenatal/windows.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Loaded, Panel, StateTag, useShortcut } from '../../kit/index.ts'
import { ClassTag } from './ClassTag.tsx'
import { AddResultDialog } from './AddResultDialog.tsx'
import { SampleChain } from './SampleChain.tsx'
import { indicationsText, nextAction, type Opened, testsText, useScreening } from './screening.ts'
import './prenatal.css'

/** 产前筛查 of one pregnancy: what its weeks offer, what is next, every paper, tube and result, and how a high risk ended. */
export default function PrenatalTab({ head }: { head: PregnancyHead }) {
  const opened = useScreening(head.pregnancyId)
  return <Loaded of={opened}>{data => <Screening opened={data} isFresh={!opened.isFetching} />}</Loaded>
}

function Screening({ opened, isFresh }: { opened: Opened; isFresh: boolean }) {
  const navigate = useNavigate()
  const mayWrite = useMay('prenatal.write')
  const mayRefer = useMay('referral.write')
  const [isAdding, setAdding] = useState(false)
  const { head } = opened
  const of = `/prenatal/${head.pregnancyId}`
  const go = (to: string) => (): void => void navigate(to)
  const next = nextAction(opened, mayWrite)
  // What was next before the last step is not done twice: the key waits for the answer.
  useShortcut(['F4'], () => { if (next) void navigate(next.to) }, { enabled: next !== null && isFresh })
  useShortcut(['F6'], go(`${of}/consents/new`), { enabled: mayWrite })
  useShortcut(['F7'], go(`${of}/requests/new`), { enabled: mayWrite })
  useShortcut(['F8'], () => setAdding(true), { enabled: mayWrite })
  useShortcut(['F9'], go(`${of}/diagnoses/new`), { enabled: mayWrite })
  useShortcut(['F10'], go(`${of}/outcome`), { enabled: mayWrite })
  return (
    <>
      <Space wrap className="prenatal-views">
        {next ? <Button type="primary" disabled={!isFresh} onClick={go(next.to)}>{next.label} <kbd>F4</kbd></Button> : null}
        {mayWrite ? (
          <>
            <Button onClick={go(`${of}/consents/new`)}>{t('prenatalScreen.consentShort', '知情同意')} <kbd>F6</kbd></Button>
            <Button onClick={go(`${of}/requests/new`)}>{t('prenatalScreen.requestShort', '申请单')} <kbd>F7</kbd></Button>
            <Button onClick={() => setAdding(true)}>{t('prenatalScreen.resultShort', '登记结果')} <kbd>F8</kbd></Button>
            <Button onClick={go(`${of}/counsellings/new`)}>{t('prenatalScreen.counsellingShort', '咨询')}</Button>
            {mayRefer ? <Button onClick={go(`/maternal/diagnosis/new?person=${head.womanId}&pregnancy=${head.pregnancyId}`)}>{t('prenatalScreen.referShort', '转产前诊断')}</Button> : null}
            <Button onClick={go(`${of}/diagnoses/new`)}>{t('prenatalScreen.diagnosisShort', '诊断结果')} <kbd>F9</kbd></Button>
            <Button onClick={go(`${of}/outcome`)}>{t('prenatalScreen.outcomeShort', '结局随访')} <kbd>F10</kbd></Button>
          </>
        ) : null}
      </Space>
      {opened.notices.map(notice => <Alert key={notice.key + JSON.stringify(notice.params)} className="form-alert" type="warning" showIcon title={messageText(notice)} />)}
      <div className="prenatal-top"><Calendar opened={opened} /><NextPanel opened={opened} /></div>
      <Requests opened={opened} />
      <Results opened={opened} />
      {opened.recalls.length + opened.counsellings.length + opened.referrals.length + opened.diagnoses.length > 0 || opened.outcome || opened.outcomeDue ? <AfterHighRisk opened={opened} /> : null}
      {isAdding ? <AddResultDialog opened={opened} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

const QUIET = new Set(['notYet', 'missed', 'declined'])
function Calendar({ opened }: { opened: Opened }) {
  const windows = useCall('setting.get', { key: 'prenatalWindows' }, { staleTimeMs: 300_000 }).data?.value as PrenatalWindows | undefined
  return (
    <Panel title={t('prenatalScreen.calendar', '筛查日程')}>
      <table className="prenatal-calendar" aria-label={t('prenatalScreen.calendar', '筛查日程')}>
        <thead><tr><th scope="col">{t('prenatalWindow.project', '项目')}</th><th scope="col">{t('prenatalScreen.weeks', '孕周')}</th><th scope="col">{t('prenatalScreen.days', '日期')}</th><th scope="col">{t('prenatalScreen.state', '状态')}</th><th scope="col">{t('prenatalScreen.left', '剩余')}</th></tr></thead>
        <tbody>
          {opened.calendar.map(({ project, firstDay, lastDay, state, daysLeft }) => {
            const { firstDays, lastDays } = windowOf(project, windows ?? PRENATAL_WINDOWS_DEFAULT)
            return (
              <tr key={project} className={QUIET.has(state) ? 'is-quiet' : ''}>
                <th scope="row">{codeText(PRENATAL_PROJECT, project)}</th><td>{raisedGestation(firstDays)}~{raisedGestation(lastDays)}</td><td>{firstDay ? `${firstDay} ~ ${lastDay?.slice(lastDay.startsWith(firstDay.slice(0, 4)) ? 5 : 0) ?? ''}` : '—'}</td><td><StateTag table={CALENDAR_STATE} state={state} /></td>
                <td>{daysLeft !== null && (state === 'open' || state === 'closing') ? t('prenatalScreen.daysLeft', '{{days}} 天', { days: daysLeft }) : '—'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}

/** What the rules advise, and the facts they look at. */
function NextPanel({ opened }: { opened: Opened }) {
  const { next, indications, subsidy, freeDay, ageAtDelivery, consents, consentsMissing } = opened
  const of = `/prenatal/${opened.head.pregnancyId}`
  return (
    <Panel title={t('prenatalScreen.nextStep', '下一步')}>
      <div className="prenatal-next">
        <p><b>{next ? codeText(PRENATAL_NEXT_STEP, next) : t('prenatalScreen.noAdvice', '没有建议')}</b></p>
        {ageAtDelivery !== null ? <p>{t('prenatalScreen.age', '预产期年龄 {{years}} 岁', { years: ageAtDelivery })}</p> : null}
        {indications.length > 0 ? <p>{t('prenatalScreen.indications', '产前诊断指征:{{list}}', { list: indicationsText(indications) })}</p> : null}
        {subsidy ? <p>{t('prenatalScreen.subsidy', '补助:{{what}}', { what: codeText(PRENATAL_SUBSIDY, subsidy) })}</p> : null}
        <p className="hint">{freeDay ? t('prenatalScreen.freeDone', '本次妊娠已于 {{day}} 做过免费筛查', { day: freeDay }) : t('prenatalScreen.freeOpen', '本次妊娠还没有做过免费筛查')}</p>
        <div>
          <span className="field-label">{t('prenatalScreen.consents', '知情同意')}</span>
          <Space wrap size={[6, 6]}>
            {consents.map(({ consent, isCurrent }) => <Link key={consent.id} to={`${of}/consents/${consent.id}`}><Tag color={consent.choice === 'agreed' ? (isCurrent ? 'success' : 'warning') : 'default'}>{codeText(CONSENT_KIND, consent.kind)} {codeText(CONSENT_CHOICE, consent.choice)}{isCurrent ? '' : t('prenatalScreen.oldVersion', '(旧版本)')}</Tag></Link>)}
            {consentsMissing.map(kind => <Link key={kind} to={`${of}/consents/new?kind=${kind}`}><Tag color="error">{t('prenatalScreen.consentMissing', '缺:{{kind}}', { kind: codeText(CONSENT_KIND, kind) })}</Tag></Link>)}
            {consents.length + consentsMissing.length === 0 ? <span className="hint">{t('prenatalScreen.noConsent', '还没有')}</span> : null}
          </Space>
        </div>
      </div>
    </Panel>
  )
}

function Requests({ opened }: { opened: Opened }) {
  const of = `/prenatal/${opened.head.pregnancyId}`
  return (
    <Panel title={t('prenatalScreen.requests', '申请与样本')}>
      {opened.requests.length === 0 ? <p className="hint">{t('prenatalScreen.noRequest', '还没有申请单,按 F7 开申请单')}</p> : null}
      {opened.requests.toReversed().map(request => (
        <div key={request.id} className="prenatal-sample">
          <div>
            <Link to={`${of}/requests/${request.id}`}><b>{request.number ?? t('prenatal.request.title', '产前筛查申请单')}</b></Link>
            <span>{request.requestedDay}</span><span>{testsText(request.tests)}</span><Tag>{codeText(PRENATAL_PROGRAMME, request.programme)}</Tag>
          </div>
          {opened.samples.filter(({ sample }) => sample.requestId === request.id).map(sample => (
            <div key={sample.sample.id}>
              <Space wrap>
                <Link to={`${of}/samples/${sample.sample.id}`}>{t('prenatalScreen.tube', '样本号 {{barcode}}', { barcode: sample.sample.barcode ?? t('prenatalScreen.noBarcode', '未贴码') })}</Link>
                <span>{testsText(sample.sample.tests)}</span><StateTag table={PRENATAL_SAMPLE_STATE} state={sample.sample.state} />
                {sample.reportDue ? <span className={sample.reportDue.isOverdue ? 'issue is-block' : 'hint'}>{dueText(sample.reportDue)}</span> : null}
                {sample.redated ? <span className="issue is-warn">{messageText(sample.redated)}</span> : null}
              </Space>
              <SampleChain of={sample} />
            </div>
          ))}
        </div>
      ))}
    </Panel>
  )
}

/** Until when a report is due. */
export const dueText = ({ day, isEstimated, isOverdue }: NonNullable<Opened['samples'][number]['reportDue']>): string =>
  `${isOverdue ? t('prenatalScreen.reportOverdue', '报告超期,应于 {{day}}', { day }) : t('prenatalScreen.reportDue', '报告期限 {{day}}', { day })}${isEstimated ? t('prenatalScreen.estimated', '(估算,缺该年工作日历)') : ''}`

function Results({ opened }: { opened: Opened }) {
  const navigate = useNavigate()
  return (
    <Panel title={t('prenatalScreen.results', '筛查结果')}>
      <DataTable<Opened['results'][number]>
        rows={opened.results.toReversed()} rowKey={row => row.result.id} label={t('prenatalScreen.results', '筛查结果')} onOpen={row => void navigate(`/prenatal/${opened.head.pregnancyId}/results/${row.result.id}`)} empty={t('prenatalScreen.noResult', '还没有结果,按 F8 登记')}
        mark={row => row.result.overall === 'high' ? 'bad' : row.result.overall === 'borderline' ? 'warn' : undefined}
        columns={[
          { title: t('prenatal.result.test.label', '筛查项目'), width: 200, render: (_, { result }) => codeText(PRENATAL_TEST, result.test) },
          { title: t('prenatal.result.resultDay.label', '报告(检查)日期'), width: 120, render: (_, { result }) => result.resultDay },
          { title: t('prenatalScreen.week', '孕周'), width: 70, render: (_, { result }) => result.gestationDays === null ? '—' : raisedGestation(result.gestationDays) },
          { title: t('prenatal.result.overall.label', '总体结论'), width: 110, render: (_, { result }) => <ClassTag of={result.overall} /> },
          { title: t('prenatalScreen.meaning', '说明'), render: (_, { sentences, redated, result }) => <>{sentences.map(one => <div key={one.key}>{messageText(one)}</div>)}{redated ? <div className="issue is-warn">{messageText(redated)}</div> : null}{result.needsRepeat ? <div className="issue is-warn">{t('prenatalScreen.repeat', '须复查')}</div> : null}</> },
          { title: t('prenatal.result.institution.label', '检测(检查)机构'), width: 180, ellipsis: true, render: (_, { result }) => <span title={result.institution}>{result.institution}</span> },
        ]}
      />
    </Panel>
  )
}

/** Recall, counselling, referral, diagnosis and outcome: how a high risk goes on and ends. */
function AfterHighRisk({ opened }: { opened: Opened }) {
  const of = `/prenatal/${opened.head.pregnancyId}`
  type Line = { key: string; day: string; what: string; text: ReactNode; state?: string | null; isLate?: boolean; to: string }
  const lines: Line[] = [
    ...opened.recalls.map(({ recall, attempts, line }) => ({
      key: recall.id, day: recall.openedDay, what: codeText(RECALL_KIND, recall.kind), to: `${of}/recalls/${recall.id}`, isLate: line.isOverdue || line.isUrgent,
      // The reason is kept in the language of the record.
      text: <>{recall.reason ? <span lang="zh-CN">{recall.reason} · </span> : null}{t('prenatalScreen.attempts', '联系 {{count}} 次', { count: attempts.length })}</>,
      state: recall.closedDay ? `${recall.closedDay} ${codeText(RECALL_CLOSING, recall.closedBy)}` : line.step ? `${codeText(RECALL_STEP, line.step)}${line.dueDay ? t('prenatalScreen.until', ',最迟 {{day}}', { day: line.dueDay }) : ''}` : null,
    })),
    ...opened.counsellings.map(row => ({ key: row.id, day: row.counselledDay, what: t('prenatal.counselling.title', '产前咨询'), text: row.content, state: row.advice, to: `${of}/counsellings/${row.id}` })),
    ...opened.referrals.map(row => ({ key: row.id, day: row.referredDay, what: t('referral.diagnosis.title', '产前诊断转诊单'), text: [row.number, row.organizationName].filter(Boolean).join(' '), state: codeText(DIAGNOSIS_ANSWER, row.answer), to: `/maternal/diagnosis/${row.id}` })),
    ...opened.diagnoses.map(row => ({ key: row.id, day: row.diagnosedDay, what: t('prenatal.diagnosis.title', '产前诊断结果'), text: [row.institution, row.karyotype, row.resultText].filter(Boolean).join(' · '), state: codeText(DIAGNOSIS_CONCLUSION, row.conclusion), to: `${of}/diagnoses/${row.id}` })),
    ...(opened.outcome ? [{ key: opened.outcome.id, day: opened.outcome.followedDay, what: t('prenatal.outcome.title', '筛查妊娠结局'), text: opened.outcome.otherMalformation ?? '', state: codeText(PREGNANCY_OUTCOME, opened.outcome.outcome), to: `${of}/outcome` }]
      : opened.outcomeDue ? [{ key: 'due', day: opened.outcomeDue.dueDay, what: t('prenatal.outcome.title', '筛查妊娠结局'), text: opened.outcomeDue.kind === 'trace' ? t('prenatalScreen.trace', '预产期已过而没有分娩记录,请追访') : t('prenatalScreen.follow', '到期随访'), isLate: opened.outcomeDue.isOverdue, state: opened.outcomeDue.isOverdue ? t('prenatalScreen.overdue', '超期') : null, to: `${of}/outcome` }] : []),
  ]
  const navigate = useNavigate()
  return (
    <Panel title={t('prenatalScreen.after', '召回、诊断与结局')}>
      <DataTable<Line>
        rows={lines.toSorted((a, b) => (a.day < b.day ? -1 : 1))} rowKey="key" label={t('prenatalScreen.after', '召回、诊断与结局')} onOpen={row => void navigate(row.to)} mark={row => row.isLate ? 'bad' : undefined}
        columns={[
          { title: t('prenatalScreen.days', '日期'), width: 110, render: (_, row) => minuteText(row.day) }, { title: t('prenatalScreen.kind', '类别'), width: 170, render: (_, row) => row.what },
          { title: t('prenatalScreen.content', '内容'), render: (_, row) => row.text }, { title: t('prenatalScreen.state', '状态'), width: 260, render: (_, row) => row.state ?? '—' },
        ]}
      />
    </Panel>
  )
}

import { Alert, Button, Space, Tag } from 'antd'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { RISK_COLOUR } from '../../../domain/code/maternal-risk.ts'
import { NEAR_MISS_OUTCOME, NEAR_MISS_SIGN, RISK_CASE_OUTCOME, RISK_REPORT_WAY, RISK_STAGE } from '../../../domain/code/risk-care.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { isReportOverdue, needsCaseManagement } from '../../../domain/rule/maternal/management.ts'
import { RISK_GRADES } from '../../../domain/rule/maternal/risk-assessment.ts'
import type { Day, Minute } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText, minuteText, today } from '../../app/format.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Chart, codeText, DataTable, Loaded, momentNow, Panel, RiskTags, useShortcut } from '../../kit/index.ts'
import { factValueText, keptLines, standingWords } from '../../kit/risk-text.ts'
import { asksForCase } from './AssessmentPage.tsx'
import { Referrals } from './CasePage.tsx'
import { colourLabel, colourOption } from './colour-option.ts'
import { referralPath, riskPath } from './risk-words.ts'
import { DutyLines } from './StandingPanel.tsx'
import './risk.css'

type Opened = Output<'risk.open'>
type Props = { head: PregnancyHead; risk: Opened }
const CHART_HEIGHT = 168

/** The risk of one pregnancy: what has to be done next, the course of the colour, screenings, assessments with their reports, the case. */
export default function RiskTab({ head }: { head: PregnancyHead }) {
  const opened = useCall('risk.open', { pregnancyId: head.pregnancyId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{risk => <Risk head={head} risk={risk} />}</Loaded>
}

type Act = { key: string; label: string; shortcut: string; isNext?: boolean; run(): void }

function Risk({ head, risk }: Props) {
  const navigate = useNavigate()
  const [mayWrite, mayAssess, mayRefer] = [useMay('maternal.write'), useMay('maternal.assess'), useMay('referral.write')]
  const { pregnancyId } = head
  const go = (rest: string) => (): void => void navigate(riskPath(pregnancyId, rest))
  const last = risk.assessments.at(-1)
  const isInCare = risk.state === 'pregnant' || risk.state === 'delivered'
  const owed = risk.assessments.find(one => one.reportDueDay !== null && !risk.reports.some(report => report.assessmentId === one.id))
  const open = risk.cases.find(one => one.closedDay === null)
  const awaited = risk.screenings.findLast(one => one.isPositive && (one.feedbackDay === null || needsCaseManagement({ colour: RISK_GRADES.find(grade => grade === one.feedbackColour) ?? 'green', isPurple: one.feedbackColour === 'purple' })) && !risk.assessments.some(other => other.confirmedAt.slice(0, 10) >= one.screenedDay))
  const isAssessmentDue = risk.attention !== null || awaited !== undefined || risk.isDueAfterBirth
  const owesCase = last !== undefined && asksForCase(last) && !open && risk.state === 'pregnant'
  // The most pressing thing is the next one: F4.
  const next = owed ? 'report' : isAssessmentDue && mayAssess ? 'assess' : owesCase ? 'case' : open ? 'case' : risk.screenings.length === 0 ? 'screen' : 'assess'
  const acts: Act[] = [
    ...mayWrite && isInCare ? [{ key: 'screen', label: t('riskScreen.screen', '风险筛查'), shortcut: 'F6', run: go('screenings/new') }] : [],
    ...mayAssess && isInCare ? [{ key: 'assess', label: last ? t('riskScreen.reassess', '重新评估') : t('riskScreen.assess', '风险评估'), shortcut: 'F7', run: go('assessments/new') }] : [],
    ...mayWrite && owed ? [{ key: 'report', label: t('riskScreen.report', '分级报告'), shortcut: 'F8', run: go(`assessments/${owed.id}/report`) }] : [],
    ...mayWrite && (open || owesCase) ? [{ key: 'case', label: open ? t('riskScreen.toCase', '专案追踪') : t('riskScreen.openCase', '建专案'), shortcut: 'F9', run: go(open ? `cases/${open.id}` : 'cases/new') }] : [],
    ...mayRefer && isInCare ? [{ key: 'refer', label: t('riskScreen.refer', '危重转诊'), shortcut: 'F10', run: () => void navigate(referralPath(head, 'critical')) }] : [],
    ...mayAssess && isInCare ? [{ key: 'nearMiss', label: t('riskScreen.nearMiss', '危重救治'), shortcut: 'F11', run: go('near-misses/new') }] : [],
  ]
  useShortcut(['F4'], () => acts.find(act => act.key === next)?.run())
  return (
    <div className="risk-tab">
      <Space wrap className="risk-acts">{acts.map(act => <Act key={act.key} act={{ ...act, isNext: act.key === next }} />)}</Space>
      {risk.unreviewedDeliveryId ? <Alert className="form-alert" type="error" showIcon title={t('riskScreen.retained', '高危截留:本次分娩超出本机构能力,尚未核查')} action={mayAssess ? <Button size="small" danger onClick={go(`reviews/${risk.unreviewedDeliveryId}`)}>{t('riskScreen.review', '登记核查')}</Button> : undefined} /> : null}
      {risk.isBeyond && risk.current ? (
        <Alert className="form-alert" type="error" showIcon title={risk.referralWait ? t('riskScreen.referBy', '{{alarm}},期限 {{due}}', { alarm: messageText(risk.referralWait.alarm), due: minuteText(risk.referralWait.dueAt) }) : t('riskScreen.beyond', '风险“{{standing}}”超出本机构能力,应转诊;在院的请登记', { standing: standingWords(risk.current) })}
          action={mayRefer ? <Button size="small" onClick={() => void navigate(referralPath(head, 'retention'))}>{t('riskScreen.stay', '在院高危登记')}</Button> : undefined} />
      ) : null}
      {risk.attention ? <Alert className="form-alert" type="warning" showIcon title={t('riskScreen.attention', '需重新评估:{{day}} 起提示{{standing}}({{reasons}})', { day: risk.attention.sinceDay, standing: standingWords(risk.attention), reasons: risk.attention.reasons.map(factValueText).join(t('risk.and', '、')) })} /> : null}
      {awaited ? <Alert className="form-alert" type={(awaited.dueDay ?? '') < today() ? 'error' : 'info'} showIcon title={(awaited.dueDay ?? '') < today() ? t('riskScreen.assessOverdue', '筛查阳性已过评估期限 {{day}},请尽快评估', { day: awaited.dueDay ?? '' }) : t('riskScreen.assessDue', '筛查阳性,须在 {{day}} 前评估', { day: awaited.dueDay ?? '' })} /> : null}
      {risk.isDueAfterBirth ? <Alert className="form-alert" type="info" showIcon title={t('riskScreen.afterBirth', '已分娩,产后访视和产后42天须重新评估风险;分娩后还没有评估')} /> : null}
      {owed ? <Alert className="form-alert" type={isReportOverdue({ dueDay: owed.reportDueDay as Day, dueAt: owed.reportDueAt as Minute | null }, momentNow().now) ? 'error' : 'warning'} showIcon title={t('riskScreen.owed', '{{standing}}的评估({{at}})尚未报送分级报告单,期限 {{due}}', { standing: standingWords({ colour: owed.colour, isPurple: false }), at: minuteText(owed.confirmedAt), due: owed.reportDueAt ? minuteText(owed.reportDueAt) : owed.reportDueDay ?? '' })} /> : null}
      {open && last && !asksForCase(last) && mayAssess ? <Alert className="form-alert" type="info" showIcon title={t('riskScreen.mayClose', '风险已降级,专案 {{number}} 办完事项后可以结案(按 F9 打开专案)', { number: open.number ?? '' })} /> : null}
      {last ? (
        <div className="risk-two">
          <Panel title={t('riskScreen.course', '风险等级变化')} extra={risk.highest ? <span>{t('riskScreen.highest', '本次妊娠最高 {{standing}}', { standing: standingWords(risk.highest) })}</span> : undefined}><Course risk={risk} /></Panel>
          <Panel title={t('riskScreen.duties', '现在的管理要求')}>{risk.current ? <DutyLines standing={{ colour: RISK_GRADES.find(one => one === risk.current?.colour) ?? 'green', isPurple: risk.current.isPurple }} /> : null}</Panel>
        </div>
      ) : null}
      <Assessments head={head} risk={risk} />
      <Screenings head={head} risk={risk} />
      {risk.cases.length > 0 ? <Cases head={head} risk={risk} /> : null}
      {risk.nearMisses.length > 0 ? <NearMisses head={head} risk={risk} /> : null}
      {risk.referrals.length > 0 ? <Panel title={t('riskScreen.referrals', '危重转诊')}><Referrals referrals={risk.referrals} /></Panel> : null}
    </div>
  )
}

function Act({ act }: { act: Act }) {
  useShortcut([act.shortcut], act.run)
  return <Button type={act.isNext ? 'primary' : 'default'} onClick={act.run}>{act.label} <kbd>{act.isNext ? `F4 / ${act.shortcut}` : act.shortcut}</kbd></Button>
}

function Course({ risk }: { risk: Opened }) {
  const option = useMemo(() => colourOption(risk.assessments, risk.state === 'pregnant' ? today() : ''), [risk])
  return <Chart option={option} height={CHART_HEIGHT} label={colourLabel(risk.assessments)} />
}

function Assessments({ head, risk }: Props) {
  const navigate = useNavigate()
  const reports = new Map(risk.reports.map(report => [report.assessmentId, report]))
  return (
    <Panel title={t('riskScreen.assessments', '评估记录')}>
      <DataTable<Opened['assessments'][number]>
        rows={risk.assessments.toReversed()} rowKey="id" label={t('riskScreen.assessments', '评估记录')} empty={t('riskScreen.noAssessments', '还没有评估')} onOpen={row => void navigate(riskPath(head.pregnancyId, `assessments/${row.id}`))}
        columns={[
          { title: t('risk.assessment.confirmedAt.label', '评估时间'), width: 140, render: (_, row) => minuteText(row.confirmedAt) },
          { title: t('riskScreen.weeks', '孕周'), width: 76, render: (_, row) => row.gestationDays === null ? '—' : gestationText(row.gestationDays) },
          { title: t('risk.assessment.stage.label', '评估时机'), width: 112, render: (_, row) => codeText(RISK_STAGE, row.stage) },
          { title: t('risk.assessment.colour.label', '风险颜色'), width: 130, render: (_, row) => <RiskTags colour={row.colour} isPurple={row.isPurple === true} /> },
          { title: t('risk.assessment.criteriaTexts.label', '评估条目'), ellipsis: true, render: (_, row) => { const text = keptLines(row.criteriaTexts).map(line => line.text).join(';'); return <span title={text}>{text}{row.changeReason ? ` ${t('riskScreen.loweredFor', '(降级:{{reason}})', { reason: row.changeReason })}` : ''}</span> } },
          { title: t('risk.assessment.doctorName.label', '评估医生'), width: 92, ellipsis: true, render: (_, row) => row.doctorName },
          { title: t('riskScreen.report', '分级报告'), width: 176, render: (_, row) => { const report = reports.get(row.id); return row.reportDueDay === null ? '—' : report ? <>{codeText(RISK_REPORT_WAY, report.way)} {minuteText(report.sentAt).slice(5)}{report.isLate ? <Tag color="error">{t('riskScreen.late', '逾期')}</Tag> : null}</> : <Tag color="warning">{t('riskScreen.unreported', '未报 {{due}}', { due: row.reportDueAt ? minuteText(row.reportDueAt).slice(5) : row.reportDueDay })}</Tag> } },
        ]}
      />
    </Panel>
  )
}

function Screenings({ head, risk }: Props) {
  const navigate = useNavigate()
  return (
    <Panel title={t('riskScreen.screenings', '筛查记录')}>
      <DataTable<Opened['screenings'][number]>
        rows={risk.screenings.toReversed()} rowKey="id" label={t('riskScreen.screenings', '筛查记录')} empty={t('riskScreen.noScreenings', '还没有筛查,按 F6 登记')} onOpen={row => void navigate(riskPath(head.pregnancyId, `screenings/${row.id}`))}
        columns={[
          { title: t('risk.screening.screenedDay.label', '筛查日期'), width: 110, render: (_, row) => row.screenedDay },
          { title: t('riskScreen.screeningResult', '筛查结果'), width: 90, render: (_, row) => row.isPositive ? <Tag color="warning">{t('riskScreen.isPositive', '阳性')}</Tag> : <Tag>{t('riskScreen.isNegative', '阴性')}</Tag> },
          { title: t('riskScreen.positiveItems', '阳性项目'), ellipsis: true, render: (_, row) => { const text = keptLines(row.itemTexts).map(line => line.text).join(';'); return <span title={text}>{text || '—'}</span> } },
          { title: t('risk.screening.dueDay.label', '评估期限'), width: 110, render: (_, row) => row.dueDay ?? '—' },
          { title: t('riskScreen.referredFor', '转诊评估'), width: 190, ellipsis: true, render: (_, row) => row.referredDay ? `${row.referredDay} ${row.referredTo ?? ''}` : '—' },
          { title: t('riskScreen.answer', '反馈'), width: 130, render: (_, row) => row.feedbackDay ? `${row.feedbackDay} ${row.feedbackColour ? codeText(RISK_COLOUR, row.feedbackColour) : ''}` : '—' },
          { title: t('risk.screening.screenerName.label', '筛查人员'), width: 92, ellipsis: true, render: (_, row) => row.screenerName },
        ]}
      />
    </Panel>
  )
}

function Cases({ head, risk }: Props) {
  const navigate = useNavigate()
  const isLate = risk.caseDueDay !== null && risk.caseDueDay < today()
  return (
    <Panel title={t('riskScreen.cases', '高危专案')}>
      <DataTable<Opened['cases'][number]>
        rows={risk.cases.toReversed()} rowKey="id" label={t('riskScreen.cases', '高危专案')} onOpen={row => void navigate(riskPath(head.pregnancyId, `cases/${row.id}`))} mark={row => row.closedDay === null && isLate ? 'bad' : undefined}
        columns={[
          { title: t('risk.case.number.label', '专案号'), width: 140, render: (_, row) => row.number },
          { title: t('risk.case.openedDay.label', '建案日期'), width: 110, render: (_, row) => row.openedDay },
          { title: t('risk.case.doctorName.label', '责任医生'), width: 100, ellipsis: true, render: (_, row) => row.doctorName },
          { title: t('risk.case.township.label', '管理乡镇(机构)'), ellipsis: true, render: (_, row) => row.township ?? '—' },
          { title: t('riskScreen.visitCount', '追踪'), width: 90, render: (_, row) => t('riskScreen.times', '{{count}} 次', { count: risk.caseVisits.filter(visit => visit.caseId === row.id).length }) },
          { title: t('riskScreen.nextFollowUp', '下次追踪'), width: 130, render: (_, row) => row.closedDay ? '—' : risk.caseDueDay ?? t('riskScreen.notAgreed', '未约定') },
          { title: t('riskScreen.closing', '结案'), width: 190, render: (_, row) => row.closedDay ? `${row.closedDay} ${codeText(RISK_CASE_OUTCOME, row.outcome)}` : '—' },
        ]}
      />
    </Panel>
  )
}

function NearMisses({ head, risk }: Props) {
  const navigate = useNavigate()
  return (
    <Panel title={t('risk.nearMiss.title', '危重孕产妇救治与评审')}>
      <DataTable<Opened['nearMisses'][number]>
        rows={risk.nearMisses.toReversed()} rowKey="id" label={t('risk.nearMiss.title', '危重孕产妇救治与评审')} onOpen={row => void navigate(riskPath(head.pregnancyId, `near-misses/${row.id}`))} mark={row => row.reviewedDay === null ? 'warn' : undefined}
        columns={[
          { title: t('risk.nearMiss.occurredAt.label', '发生时间'), width: 140, render: (_, row) => minuteText(row.occurredAt) },
          { title: t('risk.nearMiss.signs.label', '危重指征'), ellipsis: true, render: (_, row) => { const text = codesIn(row.signs).map(sign => codeText(NEAR_MISS_SIGN, sign)).join(t('risk.and', '、')); return <span title={text}>{text}</span> } },
          { title: t('risk.nearMiss.outcome.label', '结局'), width: 160, render: (_, row) => row.outcome ? `${codeText(NEAR_MISS_OUTCOME, row.outcome)} ${row.outcomeDay ?? ''}` : '—' },
          { title: t('risk.nearMiss.reviewedDay.label', '评审日期'), width: 120, render: (_, row) => row.reviewedDay ?? <Tag color="warning">{t('riskScreen.unreviewed', '待评审')}</Tag> },
          { title: t('risk.nearMiss.doctorName.label', '登记医生'), width: 100, ellipsis: true, render: (_, row) => row.doctorName },
        ]}
      />
    </Panel>
  )
}

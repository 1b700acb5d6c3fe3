import { Alert, App } from 'antd'
import { useMemo } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { riskReport, type StoredRiskReport } from '../../../domain/modules/risk/report.record.ts'
import { isReportOverdue } from '../../../domain/rule/maternal/management.ts'
import type { Day, Minute } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, type FormStore, type InputProps, Loaded, Page, type PageAction, Panel, PregnancyHeadLine, RecordForm, RiskTags, saveRecord, SuggestInput, useFieldValue, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { keptLines } from '../../kit/risk-text.ts'
import { paperPath, riskPath, riskTab } from './risk-words.ts'
import './risk.css'

/** 分级报告单 of one assessment of orange or red: when, to whom, how. */
export default function ReportPage() {
  const { pregnancyId = '', assessmentId, reportId } = useParams()
  const stored = useCall('risk.report.get', { id: reportId ?? '' }, { enabled: reportId !== undefined, staleTimeMs: 30_000 })
  if (!reportId) return <OfAssessment pregnancyId={pregnancyId} assessmentId={assessmentId ?? ''} />
  return <Loaded of={stored}>{row => <OfAssessment key={row.id} pregnancyId={pregnancyId} assessmentId={row.assessmentId} stored={row} />}</Loaded>
}

function OfAssessment({ pregnancyId, assessmentId, stored }: { pregnancyId: string; assessmentId: string; stored?: StoredRiskReport }) {
  const prepared = useCall('risk.report.prepare', { assessmentId }, { staleTimeMs: 300_000 })
  return <Loaded of={prepared}>{data => !stored && data.existingId ? <Navigate replace to={riskPath(pregnancyId, `reports/${data.existingId}`)} /> : <ReportForm data={data} {...stored ? { stored } : {}} />}</Loaded>
}

function ReportForm({ data: { head, assessment, row }, stored }: { data: Output<'risk.report.prepare'>; stored?: StoredRiskReport }) {
  const { pregnancyId } = head
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('maternal.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const back = riskTab(pregnancyId)
  const initial = useMemo(() => stored ?? row, [stored, row])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: riskReport, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(riskReport, stored?.id), saves: 'risk.report.save', draft: `risk.report:${stored?.id ?? `new:${assessment.id}`}`, onCancel: () => void navigate(back),
    onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(stored ? back : riskPath(pregnancyId, `reports/${(saved as { id: string }).id}`), { replace: !stored }) },
  })
  const voiding = useVoidRecord(riskReport.id, stored, mayWrite, () => void navigate(back))
  const suggest = (name: string, suggestions: readonly string[], span: number, autoFocus = false) => <Field name={name} span={span} autoFocus={autoFocus} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={suggestions} />} />
  const actions: PageAction[] = [...voiding.actions, ...stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(paperPath(pregnancyId, 'report', stored.id)) }] : []]
  return (
    <Page title={t('risk.report.title', '妊娠风险评估分级报告单')} subtitle={stored?.number} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {voiding.dialog}
      <Panel title={<><RiskTags colour={assessment.colour} isPurple={assessment.isPurple === true} /> {t('riskScreen.assessedAt', '评估 {{at}}', { at: minuteText(assessment.confirmedAt) })}</>}>
        <ul className="risk-kept">{keptLines(assessment.criteriaTexts).map(({ id, text }) => <li key={id}><span className="risk-code">{id}</span>{text}</li>)}</ul>
      </Panel>
      <RecordForm form={form} readOnly={readOnly}>
        <Deadline store={form.store} due={{ dueDay: assessment.reportDueDay as Day, dueAt: assessment.reportDueAt as Minute | null }} />
        <fieldset className="form-section">
          <legend>{t('riskScreen.report', '分级报告')}</legend>
          <FieldGrid>
            {suggest('receiver', (organizations ?? []).filter(one => one.active).map(one => one.name), 6, !stored)}<Field name="receivedBy" /><Field name="sentAt" /><Field name="way" />{suggest('senderName', (staff ?? []).map(one => one.name), 3)}<Field name="sharedWith" span={6} /><Field name="lateReason" span={12} />
          </FieldGrid>
        </fieldset>
      </RecordForm>
    </Page>
  )
}

/** The end of the clock, and whether the typed minute is past it. */
function Deadline({ store, due }: { store: FormStore; due: { dueDay: Day; dueAt: Minute | null } }) {
  const sentAt = useFieldValue(store, 'sentAt') as Minute | null
  const isLate = sentAt !== null && isReportOverdue(due, sentAt)
  const text = due.dueAt ? minuteText(due.dueAt) : due.dueDay
  return <Alert className="form-alert" type={isLate ? 'error' : 'info'} showIcon title={isLate ? t('riskScreen.reportLate', '已超过报告期限 {{due}},请写明逾期原因', { due: text }) : t('riskScreen.reportDue', '报告期限 {{due}}', { due: text })} />
}

import { Alert, App } from 'antd'
import { useMemo, useState } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { RISK_CASE_OUTCOME, RISK_CONTACT } from '../../../domain/code/risk-care.ts'
import { REFERRAL_STATE } from '../../../domain/code/referral.ts'
import { RISK_CASE_CLOSING, riskCase, type StoredRiskCase } from '../../../domain/modules/risk/case.record.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText, minuteText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Field, FieldGrid, type InputProps, Loaded, Page, type PageAction, Panel, PregnancyHeadLine, RecordFacts, RecordForm, saveRecord, StateTag, SuggestInput, useRecordForm, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { CloseCaseDialog, ReopenCaseDialog } from './CaseDialogs.tsx'
import { paperPath, riskPath, riskTab } from './risk-words.ts'
import './risk.css'

type Opened = Output<'risk.open'>

/** 高危专案: opened from the last assessment, or as it stands with follow-ups, emergency referrals and closing. */
export default function CasePage() {
  const { pregnancyId = '', caseId } = useParams()
  return caseId ? <Stored pregnancyId={pregnancyId} caseId={caseId} /> : <New pregnancyId={pregnancyId} />
}

function New({ pregnancyId }: { pregnancyId: string }) {
  const prepared = useCall('risk.case.prepare', { pregnancyId }, { staleTimeMs: 300_000 })
  return <Loaded of={prepared}>{({ head, row, existingId }) => existingId ? <Navigate replace to={riskPath(pregnancyId, `cases/${existingId}`)} /> : <CaseForm key="new" head={head} row={row} />}</Loaded>
}

function Stored({ pregnancyId, caseId }: { pregnancyId: string; caseId: string }) {
  const pregnancy = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000 })
  const opened = useCall('risk.open', { pregnancyId }, { staleTimeMs: 30_000 })
  const stored = useCall('risk.case.get', { id: caseId }, { staleTimeMs: 30_000 })
  return <Loaded of={pregnancy}>{({ head }) => <Loaded of={opened}>{risk => <Loaded of={stored}>{row => <CaseForm key={row.id} head={head} stored={row} risk={risk} />}</Loaded>}</Loaded>}</Loaded>
}

function CaseForm({ head, row, stored, risk }: { head: PregnancyHead; row?: Output<'risk.case.prepare'>['row']; stored?: StoredRiskCase; risk?: Opened }) {
  const { pregnancyId } = head
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [mayWrite, mayAssess] = [useMay('maternal.write'), useMay('maternal.assess')]
  const [asking, setAsking] = useState<'close' | 'reopen' | null>(null)
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = riskTab(pregnancyId)
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const isLive = (stored?.voidedAt ?? null) === null
  const isClosed = (stored?.closedDay ?? null) !== null
  const readOnly = !mayWrite || !isLive || isClosed
  const form = useRecordForm({
    definition: riskCase, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(riskCase, stored?.id), saves: 'risk.case.save', draft: `risk.case:${stored?.id ?? `new:${pregnancyId}`}`, onCancel: () => void navigate(back),
    onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(stored ? back : riskPath(pregnancyId, `cases/${(saved as { id: string }).id}`), { replace: !stored }) },
  })
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly && asking === null })
  const voiding = useVoidRecord(riskCase.id, isClosed ? undefined : stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = [
    ...voiding.actions,
    ...stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(paperPath(pregnancyId, 'case', stored.id)) }] : [],
    ...stored && isLive && isClosed && mayAssess ? [{ key: 'reopen', label: t('childCase.reopen', '撤销结案'), shortcut: 'F9', run: () => setAsking('reopen') }] : [],
    ...stored && isLive && !isClosed && mayAssess ? [{ key: 'close', label: t('childCase.close', '结案'), shortcut: 'F9', run: () => setAsking('close') }] : [],
    ...stored && isLive && !isClosed && mayWrite ? [{ key: 'visit', label: t('riskScreen.followUp', '登记追踪'), shortcut: 'F4', run: () => void navigate(riskPath(pregnancyId, `cases/${stored.id}/visits/new`)) }] : [],
    ...readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }],
  ]
  const doctors = (staff ?? []).map(one => one.name)
  return (
    <Page title={stored ? t('risk.case.title', '高危孕产妇专案') : t('riskScreen.newCase', '建立高危专案')} subtitle={stored?.number} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {voiding.dialog}
      {stored && risk && !isClosed && risk.caseDueDay ? <Alert className="form-alert" type={risk.caseDueDay < today() ? 'error' : 'info'} showIcon title={risk.caseDueDay < today() ? t('riskScreen.followUpOverdue', '追踪已逾期:应于 {{day}} 追踪', { day: risk.caseDueDay }) : t('riskScreen.followUpDue', '下次追踪 {{day}}', { day: risk.caseDueDay })} /> : null}
      {stored && risk && !isClosed && !risk.caseDueDay ? <Alert className="form-alert" type="warning" showIcon title={t('riskScreen.noFollowUpDay', '没有约定下次追踪日期:请填写追踪间隔,或在追踪时约定')} /> : null}
      {stored && isClosed ? <Panel title={t('riskScreen.closing', '结案')}><RecordFacts definition={riskCase} row={stored} names={RISK_CASE_CLOSING.filter(name => stored[name] !== null)} wide={['closingNote']} /></Panel> : null}
      {stored && risk ? <Visits risk={risk} row={stored} pregnancyId={pregnancyId} /> : null}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('riskScreen.caseFile', '专案')}</legend>
          <FieldGrid>
            <Field name="openedDay" /><Field name="doctorName" autoFocus={!stored} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={doctors} />} /><Field name="township" /><Field name="villageDoctor" /><Field name="followUpDays" />
            <Field name="symptoms" span={6} /><Field name="signs" span={6} /><Field name="tests" span={6} /><Field name="advice" span={6} /><Field name="consultation" span={6} /><Field name="rescue" span={6} /><Field name="referrals" span={6} /><Field name="note" span={6} />
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section"><legend>{t('riskScreen.nationalFactors', '高危因素(上报用国家代码,可多选)')}</legend><div className="risk-factors"><FieldGrid><Field name="factors" /></FieldGrid></div></fieldset>
      </RecordForm>
      {asking === 'close' && stored ? <CloseCaseDialog row={stored} onClose={() => setAsking(null)} /> : null}
      {asking === 'reopen' && stored ? <ReopenCaseDialog row={stored} onClose={() => setAsking(null)} /> : null}
    </Page>
  )
}

type Visit = Opened['caseVisits'][number]
type Referral = Opened['referrals'][number]
function Visits({ risk, row, pregnancyId }: { risk: Opened; row: StoredRiskCase; pregnancyId: string }) {
  const navigate = useNavigate()
  const visits = risk.caseVisits.filter(visit => visit.caseId === row.id).toReversed()
  return (
    <Panel title={t('riskScreen.followUps', '追踪记录')}>
      <DataTable<Visit>
        rows={visits} rowKey="id" label={t('riskScreen.followUps', '追踪记录')} empty={t('riskScreen.noFollowUps', '还没有追踪记录,按 F4 登记')} onOpen={visit => void navigate(riskPath(pregnancyId, `cases/${row.id}/visits/${visit.id}`))}
        columns={[
          { title: t('risk.caseVisit.visitDay.label', '追踪日期'), width: 110, render: (_, visit) => visit.visitDay },
          { title: t('riskScreen.weeks', '孕周'), width: 80, render: (_, visit) => visit.gestationDays === null ? '—' : gestationText(visit.gestationDays) },
          { title: t('risk.caseVisit.contact.label', '追踪方式'), width: 90, render: (_, visit) => codeText(RISK_CONTACT, visit.contact) },
          { title: t('risk.caseVisit.course.label', '病情'), width: 80, render: (_, visit) => visit.course ? codeText(RISK_CASE_OUTCOME, visit.course) : '—' },
          { title: t('risk.caseVisit.situation.label', '情况'), ellipsis: true, render: (_, visit) => <span title={visit.situation}>{visit.situation}</span> },
          { title: t('risk.caseVisit.advice.label', '处理及指导'), ellipsis: true, render: (_, visit) => <span title={visit.advice ?? ''}>{visit.advice ?? '—'}</span> },
          { title: t('risk.caseVisit.nextDay.label', '下次追踪日期'), width: 120, render: (_, visit) => visit.nextDay ?? '—' },
          { title: t('risk.caseVisit.doctorName.label', '追踪人员'), width: 100, ellipsis: true, render: (_, visit) => visit.doctorName },
        ]}
      />
      {risk.referrals.length > 0 ? <Referrals referrals={risk.referrals} /> : null}
    </Panel>
  )
}

/** Emergency referrals of this pregnancy. */
export function Referrals({ referrals }: { referrals: readonly Referral[] }) {
  const navigate = useNavigate()
  return (
    <DataTable<Referral>
      rows={referrals} rowKey="id" label={t('riskScreen.referrals', '危重转诊')} onOpen={slip => void navigate(`/maternal/critical/${slip.id}`)}
      columns={[
        { title: t('riskScreen.referrals', '危重转诊'), width: 150, render: (_, slip) => slip.number ?? '—' },
        { title: t('eyeScreen.state', '状态'), width: 120, render: (_, slip) => <StateTag table={REFERRAL_STATE} state={slip.state} /> },
        { title: t('riskScreen.referredAt', '转诊时间'), width: 150, render: (_, slip) => minuteText(slip.referredAt) },
        { title: t('riskScreen.referredTo', '转入机构'), width: 220, ellipsis: true, render: (_, slip) => <span title={slip.organizationName}>{slip.organizationName}</span> },
        { title: t('riskScreen.referralReason', '转诊原因'), ellipsis: true, render: (_, slip) => <span title={slip.reason}>{slip.reason}</span> },
      ]}
    />
  )
}

import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { riskCaseVisit, type RiskCaseVisit, type StoredRiskCaseVisit } from '../../../domain/modules/risk/case-visit.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, type InputProps, Loaded, Page, PregnancyHeadLine, RecordForm, saveRecord, SuggestInput, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { riskPath } from './risk-words.ts'

/** One 追踪 of a case. */
export default function CaseVisitPage() {
  const { pregnancyId = '', caseId = '', visitId } = useParams()
  const prepared = useCall('risk.caseVisit.prepare', { caseId }, { staleTimeMs: 300_000, enabled: visitId === undefined })
  const pregnancy = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000, enabled: visitId !== undefined })
  const stored = useCall('risk.caseVisit.get', { id: visitId ?? '' }, { staleTimeMs: 30_000, enabled: visitId !== undefined })
  if (visitId === undefined) return <Loaded of={prepared}>{({ head, row, last }) => <VisitForm key="new" head={head} caseId={caseId} row={row} last={last} />}</Loaded>
  return <Loaded of={pregnancy}>{({ head }) => <Loaded of={stored}>{visit => <VisitForm key={visit.id} head={head} caseId={caseId} stored={visit} last={null} />}</Loaded>}</Loaded>
}

function VisitForm({ head, caseId, row, stored, last }: { head: PregnancyHead; caseId: string; row?: Partial<RiskCaseVisit>; stored?: StoredRiskCaseVisit; last: StoredRiskCaseVisit | null }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('maternal.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = riskPath(head.pregnancyId, `cases/${caseId}`)
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const form = useRecordForm({
    definition: riskCaseVisit, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(riskCaseVisit, stored?.id), saves: 'risk.caseVisit.save', draft: `risk.caseVisit:${stored?.id ?? `new:${caseId}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const voiding = useVoidRecord(riskCaseVisit.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('risk.caseVisit.title', '高危专案追踪') : t('riskScreen.newVisit', '登记专案追踪')} back={back} actions={voiding.actions}>
      <PregnancyHeadLine head={head} />
      {voiding.dialog}
      {last ? <p className="hint">{t('riskScreen.lastVisit', '上次 {{day}}:{{text}}', { day: last.visitDay, text: [last.situation, last.advice].filter(Boolean).join(';') })}</p> : null}
      <RecordForm form={form} readOnly={!mayWrite || (stored?.voidedAt ?? null) !== null}>
        <fieldset className="form-section">
          <legend>{t('riskScreen.followUp', '登记追踪')}</legend>
          <FieldGrid>
            <Field name="visitDay" /><Field name="contact" autoFocus={!stored} span={6} /><Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
            <Field name="situation" /><Field name="course" span={12} /><Field name="symptoms" span={6} /><Field name="signs" span={6} /><Field name="tests" span={6} /><Field name="nextDay" /><Field name="advice" />
          </FieldGrid>
        </fieldset>
      </RecordForm>
    </Page>
  )
}

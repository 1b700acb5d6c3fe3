import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { riskAssessment } from '../../../domain/modules/risk/assessment.record.ts'
import { needsCaseManagement } from '../../../domain/rule/maternal/management.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Field, FieldGrid, type InputProps, Loaded, Page, PregnancyHeadLine, RecordForm, saveRecord, SuggestInput, useRecordForm } from '../../kit/index.ts'
import { factValueText } from '../../kit/risk-text.ts'
import { CriteriaPicker } from './CriteriaPicker.tsx'
import { riskPath, riskTab } from './risk-words.ts'
import { StandingPanel, useMaternalRules } from './StandingPanel.tsx'
import './risk.css'

/** A new assessment: rows with what the records point to, the standing beside them while they are ticked; a doctor confirms. */
export default function AssessmentPage() {
  const { pregnancyId = '' } = useParams()
  const prepared = useCall('risk.assessment.prepare', { pregnancyId }, { staleTimeMs: 300_000 })
  return <Loaded of={prepared}>{data => <AssessmentForm key={pregnancyId} data={data} />}</Loaded>
}

function AssessmentForm({ data }: { data: Output<'risk.assessment.prepare'> }) {
  const { head, row, proposals, facts, table, previous } = data
  const { pregnancyId } = head
  const navigate = useNavigate()
  const { message } = App.useApp()
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const rows = useMemo(() => table.rows.filter(one => one.colour !== null && (one.active || row.criteria?.split(',').includes(one.id))), [table, row.criteria])
  const asksScore = useMaternalRules()?.asksRiskScore === 1
  const save = saveRecord(riskAssessment, undefined)
  const form = useRecordForm({
    definition: riskAssessment, initial: row, save, saves: 'risk.assessment.save', draft: `risk.assessment:new:${pregnancyId}`, onCancel: () => void navigate(riskTab(pregnancyId)),
    onSaved: saved => { void message.success(t('riskScreen.confirmed', '评估已确认')); void navigate(riskPath(pregnancyId, `assessments/${saved.id}`), { replace: true }) },
  })
  return (
    <Page
      title={t('riskScreen.newAssessment', '确认妊娠风险评估')} back={riskTab(pregnancyId)}
      actions={[{ key: 'save', label: t('riskScreen.confirm', '确认评估'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]}
    >
      <PregnancyHeadLine head={head} />
      <RecordForm form={form} withoutButtons>
        <div className="visit-layout risk-layout">
          <div>
            <Field name="criteria" span={12} label={t('risk.assessment.criteriaTexts.label', '评估条目')} renderInput={props => {
              const input = props as unknown as InputProps<string>
              return <CriteriaPicker id={input.id ?? 'criteria'} value={input.value} onChange={input.onChange} rows={rows} by="colour" proposals={proposals} facts={facts} describedBy={input.describedBy} />
            }} />
          </div>
          <div className="visit-side">
            <StandingPanel store={form.store} table={table} previous={previous} />
            <fieldset className="form-section">
              <legend>{t('riskScreen.decision', '确认')}</legend>
              <FieldGrid columns={2}>
                <Field name="stage" span={6} /><Field name="confirmedAt" span={6} /><Field name="changeReason" /><Field name="otherText" /><Field name="threatensLife" span={12} />
                <Field name="seniorDoctor" span={6} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} /><Field name="isInformed" span={6} /><Field name="advisesTermination" span={12} /><Field name="terminationSpecialists" span={12} /><Field name="terminationPlace" span={12} /><Field name="advice" />{asksScore ? <><Field name="score" span={6} /><Field name="scoreGrade" span={6} /></> : null}<Field name="note" />
              </FieldGrid>
            </fieldset>
            <details className="risk-facts"><summary>{t('riskScreen.facts', '本次评估用到的检查结果({{count}})', { count: facts.length })}</summary>
              <ul>{facts.map(one => <li key={one.fact}>{factValueText(one)}{one.day ? <span className="risk-source">{one.day}</span> : null}</li>)}</ul>
              <p className="risk-source">{t('riskScreen.table', '评估标准 {{name}};“未核实”的条目未见原表,请医生核对', { name: `${table.id} v${table.version}.${table.edition}` })}</p>
            </details>
          </div>
        </div>
      </RecordForm>
    </Page>
  )
}

/** Whether a case is to be opened after this assessment. */
export const asksForCase = (assessment: { colour: string | null; isPurple: boolean | null }): boolean =>
  needsCaseManagement({ colour: assessment.colour === 'orange' || assessment.colour === 'red' ? assessment.colour : 'green', isPurple: assessment.isPurple === true })

import { Alert, App } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CASE_KIND, type ChildCaseKind } from '../../../domain/code/child-case.ts'
import { ANAEMIA_DEGREE, CHILD_FILE_CLOSING, DISEASE_OUTCOME } from '../../../domain/code/child-nutrition.ts'
import { childCase } from '../../../domain/modules/child/case.record.ts'
import type { RiskFactorLine } from '../../../domain/rule/child/high-risk-factors.ts'
import { useCall } from '../../api/useCall.ts'
import { instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, Field, FieldGrid, type InputProps, Loaded, Page, type PageAction, Panel, RecordForm, saveRecord, SuggestInput, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { AdviceText, NextText } from './case-words.tsx'
import { ChildHeadLine } from '../../kit/ChildHeadLine.tsx'
import { CloseCaseDialog, ReopenCaseDialog } from './CloseCaseDialog.tsx'
import { FactorsInput } from './FactorsInput.tsx'
import { NutritionTags } from './VisitsTab.tsx'
import './child.css'

type Opened = Output<'child.case.open'>
type Visit = Opened['visits'][number]

/** One case: what it was opened for, its follow-ups, and its closing. */
export default function CasePage() {
  const { fileId = '', caseId } = useParams()
  return caseId ? <Stored fileId={fileId} caseId={caseId} /> : <New fileId={fileId} />
}

function New({ fileId }: { fileId: string }) {
  const [params] = useSearchParams()
  const kind = CHILD_CASE_KIND.values.find(one => one === params.get('kind')) ?? 'highRisk'
  const prepared = useCall('child.case.prepare', { fileId, kind }, { staleTimeMs: 300_000 })
  return <Loaded of={prepared}>{data => <CaseForm key={kind} fileId={fileId} kind={kind} prepared={data} />}</Loaded>
}

function Stored({ fileId, caseId }: { fileId: string; caseId: string }) {
  const opened = useCall('child.case.open', { id: caseId })
  return <Loaded of={opened}>{data => <CaseForm key={caseId} fileId={fileId} kind={data.case.kind} opened={data} />}</Loaded>
}

const HIDDEN = ['fileId', 'kind', 'number', 'previousCaseId', 'factorNames', 'riskLevel', 'pretermClass', 'anaemiaDegree', 'basis', 'closedDay', 'closingReason', 'outcome', 'closingDoctor', 'closingNote']

type Props = { fileId: string; kind: ChildCaseKind; prepared?: Output<'child.case.prepare'>; opened?: Opened }

function CaseForm({ fileId, kind, prepared, opened }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('child.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const factors = useCall('setting.get', { key: 'highRiskFactors' }, { staleTimeMs: 300_000, enabled: kind === 'highRisk' }).data?.value as readonly RiskFactorLine[] | undefined
  const [asking, setAsking] = useState<'close' | 'reopen' | null>(null)
  const stored = opened?.case
  const back = `/children/${fileId}?tab=cases`
  const initial = useMemo(() => stored ?? prepared?.row ?? {}, [stored, prepared])
  const isClosed = (stored?.closedDay ?? null) !== null
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: childCase, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(childCase, stored?.id), saves: 'child.case.save', draft: stored ? `child.case:${stored.id}` : `child.case:new:${fileId}:${kind}`,
    onCancel: () => void navigate(back), onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); if (!stored) void navigate(`/children/${fileId}/cases/${(saved as { id: string }).id}`, { replace: true }) },
  })
  const head = opened?.head ?? prepared?.head
  const voiding = useVoidRecord(childCase.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = readOnly ? [] : [
    ...voiding.actions,
    ...(stored && !isClosed ? [
      { key: 'close', label: t('childCase.close', '结案'), shortcut: 'F9', run: () => setAsking('close') },
      { key: 'visit', label: t('childCase.followUp', '登记随访'), shortcut: 'F4', run: () => void navigate(`/children/${fileId}/cases/${stored.id}/visits/new`) },
    ] : []),
    ...(stored && isClosed ? [{ key: 'reopen', label: t('childCase.reopen', '撤销结案'), shortcut: 'F9', run: () => setAsking('reopen') }] : []),
    { key: 'save', label: stored ? t('form.save', '保存') : t('childCase.confirm', '确认建案'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
  ]
  const fields = (names: readonly string[]) => names.filter(name => !HIDDEN.includes(name) && name !== 'factors' && name !== 'doctorName').map(name => <Field key={name} name={name} />)
  const [about, risk, start, treatment] = childCase.sections
  return (
    <Page title={codeText(CHILD_CASE_KIND, kind)} subtitle={stored?.number} back={back} actions={actions}>
      {head ? <ChildHeadLine head={head} /> : null}
      {voiding.dialog}
      {prepared?.proposal ? <Alert className="form-alert" type="info" showIcon title={<AdviceText advice={prepared.proposal} />} /> : null}
      {opened?.referral ? <Alert className="form-alert" type="warning" showIcon title={<AdviceText advice={opened.referral} />} /> : null}
      {opened?.closing ? <Alert className="form-alert" type="success" showIcon title={<AdviceText advice={opened.closing} />} /> : null}
      {stored && isClosed ? <Alert className="form-alert" type="info" showIcon title={t('childCase.closedBy', '{{day}} 由 {{doctor}} 结案:{{reason}}{{outcome}} {{note}}', { day: stored.closedDay ?? '', doctor: stored.closingDoctor ?? '', reason: stored.closingReason ? codeText(CHILD_FILE_CLOSING, stored.closingReason) : '', outcome: stored.outcome ? ` · ${codeText(DISEASE_OUTCOME, stored.outcome)}` : '', note: stored.closingNote ?? '' })} /> : null}
      {opened?.reopenings.map(one => <Alert key={one.at} className="form-alert" type="info" showIcon title={t('childCase.reopenedBy', '{{at}} 由 {{doctor}} 撤销结案:{{reason}}', { at: instantText(one.at), doctor: one.byName, reason: one.reason })} />)}
      {opened ? (
        <Panel title={t('childCase.visits', '随访')} extra={isClosed ? null : <span>{t('childCase.nextLabel', '下次随访')} <NextText next={opened.next} />{opened.previousNumber ? ` · ${t('childCase.previousIs', '上一专案 {{number}}', { number: opened.previousNumber })}` : ''}</span>}>
          <DataTable<Visit>
            rows={opened.visits} rowKey="id" label={t('childCase.visits', '随访')} empty={t('childCase.noVisits', '还没有随访')} onOpen={row => void navigate(`/children/${fileId}/cases/${stored?.id ?? ''}/visits/${row.id}`)}
            columns={[
              { title: t('child.caseVisit.visitDay.label', '随诊日期'), width: 104, render: (_, row) => row.visitDay },
              { title: t('childCase.ages', '月龄(矫正)'), width: 96, render: (_, row) => row.correctedMonths !== null && row.correctedMonths !== row.ageMonths ? `${row.ageMonths ?? '—'} (${row.correctedMonths})` : row.ageMonths ?? '—' },
              { title: t('child.caseVisit.weightKg.label', '体重'), width: 84, render: (_, row) => row.weightKg === null ? '—' : `${row.weightKg} kg` },
              { title: t('child.caseVisit.lengthCm.label', '身长(高)'), width: 84, render: (_, row) => row.lengthCm === null ? '—' : `${row.lengthCm} cm` },
              { title: t('child.caseVisit.haemoglobinGPerL.label', '血红蛋白'), width: 150, render: (_, row) => row.haemoglobinGPerL === null ? '—' : `${row.haemoglobinGPerL} ${row.anaemiaDegree ? codeText(ANAEMIA_DEGREE, row.anaemiaDegree) : ''}` },
              { title: t('child.caseVisit.nutrition.label', '营养状况'), width: 160, render: (_, row) => row.nutrition ? <NutritionTags list={row.nutrition} /> : '—' },
              { title: t('childCase.treatment', '处理'), ellipsis: true, render: (_, row) => [row.treatment, row.dose, row.advice].filter(Boolean).join(';') || '—' },
              { title: t('child.caseVisit.referral.label', '转诊'), width: 70, render: (_, row) => row.referral === '2' ? <span className="issue is-warn">{row.referralResult ? t('childCase.referralDone', '已回') : t('child.referred', '转诊')}</span> : '—' },
              { title: t('child.caseVisit.doctorName.label', '检查人员'), width: 92, ellipsis: true, render: (_, row) => row.doctorName },
            ]}
          />
        </Panel>
      ) : null}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section"><legend>{t('childCase.section.case', '专案')}</legend><FieldGrid>
          <Field name="openedDay" autoFocus={!stored} />
          <Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
          {fields((about?.fields ?? []).filter(name => name !== 'openedDay'))}
        </FieldGrid></fieldset>
        {kind === 'highRisk' ? (
          <fieldset className="form-section"><legend>{t('childCase.section.risk', '高危因素与计划')}</legend><FieldGrid>
            {factors ? <Field name="factors" span={12} renderInput={props => <FactorsInput {...(props as unknown as InputProps<string>)} factors={factors} found={prepared?.foundFactors ?? []} />} /> : null}
            {fields(risk?.fields ?? [])}
          </FieldGrid></fieldset>
        ) : null}
        <fieldset className="form-section"><legend>{t('childCase.section.start', '建案时情况与治疗')}</legend><FieldGrid>{fields([...start?.fields ?? [], ...treatment?.fields ?? []])}</FieldGrid></fieldset>
      </RecordForm>
      {stored && head && asking === 'close' ? <CloseCaseDialog row={stored} head={head} onClose={() => setAsking(null)} /> : null}
      {stored && asking === 'reopen' ? <ReopenCaseDialog row={stored} onClose={() => setAsking(null)} /> : null}
    </Page>
  )
}

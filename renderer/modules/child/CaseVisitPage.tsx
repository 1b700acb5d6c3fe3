import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CASE_KIND } from '../../../domain/code/child-case.ts'
import { CASE_VISIT_COMPUTED, childCaseVisit, type StoredChildCaseVisit } from '../../../domain/modules/child/case-visit.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, FieldGrid, type InputProps, Loaded, Page, type PageAction, Panel, RecordFacts, RecordForm, saveRecord, SuggestInput, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { ChildHeadLine } from '../../kit/ChildHeadLine.tsx'
import { SameDayLine } from './SameDayLine.tsx'
import type { ChildHead } from './tabs.tsx'
import './child.css'

/** One follow-up of a case; what stays the same is carried from the last, the evaluation is made when it is saved. */
export default function CaseVisitPage() {
  const { fileId = '', caseId = '', visitId } = useParams()
  return visitId ? <Stored fileId={fileId} caseId={caseId} visitId={visitId} /> : <New fileId={fileId} caseId={caseId} />
}

function New({ fileId, caseId }: { fileId: string; caseId: string }) {
  const prepared = useCall('child.caseVisit.prepare', { caseId }, { staleTimeMs: 300_000 })
  return <Loaded of={prepared}>{data => <VisitForm fileId={fileId} caseId={caseId} head={data.head} number={data.case.number} row={data.row} last={data.last} sameDay={data.sameDay} />}</Loaded>
}

function Stored({ fileId, caseId, visitId }: { fileId: string; caseId: string; visitId: string }) {
  const stored = useCall('child.caseVisit.get', { id: visitId }, { staleTimeMs: 60_000 })
  const opened = useCall('child.case.open', { id: caseId }, { staleTimeMs: 60_000 })
  return <Loaded of={opened}>{one => <Loaded of={stored}>{visit => <VisitForm key={visit.id} fileId={fileId} caseId={caseId} head={one.head} number={one.case.number} stored={visit} last={null} />}</Loaded>}</Loaded>
}

type Props = { fileId: string; caseId: string; head: ChildHead; number: string | null; row?: Output<'child.caseVisit.prepare'>['row']; stored?: StoredChildCaseVisit; last: StoredChildCaseVisit | null; sameDay?: readonly string[] }

function VisitForm({ fileId, caseId, head, number, row, stored, last, sameDay = [] }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('child.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = `/children/${fileId}/cases/${caseId}`
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: childCaseVisit, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(childCaseVisit, stored?.id), saves: 'child.caseVisit.save', draft: stored ? `child.caseVisit:${stored.id}` : `child.caseVisit:new:${caseId}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const voiding = useVoidRecord(childCaseVisit.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = readOnly ? [] : [...voiding.actions, { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]
  const kind = (stored ?? row)?.kind
  const [visit, measured, treatment] = childCaseVisit.sections
  const skipped: readonly string[] = ['fileId', 'caseId', 'kind', 'doctorName']
  const fields = (names: readonly string[] | undefined) => (names ?? []).filter(name => !skipped.includes(name)).map(name => <Field key={name} name={name} autoFocus={!stored && name === 'visitDay'} />)
  return (
    <Page title={t('child.caseVisit.title', '专案随访')} subtitle={`${kind ? codeText(CHILD_CASE_KIND, kind) : ''} ${number ?? ''}`} back={back} actions={actions}>
      <ChildHeadLine head={head} />
      {voiding.dialog}
      {stored ? <Panel title={t('childCase.evaluation', '评价(保存时得出)')}><RecordFacts definition={childCaseVisit} row={stored as unknown as Readonly<Record<string, unknown>>} names={CASE_VISIT_COMPUTED.filter(name => stored[name] !== null)} /></Panel> : null}
      {last ? <p className="last-value">{t('childCase.lastTime', '上次 {{day}}:体重 {{weight}} kg,身长(高) {{length}} cm,血红蛋白 {{hb}} g/L', { day: last.visitDay, weight: last.weightKg ?? '—', length: last.lengthCm ?? '—', hb: last.haemoglobinGPerL ?? '—' })}</p> : null}
      <SameDayLine definition={childCaseVisit} names={sameDay} day={row?.visitDay} />
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section"><legend>{t('childCase.section.visit', '测量与检查')}</legend><FieldGrid>
          {fields(visit?.fields)}<Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />{fields(measured?.fields)}
        </FieldGrid></fieldset>
        <fieldset className="form-section"><legend>{t('childCase.section.treatment', '治疗、指导与转诊')}</legend><FieldGrid>{fields(treatment?.fields)}<Field name="evaluationNote" /></FieldGrid></fieldset>
      </RecordForm>
    </Page>
  )
}

import { Alert, App, Button, Checkbox } from 'antd'
import { type KeyboardEvent, useMemo, useState, useSyncExternalStore } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, fieldIn, type FormStore, type InputProps, Loaded, Page, type PageAction, RecordForm, saveRecord, sectionTitle, SuggestInput, useBeginAt, useFirst, useRecordForm, useShortcut, useVoidRecord, valueText } from '../../kit/index.ts'
import { ASSESSMENT_PARTS, type AssessmentPart, fieldsOfPart, partsMeasured, partsToBegin, partText, sectionOf } from './assessment-parts.ts'
import { FoundPanel, keptJudged, useJudged } from './FoundPanel.tsx'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'
import { PopqSection } from './PopqSection.tsx'
import './pelvic-assessment.css'

type Known = Pick<Output<'pelvic.assessment.prepare'>, 'head' | 'last' | 'consent' | 'devices' | 'heightCm'>

/** One assessment, new or as it was saved: only what is measured is open, stage and grades beside it while it is typed. */
export default function AssessmentPage() {
  const { fileId = '', assessmentId } = useParams()
  const reportId = useSearchParams()[0].get('report')
  return assessmentId ? <Stored id={assessmentId} /> : <New key={reportId} fileId={fileId} reportId={reportId} />
}

function New({ fileId, reportId }: { fileId: string; reportId: string | null }) {
  const prepared = useFirst(useCall('pelvic.assessment.prepare', { fileId, ...(reportId ? { reportId } : {}) }, { staleTimeMs: 30_000 }))
  return <Loaded of={prepared}>{({ row, ...known }) => <AssessmentForm known={known} initial={row} />}</Loaded>
}
function Stored({ id }: { id: string }) {
  const opened = useCall('pelvic.assessment.open', { id }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ assessment, ...known }) => <AssessmentForm key={id} known={known} initial={assessment} stored={assessment} />}</Loaded>
}

const SPAN: Readonly<Record<string, number>> = { complaints: 12, perineumFinding: 6, ultrasoundNote: 12, diagnoses: 12, diagnosisNote: 6, advice: 6 }
const ABOUT = ['day', 'kind', 'afterSessions', 'doctorName'] as const
const GENERAL = 1
const CONCLUSION = pelvicAssessment.sections.findIndex(section => section.fields.includes('diagnoses'))
const HIDDEN: ReadonlySet<string> = new Set(['reportId'])

function AssessmentForm({ known: { head, last, consent, devices, heightCm }, initial, stored }: { known: Known; initial: Readonly<Record<string, unknown>>; stored?: StoredPelvicAssessment }) {
  const { fileId } = head
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('pelvic.write') && head.state === 'open'
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = `/pelvic/${fileId}?tab=assessment`
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: pelvicAssessment, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(pelvicAssessment, stored?.id), saves: 'pelvic.assessment.save', // Figures begun from one report are not offered beside another.
    draft: stored ? `pelvic.assessment:${stored.id}` : `pelvic.assessment:new:${fileId}${initial.reportId ? `:${String(initial.reportId)}` : ''}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { store, areaRef } = form
  const live = useJudged(fileId, stored, store)
  const judged = readOnly && stored ? keptJudged(stored) : live
  const [chosen, setChosen] = useState<readonly AssessmentPart[]>(() => stored ? partsMeasured(stored) : partsToBegin(initial, last))
  const measured = useSyncExternalStore(store.subscribeValues, () => partsMeasured(store.values()).join())
  const open = useMemo(() => ASSESSMENT_PARTS.filter(part => chosen.includes(part) || measured.split(',').includes(part)), [chosen, measured])
  const isNew = !stored
  useBeginAt(() => fieldIn(areaRef.current, 'complaints'), isNew)
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly })
  const voiding = useVoidRecord(pelvicAssessment.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(stored ? [{ key: 'questionnaires', label: t('pelvicScreen.questionnaires', '量表'), shortcut: 'F7', run: () => void navigate(`/pelvic/${fileId}/assessments/${stored.id}/questionnaires`) }] : []),
    ...(readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]),
  ]
  const lastText = (name: string) => {
    const value = last?.[name as 'painVas'] ?? null
    return value === null ? null : <small className="last-value"> {t('pelvicScreen.last', '上次 {{value}}', { value: valueText(pelvicAssessment.fields[name as 'painVas'], value) })}</small>
  }
  const field = (name: string) => <Field key={name} name={name} {...(SPAN[name] === undefined ? {} : { span: SPAN[name] })} {...(name === 'deviceId' ? { options: devices.map(({ id, name: label }) => ({ value: id, label })) } : { extra: pelvicAssessment.fields[name as 'painVas'].kind === 'number' ? lastText(name) : null })} />
  const section = (index: number) => <FieldGrid>{pelvicAssessment.sections[index]!.fields.filter(name => !HIDDEN.has(name)).map(field)}</FieldGrid>
  return (
    <Page title={stored ? t('pelvicScreen.assessment', '盆底评估') : t('pelvicScreen.newAssessment', '登记盆底评估')} back={back} actions={actions}>
      <PelvicHeadLine head={head} />
      {voiding.dialog}
      {consent?.choice === 'agreed' || readOnly ? null : (
        <Alert
          className="form-alert" type="warning" showIcon title={t('pelvicScreen.noConsent', '还没有有效的“盆底评估”知情同意:不用探头的项目可以先登记,肌电和阴道压力请签署后再填')}
          action={<Button size="small" onClick={() => void navigate(`/pelvic/${fileId}/consents/new?kind=assessment`)}>{t('pelvicScreen.sign', '去签署')}</Button>}
        />
      )}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <div className="visit-layout">
          <div>
            <fieldset className="form-section" aria-label={sectionTitle(pelvicAssessment, 0)}>
              <FieldGrid>{ABOUT.map(name => name === 'doctorName' ? <Field key={name} name={name} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} /> : <Field key={name} name={name} />)}</FieldGrid>
              {readOnly ? null : <PartChooser store={store} open={open} onChange={setChosen} />}
            </fieldset>
            <fieldset className="form-section"><legend>{sectionTitle(pelvicAssessment, GENERAL)}</legend>{section(GENERAL)}</fieldset>
            {open.map(part => (
              <fieldset key={part} className="form-section" data-part={part}>
                <legend>{sectionTitle(pelvicAssessment, sectionOf(part))}</legend>
                {part === 'popq' ? <PopqSection store={store} stage={judged.found.stage} /> : section(sectionOf(part))}
              </fieldset>
            ))}
            <fieldset className="form-section"><legend>{sectionTitle(pelvicAssessment, CONCLUSION)}</legend>{section(CONCLUSION)}</fieldset>
          </div>
          <div className="visit-side"><FoundPanel store={store} judged={judged} heightCm={heightCm} /></div>
        </div>
      </RecordForm>
    </Page>
  )
}

/** Which parts are measured today: one stop, digits open and close; a part that holds values stays open. */
function PartChooser({ store, open, onChange }: { store: FormStore; open: readonly AssessmentPart[]; onChange(parts: readonly AssessmentPart[]): void }) {
  const measured = partsMeasured(store.values())
  function toggle(part: AssessmentPart): void {
    if (measured.includes(part)) return
    const isOpen = open.includes(part)
    // What was carried into a part that is not measured is no answer of this visit.
    if (isOpen) for (const name of fieldsOfPart(part)) if (name !== 'hasNoCervix') store.set(name, null)
    onChange(isOpen ? open.filter(one => one !== part) : [...open, part])
  }
  function onKeyDown(event: KeyboardEvent): void {
    const part = /^[1-6]$/.test(event.key) && !event.ctrlKey && !event.altKey ? ASSESSMENT_PARTS[Number(event.key) - 1] : undefined
    if (!part) return
    event.preventDefault()
    toggle(part)
  }
  return (
    <div role="group" data-group data-parts className="codes-input assessment-parts" aria-label={t('pelvicScreen.parts', '本次测量项目')} onKeyDown={onKeyDown}>
      <span className="field-label">{t('pelvicScreen.parts', '本次测量项目')}</span>
      {ASSESSMENT_PARTS.map((part, index) => <Checkbox key={part} checked={open.includes(part)} disabled={measured.includes(part)} onChange={() => toggle(part)}>{index + 1} {partText(part)}</Checkbox>)}
    </div>
  )
}

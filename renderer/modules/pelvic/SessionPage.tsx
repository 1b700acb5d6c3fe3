import { Alert, App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import { PELVIC_METHOD, PELVIC_SESSION_STATE, type PelvicSessionState } from '../../../domain/code/pelvic.ts'
import { pelvicSession, type PelvicSession } from '../../../domain/modules/pelvic/session.record.ts'
import { mayMove } from '../../../domain/rule/pelvic/booking.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, FieldGrid, type FormStore, type InputProps, Loaded, Page, type PageAction, Panel, RadioInput, RecordForm, SecondPersonFields, secondPersonOf, sectionTitle, SuggestInput, useBeginAt, useFieldValue, useFirst, useRecordForm, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { AskedInput } from './AskedInput.tsx'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'
import { dueText } from './session-text.ts'
import { usePlaces } from './usePlaces.ts'
import './pelvic-course.css'

type Opened = Output<'pelvic.session.open'>
const TREATMENT = ['startedAt', 'minutes', 'therapistName', 'method', 'frequencyHz', 'pulseWidthUs', 'currentMa', 'workSeconds', 'restSeconds', 'electrode', 'strengthBefore', 'strengthAfter', 'painVas', 'adverseEvent', 'homeExercise', 'adverseNote', 'feeling', 'note'] as const
/** What is filled in when the treatment begins; what was typed or saved stays. */
const BEGUN = TREATMENT.slice(0, 9)

/** One session from the appointment to what was done: asked, treated, missed or cancelled. */
export default function SessionPage() {
  const { fileId = '', sessionId } = useParams()
  const [params] = useSearchParams()
  const input = sessionId ? { id: sessionId } : { courseId: params.get('course') ?? '' }
  const opened = useFirst(useCall('pelvic.session.open', input, { staleTimeMs: 0 }))
  return <Loaded of={opened}>{data => <SessionForm key={sessionId ?? 'new'} fileId={fileId} opened={data} />}</Loaded>
}

const isTreated = (state: unknown): boolean => state === 'treating' || state === 'done'

function SessionForm({ fileId, opened: { head, course, session, row, progress, evaluationDue, known, last, next } }: { fileId: string; opened: Opened }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('pelvic.write')
  const mayOverride = useMay('pelvic.override')
  const places = usePlaces()
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const [doctor, setDoctor] = useState<Partial<SecondPerson>>({})
  const back = `/pelvic/${fileId}?tab=course`
  const readOnly = !mayWrite || (session?.voidedAt ?? null) !== null || course.state !== 'open' || head.state === 'closed'
  const begun = useRef<Readonly<Record<string, unknown>>>(row)
  const initial = session ?? { fileId, courseId: course.id, state: 'booked', plannedAt: row.plannedAt, plannedMinutes: row.plannedMinutes, roomId: row.roomId, deviceId: row.deviceId }
  const form = useRecordForm({
    definition: pelvicSession, initial, id: session?.id, rev: session?.rev, saves: 'pelvic.session.save', draft: session ? `pelvic.session:${session.id}` : `pelvic.session:new:${course.id}`,
    save: (given: PelvicSession, rev) => {
      const agreeing = secondPersonOf(doctor)
      return call('pelvic.session.save', { row: given, ...(session ? { id: session.id, rev: rev ?? 0 } : {}), ...(agreeing && given.positive ? { doctor: agreeing } : {}) })
    },
    onCancel: () => void navigate(back),
    onSaved: () => {
      void message.success(next ? t('pelvicSession.savedNext', '已保存。下次:{{at}}', { at: minuteText(next.plannedAt) }) : t('childVisit.saved', '已保存'))
      void navigate(back)
    },
  })
  const { store, areaRef } = form
  const state = useFieldValue(store, 'state') as PelvicSessionState | null
  const positive = useFieldValue(store, 'positive')
  const [reason, method] = [useFieldValue(store, 'overrideReason'), useFieldValue(store, 'method')]
  // A doctor agreed to what stood there: another answer, reason or treatment is agreed to anew.
  const isAgreed = session !== null && session.overrideDoctor !== null && positive === session.positive && reason === session.overrideReason && method === session.method
  const treats = isTreated(state)
  useEffect(() => { if (treats && !isTreated(session?.state)) for (const name of BEGUN) if (store.get(name) === null && begun.current[name] !== undefined) store.set(name, begun.current[name]) }, [treats, session?.state, store])
  const doctorIssue = form.otherIssues.find(issue => issue.path === 'overrideDoctor' || issue.message.key.startsWith('secondPerson.'))
  const focus = (selector: string): void => { requestAnimationFrame(() => areaRef.current?.querySelector<HTMLElement>(selector)?.focus()) }
  useBeginAt(() => areaRef.current?.querySelector<HTMLElement>('[data-field="state"] input:checked'), !readOnly)
  function begin(): void {
    store.set('state', 'done')
    focus('.asked-line input')
  }
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly })
  const voiding = useVoidRecord(pelvicSession.id, session ?? undefined, mayWrite && course.state === 'open' && head.state === 'open', () => void navigate(back))
  const from = session?.state ?? 'booked'
  const actions: PageAction[] = [
    ...voiding.actions,
    { key: 'slip', label: t('pelvicSlip.short', '预约单'), shortcut: 'Ctrl+P', run: () => void navigate(`/pelvic/${fileId}/courses/${course.id}/slip`) },
    ...(readOnly ? [] : [
      ...(treats || !mayMove(from, 'done') ? [] : [{ key: 'begin', label: t('pelvicSession.begin', '登记治疗'), shortcut: 'F8', run: begin }]),
      { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
    ]),
  ]
  return (
    <Page title={session ? t('pelvicSession.title', '盆底治疗') : t('pelvicSession.new', '登记治疗')} back={back} actions={actions}>
      <PelvicHeadLine head={head} />
      {voiding.dialog}
      {course.state !== 'open' ? <Alert className="form-alert" type="info" showIcon title={t('pelvicSession.ended', '疗程已于 {{day}} 结束,这次治疗只能查看;要改请先在“疗程与治疗”中重新打开疗程', { day: course.closedDay ?? '' })} /> : null}
      {evaluationDue ? <Alert className="form-alert" type={evaluationDue.isOverdue ? 'error' : 'warning'} showIcon title={dueText(evaluationDue.kind)} /> : null}
      <div className="visit-layout">
        <RecordForm form={{ ...form, otherIssues: form.otherIssues.filter(issue => issue !== doctorIssue) }} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section">
            <legend>{sectionTitle(pelvicSession, 0)}</legend>
            <FieldGrid>
              <Field name="state" span={12} renderInput={props => <RadioInput {...(props as unknown as InputProps<string>)} choices={PELVIC_SESSION_STATE.values.map((value, index) => ({ value, label: `${index + 1} ${codeText(PELVIC_SESSION_STATE, value)}`, digit: String(index + 1), disabled: !mayMove(from, value) }))} />} />
              <Field name="plannedAt" /><Field name="plannedMinutes" /><Field name="roomId" options={places.choices('room')} refText={places.nameOf(session?.roomId ?? null)} /><Field name="deviceId" options={places.choices('device')} refText={places.nameOf(session?.deviceId ?? null)} />
              <Field name="stateReason" span={12} />
            </FieldGrid>
          </fieldset>
          {treats || state === 'arrived' ? (
            <fieldset className="form-section">
              <legend>{sectionTitle(pelvicSession, 1)}</legend>
              <FieldGrid><Field name="asked" span={12} label={t('pelvicSession.ask', '逐项询问(1 是,2 否)')} renderInput={() => <AskedInput store={store} orderedMethod={course.method} known={known} />} />{positive && treats ? <Field name="overrideReason" span={12} /> : null}</FieldGrid>
              {positive && treats && !mayOverride && !readOnly && !isAgreed ? <SecondPersonFields id="override" value={doctor} onChange={setDoctor} permission="pelvic.override" title={t('pelvicSession.overrideDoctor', '同意治疗的医生')} error={doctorIssue && issueText(doctorIssue)} /> : null}
              {isAgreed ? <p className="hint">{t('pelvicSession.overridden', '{{name}}已同意', { name: session.overrideDoctor ?? '' })}</p> : null}
            </fieldset>
          ) : null}
          {treats ? <fieldset className="form-section"><legend>{sectionTitle(pelvicSession, 2)}</legend><FieldGrid>{TREATMENT.map(name => name === 'therapistName' ? <Field key={name} name={name} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} /> : <Field key={name} name={name} />)}</FieldGrid></fieldset> : null}
        </RecordForm>
        <Side course={course} session={session} progress={progress} last={last} next={next} store={store} />
      </div>
    </Page>
  )
}

/** Where the course stands, what she was given last time, when she comes next. */
function Side({ course, session, progress, last, next, store }: Pick<Opened, 'course' | 'session' | 'progress' | 'last' | 'next'> & { store: FormStore }) {
  const isNewlyDone = useFieldValue(store, 'state') === 'done' && session?.state !== 'done'
  const ordinal = session?.ordinal ?? (isNewlyDone ? progress.done + 1 : null)
  return (
    <Panel title={t('pelvicSession.course', '疗程 {{number}}', { number: course.number ?? '' })}>
      <dl className="session-facts">
        <div><dt>{t('pelvic.course.method.label', '治疗方法')}</dt><dd>{codeText(PELVIC_METHOD, course.method)}</dd></div>
        {ordinal === null ? null : <div><dt>{t('pelvicSession.this', '本次')}</dt><dd>{t('pelvicSession.ordinal', '第 {{ordinal}} 次/共 {{planned}} 次', { ordinal, planned: progress.planned })}</dd></div>}
        <div><dt>{t('pelvicSession.progress', '进度')}</dt><dd>{t('pelvicSession.progressText', '已做 {{done}} 次,剩余 {{remaining}} 次', { done: progress.done, remaining: progress.remaining })}</dd></div>
        <div><dt>{t('pelvicSession.last', '上次治疗')}</dt><dd>{last ? [minuteText(last.startedAt ?? last.plannedAt), last.currentMa === null ? null : `${last.currentMa} mA`, last.therapistName].filter(Boolean).join(' ') : t('pelvicSession.noLast', '还没有')}</dd></div>
        <div><dt>{t('pelvicSession.next', '下次预约')}</dt><dd>{next ? minuteText(next.plannedAt) : t('pelvicSession.noNext', '没有预约')}</dd></div>
        {course.homeExercise ? <div><dt>{t('pelvic.course.homeExercise.label', '家庭训练')}</dt><dd>{course.homeExercise}</dd></div> : null}
      </dl>
    </Panel>
  )
}

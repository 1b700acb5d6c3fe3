import { Alert, App, Button, Checkbox } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PELVIC_ASSESSMENT_KIND, WEEKDAY } from '../../../domain/code/pelvic-care.ts'
import { pelvicCourse, type PelvicCourse, type StoredPelvicCourse } from '../../../domain/modules/pelvic/course.record.ts'
import { weekdayOf } from '../../../domain/rule/pelvic/course.ts'
import { dayOf, type Minute } from '../../../domain/time/day.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, FieldGrid, firstField, type FormStore, type InputProps, Loaded, MinuteInput, Page, type PageAction, Panel, RecordForm, sectionTitle, SuggestInput, useBeginAt, useFirst, useRecordForm, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'
import { usePlaces } from './usePlaces.ts'
import './pelvic-course.css'

type Prepared = Pick<Output<'pelvic.course.prepare'>, 'head' | 'consentDay' | 'assessments'>
type Slots = readonly string[]
/** What is to be booked, and the pattern it belongs to. */
type Planned = { readonly pattern: string; readonly slots: Slots }
const ORDER = ['diagnosis', 'method', 'plannedSessions', 'startDay', 'weekdays', 'timeOfDay', 'sessionMinutes', 'roomId', 'deviceId', 'baselineId', 'doctorName'] as const
/** What the appointments follow from. */
const PATTERN = ['fileId', 'method', 'plannedSessions', 'startDay', 'weekdays', 'timeOfDay', 'sessionMinutes', 'roomId', 'deviceId'] as const

/** A course, new or changed, with its appointments beside it while it is planned; one save keeps both. */
export default function CoursePage() {
  const { fileId = '', courseId } = useParams()
  return courseId ? <Stored fileId={fileId} courseId={courseId} /> : <New fileId={fileId} />
}

function New({ fileId }: { fileId: string }) {
  const prepared = useFirst(useCall('pelvic.course.prepare', { fileId }, { staleTimeMs: 0 }))
  return <Loaded of={prepared}>{({ row, ...known }) => <CourseForm fileId={fileId} known={known} initial={row} />}</Loaded>
}
function Stored({ fileId, courseId }: { fileId: string; courseId: string }) {
  const opened = useFirst(useCall('pelvic.course.open', { id: courseId }, { staleTimeMs: 0 }))
  return <Loaded of={opened}>{data => <CourseForm key={courseId} fileId={fileId} known={data} initial={data.course} stored={data.course} />}</Loaded>
}

function CourseForm({ fileId, known: { head, consentDay, assessments }, initial, stored }: { fileId: string; known: Prepared; initial: Readonly<Record<string, unknown>>; stored?: StoredPelvicCourse }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('pelvic.write')
  const places = usePlaces()
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = `/pelvic/${fileId}?tab=course`
  const isOpen = !stored || stored.state === 'open'
  const readOnly = !mayWrite || !isOpen || (stored?.voidedAt ?? null) !== null || head.state === 'closed'
  const [books, setBooks] = useState(!stored)
  const planned = useRef<Planned>({ pattern: '', slots: [] })
  const form = useRecordForm({
    definition: pelvicCourse, initial, id: stored?.id, rev: stored?.rev, saves: 'pelvic.course.plan', draft: stored ? `pelvic.course:${stored.id}` : `pelvic.course:new:${fileId}`,
    save: async (row: PelvicCourse, rev) => call('pelvic.course.plan', { row, slots: books ? [...await slotsNow()] : [], ...(stored ? { id: stored.id, rev: rev ?? 0 } : {}) }),
    onCancel: () => void navigate(back),
    onSaved: saved => {
      void message.success(t('childVisit.saved', '已保存'))
      void navigate(books && planned.current.slots.length > 0 ? `/pelvic/${fileId}/courses/${saved.id}/slip` : back, { replace: true })
    },
  })
  const { areaRef } = form
  /** The days that are shown; where F2 came before they were worked out, those of the pattern as it stands. */
  async function slotsNow(): Promise<Slots> {
    // A time counts when its input is left: saving leaves it.
    const typing = document.activeElement
    if (typing instanceof HTMLElement && typing.closest('.slot-list')) { typing.blur(); typing.focus() }
    const pattern = patternOf(form.store)
    if (planned.current.pattern !== pattern) planned.current = { pattern, slots: slotsAt((await call('pelvic.course.preview', { row: JSON.parse(pattern) as never, ...(stored ? { id: stored.id } : {}) })).slots) }
    return planned.current.slots
  }
  useBeginAt(() => firstField(areaRef.current), !readOnly)
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly })
  const voiding = useVoidRecord(pelvicCourse.id, stored, mayWrite && head.state === 'open', () => void navigate(back))
  const actions: PageAction[] = [...voiding.actions, ...(readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }])]
  const doctors = (props: unknown) => <SuggestInput {...(props as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />
  const options = { roomId: places.choices('room'), deviceId: places.choices('device'), baselineId: assessments.map(({ id, day, kind }) => ({ value: id, label: `${day} ${codeText(PELVIC_ASSESSMENT_KIND, kind)}` })) } as Readonly<Record<string, ReturnType<typeof places.choices>>>
  return (
    <Page title={stored ? t('pelvicCourse.edit', '修改疗程') : t('pelvicCourse.new', '开疗程')} {...(stored?.number ? { subtitle: stored.number } : {})} back={back} actions={actions}>
      <PelvicHeadLine head={head} />
      {voiding.dialog}
      {consentDay === null ? <Alert className="form-alert" type="warning" showIcon title={t('pelvicCourse.consentFirst', '还没有有效的盆底治疗知情同意,开疗程和治疗前须先签署')} action={mayWrite ? <Button size="small" onClick={() => void navigate(`/pelvic/${fileId}/consents/new?kind=treatment`)}>{t('pelvicCourse.sign', '登记知情同意')}</Button> : null} /> : null}
      <div className="course-layout">
        <RecordForm form={form} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section"><legend>{sectionTitle(pelvicCourse, 0)}</legend><FieldGrid columns={3}>{ORDER.map(name => <Field key={name} name={name} {...(name === 'weekdays' ? { span: 12 } : { span: 4 })} options={options[name]} {...(name === 'doctorName' ? { renderInput: doctors } : {})} />)}</FieldGrid></fieldset>
          <fieldset className="form-section"><legend>{sectionTitle(pelvicCourse, 1)}</legend><FieldGrid>{pelvicCourse.sections[1]!.fields.map(name => <Field key={name} name={name} />)}</FieldGrid></fieldset>
        </RecordForm>
        {readOnly ? null : <SlotPanel store={form.store} courseId={stored?.id} books={books} onBooks={setBooks} onPlanned={next => { planned.current = next }} />}
      </div>
    </Page>
  )
}

/** The pattern as it can be read now: what is half typed counts as not there. */
function patternOf(store: FormStore): string {
  const unreadable = new Set(store.allIssues().filter(({ level }) => level === 'block').map(({ path }) => path))
  return JSON.stringify(Object.fromEntries(PATTERN.map(name => [name, unreadable.has(name) ? null : store.get(name)])))
}

const slotsAt = (slots: Output<'pelvic.course.preview'>['slots']): Slots => slots.map(({ plannedAt }) => plannedAt)

/** Every appointment of the pattern with what speaks against it; a single one is changed or left out in place. */
function SlotPanel({ store, courseId, books, onBooks, onPlanned }: { store: FormStore; courseId: string | undefined; books: boolean; onBooks(books: boolean): void; onPlanned(planned: Planned): void }) {
  const pattern = useSyncExternalStore(store.subscribeAll, () => patternOf(store))
  const [changed, setChanged] = useState<{ pattern: string; slots: Slots } | null>(null)
  const own = changed?.pattern === pattern ? changed.slots : null
  const { data: preview, isPlaceholderData } = useCall('pelvic.course.preview', { row: JSON.parse(pattern) as never, ...(courseId ? { id: courseId } : {}), ...(own ? { slots: [...own] } : {}) }, { keepPrevious: true })
  const slots = preview?.slots ?? []
  const at = slotsAt(slots)
  useEffect(() => { if (preview && !isPlaceholderData) onPlanned({ pattern, slots: at }) })
  function put(index: number, next: string | null): void {
    const changedTo = { pattern, slots: next === null ? at.filter((_, other) => other !== index) : at.map((one, other) => other === index ? next : one).toSorted() }
    setChanged(changedTo)
    onPlanned(changedTo)
  }
  const refused = slots.filter(({ issues }) => issues.some(({ level }) => level === 'block')).length
  return (
    <Panel title={t('pelvicCourse.slots', '预约日期')} extra={<Checkbox checked={books} onChange={event => onBooks(event.target.checked)}>{t('pelvicCourse.books', '保存时一并预约')}</Checkbox>}>
      <div role="status">
        {preview?.known.map(issue => <Alert key={issue.message.key} type={issue.level === 'block' ? 'error' : 'warning'} showIcon title={issueText(issue)} />)}
        {slots.length === 0 ? <p className="hint">{t('pelvicCourse.noSlots', '填写方法、次数、开始日期、治疗日、固定时间和时长后,这里列出每次的日期')}</p> : null}
        {refused > 0 ? <Alert type="error" showIcon title={t('pelvicCourse.conflicts', '{{count}} 次有冲突,请直接改它的时间,或改疗程的时间、治疗室', { count: refused })} /> : null}
        {preview && preview.unknownYears.length > 0 ? <Alert type="warning" showIcon title={t('pelvicCourse.unknownYears', '{{years}} 年的节假日还没有录入,请核对日期', { years: preview.unknownYears.join('、') })} /> : null}
        {preview && preview.skipped.length > 0 ? <p className="hint">{t('pelvicCourse.skipped', '已跳过节假日和不开放的日子:{{days}}', { days: preview.skipped.join('、') })}</p> : null}
      </div>
      <ol className="slot-list" tabIndex={slots.length > 0 ? 0 : -1} aria-label={t('pelvicCourse.slots', '预约日期')}>
        {slots.map(({ plannedAt, issues }, index) => (
          <li key={plannedAt}>
            <span className="number">{index + 1}</span>
            <SlotInput id={`slot-${index}`} label={t('pelvicCourse.slot', '第 {{ordinal}} 次预约时间', { ordinal: index + 1 })} plannedAt={plannedAt} onChange={next => put(index, next)} />
            <span>{codeText(WEEKDAY, String(weekdayOf(dayOf(plannedAt as Minute))))}</span>
            <span>{issues.length === 0 ? '✓' : issues.map(issue => <div key={issue.path + issue.message.key} className={`issue is-${issue.level === 'block' ? 'block' : 'warn'}`}>{issueText(issue)}</div>)}</span>
            <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('pelvicCourse.dropSlot', '不约第 {{ordinal}} 次', { ordinal: index + 1 })} onClick={() => put(index, null)} />
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** A time counts when the input is left: half a time is no other day. */
function SlotInput({ id, label, plannedAt, onChange }: { id: string; label: string; plannedAt: string; onChange(next: string): void }) {
  const [typed, setTyped] = useState<string | null>(plannedAt)
  return <MinuteInput id={id} label={label} value={typed} onChange={setTyped} onLeave={() => { if (typed && typed !== plannedAt) onChange(typed) }} />
}

import { Alert, App, Button, Space, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { PelvicCourseOpened } from '../../../domain/api/pelvic-course-api.ts'
import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'
import { CONTACT_ATTEMPT } from '../../../domain/code/child-file.ts'
import { PELVIC_EFFICACY, PELVIC_METHOD, PELVIC_SESSION_STATE } from '../../../domain/code/pelvic.ts'
import { PELVIC_ADVERSE_EVENT, PELVIC_CALL_ABOUT, PELVIC_COURSE_STATE, PELVIC_DIAGNOSIS, PELVIC_STOP_REASON } from '../../../domain/code/pelvic-care.ts'
import { pelvicCourse } from '../../../domain/modules/pelvic/course.record.ts'
import { pelvicAttempt, type StoredPelvicSession } from '../../../domain/modules/pelvic/session.record.ts'
import { tidyRow } from '../../../domain/record/derive/schema.ts'
import { dayOf } from '../../../domain/time/day.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { minuteText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, ContactDialog, DataTable, Loaded, PageActions, Panel, StateTag } from '../../kit/index.ts'
import { dueText } from './session-text.ts'
import './pelvic-course.css'
import './pelvic-file.css'

/** The courses of a file with every session: what is next has F4 and F8. */
export default function CourseTab({ head }: { head: PelvicHead }) {
  const navigate = useNavigate()
  const mayWrite = useMay('pelvic.write') && head.state === 'open'
  const [isCalling, setCalling] = useState(false)
  const opened = useCall('pelvic.course.ofFile', { fileId: head.fileId })
  const to = (path: string): void => void navigate(`/pelvic/${head.fileId}/${path}`)
  const of = useMemo(() => ({ womanId: head.womanId, fileId: head.fileId }), [head.womanId, head.fileId])
  return (
    <Loaded of={opened}>
      {({ courses, attempts, consentDay }) => {
        const running = courses.filter(({ course }) => course.state === 'open')
        // Today's or the next appointment of any course; a past one nobody answered is not what she comes for now.
        const waiting = running.flatMap(({ sessions }) => sessions.filter(({ state, plannedAt }) => (state === 'booked' || state === 'arrived' || state === 'treating') && dayOf(plannedAt) >= today())).toSorted((one, other) => one.plannedAt < other.plannedAt ? -1 : 1)[0]
        const current = running.find(({ course }) => course.id === waiting?.courseId) ?? running[0]
        return (
          <>
            <div className="pelvic-actions">
              <PageActions actions={[
                ...(current ? [{ key: 'slip', label: t('pelvicSlip.short', '预约单'), shortcut: 'Ctrl+P', run: () => to(`courses/${current.course.id}/slip`) }] : []),
                ...(mayWrite ? [
                  { key: 'call', label: t('women.call', '登记联系'), shortcut: 'F7', run: () => setCalling(true) },
                  ...(current ? [{ key: 'treat', label: t('pelvicSession.new', '登记治疗'), shortcut: 'F8', primary: true, run: () => to(waiting ? `sessions/${waiting.id}` : `sessions/new?course=${current.course.id}`) }] : []),
                  { key: 'new', label: t('pelvicCourse.new', '开疗程'), shortcut: 'F4', primary: !current, run: () => to('courses/new') },
                ] : []),
              ]} />
            </div>
            {consentDay === null && mayWrite ? <Alert className="form-alert" type="warning" showIcon title={t('pelvicCourse.consentFirst', '还没有有效的盆底治疗知情同意,开疗程和治疗前须先签署')} action={<Button size="small" onClick={() => to('consents/new?kind=treatment')}>{t('pelvicCourse.sign', '登记知情同意')}</Button>} /> : null}
            {courses.length === 0 ? <Panel><p className="hint">{t('pelvicCourse.none', '还没有疗程;请按 F4 开疗程')}</p></Panel> : null}
            {courses.map(one => <CoursePanel key={one.course.id} opened={one} mayWrite={mayWrite} to={to} />)}
            {attempts.length > 0 ? <Panel title={t('women.calls', '联系记录')}><ul className="course-calls">{attempts.map(one => <li key={one.id}>{[one.day, codeText(PELVIC_CALL_ABOUT, one.about), codeText(CONTACT_ATTEMPT, one.outcome), one.callerName, one.note].filter(Boolean).join(' ')}</li>)}</ul></Panel> : null}
            {isCalling ? <ContactDialog definition={pelvicAttempt} of={of} title={t('women.callTitle', '联系 {{name}}', { name: head.name ?? '' })} about="other" phone={head.phone} onSaved={() => setCalling(false)} onClose={() => setCalling(false)} /> : null}
          </>
        )
      }}
    </Loaded>
  )
}

function CoursePanel({ opened: { course, progress, evaluationDue, sessions, roomName, deviceName }, mayWrite, to }: { opened: PelvicCourseOpened; mayWrite: boolean; to(path: string): void }) {
  const { modal, message } = App.useApp()
  const save = useWrite('pelvic.course.save')
  const isOpen = course.state === 'open'
  async function reopen(): Promise<void> {
    const isSure = await modal.confirm({ title: t('pelvicCourse.reopenTitle', '重新打开疗程 {{number}}?', { number: course.number ?? '' }), content: t('pelvicCourse.reopenText', '结束日期、原因和疗效会清空(旧值留在历史中),可继续预约和治疗。') })
    if (isSure && await save.run({ id: course.id, rev: course.rev, row: tidyRow(pelvicCourse, { ...course, state: 'open' }) })) void message.success(t('childVisit.saved', '已保存'))
  }
  return (
    <Panel
      title={<>{course.number} {codeText(PELVIC_METHOD, course.method)} <StateTag table={PELVIC_COURSE_STATE} state={course.state} /></>}
      extra={mayWrite ? (
        <Space>
          {isOpen ? <>
            <Button size="small" onClick={() => to(`sessions/new?course=${course.id}`)}>{t('pelvicCourse.one', '加约一次')}</Button>
            <Button size="small" onClick={() => to(`courses/${course.id}`)}>{t('pelvicCourse.editShort', '修改或加次数')}</Button>
            <Button size="small" onClick={() => to(`courses/${course.id}/close`)}>{t('pelvicCourse.close', '结束疗程')}</Button>
          </> : <Button size="small" loading={save.busy} onClick={() => void reopen()}>{t('pelvicCourse.reopen', '重新打开')}</Button>}
        </Space>
      ) : null}
    >
      <div className="course-lines">
        <span>{codeText(PELVIC_DIAGNOSIS, course.diagnosis)}</span>
        <b>{t('pelvicCourse.progress', '已做 {{done}}/{{planned}} 次,剩余 {{remaining}} 次', { done: progress.done, planned: progress.planned, remaining: progress.remaining })}</b>
        <span>{t('pelvicCourse.counts', '已约 {{booked}},爽约 {{missed}},取消 {{cancelled}}', { booked: progress.booked, missed: progress.missed, cancelled: progress.cancelled })}</span>
        {roomName || deviceName ? <span>{[roomName, deviceName].filter(Boolean).join('、')}</span> : null}
        <span>{t('pelvicCourse.orderedBy', '{{day}} 起,{{name}} 开具', { day: course.startDay, name: course.doctorName })}</span>
        {isOpen ? null : <span>{[t('pelvicCourse.endedOn', '{{day}} 结束', { day: course.closedDay ?? '' }), course.stopReason ? codeText(PELVIC_STOP_REASON, course.stopReason) : null, course.efficacy ? t('pelvicCourse.effect', '疗效:{{efficacy}}', { efficacy: codeText(PELVIC_EFFICACY, course.efficacy) }) : null].filter(Boolean).join(' ')}</span>}
      </div>
      {evaluationDue && isOpen ? <Alert className="form-alert" type={evaluationDue.isOverdue ? 'error' : 'warning'} showIcon title={dueText(evaluationDue.kind)} action={mayWrite ? <Button size="small" onClick={() => to(`assessments/new`)}>{t('pelvicCourse.assess', '登记评估')}</Button> : null} /> : null}
      <DataTable<StoredPelvicSession>
        rows={inOrder(sessions)} rowKey="id" label={t('pelvicCourse.sessions', '{{number}} 的治疗', { number: course.number ?? '' })} onOpen={row => to(`sessions/${row.id}`)} mark={row => row.state === 'missed' ? 'bad' : row.state === 'cancelled' ? 'quiet' : undefined} empty={t('pelvicCourse.noSessions', '还没有预约和治疗')}
        columns={[
          { title: t('pelvic.session.ordinal.label', '第几次'), width: 76, render: (_, row) => row.ordinal ?? '—' },
          { title: t('pelvic.session.plannedAt.label', '预约时间'), width: 140, render: (_, row) => minuteText(row.plannedAt) },
          { title: t('pelvic.session.state.label', '状态'), width: 90, render: (_, row) => <StateTag table={PELVIC_SESSION_STATE} state={row.state} /> },
          { title: t('pelvic.session.startedAt.label', '开始时间'), width: 140, render: (_, row) => minuteText(row.startedAt) || '—' },
          { title: t('pelvicCourse.parameters', '参数'), ellipsis: true, render: (_, row) => { const text = parameterText(row); return <span title={text}>{text || '—'}</span> } },
          { title: t('pelvicCourse.strength', '肌力前/后'), width: 90, render: (_, row) => row.strengthBefore === null && row.strengthAfter === null ? '—' : `${row.strengthBefore ?? '—'}/${row.strengthAfter ?? '—'}` },
          { title: t('pelvicCourse.remark', '不良反应或缺席原因'), width: 150, ellipsis: true, render: (_, row) => row.adverseEvent && row.adverseEvent !== 'none' ? <Tag color="red">{codeText(PELVIC_ADVERSE_EVENT, row.adverseEvent)}</Tag> : row.adverseEvent ? codeText(PELVIC_ADVERSE_EVENT, row.adverseEvent) : row.stateReason ?? '—' },
          { title: t('pelvic.session.therapistName.label', '治疗师'), width: 90, ellipsis: true, render: (_, row) => row.therapistName ?? '—' },
        ]}
      />
    </Panel>
  )
}

/** From the first to the last: by when she was treated, or is to be. */
const inOrder = (sessions: readonly StoredPelvicSession[]): StoredPelvicSession[] => sessions.toSorted((one, other) => (one.startedAt ?? one.plannedAt) < (other.startedAt ?? other.plannedAt) ? -1 : 1)

const parameterText = ({ frequencyHz, pulseWidthUs, currentMa, minutes }: StoredPelvicSession): string =>
  [frequencyHz === null ? null : `${frequencyHz} Hz`, pulseWidthUs === null ? null : `${pulseWidthUs} µs`, currentMa === null ? null : `${currentMa} mA`, minutes === null ? null : t('pelvicCourse.minutes', '{{minutes}} 分', { minutes })].filter(Boolean).join(' ')

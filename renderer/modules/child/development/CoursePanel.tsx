import { Alert, App, Button, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { AUTISM_STATE, AUTISM_STEP, type AutismStepKind } from '../../../../domain/code/child-autism.ts'
import { childAutism } from '../../../../domain/modules/child/autism.record.ts'
import type { CallFailure } from '../../../api/client.ts'
import { failureText } from '../../../api/failure.ts'
import { useWrite } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { codeText, Dialog, FormArea, LabelledInput, Panel, RecordFacts, StateTag, useShortcut } from '../../../kit/index.ts'
import { type Development, stepText } from './texts.ts'

const FACTS = ['firstReferralNumber', 'firstReferralDay', 'firstReferralTo', 'diagnosisReferralNumber', 'diagnosisReferralDay', 'diagnosisReferralTo', 'reportedDay', 'feedbackDay', 'interventionStartDay', 'interventionPlace', 'interventionHoursPerWeek', 'interventionInstitution', 'doctorName', 'disagreement', 'note'] as const

/** Where the child stands: state, what is due, the steps taken, and the next one by key. */
export function CoursePanel({ fileId, data, onCall }: { fileId: string; data: Development; onCall(): void }) {
  const navigate = useNavigate()
  const mayWrite = useMay('child.write')
  const [undoing, setUndoing] = useState(false)
  const { course, due, state, nextSteps, steps } = data
  const isOpen = course !== null && course.closedDay === null && nextSteps.some(step => step !== 'firstScreening')
  const [next] = nextSteps
  const isFollowed = isOpen && state === 'confirmed'
  const step = (kind: AutismStepKind): void => void navigate(`/children/${fileId}/autism/step?kind=${kind}`)
  const followUp = (): void => void navigate(`/children/${fileId}/autism/follow-ups/new`)
  // In a confirmed child the follow-up is what comes next; being lost or closed is never offered by the key.
  const main = isFollowed ? { label: t('childAutism.followUp', '登记随访'), run: followUp } : isOpen && next && next !== 'lost' && next !== 'closed' ? { label: codeText(AUTISM_STEP, next), run: () => step(next) } : null
  const hasKey = data.proposal === null || data.proposal.confirmedBefore
  useShortcut(['F8'], () => main?.run(), { enabled: mayWrite && main !== null && hasKey })
  const others = nextSteps.filter(kind => isFollowed || !isOpen || kind !== next)
  return (
    <Panel title={t('child.autism.title', '孤独症筛查与管理')} extra={mayWrite && course ? <Button onClick={() => void navigate(`/children/${fileId}/autism`)}>{t('childAutism.edit', '转诊、报告与干预')}</Button> : null}>
      {data.basisChanged ? <Alert className="form-alert" type="warning" showIcon title={t('childAutism.basisChanged', '作为依据的健康检查已修改或作废,请核对;登错了可撤销步骤')} /> : null}
      <div className="course-head">
        <StateTag table={AUTISM_STATE} state={state} />
        {due ? <span className={due.isOverdue ? 'overdue' : undefined}>{due.isOverdue ? t('childAutism.overdueSince', '应于 {{day}} 前完成,已超期', { day: due.dueDay }) : t('childAutism.dueOn', '应于 {{day}} 前完成', { day: due.dueDay })}</span> : null}
        {course?.closedDay ? <Tag>{t('childAutism.closedOn', '{{day}} 结案', { day: course.closedDay })}</Tag> : null}
        {data.former.length > 0 ? <span>{t('childAutism.former', '此前 {{count}} 次', { count: data.former.length })}</span> : null}
      </div>
      {steps.length > 0 ? (
        <ol className="course-steps" aria-label={t('childAutism.steps', '步骤')}>
          {steps.map(one => <li key={one.id}><span>{one.day}</span><b>{codeText(AUTISM_STEP, one.kind)}</b><span className="step-text">{stepText(one)}</span><span>{one.doctorName}</span></li>)}
        </ol>
      ) : null}
      {course ? <RecordFacts definition={childAutism} row={course as unknown as Record<string, unknown>} names={FACTS.filter(name => course[name] !== null)} wide={['note', 'disagreement']} /> : null}
      {mayWrite ? (
        <Space className="course-actions" wrap>
          {main ? <Button type="primary" onClick={main.run}>{main.label} {hasKey ? <kbd>F8</kbd> : null}</Button> : null}
          {others.map(kind => <Button key={kind} onClick={() => step(kind)}>{kind === 'firstScreening' ? t('childAutism.byReferral', '按外院转诊登记初筛异常') : codeText(AUTISM_STEP, kind)}</Button>)}
          {isOpen ? <Button onClick={onCall}>{t('childAutism.call', '联系家属')}</Button> : null}
          {course?.firstReferralDay ? <Button onClick={() => void navigate(`/children/${fileId}/autism/print?what=first&course=${course.id}`)}>{t('childAutism.printFirst', '初筛转诊单')}</Button> : null}
          {course?.diagnosisReferralDay ? <Button onClick={() => void navigate(`/children/${fileId}/autism/print?what=rescreen&course=${course.id}`)}>{t('childAutism.printRescreen', '复筛转诊单')}</Button> : null}
          {steps.length > 0 ? <Button danger onClick={() => setUndoing(true)}>{t('childAutism.undo', '撤销最后一步')}</Button> : null}
        </Space>
      ) : null}
      {undoing && course ? <UndoDialog id={course.id} rev={course.rev} step={codeText(AUTISM_STEP, steps.at(-1)?.kind)} onClose={() => setUndoing(false)} /> : null}
    </Panel>
  )
}

/** The last step is taken back with a reason: it stays in the history. */
function UndoDialog({ id, rev, step, onClose }: { id: string; rev: number; step: string; onClose(): void }) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const undo = useWrite('child.autism.undo', (failure: CallFailure) => { setProblem(failureText(failure)); return true })
  async function run(): Promise<void> {
    if (undo.busy) return
    if (reason.trim().length < 2) { setProblem(t('childAutism.undoReason', '请填写撤销原因')); return }
    if (!await undo.run({ id, rev, reason })) return
    void message.success(t('childAutism.undone', '已撤销'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog title={t('childAutism.undoTitle', '撤销“{{step}}”', { step })} okText={<>{t('childAutism.undoOk', '撤销')} <kbd>F2</kbd></>} cancelText={t('form.cancel', '取消')} okButtonProps={{ danger: true }} confirmLoading={undo.busy} onOk={() => void run()} onCancel={onClose}
      first="undo-reason">
      <FormArea><LabelledInput id="undo-reason" label={t('childAutism.undoWhy', '撤销原因')} span={12} required><Input id="undo-reason" value={reason} maxLength={500} autoComplete="off" onChange={event => setReason(event.target.value)} /></LabelledInput></FormArea>
      {problem ? <Alert type="error" showIcon title={problem} role="alert" /> : null}
    </Dialog>
  )
}

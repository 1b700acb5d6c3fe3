import { Alert, App, Button, Checkbox, Input, Space } from 'antd'
import { useState } from 'react'
import type { SecondPerson } from '../../../../domain/api/define-api.ts'
import type { FieldIssue } from '../../../../domain/message/message.ts'
import { useWrite } from '../../../api/useCall.ts'
import { issueText, messageText, t } from '../../../app/i18n.ts'
import { useMay, useUser } from '../../../app/session.ts'
import { FormArea, LabelledInput, Panel, SecondPersonFields, secondPersonOf, useShortcut } from '../../../kit/index.ts'
import { OthersWork } from '../OthersWork.tsx'
import { ApplicationView } from './ApplicationView.tsx'
import type { Prepared } from './replacement-text.ts'

type Decision = 'agree' | 'refuse' | 'sendBack'
const MIN_REASON = 2

/** The word of somebody else: the reviewer, and where the rules want it the director; both never the clerk who applied. */
export function DecisionStep({ id, prepared, level, ownIds }: { id: string; prepared: Prepared; level: 'review' | 'approve'; ownIds: readonly (string | null | undefined)[] }) {
  const user = useUser()
  const may = useMay(level === 'review' ? 'certificate.review' : 'certificate.approve')
  const isOwn = ownIds.includes(user.id)
  const permission = level === 'review' ? 'certificate.review' as const : 'certificate.approve' as const
  return (
    <>
      {isOwn ? <OthersWork permission={permission} text={level === 'review' ? t('replace.reviewOwn', '申请是您受理的,须由另一位审核人审核。请审核人换到这里,或在自己的电脑上办理。') : t('replace.approveOwn', '申请是您受理或审核的,须由分管领导审批。请分管领导换到这里,或在自己的电脑上办理。')} />
        : may ? <Decide id={id} prepared={prepared} level={level} />
        : <OthersWork permission={permission} text={level === 'review' ? t('replace.reviewOthers', '申请已提交,等待审核人审核。') : t('replace.approveOthers', '审核人已同意,等待分管领导二级审批。')} />}
      <ApplicationView prepared={prepared} />
    </>
  )
}

function Decide({ id, prepared, level }: { id: string; prepared: Prepared; level: 'review' | 'approve' }) {
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [directorHere, setDirectorHere] = useState(false)
  const [director, setDirector] = useState<Partial<SecondPerson>>({})
  const [directorReason, setDirectorReason] = useState('')
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const onFailure = (failure: { fields: readonly FieldIssue[] }): boolean => { setIssues(failure.fields); setDirector(now => ({ ...now, password: '' })); return failure.fields.length > 0 }
  const review = useWrite('replacement.review', onFailure)
  const approve = useWrite('replacement.approve', onFailure)
  const busy = review.busy || approve.busy
  const { assessment, rev } = prepared
  const needsSecond = level === 'review' && assessment.secondLevel.length > 0
  const given = secondPersonOf(director)
  // Every refusal, and every word of the director, says why.
  const hasReason = reason.trim().length >= MIN_REASON
  const cannotAgree = (level === 'approve' && !hasReason) || (needsSecond && directorHere && (!given || directorReason.trim().length < MIN_REASON))
  async function decide(decision: Decision): Promise<void> {
    if (busy || rev === null || (decision === 'agree' ? cannotAgree : !hasReason)) return
    setIssues([])
    const shared = { id, rev, decision, reason: reason.trim() }
    const done = level === 'approve' ? await approve.run(shared)
      : await review.run({ ...shared, ...(decision === 'agree' && needsSecond && directorHere && given ? { director: given, directorReason: directorReason.trim() } : {}) })
    if (!done) return
    if (decision === 'refuse') void message.warning(t('replace.refused', '已决定不予办理,原证继续有效'))
    else if (decision === 'sendBack') void message.warning(t('replace.sentBackDone', '已退回受理人修改'))
    else if (done.state === 'reviewed') void message.success(t('replace.reviewedDone', '已同意,等待分管领导二级审批'))
    else if (done.state === 'forwarded') void message.success(t('replace.forwardedDone', '已同意,请打印转报单交家属到上级办理'))
    else void message.success(t('replace.approvedDone', '已批准,可以打印新证'))
  }
  useShortcut(['Ctrl+Enter'], () => void decide('agree'))
  const quick = [t('replace.quickComplete', '材料齐全,情况属实'), t('replace.quickPapers', '材料不齐,请补交'), t('replace.quickWrong', '内容与原始记录不符')]
  const secondIssue = issues.find(issue => /director|secondPerson|password/i.test(issue.path + issue.message.key))
  return (
    <Panel title={level === 'review' ? t('replace.review', '审核') : t('replace.approve', '二级审批')}>
      {assessment.secondLevel.length > 0 ? <Alert className="form-alert" type="warning" showIcon title={level === 'review' ? t('replace.secondLevel', '审核之后还须分管领导二级审批') : t('replace.secondLevelHere', '须二级审批的原因')} description={assessment.secondLevel.map(one => <div key={one.key}>{messageText(one)}</div>)} /> : null}
      {assessment.forwards ? <Alert className="form-alert" type="info" showIcon title={t('replace.reviewForwards', '本省由县级主管部门补发:同意即转报上级,不在这里打印新证')} /> : null}
      <FormArea>
        <LabelledInput id="decision-reason" label={level === 'approve' ? t('replace.approvalReason', '批准或不批准的理由') : t('replace.reviewReason', '审核意见(不予办理、退回时必填)')} required={level === 'approve'} issues={issues.filter(issue => issue.path === 'reason')}>
          <Input id="decision-reason" autoFocus value={reason} maxLength={300} autoComplete="off" onChange={event => { setReason(event.target.value); setIssues([]) }} />
          <Space size={4} wrap className="quick-reasons">{quick.map(text => <Button key={text} size="small" type="dashed" tabIndex={-1} onClick={() => setReason(text)}>{text}</Button>)}</Space>
        </LabelledInput>
        {needsSecond ? (
          <div className="authorised">
            <Checkbox id="decision-director-here" checked={directorHere} onChange={event => setDirectorHere(event.target.checked)}>{t('replace.directorHere', '分管领导就在窗口,现在一并批准(否则等分管领导在自己的电脑上审批)')}</Checkbox>
            {directorHere ? (
              <>
                <SecondPersonFields id="decision-director" value={director} onChange={setDirector} permission="certificate.approve" title={t('replace.director', '分管领导')} error={secondIssue && secondIssue.path !== 'directorReason' ? issueText(secondIssue) : undefined} />
                <LabelledInput id="decision-director-reason" label={t('replace.directorReason', '批准理由')} required issues={issues.filter(issue => issue.path === 'directorReason')}>
                  <Input id="decision-director-reason" value={directorReason} maxLength={300} autoComplete="off" onChange={event => setDirectorReason(event.target.value)} />
                </LabelledInput>
              </>
            ) : null}
          </div>
        ) : null}
        {issues.filter(issue => issue.path !== 'reason' && issue.path !== 'directorReason' && !(issue === secondIssue && directorHere)).map(issue => <div key={issue.path + issue.message.key} className="issue is-block" role="alert">{issueText(issue)}</div>)}
        <Space className="form-buttons">
          <Button type="primary" data-save loading={busy} disabled={cannotAgree} onClick={() => void decide('agree')}>{level === 'review' ? t('replace.agree', '同意') : t('replace.agreeSecond', '批准')} <kbd>Ctrl+Enter</kbd></Button>
          <Button disabled={busy || !hasReason} onClick={() => void decide('sendBack')}>{t('replace.sendBackNow', '退回修改')}</Button>
          <Button danger disabled={busy || !hasReason} onClick={() => void decide('refuse')}>{t('replace.refuse', '不予办理')}</Button>
          <span className="hint">{cannotAgree ? (level === 'approve' ? t('replace.whyApprove', '写明理由后才能批准、退回或不予办理') : t('replace.whyDirector', '分管领导须选本人、输入密码并写明理由')) : hasReason ? '' : t('replace.whyReason', '写明理由后才能退回或不予办理')}</span>
        </Space>
      </FormArea>
    </Panel>
  )
}

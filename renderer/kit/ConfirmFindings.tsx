import { Button, Input, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Confirmation, SecondPerson } from '../../domain/api/define-api.ts'
import type { FieldIssue } from '../../domain/message/message.ts'
import { issueText, t } from '../app/i18n.ts'
import { LabelledInput } from './field/Field.tsx'
import { FormArea } from './FormArea.tsx'
import { SecondPersonFields, secondPersonOf } from './SecondPersonFields.tsx'
import { useShortcut } from './shortcut.ts'
import { Dialog } from './Dialog.tsx'

type Question = { issues: readonly FieldIssue[]; wrong: readonly FieldIssue[]; answer(confirmations: Confirmation[] | null): void }
let ask: ((question: Question) => void) | null = null

/** Puts findings before the clerk; null when they go back to the form. Needs `<ConfirmFindingsHost>` on the screen. */
export function confirmFindings(issues: readonly FieldIssue[], wrong: readonly FieldIssue[]): Promise<Confirmation[] | null> {
  return new Promise(answer => {
    if (!ask) throw new Error('findings need an answer but the dialog for them is not on the screen')
    ask({ issues, wrong, answer })
  })
}

/** Stands once in the frame. */
export function ConfirmFindingsHost() {
  const [question, setQuestion] = useState<Question | null>(null)
  useEffect(() => {
    ask = setQuestion
    return () => { ask = null }
  }, [])
  if (!question) return null
  const answer = (confirmations: Confirmation[] | null) => { setQuestion(null); question.answer(confirmations) }
  return <ConfirmDialog key={question.issues.map(issue => issue.path + issue.message.key).join()} question={question} answer={answer} />
}

const MIN_REASON_LENGTH = 2

function ConfirmDialog({ question, answer }: { question: Question; answer(confirmations: Confirmation[] | null): void }) {
  const { issues, wrong } = question
  const needsApprover = issues.some(issue => issue.level === 'approve')
  const needsDirector = issues.some(issue => issue.approver === 'director')
  const [reasons, setReasons] = useState<Readonly<Record<number, string>>>({})
  const [again, setAgain] = useState<Readonly<Record<number, string>>>({})
  const [approver, setApprover] = useState<Partial<SecondPerson>>({})
  const [incomplete, setIncomplete] = useState(false)
  const firstInput = useRef<HTMLDivElement>(null)
  const quick = [t('confirm.quickChecked', '已核对原始病历'), t('confirm.quickDocument', '已核对证件原件'), t('confirm.quickAsked', '已向本人确认')]

  function done(): void {
    const secondPerson = secondPersonOf(approver)
    const isComplete = issues.every((issue, index) => (reasons[index] ?? '').trim().length >= MIN_REASON_LENGTH && (issue.level !== 'retype' || (again[index] ?? '') !== ''))
    if (!isComplete || (needsApprover && !secondPerson)) { setIncomplete(true); return }
    answer(issues.map((issue, index) => ({
      path: issue.path, key: issue.message.key, reason: (reasons[index] ?? '').trim(),
      ...(issue.level === 'approve' && secondPerson ? { approver: secondPerson } : {}), ...(issue.level === 'retype' ? { again: again[index] ?? '' } : {}),
    })))
  }
  useShortcut(['F2', 'Ctrl+Enter'], done, { inDialog: true })
  return (
    <Dialog
      width={680} title={t('confirm.title', '请核对以下情况')} maskClosable={false} onCancel={() => answer(null)} first={() => firstInput.current?.querySelector('input')}
      footer={[
        <Button key="back" onClick={() => answer(null)}>{t('confirm.back', '返回修改')} <kbd>Esc</kbd></Button>,
        <Button key="go" type="primary" onClick={done}>{t('confirm.go', '确认并保存')} <kbd>F2</kbd></Button>,
      ]}
    >
      <FormArea>
        <div ref={firstInput}>
          {issues.map((issue, index) => (
            <div key={issue.path + issue.message.key} className="finding">
              <div className={`finding-text is-${issue.level}`}>{issueText(issue)}</div>
              {issue.level === 'retype' ? (
                <LabelledInput id={`again-${index}`} label={t('confirm.again', '请再输入一次该值')} required>
                  <Input id={`again-${index}`} value={again[index] ?? ''} autoComplete="off" onChange={event => setAgain({ ...again, [index]: event.target.value })} />
                </LabelledInput>
              ) : null}
              <LabelledInput id={`reason-${index}`} label={t('confirm.reason', '情况说明')} required>
                <Input id={`reason-${index}`} value={reasons[index] ?? ''} maxLength={500} autoComplete="off" onChange={event => setReasons({ ...reasons, [index]: event.target.value })} />
              </LabelledInput>
              <Space size={4} wrap className="quick-reasons">
                {quick.map(text => <Button key={text} size="small" type="dashed" onClick={() => setReasons({ ...reasons, [index]: text })}>{text}</Button>)}
              </Space>
            </div>
          ))}
        </div>
        {needsApprover ? (
          <div className="finding">
            <div className="finding-text">{needsDirector ? t('confirm.director', '需要分管领导同意') : t('confirm.approver', '需要审核人同意')}</div>
            <SecondPersonFields id="approver" value={approver} onChange={setApprover} permission={needsDirector ? 'certificate.approve' : 'certificate.review'} title={needsDirector ? t('confirm.directorWho', '分管领导') : t('confirm.approverWho', '审核人')} error={wrong[0] ? issueText(wrong[0]) : undefined} />
          </div>
        ) : wrong.length > 0 ? <div className="issue is-block" role="alert">{wrong.map(issueText).join(' ')}</div> : null}
        {incomplete ? <div className="issue is-block" role="alert">{t('confirm.incomplete', '请逐条填写情况说明(至少两个字),需要重输和审核的也要填全')}</div> : null}
      </FormArea>
    </Dialog>
  )
}

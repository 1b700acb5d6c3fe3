import { Alert, App } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { useWrite } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { Dialog, FormArea, SecondPersonFields, secondPersonOf, useShortcut } from '../../kit/index.ts'

/** Two persons make a form final; what the core will not have is said here. */
export function FinaliseDialog({ form, onClose }: { form: Output<'annual.form'>; onClose(): void }) {
  const { message } = App.useApp()
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const finalise = useWrite('annual.finalise', failure => { setIssues(failure.fields); setSecond(now => ({ ...now, password: '' })); return failure.fields.length > 0 })
  const person = secondPersonOf(second)
  async function go(): Promise<void> {
    if (!person || finalise.busy) return
    setIssues([])
    if (await finalise.run({ year: form.year, secondPerson: person }) === undefined) return
    void message.success(t('annual.finalised', '{{year}} 年度统计表已定稿', { year: form.year }))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={640} title={t('annual.finaliseTitle', '{{year}} 年度统计表定稿', { year: form.year })} okText={<>{t('annual.finalise', '定稿')} <kbd>F2</kbd></>} okButtonProps={{ disabled: !person }} confirmLoading={finalise.busy} onOk={() => void go()} onCancel={onClose} maskClosable={false}>
      <FormArea>
        <Alert className="form-alert" type="warning" showIcon title={t('annual.finaliseText', '定稿后本表数字永久保存,不能修改;以后记录的变化只作为差异显示。')} />
        <SecondPersonFields id="annual-second" value={second} onChange={setSecond} permission="certificate.approve" title={t('annual.approver', '审核人(分管领导)')} />
        {issues.length ? <Alert className="form-alert" type="error" showIcon title={t('annual.refused', '不能定稿')} description={<ul className="issue-list">{issues.map(issue => <li key={issue.path + issue.message.key}>{issueText(issue)}</li>)}</ul>} /> : null}
      </FormArea>
    </Dialog>
  )
}

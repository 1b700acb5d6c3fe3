import { Alert, App, Input } from 'antd'
import { useState } from 'react'
import { ANNUAL_CSV_HEADING } from '../../../domain/rule/annual-form.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { useWrite } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { Dialog, FieldGrid, FormArea, LabelledInput, useShortcut } from '../../kit/index.ts'

const ROWS = 9

/** Lines of other institutions, pasted from their tables: all are taken or none, with every reason. */
export function ImportDialog({ year, onClose }: { year: number; onClose(): void }) {
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const [source, setSource] = useState('')
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const run = useWrite('annual.import', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  async function go(): Promise<void> {
    if (run.busy || !text.trim()) return
    setIssues([])
    const done = await run.run({ year, text, source: source.trim() })
    if (!done) return
    void message.success(t('annual.imported', '已导入 {{rows}} 个机构', { rows: done.rows }))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={860} title={t('annual.importTitle', '导入下属机构年度统计表({{year}} 年)', { year })} okText={<>{t('annual.import', '导入')} <kbd>F2</kbd></>} okButtonProps={{ disabled: !text.trim() }} confirmLoading={run.busy} onOk={() => void go()} onCancel={onClose} maskClosable={false}
      first="annual-lines">
      <FormArea>
        <p className="hint">{t('annual.importText', '每行一个机构:名称和第(1)至(16)栏,用逗号或制表符分隔(可从表格软件复制)。已有的机构按新数字更新并留历史。')}</p>
        <FieldGrid columns={2}>
          <LabelledInput id="annual-lines" label={t('annual.lines', '数据行')} span={12} required>
            <Input.TextArea id="annual-lines" rows={ROWS} value={text} spellCheck={false} placeholder={ANNUAL_CSV_HEADING.join(',')} onChange={event => { setText(event.target.value); setIssues([]) }} />
          </LabelledInput>
          <LabelledInput id="annual-from" label={t('annual.from', '来源')} span={6}><Input id="annual-from" value={source} maxLength={100} autoComplete="off" onChange={event => setSource(event.target.value)} /></LabelledInput>
        </FieldGrid>
        {issues.length ? <Alert className="form-alert" type="error" showIcon title={t('annual.importRefused', '没有导入,请改正后重试')} description={<ul className="issue-list">{issues.map(issue => <li key={issue.path + issue.message.key}>{issueText(issue)}</li>)}</ul>} /> : null}
      </FormArea>
    </Dialog>
  )
}

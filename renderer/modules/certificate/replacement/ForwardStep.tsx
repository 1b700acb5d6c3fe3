import { Alert, App, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { REPLACEMENT_MATERIAL } from '../../../../domain/code/replacement.ts'
import type { FieldIssue } from '../../../../domain/message/message.ts'
import type { SettingValue } from '../../../../domain/settings/settings.ts'
import { useCall, useWrite } from '../../../api/useCall.ts'
import { today } from '../../../app/format.ts'
import { issueText, t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { codeText, DayInput, FieldGrid, FormArea, LabelledInput, Panel, RegionOutput, useShortcut } from '../../../kit/index.ts'
import { OthersWork } from '../OthersWork.tsx'
import { ApplicationView } from './ApplicationView.tsx'
import type { Prepared } from './replacement-text.ts'

/** Where only the county re-issues: where the family goes with which papers, and the county's answer when it comes back (note §1.2). */
export function ForwardStep({ id, prepared, onPaper }: { id: string; prepared: Prepared; onPaper(): void }) {
  const mayReplace = useMay('certificate.replace')
  const maySettings = useMay('settings.read')
  const institution = useCall('setting.get', { key: 'institution' }, { enabled: maySettings, staleTimeMs: 60_000 }).data?.value as SettingValue<'institution'> | undefined
  const papers = prepared.assessment.materials.filter(line => line.present)
  return (
    <>
      <Panel title={t('replace.forwardTitle', '请家属到县级主管部门办理')} extra={<Button type="primary" onClick={onPaper}>{t('replace.printForwarding', '打印补发转报单')} <kbd>F10</kbd></Button>}>
        <p>{institution?.countyCode ? <><b><RegionOutput code={institution.countyCode} /></b>{' '}</> : null}{t('replace.forwardWhere', '卫生健康主管部门(或其委托的出生医学证明管理机构)补发;本机构是原签发机构,只负责受理和转报。')}</p>
        <p>{t('replace.forwardBring', '请家属携带:')}{[t('replace.form.forwarding', '补发转报单'), ...papers.map(line => codeText(REPLACEMENT_MATERIAL, line.material))].join(t('replace.between', '、'))}</p>
        <Alert type="info" showIcon title={t('replace.forwardKeep', '本件保持“已转报上级”,原证编号在登记上级补发的新证之后作废。')} />
      </Panel>
      {mayReplace ? <Answer id={id} prepared={prepared} /> : <OthersWork permission="certificate.replace" text={t('replace.forwardOthers', '上级补发后,由受理人员登记新证编号。')} />}
      <ApplicationView prepared={prepared} />
    </>
  )
}

function Answer({ id, prepared }: { id: string; prepared: Prepared }) {
  const { message } = App.useApp()
  const [number, setNumber] = useState('')
  const [issueDay, setIssueDay] = useState<string | null>(today())
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const answer = useWrite('replacement.forwardAnswered', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  const isComplete = number.trim() !== '' && issueDay !== null
  async function go(): Promise<void> {
    if (answer.busy || !isComplete || prepared.rev === null) return
    setIssues([])
    if (await answer.run({ id, rev: prepared.rev, number: number.trim(), issueDay })) void message.success(t('replace.answered', '已登记上级补发的 {{number}},原证 {{old}} 作废', { number: number.trim().toUpperCase(), old: prepared.old.number }))
  }
  useShortcut(['Ctrl+Enter', 'F2'], () => void go())
  return (
    <Panel title={t('replace.answer', '上级补发后登记')}>
      <FormArea>
        <FieldGrid>
          <LabelledInput id="forward-number" label={t('replace.answerNumber', '上级补发的新证编号(可扫描)')} span={4} required issues={issues.filter(issue => issue.path === 'number')}>
            <Input id="forward-number" className="number" value={number} maxLength={40} autoComplete="off" spellCheck={false} onChange={event => { setNumber(event.target.value); setIssues([]) }} />
          </LabelledInput>
          <LabelledInput id="forward-day" label={t('replace.answerDay', '补发日期')} span={3} required issues={issues.filter(issue => issue.path === 'issueDay')}><DayInput id="forward-day" value={issueDay} onChange={setIssueDay} /></LabelledInput>
        </FieldGrid>
        {issues.filter(issue => issue.path !== 'number' && issue.path !== 'issueDay').map(issue => <div key={issue.path + issue.message.key} className="issue is-block" role="alert">{issueText(issue)}</div>)}
        <Space className="form-buttons"><Button type="primary" data-save loading={answer.busy} disabled={!isComplete} onClick={() => void go()}>{t('replace.answerSave', '登记,原证作废')} <kbd>Ctrl+Enter</kbd></Button></Space>
      </FormArea>
    </Panel>
  )
}

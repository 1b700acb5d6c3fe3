import { Alert, Input } from 'antd'
import { useState } from 'react'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { useWrite } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { Dialog, FieldGrid, FormArea, LabelledInput, NumberInput, SecondPersonFields, secondPersonOf, useShortcut } from '../../kit/index.ts'

const MIN_SOURCE = 4

/** What lay in the cabinet when the program came into use: counted by two, with the paper it rests on; once. */
export function StartDialog({ year, onClose }: { year: number; onClose(): void }) {
  const [opening, setOpening] = useState<number | null>(null)
  const [source, setSource] = useState('')
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const start = useWrite('annual.start', failure => { setIssues(failure.fields); setSecond(now => ({ ...now, password: '' })); return failure.fields.length > 0 })
  const person = secondPersonOf(second)
  const isReady = opening !== null && source.trim().length >= MIN_SOURCE && person !== undefined
  async function go(): Promise<void> {
    if (!isReady || start.busy) return
    setIssues([])
    if (await start.run({ year, opening, source: source.trim(), secondPerson: person }) !== undefined) onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog
      width={640} title={t('annual.startTitle', '登记启用时的库存({{year}} 年度第(1)栏)', { year })} okText={<>{t('form.save', '保存')} <kbd>F2</kbd></>} okButtonProps={{ disabled: !isReady }} confirmLoading={start.busy} onOk={() => void go()} onCancel={onClose} maskClosable={false}
      first="annual-opening"
    >
      <FormArea>
        <Alert className="form-alert" type="info" showIcon title={t('annual.startText', '填上年底两人实点的空白证件数。只登记一次,以后各年接上年定稿。上年底的库存请按实际入库日期补录入库批次。')} />
        <FieldGrid columns={2}>
          <LabelledInput id="annual-opening" label={t('annual.openingCount', '上年底库存')} span={4} required><NumberInput id="annual-opening" value={opening} onChange={setOpening} unit={t('unit.sheets', '枚')} decimals={0} /></LabelledInput>
          <LabelledInput id="annual-source" label={t('annual.source', '依据(盘点表、移交单)')} span={8} required><Input id="annual-source" value={source} maxLength={200} autoComplete="off" onChange={event => setSource(event.target.value)} /></LabelledInput>
        </FieldGrid>
        <SecondPersonFields id="annual-start-second" value={second} onChange={setSecond} permission="certificate.approve" title={t('annual.approver', '审核人(分管领导)')} />
        {issues.length ? <Alert className="form-alert" type="error" showIcon title={issues.map(issueText).join(';')} /> : null}
      </FormArea>
    </Dialog>
  )
}

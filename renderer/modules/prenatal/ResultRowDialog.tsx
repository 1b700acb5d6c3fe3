import { App, Button, Space } from 'antd'
import { useCallback, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { PRENATAL_SAMPLE_STATE } from '../../../domain/code/prenatal.ts'
import { PRENATAL_TEST, RESULT_ROW_REASON } from '../../../domain/code/prenatal-record.ts'
import { block, type FieldIssue, message as sentence } from '../../../domain/message/message.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useWrite } from '../../api/useCall.ts'
import { gestationText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { type Choice, codeText, Dialog, Fact, FieldGrid, FormArea, LabelledInput, OtherIssues, RadioInput, TextInput, useScanner, useShortcut } from '../../kit/index.ts'
import { testsText } from './screening.ts'

type Line = Output<'prenatal.resultRow.list'>['rows'][number]
const LEAST_REASON = 2

/** One line of a laboratory's file: what it says, why it waits; given to a tube, or put aside with a reason. */
export function ResultRowDialog({ row, onClose }: { row: Line; onClose(): void }) {
  const { message } = App.useApp()
  const mayWrite = useMay('prenatal.write') && row.state !== 'taken'
  const [choices, setChoices] = useState<readonly Choice[]>(() => row.candidates.map((one, index) => ({ value: one.sampleId, digit: String(index + 1), label: `${one.barcode ?? '—'} ${one.name ?? ''} ${one.birthDay ?? ''} ${one.gestationDays === null ? '' : gestationText(one.gestationDays)} ${one.expectedDay === null ? '' : t('pregnancy.expected', '预产期 {{day}}', { day: one.expectedDay })} ${codeText(PRENATAL_SAMPLE_STATE, one.state)} ${testsText(one.tests)}` })))
  const [sampleId, setSampleId] = useState<string | null>(row.candidates.length === 1 ? row.candidates[0]!.sampleId : null)
  const [number, setNumber] = useState<string | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const showIssues = useCallback((failure: CallFailure) => { setIssues(failure.fields); return failure.fields.length > 0 }, [])
  const assign = useWrite('prenatal.resultRow.assign', showIssues)
  const dismiss = useWrite('prenatal.resultRow.dismiss', showIssues)
  const busy = assign.busy || dismiss.busy
  const text = reason?.trim() ?? ''
  const of = (...paths: string[]): FieldIssue[] => issues.filter(issue => paths.includes(issue.path))
  async function find(typed: string): Promise<void> {
    if (typed.trim() === '') return
    setIssues([])
    try {
      const found = await call('prenatal.find', { number: typed.trim() })
      if (!found?.sampleId) { setIssues([block('number', sentence('prenatalScreen.notFound', '没有条形码或申请单号为 {{number}} 的记录,请核对', { number: typed.trim() }))]); return }
      const choice = { value: found.sampleId, label: `${typed.trim()} ${found.name ?? ''} ${testsText(found.tests)}` }
      setChoices(before => [...before.filter(one => one.value !== choice.value), { ...choice, digit: String(before.length + 1) }])
      setSampleId(found.sampleId)
      document.getElementById('result-row-reason')?.focus()
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  async function give(): Promise<void> {
    if (busy || !mayWrite) return
    setIssues([])
    if (!sampleId) { setIssues([block('sampleId', sentence('prenatalFiles.noSample', '请先选择样本,或扫描、填写它的条形码'))]); document.getElementById('result-row-number')?.focus(); return }
    if (await assign.run({ id: row.id, rev: row.rev, sampleId, ...(text.length >= LEAST_REASON ? { reason: text } : {}) })) { void message.success(t('prenatalFiles.given', '已采用')); onClose() }
  }
  async function putAside(): Promise<void> {
    if (busy || !mayWrite) return
    if (text.length < LEAST_REASON) { setIssues([block('reason', sentence('eyeDeviceScreen.whyDismiss', '不采用请写明原因'))]); document.getElementById('result-row-reason')?.focus(); return }
    if (await dismiss.run({ id: row.id, rev: row.rev, reason: text })) { void message.success(t('eyeDeviceScreen.putAside', '已记为不采用')); onClose() }
  }
  useScanner(scanned => void find(scanned), scanned => (/^[0-9A-Za-z-]{1,40}$/.test(scanned) ? 'take' : 'leave'), { inDialog: true, enabled: mayWrite })
  useShortcut(['F2', 'Ctrl+Enter'], () => void give(), { inDialog: true })
  useShortcut(['F8'], () => void putAside(), { inDialog: true, enabled: mayWrite && row.state === 'waiting' })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog
      width={880} title={t('prenatalFiles.line', '{{fileName}} 第 {{line}} 行', { fileName: row.fileName, line: row.line })} onCancel={onClose} maskClosable={false} keyboard={false} first="result-row-number"
      footer={mayWrite ? (
        <Space wrap>
          {row.state === 'waiting' ? <Button danger disabled={busy} onClick={() => void putAside()}>{t('eyeDeviceScreen.dismiss', '不采用')} <kbd>F8</kbd></Button> : null}
          <Button type="primary" data-save loading={busy} onClick={() => void give()}>{t('prenatalFiles.give', '对应到该样本')} <kbd>F2</kbd></Button>
        </Space>
      ) : null}
    >
      <dl className="record-facts">
        <Fact label={t('prenatal.resultRow.barcode.label', '条形码')}>{row.barcode ?? '—'}</Fact><Fact label={t('prenatal.resultRow.name.label', '姓名')}>{row.name ?? '—'}</Fact><Fact label={t('prenatal.resultRow.birthDay.label', '出生日期')}>{row.birthDay ?? '—'}</Fact><Fact label={t('prenatal.resultRow.test.label', '项目')}>{codeText(PRENATAL_TEST, row.test) || '—'}</Fact>
        <Fact wide label={t('prenatal.resultRow.reason.label', '待对应原因')}>{[row.reason ? codeText(RESULT_ROW_REASON, row.reason) : '', row.detail].filter(Boolean).join(': ') || '—'}</Fact>
        <Fact wide label={t('prenatal.resultRow.raw.label', '原文')}><code className="raw-line">{row.raw ?? '—'}</code></Fact>
      </dl>
      {mayWrite ? (
        <FormArea>
          <OtherIssues issues={issues.filter(issue => !['sampleId', 'number', 'reason'].includes(issue.path))} />
          <FieldGrid>
            <LabelledInput id="result-row-number" span={12} label={t('prenatalFiles.byBarcode', '样本条形码(扫描或填写后按 Enter)')} issues={of('number', 'sampleId')}>
              <div data-enter="own" onKeyDown={event => { if (event.key === 'Enter') { event.preventDefault(); event.stopPropagation(); void find(number ?? '') } }}><TextInput id="result-row-number" value={number} onChange={setNumber} /></div>
            </LabelledInput>
            {choices.length > 0 ? <LabelledInput id="result-row-sample" span={12} label={t('prenatalFiles.candidates', '可能的样本')}><RadioInput id="result-row-sample" value={sampleId} choices={choices} onChange={setSampleId} /></LabelledInput> : null}
            <LabelledInput id="result-row-reason" span={12} label={t('prenatalFiles.reason', '对应的依据(姓名或出生日期不符时必填),或不采用的原因')} issues={of('reason')}><TextInput id="result-row-reason" value={reason} onChange={setReason} /></LabelledInput>
          </FieldGrid>
        </FormArea>
      ) : null}
    </Dialog>
  )
}

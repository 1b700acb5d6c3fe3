import { App, Button, Space } from 'antd'
import { useCallback, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { block, type FieldIssue, message as sentence } from '../../../domain/message/message.ts'
import { call, CallFailure } from '../../api/client.ts'
import { showFailure } from '../../api/failure.ts'
import { useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Dialog, Fact, FormArea, LabelledInput, personName, PersonSearch, TextInput, useShortcut } from '../../kit/index.ts'
import { instrumentLensText, instrumentVisionText } from './eye-text.ts'
import { useOriginal } from './useOriginal.ts'

type Line = Output<'eye.device.rows'>['rows'][number]
type Chosen = { fileId: string; text: string }
const LEAST_REASON = 2

/** One result of an instrument: what its file says, whose it is; given to a child, or put aside with a reason. */
export function ResultDialog({ row, onClose }: { row: Line; onClose(): void }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('eye.write')
  const original = useOriginal()
  const [child, setChild] = useState<Chosen | null>(row.child && { fileId: row.child.fileId, text: lineOf(row.child) })
  const [reason, setReason] = useState<string | null>(null)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const showIssues = useCallback((failure: CallFailure) => { setIssues(failure.fields); return failure.fields.length > 0 }, [])
  const assign = useWrite('eye.device.assign', showIssues)
  const dismiss = useWrite('eye.device.dismiss', showIssues)
  const busy = assign.busy || dismiss.busy
  const text = reason?.trim() ?? ''
  const issuesAt = (path: string): FieldIssue[] => issues.filter(issue => issue.path === path)
  const focusReason = (): void => document.getElementById('eye-result-reason')?.focus()
  async function choose(hit: PersonHit): Promise<void> {
    setIssues([])
    try {
      const { fileId } = await call('child.file.of', { childId: hit.id })
      if (!fileId) { setIssues([block('fileId', sentence('eyeDeviceScreen.noFile', '“{{name}}”没有儿童保健档案,请先建档再对应', { name: personName(hit) }))]); return }
      setChild({ fileId, text: lineOf({ childName: hit.name, birthDay: hit.birthDay, fileNumber: null }) })
      focusReason()
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  async function give(): Promise<void> {
    if (busy) return
    if (!child) { setIssues([block('fileId', sentence('eyeDeviceScreen.noChild', '请先查找并选择儿童'))]); document.getElementById('eye-result-child')?.focus(); return }
    if (await assign.run({ id: row.id, rev: row.rev, fileId: child.fileId, ...(text.length >= LEAST_REASON ? { reason: text } : {}) })) { void message.success(t('eyeDeviceScreen.given', '已对应')); onClose() } else focusReason()
  }
  async function putAside(): Promise<void> {
    if (busy) return
    if (text.length < LEAST_REASON) { setIssues([block('reason', sentence('eyeDeviceScreen.whyDismiss', '不采用请写明原因'))]); focusReason(); return }
    if (await dismiss.run({ id: row.id, rev: row.rev, reason: text })) { void message.success(t('eyeDeviceScreen.putAside', '已记为不采用')); onClose() }
  }
  const examine = (): void => { if (row.state === 'matched' && row.child) void navigate(`/eyes/${row.child.fileId}/visits/new`) }
  useShortcut(['F2', 'Ctrl+Enter'], () => void give(), { inDialog: true, enabled: mayWrite })
  useShortcut(['F8'], () => void putAside(), { inDialog: true, enabled: mayWrite && row.state !== 'dismissed' })
  useShortcut(['F4'], examine, { inDialog: true, enabled: mayWrite && row.state === 'matched' })
  useShortcut(['F7'], () => void original.save(row.deviceFileId), { inDialog: true, enabled: original.isAllowed })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog
      width={860} title={t('eyeDeviceScreen.result', '仪器结果:{{fileName}} 第 {{line}} 行', { fileName: row.fileName, line: row.line })} onCancel={onClose} maskClosable={false}
      first="eye-result-child"
      footer={(
        <Space wrap>
          {original.isAllowed ? <Button onClick={() => void original.save(row.deviceFileId)}>{t('eyeDeviceScreen.original', '另存原件')} <kbd>F7</kbd></Button> : null}
          {mayWrite && row.state !== 'dismissed' ? <Button danger disabled={busy} onClick={() => void putAside()}>{t('eyeDeviceScreen.dismiss', '不采用')} <kbd>F8</kbd></Button> : null}
          {mayWrite && row.state === 'matched' ? <Button onClick={examine}>{t('eyeScreen.newVisit', '登记眼保健检查')} <kbd>F4</kbd></Button> : null}
          {mayWrite ? <Button type="primary" data-save loading={busy} onClick={() => void give()}>{t('eyeDeviceScreen.give', '对应到该儿童')} <kbd>F2</kbd></Button> : null}
        </Space>
      )}
    >
      <dl className="record-facts">
        <Fact label={t('eyeDeviceScreen.name', '仪器上的姓名')}>{row.name ?? '—'}</Fact>
        <Fact label={t('eyeDeviceScreen.number', '仪器上的编号')}>{row.number ?? '—'}</Fact>
        <Fact label={t('person.birthDay.label', '出生日期')}>{row.birthDay ?? '—'}</Fact>
        <Fact label={t('eyeScreen.day', '检查日期')}>{row.measuredDay ?? '—'}</Fact>
        <Fact label={t('eyeScreen.lensBoth', '屈光 右 / 左')}>{instrumentLensText(row)}</Fact>
        <Fact label={t('eyeScreen.visionBoth', '裸眼视力 右 / 左')}>{instrumentVisionText(row)}</Fact>
        {row.faults ? <Fact wide label={t('eyeDeviceScreen.faults', '不能取值')}>{row.faults}</Fact> : null}
        {row.reason ? <Fact wide label={t('classList.reason', '说明')}>{row.reason}</Fact> : null}
        <Fact wide label={t('eyeDeviceScreen.raw', '原文')}><code className="eye-raw">{row.raw}</code></Fact>
      </dl>
      {mayWrite ? (
        <FormArea>
          <LabelledInput id="eye-result-child" label={t('eyeDeviceScreen.child', '对应的儿童')} issues={issuesAt('fileId')}>
            {child ? <p className="eye-chosen"><b>{child.text}</b></p> : null}
            <PersonSearch id="eye-result-child" onChoose={hit => void choose(hit)} placeholder={t('child.search', '儿童或母亲的姓名、拼音首字母、证件号、手册号、电话')} />
          </LabelledInput>
          <LabelledInput id="eye-result-reason" label={t('eyeDeviceScreen.reason', '对应的依据,或不采用的原因')} issues={[...issuesAt('reason'), ...issuesAt('id')]}><TextInput id="eye-result-reason" value={reason} onChange={setReason} lines={1} /></LabelledInput>
        </FormArea>
      ) : null}
    </Dialog>
  )
}

const lineOf = ({ childName, birthDay, fileNumber }: { childName: string | null; birthDay: string | null; fileNumber: string | null }): string => [personName({ name: childName, motherName: null }), birthDay, fileNumber].filter(Boolean).join(' ')

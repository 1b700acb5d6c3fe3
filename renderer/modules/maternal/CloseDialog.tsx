import { App, Radio } from 'antd'
import { useState } from 'react'
import { CARE_CLOSING, type CareClosing, PREGNANCY_END, type PregnancyEnd } from '../../../domain/code/maternal-visit.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { CodeInput, codeText, DayInput, Dialog, FieldGrid, FormArea, LabelledInput, Loaded, TextInput, useShortcut } from '../../kit/index.ts'

const LEAST_REASON = 2
/** What an ordinary course ends with. Whether she moved, died or was lost the program cannot know: it is never chosen beforehand. */
const ORDINARY = new Set<CareClosing>(['recovered', 'referred'])

/** 结案: the ways that fit, with what still stands against each, before one is chosen. */
export function CloseDialog({ pregnancyId, onClose }: { pregnancyId: string; onClose(): void }) {
  const { message } = App.useApp()
  const prepared = useCall('maternal.close.prepare', { pregnancyId })
  const write = useWrite('maternal.close')
  const [method, setMethod] = useState<CareClosing | null>(null)
  const [day, setDay] = useState<string | null>(today)
  const [endMode, setEndMode] = useState<string | null>(null)
  const [reason, setReason] = useState<string | null>(null)
  const { data } = prepared
  const isFree = (of: CareClosing): boolean => data?.methods.some(one => one.method === of && !one.issues.some(issue => issue.level === 'block')) ?? false
  const firstFree = data?.methods.find(one => isFree(one.method))?.method ?? null
  const chosen = method ?? (firstFree && ORDINARY.has(firstFree) ? firstFree : null)
  const isReady = chosen !== null && isFree(chosen) && day !== null && (chosen !== 'ended' || endMode !== null) && !write.busy
  async function close(): Promise<void> {
    if (!isReady || !data || chosen === null) return
    const saved = await write.run({ pregnancyId, rev: data.rev, method: chosen, day: day as Day, ...(chosen === 'ended' ? { endMode: endMode as PregnancyEnd } : {}), ...(reason?.trim() ? { reason: reason.trim() } : {}) })
    if (saved) { void message.success(t('maternalCare.closed', '已结案')); onClose() }
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void close(), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog
      width={680} title={t('maternalCare.close', '结案')} okText={<>{t('maternalCare.close', '结案')} <kbd>F2</kbd></>} okButtonProps={{ disabled: !isReady, loading: write.busy }} cancelText={t('form.cancel', '取消')} onOk={() => void close()} onCancel={onClose}
    >
      <Loaded of={prepared}>
        {({ methods }) => (
          <FormArea>
            <Radio.Group className="close-methods" value={chosen} onChange={event => setMethod(event.target.value as CareClosing)} aria-label={t('pregnancy.closeMethod.label', '结案方式')}>
              {methods.map(({ method: one, issues }) => (
                <div key={one}>
                  <Radio value={one} disabled={!isFree(one)} autoFocus={one === firstFree}>{codeText(CARE_CLOSING, one)}</Radio>
                  {issues.map(issue => <div key={issue.path + issue.message.key} className={`issue is-${issue.level === 'block' ? 'block' : 'warn'}`}>{issueText(issue)}</div>)}
                </div>
              ))}
            </Radio.Group>
            <FieldGrid columns={2}>
              <LabelledInput id="close-day" label={t('maternalCare.closeDay', '结案(结束)日期')} span={6} required><DayInput id="close-day" value={day} onChange={setDay} /></LabelledInput>
              {chosen === 'ended' ? <LabelledInput id="close-end" label={t('pregnancy.endMode.label', '终止妊娠方式')} span={6} required><CodeInput id="close-end" value={endMode} codes={PREGNANCY_END} onChange={setEndMode} /></LabelledInput> : null}
              <LabelledInput id="close-reason" label={t('pregnancy.stateReason.label', '状态说明')} span={12}><TextInput id="close-reason" value={reason} onChange={setReason} lines={1} /></LabelledInput>
            </FieldGrid>
          </FormArea>
        )}
      </Loaded>
    </Dialog>
  )
}

/** A closing that was a mistake is taken back, with the reason why. */
export function ReopenDialog({ pregnancyId, rev, onClose }: { pregnancyId: string; rev: number; onClose(): void }) {
  const { message } = App.useApp()
  const write = useWrite('maternal.reopen')
  const [reason, setReason] = useState<string | null>(null)
  const text = reason?.trim() ?? ''
  async function reopen(): Promise<void> {
    if (text.length < LEAST_REASON || write.busy) return
    const saved = await write.run({ pregnancyId, rev, reason: text })
    if (saved) { void message.success(t('maternalCare.reopened', '已撤销结案')); onClose() }
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void reopen(), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog title={t('maternalCare.reopen', '撤销结案')} okText={<>{t('maternalCare.reopen', '撤销结案')} <kbd>F2</kbd></>} okButtonProps={{ disabled: text.length < LEAST_REASON, loading: write.busy }} cancelText={t('form.cancel', '取消')} onOk={() => void reopen()} onCancel={onClose} first="reopen-reason">
      <FormArea><LabelledInput id="reopen-reason" label={t('maternalCare.reopenReason', '撤销原因(必填)')} span={12}><TextInput id="reopen-reason" value={reason} onChange={setReason} lines={1} /></LabelledInput></FormArea>
    </Dialog>
  )
}

import { Alert, App, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import { LOSS_KIND, type LossKind } from '../../../domain/code/stock.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, minuteText } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { CodeInput, codeText, DataTable, DayInput, FieldGrid, LabelledInput, Loaded, MinuteInput, momentNow, SecondPersonFields, secondPersonOf, TextInput } from '../../kit/index.ts'
import { isRange, RangeFields } from './range.tsx'
import { filled, incompleteText, NOBODY, RANGE_PATHS, SignedDialog, useSigned } from './SignedDialog.tsx'
import { slipRanges } from './SlipTable.tsx'

type Loss = Output<'stock.losses'>['rows'][number]
// The clock of two hours runs on the screen too.
const REFRESH_MS = 30_000

/** The time a report upward still has, or how late it is: in red, and in words. */
export function LossTimer({ loss }: { loss: Pick<Loss, 'upwardAt' | 'minutesLeft' | 'deadline'> }) {
  const { upwardAt, minutesLeft } = loss
  if (upwardAt) return minutesLeft >= 0 ? <Tag color="success">{t('loss.inTime', '已按时上报')}</Tag> : <Tag color="warning">{t('loss.late', '上报迟了 {{count}} 分钟', { count: countText(-minutesLeft) })}</Tag>
  return minutesLeft >= 0
    ? <Tag color="warning">{t('loss.minutesLeft', '还有 {{count}} 分钟须上报({{at}} 前)', { count: countText(minutesLeft), at: minuteText(loss.deadline).slice(5) })}</Tag>
    : <Tag color="error">{t('loss.overdue', '上报已超时 {{count}} 分钟', { count: countText(-minutesLeft) })}</Tag>
}

/** 遗失、被盗: every report with its clock, its papers, and what is still missing. */
export function LossTab({ reporting, onReport, onReported, onOpen }: { reporting: boolean; onReport(): void; onReported(): void; onOpen(number: string): void }) {
  const mayWrite = useMay('stock.write')
  const mayPrint = useMay('certificate.print')
  const losses = useCall('stock.losses', { limit: 100 }, { refetchIntervalMs: REFRESH_MS })
  const [papers, setPapers] = useState<Loss | null>(null)
  const [confirming, setConfirming] = useState<Loss | null>(null)
  return (
    <>
      <Space className="tab-actions">
        {mayWrite || mayPrint ? <Button type="primary" danger onClick={onReport}>{t('loss.report', '报告遗失/被盗')} <kbd>F8</kbd></Button> : null}
        <span className="hint">{t('loss.hint', '发现后立即报告:编号马上停用,2 小时内上报上级')}</span>
      </Space>
      <Loaded of={losses}>
        {({ rows }) => (
          <DataTable<Loss>
            rows={rows} rowKey="id" label={t('loss.list', '遗失、被盗报告')} empty={t('loss.none', '没有遗失或被盗的证件')} mark={row => (row.confirmedAt ? 'quiet' : row.upwardAt === null && row.minutesLeft < 0 ? 'bad' : 'warn')}
            onOpen={row => (mayWrite && !row.confirmedAt ? setPapers(row) : onOpen(row.ranges[0]?.firstNumber ?? ''))}
            columns={[
              { title: t('loss.discoveredAt', '发现时间'), width: 140, render: (_, row) => minuteText(row.discoveredAt) },
              { title: t('loss.kind', '类别'), width: 60, render: (_, row) => codeText(LOSS_KIND, row.kind) },
              { title: t('stock.range', '号段'), width: 200, render: (_, row) => <span className="wrap-any">{slipRanges(row.ranges)}({countText(row.quantity)})</span> },
              { title: t('loss.circumstances', '经过'), ellipsis: true, render: (_, row) => <span title={`${row.place} ${row.circumstances}`}>{row.place} · {row.discoveredBy} · {row.circumstances}</span> },
              { title: t('loss.timer', '2 小时上报'), width: 230, render: (_, row) => <LossTimer loss={row} /> },
              {
                title: t('loss.state', '办理'), width: 200, render: (_, row) => row.confirmedAt ? <span>{t('loss.confirmed', '已作废 {{at}} {{who}}', { at: minuteText(row.confirmedAt), who: row.reviewerName ?? '' })}</span>
                  : mayWrite ? (
                    <Space size={4} wrap>
                      <Button size="small" onClick={() => setPapers(row)}>{t('loss.papers', '登记材料')}</Button>
                      <Button size="small" danger disabled={row.missing.length > 0} title={row.missing.map(issueText).join(';')} onClick={() => setConfirming(row)}>{t('loss.confirm', '确认作废')}</Button>
                      {row.missing.length > 0 ? <span className="hint">{t('loss.lacks', '还缺:{{what}}', { what: row.missing.map(issueText).join(';') })}</span> : null}
                    </Space>
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
      {reporting ? <ReportDialog onClose={onReported} /> : null}
      {papers ? <PapersDialog loss={papers} onClose={() => setPapers(null)} /> : null}
      {confirming ? <ConfirmDialog loss={confirming} onClose={() => setConfirming(null)} /> : null}
    </>
  )
}

function ReportDialog({ onClose }: { onClose(): void }) {
  const { message } = App.useApp()
  const user = useUser()
  const form = useSigned('stock.reportLoss', { range: { first: '', last: '' }, kind: 'lost' as string | null, discoveredAt: momentNow().now as string | null, place: '', discoveredBy: user.displayName, circumstances: '' }, [...RANGE_PATHS, 'discoveredAt'])
  const { values } = form
  async function run(): Promise<void> {
    const ready = isRange(values.range) && values.kind && values.discoveredAt && filled(values.place, values.discoveredBy, values.circumstances)
    const done = await form.run(ready ? {
      firstNumber: values.range.first, lastNumber: values.range.last, kind: values.kind as LossKind, discoveredAt: values.discoveredAt!, place: values.place.trim(), discoveredBy: values.discoveredBy.trim(), circumstances: values.circumstances.trim(),
    } : null)
    if (!done) return
    void message.warning(t('loss.reported', '已登记 {{count}} 张,编号已停用;请在 {{at}} 前上报上级', { count: countText(done.quantity), at: minuteText(done.deadline).slice(11) }), 8)
    onClose()
  }
  return (
    <SignedDialog title={t('loss.reportTitle', '报告空白证件遗失或被盗')} ok={t('loss.doReport', '登记并停用编号')} danger busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="loss-first" run={() => void run()} onClose={onClose}>
      <Alert className="form-alert" type="warning" showIcon title={t('loss.reportText', '登记后这些编号不能领用、打印、调出或作废;被盗的请保护现场并立即报警。')} />
      <RangeFields id="loss" value={values.range} onChange={range => form.set({ range })} issues={form.issues} />
      <FieldGrid>
        <LabelledInput id="loss-kind" label={t('loss.kind', '类别')} span={4} required><CodeInput id="loss-kind" codes={LOSS_KIND} value={values.kind} onChange={kind => form.set({ kind })} /></LabelledInput>
        <LabelledInput id="loss-at" label={t('loss.discoveredAt', '发现时间')} span={4} required issues={form.of('discoveredAt')}><MinuteInput id="loss-at" value={values.discoveredAt} onChange={discoveredAt => form.set({ discoveredAt })} /></LabelledInput>
        <LabelledInput id="loss-by" label={t('loss.discoveredBy', '发现人')} span={4} required><TextInput id="loss-by" value={values.discoveredBy} onChange={value => form.set({ discoveredBy: value ?? '' })} /></LabelledInput>
        <LabelledInput id="loss-place" label={t('loss.place', '地点')} span={12} required><TextInput id="loss-place" value={values.place} onChange={value => form.set({ place: value ?? '' })} /></LabelledInput>
        <LabelledInput id="loss-what" label={t('loss.circumstances', '经过')} span={12} required><TextInput id="loss-what" lines={2} value={values.circumstances} onChange={value => form.set({ circumstances: value ?? '' })} /></LabelledInput>
      </FieldGrid>
    </SignedDialog>
  )
}

const PAPER_PATHS = ['upwardAt', 'upwardTo', 'policeNumber', 'declaration', 'declarationDay', 'writtenReport']

function PapersDialog({ loss, onClose }: { loss: Loss; onClose(): void }) {
  const { message } = App.useApp()
  const user = useUser()
  const form = useSigned('stock.updateLoss', {
    upwardAt: loss.upwardAt, upwardTo: loss.upwardTo, upwardBy: loss.upwardBy ?? user.displayName as string | null, policeNumber: loss.policeNumber, declaration: loss.declaration, declarationDay: loss.declarationDay, writtenReport: loss.writtenReport,
  }, PAPER_PATHS)
  const { values } = form
  async function run(): Promise<void> {
    const done = await form.run({ id: loss.id, rev: loss.rev, ...values })
    if (!done) return
    if (done.missing.length) void message.info(t('loss.stillMissing', '已保存;还缺:{{what}}', { what: done.missing.map(issueText).join(';') }), 6)
    else void message.success(t('loss.complete', '材料已齐,可以确认作废'))
    onClose()
  }
  return (
    <SignedDialog title={t('loss.papersTitle', '登记上报和材料')} ok={t('form.save', '保存')} busy={form.busy} others={form.others} missing={null} first="loss-upward-at" run={() => void run()} onClose={onClose}>
      <p className="hint">{slipRanges(loss.ranges)} <LossTimer loss={loss} /></p>
      <FieldGrid>
        <LabelledInput id="loss-upward-at" label={t('loss.upwardAt', '上报时间')} span={4} issues={form.of('upwardAt')}><MinuteInput id="loss-upward-at" value={values.upwardAt} onChange={upwardAt => form.set({ upwardAt })} /></LabelledInput>
        <LabelledInput id="loss-upward-to" label={t('loss.upwardTo', '上报单位')} span={5} issues={form.of('upwardTo')}><TextInput id="loss-upward-to" value={values.upwardTo} onChange={upwardTo => form.set({ upwardTo })} /></LabelledInput>
        <LabelledInput id="loss-upward-by" label={t('loss.upwardBy', '上报人')} span={3}><TextInput id="loss-upward-by" value={values.upwardBy} onChange={upwardBy => form.set({ upwardBy })} /></LabelledInput>
        <LabelledInput id="loss-police" label={t('loss.policeNumber', '公安机关受理编号(被盗必填)')} span={6} issues={form.of('policeNumber')}><TextInput id="loss-police" value={values.policeNumber} onChange={policeNumber => form.set({ policeNumber })} /></LabelledInput>
        <LabelledInput id="loss-written" label={t('loss.writtenReport', '书面报告文号或日期')} span={6} issues={form.of('writtenReport')}><TextInput id="loss-written" value={values.writtenReport} onChange={writtenReport => form.set({ writtenReport })} /></LabelledInput>
        <LabelledInput id="loss-news" label={t('loss.declaration', '登报声明:报纸名称')} span={6} issues={form.of('declaration')}><TextInput id="loss-news" value={values.declaration} onChange={declaration => form.set({ declaration })} /></LabelledInput>
        <LabelledInput id="loss-news-day" label={t('loss.declarationDay', '刊登日期')} span={6} issues={form.of('declarationDay')}><DayInput id="loss-news-day" value={values.declarationDay} onChange={declarationDay => form.set({ declarationDay })} /></LabelledInput>
      </FieldGrid>
    </SignedDialog>
  )
}

function ConfirmDialog({ loss, onClose }: { loss: Loss; onClose(): void }) {
  const form = useSigned('stock.confirmLoss', { reviewer: NOBODY })
  async function run(): Promise<void> {
    const reviewer = secondPersonOf(form.values.reviewer as Partial<SecondPerson>)
    if (await form.run(reviewer ? { id: loss.id, rev: loss.rev, reviewer } : null)) onClose()
  }
  return (
    <SignedDialog title={t('loss.confirmTitle', '确认遗失作废')} ok={t('loss.confirm', '确认作废')} danger busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="loss-reviewer-name" run={() => void run()} onClose={onClose}>
      <p>{slipRanges(loss.ranges)}({countText(loss.quantity)}) · {[loss.upwardTo, loss.writtenReport, loss.policeNumber, loss.declaration].filter(Boolean).join(' · ')}</p>
      <SecondPersonFields id="loss-reviewer" value={form.values.reviewer} onChange={reviewer => form.set({ reviewer })} permission="certificate.review" title={t('stock.reviewer', '审核人(输入本人密码)')} />
    </SignedDialog>
  )
}

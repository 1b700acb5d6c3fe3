import { App, Button, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { CERTIFICATE_EDITION } from '../../../domain/code/certificate.ts'
import { BLANK_REQUEST } from '../../../domain/code/stock.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, dayText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { codeText, DataTable, DayInput, FieldGrid, LabelledInput, NumberInput, RadioInput, SecondPersonFields, secondPersonOf, StateTag, TextInput, useShortcut } from '../../kit/index.ts'
import { isRange, RangeFields } from './range.tsx'
import { filled, incompleteText, NOBODY, RANGE_PATHS, SignedDialog, useSigned } from './SignedDialog.tsx'
import { SlipTable } from './SlipTable.tsx'

type Request = Output<'stock.requests'>['rows'][number]
type Batch = Output<'stock.batches'>[number]
const PAGE_SIZE = 10
const SHOWN_BATCHES = 50

/** 申领 to the higher level, what came of it, what went back. */
export function BatchesTab({ onReceive }: { onReceive(requestId: string | null): void }) {
  const mayWrite = useMay('stock.write')
  const [offset, setOffset] = useState(0)
  const [dialog, setDialog] = useState<'request' | 'returnUp' | null>(null)
  const [ending, setEnding] = useState<Request | null>(null)
  const [dating, setDating] = useState<Batch | null>(null)
  const requests = useCall('stock.requests', { offset, limit: PAGE_SIZE }, { keepPrevious: true })
  const batches = useCall('stock.batches', { limit: SHOWN_BATCHES })
  useShortcut(['F10'], () => setDialog('request'), { enabled: mayWrite })
  return (
    <>
      {mayWrite ? (
        <Space className="tab-actions">
          <Button type="primary" onClick={() => setDialog('request')}>{t('request.new', '向上级申领')} <kbd>F10</kbd></Button>
          <Button onClick={() => onReceive(null)}>{t('stock.receive', '入库')} <kbd>F4</kbd></Button>
          <Button onClick={() => setDialog('returnUp')}>{t('returnUp.do', '退回上级')}</Button>
        </Space>
      ) : null}
      <DataTable<Request>
        rows={requests.data?.rows} rowKey="id" label={t('request.list', '申领')} empty={t('request.none', '还没有申领')} mark={row => (row.state === 'requested' ? 'warn' : 'quiet')}
        {...(requests.data && requests.data.total > PAGE_SIZE ? { paging: { total: requests.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
        columns={[
          { title: t('request.day', '申领日期'), width: 110, dataIndex: 'appliedDay' }, { title: t('desk.state', '状态'), width: 90, render: (_, row) => <StateTag table={BLANK_REQUEST} state={row.state} /> },
          { title: t('request.to', '上级单位'), ellipsis: true, render: (_, row) => <span title={row.appliedTo}>{row.appliedTo}</span> },
          { title: t('request.quantity', '申领 / 到货'), width: 120, render: (_, row) => `${countText(row.quantity)} / ${countText(row.receivedQuantity)}` },
          { title: t('request.applicants', '申领人'), width: 170, ellipsis: true, render: (_, row) => `${row.firstApplicantName}、${row.secondApplicantName}` },
          { title: t('stock.note', '备注'), ellipsis: true, render: (_, row) => <span title={row.endReason ?? row.note ?? ''}>{row.endReason ?? row.note}</span> },
          {
            title: '', width: 200, render: (_, row) => mayWrite && (row.state === 'requested' || (row.state === 'received' && row.receivedQuantity < row.quantity)) ? (
              <Space size={4}>
                <Button size="small" onClick={() => onReceive(row.id)}>{t('request.arrived', '到货入库')}</Button>
                {row.state === 'requested' ? <Button size="small" onClick={() => setEnding(row)}>{t('request.end', '未批准/撤回')}</Button> : null}
              </Space>
            ) : null,
          },
        ]}
      />
      <h3>{t('stock.batches', '入库批次')}</h3>
      <DataTable<Batch>
        rows={batches.data} rowKey="id" label={t('stock.batches', '入库批次')} empty={t('stock.noBatches', '还没有入库')}
        columns={[
          { title: t('stock.receivedDay', '入库日期'), width: 105, render: (_, row) => dayText(row.receivedDay) }, { title: t('stock.edition', '版次'), width: 75, render: (_, row) => codeText(CERTIFICATE_EDITION, row.edition) },
          { title: t('stock.range', '号段'), width: 190, render: (_, row) => <span className="wrap-any">{row.firstNumber}–{row.lastNumber}</span> },
          { title: t('stock.leftOf', '在库/共'), width: 90, render: (_, row) => `${countText(row.inStock)}/${countText(row.quantity)}` },
          { title: t('stock.printYear', '印制年份'), width: 100, render: (_, row) => row.printYear ?? (mayWrite ? <Button size="small" type="link" onClick={() => setDating(row)}>{t('stock.addYear', '补填')}</Button> : '') },
          { title: t('stock.lastDay', '用到'), width: 105, render: (_, row) => row.lastDay ?? '' },
          { title: t('stock.receivedFrom', '来源'), ellipsis: true, render: (_, row) => { const words = [row.receivedFrom, row.reviewUnit, row.reviewerName].filter(Boolean).join(' · '); return <span title={words}>{words}</span> } },
          { title: t('stock.collector', '领取人'), width: 90, ellipsis: true, render: (_, row) => row.collectorName ?? '' },
          { title: t('stock.counters', '清点人'), width: 140, ellipsis: true, render: (_, row) => `${row.firstCounterName}、${row.secondCounterName}` },
        ]}
      />
      <h3>{t('returnUp.slips', '退回上级单据')}</h3>
      <SlipTable kinds={['returnUp']} />
      {dialog === 'request' ? <RequestDialog onClose={() => setDialog(null)} /> : dialog === 'returnUp' ? <ReturnUpDialog onClose={() => setDialog(null)} /> : null}
      {ending ? <EndDialog request={ending} onClose={() => setEnding(null)} /> : null}
      {dating ? <YearDialog batch={dating} onClose={() => setDating(null)} /> : null}
    </>
  )
}

function RequestDialog({ onClose }: { onClose(): void }) {
  const { message } = App.useApp()
  const user = useUser()
  const lastTo = useCall('stock.requests', { limit: 1 }, { staleTimeMs: 60_000 }).data?.rows[0]?.appliedTo ?? null
  const form = useSigned('stock.request', { quantity: null as number | null, appliedTo: null as string | null, appliedDay: today() as string | null, note: null as string | null, second: NOBODY }, ['appliedDay', 'quantity'])
  const { values } = form
  const appliedTo = values.appliedTo ?? lastTo
  async function run(): Promise<void> {
    const secondApplicant = secondPersonOf(values.second)
    const done = await form.run(values.quantity && filled(appliedTo) && values.appliedDay && secondApplicant ? { quantity: values.quantity, appliedTo: appliedTo!.trim(), appliedDay: values.appliedDay, ...(values.note ? { note: values.note } : {}), secondApplicant } : null)
    if (!done) return
    void message.success(t('request.saved', '申领已登记,到货后从这里入库'))
    onClose()
  }
  return (
    <SignedDialog title={t('request.title', '向上级申领空白证件(两人签字)')} ok={t('request.do', '登记申领')} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="request-quantity" run={() => void run()} onClose={onClose}>
      <FieldGrid>
        <LabelledInput id="request-quantity" label={t('request.count', '申领张数')} span={3} required issues={form.of('quantity')}><NumberInput id="request-quantity" value={values.quantity} onChange={quantity => form.set({ quantity })} /></LabelledInput>
        <LabelledInput id="request-to" label={t('request.to', '上级单位')} span={5} required><TextInput id="request-to" value={appliedTo} onChange={value => form.set({ appliedTo: value ?? '' })} /></LabelledInput>
        <LabelledInput id="request-day" label={t('request.day', '申领日期')} span={4} required issues={form.of('appliedDay')}><DayInput id="request-day" value={values.appliedDay} onChange={appliedDay => form.set({ appliedDay })} /></LabelledInput>
        <LabelledInput id="request-note" label={t('stock.note', '备注')} span={12}><TextInput id="request-note" value={values.note} onChange={note => form.set({ note })} /></LabelledInput>
      </FieldGrid>
      <p className="hint">{t('request.first', '申领人1:{{name}}(当前登录)', { name: user.displayName })}</p>
      <SecondPersonFields id="request-second" value={values.second} onChange={second => form.set({ second })} permission="stock.read" title={t('request.second', '申领人2(输入本人密码)')} />
    </SignedDialog>
  )
}

function EndDialog({ request, onClose }: { request: Request; onClose(): void }) {
  const form = useSigned('stock.endRequest', { state: 'refused' as 'refused' | 'withdrawn', reason: null as string | null })
  async function run(): Promise<void> {
    const { state, reason } = form.values
    if (await form.run(filled(reason) ? { id: request.id, rev: request.rev, state, reason: reason!.trim() } : null) !== undefined) onClose()
  }
  return (
    <SignedDialog title={t('request.end', '未批准/撤回')} ok={t('form.save', '保存')} width={560} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="end-reason" run={() => void run()} onClose={onClose}>
      <FieldGrid>
        <LabelledInput id="end-state" label={t('request.outcome', '结果')} span={12} required>
          <RadioInput id="end-state" required value={form.values.state} choices={(['refused', 'withdrawn'] as const).map(state => ({ value: state, label: codeText(BLANK_REQUEST, state) }))} onChange={state => { if (state) form.set({ state: state as 'refused' | 'withdrawn' }) }} />
        </LabelledInput>
        <LabelledInput id="end-reason" label={t('stock.reason', '情况说明')} span={12} required><TextInput id="end-reason" value={form.values.reason} onChange={reason => form.set({ reason })} /></LabelledInput>
      </FieldGrid>
    </SignedDialog>
  )
}

function YearDialog({ batch, onClose }: { batch: Batch; onClose(): void }) {
  const form = useSigned('stock.setPrintYear', { printYear: null as number | null }, ['printYear'])
  async function run(): Promise<void> {
    if (await form.run(form.values.printYear ? { batchId: batch.id, printYear: form.values.printYear } : null) !== undefined) onClose()
  }
  return (
    <SignedDialog title={t('stock.yearTitle', '补填印制年份')} ok={t('form.save', '保存')} width={480} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="batch-year" run={() => void run()} onClose={onClose}>
      <p className="number">{batch.firstNumber}–{batch.lastNumber}</p>
      <FieldGrid><LabelledInput id="batch-year" label={t('stock.printYear', '印制年份')} span={12} required issues={form.of('printYear')}><NumberInput id="batch-year" value={form.values.printYear} onChange={printYear => form.set({ printYear })} /></LabelledInput></FieldGrid>
    </SignedDialog>
  )
}

function ReturnUpDialog({ onClose }: { onClose(): void }) {
  const { message } = App.useApp()
  const form = useSigned('stock.returnUp', { range: { first: '', last: '' }, returnedTo: null as string | null, receiverName: null as string | null, day: today() as string | null, reason: null as string | null, second: NOBODY }, [...RANGE_PATHS, 'day'])
  const { values } = form
  async function run(): Promise<void> {
    const secondPerson = secondPersonOf(values.second)
    const done = await form.run(isRange(values.range) && filled(values.returnedTo, values.receiverName, values.reason) && values.day && secondPerson
      ? { firstNumber: values.range.first, lastNumber: values.range.last, returnedTo: values.returnedTo!.trim(), receiverName: values.receiverName!.trim(), day: values.day, reason: values.reason!.trim(), secondPerson } : null)
    if (!done) return
    void message.success(t('stock.moved', '已办理 {{count}} 张', { count: countText(done.quantity) }))
    onClose()
  }
  return (
    <SignedDialog title={t('returnUp.title', '把未用的空白证件退回上级(两人签字)')} ok={t('returnUp.do', '退回上级')} danger busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="up-first" run={() => void run()} onClose={onClose}>
      <RangeFields id="up" value={values.range} onChange={range => form.set({ range })} issues={form.issues} />
      <FieldGrid>
        <LabelledInput id="up-to" label={t('request.to', '上级单位')} span={5} required><TextInput id="up-to" value={values.returnedTo} onChange={returnedTo => form.set({ returnedTo })} /></LabelledInput>
        <LabelledInput id="up-receiver" label={t('waste.receiver', '接收人')} span={3} required><TextInput id="up-receiver" value={values.receiverName} onChange={receiverName => form.set({ receiverName })} /></LabelledInput>
        <LabelledInput id="up-day" label={t('waste.day', '日期')} span={4} required issues={form.of('day')}><DayInput id="up-day" value={values.day} onChange={day => form.set({ day })} /></LabelledInput>
        <LabelledInput id="up-reason" label={t('stock.reason', '情况说明')} span={12} required><TextInput id="up-reason" value={values.reason} onChange={reason => form.set({ reason })} /></LabelledInput>
      </FieldGrid>
      <SecondPersonFields id="up-second" value={values.second} onChange={second => form.set({ second })} permission="stock.read" title={t('waste.secondHand', '第二经办人(输入本人密码)')} />
    </SignedDialog>
  )
}

import { Alert, App, Button, Segmented, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { BLANK_STATE, VOID_REASON } from '../../../domain/code/certificate.ts'
import { DESTRUCTION_METHOD, type DestructionMethod } from '../../../domain/code/stock.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { CodeInput, codeText, DataTable, DayInput, FieldGrid, LabelledInput, SecondPersonFields, secondPersonOf, StateTag, TextInput, useShortcut } from '../../kit/index.ts'
import { PaperDialog, type Paper } from './PaperDialog.tsx'
import { rangesText, RangesInput, readRanges } from './RangesInput.tsx'
import { filled, incompleteText, NOBODY, RANGE_PATHS, SignedDialog, useSigned } from './SignedDialog.tsx'
import { SlipTable } from './SlipTable.tsx'

type Waste = Output<'stock.waste'>['rows'][number]
type Stage = 'fresh' | 'toHandIn' | 'handedIn'
const PAGE_SIZE = 20

/** 废证: collected, handed in, destroyed; each step from a list that can be narrowed, each with its paper. */
export function WasteTab({ onOpen }: { onOpen(number: string): void }) {
  const mayWrite = useMay('stock.write')
  const [stage, setStage] = useState<Stage | 'papers'>('fresh')
  const [offset, setOffset] = useState(0)
  const [acting, setActing] = useState(false)
  const [paper, setPaper] = useState<Paper | null>(null)
  const shown = stage === 'papers' ? 'fresh' : stage
  const list = useCall('stock.waste', { stage: shown, offset, limit: PAGE_SIZE }, { keepPrevious: true })
  const text = { fresh: t('waste.collect', '收存为待上交'), toHandIn: t('waste.handIn', '上交'), handedIn: t('waste.destroy', '登记销毁') }
  // The sheets go on to the next step, and so does who works on them.
  const done = (made: Paper | null): void => {
    setActing(false)
    setPaper(made)
    setOffset(0)
    setStage(stage === 'fresh' ? 'toHandIn' : stage === 'toHandIn' ? 'handedIn' : 'papers')
  }
  useShortcut(['F10'], () => setActing(true), { enabled: mayWrite && stage !== 'papers' && (list.data?.total ?? 0) > 0 })
  return (
    <>
      <Space className="tab-actions" wrap>
        <Segmented<Stage | 'papers'>
          aria-label={t('waste.stage', '废证办理阶段')} value={stage} onChange={next => { setStage(next); setOffset(0) }}
          options={[
            { value: 'fresh', label: t('waste.fresh', '① 未收存') }, { value: 'toHandIn', label: t('waste.toHandIn', '② 待上交') }, { value: 'handedIn', label: t('waste.handedIn', '③ 已上交待销毁') },
            { value: 'papers', label: t('waste.papers', '清单与销毁记录') },
          ]}
        />
        {mayWrite && stage !== 'papers' ? <Button type="primary" disabled={!list.data?.total} onClick={() => setActing(true)}>{text[stage]} <kbd>F10</kbd></Button> : null}
      </Space>
      {stage === 'papers' ? <SlipTable kinds={['destroy', 'handIn', 'collectWaste', 'receiveWaste', 'void']} /> : (
        <>
          {list.data && list.data.overdue > 0 ? <Alert className="form-alert" type="error" showIcon title={t('waste.overdue', '{{count}} 张上年度废证已过 1 月 31 日的上交期限', { count: countText(list.data.overdue) })} /> : null}
          <DataTable<Waste>
            rows={list.data?.rows} rowKey="number" label={t('waste.list', '废证')} empty={t('waste.none', '这一步没有废证')} onOpen={row => onOpen(row.number)} mark={row => (row.isAway ? 'quiet' : stage !== 'handedIn' && row.dueDay < today() ? 'bad' : undefined)}
            {...(list.data ? { paging: { total: list.data.total, offset, limit: PAGE_SIZE, onChange: setOffset } } : {})}
            columns={[
              { title: t('desk.number', '证明编号'), width: 130, render: (_, row) => <span className="number">{row.number}</span> },
              { title: t('desk.state', '状态'), width: 120, render: (_, row) => <StateTag table={BLANK_STATE} state={row.state} /> },
              { title: t('waste.since', '成为废证'), width: 110, dataIndex: 'since' },
              { title: t('desk.endReason', '作废原因'), ellipsis: true, render: (_, row) => { const words = [row.reasonCode && VOID_REASON.isCode(row.reasonCode) ? codeText(VOID_REASON, row.reasonCode) : '', row.reason].filter(Boolean).join(' · '); return <span title={words}>{words}</span> } },
              { title: t('waste.owner', '所属机构'), width: 200, ellipsis: true, render: (_, row) => row.organizationName ?? t('waste.own', '本院') },
              { title: t('waste.due', '上交期限'), width: 130, render: (_, row) => (row.isAway ? t('waste.away', '找到后再收存') : row.dueDay) },
            ]}
          />
        </>
      )}
      {acting && list.data && stage !== 'papers' ? <WasteDialog stage={stage} start={rangesText(list.data.ranges)} onClose={() => setActing(false)} onDone={done} /> : null}
      {paper ? <PaperDialog paper={paper} title={paper.what === 'destruction' ? t('waste.destructionRecord', '废证销毁记录') : t('waste.handInList', '废证上交清单')} onClose={() => setPaper(null)} /> : null}
    </>
  )
}

function WasteDialog({ stage, start, onClose, onDone }: { stage: Stage; start: string; onClose(): void; onDone(paper: Paper | null): void }) {
  return stage === 'fresh' ? <CollectDialog start={start} onClose={onClose} onDone={onDone} /> : stage === 'toHandIn' ? <HandInDialog start={start} onClose={onClose} onDone={onDone} /> : <DestroyDialog start={start} onClose={onClose} onDone={onDone} />
}
type StepProps = { start: string; onClose(): void; onDone(paper: Paper | null): void }
const firstPath = [...RANGE_PATHS]

function useDone(): (count: number) => void {
  const { message } = App.useApp()
  return count => void message.success(t('stock.moved', '已办理 {{count}} 张', { count: countText(count) }))
}

function CollectDialog({ start, onClose, onDone }: StepProps) {
  const say = useDone()
  const form = useSigned('stock.collectWaste', { numbers: start, reviewer: NOBODY }, firstPath)
  async function run(): Promise<void> {
    const { ranges, wrong } = readRanges(form.values.numbers)
    const reviewer = secondPersonOf(form.values.reviewer)
    const done = await form.run(ranges.length && !wrong && reviewer ? { ranges, reviewer } : null)
    if (done) { say(done.quantity); onDone(null) }
  }
  return (
    <SignedDialog title={t('waste.collectTitle', '收存废证(登记到废证登记本)')} ok={t('waste.collect', '收存为待上交')} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="collect-numbers" run={() => void run()} onClose={onClose}>
      <FieldGrid><RangesInput id="collect-numbers" value={form.values.numbers} onChange={numbers => form.set({ numbers })} issues={form.of('firstNumber')} /></FieldGrid>
      <SecondPersonFields id="collect-reviewer" value={form.values.reviewer} onChange={reviewer => form.set({ reviewer })} permission="certificate.review" title={t('stock.reviewer', '审核人(输入本人密码)')} />
    </SignedDialog>
  )
}

function HandInDialog({ start, onClose, onDone }: StepProps) {
  const say = useDone()
  const lastTo = useCall('stock.slips', { kinds: ['handIn'], limit: 1 }, { staleTimeMs: 60_000 }).data?.rows[0]?.counterpart ?? null
  const form = useSigned('stock.handIn', { numbers: start, handedTo: null as string | null, receiverName: null as string | null, day: today() as string | null, second: NOBODY }, [...firstPath, 'day'])
  const { values } = form
  const handedTo = values.handedTo ?? lastTo
  async function run(): Promise<void> {
    const { ranges, wrong } = readRanges(values.numbers)
    const secondPerson = secondPersonOf(values.second)
    const done = await form.run(ranges.length && !wrong && filled(handedTo, values.receiverName) && values.day && secondPerson ? { ranges, handedTo: handedTo!.trim(), receiverName: values.receiverName!.trim(), day: values.day, secondPerson } : null)
    if (done) { say(done.quantity); onDone({ what: 'handIn', id: done.slipId }) }
  }
  return (
    <SignedDialog title={t('waste.handInTitle', '废证上交')} ok={t('waste.handIn', '上交')} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="handin-numbers" run={() => void run()} onClose={onClose}>
      <FieldGrid>
        <RangesInput id="handin-numbers" value={values.numbers} onChange={numbers => form.set({ numbers })} issues={form.of('firstNumber')} />
        <LabelledInput id="handin-to" label={t('waste.handedTo', '接收单位')} span={5} required><TextInput id="handin-to" value={handedTo} onChange={value => form.set({ handedTo: value ?? '' })} /></LabelledInput>
        <LabelledInput id="handin-receiver" label={t('waste.receiver', '接收人')} span={3} required><TextInput id="handin-receiver" value={values.receiverName} onChange={receiverName => form.set({ receiverName })} /></LabelledInput>
        <LabelledInput id="handin-day" label={t('waste.day', '日期')} span={4} required issues={form.of('day')}><DayInput id="handin-day" value={values.day} onChange={day => form.set({ day })} /></LabelledInput>
      </FieldGrid>
      <SecondPersonFields id="handin-second" value={values.second} onChange={second => form.set({ second })} permission="stock.read" title={t('waste.secondHand', '第二经办人(输入本人密码)')} />
    </SignedDialog>
  )
}

function DestroyDialog({ start, onClose, onDone }: StepProps) {
  const say = useDone()
  const form = useSigned('stock.destroy', { numbers: start, day: today() as string | null, method: 'shred' as string | null, place: null as string | null, cityReceiver: null as string | null, witnessName: null as string | null, leader: NOBODY }, [...firstPath, 'day'])
  const { values } = form
  async function run(): Promise<void> {
    const { ranges, wrong } = readRanges(values.numbers)
    const leader = secondPersonOf(values.leader)
    const done = await form.run(ranges.length && !wrong && values.day && values.method && filled(values.place, values.cityReceiver, values.witnessName) && leader
      ? { ranges, day: values.day, method: values.method as DestructionMethod, place: values.place!.trim(), cityReceiver: values.cityReceiver!.trim(), witnessName: values.witnessName!.trim(), leader } : null)
    if (done) { say(done.quantity); onDone({ what: 'destruction', id: done.slipId }) }
  }
  return (
    <SignedDialog title={t('waste.destroyTitle', '登记废证销毁')} ok={t('waste.destroy', '登记销毁')} danger busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="destroy-numbers" run={() => void run()} onClose={onClose}>
      <FieldGrid>
        <RangesInput id="destroy-numbers" value={values.numbers} onChange={numbers => form.set({ numbers })} issues={form.of('firstNumber')} />
        <LabelledInput id="destroy-day" label={t('waste.destroyDay', '销毁日期')} span={4} required issues={form.of('day')}><DayInput id="destroy-day" value={values.day} onChange={day => form.set({ day })} /></LabelledInput>
        <LabelledInput id="destroy-method" label={t('waste.method', '销毁方式')} span={8} required><CodeInput id="destroy-method" codes={DESTRUCTION_METHOD} value={values.method} onChange={method => form.set({ method })} /></LabelledInput>
        <LabelledInput id="destroy-place" label={t('waste.place', '销毁地点')} span={4} required><TextInput id="destroy-place" value={values.place} onChange={place => form.set({ place })} /></LabelledInput>
        <LabelledInput id="destroy-receiver" label={t('waste.cityReceiver', '市级审核接收人')} span={4} required><TextInput id="destroy-receiver" value={values.cityReceiver} onChange={cityReceiver => form.set({ cityReceiver })} /></LabelledInput>
        <LabelledInput id="destroy-witness" label={t('waste.witness', '纪检监督人员')} span={4} required><TextInput id="destroy-witness" value={values.witnessName} onChange={witnessName => form.set({ witnessName })} /></LabelledInput>
      </FieldGrid>
      <SecondPersonFields id="destroy-leader" value={values.leader} onChange={leader => form.set({ leader })} permission="certificate.approve" title={t('waste.leader', '县级主管领导(输入本人密码)')} />
    </SignedDialog>
  )
}

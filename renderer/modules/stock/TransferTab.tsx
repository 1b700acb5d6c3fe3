import { App, Button, Input, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { VOID_REASON, type VoidReason } from '../../../domain/code/certificate.ts'
import { numbersOf } from '../../../domain/rule/certificate-number.ts'
import { useCall } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { CodeInput, DataTable, DayInput, FieldGrid, LabelledInput, ListInput, Loaded, SecondPersonFields, secondPersonOf, TextInput } from '../../kit/index.ts'
import { PaperDialog, type Paper } from './PaperDialog.tsx'
import { RangesInput, readRanges } from './RangesInput.tsx'
import { filled, incompleteText, NOBODY, RANGE_PATHS, SignedDialog, useSigned } from './SignedDialog.tsx'
import { SlipTable } from './SlipTable.tsx'

type Institution = Output<'stock.institutions'>[number]
type Kind = 'transfer' | 'takeBack' | 'receiveWaste'

/** 委托管理机构: what every hospital of the county was given, gave back and handed in as waste. */
export function TransferTab() {
  const mayWrite = useMay('stock.write')
  const institutions = useCall('stock.institutions', null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [dialog, setDialog] = useState<Kind | null>(null)
  const [paper, setPaper] = useState<Paper | null>(null)
  const done = (slipId: string): void => { setDialog(null); setPaper({ what: 'slip', id: slipId }) }
  return (
    <>
      {mayWrite ? (
        <Space className="tab-actions" wrap>
          <Button type="primary" onClick={() => setDialog('transfer')}>{t('transfer.give', '下发')}</Button>
          <Button onClick={() => setDialog('takeBack')}>{t('transfer.takeBack', '收回未用')}</Button>
          <Button onClick={() => setDialog('receiveWaste')}>{t('transfer.receiveWaste', '接收废证')}</Button>
        </Space>
      ) : null}
      <Loaded of={institutions}>
        {rows => (
          <DataTable<Institution>
            rows={rows} rowKey="organizationId" label={t('transfer.institutions', '各机构领用情况')} empty={t('transfer.noInstitutions', '还没有机构,请管理员在“设置”的机构名单中添加')} onOpen={row => setChosen(chosen === row.organizationId ? null : row.organizationId)} mark={row => (row.active ? undefined : 'quiet')}
            columns={[
              { title: t('transfer.institution', '机构'), ellipsis: true, render: (_, row) => <span title={row.name}>{row.name}</span> }, { title: t('transfer.given', '已下发'), width: 100, render: (_, row) => countText(row.given) },
              { title: t('transfer.back', '已收回'), width: 100, render: (_, row) => countText(row.back) }, { title: t('transfer.waste', '已交废证'), width: 100, render: (_, row) => countText(row.waste) },
              { title: t('transfer.lastDay', '最近下发'), width: 120, render: (_, row) => row.lastDay ?? '' },
            ]}
          />
        )}
      </Loaded>
      <h3>{chosen ? institutions.data?.find(row => row.organizationId === chosen)?.name : t('transfer.slips', '下发与收回单据')}</h3>
      <SlipTable key={chosen ?? ''} kinds={['transfer', 'takeBack', 'receiveWaste']} organizationId={chosen ?? undefined} />
      {dialog === 'transfer' ? <GiveDialog start={chosen} onClose={() => setDialog(null)} onDone={done} /> : dialog === 'takeBack' ? <BackDialog start={chosen} onClose={() => setDialog(null)} onDone={done} />
        : dialog === 'receiveWaste' ? <WasteDialog start={chosen} onClose={() => setDialog(null)} onDone={done} /> : null}
      {paper ? <PaperDialog paper={paper} title={t('stock.slips', '单据')} onClose={() => setPaper(null)} /> : null}
    </>
  )
}

type StepProps = { start: string | null; onClose(): void; onDone(slipId: string): void }
type Outsider = { name: string; idNumber: string }
const NO_ONE: Outsider = { name: '', idNumber: '' }
const isFilled = ({ name, idNumber }: Outsider): boolean => filled(name, idNumber)
const plain = ({ name, idNumber }: Outsider): Outsider => ({ name: name.trim(), idNumber: idNumber.trim() })

function InstitutionInput({ id, value, onChange }: { id: string; value: string | null; onChange(value: string | null): void }) {
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data ?? []
  return <LabelledInput id={id} label={t('transfer.institution', '机构')} span={8} required><ListInput id={id} value={value} onChange={onChange} choices={organizations.map(one => ({ value: one.id, label: one.name }))} /></LabelledInput>
}

function OutsiderFields({ id, label, value, onChange }: { id: string; label: string; value: Outsider; onChange(value: Outsider): void }) {
  return (
    <>
      <LabelledInput id={`${id}-name`} label={label} span={4} required><TextInput id={`${id}-name`} value={value.name} onChange={name => onChange({ ...value, name: name ?? '' })} /></LabelledInput>
      <LabelledInput id={`${id}-number`} label={t('transfer.idNumber', '证件号码')} span={8} required><Input id={`${id}-number`} value={value.idNumber} maxLength={30} autoComplete="off" onChange={event => onChange({ ...value, idNumber: event.target.value })} /></LabelledInput>
    </>
  )
}

function useDone(onDone: (slipId: string) => void): (answer: { quantity: number; slipId: string } | undefined) => void {
  const { message } = App.useApp()
  return answer => {
    if (!answer) return
    void message.success(t('stock.moved', '已办理 {{count}} 张', { count: countText(answer.quantity) }))
    onDone(answer.slipId)
  }
}

function GiveDialog({ start, onClose, onDone }: StepProps) {
  const done = useDone(onDone)
  const form = useSigned('stock.transfer', { organizationId: start, numbers: '', day: today() as string | null, first: NO_ONE, second: NO_ONE, issuer: NOBODY }, [...RANGE_PATHS, 'day'])
  const { values } = form
  async function run(): Promise<void> {
    const { ranges, wrong } = readRanges(values.numbers)
    const secondIssuer = secondPersonOf(values.issuer)
    done(await form.run(values.organizationId && ranges.length && !wrong && values.day && isFilled(values.first) && isFilled(values.second) && secondIssuer
      ? { organizationId: values.organizationId, ranges, day: values.day, firstApplicant: plain(values.first), secondApplicant: plain(values.second), secondIssuer } : null))
  }
  return (
    <SignedDialog title={t('transfer.giveTitle', '向机构下发空白证件')} ok={t('transfer.give', '下发')} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="give-to" run={() => void run()} onClose={onClose}>
      <FieldGrid>
        <InstitutionInput id="give-to" value={values.organizationId} onChange={organizationId => form.set({ organizationId })} />
        <LabelledInput id="give-day" label={t('waste.day', '日期')} span={4} required issues={form.of('day')}><DayInput id="give-day" value={values.day} onChange={day => form.set({ day })} /></LabelledInput>
        <RangesInput id="give-numbers" value={values.numbers} onChange={numbers => form.set({ numbers })} issues={form.of('firstNumber')} />
        <OutsiderFields id="give-first" label={t('transfer.firstApplicant', '申领人1')} value={values.first} onChange={first => form.set({ first })} />
        <OutsiderFields id="give-second" label={t('transfer.secondApplicant', '申领人2')} value={values.second} onChange={second => form.set({ second })} />
      </FieldGrid>
      <SecondPersonFields id="give-issuer" value={values.issuer} onChange={issuer => form.set({ issuer })} permission="stock.read" title={t('transfer.secondIssuer', '发放人2(输入本人密码)')} />
    </SignedDialog>
  )
}

function BackDialog({ start, onClose, onDone }: StepProps) {
  const done = useDone(onDone)
  const form = useSigned('stock.takeBack', { organizationId: start, numbers: '', day: today() as string | null, reason: null as string | null, bringer: NO_ONE, counter: NOBODY }, [...RANGE_PATHS, 'day'])
  const { values } = form
  const { ranges, wrong } = readRanges(values.numbers)
  async function run(): Promise<void> {
    const secondCounter = secondPersonOf(values.counter)
    const range = ranges.length === 1 && !wrong ? ranges[0] : undefined
    done(await form.run(values.organizationId && range && values.day && filled(values.reason) && isFilled(values.bringer) && secondCounter
      ? { organizationId: values.organizationId, ...range, day: values.day, broughtBy: plain(values.bringer), reason: values.reason!.trim(), secondCounter } : null))
  }
  return (
    <SignedDialog title={t('transfer.backTitle', '收回机构未用的空白证件(双人清点)')} ok={t('transfer.takeBack', '收回未用')} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="back-from" run={() => void run()} onClose={onClose}>
      <FieldGrid>
        <InstitutionInput id="back-from" value={values.organizationId} onChange={organizationId => form.set({ organizationId })} />
        <LabelledInput id="back-day" label={t('waste.day', '日期')} span={4} required issues={form.of('day')}><DayInput id="back-day" value={values.day} onChange={day => form.set({ day })} /></LabelledInput>
        <RangesInput id="back-numbers" value={values.numbers} onChange={numbers => form.set({ numbers })} issues={form.of('firstNumber')} />
        {ranges.length > 1 ? <div className="issue is-warn" style={{ gridColumn: 'span 12' }}>{t('transfer.oneRange', '一次收回一段连续编号,请分次办理')}</div> : null}
        <OutsiderFields id="back-bringer" label={t('transfer.bringer', '交回人')} value={values.bringer} onChange={bringer => form.set({ bringer })} />
        <LabelledInput id="back-reason" label={t('stock.reason', '情况说明')} span={12} required><TextInput id="back-reason" value={values.reason} onChange={reason => form.set({ reason })} /></LabelledInput>
      </FieldGrid>
      <SecondPersonFields id="back-counter" value={values.counter} onChange={counter => form.set({ counter })} permission="stock.read" title={t('stock.secondCounterWho', '第二清点人')} />
    </SignedDialog>
  )
}

function WasteDialog({ start, onClose, onDone }: StepProps) {
  const done = useDone(onDone)
  const form = useSigned('stock.receiveWaste', { organizationId: start, numbers: '', day: today() as string | null, reasonCode: '1' as string | null, bringer: NO_ONE, second: NOBODY }, ['numbers', 'day'])
  const { values } = form
  async function run(): Promise<void> {
    const { ranges, wrong } = readRanges(values.numbers)
    const secondPerson = secondPersonOf(values.second)
    const numbers = ranges.flatMap(range => [...numbersOf({ first: range.firstNumber, last: range.lastNumber })])
    done(await form.run(values.organizationId && numbers.length && !wrong && values.day && values.reasonCode && isFilled(values.bringer) && secondPerson
      ? { organizationId: values.organizationId, numbers: numbers.map(number => ({ number, reasonCode: values.reasonCode as VoidReason })), day: values.day, broughtBy: plain(values.bringer), secondPerson } : null))
  }
  return (
    <SignedDialog title={t('transfer.wasteTitle', '接收机构废证(逐号登记)')} ok={t('transfer.receiveWaste', '接收废证')} busy={form.busy} others={form.others} missing={form.missing(incompleteText())} first="theirs-from" run={() => void run()} onClose={onClose}>
      <FieldGrid>
        <InstitutionInput id="theirs-from" value={values.organizationId} onChange={organizationId => form.set({ organizationId })} />
        <LabelledInput id="theirs-day" label={t('waste.day', '日期')} span={4} required issues={form.of('day')}><DayInput id="theirs-day" value={values.day} onChange={day => form.set({ day })} /></LabelledInput>
        <RangesInput id="theirs-numbers" value={values.numbers} onChange={numbers => form.set({ numbers })} issues={form.of('numbers')} />
        <LabelledInput id="theirs-reason" label={t('desk.endReason', '作废原因')} span={12} required><CodeInput id="theirs-reason" codes={VOID_REASON} value={values.reasonCode} onChange={reasonCode => form.set({ reasonCode })} /></LabelledInput>
        <OutsiderFields id="theirs-bringer" label={t('transfer.bringer', '交回人')} value={values.bringer} onChange={bringer => form.set({ bringer })} />
      </FieldGrid>
      <SecondPersonFields id="theirs-second" value={values.second} onChange={second => form.set({ second })} permission="stock.read" title={t('waste.secondHand', '第二经办人(输入本人密码)')} />
    </SignedDialog>
  )
}

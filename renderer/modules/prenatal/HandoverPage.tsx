import { App, Checkbox } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PRENATAL_SAMPLE_STATE, SAMPLE_REJECTION, type SampleRejection } from '../../../domain/code/prenatal.ts'
import { codesIn, type CodeList } from '../../../domain/field/code-list.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { prenatalHandover } from '../../../domain/modules/prenatal/sample.record.ts'
import type { CallFailure } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { minuteText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { CodesInput, DataTable, FieldGrid, FormArea, gestationColumn, LabelledInput, Loaded, MinuteInput, momentNow, NumberInput, OtherIssues, Page, Panel, RecordFacts, StateTag, SuggestInput, useShortcut } from '../../kit/index.ts'
import { testsText } from './screening.ts'
import './prenatal.css'

type OpenedHandover = Output<'prenatal.handover.open'>
type Tube = OpenedHandover['samples'][number]
const BACK = '/prenatal?list=transit'
const FACTS = ['laboratory', 'sentAt', 'sender', 'sentCelsius', 'receivedAt', 'receiver', 'receivedCelsius', 'note'] as const
const NAMES = new Set(['receiver', 'at', 'celsius'])

/** 样本交接单: printed for the way, then signed for; a tube that is not accepted says why. */
export default function HandoverPage() {
  const { handoverId = '' } = useParams()
  const opened = useCall('prenatal.handover.open', { id: handoverId })
  return <Loaded of={opened}>{data => <Handover key={data.handover.rev} opened={data} />}</Loaded>
}

function Handover({ opened: { handover, samples } }: { opened: OpenedHandover }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('prenatal.write')
  const isOpen = handover.receivedAt === null && mayWrite
  const staff = (useCall('staff.list', {}, { staleTimeMs: 60_000 }).data ?? []).map(one => one.name)
  const [receiver, setReceiver] = useState<string | null>(null)
  const [celsius, setCelsius] = useState<number | null>(null)
  const [at, setAt] = useState<string | null>(() => momentNow().now)
  // What the record itself proves is ticked already.
  const [refused, setRefused] = useState<ReadonlyMap<string, CodeList | null>>(() => new Map(samples.filter(({ proved }) => proved.length > 0).map(({ id, proved }) => [id, proved.join(',') as CodeList])))
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const receive = useWrite('prenatal.handover.receive', (failure: CallFailure) => { setIssues(failure.fields); return failure.fields.length > 0 })
  const of = (name: string): readonly FieldIssue[] => issues.filter(issue => issue.path === name)
  const isReady = (receiver?.trim() ?? '') !== '' && [...refused.values()].every(reasons => reasons !== null)
  const refuse = (id: string, reasons: CodeList | null | undefined): void => setRefused(before => { const next = new Map(before); if (reasons === undefined) next.delete(id); else next.set(id, reasons); return next })
  async function sign(): Promise<void> {
    if (!isOpen || receive.busy) return
    // The first thing that is missing: who signs, or a reason.
    if (!isReady) {
      const missing = (receiver?.trim() ?? '') === '' ? '#handover-receiver' : `#refused-${[...refused].find(([, reasons]) => reasons === null)?.[0] ?? ''} input`
      document.querySelector<HTMLElement>(missing)?.focus()
      return
    }
    setIssues([])
    const rejected = [...refused].map(([sampleId, reasons]) => ({ sampleId, rejection: codesIn(reasons) as SampleRejection[] }))
    if (await receive.run({ id: handover.id, rev: handover.rev, receiver: receiver!.trim(), ...(celsius === null ? {} : { celsius }), ...(at ? { at } : {}), rejected })) {
      void message.success(t('prenatalScreen.received', '已签收 {{count}} 管,拒收 {{refused}} 管', { count: samples.length - rejected.length, refused: rejected.length }))
      void navigate(BACK)
    }
  }
  useShortcut(['Escape'], () => void navigate(BACK))
  return (
    <Page
      title={t('prenatal.handover.title', '样本交接单')} subtitle={handover.number} back={BACK}
      actions={[
        { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/prenatal/print?what=handover&id=${handover.id}`) },
        ...(isOpen ? [{ key: 'sign', label: t('prenatalScreen.receive', '签收'), shortcut: 'F2', primary: true, busy: receive.busy, run: () => void sign() }] : []),
      ]}
    >
      <Panel title={t('prenatal.handover.title', '样本交接单')}><RecordFacts definition={prenatalHandover} row={handover} names={FACTS.filter(name => handover[name] !== null)} /></Panel>
      {isOpen ? (
        <Panel title={t('prenatalScreen.receive', '签收')}>
          <OtherIssues issues={issues.filter(issue => !NAMES.has(issue.path))} />
          <FormArea>
            <FieldGrid>
              <LabelledInput id="handover-receiver" label={t('prenatal.handover.receiver.label', '收样人')} required issues={of('receiver')}><SuggestInput id="handover-receiver" value={receiver} suggestions={staff} onChange={setReceiver} autoFocus /></LabelledInput>
              <LabelledInput id="handover-celsius" label={t('prenatal.handover.receivedCelsius.label', '签收温度')} issues={of('celsius')}><NumberInput id="handover-celsius" value={celsius} decimals={1} unit="℃" onChange={setCelsius} /></LabelledInput>
              <LabelledInput id="handover-at" label={t('prenatal.handover.receivedAt.label', '签收时间')} issues={of('at')}><MinuteInput id="handover-at" value={at} onChange={setAt} /></LabelledInput>
            </FieldGrid>
          </FormArea>
          <p className="hint">{t('prenatalScreen.receiveNote', '没有勾选“拒收”的样本一并签收;拒收的当日列入“拒收重采”。')}</p>
        </Panel>
      ) : null}
      <Panel title={t('prenatalScreen.tubes', '样本 {{count}} 管', { count: samples.length })}>
        <DataTable<Tube>
          rows={samples} rowKey="id" label={t('prenatalScreen.tubes', '样本 {{count}} 管', { count: samples.length })} mark={row => row.state === 'rejected' || refused.has(row.id) ? 'warn' : undefined}
          columns={[
            { title: t('prenatal.sample.barcode.label', '样本条形码'), width: 130, render: (_, row) => <span className="number">{row.barcode ?? '—'}</span> }, { title: t('person.name.label', '姓名'), width: 130, ellipsis: true, render: (_, row) => <span title={row.name ?? ''}>{row.name ?? '—'}</span> },
            gestationColumn<Tube>(),
            { title: t('prenatal.sample.tests.label', '检测项目'), render: (_, row) => testsText(row.tests) }, { title: t('prenatal.sample.drawnAt.label', '采血时间'), width: 150, render: (_, row) => minuteText(row.drawnAt) },
            { title: t('prenatal.sample.state.label', '样本状态'), width: 110, render: (_, row) => <StateTag table={PRENATAL_SAMPLE_STATE} state={row.state} /> },
            ...(isOpen ? [{ title: t('prenatalScreen.step.rejected', '拒收'), width: 280, render: (_: unknown, row: Tube) => (
              <>
                <Checkbox checked={refused.has(row.id)} onChange={event => refuse(row.id, event.target.checked ? null : undefined)}>{t('prenatalScreen.refuseTube', '拒收 {{barcode}}', { barcode: row.barcode ?? '' })}</Checkbox>
                {refused.has(row.id) ? <CodesInput id={`refused-${row.id}`} label={t('prenatal.sample.rejection.label', '拒收原因')} codes={SAMPLE_REJECTION} value={refused.get(row.id) ?? null} onChange={reasons => refuse(row.id, reasons)} /> : null}
              </>
            ) }] : []),
          ]}
        />
      </Panel>
    </Page>
  )
}

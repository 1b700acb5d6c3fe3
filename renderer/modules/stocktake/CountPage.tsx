import { Alert, Button, Input, type InputRef, Space } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import { normaliseScan, type NumberRange, rangeCount } from '../../../domain/rule/certificate-number.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { failureText } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { DataTable, Dialog, FormArea, LabelledInput, Loaded, Page, Panel, SecondPersonFields, secondPersonOf, useScanner, useShortcut } from '../../kit/index.ts'
import { refusalTone, type ScanLine, useScanQueue } from './scan-queue.ts'
import { placeName } from './words.ts'
import '../../kit/shared.css'
import './stocktake.css'

const RANGES_SHOWN = 12

/** Counting one place: a stack under the scanner, or typed runs. Everything is kept as it comes. */
export default function CountPage() {
  const { stocktakeId = '', countId = '' } = useParams()
  const navigate = useNavigate()
  const count = useCall('stocktake.count', { countId })
  const queue = useScanQueue(countId, refusalTone)
  const [isSigning, setIsSigning] = useState(false)
  const data = count.data
  const mayCount = data?.mayCount ?? false
  // Also what the scanner reads twice in a moment is put: it is counted once, and said.
  useScanner(() => {}, (text, field) => { if (field?.id.startsWith('count-range')) return 'leave'; queue.put(text); return 'take' }, { enabled: mayCount && !isSigning })
  const counted = queue.counted !== null && queue.waiting > 0 ? queue.counted : data?.place.counted ?? queue.counted ?? 0
  return (
    <Page
      title={data ? t('stocktake.countTitle', '清点 {{place}}', { place: placeName(data.place) }) : t('stocktake.counting', '清点中')} back={`/stocktake/${stocktakeId}`}
      actions={mayCount ? [{ key: 'sign', label: t('stocktake.sign', '双人签字'), shortcut: 'F2', primary: true, disabled: queue.waiting > 0, run: () => setIsSigning(true) }] : []}
    >
      <Loaded of={count}>
        {found => (
          <div className="count-layout">
            <Panel title={t('stocktake.scanTitle', '扫描或逐张录入')}>
              {found.mayCount ? null : <Alert className="form-alert" type="info" showIcon title={t('stocktake.cannotCount', '这里已签字或由别人清点,只能查看。')} />}
              <div className="count-total" role="status"><b data-counted>{countText(counted)}</b><span>{t('stocktake.sheetsCounted', '张已清点')}</span>{queue.waiting > 0 ? <span className="hint">{t('stocktake.waiting', '正在保存 {{count}} 条', { count: countText(queue.waiting) })}</span> : null}</div>
              {found.mayCount ? <ScanInput onScan={queue.put} /> : null}
              <LastScan line={queue.lines[0]} />
              {queue.problem ? <Alert className="form-alert" type="error" showIcon title={t('stocktake.notSaved', '{{count}} 条扫描还没有保存:{{problem}}', { count: countText(queue.waiting), problem: queue.problem })} action={<Button size="small" onClick={queue.retry}>{t('state.retry', '重试')}</Button>} /> : null}
              <ol className="scan-log" aria-label={t('stocktake.scans', '最近的扫描')}>
                {queue.lines.slice(1).map(line => <li key={line.key} className={`is-${line.kind}`}><span className="number">{line.text || '—'}</span><span>{lineText(line)}</span></li>)}
              </ol>
              <RefusedScans countId={countId} refused={found.refused} mayCount={found.mayCount} />
            </Panel>
            <Panel title={t('stocktake.ranges', '已清点的号段')}>
              {found.mayCount ? <RangeInput countId={countId} /> : null}
              <Ranges countId={countId} ranges={found.ranges} mayCount={found.mayCount} />
            </Panel>
          </div>
        )}
      </Loaded>
      {isSigning && data ? <SignDialog countId={countId} rev={data.place.rev ?? 0} counted={data.place.counted} onClose={done => { setIsSigning(false); if (done) void navigate(`/stocktake/${stocktakeId}`) }} /> : null}
    </Page>
  )
}

function lineText(line: ScanLine): string {
  if (line.kind === 'added') return t('stocktake.lineAdded', '已计入')
  return line.kind === 'repeated' ? t('stocktake.lineRepeated', '已经数过,只计一次') : line.reason ?? ''
}

function LastScan({ line }: { line: ScanLine | undefined }) {
  return (
    <div className={`scan-last${line ? ` is-${line.kind}` : ''}`} role="status" aria-live="assertive">
      {line ? <><span className="number">{line.text || '—'}</span> {lineText(line)}</> : t('stocktake.scanHint', '把一叠证件逐张对准扫描枪;光标在哪里都可以。没有扫描枪时输入编号按回车。')}
    </div>
  )
}

// One number and Enter; the scanner does the same by itself, and whatever it types while the cursor is here lands here too.
function ScanInput({ onScan }: { onScan(text: string): void }) {
  const [text, setText] = useState('')
  const input = useRef<InputRef>(null)
  return (
    <LabelledInput id="count-scan" label={t('stocktake.one', '编号')} span={12}>
      <Input
        ref={input} id="count-scan" className="number" autoFocus value={text} maxLength={200} autoComplete="off" spellCheck={false} placeholder="Z430000001" onChange={event => setText(event.target.value)}
        onPressEnter={event => { if (event.nativeEvent.isComposing || text.trim() === '') return; onScan(normaliseScan(text)); setText('') }}
      />
    </LabelledInput>
  )
}

function RangeInput({ countId }: { countId: string }) {
  const [range, setRange] = useState<NumberRange>({ first: '', last: '' })
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [done, setDone] = useState<string>()
  const add = useWrite('stocktake.addRange', failure => { setIssues(failure.fields); return failure.fields.length > 0 })
  async function go(): Promise<void> {
    if (add.busy) return
    setDone(undefined)
    const answer = await add.run({ countId, firstNumber: range.first, lastNumber: range.last })
    if (!answer) return
    setIssues([])
    setDone(answer.repeated.length === 0 ? t('stocktake.rangeAdded', '已计入 {{count}} 张', { count: countText(answer.added) })
      : t('stocktake.rangeRepeated', '已计入 {{count}} 张;已经数过的只计一次:{{numbers}}', { count: countText(answer.added), numbers: answer.repeated.slice(0, RANGES_SHOWN).map(rangeText).join('、') }))
    setRange({ first: '', last: '' })
    document.getElementById('count-range-first')?.focus()
  }
  const of = (path: string) => issues.filter(issue => issue.path === path)
  const field = (name: 'first' | 'last', label: string, path: string) => (
    <LabelledInput id={`count-range-${name}`} label={label} span={1} issues={of(path)}>
      <Input
        id={`count-range-${name}`} className="number" value={range[name]} maxLength={40} autoComplete="off" spellCheck={false} onChange={event => { setRange(now => ({ ...now, [name]: event.target.value })); setIssues([]) }}
        onPressEnter={event => { if (event.nativeEvent.isComposing) return; if (name === 'first') document.getElementById('count-range-last')?.focus(); else void go() }}
      />
    </LabelledInput>
  )
  const others = issues.filter(issue => issue.path !== 'firstNumber' && issue.path !== 'lastNumber')
  return (
    <div>
      <div className="range-row">
        {field('first', t('stock.first', '起始编号'), 'firstNumber')}
        {field('last', t('stock.last', '终止编号'), 'lastNumber')}
        <Button loading={add.busy} onClick={() => void go()}>{t('stocktake.addRange', '录入号段')}</Button>
      </div>
      {others.length > 0 ? <div className="issue is-block" role="alert">{others.map(issueText).join(';')}</div> : null}
      {done ? <div className="hint" role="status">{done}</div> : null}
    </div>
  )
}

const rangeText = (range: NumberRange): string => (range.first === range.last ? range.first : `${range.first}–${range.last}`)
const PAGE_SIZE = 20

function Ranges({ countId, ranges, mayCount }: { countId: string; ranges: readonly NumberRange[]; mayCount: boolean }) {
  const [offset, setOffset] = useState(0)
  const remove = useWrite('stocktake.remove')
  const from = Math.min(offset, Math.max(0, Math.floor((ranges.length - 1) / PAGE_SIZE) * PAGE_SIZE))
  return (
    <DataTable<NumberRange>
      rows={ranges.slice(from, from + PAGE_SIZE)} rowKey="first" label={t('stocktake.ranges', '已清点的号段')} empty={t('stocktake.noRanges', '还没有清点任何编号')}
      {...(ranges.length > PAGE_SIZE ? { paging: { total: ranges.length, offset: from, limit: PAGE_SIZE, onChange: setOffset } } : {})}
      columns={[
        { title: t('stock.first', '起始编号'), render: (_, range) => <span className="number">{range.first}</span> },
        { title: t('stock.last', '终止编号'), render: (_, range) => <span className="number">{range.last}</span> },
        { title: t('stock.count', '张数'), width: 80, align: 'right', render: (_, range) => countText(rangeCount(range)) },
        ...(mayCount ? [{ title: '', width: 80, render: (_: unknown, range: NumberRange) => <Button size="small" disabled={remove.busy} onClick={() => void remove.run({ countId, firstNumber: range.first, lastNumber: range.last })}>{t('stocktake.remove', '移除')}</Button> }] : []),
      ]}
    />
  )
}

type Refused = { seq: number; scanned: string; reason: FieldIssue['message'] }

function RefusedScans({ countId, refused, mayCount }: { countId: string; refused: readonly Refused[]; mayCount: boolean }) {
  const dismiss = useWrite('stocktake.dismiss')
  if (refused.length === 0) return null
  return (
    <Alert
      type="error" showIcon style={{ marginTop: 10 }} title={t('stocktake.refusedTitle', '{{count}} 条扫描不是证件编号,没有计入。请核对纸张后移除', { count: countText(refused.length) })}
      description={
        <ul className="scan-log">
          {refused.map(one => (
            <li key={one.seq}>
              <span className="wrap-any"><span className="number">{one.scanned || '—'}</span> {issueText({ path: '', level: 'block', message: one.reason })}</span>
              {mayCount ? <Button size="small" disabled={dismiss.busy} onClick={() => void dismiss.run({ countId, seqs: [one.seq] })}>{t('stocktake.remove', '移除')}</Button> : null}
            </li>
          ))}
        </ul>
      }
    />
  )
}

function SignDialog({ countId, rev, counted, onClose }: { countId: string; rev: number; counted: number; onClose(done: boolean): void }) {
  const user = useUser()
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [problem, setProblem] = useState<string>()
  const sign = useWrite('stocktake.sign', failure => { setProblem(failureText(failure)); setSecond(now => ({ ...now, password: '' })); return true })
  async function go(): Promise<void> {
    const secondPerson = secondPersonOf(second)
    if (sign.busy) return
    if (!secondPerson) { setProblem(t('stocktake.secondMissing', '请第二人选择姓名并输入本人密码')); return }
    if (await sign.run({ countId, rev, secondPerson })) onClose(true)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={620} title={t('stocktake.signTitle', '清点 {{count}} 张,双人签字', { count: countText(counted) })} okText={<>{t('stocktake.doSign', '签字')} <kbd>F2</kbd></>} confirmLoading={sign.busy} onOk={() => void go()} onCancel={() => onClose(false)} first="sign-second-name">
      <Space className="hint">{t('stocktake.firstPerson', '第一人:{{name}}(当前登录)', { name: user.displayName })}</Space>
      <FormArea><SecondPersonFields id="sign-second" value={second} onChange={setSecond} permission="stock.count" /></FormArea>
      {problem ? <Alert className="form-alert" type="error" showIcon title={problem} /> : null}
    </Dialog>
  )
}

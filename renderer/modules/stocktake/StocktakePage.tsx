import { Alert, App, Button, Checkbox, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import { STOCKTAKE_STATE } from '../../../domain/code/stocktake.ts'
import { rangeCount } from '../../../domain/rule/certificate-number.ts'
import { call, CallFailure } from '../../api/client.ts'
import { failureText, showFailure } from '../../api/failure.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, instantText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { codeText, DataTable, Dialog, FormArea, JobProgress, LabelledInput, Loaded, NumberHistory, Page, type PageAction, Panel, SecondPersonFields, secondPersonOf, StateTag, useShortcut } from '../../kit/index.ts'
import { type DifferenceGroup, groupDifferences, holderText, kindText, type Place, placeName } from './words.ts'
import '../../kit/shared.css'
import './stocktake.css'

type Dialog = { kind: 'explain' | 'finalise' | 'cancel' } | { kind: 'away' | 'recount'; place: Place } | null

/** One stock-take: its places, what differs from the book, and the two signatures at its end. */
export default function StocktakePage() {
  const { stocktakeId = '' } = useParams()
  const navigate = useNavigate()
  const user = useUser()
  const mayCount = useMay('stock.count')
  const isKeeper = useMay('stock.write')
  const found = useCall('stocktake.get', { id: stocktakeId })
  const compared = useCall('stocktake.compare', { id: stocktakeId })
  const [dialog, setDialog] = useState<Dialog>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [number, setNumber] = useState<string | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const begin = useWrite('stocktake.begin')
  const stocktake = found.data?.stocktake
  const isOpen = stocktake?.state === 'open'
  const groups = groupDifferences(compared.data?.differences ?? [])
  const isCounted = compared.data !== undefined && compared.data.unsigned.length === 0
  const unexplained = groups.filter(group => group.explanation === null)
  const toExplain = groups.filter(group => chosen.has(group.key))

  async function count(place: Place): Promise<void> {
    if (place.countId) { void navigate(`/stocktake/${stocktakeId}/count/${place.countId}`); return }
    if (place.holderId !== null && place.holderId !== user.id) { setDialog({ kind: 'away', place }); return }
    const begun = await begin.run({ id: stocktakeId, holderId: place.holderId })
    if (begun) void navigate(`/stocktake/${stocktakeId}/count/${begun.countId}`)
  }
  async function save(): Promise<void> {
    try {
      const started = await call('stocktake.save', { id: stocktakeId })
      if (started) setJobId(started.jobId)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  const mayBegin = (place: Place): boolean => mayCount && (place.holderId === user.id || isKeeper)
  const actions: PageAction[] = [
    { key: 'save', label: t('stocktake.save', '导出差异 .xlsx'), shortcut: 'F8', run: () => void save(), disabled: groups.length === 0 },
    ...(isOpen && mayCount ? [
      { key: 'explain', label: t('stocktake.explain', '说明差异'), shortcut: 'F4', disabled: !isCounted || groups.length === 0, run: () => { if (toExplain.length === 0) setChosen(new Set(unexplained.map(group => group.key))); setDialog({ kind: 'explain' }) } },
      { key: 'cancel', label: t('stocktake.cancel', '取消盘点'), danger: true, run: () => setDialog({ kind: 'cancel' }) },
      { key: 'finalise', label: t('stocktake.finalise', '完成盘点'), shortcut: 'F2', primary: true, disabled: !isCounted || unexplained.length > 0, run: () => setDialog({ kind: 'finalise' }) },
    ] : []),
  ]
  return (
    <Page
      title={t('stocktake.title', '{{day}} 盘点', { day: stocktake?.day ?? '' })} back="/stocktake"
      subtitle={stocktake ? <Space><StateTag table={STOCKTAKE_STATE} state={stocktake.state} />{stocktake.endedAt ? <span>{[stocktake.endedByName, stocktake.secondPersonName].filter(Boolean).join('、')} {instantText(stocktake.endedAt)}</span> : null}</Space> : undefined}
      actions={actions}
    >
      <Panel title={t('stocktake.places', '保管处')}>
        <Loaded of={found}>
          {({ places }) => (
            <DataTable<Place>
              rows={places} rowKey={place => place.holderId ?? 'cabinet'} label={t('stocktake.places', '保管处')} onOpen={place => { if (isOpen && (place.countId || mayBegin(place))) void count(place) }}
              columns={[
                { title: t('stocktake.place', '保管处'), render: (_, place) => <b className="clip">{placeName(place)}</b> },
                { title: t('desk.state', '状态'), width: 120, render: (_, place) => <PlaceState place={place} /> },
                // The book's figure stays covered until the count is signed: whoever counts shall count.
                { title: t('stocktake.booked', '账面'), width: 90, align: 'right', render: (_, place) => (place.state === 'signed' || !isOpen ? countText(place.booked) : '…') },
                { title: t('stocktake.counted', '清点'), width: 90, align: 'right', render: (_, place) => (place.state === 'none' ? '' : countText(place.counted)) },
                { title: t('stocktake.countedBy', '清点人'), width: 260, render: (_, place) => <span className="wrap-any">{[place.countedByName, place.secondPersonName].filter(Boolean).join('、')}{place.absentReason ? t('stocktake.forAway', '(代清点:{{reason}})', { reason: place.absentReason }) : ''}</span> },
                { title: t('stocktake.signedAt', '签字时间'), width: 150, render: (_, place) => instantText(place.signedAt) },
                {
                  title: '', width: 130, render: (_, place) => !isOpen || !mayBegin(place) ? null : place.state === 'signed'
                    ? <Button size="small" onClick={() => setDialog({ kind: 'recount', place })}>{t('stocktake.recount', '重新清点')}</Button>
                    : <Button size="small" type="primary" onClick={() => void count(place)}>{place.state === 'none' ? t('stocktake.begin', '开始清点') : t('stocktake.continue', '继续清点')}</Button>,
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      <Panel title={t('stocktake.differences', '与账面的差异')}>
        <Loaded of={compared}>
          {data => data.unsigned.length > 0
            ? <Alert type="info" showIcon title={t('stocktake.waitFor', '还没有清点签字:{{places}}。全部签字后逐个编号列出差异。', { places: data.unsigned.map(holderText).join('、') })} />
            : data.differences.length === 0
              ? <Alert type="success" showIcon title={t('stocktake.allAgree', '账面 {{booked}} 张,清点 {{counted}} 张,逐个编号一致。', { booked: countText(data.booked), counted: countText(data.counted) })} />
              : (
                <>
                  <Alert
                    className="form-alert" type={unexplained.length > 0 ? 'error' : 'warning'} showIcon
                    title={t('stocktake.summary', '账面 {{booked}} 张,清点 {{counted}} 张,差异编号 {{count}} 个,其中未说明 {{open}} 个。', {
                      booked: countText(data.booked), counted: countText(data.counted), count: countText(data.differences.length), open: countText(data.differences.filter(one => one.explanation === null).length),
                    })}
                  />
                  <Differences groups={groups} chosen={chosen} onChoose={setChosen} onNumber={setNumber} isOpen={isOpen && mayCount} places={found.data?.places ?? []} onRecount={place => setDialog({ kind: 'recount', place })} mayRecount={mayBegin} />
                </>
              )}
        </Loaded>
        {jobId ? <JobProgress key={jobId} jobId={jobId} onDone={() => setJobId(null)} /> : null}
      </Panel>
      {dialog?.kind === 'explain' ? <ExplainDialog id={stocktakeId} groups={toExplain} onClose={done => { setDialog(null); if (done) setChosen(new Set()) }} /> : null}
      {dialog?.kind === 'finalise' && stocktake ? <FinaliseDialog id={stocktakeId} rev={stocktake.rev} onClose={() => setDialog(null)} /> : null}
      {dialog?.kind === 'cancel' && stocktake ? <ReasonDialog title={t('stocktake.cancelTitle', '取消这次盘点')} ok={t('stocktake.cancel', '取消盘点')} danger onClose={() => setDialog(null)} call="stocktake.cancel" input={reason => ({ id: stocktakeId, rev: stocktake.rev, reason })} /> : null}
      {dialog?.kind === 'away' ? (
        <ReasonDialog
          title={t('stocktake.awayTitle', '代 {{name}} 清点', { name: placeName(dialog.place) })} ok={t('stocktake.begin', '开始清点')} onClose={() => setDialog(null)} call="stocktake.begin"
          input={absentReason => ({ id: stocktakeId, holderId: dialog.place.holderId, absentReason })} onDone={answer => { if (answer) void navigate(`/stocktake/${stocktakeId}/count/${(answer as { countId: string }).countId}`) }}
        />
      ) : null}
      {dialog?.kind === 'recount' && dialog.place.countId ? (
        <ReasonDialog
          title={t('stocktake.recountTitle', '重新清点 {{name}}', { name: placeName(dialog.place) })} ok={t('stocktake.recount', '重新清点')} onClose={() => setDialog(null)} call="stocktake.recount"
          input={reason => ({ countId: dialog.place.countId!, rev: dialog.place.rev!, reason })} onDone={() => void navigate(`/stocktake/${stocktakeId}/count/${dialog.place.countId}`)}
        />
      ) : null}
      {number ? <NumberHistory number={number} onClose={() => setNumber(null)} /> : null}
    </Page>
  )
}

function PlaceState({ place }: { place: Place }) {
  if (place.state === 'signed') return <Tag color="success">{t('stocktake.placeSigned', '已签字')}</Tag>
  if (place.state === 'counting') return <Tag color="processing">{t('stocktake.counting', '清点中')}</Tag>
  return <Tag>{t('stocktake.notBegun', '未开始')}</Tag>
}

type DifferencesProps = {
  groups: readonly DifferenceGroup[]; chosen: ReadonlySet<string>; onChoose(keys: ReadonlySet<string>): void; onNumber(number: string): void; isOpen: boolean
  places: readonly Place[]; onRecount(place: Place): void; mayRecount(place: Place): boolean
}

// So many ranges are read one by one; the rest stands in the exported file.
const SHOWN_RANGES = 30

function Differences({ groups, chosen, onChoose, onNumber, isOpen, places, onRecount, mayRecount }: DifferencesProps) {
  const toggle = (key: string) => { const next = new Set(chosen); if (!next.delete(key)) next.add(key); onChoose(next) }
  const placeOf = (group: DifferenceGroup) => places.find(place => (group.bookHolderName ?? group.countedByNames[0]) === (place.holderId === null ? '证件柜' : place.holderName))
  return (
    <DataTable<DifferenceGroup>
      rows={groups} rowKey="key" label={t('stocktake.differences', '与账面的差异')} mark={group => (group.explanation === null ? 'bad' : undefined)}
      columns={[
        ...(isOpen ? [{ title: '', width: 40, render: (_: unknown, group: DifferenceGroup) => <Checkbox checked={chosen.has(group.key)} aria-label={t('stocktake.choose', '选择 {{numbers}}', { numbers: group.numbers[0]! })} onChange={() => toggle(group.key)} /> }] : []),
        { title: t('stocktake.kind', '差异'), width: 120, render: (_, group) => <Tag color={group.kind === 'missing' ? 'error' : 'warning'}>{kindText(group.kind)}</Tag> },
        {
          title: t('stocktake.numbers', '编号'), render: (_, group) => (
            <span className="difference-numbers">
              {group.ranges.slice(0, SHOWN_RANGES).map(range => (
                <Button key={range.first} type="link" className="number" onClick={() => onNumber(range.first)}>{range.first === range.last ? range.first : `${range.first}–${range.last}(${rangeCount(range)})`}</Button>
              ))}
              {group.ranges.length > SHOWN_RANGES ? <span>{t('stocktake.more', '等 {{count}} 段,全部见导出', { count: countText(group.ranges.length) })}</span> : null}
            </span>
          ),
        },
        { title: t('stock.count', '张数'), width: 70, align: 'right', render: (_, group) => countText(group.numbers.length) },
        { title: t('stocktake.bookHolder', '账面保管处'), width: 120, render: (_, group) => <span className="clip">{holderText(group.bookHolderName)}</span> },
        { title: t('stocktake.countedAt', '清点于'), width: 120, render: (_, group) => <span className="wrap-any">{group.countedByNames.map(holderText).join('、')}</span> },
        { title: t('stocktake.blankState', '编号状态'), width: 120, render: (_, group) => (group.state ? codeText(BLANK_STATE, group.state) : t('stocktake.neverHere', '未曾入库')) },
        { title: t('stocktake.explanation', '说明'), width: 200, render: (_, group) => (group.explanation ? <span className="wrap-any">{group.explanation}({group.explainedByName})</span> : <span className="issue is-block">{t('stocktake.toExplain', '待说明')}</span>) },
        ...(isOpen ? [{
          title: t('stocktake.next', '下一步'), width: 150, render: (_: unknown, group: DifferenceGroup) => {
            const place = placeOf(group)
            return (
              <Space size={4} wrap>
                {place && place.countId && mayRecount(place) ? <Button size="small" onClick={() => onRecount(place)}>{t('stocktake.recount', '重新清点')}</Button> : null}
                {group.mayReportLost ? <Link to="/stock?tab=losses">{t('stocktake.reportLost', '报告遗失')}</Link> : null}
              </Space>
            )
          },
        }] : []),
      ]}
    />
  )
}

const QUICK = () => [t('stocktake.quickFound', '已找到,账面将更正'), t('stocktake.quickLost', '已按遗失上报'), t('stocktake.quickMoved', '清点后已领用或签发'), t('stocktake.quickHandOver', '未办理领用手续,将补办')]

function ExplainDialog({ id, groups, onClose }: { id: string; groups: readonly DifferenceGroup[]; onClose(done: boolean): void }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const explain = useWrite('stocktake.explain', failure => { setProblem(failureText(failure)); return true })
  const numbers = groups.flatMap(group => group.numbers)
  async function go(): Promise<void> {
    if (explain.busy) return
    if (text.trim().length < 2) { setProblem(t('stocktake.explainShort', '请写明差异的原因')); return }
    if (await explain.run({ id, numbers, explanation: text.trim() })) onClose(true)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={620} title={t('stocktake.explainTitle', '说明 {{count}} 个编号的差异', { count: countText(numbers.length) })} okText={<>{t('stocktake.doExplain', '记录说明')} <kbd>F2</kbd></>} confirmLoading={explain.busy} onOk={() => void go()} onCancel={() => onClose(false)} first="stocktake-explanation">
      <p className="wrap-any">{groups.flatMap(group => group.ranges).slice(0, SHOWN_RANGES).map(range => (range.first === range.last ? range.first : `${range.first}–${range.last}`)).join('、')}</p>
      <LabelledInput id="stocktake-explanation" label={t('stocktake.explanation', '说明')} span={12} required>
        <Input.TextArea id="stocktake-explanation" value={text} rows={3} maxLength={300} onChange={event => setText(event.target.value)} />
      </LabelledInput>
      <Space wrap className="quick-reasons">{QUICK().map(quick => <Button key={quick} size="small" onClick={() => setText(quick)}>{quick}</Button>)}</Space>
      {problem ? <Alert className="form-alert" type="error" showIcon title={problem} /> : null}
    </Dialog>
  )
}

function FinaliseDialog({ id, rev, onClose }: { id: string; rev: number; onClose(): void }) {
  const { message } = App.useApp()
  const user = useUser()
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [problem, setProblem] = useState<string>()
  const finalise = useWrite('stocktake.finalise', failure => { setProblem(failureText(failure)); setSecond(now => ({ ...now, password: '' })); return true })
  async function go(): Promise<void> {
    const secondPerson = secondPersonOf(second)
    if (finalise.busy) return
    if (!secondPerson) { setProblem(t('stocktake.secondMissing', '请第二人选择姓名并输入本人密码')); return }
    const done = await finalise.run({ id, rev, secondPerson })
    if (!done) return
    void message.success(t('stocktake.isFinalised', '盘点已完成:账面 {{booked}} 张,清点 {{counted}} 张,差异 {{differences}} 个', { booked: countText(done.booked), counted: countText(done.counted), differences: countText(done.differences) }))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={620} title={t('stocktake.finaliseTitle', '完成盘点(双人)')} okText={<>{t('stocktake.finalise', '完成盘点')} <kbd>F2</kbd></>} confirmLoading={finalise.busy} onOk={() => void go()} onCancel={onClose} first="finalise-second-name">
      <Alert className="form-alert" type="warning" showIcon title={t('stocktake.finaliseText', '完成后不能再修改。第一人:{{name}}(当前登录)', { name: user.displayName })} />
      <FormArea><SecondPersonFields id="finalise-second" value={second} onChange={setSecond} permission="stock.count" /></FormArea>
      {problem ? <Alert className="form-alert" type="error" showIcon title={problem} /> : null}
    </Dialog>
  )
}

type ReasonCall = 'stocktake.cancel' | 'stocktake.begin' | 'stocktake.recount'

function ReasonDialog({ title, ok, danger = false, call: name, input, onClose, onDone }: { title: string; ok: string; danger?: boolean; call: ReasonCall; input(reason: string): object; onClose(): void; onDone?(answer: unknown): void }) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const write = useWrite(name, failure => { setProblem(failureText(failure)); return true })
  async function go(): Promise<void> {
    if (write.busy) return
    if (reason.trim().length < 2) { setProblem(t('stocktake.reasonShort', '请填写原因')); return }
    const answer = await write.run(input(reason.trim()) as never)
    if (answer === undefined) return
    onClose()
    onDone?.(answer)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  return (
    <Dialog width={520} title={title} okText={<>{ok} <kbd>F2</kbd></>} okButtonProps={{ danger }} confirmLoading={write.busy} onOk={() => void go()} onCancel={onClose} first="stocktake-reason">
      <LabelledInput id="stocktake-reason" label={t('stocktake.reason', '原因')} span={12} required>
        <Input id="stocktake-reason" value={reason} maxLength={300} autoComplete="off" onChange={event => setReason(event.target.value)} onPressEnter={() => void go()} />
      </LabelledInput>
      {problem ? <Alert className="form-alert" type="error" showIcon title={problem} /> : null}
    </Dialog>
  )
}

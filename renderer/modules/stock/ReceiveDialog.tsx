import { Alert, App, Select } from 'antd'
import { useState } from 'react'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import { CERTIFICATE_EDITION, type CertificateEdition, editionOn } from '../../../domain/code/certificate.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText, today } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { CodeInput, DayInput, Dialog, FieldGrid, FormArea, LabelledInput, NumberInput, SecondPersonFields, secondPersonOf, TextInput, useShortcut } from '../../kit/index.ts'
import { isRange, RangeFields } from './range.tsx'

const REQUESTS_OFFERED = 20
const OWN_PATHS = ['firstNumber', 'lastNumber', 'edition', 'receivedDay', 'receivedFrom', 'note', 'printYear', 'requestId']

/** Booking a carton of blanks: range and edition, counted by two. */
export function ReceiveDialog({ requestId: chosenBefore = null, onClose }: { requestId?: string | null; onClose(): void }) {
  const { message } = App.useApp()
  const user = useUser()
  const lastFrom = useCall('stock.batches', { limit: 1 }, { staleTimeMs: 60_000 }).data?.[0]?.receivedFrom ?? null
  const requests = (useCall('stock.requests', { limit: REQUESTS_OFFERED }).data?.rows ?? []).filter(row => row.state === 'requested' || (row.state === 'received' && row.receivedQuantity < row.quantity))
  const [requestChosen, setRequestChosen] = useState<string | null | undefined>(chosenBefore ?? undefined)
  // What was asked for and has not come is what arrives; when several are open the keeper says which.
  const waiting = requests.filter(row => row.state === 'requested')
  const requestId = requestChosen !== undefined ? requestChosen : waiting.length === 1 ? waiting[0]!.id : null
  const request = requests.find(row => row.id === requestId)
  const [edition, setEdition] = useState<string | null>(editionOn(today()) ?? null)
  const [range, setRange] = useState({ first: '', last: '' })
  const [receivedFrom, setReceivedFrom] = useState<string | null>(null)
  const [receivedDay, setReceivedDay] = useState<string | null>(today())
  const [note, setNote] = useState<string | null>(null)
  const [printYear, setPrintYear] = useState<number | null>(null)
  const [reviewUnit, setReviewUnit] = useState<string | null>(null)
  const [reviewerName, setReviewerName] = useState<string | null>(null)
  const [collectorName, setCollectorName] = useState<string | null>(user.displayName)
  const [collectorIdNumber, setCollectorIdNumber] = useState<string | null>(null)
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [isIncomplete, setIsIncomplete] = useState(false)
  const receive = useWrite('stock.receive', failure => { setIssues(failure.fields); setSecond(now => ({ ...now, password: '' })); return failure.fields.length > 0 })
  const from = receivedFrom ?? request?.appliedTo ?? lastFrom ?? ''
  async function go(): Promise<void> {
    if (receive.busy) return
    const secondCounter = secondPersonOf(second)
    if (!isRange(range) || !edition || from.trim() === '' || !receivedDay || !secondCounter) { setIsIncomplete(true); return }
    setIssues([])
    const done = await receive.run({ edition: edition as CertificateEdition, firstNumber: range.first, lastNumber: range.last, receivedFrom: from.trim(), receivedDay, ...(note ? { note } : {}), secondCounter, ...(requestId ? { requestId } : {}), ...(printYear ? { printYear } : {}),
      ...(reviewUnit ? { reviewUnit } : {}), ...(reviewerName ? { reviewerName } : {}), ...(collectorName ? { collectorName } : {}), ...(collectorIdNumber ? { collectorIdNumber } : {}),
    })
    if (!done) return
    void message.success(t('stock.received', '已入库 {{count}} 张', { count: countText(done.quantity) }))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  const of = (path: string) => issues.filter(issue => issue.path === path)
  const others = issues.filter(issue => !OWN_PATHS.includes(issue.path))
  return (
    <Dialog width={820} title={t('stock.receiveTitle', '空白证件入库(双人清点)')} okText={<>{t('stock.doReceive', '清点无误,入库')} <kbd>F2</kbd></>} confirmLoading={receive.busy} onOk={() => void go()} onCancel={onClose} maskClosable={false} first="receive-first">
      <FormArea>
        {requests.length > 0 ? (
          <FieldGrid>
            <LabelledInput id="receive-request" label={t('stock.forRequest', '对应的申领')} span={8} issues={of('requestId')}>
              <Select<string> id="receive-request" className="list-input" allowClear value={requestId} placeholder={t('stock.noRequest', '不对应申领')} onChange={(next: string | undefined) => { setRequestChosen(next ?? null); setIssues([]) }}
                options={requests.map(row => ({ value: row.id, label: t('stock.requestLine', '{{day}} 向{{to}}申领 {{count}} 张,未到 {{open}} 张', { day: row.appliedDay, to: row.appliedTo, count: countText(row.quantity), open: countText(Math.max(0, row.quantity - row.receivedQuantity)) }) }))} />
            </LabelledInput>
          </FieldGrid>
        ) : null}
        <RangeFields id="receive" value={range} onChange={next => { setRange(next); setIssues([]) }} issues={issues} />
        <FieldGrid>
          <LabelledInput id="receive-edition" label={t('stock.edition', '版次')} span={4} required issues={of('edition')}><CodeInput id="receive-edition" codes={CERTIFICATE_EDITION} value={edition} onChange={setEdition} /></LabelledInput>
          <LabelledInput id="receive-day" label={t('stock.receivedDay', '入库日期')} span={4} required issues={of('receivedDay')}><DayInput id="receive-day" value={receivedDay} onChange={setReceivedDay} /></LabelledInput>
          <LabelledInput id="receive-from" label={t('stock.receivedFrom', '来源')} span={4} required issues={of('receivedFrom')}><TextInput id="receive-from" value={from} onChange={value => setReceivedFrom(value ?? '')} placeholder={t('stock.fromPlaceholder', '如 县卫生健康局')} /></LabelledInput>
          <LabelledInput id="receive-year" label={t('stock.printYear', '印制年份')} span={2} issues={of('printYear')}><NumberInput id="receive-year" value={printYear} onChange={value => { setPrintYear(value); setIssues([]) }} /></LabelledInput>
          <LabelledInput id="receive-review-unit" label={t('stock.reviewUnit', '审核单位')} span={5}><TextInput id="receive-review-unit" value={reviewUnit} onChange={setReviewUnit} /></LabelledInput>
          <LabelledInput id="receive-reviewer" label={t('stock.reviewerName', '审核人')} span={5}><TextInput id="receive-reviewer" value={reviewerName} onChange={setReviewerName} /></LabelledInput>
          <LabelledInput id="receive-collector" label={t('stock.collectorName', '领取人(专人领取,不得代领)')} span={5}><TextInput id="receive-collector" value={collectorName} onChange={setCollectorName} /></LabelledInput>
          <LabelledInput id="receive-collector-id" label={t('stock.collectorIdNumber', '领取人证件号码')} span={7}><TextInput id="receive-collector-id" value={collectorIdNumber} onChange={setCollectorIdNumber} /></LabelledInput>
          <LabelledInput id="receive-note" label={t('stock.note', '备注')} span={12}><TextInput id="receive-note" value={note} onChange={setNote} /></LabelledInput>
        </FieldGrid>
        <p className="hint">{t('stock.firstCounter', '第一清点人:{{name}}(当前登录)', { name: user.displayName })}</p>
        <SecondPersonFields id="receive-second" value={second} onChange={setSecond} permission="stock.read" title={t('stock.secondCounterWho', '第二清点人')} />
        {others.length > 0 ? <Alert className="form-alert" type="error" showIcon title={others.map(issueText).join(';')} /> : null}
        {isIncomplete ? <div className="issue is-block" role="alert">{t('stock.receiveIncomplete', '请填写起止编号、版次、日期、来源,并由第二清点人输入本人密码')}</div> : null}
      </FormArea>
    </Dialog>
  )
}

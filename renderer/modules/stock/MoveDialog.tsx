import { Alert, App, Input } from 'antd'
import { useLayoutEffect, useState } from 'react'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import { VOID_REASON, type VoidReason } from '../../../domain/code/certificate.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { countText } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { codeText, Dialog, FieldGrid, FormArea, LabelledInput, RadioInput, SecondPersonFields, secondPersonOf, useShortcut } from '../../kit/index.ts'
import { isRange, type Range, RangeFields } from './range.tsx'

export type MoveKind = 'draw' | 'giveBack' | 'void'
const MIN_REASON = 2
// A loss is reported, with its timer and papers; it is no reason to void.
const VOID_CODES: readonly VoidReason[] = VOID_REASON.values.filter(code => code !== '3')

/** Blanks to a window, back into the cabinet, or void: a range, and the second person's own password. */
export function MoveDialog({ kind, start, onClose }: { kind: MoveKind; start?: Range | undefined; onClose(): void }) {
  const { message } = App.useApp()
  const nextInStock = useCall('stock.list', { state: 'inStock', limit: 1 }, { enabled: kind === 'draw' }).data?.rows[0]?.number
  const [range, setRange] = useState<Range>(start ?? { first: '', last: '' })
  const [isTouched, setIsTouched] = useState(false)
  const [isScanned, setIsScanned] = useState(false)
  const [reasonCode, setReasonCode] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState<Partial<SecondPerson>>({})
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [isIncomplete, setIsIncomplete] = useState(false)
  const onFailure = (failure: { fields: readonly FieldIssue[] }): boolean => { setIssues(failure.fields); setSecond(now => ({ ...now, password: '' })); return failure.fields.length > 0 }
  const draw = useWrite('stock.draw', onFailure)
  const giveBack = useWrite('stock.giveBack', onFailure)
  const makeVoid = useWrite('stock.void', onFailure)
  const busy = draw.busy || giveBack.busy || makeVoid.busy
  const needsReason = kind !== 'draw'
  // The lowest number of the cabinet is drawn first: it stands there marked, so that typing or a scan replaces it.
  // A scan under an input method puts the number back that stood there: that is still the proposal.
  const isProposal = !isScanned && nextInStock !== undefined && range.last === '' && (range.first === '' ? !isTouched : range.first === nextInStock)
  const shown = isProposal ? { ...range, first: nextInStock } : range
  useLayoutEffect(() => {
    const first = document.getElementById('move-first')
    if (isProposal && first instanceof HTMLInputElement && document.activeElement === first) first.select()
  }, [isProposal])
  async function go(): Promise<void> {
    if (busy) return
    const person = secondPersonOf(second)
    if (!isRange(shown) || !person || (needsReason && reason.trim().length < MIN_REASON) || (kind === 'void' && !reasonCode)) { setIsIncomplete(true); return }
    setIssues([])
    const numbers = { firstNumber: shown.first, lastNumber: shown.last }
    const done = kind === 'draw' ? await draw.run({ ...numbers, receiver: person })
      : kind === 'giveBack' ? await giveBack.run({ ...numbers, holder: person, reason: reason.trim() })
      : await makeVoid.run({ ...numbers, secondPerson: person, reasonCode: reasonCode as VoidReason, reason: reason.trim() })
    if (!done) return
    void message.success(t('stock.moved', '已办理 {{count}} 张', { count: countText(done.quantity) }))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void go(), { inDialog: true })
  const text = {
    draw: { title: t('stock.drawTitle', '领用:从柜中交给签发人员'), ok: t('stock.doDraw', '领用'), who: t('stock.receiver', '领用人(输入密码即签收)') },
    giveBack: { title: t('stock.giveBackTitle', '退回:未使用的证件回到柜中'), ok: t('stock.doGiveBack', '退回'), who: t('stock.holderSigns', '退回人(输入本人密码)') },
    void: { title: t('stock.voidTitle', '作废未使用的空白证件'), ok: t('stock.doVoid', '作废'), who: t('stock.reviewer', '审核人(输入本人密码)') },
  }[kind]
  const others = issues.filter(issue => issue.path !== 'firstNumber' && issue.path !== 'lastNumber' && issue.path !== 'reason')
  return (
    <Dialog
      width={760} title={text.title} okText={<>{text.ok} <kbd>F2</kbd></>} okButtonProps={{ danger: kind === 'void' }} confirmLoading={busy} onOk={() => void go()} onCancel={onClose} maskClosable={false}
      first="move-first"
    >
      <FormArea>
        {kind === 'void' ? <Alert className="form-alert" type="warning" showIcon title={t('stock.voidText', '作废的编号永远不能再用,并计入年度作废统计。')} /> : null}
        {kind === 'draw' && nextInStock ? <p className="hint">{t('stock.nextInStock', '柜中最小的编号:{{number}}', { number: nextInStock })}</p> : null}
        <RangeFields id="move" value={shown} isProposal={isProposal} onScanned={() => setIsScanned(true)} onChange={next => { setRange(next); setIsTouched(true); setIssues([]) }} issues={issues} />
        {needsReason ? (
          <FieldGrid>
            {kind === 'void' ? <LabelledInput id="move-code" label={t('desk.endReason', '作废原因')} span={4} required><RadioInput id="move-code" choices={VOID_CODES.map(code => ({ value: code, label: codeText(VOID_REASON, code) }))} value={reasonCode} onChange={setReasonCode} /></LabelledInput> : null}
            <LabelledInput id="move-reason" label={t('stock.reason', '情况说明')} span={kind === 'void' ? 6 : 12} required issues={issues.filter(issue => issue.path === 'reason')}>
              <Input id="move-reason" value={reason} maxLength={300} autoComplete="off" onChange={event => setReason(event.target.value)} />
            </LabelledInput>
          </FieldGrid>
        ) : null}
        <SecondPersonFields id="move-second" value={second} onChange={setSecond} permission={kind === 'void' ? 'certificate.review' : 'certificate.print'} title={text.who} />
        {others.length > 0 ? <Alert className="form-alert" type="error" showIcon title={others.map(issueText).join(';')} /> : null}
        {isIncomplete ? <div className="issue is-block" role="alert">{t('stock.moveIncomplete', '请填写起止编号{{more}},并由对方输入本人密码', { more: needsReason ? t('stock.andReason', '和情况说明') : '' })}</div> : null}
      </FormArea>
    </Dialog>
  )
}

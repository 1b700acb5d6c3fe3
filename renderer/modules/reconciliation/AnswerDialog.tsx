import { Alert, Button, Descriptions, Input, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { DIFFERENCE_ANSWER, type DifferenceAnswer } from '../../../domain/code/reconciliation.ts'
import { failureText } from '../../api/failure.ts'
import { useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { Dialog, LabelledInput, useShortcut } from '../../kit/index.ts'
import { answeredText, answerText, type Difference, fieldText, kindText, oursText, theirsText } from './difference-text.ts'

/** One difference side by side, or several at once, and what is to become of them. */
export function AnswerDialog({ runId, rows, onClose }: { runId: string; rows: readonly Difference[]; onClose(): void }) {
  const navigate = useNavigate()
  const [one] = rows
  const single = rows.length === 1 ? one : undefined
  const [answer, setAnswer] = useState<DifferenceAnswer | null>(single?.answer ?? null)
  const [note, setNote] = useState(single?.note ?? '')
  const [problem, setProblem] = useState<string>()
  const write = useWrite('reconcile.answer', failure => { setProblem(failureText(failure)); return true })
  async function save(given: DifferenceAnswer | null): Promise<void> {
    if (write.busy || (given === null && single?.answer == null)) return
    setProblem(undefined)
    const done = await write.run({ id: runId, seqs: rows.map(row => row.seq), answer: given, note: note.trim() || null })
    if (!done) return
    onClose()
    // Whoever corrects ours goes to the record at once: nothing is overwritten from the list.
    if (given === 'correctOurs' && single?.newbornId) void navigate(`/certificate/${single.newbornId}`)
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void save(answer), { inDialog: true })
  return (
    <Dialog
      width={760} onCancel={onClose} first={() => document.querySelector<HTMLElement>('#reconcile-answer input')} title={single ? `${single.number} ${single.babyName ?? ''}` : t('reconcile.answerMany', '处理 {{count}} 项差异', { count: rows.length })}
      footer={[
        single?.newbornId ? <Button key="open" onClick={() => { onClose(); void navigate(`/certificate/${single.newbornId}`) }}>{t('reconcile.openOurs', '打开本院记录')}</Button> : null,
        single?.answer ? <Button key="back" loading={write.busy} onClick={() => void save(null)}>{t('reconcile.takeBack', '收回意见')}</Button> : null,
        <Button key="cancel" onClick={onClose}>{t('form.cancel', '取消')}</Button>,
        <Button key="save" type="primary" disabled={answer === null} loading={write.busy} onClick={() => void save(answer)}>{t('reconcile.saveAnswer', '保存意见')} <kbd>F2</kbd></Button>,
      ]}
    >
      {single ? (
        <Descriptions
          className="facts" size="small" column={1} colon={false}
          items={[
            { key: 'kind', label: t('reconcile.column.kind', '差异'), children: [kindText(single.kind), fieldText(single)].filter(Boolean).join(' · ') },
            { key: 'theirs', label: t('reconcile.column.theirs', '省平台名单'), children: <span className="wrap-any strong">{theirsText(single) || '—'}</span> },
            { key: 'ours', label: t('reconcile.column.ours', '本院记录'), children: <span className="wrap-any strong">{oursText(single) || '—'}</span> },
            ...(single.line === null ? [] : [{ key: 'line', label: t('reconcile.column.line', '名单行号'), children: String(single.line) }]),
            ...(single.answer === null ? [] : [{ key: 'answered', label: t('reconcile.column.answer', '处理意见'), children: answeredText(single) }]),
          ]}
        />
      ) : null}
      <LabelledInput id="reconcile-answer" label={t('reconcile.column.answer', '处理意见')} span={12} required>
        <Radio.Group id="reconcile-answer" value={answer} onChange={event => setAnswer(event.target.value as DifferenceAnswer)}>
          {DIFFERENCE_ANSWER.values.map(value => <Radio key={value} value={value}>{answerText(value)}</Radio>)}
        </Radio.Group>
      </LabelledInput>
      <LabelledInput id="reconcile-note" label={t('reconcile.note', '说明')} span={12}>
        <Input.TextArea id="reconcile-note" value={note} maxLength={300} rows={2} onChange={event => setNote(event.target.value)} />
      </LabelledInput>
      <p className="hint">{t('reconcile.answerHint', '意见不改动任何记录;下次核对时,这一项两边都没有变化就仍算已处理。')}</p>
      {problem ? <Alert className="form-alert" type="error" showIcon title={problem} /> : null}
    </Dialog>
  )
}

import { Alert, App, Button } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { RECALL_ANSWER, RECALL_METHOD, RECALL_STEP } from '../../../domain/code/prenatal.ts'
import { CONSENT_SIGNER, RECALL_CLOSING, RECALL_KIND } from '../../../domain/code/prenatal-record.ts'
import { recallCall, type RecallCall } from '../../../domain/rule/prenatal/recall.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { prenatalAttempt, prenatalRecall, type StoredPrenatalAttempt } from '../../../domain/modules/prenatal/recall.record.ts'
import type { CallFailure } from '../../api/client.ts'
import { useWrite } from '../../api/useCall.ts'
import { minuteText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { CodeInput, codeText, DataTable, DayInput, Dialog, Field, FieldGrid, firstField, FormArea, LabelledInput, Loaded, momentNow, OtherIssues, Page, type PageAction, Panel, PregnancyHeadLine, RecordFacts, RecordForm, saveRecord, SuggestInput, TextInput, useRecordForm, useShortcut } from '../../kit/index.ts'
import { ClassTag } from './ClassTag.tsx'
import { type Opened, paperPath, tabOf, testsText, useScreening } from './screening.ts'
import './prenatal.css'

type OpenedRecall = Opened['recalls'][number]

/** One recall: what it is for, every attempt to reach her, and the ways it may end. */
export default function RecallPage() {
  const { pregnancyId = '', recallId } = useParams()
  const opened = useScreening(pregnancyId)
  return (
    <Loaded of={opened}>
      {data => {
        const found = data.recalls.find(({ recall }) => recall.id === recallId)
        return found ? <Recall opened={data} of={found} /> : <p className="hint">{t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')}</p>
      }}
    </Loaded>
  )
}

type Asking = 'attempt' | 'refusal' | 'close' | null

function Recall({ opened, of: { recall, attempts, line } }: { opened: Opened; of: OpenedRecall }) {
  const navigate = useNavigate()
  const mayWrite = useMay('prenatal.write')
  const [mayRefer, mayClose] = [useMay('referral.write'), useMay('prenatal.diagnosis')]
  const [asking, setAsking] = useState<Asking>(null)
  const { head } = opened
  const of = `/prenatal/${head.pregnancyId}`
  const back = tabOf(head.pregnancyId)
  const isOpen = recall.closedDay === null
  const result = opened.results.find(one => one.result.id === recall.resultId)?.result
  const call = recallCall(recall.kind, result?.overall)
  const isOfDiagnosis = call === 'high' || call === 'judgement'
  const go = (to: string) => (): void => void navigate(to)
  useShortcut(['Escape'], go(back), { enabled: asking === null })
  const actions: PageAction[] = [
    { key: 'print', label: t('prenatalPaper.recall', '召回通知'), shortcut: 'Ctrl+P', run: go(paperPath(head.pregnancyId, 'recall', recall.id)) },
    ...(mayWrite && isOpen ? [
      { key: 'refuse', label: t('prenatalScreen.refusal', '签署拒绝'), shortcut: 'F6', run: () => setAsking('refusal') },
      { key: 'counsel', label: t('prenatalScreen.counsellingShort', '咨询'), shortcut: 'F7', run: go(`${of}/counsellings/new${recall.resultId ? `?result=${recall.resultId}` : ''}`) },
      ...(mayRefer && call === 'high' ? [{ key: 'refer', label: t('prenatalScreen.referShort', '转产前诊断'), shortcut: 'F8', run: go(`/maternal/diagnosis/new?person=${head.womanId}&pregnancy=${head.pregnancyId}`) }] : []),
      ...(isOfDiagnosis ? [{ key: 'diagnosis', label: t('prenatalScreen.diagnosisShort', '诊断结果'), shortcut: 'F9', run: go(`${of}/diagnoses/new`) }] : []),
      ...(isClosable(call) && mayClose ? [{ key: 'close', label: closeTitle(call), shortcut: 'F8', run: () => setAsking('close') }] : []),
      ...(call === 'couple' ? [{ key: 'partner', label: t('prenatalScreen.coupleResult', '补登夫妇结果'), shortcut: 'F9', run: go(`${of}/results/${recall.resultId}`) }] : []),
      { key: 'attempt', label: t('prenatalScreen.newAttempt', '登记联系'), shortcut: 'F4', primary: true, run: () => setAsking('attempt') },
    ] : []),
  ]
  return (
    <Page title={codeText(RECALL_KIND, recall.kind)} subtitle={recall.openedDay} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {isOpen
        ? <Alert className="form-alert" type={line.isOverdue || line.isUrgent ? 'error' : 'info'} showIcon title={line.step ? `${t('prenatalScreen.recallStep', '下一步:{{step}}', { step: codeText(RECALL_STEP, line.step) })}${line.dueDay ? t('prenatalScreen.until', ',最迟 {{day}}', { day: line.dueDay }) : ''}${line.isOverdue ? t('prenatalScreen.isOverdue', '(已超期)') : ''}` : t('prenatalScreen.recallOpen', '召回未结束')} />
        : <Alert className="form-alert" type="success" showIcon title={t('prenatalScreen.recallClosed', '召回已于 {{day}} 结束:{{why}}', { day: recall.closedDay ?? '', why: codeText(RECALL_CLOSING, recall.closedBy) })} />}
      <Panel title={t('prenatalScreen.recallWhy', '召回原因')}>
        <p>{result ? <><Link className="link-in-text" to={`${of}/results/${result.id}`}>{testsText([result.test])} {result.resultDay}</Link> <ClassTag of={result.overall} /></> : recall.reason}</p>
        {recall.kind === 'couple' ? <p lang="zh-CN">{recall.reason}</p> : null}
        {isOpen && call === 'couple' ? <p className="hint">{t('prenatalScreen.coupleEnds', '夫妇双方查全后补登到同一份结果,续查随之结束;不再查的由医生写明理由结束。')}</p> : null}
        {isOpen && call === 'judgement' ? <p className="hint">{t('prenatalScreen.judgementEnds', '夫妇双方已查全,是否需要产前诊断由医生判断:不需要的写明理由结束,做了的登记诊断结果。')}</p> : null}
        {isOpen && call === 'repeat' ? <p className="hint">{t('prenatalScreen.repeatEnds', '复查的结果登记后召回结束;不能再复查的由医生写明理由结束。')}</p> : null}
        {isOpen && call === 'redraw' ? <p className="hint">{t('prenatalScreen.redrawEnds', '重新采血后召回结束;不再采血的在样本上登记终止,或由孕妇签署拒绝。')}</p> : null}
        {isOpen && recall.kind === 'high' ? <p className="hint">{t('prenatalScreen.recallEnds', '只有产前诊断结果、孕妇签署的拒绝或妊娠结局能结束高风险召回;口头拒绝只是一次联系。')}</p> : null}
        {recall.closingReason ? <RecordFacts definition={prenatalRecall} row={recall} names={['closingReason']} /> : null}
        {recall.refusalDay ? <RecordFacts definition={prenatalRecall} row={recall} names={['refusalDay', 'refusalSigner', 'refusalRelation', 'refusalReason']} /> : null}
      </Panel>
      <Panel title={t('prenatalScreen.attemptList', '联系记录')}>
        <DataTable<StoredPrenatalAttempt>
          rows={attempts.toReversed()} rowKey="id" label={t('prenatalScreen.attemptList', '联系记录')} empty={t('prenatalScreen.noAttempt', '还没有联系过,按 F4 登记')}
          columns={[
            { title: t('prenatal.attempt.at.label', '通知时间'), width: 160, render: (_, row) => minuteText(row.at) }, { title: t('prenatal.attempt.method.label', '通知方式'), width: 120, render: (_, row) => codeText(RECALL_METHOD, row.method) },
            { title: t('prenatal.attempt.answer.label', '召回结果'), width: 140, render: (_, row) => codeText(RECALL_ANSWER, row.answer) }, { title: t('prenatal.attempt.notifierName.label', '通知人员'), width: 120, render: (_, row) => row.notifierName },
            { title: t('prenatal.attempt.note.label', '说明'), render: (_, row) => row.note ?? '' },
          ]}
        />
      </Panel>
      {asking === 'attempt' ? <AttemptDialog recallId={recall.id} head={head} onClose={() => setAsking(null)} /> : null}
      {asking === 'close' ? <CloseDialog recall={recall} call={call} onClose={() => setAsking(null)} /> : null}
      {asking === 'refusal' ? <RefusalDialog recall={recall} call={call} name={head.name} onClose={() => setAsking(null)} /> : null}
    </Page>
  )
}

/** One attempt to reach her. */
function AttemptDialog({ recallId, head, onClose }: { recallId: string; head: Opened['head']; onClose(): void }) {
  const { displayName } = useUser()
  const initial = useMemo(() => ({ recallId, at: momentNow().now, method: '1', notifierName: displayName }), [recallId, displayName])
  const form = useRecordForm({ definition: prenatalAttempt, initial, save: saveRecord(prenatalAttempt, undefined), saves: 'prenatal.attempt.save', onSaved: onClose, onCancel: onClose, draft: false })
  return (
    <Dialog width={720} footer={null} keyboard={false} maskClosable={false} title={t('prenatalScreen.attemptOf', '联系 {{name}}', { name: head.name ?? '' })} onCancel={form.cancel} first={() => firstField(form.areaRef.current)}>
      <p className="number">{t('child.callPhone', '电话:{{phone}}', { phone: head.phone ?? t('child.noPhone', '没有登记') })}</p>
      <RecordForm form={form} inDialog><FieldGrid><Field name="method" span={6} autoFocus /><Field name="answer" span={6} /><Field name="at" span={6} /><Field name="notifierName" span={6} /><Field name="note" span={12} /></FieldGrid></RecordForm>
    </Dialog>
  )
}

/** A couple's tests and a look that cannot be repeated may be given up. */
const isClosable = (call: RecallCall): boolean => call === 'couple' || call === 'judgement' || call === 'repeat'
const closeTitle = (call: RecallCall): string => call === 'repeat' ? t('prenatalScreen.closeRepeat', '不再复查') : call === 'judgement' ? t('prenatalScreen.closeJudgement', '不需诊断') : t('prenatalScreen.closeCouple', '不再续查')
const closeNote = (call: RecallCall): string => call === 'repeat' ? t('prenatalScreen.closeRepeatNote', '保存后这次召回结束,不再列入名单;以后复查了,仍可登记结果。')
  : call === 'judgement' ? t('prenatalScreen.closeJudgementNote', '保存后这次召回结束,不再列入名单;请先向夫妇双方说明。') : t('prenatalScreen.closeCoupleNote', '保存后这次续查结束,不再列入名单;配偶以后来查,仍可补登结果。')

/** A doctor's word that nothing more is done, with the reason. */
function CloseDialog({ recall, call, onClose }: { recall: OpenedRecall['recall']; call: RecallCall; onClose(): void }) {
  const { message } = App.useApp()
  const [reason, setReason] = useState<string | null>(null)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const close = useWrite('prenatal.recall.close', (failure: CallFailure) => { setIssues(failure.fields); return failure.fields.length > 0 })
  const text = reason?.trim() ?? ''
  const isReady = text.length >= 2 && text.length <= 100
  async function save(): Promise<void> {
    if (!isReady || close.busy) return
    setIssues([])
    if (await close.run({ id: recall.id, rev: recall.rev, reason: text })) { void message.success(t('childVisit.saved', '已保存')); onClose() }
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void save(), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog
      width={560} title={closeTitle(call)} maskClosable={false} keyboard={false} onCancel={onClose} first="closing-reason"
      footer={<Button type="primary" data-save disabled={!isReady} loading={close.busy} onClick={() => void save()}>{t('form.save', '保存')} <kbd>F2</kbd></Button>}
    >
      <p className="hint">{closeNote(call)}</p>
      <OtherIssues issues={issues.filter(issue => issue.path !== 'reason')} />
      <FormArea><LabelledInput id="closing-reason" label={t('prenatal.recall.closingReason.label', '医生结束召回的理由')} span={12} required issues={issues.filter(issue => issue.path === 'reason')}><TextInput id="closing-reason" value={reason} onChange={setReason} /></LabelledInput></FormArea>
    </Dialog>
  )
}

const refusalTitle: Readonly<Record<RecallCall, () => string>> = {
  high: () => t('prenatalScreen.refusalTitle', '孕妇签署拒绝产前诊断'), judgement: () => t('prenatalScreen.refusalTitle', '孕妇签署拒绝产前诊断'), couple: () => t('prenatalScreen.refusalTitleCouple', '孕妇签署拒绝夫妇续查'),
  repeat: () => t('prenatalScreen.refusalTitleRepeat', '孕妇签署拒绝复查'), redraw: () => t('prenatalScreen.refusalTitleRedraw', '孕妇签署拒绝重新采血'),
}
const refusalNote: Readonly<Record<RecallCall, () => string>> = {
  high: () => t('prenatalScreen.refusalNote', '请先打印召回通知(Ctrl+P),由孕妇在“拒绝产前诊断”一项签名后登记;登记后召回结束,结局随访照常。'), judgement: () => t('prenatalScreen.refusalNote', '请先打印召回通知(Ctrl+P),由孕妇在“拒绝产前诊断”一项签名后登记;登记后召回结束,结局随访照常。'),
  couple: () => t('prenatalScreen.refusalNoteCouple', '请先打印召回通知(Ctrl+P),由孕妇在“拒绝夫妇续查”一项签名后登记;登记后续查结束,结局随访照常。'),
  repeat: () => t('prenatalScreen.refusalNoteRepeat', '请先打印召回通知(Ctrl+P),由孕妇在“拒绝复查”一项签名后登记;登记后召回结束,结局随访照常。'), redraw: () => t('prenatalScreen.refusalNoteRedraw', '请先打印召回通知(Ctrl+P),由孕妇在“拒绝重新采血”一项签名后登记;登记后召回结束,结局随访照常。'),
}

/** Her signature under a refusal: who signed, when, why. */
function RefusalDialog({ recall, call, name, onClose }: { recall: OpenedRecall['recall']; call: RecallCall; name: string | null; onClose(): void }) {
  const { message } = App.useApp()
  const [day, setDay] = useState<string | null>(today())
  const [signerName, setSigner] = useState<string | null>(name)
  const [relation, setRelation] = useState<string | null>('1')
  const [reason, setReason] = useState<string | null>(null)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const refuse = useWrite('prenatal.recall.refuse', (failure: CallFailure) => { setIssues(failure.fields); return failure.fields.length > 0 })
  const isReady = day !== null && (signerName?.trim() ?? '') !== '' && CONSENT_SIGNER.isCode(relation)
  const at = (path: string): readonly FieldIssue[] => issues.filter(issue => issue.path === path)
  async function save(): Promise<void> {
    if (!isReady || refuse.busy) return
    setIssues([])
    if (await refuse.run({ id: recall.id, rev: recall.rev, day, signerName: signerName!.trim(), relation, ...(reason?.trim() ? { reason: reason.trim() } : {}) })) { void message.success(t('childVisit.saved', '已保存')); onClose() }
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void save(), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <Dialog
      width={640} title={refusalTitle[call]()} maskClosable={false} keyboard={false} onCancel={onClose} first="refusal-reason"
      footer={<Button type="primary" data-save disabled={!isReady} loading={refuse.busy} onClick={() => void save()}>{t('form.save', '保存')} <kbd>F2</kbd></Button>}
    >
      <p className="hint">{refusalNote[call]()}</p>
      <OtherIssues issues={issues.filter(issue => !['day', 'signerName', 'relation', 'reason'].includes(issue.path))} />
      <FormArea>
        <FieldGrid>
          <LabelledInput id="refusal-reason" label={t('prenatal.recall.refusalReason.label', '拒绝原因')} span={12} issues={at('reason')}><TextInput id="refusal-reason" value={reason} onChange={setReason} /></LabelledInput>
          <LabelledInput id="refusal-signer" label={t('prenatal.recall.refusalSigner.label', '拒绝签署人')} span={6} required issues={at('signerName')}><SuggestInput id="refusal-signer" value={signerName} suggestions={name ? [name] : []} onChange={setSigner} /></LabelledInput>
          <LabelledInput id="refusal-relation" label={t('prenatal.recall.refusalRelation.label', '签署人与孕妇关系')} span={6} required issues={at('relation')}><CodeInput id="refusal-relation" codes={CONSENT_SIGNER} value={relation} required onChange={setRelation} /></LabelledInput>
          <LabelledInput id="refusal-day" label={t('prenatal.recall.refusalDay.label', '签署拒绝日期')} span={6} required issues={at('day')}><DayInput id="refusal-day" value={day} onChange={setDay} /></LabelledInput>
        </FieldGrid>
      </FormArea>
    </Dialog>
  )
}

import { Alert, App } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { DEATH_CARD_STATE } from '../../../domain/code/child-case.ts'
import { deathCard, type StoredDeathCard } from '../../../domain/modules/child/death-card.record.ts'
import { ageFound } from '../../../domain/modules/child/death-card.rules.ts'
import type { Minute } from '../../../domain/time/day.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Dialog, Field, FieldGrid, type FormStore, GestationInput, type InputProps, Loaded, Page, type PageAction, RecordForm, saveRecord, useFieldValue, useRecordForm, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { ChildHeadLine } from '../../kit/ChildHeadLine.tsx'
import type { ChildHead } from './tabs.tsx'
import './child.css'

/** 5岁以下儿童死亡报告卡: kept while it is being filled in, then handed in, which ends everything open for the child. */
export default function DeathCardPage() {
  const { fileId = '' } = useParams()
  const prepared = useCall('child.deathCard.prepare', { fileId }, { staleTimeMs: 60_000 })
  return <Loaded of={prepared}>{data => data.existing ? <Stored fileId={fileId} id={data.existing.id} head={data.head} /> : <CardForm fileId={fileId} head={data.head} row={data.row} />}</Loaded>
}

function Stored({ fileId, id, head }: { fileId: string; id: string; head: ChildHead }) {
  const stored = useCall('child.deathCard.get', { id })
  return <Loaded of={stored}>{card => <CardForm key={card.id} fileId={fileId} head={head} stored={card} />}</Loaded>
}

const SKIPPED: readonly string[] = ['fileId', 'number', 'state', 'submittedAt', 'ageText', 'hoursUnder24', 'gestationDays']
type Props = { fileId: string; head: ChildHead; row?: Output<'child.deathCard.prepare'>['row']; stored?: StoredDeathCard }

function CardForm({ fileId, head, row, stored }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('child.write')
  const back = `/children/${fileId}`
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const isSubmitted = stored?.state === 'submitted'
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const [asking, setAsking] = useState(false)
  const form = useRecordForm({
    definition: deathCard, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(deathCard, stored?.id), saves: 'child.deathCard.save', draft: stored ? `child.deathCard:${stored.id}` : `child.deathCard:new:${fileId}`,
    onCancel: () => void navigate(back), onSaved: () => void message.success(t('childVisit.saved', '已保存')),
  })
  // What stands on the screen is what is handed in: it is saved first.
  const askToSubmit = async (): Promise<void> => { if (!form.store.isDirty() || await form.save()) setAsking(true) }
  const voiding = useVoidRecord(deathCard.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(stored ? [{ key: 'print', label: t('deathCard.print', '打印报告卡'), shortcut: 'F7', run: () => void navigate(`/children/${fileId}/death-card/${stored.id}/print`) }] : []),
    ...(readOnly ? [] : [
      { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: !stored || isSubmitted, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
      ...(stored && !isSubmitted ? [{ key: 'submit', label: t('deathCard.submit', '提交'), shortcut: 'F8', primary: true, run: () => void askToSubmit() }] : []),
    ]),
  ]
  const fields = (names: readonly string[] | undefined) => (names ?? []).filter(name => !SKIPPED.includes(name)).map(name => <Field key={name} name={name} autoFocus={!stored && name === 'diedAt'} />)
  const [card, birth, death, cause, report] = deathCard.sections
  return (
    <Page title={t('child.deathCard.title', '5岁以下儿童死亡报告卡')} subtitle={stored ? `${stored.number ?? ''} ${codeText(DEATH_CARD_STATE, stored.state)}` : null} back={back} actions={actions}>
      <ChildHeadLine head={head} />
      {voiding.dialog}
      {isSubmitted ? <Alert className="form-alert" type="info" showIcon title={t('deathCard.submitted', '已提交。更正内容后保存即可,随下一个数据包更正上报;填错了儿童请作废:档案恢复到填卡以前,随死亡结束的专案、孤独症管理和预约不自动恢复,列在档案页由医生逐项决定。')} /> : null}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section"><legend>{t('deathCard.section.birth', '出生')}</legend><FieldGrid>
          {fields(birth?.fields)}<Field name="gestationDays" label={t('child.gestationLabel', '出生孕周')} renderInput={props => <GestationInput {...(props as unknown as InputProps<number>)} />} />{fields(card?.fields)}
        </FieldGrid></fieldset>
        <fieldset className="form-section"><legend>{t('deathCard.section.death', '死亡')}</legend><FieldGrid>{fields(death?.fields)}</FieldGrid><AgeLine store={form.store} /></fieldset>
        <fieldset className="form-section"><legend>{t('deathCard.section.cause', '死因')}</legend><FieldGrid>{fields(cause?.fields)}</FieldGrid></fieldset>
        <fieldset className="form-section"><legend>{t('deathCard.section.report', '填报')}</legend><FieldGrid>{fields(report?.fields)}</FieldGrid></fieldset>
      </RecordForm>
      {stored && asking ? <SubmitDialog row={stored} store={form.store} onClose={() => setAsking(false)} onDone={() => { setAsking(false); void navigate(back) }} /> : null}
    </Page>
  )
}

/** 死亡年龄, computed while the times are typed. */
function AgeLine({ store }: { store: FormStore }) {
  const [bornAt, diedAt, bornTimeUnknown, deathTimeUnknown] = [useFieldValue(store, 'bornAt'), useFieldValue(store, 'diedAt'), useFieldValue(store, 'bornTimeUnknown'), useFieldValue(store, 'deathTimeUnknown')]
  const { age, hoursUnder24 } = ageFound({ bornAt: bornAt as Minute | null, diedAt: diedAt as Minute | null, bornTimeUnknown: bornTimeUnknown === true, deathTimeUnknown: deathTimeUnknown === true })
  return <p className="death-age" aria-live="polite">{t('deathCard.age', '死亡年龄:{{age}}', { age: age ? messageText(age) : '—' })}{hoursUnder24 === null ? '' : t('deathCard.hours', '(不满24小时:{{hours}} 小时)', { hours: hoursUnder24 })}</p>
}

function SubmitDialog({ row, store, onClose, onDone }: { row: StoredDeathCard; store: FormStore; onClose(): void; onDone(): void }) {
  const { message } = App.useApp()
  const submit = useWrite('child.deathCard.submit', failure => {
    if (failure.code !== 'invalid') return false
    // The findings belong to the form behind the dialog.
    store.setServerIssues(failure.fields)
    void message.error(t('deathCard.incomplete', '报告卡还不完整,请按提示补齐后再提交'))
    onClose()
    return true
  })
  const run = async (): Promise<void> => {
    if (submit.busy) return
    const done = await submit.run({ id: row.id, rev: row.rev })
    if (!done) return
    void message.success(t('deathCard.done', '已提交:结案专案 {{cases}} 份、孤独症管理 {{courses}} 份,取消预约 {{appointments}} 个', { cases: done.closedCases, courses: done.closedCourses, appointments: done.cancelledAppointments }))
    onDone()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void run(), { inDialog: true })
  return (
    <Dialog
      width={520} title={t('deathCard.submitTitle', '提交死亡报告卡 {{number}}', { number: row.number ?? '' })} maskClosable={false} okText={<>{t('deathCard.submit', '提交')} <kbd>F2</kbd></>} okButtonProps={{ danger: true }} cancelText={t('form.cancel', '取消')} confirmLoading={submit.busy}
      onOk={() => void run()} onCancel={onClose}
    >
      <p>{t('deathCard.submitText', '提交后,该儿童的档案转为“死亡”,所有未结专案、孤独症管理、筛查追踪、随访提醒和预约同时结束。')}</p>
    </Dialog>
  )
}

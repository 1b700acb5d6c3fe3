import { App } from 'antd'
import { useMemo } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { EYE_REFERRAL_STATE } from '../../../domain/code/eye-check.ts'
import { eyeReferral, type StoredEyeReferral } from '../../../domain/modules/eye/referral.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { type ChildHead, ChildHeadLine, codeText, Field, FieldGrid, focusField, type InputProps, ListInput, Loaded, Page, type PageAction, RecordForm, saveRecord, SuggestInput, useFirst, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { useClassVisit } from './class-visit.ts'
import './eye.css'

/** 转诊单 of a visit, and later its 回执 on the same row. */
export default function ReferralPage() {
  const { fileId = '', visitId, referralId } = useParams()
  return referralId ? <Stored fileId={fileId} referralId={referralId} /> : <New fileId={fileId} visitId={visitId ?? ''} />
}

function New({ fileId, visitId }: { fileId: string; visitId: string }) {
  const { search } = useClassVisit(fileId)
  const prepared = useFirst(useCall('eye.referral.prepare', { visitId }, { staleTimeMs: 30_000 }))
  return (
    <Loaded of={prepared}>
      {data => data.existingId ? <Navigate replace to={`/eyes/${fileId}/referrals/${data.existingId}${search}`} /> : <ReferralForm fileId={fileId} head={data.head} row={data.row} />}
    </Loaded>
  )
}

function Stored({ fileId, referralId }: { fileId: string; referralId: string }) {
  const stored = useCall('eye.referral.get', { id: referralId }, { staleTimeMs: 30_000 })
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{file => <Loaded of={stored}>{referral => <ReferralForm key={`${referral.id}:${referral.rev}`} fileId={fileId} head={file.head} stored={referral} />}</Loaded>}</Loaded>
}

type Props = { fileId: string; head: ChildHead; row?: Output<'eye.referral.prepare'>['row']; stored?: StoredEyeReferral }
const ANSWER = ['answeredDay', 'answerDoctor', 'isConfirmed', 'furtherReferral', 'furtherHospital', 'diagnosis', 'answerChecks'] as const

function ReferralForm({ fileId, head, row, stored }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('eye.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const { back, search } = useClassVisit(fileId)
  const paperOf = (id: string): string => `/eyes/${fileId}/print${search || '?'}&what=referral&id=${id}`
  const initial = useMemo(() => stored ?? { doctorName: user.displayName, ...row }, [stored, row, user.displayName])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: eyeReferral, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(eyeReferral, stored?.id), saves: 'eye.referral.save', draft: `eye.referral:${stored?.id ?? `new:${row?.visitId ?? ''}`}`,
    onCancel: () => void navigate(back), // The slip goes home with the family: a new one is printed next.
    onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(stored ? back : paperOf((saved as { id: string }).id)) },
  })
  const { store } = form
  const voiding = useVoidRecord(eyeReferral.id, stored, mayWrite, () => void navigate(back))
  // The answer came in today unless the doctor says otherwise; its fields open and the first stands ready.
  function answer(): void {
    if (store.get('answeredDay') === null) store.set('answeredDay', today())
    requestAnimationFrame(() => focusField(form.areaRef.current, 'diagnosis'))
  }
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(stored ? [
      { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(paperOf(stored.id)) },
      { key: 'visit', label: t('eyeScreen.openVisit', '检查记录'), shortcut: 'F7', run: () => void navigate(`/eyes/${fileId}/visits/${stored.visitId}`) },
    ] : []),
    ...(readOnly ? [] : [
      ...(stored ? [{ key: 'answer', label: t('eyeScreen.answer', '登记回执'), shortcut: 'F6', run: answer }] : []),
      { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
    ]),
  ]
  const hospitals = (organizations ?? []).filter(one => one.active).map(one => one.name)
  const suggest = (name: string, suggestions: readonly string[], span: number, autoFocus = false) => <Field name={name} span={span} autoFocus={autoFocus} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={suggestions} />} />
  return (
    <Page title={stored ? t('eyeScreen.referral', '眼保健转诊单与回执') : t('eyeScreen.newReferral', '开眼保健转诊单')} subtitle={stored?.number} back={back} actions={actions}>
      <ChildHeadLine head={head} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('eyeScreen.slip', '转诊单')}</legend>
          <FieldGrid>
            {suggest('hospital', hospitals, 6, !stored)}{suggest('department', ['眼科', '小儿眼科'], 3)}<Field name="isUrgent" />
            <Field name="referredDay" /><Field name="dueDay" />{suggest('doctorName', (staff ?? []).map(one => one.name), 3)}{stored ? <Field name="state" renderInput={props => <ListInput {...(props as unknown as InputProps<string>)} choices={[stored.state, ...EYE_REFERRAL_STATE.movesFrom(stored.state)].map(state => ({ value: state, label: codeText(EYE_REFERRAL_STATE, state) }))} />} /> : null}
            <Field name="stateNote" span={12} /><Field name="conclusion" /><Field name="findings" /><Field name="undone" />
          </FieldGrid>
        </fieldset>
        {stored ? <fieldset className="form-section"><legend>{t('eyeScreen.receipt', '回执单(收到后按 F6 登记)')}</legend><FieldGrid>{ANSWER.map(name => <Field key={name} name={name} />)}</FieldGrid></fieldset> : null}
      </RecordForm>
    </Page>
  )
}

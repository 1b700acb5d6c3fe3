import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PersonHit } from '../../../domain/api/people-api.ts'
import { childFile } from '../../../domain/modules/child/file.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { Field, FieldGrid, GestationInput, type InputProps, Loaded, Page, Panel, PersonInput, RecordForm, saveRecord, SuggestInput, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { ChildHeadLine } from '../../kit/ChildHeadLine.tsx'
import './child.css'

type Opened = Output<'child.file.open'>
type Prepared = Output<'child.file.prepare'>

/** A child's file, new from a person (`?child=`, `?next=eye` when the eye clinic waits for it) with all the birth left us, or changed. */
export default function ChildEditPage() {
  const { fileId } = useParams()
  const [params] = useSearchParams()
  return fileId ? <Change fileId={fileId} /> : <New childId={params.get('child') ?? ''} home={params.get('next') === 'eye' ? '/eyes' : '/children'} />
}

function New({ childId, home }: { childId: string; home: string }) {
  const navigate = useNavigate()
  const prepared = useCall('child.file.prepare', { childId }, { enabled: childId !== '', staleTimeMs: 60_000 })
  return (
    <Page title={t('child.new', '建立儿童档案')} back={home}>
      <Loaded of={prepared}>
        {data => (
          <>
            <Panel><b>{data.childName ?? t('person.unnamed', '未取名')}</b> {data.birthDay ?? ''}{data.fileId ? <> · <a href={`#${home}/${data.fileId}`}>{t('child.already', '该儿童已有档案,打开')}</a></> : null}</Panel>
            <FileForm prepared={data} onDone={id => void navigate(`${home}/${id}`, { replace: true })} onCancel={() => void navigate(home)} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Change({ fileId }: { fileId: string }) {
  const navigate = useNavigate()
  const opened = useCall('child.file.open', { id: fileId })
  // A file opened for the wrong child; one that holds records says which, and is merged with its child instead.
  const voiding = useVoidRecord(childFile.id, opened.data?.file, useMay('child.write'), () => void navigate('/children', { replace: true }))
  return (
    <Page title={t('child.edit', '修改儿童档案')} back={`/children/${fileId}`} actions={voiding.actions}>
      {voiding.dialog}
      <Loaded of={opened}>
        {data => <><ChildHeadLine head={data.head} /><FileForm opened={data} onDone={id => void navigate(`/children/${id}`, { replace: true })} onCancel={() => void navigate(`/children/${fileId}`)} /></>}
      </Loaded>
    </Page>
  )
}

type FormProps = { prepared?: Prepared; opened?: Opened; onDone(id: string): void; onCancel(): void }

function FileForm({ prepared, opened, onDone, onCancel }: FormProps) {
  const navigate = useNavigate()
  const user = useUser()
  const { message } = App.useApp()
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const initial = useMemo(() => opened?.file ?? { ...prepared?.row, doctorName: user.displayName }, [opened, prepared, user.displayName])
  const form = useRecordForm({
    definition: childFile, initial, id: opened?.file.id, rev: opened?.file.rev, save: saveRecord(childFile, opened?.file.id), saves: 'child.file.save', onCancel, draft: opened ? `child.file:${opened.file.id}` : `child.file:new:${prepared?.row.childId ?? ''}`,
    onSaved: (saved: { id: string }) => { void message.success(t('child.saved', '已保存')); onDone(saved.id) },
  })
  const { store } = form
  const parent = (name: 'motherId' | 'fatherId', known: string | null | undefined) => (
    <Field name={name} span={6} refText={known ?? undefined}
      renderInput={props => <PersonInput {...(props as unknown as InputProps<string>)} known={known ?? undefined} onPick={(hit: PersonHit) => store.set(name, hit.id)} onCreate={typed => void navigate(`/people/new?typed=${encodeURIComponent(typed)}`)} />} />
  )
  return (
    <RecordForm form={form}>
      <fieldset className="form-section">
        <legend>{t('child.section.manage', '管理')}</legend>
        <FieldGrid>
          <Field name="residence" autoFocus /><Field name="openedDay" /><Field name="servedFromDay" />
          <Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
          {opened ? <Field name="state" /> : null}<Field name="stateDay" /><Field name="stateNote" span={6} /><Field name="kindergarten" span={6} />
        </FieldGrid>
      </fieldset>
      <fieldset className="form-section">
        <legend>{t('child.section.parents', '父母与联系')}</legend>
        <FieldGrid>
          {parent('motherId', prepared?.motherName ?? opened?.head.motherName)}<Field name="motherOccupation" /><Field name="contactPhone" />
          {parent('fatherId', prepared?.fatherName ?? opened?.head.fatherName)}<Field name="fatherOccupation" /><Field name="guardianName" />
        </FieldGrid>
      </fieldset>
      <fieldset className="form-section">
        <legend>{t('child.section.birth', '出生情况')}</legend>
        <FieldGrid>
          <Field name="gestationDays" renderInput={props => <GestationInput {...(props as unknown as InputProps<number>)} />} label={t('child.gestationLabel', '出生孕周')} /><Field name="fetusCount" /><Field name="birthOrder" /><Field name="birthWeightG" />
          <Field name="birthLengthCm" /><Field name="birthHeadCm" /><Field name="apgarOneMinute" /><Field name="apgarFiveMinutes" />
          <Field name="birthInstitution" span={6} /><Field name="dischargeDay" /><Field name="intensiveCareDays" />
          <Field name="highRisk" /><Field name="dischargeReportDay" /><Field name="allergy" span={6} /><Field name="note" />
        </FieldGrid>
      </fieldset>
    </RecordForm>
  )
}

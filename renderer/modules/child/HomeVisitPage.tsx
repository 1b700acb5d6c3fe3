import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { newbornVisit, type StoredNewbornVisit } from '../../../domain/modules/child/newborn-visit.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, GestationInput, type InputProps, Loaded, Page, type PageAction, RecordForm, saveRecord, SuggestInput, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { ChildHeadLine } from '../../kit/ChildHeadLine.tsx'
import { DangerPanel } from './DangerPanel.tsx'
import type { ChildHead } from './tabs.tsx'
import './child.css'

/** 新生儿家庭访视记录表: the birth is taken over, what was seen is typed, dangers are said at once. */
export default function HomeVisitPage() {
  const { fileId = '', visitId } = useParams()
  return visitId ? <Stored fileId={fileId} visitId={visitId} /> : <New fileId={fileId} />
}

function New({ fileId }: { fileId: string }) {
  const prepared = useCall('child.newbornVisit.prepare', { fileId }, { staleTimeMs: 300_000 })
  return <Loaded of={prepared}>{data => <HomeVisitForm fileId={fileId} head={data.head} row={data.row} />}</Loaded>
}

function Stored({ fileId, visitId }: { fileId: string; visitId: string }) {
  const stored = useCall('child.newbornVisit.get', { id: visitId }, { staleTimeMs: 60_000 })
  const opened = useCall('child.file.open', { id: fileId }, { staleTimeMs: 60_000 })
  return <Loaded of={opened}>{file => <Loaded of={stored}>{visit => <HomeVisitForm key={visit.id} fileId={fileId} head={file.head} stored={visit} />}</Loaded>}</Loaded>
}

/** Answers that are usual once the newborn was looked at; danger signs and measures are never filled in. */
const EXAMINED_NORMAL: Readonly<Record<string, string>> = {
  malformation: '1', vomiting: '1', stool: '1', complexion: '1', jaundiceSites: '1', fontanelle: '1', eyes: '1', limbs: '1', ears: '1', neckMass: '1', nose: '1', skin: '1', mouth: '1', anus: '1', heartAndLungs: '1', chest: '1', abdomen: '1', spine: '1', genitals: '1',
}

type Props = { fileId: string; head: ChildHead; row?: Output<'child.newbornVisit.prepare'>['row']; stored?: StoredNewbornVisit }

function HomeVisitForm({ fileId, head, row, stored }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('child.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = `/children/${fileId}`
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: newbornVisit, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(newbornVisit, stored?.id), saves: 'child.newbornVisit.save', draft: stored ? `child.newbornVisit:${stored.id}` : `child.newbornVisit:new:${fileId}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { store } = form
  const fillNormal = (): void => { for (const [name, value] of Object.entries(EXAMINED_NORMAL)) if (store.isShown(name) && store.get(name) === null) store.set(name, value) }
  const voiding = useVoidRecord(newbornVisit.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = readOnly ? [] : [
    ...voiding.actions,
    { key: 'normal', label: t('childVisit.fillNormal', '其余未见异常'), shortcut: 'F6', run: fillNormal },
    { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
  ]
  const [visit, birth, present, examination, end] = newbornVisit.sections
  const fields = (names: readonly string[] | undefined) => (names ?? []).filter(name => name !== 'fileId' && name !== 'gestationDays' && name !== 'doctorName').map(name => <Field key={name} name={name} autoFocus={!stored && name === 'weightKg'} />)
  return (
    <Page title={t('child.newbornVisit.title', '新生儿家庭访视')} back={back} actions={actions}>
      <ChildHeadLine head={head} />
      {voiding.dialog}
      <div className="visit-layout">
        <RecordForm form={form} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section"><legend>{t('newbornVisit.section.visit', '访视与现况')}</legend><FieldGrid>
            {fields(visit?.fields)}<Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />{fields(present?.fields)}
          </FieldGrid></fieldset>
          <fieldset className="form-section"><legend>{t('newbornVisit.section.examination', '体格检查')}</legend><FieldGrid>{fields(examination?.fields)}</FieldGrid></fieldset>
          <fieldset className="form-section"><legend>{t('newbornVisit.section.birth', '出生情况(已从档案带入)')}</legend><FieldGrid>
            <Field name="gestationDays" label={t('child.gestationLabel', '出生孕周')} renderInput={props => <GestationInput {...(props as unknown as InputProps<number>)} />} />{fields(birth?.fields)}
          </FieldGrid></fieldset>
          <fieldset className="form-section"><legend>{t('newbornVisit.section.end', '转诊与指导')}</legend><FieldGrid>{fields(end?.fields)}</FieldGrid></fieldset>
        </RecordForm>
        <div className="visit-side"><DangerPanel store={store} /></div>
      </div>
    </Page>
  )
}

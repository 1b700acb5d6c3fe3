import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { glasses, type StoredGlasses } from '../../../domain/modules/eye/glasses.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { ChildHeadLine, Field, FieldGrid, type InputProps, Loaded, Page, type PageAction, RecordForm, SaveButtons, saveRecord, SuggestInput, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { CORRECTED_ROW, type EyeGroup, LENS_ROW } from './eye-rows.ts'
import { EyeGrid } from './EyeGrid.tsx'
import type { EyeOpened } from './OverviewTab.tsx'
import './eye.css'

const GROUPS: readonly EyeGroup[] = [{ key: 'refraction', title: LENS_ROW.title, rows: [LENS_ROW, CORRECTED_ROW] }]

/** 配镜处方: the same grid of both eyes; never filled from a screening. */
export default function GlassesPage() {
  const { fileId = '', glassesId } = useParams()
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  const stored = useCall('eye.glasses.get', { id: glassesId ?? '' }, { enabled: glassesId !== undefined, staleTimeMs: 30_000 })
  return <Loaded of={opened}>{file => glassesId ? <Loaded of={stored}>{row => <GlassesForm key={row.id} fileId={fileId} opened={file} stored={row} />}</Loaded> : <GlassesForm fileId={fileId} opened={file} />}</Loaded>
}

function GlassesForm({ fileId, opened, stored }: { fileId: string; opened: EyeOpened; stored?: StoredGlasses }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('eye.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = `/eyes/${fileId}`
  // From a visit's page the prescription belongs to that visit.
  const visitId = useSearchParams()[0].get('visit')
  const initial = useMemo(() => stored ?? { fileId, visitId, prescribedDay: today(), doctorName: user.displayName }, [stored, fileId, visitId, user.displayName])
  const paperOf = (id: string): string => `/eyes/${fileId}/print?what=glasses&id=${id}`
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: glasses, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(glasses, stored?.id), saves: 'eye.glasses.save', draft: `eye.glasses:${stored?.id ?? `new:${fileId}`}`,
    onCancel: () => void navigate(back), onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(stored ? back : paperOf((saved as { id: string }).id)) },
  })
  const voiding = useVoidRecord(glasses.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = [...voiding.actions, ...(stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(paperOf(stored.id)) }] : [])]
  return (
    <Page title={stored ? t('eyeScreen.glasses', '配镜处方') : t('eyeScreen.newGlasses', '开配镜处方')} back={back} actions={actions}>
      <ChildHeadLine head={opened.head} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('eyeScreen.glasses', '配镜处方')}</legend>
          <FieldGrid>
            <Field name="prescribedDay" /><Field name="kind" autoFocus={!stored} />
            <Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
          </FieldGrid>
        </fieldset>
        <EyeGrid groups={GROUPS} withLast={false} />
        <fieldset className="form-section" data-eye-after><FieldGrid><Field name="pupilDistanceMm" /><Field name="reviewDay" /><Field name="wearing" span={6} /><Field name="note" span={12} /></FieldGrid></fieldset>
        {readOnly ? null : <SaveButtons form={form} />}
      </RecordForm>
    </Page>
  )
}

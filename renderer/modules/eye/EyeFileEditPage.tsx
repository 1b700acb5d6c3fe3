import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { eyeFile } from '../../../domain/modules/eye/file.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { ChildHeadLine, firstField, Loaded, Page, RecordForm, saveRecord, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import type { EyeOpened } from './OverviewTab.tsx'
import './eye.css'

/** What the eyes need to know beside the child's file, once a child. */
export default function EyeFileEditPage() {
  const { fileId = '' } = useParams()
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <FileForm fileId={fileId} data={data} />}</Loaded>
}

function FileForm({ fileId, data: { head, file } }: { fileId: string; data: EyeOpened }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const initial = useMemo(() => file ?? { fileId }, [file, fileId])
  const back = (): void => void navigate(`/eyes/${fileId}`)
  const form = useRecordForm({
    definition: eyeFile, initial, id: file?.id, rev: file?.rev, save: saveRecord(eyeFile, file?.id), saves: 'eye.file.save', draft: `eye.file:${file?.id ?? `new:${fileId}`}`,
    onCancel: back, onSaved: () => { void message.success(t('childVisit.saved', '已保存')); back() },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(eyeFile.id, file ?? undefined, true, back)
  return (
    <Page title={t('eyeScreen.fileEdit', '修改眼健康档案')} back={`/eyes/${fileId}`} actions={voiding.actions}>
      <ChildHeadLine head={head} />
      {voiding.dialog}
      <RecordForm form={form} omit={['fileId']} />
    </Page>
  )
}

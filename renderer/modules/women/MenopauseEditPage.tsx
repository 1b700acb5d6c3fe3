import { App } from 'antd'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { WomanHead } from '../../../domain/api/woman-head.ts'
import { menopauseFile, type StoredMenopauseFile } from '../../../domain/modules/women/menopause.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { firstField, Loaded, Page, RecordForm, saveRecord, useBeginAt, useFirst, useRecordForm, useVoidRecord, WomanHeadLine } from '../../kit/index.ts'

/** A woman's file around menopause, new from a person (`?woman=`) or changed; the one there is already is opened. */
export default function MenopauseEditPage() {
  const { fileId } = useParams()
  const womanId = useSearchParams()[0].get('woman') ?? ''
  return fileId ? <Change fileId={fileId} /> : <New womanId={womanId} />
}

function New({ womanId }: { womanId: string }) {
  const prepared = useFirst(useCall('women.menopauseFile.prepare', { womanId }, { staleTimeMs: 30_000 }))
  return <Loaded of={prepared}>{({ head, row, existingId }) => existingId ? <Navigate replace to={`/women/menopause/${existingId}`} /> : <FileForm head={head} initial={row} />}</Loaded>
}
function Change({ fileId }: { fileId: string }) {
  const opened = useCall('women.menopauseFile.open', { id: fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ head, file }) => <FileForm head={head} initial={file} stored={file} />}</Loaded>
}

function FileForm({ head, initial, stored }: { head: WomanHead; initial: Readonly<Record<string, unknown>>; stored?: StoredMenopauseFile }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('women.write')
  const back = stored ? `/women/menopause/${stored.id}` : '/women?tab=menopause'
  const form = useRecordForm({
    definition: menopauseFile, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(menopauseFile, stored?.id), saves: 'women.menopauseFile.save', draft: stored ? `women.menopauseFile:${stored.id}` : `women.menopauseFile:new:${head.womanId}`,
    onCancel: () => void navigate(back),
    // A new file begins with the first visit.
    onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(stored ? back : `/women/menopause/${(saved as { id: string }).id}/visits/new`) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(menopauseFile.id, stored, mayWrite, () => void navigate('/women?tab=menopause'))
  return (
    <Page title={stored ? t('menopauseScreen.editFile', '修改更年期档案') : t('menopauseScreen.newFile', '建立更年期档案')} back={back} actions={voiding.actions}>
      <WomanHeadLine head={head} />
      {voiding.dialog}
      <RecordForm form={form} omit={['womanId', 'number']} />
    </Page>
  )
}

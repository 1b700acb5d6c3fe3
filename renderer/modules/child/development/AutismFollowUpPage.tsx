import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { childAutismFollowUp, type StoredChildAutismFollowUp } from '../../../../domain/modules/child/autism.record.ts'
import { useCall } from '../../../api/useCall.ts'
import { today } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useMay, useUser } from '../../../app/session.ts'
import { Loaded, Page, type PageAction, RecordForm, saveRecord, useRecordForm, useVoidRecord } from '../../../kit/index.ts'
import { ChildHeadLine } from '../../../kit/ChildHeadLine.tsx'
import type { Development } from './texts.ts'
import '../child.css'

/** One follow-up of a confirmed child, new or as it was saved; the last one's intervention is carried. */
export default function AutismFollowUpPage() {
  const { fileId = '', followUpId } = useParams()
  const opened = useCall('child.development.open', { fileId }, { staleTimeMs: 60_000 })
  const stored = useCall('child.autismFollowUp.get', { id: followUpId ?? '' }, { enabled: followUpId !== undefined, staleTimeMs: 60_000 })
  return <Loaded of={opened}>{data => followUpId ? <Loaded of={stored}>{row => <FollowUpForm key={row.id} fileId={fileId} data={data} stored={row} />}</Loaded> : <FollowUpForm fileId={fileId} data={data} />}</Loaded>
}

function FollowUpForm({ fileId, data, stored }: { fileId: string; data: Development; stored?: StoredChildAutismFollowUp }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('child.write')
  const { course, followUps: [last] } = data
  const initial = useMemo(() => stored ?? {
    fileId, autismId: course?.id ?? null, followUpDay: today(), doctorName: user.displayName, interventionPlace: last?.interventionPlace ?? course?.interventionPlace ?? null, hoursPerWeek: last?.hoursPerWeek ?? course?.interventionHoursPerWeek ?? null, institution: last?.institution ?? course?.interventionInstitution ?? null,
  }, [stored, fileId, course, last, user.displayName])
  const back = `/children/${fileId}?tab=development`
  const form = useRecordForm({
    definition: childAutismFollowUp, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(childAutismFollowUp, stored?.id), saves: 'child.autismFollowUp.save', draft: stored ? `child.autismFollowUp:${stored.id}` : `child.autismFollowUp:new:${fileId}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childAutism.saved', '已保存')); void navigate(back) },
  })
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const voiding = useVoidRecord(childAutismFollowUp.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = readOnly ? [] : [...voiding.actions, { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]
  return (
    <Page title={t('child.autismFollowUp.title', '孤独症儿童随访')} back={back} actions={actions}>
      <ChildHeadLine head={data.head} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={readOnly} withoutButtons omit={['fileId', 'autismId']} />
    </Page>
  )
}

import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { folicAcidIssue } from '../../../domain/modules/fertility/folic-acid.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { firstField, Loaded, Page, RecordForm, saveRecord, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { TakerLine } from './TakerLine.tsx'

/** Bottles handed out on a day. */
export default function FolicAcidIssuePage() {
  const { courseId = '', issueId } = useParams()
  const opened = useCall('fertility.folicAcid.open', { courseId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <IssueForm key={issueId ?? 'new'} opened={data} issueId={issueId} />}</Loaded>
}

function IssueForm({ opened: { course, woman, pregnancyId, issues, dosage }, issueId }: { opened: Output<'fertility.folicAcid.open'>; issueId: string | undefined }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('women.write')
  const stored = issues.find(one => one.id === issueId)
  const back = `/folic-acid/${course.id}`
  const left = Math.max(1, dosage.bottles - issues.reduce((sum, one) => sum + one.bottles, 0))
  const initial = useMemo(() => stored ?? { courseId: course.id, issuedDay: today(), bottles: left, issuerName: user.displayName }, [stored, course.id, left, user.displayName])
  const form = useRecordForm({
    definition: folicAcidIssue, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(folicAcidIssue, stored?.id), saves: 'fertility.folicAcidIssue.save', draft: `fertility.folicAcidIssue:${stored?.id ?? `new:${course.id}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('fertility.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(folicAcidIssue.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('folicAcidScreen.issue', '叶酸发放') : t('folicAcidScreen.newIssue', '发放叶酸')} back={back} actions={voiding.actions}>
      <TakerLine woman={woman} pregnancyId={pregnancyId} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={!mayWrite} omit={['courseId']} />
    </Page>
  )
}

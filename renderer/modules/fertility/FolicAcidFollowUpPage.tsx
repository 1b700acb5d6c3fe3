import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { folicAcidFollowUp } from '../../../domain/modules/fertility/folic-acid.record.ts'
import { addDays, type Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { firstField, Loaded, Page, RecordForm, saveRecord, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { TakerLine } from './TakerLine.tsx'

/** One follow-up of a woman who takes folic acid. */
export default function FolicAcidFollowUpPage() {
  const { courseId = '', followUpId } = useParams()
  const opened = useCall('fertility.folicAcid.open', { courseId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <FollowUpForm key={followUpId ?? 'new'} opened={data} followUpId={followUpId} />}</Loaded>
}

function FollowUpForm({ opened: { course, woman, pregnancyId, followUps, dosage }, followUpId }: { opened: Output<'fertility.folicAcid.open'>; followUpId: string | undefined }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('women.write')
  const stored = followUps.find(one => one.id === followUpId)
  const back = `/folic-acid/${course.id}`
  const initial = useMemo(() => stored ?? { courseId: course.id, followDay: today(), way: 'phone', isTaking: true, nextDay: addDays(today() as Day, dosage.followUpDays), doctorName: user.displayName }, [stored, course.id, dosage.followUpDays, user.displayName])
  const form = useRecordForm({
    definition: folicAcidFollowUp, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(folicAcidFollowUp, stored?.id), saves: 'fertility.folicAcidFollowUp.save', draft: `fertility.folicAcidFollowUp:${stored?.id ?? `new:${course.id}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('fertility.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(folicAcidFollowUp.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('folicAcidScreen.followUp', '叶酸随访') : t('folicAcidScreen.newFollowUp', '登记叶酸随访')} back={back} actions={voiding.actions}>
      <TakerLine woman={woman} pregnancyId={pregnancyId} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={!mayWrite} omit={['courseId']} />
    </Page>
  )
}

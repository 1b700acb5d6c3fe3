import { App } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { childAutism, COURSE_TYPED, type StoredChildAutism } from '../../../../domain/modules/child/autism.record.ts'
import { useCall } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { EmptyState, Field, FieldGrid, Loaded, Page, type PageAction, RecordForm, saveRecord, sectionTitle, useRecordForm } from '../../../kit/index.ts'
import { ChildHeadLine } from '../../../kit/ChildHeadLine.tsx'
import type { ChildHead } from '../tabs.tsx'
import '../child.css'

/** What is typed on a course besides its steps: referrals, reports, intervention. */
export default function AutismCoursePage() {
  const { fileId = '' } = useParams()
  const opened = useCall('child.development.open', { fileId }, { staleTimeMs: 60_000 })
  return <Loaded of={opened}>{({ course, head }) => course ? <CourseForm key={course.id} fileId={fileId} head={head} course={course} /> : <Page title={t('child.autism.title', '孤独症筛查与管理')} back={`/children/${fileId}?tab=development`}><EmptyState text={t('childAutism.none', '还没有孤独症管理记录')} /></Page>}</Loaded>
}

const SPANS: Readonly<Record<string, number>> = { firstReferralTo: 6, diagnosisReferralTo: 6, interventionInstitution: 6, interventionPlace: 6, disagreement: 12, note: 12 }

function CourseForm({ fileId, head, course }: { fileId: string; head: ChildHead; course: StoredChildAutism }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const back = `/children/${fileId}?tab=development`
  const form = useRecordForm({
    definition: childAutism, initial: course as unknown as Record<string, unknown>, id: course.id, rev: course.rev, save: saveRecord(childAutism, course.id), saves: 'child.autism.save',
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childAutism.saved', '已保存')); void navigate(back) },
  })
  const actions: PageAction[] = [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]
  return (
    <Page title={t('childAutism.edit', '转诊、报告与干预')} back={back} actions={actions}>
      <ChildHeadLine head={head} />
      <RecordForm form={form} withoutButtons>
        {childAutism.sections.map((section, index) => {
          const names = section.fields.filter(name => (COURSE_TYPED as readonly string[]).includes(name))
          return names.length === 0 ? null : (
            <fieldset key={section.title} className="form-section">
              <legend>{sectionTitle(childAutism, index)}</legend>
              <FieldGrid>{names.map(name => <Field key={name} name={name} span={SPANS[name] ?? 3} autoFocus={name === 'firstReferralDay'} />)}</FieldGrid>
            </fieldset>
          )
        })}
      </RecordForm>
    </Page>
  )
}

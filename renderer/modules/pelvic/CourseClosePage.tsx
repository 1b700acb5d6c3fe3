import { App } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { DIASTASIS_GRADE, OXFORD_GRADE, PAD_TEST_GRADE, PELVIC_QUESTIONNAIRE, POPQ_STAGE } from '../../../domain/code/pelvic.ts'
import { PELVIC_COURSE_STATE } from '../../../domain/code/pelvic-care.ts'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { pelvicCourse } from '../../../domain/modules/pelvic/course.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Field, FieldGrid, fieldLabel, type InputProps, Loaded, Page, Panel, RadioInput, RecordForm, saveRecord, sectionTitle, useBeginAt, useFirst, useRecordForm } from '../../kit/index.ts'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'
import './pelvic-course.css'

type Opened = Output<'pelvic.course.open'>

/** How a course ended; what changed since its baseline stands beside, the doctor chooses the effect. */
export default function CourseClosePage() {
  const { courseId = '' } = useParams()
  const opened = useFirst(useCall('pelvic.course.open', { id: courseId }, { staleTimeMs: 0 }))
  return <Loaded of={opened}>{data => <CloseForm opened={data} />}</Loaded>
}

function CloseForm({ opened: { head, course, progress, baseline, latest, scores } }: { opened: Opened }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const back = `/pelvic/${course.fileId}?tab=course`
  const form = useRecordForm({
    definition: pelvicCourse, initial: { ...course, state: progress.remaining === 0 ? 'completed' : 'stopped', closedDay: today() }, id: course.id, rev: course.rev, save: saveRecord(pelvicCourse, course.id), saves: 'pelvic.course.save', draft: `pelvic.course:close:${course.id}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('pelvicCourse.closed', '疗程已结束,未到的预约已取消')); void navigate(back) },
  })
  const { areaRef } = form
  useBeginAt(() => areaRef.current?.querySelector<HTMLElement>('[data-field="state"] input:checked'))
  return (
    <Page title={t('pelvicCourse.close', '结束疗程')} {...(course.number ? { subtitle: course.number } : {})} back={back}>
      <PelvicHeadLine head={head} />
      <div className="course-layout">
        <RecordForm form={form}>
          <fieldset className="form-section">
            <legend>{sectionTitle(pelvicCourse, 2)}</legend>
            <p className="hint">{t('pelvicCourse.doneOf', '计划 {{planned}} 次,完成 {{done}} 次,爽约 {{missed}} 次,取消 {{cancelled}} 次', { planned: progress.planned, done: progress.done, missed: progress.missed, cancelled: progress.cancelled })}</p>
            <FieldGrid columns={2}>
              {pelvicCourse.sections[2]!.fields.map(name => <Field key={name} name={name} span={name === 'stopNote' ? 12 : 6} {...(name === 'state' ? { renderInput: endings } : {})} />)}
            </FieldGrid>
          </fieldset>
        </RecordForm>
        <ChangePanel baseline={baseline} latest={latest} scores={scores} />
      </div>
    </Page>
  )
}

const ENDINGS = ['completed', 'stopped'] as const
const endings = (props: unknown) => <RadioInput {...(props as InputProps<string>)} choices={ENDINGS.map((value, index) => ({ value, label: `${index + 1} ${codeText(PELVIC_COURSE_STATE, value)}`, digit: String(index + 1) }))} />

type Line = { readonly label: string; readonly before: string; readonly after: string }
const SHOWN = ['stage', 'oxford', 'typeOneGrade', 'typeTwoGrade', 'fastUv', 'tonicUv', 'padGainG', 'padGrade', 'diastasisGrade', 'painVas'] as const
const TABLES = { stage: POPQ_STAGE, oxford: OXFORD_GRADE, padGrade: PAD_TEST_GRADE, diastasisGrade: DIASTASIS_GRADE } as const

function linesOf(baseline: StoredPelvicAssessment, latest: StoredPelvicAssessment, scores: Opened['scores']): Line[] {
  const text = (row: StoredPelvicAssessment, name: (typeof SHOWN)[number]): string => { const value = row[name]; return value === null ? '—' : name in TABLES ? codeText(TABLES[name as keyof typeof TABLES] as never, String(value)) : String(value) }
  return [
    ...SHOWN.filter(name => baseline[name] !== null || latest[name] !== null).map(name => ({ label: fieldLabel(pelvicAssessment, name), before: text(baseline, name), after: text(latest, name) })),
    ...scores.map(({ questionnaire, before, after }) => ({ label: codeText(PELVIC_QUESTIONNAIRE, questionnaire), before: before.toFixed(2), after: after.toFixed(2) })),
  ]
}

function ChangePanel({ baseline, latest, scores }: Pick<Opened, 'baseline' | 'latest' | 'scores'>) {
  return (
    <Panel title={t('pelvicCourse.changes', '前后变化')}>
      {baseline && latest ? (
        <table className="change-table">
          <thead><tr><th>{t('pelvicCourse.item', '项目')}</th><th>{baseline.day}</th><th>{latest.day}</th></tr></thead>
          <tbody>{linesOf(baseline, latest, scores).map(({ label, before, after }) => <tr key={label}><td>{label}</td><td>{before}</td><td><b>{after}</b></td></tr>)}</tbody>
        </table>
      ) : <p className="hint">{t('pelvicCourse.noChanges', '要有疗程前和疗程后的两次评估才能比较;请先在“评估与量表”中登记末次评估')}</p>}
      <p className="hint">{t('pelvicCourse.efficacyHint', '疗效的定义各院不一:程序只列出变化,由医生选择')}</p>
    </Panel>
  )
}

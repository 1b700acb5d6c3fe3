import { useNavigate } from 'react-router'
import type { PelvicHead } from '../../../domain/api/pelvic-head.ts'
import { DIASTASIS_GRADE, EMG_FINDING, PAD_TEST_GRADE, POPQ_STAGE } from '../../../domain/code/pelvic.ts'
import { PELVIC_ASSESSMENT_KIND } from '../../../domain/code/pelvic-care.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { pelvicAssessment, type StoredPelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { COMPARED_FIELDS } from '../../../domain/modules/pelvic/comparison.ts'
import { scoreText } from '../../../domain/rule/pelvic/questionnaires.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, DataTable, fieldLabel, Loaded, type PageAction, PageActions, Panel, valueText } from '../../kit/index.ts'
import { assessmentText, type PelvicMeasured, questionnaireName } from './assessment-text.ts'
import './pelvic-assessment.css'

/** All assessments of a woman, and their numbers side by side. */
export default function AssessmentTab({ head }: { head: PelvicHead }) {
  const list = useCall('pelvic.assessment.list', { fileId: head.fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={list}>{data => <Assessments head={head} data={data} />}</Loaded>
}

function Assessments({ head, data: { assessments, questionnaires } }: { head: PelvicHead; data: PelvicMeasured }) {
  const navigate = useNavigate()
  const mayWrite = useMay('pelvic.write') && head.state === 'open'
  const to = (path: string): void => void navigate(`/pelvic/${head.fileId}/assessments/${path}`)
  const newest = assessments.at(-1)
  const scored = (row: StoredPelvicAssessment) => questionnaires.filter(one => one.assessmentId === row.id)
  const actions: PageAction[] = [
    ...(newest ? [{ key: 'exercise', label: t('pelvicScreen.exercise', '训练单'), shortcut: 'F9', run: () => to('print?what=exercise') }] : []),
    ...(assessments.length > 1 ? [{ key: 'print', label: t('pelvicScreen.comparison', '打印前后对比'), shortcut: 'Ctrl+P', run: () => to('print?what=comparison') }] : []),
    ...(newest ? [{ key: 'questionnaires', label: mayWrite ? t('pelvicScreen.fillQuestionnaires', '填写量表') : t('pelvicScreen.questionnaires', '量表'), shortcut: 'F7', run: () => to(`${newest.id}/questionnaires`) }] : []),
    ...(mayWrite ? [{ key: 'new', label: t('pelvicScreen.newShort', '登记评估'), shortcut: 'F4', primary: true, run: () => to('new') }] : []),
  ]
  return (
    <>
      <Panel title={t('pelvicScreen.assessments', '评估记录')} extra={<PageActions actions={actions} />}>
        <DataTable<StoredPelvicAssessment>
          rows={assessments.toReversed()} rowKey="id" label={t('pelvicScreen.assessments', '评估记录')} onOpen={row => to(row.id)} empty={t('pelvicScreen.none', '还没有评估;请按 F4 登记基线评估')}
          columns={[
            { title: fieldLabel(pelvicAssessment, 'day'), width: 100, render: (_, row) => row.day },
            { title: t('pelvicScreen.kind', '类别'), width: 74, render: (_, row) => codeText(PELVIC_ASSESSMENT_KIND, row.kind) },
            { title: t('pelvicScreen.daysAfter', '产后'), width: 76, render: (_, row) => row.daysAfter === null ? '—' : t('pelvicScreen.days', '{{days}} 天', { days: row.daysAfter }) },
            { title: 'POP-Q', width: 64, render: (_, row) => row.stage === null ? '—' : codeText(POPQ_STAGE, row.stage) },
            { title: t('pelvicScreen.types', '肌力 Ⅰ/Ⅱ'), width: 84, render: (_, row) => `${row.typeOneGrade ?? '—'} / ${row.typeTwoGrade ?? '—'}` },
            { title: fieldLabel(pelvicAssessment, 'emgFindings'), ellipsis: true, render: (_, row) => { const text = codesIn(row.emgFindings).map(one => codeText(EMG_FINDING, one)).join(t('replace.between', '、')); return text === '' ? '—' : <span title={text}>{text}</span> } },
            { title: t('pelvicScreen.part.pad', '尿垫试验'), width: 76, render: (_, row) => row.padGrade === null ? '—' : codeText(PAD_TEST_GRADE, row.padGrade) },
            { title: t('pelvicScreen.diastasis', '腹直肌分离'), width: 90, render: (_, row) => row.diastasisGrade === null ? '—' : codeText(DIASTASIS_GRADE, row.diastasisGrade) },
            { title: t('pelvicScreen.questionnaires', '量表'), width: 190, ellipsis: true, render: (_, row) => scored(row).map(one => `${questionnaireName(one.questionnaire)} ${one.total === null ? '—' : scoreText(one.total)}`).join(t('replace.between', '、')) || '—' },
            { title: fieldLabel(pelvicAssessment, 'doctorName'), width: 90, ellipsis: true, render: (_, row) => row.doctorName },
          ]}
        />
      </Panel>
      {assessments.length > 0 ? <Matrix assessments={assessments} questionnaires={questionnaires} /> : null}
    </>
  )
}

/** As many as stand side by side on a page; the baseline stays the first of them. */
const MOST_COLUMNS = 6
type MatrixRow = { readonly key: string; readonly label: string; readonly values: readonly string[] }

function Matrix({ assessments, questionnaires }: Pick<PelvicMeasured, 'assessments' | 'questionnaires'>) {
  const shown = assessments.length <= MOST_COLUMNS ? assessments : [assessments[0]!, ...assessments.slice(1 - MOST_COLUMNS)]
  const names = [...new Set(questionnaires.map(one => one.questionnaire))]
  const total = (row: StoredPelvicAssessment, name: string): string => { const score = questionnaires.find(one => one.assessmentId === row.id && one.questionnaire === name); return !score ? '' : score.isNotApplicable ? t('pelvicForm.notApplicableShort', '不适用') : score.total === null ? '—' : scoreText(score.total) }
  const rows: MatrixRow[] = [
    ...COMPARED_FIELDS.map(field => ({ key: field as string, label: fieldLabel(pelvicAssessment, field), values: shown.map(row => row[field] === null ? '' : valueText(pelvicAssessment.fields[field], row[field])) })),
    ...names.map(name => ({ key: name as string, label: questionnaireName(name), values: shown.map(row => total(row, name)) })),
  ].filter(({ values }) => values.some(value => value !== ''))
  return (
    <Panel title={t('pelvicScreen.sideBySide', '历次对照')}>
      <DataTable<MatrixRow>
        rows={rows} rowKey="key" label={t('pelvicScreen.sideBySide', '历次对照')} empty={t('pelvicScreen.nothingMeasured', '还没有可以对照的数值')}
        columns={[{ title: t('pelvicScreen.measure', '项目'), width: 200, render: (_, row) => row.label }, ...shown.map((one, index) => ({ title: assessmentText(one), render: (_: unknown, row: MatrixRow) => row.values[index] || '—' }))]}
      />
    </Panel>
  )
}

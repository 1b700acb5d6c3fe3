import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { ENTRANCE_COMPUTED, ENTRANCE_ORGANS, entranceExam, type StoredEntranceExam } from '../../../domain/modules/child/entrance-exam.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, type InputProps, Loaded, Page, type PageAction, Panel, RecordFacts, RecordForm, saveRecord, SuggestInput, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { ChildHeadLine } from '../../kit/ChildHeadLine.tsx'
import type { ChildHead } from './tabs.tsx'
import './child.css'

/** 儿童入园(所)健康检查表; from a class list, kindergarten and class come along and the way back leads to the list. */
export default function EntranceExamPage() {
  const { fileId = '', examId } = useParams()
  return examId ? <Stored fileId={fileId} examId={examId} /> : <New fileId={fileId} />
}

function New({ fileId }: { fileId: string }) {
  const prepared = useCall('child.entranceExam.prepare', { fileId }, { staleTimeMs: 300_000 })
  return <Loaded of={prepared}>{data => <ExamForm fileId={fileId} head={data.head} row={data.row} />}</Loaded>
}

function Stored({ fileId, examId }: { fileId: string; examId: string }) {
  const stored = useCall('child.entranceExam.get', { id: examId }, { staleTimeMs: 60_000 })
  const opened = useCall('child.file.open', { id: fileId }, { staleTimeMs: 60_000 })
  return <Loaded of={opened}>{file => <Loaded of={stored}>{exam => <ExamForm key={exam.id} fileId={fileId} head={file.head} stored={exam} />}</Loaded>}</Loaded>
}

const SHOWN_ABOVE: readonly string[] = ['fileId', 'number', 'validUntil', 'doctorName']
type Props = { fileId: string; head: ChildHead; row?: Output<'child.entranceExam.prepare'>['row']; stored?: StoredEntranceExam }

function ExamForm({ fileId, head, row, stored }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('child.write')
  const [params] = useSearchParams()
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const fromClass = params.get('from') === 'class'
  const back = fromClass ? '/children/entrance' : `/children/${fileId}?tab=entrance`
  const [kindergarten, className] = [params.get('kindergarten'), params.get('class')]
  const initial = useMemo(() => stored ?? { ...row, ...(kindergarten ? { kindergarten } : {}), ...(className ? { className } : {}) }, [stored, row, kindergarten, className])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: entranceExam, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(entranceExam, stored?.id), saves: 'child.entranceExam.save', draft: stored ? `child.entranceExam:${stored.id}` : `child.entranceExam:new:${fileId}`,
    onCancel: () => void navigate(back), onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(fromClass ? back : `/children/${fileId}/entrance/${(saved as { id: string }).id}/print`) },
  })
  const { store } = form
  const fillNormal = (): void => { for (const name of ENTRANCE_ORGANS) if (store.get(name) === null) store.set(name, '1') }
  const voiding = useVoidRecord(entranceExam.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(stored ? [{ key: 'print', label: t('entrance.print', '打印体检表'), shortcut: 'F7', run: () => void navigate(`/children/${fileId}/entrance/${stored.id}/print`) }] : []),
    ...(readOnly ? [] : [
      { key: 'normal', label: t('childVisit.fillNormal', '其余未见异常'), shortcut: 'F6', run: fillNormal },
      { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
    ]),
  ]
  const [about, history, body, tests, result] = entranceExam.sections
  const fields = (names: readonly string[] | undefined) => (names ?? []).filter(name => !SHOWN_ABOVE.includes(name)).map(name => <Field key={name} name={name} autoFocus={!stored && name === 'weightKg'} />)
  return (
    <Page title={t('child.entranceExam.title', '入园健康检查')} subtitle={stored?.number} back={back} actions={actions}>
      <ChildHeadLine head={head} />
      {voiding.dialog}
      {stored ? <Panel title={t('childCase.evaluation', '评价(保存时得出)')}><RecordFacts definition={entranceExam} row={stored as unknown as Readonly<Record<string, unknown>>} names={ENTRANCE_COMPUTED.filter(name => stored[name] !== null)} /></Panel> : null}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section"><legend>{t('entrance.section.about', '体检与病史')}</legend><FieldGrid>
          {fields(about?.fields)}<Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />{fields(history?.fields)}
        </FieldGrid></fieldset>
        <fieldset className="form-section"><legend>{t('entrance.section.body', '体格检查')}</legend><FieldGrid>{fields(body?.fields)}</FieldGrid></fieldset>
        <fieldset className="form-section"><legend>{t('entrance.section.tests', '辅助检查')}</legend><FieldGrid>{fields(tests?.fields)}</FieldGrid></fieldset>
        <fieldset className="form-section"><legend>{t('entrance.section.result', '结果与意见')}</legend><FieldGrid>{fields(result?.fields)}</FieldGrid></fieldset>
      </RecordForm>
    </Page>
  )
}

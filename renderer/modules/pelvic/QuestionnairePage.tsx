import { App, Segmented, Tag } from 'antd'
import { type KeyboardEvent, useRef, useSyncExternalStore } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { type PelvicQuestionnaire, PELVIC_QUESTIONNAIRE, SYMPTOM_SEVERITY } from '../../../domain/code/pelvic.ts'
import { answersOf, answersText, mayNotApply, questionnaireFound } from '../../../domain/modules/pelvic/questionnaire-found.ts'
import { pelvicQuestionnaire, type PelvicQuestionnaireRow, type StoredPelvicQuestionnaire } from '../../../domain/modules/pelvic/questionnaire.record.ts'
import { type Questionnaire, type QuestionnaireItem, questionnaireOf, scoreText } from '../../../domain/rule/pelvic/questionnaires.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, FieldGrid, firstField, focusFirstField, type FormStore, type InputProps, Loaded, NumberInput, Page, type PageAction, Panel, RadioInput, RecordForm, saveRecord, useAddressFilters, useBeginAt, useFieldValue, useRecordForm, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { assessmentText, questionnaireName } from './assessment-text.ts'
import { PelvicHeadLine } from './PelvicHeadLine.tsx'
import { sourceText, topicText } from './questionnaire-text.ts'
import './pelvic-assessment.css'

type Opened = Output<'pelvic.assessment.open'>

/** The questionnaires of one assessment, one at a time: digits answer and go on, the score beside it; F2 leads to the next one. */
export default function QuestionnairePage() {
  const { assessmentId = '' } = useParams()
  const opened = useCall('pelvic.assessment.open', { id: assessmentId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <Questionnaires data={data} />}</Loaded>
}

function Questionnaires({ data }: { data: Opened }) {
  const { params, change } = useAddressFilters()
  // What was filled in under a licence that has ended stays readable.
  const names = PELVIC_QUESTIONNAIRE.values.filter(one => data.offered.includes(one) || data.questionnaires.some(row => row.questionnaire === one))
  const asked = params.get('q')
  const chosen = names.find(one => one === asked) ?? names.find(one => !data.questionnaires.some(row => row.questionnaire === one)) ?? names[0]!
  const stored = data.questionnaires.find(row => row.questionnaire === chosen)
  return <Form key={`${chosen}:${stored?.id}`} data={data} names={names} chosen={chosen} stored={stored} onChoose={name => change({ q: name })} />
}

function Form({ data: { head, assessment, offered, questionnaires }, names, chosen, stored, onChoose }: { data: Opened; names: readonly PelvicQuestionnaire[]; chosen: PelvicQuestionnaire; stored: StoredPelvicQuestionnaire | undefined; onChoose(name: PelvicQuestionnaire): void }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('pelvic.write') && head.state === 'open' && assessment.voidedAt === null
  const readOnly = !mayWrite || !offered.includes(chosen)
  const questionnaire = questionnaireOf(chosen)
  const back = `/pelvic/${assessment.fileId}?tab=assessment`
  const isDone = (name: PelvicQuestionnaire): boolean => questionnaires.some(row => row.questionnaire === name)
  const next = (): void => onChoose(names[(names.indexOf(chosen) + 1) % names.length]!)
  const form = useRecordForm({
    definition: pelvicQuestionnaire, id: stored?.id, rev: stored?.rev, save: saveRecord(pelvicQuestionnaire, stored?.id), saves: 'pelvic.questionnaire.save', draft: `pelvic.questionnaire:${assessment.id}:${chosen}`,
    initial: stored ?? { fileId: assessment.fileId, assessmentId: assessment.id, questionnaire: chosen, day: assessment.day, ...(mayNotApply(chosen) && head.hasNeverHadIntercourse ? { isNotApplicable: true } : {}) },
    onCancel: () => void navigate(back),
    onSaved: () => {
      void message.success(t('pelvicForm.saved', '{{name}} 已保存', { name: questionnaireName(chosen) }))
      const open = names.find(name => name !== chosen && offered.includes(name) && !isDone(name))
      if (open) onChoose(open)
      else void navigate(back)
    },
  })
  const { store, areaRef } = form
  const isNotApplicable = useFieldValue(store, 'isNotApplicable') === true
  // The first digit is an answer already; what does not apply has no questions.
  useBeginAt(() => firstField(areaRef.current?.querySelector<HTMLElement>('[data-item]') ?? areaRef.current), !readOnly)
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly })
  const voiding = useVoidRecord(pelvicQuestionnaire.id, stored, mayWrite, () => undefined)
  const actions: PageAction[] = [
    ...voiding.actions,
    { key: 'next', label: t('pelvicForm.next', '下一份量表'), shortcut: 'F6', run: next },
    ...(readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]),
  ]
  return (
    <Page title={t('pelvicForm.title', '盆底量表')} subtitle={assessmentText(assessment)} back={back} actions={actions}>
      <PelvicHeadLine head={head} />
      {voiding.dialog}
      <Segmented<PelvicQuestionnaire> className="form-alert" aria-label={t('pelvicForm.which', '哪一份量表')} value={chosen} onChange={onChoose} options={names.map(name => ({ value: name, label: `${questionnaireName(name)}${isDone(name) ? ' ✓' : ''}` }))} />
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <div className="visit-layout">
          <div>
            <fieldset className="form-section">
              <legend>{codeText(PELVIC_QUESTIONNAIRE, chosen)}</legend>
              <FieldGrid>
                <Field name="day" /><Field name="isFilledByWoman" />{mayNotApply(chosen) ? <Field name="isNotApplicable" span={6} /> : null}
                {isNotApplicable || readOnly ? null : <Field name="answers" span={12} renderInput={props => <AnswerGrid questionnaire={questionnaire} {...(props as unknown as InputProps<string>)} />} />}
              </FieldGrid>
              {readOnly && !isNotApplicable ? <Answers questionnaire={questionnaire} store={store} /> : null}
            </fieldset>
          </div>
          <div className="visit-side"><ScorePanel store={store} chosen={chosen} /></div>
        </div>
      </RecordForm>
    </Page>
  )
}

const valuesOf = ({ least, most, step = 1 }: QuestionnaireItem): string[] => Array.from({ length: Math.floor((most - least) / step) + 1 }, (_, index) => String(least + index * step))
// More choices than digits are typed as a number.
const isChosen = (item: QuestionnaireItem): boolean => valuesOf(item).length <= 7
const ONE_COLUMN_UP_TO = 6

/** What the digits of a questionnaire mean, in our own words. */
function legendOf(questionnaire: PelvicQuestionnaire): string {
  switch (questionnaire) {
    case 'pfdi20': return t('pelvicForm.legend.pfdi20', '近3个月:0 没有;有的按困扰程度 1 不困扰 2 有点 3 中等 4 很大')
    case 'pfiq7': return t('pelvicForm.legend.pfiq7', '近3个月对生活的影响:0 没有 1 有点 2 中等 3 很大')
    case 'pisq12': return t('pelvicForm.legend.pisq12', '近6个月:0 总是 1 经常 2 有时 3 很少 4 从不(程序按题目方向计分)')
    case 'oabss': return t('pelvicForm.legend.oabss', '第1、2题填次数;第3、4题 0 没有 … 5 每天5次及以上')
    case 'wexner': return t('pelvicForm.legend.wexner', '0 从不 1 每月不到1次 2 每月至少1次 3 每周至少1次 4 每天至少1次')
    case 'iciq': return t('pelvicForm.legend.iciq', '第3题 0 从不 … 5 一直;第4题 0 无 2 少量 4 中量 6 大量;第5题 0–10')
  }
}

/** Items in two columns read downwards; a digit answers and goes on, Enter goes on without an answer, Delete empties. */
function AnswerGrid({ questionnaire, ...props }: InputProps<string> & { questionnaire: Questionnaire }) {
  const box = useRef<HTMLDivElement>(null)
  const { items } = questionnaire
  const answers = answersOf(questionnaire, props.value)
  const set = (number: number, value: number | null): void => props.onChange(answersText(questionnaire, { ...answers, [number]: value }))
  function goOn(event: KeyboardEvent<HTMLDivElement>): void {
    if (!event.defaultPrevented || !/^\d$/.test(event.key)) return
    const rows = [...box.current?.querySelectorAll<HTMLElement>('[data-item]') ?? []]
    focusFirstField(rows[rows.findIndex(row => row.contains(event.target as Node)) + 1] ?? null)
  }
  return (
    <>
      <p className="hint">{legendOf(questionnaire.id)}</p>
      <div ref={box} id={props.id} role="group" aria-labelledby={`${props.id}-label`} className={items.length <= ONE_COLUMN_UP_TO ? 'answer-grid is-single' : 'answer-grid'} style={{ gridTemplateRows: `repeat(${items.length <= ONE_COLUMN_UP_TO ? items.length : Math.ceil(items.length / 2)}, auto)` }} onKeyDown={goOn}>
        {items.map(item => {
          const id = `${props.id}-${item.number}`
          const value = answers[item.number] ?? null
          return (
            <div key={item.number} className="answer-row" data-item={item.number}>
              <label id={`${id}-label`} htmlFor={id}>{item.number}. {topicText(questionnaire.id, item)}</label>
              {isChosen(item)
                ? <RadioInput id={id} value={value === null ? null : String(value)} onChange={next => set(item.number, next === null ? null : Number(next))} choices={valuesOf(item).map(one => ({ value: one, label: one }))} />
                : <NumberInput id={id} value={value} onChange={next => set(item.number, next)} />}
            </div>
          )
        })}
      </div>
    </>
  )
}

/** Answers as they were given, for reading. */
function Answers({ questionnaire, store }: { questionnaire: Questionnaire; store: FormStore }) {
  const answers = answersOf(questionnaire, useFieldValue(store, 'answers') as string | null)
  const { items } = questionnaire
  return (
    <>
      <p className="hint">{legendOf(questionnaire.id)}</p>
      <div className="answer-grid" style={{ gridTemplateRows: `repeat(${Math.ceil(items.length / 2)}, auto)` }}>{items.map(item => <div key={item.number} className="answer-row"><span>{item.number}. {topicText(questionnaire.id, item)}</span><b>{answers[item.number] ?? '—'}</b></div>)}</div>
    </>
  )
}

/** The score while it is answered, by its scales, and which items are missing. */
function ScorePanel({ store, chosen }: { store: FormStore; chosen: PelvicQuestionnaire }) {
  const values = useSyncExternalStore(store.subscribeValues, store.values) as unknown as PelvicQuestionnaireRow
  const questionnaire = questionnaireOf(chosen)
  const { total, scales, severity, isDiagnostic, missing } = questionnaireFound({ ...values, questionnaire: chosen }).score
  return (
    <Panel title={t('pelvicForm.score', '得分')}>
      <div role="status" aria-label={t('pelvicForm.score', '得分')}>
        {values.isNotApplicable === true
          ? <p className="hint">{t('pelvicForm.notApplicable', '不适用,不计分')}</p>
          : (
            <>
              <p className="score-total">{total === null ? '—' : scoreText(total)} <small>/ {questionnaire.highest}</small> {severity ? <Tag color={severity === 'none' ? 'success' : 'warning'}>{codeText(SYMPTOM_SEVERITY, severity)}</Tag> : null}</p>
              {scales.length > 1 ? <ul className="evaluation">{scales.map(({ scale, score, answered, items }) => <li key={scale}><span>{scale}({answered}/{items})</span><b>{score === null ? '—' : scoreText(score)}</b></li>)}</ul> : null}
              {isDiagnostic === null ? null : <p>{isDiagnostic ? t('pelvicForm.diagnostic', '达到膀胱过度活动症诊断标准(尿急≥2且总分≥3)') : t('pelvicForm.notDiagnostic', '未达到膀胱过度活动症诊断标准')}</p>}
              {missing.length > 0 ? <div className="issue is-warn">{missing.length === questionnaire.items.length ? t('pelvicForm.unanswered', '还没有回答') : t('pelvicForm.missing', '未答:第 {{items}} 题', { items: missing.join(t('replace.between', '、')) })}</div> : null}
            </>
          )}
      </div>
      <p className="hint">{questionnaire.higherIsBetter ? t('pelvicForm.higher', '分数越高越好。') : t('pelvicForm.lower', '分数越低越好。')}{t('pelvicForm.own', '题目只列本程序自拟的提示,不是量表原文;请患者按本院取得的正式文本作答。计分依据:{{source}}', { source: sourceText(questionnaire) })}{questionnaire.mark === 'K' ? t('pelvicForm.unchecked', '(部分规则未核对)') : ''}</p>
    </Panel>
  )
}

import { Alert, App, Button, Radio, Space } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { COLLECTOR_RELATION, type CollectorRelation, SECOND_PART_DESTINATION } from '../../../../domain/code/certificate.ts'
import { REPLACEMENT_MATERIAL, type ReplacementMaterial } from '../../../../domain/code/replacement.ts'
import type { FieldIssue } from '../../../../domain/message/message.ts'
import { APPLICATION_FIELDS, replacement as definition, type Replacement, type ReplacementDraft } from '../../../../domain/modules/certificate/replacement.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { call, CallFailure } from '../../../api/client.ts'
import { today } from '../../../app/format.ts'
import { issueText, messageText, t } from '../../../app/i18n.ts'
import { codeText, createBeside, Field, FieldGrid, focusField, type FormStore, type InputProps, RecordForm, useBeside, useLiveCheck, useRecordForm, useShortcut } from '../../../kit/index.ts'
import { MaterialList, type MaterialTick } from '../MaterialList.tsx'
import { HandsOut } from './Fate.tsx'
import type { Assessment, Prepared } from './replacement-text.ts'

type Ticks = ReadonlyMap<ReplacementMaterial, MaterialTick>
type Given = InputProps<never> & { value: unknown; onChange(value: unknown, unread?: string): void }
/** What comes after saving: the reviewer, the correction of the register, or nothing yet. */
export type NextStep = 'applied' | 'correct' | 'later'

const ticksOf = (lines: Assessment['materials']): Ticks => new Map(lines.filter(line => line.present || line.note).map(line => [line.material, { present: line.present, note: line.note }]))

// A draft may be of an older program: what it does not know any more is left out.
function ticksFromDraft(content: unknown): Ticks | undefined {
  if (!Array.isArray(content)) return undefined
  const pairs = content.filter((pair): pair is [ReplacementMaterial, MaterialTick] => Array.isArray(pair) && REPLACEMENT_MATERIAL.isCode(pair[0]) && typeof pair[1] === 'object' && pair[1] !== null)
  return new Map(pairs.map(([material, { present, note }]) => [material, { present: present === true, note: typeof note === 'string' ? note : null }]))
}

const typedOf = (row: Replacement): ReplacementDraft => Object.fromEntries(APPLICATION_FIELDS.map(name => [name, row[name]])) as ReplacementDraft

const UNCORRECTED = 'replacement.nothingCorrected'

/** The application as the family and the window fill it, judged while it is typed. */
export function ApplicationForm({ start, onAssessed, onSaved, onCancel, onPaper }: {
  start: Prepared; onAssessed(assessment: Assessment): void; onSaved(id: string, next: NextStep): void; onCancel(): void; onPaper?: () => void
}) {
  const { message } = App.useApp()
  const { kind, old } = start
  const next = useRef<NextStep>('later')
  const [beside] = useState(() => createBeside<Ticks>(ticksOf(start.assessment.materials), ticks => [...ticks], ticksFromDraft))
  const ticks = useBeside(beside)
  const ticked = useMemo(() => [...ticks].filter(([, tick]) => tick.present).map(([material]) => material), [ticks])
  const [attempted, setAttempted] = useState(false)
  const initial = useMemo(() => ({ ...start.row, kind, certificateId: old.id, newbornId: old.newbornId, registrationId: old.registrationId, state: 'draft', applyDay: start.row.applyDay ?? today() }), [start, kind, old])
  const form = useRecordForm({
    definition, initial, rev: start.rev ?? undefined, draft: `certificate.replacement:${start.id ?? `${kind}:${old.id}`}`, saves: 'replacement.save', beside,
    save: (row: Replacement, rev: number | undefined) => call('replacement.save', {
      ...(start.id ? { id: start.id, rev: rev ?? 0 } : {}), certificateId: old.id, kind, row: typedOf(row), apply: next.current === 'applied', materials: [...beside.get()].map(([material, tick]) => ({ material, ...tick })),
    }),
    onSaved: saved => {
      if (next.current === 'later') void message.success(t('register.savedDraft', '已保存,可以稍后接着填写'))
      if (next.current === 'applied') void message.success(t('replace.applied', '已提交,等待另一位审核人审核'))
      onSaved(saved.id, next.current)
    },
    onCancel,
  })
  const { store } = form
  const judge = (values: Readonly<Record<string, unknown>>) => call('replacement.check', { ...(start.id ? { id: start.id } : {}), certificateId: old.id, kind, row: typedOf(tidyRow(definition, values as Replacement)), materials: ticked })
  const check = useLiveCheck<Assessment>(store, start.assessment, {
    key: [start.rev, attempted, ...ticked].join(), isShown: issue => attempted || isWorthShowing(issue, store),
    ask: judge,
  })
  const latestAssessed = useRef(onAssessed)
  useEffect(() => { latestAssessed.current = onAssessed })
  useEffect(() => { latestAssessed.current(check) }, [check])

  // A reason that says the content was wrong needs the content put right first: that is the next step then, not the reviewer.
  const mustCorrect = check.issues.some(issue => issue.message.key === UNCORRECTED)
  async function save(step: NextStep): Promise<void> {
    if (form.saving) return
    next.current = step
    if (step === 'applied') setAttempted(true)
    await form.save()
  }
  // Asked again for the values as they stand: whoever fills the last field and goes on at once is quicker than the check.
  const needsCorrection = async (): Promise<boolean> => {
    if (kind !== 'exchange') return false
    try {
      const now: Assessment = await judge(store.values())
      return now.issues.some(issue => issue.message.key === UNCORRECTED)
    } catch (error) {
      // Saving says what is wrong, at its field.
      if (!(error instanceof CallFailure)) throw error
      return mustCorrect
    }
  }
  const go = () => void needsCorrection().then(correct => save(correct ? 'correct' : 'applied'))
  useShortcut(['F2'], () => void save('later'))
  useShortcut(['Ctrl+Enter'], go)
  useShortcut(['F6'], () => void save('correct'), { enabled: kind === 'exchange' })

  const blocking = check.issues.filter(issue => issue.level === 'block' && issue.message.key !== 'replacement.nothingCorrected')
  // Findings about the whole (content differs, limit reached) stand above the form at once; the rest when it is handed in.
  const ofTheWhole = blocking.filter(issue => !(issue.path in definition.fields) || issue.path === 'kind' || issue.path === 'certificateId')
  const atOnce = ofTheWhole.filter(issue => issue.path !== 'materials')
  const shownOpen = attempted ? blocking.filter(issue => !atOnce.includes(issue)) : []
  const otherIssues = form.otherIssues.filter(issue => !check.issues.some(own => own.path === issue.path && own.message.key === issue.message.key))
  return (
    <div className="register-step">
      {atOnce.length > 0 ? <Alert className="form-alert" type="error" showIcon title={<ul className="open-issues">{atOnce.map(issue => <li key={issue.path + issue.message.key}>{issueText(issue)}</li>)}</ul>} /> : null}
      {check.forwards ? <Alert className="form-alert" type="info" showIcon title={t('replace.forwards', '本省由县级主管部门(或其委托机构)补发:本机构受理、审核后转报,不在这里打印新证')} description={t('replace.forwardsText', '审核通过后打印补发转报单,由家属携材料到上级办理;本机构是委托管理机构的,请管理员在“设置 → 机构信息”中更正。')} /> : null}
      {check.secondLevel.length > 0 ? <Alert className="form-alert" type="warning" showIcon title={t('replace.secondLevel', '审核之后还须分管领导二级审批')} description={check.secondLevel.map(reason => <div key={reason.key}>{messageText(reason)}</div>)} /> : null}
      <RecordForm form={{ ...form, otherIssues }} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('replace.section.reason', '原因')}</legend>
          <FieldGrid>
            {kind === 'exchange' ? <Field name="exchangeReason" span={5} autoFocus={!start.row.exchangeReason} /> : <Field name="lossReason" span={4} autoFocus={!start.row.lossReason} renderInput={props => <ReasonInput {...props} store={store} />} />}
            <Field name="householdRegistered" span={3} />
            <Field name="policeLetterNumber" span={kind === 'exchange' ? 4 : 5} />
            {kind === 'reissue' ? (
              <>
                <Field name="lossDeclaration" span={4} renderInput={props => <DeclarationInput {...props} />} />
                <Field name="newspaperName" span={4} />
                <Field name="newspaperDay" span={4} />
              </>
            ) : (
              <>
                <Field name="returnedParts" span={4} renderInput={props => <ReturnedInput {...props} store={store} />} />
                <Field name="returnedByName" span={4} />
                <Field name="returnedDay" span={4} />
                {check.materials.some(line => line.material === 'dnaReport') ? <Field name="dnaReportNumber" span={4} /> : null}
              </>
            )}
            <Field name="parentAbsence" span={4} />
            <Field name="reasonNote" span={12} />
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section">
          <legend>{t('replace.section.applicant', '申请人')}</legend>
          <FieldGrid>
            <Field name="applicantRelation" span={9} renderInput={props => <ApplicantRelation {...props} store={store} register={start.register} />} />
            <Field name="applyDay" span={3} />
            <Field name="applicantName" span={3} />
            <Field name="applicantIdType" span={3} />
            <Field name="applicantIdNumber" span={3} />
            <Field name="applicantPhone" span={3} />
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section">
          <legend>{t('register.collector', '领证人')}<span className="legend-extra"><SameAsApplicant store={store} /></span></legend>
          <FieldGrid>
            <Field name="collectorRelation" span={12} renderInput={props => <CollectorChoice {...props} store={store} register={start.register} />} />
            <Field name="collectorName" span={4} />
            <Field name="collectorIdType" span={4} />
            <Field name="collectorIdNumber" span={4} />
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section">
          <legend>{t('replace.handsOut', '领证时交付')}</legend>
          <HandsOut assessment={check} />
          <FieldGrid>
            {check.handsOut === '2' ? <Field name="secondPart" span={4} renderInput={props => <SecondPartInput {...props} />} /> : null}
            {check.handsOut === '1' || store.get('secondPart') === '2' ? (
              <Field
                name="secondPartReason" span={12}
                extra={check.handsOut === '1' ? <Button size="small" type="link" tabIndex={-1} className="label-button" onClick={() => store.set('secondPartReason', t('replace.quickSecondPart', '已办理户口登记,新证副页不再使用'))}>{t('replace.quickFill', '填常用说明')}</Button> : null}
              />
            ) : null}
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section">
          <legend>{t('register.materials', '材料')}</legend>
          <MaterialList codes={REPLACEMENT_MATERIAL} lines={check.materials} ticks={ticks} onChange={beside.set} missing={attempted} />
        </fieldset>
        {shownOpen.length > 0 ? (
          <Alert
            className="form-alert" type="error" showIcon title={t('replace.open', '还有 {{count}} 项要处理,才能提交审核', { count: shownOpen.length })}
            description={<ul className="open-issues">{shownOpen.map(issue => (
              <li key={issue.path + issue.message.key + issueText(issue)}><Button type="link" size="small" onClick={() => focusField(form.areaRef.current, issue.path)}>{issueText(issue)}</Button></li>
            ))}</ul>}
          />
        ) : null}
        <Space className="form-buttons sticky-buttons" wrap>
          <Button type="primary" data-save loading={form.saving} onClick={go}>{mustCorrect ? t('replace.toCorrection', '下一步:更正登记内容') : t('replace.apply', '提交审核')} <kbd>Ctrl+Enter</kbd></Button>
          <Button disabled={form.saving} onClick={() => void save('later')}>{t('register.saveDraft', '保存,稍后再填')} <kbd>F2</kbd></Button>
          {kind === 'exchange' && !mustCorrect ? <Button disabled={form.saving} onClick={() => void save('correct')}>{t('replace.correct', '更正登记内容')} <kbd>F6</kbd></Button> : null}
          {onPaper ? <Button onClick={onPaper}>{t('replace.paper', '预览 / 打印表格')} <kbd>F10</kbd></Button> : null}
          <span className={blocking.length > 0 || mustCorrect ? 'hint' : 'all-done'} role="status">
            {blocking.length > 0 ? t('register.openCount', '还差 {{count}} 项', { count: blocking.length }) : mustCorrect ? t('replace.correctFirst', '先更正登记内容') : t('replace.nothingOpen', '各项齐全,可以提交审核')}
          </span>
        </Space>
      </RecordForm>
    </div>
  )
}

// An empty field is not a mistake while the form is still being filled.
function isWorthShowing(issue: FieldIssue, store: FormStore): boolean {
  if (issue.message.key === 'replacement.missing' || issue.message.key === 'replacement.nothingCorrected') return false
  if (!(issue.path in definition.fields)) return false
  const value = store.get(issue.path)
  return value !== null && value !== ''
}

type Register = Prepared['register']
type Person = { readonly name: unknown; readonly idType: unknown; readonly idNumber: unknown }

/** A parent as the register has them; null for everybody else, who is typed. */
function parentOf(register: Register, relation: unknown): Person | null {
  const parent = relation === '1' ? 'mother' as const : relation === '2' ? 'father' as const : null
  return parent && register[`${parent}Provided`] ? { name: register[`${parent}Name`], idType: register[`${parent}IdType`], idNumber: register[`${parent}IdNumber`] } : null
}

function fill(store: FormStore, who: 'applicant' | 'collector', relation: unknown, person: Person | null): void {
  store.set(`${who}Relation`, relation)
  store.set(`${who}Name`, person?.name ?? null)
  store.set(`${who}IdType`, person?.idType ?? '01')
  store.set(`${who}IdNumber`, person?.idNumber ?? null)
}

const isSamePerson = (store: FormStore): boolean => (['Name', 'IdType', 'IdNumber'] as const).every(field => (store.get(`applicant${field}`) ?? null) === (store.get(`collector${field}`) ?? null))

// The same person usually applies and fetches: one choice fills both as long as they are the same.
function ApplicantRelation({ store, register, ...props }: Given & { store: FormStore; register: Register }) {
  return (
    <Relations
      {...props} omit={['5']} onChange={value => {
        const both = isSamePerson(store)
        const person = parentOf(register, value)
        fill(store, 'applicant', value, person)
        if (both) fill(store, 'collector', value, person)
      }}
    />
  )
}

const CollectorChoice = ({ store, register, ...props }: Given & { store: FormStore; register: Register }) => <Relations {...props} omit={[]} onChange={value => fill(store, 'collector', value, parentOf(register, value))} />

function Relations({ id, value, onChange, onLeave, status, omit }: Given & { omit: readonly CollectorRelation[] }) {
  return (
    <Radio.Group
      id={id} optionType="button" className={status ? `radio-input is-${status}` : 'radio-input'} value={value} aria-labelledby={`${id}-label`} onChange={event => { onChange(event.target.value); onLeave?.() }}
      options={COLLECTOR_RELATION.list.filter(({ code }) => !omit.includes(code)).map(({ code }) => ({ value: code, label: codeText(COLLECTOR_RELATION, code) }))}
    />
  )
}

function SameAsApplicant({ store }: { store: FormStore }) {
  const take = () => {
    store.set('collectorRelation', store.get('applicantRelation'))
    for (const field of ['Name', 'IdType', 'IdNumber'] as const) store.set(`collector${field}`, store.get(`applicant${field}`))
  }
  useShortcut(['Alt+S'], take)
  return <Button size="small" type="link" onClick={take}>{t('replace.sameAsApplicant', '同申请人')} <kbd>Alt+S</kbd></Button>
}

// Who hands the old certificate in is usually who applies, and today.
function ReturnedInput({ store, ...props }: Given & { store: FormStore }) {
  return (
    <Radio.Group
      id={props.id} className={props.status ? `radio-input is-${props.status}` : 'radio-input'} value={props.value} aria-labelledby={`${props.id}-label`} options={[{ value: '1', label: t('replace.returnedFirst', '正页') }, { value: '2', label: t('replace.returnedBoth', '正页和副页') }]}
      onChange={event => {
        props.onChange(event.target.value)
        if (!store.get('returnedByName')) store.set('returnedByName', store.get('applicantName'))
        if (!store.get('returnedDay')) store.set('returnedDay', today())
        props.onLeave?.()
      }}
    />
  )
}

const ReasonInput = ({ store, ...props }: Given & { store: FormStore }) => (
  <CodeRadio {...props} table={definition.fields.lossReason.codes} onChange={value => { props.onChange(value); if (value === '3') store.set('lossDeclaration', null) }} />
)
const DeclarationInput = (props: Given) => <CodeRadio {...props} table={definition.fields.lossDeclaration.codes} />
const SecondPartInput = (props: Given) => <CodeRadio {...props} table={SECOND_PART_DESTINATION} omit={['3']} />

function CodeRadio({ id, value, onChange, onLeave, status, table, omit = [] }: Given & { table: Parameters<typeof codeText>[0]; omit?: readonly string[] }) {
  return (
    <Radio.Group
      id={id} className={status ? `radio-input is-${status}` : 'radio-input'} value={value} aria-labelledby={`${id}-label`} onChange={event => { onChange(event.target.value); onLeave?.() }}
      options={table.list.filter(({ code }) => !omit.includes(code)).map(({ code }) => ({ value: code, label: codeText(table, code) }))}
    />
  )
}


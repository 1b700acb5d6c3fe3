import { App } from 'antd'
import { useMemo, useState } from 'react'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import { FOLLOW_UP_GUIDANCE, FOLLOW_UP_VISIT, type FollowUpVisit } from '../../../domain/code/maternal-visit.ts'
import { type CodeList, codesIn } from '../../../domain/field/code-list.ts'
import { guidanceAt } from '../../../domain/rule/maternal/visits.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { CodesInput, codeText, Field, FieldGrid, fieldIn, firstField, focusField, type FormStore, type InputProps, Loaded, Page, type PageAction, PregnancyHeadLine, RadioInput, RecordForm, recordTitle, saveRecord, sectionTitle, SuggestInput, useBeginAt, useFieldValue, useFirst, useRecordForm, useVoidRecord, valueText } from '../../kit/index.ts'
import { CARE_FORM, CARE_RADIO, CARE_SPAN, type CareFormName, usualOf } from './care-layout.ts'
import { HintsPanel, useHints } from './HintsPanel.tsx'
import { followUpText, type MaternalFile } from './maternal-text.ts'
import { usePelvicEntrance } from './pelvic-entrance.ts'
import './maternal.css'

type StoredCare = Readonly<Record<string, unknown>> & { readonly id: string; readonly rev: number; readonly voidedAt: string | null }
type Prepared = { readonly row: Readonly<Record<string, unknown>>; readonly existingId?: string | null; readonly selectable?: readonly FollowUpVisit[]; readonly last?: Readonly<Record<string, unknown>> | null }
/** Where the typing of a new form begins: days and doctor are filled in. */
const FIRST_FIELD: Readonly<Record<CareFormName, string>> = { first: 'pastIllness', visit: 'weightKg', postpartumVisit: 'temperatureC', postpartumCheck: 'generalHealth' }
/** One of the four forms of a pregnancy, new or as it was saved. */
export type CareFormProps = { readonly form: CareFormName }

const rowsOf = (file: MaternalFile, form: CareFormName): readonly StoredCare[] => ({ first: file.first ? [file.first] : [], visit: file.visits, postpartumVisit: file.postpartumVisits, postpartumCheck: file.postpartumChecks })[form] as unknown as readonly StoredCare[]

export function CareFormPage({ form }: CareFormProps) {
  const { pregnancyId = '', recordId } = useParams()
  const file = useCall('maternal.file', { pregnancyId }, { staleTimeMs: 30_000 })
  return <Loaded of={file}>{data => recordId ? <Stored key={recordId} form={form} file={data} recordId={recordId} /> : <New form={form} file={data} />}</Loaded>
}

function Stored({ form, file, recordId }: CareFormProps & { file: MaternalFile; recordId: string }) {
  const kept = rowsOf(file, form).find(row => row.id === recordId)
  // Voided meanwhile, or opened from a link of the history: asked for by itself.
  const asked = useCall(`${CARE_FORM[form].definition.id}.get` as 'maternal.visit.get', { id: recordId }, { enabled: !kept })
  if (kept) return <CareForm form={form} file={file} stored={kept} />
  return <Loaded of={asked}>{row => <CareForm form={form} file={file} stored={row as unknown as StoredCare} />}</Loaded>
}

function New({ form, file }: CareFormProps & { file: MaternalFile }) {
  const [params] = useSearchParams()
  const visitNumber = FOLLOW_UP_VISIT.values.find(one => one === params.get('visit'))
  const prepared = useFirst(useCall(`${CARE_FORM[form].definition.id}.prepare` as 'maternal.visit.prepare', { pregnancyId: file.head.pregnancyId, ...(form === 'visit' && visitNumber ? { visitNumber } : {}) }, { staleTimeMs: 30_000 }))
  return (
    <Loaded of={prepared}>
      {answer => {
        const data = answer as unknown as Prepared
        // One first form, one of each number: what is there is opened instead of written twice.
        return data.existingId ? <Navigate replace to={`/pregnancies/${file.head.pregnancyId}/${CARE_FORM[form].path}/${data.existingId}`} /> : <CareForm form={form} file={file} prepared={data} />
      }}
    </Loaded>
  )
}

function CareForm({ form: name, file, prepared, stored }: CareFormProps & { file: MaternalFile; prepared?: Prepared; stored?: StoredCare }) {
  const { definition, tab, paper, save: saves } = CARE_FORM[name]
  const { pregnancyId } = file.head
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('maternal.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const [filled, setFilled] = useState(0)
  const back = `/pregnancies/${pregnancyId}${tab}`
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const initial = useMemo(() => stored ?? prepared?.row ?? {}, [stored, prepared])
  const form = useRecordForm({
    definition, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(definition, stored?.id), saves, draft: stored ? `${definition.id}:${stored.id}` : `${definition.id}:new:${pregnancyId}`, onCancel: () => void navigate(back),
    onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { store, areaRef } = form
  const hints = useHints(store, { pregnancyId, form: name, ...(stored ? { id: stored.id } : {}) })
  const isNew = !stored
  useBeginAt(() => fieldIn(areaRef.current, FIRST_FIELD[name]) ?? firstField(areaRef.current), isNew)
  const visitNumber = useVisitNumber(store)
  function fillUsual(): void {
    let count = 0
    for (const [field, value] of Object.entries(usualOf(definition, t('maternalCare.healthy', '良好')))) if (store.isShown(field) && store.get(field) === null) { store.set(field, value); count += 1 }
    setFilled(count)
    const measured = shownNames(definition, name).find(field => definition.fields[field]?.kind === 'number' && store.isShown(field) && store.get(field) === null)
    focusField(areaRef.current, measured ?? 'guidance')
  }
  const voiding = useVoidRecord(definition.id, stored, mayWrite, () => void navigate(back))
  const entrance = usePelvicEntrance(file.head.womanId, name === 'postpartumCheck' ? stored?.id : undefined)
  const actions: PageAction[] = [
    ...voiding.actions,
    ...entrance,
    ...(stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/pregnancies/${pregnancyId}/print?what=${paper}&id=${stored.id}`) }] : []),
    ...(readOnly ? [] : [
      { key: 'normal', label: t('childVisit.fillNormal', '其余未见异常'), shortcut: 'F6', run: fillUsual },
      { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
    ]),
  ]
  const choices = prepared?.selectable ?? FOLLOW_UP_VISIT.values
  const field = (one: string) => {
    const declared = definition.fields[one]
    const span = CARE_SPAN[one]
    const props = { name: one, ...(span === undefined ? {} : { span }), extra: lastText(definition, one, prepared?.last) }
    if (one === 'doctorName') return <Field key={one} {...props} renderInput={input => <SuggestInput {...(input as unknown as InputProps<string>)} suggestions={(staff ?? []).map(person => person.name)} />} />
    if (one === 'guidance' && visitNumber) return <Field key={one} {...props} renderInput={input => <CodesInput {...(input as unknown as InputProps<CodeList>)} codes={guidanceOf(visitNumber, input.value as CodeList | null)} />} />
    if (one === 'visitNumber') return <Field key={one} {...props} renderInput={input => <RadioInput {...(input as unknown as InputProps<string>)} choices={FOLLOW_UP_VISIT.list.map(({ code }) => ({ value: code, label: codeText(FOLLOW_UP_VISIT, code), disabled: isNew && !choices.includes(code) }))} />} />
    if (declared?.kind === 'code' && CARE_RADIO.has(one)) return <Field key={one} {...props} renderInput={input => <RadioInput {...(input as unknown as InputProps<string>)} choices={(declared.codes as CodeTable).list.map(({ code }) => ({ value: code, label: codeText(declared.codes as CodeTable, code) }))} />} />
    return <Field key={one} {...props} />
  }
  return (
    <Page title={visitNumber ? followUpText(visitNumber) : recordTitle(definition)} subtitle={filled > 0 ? t('childVisit.filled', '已填 {{count}} 项未见异常,请核对', { count: filled }) : undefined} back={back} actions={actions}>
      <PregnancyHeadLine head={file.head} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <div className="visit-layout">
          <div>
            {definition.sections.map((section, index) => {
              const names = section.fields.filter(one => shownNames(definition, name).includes(one))
              return names.length === 0 ? null : <fieldset key={section.title} className="form-section care-section"><legend>{sectionTitle(definition, index)}</legend><FieldGrid>{names.map(field)}</FieldGrid></fieldset>
            })}
          </div>
          <div className="visit-side"><HintsPanel form={name} file={file} store={store} hints={hints} /></div>
        </div>
      </RecordForm>
    </Page>
  )
}

const shownNames = (definition: RecordDefinition, form: CareFormName): readonly string[] => definition.sections.flatMap(section => section.fields).filter(one => one !== 'pregnancyId' && !CARE_FORM[form].computed.includes(one))

/** The number of a visit after the first; null on the other forms. */
function useVisitNumber(store: FormStore): FollowUpVisit | null {
  const value = useFieldValue(store, 'visitNumber' in store.definition.fields ? 'visitNumber' : 'visitDay')
  return FOLLOW_UP_VISIT.values.find(one => one === value) ?? null
}

/** The choices printed in the column of a visit, and what was ticked before the number was changed. */
function guidanceOf(visit: FollowUpVisit, value: CodeList | null): CodeTable {
  const chosen = codesIn(value)
  const printed = guidanceAt(visit)
  const list = FOLLOW_UP_GUIDANCE.list.filter(({ code }) => printed.includes(code) || chosen.includes(code))
  return { ...FOLLOW_UP_GUIDANCE, list, isCode: (code: unknown) => list.some(one => one.code === code) } as unknown as CodeTable
}

/** What was measured the last time, beside the label. */
function lastText(definition: RecordDefinition, name: string, last: Prepared['last']) {
  const value = last?.[name]
  const field = definition.fields[name]
  return field?.kind === 'number' && value !== null && value !== undefined ? <span className="last-value"> {t('childVisit.lastValue', '上次 {{value}}', { value: valueText(field, value) })}</span> : null
}


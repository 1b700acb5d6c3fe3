import { App } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT, type ChildContact, TCM_TECHNIQUE } from '../../../domain/code/child-check.ts'
import { WARNING_SIGN } from '../../../domain/code/child-warning-sign.ts'
import { childVisit, EXAMINED_NORMAL, type StoredChildVisit } from '../../../domain/modules/child/visit.record.ts'
import { contactOf } from '../../../domain/rule/child/contacts.ts'
import type { CheckContact } from '../../../domain/rule/child/form-fields.ts'
import { warningSignsAt } from '../../../domain/rule/child/warning-signs.ts'
import { tcmTechniqueAt } from '../../../domain/rule/child/tcm.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, FieldGrid, type FormStore, type InputProps, Loaded, Page, type PageAction, RecordForm, saveRecord, SuggestInput, useFieldValue, useRecordForm, useVoidRecord, valueText } from '../../kit/index.ts'
import { ChildHeadLine } from '../../kit/ChildHeadLine.tsx'
import { EvaluationPanel } from './EvaluationPanel.tsx'
import { CarriedLine, SameDayLine } from './SameDayLine.tsx'
import type { ChildHead } from './tabs.tsx'
import './child.css'

type Prepared = Output<'child.visit.prepare'>

/** One check-up, new or as it was saved: the columns of its age, the last value beside each field, the evaluation while typing. */
export default function VisitPage() {
  const { fileId = '', visitId } = useParams()
  const given = useSearchParams()[0].get('contact')
  const contact = CHILD_CONTACT.values.find(one => one === given)
  return visitId ? <Stored fileId={fileId} visitId={visitId} /> : <New key={contact} fileId={fileId} contact={contact} />
}

function New({ fileId, contact }: { fileId: string; contact: ChildContact | undefined }) {
  const prepared = useCall('child.visit.prepare', { fileId, ...(contact ? { contact } : {}) }, { staleTimeMs: 300_000 })
  return <Loaded of={prepared}>{data => <VisitForm fileId={fileId} head={data.head} prepared={data} />}</Loaded>
}

function Stored({ fileId, visitId }: { fileId: string; visitId: string }) {
  const stored = useCall('child.visit.get', { id: visitId }, { staleTimeMs: 60_000 })
  const opened = useCall('child.file.open', { id: fileId }, { staleTimeMs: 60_000 })
  return <Loaded of={opened}>{file => <Loaded of={stored}>{visit => <VisitForm key={visit.id} fileId={fileId} head={file.head} stored={visit} />}</Loaded>}</Loaded>
}

const EXAMINATION = ['complexion', 'complexionNote', 'complexionLater', 'complexionLaterNote', 'skin', 'skinNote', 'fontanelle', 'fontanelleLengthCm', 'fontanelleWidthCm', 'neckMass', 'neckMassNote', 'eyes', 'eyesNote', 'ears', 'earsNote', 'mouth', 'mouthNote', 'chest', 'chestNote', 'chestParts', 'abdomen', 'abdomenNote', 'cord', 'cordNote', 'navel', 'navelNote', 'umbilicalHernia', 'limbs', 'limbsNote', 'gait', 'gaitNote', 'anusAndGenitals', 'anusAndGenitalsNote', 'anusAndGenitalsParts', 'ricketsSymptoms', 'ricketsSignsMonth3', 'ricketsSignsInfant', 'ricketsSignsToddler'] as const
const TESTS = ['hearing', 'visionRight', 'visionLeft', 'teethCount', 'cariesCount', 'madeUp', 'haemoglobinGPerL', 'outdoorHoursPerDay', 'vitaminDIuPerDay', 'vitaminDName', 'feeding', 'feedingAssessed'] as const
const END = ['illness', 'pneumoniaTimes', 'pneumoniaStays', 'diarrhoeaTimes', 'diarrhoeaStays', 'injuryTimes', 'injuryStays', 'otherIllness', 'otherFindings', 'tcmServices', 'tcmNote', 'guidance', 'preschoolGuidance', 'guidanceNote', 'referral', 'referralReason', 'referralInstitution', 'referralResult', 'nextVisitDay', 'note'] as const

type Props = { fileId: string; head: ChildHead; prepared?: Prepared; stored?: StoredChildVisit }

function VisitForm({ fileId, head, prepared, stored }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('child.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const [filled, setFilled] = useState(0)
  const back = `/children/${fileId}`
  const initial = useMemo(() => stored ?? prepared?.row ?? {}, [stored, prepared])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: childVisit, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(childVisit, stored?.id), saves: 'child.visit.save', draft: stored ? `child.visit:${stored.id}` : `child.visit:new:${fileId}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { store } = form
  const contact = useFieldValue(store, 'contact') as ChildContact | null
  const visitDay = useFieldValue(store, 'visitDay') as string | null
  const last = prepared?.last
  // One key for what was looked at and is usual; what was answered stays, signs and measures are never filled in.
  function fillNormal(): void {
    let count = 0
    for (const [name, value] of Object.entries(EXAMINED_NORMAL)) if (store.isShown(name) && store.get(name) === null) { store.set(name, value); count += 1 }
    setFilled(count)
    document.querySelector<HTMLElement>('[data-field="hearing"] input, [data-field="teethCount"] input, [data-field="haemoglobinGPerL"] input, [data-field="warningSign1"] input')?.focus()
  }
  const voiding = useVoidRecord(childVisit.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = readOnly ? [] : [
    ...voiding.actions,
    { key: 'normal', label: t('childVisit.fillNormal', '其余未见异常'), shortcut: 'F6', run: fillNormal },
    { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
  ]
  const lastOf = (name: string) => {
    const value = last ? (last as unknown as Record<string, unknown>)[name] : null
    const field = (childVisit.fields as Record<string, Parameters<typeof valueText>[0]>)[name]
    return field?.kind === 'number' && value !== null && value !== undefined ? <span className="last-value"> {t('childVisit.lastValue', '上次 {{value}}', { value: valueText(field, value) })}</span> : null
  }
  // 传授 is of one technique at each age (§13): the doctor need not know it by heart.
  const technique = contact ? tcmTechniqueAt(contact) : null
  const besideOf = (name: string) => name === 'tcmServices' && technique ? <span className="last-value"> {t('childVisit.tcmTechnique', '传授:{{technique}}', { technique: codeText(TCM_TECHNIQUE, technique) })}</span> : lastOf(name)
  const fields = (names: readonly string[], span?: number) => names.map(name => <Field key={name} name={name} extra={besideOf(name)} {...(span ? { span } : {})} />)
  return (
    <Page title={contact ? codeText(CHILD_CONTACT, contact) : t('child.visit.title', '儿童健康检查')} subtitle={filled > 0 ? t('childVisit.filled', '已填 {{count}} 项未见异常,请核对', { count: filled }) : undefined} back={back} actions={actions}>
      <ChildHeadLine head={head} />
      {voiding.dialog}
      {prepared ? <><SameDayLine definition={childVisit} names={prepared.sameDay} day={prepared.row.visitDay} /><CarriedLine definition={childVisit} names={prepared.carried} day={prepared.last?.visitDay} /></> : null}
      <div className="visit-layout">
        <RecordForm form={form} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section">
            <legend>{t('childVisit.section.visit', '随访与测量')}</legend>
            <FieldGrid>
              <Field name="contact" /><Field name="visitDay" /><Field name="place" />
              <Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
              <Field name="weightKg" autoFocus={!stored} extra={lastOf('weightKg')} /><Field name="lengthCm" extra={lastOf('lengthCm')} /><Field name="position" /><Field name="headCm" extra={lastOf('headCm')} /><Field name="oedema" />
            </FieldGrid>
          </fieldset>
          <fieldset className="form-section"><legend>{t('childVisit.section.examination', '体格检查')}</legend><FieldGrid>{fields(EXAMINATION)}</FieldGrid></fieldset>
          <fieldset className="form-section"><legend>{t('childVisit.section.tests', '检测与喂养')}</legend><FieldGrid>{fields(TESTS)}</FieldGrid></fieldset>
          {contact && contactOf(contact).contents.includes('development') ? <Signs contact={contact as CheckContact} store={store} /> : null}
          <fieldset className="form-section"><legend>{t('childVisit.section.end', '患病、指导与转诊')}</legend><FieldGrid>{fields(END)}<Field name="evaluationNote" span={12} /></FieldGrid></fieldset>
        </RecordForm>
        <div className="visit-side"><EvaluationPanel fileId={fileId} store={store} visitDay={visitDay} /></div>
      </div>
    </Page>
  )
}

/** The four signs of the age that counts, each asked for by itself: 是 means the sign is there; not answered is not 否. */
function Signs({ contact, store }: { contact: CheckContact; store: FormStore }) {
  const asked = useFieldValue(store, 'signsAgeMonths') as number | null
  const { due } = contactOf(contact)
  if (due.from !== 'month') return null
  const months = asked ?? due.months
  return (
    <fieldset className="form-section">
      <legend>{t('childVisit.section.signs', '发育评估(预警征象:有此征象选“是”)')}</legend>
      {months === due.months ? null : <p className="hint">{months === 0 ? t('childVisit.signsNone', '矫正月龄不足 3 月,不询问预警征象') : t('childVisit.signsByCorrected', '早产儿按矫正月龄询问 {{months}} 月龄的征象', { months })}</p>}
      <FieldGrid>
        {warningSignsAt(months).map((sign, index) => <Field key={sign} name={`warningSign${index + 1}`} span={6} label={`${index + 1}. ${codeText(WARNING_SIGN, sign)}`} />)}
        <Field name="languageRegression" span={12} label={t('childVisit.regression', '家长反映语言或社交能力障碍或倒退')} />
      </FieldGrid>
    </fieldset>
  )
}


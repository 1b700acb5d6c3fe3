import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { AUTISM_SCALE, AUTISM_STEP, type AutismScale, type AutismStepKind } from '../../../../domain/code/child-autism.ts'
import { childAutismStep } from '../../../../domain/modules/child/autism.record.ts'
import { call } from '../../../api/client.ts'
import { useCall } from '../../../api/useCall.ts'
import { today } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useUser } from '../../../app/session.ts'
import { type Choice, codeText, Field, FieldGrid, Loaded, Page, type PageAction, RecordForm, useRecordForm } from '../../../kit/index.ts'
import { ChildHeadLine } from '../../../kit/ChildHeadLine.tsx'
import { type Development, monthsText, scaleText } from './texts.ts'
import '../child.css'

/** One step of the chain; the core finds the state that follows. */
export default function AutismStepPage() {
  const { fileId = '' } = useParams()
  const given = useSearchParams()[0].get('kind')
  const opened = useCall('child.development.open', { fileId }, { staleTimeMs: 60_000 })
  return <Loaded of={opened}>{data => <StepForm key={given} fileId={fileId} data={data} kind={AUTISM_STEP.isCode(given) ? given : data.nextSteps[0] ?? 'firstScreening'} />}</Loaded>
}

const FIELDS: Readonly<Record<AutismStepKind, readonly string[]>> = {
  firstScreening: ['day', 'doctorName', 'institution', 'reason'], rescreeningBegun: ['day', 'doctorName', 'institution'], rescreening: ['day', 'doctorName', 'institution', 'observedProblem', 'observation'],
  diagnosis: ['day', 'doctorName', 'institution', 'diagnosis', 'icd10', 'carsId'], lost: ['day', 'doctorName', 'reason'], closed: ['day', 'doctorName', 'closeReason'],
}
const SPANS: Readonly<Record<string, number>> = { reason: 12, observedProblem: 12, observation: 12, institution: 6, disagreement: 12, note: 12, carsId: 6, diagnosis: 6, developmentId: 6, mchatId: 6, abcId: 6 }
const SCALE_FIELD: Readonly<Partial<Record<AutismScale, string>>> = { development: 'developmentId', mchat: 'mchatId', abc: 'abcId', cars: 'carsId' }

/** The tests of one kind that a step may name, the latest first; those a former conclusion used are left out. */
function scaleChoices({ scales, steps }: Development, kind: AutismScale): Choice[] {
  const last = steps.findLast(step => step.kind === 'rescreening' && step.rescreeningResult !== 'incomplete')
  return scales.filter(scale => scale.kind === kind && (kind === 'cars' || !last || scale.testDay > last.day)).map(scale => ({ value: scale.id, label: scaleText(scale) }))
}

function StepForm({ fileId, data, kind }: { fileId: string; data: Development; kind: AutismStepKind }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const back = `/children/${fileId}?tab=development`
  const rev = data.course && data.course.closedDay === null && data.nextSteps.some(step => step !== 'firstScreening') ? data.course.rev : 0
  const kinds = useMemo((): readonly AutismScale[] => kind === 'rescreening' ? data.scalesNow : kind === 'diagnosis' ? ['cars'] : [], [kind, data.scalesNow])
  const choices = useMemo(() => Object.fromEntries(kinds.map(one => [SCALE_FIELD[one] ?? one, scaleChoices(data, one)])), [kinds, data])
  const initial = useMemo(() => ({
    fileId, kind, day: today(), doctorName: user.displayName, ...Object.fromEntries(Object.entries(choices).map(([name, list]) => [name, list[0]?.value ?? null])), ...(kind === 'diagnosis' ? { institution: data.course?.diagnosisReferralTo ?? null } : {}),
  }), [fileId, kind, user.displayName, choices, data.course?.diagnosisReferralTo])
  const form = useRecordForm({
    definition: childAutismStep, initial, save: row => call('child.autism.move', { fileId, rev, row }), saves: 'child.autism.move', draft: `child.autism:${fileId}:${kind}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childAutism.moved', '已登记')); void navigate(back) },
  })
  const actions: PageAction[] = [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]
  const scaleNames = kind === 'rescreening' ? Object.keys(choices) : []
  return (
    <Page title={codeText(AUTISM_STEP, kind)} back={back} actions={actions}>
      <ChildHeadLine head={data.head} />
      <RecordForm form={form} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('childAutism.step', '步骤')}</legend>
          {kind === 'rescreening' ? <p className="field-help">{t('childAutism.scalesOfAge', '{{age}}:{{scales}}。结论按观察与量表自动得出(国卫办妇幼发〔2022〕12号),不全时为“未完成”。', { age: monthsText(data.ageMonths, data.correctedMonths), scales: data.scalesNow.map(one => codeText(AUTISM_SCALE, one)).join(t('replace.between', '、')) })}</p> : null}
          {kind === 'lost' ? <p className="field-help">{t('childAutism.lostHelp', '登记失访须在上一步之后有没联系上的记录:次数见“儿童保健规则”,同一天算一次')}</p> : null}
          <FieldGrid>
            {[...FIELDS[kind], ...scaleNames].map(name => <Field key={name} name={name} span={SPANS[name] ?? 3} {...(choices[name] ? { options: choices[name] } : {})} autoFocus={name === (kind === 'rescreening' ? 'observedProblem' : 'day')} />)}
            {kind === 'rescreening' || kind === 'diagnosis' ? <Field name="disagreement" span={12} /> : null}
            <Field name="note" span={12} />
          </FieldGrid>
        </fieldset>
      </RecordForm>
    </Page>
  )
}

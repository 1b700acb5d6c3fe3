import { App, Tag } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../../domain/api/api.ts'
import { AUTISM_SCALE, type AutismScale, DEVELOPMENT_QUOTIENT_CLASS, SCALE_RESULT } from '../../../../domain/code/child-autism.ts'
import { childScale, type StoredChildScale } from '../../../../domain/modules/child/scale.record.ts'
import { ABC_AREAS, CARS_FIELDS } from '../../../../domain/modules/child/scale.rules.ts'
import { call } from '../../../api/client.ts'
import { useCall } from '../../../api/useCall.ts'
import { today } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useMay, useUser } from '../../../app/session.ts'
import { codeText, Field, FieldGrid, type FormStore, type InputProps, Loaded, Page, type PageAction, Panel, RecordForm, saveRecord, SuggestInput, useFieldValue, useLiveCheck, useRecordForm, useVoidRecord } from '../../../kit/index.ts'
import { ChildHeadLine } from '../../../kit/ChildHeadLine.tsx'
import type { ChildHead } from '../tabs.tsx'
import { MchatItems } from './MchatItems.tsx'
import { monthsText } from './texts.ts'
import '../child.css'
import './development.css'

/** One test, new (`?kind=`) or as it was saved. */
export default function ScalePage() {
  const { fileId = '', scaleId } = useParams()
  const given = useSearchParams()[0].get('kind')
  const kind = AUTISM_SCALE.isCode(given) ? given : 'development'
  const opened = useCall('child.file.open', { id: fileId }, { staleTimeMs: 60_000 })
  const institution = useCall('setting.get', { key: 'institution' }, { staleTimeMs: 60_000 })
  const stored = useCall('child.scale.get', { id: scaleId ?? '' }, { enabled: scaleId !== undefined, staleTimeMs: 60_000 })
  return (
    <Loaded of={opened}>
      {({ head }) => scaleId ? <Loaded of={stored}>{scale => <ScaleForm key={scale.id} fileId={fileId} head={head} stored={scale} kind={scale.kind} />}</Loaded> : (
        <Loaded of={institution}>{({ value }) => <ScaleForm key={kind} fileId={fileId} head={head} kind={kind} institution={(value as { name?: string }).name ?? null} />}</Loaded>
      )}
    </Loaded>
  )
}

const AREAS = ['grossMotorDq', 'fineMotorDq', 'adaptiveDq', 'languageDq', 'socialDq', 'totalDq'] as const

type Props = { fileId: string; head: ChildHead; kind: AutismScale; stored?: StoredChildScale; institution?: string | null }

function ScaleForm({ fileId, head, kind: first, stored, institution = null }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('child.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const initial = useMemo(() => stored ?? { fileId, kind: first, testDay: today(), testerName: user.displayName, institution }, [stored, fileId, first, user.displayName, institution])
  const back = `/children/${fileId}?tab=development`
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: childScale, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(childScale, stored?.id), saves: 'child.scale.save', draft: stored ? `child.scale:${stored.id}` : `child.scale:new:${fileId}:${first}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childScale.saved', '已保存')); void navigate(back) },
  })
  const { store } = form
  const kind = useFieldValue(store, 'kind') as AutismScale | null
  const voiding = useVoidRecord(childScale.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = readOnly ? [] : [...voiding.actions, { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]
  const fields = (names: readonly string[], span: number) => names.map((name, index) => <Field key={name} name={name} span={span} autoFocus={index === 0 && !stored} />)
  return (
    <Page title={kind ? codeText(AUTISM_SCALE, kind) : t('child.scale.title', '量表评估')} back={back} actions={actions}>
      <ChildHeadLine head={head} />
      {voiding.dialog}
      <div className="visit-layout">
        <RecordForm form={form} readOnly={readOnly} withoutButtons>
          <fieldset className="form-section">
            <legend>{t('childScale.section.test', '测试')}</legend>
            <FieldGrid>
              <Field name="kind" disabled={stored !== undefined} /><Field name="testDay" />
              <Field name="testerName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} /><Field name="institution" span={3} />
            </FieldGrid>
          </fieldset>
          <fieldset className="form-section">
            <legend>{t('childScale.section.answers', '结果')}</legend>
            {kind === 'mchat' ? <><p className="field-help">{t('childScale.mchatHelp', '请对照纸质量表的项目编号填写:J 或 1 为“是”,K 或 2 为“否”,自动到下一项;Delete 清空')}</p><MchatItems /></> : null}
            {kind === 'development' ? <FieldGrid>{fields(AREAS, 2)}</FieldGrid> : null}
            {kind === 'abc' ? <FieldGrid>{fields([...ABC_AREAS, 'abcTotal'], 2)}</FieldGrid> : null}
            {kind === 'cars' ? <><p className="field-help">{t('childScale.carsHelp', '请对照纸质量表的项目编号填写;15 项填全后总分自动得出,也可只填总分')}</p><FieldGrid>{fields([...CARS_FIELDS, 'carsTotal'], 2)}</FieldGrid></> : null}
            {kind === 'other' ? <FieldGrid>{fields(['otherName', 'otherResult'], 6)}</FieldGrid> : null}
          </fieldset>
          <fieldset className="form-section"><legend>{t('childScale.section.note', '意见与备注')}</legend><FieldGrid><Field name="disagreement" span={12} /><Field name="note" span={12} /></FieldGrid></fieldset>
        </RecordForm>
        <div className="visit-side"><Verdict fileId={fileId} store={store} /></div>
      </div>
    </Page>
  )
}

type Evaluated = Output<'child.scale.evaluate'>
const NOTHING: Evaluated = { ageMonths: null, correctedMonths: null, scales: [], total: null, result: null, dqClass: null, basis: null, issues: [] }

/** What the values typed so far say, with rule and source; the doctor may disagree in a note. */
function Verdict({ fileId, store }: { fileId: string; store: FormStore }) {
  const found = useLiveCheck<Evaluated>(store, NOTHING, { ask: values => call('child.scale.evaluate', { fileId, row: values as never }), key: fileId, isShown: () => true })
  return (
    <Panel title={t('childScale.verdict', '自动判定')}>
      <div className="scale-verdict" aria-live="polite">
        <span>{monthsText(found.ageMonths, found.correctedMonths)}</span>
        {found.result ? <strong>{codeText(SCALE_RESULT, found.result)}</strong> : <span>{t('childScale.noVerdict', '尚无结果')}</span>}
        {found.dqClass ? <Tag>{codeText(DEVELOPMENT_QUOTIENT_CLASS, found.dqClass)}</Tag> : null}
        {found.total !== null ? <span>{t('childScale.total', '总分 {{total}}', { total: found.total })}</span> : null}
        {found.basis ? <small>{found.basis}</small> : null}
        <small>{t('childScale.scalesOfAge', '该月龄复筛用:{{scales}}', { scales: found.scales.map(one => codeText(AUTISM_SCALE, one)).join(t('replace.between', '、')) || '—' })}</small>
      </div>
    </Panel>
  )
}

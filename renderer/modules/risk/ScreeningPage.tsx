import { Alert, App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { riskLinesIn } from '../../../domain/modules/risk/parts.ts'
import { riskScreening, type StoredRiskScreening } from '../../../domain/modules/risk/screening.record.ts'
import { assessmentDueDay } from '../../../domain/rule/maternal/management.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText, today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, focusField, type FormStore, type InputProps, Loaded, Page, type PageAction, Panel, PregnancyHeadLine, RecordFacts, RecordForm, saveRecord, SuggestInput, useFieldValue, useRecordForm, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { keptLines } from '../../kit/risk-text.ts'
import { CriteriaPicker } from './CriteriaPicker.tsx'
import { paperPath, riskPath, riskTab } from './risk-words.ts'
import './risk.css'

/** 妊娠风险筛查表: new, or as it was saved with its referral and the answer. */
export default function ScreeningPage() {
  const { pregnancyId = '', screeningId } = useParams()
  const mayWrite = useMay('maternal.write')
  const prepared = useCall('risk.screening.prepare', { pregnancyId }, { staleTimeMs: 300_000, enabled: mayWrite })
  const pregnancy = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000, enabled: !mayWrite })
  const stored = useCall('risk.screening.get', { id: screeningId ?? '' }, { enabled: screeningId !== undefined, staleTimeMs: 30_000 })
  if (!mayWrite) return <Loaded of={pregnancy}>{({ head }) => <Loaded of={stored}>{row => <ScreeningFacts head={head} row={row} />}</Loaded>}</Loaded>
  return (
    <Loaded of={prepared}>
      {data => screeningId ? <Loaded of={stored}>{row => row.voidedAt === null ? <ScreeningForm key={row.id} data={data} stored={row} /> : <ScreeningFacts head={data.head} row={row} />}</Loaded> : <ScreeningForm key="new" data={data} />}
    </Loaded>
  )
}

const REFERRAL = ['referredDay', 'referredTo'] as const
const FEEDBACK = ['feedbackDay', 'feedbackColour', 'feedbackInstitution', 'feedbackDoctor', 'feedbackText'] as const

function ScreeningForm({ data, stored }: { data: Output<'risk.screening.prepare'>; stored?: StoredRiskScreening }) {
  const { head, row, proposals, facts, table } = data
  const { pregnancyId } = head
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayAssess = useMay('maternal.assess')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const back = riskTab(pregnancyId)
  const initial = useMemo(() => stored ?? row, [stored, row])
  // A row ticked then keeps its words; one that the table no longer has can still be taken out.
  const rows = useMemo(() => {
    const kept = new Map(riskLinesIn(stored?.itemTexts).map(line => [line.id, line.text]))
    const now = table.rows.filter(one => one.colour === null && (one.active || kept.has(one.id))).map(one => ({ ...one, text: kept.get(one.id) ?? one.text }))
    return now
  }, [table, stored?.itemTexts])
  const form = useRecordForm({
    definition: riskScreening, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(riskScreening, stored?.id), saves: 'risk.screening.save', draft: `risk.screening:${stored?.id ?? `new:${pregnancyId}`}`, onCancel: () => void navigate(back),
    onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(stored || form.store.get('items') === null ? back : riskPath(pregnancyId, `screenings/${(saved as { id: string }).id}`), { replace: true }) },
  })
  const { store } = form
  const voiding = useVoidRecord(riskScreening.id, stored, true, () => void navigate(back))
  function answer(): void {
    if (store.get('feedbackDay') === null) store.set('feedbackDay', today())
    requestAnimationFrame(() => focusField(form.areaRef.current, 'feedbackColour'))
  }
  const actions: PageAction[] = [
    ...voiding.actions,
    ...stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(paperPath(pregnancyId, 'screening', stored.id)) }] : [],
    ...stored?.isPositive ? [
      { key: 'slip', label: t('riskScreen.slip', '阳性转诊单'), shortcut: 'F7', run: () => void navigate(paperPath(pregnancyId, 'referral', stored.id)) },
      { key: 'feedback', label: t('riskScreen.feedback', '登记反馈'), shortcut: 'F6', run: answer },
      ...mayAssess ? [{ key: 'assess', label: t('riskScreen.assess', '风险评估'), shortcut: 'F4', run: () => void navigate(riskPath(pregnancyId, 'assessments/new')) }] : [],
    ] : [],
    { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
  ]
  const suggest = (name: string, suggestions: readonly string[], span: number) => <Field name={name} span={span} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={suggestions} />} />
  const hospitals = (organizations ?? []).filter(one => one.active).map(one => one.name)
  return (
    <Page title={stored ? t('risk.screening.title', '妊娠风险筛查') : t('riskScreen.newScreening', '登记妊娠风险筛查')} subtitle={stored?.number} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {voiding.dialog}
      <RecordForm form={form} withoutButtons>
        <div className="visit-layout risk-layout">
          <div>
            <Field name="items" span={12} label={t('riskScreen.items', '筛查项目(勾选阳性的)')} renderInput={props => {
              const input = props as unknown as InputProps<string>
              return <CriteriaPicker id={input.id ?? 'items'} value={input.value} onChange={input.onChange} rows={rows} by="group" proposals={proposals} facts={facts} describedBy={input.describedBy} />
            }} />
          </div>
          <div className="visit-side">
            <Result store={store} />
            <fieldset className="form-section">
              <legend>{t('riskScreen.screened', '筛查')}</legend>
              <FieldGrid columns={2}><Field name="screenedDay" span={6} />{suggest('screenerName', (staff ?? []).map(one => one.name), 6)}<Field name="institution" span={12} /><Field name="otherText" /><Field name="note" /></FieldGrid>
            </fieldset>
            <Positive store={store}>
              <fieldset className="form-section">
                <legend>{t('riskScreen.referral', '转诊评估与反馈')}</legend>
                <FieldGrid columns={2}>{REFERRAL.map(name => name === 'referredTo' ? <Hospital key={name} suggest={suggest} hospitals={hospitals} name={name} /> : <Field key={name} name={name} span={6} />)}{FEEDBACK.map(name => name === 'feedbackInstitution' ? <Hospital key={name} suggest={suggest} hospitals={hospitals} name={name} /> : <Field key={name} name={name} {...name === 'feedbackText' ? {} : { span: 6 }} />)}</FieldGrid>
              </fieldset>
            </Positive>
          </div>
        </div>
      </RecordForm>
    </Page>
  )
}

const Hospital = ({ suggest, hospitals, name }: { suggest(name: string, suggestions: readonly string[], span: number): React.ReactNode; hospitals: readonly string[]; name: string }) => suggest(name, hospitals, 6)

/** Shown while an item is ticked. */
function Positive({ store, children }: { store: FormStore; children: React.ReactNode }) {
  return useFieldValue(store, 'items') === null ? null : <>{children}</>
}

/** Positive or negative while it is ticked, and by when she is assessed. */
function Result({ store }: { store: FormStore }) {
  const [items, screenedDay] = [useFieldValue(store, 'items') as string | null, useFieldValue(store, 'screenedDay') as Day | null]
  const rules = useCall('setting.get', { key: 'maternalRules' }, { staleTimeMs: 300_000 }).data?.value as MaternalRules | undefined
  const count = items?.split(',').length ?? 0
  return (
    <Panel title={t('riskScreen.screeningResult', '筛查结果')}>
      <div aria-live="polite">
        {count === 0 ? <Alert type="success" showIcon title={t('riskScreen.negative', '阴性:没有阳性项目')} />
          : <Alert type="warning" showIcon title={t('riskScreen.positive', '阳性 {{count}} 项', { count })} description={screenedDay && rules ? t('riskScreen.assessBy', '请转有助产资质的机构,在 {{day}} 前完成风险评估', { day: assessmentDueDay(screenedDay, rules) }) : undefined} />}
      </div>
    </Panel>
  )
}

const FACTS = ['screenedDay', 'gestationDays', 'institution', 'screenerName', 'isPositive', 'dueDay', 'tableName', 'otherText', ...REFERRAL, ...FEEDBACK, 'note'] as const

/** A screening for those who only read. */
function ScreeningFacts({ head, row }: { head: PregnancyHead; row: StoredRiskScreening }) {
  const navigate = useNavigate()
  const back = riskTab(head.pregnancyId)
  useShortcut(['Escape'], () => void navigate(back))
  return (
    <Page title={t('risk.screening.title', '妊娠风险筛查')} subtitle={row.number} back={back}>
      <PregnancyHeadLine head={head} />
      <Panel title={t('riskScreen.positiveItems', '阳性项目')}>
        <ul className="risk-kept">{keptLines(row.itemTexts).map(({ id, text }) => <li key={id}><span className="risk-code">{id.slice(1)}</span>{text}</li>)}</ul>
        <RecordFacts definition={riskScreening} row={row} names={FACTS.filter(name => row[name] !== null)} wide={['otherText', 'feedbackText', 'note']} instead={{ gestationDays: gestationText(row.gestationDays), tableName: <span lang="en">{row.tableName}</span> }} />
      </Panel>
    </Page>
  )
}

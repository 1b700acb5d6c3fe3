import { Alert, App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { WomanHead } from '../../../domain/api/woman-head.ts'
import { CANCER_NEXT_STEP } from '../../../domain/code/maternal-care.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import type { StoredCancerFollowUp } from '../../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening, type CancerScreening, SCREENING_COMPUTED } from '../../../domain/modules/women/cancer-screening.record.ts'
import type { Row } from '../../../domain/record/define.ts'
import { tidyRow } from '../../../domain/record/derive/schema.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { codeText, Field, FieldGrid, type FormStore, type InputProps, Issues, Loaded, Page, type PageAction, Panel, RecordForm, saveRecord, sectionTitle, SuggestInput, useFirst, useLiveCheck, useRecordForm, useShortcut, useVoidRecord, WomanHeadLine } from '../../kit/index.ts'
import { AttemptDialog } from './AttemptDialog.tsx'
import { ChainPanel } from './ChainPanel.tsx'
import { heldDay } from './screening-day.ts'
import { gapsText } from './screening-columns.tsx'
import { StepDialog } from './StepDialog.tsx'
import './women.css'

type Opened = Output<'women.cancerScreening.open'>
type Conclusion = Output<'women.cancerScreening.evaluate'>
const NOTHING: Conclusion = { ageYears: null, cervicalStep: null, breastStep: null, gaps: [], nextRoundDay: null, issues: [] }

/** One screening, new or as it was saved: the form, what follows beside it while it is typed, the chain of a positive woman. */
export default function ScreeningPage() {
  const { screeningId } = useParams()
  const [params] = useSearchParams()
  return screeningId ? <Stored id={screeningId} /> : <New key={params.get('woman')} womanId={params.get('woman') ?? ''} isOfDay={params.get('of') === 'day'} />
}

function New({ womanId, isOfDay }: { womanId: string; isOfDay: boolean }) {
  const day = heldDay(useUser().id)
  const of = isOfDay ? day : null
  const prepared = useFirst(useCall('women.cancerScreening.prepare', { womanId, ...(of ? { screeningDay: of.screeningDay } : {}) }, { staleTimeMs: 30_000 }))
  return (
    <Loaded of={prepared}>
      {({ head, row, existingId }) => existingId
        ? <Navigate replace to={`/women/cancer/${existingId}?again=1${isOfDay ? '&of=day' : ''}`} />
        : <ScreeningForm head={head} initial={{ ...row, ...(of ? { site: of.site, programme: of.programme, doctorName: of.doctorName, examinerName: of.doctorName } : {}) } as Partial<CancerScreening>} isOfDay={isOfDay} />}
    </Loaded>
  )
}

function Stored({ id }: { id: string }) {
  const opened = useCall('women.cancerScreening.open', { id }, { staleTimeMs: 30_000 })
  const isOfDay = useSearchParams()[0].get('of') === 'day'
  return <Loaded of={opened}>{data => <ScreeningForm key={data.screening.id} head={data.head} initial={data.screening} opened={data} isOfDay={isOfDay} />}</Loaded>
}

/** The core's word on what stands in the form; what cannot be read yet is left out of the question. */
function useConclusion(store: FormStore, womanId: string, id: string | undefined): Conclusion {
  return useLiveCheck<Conclusion>(store, NOTHING, {
    key: womanId, isShown: issue => issue.level === 'block',
    ask: values => {
      const unreadable = new Set(store.allIssues().filter(issue => issue.level === 'block').map(issue => issue.path))
      const readable = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, unreadable.has(name) ? null : value]))
      return call('women.cancerScreening.evaluate', { womanId, ...(id ? { id } : {}), row: tidyRow(cancerScreening, readable as Row<typeof cancerScreening>) as never })
    },
  })
}

const COMPUTED: ReadonlySet<string> = new Set(['womanId', ...SCREENING_COMPUTED])
const DOCTORS: ReadonlySet<string> = new Set(['doctorName', 'examinerName'])
const NARROW: ReadonlySet<string> = new Set(['vulva', 'discharge', 'vagina', 'cervix', 'uterus', 'gonococcus', 'pastIllness', 'contactBleeding', 'familyCancer', 'pregnancyIllness', 'workplace', 'site'])
/** What a normal examination says. */
const USUAL: Readonly<Partial<CancerScreening>> = { contactBleeding: '无', vulva: '未见异常', discharge: '未见异常', vagina: '未见异常', cervix: '光滑', uterus: '未见异常', adnexaLeft: '1', adnexaRight: '1', breastLeft: '1', breastRight: '1' }

function ScreeningForm({ head, initial, opened, isOfDay }: { head: WomanHead; initial: Readonly<Partial<CancerScreening>>; opened?: Opened; isOfDay: boolean }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [params] = useSearchParams()
  const mayWrite = useMay('women.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const stored = opened?.screening
  const back = isOfDay ? '/women/cancer/day' : '/women?tab=cancer'
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const waiting = opened?.followUps.filter(step => step.state === 'open') ?? []
  const [stepId, setStepId] = useState<string | null>(() => opened?.followUps.some(step => step.id === params.get('step')) ? params.get('step') : null)
  const [calling, setCalling] = useState<StoredCancerFollowUp | null>(null)
  const [filled, setFilled] = useState(0)
  const form = useRecordForm({
    definition: cancerScreening, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(cancerScreening, stored?.id), saves: 'women.cancerScreening.save', draft: stored ? `women.cancerScreening:${stored.id}` : `women.cancerScreening:new:${head.womanId}`,
    onCancel: () => void navigate(back),
    onSaved: saved => {
      void message.success(t('childVisit.saved', '已保存'))
      // A positive woman is told at once: her page with the notice, unless the next one of the day waits.
      void navigate(isOfDay ? back : `/women/cancer/${(saved as { id: string }).id}`)
    },
  })
  const { store, areaRef } = form
  const conclusion = useConclusion(store, head.womanId, stored?.id)
  const isNew = !stored
  const first = useRef(true)
  useEffect(() => {
    if (!first.current || !isNew) return
    first.current = false
    requestAnimationFrame(() => areaRef.current?.querySelector<HTMLElement>('[data-field="menarcheAge"] input')?.focus())
  }, [isNew, areaRef])
  // One key for what was looked at and is usual; what was answered stays, a result of a laboratory is never filled in.
  function fillUsual(): void {
    const empty = Object.entries(USUAL).filter(([name]) => store.get(name) === null)
    for (const [name, value] of empty) store.set(name, value)
    setFilled(empty.length)
    areaRef.current?.querySelector<HTMLElement>('[data-field="hpvResult"] input')?.focus()
  }
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly })
  const voiding = useVoidRecord(cancerScreening.id, stored, mayWrite, () => void navigate(back))
  const step = opened?.followUps.find(one => one.id === stepId)
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/women/print?what=${waiting.length > 0 ? 'notice' : 'screening'}&id=${stored.id}`) }] : []),
    ...(stored && waiting[0] && mayWrite ? [
      { key: 'call', label: t('women.call', '登记联系'), shortcut: 'F7', run: () => setCalling(waiting[0]!) },
      { key: 'result', label: t('cancerScreen.enterResult', '登记结果'), shortcut: 'F8', run: () => setStepId(waiting[0]!.id) },
    ] : []),
    ...(readOnly ? [] : [
      { key: 'usual', label: t('cancerScreen.fillUsual', '其余未见异常'), shortcut: 'F6', run: fillUsual },
      { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
    ]),
  ]
  return (
    <Page title={stored ? t('cancerScreen.titleOf', '两癌筛查 {{number}}', { number: stored.number ?? '' }) : t('cancerScreen.new', '登记两癌筛查')} subtitle={filled > 0 ? t('childVisit.filled', '已填 {{count}} 项未见异常,请核对', { count: filled }) : undefined} back={back} actions={actions}>
      <WomanHeadLine head={head} />
      {voiding.dialog}
      {params.get('again') === '1' ? <Alert className="form-alert" type="info" showIcon title={t('cancerScreen.again', '这一天已有筛查记录,已打开原记录')} /> : null}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <div className="visit-layout">
          <div>
            {cancerScreening.sections.map((section, index) => {
              const names = section.fields.filter(name => !COMPUTED.has(name))
              return names.length === 0 ? null : (
                <fieldset key={section.title} className="form-section"><legend>{sectionTitle(cancerScreening, index)}</legend>
                  <FieldGrid>
                    {names.map(name => DOCTORS.has(name)
                      ? <Field key={name} name={name} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
                      : <Field key={name} name={name} {...(NARROW.has(name) ? { span: 4 } : {})} />)}
                  </FieldGrid>
                </fieldset>
              )
            })}
          </div>
          <div className="visit-side">
            <NextPanel conclusion={readOnly && stored ? { ...NOTHING, ...stored, gaps: codesIn(stored.gaps) } : conclusion} />
            {opened ? <ChainPanel followUps={opened.followUps} attempts={opened.attempts} onOpen={one => setStepId(one.id)} /> : null}
            {opened && opened.others.length > 0 ? <Panel title={t('cancerScreen.others', '其他轮次')}>{opened.others.map(one => <div key={one.id}><Button type="link" size="small" onClick={() => void navigate(`/women/cancer/${one.id}`)}>{one.screeningDay}</Button></div>)}</Panel> : null}
          </div>
        </div>
      </RecordForm>
      {step ? <StepDialog head={head} step={step} mayWrite={mayWrite} onClose={() => setStepId(null)} /> : null}
      {calling ? <AttemptDialog womanId={head.womanId} followUpId={calling.id} name={head.name} phone={head.phone} about={codeText(CANCER_NEXT_STEP, calling.step)} onClose={() => setCalling(null)} /> : null}
    </Page>
  )
}

/** What follows of each cancer, what is still to be done, when she comes again, what her age and other rounds ask about. */
function NextPanel({ conclusion: { ageYears, cervicalStep, breastStep, gaps, nextRoundDay, issues } }: { conclusion: Conclusion }) {
  return (
    <Panel title={t('cancerScreen.next', '下一步')}>
      <div role="status" aria-label={t('cancerScreen.next', '下一步')}><dl className="women-verdict">
        <div><dt>{t('women.cancerScreening.ageYears.label', '筛查时年龄')}</dt><dd>{ageYears ?? '—'}</dd></div>
        <div><dt>{t('cancerScreen.cervical', '宫颈')}</dt><dd>{cervicalStep ? codeText(CANCER_NEXT_STEP, cervicalStep) : '—'}</dd></div>
        <div><dt>{t('cancerScreen.breast', '乳腺')}</dt><dd>{breastStep ? codeText(CANCER_NEXT_STEP, breastStep) : '—'}</dd></div>
        <div><dt>{t('women.cancerScreening.gaps.label', '待补检查')}</dt><dd>{gapsText(gaps) || '—'}</dd></div>
        <div><dt>{t('cancerScreen.nextRound', '下一轮')}</dt><dd>{nextRoundDay ?? '—'}</dd></div>
      </dl></div>
      {issues.some(issue => issue.level === 'warn') ? <Issues issues={issues.filter(issue => issue.level === 'warn')} /> : null}
    </Panel>
  )
}

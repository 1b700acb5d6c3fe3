import { App, Tag } from 'antd'
import { type KeyboardEvent, useRef, useSyncExternalStore } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { WomanHead } from '../../../domain/api/woman-head.ts'
import { KUPPERMAN_GRADE, KUPPERMAN_ITEM } from '../../../domain/code/maternal-care.ts'
import { KUPPERMAN_SEVERITY } from '../../../domain/code/women-care.ts'
import { menopauseFound, menopauseVisit, type StoredMenopauseVisit } from '../../../domain/modules/women/menopause.record.ts'
import type { MaternalRules } from '../../../domain/rule/maternal/maternal-rules.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, FieldGrid, type FormStore, type InputProps, Loaded, Page, type PageAction, Panel, RadioInput, RecordForm, saveRecord, sectionTitle, SuggestInput, useBeginAt, useFirst, useRecordForm, useShortcut, useVoidRecord, WomanHeadLine } from '../../kit/index.ts'
import './women.css'

/** One visit around menopause, new or as it was saved: 13 items by digits with the sum beside them. */
export default function MenopauseVisitPage() {
  const { fileId = '', visitId } = useParams()
  return visitId ? <Stored fileId={fileId} visitId={visitId} /> : <New fileId={fileId} />
}

function New({ fileId }: { fileId: string }) {
  const prepared = useFirst(useCall('women.menopauseVisit.prepare', { fileId }, { staleTimeMs: 30_000 }))
  return <Loaded of={prepared}>{({ head, row, cervicalStatus }) => <VisitForm fileId={fileId} head={head} initial={row} cervicalStatus={cervicalStatus} />}</Loaded>
}
function Stored({ fileId, visitId }: { fileId: string; visitId: string }) {
  const opened = useCall('women.menopauseFile.open', { id: fileId }, { staleTimeMs: 30_000 })
  const stored = useCall('women.menopauseVisit.get', { id: visitId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ head }) => <Loaded of={stored}>{visit => <VisitForm key={visit.id} fileId={fileId} head={head} initial={visit} stored={visit} cervicalStatus={visit.cervicalStatus ?? ''} />}</Loaded>}</Loaded>
}

const SEVERITIES = KUPPERMAN_SEVERITY.values

function VisitForm({ fileId, head, initial, stored, cervicalStatus }: { fileId: string; head: WomanHead; initial: Readonly<Record<string, unknown>>; stored?: StoredMenopauseVisit; cervicalStatus: string }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('women.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const back = `/women/menopause/${fileId}`
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: menopauseVisit, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(menopauseVisit, stored?.id), saves: 'women.menopauseVisit.save', draft: stored ? `women.menopauseVisit:${stored.id}` : `women.menopauseVisit:new:${fileId}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const grid = useRef<HTMLDivElement>(null)
  const isNew = !stored
  useBeginAt(() => grid.current?.querySelector('input'), isNew)
  // A digit answers an item and goes on to the next one: thirteen keys for the whole index.
  function goOn(event: KeyboardEvent<HTMLDivElement>): void {
    if (!event.defaultPrevented || !/^[0-3]$/.test(event.key)) return
    const fields = [...grid.current?.querySelectorAll<HTMLElement>('[data-field]') ?? []]
    const next = fields[fields.findIndex(field => field.contains(event.target as Node)) + 1]
    const target = next?.querySelector<HTMLElement>('input') ?? form.areaRef.current?.querySelector<HTMLElement>('[data-field="symptoms"] input, [data-field="symptoms"] textarea')
    target?.focus()
  }
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly })
  const voiding = useVoidRecord(menopauseVisit.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/women/print?what=menopause&id=${stored.id}`) }] : []),
    ...(readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]),
  ]
  return (
    <Page title={stored ? t('menopauseScreen.visit', '更年期随访') : t('menopauseScreen.newVisit', '登记更年期随访')} back={back} actions={actions}>
      <WomanHeadLine head={head} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <div className="visit-layout">
          <div>
            <fieldset className="form-section">
              <legend>{sectionTitle(menopauseVisit, 0)}</legend>
              <FieldGrid><Field name="visitDay" /><Field name="doctorName" renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} /></FieldGrid>
            </fieldset>
            <fieldset className="form-section">
              <legend>{sectionTitle(menopauseVisit, 1)}</legend>
              <div ref={grid} className="kupperman-grid" onKeyDown={goOn}>
                {KUPPERMAN_ITEM.values.map(item => <Field key={item} name={item} span={1} renderInput={props => <RadioInput {...(props as unknown as InputProps<string>)} choices={SEVERITIES.map(value => ({ value, label: `${value} ${codeText(KUPPERMAN_SEVERITY, value)}` }))} />} />)}
              </div>
              <FieldGrid><Field name="symptoms" span={12} /></FieldGrid>
            </fieldset>
            {[2, 3, 4].map(index => <fieldset key={index} className="form-section"><legend>{sectionTitle(menopauseVisit, index)}</legend><FieldGrid>{menopauseVisit.sections[index]!.fields.map(name => <Field key={name} name={name} />)}</FieldGrid></fieldset>)}
          </div>
          <div className="visit-side"><ScorePanel store={form.store} /><Panel title={t('menopauseScreen.cervical', '宫颈筛查')}>{cervicalStatus}</Panel></div>
        </div>
      </RecordForm>
    </Page>
  )
}

const GRADE_COLOUR = { normal: 'success', mild: 'gold', moderate: 'warning', severe: 'error' } as const

/** The sum and its grade while the items are answered, how many are missing, the limits with their source. */
function ScorePanel({ store }: { store: FormStore }) {
  const rules = useCall('setting.get', { key: 'maternalRules' }, { staleTimeMs: 300_000 }).data?.value as MaternalRules | undefined
  const values = useSyncExternalStore(store.subscribeAll, store.values)
  if (!rules) return null
  const { score, grade, missing, bmi } = menopauseFound(values, rules)
  return (
    <Panel title={t('menopauseScreen.scoreNow', 'Kupperman总分')}>
      <div role="status" aria-label={t('menopauseScreen.scoreNow', 'Kupperman总分')}>
        {score === null ? <p className="hint">{missing.length === KUPPERMAN_ITEM.values.length ? t('menopauseScreen.unscored', '尚未评分') : t('menopauseScreen.missing', '还有 {{count}} 项未评', { count: missing.length })}</p> : <p className="women-score">{score} {grade ? <Tag color={GRADE_COLOUR[grade]}>{codeText(KUPPERMAN_GRADE, grade)}</Tag> : null}</p>}
        {bmi === null ? null : <p>BMI {bmi.toFixed(2)}</p>}
      </div>
      <p className="hint">{t('menopauseScreen.limits', '≤{{normal}} 正常,≤{{mild}} 轻度,≤{{moderate}} 中度,以上为重度(未核实,可在“设置”中修改)', { normal: rules.kuppermanNormalMax, mild: rules.kuppermanMildMax, moderate: rules.kuppermanModerateMax })}</p>
    </Panel>
  )
}

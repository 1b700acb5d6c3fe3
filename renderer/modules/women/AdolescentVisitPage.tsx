import { Alert, App } from 'antd'
import { useNavigate, useParams } from 'react-router'
import type { WomanHead } from '../../../domain/api/woman-head.ts'
import { adolescentVisit, type StoredAdolescentVisit } from '../../../domain/modules/women/adolescent.record.ts'
import type { WomenRules } from '../../../domain/rule/maternal/women-rules.ts'
import { completedYears, type Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, Loaded, Page, type PageAction, RecordForm, saveRecord, sectionTitle, useBeginAt, useFieldValue, useFirst, useRecordForm, useShortcut, useVoidRecord, WomanHeadLine } from '../../kit/index.ts'
import './women.css'

/** One visit of an adolescent, new or as it was saved. */
export default function AdolescentVisitPage() {
  const { womanId = '', visitId } = useParams()
  return visitId ? <Stored womanId={womanId} visitId={visitId} /> : <New womanId={womanId} />
}

function New({ womanId }: { womanId: string }) {
  const prepared = useFirst(useCall('women.adolescentVisit.prepare', { womanId }, { staleTimeMs: 30_000 }))
  return <Loaded of={prepared}>{({ head, row }) => <VisitForm head={head} initial={row} />}</Loaded>
}
function Stored({ womanId, visitId }: { womanId: string; visitId: string }) {
  const opened = useCall('women.adolescentVisit.open', { womanId }, { staleTimeMs: 30_000 })
  const stored = useCall('women.adolescentVisit.get', { id: visitId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ head }) => <Loaded of={stored}>{visit => <VisitForm key={visit.id} head={head} initial={visit} stored={visit} />}</Loaded>}</Loaded>
}

const SECTIONS = adolescentVisit.sections.slice(0, -1)
const OF_GIRLS: ReadonlySet<string> = new Set(['menarcheAge', 'tannerBreast'])

function VisitForm({ head, initial, stored }: { head: WomanHead; initial: Readonly<Record<string, unknown>>; stored?: StoredAdolescentVisit }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('women.write')
  const back = `/women/adolescents/${head.womanId}`
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const rules = useCall('setting.get', { key: 'womenRules' }, { staleTimeMs: 300_000 }).data?.value as WomenRules | undefined
  const form = useRecordForm({
    definition: adolescentVisit, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(adolescentVisit, stored?.id), saves: 'women.adolescentVisit.save', draft: stored ? `women.adolescentVisit:${stored.id}` : `women.adolescentVisit:new:${head.womanId}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { store, areaRef } = form
  const visitDay = (useFieldValue(store, 'visitDay') ?? today()) as Day
  const age = head.birthDay && head.birthDay <= visitDay ? completedYears(head.birthDay as Day, visitDay) : null
  const needsConsent = rules !== undefined && age !== null && age < rules.consentBelowAge
  const isNew = !stored
  useBeginAt(() => areaRef.current?.querySelector<HTMLElement>('[data-field="guardianName"] input'), isNew)
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly })
  const voiding = useVoidRecord(adolescentVisit.id, stored, mayWrite, () => void navigate(back))
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/women/print?what=adolescent&id=${stored.id}`) }] : []),
    ...(readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]),
  ]
  return (
    <Page title={stored ? t('adolescentScreen.visit', '青少年保健记录') : t('adolescentScreen.newVisit', '登记青少年保健')} back={back} actions={actions}>
      <WomanHeadLine head={head} />
      {voiding.dialog}
      {needsConsent && !readOnly ? <Alert className="form-alert" type="info" showIcon title={t('adolescentScreen.consent', '本人 {{age}} 岁,未满 {{limit}} 岁:请填写监护人,并由监护人签署知情同意', { age, limit: rules.consentBelowAge })} /> : null}
      <RecordForm form={form} readOnly={readOnly}>
        {SECTIONS.map((section, index) => (
          <fieldset key={section.title} className="form-section">
            <legend>{sectionTitle(adolescentVisit, index)}</legend>
            <FieldGrid>{section.fields.filter(name => name !== 'womanId' && !(head.sex === '1' && OF_GIRLS.has(name))).map(name => <Field key={name} name={name} />)}</FieldGrid>
          </fieldset>
        ))}
      </RecordForm>
    </Page>
  )
}

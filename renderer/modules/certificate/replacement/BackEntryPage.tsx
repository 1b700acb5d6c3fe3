import { SearchOutlined } from '@ant-design/icons'
import { Alert, App, Button, Input, Space } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Output } from '../../../../domain/api/api.ts'
import type { SecondPerson } from '../../../../domain/api/define-api.ts'
import { SEX } from '../../../../domain/code/sex.ts'
import { registration as definition, type Registration } from '../../../../domain/modules/certificate/registration.record.ts'
import { call, CallFailure } from '../../../api/client.ts'
import { showFailure } from '../../../api/failure.ts'
import { useCall } from '../../../api/useCall.ts'
import { minuteText } from '../../../app/format.ts'
import { issueText, t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { codeText, createBeside, DataTable, DayInput, Field, FieldGrid, LabelledInput, Loaded, Page, Panel, RecordForm, SecondPersonFields, secondPersonOf, useBeside, useRecordForm, useShortcut } from '../../../kit/index.ts'
import { BabyNameInput } from '../BabyNameInput.tsx'
import { childName, type QueueRow } from '../names.ts'
import { OthersWork } from '../OthersWork.tsx'
import { FatherSection, MotherSection } from '../parents.tsx'
import { BackEntered } from './OldSheet.tsx'
import '../../../kit/shared.css'
import '../certificate.css'
import './replacement.css'

const PAUSE_MS = 200
const MOST_HITS = 20
const MIN_REASON = 2

/** 遗留问题补录: an old paper certificate entered from its archive, so that it can be exchanged or re-issued (note §1.8, §4.4). */
export default function BackEntryPage() {
  const [search, setSearch] = useSearchParams()
  const mayReplace = useMay('certificate.replace')
  const newbornId = search.get('newborn')
  return (
    <Page title={t('replace.backEntry', '遗留问题补录')} back="/replacements" subtitle={<BackEntered />}>
      {mayReplace
        ? newbornId ? <Entry key={newbornId} newbornId={newbornId} number={search.get('number')} /> : <FindChild onChoose={id => setSearch(before => { before.set('newborn', id); return before })} />
        : <OthersWork permission="certificate.replace" text={t('backEntry.others', '遗留问题由受理人员按纸质档案补录,分管领导批准。')} />}
    </Page>
  )
}

/** The child and birth come first, on their usual pages; here the child is found among those without a certificate. */
function FindChild({ onChoose }: { onChoose(newbornId: string): void }) {
  const [typed, setTyped] = useState('')
  const [text, setText] = useState('')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const waiting = useCall('certificate.queue', { queue: 'register', offset: 0, limit: MOST_HITS, ...(text ? { text } : {}) }, { keepPrevious: true })
  const complete = useCall('certificate.queue', { queue: 'print', offset: 0, limit: MOST_HITS, ...(text ? { text } : {}) }, { keepPrevious: true })
  const rows = waiting.data && complete.data ? [...waiting.data.rows, ...complete.data.rows.filter(row => row.replacement === null)] : undefined
  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown') { event.preventDefault(); box.current?.querySelector<HTMLElement>('tbody tr[data-row]')?.focus() }
    if (event.key === 'Enter') void chooseOnly(typed.trim())
  }
  // Enter may come before the list's answer: asked anew with what stands there now; of several nothing is chosen.
  async function chooseOnly(wanted: string): Promise<void> {
    if (wanted === '') return
    try {
      const found = (await Promise.all((['register', 'print'] as const).map(queue => call('certificate.queue', { queue, offset: 0, limit: 2, text: wanted })))).flatMap(answer => answer.rows.filter(row => row.replacement === null))
      const [only] = found
      if (only && found.length === 1) onChoose(only.newbornId)
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      showFailure(error)
    }
  }
  return (
    <Panel title={t('backEntry.which', '补录哪个孩子的证明')}>
      <Alert className="form-alert" type="info" showIcon title={t('backEntry.what', '启用本程序之前、或在别处签发的纸质证明,按存档的登记表和存根补录。补录的证明到处标明“补录”,不计入空白证件库存。')} />
      <div className="desk-search">
        <Input
          id="back-entry-search" autoFocus allowClear prefix={<SearchOutlined aria-hidden="true" />} value={typed} maxLength={60} autoComplete="off" spellCheck={false} onChange={event => setTyped(event.target.value)} onKeyDown={onKeyDown}
          placeholder={t('backEntry.search', '新生儿或母亲姓名、住院号')} aria-label={t('backEntry.searchLabel', '查找新生儿')}
        />
        <span className="hint">{t('backEntry.notThere', '没有这个孩子?先登记母亲和分娩:')} <Link to="/people">{t('menu.people', '人员')}</Link></span>
      </div>
      <div ref={box}>
        <DataTable<QueueRow>
          rows={rows} rowKey="newbornId" label={t('backEntry.which', '补录哪个孩子的证明')} onOpen={row => onChoose(row.newbornId)} empty={t('backEntry.none', '没有还未签发证明的孩子')}
          columns={[
            { title: t('desk.child', '新生儿'), render: (_, row) => <span className="clip strong is-wide" title={childName(row)}>{childName(row)}</span> },
            { title: t('desk.sex', '性别'), width: 64, render: (_, row) => codeText(SEX, row.babySex) },
            { title: t('desk.mother', '母亲'), render: (_, row) => <span className="clip is-wide" title={row.motherName ?? ''}>{row.motherName}</span> },
            { title: t('desk.bornAt', '出生时间'), width: 150, render: (_, row) => minuteText(row.bornAt) },
          ]}
        />
      </div>
    </Panel>
  )
}

function Entry({ newbornId, number }: { newbornId: string; number: string | null }) {
  const start = useCall('certificate.prepare', { newbornId })
  return <Loaded of={start}>{data => <EntryForm start={data} newbornId={newbornId} number={number} />}</Loaded>
}

type Paper = { readonly number: string; readonly issueDay: string | null; readonly institution: string; readonly reason: string }

// A draft may be of an older program: what it does not know is left out.
function paperFromDraft(content: unknown): Paper | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const { number, issueDay, institution, reason } = content as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { number: text(number), issueDay: typeof issueDay === 'string' ? issueDay : null, institution: text(institution), reason: text(reason) }
}

function EntryForm({ start, newbornId, number }: { start: Output<'certificate.prepare'>; newbornId: string; number: string | null }) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [beside] = useState(() => createBeside<Paper>({ number: number ?? '', issueDay: null, institution: '', reason: '' }, paper => paper, paperFromDraft))
  const paper = useBeside(beside)
  const [director, setDirector] = useState<Partial<SecondPerson>>({})
  const set = (change: Partial<Paper>) => beside.set({ ...beside.get(), ...change })
  const given = secondPersonOf(director)
  const form = useRecordForm({
    definition, initial: start.row as Readonly<Record<string, unknown>>, draft: `certificate.backEntry:${newbornId}`, saves: 'certificate.backEnter', beside,
    save: (row: Registration) => {
      const { number: old, issueDay, institution, reason } = beside.get()
      return call('certificate.backEnter', { newbornId, number: old.trim(), issueDay: issueDay ?? '', issuingInstitution: institution.trim(), reason: reason.trim(), row: { ...row, newbornId, complete: true }, ...(given ? { director: given } : {}) })
    },
    onSaved: () => { void message.success(t('backEntry.done', '{{number}} 已补录,可以换发或补发', { number: beside.get().number.trim().toUpperCase() })); void navigate(`/certificate/${newbornId}`) },
    onCancel: () => void navigate('/replacements'),
  })
  const missing = paper.number.trim() === '' ? t('backEntry.needsNumber', '请填原证编号') : !paper.issueDay ? t('backEntry.needsDay', '请填原证签发日期') : paper.institution.trim() === '' ? t('backEntry.needsInstitution', '请填原签发机构')
    : paper.reason.trim().length < MIN_REASON ? t('backEntry.needsReason', '请写明补录依据') : !given ? t('backEntry.needsDirector', '请分管领导输入本人密码') : ''
  const save = () => { if (!form.saving && missing === '') void form.save() }
  useShortcut(['Ctrl+Enter', 'F2'], save)
  const ofField = (...paths: string[]) => form.otherIssues.filter(issue => paths.includes(issue.path))
  const OWN = ['number', 'issueDay', 'issuingInstitution', 'reason', 'director']
  const directorIssue = form.otherIssues.find(issue => issue.path === 'director' || issue.message.key.startsWith('secondPerson.'))
  return (
    <div className="register-step">
      <RecordForm form={{ ...form, otherIssues: form.otherIssues.filter(issue => !OWN.includes(issue.path) && issue !== directorIssue) }} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('backEntry.paper', '纸质原证')}<span className="legend-extra">{minuteText(start.newborn.bornAt)} · {codeText(SEX, start.newborn.sex)} · {t('facts.grams', '{{count}} 克', { count: start.newborn.weightG })}</span></legend>
          <FieldGrid>
            <LabelledInput id="back-entry-number" label={t('backEntry.number', '原证编号(对照原件或存根)')} span={4} required issues={ofField('number')}><Input id="back-entry-number" className="number" autoFocus value={paper.number} maxLength={40} autoComplete="off" spellCheck={false} onChange={event => set({ number: event.target.value })} /></LabelledInput>
            <LabelledInput id="back-entry-day" label={t('backEntry.day', '原证签发日期')} span={3} required issues={ofField('issueDay')}><DayInput id="back-entry-day" value={paper.issueDay} onChange={issueDay => set({ issueDay })} /></LabelledInput>
            <LabelledInput id="back-entry-institution" label={t('backEntry.from', '原签发机构')} span={5} required issues={ofField('issuingInstitution')}><Input id="back-entry-institution" value={paper.institution} maxLength={70} autoComplete="off" onChange={event => set({ institution: event.target.value })} /></LabelledInput>
            <LabelledInput id="back-entry-reason" label={t('backEntry.reason', '补录原因和依据(如:某年某号档案)')} span={12} required issues={ofField('reason')}><Input id="back-entry-reason" value={paper.reason} maxLength={300} autoComplete="off" onChange={event => set({ reason: event.target.value })} /></LabelledInput>
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section">
          <legend>{t('register.baby', '新生儿')}</legend>
          <FieldGrid>
            <Field name="babyName" span={9} renderInput={props => <BabyNameInput {...props} issues={form.store.issues('babyName')} />} />
            <Field name="registerInChina" span={3} label={t('register.inChina', '在中国登记户口')} />
          </FieldGrid>
        </fieldset>
        <MotherSection store={form.store} issues={[]} />
        <FatherSection store={form.store} />
        <fieldset className="form-section">
          <legend>{t('replace.approve', '二级审批')}</legend>
          <SecondPersonFields id="back-entry-director" value={director} onChange={setDirector} permission="certificate.approve" title={t('replace.director', '分管领导')} error={directorIssue ? issueText(directorIssue) : undefined} />
        </fieldset>
        <Space className="form-buttons sticky-buttons" wrap>
          <Button type="primary" data-save loading={form.saving} disabled={missing !== ''} onClick={save}>{t('backEntry.save', '补录')} <kbd>Ctrl+Enter</kbd></Button>
          <Button disabled={form.saving} onClick={form.cancel}>{t('form.cancel', '取消')} <kbd>Esc</kbd></Button>
          <span className="hint" role="status">{missing}</span>
        </Space>
      </RecordForm>
    </div>
  )
}

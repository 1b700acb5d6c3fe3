import { Alert, App, Button } from 'antd'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT, CHILD_VISIT_PLACE, type ChildContact } from '../../../domain/code/child-check.ts'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import { EYE_PURPOSE } from '../../../domain/code/eye-check.ts'
import { eyeField } from '../../../domain/modules/eye/parts.ts'
import { eyeVisit, type EyeVisit, type StoredEyeVisit } from '../../../domain/modules/eye/visit.record.ts'
import { EYES } from '../../../domain/rule/eye/conclusion.ts'
import { isEditLocked } from '../../../domain/rule/eye/edit-lock.ts'
import type { EyeRules } from '../../../domain/rule/eye/eye-rules.ts'
import { specialChecksAt } from '../../../domain/rule/eye/eye-visits.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { ChildHeadLine, codeText, Field, FieldGrid, type FormStore, type InputProps, ListInput, Loaded, Page, type PageAction, RecordForm, saveRecord, SuggestInput, useBeginAt, useFieldValue, useFirst, useRecordForm, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { AddCheckDialog } from './AddCheckDialog.tsx'
import { ConclusionPanel, keptConclusion, useConclusion } from './ConclusionPanel.tsx'
import { EYE_GROUPS, type EyeGroup, type EyeGroupKey, fieldsOf, isLookedAt, namesOf, openGroups } from './eye-rows.ts'
import { visitText } from './eye-text.ts'
import { useClassVisit } from './class-visit.ts'
import { useInstruments } from './useInstruments.tsx'
import { EyeGrid } from './EyeGrid.tsx'
import { PhotoPanel } from './PhotoPanel.tsx'
import type { EyeOpened } from './OverviewTab.tsx'
import './eye.css'

type Prepared = Output<'eye.visit.prepare'>

/** One visit of the eye clinic, new or as it was saved: the grid of both eyes, the conclusion beside it while it is typed. */
export default function VisitPage() {
  const { fileId = '', visitId } = useParams()
  const [params] = useSearchParams()
  const contact = CHILD_CONTACT.values.find(one => one === params.get('contact'))
  const purpose = params.get('purpose') === '2' ? '2' as const : null
  return visitId ? <Stored fileId={fileId} visitId={visitId} /> : <New key={`${contact}:${purpose}`} fileId={fileId} contact={contact} purpose={purpose} />
}

function New({ fileId, contact, purpose }: { fileId: string; contact: ChildContact | undefined; purpose: '2' | null }) {
  const ofClass = useClassVisit(fileId)
  const prepared = useFirst(useCall('eye.visit.prepare', { fileId, ...(contact ? { contact } : {}), ...(ofClass.visitDay ? { visitDay: ofClass.visitDay } : {}) }, { staleTimeMs: 30_000 }))
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  return (
    <Loaded of={opened}>{file => <Loaded of={prepared}>{data => data.existingId && !purpose
      // One record a visit (case E-24): the one that is there is opened.
      ? <Navigate replace to={`/eyes/${fileId}/visits/${data.existingId}${ofClass.search || '?'}&again=1`} />
      : <VisitForm fileId={fileId} opened={file} prepared={{ ...data, row: { ...data.row, ...ofClass.row, ...(purpose ? { purpose, contact: null } : {}) } }} />}</Loaded>}</Loaded>
  )
}

function Stored({ fileId, visitId }: { fileId: string; visitId: string }) {
  const stored = useCall('eye.visit.get', { id: visitId }, { staleTimeMs: 60_000 })
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{file => <Loaded of={stored}>{visit => <VisitForm key={visit.id} fileId={fileId} opened={file} stored={visit} />}</Loaded>}</Loaded>
}

type Props = { fileId: string; opened: EyeOpened; prepared?: Prepared; stored?: StoredEyeVisit }
// A sentence has the whole width: what is cut is not read.
const WIDE: ReadonlySet<string> = new Set(['referralReason', 'appearanceNote', 'checkNote', 'note'])
const END = ['guidance', 'referral', 'referralReason', 'nextVisitDay', 'appearanceNote', 'checkNote', 'note'] as const

/** The groups that stand open, found again only when an answer makes one appear. */
function useOpenGroups(store: FormStore, added: readonly EyeGroupKey[]): EyeGroup[] {
  const keys = useSyncExternalStore(store.subscribeAll, () => openGroups(store.values(), added).map(group => group.key).join())
  return useMemo(() => EYE_GROUPS.filter(group => keys.split(',').includes(group.key)), [keys])
}

function VisitForm({ fileId, opened, prepared, stored }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('eye.write')
  const staff = useCall('staff.list', {}, { staleTimeMs: 60_000 }).data
  const isAgain = useSearchParams()[0].get('again') === '1'
  const [added, setAdded] = useState<readonly EyeGroupKey[]>([])
  const [isAdding, setAdding] = useState(false)
  const [filled, setFilled] = useState(0)
  const { back, search } = useClassVisit(fileId)
  const initial = useMemo(() => stored ?? prepared?.row ?? {}, [stored, prepared])
  const [isUnlocked, setUnlocked] = useState(false)
  const rules = useCall('setting.get', { key: 'eyeRules' }, { staleTimeMs: 300_000 }).data?.value as EyeRules | undefined
  const mayChange = mayWrite && (stored?.voidedAt ?? null) === null
  // Until the rules are known an old visit is not open either.
  const isLocked = mayChange && !isUnlocked && stored !== undefined && (rules === undefined || isEditLocked(stored.createdAt, today(), rules))
  const readOnly = !mayChange || isLocked
  const save = saveRecord(eyeVisit, stored?.id)
  const form = useRecordForm({
    definition: eyeVisit, initial, id: stored?.id, rev: stored?.rev, saves: 'eye.visit.save', draft: stored ? `eye.visit:${stored.id}` : `eye.visit:new:${fileId}:${prepared?.row.purpose ?? ''}`,
    save: (row, rev) => save(withoutClosed(row, openGroups(row, added)), rev),
    onCancel: () => void navigate(back),
    onSaved: saved => {
      void message.success(t('childVisit.saved', '已保存'))
      const { id } = saved as { id: string }
      void instruments.use(id)
      const isToBeReferred = form.store.get('referral') === '2' && !opened.referrals.some(one => one.visitId === id && one.state !== 'cancelled')
      void navigate(isToBeReferred ? `/eyes/${fileId}/visits/${id}/referral${search}` : back)
    },
  })
  const { store } = form
  const groups = useOpenGroups(store, added)
  const contact = useFieldValue(store, 'contact') as ChildContact | null
  const purpose = useFieldValue(store, 'purpose')
  const visitDay = useFieldValue(store, 'visitDay') as string | null
  const conclusion = useConclusion(fileId, store)
  const instruments = useInstruments({ fileId, store, visitDay, isOpen: !readOnly })
  const before = useMemo(() => opened.visits.filter(visit => visit.id !== stored?.id && visitDay !== null && visit.visitDay < visitDay), [opened.visits, stored?.id, visitDay])
  // After the visit of five years the day may already belong to that of six: a second record of one day is pointed out.
  const sameDay = stored || form.saving ? undefined : opened.visits.find(visit => visit.visitDay === visitDay)
  const existing = stored || purpose !== '1' || form.saving ? null : opened.schedule.find(line => line.contact === contact)?.visitId ?? null

  const focusFirst = (name: string | undefined): void => { requestAnimationFrame(() => form.areaRef.current?.querySelector<HTMLElement>(name ? `[data-field="${name}"] input` : '[data-eye-row] input')?.focus()) }
  const isNew = !stored
  useBeginAt(() => document.querySelector<HTMLElement>('[data-eye-row] input'), isNew)
  const closed = EYE_GROUPS.filter(group => !groups.includes(group) && (group.key !== 'riskFactors' || store.isShown('riskFactors')))
  function add(key: EyeGroupKey): void {
    setAdding(false)
    setAdded(keys => [...keys, key])
    const group = EYE_GROUPS.find(one => one.key === key)
    if (group) setTimeout(() => focusFirst(fieldsOf(group)[0]), FOCUS_AFTER_MS)
  }
  // One key for what was looked at and is usual; what was answered stays, a number is never filled in.
  function fillNormal(): void {
    const empty = groups.filter(isLookedAt).flatMap(group => group.rows).filter(row => row.kind === 'findings' || row.kind === 'result').flatMap(row => namesOf(row).flatMap(name => EYES.map(side => eyeField(name, side)))).filter(name => store.get(name) === null)
    for (const name of empty) store.set(name, '1')
    setFilled(empty.length)
    const measured = groups.filter(group => !isLookedAt(group)).flatMap(fieldsOf).find(name => store.isShown(name) && store.get(name) === null)
    focusFirst(measured ?? 'guidance')
  }
  function referByConclusion(): void {
    store.set('referral', '2')
    if (store.get('referralReason') === null) store.set('referralReason', conclusion.text)
    focusFirst('referralReason')
  }
  useShortcut(['Escape'], () => void navigate(back), { enabled: readOnly })
  const voiding = useVoidRecord(eyeVisit.id, stored, mayWrite, () => void navigate(back))
  const referral = stored && opened.referrals.find(one => one.visitId === stored.id && one.state !== 'cancelled')
  const actions: PageAction[] = [
    ...voiding.actions,
    ...(stored ? [
      { key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/eyes/${fileId}/print?what=advice&id=${stored.id}`) },
      ...(mayChange ? [{ key: 'glasses', label: t('eyeScreen.glasses', '配镜处方'), shortcut: 'Ctrl+G', run: () => void navigate(`/eyes/${fileId}/glasses/new?visit=${stored.id}`) }] : []),
    ] : []),
    ...(stored && (referral || mayWrite) ? [{ key: 'slip', label: t('eyeScreen.slip', '转诊单'), shortcut: 'F7', run: () => void navigate(referral ? `/eyes/${fileId}/referrals/${referral.id}` : `/eyes/${fileId}/visits/${stored.id}/referral`) }] : []),
    ...(isLocked && rules ? [{ key: 'unlock', label: t('people.editShort', '修改'), shortcut: 'F2', primary: true, run: () => setUnlocked(true) }] : []),
    ...(readOnly ? [] : [
      { key: 'add', label: t('eyeScreen.addCheck', '加做项目'), shortcut: 'F9', disabled: closed.length === 0, run: () => setAdding(true) },
      { key: 'refer', label: t('eyeScreen.referShort', '按结论转诊'), shortcut: 'F10', disabled: conclusion.advice !== 'refer' && conclusion.advice !== 'urgent' && conclusion.undone.length === 0, run: referByConclusion },
      { key: 'normal', label: t('childVisit.fillNormal', '其余未见异常'), shortcut: 'F6', run: fillNormal },
      { key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: true, busy: form.saving, run: () => { if (!form.saving) void form.save() } },
    ]),
  ]
  return (
    <Page title={stored ? visitText(stored) : t('eyeScreen.newVisit', '登记眼保健检查')} subtitle={filled > 0 ? t('childVisit.filled', '已填 {{count}} 项未见异常,请核对', { count: filled }) : undefined} back={back} actions={actions}>
      <ChildHeadLine head={opened.head} />
      {voiding.dialog}
      {isLocked && rules ? <Alert className="form-alert" type="info" showIcon title={t('eyeScreen.locked', '这条检查记录保存已超过 {{days}} 天,只供查看;修改请按 F2,保存时写明原因', { days: rules.editDays })} /> : null}
      {isAgain ? <Alert className="form-alert" type="info" showIcon title={t('eyeScreen.opened', '这个时点已经检查过,已打开原记录;复查请在档案页按 F6')} /> : null}
      {existing ? <Alert className="form-alert" type="warning" showIcon title={t('eyeScreen.twice', '“{{contact}}”已有检查记录,不能重复登记', { contact: contact ? visitText({ contact, purpose: '1' }) : '' })} action={<Button size="small" onClick={() => void navigate(`/eyes/${fileId}/visits/${existing}`)}>{t('eyeScreen.openExisting', '打开原记录')}</Button>} /> : null}
      {sameDay && !existing ? <Alert className="form-alert" type="info" showIcon title={t('eyeScreen.sameDay', '这一天已有检查记录:{{visit}}', { visit: visitText(sameDay) })} action={<Button size="small" onClick={() => void navigate(`/eyes/${fileId}/visits/${sameDay.id}`)}>{t('eyeScreen.openExisting', '打开原记录')}</Button>} /> : null}
      {instruments.notice}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <div className="visit-layout eye-layout">
          <div>
            <fieldset className="form-section eye-about" aria-label={t('eyeScreen.about', '检查')}>
              <FieldGrid>
                {listed('purpose', EYE_PURPOSE)}<Field name="contact" span={2} /><Field name="visitDay" span={3} />{listed('place', CHILD_VISIT_PLACE)}
                <Field name="doctorName" span={3} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(staff ?? []).map(one => one.name)} />} />
                <Field name="kindergarten" span={6} /><Field name="className" span={3} />
              </FieldGrid>
            </fieldset>
            <EyeGrid groups={groups} special={contact ? specialChecksAt(contact) : []} last={before} />
            <fieldset className="form-section" data-eye-after><legend>{t('eyeScreen.end', '指导与转诊')}</legend><FieldGrid>{END.map(name => <Field key={name} name={name} {...(WIDE.has(name) ? { span: 12 } : {})} />)}</FieldGrid></fieldset>
          </div>
          <div className="visit-side"><ConclusionPanel store={store} conclusion={readOnly && stored ? keptConclusion(stored) : conclusion} birthDay={opened.head.birthDay} before={before} />{stored ? <PhotoPanel visitId={stored.id} photos={opened.photos.filter(photo => photo.visitId === stored.id)} mayWrite={mayChange} /> : null}</div>
        </div>
      </RecordForm>
      {isAdding ? <AddCheckDialog closed={closed} onChoose={add} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}

/** A short list as one line instead of buttons below each other. */
const listed = (name: string, codes: CodeTable) => <Field name={name} span={2} renderInput={props => <ListInput {...(props as unknown as InputProps<string>)} choices={codes.list.map(one => ({ value: one.code, label: codeText(codes, one.code) }))} />} />

// The dialog gives the focus back to where it was while it closes.
const FOCUS_AFTER_MS = 350

/** What stands in a closed part was carried from the last child of the room and is no answer of this visit. */
function withoutClosed(row: EyeVisit, open: readonly EyeGroup[]): EyeVisit {
  const closed = EYE_GROUPS.filter(group => !open.some(one => one.key === group.key))
  const names = closed.flatMap(fieldsOf)
  if (closed.some(group => group.key === 'vision')) names.push('visionNotation')
  return { ...row, ...Object.fromEntries(names.map(name => [name, null])) }
}

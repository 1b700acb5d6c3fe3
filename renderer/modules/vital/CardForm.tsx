import { Alert, App } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { VITAL_CARD_STATE, type VitalCardState } from '../../../domain/code/vital.ts'
import { birthDefect, CARD_STEPS, type StoredBirthDefect } from '../../../domain/modules/vital/birth-defect.record.ts'
import { maternalDeath, type StoredMaternalDeath } from '../../../domain/modules/vital/maternal-death.record.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { Field, FieldGrid, GestationInput, type InputProps, Page, type PageAction, RecordForm, saveRecord, sectionTitle, StateTag, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { StepDialog } from './StepDialog.tsx'
import { cardPath } from './words.ts'

const DEFINITIONS = { defect: birthDefect, death: maternalDeath } as const
type Kind = keyof typeof DEFINITIONS
const IN_WEEKS = new Set(['gestationDays', 'prenatalGestationDays', 'firstCheckDays'])
/** What the program, the steps and the head of the page say. */
const NOT_TYPED: readonly string[] = [...CARD_STEPS, 'motherId', 'pregnancyId', 'newbornId', 'isInduction']

type Props = { kind: Kind; title: string; row?: Readonly<Record<string, unknown>>; stored?: StoredBirthDefect | StoredMaternalDeath; /** What of the fields is not shown either. */ hidden?: readonly string[]; /** Where the cursor begins on a new card. */ start: string; children: ReactNode }

/** One report card, new or as it stands, with the step that comes next: F8. */
export function CardForm({ kind, title, row, stored, hidden = [], start, children }: Props) {
  const definition = DEFINITIONS[kind]
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('vital.write')
  const [asked, setAsked] = useState<VitalCardState | null>(null)
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const saves = kind === 'death' ? 'vital.maternalDeath.save' as const : 'vital.birthDefect.save' as const
  const form = useRecordForm({
    definition: definition as typeof birthDefect, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(definition as typeof birthDefect, stored?.id), saves, draft: `${definition.id}:${stored?.id ?? `new:${(initial as { newbornId?: string; motherId?: string }).newbornId ?? (initial as { motherId?: string }).motherId ?? ''}`}`,
    onCancel: () => void navigate('/report-cards'),
    onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); if (!stored) void navigate(cardPath(kind === 'death' ? 'death' : 'defect', (saved as { id: string }).id), { replace: true }) },
  })
  const voiding = useVoidRecord(definition.id, stored, mayWrite, () => void navigate('/report-cards'))
  // What stands on the screen is what goes on: it is saved first.
  const ask = (to: VitalCardState) => (): void => { void (async () => { if (!form.store.isDirty() || await form.save()) setAsked(to) })() }
  const isOwn = stored?.submittedBy === user.id
  const next: PageAction[] = !stored || readOnly ? [] : stored.state === 'draft' ? [{ key: 'submit', label: t('vitalScreen.submit', '提交审核'), shortcut: 'F8', primary: true, run: ask('submitted') }]
    : stored.state === 'submitted' ? [...(isOwn ? [] : [{ key: 'review', label: t('vitalScreen.review', '审核通过'), shortcut: 'F8', primary: true, run: ask('reviewed') }]), { key: 'return', label: t('vitalScreen.return', '退回修改'), shortcut: 'F7', run: ask('draft') }]
    : stored.state === 'reviewed' ? [{ key: 'report', label: t('vitalScreen.report', '登记已上报'), shortcut: 'F8', primary: true, run: ask('reported') }, { key: 'return', label: t('vitalScreen.return', '退回修改'), shortcut: 'F7', run: ask('draft') }] : []
  const actions: PageAction[] = [
    ...voiding.actions, ...(stored ? [{ key: 'print', label: t('childPaper.print', '打印'), shortcut: 'Ctrl+P', run: () => void navigate(`/report-cards/print?what=${kind}&id=${stored.id}`) }] : []),
    ...(readOnly ? [] : [{ key: 'save', label: t('form.save', '保存'), shortcut: 'F2', primary: !stored, busy: form.saving, run: () => { if (!form.saving) void form.save() } }]), ...next,
  ]
  const fieldOf = (name: string) => <Field key={name} name={name} autoFocus={!stored && name === start} {...(IN_WEEKS.has(name) ? { renderInput: props => <GestationInput {...(props as unknown as InputProps<number>)} /> } : {})} />
  return (
    <Page title={title} subtitle={stored ? <>{stored.number} <StateTag table={VITAL_CARD_STATE} state={stored.state} /></> : null} back="/report-cards" actions={actions}>
      {children}
      {voiding.dialog}
      {stored?.state === 'draft' && stored.stepNote ? <Alert className="form-alert" type="warning" showIcon title={t('vitalScreen.returned', '审核退回:{{note}}', { note: stored.stepNote })} /> : null}
      {stored?.state === 'submitted' && isOwn ? <Alert className="form-alert" type="info" showIcon title={t('vitalScreen.waitsForOther', '已提交,请另一位有权限的同事审核')} /> : null}
      {stored && (stored.state === 'reviewed' || stored.state === 'reported') && !readOnly ? <Alert className="form-alert" type="info" showIcon title={t('vitalScreen.changeReviews', '{{name}} 已审核;改动保存后须重新审核,审核前不进入数据包', { name: stored.reviewerName ?? '' })} /> : null}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        {definition.sections.map(({ title: section, fields }, index) => {
          const names = (fields as readonly string[]).filter(name => !NOT_TYPED.includes(name) && !hidden.includes(name))
          return names.length === 0 ? null : <fieldset key={section} className="form-section"><legend>{sectionTitle(definition, index)}</legend><FieldGrid>{names.map(fieldOf)}</FieldGrid></fieldset>
        })}
      </RecordForm>
      {stored && asked ? <StepDialog kind={kind} card={stored} to={asked} store={form.store} onClose={() => setAsked(null)} /> : null}
    </Page>
  )
}

import { Alert, App, Button, Space } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { MATERIAL, type Material } from '../../../domain/code/material.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { registration as definition, type Registration } from '../../../domain/modules/certificate/registration.record.ts'
import { tidyRow } from '../../../domain/record/derive/schema.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { createBeside, Field, FieldGrid, focusField, type FormStore, Loaded, RecordForm, useBeside, useLiveCheck, useRecordForm, useShortcut } from '../../kit/index.ts'
import { BabyNameInput } from './BabyNameInput.tsx'
import { FormPreview } from './FormPreview.tsx'
import { MaterialList, type MaterialTick } from './MaterialList.tsx'
import { RegisterCard } from './RegisterCard.tsx'
import { ChoiceButtons, FatherSection, fillCollector, MotherSection } from './parents.tsx'

type Start = Output<'certificate.prepare'>
type Check = Output<'certificate.check'>

/** Step 登记: the 首次签发登记表, checked while it is typed. */
export function RegisterStep({ newbornId, complete, onComplete }: { newbornId: string; complete: boolean; onComplete(): void }) {
  const start = useCall('certificate.prepare', { newbornId })
  return <Loaded of={start}>{data => <RegisterForm start={data} newbornId={newbornId} wasComplete={complete} onComplete={onComplete} />}</Loaded>
}

function RegisterForm({ start, newbornId, wasComplete, onComplete }: { start: Start; newbornId: string; wasComplete: boolean; onComplete(): void }) {
  const { message } = App.useApp()
  const completing = useRef(false)
  const latest = useRef(start)
  useEffect(() => { latest.current = start })
  const [beside] = useState(() => createBeside<Ticks>(ticksOf(start.materials), ticks => [...ticks], ticksFromDraft))
  const ticks = useBeside(beside)
  const ticked = useMemo(() => [...ticks].filter(([, tick]) => tick.present).map(([material]) => material), [ticks])
  const [attempted, setAttempted] = useState(false)
  const [preview, setPreview] = useState(false)

  const form = useRecordForm({
    definition, initial: start.row as Readonly<Record<string, unknown>>, rev: start.rev ?? undefined, draft: `certificate.registration:${newbornId}`, saves: 'certificate.register', beside,
    save: (row: Registration, rev: number | undefined) => call('certificate.register', {
      ...(latest.current.registrationId ? { id: latest.current.registrationId, rev: rev ?? 0 } : {}),
      row: { ...row, newbornId, complete: completing.current }, materials: [...beside.get()].map(([material, tick]) => ({ material, ...tick })),
    }),
    onSaved: () => {
      if (!completing.current) { void message.success(t('register.savedDraft', '已保存,可以稍后接着填写')); return }
      void message.success(t('register.completed', '登记表已完成,可以打印'))
      onComplete()
    },
  })
  const { store } = form
  const check = useLiveCheck<Check>(store, { materials: start.materials, issues: start.issues }, {
    key: [newbornId, attempted, ...ticked].join(), isShown: issue => attempted || isWorthShowing(issue, store),
    ask: values => call('certificate.check', { newbornId, row: { ...tidyRow(definition, values as Registration), newbornId }, materials: [...ticked] }),
  })
  const busy = form.saving

  async function save(complete: boolean): Promise<void> {
    if (busy) return
    completing.current = complete
    if (complete) setAttempted(true)
    await form.save()
  }
  // Registered after the form's own keys, so these answer.
  useShortcut(['F2'], () => void save(false))
  useShortcut(['Ctrl+Enter'], () => void save(true))

  const blocking = check.issues.filter(issue => issue.level === 'block')
  const notEligible = check.issues.find(issue => issue.path === 'newbornId' && issue.level === 'block')
  const shownOpen = attempted ? blocking : []
  const otherIssues = form.otherIssues.filter(issue => issue.path !== 'materials' && issue.path !== 'newbornId')
  return (
    <div className="register-step">
      {notEligible ? <Alert className="form-alert" type="error" showIcon title={issueText(notEligible)} /> : null}
      {wasComplete ? <Alert className="form-alert" type="info" showIcon title={t('register.wasComplete', '登记表已完成,还没有占用编号,可以修改;修改后请再次“完成登记”。')} /> : null}
      <RecordForm form={{ ...form, otherIssues }} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('register.baby', '新生儿')}<span className="legend-extra"><RegisterCard store={store} /></span></legend>
          <FieldGrid>
            <Field name="babyName" span={9} autoFocus={start.row.babyName === null || start.row.babyName === undefined} renderInput={props => <BabyNameInput {...props} issues={check.issues.filter(issue => issue.path === 'babyName')} />} />
            <Field name="registerInChina" span={3} label={t('register.inChina', '在中国登记户口')} />
          </FieldGrid>
        </fieldset>
        <MotherSection store={store} issues={check.issues} />
        <FatherSection store={store} />
        <fieldset className="form-section">
          <legend>{t('register.marriage', '婚姻与鉴定')}</legend>
          <FieldGrid>
            <Field name="maritalBirth" span={3} />
            <Field name="marriageCertificateNumber" span={5} />
            <Field name="dnaReportNumber" span={4} />
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section">
          <legend>{t('register.collector', '领证人')}</legend>
          <FieldGrid>
            <Field name="collectorRelation" span={12} renderInput={props => <ChoiceButtons {...props} onChange={value => { props.onChange(value); fillCollector(store, value) }} />} />
            <Field name="collectorName" span={3} />
            <Field name="collectorIdType" span={3} />
            <Field name="collectorIdNumber" span={3} />
            <Field name="collectorPhone" span={3} />
            <Field name="preparedDay" span={3} />
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section">
          <legend>{t('register.materials', '材料')}</legend>
          <MaterialList codes={MATERIAL} lines={check.materials} ticks={ticks} onChange={beside.set} missing={attempted} />
        </fieldset>
        {shownOpen.length > 0 ? (
          <Alert
            className="form-alert" type="error" showIcon title={t('register.open', '还有 {{count}} 项要处理,才能完成登记', { count: shownOpen.length })}
            description={<ul className="open-issues">{shownOpen.map(issue => (
              <li key={issue.path + issue.message.key + issueText(issue)}><Button type="link" size="small" onClick={() => focusField(form.areaRef.current, issue.path)}>{issueText(issue)}</Button></li>
            ))}</ul>}
          />
        ) : null}
        <Space className="form-buttons sticky-buttons">
          <Button type="primary" data-save loading={busy} onClick={() => void save(true)}>{t('register.complete', '完成登记')} <kbd>Ctrl+Enter</kbd></Button>
          <Button disabled={busy} onClick={() => void save(false)}>{t('register.saveDraft', '保存,稍后再填')} <kbd>F2</kbd></Button>
          {start.registrationId ? <Button onClick={() => setPreview(true)}>{t('registration.preview', '预览 / 打印登记表')}</Button> : null}
          <OpenCount count={blocking.length} />
        </Space>
      </RecordForm>
      {preview && start.registrationId ? <FormPreview registrationId={start.registrationId} onClose={() => setPreview(false)} /> : null}
    </div>
  )
}

function OpenCount({ count }: { count: number }) {
  return <span className={count > 0 ? 'hint' : 'all-done'} role="status">{count > 0 ? t('register.openCount', '还差 {{count}} 项', { count }) : t('register.nothingOpen', '各项齐全,可以完成登记')}</span>
}

type Ticks = ReadonlyMap<Material, MaterialTick>

const ticksOf = (lines: Start['materials']): Ticks =>
  new Map(lines.filter(line => line.present || line.note).map(line => [line.material, { present: line.present, note: line.note }]))

// A draft may be of an older program: what it does not know any more is left out.
function ticksFromDraft(content: unknown): Ticks | undefined {
  if (!Array.isArray(content)) return undefined
  const pairs = content.filter((pair): pair is [Material, MaterialTick] => Array.isArray(pair) && MATERIAL.isCode(pair[0]) && typeof pair[1] === 'object' && pair[1] !== null)
  return new Map(pairs.map(([material, { present, note }]) => [material, { present: present === true, note: typeof note === 'string' ? note : null }]))
}

// An empty field is not a mistake while the form is still being filled.
function isWorthShowing(issue: FieldIssue, store: FormStore): boolean {
  if (issue.message.key === 'registration.missing' || issue.message.key === 'newbornName.missing') return false
  // Whose name the child may have is not known before it is said who stands on the certificate.
  if (issue.message.key.startsWith('surname.') && store.get('fatherProvided') === null) return false
  const value = store.get(issue.path in definition.fields ? issue.path : 'newbornId')
  return value !== null && value !== ''
}


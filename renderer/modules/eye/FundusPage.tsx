import { App } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { RetinopathyResult } from '../../../domain/code/eye-check.ts'
import { eyeField } from '../../../domain/modules/eye/parts.ts'
import { retinopathy, type StoredRetinopathy } from '../../../domain/modules/eye/retinopathy.record.ts'
import { EYES } from '../../../domain/rule/eye/conclusion.ts'
import type { EyeRules } from '../../../domain/rule/eye/eye-rules.ts'
import { proposedNextDay, retinopathyNextDay } from '../../../domain/rule/eye/retinopathy.ts'
import type { Day } from '../../../domain/time/day.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { ChildHeadLine, Field, FieldGrid, firstField, type FormStore, Loaded, Page, RecordForm, SaveButtons, saveRecord, useBeginAt, useFieldValue, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import type { EyeOpened } from './OverviewTab.tsx'
import './eye.css'

/** One fundus examination of a preterm child, new or as it was saved. */
export default function FundusPage() {
  const { fileId = '', examinationId } = useParams()
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  const stored = useCall('eye.retinopathy.get', { id: examinationId ?? '' }, { enabled: examinationId !== undefined, staleTimeMs: 30_000 })
  return <Loaded of={opened}>{file => examinationId ? <Loaded of={stored}>{row => <FundusForm key={row.id} fileId={fileId} opened={file} stored={row} />}</Loaded> : <FundusForm fileId={fileId} opened={file} />}</Loaded>
}

function FundusForm({ fileId, opened, stored }: { fileId: string; opened: EyeOpened; stored?: StoredRetinopathy }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('eye.write')
  const back = `/eyes/${fileId}`
  // The same hospital looks again as a rule.
  const institution = opened.fundus.at(-1)?.institution ?? null
  const initial = useMemo(() => stored ?? { fileId, examinedDay: today(), institution }, [stored, fileId, institution])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: retinopathy, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(retinopathy, stored?.id), saves: 'eye.retinopathy.save', draft: `eye.retinopathy:${stored?.id ?? `new:${fileId}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { areaRef, store } = form
  useBeginAt(() => firstField(areaRef.current))
  const hint = useNextDay(store, opened, !stored)
  const voiding = useVoidRecord(retinopathy.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('eyeScreen.fundus', 'ROP眼底筛查') : t('eyeScreen.newFundus', '登记ROP眼底筛查')} back={back} actions={voiding.actions}>
      <ChildHeadLine head={opened.head} />
      {voiding.dialog}
      {opened.window ? null : <p className="hint">{t('eyeScreen.notPreterm', '按出生孕周和出生体重,该儿童不属于ROP筛查对象')}</p>}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section"><legend>{t('eyeScreen.fundus', 'ROP眼底筛查')}</legend><FieldGrid columns={3}>{ABOUT.map(name => <Field key={name} name={name} span={4} />)}{EYES.flatMap(side => OF_EYE.map(name => <Field key={name + side} name={eyeField(name, side)} span={4} />))}</FieldGrid></fieldset>
        <fieldset className="form-section"><legend>{t('eyeScreen.treatment', '处理')}</legend><FieldGrid>{END.map(name => <Field key={name} name={name} />)}<Field name="note" span={12} /></FieldGrid></fieldset>
        {hint && !readOnly ? <div className="hint" role="status">{hint}</div> : null}
        {readOnly ? null : <SaveButtons form={form} />}
      </RecordForm>
    </Page>
  )
}

const ABOUT = ['examinedDay', 'institution', 'doctorName'] as const
const OF_EYE = ['result', 'zone', 'stage'] as const
const END = ['plusDisease', 'treatment', 'nextDay', 'isFinal'] as const

/** Proposes the next day by the hospital's rule as long as nobody typed another one, and says by what it was found. */
function useNextDay(store: FormStore, { head, window }: EyeOpened, isNew: boolean): string | null {
  const rules = useCall('setting.get', { key: 'eyeRules' }, { staleTimeMs: 300_000 }).data?.value as EyeRules | undefined
  const examinedDay = useFieldValue(store, 'examinedDay') as Day | null
  const results = [useFieldValue(store, 'resultRight'), useFieldValue(store, 'resultLeft')] as (RetinopathyResult | null)[]
  const isFinal = useFieldValue(store, 'isFinal') === true
  const birthDay = head.birthDay as Day | null
  const birth = window && birthDay ? { birthDay, gestationDays: head.gestationDays } : null
  const isOver = rules && birth && examinedDay ? retinopathyNextDay(birth, examinedDay, rules) === null : false
  const proposed = isNew && rules && birth && examinedDay && !isFinal ? proposedNextDay(birth, examinedDay, results, rules) : null
  const last = useRef<Day | null>(null)
  useEffect(() => {
    if (store.get('nextDay') !== last.current) return
    last.current = proposed
    store.set('nextDay', proposed)
  }, [store, proposed])
  if (!rules || !isNew) return null
  if (isOver) return t('eyeScreen.fundusOver', '矫正胎龄已满 {{weeks}} 周:无病变的可由眼科医师选“结束筛查”', { weeks: rules.retinopathyEndWeeks })
  return proposed ? t('eyeScreen.fundusProposed', '无病变按每 {{days}} 天复查推算,下次 {{day}};眼科医师可改', { days: rules.retinopathyRepeatDays, day: proposed }) : null
}

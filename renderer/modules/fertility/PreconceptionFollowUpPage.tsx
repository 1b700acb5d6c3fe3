import { Alert, App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { PRECONCEPTION_FOLLOW_UP } from '../../../domain/code/fertility.ts'
import { preconceptionFollowUp, type StoredPreconceptionFollowUp } from '../../../domain/modules/fertility/preconception.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, FieldGrid, firstField, type InputProps, ListInput, Loaded, Page, RecordForm, SaveButtons, saveRecord, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { AdultLine } from './AdultLine.tsx'

type Opened = Output<'fertility.preconception.open'>

/** One follow-up; a new one begins with what this hospital's own records say of the pregnancy, for the doctor to confirm. */
export default function PreconceptionFollowUpPage() {
  const { coupleId = '', followUpId } = useParams()
  const opened = useCall('fertility.preconception.open', { coupleId }, { staleTimeMs: 30_000 })
  return (
    <Loaded of={opened}>
      {data => {
        const stored = data.followUps.find(one => one.id === followUpId)
        return stored ? <FollowUpForm key={stored.id} opened={data} stored={stored} /> : <New opened={data} />
      }}
    </Loaded>
  )
}

function New({ opened }: { opened: Opened }) {
  const [params] = useSearchParams()
  const kind = PRECONCEPTION_FOLLOW_UP.values.find(one => one === params.get('kind'))
  const prepared = useCall('fertility.preconceptionFollowUp.prepare', { coupleId: opened.couple.id, ...(kind ? { kind } : {}) }, { staleTimeMs: 30_000 })
  return <Loaded of={prepared}>{data => <FollowUpForm key={data.row.kind ?? ''} opened={opened} prepared={data} />}</Loaded>
}

type Props = { opened: Opened; stored?: StoredPreconceptionFollowUp; prepared?: Output<'fertility.preconceptionFollowUp.prepare'> }

function FollowUpForm({ opened: { couple, woman }, stored, prepared }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [, setParams] = useSearchParams()
  const mayWrite = useMay('women.write')
  const back = `/preconception/${couple.id}`
  const initial = useMemo(() => stored ?? prepared?.row ?? {}, [stored, prepared])
  const form = useRecordForm({
    definition: preconceptionFollowUp, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(preconceptionFollowUp, stored?.id), saves: 'fertility.preconceptionFollowUp.save', draft: `fertility.preconceptionFollowUp:${stored?.id ?? `new:${couple.id}:${prepared?.row.kind ?? ''}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('fertility.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(preconceptionFollowUp.id, stored, mayWrite, () => void navigate(back))
  // Another kind is prepared anew: what the records say of it comes with it.
  const kind = <Field key="kind" name="kind" renderInput={props => <ListInput {...(props as unknown as InputProps<string>)} choices={PRECONCEPTION_FOLLOW_UP.values.map(value => ({ value, label: codeText(PRECONCEPTION_FOLLOW_UP, value) }))} onChange={next => { if (stored) (props as unknown as InputProps<string>).onChange(next); else if (next) setParams({ kind: next }, { replace: true }) }} />} />
  return (
    <Page title={stored ? t('preconceptionScreen.followUp', '追踪随访') : t('preconceptionScreen.newFollowUp', '登记追踪随访')} back={back} actions={voiding.actions}>
      <section className="panel fertility-head" aria-label={t('preconceptionScreen.woman', '妻子')}><AdultLine adult={woman} role={t('preconceptionScreen.woman', '妻子')} /></section>
      {voiding.dialog}
      {prepared?.fromRecords ? <Alert className="form-alert" type="info" showIcon title={t('preconceptionScreen.fromRecords', '末次月经和结局取自本院的妊娠与分娩记录,请与本人核对后保存')} /> : null}
      <RecordForm form={form} readOnly={!mayWrite} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('preconceptionScreen.followUp', '追踪随访')}</legend>
          <FieldGrid>{kind}{preconceptionFollowUp.sections[0]!.fields.filter(name => name !== 'coupleId' && name !== 'kind' && name !== 'pregnancyId').map(name => <Field key={name} name={name} />)}</FieldGrid>
        </fieldset>
        {mayWrite ? <SaveButtons form={form} /> : null}
      </RecordForm>
    </Page>
  )
}

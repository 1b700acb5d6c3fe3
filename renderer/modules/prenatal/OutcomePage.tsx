import { Alert } from 'antd'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { prenatalOutcome, type StoredPrenatalOutcome } from '../../../domain/modules/prenatal/outcome.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, GestationInput, type InputProps, Loaded, Page, PregnancyHeadLine, RecordForm, useFieldValue, useFirst } from '../../kit/index.ts'
import { type Opened, useScreening } from './screening.ts'
import { usePrenatalForm } from './usePrenatalForm.tsx'

/** 妊娠结局随访: proposed from our own delivery, confirmed by whoever asked. */
export default function OutcomePage() {
  const { pregnancyId = '' } = useParams()
  const opened = useScreening(pregnancyId)
  const mayWrite = useMay('prenatal.write')
  return <Loaded of={opened}>{data => data.outcome || !mayWrite ? <OutcomeForm key={data.outcome?.rev ?? 'none'} head={data.head} stored={data.outcome ?? undefined} /> : <New head={data.head} />}</Loaded>
}
function New({ head }: { head: Opened['head'] }) {
  const prepared = useFirst(useCall('prenatal.outcome.prepare', { pregnancyId: head.pregnancyId }))
  return <Loaded of={prepared}>{data => <OutcomeForm head={head} prepared={data} />}</Loaded>
}

const FETUS = ['chromosomeDisease', 'trisomy21', 'trisomy18', 'trisomy13', 'neuralTubeDefect'] as const
const NEWBORN = ['newbornWeightG', 'newbornLengthCm', 'isDead'] as const

function OutcomeForm({ head, prepared, stored }: { head: Opened['head']; prepared?: Output<'prenatal.outcome.prepare'>; stored?: StoredPrenatalOutcome | undefined }) {
  const initial = useMemo(() => stored ?? prepared?.row ?? {}, [stored, prepared])
  const { form, readOnly, actions, dialog, back } = usePrenatalForm({ definition: prenatalOutcome, pregnancyId: head.pregnancyId, initial, stored })
  const outcome = useFieldValue(form.store, 'outcome')
  const isKnown = outcome !== null && outcome !== '9'
  return (
    <Page title={t('prenatal.outcome.title', '筛查妊娠结局')} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {dialog}
      {prepared?.isProposed ? <Alert className="form-alert" type="info" showIcon title={t('prenatalScreen.proposed', '已按本院分娩记录填好,请向孕妇核对后保存')} /> : null}
      <RecordForm form={form} readOnly={readOnly || (!stored && !prepared)} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('prenatal.outcome.section.1', '结局')}</legend>
          <FieldGrid>
            <Field name="outcome" span={6} /><Field name="endedDay" /><Field name="endGestationDays" renderInput={props => <GestationInput {...(props as unknown as InputProps<number>)} />} />
            <Field name="mode" span={6} /><Field name="bornCount" /><Field name="motherComplication" span={6} />
          </FieldGrid>
        </fieldset>
        {isKnown ? (
          <fieldset className="form-section">
            <legend>{t('prenatal.outcome.section.2', '胎儿与新生儿')}</legend>
            <FieldGrid>{FETUS.map(name => <Field key={name} name={name} />)}<Field name="otherMalformation" span={6} />{NEWBORN.map(name => <Field key={name} name={name} />)}<Field name="newbornComplication" span={6} /></FieldGrid>
          </fieldset>
        ) : null}
        <fieldset className="form-section">
          <legend>{t('prenatal.outcome.section.0', '追访')}</legend>
          <FieldGrid><Field name="followedDay" /><Field name="followedBy" /><Field name="source" span={6} /><Field name="note" span={12} /></FieldGrid>
        </fieldset>
      </RecordForm>
    </Page>
  )
}

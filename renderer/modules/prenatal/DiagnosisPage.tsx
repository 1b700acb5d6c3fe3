import { useMemo } from 'react'
import { useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { prenatalDiagnosis, type StoredPrenatalDiagnosis } from '../../../domain/modules/prenatal/diagnosis.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Field, FieldGrid, type InputProps, ListInput, Loaded, Page, PregnancyHeadLine, RecordForm, SuggestInput, useFirst } from '../../kit/index.ts'
import { type Opened, useScreening } from './screening.ts'
import { usePrenatalForm } from './usePrenatalForm.tsx'

/** 产前诊断 as it came back; the sex chromosomes of a karyotype are masked for who may not see them. */
export default function DiagnosisPage() {
  const { pregnancyId = '', diagnosisId } = useParams()
  const opened = useScreening(pregnancyId)
  return (
    <Loaded of={opened}>
      {data => {
        const stored = data.diagnoses.find(({ id }) => id === diagnosisId)
        return !diagnosisId ? <New opened={data} /> : stored ? <DiagnosisForm key={stored.rev} opened={data} stored={stored} /> : <p className="hint">{t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')}</p>
      }}
    </Loaded>
  )
}
function New({ opened }: { opened: Opened }) {
  const prepared = useFirst(useCall('prenatal.diagnosis.prepare', { pregnancyId: opened.head.pregnancyId }))
  return <Loaded of={prepared}>{data => <DiagnosisForm opened={opened} row={data.row} />}</Loaded>
}

function DiagnosisForm({ opened: { head, referrals }, row, stored }: { opened: Opened; row?: Output<'prenatal.diagnosis.prepare'>['row']; stored?: StoredPrenatalDiagnosis }) {
  const seesAll = useMay('prenatal.diagnosis')
  const organizations = useCall('organization.list', {}, { staleTimeMs: 60_000 }).data
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const { form, readOnly, actions, dialog, back } = usePrenatalForm({ definition: prenatalDiagnosis, pregnancyId: head.pregnancyId, initial, stored })
  return (
    <Page title={stored ? t('prenatal.diagnosis.title', '产前诊断结果') : t('prenatalScreen.newDiagnosis', '登记产前诊断结果')} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {dialog}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section">
          <legend>{t('prenatal.diagnosis.section.0', '产前诊断')}</legend>
          <FieldGrid>
            <Field name="diagnosedDay" /><Field name="sampledDay" /><Field name="operation" span={6} /><Field name="tests" span={12} /><Field name="method" span={6} />
            <Field name="institution" span={6} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={(organizations ?? []).map(one => one.name)} />} />
            <Field name="doctorName" /><Field name="isElsewhere" />
            {referrals.length > 0 ? <Field name="referralId" span={6} renderInput={props => <ListInput {...(props as unknown as InputProps<string>)} choices={referrals.map(one => ({ value: one.id, label: [one.number, one.referredDay, one.organizationName].filter(Boolean).join(' ') }))} />} /> : null}
          </FieldGrid>
        </fieldset>
        <fieldset className="form-section">
          <legend>{t('prenatal.diagnosis.section.1', '结果')}</legend>
          <FieldGrid><Field name="conclusion" span={6} /><Field name="opinion" span={6} /><Field name="karyotype" span={6} /><Field name="opinionNote" span={6} /><Field name="resultText" span={12} /><Field name="note" span={12} /></FieldGrid>
          <p className="hint">{seesAll ? t('prenatalScreen.sexMaskedDiagnosis', '正常核型的性染色体对所有人遮盖;性染色体本身异常时您可以看到原文,打印给孕妇时遮盖规则相同。') : t('prenatalScreen.sexMasked', '核型中的性染色体已遮盖(**);保存时遮盖处的原文保持不变。')}</p>
        </fieldset>
      </RecordForm>
    </Page>
  )
}

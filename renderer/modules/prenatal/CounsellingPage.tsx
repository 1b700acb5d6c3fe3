import { useMemo } from 'react'
import { useParams } from 'react-router'
import { prenatalCounselling, type StoredPrenatalCounselling } from '../../../domain/modules/prenatal/recall.record.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { Field, FieldGrid, Loaded, Page, PregnancyHeadLine, RecordForm, useAddressFilters } from '../../kit/index.ts'
import { type Opened, useScreening } from './screening.ts'
import { usePrenatalForm } from './usePrenatalForm.tsx'

/** What was said to her about a result. */
export default function CounsellingPage() {
  const { pregnancyId = '', counsellingId } = useParams()
  const opened = useScreening(pregnancyId)
  return (
    <Loaded of={opened}>
      {data => {
        const stored = data.counsellings.find(({ id }) => id === counsellingId)
        return counsellingId && !stored ? <p className="hint">{t('failure.notFound', '没有找到这条记录,可能已被合并或作废,请返回后重新查找')}</p> : <CounsellingForm key={stored?.rev ?? 'new'} head={data.head} stored={stored} />
      }}
    </Loaded>
  )
}

function CounsellingForm({ head, stored }: { head: Opened['head']; stored: StoredPrenatalCounselling | undefined }) {
  const { displayName } = useUser()
  const resultId = useAddressFilters().params.get('result')
  const initial = useMemo(() => stored ?? { pregnancyId: head.pregnancyId, resultId, counselledDay: today(), doctorName: displayName }, [stored, head.pregnancyId, resultId, displayName])
  const { form, readOnly, actions, dialog, back } = usePrenatalForm({ definition: prenatalCounselling, pregnancyId: head.pregnancyId, initial, stored })
  return (
    <Page title={stored ? t('prenatal.counselling.title', '产前咨询') : t('prenatalScreen.newCounselling', '登记产前咨询')} back={back} actions={actions}>
      <PregnancyHeadLine head={head} />
      {dialog}
      <RecordForm form={form} readOnly={readOnly} withoutButtons>
        <fieldset className="form-section"><legend>{t('prenatal.counselling.title', '产前咨询')}</legend><FieldGrid><Field name="counselledDay" /><Field name="doctorName" /><div data-first style={{ gridColumn: 'span 12' }}><Field name="content" span={12} /></div><Field name="advice" span={12} /></FieldGrid></fieldset>
      </RecordForm>
    </Page>
  )
}

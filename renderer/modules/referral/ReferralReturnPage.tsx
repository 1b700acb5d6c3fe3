import { Alert, App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { referral, type StoredReferral } from '../../../domain/modules/referral/referral.record.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { Field, FieldGrid, Loaded, Page, Panel, RecordFacts, RecordForm, useRecordForm } from '../../kit/index.ts'
import { PatientFacts } from './PatientFacts.tsx'
import './referral.css'

/** The slip that came back, copied into the case: diagnosis, course, what we are to do further. */
export default function ReferralReturnPage() {
  const { referralId = '' } = useParams()
  const stored = useCall('referral.get', { id: referralId }, { staleTimeMs: 60_000 })
  return (
    <Page title={t('referral.return', '登记回转')} subtitle={stored.data?.number} back={`/referrals/${referralId}`}>
      <Loaded of={stored}>
        {row => row.state === 'arrived' || row.state === 'returned'
          ? <ReturnForm key={row.id} row={row} />
          : <Alert type="warning" showIcon title={t('referral.notArrived', '患者到诊后才能登记回转,请先登记到诊。')} />}
      </Loaded>
    </Page>
  )
}

type Saved = Output<'referral.move'>
const text = (value: string | null): string => value ?? ''

function ReturnForm({ row }: { row: StoredReferral }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const address = `/referrals/${row.id}`
  const organizations = useCall('organization.list', { all: true }, { staleTimeMs: 60_000 }).data
  // The state of the finished return, so that its own rules ask for what it needs while typing.
  const initial = useMemo(() => ({ ...row, state: 'returned', returnedDay: row.returnedDay ?? today() }), [row])
  const form = useRecordForm({
    definition: referral, initial, id: row.id, rev: row.rev, draft: `referral.return:${row.id}`, saves: 'referral.move', pathPrefix: 'returned.',
    save: (typed, rev): Promise<Saved> => call('referral.move', {
      id: row.id, rev: rev ?? row.rev, to: 'returned', ...(typed.returnedDay ? { day: typed.returnedDay } : {}),
      returned: {
        returnDiagnosis: text(typed.returnDiagnosis), inpatientNumber: text(typed.inpatientNumber), returnExaminations: text(typed.returnExaminations), returnAdvice: text(typed.returnAdvice),
        returnDoctor: text(typed.returnDoctor), returnPhone: text(typed.returnPhone),
      },
    }),
    onSaved: () => { void message.success(t('referral.returned', '已登记回转')); void navigate(address, { replace: true }) },
    onCancel: () => void navigate(address),
  })
  // Required by the rules of a return, not by the record: a slip out has none of these.
  const needed = <span className="required"> *</span>
  return (
    <div className="referral-form">
      <Panel title={t('referral.personId.label', '患者')}>
        <PatientFacts personId={row.personId} />
        <RecordFacts definition={referral} row={row} names={['organizationId', 'referredDay', 'arrivedDay', 'impression']} refTexts={{ organizationId: organizations?.find(one => one.id === row.organizationId)?.name ?? '…' }} />
      </Panel>
      <RecordForm form={form}>
        <fieldset className="form-section">
          <legend>{t('referral.returnSlip', '回转单')}</legend>
          <FieldGrid>
            <Field name="returnedDay" autoFocus extra={needed} />
            <Field name="inpatientNumber" extra={needed} />
            <Field name="returnDoctor" />
            <Field name="returnPhone" />
            <Field name="returnDiagnosis" span={6} extra={needed} />
            <Field name="returnExaminations" span={6} />
            <Field name="returnAdvice" span={12} extra={needed} />
          </FieldGrid>
        </fieldset>
      </RecordForm>
    </div>
  )
}

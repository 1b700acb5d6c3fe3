import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { retention, type StoredRetention } from '../../../../domain/modules/maternal/retention.record.ts'
import { useCall } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { useUser } from '../../../app/session.ts'
import { Loaded, momentNow, Page, saveRecord, useRecordForm } from '../../../kit/index.ts'
import { MaternalForm } from './MaternalForm.tsx'

// The decision and the leaving have dialogs of their own, since they need a second person or end the stay.
const SET_ELSEWHERE = ['stayReason', 'consultation', 'seniorDoctorId', 'decidedAt', 'endedAt', 'endNote'] as const

/** A woman at risk who is here. */
export default function RetentionEditPage() {
  const { slipId } = useParams()
  const [params] = useSearchParams()
  const personId = params.get('person')
  const pregnancyId = params.get('pregnancy')
  const started = useCall('risk.referral.prepare', { pregnancyId: pregnancyId ?? '' }, { enabled: pregnancyId !== null && slipId === undefined, staleTimeMs: 60_000 })
  const stored = useCall('referral.retention.get', { id: slipId ?? '' }, { enabled: slipId !== undefined, staleTimeMs: 60_000 })
  return (
    <Page title={t('maternal.newRetention', '在院高危登记')} back="/maternal?tab=retention">
      {slipId ? <Loaded of={stored}>{row => <RetentionForm key={row.id} stored={row} personId={null} />}</Loaded> : pregnancyId ? <Loaded of={started}>{({ row: { riskColour, riskFactors } }) => <RetentionForm key={pregnancyId} personId={personId} risk={{ riskColour: riskColour ?? null, riskFactors: riskFactors ?? null }} />}</Loaded> : <RetentionForm key={personId} personId={personId} />}
    </Page>
  )
}

function RetentionForm({ stored, personId, risk }: { stored?: StoredRetention; personId: string | null; risk?: Pick<StoredRetention, 'riskFactors'> & { riskColour: StoredRetention['riskColour'] | null } }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const initial = useMemo(() => stored ?? { ...risk, personId, keptSince: momentNow().now, doctorName: user.displayName }, [stored, risk, personId, user.displayName])
  const back = () => void navigate('/maternal?tab=retention', { replace: true })
  const form = useRecordForm({
    definition: retention, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(retention, stored?.id), saves: 'referral.retention.save',
    onSaved: () => { void message.success(t('people.saved', '已保存')); back() }, onCancel: back,
  })
  return <MaternalForm form={form} isNew={!stored} omit={SET_ELSEWHERE} spans={{ riskFactors: 12 }} />
}

import { Alert, App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../../domain/api/api.ts'
import { criticalReferral, type StoredCriticalReferral } from '../../../../domain/modules/maternal/critical-referral.record.ts'
import { useCall } from '../../../api/useCall.ts'
import { t } from '../../../app/i18n.ts'
import { useUser } from '../../../app/session.ts'
import { Loaded, momentNow, Page, saveRecord, useRecordForm } from '../../../kit/index.ts'
import { MaternalForm } from './MaternalForm.tsx'

const SET_ELSEWHERE = ['number', 'state', 'stateReason', 'refusalSigner', 'completedAt'] as const
// Known only when she has arrived there.
const AFTER_ARRIVAL = ['arrivedAt', 'receivingDoctor', 'outcome', 'judgement', 'judgementNote'] as const
const SPANS = { contact: 12, reason: 12, riskFactors: 12, admissionState: 12, diagnosis: 12, treatment: 12, medication: 6, infusion: 6, laboratory: 12, enRoute: 12, judgementNote: 12 } as const

/** An emergency slip, new or completed within its 24 hours: five fields first, everything else when there is time. */
export default function CriticalEditPage() {
  const { slipId } = useParams()
  const [params] = useSearchParams()
  const personId = params.get('person')
  const pregnancyId = params.get('pregnancy')
  // From the page of a pregnancy the slip knows dates, births and risk: only the emergency fields are typed.
  const started = useCall('risk.referral.prepare', { pregnancyId: pregnancyId ?? '' }, { enabled: pregnancyId !== null && slipId === undefined, staleTimeMs: 60_000 })
  const stored = useCall('referral.critical.get', { id: slipId ?? '' }, { enabled: slipId !== undefined, staleTimeMs: 60_000 })
  return (
    <Page title={slipId ? t('maternal.completeCritical', '补全转诊单') : t('maternal.newCritical', '危重转诊')} subtitle={stored.data?.number} back={slipId ? `/maternal/critical/${slipId}` : '/maternal'}>
      {slipId ? <Loaded of={stored}>{row => <CriticalForm key={row.id} stored={row} personId={null} />}</Loaded> : pregnancyId ? <Loaded of={started}>{({ row }) => <CriticalForm key={pregnancyId} personId={personId} started={row} />}</Loaded> : <CriticalForm key={personId} personId={personId} />}
    </Page>
  )
}

function CriticalForm({ stored, personId, started }: { stored?: StoredCriticalReferral; personId: string | null; started?: Output<'risk.referral.prepare'>['row'] }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const now = useMemo(() => momentNow().now, [])
  const initial = useMemo(() => stored ?? { ...started, personId, state: 'toSend', referredAt: now, vitalSignsAt: now, doctorName: user.displayName }, [stored, started, personId, now, user.displayName])
  const form = useRecordForm({
    definition: criticalReferral, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(criticalReferral, stored?.id), saves: 'referral.critical.save',
    onSaved: (saved: Output<'referral.critical.save'>) => { void message.success(t('referral.saved', '已保存,请核对后打印')); void navigate(`/maternal/critical/${saved.id}`, { replace: true }) }, onCancel: () => void navigate(stored ? `/maternal/critical/${stored.id}` : '/maternal'),
  })
  const isHere = stored?.state === 'arrived' || stored?.state === 'returned' || stored?.state === 'closed'
  return (
    <>
      {stored ? null : <Alert className="form-alert" type="info" showIcon title={t('maternal.emergencyHint', '紧急时只填“紧急必填”一栏即可保存、打印和发出,其余 24 小时内补全。')} />}
      <MaternalForm form={form} isNew={!stored} omit={[...SET_ELSEWHERE, ...(isHere ? [] : AFTER_ARRIVAL)]} spans={SPANS} />
    </>
  )
}

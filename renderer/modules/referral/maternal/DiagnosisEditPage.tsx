import { App } from 'antd'
import { useMemo } from 'react'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../../domain/api/api.ts'
import { diagnosisReferral, type StoredDiagnosisReferral } from '../../../../domain/modules/maternal/diagnosis-referral.record.ts'
import { useCall } from '../../../api/useCall.ts'
import { today } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useUser } from '../../../app/session.ts'
import { Loaded, Page, saveRecord, useFirst, useRecordForm } from '../../../kit/index.ts'
import { MaternalForm } from './MaternalForm.tsx'

const SPANS = { trisomy21Risk: 6, neuralTubeRisk: 6, hereditaryHistory: 12, otherUltrasound: 12, diagnosisResult: 12, refusalReason: 6, afterBirth: 12 } as const
const LATER = ['attendedDay', 'diagnosisMethod', 'diagnosisResult', 'outcome', 'outcomeDay', 'afterBirth'] as const

/** A high-risk screening on its way to prenatal diagnosis, and later what became of it. */
export default function DiagnosisEditPage() {
  const { slipId } = useParams()
  const [params] = useSearchParams()
  const personId = params.get('person')
  const pregnancyId = params.get('pregnancy')
  const stored = useCall('referral.diagnosis.get', { id: slipId ?? '' }, { enabled: slipId !== undefined, staleTimeMs: 60_000 })
  return (
    <Page title={slipId ? t('maternal.followDiagnosis', '登记告知、诊断与结局') : t('maternal.newDiagnosis', '产前诊断转诊')} subtitle={stored.data?.number} back={slipId ? `/maternal/diagnosis/${slipId}` : '/maternal?tab=diagnosis'}>
      {slipId ? <Loaded of={stored}>{row => <DiagnosisForm key={row.id} stored={row} personId={null} />}</Loaded> : pregnancyId ? <OfPregnancy pregnancyId={pregnancyId} /> : <DiagnosisForm key={personId} personId={personId} />}
    </Page>
  )
}

/** Of a screened pregnancy: with what her results say, or the slip there is already. */
function OfPregnancy({ pregnancyId }: { pregnancyId: string }) {
  const prepared = useFirst(useCall('prenatal.referral.prepare', { pregnancyId }))
  return <Loaded of={prepared}>{({ row, existingId }) => existingId ? <Navigate replace to={`/maternal/diagnosis/${existingId}`} /> : <DiagnosisForm start={row} personId={row.personId ?? null} />}</Loaded>
}

function DiagnosisForm({ stored, personId, start }: { stored?: StoredDiagnosisReferral; personId: string | null; start?: Output<'prenatal.referral.prepare'>['row'] }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const initial = useMemo(() => stored ?? { personId, referredDay: today(), answer: 'waiting', doctorName: user.displayName, requestAttached: true, reportAttached: true, adviceAttached: true, ...start }, [stored, personId, user.displayName, start])
  const form = useRecordForm({
    definition: diagnosisReferral, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(diagnosisReferral, stored?.id), saves: 'referral.diagnosis.save',
    onSaved: (saved: Output<'referral.diagnosis.save'>) => { void message.success(t('referral.saved', '已保存,请核对后打印')); void navigate(`/maternal/diagnosis/${saved.id}`, { replace: true }) }, onCancel: () => void navigate(stored ? `/maternal/diagnosis/${stored.id}` : '/maternal?tab=diagnosis'),
  })
  return <MaternalForm form={form} isNew={!stored} omit={['number', 'pregnancyId', ...(stored ? [] : LATER)]} spans={SPANS} />
}

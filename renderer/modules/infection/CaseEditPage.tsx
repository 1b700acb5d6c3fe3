import { App } from 'antd'
import { useMemo } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { InfectionBehind } from '../../../domain/api/infection-api.ts'
import { CASE_FOUND, infectionCase, type StoredInfectionCase } from '../../../domain/modules/infection/case.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Loaded, Page, RecordForm, saveRecord, useFirst, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { BehindLine } from './BehindLine.tsx'

/** A case, new or as it was saved. */
export default function CaseEditPage() {
  const { caseId, pregnancyId } = useParams()
  return caseId ? <Stored caseId={caseId} /> : <New pregnancyId={pregnancyId ?? ''} />
}

function New({ pregnancyId }: { pregnancyId: string }) {
  const prepared = useFirst(useCall('infection.prepare', { pregnancyId }, { staleTimeMs: 30_000 }))
  return <Loaded of={prepared}>{data => data.existingId ? <Navigate replace to={`/infections/${data.existingId}`} /> : <CaseForm behind={data.behind} row={data.row} />}</Loaded>
}

function Stored({ caseId }: { caseId: string }) {
  const opened = useCall('infection.open', { caseId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ case: row, behind }) => <CaseForm key={`${row.id}:${row.rev}`} behind={behind} stored={row} />}</Loaded>
}

const OMITTED = ['pregnancyId', 'number', ...CASE_FOUND] as const
type Props = { behind: InfectionBehind; row?: Readonly<Record<string, unknown>>; stored?: StoredInfectionCase }

function CaseForm({ behind, row, stored }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('infection.write')
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const back = stored ? `/infections/${stored.id}` : '/infections'
  const form = useRecordForm({
    definition: infectionCase, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(infectionCase, stored?.id), saves: 'infection.case.save', draft: stored ? `infection.case:${stored.id}` : `infection.case:new:${(initial as { pregnancyId?: string }).pregnancyId ?? ''}`,
    onCancel: () => void navigate(back), onSaved: saved => { void message.success(t('childVisit.saved', '已保存')); void navigate(`/infections/${(saved as { id: string }).id}`, { replace: true }) },
  })
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const voiding = useVoidRecord(infectionCase.id, stored, mayWrite, () => void navigate('/infections'))
  return (
    <Page title={stored ? t('infectionScreen.editCase', '修改个案') : t('infectionScreen.newCase', '建立个案')} subtitle={stored?.number} back={back} actions={voiding.actions}>
      <BehindLine caseId={stored?.id ?? null} number={stored?.number ?? null} behind={behind} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={readOnly} omit={OMITTED} />
    </Page>
  )
}

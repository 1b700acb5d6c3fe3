import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { infectionVisit, type StoredInfectionVisit } from '../../../domain/modules/infection/visit.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { Loaded, Page, RecordForm, saveRecord, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { BehindLine } from './BehindLine.tsx'

/** A follow-up of a case. */
export default function VisitPage() {
  const { caseId = '', visitId } = useParams()
  const opened = useCall('infection.open', { caseId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <VisitForm opened={data} stored={data.visits.find(({ id }) => id === visitId)} />}</Loaded>
}

function VisitForm({ opened: { case: row, behind }, stored }: { opened: Output<'infection.open'>; stored: StoredInfectionVisit | undefined }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('infection.write')
  const back = `/infections/${row.id}?tab=visits`
  const initial = useMemo(() => stored ?? { caseId: row.id, visitDay: today(), way: 'clinic', doctorName: user.displayName }, [stored, row.id, user.displayName])
  const form = useRecordForm({
    definition: infectionVisit, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(infectionVisit, stored?.id), saves: 'infection.visit.save', draft: `infection.visit:${stored?.id ?? `new:${row.id}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const voiding = useVoidRecord(infectionVisit.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('infectionScreen.visit', '随访') : t('infectionScreen.newVisit', '登记随访')} back={back} actions={voiding.actions}>
      <BehindLine caseId={row.id} number={row.number} behind={behind} />
      {voiding.dialog}
      <RecordForm form={form} readOnly={!mayWrite} omit={['caseId']} />
    </Page>
  )
}

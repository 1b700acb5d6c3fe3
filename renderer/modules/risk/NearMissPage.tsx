import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { riskNearMiss, type StoredRiskNearMiss } from '../../../domain/modules/risk/near-miss.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { Loaded, momentNow, Page, Panel, PregnancyHeadLine, RecordFacts, RecordForm, saveRecord, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { riskTab } from './risk-words.ts'

const WIDE = ['signs', 'treatment', 'transfer', 'finding', 'improvement'] as const

/** 危重孕产妇救治与评审: entered by the doctor, completed by the review; who may not write reads it. */
export default function NearMissPage() {
  const { pregnancyId = '', nearMissId } = useParams()
  const pregnancy = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000 })
  const opened = useCall('risk.open', { pregnancyId }, { staleTimeMs: 30_000 })
  return <Loaded of={pregnancy}>{({ head }) => <Loaded of={opened}>{({ nearMisses }) => { const stored = nearMisses.find(one => one.id === nearMissId); return <NearMiss key={stored?.id ?? 'new'} head={head} {...stored ? { stored } : {}} /> }}</Loaded>}</Loaded>
}

function NearMiss({ head, stored }: { head: PregnancyHead; stored?: StoredRiskNearMiss }) {
  const navigate = useNavigate()
  const mayAssess = useMay('maternal.assess')
  const back = riskTab(head.pregnancyId)
  const voiding = useVoidRecord(riskNearMiss.id, stored, mayAssess, () => void navigate(back))
  return (
    <Page title={t('risk.nearMiss.title', '危重孕产妇救治与评审')} back={back} actions={voiding.actions}>
      <PregnancyHeadLine head={head} />
      {voiding.dialog}
      {mayAssess ? <NearMissForm head={head} {...stored ? { stored } : {}} /> : stored ? <Panel><RecordFacts definition={riskNearMiss} row={stored} names={NAMES.filter(name => stored[name] !== null)} wide={WIDE} /></Panel> : null}
    </Page>
  )
}
const NAMES = riskNearMiss.sections.flatMap(({ fields }) => fields).filter(name => name !== 'pregnancyId') as Exclude<keyof typeof riskNearMiss.fields, 'pregnancyId'>[]

function NearMissForm({ head, stored }: { head: PregnancyHead; stored?: StoredRiskNearMiss }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const back = riskTab(head.pregnancyId)
  const initial = useMemo(() => stored ?? { pregnancyId: head.pregnancyId, occurredAt: momentNow().now, doctorName: user.displayName }, [stored, head.pregnancyId, user.displayName])
  const form = useRecordForm({
    definition: riskNearMiss, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(riskNearMiss, stored?.id), saves: 'risk.nearMiss.save', draft: `risk.nearMiss:${stored?.id ?? `new:${head.pregnancyId}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  return <RecordForm form={form} omit={['pregnancyId']} />
}

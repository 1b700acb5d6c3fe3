import { Alert, App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { PregnancyHead } from '../../../domain/api/pregnancy-head.ts'
import { riskDeliveryReview, type StoredRiskDeliveryReview } from '../../../domain/modules/risk/delivery-review.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useUser } from '../../app/session.ts'
import { Loaded, Page, PregnancyHeadLine, RecordForm, saveRecord, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { riskTab } from './risk-words.ts'

/** 高危截留核查 of one delivery. */
export default function ReviewPage() {
  const { pregnancyId = '', deliveryId = '' } = useParams()
  const pregnancy = useCall('pregnancy.open', { pregnancyId }, { staleTimeMs: 30_000 })
  const opened = useCall('risk.open', { pregnancyId }, { staleTimeMs: 30_000 })
  return <Loaded of={pregnancy}>{({ head }) => <Loaded of={opened}>{({ reviews }) => { const stored = reviews.find(one => one.deliveryId === deliveryId); return <ReviewForm key={stored?.id ?? 'new'} head={head} deliveryId={deliveryId} {...stored ? { stored } : {}} /> }}</Loaded>}</Loaded>
}

function ReviewForm({ head, deliveryId, stored }: { head: PregnancyHead; deliveryId: string; stored?: StoredRiskDeliveryReview }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const back = riskTab(head.pregnancyId)
  const initial = useMemo(() => stored ?? { pregnancyId: head.pregnancyId, deliveryId, reviewedDay: today(), doctorName: user.displayName }, [stored, head.pregnancyId, deliveryId, user.displayName])
  const form = useRecordForm({
    definition: riskDeliveryReview, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(riskDeliveryReview, stored?.id), saves: 'risk.deliveryReview.save', draft: `risk.deliveryReview:${deliveryId}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const voiding = useVoidRecord(riskDeliveryReview.id, stored, true, () => void navigate(back))
  return (
    <Page title={t('risk.deliveryReview.title', '高危截留核查')} back={back} actions={voiding.actions}>
      <PregnancyHeadLine head={head} />
      {voiding.dialog}
      {stored ? null : <Alert className="form-alert" type="error" showIcon title={t('riskScreen.reviewWhy', '风险等级超出本机构能力的孕产妇在本机构分娩:请核查原因、转诊与会诊经过')} />}
      <RecordForm form={form} omit={['pregnancyId', 'deliveryId']} />
    </Page>
  )
}

import { App } from 'antd'
import { useEffect, useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { retinopathy, type StoredRetinopathy } from '../../../domain/modules/eye/retinopathy.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { ChildHeadLine, focusFirstField, Loaded, Page, RecordForm, saveRecord, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import type { EyeOpened } from './OverviewTab.tsx'
import './eye.css'

/** One fundus examination of a preterm child, new or as it was saved. */
export default function FundusPage() {
  const { fileId = '', examinationId } = useParams()
  const opened = useCall('eye.open', { fileId }, { staleTimeMs: 30_000 })
  const stored = useCall('eye.retinopathy.get', { id: examinationId ?? '' }, { enabled: examinationId !== undefined, staleTimeMs: 30_000 })
  return <Loaded of={opened}>{file => examinationId ? <Loaded of={stored}>{row => <FundusForm key={row.id} fileId={fileId} opened={file} stored={row} />}</Loaded> : <FundusForm fileId={fileId} opened={file} />}</Loaded>
}

function FundusForm({ fileId, opened, stored }: { fileId: string; opened: EyeOpened; stored?: StoredRetinopathy }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('eye.write')
  const back = `/eyes/${fileId}`
  // The same hospital looks again as a rule.
  const institution = opened.fundus.at(-1)?.institution ?? null
  const initial = useMemo(() => stored ?? { fileId, examinedDay: today(), institution }, [stored, fileId, institution])
  const readOnly = !mayWrite || (stored?.voidedAt ?? null) !== null
  const form = useRecordForm({
    definition: retinopathy, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(retinopathy, stored?.id), saves: 'eye.retinopathy.save', draft: `eye.retinopathy:${stored?.id ?? `new:${fileId}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  useEffect(() => focusFirstField(areaRef.current), [areaRef])
  const voiding = useVoidRecord(retinopathy.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('eyeScreen.fundus', 'ROP眼底筛查') : t('eyeScreen.newFundus', '登记ROP眼底筛查')} back={back} actions={voiding.actions}>
      <ChildHeadLine head={opened.head} />
      {voiding.dialog}
      {opened.window ? null : <p className="hint">{t('eyeScreen.notPreterm', '按出生孕周和出生体重,该儿童不属于ROP筛查对象')}</p>}
      <RecordForm form={form} readOnly={readOnly} omit={['fileId']} />
    </Page>
  )
}

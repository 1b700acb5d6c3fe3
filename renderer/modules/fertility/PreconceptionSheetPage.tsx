import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { preconceptionCheck, type StoredPreconceptionCheck } from '../../../domain/modules/fertility/preconception.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay, useUser } from '../../app/session.ts'
import { firstField, Loaded, Page, RecordForm, saveRecord, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { AdultLine } from './AdultLine.tsx'

type Opened = Output<'fertility.preconception.open'>

/** The examinations of the wife (2) or the husband (1). */
export default function PreconceptionSheetPage() {
  const { coupleId = '', sex = '2' } = useParams()
  const opened = useCall('fertility.preconception.open', { coupleId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{data => <SheetForm key={sex} opened={data} sex={sex === '1' ? '1' : '2'} />}</Loaded>
}

function SheetForm({ opened, sex }: { opened: Opened; sex: '1' | '2' }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const user = useUser()
  const mayWrite = useMay('women.write')
  const { couple } = opened
  const adult = sex === '2' ? opened.woman : opened.husband
  const stored: StoredPreconceptionCheck | undefined = (sex === '2' ? opened.womanSheet : opened.husbandSheet) ?? undefined
  const back = `/preconception/${couple.id}`
  const initial = useMemo(() => stored ?? { coupleId: couple.id, sex, checkedDay: couple.servedDay, historyTaken: true, doctorName: user.displayName }, [stored, couple.id, couple.servedDay, sex, user.displayName])
  const form = useRecordForm({
    definition: preconceptionCheck, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(preconceptionCheck, stored?.id), saves: 'fertility.preconceptionCheck.save', draft: `fertility.preconceptionCheck:${stored?.id ?? `new:${couple.id}:${sex}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('fertility.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(preconceptionCheck.id, stored, mayWrite, () => void navigate(back))
  const role = sex === '2' ? t('preconceptionScreen.woman', '妻子') : t('preconceptionScreen.husband', '丈夫')
  return (
    <Page title={t('preconceptionScreen.sheet', '孕前优生检查结果')} subtitle={role} back={back} actions={voiding.actions}>
      {adult ? <section className="panel fertility-head" aria-label={role}><AdultLine adult={adult} role={role} /></section> : null}
      {voiding.dialog}
      <RecordForm form={form} readOnly={!mayWrite} omit={['coupleId', 'sex']} />
    </Page>
  )
}

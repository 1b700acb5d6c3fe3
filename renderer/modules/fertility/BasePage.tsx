import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { FERTILITY_BASE } from '../../../domain/code/fertility.ts'
import { fertilityBase, type StoredFertilityBase } from '../../../domain/modules/fertility/base.record.ts'
import { useCall } from '../../api/useCall.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { firstField, Loaded, Page, RecordForm, saveRecord, useBeginAt, useRecordForm, useVoidRecord } from '../../kit/index.ts'

/** The registrants of a month or the task of a year, typed from what others report. */
export default function BasePage() {
  const { baseId } = useParams()
  const stored = useCall('fertility.base.get', { id: baseId ?? '' }, { enabled: baseId !== undefined, staleTimeMs: 30_000 })
  return baseId ? <Loaded of={stored}>{row => <BaseForm key={row.id} stored={row} />}</Loaded> : <BaseForm />
}

function BaseForm({ stored }: { stored?: StoredFertilityBase }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [params] = useSearchParams()
  const mayWrite = useMay('women.write')
  const kind = stored?.kind ?? FERTILITY_BASE.values.find(one => one === params.get('kind')) ?? 'marriage'
  const back = kind === 'marriage' ? '/premarital/figures' : '/preconception/figures'
  const initial = useMemo(() => stored ?? { kind, firstDay: kind === 'marriage' ? `${today().slice(0, 7)}-01` : `${today().slice(0, 4)}-01-01` }, [stored, kind])
  const form = useRecordForm({
    definition: fertilityBase, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(fertilityBase, stored?.id), saves: 'fertility.base.save',
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('fertility.saved', '已保存')); void navigate(back) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  const voiding = useVoidRecord(fertilityBase.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('fertilityBaseScreen.title', '统计基数') : t('fertilityBaseScreen.new', '填写统计基数')} back={back} actions={voiding.actions}>
      {voiding.dialog}
      <RecordForm form={form} readOnly={!mayWrite} omit={['kind']} />
    </Page>
  )
}

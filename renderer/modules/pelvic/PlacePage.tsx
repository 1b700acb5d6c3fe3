import { App } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { pelvicPlace, type StoredPelvicPlace } from '../../../domain/modules/pelvic/place.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { firstField, Loaded, Page, RecordForm, saveRecord, useBeginAt, useRecordForm, useShortcut, useVoidRecord } from '../../kit/index.ts'
import { useReportFormats } from './usePlaces.ts'

const BACK = '/pelvic/places'

/** One room or instrument, new or as it stands; limits and references are those of its manual. */
export default function PlacePage() {
  const { placeId } = useParams()
  return placeId ? <Stored id={placeId} /> : <PlaceForm />
}

function Stored({ id }: { id: string }) {
  const stored = useCall('pelvic.place.get', { id }, { staleTimeMs: 30_000 })
  return <Loaded of={stored}>{place => <PlaceForm key={place.id} stored={place} />}</Loaded>
}

function PlaceForm({ stored }: { stored?: StoredPelvicPlace }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayManage = useMay('pelvic.manage')
  const readOnly = !mayManage || (stored?.voidedAt ?? null) !== null
  const leave = (): void => void navigate(BACK)
  const form = useRecordForm({
    definition: pelvicPlace, initial: stored ?? { kind: 'room', capacity: 1 }, id: stored?.id, rev: stored?.rev, save: saveRecord(pelvicPlace, stored?.id), saves: 'pelvic.place.save', onCancel: leave,
    onSaved: () => { void message.success(t('childVisit.saved', '已保存')); leave() },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current), !readOnly)
  useShortcut(['Escape'], leave, { enabled: readOnly })
  const formats = useReportFormats(stored?.reportFormat ?? null)
  const voiding = useVoidRecord(pelvicPlace.id, stored, mayManage, leave)
  return (
    <Page title={stored ? t('pelvicPlace.edit', '修改治疗室或治疗仪') : t('pelvicPlace.new', '登记治疗室或治疗仪')} back={BACK} actions={voiding.actions}>
      {voiding.dialog}
      <RecordForm form={form} readOnly={readOnly} options={{ reportFormat: formats }} />
    </Page>
  )
}

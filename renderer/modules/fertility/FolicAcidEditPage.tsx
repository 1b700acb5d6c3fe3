import { App } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import type { Adult } from '../../../domain/api/fertility-people.ts'
import { folicAcid, type StoredFolicAcid } from '../../../domain/modules/fertility/folic-acid.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { firstField, type FormStore, Loaded, Page, Panel, PersonInput, RecordForm, saveRecord, useBeginAt, useFieldValue, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { TakerLine } from './TakerLine.tsx'
import { registerAddress } from './registering.ts'

const LIST = '/women?tab=folicAcid'
type Dosage = Output<'fertility.folicAcid.prepare'>['dosage']

/** A woman is listed for folic acid, or her course is changed. */
export default function FolicAcidEditPage() {
  const { courseId } = useParams()
  const [params, setParams] = useSearchParams()
  const navigate = useNavigate()
  const womanId = params.get('woman')
  if (courseId) return <Stored courseId={courseId} />
  if (womanId) return <Prepared womanId={womanId} />
  return (
    <Page title={t('folicAcidScreen.new', '登记叶酸发放对象')} back={LIST}>
      <Panel title={t('folicAcidScreen.taker', '服用者')}>
        <PersonInput id="folic-acid-woman" value={null} required autoFocus onChange={id => setParams(id ? { woman: id } : {}, { replace: true })} onCreate={typed => void navigate(registerAddress(typed, '2', '/folic-acid/new?woman={person}'))} />
      </Panel>
    </Page>
  )
}

function Stored({ courseId }: { courseId: string }) {
  const opened = useCall('fertility.folicAcid.open', { courseId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ course, woman, pregnancyId, dosage }) => <CourseForm key={course.id} stored={course} woman={woman} pregnancyId={pregnancyId} dosage={dosage} />}</Loaded>
}

function Prepared({ womanId }: { womanId: string }) {
  const prepared = useCall('fertility.folicAcid.prepare', { womanId }, { staleTimeMs: 30_000 })
  return <Loaded of={prepared}>{({ woman, pregnancyId, row, activeId, dosage }) => activeId ? <Navigate replace to={`/folic-acid/${activeId}`} /> : <CourseForm woman={woman} pregnancyId={pregnancyId} row={row} dosage={dosage} />}</Loaded>
}

type Props = { woman: Adult; pregnancyId: string | null; dosage: Dosage; stored?: StoredFolicAcid; row?: Output<'fertility.folicAcid.prepare'>['row'] }

function CourseForm({ woman, pregnancyId, dosage, stored, row }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const back = stored ? `/folic-acid/${stored.id}` : LIST
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const form = useRecordForm({
    definition: folicAcid, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(folicAcid, stored?.id), saves: 'fertility.folicAcid.save', draft: `fertility.folicAcid:${stored?.id ?? `new:${woman.id}`}`,
    onCancel: () => void navigate(back), onSaved: saved => { void message.success(t('fertility.saved', '已保存')); void navigate(`/folic-acid/${(saved as { id: string }).id}`, { replace: true }) },
  })
  const { areaRef } = form
  useBeginAt(() => firstField(areaRef.current))
  useDose(form.store, dosage)
  const voiding = useVoidRecord(folicAcid.id, stored, true, () => void navigate(LIST))
  return (
    <Page title={stored ? t('folicAcidScreen.edit', '修改叶酸登记') : t('folicAcidScreen.new', '登记叶酸发放对象')} subtitle={stored?.number} back={back} actions={voiding.actions}>
      <TakerLine woman={woman} pregnancyId={pregnancyId} />
      {voiding.dialog}
      <RecordForm form={form} omit={['womanId', 'number']} />
    </Page>
  )
}

/** The dose follows from the risk as long as nobody typed another one. */
function useDose(store: FormStore, { ordinaryMg, highRiskMg }: Dosage): void {
  const isHighRisk = useFieldValue(store, 'isHighRisk') === true
  const before = useRef(isHighRisk)
  useEffect(() => {
    if (before.current === isHighRisk) return
    const usual = before.current ? highRiskMg : ordinaryMg
    before.current = isHighRisk
    if (store.get('doseMg') === usual || store.get('doseMg') === null) store.set('doseMg', isHighRisk ? highRiskMg : ordinaryMg)
  }, [store, isHighRisk, ordinaryMg, highRiskMg])
}

import { App } from 'antd'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { InfectionBehind } from '../../../domain/api/infection-api.ts'
import { infectionChild, type StoredInfectionChild } from '../../../domain/modules/infection/child.record.ts'
import { useCall } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { type FormStore, Loaded, Page, RecordForm, saveRecord, useFieldValue, useFirst, useRecordForm, useVoidRecord } from '../../kit/index.ts'
import { BehindLine } from './BehindLine.tsx'

/** An exposed child: filled in from the delivery room, or as it was saved. */
export default function ChildPage() {
  const { caseId = '', childId } = useParams()
  return childId ? <Stored caseId={caseId} childId={childId} /> : <New caseId={caseId} />
}

function New({ caseId }: { caseId: string }) {
  const prepared = useFirst(useCall('infection.child.prepare', { caseId }, { staleTimeMs: 30_000 }))
  return <Loaded of={prepared}>{({ behind, rows }) => <ChildForm caseId={caseId} number={null} behind={behind} row={rows[0]!} more={rows.length - 1} />}</Loaded>
}

function Stored({ caseId, childId }: { caseId: string; childId: string }) {
  const opened = useCall('infection.open', { caseId }, { staleTimeMs: 30_000 })
  return <Loaded of={opened}>{({ case: row, behind, children }) => { const stored = children.find(({ child }) => child.id === childId)?.child; return stored ? <ChildForm key={stored.rev} caseId={caseId} number={row.number} behind={behind} stored={stored} more={0} /> : null }}</Loaded>
}

type Props = { caseId: string; number: string | null; behind: InfectionBehind; row?: Readonly<Record<string, unknown>>; stored?: StoredInfectionChild; more: number }

function ChildForm({ caseId, number, behind, row, stored, more }: Props) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const mayWrite = useMay('infection.write')
  const back = `/infections/${caseId}?tab=children`
  const initial = useMemo(() => stored ?? row ?? {}, [stored, row])
  const form = useRecordForm({
    definition: infectionChild, initial, id: stored?.id, rev: stored?.rev, save: saveRecord(infectionChild, stored?.id), saves: 'infection.child.save', draft: `infection.child:${stored?.id ?? `new:${caseId}`}`,
    onCancel: () => void navigate(back), onSaved: () => { void message.success(t('childVisit.saved', '已保存')); void navigate(back) },
  })
  const voiding = useVoidRecord(infectionChild.id, stored, mayWrite, () => void navigate(back))
  return (
    <Page title={stored ? t('infectionScreen.childNo', '儿童 {{order}}', { order: stored.birthOrder }) : t('infectionScreen.newChild', '登记儿童')} back={back} actions={voiding.actions}>
      <BehindLine caseId={caseId} number={number} behind={behind} />
      {voiding.dialog}
      {more > 0 ? <p className="hint">{t('infectionScreen.moreChildren', '这次分娩还有 {{count}} 名儿童,保存后请继续登记', { count: more })}</p> : null}
      <RecordForm form={form} readOnly={!mayWrite} omit={['caseId', 'newbornId', 'immunoglobulinHours', 'isImmunoglobulinInTime']} />
      <TimingLine store={form.store} />
    </Page>
  )
}

/** Hours from birth to the immunoglobulin, while the times are typed. */
function TimingLine({ store }: { store: FormStore }) {
  const [bornAt, immunoglobulinAt, vaccineFirstAt] = [useFieldValue(store, 'bornAt'), useFieldValue(store, 'immunoglobulinAt'), useFieldValue(store, 'vaccineFirstAt')] as (string | null)[]
  const { data } = useCall('infection.child.hints', { bornAt: bornAt ?? null, immunoglobulinAt: immunoglobulinAt ?? null, vaccineFirstAt: vaccineFirstAt ?? null }, { keepPrevious: true, enabled: bornAt !== null && (immunoglobulinAt !== null || vaccineFirstAt !== null) })
  if (!data) return null
  return (
    <div className="hint" role="status">
      {data.hours === null ? null : <div>{data.isInTime ? t('infectionScreen.inTime', '出生后 {{hours}} 小时注射乙肝免疫球蛋白,及时', { hours: data.hours }) : t('infectionScreen.late', '出生后 {{hours}} 小时注射乙肝免疫球蛋白,超过期限', { hours: data.hours })}</div>}
      {data.issues.map(issue => <div key={issue.message.key}>{messageText(issue.message)}</div>)}
    </div>
  )
}

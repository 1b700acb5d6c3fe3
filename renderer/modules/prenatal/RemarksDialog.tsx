import type { Output } from '../../../domain/api/api.ts'
import { useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { TextInput } from '../../kit/index.ts'
import { PlaceDialog, type PlaceLine, PlaceValues } from './PlaceValues.tsx'

/** 备注 of a month's bulletin: of each unit on it and of the whole. */
export function RemarksDialog({ data: { month, by, rows, total }, onClose }: { data: Output<'prenatal.bulletin'>; onClose(): void }) {
  const write = useWrite('prenatal.remark.save')
  const remove = useWrite('prenatal.remark.void')
  const lines: PlaceLine<string>[] = [...rows.filter(({ key }) => key !== '').map(({ key, name, remark }) => ({ scope: by, place: key, label: name, old: remark ?? undefined })), { scope: 'county', place: null, label: t('eyeCoverage.total', '合计'), old: total.remark ?? undefined }]
  const keep = ({ scope, place, old }: PlaceLine<string>, remark: string | null): Promise<unknown> => remark === null
    ? old ? remove.run({ id: old.id, rev: old.rev, reason: t('prenatalBulletin.remarkRemoved', '删除备注') }) : Promise.resolve(true)
    : write.run({ ...(old ? { id: old.id, rev: old.rev } : {}), row: { year: Number(month.slice(0, 4)), month: Number(month.slice(5)), scope, place, remark } })
  return (
    <PlaceDialog width={760} title={t('prenatalBulletin.remarksOf', '{{month}} 月通报备注', { month })} onClose={onClose}>
      <PlaceValues<string>
        note={t('prenatalBulletin.remarksNote', '写在这个月通报的“备注”一栏,打印和 Excel 都有。清空一格就删除它。')} busy={write.busy || remove.busy} lines={lines} keep={keep} onClose={onClose}
        renderInput={({ id, value, onChange }) => <TextInput id={id} value={value} onChange={onChange} />}
      />
    </PlaceDialog>
  )
}

import type { Output } from '../../../domain/api/api.ts'
import { TARGET_SCOPE } from '../../../domain/code/prenatal-record.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Loaded, NumberInput } from '../../kit/index.ts'
import { PlaceDialog, type PlaceLine, PlaceValues } from './PlaceValues.tsx'

type Group = Pick<Output<'prenatal.bulletin'>['rows'][number], 'key' | 'name'>
type Props = { year: number; groups: readonly Group[]; by: Output<'prenatal.bulletin'>['by']; onClose(): void }

/** The year's numbers: of the county and of each township or institution on the bulletin. */
export function TargetsDialog({ year, groups, by, onClose }: Props) {
  const targets = useCall('prenatal.target.list', { year })
  const write = useWrite('prenatal.target.save')
  const remove = useWrite('prenatal.target.void')
  const places = [{ scope: 'county' as const, place: null, label: codeText(TARGET_SCOPE, 'county') }, ...groups.filter(({ key }) => key !== '').map(({ key, name }) => ({ scope: by, place: key, label: name }))]
  const keep = ({ scope, place, old }: PlaceLine<number>, women: number | null): Promise<unknown> => women === null
    ? old ? remove.run({ id: old.id, rev: old.rev, reason: t('prenatalBulletin.targetRemoved', '取消年度任务') }) : Promise.resolve(true)
    : write.run({ ...(old ? { id: old.id, rev: old.rev } : {}), row: { year, scope, place, women } })
  return (
    <PlaceDialog width={640} title={t('prenatalBulletin.targetsOf', '{{year}} 年度任务数', { year })} onClose={onClose}>
      <Loaded of={targets}>
        {known => (
          <PlaceValues<number>
            note={t('prenatalBulletin.targetsNote', '清空一格就取消它的任务。没有任务的单位没有完成率和督办等级。')} busy={write.busy || remove.busy} keep={keep} onClose={onClose}
            lines={places.map(line => {
              const old = known.find(one => one.scope === line.scope && (one.place ?? null) === line.place)
              return { ...line, old: old && { id: old.id, rev: old.rev, value: old.women } }
            })}
            renderInput={({ id, value, isFirst, onChange }) => <NumberInput id={id} value={value} unit={t('unit.persons', '人')} autoFocus={isFirst} onChange={onChange} />}
          />
        )}
      </Loaded>
    </PlaceDialog>
  )
}

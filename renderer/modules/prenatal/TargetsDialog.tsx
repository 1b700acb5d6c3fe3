import { App, Button } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { TARGET_SCOPE } from '../../../domain/code/prenatal-record.ts'
import { useCall, useWrite } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Dialog, FormArea, Loaded, NumberInput, useShortcut } from '../../kit/index.ts'

type Targets = Output<'prenatal.target.list'>
type Group = Pick<Output<'prenatal.bulletin'>['rows'][number], 'key' | 'name'>
type Props = { year: number; groups: readonly Group[]; by: Output<'prenatal.bulletin'>['by']; onClose(): void }

/** The year's numbers: of the county and of each township or institution on the bulletin. */
export function TargetsDialog(props: Props) {
  const targets = useCall('prenatal.target.list', { year: props.year })
  return (
    <Dialog width={640} footer={null} maskClosable={false} keyboard={false} title={t('prenatalBulletin.targetsOf', '{{year}} 年度任务数', { year: props.year })} onCancel={props.onClose}>
      <Loaded of={targets}>{data => <TargetsForm {...props} targets={data} />}</Loaded>
    </Dialog>
  )
}

function TargetsForm({ year, groups, by, targets, onClose }: Props & { targets: Targets }) {
  const { message } = App.useApp()
  const write = useWrite('prenatal.target.save')
  const remove = useWrite('prenatal.target.void')
  const lines = [{ scope: 'county' as const, place: null as string | null, label: codeText(TARGET_SCOPE, 'county') }, ...groups.filter(group => group.key !== '').map(group => ({ scope: by, place: group.key, label: group.name }))]
  const known = (scope: string, place: string | null) => targets.find(one => one.scope === scope && (one.place ?? null) === place)
  const [typed, setTyped] = useState<ReadonlyMap<string, number | null>>(new Map())
  const keyOf = (scope: string, place: string | null): string => `${scope}:${place ?? ''}`
  async function save(): Promise<void> {
    if (write.busy || remove.busy) return
    for (const { scope, place } of lines) {
      const key = keyOf(scope, place)
      const old = known(scope, place)
      const women = typed.get(key)
      if (women === undefined || women === (old?.women ?? null)) continue
      const saved = women === null ? old && await remove.run({ id: old.id, rev: old.rev, reason: t('prenatalBulletin.targetRemoved', '取消年度任务') }) : await write.run({ ...(old ? { id: old.id, rev: old.rev } : {}), row: { year, scope, place, women } })
      if (!saved) return
    }
    void message.success(t('childVisit.saved', '已保存'))
    onClose()
  }
  useShortcut(['F2', 'Ctrl+Enter'], () => void save(), { inDialog: true })
  useShortcut(['Escape'], onClose, { inDialog: true })
  return (
    <FormArea>
      <p className="hint">{t('prenatalBulletin.targetsNote', '清空一格就取消它的任务。没有任务的单位没有完成率和督办等级。')}</p>
      <table className="couple-grid">
        <tbody>
          {lines.map(({ scope, place, label }, index) => {
            const key = keyOf(scope, place)
            const value = typed.has(key) ? typed.get(key) ?? null : known(scope, place)?.women ?? null
            return <tr key={key}><th scope="row"><label htmlFor={`target-${index}`}>{label}</label></th><td><NumberInput id={`target-${index}`} value={value} unit={t('unit.persons', '人')} autoFocus={index === 0} onChange={next => setTyped(before => new Map(before).set(key, next))} /></td></tr>
          })}
        </tbody>
      </table>
      <Button type="primary" data-save loading={write.busy || remove.busy} onClick={() => void save()}>{t('form.save', '保存')} <kbd>F2</kbd></Button>
    </FormArea>
  )
}

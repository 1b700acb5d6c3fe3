import { Checkbox, Input } from 'antd'
import type { Output } from '../../../domain/api/api.ts'
import { MATERIAL, type Material } from '../../../domain/code/material.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

export type MaterialTick = { readonly present: boolean; readonly note: string | null }
type Line = Output<'certificate.check'>['materials'][number]

function reasonText({ reason, anyOf }: Line): string {
  if (!reason) return t('material.extra', '另外提供')
  if (anyOf.length < 2) return messageText(reason)
  return t('material.anyOf', '{{reason}}({{materials}} 任一)', { reason: messageText(reason), materials: anyOf.map(one => codeText(MATERIAL, one)).join(' / ') })
}

/** The papers this case needs, each with the reason; Space ticks, Enter goes on. */
export function MaterialList({ lines, ticks, onChange, missing }: { lines: readonly Line[]; ticks: ReadonlyMap<Material, MaterialTick>; onChange(ticks: ReadonlyMap<Material, MaterialTick>): void; missing: boolean }) {
  const set = (material: Material, change: Partial<MaterialTick>) => {
    const before = ticks.get(material) ?? { present: false, note: null }
    onChange(new Map(ticks).set(material, { ...before, ...change }))
  }
  return (
    <div className="materials" data-field="materials">
      {lines.map(line => {
        const tick = ticks.get(line.material)
        const isOpen = line.required && !tick?.present
        return (
          <div key={line.material} className={isOpen && missing ? 'material is-missing' : 'material'}>
            <Checkbox id={`material-${line.material}`} checked={tick?.present ?? false} onChange={event => set(line.material, { present: event.target.checked })}>{codeText(MATERIAL, line.material)}</Checkbox>
            <span className="material-reason">{reasonText(line)}</span>
            <Input
              size="small" className="material-note" aria-label={t('material.note', '{{name}}备注', { name: codeText(MATERIAL, line.material) })} placeholder={t('material.notePlaceholder', '备注')} maxLength={200} tabIndex={-1}
              value={tick?.note ?? ''} onChange={event => set(line.material, { note: event.target.value || null })}
            />
          </div>
        )
      })}
    </div>
  )
}

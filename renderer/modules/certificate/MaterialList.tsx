import { Checkbox, Input } from 'antd'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import type { Message } from '../../../domain/message/message.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

export type MaterialTick = { readonly present: boolean; readonly note: string | null }
/** A paper of the case; `anyOf` names the papers of which one is enough. */
type Line<M extends string> = { readonly material: M; readonly reason: Message | null; readonly anyOf: readonly M[]; readonly required: boolean }
type Props<M extends string> = { codes: CodeTable; lines: readonly Line<M>[]; ticks: ReadonlyMap<M, MaterialTick>; onChange(ticks: ReadonlyMap<M, MaterialTick>): void; missing: boolean }

function reasonText(codes: CodeTable, { reason, anyOf }: Line<string>): string {
  if (!reason) return t('material.extra', '另外提供')
  if (anyOf.length < 2) return messageText(reason)
  return t('material.anyOf', '{{reason}}({{materials}} 任一)', { reason: messageText(reason), materials: anyOf.map(one => codeText(codes, one)).join(' / ') })
}

/** The papers this case needs, each with the reason; Space ticks, Enter goes on. */
export function MaterialList<M extends string>({ codes, lines, ticks, onChange, missing }: Props<M>) {
  const set = (material: M, change: Partial<MaterialTick>) => {
    const before = ticks.get(material) ?? { present: false, note: null }
    onChange(new Map(ticks).set(material, { ...before, ...change }))
  }
  return (
    <div className="materials" data-field="materials">
      {lines.map(line => {
        const tick = ticks.get(line.material)
        // One of several that do is enough.
        const isOpen = line.required && !line.anyOf.some(one => ticks.get(one)?.present)
        return (
          <div key={line.material} className={isOpen && missing ? 'material is-missing' : 'material'}>
            <Checkbox id={`material-${line.material}`} checked={tick?.present ?? false} onChange={event => set(line.material, { present: event.target.checked })}>{codeText(codes, line.material)}</Checkbox>
            <span className="material-reason">{reasonText(codes, line)}</span>
            <Input
              size="small" className="material-note" aria-label={t('material.note', '{{name}}备注', { name: codeText(codes, line.material) })} placeholder={t('material.notePlaceholder', '备注')} maxLength={200} tabIndex={-1}
              value={tick?.note ?? ''} onChange={event => set(line.material, { note: event.target.value || null })}
            />
          </div>
        )
      })}
    </div>
  )
}

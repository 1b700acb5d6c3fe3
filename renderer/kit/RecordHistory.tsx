import { Tag } from 'antd'
import type { Output as OutputOf } from '../../domain/api/api.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { instantText } from '../app/format.ts'
import { t } from '../app/i18n.ts'
import { Output } from './field/Output.tsx'
import { fieldLabel } from './labels.ts'
import './record-facts.css'

type Entry = OutputOf<'person.history'>[number]

const ACTIONS: Readonly<Record<string, () => string>> = {
  create: () => t('history.create', '建立'), update: () => t('history.update', '修改'), void: () => t('history.void', '作废'),
  merge: () => t('history.merge', '合并'), unmerge: () => t('history.unmerge', '撤销合并'),
}
const same = (one: unknown, other: unknown): boolean => (one ?? null) === (other ?? null)

/** All versions of a record, newest first: who, when, and what became of which value. `refText` names what references hold. */
export function RecordHistory({ definition, entries, omit = [], refText }: { definition: RecordDefinition; entries: readonly Entry[]; omit?: readonly string[]; refText?(name: string, value: unknown): string | undefined }) {
  const names = Object.keys(definition.fields).filter(name => !omit.includes(name))
  const output = (name: string, row: Entry['row']) => <Output definition={definition} name={name} value={row[name]} refText={refText?.(name, row[name])} />
  return (
    <ol className="record-history">
      {entries.map((entry, index) => {
        const before = entries[index + 1]
        const changed = names.filter(name => (before ? !same(entry.row[name], before.row[name]) : !same(entry.row[name], null)))
        return (
          <li key={entry.rev} className="panel">
            <div className="history-head">
              <strong>{t('history.version', '第 {{rev}} 版', { rev: entry.rev })}</strong>
              <Tag>{ACTIONS[entry.action]?.() ?? entry.action}</Tag>
              <span>{instantText(entry.at)}</span>
              <span>{entry.byName}</span>
              {entry.reason ? <span>{t('history.reason', '原因:{{reason}}', { reason: entry.reason })}</span> : null}
            </div>
            {changed.length === 0 ? <div className="field-help">{t('history.nothing', '各项内容没有变化')}</div> : (
              <table className="history-table">
                <thead><tr><th scope="col">{t('history.field', '项目')}</th>{before ? <th scope="col">{t('history.before', '原内容')}</th> : null}<th scope="col">{before ? t('history.after', '改为') : t('history.content', '内容')}</th></tr></thead>
                <tbody>
                  {changed.map(name => (
                    <tr key={name}><th scope="row">{fieldLabel(definition, name)}</th>{before ? <td className="is-old">{output(name, before.row)}</td> : null}<td>{output(name, entry.row)}</td></tr>
                  ))}
                </tbody>
              </table>
            )}
          </li>
        )
      })}
    </ol>
  )
}

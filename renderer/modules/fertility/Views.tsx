import { Segmented } from 'antd'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import { countText } from '../../app/format.ts'
import { codeText } from '../../kit/index.ts'

/** Which list is shown; the ones that wait for somebody say how many. */
export function Views<View extends string>({ table, label, value, counts, onChange }: { table: CodeTable<View>; label: string; value: View; counts: Readonly<Partial<Record<View, number | undefined>>>; onChange(view: View): void }) {
  return (
    <div className="fertility-views">
      <Segmented<View> aria-label={label} value={value} onChange={onChange} options={table.list.map(({ code }) => ({ value: code, label: counts[code] === undefined ? codeText(table, code) : `${codeText(table, code)} ${countText(counts[code])}` }))} />
    </div>
  )
}
/** The list after this one. */
export const nextView = <View extends string>(table: CodeTable<View>, view: View): View => table.values[(table.values.indexOf(view) + 1) % table.values.length]!

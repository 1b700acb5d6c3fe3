import type { ReactNode } from 'react'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { isShown } from '../../domain/record/derive/schema.ts'
import { Output } from './field/Output.tsx'
import { fieldLabel } from './labels.ts'
import './record-facts.css'

type Row = Readonly<Record<string, unknown>>
type Props = {
  definition: RecordDefinition
  row: Row
  names: readonly string[]
  /** The names of persons or rows that references hold. */
  refTexts?: Readonly<Record<string, string | undefined>>
  /** Shown in another way than the kind's. */
  instead?: Readonly<Record<string, ReactNode>>
  /** Another label than the definition's. */
  labels?: Readonly<Record<string, string>>
  /** Names that take the whole line. */
  wide?: readonly string[]
}

/** Values of a stored row for reading, each under its label; fields hidden for this row are left out. */
export function RecordFacts({ definition, row, names, refTexts, instead, labels, wide = [] }: Props) {
  return (
    <dl className="record-facts">
      {names.filter(name => isShown(definition.fields[name]!, row)).map(name => (
        <Fact key={name} label={labels?.[name] ?? fieldLabel(definition, name)} wide={wide.includes(name)}>
          {instead?.[name] ?? <Output definition={definition} name={name} value={row[name]} refText={refTexts?.[name]} />}
        </Fact>
      ))}
    </dl>
  )
}

/** One value under its label, in a `<dl className="record-facts">`. */
export function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return <div className={wide ? 'fact is-wide' : 'fact'}><dt>{label}</dt><dd>{children}</dd></div>
}

import type { Field } from '../field/kinds.ts'
import type { RecordDefinition } from '../record/define.ts'
import type { LocalColumn } from './dataset.ts'
import type { ValueSetId } from './value-set.ts'

const LIST_LENGTH = 200

function facts(field: Field): Pick<LocalColumn, 'type' | 'format' | 'codeTable'> {
  switch (field.kind) {
    case 'text': return { type: 'S1', format: `AN..${field.maxLength}` }
    case 'number': {
      const [low, high] = field.plausible
      const digits = String(Math.floor(Math.max(Math.abs(low), Math.abs(high)))).length
      const size = field.decimals === 0 ? `N..${digits}` : `N..${digits + 1 + field.decimals},${field.decimals}`
      return { type: 'N', format: low < 0 ? `±${size}` : size }
    }
    case 'flag': return { type: 'L', format: 'T/F' }
    case 'day': return { type: 'D', format: 'D8' }
    case 'minute': return { type: 'DT', format: 'DT15' }
    // A table without a national number has the name of ours; defineDataset refuses one that was not declared.
    case 'code': return { type: 'S2', format: 'AN..30', codeTable: `local.${field.codes.id}` as ValueSetId }
    case 'codes': return { type: 'S1', format: `AN..${LIST_LENGTH}` }
    default: throw new Error(`a field of kind ${field.kind} has no column of its own`)
  }
}

/** The fields that a definition sends in the extension of this data set. */
export const extensionFields = (definition: RecordDefinition, dataset: string): string[] =>
  Object.entries(definition.fields).flatMap(([name, { out }]) => typeof out === 'object' && 'ext' in out && out.ext.includes(dataset) ? [name] : [])
/** Columns for every one of them. */
export const columnsOfExtension = (definition: RecordDefinition, dataset: string): LocalColumn[] => columnsOfFields(definition, extensionFields(definition, dataset))

/** Columns of the extension that carry fields of a record under their own names, as the definition describes them. */
export const columnsOfFields = <D extends RecordDefinition>(definition: D, names: readonly (keyof D['fields'] & string)[]): LocalColumn[] =>
  names.map(name => {
    const field = definition.fields[name]
    if (!field) throw new Error(`${definition.id} has no field ${name}`)
    return { key: name, name: field.label, ...facts(field), ...(field.required ? { required: true as const } : {}) }
  })

import type { CodeTable } from '../code/code-table.ts'
import { type CodeList, codesIn } from '../field/code-list.ts'
import type { Field } from '../field/kinds.ts'

// The print font has no raised nine and no lowered two.
const unitOnPaper = (unit: string): string => unit.replace('⁹', '^9').replace('¹²', '^12').replace('₂', '2')

/** The value of a field as a Chinese form prints it; empty where nothing was entered. References are the caller's to name. */
export function fieldText(field: Field, value: unknown): string {
  if (value === null || value === undefined) return ''
  switch (field.kind) {
    case 'code': return field.codes.label(String(value))
    case 'codes': return codesIn(value as CodeList).map(code => (field.codes as CodeTable).label(code)).join('、')
    case 'flag': return value === true ? '是' : '否'
    case 'number': return `${(value as number).toFixed(field.decimals)}${unitOnPaper(field.unit ?? '')}`
    case 'minute': return String(value).replace('T', ' ')
    default: return String(value)
  }
}

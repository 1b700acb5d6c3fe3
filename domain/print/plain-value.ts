import { codesIn, type CodeList } from '../field/code-list.ts'
import type { Field } from '../field/kinds.ts'
import { formatGestation } from '../rule/gestation.ts'

/** A value as a printed form writes it: the words of its code with the printed code before them where that is a number. */
export function plainValue(field: Field, value: unknown): string {
  if (value === null || value === undefined) return ''
  switch (field.kind) {
    case 'flag': return value === true ? '是' : '否'
    case 'minute': return String(value).replace('T', ' ')
    case 'code': { const entry = field.codes.find(String(value)); return entry ? /^\d+$/.test(entry.code) ? `${entry.code} ${entry.label}` : entry.label : String(value) }
    case 'codes': return codesIn(value as CodeList).map(code => field.codes.find(code)?.label ?? code).join('、')
    case 'number': return field.unit === '天' && /孕|胎龄/.test(field.label) ? `${formatGestation(Number(value))}周` : `${field.decimals > 0 ? Number(value).toFixed(field.decimals) : String(value)}${field.unit ? ` ${field.unit}` : ''}`
    default: return String(value)
  }
}

import fc, { type Arbitrary } from 'fast-check'
import type { z } from 'zod'
import type { Field } from '../../domain/field/kinds.ts'
import { RECORDS } from '../../domain/modules/index.ts'

// The declared field of a name, whichever record has it; inputs of calls reuse these names.
const fields = new Map<string, Field>(RECORDS.flatMap(definition => Object.entries(definition.fields as Readonly<Record<string, Field>>)))
const fieldNamed = (name: string): Field | undefined => fields.get(name)

/** Values of the running hospital that random inputs are made of, so that many of them reach something real. */
export type Pools = {
  ids: readonly string[]
  /** Ids that fit a field of this name; a call's own `id` is under the empty name. */
  idsFor(fieldName: string): readonly string[]
  logins: readonly string[]
  password: string
  numbers: readonly string[]
  folders: readonly string[]
  texts: readonly string[]
  /** Rows as they stand, by the set of their field names (see `shapeKey`). */
  rows: ReadonlyMap<string, readonly Record<string, unknown>[]>
  /** Whole values for inputs the schema leaves open. */
  unknowns: readonly unknown[]
}

/** Put where a revision is asked for; the caller replaces it with the row's present one. */
export const PRESENT_REV = 1_000_001

const JUNK: readonly unknown[] = [
  null, undefined, '', ' ', 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e308, 2 ** 53, true, false, [], {}, [[]], 'x'.repeat(3000), '\u0000', '\ud800', '\u202e', '😀',
  "'; DROP TABLE person; --", '%', '_', '../../etc/passwd', '<script>alert(1)</script>', '{{name}}', '2025-02-30', '9999-12-31', '0000-00-00', 'null', '__proto__', 'constructor',
  JSON.parse('{"__proto__":{"polluted":true}}'), { toString: 'x' }, { length: 1e9 }, Symbol.iterator.toString(), new Date(0), () => 1, 10n,
]
const junk = fc.constantFrom(...JUNK)
const oneOfList = (values: readonly unknown[], otherwise: unknown): Arbitrary<unknown> => values.length ? fc.constantFrom(...values) : fc.constant(otherwise)
const mostly = (valid: Arbitrary<unknown>, weight = 30): Arbitrary<unknown> => fc.oneof({ weight, arbitrary: valid }, { weight: 1, arbitrary: junk })

/** Names of an object's fields in order, as one text. */
export const shapeKey = (names: readonly string[]): string => names.toSorted().join(' ')

type Def = {
  type: string; innerType?: z.ZodType; element?: z.ZodType; shape?: Record<string, z.ZodType>; keyType?: z.ZodType; valueType?: z.ZodType; options?: readonly z.ZodType[]; entries?: Record<string, string>; values?: readonly unknown[]
  checks?: readonly { _zod: { def: { check: string; format?: string; minimum?: number; maximum?: number; value?: number } } }[]; format?: string
}
const defOf = (schema: z.ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def

/** How many values there are to give in an input of this schema. */
export function fieldsOf(schema: z.ZodType): number {
  const def = defOf(schema)
  // What the schema leaves open is checked by hand: a whole setting, the content of a draft.
  if (def.type === 'unknown') return 10
  const inner = def.shape ? Object.values(def.shape) : def.options ?? [def.innerType ?? def.element ?? def.valueType].filter(one => one !== undefined)
  return inner.length ? inner.reduce((sum, one) => sum + fieldsOf(one), 0) : 1
}

// Made once: making one costs more than drawing from it a hundred times.
const texts = new Map<string, Arbitrary<string>>()
function textOf(unit: 'binary' | 'grapheme' | 'grapheme-ascii', maxLength: number): Arbitrary<string> {
  const key = `${unit} ${maxLength}`
  const known = texts.get(key) ?? fc.string({ unit, maxLength })
  texts.set(key, known)
  return known
}

/** Inputs around a schema: mostly what it wants, made of the hospital's own values; now and then something broken. */
export function inputArbitrary(schema: z.ZodType, pools: Pools, name = '', depth = 0): Arbitrary<unknown> {
  const def = defOf(schema)
  switch (def.type) {
    case 'optional': return fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: inputArbitrary(def.innerType!, pools, name, depth) })
    case 'default': return inputArbitrary(def.innerType!, pools, name, depth)
    case 'nullable': return fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 5, arbitrary: inputArbitrary(def.innerType!, pools, name, depth) })
    case 'null': return mostly(fc.constant(null), 8)
    case 'boolean': return mostly(fc.boolean())
    case 'enum': return mostly(oneOfList(Object.values(def.entries!), ''))
    case 'literal': return mostly(oneOfList(def.values ?? [], null))
    case 'union': return fc.oneof(...def.options!.map(option => inputArbitrary(option, pools, name, depth)))
    case 'unknown': return oneOfList(pools.unknowns, null)
    case 'number': return mostly(numberArbitrary(def, name))
    case 'string': return mostly(stringArbitrary(def, name, pools))
    case 'array': return mostly(fc.array(inputArbitrary(def.element!, pools, name, depth + 1), { maxLength: 3 }))
    case 'object': return mostly(objectArbitrary(def.shape!, pools, depth), depth ? 40 : 80)
    case 'record': return mostly(fc.dictionary(oneOfList(Object.values(defOf(def.keyType!).entries ?? {}), 'key') as Arbitrary<string>, inputArbitrary(def.valueType!, pools, name, depth + 1), { maxKeys: 4 }))
    default: throw new Error(`input-arbitrary knows no ${def.type}`)
  }
}

function objectArbitrary(shape: Record<string, z.ZodType>, pools: Pools, depth: number): Arbitrary<unknown> {
  const names = Object.keys(shape)
  const fresh = fc.record(Object.fromEntries(names.map(name => [name, inputArbitrary(shape[name]!, pools, name, depth + 1)])))
  const known = pools.rows.get(shapeKey(names)) ?? []
  // A row as it stands with one field changed comes past the rules far more often than one made of chance alone.
  const standing = known.length ? fc.tuple(fc.constantFrom(...known), fresh, fc.constantFrom(...names), fc.boolean()).map(([row, other, name, change]) => change ? { ...structuredClone(row), [name]: (other as Record<string, unknown>)[name] } : structuredClone(row)) : fresh
  const whole = fc.oneof({ weight: 2, arbitrary: standing }, { weight: 1, arbitrary: fresh })
  return fc.tuple(whole, fc.nat(60), fc.nat(), junk).map(([made, dice, at, thing]) => {
    const object = made as Record<string, unknown>
    const name = names[at % Math.max(names.length, 1)]
    if (dice === 0) object['额外'] = thing
    if (dice === 1 && name) delete object[name]
    if (dice > 30 && 'firstNumber' in object && 'lastNumber' in object) object.lastNumber = object.firstNumber
    if (dice === 2) Object.defineProperty(object, '__proto__', { value: { isAdmin: true }, enumerable: true })
    return object
  })
}

function numberArbitrary(def: Def, name: string): Arbitrary<unknown> {
  if (/rev$/i.test(name)) return fc.oneof({ weight: 4, arbitrary: fc.constant(PRESENT_REV) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 5 }) })
  const field = fieldNamed(name)
  if (field?.kind === 'number') return valueArbitrary(field)
  const checks = (def.checks ?? []).map(check => check._zod.def)
  const min = checks.find(check => check.check === 'greater_than')?.value ?? 0
  const max = checks.find(check => check.check === 'less_than')?.value ?? 1000
  return fc.oneof(fc.integer({ min: Math.ceil(min), max: Math.min(Math.floor(max), min + 60) }), fc.constantFrom(min, max, min - 1, max + 1))
}

function stringArbitrary(def: Def, name: string, pools: Pools): Arbitrary<unknown> {
  const checks = (def.checks ?? []).map(check => check._zod.def)
  if (/^(id|.*Id|printedBy|sealedBy|handedOverBy)$/.test(name)) {
    const fitting = pools.idsFor(name)
    return fitting.length ? fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: oneOfList(pools.ids, 'none') }) : oneOfList(pools.ids, 'none')
  }
  if (/loginName/.test(name)) return fc.oneof({ weight: 40, arbitrary: oneOfList(pools.logins, 'x') }, { weight: 1, arbitrary: textOf('grapheme-ascii', 12) })
  if (name === 'newPassword') return fc.constantFrom('Another-pass1', 'Another-pass2', 'short')
  if (/password/i.test(name)) return fc.oneof({ weight: 12, arbitrary: fc.constant(pools.password) }, { weight: 1, arbitrary: textOf('grapheme-ascii', 12) })
  if (/older$|^path$/.test(name) && !fieldNamed(name)) return oneOfList(pools.folders, '')
  if (/^(number|firstNumber|lastNumber|scannedNumber)$/.test(name)) return oneOfList(pools.numbers, '')
  if (name === 'month') return fc.constantFrom('2026-03', '2026-02', '2025-12', '1999-01', '2026-13', '0000-01')
  if (def.format === 'date' || checks.some(check => check.format === 'date')) return dayArbitrary
  const field = fieldNamed(name)
  if (field) return fc.oneof({ weight: 6, arbitrary: valueArbitrary(field) }, { weight: 1, arbitrary: oneOfList(pools.texts, '') })
  return fc.oneof({ weight: 3, arbitrary: oneOfList(pools.texts, '') }, { weight: 1, arbitrary: textOf('binary', 40) }, { weight: 1, arbitrary: textOf('grapheme', 400) })
}

const dayArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 31 }).map(day => `2026-03-${String(day).padStart(2, '0')}`) },
  { weight: 2, arbitrary: fc.constantFrom('1995-08-15', '2024-02-29', '1800-01-01', '2999-12-31', '0001-01-01', '9999-12-31', '2026-02-28') },
)

/** Values of one declared field, its limits among them. */
export function valueArbitrary(field: Field): Arbitrary<unknown> {
  switch (field.kind) {
    case 'day': return dayArbitrary
    case 'minute': return fc.tuple(dayArbitrary, fc.constantFrom('00:00', '08:01', '23:59')).map(([day, time]) => `${day as string}T${time}`)
    case 'flag': return fc.boolean()
    case 'code': return fc.constantFrom(...field.codes.values)
    case 'codes': return fc.oneof({ weight: 5, arbitrary: fc.subarray([...field.codes.values], { minLength: 1 }).map(chosen => chosen.join(',')) }, { weight: 1, arbitrary: fc.constantFrom('2,1', ',', '1,1', '') })
    case 'ref': return fc.constant('none')
    case 'region': return fc.constantFrom('430421', '110101', '430421100', '999999')
    case 'number': {
      const [low, high] = field.plausible
      const step = 10 ** field.decimals
      return fc.oneof(fc.constantFrom(low, high), fc.integer({ min: Math.ceil(low * step), max: Math.floor(high * step) }).map(value => value / step))
    }
    case 'text': return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('张三', '阿依古丽·买买提', '𬭊', '13800001234', '110101199508150009', 'J430421-2020-001234', 'E12345678', '备注', '-', '王') },
      { weight: 1, arbitrary: textOf('grapheme', field.maxLength) },
      { weight: 1, arbitrary: fc.constantFrom('国'.repeat(field.maxLength), '国'.repeat(field.maxLength + 1)) },
    )
  }
}

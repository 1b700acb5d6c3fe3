import { z } from 'zod'
import { isCodeList } from '../../field/code-list.ts'
import { CLOCK, type Field } from '../../field/kinds.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import { isDay, isMinute } from '../../time/day.ts'
import type { RecordDefinition, Row, RowOf, RuleMoment } from '../define.ts'

/** True when a field belongs to rows written under this version of the definition. */
export const isLive = (field: Field, version: number): boolean =>
  (field.since ?? 0) <= version && (field.until === undefined || version < field.until)

// Control characters and lone surrogates never belong in a record: they break paper, CSV and search.
const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

function valueSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text': {
      const maxLength = field.maxLength
      let schema = z.string().refine(value => !UNPRINTABLE.test(value), { error: 'field.unprintable' })
        .refine(value => [...value].length <= maxLength, { error: 'field.tooLong' })
      if (field.lines === undefined || field.lines === 1) schema = schema.refine(value => !/[\r\n\t]/.test(value), { error: 'field.unprintable' })
      return field.pattern ? schema.regex(field.pattern, { error: field.pattern === CLOCK ? 'field.clock' : 'field.pattern' }) : schema
    }
    case 'day': return z.string().refine(isDay, { error: 'field.day' })
    case 'minute': return z.string().refine(isMinute, { error: 'field.minute' })
    case 'number': {
      const [low, high] = field.plausible
      const step = 10 ** field.decimals
      return z.number({ error: 'field.number' }).refine(Number.isFinite, { error: 'field.number' })
        .refine(value => value >= low && value <= high, { error: 'field.plausible' })
        .refine(value => Math.abs(Math.round(value * step) - value * step) < 1e-6, { error: 'field.decimals' })
    }
    case 'flag': return z.boolean({ error: 'field.flag' })
    case 'code': return z.string().refine(value => field.codes.isCode(value), { error: 'field.code' })
    case 'codes': return z.string().refine(value => isCodeList(field.codes, value, field.none), { error: 'field.codes' })
    case 'ref': return z.string().regex(/^[0-9A-Za-z-]{1,64}$/, { error: 'field.ref' })
    case 'region': return z.string().regex(/^\d{6}(\d{3})?$/, { error: 'field.region' })
  }
}

const schemas = new WeakMap<object, z.ZodType>()

/** The shape check of a record's row: typed, strict about unknown names, blind to rules across fields. */
export function schemaOf<D extends RecordDefinition>(definition: D): z.ZodType<Row<D>, Row<D>> {
  const known = schemas.get(definition)
  if (known) return known as z.ZodType<Row<D>, Row<D>>
  const shape: Record<string, z.ZodType> = {}
  for (const [name, field] of Object.entries(definition.fields)) shape[name] = valueSchema(field).nullable()
  const schema = z.strictObject(shape)
  schemas.set(definition, schema)
  return schema as unknown as z.ZodType<Row<D>, Row<D>>
}

const ISSUE_TEXT: Record<string, string> = {
  'field.unprintable': '{{label}}含有不可见字符,请重新输入',
  'field.tooLong': '{{label}}太长,最多 {{max}} 个字',
  'field.pattern': '{{label}}格式不对,请检查后重填',
  'field.day': '{{label}}不是有效日期,请按 年-月-日 填写',
  'field.clock': '{{label}}不是有效时间,请填时和分,如 0930 或 09:30',
  'field.minute': '{{label}}不是有效时间,请填写到分钟',
  'field.number': '{{label}}应填数字',
  'field.plausible': '{{label}}应在 {{low}} 到 {{high}} {{unit}}之间,请核对',
  'field.decimals': '{{label}}最多 {{decimals}} 位小数',
  'field.dioptres': '{{label}}应填度数,如 +1.25、-0.5 或 +125',
  'field.vision': '{{label}}不是视力表上的值,没有保存;请改为视力表上的一行',
  'field.flag': '{{label}}应选是或否',
  'field.code': '{{label}}不在代码表中,请从列表选择',
  'field.codes': '{{label}}有代码表以外的选项,或“无”与其他选项同时选中,请重新选择',
  'field.ref': '{{label}}不存在,请重新选择',
  'field.region': '{{label}}不是有效的行政区划,请从列表选择',
}

/** The sentence for a failed shape check of one field. */
export function shapeIssue(name: string, field: Field, errorKey: string): FieldIssue {
  const text = ISSUE_TEXT[errorKey]
  const params: Record<string, string | number> = { label: field.label }
  if (field.kind === 'text') params.max = field.maxLength
  if (field.kind === 'number') {
    params.low = field.plausible[0]
    params.high = field.plausible[1]
    params.unit = field.unit ? `${field.unit} ` : ''
    params.decimals = field.decimals
  }
  return text ? block(name, message(errorKey, text, params)) : block(name, message('field.wrong', '{{label}}填写有误,请检查', params))
}

/** Is the field shown for this row? Hidden fields are saved as null. */
export const isShown = (field: Field, row: Readonly<Record<string, unknown>>): boolean => !field.showIf || field.showIf(row)

/**
 * All findings on a row: required fields (those of `version` only, so that a field added later does not lock an old
 * record), marks outside the normal range, then the record's own rules, which bear a row that is still being typed: a
 * required field may be null there. The row has passed `schemaOf`.
 */
export function issuesOf<D extends RecordDefinition>(definition: D, row: Row<D>, moment: RuleMoment, version = definition.version): FieldIssue[] {
  const issues: FieldIssue[] = []
  const values = row as Readonly<Record<string, unknown>>
  for (const [name, field] of Object.entries(definition.fields)) {
    const value = values[name]
    const empty = value === null || value === undefined || value === ''
    if (empty) {
      if (field.required && isLive(field, version)) issues.push(block(name, message('field.required', '请填写{{label}}', { label: field.label })))
      continue
    }
    if (field.kind === 'number' && field.normal && typeof value === 'number' && (value < field.normal[0] || value > field.normal[1])) {
      issues.push(warn(name, message('field.unusual', '{{label}} {{value}}{{unit}} 少见(通常 {{low}}~{{high}}),请核对', {
        label: field.label, value, unit: field.unit ? ` ${field.unit}` : '', low: field.normal[0], high: field.normal[1],
      })))
    }
  }
  for (const rule of definition.rules) issues.push(...rule(row as RowOf<D['fields']>, moment))
  return issues
}

/** Trims texts, turns empty texts into null and clears hidden fields: what is stored is what was shown. */
export function tidyRow<D extends RecordDefinition>(definition: D, row: Row<D>): Row<D> {
  const tidy: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(definition.fields)) {
    let value = (row as Record<string, unknown>)[name] ?? null
    if (typeof value === 'string') value = field.kind === 'text' ? value.trim() || null : value || null
    tidy[name] = value
  }
  for (const [name, field] of Object.entries(definition.fields)) if (!isShown(field, tidy)) tidy[name] = null
  return tidy as Row<D>
}

/** A row with every field null: the start of an empty form. */
export function emptyRow<D extends RecordDefinition>(definition: D): { [K in keyof Row<D>]: Row<D>[K] | null } {
  return Object.fromEntries(Object.keys(definition.fields).map(name => [name, null])) as { [K in keyof Row<D>]: Row<D>[K] | null }
}

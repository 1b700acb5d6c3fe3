import type { OnceRule, RecordDefinition } from '../define.ts'

type Values = Readonly<Record<string, unknown>>

// The same test is often entered with another hour: what counts is the day.
const comparable = (definition: RecordDefinition, name: string, value: unknown): unknown =>
  definition.fields[name]?.kind === 'minute' && typeof value === 'string' ? value.slice(0, 10) : value

function overlap([from, to]: readonly [string, string | null], [otherFrom, otherTo]: readonly [string, string | null]): boolean {
  // One may begin on the day the other ended, as within one file.
  return from === otherFrom || ((otherTo === null || from < otherTo) && (to === null || otherFrom < to))
}

/** The rule by which two rows of one record cannot stand together in one file, if there is one. */
export function onceRuleAgainst(definition: RecordDefinition, one: Values, other: Values): OnceRule | undefined {
  return definition.once.find(rule => {
    if (rule.when && !(rule.when(one) && rule.when(other))) return false
    if (rule.lasts && !overlap(rule.lasts(one), rule.lasts(other))) return false
    // What nobody filled in is equal to nothing.
    return rule.fields.every(name => {
      const value = comparable(definition, name, one[name] ?? null)
      return value !== null && value === comparable(definition, name, other[name] ?? null)
    })
  })
}

function wordOf(definition: RecordDefinition, name: string, value: unknown): string {
  const field = definition.fields[name]
  if (value === null || value === undefined || !field) return ''
  if (field.kind === 'code') return field.codes.label(String(value))
  return field.kind === 'minute' ? String(value).replace('T', ' ') : String(value)
}

/** The day or minute that says when a row was: the first one its list shows. */
export const dayFieldOf = (definition: RecordDefinition): string | undefined =>
  Object.entries(definition.fields).find(([, field]) => (field.kind === 'day' || field.kind === 'minute') && field.list)?.[0]

/** A row as a sentence names it: the title of its record and what tells it from others. */
export function rowWords(definition: RecordDefinition, row: Values, rule?: OnceRule): string {
  const names = rule?.says ?? definition.once[0]?.says ?? [dayFieldOf(definition) ?? '']
  return [definition.title, ...names.map(name => wordOf(definition, name, row[name]))].filter(Boolean).join(' ')
}

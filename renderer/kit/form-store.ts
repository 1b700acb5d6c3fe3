import type { Field } from '../../domain/field/kinds.ts'
import type { FieldIssue } from '../../domain/message/message.ts'
import type { RecordDefinition, Row, RuleMoment } from '../../domain/record/define.ts'
import { emptyRow, isShown, issuesOf, schemaOf, shapeIssue } from '../../domain/record/derive/schema.ts'
import { dayAt, minuteAt } from '../../domain/time/day.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * The values of one form outside of React: every input listens to its own name, so that a keystroke draws one field
 * and not two hundred.
 */
export type FormStore = {
  readonly definition: RecordDefinition
  get(name: string): unknown
  /** Sets a value. `unread` is an error key of the shape check when what stands in the input is no value at all. */
  set(name: string, value: unknown, unread?: string): void
  /** The field was left or typing paused: its findings may be shown. */
  touch(name: string): void
  /** Touches the field when typing has paused: half a number is not yet a wrong one. */
  touchAfterPause(name: string): void
  /** After an attempt to save everything is shown. */
  touchAll(): void
  /** Findings to show at this field now; the same array until they change. */
  issues(name: string): readonly FieldIssue[]
  /** All findings of the form, shown or not, without the server's. */
  allIssues(): readonly FieldIssue[]
  /** Findings of the core, shown at their fields until the value changes; answers those that belong to no field. */
  setServerIssues(issues: readonly FieldIssue[]): readonly FieldIssue[]
  isShown(name: string): boolean
  values(): Values
  isDirty(): boolean
  /** Other values altogether: a draft, a saved row. They count as clean unless `dirty`. */
  replace(values: Values, options?: { dirty?: boolean }): void
  subscribe(name: string, notify: () => void): () => void
  /** Any change at all: for the save button, not for inputs. */
  subscribeAll(notify: () => void): () => void
  /** Any change of a value, findings aside: for drafts. */
  subscribeValues(notify: () => void): () => void
}

// A pause this long while typing shows the findings.
const PAUSE_MS = 700

const NONE: readonly FieldIssue[] = []
const sameIssues = (one: readonly FieldIssue[], other: readonly FieldIssue[]): boolean =>
  one.length === other.length && one.every((issue, index) => {
    const twin = other[index]
    return twin !== undefined && issue.level === twin.level && issue.message.key === twin.message.key && JSON.stringify(issue.message.params) === JSON.stringify(twin.message.params)
  })

/** The moment rules are judged on, in the hospital's time. */
export const momentNow = (): RuleMoment => ({ today: dayAt(Date.now()), now: minuteAt(Date.now()) })

/** Makes a form's store. Unknown names of `initial` (id, rev …) are left out. */
export function createFormStore(definition: RecordDefinition, initial: Values = {}, moment: () => RuleMoment = momentNow): FormStore {
  const names = Object.keys(definition.fields)
  const shape = (schemaOf(definition) as unknown as { shape: Record<string, { safeParse(value: unknown): { success: boolean; error?: { issues: { message: string }[] } } }> }).shape
  const pick = (values: Values): Record<string, unknown> => ({ ...emptyRow(definition), ...Object.fromEntries(names.filter(name => values[name] !== undefined).map(name => [name, values[name]])) })

  let values = pick(initial)
  let clean = values
  let unread: Record<string, string> = {}
  const touched = new Set<string>()
  let all: readonly FieldIssue[] = NONE
  let server: readonly FieldIssue[] = NONE
  let shown: Record<string, readonly FieldIssue[]> = {}
  const pauses = new Map<string, ReturnType<typeof setTimeout>>()
  const listeners = new Map<string, Set<() => void>>()
  const everything = new Set<() => void>()
  // Who must look again when this field changes: those whose showIf reads it.
  const dependents = new Map<string, string[]>()
  for (const [name, field] of Object.entries(definition.fields)) for (const other of field.dependsOn ?? []) dependents.set(other, [...(dependents.get(other) ?? []), name])

  const fieldOf = (name: string): Field => {
    const field = definition.fields[name]
    if (!field) throw new Error(`${definition.id} has no field ${name}`)
    return field
  }
  const notify = (which: Iterable<string>): void => {
    for (const name of new Set(which)) for (const one of listeners.get(name) ?? []) one()
    for (const one of everything) one()
  }

  function judge(): readonly FieldIssue[] {
    const badShape: FieldIssue[] = []
    const readable = { ...values }
    for (const name of names) {
      const field = fieldOf(name)
      if (!isShown(field, values)) { readable[name] = null; continue }
      const fault = unread[name] ?? faultOf(name, values[name])
      if (!fault) continue
      badShape.push(shapeIssue(name, field, fault))
      readable[name] = null
    }
    const bad = new Set(badShape.map(issue => issue.path))
    // What cannot be read is not also missing.
    const rest = issuesOf(definition, readable as Row<RecordDefinition>, moment()).filter(issue => !bad.has(issue.path) || issue.message.key !== 'field.required')
    return [...badShape, ...rest]
  }
  function faultOf(name: string, value: unknown): string | undefined {
    if (value === null || value === undefined || value === '') return undefined
    const answer = shape[name]?.safeParse(value)
    return answer && !answer.success ? answer.error?.issues[0]?.message ?? 'field.wrong' : undefined
  }
  /** A rare value that was loaded is not being typed: its mark stands from the start, and it is read by whoever opens the record. */
  const isKeptMark = ({ path, message: { key } }: FieldIssue): boolean => key === 'field.unusual' && values[path] === clean[path]
  /** Finds again what is to be shown where; answers the fields whose findings changed. */
  function refresh(): string[] {
    all = judge()
    const next: Record<string, readonly FieldIssue[]> = {}
    for (const name of names) {
      const own = [...all.filter(issue => issue.path === name && (touched.has(name) || isKeptMark(issue))), ...server.filter(issue => issue.path === name)]
      const unique = own.filter((issue, index) => own.findIndex(other => other.message.key === issue.message.key) === index)
      next[name] = unique.length === 0 ? NONE : sameIssues(unique, shown[name] ?? NONE) ? shown[name]! : unique
    }
    const changed = names.filter(name => next[name] !== (shown[name] ?? NONE))
    shown = next
    return changed
  }
  function touch(name: string): void {
    clearTimeout(pauses.get(name))
    if (touched.has(name)) return
    touched.add(name)
    notify(refresh())
  }
  refresh()

  return {
    definition,
    get: name => values[name] ?? null,
    set(name, value, fault) {
      fieldOf(name)
      if (Object.is(values[name], value) && unread[name] === fault) return
      values = { ...values, [name]: value }
      const { [name]: _, ...others } = unread
      unread = fault ? { ...others, [name]: fault } : others
      server = server.filter(issue => issue.path !== name)
      notify([name, ...(dependents.get(name) ?? []), ...refresh()])
    },
    touch,
    touchAfterPause(name) {
      clearTimeout(pauses.get(name))
      pauses.set(name, setTimeout(() => touch(name), PAUSE_MS))
    },
    touchAll() {
      for (const name of names) touched.add(name)
      notify(refresh())
    },
    issues: name => shown[name] ?? NONE,
    allIssues: () => all,
    setServerIssues(issues) {
      server = issues.filter(issue => names.includes(issue.path))
      notify(refresh())
      return issues.filter(issue => !names.includes(issue.path))
    },
    isShown: name => isShown(fieldOf(name), values),
    values: () => values,
    isDirty: () => Object.keys(unread).length > 0 || names.some(name => (values[name] ?? null) !== (clean[name] ?? null) && !(values[name] === '' && clean[name] === null)),
    replace(next, { dirty = false } = {}) {
      values = pick(next)
      if (!dirty) clean = values
      unread = {}
      server = NONE
      touched.clear()
      for (const pause of pauses.values()) clearTimeout(pause)
      refresh()
      notify(names)
    },
    subscribe(name, one) {
      const own = listeners.get(name) ?? new Set()
      listeners.set(name, own.add(one))
      return () => own.delete(one)
    },
    subscribeValues(one) {
      let seen = values
      const look = () => { if (values !== seen) { seen = values; one() } }
      everything.add(look)
      return () => everything.delete(look)
    },
    subscribeAll(one) {
      everything.add(one)
      return () => everything.delete(one)
    },
  }
}

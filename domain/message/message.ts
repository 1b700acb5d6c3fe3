/**
 * A sentence for a person: a stable key, the Chinese text with {{name}} places, and their values.
 * The Chinese stands in the code beside its rule; English is looked up by key in resources/locale/en.json.
 */
export type Message = {
  readonly key: string
  readonly zh: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** Makes a sentence. `key` is dotted and unique in the program; `zh` is what the clerk reads. */
export function message(key: string, zh: string, params?: Record<string, string | number>): Message {
  return params ? { key, zh, params } : { key, zh }
}

/** The Chinese sentence with its values filled in; used for reports and logs, screens translate by key. */
export function formatChinese(text: Message): string {
  return text.zh.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(text.params?.[name] ?? ''))
}

/**
 * What is wrong with one field. `block` cannot be saved; `warn` is saved after the clerk has given a reason,
 * `approve` also needs a second person, `retype` needs the value typed twice.
 */
export type FieldIssue = {
  readonly path: string
  readonly level: 'block' | 'warn' | 'approve' | 'retype'
  readonly message: Message
  /** Whose word an `approve` finding needs where a reviewer's is not enough. */
  readonly approver?: 'director'
}

/** A finding that cannot be saved. */
export const block = (path: string, text: Message): FieldIssue => ({ path, level: 'block', message: text })
/** A finding that is saved after a reason was given. */
export const warn = (path: string, text: Message): FieldIssue => ({ path, level: 'warn', message: text })
/** A finding that needs a reason and a second person's approval. */
export const approve = (path: string, text: Message): FieldIssue => ({ path, level: 'approve', message: text })
/** A finding that needs a reason and the director's approval (分管领导); his word covers what else is asked with it. */
export const approveByDirector = (path: string, text: Message): FieldIssue => ({ path, level: 'approve', message: text, approver: 'director' })
/** A finding that needs the same value typed once more. */
export const retype = (path: string, text: Message): FieldIssue => ({ path, level: 'retype', message: text })

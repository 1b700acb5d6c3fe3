/** A value that canonical JSON can carry. Members that are undefined are left out. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined }

/**
 * JSON with sorted keys and no spaces: the same value gives the same text, so that hashes and signatures can be repeated.
 * Keys are sorted by UTF-16 code unit; numbers must be safe integers, because decimals have more than one spelling.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`)
    return String(value)
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => canonicalJson(item)).join(',')}]`
  const members = value as { readonly [key: string]: JsonValue | undefined }
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member === undefined) continue
    text += `${text ? ',' : ''}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Canonical JSON as a line or file: one line feed at the end. */
export const canonicalLine = (value: JsonValue): string => `${canonicalJson(value)}\n`

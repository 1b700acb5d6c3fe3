import { block, type FieldIssue, message } from '../../domain/message/message.ts'

const DEPTH_LIMIT = 40
const PATH_SHOWN = 200
// NUL and lone surrogates: PostgreSQL refuses the one, and the other comes back from any database as another character,
// so that the audit's hash would no longer fit what was hashed.
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

/** Findings on an input that is not plain data (null, yes/no, finite numbers, whole texts, lists, objects) of sane depth. */
export function plainIssues(input: unknown): FieldIssue[] {
  const rest: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }]
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value, path, depth } = next
    if (value === null || value === undefined || typeof value === 'boolean') continue
    if (typeof value === 'string') {
      if (UNSTORABLE.test(value)) return [block(path, message('input.unstorable', '输入中含有无法保存的字符,请删除后重新输入'))]
      continue
    }
    if (typeof value === 'number' && Number.isFinite(value)) continue
    const isList = Array.isArray(value)
    if (!isList && !isPlainObject(value)) return [block(path, message('input.notPlain', '提交的内容格式有误,请刷新页面后重试'))]
    if (depth >= DEPTH_LIMIT) return [block(path, message('input.tooDeep', '提交的内容层次过深,请刷新页面后重试'))]
    for (const [key, inner] of Object.entries(value as object)) {
      if (UNSTORABLE.test(key)) return [block(path, message('input.unstorable', '输入中含有无法保存的字符,请删除后重新输入'))]
      rest.push({ value: inner, path: (path ? `${path}.${key}` : key).slice(0, PATH_SHOWN), depth: depth + 1 })
    }
  }
  return []
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // An object of another realm (a worker, the bridge) has a prototype of its own, whose own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

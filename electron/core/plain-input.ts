import { AppError } from '../../domain/api/result.ts'
import { block, message } from '../../domain/message/message.ts'

const DEPTH_LIMIT = 40
const PATH_SHOWN = 200
// NUL and lone surrogates: PostgreSQL refuses the one, and the other comes back from any database as another character,
// so that the audit's hash would no longer fit what was hashed.
const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()

/**
 * The input as the plain data it would be over any wire: null, yes/no, finite numbers, whole texts, lists, objects, of
 * sane depth, without keys that say nothing. Throws `invalid` for anything else.
 */
export function plainInput(input: unknown, path = '', depth = 0): unknown {
  if (input === null || input === undefined || typeof input === 'boolean') return input
  if (typeof input === 'string') return storable(input, path)
  if (typeof input === 'number' && Number.isFinite(input)) return input
  const isList = Array.isArray(input)
  if (!isList && !isPlainObject(input)) throw new AppError('invalid', [block(path, message('input.notPlain', '提交的内容格式有误,请刷新页面后重试'))])
  if (depth >= DEPTH_LIMIT) throw new AppError('invalid', [block(path, message('input.tooDeep', '提交的内容层次过深,请刷新页面后重试'))])
  const below = (key: string | number) => (path ? `${path}.${key}` : String(key)).slice(0, PATH_SHOWN)
  if (isList) return input.map((value, index) => plainInput(value, below(index), depth + 1))
  const entries = Object.entries(input as object).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([key, value]) => [storable(key, path), plainInput(value, below(key), depth + 1)]))
}

function storable(text: string, path: string): string {
  if (!isStorable(text)) throw new AppError('invalid', [block(path, message('input.unstorable', '输入中含有无法保存的字符,请删除后重新输入'))])
  return text
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // An object of another realm (a worker, the bridge) has a prototype of its own, whose own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

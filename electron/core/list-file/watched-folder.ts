import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { AppError } from '../../../domain/api/result.ts'
import type { Message } from '../../../domain/message/message.ts'
import type { Ports } from '../ports.ts'
import { type GivenFile, sha256 } from './given-file.ts'

export type Watched<Read> = {
  readonly folder: string
  readonly extensions: readonly string[]
  readonly mostBytes: number
  readonly tooLarge: Message
  /** Which of these hashes were taken: the database says so, because another one may have been opened since. */
  taken(hashes: readonly string[]): Promise<ReadonlySet<string>>
  read(file: GivenFile): Promise<Read>
}
export type Look<Read> = { readonly isOpen: boolean; readonly read: readonly Read[]; readonly refused: readonly { readonly fileName: string; readonly problem: Message }[] }
/** A file as the last look found it; its hash once it stood still, and why it was refused. */
type Looked = { readonly size: number; readonly mtimeMs: number; readonly hash: string | null; readonly problem: Message | null }

// What the looks before found, so that a folder of years is not read again every few seconds.
const looks = new WeakMap<Ports, Map<string, Map<string, Looked>>>()
const READ_A_LOOK = 50

/** What one look sees of a file: a file still growing has no hash, one out of reach is asked for again at the next look. */
async function lookAt(path: string, before: Looked | undefined, mayRead: boolean, { mostBytes, tooLarge }: Pick<Watched<unknown>, 'mostBytes' | 'tooLarge'>): Promise<Looked | null> {
  try {
    const { size, mtimeMs } = await stat(path)
    const isStill = before !== undefined && before.size === size && before.mtimeMs === mtimeMs
    if (!isStill) return { size, mtimeMs, hash: null, problem: null }
    // An empty file is one that its instrument has just begun.
    if (before.hash !== null || before.problem !== null || size === 0 || !mayRead) return before
    return size > mostBytes ? { ...before, problem: tooLarge } : { ...before, hash: sha256(await readFile(path)) }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Reads a file that stood still; answers why it was refused. One that changed meanwhile is looked at again. */
async function take<Read>(path: string, name: string, hash: string, { read }: Watched<Read>): Promise<{ read: Read } | { problem: Message } | null> {
  try {
    const bytes = await readFile(path)
    return sha256(bytes) === hash ? { read: await read({ name, bytes }) } : null
  } catch (error) {
    if (error instanceof AppError && error.fields?.[0]) return { problem: error.fields[0].message }
    if (error instanceof Error && 'code' in error && !(error instanceof AppError)) return null
    throw error
  }
}

/** One look into a folder: every file that stood still since the look before and was not taken is read. Nothing in the folder is changed. */
export async function lookIntoFolder<Read>(ports: Ports, watched: Watched<Read>): Promise<Look<Read>> {
  const { folder, extensions } = watched
  const folders = looks.get(ports) ?? new Map<string, Map<string, Looked>>()
  looks.set(ports, folders)
  const [before, now] = [folders.get(folder) ?? new Map<string, Looked>(), new Map<string, Looked>()]
  const names = await readdir(folder).catch(() => null)
  const files = (names ?? []).filter(name => extensions.includes(extname(name).toLowerCase())).toSorted()
  let opened = 0
  for (const name of files) {
    const path = join(folder, name)
    const looked = await lookAt(path, before.get(path), opened < READ_A_LOOK, watched)
    if (!looked) continue
    now.set(path, looked)
    if (looked.hash !== null && looked !== before.get(path)) opened += 1
  }
  const taken = await watched.taken(files.flatMap(name => now.get(join(folder, name))?.hash ?? []))
  const answer = { isOpen: names !== null, read: [] as Read[], refused: [] as { fileName: string; problem: Message }[] }
  for (const name of files) {
    const path = join(folder, name)
    const looked = now.get(path)
    if (looked?.hash && !looked.problem && !taken.has(looked.hash)) {
      const came = await take(path, name, looked.hash, watched)
      if (came && 'read' in came) answer.read.push(came.read)
      else if (came) now.set(path, { ...looked, problem: came.problem })
    }
    const problem = now.get(path)?.problem
    if (problem) answer.refused.push({ fileName: name, problem })
  }
  folders.set(folder, now)
  return answer
}

const HASHES_AT_ONCE = 500
/** The hashes a query knows, asked some at a time. */
export async function knownHashes(hashes: readonly string[], ask: (some: readonly string[]) => Promise<readonly { readonly hash: string }[]>): Promise<Set<string>> {
  const known = new Set<string>()
  for (let at = 0; at < hashes.length; at += HASHES_AT_ONCE) for (const { hash } of await ask(hashes.slice(at, at + HASHES_AT_ONCE))) known.add(hash)
  return known
}

import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Output } from '../../../../domain/api/api.ts'
import { MOST_DEVICE_BYTES } from '../../../../domain/api/eye-device-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { message, type Message } from '../../../../domain/message/message.ts'
import { DEVICE_MAPPING_IDS, DEVICE_MAPPINGS, type DeviceMappingId } from '../../../../domain/rule/eye/device-mappings.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Ports } from '../../ports.ts'
import { readDeviceSettings } from '../../device-settings.ts'
import { sha256 } from '../../list-file/given-file.ts'
import { type DeviceAnswer, takeFile, TOO_LARGE } from './device-read.ts'

type Watched = Output<'eye.device.watch'>
/** A file as the last look found it; its hash once it stood still, and why it was refused. */
type Looked = { readonly size: number; readonly mtimeMs: number; readonly hash: string | null; readonly problem: Message | null }

// What the looks before found, so that a folder of years is not read again every few seconds. Whether a file was taken is
// never kept here: the database is asked, because another one may have been opened since.
const looks = new WeakMap<Ports, Map<string, Looked>>()
const READ_A_LOOK = 50
const HASHES_AT_ONCE = 500

const extensionsOf = (mapping: DeviceMappingId): readonly string[] => DEVICE_MAPPINGS[mapping].format === 'xml' ? ['.xml'] : ['.csv', '.txt']

async function takenHashes(db: ReadDb, hashes: readonly string[]): Promise<Set<string>> {
  const taken = new Set<string>()
  for (let at = 0; at < hashes.length; at += HASHES_AT_ONCE) {
    for (const { hash } of await db.selectFrom('eyeDeviceFile').select('hash').where('hash', 'in', hashes.slice(at, at + HASHES_AT_ONCE)).where('voidedAt', 'is', null).execute()) taken.add(hash)
  }
  return taken
}

/** What one look sees of a file: a file still growing has no hash, one out of reach is asked for again at the next look. */
async function lookAt(path: string, before: Looked | undefined, mayRead: boolean): Promise<Looked | null> {
  try {
    const { size, mtimeMs } = await stat(path)
    const isStill = before !== undefined && before.size === size && before.mtimeMs === mtimeMs
    if (!isStill) return { size, mtimeMs, hash: null, problem: null }
    // An empty file is one that its instrument has just begun.
    if (before.hash !== null || before.problem !== null || size === 0 || !mayRead) return before
    return size > MOST_DEVICE_BYTES ? { ...before, problem: TOO_LARGE } : { ...before, hash: sha256(await readFile(path)) }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Reads a file that stood still; answers why it was refused. One that changed meanwhile is looked at again. */
async function take(context: ReadContext, path: string, name: string, mapping: DeviceMappingId, hash: string): Promise<DeviceAnswer | Message | null> {
  try {
    const bytes = await readFile(path)
    return sha256(bytes) === hash ? await takeFile(context, { name, bytes }, mapping) : null
  } catch (error) {
    if (error instanceof AppError && error.fields?.[0]) return error.fields[0].message
    if (error instanceof Error && 'code' in error && !(error instanceof AppError)) return null
    throw error
  }
}

/** One look into every folder this workstation watches. In the practice hospital nobody's real results are read. */
export async function watchFolders(context: ReadContext): Promise<Watched> {
  const answer: Watched = { folders: [], read: [], refused: [] }
  if (context.services.practice) return answer
  const { eyeFolders } = readDeviceSettings(context.ports.folders)
  const [before, now] = [looks.get(context.ports) ?? new Map<string, Looked>(), new Map<string, Looked>()]
  let opened = 0
  for (const mapping of DEVICE_MAPPING_IDS) {
    const folder = eyeFolders[mapping]
    if (folder === '') continue
    const names = await readdir(folder).catch(() => null)
    answer.folders.push({ device: DEVICE_MAPPINGS[mapping].title, folder, problem: names ? null : message('eyeDevice.noFolder', '文件夹打不开,请检查网络和仪器电脑是否开机,或在“设置 → 外接设备”中改正') })
    const files = (names ?? []).filter(name => extensionsOf(mapping).includes(extname(name).toLowerCase())).toSorted()
    for (const name of files) {
      const path = join(folder, name)
      const looked = await lookAt(path, before.get(path), opened < READ_A_LOOK)
      if (!looked) continue
      now.set(path, looked)
      if (looked.hash !== null && looked !== before.get(path)) opened += 1
    }
    const taken = await takenHashes(context.db, files.flatMap(name => now.get(join(folder, name))?.hash ?? []))
    for (const name of files) {
      const path = join(folder, name)
      const looked = now.get(path)
      if (looked?.hash && !looked.problem && !taken.has(looked.hash)) {
        const came = await take(context, path, name, mapping, looked.hash)
        if (came && 'deviceFileId' in came) answer.read.push(came)
        else if (came) now.set(path, { ...looked, problem: came })
      }
      const problem = now.get(path)?.problem
      if (problem) answer.refused.push({ fileName: name, problem })
    }
  }
  looks.set(context.ports, now)
  return answer
}

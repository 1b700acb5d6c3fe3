import { open, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { makeFolder } from '../../make-folder.ts'

export type SinkFile = { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> }

/** Where a sealed package goes. Nothing is visible under its own name before `commit`. */
export type PackageSink = {
  create(name: string): Promise<SinkFile>
  commit(): Promise<void>
  /** Takes back everything that was written, also after a failed commit. */
  abandon(): Promise<void>
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** A full disk gets its own sentence; anything else stays what it was. */
function translated(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code === 'ENOSPC' || code === 'EDQUOT' ? new AppError('storage-full') : error
}

const UNUSABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'EINVAL', 'EIO', 'ENXIO', 'EBUSY', 'ESTALE', 'EHOSTDOWN', 'ENETUNREACH']
/** A folder that cannot be made or written is the user's to change: an unplugged drive, a share without rights. */
function unusable(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code !== undefined && UNUSABLE.includes(code)
    ? new AppError('invalid', [block('folder', message('seal.folder.unusable', '文件夹 {{folder}} 无法写入({{code}}),请检查磁盘、网络和权限,或换一个文件夹', { folder, code }))])
    : translated(error)
}

/** Makes the renames durable. Windows cannot open a folder for that and keeps its own journal. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes into a folder: each file under a temporary name, synced, then all renamed in the order of creation. */
export function createFolderSink(folder: string): PackageSink {
  const names: string[] = []
  const renamed: string[] = []
  const openHandles = new Set<FileHandle>()
  const partOf = (name: string) => join(folder, `.${name}.part`)
  return {
    async create(name) {
      try {
        makeFolder(folder)
        if (await exists(join(folder, name)))
          throw new AppError('invalid', [block('folder', message('seal.file.exists', '文件夹中已有同名数据包 {{name}},未覆盖', { name }))])
        const handle = await open(partOf(name), 'w', 0o600)
        names.push(name)
        openHandles.add(handle)
        return {
          async write(bytes) {
            try {
              await handle.writeFile(bytes)
            } catch (error) {
              throw translated(error)
            }
          },
          async close() {
            try {
              await handle.sync()
            } catch (error) {
              throw translated(error)
            } finally {
              openHandles.delete(handle)
              await handle.close()
            }
          },
        }
      } catch (error) {
        throw unusable(error, folder)
      }
    },
    async commit() {
      try {
        for (const name of names) {
          await rename(partOf(name), join(folder, name))
          renamed.push(name)
        }
        await syncFolder(folder)
      } catch (error) {
        throw translated(error)
      }
    },
    async abandon() {
      for (const handle of openHandles) await handle.close()
      openHandles.clear()
      for (const name of names) await rm(partOf(name), { force: true })
      for (const name of renamed) await rm(join(folder, name), { force: true })
    },
  }
}

/** Keeps the files in memory: for tests and for a caller that sends them on. */
export function createMemorySink(): PackageSink & { readonly files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>()
  return {
    files,
    create: async (name) => {
      const parts: Uint8Array[] = []
      return { write: async (bytes) => void parts.push(Uint8Array.from(bytes)), close: async () => void files.set(name, Buffer.concat(parts)) }
    },
    commit: async () => {},
    abandon: async () => files.clear(),
  }
}

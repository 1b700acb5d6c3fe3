import { existsSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { app } from 'electron'
import type { Folders } from '../core/ports.ts'
import { makeFolder } from '../core/make-folder.ts'

/** The value of `--name value` or `--name=value` on the command line. */
export function argumentOf(argv: readonly string[], name: string): string | undefined {
  const at = argv.findIndex((one) => one === `--${name}` || one.startsWith(`--${name}=`))
  if (at < 0) return undefined
  const found = argv[at]!
  return found.includes('=') ? found.slice(found.indexOf('=') + 1) : argv[at + 1]
}

/**
 * Chooses the data folder before anything of Chromium touches it. Chromium's own profile goes beside the database,
 * not among it; the single-instance lock belongs to this folder, so two folders may have two running programs.
 */
export function useDataFolder(argv: readonly string[]): string {
  const given = argumentOf(argv, 'data')
  const folder = given ? (isAbsolute(given) ? given : resolve(given)) : join(app.getPath('appData'), 'fuyou-desk')
  // A read-only place is not this function's to explain: the core answers for it on the restore page.
  if (!existsSync(folder)) tryToMake(folder)
  app.setPath('userData', folder)
  app.setPath('sessionData', join(folder, 'session'))
  return folder
}

function tryToMake(folder: string): void {
  try {
    makeFolder(folder, 0o700)
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM', 'ENOSPC', 'ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** Where everything lies: packed, beside the archive; unpacked, in the source tree. */
export function programFolders(data: string): Folders {
  if (app.isPackaged) {
    return { data, resources: join(process.resourcesPath, 'resources'), fonts: join(process.resourcesPath, 'fonts') }
  }
  const root = app.getAppPath()
  return { data, resources: join(root, 'resources'), fonts: join(root, 'node_modules', '@expo-google-fonts', 'noto-serif-sc') }
}

/** The folder of the built pages. */
export const pagesFolder = (): string => join(app.getAppPath(), 'out', 'renderer')

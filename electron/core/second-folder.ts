import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NOTE = 'second-backup-folder.txt'

/** Notes the second backup place beside the database, for the day the database cannot be read. */
export function rememberSecondFolder(dataFolder: string, folder: string): void {
  writeFileSync(join(dataFolder, NOTE), folder, 'utf8')
}

/** The second backup place as last set; used when the database itself cannot be asked. */
export function rememberedSecondFolder(dataFolder: string): string {
  const note = join(dataFolder, NOTE)
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : ''
}

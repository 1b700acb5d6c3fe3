import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it, like `mkdir -p`; does nothing where it is. Throws the system's error.
 *
 * Node's own `recursive: true` never returns where a parent that exists answers "no such file" to every new name
 * (/proc, some network drives): a package sealed into such a folder would hang for ever and hold the database.
 */
export function makeFolder(path: string, mode?: number): void {
  const missing: string[] = []
  for (let at = path; !isFolder(at); at = dirname(at)) {
    missing.push(at)
    if (dirname(at) === at) break
  }
  for (const folder of missing.reverse()) {
    try {
      mkdirSync(folder, mode)
    } catch (error) {
      // Somebody else may have made it in the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(folder)) throw error
    }
  }
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found?.isDirectory() ?? false
}

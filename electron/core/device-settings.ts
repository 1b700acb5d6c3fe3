import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DeviceSettings, INITIAL_DEVICE_SETTINGS } from '../../domain/device/device-settings.ts'
import type { Folders } from './ports.ts'
import { writeFileDurably } from './security/write-file.ts'

const fileOf = (folders: Folders): string => join(folders.data, 'devices.json')

/**
 * What hangs on this workstation. A file beside the database and not in it: on a hospital server every window has its
 * own scanner and reader. A part that cannot be read starts with its initial values, so that a window never stays shut
 * because of a scanner; the settings page shows what is in force.
 */
export function readDeviceSettings(folders: Folders): DeviceSettings {
  const stored = storedIn(folders)
  const part = <K extends keyof DeviceSettings>(name: K): DeviceSettings[K] => {
    const read = DeviceSettings.shape[name].safeParse(stored[name])
    return (read.success ? read.data : INITIAL_DEVICE_SETTINGS[name]) as DeviceSettings[K]
  }
  return { scanner: part('scanner'), reader: part('reader'), secondScreen: part('secondScreen'), eyeFolders: part('eyeFolders'), pelvicReports: part('pelvicReports') }
}

function storedIn(folders: Folders): Record<string, unknown> {
  if (!existsSync(fileOf(folders))) return {}
  try {
    const read: unknown = JSON.parse(readFileSync(fileOf(folders), 'utf8'))
    return typeof read === 'object' && read !== null ? read as Record<string, unknown> : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** Keeps the settings of this workstation; after a power cut either the old or the new ones are there. */
export function saveDeviceSettings(folders: Folders, settings: DeviceSettings): void {
  // With the database on a server nothing else may have made the folder yet.
  mkdirSync(folders.data, { recursive: true })
  writeFileDurably(fileOf(folders), `${JSON.stringify(settings, null, 2)}\n`)
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ElectronApplication, type Page, _electron } from '@playwright/test'

const root = dirname(dirname(import.meta.dirname))

/** The runtime that scripts/run.mjs found; without it a test cannot know which Electron is meant. */
export function electronProgram(): string {
  const program = process.env.FUYOU_ELECTRON
  if (!program) throw new Error('start the tests with npm test: scripts/run.mjs finds the Electron runtime')
  return program
}

/** Switches the machine needs (no sandbox as root, no GPU on a virtual display). */
export const electronSwitches = (): string[] => (process.env.FUYOU_ELECTRON_SWITCHES ?? '').split(' ').filter(Boolean)

/** The test runner runs on Electron's Node; the program under test must be started as a program. */
export function programEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env
  const display = process.env.FUYOU_DISPLAYS?.split(' ')[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
  return { ...(rest as Record<string, string>), ...(display ? { DISPLAY: display } : {}), ...more }
}

/** A data folder of its own for one test, taken away by `remove`. */
export function freshDataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'fuyou-e2e-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) }
}

const dataFolders = new WeakMap<Page, string>()
/** The data folder of the program that shows this page. */
export const dataFolderOf = (page: Page): string => {
  const folder = dataFolders.get(page)
  if (!folder) throw new Error('not a page of launchDesk')
  return folder
}

export type Desk = { app: ElectronApplication; page: Page; data: string; close(): Promise<void> }

/** Starts the built program on a data folder and waits for its window. `close` keeps the folder when it was given; `before` stands before the program's own folder, for Electron itself. */
export async function launchDesk(options: { data?: string; before?: string[]; args?: string[]; env?: Record<string, string> } = {}): Promise<Desk> {
  const fresh = options.data === undefined ? freshDataFolder() : null
  const data = options.data ?? fresh!.path
  const app = await _electron.launch({
    executablePath: electronProgram(),
    args: [...electronSwitches(), '-r', join(import.meta.dirname, 'quick-passwords.cjs'), ...(options.before ?? []), root, '--data', data, ...(options.args ?? [])],
    env: programEnvironment(options.env),
    cwd: root,
  })
  const page = await app.firstWindow()
  dataFolders.set(page, data)
  return {
    app, page, data,
    async close() {
      await app.close()
      fresh?.remove()
    },
  }
}

import { join } from 'node:path'
import { type ElectronApplication, _electron } from '@playwright/test'
import { electronProgram, electronSwitches, freshDataFolder, programEnvironment } from '../../test/support/launch.ts'
import { type Bench, figureOf, percentile, say } from './figure.ts'

const ROUNDS = 9
const WITH_KEY_STORE = ['-r', join(import.meta.dirname, 'key-store.cjs')]

/** Milliseconds from launching to a field that takes typing, and the program to close. */
async function untilUsable(args: readonly string[], root: string): Promise<number> {
  const start = performance.now()
  let app: ElectronApplication | null = null
  try {
    app = await _electron.launch({ executablePath: electronProgram(), args: [...electronSwitches(), ...args], env: programEnvironment(), cwd: root })
    const page = await app.firstWindow()
    await page.locator('input[type=password]:enabled').first().waitFor({ state: 'visible' })
    return performance.now() - start
  } finally {
    await app?.close()
  }
}

/** A data folder in which a hospital was created, so that the program starts with its log-in. */
async function hospitalFolder(root: string): Promise<{ path: string; remove(): void }> {
  const folder = freshDataFolder()
  const app = await _electron.launch({ executablePath: electronProgram(), args: [...electronSwitches(), ...WITH_KEY_STORE, root, '--data', folder.path], env: programEnvironment(), cwd: root })
  const page = await app.firstWindow()
  await page.waitForFunction(() => 'bridge' in globalThis)
  const answer = await page.evaluate(async () => {
    const { bridge } = globalThis as unknown as { bridge: { invoke(name: string, input: unknown): Promise<{ ok: boolean }> } }
    return bridge.invoke('system.create', { institutionName: '青山县妇幼保健院', admin: { loginName: 'admin', displayName: '管理员', password: 'lianxi123' } })
  })
  await app.close()
  if (!answer.ok) throw new Error(`could not create a hospital: ${JSON.stringify(answer)}`)
  return folder
}

export const start: Bench = async function* () {
  const root = join(import.meta.dirname, '..', '..')
  const hospital = await hospitalFolder(root)
  const bare = freshDataFolder()
  try {
    const program = [...WITH_KEY_STORE, root, '--data', hospital.path]
    const window = [join(import.meta.dirname, 'bare-window.mjs'), bare.path]
    // The first start of each warms the caches every later morning has.
    await untilUsable(program, root)
    await untilUsable(window, root)
    const samples = { program: [] as number[], window: [] as number[] }
    for (let round = 0; round < ROUNDS; round += 1) {
      samples.window.push(await untilUsable(window, root))
      samples.program.push(await untilUsable(program, root))
      say(`start ${round + 1}/${ROUNDS}: ${samples.program.at(-1)?.toFixed(0)} ms, bare ${samples.window.at(-1)?.toFixed(0)} ms`)
    }
    yield figureOf('start', samples.program, 0.5, { baseline: percentile(samples.window, 0.5), note: 'launch to a log-in field that takes typing, database encrypted and open beside it; baseline: bare window of the same runtime, p50' })
  } finally {
    hospital.remove()
    bare.remove()
  }
}

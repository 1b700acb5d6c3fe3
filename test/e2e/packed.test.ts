import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { type Browser, chromium, expect, test } from '@playwright/test'
import { PRACTICE_PASSWORD } from '../../domain/access/practice-accounts.ts'
import { electronProgram, electronSwitches, freshDataFolder, programEnvironment } from '../support/launch.ts'
import { emgReportPdf } from '../support/small-pdf.ts'

// The fuse file says 49 for on and 48 for off: the characters '1' and '0'.
const [ON, OFF] = [49, 48]

const root = dirname(dirname(import.meta.dirname))
const folder = join(root, 'dist', 'linux-unpacked')
const program = join(folder, 'fuyou-desk')

test.skip(process.platform !== 'linux' || process.arch !== 'x64', 'the unpacked program is made for the machine of the build, Linux x64')

test.beforeAll(async () => {
  await promisify(execFile)(electronProgram(), ['scripts/dist.ts', '--dir'], { cwd: root, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, timeout: 120_000 })
})

test('the packed program has its fuses set and is marked when its runtime is a substitute', async () => {
  const fuses = await getCurrentFuseWire(program)
  const seen = Object.fromEntries([FuseV1Options.RunAsNode, FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments, FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.GrantFileProtocolExtraPrivileges].map((name) => [FuseV1Options[name], fuses[name]]))
  expect(seen).toEqual({ RunAsNode: OFF, EnableCookieEncryption: ON, EnableNodeOptionsEnvironmentVariable: OFF, EnableNodeCliInspectArguments: OFF, OnlyLoadAppFromAsar: ON, GrantFileProtocolExtraPrivileges: OFF })
  expect(existsSync(join(folder, 'NOT-FOR-RELEASE.txt'))).toBe(process.env.FUYOU_ELECTRON_KIND === 'substitute')
})

test('layouts, print fonts, licences and the icon lie beside the archive; tests and development packages do not lie in it', () => {
  for (const name of ['resources/print', 'fonts/NotoSerifSC_400Regular.ttf', 'fonts/NotoSerifSC_700Bold.ttf', 'fonts/OFL.txt', 'THIRD-PARTY-NOTICES.txt', 'verify-package.sh', 'resources/icons/linux/256x256.png', 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node']) {
    expect(existsSync(join(folder, 'resources', name)), name).toBe(true)
  }
  const header = archiveHeader(join(folder, 'resources', 'app.asar'))
  expect(Object.keys(header.files).toSorted()).toEqual(['node_modules', 'out', 'package.json'])
  expect(Object.keys(header.files.node_modules!.files!)).toEqual(['better-sqlite3'])
})

test('the packed program does not become a Node of its own', async () => {
  const data = freshDataFolder()
  try {
    const marker = join(data.path, 'ran')
    // With the fuse off the program starts as itself; on a folder in use it would say so. It must not run the script.
    const child = spawn(program, [...electronSwitches(), '-e', `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`, '--data', data.path],
      { env: { ...programEnvironment(), ELECTRON_RUN_AS_NODE: '1' }, stdio: 'ignore' })
    await expect.poll(() => existsSync(join(data.path, 'logs', 'main.log')), { timeout: 20_000 }).toBe(true)
    expect(existsSync(marker)).toBe(false)
    await end(child)
  } finally {
    data.remove()
  }
})

test('the packed program shows its first page, and its worker reads a PDF', async () => {
  const data = freshDataFolder()
  // Playwright's own launch needs Node's inspector, which the fuse has switched off: the window is reached as a browser's.
  const child = spawn(program, [...electronSwitches(), '--remote-debugging-port=0', '--data', data.path], { env: programEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] })
  let browser: Browser | undefined
  try {
    browser = await chromium.connectOverCDP(await debuggingAddress(child))
    const context = browser.contexts()[0]!
    const page = context.pages()[0] ?? await context.waitForEvent('page')
    await page.waitForURL(/^fuyou:\/\/app\//)
    await expect(page.locator('#root')).not.toBeEmpty()
    // A database is offered: the core and its native part were loaded from the archive and beside it.
    const ask = (name: string, input: unknown) => page.evaluate(async ([asked, given]) => {
      const { bridge } = globalThis as unknown as { bridge: { invoke(name: string, input: unknown): Promise<{ ok: boolean; error?: unknown; value?: { state?: string; reportId?: string; lifted?: object } }> } }
      const answer = await bridge.invoke(asked, given)
      if (!answer.ok) throw new Error(`${asked}: ${JSON.stringify(answer.error)}`)
      return answer.value
    }, [name, input] as const)
    await expect.poll(async () => (await ask('system.state', null))?.state).toBe('new')
    // A PDF is read by a worker of the archive, with the tables of Chinese encodings that lie beside it.
    await ask('system.openPractice', { persons: 50 })
    await ask('auth.login', { loginName: 'pendi', password: PRACTICE_PASSWORD })
    const read = await ask('pelvic.report.read', { file: { name: '肌电.pdf', base64: emgReportPdf({ name: '张丽华' }).toString('base64') } })
    expect((await ask('pelvic.report.open', { id: read?.reportId }))?.lifted).toMatchObject({ preRestUv: 3.2, fastUv: 38.25 })
  } finally {
    await browser?.close()
    await end(child)
    data.remove()
  }
})

test('the packed program does the whole job from its own archive: database, paper, worker, backup, package', async () => {
  const data = freshDataFolder()
  const out = freshDataFolder()
  try {
    const said = await promisify(execFile)(program, [...electronSwitches(), '--demo', '--data', data.path, '--out', out.path], { env: programEnvironment(), cwd: out.path, timeout: 120_000 })
    const summary = JSON.parse(readFileSync(join(out.path, 'summary.json'), 'utf8')) as { counts: Record<string, number>; package: { verified: string } }
    expect(summary.counts, said.stdout).toMatchObject({ certificates: 2, referrals: 1, errors: 0 })
    expect(summary.package.verified).toContain('全部有效')
    // The paper is set in the fonts that were packed with it, not in whatever this machine has.
    expect(readFileSync(join(out.path, 'certificate.pdf'), 'latin1')).toMatch(/\/FontName \/[A-Z]{6}\+NotoSerifSC/)
    // The backup before the package is made and opened by the worker.
    expect(readdirSync(join(data.path, 'backups')).some(name => name.endsWith('.db.json'))).toBe(true)
  } finally {
    data.remove()
    out.remove()
  }
})

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`the program ended: ${said}`)))
    child.stderr!.on('data', (chunk) => {
      said += chunk
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(said)
      if (found) resolve(found[1]!)
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

type ArchiveEntry = { files?: Record<string, ArchiveEntry> }

/** Reads the list of files at the front of an asar archive: four lengths, then JSON. */
function archiveHeader(path: string): { files: Record<string, ArchiveEntry> } {
  const bytes = readArchive(path)
  return JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as { files: Record<string, ArchiveEntry> }
}

function readArchive(path: string): Buffer {
  const runtime = process as { noAsar?: boolean }
  runtime.noAsar = true
  try {
    return readFileSync(path)
  } finally {
    runtime.noAsar = false
  }
}

import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Makes PDFs from composed pages in a real Electron with the shell's printer: the runtime that runs the tests, started
 * once more as a program of its own. Answers the bytes by name.
 */
export async function printPdfs(pages: Record<string, string>, fonts: string): Promise<Record<string, Uint8Array>> {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-pdf-'))
  try {
    for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), html)
    const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
    const script = fileURLToPath(new URL('./main.ts', import.meta.url))
    const electron = [process.execPath, '--no-sandbox', '--disable-gpu', script, folder, fonts] as const
    const [command, ...args] = process.platform === 'linux' && !process.env.DISPLAY ? ['xvfb-run', '-a', ...electron] : [...electron]
    await run(command!, args, { env, timeout: 120_000 })
    return Object.fromEntries(Object.keys(pages).map(name => [name, new Uint8Array(readFileSync(join(folder, `${name}.pdf`)))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the test run's own PostgreSQL, with the right to create databases; empty when this run has none. */
    postgresUrl: string
  }
}

const READY_LIMIT_MS = 30_000
const USER = 'fuyou'

/**
 * Starts a real PostgreSQL in a folder of its own, reachable by a socket in that folder only, and takes both away
 * afterwards. In `npm test` a missing PostgreSQL is a failure; the quick check leaves it out (`off`) and the address empty.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const programs = process.env.FUYOU_POSTGRES === 'off' ? undefined : process.env.FUYOU_POSTGRES_BIN ?? installedPrograms()
  if (!programs) {
    if (process.env.FUYOU_POSTGRES === 'required') throw new Error('PostgreSQL is needed for the store tests and was not found; install the package postgresql')
    project.provide('postgresUrl', '')
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-postgres-'))
  const owner = unprivilegedOwner()
  if (owner) {
    chownSync(folder, owner.uid, owner.gid)
    chmodSync(folder, 0o700)
  }
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const data = join(folder, 'data')
    // C locale: sorting must not depend on the machine. No sync: this data is thrown away.
    const made = spawnSync(join(programs, 'initdb'), ['-D', data, '-U', USER, '--auth=trust', '--no-locale', '--encoding=UTF8', '--no-sync', '--no-instructions'],
      { encoding: 'utf8', cwd: folder, ...owner })
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
    const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'full_page_writes=off',
      '-c', 'synchronous_commit=off', '-c', 'max_connections=100', '-c', 'shared_buffers=64MB'], { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder, ...owner })
    // Whatever ends the test run, the server does not outlive it.
    const kill = () => { server.kill('SIGQUIT') }
    process.once('exit', () => { kill(); remove() })
    const url = `postgresql://${USER}@localhost/postgres?host=${encodeURIComponent(folder)}`
    await untilReady(server, url)
    project.provide('postgresUrl', url)
    return async () => {
      // Fast shutdown: whoever is still connected is sent away.
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await gone
      remove()
    }
  } catch (error) {
    remove()
    throw error
  }
}

function installedPrograms(): string | undefined {
  const found = spawnSync('sh', ['-c', 'ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1'], { encoding: 'utf8' }).stdout.trim()
  return found && existsSync(join(found, 'initdb')) ? found : undefined
}

/** PostgreSQL refuses to run as root, so root lends it another user of the machine. */
function unprivilegedOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' })
    const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' })
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new Error('root cannot run PostgreSQL and found no other user to run it as')
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let said = ''
  server.stderr!.on('data', (chunk) => { said = (said + chunk).slice(-4_000) })
  let isGone = false
  server.once('exit', () => { isGone = true })
  const untilMs = Date.now() + READY_LIMIT_MS
  for (;;) {
    if (isGone) throw new Error(`PostgreSQL ended while starting: ${said}`)
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > untilMs) throw new Error(`PostgreSQL did not answer: ${said}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

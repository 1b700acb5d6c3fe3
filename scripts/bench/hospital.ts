import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Input, Name, Output } from '../../domain/api/api.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { createHost } from '../../electron/core/host.ts'
import { SAMPLE_PASSWORD, writeSampleHospital } from '../../electron/core/modules/system/sample-writer.ts'
import { testPorts } from '../../test/support/test-ports.ts'
import { say } from './figure.ts'

type Database = ReturnType<typeof openSqlite>
export type Hospital = {
  database: Database
  folder: string
  call<N extends Name>(name: N, input: Input<N>): Promise<Output<N>>
  close(): Promise<void>
}

/** The real core on a file of its own with the sample hospital, and somebody signed in. */
export async function openHospital({ persons, encrypted, loginName = 'dengji' }: { persons: number; encrypted: boolean; loginName?: string }): Promise<Hospital> {
  const ports = testPorts({ startAt: '2026-03-10T01:00:00Z' })
  mkdirSync(ports.folders.data, { recursive: true })
  const database = openSqlite({ path: join(ports.folders.data, 'fuyou.db'), key: encrypted ? randomBytes(32) : null })
  await migrate(database, ports.log, async () => {})
  say(`示例医院 sample hospital: ${persons}${encrypted ? '' : ' (明文 plain)'} …`)
  await writeSampleHospital({ database, resourcesFolder: ports.folders.resources, nowMs: ports.clock.nowMs() }, { seed: 1, persons })
  const host = createHost(ports, { database })
  await host.ready()
  const call = async (name: string, input: unknown): Promise<never> => {
    const answer = await host.call(name, input, 'bench')
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
    return answer.value as never
  }
  await call('auth.login', { loginName, password: SAMPLE_PASSWORD })
  return {
    database, folder: ports.folders.data, call,
    async close() {
      await host.close()
      ports.remove()
    },
  }
}

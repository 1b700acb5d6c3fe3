// Electron's main program of the certificate-pdf benchmark: core, sample hospital and the shell's own printer in one process.
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openSqlite } from '../../electron/core/db/sqlite.ts'
import { createHost } from '../../electron/core/host.ts'
import { SAMPLE_PASSWORD, writeSampleHospital } from '../../electron/core/modules/system/sample-writer.ts'
import { hiddenPrinter } from '../../electron/shell/printer.ts'
import { registerScheme } from '../../electron/shell/protocol.ts'
import { testPorts } from '../../test/support/test-ports.ts'
import type { PdfSamples } from './certificate-pdf.ts'

const ROUNDS = 40
const [folder = '', answer = ''] = process.argv.slice(-2)
app.setPath('userData', join(folder, 'profile'))
registerScheme()

async function measure(): Promise<PdfSamples> {
  const lent = testPorts()
  const printer = hiddenPrinter(lent.folders.fonts)
  const database = openSqlite({ path: join(folder, 'fuyou.db'), key: randomBytes(32) })
  await migrate(database, lent.log, async () => {})
  await writeSampleHospital({ database, resourcesFolder: lent.folders.resources, nowMs: lent.clock.nowMs() }, { seed: 1, persons: 400 })
  const host = createHost({ ...lent, printer }, { database })
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const result = await host.call(name, input, 'bench')
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
    return result.value
  }
  await call('auth.login', { loginName: 'qianfa', password: SAMPLE_PASSWORD })
  const sheets = await database.kysely.selectFrom('certificate').select('registrationId').where('endedAt', 'is', null).orderBy('number').limit(ROUNDS + 3).execute()
  const samples: PdfSamples = { certificate: [], bare: [], bytes: 0 }
  for (const [index, { registrationId }] of sheets.entries()) {
    let start = performance.now()
    const { base64 } = await call('certificate.pdf', { what: 'archive', registrationId }) as { base64: string }
    const certificateMs = performance.now() - start
    start = performance.now()
    await printer.toPdf('<!doctype html><style>@page { size: 210mm 297mm; margin: 0 }</style><p>1')
    const bareMs = performance.now() - start
    // The first sheets read fonts and start the window.
    if (index < 3) continue
    samples.certificate.push(certificateMs)
    samples.bare.push(bareMs)
    samples.bytes = Math.round(base64.length * 0.75)
  }
  printer.close()
  await host.close()
  lent.remove()
  return samples
}

app.whenReady().then(measure).then(samples => {
  writeFileSync(answer, JSON.stringify(samples))
  app.exit(0)
}, (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  app.exit(1)
})

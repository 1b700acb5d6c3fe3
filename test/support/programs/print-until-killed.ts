// Issues one certificate through the real host and dies at the step it is told, as a power cut would have it.
import { appendFileSync } from 'node:fs'
import { openSqlite } from '../../../electron/core/db/sqlite.ts'
import { createHost } from '../../../electron/core/host.ts'
import { PASSWORD, windowOf } from '../desk.ts'
import { testPorts } from '../test-ports.ts'

const [path, step, registrationId, spool] = process.argv.slice(2) as [string, string, string, string]
const ports = testPorts()
let count = 0
ports.newId = () => `kill-${step.replaceAll(' ', '-')}-${String(count += 1).padStart(6, '0')}`
const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {}) // nothing runs on while the signal is on its way
}
ports.printer.print = async job => {
  if (step === 'before the spool') await die()
  appendFileSync(spool, `${job.html.length}\n`)
  if (step === 'after the spool') await die()
  return { outcome: 'sent' }
}
const host = createHost(ports, { database: openSqlite({ path, key: null }) })
await host.ready()
const window = windowOf(host, 'w')
await window.call('auth.login', { loginName: 'qianfa', password: PASSWORD })
const { number } = await window.call('certificate.nextNumber', null)
if (step === 'before the hold') await die()
if (step === 'while holding') {
  // The transaction is under way when the process goes.
  void window.call('certificate.beginPrint', { registrationId, scannedNumber: number! })
  await Promise.resolve()
  setImmediate(() => void die())
  await new Promise(() => {})
}
const { certificateId } = await window.call('certificate.beginPrint', { registrationId, scannedNumber: number! })
if (step === 'after the hold') await die()
await window.call('certificate.print', { certificateId, printerName: 'PDF' })
if (step === 'before the answer') await die()
const { rev } = await window.call('certificate.get', { id: certificateId })
await window.call('certificate.answerPrint', { certificateId, rev, result: 'ok' })
await die()

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../domain/api/api.ts'
import { createHost } from '../../electron/core/host.ts'
import { SAMPLE_PASSWORD } from '../../electron/core/modules/system/sample-writer.ts'
import { windowOf } from '../support/desk.ts'
import { finished, lines, openPackage, sealMonth } from '../support/package-scene.ts'
import { testPorts } from '../support/test-ports.ts'

// A hospital is opened once; each step starts a thread of its own and has its own time.
describe('practice mode: an encrypted file', () => {
  const ports = testPorts({ startAt: '2026-03-10T01:00:00Z' })
  const host = createHost(ports, { checkOutputs: true })
  const window = windowOf(host, 'w')
  let month: string
  let planned: Output<'package.plan'>['datasets']
  beforeAll(async () => {
    await host.ready()
    await window.call('system.openPractice', { persons: 60 })
    expect(await window.call('auth.login', { loginName: 'shangbao', password: SAMPLE_PASSWORD })).toMatchObject({ outcome: 'signed-in' })
    month = await busiestMonth(window)
    planned = (await window.call('package.plan', { month })).datasets
    expect(planned.find(entry => entry.dataset === 'newborn')!.records).toBeGreaterThan(0)
  })
  afterAll(async () => {
    await host.close()
    ports.remove()
  })

  test('has no errors in its fullest month', async () => {
    const check = await finished(window, (await window.call('package.check', { month })).jobId)
    expect(check).toMatchObject({ state: 'done' })
    const errors = (check.result as { level: string }[]).filter(finding => finding.level === '错误')
    expect(errors).toEqual([])
  })

  test('is backed up and sealed by the worker, and the practice key beside the package opens it', async () => {
    const sealed = await sealMonth(window, month)
    expect(sealed.records).toBe(planned.reduce((sum, entry) => sum + entry.records, 0))
    const privateKey = readFileSync(join(sealed.folder, `${sealed.baseName}.PRACTICE-recipient-private.pem`), 'utf8')
    const files = openPackage(sealed.folder, sealed.baseName, privateKey)
    expect(JSON.parse(files.get('manifest.json')!)).toMatchObject({ practice: true, totals: { records: sealed.records } })
    expect(lines(files, 'newborn')).toHaveLength(planned.find(entry => entry.dataset === 'newborn')!.records)
    expect(readdirSync(ports.folders.data, { recursive: true }).some(name => String(name).endsWith('-package.db'))).toBe(true)
  })

  test('is not sealed again while nothing is new', async () => {
    const second = await finished(window, (await window.call('package.seal', { month })).jobId)
    expect(second.error).toMatchObject({ code: 'invalid', fields: [{ path: 'month', message: { key: 'package.nothingNew' } }] })
  })
})

/** The month of the last two years with the most newborns in the sample. */
async function busiestMonth(window: ReturnType<typeof windowOf>): Promise<string> {
  const { rows } = await window.call('delivery.list', { offset: 0, limit: 500 })
  const perMonth = new Map<string, number>()
  for (const row of rows) perMonth.set(row.bornAt.slice(0, 7), (perMonth.get(row.bornAt.slice(0, 7)) ?? 0) + 1)
  return [...perMonth].toSorted((a, b) => b[1] - a[1])[0]![0]
}

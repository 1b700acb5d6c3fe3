import { expect, test } from 'vitest'
import { createHost } from '../../electron/core/host.ts'
import { testPorts } from '../support/test-ports.ts'
import { windowOf } from '../support/desk.ts'

test('a hospital is created, found again after a restart, and its file is encrypted', async () => {
  const ports = testPorts()
  let host = createHost(ports, { checkOutputs: true })
  let window = windowOf(host, 'w')
  await host.ready()
  expect((await window.call('system.state', null)).state).toBe('new')
  const { passphrase } = await window.call('system.create', { institutionName: '青山县妇幼保健院', admin: { loginName: 'Admin', displayName: '王管理', password: 'Passw0rd!' } })
  expect(passphrase.replaceAll('-', '')).toHaveLength(32)
  expect(await window.call('auth.login', { loginName: 'admin', password: 'Passw0rd!' })).toMatchObject({ outcome: 'signed-in' })
  const verdict = await window.fails('audit.verify', {} as never)
  expect(verdict.code).toBe('invalid')
  expect((await window.call('audit.verify', null)).firstBroken).toBeNull()
  await host.close()

  host = createHost(ports, { checkOutputs: true })
  window = windowOf(host, 'w')
  await host.ready()
  expect(await window.call('system.state', null)).toMatchObject({ state: 'ready', institutionName: '青山县妇幼保健院' })
  await host.close()
  ports.remove()
})

// A second program on a data folder: opens it, says what it found, holds it until its input ends.
import { createHost } from '../../../electron/core/host.ts'
import { testPorts } from '../test-ports.ts'

const ports = testPorts()
ports.folders = { ...ports.folders, data: process.argv[2]! }
const host = createHost(ports)
await host.ready()
const answer = await host.call('system.state', null, 'w')
process.stdout.write(`${answer.ok ? (answer.value as { state: string }).state : answer.error.code}\n`)
process.stdin.on('end', () => { void host.close().then(() => process.exit(0)) })
process.stdin.resume()

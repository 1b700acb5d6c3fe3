// Saves through the real host until it is killed; every save is told only after the host has answered it.
import { writeSync } from 'node:fs'
import { createHost } from '../../../electron/core/host.ts'
import { testPorts } from '../test-ports.ts'
import { windowOf } from '../desk.ts'

const [folder, prefix] = process.argv.slice(2) as [string, string]
const ports = testPorts()
ports.folders = { ...ports.folders, data: folder }
let count = 0
ports.newId = () => `${prefix}-${String(count += 1).padStart(8, '0')}`
const host = createHost(ports)
await host.ready()
const window = windowOf(host, 'w')
// Straight to the pipe: nothing waits in this process when it dies.
const tell = (line: string): void => { writeSync(1, `${line}\n`) }
await window.call('auth.login', { loginName: 'quan', password: 'Passw0rd!' })
tell('ready')
for (let round = 0; ; round += 1) {
  const row = { name: `护士${prefix}${round}`, licenceNumber: null, department: '产科', phone: null, attendsBirths: true, active: true }
  const saved = await window.call('staff.save', { row })
  tell(`staff ${saved.id} ${saved.rev}`)
  const changed = await window.call('staff.save', { ...saved, row: { ...row, department: `科室${round}` } })
  tell(`staff ${changed.id} ${changed.rev}`)
  const { newbornIds } = await window.call('delivery.register', {
    row: { motherId: process.argv[4]!, gestationDays: 275, mode: '1', fetusCount: 2, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产' },
    // Each delivery a day from the next: the rule against double registration asks otherwise.
    newborns: [1, 2].map(birthOrder => ({ row: { birthOrder, outcome: '1', sex: birthOrder === 1 ? '1' : '2', bornAt: bornAt(round), weightG: 3250, lengthCm: 50, health: '1' } })) as never,
    confirmations: [],
  })
  for (const id of newbornIds) tell(`newborn ${id} 1`)
}

function bornAt(round: number): string {
  const days = Number(prefix.replace(/\D/g, '')) * 200 + round * 2
  return `${new Date(Date.parse('1996-01-01T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10)}T08:00`
}

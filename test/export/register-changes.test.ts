import { afterEach, expect, test } from 'vitest'
import type { Day } from '../../domain/time/day.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { stockBalance } from '../../electron/core/export/maps/stock-move.ts'
import { openScene, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'
import { finished, lines, openPackage, readyForPackage, sealMonth } from '../support/package-scene.ts'
import { approvedReplacement, finishReplacement, issueCertificate, setRules } from '../support/replacement-scene.ts'

const MONTH = '2026-03'
let scene: Scene
afterEach(async () => { await scene.close() })

type Line = { bk: Record<string, string>; op: string; ver: number; ext: Record<string, string>; payload: Record<string, string> }
async function sealed(month = MONTH) {
  const answer = await sealMonth(scene.reporter, month)
  const files = openPackage(answer.folder, answer.baseName)
  const read = (dataset: string) => lines(files, dataset) as Line[]
  return { answer, changes: read('cert_change'), moves: read('stock_move'), certificates: read('birth_cert') }
}
const told = (changes: readonly Line[]) => changes.map(({ op, ext }) => `${op} ${ext.certNo} ${ext.change}`)
async function findings(): Promise<{ ruleId: string; level: string; bk: string }[]> {
  const job = await finished(scene.reporter, (await scene.reporter.call('package.check', { month: MONTH })).jobId)
  return (job.result as { ruleId: string; level: string; bk: string }[]).filter(finding => /^XC-(?:41|55|6\d)$/.test(finding.ruleId))
}

test('every move of every blank goes out once, with who, second person, holder and the institution it came from', async () => {
  scene = await openScene()
  await readyForPackage(scene)
  const { newbornIds } = await registerBirth(scene)
  await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!))
  const { moves, answer } = await sealed()
  const counted = await scene.database.kysely.selectFrom('blankEvent').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  expect(moves).toHaveLength(Number(counted.count))
  expect(moves.filter(move => move.bk.certNo === 'Z430000001').map(({ bk, op, ext }) => ({ bk, op, ext }))).toEqual([
    { bk: { orgCode: '121101010000000007', certNo: 'Z430000001', moveNo: '1' }, op: 'I', ext: { certNo: 'Z430000001', edition: '7', toState: 'inStock', movedAt: '20260310T090000', movedBy: '赵证件', secondPerson: '钱证件', counterpart: '青山县卫生健康局' } },
    { bk: { orgCode: '121101010000000007', certNo: 'Z430000001', moveNo: '2' }, op: 'I', ext: expect.objectContaining({ fromState: 'inStock', toState: 'drawn', movedBy: '赵证件', secondPerson: '孙签发', holder: '孙签发' }) },
    { bk: expect.objectContaining({ moveNo: '3' }), op: 'I', ext: expect.objectContaining({ fromState: 'drawn', toState: 'held', movedBy: '孙签发' }) },
    { bk: expect.objectContaining({ moveNo: '4' }), op: 'I', ext: expect.objectContaining({ fromState: 'held', toState: 'held', reasonCode: 'print' }) },
    { bk: expect.objectContaining({ moveNo: '5' }), op: 'I', ext: expect.objectContaining({ fromState: 'held', toState: 'printed' }) },
  ])
  expect(answer.errors).toBe(0)
  expect((await scene.reporter.call('package.plan', { month: MONTH })).datasets.find(entry => entry.dataset === 'stock_move')).toMatchObject({ records: 0 })
})

test('a blank drawn in a month already sealed travels with the next package, as a row of its own', async () => {
  scene = await openScene()
  await readyForPackage(scene)
  await sealed()
  await scene.keeper.call('stock.draw', { firstNumber: 'Z430000021', lastNumber: 'Z430000021', receiver: { loginName: 'qianfa', password: PASSWORD } })
  const { moves, answer } = await sealed()
  expect(moves).toHaveLength(1)
  expect(moves[0]).toMatchObject({ op: 'I', ver: 1 })
  expect(answer).toMatchObject({ seq: 2, mode: 'I', records: 1 })
})

test('the life of a certificate: issued, handed over, exchanged; the new one says what it replaces, why, and who agreed', async () => {
  scene = await openScene()
  await readyForPackage(scene)
  const old = await issueCertificate(scene)
  const first = await sealed()
  expect(told(first.changes)).toEqual(['I Z430000001 handedOver', 'I Z430000001 issued'])
  expect(first.changes[0]!.ext).toMatchObject({ changedBy: '孙签发', collectorRelation: '1' })
  expect(first.changes[1]!.ext).toMatchObject({ issueType: '1', changedBy: '吴盖章', secondPerson: '孙签发' })
  scene.ports.clock.advanceMs(60_000)
  await approvedReplacement(scene, old.certificateId, 'exchange')
  const fresh = await finishReplacement(scene, old.registrationId)
  expect(await findings()).toEqual([])
  const second = await sealed()
  expect(told(second.changes)).toEqual(['I Z430000001 exchanged', `I ${fresh.number} handedOver`, `I ${fresh.number} issued`])
  expect(second.changes[0]!.ext).toMatchObject({ reasonCode: 'H4', replacedByCertNo: fresh.number, secondPerson: '郑审核' })
  expect(second.changes[2]!.ext).toMatchObject({ issueType: '2', originalCertNo: old.number })
  expect(second.certificates.map(({ op, bk, ext }) => [op, bk.certNo, ext.certStatus])).toEqual([['V', old.number, '4'], ['I', fresh.number, '1']])
  expect(second.certificates[0]!.ext.voidReason).toBe('换发收回')
  expect(second.certificates[1]!.ext).toMatchObject({ issueType: '2', originalCertNo: old.number, replacementReason: '严重损坏不能辨认', reviewerName: '郑审核' })
})

test('a re-issue: the lost number is told as lost, the new one as issued after it', async () => {
  scene = await openScene()
  await readyForPackage(scene)
  await setRules(scene, { reissueAuthority: 'issuer' })
  const old = await issueCertificate(scene)
  await approvedReplacement(scene, old.certificateId, 'reissue')
  const fresh = await finishReplacement(scene, old.registrationId)
  expect(await findings()).toEqual([])
  const { changes, certificates } = await sealed()
  expect(told(changes)).toEqual(['I Z430000001 handedOver', 'I Z430000001 issued', 'I Z430000001 lost', `I ${fresh.number} handedOver`, `I ${fresh.number} issued`])
  expect(changes.at(-1)!.ext).toMatchObject({ issueType: '3', originalCertNo: old.number })
  expect(certificates.map(({ op, ext }) => [op, ext.certStatus, ext.replacementReason])).toEqual([['V', '3', undefined], ['I', '1', '遗失']])
})

test('a spoiled sheet is told as void with its reason', async () => {
  scene = await openScene()
  await readyForPackage(scene)
  const { newbornIds } = await registerBirth(scene)
  const printed = await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!))
  const { rev } = await scene.sealer.call('certificate.get', { id: printed.certificateId })
  await scene.sealer.call('certificate.seal', { certificateId: printed.certificateId, rev, scannedNumber: printed.number, matches: false, reason: '姓名与登记表不一致' })
  expect(await findings()).toEqual([])
  const { changes } = await sealed()
  expect(changes.map(({ op, bk, ext }) => [op, bk.change, ext.reasonCode, ext.reason])).toEqual([['I', 'voided', '2', '姓名与登记表不一致']])
})

test('a handing over corrected after it was sent goes out again as a correction', async () => {
  scene = await openScene()
  await readyForPackage(scene)
  const { certificateId } = await issueCertificate(scene)
  await sealed()
  scene.ports.clock.advanceMs(60_000)
  await scene.database.write(trx => trx.updateTable('certificate').set({ collectorRelation: '2', updatedAt: '2026-03-10T09:00:00.000Z' as never }).where('id', '=', certificateId).execute())
  const { changes, answer } = await sealed()
  expect(changes).toMatchObject([{ op: 'U', ver: 2, bk: { change: 'handedOver' }, ext: { collectorRelation: '2' } }])
  expect(answer.mode).toBe('C')
})

test('a register that does not add up is said: a missing line, a certificate without its change, a state nobody moved to', async () => {
  scene = await openScene()
  await readyForPackage(scene)
  await issueCertificate(scene)
  expect(await findings()).toEqual([])
  const balance = await stockBalance(scene.database.kysely)
  expect(balance.filter(entry => entry.counted > 0)).toEqual([{ state: 'inStock', byMoves: 80, counted: 80 }, { state: 'drawn', byMoves: 19, counted: 19 }, { state: 'issued', byMoves: 1, counted: 1 }])
  await scene.database.write(async trx => {
    await trx.deleteFrom('blankEvent').where('number', '=', 'Z430000001').where('toState', '=', 'issued').execute()
    await trx.deleteFrom('blankEvent').where('number', '=', 'Z430000002').where('seq', '=', 1).execute()
    await trx.updateTable('blankEvent').set({ toState: 'destroyed' }).where('number', '=', 'Z430000003').where('seq', '=', 2).execute()
  })
  const found = (await findings()).map(finding => `${finding.ruleId} ${finding.level} ${finding.bk}`)
  expect(found).toEqual(expect.arrayContaining([
    'XC-55 警告 {"certNo":"Z430000001"}', expect.stringMatching(/^XC-61 警告 .*issued/), expect.stringMatching(/^XC-62 警告 .*Z430000002/), expect.stringMatching(/^XC-63 警告 .*Z430000003/), expect.stringMatching(/^XC-65 警告 .*Z430000001/),
  ]))
  expect(found.filter(line => !line.startsWith('XC-6') && !line.startsWith('XC-55'))).toEqual([])
})

test('reading the same month twice gives the same plan', async () => {
  scene = await openScene()
  await readyForPackage(scene)
  await issueCertificate(scene, { mother: { birthDay: '1995-08-15' as Day } })
  const { value: institution } = await scene.admin.call('setting.get', { key: 'institution' })
  const read = async () => (await planMonth(scene.database.kysely, { month: MONTH, institution: institution as never, resourcesFolder: scene.ports.folders.resources })).map(({ rows }) => rows.map(row => row.envelope))
  expect(await read()).toEqual(await read())
})

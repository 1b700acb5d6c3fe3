import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formatChinese } from '../../domain/message/message.ts'
import type { CallError } from '../../domain/api/result.ts'
import { numbersOf } from '../../domain/rule/certificate-number.ts'
import { LEDGERS } from '../../domain/ledger/ledgers.ts'
import { openScene, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD, type Window } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { fileSaver, readWorkbook } from '../support/saved-file.ts'

// Month-end stock-take, monthly reconciliation and ledgers (certificate note §4.1, §4.5, §4.6), through host.call.

let scene: Scene
let files: ReturnType<typeof fileSaver>
beforeEach(async () => { scene = await openScene(); files = fileSaver(scene) })
afterEach(async () => { files.remove(); await scene.close() })

const second = (loginName: string) => ({ loginName, password: PASSWORD })
const sentences = (error: CallError): string => (error.fields ?? []).map(issue => `[${issue.level} ${issue.path}] ${formatChinese(issue.message)}`).join('\n')

/** Begins, counts and signs one place. */
async function count(window: Window, id: string, holderId: string | null, ranges: [string, string][], signer: string, scans: string[] = []): Promise<string> {
  const { countId } = await window.call('stocktake.begin', { id, holderId })
  for (const [firstNumber, lastNumber] of ranges) await window.call('stocktake.addRange', { countId, firstNumber, lastNumber })
  if (scans.length > 0) await window.call('stocktake.scan', { countId, scans })
  const { place } = await window.call('stocktake.count', { countId })
  await window.call('stocktake.sign', { countId, rev: place.rev!, secondPerson: second(signer) })
  return countId
}

async function issue(window: Scene, newbornId: string): Promise<string> {
  const { certificateId, number } = await printCertificate(window, await registerCertificate(window, newbornId))
  const { rev } = await window.issuer.call('certificate.get', { id: certificateId })
  await window.sealer.call('certificate.seal', { certificateId, rev, scannedNumber: number, matches: true })
  return number
}

describe('the count', () => {
  test('scans are kept as they come: the same number twice counts once, garbage is put aside and named, nothing is lost', async () => {
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    const { countId } = await scene.issuer.call('stocktake.begin', { id, holderId: scene.issuer.userId })
    const answer = await scene.issuer.call('stocktake.scan', { countId, scans: ['Z430000001', ' z430000002\r\n', 'Z430000001', 'Ｚ４３００００００３', 'X3201O1001', '6901234567892', '', 'Z430000003'] })
    expect(answer).toMatchObject({ added: ['Z430000001', 'Z430000002', 'Z430000003'], repeated: ['Z430000001', 'Z430000003'], counted: 3 })
    expect(answer.refused.map(one => [one.scanned, formatChinese(one.reason)])).toEqual([
      ['X3201O1001', expect.stringContaining('第 6 位“O”不对')], ['6901234567892', expect.stringContaining('10 位')], ['', expect.stringContaining('现为 0 位')],
    ])
    const count = await scene.issuer.call('stocktake.count', { countId })
    expect(count).toMatchObject({ ranges: [{ first: 'Z430000001', last: 'Z430000003' }], mayCount: true, place: { counted: 3, refused: 3, booked: 20 } })
    const { refused } = count
    expect(sentences(await scene.issuer.fails('stocktake.sign', { countId, rev: 1, secondPerson: second('zhengjian') }))).toContain('还有 3 条扫描不是证件编号')
    await scene.issuer.call('stocktake.dismiss', { countId, seqs: refused.map(one => one.seq) })
    await scene.issuer.call('stocktake.sign', { countId, rev: 1, secondPerson: second('zhengjian') })
    expect(sentences(await scene.issuer.fails('stocktake.scan', { countId, scans: ['Z430000004'] }))).toContain('重新清点')
  })

  test('numbers typed by mistake are taken out again, and a range names what it already had', async () => {
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    const { countId } = await scene.keeper.call('stocktake.begin', { id, holderId: null })
    expect(await scene.keeper.call('stocktake.addRange', { countId, firstNumber: 'Z430000021', lastNumber: 'Z430000040' })).toEqual({ added: 20, repeated: [], counted: 20 })
    expect(await scene.keeper.call('stocktake.addRange', { countId, firstNumber: 'Z430000031', lastNumber: 'Z430000050' })).toEqual({ added: 10, repeated: [{ first: 'Z430000031', last: 'Z430000040' }], counted: 30 })
    expect(await scene.keeper.call('stocktake.remove', { countId, firstNumber: 'Z430000022', lastNumber: 'Z430000023' })).toEqual({ removed: 2, counted: 28 })
    expect(sentences(await scene.keeper.fails('stocktake.remove', { countId, firstNumber: 'Z430000022', lastNumber: 'Z430000023' }))).toContain('不在已清点的编号中')
    expect(sentences(await scene.keeper.fails('stocktake.addRange', { countId, firstNumber: 'Z430000050', lastNumber: 'Z430000021' }))).toContain('终止编号不能小于起始编号')
    expect((await scene.keeper.call('stocktake.count', { countId })).ranges).toEqual([{ first: 'Z430000021', last: 'Z430000021' }, { first: 'Z430000024', last: 'Z430000050' }])
  })

  test('a window is counted by its clerk, the cabinet by a keeper; for somebody away a keeper counts and says why', async () => {
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    expect(sentences(await scene.issuer.fails('stocktake.begin', { id, holderId: null }))).toContain('证件柜由证件管理员清点')
    expect(sentences(await scene.keeper.fails('stocktake.begin', { id, holderId: scene.issuer.userId }))).toMatch(/absentReason.*孙签发 不在岗/)
    const { countId } = await scene.keeper.call('stocktake.begin', { id, holderId: scene.issuer.userId, absentReason: '产假' })
    expect((await scene.keeper.call('stocktake.get', { id })).places.find(place => place.countId === countId)).toMatchObject({ absentReason: '产假', countedByName: '赵证件' })
    const other = await scene.as('qianfa9', ['issuer'], '何签发')
    expect(sentences(await other.fails('stocktake.begin', { id, holderId: scene.issuer.userId }))).toContain('孙签发 的证件由本人清点')
    expect(sentences(await other.fails('stocktake.scan', { countId, scans: ['Z430000001'] }))).toContain('由保管人本人清点')
    expect(sentences(await scene.keeper.fails('stocktake.sign', { countId, rev: 1, secondPerson: second('zhengjian') }))).toContain('第二人不能是本人')
    expect(sentences(await scene.keeper.fails('stocktake.sign', { countId, rev: 1, secondPerson: second('gaizhang') }))).toContain('没有此项权限')
  })

  test('one stock-take at a time, none for tomorrow, and one opened by mistake is cancelled with a reason', async () => {
    expect(sentences(await scene.keeper.fails('stocktake.open', { day: '2026-03-11' }))).toContain('不能晚于今天')
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    expect(sentences(await scene.keeper.fails('stocktake.open', { day: '2026-03-09' }))).toContain('2026-03-10 的盘点还没有完成')
    await scene.keeper.call('stocktake.cancel', { id, rev: 1, reason: '开错日期' })
    expect(sentences(await scene.keeper.fails('stocktake.begin', { id, holderId: null }))).toContain('已取消')
    await scene.keeper.call('stocktake.open', { day: '2026-03-09' })
    expect((await scene.keeper.call('stocktake.list', {})).rows.map(row => [row.day, row.state, row.endReason])).toEqual([['2026-03-10', 'cancelled', '开错日期'], ['2026-03-09', 'open', null]])
  })

  test('several thousand scans, one after another: all are there, and the count stays quick to open', async () => {
    await scene.keeper.call('stock.receive', { edition: '7', firstNumber: 'Z430010001', lastNumber: 'Z430015000', receivedFrom: '青山县卫生健康局', receivedDay: '2026-03-01', secondCounter: second('zhengjian2') })
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    const { countId } = await scene.keeper.call('stocktake.begin', { id, holderId: null })
    const stack = [...numbersOf({ first: 'Z430010001', last: 'Z430015000' })]
    for (let at = 0; at < stack.length; at += 10) await scene.keeper.call('stocktake.scan', { countId, scans: stack.slice(at, at + 10) })
    const count = await scene.keeper.call('stocktake.count', { countId })
    expect(count.place.counted).toBe(5000)
    expect(count.ranges).toEqual([{ first: 'Z430010001', last: 'Z430015000' }])
  })
})

describe('book against count', () => {
  test('missing, extra, wrong holder and counted twice are named number by number with their state', async () => {
    const number = await issue(scene, (await registerBirth(scene)).newbornIds[0]!)
    expect(number).toBe('Z430000001')
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    // The window: its 19 without Z430000007, with the issued one and with one of the cabinet's.
    await count(scene.issuer, id, scene.issuer.userId, [['Z430000002', 'Z430000006'], ['Z430000008', 'Z430000020']], 'zhengjian', ['Z430000001', 'Z430000021', 'Z430000022', 'Z439999999'])
    await count(scene.keeper, id, null, [['Z430000022', 'Z430000100']], 'zhengjian2')
    const compared = await scene.keeper.call('stocktake.compare', { id })
    expect(compared).toMatchObject({ booked: 99, counted: 100, unsigned: [] })
    expect(compared.differences.map(({ number: one, kind, bookHolderName, countedByNames, state, mayReportLost }) => ({ one, kind, bookHolderName, countedByNames, state, mayReportLost }))).toEqual([
      { one: 'Z430000001', kind: 'extra', bookHolderName: null, countedByNames: ['孙签发'], state: 'issued', mayReportLost: false },
      { one: 'Z430000007', kind: 'missing', bookHolderName: '孙签发', countedByNames: [], state: 'drawn', mayReportLost: true },
      { one: 'Z430000021', kind: 'wrongHolder', bookHolderName: '证件柜', countedByNames: ['孙签发'], state: 'inStock', mayReportLost: false },
      { one: 'Z430000022', kind: 'twice', bookHolderName: '证件柜', countedByNames: expect.arrayContaining(['孙签发', '证件柜']), state: 'inStock', mayReportLost: false },
      { one: 'Z439999999', kind: 'extra', bookHolderName: null, countedByNames: ['孙签发'], state: null, mayReportLost: false },
    ])
  })

  test('it is finalised by two when every place is signed and every number explained, and never changes then', async () => {
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    const finalise = () => ({ id, rev: 1, secondPerson: second('zhengjian2') })
    expect(sentences(await scene.keeper.fails('stocktake.finalise', finalise()))).toContain('还没有清点签字:证件柜、孙签发')
    const window = await count(scene.issuer, id, scene.issuer.userId, [['Z430000001', 'Z430000018']], 'zhengjian')
    await count(scene.keeper, id, null, [['Z430000021', 'Z430000100']], 'zhengjian2')
    expect(sentences(await scene.keeper.fails('stocktake.finalise', finalise()))).toContain('差异还没有说明:Z430000019–Z430000020(2 枚)')
    await scene.issuer.call('stocktake.recount', { countId: window, rev: 2, reason: '夹在登记本里' })
    await scene.issuer.call('stocktake.scan', { countId: window, scans: ['Z430000019'] })
    await scene.issuer.call('stocktake.sign', { countId: window, rev: 3, secondPerson: second('zhengjian') })
    expect(sentences(await scene.keeper.fails('stocktake.explain', { id, numbers: ['Z430000019'], explanation: '找到了' }))).toContain('没有差异')
    await scene.keeper.call('stocktake.explain', { id, numbers: ['Z430000020'], explanation: '已按遗失上报' })
    expect(sentences(await scene.keeper.fails('stocktake.finalise', { ...finalise(), secondPerson: second('zhengjian') }))).toContain('第二人不能是本人')
    expect(await scene.keeper.call('stocktake.finalise', finalise())).toEqual({ booked: 100, counted: 99, differences: 1 })
    const before = await scene.keeper.call('stocktake.compare', { id })
    expect(before.differences).toMatchObject([{ number: 'Z430000020', kind: 'missing', explanation: '已按遗失上报', bookHolderName: '孙签发', state: 'drawn' }])
    for (const [name, input] of [
      ['stocktake.explain', { id, numbers: ['Z430000020'], explanation: '改一下' }], ['stocktake.begin', { id, holderId: null }], ['stocktake.scan', { countId: window, scans: ['Z430000020'] }],
      ['stocktake.recount', { countId: window, rev: 4, reason: '改一下' }], ['stocktake.finalise', { ...finalise(), rev: 2 }], ['stocktake.cancel', { id, rev: 2, reason: '改一下' }], ['stocktake.remove', { countId: window, firstNumber: 'Z430000001', lastNumber: 'Z430000001' }],
    ] as const) expect(sentences(await scene.keeper.fails(name, input as never)), name).toContain('盘点已完成')
    // The book goes on; the finalised record stays what it was.
    await scene.keeper.call('stock.giveBack', { firstNumber: 'Z430000020', lastNumber: 'Z430000020', holder: second('qianfa'), reason: '找到退回' })
    expect(await scene.keeper.call('stocktake.compare', { id })).toEqual(before)
    expect(await brokenInvariants(scene.database)).toEqual([])
  })

  test('the count is held against the book of the moment it was signed, not of a later hour', async () => {
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    await count(scene.issuer, id, scene.issuer.userId, [['Z430000001', 'Z430000020']], 'zhengjian')
    await count(scene.keeper, id, null, [['Z430000021', 'Z430000100']], 'zhengjian2')
    scene.ports.clock.advanceMs(60_000)
    await scene.keeper.call('stock.draw', { firstNumber: 'Z430000021', lastNumber: 'Z430000025', receiver: second('qianfa') })
    await issue(scene, (await registerBirth(scene)).newbornIds[0]!)
    expect(await scene.keeper.call('stocktake.compare', { id })).toMatchObject({ booked: 100, counted: 100, matched: 100, differences: [] })
  })

  test('the file of a stock-take names every number', async () => {
    const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
    await count(scene.issuer, id, scene.issuer.userId, [['Z430000001', 'Z430000017']], 'zhengjian')
    const saved = await files.save(scene.keeper, 'stocktake.save', { id })
    expect(saved).toMatchObject({ suggested: '盘点差异-2026-03-10.xlsx', rows: 83 })
    const { cells } = await readWorkbook(saved.path)
    expect(cells.slice(1).map(row => row[1]!.value)).toEqual([...numbersOf({ first: 'Z430000018', last: 'Z430000100' })])
    expect(cells[1]!.map(cell => cell.value)).toEqual([1, 'Z430000018', '账有实无', '孙签发', null, '已领用', null, null])
  })
})

for (const engine of testEngines()) {
  describe(`monthly reconciliation on ${engine.name}`, () => {
    test('case 46: opening 100, in 200, first 150, 换 1, 补 4, void 3 → 142; counted 141 → the missing number is named', async () => {
      const own = await openScene({ database: await engine.open() })
      try {
        // In March the 100 of the scene; in April the rest, by people who have signed in again.
        for (const window of [own.clerk, own.keeper, own.issuer, own.sealer]) await window.call('auth.current', null)
        own.ports.clock.setMs(Date.parse('2026-04-02T01:00:00Z'))
        for (const { loginName } of [own.clerk, own.keeper, own.issuer, own.sealer]) await own.host.call('auth.login', { loginName, password: PASSWORD }, `window-${loginName}`)
        await own.keeper.call('stock.receive', { edition: '7', firstNumber: 'Z430000101', lastNumber: 'Z430000300', receivedFrom: '青山县卫生健康局', receivedDay: '2026-04-01', secondCounter: second('zhengjian2') })
        await own.keeper.call('stock.draw', { firstNumber: 'Z430000021', lastNumber: 'Z430000170', receiver: second('qianfa') })
        await moveAsIssued(own, 155)
        await own.keeper.call('stock.void', { firstNumber: 'Z430000156', lastNumber: 'Z430000158', reasonCode: '1', reason: '卡纸着墨', secondPerson: second('shenhe') })

        const month = await own.keeper.call('stocktake.month', { month: '2026-04' })
        expect(month.figures).toEqual({ opening: 100, received: 200, regained: 0, firstIssue: 150, exchange: 1, reissue: 4, void: 3, returned: 0, transferred: 0, lost: 0, closing: 142 })
        expect((await own.keeper.call('stocktake.month', { month: '2026-03' })).figures).toMatchObject({ opening: 0, received: 100, closing: 100 })
        expect(await own.keeper.call('stocktake.monthNumbers', { month: '2026-04', figure: 'void' })).toEqual({ count: 3, ranges: [{ first: 'Z430000156', last: 'Z430000158' }] })
        for (const [figure, count] of Object.entries(month.figures)) expect((await own.keeper.call('stocktake.monthNumbers', { month: '2026-04', figure: figure as 'void' })).count, figure).toBe(count)

        const { id } = await own.keeper.call('stocktake.open', { day: '2026-04-02' })
        await count(own.issuer, id, own.issuer.userId, [['Z430000159', 'Z430000170']], 'zhengjian')
        await count(own.keeper, id, null, [['Z430000171', 'Z430000199'], ['Z430000201', 'Z430000300']], 'zhengjian2')
        const compared = await own.keeper.call('stocktake.compare', { id })
        expect(compared).toMatchObject({ booked: 142, counted: 141 })
        expect(compared.differences.map(difference => [difference.number, difference.kind])).toEqual([['Z430000200', 'missing']])
        await own.keeper.call('stocktake.explain', { id, numbers: ['Z430000200'], explanation: '已按遗失上报县卫健局' })
        await own.keeper.call('stocktake.finalise', { id, rev: 1, secondPerson: second('zhengjian2') })
        expect((await own.keeper.call('stocktake.month', { month: '2026-04' })).counted).toMatchObject({ day: '2026-04-02', booked: 142, counted: 141, differences: 1 })
      } finally {
        await own.close()
      }
    }, 60_000)
  })
}

/**
 * 155 numbers used and sealed, in the rows and moves that issuing writes: 150 首次, 1 换发, 4 补发. What the calls of the desk
 * write is tested above and in the acceptance of the desk; here the sum over a month is.
 */
async function moveAsIssued(own: Scene, wanted: number): Promise<void> {
  const { newbornIds } = await registerBirth(own)
  const registrationId = await registerCertificate(own, newbornIds[0]!)
  const { certificateId } = await printCertificate(own, registrationId)
  const { rev, number } = await own.issuer.call('certificate.get', { id: certificateId })
  await own.sealer.call('certificate.seal', { certificateId, rev, scannedNumber: number, matches: true })
  const model = await own.database.kysely.selectFrom('certificate').selectAll().where('id', '=', certificateId).executeTakeFirstOrThrow()
  const moves = await own.database.kysely.selectFrom('blankEvent').selectAll().where('number', '=', number).where('certificateId', '=', certificateId).orderBy('seq').execute()
  const numbers = [...numbersOf({ first: 'Z430000002', last: 'Z430000155' })].slice(0, wanted - 1)
  await own.database.write(async trx => {
    for (const [index, next] of numbers.entries()) {
      const id = own.ports.newId()
      // The last five stand for one exchange and four re-issues; ended, because one child has one valid certificate.
      const issueType = index < 149 ? '1' : index === 149 ? '2' : '3'
      await trx.insertInto('certificate').values({ ...model, id, number: next, issueType: issueType as never, issueSerial: `T${index}`, endedAt: '2026-04-02T10:00' as never, endReason: '9' as never }).execute()
      const blank = await trx.selectFrom('blank').selectAll().where('number', '=', next).executeTakeFirstOrThrow()
      for (const [step, move] of moves.entries()) await trx.insertInto('blankEvent').values({ ...move, number: next, seq: blank.rev + step + 1, certificateId: id }).execute()
      await trx.updateTable('blank').set({ state: 'issued', certificateId: id, rev: blank.rev + moves.length, updatedAt: moves.at(-1)!.at }).where('number', '=', next).execute()
    }
  })
}

describe('children without a certificate', () => {
  test('first issues never exceed live births, and the gap is listed, the longest waiting first', async () => {
    const first = await registerBirth(scene, { newborns: [{}, { sex: '1', bornAt: '2026-03-05T08:09' }] })
    await registerBirth(scene, { mother: { name: '王芳', idNumber: '110101199003072228', birthDay: '1990-03-07' as never, phone: '13900000001' }, newborns: [{ bornAt: '2026-03-04T09:00' }, { sex: '1', bornAt: '2026-03-04T09:20', outcome: '2' }] })
    await issue(scene, first.newbornIds[0]!)
    const { births } = await scene.keeper.call('stocktake.month', { month: '2026-03' })
    expect(births).toEqual({ since: '2026-03-04', liveBirths: 3, firstIssues: 1, without: 2 })
    expect((await scene.keeper.call('stocktake.withoutCertificate', {})).rows.map(row => [row.motherName, row.bornAt])).toEqual([['王芳', '2026-03-04T09:00'], ['张丽华', '2026-03-05T08:09']])
  })
})

describe('ledgers', () => {
  const march = { from: '2026-03-01', to: '2026-03-31' }

  test('the books have the columns of the note, in its order', () => {
    expect(LEDGERS.receipt.columns.map(column => column.title)).toEqual(['入库单位', '入库人', '首字母', '起始编号', '终止编号', '入库数量', '入库日期', '库存数', '审核单位', '审核人', '所属地区'])
    expect(LEDGERS.request.columns.map(column => column.title)).toEqual(['申领单位', '申领人1', '申领人2', '首字母', '起始编号', '终止编号', '数量', '发放单位', '发放人1', '发放人2', '发放时间'])
    expect(LEDGERS.handOut.columns.map(column => column.title)).toEqual(['序号', '出库单位', '出库日期', '出库数量', '起始编码', '终止编码', '库存数', '申领单位名称', '领证人签名', '经办人签名'])
    expect(LEDGERS.firstIssue.columns.map(column => column.title)).toEqual(['序号', '出生证编号', '领证日期', '母亲姓名', '新生儿姓名', '性别', '出生日期', '母亲身份证号码', '结婚证号', '亲子鉴定证明编号', '父亲姓名', '父亲身份证号码', '领证人签名', '领证人身份证号', '签发人签名', '盖章人签名', '审核人签名'])
    expect(LEDGERS.outsideIssue.columns.map(column => column.title)).toEqual(['序号', '签发机构', '领证日期', '母亲姓名', '新生儿姓名', '性别', '出生日期', '出生证编号', '领证人有效身份证件号码', '领证人签名', '签发人签名', '盖章人签名'])
    expect(LEDGERS.reissue.columns.map(column => column.title)).toEqual(['序号', '区县', '领证日期', '母亲姓名', '新生儿姓名', '性别', '出生日期', '原证编号', '新证编号', '补发原因', '领证人证件号码', '领证人签名', '签发人签名', '盖章人签名'])
    expect(LEDGERS.exchange.columns.map(column => column.title)).toEqual(['序号', '区县', '领证日期', '母亲姓名', '新生儿姓名', '性别', '出生日期', '原证编号', '新证编号', '换发原因', '原证正副页交回情况', '领证人证件号码', '领证人签名', '签发人签名', '盖章人签名'])
    expect(LEDGERS.waste.columns.map(column => column.title)).toEqual(['序号', '县市区', '日期', '出生证编号', '原因', '审核人签名', '经办人签名'])
    expect(LEDGERS.misprint.columns.map(column => column.title)).toEqual(['序号', '单位名称', '编号', '时间', '经办人', '审核人', '处理结果', '机构负责人签名', '销毁时间'])
    expect(LEDGERS.destruction.columns.map(column => column.title)).toEqual(['序号', '县', '县级管理人员', '县级主管领导', '市级审核接收人', '废证编号', '数量', '销毁日期', '方式', '地点'])
    expect(LEDGERS.seal.columns.map(column => column.title)).toEqual(['序号', '日期', '出生证编号', '盖章人', '结果'])
  })

  test('stock in, stock out and the stock after each', async () => {
    await scene.close()
    scene = await openScene({ blanks: false })
    await scene.keeper.call('stock.receive', { edition: '7', firstNumber: 'Z430000001', lastNumber: 'Z430000100', receivedFrom: '青山县卫生健康局', receivedDay: '2026-03-01', secondCounter: second('zhengjian2') })
    scene.ports.clock.advanceMs(60_000)
    await scene.keeper.call('stock.draw', { firstNumber: 'Z430000001', lastNumber: 'Z430000020', receiver: second('qianfa') })
    scene.ports.clock.advanceMs(60_000)
    await scene.keeper.call('stock.receive', { edition: '7', firstNumber: 'Z430000101', lastNumber: 'Z430000300', receivedFrom: '青山县卫生健康局', receivedDay: '2026-03-09', reviewUnit: '衡阳市卫健委', reviewerName: '刘审', secondCounter: second('zhengjian2') })
    const receipts = await scene.keeper.call('ledger.preview', { ledger: 'receipt', ...march })
    expect(receipts.rows).toEqual([
      ['青山县妇幼保健院', '赵证件', 'Z', 'Z430000001', 'Z430000100', 100, '2026-03-01', 100, '', '', '衡阳县'],
      ['青山县妇幼保健院', '赵证件', 'Z', 'Z430000101', 'Z430000300', 200, '2026-03-09', 280, '衡阳市卫健委', '刘审', '衡阳县'],
    ])
    const out = await scene.keeper.call('ledger.preview', { ledger: 'handOut', ...march })
    expect(out.rows).toEqual([[1, '青山县妇幼保健院', '2026-03-10', 20, 'Z430000001', 'Z430000020', 80, '青山县妇幼保健院', '孙签发', '赵证件']])
    expect((await scene.keeper.call('ledger.preview', { ledger: 'handOut', from: '2026-02-01', to: '2026-02-28' })).total).toBe(0)
  })

  test('first issue, seal and waste: who did what, and a sheet that was spoiled is no issue', async () => {
    const { newbornIds } = await registerBirth(scene, { newborns: [{}, { sex: '1', bornAt: '2026-03-05T08:09' }] })
    const { certificateId } = await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!))
    const { rev, registrationId } = await scene.sealer.call('certificate.get', { id: certificateId })
    await scene.sealer.call('certificate.seal', { certificateId, rev, scannedNumber: 'Z430000001', matches: false, reason: '姓名印错' })
    await registerCertificate(scene, newbornIds[0]!)
    await printCertificate(scene, registrationId)
    const sheet = await scene.issuer.call('certificate.find', { number: 'Z430000002' })
    await scene.sealer.call('certificate.seal', { certificateId: sheet!.id, rev: sheet!.rev, scannedNumber: 'Z430000002', matches: true })
    const privileged = await scene.as('dangan2', ['archivist', 'reviewer'])
    const { rows, masked } = await privileged.call('ledger.preview', { ledger: 'firstIssue', ...march })
    expect(masked).toBe(false)
    expect(rows).toEqual([[1, 'Z430000002', '', '张丽华', '李思远', '女', '2026-03-05', '110101199508150009', 'J430421-2020-001234', '', '李国强', '110101199306079996', '', '', '孙签发', '吴盖章', '']])
    expect((await scene.keeper.call('ledger.preview', { ledger: 'seal', ...march })).rows.map(row => row.slice(2))).toEqual([['Z430000001', '吴盖章', '不一致,未盖章:姓名印错'], ['Z430000002', '吴盖章', '核对一致,已盖章']])
    expect((await scene.keeper.call('ledger.preview', { ledger: 'waste', ...march })).rows).toEqual([[1, '衡阳县', '2026-03-10', 'Z430000001', '打印或填写错误', '', '吴盖章']])
    expect((await scene.keeper.call('ledger.preview', { ledger: 'misprint', ...march })).rows.map(row => [row[2], row[6]])).toEqual([['Z430000001', '编号永久存档']])
  })

  test('a birth outside an institution stands in its own book and not in the other', async () => {
    const numbers = async (ledger: 'firstIssue' | 'outsideIssue') => (await scene.keeper.call('ledger.preview', { ledger, ...march })).rows.flat().filter(cell => String(cell).startsWith('Z'))
    await issue(scene, (await registerBirth(scene)).newbornIds[0]!)
    const { value, rev } = await scene.admin.call('setting.get', { key: 'institution' })
    await scene.admin.call('setting.save', { key: 'institution', rev, value: { ...value as object, certificateRole: 'manager' } })
    const home = await registerBirth(scene, { mother: { name: '王芳', idNumber: '110101199003072228', birthDay: '1990-03-07' as never, phone: '13900000001' }, delivery: { placeType: '6', placeName: null, attendantName: null, treatedInLicensed: false } })
    await issue(scene, home.newbornIds[0]!)
    expect(await numbers('firstIssue')).toEqual(['Z430000001'])
    expect(await numbers('outsideIssue')).toEqual(['Z430000002'])
  })

  test('an .xlsx opened again has the same rows: numbers stay text with 18 signs, days as written, counts are numbers', async () => {
    for (const newbornId of (await registerBirth(scene, { newborns: [{}, { sex: '1', bornAt: '2026-03-05T08:09' }] })).newbornIds) await issue(scene, newbornId)
    const privileged = await scene.as('dangan2', ['archivist', 'reviewer'])
    const saved = await files.save(privileged, 'ledger.save', { ledger: 'firstIssue', ...march, format: 'xlsx' })
    expect(saved).toMatchObject({ suggested: '首次签发登记本-2026-03-01-2026-03-31.xlsx', rows: 2, masked: false })
    const { title, cells } = await readWorkbook(saved.path)
    expect(title).toBe('首次签发登记本')
    const shown = (await privileged.call('ledger.preview', { ledger: 'firstIssue', ...march })).rows
    expect(cells[0]!.map(cell => cell.value)).toEqual(LEDGERS.firstIssue.columns.map(column => column.title))
    expect(cells.slice(1).map(row => row.map(cell => cell.value ?? ''))).toEqual(shown)
    for (const row of cells.slice(1)) {
      expect(row[7]).toEqual({ value: '110101199508150009', type: ExcelJS.ValueType.String, format: '@' })
      expect(row[6]).toMatchObject({ value: '2026-03-05', type: ExcelJS.ValueType.String })
      expect(row[0]!.type).toBe(ExcelJS.ValueType.Number)
    }
    const receipts = await readWorkbook((await files.save(scene.keeper, 'ledger.save', { ledger: 'receipt', ...march, format: 'xlsx' })).path)
    expect(receipts.cells[1]![5]).toMatchObject({ value: 100, type: ExcelJS.ValueType.Number })
  })

  test('a text that begins like a formula stays text in both files', async () => {
    for (const name of ['=1+1', '+86', '-2', '@SUM(A1)', '\t=cmd']) {
      await scene.database.write(async trx => { await trx.updateTable('blankBatch').set({ reviewUnit: name }).execute() })
      const { cells } = await readWorkbook((await files.save(scene.keeper, 'ledger.save', { ledger: 'receipt', ...march, format: 'xlsx' })).path)
      expect(cells[1]![8]).toMatchObject({ value: name, type: ExcelJS.ValueType.String })
      const csv = readFileSync((await files.save(scene.keeper, 'ledger.save', { ledger: 'receipt', ...march, format: 'csv' })).path, 'utf8')
      expect(csv).toContain(`'${name}`)
    }
  })

  test('control characters do not make a file that Excel refuses', async () => {
    await scene.database.write(async trx => { await trx.updateTable('blankBatch').set({ reviewUnit: '市\u0001卫健\uffff委\u000b' }).execute() })
    const { cells } = await readWorkbook((await files.save(scene.keeper, 'ledger.save', { ledger: 'receipt', ...march, format: 'xlsx' })).path)
    expect(cells[1]![8]!.value).toBe('市卫健委')
  })

  test('a file that cannot be written is said with what to do, and nothing is left', async () => {
    Object.assign(scene.ports.dialogs, { saveFile: async () => '/nowhere/at/all/book.xlsx' })
    const { jobId } = (await scene.keeper.call('ledger.save', { ledger: 'receipt', ...march, format: 'xlsx' }))!
    let job = await scene.keeper.call('job.get', { id: jobId })
    while (job.state === 'running') { await new Promise(resolve => setImmediate(resolve)); job = await scene.keeper.call('job.get', { id: jobId }) }
    expect(sentences(job.error as CallError)).toContain('不能写入这个文件')
    Object.assign(scene.ports.dialogs, { saveFile: async () => null })
    expect(await scene.keeper.call('ledger.save', { ledger: 'receipt', ...march, format: 'xlsx' })).toBeNull()
  })

  test('printing sends A4 landscape with the column titles on every page', async () => {
    await scene.keeper.call('stock.receive', { edition: '7', firstNumber: 'Z430001001', lastNumber: 'Z430001900', receivedFrom: '青山县卫生健康局', receivedDay: '2026-03-09', secondCounter: second('zhengjian2') })
    for (let at = 0; at < 60; at += 1) await scene.keeper.call('stock.draw', { firstNumber: `Z43000${1001 + at * 3}`, lastNumber: `Z43000${1002 + at * 3}`, receiver: second('qianfa') })
    const { jobId } = await scene.keeper.call('ledger.print', { ledger: 'handOut', ...march, printerName: 'PDF' })
    let job = await scene.keeper.call('job.get', { id: jobId })
    while (job.state === 'running') { await new Promise(resolve => setImmediate(resolve)); job = await scene.keeper.call('job.get', { id: jobId }) }
    expect(job).toMatchObject({ state: 'done', result: { rows: 61, outcome: 'sent' } })
    const sheet = scene.ports.printed.at(-1)!
    expect([sheet.pageWidthMm, sheet.pageHeightMm]).toEqual([297, 210])
    const pages = sheet.html.split('<section class="page"').slice(1)
    expect(pages.length).toBeGreaterThan(2)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('>出库日期<')
      expect(page).toContain(`第 ${index + 1} 页 共 ${pages.length} 页`)
    }
    expect(sheet.html.match(/>Z430001\d\d\d</g)!.length).toBe(120)
  })
})

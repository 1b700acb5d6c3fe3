import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../domain/api/api.ts'
import type { CallError } from '../../domain/api/result.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { openLossReports } from '../../electron/core/registry/loss-reports.ts'
import { FIRST_NUMBER, openScene, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD, type Window } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'

const second = (loginName: string) => ({ loginName, password: PASSWORD })
const sentences = (error: CallError): string => (error.fields ?? []).map(field => formatChinese(field.message)).join('\n')
const outsider = (name: string, idNumber: string) => ({ name, idNumber })
// 2026-03-10 09:00 in China; later days need people signed in anew.
const START = Date.parse('2026-03-10T01:00:00Z')

for (const engine of testEngines()) {
  describe(engine.name, () => {
    let scene: Scene
    beforeEach(async () => {
      scene = await openScene({ database: await engine.open() })
      scene.ports.clock.setMs(START)
    })
    afterEach(async () => {
      expect(await brokenInvariants(scene.database)).toEqual([])
      await scene.close()
    })
    const stateOf = async (number: string) => (await scene.keeper.call('stock.number', { number }))?.blank.state
    const countOf = async (state: string) => (await scene.keeper.call('stock.summary', null)).byState.find(row => row.state === state)?.count ?? 0
    async function goTo(iso: string, ...windows: Window[]): Promise<void> {
      scene.ports.clock.setMs(Date.parse(iso))
      for (const window of windows) await scene.host.call('auth.unlock', { password: PASSWORD }, `window-${window.loginName}`)
    }
    async function setRules(changes: Record<string, unknown>): Promise<void> {
      const { rev, value } = await scene.admin.call('setting.get', { key: 'provinceRules' })
      await scene.admin.call('setting.save', { key: 'provinceRules', rev, value: { ...(value as object), ...changes } })
    }
    async function becomeManager(): Promise<string> {
      const { rev, value } = await scene.admin.call('setting.get', { key: 'institution' })
      await scene.admin.call('setting.save', { key: 'institution', rev, value: { ...SETTINGS.institution.initial, ...(value as object), certificateRole: 'manager' } })
      const saved = await scene.admin.call('organization.save', { row: { name: '青山县第二人民医院', code: null, level: '2', region: '430421', phone: null, departments: null, active: true } as never })
      return saved.id
    }
    const receive = (firstNumber: string, lastNumber: string, more: Partial<Input<'stock.receive'>> = {}) => scene.keeper.call('stock.receive', {
      edition: '7', firstNumber, lastNumber, receivedFrom: '青山县卫生健康局', receivedDay: '2026-03-10', secondCounter: second('zhengjian2'), ...more,
    })
    const loss = (firstNumber: string, lastNumber = firstNumber, more: Partial<Input<'stock.reportLoss'>> = {}): Input<'stock.reportLoss'> =>
      ({ firstNumber, lastNumber, kind: 'lost', discoveredAt: '2026-03-10T08:30', place: '证件室保险柜', discoveredBy: '赵证件', circumstances: '月末清点时缺 1 张', ...more })

    test('a request is signed by two applicants, answered by a receipt that names who fetched, checked and when printed', async () => {
      expect((await scene.keeper.fails('stock.request', { quantity: 200, appliedTo: '市卫健委', appliedDay: '2026-03-09', secondApplicant: second('zhengjian') })).code).toBe('invalid')
      const { id } = await scene.keeper.call('stock.request', { quantity: 200, appliedTo: '市卫健委', appliedDay: '2026-03-09', secondApplicant: second('zhengjian2') })
      await receive('Z430001001', 'Z430001100', { requestId: id, printYear: 2025, reviewUnit: '市卫健委', reviewerName: '周审', collectorName: '赵证件', collectorIdNumber: '110101199306079996' })
      await receive('Z430001101', 'Z430001200', { requestId: id, printYear: 2025 })
      expect((await scene.keeper.call('stock.requests', {})).rows[0]).toMatchObject({ state: 'received', quantity: 200, receivedQuantity: 200, firstApplicantName: '赵证件', secondApplicantName: '钱证件' })
      expect((await scene.keeper.call('stock.batches', {})).find(row => row.firstNumber === 'Z430001001')).toMatchObject({ printYear: 2025, reviewUnit: '市卫健委', reviewerName: '周审', collectorName: '赵证件', requestId: id })
      const refused = await scene.keeper.call('stock.request', { quantity: 50, appliedTo: '市卫健委', appliedDay: '2026-03-10', secondApplicant: second('zhengjian2') })
      await scene.keeper.call('stock.endRequest', { id: refused.id, rev: 1, state: 'refused', reason: '本季度已发完' })
      expect(sentences(await scene.keeper.fails('stock.receive', { edition: '7', firstNumber: 'Z430002001', lastNumber: 'Z430002050', receivedFrom: '市', receivedDay: '2026-03-10', secondCounter: second('zhengjian2'), requestId: refused.id }))).toContain('未批准')
    })

    test('case 9: an overlap is refused by the program, and by the key of the table whatever the program says', async () => {
      expect(sentences(await scene.keeper.fails('stock.receive', { edition: '7', firstNumber: 'Z430000100', lastNumber: 'Z430000101', receivedFrom: '市', receivedDay: '2026-03-10', secondCounter: second('zhengjian2') }))).toContain('Z430000100')
      const row = await scene.database.kysely.selectFrom('blank').selectAll().where('number', '=', 'Z430000100').executeTakeFirstOrThrow()
      await expect(scene.database.write(trx => trx.insertInto('blank').values({ ...row, batchId: 'another' }).execute())).rejects.toThrow()
    })

    test('case 45: a lost blank is 上报中 with two hours to report, blocked everywhere, and void only with papers and a reviewer', async () => {
      const clerksOwn = await scene.issuer.fails('stock.reportLoss', loss('Z430000050'))
      expect(sentences(clerksOwn)).toContain('不在本人手中')
      const report = await scene.keeper.call('stock.reportLoss', loss('Z430000050', 'Z430000051', { kind: 'stolen' }))
      expect(report).toMatchObject({ deadline: '2026-03-10T10:30', minutesLeft: 90, quantity: 2 })
      expect(await stateOf('Z430000050')).toBe('lostReported')
      expect(await openLossReports(scene.database.kysely)).toMatchObject([{ id: report.id, kind: 'stolen', deadline: '2026-03-10T10:30', upwardAt: null, ranges: [{ first: 'Z430000050', last: 'Z430000051' }] }])
      // Blocked everywhere: to a window, upward, as void, into the folder of waste, and reported a second time.
      const range = { firstNumber: 'Z430000050', lastNumber: 'Z430000050' }
      for (const error of [
        await scene.keeper.fails('stock.draw', { ...range, receiver: second('qianfa') }),
        await scene.keeper.fails('stock.returnUp', { ...range, returnedTo: '市卫健委', receiverName: '周审', day: '2026-03-10', reason: '多余', secondPerson: second('zhengjian2') }),
        await scene.keeper.fails('stock.void', { ...range, reasonCode: '3', reason: '丢了', secondPerson: second('shenhe') }),
        await scene.keeper.fails('stock.collectWaste', { ranges: [range], reviewer: second('shenhe') }),
        await scene.keeper.fails('stock.reportLoss', loss('Z430000050')),
      ]) expect(sentences(error)).toContain('遗失/被盗(上报中)')
      // Time runs out: overdue by 30 minutes; the report upward stops the clock.
      await goTo('2026-03-10T03:00:00Z', scene.keeper)
      expect((await scene.keeper.call('stock.losses', { openOnly: true })).rows[0]).toMatchObject({ minutesLeft: -30, upwardAt: null })
      const bare = await scene.keeper.fails('stock.confirmLoss', { id: report.id, rev: 1, reviewer: second('shenhe') })
      expect(bare.fields?.map(field => field.path)).toEqual(['upwardAt', 'writtenReport', 'policeNumber'])
      const papers = { upwardAt: '2026-03-10T10:10', upwardTo: '省卫生健康委', upwardBy: '赵证件', policeNumber: null, declaration: null, declarationDay: null, writtenReport: '青妇〔2026〕3 号' }
      expect((await scene.keeper.fails('stock.updateLoss', { id: report.id, rev: 1, ...papers, upwardAt: '2026-03-10T11:30' })).fields?.[0]?.path).toBe('upwardAt')
      const saved = await scene.keeper.call('stock.updateLoss', { id: report.id, rev: 1, ...papers })
      expect(saved.missing.map(issue => issue.path)).toEqual(['policeNumber'])
      expect((await scene.keeper.call('stock.losses', {})).rows[0]?.minutesLeft).toBe(20)
      const complete = await scene.keeper.call('stock.updateLoss', { id: report.id, rev: saved.rev, ...papers, policeNumber: '青公(西)受案字〔2026〕118号' })
      expect(complete.missing).toEqual([])
      expect(sentences(await scene.keeper.fails('stock.confirmLoss', { id: report.id, rev: complete.rev, reviewer: second('zhengjian2') }))).toContain('没有此项权限')
      await scene.keeper.call('stock.confirmLoss', { id: report.id, rev: complete.rev, reviewer: second('shenhe') })
      expect(await stateOf('Z430000051')).toBe('lostVoid')
      expect(await openLossReports(scene.database.kysely)).toEqual([])
      const page = await scene.keeper.call('stock.number', { number: 'z430000051' })
      expect(page?.events.at(-1)).toMatchObject({ toState: 'lostVoid', secondPersonName: '郑审核', evidence: expect.stringContaining('118号') })
      expect(page?.loss).toMatchObject({ policeNumber: '青公(西)受案字〔2026〕118号', reviewerName: '郑审核' })
      expect((await scene.keeper.call('stock.waste', { stage: 'fresh' })).rows.map(row => [row.number, row.dueDay])).toEqual([['Z430000050', '2027-01-31'], ['Z430000051', '2027-01-31']])
    })

    test('case 45: a newspaper declaration is asked for where the province does; a clerk reports what is in hand, also a printed sheet', async () => {
      await setRules({ lossDeclaration: 'newspaper' })
      const { newbornIds } = await registerBirth(scene)
      const { number } = await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!))
      expect(number).toBe(FIRST_NUMBER)
      const report = await scene.issuer.call('stock.reportLoss', loss(number, number, { discoveredBy: '孙签发', circumstances: '待盖章的一张不见了' }))
      const desk = await scene.issuer.call('certificate.desk', { newbornId: newbornIds[0]! })
      expect(desk).toMatchObject({ certificate: null, past: [{ number, endReason: '3' }] })
      expect((await scene.keeper.call('stock.losses', {})).rows[0]?.missing.map(issue => issue.path)).toEqual(['upwardAt', 'writtenReport', 'declaration'])
      expect((await scene.keeper.call('stock.number', { number }))?.certificates).toMatchObject([{ newbornId: newbornIds[0] }])
      expect((await scene.keeper.fails('stock.confirmLoss', { id: report.id, rev: 1, reviewer: second('shenhe') })).fields).toHaveLength(3)
    })

    test('void from stock needs a reviewer, not another keeper', async () => {
      const input = { firstNumber: 'Z430000060', lastNumber: 'Z430000060', reasonCode: '9' as const, reason: '受潮' }
      expect(sentences(await scene.keeper.fails('stock.void', { ...input, secondPerson: second('zhengjian2') }))).toContain('没有此项权限')
      await scene.keeper.call('stock.void', { ...input, secondPerson: second('shenhe') })
      expect((await scene.keeper.call('stock.history', { number: 'Z430000060' })).at(-1)).toMatchObject({ toState: 'void', byName: '赵证件', secondPersonName: '郑审核' })
    })

    test('what goes back to the higher level is signed by two and never comes back', async () => {
      const input = { firstNumber: 'Z430000090', lastNumber: 'Z430000099', returnedTo: '市卫健委', receiverName: '周审', day: '2026-03-10', reason: '机构即将停业' }
      expect(sentences(await scene.keeper.fails('stock.returnUp', { ...input, secondPerson: second('zhengjian') }))).toContain('第二人不能是本人')
      expect((await scene.keeper.call('stock.returnUp', { ...input, secondPerson: second('zhengjian2') })).quantity).toBe(10)
      expect(sentences(await scene.keeper.fails('stock.draw', { firstNumber: 'Z430000090', lastNumber: 'Z430000090', receiver: second('qianfa') }))).toContain('退回上级')
      expect((await scene.keeper.call('stock.slips', { kinds: ['returnUp'] })).rows[0]).toMatchObject({ counterpart: '市卫健委', firstOutsideName: '周审', firstPersonName: '赵证件', secondPersonName: '钱证件' })
    })

    test('waste goes from the folder to hand-in to destruction; two accounts sign, and the record prints in two copies', async () => {
      await scene.keeper.call('stock.void', { firstNumber: 'Z430000060', lastNumber: 'Z430000064', reasonCode: '1', reason: '受潮', secondPerson: second('shenhe') })
      const ranges = [{ firstNumber: 'Z430000060', lastNumber: 'Z430000064' }]
      const handIn = { ranges, handedTo: '市妇幼保健院', receiverName: '周审', day: '2026-03-10', secondPerson: second('zhengjian2') }
      expect(sentences(await scene.keeper.fails('stock.handIn', handIn))).toContain('作废')
      await scene.keeper.call('stock.collectWaste', { ranges, reviewer: second('shenhe') })
      const handedIn = await scene.keeper.call('stock.handIn', handIn)
      const destroy = { ranges, day: '2026-03-10', method: 'shred' as const, place: '市妇幼保健院', cityReceiver: '周审', witnessName: '马纪检' }
      expect(sentences(await scene.keeper.fails('stock.destroy', { ...destroy, leader: second('zhengjian2') }))).toContain('没有此项权限')
      const record = await scene.keeper.call('stock.destroy', { ...destroy, leader: second('fenguan') })
      expect(await countOf('destroyed')).toBe(5)
      expect((await scene.keeper.call('stock.number', { number: 'Z430000062' }))?.slips.map(slip => slip.kind)).toEqual(['void', 'collectWaste', 'handIn', 'destroy'])
      const paper = await scene.keeper.call('stock.paperPreview', { what: 'destruction', id: record.slipId })
      expect(paper.issues).toEqual([])
      for (const word of ['废证销毁记录', '第一联 县级存', '第二联 市级存', '赵证件', '韩分管', '周审', '马纪检', '粉碎', 'Z430000060 — Z430000064', '合计:5 枚', '衡阳县']) expect(paper.html).toContain(word)
      expect((await scene.keeper.call('stock.paperPreview', { what: 'handIn', id: handedIn.slipId })).html).toContain('废证上交清单')
      expect((await scene.keeper.call('stock.paperPdf', { what: 'destruction', id: record.slipId })).base64.length).toBeGreaterThan(10)
      expect(await scene.keeper.call('stock.printPaper', { what: 'handIn', id: handedIn.slipId, printerName: 'PDF' })).toMatchObject({ outcome: 'sent' })
      expect((await scene.keeper.fails('stock.paperPreview', { what: 'destruction', id: handedIn.slipId })).code).toBe('not-found')
    })

    test('waste of last year is overdue after 31 January', async () => {
      await scene.keeper.call('stock.void', { firstNumber: 'Z430000060', lastNumber: 'Z430000060', reasonCode: '1', reason: '受潮', secondPerson: second('shenhe') })
      await goTo('2027-01-31T02:00:00Z', scene.keeper)
      expect((await scene.keeper.call('stock.waste', { stage: 'fresh' })).overdue).toBe(0)
      await goTo('2027-02-01T02:00:00Z', scene.keeper)
      expect((await scene.keeper.call('stock.waste', { stage: 'fresh' })).overdue).toBe(1)
    })

    test('a clerk who leaves hands everything over in one step: to a colleague or into the cabinet, both sign', async () => {
      await scene.as('qianfa2', ['issuer'], '何签发')
      const before = await scene.issuer.call('certificate.nextNumber', null)
      expect(before).toEqual({ number: FIRST_NUMBER, inHand: 20 })
      expect(sentences(await scene.keeper.fails('stock.handOver', { from: second('qianfa'), to: second('qianfa'), reason: '调离' }))).toContain('不能是同一人')
      expect((await scene.keeper.call('stock.handOver', { from: second('qianfa'), to: second('qianfa2'), reason: '调离窗口' })).quantity).toBe(20)
      expect(await scene.issuer.call('certificate.nextNumber', null)).toEqual({ number: null, inHand: 0 })
      expect((await scene.keeper.call('stock.summary', null)).byHolder).toMatchObject([{ holderName: '何签发', count: 20, next: FIRST_NUMBER }])
      expect((await scene.keeper.call('stock.slips', { kinds: ['handOver'] })).rows[0]).toMatchObject({ fromHolderName: '孙签发', toHolderName: '何签发', firstPersonName: '赵证件' })
      await scene.keeper.call('stock.handOver', { from: second('qianfa2'), reason: '休产假' })
      expect(await countOf('inStock')).toBe(100)
      expect(sentences(await scene.keeper.fails('stock.handOver', { from: second('qianfa2'), reason: '再交一次' }))).toContain('没有未使用的证件')
    })

    test('blanks past the end of the year after printing: warned of, refused, offered for voiding', async () => {
      await setRules({ blankFormExpiry: 'yearAfterPrinting' })
      expect(sentences(await scene.keeper.fails('stock.receive', { edition: '7', firstNumber: 'Y430000001', lastNumber: 'Y430000010', receivedFrom: '市', receivedDay: '2026-03-10', secondCounter: second('zhengjian2') }))).toContain('印制年份')
      const { batchId } = await receive('Y430000001', 'Y430000010', { printYear: 2025 })
      await scene.keeper.call('stock.draw', { firstNumber: 'Y430000001', lastNumber: 'Y430000002', receiver: second('qianfa') })
      const before = await scene.keeper.call('stock.unfit', null)
      expect(before.rows).toEqual([])
      expect(before.unknownYear).toMatchObject([{ firstNumber: FIRST_NUMBER }])
      expect(await scene.issuer.call('certificate.nextNumber', null)).toMatchObject({ number: 'Y430000001', inHand: 22 })
      await goTo('2026-10-02T02:00:00Z', scene.keeper)
      expect((await scene.keeper.call('stock.unfit', null)).rows).toMatchObject([{ batchId, fitness: 'expiring', lastDay: '2026-12-31', quantity: 10 }])
      await goTo('2027-01-01T02:00:00Z', scene.keeper, scene.issuer, scene.clerk)
      expect((await scene.keeper.call('stock.unfit', null)).rows).toMatchObject([{ batchId, fitness: 'expired', ranges: [{ firstNumber: 'Y430000001', lastNumber: 'Y430000010' }] }])
      expect(sentences(await scene.keeper.fails('stock.draw', { firstNumber: 'Y430000003', lastNumber: 'Y430000004', receiver: second('qianfa') }))).toContain('已过期')
      expect(await scene.issuer.call('certificate.nextNumber', null)).toEqual({ number: FIRST_NUMBER, inHand: 20 })
      const { newbornIds } = await registerBirth(scene, { newborns: [{ bornAt: '2026-12-30T08:01' }] })
      const registrationId = await registerCertificate(scene, newbornIds[0]!)
      expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId, scannedNumber: 'Y430000001' }))).toContain('已过期')
      await scene.keeper.call('stock.void', { firstNumber: 'Y430000001', lastNumber: 'Y430000010', reasonCode: '9', reason: '过期', secondPerson: second('shenhe') })
      expect((await scene.keeper.call('stock.unfit', null)).rows).toEqual([])
      // The year of an older batch is supplied afterwards.
      const { unknownYear } = await scene.keeper.call('stock.unfit', null)
      await scene.keeper.call('stock.setPrintYear', { batchId: unknownYear[0]!.batchId, printYear: 2026 })
      expect((await scene.keeper.call('stock.unfit', null)).unknownYear).toEqual([])
    })

    test('case 47: numbers of a stopped edition are offered for voiding and no longer proposed', async () => {
      scene.ports.clock.setMs(Date.parse('2023-03-20T02:00:00Z'))
      await receive('W430000001', 'W430000005', { edition: '6', receivedDay: '2023-03-20' })
      await scene.keeper.call('stock.draw', { firstNumber: 'W430000001', lastNumber: 'W430000002', receiver: second('qianfa') })
      await goTo('2026-03-10T01:00:00Z', scene.keeper, scene.issuer)
      expect((await scene.issuer.call('certificate.nextNumber', null)).number).toBe(FIRST_NUMBER)
      expect((await scene.keeper.call('stock.unfit', null)).rows).toMatchObject([{ edition: '6', fitness: 'editionStopped', lastDay: '2023-03-31', quantity: 5 }])
    })

    test('issuer: distributing is refused in words that name the setting', async () => {
      const organizationId = await becomeManager()
      const { rev, value } = await scene.admin.call('setting.get', { key: 'institution' })
      await scene.admin.call('setting.save', { key: 'institution', rev, value: { ...(value as object), certificateRole: 'issuer' } })
      const carrier = outsider('张领', '110101199306079996')
      const range = { firstNumber: 'Z430000030', lastNumber: 'Z430000030' }
      for (const error of [
        await scene.keeper.fails('stock.institutions', null),
        await scene.keeper.fails('stock.transfer', { organizationId, ranges: [range], day: '2026-03-10', firstApplicant: carrier, secondApplicant: outsider('李领', '110101199508150009'), secondIssuer: second('zhengjian2') }),
        await scene.keeper.fails('stock.takeBack', { organizationId, ...range, day: '2026-03-10', broughtBy: carrier, reason: '停业', secondCounter: second('zhengjian2') }),
        await scene.keeper.fails('stock.receiveWaste', { organizationId, numbers: [{ number: 'Z430000030', reasonCode: '1' }], day: '2026-03-10', broughtBy: carrier, secondPerson: second('zhengjian2') }),
      ]) expect(sentences(error)).toContain('委托管理机构')
    })

    test('manager: blanks go out with two applicants and two issuers, come back by number, and the waste of others is handed in with ours', async () => {
      const organizationId = await becomeManager()
      const [one, two] = [outsider('张领', '110101199306079996'), outsider('李领', '110101199508150009')]
      const give = { organizationId, ranges: [{ firstNumber: 'Z430000030', lastNumber: 'Z430000039' }, { firstNumber: 'Z430000050', lastNumber: 'Z430000054' }], day: '2026-03-10', firstApplicant: one, secondApplicant: two, secondIssuer: second('zhengjian2') }
      expect(sentences(await scene.keeper.fails('stock.transfer', { ...give, secondApplicant: one }))).toContain('不同的人')
      expect(sentences(await scene.keeper.fails('stock.transfer', { ...give, ranges: [...give.ranges, { firstNumber: 'Z430000039', lastNumber: 'Z430000040' }] }))).toContain('填写了两次')
      const { slipId } = await scene.keeper.call('stock.transfer', give)
      expect(await countOf('transferred')).toBe(15)
      expect(sentences(await scene.keeper.fails('stock.draw', { firstNumber: 'Z430000030', lastNumber: 'Z430000030', receiver: second('qianfa') }))).toContain('调出')
      expect((await scene.keeper.call('stock.paperPreview', { what: 'slip', id: slipId })).html).toContain('青山县第二人民医院')
      const another = await scene.admin.call('organization.save', { row: { name: '青山县中医院', code: null, level: '2', region: '430421', phone: null, departments: null, active: true } as never })
      const back = { firstNumber: 'Z430000053', lastNumber: 'Z430000054', day: '2026-03-10', broughtBy: one, reason: '科室撤并', secondCounter: second('zhengjian2') }
      expect(sentences(await scene.keeper.fails('stock.takeBack', { ...back, organizationId: another.id }))).toContain('没有下发给青山县中医院')
      await scene.keeper.call('stock.takeBack', { ...back, organizationId })
      expect(await stateOf('Z430000054')).toBe('inStock')
      expect(sentences(await scene.keeper.fails('stock.receiveWaste', { organizationId, numbers: [{ number: 'Z430000054', reasonCode: '1' }], day: '2026-03-10', broughtBy: one, secondPerson: second('zhengjian2') }))).toContain('本院库存')
      await scene.keeper.call('stock.receiveWaste', { organizationId, numbers: [{ number: 'Z430000031', reasonCode: '1' }, { number: 'X430777777', reasonCode: '9' }], day: '2026-03-10', broughtBy: one, secondPerson: second('zhengjian2') })
      expect(sentences(await scene.keeper.fails('stock.receiveWaste', { organizationId, numbers: [{ number: 'Z430000031', reasonCode: '1' }], day: '2026-03-10', broughtBy: one, secondPerson: second('zhengjian2') }))).toContain('已经登记过')
      expect(sentences(await scene.keeper.fails('stock.takeBack', { ...back, organizationId, firstNumber: 'Z430000031', lastNumber: 'Z430000031' }))).toContain('已登记为废证')
      expect((await scene.keeper.call('stock.institutions', null)).find(row => row.organizationId === organizationId)).toMatchObject({ given: 15, back: 2, waste: 2, lastDay: '2026-03-10' })
      await scene.keeper.call('stock.void', { firstNumber: 'Z430000060', lastNumber: 'Z430000060', reasonCode: '1', reason: '受潮', secondPerson: second('shenhe') })
      await scene.keeper.call('stock.collectWaste', { ranges: [{ firstNumber: 'Z430000060', lastNumber: 'Z430000060' }], reviewer: second('shenhe') })
      const waste = await scene.keeper.call('stock.waste', { stage: 'toHandIn' })
      expect(waste.rows.map(row => [row.number, row.organizationName])).toEqual([['X430777777', '青山县第二人民医院'], ['Z430000031', '青山县第二人民医院'], ['Z430000060', null]])
      const handedIn = await scene.keeper.call('stock.handIn', { ranges: waste.ranges, handedTo: '市妇幼保健院', receiverName: '周审', day: '2026-03-10', secondPerson: second('zhengjian2') })
      expect(handedIn.quantity).toBe(3)
      expect((await scene.keeper.call('stock.paperPreview', { what: 'handIn', id: handedIn.slipId })).html).toContain('青山县第二人民医院')
      await scene.keeper.call('stock.destroy', { ranges: waste.ranges, day: '2026-03-10', method: 'pulp', place: '市造纸厂', cityReceiver: '周审', witnessName: '马纪检', leader: second('fenguan') })
      expect(await stateOf('Z430000031')).toBe('transferred')
      expect((await scene.keeper.call('stock.waste', { stage: 'handedIn' })).total).toBe(0)
    })

    test('the plan of a year comes from our own births, keeps every version, and names why it differs', async () => {
      await goTo('2026-12-01T02:00:00Z', scene.keeper, scene.clerk)
      await registerBirth(scene)
      const plan = await scene.keeper.call('stock.plan', { year: 2027 })
      expect(plan).toMatchObject({ dueDay: '2026-12-20', thisYearCounted: 1, thisYearBirths: 2, lastYearBirths: 0, saved: [] })
      expect(plan.proposals).toMatchObject([{ rule: 'thisYearPlus5', quantity: 3 }, { rule: 'lastYear120', quantity: 0 }])
      expect(sentences(await scene.keeper.fails('stock.paperPreview', { what: 'plan', id: '2027' }))).toContain('还没有保存计划')
      const save = { year: 2027, rev: 0, rule: 'thisYearPlus5' as const, quantity: 300, filedDay: null }
      expect(sentences(await scene.keeper.fails('stock.savePlan', save))).toContain('说明理由')
      await scene.keeper.call('stock.savePlan', { ...save, reason: '新院区开业' })
      expect((await scene.keeper.fails('stock.savePlan', { ...save, reason: '又来一次' })).code).toBe('edit-conflict')
      await scene.keeper.call('stock.savePlan', { ...save, rev: 1, quantity: 3, filedDay: '2026-12-01' })
      expect((await scene.keeper.call('stock.plan', { year: 2027 })).saved.map(row => [row.rev, row.quantity, row.reason])).toEqual([[2, 3, null], [1, 300, '新院区开业']])
      expect((await scene.keeper.call('stock.paperPreview', { what: 'plan', id: '2027' })).html).toContain('2027年度用证计划')
    })
  })
}

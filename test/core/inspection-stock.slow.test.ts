import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallError } from '../../domain/api/result.ts'
import type { LedgerId } from '../../domain/ledger/ledgers.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import { checkPlan } from '../../electron/core/export/check.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { openScene, prepared, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { approvedReplacement, finishReplacement, issueCertificate, sealSheet, setRules } from '../support/replacement-scene.ts'

// The books of the stock held against each other, in the words of whoever found them apart.

const second = (loginName: string) => ({ loginName, password: PASSWORD })
const sentences = (error: CallError): string => (error.fields ?? []).map(issue => `[${issue.level} ${issue.path}] ${formatChinese(issue.message)}`).join('\n')
const mothers = [
  { name: '张丽华', idNumber: '110101199508150009', birthDay: '1995-08-15' as never, phone: '13800001234' },
  { name: '王秀英', idNumber: '110101199001010023', birthDay: '1990-01-01' as never, phone: '13900000000' },
  { name: '王芳', idNumber: '110101199003072228', birthDay: '1990-03-07' as never, phone: '13900000001' },
]

for (const engine of testEngines()) {
  describe(`the books on ${engine.name}`, () => {
    let scene: Scene
    beforeEach(async () => {
      scene = await openScene({ database: await engine.open() })
      await setRules(scene, { reissueAuthority: 'issuer' })
    })
    afterEach(async () => {
      expect(await brokenInvariants(scene.database)).toEqual([])
      await scene.close()
    })
    /** Everybody at the desk again, at another time. */
    async function goTo(iso: string): Promise<void> {
      scene.ports.clock.setMs(Date.parse(iso))
      for (const { loginName } of [scene.clerk, scene.keeper, scene.issuer, scene.sealer, scene.reviewer, scene.director, scene.admin]) await scene.host.call('auth.login', { loginName, password: PASSWORD }, `window-${loginName}`)
    }
    const book = async (ledger: LedgerId, from: string, to: string) => (await scene.keeper.call('ledger.preview', { ledger, from, to })).rows
    const numbersOf = (rows: readonly (readonly (string | number)[])[]) => rows.flatMap(row => row.filter(cell => /^[A-Z]\d{9}$/.test(String(cell)))).map(String)
    const figures = async (year: number) => (await scene.keeper.call('annual.form', { year })).figures
    const month = async (name: string) => (await scene.keeper.call('stocktake.month', { month: name })).figures
    const receive = (firstNumber: string, lastNumber: string, receivedDay: string) =>
      scene.keeper.call('stock.receive', { edition: '7', firstNumber, lastNumber, receivedFrom: '青山县卫生健康局', receivedDay, secondCounter: second('zhengjian2') })
    const waste = (number: string, reasonCode: '1' | '2' | '9' = '9') => scene.keeper.call('stock.void', { firstNumber: number, lastNumber: number, reasonCode, reason: '受潮', secondPerson: second('shenhe') })
    const loss = (number: string, discoveredAt = '2026-03-10T08:30') =>
      scene.keeper.call('stock.reportLoss', { firstNumber: number, lastNumber: number, kind: 'lost', discoveredAt, place: '证件室', discoveredBy: '赵证件', circumstances: '清点时缺 1 张' })
    const deadline = async (kind: string) => (await scene.keeper.call('deadline.list', null)).lines.filter(line => line.kind === kind)

    test('"补发后原证又找回,废证清单里同一个编号出现两次": a lost sheet that turned up is waste once', async () => {
      const old = await issueCertificate(scene)
      const id = await approvedReplacement(scene, old.certificateId, 'reissue')
      await finishReplacement(scene, old.registrationId)
      const { rev } = await scene.issuer.call('certificate.replacement.get', { id })
      await scene.issuer.call('replacement.noteFound', { id, rev, foundDay: '2026-03-10', handedInBy: '张丽华', note: '搬家时找到' })
      const list = await scene.keeper.call('stock.waste', { stage: 'fresh' })
      expect(list.rows.map(row => row.number)).toEqual([old.number])
      expect(list.total).toBe(1)
      const ranges = [{ firstNumber: old.number, lastNumber: old.number }]
      await scene.keeper.call('stock.collectWaste', { ranges, reviewer: second('shenhe') })
      const { slipId } = await scene.keeper.call('stock.handIn', { ranges, handedTo: '市妇幼保健院', receiverName: '周审', day: '2026-03-10', secondPerson: second('zhengjian2') })
      const paper = await scene.keeper.call('stock.paperPreview', { what: 'handIn', id: slipId })
      expect(paper.html.split(old.number)).toHaveLength(2)
      expect(paper.html).toContain('合计:1 枚')
    })

    test('"遗失的空白证件直接作废,原因选遗失,就不用两小时上报了": a loss has one way only, with its timer and papers', async () => {
      const refused = await scene.keeper.fails('stock.void', { firstNumber: 'Z430000050', lastNumber: 'Z430000050', reasonCode: '3', reason: '找不到了', secondPerson: second('shenhe') })
      expect(sentences(refused)).toContain('遗失、被盗请办理遗失上报')
      expect((await scene.keeper.call('stock.history', { number: 'Z430000050' })).at(-1)?.toState).toBe('inStock')
    })

    test('"一月里收存了上年的废证,首页的上交提醒就没了": what is collected is not yet handed in', async () => {
      await waste('Z430000060')
      await goTo('2027-01-11T01:00:00Z')
      expect(await deadline('waste')).toMatchObject([{ due: '2027-01-31', count: 1 }])
      const ranges = [{ firstNumber: 'Z430000060', lastNumber: 'Z430000060' }]
      await scene.keeper.call('stock.collectWaste', { ranges, reviewer: second('shenhe') })
      expect(await deadline('waste')).toMatchObject([{ due: '2027-01-31', count: 1 }])
      await scene.keeper.call('stock.handIn', { ranges, handedTo: '市妇幼保健院', receiverName: '周审', day: '2027-01-11', secondPerson: second('zhengjian2') })
      expect(await deadline('waste')).toEqual([])
    })

    test('"刚发现遗失半小时,首页就写已过期": two hours are two hours, and the first line of all', async () => {
      await loss('Z430000050')
      expect((await scene.keeper.call('deadline.list', null)).lines[0]).toMatchObject({ kind: 'lossReport', due: '2026-03-10T10:30', state: 'today' })
      await goTo('2026-03-10T02:31:00Z')
      expect((await scene.keeper.call('deadline.list', null)).lines[0]).toMatchObject({ kind: 'lossReport', state: 'overdue' })
    })

    test('"12 月 31 日打印、1 月 2 日盖章的证,登记本记在去年,年度表记在今年": a sheet is issued when it is sealed, in every book', async () => {
      await goTo('2026-12-31T02:00:00Z')
      const { newbornIds } = await registerBirth(scene, { newborns: [{ bornAt: '2026-12-30T08:01' }] })
      const { certificateId, number } = await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!))
      await goTo('2027-01-02T02:00:00Z')
      await sealSheet(scene, certificateId, number)
      expect([(await figures(2026)).firstIssued, (await figures(2027)).firstIssued]).toEqual([0, 1])
      expect([(await month('2026-12')).firstIssue, (await month('2027-01')).firstIssue]).toEqual([0, 1])
      expect([numbersOf(await book('firstIssue', '2026-01-01', '2026-12-31')), numbersOf(await book('firstIssue', '2027-01-01', '2027-12-31'))]).toEqual([[], [number]])
    })

    test('"元旦零点三十分的操作记到了哪一年": 2027-01-01 00:30 in China belongs to 2027 in every book', async () => {
      await goTo('2026-12-31T15:59:00Z')
      await waste('Z430000060')
      await goTo('2026-12-31T16:30:00Z')
      await waste('Z430000061')
      const lost = await loss('Z430000062', '2027-01-01T00:20')
      expect(lost.deadline).toBe('2027-01-01T02:20')
      expect([(await figures(2026)).voidSubtotal, (await figures(2027)).voidSubtotal]).toEqual([1, 2])
      expect([(await month('2026-12')).void, (await month('2027-01')).void, (await month('2027-01')).lost]).toEqual([1, 1, 1])
      expect(numbersOf(await book('waste', '2026-01-01', '2026-12-31'))).toEqual(['Z430000060'])
      expect(numbersOf(await book('waste', '2027-01-01', '2027-12-31'))).toEqual(['Z430000061', 'Z430000062'])
    })

    test('"年度表遗失 1 枚,废证登记本里没有": a lost blank stands in the register of waste from its report on, once', async () => {
      const { id } = await loss('Z430000050')
      expect((await figures(2026)).lost).toBe(1)
      expect(await book('waste', '2026-03-01', '2026-03-31')).toEqual([[1, '衡阳县', '2026-03-10', 'Z430000050', '遗失', '', '赵证件']])
      await scene.keeper.call('stock.updateLoss', { id, rev: 1, upwardAt: '2026-03-10T08:50', upwardTo: '省卫生健康委', upwardBy: '赵证件', policeNumber: null, declaration: null, declarationDay: null, writtenReport: '青妇〔2026〕3 号' })
      await goTo('2026-04-02T01:00:00Z')
      await scene.keeper.call('stock.confirmLoss', { id, rev: 2, reviewer: second('shenhe') })
      expect(await book('waste', '2026-03-01', '2026-03-31')).toEqual([[1, '衡阳县', '2026-03-10', 'Z430000050', '遗失', '郑审核', '赵证件']])
      expect(await book('waste', '2026-04-01', '2026-04-30')).toEqual([])
    })

    test('"3 月 31 日到的证 4 月 1 日才录入,月度对账算 4 月,入库登记算 3 月": a carton belongs to the day it came, in every book', async () => {
      await goTo('2026-04-01T01:00:00Z')
      await receive('Z430000101', 'Z430000150', '2026-03-31')
      await receive('Z430000151', 'Z430000160', '2026-04-01')
      expect(await month('2026-03')).toMatchObject({ opening: 0, received: 150, closing: 150 })
      expect(await month('2026-04')).toMatchObject({ opening: 150, received: 10, closing: 160 })
      for (const [name, figure, count] of [['2026-03', 'received', 150], ['2026-03', 'closing', 150], ['2026-04', 'opening', 150], ['2026-04', 'received', 10], ['2026-04', 'closing', 160]] as const)
        expect((await scene.keeper.call('stocktake.monthNumbers', { month: name, figure })).count, `${name} ${figure}`).toBe(count)
      expect((await book('receipt', '2026-03-01', '2026-03-31')).reduce((sum, row) => sum + Number(row[5]), 0)).toBe(150)
      expect((await scene.keeper.call('annual.form', { year: 2026 })).supply.takenIn).toBe(160)
    })

    test('"今年补录一张老证,去年的年底库存就多出一枚": a certificate entered from paper never lay in the cabinet, in no year', async () => {
      await goTo('2027-01-04T01:00:00Z')
      const before = await scene.keeper.call('annual.form', { year: 2026 })
      const { newbornIds } = await registerBirth(scene, { mother: mothers[2]!, newborns: [{ bornAt: '2025-11-05T08:01' }] })
      const draft = await prepared(scene, newbornIds[0]!, { babyName: '李思齐' })
      await scene.issuer.call('certificate.backEnter', { newbornId: newbornIds[0]!, number: 'X350247695', issueDay: '2025-11-06', issuingInstitution: '青山县人民医院', row: draft.row, reason: '纸质档案补录', director: second('fenguan') })
      const after = await scene.keeper.call('annual.form', { year: 2026 })
      expect({ counted: after.counted, issues: after.issues }).toEqual({ counted: before.counted, issues: before.issues })
      expect((await figures(2027)).opening).toBe(before.counted)
      expect(await deadline('tenDayIssue')).toEqual([])
      expect(await deadline('dailyStock')).toEqual([])
    })

    test('"定稿后补录一批去年的入库,今年的年度表再也定不了稿": what is typed in after the year was closed is received in the next', async () => {
      await goTo('2027-01-04T01:00:00Z')
      await scene.keeper.call('annual.start', { year: 2026, opening: 0, source: '启用时无库存', secondPerson: second('fenguan') })
      await scene.keeper.call('annual.finalise', { year: 2026, secondPerson: second('fenguan') })
      await goTo('2027-01-08T01:00:00Z')
      await receive('Z430000101', 'Z430000105', '2026-12-30')
      const form = await scene.keeper.call('annual.form', { year: 2027 })
      expect(form.figures).toMatchObject({ opening: 100, received: 5, closing: 105 })
      expect(form.counted).toBe(105)
      expect((await scene.keeper.call('annual.list', { period: '2027', what: 'received' })).rows.map(row => row.number)).toEqual(['Z430000101', 'Z430000102', 'Z430000103', 'Z430000104', 'Z430000105'])
      await goTo('2028-01-04T01:00:00Z')
      await scene.keeper.call('annual.finalise', { year: 2027, secondPerson: second('fenguan') })
    })

    test('"用章登记里盖章人是签发人员": a sheet the issuer made void was never before the sealer', async () => {
      const { newbornIds } = await registerBirth(scene)
      const { number } = await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!))
      await scene.issuer.call('certificate.voidNumber', { number, reasonCode: '2', reason: '姓名填错', reviewer: second('shenhe') })
      expect(await book('seal', '2026-03-01', '2026-03-31')).toEqual([])
      expect(numbersOf(await book('misprint', '2026-03-01', '2026-03-31'))).toEqual([number])
    })

    test('"4 月 1 日做的 3 月底盘点,对账页说 3 月没有盘点": a count in the first days of a month is the late one of the month before', async () => {
      await goTo('2026-04-01T01:00:00Z')
      const { id } = await scene.keeper.call('stocktake.open', { day: '2026-04-01' })
      for (const [window, holderId, firstNumber, lastNumber, signer] of [[scene.issuer, scene.issuer.userId, 'Z430000001', 'Z430000020', 'zhengjian'], [scene.keeper, null, 'Z430000021', 'Z430000100', 'zhengjian2']] as const) {
        const { countId } = await window.call('stocktake.begin', { id, holderId })
        await window.call('stocktake.addRange', { countId, firstNumber, lastNumber })
        await window.call('stocktake.sign', { countId, rev: 1, secondPerson: second(signer) })
      }
      await scene.keeper.call('stocktake.finalise', { id, rev: 1, secondPerson: second('zhengjian2') })
      expect(await deadline('stockTake')).toEqual([])
      expect((await scene.keeper.call('stocktake.month', { month: '2026-03' })).counted).toMatchObject({ day: '2026-04-01', counted: 100, differences: 0 })
    })

    async function becomeManager(): Promise<string> {
      const { rev, value } = await scene.admin.call('setting.get', { key: 'institution' })
      await scene.admin.call('setting.save', { key: 'institution', rev, value: { ...SETTINGS.institution.initial, ...(value as object), certificateRole: 'manager' } })
      return (await scene.admin.call('organization.save', { row: { name: '青山县第二人民医院', code: null, level: '2', region: '430421', phone: null, departments: null, active: true } as never })).id
    }
    const [one, two] = [{ name: '张领', idNumber: '110101199306079996' }, { name: '李领', idNumber: '110101199508150009' }]

    test('"12 月 30 日调出、1 月 2 日补登,出库登记本记在去年,年度表记在今年": a slip stands in the books of the day it was booked, with the day it says', async () => {
      const organizationId = await becomeManager()
      await goTo('2027-01-02T02:00:00Z')
      await scene.keeper.call('stock.transfer', { organizationId, ranges: [{ firstNumber: 'Z430000030', lastNumber: 'Z430000032' }], day: '2026-12-30', firstApplicant: one, secondApplicant: two, secondIssuer: second('zhengjian2') })
      scene.ports.clock.advanceMs(60_000)
      await scene.keeper.call('stock.returnUp', { firstNumber: 'Z430000090', lastNumber: 'Z430000091', returnedTo: '市卫健委', receiverName: '周审', day: '2026-12-31', reason: '多余', secondPerson: second('zhengjian2') })
      expect((await scene.keeper.call('annual.form', { year: 2027 })).supply).toMatchObject({ transferred: 3, returned: 2 })
      expect((await book('handOut', '2027-01-01', '2027-12-31')).map(row => [row[2], row[3], row[6]])).toEqual([['2026-12-30', 3, 77], ['2026-12-31', 2, 75]])
      expect((await book('request', '2027-01-01', '2027-12-31')).map(row => [row[10], row[6]])).toEqual([['2026-12-30', 3]])
      expect((await book('handOut', '2026-01-01', '2026-12-31')).map(row => row[3])).toEqual([20])
    })

    test('"别的医院的废证算到我们头上": waste of others stands in none of our figures and books, but its handing in is ours', async () => {
      const organizationId = await becomeManager()
      await scene.keeper.call('stock.transfer', { organizationId, ranges: [{ firstNumber: 'Z430000030', lastNumber: 'Z430000032' }], day: '2026-03-10', firstApplicant: one, secondApplicant: two, secondIssuer: second('zhengjian2') })
      await scene.keeper.call('stock.receiveWaste', { organizationId, numbers: [{ number: 'Z430000031', reasonCode: '1' }, { number: 'X430777777', reasonCode: '3' }], day: '2026-03-10', broughtBy: one, secondPerson: second('zhengjian2') })
      expect(await figures(2026)).toMatchObject({ voidSubtotal: 0, closing: 97 })
      expect((await scene.keeper.call('annual.rates', { year: 2026 })).year).toMatchObject({ void: 0, voidRate: null })
      expect(await month('2026-03')).toMatchObject({ void: 0, lost: 0, transferred: 3, closing: 97 })
      expect(await book('waste', '2026-03-01', '2026-03-31')).toEqual([])
      expect(await book('misprint', '2026-03-01', '2026-03-31')).toEqual([])
      await goTo('2027-01-11T01:00:00Z')
      expect(await deadline('waste')).toMatchObject([{ due: '2027-01-31', count: 2 }])
    })

    test('"下属机构的名称写成公式,打开 CSV 就执行": a name that begins like a formula is text in the file, also in full width', async () => {
      await becomeManager()
      for (const name of ['=HYPERLINK(1)', '＝1＋1']) {
        await scene.keeper.call('annual.import', { year: 2026, text: `${name},0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0`, source: '' })
      }
      const { csv } = await scene.keeper.call('annual.csv', { year: 2026 })
      expect(csv).toContain(`\r\n'=HYPERLINK(1),0`)
      expect(csv).toContain(`\r\n'＝1＋1,0`)
    })

    test('"点开年度表的数字能看到孩子和母亲的姓名,却没有记录": looking at the children behind a figure is in the audit', async () => {
      await issueCertificate(scene)
      const { rows } = await scene.keeper.call('annual.list', { period: '2026', what: 'firstIssued' })
      expect(rows.map(row => [row.babyName, row.motherName])).toEqual([['李思远', '张丽华']])
      const seen = await scene.database.kysely.selectFrom('audit').select(['userId', 'recordId']).where('call', '=', 'annual.list').execute()
      expect(seen).toEqual([{ userId: scene.keeper.userId, recordId: '2026' }])
    })

    test('"年度表的 PDF 谁导出过,查不到": every copy of the form that leaves the program is in the audit', async () => {
      await scene.keeper.call('annual.pdf', { year: 2026 })
      await scene.keeper.call('annual.print', { year: 2026, printerName: 'PDF' })
      const calls = (await scene.database.kysely.selectFrom('audit').select('call').execute()).map(row => row.call)
      expect(calls).toEqual(expect.arrayContaining(['annual.pdf', 'annual.print']))
    })

    test('"前年的废证没交,过了元旦又变成还没到期": what is overdue stays overdue', async () => {
      await waste('Z430000060')
      await goTo('2027-02-01T01:00:00Z')
      expect(await deadline('waste')).toMatchObject([{ period: '2026', due: '2027-01-31', state: 'overdue' }])
      await goTo('2028-01-04T01:00:00Z')
      expect(await deadline('waste')).toMatchObject([{ period: '2026', due: '2027-01-31', state: 'overdue', count: 1 }])
    })

    test('"盘点两个人签字,记录里却是同一个人": who counted and who signs are two, whoever presses the key', async () => {
      const { id } = await scene.keeper.call('stocktake.open', { day: '2026-03-10' })
      const { countId } = await scene.keeper.call('stocktake.begin', { id, holderId: null })
      await scene.keeper.call('stocktake.addRange', { countId, firstNumber: 'Z430000021', lastNumber: 'Z430000100' })
      await scene.keeper2.call('stocktake.sign', { countId, rev: 1, secondPerson: second('zhengjian') })
      const own = await scene.issuer.call('stocktake.begin', { id, holderId: scene.issuer.userId })
      await scene.issuer.call('stocktake.addRange', { countId: own.countId, firstNumber: 'Z430000001', lastNumber: 'Z430000020' })
      await scene.issuer.call('stocktake.sign', { countId: own.countId, rev: 1, secondPerson: second('zhengjian') })
      const { places } = await scene.keeper.call('stocktake.get', { id })
      expect(places.map(place => [place.countedByName, place.secondPersonName])).toEqual([['赵证件', '钱证件'], ['孙签发', '赵证件']])
      await scene.keeper.call('stocktake.finalise', { id, rev: 1, secondPerson: second('zhengjian2') })
    })

    test('"换发的新证待盖章时丢了,再也打不出第二张": an application whose sheet was lost prints on the next number', async () => {
      const old = await issueCertificate(scene)
      const id = await approvedReplacement(scene, old.certificateId, 'exchange')
      const gone = await printCertificate(scene, old.registrationId)
      await scene.issuer.call('stock.reportLoss', { firstNumber: gone.number, lastNumber: gone.number, kind: 'lost', discoveredAt: '2026-03-10T08:30', place: '窗口', discoveredBy: '孙签发', circumstances: '待盖章的一张不见了' })
      expect(await scene.issuer.call('certificate.replacement.get', { id })).toMatchObject({ state: 'approved', newCertificateId: null })
      const next = await finishReplacement(scene, old.registrationId)
      expect(next.number).not.toBe(gone.number)
      expect(await scene.issuer.call('certificate.replacement.get', { id })).toMatchObject({ state: 'done', newCertificateId: next.certificateId })
      expect(await figures(2026)).toMatchObject({ firstIssued: 1, exchanged: 1, lost: 1 })
    })

    test('"遗失经过写得详细,数据包就把这个编号拦下了": a long story of a loss does not keep the move out of the package', async () => {
      await scene.keeper.call('stock.reportLoss', { firstNumber: 'Z430000050', lastNumber: 'Z430000050', kind: 'lost', discoveredAt: '2026-03-10T08:30', place: '证件室', discoveredBy: '赵证件', circumstances: '𠮷'.repeat(400) })
      const reported = await scene.keeper.call('stock.reportLoss', { firstNumber: 'Z430000051', lastNumber: 'Z430000051', kind: 'lost', discoveredAt: '2026-03-10T08:30', place: '证件室', discoveredBy: '赵证件', circumstances: '清点时缺少一张,\n'.repeat(105) })
      const { rev } = await scene.keeper.call('stock.updateLoss', { id: reported.id, rev: 1, upwardAt: '2026-03-10T08:50', upwardTo: '省卫生健康委', upwardBy: '赵证件', policeNumber: null, declaration: null, declarationDay: null, writtenReport: '青妇〔2026〕\u000B3 号' })
      await scene.keeper.call('stock.void', { firstNumber: 'Z430000060', lastNumber: 'Z430000060', reasonCode: '9', reason: '从 Word 粘贴\u000B的说明', secondPerson: second('shenhe') })
      await scene.keeper.call('stock.confirmLoss', { id: reported.id, rev, reviewer: second('shenhe') })
      const plan = await planMonth(scene.database.kysely, { month: '2026-03', institution: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421' }, resourcesFolder: scene.ports.folders.resources })
      expect(checkPlan(plan, '2026-03-10' as Day).filter(finding => finding.dataset === 'stock_move')).toEqual([])
    })

    test('the books of exchange, re-issue and destruction have their lines, written by the real calls', async () => {
      const old = await issueCertificate(scene)
      await approvedReplacement(scene, old.certificateId, 'exchange', { exchangeReason: 'H2' })
      const exchanged = await finishReplacement(scene, old.registrationId)
      await approvedReplacement(scene, exchanged.certificateId, 'reissue')
      const reissued = await finishReplacement(scene, old.registrationId)
      await waste('Z430000060', '1')
      const march = ['2026-03-01', '2026-03-31'] as const
      expect(await book('exchange', ...march)).toEqual([[1, '衡阳县', '2026-03-10', '张丽华', '李思远', '女', '2026-03-05', old.number, exchanged.number, '被涂改', '正页和副页', '110101********0009', '张丽华', '孙签发', '吴盖章']])
      expect(await book('reissue', ...march)).toEqual([[1, '衡阳县', '2026-03-10', '张丽华', '李思远', '女', '2026-03-05', exchanged.number, reissued.number, '遗失', '110101********0009', '张丽华', '孙签发', '吴盖章']])
      expect((await book('waste', ...march)).map(row => row.slice(3))).toEqual([[old.number, '其他(换发收回)', '郑审核', '孙签发'], [exchanged.number, '遗失', '郑审核', '孙签发'], ['Z430000060', '打印或填写错误', '郑审核', '赵证件']])
      const ranges = [old.number, exchanged.number, 'Z430000060'].map(number => ({ firstNumber: number, lastNumber: number }))
      await scene.keeper.call('stock.collectWaste', { ranges, reviewer: second('shenhe') })
      await scene.keeper.call('stock.handIn', { ranges, handedTo: '市妇幼保健院', receiverName: '周审', day: '2026-03-10', secondPerson: second('zhengjian2') })
      await scene.keeper.call('stock.destroy', { ranges, day: '2026-03-10', method: 'shred', place: '市妇幼保健院', cityReceiver: '周审', witnessName: '马纪检', leader: second('fenguan') })
      expect(await book('destruction', ...march)).toEqual([[1, '衡阳县', '赵证件', '韩分管', '周审', `${old.number}–${exchanged.number}、Z430000060`, 3, '2026-03-10', '粉碎', '市妇幼保健院']])
      expect(await book('misprint', ...march)).toEqual([[1, '青山县妇幼保健院', 'Z430000060', '2026-03-10 09:00', '赵证件', '郑审核', '交市级按程序销毁', '', '2026-03-10']])
      expect(await figures(2026)).toMatchObject({ firstIssued: 1, exchanged: 1, reissued: 1, misprinted: 1, total: 4, closing: 96 })
    })
  })
}

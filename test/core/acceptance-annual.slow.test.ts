import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallError } from '../../domain/api/result.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { ANNUAL_KEYS, annualFigures, type AnnualFigures } from '../../domain/rule/annual-form.ts'
import { openScene, prepared, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD, type Window } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { readWorkbook } from '../support/saved-file.ts'

const sentences = (error: CallError): string => (error.fields ?? []).map(issue => `[${issue.level} ${issue.path}] ${formatChinese(issue.message)}`).join('\n')
const second = (loginName: string) => ({ loginName, password: PASSWORD })
const director = second('fenguan')

for (const engine of testEngines()) {
  describe(`the annual form on ${engine.name}`, () => {
    let scene: Scene
    beforeEach(async () => {
      scene = await openScene({ database: await engine.open(), blanks: false })
      // What lay in the cabinet when the program came into use, typed in this year; then a carton of this year.
      await receive('Z430000001', 'Z430000010', '2025-12-20')
      await receive('Z430000101', 'Z430000120', '2026-02-02')
      await scene.keeper.call('stock.draw', { firstNumber: 'Z430000001', lastNumber: 'Z430000005', receiver: second('qianfa') })
    })
    afterEach(async () => {
      await scene.close()
    })

    const receive = (firstNumber: string, lastNumber: string, receivedDay: string) =>
      scene.keeper.call('stock.receive', { edition: '7', firstNumber, lastNumber, receivedFrom: '青山县卫生健康局', receivedDay, secondCounter: second('zhengjian2') })
    const form = (year = 2026) => scene.keeper.call('annual.form', { year })
    async function issue(registrationId: string): Promise<{ certificateId: string; number: string }> {
      const begun = await printCertificate(scene, registrationId)
      const { rev } = await scene.sealer.call('certificate.get', { id: begun.certificateId })
      await scene.sealer.call('certificate.seal', { certificateId: begun.certificateId, rev, scannedNumber: begun.number, matches: true })
      return begun
    }
    /** One child in the house, one at home with a midwife of the village, one sheet spoiled, one number void. */
    async function aYearsWork(): Promise<void> {
      const inside = await registerBirth(scene)
      await issue(await registerCertificate(scene, inside.newbornIds[0]!))
      await scene.admin.call('setting.save', { key: 'institution', rev: 1, value: { name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421', address: '', phone: '', level: '2', licensedForDelivery: true, certificateRole: 'manager' } })
      const outside = await registerBirth(scene, {
        mother: { name: '王秀英', idNumber: '110101199001010023', birthDay: '1990-01-01' as never, phone: '13900000000' },
        delivery: { placeType: '6', placeName: null, attendantType: '3', treatedInLicensed: false, admissionNumber: null },
      })
      const registrationId = await registerCertificate(scene, outside.newbornIds[0]!, { dnaReportNumber: 'DNA-1' })
      const number = (await scene.issuer.call('certificate.nextNumber', null)).number!
      const { certificateId } = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: number })
      await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
      const { rev } = await scene.issuer.call('certificate.get', { id: certificateId })
      await scene.issuer.call('certificate.answerPrint', { certificateId, rev, result: 'inked', reason: '卡纸', secondPerson: second('shenhe') })
      await issue(registrationId)
      await scene.keeper.call('stock.void', { firstNumber: 'Z430000120', lastNumber: 'Z430000120', reasonCode: '9', reason: '纸张受潮', secondPerson: second('shenhe') })
    }
    async function nextYear(at = '2027-01-10T01:00:00Z'): Promise<void> {
      scene.ports.clock.setMs(Date.parse(at))
      for (const window of [scene.keeper, scene.director, scene.admin, scene.issuer, scene.sealer] as Window[]) await scene.host.call('auth.unlock', { password: PASSWORD }, `window-${window.loginName}`)
    }

    test('case 60: the form counts every number once, is refused while it does not agree with the stock, and then kept', async () => {
      await aYearsWork()
      const now = await form()
      expect(now.figures).toEqual(annualFigures({ opening: 10, received: 20, firstIssued: 1, exchanged: 0, reissued: 0, homeAttendant: 1, outsideOther: 0, misprinted: 1, lost: 0, otherVoid: 1, liveBirths: 1 }))
      expect(now).toMatchObject({ counted: 26, openingFrom: 'records', final: null })
      await nextYear()
      // Without the count of the beginning there is nothing (1) could rest on.
      expect(sentences(await scene.keeper.fails('annual.finalise', { year: 2026, secondPerson: director }))).toContain('还没有登记启用时的上年底库存')
      // Counted wrongly by one: the closing by formula is not what really lies there.
      await scene.keeper.call('annual.start', { year: 2026, opening: 11, source: '2025-12-31 两人实点,移交单 1 号', secondPerson: director })
      expect(sentences(await scene.keeper.fails('annual.finalise', { year: 2026, secondPerson: director }))).toMatch(/block closing.*27 枚.*26 枚.*相差 1 枚/)
      expect((await form()).final).toBeNull()
      // Found: one of the numbers was forgotten in the cabinet.
      await receive('Z430000011', 'Z430000011', '2025-12-20')
      expect(sentences(await scene.keeper.fails('annual.finalise', { year: 2026, secondPerson: second('zhengjian') }))).toContain('第二人不能是本人')
      expect(sentences(await scene.keeper.fails('annual.finalise', { year: 2026, secondPerson: second('zhengjian2') }))).toContain('没有此项权限')
      await scene.keeper.call('annual.finalise', { year: 2026, secondPerson: director })
      const final = await form()
      expect(final.final).toMatchObject({ preparedBy: '赵证件', approvedBy: '韩分管', counted: 27, figures: { opening: 11, closing: 27 } })
      expect(final.differences).toEqual([])
      expect(sentences(await scene.keeper.fails('annual.finalise', { year: 2026, secondPerson: director }))).toContain('已经定稿')
      expect(await brokenInvariants(scene.database)).toEqual([])
      // A year's closing is the next one's opening.
      expect(await form(2027)).toMatchObject({ openingFrom: 'final', figures: { opening: 27, received: 0, closing: 27 } })
      expect((await scene.keeper.call('annual.csv', { year: 2026 })).csv).toContain('青山县妇幼保健院,11,20,1,0,0,1,1,0,1,1,0,1,2,4,27,1')
    })

    test('case 60: a later change of the records shows as a difference and leaves the finalised figures as they are', async () => {
      await nextYear()
      await scene.keeper.call('annual.start', { year: 2026, opening: 10, source: '2025-12-31 两人实点', secondPerson: director })
      await scene.keeper.call('annual.finalise', { year: 2026, secondPerson: director })
      await receive('Z430000201', 'Z430000205', '2026-12-30')
      const after = await form()
      expect(after.differences).toEqual([{ key: 'received', final: 20, now: 25 }, { key: 'closing', final: 30, now: 35 }])
      expect(after.final!.figures.closing).toBe(30)
      expect(after.rows[0]!.figures.closing).toBe(30)
    })

    test('a year is finalised only when it is over, once its beginning is known, and the start is entered once', async () => {
      await scene.keeper.call('annual.start', { year: 2026, opening: 10, source: '2025-12-31 两人实点', secondPerson: director })
      expect(sentences(await scene.keeper.fails('annual.finalise', { year: 2026, secondPerson: director }))).toContain('2026 年度还没有结束')
      expect(sentences(await scene.keeper.fails('annual.finalise', { year: 2025, secondPerson: director }))).toContain('启用年度 2026 年之前')
      expect(sentences(await scene.keeper.fails('annual.start', { year: 2026, opening: 11, source: '又数了一遍', secondPerson: director }))).toContain('只登记一次')
      await nextYear('2028-01-10T01:00:00Z')
      expect(sentences(await scene.keeper.fails('annual.finalise', { year: 2027, secondPerson: director }))).toContain('2026 年度统计表还没有定稿')
    })

    test('case 46: an issued certificate that is exchanged or lost later is counted once, when it was issued', async () => {
      await aYearsWork()
      const { figures } = await form()
      const row = await scene.database.kysely.selectFrom('blank').selectAll().where('state', '=', 'issued').orderBy('number').executeTakeFirstOrThrow()
      await scene.database.write(async trx => {
        await trx.updateTable('blank').set({ state: 'exchanged', rev: row.rev + 1, updatedAt: '2026-03-11T01:00:00.000Z' }).where('number', '=', row.number).execute()
        await trx.insertInto('blankEvent').values({ number: row.number, seq: row.rev + 1, fromState: 'issued', toState: 'exchanged', at: '2026-03-11T01:00:00.000Z', byUser: 'x', secondPersonId: null, holderId: null, certificateId: row.certificateId, reasonCode: null, reason: null, evidence: null }).execute()
      })
      expect((await form()).figures).toEqual(figures)
    })

    test('an old certificate entered afterwards from paper counts nowhere', async () => {
      await aYearsWork()
      const before = await form()
      const third = await registerBirth(scene, { mother: { name: '王芳', idNumber: '110101199003072228', birthDay: '1990-03-07' as never, phone: '13900000001' }, newborns: [{ bornAt: '2025-11-05T08:01' }] })
      const draft = await prepared(scene, third.newbornIds[0]!, { babyName: '李思齐' })
      await scene.issuer.call('certificate.backEnter', { newbornId: third.newbornIds[0]!, number: 'X350247695', issueDay: '2025-11-06', issuingInstitution: '青山县人民医院', row: draft.row, reason: '纸质档案补录', director })
      const after = await form()
      expect({ figures: after.figures, supply: after.supply, counted: after.counted }).toEqual({ figures: before.figures, supply: before.supply, counted: before.counted })
      expect((await scene.keeper.call('annual.list', { period: '2026', what: 'received' })).total).toBe(before.figures.received)
    })

    test('every cell opens exactly the numbers it counts, a page at a time', async () => {
      await aYearsWork()
      await scene.keeper.call('annual.start', { year: 2026, opening: 10, source: '2025-12-31 两人实点', secondPerson: director })
      const { figures } = await form()
      for (const key of ANNUAL_KEYS) {
        const list = await scene.keeper.call('annual.list', { period: '2026', what: key })
        expect([key, list.total, list.rows.length]).toEqual([key, figures[key], figures[key]])
      }
      const first = await scene.keeper.call('annual.list', { period: '2026', what: 'closing', offset: 0, limit: 2 })
      const next = await scene.keeper.call('annual.list', { period: '2026', what: 'closing', offset: 2, limit: 2 })
      expect([...first.rows, ...next.rows].map(row => row.number)).toEqual(['Z430000004', 'Z430000005', 'Z430000006', 'Z430000007'])
      expect((await scene.keeper.call('annual.list', { period: '2026', what: 'homeAttendant' })).rows[0]).toMatchObject({ number: 'Z430000003', motherName: '王秀英', babyName: '李思远', column: 'homeAttendant' })
      expect((await scene.keeper.call('annual.list', { period: '2026', what: 'withoutCertificate' })).total).toBe(0)
      expect((await scene.keeper.call('annual.list', { period: '2026-04', what: 'total' })).total).toBe(0)
    })

    test('a manager adds the institutions of the county; the sum is made of forms whose formulas hold', async () => {
      await aYearsWork()
      const town: AnnualFigures = annualFigures({ opening: 5, received: 10, firstIssued: 7, exchanged: 0, reissued: 1, homeAttendant: 0, outsideOther: 0, misprinted: 1, lost: 0, otherVoid: 0, liveBirths: 8 })
      const row = { year: 2026, institutionName: '青石镇卫生院', institutionCode: null, ...town, source: '邮件', note: null }
      const wrong = await scene.keeper.fails('annual.report.save', { row: { ...row, closing: 7 } })
      expect(sentences(wrong)).toMatch(/block closing.*第\(15\)栏“年底库存”为 7,按 \(15\)=\(1\)\+\(2\)−\(14\) 应为 6/)
      const saved = await scene.keeper.call('annual.report.save', { row })
      expect(sentences(await scene.keeper.fails('annual.report.save', { row }))).toContain('已有一份')
      expect(sentences(await scene.keeper.fails('annual.report.save', { row: { ...row, institutionName: '青山县妇幼保健院' } }))).toContain('是本机构')
      const line = (name: string, figures: AnnualFigures) => [name, ...ANNUAL_KEYS.map(key => figures[key])].join(',')
      expect(sentences(await scene.keeper.fails('annual.import', { year: 2026, source: '县汇总', text: `${line('甲镇卫生院', town)}\n${line('乙镇卫生院', { ...town, total: 0 })}` }))).toContain('第 2 行“乙镇卫生院”')
      await scene.keeper.call('annual.import', { year: 2026, source: '县汇总', text: `${line('甲镇卫生院', town)}\n${line('青石镇卫生院', { ...town, liveBirths: 9 })}` })
      const county = await form()
      expect(county.rows.map(entry => [entry.institutionName, entry.figures.liveBirths])).toEqual([['青山县妇幼保健院', 1], ['甲镇卫生院', 8], ['青石镇卫生院', 9]])
      expect(county.sum).toMatchObject({ opening: 20, received: 40, total: 22, closing: 38, liveBirths: 18 })
      expect((await scene.keeper.call('annual.report.history', { id: saved.id })).map(entry => entry.rev)).toEqual([2, 1])
      const folder = mkdtempSync(join(tmpdir(), 'fuyou-annual-'))
      Object.assign(scene.ports.dialogs, { saveFile: async (_title: string, suggestion: string) => join(folder, suggestion) })
      const file = await scene.keeper.call('annual.save', { year: 2026 })
      const { cells } = await readWorkbook(file!.path)
      expect([cells.length, cells[0]![1]!.value, cells[4]![0]!.value, cells[4]![1]!.value]).toEqual([5, '(1)上年底库存', '合计', 20])
      rmSync(folder, { recursive: true, force: true })
      const paper = await scene.keeper.call('annual.preview', { year: 2026 })
      expect(paper.issues).toEqual([])
      expect(paper.html).toContain('合计')
      expect(await scene.keeper.call('annual.print', { year: 2026, printerName: 'PDF' })).toEqual({ outcome: 'sent' })
      expect(scene.ports.printed.at(-1)).toMatchObject({ pageWidthMm: 297, pageHeightMm: 210 })
    })

    test('rates of a month and of the year; each opens its list', async () => {
      await aYearsWork()
      const { months, year, limits } = await scene.keeper.call('annual.rates', { year: 2026 })
      expect(limits).toMatchObject({ voidRatePercent: 1 })
      expect(months.map(month => month.period)).toEqual(['2026-01', '2026-02', '2026-03'])
      expect(months[2]).toMatchObject({ issued: 2, void: 2, liveBirths: 1, withCertificate: 1, voidRate: 50, exchangeRate: 0, issueRate: 100 })
      expect(year).toMatchObject({ issued: 2, void: 2 })
      expect((await scene.keeper.call('annual.list', { period: '2026-03', what: 'voidSubtotal' })).rows.map(row => [row.number, row.column])).toEqual([['Z430000002', 'misprinted'], ['Z430000120', 'otherVoid']])
    })

    test('deadlines: shown to who does the work, ticked off with a name, taken back', async () => {
      await scene.admin.call('setting.save', { key: 'institution', rev: 1, value: { name: '青山县妇幼保健院', code: '', countyCode: '', address: '', phone: '', level: '2', licensedForDelivery: true, certificateRole: 'issuer' } })
      await nextYear()
      const { lines } = await scene.keeper.call('deadline.list', null)
      expect(lines.map(line => [line.kind, line.period, line.state, line.done])).toContainEqual(['annualForm', '2026', 'ahead', null])
      expect(lines.map(line => line.kind)).toContain('stockTake')
      expect(lines.map(line => line.kind)).toContain('plan')
      expect((await scene.sealer.call('deadline.list', null)).lines).toEqual([])
      await scene.keeper.call('deadline.done', { kind: 'plan', period: '2027', done: true })
      expect((await scene.keeper.call('deadline.list', null)).lines.find(line => line.kind === 'plan')?.done?.byName).toBe('赵证件')
      expect(sentences(await scene.keeper.fails('deadline.done', { kind: 'plan', period: '2027', done: true }))).toContain('已登记为已报')
      await scene.keeper.call('deadline.done', { kind: 'plan', period: '2027', done: false })
      expect((await scene.keeper.call('deadline.list', null)).lines.find(line => line.kind === 'plan')?.done).toBeNull()
      expect(sentences(await scene.keeper.fails('deadline.done', { kind: 'annualForm', period: '2026', done: true }))).toContain('不能手工勾选')
      expect((await scene.sealer.fails('deadline.done', { kind: 'plan', period: '2027', done: true })).code).toBe('forbidden')
    })

    test('a day with movements in the stock asks for its report; a certificate nobody collects is listed after a month', async () => {
      const { newbornIds } = await registerBirth(scene)
      await issue(await registerCertificate(scene, newbornIds[0]!))
      expect((await scene.keeper.call('deadline.list', null)).lines).toContainEqual(expect.objectContaining({ kind: 'dailyStock', period: '2026-03-10', state: 'today' }))
      await nextYear('2026-04-20T01:00:00Z')
      expect((await scene.issuer.call('deadline.list', null)).lines).toContainEqual(expect.objectContaining({ kind: 'uncollected', due: '2026-04-09', state: 'overdue', count: 1 }))
    })
  })
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LedgerId } from '../../domain/ledger/ledgers.ts'
import type { BalanceFigure } from '../../domain/rule/blank-balance.ts'
import { annualFigures } from '../../domain/rule/annual-form.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { addDays, type Day, dayAt } from '../../domain/time/day.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { openScene, printCertificate, registerBirth, registerCertificate } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { approvedReplacement, finishReplacement, sealAndHandOver, setRules } from '../support/replacement-scene.ts'

// Random work over the turn of a year, through the calls of the desk and the stock: afterwards every book says the same,
// number by number (certificate note §4.5, §4.6).

const second = (loginName: string) => ({ loginName, password: PASSWORD })
const OPERATIONS = ['receive', 'draw', 'giveBack', 'void', 'lose', 'confirmLoss', 'returnUp', 'transfer', 'takeBack', 'issue', 'spoil', 'reject', 'printOnly', 'sealWaiting', 'exchange', 'reissue', 'collect', 'nextDay', 'nextDay'] as const
type Operation = (typeof OPERATIONS)[number]
const MONTHS = ['2026-12', '2027-01', '2027-02'] as const
const ON_HAND = ['inStock', 'drawn', 'held', 'printed']
const START = '2026-12-27T15:40:00.000Z' // 23:40 in China: a step of half an hour is another day.

async function work(steps: readonly { operation: Operation; pick: number }[]): Promise<void> {
  const scene = await openScene({ blanks: false })
  try {
    await setRules(scene, { reissueAuthority: 'issuer' })
    const { rev, value } = await scene.admin.call('setting.get', { key: 'institution' })
    await scene.admin.call('setting.save', { key: 'institution', rev, value: { ...SETTINGS.institution.initial, ...(value as object), certificateRole: 'manager' } })
    const { id: organizationId } = await scene.admin.call('organization.save', { row: { name: '青山县第二人民医院', code: null, level: '2', region: '430421', phone: null, departments: null, active: true } as never })
    const windows = [scene.admin, scene.clerk, scene.keeper, scene.issuer, scene.sealer, scene.reviewer]
    const goTo = async (ms: number) => {
      scene.ports.clock.setMs(ms)
      for (const { loginName } of windows) await scene.host.call('auth.login', { loginName, password: PASSWORD }, `window-${loginName}`)
    }
    await goTo(Date.parse(START))
    let serial = 0
    const receive = async (backDays: number) => {
      const first = serial + 1
      serial += 8
      const receivedDay = addDays(dayAt(scene.ports.clock.nowMs()), -backDays)
      await scene.keeper.call('stock.receive', { edition: '7', firstNumber: `Z43${String(first).padStart(7, '0')}`, lastNumber: `Z43${String(serial).padStart(7, '0')}`, receivedFrom: '青山县卫生健康局', receivedDay, secondCounter: second('zhengjian2') })
    }
    await receive(0)
    const waiting: string[] = []
    const sheets: { certificateId: string; number: string }[] = []
    const issued: { certificateId: string; number: string; registrationId: string }[] = []
    for (const child of [
      { name: '张丽华', idNumber: '110101199508150009', birthDay: '1995-08-15' }, { name: '王秀英', idNumber: '110101199001010023', birthDay: '1990-01-01', phone: '13900000000' }, { name: '王芳', idNumber: '110101199003072228', birthDay: '1990-03-07', phone: '13900000001' },
    ]) {
      const { newbornIds } = await registerBirth(scene, { mother: child as never, newborns: [{ bornAt: '2026-12-20T08:01' }] })
      waiting.push(await registerCertificate(scene, newbornIds[0]!))
    }
    const today = (): Day => dayAt(scene.ports.clock.nowMs())
    const some = async (state: string, pick: number) => {
      const { rows } = await scene.keeper.call('stock.list', { state: state as 'inStock', limit: 100 })
      return rows.length ? rows[pick % rows.length]!.number : null
    }
    const one = (number: string) => ({ firstNumber: number, lastNumber: number })
    const inHand = async () => (await scene.issuer.call('certificate.nextNumber', null)).number !== null
    const registrationOf = async (certificateId: string) => (await scene.issuer.call('certificate.get', { id: certificateId })).registrationId

    const steppers: Record<Operation, (pick: number) => Promise<void>> = {
      receive: pick => receive(pick % 12),
      async draw(pick) { const number = await some('inStock', pick); if (number) await scene.keeper.call('stock.draw', { ...one(number), receiver: second('qianfa') }) },
      async giveBack(pick) { const number = await some('drawn', pick); if (number) await scene.keeper.call('stock.giveBack', { ...one(number), holder: second('qianfa'), reason: '用不完' }) },
      async void(pick) { const number = await some('inStock', pick); if (number) await scene.keeper.call('stock.void', { ...one(number), reasonCode: (['1', '2', '9'] as const)[pick % 3]!, reason: '受潮', secondPerson: second('shenhe') }) },
      async lose(pick) {
        const number = await some(pick % 2 ? 'inStock' : 'drawn', pick)
        if (number) await scene.keeper.call('stock.reportLoss', { ...one(number), kind: 'lost', discoveredAt: '2026-12-27T23:30', place: '证件室', discoveredBy: '赵证件', circumstances: '清点时缺 1 张' })
      },
      async confirmLoss() {
        const report = (await scene.keeper.call('stock.losses', { openOnly: true })).rows[0]
        if (!report) return
        const { rev } = await scene.keeper.call('stock.updateLoss', { id: report.id, rev: report.rev, upwardAt: '2026-12-27T23:40', upwardTo: '省卫健委', upwardBy: '赵证件', policeNumber: null, declaration: null, declarationDay: null, writtenReport: '报告 1 号' })
        await scene.keeper.call('stock.confirmLoss', { id: report.id, rev, reviewer: second('shenhe') })
      },
      async returnUp(pick) { const number = await some('inStock', pick); if (number) await scene.keeper.call('stock.returnUp', { ...one(number), returnedTo: '市卫健委', receiverName: '周审', day: today(), reason: '多余', secondPerson: second('zhengjian2') }) },
      async transfer(pick) {
        const number = await some('inStock', pick)
        if (number) await scene.keeper.call('stock.transfer', { organizationId, ranges: [one(number)], day: today(), firstApplicant: { name: '张领', idNumber: '110101199306079996' }, secondApplicant: { name: '李领', idNumber: '110101199508150009' }, secondIssuer: second('zhengjian2') })
      },
      async takeBack(pick) { const number = await some('transferred', pick); if (number) await scene.keeper.call('stock.takeBack', { organizationId, ...one(number), day: today(), broughtBy: { name: '张领', idNumber: '110101199306079996' }, reason: '停业', secondCounter: second('zhengjian2') }) },
      async issue() {
        if (!await inHand() || !waiting.length) return
        const registrationId = waiting.shift()!
        const begun = await printCertificate(scene, registrationId)
        await sealAndHandOver(scene, begun)
        issued.push({ ...begun, registrationId })
      },
      async printOnly() { if (await inHand() && waiting.length) sheets.push(await printCertificate(scene, waiting.shift()!)) },
      async sealWaiting() {
        const sheet = sheets.shift()
        if (!sheet) return
        await sealAndHandOver(scene, sheet)
        issued.push({ ...sheet, registrationId: await registrationOf(sheet.certificateId) })
      },
      async spoil() {
        if (!await inHand() || !waiting.length) return
        const scannedNumber = (await scene.issuer.call('certificate.nextNumber', null)).number!
        const { certificateId } = await scene.issuer.call('certificate.beginPrint', { registrationId: waiting[0]!, scannedNumber })
        await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
        const { rev } = await scene.issuer.call('certificate.get', { id: certificateId })
        await scene.issuer.call('certificate.answerPrint', { certificateId, rev, result: 'inked', reason: '卡纸', secondPerson: second('shenhe') })
      },
      async reject() {
        const sheet = sheets.shift()
        if (!sheet) return
        const { rev } = await scene.issuer.call('certificate.get', { id: sheet.certificateId })
        await scene.sealer.call('certificate.seal', { certificateId: sheet.certificateId, rev, scannedNumber: sheet.number, matches: false, reason: '姓名印错' })
      },
      async exchange() { await replace('exchange') },
      async reissue() { await replace('reissue') },
      async collect() {
        const { ranges } = await scene.keeper.call('stock.waste', { stage: 'fresh' })
        if (ranges.length) await scene.keeper.call('stock.collectWaste', { ranges, reviewer: second('shenhe') })
      },
      async nextDay(pick) { await goTo(scene.ports.clock.nowMs() + [30 * 60_000, 24 * 3_600_000, 5 * 24 * 3_600_000][pick % 3]!) },
    }
    async function replace(kind: 'exchange' | 'reissue'): Promise<void> {
      const old = issued.shift()
      if (!old) return
      if (!await inHand()) { issued.push(old); return }
      await approvedReplacement(scene, old.certificateId, kind, kind === 'exchange' ? { returnedDay: today() } : {})
      issued.push({ ...await finishReplacement(scene, old.registrationId), registrationId: old.registrationId })
    }
    for (const { operation, pick } of steps) { scene.ports.clock.advanceMs(1); await steppers[operation](pick) }
    await goTo(Date.parse('2027-02-27T01:00:00Z'))

    // One count of the cabinet and the windows, five ways.
    expect(await brokenInvariants(scene.database)).toEqual([])
    const { byState } = await scene.keeper.call('stock.summary', null)
    const unused = byState.filter(row => ON_HAND.includes(row.state)).reduce((sum, row) => sum + row.count, 0)
    const years = [await scene.keeper.call('annual.form', { year: 2026 }), await scene.keeper.call('annual.form', { year: 2027 })] as const
    for (const form of years) {
      const { inSubtotal: _in, outsideSubtotal: _out, voidSubtotal: _void, total: _total, closing: _closing, ...counted } = form.figures
      expect(form.figures, `formulas of ${form.year}`).toEqual(annualFigures(counted))
      expect(form.figures.closing, `closing of ${form.year}`).toBe(form.counted)
    }
    expect(years[1].figures.opening).toBe(years[0].figures.closing)
    expect(years[1].counted).toBe(unused)
    const months = await Promise.all(MONTHS.map(async month => (await scene.keeper.call('stocktake.month', { month })).figures))
    expect(months.at(-1)!.closing).toBe(unused)
    expect(months[0]!.closing).toBe(years[0].figures.closing)
    months.slice(1).forEach((figures, index) => { expect(figures.opening).toBe(months[index]!.closing) })
    for (const [index, month] of MONTHS.entries()) {
      for (const figure of Object.keys(months[index]!) as BalanceFigure[]) expect((await scene.keeper.call('stocktake.monthNumbers', { month, figure })).count, `${month} ${figure}`).toBe(months[index]![figure])
    }

    const book = async (ledger: LedgerId, from: string, to: string) => (await scene.keeper.call('ledger.preview', { ledger, from, to })).rows
    const used = (list: Awaited<ReturnType<typeof planned>>, to: string) => list.filter(move => move.toState === to && ON_HAND.includes(move.fromState ?? '')).map(move => move.number).toSorted()
    const planned = async (year: number) => {
      const institution = (await scene.admin.call('setting.get', { key: 'institution' })).value as never
      const plans = await Promise.all(MONTHS.filter(month => month.startsWith(String(year))).map(month => planMonth(scene.database.kysely, { month, institution, resourcesFolder: scene.ports.folders.resources })))
      return plans.flat().filter(({ map }) => map.dataset.id === 'stock_move').flatMap(({ rows }) => rows).map(({ values }) => ({ number: String(values['ext.certNo']), fromState: values['ext.fromState'] as string | null, toState: String(values['ext.toState']) }))
    }
    for (const { year, figures, supply } of years) {
      const own = months.filter((_, index) => MONTHS[index]!.startsWith(String(year)))
      const sum = (figure: BalanceFigure) => own.reduce((total, month) => total + month[figure], 0)
      const [from, to] = [`${year}-01-01`, `${year}-12-31`]
      expect({ received: sum('received'), regained: sum('regained'), returned: sum('returned'), transferred: sum('transferred') }, `supply of ${year}`).toEqual({ received: supply.takenIn, regained: supply.takenBack, returned: supply.returned, transferred: supply.transferred })
      expect({ first: sum('firstIssue'), exchange: sum('exchange'), reissue: sum('reissue'), lost: sum('lost'), void: sum('void') }, `months of ${year}`)
        .toEqual({ first: figures.firstIssued + figures.outsideSubtotal, exchange: figures.exchanged, reissue: figures.reissued, lost: figures.lost, void: figures.misprinted + figures.otherVoid })
      const moves = await planned(year)
      const numbersAt = async (ledger: LedgerId, column: number) => (await book(ledger, from, to)).map(row => String(row[column]))
      const [first, exchanged, reissued] = [await numbersAt('firstIssue', 1), await numbersAt('exchange', 8), await numbersAt('reissue', 8)]
      expect([first.length, exchanged.length, reissued.length], `books of ${year}`).toEqual([figures.firstIssued, figures.exchanged, figures.reissued])
      expect([...first, ...exchanged, ...reissued].toSorted(), `package of ${year}`).toEqual(used(moves, 'issued'))
      // The register of waste has the sheets of families too: what was exchanged, and what they lost.
      const families = moves.filter(move => move.fromState === 'issued').map(move => move.number)
      expect((await numbersAt('waste', 3)).toSorted(), `waste of ${year}`).toEqual([...used(moves, 'void'), ...used(moves, 'lostReported'), ...families].toSorted())
      expect(used(moves, 'void').length + used(moves, 'lostReported').length).toBe(figures.voidSubtotal)
      expect((await numbersAt('misprint', 2)).length).toBe(figures.misprinted)
      expect((await book('receipt', from, to)).reduce((total, row) => total + Number(row[5]), 0)).toBe(supply.takenIn)
      const slips = (await book('handOut', from, to)).filter(row => row[7] !== '青山县妇幼保健院').reduce((total, row) => total + Number(row[3]), 0)
      expect(slips, `slips of ${year}`).toBe(supply.returned + supply.transferred)
      expect((await scene.keeper.call('annual.list', { period: String(year), what: 'total', limit: 100 })).total).toBe(figures.total)
    }
  } finally {
    await scene.close()
  }
}

test('"各本账对不上": after any work over the turn of a year every book says the same, number by number', async () => {
  const step = fc.record({ operation: fc.constantFrom(...OPERATIONS), pick: fc.nat(99) })
  const full = OPERATIONS.map((operation, index) => ({ operation, pick: index }))
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), work), { numRuns: 12, examples: [[[{ operation: 'draw', pick: 0 }, { operation: 'draw', pick: 0 }, { operation: 'draw', pick: 0 }, { operation: 'draw', pick: 0 }, { operation: 'draw', pick: 0 }, ...full, ...full]]] })
}, 120_000)

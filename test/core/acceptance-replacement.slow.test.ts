import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallError } from '../../domain/api/result.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { registration, type Registration } from '../../domain/modules/certificate/registration.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Day } from '../../domain/time/day.ts'
import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../domain/modules/birth/newborn.record.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { createHost } from '../../electron/core/host.ts'
import { fatherFields, openScene, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD, type Window, windowOf } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { application, approvedReplacement, finishReplacement, issueCertificate, sealAndHandOver, sealSheet, setRules } from '../support/replacement-scene.ts'

// 换发, 补发, 作废, 遗留问题: the cases of the certificate note §7 by number, and what surrounds them, through host.call.

const sentences = (error: CallError): string => (error.fields ?? []).map(issue => `[${issue.level} ${issue.path}] ${formatChinese(issue.message)}`).join('\n')
const second = (loginName: string) => ({ loginName, password: PASSWORD })
const noFather: Partial<Registration> = {
  fatherProvided: false, fatherName: null, fatherBirthDay: null, fatherNationality: null, fatherEthnicGroup: null, fatherAddress: null, fatherIdType: null, fatherIdNumber: null,
  maritalBirth: false, marriageCertificateNumber: null, babyName: '张思远',
}

for (const engine of testEngines()) {
  describe(engine.name, () => {
    let scene: Scene
    beforeEach(async () => {
      scene = await openScene({ database: await engine.open() })
      await setRules(scene, { reissueAuthority: 'issuer' })
    })
    afterEach(async () => {
      expect(await brokenInvariants(scene.database)).toEqual([])
      await scene.close()
    })
    const stateOf = async (number: string) => (await scene.keeper.call('stock.history', { number })).at(-1)?.toState
    const printed = async (certificateId: string) => JSON.parse((await scene.issuer.call('certificate.get', { id: certificateId })).printedValues) as Record<string, string>
    const replacementOf = (id: string) => scene.issuer.call('certificate.replacement.get', { id })
    /** Corrects the register through a prepared exchange. */
    async function correct(id: string, changes: Partial<Registration>, confirmations: { path: string; key: string; reason: string }[] = []) {
      const { register, rev } = await scene.issuer.call('replacement.prepare', { id })
      return scene.issuer.call('replacement.saveRegister', { id, rev: rev ?? 0, row: { ...register, ...changes } as Registration, confirmations })
    }
    /** Corrects the weight on the delivery screen, as the reviewer allows. */
    async function changeWeight(issued: { deliveryId: string }, weightG: number) {
      const file = await scene.clerk.call('delivery.file', { id: issued.deliveryId })
      const { id, rev } = file.delivery
      const input = { id, rev, row: valuesOf(delivery, file.delivery), newborns: file.newborns.map(child => ({ id: child.newborn.id, rev: child.newborn.rev, row: { ...valuesOf(newborn, child.newborn), weightG } })) }
      const asked = await scene.clerk.fails('delivery.register', input as never)
      await scene.clerk.call('delivery.register', { ...input, confirmations: (asked.fields ?? []).map(field => ({ path: field.path, key: field.message.key, reason: '称重记录录错', approver: second('shenhe') })) } as never)
    }
    async function draftExchange(certificateId: string, changes: Parameters<typeof application>[3] = {}): Promise<string> {
      return (await scene.issuer.call('replacement.save', { ...await application(scene, certificateId, 'exchange', changes), apply: false })).id
    }

    test('case 23: a father added later without DNA is refused; with DNA it is a 换发 for reason H5', async () => {
      const issued = await issueCertificate(scene, { register: noFather })
      const id = await draftExchange(issued.certificateId, { exchangeReason: 'H1' })
      await correct(id, { ...fatherFields, dnaReportNumber: null })
      const refused = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id, without: ['dnaReport'] }))
      expect(sentences(refused)).toContain('换发原因应为“变更/更正父亲或母亲信息”')
      expect(sentences(refused)).toContain('缺少材料:亲子鉴定意见书')
      const noNumber = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H5' }, { id, without: ['dnaReport'] }))
      expect(sentences(noNumber)).toMatch(/block dnaReportNumber[\s\S]*缺少材料:亲子鉴定意见书/)
      const saved = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H5', dnaReportNumber: '湘鉴字2026-118' }, { id }))
      await scene.reviewer.call('replacement.review', { id, rev: saved.rev, decision: 'agree', reason: '鉴定意见书原件已核' })
      const fresh = await finishReplacement(scene, issued.registrationId)
      expect((await printed(issued.certificateId)).fName).toBe('/')
      expect(await printed(fresh.certificateId)).toMatchObject({ fName: '李国强', babyName: '张思远' })
      expect(await scene.issuer.call('certificate.find', { number: fresh.number })).toMatchObject({ issueType: '2', issueSerial: 'HF2026000001', supersedesId: issued.certificateId })
      expect(await stateOf(issued.number)).toBe('exchanged')
      expect(await replacementOf(id)).toMatchObject({ state: 'done', newCertificateId: fresh.certificateId })
    })

    test('case 40: re-issued for a registered child: everything is printed, the 正页 alone is handed out, the 副页 is kept and voided with a reason', async () => {
      const issued = await issueCertificate(scene)
      const registered = { householdRegistered: true, policeLetterNumber: '青公户证〔2026〕12号' } as const
      expect(sentences(await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'reissue', registered)))).toMatch(/block secondPartReason.*副页留存作废,请填写原因/)
      expect(sentences(await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'reissue', { ...registered, secondPart: '1', secondPartReason: '同时发给' })))).toMatch(/block secondPart\].*副页须留存作废/)
      const id = await approvedReplacement(scene, issued.certificateId, 'reissue', { ...registered, secondPartReason: '2026-03-09 已在西渡派出所登记户口' })
      expect((await scene.issuer.call('replacement.prepare', { id })).assessment).toMatchObject({ handsOut: '1', secondPart: '3' })
      expect(await replacementOf(id)).toMatchObject({ secondPart: '3', secondPartReason: '2026-03-09 已在西渡派出所登记户口' })
      const fresh = await finishReplacement(scene, issued.registrationId)
      const own = ['issueYear', 'issueMonth', 'issueDay', 'signer', 'collector']
      const without = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([name]) => !own.includes(name)))
      expect(without(await printed(fresh.certificateId))).toEqual(without(await printed(issued.certificateId)))
      expect(await scene.issuer.call('certificate.find', { number: fresh.number })).toMatchObject({ issueType: '3', issueSerial: 'BF2026000001', supersedesId: issued.certificateId })
      expect(await stateOf(issued.number)).toBe('lostVoid')
      // 补发原因 1 is 遗失; 作废原因 1 would be 打印错误.
      expect((await scene.keeper.call('stock.waste', { stage: 'fresh' })).rows.find(row => row.number === issued.number)).toMatchObject({ reasonCode: '3' })
    })

    test('case 41: re-issued for a child not registered, with the letter of the police: 正页 and 副页', async () => {
      const issued = await issueCertificate(scene)
      const noLetter = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'reissue', {}, { without: ['householdStatement'] }))
      expect(sentences(noLetter)).toContain('缺少材料:公安机关出具的户口登记情况证明')
      const id = await approvedReplacement(scene, issued.certificateId, 'reissue')
      expect((await scene.issuer.call('replacement.prepare', { id })).assessment).toMatchObject({ handsOut: '2', secondPart: '1', issues: [] })
      await finishReplacement(scene, issued.registrationId)
      expect(await replacementOf(id)).toMatchObject({ state: 'done', secondPart: '1', householdRegistered: false })
    })

    test('case 42: a second re-issue needs the director and a reason; the limit of the province stops it', async () => {
      const issued = await issueCertificate(scene)
      const firstId = await approvedReplacement(scene, issued.certificateId, 'reissue')
      expect(await replacementOf(firstId)).toMatchObject({ approvedBy: null })
      const once = await finishReplacement(scene, issued.registrationId)
      const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, once.certificateId, 'reissue'))
      const asked = await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '属实' })
      expect(asked.state).toBe('reviewed')
      expect((await scene.issuer.call('certificate.desk', { newbornId: issued.newbornId })).step).toBe('done')
      expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000003' }))).toContain('一人一证')
      expect((await scene.director.fails('replacement.approve', { id, rev: asked.rev, decision: 'agree', reason: '' })).code).toBe('invalid')
      expect((await scene.reviewer.fails('replacement.approve', { id, rev: asked.rev, decision: 'agree', reason: '同意' })).code).toBe('forbidden')
      expect((await scene.director.call('replacement.approve', { id, rev: asked.rev, decision: 'agree', reason: '火灾致再次灭失,有派出所证明' })).state).toBe('approved')
      const twice = await finishReplacement(scene, issued.registrationId)
      expect(await replacementOf(id)).toMatchObject({ approvalReason: '火灾致再次灭失,有派出所证明', approvedBy: scene.director.userId })
      await setRules(scene, { reissueLimit: 2 })
      expect(sentences(await scene.issuer.fails('replacement.save', await application(scene, twice.certificateId, 'reissue')))).toContain('已补发 2 次,达到本省规定的上限 2 次')
    })

    test('case 43: a re-issue with another weight than the original is refused, the field is named, 换发 is pointed to', async () => {
      const issued = await issueCertificate(scene)
      const id = await approvedReplacement(scene, issued.certificateId, 'reissue')
      await changeWeight(issued, 3520)
      expect((await scene.issuer.fails('replacement.withdraw', { id, rev: 99, reason: '撤回试试' })).code).toBe('edit-conflict')
      const refused = await scene.issuer.fails('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })
      expect(sentences(refused)).toMatch(/block sheet\.weightG\] 出生体重\(克\):原证为“3250”,现为“3520”;内容须与原证一致;如需更改请办理换发/)
      expect(await stateOf(issued.number)).toBe('issued')
      expect(await stateOf('Z430000002')).toBe('drawn')
      expect(await replacementOf(id)).toMatchObject({ state: 'approved', oldEndedAt: null })
    })

    test('case 44: an exchange without the old 正页 is refused; the register of the old certificate keeps who brought it back and when', async () => {
      const issued = await issueCertificate(scene)
      const refused = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange', { returnedParts: null, returnedByName: null, returnedDay: null }))
      expect(sentences(refused)).toMatch(/block returnedParts\] 换发须交回原证正页/)
      const halfway = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange', { returnedParts: '1' }))
      expect(sentences(halfway)).toContain('未办理户口登记的应交回正页和副页')
      const id = await approvedReplacement(scene, issued.certificateId, 'exchange', { exchangeReason: 'H2' })
      expect(await replacementOf(id)).toMatchObject({ returnedParts: '2', returnedByName: '张丽华', returnedDay: '2026-03-10' })
      await finishReplacement(scene, issued.registrationId)
      const history = await scene.keeper.call('stock.history', { number: issued.number })
      expect(history.at(-1)).toMatchObject({ fromState: 'issued', toState: 'exchanged', reasonCode: 'H2', secondPersonName: '郑审核' })
    })

    test('cases 33–36 for the sheet of a replacement: jam with ink, jam without, the next number goes on, a void number stays void', async () => {
      const issued = await issueCertificate(scene)
      const id = await approvedReplacement(scene, issued.certificateId, 'exchange')
      const begun = await scene.issuer.call('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })
      expect(await stateOf(issued.number)).toBe('exchanged')
      await scene.issuer.call('certificate.print', { certificateId: begun.certificateId, printerName: 'PDF' })
      const revOf = async (certificateId: string) => (await scene.issuer.call('certificate.get', { id: certificateId })).rev
      await scene.issuer.call('certificate.answerPrint', { certificateId: begun.certificateId, rev: await revOf(begun.certificateId), result: 'notInked', reason: '卡纸', secondPerson: second('shenhe') })
      expect((await scene.issuer.call('certificate.print', { certificateId: begun.certificateId, printerName: 'PDF' })).printCount).toBe(2)
      const spoiled = await scene.issuer.call('certificate.answerPrint', { certificateId: begun.certificateId, rev: await revOf(begun.certificateId), result: 'inked', reason: '卡纸有墨', secondPerson: second('shenhe') })
      expect(spoiled).toEqual({ state: 'void', nextNumber: 'Z430000003' })
      expect(await scene.issuer.call('certificate.desk', { newbornId: issued.newbornId })).toMatchObject({ step: 'print', certificate: null, replacement: { id, state: 'approved' } })
      expect((await scene.issuer.call('certificate.queue', { queue: 'print' })).rows).toMatchObject([{ newbornId: issued.newbornId, replacement: 'exchange' }])
      expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' }))).toContain('作废')
      const next = await finishReplacement(scene, issued.registrationId)
      expect(next.number).toBe('Z430000003')
      expect(await scene.issuer.call('certificate.find', { number: 'Z430000003' })).toMatchObject({ issueType: '2', supersedesId: issued.certificateId, endedAt: null })
      expect(await replacementOf(id)).toMatchObject({ state: 'done', newCertificateId: next.certificateId })
      expect((await scene.issuer.call('certificate.desk', { newbornId: issued.newbornId })).past.map(row => row.number).toSorted()).toEqual(['Z430000001', 'Z430000002'])
    })

    test('a printing given back leaves the application standing; a sealer who finds another word sends it to the next sheet', async () => {
      const issued = await issueCertificate(scene)
      const id = await approvedReplacement(scene, issued.certificateId, 'reissue')
      const begun = await scene.issuer.call('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })
      const { rev } = await scene.issuer.call('certificate.get', { id: begun.certificateId })
      await scene.issuer.call('certificate.cancelPrint', { certificateId: begun.certificateId, rev, reason: '打印机缺墨' })
      expect(await replacementOf(id)).toMatchObject({ state: 'approved', newCertificateId: null })
      expect(await stateOf('Z430000002')).toBe('drawn')
      expect(sentences(await scene.issuer.fails('replacement.withdraw', { id, rev: (await replacementOf(id)).rev, reason: '家属不办了' }))).toContain('原证已失效')
      const again = await printCertificate(scene, issued.registrationId)
      expect(again.number).toBe('Z430000002')
      const sheet = await scene.issuer.call('certificate.get', { id: again.certificateId })
      await scene.sealer.call('certificate.seal', { certificateId: again.certificateId, rev: sheet.rev, scannedNumber: again.number, matches: false, reason: '副页偏移压线' })
      expect(await stateOf('Z430000002')).toBe('void')
      expect((await scene.issuer.call('certificate.desk', { newbornId: issued.newbornId })).step).toBe('print')
      const good = await finishReplacement(scene, issued.registrationId)
      expect(good.number).toBe('Z430000003')
      expect(await replacementOf(id)).toMatchObject({ state: 'done' })
    })

    test('who applies does not review, who reviewed does not approve, and the sealer is not the printer', async () => {
      const both = await scene.as('duomian', ['issuer', 'reviewer', 'director'], '多面手')
      const issued = await issueCertificate(scene)
      const form = await application(scene, issued.certificateId, 'exchange')
      const { id, rev } = await both.call('replacement.save', form)
      expect(sentences(await both.fails('replacement.review', { id, rev, decision: 'agree', reason: '' }))).toContain('审核人不能是受理人本人')
      expect((await scene.issuer.fails('replacement.review', { id, rev, decision: 'agree', reason: '' })).code).toBe('forbidden')
      expect(sentences(await scene.reviewer.fails('replacement.review', { id, rev, decision: 'refuse', reason: '' }))).toContain('理由')
      await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '齐全' })
      const own = await printCertificate(scene, issued.registrationId)
      const sheet = await scene.issuer.call('certificate.get', { id: own.certificateId })
      expect((await scene.issuer.fails('certificate.seal', { certificateId: own.certificateId, rev: sheet.rev, scannedNumber: own.number, matches: true })).code).toBe('forbidden')
      await sealAndHandOver(scene, own)
    })

    test('sent back, refused and withdrawn applications leave the old certificate and its register as they were', async () => {
      const issued = await issueCertificate(scene)
      const id = await draftExchange(issued.certificateId, { exchangeReason: 'H1' })
      await correct(id, { babyName: '李思源' })
      const applied = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
      expect((await scene.issuer.call('certificate.registration.get', { id: issued.registrationId })).babyName).toBe('李思远')
      const back = await scene.reviewer.call('replacement.review', { id, rev: applied.rev, decision: 'sendBack', reason: '请补差错说明' })
      expect(back.state).toBe('draft')
      const again = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
      expect((await scene.reviewer.call('replacement.review', { id, rev: again.rev, decision: 'refuse', reason: '非本院差错' })).state).toBe('refused')
      expect((await scene.issuer.call('certificate.registration.get', { id: issued.registrationId })).babyName).toBe('李思远')
      expect(await stateOf(issued.number)).toBe('issued')
      const anew = await draftExchange(issued.certificateId)
      expect(sentences(await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'reissue')))).toContain('已有未办结的换发或补发申请')
      const { rev } = await replacementOf(anew)
      expect((await scene.issuer.call('replacement.withdraw', { id: anew, rev, reason: '家属找到了副页' })).state).toBe('withdrawn')
      expect((await scene.issuer.call('replacement.list', { openOnly: true })).total).toBe(0)
      expect((await scene.issuer.call('replacement.list', { text: '李思远' })).rows.map(row => row.state).toSorted()).toEqual(['refused', 'withdrawn'])
    })

    test('the issuer\'s own slip is corrected: the new sheet, the register and the child carry the new name, the old printed words stay', async () => {
      const issued = await issueCertificate(scene)
      const id = await draftExchange(issued.certificateId, { exchangeReason: 'H4' })
      expect((await scene.issuer.call('replacement.checkRegister', { id, row: { ...(await scene.issuer.call('replacement.prepare', { id })).register, babyName: '李思缘X' } })).issues.map(issue => issue.level)).toContain('block')
      await correct(id, { babyName: '李思源' })
      expect((await scene.issuer.call('replacement.prepare', { id })).assessment.differences).toEqual([{ value: 'babyName', title: '新生儿姓名', before: '李思远', after: '李思源' }])
      const damage = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H4' }, { id }))
      expect(sentences(damage)).toContain('以下内容与原证不同:新生儿姓名')
      const { rev } = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
      await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '核对病历,系录入差错' })
      const fresh = await finishReplacement(scene, issued.registrationId)
      expect((await printed(issued.certificateId)).babyName).toBe('李思远')
      expect((await printed(fresh.certificateId)).babyName).toBe('李思源')
      expect((await scene.issuer.call('certificate.registration.get', { id: issued.registrationId })).babyName).toBe('李思源')
      expect((await scene.issuer.call('certificate.registration.history', { id: issued.registrationId })).map(entry => entry.row.babyName)).toContain('李思远')
      expect((await scene.clerk.call('person.search', { text: '李思源', limit: 5 })).length).toBe(1)
    })

    test('a refused name is exchanged on the letter of the police (H6), never for a registered child', async () => {
      const issued = await issueCertificate(scene)
      const id = await draftExchange(issued.certificateId, { exchangeReason: 'H6' })
      expect(sentences(await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H6', policeLetterNumber: '青公不予〔2026〕3号' }, { id })))).toContain('登记内容没有更正')
      await correct(id, { babyName: '李思源' })
      const noProof = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H6' }, { id, without: ['policeProof'] }))
      expect(sentences(noProof)).toMatch(/block policeLetterNumber[\s\S]*缺少材料:户口登记机关不予登记的书面证明/)
      const registered = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H6', policeLetterNumber: '青公不予〔2026〕3号', householdRegistered: true, returnedParts: '1', secondPartReason: '已登记' }, { id }))
      expect(sentences(registered)).toContain('改名请到公安机关办理')
      const saved = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H6', policeLetterNumber: '青公不予〔2026〕3号' }, { id }))
      expect(saved.state).toBe('applied')
    })

    test('where the county re-issues, the issuer forwards and prints no sheet; its answer ends the old number; a manager prints', async () => {
      await setRules(scene, { reissueAuthority: 'county' })
      const issued = await issueCertificate(scene)
      const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'reissue'))
      const sent = await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '转报' })
      expect(sent.state).toBe('forwarded')
      expect((await scene.issuer.fails('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })).code).toBe('invalid')
      expect(await stateOf(issued.number)).toBe('issued')
      expect(sentences(await scene.issuer.fails('replacement.forwardAnswered', { id, rev: sent.rev, number: 'Z430000002', issueDay: '2026-03-10' }))).toContain('已在本机构登记')
      expect((await scene.issuer.call('replacement.forwardAnswered', { id, rev: sent.rev, number: 'Z430099001', issueDay: '2026-03-10' })).state).toBe('done')
      expect(await stateOf(issued.number)).toBe('lostVoid')
      expect(await scene.issuer.call('certificate.desk', { newbornId: issued.newbornId })).toMatchObject({ step: 'done', certificate: { number: 'Z430099001', backEntered: true, issueType: '3' } })

      const institution = await scene.admin.call('setting.get', { key: 'institution' })
      await scene.admin.call('setting.save', { key: 'institution', rev: institution.rev, value: { ...(institution.value as object), certificateRole: 'manager' } })
      const again = await scene.issuer.call('certificate.desk', { newbornId: issued.newbornId })
      const own = await scene.issuer.call('replacement.save', await application(scene, again.certificate!.id, 'reissue'))
      await scene.reviewer.call('replacement.review', { id: own.id, rev: own.rev, decision: 'agree', reason: '属实', director: second('fenguan'), directorReason: '再次补发属实' })
      expect((await finishReplacement(scene, issued.registrationId)).number).toBe('Z430000002')
    })

    test('a lost certificate that turns up after its re-issue is handed in and noted', async () => {
      const issued = await issueCertificate(scene)
      const id = await approvedReplacement(scene, issued.certificateId, 'reissue')
      expect(sentences(await scene.issuer.fails('replacement.noteFound', { id, rev: (await replacementOf(id)).rev, foundDay: '2026-03-10', handedInBy: '李国强' }))).toContain('撤回补发申请')
      await finishReplacement(scene, issued.registrationId)
      await scene.issuer.call('replacement.noteFound', { id, rev: (await replacementOf(id)).rev, foundDay: '2026-03-10', handedInBy: '李国强', note: '旧衣物中找到' })
      expect(await replacementOf(id)).toMatchObject({ foundByName: '李国强', foundReceivedBy: scene.issuer.userId })
      expect((await scene.keeper.call('stock.history', { number: issued.number })).at(-1)).toMatchObject({ toState: 'lostVoid', reasonCode: 'found' })
    })

    test('作废 takes a reviewer who is not the caller; an issued certificate can only be exchanged or re-issued', async () => {
      const issued = await issueCertificate(scene)
      const call = (number: string, reviewer = second('shenhe'), reasonCode: '1' | '2' | '3' | '9' = '9') => ({ number, reasonCode, reason: '纸张破损', reviewer })
      expect(sentences(await scene.issuer.fails('certificate.voidNumber', call(issued.number)))).toContain('已签发,不能作废;有误请办理换发,遗失请办理补发')
      expect(sentences(await scene.issuer.fails('certificate.voidNumber', call('Z430000002', second('qianfa'))))).toContain('第二人不能是本人')
      expect(sentences(await scene.issuer.fails('certificate.voidNumber', call('Z430000002', second('dengji'))))).toContain('没有此项权限')
      expect(sentences(await scene.issuer.fails('certificate.voidNumber', call('Z430000050')))).toContain('请由证件管理员')
      expect(sentences(await scene.issuer.fails('certificate.voidNumber', call('Z430000002', second('shenhe'), '3')))).toContain('遗失上报')
      expect(await scene.issuer.call('certificate.voidNumber', call('Z430000002'))).toEqual({ state: 'void' })
      const id = await approvedReplacement(scene, issued.certificateId, 'exchange')
      const sheet = await printCertificate(scene, issued.registrationId)
      await scene.issuer.call('certificate.voidNumber', call(sheet.number, second('shenhe'), '1'))
      expect(await stateOf(sheet.number)).toBe('void')
      expect(await replacementOf(id)).toMatchObject({ state: 'approved', newCertificateId: null })
      expect(sentences(await scene.issuer.fails('certificate.voidNumber', call(sheet.number)))).toContain('不能再作废')
      expect((await scene.issuer.call('certificate.voidFormPreview', { number: sheet.number })).html).toContain(sheet.number)
    })

    test('遗留问题: a certificate of 2015 is entered from its archive by two people, marked everywhere, and exchanged here with the director', async () => {
      const { newbornIds } = await registerBirth(scene, { newborns: [{ bornAt: '2015-06-01T10:20', sex: '1' }], mother: { birthDay: '1990-08-15' as Day, idNumber: '110101199008150002' } })
      const newbornId = newbornIds[0]!
      const start = await scene.issuer.call('certificate.prepare', { newbornId })
      const row = { ...emptyRow(registration), ...start.row, babyName: '李銘', ...fatherFields } as Registration
      const input = { newbornId, number: 'O430123456', issueDay: '2015-06-10', issuingInstitution: '青山县人民医院', row, reason: '2015 年纸质档案补录', director: second('fenguan') }
      const { director: _director, ...alone } = input
      expect(sentences(await scene.issuer.fails('certificate.backEnter', alone))).toContain('须分管领导批准')
      expect(sentences(await scene.issuer.fails('certificate.backEnter', { ...input, issueDay: '2015-05-31' }))).toContain('不能早于出生日期')
      expect(sentences(await scene.issuer.fails('certificate.backEnter', { ...input, number: 'Z430000050' }))).toContain('已在本机构登记')
      expect(sentences(await scene.issuer.fails('certificate.backEnter', { ...input, number: 'AB12' }))).toContain('6–10 位数字')
      const asked = await scene.issuer.fails('certificate.backEnter', input)
      expect(asked.code).toBe('confirm')
      const entered = await scene.issuer.call('certificate.backEnter', { ...input, confirmations: asked.fields!.map(field => ({ path: field.path, key: field.message.key, reason: '按原件录入' })) })
      expect(await scene.issuer.call('certificate.find', { number: 'O430123456' })).toMatchObject({ backEntered: true, state: 'issued', issueDay: '2015-06-10' })
      expect((await scene.issuer.call('certificate.desk', { newbornId })).step).toBe('done')
      expect(JSON.parse((await scene.issuer.call('certificate.get', { id: entered.certificateId })).printedValues)).toMatchObject({ issuer: '青山县人民医院', issueYear: '2015', babyName: '李銘' })
      expect((await scene.keeper.call('stock.list', { number: 'O430123456' })).rows.filter(blank => blank.batchId !== 'back-entry').some(blank => blank.number === 'O430123456')).toBe(false)
      const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, entered.certificateId, 'exchange', { collectorIdNumber: '110101199008150002', applicantIdNumber: '110101199008150002' }))
      expect((await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '档案属实' })).state).toBe('reviewed')
      await scene.director.call('replacement.approve', { id, rev: rev + 1, decision: 'agree', reason: '档案原件已核' })
      const sheet = await printCertificate(scene, entered.registrationId)
      await sealSheet(scene, sheet.certificateId, sheet.number)
      expect(await stateOf('O430123456')).toBe('exchanged')
      expect(await scene.issuer.call('certificate.find', { number: sheet.number })).toMatchObject({ issueType: '2', supersedesId: entered.certificateId, backEntered: false })
    })

    test('after a crash at any step a new start finds every number in one state and the application where it stood', async () => {
      const issued = await issueCertificate(scene)
      const { rev: _rev, ...saved } = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange'))
      const restarted = async (loginName: string): Promise<Window> => {
        // Nothing is closed: as after a cut, only what was committed is there.
        const host = createHost(scene.ports, { database: scene.database, checkOutputs: true })
        await host.call('auth.login', { loginName, password: PASSWORD }, `again-${loginName}`)
        return windowOf(host, `again-${loginName}`)
      }
      const reviewer = await restarted('shenhe')
      const waiting = (await reviewer.call('replacement.list', { state: 'applied' })).rows[0]!
      await reviewer.call('replacement.review', { id: saved.id, rev: waiting.rev, decision: 'agree', reason: '齐全' })
      const issuer = await restarted('qianfa')
      expect((await issuer.call('certificate.desk', { newbornId: issued.newbornId }))).toMatchObject({ step: 'print' })
      const begun = await issuer.call('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })
      const afterHold = await restarted('qianfa')
      expect(await afterHold.call('certificate.desk', { newbornId: issued.newbornId })).toMatchObject({ step: 'ask', mayPrint: true, certificate: { number: 'Z430000002' }, replacement: { state: 'printing' } })
      scene.ports.printerSays('failed')
      await afterHold.call('certificate.print', { certificateId: begun.certificateId, printerName: 'PDF' })
      const afterPrint = await restarted('qianfa')
      expect(await afterPrint.call('certificate.desk', { newbornId: issued.newbornId })).toMatchObject({ step: 'ask', mayPrint: false })
      expect((await afterPrint.call('home.summary', null)).askPrinted?.total).toBe(1)
      const { rev } = await afterPrint.call('certificate.get', { id: begun.certificateId })
      await afterPrint.call('certificate.answerPrint', { certificateId: begun.certificateId, rev, result: 'ok' })
      const sealer = await restarted('gaizhang')
      const sheet = await sealer.call('certificate.get', { id: begun.certificateId })
      await sealer.call('certificate.seal', { certificateId: begun.certificateId, rev: sheet.rev, scannedNumber: 'Z430000002', matches: true })
      expect(await replacementOf(saved.id)).toMatchObject({ state: 'printing' })
      expect(await stateOf('Z430000002')).toBe('issued')
    })

    test('the sealer finds the correction itself wrong: back to the draft, corrected, reviewed again, on the next number', async () => {
      const issued = await issueCertificate(scene)
      const id = await draftExchange(issued.certificateId, { exchangeReason: 'H1' })
      await correct(id, { babyName: '李思渊' })
      const first = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
      await scene.reviewer.call('replacement.review', { id, rev: first.rev, decision: 'agree', reason: '齐全' })
      const wrong = await printCertificate(scene, issued.registrationId)
      const sheet = await scene.issuer.call('certificate.get', { id: wrong.certificateId })
      await scene.sealer.call('certificate.seal', { certificateId: wrong.certificateId, rev: sheet.rev, scannedNumber: wrong.number, matches: false, reason: '应为“源”' })
      await scene.issuer.call('replacement.withdraw', { id, rev: (await replacementOf(id)).rev, reason: '更正内容录错', toDraft: true })
      expect((await scene.issuer.call('certificate.desk', { newbornId: issued.newbornId })).replacement).toMatchObject({ state: 'draft' })
      await correct(id, { babyName: '李思源' })
      const again = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
      expect(sentences(await scene.reviewer.fails('replacement.review', { id, rev: again.rev, decision: 'refuse', reason: '不同意' }))).toContain('原证已失效')
      await scene.reviewer.call('replacement.review', { id, rev: again.rev, decision: 'agree', reason: '齐全' })
      const right = await finishReplacement(scene, issued.registrationId)
      expect((await printed(right.certificateId)).babyName).toBe('李思源')
      expect((await scene.issuer.call('replacement.prepare', { id })).assessment.differences).toEqual([{ value: 'babyName', title: '新生儿姓名', before: '李思远', after: '李思源' }])
      expect(await stateOf(wrong.number)).toBe('void')
    })

    test('while the draft waits and the old sheet has ended, nothing is printed for the child', async () => {
      const issued = await issueCertificate(scene)
      const id = await approvedReplacement(scene, issued.certificateId, 'exchange')
      const begun = await scene.issuer.call('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })
      await scene.issuer.call('certificate.cancelPrint', { certificateId: begun.certificateId, rev: 1, reason: '缺墨' })
      await scene.issuer.call('replacement.withdraw', { id, rev: (await replacementOf(id)).rev, reason: '再核对一次', toDraft: true })
      expect((await scene.issuer.fails('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })).code).toBe('invalid')
      expect((await scene.issuer.call('certificate.queue', { queue: 'print' })).total).toBe(0)
    })

    test('two windows at once: one application for a certificate, one sheet for an application', async () => {
      const other = await scene.as('qianfa2', ['issuer'], '何签发')
      await scene.keeper.call('stock.draw', { firstNumber: 'Z430000021', lastNumber: 'Z430000040', receiver: second('qianfa2') })
      const issued = await issueCertificate(scene)
      const form = await application(scene, issued.certificateId, 'exchange')
      await other.call('draft.list', null)
      const at = (window: Window, name: 'replacement.save' | 'certificate.beginPrint', input: unknown) => scene.host.call(name, input, `window-${window.loginName}`)
      const saved = await Promise.all([at(scene.issuer, 'replacement.save', form), at(other, 'replacement.save', form)])
      expect(saved.map(answer => answer.ok).toSorted()).toEqual([false, true])
      const { id, rev } = (await scene.issuer.call('replacement.list', { openOnly: true })).rows[0]!
      await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '齐全' })
      const begun = await Promise.all([
        at(scene.issuer, 'certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' }), at(other, 'certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000021' }),
      ])
      expect(begun.map(answer => answer.ok).toSorted()).toEqual([false, true])
      expect([await stateOf('Z430000002'), await stateOf('Z430000021')].toSorted()).toEqual(['drawn', 'held'])
      expect(await stateOf(issued.number)).toBe('exchanged')
    })

    test('a register cannot be changed behind a running replacement, and a child\'s certificate is replaced once at a time', async () => {
      const issued = await issueCertificate(scene)
      await approvedReplacement(scene, issued.certificateId, 'exchange')
      const begun = await scene.issuer.call('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })
      const { rev } = await scene.issuer.call('certificate.get', { id: begun.certificateId })
      await scene.issuer.call('certificate.cancelPrint', { certificateId: begun.certificateId, rev, reason: '缺墨' })
      await expect(registerCertificate(scene, issued.newbornId, { babyName: '李四' })).rejects.toThrow(/换发申请中更正/)
      const register = await scene.issuer.call('certificate.registration.get', { id: issued.registrationId })
      expect(sentences(await scene.issuer.fails('certificate.registration.void', { id: issued.registrationId, rev: register.rev, reason: '作废试试' }))).toContain('正在办理换发或补发')
      expect(sentences(await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'exchange')))).toContain('已失效')
    })
  })
}

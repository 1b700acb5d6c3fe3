import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallError } from '../../domain/api/result.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../domain/modules/birth/newborn.record.ts'
import { registration, type Registration } from '../../domain/modules/certificate/registration.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { fatherFields, motherRow, openScene, prepared, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { application, approvedReplacement, finishReplacement, issueCertificate, sealSheet, setRules } from '../support/replacement-scene.ts'

// What an inspector tried in order to break the certificate desk; each name is what the user would have said.

const sentences = (error: CallError): string => (error.fields ?? []).map(issue => `[${issue.level} ${issue.path}] ${formatChinese(issue.message)}`).join('\n')
const second = (loginName: string) => ({ loginName, password: PASSWORD })
const MOTHER_NUMBER = '110101199508150009'
const FATHER_NUMBER = '110101199306079996'

for (const engine of testEngines()) {
  describe(engine.name, () => {
    let scene: Scene
    let folder: string | null
    beforeEach(async () => {
      folder = null
      scene = await openScene({ database: await engine.open() })
      await setRules(scene, { reissueAuthority: 'issuer' })
    })
    afterEach(async () => {
      expect(await brokenInvariants(scene.database)).toEqual([])
      await scene.close()
      if (folder) rmSync(folder, { recursive: true, force: true })
    })
    const stateOf = async (number: string) => (await scene.keeper.call('stock.history', { number })).at(-1)?.toState
    const printed = async (certificateId: string) => JSON.parse((await scene.issuer.call('certificate.get', { id: certificateId })).printedValues) as Record<string, string>
    const replacementOf = (id: string) => scene.issuer.call('certificate.replacement.get', { id })
    const revOf = async (certificateId: string) => (await scene.issuer.call('certificate.get', { id: certificateId })).rev

    /** What was done is over: the history tells what stood at an issue by its time. */
    const later = () => scene.ports.clock.advanceMs(60_000)

    /** The delivery screen as it would be sent again with these changes. */
    async function birthForm(deliveryId: string, changes: { delivery?: Record<string, unknown>; newborn?: Record<string, unknown> }) {
      const file = await scene.clerk.call('delivery.file', { id: deliveryId })
      const { id, rev } = file.delivery
      return {
        id, rev, row: { ...valuesOf(delivery, file.delivery), ...changes.delivery },
        newborns: file.newborns.map(child => ({ id: child.newborn.id, rev: child.newborn.rev, row: { ...valuesOf(newborn, child.newborn), ...changes.newborn } })),
      } as never
    }
    async function reviewedBirthChange(deliveryId: string, changes: Parameters<typeof birthForm>[1]): Promise<void> {
      const input = await birthForm(deliveryId, changes)
      const asked = await scene.clerk.fails('delivery.register', input)
      await scene.clerk.call('delivery.register', { ...input as object, confirmations: (asked.fields ?? []).map(field => ({ path: field.path, key: field.message.key, reason: '据病历更正', approver: second('shenhe') })) } as never)
    }
    /** The divisions as a later release of the program has them. */
    function laterDivisions(change: (text: string) => string): void {
      const shipped = scene.ports.folders.resources
      folder = mkdtempSync(join(tmpdir(), 'fuyou-divisions-'))
      for (const name of readdirSync(shipped)) if (name !== 'region') symlinkSync(join(shipped, name), join(folder, name))
      mkdirSync(join(folder, 'region'))
      cpSync(join(shipped, 'region', 'township'), join(folder, 'region', 'township'), { recursive: true })
      writeFileSync(join(folder, 'region', 'county.json'), change(readFileSync(join(shipped, 'region', 'county.json'), 'utf8')))
      ;(scene.ports.folders as { resources: string }).resources = folder
    }
    async function backEnter(number: string, issueDay: string): Promise<string> {
      const { newbornIds } = await registerBirth(scene, { mother: { name: '王秀英', idNumber: '110101199001010023', birthDay: '1990-01-01' as never, phone: '13900000000' } })
      const start = await scene.issuer.call('certificate.prepare', { newbornId: newbornIds[0]! })
      const row = { ...emptyRow(registration), ...start.row, babyName: '李思明', ...fatherFields } as Registration
      const input = { newbornId: newbornIds[0]!, number, issueDay, issuingInstitution: '青山县人民医院', row, reason: '纸质档案补录', director: second('fenguan') }
      const answer = await scene.host.call('certificate.backEnter', input, 'window-qianfa')
      if (answer.ok) return newbornIds[0]!
      await scene.issuer.call('certificate.backEnter', { ...input, confirmations: (answer.error.fields ?? []).map(field => ({ path: field.path, key: field.message.key, reason: '按原件录入' })) })
      return newbornIds[0]!
    }

    describe('an exchange that waits while no sheet of the child counts', () => {
      async function waitingWithoutSheet() {
        const issued = await issueCertificate(scene)
        const id = await approvedReplacement(scene, issued.certificateId, 'exchange')
        const begun = await scene.issuer.call('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })
        await scene.issuer.call('certificate.cancelPrint', { certificateId: begun.certificateId, rev: await revOf(begun.certificateId), reason: '打印机缺墨' })
        return { issued, id }
      }

      test('“登记员改了出生体重,没人审核,换发就照着打印了”: a change of the birth needs the reviewer', async () => {
        const { issued } = await waitingWithoutSheet()
        const asked = await scene.clerk.fails('delivery.register', await birthForm(issued.deliveryId, { newborn: { weightG: 3520 } }))
        expect(asked.code).toBe('confirm')
        expect(sentences(asked)).toMatch(/\[approve newborns\.0\.bornAt\].*Z430000001/)
        const place = await scene.clerk.fails('delivery.register', await birthForm(issued.deliveryId, { delivery: { gestationDays: 260 } }))
        expect(sentences(place)).toContain('[approve newborns.0.bornAt]')
      })

      test('“改成死产,孩子的换发就悬在那里了”: the outcome of a birth cannot change under a running replacement', async () => {
        const { issued } = await waitingWithoutSheet()
        const input = await birthForm(issued.deliveryId, { newborn: { outcome: '2' } })
        const asked = await scene.clerk.fails('delivery.register', input)
        const answered = { ...input as object, confirmations: (asked.fields ?? []).map(field => ({ path: field.path, key: field.message.key, reason: '据病历更正', approver: second('shenhe') })) } as never
        const refused = asked.code === 'confirm' ? await scene.clerk.fails('delivery.register', answered) : asked
        expect(sentences(refused)).toContain('换发或补发')
      })

      test('“更正撤掉了,新证上还是更正后的名字”: a correction taken back after the old sheet ended is printed no more', async () => {
        const issued = await issueCertificate(scene)
        later()
        const { id } = await scene.issuer.call('replacement.save', { ...await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }), apply: false })
        const { register, rev } = await scene.issuer.call('replacement.prepare', { id })
        await scene.issuer.call('replacement.saveRegister', { id, rev: rev ?? 0, row: { ...register, babyName: '李思渊' } as Registration })
        const applied = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
        await scene.reviewer.call('replacement.review', { id, rev: applied.rev, decision: 'agree', reason: '齐全' })
        const begun = await scene.issuer.call('certificate.beginPrint', { registrationId: issued.registrationId, scannedNumber: 'Z430000002' })
        await scene.issuer.call('certificate.cancelPrint', { certificateId: begun.certificateId, rev: await revOf(begun.certificateId), reason: '打印机缺墨' })
        await scene.issuer.call('replacement.withdraw', { id, rev: (await replacementOf(id)).rev, reason: '名字原来没有错', toDraft: true })
        await scene.issuer.call('replacement.saveRegister', { id, rev: (await replacementOf(id)).rev, row: null })
        expect((await scene.issuer.call('replacement.prepare', { id })).assessment.differences).toEqual([])
        const again = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H4' }, { id }))
        await scene.reviewer.call('replacement.review', { id, rev: again.rev, decision: 'agree', reason: '原证污损' })
        const fresh = await finishReplacement(scene, issued.registrationId)
        expect((await printed(fresh.certificateId)).babyName).toBe('李思远')
        expect((await scene.issuer.call('certificate.registration.get', { id: issued.registrationId })).babyName).toBe('李思远')
      })
    })

    describe('places and institutions that took another name', () => {
      test('“撤县设区了,丢的证补不出来”: the lost certificate is re-issued in the words of the original', async () => {
        const issued = await issueCertificate(scene)
        later()
        const before = await printed(issued.certificateId)
        expect(before.birthCounty).toBe('衡阳县')
        laterDivisions(text => text.replace('衡阳县', '蒸阳区'))
        await approvedReplacement(scene, issued.certificateId, 'reissue')
        const fresh = await finishReplacement(scene, issued.registrationId)
        expect(await printed(fresh.certificateId)).toMatchObject({ birthProv: before.birthProv, birthCity: before.birthCity, birthCounty: '衡阳县', deliveryOrg: before.deliveryOrg })
      })

      test('“区划代码撤销了,污损的证换不了”: a damaged certificate is exchanged, its place as it was', async () => {
        const issued = await issueCertificate(scene)
        later()
        laterDivisions(text => text.replace(/"430421":"衡阳县",?\n?/, ''))
        await approvedReplacement(scene, issued.certificateId, 'exchange', { exchangeReason: 'H4' })
        const fresh = await finishReplacement(scene, issued.registrationId)
        expect(await printed(fresh.certificateId)).toMatchObject({ birthProv: '湖南省', birthCounty: '衡阳县' })
      })

      test('“医院改了名,分娩登记也跟着改了,补发就被挡住”: asked for a reason, printed as on the original', async () => {
        const issued = await issueCertificate(scene)
        later()
        await reviewedBirthChange(issued.deliveryId, { delivery: { placeName: '青山市妇幼保健院' } })
        const form = await application(scene, issued.certificateId, 'reissue')
        const asked = await scene.issuer.fails('replacement.save', form)
        expect(asked.code).toBe('confirm')
        expect(sentences(asked)).toMatch(/\[warn sheet\.deliveryOrg\].*青山县妇幼保健院.*青山市妇幼保健院.*换发/)
        const saved = await scene.issuer.call('replacement.save', { ...form, confirmations: [{ path: 'sheet.deliveryOrg', key: asked.fields![0]!.message.key, reason: '机构更名' }] })
        await scene.reviewer.call('replacement.review', { id: saved.id, rev: saved.rev, decision: 'agree', reason: '齐全' })
        const fresh = await finishReplacement(scene, issued.registrationId)
        expect((await printed(fresh.certificateId)).deliveryOrg).toBe('青山县妇幼保健院')
      })

      test('“出生地点原来就登记错了,想借补发改掉”: a birth moved out of the institution still blocks the re-issue', async () => {
        const issued = await issueCertificate(scene)
        later()
        await reviewedBirthChange(issued.deliveryId, { delivery: { placeType: '6', placeName: null, treatedInLicensed: false } })
        expect(sentences(await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'reissue')))).toMatch(/\[block sheet\.deliveryOrg\]/)
      })
    })

    test('“补录的孩子明明有证,年报说没有”: a back-entered certificate counts as the child\'s, never as issued from our stock', async () => {
      await scene.issuer.call('certificate.nextNumber', null)
      const newbornId = await backEnter('Z430900001', '2026-03-06')
      const period = '2026'
      const list = (what: 'withCertificate' | 'withoutCertificate') => scene.keeper.call('annual.list', { period, what, offset: 0, limit: 50 })
      expect((await list('withCertificate')).rows.map(row => row.newbornId)).toEqual([newbornId])
      expect((await list('withoutCertificate')).total).toBe(0)
      expect((await scene.keeper.call('stocktake.withoutCertificate', { offset: 0, limit: 50 })).total).toBe(0)
      expect((await scene.keeper.call('stocktake.month', { month: '2026-03' })).births).toMatchObject({ liveBirths: 1, firstIssues: 1, without: 0 })
      const counts = async () => Object.fromEntries((await scene.keeper.call('stock.summary', null)).byState.map(line => [line.state, line.count]))
      expect((await counts()).issued ?? 0).toBe(0)
      expect((await scene.keeper.call('stock.list', { state: 'issued' })).total).toBe(0)
      expect((await scene.keeper.call('stock.number', { number: 'Z430900001' }))?.blank.state).toBe('issued')
      await issueCertificate(scene)
      expect((await counts()).issued).toBe(1)
      expect((await scene.keeper.call('stock.list', { state: 'issued' })).rows.map(row => row.number)).toEqual(['Z430000001'])
    })

    describe('证章分离 and the second word', () => {
      test('“申请是我建的,同事代我提交,我当分管领导批了”: who began an application does not approve it at the reviewer\'s window', async () => {
        const chief = await scene.as('chief', ['issuer', 'director'], '兼职领导')
        const issued = await issueCertificate(scene)
        const once = await (async () => { await approvedReplacement(scene, issued.certificateId, 'reissue'); return finishReplacement(scene, issued.registrationId) })()
        const draft = await chief.call('replacement.save', { ...await application(scene, once.certificateId, 'reissue'), apply: false })
        const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, once.certificateId, 'reissue', {}, { id: draft.id }))
        const refused = await scene.reviewer.fails('replacement.review', { id, rev, decision: 'agree', reason: '属实', director: second('chief'), directorReason: '同意补发' })
        expect(sentences(refused)).toContain('分管领导不能是受理人')
      })

      test('“更正的内容是我录的,也是我审核的”: who typed the correction does not review or approve it', async () => {
        const both = await scene.as('both', ['issuer', 'reviewer', 'director'], '多面手')
        const issued = await issueCertificate(scene)
        const { id } = await scene.issuer.call('replacement.save', { ...await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }), apply: false })
        const { register, rev } = await scene.issuer.call('replacement.prepare', { id })
        await both.call('replacement.saveRegister', { id, rev: rev ?? 0, row: { ...register, babyName: '李思渊' } as Registration })
        const applied = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
        expect(sentences(await both.fails('replacement.review', { id, rev: applied.rev, decision: 'agree', reason: '齐全' }))).toContain('审核人不能是受理人')
        // Whoever sent it back has typed nothing and may look at it again.
        const back = await scene.reviewer.call('replacement.review', { id, rev: applied.rev, decision: 'sendBack', reason: '缺差错说明' })
        expect(back.state).toBe('draft')
        const again = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
        expect((await scene.reviewer.call('replacement.review', { id, rev: again.rev, decision: 'agree', reason: '齐全' })).state).toBe('approved')
      })

      test('“印好了是我点的,章也是我盖的”: who said that the print is good does not seal it', async () => {
        const both = await scene.as('yinzhang', ['issuer', 'sealer'], '印章兼职')
        const { newbornIds } = await registerBirth(scene)
        const registrationId = await registerCertificate(scene, newbornIds[0]!)
        const begun = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: 'Z430000001' })
        await scene.issuer.call('certificate.print', { certificateId: begun.certificateId, printerName: 'PDF' })
        await both.call('certificate.answerPrint', { certificateId: begun.certificateId, rev: await revOf(begun.certificateId), result: 'ok' })
        const seal = { certificateId: begun.certificateId, rev: await revOf(begun.certificateId), scannedNumber: begun.number, matches: true }
        expect(sentences(await both.fails('certificate.seal', seal))).toContain('证章分离')
        expect(await scene.sealer.call('certificate.seal', seal)).toEqual({ state: 'issued' })
      })
    })

    describe('states that cannot be skipped', () => {
      test('“刚说没着墨,又点了印好了,空白证就进了待盖章”: after 未着墨 only a new printing can be good', async () => {
        const { newbornIds } = await registerBirth(scene)
        const registrationId = await registerCertificate(scene, newbornIds[0]!)
        const { certificateId } = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: 'Z430000001' })
        await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
        await scene.issuer.call('certificate.answerPrint', { certificateId, rev: await revOf(certificateId), result: 'notInked', reason: '没有进纸', secondPerson: second('shenhe') })
        const refused = await scene.issuer.fails('certificate.answerPrint', { certificateId, rev: await revOf(certificateId), result: 'ok' })
        expect(sentences(refused)).toContain('请先打印')
        expect(await stateOf('Z430000001')).toBe('held')
        await scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
        expect(await scene.issuer.call('certificate.answerPrint', { certificateId, rev: await revOf(certificateId), result: 'ok' })).toMatchObject({ state: 'printed' })
      })

      test('“原证收回来换发,同事又把它发给了家属”: a certificate being exchanged is not handed over', async () => {
        const { newbornIds } = await registerBirth(scene)
        const registrationId = await registerCertificate(scene, newbornIds[0]!)
        const sheet = await printCertificate(scene, registrationId)
        await sealSheet(scene, sheet.certificateId, sheet.number)
        await approvedReplacement(scene, sheet.certificateId, 'exchange')
        const refused = await scene.issuer.fails('certificate.handOver', { certificateId: sheet.certificateId, rev: await revOf(sheet.certificateId), collectorName: '张丽华', collectorRelation: '1', collectorIdType: '01', collectorIdNumber: MOTHER_NUMBER, authorised: true })
        expect(sentences(refused)).toMatch(/Z430000001.*换发.*新证/)
        const fresh = await finishReplacement(scene, registrationId)
        expect(await stateOf(fresh.number)).toBe('issued')
        expect(await stateOf(sheet.number)).toBe('exchanged')
      })

      test('“奶奶来领,关系选了母亲,就不要委托书了”: who calls herself the mother and shows another number is asked about', async () => {
        const { newbornIds } = await registerBirth(scene)
        const registrationId = await registerCertificate(scene, newbornIds[0]!, { collectorName: '刘桂芳', collectorRelation: '3', collectorIdType: '01', collectorIdNumber: '110101195501010021' })
        const sheet = await printCertificate(scene, registrationId)
        await sealSheet(scene, sheet.certificateId, sheet.number)
        const as = async (collectorRelation: '1' | '3', authorised: boolean) => ({ certificateId: sheet.certificateId, rev: await revOf(sheet.certificateId), collectorName: '刘桂芳', collectorRelation, collectorIdType: '01' as const, collectorIdNumber: '110101195501010021', authorised })
        expect((await scene.issuer.fails('certificate.handOver', await as('3', false))).code).toBe('invalid')
        const asked = await scene.issuer.fails('certificate.handOver', await as('1', false))
        expect(asked.code).toBe('confirm')
        expect(sentences(asked)).toMatch(/\[warn collectorRelation\].*母亲.*不同/)
        await scene.issuer.call('certificate.handOver', await as('3', true))
        const asMother = { collectorName: '刘桂芳', collectorRelation: '1' as const, collectorIdNumber: '110101195501010021' }
        expect(sentences(await scene.issuer.fails('replacement.save', await application(scene, sheet.certificateId, 'reissue', asMother)))).toMatch(/\[warn collectorRelation\].*母亲.*不同/)
      })
    })

    describe('words that the rules give to somebody in particular', () => {
      async function onDay(day: number, approverRole: 'director' | 'manager'): Promise<string> {
        await setRules(scene, { lateRules: [{ maxDays: 30, requiredMaterials: [], approverRole: 'none' }, { maxDays: null, requiredMaterials: [], approverRole }] })
        const { newbornIds } = await registerBirth(scene)
        scene.ports.clock.advanceMs((day - 5) * 86_400_000)
        for (const window of [scene.issuer, scene.reviewer, scene.director]) await scene.host.call('auth.unlock', { password: PASSWORD }, `window-${window.loginName}`)
        return newbornIds[0]!
      }
      const late = (message: string) => [{ path: 'preparedDay', key: message, reason: '外出务工,回乡补办' }]
      async function lateRegister(newbornId: string) {
        const { row, materials } = await prepared(scene, newbornId)
        return { row, materials: materials.map(material => ({ material, present: true, note: null })) }
      }

      test('“省里规定逾期要院领导同意,审核人一点就过了”: the director has to agree, and nobody else', async () => {
        const form = await lateRegister(await onDay(40, 'director'))
        const asked = await scene.issuer.fails('certificate.register', form)
        expect(sentences(asked)).toMatch(/\[approve preparedDay\].*第 40 天.*分管领导同意/)
        const answers = late(asked.fields![0]!.message.key)
        expect(sentences(await scene.issuer.fails('certificate.register', { ...form, confirmations: answers.map(answer => ({ ...answer, approver: second('shenhe') })) }))).toContain('没有此项权限')
        expect((await scene.issuer.call('certificate.register', { ...form, confirmations: answers.map(answer => ({ ...answer, approver: second('fenguan') })) })).rev).toBe(1)
      })

      test('“湖北超过三个月要管理机构办,签发机构自己办了”: the issuer refuses and names who does it, the manager\'s reviewer agrees', async () => {
        const newbornId = await onDay(40, 'manager')
        const form = await lateRegister(newbornId)
        expect(sentences(await scene.issuer.fails('certificate.register', form))).toMatch(/\[block preparedDay\].*第 40 天.*县级管理机构/)
        for (const window of [scene.admin]) await scene.host.call('auth.unlock', { password: PASSWORD }, `window-${window.loginName}`)
        const institution = await scene.admin.call('setting.get', { key: 'institution' })
        await scene.admin.call('setting.save', { key: 'institution', rev: institution.rev, value: { ...institution.value as object, certificateRole: 'manager' } })
        const asked = await scene.issuer.fails('certificate.register', form)
        expect(asked.code).toBe('confirm')
        expect((await scene.issuer.call('certificate.register', { ...form, confirmations: late(asked.fields![0]!.message.key).map(answer => ({ ...answer, approver: second('shenhe') })) })).rev).toBe(1)
      })

      test('“登记时没超期,等到盖章那天退回重打,就说要管理机构办了”: registered in time, it is still printed by the issuer', async () => {
        await setRules(scene, { lateRules: [{ maxDays: 30, requiredMaterials: [], approverRole: 'none' }, { maxDays: null, requiredMaterials: [], approverRole: 'manager' }] })
        const { newbornIds } = await registerBirth(scene)
        const registrationId = await registerCertificate(scene, newbornIds[0]!)
        scene.ports.clock.advanceMs(30 * 86_400_000)
        await scene.host.call('auth.unlock', { password: PASSWORD }, 'window-qianfa')
        expect((await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: 'Z430000001' })).number).toBe('Z430000001')
      })
    })

    test('“三年前首次签发时核验过,补发来的是别人也不用核”: a replacement asks for its own 实人核验, of who fetches it', async () => {
      await setRules(scene, { requireFaceCheck: true })
      const { newbornIds } = await registerBirth(scene)
      const registrationId = await registerCertificate(scene, newbornIds[0]!)
      await scene.issuer.call('identity.note', { registrationId, subject: 'mother', method: 'card', matches: true })
      const first = await finishReplacement(scene, registrationId)
      later()
      const id = await approvedReplacement(scene, first.certificateId, 'reissue', { collectorName: '刘桂芳', collectorRelation: '3', collectorIdNumber: '110101195501010021' })
      const begin = { registrationId, scannedNumber: 'Z430000002' }
      expect(sentences(await scene.issuer.fails('certificate.beginPrint', begin))).toMatch(/母亲尚未核验[\s\S]*领证人尚未核验/)
      expect(await scene.issuer.call('identity.list', { registrationId })).toMatchObject({ subjects: [{ subject: 'mother' }, { subject: 'collector' }], checks: [] })
      later()
      for (const subject of ['mother', 'collector'] as const) await scene.issuer.call('identity.note', { registrationId, subject, method: 'card', matches: true })
      expect((await scene.issuer.call('certificate.beginPrint', begin)).number).toBe('Z430000002')
      expect(await replacementOf(id)).toMatchObject({ state: 'printing' })
    })

    test('“县里的新证签发日期录成了申请之前”: the answer to a forwarded application is not older than the application', async () => {
      await setRules(scene, { reissueAuthority: 'county' })
      const issued = await issueCertificate(scene)
      scene.ports.clock.advanceMs(2 * 86_400_000)
      for (const window of [scene.issuer, scene.reviewer, scene.keeper]) await scene.host.call('auth.unlock', { password: PASSWORD }, `window-${window.loginName}`)
      const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'reissue'))
      const sent = await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '转报' })
      expect(sentences(await scene.issuer.fails('replacement.forwardAnswered', { id, rev: sent.rev, number: 'Z430099001', issueDay: '2026-03-11' }))).toMatch(/block issueDay.*申请日期 2026-03-12/)
      expect(await stateOf(issued.number)).toBe('issued')
      expect((await scene.issuer.call('replacement.forwardAnswered', { id, rev: sent.rev, number: 'Z430099001', issueDay: '2026-03-12' })).state).toBe('done')
    })

    test('“等换发的时候父亲的两份档案合并了,新证却连着作废的那份”: the correction names the person who is left', async () => {
      const father = (name: string, phone: string) => scene.clerk.call('person.save', { row: motherRow({ name, sex: '1', birthDay: '1993-06-07' as never, idNumber: null, idType: null, noDocumentReason: 'notBrought', phone } as never) })
      const [kept, merged] = [await father('李国强', '13700000001'), await father('李国祥', '13700000002')]
      const issued = await issueCertificate(scene)
      const { id } = await scene.issuer.call('replacement.save', { ...await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }), apply: false })
      const { register, rev } = await scene.issuer.call('replacement.prepare', { id })
      await scene.issuer.call('replacement.saveRegister', { id, rev: rev ?? 0, row: { ...register, babyName: '李思渊', fatherPersonId: merged.id } as Registration })
      const applied = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }, { id }))
      await scene.reviewer.call('replacement.review', { id, rev: applied.rev, decision: 'agree', reason: '齐全' })
      await scene.reviewer.call('person.merge', { keptId: kept.id, keptRev: kept.rev, mergedId: merged.id, mergedRev: merged.rev, reason: '同一人重复建档' })
      await finishReplacement(scene, issued.registrationId)
      expect((await scene.issuer.call('certificate.registration.get', { id: issued.registrationId })).fatherPersonId).toBe(kept.id)
    })

    describe('two windows at once', () => {
      async function otherWindow(): Promise<string> {
        const other = await scene.as('qianfa2', ['issuer'], '何签发')
        await other.call('draft.list', null)
        return 'window-qianfa2'
      }

      test('“一个窗口在受理换发,另一个窗口同时受理补发”: one of them is told that the certificate is being handled', async () => {
        const other = await otherWindow()
        const issued = await issueCertificate(scene)
        const forms = [await application(scene, issued.certificateId, 'exchange'), await application(scene, issued.certificateId, 'reissue')]
        const answers = await Promise.all(forms.map((form, index) => scene.host.call('replacement.save', form, index ? other : 'window-qianfa')))
        expect(answers.map(answer => answer.ok).toSorted()).toEqual([false, true])
        const refused = answers.find(answer => !answer.ok)
        expect(refused && !refused.ok ? sentences(refused.error) : '').toContain('已有未办结的换发或补发申请')
        expect((await scene.issuer.call('replacement.list', { openOnly: true })).total).toBe(1)
      })

      test('“两个窗口同时补录同一个编号”: the number belongs to one child', async () => {
        const other = await otherWindow()
        await scene.issuer.call('certificate.nextNumber', null)
        const inputs = []
        for (const [name, idNumber, birthDay, phone] of [['王秀英', '110101199001010023', '1990-01-01', '13900000000'], ['张丽华', MOTHER_NUMBER, '1995-08-15', '13800001234']] as const) {
          const { newbornIds } = await registerBirth(scene, { mother: { name, idNumber, birthDay: birthDay as never, phone } })
          const start = await scene.issuer.call('certificate.prepare', { newbornId: newbornIds[0]! })
          const row = { ...emptyRow(registration), ...start.row, babyName: '李思明', ...fatherFields } as Registration
          inputs.push({ newbornId: newbornIds[0]!, number: 'Z430900001', issueDay: '2026-03-06', issuingInstitution: '青山县人民医院', row, reason: '纸质档案补录', director: second('fenguan') })
        }
        const answers = await Promise.all(inputs.map((input, index) => scene.host.call('certificate.backEnter', input, index ? other : 'window-qianfa')))
        expect(answers.map(answer => answer.ok).toSorted()).toEqual([false, true])
        const refused = answers.find(answer => !answer.ok)
        expect(refused && !refused.ok ? sentences(refused.error) : '').toContain('已在本机构登记')
      })

      test('“审核人同意的同时,经办人撤回了”: one of the two words holds, never both', async () => {
        const issued = await issueCertificate(scene)
        const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, issued.certificateId, 'exchange'))
        await scene.reviewer.call('replacement.counts', null)
        const answers = await Promise.all([
          scene.host.call('replacement.review', { id, rev, decision: 'agree', reason: '齐全' }, 'window-shenhe'), scene.host.call('replacement.withdraw', { id, rev, reason: '家属不办了' }, 'window-qianfa'),
        ])
        expect(answers.map(answer => answer.ok).toSorted()).toEqual([false, true])
        expect((await replacementOf(id)).state).toBe(answers[0]!.ok ? 'approved' : 'withdrawn')
      })
    })

    describe('who fetches when a parent cannot come', () => {
      async function printedReplacement(changes: Parameters<typeof application>[3]) {
        const issued = await issueCertificate(scene)
        await approvedReplacement(scene, issued.certificateId, 'reissue', changes)
        const fresh = await printCertificate(scene, issued.registrationId)
        await sealSheet(scene, fresh.certificateId, fresh.number)
        return fresh
      }
      const fetches = async (certificateId: string, collectorRelation: '2' | '3' | '4', collectorIdNumber: string, authorised: boolean) =>
        ({ certificateId, rev: await revOf(certificateId), collectorName: '领证人', collectorRelation, collectorIdType: '01' as const, collectorIdNumber, authorised })

      test('“父亲死亡选一下,奶奶来就不用母亲的委托书了”: a grandmother still brings the word of the living parent or proof of guardianship', async () => {
        const issued = await issueCertificate(scene)
        const grandmother = { parentAbsence: '1' as const, collectorName: '刘桂芳', collectorRelation: '3' as const, collectorIdNumber: '110101195501010021' }
        const refused = await scene.issuer.fails('replacement.save', await application(scene, issued.certificateId, 'reissue', grandmother, { without: ['authorization', 'guardianshipProof'] }))
        expect(sentences(refused)).toMatch(/缺少材料:.*授权委托书 或 监护权证明/)
      })

      test('“母亲已去世,父亲来领还要母亲签字的委托书”: the living parent needs no word of the dead one', async () => {
        const fresh = await printedReplacement({ parentAbsence: '1', applicantName: '李国强', applicantRelation: '2', applicantIdNumber: FATHER_NUMBER, collectorName: '李国强', collectorRelation: '2', collectorIdNumber: FATHER_NUMBER })
        await scene.issuer.call('certificate.handOver', await fetches(fresh.certificateId, '2', FATHER_NUMBER, false))
        expect((await scene.issuer.call('certificate.find', { number: fresh.number }))?.collectedAt).not.toBeNull()
      })

      test('“首次签发由监护人来领,监护证明看过了还要母亲的委托书”: the guardian on the register brings his proof, no word of the mother', async () => {
        const { newbornIds } = await registerBirth(scene)
        const guardian = { collectorName: '刘桂芳', collectorRelation: '4' as const, collectorIdType: '01' as const, collectorIdNumber: '110101195501010021' }
        await expect(registerCertificate(scene, newbornIds[0]!, guardian, ['guardianshipProof'])).rejects.toThrow(/缺少材料|material/)
        const fresh = await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!, guardian))
        await sealSheet(scene, fresh.certificateId, fresh.number)
        await scene.issuer.call('certificate.handOver', { ...guardian, certificateId: fresh.certificateId, rev: await revOf(fresh.certificateId), authorised: false })
        expect((await scene.issuer.call('certificate.desk', { newbornId: newbornIds[0]! })).step).toBe('done')
      })

      test('“临时换了个人来领,说是监护人”: a guardian nobody named in the application still needs the word', async () => {
        const fresh = await printedReplacement({})
        expect((await scene.issuer.fails('certificate.handOver', await fetches(fresh.certificateId, '4', '110101195501010021', false))).code).toBe('invalid')
        expect((await scene.issuer.fails('certificate.handOver', await fetches(fresh.certificateId, '2', FATHER_NUMBER, false))).code).toBe('invalid')
      })
    })

    test('“换发刚批下来,原证的存档件就打不开了”: the sheet that still counts can be looked at until the new one is there', async () => {
      const issued = await issueCertificate(scene)
      await approvedReplacement(scene, issued.certificateId, 'exchange')
      expect((await scene.issuer.call('certificate.pdf', { what: 'archive', registrationId: issued.registrationId })).fileName).toBe('出生医学证明-非证件存档.pdf')
    })

    test('“导入的校准文件里写着一种没有的表”: a form the program does not have is no error of the program', async () => {
      const file = { format: 'fuyou-desk/printing-profiles/1', profiles: [], paperLevels: [{ form: 'constructor', edition: '', dxMm: 1, dyMm: 0, fields: [] }] }
      const { rev } = await scene.issuer.call('setting.get', { key: 'printing' })
      const answer = await scene.host.call('printing.import', { rev, text: JSON.stringify(file) }, 'window-qianfa')
      expect(answer.ok ? 'ok' : answer.error.code).not.toBe('internal')
    })

    describe('numbers of people for those who may not see them', () => {
      test('“证件管理员、分管领导在换发申请里看到了完整身份证号”: differences and sentences hide the middle', async () => {
        const issued = await issueCertificate(scene)
        const { id } = await scene.issuer.call('replacement.save', { ...await application(scene, issued.certificateId, 'exchange', { exchangeReason: 'H1' }), apply: false })
        const { register, rev } = await scene.issuer.call('replacement.prepare', { id })
        const row = { ...register, fatherIdNumber: '11010119930607997X' } as Registration
        const asked = await scene.host.call('replacement.saveRegister', { id, rev: rev ?? 0, row }, 'window-qianfa')
        if (!asked.ok) await scene.issuer.call('replacement.saveRegister', { id, rev: rev ?? 0, row, confirmations: (asked.error.fields ?? []).map(field => ({ path: field.path, key: field.message.key, reason: '按身份证更正' })) })
        for (const window of [scene.keeper, scene.director, scene.archivist, scene.reporter]) {
          const seen = JSON.stringify(await window.call('replacement.prepare', { id }))
          expect(seen).toContain('父亲')
          for (const number of [FATHER_NUMBER, '11010119930607997X', MOTHER_NUMBER]) expect(seen).not.toContain(number)
        }
        expect(JSON.stringify(await scene.issuer.call('replacement.prepare', { id }))).toContain(FATHER_NUMBER)
      })

      test('“分管领导批得晚了一步,报错里带出了申请人的身份证号”: what a refusal tells hides it as well', async () => {
        const issued = await issueCertificate(scene)
        await approvedReplacement(scene, issued.certificateId, 'reissue')
        const once = await finishReplacement(scene, issued.registrationId)
        const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, once.certificateId, 'reissue'))
        const reviewed = await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '属实' })
        const late = await scene.director.fails('replacement.approve', { id, rev: reviewed.rev - 1, decision: 'agree', reason: '同意' })
        expect(late.code).toBe('edit-conflict')
        expect(JSON.stringify(late)).not.toContain(MOTHER_NUMBER)
        expect((await scene.director.call('replacement.approve', { id, rev: reviewed.rev, decision: 'agree', reason: '同意' })).state).toBe('approved')
      })
    })
  })
}

import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formatChinese } from '../../domain/message/message.ts'
import type { CallError } from '../../domain/api/result.ts'
import type { Registration } from '../../domain/modules/certificate/registration.record.ts'
import type { Day } from '../../domain/time/day.ts'
import { FIRST_NUMBER, fatherFields, motherRow, openScene, prepared, printCertificate, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'
import { fileSaver, readWorkbook } from '../support/saved-file.ts'

// Acceptance cases of the certificate note §7, each through host.call with the numbers of the note.

let scene: Scene
beforeEach(async () => { scene = await openScene() })
afterEach(() => scene.close())

const sentences = (error: CallError): string => (error.fields ?? []).map(issue => `[${issue.level} ${issue.path}] ${formatChinese(issue.message)}`).join('\n')
const noFather: Partial<Registration> = {
  fatherProvided: false, fatherName: null, fatherBirthDay: null, fatherNationality: null, fatherEthnicGroup: null, fatherAddress: null, fatherIdType: null, fatherIdNumber: null,
  maritalBirth: false, marriageCertificateNumber: null,
}
const second = (loginName: string) => ({ loginName, password: PASSWORD })

async function refusedRegister(newbornId: string, changes: Partial<Registration>, without: string[] = []): Promise<CallError> {
  const { row, materials, id, rev } = await prepared(scene, newbornId, changes)
  return scene.issuer.fails('certificate.register', { ...(id ? { id, rev } : {}), row, materials: materials.filter(material => !without.includes(material)).map(material => ({ material, present: true, note: null })) })
}

describe('mother', () => {
  test('case 1: a wrong check digit is named and blocks', async () => {
    const error = await scene.clerk.fails('person.save', { row: motherRow({ idNumber: '110101199508150008' }) })
    expect(error.code).toBe('invalid')
    expect(sentences(error)).toMatch(/block idNumber.*身份证号校验位错误.*9/)
  })
  test('case 2: 30 February blocks although the check digit is right', async () => {
    const error = await scene.clerk.fails('person.save', { row: motherRow({ idNumber: '110101199202300000', birthDay: '1992-02-28' as Day }) })
    expect(sentences(error)).toMatch(/block idNumber/)
  })
  test('case 3: a lower-case x is accepted as X, and a mother of 76 is asked about', async () => {
    const saved = await scene.clerk.call('person.save', { row: motherRow({ idNumber: '11010519491231002x', birthDay: '1949-12-31' as Day }) })
    expect((await scene.clerk.call('person.get', { id: saved.id })).idNumber).toBe('11010519491231002X')
    const error = await scene.clerk.fails('delivery.register', {
      row: { motherId: saved.id, gestationDays: 275, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantName: '周助产' },
      newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: '2026-03-05T08:01' as never, weightG: 3250, lengthCm: 50 } }],
    })
    expect(error.code).toBe('confirm')
    expect(sentences(error)).toMatch(/warn motherId.*55/)
  })
  test('case 4: a male sequence number for a woman is asked about', async () => {
    const error = await scene.clerk.fails('person.save', { row: motherRow({ idNumber: '110101199306079996', birthDay: '1993-06-07' as Day }) })
    expect(error.code).toBe('confirm')
    expect(sentences(error)).toMatch(/warn idNumber.*男性/)
  })
})

describe('number and stock', () => {
  const begin = async (scannedNumber: string, confirmations?: { path: string; key: string; reason: string }[]) => {
    const { newbornIds } = await registerBirth(scene)
    const registrationId = await registerCertificate(scene, newbornIds[0]!)
    return { registrationId, input: { registrationId, scannedNumber, ...(confirmations ? { confirmations } : {}) } }
  }
  test('case 5: a letter O in the number is refused by its form', async () => {
    const { input } = await begin('X3201O1001')
    const error = await scene.issuer.fails('certificate.beginPrint', input)
    expect(sentences(error)).toMatch(/block scannedNumber/)
  })
  test('case 6: a well-formed number outside the received ranges is 不在库存号段', async () => {
    const { input } = await begin('X320101001')
    expect(sentences(await scene.issuer.fails('certificate.beginPrint', input))).toContain('不在库存号段')
  })
  test('case 7: another number in hand than the proposed one needs a reason, which is kept', async () => {
    const { input } = await begin('Z430000003')
    const error = await scene.issuer.fails('certificate.beginPrint', input)
    expect(error.code).toBe('confirm')
    expect(sentences(error)).toContain('应使用编号 Z430000001')
    const issue = error.fields![0]!
    const begun = await scene.issuer.call('certificate.beginPrint', { ...input, confirmations: [{ path: issue.path, key: issue.message.key, reason: '前两张压在柜底' }] })
    expect(begun.number).toBe('Z430000003')
    expect((await scene.keeper.call('stock.history', { number: 'Z430000003' })).at(-1)).toMatchObject({ toState: 'held', reason: '前两张压在柜底' })
  })
  test('case 8: a number already issued or void is refused with its history', async () => {
    const { registrationId, input } = await begin(FIRST_NUMBER)
    await printCertificate(scene, registrationId)
    const other = await registerBirth(scene, { mother: { name: '王小红', idType: '03', idNumber: 'E12345678', birthDay: '1995-08-16' as Day } })
    const otherRegistration = await registerCertificate(scene, other.newbornIds[0]!, { babyName: '李思齐', maritalBirth: true })
    const error = await scene.issuer.fails('certificate.beginPrint', { ...input, registrationId: otherRegistration })
    expect(sentences(error)).toContain('已打印待盖章')
    expect(error.detail?.history).toHaveLength(5)
    await scene.keeper.call('stock.void', { firstNumber: 'Z430000050', lastNumber: 'Z430000050', reasonCode: '9', reason: '纸张破损', secondPerson: second('shenhe') })
    expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId: otherRegistration, scannedNumber: 'Z430000050' }))).toMatch(/作废/)
  })
  test('case 9: an overlapping batch is refused and the numbers are listed', async () => {
    const error = await scene.keeper.fails('stock.receive', { edition: '7', firstNumber: 'Z430000091', lastNumber: 'Z430000120', receivedFrom: '县卫健局', receivedDay: '2026-03-02', secondCounter: second('zhengjian2') })
    expect(sentences(error)).toContain('Z430000091')
    expect(sentences(error)).toContain('Z430000100')
    expect((await scene.keeper.call('stock.list', { number: 'Z430000101' })).total).toBe(0)
  })
  test('case 10: start after end, or two letters, is refused', async () => {
    const receive = (firstNumber: string, lastNumber: string) => scene.keeper.fails('stock.receive', { edition: '7', firstNumber, lastNumber, receivedFrom: '县卫健局', receivedDay: '2026-03-02', secondCounter: second('zhengjian2') })
    expect((await receive('Z430000300', 'Z430000200')).code).toBe('invalid')
    expect((await receive('Y430000200', 'Z430000300')).code).toBe('invalid')
  })
  test('case 11: a receipt counted by one person is refused; the same person twice too', async () => {
    const input = { edition: '7' as const, firstNumber: 'Z430000200', lastNumber: 'Z430000300', receivedFrom: '县卫健局', receivedDay: '2026-03-02' }
    expect(sentences(await scene.keeper.fails('stock.receive', input))).toContain('入库须两人清点')
    expect(sentences(await scene.keeper.fails('stock.receive', { ...input, secondCounter: second('zhengjian') }))).toContain('第二人不能是本人')
    expect((await scene.keeper.call('stock.receive', { ...input, secondCounter: second('zhengjian2') })).quantity).toBe(101)
  })
  test('case 47: a 6th-edition blank cannot be used after 2023-03-31', async () => {
    scene.ports.clock.setMs(Date.parse('2023-03-20T02:00:00Z'))
    await scene.keeper.call('stock.receive', { edition: '6', firstNumber: 'W430000001', lastNumber: 'W430000005', receivedFrom: '县卫健局', receivedDay: '2023-03-20', secondCounter: second('zhengjian2') })
    await scene.keeper.call('stock.draw', { firstNumber: 'W430000001', lastNumber: 'W430000002', receiver: second('qianfa') })
    scene.ports.clock.setMs(Date.parse('2026-03-10T01:00:00Z'))
    for (const window of [scene.issuer, scene.keeper, scene.clerk]) await scene.host.call('auth.unlock', { password: PASSWORD }, `window-${window.loginName}`)
    const { input } = await begin('W430000001')
    expect(sentences(await scene.issuer.fails('certificate.beginPrint', input))).toMatch(/第六版|版/)
    expect(sentences(await scene.keeper.fails('stock.draw', { firstNumber: 'W430000003', lastNumber: 'W430000004', receiver: second('qianfa') }))).toMatch(/版/)
  })
})

describe('birth', () => {
  const registerWith = async (newborn: Record<string, unknown>, delivery: Record<string, unknown> = {}) => {
    const known = await scene.clerk.call('person.search', { text: '110101199508150009', limit: 5 })
    const motherId = known[0]?.id
    return registerBirth(scene, { ...(motherId ? { motherId } : {}), newborns: [newborn as never], delivery }).then(() => '', (error: Error) => error.message)
  }
  test('case 12: a birth five minutes in the future is refused', async () => {
    expect(await registerWith({ bornAt: '2026-03-10T09:05' })).toContain('出生时间不能晚于现在')
  })
  test('case 13: a birth before 1996 is refused', async () => {
    expect(await registerWith({ bornAt: '1995-12-31T08:00' })).toContain('1996 年 1 月 1 日')
  })
  test('case 14: an issue date before the birth date cannot come about', async () => {
    const { newbornIds } = await registerBirth(scene, { newborns: [{ bornAt: '2026-03-10T08:59' }] })
    const registrationId = await registerCertificate(scene, newbornIds[0]!)
    scene.ports.clock.setMs(Date.parse('2026-03-09T01:00:00Z'))
    const error = await scene.issuer.fails('certificate.beginPrint', { registrationId, scannedNumber: FIRST_NUMBER })
    expect(sentences(error)).toContain('签发日期不能早于出生日期')
  })
  test('case 15: 39 weeks and 7 days do not exist: gestation is kept in days, 17⁺6 and 46 weeks are refused', async () => {
    const { checkGestation } = await import('../../domain/rule/gestation.ts')
    expect(checkGestation({ weeks: 39, days: 7 }).map(issue => issue.level)).toContain('block')
    expect(await registerWith({}, { gestationDays: 125 })).toContain('gestationDays')
    expect(await registerWith({}, { gestationDays: 322 })).toContain('gestationDays')
    expect(await registerWith({}, { gestationDays: 275.5 })).toContain('gestationDays')
  })
  test('case 16: 3.2 is refused as grams; 320 is asked about and must be typed twice', async () => {
    expect(await registerWith({ weightG: 3.2 })).toContain('newborns.0.weightG')
    const motherId = (await scene.clerk.call('person.search', { text: '110101199508150009', limit: 5 }))[0]!.id
    const attempt = (confirmations?: { path: string; key: string; reason: string; again?: string }[]) => registerBirth(scene, { motherId, newborns: [{ weightG: 320, lengthCm: 42 }], ...(confirmations ? { confirmations } : {}) })
    await expect(attempt()).rejects.toThrow(/birthWeight.low[\s\S]*birthWeight.retype/)
    const answers = (again: string) => [{ path: 'newborns.0.weightG', key: 'birthWeight.low', reason: '超早产儿,已复称' }, { path: 'newborns.0.weightG', key: 'birthWeight.retype', reason: '已复称', again }]
    await expect(attempt(answers('3200'))).rejects.toThrow(/两次输入不一致/)
    expect((await attempt(answers('320'))).newbornIds).toHaveLength(1)
  })
  test('case 17: twins are entered once for the mother and get two registers, two numbers, linked', async () => {
    const { newbornIds, motherId } = await registerBirth(scene, { newborns: [{ bornAt: '2026-03-05T08:01', sex: '2', weightG: 2400 }, { bornAt: '2026-03-05T08:09', sex: '1', weightG: 2510 }] })
    const numbers: string[] = []
    for (const [index, newbornId] of newbornIds.entries()) {
      const registrationId = await registerCertificate(scene, newbornId, { babyName: index ? '李思齐' : '李思远' })
      numbers.push((await printCertificate(scene, registrationId)).number)
    }
    expect(numbers).toEqual(['Z430000001', 'Z430000002'])
    const start = await scene.issuer.call('certificate.prepare', { newbornId: newbornIds[1]! })
    expect(start.siblings).toEqual([{ newbornId: newbornIds[0], birthOrder: 1, babyName: '李思远', certificateNumber: 'Z430000001' }])
    expect((await scene.clerk.call('person.kin', { id: motherId })).filter(kin => kin.relation === 'child')).toHaveLength(2)
    expect((await scene.clerk.call('delivery.list', { motherId })).rows).toHaveLength(2)
  })
  test('case 18: a twin registered again needs an approver', async () => {
    const { motherId } = await registerBirth(scene)
    const error: Error = await registerBirth(scene, { motherId }).then(() => { throw new Error('was saved') }, (reason: Error) => reason)
    expect(error.message).toContain('newborn.duplicate')
    expect(error.message).toContain('"approve"')
    const answer = { path: 'newborns.0.bornAt', key: 'newborn.duplicate', reason: '确为另一次登记' }
    await expect(registerBirth(scene, { motherId, confirmations: [answer] })).rejects.toThrow(/confirm/)
    await expect(registerBirth(scene, { motherId, confirmations: [{ ...answer, approver: second('qianfa') }] })).rejects.toThrow(/没有此项权限/)
    expect((await registerBirth(scene, { motherId, confirmations: [{ ...answer, approver: second('shenhe') }] })).newbornIds).toHaveLength(1)
  })
})

describe('special persons', () => {
  const valuesOf = async (registrationId: string) => JSON.parse((await scene.issuer.call('certificate.get', { id: (await printCertificate(scene, registrationId)).certificateId })).printedValues) as Record<string, string>
  test('case 19: a Japanese mother with passport: no check digit, 护照 ticked, 民族 /', async () => {
    const { newbornIds } = await registerBirth(scene, { mother: { name: '田中美咲', idType: '03', idNumber: 'TK1234567', nationality: 'JPN', ethnicGroup: null } })
    const values = await valuesOf(await registerCertificate(scene, newbornIds[0]!))
    expect(values).toMatchObject({ mNat: '日本', mEthnic: '/' })
    expect(Object.entries(values).filter(([, value]) => value === '√').map(([name]) => name).filter(name => name.startsWith('m'))).toEqual([expect.stringMatching(/passport/i)])
  })
  test('case 20: a father from Hong Kong with H12345678: 国籍 中国(香港), 其他 names the document', async () => {
    const { newbornIds } = await registerBirth(scene)
    const registrationId = await registerCertificate(scene, newbornIds[0]!, { fatherNationality: 'HKG', fatherEthnicGroup: null, fatherIdType: '06', fatherIdNumber: 'H12345678' })
    const values = await valuesOf(registrationId)
    expect(values.fNat).toBe('中国(香港)')
    expect(Object.values(values)).toContain('港澳居民来往内地通行证')
  })
  test('case 21: single mother with statement: father fields carry the filler, the surname is the mother\'s or approved', async () => {
    const { newbornIds } = await registerBirth(scene)
    const error = await refusedRegister(newbornIds[0]!, { ...noFather, babyName: '李思远' })
    expect(error.code).toBe('confirm')
    expect(sentences(error)).toMatch(/approve babyName.*随母姓/)
    const values = await valuesOf(await registerCertificate(scene, newbornIds[0]!, { ...noFather, babyName: '张思远' }))
    expect(values.fName).toBe('/')
    expect(values.fIdNo).toBe('/')
  })
  test('case 22: single mother without statement is refused', async () => {
    const { newbornIds } = await registerBirth(scene)
    const error = await refusedRegister(newbornIds[0]!, { ...noFather, babyName: '张思远' }, ['fatherWithheldStatement'])
    expect(error.code).toBe('invalid')
    expect(sentences(error)).toContain('不提供父亲信息声明')
  })
  test('case 23: a father is not added to a printed certificate: the register is closed', async () => {
    const { newbornIds } = await registerBirth(scene)
    const registrationId = await registerCertificate(scene, newbornIds[0]!, { ...noFather, babyName: '张思远' })
    await printCertificate(scene, registrationId)
    const error = await refusedRegister(newbornIds[0]!, { ...fatherFields, complete: true })
    expect(sentences(error)).toContain('登记表不能再改')
  })
  test('case 24: a grandmother without 委托书 does not get the certificate; with it she does', async () => {
    const { newbornIds } = await registerBirth(scene)
    const grandmother: Partial<Registration> = { collectorName: '刘桂英', collectorRelation: '3', collectorIdType: '01', collectorIdNumber: '440524188001010014' }
    expect(sentences(await refusedRegister(newbornIds[0]!, grandmother, ['authorization']))).toContain('授权委托书')
    const registrationId = await registerCertificate(scene, newbornIds[0]!, grandmother)
    const { certificateId, number } = await printCertificate(scene, registrationId)
    const rev = async () => (await scene.issuer.call('certificate.get', { id: certificateId })).rev
    await scene.sealer.call('certificate.seal', { certificateId, rev: await rev(), scannedNumber: number, matches: true })
    const handOver = { certificateId, rev: await rev(), collectorName: '刘桂英', collectorRelation: '3' as const, collectorIdType: '01' as const, collectorIdNumber: '440524188001010014' }
    expect(sentences(await scene.issuer.fails('certificate.handOver', { ...handOver, authorised: false }))).toContain('授权委托书')
    await scene.issuer.call('certificate.handOver', { ...handOver, authorised: true })
  })
  test('case 30: on day 40 the list of papers gains the late item and an approver is asked for', async () => {
    const { newbornIds } = await registerBirth(scene)
    scene.ports.clock.advanceMs(35 * 86_400_000)
    for (const window of [scene.issuer, scene.reviewer]) await scene.host.call('auth.unlock', { password: PASSWORD }, `window-${window.loginName}`)
    const { materials } = await prepared(scene, newbornIds[0]!)
    expect(materials).toContain('lateStatement')
    expect(sentences(await refusedRegister(newbornIds[0]!, {}))).toMatch(/approve preparedDay.*第 40 天/)
  })
  test('case 31: born at home and never treated: the issuer refuses, the manager asks for DNA and statements', async () => {
    const home = { placeType: '6', placeName: null, attendantName: null, treatedInLicensed: false }
    const { newbornIds } = await registerBirth(scene, { delivery: home })
    expect(sentences(await refusedRegister(newbornIds[0]!, {}))).toContain('拟落户地')
    const institution = await scene.admin.call('setting.get', { key: 'institution' })
    await scene.admin.call('setting.save', { key: 'institution', rev: institution.rev, value: { ...institution.value as object, certificateRole: 'manager' } })
    const { materials } = await prepared(scene, newbornIds[0]!)
    expect(materials).toEqual(expect.arrayContaining(['dnaReport', 'birthAccount', 'parentageDeclaration']))
    expect(await registerCertificate(scene, newbornIds[0]!)).toBeTruthy()
  })
  test('case 32: a foundling gets no certificate and the sentence says who helps', async () => {
    const { newbornIds } = await registerBirth(scene)
    const error = await refusedRegister(newbornIds[0]!, { ...noFather, motherProvided: false })
    expect(sentences(error)).toContain('公安机关')
  })
  test('a stillbirth gets no certificate', async () => {
    const { newbornIds } = await registerBirth(scene, { newborns: [{ outcome: '3', weightG: 2100 }] })
    expect((await scene.issuer.call('certificate.desk', { newbornId: newbornIds[0]! })).step).toBe('none')
    expect(sentences(await refusedRegister(newbornIds[0]!, {}))).toContain('死胎、死产不签发')
  })
})

describe('name', () => {
  let newbornIds: string[] = []
  beforeEach(async () => { newbornIds = (await registerBirth(scene)).newbornIds })
  const nameIssues = async (babyName: string, changes: Partial<Registration> = {}) => {
    const { row, materials } = await prepared(scene, newbornIds[0]!, { babyName, ...changes })
    const { issues } = await scene.issuer.call('certificate.check', { newbornId: newbornIds[0]!, row, materials })
    return sentences({ code: 'invalid', fields: issues.filter(issue => issue.path === 'babyName') })
  }
  test('case 25: 稢 is outside the table', async () => { expect(await nameIssues('张稢')).toMatch(/block babyName.*“稢”不在《通用规范汉字表》/) })
  test('case 26: 銘 is traditional, 铭 is offered', async () => { expect(await nameIssues('张銘')).toMatch(/block babyName.*铭/) })
  test('case 27: letters, digits and spaces are refused, an English name only for a child of a foreigner not registered in China', async () => {
    for (const name of ['张a思', '张思1', '张 思']) expect(await nameIssues(name)).toMatch(/block babyName/)
    expect(await nameIssues('Mary Smith')).toMatch(/block babyName/)
    expect(await nameIssues('Mary Smith', { registerInChina: false, fatherNationality: 'USA', fatherEthnicGroup: null, fatherIdType: '03', fatherIdNumber: 'A1234567', fatherName: 'John Smith' })).toBe('')
  })
  test('case 28: seven characters are asked about', async () => { expect(await nameIssues('张一二三四五六')).toMatch(/warn babyName.*7/) })
  test('case 29: a surname of neither parent needs reason and approver, both are kept', async () => {
    const { row, materials } = await prepared(scene, newbornIds[0]!, { babyName: '王思远' })
    const input = { row, materials: materials.map(material => ({ material, present: true, note: null })) }
    const error = await scene.issuer.fails('certificate.register', input)
    expect(sentences(error)).toMatch(/approve babyName/)
    const answer = { path: 'babyName', key: error.fields![0]!.message.key, reason: '随外祖父姓,已提供说明', approver: second('shenhe') }
    const saved = await scene.issuer.call('certificate.register', { ...input, confirmations: [answer] })
    const kept = await scene.database.kysely.selectFrom('acceptedFinding').selectAll().where('recordId', '=', saved.id).execute()
    expect(kept).toMatchObject([{ path: 'babyName', reason: '随外祖父姓,已提供说明', approverId: scene.reviewer.userId }])
  })
})

describe('printing', () => {
  const begun = async () => {
    const { newbornIds } = await registerBirth(scene)
    const registrationId = await registerCertificate(scene, newbornIds[0]!)
    const { certificateId, number } = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: FIRST_NUMBER })
    const print = () => scene.issuer.call('certificate.print', { certificateId, printerName: 'PDF' })
    const rev = async () => (await scene.issuer.call('certificate.get', { id: certificateId })).rev
    return { newbornId: newbornIds[0]!, registrationId, certificateId, number, print, rev }
  }
  test('case 33: jam with ink: number void (打印错误), next number, second person needed', async () => {
    const { certificateId, print, rev } = await begun()
    await print()
    const answer = { certificateId, rev: await rev(), result: 'inked' as const, reason: '卡纸,已印上半页' }
    expect(sentences(await scene.issuer.fails('certificate.answerPrint', answer))).toContain('第二人')
    expect(await scene.issuer.call('certificate.answerPrint', { ...answer, secondPerson: second('gaizhang') })).toEqual({ state: 'void', nextNumber: 'Z430000002' })
    expect((await scene.keeper.call('stock.history', { number: FIRST_NUMBER })).at(-1)).toMatchObject({ toState: 'void', reasonCode: '1', secondPersonName: '吴盖章' })
  })
  test('case 34: jam without ink: the same number again after a second person, print count 2', async () => {
    const { certificateId, print, rev } = await begun()
    await print()
    expect((await scene.issuer.fails('certificate.print', { certificateId, printerName: 'PDF' })).fields![0]!.message.key).toBe('certificate.answerFirst')
    await scene.issuer.call('certificate.answerPrint', { certificateId, rev: await rev(), result: 'notInked', reason: '没有进纸', secondPerson: second('gaizhang') })
    expect((await print()).printCount).toBe(2)
    expect((await scene.issuer.call('certificate.answerPrint', { certificateId, rev: await rev(), result: 'ok' })).state).toBe('printed')
  })
  test('case 35: void 0001, then 0002 for the same child: one valid certificate, 0001 in sight, still 首次签发', async () => {
    const { newbornId, registrationId, certificateId, print, rev } = await begun()
    await print()
    await scene.issuer.call('certificate.answerPrint', { certificateId, rev: await rev(), result: 'inked', reason: '印歪', secondPerson: second('gaizhang') })
    const next = await printCertificate(scene, registrationId)
    const desk = await scene.issuer.call('certificate.desk', { newbornId })
    expect(desk.certificate).toMatchObject({ number: 'Z430000002', state: 'printed' })
    expect(desk.past).toMatchObject([{ number: FIRST_NUMBER, state: 'void', endReason: '1' }])
    expect((await scene.issuer.call('certificate.get', { id: next.certificateId })).issueType).toBe('1')
    expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId, scannedNumber: 'Z430000003' }))).toContain('一人一证')
  })
  test('case 36: a void number is never used again', async () => {
    const { registrationId, certificateId, print, rev } = await begun()
    await print()
    await scene.issuer.call('certificate.answerPrint', { certificateId, rev: await rev(), result: 'inked', reason: '印歪', secondPerson: second('gaizhang') })
    expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId, scannedNumber: FIRST_NUMBER }))).toMatch(/作废.*打印错误/)
  })
  test('case 37: after a power cut the number is still held and the question waits', async () => {
    const { newbornId, print } = await begun()
    await print()
    // What a restart sees is what is in the database: nothing lives in memory.
    expect((await scene.issuer.call('certificate.desk', { newbornId })).step).toBe('ask')
    expect((await scene.issuer.call('home.summary', null)).askPrinted).toMatchObject({ total: 1 })
    expect((await scene.issuer.call('certificate.nextNumber', null)).number).toBe('Z430000002')
  })
  test('case 38: whoever prints does not seal', async () => {
    const both = await scene.as('liangyong', ['issuer', 'sealer'], '两用')
    await scene.keeper.call('stock.draw', { firstNumber: 'Z430000021', lastNumber: 'Z430000022', receiver: second('liangyong') })
    const { newbornIds } = await registerBirth(scene)
    const registrationId = await registerCertificate(scene, newbornIds[0]!)
    const { certificateId } = await both.call('certificate.beginPrint', { registrationId, scannedNumber: 'Z430000021' })
    await both.call('certificate.print', { certificateId, printerName: 'PDF' })
    const rev = async () => (await both.call('certificate.get', { id: certificateId })).rev
    await both.call('certificate.answerPrint', { certificateId, rev: await rev(), result: 'ok' })
    expect(sentences(await both.fails('certificate.seal', { certificateId, rev: await rev(), scannedNumber: 'Z430000021', matches: true }))).toContain('证章分离')
    expect(sentences(await scene.sealer.fails('certificate.seal', { certificateId, rev: await rev(), scannedNumber: 'Z430000022', matches: true }))).toContain('不一致')
  })
  test('case 39: one account cannot be 证件管理员 and 盖章人员', async () => {
    const error = await scene.admin.fails('user.save', { loginName: 'shuangquan', displayName: '双全', roles: ['stockKeeper', 'sealer'], disabled: false, password: 'Passw0rd!' })
    expect(sentences(error)).toContain('证章分离')
  })
  test('case 48: a glyph the font lacks blocks before printing', async () => {
    const { newbornIds } = await registerBirth(scene)
    const registrationId = await registerCertificate(scene, newbornIds[0]!, { fatherName: '李强\u{2FFFD}', babyName: '张思远' })
    const error = await scene.issuer.fails('certificate.beginPrint', { registrationId, scannedNumber: FIRST_NUMBER })
    expect(sentences(error)).toMatch(/block.*U\+2FFFD/)
    expect((await scene.keeper.call('stock.history', { number: FIRST_NUMBER })).at(-1)?.toState).toBe('drawn')
  })
  test('case 49: an address of 60 characters fits; one of 100 wide characters that does not is refused, never cut', async () => {
    const { newbornIds } = await registerBirth(scene)
    const sixty = '湖南省衡阳市衡阳县西渡镇'.padEnd(60, '解放路八号')
    const registrationId = await registerCertificate(scene, newbornIds[0]!, { motherAddress: sixty })
    expect((await scene.issuer.call('certificate.preview', { registrationId })).issues.filter(issue => issue.level === 'block')).toEqual([])
    const start = await scene.issuer.call('certificate.prepare', { newbornId: newbornIds[0]! })
    const longer = await scene.issuer.call('certificate.register', {
      id: registrationId, rev: start.rev ?? 0, row: { ...start.row, motherAddress: sixty.padEnd(100, '解放路八号') } as Registration, materials: start.materials.map(({ material, note }) => ({ material, present: true, note })),
    })
    expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId: longer.id, scannedNumber: FIRST_NUMBER }))).toMatch(/block/)
  })
})

describe('institution and export', () => {
  test('case 58: a credit code with the letter O is refused', async () => {
    const { value, rev } = await scene.admin.call('setting.get', { key: 'institution' })
    const error = await scene.admin.fails('setting.save', { key: 'institution', rev, value: { ...value as object, code: '12110101O000000007' } })
    expect(sentences(error)).toMatch(/统一社会信用代码第 9 位“O”/)
  })
  test('case 59: an exported list masks document numbers unless privileged, and is in the audit', async () => {
    const { newbornIds } = await registerBirth(scene)
    const { certificateId, number } = await printCertificate(scene, await registerCertificate(scene, newbornIds[0]!))
    const { rev } = await scene.issuer.call('certificate.get', { id: certificateId })
    await scene.sealer.call('certificate.seal', { certificateId, rev, scannedNumber: number, matches: true })
    const archivist = scene.archivist
    const privileged = await scene.as('dangan2', ['archivist', 'reviewer'])
    const files = fileSaver(scene)
    try {
      for (const format of ['csv', 'xlsx'] as const) {
        const input = { ledger: 'firstIssue', from: '2026-03-01', to: '2026-03-31', format } as const
        const content = async (path: string) => format === 'csv' ? readFileSync(path, 'utf8') : JSON.stringify((await readWorkbook(path)).cells)
        const masked = await files.save(archivist, 'ledger.save', input)
        expect(masked).toMatchObject({ rows: 1, masked: true })
        expect(await content(masked.path)).toContain(number)
        expect(await content(masked.path)).not.toContain('110101199508150009')
        expect(await content(masked.path)).toContain('110101********0009')
        expect(await content((await files.save(privileged, 'ledger.save', input)).path)).toContain('110101199508150009')
        expect((await scene.clerk.fails('ledger.save', input)).code).toBe('forbidden')
      }
    } finally {
      files.remove()
    }
    const { lines, total } = await scene.admin.call('audit.list', { call: 'ledger.save' })
    expect(total).toBe(4)
    expect(lines.map(line => [line.userName, line.facts?.ledger, line.facts?.masked])).toContainEqual(['陈档案', 'firstIssue', true])
  })
})

describe('what changed between the register and the sheet', () => {
  const registered = async () => {
    const born = await registerBirth(scene)
    return { ...born, newbornId: born.newbornIds[0]!, registrationId: await registerCertificate(scene, born.newbornIds[0]!) }
  }
  const correct = async (deliveryId: string, changes: Record<string, unknown>, confirmations?: { path: string; key: string; reason: string; approver?: { loginName: string; password: string } }[]) => {
    const { delivery, newborns } = await scene.clerk.call('delivery.file', { id: deliveryId })
    const { id, rev, defVersion: _1, createdAt: _2, createdBy: _3, updatedAt: _4, updatedBy: _5, voidedAt: _6, voidReason: _7, ...row } = delivery
    return {
      id, rev, row: { ...row, ...changes }, confirmations,
      newborns: newborns.map(({ newborn }) => {
        const { id: newbornId, rev: newbornRev, defVersion: _a, createdAt: _b, createdBy: _c, updatedAt: _d, updatedBy: _e, voidedAt: _f, voidReason: _g, ...values } = newborn
        return { id: newbornId, rev: newbornRev, row: values }
      }),
    }
  }
  test('a birth moved outside an institution after the register no longer prints (case 31)', async () => {
    const { deliveryId, registrationId } = await registered()
    await scene.clerk.call('delivery.register', await correct(deliveryId, { placeType: '6', placeName: null, attendantName: null, treatedInLicensed: false }) as never)
    expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId, scannedNumber: FIRST_NUMBER }))).toContain('拟落户地')
  })
  test('a register completed in time and printed late asks for the approver and the late paper (case 30)', async () => {
    const { registrationId } = await registered()
    scene.ports.clock.advanceMs(35 * 86_400_000)
    for (const window of [scene.issuer, scene.reviewer]) await scene.host.call('auth.unlock', { password: PASSWORD }, `window-${window.loginName}`)
    expect(sentences(await scene.issuer.fails('certificate.beginPrint', { registrationId, scannedNumber: FIRST_NUMBER }))).toContain('缺少材料')
  })
  test('weeks and place of a printed birth change only with a reviewer', async () => {
    const { deliveryId, registrationId } = await registered()
    await printCertificate(scene, registrationId)
    const error = await scene.clerk.fails('delivery.register', await correct(deliveryId, { gestationDays: 270 }) as never)
    expect(error.code).toBe('confirm')
    expect(sentences(error)).toMatch(/approve newborns.0.bornAt.*Z430000001/)
  })
  test('no answer without a printing: 没有着墨 and 已着墨 ask for something that happened', async () => {
    const { registrationId } = await registered()
    const { certificateId } = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: FIRST_NUMBER })
    const { rev } = await scene.issuer.call('certificate.get', { id: certificateId })
    for (const result of ['notInked', 'inked', 'ok'] as const) {
      expect(sentences(await scene.issuer.fails('certificate.answerPrint', { certificateId, rev, result, reason: '没有进纸', secondPerson: second('gaizhang') }))).toMatch(/请先打印/)
    }
  })
  test('numbers are masked for those without the right, the archive copy is the sheet as printed, a register can be taken back', async () => {
    const { registrationId, newbornId } = await registered()
    expect((await scene.keeper.call('certificate.registration.get', { id: registrationId })).motherIdNumber).not.toContain('19950815')
    expect((await scene.issuer.call('certificate.registration.get', { id: registrationId })).motherIdNumber).toBe('110101199508150009')
    expect((await scene.keeper.fails('certificate.preview', { registrationId })).code).toBe('forbidden')
    expect(sentences(await scene.issuer.fails('certificate.pdf', { what: 'archive', registrationId }))).toContain('没有存档件')
    const { rev } = await scene.issuer.call('certificate.registration.get', { id: registrationId })
    await scene.issuer.call('certificate.registration.void', { id: registrationId, rev, reason: '登记到了另一个孩子' })
    expect((await scene.issuer.call('certificate.desk', { newbornId })).step).toBe('register')
    const again = await registerCertificate(scene, newbornId)
    await printCertificate(scene, again)
    const row = await scene.issuer.call('certificate.registration.get', { id: again })
    expect(sentences(await scene.issuer.fails('certificate.registration.void', { id: again, rev: row.rev, reason: '登记错误' }))).toContain('不能作废')
    expect((await scene.issuer.call('certificate.pdf', { what: 'archive', registrationId: again })).base64.length).toBeGreaterThan(20)
  })
})

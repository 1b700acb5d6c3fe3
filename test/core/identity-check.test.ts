import { afterEach, beforeEach, expect, test } from 'vitest'
import { formatChinese } from '../../domain/message/message.ts'
import type { CallError } from '../../domain/api/result.ts'
import { identityIssues, identityMethods, identitySubjects } from '../../domain/rule/identity-check.ts'
import { openScene, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'
import { setRules } from '../support/replacement-scene.ts'

let scene: Scene
let registrationId: string
beforeEach(async () => {
  scene = await openScene()
  await setRules(scene, { requireFaceCheck: true })
  const { newbornIds } = await registerBirth(scene)
  registrationId = await registerCertificate(scene, newbornIds[0]!)
})
afterEach(async () => { await scene.close() })
const sentences = (error: CallError): string => (error.fields ?? []).map(issue => `[${issue.level} ${issue.path}] ${formatChinese(issue.message)}`).join('\n')
const print = { get input() { return { registrationId, scannedNumber: 'Z430000001' } } }

test('where the province asks for 实人核验, nothing is printed before the mother was checked; a note of it lets it through', async () => {
  expect(sentences(await scene.issuer.fails('certificate.beginPrint', print.input))).toContain('[block identity] 本省要求实人核验:母亲尚未核验')
  await scene.issuer.call('identity.note', { registrationId, subject: 'mother', method: 'card', matches: true })
  expect(await scene.issuer.call('identity.list', { registrationId })).toMatchObject({ required: true, subjects: [{ subject: 'mother', methods: ['card', 'face', 'twoPersons'] }], checks: [{ subject: 'mother', method: 'card', matches: true, byName: '孙签发' }] })
  expect((await scene.issuer.call('certificate.beginPrint', print.input)).number).toBe('Z430000001')
})

test('a result that does not match stops the issue until a newer one matches, and is written down', async () => {
  expect(sentences(await scene.issuer.fails('identity.note', { registrationId, subject: 'mother', method: 'face', matches: false }))).toContain('请写明情况')
  await scene.issuer.call('identity.note', { registrationId, subject: 'mother', method: 'face', matches: false, note: '人像相似度不足' })
  expect(sentences(await scene.issuer.fails('certificate.beginPrint', print.input))).toContain('核验结果为不一致,不能签发')
  expect(sentences(await scene.issuer.fails('identity.note', { registrationId, subject: 'mother', method: 'twoPersons', matches: true }))).toContain('第二名工作人员')
  expect((await scene.issuer.fails('identity.note', { registrationId, subject: 'mother', method: 'twoPersons', matches: true, secondPerson: { loginName: 'qianfa', password: PASSWORD } })).code).toBe('invalid')
  await scene.issuer.call('identity.note', { registrationId, subject: 'mother', method: 'twoPersons', matches: true, secondPerson: { loginName: 'shenhe', password: PASSWORD } })
  expect((await scene.issuer.call('identity.list', { registrationId })).checks.map(check => [check.matches, check.secondPersonName])).toEqual([[false, null], [true, '郑审核']])
  expect((await scene.issuer.call('certificate.beginPrint', print.input)).number).toBe('Z430000001')
})

test('where the province does not ask, nothing stands in the way', async () => {
  await setRules(scene, { requireFaceCheck: false })
  expect((await scene.issuer.call('certificate.beginPrint', print.input)).number).toBe('Z430000001')
})

test('the rule: whom it asks about, and how people from abroad are checked', () => {
  const mother = { motherIdType: '01', fatherIdType: '01', collectorRelation: '1' }
  expect(identitySubjects(mother)).toEqual(['mother'])
  expect(identitySubjects({ ...mother, collectorRelation: '2' })).toEqual(['mother', 'father'])
  expect(identitySubjects({ ...mother, collectorRelation: '5' })).toEqual(['mother', 'collector'])
  expect(identitySubjects({ motherIdType: null, fatherIdType: '01', collectorRelation: '2' })).toEqual(['father'])
  for (const idType of ['03', '06', '07', '99']) expect(identityMethods('mother', { ...mother, motherIdType: idType }), idType).toEqual(['twoPersons'])
  expect(identityIssues(mother, [{ subject: 'mother', method: 'face', matches: true }, { subject: 'mother', method: 'face', matches: false }], true)).toHaveLength(1)
  expect(identityIssues(mother, [], false)).toEqual([])
})

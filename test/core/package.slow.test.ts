import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { DATASETS } from '../../domain/export/datasets/index.ts'
import { referral } from '../../domain/modules/referral/referral.record.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { FIRST_NUMBER, openScene, registerBirth, registerCertificate, type Scene } from '../support/birth-scene.ts'
import { PASSWORD } from '../support/desk.ts'
import { finished, issueCertificate, lines, openPackage, PROVINCE, readyForPackage, sealMonth, sendReferral } from '../support/package-scene.ts'

let scene: Scene
afterEach(async () => { await scene.close() })
const MONTH = '2026-03'

/** One birth with its certificate and one referral of the mother. */
async function monthOfWork() {
  scene = await openScene()
  const organizationId = await readyForPackage(scene)
  const { motherId, deliveryId, newbornIds } = await registerBirth(scene)
  const certificate = await issueCertificate(scene, newbornIds[0]!)
  const slip = await sendReferral(scene, motherId, organizationId)
  return { organizationId, motherId, deliveryId, newbornId: newbornIds[0]!, certificate, slip }
}
const keys = (error: { fields?: readonly { message: { key: string } }[] } | undefined) => (error?.fields ?? []).map(issue => issue.message.key)
/** Every data set of the package with no row. */
const NOTHING = Object.fromEntries(DATASETS.map(({ id }) => [id, '0/0/0']))
const counts = async () => Object.fromEntries((await scene.reporter.call('package.plan', { month: MONTH })).datasets.map(({ dataset, inserts, updates, voids }) => [dataset, `${inserts}/${updates}/${voids}`]))

test('a month is planned, checked without writing, sealed, and opened with OpenSSL alone', async () => {
  const { certificate } = await monthOfWork()
  expect(await counts()).toEqual({ ...NOTHING, birth_cert: '1/0/0', cert_change: '1/0/0', stock_move: '124/0/0', delivery: '1/0/0', newborn: '1/0/0', referral: '1/0/0' })
  const before = (await scene.admin.call('audit.verify', null)).lines
  const { jobId } = await scene.reporter.call('package.check', { month: MONTH })
  const check = await finished(scene.reporter, jobId)
  expect(check.state).toBe('done')
  expect((check.result as { level: string }[]).filter(finding => finding.level === '错误')).toEqual([])
  expect((await scene.admin.call('audit.verify', null)).lines).toBe(before)
  expect(await scene.reporter.call('package.keys', null)).toMatchObject({ signingKeyId: null, recipientKeyId: PROVINCE.keyId })

  const sealed = await sealMonth(scene.reporter, MONTH)
  expect(sealed).toMatchObject({ mode: 'I', seq: 1, records: 129, errors: 0, keptOut: 0 })
  const files = openPackage(sealed.folder, sealed.baseName)
  expect(lines(files, 'birth_cert')).toMatchObject([{
    bk: { certNo: certificate.number }, op: 'I', ver: 1, eventDate: '2026-03-10',
    payload: {
      'HDSB01.01.001': certificate.number, 'HDSB01.01.002': '李思远', 'HDSB01.01.004': '20260305T080100', 'HDSB01.01.005': '湖南省', 'HDSB01.01.006': '衡阳市', 'HDSB01.01.007': '衡阳县',
      'HDSB01.01.012': '湖南省', 'HDSB01.01.013': '衡阳市', 'HDSB01.01.014': '衡阳县', 'HDSB01.01.015': '西渡镇', 'HDSB01.01.016': '解放路', 'HDSB01.01.017': '8 号',
      'HDSB01.01.019': '110101199508150009', 'HDSB01.01.032': '275', 'HDSB01.01.033': '50.0', 'HDSB01.01.034': '3250', 'HDSB01.01.035': '周助产', 'HDSB01.01.037': '孙签发',
      'HDSB01.01.039': '20260310', 'HDSB01.01.040': '青山县妇幼保健院',
    },
    ext: { certStatus: '1', edition: '7', issueType: '1', sealerName: '吴盖章' },
  }])
  expect(lines(files, 'delivery')).toMatchObject([{ bk: { orgCode: '121101010000000007', pregnancyNo: 'ZY-ZY20260301' }, payload: { 'HDSB02.04.002': '张丽华', 'HDSB02.04.111': '20260305T080100', 'HDSB02.04.130': '1' } }])
  expect(lines(files, 'newborn')).toMatchObject([{ bk: { birthOrder: '1' }, payload: { 'HDSB02.04.165': '39+2', 'HDSB02.04.169': 'F' }, ext: { certNo: certificate.number } }])
  expect(lines(files, 'referral')).toMatchObject([{ bk: { referralNo: 'ZZ202603100001' }, payload: { 'HDSD00.01.564': '20260310', 'HDSD00.01.282': '市第一人民医院' }, ext: { status: 'sent', direction: '1', urgency: '1' } }])
  expect(JSON.parse(files.get('manifest.json')!)).toMatchObject({ totals: { records: 129, errors: 0 }, areaCode: '430421', practice: false })
  expect(files.get('report/validation.json')).not.toContain('recordId')
  expect(await scene.reporter.call('package.list', { offset: 0, limit: 10 })).toMatchObject([{ month: MONTH, seq: 1, records: 129, createdByName: '冯上报', manifestSm3: sealed.manifestSm3 }])
  expect((await scene.reporter.call('package.keys', null)).signingPublicKeyPem).toContain('BEGIN PUBLIC KEY')
  expect((await scene.admin.call('audit.verify', null)).firstBroken).toBeNull()
  expect(await counts()).toEqual(NOTHING)
})

test('nothing new: sealing again is refused with a sentence, and no file appears', async () => {
  await monthOfWork()
  const first = await sealMonth(scene.reporter, MONTH)
  const files = readdirSync(first.folder)
  const job = await finished(scene.reporter, (await scene.reporter.call('package.seal', { month: MONTH })).jobId)
  expect(keys(job.error as never)).toEqual(['package.nothingNew'])
  expect(readdirSync(first.folder)).toEqual(files)
})

test('amendment 2 keeps the first and carries only what changed, as 订正; something new makes it 增量 again', async () => {
  const { slip, motherId, organizationId } = await monthOfWork()
  const first = await sealMonth(scene.reporter, MONTH)
  await scene.doctor.call('referral.move', { id: slip.id, rev: slip.rev, to: 'arrived' })
  const second = await sealMonth(scene.reporter, MONTH)
  expect(second).toMatchObject({ mode: 'C', seq: 2, records: 1 })
  const files = openPackage(second.folder, second.baseName)
  expect(lines(files, 'referral')).toMatchObject([{ op: 'U', ver: 2, ext: { status: 'arrived' } }])
  expect(JSON.parse(files.get('manifest.json')!)).toMatchObject({ mode: 'C', seq: 2, prevPackageId: first.packageId })
  expect(openPackage(first.folder, first.baseName).has('manifest.json')).toBe(true)

  await sendReferral(scene, motherId, organizationId)
  expect(await sealMonth(scene.reporter, MONTH)).toMatchObject({ mode: 'I', seq: 3, records: 1 })
})

test('a voided referral and a spoiled sheet go out void; a void the province never heard of does not, a used up number does', async () => {
  const { slip, motherId, organizationId } = await monthOfWork()
  const unknown = await sendReferral(scene, motherId, organizationId)
  await scene.doctor.call('referral.void', { ...unknown, reason: '重复开单' })
  await sealMonth(scene.reporter, MONTH)
  const { rev } = await scene.doctor.call('referral.get', { id: slip.id })
  await scene.doctor.call('referral.void', { id: slip.id, rev, reason: '重复开单' })
  // Another child's first sheet is spoiled in the printer and was never sent.
  const twin = await registerBirth(scene, { motherId, newborns: [{ sex: '1', bornAt: '2026-03-06T09:00' }], delivery: { admissionNumber: 'ZY20260399' } })
  const registrationId = await registerCertificate(scene, twin.newbornIds[0]!, { babyName: '李思齐' })
  const begun = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: (await scene.issuer.call('certificate.nextNumber', null)).number! })
  await scene.issuer.call('certificate.print', { certificateId: begun.certificateId, printerName: 'PDF' })
  const sheet = await scene.issuer.call('certificate.get', { id: begun.certificateId })
  await scene.issuer.call('certificate.answerPrint', { certificateId: begun.certificateId, rev: sheet.rev, result: 'inked', reason: '卡纸', secondPerson: { loginName: 'zhengjian', password: PASSWORD } })

  const second = await sealMonth(scene.reporter, MONTH)
  const files = openPackage(second.folder, second.baseName)
  expect(lines(files, 'referral')).toMatchObject([{ op: 'V', ver: 2, voidReason: '重复', payload: {}, ext: {} }])
  expect(lines(files, 'birth_cert')).toMatchObject([{ bk: { certNo: begun.number }, op: 'V', ver: 1, voidReason: '错误录入', ext: { certStatus: '2', voidReason: '打印错误' } }])
})

test('an error keeps the record out, the report says so, and the corrected record follows', async () => {
  const { motherId, organizationId } = await monthOfWork()
  const slip = await sendReferral(scene, motherId, organizationId, { reason: '长'.repeat(120) })
  const job = await finished(scene.reporter, (await scene.reporter.call('package.check', { month: MONTH })).jobId)
  const errors = (job.result as { level: string; record: string; recordId: string; field: string; hdsb: string }[]).filter(finding => finding.level === '错误')
  expect(errors).toMatchObject([{ record: 'referral', recordId: slip.id, field: 'reason', hdsb: 'HDSD00.01.284' }])
  const first = await sealMonth(scene.reporter, MONTH)
  expect(first).toMatchObject({ records: 129, errors: 1, keptOut: 1 })
  const files = openPackage(first.folder, first.baseName)
  expect(JSON.parse(files.get('report/validation.json')!)).toMatchObject({ totals: { errors: 1 }, findings: expect.arrayContaining([expect.objectContaining({ ruleId: 'EXP-03', level: '错误' })]) })
  const again = await finished(scene.reporter, (await scene.reporter.call('package.seal', { month: MONTH })).jobId)
  expect(keys(again.error as never)).toEqual(['package.onlyErrors'])
  const row = await scene.doctor.call('referral.get', { id: slip.id })
  await scene.doctor.call('referral.save', { id: slip.id, rev: row.rev, row: { ...Object.fromEntries(Object.keys(referral.fields).map(name => [name, row[name as 'reason']])), reason: '血压升高' } as never })
  const second = await sealMonth(scene.reporter, MONTH)
  expect(lines(openPackage(second.folder, second.baseName), 'referral')).toMatchObject([{ op: 'I', ver: 1, bk: { referralNo: 'ZZ202603100002' } }])
})

test('a late entry of a sealed month travels with the next month; months never sealed stay out', async () => {
  await monthOfWork()
  await sealMonth(scene.reporter, MONTH)
  scene.ports.clock.setMs(Date.parse('2026-04-20T01:00:00Z'))
  for (const window of [scene.clerk, scene.reporter]) await window.call('auth.unlock', { password: PASSWORD })
  await registerBirth(scene, { mother: { name: '王芳', idNumber: null, idType: null, noDocumentReason: 'unknownIdentity', phone: '13911112222' }, newborns: [{ sex: '1', bornAt: '2026-03-28T10:00' }], delivery: { admissionNumber: 'ZY20260777' } })
  await registerBirth(scene, { mother: { name: '赵敏', idNumber: null, idType: null, noDocumentReason: 'unknownIdentity', phone: '13733334444' }, newborns: [{ sex: '2', bornAt: '2026-02-20T10:00' }], delivery: { admissionNumber: 'ZY20260555' } })
  const april = await sealMonth(scene.reporter, '2026-04')
  const files = openPackage(april.folder, april.baseName)
  expect(lines(files, 'newborn')).toMatchObject([{ eventDate: '2026-03-28', op: 'I' }])
  expect(JSON.parse(files.get('manifest.json')!)).toMatchObject({ closedMonths: [MONTH] })
})

test('the business key sent once stays, whatever is corrected in the record', async () => {
  const { deliveryId } = await monthOfWork()
  await sealMonth(scene.reporter, MONTH)
  await scene.database.write(trx => trx.updateTable('delivery').set({ admissionNumber: 'ZY-NEU', updatedAt: new Date(scene.ports.clock.nowMs() + 1).toISOString() as never }).where('id', '=', deliveryId).execute())
  const second = await sealMonth(scene.reporter, MONTH)
  const files = openPackage(second.folder, second.baseName)
  expect(lines(files, 'delivery')).toMatchObject([{ op: 'U', ver: 2, bk: { pregnancyNo: 'ZY-ZY20260301' }, ext: { admissionNo: 'ZY-NEU' } }])
  expect(lines(files, 'newborn')).toEqual([])
})

test('missing settings are named, all at once; a coming month and a foreign user are refused', async () => {
  scene = await openScene()
  expect(keys(await scene.reporter.fails('package.seal', { month: MONTH }))).toEqual(['package.noRecipient'])
  const { rev } = await scene.admin.call('setting.get', { key: 'institution' })
  await scene.admin.call('setting.save', { key: 'institution', rev, value: SETTINGS.institution.initial })
  expect(keys(await scene.reporter.fails('package.plan', { month: MONTH }))).toEqual(['package.noInstitutionName', 'package.noInstitutionCode', 'package.noCounty'])
  expect(keys(await scene.reporter.fails('package.check', { month: '2026-04' }))).toEqual(['package.futureMonth'])
  expect((await scene.doctor.fails('package.seal', { month: MONTH })).code).toBe('forbidden')
})

test('two sealings at once: the second is told to wait', async () => {
  await monthOfWork()
  const { jobId } = await scene.reporter.call('package.seal', { month: MONTH })
  expect((await scene.reporter.fails('package.seal', { month: MONTH })).code).toBe('busy')
  expect((await finished(scene.reporter, jobId)).state).toBe('done')
  expect(existsSync(join(scene.ports.folders.data, 'packages', MONTH))).toBe(true)
})

test('a name corrected after printing is an error that asks for a new certificate', async () => {
  const { certificate } = await monthOfWork()
  await scene.database.write(trx => trx.updateTable('certificateRegistration').set({ babyName: '李思源' }).execute())
  const job = await finished(scene.reporter, (await scene.reporter.call('package.check', { month: MONTH })).jobId)
  expect((job.result as { ruleId: string; level: string; bk: string }[]).filter(finding => finding.level === '错误')).toMatchObject([{ ruleId: 'XC-52', bk: `{"certNo":"${certificate.number}"}` }])
  expect(certificate.number).toBe(FIRST_NUMBER)
})

test('a ledger that cannot be written takes the package back: none lies around that nobody knows of', async () => {
  await monthOfWork()
  await sql`CREATE TRIGGER no_state BEFORE INSERT ON export_state BEGIN SELECT RAISE(ABORT, 'no'); END`.execute(scene.database.kysely)
  const job = await finished(scene.reporter, (await scene.reporter.call('package.seal', { month: MONTH })).jobId)
  expect(job).toMatchObject({ state: 'failed', error: { code: 'internal' } })
  expect(readdirSync(join(scene.ports.folders.data, 'packages', MONTH))).toEqual([])
  expect(await scene.reporter.call('package.list', { offset: 0, limit: 10 })).toEqual([])
  await sql`DROP TRIGGER no_state`.execute(scene.database.kysely)
  expect(await sealMonth(scene.reporter, MONTH)).toMatchObject({ seq: 1, mode: 'I', records: 129 })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Day } from '../../domain/time/day.ts'
import type { PlacedFinding } from '../../electron/core/export/check.ts'
import { planMonth } from '../../electron/core/export/plan.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { checkUp, homeVisit, openChildFile } from '../support/child-package.ts'
import { finished, issueCertificate, openPackage, readyForPackage, sealMonth, sendReferral } from '../support/package-scene.ts'

const MONTH = '2026-03'
let scene: Scene
afterEach(async () => { await scene.close() })

type Found = { ruleId: string; level: string; dataset: string; record: string; recordId: string; field: string; hdsb: string; value: string }
async function check(): Promise<Found[]> {
  const job = await finished(scene.reporter, (await scene.reporter.call('package.check', { month: MONTH })).jobId)
  expect(job.error).toBeUndefined()
  return job.result as Found[]
}
const crossing = (found: readonly Found[]) => found.filter(finding => finding.ruleId.startsWith('XC'))
  .map(({ ruleId, level, dataset, record, field }) => `${ruleId} ${level} ${dataset} → ${record}.${field}`).sort()
/** Changes a row past every check, as an import or a fault of an older program could. */
const plant = (table: 'newborn' | 'delivery' | 'person' | 'certificate' | 'referral' | 'pregnancy', id: string, values: Record<string, unknown>) =>
  scene.database.write(trx => trx.updateTable(table).set(values as never).where('id', '=', id).execute())

async function cleanMonth() {
  scene = await openScene()
  const organizationId = await readyForPackage(scene)
  const { motherId, deliveryId, newbornIds } = await registerBirth(scene)
  const { certificateId } = await issueCertificate(scene, newbornIds[0]!)
  const { id: referralId } = await sendReferral(scene, motherId, organizationId)
  return { motherId, deliveryId, newbornId: newbornIds[0]!, certificateId, referralId, organizationId }
}

test('a clean month has no finding across records; all planted faults are found at once, each with its record and field', async () => {
  const { motherId, deliveryId, newbornId, certificateId, referralId } = await cleanMonth()
  expect(crossing(await check())).toEqual([])
  await plant('newborn', newbornId, { weightG: 450, birthOrder: 2 })
  await plant('delivery', deliveryId, { gestationDays: 130, fetusCount: 1 })
  await plant('person', motherId, { birthDay: '2016-01-01' })
  await plant('certificate', certificateId, { issueDay: '2026-03-01' })
  await plant('referral', referralId, { state: 'returned', arrivedDay: '2026-03-01' })
  expect(crossing(await check())).toEqual([
    'XC-21 警告 birth_cert → newborn.weightG', 'XC-21 警告 newborn → newborn.weightG', 'XC-22 警告 birth_cert → delivery.gestationDays', 'XC-22 警告 delivery → delivery.gestationDays',
    'XC-22 警告 newborn → delivery.gestationDays', 'XC-33 警告 delivery → person.birthDay', 'XC-34 错误 birth_cert → certificate.issueDay', 'XC-36 错误 newborn → newborn.bornAt',
    'XC-38 错误 referral → referral.arrivedDay', 'XC-39 错误 referral → referral.returnedDay',
  ])
  for (const finding of await check()) expect(finding.recordId, finding.ruleId).not.toBe('')
})

test('every value that goes out leads back to a field of a declared record', async () => {
  await cleanMonth()
  const { fileId } = await openChildFile(scene, { childName: '王一诺', birthDay: '2025-09-08' })
  await homeVisit(scene, fileId, { visitDay: '2026-03-02', birthWeightG: 3200 })
  await checkUp(scene, fileId, { otherIllness: '感冒', illness: '5' })
  const { value: institution } = await scene.admin.call('setting.get', { key: 'institution' })
  const plan = await planMonth(scene.database.kysely, { month: MONTH, institution: institution as never, resourcesFolder: scene.ports.folders.resources })
  // The register's own book-keeping is written by the program alone: nobody corrects a move, its page is the stock's.
  // Every other data set has a test of its own, which asks the same of its rows.
  const asked = ['birth_cert', 'delivery', 'newborn', 'newborn_visit', 'child_examination']
  for (const planned of plan.filter(({ map: { dataset } }) => asked.includes(dataset.id))) {
    expect(planned.rows).toHaveLength(1)
    expectOrigins(planned)
  }
})

test('a mother born after her child, a menstrual period after the delivery, a certificate of a stillbirth', async () => {
  const { motherId, deliveryId, newbornId } = await cleanMonth()
  await plant('person', motherId, { birthDay: '2026-03-20' })
  const birth = await scene.clerk.call('delivery.get', { id: deliveryId })
  await plant('pregnancy', birth.pregnancyId!, { lastMenstrualDay: '2026-03-06' })
  await plant('newborn', newbornId, { outcome: '2' })
  expect(crossing(await check())).toEqual(['XC-32 错误 delivery → person.birthDay', 'XC-35 错误 delivery → newborn.bornAt', 'XC-37 错误 referral → person.birthDay', 'XC-51 错误 birth_cert → newborn.bornAt'])
})

test('identity: one key for two deliveries keeps both out; one number with two names and a delivery entered twice are warned of', async () => {
  const { deliveryId } = await cleanMonth()
  const second = await registerBirth(scene, { mother: { name: '张丽花', idType: null, idNumber: null, noDocumentReason: 'notBrought', phone: '13911110000' }, newborns: [{ sex: '1', bornAt: '2026-03-07T10:00' }], delivery: { admissionNumber: 'ZY20260302' } })
  await plant('person', second.motherId, { idType: '01', idNumber: '110101199508150009', noDocumentReason: null })
  await plant('delivery', second.deliveryId, { admissionNumber: 'ZY20260301' })
  const found = await check()
  expect(crossing(found)).toEqual([
    'XC-41 错误 delivery → delivery.admissionNumber', 'XC-41 错误 delivery → delivery.admissionNumber', 'XC-41 错误 newborn → delivery.admissionNumber', 'XC-41 错误 newborn → delivery.admissionNumber',
    'XC-44 警告 delivery → person.idNumber', 'XC-44 警告 delivery → person.idNumber', 'XC-54 警告 newborn → newborn.',
  ])
  expect(new Set(found.filter(finding => finding.dataset === 'delivery' && finding.ruleId === 'XC-41').map(finding => finding.recordId))).toEqual(new Set([deliveryId, second.deliveryId]))
  expect(await sealMonth(scene.reporter, MONTH)).toMatchObject({ keptOut: 4 })

  await plant('delivery', second.deliveryId, { admissionNumber: 'ZY20260302', motherId: (await scene.clerk.call('delivery.get', { id: deliveryId })).motherId })
  expect(crossing(await check())).toEqual(['XC-43 警告 delivery → newborn.bornAt', 'XC-54 警告 newborn → newborn.'])
})

test('a delivery with neither handbook nor admission number is an error that leads to the admission number', async () => {
  const { deliveryId } = await cleanMonth()
  await plant('delivery', deliveryId, { admissionNumber: null })
  const keys = (await check()).filter(finding => finding.ruleId === 'EXP-16')
  expect(keys).toMatchObject([{ dataset: 'delivery', level: '错误', record: 'delivery', recordId: deliveryId, field: 'admissionNumber' }, { dataset: 'newborn', record: 'delivery', recordId: deliveryId, field: 'admissionNumber' }])
})

test('a long note keeps its whole text in the extension where the national column is too short', async () => {
  const { motherId, organizationId } = await cleanMonth()
  await sendReferral(scene, motherId, organizationId, { impression: '字'.repeat(60), referredDay: '2026-03-09' as Day })
  expect((await check()).filter(finding => finding.level === '错误')).toEqual([])
})

test('a finding reaches the screen as a sentence with an English text, and the package\'s report as Chinese', async () => {
  const { certificateId, referralId } = await cleanMonth()
  await plant('certificate', certificateId, { issueDay: '2026-03-01', collectorName: '王 外婆'.repeat(20) })
  await plant('referral', referralId, { arrivedDay: '2026-03-01' })
  const folder = join(import.meta.dirname, '../../resources/locale/en')
  const english: Record<string, string> = Object.assign({}, ...readdirSync(folder).map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object))
  const found = await check() as unknown as PlacedFinding[]
  expect(found.map(finding => finding.ruleId)).toEqual(expect.arrayContaining(['XC-34', 'XC-38']))
  for (const { ruleId, message, suggestion } of found) {
    for (const sentence of [message, suggestion]) {
      expect(english[sentence.key], `${ruleId} ${sentence.key}`).toMatch(/^[^\p{Script=Han}]+$/u)
      // A Chinese word inside an English sentence would come in by its values.
      if (!['exportCheck.gbk', 'exportCheck.toleratedCode'].includes(sentence.key)) expect(Object.values(sentence.params ?? {}).join(' '), sentence.key).not.toMatch(/\p{Script=Han}/u)
    }
  }
  const sealed = await sealMonth(scene.reporter, MONTH)
  const report = JSON.parse(openPackage(sealed.folder, sealed.baseName).get('report/validation.json')!) as { findings: { ruleId: string; message: string; suggestion: string }[] }
  expect(report.findings.find(finding => finding.ruleId === 'XC-34')).toMatchObject({ message: '签发日期早于出生日期', suggestion: '在原记录中更正后重新检查' })
})

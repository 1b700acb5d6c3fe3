import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { checkUp, homeVisit, openChildFile } from '../support/child-package.ts'
import { insist } from '../support/desk.ts'
import { issueCertificate, openPackage, readyForPackage, sealMonth, sendReferral } from '../support/package-scene.ts'
import { eyeRows, MEASURED } from '../support/eye-scene.ts'
import { screeningRows } from '../support/screening-scene.ts'

const GOLDEN = join(import.meta.dirname, 'golden', 'month')
const DATA = ['birth_cert', 'cert_change', 'stock_move', 'delivery', 'newborn', 'newborn_visit', 'child_examination', 'newborn_screening', 'referral', 'eye_care'].flatMap(dataset => [`data/${dataset}.jsonl`, `csv/${dataset}.csv`])

/** The second twin at the child clinic: a heel prick with a suspicious value, an ear that did not pass, a murmur. */
async function screenNewborn({ doctor }: Scene, newbornId: string): Promise<void> {
  const { personId } = await doctor.call('newborn.get', { id: newbornId })
  const { row } = await doctor.call('child.file.prepare', { childId: personId! })
  const { id: fileId } = await insist(doctor, 'child.file.save', { row: { ...emptyRow(childFile), ...row } })
  const rows = screeningRows(fileId)
  const { id: sampleId } = await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2026-03-09T08:00', { sampleNumber: 'NS20260001', ordered: 'CH,PKU', dispatchDay: '2026-03-09', receiptDay: '2026-03-10' }) })
  await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(sampleId, 'CH', '2', '2026-03-10', { numericValue: 12.4, unit: 'mU/L', cutOff: '<9', method: '4', testerName: '何检验' }) })
  await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(sampleId, 'PKU', '1', '2026-03-10', { method: '9', testerName: '何检验' }) })
  await insist(doctor, 'child.hearingTest.save', { row: rows.hearing('1', '2026-03-08', { testedTime: '09:00', method: '3', leftEar: '2', riskFactors: '05' }) })
  await insist(doctor, 'child.heartScreening.save', { row: rows.heart('2026-03-07T08:00', { murmur: '2', firstHandPercent: 97, firstFootPercent: 96 }) })
}

/** A child of five at the eye clinic: short-sighted in one eye, referred and answered, glasses. */
async function examineEyes(scene: Scene): Promise<void> {
  const doctor = await scene.as('yanke', ['eyeCare'], '沈医生')
  const { fileId } = await openChildFile(scene, { birthDay: '2021-03-01', childName: '王二诺' })
  const rows = eyeRows(fileId)
  await insist(doctor, 'eye.file.save', { row: rows.file({ parentMyopia: '3', parentHighMyopia: true }) })
  const { id: visitId } = await insist(doctor, 'eye.visit.save', { row: rows.visit('year5', '2026-03-09', { ...MEASURED, sphereDRight: -2.5, visionRight: '46', correctedVisionRight: '50', guidance: '04,06', referral: '2', referralReason: '近视' }) })
  await insist(doctor, 'eye.referral.save', { row: rows.referral(visitId, { answeredDay: '2026-03-10', diagnosis: '右眼近视', isConfirmed: true }) })
  await insist(doctor, 'eye.glasses.save', { row: rows.glasses('2026-03-10', { visitId }) })
}

/** A month with twins, of whom the second has no certificate yet, a referral with a note of several lines, a home visit and a check-up with several codes. */
async function sealedMonth(): Promise<Map<string, string>> {
  const scene = await openScene()
  try {
    const organizationId = await readyForPackage(scene)
    const { motherId, newbornIds } = await registerBirth(scene, {
      newborns: [{ sex: '2', bornAt: '2026-03-05T23:59' }, { sex: '1', bornAt: '2026-03-06T00:04', weightG: 2610, lengthCm: 46.5 }], delivery: { gestationDays: 258 },
    })
    await issueCertificate(scene, newbornIds[0]!)
    await sendReferral(scene, motherId, organizationId, { reason: '血压升高三天\n伴头晕', critical: true })
    const { fileId } = await openChildFile(scene, { newbornId: newbornIds[0]!, childName: '李思远', row: { dischargeDay: '2026-03-08' } })
    await homeVisit(scene, fileId, { visitDay: '2026-03-09', jaundiceSites: '2,3', complexion: '2' })
    const elsewhere = await openChildFile(scene, { birthDay: '2025-09-08', childName: '王一诺' })
    await checkUp(scene, elsewhere.fileId, { visitDay: '2026-03-10', contact: 'month6', ricketsSymptoms: '2,3', ricketsSignsInfant: '6,7', illness: '2,3', pneumoniaTimes: 2, pneumoniaStays: 1, diarrhoeaTimes: 1 })
    await screenNewborn(scene, newbornIds[1]!)
    await examineEyes(scene)
    const sealed = await sealMonth(scene.reporter, '2026-03')
    return openPackage(sealed.folder, sealed.baseName)
  } finally {
    await scene.close()
  }
}

test('the same month gives the same bytes, apart from keys, and those of the golden files', async () => {
  const files = await sealedMonth()
  const again = await sealedMonth()
  expect([...again.keys()].sort()).toEqual([...files.keys()].sort())
  for (const [name, text] of files) if (name !== 'manifest.json' && name !== 'manifest.sig') expect(again.get(name), name).toBe(text)
  const unkeyed = (text: string) => {
    const { signature: _signature, ...manifest } = JSON.parse(text) as Record<string, unknown>
    return manifest
  }
  expect(unkeyed(again.get('manifest.json')!)).toEqual(unkeyed(files.get('manifest.json')!))
  // To make the golden files anew after a wanted change: delete them and run this test once; it fails and leaves them.
  if (!existsSync(GOLDEN)) {
    mkdirSync(GOLDEN)
    for (const name of DATA) writeFileSync(join(GOLDEN, name.replace('/', '-')), files.get(name)!)
    throw new Error('golden files were missing and have been written: look at them, then run again')
  }
  for (const name of DATA) expect(files.get(name), name).toBe(readFileSync(join(GOLDEN, name.replace('/', '-')), 'utf8'))
})

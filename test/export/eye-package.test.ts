import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eyeCareDataset } from '../../domain/export/datasets/index.ts'
import { extensionFields } from '../../domain/export/record-columns.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import type { Field } from '../../domain/field/kinds.ts'
import { eyeFile } from '../../domain/modules/eye/file.record.ts'
import { glasses } from '../../domain/modules/eye/glasses.record.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { retinopathy } from '../../domain/modules/eye/retinopathy.record.ts'
import { eyeVisit } from '../../domain/modules/eye/visit.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { planMonth, type PlannedDataset, type PlannedRow } from '../../electron/core/export/plan.ts'
import { fromColumns } from '../../electron/core/record/store.ts'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { checkUp, openChildFile } from '../support/child-package.ts'
import { insist, type Window } from '../support/desk.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { eyeRows, MEASURED } from '../support/eye-scene.ts'
import { finished, lines, openPackage, readyForPackage, sealMonth } from '../support/package-scene.ts'

const MONTH = '2026-03'
const DEFINITIONS: Readonly<Record<string, RecordDefinition>> = { visit: eyeVisit, referral: eyeReferral, fundus: retinopathy, glasses }
/** A check-up of the child clinic at five years. */
const CHECK_UP_AT_FIVE = { contact: 'year5', visitDay: '2026-03-10', position: 'H', weightKg: 18, lengthCm: 109, headCm: 50, complexionLater: null, fontanelle: null, fontanelleLengthCm: null, fontanelleWidthCm: null, ricketsSymptoms: null, ricketsSignsInfant: null, guidance: null, preschoolGuidance: '1' }
let scene: Scene
let doctor: Window
beforeEach(async () => {
  scene = await openScene()
  await readyForPackage(scene)
  doctor = await scene.as('yanke', ['eyeCare'], '沈医生')
})
afterEach(() => scene.close())

async function planned(dataset = 'eye_care', month = MONTH): Promise<PlannedDataset> {
  const { value: institution } = await scene.admin.call('setting.get', { key: 'institution' })
  const plan = await planMonth(scene.database.kysely, { month, institution: institution as never, resourcesFolder: scene.ports.folders.resources })
  return plan.find(entry => entry.map.dataset.id === dataset)!
}
const rowsOf = async (kind: string): Promise<PlannedRow[]> => (await planned()).rows.filter(row => row.envelope.bk.rowKind === kind)

/** A column of the extension read back into the value of its field. */
function readBack(text: string | undefined, field: Field): string | number | boolean | null {
  if (text === undefined) return null
  if (field.kind === 'number') return Number(text)
  if (field.kind === 'flag') return text === 'T'
  return field.kind === 'day' ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text
}
/** The stored row behind a row of the package, and every field that goes out read back from it. */
async function expectReadBack({ recordId, envelope }: PlannedRow): Promise<void> {
  const definition = DEFINITIONS[envelope.bk.rowKind!]!
  const stored = fromColumns(definition, await scene.database.kysely.selectFrom(definition.table as 'eyeVisit').selectAll().where('id', '=', recordId).executeTakeFirstOrThrow()) as Readonly<Record<string, unknown>>
  const fields = definition.fields as Record<string, Field>
  for (const name of extensionFields(definition, 'eye_care')) expect(readBack(envelope.ext[name], fields[name]!), `${definition.id}.${name}`).toEqual(stored[name] ?? null)
  expect(checkStructure(eyeCareDataset, envelope)).toEqual([])
}

test('every column is ours; nothing that a record promises is missing', () => {
  expect(eyeCareDataset.columns.every(column => column.place === 'ext')).toBe(true)
  const keys = new Set(eyeCareDataset.columns.map(column => column.key))
  for (const definition of [eyeFile, ...Object.values(DEFINITIONS)] as RecordDefinition[]) expect(extensionFields(definition, 'eye_care').filter(name => !keys.has(name)), definition.id).toEqual([])
  // One column for two fields holds the longer of both.
  expect(eyeCareDataset.columns.find(column => column.key === 'conclusion')!.format).toBe(`AN..${eyeReferral.fields.conclusion.maxLength}`)
})

describe('a preschool child with everything', () => {
  let fileId: string
  let visitId: string
  beforeEach(async () => {
    ({ fileId } = await registerChild(doctor, '目一', '2021-03-05', {}, { homeRegion: '430421100', homeAddress: '春风村3组' }))
    const rows = eyeRows(fileId)
    await insist(doctor, 'eye.file.save', { row: rows.file({ parentMyopia: '3', parentHighMyopia: true }) })
    visitId = (await insist(doctor, 'eye.visit.save', { row: rows.visit('year5', '2026-03-10', { ...MEASURED, sphereDRight: -2.5, corneaLeft: '1', eyelidRight: '3,9', correctedVisionRight: '48', correctedVisionLeft: '03', axialLengthMmRight: 23.61, findings: null, referral: '2', referralReason: '近视' }) })).id
    await insist(doctor, 'eye.referral.save', { row: rows.referral(visitId, { answeredDay: '2026-03-10', diagnosis: '右眼近视', isConfirmed: true }) })
    await insist(doctor, 'eye.retinopathy.save', { row: rows.fundus('2026-03-01', { stageRight: '2', zoneRight: '3', treatment: '1', nextDay: '2026-03-15' }) })
    await insist(doctor, 'eye.glasses.save', { row: rows.glasses('2026-03-09', { visitId, correctedVisionRight: '49' }) })
  })

  test('save, export, read back: examination, referral, fundus and glasses are a row each, with the eye health file on all of them', async () => {
    const plan = await planned()
    expect(plan.rows.map(({ envelope: { op, bk } }) => `${op} ${bk.rowKind} ${bk.day} ${bk.serial}`).toSorted()).toEqual(['I fundus 20260301 1', 'I glasses 20260309 1', 'I referral 20260310 1', 'I visit 20260310 1'])
    for (const row of plan.rows) {
      await expectReadBack(row)
      expect(row.envelope.ext).toMatchObject({ childName: '目一', birthDay: '20210305', parentMyopia: '3', parentHighMyopia: 'T', addressCounty: '衡阳县' })
      expect(row.envelope.payload).toEqual({})
    }
    expectOrigins(plan)
  })

  test('signs, decimals and what lies below the chart; the elements of the national catalogue beside the codes', async () => {
    const [visit] = await rowsOf('visit')
    expect(visit!.envelope.ext).toMatchObject({
      sphereDRight: '-2.50', cylinderDRight: '-0.75', axisDegreesRight: '180', equivalentDRight: '-2.875', axialLengthMmRight: '23.61', visionRight: '50', eyelidRight: '3,9',
      eyeAppearanceAbnormal: 'T', distanceVisionRight: '1.0', distanceVisionLeft: '1.0', correctedVisionLeft: '03', correctedDistanceVisionRight: '0.6', advice: 'refer',
    })
    expect(visit!.envelope.ext).not.toHaveProperty('correctedDistanceVisionLeft')
    for (const [kind, serial] of [['referral', '1'], ['glasses', '1']] as const) expect((await rowsOf(kind))[0]!.envelope.ext).toMatchObject({ visitDay: '20260310', visitSerial: serial })
  })

  test('sealed rows go out again when they or what stands on them change, and as void when they are voided', async () => {
    const sealed = await sealMonth(scene.reporter, MONTH)
    expect(lines(openPackage(sealed.folder, sealed.baseName), 'eye_care')).toHaveLength(4)
    expect((await planned()).rows).toEqual([])
    scene.ports.clock.advanceMs(60_000)
    const { file } = await doctor.call('eye.open', { fileId })
    await insist(doctor, 'eye.file.save', { id: file!.id, rev: file!.rev, row: { ...eyeRows(fileId).file({ parentMyopia: '0' }) } })
    expect((await planned()).rows.map(({ envelope: { op, ver, ext } }) => [op, ver, ext.parentMyopia, ext.parentHighMyopia])).toEqual(Array.from({ length: 4 }, () => ['U', 2, '0', undefined]))
    const { fundus } = await doctor.call('eye.open', { fileId })
    await doctor.call('eye.retinopathy.void', { id: fundus[0]!.id, rev: fundus[0]!.rev, reason: '重复登记' })
    expect((await rowsOf('fundus')).map(({ envelope }) => [envelope.op, envelope.voidReason])).toEqual([['V', '重复']])
  })

  test('a finding across rows leads to the record and its day', async () => {
    await scene.database.write(trx => trx.updateTable('childFile').set({ state: 'death', stateDay: '2026-03-05' as never }).where('id', '=', fileId).execute())
    const job = await finished(scene.reporter, (await scene.reporter.call('package.check', { month: MONTH })).jobId)
    const found = (job.result as { ruleId: string; dataset: string; record: string; field: string }[]).filter(one => one.ruleId === 'XC-72' && one.dataset === 'eye_care')
    expect(found.map(({ record, field }) => `${record}.${field}`).toSorted()).toEqual(['eye.glasses.prescribedDay', 'eye.referral.referredDay', 'eye.visit.visitDay'])
  })
})

test('a line of the chart that one decimal cannot say is never sent as its neighbour: the element stays away, the code says it', async () => {
  const { fileId } = await registerChild(doctor, '目三', '2021-03-05')
  const { fileId: otherId } = await openChildFile(scene, { childName: '王一诺', birthDay: '2021-03-05' })
  await checkUp(scene, otherId, CHECK_UP_AT_FIVE)
  await insist(doctor, 'eye.visit.save', { row: eyeRows(otherId).visit('year5', '2026-03-10', { correctedVisionRight: '42', correctedVisionLeft: '45' }) })
  await insist(doctor, 'eye.visit.save', { row: eyeRows(fileId).visit('year5', '2026-03-10', { ...MEASURED, visionRight: '41', visionLeft: '44', correctedVisionRight: '43', correctedVisionLeft: '42' }) })
  const sent = (await rowsOf('visit')).find(({ envelope }) => envelope.ext.childName === '目三')!.envelope.ext
  expect(sent).toMatchObject({ visionRight: '41', visionLeft: '44', correctedVisionRight: '43', correctedDistanceVisionRight: '0.2' })
  for (const name of ['distanceVisionRight', 'distanceVisionLeft', 'correctedDistanceVisionLeft']) expect(sent).not.toHaveProperty(name)
  expect((await planned('child_examination')).rows.map(row => row.envelope.payload).map(payload => [payload['HDSB01.02.030'], payload['HDSB01.02.031']])).toEqual([['0.3', undefined]])
})

describe('矫正视力 of the health check-up', () => {
  const corrected = async (): Promise<(string | undefined)[]> => (await planned('child_examination')).rows.map(row => row.envelope.payload).flatMap(payload => [payload['HDSB01.02.030'], payload['HDSB01.02.031']])

  test('is what the eye clinic measured at the same contact, else on the same day, else nothing', async () => {
    const { fileId } = await openChildFile(scene, { childName: '王一诺', birthDay: '2021-03-05' })
    await checkUp(scene, fileId, CHECK_UP_AT_FIVE)
    const rows = eyeRows(fileId)
    expect(await corrected()).toEqual([undefined, undefined])
    // Another contact of another day says nothing of this check-up.
    await insist(doctor, 'eye.visit.save', { row: rows.visit('year4', '2025-03-10', { correctedVisionRight: '50', correctedVisionLeft: '50' }) })
    expect(await corrected()).toEqual([undefined, undefined])
    await insist(doctor, 'eye.visit.save', { row: rows.visit('', '2026-03-10', { purpose: '3', contact: null, correctedVisionRight: '49', correctedVisionLeft: '02' }) })
    expect(await corrected()).toEqual([undefined, '0.8'])
    const { id, rev } = await insist(doctor, 'eye.visit.save', { row: rows.visit('year5', '2026-03-09', { correctedVisionRight: '47', correctedVisionLeft: '46' }) })
    expect(await corrected()).toEqual(['0.4', '0.5'])
    expectOrigins(await planned('child_examination'))
    await doctor.call('eye.visit.void', { id, rev, reason: '登记有误' })
    expect(await corrected()).toEqual([undefined, '0.8'])
  })

  test('a sealed check-up goes out again when the eye clinic measures later', async () => {
    const { fileId } = await openChildFile(scene, { childName: '王一诺', birthDay: '2025-09-08' })
    await checkUp(scene, fileId)
    await sealMonth(scene.reporter, MONTH)
    scene.ports.clock.advanceMs(60_000)
    await insist(doctor, 'eye.visit.save', { row: eyeRows(fileId).visit('month6', '2026-03-10', { correctedVisionRight: '40' }) })
    expect((await planned('child_examination')).rows.map(({ envelope: { op, payload } }) => [op, payload['HDSB01.02.031']])).toEqual([['U', '0.1']])
  })
})

test('save, export, read back: whatever is typed of the lenses', async () => {
  const { fileId } = await registerChild(doctor, '目二', '2021-03-05')
  const { id } = await insist(doctor, 'eye.visit.save', { row: eyeRows(fileId).visit('year5', '2026-03-10', MEASURED) })
  const lens = (low: number, high: number) => fc.integer({ min: low * 4, max: high * 4 }).map(quarters => quarters / 4)
  await fc.assert(fc.asyncProperty(lens(-25, 20), lens(-10, 10), fc.integer({ min: 1, max: 180 }), async (sphereDLeft, cylinderDLeft, axis) => {
    const { rev } = await doctor.call('eye.visit.get', { id })
    const row = { ...eyeRows(fileId).visit('year5', '2026-03-10', MEASURED), sphereDLeft, cylinderDLeft, axisDegreesLeft: cylinderDLeft === 0 ? null : axis }
    const saving = async (confirmations: unknown[]) => scene.host.call('eye.visit.save', { id, rev, row, confirmations } as never, `window-${doctor.loginName}`)
    const first = await saving([])
    if (!first.ok) expect(await saving(first.error.fields!.map(issue => ({ path: issue.path, key: issue.message.key, reason: '已核对', ...(issue.level === 'retype' ? { again: String((row as Record<string, unknown>)[issue.path]) } : {}) })))).toMatchObject({ ok: true })
    await expectReadBack((await rowsOf('visit'))[0]!)
  }), { numRuns: 25 })
})

import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { ChildContact } from '../../domain/code/child-check.ts'
import { childExaminationDataset, newbornVisitDataset } from '../../domain/export/datasets/index.ts'
import { EXAMINATION_FIELDS } from '../../domain/export/datasets/child-examination.ts'
import { extensionFields } from '../../domain/export/record-columns.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { hearingTest } from '../../domain/modules/child/hearing-test.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { writeSampleHospital } from '../../electron/core/modules/system/sample-writer.ts'
import { developmentPassed } from '../../electron/core/export/maps/child-examination.ts'
import { planMonth, type PlannedRow } from '../../electron/core/export/plan.ts'
import { fromColumns } from '../../electron/core/record/store.ts'
import { openScene, registerBirth, type Scene } from '../support/birth-scene.ts'
import { checkUp, homeVisit, openChildFile } from '../support/child-package.ts'
import { insist, openDesk } from '../support/desk.ts'
import { finished, lines, openPackage, readyForPackage, sealMonth } from '../support/package-scene.ts'

let scene: Scene | null = null
afterEach(async () => { await scene?.close(); scene = null })
const MONTH = '2026-03'
const id = (number: number): string => `HDSB01.02.${String(number).padStart(3, '0')}`

async function openClinic(): Promise<Scene> {
  scene = await openScene()
  await readyForPackage(scene)
  return scene
}
async function planned(of: Scene, dataset: string): Promise<PlannedRow[]> {
  const { value: institution } = await of.admin.call('setting.get', { key: 'institution' })
  const plan = await planMonth(of.database.kysely, { month: MONTH, institution: institution as never, resourcesFolder: of.ports.folders.resources })
  return plan.find(entry => entry.map.dataset.id === dataset)!.rows
}
const onlyPayload = async (of: Scene): Promise<Record<string, string>> => (await planned(of, 'child_examination'))[0]!.envelope.payload

test('newborn_visit has only columns of ours', () => {
  expect(newbornVisitDataset.schema).toBe('local')
  expect(newbornVisitDataset.columns.every(column => column.place === 'ext')).toBe(true)
  // What the form prints is all there; only the remark and the file's own id stay in the house.
  expect(Object.keys(newbornVisit.fields).filter(name => !extensionFields(newbornVisit, 'newborn_visit').includes(name))).toEqual(['fileId', 'note'])
})

test('several answers: the first code in the element, all of them in the extension; nutrition by its most severe word', async () => {
  const clinic = await openClinic()
  const { fileId } = await openChildFile(clinic, { childName: '王一诺', birthDay: '2025-03-05' })
  await checkUp(clinic, fileId, { contact: 'month12', visitDay: '2026-03-10', weightKg: 6.6, lengthCm: 68.5, headCm: 43, ricketsSignsInfant: null, ricketsSignsToddler: '4,6', guidance: '2,5', ricketsSymptoms: null, fontanelle: '1', fontanelleLengthCm: null, fontanelleWidthCm: null })
  const [row] = await planned(clinic, 'child_examination')
  expect(row!.envelope.payload).toMatchObject({ [id(21)]: '2', [id(45)]: '08', [id(61)]: '3', [id(25)]: 'T', [id(18)]: '6.6', [id(17)]: '3', [id(19)]: '3' })
  expect(row!.envelope.ext).toMatchObject({ physiqueCodes: '2,3,4', ricketsSignCodes: '08,10', guidanceCodes: '3,6', weightKg: '6.60', nutrition: 'severelyUnderweight,wasted,stunted' })
  expect(checkStructure(childExaminationDataset, row!.envelope).filter(finding => finding.level === '错误')).toEqual([])
})

test('stays are the element, episodes the extension; of an answer that covers two elements the doctor says which one is abnormal', async () => {
  const clinic = await openClinic()
  const { fileId } = await openChildFile(clinic, { childName: '王一诺', birthDay: '2025-09-08' })
  await checkUp(clinic, fileId, { illness: '2', pneumoniaTimes: 3, pneumoniaStays: 1, chest: '2', chestNote: '心尖区杂音', warningSign2: true, warningSign3: null, hearing: '2' })
  const [row] = await planned(clinic, 'child_examination')
  const { payload, ext } = row!.envelope
  expect(payload).toMatchObject({ [id(53)]: 'T', [id(54)]: '1', [id(52)]: 'F' })
  expect([payload[id(37)], payload[id(38)], payload[id(55)], payload[id(33)]]).toEqual([undefined, undefined, undefined, undefined])
  expect(ext).toMatchObject({ pneumoniaTimes: '3', chest: '2', chestNote: '心尖区杂音', hearing: '2' })
})

test('a murmur is the heart and not the lungs; a hernia of the navel and a hidden testicle reach their own flags', async () => {
  const clinic = await openClinic()
  const { fileId } = await openChildFile(clinic, { childName: '王一诺', birthDay: '2025-12-08' })
  await checkUp(clinic, fileId, { contact: 'month3', visitDay: '2026-03-10', chest: '2', chestNote: '心尖区杂音', chestParts: '2', navel: '2', navelNote: '脐疝', umbilicalHernia: true, anusAndGenitals: '2', anusAndGenitalsNote: '左侧隐睾', anusAndGenitalsParts: '2', vitaminDIuPerDay: 400, vitaminDName: '维生素D滴剂' })
  expect(await onlyPayload(clinic)).toMatchObject({ [id(37)]: 'F', [id(38)]: 'T', [id(41)]: 'T', [id(46)]: 'F', [id(47)]: 'T', [id(50)]: '维生素D滴剂' })
})

test('新生儿听力筛查结果 is the last answer of the tests known on the day, before what the home visit heard', async () => {
  const clinic = await openClinic()
  const { fileId } = await openChildFile(clinic, { childName: '王一诺', birthDay: '2026-01-01' })
  await homeVisit(clinic, fileId, { visitDay: '2026-01-08', hearingStatus: '1' })
  const tested = (stage: string, testedDay: string, rightEar: string) => clinic.doctor.call('child.hearingTest.save', { row: { ...emptyRow(hearingTest), fileId, stage, testedDay, method: '1', rightEar, leftEar: '1', institution: '青山县妇幼保健院', testerName: '陈医生' } as never, confirmations: [] })
  await checkUp(clinic, fileId, { contact: 'month1', visitDay: '2026-02-05' })
  const heard = async () => planMonth(clinic.database.kysely, { month: '2026-02', institution: (await clinic.admin.call('setting.get', { key: 'institution' })).value as never, resourcesFolder: clinic.ports.folders.resources })
    .then(plan => plan.find(entry => entry.map.dataset.id === 'child_examination')!.rows[0]!.envelope.payload[id(33)])
  expect(await heard()).toBe('1')
  await tested('1', '2026-01-05', '2')
  expect(await heard()).toBe('2')
  await tested('2', '2026-02-04', '1')
  expect(await heard()).toBe('1')
  // A test without an answer says nothing, one after the check-up belongs to the next.
  await tested('2', '2026-03-01', '2')
  expect(await heard()).toBe('1')
})

test('lying is 身长, standing 身高; a column of another age is empty', async () => {
  const clinic = await openClinic()
  const { fileId } = await openChildFile(clinic, { childName: '王一诺', birthDay: '2023-03-01' })
  await checkUp(clinic, fileId, { contact: 'month36', position: 'H', weightKg: 14.2, lengthCm: 95.5, headCm: 48, guidance: null, preschoolGuidance: '1,2', haemoglobinGPerL: null })
  const payload = await onlyPayload(clinic)
  expect([payload[id(15)], payload[id(16)], payload[id(61)], payload[id(25)], payload[id(44)], payload[id(53)]]).toEqual([undefined, '95.5', '2', undefined, undefined, 'F'])
})

test('the development check is sent when it is whole, or when one sign is present', () => {
  const signs = (...given: (boolean | null)[]) => ({ contact: 'month18' as ChildContact, signsAgeMonths: null as number | null, warningSign1: given[0] ?? null, warningSign2: given[1] ?? null, warningSign3: given[2] ?? null, warningSign4: given[3] ?? null })
  expect(developmentPassed(signs(false, false, false, false))).toBe(true)
  expect(developmentPassed(signs(false, true, null, null))).toBe(false)
  expect(developmentPassed(signs(false, false, null, false))).toBeNull()
  expect(developmentPassed({ ...signs(false, false, false, false), contact: 'month1' })).toBeNull()
  // By corrected age: the signs of the younger group, or none yet.
  expect([3, 0].map(signsAgeMonths => developmentPassed({ ...signs(false, false, false, true), contact: 'month6', signsAgeMonths }))).toEqual([false, null])
})

test('the newborn hearing result of the home visit goes with the check-up', async () => {
  const clinic = await openClinic()
  const { newbornIds } = await registerBirth(clinic)
  const { fileId } = await openChildFile(clinic, { childName: '李思远', newbornId: newbornIds[0]! })
  await homeVisit(clinic, fileId, { hearingStatus: '2' })
  expect((await planned(clinic, 'newborn_visit'))[0]!.envelope.ext).toMatchObject({ hearingStatus: '2', motherName: '张丽华', birthWeightG: '3250' })
  const other = await openChildFile(clinic, { childName: '王一诺', birthDay: '2025-09-08' })
  await homeVisit(clinic, other.fileId, { visitDay: '2025-09-15', hearingStatus: '1', birthWeightG: null })
  await checkUp(clinic, other.fileId)
  expect(await onlyPayload(clinic)).toMatchObject({ [id(33)]: '1' })
})

test('a sealed visit that is changed goes out again, one that is voided goes out as void, and a second one of its day has a key of its own', async () => {
  const clinic = await openClinic()
  const { fileId } = await openChildFile(clinic, { childName: '王一诺', birthDay: '2025-09-08' })
  const kept = await checkUp(clinic, fileId)
  const sealed = await sealMonth(clinic.reporter, MONTH)
  expect(lines(openPackage(sealed.folder, sealed.baseName), 'child_examination')).toMatchObject([{ op: 'I', ver: 1, bk: { visitDay: '20260310', serial: '1' } }])
  clinic.ports.clock.advanceMs(60_000)
  const stored = await clinic.doctor.call('child.visit.get', { id: kept.id })
  const row = Object.fromEntries(Object.keys(childVisit.fields).map(name => [name, stored[name as 'id']]))
  await clinic.doctor.call('child.visit.save', { id: kept.id, rev: stored.rev, row: { ...row, haemoglobinGPerL: 112 } as never })
  expect((await planned(clinic, 'child_examination')).map(({ envelope }) => [envelope.op, envelope.ver, envelope.payload[id(48)]])).toEqual([['U', 2, '112']])
  await clinic.doctor.call('child.visit.void', { id: kept.id, rev: stored.rev + 1, reason: '重复登记' })
  expect((await planned(clinic, 'child_examination')).map(({ envelope }) => [envelope.op, envelope.voidReason])).toEqual([['V', '重复']])
  // The same day again: its key is a new one.
  await checkUp(clinic, fileId, { haemoglobinGPerL: 119 })
  expect((await planned(clinic, 'child_examination')).map(({ envelope }) => [envelope.op, envelope.bk.serial])).toEqual([['V', '1'], ['I', '2']])
})

test('findings lead to the record and the field', async () => {
  const clinic = await openClinic()
  const { fileId } = await openChildFile(clinic, { childName: '王一诺', birthDay: '2025-09-08' })
  const { id: visitId } = await checkUp(clinic, fileId, { illness: '3', diarrhoeaTimes: 1, diarrhoeaStays: 1, chest: '2', chestNote: '呼吸音粗' })
  await clinic.database.write(trx => trx.updateTable('childVisit').set({ diarrhoeaStays: 4, visitDay: '2026-03-09' as never }).where('id', '=', visitId).execute())
  await clinic.database.write(trx => trx.updateTable('childFile').set({ state: 'death', stateDay: '2026-03-08' as never }).where('id', '=', fileId).execute())
  const job = await finished(clinic.reporter, (await clinic.reporter.call('package.check', { month: MONTH })).jobId)
  const found = (job.result as { ruleId: string; level: string; record: string; recordId: string; field: string }[]).filter(finding => finding.ruleId.startsWith('XC-7'))
  expect(found.map(({ ruleId, level, record, recordId, field }) => [ruleId, level, record, recordId, field])).toEqual([
    ['XC-72', '错误', 'child.visit', visitId, 'visitDay'], ['XC-75', '警告', 'child.visit', visitId, 'diarrhoeaStays'], ['XC-74', '警告', 'child.visit', visitId, 'chest'],
  ])
})

/** A plain column read back into the value of its field. */
function readBack(text: string | undefined, kind: string): string | number | boolean | null {
  if (text === undefined) return null
  if (kind === 'number') return Number(text)
  if (kind === 'flag') return text === 'T'
  return kind === 'day' ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text
}
const FLAGS_OF_FINDINGS: Readonly<Record<string, keyof typeof childVisit.fields>> = { [id(24)]: 'skin', [id(27)]: 'eyes', [id(32)]: 'ears', [id(34)]: 'mouth', [id(39)]: 'abdomen', [id(42)]: 'limbs', [id(43)]: 'gait', [id(58)]: 'referral' }

test('save, export, read back: every plain column is the field again, for all visits of a sample hospital', async () => {
  const desk = await openDesk()
  await writeSampleHospital({ database: desk.database, resourcesFolder: desk.ports.folders.resources, nowMs: desk.ports.clock.nowMs() }, { seed: 9, persons: 700 })
  const institution = { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430626' }
  let [examinations, visits] = [0, 0]
  const months = ['2026-03', '2026-02', '2026-01', '2025-12', '2025-06', '2024-11', '2023-05']
  for (const month of months) {
    for (const { map, rows } of await planMonth(desk.database.kysely, { month, institution: institution as never, resourcesFolder: desk.ports.folders.resources })) {
      if (map.dataset === childExaminationDataset) {
        for (const { recordId, envelope } of rows) {
          examinations += 1
          const stored = fromColumns(childVisit, await desk.database.kysely.selectFrom('childVisit').selectAll().where('id', '=', recordId).executeTakeFirstOrThrow())
          for (const name of [...EXAMINATION_FIELDS, ...extensionFields(childVisit, 'child_examination') as (keyof typeof childVisit.fields)[]]) expect(readBack(envelope.ext[name], childVisit.fields[name].kind), name).toEqual(stored[name])
          for (const name of ['visitDay', 'headCm', 'visionLeft', 'visionRight', 'teethCount', 'cariesCount', 'haemoglobinGPerL', 'outdoorHoursPerDay', 'vitaminDIuPerDay', 'pneumoniaStays', 'diarrhoeaStays', 'injuryStays', 'otherIllness', 'referralReason', 'referralInstitution', 'doctorName'] as const) {
            const field = childVisit.fields[name]
            expect(readBack(envelope.payload[field.out as string], field.kind), name).toEqual(stored[name])
          }
          expect(readBack(envelope.payload[id(15)] ?? envelope.payload[id(16)], 'number')).toBe(stored.lengthCm)
          for (const [column, name] of Object.entries(FLAGS_OF_FINDINGS)) expect(envelope.payload[column] === undefined ? null : envelope.payload[column] === 'T' ? '2' : '1', name).toEqual(stored[name])
          expect(checkStructure(childExaminationDataset, envelope).filter(finding => finding.level === '错误')).toEqual([])
        }
      }
      if (map.dataset === newbornVisitDataset) {
        for (const { recordId, envelope } of rows) {
          visits += 1
          const stored = fromColumns(newbornVisit, await desk.database.kysely.selectFrom('childNewbornVisit').selectAll().where('id', '=', recordId).executeTakeFirstOrThrow())
          for (const name of extensionFields(newbornVisit, 'newborn_visit') as (keyof typeof newbornVisit.fields)[]) expect(readBack(envelope.ext[name], newbornVisit.fields[name].kind), name).toEqual(stored[name])
          expect(checkStructure(newbornVisitDataset, envelope).filter(finding => finding.level === '错误')).toEqual([])
        }
      }
    }
  }
  expect(examinations).toBeGreaterThan(50)
  expect(visits).toBeGreaterThan(50)
  await desk.close()
})

test('save, export, read back: whatever a doctor types', async () => {
  const clinic = await openClinic()
  const { fileId } = await openChildFile(clinic, { childName: '王一诺', birthDay: '2025-09-08' })
  const { id: visitId } = await checkUp(clinic, fileId)
  const tenths = (low: number, high: number) => fc.integer({ min: low * 10, max: high * 10 }).map(value => value / 10)
  const typed = fc.record({
    weightKg: fc.integer({ min: 600, max: 1000 }).map(value => value / 100), lengthCm: tenths(62, 72), headCm: tenths(40, 46), haemoglobinGPerL: fc.option(fc.integer({ min: 60, max: 200 })), teethCount: fc.option(fc.integer({ min: 0, max: 8 })),
    outdoorHoursPerDay: fc.option(tenths(0, 12)), vitaminDIuPerDay: fc.option(fc.integer({ min: 0, max: 99_999 })), guidanceNote: fc.option(fc.constantFrom('按时添加辅食', '少量多餐,注意补铁 “A”', '=1+1', '𬭎')),
  })
  await fc.assert(fc.asyncProperty(typed, async changes => {
    const stored = await clinic.doctor.call('child.visit.get', { id: visitId })
    const row = { ...Object.fromEntries(Object.keys(childVisit.fields).map(name => [name, stored[name as 'id']])), guidance: '1,6', ...changes }
    await insist(clinic.doctor, 'child.visit.save', { id: visitId, rev: stored.rev, row })
    const [{ envelope }] = await planned(clinic, 'child_examination') as [PlannedRow]
    expect(Number(envelope.ext.weightKg)).toBe(changes.weightKg)
    expect([envelope.payload[id(15)], envelope.payload[id(22)]].map(Number)).toEqual([changes.lengthCm, changes.headCm])
    for (const [name, column] of [['haemoglobinGPerL', 48], ['teethCount', 35], ['outdoorHoursPerDay', 49], ['vitaminDIuPerDay', 51]] as const) expect(readBack(envelope.payload[id(column)], 'number'), name).toBe(changes[name])
    expect(envelope.ext.guidanceNote ?? null).toBe(changes.guidanceNote)
    expect(Math.abs(Number(envelope.payload[id(18)]) - changes.weightKg)).toBeLessThanOrEqual(0.0500001)
  }), { numRuns: 25 })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { folicAcidDataset } from '../../domain/export/datasets/folic-acid.ts'
import { preconceptionDataset } from '../../domain/export/datasets/preconception.ts'
import { premaritalCareDataset } from '../../domain/export/datasets/premarital-care.ts'
import { extensionFields } from '../../domain/export/record-columns.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { folicAcid, folicAcidFollowUp, folicAcidIssue } from '../../domain/modules/fertility/folic-acid.record.ts'
import { preconception, preconceptionCheck, preconceptionFollowUp } from '../../domain/modules/fertility/preconception.record.ts'
import { premarital } from '../../domain/modules/fertility/premarital.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { planMonth, type PlannedDataset } from '../../electron/core/export/plan.ts'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { changeSetting, insist, type Window } from '../support/desk.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { CERTIFIED, couple, fertilityRows as rows, fillSheet, registered } from '../support/fertility-scene.ts'
import { lines, openPackage, readyForPackage, sealMonth } from '../support/package-scene.ts'
import { PREMARITAL_ELEMENTS } from '../support/ws377-premarital.ts'

const MONTH = '2026-03'
let scene: Scene
let nurse: Window
let midwife: Window
beforeEach(async () => {
  scene = await openScene()
  await readyForPackage(scene)
  nurse = await scene.as('fubao', ['womenCare'], '何妇保')
  midwife = await scene.as('yunbao', ['maternalCare'], '曹孕保')
})
afterEach(() => scene.close())

async function planned(dataset: string, month = MONTH): Promise<PlannedDataset> {
  const { value: institution } = await scene.admin.call('setting.get', { key: 'institution' })
  const plan = await planMonth(scene.database.kysely, { month, institution: institution as never, resourcesFolder: scene.ports.folders.resources })
  return plan.find(entry => entry.map.dataset.id === dataset)!
}

describe('what the data sets declare', () => {
  test('premarital_care has the 124 elements of WS 377.1 as the note prints them, in their order', () => {
    const declared = premaritalCareDataset.columns.flatMap(column => column.place === 'payload' ? [`${column.id}|${column.de}|${column.name}|${column.type}|${column.format}`] : [])
    expect(declared).toHaveLength(124)
    expect(declared).toEqual(PREMARITAL_ELEMENTS)
  })
  test('every field that names an element has it; what is left to persons, institution and the confidential sheet is named here', () => {
    const given = new Set(Object.values(premarital.fields).flatMap(({ out }) => typeof out === 'string' ? [out] : []))
    const rest = premaritalCareDataset.columns.filter(column => column.place === 'payload' && !given.has(column.id)).map(column => Number(column.id.slice(-3)))
    // Partner's form, who somebody is (3–7, 10), both addresses with the division and no postcode (11–24), phone, partner's name, HIV, institution.
    expect(rest).toEqual([2, 3, 4, 5, 6, 7, 10, ...Array.from({ length: 15 }, (_, index) => 11 + index), 27, 109, 124])
  })
  test.each([[preconceptionDataset, [preconception, preconceptionCheck, preconceptionFollowUp]], [folicAcidDataset, [folicAcid, folicAcidIssue, folicAcidFollowUp]]] as const)('%o has a column for every field its records promise', (dataset, definitions) => {
    const keys = new Set(dataset.columns.map(column => column.key))
    expect(dataset.columns.every(column => column.place === 'ext')).toBe(true)
    for (const definition of definitions as readonly RecordDefinition[]) expect(extensionFields(definition, dataset.id).filter(name => !keys.has(name)), definition.id).toEqual([])
  })
})

describe('婚前保健服务', () => {
  const WOMAN = { menarcheAge: 13, mensesDays: 5, cycleDays: 28, flow: '2', dysmenorrhoea: '1', lastMenstrualDay: '2026-03-01', termBirths: 0, abortions: 1, breastRight: '1', gynaecologicalMethod: '1', adnexaLeft: '1', trichomonas: '2', cleanliness: '2' }
  const MAN = { larynx: '未见异常', foreskin: '2', testisLeft: '1', testisRight: '2', testisLeftMl: 18, epididymisLeft: '1', epididymisNote: '压痛', varicocele: true, varicoceleDegree: '2' }
  const BOTH = { occupation: '1', education: '20', workUnit: '青山中学', congenital: '无', familyHereditary: '多指', familyMember: '51', kinMarriage: true, kinMarriageOf: '2', heartRate: 76, haemoglobinGL: 128, redCells: 4.2, urineGravity: 1.015, hbsAg: '1', syphilis: '2', gonococcus: '阴性', transferHospital: '市医院', transferDay: '2026-03-10' }
  let sheet: Awaited<ReturnType<typeof registered>>
  beforeEach(async () => {
    sheet = await registered(nurse, '汤')
    await fillSheet(nurse, sheet.manSheet, { ...CERTIFIED, ...BOTH, ...MAN })
    await fillSheet(nurse, sheet.womanSheet, { ...CERTIFIED, ...BOTH, ...WOMAN, diseases: '3', diagnosis: '梅毒', diagnosisCode: 'A53.9', result: '2', opinion: '2', recheckDay: '2026-06-10' })
    await insist(nurse, 'fertility.hiv.save', { row: rows.hiv(sheet.womanSheet, { antibody: '3' }) })
  })

  test('each of a couple is a row that names the other; values stand in the notation of the standard', async () => {
    const plan = await planned('premarital_care')
    expect(plan.rows.map(({ envelope }) => `${envelope.op} ${envelope.bk.formNo}`).toSorted()).toEqual([`I ${sheet.coupleNumber}-1`, `I ${sheet.coupleNumber}-2`])
    const of = (suffix: string) => plan.rows.find(({ envelope }) => envelope.bk.formNo === `${sheet.coupleNumber}${suffix}`)!.envelope
    expect(of('-2').payload).toMatchObject({
      'HDSB02.01.001': `${sheet.coupleNumber}-2`, 'HDSB02.01.002': `${sheet.coupleNumber}-1`, 'HDSB02.01.003': '汤女士', 'HDSB02.01.004': '19990815', 'HDSB02.01.008': '1', 'HDSB02.01.009': '20', 'HDSB02.01.013': '衡阳县', 'HDSB02.01.019': '衡阳县', 'HDSB02.01.023': '430421', 'HDSB02.01.027': '汤先生',
      'HDSB02.01.033': '13', 'HDSB02.01.038': '20260301', 'HDSB02.01.039': '10', 'HDSB02.01.042': '1', 'HDSB02.01.047': '51', 'HDSB02.01.048': 'T', 'HDSB02.01.049': '2', 'HDSB02.01.050': '118', 'HDSB02.01.052': '2', 'HDSB02.01.067': '1', 'HDSB02.01.071': '1', 'HDSB02.01.075': '1', 'HDSB02.01.092': '4.2',
      'HDSB02.01.100': '1.015', 'HDSB02.01.103': '2', 'HDSB02.01.105': '2', 'HDSB02.01.108': '2', 'HDSB02.01.110': '2', 'HDSB02.01.111': 'A53.9', 'HDSB02.01.112': '2', 'HDSB02.01.117': '市医院', 'HDSB02.01.120': '20260310', 'HDSB02.01.122': '20260310', 'HDSB02.01.123': '何医生', 'HDSB02.01.124': '青山县妇幼保健院',
    })
    expect(of('-2').ext).toMatchObject({ sex: '2', diseases: '3', recheckDay: '20260610' })
    expect(of('-1').payload).toMatchObject({ 'HDSB02.01.076': '未见异常', 'HDSB02.01.079': '2', 'HDSB02.01.080': '1', 'HDSB02.01.081': '2', 'HDSB02.01.082': '18', 'HDSB02.01.084': '压痛', 'HDSB02.01.085': '1', 'HDSB02.01.087': 'T', 'HDSB02.01.089': '2' })
    // What is asked of the other sex is absent, not empty.
    expect(of('-1').payload).not.toHaveProperty('HDSB02.01.033')
    expect(of('-2').payload).not.toHaveProperty('HDSB02.01.079')
    for (const { envelope } of plan.rows) expect(checkStructure(premaritalCareDataset, envelope).filter(({ level }) => level === '错误')).toEqual([])
    expectOrigins(plan)
  })

  test('the HIV result stays at home until the hospital decides otherwise', async () => {
    const element = 'HDSB02.01.109'
    const sent = async (): Promise<(string | undefined)[]> => (await planned('premarital_care')).rows.map(({ envelope }) => envelope.payload[element])
    expect(await sent()).toEqual([undefined, undefined])
    await changeSetting(scene.admin, 'fertilityRules', { hivInPackage: 1 })
    expect((await sent()).toSorted()).toEqual(['3', undefined])
    expectOrigins(await planned('premarital_care'))
  })

  test('a sheet nobody examined is not sent; what changed goes again, what is voided goes as void', async () => {
    await registered(nurse, '庄')
    const sealed = await sealMonth(scene.reporter, MONTH)
    expect(lines(openPackage(sealed.folder, sealed.baseName), 'premarital_care')).toHaveLength(2)
    expect((await planned('premarital_care')).rows).toEqual([])
    scene.ports.clock.advanceMs(60_000)
    await fillSheet(nurse, sheet.manSheet, { chestXray: '心肺未见异常' })
    expect((await planned('premarital_care')).rows.map(({ envelope: { op, ver, payload } }) => [op, ver, payload['HDSB02.01.091']])).toEqual([['U', 2, '心肺未见异常']])
    const { rev } = await nurse.call('fertility.premarital.get', { id: sheet.womanSheet })
    await nurse.call('fertility.premarital.void', { id: sheet.womanSheet, rev, reason: '重复登记' })
    expect((await planned('premarital_care')).rows.filter(({ envelope }) => envelope.op === 'V').map(({ envelope }) => envelope.voidReason)).toEqual(['重复'])
  })
})

test('孕前优生: file, both sheets and each follow-up are a row with both of the couple on it', async () => {
  const { womanId, manId } = await couple(nurse, '文')
  const { id: coupleId } = await insist(nurse, 'fertility.preconception.save', { row: rows.preconception(womanId, manId, { plannedMonths: 6 }) })
  await insist(nurse, 'fertility.preconceptionCheck.save', { row: rows.check(coupleId, '2', { ultrasound: '2', findings: '子宫肌瘤' }) })
  await insist(nurse, 'fertility.preconceptionCheck.save', { row: rows.check(coupleId, '1') })
  for (const followDay of ['2026-03-09', '2026-03-10']) await insist(nurse, 'fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId, { followDay }) })
  const plan = await planned('preconception')
  expect(plan.rows.map(({ envelope: { bk, ext } }) => `${bk.rowKind} ${bk.serial} ${ext.sex ?? ''}`.trim()).toSorted()).toEqual(['check 1 2', 'check 2 1', 'couple 1', 'followUp 1', 'followUp 2'])
  for (const { envelope } of plan.rows) {
    expect(envelope.ext).toMatchObject({ womanName: '文女士', husbandName: '文先生', addressCounty: '衡阳县' })
    expect(checkStructure(preconceptionDataset, envelope).filter(({ level }) => level === '错误')).toEqual([])
  }
  const her = plan.rows.find(({ envelope }) => envelope.bk.rowKind === 'check' && envelope.ext.sex === '2')!.envelope.ext
  expect(her).toMatchObject({ rubellaIgG: '2', tshMiuL: '2.00', ultrasound: '2', findings: '子宫肌瘤', hbsAg: '1' })
  expectOrigins(plan)
  await sealMonth(scene.reporter, MONTH)
  const { couple: { rev } } = await nurse.call('fertility.preconception.open', { coupleId })
  await nurse.call('fertility.preconception.void', { id: coupleId, rev, reason: '登记错误' })
  // With the file all that hangs on it is void.
  expect((await planned('preconception')).rows.map(({ envelope }) => envelope.op)).toEqual(['V', 'V', 'V', 'V', 'V'])
})

test('叶酸: a course, bottles and follow-ups; the days stand on the course once they can no longer change', async () => {
  const { womanId } = await couple(nurse, '傅')
  const { id: courseId } = await insist(nurse, 'fertility.folicAcid.save', { row: rows.course(womanId, { registeredDay: '2026-01-01', startDay: '2026-01-01' }) })
  await insist(nurse, 'fertility.folicAcidIssue.save', { row: rows.issue(courseId) })
  const course = async () => (await planned('folic_acid', '2026-01')).rows.find(({ envelope }) => envelope.bk.rowKind === 'course')!.envelope.ext
  await insist(midwife, 'pregnancy.save', { row: rows.pregnancy(womanId, '2025-12-01') })
  expect(await course()).toMatchObject({ womanName: '傅女士', takerGroup: 'preparing', doseMg: '0.4', isHighRisk: 'F' })
  expect(await course()).not.toHaveProperty('takenDays')
  await insist(nurse, 'fertility.folicAcidFollowUp.save', { row: rows.taken(courseId, { weeklyTimes: 6, isTaking: false, stopDay: '2026-03-03', stopReason: 'finished' }) })
  expect(await course()).toMatchObject({ state: 'ended', stopReason: 'finished', midPregnancyDay: '20260302', requiredDays: '60', takenDays: '51' })
  const plan = await planned('folic_acid')
  expect(plan.rows.map(({ envelope: { bk, ext } }) => `${bk.rowKind} ${ext.bottles ?? ext.weeklyTimes}`).toSorted()).toEqual(['followUp 6', 'issue 3'])
  for (const { envelope } of plan.rows) expect(checkStructure(folicAcidDataset, envelope).filter(({ level }) => level === '错误')).toEqual([])
  expectOrigins(plan)
  expectOrigins(await planned('folic_acid', '2026-01'))
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WOMEN_DATASETS, womenScreeningDataset } from '../../domain/export/datasets/women-sets.ts'
import { extensionFields } from '../../domain/export/record-columns.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { adolescentVisit } from '../../domain/modules/women/adolescent.record.ts'
import { cancerFollowUp } from '../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening } from '../../domain/modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit } from '../../domain/modules/women/menopause.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import { planMonth, type PlannedDataset } from '../../electron/core/export/plan.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { insist, type Window } from '../support/desk.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { lines, openPackage, readyForPackage, sealMonth } from '../support/package-scene.ts'
import { adolescentRow, M29, menopauseFileRow, menopauseVisitRow, registerWoman, screeningRow } from '../support/women-scene.ts'
import { WOMEN_SCREENING_ELEMENTS } from '../support/ws377-2-elements.ts'

const MONTH = '2026-03'
let scene: Scene
let doctor: Window
beforeEach(async () => {
  scene = await openScene()
  await readyForPackage(scene)
  doctor = await scene.as('fubao', ['womenCare'], '周医生')
})
afterEach(() => scene.close())
const planned = async (dataset: string): Promise<PlannedDataset> =>
  (await planMonth(scene.database.kysely, { month: MONTH, institution: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '430421000123', countyCode: '430421' }, resourcesFolder: scene.ports.folders.resources })).find(entry => entry.map.dataset.id === dataset)!

test('women_screening has every element of WS 377.2, in its order and as it is printed', () => {
  const ours = womenScreeningDataset.columns.filter(column => column.place === 'payload').map(({ id, de, name, type, format }) => [id, de, name, type, format].join('|'))
  expect(ours).toEqual(WOMEN_SCREENING_ELEMENTS)
  expect(ours).toHaveLength(74)
})

test('what the records promise has its column', () => {
  const promised: readonly [RecordDefinition, string][] = [[cancerScreening, 'women_screening'], [cancerFollowUp, 'women_screening'], [menopauseFile, 'women_menopause'], [menopauseVisit, 'women_menopause'], [adolescentVisit, 'women_adolescent']]
  for (const [definition, id] of promised) {
    const keys = new Set(WOMEN_DATASETS.find(one => one.id === id)!.columns.map(column => column.key))
    expect(extensionFields(definition, id).filter(name => !keys.has(name)), definition.id).toEqual([])
  }
})

describe('两癌筛查', () => {
  const asked = {
    education: '70', workplace: '春风村卫生室', menarcheAge: 14, mensesDays: 5, cycleDays: 28, mensesVolume: '2', hasDysmenorrhoea: false, lastMenstrualDay: '2026-02-20', isMenopausal: false, gravidity: 3, parity: 2, inducedAbortions: 1, miscarriages: 0, vaginalDeliveries: 1, caesareans: 1, stillbirths: 0,
    childrenWithDefects: 0, lastPregnancyEndDay: '2015-06-01', lastPregnancyEndMode: '51', lastDeliveryAt: '2015-06-01T08:30', lastDeliveryMode: '31', pregnancyIllness: '无', pastIllness: '高血压', contactBleeding: '无', familyCancer: '母亲乳腺癌', symptoms: '03', heartRate: 76, systolicMmHg: 120, diastolicMmHg: 80,
    vulva: '正常', discharge: '白色', vagina: '通畅', cervix: '轻度糜烂', uterus: '正常', adnexaLeft: '1', adnexaRight: '3', breastLeft: '1', breastRight: '5', examinerName: '周医生', trichomonas: '2', candida: '1', cleanness: '2', gonococcus: '阴性', syphilis: '1',
    hpvDay: '2026-03-05', hpvResult: 'otherHighRisk', hpvTypes: '52,58', cytologyDay: '2026-03-06', cytology: 'lsil', breastCategory: '3', ultrasoundNote: '右侧结节 0.8cm', ultrasoundDay: '2026-03-02', conclusion: '宫颈待查', advice: '阴道镜检查', contraception: '宫内节育器',
  }
  let id: string
  beforeEach(async () => {
    const womanId = await registerWoman(doctor, '两癌一', '1985-03-02', { idType: '01', idNumber: '110101198503020024', noDocumentReason: null, ethnicGroup: '03', phone: '13812341234', maritalStatus: '20', homeRegion: '430421100', homeAddress: '春风村3组' })
    id = (await insist(doctor, 'women.cancerScreening.save', { row: screeningRow(womanId, asked) })).id
    const { followUps } = await doctor.call('women.cancerScreening.open', { id })
    const colposcopy = followUps.find(step => step.step === 'colposcopy')!
    const xray = followUps.find(step => step.step === 'mammography')!
    await insist(doctor, 'women.cancerFollowUp.save', { id: colposcopy.id, rev: 1, row: { ...valuesOf(cancerFollowUp, colposcopy), state: 'done', resultDay: '2026-03-09', colposcopy: 'high', findings: '醋白上皮', cervicalPathology: '23', nextStep: 'treatment' } })
    await insist(doctor, 'women.cancerFollowUp.save', { id: xray.id, rev: 1, row: { ...valuesOf(cancerFollowUp, xray), state: 'done', resultDay: '2026-03-09', mammographyCategory: '2', findings: '右乳良性钙化', nextStep: 'nextRound' } })
  })

  test('fills its elements with what was asked, examined and found behind it; the village stands before the township', async () => {
    const plan = await planned('women_screening')
    expect(plan.rows).toHaveLength(1)
    const [{ envelope }] = plan.rows as [PlannedDataset['rows'][number]]
    const of = (number: string): string => `HDSB02.02.${number}`
    const numbered = Object.fromEntries(Object.entries(envelope.payload).map(([key, value]) => [key.slice(-3), value]))
    expect(numbered).toEqual({
      '001': expect.stringMatching(/^LA2026/) as string, '002': '两癌一', '003': '19850302', '004': '01', '005': '110101198503020024', '006': '03', '008': '70', '009': '春风村卫生室', '010': '湖南省', '011': '衡阳市', '012': '衡阳县', '013': '春风村', '014': expect.stringMatching(/镇$/) as string, '015': '3组', '016': '430421', '018': '13812341234',
      '019': '20', '020': '14', '021': '5', '022': '28', '023': '2', '024': 'F', '025': '20260220', '026': 'F', '029': '3', '030': '2', '031': '1', '032': '0', '033': '1', '034': '1', '035': '0', '036': '0', '037': '20150601', '038': '51', '039': '20150601T083000', '040': '31', '041': '无', '043': '高血压', '044': '无', '045': '母亲乳腺癌',
      '046': '03', '047': '76', '048': '120', '049': '80', '050': '正常', '051': '白色', '052': '通畅', '053': '轻度糜烂', '054': '正常', '055': '1', '056': '3', '057': '1', '058': '5', '059': '周医生', '060': '2', '061': '1', '062': '2', '063': '阴性', '064': '1', '065': '高级别病变 醋白上皮', '066': '24', '067': '23', '068': 'BI-RADS 3类 右侧结节 0.8cm',
      '069': 'BI-RADS 2类 右乳良性钙化', '070': '宫颈待查', '071': '阴道镜检查', '072': '青山县妇幼保健院', '073': '周医生', '074': '20260302',
    })
    expect(envelope.ext).toMatchObject({ hpvResult: 'otherHighRisk', hpvTypes: '52,58', cytology: 'lsil', cervicalStep: 'colposcopy', breastStep: 'mammography', cervicalFollowUp: 'open', breastFollowUp: 'done', colposcopy: 'high', mammographyCategory: '2', contraception: '宫内节育器', taskYear: '2026' })
    expect(checkStructure(womenScreeningDataset, envelope)).toEqual([])
    expect(of('014')).toBe('HDSB02.02.014')
    // The institution's name is a setting and no field.
    expectOrigins({ ...plan, rows: plan.rows.map(row => ({ ...row, envelope: { ...row.envelope, payload: Object.fromEntries(Object.entries(row.envelope.payload).filter(([key]) => key !== of('072'))) } })) })
  })

  test('several symptoms and a cancer without its kind are not forced into one code', async () => {
    const { screening } = await doctor.call('women.cancerScreening.open', { id })
    await insist(doctor, 'women.cancerScreening.save', { id, rev: screening.rev, row: { ...valuesOf(cancerScreening, screening), symptoms: '03,10', cytology: 'cancer' } })
    const [row] = (await planned('women_screening')).rows
    expect(row!.envelope.payload).not.toHaveProperty(['HDSB02.02.046'])
    expect(row!.envelope.payload['HDSB02.02.066']).toBe('2')
    expect(row!.envelope.ext).toMatchObject({ symptoms: '03,10', cytology: 'cancer' })
    expect(checkStructure(womenScreeningDataset, row!.envelope)).toEqual([])
  })

  test('sealed rows go out again when a step of the chain is answered', async () => {
    const sealed = await sealMonth(scene.reporter, MONTH)
    expect(lines(openPackage(sealed.folder, sealed.baseName), 'women_screening')).toHaveLength(1)
    expect((await planned('women_screening')).rows).toEqual([])
    scene.ports.clock.advanceMs(60_000)
    const treatment = (await doctor.call('women.cancerScreening.open', { id })).followUps.find(step => step.step === 'treatment')!
    await insist(doctor, 'women.cancerFollowUp.save', { id: treatment.id, rev: 1, row: { ...valuesOf(cancerFollowUp, treatment), state: 'done', resultDay: '2026-03-10', treatment: 'LEEP', nextStep: 'nextRound' } })
    const [row] = (await planned('women_screening')).rows
    expect([row!.envelope.op, row!.envelope.ver, row!.envelope.ext.treatment, row!.envelope.ext.cervicalFollowUp]).toEqual(['U', 2, 'LEEP', 'done'])
  })
})

test('更年期 and 青少年 read back under our own names; what was said in confidence stays', async () => {
  const womanId = await registerWoman(doctor, '更年一', '1974-03-02', { homeRegion: '430421100' })
  const fileId = (await insist(doctor, 'women.menopauseFile.save', { row: menopauseFileRow(womanId, { stage: '3', menopauseAge: 50, menopauseWay: '1' }) })).id
  const visitId = (await insist(doctor, 'women.menopauseVisit.save', { row: menopauseVisitRow(womanId, fileId, { ...M29, heightCm: 160, weightKg: 60, boneDensityT: -2.5, fshIuL: 62.4 }) })).id
  const girl = await registerWoman(doctor, '青少一', '2012-03-02')
  await insist(doctor, 'women.adolescentVisit.save', { row: adolescentRow(girl, { menarcheAge: 12, painScore: 3, moodScore: 6, moodNote: '私密', counselling: '1,5', counsellingNote: '私密', hpvVaccination: '2', hpvVaccine: '2', hpvDoses: 2 }) })
  const menopause = await planned('women_menopause')
  expect(menopause.rows.map(row => row.envelope.ext)).toMatchObject([{ name: '更年一', stage: '3', menopauseAge: '50', flush: '2', sexual: '1', score: '28', grade: 'moderate', bmi: '23.44', boneDensityT: '-2.5', fshIuL: '62.40', hormoneConsent: '0', addressCounty: '衡阳县' }])
  const adolescent = await planned('women_adolescent')
  expect(adolescent.rows.map(row => row.envelope.ext)).toMatchObject([{ name: '青少一', sex: '2', ageYears: '14', menarcheAge: '12', painScore: '3', moodScore: '6', counselling: '1,5', hpvVaccination: '2', hpvDoses: '2', isConsentSigned: 'T' }])
  expect(JSON.stringify(adolescent.rows.map(row => row.envelope))).not.toContain('私密')
  expect(JSON.stringify(adolescent.rows.map(row => row.envelope))).not.toContain('周母')
  for (const plan of [menopause, adolescent]) {
    expectOrigins(plan)
    for (const row of plan.rows) expect(checkStructure(plan.map.dataset, row.envelope)).toEqual([])
  }
  await sealMonth(scene.reporter, MONTH)
  scene.ports.clock.advanceMs(60_000)
  const stored = await doctor.call('women.menopauseVisit.get', { id: visitId })
  await doctor.call('women.menopauseVisit.void', { id: visitId, rev: stored.rev, reason: '重复登记' })
  expect((await planned('women_menopause')).rows.map(row => [row.envelope.op, row.envelope.voidReason])).toEqual([['V', '重复']])
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { maternalCareDataset } from '../../domain/export/datasets/maternal-sets.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { planMonth, type PlannedDataset, type PlannedRow } from '../../electron/core/export/plan.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { insist, type Window } from '../support/desk.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { bookWoman, deliver } from '../support/maternal-scene.ts'
import { readyForPackage, sealMonth } from '../support/package-scene.ts'
import { ws377Elements } from '../support/ws377-elements.ts'

const MONTH = '2026-03'
let scene: Scene
let care: Window
beforeEach(async () => {
  scene = await openScene()
  await readyForPackage(scene)
  care = await scene.as('yunbao', ['maternalCare'], '陈医生')
})
afterEach(() => scene.close())

async function planned(dataset = 'maternal_care'): Promise<PlannedDataset> {
  const { value: institution } = await scene.admin.call('setting.get', { key: 'institution' })
  const plan = await planMonth(scene.database.kysely, { month: MONTH, institution: institution as never, resourcesFolder: scene.ports.folders.resources })
  return plan.find(entry => entry.map.dataset.id === dataset)!
}
const rowsOf = async (kind: string): Promise<PlannedRow[]> => (await planned()).rows.filter(row => row.envelope.bk.rowKind === kind)
const element = (number: number): string => `HDSB02.04.${String(number).padStart(3, '0')}`
const elements = (values: Readonly<Record<number, string>>): Record<string, string> => Object.fromEntries(Object.entries(values).map(([number, value]) => [element(Number(number)), value]))

test('the columns are the elements 001–110 and 141–158 as the standard prints them', () => {
  const national = maternalCareDataset.columns.filter(column => column.place === 'payload')
  expect(national.map(({ key, de, name, type, format }) => ({ key, de, name, type, format }))).toEqual(ws377Elements.map(([number, de, name, type, format]) => ({ key: element(number), de, name, type, format })))
})

test('the first form: flags, sums, first codes, whole lists beside them, and what a printed size cannot hold only whole', async () => {
  const { rows } = await bookWoman(care, '2025-12-20', { handbookNumber: 'SC2026001', gravidity: 3, parity: 1, vaginalDeliveries: 0, caesareans: 1, husbandName: '李国强', husbandPhone: '13900000000', occupation: '1', husbandOccupation: '5', residence: 'local', recoveryRegion: '430421100', recoveryAddress: '春风村3组' }, { householdRegion: '430421100', householdAddress: '解放路8号', homeAddress: '解放路8号' })
  await insist(care, 'maternal.first.save', {
    row: rows.first('2026-03-10', {
      pastIllness: '5,8', pastIllnessNote: '哮喘', familyHistory: '2,3', personalHistory: '2,5', gynaecologicalOperation: '2', gynaecologicalOperationNote: '剖宫产', spontaneousAbortions: 1, inducedAbortions: null, fetalDeaths: 0, stillbirths: 0, heightCm: 162, weightKg: 68, systolicMmHg: 118, diastolicMmHg: 76,
      heart: '1', lungs: '2', lungsNote: '湿啰音', haemoglobinGPerL: 108, plateletsE9PerL: 210, urineProtein: '02', aboGroup: '3', rhGroup: '1', creatinineUmolPerL: 65.3, vaginalDischarge: '3,4', vaginalDischargeNote: '支原体', hepatitisBSurfaceAntigen: '2', syphilis: '1', hivAntibody: '3', ultrasound: '宫内单胎', assessment: '2', assessmentNote: '瘢痕子宫', guidance: '1,5', referral: '2', referralReason: '瘢痕子宫', referralInstitution: '市妇幼保健院', referralDepartment: '产科', nextPlace: '本院',
    }),
  })
  const [row] = await rowsOf('first')
  expect(row!.envelope.bk).toMatchObject({ pregnancyNo: 'SC2026001', rowKind: 'first', day: '20260310', serial: '1' })
  expect(row!.envelope.payload).toMatchObject(elements({
    3: '19950815', 5: '1', 6: '李国强', 8: '13900000000', 9: '5', 13: '衡阳县', 14: '西渡镇', 15: '解放路', 19: '衡阳县', 25: '衡阳县', 27: '春风村', 29: '80', 30: '3', 31: '1', 32: '0', 33: '1', 34: 'T', 35: '20251220', 36: '20260926', 37: '高血压、哮喘', 38: '1', 40: '2',
    41: 'T', 42: '剖宫产', 44: '1', 45: '0', 48: '162.0', 49: '68.0', 51: '118', 52: '76', 54: 'T', 55: '湿啰音', 56: 'F', 72: '108', 74: '210', 76: '02', 81: '3', 82: '1', 91: '3', 96: '2', 98: '1', 99: '3', 100: '宫内单胎', 101: 'T', 102: '瘢痕子宫', 103: 'T', 104: '市妇幼保健院', 105: '产科', 106: '瘢痕子宫', 107: '99', 108: '20260310', 109: '陈医生', 110: '本院',
  }))
  expect(row!.envelope.ext).toMatchObject({ rowKind: 'first', pastIllness: '5,8', familyHistory: '2,3', vaginalDischarge: '3,4', guidance: '1,5', bmi: '25.91', creatinineUmolPerL: '65.3', plateletsE9PerL: '210', residence: 'local', state: 'pregnant', datingMethod: 'menstruation', ageYears: '30' })
  // Neither holds a usual value in its printed size; nobody asked for the ninth.
  for (const number of [50, 90, 39, 60]) expect(row!.envelope.payload).not.toHaveProperty(element(number))
  expect(row!.envelope.payload[element(1)]).toMatch(/^[0-9a-f]{20}$/)
  expect(checkStructure(maternalCareDataset, row!.envelope)).toEqual([])
  expectOrigins(await planned())
})

test('visits, postpartum visit and check are a row each under their own elements; the birth goes with delivery and newborn', async () => {
  const { womanId, rows } = await bookWoman(care, '2025-05-15', { bookedDay: '2025-07-01', handbookNumber: 'SC2026002', fetusCount: null })
  await insist(care, 'maternal.visit.save', { row: rows.visit('5', '2026-02-12', { weightKg: 66.5, fundalHeightCm: 35, abdomenCm: 98, fetalPosition: '01', fetalHeartPerMinute: 142, assessment: '1', guidance: '6,7' }) })
  await insist(care, 'maternal.visit.save', { row: rows.visit('other', '2026-03-01', { chiefComplaint: '下腹坠胀', fetalPosition: '13' }) })
  await deliver(care, womanId, '2026-03-02', {
    gestationDays: 291, dischargedDay: '2026-03-04', firstStageMinutes: 400, secondStageMinutes: 35, thirdStageMinutes: 8, labourMinutes: 443, bleedingBirthMl: 180, bleedingTwoHoursMl: 60, bleedingDayMl: 300, episiotomy: false, perinealTear: '2', stitches: 2, isCritical: false, complications: '04,06',
    afterSystolicMmHg: 118, afterDiastolicMmHg: 70, firstFeedMinutes: 30, motherOutcome: '1',
  }, [{ headCm: 34, chestCm: 33, rescued: true, rescueMethods: '1,3', complications: '04', treatment: '母乳喂养', hepatitisBVaccineAt: '2026-03-02T10:00' }])
  await insist(care, 'maternal.postpartumVisit.save', { row: rows.postpartum('2026-03-08', { temperatureC: 36.6, generalHealth: '良好', mentalState: '平稳', leftBreast: '1', rightBreast: '6', lochia: '2', lochiaNote: '量多', wound: '1', guidance: '4,5', nextVisitDay: '2026-04-13' }) })
  await insist(care, 'maternal.postpartumCheck.save', { row: rows.check('2026-03-10', { recovery: '2', recoveryNote: '伤口未愈', handling: '2', referralReason: '伤口未愈', referralInstitution: '市医院', referralDepartment: '产科', wound: '2', guidance: '2' }) })
  const [visit] = await rowsOf('visit')
  expect((await rowsOf('visit')).map(({ envelope }) => [envelope.bk.day, envelope.ext.visitNumber])).toEqual([['20260301', 'other']])
  expect(visit!.envelope.payload).toMatchObject(elements({ 53: '下腹坠胀', 70: '13', 103: 'F', 108: '20260301' }))
  const [after] = await rowsOf('postpartumVisit')
  expect(after!.envelope.payload).toMatchObject(elements({ 142: '36.6', 143: '良好', 144: '平稳', 145: '1', 146: '6', 147: 'T', 148: '量多', 149: '1', 150: '20260308', 151: '陈医生', 152: '20260413', 107: '09' }))
  expect(after!.envelope.ext).toMatchObject({ daysAfter: '6', place: 'home', state: 'delivered' })
  const [check] = await rowsOf('postpartumCheck')
  expect(check!.envelope.payload).toMatchObject(elements({ 103: 'T', 104: '市医院', 106: '伤口未愈', 107: '12', 149: '2', 154: 'F', 155: 'F', 156: '产科', 157: '20260310', 158: '陈医生' }))
  const plan = await planned()
  for (const row of plan.rows) expect(checkStructure(maternalCareDataset, row.envelope).filter(finding => finding.level === '错误')).toEqual([])
  expectOrigins(plan)
  const [birth] = (await planned('delivery')).rows
  expect(birth!.envelope.payload).toMatchObject(elements({ 114: '443', 115: '400', 116: '35', 117: '8', 118: '180', 119: '60', 120: '300', 121: 'F', 122: '2', 123: '2', 124: 'F', 125: '04', 126: '118', 127: '70', 128: '30', 129: '1' }))
  expect(birth!.envelope.ext).toMatchObject({ complications: '04,06', dischargedDay: '20260304' })
  const [child] = (await planned('newborn')).rows
  expect(child!.envelope.payload).toMatchObject(elements({ 131: '34.0', 132: '33.0', 134: 'T', 135: '1', 136: 'T', 137: '04', 138: '母乳喂养' }))
  expect(child!.envelope.ext).toMatchObject({ rescueMethods: '1,3', complications: '04', hepatitisBVaccineAt: '20260302T100000' })
  for (const dataset of ['delivery', 'newborn']) expectOrigins(await planned(dataset))
})

test('a sealed row goes out again when the pregnancy is redated, and as void when it is voided', async () => {
  const { pregnancyId, rows } = await bookWoman(care, '2025-12-20', { handbookNumber: 'SC2026003' })
  const { id } = await insist(care, 'maternal.first.save', { row: rows.first('2026-03-10') })
  await sealMonth(scene.reporter, MONTH)
  expect((await planned()).rows).toEqual([])
  scene.ports.clock.advanceMs(60_000)
  const { pregnancy: row } = await care.call('pregnancy.open', { pregnancyId })
  await insist(care, 'pregnancy.save', { id: pregnancyId, rev: row.rev, row: { ...valuesOf(pregnancy, row), lastMenstrualDay: '2025-12-25' } })
  expect((await rowsOf('first')).map(({ envelope: { op, ver, payload } }) => [op, ver, payload[element(36)]])).toEqual([['U', 2, '20261001']])
  await care.call('maternal.first.void', { id, rev: 1, reason: '重复登记' })
  expect((await rowsOf('first')).map(({ envelope }) => [envelope.op, envelope.voidReason])).toEqual([['V', '重复']])
})

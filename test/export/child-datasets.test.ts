import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATASETS } from '../../domain/export/datasets/index.ts'
import { deathCard } from '../../domain/modules/child/death-card.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import { checkPlan } from '../../electron/core/export/check.ts'
import { type PlannedDataset, planMonth } from '../../electron/core/export/plan.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { followUp, openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { ELEMENTS } from '../support/ws376-elements.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

const institution = { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '430421000123', countyCode: '430421' }
const plan = (month: string): Promise<PlannedDataset[]> => planMonth(desk.database.kysely, { month, institution, resourcesFolder: desk.ports.folders.resources })
const rowsOf = async (month: string, dataset: string) => (await plan(month)).find(one => one.map.dataset.id === dataset)!.rows
const home = { homeRegion: '430421100', homeAddress: '春风村3组' }

test.each(Object.entries(ELEMENTS))('%s has every element of its standard, in its order and as it is printed', (id, printed) => {
  const { columns } = DATASETS.find(dataset => dataset.id === id)!
  const ours = columns.filter(column => column.place === 'payload').map(({ id: element, de, name, type, format }) => [element, de, name, type, format].join('|'))
  expect(ours).toEqual(printed.trim().split('\n'))
  expect(ours).toHaveLength({ child_examination: 63, newborn_screening: 42, nutrition_case: 33, child_death: 32 }[id]!)
})

describe('营养性疾病儿童管理', () => {
  test('a case is one row with its closing, each follow-up another; a high-risk file is none', async () => {
    const { fileId } = await registerChild(doctor, '营养儿', '2024-03-05', {}, { ...home, sex: '2' })
    const caseId = await openCase(doctor, fileId, 'anaemia', { openedDay: '2026-03-01', startHaemoglobinGPerL: 98, feeding: '1', cause: '辅食添加晚' })
    const visitId = await followUp(doctor, caseId, { visitDay: '2026-03-09', haemoglobinGPerL: 112, weightKg: 11.5, lengthCm: 86.2, position: 'H', symptoms: '食欲好转', signs: '面色红润', tests: '血常规', testResults: 'Hb 112', treatment: '硫酸亚铁', dose: '每日两次', advice: '增加红肉\n两周后复查', nextVisitDay: '2026-03-23' })
    await openCase(doctor, fileId, 'highRisk', { openedDay: '2026-03-01', factors: 'preterm', plan: 'none' })
    const { case: open } = await doctor.call('child.case.open', { id: caseId })
    await doctor.call('child.case.close', { id: caseId, rev: open.rev, closedDay: '2026-03-10', closingReason: 'recovered', outcome: '1', closingNote: null })
    const rows = await rowsOf('2026-03', 'nutrition_case')
    expect(rows.map(row => [row.envelope.op, row.envelope.bk.visitNo])).toEqual([['I', '0'], ['I', visitId]])
    expect(rows[0]!.envelope.payload).toEqual({
      'HDSB01.04.001': open.number, 'HDSB01.04.002': '营养儿', 'HDSB01.04.003': '2', 'HDSB01.04.004': '20240305', 'HDSB01.04.009': '湖南省', 'HDSB01.04.010': '衡阳市', 'HDSB01.04.011': '衡阳县', 'HDSB01.04.012': expect.any(String) as string, 'HDSB01.04.013': '春风村', 'HDSB01.04.014': '3组',
      'HDSB01.04.015': '430421', 'HDSB01.04.017': '20260301', 'HDSB01.04.018': '1', 'HDSB01.04.019': '02', 'HDSB01.04.030': '1', 'HDSB01.04.031': '青山县妇幼保健院', 'HDSB01.04.032': '陈医生', 'HDSB01.04.033': '20260310',
    })
    expect(rows[0]!.envelope.ext).toMatchObject({ closingReason: 'recovered', cause: '辅食添加晚', startHaemoglobinGPerL: '98', anaemiaDegree: 'mild' })
    expect(rows[1]!.envelope.payload).toMatchObject({
      'HDSB01.04.019': '02', 'HDSB01.04.020': '20260309', 'HDSB01.04.021': '24', 'HDSB01.04.022': '食欲好转', 'HDSB01.04.023': '面色红润', 'HDSB01.04.024': '血常规', 'HDSB01.04.025': 'Hb 112', 'HDSB01.04.026': '硫酸亚铁;每日两次;增加红肉 两周后复查',
      'HDSB01.04.027': '20260323', 'HDSB01.04.028': '青山县妇幼保健院', 'HDSB01.04.029': '陈医生',
    })
    expect(rows[1]!.envelope.ext).toMatchObject({ weightKg: '11.50', lengthCm: '86.2', haemoglobinGPerL: '112', position: 'H', referral: '1', treatmentAndAdvice: '硫酸亚铁;每日两次;增加红肉 两周后复查' })
    expect(checkPlan(await plan('2026-03'), '2026-03-10' as Day).filter(finding => finding.dataset === 'nutrition_case' && finding.level === '错误')).toEqual([])
    expectOrigins((await plan('2026-03')).find(one => one.map.dataset.id === 'nutrition_case')!)
    expect(await rowsOf('2026-02', 'nutrition_case')).toEqual([])
  })

  test('that a child died is reported while its file says so; a death taken back is not, also before the doctor has decided about the case', async () => {
    const { fileId } = await registerChild(doctor, '误报儿', '2024-03-05', {}, home)
    await openCase(doctor, fileId, 'rickets', { openedDay: '2026-03-01' })
    const { file } = await doctor.call('child.file.open', { id: fileId })
    const values = Object.fromEntries(Object.keys(childFile.fields).map(name => [name, file[name as 'state']]))
    const move = async (rev: number, change: object) => insist(doctor, 'child.file.save', { id: fileId, rev, row: { ...values, ...change } as never })
    const closing = async () => (await rowsOf('2026-03', 'nutrition_case')).filter(row => row.envelope.payload['HDSB01.04.002'] === '误报儿').map(row => [row.envelope.payload['HDSB01.04.030'], row.envelope.payload['HDSB01.04.033'], row.envelope.ext.closingReason])
    const { rev } = await move(file.rev, { state: 'death', stateDay: '2026-03-05' })
    expect(await closing()).toEqual([['5', '20260305', 'died']])
    await move(rev, { state: 'managed', stateDay: null })
    expect(await closing()).toEqual([[undefined, undefined, undefined]])
  })
})

describe('5岁以下儿童死亡报告', () => {
  const whole = {
    householdType: '22', birthPlaceType: '1', lifeSigns: 'heartbeat', causeA: '肺出血', rootCause: '早产', causeClass: '18', icd10: 'P07.3', deathPlace: '07', treatment: '3', untreatedReason: '9', diagnosisLevel: '03', diagnosisBasis: '4',
    reportInstitution: '青山县妇幼保健院', reporterName: '陈医生', reportDay: '2026-03-09', bornTimeUnknown: false, bornAt: '2026-02-27T08:00', diedAt: '2026-02-27T13:00', supplementary: true,
  }
  test('a submitted card goes out with national codes in the month it was reported; a draft does not', async () => {
    const { fileId } = await registerChild(doctor, '死亡儿', '2026-02-27', { gestationDays: 210, birthWeightG: 1200 }, home)
    const prepared = await doctor.call('child.deathCard.prepare', { fileId })
    const { id, rev } = await insist(doctor, 'child.deathCard.save', { row: { ...emptyRow(deathCard), ...prepared.row, ...whole } as never })
    expect(await rowsOf('2026-03', 'child_death')).toEqual([])
    await doctor.call('child.deathCard.submit', { id, rev })
    expect(await rowsOf('2026-02', 'child_death')).toEqual([])
    expectOrigins((await plan('2026-03')).find(one => one.map.dataset.id === 'child_death')!)
    const [row] = await rowsOf('2026-03', 'child_death')
    expect(row!.envelope.bk).toEqual({ orgCode: '430421000123', cardNo: row!.envelope.payload['HDSB01.05.001'] })
    expect(row!.envelope.payload).toMatchObject({
      'HDSB01.05.002': 'T', 'HDSB01.05.003': '死亡儿', 'HDSB01.05.004': '1', 'HDSB01.05.005': '20260227', 'HDSB01.05.008': '衡阳县', 'HDSB01.05.009': '春风村', 'HDSB01.05.011': '3组', 'HDSB01.05.012': '430421', 'HDSB01.05.016': '22', 'HDSB01.05.017': '1200',
      'HDSB01.05.018': '210', 'HDSB01.05.019': '1', 'HDSB01.05.020': '20260227', 'HDSB01.05.021': '5', 'HDSB01.05.022': '18', 'HDSB01.05.023': '早产', 'HDSB01.05.024': 'P07.3', 'HDSB01.05.025': '07', 'HDSB01.05.026': '3', 'HDSB01.05.027': '03',
      'HDSB01.05.028': '9', 'HDSB01.05.029': '4', 'HDSB01.05.030': '青山县妇幼保健院', 'HDSB01.05.031': '陈医生', 'HDSB01.05.032': '20260309',
    })
    expect(row!.envelope.ext).toMatchObject({ diedAt: '20260227T130000', ageText: '0岁0月0天5时', causeA: '肺出血' })
    expect(checkPlan(await plan('2026-03'), '2026-03-10' as Day).filter(finding => finding.dataset === 'child_death' && finding.level === '错误')).toEqual([])
    // The card's printed numbers are another list: 其他 is 6 there.
    expect((await doctor.call('child.sheet.preview', { what: 'deathCard', id })).html).toContain('√ 6 其他')
  })
})

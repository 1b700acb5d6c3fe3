import { afterEach, beforeEach, expect, test } from 'vitest'
import { highRiskCaseDataset, riskAssessmentDataset, riskScreeningDataset } from '../../domain/export/datasets/risk-sets.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { planMonth, type PlannedDataset } from '../../electron/core/export/plan.ts'
import { openScene, type Scene } from '../support/birth-scene.ts'
import { changeSetting, insist, type Window } from '../support/desk.ts'
import { expectOrigins } from '../support/export-origins.ts'
import { readyForPackage, sealMonth } from '../support/package-scene.ts'
import { pregnantWoman, riskRows } from '../support/risk-scene.ts'

const MONTH = '2026-03'
let scene: Scene
let doctor: Window
let pregnancyId: string
let rows: ReturnType<typeof riskRows>
beforeEach(async () => {
  scene = await openScene()
  await readyForPackage(scene)
  doctor = await scene.as('fengxian', ['doctor', 'maternalCare'], '周医生')
  pregnancyId = (await pregnantWoman(doctor, '李秀英', { birthDay: '1985-01-05', township: '430421103', pregnancy: { lastMenstrualDay: '2025-09-01', bookedDay: '2025-11-01', gravidity: 2, parity: 1 } })).pregnancyId
  rows = riskRows(pregnancyId)
})
afterEach(() => scene.close())

async function planned(dataset: string): Promise<PlannedDataset> {
  const { value: institution } = await scene.admin.call('setting.get', { key: 'institution' })
  const plan = await planMonth(scene.database.kysely, { month: MONTH, institution: institution as never, resourcesFolder: scene.ports.folders.resources })
  return plan.find(entry => entry.map.dataset.id === dataset)!
}
const confirm = (criteria: string, values: object = {}) => insist(doctor, 'risk.assessment.save', { row: rows.assessment(criteria, { confirmedAt: '2026-03-05T10:20', ...values }) })

test('a screening, an assessment with its report, a case and its follow-up are rows the structure check takes', async () => {
  await insist(doctor, 'risk.screening.save', { row: rows.screening('S1.1,S6.1', { screenedDay: '2026-03-02', referredDay: '2026-03-02', referredTo: '县医院' }) })
  const { id } = await confirm('Y1.1,O1.1,P2')
  await insist(doctor, 'risk.report.save', { row: rows.report(id, { sentAt: '2026-03-05T11:00' }) })
  const opened = await insist(doctor, 'risk.case.save', { row: rows.case(id, { openedDay: '2026-03-06', factors: '01,28', symptoms: '乏力', advice: '住院治疗' }) })
  await insist(doctor, 'risk.caseVisit.save', { row: rows.visit(opened.id, { visitDay: '2026-03-09', situation: '平稳', nextDay: '2026-03-20' }) })

  const [screening] = (await planned('risk_screening')).rows
  expect(screening!.envelope).toMatchObject({ payload: { 'HDSB02.04.002': '李秀英', 'HDSB02.04.014': '杉桥镇', 'HDSB02.04.035': '20250901' }, ext: { items: 'S1.1,S6.1', isPositive: 'T', dueDay: '20260316' } })
  expect(checkStructure(riskScreeningDataset, screening!.envelope)).toEqual([])
  const [assessed] = (await planned('risk_assessment')).rows
  expect(assessed!.envelope.ext).toMatchObject({ colour: 'orange', isPurple: 'T', confirmedAt: '20260305T102000', way: 'system', isLate: 'F', criteria: 'Y1.1,O1.1,P2' })
  expect(checkStructure(riskAssessmentDataset, assessed!.envelope)).toEqual([])

  const { rows: cases } = await planned('high_risk_case')
  expect(cases.map(row => row.envelope.bk.visitNo).toSorted()).toEqual(['0', expect.any(String)])
  const [one, visit] = [cases.find(row => row.envelope.bk.visitNo === '0')!, cases.find(row => row.envelope.bk.visitNo !== '0')!]
  expect(one.envelope.payload).toMatchObject({ 'HDSB02.04.223': expect.stringMatching(/^GW2026/), 'HDSB02.04.224': '20260305T102000', 'HDSB02.04.225': '185', 'HDSB02.04.226': '01', 'HDSB02.04.227': 'T', 'HDSB02.04.233': '乏力', 'HDSB02.04.236': '住院治疗' })
  expect(one.envelope.ext).toMatchObject({ factors: '01,28', colour: 'orange' })
  // A score and its grades are not given with the five colours: nothing is made up.
  expect(one.envelope.payload).not.toHaveProperty('HDSB02.04.228')
  expect(one.envelope.payload).not.toHaveProperty('HDSB02.04.229')
  expect(visit.envelope.payload).toMatchObject({ 'HDSB02.04.231': '20260309', 'HDSB02.04.232': '189', 'HDSB02.04.237': '20260320', 'HDSB02.04.238': '青山县妇幼保健院', 'HDSB02.04.239': '曹孕保', 'HDSB02.04.223': one.envelope.payload['HDSB02.04.223'] })
  for (const row of cases) expect(checkStructure(highRiskCaseDataset, row.envelope)).toEqual([])
  for (const name of ['risk_screening', 'risk_assessment', 'high_risk_case']) expectOrigins(await planned(name))
})

test('score and grade of before the five colours go out where the province still asks for them, as the doctor gave them', async () => {
  // Not asked for: what a screen sends all the same is not kept.
  const unasked = await confirm('O3.7', { score: 20, scoreGrade: '2' })
  expect(await doctor.call('risk.assessment.get', { id: unasked.id })).toMatchObject({ score: null, scoreGrade: null })
  await changeSetting(scene.admin, 'maternalRules', { asksRiskScore: 1 })
  const half = await doctor.fails('risk.assessment.save', { row: rows.assessment('O3.7', { confirmedAt: '2026-03-05T10:30', score: 20 }) as never })
  expect(half.fields?.map(({ path, message }) => `${path} ${message.key}`)).toContain('scoreGrade riskAssessment.scoreGrade')
  const { id } = await confirm('R1.6.4', { score: 20, scoreGrade: '3', confirmedAt: '2026-03-05T10:30', stage: 'dynamic' })
  await insist(doctor, 'risk.case.save', { row: rows.case(id, { openedDay: '2026-03-06' }) })
  const planCase = await planned('high_risk_case')
  expect(planCase.rows[0]!.envelope.payload).toMatchObject({ 'HDSB02.04.228': '20', 'HDSB02.04.229': '3' })
  expect(checkStructure(highRiskCaseDataset, planCase.rows[0]!.envelope)).toEqual([])
  expectOrigins(planCase)
  expect((await planned('risk_assessment')).rows.map(({ envelope }) => [envelope.ext.colour, envelope.ext.score, envelope.ext.scoreGrade])).toEqual(expect.arrayContaining([['red', '20', '3']]))
})

test('a closing is the case’s own row with the national 转归; a case without a code in that table says 其他', async () => {
  const { id } = await confirm('P2', { stage: 'first' })
  const opened = await insist(doctor, 'risk.case.save', { row: rows.case(id, { openedDay: '2026-03-06' }) })
  await doctor.call('risk.case.close', { ...opened, closedDay: '2026-03-08', outcome: 'lost', handedTo: null, closingNote: null } as never)
  const [row] = (await planned('high_risk_case')).rows
  expect(row!.envelope.payload).toMatchObject({ 'HDSB02.04.240': '9', 'HDSB02.04.241': '青山县妇幼保健院', 'HDSB02.04.242': '周医生', 'HDSB02.04.243': '20260308' })
  expect(row!.envelope.ext.outcome).toBe('lost')
})

test('what was sent and is voided falls out of the next package', async () => {
  const { id } = await confirm('O3.7')
  await sealMonth(scene.reporter, MONTH)
  expect((await planned('risk_assessment')).rows).toEqual([])
  const { rev } = await doctor.call('risk.assessment.get', { id })
  await doctor.call('risk.assessment.void', { id, rev, reason: '重复登记' })
  expect((await planned('risk_assessment')).rows.map(({ envelope }) => [envelope.op, envelope.voidReason])).toEqual([['V', '重复']])
})


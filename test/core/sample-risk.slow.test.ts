import { afterAll, beforeAll, expect, test } from 'vitest'
import { RISK_LISTS } from '../../domain/api/risk-api.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { riskAssessment } from '../../domain/modules/risk/assessment.record.ts'
import { riskCase } from '../../domain/modules/risk/case.record.ts'
import { riskCaseVisit } from '../../domain/modules/risk/case-visit.record.ts'
import { riskIdsIn, riskLinesIn } from '../../domain/modules/risk/parts.ts'
import { riskReport } from '../../domain/modules/risk/report.record.ts'
import { riskScreening } from '../../domain/modules/risk/screening.record.ts'
import { riskStanding } from '../../domain/rule/maternal/risk-assessment.ts'
import { RISK_TABLE } from '../../domain/rule/maternal/risk-criteria.ts'
import { standingOfAssessment } from '../../electron/core/registry/risk.ts'
import { type Desk, type Window } from '../support/desk.ts'
import { faultsOfRows, openSample, storedRows } from '../support/sample-scene.ts'

let desk: Desk
let care: Window
beforeAll(async () => { ({ desk, doctor: care } = await openSample('yunbao', 5, 4_000)) })
afterAll(() => desk.close())

test('every row passes its own schema and rules', async () => {
  const records = [riskScreening, riskAssessment, riskReport, riskCase, riskCaseVisit] as const
  for (const definition of records) expect((await storedRows(desk, definition)).length, definition.id).toBeGreaterThan(2)
  expect(await faultsOfRows(desk, [...records])).toEqual([])
})

test('an assessment’s colour is what its rows come to, its words are those of the table, and the pregnancy stands where the last one says', async () => {
  const last = new Map<string, Awaited<ReturnType<typeof storedRows<typeof riskAssessment>>>[number]>()
  for (const row of await storedRows(desk, riskAssessment)) {
    expect(standingOfAssessment(row)).toEqual(riskStanding(riskIdsIn(row.criteria), RISK_TABLE))
    expect(riskLinesIn(row.criteriaTexts).map(({ id }) => id).join(',')).toBe(row.criteria)
    if ((last.get(row.pregnancyId)?.confirmedAt ?? '') <= row.confirmedAt) last.set(row.pregnancyId, row)
  }
  const colours = new Set<string | null>()
  for (const row of await storedRows(desk, pregnancy)) {
    const assessment = last.get(row.id)
    expect([row.riskColour, row.isPurple ?? false], row.id).toEqual([assessment?.colour ?? null, assessment?.isPurple ?? false])
    colours.add(row.riskColour)
  }
  expect([...colours].toSorted()).toEqual(['green', 'orange', 'red', 'yellow', null].toSorted())
})

test('the lists have somebody to assess, to report and to follow up, some of them late', async () => {
  const { lists, high, managed } = await care.call('risk.duty.counts', {})
  for (const list of RISK_LISTS.filter(one => one === 'assess' || one === 'report' || one === 'followUp')) expect(lists[list], list).toMatchObject({ total: expect.any(Number) })
  expect([lists.assess.total, lists.report.total, lists.followUp.total, lists.followUp.overdue].every(count => count > 0), JSON.stringify(lists)).toBe(true)
  expect(managed).toBe(high)
})

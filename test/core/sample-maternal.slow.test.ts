import { afterAll, beforeAll, expect, test } from 'vitest'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { maternalAttempt } from '../../domain/modules/maternal/attempt.record.ts'
import { FIRST_COMPUTED, maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { postpartumCheck } from '../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../domain/modules/maternal/postpartum-visit.record.ts'
import { redating } from '../../domain/modules/maternal/redating.record.ts'
import { maternalVisit, VISIT_COMPUTED } from '../../domain/modules/maternal/visit.record.ts'
import { MATERNAL_DUE } from '../../domain/api/maternal-care-api.ts'
import { MATERNAL_RULES_DEFAULT } from '../../domain/rule/maternal/maternal-rules.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { datingOf } from '../../electron/core/registry/pregnancies.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, type Window } from '../support/desk.ts'
import { faultsOfRows, openSample, storedRows } from '../support/sample-scene.ts'

const TODAY = '2026-03-10' as Day
let desk: Desk
let care: Window
beforeAll(async () => { ({ desk, doctor: care } = await openSample('yunbao', 5, 4_000)) })
afterAll(() => desk.close())

test('every row passes its own schema and rules, and holds what its form shows and nothing else', async () => {
  const records = [maternalFirst, maternalVisit, postpartumVisit, postpartumCheck, redating, maternalAttempt] as const
  for (const definition of records) expect((await storedRows(desk, definition)).length, definition.id).toBeGreaterThan(2)
  expect(await faultsOfRows(desk, [...records, pregnancy])).toEqual([])
})

test('pregnancies at all weeks, dated as the program dates them: by menstruation, scan and transfer; twins, overdue, closed in every way', async () => {
  const rows = await storedRows(desk, pregnancy)
  const open = rows.filter(row => row.state === 'pregnant')
  expect(open.length).toBeGreaterThan(80)
  for (const row of rows.filter(one => one.startDay !== null)) {
    const dating = datingOf(row, MATERNAL_RULES_DEFAULT)!
    expect([row.expectedDay, row.startDay, row.datingMethod]).toEqual([dating.expectedDay, dating.startDay, dating.method])
  }
  for (let week = 6; week <= 42; week += 4) expect(open.some(row => row.startDay! <= addDays(TODAY, -week * 7) && row.startDay! > addDays(TODAY, -(week + 4) * 7)), `${week} weeks`).toBe(true)
  expect(new Set(rows.map(row => row.datingMethod))).toEqual(new Set(['menstruation', 'ultrasound', 'transfer']))
  expect(new Set(rows.map(row => row.state))).toEqual(new Set(['pregnant', 'delivered', 'ended', 'lost', 'moved']))
  expect(new Set(rows.map(row => row.closeMethod))).toEqual(new Set([null, 'recovered', 'referred', 'ended', 'lost', 'moved']))
  expect(open.some(row => row.fetusCount === 2)).toBe(true)
})

test('visits lie in their pregnancy, each number once; every birth has ended its pregnancy on its day', async () => {
  const pregnancies = new Map((await storedRows(desk, pregnancy)).map(row => [row.id, row]))
  for (const row of [...await storedRows(desk, maternalFirst), ...await storedRows(desk, maternalVisit)]) {
    const of = pregnancies.get(row.pregnancyId)!
    expect(row.visitDay >= of.bookedDay! && row.visitDay <= (of.stateDay ?? TODAY), `${row.id}`).toBe(true)
  }
  for (const row of await storedRows(desk, delivery)) expect(pregnancies.get(row.pregnancyId)).toMatchObject({ state: 'delivered', stateDay: expect.any(String) })
})

test('what the program finds when a row is saved again is what the row holds', async () => {
  for (const [name, definition, computed] of [['maternal.first.save', maternalFirst, FIRST_COMPUTED], ['maternal.visit.save', maternalVisit, VISIT_COMPUTED]] as const) {
    let saved = 0
    const rows = (await storedRows(desk, definition as typeof maternalVisit)).slice(0, 120)
    for (const stored of rows) {
      const row = valuesOf(definition as typeof maternalVisit, stored)
      const answer = await desk.host.call(name, { id: stored.id, rev: stored.rev, row: { ...row, ...Object.fromEntries(computed.map(field => [field, null])) } }, 'yunbao')
      if (!answer.ok) { expect(answer.error.code, JSON.stringify(answer.error)).toBe('confirm'); continue }
      expect(valuesOf(definition as typeof maternalVisit, await care.call(name.replace('.save', '.get') as 'maternal.visit.get', { id: stored.id }) as never)).toEqual(row)
      saved += 1
    }
    expect(saved / rows.length, name).toBeGreaterThan(0.7)
  }
})

test('every list of what is due has somebody, and the figures of the last months lie where a county’s lie', async () => {
  const { counts } = await care.call('maternal.due.count', {})
  for (const kind of MATERNAL_DUE) expect(counts[kind], kind).toBeGreaterThan(0)
  const { figures } = await care.call('maternal.indicators', { from: addDays(TODAY, -100), to: addDays(TODAY, -40) })
  for (const { figure, percent } of figures) expect(percent, figure).toBeGreaterThan(30)
})

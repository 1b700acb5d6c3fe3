import { expect, test } from 'vitest'
import { childAutism } from '../../domain/modules/child/autism.record.ts'
import { bloodSpot } from '../../domain/modules/child/blood-spot.record.ts'
import { childCase } from '../../domain/modules/child/case.record.ts'
import { heartScreening } from '../../domain/modules/child/heart-screening.record.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { onceRuleAgainst, rowWords } from '../../domain/record/derive/once.ts'

const stands = (definition: RecordDefinition, one: Record<string, unknown>, other: Record<string, unknown>): boolean => {
  const rule = onceRuleAgainst(definition, one, other)
  // Which of the two is asked about first makes no difference.
  expect(onceRuleAgainst(definition, other, one)).toBe(rule)
  return rule === undefined
}

test.each([
  ['the same minute', '2026-03-07T08:00', '2026-03-07T08:00', false], ['another hour of the day', '2026-03-07T08:00', '2026-03-07T16:30', false], ['the next day', '2026-03-07T23:59', '2026-03-08T00:00', true],
])('a screening at %s', (_words, one, other, expected) => { expect(stands(heartScreening, { screenedAt: one }, { screenedAt: other })).toBe(expected) })

test('a number or the day makes a sample the same one; what nobody filled in is equal to nothing', () => {
  expect(stands(bloodSpot, { sampleNumber: 'S1', takenAt: '2026-03-07T08:00' }, { sampleNumber: 'S1', takenAt: '2026-03-09T08:00' })).toBe(false)
  expect(stands(bloodSpot, { sampleNumber: 'S1', takenAt: '2026-03-07T08:00' }, { sampleNumber: 'S2', takenAt: '2026-03-07T09:00' })).toBe(false)
  expect(stands(bloodSpot, { sampleNumber: null, takenAt: null }, { sampleNumber: null, takenAt: null })).toBe(true)
})

test('one case of a kind is open; closed ones stand beside it', () => {
  const open = { kind: 'anaemia', closedDay: null }
  expect(stands(childCase, open, open)).toBe(false)
  expect(stands(childCase, open, { kind: 'rickets', closedDay: null })).toBe(true)
  expect(stands(childCase, open, { kind: 'anaemia', closedDay: '2026-03-01' })).toBe(true)
})

const course = (firstAbnormalDay: string, end: { closedDay?: string; excluded?: string } = {}) => ({ firstAbnormalDay, closedDay: end.closedDay ?? null, state: end.excluded ? 'excluded' : 'rescreening', sinceDay: end.excluded ?? firstAbnormalDay })
test.each([
  ['both go on', course('2026-01-01'), course('2026-05-01'), false],
  ['one closed before the other began', course('2026-01-01', { closedDay: '2026-02-01' }), course('2026-05-01'), true],
  ['one begins on the day the other ended', course('2026-01-01', { excluded: '2026-02-01' }), course('2026-02-01'), true],
  ['one closed after the other began', course('2026-01-01', { closedDay: '2026-02-01' }), course('2026-01-31'), false],
  ['one within the other', course('2026-01-01', { closedDay: '2026-06-01' }), course('2026-02-01', { excluded: '2026-03-01' }), false],
  ['both begun and closed on one day', course('2026-01-01', { closedDay: '2026-01-01' }), course('2026-01-01', { closedDay: '2026-01-01' }), false],
])('two courses: %s', (_words, one, other, expected) => { expect(stands(childAutism, one, other)).toBe(expected) })

test('a row is named by what tells it from others, in every record that has a rule', () => {
  expect(rowWords(heartScreening, { screenedAt: '2026-03-07T08:00' })).toBe(`${heartScreening.title} 2026-03-07 08:00`)
  for (const definition of RECORDS as readonly RecordDefinition[]) for (const rule of definition.once) for (const name of [...rule.fields, ...rule.says]) expect(Object.keys(definition.fields), `${definition.id}.${name}`).toContain(name)
})

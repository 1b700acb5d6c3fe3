import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHILD_CONTACT } from '../../domain/code/child-check.ts'
import { isSelectable, selectableVisits } from '../../domain/rule/eye/eye-visits.ts'
import { addDays, type Day } from '../../domain/time/day.ts'

test('a day belongs to a visit exactly when the visit is among those the day may be for', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: -3, max: 2700 }), (born, age) => {
    const birthDay = addDays('2022-01-01' as Day, born)
    const on = addDays(birthDay, age)
    expect(CHILD_CONTACT.values.filter(contact => isSelectable(contact, birthDay, on))).toEqual(selectableVisits(birthDay, on))
  }), { numRuns: 3000 })
})

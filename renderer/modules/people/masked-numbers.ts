import { person, type StoredPerson } from '../../../domain/modules/people/person.record.ts'

/**
 * The definition for somebody who sees numbers masked only: a masked number left as it was is no finding, since the
 * core puts the true one back; one typed anew is checked like any other.
 */
export function definitionForMasked(stored: Pick<StoredPerson, 'idNumber' | 'phone'>): typeof person {
  const isUntouched = (row: { idNumber: string | null; phone: string | null }, path: string): boolean =>
    (path === 'idNumber' || path === 'phone') && row[path] !== null && row[path] === stored[path]
  return { ...person, rules: person.rules.map(rule => (row, moment) => rule(row, moment).filter(issue => !isUntouched(row, issue.path))) }
}

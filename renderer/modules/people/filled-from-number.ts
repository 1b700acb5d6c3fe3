import { useEffect, useRef } from 'react'
import type { Person } from '../../../domain/modules/people/person.record.ts'
import { tidyPerson } from '../../../domain/modules/people/person.tidy.ts'
import { today } from '../../app/format.ts'
import type { FormStore } from '../../kit/index.ts'

/**
 * Birth day and sex out of a faultless ID number, where the clerk has typed none. What was filled follows the number
 * when it is corrected; what was typed stays.
 */
export function useFilledFromNumber(store: FormStore): void {
  const filled = useRef<Partial<Record<'birthDay' | 'sex', unknown>>>({})
  useEffect(() => {
    const fill = (): void => {
      const values = store.values() as unknown as Person
      if (!values.idNumber) return
      const isOpen = (name: 'birthDay' | 'sex'): boolean => values[name] === null || values[name] === filled.current[name]
      const known = tidyPerson({ ...values, birthDay: isOpen('birthDay') ? null : values.birthDay, sex: (isOpen('sex') ? null : values.sex) as Person['sex'] }, { today: today() })
      for (const name of ['birthDay', 'sex'] as const) {
        const value = known[name]
        if (value === null || value === values[name] || !isOpen(name)) continue
        filled.current[name] = value
        store.set(name, value)
      }
    }
    fill()
    const stops = [store.subscribe('idNumber', fill), store.subscribe('idType', fill)]
    return () => { for (const stop of stops) stop() }
  }, [store])
}

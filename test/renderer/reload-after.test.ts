import { afterEach, expect, test } from 'vitest'
import type { Name } from '../../domain/api/api.ts'
import { queryClient, reloadAfter } from '../../renderer/api/useCall.ts'

afterEach(() => queryClient.clear())

// What a screen of the child shows is a person's name and birth, a delivery, a rule of the hospital: none may stand there as it was.
test.each<[Name, readonly string[], readonly string[]]>([
  ['person.save', ['child.file.open', 'child.due.list', 'child.paper.preview'], ['annual.form']], ['delivery.register', ['child.newborns'], []], ['setting.save', ['child.due.list', 'child.screening.open', 'eye.visit.prepare'], []],
  ['child.visit.save', ['child.file.open', 'child.growth.curve', 'person.timeline', 'home.work', 'eye.open'], ['certificate.queue']],
  ['eye.visit.save', ['eye.open', 'eye.referral.list', 'child.due.list'], ['certificate.queue']],
])('after %s the answers it changed are asked again', async (write, stale, untouched) => {
  for (const name of [...stale, ...untouched]) queryClient.setQueryData([name, {}], { shown: true })
  await reloadAfter(write)
  const isStale = (name: string): boolean | undefined => queryClient.getQueryState([name, {}])?.isInvalidated
  expect(stale.map(isStale)).toEqual(stale.map(() => true))
  expect(untouched.map(isStale)).toEqual(untouched.map(() => false))
})

import { expect, test } from 'vitest'
import { newId } from '../../electron/shell/new-id.ts'

test('ids are UUIDv7, carry the present time, never repeat and sort in the order they were made', () => {
  const beforeMs = Date.now()
  const ids = Array.from({ length: 20_000 }, newId)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const timeMs = Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)
  expect(timeMs).toBeGreaterThanOrEqual(beforeMs)
  expect(timeMs).toBeLessThanOrEqual(Date.now())
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
})

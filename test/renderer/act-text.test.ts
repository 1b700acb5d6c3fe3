/// <reference types="vite/client" />
import { expect, test } from 'vitest'
import { api, API_NAMES } from '../../domain/api/api.ts'
import { actText } from '../../renderer/modules/audit/act-text.ts'

test('every act that the audit can hold has words of its own', () => {
  // The calls before the log-in are not the database's; those that do have a line are named one by one.
  const audited = API_NAMES.filter(name => (api[name].writes || api[name].audited) && !name.startsWith('system.'))
  expect(audited.length).toBeGreaterThan(100)
  expect(audited.filter(name => actText(name) === name)).toEqual([])
})

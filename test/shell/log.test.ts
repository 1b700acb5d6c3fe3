import { expect, test } from 'vitest'
import { factsOfError, newReference } from '../../electron/shell/log.ts'

test('what the log keeps of an exception has its name, code and place, and nothing of its message', () => {
  const error = Object.assign(new TypeError('张三 110101199003070011\n    at 李四 (file:///x/y.ts:1:2)'), { code: 'SQLITE_CONSTRAINT' })
  const facts = factsOfError(error)
  expect(facts).toMatchObject({ error: 'TypeError', code: 'SQLITE_CONSTRAINT' })
  expect(String(facts.at)).toContain('log.test.ts')
  expect(JSON.stringify(facts)).not.toMatch(/张三|李四|110101/)
})

test('something thrown that is no Error is named by its type alone', () => {
  expect(factsOfError('张三')).toEqual({ error: 'string' })
})

test('a reference is short enough to be read out', () => {
  expect(newReference()).toMatch(/^[0-9A-F]{8}$/)
})

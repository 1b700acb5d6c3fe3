import { expect, test } from 'vitest'
import { openConnection } from '../../electron/core/db/sqlite.ts'
import { statementCache } from '../../electron/core/db/statement-cache.ts'

const opened = () => {
  const connection = openConnection({ path: ':memory:', key: null })
  connection.exec("CREATE TABLE child (name text); INSERT INTO child VALUES ('李思源')")
  let prepared = 0
  const prepare = statementCache({ prepare: ((text: string) => { prepared += 1; return connection.prepare(text) }) as typeof connection.prepare }, 3)
  return { connection, prepare, preparedSoFar: () => prepared }
}

test('a text is prepared once, whatever stands between', () => {
  const { prepare, preparedSoFar } = opened()
  for (const name of ['李思源', '张丽华', '李思源']) prepare('SELECT * FROM child WHERE name = ?').all(name)
  prepare('SELECT count(*) FROM child').all()
  expect(prepare('SELECT * FROM child WHERE name = ?').all('李思源')).toEqual([{ name: '李思源' }])
  expect(preparedSoFar()).toBe(2)
})

test('after a change of the tables an old text answers with the new columns', () => {
  const { prepare } = opened()
  const all = 'SELECT * FROM child'
  expect(prepare(all).all()).toEqual([{ name: '李思源' }])
  for (const [change, row] of [
    ["ALTER TABLE child ADD COLUMN sex text DEFAULT '1'", { name: '李思源', sex: '1' }],
    ['alter table child rename column sex to sex_code', { name: '李思源', sex_code: '1' }],
    ['  DROP TABLE child', null],
    ["CREATE TABLE child AS SELECT 'ZY1' AS number", { number: 'ZY1' }],
  ] as const) {
    prepare(change).run()
    if (row) expect(prepare(all).all()).toEqual([row])
    else expect(() => prepare(all).all()).toThrow('no such table')
  }
})

test('of more texts than are kept, the one longest unused is prepared anew', () => {
  const { prepare, preparedSoFar } = opened()
  const ask = (number: number) => prepare(`SELECT ${number} AS number`).all()
  for (const number of [1, 2, 3, 1, 4]) ask(number)
  expect(preparedSoFar()).toBe(4)
  ask(1)
  expect(preparedSoFar()).toBe(4)
  expect(ask(2)).toEqual([{ number: 2 }])
  expect(preparedSoFar()).toBe(5)
})

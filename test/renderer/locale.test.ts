import { expect, test } from 'vitest'
import { compare, localeReport, sentencesInText } from '../../scripts/check-locale.ts'

test('every sentence of the program has one Chinese and one English text, and no English is left over', () => {
  const report = localeReport()
  expect(report.sentences).toBeGreaterThan(1_000)
  expect(report.ambiguous).toEqual([])
  expect(report.wrong).toEqual([])
  expect(report.missing.map(({ key, zh, where }) => `${key}\t${zh}\t${where}`)).toEqual([])
  expect(report.unused).toEqual([])
})

test('the check finds what it is for', () => {
  const found = sentencesInText("t('a.b', '说 {{one}}', { one })\n message(\n  'c.d',\n  '再说\\'一次\\'')\n 'e.f': '表里的话',\nformat('x', 'y')", 'here')
  expect(found.map(({ key, zh }) => [key, zh])).toEqual([['a.b', '说 {{one}}'], ['c.d', "再说'一次'"], ['e.f', '表里的话']])
  const report = compare([...found, { key: 'a.b', zh: '别的', where: 'there' }], new Map<string, Record<string, string>>([['one.json', { 'a.b': 'Say {{two}}', 'c.d': 'Again' }], ['two.json', { 'c.d': 'Twice', 'g.h': 'Old' }]]))
  expect(report.missing.map(({ key }) => key)).toEqual(['e.f'])
  expect(report.unused).toEqual(['g.h'])
  expect(report.ambiguous).toHaveLength(1)
  expect(report.wrong).toEqual(['a.b: places {{one}} became {{two}} (one.json)', 'c.d: in one.json and in another file', 'c.d: in two.json and in another file'].filter(line => !line.includes('one.json and')))
})

import { expect, test } from 'vitest'
import { nameOnPaper } from '../../domain/rule/name-on-paper.ts'

test('a child without a name is called after its mother; its own name always comes first', () => {
  expect(nameOnPaper({ name: '李思远', sex: '1' }, '张丽华')).toBe('李思远')
  expect(['1', '2', '0', '9'].map(sex => nameOnPaper({ name: null, sex }, '张丽华'))).toEqual(['张丽华之子', '张丽华之女', '张丽华之婴', '张丽华之婴'])
  expect([nameOnPaper({ name: null, sex: '1' }, null), nameOnPaper({ name: '', sex: '1' }, undefined)]).toEqual(['未取名', '未取名'])
})

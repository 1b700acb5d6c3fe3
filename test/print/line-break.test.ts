import { expect, test } from 'vitest'
import { breakLines, graphemes, unbreakablePieces } from '../../electron/core/print/line-break.ts'

const within = (count: number) => (line: string) => graphemes(line).length <= count

test('characters beyond U+FFFF and marked letters count as one', () => {
  expect(graphemes('𬍛a\u0301')).toEqual(['𬍛', 'a\u0301'])
  expect(breakLines('𬍛𬀪𬍛', within(2))).toEqual(['𬍛𬀪', '𬍛'])
})

test('no closing mark begins a line and no opening mark ends one', () => {
  expect(breakLines('甲乙丙，丁', within(3))).toEqual(['甲乙', '丙，丁'])
  expect(breakLines('甲乙（丙丁', within(3))).toEqual(['甲乙', '（丙丁'])
  expect(breakLines('古丽·阿不都', within(2))).toEqual(['古', '丽·', '阿不', '都'])
})

test('a number or a Latin word stays whole unless it is longer than a line', () => {
  expect(breakLines('河滨路118号', within(5))).toEqual(['河滨路', '118号'])
  expect(breakLines('血压168/112 mmHg', within(9))).toEqual(['血压168/112', 'mmHg'])
  expect(breakLines('ABCDEFGH', within(5))).toEqual(['ABCDE', 'FGH'])
  expect(unbreakablePieces('Li Na 12.5kg')).toEqual(['Li', ' ', 'Na', ' ', '12.5kg'])
})

test('a typed line end is kept, blanks at a break are not', () => {
  expect(breakLines('甲\n乙', within(5))).toEqual(['甲', '乙'])
  expect(breakLines('ab cd', within(2))).toEqual(['ab', 'cd'])
})

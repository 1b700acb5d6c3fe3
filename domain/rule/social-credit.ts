import { block, message } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { plainNumber } from './written-form.ts'

// GB 32100—2015: no I, O, S, V, Z.
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const BASE = CHARACTERS.length

/** The check character of a 统一社会信用代码 for its first 17 characters. Source: GB 32100, §2.6 of the certificate note. */
export function socialCreditCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => {
    const value = CHARACTERS.indexOf(first17.charAt(index))
    if (value === -1 || first17.length !== 17) throw new RangeError('17 characters of GB 32100 expected')
    return total + weight * value
  }, 0)
  return CHARACTERS.charAt((BASE - (sum % BASE)) % BASE)
}

/** Checks a 统一社会信用代码 (GB 32100): length, alphabet, check character with the expected one named. */
export function checkSocialCreditCode(text: string, path = 'code'): { value: string; issues: FieldIssue[] } {
  const value = plainNumber(text)
  if (value.length !== 18) {
    return { value, issues: [block(path, message('socialCredit.length', '统一社会信用代码应为 18 位,现为 {{length}} 位', { length: value.length }))] }
  }
  const wrongAt = [...value].findIndex(sign => !CHARACTERS.includes(sign))
  if (wrongAt !== -1) {
    return {
      value,
      issues: [block(path, message('socialCredit.alphabet', '统一社会信用代码第 {{position}} 位“{{sign}}”无效:只用数字和大写字母,且不用 I、O、S、V、Z', { position: wrongAt + 1, sign: value.charAt(wrongAt) }))],
    }
  }
  const expected = socialCreditCheckCharacter(value.slice(0, 17))
  return expected === value.charAt(17)
    ? { value, issues: [] }
    : { value, issues: [block(path, message('socialCredit.checkCharacter', '统一社会信用代码校验位错误,末位应为 {{expected}}', { expected }))] }
}

import { expect, test } from 'vitest'
import { maskIdNumber, maskPhone } from '../../domain/rule/mask.ts'

test.each([['110101199508150009', '110101********0009'], ['TK1234567', 'TK*****67'], ['H12345678', 'H1*****78'], ['AB1234', 'A****4'], ['', '']])('ID number %s is shown as %s', (number, shown) => {
  expect(maskIdNumber(number)).toBe(shown)
})

test.each([['13812341234', '138****1234'], ['0730-8612345', '0730-*****45'], ['010-12345678', '010-******78'], ['0371-12345678-12', '0371-******78-12'], ['+81901234567', '+8********67']])('phone %s is shown as %s', (number, shown) => {
  expect(maskPhone(number)).toBe(shown)
})

test.each(['13812341234', '0730-8612345', '+81901234567'])('a phone masked twice (core, then screen) is masked once: %s', number => {
  expect(maskPhone(maskPhone(number))).toBe(maskPhone(number))
})
test.each(['110101199508150009', 'TK1234567', 'AB1234'])('an ID number masked twice is masked once: %s', number => {
  expect(maskIdNumber(maskIdNumber(number))).toBe(maskIdNumber(number))
})

import { expect, test } from 'vitest'
import { blankFill, certificateValues } from '../../domain/print/certificate-values.ts'
import { recoverySheetValues } from '../../domain/print/recovery-sheet-values.ts'
import { referralBackValues } from '../../domain/print/referral-values.ts'
import { registrationFormValues } from '../../domain/print/registration-form-values.ts'
import { toDay, toMinute } from '../../domain/time/day.ts'
import { certificate, mother, registration } from './support/facts.ts'

test('the time of birth is five separate numbers that no stroke can lengthen', () => {
  const values = certificateValues({ ...certificate, birthAt: toMinute('2026-01-02T03:04') })
  expect([values.birthYear, values.birthMonth, values.birthDay, values.birthHour, values.birthMinute]).toEqual(['2026', '01', '02', '03', '04'])
})

test('weeks and days are two values and the length has one decimal', () => {
  const values = certificateValues(certificate)
  expect([values.gestWeeks, values.gestDays, values.weightG, values.lengthCm]).toEqual(['39', '2', '3250', '50.0'])
})

test('the number is pre-printed and never among the values', () => {
  expect(Object.keys(certificateValues(certificate)).filter(name => /cert|number/i.test(name))).toEqual([])
})

test('case 19: a Japanese mother ticks 护照 and has 民族 /', () => {
  const values = certificateValues({ ...certificate, mother: { ...mother, nationality: 'JPN', ethnicity: '01', idType: '03', idNumber: 'TK1234567' } })
  expect([values.mNat, values.mEthnic, values.mIdCardMark, values.mPassportMark, values.mIdOther]).toEqual(['日本', '/', '', '√', ''])
})

test('case 20: a Hong Kong father prints 中国(香港) and the name of his document', () => {
  const values = certificateValues({ ...certificate, father: { ...mother, nationality: 'HKG', ethnicity: null, idType: '06', idNumber: 'H12345678' } })
  expect([values.fNat, values.fEthnic, values.fIdCardMark, values.fPassportMark, values.fIdOther]).toEqual(['中国(香港)', '/', '', '', '港澳居民来往内地通行证'])
  expect(certificateValues({ ...certificate, father: { ...mother, idType: '99', idTypeText: '外国人永久居留身份证' } }).fIdOther).toBe('外国人永久居留身份证')
})

test('case 21: missing father data print the text of the province in every field and tick nothing', () => {
  const values = certificateValues({ ...certificate, father: null })
  for (const name of ['fName', 'fAge', 'fNat', 'fEthnic', 'fAddr', 'fIdOther', 'fIdNo']) expect(values[name]).toBe('/')
  expect([values.fIdCardMark, values.fPassportMark]).toEqual(['', ''])
  const words = certificateValues({ ...certificate, father: null, parentBlankText: '未提供' })
  expect([words.fName, words.fAddr, words.fAge, words.fIdOther]).toEqual(['未提供', '未提供', '/', '/'])
  expect(certificateValues({ ...certificate, father: null, parentBlankText: '///…' }).fAddr).toEqual({ repeat: '/' })
})

test('a text that ends with … fills the width of its field', () => {
  expect(blankFill('/')).toBe('/')
  expect(blankFill('///…')).toEqual({ repeat: '/' })
  expect(blankFill('…')).toEqual({ repeat: '/' })
})

test('a birth outside an institution has a slash for its name', () => {
  expect(certificateValues({ ...certificate, deliveryOrg: null }).deliveryOrg).toBe('/')
})

test('the registration form marks what was seen of the materials and leaves unknown days to be written', () => {
  const values = registrationFormValues({ ...registration, familyPartDay: undefined } as typeof registration)
  expect(`${String(values.materialsLeft)}\n${String(values.materialsRight)}`.split('\n')).toHaveLength(registration.materials.length)
  expect(values.materialsLeft).toContain('√ 母亲有效身份证件')
  expect(values.materialsRight).toContain('□ 亲子鉴定意见书')
  expect(values.familyPartDay).toBe('年    月    日')
  expect(values.birthAtText).toBe('2026年11月20日08时05分')
})

test('a slip that is to be filled in by the other hospital has no values at all', () => {
  expect(referralBackValues(null)).toEqual({})
})

test('the passphrase is shown in groups of four, four to a line', () => {
  const facts = { institution: '安溪县妇幼保健院', day: toDay('2026-11-22') }
  const lines = '7K3M - QW9X - T4HN - 2BVC\n8RJD - YF6P - 5ZGE - MN4U'
  expect(recoverySheetValues({ ...facts, passphrase: '7K3M-QW9X-T4HN-2BVC-8RJD-YF6P-5ZGE-MN4U' }).passphrase).toBe(lines)
  expect(recoverySheetValues({ ...facts, passphrase: '7K3MQW9XT4HN2BVC8RJDYF6P5ZGEMN4U' }).passphrase).toBe(lines)
})

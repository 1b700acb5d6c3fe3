import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkIdDocument, printedEthnicGroup, printedIdDocument } from '../../domain/rule/id-document.ts'
import type { IdDocument } from '../../domain/rule/id-document.ts'
import {
  birthDayOfIdNumber, checkBirthDayAgainstIdNumber, checkIdNumber, idNumberCheckDigit, kindOfIdNumber, sexOfIdNumber,
} from '../../domain/rule/id-number.ts'
import { NATIONALITY } from '../../domain/code/nationality.ts'
import { checkMotherAge } from '../../domain/rule/age.ts'
import { checkSocialCreditCode, socialCreditCheckCharacter } from '../../domain/rule/social-credit.ts'
import { addDays, toDay } from '../../domain/time/day.ts'

const today = toDay('2026-11-22')
const check = (text: string, expectedSex?: '1' | '2') => checkIdNumber(text, expectedSex ? { today, expectedSex } : { today })
const found = ({ issues }: { issues: readonly { level: string; message: { key: string } }[] }) =>
  issues.map(({ level, message }) => `${level} ${message.key}`)

describe('citizen ID number', () => {
  test.each(['11010519491231002X', '440524188001010014', '110101199508150009', '110101199306079996'])('vector %s passes', number => {
    expect(check(number)).toMatchObject({ value: number, issues: [] })
  })

  test('case 1: a wrong check digit is refused and the right one named', () => {
    const result = checkIdNumber('110101199508150008', { today, path: 'motherIdNumber' })
    expect(result.issues).toMatchObject([{ level: 'block', path: 'motherIdNumber', message: { key: 'idNumber.checkDigit', params: { expected: '9' } } }])
    expect(result.issues[0]?.message.zh).toContain('身份证号校验位错误')
  })

  test('case 2: 30 February is refused although the check digit is right', () => {
    expect(idNumberCheckDigit('11010119920230000')).toBe('0')
    expect(found(check('110101199202300000'))).toEqual(['block idNumber.date'])
  })

  test('case 3: a small x becomes X, and a mother over 55 is a warning', () => {
    const result = check('11010519491231002x', '2')
    expect(result).toMatchObject({ value: '11010519491231002X', birthDay: '1949-12-31', sex: '2', issues: [] })
    expect(checkMotherAge(toDay('1949-12-31'), today)).toMatchObject([{ level: 'warn', message: { key: 'motherAge.unusual', params: { years: 76 } } }])
  })

  test('case 4: a male number of a mother is a warning', () => {
    expect(found(check('110101199306079996', '2'))).toEqual(['warn idNumber.sexNotFemale'])
    expect(found(check('110101199508150009', '1'))).toEqual(['warn idNumber.sexNotMale'])
    expect(found(check('110101199306079996', '1'))).toEqual([])
  })

  test('fifteen digits, wrong length, letters, future and unknown area each have their own sentence', () => {
    expect(found(check('110101930607999'))).toEqual(['block idNumber.fifteen'])
    expect(found(check('1101011993060799'))).toEqual(['block idNumber.length'])
    expect(found(check(''))).toEqual(['block idNumber.length'])
    expect(check('1101O1199306079996').issues[0]?.message.params).toEqual({ position: 5 })
    const future = '11010120991231001'
    expect(found(check(future + idNumberCheckDigit(future)))).toEqual(['block idNumber.future'])
    const nowhere = '19010119930607999'
    expect(found(check(nowhere + idNumberCheckDigit(nowhere)))).toEqual(['warn idNumber.area'])
    expect(found(checkIdNumber('110101199508150009', { today, areaCodes: new Set(['410102']) }))).toEqual(['warn idNumber.area'])
  })

  test('full-width digits and spaces from other programs are read', () => {
    expect(check(' １１０１０１ 19950815 0009\n').value).toBe('110101199508150009')
  })

  test('a birthday today is accepted, tomorrow is not', () => {
    const born = (day: string) => `110101${day.replaceAll('-', '')}001`
    expect(found(check(born(today) + idNumberCheckDigit(born(today))))).toEqual([])
    const tomorrow = born(addDays(today, 1))
    expect(found(check(tomorrow + idNumberCheckDigit(tomorrow)))).toEqual(['block idNumber.future'])
  })

  test('the register and the number may not tell different birth days unnoticed', () => {
    expect(checkBirthDayAgainstIdNumber(toDay('1995-08-15'), '110101199508150009')).toEqual([])
    expect(checkBirthDayAgainstIdNumber(toDay('1995-08-16'), '110101199508150009')).toMatchObject([{ level: 'warn' }])
  })

  const numbers = fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 999 })).map(([days, sequence]) => {
    const first17 = `410102${addDays(toDay('1915-01-01'), days).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return first17 + idNumberCheckDigit(first17)
  })

  test('any single changed character is detected', () => fc.assert(fc.property(
    numbers, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...'0123456789X'),
    (number, at, sign) => {
      fc.pre(number[at] !== sign)
      expect(found(check(number.slice(0, at) + sign + number.slice(at + 1))).some(issue => issue.startsWith('block'))).toBe(true)
    })))

  test('two neighbouring digits changed over are detected', () => fc.assert(fc.property(numbers, fc.integer({ min: 0, max: 16 }), (number, at) => {
    fc.pre(number[at] !== number[at + 1])
    const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2)
    expect(found(check(swapped)).some(issue => issue.startsWith('block'))).toBe(true)
  })))

  test('birth day and sex are read back from a made number', () => fc.assert(fc.property(numbers, number => {
    const result = check(number)
    expect(result.issues).toEqual([])
    expect(birthDayOfIdNumber(number)?.replaceAll('-', '')).toBe(number.slice(6, 14))
    expect(sexOfIdNumber(number)).toBe(Number(number[16]) % 2 === 1 ? '1' : '2')
  })))

  test('no text makes the check throw', () => fc.assert(fc.property(fc.string({ unit: 'binary' }), text => {
    expect(Array.isArray(check(text).issues)).toBe(true)
  })))
})

describe('ID documents', () => {
  const document = (type: IdDocument['type'], number: string, more: Partial<IdDocument> = {}) =>
    checkIdDocument({ type, number, ...more }, { today })

  test('case 19: a Japanese passport has no check digit, ticks 护照 and prints 民族 /', () => {
    expect(found(document('03', 'TK1234567', { nationality: 'JPN' }))).toEqual([])
    expect(printedIdDocument({ type: '03' })).toEqual({ idCard: false, passport: true, other: '' })
    expect(printedEthnicGroup('JPN', '01')).toBe('/')
    expect(printedEthnicGroup('CHN', '05')).toBe('维吾尔族')
    expect(printedEthnicGroup('CHN', null)).toBe('/')
  })

  test('case 20: a permit of Hong Kong passes, prints its name in 其他 and 中国(香港) as nationality', () => {
    expect(found(document('06', 'H12345678', { nationality: 'HKG' }))).toEqual([])
    expect(printedIdDocument({ type: '06' })).toEqual({ idCard: false, passport: false, other: '港澳居民来往内地通行证' })
    expect(NATIONALITY.label('HKG')).toBe('中国(香港)')
    expect(NATIONALITY.label('MAC')).toBe('中国(澳门)')
    expect(NATIONALITY.label('TWN')).toBe('中国(台湾)')
  })

  test('the ID card and the temporary one are strict, household book and permits only warn', () => {
    const wrong = '110101199508150008'
    expect(found(document('01', wrong))).toEqual(['block idNumber.checkDigit'])
    expect(found(document('08', wrong))).toEqual(['block idNumber.checkDigit'])
    expect(found(document('02', wrong))).toEqual(['warn idNumber.checkDigit'])
    expect(found(document('05', '110101199508150009'))).toEqual(['warn idDocument.drivingLicence'])
  })

  const withCheck = (first17: string) => first17 + idNumberCheckDigit(first17)

  test('residence permits and the permanent resident card share the check digit', () => {
    const hongKong = withCheck('81000019900101001')
    const taiwan = withCheck('83000019900101001')
    const foreigner = withCheck('91139219900101001')
    expect(kindOfIdNumber(hongKong)).toBe('hmtResidence')
    expect(kindOfIdNumber(foreigner)).toBe('foreignerPermanentResident')
    expect(found(document('10', hongKong))).toEqual([])
    expect(found(document('10', taiwan))).toEqual(['warn idDocument.permitArea'])
    expect(found(document('11', taiwan))).toEqual([])
    expect(found(document('01', hongKong))).toEqual(['warn idDocument.notCitizen'])
    expect(found(document('99', hongKong, { otherType: 'hmtResidence' }))).toEqual([])
    expect(found(document('99', foreigner, { otherType: 'foreignerPermanentResident' }))).toEqual([])
    expect(found(document('99', 'JPN110190010100', { otherType: 'foreignerPermanentResident' }))).toEqual([])
    expect(found(document('99', 'JPN11019001010', { otherType: 'foreignerPermanentResident' }))).toEqual(['warn idDocument.pattern'])
    expect(printedIdDocument({ type: '99', otherType: 'foreignerPermanentResident' }).other).toBe('外国人永久居留身份证')
  })

  test.each([
    ['03', 'E12345678', 'CHN', []], ['03', 'EA1234567', 'CHN', []], ['03', 'X1', 'CHN', ['warn idDocument.pattern']],
    ['06', 'M1234567890', 'MAC', []], ['06', '12345678', 'MAC', ['warn idDocument.pattern']],
    ['07', '12345678', 'TWN', []], ['07', '1234', 'TWN', ['warn idDocument.pattern']],
    ['04', '军字第1234567号', 'CHN', []],
  ] as const)('type %s number %s of %s', (type, number, nationality, expected) => {
    expect(found(document(type, number, { nationality }))).toEqual(expected)
  })

  test('somebody without a document needs a reason, a number needs a type, 其他 needs a name', () => {
    expect(found(document(null, ''))).toEqual(['block idDocument.reasonMissing'])
    expect(found(document(null, '', { noDocumentReason: 'lost' }))).toEqual([])
    expect(found(document(null, 'E12345678'))).toEqual(['block idDocument.typeMissing'])
    expect(found(document('01', ' '))).toEqual(['block idDocument.numberMissing'])
    expect(found(document('99', 'A1', { otherType: 'text' }))).toEqual(['block idDocument.otherNameMissing'])
    expect(found(document('99', 'A1', { otherType: 'text', otherName: '难民证' }))).toEqual([])
    expect(found(document('04', 'A'.repeat(31)))).toEqual(['block idDocument.numberTooLong'])
  })

  test('findings stand at the names of the form that asked', () => {
    const result = checkIdDocument({ type: '01', number: '110101199508150008' }, { today, fields: { idNumber: 'motherIdNumber' } })
    expect(result.issues[0]?.path).toBe('motherIdNumber')
  })
})

describe('unified social credit code', () => {
  test.each(['91350100M000100Y43', '121101010000000007', '12110101MB0000000C'])('vector %s passes', code => {
    expect(checkSocialCreditCode(code.toLowerCase())).toEqual({ value: code, issues: [] })
  })

  test('case 58: the letter O is refused by name and place', () => {
    expect(checkSocialCreditCode('12110101O000000007').issues).toMatchObject([
      { level: 'block', message: { key: 'socialCredit.alphabet', params: { position: 9, sign: 'O' } } }])
  })

  test('length and check character', () => {
    expect(found(checkSocialCreditCode('1211010100000000'))).toEqual(['block socialCredit.length'])
    expect(checkSocialCreditCode('121101010000000008').issues).toMatchObject([{ message: { params: { expected: '7' } } }])
  })

  test('any single changed character is detected', () => fc.assert(fc.property(
    fc.array(fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), { minLength: 17, maxLength: 17 }), fc.integer({ min: 0, max: 17 }),
    fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (signs, at, sign) => {
      const code = signs.join('') + socialCreditCheckCharacter(signs.join(''))
      fc.pre(code[at] !== sign)
      expect(checkSocialCreditCode(code.slice(0, at) + sign + code.slice(at + 1)).issues).not.toEqual([])
    })))
})

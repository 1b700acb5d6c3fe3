import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { charactersOf, hanCount, isStandardCharacter, normaliseSeparators, standardFormsOf } from '../../domain/rule/name-character.ts'
import { STANDARD_CHARACTERS, VARIANT_GROUPS } from '../../domain/rule/name-character-data.ts'
import { checkNewbornName } from '../../domain/rule/newborn-name.ts'
import type { NewbornNameCase } from '../../domain/rule/newborn-name.ts'
import { surnameOf } from '../../domain/rule/surname.ts'

const parents = { mother: { name: '李梅', nationality: 'CHN', ethnicGroup: '01' }, father: { name: '张伟', nationality: 'CHN', ethnicGroup: '01' } } as const
const check = (name: string, more: Partial<NewbornNameCase> = {}, nameCharset: '8105' | 'GB18030' = '8105') =>
  checkNewbornName({ name, ...parents, registersInChina: true, ...more }, { nameCharset })
const found = (...input: Parameters<typeof check>) => check(...input).issues.map(({ level, message }) => `${level} ${message.key}`)
const standard = charactersOf(STANDARD_CHARACTERS)

describe('characters', () => {
  test('the table is the one in resources: 8,105 characters, 196 of them beyond U+FFFF', () => {
    const rows = readFileSync(join(import.meta.dirname, '../../resources/characters/tongyong_guifan_hanzi.csv'), 'utf8').trim().split('\n').slice(1)
    expect(rows.map(row => row.split(',')[1])).toEqual(standard)
    expect(rows.every(row => row.split(',')[1]?.codePointAt(0)?.toString(16).toUpperCase() === row.split(',')[2])).toBe(true)
    expect(new Set(standard).size).toBe(8105)
    expect(standard.filter(character => (character.codePointAt(0) ?? 0) > 0xffff)).toHaveLength(196)
  })

  test('every character of the table passes in a given name', () => {
    for (const character of standard) expect(found(`张${character}`), character).toEqual([])
  })

  test('every suggestion leads from outside the table into it', () => {
    for (const group of VARIANT_GROUPS.split(' ')) {
      const [variant = '', ...forms] = charactersOf(group)
      expect(isStandardCharacter(variant), variant).toBe(false)
      expect(forms.length > 0 && forms.every(isStandardCharacter), group).toBe(true)
      expect(standardFormsOf(variant)).toEqual(forms)
    }
  })

  test('characters beyond U+FFFF count as one', () => fc.assert(fc.property(
    fc.array(fc.constantFrom(...standard.filter(character => character.length === 2)), { minLength: 1, maxLength: 5 }), characters => {
      expect(hanCount(characters.join(''))).toBe(characters.length)
      expect(found(`张${characters.join('')}`)).toEqual([])
    })))

  test('a compatibility form is named with the character it looks like', () => {
    expect(standardFormsOf('\uF90A')).toEqual(['金'])
    expect(standardFormsOf('\u2F83')).toEqual(['自'])
  })
})

describe('newborn name', () => {
  test('case 25: 稢 is outside the table: refused, or a warning where the province takes GB 18030', () => {
    expect(found('张稢')).toEqual(['block newbornName.outside'])
    expect(found('张稢', {}, 'GB18030')).toEqual(['warn newbornName.outside'])
    expect(check('张稢').issues[0]?.message.zh).toContain('不在《通用规范汉字表》')
  })

  test('case 26: 銘 is refused as traditional with 铭 suggested', () => {
    expect(check('张銘').issues).toMatchObject([{ level: 'block', message: { key: 'newbornName.traditional', params: { character: '銘', forms: '铭' } } }])
    expect(check('张躍菁').issues).toMatchObject([{ message: { params: { character: '躍', forms: '跃' } } }])
  })

  test('case 27: letters, digits, spaces and signs are refused', () => {
    expect(found('张A明')).toEqual(['block newbornName.letter'])
    expect(found('张Ａ明')).toEqual(['block newbornName.letter'])
    expect(found('张明2')).toEqual(['block newbornName.digit'])
    expect(found('张 明')).toEqual(['block newbornName.space'])
    expect(found('张\u3000明')).toEqual(['block newbornName.space'])
    expect(found('张明!')).toEqual(['block newbornName.sign'])
    expect(found('张明\u{1F600}')).toEqual(['block newbornName.sign'])
    expect(found('  张明 ')).toEqual([])
  })

  test('case 27: an English name only where the child is not registered in China and a parent is foreign', () => {
    const foreignFather = { name: 'John Smith', nationality: 'USA' } as const
    expect(found('Mary Smith', { father: foreignFather, registersInChina: false })).toEqual([])
    expect(found("Anne-Marie O'Neill", { father: foreignFather, registersInChina: false })).toEqual([])
    expect(found('Mary Smith', { father: foreignFather })).toContain('block newbornName.letter')
    expect(found('Mary Smith', { registersInChina: false })).toContain('block newbornName.letter')
    expect(found('Mary Smith', { registersInChina: false, father: { name: '陈大文', nationality: 'HKG' } })).toContain('block newbornName.letter')
    expect(found('Mary 张', { father: foreignFather, registersInChina: false })).not.toEqual([])
  })

  test('case 28: seven characters, or one, is a warning', () => {
    expect(found('张一二三四五六')).toEqual(['warn newbornName.length'])
    expect(found('张一二三四五')).toEqual([])
    expect(found('张')).toEqual(['warn newbornName.length'])
  })

  test('case 29: the surname of neither parent needs an approver', () => {
    expect(found('王明')).toEqual(['approve surname.neither'])
    expect(found('李明')).toEqual([])
    expect(found('张李明')).toEqual([])
  })

  test('case 21: with the mother alone the child has her surname, or an approver', () => {
    expect(found('李明', { father: null })).toEqual([])
    expect(found('张明', { father: null })).toEqual(['approve surname.motherOnly'])
    expect(found('李明', { mother: null })).toEqual(['approve surname.fatherOnly'])
  })

  test('compound surnames', () => {
    expect(surnameOf('欧阳修')).toBe('欧阳')
    expect(surnameOf('欧阳')).toBe('欧')
    expect(surnameOf('司马相如')).toBe('司马')
    expect(found('欧阳明', { father: { name: '欧阳修' } })).toEqual([])
    expect(found('欧明', { father: { name: '欧阳修' } })).toEqual(['approve surname.neither'])
  })

  test('a surname may keep an old form that a given name may not have', () => {
    const result = check('邨明', { father: { name: '邨强' } })
    expect(result.surname).toBe('邨')
    expect(result.issues.map(({ level, message }) => `${level} ${message.key}`)).toEqual(isStandardCharacter('邨') ? [] : ['warn newbornName.oldSurname'])
    expect(found('張明', { father: { name: '張偉' } })).toEqual(['warn newbornName.oldSurname'])
    expect(found('明張', { father: { name: '明偉' } })).toEqual(['block newbornName.traditional'])
  })

  test('minority names: · passes, its look-alikes become ·, misplaced ones are refused, no surname is asked for', () => {
    const uyghur = { mother: { name: '古丽娜·买买提', ethnicGroup: '05' }, father: { name: '艾力·吐尔逊', ethnicGroup: '05' } } as const
    expect(found('迪丽·艾力', uyghur)).toEqual([])
    for (const dot of ['・', '•', '‧', '．', '∙', '.']) {
      const result = check(`迪丽${dot}艾力`, uyghur)
      expect(result.value).toBe('迪丽·艾力')
      expect(result.issues.map(({ level, message }) => `${level} ${message.key}`)).toEqual(['warn newbornName.dot'])
    }
    expect(found('·迪丽艾力', uyghur)).toEqual(['block newbornName.separatorPlace'])
    expect(found('迪丽··艾力', uyghur)).toEqual(['block newbornName.separatorPlace'])
    expect(found('扎西顿珠', { mother: { name: '卓玛', ethnicGroup: '04' }, father: { name: '多吉', ethnicGroup: '04' } })).toEqual(['warn surname.minority'])
    expect(found('迪丽·艾力')).toContain('approve surname.neither')
  })

  test('empty and endless names', () => {
    expect(found('  ')).toEqual(['block newbornName.missing'])
    expect(found('张'.repeat(51))).toEqual(['block newbornName.tooLong'])
  })

  test('no text makes the check throw, and separators settle at once', () => fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), name => {
    expect(Array.isArray(check(name).issues)).toBe(true)
    expect(normaliseSeparators(normaliseSeparators(name))).toBe(normaliseSeparators(name))
  })))
})

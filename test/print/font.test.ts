import { mkdtempSync, copyFileSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FONT_FILES, fontFilePath, openPrintFonts } from '../../electron/core/print/font.ts'
import { FONTS, RESOURCES } from './support/facts.ts'

const fonts = openPrintFonts(FONTS)
const tableText = readFileSync(join(RESOURCES, 'characters', 'tongyong_guifan_hanzi.csv'), 'utf8')
const characters = [...new Set(tableText.match(/\p{Script=Han}/gu) ?? [])].join('')

test('the shipped fonts have a glyph for every character of 通用规范汉字表', () => {
  expect([...characters].length).toBe(8105)
  expect(fonts.regular.missingGlyphs(characters)).toEqual([])
  expect(fonts.bold.missingGlyphs(characters)).toEqual([])
})

test('the shipped fonts have what the forms themselves print', () => {
  const needed = '√□·/()（）《》「」：；，。、？！—…-_+.#% 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzéèüöäñçß'
  expect(fonts.regular.missingGlyphs(needed)).toEqual([])
  expect(fonts.bold.missingGlyphs(needed)).toEqual([])
})

test('a missing glyph is read from the character map, whatever the text looks like on screen', () => {
  // ⁺ is why the day of gestation has a box of its own; the last one is a CJK extension no Song font here has.
  expect(fonts.regular.missingGlyphs('39⁺2')).toEqual(['⁺'])
  expect(fonts.regular.missingGlyphs('张\u{30000}张\u{30000}')).toEqual(['\u{30000}'])
  expect(fonts.regular.missingGlyphs('张\u200B三')).toEqual(['\u200B'])
})

test('a Chinese character is one em wide, at any size and beyond U+FFFF too', () => {
  expect(fonts.regular.widthMm('证', 72)).toBeCloseTo(25.4, 6)
  expect(fonts.regular.widthMm('𬍛𬀪', 10.5)).toBeCloseTo((2 * 10.5 * 25.4) / 72, 6)
  expect(fonts.regular.widthMm('', 10.5)).toBe(0)
})

test('the fonts folder may hold the files side by side, as packed, or one folder per weight, as in the npm package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-fonts-'))
  try {
    expect(() => fontFilePath(folder, 'regular')).toThrow(FONT_FILES.regular)
    copyFileSync(fontFilePath(FONTS, 'regular'), join(folder, FONT_FILES.regular))
    expect(fontFilePath(folder, 'regular')).toBe(join(folder, FONT_FILES.regular))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

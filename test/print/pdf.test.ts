import { beforeAll, describe, expect, test } from 'vitest'
import { certificateValues } from '../../domain/print/certificate-values.ts'
import { ptToMm } from '../../domain/print/mm.ts'
import { recoverySheetValues } from '../../domain/print/recovery-sheet-values.ts'
import { referralBackValues, referralOutValues } from '../../domain/print/referral-values.ts'
import { registrationFormValues } from '../../domain/print/registration-form-values.ts'
import { toDay } from '../../domain/time/day.ts'
import { compose, composeDocument } from '../../electron/core/print/compose.ts'
import type { Composed } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { readLayout } from '../../electron/core/print/layouts.ts'
import type { LayoutName } from '../../electron/core/print/layouts.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { FONTS, RESOURCES, certificate, father, mother, referralBack, referralOut, registration } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'
import type { PdfPages } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const layout = (name: LayoutName) => readLayout(RESOURCES, name)
const print = { fonts, mode: 'print' } as const

const longCertificate = certificateValues({
  ...certificate, babyName: '阿卜杜热合曼·麦麦提图尔荪尼亚孜', deliveryOrg: '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心',
  birthProvince: '新疆维吾尔自治区', birthCity: '克孜勒苏柯尔克孜自治州', birthCounty: '双江拉祜族佤族布朗族傣族自治县',
  mother: { ...mother, name: '古丽米热·阿卜杜热合曼', address: '字'.repeat(60), nationality: 'HKG', ethnicity: null, idType: '06', idNumber: 'H12345678' },
  father: null, parentBlankText: '///…',
})
const documents: Record<string, Composed> = {
  certificate: compose(layout('birthCertificate'), certificateValues(certificate), print),
  certificateLong: compose(layout('birthCertificate'), longCertificate, print),
  certificateMoved: compose(layout('birthCertificate'), certificateValues(certificate), { ...print, offset: { dxMm: 2.4, dyMm: -1.3, scaleX: 1.004, scaleY: 0.996 } }),
  certificateArchive: compose(layout('birthCertificate'), certificateValues(certificate), { fonts, mode: 'archive' }),
  registration: composeDocument((['registrationForm', 'registrationFormBack'] as const).map(name => ({ layout: layout(name), values: registrationFormValues({ ...registration, father: { ...father, name: '𬀪𬍛·Ünal' } }) })), print),
  referral: composeDocument([{ layout: layout('referralOut'), values: referralOutValues(referralOut) }, { layout: layout('referralBack'), values: referralBackValues(referralBack) }], print),
  recovery: compose(layout('recoverySheet'), recoverySheetValues({ institution: certificate.issuer, day: toDay('2026-11-22'), passphrase: '7K3M-QW9X-T4HN-2BVC-8RJD-YF6P-5ZGE-MN4U' }), print),
}
const bytes: Record<string, Uint8Array> = {}
const pdfs: Record<string, PdfPages> = {}

beforeAll(async () => {
  Object.assign(bytes, await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, document]) => [name, document.html])), FONTS))
  for (const name of Object.keys(documents)) pdfs[name] = await readPdf(bytes[name]!)
})

/**
 * A PDF names a glyph by one of the code points that share it, so 马 can come back as the radical U+2EE2 and 女 as U+2F25.
 * Radicals are let through, their place is checked all the same.
 */
const isSame = (composed: string, drawn: string): boolean => drawn === composed || /^[\u2E80-\u2FDF]$/u.test(drawn)

describe.each(Object.keys(documents))('the PDF of %s', name => {
  test('has the composed sheets, each A4', () => {
    const { sizesMm } = pdfs[name]!
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    for (const { w, h } of sizesMm) {
      // Chromium rounds a page to whole dots of 300 dpi.
      expect(Math.abs(w - 210)).toBeLessThan(0.2)
      expect(Math.abs(h - 297)).toBeLessThan(0.2)
    }
  })
  test('has every character at its place, x to 0.1 mm and baseline to 0.3 mm, at its size, and no other character', () => {
    const { placed, issues } = documents[name]!
    expect(issues).toEqual([])
    const drawn = pdfs[name]!.glyphs.filter(glyph => !glyph.isTurned && glyph.text.trim() !== '')
    for (const line of placed) {
      const font = line.bold ? fonts.bold : fonts.regular
      let before = ''
      for (const character of line.text) {
        const xMm = line.xMm + font.widthMm(before, line.pt)
        before += character
        if (character.trim() === '') continue
        const index = drawn.findIndex(glyph => glyph.page === line.page && Math.abs(glyph.xMm - xMm) < 0.1
          && Math.abs(glyph.baselineMm - line.baselineMm) < 0.3 && isSame(character, glyph.text))
        expect(index, `${character} of ${line.text}`).toBeGreaterThanOrEqual(0)
        expect(Math.abs(drawn[index]!.sizeMm / ptToMm(line.pt) - 1), line.text).toBeLessThan(0.001)
        drawn.splice(index, 1)
      }
    }
    expect(drawn).toEqual([])
  })
  test('has its fonts embedded and no other', () => {
    const source = Buffer.from(bytes[name]!).toString('latin1')
    const fontNames = new Set(Array.from(source.matchAll(/\/BaseFont \/([\w+-]+)/g), match => match[1]!.replace(/^[A-Z]{6}\+/, '')))
    for (const fontName of fontNames) expect(['NotoSerifSC-Regular', 'NotoSerifSC-Bold']).toContain(fontName)
    expect(source.match(/\/FontFile2 /g)).toHaveLength(fontNames.size)
  })
})

test('the archive copy carries 非证件 on each part, the printed one does not', () => {
  const marks = (name: string) => pdfs[name]!.glyphs.filter(glyph => glyph.isTurned).map(glyph => glyph.text.normalize('NFKC')).join('')
  expect(marks('certificateArchive')).toBe('非证件非证件非证件')
  expect(marks('certificate')).toBe('')
})

import { beforeAll, describe, expect, test } from 'vitest'
import { PRECONCEPTION_ITEM, PREMARITAL_OPINION } from '../../domain/code/fertility.ts'
import type { Field } from '../../domain/field/kinds.ts'
import { preconception, preconceptionCheck, type StoredPreconception, type StoredPreconceptionCheck } from '../../domain/modules/fertility/preconception.record.ts'
import { premarital, type StoredPremarital } from '../../domain/modules/fertility/premarital.record.ts'
import { type PaperAdult, preconceptionNoticePages, premaritalCertificatePages, premaritalSheetPages } from '../../domain/print/fertility-papers.ts'
import { fieldText } from '../../domain/print/field-text.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { emptyRow, isShown } from '../../domain/record/derive/schema.ts'
import { type Composed, composeDocument, type PageContent } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { fertilityRows } from '../support/fertility-scene.ts'
import { fullest, LONG_NAME } from './support/child-facts.ts'
import { FONTS } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const HOUSE = { name: '青山县妇幼保健院', phone: '0734-6812345' }
const LONG_HOUSE = { name: '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心'.padEnd(70, '分院'), phone: '0734-68123456转8001' }
const her: PaperAdult = { name: '欧阳𬭊龘', sex: '2', birthDay: '1998-05-06', ageText: '28岁', idNumber: '430421199805061041', phone: '13812341234', address: '湖南省衡阳市衡阳县西渡镇解放路8号' }
const him: PaperAdult = { ...her, name: '李国强', sex: '1', birthDay: '1996-03-04', idNumber: '430421199603041034' }
const LONG_ADDRESS = '双江拉祜族佤族布朗族傣族自治县勐库镇'.padEnd(70, '冰岛村委会')
const longHer: PaperAdult = { ...her, name: LONG_NAME, address: LONG_ADDRESS }
const longHim: PaperAdult = { ...him, name: LONG_NAME, address: LONG_ADDRESS }

const sheetOf = (sex: '1' | '2', values: object = {}): StoredPremarital => ({
  ...emptyRow(premarital), sex, coupleNumber: 'HJ2026000001', number: `HJ2026000001-${sex}`, registeredDay: '2026-03-01', examinedDay: '2026-03-10', systolicMmHg: 118, diastolicMmHg: 76, mental: '2', diseases: '3', diagnosis: '梅毒', opinion: '2', recheckDay: '2026-06-08',
  chiefDoctorName: '何医生', certificateDay: '2026-03-10', ...values,
}) as never
const couple = { ...emptyRow(preconception), ...fertilityRows.preconception('w', 'm'), number: 'YQ2026000001', educationDay: '2026-03-02', assessedDay: '2026-03-05', womanRisk: 'high', manRisk: 'general', riskFactors: '风疹病毒IgG阴性', advice: '接种风疹疫苗后3个月再怀孕', doctorName: '何医生' } as unknown as StoredPreconception
const check = (sex: '1' | '2', values: Record<string, unknown> = {}): StoredPreconceptionCheck => fertilityRows.check('c', sex, values) as never
const sheets: Readonly<Record<string, PageContent[]>> = {
  certificate: premaritalCertificatePages(sheetOf('2'), her, him, HOUSE), certificateLong: premaritalCertificatePages({ ...fullest(premarital, {}), sex: '2', opinion: '2' } as never, longHer, longHim, LONG_HOUSE),
  woman: premaritalSheetPages(sheetOf('2', { menarcheAge: 13, uterus: '未见异常' }), her, him, 'BM2026000001', HOUSE), man: premaritalSheetPages(sheetOf('1', { foreskin: '2', larynx: '未见异常' }), him, her, null, HOUSE),
  womanLong: premaritalSheetPages({ ...fullest(premarital, {}), sex: '2' } as never, longHer, longHim, 'BM2026000001', LONG_HOUSE), manLong: premaritalSheetPages({ ...fullest(premarital, {}), sex: '1' } as never, longHim, longHer, 'BM2026000001', LONG_HOUSE),
  notice: preconceptionNoticePages(couple, { woman: her, man: him }, { woman: check('2', { altUL: 80, ultrasound: '2', findings: '子宫肌瘤' }), man: check('1') }, HOUSE), noticeAlone: preconceptionNoticePages(couple, { woman: her, man: null }, { woman: null, man: null }, HOUSE),
  noticeLong: preconceptionNoticePages({ ...fullest(preconception, {}) } as never, { woman: longHer, man: longHim }, { woman: { ...fullest(preconceptionCheck, {}), sex: '2' } as never, man: { ...fullest(preconceptionCheck, {}), sex: '1' } as never }, LONG_HOUSE),
}
const documents: Record<string, Composed> = Object.fromEntries(Object.entries(sheets).map(([name, pages]) => [name, composeDocument(pages, { fonts, mode: 'print' })]))
let pdfs: Record<string, Uint8Array> = {}
beforeAll(async () => { pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS) })
const plain = (text: string): string => text.replace(/\s/gu, '')
const valueOf = (name: string, value: string): string => documents[name]!.placed.filter(line => line.value === value).map(line => line.text).join('')
const textOf = (name: string): string => plain(documents[name]!.placed.map(line => line.text).join(''))

describe.each(Object.keys(sheets))('%s', name => {
  test('takes everything: nothing refused, no box off its sheet, no line outside', () => {
    expect(sheets[name]!.flatMap(page => layoutFaults(page.layout))).toEqual([])
    expect(documents[name]!.issues).toEqual([])
    for (const line of documents[name]!.placed) {
      expect(line.xMm).toBeGreaterThan(2)
      expect(line.xMm + line.widthMm, line.text).toBeLessThan(208)
      expect(line.baselineMm).toBeLessThan(295)
    }
  })
  test('is A4 in the PDF, with every value that is not empty whole on it', async () => {
    const { sizesMm, glyphs } = await readPdf(pdfs[name]!)
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    for (const { w, h } of sizesMm) { expect(Math.abs(w - 210)).toBeLessThan(0.3); expect(Math.abs(h - 297)).toBeLessThan(0.3) }
    sheets[name]!.forEach((page, at) => {
      for (const box of page.layout.boxes) {
        if (!('value' in box)) continue
        const got = documents[name]!.placed.filter(line => line.page === at && line.value === box.value).map(line => line.text).join('')
        expect(plain(got), box.value).toBe(plain(String(page.values[box.value] ?? '')))
      }
    })
    expect(plain(glyphs.map(glyph => glyph.text).join(''))).toContain(name.endsWith('Long') ? '龘' : name === 'man' ? '李国强' : '𬭊')
  })
})

describe('the certificate', () => {
  test('says who, when and the one opinion; no finding, no diagnosis, no HIV', () => {
    for (const words of ['欧阳𬭊龘', '430421199805061041', '李国强', '2026-03-10', '何医生', '青山县妇幼保健院', '2026-06-08']) expect(textOf('certificate')).toContain(words)
    for (const code of PREMARITAL_OPINION.values) expect(valueOf('certificate', `opinion${code}`)).toBe(`${code === '2' ? '√' : '□'} ${PREMARITAL_OPINION.label(code)}`)
    expect(textOf('certificate')).not.toMatch(/梅毒|HIV|BM2026/)
  })
})

describe('the sheet', () => {
  test.each(['1', '2'] as const)('sex %s: every field of the record that is asked stands on it with its value, those of the other sex do not', sex => {
    const name = sex === '2' ? 'womanLong' : 'manLong'
    const row = { ...fullest(premarital, {}), sex } as unknown as Readonly<Record<string, unknown>>
    const onTop = new Set(['personId', 'partnerId', 'sex', 'coupleNumber', 'number', 'registeredDay', 'examinedDay', 'recheckedDay', 'note'])
    for (const [field, definition] of Object.entries(premarital.fields as Readonly<Record<string, Field>>)) {
      if (onTop.has(field)) continue
      expect(plain(valueOf(name, field)), field).toBe(isShown(definition, row) ? plain(fieldText(definition, row[field])) : '')
      if (isShown(definition, row)) expect(plain(valueOf(name, `${field}Label`)), field).toBe(plain(definition.label))
    }
  })
  test('of the HIV test the number of the confidential sheet alone', () => {
    expect(valueOf('woman', 'hiv')).toBe('保密,结果当面告知(保密编号 BM2026000001)')
    expect(valueOf('man', 'hiv')).toBe('')
    expect(textOf('woman')).not.toMatch(/HIV抗体检测(阴|阳)性/)
  })
})

describe('the notice', () => {
  test('has the 19 items, each with what was found of both, and marks what lies outside the range', () => {
    for (const { code, label } of PRECONCEPTION_ITEM.list) expect(plain(valueOf('notice', `${code}Label`)), code).toBe(plain(label))
    expect([valueOf('notice', 'liverWoman'), valueOf('notice', 'liverMan'), valueOf('notice', 'ultrasoundWoman'), valueOf('notice', 'ultrasoundMan'), valueOf('notice', 'glucoseWoman')]).toEqual(['80U/L *', '20U/L', '异常 *', '—', '5.0mmol/L'])
    expect(plain(valueOf('notice', 'hepatitisBWoman'))).toBe(plain('乙肝表面抗原 阴性;乙肝表面抗体 阳性;乙肝e抗原 阴性;乙肝e抗体 阴性;乙肝核心抗体 阴性'))
    expect([valueOf('notice', 'riskWoman'), valueOf('notice', 'riskMan'), valueOf('notice', 'findingsWoman')]).toEqual(['高风险人群', '一般人群', '子宫肌瘤'])
    expect(plain(valueOf('notice', 'advice'))).toBe('接种风疹疫苗后3个月再怀孕')
  })
  test('of a woman alone stands with empty places', () => {
    expect([valueOf('noticeAlone', 'manName'), valueOf('noticeAlone', 'liverWoman')]).toEqual(['', ''])
  })
})

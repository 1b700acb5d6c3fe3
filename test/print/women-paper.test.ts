import { beforeAll, describe, expect, test } from 'vitest'
import { adolescentVisit, type StoredAdolescentVisit } from '../../domain/modules/women/adolescent.record.ts'
import { cancerFollowUp, type StoredCancerFollowUp } from '../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening, type StoredCancerScreening } from '../../domain/modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit, type StoredMenopauseFile, type StoredMenopauseVisit } from '../../domain/modules/women/menopause.record.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { adolescentPages, cancerScreeningPages, menopausePages, screeningNoticePages, type WomanPaperFacts } from '../../domain/print/women-forms.ts'
import { emptyRow, tidyRow } from '../../domain/record/derive/schema.ts'
import { MATERNAL_RULES_DEFAULT } from '../../domain/rule/maternal/maternal-rules.ts'
import { toDay } from '../../domain/time/day.ts'
import { type Composed, composeDocument, type PageContent } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { M29 } from '../support/women-scene.ts'
import { fullest, LONG_NAME } from './support/child-facts.ts'
import { FONTS } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const facts: WomanPaperFacts = { name: '欧阳𬭊龘', sex: '2', birthDay: toDay('1985-03-02'), idNumber: '430421198503020024', phone: '13812341234', address: '湖南省衡阳市衡阳县西渡镇清江社区蒸阳大道118号3幢502室', institution: '青山县妇幼保健院', institutionPhone: '0734-6812345' }
const long: WomanPaperFacts = { ...facts, name: LONG_NAME.padEnd(60, '麦麦提'), phone: '1'.repeat(20), idNumber: 'E'.repeat(30), address: '双江拉祜族佤族布朗族傣族自治县'.repeat(9).slice(0, 110), institution: '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心'.padEnd(70, '分院').slice(0, 70), institutionPhone: '0734-68123456转8001' }
const stored = <T>(row: object): T => ({ id: 'x', rev: 1, voidedAt: null, ...row }) as T
const screening = (row: object): StoredCancerScreening => stored({ ...emptyRow(cancerScreening), number: 'LA2026000001', screeningDay: '2026-03-02', taskYear: 2026, programme: 'national', doctorName: '周医生', ...row })
const step = (row: object): StoredCancerFollowUp => stored({ ...emptyRow(cancerFollowUp), part: 'cervical', step: 'colposcopy', openedDay: '2026-03-06', dueDay: '2026-04-05', state: 'open', ...row })
const file = (row: object = {}): StoredMenopauseFile => stored({ ...emptyRow(menopauseFile), number: 'GN2026000001', openedDay: '2026-03-02', stage: '3', menopauseAge: 50, menopauseWay: '1', doctorName: '周医生', ...row })
const visit = (row: object): StoredMenopauseVisit => stored({ ...emptyRow(menopauseVisit), visitDay: '2026-03-02', hormoneConsent: '1', hormoneScheme: '4', doctorName: '周医生', ...row })
const adolescent = (row: object): StoredAdolescentVisit => stored({ ...emptyRow(adolescentVisit), visitDay: '2026-03-02', referral: '1', doctorName: '周医生', ...row })

const positive = screening({ hpvResult: 'type16or18', hpvTypes: '16,52', cytology: 'lsil', breastCategory: '4', ultrasoundNote: '右侧结节', cervicalStep: 'colposcopy', breastStep: 'biopsy', nextRoundDay: '2027-03-02', lastDeliveryAt: '2015-06-01T08:30', symptoms: '03,10' })
const fullScreening = screening({ ...fullest(cancerScreening, { number: 'LA2026000001', isMenopausal: true, hpvResult: 'otherHighRisk' }) })
const fullSteps = (['colposcopy', 'mammography', 'biopsy', 'treatment'] as const).flatMap(name => (['done', 'refused', 'transferred'] as const).map(state => tidyRow(cancerFollowUp, step({ ...fullest(cancerFollowUp, { step: name, state, part: name === 'mammography' ? 'breast' : 'cervical', openedDay: '2026-03-06', dueDay: '2026-04-05' }) }) as never) as unknown as StoredCancerFollowUp))
const openSteps = [step({}), step({ part: 'breast', step: 'biopsy', dueDay: '2026-03-16' })]

const sheets: Record<string, readonly PageContent[]> = {
  screening: cancerScreeningPages(facts, positive, [step({ state: 'done', resultDay: '2026-03-20', colposcopy: 'high', cervicalPathology: '24', nextStep: 'treatment' }), openSteps[1]!]), screeningEmpty: cancerScreeningPages(facts, screening({}), []),
  screeningLong: cancerScreeningPages(long, fullScreening, fullSteps),
  notice: screeningNoticePages(facts, positive, openSteps), noticeClear: screeningNoticePages(facts, screening({ hpvResult: 'negative', breastCategory: '1', nextRoundDay: '2029-03-02' }), []), noticeLong: screeningNoticePages(long, fullScreening, openSteps),
  menopause: menopausePages(facts, file(), visit({ ...M29, score: 28, grade: 'moderate', heightCm: 160, weightKg: 60, bmi: 23.44, cervicalStatus: '本院无两癌筛查记录', nextVisitDay: '2026-06-01' }), MATERNAL_RULES_DEFAULT),
  menopauseLong: menopausePages(long, file(fullest(menopauseFile, { number: 'GN2026000001', stage: '3' })), visit(fullest(menopauseVisit, { hormoneConsent: '1' })), MATERNAL_RULES_DEFAULT),
  adolescent: adolescentPages(facts, adolescent({ ageYears: 14, menarcheAge: 12, guardianName: '欧阳母', guardianRelation: '1', isConsentSigned: true, counselling: '1,5', moodScore: 6, hpvVaccination: '0' })),
  adolescentLong: adolescentPages(long, adolescent(fullest(adolescentVisit, { referral: '2' }))), adolescentBoy: adolescentPages({ ...facts, sex: '1' }, adolescent({ ageYears: 14 })),
}
const documents: Record<string, Composed> = Object.fromEntries(Object.entries(sheets).map(([name, pages]) => [name, composeDocument(pages, { fonts, mode: 'print' })]))
let pdfs: Record<string, Uint8Array> = {}
beforeAll(async () => { pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS) })
const valueOf = (name: string, value: string): string => documents[name]!.placed.filter(line => line.value === value).map(line => line.text).join('')
const textOf = (name: string): string => documents[name]!.placed.map(line => line.text).join('')

describe.each(Object.keys(sheets))('%s', name => {
  test('takes everything: nothing refused, no box off its sheet, no line outside', () => {
    expect(sheets[name]!.flatMap(page => layoutFaults(page.layout))).toEqual([])
    expect(documents[name]!.issues).toEqual([])
    const { w, h } = sheets[name]![0]!.layout.page
    for (const line of documents[name]!.placed) {
      expect(line.xMm).toBeGreaterThan(2)
      expect(line.xMm + line.widthMm, line.text).toBeLessThan(w - 2)
      expect(line.baselineMm).toBeLessThan(h - 2)
    }
  })
  test('is on the right paper, and every value stands on it whole', async () => {
    const { sizesMm } = await readPdf(pdfs[name]!)
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    const [wide, high] = name.startsWith('notice') ? [148, 210] : [210, 297]
    for (const { w, h } of sizesMm) { expect(Math.abs(w - wide!)).toBeLessThan(0.3); expect(Math.abs(h - high!)).toBeLessThan(0.3) }
    sheets[name]!.forEach((page, at) => {
      for (const box of page.layout.boxes) {
        if (!('value' in box)) continue
        const wanted = String(page.values[box.value] ?? '').replace(/\s/gu, '')
        expect(documents[name]!.placed.filter(line => line.page === at && line.value === box.value).map(line => line.text).join('').replace(/\s/gu, ''), box.value).toBe(wanted)
      }
    })
  })
})

test('rare characters are on every paper as glyphs of the PDF', async () => {
  for (const name of ['screeningLong', 'noticeLong', 'menopauseLong', 'adolescentLong']) {
    const drawn = (await readPdf(pdfs[name]!)).glyphs.map(glyph => glyph.text).join('')
    for (const rare of ['龘', '𬭊', '·']) expect(drawn, `${name} ${rare}`).toContain(rare)
  }
})

test('the case form says what was found, what follows and what came of each step', () => {
  expect(valueOf('screening', 'hpvTypes')).toBe('16、52')
  expect(valueOf('screening', 'lastDeliveryAt')).toBe('2015-06-01 08:30')
  expect(valueOf('screening', 'cervicalStep')).toBe('阴道镜检查')
  expect(valueOf('screening', 'step0')).toBe('高级别病变;CIN3;下一步:转治疗机构')
  expect(valueOf('screening', 'step1')).toBe('期限 2026-03-16')
  expect(valueOf('screeningEmpty', 'cervicalStep')).toBe('未查')
})

test('the notice asks for each open step by its day and has a place to refuse; a clear one asks for the next round and has none', () => {
  expect(valueOf('notice', 'formTitle')).toBe('两癌筛查结果告知与追踪通知')
  expect(valueOf('notice', 'request')).toBe('请在 2026-04-05 前做阴道镜检查(宫颈)请在 2026-03-16 前做活检或手术(乳腺)')
  expect(textOf('notice')).toContain('拒绝检查')
  expect(valueOf('noticeClear', 'formTitle')).toBe('两癌筛查结果告知单')
  expect(valueOf('noticeClear', 'request')).toContain('2029-03-02')
  expect(textOf('noticeClear')).not.toContain('拒绝检查')
})

test('M-29 on paper: weight, severity and points of each item, the sum with its grade and where the grades end', () => {
  expect([valueOf('menopause', 'flushWeight'), valueOf('menopause', 'flushSeverity'), valueOf('menopause', 'flushPoints')]).toEqual(['4', '2 中', '8'])
  expect(valueOf('menopause', 'total')).toBe('28 分 中度')
  expect(textOf('menopause')).toContain('16~30 中度')
})

test('the adolescent\'s record has the guardian\'s agreement, and nothing of a girl on a boy\'s', () => {
  expect([valueOf('adolescent', 'guardianName'), valueOf('adolescent', 'isConsentSigned')]).toEqual(['欧阳母', '是'])
  expect(textOf('adolescentBoy')).not.toContain('初潮')
})

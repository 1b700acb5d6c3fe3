import { beforeAll, describe, expect, test } from 'vitest'
import { riskAssessment, type StoredRiskAssessment } from '../../domain/modules/risk/assessment.record.ts'
import { riskCase, type StoredRiskCase } from '../../domain/modules/risk/case.record.ts'
import { riskCaseVisit, type StoredRiskCaseVisit } from '../../domain/modules/risk/case-visit.record.ts'
import { riskRowsKept } from '../../domain/modules/risk/parts.ts'
import { riskReport, type StoredRiskReport } from '../../domain/modules/risk/report.record.ts'
import { riskScreening, type StoredRiskScreening } from '../../domain/modules/risk/screening.record.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { gestationWords, riskAssessmentPages, riskCasePages, type RiskPaperFacts, riskReferralPages, riskReportPages, riskScreeningPages } from '../../domain/print/risk-forms.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { RISK_TABLE } from '../../domain/rule/maternal/risk-criteria.ts'
import { tableName } from '../../domain/rule/maternal/risk-table.ts'
import { type Composed, composeDocument, type PageContent } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { fullest, LONG_NAME } from './support/child-facts.ts'
import { stored } from './support/eye-facts.ts'
import { FONTS } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const facts: RiskPaperFacts = {
  institution: '青山县妇幼保健院', institutionPhone: '0734-6812345', name: '李秀英', ageText: '36岁', idNumber: '430421198910100022', phone: '13800001234', address: '湖南省衡阳市衡阳县西渡镇解放路8号', handbookNumber: 'M2025000123',
  gravidity: '3', parity: '1', lastMenstrualDay: '2025-05-01', expectedDay: '2026-02-05',
}
const long: RiskPaperFacts = { ...facts, name: LONG_NAME, institution: '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心', address: '湖南省湘西土家族苗族自治州永顺县石堤镇大明社区居民委员会老虎洞自然村三组四百二十八号附二号楼五单元一〇一室' }
const kept = (...ids: string[]) => riskRowsKept(RISK_TABLE.rows.filter(({ id }) => ids.includes(id)))
const NOW = tableName(RISK_TABLE)

const screening = (ids: readonly string[], values: object = {}): StoredRiskScreening => {
  const { ids: items, texts } = kept(...ids)
  return stored({ ...emptyRow(riskScreening), pregnancyId: 'p', screenedDay: '2025-09-01', screenerName: '曹孕保', institution: '青山镇卫生院', number: 'FS202509010001', items, itemTexts: texts, isPositive: ids.length > 0, dueDay: ids.length > 0 ? '2025-09-15' : null, tableName: NOW, gestationDays: 123, ...values })
}
const assessment = (ids: readonly string[], values: object = {}): StoredRiskAssessment => {
  const { ids: criteria, texts } = kept(...ids)
  return stored({ ...emptyRow(riskAssessment), pregnancyId: 'p', stage: 'first', confirmedAt: '2025-09-26T09:00', criteria, criteriaTexts: texts, colour: 'orange', isPurple: true, doctorName: '周医生', institution: '青山县妇幼保健院', basis: '血红蛋白 58 g/L', tableName: NOW, gestationDays: 148, reportDueDay: '2025-09-29', ...values })
}
const everything = RISK_TABLE.rows.filter(({ colour }) => colour !== null && colour !== 'green').map(({ id }) => id)
const report = (values: object = {}): StoredRiskReport => stored({ ...emptyRow(riskReport), pregnancyId: 'p', assessmentId: 'a', sentAt: '2025-09-26T10:00', way: 'system', receiver: '青山县妇幼保健院', senderName: '曹孕保', number: 'FB202509260001', ...values })
const opened = (values: object = {}): StoredRiskCase => stored({ ...emptyRow(riskCase), pregnancyId: 'p', assessmentId: 'a', number: 'GW2025000001', openedDay: '2025-09-26', doctorName: '周医生', factors: '16,28', ...values })
const visit = (at: number): StoredRiskCaseVisit => stored({ ...emptyRow(riskCaseVisit), ...fullest(riskCaseVisit, { visitDay: `2025-${String(10 + Math.floor(at / 28)).padStart(2, '0')}-${String(at % 28 + 1).padStart(2, '0')}`, nextDay: '2025-12-31' }) })

const sheets: Record<string, readonly PageContent[]> = {
  screening: riskScreeningPages(facts, screening(['S1.1', 'S6.1']), RISK_TABLE), screeningNegative: riskScreeningPages(facts, screening([]), RISK_TABLE),
  screeningOld: riskScreeningPages(facts, screening(['S1.1'], { itemTexts: 'S1.1 年龄≥35岁(旧表)', tableName: 'national-2017 v0.9' }), RISK_TABLE),
  screeningLong: riskScreeningPages(long, screening(RISK_TABLE.rows.filter(({ colour }) => colour === null).map(({ id }) => id), fullest(riskScreening, { itemTexts: kept(...RISK_TABLE.rows.filter(({ colour }) => colour === null).map(({ id }) => id)).texts, items: 'S1.1', tableName: NOW })), RISK_TABLE),
  referral: riskReferralPages(facts, screening(['S1.1', 'S6.1'], { referredDay: '2025-09-02', referredTo: '青山县妇幼保健院', feedbackDay: '2025-09-10', feedbackColour: 'orange', feedbackInstitution: '青山县妇幼保健院', feedbackDoctor: '周医生', feedbackText: '重度贫血,已建专案' })),
  referralLong: riskReferralPages(long, screening(['S1.1'], fullest(riskScreening, { itemTexts: kept('S2.4', 'S7.5', 'S7.7').texts, feedbackColour: 'red' }))),
  assessment: riskAssessmentPages(facts, assessment(['Y1.1', 'O2.6.2', 'P2'])), assessmentLong: riskAssessmentPages(long, assessment(everything, { ...fullest(riskAssessment, { criteriaTexts: kept(...everything).texts, criteria: 'Y1.1', colour: 'red', stage: 'day42', threatensLife: true }) })),
  report: riskReportPages(facts, report(), assessment(['O2.6.2'])), reportLong: riskReportPages(long, report(fullest(riskReport, { isLate: true, way: 'paper' })), assessment(['O2.6.2', 'R1.6.4'])),
  case: riskCasePages(facts, opened(), assessment(['O2.6.2', 'P2']), [], []),
  caseLong: riskCasePages(long, opened(fullest(riskCase, { outcome: 'delivered', factors: '01,15,16,28,40,41', closedDay: '2026-01-10' })), assessment(['O2.6.2', 'P2']), Array.from({ length: 30 }, (_, at) => visit(at)), ['2025-10-01 08:30 转往 衡阳市妇幼保健院(WZ202510010001)']),
}
const documents: Record<string, Composed> = Object.fromEntries(Object.entries(sheets).map(([name, pages]) => [name, composeDocument(pages, { fonts, mode: 'print' })]))
let pdfs: Record<string, Uint8Array> = {}
beforeAll(async () => { pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS) })
const textOf = (name: string): string => documents[name]!.placed.map(line => line.text).join('').replace(/\s/gu, '')

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
  test('is on A4, and every value that is not empty stands on it whole', async () => {
    const { sizesMm } = await readPdf(pdfs[name]!)
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    for (const { w, h } of sizesMm) { expect(Math.abs(w - 210)).toBeLessThan(0.3); expect(Math.abs(h - 297)).toBeLessThan(0.3) }
    sheets[name]!.forEach((page, at) => {
      for (const box of page.layout.boxes) {
        if (!('value' in box)) continue
        const wanted = String(page.values[box.value] ?? '').replace(/\s/gu, '')
        expect(documents[name]!.placed.filter(line => line.page === at && line.value === box.value && line.part === box.part).map(line => line.text).join('').replace(/\s/gu, ''), box.value).toBe(wanted)
      }
    })
  })
})

test('the screening form shows the whole table with its ticks; after a change of the table only what was ticked then', () => {
  const ticks = (name: string): number => documents[name]!.placed.filter(line => line.text === '√').length
  expect(ticks('screening')).toBe(2)
  expect(textOf('screening')).toContain('血清铁蛋白<20μg/L')
  expect(textOf('screening')).toContain('阳性(2项),请于2025-09-15前完成妊娠风险评估')
  expect(ticks('screeningNegative')).toBe(0)
  expect(textOf('screeningNegative')).toContain('筛查结果阴性')
  expect(textOf('screeningOld')).toContain('年龄≥35岁(旧表)')
  expect(textOf('screeningOld')).not.toContain('血清铁蛋白')
})

test('what a reader must not miss: colour with purple, deadlines, lateness, the answer of the assessing hospital', () => {
  expect(textOf('assessment')).toContain('橙色、紫色')
  expect(textOf('assessment')).toContain('【橙】2.6.2重度贫血(Hb40~60g/L)')
  expect(textOf('assessment')).toContain('评估标准:national-2017v1.0')
  expect(textOf('report')).toContain('报告期限2025-09-29')
  expect(textOf('reportLong')).toContain('(逾期)')
  expect(textOf('referral')).toContain('重度贫血,已建专案')
  expect(textOf('caseLong')).toContain('转往衡阳市妇幼保健院(WZ202510010001)')
  expect(documents.caseLong!.pages).toBeGreaterThan(2)
  expect([gestationWords(148), gestationWords(null)]).toEqual(['21周+1天', ''])
})

test('rare characters are on every paper as glyphs of the PDF', async () => {
  for (const name of ['screeningLong', 'referralLong', 'assessmentLong', 'reportLong', 'caseLong']) {
    const drawn = (await readPdf(pdfs[name]!)).glyphs.map(glyph => glyph.text).join('')
    for (const rare of ['龘', '𬭊', '·']) expect(drawn, `${name} ${rare}`).toContain(rare)
  }
})

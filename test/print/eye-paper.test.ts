import { beforeAll, describe, expect, test } from 'vitest'
import { CHILD_CONTACT } from '../../domain/code/child-check.ts'
import { eyeFile, type StoredEyeFile } from '../../domain/modules/eye/file.record.ts'
import { glasses, type StoredGlasses } from '../../domain/modules/eye/glasses.record.ts'
import { eyeReferral, type StoredEyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { eyeVisit, type StoredEyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { eyeAdvicePages, eyeFilePages, type EyePaperFacts, glassesPages } from '../../domain/print/eye-file-form.ts'
import { drawTrend, eyeTrendPages } from '../../domain/print/eye-trend-paper.ts'
import { trendOf } from '../../domain/modules/eye/trend.ts'
import { type EyeReferralFacts, eyeReferralValues } from '../../domain/print/eye-referral-values.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { EYE_RULES_DEFAULT } from '../../domain/rule/eye/eye-rules.ts'
import { type Composed, composeDocument, type PageContent } from '../../electron/core/print/compose.ts'
import type { Day } from '../../domain/time/day.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { readLayout } from '../../electron/core/print/layouts.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { facts as childFacts, fullest, LONG_NAME, longFacts } from './support/child-facts.ts'
import { referral, stored, visit } from './support/eye-facts.ts'
import { FONTS, RESOURCES } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const LONG_INSTITUTION = '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心(双江拉祜族佤族布朗族傣族自治县妇女儿童医院)'.padEnd(70, '分院').slice(0, 70)
const around = { institution: '青山县妇幼保健院', institutionPhone: '0734-6812345', ageMonths: 60, ageText: '5岁', rules: EYE_RULES_DEFAULT }
const facts: EyePaperFacts = { ...childFacts, ...around }
const long: EyePaperFacts = { ...longFacts, ...around, institution: LONG_INSTITUTION, institutionPhone: '0734-68123456转8001', ageText: '5岁11月龄' }
const slipFacts = (of: EyePaperFacts): EyeReferralFacts => ({ ...of, guardian: of.mother.name, phone: of.mother.phone, institutionAddress: '衡阳县西渡镇蒸阳大道118号' })

const fullVisit = (contact: string, day: string): StoredEyeVisit => stored({
  ...emptyRow(eyeVisit), ...fullest(eyeVisit, { contact, purpose: '1', visitDay: day, sphereDRight: -24.75, sphereDLeft: 19.75, cylinderDRight: -9.75, cylinderDLeft: -9.75, axisDegreesRight: 180, axisDegreesLeft: 175, equivalentDRight: -29.625, equivalentDLeft: 14.875, ageMonths: 72 }),
})
const allVisits = CHILD_CONTACT.values.map((contact, index) => fullVisit(contact, `2026-${String(index % 12 + 1).padStart(2, '0')}-10`))
const fullReferral = stored<StoredEyeReferral>({ ...emptyRow(eyeReferral), ...fullest(eyeReferral, { number: 'YZ2026000001', state: 'answered', furtherReferral: '2' }) })
const fullGlasses = stored<StoredGlasses>({ ...emptyRow(glasses), ...fullest(glasses, { cylinderDRight: -9.75, cylinderDLeft: 9.75 }) })
const measured = visit({ contact: 'year5', visitDay: '2026-03-10', ageMonths: 60, pupilState: '1', sphereDRight: 3.75, sphereDLeft: 1, cylinderDLeft: -0.5, axisDegreesLeft: 175, visionRight: '47', visionLeft: '50', axialLengthMmRight: 21.5, equivalentDRight: 3.75, equivalentDLeft: 0.75, positionRight: '2', positionLeft: '1', conclusion: '异常:远视、屈光参差', advice: 'refer', guidance: '04,06' })
const slip = (row: StoredEyeReferral, of: EyePaperFacts, from: StoredEyeVisit): PageContent[] => [{ layout: readLayout(RESOURCES, 'eyeReferral'), values: eyeReferralValues(row, from, slipFacts(of)) }]
const course: StoredEyeVisit[] = [
  visit({ contact: 'month24', visitDay: '2026-01-31', ageMonths: 24, pupilState: '1', sphereDRight: 1.5, sphereDLeft: 1.5 }), visit({ contact: 'year4', visitDay: '2028-02-10', ageMonths: 48, pupilState: '2', sphereDRight: 2.75, sphereDLeft: 2.25 }),
  visit({ contact: 'year5', visitDay: '2029-02-10', ageMonths: 60, pupilState: '1', sphereDRight: 3.75, sphereDLeft: 1, visionRight: '47', visionLeft: '50', axialLengthMmRight: 21.5, axialLengthMmLeft: 22.8 }),
  visit({ contact: 'year6', visitDay: '2030-02-10', ageMonths: 72, pupilState: '1', sphereDRight: 3.25, sphereDLeft: 0.5, visionRight: '48', visionLeft: '50', axialLengthMmRight: 21.7, axialLengthMmLeft: 23.1 }),
]
const pair = stored<StoredGlasses>({ ...emptyRow(glasses), prescribedDay: '2026-03-10', kind: '1', sphereDRight: 3, cylinderDRight: 0.5, axisDegreesRight: 90, sphereDLeft: -0.25, pupilDistanceMm: 52.5, correctedVisionRight: '49', doctorName: '沈医生', wearing: '全天配戴', reviewDay: '2026-06-10' })

const sheets: Record<string, readonly PageContent[]> = {
  slipLong: slip(fullReferral, long, fullVisit('year6', '2026-03-10')), slip: slip(referral({ isUrgent: true, findings: 'hyperopia,anisometropia', conclusion: '异常:远视、屈光参差' }), facts, measured),
  fileLong: eyeFilePages(long, { file: stored<StoredEyeFile>({ ...emptyRow(eyeFile), ...fullest(eyeFile, {}) }), visits: allVisits, referrals: [fullReferral], glasses: [fullGlasses] }),
  file: eyeFilePages(facts, { file: null, visits: [measured], referrals: [], glasses: [] }), fileEmpty: eyeFilePages(facts, { file: null, visits: [], referrals: [], glasses: [] }),
  trend: eyeTrendPages(facts, course, EYE_RULES_DEFAULT), trendLong: eyeTrendPages(long, allVisits, EYE_RULES_DEFAULT),
  adviceLong: eyeAdvicePages(long, fullVisit('year6', '2026-03-10')), advice: eyeAdvicePages(facts, measured), adviceBaby: eyeAdvicePages({ ...facts, ageMonths: 3 }, null), glassesLong: glassesPages(long, fullGlasses), glasses: glassesPages(facts, pair),
}
const documents: Record<string, Composed> = Object.fromEntries(Object.entries(sheets).map(([name, pages]) => [name, composeDocument(pages, { fonts, mode: 'print' })]))
let pdfs: Record<string, Uint8Array> = {}
beforeAll(async () => { pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS) })
const valueOf = (name: string, value: string): string => documents[name]!.placed.filter(line => line.value === value).map(line => line.text).join('')
const textOf = (name: string): string => documents[name]!.placed.map(line => line.text).join('')

describe.each(Object.keys(sheets))('%s', name => {
  test('takes everything: nothing refused, no box off its sheet, no line outside, none on another', () => {
    expect(sheets[name]!.flatMap(page => layoutFaults(page.layout))).toEqual([])
    expect(documents[name]!.issues).toEqual([])
    const { w, h } = sheets[name]![0]!.layout.page
    const { placed } = documents[name]!
    for (const line of placed) {
      expect(line.xMm).toBeGreaterThan(2)
      expect(line.xMm + line.widthMm, line.text).toBeLessThan(w - 2)
      expect(line.baselineMm).toBeLessThan(h - 2)
    }
    const overlapping = placed.flatMap((one, index) => placed.slice(index + 1).filter(other => other.page === one.page && Math.abs(other.baselineMm - one.baselineMm) < 0.3 * Math.min(one.pt, other.pt) * 25.4 / 72
      && one.xMm < other.xMm + other.widthMm - 0.1 && other.xMm < one.xMm + one.widthMm - 0.1).map(other => `${one.text} | ${other.text}`))
    expect(overlapping).toEqual([])
  })
  test('is on the right paper, and every value that is not empty stands on it whole', async () => {
    const { sizesMm } = await readPdf(pdfs[name]!)
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    const isA5 = name.startsWith('glasses')
    for (const { w, h } of sizesMm) { expect(Math.abs(w - (isA5 ? 148 : 210))).toBeLessThan(0.3); expect(Math.abs(h - (isA5 ? 210 : 297))).toBeLessThan(0.3) }
    sheets[name]!.forEach((page, at) => {
      for (const box of page.layout.boxes) {
        if (!('value' in box)) continue
        const wanted = String(page.values[box.value] ?? '').replace(/\s/gu, '')
        const got = documents[name]!.placed.filter(line => line.page === at && line.value === box.value && line.part === box.part).map(line => line.text).join('').replace(/\s/gu, '')
        expect(got, box.value).toBe(wanted)
      }
    })
  })
})

test('rare characters are on every paper as glyphs of the PDF', async () => {
  for (const name of ['slipLong', 'fileLong', 'trendLong', 'adviceLong', 'glassesLong']) {
    const drawn = (await readPdf(pdfs[name]!)).glyphs.map(glyph => glyph.text).join('')
    for (const rare of ['龘', '𬭊', '·']) expect(drawn, `${name} ${rare}`).toContain(rare)
    expect(textOf(name).replace(/\s/gu, '')).toContain(LONG_NAME)
  }
})

describe('the slip and its receipt', () => {
  test('stand each in its own half; the receipt alone says whose it is and where it goes back to', () => {
    const { placed } = documents.slip!
    const part = (id: string): string => placed.filter(line => line.part === id).map(line => line.text).join('')
    for (const line of placed) {
      if (line.part === 'slip') expect(line.baselineMm, line.text).toBeLessThan(146)
      else if (line.text !== '(沿此线裁开,下联交回申请机构)') expect(line.baselineMm, line.text).toBeGreaterThan(151)
    }
    for (const words of ['欧阳𬭊龘', '2024-01-31', 'E2026000123', 'YZ2026000001', '青山县妇幼保健院']) { expect(part('slip')).toContain(words); expect(part('receipt')).toContain(words) }
    expect(part('slip')).toContain('右眼 +3.75,裸眼 4.7(0.5)')
    expect(part('slip')).toContain('左眼 +1.00/−0.50×175')
    expect(valueOf('slip', 'dueDay')).toBe('2026年04月09日前就诊')
    expect(valueOf('slip', 'urgent')).toBe('【紧急】')
    expect(valueOf('slip', 'findings')).toBe('远视、屈光参差')
  })
  test('an unanswered receipt ticks nothing; an answered one prints the answer', () => {
    expect([valueOf('slip', 'confirmed'), valueOf('slip', 'further'), valueOf('slip', 'answerHospital')]).toEqual(['□否  □是', '□否  □是', ''])
    const answered = composeDocument(slip(referral({ answeredDay: '2026-03-20', diagnosis: '右眼远视性屈光不正', isConfirmed: true, furtherReferral: '1', state: 'answered' }), facts, measured), { fonts, mode: 'print' }).placed
    const of = (value: string): string => answered.filter(line => line.value === value).map(line => line.text).join('')
    expect([of('confirmed'), of('further'), of('diagnosis'), of('answerHospital'), of('answeredDay')]).toEqual(['□否  √是', '√否  □是', '右眼远视性屈光不正', '衡阳市妇幼保健院', '2026-03-20'])
  })
  test('are at their places on the PDF to 0.5 mm', async () => {
    const { glyphs } = await readPdf(pdfs.slip!)
    for (const [value, part] of [['name', 'slip'], ['hospital', 'slip'], ['name', 'receipt'], ['returnTo', 'receipt']] as const) {
      const line = documents.slip!.placed.find(one => one.value === value && one.part === part)!
      const first = [...line.text][0]!
      expect(glyphs.some(glyph => glyph.text.startsWith(first) && Math.abs(glyph.xMm - line.xMm) < 0.5 && Math.abs(glyph.baselineMm - line.baselineMm) < 0.5), `${part} ${value}`).toBe(true)
    }
  })
})

describe('the eye file', () => {
  test('lists every visit once for each eye, all right-eye lines before the left, counted pages, the advice last', () => {
    const names = documents.fileLong!.placed.flatMap(line => /^(right|left)Side\d+$/u.test(line.value ?? '') ? [line.value!] : [])
    expect(names).toEqual([...allVisits.map((_, at) => `rightSide${at}`), ...allVisits.map((_, at) => `leftSide${at}`)])
    const { pages, placed } = documents.fileLong!
    for (let page = 0; page < pages; page += 1) expect(placed.filter(line => line.page === page).map(line => line.text).join('')).toContain(`第 ${page + 1} 页 共 ${pages} 页`)
    expect(placed.filter(line => line.page === pages - 1).map(line => line.text).join('')).toContain('护眼指导单')
  })
  test('puts each value under its own eye', () => {
    expect(['rightLens0', 'leftLens0', 'rightVision0', 'leftVision0', 'rightLength0', 'leftLength0', 'rightFound0', 'leftFound0', 'rightPupil0', 'leftEquivalent0'].map(value => valueOf('file', value)))
      .toEqual(['+3.75', '+1.00/−0.50×175', '4.7(0.5)', '5.0(1.0)', '21.50', '', '眼位检查异常', '未见异常', '小瞳', '+0.75'])
  })
})

describe('the course of the eyes', () => {
  test('is drawn on the file as the screen draws it: every point, right full and left hollow, wide pupils in a diamond and never joined with the others', () => {
    const data = trendOf(course, '2024-01-31' as Day, 'equivalent', EYE_RULES_DEFAULT)
    const { marks, paths } = drawTrend(data)({ w: 186, h: 76 })
    expect(marks.map(mark => mark.isHollow)).toEqual([...Array.from({ length: 4 }, () => false), ...Array.from({ length: 4 }, () => true)])
    const diamonds = paths.filter(({ points }) => points.length === 5 && points[0]!.x === points[2]!.x)
    expect(diamonds).toHaveLength(2)
    // Through narrow pupils each eye has one line over three visits; the value of the wide pupil lies on none.
    const lines = paths.filter(({ points, grey, strokeMm }) => points.length === 3 && grey === '#000' && strokeMm === 0.25)
    expect(lines).toHaveLength(2)
    for (const diamond of diamonds) for (const line of lines) expect(line.points.some(point => Math.abs(point.x - diamond.points[0]!.x) < 0.1)).toBe(false)
  })
  test('stands between the eyes’ lines and the advice; nothing measured, nothing drawn; what was not measured has no empty axes', () => {
    const titles = (pages: readonly PageContent[]): string[] => pages.map(page => page.layout.title)
    expect(titles(eyeFilePages(facts, { file: null, visits: course, referrals: [], glasses: [] }))).toEqual(['儿童眼健康档案', '儿童眼健康档案(各眼检查记录)', '眼健康变化趋势', '护眼指导单'])
    expect(titles(eyeFilePages(facts, { file: null, visits: [visit({ contact: 'month12', visitDay: '2025-01-31' })], referrals: [], glasses: [] }))).not.toContain('眼健康变化趋势')
    expect(textOf('trend')).toContain('储备参考')
    expect(eyeTrendPages(facts, course.slice(0, 1), EYE_RULES_DEFAULT)[0]!.layout.boxes.flatMap(box => 'chart' in box ? box.chart : [])).toEqual(['equivalent'])
  })
})

test('the advice is that of the age, with what the doctor ticked', () => {
  expect(textOf('advice')).toContain('户外活动(每天≥2小时)、视屏每次≤20分钟、每天累计≤1小时')
  expect(textOf('advice')).toContain('5至7倍')
  expect(textOf('adviceBaby')).toContain('不让孩子看手机')
  expect(textOf('adviceBaby')).not.toContain('5至7倍')
})

test('what the doctor thinks of the conclusion and when vision is measured again stand on every paper that says the conclusion', () => {
  const doubted = { ...measured, advice: 'recheck' as const, conclusionNote: '两眼配合差,结果存疑' }
  const text = (pages: readonly PageContent[]): string => composeDocument(pages, { fonts, mode: 'print' }).placed.map(line => line.text).join('')
  const [advice, file, paper] = [eyeAdvicePages(facts, doubted), eyeFilePages(facts, { file: null, visits: [doubted], referrals: [], glasses: [] }), slip(referral({ conclusion: '异常:视力低常' }), facts, doubted)].map(text)
  for (const one of [advice, file, paper]) expect(one).toContain('医生意见:两眼配合差,结果存疑')
  expect(advice).toContain('处理:复查视力(2026-03-24至2026-04-09)')
})

test('a prescription prints the lens as it was written, right eye first, and a dash for what is not there', () => {
  expect(['right0', 'right1', 'right2', 'right3', 'left0', 'left1', 'left2', 'left3', 'distance'].map(value => valueOf('glasses', value))).toEqual(['+3.00', '+0.50', '90', '4.9(0.8)', '−0.25', '—', '—', '—', '52.5 mm'])
  const { placed } = documents.glasses!
  // A plus cylinder stays a plus cylinder, also in the list of the file.
  const listed = composeDocument(eyeFilePages(facts, { file: null, visits: [], referrals: [], glasses: [pair] }), { fonts, mode: 'print' }).placed
  expect(listed.filter(line => line.value === 'glasses0').map(line => line.text).join('')).toContain('右眼 +3.00/+0.50×90,左眼 −0.25')
  expect(placed.find(line => line.value === 'right0')!.baselineMm).toBeLessThan(placed.find(line => line.value === 'left0')!.baselineMm)
})

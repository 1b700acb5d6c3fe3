import { beforeAll, describe, expect, test } from 'vitest'
import { maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { postpartumCheck } from '../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../domain/modules/maternal/postpartum-visit.record.ts'
import { maternalVisit } from '../../domain/modules/maternal/visit.record.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { bookingFormPages } from '../../domain/print/maternal-booking-form.ts'
import { firstFormPages } from '../../domain/print/maternal-first-form.ts'
import { postpartumCheckPages, postpartumVisitPages } from '../../domain/print/maternal-postpartum-form.ts'
import { visitFormPages } from '../../domain/print/maternal-visit-form.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { type Composed, composeDocument, type PageContent } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { LONG_NAME } from './support/child-facts.ts'
import { FONTS } from './support/facts.ts'
import { bookingFacts, check, first, firstFacts, fullCheck, fullFirst, fullPostpartum, fullVisit, longBookingFacts, longFirstFacts, longPostpartumFacts, postpartum, postpartumFacts, visit } from './support/maternal-facts.ts'
import { readPdf } from './support/pdf-text.ts'

// Fields of the forms: maternal care note §2.1, §4.2, §4.3, §9.
const fonts = openPrintFonts(FONTS)
const NUMBERS = ['2', '3', '4', '5'] as const
const second = visit({ gestationDays: 120, weightKg: 57.5, fundalHeightCm: 17, abdomenCm: 82, fetalPosition: '01', fetalHeartPerMinute: 148, systolicMmHg: 112, diastolicMmHg: 70, haemoglobinGPerL: 118, urineProtein: '01', assessment: '1', guidance: '1,4', nextVisitDay: '2026-06-08' })
const fifth = visit({ visitNumber: '5', visitDay: '2026-09-22', gestationDays: 267, guidance: '6,7', assessment: '2', assessmentNote: '臀位' })
const further = ['2026-05-04', '2026-07-04', '2026-08-04', '2026-08-20', '2026-09-04'].map(visitDay => visit({ visitNumber: 'other', visitDay, note: '加做一次' }))
const sheets: Record<string, readonly PageContent[]> = {
  bookingLong: bookingFormPages(longBookingFacts), booking: bookingFormPages(bookingFacts),
  firstLong: firstFormPages(longFirstFacts, fullFirst()), firstEmpty: firstFormPages(firstFacts, null),
  first: firstFormPages(firstFacts, first({ pastIllness: '6,8', pastIllnessNote: '偏头痛', heart: '2', heartNote: '收缩期杂音', lungs: '1', gestationDays: 57, systolicMmHg: 118, diastolicMmHg: 76, aboGroup: '3', urineProtein: '02', syphilis: '1', institution: '青山县妇幼保健院' })),
  visitsLong: visitFormPages(longFirstFacts, NUMBERS.map(fullVisit)), visitsEmpty: visitFormPages(firstFacts, []), visits: visitFormPages(firstFacts, [second, ...further, fifth]),
  postpartumLong: postpartumVisitPages(longPostpartumFacts, fullPostpartum()), postpartumEmpty: postpartumVisitPages(postpartumFacts, null), postpartum: postpartumVisitPages(postpartumFacts, postpartum({ temperatureC: 36.6, lochia: '2', lochiaNote: '量多,有异味', leftBreast: '1', wound: '1', guidance: '1,4', daysAfter: 7 })),
  checkLong: postpartumCheckPages(longPostpartumFacts, fullCheck()), checkEmpty: postpartumCheckPages(postpartumFacts, null), check: postpartumCheckPages(postpartumFacts, check({ daysAfter: 43, guidance: '2', lochia: '1', uterus: '1' })),
}
const documents: Record<string, Composed> = Object.fromEntries(Object.entries(sheets).map(([name, pages]) => [name, composeDocument(pages, { fonts, mode: 'print' })]))
let pdfs: Record<string, Uint8Array> = {}
beforeAll(async () => { pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS) })
const valueOf = (name: string, value: string): string => documents[name]!.placed.filter(line => line.value === value).map(line => line.text).join('')
const textOf = (name: string): string => documents[name]!.placed.map(line => line.text).join('')
/** The printed number boxes of a field, from left to right. */
const boxesOf = (name: string, value: string): string[] => documents[name]!.placed.filter(line => new RegExp(`^${value}Code\\d+$`, 'u').test(line.value ?? '')).map(line => line.text)

describe.each(Object.keys(sheets))('%s', name => {
  test('takes everything: nothing refused, no box off its sheet, no line outside, none on another', () => {
    expect(sheets[name]!.flatMap(page => layoutFaults(page.layout))).toEqual([])
    expect(documents[name]!.issues).toEqual([])
    const { placed } = documents[name]!
    for (const line of placed) {
      expect(line.xMm).toBeGreaterThan(2)
      expect(line.xMm + line.widthMm, line.text).toBeLessThan(208)
      expect(line.baselineMm).toBeLessThan(295)
    }
    const overlapping = placed.flatMap((one, index) => placed.slice(index + 1).filter(other => other.page === one.page && Math.abs(other.baselineMm - one.baselineMm) < 0.3 * Math.min(one.pt, other.pt) * 25.4 / 72
      && one.xMm < other.xMm + other.widthMm - 0.1 && other.xMm < one.xMm + one.widthMm - 0.1).map(other => `${one.text} | ${other.text}`))
    expect(overlapping).toEqual([])
  })
  test('is A4, and every value that is not empty stands on it whole', async () => {
    const { sizesMm } = await readPdf(pdfs[name]!)
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    for (const { w, h } of sizesMm) { expect(Math.abs(w - 210)).toBeLessThan(0.3); expect(Math.abs(h - 297)).toBeLessThan(0.3) }
    sheets[name]!.forEach((page, at) => {
      for (const box of page.layout.boxes) {
        if (!('value' in box)) continue
        const wanted = String(page.values[box.value] ?? '').replace(/\s/gu, '')
        const got = documents[name]!.placed.filter(line => line.page === at && line.value === box.value).map(line => line.text).join('').replace(/\s/gu, '')
        expect(got, box.value).toBe(wanted)
      }
    })
  })
})

test('the usual form stands on one sheet', () => {
  expect(['booking', 'first', 'firstEmpty', 'visitsEmpty', 'postpartum', 'postpartumEmpty', 'check', 'checkEmpty'].map(name => [name, documents[name]!.pages])).toEqual(['booking', 'first', 'firstEmpty', 'visitsEmpty', 'postpartum', 'postpartumEmpty', 'check', 'checkEmpty'].map(name => [name, 1]))
})

test('rare characters are on every paper as glyphs of the PDF', async () => {
  for (const name of ['bookingLong', 'firstLong', 'visitsLong', 'postpartumLong', 'checkLong']) {
    const drawn = (await readPdf(pdfs[name]!)).glyphs.map(glyph => glyph.text).join('')
    for (const rare of ['龘', '𬭊', '·']) expect(drawn, `${name} ${rare}`).toContain(rare)
    expect(textOf(name).replace(/\s/gu, '')).toContain(LONG_NAME)
  }
})

/** Every text and every measure that is typed on a form, each with a mark of its own. */
function marked(definition: RecordDefinition, row: object): { row: Record<string, unknown>; marks: Map<string, string> } {
  const marks = new Map<string, string>()
  const values: Record<string, unknown> = { ...row }
  Object.entries(definition.fields).forEach(([name, field], index) => {
    if (field.kind === 'text') { values[name] = `甲${index}乙`; marks.set(name, `甲${index}乙`) }
    if (field.kind === 'number') {
      const { plausible: [least, most] } = field as unknown as { plausible: [number, number] }
      const value = Math.min(most, Math.max(least, 37 + index))
      values[name] = value
      marks.set(name, name === 'gestationDays' ? `${Math.floor(value / 7)}+${value % 7}` : String(value))
    }
  })
  return { row: values, marks }
}
test.each([
  ['first', maternalFirst, fullFirst(), (row: object) => firstFormPages(firstFacts, row as never)],
  ['visit', maternalVisit, fullVisit('4'), (row: object) => visitFormPages(firstFacts, [row as never])],
  ['postpartum visit', postpartumVisit, fullPostpartum(), (row: object) => postpartumVisitPages(postpartumFacts, row as never)],
  ['42-day check', postpartumCheck, fullCheck(), (row: object) => postpartumCheckPages(postpartumFacts, row as never)],
] as const)('nothing that was typed on the %s is lost on the way to paper', (_, definition, row, pagesOf) => {
  const { row: typed, marks } = marked(definition as RecordDefinition, row)
  const paper = composeDocument(pagesOf(typed), { fonts, mode: 'print' }).placed.map(line => line.text).join('').replace(/\s/gu, '')
  expect([...marks].filter(([, mark]) => !paper.includes(mark)).map(([name]) => name)).toEqual([])
})

describe('第1次产前检查服务记录表', () => {
  test('answers stand in the printed boxes, an opened text behind its answer', () => {
    expect(boxesOf('first', 'pastIllness')).toEqual(['6', '8'])
    expect(valueOf('first', 'pastIllness')).toContain('8 其他:偏头痛')
    expect([boxesOf('first', 'heart'), boxesOf('first', 'lungs'), boxesOf('first', 'aboGroup'), boxesOf('first', 'referral')]).toEqual([['2'], ['1'], ['3'], ['1']])
    expect(valueOf('first', 'heart')).toBe('1 未见异常  2 异常:收缩期杂音')
    expect([valueOf('first', 'gestation'), valueOf('first', 'pressure'), valueOf('first', 'age')]).toEqual(['8+1周', '118 / 76 mmHg', '31岁'])
    expect(valueOf('first', 'urine')).toContain('尿蛋白 ±')
    expect(valueOf('first', 'foot0')).toBe('检查机构:青山县妇幼保健院。')
  })
  test('an empty form has places to write on, no answer in any box', () => {
    expect(boxesOf('firstEmpty', 'pastIllness')).toEqual([])
    expect(valueOf('firstEmpty', 'pressure')).toBe('____ / ____ mmHg')
  })
})

describe('第2~5次产前随访服务记录表', () => {
  test('each visit stands in its own column; a column offers the guidance of its number', () => {
    expect([0, 1, 2, 3].map(at => valueOf('visits', `visitDay${at}`))).toEqual(['2026-04-202026-05-042026-09-04', '2026-07-04', '2026-08-04', '2026-09-222026-08-20'])
    expect(valueOf('visitsEmpty', 'guidance0')).toBe('1 生活方式  2 营养  3 心理  4 运动  8 其他____')
    expect(valueOf('visitsEmpty', 'guidance3')).toContain('6 分娩准备')
    expect(boxesOf('visitsEmpty', 'guidance0')).toEqual([])
    expect(documents.visits!.placed.filter(line => line.page === 0 && line.value?.startsWith('guidance0Code')).map(line => line.text)).toEqual(['1', '4'])
    expect(documents.visits!.placed.filter(line => line.page === 0 && line.value === 'assessment3').map(line => line.text).join('')).toContain('2 异常:臀位')
  })
  test('further visits have sheets of their own, four on each', () => {
    expect(sheets.visits!.map(page => page.layout.title)).toEqual(['第2~5次产前随访服务记录表', '产前随访服务记录表(其他随访)', '产前随访服务记录表(其他随访)'])
    expect(documents.visits!.placed.filter(line => line.page === 2 && line.value === 'visitDay0').map(line => line.text)).toEqual(['2026-09-04'])
  })
})

describe('after birth', () => {
  test('the visit says when she was delivered and went home', () => {
    expect(['deliveredDay', 'dischargedDay', 'temperature', 'place'].map(value => valueOf('postpartum', value))).toEqual(['2026-09-28', '2026-10-01', '36.6 ℃', '入户'])
    expect(valueOf('postpartum', 'lochia')).toContain('2 异常:量多,有异味')
    expect(boxesOf('postpartum', 'guidance')).toEqual(['1', '4'])
  })
  test('the 42-day check says whether she has recovered and what was done', () => {
    expect([boxesOf('check', 'recovery'), boxesOf('check', 'handling'), valueOf('check', 'daysAfter')]).toEqual([['1'], ['1'], '43 天'])
  })
})

test('the booking sheet says what dates the pregnancy, what it was changed from, and when the five visits are', () => {
  expect(valueOf('booking', 'expectedDay')).toBe('2026-10-19(超声)')
  expect(valueOf('booking', 'dating')).toContain('超过 5 天,按超声校正')
  expect(valueOf('booking', 'redating0')).toContain('由 2026-10-12 改为 2026-10-19')
  // 2026-01-12 counts as the start: 16+0 to 20+6.
  expect(valueOf('booking', 'window2')).toBe('2026-05-04 至 2026-06-07')
  expect(valueOf('booking', 'bookedGestation')).toBe('8+1周')
})

test('texts are at their places on the PDF to 0.5 mm', async () => {
  const { glyphs } = await readPdf(pdfs.first!)
  for (const value of ['womanName', 'pastIllness', 'doctor']) {
    const line = documents.first!.placed.find(one => one.value === value)!
    const [start] = [...line.text]
    expect(glyphs.some(glyph => glyph.text.startsWith(start!) && Math.abs(glyph.xMm - line.xMm) < 0.5 && Math.abs(glyph.baselineMm - line.baselineMm) < 0.5), value).toBe(true)
  }
})

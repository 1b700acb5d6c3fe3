import { expect, test } from 'vitest'
import { PELVIC_CONSENT_KIND } from '../../domain/code/pelvic-care.ts'
import { consentParagraphs } from '../../domain/print/consent-paragraphs.ts'
import { type PaperPelvicConsent, type PelvicConsentFacts, pelvicConsentPages } from '../../domain/print/pelvic-consent-form.ts'
import { consentText } from '../../domain/rule/consent-texts.ts'
import { PELVIC_CONSENT_TEXTS_DEFAULT } from '../../domain/rule/pelvic/consent-texts.ts'
import type { PageContent } from '../../electron/core/print/compose.ts'
import { LONG_NAME } from './support/child-facts.ts'
import { readPdf } from './support/pdf-text.ts'
import { testWholeSheets } from './support/whole-sheets.ts'

const facts: PelvicConsentFacts = { institution: '青山县妇幼保健院', institutionPhone: '0734-6812345', name: '欧阳𬭊龘', birthDay: '1995-03-15', idNumber: '43042119950315002X', phone: '13800001234', fileNumber: 'PD2026000123' }
const long: PelvicConsentFacts = { ...facts, institution: '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心'.padEnd(70, '分院').slice(0, 70), name: LONG_NAME.padEnd(60, '麦麦提'), phone: '1'.repeat(20) }
const sheet = (kind: (typeof PELVIC_CONSENT_KIND.values)[number], own: Partial<PaperPelvicConsent> = {}): PaperPelvicConsent => ({ kind, text: consentText(kind, PELVIC_CONSENT_TEXTS_DEFAULT), choice: null, signerName: '', doctorName: '', signedDay: '', reason: '', isContraindicationRead: null, mayUseData: null, ...own })
const signed = { choice: 'agreed', signerName: '欧阳𬭊龘', doctorName: '姜盆底', signedDay: '2026-03-10', isContraindicationRead: true, mayUseData: false } as const
const ofText = '知情同意·龘𬭊须逐条读给本人听'.repeat(300)

const sheets: Record<string, readonly PageContent[]> = {
  assessment: pelvicConsentPages(facts, sheet('assessment')), treatment: pelvicConsentPages(facts, sheet('treatment')), signed: pelvicConsentPages(facts, sheet('treatment', signed)),
  long: pelvicConsentPages(long, sheet('treatment', { ...signed, choice: 'withdrawn', signerName: long.name.slice(0, 30), doctorName: long.name.slice(0, 30), reason: ofText.slice(0, 100), mayUseData: true, text: { version: '2026-1', source: ofText.slice(0, 200), text: `${ofText}。\n${ofText}`.slice(0, 4000) } })),
}
const { documentOf, pdfOf, textOf } = testWholeSheets(sheets, { w: 210, h: 297 })

test('to be signed by hand: the whole text, every choice open, a line for each signature, on one sheet', () => {
  for (const kind of PELVIC_CONSENT_KIND.values) {
    const used = consentText(kind, PELVIC_CONSENT_TEXTS_DEFAULT)
    for (const line of used.text.split('\n')) expect(textOf(kind)).toContain(line)
    expect(textOf(kind)).toContain(`文本版本 ${used.version}`)
    expect(textOf(kind)).not.toContain('√')
    expect(textOf(kind).split('________________').length - 1).toBe(4)
    expect(documentOf(kind).pages).toBe(1)
  }
})

test('as it was signed: what was chosen, told and forbidden', async () => {
  const text = textOf('signed')
  expect(text).toMatch(/√同意 +□不同意 +□已撤回/)
  expect(text).toContain('√医生已逐项询问上述禁忌')
  expect(text).toMatch(/□同意 +√不同意 +隐去姓名后用于教学或科研/)
  expect(textOf('long')).toContain('√已撤回')
  // The rare signs of her name are drawn, not replaced.
  const { glyphs } = await readPdf(pdfOf('signed'))
  expect(glyphs.filter(({ text: sign }) => sign === '龘').length).toBeGreaterThanOrEqual(2)
})

test('a text in one long line goes on from row to row and sheet to sheet, broken after its sentences', () => {
  const line = `${'本人已经知道并同意。'.repeat(90)}完`
  const parts = consentParagraphs(`甲\n\n${line}`)
  expect(parts.join('')).toBe(`甲${line}`)
  expect(parts.slice(1, -1).every(part => part.endsWith('。') && [...part].length <= 600)).toBe(true)
  expect(consentParagraphs('龘'.repeat(1300)).map(part => [...part].length)).toEqual([600, 600, 100])
  expect(documentOf('long').pages).toBeGreaterThan(1)
})

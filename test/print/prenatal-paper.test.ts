import { beforeAll, describe, expect, test } from 'vitest'
import { CONSENT_KIND } from '../../domain/code/prenatal.ts'
import { PRENATAL_TEST, type PrenatalTest } from '../../domain/code/prenatal-record.ts'
import { prenatalResult, type StoredPrenatalResult } from '../../domain/modules/prenatal/result.record.ts'
import { layoutFaults } from '../../domain/print/layout.ts'
import { bulletinPages, bulletinRemark, consentPages, handoverPages, labelPages, type PrenatalPaperFacts, recallPages, requestPages, resultPages } from '../../domain/print/prenatal-forms.ts'
import { resultOnPaper } from '../../domain/print/prenatal-result-values.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { consentText } from '../../domain/rule/consent-texts.ts'
import { CONSENT_TEXTS_DEFAULT } from '../../domain/rule/prenatal/consent-texts.ts'
import { bulletinRows, timeProgress } from '../../domain/rule/prenatal/bulletin.ts'
import { findFetalSex } from '../../domain/rule/prenatal/fetal-sex.ts'
import { PRENATAL_RULES_DEFAULT } from '../../domain/rule/prenatal/prenatal-rules.ts'
import { type Composed, composeDocument, type PageContent } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { printPdfs } from '../support/pdf-printer/print-pdfs.ts'
import { fullest, LONG_NAME } from './support/child-facts.ts'
import { FONTS } from './support/facts.ts'
import { readPdf } from './support/pdf-text.ts'

const fonts = openPrintFonts(FONTS)
const facts: PrenatalPaperFacts = {
  institution: '青山县妇幼保健院', institutionPhone: '0734-6812345', name: '欧阳𬭊龘', idNumber: '43042119950315002X', birthDay: '1995-03-15', phone: '13800001234', address: '湖南省衡阳市衡阳县西渡镇清江社区蒸阳大道118号', lmpDay: '2026-07-15', expectedDay: '2027-04-21', gestation: '16+2 周',
}
const LONG_INSTITUTION = '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心(双江拉祜族佤族布朗族傣族自治县妇女儿童医院)'.padEnd(70, '分院').slice(0, 70)
const long: PrenatalPaperFacts = { ...facts, institution: LONG_INSTITUTION, institutionPhone: '0734-68123456转8001', name: LONG_NAME.padEnd(60, '麦麦提'), phone: '1'.repeat(20), address: '双江拉祜族佤族布朗族傣族自治县'.repeat(9).slice(0, 110) }
const ofText = (text: string): string => '孕妇外周血胎儿游离DNA检测提示·龘𬭊'.repeat(20).slice(0, 200) + text

const consent = (kind: (typeof CONSENT_KIND.values)[number], own = {}) => ({ kind, text: consentText(kind, CONSENT_TEXTS_DEFAULT), choice: null, signerName: '', signer: '', doctorName: '', signedAt: '', reason: '', isCautionTold: null, ...own })
const request = {
  number: 'CS2026000123', barcode: 'CS2026000123', day: '2026-11-06', tests: '中孕期血清学筛查', about: [['采血孕周', '16+2 周'], ['孕周确认方法', '超声(头臀长)'], ['胎数', '1'], ['体重', '58.5 kg'], ['吸烟', '否'], ['1型糖尿病', '否'], ['费用类别', '免费项目']] as const,
  suitability: '', tubes: ['2600000123'], doctorName: '陈医生', sampler: '', drawnAt: '', place: '',
}
const handover = { number: 'JJ2026000007', laboratory: '衡阳市妇幼保健院', sentAt: '2026-11-06 16:00', sender: '周送样', sentCelsius: '4.0℃', receivedAt: '', receiver: '', receivedCelsius: '', limit: '8' }
const lineOf = (at: number) => ({ barcode: `26${String(at).padStart(8, '0')}`, name: at % 7 === 0 ? LONG_NAME : '龚晓燕', gestation: '16+2', drawnAt: '2026-11-06 08:30', tests: '中孕期血清学筛查、地中海贫血筛查', state: '' })
const result = {
  title: '中孕期血清学产前筛查报告单', barcode: '2600000123', about: [['采血时间', '2026-11-06 08:30'], ['采血孕周', '16+2 周'], ['孕周确认方法', '超声(头臀长)'], ['检测实验室', '衡阳市妇幼保健院']] as const,
  lines: [{ name: '21三体综合征', value: '1/200', limit: '≥1/270 高风险', verdict: '高风险' }, { name: '18三体综合征', value: '<1/50000', limit: '≥1/350 高风险', verdict: '低风险' }, { name: '开放性神经管缺陷', value: 'AFP 1.10 MoM', limit: '≥2.5 MoM 高风险', verdict: '低风险' }],
  overall: 'high' as const, texts: [['备注', '实验室电话告知:胎儿为男,核型46,XY,请转诊'], ['核型', '47,XXY']] as const, advice: '建议产前诊断咨询', reporter: '李检验', reviewer: '陈医生',
}
const bulletin = (count: number) => {
  const rows = bulletinRows([
    { name: '西渡镇', task: 1000, monthScreened: 90, screened: 1005, highRisk: 40, recalled: 40, diagnosed: 34, outcomesDue: 199, outcomesFollowed: 207, confirmed: 3 }, { name: '界牌镇', task: 500, monthScreened: 12, screened: 190, highRisk: 9, recalled: 8, diagnosed: 6, outcomesDue: 50, outcomesFollowed: 41, confirmed: 0 },
    ...Array.from({ length: count }, (_, at) => ({ name: `${LONG_INSTITUTION.slice(0, 60)}${at}`, task: at % 5 === 0 ? 0 : 300, monthScreened: at, screened: 200 + at, highRisk: 5, recalled: 5, diagnosed: 4, outcomesDue: 0, outcomesFollowed: 0, confirmed: 0 })),
  ], '2026-11', PRENATAL_RULES_DEFAULT).map(row => ({ ...row, remark: row.name === '西渡镇' ? '含补检' : row.name === '界牌镇' ? '' : ofText('').slice(0, 60) }))
  return bulletinPages({ institution: facts.institution, month: '2026-11', timePercent: timeProgress('2026-11'), by: '乡镇(街道)', rows, total: { ...rows[0]!, name: '合计', rank: null } })
}

const sheets: Record<string, readonly PageContent[]> = {
  ...Object.fromEntries(CONSENT_KIND.values.map(kind => [`consent-${kind}`, consentPages(facts, consent(kind))])),
  consentLong: consentPages(long, consent('nipt', { choice: 'declined', signerName: long.name.slice(0, 30), signer: '其他授权人', doctorName: long.name.slice(0, 30), signedAt: '2026-11-06 08:00', reason: ofText('').slice(0, 100), isCautionTold: true, text: { version: '2026-1', source: ofText(''), text: ofText('。\n').repeat(20).slice(0, 4000) } })),
  request: requestPages(facts, request), requestLong: requestPages(long, { ...request, suitability: ofText(''), tubes: ['2600000123', '2600000124', '2600000125'], doctorName: long.name.slice(0, 30), sampler: long.name.slice(0, 30), place: LONG_INSTITUTION, about: [...request.about, ['不良孕产史和家族遗传病史', ofText('')]] }),
  label: labelPages([{ barcode: '2600000123', name: facts.name, gestation: '16+2', tests: '中孕期血清学筛查', drawnAt: '2026-11-06 08:30' }]),
  labelLong: labelPages([{ barcode: '26-ABCDEFGHIJKLMNOPQRST', name: LONG_NAME, gestation: '16+2', tests: '早孕期血清学筛查、地中海贫血筛查、耳聋基因筛查、NIPT', drawnAt: '2026-11-06 08:30' }, { barcode: '7', name: '王', gestation: '', tests: 'NIPT', drawnAt: '' }]),
  handover: handoverPages(facts, handover, [1, 2, 3].map(lineOf)), handoverLong: handoverPages(long, handover, Array.from({ length: 60 }, (_, at) => lineOf(at))),
  result: resultPages(facts, result, 'other'), resultDiagnosis: resultPages(facts, result, 'diagnosis'), resultLong: resultPages(long, { ...result, texts: [['备注', ofText(' 46,XX')]], advice: ofText('') }, 'other'),
  recall: recallPages(facts, { call: 'high', day: '2026-11-20', reason: '中孕期血清学筛查:21三体综合征高风险', dueDay: '2026-12-16', doctorName: '陈医生', place: '' }), recallLong: recallPages(long, { call: 'high', day: '2026-11-20', reason: ofText(' 女胎'), dueDay: '2026-12-16', doctorName: long.name.slice(0, 30), place: LONG_INSTITUTION }),
  bulletin: bulletin(0), bulletinLong: bulletin(60),
}
// Every test's report with all that a laboratory can print, at its longest.
const fullResult = (test: PrenatalTest) => ({ ...emptyRow(prenatalResult), ...fullest(prenatalResult, { test, resultDay: '2026-11-20', t21Denominator: 10_000_000, t18Denominator: 350, t13Denominator: 350, ntMm: 3, crlMm: 60, partnerGenotype: '-α3.7/αα', womanGenotype: '--SEA/αα', sampleId: null, partnerId: null }) }) as unknown as StoredPrenatalResult
for (const kind of PRENATAL_TEST.values) sheets[`full-${kind}`] = resultPages(long, resultOnPaper(fullResult(kind), null, 2, PRENATAL_RULES_DEFAULT), 'other')
const documents: Record<string, Composed> = Object.fromEntries(Object.entries(sheets).map(([name, pages]) => [name, composeDocument(pages, { fonts, mode: 'print' })]))
let pdfs: Record<string, Uint8Array> = {}
beforeAll(async () => { pdfs = await printPdfs(Object.fromEntries(Object.entries(documents).map(([name, { html }]) => [name, html])), FONTS) })
const textOf = (name: string): string => documents[name]!.placed.map(line => line.text).join('')
const valueOf = (name: string, value: string): string => documents[name]!.placed.filter(line => line.value === value).map(line => line.text).join('')

describe.each(Object.keys(sheets))('%s', name => {
  test('takes everything: nothing refused, no box off its sheet, no line outside, none on another', () => {
    expect(sheets[name]!.flatMap(page => layoutFaults(page.layout))).toEqual([])
    expect(documents[name]!.issues).toEqual([])
    const { w, h } = sheets[name]![0]!.layout.page
    const { placed } = documents[name]!
    for (const line of placed) {
      expect(line.xMm, line.text).toBeGreaterThan(0.9)
      expect(line.xMm + line.widthMm, line.text).toBeLessThan(w - 0.9)
      expect(line.baselineMm, line.text).toBeLessThan(h - 0.9)
    }
    const overlapping = placed.flatMap((one, index) => placed.slice(index + 1).filter(other => other.page === one.page && Math.abs(other.baselineMm - one.baselineMm) < 0.3 * Math.min(one.pt, other.pt) * 25.4 / 72
      && one.xMm < other.xMm + other.widthMm - 0.1 && other.xMm < one.xMm + one.widthMm - 0.1).map(other => `${one.text} | ${other.text}`))
    expect(overlapping).toEqual([])
  })
  test('is on the right paper, and every value that is not empty stands on it whole', async () => {
    const { sizesMm } = await readPdf(pdfs[name]!)
    expect(sizesMm).toHaveLength(documents[name]!.pages)
    const { w, h } = sheets[name]![0]!.layout.page
    for (const size of sizesMm) { expect(Math.abs(size.w - w)).toBeLessThan(0.4); expect(Math.abs(size.h - h)).toBeLessThan(0.4) }
    sheets[name]!.forEach((page, at) => {
      for (const box of page.layout.boxes) {
        if (!('value' in box)) continue
        const wanted = String(page.values[box.value] ?? '').replace(/\s/gu, '')
        const got = documents[name]!.placed.filter(line => line.page === at && line.value === box.value).map(line => line.text).join('').replace(/\s/gu, '')
        expect(got, box.value).toBe(wanted)
      }
    })
  })
  test('tells nobody the sex of a fetus but an abnormality of the sex chromosomes to whoever may see it', () => {
    const told = documents[name]!.placed.filter(line => line.value !== 'womanName' && !/^name\d+$/.test(line.value ?? '')).flatMap(line => findFetalSex(line.text).map(one => ({ text: line.text, ...one }))).filter(one => one.text.slice(one.from, one.to) !== one.masked)
    expect(told.map(one => one.text)).toEqual(name === 'resultDiagnosis' ? ['47,XXY'] : [])
  })
})

test('the masked slip keeps what is no sex, for every reader', () => {
  expect(textOf('result')).toContain('实验室电话告知:胎儿为**,核型46,**,请转诊')
  expect(textOf('result')).toContain('47,**')
  expect(textOf('resultDiagnosis')).toContain('胎儿为**,核型46,**,请转诊')
})

test('a report names the hospital’s limit beside each value and what the couple has to know', () => {
  for (const words of ['1/10000000', '高风险≥1/270,临界至1/1000', '高风险≥4 MoM']) expect(textOf('full-secondSerum')).toContain(words)
  expect(textOf('full-thalassaemia')).toContain('高风险夫妇')
  expect(textOf('full-deafness')).toContain('禁用氨基糖苷类药物')
  expect(textOf('full-nt')).toContain('提示≥2.5,高≥3 mm')
})

test('each consent prints the text of its version, both choices and four places to sign', () => {
  for (const kind of CONSENT_KIND.values) {
    const text = textOf(`consent-${kind}`)
    const used = consentText(kind, CONSENT_TEXTS_DEFAULT)
    for (const line of used.text.split('\n')) expect(text).toContain(line)
    expect(text).toContain(`文本版本 ${used.version}`)
    expect(text).toMatch(/□同意 +□不同意\(拒绝\)/)
    expect(text.split('________________').length - 1).toBe(4)
    expect(documents[`consent-${kind}`]!.pages).toBe(1)
  }
  expect(textOf('consentLong')).toContain('√不同意')
})

test('the label is one small sheet a tube, its signs below the bars and the name within the first 7 mm of the PDF', async () => {
  const { glyphs, sizesMm } = await readPdf(pdfs.label!)
  expect(sizesMm).toHaveLength(1)
  const at = (text: string) => glyphs.filter(glyph => glyph.text === text)
  expect(at('龘').every(glyph => glyph.baselineMm < 7 && glyph.sizeMm > 3)).toBe(true)
  const signs = glyphs.filter(glyph => glyph.baselineMm > 18 && glyph.baselineMm < 21.9)
  expect(signs.map(glyph => glyph.text).join('')).toBe('2600000123')
  expect(Math.abs((signs[0]!.xMm + signs.at(-1)!.xMm + 1.7) / 2 - 25)).toBeLessThan(1)
})

test('the barcode stands above the right end of the request and is drawn as bars', () => {
  const { html } = documents.request!
  const bars = [...html.matchAll(/<path d="M([\d.]+) [\d.]+L\1 [\d.]+" stroke="#000"/g)]
  // Three bars a sign, start and check digit; four for the stop.
  expect(bars).toHaveLength((12 + 2) * 3 + 4)
  expect(valueOf('request', 'barcodeText')).toBe('CS2026000123')
})

test('a long hand-over list goes on on the next sheet under the same columns, each tube once', () => {
  const { pages, placed } = documents.handoverLong!
  expect(pages).toBeGreaterThan(1)
  for (let page = 0; page < pages; page++) expect(placed.some(line => line.page === page && line.value === 'barcodeHead')).toBe(true)
  expect(new Set(placed.filter(line => /^barcode\d+$/.test(line.value ?? '')).map(line => line.value)).size).toBe(60)
  expect(placed.filter(line => line.page === pages - 1 && line.text.startsWith('收样人'))).toHaveLength(1)
})

test('the bulletin shows rates above a hundred as they are and says so', () => {
  const text = textOf('bulletin')
  for (const words of ['100.50', '104.02', '85.00', '时间进度', '91.67%', '填报人']) expect(text).toContain(words)
  expect(text.replace(/\s/gu, '')).toContain('完成率、随访率≥100%,核对分母;含补检')
  expect(text).toContain('通报')
  const [calm] = bulletinRows([{ name: '甲', task: 10, monthScreened: 1, screened: 9, highRisk: 0, recalled: 0, diagnosed: 0, outcomesDue: 0, outcomesFollowed: 0, confirmed: 0 }], '2026-11', PRENATAL_RULES_DEFAULT)
  expect([bulletinRemark({ ...calm!, remark: '' }), bulletinRemark({ ...calm!, remark: '停采两周' })]).toEqual(['', '停采两周'])
})

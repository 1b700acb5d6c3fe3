// The numbered acceptance cases of the prenatal screening note (§16) that pure rules answer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NIPT_CRITERION, PRENATAL_PROJECT, PRENATAL_SAMPLE_STATE, type PrenatalClass, type PrenatalProject, type SampleTest } from '../../domain/code/prenatal.ts'
import { DEAFNESS_SITE, type DeafnessResult, THALASSAEMIA_ALLELE } from '../../domain/code/prenatal-gene.ts'
import { formatChinese } from '../../domain/message/message.ts'
import { type BulletinInput, bulletinRows, ladderOf, progressGap, timeProgress } from '../../domain/rule/prenatal/bulletin.ts'
import { assessDeafness, checkDeafness, type DeafnessResults } from '../../domain/rule/prenatal/deafness.ts'
import { isScreened, meetsRequirement, niptShortfalls, performanceOf, shownRate } from '../../domain/rule/prenatal/figures.ts'
import { expectedDayOf } from '../../domain/rule/maternal/dating.ts'
import { diagnosisIndications, nextStep } from '../../domain/rule/prenatal/next-step.ts'
import { assessNipt, bodyMassIndex, checkNiptResult, type NiptFacts } from '../../domain/rule/prenatal/nipt.ts'
import { outcomeDuty } from '../../domain/rule/prenatal/outcome.ts'
import { PRENATAL_RULE, PRENATAL_RULES, PRENATAL_RULES_DEFAULT as RULES } from '../../domain/rule/prenatal/prenatal-rules.ts'
import { type RecallCase, recallCall, recallLine } from '../../domain/rule/prenatal/recall.ts'
import { checkRisk, classifyOntd, classifyRisk, overallClass, parseRisk, printRisk, type Risk } from '../../domain/rule/prenatal/risk.ts'
import { checkSampleStep, type ConsentFact, niptRedrawDue, provedRejections, reportDue, resampleDueDay, type SampleStep } from '../../domain/rule/prenatal/sample-chain.ts'
import { ageAtExpectedDelivery, checkFreeTest, checkMom, checkSerumFetuses, isAdvancedAge, momOf, PANEL_REQUIREMENT, serumRemark, subsidyOf } from '../../domain/rule/prenatal/serum.ts'
import { coupleRisk, type Genotype, parseGenotype, suggestedTypes, thalassaemiaScreen, thalassaemiaStep } from '../../domain/rule/prenatal/thalassaemia.ts'
import { ntLevel } from '../../domain/rule/prenatal/ultrasound.ts'
import { checkWindow, closingWarning, offeredInstead, openProjects, PRENATAL_WINDOW, PRENATAL_WINDOWS_DEFAULT as WINDOWS, PrenatalWindowsSchema, redatedNotice, windowDays, windowOf, windowState } from '../../domain/rule/prenatal/windows.ts'
import { DEFAULT_WORK_CALENDAR } from '../../domain/rule/working-days.ts'
import { addDays, daysBetween, toDay, toMinute } from '../../domain/time/day.ts'

const START = toDay('2025-01-15')
const week = (weeks: number, days = 0): number => weeks * 7 + days
const ageOn = (day: string): number => daysBetween(START, toDay(day))
const said = (issues: readonly { level: string; message: Parameters<typeof formatChinese>[0] }[]): string[] => issues.map(({ level, message }) => `${level} ${formatChinese(message)}`)
const keys = (issues: readonly { level: string; path: string; message: { key: string } }[]): string[] => issues.map(({ level, path, message }) => `${level} ${path} ${message.key}`)

describe('windows', () => {
  const days = (project: PrenatalProject) => Object.values(windowDays(windowOf(project, WINDOWS), START))
  test('P-01: the expected day of LMP 2025-01-15', () => {
    expect(expectedDayOf(START)).toBe('2025-10-22')
  })
  test('P-02, P-05, P-06: first and last day of second serum, NT and NIPT', () => {
    expect([days('secondSerum'), days('nt'), days('nipt')]).toEqual([['2025-04-30', '2025-06-10'], ['2025-04-02', '2025-04-22'], ['2025-04-09', '2025-06-24']])
  })
  test('P-03: a day early is refused with the day it is asked for', () => {
    expect(said(checkWindow('secondSerum', ageOn('2025-04-29'), WINDOWS, 'day'))).toEqual(['block 未到筛查孕周:中孕期血清学筛查应在 15+0~20+6 周,现为 14+6 周,请预约到期再做'])
    expect([checkWindow('secondSerum', ageOn('2025-04-30'), WINDOWS, 'day'), checkWindow('secondSerum', ageOn('2025-06-10'), WINDOWS, 'day')]).toEqual([[], []])
  })
  test('P-04: a day late is refused and NIPT is offered', () => {
    expect(said(checkWindow('secondSerum', ageOn('2025-06-11'), WINDOWS, 'day'))).toEqual(['block 已超筛查孕周:中孕期血清学筛查应在 15+0~20+6 周,现为 21+0 周,可改做孕妇外周血胎儿游离DNA检测(NIPT)、中孕期超声筛查'])
    expect(offeredInstead('firstSerum', week(14), WINDOWS)).toEqual(['secondSerum', 'nipt'])
    expect([offeredInstead('secondSerum', week(20, 6), WINDOWS), offeredInstead('secondSerum', week(30), WINDOWS), offeredInstead('lateUltrasound', week(36), WINDOWS)]).toEqual([[], [], []])
  })
  test('NIPT after 22+6 is a question with a reason, before 12+0 a refusal', () => {
    expect(keys(checkWindow('nipt', week(23), WINDOWS, 'day'))).toEqual(['warn day prenatal.tooLateInstead'])
    expect(keys(checkWindow('nipt', week(11, 6), WINDOWS, 'day'))).toEqual(['block day prenatal.tooEarly'])
  })
  test('what is open, the one that closes first in front', () => {
    expect(openProjects(week(13), WINDOWS)).toEqual(['firstSerum', 'nt', 'villusSampling', 'nipt'])
    expect(openProjects(week(26), WINDOWS)).toEqual(['cordBlood'])
    expect(openProjects(week(40), WINDOWS)).toEqual([])
  })
  test('窗口将关闭 from seven days before the last, and no longer after it', () => {
    const at = (day: string) => closingWarning('secondSerum', START, toDay(day), WINDOWS, RULES)
    expect([at('2025-06-02'), at('2025-06-11')]).toEqual([null, null])
    expect(formatChinese(at('2025-06-03')!)).toBe('窗口将关闭:中孕期血清学筛查最迟 2025-06-10,还有 7 天,请尽快安排')
    expect(at('2025-06-10')?.params).toMatchObject({ left: 0 })
  })
  test('a redating after the sampling asks for a new calculation', () => {
    expect(redatedNotice(week(16), week(16))).toBeNull()
    expect(formatChinese(redatedNotice(week(16), week(15, 2))!)).toBe('孕周已更正,需重新计算风险:采血时按 16+0 周计算,更正后为 15+2 周,请联系实验室')
  })
  test('a hospital\'s own windows: each project once, first before last', () => {
    const parse = (windows: unknown) => PrenatalWindowsSchema.safeParse({ version: 1, windows }).success
    const [first, ...rest] = WINDOWS.windows
    expect([parse(WINDOWS.windows), parse(rest), parse([first, ...WINDOWS.windows]), parse([{ ...first, firstDays: 100 }, ...rest]), parse([{ ...first, firstDays: 90 }, ...rest]), parse([{ ...first, early: 'allow' }, ...rest])]).toEqual([true, false, false, false, true, false])
    for (const project of PRENATAL_PROJECT.values) expect(PRENATAL_WINDOW[project].source).toMatch(/\u00a72/)
  })
  test('property: a later day never reopens a window that has closed', () => {
    const order = ['tooEarly', 'open', 'tooLate']
    fc.assert(fc.property(fc.constantFrom(...PRENATAL_PROJECT.values), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 }), (project, day, later) => {
      const window = windowOf(project, WINDOWS)
      expect(order.indexOf(windowState(day + later, window))).toBeGreaterThanOrEqual(order.indexOf(windowState(day, window)))
    }))
  })
})

describe('risk', () => {
  const classOf = (disease: 't21' | 't18' | 't13', ...texts: string[]) => texts.map(text => classifyRisk(disease, parseRisk(text)!, RULES))
  test('P-07, P-08: trisomy 21 at each limit and beside it', () => {
    expect(classOf('t21', '1/269', '1/270', '1/271', '1/1000', '1/1001')).toEqual(['high', 'high', 'borderline', 'borderline', 'low'])
  })
  test('P-09: trisomy 18; trisomy 13 has one limit', () => {
    expect(classOf('t18', '1/350', '1/351', '1/1000', '1/1001')).toEqual(['high', 'borderline', 'borderline', 'low'])
    expect(classOf('t13', '1/350', '1/351')).toEqual(['high', 'low'])
  })
  test('P-10: the worst disease is the report', () => {
    const each = [...classOf('t21', '<1/50000'), ...classOf('t18', '1/200'), classifyOntd(1.1, 1, RULES)]
    expect([each, overallClass(each)]).toEqual([['low', 'high', 'low'], 'high'])
    expect([overallClass(['low', 'notAssessable']), overallClass(['borderline', 'notAssessable', null]), overallClass([null, null]), overallClass(['low', null])]).toEqual(['notAssessable', 'borderline', null, 'low'])
  })
  test('risks are read as laboratories print them and as people type them', () => {
    const read = (...texts: string[]) => texts.map(text => { const risk = parseRisk(text); return risk ? printRisk(risk) : null })
    expect(read('1/270', '1:50000', '<1/50000', '>1/10', ' 1 / 270 ', '1/50,000', '1/1', '1/10000000')).toEqual(['1/270', '1/50000', '<1/50000', '>1/10', '1/270', '1/50000', '1/1', '1/10000000'])
    expect(read('\uff11\uff0f\uff12\uff17\uff10', '\uff1c1\uff1a50000', '\uff1e\uff11/10')).toEqual(['1/270', '<1/50000', '>1/10'])
    expect(read('', '270', '2/270', '1/0', '1/', '1/-5', '1/270.5', '1/5,00', '<>1/10', '1/99999999', '低风险', '\u22641/10')).toEqual(Array.from({ length: 12 }, () => null))
  })
  test('a comparator that lies on both sides of a limit counts as the worse and is asked about', () => {
    expect(classOf('t21', '<1/200', '<1/270', '<1/1000', '>1/10', '>1/270', '>1/500')).toEqual(['high', 'borderline', 'low', 'high', 'high', 'high'])
    const asked = (text: string) => keys(checkRisk('t21', parseRisk(text)!, RULES, 't21'))
    expect([asked('<1/200'), asked('>1/500')]).toEqual([['warn t21 prenatal.riskAcross'], ['warn t21 prenatal.riskAcross']])
    expect([asked('<1/1000'), asked('>1/10'), asked('>1/270'), asked('1/600')]).toEqual([[], [], [], []])
  })
  const risk: fc.Arbitrary<Risk> = fc.record({ comparator: fc.constantFrom('=' as const, '<' as const, '>' as const), denominator: fc.integer({ min: 1, max: 10_000_000 }) })
  const ORDER: readonly PrenatalClass[] = ['low', 'borderline', 'high']
  test('properties: what is printed is read back; a greater risk never has a lower class', () => {
    fc.assert(fc.property(risk, one => { expect(parseRisk(printRisk(one))).toEqual(one) }))
    fc.assert(fc.property(fc.constantFrom('t21' as const, 't18' as const, 't13' as const), risk, fc.integer({ min: 1, max: 5000 }), (disease, one, closer) => {
      const greater = { ...one, denominator: Math.max(1, one.denominator - closer) }
      const rank = (of: Risk) => ORDER.indexOf(classifyRisk(disease, of, RULES))
      expect(rank(greater)).toBeGreaterThanOrEqual(rank(one))
      expect(rank({ ...one, comparator: '>' })).toBeGreaterThanOrEqual(rank({ ...one, comparator: '=' }))
      expect(rank({ ...one, comparator: '<' })).toBeLessThanOrEqual(rank({ ...one, comparator: '=' }))
    }))
  })
  test('P-11, P-12: MoM and its correction factor', () => {
    expect([momOf(62.4, 48), momOf(62.4, 48, 0.95), momOf(31.2, 48)]).toEqual([1.3, 1.37, 0.65])
    expect([checkMom(1.37, 62.4, 48, 0.95, RULES, 'afpMom'), checkMom(1.34, 62.4, 48, 1, RULES, 'afpMom'), checkMom(1.35, 62.4, 48, 1, RULES, 'afpMom').length]).toEqual([[], [], 1])
    expect(keys(checkMom(1.3, 62.4, 48, 0.95, RULES, 'afpMom'))).toEqual(['warn afpMom prenatal.momDiffers'])
  })
  test('P-13: ONTD at its limit, twins by their own', () => {
    expect([classifyOntd(2.49, 1, RULES), classifyOntd(2.5, 1, RULES), classifyOntd(2.5, 2, RULES), classifyOntd(4, 2, RULES), classifyOntd(2, 1, { ...RULES, ontdMom: 2 })]).toEqual(['low', 'high', 'low', 'high', 'high'])
  })
  test('P-14: age at the expected delivery, the birthday counts', () => {
    const age = (expected: string) => ageAtExpectedDelivery(toDay('1990-06-15'), toDay(expected))
    expect([age('2025-06-14'), age('2025-06-15')]).toEqual([34, 35])
    expect([isAdvancedAge(34, RULES), isAdvancedAge(35, RULES)]).toEqual([false, true])
  })
  test('P-18: serum of twins with a remark, of three refused', () => {
    expect([checkSerumFetuses(2, RULES, 'fetusCount'), serumRemark(1), serumRemark(2)?.key]).toEqual([[], null, 'prenatal.twinsRemark'])
    expect(keys(checkSerumFetuses(3, RULES, 'fetusCount'))).toEqual(['block fetusCount prenatal.tooManyFetuses'])
  })
  test('P-20: borderline leads to one NIPT of the programme, for whom it pays', () => {
    expect([subsidyOf('borderline', true), subsidyOf('high', true), subsidyOf('low', true), subsidyOf('borderline', false)]).toEqual(['nipt', 'amniocentesis', null, null])
  })
  test('P-30: a second free test is refused with the day of the first', () => {
    expect(said(checkFreeTest(toDay('2025-05-06'), 'free'))).toEqual(['block 本次妊娠已于 2025-05-06 做过免费产前筛查,不能再次免费,请改为自费'])
    expect(checkFreeTest(null, 'free')).toEqual([])
  })
})

describe('NIPT', () => {
  const FACTS: NiptFacts = { gestationDays: week(16), fetusCount: 1, ageAtDelivery: 30, weightKg: 60, heightCm: 160, serum: 'low', asked: [] }
  const assess = (changes: Partial<NiptFacts>) => assessNipt({ ...FACTS, ...changes }, WINDOWS, RULES)
  test('P-17: before 12+0 it is not suitable', () => {
    expect(assess({ gestationDays: week(11, 6), serum: null })).toMatchObject({ suitability: 'notSuitable', criteria: ['tooEarly'] })
    expect(assess({ gestationDays: week(12), serum: null }).suitability).toBe('voluntary')
  })
  test('P-18: twins are taken with caution', () => {
    expect(assess({ fetusCount: 2 })).toEqual({ suitability: 'caution', criteria: ['multipleFetuses'], missing: [] })
  })
  test('P-19: a body mass index of 40.0 is not above 40', () => {
    const heightCm = 160
    expect([bodyMassIndex(102.4, heightCm), bodyMassIndex(102.656, heightCm), bodyMassIndex(null, heightCm)]).toEqual([40, 40.1, null])
    expect([assess({ weightKg: 102.4, heightCm }).suitability, assess({ weightKg: 102.656, heightCm }).criteria]).toEqual(['voluntary', ['bodyMassIndex']])
  })
  test('P-20: borderline serum alone makes it suitable', () => {
    expect(classifyRisk('t21', parseRisk('1/600')!, RULES)).toBe('borderline')
    expect(assess({ serum: 'borderline' })).toMatchObject({ suitability: 'suitable', criteria: ['borderlineSerum'] })
  })
  test('the worse group decides, every criterion is named, and what nobody noted is said', () => {
    expect(assess({ serum: 'borderline', ageAtDelivery: 35, asked: ['transfusion', 'rhNegative'] })).toMatchObject({ suitability: 'notSuitable', criteria: ['borderlineSerum', 'rhNegative', 'advancedAge', 'transfusion'] })
    expect([assess({ gestationDays: week(20, 6), serum: null }).criteria, assess({ gestationDays: week(21), serum: null }).criteria]).toEqual([[], ['missedSerum']])
    expect(assess({ fetusCount: null, ageAtDelivery: null, heightCm: null }).missing).toEqual(['fetusCount', 'ageAtDelivery', 'bodyMassIndex'])
  })
  test('every criterion says its group, its source and how sure that is', () => {
    for (const { code, group, source, mark } of NIPT_CRITERION.list) { expect(['suitable', 'caution', 'notSuitable'], code).toContain(group); expect(source, code).toMatch(mark === 'S' ? /\[S-/ : /未核对/) }
  })
  test('property: one criterion more never makes it more suitable', () => {
    const order = ['voluntary', 'suitable', 'caution', 'notSuitable']
    const asked = fc.subarray(['fever', 'rhNegative', 'assistedConception', 'previousAneuploidy', 'malignancy', 'transfusion'] as const)
    fc.assert(fc.property(asked, asked, (some, more) => { expect(order.indexOf(assess({ asked: [...some, ...more] }).suitability)).toBeGreaterThanOrEqual(order.indexOf(assess({ asked: some }).suitability)) }))
  })
  test('a result that its numbers speak against is asked about', () => {
    const asked = (result: 'low' | 'high' | 'failed', fetalFractionPercent: number | null, ...z: (number | null)[]) => keys(checkNiptResult({ result, fetalFractionPercent, z }, RULES, 'result'))
    expect([asked('low', 3.9, 0), asked('failed', 3.9), asked('low', 4, 0.5, -2.9, null), asked('low', null, 0, 3), asked('high', 9, 8)]).toEqual([['warn result prenatal.fetalFraction'], [], [], ['warn result prenatal.niptZ'], []])
  })
})

describe('thalassaemia and deafness', () => {
  const screen = (mcvFl: number | null, mchPg: number | null) => thalassaemiaScreen({ mcvFl, mchPg }, RULES)
  const genotype = (text: string): Genotype => { const found = parseGenotype(text); if (!found) throw new Error(text); return found }
  test('P-21: one low value is positive, both at the limit negative', () => {
    expect([screen(81.9, 27.5), screen(82, 27), screen(85, 26.5)]).toEqual(['positive', 'negative', 'positive'])
    expect([screen(null, null), screen(90, null), screen(80, null), thalassaemiaScreen({ mcvFl: 81, mchPg: 28 }, { ...RULES, mcv: 80 })]).toEqual([null, 'incomplete', 'positive', 'negative'])
  })
  test('P-22: α0 with α+ is a couple at risk of HbH, α with β is not of one type', () => {
    const couple = coupleRisk(genotype('--SEA/αα'), genotype('−α3.7/αα'))
    expect(couple).toMatchObject({ isHighRisk: true, fetus: [{ fetus: 'hbH', percent: 25 }] })
    expect(formatChinese(couple.text)).toBe('高风险夫妇:每次妊娠胎儿血红蛋白H病 25%,请遗传咨询并转产前诊断')
    expect(coupleRisk(genotype('--SEA'), genotype('CD41-42'))).toMatchObject({ isHighRisk: false, fetus: [], text: { key: 'prenatal.thalassaemiaOtherType' } })
  })
  test('the table of couples', () => {
    const risk = (woman: string, partner: string) => coupleRisk(genotype(woman), genotype(partner)).fetus.map(({ fetus, percent }) => `${fetus} ${percent}`)
    expect([risk('--SEA/αα', '--SEA/αα'), risk('--SEA/αα', 'αCSα/αα'), risk('-α3.7/αα', '-α4.2/αα'), risk('αCSα/αα', 'αQSα/αα'), risk('CD17/N', 'βE/βN'), risk('αα/αα', '--SEA/αα')])
      .toEqual([['barts 25'], ['hbH 25'], [], ['clinician 25'], ['beta 25'], []])
    // Who has HbH disease hands on one of two changed alleles every time.
    expect(risk('--SEA/-α3.7', '--SEA/αα')).toEqual(['barts 25', 'hbH 25'])
    expect(risk('--SEA/αα;CD17/N', '-α3.7/αα;CD41-42/N')).toEqual(['hbH 25', 'beta 25'])
    expect(coupleRisk(genotype('αCSα/αα'), genotype('αCSα/αα'))).toMatchObject({ isHighRisk: false, text: { key: 'prenatal.thalassaemiaClinician' } })
    expect([risk('αCSα/αα', '-α3.7/αα'), coupleRisk(genotype('--SEA/αα'), genotype('αα/αα')).text.key]).toEqual([[], 'prenatal.thalassaemiaNone'])
  })
  test('genotypes are read as laboratories write them; an unknown mutation is no normal one', () => {
    expect(genotype('CD27/28/N').beta).toEqual(['cd27', null])
    expect(genotype('\u2013\u2013SEA/αα').alpha).toEqual(['sea', null])
    expect([genotype('−28/N').beta, genotype('β-28/βN').beta, genotype('ivs-ii-654').beta, genotype('CD41-42/CD17').beta]).toEqual([['m28', null], ['m28', null], ['ivs2s654', null], ['cd41', 'cd17']])
    expect(['', '--THAI/αα', '--SEA/--THAI', '--SEA/CD17', '--SEA/αα/αα', '--SEA/αα;-α3.7/αα', '正常'].map(parseGenotype)).toEqual(Array.from({ length: 7 }, () => undefined))
    for (const { code, label, kind } of THALASSAEMIA_ALLELE.list) expect(genotype(label)[kind === 'beta' ? 'beta' : 'alpha'], label).toEqual([code, null])
  })
  test('property: a couple\'s risk is the same seen from either side', () => {
    const alleles = (type: 'alpha' | 'beta') => fc.option(fc.constantFrom(...THALASSAEMIA_ALLELE.list.filter(({ kind }) => (kind === 'beta') === (type === 'beta')).map(({ code }) => code)), { nil: null })
    const one = fc.record({ alpha: fc.tuple(alleles('alpha'), alleles('alpha')), beta: fc.tuple(alleles('beta'), alleles('beta')) })
    fc.assert(fc.property(one, one, (woman, partner) => { expect(coupleRisk(woman, partner)).toEqual(coupleRisk(partner, woman)) }))
  })
  test('the carrier\'s partner is tested even with a normal blood count; electrophoresis points at the type', () => {
    const NORMAL = { cells: { mcvFl: 90, mchPg: 30 }, electrophoresis: null, genotype: null }
    const LOW = { ...NORMAL, cells: { mcvFl: 70, mchPg: 22 } }
    const step = (own: Parameters<typeof thalassaemiaStep>[0], other: Parameters<typeof thalassaemiaStep>[1]) => thalassaemiaStep(own, other, RULES)
    expect([step(NORMAL, NORMAL), step(LOW, NORMAL), step({ ...LOW, electrophoresis: { hbA2Percent: 2.8, bands: [] } }, NORMAL), step(NORMAL, { ...LOW, genotype: genotype('--SEA/αα') }), step(NORMAL, { ...LOW, genotype: genotype('αα/αα') })])
      .toEqual([null, 'electrophoresis', 'gene', 'gene', null])
    expect(step({ ...NORMAL, electrophoresis: { hbA2Percent: 2.8, bands: [] } }, NORMAL)).toBeNull()
    expect(step({ ...NORMAL, cells: { mcvFl: null, mchPg: null } }, NORMAL)).toBe('bloodCount')
    const types = (hbA2Percent: number | null, ...bands: ('h' | 'e')[]) => suggestedTypes({ hbA2Percent, bands }, RULES)
    expect([types(3.6), types(3.5), types(2.5), types(2.4), types(null, 'h'), types(2.4, 'e')]).toEqual([['beta'], [], [], ['alpha'], ['alpha'], ['alpha', 'beta']])
  })

  const all = (result: DeafnessResult, changes: DeafnessResults = {}): DeafnessResults => ({ ...Object.fromEntries(DEAFNESS_SITE.values.map(code => [code, result])), ...changes })
  test('P-23: a heterozygous woman\'s partner is tested; wild ends it, the same gene refers', () => {
    const woman = all('wild', { gjb2c: 'heterozygous' })
    expect(assessDeafness(woman, {})).toEqual({ step: 'testPartner', genes: ['gjb2'], drugWarning: false })
    expect([assessDeafness(woman, all('wild')).step, assessDeafness(woman, all('wild', { gjb2a: 'heterozygous' })).step, assessDeafness(woman, all('wild', { slc26a4a: 'heterozygous' })).step]).toEqual(['complete', 'refer', 'complete'])
    // One site of the gene is not the gene.
    expect(assessDeafness(woman, { gjb2c: 'wild' }).step).toBe('testPartner')
    expect([assessDeafness(all('wild', { gjb3a: 'heterozygous' }), {}).step, assessDeafness({ gjb2a: 'wild' }, {}).step]).toEqual(['complete', 'testWoman'])
  })
  test('a mitochondrial change warns of a drug for life; each site takes the results of its kind', () => {
    expect(assessDeafness(all('wild', { mtA: 'homoplasmic' }), {})).toEqual({ step: 'complete', genes: [], drugWarning: true })
    expect(keys(checkDeafness({ mtA: 'heterozygous', gjb2a: 'homoplasmic', mtB: 'heteroplasmic', gjb3a: 'homozygous' }))).toEqual(['block gjb2a prenatal.deafnessNuclear', 'block mtA prenatal.deafnessMt'])
    expect(checkDeafness({ mtA: 'wild', gjb2a: 'wild', slc26a4a: 'heterozygous' })).toEqual([])
    expect(DEAFNESS_SITE.values).toHaveLength(9)
  })
  test('NT: two limits, and no judgement outside the range of the crown\u2013rump length', () => {
    const level = (nt: number, crl: number | null) => ntLevel(nt, crl, RULES)
    expect([level(2.4, 60), level(2.5, 60), level(2.9, 84), level(3, 45), level(3, null), level(3, 44.9), level(1, 84.1)]).toEqual(['normal', 'notice', 'notice', 'high', 'high', 'notAssessable', 'notAssessable'])
  })
})

describe('sample', () => {
  const SIGNED = { choice: 'agreed' as const, signedAt: toMinute('2025-05-08T08:40'), version: '2' }
  const serum = (changes: Partial<ConsentFact>): Partial<SampleStep> => ({ consents: { serum: { ...SIGNED, ...changes } } })
  const STEP: SampleStep = {
    from: 'consented', to: 'drawn', at: toMinute('2025-05-08T09:00'), previousAt: toMinute('2025-05-08T08:40'), tests: ['secondSerum'], consents: { serum: SIGNED },
    consentVersions: { serum: '2', nipt: '1', thalassaemia: '1', deafness: '1', ultrasound: '1', puncture: '1' },
    gestationDays: week(16, 1), fetusCount: 1, barcode: 'B2', isBarcodeUsed: false, rejection: [], sender: '', receiver: '', resultCount: 0,
  }
  const issues = (changes: Partial<SampleStep>) => keys(checkSampleStep({ ...STEP, ...changes }, WINDOWS, RULES))
  test('P-16: no blood without a signed consent of the text in use', () => {
    expect([issues({}), issues({ at: SIGNED.signedAt })]).toEqual([[], []])
    expect([issues({ consents: {} }), issues(serum({ choice: 'declined' })), issues(serum({ version: '1' })), issues(serum({ signedAt: toMinute('2025-05-08T09:01') }))])
      .toEqual([['block consent prenatal.consentMissing'], ['block consent prenatal.consentDeclined'], ['block consent prenatal.consentVersion'], ['block consent prenatal.consentLater']])
    expect(PRENATAL_SAMPLE_STATE.canMove('booked', 'drawn')).toBe(false)
  })
  test('a tube for several tests needs a consent for each; carrier tests have no window', () => {
    const both: Partial<SampleStep> = { tests: ['secondSerum', 'thalassaemia'] }
    expect(said(checkSampleStep({ ...STEP, ...both }, WINDOWS, RULES))).toEqual(['block 没有已签署的地中海贫血筛查知情同意书,不能采血,请先登记知情同意'])
    expect(issues({ ...both, consents: { serum: SIGNED, thalassaemia: { ...SIGNED, version: '1' } } })).toEqual([])
    expect(issues({ tests: ['thalassaemia'], consents: { thalassaemia: { ...SIGNED, version: '1' } }, gestationDays: week(30), fetusCount: 3 })).toEqual([])
  })
  test('P-03, P-04: nor outside the window, nor from three fetuses, nor into a used tube', () => {
    expect([issues({ gestationDays: week(14, 6) }), issues({ gestationDays: week(21) }), issues({ fetusCount: 3 }), issues({ isBarcodeUsed: true }), issues({ barcode: ' ' })])
      .toEqual([['block gestationDays prenatal.tooEarly'], ['block gestationDays prenatal.tooLateInstead'], ['block fetusCount prenatal.tooManyFetuses'], ['block barcode prenatal.barcodeUsed'], ['block barcode prenatal.barcodeMissing']])
    expect(issues({ tests: ['nipt'], consents: { nipt: { ...SIGNED, version: '1' } }, fetusCount: 3 })).toEqual([])
  })
  test('P-31: a rejected tube has its reason, its recall on the same day and never its barcode again', () => {
    expect([issues({ from: 'received', to: 'rejected' }), issues({ from: 'received', to: 'rejected', rejection: ['1'] })]).toEqual([['block rejection prenatal.rejection'], []])
    expect(resampleDueDay(toMinute('2025-05-10T16:20'))).toBe('2025-05-10')
    expect([issues({ from: 'resampleNotified', barcode: 'B1', isBarcodeUsed: true }), issues({ from: 'resampleNotified' })]).toEqual([['block barcode prenatal.barcodeNew'], []])
    expect(PRENATAL_SAMPLE_STATE.movesFrom('rejected')).toEqual(['resampleNotified', 'declined', 'ended'])
  })
  test('both sign the hand-over; no report without a result; no step before the last', () => {
    const route = { from: 'inTransit', to: 'received' } as const
    expect([issues(route), issues({ ...route, sender: '张', receiver: '李' }), issues({ from: 'toSend', to: 'inTransit' })]).toEqual([['block sender prenatal.sender', 'block receiver prenatal.receiver'], [], ['block sender prenatal.sender']])
    expect([issues({ from: 'testing', to: 'reported' }), issues({ from: 'testing', to: 'reported', resultCount: 3 })]).toEqual([['block results prenatal.noResult'], []])
    expect(issues({ at: toMinute('2025-05-08T08:39') })).toContain('block at prenatal.sampleOrder')
    expect(said(checkSampleStep({ ...STEP, from: 'issued', to: 'testing' }, WINDOWS, RULES))).toEqual(['block 样本“已发放”不能改为“检测中”'])
  })
  test('a refusal is signed, a withdrawal needs nothing', () => {
    expect([issues({ from: 'booked', to: 'declined', consents: {} }), issues({ from: 'booked', to: 'declined', ...serum({ choice: 'declined' }) }), issues({ from: 'booked', to: 'ended', consents: {} })]).toEqual([['block consent prenatal.declineUnsigned'], [], []])
  })
  test('every state is reached from the booking and leads to an end', () => {
    const reached = new Set<string>(['booked'])
    for (const state of reached) for (const next of PRENATAL_SAMPLE_STATE.movesFrom(state as 'booked')) reached.add(next)
    expect(reached.size).toBe(PRENATAL_SAMPLE_STATE.values.length)
    expect(PRENATAL_SAMPLE_STATE.values.filter(state => PRENATAL_SAMPLE_STATE.isFinal(state))).toEqual(['issued', 'declined', 'ended'])
  })
  test('what the record itself proves against a tube', () => {
    const tube = { tests: ['secondSerum' as const, 'deafness' as const], gestationDays: week(16), drawnDay: toDay('2025-05-08'), day: toDay('2025-05-15'), transportCelsius: 8 }
    const proved = (changes: Partial<typeof tube>) => provedRejections({ ...tube, ...changes }, WINDOWS, RULES)
    expect([proved({}), proved({ gestationDays: week(21) }), proved({ day: toDay('2025-05-16') }), proved({ transportCelsius: 8.5 })]).toEqual([[], ['5'], ['6'], ['7']])
  })
  test('P-15: serum is due from its receipt, NIPT from its sampling', () => {
    const [drawnDay, received] = [toDay('2025-09-25'), toDay('2025-09-26')]
    const due = (test: SampleTest, receivedDay: typeof received | null) => reportDue({ test, drawnDay, receivedDay }, DEFAULT_WORK_CALENDAR, RULES)
    expect([due('secondSerum', received)?.day, due('secondSerum', null), due('nipt', null)?.day, due('deafness', received)?.day, niptRedrawDue(drawnDay, DEFAULT_WORK_CALENDAR, RULES).day]).toEqual(['2025-10-13', null, '2025-10-22', '2025-10-23', '2025-10-15'])
  })
})

describe('recall', () => {
  const resultDay = toDay('2025-05-20')
  const CASE: RecallCase = { call: 'high', lastDay: null, resultDay, start: START, attempts: [], visitDay: null, diagnosis: null, signedRefusalDay: null, outcomeDay: null }
  const line = (changes: Partial<RecallCase>, today = '2025-05-20') => recallLine({ ...CASE, ...changes }, toDay(today), RULES)
  const vain = (...days: number[]) => days.map(day => ({ day: addDays(resultDay, day), answer: 'unreached' as const }))
  test('she is called at once, three days running, then somebody goes to her', () => {
    expect(line({})).toMatchObject({ step: 'contact', dueDay: '2025-05-20', isOverdue: false })
    expect(line({}, '2025-05-21').isOverdue).toBe(true)
    expect(line({ attempts: vain(0, 0, 1) })).toMatchObject({ step: 'contact', dueDay: '2025-05-22' })
    expect(line({ attempts: vain(0, 1, 2) })).toMatchObject({ step: 'visit', dueDay: '2025-05-23' })
    expect(line({ attempts: vain(0, 1, 2), visitDay: toDay('2025-05-23') }, '2025-06-01')).toMatchObject({ step: 'contact', closedBy: null, isOverdue: true })
  })
  test('what she answers says what is next; her last answer counts', () => {
    const after = (...answers: RecallCase['attempts'][number]['answer'][]) => line({ attempts: answers.map((answer, index) => ({ day: addDays(resultDay, index), answer })) }).step
    expect([after('agreed'), after('attended'), after('refused'), after('miscarried'), after('diagnosedElsewhere'), after('refused', 'agreed'), after('agreed', 'unreached')]).toEqual(['diagnose', 'diagnose', 'signRefusal', 'recordOutcome', 'recordDiagnosis', 'diagnose', 'diagnose'])
  })
  test('two answers of one day: the one entered last counts; an earlier day entered later does not', () => {
    const answers = (...given: [number, 'refused' | 'agreed'][]) => line({ attempts: given.map(([days, answer]) => ({ day: addDays(resultDay, days), answer })) }).step
    expect([answers([0, 'refused'], [0, 'agreed']), answers([0, 'agreed'], [0, 'refused']), answers([2, 'refused'], [1, 'agreed'])]).toEqual(['diagnose', 'signRefusal', 'signRefusal'])
  })
  test('diagnosis is due by 22+0, said from 20+0 on', () => {
    const agreed = { attempts: [{ day: resultDay, answer: 'agreed' as const }] }
    expect(line(agreed, '2025-06-03')).toMatchObject({ dueDay: '2025-06-18', isUrgent: false })
    expect([line(agreed, '2025-06-04').isUrgent, line(agreed, '2025-06-18').isOverdue, line(agreed, '2025-06-19').isOverdue]).toEqual([true, false, true])
  })
  test('a look or a tube asks for itself, by the end of its window, and 20 weeks do not press it; a couple for a doctor to judge waits for the doctor', () => {
    const after = (call: RecallCase['call'], answer: RecallCase['attempts'][number]['answer'], lastDay: RecallCase['lastDay'] = null) => line({ call, lastDay, attempts: [{ day: resultDay, answer }] }, '2025-07-01')
    const steps = (call: RecallCase['call']) => (['agreed', 'diagnosedElsewhere', 'refused', 'miscarried'] as const).map(answer => after(call, answer).step)
    expect([steps('repeat'), steps('redraw'), steps('couple'), steps('judgement')]).toEqual([['repeat', 'repeat', 'signRepeatRefusal', 'recordOutcome'], ['drawAgain', 'drawAgain', 'signRedrawRefusal', 'recordOutcome'], ['testCouple', 'testCouple', 'signCoupleRefusal', 'recordOutcome'], ['judge', 'recordDiagnosis', 'signRefusal', 'recordOutcome']])
    expect([after('repeat', 'agreed', toDay('2025-09-16')), after('redraw', 'agreed')]).toMatchObject([{ dueDay: '2025-09-16', isOverdue: false, isUrgent: false }, { dueDay: resultDay, isOverdue: true, isUrgent: false }])
    expect([line({ call: 'judgement' }).step, line({ call: 'repeat' }).step, recallCall('couple', 'notAssessable'), recallCall('couple', null), recallCall('repeat', 'notAssessable')]).toEqual(['judge', 'contact', 'judgement', 'couple', 'repeat'])
  })
  test('only a diagnosis that says something, a signed refusal or an outcome ends it', () => {
    const day = toDay('2025-06-01')
    expect([line({ diagnosis: { day, conclusion: 'negative' } }).closedBy, line({ diagnosis: { day, conclusion: 'failed' } }).closedBy, line({ signedRefusalDay: day }).closedBy, line({ outcomeDay: day }).closedBy]).toEqual(['diagnosis', null, 'refusal', 'outcome'])
    expect(line({ attempts: [{ day, answer: 'refused' }] })).toMatchObject({ step: 'signRefusal', closedBy: null })
  })
  test('property: no answer whatever takes a woman off the list', () => {
    const attempt = fc.record({ day: fc.integer({ min: 0, max: 60 }).map(days => addDays(resultDay, days)), answer: fc.constantFrom('attended' as const, 'agreed' as const, 'refused' as const, 'unreached' as const, 'miscarried' as const, 'diagnosedElsewhere' as const) })
    fc.assert(fc.property(fc.array(attempt, { maxLength: 8 }), attempts => {
      const { step, closedBy, dueDay } = line({ attempts })
      expect([step !== null, closedBy, dueDay !== null]).toEqual([true, null, true])
    }))
  })
})

describe('outcomes, figures, bulletin', () => {
  test('P-28: 90 days after delivery, 84 with NIPT; overdue after 180; traced 42 days after the expected day', () => {
    const duty = (changes: Partial<Parameters<typeof outcomeDuty>[0]>, today = '2025-10-01') => outcomeDuty({ deliveryDay: toDay('2025-09-01'), expectedDay: toDay('2025-10-22'), hadNipt: false, followedDay: null, ...changes }, toDay(today), RULES)
    expect([duty({})?.dueDay, duty({ hadNipt: true })?.dueDay, duty({ followedDay: toDay('2025-12-01') })]).toEqual(['2025-11-30', '2025-11-24', null])
    expect([duty({}, '2026-02-28')?.isOverdue, duty({}, '2026-03-01')?.isOverdue]).toEqual([false, true])
    expect([duty({ deliveryDay: null }, '2025-12-03'), duty({ deliveryDay: null }, '2025-12-04')]).toEqual([{ kind: 'trace', dueDay: '2025-12-03', isOverdue: false }, { kind: 'trace', dueDay: '2025-12-03', isOverdue: true }])
  })
  test('P-24, P-25, P-26: rates above 100 are shown and asked about', () => {
    expect([shownRate(25137, 25000).percent, shownRate(166, 196), shownRate(207, 199).percent, shownRate(5, 5).notice, shownRate(1, 0).percent]).toEqual([100.55, { percent: 84.69, notice: null }, 104.02, null, null])
    expect(formatChinese(shownRate(207, 199).notice!)).toBe('≥100%,核对分母')
  })
  test('P-27: detection, false positives and predictive value against the panel', () => {
    const table = { affected: 6, affectedHigh: 5, unaffected: 3994, unaffectedHigh: 190, due: 4000, followed: 4000 }
    const found = performanceOf(table, RULES)
    expect(found).toEqual({ detection: 83.33, falsePositive: 4.76, predictive: 2.56, missed: 1, notice: null })
    expect([meetsRequirement(found, 'two', 't21'), meetsRequirement({ detection: 60, falsePositive: 7.99 }, 'two', 't21')]).toEqual([true, true])
    expect([meetsRequirement({ detection: 60, falsePositive: 8 }, 'two', 't21'), meetsRequirement({ detection: 59.99, falsePositive: 1 }, 'two', 't21'), meetsRequirement({ detection: null, falsePositive: 1 }, 'two', 't21')]).toEqual([false, false, null])
    expect([PANEL_REQUIREMENT.three.t18, PANEL_REQUIREMENT.four.t18]).toEqual([{ detectionAtLeast: 85, falsePositiveBelow: 5 }, { detectionAtLeast: 85, falsePositiveBelow: 1 }])
    expect(performanceOf({ ...table, followed: 3600 }, RULES).notice).toBeNull()
    expect(formatChinese(performanceOf({ ...table, followed: 3599 }, RULES).notice!)).toBe('结局未齐(3599/4000)')
  })
  test('NIPT of a year against its own requirement, at each limit', () => {
    const met = { detectionT21: 95, detectionT18: 85, detectionT13: 70, falsePositive: 0.5, predictive: 50, failure: 5, followedHigh: 100, followedLow: 90 }
    expect([niptShortfalls(met), niptShortfalls({ ...met, detectionT13: null }), niptShortfalls({ ...met, detectionT21: 94.99, falsePositive: 0.51, failure: 5.01, followedHigh: 99.99 })]).toEqual([[], [], ['detectionT21', 'falsePositive', 'failure', 'followedHigh']])
  })
  test('NIPT alone counts as screened only where the hospital says so', () => {
    const nipt = { hadSerum: false, hadNipt: true }
    expect([isScreened(nipt, RULES), isScreened(nipt, { ...RULES, niptCounts: 1 }), isScreened({ hadSerum: true, hadNipt: false }, RULES), isScreened({ hadSerum: false, hadNipt: false }, { ...RULES, niptCounts: 1 })]).toEqual([false, true, true, false])
  })
  test('P-29: twelve points behind in June is urged by telephone', () => {
    expect([timeProgress('2025-06'), progressGap(38, '2025-06'), ladderOf(progressGap(38, '2025-06'), RULES)]).toEqual([50, -12, 'phone'])
    expect([0, 3, -0.01, -10, -10.01, -20, -20.01, -30, -30.01].map(gap => ladderOf(gap, RULES))).toEqual(['normal', 'normal', 'reminder', 'reminder', 'phone', 'phone', 'written', 'written', 'criticism'])
  })
  test('equal rates share a rank, in the order of their names; who has no task stands last', () => {
    const place = (name: string, screened: number, task = 100): BulletinInput => ({ name, task, monthScreened: 0, screened, highRisk: 0, recalled: 0, diagnosed: 0, outcomesDue: 0, outcomesFollowed: 0, confirmed: 0 })
    const rows = bulletinRows([place('丙镇', 40), place('乙镇', 60), place('丁镇', 0, 0), place('甲镇', 60), place('戊镇', 101)], '2025-06', RULES)
    expect(rows.map(({ name, rank, gap, ladder }) => [name, rank, gap, ladder])).toEqual([['戊镇', 1, 51, 'normal'], ['甲镇', 2, 10, 'normal'], ['乙镇', 2, 10, 'normal'], ['丙镇', 4, -10, 'reminder'], ['丁镇', null, null, null]])
    expect(rows[0]?.completion).toMatchObject({ percent: 101, notice: { key: 'prenatal.above100' } })
    expect(rows.at(-1)?.diagnosis.percent).toBeNull()
  })
  test('property: the bulletin keeps every place and its order does not depend on the order of the input', () => {
    const place = fc.record({ name: fc.string({ minLength: 1, maxLength: 3 }), task: fc.nat(3), screened: fc.nat(4) }).map(one => ({ monthScreened: 0, highRisk: 0, recalled: 0, diagnosed: 0, outcomesDue: 0, outcomesFollowed: 0, confirmed: 0, ...one }))
    fc.assert(fc.property(fc.uniqueArray(place, { selector: ({ name }) => name, maxLength: 8 }), places => {
      const ranks = (input: readonly BulletinInput[]) => bulletinRows(input, '2025-06', RULES).map(({ name, rank }) => `${rank} ${name}`)
      expect(ranks(places.toReversed())).toEqual(ranks(places))
      expect(ranks(places)).toHaveLength(places.length)
    }))
  })
  test('indications, and what she is told next', () => {
    const NONE = { ageAtDelivery: 30, fetusCount: 1, serum: null, nipt: null, nt: null, asked: [] }
    const of = (changes: Partial<Parameters<typeof diagnosisIndications>[0]>) => diagnosisIndications({ ...NONE, ...changes }, RULES)
    expect([of({}), of({ ageAtDelivery: 35, serum: 'high', nt: 'high' }), of({ ageAtDelivery: 32, fetusCount: 2 }), of({ ageAtDelivery: 32 }), of({ nipt: 'high', asked: ['deafnessCouple'] })])
      .toEqual([[], ['advancedAge', 'highSerum', 'raisedNt'], ['twinsAge'], [], ['highNipt', 'deafnessCouple']])
    const next = (changes: Partial<Parameters<typeof nextStep>[0]>) => nextStep({ gestationDays: week(16), indications: [], serum: null, nipt: null, suitability: 'voluntary', diagnosis: null, isCoupleOpen: false, ...changes }, WINDOWS)
    expect([next({}), next({ gestationDays: week(10) }), next({ gestationDays: week(14, 3) }), next({ gestationDays: week(21) }), next({ gestationDays: week(30) })]).toEqual(['sampleNow', 'sampleNow', 'wait', 'nipt', 'routine'])
    expect([next({ serum: 'low' }), next({ serum: 'borderline' }), next({ serum: 'borderline', suitability: 'notSuitable' }), next({ serum: 'borderline', nipt: 'low' }), next({ serum: 'notAssessable' }), next({ nipt: 'failed' }), next({ indications: ['highSerum'], nipt: 'low' })])
      .toEqual(['routine', 'nipt', 'diagnosis', 'routine', 'laboratory', 'laboratory', 'diagnosis'])
    // What the diagnosis did not find is over; what it could not say is not.
    expect((['negative', 'positive', 'uncertain', 'failed'] as const).map(diagnosis => next({ indications: ['highSerum'], diagnosis }))).toEqual(['routine', 'diagnosis', 'diagnosis', 'diagnosis'])
    // A couple whose tests are not complete is asked on once nothing comes before it.
    expect([next({ serum: 'low', isCoupleOpen: true }), next({ serum: 'borderline', isCoupleOpen: true }), next({ diagnosis: 'negative', isCoupleOpen: true })]).toEqual(['couple', 'nipt', 'couple'])
  })
})

test('every number is a setting with its source, and rising numbers cannot fall', () => {
  for (const id of PRENATAL_RULES.ids) {
    const { source, limits, value, mark } = PRENATAL_RULE[id]
    expect(source, id).toMatch(/产前筛查说明 \u00a7\d|产品约定/)
    if (mark === 'S') expect(source, id).toContain('[S-')
    expect(value >= limits[0] && value <= limits[1], id).toBe(true)
  }
  expect([PRENATAL_RULES.schema.safeParse({ t21High: 300 }).success, PRENATAL_RULES.schema.safeParse({ t21High: 900, t21Borderline: 800 }).success, PRENATAL_RULES.schema.safeParse({ phoneGap: 25 }).success]).toEqual([true, false, false])
})

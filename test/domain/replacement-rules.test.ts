import { describe, expect, test } from 'vitest'
import { formatChinese } from '../../domain/message/message.ts'
import type { RegistrationDraft } from '../../domain/modules/certificate/registration.rules.ts'
import type { ReplacementDraft } from '../../domain/modules/certificate/replacement.record.ts'
import {
  checkOldNumber, forwardsReissue, oldEdition, parentChange, partsHandedOut, reissuedValues, type ReplacementFacts, replacementIssues, replacementRequirements, secondLevelReasons, secondPartOf, sheetDifferences,
} from '../../domain/modules/certificate/replacement.rules.ts'
import { REPLACEMENT_STATE } from '../../domain/code/replacement.ts'
import { DEFAULT_PROVINCE_RULES } from '../../domain/rule/province-rules.ts'
import { toDay } from '../../domain/time/day.ts'

const register: RegistrationDraft = { babyName: '李思远', motherProvided: true, motherName: '张丽华', motherIdNumber: '110101199508150009', fatherProvided: true, fatherName: '李国强', fatherIdNumber: '110101199306079996' }
const facts = (changes: Partial<ReplacementFacts> = {}): ReplacementFacts => ({
  kind: 'exchange', oldIssueDay: toDay('2026-03-05'), oldBackEntered: false, earlierReissues: 0, role: 'issuer', rules: { ...DEFAULT_PROVINCE_RULES, reissueAuthority: 'issuer' }, register, registerBefore: register, addedRequirements: [],
  differences: [], today: toDay('2026-11-22'), ...changes,
})
const applicant: ReplacementDraft = {
  applyDay: toDay('2026-11-20'), applicantName: '张丽华', applicantRelation: '1', applicantIdType: '01', applicantIdNumber: '110101199508150009', collectorName: '张丽华', collectorRelation: '1', collectorIdType: '01', collectorIdNumber: '110101199508150009', householdRegistered: false,
}
const exchange: ReplacementDraft = { ...applicant, exchangeReason: 'H4', returnedParts: '2', returnedByName: '张丽华', returnedDay: toDay('2026-11-20') }
const reissue: ReplacementDraft = { ...applicant, lossReason: '1', lossDeclaration: 'written' }
const needed = (row: ReplacementDraft, given: ReplacementFacts): string[] => replacementRequirements(row, given).map(requirement => requirement.anyOf.join('|'))
const said = (row: ReplacementDraft, given: ReplacementFacts): string => replacementIssues(row, given, replacementRequirements(row, given).flatMap(requirement => requirement.anyOf)).map(issue => `${issue.level} ${issue.path} ${formatChinese(issue.message)}`).join('\n')

describe('what is handed out (note §1.8, §1.9)', () => {
  test.each([[true, '1', '3'], [false, '2', '1'], [null, null, null], [undefined, null, null]] as const)('registered %s: parts %s, second part %s', (householdRegistered, parts, second) => {
    expect(partsHandedOut(householdRegistered)).toBe(parts)
    expect(secondPartOf(householdRegistered === undefined ? {} : { householdRegistered })).toBe(second)
  })
  test('an unregistered child\'s second part may go by post, a registered one\'s never leaves', () => {
    expect(secondPartOf({ householdRegistered: false, secondPart: '2' })).toBe('2')
    expect(secondPartOf({ householdRegistered: true, secondPart: '2' })).toBe('3')
  })
})

describe('papers (note §1.8 ①–⑥, §1.9)', () => {
  test('a clean exchange and a clean re-issue have nothing open', () => {
    expect(said(exchange, facts())).toBe('')
    expect(said(reissue, facts({ kind: 'reissue' }))).toBe('')
  })
  test.each([['newspaper', 'newspaperDeclaration'], ['written', 'lossStatement'], ['either', 'newspaperDeclaration|lossStatement']] as const)('the loss is declared as the province says: %s', (lossDeclaration, papers) => {
    const given = facts({ kind: 'reissue', rules: { ...DEFAULT_PROVINCE_RULES, reissueAuthority: 'issuer', lossDeclaration } })
    expect(needed(reissue, given)).toContain(papers)
    expect(said(reissue, given).includes('本省规定遗失声明方式')).toBe(lossDeclaration === 'newspaper')
  })
  test('destroyed needs no declaration, stolen needs the receipt of the police', () => {
    expect(needed({ ...reissue, lossReason: '3' }, facts({ kind: 'reissue' })).join()).not.toMatch(/lossStatement|newspaper/)
    expect(needed({ ...reissue, lossReason: '2' }, facts({ kind: 'reissue' }))).toContain('theftReport')
  })
  test.each([['1', 'deathCertificate'], ['2', 'missingDeclaration'], ['3', 'custodyProof']] as const)('one parent cannot come (%s): %s', (parentAbsence, paper) => expect(needed({ ...reissue, parentAbsence }, facts({ kind: 'reissue' }))).toContain(paper))
  test('a collector who is not the mother brings her authorisation; a proxy cannot apply', () => {
    expect(needed({ ...exchange, collectorRelation: '3' }, facts())).toContain('authorization')
    expect(said({ ...exchange, applicantRelation: '5' }, facts())).toContain('受托人只能代领')
  })
})

describe('parents (note §1.5, §1.8 H1, H5)', () => {
  test.each([
    ['nothing', {}, 'none'], ['a digit of the number', { motherIdNumber: '11010119950815002X' }, 'detail'], ['another father', { fatherName: '王强', fatherIdNumber: '110101199206079990' }, 'person'],
    ['no father any more', { fatherProvided: false, fatherName: null, fatherIdNumber: null }, 'person'], ['a name alone', { fatherName: '李国墙' }, 'detail'],
  ] as const)('%s is %s', (_what, changes, expected) => expect(parentChange(register, { ...register, ...changes })).toBe(expected))
  test('the issuer\'s own slip in a detail costs no DNA; the same detail for another reason does; another person always does', () => {
    const detail = facts({ register: { ...register, motherIdNumber: '11010119950815002X' }, differences: [{ value: 'mIdNo', title: '母亲证件号码', before: 'a', after: 'b' }] })
    expect(needed({ ...exchange, exchangeReason: 'H1' }, detail)).not.toContain('dnaReport')
    expect(needed({ ...exchange, exchangeReason: 'H9', reasonNote: '其他' }, detail)).toContain('dnaReport')
    const person = facts({ register: { ...register, fatherName: '王强', fatherIdNumber: '110101199206079990' }, differences: [{ value: 'fName', title: '父亲姓名', before: 'a', after: 'b' }] })
    expect(needed({ ...exchange, exchangeReason: 'H1' }, person)).toContain('dnaReport')
    expect(said({ ...exchange, exchangeReason: 'H1' }, person)).toContain('换发原因应为“变更/更正父亲或母亲信息”')
  })
})

describe('who agrees and where (note §0.3, §1.2, §4.4)', () => {
  test('forwarded only for a re-issue of a mere issuer where the county re-issues', () => {
    const county = { ...DEFAULT_PROVINCE_RULES, reissueAuthority: 'county' as const }
    expect(forwardsReissue({ kind: 'reissue', role: 'issuer', rules: county })).toBe(true)
    expect(forwardsReissue({ kind: 'exchange', role: 'issuer', rules: county })).toBe(false)
    expect(forwardsReissue({ kind: 'reissue', role: 'manager', rules: county })).toBe(false)
    expect(forwardsReissue({ kind: 'reissue', role: 'issuer', rules: { ...county, reissueAuthority: 'issuer' } })).toBe(false)
  })
  test('case 42: the second re-issue asks the director, the limit of the province stops it, no limit is none', () => {
    expect(secondLevelReasons(reissue, facts({ kind: 'reissue' }))).toEqual([])
    expect(secondLevelReasons(reissue, facts({ kind: 'reissue', earlierReissues: 1 })).map(formatChinese)).toEqual(['第 2 次补发,须分管领导批准并说明理由'])
    expect(said(reissue, facts({ kind: 'reissue', earlierReissues: 2, rules: { ...DEFAULT_PROVINCE_RULES, reissueAuthority: 'issuer', reissueLimit: 2 } }))).toContain('达到本省规定的上限 2 次')
    expect(said(reissue, facts({ kind: 'reissue', earlierReissues: 9 }))).toBe('')
    expect(secondLevelReasons(exchange, facts({ oldBackEntered: true }))).toHaveLength(1)
  })
})

describe('the sheet (cases 43, 44)', () => {
  const printed = { babyName: '李思远', weightG: '3250', issueYear: '2026', issueMonth: '03', signer: '孙', fName: '/', issuer: '甲院' }
  test('differences name the field; day, signer, collector and issuer are the new sheet\'s own', () => {
    expect(sheetDifferences(printed, { ...printed, weightG: '3520', issueYear: '2027', signer: '何', issuer: '乙院' })).toEqual([{ value: 'weightG', title: '出生体重(克)', before: '3250', after: '3520' }])
  })
  test('how an absent father is filled is the rule of the day, not content', () => {
    expect(sheetDifferences(printed, { ...printed, fName: '未提供' }, ['f'])).toEqual([])
    expect(sheetDifferences(printed, { ...printed, fName: '李国强' })).toHaveLength(1)
  })
  test('a re-issue prints the original\'s words on its own day', () => {
    expect(reissuedValues(printed, { ...printed, fName: '未提供', issueYear: '2027', issuer: '乙院' })).toEqual({ ...printed, issueYear: '2027', issuer: '乙院' })
  })
  test('the torn-off second part of H3 is asked about, for any other reason it must be there', () => {
    expect(said({ ...exchange, returnedParts: '1', exchangeReason: 'H3' }, facts())).toMatch(/^warn returnedParts/)
    expect(said({ ...exchange, returnedParts: '1', exchangeReason: 'H2' }, facts())).toMatch(/^block returnedParts/)
  })
  test('no day before the old certificate, none after today', () => {
    expect(said({ ...exchange, returnedDay: toDay('2026-03-04') }, facts())).toContain('不能早于原证签发日期')
    expect(said({ ...exchange, applyDay: toDay('2026-11-23') }, facts())).toContain('不能晚于今天')
  })
})

describe('old numbers and editions (note §2.3, §2.4)', () => {
  test.each([['123456', true], ['L350247695', true], ['o 430123456', true], ['12345', false], ['AB12345678', false], ['12345678901', false], ['', false]])('%s: %s', (typed, fine) => expect(checkOldNumber(typed).issues.length === 0).toBe(fine))
  test.each([['1996-01-01', '1'], ['2003-06-30', '3'], ['2013-12-31', '4'], ['2014-01-01', '5'], ['2023-04-01', '7']])('issued on %s it is edition %s', (day, edition) => expect(oldEdition(toDay(day), toDay('2026-11-22'), toDay('1996-01-01')).edition).toBe(edition))
  test('not before the birth, not before 1996, not after today', () => {
    expect(oldEdition(toDay('2015-05-31'), toDay('2026-11-22'), toDay('2015-06-01')).issues).toHaveLength(1)
    expect(oldEdition(toDay('1995-12-31'), toDay('2026-11-22'), toDay('1995-06-01')).issues).toHaveLength(1)
    expect(oldEdition(toDay('2026-11-23'), toDay('2026-11-22'), toDay('2015-06-01')).issues).toHaveLength(1)
  })
})

test('an application never goes back from where it ended', () => {
  for (const state of ['done', 'refused', 'withdrawn'] as const) expect(REPLACEMENT_STATE.values.filter(to => REPLACEMENT_STATE.canMove(state, to))).toEqual([])
})

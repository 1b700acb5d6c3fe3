import { describe, expect, test } from 'vitest'
import { COLLECTOR_RELATION, EXCHANGE_REASON, SECOND_PART_DESTINATION, VOID_REASON } from '../../domain/code/certificate.ts'
import { ID_DOCUMENT_TYPE } from '../../domain/code/id-document-type.ts'
import { REPLACEMENT_MATERIAL } from '../../domain/code/replacement.ts'
import { PRINT_VALUE_TITLES } from '../../domain/print/certificate-value-titles.ts'
import { certificateValues } from '../../domain/print/certificate-values.ts'
import { valueBoxes } from '../../domain/print/layout.ts'
import { type ReplacementFormFacts, replacementFormValues, voidFormValues } from '../../domain/print/replacement-form-values.ts'
import { toDay } from '../../domain/time/day.ts'
import { compose } from '../../electron/core/print/compose.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'
import { type LayoutName, readLayout } from '../../electron/core/print/layouts.ts'
import { certificate, FONTS, mother, RESOURCES } from './support/facts.ts'
import { exchange, reissue, voided } from './support/replacement-facts.ts'

// Fields of the forms: certificate note §1.8 (换发申请表), §1.9 (补发登记表), §1.10 and §4.5 (作废).

const fonts = openPrintFonts(FONTS)
const longest = (labels: readonly { label: string }[]): string => labels.map(entry => entry.label).toSorted((a, b) => b.length - a.length)[0]!
const codeOfLongest = <C extends string>(list: readonly { code: C; label: string }[]): C => list.toSorted((a, b) => b.label.length - a.label.length)[0]!.code
const sentence = (length: number): string => '原证经核对与分娩记录不一致须予更正'.repeat(Math.ceil(length / 17)).slice(0, length)

const parent = { ...mother, name: '阿'.repeat(60), address: '新疆维吾尔自治区'.repeat(13).slice(0, 100), idType: '99' as const, idTypeText: '港澳台居民居住证外国人永久居留身份证'.repeat(2).slice(0, 30), idNumber: 'W'.repeat(30) }
const person = { name: '娜'.repeat(60), relation: codeOfLongest(COLLECTOR_RELATION.list), idType: codeOfLongest(ID_DOCUMENT_TYPE.list), idNumber: 'W'.repeat(30), phone: '0'.repeat(20) }
// Every field at its longest, both parents new in every word, every paper asked for.
const worst = (facts: ReplacementFormFacts): ReplacementFormFacts => ({
  ...facts, institution: '县'.repeat(70), issuer: '县'.repeat(70), original: certificateValues({ ...certificate, babyName: '努'.repeat(50), deliveryOrg: '院'.repeat(70), mother: parent, father: parent, issuer: '县'.repeat(70) }),
  admissionNumber: '0'.repeat(30), marriageCertificateNumber: 'J'.repeat(30), dnaReportNumber: '鉴'.repeat(40), reason: `H1 ${longest(EXCHANGE_REASON.list)}`, reasonNote: sentence(300), policeLetterNumber: '公'.repeat(60),
  corrections: facts.kind === 'exchange' ? Object.entries(PRINT_VALUE_TITLES).map(([name, title]) => ({ title, before: name.endsWith('Addr') ? parent.address : name.endsWith('Name') ? parent.name : '原证内容', after: name.endsWith('Addr') ? parent.address : name.endsWith('Name') ? parent.name : '更正内容' })) : [],
  returnedBy: { name: '交'.repeat(60), day: toDay('2026-11-20') }, loss: facts.loss ? { declaration: '书面遗失声明', newspaperName: '报'.repeat(60), newspaperDay: toDay('2026-11-15') } : null,
  materials: REPLACEMENT_MATERIAL.list.map(({ label }) => ({ label, present: true })), applicant: person, collector: person, secondPart: codeOfLongest(SECOND_PART_DESTINATION.list), secondPartReason: sentence(100),
  review: { note: sentence(300), name: '审'.repeat(30), day: toDay('2026-11-20') }, approval: { reason: sentence(300), name: '批'.repeat(30), day: toDay('2026-11-21') }, signer: '签'.repeat(30), sealer: '盖'.repeat(30), forwardedTo: '县'.repeat(70),
})
const blank = (facts: ReplacementFormFacts): ReplacementFormFacts => ({
  ...facts, formNumber: '', reason: '', reasonNote: '', corrections: [], householdRegistered: null, policeLetterNumber: '', returnedParts: null, returnedBy: null, loss: facts.loss && { declaration: '', newspaperName: '', newspaperDay: null },
  materials: [], applicant: { name: '', relation: null, idType: null, idNumber: '' }, collector: { name: '', relation: null, idType: null, idNumber: '' }, handsOut: null, secondPart: null, review: null, approval: null, newNumber: '', newIssueDay: null, signer: '', sealer: '',
})

const FORMS: [LayoutName, ReplacementFormFacts][] = [['exchangeApplication', exchange], ['replacementPaste', exchange], ['reissueRegister', reissue], ['lossStatement', reissue], ['reissueForwarding', reissue], ['replacementPaste', reissue]]

describe.each(FORMS)('%s', (name, facts) => {
  const layout = readLayout(RESOURCES, name)
  test('says what the application says', () => expect(compose(layout, replacementFormValues(facts), { fonts, mode: 'print' }).issues).toEqual([]))
  test('holds the longest of everything uncut', () => expect(compose(layout, replacementFormValues(worst(facts)), { fonts, mode: 'print' }).issues).toEqual([]))
  test('can be printed empty, to be filled in by hand', () => expect(compose(layout, replacementFormValues(blank(facts)), { fonts, mode: 'print' }).issues).toEqual([]))
})

test('the 换发申请表 and the 补发登记表 have every field of the note', () => {
  const names = (layout: LayoutName) => valueBoxes(readLayout(RESOURCES, layout)).map(box => box.value)
  const both = ['oldNumber', 'babyName', 'babySex', 'reasonText', 'materialsLeft', 'collectorName', 'collectorRelation', 'collectorIdType', 'collectorIdNo', 'newNumber', 'signer', 'sealer', 'householdText', 'handsOutText', 'secondPartText']
  expect(names('exchangeApplication')).toEqual(expect.arrayContaining([...both, 'mName', 'mIdType', 'mIdNo', 'returnedText', 'returnedBy', 'corrections']))
  const parents = ['m', 'f'].flatMap(key => ['Name', 'Age', 'Nat', 'Ethnic', 'Addr', 'IdType', 'IdNo'].map(field => key + field))
  expect(names('reissueRegister')).toEqual(expect.arrayContaining([...both, ...parents, 'birthAtText', 'gestationText', 'weightG', 'lengthCm', 'deliveryOrg', 'oldIssueDayText', 'admissionNumber', 'marriageCertificateNumber', 'dnaReportNumber', 'newIssueDayText', 'issuer', 'reviewSign']))
})

test('both forms speak of the original, in the words printed on it', () => {
  expect(replacementFormValues(reissue)).toMatchObject({ babyName: '司马𬍛', birthAtText: '2026年11月20日08时05分', gestationText: '39周+2天', mIdType: '居民身份证', householdText: '□ 未办理    √ 已办理', secondPartText: '留存作废:已于凤城派出所登记户口', pasteTwoTitle: expect.stringContaining('剪报') })
  expect(replacementFormValues(exchange)).toMatchObject({ corrections: '新生儿姓名:司马𬍛 → 司马瑶', returnedText: '□ 正页    √ 正页和副页', returnedBy: '欧阳婉婷 2026年11月20日', pasteTwoTitle: expect.stringContaining('交回的原证') })
})

describe('voidRegister', () => {
  const layout = readLayout(RESOURCES, 'voidRegister')
  test('says what became of the number', () => expect(compose(layout, voidFormValues(voided), { fonts, mode: 'print' }).issues).toEqual([]))
  test('holds the longest of everything uncut', () => {
    const long = { ...voided, institution: '县'.repeat(70), reasonCode: longest(VOID_REASON.list), reason: sentence(300), babyName: '努'.repeat(50), clerk: '经'.repeat(30), reviewer: '审'.repeat(30), handling: sentence(60) }
    expect(compose(layout, voidFormValues(long), { fonts, mode: 'print' }).issues).toEqual([])
  })
})

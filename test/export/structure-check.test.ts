import { expect, test } from 'vitest'
import fc from 'fast-check'
import { canonicalJson } from '../../domain/export/canonical-json.ts'
import { defineDataset } from '../../domain/export/dataset.ts'
import { birthCertDataset, DATASETS, deliveryDataset, newbornDataset, referralDataset } from '../../domain/export/datasets/index.ts'
import { rowHashText } from '../../domain/export/envelope.ts'
import type { EnvelopeDraft } from '../../domain/export/envelope.ts'
import { charactersOutsideGbk } from '../../domain/export/gbk.ts'
import { digitalEnvelopeJsonSchema, jsonSchemaOf, manifestJsonSchema } from '../../domain/export/json-schema.ts'
import { formatPattern, parseFormat } from '../../domain/export/format.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { packageBaseName } from '../../domain/export/file-name.ts'
import { certificateRow, deliveryRow, newbornRow, referralRow, voidedReferralRow } from './sample-rows.ts'

const found = (row: EnvelopeDraft, dataset = birthCertDataset) => checkStructure(dataset, row).map((finding) => `${finding.ruleId} ${finding.level} ${finding.hdsb}`)
const withValue = (id: string, value: string): EnvelopeDraft => {
  const row = certificateRow(1)
  return id.startsWith('ext.') ? { ...row, ext: { ...row.ext, [id.slice(4)]: value } } : { ...row, payload: { ...row.payload, [id]: value } }
}

test('birth_cert has the 40 elements of WS 376.1—2013 without a gap', () => {
  const national = birthCertDataset.columns.filter((column) => column.place === 'payload').map((column) => column.id)
  expect(national).toEqual(Array.from({ length: 40 }, (_, index) => `HDSB01.01.${String(index + 1).padStart(3, '0')}`))
})

test('delivery and newborn together carry HDSB02.04.111 to .140', () => {
  const ids = new Set([...deliveryDataset.columns, ...newbornDataset.columns].map((column) => column.id))
  for (let number = 111; number <= 140; number++) expect(ids).toContain(`HDSB02.04.${number}`)
})

test('every element of the referral that has an identifier is marked as a draft', () =>
  expect(referralDataset.columns.filter((column) => column.place === 'payload').every((column) => column.status === 'draft' && column.id.startsWith('HDSD00.01.'))).toBe(true))

test('a correct month has nothing to report but the characters outside GBK', () => {
  expect(found(certificateRow(1))).toEqual(['EXP-12 警告 HDSB01.01.002'])
  expect(found(deliveryRow('CH1'), deliveryDataset)).toEqual([])
  expect(found(newbornRow('CH1'), newbornDataset)).toEqual([])
  expect(found(referralRow('ZZ1'), referralDataset)).toEqual([])
  expect(found(voidedReferralRow('ZZ2'), referralDataset)).toEqual([])
})

test.each([
  ['HDSB01.01.001', 'z430000001', 'EXP-09 错误'],
  ['HDSB01.01.001', 'Z43000000', 'EXP-09 错误'],
  ['HDSB01.01.001', 'Z4300000011', 'EXP-03 错误'],
  ['HDSB01.01.003', '3', 'EXP-05 错误'],
  ['HDSB01.01.004', '20261010T243000', 'EXP-07 错误'],
  ['HDSB01.01.004', '20261010T0830', 'EXP-07 错误'],
  ['HDSB01.01.004', '20260230T083000', 'EXP-07 错误'],
  ['HDSB01.01.008', '王1丽', 'EXP-14 警告'],
  ['HDSB01.01.008', '丽'.repeat(51), 'EXP-03 错误'],
  ['HDSB01.01.008', '王\n丽', 'EXP-11 错误'],
  ['HDSB01.01.008', '王\ud83d', 'EXP-11 错误'],
  ['HDSB01.01.008', '=王丽', 'EXP-13 警告'],
  ['HDSB01.01.008', '  ', 'EXP-15 错误'],
  ['HDSB01.01.009', '20260229', 'EXP-06 错误'],
  ['HDSB01.01.009', '2026-02-28', 'EXP-06 错误'],
  ['HDSB01.01.010', 'XXX', 'EXP-05 错误'],
  ['HDSB01.01.011', '57', 'EXP-05 错误'],
  ['HDSB01.01.011', '97', 'EXP-05 警告'],
  ['HDSB01.01.018', '12', 'EXP-05 警告'],
  ['HDSB01.01.019', '110105194912310021', 'EXP-10 错误'],
  ['HDSB01.01.019', '11010519491231002x', 'EXP-10 错误'],
  ['HDSB01.01.019', '110101199202300000', 'EXP-10 错误'],
  ['HDSB01.01.032', '39', null],
  ['HDSB01.01.032', '39+2', 'EXP-04 错误'],
  ['HDSB01.01.033', '50', 'EXP-04 错误'],
  ['HDSB01.01.033', '50.05', 'EXP-04 错误'],
  ['HDSB01.01.033', '9.5', 'EXP-04 错误'],
  ['HDSB01.01.033', '100.5', null],
  ['HDSB01.01.034', '99', 'EXP-04 错误'],
  ['HDSB01.01.034', '12000', 'EXP-04 错误'],
  ['HDSB01.01.099', 'x', 'EXP-02 错误'],
  ['ext.colour', 'red', 'EXP-02 错误'],
  ['ext.issueType', '9', 'EXP-05 错误'],
])('%s = %j gives %s', (id, value, expected) => {
  const own = found(withValue(id, value)).filter((line) => line.endsWith(` ${id}`))
  expect(own).toEqual(expected === null ? [] : expect.arrayContaining([`${expected} ${id}`]))
})

test('the number of a document that is no citizen card is not checked as one', () =>
  expect(found({ ...withValue('HDSB01.01.019', 'E12345678'), payload: { ...withValue('HDSB01.01.019', 'E12345678').payload, 'HDSB01.01.018': '03' } })).toEqual(['EXP-12 警告 HDSB01.01.002']))

test('names are measured in characters: fifty beyond U+FFFF fit, fifty-one do not', () => {
  expect(found(withValue('HDSB01.01.020', '𬭎'.repeat(50)))).not.toContain('EXP-03 错误 HDSB01.01.020')
  expect(found(withValue('HDSB01.01.020', '𬭎'.repeat(51)))).toContain('EXP-03 错误 HDSB01.01.020')
})

test('missing values, an incomplete key and a void without reason are all reported at once', () => {
  const row = { ...certificateRow(1), bk: {}, payload: {}, ext: {} }
  expect(found(row)).toEqual(expect.arrayContaining(['EXP-16 错误 ', 'EXP-01 错误 HDSB01.01.001', 'EXP-01 警告 HDSB01.01.008', 'EXP-01 错误 ext.issueType']))
  const { voidReason: _, ...unexplained } = voidedReferralRow('ZZ1')
  expect(found(unexplained, referralDataset)).toEqual(['EXP-17 错误 '])
})

test('a finding names record, field and value and says what to do', () =>
  expect(checkStructure(birthCertDataset, withValue('HDSB01.01.034', '12000')).find((finding) => finding.ruleId === 'EXP-04')).toMatchObject({
    dataset: 'birth_cert', bk: '{"certNo":"Z430000001"}', hdsb: 'HDSB01.01.034', fieldName: '出生体重（g）', value: '12000',
    message: { key: 'exportCheck.number' }, suggestion: { key: 'exportCheck.suggest.correct' },
  }))

test('GBK: agrees with the runtime on 4E00–9FFF and on the compatibility ideographs', () => {
  const decoder = new TextDecoder('gbk')
  const representable = new Set<string>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) representable.add(decoder.decode(Uint8Array.of(lead, trail)))
  const disagreements: string[] = []
  for (const [from, to] of [[0x4e00, 0x9fa5], [0xf900, 0xfaff]] as const)
    for (let codePoint = from; codePoint <= to; codePoint++) {
      const character = String.fromCodePoint(codePoint)
      if (/\p{Script=Han}/u.test(character) && representable.has(character) === charactersOutsideGbk(character).length > 0) disagreements.push(character)
    }
  expect(disagreements).toEqual([])
  expect(charactersOutsideGbk('欧阳·𬭎〇々䶮㑇A')).toEqual(['𬭎', '䶮', '㑇'])
})

test('canonical JSON does not depend on the order of members, and refuses decimals', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.string()), (members) => {
    const turned = Object.fromEntries(Object.entries(members).toReversed())
    expect(canonicalJson(turned)).toBe(canonicalJson(members))
    expect(JSON.parse(canonicalJson(members))).toEqual(members)
  }))
  expect(canonicalJson({ b: [1, null, true], a: '中' })).toBe('{"a":"中","b":[1,null,true]}')
  expect(() => canonicalJson(0.1)).toThrow(RangeError)
})

test('saving a record again unchanged does not change what is hashed; a value does', () => {
  const row = certificateRow(1)
  expect(rowHashText({ ...row, ver: 9, updatedAt: row.updatedAt.replace('03', '04') as typeof row.updatedAt })).toBe(rowHashText(row))
  expect(rowHashText(withValue('HDSB01.01.034', '3251'))).not.toBe(rowHashText(row))
})

test('formats read as the standards mean them', () => {
  expect(parseFormat('N4..5,1')).toEqual({ kind: 'number', min: 4, max: 5, decimals: 1 })
  expect(parseFormat('A..50')).toEqual({ kind: 'text', lettersOnly: true, min: 1, max: 50 })
  expect(parseFormat('AN3')).toEqual({ kind: 'text', lettersOnly: false, min: 3, max: 3 })
  expect(parseFormat('±N..6,2')).toEqual({ kind: 'number', min: 1, max: 6, decimals: 2, signed: true })
  for (const [value, fits] of [['-12.25', true], ['0.00', true], ['+1.25', false], ['-1.5', false], ['--1.25', false]] as const) expect(new RegExp(formatPattern(parseFormat('±N..6,2')), 'u').test(value), value).toBe(fits)
  for (const wrong of ['', 'X5', 'N', '±', '±AN..5', '±±N5', '±D8', 'AN..', 'A4,1', 'N5..4', 'D9']) expect(() => parseFormat(wrong)).toThrow(RangeError)
  expect('36.5').toMatch(new RegExp(formatPattern(parseFormat('N4,1')), 'u'))
})

test('a data set with a double column or an unknown partner does not start', () => {
  const column = { key: 'a', name: 'a', type: 'S1' as const, format: 'AN..5' }
  const spec = { id: 'x', title: 'x', schema: 'local', businessKey: [{ key: 'k', name: 'k' }] }
  expect(() => defineDataset({ ...spec, columns: [column, column] })).toThrow('twice')
  expect(() => defineDataset({ ...spec, columns: [{ ...column, pattern: { citizenIdWhen: 'ext.b' } }] })).toThrow('ext.b')
})

test('the file name is ASCII, its time is China time', () => {
  const facts = { orgCode: '430421000123', month: '2024-06', mode: 'I' as const, seq: 1, createdAtMs: Date.UTC(2024, 6, 5, 1, 30, 0) }
  expect(packageBaseName(facts)).toBe('MCH_430421000123_202406_I_01_20240705T093000')
  expect(packageBaseName({ ...facts, createdAtMs: Date.UTC(2024, 6, 31, 16, 0, 0) })).toContain('20240801T000000')
  expect(() => packageBaseName({ ...facts, orgCode: '衡阳' })).toThrow(RangeError)
})

test('the published JSON Schemas are those of the definitions', async () => {
  const published = (schema: unknown) => `${JSON.stringify(schema, null, 2)}\n`
  for (const dataset of DATASETS) await expect(published(jsonSchemaOf(dataset))).toMatchFileSnapshot(`../../resources/schema/${dataset.id}.json`)
  await expect(published(manifestJsonSchema())).toMatchFileSnapshot('../../resources/schema/manifest.json')
  await expect(published(digitalEnvelopeJsonSchema())).toMatchFileSnapshot('../../resources/schema/envelope.json')
})

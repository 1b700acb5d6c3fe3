import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthCertDataset } from '../../domain/export/datasets/index.ts'
import { CSV_BOM, csvHeader, csvRecord, csvRow } from '../../electron/core/export/seal/csv.ts'
import { withRowHash } from '../../electron/core/export/seal/digest.ts'
import { certificateRow } from './sample-rows.ts'

/** A reader of RFC 4180 written for this test from the grammar, not from the writer. */
function readCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at++
      for (;;) {
        if (text[at] === undefined) throw new Error('quote not closed')
        if (text[at] !== '"') cell += text[at++]
        else if (text[at + 1] === '"') { cell += '"'; at += 2 } else { at++; break }
      }
    } else while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
      if (text[at] === '"' || text[at] === '\n') throw new Error('bare quote or line feed')
      cell += text[at++]
    }
    record.push(cell)
    if (text[at] === ',') { at++; continue }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error('no CRLF')
    at += 2
    records.push(record)
    record = []
  }
  return records
}

const nasty = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[",\r\n =+\-@中𬭎]{0,12}$/u))

test('whatever the cells hold, a reader gets them back', () =>
  fc.assert(fc.property(fc.array(fc.array(nasty, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (records) => {
    expect(readCsv(records.map(csvRecord).join(''))).toEqual(records)
  }), { numRuns: 500 }))

test('two header lines: Chinese names, then identifiers; each row has as many cells and the same values', () => {
  const row = withRowHash(certificateRow(1))
  const [names, ids, cells] = readCsv(csvHeader(birthCertDataset) + csvRow(birthCertDataset, row))
  expect(names!.length).toBe(ids!.length)
  expect(cells!.length).toBe(ids!.length)
  const valueOf = Object.fromEntries(ids!.map((id, index) => [id, cells![index]]))
  expect(names![ids!.indexOf('HDSB01.01.019')]).toBe('母亲身份证件号码')
  expect(valueOf).toMatchObject({ 'bk.certNo': 'Z430000001', op: 'I', ver: '1', 'HDSB01.01.019': '11010519491231002X', 'HDSB01.01.008': '王"小",丽', 'HDSB01.01.002': '李𬭎', 'ext.issueType': '1', 'HDSB01.01.020': '', rowHash: row.rowHash })
})

test('the mark at the start is the UTF-8 one Excel looks for', () => expect([...Buffer.from(CSV_BOM)]).toEqual([0xef, 0xbb, 0xbf]))
test('a text that looks like a formula goes out unchanged', () => expect(csvRecord(['=1+1', '-5', '@x'])).toBe('=1+1,-5,@x\r\n'))

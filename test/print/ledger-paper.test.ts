import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Ledger, LedgerRow } from '../../domain/ledger/ledger.ts'
import { LEDGERS, STOCKTAKE_LEDGER } from '../../domain/ledger/ledgers.ts'
import { composeLedger, LEDGER_PAGE } from '../../electron/core/ledger/paper.ts'
import { openPrintFonts } from '../../electron/core/print/font.ts'

const fonts = openPrintFonts(join(import.meta.dirname, '../../node_modules/@expo-google-fonts/noto-serif-sc'))
const LONG_NAME = '阿依古丽·买买提江·吐尔逊那依·艾合买提·努尔买买提·穆罕默德·阿卜杜热合曼·伊敏尼亚孜·热合曼江'

// A value for every column, as long as the desk lets it become.
const longRow = (ledger: Ledger): LedgerRow => Object.fromEntries(ledger.columns.map(column =>
  [column.key, column.kind === 'order' ? null : column.kind === 'idNumber' ? 'AB12345678901234567890123456' : column.kind === 'day' ? '2026-03-05 08:01' : column.kind === 'count' ? 20_000 : /number/i.test(column.key) ? 'Z430000001–Z430000100、Z430000201' : LONG_NAME]))

describe('a ledger on A4 landscape', () => {
  for (const ledger of [...Object.values<Ledger>(LEDGERS), STOCKTAKE_LEDGER]) {
    test(`${ledger.title}: the longest values are wrapped, never cut, and stand inside the sheet`, () => {
      const rows = Array.from({ length: 40 }, () => longRow(ledger))
      const { issues, placed, pages } = composeLedger(ledger, rows, { title: ledger.title, subtitle: '青山县妇幼保健院  2026-03-01 至 2026-03-31', masked: false, fonts })
      expect(issues).toEqual([])
      const printed = placed.map(line => line.text).join('')
      const wanted = ledger.columns.filter(column => column.kind === 'sign').length
      expect(printed.split(LONG_NAME.slice(0, 2)).length - 1).toBeGreaterThanOrEqual(rows.length * wanted)
      // Every sign of every name is on the paper.
      const signs = (text: string) => [...text].filter(sign => sign === '·').length
      const names = rows.flatMap(row => Object.values(row)).filter(value => value === LONG_NAME).length
      expect(signs(printed)).toBe(names * signs(LONG_NAME))
      for (const line of placed) {
        expect(line.xMm).toBeGreaterThanOrEqual(9.9)
        expect(line.xMm + line.widthMm).toBeLessThanOrEqual(LEDGER_PAGE.w - 9.9)
        expect(line.baselineMm).toBeLessThanOrEqual(LEDGER_PAGE.h - 5)
      }
      for (let page = 0; page < pages; page += 1) {
        const own = placed.filter(line => line.page === page)
        expect(own.some(line => line.text === `第 ${page + 1} 页 共 ${pages} 页`)).toBe(true)
        expect(own.filter(line => line.bold).map(line => line.text).join('')).toBe(ledger.title + ledger.columns.map(column => column.title).join(''))
      }
    })
  }

  test('an empty book is one page with its columns', () => {
    const { pages, issues } = composeLedger(LEDGERS.waste, [], { title: '废证登记本', subtitle: '', masked: false, fonts })
    expect([pages, issues]).toEqual([1, []])
  })
})

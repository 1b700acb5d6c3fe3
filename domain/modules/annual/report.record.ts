import { number, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { ANNUAL_COLUMNS, ANNUAL_KEYS, type AnnualFigures, type AnnualKey, annualFormIssues } from '../../rule/annual-form.ts'

const figure = (key: AnnualKey) => number({ label: `(${ANNUAL_COLUMNS[key].number})${ANNUAL_COLUMNS[key].label}`, unit: '枚', plausible: [0, 9_999_999], required: true, list: true, out: { none: '年度统计表另行上报' } })

/** The annual form another institution of the county reports to its 委托管理机构 (note §4.6): every column as it was reported. */
export const annualReport = defineRecord({
  id: 'annual.report', version: 1, table: 'annual_report', title: '下属机构年度统计表', read: 'stock.read', write: 'stock.annual',
  fields: {
    year: number({ label: '年度', plausible: [1996, 2100], required: true, list: true, out: { none: '年度统计表另行上报' } }),
    institutionName: text({ label: '机构名称', maxLength: 70, required: true, list: true, out: { none: '年度统计表另行上报' } }),
    institutionCode: text({ label: '机构代码', maxLength: 22, out: { none: '年度统计表另行上报' } }),
    opening: figure('opening'), received: figure('received'), firstIssued: figure('firstIssued'), exchanged: figure('exchanged'), reissued: figure('reissued'), inSubtotal: figure('inSubtotal'),
    homeAttendant: figure('homeAttendant'), outsideOther: figure('outsideOther'), outsideSubtotal: figure('outsideSubtotal'), misprinted: figure('misprinted'), lost: figure('lost'), otherVoid: figure('otherVoid'),
    voidSubtotal: figure('voidSubtotal'), total: figure('total'), closing: figure('closing'), liveBirths: figure('liveBirths'),
    source: text({ label: '来源', maxLength: 100, out: { none: '本机构内部' } }),
    note: text({ label: '备注', maxLength: 300, lines: 2, out: { none: '本机构内部' } }),
  },
  sections: [
    { title: '机构', fields: ['year', 'institutionName', 'institutionCode', 'source', 'note'] },
    { title: '库存与申领', fields: ['opening', 'received'] },
    { title: '机构内出生', fields: ['firstIssued', 'exchanged', 'reissued', 'inSubtotal'] },
    { title: '机构外出生', fields: ['homeAttendant', 'outsideOther', 'outsideSubtotal'] },
    { title: '废证', fields: ['misprinted', 'lost', 'otherVoid', 'voidSubtotal'] },
    { title: '合计', fields: ['total', 'closing', 'liveBirths'] },
  ],
  rules: [row => annualFormIssues(Object.fromEntries(ANNUAL_KEYS.map(key => [key, row[key]])) as AnnualFigures)],
})
export type AnnualReport = Row<typeof annualReport>
export type StoredAnnualReport = StoredRow<typeof annualReport>

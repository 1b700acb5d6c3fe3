import { FERTILITY_BASE } from '../../code/fertility.ts'
import { code, day, number, text } from '../../field/build.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, when } from './parts.ts'

const ofMarriage = when(row => row.kind === 'marriage', 'kind')

/** 统计基数: what others count and tell us, once a month or a year: people who register a marriage, couples asked for by the programme. */
export const fertilityBase = defineRecord({
  id: 'fertility.base', version: 1, table: 'fertility_base', title: '婚检与孕前优生统计基数', read: 'women.read', write: 'women.write',
  fields: {
    kind: code({ label: '基数类别', codes: FERTILITY_BASE, required: true, list: true, out: INTERNAL }),
    firstDay: day({ label: '所属时期(首日)', required: true, list: true, out: INTERNAL, help: '按月的填当月1日,按年的填当年1月1日' }),
    men: number({ label: '男(人)', plausible: [0, 999_999], list: true, out: INTERNAL, ...ofMarriage }),
    women: number({ label: '女(人)', plausible: [0, 999_999], list: true, out: INTERNAL, ...ofMarriage }),
    couples: number({ label: '任务对数', plausible: [1, 999_999], list: true, out: INTERNAL, ...when(row => row.kind === 'preconception', 'kind') }),
    source: text({ label: '来源', maxLength: 100, list: true, out: INTERNAL, help: '如:县民政局婚姻登记处' }),
  },
  sections: [{ title: '统计基数', fields: ['kind', 'firstDay', 'men', 'women', 'couples', 'source'] }],
  rules: [
    (row): FieldIssue[] => {
      if (!row.kind || !row.firstDay) return []
      const issues: FieldIssue[] = []
      if (row.kind === 'marriage' && !row.firstDay.endsWith('-01')) issues.push(block('firstDay', message('fertilityBase.month', '结婚登记人数按月填写,请填当月1日')))
      if (row.kind === 'preconception' && !row.firstDay.endsWith('-01-01')) issues.push(block('firstDay', message('fertilityBase.year', '任务对数按年填写,请填当年1月1日')))
      if (row.kind === 'marriage' && (row.men === null || row.women === null)) issues.push(block(row.men === null ? 'men' : 'women', message('fertilityBase.both', '请分别填写男、女结婚登记人数')))
      if (row.kind === 'preconception' && row.couples === null) issues.push(block('couples', message('fertilityBase.couples', '请填写任务对数')))
      return issues
    },
  ],
})
export type FertilityBaseRow = Row<typeof fertilityBase>
export type StoredFertilityBase = StoredRow<typeof fertilityBase>

import { number, region, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL } from './parts.ts'

/** 两癌筛查任务: the number of women a township is to screen in a year, as the task letter gives it. */
export const screeningTarget = defineRecord({
  id: 'women.screeningTarget', version: 1, table: 'women_screening_target', title: '两癌筛查年度任务', read: 'women.read', write: 'women.write',
  fields: {
    taskYear: number({ label: '任务年度', plausible: [2009, 2100], required: true, list: true, out: INTERNAL }),
    region: region({ label: '乡镇', level: 'township', required: true, list: true, out: INTERNAL }),
    target: number({ label: '任务数', unit: '人', plausible: [0, 1_000_000], required: true, list: true, out: INTERNAL }),
    source: text({ label: '任务文件', maxLength: 100, out: INTERNAL }),
  },
  sections: [{ title: '任务', fields: ['taskYear', 'region', 'target', 'source'] }],
})
export type ScreeningTarget = Row<typeof screeningTarget>
export type StoredScreeningTarget = StoredRow<typeof screeningTarget>

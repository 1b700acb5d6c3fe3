import { TARGET_SCOPE, type TargetScope } from '../../code/prenatal-record.ts'
import { code, number, text } from '../../field/build.ts'
import { block, type FieldIssue, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL } from './parts.ts'

/** What is not said of the whole county names its township or institution. */
export const placeRule = (row: { readonly scope: TargetScope | null; readonly place: string | null }): FieldIssue[] =>
  row.scope && row.scope !== 'county' && !row.place ? [block('place', message('prenatalTarget.place', '请选择乡镇或填写机构名称'))] : []

/** 年度任务数 of the free programme: of the county, of a township (its division code) or of a sampling institution (its name), once a year. */
export const prenatalTarget = defineRecord({
  id: 'prenatal.target', version: 1, table: 'prenatal_target', title: '免费产前筛查任务', read: 'prenatal.read', write: 'prenatal.write', unborn: true,
  fields: {
    year: number({ label: '年度', plausible: [2000, 2100], required: true, list: true, out: INTERNAL }),
    scope: code({ label: '任务范围', codes: TARGET_SCOPE, required: true, list: true, out: INTERNAL }),
    place: text({ label: '乡镇代码或机构名称', maxLength: 70, list: true, out: INTERNAL, showIf: row => row.scope !== 'county', dependsOn: ['scope'] }),
    women: number({ label: '年度任务数', unit: '人', plausible: [1, 10_000_000], required: true, list: true, out: INTERNAL }),
  },
  sections: [{ title: '免费产前筛查任务', fields: ['year', 'scope', 'place', 'women'] }],
  rules: [placeRule],
})
export type PrenatalTarget = Row<typeof prenatalTarget>
export type StoredPrenatalTarget = StoredRow<typeof prenatalTarget>

import { TARGET_SCOPE } from '../../code/prenatal-record.ts'
import { code, number, text } from '../../field/build.ts'
import { defineRecord, type Row } from '../../record/define.ts'
import { INTERNAL } from './parts.ts'
import { placeRule } from './target.record.ts'

/** 备注 of the monthly bulletin (§13): what somebody has to say to a unit's numbers of a month. */
export const prenatalRemark = defineRecord({
  id: 'prenatal.remark', version: 1, table: 'prenatal_remark', title: '月通报备注', read: 'prenatal.read', write: 'prenatal.write', unborn: true,
  fields: {
    year: number({ label: '年度', plausible: [2000, 2100], required: true, list: true, out: INTERNAL }),
    month: number({ label: '截至月份', unit: '月', plausible: [1, 12], required: true, list: true, out: INTERNAL }),
    scope: code({ label: '备注范围', codes: TARGET_SCOPE, required: true, list: true, out: INTERNAL }),
    place: text({ label: '乡镇代码或机构名称', maxLength: 70, list: true, out: INTERNAL, showIf: row => row.scope !== 'county', dependsOn: ['scope'] }),
    remark: text({ label: '备注', maxLength: 60, required: true, list: true, out: INTERNAL }),
  },
  sections: [{ title: '月通报备注', fields: ['year', 'month', 'scope', 'place', 'remark'] }],
  rules: [placeRule],
})
export type PrenatalRemark = Row<typeof prenatalRemark>

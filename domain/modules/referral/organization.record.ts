import { INSTITUTION_LEVEL } from '../../code/institution.ts'
import { code, flag, region, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

/** A hospital we refer to (later also: to which blanks are handed). */
export const organization = defineRecord({
  id: 'organization', version: 1, table: 'organization', title: '转诊机构', read: 'settings.read', write: 'settings.write',
  fields: {
    name: text({ label: '机构名称', maxLength: 70, required: true, list: true, out: { none: '随转诊导出' } }),
    code: text({ label: '机构代码', maxLength: 22, list: true, out: { none: '随转诊导出' } }),
    level: code({ label: '级别', codes: INSTITUTION_LEVEL, list: true, out: { none: '本机构内部' } }),
    region: region({ label: '所在地', level: 'county', out: { none: '本机构内部' } }),
    phone: text({ label: '转诊电话', maxLength: 20, list: true, out: { none: '本机构内部' } }),
    departments: text({ label: '常用科室(用、分隔)', maxLength: 200, out: { none: '本机构内部' } }),
    active: flag({ label: '启用', list: true, out: { none: '本机构内部' } }),
  },
  sections: [{ title: '机构', fields: ['name', 'code', 'level', 'region', 'phone', 'departments', 'active'] }],
})
export type Organization = Row<typeof organization>
export type StoredOrganization = StoredRow<typeof organization>

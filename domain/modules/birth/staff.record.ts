import { flag, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'

/** Licensed staff who attend births and sign referrals: chosen from a list, typed once. */
export const staff = defineRecord({
  id: 'staff', version: 1, table: 'staff', title: '医务人员', read: 'settings.read', write: 'settings.write',
  fields: {
    name: text({ label: '姓名', maxLength: 30, required: true, list: true, out: { none: '随业务导出' } }),
    licenceNumber: text({ label: '助产或执业证号', maxLength: 40, list: true, out: { none: '本机构内部' } }),
    department: text({ label: '科室', maxLength: 50, list: true, out: { none: '本机构内部' } }),
    phone: text({ label: '电话', maxLength: 20, pii: 'phone', out: { none: '本机构内部' } }),
    attendsBirths: flag({ label: '接生人员', list: true, out: { none: '本机构内部' } }),
    active: flag({ label: '在岗', list: true, out: { none: '本机构内部' } }),
  },
  sections: [{ title: '人员', fields: ['name', 'licenceNumber', 'department', 'phone', 'attendsBirths', 'active'] }],
})
export type Staff = Row<typeof staff>
export type StoredStaff = StoredRow<typeof staff>

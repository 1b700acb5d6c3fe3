import { message, warn } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'

const MOBILE = /^1[3-9]\d{9}$/
// Area code 010, 02x or 0xxx, then 7 or 8 digits, then an extension.
const LANDLINE = /^(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})(?:-(\d{1,6}))?$/
const ABROAD = /^\+(?!86)\d{6,15}$/

/** A telephone number as it is saved and compared: `13800138000`, `0371-12345678`, `0371-12345678-12`, `+8190…`. */
export function normalisePhone(text: string): string {
  const narrow = text.replace(/[\uFF01-\uFF5E]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[转#]/g, '-').replace(/[‐–—－]/g, '-').replace(/[\s().]/g, '').replace(/^(?:\+|00)86/, '')
  if (MOBILE.test(narrow.replaceAll('-', ''))) return narrow.replaceAll('-', '')
  const landline = LANDLINE.exec(narrow.replace(/^(0\d{2,3})-/, '$1'))
  return landline ? `${landline[1]}-${landline[2]}${landline[3] ? `-${landline[3]}` : ''}` : narrow
}

/** Warns about a number that is neither a mobile (11 digits) nor a landline with area code nor one abroad. */
export function checkPhone(text: string, path = 'phone'): { value: string; issues: FieldIssue[] } {
  const value = normalisePhone(text)
  if (value === '' || MOBILE.test(value) || LANDLINE.test(value.replace(/^(0\d{2,3})-/, '$1')) || ABROAD.test(value)) return { value, issues: [] }
  if (/^\d{7,8}$/.test(value)) {
    return { value, issues: [warn(path, message('phone.areaCode', '固定电话请加区号,如 0371-12345678'))] }
  }
  return { value, issues: [warn(path, message('phone.shape', '电话号码应为 11 位手机号或带区号的固定电话,请核对'))] }
}

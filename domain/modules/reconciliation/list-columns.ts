import { message } from '../../message/message.ts'
import type { Message } from '../../message/message.ts'

/** What a column of the province's list may mean. `number` joins the rows; the others are compared. */
export const LIST_FIELDS = [
  'number', 'babyName', 'sex', 'bornAt', 'motherName', 'motherIdNumber', 'fatherName', 'fatherIdNumber', 'issueDay', 'issueType', 'state', 'institution',
] as const
export type ListField = (typeof LIST_FIELDS)[number]
/** Which column (counted from 0) holds which field. */
export type ListMapping = Partial<Record<ListField, number>>

/** The field's name on screens and paper. */
export const LIST_FIELD_LABEL: Readonly<Record<ListField, Message>> = {
  number: message('reconcile.field.number', '出生医学证明编号'), babyName: message('reconcile.field.babyName', '新生儿姓名'), sex: message('reconcile.field.sex', '性别'),
  bornAt: message('reconcile.field.bornAt', '出生日期时间'), motherName: message('reconcile.field.motherName', '母亲姓名'), motherIdNumber: message('reconcile.field.motherIdNumber', '母亲身份证号'),
  fatherName: message('reconcile.field.fatherName', '父亲姓名'), fatherIdNumber: message('reconcile.field.fatherIdNumber', '父亲身份证号'), issueDay: message('reconcile.field.issueDay', '签发日期'),
  issueType: message('reconcile.field.issueType', '签发类型'), state: message('reconcile.field.state', '状态'), institution: message('reconcile.field.institution', '签发机构'),
}

// Headings seen or likely; provinces do not publish their lists' layouts, so the user has the last word and it is remembered.
const HEADINGS: Readonly<Record<ListField, readonly string[]>> = {
  number: ['出生医学证明编号', '出生证编号', '出生医学证明号', '出生证明编号', '出生证号', '证件编号', '证书编号', '证明编号', '证号', '编号'],
  babyName: ['新生儿姓名', '婴儿姓名', '儿童姓名', '孩子姓名', '姓名'],
  sex: ['新生儿性别', '婴儿性别', '性别', '新生儿性别代码'],
  bornAt: ['出生日期时间', '新生儿出生日期时间', '新生儿出生日期', '新生儿出生时间', '出生日期', '出生时间'],
  motherName: ['母亲姓名', '产妇姓名', '母姓名'],
  motherIdNumber: ['母亲身份证号', '母亲身份证号码', '母亲有效身份证件号码', '母亲身份证件号码', '母亲证件号码', '母亲证件号', '产妇身份证号'],
  fatherName: ['父亲姓名', '父姓名'],
  fatherIdNumber: ['父亲身份证号', '父亲身份证号码', '父亲有效身份证件号码', '父亲身份证件号码', '父亲证件号码', '父亲证件号'],
  issueDay: ['签发日期', '发证日期', '签发时间'],
  issueType: ['签发类型', '签发类别', '办理类型', '签发类型代码'],
  state: ['证件状态', '证明状态', '使用状态', '状态'],
  institution: ['签发机构', '签发机构名称', '签发单位', '发证机构', '发证单位'],
}

/** A heading as headings are compared: one width, no spaces, nothing in brackets, no marks for required columns. */
export const plainHeading = (text: string): string => text.normalize('NFKC').replaceAll(/\(.*?\)|\[.*?\]|【.*?】/gu, '').replaceAll(/[\s*:：_"']/gu, '')

/**
 * Proposes what each column means by its heading alone. Earlier spellings of a field win over later ones, so 新生儿姓名 is taken
 * before 姓名; `remembered` is what the user said of these headings the last time ('' for "not compared") and wins over all.
 */
export function proposeMapping(headings: readonly string[], remembered: Readonly<Record<string, ListField | ''>> = {}): ListMapping {
  const plain = headings.map(plainHeading)
  const mapping: ListMapping = {}
  const taken = new Set<number>()
  for (const [index, heading] of plain.entries()) {
    const field = Object.hasOwn(remembered, heading) ? remembered[heading] : undefined
    if (field === undefined) continue
    taken.add(index)
    if (field !== '' && mapping[field] === undefined) mapping[field] = index
  }
  for (const field of LIST_FIELDS) {
    if (mapping[field] !== undefined) continue
    for (const heading of HEADINGS[field]) {
      const index = plain.findIndex((one, at) => one === heading && !taken.has(at))
      if (index < 0) continue
      mapping[field] = index
      taken.add(index)
      break
    }
  }
  return mapping
}

/** The row that looks most like headings among the first ones; lists often begin with a title across merged cells. */
export function headingRow(rows: readonly (readonly string[])[], remembered: Readonly<Record<string, ListField | ''>> = {}): number {
  let best = { index: 0, fields: 0 }
  for (const [index, row] of rows.entries()) {
    const fields = Object.keys(proposeMapping(row, remembered)).length
    if (fields > best.fields) best = { index, fields }
  }
  return best.fields > 0 ? best.index : Math.max(0, rows.findIndex(row => row.filter(cell => cell.trim() !== '').length > 1))
}

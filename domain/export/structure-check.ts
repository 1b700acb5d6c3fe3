import { message } from '../message/message.ts'
import type { Message } from '../message/message.ts'
import { idNumberCheckDigit } from '../rule/id-number.ts'
import { isDay } from '../time/day.ts'
import type { Column, Dataset } from './dataset.ts'
import { bkText } from './envelope.ts'
import type { EnvelopeDraft } from './envelope.ts'
import type { Finding, FindingLevel } from './finding.ts'
import { formatPattern } from './format.ts'
import { charactersOutsideGbk } from './gbk.ts'

type Complaint = { ruleId: string; level: FindingLevel; message: Message; suggestion: Message }

const complain = (ruleId: string, level: FindingLevel, text: Message, suggestion: Message): Complaint => ({ ruleId, level, message: text, suggestion })
const correct = () => message('exportCheck.suggest.correct', '在原记录中更正后重新检查')

const CONTROL = /[\u0000-\u001f\u007f]/u
/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA_START = /^[=+\-@\t\r]/u
const CERTIFICATE_NUMBER = /^[A-Z]\d{9}$/

const isDay8 = (text: string): boolean => /^\d{8}$/.test(text) && isDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
const isDateTime15 = (text: string): boolean =>
  /^\d{8}T([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(text) && isDay8(text.slice(0, 8))

/** The structure of a citizen's number alone (GB 11643: 18 characters, real date, check character); the rest is the record's own check. */
function citizenIdComplaint(value: string): Complaint | null {
  if (!/^\d{17}[\dX]$/.test(value))
    return complain('EXP-10', '错误', message('exportCheck.citizenId.shape', '居民身份证号应为17位数字加1位数字或大写X'), correct())
  if (!isDay8(value.slice(6, 14)))
    return complain('EXP-10', '错误', message('exportCheck.citizenId.date', '居民身份证号中的出生日期不存在'), correct())
  return idNumberCheckDigit(value.slice(0, 17)) === value[17]
    ? null
    : complain('EXP-10', '错误', message('exportCheck.citizenId.checkDigit', '居民身份证号校验位错误'), correct())
}

function formatComplaint(column: Column, value: string): Complaint | null {
  const { parsed } = column
  switch (parsed.kind) {
    case 'day':
      return isDay8(value) ? null : complain('EXP-06', '错误', message('exportCheck.day', '日期应为存在的8位年月日(YYYYMMDD)'), correct())
    case 'date-time':
      return isDateTime15(value) ? null : complain('EXP-07', '错误', message('exportCheck.dateTime', '日期时间应为 YYYYMMDDThhmmss 且存在'), correct())
    case 'boolean':
      return value === 'T' || value === 'F' ? null : complain('EXP-08', '错误', message('exportCheck.boolean', '应为 T(是)或 F(否)'), correct())
    case 'number':
      return new RegExp(formatPattern(parsed), 'u').test(value)
        ? null
        : complain('EXP-04', '错误', message('exportCheck.number', '数值不符合格式 {{format}}(位数或小数位数)', { format: column.format }), correct())
    case 'text': {
      // Counted in characters, not UTF-16 units: some name characters lie beyond U+FFFF.
      const length = [...value].length
      if (length < parsed.min || length > parsed.max)
        return complain(
          'EXP-03', '错误',
          message('exportCheck.length', '长度为 {{length}} 个字符,格式 {{format}} 不允许', { length, format: column.format }),
          message('exportCheck.suggest.shorten', '缩短或补全后重新检查;系统不会自行截断'),
        )
      return parsed.lettersOnly && /\d/.test(value)
        ? complain('EXP-14', '警告', message('exportCheck.lettersOnly', '格式 {{format}} 不含数字', { format: column.format }), correct())
        : null
    }
  }
}

function* complaints(column: Column, value: string, valueOf: (id: string) => string | undefined): Generator<Complaint> {
  // A value that cannot be written as text is no longer judged: everything after would repeat the same fault.
  if (CONTROL.test(value) || !value.isWellFormed()) {
    yield complain('EXP-11', '错误', message('exportCheck.control', '含有换行、制表或不可显示的字符'), message('exportCheck.suggest.retype', '删除该字段后重新输入'))
    return
  }
  if (value.trim() === '') {
    yield complain('EXP-15', '错误', message('exportCheck.blank', '空值应省略,不能以空白上报'), correct())
    return
  }
  if (column.valueSet) {
    const { codes, tolerated, id, edition } = column.valueSet
    if (!Object.hasOwn(codes, value))
      yield Object.hasOwn(tolerated, value)
        ? complain(
            'EXP-05', '警告', message('exportCheck.toleratedCode', '代码 {{code}} 不在 {{table}}({{edition}}版)内', { code: value, table: id, edition }),
            message('exportCheck.suggest.askProvince', '请与省平台确认对照代码'),
          )
        : complain('EXP-05', '错误', message('exportCheck.unknownCode', '代码 {{code}} 不属于 {{table}}({{edition}}版)', { code: value, table: id, edition }), correct())
  } else {
    const found = formatComplaint(column, value)
    if (found) yield found
  }
  if (column.pattern === 'certificate-number' && !CERTIFICATE_NUMBER.test(value))
    yield complain('EXP-09', '错误', message('exportCheck.certificateNumber', '出生医学证明编号应为1位大写字母加9位数字'), correct())
  if (typeof column.pattern === 'object' && valueOf(column.pattern.citizenIdWhen) === '01') {
    const found = citizenIdComplaint(value)
    if (found) yield found
  }
  if (column.personName) {
    const outside = charactersOutsideGbk(value)
    if (outside.length > 0)
      yield complain(
        'EXP-12', '警告', message('exportCheck.gbk', '“{{characters}}”不在 GBK 字符集内', { characters: outside.join('') }),
        message('exportCheck.suggest.gbk', '姓名按原字上报(UTF-8);接收方若用 GBK,请与省平台约定替代写法'),
      )
  }
  if (column.parsed.kind === 'text' && FORMULA_START.test(value))
    yield complain('EXP-13', '警告', message('exportCheck.formula', '以 = + - @ 开头,电子表格软件会当作公式'), message('exportCheck.suggest.formula', '如非必要,改写该文字的开头'))
}

/**
 * Family 1 of the checks: each value against its column (type, length, decimals, value set, day, certificate and citizen's
 * number), missing values, columns nobody declared, business key. Reports everything at once; a voided record needs its
 * business key and a reason only.
 */
export function checkStructure(dataset: Dataset, row: EnvelopeDraft): Finding[] {
  const bk = bkText(row.bk)
  const findings: Finding[] = []
  const add = (column: { id: string; name: string }, value: string, found: Complaint) =>
    findings.push({
      ruleId: found.ruleId, level: found.level, dataset: dataset.id, bk, hdsb: column.id, fieldName: column.name, value,
      message: found.message, suggestion: found.suggestion,
    })

  const keys = dataset.businessKey
  const wrongKey = keys.some((part) => !row.bk[part.key]) || Object.keys(row.bk).length !== keys.length
  if (wrongKey)
    add({ id: '', name: keys.map((part) => part.name).join('+') }, bk, complain('EXP-16', '错误', message('exportCheck.businessKey', '业务主键不完整'), correct()))
  if (row.op === 'V' && !row.voidReason)
    add({ id: '', name: '作废原因' }, '', complain('EXP-17', '错误', message('exportCheck.voidReason', '作废记录没有原因'), correct()))

  const valueOf = (id: string) => (id.startsWith('ext.') ? row.ext[id.slice(4)] : row.payload[id])
  for (const column of dataset.columns) {
    const value = (column.place === 'payload' ? row.payload : row.ext)[column.key]
    if (value !== undefined) for (const found of complaints(column, value, valueOf)) add(column, value, found)
    else if (row.op !== 'V' && (column.required || column.expected))
      add(column, '', complain('EXP-01', column.required ? '错误' : '警告', message('exportCheck.missing', '缺少应填内容'), message('exportCheck.suggest.fill', '在原记录中补填')))
  }

  const declared = { payload: new Set<string>(), ext: new Set<string>() }
  for (const column of dataset.columns) declared[column.place].add(column.key)
  for (const place of ['payload', 'ext'] as const)
    for (const [key, value] of Object.entries(row[place]))
      if (!declared[place].has(key))
        add({ id: place === 'ext' ? `ext.${key}` : key, name: key }, value, complain('EXP-02', '错误', message('exportCheck.unknownColumn', '数据集没有这一列'), message('exportCheck.suggest.support', '请联系软件维护人员')))
  return findings
}

import { formatChinese } from '../message/message.ts'
import type { Message } from '../message/message.ts'

/** 错误 keeps the record out of the package (or stops the package, by setting); 警告 does not. */
export type FindingLevel = '错误' | '警告'

/** One line of the 校验报告: which record, which field, what is wrong, what to do. */
export type Finding = {
  ruleId: string
  level: FindingLevel
  dataset: string
  /** Business key text of the record. */
  bk: string
  /** Column: `HDSB…` or `ext.<key>`; empty when the whole record is meant. */
  hdsb: string
  fieldName: string
  value: string
  message: Message
  suggestion: Message
}

/** A finding as the package carries it, the sentences in Chinese. */
export const findingRow = (finding: Finding) => ({ ...finding, message: formatChinese(finding.message), suggestion: formatChinese(finding.suggestion) })

/** How many findings of each level. */
export function countFindings(findings: readonly Finding[]): { errors: number; warnings: number } {
  const errors = findings.filter((finding) => finding.level === '错误').length
  return { errors, warnings: findings.length - errors }
}

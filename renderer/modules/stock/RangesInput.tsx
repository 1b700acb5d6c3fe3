import { Input } from 'antd'
import { checkNumberRange, compressNumbers, normaliseScan, type NumberRange, rangeCount } from '../../../domain/rule/certificate-number.ts'
import { countText } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { LabelledInput } from '../../kit/index.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'

type Typed = { firstNumber: string; lastNumber: string }

/** Runs of numbers from free text: one number or `first–last` a line, scanned or typed; the first wrong line is named. */
export function readRanges(text: string): { ranges: Typed[]; count: number; wrong: string | null } {
  const ranges: NumberRange[] = []
  for (const line of text.split(/[\n,,;;、]+/).map(part => part.trim()).filter(Boolean)) {
    const [first = '', last = first] = line.split(/\s*[-–—~至]+\s*/)
    const { value, issues } = checkNumberRange({ first: normaliseScan(first), last: normaliseScan(last) })
    if (issues[0]) return { ranges: [], count: 0, wrong: `${line}:${issueText(issues[0])}` }
    ranges.push(value)
  }
  return { ranges: ranges.map(({ first, last }) => ({ firstNumber: first, lastNumber: last })), count: ranges.reduce((sum, range) => sum + rangeCount(range), 0), wrong: null }
}

export const rangesText = (ranges: readonly Typed[]): string => ranges.map(({ firstNumber, lastNumber }) => (firstNumber === lastNumber ? firstNumber : `${firstNumber}–${lastNumber}`)).join('\n')
/** Numbers as the fewest lines. */
export const numbersText = (numbers: readonly string[]): string => rangesText(compressNumbers(numbers).map(({ first, last }) => ({ firstNumber: first, lastNumber: last })))

/** Several runs of numbers in one box, with their count. A scanner's Enter begins the next line. */
export function RangesInput({ id, value, onChange, issues, span = 12 }: { id: string; value: string; onChange(value: string): void; issues: readonly FieldIssue[]; span?: number }) {
  const { count, wrong } = readRanges(value)
  return (
    <LabelledInput id={id} label={t('stock.ranges', '编号(一行一个,或“起始–终止”,可扫描)')} span={span} required issues={issues}>
      <Input.TextArea id={id} className="number ranges-input" value={value} autoSize={{ minRows: 3, maxRows: 7 }} spellCheck={false} autoComplete="off" onChange={event => onChange(event.target.value)} />
      <div role="status" className={wrong ? 'issue is-block' : 'field-help'}>{wrong ?? t('stock.rangesCount', '共 {{count}} 张', { count: countText(count) })}</div>
    </LabelledInput>
  )
}

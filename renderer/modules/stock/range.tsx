import { Input } from 'antd'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { checkNumberRange, normaliseScan, rangeCount } from '../../../domain/rule/certificate-number.ts'
import { countText } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { FieldGrid, LabelledInput, ScanTarget } from '../../kit/index.ts'

export type Range = { readonly first: string; readonly last: string }

/** First and last number with the count, live; findings of the core stand below the number they are about. */
export function RangeFields({ id, value, onChange, issues, isProposal = false, onScanned }: {
  id: string; value: Range; onChange(value: Range): void; issues: readonly FieldIssue[]
  /** The first number stands there as a proposal: a scan replaces it. */
  isProposal?: boolean
  onScanned?: () => void
}) {
  const typed = { first: normaliseScan(value.first), last: normaliseScan(value.last) }
  const isTyped = typed.first.length >= 10 && typed.last.length >= 10
  const check = isTyped ? checkNumberRange(typed) : null
  const wrong = check?.issues ?? []
  const of = (path: string) => issues.filter(issue => issue.path === path)
  // A stack is scanned top and bottom: the first number, then the last; a third one begins the range anew.
  function scan(number: string): void {
    const isLast = !isProposal && typed.first !== '' && typed.last === ''
    onChange(isLast ? { ...value, last: number } : { first: number, last: '' })
    onScanned?.()
    document.getElementById(`${id}-last`)?.focus()
  }
  return (
    <FieldGrid>
      <ScanTarget inDialog onScan={scan} />
      <LabelledInput id={`${id}-first`} label={t('stock.first', '起始编号')} span={4} required issues={of('firstNumber')}>
        <Input id={`${id}-first`} className="number" value={value.first} maxLength={40} autoComplete="off" spellCheck={false} onChange={event => onChange({ ...value, first: event.target.value })} />
      </LabelledInput>
      <LabelledInput id={`${id}-last`} label={t('stock.last', '终止编号')} span={4} required issues={of('lastNumber')}>
        <Input id={`${id}-last`} className="number" value={value.last} maxLength={40} autoComplete="off" spellCheck={false} onChange={event => onChange({ ...value, last: event.target.value })} />
      </LabelledInput>
      <div className="field" style={{ gridColumn: 'span 4' }} role="status">
        <span className="field-label">{t('stock.countLive', '共')}</span>
        {check && wrong.length === 0 ? <span className="range-count">{t('stock.sheets', '{{count}} 张', { count: countText(rangeCount(check.value)) })}</span>
          : wrong.length > 0 ? <span className="range-count is-bad">{wrong.map(issueText).join(';')}</span> : <span className="no-value">—</span>}
      </div>
    </FieldGrid>
  )
}

/** Both ends are there and in order. */
export const isRange = (value: Range): boolean => checkNumberRange({ first: normaliseScan(value.first), last: normaliseScan(value.last) }).issues.length === 0

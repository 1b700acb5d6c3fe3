import { Input, Segmented, Tag } from 'antd'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { RISK_COLOUR, RISK_GROUP } from '../../../domain/code/maternal-risk.ts'
import { riskIdsIn } from '../../../domain/modules/risk/parts.ts'
import type { RiskTable } from '../../../domain/rule/maternal/risk-table.ts'
import { t } from '../../app/i18n.ts'
import { codeText, useShortcut } from '../../kit/index.ts'
import { criterionText, factValueText, riskMarkText, riskSourceText } from '../../kit/risk-text.ts'
import './risk.css'

type Row = RiskTable['rows'][number]
type Prepared = Output<'risk.assessment.prepare'>
type Props = {
  id: string
  value: string | null
  onChange(value: string | null): void
  /** Rows that can be ticked, in the order of the table. */
  rows: readonly Row[]
  /** How they are headed: assessments by colour, the screening form by its parts. */
  by: 'colour' | 'group'
  proposals: Prepared['proposals']
  facts: Prepared['facts']
  disabled?: boolean
  describedBy?: string | undefined
}
const POINTED = 'pointed'
const ALL = 'all'

const headOf = (row: Row, by: Props['by']): string => by === 'colour' ? row.colour ?? '' : row.group
const headText = (head: string, by: Props['by']): string => by === 'colour' ? t('pregnancy.riskTag', '{{colour}}色', { colour: codeText(RISK_COLOUR, head) }) : codeText(RISK_GROUP, head)

/**
 * Rows of the rule table to tick: what the records point to and what is ticked first, every other one by its words or number.
 * The keyboard alone does it: F8 goes to the search, Enter or ↓ into the rows, ↑ and ↓ from row to row, the space bar ticks,
 * Escape goes back to the search.
 */
export function CriteriaPicker({ id, value, onChange, rows, by, proposals, facts, disabled = false, describedBy }: Props) {
  const [typed, setTyped] = useState('')
  const [view, setView] = useState<string>(by === 'group' ? ALL : POINTED)
  const box = useRef<HTMLDivElement>(null)
  const ticked = useMemo(() => new Set(riskIdsIn(value)), [value])
  // A row that was ticked stays where it is until the list is asked for anew: nothing jumps under the cursor.
  const [pinned, setPinned] = useState<ReadonlySet<string>>(() => ticked)
  const byId = useMemo(() => new Map(proposals.map(one => [one.id, one])), [proposals])
  const values = useMemo(() => new Map(facts.map(one => [one.fact, one])), [facts])
  const heads = useMemo(() => [...new Set(rows.map(row => headOf(row, by)))], [rows, by])
  const words = typed.trim().toLowerCase()
  const shown = useMemo(() => rows.filter(row => {
    if (words !== '') return criterionText(row).toLowerCase().includes(words) || row.text.toLowerCase().includes(words) || row.code.startsWith(words) || row.id.toLowerCase() === words
    return view === ALL || (view === POINTED ? byId.has(row.id) || pinned.has(row.id) || row.colour === 'green' : headOf(row, by) === view)
  }), [rows, words, view, byId, pinned, by])

  const focusSearch = (): void => document.getElementById(`${id}-search`)?.focus()
  useShortcut(['F8'], focusSearch, { enabled: !disabled })
  const boxes = (): HTMLInputElement[] => [...box.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? []]
  function toggle(row: Row): void {
    const next = new Set(ticked)
    if (!next.delete(row.id)) {
      next.add(row.id)
      setPinned(before => new Set([...before, row.id]))
    }
    onChange(rows.filter(one => next.has(one.id)).map(one => one.id).join(',') || null)
  }
  function onRowKey(event: KeyboardEvent<HTMLDivElement>): void {
    const all = boxes()
    const at = all.indexOf(event.target as HTMLInputElement)
    if (at < 0) return
    const go = (next: number): void => { event.preventDefault(); const to = all[Math.max(0, Math.min(all.length - 1, next))]; to?.focus(); to?.scrollIntoView({ block: 'nearest' }) }
    if (event.key === 'ArrowDown') go(at + 1)
    else if (event.key === 'ArrowUp' && at > 0) go(at - 1)
    else if (event.key === 'ArrowUp' || event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); focusSearch() }
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(all.length - 1)
  }
  function onSearchKey(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'Enter') { event.preventDefault(); boxes()[0]?.focus() }
    else if (event.key === 'Escape' && typed !== '') { event.preventDefault(); event.stopPropagation(); setTyped('') }
  }
  return (
    <div className="risk-picker" data-enter="own">
      <div className="risk-picker-bar">
        <Input id={`${id}-search`} value={typed} onChange={event => setTyped(event.target.value)} onKeyDown={onSearchKey} allowClear autoComplete="off" placeholder={t('riskScreen.search', '按文字或编号查找条目,如 子痫、2.6.2')} aria-label={t('riskScreen.searchLabel', '查找条目')} suffix={<kbd>F8</kbd>} />
        <Segmented<string> aria-label={t('riskScreen.view', '显示')} value={words === '' ? view : ALL} onChange={next => { setTyped(''); setPinned(ticked); setView(next) }} options={[
          { value: POINTED, label: t('riskScreen.pointed', '提示与已选') }, { value: ALL, label: t('riskScreen.all', '全部 {{count}}', { count: rows.length }) }, ...by === 'colour' ? heads.map(head => ({ value: head, label: <><span className={`risk-mark is-${head}`} />{codeText(RISK_COLOUR, head)}</> })) : [],
        ]} />
      </div>
      <div ref={box} className="risk-rows" id={id} role="group" aria-label={t('riskScreen.rows', '条目')} aria-describedby={describedBy} onKeyDown={onRowKey}>
        {shown.length === 0 ? <p className="hint">{t('riskScreen.noRows', '没有符合的条目;换一个词,或选“全部”')}</p> : null}
        {heads.map(head => {
          const own = shown.filter(row => headOf(row, by) === head)
          return own.length === 0 ? null : (
            <section key={head} className="risk-group" aria-label={headText(head, by)}>
              <h3>{by === 'colour' ? <span className={`risk-mark is-${head}`} /> : null}{headText(head, by)} <span className="risk-count">{own.filter(row => ticked.has(row.id)).length}/{own.length}</span></h3>
              {own.map(row => <Line key={row.id} row={row} isTicked={ticked.has(row.id)} proposal={byId.get(row.id)} values={values} disabled={disabled} onToggle={() => toggle(row)} />)}
            </section>
          )
        })}
      </div>
    </div>
  )
}

function Line({ row, isTicked, proposal, values, disabled, onToggle }: { row: Row; isTicked: boolean; proposal: Prepared['proposals'][number] | undefined; values: ReadonlyMap<string, Prepared['facts'][number]>; disabled: boolean; onToggle(): void }) {
  const reasons = proposal?.facts.map(fact => { const known = values.get(fact); return `${factValueText({ fact, value: known?.value ?? null })}${known?.day ? ` ${known.day}` : ''}` }) ?? []
  return (
    <label className={`risk-row${isTicked ? ' is-ticked' : ''}${proposal && !isTicked ? ' is-proposed' : ''}`} title={riskSourceText(row.source)}>
      <input type="checkbox" checked={isTicked} disabled={disabled} onChange={onToggle} data-row={row.id} />
      <span className="risk-code">{row.code}</span>
      <span className="risk-words">
        {criterionText(row)}
        {reasons.length > 0 ? <Tag color={isTicked ? 'default' : 'processing'} className="risk-reason">{t('riskScreen.reason', '提示:{{facts}}', { facts: reasons.join(t('risk.and', '、')) })}</Tag> : null}
        {proposal?.coveredBy ? <span className="risk-covered">{t('riskScreen.covered', '(已被更高等级的条目包含)')}</span> : null}
        <span className="risk-source">{riskSourceText(row.source)}{row.limitSource ? `;${riskSourceText(row.limitSource)}` : ''}</span>
      </span>
      <Tag className="risk-read" color={row.mark === 'S' ? 'default' : row.mark === 'own' || row.mark === 'changed' ? 'geekblue' : 'warning'}>{riskMarkText(row.mark)}</Tag>
    </label>
  )
}

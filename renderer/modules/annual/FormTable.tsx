import { type KeyboardEvent, useRef } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { ANNUAL_COLUMNS, ANNUAL_GROUPS, ANNUAL_KEYS, type AnnualKey, formulaText } from '../../../domain/rule/annual-form.ts'
import { countText } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { columnText, groupText } from './names.ts'

type Form = Output<'annual.form'>

/** The form as it is printed: groups, columns, formulas; a figure of our own opens its numbers, the name of another institution its row. */
export function FormTable({ form, onCell, onReport }: { form: Form; onCell(key: AnnualKey): void; onReport?: ((reportId: string) => void) | undefined }) {
  const box = useRef<HTMLTableElement>(null)
  // The figures are one row of buttons: arrows go along it.
  function onKeyDown(event: KeyboardEvent<HTMLTableElement>): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const cells = [...(box.current?.querySelectorAll<HTMLElement>('button[data-cell]') ?? [])]
    const here = cells.indexOf(event.target as HTMLElement)
    if (!step || here < 0) return
    event.preventDefault()
    cells[here + step]?.focus()
  }
  const changed = (key: AnnualKey): number | null => form.differences.find(one => one.key === key)?.now ?? null
  return (
    <div className="annual-scroll">
      <table ref={box} className="annual-table" onKeyDown={onKeyDown} aria-label={t('annual.title', '管理使用情况年度统计表')}>
        <thead>
          <tr>
            <th rowSpan={2} className="annual-name">{t('annual.institution', '机构名称')}</th>
            {ANNUAL_GROUPS.map(({ group, keys }) => group ? <th key={group} colSpan={keys.length}>{groupText(group)}</th> : <th key={keys[0]} rowSpan={2}>{columnText(keys[0]!)}</th>)}
          </tr>
          <tr>{ANNUAL_GROUPS.filter(({ group }) => group).flatMap(({ keys }) => keys.map(key => <th key={key}>{columnText(key)}</th>))}</tr>
          <tr className="annual-numbers"><th />{ANNUAL_KEYS.map(key => <th key={key} title={formulaText(key)}>({ANNUAL_COLUMNS[key].number})</th>)}</tr>
        </thead>
        <tbody>
          {form.rows.map(row => (
            <tr key={row.reportId ?? 'own'} className={row.issues.length ? 'mark-bad' : undefined}>
              <th scope="row" className="annual-name">{row.reportId && onReport ? <button type="button" className="link-button" onClick={() => onReport(row.reportId!)}>{row.institutionName}</button> : row.institutionName}</th>
              {ANNUAL_KEYS.map(key => (
                <td key={key} className={row.issues.some(issue => issue.path === key) ? 'is-wrong' : undefined}>
                  {row.reportId ? countText(row.figures[key]) : (
                    <>
                      <button type="button" data-cell={key} className="link-button" title={formulaText(key) || columnText(key)} aria-label={`(${ANNUAL_COLUMNS[key].number}) ${columnText(key)} ${row.figures[key]}`} onClick={() => onCell(key)}>{countText(row.figures[key])}</button>
                      {changed(key) === null ? null : <div className="annual-now">{t('annual.now', '现为 {{count}}', { count: countText(changed(key)!) })}</div>}
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
          {form.rows.length > 1 ? <tr className="annual-sum"><th scope="row" className="annual-name">{t('annual.sum', '合计')}</th>{ANNUAL_KEYS.map(key => <td key={key}>{countText(form.sum[key])}</td>)}</tr> : null}
        </tbody>
      </table>
    </div>
  )
}

import { Table, type TableProps } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '../app/i18n.ts'
import { countText } from '../app/format.ts'
import { useBeginAt } from './begin-at.ts'
import { useArrowsInto } from './useArrowsInto.ts'

type Props<Row> = {
  rows: readonly Row[] | undefined
  columns: NonNullable<TableProps<Row>['columns']>
  rowKey: (keyof Row & string) | ((row: Row) => string)
  /** Enter or a click on a row. */
  onOpen?(row: Row): void
  loading?: boolean
  /** Paging by the core: offset and limit of the call. */
  paging?: { total: number; offset: number; limit: number; onChange(offset: number): void }
  empty?: ReactNode
  label?: string
  /** Rows to be marked: `warn` amber, `bad` red, `quiet` grey. */
  mark?(row: Row): 'warn' | 'bad' | 'quiet' | undefined
  height?: number
  /** The row the cursor stands on when the list appears: where the work goes on. */
  start?: number | undefined
}

// About one line of the small size; only to know when a list needs a bar of its own.
const ROW_HEIGHT = 36

const rowIn = (box: HTMLElement | null, index: number): HTMLElement | undefined => box?.querySelectorAll<HTMLElement>('tbody tr[data-row]')[index]

/** A dense list: arrows come into it and move, Enter opens, Page Up and Page Down turn the page. */
export function DataTable<Row extends object>({ rows, columns, rowKey, onOpen, loading = false, paging, empty, label, mark, height, start }: Props<Row>) {
  const [active, setActive] = useState(start ?? 0)
  const box = useRef<HTMLDivElement>(null)
  useBeginAt(() => (start === undefined ? null : rowIn(box.current, start)), rows !== undefined)
  const list = rows ?? []
  const here = Math.min(active, Math.max(0, list.length - 1))
  useArrowsInto(() => (onOpen ? rowIn(box.current, here) : null))
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    // Buttons and inputs inside a row keep their own keys.
    if ((event.target as HTMLElement).closest('button, input, a, .ant-pagination')) return
    const go = (next: number): void => {
      event.preventDefault()
      const index = Math.max(0, Math.min(list.length - 1, next))
      setActive(index)
      rowIn(box.current, index)?.focus()
    }
    const row = list[here]
    // Alt and the page keys turn the tabs of the page around the table, not the table's own pages.
    if (event.altKey) return
    if (event.key === 'ArrowDown') go(here + 1)
    else if (event.key === 'ArrowUp') go(here - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(list.length - 1)
    else if (event.key === 'Enter' && row && onOpen) { event.preventDefault(); onOpen(row) }
    else if (paging && event.key === 'PageDown' && paging.offset + paging.limit < paging.total) { event.preventDefault(); setActive(0); paging.onChange(paging.offset + paging.limit) }
    else if (paging && event.key === 'PageUp' && paging.offset > 0) { event.preventDefault(); setActive(0); paging.onChange(Math.max(0, paging.offset - paging.limit)) }
  }
  return (
    <div ref={box} className={onOpen ? 'data-table can-open' : 'data-table'} onKeyDown={onKeyDown}>
      <Table<Row>
        size="small" dataSource={[...list]} columns={columns} rowKey={rowKey as string} loading={rows === undefined || loading} {...(label ? { 'aria-label': label } : {})}
        {...(height && list.length * ROW_HEIGHT > height ? { scroll: { y: height } } : {})} locale={{ emptyText: empty ?? t('table.empty', '没有记录') }}
        pagination={paging ? {
          current: Math.floor(paging.offset / paging.limit) + 1, pageSize: paging.limit, total: paging.total, showSizeChanger: false, size: 'small', hideOnSinglePage: false,
          showTotal: total => t('table.total', '共 {{total}} 条', { total: countText(total) }), onChange: page => paging.onChange((page - 1) * paging.limit),
        } : false}
        rowClassName={row => { const kind = mark?.(row); return kind ? `mark-${kind}` : '' }}
        onRow={(row, index) => ({
          tabIndex: onOpen && index === here ? 0 : -1, 'data-row': index, onFocus: () => setActive(index ?? 0),
          ...(onOpen ? { onClick: (event: { target: EventTarget }) => { if (!(event.target as HTMLElement).closest('button, input, a, label')) onOpen(row) } } : {}),
        })}
      />
    </div>
  )
}

import type { FormAnswer } from './child-form-cells.ts'
import type { FormCell, FormRow } from './form-grid.ts'

/** A question of a form with its answer; `wide` stands in a row of its own. */
export type FormItem = { readonly key: string; readonly label: string; readonly answer: FormAnswer; readonly wide?: boolean }

const cells = (item: FormItem, share: number): FormCell[] => [
  { share: 1, name: `${item.key}Label`, label: item.label, text: item.label, isHead: true },
  { share, name: item.key, label: item.label, text: item.answer.text, ...(item.answer.boxes ? { boxes: item.answer.boxes } : {}), ...(item.answer.boxesBelow ? { boxesBelow: true } : {}) },
]

/** Two questions beside each other where both are short; a question left alone takes the whole row. */
export function pairedRows(items: readonly FormItem[]): FormRow[] {
  const rows: FormRow[] = []
  let open: FormItem | null = null
  const close = (): void => { if (open) { rows.push({ cells: cells(open, 5) }); open = null } }
  for (const item of items) {
    if (item.wide) { close(); rows.push({ cells: cells(item, 5) }) }
    else if (open) { rows.push({ cells: [...cells(open, 2), ...cells(item, 2)] }); open = null }
    else open = item
  }
  close()
  return rows
}

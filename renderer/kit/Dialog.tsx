import { Modal, type ModalProps } from 'antd'
import { useEffect, useState } from 'react'
import { beginAt, useBeginAt } from './begin-at.ts'

/** The id of the element that has the cursor when the dialog opens, or how it is found. */
type First = string | (() => HTMLElement | null | undefined)
type Props = Omit<ModalProps, 'open' | 'afterOpenChange'> & { first?: First | undefined }

const FIELD = 'input, textarea, select, [contenteditable]'
const elementOf = (first: First | undefined): HTMLElement | null => (typeof first === 'string' ? document.getElementById(first) : first?.() ?? null)

/**
 * The row of a list a dialog was opened from has the cursor again when nobody else has: arrows go on from there. antd gives it
 * back where a dialog is hidden; ours is taken away.
 */
function useBackToRow(): void {
  const [row] = useState(() => document.activeElement?.closest<HTMLElement>('tr[data-row]') ?? null)
  // After every other effect: until then the dialog holds the cursor.
  useEffect(() => () => queueMicrotask(() => { if (document.activeElement === document.body) row?.focus() }), [row])
}

/** A dialog, on the screen as long as it is rendered, with the cursor in its first field. */
export function Dialog({ first, children, ...props }: Props) {
  useBackToRow()
  // What was not there yet in the first moment, unless somebody writes in the dialog already.
  const shown = (): void => {
    const target = elementOf(first)
    const active = document.activeElement
    if (target && !(active?.matches(FIELD) && target.closest('.ant-modal')?.contains(active))) beginAt(target)
  }
  return <Modal {...props} open afterOpenChange={open => { if (open) shown() }}><Beginning first={first} />{children}</Modal>
}

function Beginning({ first }: { first: First | undefined }) {
  useBeginAt(() => elementOf(first))
  return null
}

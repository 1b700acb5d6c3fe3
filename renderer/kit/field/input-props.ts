/** What every input of the kit is given. `onChange` with `unread` says that something stands there that is no value. */
export type InputProps<V = unknown> = {
  readonly id: string
  readonly value: V | null
  onChange(value: V | null, unread?: string): void
  onLeave?(): void
  readonly status?: 'error' | 'warning' | undefined
  readonly describedBy?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  /** For an input without a visible label, in the cell of a table. */
  readonly label?: string | undefined
}

/** The accessibility attributes all inputs share. */
export const ariaOf = ({ status, describedBy, required, label }: Pick<InputProps, 'status' | 'describedBy' | 'required' | 'label'>): Record<string, string | boolean | undefined> =>
  ({ 'aria-invalid': status === 'error' || undefined, 'aria-describedby': describedBy, 'aria-required': required || undefined, 'aria-label': label })

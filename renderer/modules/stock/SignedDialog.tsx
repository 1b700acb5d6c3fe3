import { Alert } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Input, Name, Output } from '../../../domain/api/api.ts'
import type { SecondPerson } from '../../../domain/api/define-api.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { useWrite } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { Dialog, FormArea, useShortcut } from '../../kit/index.ts'

type Props = {
  title: string
  ok: string
  danger?: boolean
  width?: number
  busy: boolean
  /** Findings of the core that stand below no field of the dialog. */
  others: readonly FieldIssue[]
  /** What is still missing, as a sentence. */
  missing: string | null
  /** The input in which the cursor starts. */
  first: string
  run(): void
  onClose(): void
  children: ReactNode
}

/** A dialog of the stock: fields, who signs, F2. What the core finds stands below; nothing typed is lost. */
export function SignedDialog({ title, ok, danger = false, width = 760, busy, others, missing, first, run, onClose, children }: Props) {
  useShortcut(['F2', 'Ctrl+Enter'], () => { if (!busy) run() }, { inDialog: true })
  return (
    <Dialog
      width={width} title={title} okText={<>{ok} <kbd>F2</kbd></>} okButtonProps={{ danger }} confirmLoading={busy} onOk={run} onCancel={onClose} maskClosable={false} first={first}
      style={{ top: 40 }} className="stock-dialog"
    >
      <FormArea>
        {children}
        {others.length > 0 ? <Alert className="form-alert" type="error" showIcon title={others.map(issueText).join(';')} /> : null}
        {missing ? <div className="issue is-block" role="alert">{missing}</div> : null}
      </FormArea>
    </Dialog>
  )
}

/**
 * What every dialog of the stock keeps: its values, the findings of the core, and whether something is missing. A failed
 * try empties the passwords only.
 */
export function useSigned<N extends Name, V extends object>(name: N, initial: V, ownPaths: readonly string[] = []) {
  const [values, setValues] = useState(initial)
  const [issues, setIssues] = useState<readonly FieldIssue[]>([])
  const [isMissing, setIsMissing] = useState(false)
  const write = useWrite(name, failure => {
    setIssues(failure.fields)
    setValues(now => Object.fromEntries(Object.entries(now).map(([key, value]) => [key, isPerson(value) ? { ...value, password: '' } : value])) as V)
    return failure.fields.length > 0
  })
  return {
    values, busy: write.busy,
    set: (changes: Partial<V>): void => { setValues(now => ({ ...now, ...changes })); setIssues([]); setIsMissing(false) },
    of: (path: string) => issues.filter(issue => issue.path === path), issues, others: issues.filter(issue => !ownPaths.includes(issue.path)),
    missing: (sentence: string): string | null => (isMissing ? sentence : null),
    /** Calls with the input, or says that something is missing when there is none. */
    async run(input: Input<N> | null): Promise<Output<N> | undefined> {
      if (write.busy) return undefined
      if (input === null) { setIsMissing(true); return undefined }
      setIssues([])
      return write.run(input)
    },
  }
}

const isPerson = (value: unknown): value is Partial<SecondPerson> => typeof value === 'object' && value !== null && 'password' in value
export const RANGE_PATHS = ['firstNumber', 'lastNumber']
/** For values that are filled in by and by. */
export const NOBODY: Partial<SecondPerson> = {}
export const filled = (...texts: readonly (string | null | undefined)[]): boolean => texts.every(text => text !== null && text !== undefined && text.trim() !== '')
export const incompleteText = (): string => t('stock.fillAll', '还有必填项没有填写;签字人须输入本人密码')

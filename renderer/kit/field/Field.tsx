import { type ReactNode, useContext, useLayoutEffect } from 'react'
import type { CodeTable } from '../../../domain/code/code-table.ts'
import type { CodeList } from '../../../domain/field/code-list.ts'
import { CLOCK, type Field as FieldDeclaration } from '../../../domain/field/kinds.ts'
import type { FieldIssue } from '../../../domain/message/message.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useField, useFormScope } from '../FormScope.tsx'
import { fieldHelp, fieldLabel, unitText } from '../labels.ts'
import { SaidContext } from '../said-issues.ts'
import { type Choice, CodeInput, CodesInput, FlagInput, ListInput } from './ChoiceInput.tsx'
import type { InputProps } from './input-props.ts'
import { Output } from './Output.tsx'
import { PersonInput } from './PersonInput.tsx'
import { RegionInput } from './RegionInput.tsx'
import { TextInput } from './TextInput.tsx'
import { ClockInput, DayInput, MinuteInput, NumberInput } from './TypedInput.tsx'

export type FieldProps = {
  readonly name: string
  /** Columns of twelve; by kind and length when not given. */
  readonly span?: number
  /** What a reference may name (staff, organizations), or a text is chosen from; for persons the search box is used. */
  readonly options?: readonly Choice[] | undefined
  /** The name of the person or row a reference already holds. */
  readonly refText?: string | undefined
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  /** Another label than the definition's, or text behind it. */
  readonly label?: string
  readonly extra?: ReactNode
  /** An input of the screen's own instead of the kind's. */
  readonly renderInput?: (props: InputProps<never> & { value: unknown; onChange(value: unknown, unread?: string): void }) => ReactNode
}

/** One declared field of the form around: label, required mark, input of its kind, findings below. */
export function Field(props: FieldProps) {
  const { name } = props
  const state = useField(name)
  const { field, id, value, issues } = state
  if (!state.isShown) return null

  const label = props.label ?? fieldLabel(state.definition, name)
  const help = fieldHelp(state.definition, name)
  const status = issues.some(issue => issue.level === 'block') ? 'error' : issues.length > 0 ? 'warning' : undefined
  const described = issues.length > 0 ? `${id}-issues` : help ? `${id}-help` : undefined
  const inputProps = {
    id, status, required: field.required, disabled: props.disabled === true, autoFocus: props.autoFocus === true, describedBy: described,
    onChange: (next: unknown, unread?: string) => {
      state.set(next, unread)
      // Half a day or minute stays quiet until the field is left.
      if (!unread) state.touchAfterPause()
    },
    onLeave: state.touch,
  } as const
  return (
    <div className={`field kind-${field.kind}`} data-field={name} style={{ gridColumn: `span ${props.span ?? spanOf(field)}` }}>
      <label htmlFor={id} id={`${id}-label`} className="field-label">
        {label}{field.required ? <span className="required" title={t('field.requiredMark', '必填')}> *</span> : null}{props.extra}
      </label>
      {state.readOnly
        ? <div className="field-output" id={id}><Output definition={state.definition} name={name} value={value} refText={props.refText} /></div>
        : props.renderInput
          ? props.renderInput({ ...inputProps, value } as unknown as Parameters<NonNullable<FieldProps['renderInput']>>[0])
          : <KindInput {...inputProps} field={field} value={value} options={props.options} refText={props.refText} />}
      {issues.length > 0 ? <Issues id={`${id}-issues`} issues={issues} /> : help ? <div className="field-help" id={`${id}-help`}>{help}</div> : null}
    </div>
  )
}

/** The findings of one field, each in its colour. */
export function Issues({ issues, id }: { issues: readonly FieldIssue[]; id?: string }) {
  const said = useContext(SaidContext)
  useLayoutEffect(() => issues.length > 0 ? said?.add(issues) : undefined, [said, issues])
  return issues.length === 0 ? null : (
    <div className="field-issues" id={id} aria-live="polite">
      {issues.map(issue => <div key={issue.message.key} className={`issue is-${issue.level === 'block' ? 'block' : 'warn'}`}>{issueText(issue)}</div>)}
    </div>
  )
}

type KindInputProps = InputProps & { field: FieldDeclaration; options?: readonly Choice[] | undefined; refText?: string | undefined }

/** The input of a field's kind. The store holds values as unknown; the definition says what they are. */
export function KindInput({ field, options, refText, ...given }: KindInputProps) {
  const text = given as InputProps<string>
  switch (field.kind) {
    case 'text': return options ? <ListInput {...text} choices={options} /> : field.pattern === CLOCK ? <ClockInput {...text} /> : <TextInput {...text} lines={field.lines} />
    case 'day': return <DayInput {...text} />
    case 'minute': return <MinuteInput {...text} />
    case 'number': return <NumberInput {...(given as InputProps<number>)} unit={unitText(field.unit)} decimals={field.decimals} />
    case 'flag': return <FlagInput {...(given as InputProps<boolean>)} />
    case 'code': return <CodeInput {...text} codes={field.codes as CodeTable} />
    case 'codes': return <CodesInput {...(given as InputProps<CodeList>)} codes={field.codes as CodeTable} none={field.none} />
    case 'region': return <RegionInput {...text} level={field.level} />
    case 'ref': return field.to === 'person' && !options ? <PersonInput {...text} known={refText} /> : <ListInput {...text} choices={options ?? []} />
  }
}

function spanOf(field: FieldDeclaration): number {
  if (field.kind === 'region') return 6
  if (field.kind === 'codes') return field.codes.list.length > 4 ? 12 : 6
  if (field.kind !== 'text') return 3
  if ((field.lines ?? 1) > 1) return 12
  return field.maxLength > 60 ? 6 : 3
}

/** A plain labelled place in the same grid, for what is no declared field (a password, a second person). */
export function LabelledInput({ id, label, span = 3, required = false, children, issues = [] }: { id: string; label: string; span?: number; required?: boolean; children: ReactNode; issues?: readonly FieldIssue[] }) {
  return (
    <div className="field" style={{ gridColumn: `span ${span}` }}>
      <label htmlFor={id} id={`${id}-label`} className="field-label">{label}{required ? <span className="required"> *</span> : null}</label>
      {children}
      <Issues id={`${id}-issues`} issues={issues} />
    </div>
  )
}

/** Puts a column grid around fields: `columns` 2 to 4. */
export function FieldGrid({ columns = 4, children }: { columns?: 2 | 3 | 4; children: ReactNode }) {
  return <div className={`field-grid columns-${columns}`}>{children}</div>
}

/** The label and value of a field of the form around, for showing beside inputs. */
export function FieldOutput({ name, refText }: { name: string; refText?: string }) {
  const { store } = useFormScope()
  const { value } = useField(name)
  return <><span className="field-label">{fieldLabel(store.definition, name)}</span> <Output definition={store.definition} name={name} value={value} refText={refText} /></>
}

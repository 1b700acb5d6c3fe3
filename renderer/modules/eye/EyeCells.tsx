import type { CodeTable } from '../../../domain/code/code-table.ts'
import { EYE_RESULT } from '../../../domain/code/eye-check.ts'
import type { CodeList } from '../../../domain/field/code-list.ts'
import { eyeField } from '../../../domain/modules/eye/parts.ts'
import type { EyeSide } from '../../../domain/rule/eye/conclusion.ts'
import { dioptreText, readDioptres } from '../../../domain/rule/eye/refraction.ts'
import { readVision, visionText } from '../../../domain/rule/eye/vision.ts'
import { VISUAL_ACUITY, type VisualAcuity } from '../../../domain/code/visual-acuity.ts'
import { useState } from 'react'
import { t } from '../../app/i18n.ts'
import { CodesInput, codeText, fieldLabel, type InputProps, Issues, NumberInput, Output, RadioInput, type Typed, TypedInput, useField, useFormScope } from '../../kit/index.ts'
import type { EyeRow } from './eye-rows.ts'

type AnyProps = InputProps<never> & { onChange(value: unknown, unread?: string): void }

/** What an input in a cell is given: as the kit's fields do it, with the label said and not shown. */
function useCell(name: string) {
  const state = useField(name)
  const { issues, id } = state
  const props = {
    id, value: state.value, label: fieldLabel(state.definition, name), status: issues.some(issue => issue.level === 'block') ? 'error' : issues.length > 0 ? 'warning' : undefined,
    describedBy: issues.length > 0 ? `${id}-issues` : undefined, onLeave: state.touch,
    onChange: (next: unknown, unread?: string) => { state.set(next, unread); if (!unread) state.touchAfterPause() },
  } as unknown as AnyProps
  return { ...state, props }
}

/** The answer of one eye to one row. */
export function EyeCell({ row, side }: { row: Exclude<EyeRow, { kind: 'wide' }>; side: EyeSide }) {
  if (row.kind === 'lens') return <LensCell side={side} />
  return <OneCell row={row} name={eyeField(row.name, side)} />
}

function OneCell({ row, name }: { row: Exclude<EyeRow, { kind: 'wide' | 'lens' }>; name: string }) {
  const { id, props, issues, readOnly, definition, value } = useCell(name)
  return (
    <div className="eye-cell" data-field={name}>
      <span id={`${id}-label`} className="eye-hidden">{fieldLabel(definition, name)}</span>
      {readOnly ? <Output definition={definition} name={name} value={value} />
        : row.kind === 'findings' ? <CodesInput {...props as unknown as InputProps<CodeList>} codes={row.codes as CodeTable} none="1" />
          : row.kind === 'result' ? <RadioInput {...props as unknown as InputProps<string>} choices={EYE_RESULT.list.map(one => ({ value: one.code, label: codeText(EYE_RESULT, one.code) }))} />
            : row.kind === 'vision' ? <VisionInput {...props as unknown as InputProps<string>} />
              : <NumberInput {...props as unknown as InputProps<number>} unit={row.unit} decimals={row.digits} />}
      {issues.length > 0 ? <Issues id={`${id}-issues`} issues={issues} /> : null}
    </div>
  )
}

const readLens = (text: string): Typed<number> => { const value = readDioptres(text); return value === undefined ? { value: null, fault: 'field.dioptres' } : { value } }
/** Sphere or cylinder: the sign always stands there once the field is left. */
function DioptreInput(props: InputProps<number> & { placeholder: string }) {
  return <TypedInput<number> {...props} read={readLens} write={dioptreText} inputMode="decimal" className="number-input" suffix={<span className="unit">D</span>} />
}

/** S, C and A of one eye side by side; what is wrong with any of them below. */
function LensCell({ side }: { side: EyeSide }) {
  const [sphere, cylinder, axis] = [useCell(eyeField('sphereD', side)), useCell(eyeField('cylinderD', side)), useCell(eyeField('axisDegrees', side))]
  const parts = [[sphere, t('eyeScreen.sphere', '球镜')], [cylinder, t('eyeScreen.cylinder', '柱镜')], [axis, t('eyeScreen.axis', '轴位')]] as const
  return (
    <div className="eye-cell">
      <div className="eye-lens">
        {parts.map(([{ id, name, props, readOnly, value }, placeholder], index) => (
          <div key={name} data-field={name}>
            {readOnly ? <span id={id}>{value === null ? '—' : index === 2 ? `${String(value)}°` : `${dioptreText(value as number)} D`}</span>
              : index === 2 ? <TypedInput<number> {...props as unknown as InputProps<number>} read={readAxis} write={String} inputMode="numeric" className="number-input" placeholder={placeholder} suffix={<span className="unit">°</span>} />
                : <DioptreInput {...props as unknown as InputProps<number>} placeholder={placeholder} />}
          </div>
        ))}
      </div>
      {parts.map(([{ id, issues }]) => issues.length > 0 ? <Issues key={id} id={`${id}-issues`} issues={issues} /> : null)}
    </div>
  )
}
const readAxis = (text: string): Typed<number> => {
  const plain = text.normalize('NFKC').replace('°', '').trim()
  return plain === '' ? { value: null } : /^\d{1,3}$/.test(plain) ? { value: Number(plain) } : { value: null, fault: 'field.number' }
}

// `4.8(0.6)` is how the program writes a line: what stands in brackets is the same value again.
const plainVision = (text: string): string => text.normalize('NFKC').replaceAll('。', '.').replace(/\(.*$/, '').trim()
const readLine = (text: string): Typed<string> => {
  const plain = plainVision(text)
  if (plain === '') return { value: null }
  const { acuity } = readVision(plain)
  return acuity === null ? { value: null, fault: 'field.vision' } : { value: acuity }
}
const writeLine = (code: string): string => VISUAL_ACUITY.entry(code as VisualAcuity).decimal === undefined ? codeText(VISUAL_ACUITY, code) : visionText(code as VisualAcuity)

/** A vision in either notation; between two lines nothing is taken over and both are named. */
function VisionInput(props: InputProps<string>) {
  const { store } = useFormScope()
  const [typed, setTyped] = useState('')
  const read = (text: string): Typed<string> => readLine(text)
  const answer = props.value === null && typed !== '' ? readVision(plainVision(typed)) : null
  const neighbours = answer?.acuity === null ? answer.between : null
  function note(text: string): void {
    setTyped(text)
    const found = readVision(plainVision(text))
    // A notation typed is the notation of the room; what the program itself wrote says nothing about it.
    if (found.acuity !== null && !/[(\uFF08]/.test(text) && 'visionNotation' in store.definition.fields) store.set('visionNotation', found.notation)
  }
  return (
    <div onInput={event => note((event.target as HTMLInputElement).value)}>
      <TypedInput<string> {...props} read={read} write={writeLine} className="number-input" placeholder={t('eyeScreen.visionPlaceholder', '4.8 或 0.6')} />
      {neighbours ? <div className="issue is-block" role="alert">{t('eyeScreen.betweenLines', '视力表上没有这个值,相邻两行:{{below}} 和 {{above}}', { below: visionText(neighbours[0]), above: visionText(neighbours[1]) })}</div> : null}
    </div>
  )
}

import { Button } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef, useSyncExternalStore } from 'react'
import { eyeField } from '../../../domain/modules/eye/parts.ts'
import type { StoredEyeVisit } from '../../../domain/modules/eye/visit.record.ts'
import { axialRatio, cornealRadiusMm } from '../../../domain/rule/eye/biometry.ts'
import { EYES, type EyeSide } from '../../../domain/rule/eye/conclusion.ts'
import { dioptreText, lensOf, sphericalEquivalent } from '../../../domain/rule/eye/refraction.ts'
import { codesIn, type CodeList } from '../../../domain/field/code-list.ts'
import { EYE_RESULT, PUPIL_STATE } from '../../../domain/code/eye-check.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Field, type FormStore, type InputProps, RadioInput, useFieldValue, useFormScope } from '../../kit/index.ts'
import { EyeCell } from './EyeCells.tsx'
import { type EyeGroup, type EyeRow, LENS_ROW, namesOf } from './eye-rows.ts'
import { eyeLensText, eyeNumberText, eyeVisionText, sideText } from './eye-text.ts'

type PairRow = Exclude<EyeRow, { kind: 'wide' }>
type Props = { groups: readonly EyeGroup[]; special?: readonly string[]; last?: readonly StoredEyeVisit[]; withLast?: boolean }

/** The grid of both eyes: right eye first, Enter goes right, left, next row; `=` or F8 copies the right eye's answer to the left. */
export function EyeGrid({ groups, special = [], last = [], withLast = true }: Props) {
  const { readOnly } = useFormScope()
  return (
    <section className={withLast ? 'panel eye-grid' : 'panel eye-grid is-plain'} aria-label={t('eyeScreen.grid', '左右眼检查结果')}>
      <div className="eye-row eye-grid-head">
        <span>{t('eyeScreen.item', '项目')}</span><b>{sideText('right')}</b><span /><b>{sideText('left')}</b>{withLast ? <span>{t('eyeScreen.last', '上次(右 / 左)')}</span> : null}
      </div>
      {groups.flatMap(group => group.rows.map((row, index) => {
        const mark = index === 0 && special.includes(group.key) ? <span className="eye-star" title={t('eyeScreen.special', '专项检查:主要由县级妇幼保健机构开展')}>★</span> : null
        return row.kind === 'wide'
          ? <WideRow key={`${group.key}:${row.names.join()}`} row={row} mark={mark} />
          : <Row key={`${group.key}:${namesOf(row).join()}`} row={row} mark={mark} last={withLast ? <Last row={row} visits={last} /> : null} />
      }))}
      {readOnly ? null : <p className="hint eye-keys"><kbd>Enter</kbd> {t('eyeScreen.keyEnter', '右眼→左眼→下一项')} <kbd>=</kbd> <kbd>F8</kbd> {t('eyeScreen.keyCopy', '右眼结果抄到左眼')} {t('eyeScreen.keyDigits', '数字键选择或勾选;度数可填 +125、1.25、-0.5')}</p>}
    </section>
  )
}

/** The answer of the right eye for the left one; false where there is none to copy. */
function copyRight(store: FormStore, row: PairRow): boolean {
  const names = namesOf(row)
  if (names.every(name => store.get(eyeField(name, 'right')) === null)) return false
  for (const name of names) { store.set(eyeField(name, 'left'), store.get(eyeField(name, 'right'))); store.touch(eyeField(name, 'left')) }
  return true
}

const FOCUSABLE = 'input:not([disabled]):not([type=hidden]), textarea:not([disabled])'
/** The first stop of a row; of buttons in a row the chosen one. */
function focusIn(element: Element | null | undefined): boolean {
  const target = element?.querySelector<HTMLInputElement>('input[type=radio]:checked:not([disabled])') ?? element?.querySelector<HTMLInputElement>(FOCUSABLE)
  target?.focus()
  if (target && target.type !== 'radio' && target.type !== 'checkbox') target.select()
  return !!target
}
function focusAfter(row: HTMLElement): void {
  const stops = [...(row.closest('.form-area') ?? document).querySelectorAll<HTMLElement>('[data-eye-row], [data-eye-after]')]
  stops.slice(stops.indexOf(row) + 1).some(focusIn)
}

function Row({ row, mark, last }: { row: PairRow; mark: ReactNode; last: ReactNode }) {
  const { store, readOnly } = useFormScope()
  const box = useRef<HTMLDivElement>(null)
  const copy = (): void => { if (copyRight(store, row) && box.current) focusAfter(box.current) }
  function onKeyDownCapture(event: KeyboardEvent): void {
    if (readOnly || event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return
    if (event.key !== '=' && event.key !== '\uFF1D' && event.key !== 'F8') return
    event.preventDefault()
    event.stopPropagation()
    copy()
  }
  return (
    <>
      <div ref={box} className={`eye-row is-${row.kind}`} role="group" aria-label={row.title()} data-eye-row onKeyDownCapture={onKeyDownCapture}>
        <span className="eye-row-title">{row.title()}{mark}</span>
        <EyeCell row={row} side="right" />
        {readOnly ? <span /> : <Button size="small" type="text" tabIndex={-1} className="eye-copy" aria-label={t('eyeScreen.copyRow', '{{item}}:右眼抄到左眼', { item: row.title() })} onClick={copy}>=</Button>}
        <EyeCell row={row} side="left" />
        {last}
      </div>
      {row.kind === 'lens' ? <Found title={t('eyeScreen.equivalent', '等效球镜')} of={Equivalent} /> : row.kind === 'number' && row.name === 'k2D' ? <Found title={t('eyeScreen.axialRatio', '轴长曲率比')} of={AxialRatio} /> : null}
    </>
  )
}

/** What is asked once, in a row of its own across both eyes; the title of the row is the label of its first field. */
function WideRow({ row, mark }: { row: Extract<EyeRow, { kind: 'wide' }>; mark: ReactNode }) {
  const { store } = useFormScope()
  const isAnyShown = useSyncExternalStore(store.subscribeAll, () => row.names.some(name => store.isShown(name)))
  if (!isAnyShown) return null
  return (
    <div className="eye-row is-wide" data-eye-row>
      <span className="eye-row-title">{row.title()}{mark}</span>
      <div className="eye-wide">{row.names.map(name => name === 'pupilState'
        ? <Field key={name} name={name} renderInput={props => <RadioInput {...(props as unknown as InputProps<string>)} choices={PUPIL_STATE.list.map(one => ({ value: one.code, label: codeText(PUPIL_STATE, one.code) }))} />} />
        : <Field key={name} name={name} />)}</div>
    </div>
  )
}

/** What follows from the rows above for each eye, while they are typed. */
function Found({ title, of: Of }: { title: string; of(props: { store: FormStore; side: EyeSide }): ReactNode }) {
  const { store } = useFormScope()
  return (
    <div className="eye-row eye-equivalent" aria-live="polite">
      <span className="eye-row-title">{title}</span>
      <Of store={store} side="right" /><span /><Of store={store} side="left" />
    </div>
  )
}
/** AL/CR of the mean of both meridians; above 3.0 myopia is suspected (eye care note §6.5 [K]), which the doctor judges. */
function AxialRatio({ store, side }: { store: FormStore; side: EyeSide }) {
  const length = useFieldValue(store, eyeField('axialLengthMm', side)) as number | null
  const powers = [useFieldValue(store, eyeField('k1D', side)), useFieldValue(store, eyeField('k2D', side))].filter(value => value !== null) as number[]
  const power = powers.reduce((sum, value) => sum + value, 0) / powers.length
  return <b>{length !== null && powers.length > 0 ? axialRatio(length, cornealRadiusMm(power)).toFixed(2) : '—'}</b>
}
function Equivalent({ store, side }: { store: FormStore; side: EyeSide }) {
  const [sphereD, cylinderD, axisDegrees] = namesOf(LENS_ROW).map(name => eyeField(name, side)) as [string, string, string]
  const lens = lensOf({ sphereD: useFieldValue(store, sphereD) as number | null, cylinderD: useFieldValue(store, cylinderD) as number | null, axisDegrees: useFieldValue(store, axisDegrees) as number | null })
  return <b data-equivalent={side}>{lens ? `${dioptreText(sphericalEquivalent(lens))} D` : '—'}</b>
}

/** The answer of one eye in an earlier visit, for standing beside the new one. */
function answerText(row: PairRow, visit: StoredEyeVisit, side: EyeSide): string | null {
  if (row.kind === 'lens') return eyeLensText(visit, side)
  if (row.kind === 'vision') return eyeVisionText(visit, side, row.name)
  if (row.kind === 'number') return eyeNumberText(visit, side, row.name, row.digits)
  const value = (visit as unknown as Readonly<Record<string, string | null>>)[eyeField(row.name, side)] ?? null
  if (value === null) return null
  return row.kind === 'result' ? codeText(EYE_RESULT, value) : codesIn(value as CodeList).map(code => codeText(row.codes, code)).join(t('replace.between', '、'))
}

/** The newest earlier visit that answered this row: its day and both eyes. */
function Last({ row, visits }: { row: PairRow; visits: readonly StoredEyeVisit[] }) {
  const found = visits.findLast(visit => EYES.some(side => answerText(row, visit, side) !== null))
  if (!found) return <span className="last-value">—</span>
  const [right, left] = [answerText(row, found, 'right') ?? '—', answerText(row, found, 'left') ?? '—']
  const text = right === left ? right : `${right} / ${left}`
  return (
    <span className="last-value eye-last" title={`${found.visitDay} ${text}`}>
      <small>{found.visitDay}{row.kind === 'lens' && found.pupilState === '2' ? ` ${t('eyeScreen.cycloplegic', '散瞳')}` : ''}</small> {text}
    </span>
  )
}

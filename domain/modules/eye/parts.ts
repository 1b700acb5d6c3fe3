import type { CodeTable } from '../../code/code-table.ts'
import { VISUAL_ACUITY, type VisualAcuity } from '../../code/visual-acuity.ts'
import { code, codes, number } from '../../field/build.ts'
import type { CodeField, CodesField, NumberField } from '../../field/kinds.ts'
import { EYES, type EyeSide } from '../../rule/eye/conclusion.ts'

/** No national data set covers eye care (export note §4.6): everything travels under our own names. */
export const OUT = { ext: ['eye_care'] } as const
export const INTERNAL = { none: '本机构内部' } as const
export const KEY = { none: '业务主键' } as const

const WORD = { right: '右眼', left: '左眼' } as const
const SUFFIX = { right: 'Right', left: 'Left' } as const
type Suffixed<N extends string> = `${N}Right` | `${N}Left`
type Pair<N extends string, F> = { [K in Suffixed<N>]: F }

/** The name of an eye's field: `sphere` of the right eye is `sphereRight`. */
export const eyeField = <const N extends string>(name: N, side: EyeSide): Suffixed<N> => `${name}${SUFFIX[side]}`
const pair = <const N extends string, F>(name: N, make: (eye: string) => F): Pair<N, F> => Object.fromEntries(EYES.map(side => [eyeField(name, side), make(WORD[side])])) as Pair<N, F>

/** One answer for each eye. */
export const codePair = <const N extends string, Code extends string>(name: N, label: string, table: CodeTable<Code>): Pair<N, CodeField<Code, false>> =>
  pair(name, eye => code({ label: `${eye}${label}`, codes: table, pii: 'health', out: OUT }))
/** Several findings for each eye; 1 未见异常 stands alone. */
export const codesPair = <const N extends string, Code extends string>(name: N, label: string, table: CodeTable<Code>): Pair<N, CodesField<Code, false>> =>
  pair(name, eye => codes({ label: `${eye}${label}`, codes: table, none: '1' as NoInfer<Code>, pii: 'health', out: OUT }))
/** A measure of each eye. */
export const numberPair = <const N extends string>(name: N, label: string, options: { readonly unit: string; readonly decimals: number; readonly plausible: readonly [number, number]; readonly normal?: readonly [number, number] }): Pair<N, NumberField<false>> =>
  pair(name, eye => number({ label: `${eye}${label}`, pii: 'health', out: OUT, ...options }))
/** A vision of each eye, a line of the chart or what lies below it. */
export const visionPair = <const N extends string>(name: N, label: string): Pair<N, CodeField<VisualAcuity, false>> => codePair(name, label, VISUAL_ACUITY)

/** S, C and A of each eye with the limits of §6.2. */
export const lensPair = {
  ...numberPair('sphereD', '球镜', { unit: 'D', decimals: 2, plausible: [-25, 20], normal: [-6, 6] }),
  ...numberPair('cylinderD', '柱镜', { unit: 'D', decimals: 2, plausible: [-10, 10], normal: [-3, 3] }),
  ...numberPair('axisDegrees', '轴位', { unit: '°', decimals: 0, plausible: [1, 180] }),
}

import { EYE_ADVICE } from '../code/eye-check.ts'
import { formatChinese, message, type Message } from '../message/message.ts'
import { concludeEye, EYES, type EyeSide } from './eye/conclusion.ts'
import { EYE_RULES_DEFAULT } from './eye/eye-rules.ts'
import { checkLens, type Lens, lensOf, sphericalEquivalent } from './eye/refraction.ts'
import { readVision, visionText } from './eye/vision.ts'
import { type RuleCommand, type RuleRow, unreadable } from './rule-command.ts'
import type { VisualAcuity } from '../code/visual-acuity.ts'

const ofEye = (side: EyeSide): string[] => ['S', 'C', 'A', 'Vision'].map(name => `${side}${name}`)
const INPUT = ['ageMonths', ...EYES.flatMap(ofEye), 'cycloplegic'] as const
const OUTPUT = ['rightSE', 'leftSE', 'rightReserve', 'leftReserve', 'findings', 'advice', 'conclusion', 'faults'] as const
const CYCLOPLEGIC: Readonly<Record<string, boolean>> = { '': false, n: false, N: false, y: true, Y: true }
const OLDEST_MONTHS = 216

type Read = { readonly faults: Message[]; readonly ageMonths: number; readonly lens: Record<EyeSide, Lens | null>; readonly vision: Record<EyeSide, VisualAcuity | null>; readonly cycloplegic: boolean }

/** Reads a line; what cannot be read comes back as sentences, and nothing of the line is concluded. */
function read(row: RuleRow): Read {
  const faults: Message[] = []
  const cell = (column: string): string => (row[column] ?? '').trim()
  const number = (column: string, pattern: RegExp): number | null => {
    const text = cell(column)
    if (text === '') return null
    if (!pattern.test(text)) { faults.push(unreadable(column, text)); return null }
    return Number(text.replace('−', '-'))
  }
  const dioptres = /^[+\-−]?\d{1,2}(\.\d{1,2})?$/
  const lens: Record<EyeSide, Lens | null> = { right: null, left: null }
  const vision: Record<EyeSide, VisualAcuity | null> = { right: null, left: null }
  for (const side of EYES) {
    const typed = { sphereD: number(`${side}S`, dioptres), cylinderD: number(`${side}C`, dioptres), axisDegrees: number(`${side}A`, /^([1-9]|[1-9]\d|1[0-7]\d|180)$/) }
    const paths = { sphereD: `${side}S`, cylinderD: `${side}C`, axisDegrees: `${side}A` }
    faults.push(...checkLens(typed, paths).filter(issue => issue.level === 'block').map(issue => issue.message))
    lens[side] = lensOf(typed)
    const text = cell(`${side}Vision`)
    if (text === '') continue
    const seen = readVision(text)
    vision[side] = seen.acuity
    if (seen.acuity !== null) continue
    faults.push(seen.between ? message('eye.csv.between', '{{column}}“{{text}}”不在视力表上,介于 {{below}} 与 {{above}} 之间', { column: `${side}Vision`, text, below: visionText(seen.between[0]), above: visionText(seen.between[1]) })
      : unreadable(`${side}Vision`, text))
  }
  const ageMonths = number('ageMonths', /^\d{1,3}$/)
  if (cell('ageMonths') === '' || (ageMonths ?? 0) > OLDEST_MONTHS) faults.push(message('eye.csv.age', 'ageMonths 请填写完整月龄'))
  if (!Object.hasOwn(CYCLOPLEGIC, cell('cycloplegic'))) faults.push(unreadable('cycloplegic', cell('cycloplegic')))
  return { faults, ageMonths: ageMonths ?? 0, lens, vision, cycloplegic: CYCLOPLEGIC[cell('cycloplegic')] ?? false }
}

/** Age, sphere, cylinder, axis and vision of both eyes to what the screening concludes (eye care note §5–§7). */
export const eyeCommand: RuleCommand = {
  name: 'eye', title: '眼保健筛查结论', source: '眼保健说明 §5–§7', input: INPUT, output: OUTPUT,
  run: (row): RuleRow => {
    const { faults, ageMonths, lens, vision, cycloplegic } = read(row)
    if (faults.length > 0) return { faults: faults.map(formatChinese).join(';') }
    const { findings, advice, reserve, text } = concludeEye({
      contact: null, completedMonths: ageMonths, appearance: { right: null, left: null }, riskFactors: null, results: {}, lens, cycloplegic, vision, fundusAbnormal: false, isVisionRecheck: false, retinopathyMissed: false,
    }, EYE_RULES_DEFAULT)
    const equivalent = (side: EyeSide): string => { const own = lens[side]; return own ? sphericalEquivalent(own).toFixed(3) : '' }
    return {
      rightSE: equivalent('right'), leftSE: equivalent('left'), rightReserve: reserve.right ?? '', leftReserve: reserve.left ?? '',
      findings: findings.map(({ finding, eyes }) => `${finding}:${eyes.map(side => side === 'right' ? 'R' : 'L').join('')}`).join(' '), advice: `${advice} ${EYE_ADVICE.label(advice)}`, conclusion: text, faults: '',
    }
  },
}

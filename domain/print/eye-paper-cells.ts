import type { VisualAcuity } from '../code/visual-acuity.ts'
import { lensOfRow } from '../modules/eye/examination.ts'
import { eyeField } from '../modules/eye/parts.ts'
import type { EyeVisit } from '../modules/eye/visit.record.ts'
import { EYES, type EyeSide } from '../rule/eye/conclusion.ts'
import { lensText } from '../rule/eye/refraction.ts'
import { visionText } from '../rule/eye/vision.ts'

export const EYE_WORD = { right: '右眼', left: '左眼' } as const

/** What one eye's column of a row says; empty where it was not measured. */
export function eyeCells(row: Readonly<Partial<EyeVisit>>, side: EyeSide): { readonly lens: string; readonly vision: string; readonly corrected: string; readonly axialLength: string; readonly curvature: string } {
  const values = row as Readonly<Record<string, unknown>>
  const of = <T>(name: string): T | null => (values[eyeField(name, side)] ?? null) as T | null
  const lens = lensOfRow(row, side)
  const acuity = (name: string): string => { const own = of<VisualAcuity>(name); return own === null ? '' : visionText(own) }
  const length = of<number>('axialLengthMm')
  const curve = [of<number>('k1D'), of<number>('k2D')].map(value => value === null ? '' : value.toFixed(2))
  return { lens: lens ? lensText(lens) : '', vision: acuity('vision'), corrected: acuity('correctedVision'), axialLength: length === null ? '' : length.toFixed(2), curvature: curve.some(Boolean) ? curve.map(value => value || '—').join('/') : '' }
}

/** The measures of a visit in a line for each eye, right eye first: `右眼 +1.25/−0.50×180,裸眼 4.8(0.6)`. Empty without any. */
export function measureLines(row: Readonly<Partial<EyeVisit>>): string[] {
  return EYES.flatMap(side => {
    const { lens, vision, corrected, axialLength } = eyeCells(row, side)
    const said = [lens, vision && `裸眼 ${vision}`, corrected && `矫正 ${corrected}`, axialLength && `眼轴 ${axialLength} mm`].filter(Boolean)
    return said.length > 0 ? [`${EYE_WORD[side]} ${said.join(',')}`] : []
  })
}

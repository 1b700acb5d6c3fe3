import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { EYE_PURPOSE } from '../../../domain/code/eye-check.ts'
import type { VisualAcuity } from '../../../domain/code/visual-acuity.ts'
import { VISUAL_ACUITY } from '../../../domain/code/visual-acuity.ts'
import { lensOfRow } from '../../../domain/modules/eye/examination.ts'
import { eyeField } from '../../../domain/modules/eye/parts.ts'
import type { StoredEyeVisit } from '../../../domain/modules/eye/visit.record.ts'
import type { EyeSide } from '../../../domain/rule/eye/conclusion.ts'
import { lensText } from '../../../domain/rule/eye/refraction.ts'
import { visionText } from '../../../domain/rule/eye/vision.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

type Values = Readonly<Record<string, unknown>>

/** 右眼 or 左眼; 双眼 for both. */
export const sideText = (side: EyeSide): string => side === 'right' ? t('eyeScreen.right', '右眼') : t('eyeScreen.left', '左眼')
export const sidesText = (sides: readonly EyeSide[]): string => sides.length === 2 ? t('eyeScreen.both', '双眼') : sides.map(sideText).join('')

/** Which visit it was: the point of the programme, else what it was for. */
export const visitText = (visit: Pick<StoredEyeVisit, 'contact' | 'purpose'>): string => visit.contact ? codeText(CHILD_CONTACT, visit.contact) : codeText(EYE_PURPOSE, visit.purpose)

/** The lens of one eye of a stored row as it is read, in minus-cylinder notation. */
export const eyeLensText = (row: object, side: EyeSide): string | null => { const own = lensOfRow(row, side); return own && lensText(own) }

/** A vision as `4.8(0.6)`; below the chart its word. */
export const acuityText = (acuity: VisualAcuity): string => VISUAL_ACUITY.entry(acuity).decimal === undefined ? codeText(VISUAL_ACUITY, acuity) : visionText(acuity)
/** That of one eye of a stored row. */
export function eyeVisionText(row: object, side: EyeSide, name = 'vision'): string | null {
  const acuity = ((row as Values)[eyeField(name, side)] ?? null) as VisualAcuity | null
  return acuity && acuityText(acuity)
}
/** Something of both eyes in one cell, right first; a line where neither has it. */
export const bothText = (of: (side: EyeSide) => string | null): string => {
  const [right, left] = [of('right'), of('left')]
  return right === null && left === null ? '—' : `${right ?? '—'} / ${left ?? '—'}`
}

/** A measure of one eye with the digits it is kept with. */
export function eyeNumberText(row: object, side: EyeSide, name: string, digits: number): string | null {
  const value = ((row as Values)[eyeField(name, side)] ?? null) as number | null
  return value === null ? null : value.toFixed(digits)
}

type Measured = Pick<Output<'eye.device.rows'>['rows'][number], 'lens' | 'vision'>
/** What an instrument measured of both eyes, right first. */
export const instrumentLensText = ({ lens }: Measured): string => bothText(side => lens[side] && lensText(lens[side]))
export const instrumentVisionText = ({ vision }: Measured): string => bothText(side => vision[side] && acuityText(vision[side]))

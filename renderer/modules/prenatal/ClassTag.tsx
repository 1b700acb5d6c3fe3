import { Tag } from 'antd'
import { PRENATAL_CLASS, type PrenatalClass } from '../../../domain/code/prenatal.ts'
import { codeText } from '../../kit/index.ts'

const COLOUR: Readonly<Record<PrenatalClass, string>> = { low: 'success', borderline: 'warning', high: 'error', notAssessable: 'default' }

/** A class as its word in its colour; nothing when nothing was classified. */
export function ClassTag({ of }: { of: PrenatalClass | null | undefined }) {
  return of ? <Tag color={COLOUR[of]} className="state-tag">{codeText(PRENATAL_CLASS, of)}</Tag> : null
}

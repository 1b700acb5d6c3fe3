import type { CodeTable } from '../../../domain/code/code-table.ts'
import type { ChildContact } from '../../../domain/code/child-check.ts'
import { CONJUNCTIVA, CORNEA, EYE_CHECK, EYEBALL, EYELID, type EyeCheck, PUPIL, SCLERA } from '../../../domain/code/eye-check.ts'
import { eyeField } from '../../../domain/modules/eye/parts.ts'
import { EYES, RESULT_CHECKS, type ResultCheck } from '../../../domain/rule/eye/conclusion.ts'
import { checksAt } from '../../../domain/rule/eye/eye-visits.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

/** A row of the grid: the same question of both eyes, or one that is asked once for the child. */
export type EyeRow =
  | { readonly kind: 'findings'; readonly name: string; readonly codes: CodeTable; title(): string }
  | { readonly kind: 'result'; readonly name: string; title(): string }
  | { readonly kind: 'vision'; readonly name: string; title(): string }
  | { readonly kind: 'number'; readonly name: string; readonly digits: number; readonly unit: string; title(): string }
  | { readonly kind: 'lens'; title(): string }
  | { readonly kind: 'wide'; readonly names: readonly string[]; title(): string }
/** What is opened together: a check of the programme, or what a hospital does besides. */
export type EyeGroupKey = EyeCheck | 'correctedVision' | 'biometry' | 'fundus'
export type EyeGroup = { readonly key: EyeGroupKey; title(): string; readonly rows: readonly EyeRow[] }

const LENS_NAMES = ['sphereD', 'cylinderD', 'axisDegrees'] as const
/** The names of a row's answers without the eye. */
export const namesOf = (row: EyeRow): readonly string[] => row.kind === 'lens' ? LENS_NAMES : row.kind === 'wide' ? [] : [row.name]

const ofCheck = (check: EyeCheck) => (): string => codeText(EYE_CHECK, check)
const part = (name: string, codes: CodeTable, title: () => string): EyeRow => ({ kind: 'findings', name, codes, title })
const POSITION_ROWS: readonly EyeRow[] = [{ kind: 'result', name: 'cornealReflex', title: () => t('eyeScreen.row.cornealReflex', '角膜映光') }, { kind: 'result', name: 'coverTest', title: () => t('eyeScreen.row.coverTest', '遮盖试验') }]
const result = (check: ResultCheck): EyeGroup => ({
  key: check, title: ofCheck(check),
  rows: [...(check === 'position' ? POSITION_ROWS : []), { kind: 'result', name: check, title: ofCheck(check) }, ...(check === 'position' ? [{ kind: 'wide' as const, names: ['alignment', 'deviatingEye', 'deviationDegrees'], title: () => t('eyeScreen.row.alignment', '眼位详情') }] : [])],
})
const measure = (name: string, unit: string, digits: number, title: () => string): EyeRow => ({ kind: 'number', name, unit, digits, title })
/** A prescription has the same two rows. */
export const LENS_ROW: EyeRow = { kind: 'lens', title: () => t('eyeScreen.row.lens', '屈光度数') }
export const CORRECTED_ROW: EyeRow = { kind: 'vision', name: 'correctedVision', title: () => t('eyeScreen.row.correctedVision', '矫正视力') }

/** Everything that can be asked, in the order of the paper form (eye care note §2, §3, §8.2). */
export const EYE_GROUPS: readonly EyeGroup[] = [
  {
    key: 'appearance', title: ofCheck('appearance'),
    rows: [
      part('eyelid', EYELID, () => t('eyeScreen.row.eyelid', '眼睑')), part('conjunctiva', CONJUNCTIVA, () => t('eyeScreen.row.conjunctiva', '结膜')), part('eyeball', EYEBALL, () => t('eyeScreen.row.eyeball', '眼球')),
      part('cornea', CORNEA, () => t('eyeScreen.row.cornea', '角膜')), part('pupil', PUPIL, () => t('eyeScreen.row.pupil', '瞳孔')), part('sclera', SCLERA, () => t('eyeScreen.row.sclera', '巩膜')),
    ],
  },
  { key: 'riskFactors', title: ofCheck('riskFactors'), rows: [{ kind: 'wide', names: ['riskFactors'], title: ofCheck('riskFactors') }] },
  ...RESULT_CHECKS.map(result),
  { key: 'vision', title: ofCheck('vision'), rows: [{ kind: 'vision', name: 'vision', title: () => t('eyeScreen.row.vision', '裸眼视力') }, { kind: 'wide', names: ['wear'], title: () => t('eyeScreen.row.wear', '戴镜') }] },
  { key: 'correctedVision', title: CORRECTED_ROW.title, rows: [CORRECTED_ROW] },
  { key: 'refraction', title: ofCheck('refraction'), rows: [{ kind: 'wide', names: ['pupilState', 'cycloplegic', 'refractionMethod', 'pupilDistanceMm'], title: () => t('eyeScreen.row.pupilState', '屈光 瞳孔') }, LENS_ROW] },
  {
    key: 'biometry', title: () => t('eyeScreen.row.biometry', '生物测量'),
    rows: [
      measure('axialLengthMm', 'mm', 2, () => t('eyeScreen.row.axialLength', '眼轴')), measure('k1D', 'D', 2, () => t('eyeScreen.row.k1', '曲率 K1')), measure('k2D', 'D', 2, () => t('eyeScreen.row.k2', '曲率 K2')),
      measure('chamberDepthMm', 'mm', 2, () => t('eyeScreen.row.chamberDepth', '前房深度')), measure('lensThicknessMm', 'mm', 2, () => t('eyeScreen.row.lensThickness', '晶状体厚度')), measure('pressureMmHg', 'mmHg', 0, () => t('eyeScreen.row.pressure', '眼压')),
    ],
  },
  { key: 'fundus', title: () => t('eyeScreen.row.fundus', '眼底照相'), rows: [{ kind: 'wide', names: ['fundus', 'fundusNote'], title: () => t('eyeScreen.row.fundus', '眼底照相') }] },
]

type Values = Readonly<Record<string, unknown>>
const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== ''
// What a room keeps from child to child is no answer of this child.
const CARRIED = new Set(['wear', 'refractionMethod'])
const answersOf = (group: EyeGroup): string[] => group.rows.flatMap(row => row.kind === 'wide' ? row.names.filter(name => !CARRIED.has(name)) : namesOf(row).flatMap(name => EYES.map(side => eyeField(name, side))))
/** All fields of a group, both eyes and what is asked once. */
export const fieldsOf = (group: EyeGroup): string[] => group.rows.flatMap(row => row.kind === 'wide' ? [...row.names] : namesOf(row).flatMap(name => EYES.map(side => eyeField(name, side))))

/** The checks a visit begins with: those of its age; a recheck is of vision. */
export function groupsFor(purpose: unknown, contact: unknown): readonly EyeGroupKey[] {
  if (purpose === '1' && typeof contact === 'string') return checksAt(contact as ChildContact)
  return purpose === '2' ? ['vision'] : ['appearance']
}
/** What stands open: the visit's own checks, what was added, whatever holds an answer, corrected vision of who wears glasses. */
export function openGroups(values: Values, added: readonly EyeGroupKey[]): EyeGroup[] {
  const own = groupsFor(values.purpose, values.contact)
  const wears = isThere(values.wear) && values.wear !== '0'
  return EYE_GROUPS.filter(group => own.includes(group.key) || added.includes(group.key) || (group.key === 'correctedVision' && wears && (own.includes('vision') || added.includes('vision'))) || answersOf(group).some(name => isThere(values[name])))
}
/** Answered by looking, so that 未见异常 may be filled in with one key. */
export const isLookedAt = (group: EyeGroup): boolean => group.key === 'appearance' || (RESULT_CHECKS as readonly string[]).includes(group.key)

import { maskIdNumber } from '../../../domain/rule/mask.ts'
import { ageText } from '../../app/format.ts'
import { personName } from '../../kit/index.ts'

/** One line that tells the mother from others of her name. */
export const motherText = (mother: { name: string | null; birthDay: string | null; idNumber: string | null }): string =>
  [personName({ name: mother.name, motherName: null }), mother.birthDay, ageText(mother.birthDay), mother.idNumber ? maskIdNumber(mother.idNumber) : null].filter(Boolean).join('  ')

import type { ChildContact, TcmTechnique } from '../../code/child-check.ts'

const TECHNIQUE: Readonly<Partial<Record<ChildContact, TcmTechnique>>> = {
  month6: 'abdomenAndSpine', month12: 'abdomenAndSpine', month18: 'yingxiangZusanli', month24: 'yingxiangZusanli', month30: 'sishencong', month36: 'sishencong',
}

/** The technique taught at a contact (§13 [S6]); null where the contact has no TCM. */
export const tcmTechniqueAt = (contact: ChildContact): TcmTechnique | null => TECHNIQUE[contact] ?? null

export type TcmForm = 'months6to18' | 'months24to36'
/** Which of the two printed forms a contact is written on: 6～18 or 24～36 months (§13 [S4]). */
export const tcmFormAt = (contact: ChildContact): TcmForm | null =>
  contact === 'month6' || contact === 'month12' || contact === 'month18' ? 'months6to18' : TECHNIQUE[contact] ? 'months24to36' : null

import type { Sex } from '../../../domain/code/sex.ts'
import type { StoredPerson } from '../../../domain/modules/people/person.record.ts'
import type { ChildPaperFacts, ParentPaperFacts } from '../../../domain/print/child-form-cells.ts'
import { maskIdNumber, maskPhone } from '../../../domain/rule/mask.ts'
import { nameOnPaper } from '../../../domain/rule/name-on-paper.ts'
import type { ReadContext } from '../context.ts'
import { addressText } from '../region.ts'
import type { ChildOfFile } from './child-of-file.ts'

/** Who a child's papers are about, whichever clinic prints them. */
export function childPaperFacts(context: ReadContext, of: ChildOfFile): ChildPaperFacts {
  const { file, child, mother, father } = of
  // Paper says what its reader may see: the whole number takes the same right as on the screen.
  const maySee = context.user.permissions.has('person.reveal')
  const parent = (one: StoredPerson | null, occupation: string | null): ParentPaperFacts =>
    ({ name: one?.name ?? '', occupation: occupation ?? '', phone: one?.phone ? maySee ? one.phone : maskPhone(one.phone) : '', birthDay: one?.birthDay ?? null })
  return {
    name: nameOnPaper(of.child, of.mother?.name), fileNumber: file.number ?? '', sex: child.sex as Sex, birthDay: child.birthDay, idNumber: child.idNumber ? maySee ? child.idNumber : maskIdNumber(child.idNumber) : '',
    address: addressText(context.ports.folders.resources, child.homeRegion ?? mother?.homeRegion ?? null, child.homeAddress ?? mother?.homeAddress ?? null),
    mother: parent(mother, file.motherOccupation), father: parent(father, file.fatherOccupation),
  }
}

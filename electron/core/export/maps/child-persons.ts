import { childFile, type StoredChildFile } from '../../../../domain/modules/child/file.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { ReadDb } from '../../db/engine.ts'
import { type AddressParts, addressOf } from './address.ts'
import { latest, rowsById } from './source.ts'

/** A child of the clinic with everybody its rows name. */
export type ChildPersons = { file: StoredChildFile; child: StoredPerson; mother: StoredPerson | undefined; father: StoredPerson | undefined; updatedAt: string }

/** The children behind some files, by file id. */
export async function childrenOfFiles(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, ChildPersons>> {
  const files = await rowsById(db, childFile, fileIds)
  const people = await rowsById(db, person, [...files.values()].flatMap(file => [file.childId, file.motherId, file.fatherId]))
  const of = (id: string | null): StoredPerson | undefined => id === null ? undefined : people.get(id)
  return new Map([...files].map(([id, file]) => {
    const [child, mother, father] = [people.get(file.childId)!, of(file.motherId), of(file.fatherId)]
    return [id, { file, child, mother, father, updatedAt: latest(file.updatedAt, child.updatedAt, mother?.updatedAt, father?.updatedAt) }]
  }))
}

/** Where a child lives: its own address, otherwise its mother's; the six levels and the county's code. */
export function homeOf(resourcesFolder: string, { child, mother }: ChildPersons): { parts: AddressParts; county: string | undefined } {
  const own = child.homeRegion !== null || child.homeAddress !== null
  const [region, address] = own ? [child.homeRegion, child.homeAddress] : [mother?.homeRegion ?? null, mother?.homeAddress ?? null]
  return { parts: addressOf(resourcesFolder, region, address), county: region?.slice(0, 6) }
}

import { sql } from 'kysely'
import { childFile, type StoredChildFile } from '../../../../domain/modules/child/file.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadDb } from '../../db/engine.ts'
import { rowsById } from './source.ts'
import type { ColumnValues, FieldOrigin } from './values.ts'

/** The tables a row of a child's visit is made of, reached from the visit's own table. */
export const CHILD_JOINS = [
  { table: 'child_file', on: ['t0.file_id', 'id'] }, { table: 'person', on: ['t1.child_id', 'id'] }, { table: 'person', on: ['t1.mother_id', 'id'] }, { table: 'person', on: ['t1.father_id', 'id'] },
] as const

export type ChildOfVisit = { file: StoredChildFile; child: StoredPerson; mother: StoredPerson | null; father: StoredPerson | null }

/** The files of some visits with the persons around them. */
export async function childrenOf(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, ChildOfVisit>> {
  const files = await rowsById(db, childFile, fileIds)
  const people = await rowsById(db, person, [...files.values()].flatMap(file => [file.childId, file.motherId, file.fatherId]))
  const one = (id: string | null): StoredPerson | null => (id === null ? null : people.get(id) ?? null)
  return new Map([...files].map(([id, file]) => [id, { file, child: people.get(file.childId)!, mother: one(file.motherId), father: one(file.fatherId) }]))
}

/** 序号 of each visit among those of the same child and day, voided ones too: a key is never given twice. */
export async function serialsOf(db: ReadDb, table: 'childVisit' | 'childNewbornVisit' | 'eyeVisit' | 'eyeReferral' | 'eyeRetinopathy' | 'eyeGlasses', fileIds: readonly string[], day = 'visitDay'): Promise<Map<string, number>> {
  // Each of the tables has the file and a day of its own; Kysely types every table by name.
  const rows = await db.selectFrom(table as 'childVisit').select(['id', 'fileId', sql.ref<Day>(day).as('visitDay')]).where('fileId', 'in', [...new Set(fileIds)]).orderBy('fileId').orderBy(sql.ref(day)).orderBy('id').execute()
  const serials = new Map<string, number>()
  let [before, serial] = ['', 0]
  for (const { id, fileId, visitDay } of rows) {
    const key = `${fileId} ${visitDay}`
    serial = key === before ? serial + 1 : 1
    before = key
    serials.set(id, serial)
  }
  return serials
}

/** Business key of a visit (export note §7.4): hospital, child, day, number on that day. */
export const visitKey = (orgCode: string, file: StoredChildFile, visitDay: Day, serial: number): Record<string, string> =>
  ({ orgCode, childNo: file.number ?? '', visitDay: visitDay.replaceAll('-', ''), serial: String(serial) })

/** Fields of a record as columns of the extension under their own names. */
export const fieldValues = (row: object, names: readonly string[]): ColumnValues => Object.fromEntries(names.map(name => [`ext.${name}`, (row as Record<string, ColumnValues[string]>)[name]]))
export const fieldOrigins = (record: string, names: readonly string[]): FieldOrigin => Object.fromEntries(names.map(name => [`ext.${name}`, [record, name] as const]))

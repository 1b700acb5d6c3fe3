import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RECORDS } from '../../domain/modules/index.ts'
import type { Person } from '../../domain/modules/people/person.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { delivery } from '../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../domain/modules/birth/newborn.record.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { registration } from '../../domain/modules/certificate/registration.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import { referral } from '../../domain/modules/referral/referral.record.ts'
import type { Database } from '../../electron/core/db/database.ts'
import { PERSON_REFERENCES } from '../../electron/core/modules/people/references.ts'
import { toColumns } from '../../electron/core/record/store.ts'
import type { Desk, Window } from '../support/desk.ts'
import { openDesk } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { tableOf } from '../support/table-of.ts'
import { idNumberOf, woman } from '../support/women.ts'

const AT = '2026-03-01T00:00:00.000Z'
const undocumented = { idType: null, idNumber: null, noDocumentReason: 'lost' } as const

test('every field that names a person is known to the merge', () => {
  expect(PERSON_REFERENCES.map(({ definition, field }) => `${definition.id}.${field}`).sort()).toEqual([
    'certificate.registration.fatherPersonId', 'certificate.registration.motherPersonId', 'child.file.childId', 'child.file.fatherId', 'child.file.motherId', 'delivery.motherId', 'fertility.folicAcid.womanId',
    'fertility.preconception.husbandId', 'fertility.preconception.womanId', 'fertility.premarital.partnerId', 'fertility.premarital.personId', 'newborn.personId', 'pelvic.attempt.womanId', 'pelvic.file.womanId', 'pregnancy.womanId', 'prenatal.result.partnerId',
    'referral.critical.personId', 'referral.diagnosis.personId', 'referral.personId', 'referral.retention.personId', 'vital.birthDefect.motherId', 'vital.maternalDeath.motherId', 'women.adolescentVisit.womanId',
    'women.attempt.womanId', 'women.cancerFollowUp.womanId', 'women.cancerScreening.womanId', 'women.menopauseFile.womanId', 'women.menopauseVisit.womanId',
  ])
})

describe.each(testEngines())('merging persons on $name', engine => {
  let desk: Desk
  let reviewer: Window
  let registrar: Window
  let count = 0
  beforeAll(async () => {
    desk = await openDesk({ database: await engine.open() })
    reviewer = await desk.as('shenhe2', ['reviewer'])
    registrar = await desk.as('dengji2', ['registrar'])
  })
  afterAll(() => desk.close())

  const save = async (changes: Partial<Person> = {}): Promise<{ id: string; rev: number }> => {
    count += 1
    return registrar.call('person.save', { row: woman({ name: `人${String.fromCodePoint(0x4e00 + count)}`, phone: null, birthDay: null, ...undocumented, ...changes }) })
  }
  const put = async <D extends RecordDefinition>(definition: D, values: Record<string, unknown>): Promise<string> => {
    const id = desk.ports.newId()
    const columns = { ...toColumns(definition, { ...emptyRow(definition), ...values } as never), id, rev: 1, defVersion: 1, createdAt: AT, createdBy: 'x', updatedAt: AT, updatedBy: 'x', voidedAt: null, voidReason: null }
    const table = tableOf<keyof Database>(definition)
    await desk.database.write(async trx => {
      await desk.database.insertMany(trx, table, [columns as never])
      await trx.insertInto('recordHistory').values({ record: definition.id, recordId: id, rev: 1, action: 'create', row: '{}', reason: null, at: AT, byUser: 'x', auditSeq: 0 }).execute()
    })
    return id
  }
  /** Every row of every table a merge may touch, without what each write changes by itself. */
  const snapshot = async (): Promise<Record<string, unknown[]>> => {
    const tables: Record<string, unknown[]> = {}
    for (const definition of RECORDS) {
      const table = tableOf<'person'>(definition)
      tables[table] = (await desk.database.kysely.selectFrom(table).selectAll().orderBy('id').execute()).map(({ rev: _rev, updatedAt: _at, updatedBy: _by, ...row }) => row)
    }
    tables.kinship = await desk.database.kysely.selectFrom('kinship').selectAll().orderBy('childId').orderBy('parentId').orderBy('relation').execute()
    tables.personSearch = await desk.database.kysely.selectFrom('personSearch').selectAll().orderBy('kind').orderBy('searchKey').orderBy('personId').execute()
    return tables
  }
  const merge = async (kept: string, merged: string): Promise<string> => {
    const [one, other] = [await reviewer.call('person.get', { id: kept }), await reviewer.call('person.get', { id: merged })]
    return (await reviewer.call('person.merge', { keptId: kept, keptRev: one.rev, mergedId: merged, mergedRev: other.rev, reason: '同一人重复建档' })).mergeId
  }
  const refusal = async (kept: { id: string; rev: number }, merged: { id: string; rev: number }): Promise<string[]> => {
    const error = await reviewer.fails('person.merge', { keptId: kept.id, keptRev: kept.rev, mergedId: merged.id, mergedRev: merged.rev, reason: '同一人重复建档' })
    expect(error.code).toBe('invalid')
    return (error.fields ?? []).map(field => field.message.key)
  }

  test('everything of the merged person names the kept one, which alone is found', async () => {
    const kept = await save({ name: '留存人', idType: '01', idNumber: idNumberOf('110101', '1991-01-01', 0), noDocumentReason: null })
    const merged = await save({ name: '并入人' })
    const pregnancyId = await put(pregnancy, { womanId: merged.id })
    const mergeId = await merge(kept.id, merged.id)
    expect(await desk.database.kysely.selectFrom('pregnancy').select(['womanId', 'rev']).where('id', '=', pregnancyId).executeTakeFirst()).toEqual({ womanId: kept.id, rev: 2 })
    expect(await reviewer.call('person.get', { id: merged.id })).toMatchObject({ mergedIntoId: kept.id })
    expect(await registrar.call('person.search', { text: '并入人' })).toEqual([])
    expect((await registrar.call('person.history', { id: merged.id }))[0]).toMatchObject({ action: 'merge', reason: '同一人重复建档', row: { mergedIntoId: kept.id } })
    expect(await registrar.fails('person.save', { id: merged.id, rev: 2, row: woman({ name: '并入人', phone: null, birthDay: null, ...undocumented }) })).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'person.merged' } }] })
    expect(await reviewer.call('person.merges', { id: kept.id })).toMatchObject([{ id: mergeId, keptName: '留存人', mergedName: '并入人', mergedByName: 'shenhe2', undoneAt: null }])
    await reviewer.call('person.unmerge', { mergeId, reason: '经核实是两个人' })
    expect((await registrar.call('person.search', { text: '并入人' })).map(hit => hit.id)).toEqual([merged.id])
    expect(await reviewer.fails('person.unmerge', { mergeId, reason: '再来一次' })).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'merge.undone' } }] })
  })

  test('two citizens, two sexes, mother and child, two births and two mothers are not merged', async () => {
    const card = (day: string) => ({ idType: '01' as const, idNumber: idNumberOf('110101', day, 0), noDocumentReason: null })
    expect(await refusal(await save(card('1990-02-02')), await save(card('1990-02-03')))).toEqual(['merge.twoIdNumbers'])
    expect(await refusal(await save(), await save({ sex: '1' }))).toEqual(['merge.twoSexes'])
    const self = await save()
    expect(await refusal(self, self)).toEqual(['merge.same'])
    const mother = await save()
    const child = await save()
    await desk.database.write(trx => trx.insertInto('kinship').values({ childId: child.id, parentId: mother.id, relation: 'mother', createdAt: AT }).execute())
    expect(await refusal(mother, child)).toEqual(['merge.parentAndChild'])
    const stranger = await save()
    const cousin = await save()
    await desk.database.write(trx => trx.insertInto('kinship').values({ childId: cousin.id, parentId: stranger.id, relation: 'mother', createdAt: AT }).execute())
    expect(await refusal(child, cousin)).toEqual(['merge.twoMothers'])
    const [one, other] = [await save(), await save()]
    for (const [order, baby] of [one, other].entries()) {
      const pregnancyId = await put(pregnancy, { womanId: mother.id })
      const deliveryId = await put(delivery, { pregnancyId, motherId: mother.id, gestationDays: 276, mode: '12', fetusCount: 1, placeType: '2', placeRegion: '430626' })
      await put(newborn, { deliveryId, personId: baby.id, birthOrder: 1, outcome: '1', sex: '2', bornAt: `2026-03-0${order + 1}T08:00`, weightG: 3000 })
    }
    expect(await refusal(one, other)).toEqual(['merge.twoBirths'])
    const kept = await save()
    expect(await reviewer.fails('person.merge', { keptId: kept.id, keptRev: 9, mergedId: other.id, mergedRev: other.rev, reason: '版本不同' })).toMatchObject({ code: 'edit-conflict' })
    expect(await registrar.fails('person.merge', { keptId: kept.id, keptRev: 1, mergedId: other.id, mergedRev: 1, reason: '没有权限' })).toMatchObject({ code: 'forbidden' })
  })

  test('a chain is undone in order, and ends where it began', async () => {
    const [a, b, c] = [await save(), await save(), await save()]
    await put(pregnancy, { womanId: a.id })
    await put(pregnancy, { womanId: b.id })
    const before = await snapshot()
    const first = await merge(b.id, a.id)
    const second = await merge(c.id, b.id)
    expect((await desk.database.kysely.selectFrom('pregnancy').select('id').where('womanId', '=', c.id).execute())).toHaveLength(2)
    expect(await reviewer.fails('person.unmerge', { mergeId: first, reason: '先撤销前一次' })).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'merge.laterFirst' } }] })
    await reviewer.call('person.unmerge', { mergeId: second, reason: '撤销后一次' })
    await reviewer.call('person.unmerge', { mergeId: first, reason: '撤销前一次' })
    expect(await snapshot()).toEqual(before)
  })

  const thing = fc.record({ kind: fc.constantFrom('pregnancy', 'delivery', 'referral', 'child', 'registration', 'kinshipOfBoth'), owner: fc.constantFrom('kept', 'merged') })
  test('merged and taken apart again, every row is as it was, whatever happened to the kept person meanwhile', async () => {
    const organizationId = await put(organization, { name: '市妇幼保健院' })
    await fc.assert(fc.asyncProperty(fc.array(thing, { maxLength: 6 }), fc.boolean(), fc.boolean(), async (things, editMeanwhile, addMeanwhile) => {
      const [kept, merged, child] = [await save(), await save(), await save()]
      for (const { kind, owner } of things) {
        const id = owner === 'kept' ? kept.id : merged.id
        if (kind === 'pregnancy') await put(pregnancy, { womanId: id })
        if (kind === 'referral') await put(referral, { personId: id, state: 'toSend', referredDay: '2026-03-01', organizationId, impression: '贫血', reason: '复查', doctorName: '周医生' })
        if (kind === 'delivery') await put(delivery, { pregnancyId: await put(pregnancy, { womanId: id }), motherId: id, gestationDays: 276, mode: '12', fetusCount: 1, placeType: '2', placeRegion: '430626' })
        if (kind === 'registration') {
          const deliveryId = await put(delivery, { pregnancyId: await put(pregnancy, { womanId: id }), motherId: id, gestationDays: 276, mode: '12', fetusCount: 1, placeType: '2', placeRegion: '430626' })
          const newbornId = await put(newborn, { deliveryId, personId: null, birthOrder: 1, outcome: '1', sex: '2', bornAt: '2026-03-01T08:00', weightG: 3000 })
          await put(registration, { newbornId, motherProvided: true, motherPersonId: id })
        }
        const parents = kind === 'child' ? [id] : kind === 'kinshipOfBoth' ? [kept.id, merged.id] : []
        for (const parentId of parents) await desk.database.write(trx => trx.insertInto('kinship').values({ childId: child.id, parentId, relation: 'mother', createdAt: AT }).onConflict(conflict => conflict.doNothing()).execute())
      }
      const before = await snapshot()
      const mergeId = await merge(kept.id, merged.id)
      if (editMeanwhile) {
        const stored = await registrar.call('person.get', { id: kept.id })
        await registrar.call('person.save', { id: kept.id, rev: stored.rev, row: woman({ name: stored.name, phone: null, birthDay: null, ...undocumented, note: '合并期间修改' }) })
        before.person = (before.person as { id: string; note: string | null }[]).map(row => row.id === kept.id ? { ...row, note: '合并期间修改' } : row)
      }
      if (addMeanwhile) {
        const added = await put(pregnancy, { womanId: kept.id })
        const { rev: _rev, updatedAt: _at, updatedBy: _by, ...row } = await desk.database.kysely.selectFrom('pregnancy').selectAll().where('id', '=', added).executeTakeFirstOrThrow()
        before.pregnancy = [...before.pregnancy!, row].toSorted((a, b) => (a as { id: string }).id < (b as { id: string }).id ? -1 : 1)
      }
      await reviewer.call('person.unmerge', { mergeId, reason: '经核实是两个人' })
      expect(await snapshot()).toEqual(before)
    }), { numRuns: engine.name === 'sqlite' ? 25 : 8 })
  })
})

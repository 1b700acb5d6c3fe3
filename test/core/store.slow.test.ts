import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Confirmation } from '../../domain/api/define-api.ts'
import { AppError } from '../../domain/api/result.ts'
import { approve, block, retype, warn, message } from '../../domain/message/message.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { staff, type Staff } from '../../domain/modules/birth/staff.record.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import { defineRecord, type RecordDefinition, type Row } from '../../domain/record/define.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { createRandom } from '../../domain/sample/random.ts'
import { text } from '../../domain/field/build.ts'
import { instantAt } from '../../domain/time/day.ts'
import { verifyAudit } from '../../electron/core/audit.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { nextSerial } from '../../electron/core/record/serial.ts'
import { settle } from '../../electron/core/record/settle.ts'
import { findRow, getRow, historyOf, saveRow, valuesOf, voidRow } from '../../electron/core/record/store.ts'
import { openScene, registerBirth, registerCertificate } from '../support/birth-scene.ts'
import { testEngines } from '../support/engines.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { NOW_MS, saveSample, write } from '../support/sample-store.ts'
import { testPorts } from '../support/test-ports.ts'

const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await work.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${String(error)}`)
  return error
}
const keys = (error: AppError): string[] => (error.fields ?? []).map(field => field.message.key)
const nurse = (changes: Partial<Staff> = {}): Staff => ({ name: '周助产', licenceNumber: 'ZC001', department: '产科', phone: null, attendsBirths: true, active: true, ...changes })

for (const engine of testEngines()) {
  describe(`store on ${engine.name}`, () => {
    let database: OpenDatabase
    beforeAll(async () => {
      database = await engine.open()
      await migrate(database, testPorts().log, async () => {})
    })
    afterAll(() => database.close())

    describe('what is saved is what is read', () => {
      for (const definition of RECORDS as readonly RecordDefinition[]) {
        test(definition.id, async () => {
          const random = createRandom(20260310)
          for (let count = 0; count < 40; count += 1) {
            // What the rules say is tested elsewhere: here every value the definition allows goes in and comes out.
            const { row, saved } = await saveSample(database, definition, random)
            const stored = await getRow(database.kysely, definition, saved.id)
            expect(valuesOf(definition, stored)).toEqual(row)
            expect(stored).toMatchObject({ id: saved.id, rev: 1, defVersion: definition.version, createdAt: instantAt(NOW_MS), createdBy: 'tester', voidedAt: null, voidReason: null })
            const [newest] = await historyOf(database.kysely, definition.id, saved.id)
            expect(newest).toMatchObject({ rev: 1, action: 'create', reason: null })
          }
        })
      }

      // Once and not for each record: it reads every row there is.
      test('and every row is what its history says', async () => {
        expect((await brokenInvariants(database)).filter(fault => !fault.startsWith('certificate'))).toEqual([])
      })
    })

    test('an edit conflict names the row as it now stands, so that both versions can be shown', async () => {
      const { id } = await write(database, context => saveRow(context, staff, { row: nurse() }))
      await write(database, context => saveRow(context, staff, { id, rev: 1, row: nurse({ department: '儿科' }) }))
      const error = await refusal(write(database, context => saveRow(context, staff, { id, rev: 1, row: nurse({ department: '妇科' }) })))
      expect(error).toMatchObject({ code: 'edit-conflict', detail: { record: 'staff', id, current: { department: '儿科', rev: 2 } } })
      expect(await getRow(database.kysely, staff, id)).toMatchObject({ rev: 2, department: '儿科' })
      // An id without a revision is a new record's own; one that is taken is nobody's to overwrite.
      expect((await refusal(write(database, context => saveRow(context, staff, { id, row: nurse() })))).code).toBe('edit-conflict')
      expect((await refusal(write(database, context => saveRow(context, staff, { id: 'nowhere', rev: 1, row: nurse() })))).code).toBe('not-found')
    })

    test('history keeps every revision with who, when and why', async () => {
      const { id } = await write(database, context => saveRow(context, staff, { row: nurse() }))
      await write(database, context => saveRow(context, staff, { id, rev: 1, row: nurse({ department: '儿科' }) }))
      await write(database, context => voidRow(context, staff, { id, rev: 2, reason: '重复登记' }))
      expect((await historyOf(database.kysely, 'staff', id)).map(({ rev, action, reason, row, byName, at }) => [rev, action, reason, row.department, byName, at])).toEqual([
        [3, 'void', '重复登记', '儿科', 'tester', instantAt(NOW_MS)], [2, 'update', null, '儿科', 'tester', instantAt(NOW_MS)], [1, 'create', null, '产科', 'tester', instantAt(NOW_MS)],
      ])
    })

    test('a void row stays, closed to every change', async () => {
      const { id } = await write(database, context => saveRow(context, staff, { row: nurse() }))
      expect(await write(database, context => voidRow(context, staff, { id, rev: 1, reason: '录入错误' }))).toEqual({ id, rev: 2 })
      expect(await getRow(database.kysely, staff, id)).toMatchObject({ voidedAt: instantAt(NOW_MS), voidReason: '录入错误', name: '周助产' })
      expect((await refusal(write(database, context => saveRow(context, staff, { id, rev: 2, row: nurse() })))).code).toBe('edit-conflict')
      expect((await refusal(write(database, context => voidRow(context, staff, { id, rev: 2, reason: '再次作废' })))).code).toBe('edit-conflict')
      expect((await refusal(write(database, context => voidRow(context, staff, { id: 'nowhere', rev: 1, reason: '无此人' })))).code).toBe('not-found')
    })

    test('a reference to nothing is said with the field’s own name', async () => {
      const error = await refusal(write(database, context => saveRow(context, person, { row: { ...emptyRow(person), name: '张三', sex: '1', nationality: 'CHN', noDocumentReason: 'unknownIdentity', mergedIntoId: 'nowhere' } as never })))
      expect(error).toMatchObject({ code: 'invalid', fields: [{ path: 'mergedIntoId', message: { key: 'field.ref' } }] })
    })

    test('a field required from a later version on does not lock a record of before', async () => {
      const fields = staff.fields
      const later = defineRecord({
        id: 'staff', version: 2, table: staff.table, title: staff.title, read: staff.read, write: staff.write, fields: { ...fields, licenceNumber: text({ label: '执业证号', maxLength: 40, required: true, since: 2, out: { none: '测试' } }) },
        sections: [{ title: '人员', fields: ['name', 'licenceNumber', 'department', 'phone', 'attendsBirths', 'active'] }],
      })
      const { id } = await write(database, context => saveRow(context, staff, { row: nurse({ licenceNumber: null }) }))
      const without = nurse({ licenceNumber: null, department: '儿科' }) as unknown as Row<typeof later>
      expect(await write(database, context => saveRow(context, later, { id, rev: 1, row: without }))).toEqual({ id, rev: 2 })
      expect(await getRow(database.kysely, later, id)).toMatchObject({ defVersion: 1, department: '儿科' })
      const withNumber = nurse({ licenceNumber: 'ZC9' }) as unknown as Row<typeof later>
      await write(database, context => saveRow(context, later, { id, rev: 2, row: withNumber }))
      expect((await getRow(database.kysely, later, id)).defVersion).toBe(2)
      // From then on it is a record of the new version, and a new one always was.
      expect(keys(await refusal(write(database, context => saveRow(context, later, { id, rev: 3, row: without }))))).toEqual(['field.required'])
      expect(keys(await refusal(write(database, context => saveRow(context, later, { row: without }))))).toEqual(['field.required'])
    })

    test('everything wrong with a shape is said at once, a refused write leaves nothing', async () => {
      const before = await verifyAudit(database.kysely)
      const error = await refusal(write(database, context => saveRow(context, staff, { id: 'never', row: { ...nurse(), name: 5, department: '长'.repeat(51), extra: 1 } as never })))
      expect(error.code).toBe('invalid')
      expect(error.fields!.map(field => field.path)).toEqual(expect.arrayContaining(['name', 'department']))
      expect(await findRow(database.kysely, staff, 'never')).toBeUndefined()
      expect(await verifyAudit(database.kysely)).toEqual(before)
    })

    describe('findings and their answers', () => {
      const issues = [
        warn('a', message('t.warn', '请核对')), approve('b', message('t.approve', '须审核')), retype('c', message('t.retype', '请再输一次')),
      ]
      const answers: [Confirmation, Confirmation, Confirmation] = [{ path: 'a', key: 't.warn', reason: '已核对' }, { path: 'b', key: 't.approve', reason: '属实', approver: { loginName: 'x', password: 'right' } }, { path: 'c', key: 't.retype', reason: '无误', again: '3250' }]
      const row = { a: 1, b: 2, c: 3250 }
      const ask = (given: Confirmation[] | undefined, found = issues) => write(database, context => settle(context, found, given, row))

      test('without answers all of them are asked at once', async () => {
        const error = await refusal(ask(undefined))
        expect(error.code).toBe('confirm')
        expect(keys(error)).toEqual(['t.warn', 't.approve', 't.retype'])
      })
      test('with every answer they are accepted, with reason and approver', async () => {
        expect(await ask(answers)).toEqual([
          { path: 'a', key: 't.warn', reason: '已核对', approverId: null }, { path: 'b', key: 't.approve', reason: '属实', approverId: 'approver' }, { path: 'c', key: 't.retype', reason: '无误', approverId: null },
        ])
      })
      test('a reason of one sign, a missing approver, nothing typed again: still asked', async () => {
        expect(keys(await refusal(ask([{ ...answers[0], reason: ' 对 ' }, answers[1], answers[2]])))).toEqual(['t.warn'])
        expect(keys(await refusal(ask([answers[0], { path: 'b', key: 't.approve', reason: '属实' }, answers[2]])))).toEqual(['t.approve'])
        expect(keys(await refusal(ask([answers[0], answers[1], { path: 'c', key: 't.retype', reason: '无误' }])))).toEqual(['t.retype'])
      })
      test('a value typed differently, a wrong approver, and a finding that blocks are refused', async () => {
        expect(keys(await refusal(ask([answers[0], answers[1], { ...answers[2], again: '3520' }])))).toEqual(['confirm.againDiffers'])
        expect(keys(await refusal(ask([answers[0], { ...answers[1], approver: { loginName: 'x', password: 'wrong' } }, answers[2]])))).toEqual(['secondPerson.wrong'])
        expect((await refusal(ask(answers, [...issues, block('d', message('t.block', '不能保存'))]))).code).toBe('invalid')
      })
      test('an answer to another field or another finding answers nothing', async () => {
        expect(keys(await refusal(ask([{ ...answers[0], path: 'b' }, { ...answers[1], key: 't.warn' }, answers[2]])))).toEqual(['t.warn', 't.approve'])
      })
    })

    test('of savers at the same moment exactly one wins each revision', async () => {
      const { id } = await write(database, context => saveRow(context, staff, { row: nurse() }))
      for (let rev = 1; rev <= 5; rev += 1) {
        const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => write(database, context => saveRow(context, staff, { id, rev, row: nurse({ department: `科室${at}` }) }))))
        expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
        for (const outcome of outcomes) if (outcome.status === 'rejected') expect((outcome.reason as AppError).code).toBe('edit-conflict')
      }
      expect(await historyOf(database.kysely, 'staff', id)).toHaveLength(6)
    })

    test('a number of a series is given once, whoever asks at the same moment', async () => {
      const given = await Promise.all(Array.from({ length: 40 }, () => write(database, context => nextSerial(context.db, 'test-series'))))
      expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
    })

    test('a write that fails takes no number and leaves no audit line', async () => {
      const before = await verifyAudit(database.kysely)
      await expect(write(database, async context => { await nextSerial(context.db, 'test-series'); throw new Error('power cut') })).rejects.toThrow('power cut')
      expect(await write(database, context => nextSerial(context.db, 'test-series'))).toBe(41)
      expect((await verifyAudit(database.kysely)).lines).toBe(before.lines + 1)
    })
  })

  describe(`the audit chain on ${engine.name}`, () => {
    let database: OpenDatabase
    let id: string
    beforeAll(async () => {
      database = await engine.open()
      await migrate(database, testPorts().log, async () => {})
      id = (await write(database, context => saveRow(context, staff, { row: nurse() }))).id
      for (let rev = 1; rev < 6; rev += 1) await write(database, context => saveRow(context, staff, { id, rev, row: nurse({ department: `科室${rev}` }) }))
    })
    afterAll(() => database.close())

    /** Does something to the database that no program of ours does, looks, and takes it back. */
    async function after(tamper: string, anchor?: { seq: number; hash: string }) {
      let verdict: Awaited<ReturnType<typeof verifyAudit>> | undefined
      await expect(database.write(async trx => {
        await sql.raw(tamper).execute(trx)
        verdict = await verifyAudit(trx, anchor ? [anchor] : [])
        throw new Error('taken back')
      })).rejects.toThrow('taken back')
      return verdict!.firstBroken
    }

    test('unbroken, it names its length and its head', async () => {
      expect(await verifyAudit(database.kysely)).toMatchObject({ lines: 6, firstBroken: null, headHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    })
    test.each([
      ["UPDATE audit SET user_id = 'somebody' WHERE seq = 3", { seq: 3, why: 'line' }],
      ["UPDATE audit SET facts = '{}' WHERE seq = 2", { seq: 2, why: 'line' }],
      ["UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1", { seq: 1, why: 'line' }],
      ['DELETE FROM audit WHERE seq = 4', { seq: 4, why: 'missing' }],
      ['DELETE FROM audit WHERE seq = 1', { seq: 1, why: 'missing' }],
      ["UPDATE record_history SET row = replace(row, '科室2', '科室X') WHERE rev = 3", { seq: 3, why: 'history' }],
      ["UPDATE record_history SET reason = '补写' WHERE rev = 2", { seq: 2, why: 'history' }],
      ['DELETE FROM record_history WHERE rev = 5', { seq: 5, why: 'history' }],
      ['UPDATE record_history SET audit_seq = 6 WHERE rev = 5', { seq: 5, why: 'history' }],
      ["INSERT INTO record_history SELECT record, record_id, 99, action, row, reason, at, by_user, 99 FROM record_history WHERE rev = 6", { seq: 99, why: 'history' }],
      ["INSERT INTO record_history SELECT record, record_id, 99, action, row, reason, at, by_user, 4 FROM record_history WHERE rev = 6", { seq: 4, why: 'history' }],
    ] as const)('%s is found', async (tamper, found) => {
      expect(await after(tamper)).toEqual(found)
    })

    test('an end cut off shows against an anchor, and without one only by the history that is left over', async () => {
      const { headHash } = await verifyAudit(database.kysely)
      const anchor = { seq: 6, hash: headHash }
      expect(await after('DELETE FROM record_history WHERE audit_seq >= 5; '.replace('; ', ''), anchor)).toEqual({ seq: 5, why: 'history' })
      expect(await after('DELETE FROM audit WHERE seq >= 5')).toEqual({ seq: 5, why: 'history' })
      expect(await after('DELETE FROM audit WHERE seq >= 5', anchor)).toEqual({ seq: 5, why: 'missing' })
      expect(await after("UPDATE audit SET seq = seq", { seq: 6, hash: '0'.repeat(64) })).toEqual({ seq: 6, why: 'line' })
      expect(await after('UPDATE audit SET seq = seq', anchor)).toBeNull()
    })
  })

  test(`two windows that begin printing the same number at the same moment: one sheet, never two, on ${engine.name}`, async () => {
    const scene = await openScene({ database: await engine.open() })
    try {
      const { newbornIds } = await registerBirth(scene, { newborns: [{}, { sex: '1', bornAt: '2026-03-05T08:09' }] })
      const registrations = [await registerCertificate(scene, newbornIds[0]!), await registerCertificate(scene, newbornIds[1]!)]
      const begin = (registrationId: string) => scene.host.call('certificate.beginPrint', { registrationId, scannedNumber: 'Z430000001' }, 'window-qianfa')
      const answers = await Promise.all([...registrations, ...registrations, ...registrations].map(begin))
      expect(answers.filter(answer => answer.ok)).toHaveLength(1)
      for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('invalid')
      const rows = await scene.database.kysely.selectFrom('certificate').select(['number']).execute()
      expect(rows).toEqual([{ number: 'Z430000001' }])
      expect(await brokenInvariants(scene.database)).toEqual([])
    } finally {
      await scene.close()
    }
  })
}

import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { createRandom } from '../../domain/sample/random.ts'
import type { Day } from '../../domain/time/day.ts'
import { migrate } from '../../electron/core/db/migrate.ts'
import { openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { tablesOf, testEngines } from '../support/engines.ts'
import { saveSample } from '../support/sample-store.ts'
import { testPorts } from '../support/test-ports.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare', 'administrator'], '陈医生')
})
afterAll(() => desk.close())

describe('the day in the list is the day asked for, not the day the reminder opens', () => {
  test('R22 falls due on the 13th: list, phone list and page of the case say the 13th, and the list has it from the 6th on', async () => {
    const { fileId } = await registerChild(doctor, '应访日', '2024-03-05')
    const caseId = await openCase(doctor, fileId, 'malnutrition', { openedDay: '2026-02-13' })
    const days = { openDay: '2026-03-06', dueDay: '2026-03-13', windowEnd: '2026-03-20' }
    const { rows } = await doctor.call('child.due.list', { kind: 'chain', offset: 0, limit: 50 })
    expect(rows.filter(row => row.fileId === fileId && row.ruleId === 'R22')).toMatchObject([{ ruleId: 'R22', state: 'due', ...days }])
    expect((await doctor.call('child.case.open', { id: caseId })).next).toEqual({ ruleId: 'R22', state: 'due', ...days })
    expect((await doctor.call('child.case.ofFile', { fileId })).cases[0]!.next).toMatchObject(days)
    expect((await doctor.call('child.case.list', { only: 'due', offset: 0, limit: 50 })).rows.find(row => row.caseId === caseId)?.next).toMatchObject(days)
    const made = await doctor.call('child.due.export', { kind: 'chain' })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(made.base64, 'base64') as never)
    const cells = book.worksheets[0]!.getSheetValues().flatMap(row => Array.isArray(row) ? [row.map(cell => cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))] : [])
    const head = cells.find(row => row.includes('应访日期'))!
    const line = cells.find(row => row.includes('应访日') && row.includes('营养不良随访'))!
    expect([line[head.indexOf('应访日期')], line[head.indexOf('截止日期')]]).toEqual(['2026-03-13', '2026-03-20'])
  })

  test('"from … to" goes by the day asked for', async () => {
    const { fileId } = await registerChild(doctor, '期间', '2024-03-05')
    await openCase(doctor, fileId, 'malnutrition', { openedDay: '2026-02-12' })
    const inList = async (from: string, to: string) => (await doctor.call('child.due.list', { kind: 'chain', from, to, offset: 0, limit: 50 })).rows.some(row => row.fileId === fileId && row.ruleId === 'R22')
    expect([await inList('2026-03-12', '2026-03-12'), await inList('2026-03-05', '2026-03-11')]).toEqual([true, false])
  })

  test('a contact is asked for on the day its window opens', async () => {
    const { fileId } = await registerChild(doctor, '同一天', '2025-09-10')
    const { rows } = await doctor.call('child.due.list', { kind: 'due', offset: 0, limit: 50 })
    expect(rows.find(row => row.fileId === fileId)).toMatchObject({ contact: 'month6', openDay: '2026-03-10', dueDay: '2026-03-10' })
    expect(await desk.database.kysely.selectFrom('childDue').select('line').where('contact', 'is not', null).where('askedDay', 'is not', null).execute()).toEqual([])
  })
})

for (const engine of testEngines()) {
  test(`lines an older program kept are worked out anew at the next start (${engine.name})`, async () => {
    const ports = testPorts()
    const database = await engine.openBare()
    await migrate(database, ports.log, async () => {}, 210)
    const columns = new Map((await tablesOf(database)).map(({ name, columns }) => [name, columns]))
    await saveSample(database, childFile, createRandom(7), columns)
    const { id: fileId } = await database.kysely.selectFrom('childFile').select('id').executeTakeFirstOrThrow()
    await database.write(async trx => {
      await trx.updateTable('childFile').set({ voidedAt: null }).execute()
      await trx.insertInto('childDueStale').values({ fileId }).execute()
      await trx.insertInto('childDue').values({ fileId, line: 'R22:2026-02-10', ruleId: 'R22', contact: null, dueDay: '2026-03-03' as Day, windowEnd: '2026-03-17' as Day, nextDay: null, doneDay: null, timing: null, cancelled: null, openContents: null } as never).execute()
    })
    await migrate(database, ports.log, async () => {}, 215)
    expect(await database.kysely.selectFrom('childDueStale').selectAll().execute()).toEqual([{ fileId }])
    // Until its turn has come a line says what it said.
    expect(await database.kysely.selectFrom('childDue').select(['dueDay', 'askedDay']).execute()).toEqual([{ dueDay: '2026-03-03', askedDay: null }])
    await database.close()
    ports.remove()
  })
}

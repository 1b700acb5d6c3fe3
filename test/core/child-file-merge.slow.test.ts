import { sql } from 'kysely'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childAutism, childAutismStep } from '../../domain/modules/child/autism.record.ts'
import { childCase } from '../../domain/modules/child/case.record.ts'
import { deathCard } from '../../domain/modules/child/death-card.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { childScale } from '../../domain/modules/child/scale.record.ts'
import { RECORDS } from '../../domain/modules/index.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { onceRuleAgainst } from '../../domain/record/derive/once.ts'
import { sampleRow } from '../../domain/record/derive/sample.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { createRandom } from '../../domain/sample/random.ts'
import { OF_CHILD_FILE } from '../../electron/core/registry/child-file-pair.ts'
import { refreshChildDue, renewAllChildDue } from '../../electron/core/registry/child-due.ts'
import { checkUp, followUp, openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { tablesOf, testEngines } from '../support/engines.ts'
import { eyeRows } from '../support/eye-scene.ts'
import { everyDueLine, everyRow, mergeInput, pairOf, putRow } from '../support/merge-scene.ts'
import { screeningRows } from '../support/screening-scene.ts'
import { tableOf } from '../support/table-of.ts'

const BORN = '2025-03-05'
const TODAY = '2026-03-10'
const ofFile = (fileId: string) => ({ fileId, visitDay: '2025-03-10', place: 'home', referral: '1', doctorName: '陈医生', weightKg: 3.6, skin: '1', jaundiceSites: '1' })

describe.each(testEngines())('two child files become one on $name', engine => {
  let desk: Desk
  let doctor: Window
  let reviewer: Window
  let admin: Window
  beforeAll(async () => {
    desk = await openDesk({ database: await engine.open() })
    doctor = await desk.as('erbao', ['childCare', 'eyeCare'], '陈医生')
    reviewer = await desk.as('shenhe', ['reviewer'])
    admin = await desk.as('guanli', ['administrator'])
  })
  afterAll(() => desk.close())

  let count = 0
  const child = (file: Record<string, unknown> = {}, self: Record<string, unknown> = {}) => registerChild(doctor, `童${String.fromCodePoint(0x4e00 + (count += 1))}`, BORN, file, self)
  const someone = async (name: string, self: Record<string, unknown> = {}): Promise<string> => (await doctor.call('person.save', { row: { ...emptyRow(person), name, sex: '1', birthDay: BORN, nationality: 'CHN', noDocumentReason: 'newborn', ...self } as never })).id
  const merge = async (keptId: string, mergedId: string, keptFileId?: string): Promise<string> => (await reviewer.call('person.merge', await mergeInput(reviewer, keptId, mergedId, keptFileId))).mergeId
  const refused = async (keptId: string, mergedId: string): Promise<string[]> => {
    const error = await reviewer.fails('person.merge', await mergeInput(reviewer, keptId, mergedId))
    expect(error.code).toBe('invalid')
    const keys = error.fields!.map(issue => issue.message.key)
    // What is refused was shown before.
    expect((await pairOf(reviewer, keptId, mergedId)).conflicts.map(conflict => conflict.sentence.key)).toEqual(keys)
    return keys
  }
  const fileOfRow = async (definition: RecordDefinition, id: string): Promise<string> => (await desk.database.kysely.selectFrom(tableOf(definition)).select('fileId').where('id', '=', id).executeTakeFirstOrThrow()).fileId
  const fileIds = async (fileId: string): Promise<Record<string, number>> => Object.fromEntries(await Promise.all(OF_CHILD_FILE.map(async ({ definition }) =>
    [definition.id, (await desk.database.kysely.selectFrom(tableOf(definition)).select('id').where('fileId', '=', fileId).execute()).length] as const)))
  /** What is due must be what a hospital that starts afresh would work out. */
  const dueIsRight = async (): Promise<void> => {
    const kept = await everyDueLine(desk)
    await desk.database.write(async trx => {
      await trx.deleteFrom('childDue').execute()
      await trx.deleteFrom('childScreeningOpen').execute()
    })
    await renewAllChildDue(desk.database, TODAY as never)
    expect(kept).toEqual(await everyDueLine(desk))
  }

  test('every record that hangs on a file is known, and every unique index of such a table is a rule of its definition', async () => {
    const tables = await tablesOf(desk.database)
    // The files of women are no child's: those of the menopause and of the pelvic floor. What is due and open is worked out anew; everything else with a file is a record and moves.
    expect([...new Set(tables.filter(table => table.columns.has('file_id') && table.name !== 'women_menopause_visit' && !table.name.startsWith('pelvic_')).map(table => table.name))].sort()).toEqual([...OF_CHILD_FILE.map(({ definition }) => definition.table), 'child_due', 'child_due_stale', 'child_screening_open'].sort())
    const indexes = engine.name === 'sqlite'
      ? (await sql<{ name: string; table: string }>`SELECT name, tbl_name AS "table" FROM sqlite_master WHERE type = 'index' AND sql LIKE '%UNIQUE%'`.execute(desk.database.kysely)).rows
      : (await sql<{ name: string; table: string }>`SELECT indexname AS name, tablename AS "table" FROM pg_indexes WHERE schemaname = current_schema() AND indexdef LIKE '%UNIQUE%' AND indexname LIKE '%\\_ix'`.execute(desk.database.kysely)).rows
    const ours = new Set(OF_CHILD_FILE.map(({ definition }) => definition.table))
    expect(indexes.filter(index => ours.has(index.table)).map(index => index.name).sort()).toEqual(OF_CHILD_FILE.flatMap(({ definition }) => definition.once.flatMap(rule => rule.index ?? [])).sort())
  })

  test('a child registered at birth and again at the clinic: one file with everything, and back again row by row', async () => {
    const born = await child({ dischargeDay: '2025-03-08', contactPhone: '13800001234', kindergarten: null }, { name: '李思远' })
    const again = await child({ dischargeDay: '2025-03-09', highRisk: true, dischargeReportDay: '2025-03-10', kindergarten: '红星幼儿园', allergy: '青霉素', servedFromDay: '2025-06-01', contactPhone: '13900009999' }, { name: '李思源' })
    await insist(doctor, 'child.newbornVisit.save', { row: { ...emptyRow(newbornVisit), ...ofFile(born.fileId) } })
    await insist(doctor, 'child.hearingTest.save', { row: screeningRows(born.fileId).hearing('1', '2025-03-07') })
    const rows = screeningRows(again.fileId)
    const { id: sampleId } = await insist(doctor, 'child.bloodSpot.save', { row: rows.sample('2025-03-09T08:00') })
    const { id: resultId } = await insist(doctor, 'child.bloodSpotResult.save', { row: rows.result(sampleId, 'CH', '2', '2025-03-14') })
    const visitId = await checkUp(doctor, again.fileId, { contact: 'month6', visitDay: '2025-09-08', weightKg: 7.8, lengthCm: 67.5 })
    const caseId = await openCase(doctor, again.fileId, 'anaemia', { openedDay: '2025-09-08', startHaemoglobinGPerL: 98 })
    const followUpId = await followUp(doctor, caseId, { visitDay: '2025-10-08', haemoglobinGPerL: 104 })
    const voided = await checkUp(doctor, again.fileId, { contact: 'month8', visitDay: '2025-11-08', weightKg: 8.4, lengthCm: 71 })
    await doctor.call('child.visit.void', { id: voided, rev: 1, reason: '登错' })
    await doctor.call('child.appointment.save', { row: { fileId: again.fileId, contact: 'month12', day: '2026-03-08', time: '上午', state: 'booked', note: null, endedByDeath: null } as never })
    const before = await everyRow(desk)

    const pair = await pairOf(reviewer, born.childId, again.childId)
    expect(pair).toMatchObject({ kept: { fileId: born.fileId, childName: '李思远' }, other: { fileId: again.fileId }, conflicts: [] })
    expect(pair.other.records.map(row => [row.record, row.count, row.lastDay])).toEqual([
      ['child.visit', 1, '2025-09-08'], ['child.appointment', 1, '2026-03-08'], ['child.bloodSpot', 1, '2025-03-09'], ['child.bloodSpotResult', 1, '2025-03-14'], ['child.case', 1, '2025-09-08'], ['child.caseVisit', 1, '2025-10-08'],
    ])
    expect(pair.heads.map(head => [head.name, head.kept, head.other, head.result, head.hidden])).toEqual([
      // No day of transfer means cared for from birth: it is not filled.
      ['servedFromDay', null, '2025-06-01', 'kept', false], ['contactPhone', '13800001234', '13900009999', 'kept', false], ['dischargeDay', '2025-03-08', '2025-03-09', 'kept', false],
      ['dischargeReportDay', null, '2025-03-10', 'filled', false], ['highRisk', null, true, 'filled', false], ['allergy', null, null, 'filled', true], ['kindergarten', null, '红星幼儿园', 'filled', false],
    ])
    const doctorToo = await desk.as('liangzhong', ['reviewer', 'childCare'])
    expect((await pairOf(doctorToo, born.childId, again.childId)).heads.find(head => head.name === 'allergy')).toEqual({ name: 'allergy', kept: null, other: '青霉素', result: 'filled', hidden: false })

    const mergeId = await merge(born.childId, again.childId)
    const opened = await doctor.call('child.file.open', { id: born.fileId })
    expect(opened).toMatchObject({ visits: [{ id: visitId }], homeVisits: [{}], appointments: [{}], file: { dischargeDay: '2025-03-08', highRisk: true, dischargeReportDay: '2025-03-10', allergy: '青霉素', kindergarten: '红星幼儿园', servedFromDay: null } })
    expect((await doctor.call('child.case.ofFile', { fileId: born.fileId })).cases).toMatchObject([{ id: caseId, visits: 1 }])
    expect(new Set(Object.values(await fileIds(again.fileId)))).toEqual(new Set([0]))
    expect(await doctor.fails('child.file.open', { id: again.fileId })).toMatchObject({ code: 'not-found' })
    expect((await doctor.call('child.file.history', { id: again.fileId }))[0]).toMatchObject({ action: 'merge', reason: '同一名儿童重复建档', byName: 'shenhe' })
    const gone = await desk.database.kysely.selectFrom('childFile').select('voidReason').where('id', '=', again.fileId).executeTakeFirstOrThrow()
    expect(gone.voidReason).toBe(`并入儿童保健档案 ${pair.kept.number}:同一名儿童重复建档`)
    const [history] = await doctor.call('child.file.history', { id: born.fileId })
    expect(history).toMatchObject({ action: 'merge', row: { kindergarten: '红星幼儿园' } })
    expect(history!.reason).toContain(`并入儿童保健档案 ${pair.other.number}`)
    expect(history!.reason).toContain('出院日期保留2025-03-08(该档案为2025-03-09)')
    expect(history!.reason).not.toMatch(/1390000|青霉素/)
    expect((await doctor.call('child.visit.history', { id: visitId }))[0]).toMatchObject({ action: 'merge', row: { fileId: born.fileId } })
    await dueIsRight()
    expect((await desk.database.kysely.selectFrom('childDue').select('doneDay').where('fileId', '=', born.fileId).where('line', 'in', ['contact:home', 'contact:month6']).orderBy('doneDay').execute()).map(line => line.doneDay)).toEqual(['2025-03-10', '2025-09-08'])

    // Work goes on: what is written into a moved case goes back with it, a new check-up stays with the kept child.
    const later = await followUp(doctor, caseId, { visitDay: '2026-03-01', haemoglobinGPerL: 112 })
    const newer = await checkUp(doctor, born.fileId, { contact: 'month12', visitDay: '2026-03-08', weightKg: 9.4, lengthCm: 75 })
    await reviewer.call('person.unmerge', { mergeId, reason: '经核实是两名儿童' })
    expect([await fileOfRow(childCase, caseId), await fileOfRow(RECORDS.find(record => record.id === 'child.caseVisit')!, later), await fileOfRow(RECORDS.find(record => record.id === 'child.visit')!, newer)]).toEqual([again.fileId, again.fileId, born.fileId])
    const after = await everyRow(desk)
    const without = (rows: Record<string, unknown[]>) => Object.fromEntries(Object.entries(rows).flatMap(([table, list]) => table === 'due' || table === 'open' ? [] : [[table, list.filter(row => ![later, newer].includes((row as { id: string }).id))]]))
    // The visit kept its booked day: that was done after the merge, and stays done.
    const kept = (rows: Record<string, unknown[]>) => ({ ...rows, child_appointment: rows.child_appointment!.map(row => ({ ...row as object, state: 'kept' })) })
    expect(kept(without(after))).toEqual(kept(without(before)))
    expect(after.child_blood_spot_result).toMatchObject([{ id: resultId, sampleId, fileId: again.fileId }])
    expect(after.child_case_visit!.map(row => (row as { id: string }).id)).toContain(followUpId)
    await dueIsRight()
    expect((await admin.call('audit.verify', null)).firstBroken).toBeNull()
  })

  test('both files are seen first, as they are now, by somebody who may', async () => {
    const [one, other] = [await child(), await child()]
    const input = await mergeInput(reviewer, one.childId, other.childId)
    const { files, ...unseen } = input
    expect(await reviewer.fails('person.merge', unseen)).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'merge.twoChildFiles' } }] })
    expect(await doctor.fails('person.merge', input)).toMatchObject({ code: 'forbidden' })
    expect(await doctor.fails('person.mergeFiles', { keptId: one.childId, mergedId: other.childId })).toMatchObject({ code: 'forbidden' })
    expect(await reviewer.fails('person.merge', { ...input, files: { ...files, otherFileRev: 7 } })).toMatchObject({ code: 'edit-conflict' })
    expect(await reviewer.fails('person.merge', { ...input, files: { ...files, otherFileId: one.fileId } })).toMatchObject({ code: 'edit-conflict' })
    const third = await child()
    expect(await reviewer.fails('person.mergeFiles', { keptId: one.childId, mergedId: other.childId, keptFileId: third.fileId })).toMatchObject({ code: 'not-found' })
    expect(await reviewer.call('person.mergeFiles', { keptId: one.childId, mergedId: await someone('无档案') })).toBeNull()
  })

  test('what cannot stand together is refused with both records, and goes through once it is cleared', async () => {
    const [one, other] = [await child(), await child()]
    const rows = [screeningRows(one.fileId), screeningRows(other.fileId)]
    const visits: string[] = []
    for (const { fileId } of [one, other]) visits.push(await checkUp(doctor, fileId, { contact: 'month6', visitDay: '2025-09-08', weightKg: 7.8, lengthCm: 67.5 }))
    for (const { fileId } of [one, other]) await insist(doctor, 'child.newbornVisit.save', { row: { ...emptyRow(newbornVisit), ...ofFile(fileId) } })
    for (const row of rows) await insist(doctor, 'child.bloodSpot.save', { row: row.sample('2025-03-09T08:00') })
    for (const [index, row] of rows.entries()) await insist(doctor, 'child.hearingTest.save', { row: row.hearing('1', '2025-03-07', { testedTime: index ? '09:00' : null }) })
    for (const [index, row] of rows.entries()) await insist(doctor, 'child.heartScreening.save', { row: row.heart(`2025-03-07T0${8 + index}:00`, { murmur: '1', firstHandPercent: 98, firstFootPercent: 98 }) })
    for (const row of rows) await insist(doctor, 'child.eyesAtBirth.save', { row: row.eyes('2025-03-07', { appearance: '1' }) })
    const cases: string[] = []
    for (const { fileId } of [one, other]) cases.push(await openCase(doctor, fileId, 'anaemia', { openedDay: '2025-09-08', startHaemoglobinGPerL: 98 }))
    for (const { fileId } of [one, other]) await putRow(desk, childAutism, { fileId, startState: 'firstNormal', state: 'firstAbnormal', sinceDay: '2026-02-01', firstAbnormalDay: '2026-02-01', firstAbnormalReason: '不应名' })
    for (const { fileId } of [one, other]) await putRow(desk, deathCard, { fileId, state: 'draft', number: `SW${fileId.slice(-4)}`, bornAt: `${BORN}T08:00`, diedAt: '2026-03-09T08:00' })
    for (const { fileId } of [one, other]) {
      const eyes = eyeRows(fileId)
      await insist(doctor, 'eye.file.save', { row: eyes.file() })
      await insist(doctor, 'eye.visit.save', { row: eyes.visit('month6', '2025-09-08') })
      await insist(doctor, 'eye.retinopathy.save', { row: eyes.fundus('2025-04-08', { isFinal: true }) })
      await insist(doctor, 'eye.glasses.save', { row: eyes.glasses('2026-03-08') })
    }
    // A referral names a check of its own, an instrument's result stands once whosever it is: two of them never meet.
    const once = OF_CHILD_FILE.filter(({ definition }) => definition.once.length > 0 && definition.id !== 'child.bloodSpotResult' && definition.id !== 'child.scale' && definition.id !== 'child.entranceExam' && definition.id !== 'eye.referral' && definition.id !== 'eye.deviceRow')
    const { conflicts } = await pairOf(reviewer, one.childId, other.childId)
    expect(conflicts.map(({ rows: [row] }) => row!.record)).toEqual(once.map(({ definition }) => definition.id))
    for (const conflict of conflicts) expect(conflict.rows.map(row => row.fileId)).toEqual([one.fileId, other.fileId])
    expect(conflicts[1]).toMatchObject({ sentence: { params: { one: '儿童健康检查 6月龄 2025-09-08' } }, rows: visits.map(rowId => ({ rowId })) })
    const keys = await refused(one.childId, other.childId)
    expect(keys.filter(key => key !== 'mergeFiles.twice')).toEqual(['mergeFiles.twoCourses', 'mergeFiles.twoOpen'])
    const { fields } = await reviewer.fails('person.merge', await mergeInput(reviewer, one.childId, other.childId))
    expect(fields!.every(issue => ['one', 'oneFile', 'other', 'otherFile'].every(name => issue.message.params?.[name]))).toBe(true)

    // Cleared by hand, one after the other: voided here, closed there.
    for (const { rows: [, row] } of conflicts.filter(conflict => conflict.sentence.key === 'mergeFiles.twice')) {
      await doctor.call(`${row!.record}.void` as 'child.visit.void', { id: row!.rowId, rev: 1, reason: '重复登记' })
    }
    expect(await refused(one.childId, other.childId)).toEqual(['mergeFiles.twoCourses', 'mergeFiles.twoOpen'])
    await doctor.call('child.case.close', { id: cases[1]!, rev: 1, closedDay: TODAY, closingReason: 'recovered', outcome: '1', closingNote: null })
    await desk.database.write(trx => trx.updateTable('childAutism').set({ closedDay: '2026-02-01', closeReason: 'other' } as never).where('fileId', '=', other.fileId).execute())
    expect(await refused(one.childId, other.childId)).toEqual(['mergeFiles.twoCourses'])
    // One course after the other is how one child may have been followed.
    await desk.database.write(trx => trx.updateTable('childAutism').set({ firstAbnormalDay: '2025-12-01' } as never).where('fileId', '=', other.fileId).execute())
    await merge(one.childId, other.childId)
    expect((await fileIds(one.fileId))['child.visit']).toBe(2)
    await dueIsRight()
  })

  test('two birth days, an unknown sex, two mothers, one dead and one alive, and a head that contradicts itself are refused', async () => {
    const kept = await child({ birthOrder: 2 })
    expect(await refused(kept.childId, (await registerChild(doctor, '别日', '2025-03-06')).childId)).toEqual(['merge.twoBirthDays'])
    expect(await refused(kept.childId, (await child({}, { sex: '9' })).childId)).toEqual(['merge.sexUnknown'])
    expect(await refused(kept.childId, (await child({ fetusCount: 1 })).childId)).toEqual(['mergeFiles.head'])
    expect(await refused(kept.childId, (await child({ state: 'death', stateDay: '2026-03-01' })).childId)).toEqual(['mergeFiles.death'])
    const mother = (name: string) => someone(name, { sex: '2', birthDay: '1995-01-01', noDocumentReason: 'lost' })
    const [one, other] = [await child({ motherId: await mother('母一') }), await child({ motherId: await mother('母二') })]
    expect(await refused(one.childId, other.childId)).toEqual(['merge.twoMothers'])
    // Also where only one of the two has a file: it would be judged by another birth day.
    const input = { keptId: await someone('无档', { birthDay: '2025-03-07' }), keptRev: 1, mergedId: kept.childId, mergedRev: 1, reason: '同一名儿童' }
    expect(await reviewer.fails('person.merge', input)).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'merge.twoBirthDays' } }] })
  })

  test('the file of the merged person may be the one that goes on: what is written since stays with the kept person', async () => {
    const [kept, merged] = [await child(), await child()]
    const mine = await checkUp(doctor, kept.fileId, { contact: 'month6', visitDay: '2025-09-08', weightKg: 7.8, lengthCm: 67.5 })
    const theirs = await checkUp(doctor, merged.fileId, { contact: 'month8', visitDay: '2025-11-08', weightKg: 8.6, lengthCm: 71 })
    const before = await everyRow(desk)
    const mergeId = await merge(kept.childId, merged.childId, merged.fileId)
    expect((await doctor.call('child.file.open', { id: merged.fileId })).head).toMatchObject({ childId: kept.childId })
    expect((await doctor.call('child.file.of', { childId: kept.childId })).fileId).toBe(merged.fileId)
    const since = await checkUp(doctor, merged.fileId, { contact: 'month12', visitDay: '2026-03-08', weightKg: 9.4, lengthCm: 75 })
    await reviewer.call('person.unmerge', { mergeId, reason: '经核实是两名儿童' })
    const visit = RECORDS.find(record => record.id === 'child.visit')!
    expect([await fileOfRow(visit, mine), await fileOfRow(visit, theirs), await fileOfRow(visit, since)]).toEqual([kept.fileId, merged.fileId, kept.fileId])
    await doctor.call('child.visit.void', { id: since, rev: 2, reason: '只为比较' })
    const after = await everyRow(desk)
    expect({ ...after, child_visit: after.child_visit!.filter(row => (row as { id: string }).id !== since) }).toEqual(before)
  })

  test('a conclusion drawn from both files is named, and ties them until it is voided', async () => {
    const [kept, merged] = [await child(), await child()]
    const course = { startState: 'firstNormal', state: 'rescreening', sinceDay: '2026-02-01', firstAbnormalDay: '2026-02-01', firstAbnormalReason: '不应名' }
    const autismId = await putRow(desk, childAutism, { fileId: kept.fileId, ...course })
    const scaleId = await putRow(desk, childScale, { fileId: merged.fileId, kind: 'mchat', testDay: '2026-03-01', testerName: '周测评' })
    const mergeId = await merge(kept.childId, merged.childId)
    const stepId = await putRow(desk, childAutismStep, { fileId: kept.fileId, autismId, kind: 'rescreening', day: '2026-03-02', mchatId: scaleId, doctorName: '陈医生' })
    const refusedUndo = await reviewer.fails('person.unmerge', { mergeId, reason: '是两名儿童' })
    expect(refusedUndo).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'mergeFiles.tied', params: { since: '孤独症管理步骤 2026-03-02', back: expect.stringMatching(/^量表评估 M-CHAT.* 2026-03-01$/) as string } } }] })
    await desk.database.write(trx => trx.updateTable('childAutismStep').set({ voidedAt: '2026-03-10T00:00:00.000Z', voidReason: '撤销' } as never).where('id', '=', stepId).execute())
    await reviewer.call('person.unmerge', { mergeId, reason: '是两名儿童' })
    expect([await fileOfRow(childScale, scaleId), await fileOfRow(childAutism, autismId), await fileOfRow(childAutismStep, stepId)]).toEqual([merged.fileId, kept.fileId, kept.fileId])
  })

  test('of three files the last merge is undone first, and a new file in the place of the old one is named', async () => {
    const [one, two, three] = [await child(), await child(), await child()]
    await checkUp(doctor, three.fileId, { contact: 'month6', visitDay: '2025-09-08', weightKg: 7.8, lengthCm: 67.5 })
    const before = await everyRow(desk)
    const first = await merge(two.childId, one.childId, one.fileId)
    const second = await merge(two.childId, three.childId)
    expect(await reviewer.fails('person.unmerge', { mergeId: first, reason: '先撤销前一次' })).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'merge.laterFilesFirst' } }] })
    await reviewer.call('person.unmerge', { mergeId: second, reason: '撤销后一次' })
    await reviewer.call('person.unmerge', { mergeId: first, reason: '撤销前一次' })
    expect(await everyRow(desk)).toEqual(before)

    const third = await merge(two.childId, one.childId, one.fileId)
    await doctor.call('child.file.void', { id: one.fileId, rev: (await doctor.call('child.file.get', { id: one.fileId })).rev, reason: '重建' })
    const prepared = await doctor.call('child.file.prepare', { childId: two.childId })
    const { id: fresh } = await doctor.call('child.file.save', { row: { ...emptyRow(childFile), ...prepared.row } as never })
    expect(await reviewer.fails('person.unmerge', { mergeId: third, reason: '是两名儿童' })).toMatchObject({ code: 'invalid', fields: [{ message: { key: 'mergeFiles.newFile' } }] })
    await doctor.call('child.file.void', { id: fresh, rev: 1, reason: '不要了' })
    await reviewer.call('person.unmerge', { mergeId: third, reason: '是两名儿童' })
  })

  const HEAD = ['motherOccupation', 'fatherOccupation', 'guardianName', 'gestationDays', 'birthWeightG', 'birthLengthCm', 'apgarOneMinute', 'birthInstitution', 'highRisk', 'intensiveCareDays', 'allergy', 'kindergarten', 'doctorName', 'note'] as const
  test('whatever two files hold, nothing keeps the old file, nothing is due twice, and everything finds its way back', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.boolean(), async (seed, isOtherKept) => {
      const random = createRandom(seed)
      const children = [await child(), await child()]
      for (const { fileId } of children) {
        const row = sampleRow(childFile, random)
        const head = Object.fromEntries(HEAD.map(name => [name, row[name]]))
        await desk.database.write(trx => trx.updateTable('childFile').set({ ...head, highRisk: head.highRisk === null ? null : head.highRisk ? 1 : 0 } as never).where('id', '=', fileId).execute())
      }
      const placed = new Map<string, { fileId: string; values: Record<string, unknown> }[]>()
      for (let index = 0; index < 24; index += 1) {
        // In the order of the list: what others name is there before them.
        const { definition } = OF_CHILD_FILE[Math.floor(index * OF_CHILD_FILE.length / 24)]!
        const { fileId } = random.pick(children)
        const values: Record<string, unknown> = { ...sampleRow(definition, random) as object, fileId }
        let isPossible = true
        for (const [name, field] of Object.entries(definition.fields)) {
          if (field.kind === 'ref' && /^(child|eye)\./.test(field.to) && name !== 'fileId') {
            const named = (placed.get(field.to) ?? []).filter(row => row.fileId === fileId)
            values[name] = named.length > 0 && (field.required || random.chance(0.7)) ? random.pick(named).values.id : null
            if (field.required && values[name] === null) isPossible = false
          }
          if (field.required && field.kind === 'text' && !values[name]) values[name] = 'x'
        }
        const isVoid = random.chance(0.2)
        const others = placed.get(definition.id) ?? []
        if (!isPossible || (!isVoid && others.some(other => onceRuleAgainst(definition, values, other.values)))) continue
        const id = await putRow(desk, definition, values, isVoid)
        if (!isVoid) placed.set(definition.id, [...others, { fileId, values: { ...values, id } }])
      }
      await desk.database.write(trx => refreshChildDue(trx, children.map(one => one.fileId), TODAY as never))
      const before = await everyRow(desk)
      const [kept, merged] = [children[0]!, children[1]!]
      const [goesOn, given] = isOtherKept ? [merged.fileId, kept.fileId] : [kept.fileId, merged.fileId]
      const total = await Promise.all([fileIds(goesOn), fileIds(given)])
      const mergeId = await merge(kept.childId, merged.childId, goesOn)
      expect(Object.values(await fileIds(given)).every(number => number === 0)).toBe(true)
      expect(await fileIds(goesOn)).toEqual(Object.fromEntries(Object.entries(total[0]).map(([record, number]) => [record, number + (total[1][record] ?? 0)])))
      for (const table of ['childDue', 'childScreeningOpen'] as const) expect(await desk.database.kysely.selectFrom(table).select('line').where('fileId', '=', given).execute()).toEqual([])
      const due = await everyDueLine(desk)
      await desk.database.write(trx => refreshChildDue(trx, [goesOn, given], TODAY as never))
      expect(due).toEqual(await everyDueLine(desk))
      await reviewer.call('person.unmerge', { mergeId, reason: '经核实是两名儿童' })
      expect(await everyRow(desk)).toEqual(before)
    }), { numRuns: engine.name === 'sqlite' ? 15 : 5 })
    expect((await admin.call('audit.verify', null)).firstBroken).toBeNull()
  }, 120_000)
})

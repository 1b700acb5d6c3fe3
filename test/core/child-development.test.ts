import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AUTISM_STATE } from '../../domain/code/child-autism.ts'
import { childAutism, childAutismFollowUp, childAutismStep } from '../../domain/modules/child/autism.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { childScale } from '../../domain/modules/child/scale.record.ts'
import { childVisit } from '../../domain/modules/child/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { checkUp, registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { readWorkbook } from '../support/saved-file.ts'

// The clock of these tests stands at 2026-03-10.
const TODAY = '2026-03-10' as Day
let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

let count = 0
async function child(birthDay: string, file: Record<string, unknown> = {}, window = doctor): Promise<string> {
  count += 1
  return (await registerChild(window, `李思${'远宁安然悦乐琪彤'[count % 8]}${'一二三四五六七八九十百千'[Math.floor(count / 8)]}`, birthDay, { contactPhone: '13900001111', ...file })).fileId
}
const ABSENT = { warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false, languageRegression: false }
const visit = (fileId: string, contact: string, visitDay: string, signs: Record<string, unknown>, window = doctor): Promise<string> =>
  checkUp(window, fileId, { contact, visitDay, position: 'H', weightKg: 11, lengthCm: 82, ...signs })
const scaleRow = (fileId: string, kind: string, row: Record<string, unknown>) => ({ ...emptyRow(childScale), fileId, kind, testDay: TODAY, testerName: '周测评', ...row }) as never
const scale = async (fileId: string, kind: string, row: Record<string, unknown>) => {
  const { id } = await doctor.call('child.scale.save', { row: scaleRow(fileId, kind, row) })
  return doctor.call('child.scale.get', { id })
}
/** M-CHAT with every item answered as a child without difficulty, and these answers instead. */
const mchat = (...changed: readonly (readonly [number, boolean])[]) =>
  Object.fromEntries(Array.from({ length: 23 }, (_, at) => [`mchat${at + 1}`, ![11, 18, 20, 22].includes(at + 1)] as [string, boolean]).concat(changed.map(([item, answer]) => [`mchat${item}`, answer])))
const dq = (totalDq: number, areas: Record<string, number> = {}) => ({ grossMotorDq: totalDq, fineMotorDq: totalDq, adaptiveDq: totalDq, languageDq: totalDq, socialDq: totalDq, totalDq, ...areas })

async function workbookRows(base64: string): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-book-'))
  try {
    writeFileSync(join(folder, 'book.xlsx'), Buffer.from(base64, 'base64'))
    return (await readWorkbook(join(folder, 'book.xlsx'))).cells.map(row => row.map(cell => String(cell?.value ?? '')))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const open = (fileId: string) => doctor.call('child.development.open', { fileId })
const stepRow = (fileId: string, kind: string, row: Record<string, unknown>) => ({ ...emptyRow(childAutismStep), fileId, kind, day: TODAY, doctorName: '陈医生', ...row }) as never
async function move(fileId: string, kind: string, row: Record<string, unknown> = {}): Promise<{ id: string; rev: number }> {
  const { course, state } = await open(fileId)
  const rev = course && !['firstNormal', 'excluded', 'notScreened'].includes(state) && course.closedDay === null ? course.rev : 0
  return doctor.call('child.autism.move', { fileId, rev, row: stepRow(fileId, kind, row) })
}
async function refused(fileId: string, kind: string, row: Record<string, unknown> = {}): Promise<string[]> {
  const { course, state } = await open(fileId)
  const rev = course && !['firstNormal', 'excluded', 'notScreened'].includes(state) && course.closedDay === null ? course.rev : 0
  const failure = await doctor.fails('child.autism.move', { fileId, rev, row: stepRow(fileId, kind, row) })
  return failure.fields!.map(issue => issue.message.key)
}
/** A child with an abnormal screening at 18 months on a day, confirmed. */
async function abnormalChild(day = '2026-02-10'): Promise<{ fileId: string; courseId: string }> {
  const fileId = await child('2024-08-05')
  const visitId = await visit(fileId, 'month18', day, { ...ABSENT, warningSign3: true })
  const { id: courseId } = await move(fileId, 'firstScreening', { visitId, day })
  return { fileId, courseId }
}
const normalScales = async (fileId: string, testDay = TODAY) => ({ mchatId: (await scale(fileId, 'mchat', { testDay, ...mchat() })).id, developmentId: (await scale(fileId, 'development', { testDay, ...dq(95) })).id })

describe('scales: found by rule, kept with rule and source', () => {
  let fileId: string
  beforeAll(async () => { fileId = await child('2024-08-05') })

  test('case 39: two core items failed', async () => expect(await scale(fileId, 'mchat', mchat([2, false], [7, false]))).toMatchObject({ result: 'notPassed', ageMonths: 19, basis: expect.stringContaining('未通过 2、7(核心项 2、7)') as string }))
  test('case 40: any three items failed', async () => expect(await scale(fileId, 'mchat', mchat([1, false], [3, false], [4, false]))).toMatchObject({ result: 'notPassed' }))
  test('case 41: items 11 and 18 answered 是', async () => expect(await scale(fileId, 'mchat', mchat([11, true], [18, true]))).toMatchObject({ result: 'passed' }))
  test('case 42: every item 是', async () => expect(await scale(fileId, 'mchat', Object.fromEntries(Array.from({ length: 23 }, (_, at) => [`mchat${at + 1}`, true])))).toMatchObject({ result: 'notPassed' }))
  test('an item without an answer is not 否: the test is unfinished', async () => {
    expect(await scale(fileId, 'mchat', { ...mchat(), mchat5: null })).toMatchObject({ result: 'incomplete', mchat5: null })
  })
  test('case 43: ABC 52 and 53; the areas add up to the total', async () => {
    expect((await scale(fileId, 'abc', { abcTotal: 52 })).result).toBe('passed')
    expect((await scale(fileId, 'abc', { abcTotal: 53 })).result).toBe('suspicious')
    expect(await scale(fileId, 'abc', { abcSensory: 10, abcRelating: 13, abcBody: 10, abcLanguage: 10, abcSelfCare: 10 })).toMatchObject({ abcTotal: 53, result: 'suspicious' })
    const failure = await doctor.fails('child.scale.save', { row: scaleRow(fileId, 'abc', { abcSensory: 10, abcRelating: 13, abcBody: 10, abcLanguage: 10, abcSelfCare: 10, abcTotal: 50 }) })
    expect(failure.fields).toMatchObject([{ path: 'abcTotal', level: 'block', message: { key: 'childScale.sum' } }])
  })
  test('case 44: 儿心 75, 69, 85 with language 68, 85 with gross motor 60', async () => {
    expect(await scale(fileId, 'development', dq(75))).toMatchObject({ result: 'retest', dqClass: 'borderline' })
    expect(await scale(fileId, 'development', dq(69))).toMatchObject({ result: 'disorder', dqClass: 'disabled' })
    expect(await scale(fileId, 'development', dq(85, { languageDq: 68 }))).toMatchObject({ result: 'deviation', dqClass: 'normal' })
    expect(await scale(fileId, 'development', dq(85, { grossMotorDq: 60 }))).toMatchObject({ result: 'normal', dqClass: 'normal' })
  })
  test('§14: classes of the total by the limits of the hospital', async () => {
    expect((await Promise.all([130, 129, 110, 109, 80, 79, 70].map(total => doctor.call('child.scale.evaluate', { fileId, row: { kind: 'development', ...dq(total) } as never })))).map(({ dqClass }) => dqClass))
      .toEqual(['excellent', 'good', 'good', 'normal', 'normal', 'borderline', 'borderline'])
  })
  test('case 45: CARS 29.5 and 30, by total or by its 15 items', async () => {
    expect((await scale(fileId, 'cars', { carsTotal: 29.5 })).result).toBe('below')
    expect((await scale(fileId, 'cars', { carsTotal: 30 })).result).toBe('autismRange')
    expect(await scale(fileId, 'cars', Object.fromEntries(Array.from({ length: 15 }, (_, at) => [`cars${at + 1}`, 2])))).toMatchObject({ carsTotal: 30, result: 'autismRange' })
    const failure = await doctor.fails('child.scale.save', { row: scaleRow(fileId, 'cars', { cars1: 2.3 }) })
    expect(failure.fields!.map(issue => issue.message.key)).toContain('childScale.carsStep')
  })
  test('whoever sends a result of its own is not believed; an empty test, tomorrow and another child are refused', async () => {
    expect(await scale(fileId, 'abc', { abcTotal: 60, result: 'passed', ageMonths: 3, basis: '自填' })).toMatchObject({ result: 'suspicious', ageMonths: 19 })
    for (const [row, key] of [[{}, 'childScale.empty'], [{ totalDq: 90, testDay: addDays(TODAY, 1) }, 'childScale.future'], [{ totalDq: 90, testDay: '2024-08-01' }, 'childScale.beforeBirth']] as const) {
      expect((await doctor.fails('child.scale.save', { row: scaleRow(fileId, 'development', row) })).fields!.map(issue => issue.message.key)).toContain(key)
    }
    const stored = await scale(fileId, 'abc', { abcTotal: 20 })
    const other = await child('2024-08-05')
    expect((await doctor.fails('child.scale.save', { id: stored.id, rev: stored.rev, row: scaleRow(other, 'abc', { abcTotal: 20 }) })).fields).toMatchObject([{ message: { key: 'childScale.fileFixed' } }])
  })
  test('a preterm child is tested by corrected age', async () => {
    const early = await child('2024-08-05', { gestationDays: 210 })
    expect(await doctor.call('child.scale.evaluate', { fileId: early, row: { kind: 'development' } as never })).toMatchObject({ ageMonths: 19, correctedMonths: 16, scales: ['development'] })
    expect((await doctor.call('child.scale.evaluate', { fileId, row: {} as never })).scales).toEqual(['mchat', 'development'])
  })
})

describe('first screening', () => {
  test('case 53: one of four signs not asked at 18 months is incomplete, never normal', async () => {
    const fileId = await child('2024-08-05')
    await visit(fileId, 'month18', '2026-02-10', { ...ABSENT, warningSign2: null })
    const opened = await open(fileId)
    expect(opened).toMatchObject({ state: 'notScreened', proposal: null, signs: [{ contact: 'month18', ageMonths: 18, result: 'incomplete', regression: 'absent' }] })
    expect(opened.signs[0]!.signs.map(({ answer }) => answer)).toEqual(['absent', 'notAsked', 'absent', 'absent'])
    const file = await doctor.call('child.file.open', { id: fileId })
    expect(file.schedule.find(line => line.contact === 'month18')).toMatchObject({ state: 'done' })
    expect((await doctor.call('child.autism.figures', { from: '2026-02-10', to: '2026-02-10' })).counts.screened).toBe(0)
    // R7 stays open until all is asked.
    const due = await desk.database.kysely.selectFrom('childDue').select('ruleId').where('fileId', '=', fileId).where('contact', '=', 'month18').where('doneDay', 'is', null).execute()
    expect(due.map(line => line.ruleId)).toContain('R7')
  })

  test('all asked and absent is normal; 倒退 alone is abnormal and proposed with its words; one key confirms', async () => {
    const fileId = await child('2024-08-05')
    await visit(fileId, 'month12', '2025-08-10', ABSENT)
    expect((await open(fileId)).state).toBe('firstNormal')
    const visitId = await visit(fileId, 'month18', '2026-02-10', { ...ABSENT, languageRegression: true })
    const proposed = await doctor.call('child.autism.propose', { fileId })
    expect(proposed).toMatchObject({ state: 'firstNormal', proposal: { visitId, visitDay: '2026-02-10', reason: '语言或社交能力障碍、倒退' } })
    await doctor.call('child.autism.move', { fileId, rev: 0, row: { ...emptyRow(childAutismStep), ...proposed.row } as never })
    const opened = await open(fileId)
    expect(opened).toMatchObject({ state: 'firstAbnormal', proposal: null, course: { firstAbnormalDay: '2026-02-10', firstAbnormalReason: '语言或社交能力障碍、倒退', startState: 'firstNormal' }, due: { dueDay: '2026-03-12', overdueFrom: '2026-03-13', isOverdue: false }, nextSteps: ['rescreeningBegun', 'rescreening', 'lost', 'closed'] })
    expect(opened.steps).toMatchObject([{ kind: 'firstScreening', fromState: 'firstNormal', toState: 'firstAbnormal', basis: expect.stringContaining('附件1') as string }])
  })

  test('a normal or unfinished check-up opens nothing; another child’s check-up is not found', async () => {
    const fileId = await child('2024-08-05')
    const normal = await visit(fileId, 'month12', '2025-08-10', ABSENT)
    expect(await refused(fileId, 'firstScreening', { visitId: normal, reason: '家长担心' })).toContain('childAutism.visitNormal')
    const other = await child('2024-08-05')
    const failure = await doctor.fails('child.autism.move', { fileId: other, rev: 0, row: stepRow(other, 'firstScreening', { visitId: normal, reason: '家长担心' }) })
    expect(failure.code).toBe('not-found')
  })

  test('a child referred by a township is opened without a check-up of ours, with a reason', async () => {
    const fileId = await child('2024-08-05')
    expect(await refused(fileId, 'firstScreening')).toContain('childAutism.reason')
    await move(fileId, 'firstScreening', { reason: '与人无目光交流(乡镇卫生院初筛)', institution: '青石镇卫生院' })
    expect((await open(fileId)).state).toBe('firstAbnormal')
  })

  test('what nobody has confirmed stands on a list; a corrected check-up is shown as such', async () => {
    const fileId = await child('2024-08-05')
    const visitId = await visit(fileId, 'month18', '2026-02-10', { ...ABSENT, warningSign3: true })
    const waiting = await doctor.call('child.autism.toConfirm', { limit: 500 })
    expect(waiting.rows.find(row => row.fileId === fileId)).toMatchObject({ visitId, reason: '与人无目光交流' })
    await move(fileId, 'firstScreening', { visitId })
    expect((await doctor.call('child.autism.toConfirm', { limit: 500 })).rows.some(row => row.fileId === fileId)).toBe(false)
    const stored = await doctor.call('child.visit.get', { id: visitId })
    await doctor.call('child.visit.void', { id: visitId, rev: stored.rev, reason: '登错了人' })
    expect(await open(fileId)).toMatchObject({ basisChanged: true, state: 'firstAbnormal' })
  })
})

describe('re-screening', () => {
  test('the scales of the age and the observation decide; what is missing leaves it incomplete', async () => {
    const { fileId } = await abnormalChild()
    const scales = await normalScales(fileId)
    await move(fileId, 'rescreening', { ...scales })
    expect(await open(fileId)).toMatchObject({ state: 'rescreening', course: { rescreeningResult: 'incomplete' }, due: { dueDay: '2026-03-12' } })
    expect(await refused(fileId, 'rescreening', { ...scales })).toContain('childAutism.incomplete')
    await move(fileId, 'rescreening', { ...scales, observedProblem: false })
    expect((await open(fileId)).steps.at(-1)!.basis).toBe('国卫办妇幼发〔2022〕12号:实足 19 月;观察未见异常;M-CHAT(修订版孤独症筛查量表) 通过;儿心量表-Ⅱ 未见异常;结论“正常”')
    expect(await open(fileId)).toMatchObject({ state: 'rescreenNormal', course: { rescreeningResult: 'normal' }, due: { dueDay: '2026-06-10', overdueFrom: '2026-06-11' } })
  })

  test('a failed M-CHAT, a low DQ or the observation alone are abnormal; 70–79 points are tested again', async () => {
    const results: [Record<string, unknown>, Record<string, unknown>, boolean, string][] = [
      [mchat([2, false], [7, false]), dq(95), false, 'rescreenAbnormal'], [mchat(), dq(69), false, 'rescreenAbnormal'], [mchat(), dq(95), true, 'rescreenAbnormal'], [mchat(), dq(75), false, 'retest'],
    ]
    for (const [answers, quotients, observedProblem, state] of results) {
      const { fileId } = await abnormalChild()
      const [mchatId, developmentId] = [(await scale(fileId, 'mchat', answers)).id, (await scale(fileId, 'development', quotients)).id]
      await move(fileId, 'rescreening', { mchatId, developmentId, observedProblem, observation: observedProblem ? '不应名' : null })
      expect((await open(fileId)).state).toBe(state)
    }
  })

  test('a scale of another age, another child, another kind or a later day is refused', async () => {
    const { fileId } = await abnormalChild()
    const abc = await scale(fileId, 'abc', { abcTotal: 10 })
    expect(await refused(fileId, 'rescreening', { abcId: abc.id, observedProblem: false })).toContain('childAutism.notThisAge')
    expect(await refused(fileId, 'rescreening', { mchatId: abc.id, observedProblem: false })).toContain('childAutism.otherScale')
    const other = await child('2024-08-05')
    const foreign = await scale(other, 'mchat', mchat())
    expect(await refused(fileId, 'rescreening', { mchatId: foreign.id, observedProblem: false })).toContain('childAutism.otherScale')
    const own = await scale(fileId, 'mchat', mchat())
    expect(await refused(fileId, 'rescreening', { mchatId: own.id, day: '2026-03-01', observedProblem: false })).toContain('childAutism.scaleLater')
  })

  test('at exactly 24 months ABC applies', async () => {
    const fileId = await child('2024-03-10')
    await move(fileId, 'firstScreening', { reason: '乡镇转诊', day: '2026-03-01' })
    const [abcId, developmentId] = [(await scale(fileId, 'abc', { abcTotal: 53 })).id, (await scale(fileId, 'development', dq(90))).id]
    await move(fileId, 'rescreening', { abcId, developmentId, observedProblem: false })
    expect((await open(fileId)).state).toBe('rescreenAbnormal')
  })

  test('a conclusion holds its scales: they cannot be voided or changed under it', async () => {
    const { fileId, courseId } = await abnormalChild()
    const scales = await normalScales(fileId)
    await move(fileId, 'rescreening', { ...scales, observedProblem: false })
    const stored = await doctor.call('child.scale.get', { id: scales.mchatId })
    expect((await doctor.fails('child.scale.void', { id: stored.id, rev: stored.rev, reason: '登错' })).fields).toMatchObject([{ message: { key: 'childScale.inUse' } }])
    expect((await doctor.fails('child.scale.save', { id: stored.id, rev: stored.rev, row: scaleRow(fileId, 'mchat', mchat([2, false], [7, false])) })).fields).toMatchObject([{ message: { key: 'childScale.inUse' } }])
    // A note may be added at any time.
    await doctor.call('child.scale.save', { id: stored.id, rev: stored.rev, row: scaleRow(fileId, 'mchat', { ...mchat(), disagreement: '家长作答不可靠' }) })
    const { rev } = await doctor.call('child.autism.get', { id: courseId })
    await doctor.call('child.autism.undo', { id: courseId, rev, reason: '量表登错' })
    expect((await open(fileId)).state).toBe('firstAbnormal')
    await doctor.call('child.scale.void', { id: stored.id, rev: stored.rev + 1, reason: '登错' })
  })

  test('still normal after three months ends the course and the ordinary schedule goes on; a later sign begins a new one', async () => {
    const fileId = await child('2024-02-05')
    const visitId = await visit(fileId, 'month18', '2025-08-10', { ...ABSENT, warningSign1: true })
    await move(fileId, 'firstScreening', { visitId, day: '2025-08-10' })
    const first = await normalScales(fileId, '2025-09-01' as Day)
    await move(fileId, 'rescreening', { ...first, day: '2025-09-01', observedProblem: false })
    expect(await refused(fileId, 'rescreening', { ...first, day: '2025-12-01', observedProblem: false })).toContain('childAutism.scaleOld')
    const again = await normalScales(fileId, '2025-12-01' as Day)
    await move(fileId, 'rescreening', { ...again, day: '2025-12-01', observedProblem: false })
    expect(await open(fileId)).toMatchObject({ state: 'firstNormal', due: null, nextSteps: ['firstScreening'], proposal: null })
    const later = await visit(fileId, 'month24', '2026-02-10', { ...ABSENT, warningSign2: true })
    expect((await open(fileId)).proposal).toMatchObject({ visitId: later })
    await move(fileId, 'firstScreening', { visitId: later, day: '2026-02-10' })
    expect(await open(fileId)).toMatchObject({ state: 'firstAbnormal', course: { startState: 'firstNormal' }, former: [{ state: 'firstNormal' }] })
  })
})

describe('diagnosis, follow-up, end', () => {
  async function rescreenAbnormal(): Promise<{ fileId: string; courseId: string }> {
    const made = await abnormalChild()
    await move(made.fileId, 'rescreening', { observedProblem: true, observation: '不应名,无共同注意' })
    return made
  }

  test('only what the course allows is taken, whatever the state', async () => {
    const allowed: Record<string, string[]> = { firstAbnormal: ['rescreeningBegun', 'rescreening', 'lost', 'closed'], rescreenAbnormal: ['diagnosis', 'lost', 'closed'], confirmed: ['lost', 'closed'] }
    const rows: Record<string, Record<string, unknown>> = { firstScreening: { reason: '又有征象' }, rescreeningBegun: {}, rescreening: { observedProblem: true, observation: '不应名' }, diagnosis: { diagnosis: 'confirmed', institution: '省儿童医院' }, lost: { reason: '搬走' } }
    const states: [string, () => Promise<string>][] = [
      ['firstAbnormal', async () => (await abnormalChild()).fileId], ['rescreenAbnormal', async () => (await rescreenAbnormal()).fileId],
      ['confirmed', async () => { const { fileId } = await rescreenAbnormal(); await move(fileId, 'diagnosis', rows.diagnosis); return fileId }],
    ]
    for (const [state, make] of states) {
      const fileId = await make()
      expect(await open(fileId)).toMatchObject({ state, nextSteps: allowed[state] })
      for (const kind of Object.keys(rows).filter(one => !allowed[state]!.includes(one))) expect(await refused(fileId, kind, rows[kind]), `${state} ${kind}`).toContain('childAutism.noSuchMove')
    }
    const nobody = await child('2024-08-05')
    for (const kind of Object.keys(rows).filter(one => one !== 'firstScreening')) expect(await refused(nobody, kind, rows[kind])).toContain('childAutism.noSuchMove')
    expect(AUTISM_STATE.values).toHaveLength(11)
  })

  test('undecided comes again after two months; confirmed is followed every three months below three years; R10–R12 follow', async () => {
    const { fileId } = await rescreenAbnormal()
    const ruleLines = async () => (await desk.database.kysely.selectFrom('childDue').select(['ruleId', 'dueDay', 'windowEnd', 'doneDay']).where('fileId', '=', fileId).where('ruleId', 'in', ['R8', 'R9', 'R10', 'R11', 'R12']).execute()).map(line => `${line.ruleId} ${line.windowEnd}`)
    expect(await ruleLines()).toEqual([`R10 ${addDays(TODAY, 30)}`])
    await move(fileId, 'diagnosis', { diagnosis: 'undecided', institution: '省儿童医院' })
    expect((await open(fileId)).due).toMatchObject({ dueDay: '2026-05-10', overdueFrom: '2026-05-25' })
    expect(await ruleLines()).toEqual(['R11 2026-05-24'])
    const cars = await scale(fileId, 'cars', { carsTotal: 36 })
    await move(fileId, 'diagnosis', { diagnosis: 'confirmed', institution: '省儿童医院', icd10: 'F84.0', carsId: cars.id })
    expect(await open(fileId)).toMatchObject({ state: 'confirmed', course: { diagnosis: 'confirmed', icd10: 'F84.0', carsTotal: 36 }, due: { dueDay: '2026-06-10', overdueFrom: '2026-07-11' } })
    expect(await ruleLines()).toEqual(['R12 2026-07-10'])
  })

  test('a follow-up belongs to a confirmed child, warns below 20 hours and moves what is due', async () => {
    const { fileId, courseId } = await rescreenAbnormal()
    const row = { ...emptyRow(childAutismFollowUp), fileId, autismId: courseId, followUpDay: TODAY, doctorName: '陈医生', interventionPlace: 'centreAndFamily', hoursPerWeek: 12, effect: 'better' } as never
    expect((await doctor.fails('child.autismFollowUp.save', { row })).fields!.map(issue => issue.message.key)).toContain('childAutism.notConfirmed')
    await move(fileId, 'diagnosis', { diagnosis: 'confirmed', institution: '省儿童医院', day: TODAY })
    const asked = await doctor.fails('child.autismFollowUp.save', { row })
    expect([asked.code, asked.fields!.map(issue => issue.message.key)]).toEqual(['confirm', ['childAutism.fewHours']])
    const { id, rev } = await doctor.call('child.autismFollowUp.save', { row, confirmations: [{ path: 'hoursPerWeek', key: 'childAutism.fewHours', reason: '家庭困难' }] })
    expect((await open(fileId)).followUps).toHaveLength(1)
    const course = await doctor.call('child.autism.get', { id: courseId })
    expect((await doctor.fails('child.autism.undo', { id: courseId, rev: course.rev, reason: '误诊' })).fields).toMatchObject([{ message: { key: 'childAutism.hasFollowUps' } }])
    await doctor.call('child.autismFollowUp.void', { id, rev, reason: '登错' })
    expect((await open(fileId)).followUps).toEqual([])
  })

  test('lost asks for three attempts on three days after the last step; a family that comes back goes on', async () => {
    const { fileId } = await abnormalChild()
    expect(await refused(fileId, 'lost', { reason: '电话不通' })).toContain('child.lostTooEarly')
    for (const day of ['2026-02-01', '2026-03-01', '2026-03-01', '2026-03-02']) await doctor.call('child.attempt.save', { row: { fileId, day, outcome: 'noAnswer', about: '复筛', callerName: '陈医生', note: null } as never })
    // Three calls of which two on one day, and one before the chain began.
    expect(await refused(fileId, 'lost', { reason: '电话不通' })).toContain('child.lostTooEarly')
    await doctor.call('child.attempt.save', { row: { fileId, day: '2026-03-03', outcome: 'wrongNumber', about: '复筛', callerName: '陈医生', note: null } as never })
    await move(fileId, 'lost', { reason: '电话不通', attempts: 99 })
    expect(await open(fileId)).toMatchObject({ state: 'lost', due: null, course: { lostAttempts: 3, lostReason: '电话不通' } })
    await move(fileId, 'rescreeningBegun')
    expect(await open(fileId)).toMatchObject({ state: 'rescreening', course: { lostReason: null }, due: { dueDay: addDays(TODAY, 30) } })
  })

  test('steps are taken back one by one with a reason and stay in the history', async () => {
    const { fileId, courseId } = await rescreenAbnormal()
    const back = async () => doctor.call('child.autism.undo', { id: courseId, rev: (await doctor.call('child.autism.get', { id: courseId })).rev, reason: '登错了人' })
    await back()
    expect((await open(fileId)).state).toBe('firstAbnormal')
    await back()
    expect(await open(fileId)).toMatchObject({ state: 'notScreened', course: null, proposal: { reason: '与人无目光交流' } })
    expect((await doctor.call('child.autism.history', { id: courseId })).map(entry => entry.action)).toEqual(['void', 'update', 'update', 'create'])
  })

  test('closed with a reason: asked for no more, and the confirmed child is not begun anew', async () => {
    const { fileId, courseId } = await rescreenAbnormal()
    expect(await refused(fileId, 'closed')).toContain('childAutism.closeReason')
    await move(fileId, 'closed', { closeReason: 'moved' })
    const due = await desk.database.kysely.selectFrom('childDue').select('ruleId').where('fileId', '=', fileId).where('ruleId', 'in', ['R8', 'R10']).where('doneDay', 'is', null).where('cancelled', 'is', null).execute()
    expect(due).toEqual([])
    expect(await open(fileId)).toMatchObject({ course: { id: courseId, closedDay: TODAY, closeReason: 'moved' }, due: null })
    expect((await doctor.call('child.autism.list', { limit: 500 })).rows.some(row => row.fileId === fileId)).toBe(false)
  })

  test('two windows: who saw the old state is told; a step back in time and after death are refused', async () => {
    const { fileId } = await abnormalChild()
    expect((await doctor.fails('child.autism.move', { fileId, rev: 0, row: stepRow(fileId, 'rescreeningBegun', {}) })).code).toBe('edit-conflict')
    expect(await refused(fileId, 'rescreeningBegun', { day: '2026-02-01' })).toContain('childAutism.order')
    expect(await refused(fileId, 'rescreeningBegun', { day: addDays(TODAY, 1) })).toContain('childAutism.future')
    const { file } = await doctor.call('child.file.open', { id: fileId })
    await doctor.call('child.file.save', { id: fileId, rev: file.rev, row: { ...Object.fromEntries(Object.keys(childFile.fields).map(name => [name, (file as Record<string, unknown>)[name]])), state: 'death', stateDay: '2026-03-01' } as never, confirmations: [{ path: 'state', key: 'childFile.deathCloses', reason: '家属来电告知' }] })
    expect(await refused(fileId, 'rescreeningBegun')).toContain('childAutism.afterDeath')
  })

  test('a course is not made, moved or voided by hand; referrals get their numbers and an order of days', async () => {
    const { fileId, courseId } = await rescreenAbnormal()
    const course = await doctor.call('child.autism.get', { id: courseId })
    const values = Object.fromEntries(Object.keys(childAutism.fields).map(name => [name, (course as Record<string, unknown>)[name]]))
    const save = (row: Record<string, unknown>) => ({ id: courseId, rev: course.rev, row: { ...values, ...row } as never })
    expect((await doctor.fails('child.autism.save', { row: values as never })).fields).toMatchObject([{ message: { key: 'childAutism.byStep' } }])
    expect((await doctor.fails('child.autism.save', save({ firstReferralDay: '2026-02-01', firstReferralTo: '县妇幼保健院' }))).fields).toMatchObject([{ path: 'firstReferralDay', message: { key: 'childAutism.before' } }])
    expect((await doctor.fails('child.autism.save', save({ diagnosisReferralDay: TODAY }))).fields).toMatchObject([{ path: 'diagnosisReferralTo' }])
    await doctor.call('child.autism.save', save({ state: 'excluded', diagnosis: 'excluded', firstAbnormalReason: '改写', firstReferralDay: '2026-02-10', firstReferralTo: '县妇幼保健院', diagnosisReferralDay: TODAY, diagnosisReferralTo: '省儿童医院' }))
    expect(await doctor.call('child.autism.get', { id: courseId })).toMatchObject({ state: 'rescreenAbnormal', diagnosis: null, firstAbnormalReason: '与人无目光交流', firstReferralNumber: expect.stringMatching(/^CS20260310\d{4}$/) as string, diagnosisReferralNumber: expect.stringMatching(/^FS20260310\d{4}$/) as string })
    expect((await doctor.fails('child.file.void', { id: fileId, rev: 1, reason: '重复建档' })).code).toBe('invalid')
  })
})

describe('lists, indicators, books, slips', () => {
  test('overdue first, by due day, of children in care; the numbers open their lists', async () => {
    const own = await openDesk()
    const former = desk
    const formerDoctor = doctor
    desk = own
    // May export lists, may not see phones whole.
    doctor = await own.as('zhuanren', ['doctor', 'archivist'], '周专干')
    try {
      const [late, soon, plain, unconfirmed] = [await child('2024-06-05'), await child('2024-08-05'), await child('2024-08-05'), await child('2024-08-05')]
      await move(late, 'firstScreening', { visitId: await visit(late, 'month18', '2026-01-05', { ...ABSENT, warningSign1: true }) })
      await move(soon, 'firstScreening', { visitId: await visit(soon, 'month18', '2026-02-20', { ...ABSENT, warningSign1: true }) })
      await visit(plain, 'month18', '2026-02-21', ABSENT)
      await visit(unconfirmed, 'month18', '2026-02-22', { ...ABSENT, warningSign4: true })
      const list = await doctor.call('child.autism.list', {})
      expect(list).toMatchObject({ total: 2, overdue: 1, toConfirm: 1, rows: [{ fileId: late, isOverdue: true, dueDay: '2026-02-04', phone: '139****1111' }, { fileId: soon, isOverdue: false, dueDay: '2026-03-22' }] })
      expect((await doctor.call('child.autism.list', { overdueOnly: true })).rows.map(row => row.fileId)).toEqual([late])
      expect((await doctor.call('child.autism.list', { offset: 1, limit: 1 })).rows.map(row => row.fileId)).toEqual([soon])
      expect((await doctor.call('child.autism.list', { state: 'confirmed' })).total).toBe(0)
      await move(late, 'rescreening', { observedProblem: true, observation: '不应名' })
      await move(late, 'diagnosis', { diagnosis: 'confirmed', institution: '省儿童医院' })
      const period = { from: '2026-01-01', to: '2026-03-31' }
      const figures = await doctor.call('child.autism.figures', period)
      expect(figures).toEqual({ counts: { children: 4, screened: 4, firstAbnormal: 3, rescreened: 1, rescreenAbnormal: 1, diagnosed: 1, confirmed: 1 }, firstScreeningRate: 100, rescreeningRate: 33.33, diagnosisRate: 100 })
      for (const [figure, expected] of Object.entries(figures.counts)) expect((await doctor.call('child.autism.figureList', { ...period, figure: figure as never })).total, figure).toBe(expected)
      expect((await doctor.call('child.autism.figures', { from: '2025-01-01', to: '2025-01-31' })).rescreeningRate).toBeNull()
      for (const [book, rows, title] of [['first', 3, '孤独症初筛异常登记表'], ['rescreen', 1, '孤独症复筛异常登记表'], ['diagnosis', 1, '孤独症诊断结果登记表']] as const) {
        const made = await doctor.call('child.autism.ledger', { book, ...period })
        expect(made).toMatchObject({ rows, fileName: `${title}-2026-01-01~2026-03-31.xlsx` })
        const lines = await workbookRows(made.base64)
        expect(lines).toHaveLength(rows + 1)
        expect(lines[1]).toContain('139****1111')
        if (book === 'first') expect(lines.map(line => line[lines[0]!.indexOf('确认情况')])).toEqual(['确认情况', '已确认', '已确认', '未确认'])
      }
      expect((await doctor.fails('child.autism.ledger', { book: 'first', from: '2026-03-02', to: '2026-03-01' })).code).toBe('invalid')
    } finally {
      desk = former
      doctor = formerDoctor
      await own.close()
    }
  })

  test('the slips name the child and what was found; without a referral nothing is printed', async () => {
    const { fileId, courseId } = await abnormalChild()
    expect((await doctor.fails('child.autism.preview', { what: 'first', id: courseId })).fields).toMatchObject([{ message: { key: 'childAutism.noReferral' } }])
    const [mchatId, developmentId] = [(await scale(fileId, 'mchat', mchat([2, false], [7, false]))).id, (await scale(fileId, 'development', dq(85, { languageDq: 68 }))).id]
    await move(fileId, 'rescreening', { mchatId, developmentId, observedProblem: true, observation: '不应名,无共同注意' })
    const course = await doctor.call('child.autism.get', { id: courseId })
    await doctor.call('child.autism.save', { id: courseId, rev: course.rev, row: { ...Object.fromEntries(Object.keys(childAutism.fields).map(name => [name, (course as Record<string, unknown>)[name]])), firstReferralDay: '2026-02-10', firstReferralTo: '县妇幼保健院', diagnosisReferralDay: TODAY, diagnosisReferralTo: '省儿童医院' } as never })
    const words = (html: string): string => html.replace(/<[^>]+>/g, '|').replaceAll('&#45;', '-')
    const first = await doctor.call('child.autism.preview', { what: 'first', id: courseId })
    expect(first.issues).toEqual([])
    for (const text of ['第一联 初筛机构留存', '第二联 交复筛机构', '与人无目光交流:有', '县妇幼保健院', '不会独走:无']) expect(words(first.html)).toContain(text)
    const rescreen = await doctor.call('child.autism.preview', { what: 'rescreen', id: courseId })
    expect(rescreen.issues).toEqual([])
    for (const text of ['省儿童医院', '不应名', '2026-03-10 未通过,存在孤独症风险', '2026-03-10 发育偏离', '68']) expect(words(rescreen.html)).toContain(text)
    expect((await doctor.call('child.autism.pdf', { what: 'rescreen', id: courseId })).fileName).toMatch(/^FS20260310\d{4}\.pdf$/)
    expect((await doctor.call('child.autism.print', { what: 'first', id: courseId, printerName: 'PDF' })).outcome).toBe('sent')
    expect([desk.ports.printed.at(-1)!.html, desk.ports.madePdfs.at(-1)]).toEqual([first.html, rescreen.html])
  })
})

describe('a family that comes back after 失访', () => {
  /** A child lost on a day after three vain calls. */
  async function lostChild(diagnosed = false): Promise<{ fileId: string; courseId: string }> {
    const { fileId, courseId } = await abnormalChild('2025-11-03')
    if (diagnosed) {
      await move(fileId, 'rescreening', { day: '2025-11-20', observedProblem: true, observation: '不回应呼名', developmentId: (await scale(fileId, 'development', { testDay: '2025-11-20', ...dq(95) })).id })
      await move(fileId, 'diagnosis', { day: '2025-12-01', diagnosis: 'confirmed', institution: '市妇幼' })
    }
    for (const day of ['2026-01-05', '2026-01-06', '2026-01-07']) await doctor.call('child.attempt.save', { row: { fileId, day: day as Day, outcome: 'noAnswer', about: '孤独症随访', callerName: '陈医生', note: null } as never })
    await move(fileId, 'lost', { day: '2026-01-08', reason: '三次无人接听' })
    return { fileId, courseId }
  }
  const toConfirm = async (fileId: string) => (await doctor.call('child.autism.toConfirm', { limit: 500 })).rows.find(row => row.fileId === fileId)
  const asked = async (fileId: string) => (await desk.database.kysely.selectFrom('childDue').select(['ruleId', 'windowEnd']).where('fileId', '=', fileId).where('ruleId', 'in', ['R8', 'R10', 'R12']).where('doneDay', 'is', null).where('cancelled', 'is', null).execute()).map(line => `${line.ruleId} ${line.windowEnd}`)

  test('with new signs at 24 months it is proposed and on the list to confirm; confirmed, the chain begins anew beside the lost one', async () => {
    const { fileId, courseId } = await lostChild()
    expect([(await open(fileId)).proposal, await toConfirm(fileId), await asked(fileId)]).toEqual([null, undefined, []])
    const visitId = await visit(fileId, 'month24', '2026-03-01', { ...ABSENT, warningSign1: true, warningSign2: true, languageRegression: true })
    expect((await open(fileId)).proposal).toMatchObject({ visitId, visitDay: '2026-03-01', confirmedBefore: false })
    expect(await toConfirm(fileId)).toMatchObject({ visitId })
    await move(fileId, 'firstScreening', { visitId, day: '2026-03-01' })
    const after = await open(fileId)
    expect(after).toMatchObject({ state: 'firstAbnormal', proposal: null, course: { firstAbnormalDay: '2026-03-01', state: 'firstAbnormal' }, former: [{ id: courseId, state: 'lost', closedDay: '2026-03-01', closeReason: 'returned' }] })
    expect(await asked(fileId)).toEqual(['R8 2026-03-31'])
    expect(await toConfirm(fileId)).toBeUndefined()
    // Taken back, the child is where it was: lost, and proposed.
    await doctor.call('child.autism.undo', { id: after.course!.id, rev: after.course!.rev, reason: '登错了' })
    expect(await open(fileId)).toMatchObject({ state: 'lost', proposal: { visitId }, course: { id: courseId, closedDay: null }, former: [] })
    expect([await asked(fileId), (await toConfirm(fileId))?.visitId]).toEqual([[], visitId])
  })

  test('a window that saw the child before it was lost is told so; who only comes for 复筛 goes on where the course stood', async () => {
    const { fileId, courseId } = await lostChild()
    const visitId = await visit(fileId, 'month24', '2026-03-01', { ...ABSENT, warningSign1: true })
    expect((await doctor.fails('child.autism.move', { fileId, rev: 1, row: stepRow(fileId, 'firstScreening', { visitId, day: '2026-03-01' }) })).code).toBe('edit-conflict')
    await move(fileId, 'rescreeningBegun')
    expect(await open(fileId)).toMatchObject({ course: { id: courseId, state: 'rescreening' }, former: [], proposal: null })
  })

  test('a confirmed child that was lost is on the list too; it is not screened again but followed again', async () => {
    const { fileId, courseId } = await lostChild(true)
    const visitId = await visit(fileId, 'month24', '2026-03-01', { ...ABSENT, languageRegression: true })
    expect((await open(fileId)).proposal).toMatchObject({ visitId, confirmedBefore: true })
    expect(await toConfirm(fileId)).toMatchObject({ visitId })
    expect(await refused(fileId, 'firstScreening', { visitId, day: '2026-03-01' })).toContain('childAutism.confirmedBefore')
    await move(fileId, 'diagnosis', { diagnosis: 'confirmed', institution: '市妇幼' })
    expect(await open(fileId)).toMatchObject({ course: { id: courseId, state: 'confirmed' }, proposal: null })
    expect(await asked(fileId)).toEqual([expect.stringMatching(/^R12 /)])
    expect(await toConfirm(fileId)).toBeUndefined()
  })
})

describe('a child born too early is asked by its corrected age (§2, §6)', () => {
  const SIGNS = { warningSign1: false, warningSign2: false, warningSign3: false, warningSign4: false }
  const prepare = async (fileId: string, contact: 'month3' | 'month6' | 'month24') => (await doctor.call('child.visit.prepare', { fileId, contact })).row

  test('28 weeks, 3 months old, corrected 0: no signs are asked, so not lifting the head is no 初筛异常; the content stays open', async () => {
    const fileId = await child('2025-12-08', { gestationDays: 196 })
    expect(await prepare(fileId, 'month3')).toMatchObject({ signsAgeMonths: 0 })
    const id = await visit(fileId, 'month3', TODAY, { signsAgeMonths: 0, ...SIGNS, warningSign4: true, languageRegression: null, position: 'L', weightKg: 3.4, lengthCm: 50 })
    // What the form does not ask for is not kept.
    expect(await doctor.call('child.visit.get', { id })).toMatchObject({ signsAgeMonths: 0, warningSign1: null, warningSign4: null })
    const opened = await open(fileId)
    expect([opened.state, opened.proposal, opened.signs]).toEqual(['notScreened', null, []])
    expect((await doctor.call('child.autism.toConfirm', { limit: 500 })).rows.filter(row => row.fileId === fileId)).toEqual([])
  })

  test('28 weeks, 6 months old, corrected 3: the four signs of 3 months, at the check-up of 6 months', async () => {
    const fileId = await child('2025-09-08', { gestationDays: 196 })
    expect(await prepare(fileId, 'month6')).toMatchObject({ signsAgeMonths: 3 })
    await visit(fileId, 'month6', TODAY, { signsAgeMonths: 3, ...SIGNS, warningSign4: true, languageRegression: false, position: 'L', weightKg: 6, lengthCm: 60 })
    const { signs, proposal } = await open(fileId)
    expect(signs).toMatchObject([{ contact: 'month6', ageMonths: 3, result: 'abnormal' }])
    expect(signs[0]!.signs.map(({ sign }) => sign)).toEqual(['031', '032', '033', '034'])
    expect(proposal?.reason).toBe('俯卧时不会抬头')
    expect((await doctor.call('child.autism.toConfirm', { limit: 500 })).rows.filter(row => row.fileId === fileId)).toMatchObject([{ reason: '俯卧时不会抬头' }])
    const figures = await doctor.call('child.autism.figureList', { from: TODAY, to: TODAY, figure: 'firstAbnormal' })
    expect(figures.rows.filter(row => row.fileId === fileId)).toMatchObject([{ day: TODAY }])
  })

  test('from 24 months of corrected age on, and at term, the signs are those of the column', async () => {
    expect(await prepare(await child('2023-11-01', { gestationDays: 196 }), 'month24')).toMatchObject({ signsAgeMonths: 24 })
    expect(await prepare(await child('2025-12-08'), 'month3')).toMatchObject({ signsAgeMonths: 3 })
    expect((await doctor.call('child.visit.evaluate', { fileId: await child('2025-12-08', { gestationDays: 196 }), row: { contact: 'month3', visitDay: TODAY } })).signsAgeMonths).toBe(0)
  })

  test('answers to the signs of another age, as a paper form may have them, are asked about and kept as what was asked', async () => {
    const fileId = await child('2025-12-08', { gestationDays: 196 })
    const row = { ...emptyRow(childVisit), fileId, contact: 'month3', visitDay: TODAY, place: 'clinic', referral: '1', doctorName: '陈医生', position: 'L', weightKg: 3.4, lengthCm: 50, ...SIGNS, warningSign4: true }
    const asked = await doctor.fails('child.visit.save', { row: row as never })
    expect(asked.fields).toContainEqual(expect.objectContaining({ path: 'warningSign1', level: 'warn', message: expect.objectContaining({ key: 'childVisit.signsTooEarly' }) as unknown }))
    const older = await child('2025-09-08', { gestationDays: 196 })
    const other = await doctor.fails('child.visit.save', { row: { ...row, fileId: older, contact: 'month6', weightKg: 6, lengthCm: 60 } as never })
    expect(other.fields).toContainEqual(expect.objectContaining({ path: 'warningSign1', level: 'warn', message: expect.objectContaining({ key: 'childVisit.signsOtherAge', params: { months: 3, group: 3, asked: 6 } }) as unknown }))
  })
})

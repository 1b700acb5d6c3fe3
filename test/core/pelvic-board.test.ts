import { afterAll, beforeAll, expect, test } from 'vitest'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { pelvicQuestionnaire } from '../../domain/modules/pelvic/questionnaire.record.ts'
import { postpartumCheck } from '../../domain/modules/maternal/postpartum-check.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { PELVIC_FIGURE_IDS } from '../../domain/rule/pelvic/board.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { pelvicAssessmentRow, pelvicCourseRow, pelvicFileRow, pelvicSessionRow } from '../support/pelvic-scene.ts'
import { registerWoman } from '../support/women-scene.ts'

const PERIOD = { first: '2026-01-01', last: '2026-03-10' } as never
let desk: Desk
let director: Window
let therapist: Window
let fileIds: string[]

/** Rows as the store keeps them: what the other handlers of the clinic check is not of interest here. */
async function put(table: 'pelvicAssessment' | 'pelvicCourse' | 'pelvicSession' | 'pelvicQuestionnaire' | 'pregnancy' | 'maternalPostpartumCheck', row: Record<string, unknown>): Promise<string> {
  const id = desk.ports.newId()
  const now = '2026-03-10T01:00:00.000Z'
  const columns = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'boolean' ? Number(value) : value]))
  await desk.database.write(trx => trx.insertInto(table).values({ ...columns, id, rev: 1, defVersion: 1, createdAt: now, createdBy: 'x', updatedAt: now, updatedBy: 'x', voidedAt: null, voidReason: null } as never).execute())
  return id
}

beforeAll(async () => {
  desk = await openDesk({ database: await testEngines()[0]!.open() })
  therapist = await desk.as('pendi', ['pelvicCare'], '姜盆底')
  director = await desk.as('fenguan', ['director'], '韩分管')
  fileIds = []
  for (const [at, name] of ['盆底甲', '盆底乙'].entries()) fileIds.push((await insist(therapist, 'pelvic.file.save', { row: pelvicFileRow(await registerWoman(therapist, name, `199${at}-03-02`), { number: `PD202600000${at}` }) as never })).id)
  const [one, other] = fileIds as [string, string]
  const baseline = await put('pelvicAssessment', pelvicAssessmentRow(one, { day: '2026-01-05', oxford: '2', typeOneGrade: 2, typeTwoGrade: 3, stage: '2' }))
  await put('pelvicAssessment', pelvicAssessmentRow(other, { day: '2026-01-06', doctorName: '贺治疗', oxford: '4', typeOneGrade: 4, typeTwoGrade: 4, stage: '0' }))
  const course = await put('pelvicCourse', pelvicCourseRow(one, { baselineId: baseline, startDay: '2026-01-06', state: 'completed', closedDay: '2026-03-01', efficacy: 'effective' }))
  const left = await put('pelvicCourse', pelvicCourseRow(other, { startDay: '2026-02-01', state: 'stopped', closedDay: '2026-03-02', stopReason: 'patient', diagnosis: 'stressIncontinence' }))
  await put('pelvicAssessment', pelvicAssessmentRow(one, { courseId: course, day: '2026-03-01', kind: 'end', oxford: '3', typeOneGrade: 4, typeTwoGrade: 3, stage: '1' }))
  const done = { state: 'done', therapistName: '姜盆底', method: 'stimulationAndFeedback', minutes: 30 }
  for (const [day, homeExercise] of [['2026-01-06', null], ['2026-01-09', 'daily'], ['2026-02-03', 'seldom']]) await put('pelvicSession', pelvicSessionRow(one, course, { ...done, plannedAt: `${day}T09:00`, startedAt: `${day}T09:00`, adverseEvent: day === '2026-02-03' ? 'pain' : 'none', homeExercise }))
  await put('pelvicSession', pelvicSessionRow(other, left, { ...done, therapistName: '贺治疗', method: 'magnetic', plannedAt: '2026-02-04T09:00', adverseEvent: 'none', homeExercise: 'most' }))
  await put('pelvicSession', pelvicSessionRow(other, left, { plannedAt: '2026-02-06T09:00', state: 'missed' }))
  await put('pelvicSession', pelvicSessionRow(other, left, { plannedAt: '2026-02-10T09:00', state: 'cancelled' }))
  // The first assessment of a course may have been entered under the course itself: it is no gain over itself.
  const own = await put('pelvicAssessment', pelvicAssessmentRow(other, { courseId: left, day: '2025-12-30', typeOneGrade: 3, stage: '2' }))
  await desk.database.write(trx => trx.updateTable('pelvicCourse').set({ baselineId: own }).where('id', '=', left).execute())
  // 42-day checks: one woman came with a file that names no birth; one was assessed only after a later pregnancy; one has no file.
  const womanOfFile = async (id: string) => (await therapist.call('pelvic.file.get', { id })).womanId!
  const born = async (womanId: string, stateDay: string, visitDay: string | null) => {
    const pregnancyId = await put('pregnancy', { ...emptyRow(pregnancy), womanId, state: 'delivered', stateDay })
    if (visitDay) await put('maternalPostpartumCheck', { ...emptyRow(postpartumCheck), pregnancyId, visitDay, doctorName: '周医生', recovery: '1', handling: '1' })
  }
  const [hers, others] = [await womanOfFile(one), await womanOfFile(other)]
  await born(hers, '2025-11-25', '2026-01-04')
  await born(others, '2025-10-01', '2026-01-02')
  await born(others, '2025-12-29', null)
  await born(await registerWoman(therapist, '未建档', '1993-03-02'), '2025-12-01', '2026-01-12')
  // Outside the period, and not yet answered.
  await put('pelvicSession', pelvicSessionRow(one, course, { ...done, plannedAt: '2025-12-31T09:00', adverseEvent: 'none' }))
  await put('pelvicSession', pelvicSessionRow(one, course, { plannedAt: '2026-03-10T16:00', state: 'booked' }))
})
afterAll(() => desk.close())

test('rates, workload by therapist, method and month, and improvement by diagnosis are counted by hand', async () => {
  const board = await director.call('pelvic.board', PERIOD)
  const rate = (figure: string) => { const { numerator, denominator, percent } = board.rates.find(one => one.figure === figure)!; return [numerator, denominator, percent] }
  expect(rate('screened')).toEqual([1, 3, 33.33])
  expect(rate('weak')).toEqual([1, 2, 50])
  expect(rate('completed')).toEqual([1, 2, 50])
  expect(rate('missed')).toEqual([1, 5, 20])
  expect(rate('evaluated')).toEqual([1, 1, 100])
  expect(rate('effective')).toEqual([1, 1, 100])
  expect(rate('adverse')).toEqual([1, 4, 25])
  expect(rate('homeExercise')).toEqual([2, 3, 66.67])
  expect(board.therapists.map(({ therapist: name, counts }) => [name, ...counts.map(({ work, count }) => `${work} ${count}`)])).toEqual([
    ['姜盆底', 'files 2', 'assessments 2', 'sessions 3', 'stimulationAndFeedback 3'], ['贺治疗', 'assessments 1', 'sessions 1', 'magnetic 1'],
  ])
  expect(board.months).toEqual([
    { month: '2026-01', files: 0, assessments: 2, done: 2, missed: 0, cancelled: 0 }, { month: '2026-02', files: 0, assessments: 0, done: 2, missed: 1, cancelled: 1 }, { month: '2026-03', files: 2, assessments: 1, done: 0, missed: 0, cancelled: 0 },
  ])
  const counts = Object.fromEntries(board.diagnoses.find(one => one.diagnosis === 'weakness')!.counts.map(({ column, count }) => [column, count]))
  expect(counts).toEqual({ closed: 1, cured: 0, markedly: 0, effective: 1, ineffective: 0, compared: 1, better: 1, same: 0, worse: 0 })
  const stress = Object.fromEntries(board.diagnoses.find(one => one.diagnosis === 'stressIncontinence')!.counts.map(({ column, count }) => [column, count]))
  expect(stress).toMatchObject({ closed: 1, compared: 0, better: 0 })
  const screened = await director.call('pelvic.board.people', { ...PERIOD as object, counted: { of: 'figure', figure: 'screened', part: 'denominator' } } as never)
  expect(screened.rows.map(({ name, fileId, day }) => [name, fileId, day])).toEqual([['未建档', null, '2026-01-12'], ['盆底甲', fileIds[0], '2026-01-04'], ['盆底乙', fileIds[1], '2026-01-02']])
})

test('every number opens as many people as it says', async () => {
  const board = await director.call('pelvic.board', PERIOD)
  const people = async (counted: object) => (await director.call('pelvic.board.people', { ...PERIOD as object, counted } as never)).total
  for (const figure of PELVIC_FIGURE_IDS) {
    const { numerator, denominator } = board.rates.find(one => one.figure === figure)!
    expect([await people({ of: 'figure', figure, part: 'numerator' }), await people({ of: 'figure', figure, part: 'denominator' }), await people({ of: 'figure', figure, part: 'rest' })], figure).toEqual([numerator, denominator, denominator - numerator])
  }
  for (const { therapist: name, counts } of board.therapists) for (const { work, count } of counts) expect(await people({ of: 'therapist', therapist: name, work }), `${name} ${work}`).toBe(count)
  for (const { month, ...counts } of board.months) for (const [work, count] of Object.entries(counts)) expect(await people({ of: 'month', month, work }), `${month} ${work}`).toBe(count)
  for (const { diagnosis, counts } of board.diagnoses) for (const { column, count } of counts) expect(await people({ of: 'diagnosis', diagnosis, column })).toBe(count)
  expect((await director.call('pelvic.board.people', { ...PERIOD as object, counted: { of: 'figure', figure: 'missed', part: 'numerator' } } as never)).rows).toMatchObject([{ fileId: fileIds[1], name: '盆底乙', day: '2026-02-06', fileNumber: expect.any(String) }])
})

test('a number opens exactly the visits it counted, not as many others', async () => {
  const lines = async (counted: object) => (await director.call('pelvic.board.people', { ...PERIOD as object, counted } as never)).rows.map(({ name, fileId, day }) => `${name} ${fileIds.indexOf(fileId!)} ${day}`)
  expect(await lines({ of: 'therapist', therapist: '姜盆底', work: 'files' })).toEqual(['盆底甲 0 2026-03-02', '盆底乙 1 2026-03-02'])
  expect(await lines({ of: 'therapist', therapist: '姜盆底', work: 'assessments' })).toEqual(['盆底甲 0 2026-03-01', '盆底甲 0 2026-01-05'])
  expect(await lines({ of: 'therapist', therapist: '贺治疗', work: 'assessments' })).toEqual(['盆底乙 1 2026-01-06'])
  expect(await lines({ of: 'therapist', therapist: '贺治疗', work: 'magnetic' })).toEqual(['盆底乙 1 2026-02-04'])
  expect(await lines({ of: 'month', month: '2026-01', work: 'assessments' })).toEqual(['盆底乙 1 2026-01-06', '盆底甲 0 2026-01-05'])
  expect(await lines({ of: 'month', month: '2026-02', work: 'cancelled' })).toEqual(['盆底乙 1 2026-02-10'])
  expect(await lines({ of: 'figure', figure: 'homeExercise', part: 'numerator' })).toEqual(['盆底乙 1 2026-02-04', '盆底甲 0 2026-01-09'])
  expect(await lines({ of: 'figure', figure: 'homeExercise', part: 'rest' })).toEqual(['盆底甲 0 2026-02-03'])
})

test('improvement goes by the measure of the diagnosis: counted by hand, each number with its women', async () => {
  const [one, other] = fileIds as [string, string]
  const measured = async (fileId: string, day: string, { score, ...row }: Record<string, unknown>, more: object = {}) => {
    const id = await put('pelvicAssessment', pelvicAssessmentRow(fileId, { day, ...row, ...more }))
    for (const [questionnaire, total] of Object.entries(score ?? {})) await put('pelvicQuestionnaire', { ...emptyRow(pelvicQuestionnaire), fileId, assessmentId: id, questionnaire, day, total })
    return id
  }
  const closed = async (fileId: string, diagnosis: string, before: Record<string, unknown>, after: Record<string, unknown>) => {
    const courseId = await put('pelvicCourse', pelvicCourseRow(fileId, { diagnosis, baselineId: await measured(fileId, '2024-02-01', before), startDay: '2024-02-02', state: 'completed', closedDay: '2024-03-01' }))
    await measured(fileId, '2024-03-01', after, { courseId, kind: 'end' })
  }
  // Each with something else that went the other way, which is not asked.
  await closed(one, 'overactiveBladder', { score: { oabss: 9, wexner: 2 }, typeOneGrade: 3 }, { score: { oabss: 5, wexner: 8 }, typeOneGrade: 1 })
  await closed(other, 'overactiveBladder', { score: { oabss: 5 } }, { score: { oabss: 6 } })
  await closed(one, 'analIncontinence', { score: { wexner: 8, oabss: 1 } }, { score: { wexner: 8, oabss: 9 } })
  await closed(one, 'stressIncontinence', { padGainG: 12.3, stage: '0' }, { padGainG: 0.4, stage: '2' })
  await closed(other, 'stressIncontinence', { padGainG: 3 }, { oxford: '5' })
  await closed(one, 'chronicPain', { painVas: 3 }, { painVas: 6.5 })
  await closed(one, 'diastasis', { diastasisAboveMm: 18, diastasisAtMm: 31 }, { diastasisAboveMm: 20, diastasisAtMm: 24 })
  await closed(one, 'prolapse', { stage: '3', oxford: '4' }, { stage: '2', oxford: '3' })
  const period = { first: '2024-01-01', last: '2024-12-31' }
  const { diagnoses } = await director.call('pelvic.board', period as never)
  const columns = ['closed', 'compared', 'better', 'same', 'worse'] as const
  expect(Object.fromEntries(diagnoses.map(({ diagnosis, counts }) => [diagnosis, columns.map(column => counts.find(of => of.column === column)!.count)]))).toEqual({
    overactiveBladder: [2, 2, 1, 0, 1], analIncontinence: [1, 1, 0, 1, 0], stressIncontinence: [2, 1, 1, 0, 0], chronicPain: [1, 1, 0, 0, 1], diastasis: [1, 1, 1, 0, 0], prolapse: [1, 1, 1, 0, 0],
  })
  const women = async (diagnosis: string, column: string) => (await director.call('pelvic.board.people', { ...period, counted: { of: 'diagnosis', diagnosis, column } } as never)).rows.map(({ name }) => name)
  expect([await women('overactiveBladder', 'better'), await women('overactiveBladder', 'worse'), await women('stressIncontinence', 'compared')]).toEqual([['盆底甲'], ['盆底乙'], ['盆底甲']])
  const { html } = await director.call('pelvic.board.preview', period as never)
  for (const word of ['OABSS 好转', '尿垫增重(g) 前后都测了', 'Wexner 持平', 'POP-Q分度 好转']) expect(html).toContain(word)
})

test('a period that runs backwards or too long is refused; the spreadsheet and the paper carry the same numbers', async () => {
  expect((await director.fails('pelvic.board', { first: '2026-03-10', last: '2026-01-01' } as never)).fields?.[0]?.message.key).toBe('pelvicBoard.period')
  expect((await director.fails('pelvic.board', { first: '2020-01-01', last: '2026-01-01' } as never)).fields?.[0]?.message.key).toBe('pelvicBoard.tooLong')
  const { html, issues } = await director.call('pelvic.board.preview', PERIOD)
  expect(issues).toEqual([])
  for (const word of ['盆底肌力异常率', '20.00%', '工作量 姜盆底', '建档', '家庭训练完成率', '院内指标']) expect(html).toContain(word)
  expect((await director.fails('pelvic.board.file', PERIOD)).code).toBe('forbidden')
  const { fileName, base64 } = await therapist.call('pelvic.board.file', PERIOD)
  expect([fileName, base64.length > 1000]).toEqual(['盆底专科质控与统计2026-01-01至2026-03-10.xlsx', true])
})

test('the self-assessment starts empty, keeps what the hospital writes, says what it is not, and is printed as it is saved', async () => {
  const { value, rev } = await therapist.call('setting.get', { key: 'pelvicSelfAssessment' })
  expect(value).toEqual({ source: '', items: [] })
  const items = [{ item: '用房', requirement: '评估室 1 间', evidence: '门诊三楼 𬭊', score: 9.5 }, { item: '人员', requirement: '', evidence: '', score: null }, { item: '设备', requirement: '', evidence: '', score: 0.6 }]
  expect((await therapist.fails('setting.save', { key: 'pelvicSelfAssessment', rev, value: { source: '', items: [{ ...items[0]!, item: ' ' }] } })).code).toBe('invalid')
  expect((await director.fails('setting.save', { key: 'pelvicSelfAssessment', rev, value: { source: '', items } })).code).toBe('forbidden')
  await therapist.call('setting.save', { key: 'pelvicSelfAssessment', rev, value: { source: '本院拿到的标准', items } })
  const { html, issues } = await director.call('pelvic.selfAssessment.preview', { paper: 'A4' })
  expect(issues).toEqual([])
  for (const word of ['本院拿到的标准', '门诊三楼', '9.5', '10.1', '不代表符合该标准']) expect(html).toContain(word)
  expect((await therapist.call('pelvic.selfAssessment.pdf', { paper: 'A4' })).fileName).toBe('盆底专科建设自评.pdf')
  expect((await therapist.call('pelvic.selfAssessment.print', { paper: 'A4', printerName: '' })).outcome).toBe('sent')
})

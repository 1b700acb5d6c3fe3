import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancerFollowUp, type StoredCancerFollowUp } from '../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening } from '../../domain/modules/women/cancer-screening.record.ts'
import { screeningTarget } from '../../domain/modules/women/screening-target.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { registerWoman, screeningRow } from '../support/women-scene.ts'

let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('fubao', ['womenCare'], '周医生')
})
afterAll(() => desk.close())

let count = 0
const woman = (birthDay = '1985-03-02', self: Record<string, unknown> = {}): Promise<string> => registerWoman(doctor, `筛${'甲乙丙丁戊己庚辛壬癸'[count++ % 10]}${'子丑寅卯辰巳午未'[Math.floor(count / 10)]}`, birthDay, self)
const screen = async (womanId: string, row: Record<string, unknown> = {}): Promise<string> => (await insist(doctor, 'women.cancerScreening.save', { row: screeningRow(womanId, row) })).id
const open = (id: string) => doctor.call('women.cancerScreening.open', { id })
const stepsOf = async (id: string): Promise<StoredCancerFollowUp[]> => (await open(id)).followUps
const keysOf = async (name: 'women.cancerScreening.save' | 'women.cancerFollowUp.save' | 'women.screeningTarget.save', input: Record<string, unknown>): Promise<string[]> => (await doctor.fails(name, input as never)).fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)
const change = async (id: string, row: Record<string, unknown>): Promise<Record<string, unknown>> => { const { screening } = await open(id); return { id, rev: screening.rev, row: { ...valuesOf(cancerScreening, screening), ...row } } }
const answer = (step: StoredCancerFollowUp, row: Record<string, unknown>): Record<string, unknown> => ({ id: step.id, rev: step.rev, row: { ...valuesOf(cancerFollowUp, step), ...row } })
const call = (step: StoredCancerFollowUp, outcome = 'noAnswer') => doctor.call('women.attempt.save', { row: { womanId: step.womanId, followUpId: step.id, day: '2026-03-05', outcome, about: '阴道镜', callerName: '周医生', note: null } as never })

describe('M-31: what follows is found by the program', () => {
  test.each([
    ['HPV16阳性', { hpvResult: 'type16or18', hpvTypes: '16' }, { cervicalStep: 'colposcopy', gaps: 'ultrasound' }],
    ['其他高危型阳性而细胞学NILM', { hpvResult: 'otherHighRisk', hpvTypes: '52,58', cytology: 'nilm' }, { cervicalStep: 'nextRound', gaps: 'ultrasound' }],
    ['其他高危型阳性,细胞学未做', { hpvResult: 'otherHighRisk' }, { cervicalStep: 'cytology', gaps: 'cytology,ultrasound' }],
    ['细胞学ASC-US', { hpvResult: 'negative', cytology: 'ascus' }, { cervicalStep: 'colposcopy', gaps: 'ultrasound' }],
    ['BI-RADS 3', { hpvResult: 'negative', breastCategory: '3' }, { cervicalStep: 'nextRound', breastStep: 'mammography', gaps: null }],
    ['BI-RADS 4', { breastCategory: '4' }, { breastStep: 'biopsy', gaps: 'hpv' }],
    ['乳腺癌高危而BI-RADS 1', { hpvResult: 'negative', breastCategory: '1', isBreastHighRisk: true }, { breastStep: 'mammography', gaps: null }],
  ])('%s', async (_, row, found) => {
    const womanId = await woman()
    const live = await doctor.call('women.cancerScreening.evaluate', { womanId, row: screeningRow(womanId, row) as never })
    expect({ cervicalStep: live.cervicalStep, breastStep: live.breastStep, gaps: live.gaps.join(',') || null }).toMatchObject(found)
    const id = await screen(womanId, row)
    const { screening, followUps } = await open(id)
    expect(screening).toMatchObject({ ...found, ageYears: 41, number: expect.stringMatching(/^LA2026\d{6}$/) as string })
    expect(followUps.map(step => step.step)).toEqual([screening.cervicalStep, screening.breastStep].filter(step => step !== null && step !== 'nextRound' && step !== 'cytology'))
  })

  test('the next round: five years after a negative HPV test, three after cytology alone or for the breast, one after a positive part or with the virus; the earliest counts', async () => {
    const days: [Record<string, unknown>, string | null][] = [
      [{ hpvResult: 'negative' }, '2031-03-02'], [{ cytology: 'nilm' }, '2029-03-02'], [{ hpvResult: 'negative', breastCategory: '2' }, '2029-03-02'], [{ hpvResult: 'type16or18', breastCategory: '2' }, '2027-03-02'], [{ hpvResult: 'otherHighRisk', cytology: 'nilm', breastCategory: '2' }, '2027-03-02'], [{}, null],
    ]
    for (const [row, day] of days) expect((await open(await screen(await woman(), row))).screening.nextRoundDay).toBe(day)
  })
})

describe('bad input', () => {
  test('outside 35 to 64 years is asked about and kept with its reason', async () => {
    for (const [birthDay, age] of [['1991-03-03', 34], ['1961-03-01', 65]] as const) {
      const womanId = await woman(birthDay)
      const { fields } = await doctor.fails('women.cancerScreening.save', { row: screeningRow(womanId) } as never)
      expect(fields!.map(issue => [issue.level, issue.path, issue.message.key, issue.message.params?.age])).toEqual([['warn', 'screeningDay', 'cancerScreening.age', age]])
      await screen(womanId)
    }
    for (const birthDay of ['1991-03-02', '1961-03-03']) await doctor.call('women.cancerScreening.save', { row: screeningRow(await woman(birthDay)) } as never)
  })
  test('a man, nobody, somebody without a birth day, a day before birth or after today', async () => {
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(await woman('1985-03-02', { sex: '1' })) })).toEqual(['block womanId women.isMan'])
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(await woman('1985-03-02', { birthDay: null })) })).toEqual(['block womanId women.noBirthDay'])
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(await woman(), { screeningDay: '2026-03-11' }) })).toContain('block screeningDay cancerScreening.future')
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(await woman('2015-03-02'), { screeningDay: '2015-03-01', taskYear: 2015 }) })).toContain('block screeningDay cancerScreening.beforeBirth')
    expect((await doctor.fails('women.cancerScreening.save', { row: screeningRow('01900000-0000-7000-8000-999999999999') } as never)).code).toBe('not-found')
  })
  test('types that contradict the result, reports before the screening, pressure turned round', async () => {
    const womanId = await woman()
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(womanId, { hpvResult: 'otherHighRisk', hpvTypes: '16,52' }) })).toEqual(['block hpvTypes cancerScreening.types16'])
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(womanId, { hpvResult: 'type16or18', hpvTypes: '52' }) })).toEqual(['block hpvTypes cancerScreening.typesOther'])
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(womanId, { hpvDay: '2026-03-01', systolicMmHg: 90, diastolicMmHg: 90, gravidity: 1, parity: 2 }) })).toEqual(['warn diastolicMmHg field.unusual', 'block hpvDay cancerScreening.beforeScreening', 'block diastolicMmHg cancerScreening.pressure', 'block parity pregnancy.parityOverGravidity'])
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(womanId, { taskYear: 2024 }) })).toEqual(['block taskYear cancerScreening.taskYear'])
  })
  test('a second record of a day is refused, of a year asked about; a woman is never exchanged', async () => {
    const womanId = await woman()
    const id = await screen(womanId, { screeningDay: '2026-01-05' })
    expect((await doctor.call('women.cancerScreening.prepare', { womanId, screeningDay: '2026-01-05' })).existingId).toBe(id)
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(womanId, { screeningDay: '2026-01-05' }) })).toEqual(['block screeningDay cancerScreening.sameDay'])
    expect(await keysOf('women.cancerScreening.save', { row: screeningRow(womanId) })).toEqual(['warn taskYear cancerScreening.sameYear'])
    expect(await keysOf('women.cancerScreening.save', await change(id, { womanId: await woman() }))).toEqual(['block womanId women.personFixed'])
  })
  test('a second round begins with what stays', async () => {
    const womanId = await woman()
    await screen(womanId, { screeningDay: '2025-03-02', taskYear: 2025, gravidity: 3, parity: 2, menarcheAge: 13, familyCancer: '母亲乳腺癌', hpvResult: 'negative' })
    const { row } = await doctor.call('women.cancerScreening.prepare', { womanId })
    expect(row).toMatchObject({ round: 2, gravidity: 3, parity: 2, menarcheAge: 13, familyCancer: '母亲乳腺癌', taskYear: 2026, screeningDay: '2026-03-10' })
    expect(row).not.toHaveProperty('hpvResult')
  })
})

describe('the chain of a positive woman', () => {
  test('is due by the setting, and leaves the list by a result alone: what it asks for is the next step', async () => {
    const id = await screen(await woman(), { hpvResult: 'type16or18', hpvTypes: '18', hpvDay: '2026-03-06' })
    const [step] = await stepsOf(id)
    expect(step).toMatchObject({ part: 'cervical', step: 'colposcopy', openedDay: '2026-03-06', dueDay: '2026-04-05', state: 'open', previousId: null })
    expect(await keysOf('women.cancerFollowUp.save', answer(step!, { state: 'done', resultDay: '2026-03-09' }))).toEqual(['block colposcopy cancerFollowUp.result', 'block nextStep cancerFollowUp.nextStep'])
    expect(await keysOf('women.cancerFollowUp.save', answer(step!, { state: 'done', resultDay: '2026-03-01', colposcopy: 'high', nextStep: 'biopsy' }))).toEqual(['block resultDay cancerFollowUp.beforeScreening'])
    expect(await keysOf('women.cancerFollowUp.save', answer(step!, { state: 'done', resultDay: '2026-03-09', colposcopy: 'high', nextStep: 'nextRound' }))).toEqual(['warn nextStep cancerFollowUp.otherStep'])
    await doctor.call('women.cancerFollowUp.save', answer(step!, { state: 'done', resultDay: '2026-03-09', colposcopy: 'high', nextStep: 'biopsy' }) as never)
    const biopsy = (await stepsOf(id))[1]!
    expect(biopsy).toMatchObject({ step: 'biopsy', previousId: step!.id, openedDay: '2026-03-09', dueDay: '2026-03-23', state: 'open' })
    await doctor.call('women.cancerFollowUp.save', answer(biopsy, { state: 'done', resultDay: '2026-03-09', cervicalPathology: '24', nextStep: 'treatment' }) as never)
    const treatment = (await stepsOf(id))[2]!
    await doctor.call('women.cancerFollowUp.save', answer(treatment, { state: 'done', resultDay: '2026-03-10', treatment: 'LEEP', nextStep: 'nextRound' }) as never)
    expect((await stepsOf(id)).map(one => [one.step, one.state])).toEqual([['colposcopy', 'done'], ['biopsy', 'done'], ['treatment', 'done']])
  })

  test('a refusal must be signed and a transfer says where and why', async () => {
    const [step] = await stepsOf(await screen(await woman(), { breastCategory: '5' }))
    expect(step).toMatchObject({ part: 'breast', step: 'biopsy', dueDay: '2026-03-16' })
    expect(await keysOf('women.cancerFollowUp.save', answer(step!, { state: 'refused', refusedDay: '2026-03-09', isRefusalSigned: false }))).toEqual(['block isRefusalSigned cancerFollowUp.signed', 'block refusalReason cancerFollowUp.refusalReason'])
    expect(await keysOf('women.cancerFollowUp.save', answer(step!, { state: 'transferred', transferredDay: '2026-03-09' }))).toEqual(['block transferInstitution cancerFollowUp.transferTo', 'block transferReason cancerFollowUp.transferReason'])
    await doctor.call('women.cancerFollowUp.save', answer(step!, { state: 'refused', refusedDay: '2026-03-09', isRefusalSigned: true, refusalReason: '外地就医' }) as never)
    expect((await doctor.call('women.cancerFollowUp.list', { view: 'closed' })).rows.some(row => row.id === step!.id)).toBe(true)
  })

  test('is neither made, voided nor turned into another step by hand', async () => {
    const [step] = await stepsOf(await screen(await woman(), { breastCategory: '4' }))
    expect(await keysOf('women.cancerFollowUp.save', { row: { ...emptyRow(cancerFollowUp), ...valuesOf(cancerFollowUp, step!) } })).toEqual(['block screeningId cancerFollowUp.opened'])
    expect(await keysOf('women.cancerFollowUp.save', answer(step!, { step: 'mammography' }))).toEqual(['block step cancerFollowUp.fixed'])
    expect((await doctor.fails('women.cancerFollowUp.void', { id: step!.id, rev: step!.rev, reason: '不想追踪' })).fields![0]!.message.key).toBe('cancerFollowUp.noVoid')
  })

  test('a corrected result takes back a step nobody has worked on, and is refused once somebody has', async () => {
    const id = await screen(await woman(), { hpvResult: 'type16or18' })
    await insist(doctor, 'women.cancerScreening.save', await change(id, { hpvResult: 'negative' }))
    expect(await stepsOf(id)).toEqual([])
    await insist(doctor, 'women.cancerScreening.save', await change(id, { hpvResult: 'type16or18' }))
    const [step] = await stepsOf(id)
    await call(step!)
    expect(await keysOf('women.cancerScreening.save', await change(id, { hpvResult: 'negative' }))).toEqual(['block hpvResult cancerFollowUp.busy'])
    const { screening } = await open(id)
    expect((await doctor.fails('women.cancerScreening.void', { id, rev: screening.rev, reason: '登错人' })).fields![0]!.message.key).toBe('cancerFollowUp.busy')
    // What does not touch the chain is still corrected freely.
    await doctor.call('women.cancerScreening.save', await change(id, { cervix: '轻度糜烂' }) as never)
  })

  test('a corrected answer closes or opens what followed from it', async () => {
    const id = await screen(await woman(), { breastCategory: '3' })
    const [xray] = await stepsOf(id)
    await doctor.call('women.cancerFollowUp.save', answer(xray!, { state: 'done', resultDay: '2026-03-05', mammographyCategory: '4', nextStep: 'biopsy' }) as never)
    expect((await stepsOf(id)).map(one => one.step)).toEqual(['mammography', 'biopsy'])
    const again = (await stepsOf(id))[0]!
    await doctor.call('women.cancerFollowUp.save', answer(again, { mammographyCategory: '2', nextStep: 'nextRound' }) as never)
    expect((await stepsOf(id)).map(one => one.step)).toEqual(['mammography'])
  })

  test('goes with its screening when that is voided untouched', async () => {
    const id = await screen(await woman(), { hpvResult: 'type16or18', breastCategory: '4' })
    const { screening } = await open(id)
    await doctor.call('women.cancerScreening.void', { id, rev: screening.rev, reason: '重复登记' })
    expect((await open(id)).followUps).toEqual([])
  })
})

describe('lists', () => {
  test('who waits, who is overdue, how often she was called', async () => {
    const late = await woman('1980-01-01', { homeRegion: '430421101' })
    const id = await screen(late, { screeningDay: '2026-01-05', hpvResult: 'type16or18' })
    const [step] = await stepsOf(id)
    await call(step!)
    await call(step!, 'promised')
    const { rows } = await doctor.call('women.cancerFollowUp.list', { view: 'overdue', region: '430421101' })
    expect(rows).toMatchObject([{ id: step!.id, isOverdue: true, dueDay: '2026-02-04', attempts: 2, lastAttempt: 'promised', lastAttemptDay: '2026-03-05' }])
    expect((await doctor.call('home.summary', null)).cancerOverdue).toMatchObject({ total: 1, first: [{ id, detail: '宫颈:阴道镜检查', since: '2026-02-04' }] })
    const { total } = await doctor.call('women.cancerFollowUp.list', { view: 'open' })
    const { rows: open } = await doctor.call('women.cancerFollowUp.list', { view: 'open', limit: 500 })
    expect(open).toHaveLength(total)
    expect(open.map(row => row.dueDay)).toEqual(open.map(row => row.dueDay).toSorted())
  })
  test('a corrected day of the report moves the days of the step that it opened', async () => {
    const id = await screen(await woman(), { hpvResult: 'type16or18', hpvDay: '2026-03-03' })
    expect(await stepsOf(id)).toMatchObject([{ step: 'colposcopy', openedDay: '2026-03-03', dueDay: '2026-04-02' }])
    await insist(doctor, 'women.cancerScreening.save', await change(id, { hpvDay: '2026-03-09' }))
    expect(await stepsOf(id)).toMatchObject([{ step: 'colposcopy', openedDay: '2026-03-09', dueDay: '2026-04-08' }])
  })
  test('what is still to be examined, and the next round by her last screening alone', async () => {
    const region = { homeRegion: '430421102' }
    const gap = await woman('1980-01-01', region)
    await screen(gap, { hpvResult: 'otherHighRisk', breastCategory: '1' })
    expect((await doctor.call('women.cancerScreening.list', { view: 'gaps', region: '430421102' })).rows).toMatchObject([{ womanId: gap, gaps: ['cytology'], gapDueDay: '2026-04-01' }])
    const due = await woman('1980-01-01', region)
    await screen(due, { screeningDay: '2023-03-20', taskYear: 2023, hpvResult: 'negative', breastCategory: '1' })
    const came = await woman('1980-01-01', region)
    await screen(came, { screeningDay: '2023-03-20', taskYear: 2023, hpvResult: 'negative', breastCategory: '1' })
    await screen(came, { hpvResult: 'negative', breastCategory: '1' })
    expect((await doctor.call('women.cancerScreening.list', { view: 'nextRound', region: '430421102' })).rows.map(row => [row.womanId, row.nextRoundDay])).toEqual([[due, '2026-03-20']])
    expect((await doctor.call('women.cancerScreening.list', { view: 'all', day: '2023-03-20' })).total).toBe(2)
  })
})

describe('the task of a year', () => {
  test('a woman counts once, above 100 % is shown as it is, each number opens its women', async () => {
    const home = { homeRegion: '430421103' }
    const target = (region: string, number: number) => doctor.call('women.screeningTarget.save', { row: { ...emptyRow(screeningTarget), taskYear: 2024, region, target: number, source: '县卫健局任务分解表' } as never })
    await target('430421103', 2)
    const ids = [await woman('1980-01-01', home), await woman('1980-01-02', home), await woman('1980-01-03', home)]
    for (const [index, womanId] of ids.entries()) await screen(womanId, { screeningDay: '2024-03-02', taskYear: 2024, hpvResult: index === 0 ? 'type16or18' : 'negative', breastCategory: index === 1 ? '4' : '1' })
    await screen(ids[2]!, { screeningDay: '2024-09-02', taskYear: 2024, hpvResult: 'otherHighRisk', cytology: 'nilm' })
    await screen(await woman('1980-01-04', home), { screeningDay: '2024-03-02', taskYear: 2024, programme: 'self' })
    await screen(await woman('1980-01-05'), { screeningDay: '2024-03-02', taskYear: 2024 })
    const year = await doctor.call('women.screeningTarget.completion', { taskYear: 2024, freeOnly: true })
    expect(year.townships.map(({ region, target: asked, percent, figures }) => [region, asked, percent, figures.screened, figures.hpvPositive, figures.hpv16or18, figures.cervicalPositive, figures.breastPositive, figures.waiting, figures.followed])).toEqual([['430421103', 2, 150, 3, 2, 1, 1, 1, 2, 0], ['', null, null, 1, 0, 0, 0, 0, 0, 0]])
    expect(year.total).toMatchObject({ target: 2, percent: 200, figures: { screened: 4 } })
    expect((await doctor.call('women.screeningTarget.completion', { taskYear: 2024, freeOnly: false })).total.figures.screened).toBe(5)
    for (const { region, figures } of year.townships) for (const [figure, number] of Object.entries(figures)) expect((await doctor.call('women.screeningTarget.women', { taskYear: 2024, freeOnly: true, figure: figure as 'screened', region })).total, `${region} ${figure}`).toBe(number)
    const waiting = await doctor.call('women.screeningTarget.women', { taskYear: 2024, freeOnly: true, figure: 'waiting' })
    expect(waiting.rows.map(row => row.womanId).toSorted()).toEqual([ids[0], ids[1]].toSorted())
    expect(await keysOf('women.screeningTarget.save', { row: { ...emptyRow(screeningTarget), taskYear: 2024, region: '430421103', target: 9 } })).toEqual(['block region screeningTarget.exists'])
    expect(await keysOf('women.screeningTarget.save', { row: { ...emptyRow(screeningTarget), taskYear: 2024, region: '430421', target: 9 } })).toEqual(['block region screeningTarget.township'])
  })
})

test('opening a screening stands in the audit; without the right nothing is shown', async () => {
  const id = await screen(await woman())
  await open(id)
  const admin = await desk.as('guanli', ['administrator'])
  expect((await admin.call('audit.list', { call: 'women.cancerScreening.open', recordId: id })).total).toBe(1)
  const stranger = await desk.as('erbao', ['childCare'])
  expect((await stranger.fails('women.cancerScreening.open', { id })).code).toBe('forbidden')
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { diagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { calendarOf, delivered, drawn, HIGH_SERUM, LOW_SERUM, newBarcode, pregnantWoman, prenatalRows, samplesOf, screened, step } from '../support/prenatal-scene.ts'

let desk: Desk
let nurse: Window
let doctor: Window
let clerk: Window
let setDay: (day: string) => Promise<void>
beforeAll(async () => {
  desk = await openDesk()
  clerk = await desk.as('yunbao', ['maternalCare'], '曹孕保')
  nurse = await desk.as('chanshai', ['prenatalCare'], '魏产筛')
  doctor = await desk.as('yisheng', ['doctor'], '周医生')
  setDay = calendarOf(desk, clerk, nurse, doctor)
})
afterAll(() => desk.close())

const keysOf = async (name: 'prenatal.request.save' | 'prenatal.result.save' | 'prenatal.sample.step' | 'prenatal.outcome.save', input: object, by: Window = nurse): Promise<string[]> => (await by.fails(name, input as never)).fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)
const lineOf = async (list: Parameters<typeof nurse.call<'prenatal.list'>>[1]['list'], pregnancyId: string) => (await nurse.call('prenatal.list', { list, offset: 0, limit: 500 })).rows.find(row => row.pregnancyId === pregnancyId)

describe('a request', () => {
  test('P-03, P-04: a sampling before and after the window is refused with what to do instead', async () => {
    await setDay('2025-04-29')
    const { pregnancyId } = await pregnantWoman(clerk)
    const rows = prenatalRows(pregnancyId)
    expect(await keysOf('prenatal.request.save', { row: rows.request('secondSerum', { requestedDay: '2025-04-29', plannedDay: '2025-04-29' }) })).toContain('block plannedDay prenatal.tooEarly')
    // Booked for the window, drawn a day before it.
    await insist(nurse, 'prenatal.request.save', { row: rows.request('secondSerum', { requestedDay: '2025-04-29', plannedDay: '2025-05-06' }) })
    await insist(nurse, 'prenatal.consent.save', { row: rows.consent('serum', { signedAt: '2025-04-29T08:00' }) })
    const [tube] = await samplesOf(nurse, pregnancyId)
    expect(tube!.sample.state).toBe('consented')
    expect(await keysOf('prenatal.sample.step', { id: tube!.sample.id, rev: tube!.sample.rev, to: 'drawn', barcode: newBarcode() })).toEqual(['block gestationDays prenatal.tooEarly'])
    await setDay('2025-06-11')
    const late = await nurse.fails('prenatal.sample.step', { id: tube!.sample.id, rev: tube!.sample.rev, to: 'drawn', barcode: newBarcode() })
    expect(late.fields).toMatchObject([{ path: 'gestationDays', level: 'block', message: { key: 'prenatal.tooLateInstead', params: { now: '21+0', instead: '孕妇外周血胎儿游离DNA检测(NIPT)、中孕期超声筛查' } } }])
    expect(await lineOf('draw', pregnancyId)).toMatchObject({ isOverdue: true, dueDay: '2025-06-10', daysLeft: -1 })
  })

  test('P-17, P-18, P-19, P-20: NIPT suitability with its criteria; 不适用 only by a doctor with a reason', async () => {
    await setDay('2025-04-08')
    const early = await pregnantWoman(clerk)
    const judge = async (pregnancyId: string, values: object) => nurse.call('prenatal.request.evaluate', { row: prenatalRows(pregnancyId).request('nipt', { requestedDay: null, ...values }) as never })
    expect(await judge(early.pregnancyId, { plannedDay: '2025-04-08' })).toMatchObject({ gestationDays: 83, nipt: { suitability: 'notSuitable', criteria: ['tooEarly'] } })
    await setDay('2025-05-07')
    // EDD 2025-10-22; born 1995-10-01 she is 30 on that day.
    const { pregnancyId } = await pregnantWoman(clerk, { birthDay: '1995-10-01' })
    const twins = await judge(pregnancyId, { plannedDay: '2025-05-07', fetusCount: 2, tests: 'secondSerum,nipt' })
    expect(twins).toMatchObject({ gestationDays: 112, nipt: { suitability: 'caution', criteria: ['multipleFetuses'] } })
    expect(twins.remarks.map(({ key }) => key)).toEqual(['prenatal.twinsRemark', 'prenatalRequest.caution'])
    expect(twins.issues).toEqual([])
    expect(await judge(pregnancyId, { plannedDay: '2025-05-07', weightKg: 102.4 })).toMatchObject({ nipt: { suitability: 'voluntary' } })
    expect(await judge(pregnancyId, { plannedDay: '2025-05-07', weightKg: 102.7 })).toMatchObject({ nipt: { suitability: 'caution', criteria: ['bodyMassIndex'] } })
    const refused = prenatalRows(pregnancyId).request('nipt', { requestedDay: '2025-05-07', plannedDay: '2025-05-07', criteria: 'transfusion', programme: 'self' })
    expect(await keysOf('prenatal.request.save', { row: { ...refused, overrideReason: '家属要求' } })).toEqual(['block criteria prenatalRequest.notSuitable'])
    expect(await keysOf('prenatal.request.save', { row: refused }, doctor)).toEqual(['block overrideReason prenatalRequest.override'])
    await insist(doctor, 'prenatal.request.save', { row: { ...refused, overrideReason: '输血已满十一个月,家属坚持' } })
    // P-20: 1/600 is borderline: NIPT suits her, and the programme pays for one when she is of its poor families.
    await setDay('2025-05-11')
    const poor = await pregnantWoman(clerk)
    await screened(nurse, poor.pregnancyId, { ...LOW_SERUM, t21Denominator: 600 }, { isSubsidised: true })
    expect(await nurse.call('prenatal.open', { pregnancyId: poor.pregnancyId })).toMatchObject({ next: 'nipt', subsidy: 'nipt', results: [{ result: { t21Class: 'borderline', overall: 'borderline' } }] })
    expect(await judge(poor.pregnancyId, { plannedDay: '2025-05-11', programme: 'self' })).toMatchObject({ nipt: { suitability: 'suitable', criteria: ['borderlineSerum'] } })
  })

  test('P-30: a second free request in one pregnancy is refused with the day of the first', async () => {
    await setDay('2025-05-06')
    const { pregnancyId } = await pregnantWoman(clerk)
    await drawn(nurse, pregnancyId)
    const second = await nurse.fails('prenatal.request.save', { row: prenatalRows(pregnancyId).request('thalassaemia') as never })
    expect(second.fields).toMatchObject([{ path: 'programme', level: 'block', message: { key: 'prenatal.freeTwice', params: { day: '2025-05-06' } } }])
    expect((await nurse.call('prenatal.request.prepare', { pregnancyId })).row).toMatchObject({ programme: 'self', fetusCount: 1, gestationBasis: '1', plannedDay: '2025-05-06' })
    await insist(nurse, 'prenatal.request.save', { row: prenatalRows(pregnancyId).request('thalassaemia', { programme: 'self' }) })
  })
})

describe('a tube', () => {
  test('P-16: no blood without a signed consent of the version in use; a refusal is kept and ends the tube', async () => {
    await setDay('2025-05-06')
    const { pregnancyId } = await pregnantWoman(clerk)
    const rows = prenatalRows(pregnancyId)
    await insist(nurse, 'prenatal.request.save', { row: rows.request('secondSerum') })
    const [tube] = await samplesOf(nurse, pregnancyId)
    expect(tube!.sample.state).toBe('booked')
    expect(await lineOf('consent', pregnancyId)).toMatchObject({ sampleState: 'booked', dueDay: '2025-06-10', daysLeft: 35, tests: ['secondSerum'] })
    const move = { id: tube!.sample.id, rev: tube!.sample.rev, barcode: newBarcode() }
    expect(await keysOf('prenatal.sample.step', { ...move, to: 'drawn' })).toEqual(['block state prenatal.sampleMove'])
    expect(await keysOf('prenatal.sample.step', { ...move, to: 'consented' })).toEqual(['block consent prenatal.consentMissing'])
    await insist(nurse, 'prenatal.consent.save', { row: rows.consent('serum', { textVersion: '0' }) })
    expect(await keysOf('prenatal.sample.step', { ...move, to: 'consented' })).toEqual(['block consent prenatal.consentVersion'])
    await insist(nurse, 'prenatal.consent.save', { row: rows.consent('serum', { choice: 'declined', signedAt: '2025-05-06T08:40', reason: '不想做' }) })
    expect((await samplesOf(nurse, pregnancyId))[0]).toMatchObject({ sample: { state: 'declined', drawnAt: null }, steps: [{ toState: 'booked' }, { fromState: 'booked', toState: 'declined', byName: '魏产筛' }] })
    expect((await nurse.call('prenatal.open', { pregnancyId })).calendar.find(({ project }) => project === 'secondSerum')).toMatchObject({ firstDay: '2025-04-30', lastDay: '2025-06-10', state: 'declined' })
  })

  test('keeps every step with who and when, travels on a hand-over and is issued; a barcode is one tube of the year', async () => {
    await setDay('2025-05-06')
    const { pregnancyId, name } = await pregnantWoman(clerk)
    const { sampleId, barcode } = await drawn(nurse, pregnancyId)
    expect(await nurse.call('prenatal.find', { number: barcode })).toMatchObject({ pregnancyId, sampleId, sampleState: 'drawn', name, tests: ['secondSerum'] })
    const other = await pregnantWoman(clerk)
    await insist(nurse, 'prenatal.consent.save', { row: prenatalRows(other.pregnancyId).consent('serum') })
    await insist(nurse, 'prenatal.request.save', { row: prenatalRows(other.pregnancyId).request('secondSerum') })
    const [waiting] = await samplesOf(nurse, other.pregnancyId)
    expect(await keysOf('prenatal.sample.step', { id: waiting!.sample.id, rev: waiting!.sample.rev, to: 'drawn', barcode })).toEqual(['block barcode prenatal.barcodeUsed'])
    for (const to of ['processed', 'toSend']) await step(nurse, pregnancyId, to, { celsius: 4 })
    const [tube] = await samplesOf(nurse, pregnancyId)
    // A tube that is not ready stops the whole hand-over, by its number.
    expect((await nurse.fails('prenatal.handover.send', { samples: [{ id: tube!.sample.id, rev: tube!.sample.rev }, { id: waiting!.sample.id, rev: waiting!.sample.rev }], laboratory: '市检验科', sender: '李送样' })).fields).toMatchObject([{ path: 'samples', level: 'block' }])
    const sent = await nurse.call('prenatal.handover.send', { samples: [{ id: tube!.sample.id, rev: tube!.sample.rev }], laboratory: '市检验科', sender: '李送样', celsius: 4 })
    expect(await nurse.call('prenatal.handover.open', { id: sent.id })).toMatchObject({ handover: { sender: '李送样', sampleCount: 1, receivedAt: null }, samples: [{ id: sampleId, state: 'inTransit', name, gestationDays: 111, expectedDay: '2025-10-22', proved: [] }] })
    await setDay('2025-05-07')
    await nurse.call('prenatal.handover.receive', { id: sent.id, rev: sent.rev, receiver: '王收样', celsius: 5, rejected: [] })
    const [received] = await samplesOf(nurse, pregnancyId)
    // Received on Wednesday 2025-05-07: seven working days.
    expect(received).toMatchObject({ sample: { state: 'received', laboratory: '市检验科', gestationDays: 111, startDay: '2025-01-15' }, reportDue: { day: '2025-05-16', isEstimated: false, isOverdue: false }, steps: [{ toState: 'booked' }, { toState: 'consented' }, { toState: 'drawn' }, { toState: 'processed', celsius: 4 }, { toState: 'toSend' }, { toState: 'inTransit', sender: '李送样' }, { toState: 'received', receiver: '王收样', celsius: 5 }] })
    await setDay('2025-05-17')
    expect(await lineOf('report', pregnancyId)).toMatchObject({ dueDay: '2025-05-16', isOverdue: true, barcode })
    await insist(nurse, 'prenatal.result.save', { row: prenatalRows(pregnancyId).result('secondSerum', sampleId, LOW_SERUM) })
    expect(await lineOf('report', pregnancyId)).toBeUndefined()
    expect(await lineOf('issue', pregnancyId)).toMatchObject({ sampleState: 'reported', sinceDay: '2025-05-17' })
    await step(nurse, pregnancyId, 'reviewed', { reviewerName: '王收样' })
    expect(await lineOf('issue', pregnancyId)).toMatchObject({ sampleState: 'reviewed' })
    await step(nurse, pregnancyId, 'issued', { way: '1', issuedTo: '本人' })
    expect(await lineOf('issue', pregnancyId)).toBeUndefined()
    expect((await samplesOf(nurse, pregnancyId))[0]).toMatchObject({ sample: { state: 'issued', reviewerName: '王收样', issuedWay: '1' }, next: [] })
  })

  test('P-31: a haemolysed tube is refused, its woman is called the same day, and the next tube has a barcode of its own', async () => {
    await setDay('2025-05-09')
    const { pregnancyId } = await pregnantWoman(clerk)
    const { sampleId, barcode } = await drawn(nurse, pregnancyId)
    for (const to of ['processed', 'toSend']) await step(nurse, pregnancyId, to)
    await step(nurse, pregnancyId, 'inTransit', { sender: '李送样' })
    await setDay('2025-05-10')
    expect(await keysOf('prenatal.sample.step', { id: sampleId, rev: (await samplesOf(nurse, pregnancyId))[0]!.sample.rev, to: 'rejected' })).toEqual(['block rejection prenatal.rejection'])
    await step(nurse, pregnancyId, 'rejected', { rejection: ['1'] })
    expect(await lineOf('rejected', pregnancyId)).toMatchObject({ recallKind: 'redraw', sampleState: 'rejected', dueDay: '2025-05-10', isOverdue: false, barcode })
    await step(nurse, pregnancyId, 'resampleNotified', { remark: '电话通知' })
    const [old] = await samplesOf(nurse, pregnancyId)
    const draw = { id: old!.sample.id, rev: old!.sample.rev, to: 'drawn' as const }
    expect(await keysOf('prenatal.sample.step', { ...draw, barcode })).toEqual(['block barcode prenatal.barcodeNew'])
    const next = await nurse.call('prenatal.sample.step', { ...draw, barcode: newBarcode() })
    const [before, after] = await samplesOf(nurse, pregnancyId)
    expect(before).toMatchObject({ sample: { id: sampleId, state: 'resampleNotified', barcode, rejection: '1', isReplaced: true }, next: [] })
    expect(after).toMatchObject({ sample: { id: next.id, state: 'drawn', replacesId: sampleId } })
    expect(await lineOf('rejected', pregnancyId)).toBeUndefined()
    expect((await nurse.call('prenatal.open', { pregnancyId })).recalls).toMatchObject([{ recall: { kind: 'redraw', closedBy: 'redone', closedDay: '2025-05-10' } }])
    expect(await keysOf('prenatal.result.save', { row: prenatalRows(pregnancyId).result('secondSerum', sampleId, LOW_SERUM) })).toContain('block sampleId prenatalResult.rejected')
  })
})

test('a signature under which blood was drawn says for ever what it said; names are corrected', async () => {
  await setDay('2025-05-06')
  const { pregnancyId } = await pregnantWoman(clerk)
  await drawn(nurse, pregnancyId)
  const { id, rev } = (await nurse.call('prenatal.open', { pregnancyId })).consents[0]!.consent
  const row = prenatalRows(pregnancyId).consent('serum')
  for (const values of [{ choice: 'declined' }, { signedAt: '2025-05-06T08:59' }, { textVersion: '2' }, { kind: 'nipt' }]) {
    expect((await nurse.fails('prenatal.consent.save', { id, rev, row: { ...row, ...values } as never })).fields).toMatchObject([{ path: Object.keys(values)[0], level: 'block', message: { key: 'prenatalConsent.drawnUnder' } }])
  }
  await insist(nurse, 'prenatal.consent.save', { id, rev, row: { ...row, signerName: '林小美' } })
})

describe('a result', () => {
  test('of a tube that was never sent, of another woman or a second time is refused with what to do', async () => {
    await setDay('2025-05-12')
    const { pregnancyId } = await pregnantWoman(clerk)
    const { sampleId } = await drawn(nurse, pregnancyId)
    const row = prenatalRows(pregnancyId).result('secondSerum', sampleId, { ...LOW_SERUM, resultDay: '2025-05-12' })
    expect(await keysOf('prenatal.result.save', { row })).toEqual(['block sampleId prenatalResult.neverSent'])
    const other = await pregnantWoman(clerk)
    expect(await keysOf('prenatal.result.save', { row: { ...row, pregnancyId: other.pregnancyId } })).toEqual(['block sampleId prenatalResult.otherSample'])
    expect(await keysOf('prenatal.result.save', { row: { ...row, sampleId: null } })).toEqual(['block sampleId prenatalResult.noSample'])
    await delivered(nurse, pregnancyId)
    expect(await keysOf('prenatal.result.save', { row: { ...row, test: 'nipt', niptResult: 'low', panel: null, t21Comparator: null, t21Denominator: null, t18Comparator: null, t18Denominator: null, afpMom: null } })).toEqual(['block sampleId prenatalResult.notRequested'])
    await insist(nurse, 'prenatal.result.save', { row })
    expect((await samplesOf(nurse, pregnancyId))[0]!.sample.state).toBe('reported')
    expect(await keysOf('prenatal.result.save', { row })).toEqual(['block sampleId prenatalResult.resulted'])
  })

  test('a scan outside its window is refused; NT and ultrasound are judged by the setting', async () => {
    await setDay('2025-04-23')
    const { pregnancyId } = await pregnantWoman(clerk)
    const nt = (resultDay: string, ntMm: number) => prenatalRows(pregnancyId).result('nt', null, { resultDay, ntMm, crlMm: 60 })
    expect(await keysOf('prenatal.result.save', { row: nt('2025-04-23', 1.2) })).toEqual(['block resultDay prenatal.tooLateInstead'])
    await insist(nurse, 'prenatal.result.save', { row: nt('2025-04-22', 3) })
    expect(await nurse.call('prenatal.open', { pregnancyId })).toMatchObject({ indications: ['raisedNt'], next: 'diagnosis', results: [{ result: { gestationDays: 97, ntLevel: 'high', overall: 'high' } }], recalls: [{ recall: { kind: 'high', closedDay: null } }] })
    await setDay('2025-06-11')
    const { id } = await insist(nurse, 'prenatal.result.save', { row: prenatalRows(pregnancyId).result('midUltrasound', null, { resultDay: '2025-06-11', level: '3', systemBrain: '1', systemHeart: '3' }) })
    expect(await nurse.call('prenatal.result.get', { id })).toMatchObject({ overall: 'notAssessable', needsRepeat: true })
    expect((await nurse.call('prenatal.open', { pregnancyId })).recalls.map(({ recall }) => recall.kind)).toEqual(['high', 'repeat'])
    await insist(nurse, 'prenatal.result.save', { row: prenatalRows(pregnancyId).result('midUltrasound', null, { resultDay: '2025-06-11', level: '3', systemBrain: '1', systemHeart: '1' }) })
    expect((await nurse.call('prenatal.open', { pregnancyId })).recalls.find(({ recall }) => recall.kind === 'repeat')!.recall).toMatchObject({ closedBy: 'redone' })
  })

  test('what it means is found by the program and never typed; a correction says why and the old report stays', async () => {
    await setDay('2025-05-12')
    const { pregnancyId } = await pregnantWoman(clerk)
    const { resultId } = await screened(nurse, pregnancyId, { ...LOW_SERUM, overall: 'high', t21Class: 'high' })
    expect(await nurse.call('prenatal.result.get', { id: resultId })).toMatchObject({ t21Class: 'low', t18Class: 'low', ontdClass: 'low', overall: 'low', gestationDays: 117 })
    const row = prenatalRows(pregnancyId).result('secondSerum', (await nurse.call('prenatal.result.get', { id: resultId })).sampleId, { ...LOW_SERUM, t21Denominator: 270, resultDay: '2025-05-12' })
    expect(await keysOf('prenatal.result.save', { id: resultId, rev: 1, row })).toEqual(['warn resultDay prenatalResult.correction'])
    await insist(nurse, 'prenatal.result.save', { id: resultId, rev: 1, row })
    const history = await nurse.call('prenatal.result.history', { id: resultId })
    expect(history.map(({ row: old, reason }) => [old.t21Denominator, old.overall, reason !== null])).toEqual([[270, 'high', true], [5000, 'low', false]])
    expect((await nurse.call('prenatal.open', { pregnancyId })).recalls).toMatchObject([{ recall: { kind: 'high', closedDay: null } }])
    // Back again: the recall ends as one that was corrected, and stays in sight.
    await insist(nurse, 'prenatal.result.save', { id: resultId, rev: 2, row: { ...row, t21Denominator: 5000 } })
    expect((await nurse.call('prenatal.open', { pregnancyId })).recalls).toMatchObject([{ recall: { closedBy: 'corrected' } }])
  })

  test('a corrected dating is said beside the tube and rewrites nothing', async () => {
    await setDay('2025-05-12')
    const { pregnancyId } = await pregnantWoman(clerk)
    const { resultId } = await screened(nurse, pregnancyId, LOW_SERUM)
    const { pregnancy: row } = await clerk.call('pregnancy.open', { pregnancyId })
    const { id, rev, defVersion: _version, createdAt: _at, createdBy: _by, updatedAt: _then, updatedBy: _who, voidedAt: _void, voidReason: _why, ...values } = row
    await insist(clerk, 'pregnancy.save', { id, rev, row: { ...values, lastMenstrualDay: '2025-01-29' } })
    const { samples: [tube], results: [result] } = await nurse.call('prenatal.open', { pregnancyId })
    expect(tube).toMatchObject({ sample: { gestationDays: 117, startDay: '2025-01-15' }, redated: { key: 'prenatal.redated', params: { before: '16+5', after: '14+5' } } })
    expect(result).toMatchObject({ result: { id: resultId, rev: 1, gestationDays: 117 }, redated: { key: 'prenatal.redated' } })
  })

  test('NIPT without a result books the next tube and calls her within ten working days', async () => {
    await setDay('2025-05-06')
    const { pregnancyId } = await pregnantWoman(clerk)
    const { sampleId } = await drawn(nurse, pregnancyId, 'nipt', { programme: 'self' })
    await delivered(nurse, pregnancyId)
    await insist(nurse, 'prenatal.result.save', { row: prenatalRows(pregnancyId).result('nipt', sampleId, { resultDay: '2025-05-06', niptResult: 'failed', fetalFractionPercent: 2.1 }) })
    expect(await lineOf('rejected', pregnancyId)).toMatchObject({ recallKind: 'redraw', dueDay: '2025-05-20', isEstimated: false })
    const [failed, next] = await samplesOf(nurse, pregnancyId)
    expect([failed!.sample.state, next!.sample]).toMatchObject(['reported', { state: 'consented', replacesId: sampleId, tests: 'nipt' }])
    await step(nurse, pregnancyId, 'drawn', { barcode: newBarcode() })
    expect(await lineOf('rejected', pregnancyId)).toBeUndefined()
  })

  test('a failed NIPT that is corrected or taken away gives up the tube booked in its place, and the first one is waited for again', async () => {
    await setDay('2025-05-06')
    const { pregnancyId } = await pregnantWoman(clerk)
    const { sampleId } = await drawn(nurse, pregnancyId, 'nipt', { programme: 'self' })
    await delivered(nurse, pregnancyId)
    const row = prenatalRows(pregnancyId).result('nipt', sampleId, { resultDay: '2025-05-06', niptResult: 'failed', fetalFractionPercent: 2.1 })
    const saved = await insist(nurse, 'prenatal.result.save', { row })
    const corrected = await insist(nurse, 'prenatal.result.save', { ...saved, row: { ...row, niptResult: 'low', fetalFractionPercent: 12.1 } })
    const states = async () => (await samplesOf(nurse, pregnancyId)).map(({ sample }) => [sample.state, sample.isReplaced])
    expect(await states()).toEqual([['reported', false], ['ended', false]])
    expect(await lineOf('draw', pregnancyId)).toBeUndefined()
    const again = await insist(nurse, 'prenatal.result.save', { ...corrected, row })
    expect(await states()).toEqual([['reported', true], ['ended', false], ['consented', false]])
    await nurse.call('prenatal.result.void', { ...again, reason: '登错了样本' })
    expect(await states()).toEqual([['testing', false], ['ended', false], ['ended', false]])
    await setDay('2025-06-30')
    expect(await lineOf('report', pregnancyId)).toMatchObject({ isOverdue: true, sampleId })
  })

  test('a report day with a mistyped year is answered while it is typed: no weeks, and no error of the program', async () => {
    await setDay('2025-05-06')
    const { pregnancyId } = await pregnantWoman(clerk)
    expect((await nurse.call('prenatal.result.evaluate', { row: prenatalRows(pregnancyId).result('nt', null as never, { resultDay: '2052-05-06' }) as never })).row.gestationDays).toBeNull()
  })

  test('deafness and thalassaemia: the couple is judged, mt 1555 warns for life', async () => {
    await setDay('2025-05-06')
    const { pregnancyId, womanId } = await pregnantWoman(clerk)
    const { sampleId } = await drawn(nurse, pregnancyId, 'thalassaemia,deafness', { programme: 'self' })
    await delivered(nurse, pregnancyId)
    const rows = prenatalRows(pregnancyId)
    const carrier = { resultDay: '2025-05-06', womanGenotype: '--SEA/αα', womanMcvFl: 70 }
    const { id } = await insist(nurse, 'prenatal.result.save', { row: rows.result('thalassaemia', sampleId, carrier) })
    expect(await nurse.call('prenatal.result.get', { id })).toMatchObject({ womanScreen: 'positive', overall: null })
    expect(await nurse.call('prenatal.result.evaluate', { row: rows.result('thalassaemia', sampleId, { ...carrier, partnerGenotype: '-α3.7/αα', partnerName: '张三' }) as never })).toMatchObject({ row: { overall: 'high' }, sentences: [{ key: 'prenatal.thalassaemiaCouple', params: { fetus: '血红蛋白H病 25%' } }] })
    const { id: deafId } = await insist(nurse, 'prenatal.result.save', { row: rows.result('deafness', sampleId, { resultDay: '2025-05-06', womanMtA: 'homoplasmic' }) })
    expect(await nurse.call('prenatal.result.get', { id: deafId })).toMatchObject({ isDrugWarning: true, overall: null })
    // Her child's page warns of it, another woman's does not.
    const carer = await desk.as('erbao', ['childCare'], '沈儿保')
    const warned = async (motherId: string) => (await carer.call('child.file.open', { id: (await registerChild(carer, '王小宝', '2025-05-01', { motherId })).fileId })).head.drugWarning
    expect([await warned(womanId), await warned((await pregnantWoman(clerk)).womanId)]).toEqual([true, false])
  })
})

describe('a recall', () => {
  test('is opened by the result, moves by its attempts and ends by a diagnosis, a signed refusal or an outcome alone', async () => {
    await setDay('2025-05-10')
    const [byDiagnosis, byRefusal, byOutcome] = [await pregnantWoman(clerk), await pregnantWoman(clerk), await pregnantWoman(clerk)]
    for (const { pregnancyId } of [byDiagnosis, byRefusal, byOutcome]) await screened(nurse, pregnancyId, HIGH_SERUM)
    const recallOf = async (pregnancyId: string) => (await nurse.call('prenatal.open', { pregnancyId })).recalls[0]!
    expect(await lineOf('recall', byDiagnosis.pregnancyId)).toMatchObject({ recallStep: 'contact', dueDay: '2025-05-10', isOverdue: false, attempts: 0 })
    const { recall } = await recallOf(byDiagnosis.pregnancyId)
    for (const day of ['2025-05-10', '2025-05-11', '2025-05-12']) {
      await setDay(day)
      await insist(nurse, 'prenatal.attempt.save', { row: prenatalRows(byDiagnosis.pregnancyId).attempt(recall.id, `${day}T08:00`, 'unreached') })
    }
    expect(await lineOf('recall', byDiagnosis.pregnancyId)).toMatchObject({ recallStep: 'visit', attempts: 3, lastAttemptDay: '2025-05-12' })
    await insist(nurse, 'prenatal.attempt.save', { row: prenatalRows(byDiagnosis.pregnancyId).attempt(recall.id, '2025-05-12T08:30', 'agreed', { method: '6' }) })
    expect(await lineOf('recall', byDiagnosis.pregnancyId)).toBeUndefined()
    expect(await lineOf('diagnosis', byDiagnosis.pregnancyId)).toMatchObject({ recallStep: 'diagnose', dueDay: '2025-06-18', daysLeft: 37 })
    await setDay('2025-06-06')
    const { id: diagnosisId } = await insist(nurse, 'prenatal.diagnosis.save', { row: prenatalRows(byDiagnosis.pregnancyId).diagnosis() })
    expect((await recallOf(byDiagnosis.pregnancyId)).recall).toMatchObject({ closedBy: 'diagnosis', closedDay: '2025-06-05' })
    // Without its end it is open again; a diagnosis that failed is none.
    await nurse.call('prenatal.diagnosis.void', { id: diagnosisId, rev: 1, reason: '登错了人' })
    expect((await recallOf(byDiagnosis.pregnancyId)).recall.closedDay).toBeNull()
    await insist(nurse, 'prenatal.diagnosis.save', { row: prenatalRows(byDiagnosis.pregnancyId).diagnosis({ conclusion: 'failed' }) })
    expect((await recallOf(byDiagnosis.pregnancyId)).recall.closedDay).toBeNull()

    const refused = (await recallOf(byRefusal.pregnancyId)).recall
    await insist(nurse, 'prenatal.attempt.save', { row: prenatalRows(byRefusal.pregnancyId).attempt(refused.id, '2025-05-11T08:00', 'refused') })
    expect(await lineOf('recall', byRefusal.pregnancyId)).toMatchObject({ recallStep: 'signRefusal' })
    await nurse.call('prenatal.recall.refuse', { id: refused.id, rev: refused.rev, day: '2025-05-12', signerName: '林小梅', relation: '1', reason: '担心风险' })
    expect((await recallOf(byRefusal.pregnancyId)).recall).toMatchObject({ closedBy: 'refusal', closedDay: '2025-05-12', refusalSigner: '林小梅' })

    await setDay('2025-06-20')
    const lost = await insist(nurse, 'prenatal.outcome.save', { row: prenatalRows(byOutcome.pregnancyId).outcome({ outcome: '9', endedDay: null, followedDay: '2025-06-20' }) })
    expect((await recallOf(byOutcome.pregnancyId)).recall.closedDay).toBeNull()
    await insist(nurse, 'prenatal.outcome.save', { ...lost, row: prenatalRows(byOutcome.pregnancyId).outcome({ outcome: '3', endedDay: '2025-06-15', followedDay: '2025-06-20' }) })
    expect((await recallOf(byOutcome.pregnancyId)).recall).toMatchObject({ closedBy: 'outcome' })
    expect(await keysOf('prenatal.outcome.save', { row: prenatalRows(byOutcome.pregnancyId).outcome({ followedDay: '2025-06-20', endedDay: '2025-06-15', outcome: '3' }) })).toEqual(['block pregnancyId prenatalOutcome.twice'])
  })

  test('the referral to diagnosis starts with what was found; a signed refusal on it ends the recall', async () => {
    await setDay('2025-05-10')
    const { pregnancyId, womanId } = await pregnantWoman(clerk)
    await screened(nurse, pregnancyId, HIGH_SERUM)
    const admin = await desk.as('guanli', ['administrator'], '林管理')
    const { id: organizationId } = await insist(admin, 'organization.save', { row: { ...emptyRow(organization), name: '省产前诊断中心', active: true } })
    const { row, existingId } = await nurse.call('prenatal.referral.prepare', { pregnancyId })
    expect([existingId, row]).toMatchObject([null, { personId: womanId, pregnancyId, expectedDeliveryDay: '2025-10-22', scheme: '2', screenedDay: '2025-05-10', trisomy21Risk: '1/120', answer: 'waiting' }])
    const slip = await insist(nurse, 'referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...row, organizationId } })
    expect(await nurse.call('prenatal.open', { pregnancyId })).toMatchObject({ referrals: [{ id: slip.id, organizationName: '省产前诊断中心' }] })
    const stored = await nurse.call('referral.diagnosis.get', { id: slip.id })
    const { id, rev, defVersion: _version, createdAt: _at, createdBy: _by, updatedAt: _then, updatedBy: _who, voidedAt: _void, voidReason: _why, ...values } = stored
    await insist(nurse, 'referral.diagnosis.save', { id, rev, row: { ...values, answer: 'refused', refusedDay: '2025-05-10', refusalSigner: '林小梅' } })
    expect((await nurse.call('prenatal.open', { pregnancyId })).recalls).toMatchObject([{ recall: { closedBy: 'refusal' } }])
  })

  test('a slip begins with whatever was found: trisomy 18, NIPT, a carrier couple', async () => {
    await setDay('2025-05-10')
    const { pregnancyId } = await pregnantWoman(clerk)
    const rows = prenatalRows(pregnancyId)
    await screened(nurse, pregnancyId, { ...LOW_SERUM, t18Comparator: '=', t18Denominator: 90 })
    const reasons = async () => (await nurse.call('prenatal.referral.prepare', { pregnancyId })).row
    expect(await reasons()).toMatchObject({ trisomy21Risk: '18三体 1/90', hereditaryHistory: null })
    await drawn(nurse, pregnancyId, 'nipt,thalassaemia', { programme: 'self', requestedDay: '2025-05-10', plannedDay: '2025-05-10' })
    for (const { sample } of (await samplesOf(nurse, pregnancyId)).filter(one => one.sample.state === 'consented')) await insist(nurse, 'prenatal.sample.step', { id: sample.id, rev: sample.rev, to: 'drawn', barcode: newBarcode() })
    const all = await samplesOf(nurse, pregnancyId)
    for (const { sample: { id } } of all.filter(one => one.sample.state === 'drawn')) {
      for (const [to, more] of [['processed', {}], ['toSend', {}], ['inTransit', { sender: '李' }], ['received', { sender: '李', receiver: '王' }]] as const) {
        const { sample } = (await samplesOf(nurse, pregnancyId)).find(one => one.sample.id === id)!
        await insist(nurse, 'prenatal.sample.step', { id, rev: sample.rev, to, laboratory: '市检验科', ...more })
      }
    }
    const tubeOf = (test: string) => all.find(({ sample }) => sample.tests.includes(test) && sample.state === 'drawn')!.sample.id
    await insist(nurse, 'prenatal.result.save', { row: rows.result('nipt', tubeOf('nipt'), { niptResult: 'high', niptHigh: 't21,t18', fetalFractionPercent: 10 }) })
    await insist(nurse, 'prenatal.result.save', { row: rows.result('thalassaemia', tubeOf('thalassaemia'), { womanGenotype: '--SEA/αα', partnerGenotype: '--SEA/αα', partnerName: '张三' }) })
    expect(await reasons()).toMatchObject({ trisomy21Risk: '18三体 1/90;NIPT高风险 21三体、18三体', hereditaryHistory: '4' })
  })

  test('a diagnosis ends what it looked at: chromosomes say nothing of a carrier couple; a refused diagnosis refuses no second tube, which ends with its tube', async () => {
    await setDay('2025-05-10')
    const { pregnancyId } = await pregnantWoman(clerk)
    const rows = prenatalRows(pregnancyId)
    await screened(nurse, pregnancyId, HIGH_SERUM)
    const { sampleId } = await drawn(nurse, pregnancyId, 'thalassaemia', { programme: 'self', requestedDay: '2025-05-10', plannedDay: '2025-05-10' })
    await delivered(nurse, pregnancyId)
    await insist(nurse, 'prenatal.result.save', { row: rows.result('thalassaemia', sampleId, { womanGenotype: '--SEA/αα', partnerGenotype: '--SEA/αα', partnerName: '张三' }) })
    const { sampleId: deafness } = await drawn(nurse, pregnancyId, 'deafness', { programme: 'self', requestedDay: '2025-05-10', plannedDay: '2025-05-10' })
    await step(nurse, pregnancyId, 'rejected', { rejection: ['1'] })
    const closings = async () => (await nurse.call('prenatal.open', { pregnancyId })).recalls.map(({ recall }) => [recall.kind, recall.reason?.slice(0, 2), recall.closedBy])
    const [serum, couple, tube] = [['high', '中孕'], ['high', '地中'], ['redraw', '样本']]
    await setDay('2025-06-06')
    const karyotype = await insist(nurse, 'prenatal.diagnosis.save', { row: rows.diagnosis() })
    expect(await closings()).toEqual([[...serum!, 'diagnosis'], [...couple!, null], [...tube!, null]])
    await insist(nurse, 'prenatal.diagnosis.save', { row: rows.diagnosis({ tests: '4', resultText: '--SEA/αα' }) })
    expect(await closings()).toEqual([[...serum!, 'diagnosis'], [...couple!, 'diagnosis'], [...tube!, null]])
    await nurse.call('prenatal.diagnosis.void', { ...karyotype, reason: '登错' })
    expect(await closings()).toEqual([[...serum!, null], [...couple!, 'diagnosis'], [...tube!, null]])
    const admin = await desk.as('guanli3', ['administrator'], '林管理')
    const { id: organizationId } = await insist(admin, 'organization.save', { row: { ...emptyRow(organization), name: '县产前诊断中心', active: true } })
    await insist(nurse, 'referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...(await nurse.call('prenatal.referral.prepare', { pregnancyId })).row, organizationId, answer: 'refused', refusedDay: '2025-06-06', refusalSigner: '林小梅' } })
    expect(await closings()).toEqual([[...serum!, 'refusal'], [...couple!, 'diagnosis'], [...tube!, null]])
    const { sample } = (await samplesOf(nurse, pregnancyId)).find(one => one.sample.id === deafness)!
    await insist(nurse, 'prenatal.sample.step', { id: deafness, rev: sample.rev, to: 'ended', remark: '孕妇不再做' })
    expect((await closings())[2]).toEqual([...tube!, 'ended'])
  })

  test('a diagnosis answers the slip it came back for, an outcome ends it; voided or corrected, the slip follows; what somebody wrote there stays', async () => {
    await setDay('2025-05-10')
    const { pregnancyId } = await pregnantWoman(clerk)
    await screened(nurse, pregnancyId, HIGH_SERUM)
    const admin = await desk.as('guanli2', ['administrator'], '林管理')
    const { id: organizationId } = await insist(admin, 'organization.save', { row: { ...emptyRow(organization), name: '市产前诊断中心', active: true } })
    const { row } = await nurse.call('prenatal.referral.prepare', { pregnancyId })
    const { id: referralId } = await insist(nurse, 'referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), ...row, organizationId } })
    const slip = () => nurse.call('referral.diagnosis.get', { id: referralId })
    await setDay('2025-06-06')
    const other = await pregnantWoman(clerk)
    expect((await nurse.fails('prenatal.diagnosis.save', { row: prenatalRows(other.pregnancyId).diagnosis({ referralId }) as never })).fields).toMatchObject([{ path: 'referralId', level: 'block', message: { key: 'prenatalDiagnosis.otherSlip' } }])
    const rows = prenatalRows(pregnancyId)
    const failed = await insist(nurse, 'prenatal.diagnosis.save', { row: rows.diagnosis({ referralId, conclusion: 'failed', resultText: '培养失败', diagnosedDay: '2025-06-02' }) })
    expect(await slip()).toMatchObject({ answer: 'attended', attendedDay: '2025-05-20', diagnosisMethod: '染色体核型', diagnosisResult: '失败:培养失败' })
    const again = await insist(doctor, 'prenatal.diagnosis.save', { row: rows.diagnosis({ referralId, karyotype: '46,XY', resultText: null, sampledDay: '2025-06-03' }) })
    expect(await slip()).toMatchObject({ attendedDay: '2025-06-03', diagnosisResult: '阴性(未见异常):46,**' })
    expect(await desk.database.kysely.selectFrom('diagnosisReferral').select('diagnosisResult').where('id', '=', referralId).executeTakeFirst()).toEqual({ diagnosisResult: '阴性(未见异常):46,**' })
    await nurse.call('prenatal.diagnosis.void', { ...again, reason: '登错' })
    expect(await slip()).toMatchObject({ diagnosisResult: '失败:培养失败' })
    await nurse.call('prenatal.diagnosis.void', { ...failed, reason: '登错' })
    expect(await slip()).toMatchObject({ answer: 'waiting', attendedDay: null, diagnosisResult: null })
    // Answered by hand: a diagnosis that comes later leaves it.
    const { id, rev, defVersion: _version, createdAt: _at, createdBy: _by, updatedAt: _then, updatedBy: _who, voidedAt: _void, voidReason: _why, ...values } = await slip()
    await insist(nurse, 'referral.diagnosis.save', { id, rev, row: { ...values, answer: 'attended', attendedDay: '2025-05-21', diagnosisResult: '电话回执:未见异常' } })
    await insist(nurse, 'prenatal.diagnosis.save', { row: rows.diagnosis({ referralId }) })
    expect(await slip()).toMatchObject({ attendedDay: '2025-05-21', diagnosisResult: '电话回执:未见异常', outcome: null })

    const lost = await insist(nurse, 'prenatal.outcome.save', { row: rows.outcome({ outcome: '9', endedDay: null, followedDay: '2025-06-06' }) })
    expect(await slip()).toMatchObject({ outcome: null, outcomeDay: null })
    const known = await insist(nurse, 'prenatal.outcome.save', { ...lost, row: rows.outcome({ outcome: '3', endedDay: '2025-06-05', followedDay: '2025-06-06' }) })
    expect(await slip()).toMatchObject({ outcome: '3', outcomeDay: '2025-06-05' })
    await nurse.call('prenatal.outcome.void', { ...known, reason: '登错' })
    expect(await slip()).toMatchObject({ outcome: null, outcomeDay: null })
  })
})

describe('the outcome', () => {
  test('P-28: due 90 days after the birth, 84 with NIPT; without a birth 42 days behind the expected day; proposed from our own delivery', async () => {
    await setDay('2025-05-12')
    const { pregnancyId } = await pregnantWoman(clerk)
    await screened(nurse, pregnancyId, LOW_SERUM)
    await setDay('2025-12-02')
    expect(await lineOf('outcome', pregnancyId)).toBeUndefined()
    await setDay('2025-12-03')
    expect(await lineOf('outcome', pregnancyId)).toMatchObject({ dueDay: '2025-12-03', why: { key: 'prenatalList.trace' } })
    expect((await nurse.call('prenatal.open', { pregnancyId })).outcomeDue).toEqual({ kind: 'trace', dueDay: '2025-12-03', isOverdue: false })
    await desk.database.write(async trx => {
      const frame = { rev: 1, defVersion: 1, createdAt: '2025-09-01T00:00:00.000Z', createdBy: 'x', updatedAt: '2025-09-01T00:00:00.000Z', updatedBy: 'x', voidedAt: null, voidReason: null }
      const { womanId } = await trx.selectFrom('pregnancy').select('womanId').where('id', '=', pregnancyId).executeTakeFirstOrThrow()
      await trx.insertInto('delivery').values({ ...frame, id: 'delivery-p28', pregnancyId, motherId: womanId, gestationDays: 229, mode: '11', fetusCount: 1, placeType: '2', placeRegion: '430421' } as never).execute()
      await trx.insertInto('newborn').values({ ...frame, id: 'newborn-p28', deliveryId: 'delivery-p28', birthOrder: 1, outcome: '1', sex: '1', bornAt: '2025-09-01T10:00', weightG: 2100 } as never).execute()
    })
    expect((await nurse.call('prenatal.open', { pregnancyId })).outcomeDue).toEqual({ kind: 'follow', dueDay: '2025-11-30', isOverdue: false })
    const { row, isProposed } = await nurse.call('prenatal.outcome.prepare', { pregnancyId })
    expect([isProposed, row]).toMatchObject([true, { source: 'local', outcome: '1', endedDay: '2025-09-01', endGestationDays: 229, mode: '11', newbornWeightG: 2100, deliveryId: 'delivery-p28' }])
    await insist(nurse, 'prenatal.outcome.save', { row: { ...prenatalRows(pregnancyId).outcome(), ...rest(row) } })
    expect(await lineOf('outcome', pregnancyId)).toBeUndefined()
  })

  test('its weeks follow from its day; no diagnosis lies before the pregnancy', async () => {
    await setDay('2025-06-20')
    const { pregnancyId } = await pregnantWoman(clerk)
    const { id } = await insist(nurse, 'prenatal.outcome.save', { row: prenatalRows(pregnancyId).outcome({ outcome: '3', endedDay: '2025-06-11', followedDay: '2025-06-20' }) })
    expect(await nurse.call('prenatal.outcome.get', { id })).toMatchObject({ endGestationDays: 147 })
    expect((await nurse.fails('prenatal.diagnosis.save', { row: prenatalRows(pregnancyId).diagnosis({ sampledDay: null, diagnosedDay: '2024-06-05' }) as never })).fields).toMatchObject([{ path: 'diagnosedDay', level: 'block', message: { key: 'prenatalDiagnosis.beforeStart' } }])
  })
})

test('窗口将关闭: seven days before 20+6, for whoever has neither a tube nor a refusal', async () => {
  await setDay('2025-06-02')
  const { pregnancyId } = await pregnantWoman(clerk)
  const decided = await pregnantWoman(clerk)
  await insist(nurse, 'prenatal.consent.save', { row: prenatalRows(decided.pregnancyId).consent('serum', { choice: 'declined' }) })
  expect(await lineOf('closing', pregnancyId)).toBeUndefined()
  await setDay('2025-06-03')
  expect(await lineOf('closing', pregnancyId)).toMatchObject({ dueDay: '2025-06-10', daysLeft: 7, gestationDays: 139, expectedDay: '2025-10-22', township: expect.stringMatching(/^(?!.*省).*(?:镇|乡|街道)$/) as never })
  expect(await lineOf('closing', decided.pregnancyId)).toBeUndefined()
  expect((await nurse.call('prenatal.open', { pregnancyId })).notices.map(({ key }) => key)).toEqual(['prenatal.closing'])
  const counts = await nurse.call('prenatal.counts', null)
  expect(counts.find(({ list }) => list === 'closing')!.total).toBe((await nurse.call('prenatal.list', { list: 'closing', offset: 0, limit: 500 })).total)
})

test('what waits today is told to the home page of whom may do it', async () => {
  await setDay('2025-05-12')
  const before = await nurse.call('prenatal.work', null)
  const [high, unsent, carrier, followed] = [await pregnantWoman(clerk), await pregnantWoman(clerk), await pregnantWoman(clerk), await pregnantWoman(clerk)]
  await screened(nurse, high.pregnancyId, HIGH_SERUM)
  await screened(nurse, followed.pregnancyId, LOW_SERUM)
  await drawn(nurse, unsent.pregnancyId, 'secondSerum,nipt', { programme: 'self', requestedDay: '2025-05-12', plannedDay: '2025-05-12' })
  await drawn(nurse, carrier.pregnancyId, 'thalassaemia', { programme: 'self', requestedDay: '2025-05-12', plannedDay: '2025-05-12' })
  for (const to of ['processed', 'toSend'] as const) await step(nurse, carrier.pregnancyId, to)
  await step(nurse, carrier.pregnancyId, 'inTransit', { sender: '李送样' })
  const grown = async () => { const work = await nurse.call('prenatal.work', null); return (['recall', 'send', 'report', 'outcome'] as const).map(list => work[list].total - before[list].total) }
  // One of her two tubes is drawn; nothing is overdue on the day.
  expect(await grown()).toEqual([0, 1, 0, 0])
  await setDay('2025-05-13')
  expect(await grown()).toEqual([1, 1, 0, 0])
  expect((await nurse.call('prenatal.work', null)).recall).toMatchObject({ first: expect.arrayContaining([{ id: high.pregnancyId, title: high.name, detail: '高风险待召回', since: '2025-05-12' }]) as never })
  // Not signed for a week after it was drawn, then received and without a report for fifteen working days.
  await setDay('2025-05-20')
  expect(await lineOf('transit', carrier.pregnancyId)).toMatchObject({ dueDay: '2025-05-19', isOverdue: true })
  await step(nurse, carrier.pregnancyId, 'received', { sender: '李送样', receiver: '王收样', celsius: 4 })
  expect(await lineOf('report', carrier.pregnancyId)).toBeUndefined()
  await setDay('2025-06-13')
  expect(await lineOf('report', carrier.pregnancyId)).toMatchObject({ isOverdue: true, tests: ['thalassaemia'] })
  await setDay('2025-12-03')
  expect((await nurse.call('prenatal.work', null)).outcome.total).toBe((await nurse.call('prenatal.list', { list: 'outcome', offset: 0, limit: 500 })).total)
  expect((await clerk.fails('prenatal.work', null)).code).toBe('forbidden')
})

/** What a form keeps of a prepared row. */
function rest(row: object): Record<string, unknown> { return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)) }

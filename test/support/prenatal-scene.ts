import type { Output } from '../../domain/api/api.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { prenatalConsent } from '../../domain/modules/prenatal/consent.record.ts'
import { prenatalDiagnosis } from '../../domain/modules/prenatal/diagnosis.record.ts'
import { prenatalOutcome } from '../../domain/modules/prenatal/outcome.record.ts'
import { prenatalAttempt, prenatalCounselling } from '../../domain/modules/prenatal/recall.record.ts'
import { prenatalRemark } from '../../domain/modules/prenatal/remark.record.ts'
import { prenatalRequest } from '../../domain/modules/prenatal/request.record.ts'
import { prenatalResult } from '../../domain/modules/prenatal/result.record.ts'
import { prenatalTarget } from '../../domain/modules/prenatal/target.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { type Desk, insist, PASSWORD, type Window } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'

type Values = Readonly<Record<string, unknown>>
export type Saved = { id: string; rev: number }
export type Opened = Output<'prenatal.open'>

/** Turns the clock of a desk to nine in the morning of a day in China, and wakes the windows that fell asleep meanwhile. */
export const calendarOf = ({ ports, host }: Desk, ...windows: readonly Window[]) => async (day: string): Promise<void> => {
  ports.clock.setMs(Date.parse(`${day}T09:00:00+08:00`))
  for (const { loginName } of windows) await host.call('auth.unlock', { password: PASSWORD }, `window-${loginName}`)
}

/** Rows of the clinic with what every test would repeat. */
export const prenatalRows = (pregnancyId: string) => ({
  consent: (kind: string, values: Values = {}) => ({ ...emptyRow(prenatalConsent), pregnancyId, kind, textVersion: '1', choice: 'agreed', signedAt: '2025-04-30T08:30', signerName: '林小梅', signer: '1', doctorName: '魏产筛', isPaper: true, ...values }),
  request: (tests: string, values: Values = {}) => ({
    ...emptyRow(prenatalRequest), pregnancyId, requestedDay: '2025-05-06', plannedDay: '2025-05-06', tests, panel: tests.includes('Serum') ? 'two' : null, programme: 'free', gestationBasis: '1', fetusCount: 1, weightKg: 56, heightCm: 160, institution: '西渡镇卫生院', doctorName: '魏产筛', ...values,
  }),
  result: (test: string, sampleId: string | null, values: Values = {}) => ({ ...emptyRow(prenatalResult), pregnancyId, test, sampleId, resultDay: '2025-05-10', institution: '市妇幼保健院检验科', panel: test.includes('Serum') ? 'two' : null, ...values }),
  diagnosis: (values: Values = {}) => ({ ...emptyRow(prenatalDiagnosis), pregnancyId, sampledDay: '2025-05-20', diagnosedDay: '2025-06-05', operation: '1', tests: '1', resultText: '未见异常', conclusion: 'negative', institution: '省妇幼保健院', ...values }),
  outcome: (values: Values = {}) => ({ ...emptyRow(prenatalOutcome), pregnancyId, followedDay: '2025-11-30', followedBy: '魏产筛', source: 'phone', outcome: '1', endedDay: '2025-09-01', ...values }),
  attempt: (recallId: string, at: string, answer: string, values: Values = {}) => ({ ...emptyRow(prenatalAttempt), recallId, at, method: '1', answer, notifierName: '魏产筛', ...values }),
})

let women = 0
/** A woman with one open pregnancy, dated by her last menstruation (P-01 unless told). */
export async function pregnantWoman(clerk: Window, { lastMenstrualDay = '2025-01-15', birthDay = '1996-03-01', ...values }: Values & { lastMenstrualDay?: string; birthDay?: string } = {}): Promise<{ womanId: string; pregnancyId: string; name: string }> {
  women += 1
  const name = `林小${'梅兰竹菊荷莲桃杏桂枫'[women % 10]}${'一二三四五六七八九'[Math.floor(women / 10) % 9]}${'甲乙丙丁戊己庚辛壬'[Math.floor(women / 90) % 9]}`
  const woman = await insist(clerk, 'person.save', { row: { ...emptyRow(person), name, sex: '2', birthDay, noDocumentReason: 'notBrought', nationality: 'CHN', ethnicGroup: '01', phone: '13800001234', homeRegion: '430421100' } })
  const { id: pregnancyId } = await insist(clerk, 'pregnancy.save', { row: { ...emptyRow(pregnancy), womanId: woman.id, state: 'pregnant', lastMenstrualDay, fetusCount: 1, ...values } })
  return { womanId: woman.id, pregnancyId, name }
}

/** The tubes of a pregnancy as they stand, the newest last. */
export const samplesOf = async (desk: Window, pregnancyId: string): Promise<Opened['samples']> => (await desk.call('prenatal.open', { pregnancyId })).samples

let barcodes = 0
export const newBarcode = (): string => `B${String(++barcodes).padStart(8, '0')}`

/** One step of the newest tube. */
export async function step(desk: Window, pregnancyId: string, to: string, values: Values = {}): Promise<Saved> {
  const { sample } = (await samplesOf(desk, pregnancyId)).at(-1)!
  return insist(desk, 'prenatal.sample.step', { id: sample.id, rev: sample.rev, to, ...values })
}

/** A request with its consents and the tube drawn; answers the tube. */
export async function drawn(desk: Window, pregnancyId: string, tests = 'secondSerum', request: Values = {}, barcode = newBarcode(), signedAt = '2025-04-30T08:30'): Promise<{ sampleId: string; requestId: string; barcode: string }> {
  const rows = prenatalRows(pregnancyId)
  const kinds = [...new Set(tests.split(',').map(test => test.includes('Serum') ? 'serum' : test))]
  for (const kind of kinds) await insist(desk, 'prenatal.consent.save', { row: rows.consent(kind, { signedAt, isCautionTold: kind === 'nipt' ? true : null }) })
  const { id: requestId } = await insist(desk, 'prenatal.request.save', { row: rows.request(tests, request) })
  const { id: sampleId } = await step(desk, pregnancyId, 'drawn', { barcode })
  return { sampleId, requestId, barcode }
}

/** The tube brought to the laboratory and signed for. */
export async function delivered(desk: Window, pregnancyId: string): Promise<void> {
  for (const to of ['processed', 'toSend'] as const) await step(desk, pregnancyId, to)
  await step(desk, pregnancyId, 'inTransit', { sender: '李送样', laboratory: '市妇幼保健院检验科' })
  await step(desk, pregnancyId, 'received', { sender: '李送样', receiver: '王收样', celsius: 4 })
}

/** A second-trimester serum from request to today's result. */
export async function screened(desk: Window, pregnancyId: string, result: Values, request: Values = {}): Promise<{ sampleId: string; resultId: string; barcode: string }> {
  const tube = await drawn(desk, pregnancyId, 'secondSerum', request)
  await delivered(desk, pregnancyId)
  const { row: { resultDay } } = await desk.call('prenatal.result.prepare', { pregnancyId, test: 'secondSerum', sampleId: tube.sampleId })
  const { id: resultId } = await insist(desk, 'prenatal.result.save', { row: prenatalRows(pregnancyId).result('secondSerum', tube.sampleId, { resultDay, ...result }) })
  return { ...tube, resultId }
}
export const HIGH_SERUM = { t21Comparator: '=', t21Denominator: 120, t18Comparator: '<', t18Denominator: 50000, afp: 60, afpUnit: 'ngPerMl', afpMom: 1.1 } as const
export const LOW_SERUM = { t21Comparator: '=', t21Denominator: 5000, t18Comparator: '<', t18Denominator: 50000, afpMom: 1.1 } as const

/** Women at every point of the way on 2026-03-10; what a careful nurse gives to the calls of prenatal screening. */
export async function prenatalExamples(scene: { as: Desk['as'] }): Promise<Record<string, Values[]>> {
  const care = await scene.as('yunbao2', ['maternalCare'], '曹孕保')
  const nurse = await scene.as('chanshai', ['prenatalCare'], '魏产筛')
  const today = { requestedDay: '2026-03-10', plannedDay: '2026-03-10' }
  const woman = async () => { const { pregnancyId } = await pregnantWoman(care, { lastMenstrualDay: '2025-11-18' }); return { pregnancyId, rows: prenatalRows(pregnancyId) } }
  const [fresh, booked, sent, ready, received, high] = [await woman(), await woman(), await woman(), await woman(), await woman(), await woman()]
  const save = async (name: Parameters<typeof insist>[1], row: Values): Promise<string> => (await insist(nurse, name, { row })).id
  const tubeOf = async ({ pregnancyId }: { pregnancyId: string }) => drawn(nurse, pregnancyId, 'secondSerum', today, undefined, '2026-03-09T08:00')
  const consentId = await save('prenatal.consent.save', fresh.rows.consent('ultrasound', { signedAt: '2026-03-09T08:00' }))
  const requestId = await save('prenatal.request.save', booked.rows.request('secondSerum', today))
  const [waiting] = await samplesOf(nurse, booked.pregnancyId)
  for (const one of [sent, ready]) {
    await tubeOf(one)
    for (const to of ['processed', 'toSend']) await step(nurse, one.pregnancyId, to)
  }
  const [[sending], [staying]] = [await samplesOf(nurse, sent.pregnancyId), await samplesOf(nurse, ready.pregnancyId)]
  const { id: handoverId } = await nurse.call('prenatal.handover.send', { samples: [{ id: sending!.sample.id, rev: sending!.sample.rev }], laboratory: '市检验科', sender: '李送样' })
  const atLaboratory = await tubeOf(received)
  await delivered(nurse, received.pregnancyId)
  const tube = await tubeOf(high)
  await delivered(nurse, high.pregnancyId)
  const resultId = await save('prenatal.result.save', high.rows.result('secondSerum', tube.sampleId, { ...HIGH_SERUM, resultDay: '2026-03-10' }))
  const { recalls: [called] } = await nurse.call('prenatal.open', { pregnancyId: high.pregnancyId })
  const couple = await woman()
  const { sampleId: carrierTube } = await drawn(nurse, couple.pregnancyId, 'thalassaemia', { ...today, programme: 'self' }, undefined, '2026-03-09T08:00')
  await delivered(nurse, couple.pregnancyId)
  await save('prenatal.result.save', couple.rows.result('thalassaemia', carrierTube, { resultDay: '2026-03-10', womanGenotype: '--SEA/αα' }))
  const { recalls: [asked] } = await nurse.call('prenatal.open', { pregnancyId: couple.pregnancyId })
  const attempt = (at: string) => high.rows.attempt(called!.recall.id, at, 'unreached')
  const counselling = { ...emptyRow(prenatalCounselling), pregnancyId: high.pregnancyId, resultId, counselledDay: '2026-03-10', doctorName: '魏产筛', content: '说明结果' }
  const diagnosis = high.rows.diagnosis({ sampledDay: null, diagnosedDay: '2026-03-10', conclusion: 'failed' })
  const outcome = (of: typeof high) => of.rows.outcome({ outcome: '9', endedDay: null, followedDay: '2026-03-10' })
  const target = (year: number) => ({ ...emptyRow(prenatalTarget), year, scope: 'township', place: '430421100', women: 100 })
  const [attemptId, counsellingId, diagnosisId, outcomeId, targetId] = [await save('prenatal.attempt.save', attempt('2026-03-10T08:30')), await save('prenatal.counselling.save', counselling), await save('prenatal.diagnosis.save', diagnosis), await save('prenatal.outcome.save', outcome(high)), await save('prenatal.target.save', target(2025))]
  const remark = (month: number) => ({ ...emptyRow(prenatalRemark), year: 2026, month, scope: 'township', place: '430421100', remark: '停采两周' })
  const remarkId = await save('prenatal.remark.save', remark(1))
  const picture = { name: '知情同意.png', base64: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).toString('base64') }
  await nurse.call('prenatal.consent.addScan', { id: consentId, file: picture })
  const file = { name: '结果.csv', base64: Buffer.from('条形码,项目,21三体风险\nX1,NIPT,\nX2,中孕期血清学筛查,1/900\nX3,中孕期血清学筛查,1/900').toString('base64') }
  const read = await nurse.call('prenatal.resultFile.read', { file })
  const { rows: lines } = await nurse.call('prenatal.resultRow.list', { offset: 0, limit: 10 })
  const pregnancies = [fresh, booked, sent, received, high].map(({ pregnancyId }) => ({ pregnancyId }))
  const voiding = (id: string): Values[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const reading = (record: string, id: string): [string, Values[]][] => [[`prenatal.${record}.get`, [{ id }]], [`prenatal.${record}.history`, [{ id }]]]
  const span = { from: '2026-01-01', to: '2026-12-31' }
  const papers = [{ what: 'consentForm', id: fresh.pregnancyId, kind: 'serum' }, { what: 'consent', id: consentId }, { what: 'request', id: requestId }, { what: 'result', id: resultId }]
  return {
    ...Object.fromEntries(Object.entries({ consent: consentId, request: requestId, sample: tube.sampleId, handover: handoverId, result: resultId, recall: called!.recall.id, attempt: attemptId, counselling: counsellingId, diagnosis: diagnosisId, outcome: outcomeId, target: targetId, remark: remarkId }).flatMap(([record, id]) => reading(record, id))),
    'prenatal.paper.preview': papers, 'prenatal.paper.pdf': papers, 'prenatal.paper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
    'prenatal.open': pregnancies, 'prenatal.find': [{ number: tube.barcode }, { number: 'X0' }], 'prenatal.consent.prepare': pregnancies.map(one => ({ ...one, kind: 'serum' })), 'prenatal.consent.save': [{ row: fresh.rows.consent('serum', { signedAt: '2026-03-10T08:00' }) }], 'prenatal.consent.void': voiding(consentId),
    'prenatal.consent.addScan': [{ id: consentId, file: picture }], 'prenatal.consent.scan': [{ id: consentId }], 'prenatal.request.prepare': pregnancies, 'prenatal.request.evaluate': [{ row: { pregnancyId: fresh.pregnancyId, tests: 'nipt', plannedDay: '2026-03-10', fetusCount: 2 } }],
    'prenatal.request.save': [{ row: fresh.rows.request('secondSerum', today) }, { row: received.rows.request('nipt', { ...today, programme: 'self' }) }], 'prenatal.request.void': voiding(requestId), 'prenatal.sample.step': [{ id: waiting!.sample.id, rev: PRESENT_REV, to: 'ended', remark: '孕妇改期' }, { id: atLaboratory.sampleId, rev: PRESENT_REV, to: 'testing' }],
    'prenatal.handover.send': [{ samples: [{ id: staying!.sample.id, rev: PRESENT_REV }], laboratory: '市检验科', sender: '李送样' }], 'prenatal.handover.receive': [{ id: handoverId, rev: PRESENT_REV, receiver: '王收样', rejected: [] }], 'prenatal.handover.open': [{ id: handoverId }],
    'prenatal.result.prepare': pregnancies.map(one => ({ ...one, test: 'secondSerum' })), 'prenatal.result.evaluate': [{ row: { pregnancyId: high.pregnancyId, test: 'secondSerum', t21Denominator: 120 } }, { row: { test: 'thalassaemia', womanGenotype: '--SEA/αα', partnerGenotype: 'x' } }],
    'prenatal.result.save': [{ row: received.rows.result('secondSerum', atLaboratory.sampleId, { ...LOW_SERUM, resultDay: '2026-03-10' }) }, { row: high.rows.result('midUltrasound', null, { resultDay: '2026-03-10', level: '3', systemHeart: '2' }) }], 'prenatal.result.void': voiding(resultId),
    'prenatal.resultFile.read': [{ file }], 'prenatal.resultFile.original': [{ id: read!.resultFileId }], 'prenatal.resultRow.assign': [{ id: lines[1]!.id, rev: PRESENT_REV, sampleId: atLaboratory.sampleId, reason: '电话核实' }], 'prenatal.resultRow.dismiss': [{ id: lines[2]!.id, rev: PRESENT_REV, reason: '不是本院样本' }],
    'prenatal.recall.close': [{ id: asked!.recall.id, rev: PRESENT_REV, reason: '医生确认' }], 'prenatal.recall.refuse': [{ id: called!.recall.id, rev: PRESENT_REV, day: '2026-03-10', signerName: '林小梅', relation: '1' }], 'prenatal.recall.closed': [{ ...span, offset: 0, limit: 20 }], 'prenatal.referral.prepare': pregnancies, 'prenatal.diagnosis.prepare': pregnancies, 'prenatal.outcome.prepare': pregnancies,
    'prenatal.attempt.save': [{ row: attempt('2026-03-10T08:40') }], 'prenatal.attempt.void': voiding(attemptId), 'prenatal.counselling.save': [{ row: counselling }], 'prenatal.counselling.void': voiding(counsellingId), 'prenatal.diagnosis.save': [{ row: diagnosis }], 'prenatal.diagnosis.void': voiding(diagnosisId),
    'prenatal.outcome.save': [{ row: outcome(sent) }], 'prenatal.outcome.void': voiding(outcomeId), 'prenatal.target.save': [{ row: target(2027) }, { row: target(2028) }], 'prenatal.target.void': voiding(targetId), 'prenatal.target.list': [{ year: 2025 }], 'prenatal.remark.save': [{ row: remark(2) }, { row: remark(3) }], 'prenatal.remark.void': voiding(remarkId),
    'prenatal.list': ['consent', 'draw', 'outcome', 'recall'].map(list => ({ list, offset: 0, limit: 20 })), 'prenatal.bulletin': [{ month: '2026-03', by: 'township' }], 'prenatal.bulletin.women': [{ month: '2026-03', by: 'institution', column: 'screened', offset: 0, limit: 20 }], 'prenatal.figures': [span],
  }
}

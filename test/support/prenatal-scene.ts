import type { Output } from '../../domain/api/api.ts'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { prenatalConsent } from '../../domain/modules/prenatal/consent.record.ts'
import { prenatalDiagnosis } from '../../domain/modules/prenatal/diagnosis.record.ts'
import { prenatalOutcome } from '../../domain/modules/prenatal/outcome.record.ts'
import { prenatalAttempt } from '../../domain/modules/prenatal/recall.record.ts'
import { prenatalRequest } from '../../domain/modules/prenatal/request.record.ts'
import { prenatalResult } from '../../domain/modules/prenatal/result.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { type Desk, insist, PASSWORD, type Window } from './desk.ts'

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
export async function drawn(desk: Window, pregnancyId: string, tests = 'secondSerum', request: Values = {}, barcode = newBarcode()): Promise<{ sampleId: string; requestId: string; barcode: string }> {
  const rows = prenatalRows(pregnancyId)
  const kinds = [...new Set(tests.split(',').map(test => test.includes('Serum') ? 'serum' : test))]
  for (const kind of kinds) await insist(desk, 'prenatal.consent.save', { row: rows.consent(kind, { isCautionTold: kind === 'nipt' ? true : null }) })
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

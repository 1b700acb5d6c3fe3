import type { Input, Name } from '../../domain/api/api.ts'
import { maternalAttempt } from '../../domain/modules/maternal/attempt.record.ts'
import { maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { postpartumCheck } from '../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../domain/modules/maternal/postpartum-visit.record.ts'
import { maternalVisit } from '../../domain/modules/maternal/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { type Desk, insist, type Window } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'
import { idNumberOf, woman } from './women.ts'

type Values = Readonly<Record<string, unknown>>
type Clerk = Pick<Window, 'call'>

/** Rows of the care of one pregnancy with what every test would repeat. */
export const careRows = (pregnancyId: string) => ({
  first: (visitDay: string, values: Values = {}) => ({ ...emptyRow(maternalFirst), pregnancyId, visitDay, doctorName: '陈医生', referral: '1', ...values }) as never,
  visit: (visitNumber: string, visitDay: string, values: Values = {}) => ({ ...emptyRow(maternalVisit), pregnancyId, visitNumber, visitDay, doctorName: '陈医生', referral: '1', ...values }) as never,
  postpartum: (visitDay: string, values: Values = {}) => ({ ...emptyRow(postpartumVisit), pregnancyId, visitDay, place: 'home', doctorName: '陈医生', referral: '1', ...values }) as never,
  check: (visitDay: string, values: Values = {}) => ({ ...emptyRow(postpartumCheck), pregnancyId, visitDay, doctorName: '陈医生', recovery: '1', handling: '1', ...values }) as never,
  attempt: (day: string, outcome = 'noAnswer') => ({ ...emptyRow(maternalAttempt), pregnancyId, day, outcome, callerName: '陈医生' }) as never,
})

let serial = 0
/** A woman of her own, with a faultless number. */
export async function registerWoman(clerk: Clerk, values: Values = {}): Promise<string> {
  serial += 1
  const birthDay = typeof values.birthDay === 'string' ? values.birthDay : '1995-08-15'
  return (await insist(clerk, 'person.save', { row: woman({ name: `何${'一二三四五六七八九十'[serial % 10]}${'春夏秋冬梅兰竹菊云月'[Math.floor(serial / 10) % 10]}`, birthDay: birthDay as never, idNumber: idNumberOf('430421', birthDay, serial), phone: `139${String(serial).padStart(8, '0')}`, homeRegion: '430421100', ...values }) })).id
}
/** A woman booked by her last menstruation. */
export async function bookWoman(clerk: Clerk, lastMenstrualDay: string | null, values: Values = {}, self: Values = {}): Promise<{ womanId: string; pregnancyId: string; rows: ReturnType<typeof careRows> }> {
  const womanId = await registerWoman(clerk, self)
  const { id: pregnancyId } = await insist(clerk, 'maternal.book', { row: { womanId, lastMenstrualDay, bookedDay: '2026-03-10', fetusCount: 1, doctorName: '陈医生', ...values } })
  return { womanId, pregnancyId, rows: careRows(pregnancyId) }
}
/** A birth as the certificate desk enters it; it ends the open pregnancy. */
export async function deliver(clerk: Clerk, motherId: string, bornDay: string, values: Values = {}, children: readonly Values[] = [{}]): Promise<string> {
  return (await insist(clerk, 'delivery.register', {
    row: { motherId, gestationDays: 276, mode: '1', fetusCount: children.length, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产', ...values },
    newborns: children.map((child, index) => ({ row: { birthOrder: index + 1, outcome: '1', sex: '2', bornAt: `${bornDay}T08:0${index}`, weightG: 3250, lengthCm: 50, ...child } })),
  } as never)).id
}
/** What a call is refused or asked about with: `level path key`. */
export const saidOf = async <N extends Name>(clerk: Pick<Window, 'fails'>, name: N, input: Input<N>): Promise<string[]> => (await clerk.fails(name, input)).fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)

/** Three women – expecting, just delivered, checked after 42 days – and what a careful doctor gives to the calls of the clinic. */
export async function maternalExamples(scene: { as: Desk['as'] }): Promise<Record<string, Values[]>> {
  const care = await scene.as('yunbao', ['maternalCare'], '陈医生')
  const expecting = await bookWoman(care, '2025-10-20', { bookedDay: '2025-12-20' })
  const early = await bookWoman(care, '2026-01-10')
  const mother = await bookWoman(care, '2025-05-25', { bookedDay: '2025-07-20', fetusCount: null })
  const checked = await bookWoman(care, '2025-04-10', { bookedDay: '2025-06-10', fetusCount: null })
  const gone = await bookWoman(care, '2025-12-01')
  const closed = await insist(care, 'maternal.close', { pregnancyId: gone.pregnancyId, rev: 1, method: 'moved', day: '2026-03-10', reason: '迁往外地' })
  const freshId = await registerWoman(care)
  const { id: firstId } = await insist(care, 'maternal.first.save', { row: expecting.rows.first('2025-12-20', { weightKg: 55, heightCm: 160 }) })
  const { id: visitId } = await insist(care, 'maternal.visit.save', { row: expecting.rows.visit('2', '2026-02-12', { weightKg: 58 }) })
  await deliver(care, mother.womanId, '2026-03-01', { dischargedDay: '2026-03-04' })
  await deliver(care, checked.womanId, '2026-01-16')
  const { id: homeId } = await insist(care, 'maternal.postpartumVisit.save', { row: mother.rows.postpartum('2026-03-08') })
  const { id: checkId } = await insist(care, 'maternal.postpartumCheck.save', { row: checked.rows.check('2026-02-28') })
  const { id: attemptId } = await insist(care, 'maternal.attempt.save', { row: early.rows.attempt('2026-03-09') })
  const pregnancyIds = [expecting, early, mother, checked].map(({ pregnancyId }) => ({ pregnancyId }))
  const voiding = (id: string): Values[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const lists = (...inputs: Values[]): Values[] => inputs.map(input => ({ offset: 0, limit: 20, ...input }))
  const year = { from: '2025-03-11', to: '2026-03-10' }
  const papers: Values[] = [
    { pregnancyId: expecting.pregnancyId, what: 'booking' }, { pregnancyId: expecting.pregnancyId, what: 'first' }, { pregnancyId: expecting.pregnancyId, what: 'visits', isEmpty: true }, { pregnancyId: mother.pregnancyId, what: 'postpartumVisit', id: homeId }, { pregnancyId: checked.pregnancyId, what: 'postpartumCheck' },
  ]
  return {
    'maternal.paper.preview': papers, 'maternal.paper.pdf': papers, 'maternal.paper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
    'maternal.file': pregnancyIds, 'pregnancy.open': pregnancyIds, 'maternal.book.prepare': [{ womanId: freshId }, { womanId: expecting.womanId }, { womanId: checked.womanId }],
    'maternal.book': [{ row: { womanId: freshId, lastMenstrualDay: '2026-01-05', bookedDay: '2026-03-10' } }, { row: { womanId: expecting.womanId, lastMenstrualDay: '2026-01-05' } }],
    'maternal.first.save': [{ row: early.rows.first('2026-03-10', { heightCm: 160, weightKg: 55, pastIllness: '5' }) }], 'maternal.first.void': voiding(firstId), 'maternal.first.prepare': pregnancyIds,
    'maternal.visit.save': [{ row: expecting.rows.visit('other', '2026-03-10', { systolicMmHg: 142, diastolicMmHg: 88, assessment: '1' }) }, { row: expecting.rows.visit('3', '2026-03-09') }], 'maternal.visit.void': voiding(visitId), 'maternal.visit.prepare': [...pregnancyIds, { pregnancyId: expecting.pregnancyId, visitDay: '2026-03-10', visitNumber: '3' }],
    'maternal.postpartumVisit.save': [{ row: mother.rows.postpartum('2026-03-10') }], 'maternal.postpartumVisit.void': voiding(homeId), 'maternal.postpartumVisit.prepare': pregnancyIds, 'maternal.postpartumCheck.save': [{ row: checked.rows.check('2026-03-10') }], 'maternal.postpartumCheck.void': voiding(checkId), 'maternal.postpartumCheck.prepare': pregnancyIds,
    'maternal.attempt.save': [{ row: early.rows.attempt('2026-03-10', 'promised') }], 'maternal.attempt.void': voiding(attemptId),
    'maternal.hints': [{ pregnancyId: expecting.pregnancyId, form: 'visit', visitDay: '2026-03-10', weightKg: 60, systolicMmHg: 150, diastolicMmHg: 95 }, { pregnancyId: early.pregnancyId, form: 'first', visitDay: '2026-03-10', heightCm: 160, weightKg: 55 }, { pregnancyId: checked.pregnancyId, form: 'postpartumCheck', visitDay: '2026-03-20' }],
    'maternal.pregnancy.list': lists({}, { search: '何' }, { state: 'all', township: '430421100' }, { weeksFrom: 8, weeksTo: 20, colour: 'purple', doctorName: '陈' }), 'maternal.due.list': lists({ kind: 'visit' }, { kind: 'visitOverdue' }, { kind: 'postpartumCheck', township: '430421100' }, { kind: 'closing' }), 'maternal.due.count': [{}, { township: '430421100' }], 'maternal.townships': [],
    'maternal.close.prepare': pregnancyIds, 'maternal.close': [{ pregnancyId: checked.pregnancyId, rev: PRESENT_REV, method: 'recovered', day: '2026-03-10' }, { pregnancyId: early.pregnancyId, rev: 1, method: 'ended', day: '2026-03-10', endMode: '1' }], 'maternal.reopen': [{ pregnancyId: gone.pregnancyId, rev: closed.rev, reason: '登记有误' }],
    'maternal.indicators': [year, { ...year, township: '430421100' }], 'maternal.indicators.women': lists({ ...year, figure: 'earlyBooking', part: 'missing' }, { ...year, figure: 'postpartumVisit', part: 'counted' }),
  }
}

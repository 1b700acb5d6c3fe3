import type { Input, Name } from '../../domain/api/api.ts'
import { maternalAttempt } from '../../domain/modules/maternal/attempt.record.ts'
import { maternalFirst } from '../../domain/modules/maternal/first.record.ts'
import { postpartumCheck } from '../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit } from '../../domain/modules/maternal/postpartum-visit.record.ts'
import { maternalVisit } from '../../domain/modules/maternal/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { insist, type Window } from './desk.ts'
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

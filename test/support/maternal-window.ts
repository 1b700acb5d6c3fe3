import type { Input, Name, Output } from '../../domain/api/api.ts'
import { addDays, type Day } from '../../domain/time/day.ts'
import { careRows } from './maternal-scene.ts'

type Call = <N extends Name>(name: N, input: Input<N>) => Promise<Output<N>>
type Values = Readonly<Record<string, unknown>>

/** A woman of the window's hospital, registered through its own bridge. */
export const registerWoman = async (call: Call, name: string, self: Values = {}): Promise<string> => (await call('person.save', {
  row: {
    name, sex: '2', birthDay: '1995-08-15', idType: null, idNumber: null, otherDocumentType: null, otherDocumentName: null, noDocumentReason: 'notBrought', nationality: 'CHN', ethnicGroup: '01', maritalStatus: null, phone: '13800001234',
    householdRegion: null, householdAddress: null, homeRegion: '430421100', homeAddress: '清江社区蒸阳大道118号', handbookNumber: null, note: null, mergedIntoId: null, ...self,
  } as never,
})).id

/** One booked so many days after her last menstruation, early unless said otherwise. */
export async function bookWoman(call: Call, name: string, lastMenstrualDay: Day, values: Values = {}): Promise<{ womanId: string; pregnancyId: string; rows: ReturnType<typeof careRows> }> {
  const womanId = await registerWoman(call, name)
  const { id: pregnancyId } = await call('maternal.book', { row: { womanId, lastMenstrualDay, bookedDay: addDays(lastMenstrualDay, 70), bookedInstitution: '青山县妇幼保健院', gravidity: 2, parity: 1, vaginalDeliveries: 1, caesareans: 0, fetusCount: 1, doctorName: '曹孕保', ...values } as never })
  return { womanId, pregnancyId, rows: careRows(pregnancyId) }
}

/** A birth of the desk, of one child. */
export const deliverWoman = async (call: Call, motherId: string, bornDay: Day, values: Values = {}): Promise<string> => (await call('delivery.register', {
  row: { motherId, gestationDays: 276, mode: '1', fetusCount: 1, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院', attendantType: '1', attendantName: '周助产', ...values } as never,
  newborns: [{ row: { birthOrder: 1, outcome: '1', sex: '2', bornAt: `${bornDay}T08:00`, weightG: 3250, lengthCm: 50 } as never }],
})).id

/** Visits of a whole pregnancy with what the charts draw, and the first form with much filled in. */
export async function visitWoman(call: Call, startDay: Day, rows: ReturnType<typeof careRows>, until: Day): Promise<void> {
  const at = (week: number): Day => addDays(startDay, week * 7)
  if (at(11) <= until) {
    await call('maternal.first.save', { row: { ...rows.first(at(11), { heightCm: 162, weightKg: 54.5, prePregnancyWeightKg: 53, systolicMmHg: 108, diastolicMmHg: 66, pastIllness: '6', familyHistory: '1', personalHistory: '1', gynaecologicalOperation: '1', heart: '1', lungs: '1', haemoglobinGPerL: 112, aboGroup: '3', rhGroup: '1', assessment: '1', guidance: '1,3,5', doctorName: '曹孕保' }) as object } as never })
  }
  const course = [[2, 18, 58, 17.5, 114, 70], [3, 23, 60.8, 22, 118, 74], [4, 31, 64.9, 27.5, 126, 80], [5, 38, 69.4, 33.5, 142, 90]] as const
  for (const [number, week, weightKg, fundalHeightCm, systolicMmHg, diastolicMmHg] of course) {
    if (at(week) > until) return
    await call('maternal.visit.save', { row: { ...rows.visit(String(number), at(week), { weightKg, fundalHeightCm, abdomenCm: 70 + week, systolicMmHg, diastolicMmHg, fetalPosition: '01', fetalHeartPerMinute: 144, haemoglobinGPerL: 116, urineProtein: '01', assessment: systolicMmHg < 140 ? '1' : '2', ...(systolicMmHg < 140 ? {} : { assessmentNote: '血压升高,复测' }), guidance: '1,2', doctorName: '曹孕保' }) as object } as never })
  }
}

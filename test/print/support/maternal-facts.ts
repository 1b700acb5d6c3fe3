import { pregnancy } from '../../../domain/modules/birth/pregnancy.record.ts'
import { maternalFirst, type StoredMaternalFirst } from '../../../domain/modules/maternal/first.record.ts'
import { postpartumCheck, type StoredPostpartumCheck } from '../../../domain/modules/maternal/postpartum-check.record.ts'
import { postpartumVisit, type StoredPostpartumVisit } from '../../../domain/modules/maternal/postpartum-visit.record.ts'
import type { StoredRedating } from '../../../domain/modules/maternal/redating.record.ts'
import { maternalVisit, type StoredMaternalVisit } from '../../../domain/modules/maternal/visit.record.ts'
import type { BookingFormFacts } from '../../../domain/print/maternal-booking-form.ts'
import type { FirstFormFacts } from '../../../domain/print/maternal-first-form.ts'
import type { PostpartumFormFacts } from '../../../domain/print/maternal-postpartum-form.ts'
import type { RecordDefinition } from '../../../domain/record/define.ts'
import { emptyRow, tidyRow } from '../../../domain/record/derive/schema.ts'
import { datePregnancy } from '../../../domain/rule/maternal/dating.ts'
import { MATERNAL_RULES_DEFAULT } from '../../../domain/rule/maternal/maternal-rules.ts'
import { toDay } from '../../../domain/time/day.ts'
import { fullest, LONG_NAME } from './child-facts.ts'

const row = <T>(definition: RecordDefinition, own: object): T => ({ id: 'x', rev: 1, voidedAt: null, ...emptyRow(definition), pregnancyId: 'p', ...own }) as T
const full = <T>(definition: RecordDefinition, own: object): T => row<T>(definition, tidyRow(definition, { ...emptyRow(definition), ...fullest(definition, { ...own, pregnancyId: 'p' }) } as never))

export const first = (own: object): StoredMaternalFirst => row(maternalFirst, { visitDay: '2026-03-10', doctorName: '曹孕保', referral: '1', ...own })
export const visit = (own: object): StoredMaternalVisit => row(maternalVisit, { visitDay: '2026-04-20', visitNumber: '2', doctorName: '曹孕保', referral: '1', ...own })
export const postpartum = (own: object): StoredPostpartumVisit => row(postpartumVisit, { visitDay: '2026-10-05', place: 'home', doctorName: '曹孕保', referral: '1', ...own })
export const check = (own: object): StoredPostpartumCheck => row(postpartumCheck, { visitDay: '2026-11-10', recovery: '1', handling: '1', doctorName: '曹孕保', ...own })
export const fullFirst = (): StoredMaternalFirst => full(maternalFirst, { referral: '2' })
export const fullVisit = (visitNumber: string): StoredMaternalVisit => full(maternalVisit, { visitNumber, referral: '2' })
export const fullPostpartum = (): StoredPostpartumVisit => full(postpartumVisit, { referral: '2' })
export const fullCheck = (): StoredPostpartumCheck => full(postpartumCheck, { recovery: '2', handling: '2' })

const names = { name: '欧阳𬭊龘', number: 'SC2026000123' }
const longNames = { name: LONG_NAME.padEnd(60, '麦麦提'), number: '手册'.padEnd(30, '字') }
const lastMenstrualDay = toDay('2026-01-05')
export const firstFacts: FirstFormFacts = { ...names, ageYears: 31, husbandName: '欧阳建国', husbandAge: 33, husbandPhone: '13800001234', gravidity: 2, parity: 1, vaginalBirths: 1, caesareans: 0, lastMenstrualDay, expectedDay: toDay('2026-10-12') }
export const longFirstFacts: FirstFormFacts = { ...firstFacts, ...longNames, husbandName: LONG_NAME.padEnd(50, '麦麦提'), husbandPhone: '1'.repeat(20), gravidity: 30, parity: 20, vaginalBirths: 20, caesareans: 10 }
export const postpartumFacts: PostpartumFormFacts = { ...names, deliveredDay: toDay('2026-09-28'), dischargedDay: toDay('2026-10-01') }
export const longPostpartumFacts: PostpartumFormFacts = { ...postpartumFacts, ...longNames }

const dating = datePregnancy({ lastMenstrualDay, scans: [{ day: toDay('2026-03-02'), gestationDays: 49 }], transfer: null }, MATERNAL_RULES_DEFAULT)!
const redating: StoredRedating = { id: 'r', rev: 1, voidedAt: null, pregnancyId: 'p', changedDay: '2026-03-10', oldExpectedDay: '2026-10-12', newExpectedDay: '2026-10-19', oldMethod: 'menstruation', newMethod: 'ultrasound', reasonKey: 'dating.redated', reason: '超声孕周 7+0,末次月经孕周 8+0,相差 7 天,超过 5 天,按超声校正', source: '孕产期保健说明 §3', doctorName: '曹孕保', note: null } as unknown as StoredRedating
export const bookingFacts: BookingFormFacts = {
  ...names, idType: '居民身份证', idNumber: '430421199508150024', birthDay: toDay('1995-08-15'), ethnicGroup: '汉族', phone: '13800001234', householdAddress: '湖南省衡阳市衡阳县西渡镇清江社区', homeAddress: '湖南省衡阳市衡阳县西渡镇清江社区蒸阳大道118号3幢502室', recoveryAddress: '',
  pregnancy: { ...emptyRow(pregnancy), womanId: 'w', state: 'pregnant', gravidity: 2, parity: 1, vaginalDeliveries: 1, caesareans: 0, lastMenstrualDay, bookedDay: '2026-03-10', bookedInstitution: '青山县妇幼保健院', doctorName: '曹孕保', residence: 'local', husbandName: '欧阳建国', expectedDay: dating.expectedDay, startDay: dating.startDay, datingMethod: dating.method } as never,
  dating, redatings: [redating], rules: MATERNAL_RULES_DEFAULT,
}
const longAddress = '双江拉祜族佤族布朗族傣族自治县'.repeat(9).slice(0, 110)
export const longBookingFacts: BookingFormFacts = {
  ...bookingFacts, ...longNames, phone: '1'.repeat(20), householdAddress: longAddress, homeAddress: longAddress, recoveryAddress: longAddress,
  pregnancy: { ...emptyRow(pregnancy), ...fullest(pregnancy, { startDay: dating.startDay, expectedDay: dating.expectedDay, bookedDay: '2026-03-10' }) } as never, redatings: Array.from({ length: 4 }, () => ({ ...redating, doctorName: '字'.repeat(30), note: '注'.repeat(500), reason: '据'.repeat(200) })),
}

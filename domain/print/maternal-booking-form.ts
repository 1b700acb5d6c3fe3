import { ANTENATAL_VISIT, DATING_METHOD } from '../code/maternal-care.ts'
import { HOUSEHOLD_KIND, WOMAN_RESIDENCE } from '../code/maternal-visit.ts'
import { OCCUPATION } from '../code/national-care.ts'
import { formatChinese } from '../message/message.ts'
import type { Pregnancy } from '../modules/birth/pregnancy.record.ts'
import type { StoredRedating } from '../modules/maternal/redating.record.ts'
import { type Dating, gestationOn } from '../rule/maternal/dating.ts'
import type { MaternalRules } from '../rule/maternal/maternal-rules.ts'
import { antenatalWindow } from '../rule/maternal/visits.ts'
import type { Day } from '../time/day.ts'
import { written } from './child-form-cells.ts'
import { formGridPages } from './form-grid.ts'
import { type FormItem, pairedRows } from './form-items.ts'
import { A4_FORM, footOf, gestation, maternalHead, type MaternalPages, type MaternalPaperFacts, word } from './maternal-form-cells.ts'

/** What the booking sheet says of the woman; empty text where nobody knows. */
export type BookingFormFacts = MaternalPaperFacts & {
  readonly idType: string; readonly idNumber: string; readonly birthDay: Day | null; readonly ethnicGroup: string; readonly phone: string
  readonly householdAddress: string; readonly homeAddress: string; readonly recoveryAddress: string
  readonly pregnancy: Pregnancy; readonly dating: Dating | null; readonly redatings: readonly StoredRedating[]; readonly rules: MaternalRules
}

const text = (key: string, label: string, value: string, wide = false): FormItem => ({ key, label, answer: { text: value }, wide })

/** The head of the record in the order of the note (maternal care note §2.1), then what dates the pregnancy and when the five visits are. */
function itemsOf(facts: BookingFormFacts): FormItem[] {
  const { pregnancy: row, dating, rules } = facts
  const booked = row.bookedDay && row.startDay && row.bookedDay >= row.startDay ? gestation(gestationOn(row.startDay, row.bookedDay)) : ''
  const window = (visit: (typeof ANTENATAL_VISIT.values)[number]): string => {
    if (row.startDay === null) return ''
    const { first, last } = antenatalWindow(visit, row.startDay, rules)
    return visit === '1' ? `${last} 前` : `${first} 至 ${last}`
  }
  return [
    text('idNumber', facts.idType || '证件号码', facts.idNumber), text('birthDay', '出生日期', facts.birthDay ?? ''), text('ethnicGroup', '民族', facts.ethnicGroup), text('phone', '联系电话', facts.phone),
    text('occupation', '职业', word(OCCUPATION, row.occupation)), text('education', '文化程度', row.education ?? ''), text('residence', '常住类型', word(WOMAN_RESIDENCE, row.residence)), text('householdKind', '户别', word(HOUSEHOLD_KIND, row.householdKind)),
    text('householdAddress', '户籍地址', facts.householdAddress, true), text('homeAddress', '现住址', facts.homeAddress, true), text('recoveryAddress', '产后休养地', facts.recoveryAddress, true),
    text('husbandName', '丈夫姓名', row.husbandName ?? ''), text('husbandBirthDay', '丈夫出生日期', row.husbandBirthDay ?? ''), text('husbandPhone', '丈夫电话', row.husbandPhone ?? ''), text('husbandOccupation', '丈夫职业', word(OCCUPATION, row.husbandOccupation)),
    text('gravidity', '孕次', written(row.gravidity)), text('parity', '产次', `${written(row.parity)}  阴道分娩 ${written(row.vaginalDeliveries)} 次  剖宫产 ${written(row.caesareans)} 次`),
    text('bookedDay', '建册日期', row.bookedDay ?? ''), text('bookedGestation', '建册孕周', booked), text('bookedInstitution', '建册单位', row.bookedInstitution ?? ''), text('doctor', '责任医生', row.doctorName ?? ''),
    text('lastMenstrualDay', '末次月经', row.lastMenstrualDay ?? '不详'), text('expectedDay', '预产期', row.expectedDay ? `${row.expectedDay}(${word(DATING_METHOD, row.datingMethod)})` : ''),
    text('dating', '预产期依据', dating ? formatChinese(dating.reason) : '', true),
    ...facts.redatings.map((one, at) => text(`redating${at}`, '预产期更正', `${one.changedDay} 由 ${one.oldExpectedDay} 改为 ${one.newExpectedDay ?? '未定'},${one.reason ?? ''}(${one.doctorName})${one.note ? `;${one.note}` : ''}`, true)),
    ...ANTENATAL_VISIT.values.map(visit => text(`window${visit}`, ANTENATAL_VISIT.label(visit), window(visit))),
  ]
}

/** 孕产妇保健建册登记表: the first page of the handbook, with the days of the five visits to take home. */
export function bookingFormPages(facts: BookingFormFacts): MaternalPages {
  return formGridPages({
    form: 'maternal-booking', title: '孕产妇保健建册登记表', version: 1, page: { ...A4_FORM, pt: 9.5 }, head: maternalHead(facts), columns: null, rows: pairedRows(itemsOf(facts)), foot: footOf(['备注', facts.pregnancy.note]),
  })
}

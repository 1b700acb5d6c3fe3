import { describe, expect, test } from 'vitest'
import { calendarRuns, missingYears, readHolidayNotice } from '../../domain/rule/holiday-notice.ts'
import { DEFAULT_WORK_CALENDAR } from '../../domain/rule/working-days.ts'
import { toDay } from '../../domain/time/day.ts'

const yearOf = (year: number) => DEFAULT_WORK_CALENDAR.years.find(one => one.year === year)!
/** The notice as it is published, brackets full-width. */
const NOTICE_2026 = `国务院办公厅关于2026年部分节假日安排的通知
一、元旦:1月1日(周四)至3日(周六)放假调休,共3天。1月4日(周日)上班。
二、春节:2月15日(农历腊月二十八、周日)至23日(农历正月初七、周一)放假调休,共9天。2月14日(周六)、2月28日(周六)上班。
三、清明节:4月4日(周六)至6日(周一)放假,共3天。
四、劳动节:5月1日(周五)至5日(周二)放假调休,共5天。5月9日(周六)上班。
五、端午节:6月19日(周五)至21日(周日)放假,共3天。
六、中秋节:9月25日(周五)至27日(周日)放假,共3天。
七、国庆节:10月1日(周四)至7日(周三)放假调休,共7天。9月20日(周日)、10月10日(周六)上班。
节假日期间,各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`

describe('the State Council’s notice is read as it is published', () => {
  test('the notice of 2026 gives the shipped calendar, full-width signs or not', () => {
    const { off, worked } = yearOf(2026)
    const expected = { off: off.toSorted(), worked: worked.toSorted(), unread: [] }
    expect(readHolidayNotice(NOTICE_2026, 2026)).toEqual(expected)
    expect(readHolidayNotice(NOTICE_2026.replace(/[(),:]/g, sign => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0)), 2026)).toEqual(expected)
  })
  test('a holiday over the end of a month, and lines of single days', () => {
    expect(readHolidayNotice('五、端午节:5月31日(周六)至6月2日(周一)放假,共3天。', 2025).off).toEqual(['2025-05-31', '2025-06-01', '2025-06-02'])
    expect(readHolidayNotice('2027-05-09 上班\n2027/5/1~2027/5/3 休', 2027)).toEqual({ off: ['2027-05-01', '2027-05-02', '2027-05-03'], worked: ['2027-05-09'], unread: [] })
  })
  test.each([
    ['a day of another year', '2026-12-31 放假'], ['a day that does not exist', '2月30日放假'], ['a day without a word', '5月9日(周日)'],
    ['a range backwards', '5月5日至1日放假'], ['a range of half a year', '1月1日至6月1日放假'],
  ])('%s is said to be unread, never dropped', (_, line) => {
    expect(readHolidayNotice(line, 2027)).toEqual({ off: [], worked: [], unread: [line] })
  })
})

test('a year is shown as lines, in order', () => {
  expect(calendarRuns(yearOf(2026)).slice(0, 3)).toEqual([
    { first: '2026-01-01', last: '2026-01-03', kind: 'off' }, { first: '2026-01-04', last: '2026-01-04', kind: 'worked' }, { first: '2026-02-14', last: '2026-02-14', kind: 'worked' },
  ])
})

test('the next year is asked for from November on', () => {
  expect(missingYears(DEFAULT_WORK_CALENDAR, toDay('2026-10-31'))).toEqual([])
  expect(missingYears(DEFAULT_WORK_CALENDAR, toDay('2026-11-01'))).toEqual([2027])
  expect(missingYears(DEFAULT_WORK_CALENDAR, toDay('2027-12-01'))).toEqual([2027, 2028])
})

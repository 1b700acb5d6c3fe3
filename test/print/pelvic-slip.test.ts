// 治疗预约单: whole on its A5 sheet, also with the longest names; a long course goes on to a second one.
import { expect, test } from 'vitest'
import { pelvicCourse, type StoredPelvicCourse } from '../../domain/modules/pelvic/course.record.ts'
import { type PelvicSlipFacts, type PelvicSlipLine, pelvicSlipPages } from '../../domain/print/pelvic-slip.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { addDays, type Day, type Minute } from '../../domain/time/day.ts'
import type { PageContent } from '../../electron/core/print/compose.ts'
import { LONG_NAME } from './support/child-facts.ts'
import { testWholeSheets } from './support/whole-sheets.ts'

const facts: PelvicSlipFacts = { name: '欧阳𬭊龘', phone: '13800001234', fileNumber: 'PD2026000123', institution: '青山县妇幼保健院', institutionPhone: '0734-6812345', done: 3, printedDay: '2026-03-10' }
const course = { ...emptyRow(pelvicCourse), number: 'PC2026000001', method: 'stimulationAndFeedback', plannedSessions: 10 } as unknown as StoredPelvicCourse
const lines = (count: number, roomName: string): PelvicSlipLine[] => Array.from({ length: count }, (_, index) => ({ plannedAt: `${addDays('2026-03-13' as Day, index * 7)}T09:00` as Minute, plannedMinutes: 30, roomName }))

const sheets: Record<string, readonly PageContent[]> = {
  usual: pelvicSlipPages(facts, course, lines(7, '治疗室1')), none: pelvicSlipPages(facts, course, []),
  long: pelvicSlipPages({ ...facts, name: LONG_NAME, institution: '双江拉祜族佤族布朗族傣族自治县妇幼保健计划生育服务中心' }, course, lines(30, '盆底治疗室二·门诊楼三楼东侧走廊尽头第二间(与康复科合用)𬭊')),
}
const { documentOf, textOf } = testWholeSheets(sheets, { w: 148, h: 210 })

test('appointments are numbered after what is done, with their weekday; a course of seven stands on one sheet', () => {
  expect(textOf('usual')).toContain('42026-03-13周五09:0030 分治疗室1')
  expect(textOf('usual')).toContain('已做 3 次,计划 10 次')
  expect(documentOf('usual').pages).toBe(1)
  expect(documentOf('long').pages).toBeGreaterThan(1)
})

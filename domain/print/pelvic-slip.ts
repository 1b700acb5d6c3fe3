import { PELVIC_METHOD } from '../code/pelvic.ts'
import type { StoredPelvicCourse } from '../modules/pelvic/course.record.ts'
import { weekdayText } from '../rule/pelvic/booking.ts'
import { dayOf, type Minute } from '../time/day.ts'
import { type FormCell, formGridPages, type FormRow } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

export type PelvicSlipFacts = { readonly name: string; readonly phone: string; readonly fileNumber: string; readonly institution: string; readonly institutionPhone: string; readonly done: number; readonly printedDay: string }
/** An appointment that is still to come. */
export type PelvicSlipLine = { readonly plannedAt: Minute; readonly plannedMinutes: number; readonly roomName: string }

const A5 = { w: 148, h: 210, margin: 10, pt: 11, titlePt: 16 }
const SHARES = [1, 2, 1, 1.2, 1, 2.6] as const
const TITLES = ['第几次', '日期', '星期', '时间', '时长', '治疗室'] as const
const NOTES = ['请按时到院,来不了的请至少提前一天打电话改期。', '月经期、怀孕或可能怀孕、阴道出血、发热、泌尿或阴道炎症期间不做治疗,请先告诉我们。', '治疗前请排空大小便;装有心脏起搏器、金属植入物或节育器的,请务必先说明。', '治疗期间请坚持家庭训练,每次带上本单。']

const row = (at: string, texts: readonly string[], isHead = false): FormRow => ({ cells: texts.map((text, index): FormCell => ({ share: SHARES[index] ?? 1, name: `${at}${index}`, label: TITLES[index] ?? '', text, isHead, align: 'center' })) })

/** 治疗预约单: the appointments of a course that are still to come, and what a woman has to know beforehand. */
export function pelvicSlipPages(facts: PelvicSlipFacts, course: StoredPelvicCourse, lines: readonly PelvicSlipLine[]): { layout: Layout; values: PrintValues }[] {
  return formGridPages({
    form: 'pelvic-slip', title: '盆底治疗预约单', version: 1, page: A5,
    head: [
      [{ share: 2, name: 'name', label: '姓名', value: facts.name }, { share: 1.6, name: 'phone', label: '电话', value: facts.phone }],
      [{ share: 2, name: 'method', label: '治疗', value: PELVIC_METHOD.label(course.method) }, { share: 1.6, name: 'fileNumber', label: '档案', value: facts.fileNumber }],
      [{ share: 2, name: 'course', label: '疗程', value: course.number ?? '' }, { share: 1.6, name: 'progress', label: '进度', value: `已做 ${facts.done} 次,计划 ${course.plannedSessions} 次` }],
    ],
    columns: row('head', TITLES, true),
    rows: [
      ...lines.map(({ plannedAt, plannedMinutes, roomName }, index) => row(`line${index}`, [String(facts.done + index + 1), dayOf(plannedAt), weekdayText(dayOf(plannedAt)), plannedAt.slice(11), `${plannedMinutes} 分`, roomName])),
      ...NOTES.map((text, index): FormRow => ({ cells: [{ share: 1, name: `note${index}`, label: '须知', text: `${index + 1}. ${text}`, align: 'left' }] })),
    ],
    foot: [[facts.institution, facts.institutionPhone && `电话 ${facts.institutionPhone}`, `打印 ${facts.printedDay}`].filter(Boolean).join('  ')],
  })
}

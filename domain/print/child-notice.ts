import { CHILD_CONTACT, CHILD_CONTENT, type ChildContact, type ChildContent } from '../code/child-check.ts'
import { dayParts } from './certificate-values.ts'
import type { Day } from '../time/day.ts'
import { Layout, type PrintValues } from './layout.ts'

/** One notice: one child, one contact. */
export type ChildNotice = {
  readonly name: string
  readonly birthDay: Day
  readonly contact: ChildContact
  readonly dueDay: Day
  readonly windowEnd: Day
  /** What is to be done; with `isMakeUp` what a visit that was made has left out. */
  readonly contents: readonly ChildContent[]
  readonly isMakeUp: boolean
  readonly appointment: { readonly day: Day; readonly time: string | null } | null
}
export type NoticeSender = { readonly institution: string; readonly phone: string; readonly address: string; readonly today: Day }

const PAGE = { w: 210, h: 297 }
const LEFT = 18
const WIDTH = PAGE.w - 2 * LEFT

const dayText = (day: Day): string => { const { year, month, day: date } = dayParts(day); return `${year}年${month}月${date}日` }

function wordsOf(notice: ChildNotice, sender: NoticeSender): string {
  const { contact, dueDay, windowEnd, appointment, isMakeUp } = notice
  const contents = notice.contents.map(content => CHILD_CONTENT.label(content)).join('、')
  const isHome = contact === 'home'
  const when = appointment ? `预约时间:${dayText(appointment.day)}${appointment.time ? ` ${appointment.time}` : ''}。` : windowEnd < sender.today ? `该次检查应在 ${dayText(dueDay)} 至 ${dayText(windowEnd)} 进行,已经超过,请尽快带孩子来补做。` : `请在 ${dayText(dueDay)} 至 ${dayText(windowEnd)} 之间${isHome ? '在家等候访视' : '带孩子来检查'}。`
  return `您的孩子(${dayText(notice.birthDay)}出生)${isHome ? '应接受' : '应做'}“${CHILD_CONTACT.label(contact)}”${isHome ? '' : '健康检查'}${isMakeUp ? '的补做项目' : ''}。${when}\n内容:${contents}。${isHome ? '' : '请携带母子健康手册(儿童保健手册)和接种证。'}如已在其他机构检查或需要改期,请电话告知。`
}

/**
 * Notices of what is due, two or three on an A4 sheet to be cut apart. Each strip is made from one notice alone; boxes of
 * one strip take values of that strip only.
 */
export function noticePages(notices: readonly ChildNotice[], perPage: 2 | 3, sender: NoticeSender): { layout: Layout; values: PrintValues }[] {
  const stripH = PAGE.h / perPage
  return Array.from({ length: Math.ceil(notices.length / perPage) }, (_, page) => {
    const boxes: unknown[] = []
    const values: Record<string, string> = {}
    const own = notices.slice(page * perPage, (page + 1) * perPage)
    own.forEach((notice, strip) => {
      const top = strip * stripH + 10
      const put = (name: string, label: string, text: string, at: { x: number; y: number; w: number; h: number }, more: Record<string, unknown> = {}): void => {
        boxes.push({ value: `${name}${strip}`, label, ...at, pt: 12, minPt: 7, fit: 'shrink-wrap', ...more })
        values[`${name}${strip}`] = text
      }
      if (strip > 0) boxes.push({ line: true, x: 5, y: strip * stripH, x2: PAGE.w - 5, y2: strip * stripH, strokeMm: 0.15, dash: true })
      put('title', '标题', '儿童健康管理通知单', { x: LEFT, y: top, w: WIDTH, h: 9 }, { pt: 16, align: 'center', bold: true })
      put('name', '儿童姓名', `${notice.name} 的家长:`, { x: LEFT, y: top + 11, w: WIDTH, h: 8 }, { bold: true, valign: 'bottom' })
      put('text', '通知内容', wordsOf(notice, sender), { x: LEFT, y: top + 21, w: WIDTH, h: stripH - 53 }, { fit: 'wrap', valign: 'top', lineHeight: 1.5 })
      const foot = top + stripH - 31
      put('place', '机构地址', sender.address ? `地址:${sender.address}` : '', { x: LEFT, y: foot, w: 76, h: 7 }, { pt: 10.5, optional: true })
      put('sender', '机构名称(请在设置“机构信息”中填写)', sender.institution, { x: LEFT + 78, y: foot, w: WIDTH - 78, h: 7 }, { pt: 10.5, align: 'right' })
      put('phone', '机构电话(请在设置“机构信息”中填写)', sender.phone ? `联系电话:${sender.phone}` : '', { x: LEFT, y: foot + 7.5, w: 110, h: 6 }, { pt: 10.5 })
      put('day', '日期', dayText(sender.today), { x: LEFT + WIDTH - 40, y: foot + 7.5, w: 40, h: 6 }, { pt: 10.5, align: 'right' })
    })
    return { layout: Layout.parse({ form: 'child-notice', title: '儿童健康管理通知单', version: 1, page: PAGE, stock: 'plain', boxes }), values }
  })
}

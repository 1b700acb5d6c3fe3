import { pelvicCourse } from '../../../../domain/modules/pelvic/course.record.ts'
import { pelvicSlipPages } from '../../../../domain/print/pelvic-slip.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import { nameOnPaper } from '../../../../domain/rule/name-on-paper.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { ComposeOptions } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { refuseFaultyPaper } from '../../print/refuse-faulty.ts'
import { womanOf } from '../../registry/woman.ts'
import { courseOf, sessionsOf } from './course-facts.ts'
import { fileOf } from './head.ts'
import { placesOf } from './place-handlers.ts'

async function made(context: ReadContext, courseId: string, mode: ComposeOptions['mode'], printerName: string | null): Promise<PaperOnTheWay & { fileName: string }> {
  const { db } = context
  const course = await courseOf(db, courseId)
  const file = await fileOf(db, course.fileId)
  const woman = await womanOf(db, file.womanId)
  const sessions = await sessionsOf(db, [courseId])
  const roomNames = new Map((await placesOf(db)).map(({ id, name }) => [id, name]))
  const institution = await context.setting('institution')
  // Paper says what its reader may see.
  const phone = woman.phone && !context.user.permissions.has('person.reveal') ? maskPhone(woman.phone) : woman.phone ?? ''
  const pages = pelvicSlipPages(
    { name: nameOnPaper(woman, undefined), phone, fileNumber: file.number ?? '', institution: institution.name, institutionPhone: institution.phone, done: sessions.filter(({ state }) => state === 'done').length, printedDay: context.today }, course,
    sessions.filter(({ state, plannedAt }) => state === 'booked' && plannedAt >= `${context.today}T00:00`).map(({ plannedAt, plannedMinutes, roomId }) => ({ plannedAt, plannedMinutes, roomName: roomNames.get(roomId ?? '') ?? '' })),
  )
  const { title } = pages[0]!.layout
  return { ...await composeOnTheWay(context, pages, title, mode, printerName), fileName: `${title}-${course.number ?? courseId}.pdf` }
}

export const pelvicSlipHandlers = {
  'pelvic.slip.preview': async ({ courseId }, context) => {
    context.touched(pelvicCourse.id, courseId)
    const { composed } = await made(context, courseId, 'preview', null)
    return { html: composed.html, issues: composed.issues }
  },
  'pelvic.slip.pdf': async ({ courseId }, context) => {
    const { composed, fileName } = await made(context, courseId, 'print', null)
    refuseFaultyPaper(composed)
    const bytes = await context.ports.printer.toPdf(composed.html)
    await context.separately(async writing => { writing.touched(pelvicCourse.id, courseId) })
    return { fileName, base64: Buffer.from(bytes).toString('base64') }
  },
  'pelvic.slip.print': async ({ courseId, printerName }, context) => {
    const { composed, silent, page } = await made(context, courseId, 'print', printerName)
    refuseFaultyPaper(composed)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: silent && printerName !== '', pageWidthMm: page.w, pageHeightMm: page.h })
    await context.separately(async writing => { writing.touched(pelvicCourse.id, courseId); writing.fact('outcome', outcome) })
    return { outcome }
  },
} satisfies Partial<Handlers>

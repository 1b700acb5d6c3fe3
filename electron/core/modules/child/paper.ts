import type { Input } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { CHILD_CONTACT, type ChildContent } from '../../../../domain/code/child-check.ts'
import type { Sex } from '../../../../domain/code/sex.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { childFile } from '../../../../domain/modules/child/file.record.ts'
import { newbornVisit, type StoredNewbornVisit } from '../../../../domain/modules/child/newborn-visit.record.ts'
import type { StoredChildVisit } from '../../../../domain/modules/child/visit.record.ts'
import { checkFormOf, checkFormPages, handbookCheckPages } from '../../../../domain/print/child-check-form.ts'
import { curvePaper } from '../../../../domain/print/child-curve-paper.ts'
import { handbookNewbornPages, newbornFormPages } from '../../../../domain/print/child-newborn-form.ts'
import { type ChildNotice, noticePages } from '../../../../domain/print/child-notice.ts'
import { tcmFormPages } from '../../../../domain/print/child-tcm-form.ts'
import { contactOf } from '../../../../domain/rule/child/contacts.ts'
import { growthCurve, type GrowthCurve } from '../../../../domain/rule/growth/curve.ts'
import { nameOnPaper } from '../../../../domain/rule/name-on-paper.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { ComposeOptions, PageContent } from '../../print/compose.ts'
import { composeOnTheWay, type PaperOnTheWay } from '../../print/on-the-way.ts'
import { fromColumns, getRow } from '../../record/store.ts'
import { childPaperFacts } from '../../registry/child-paper-facts.ts'
import { type ChildOfFile, childOf, measurementsOf, visitsOfFile } from './head.ts'
import { growthOf } from './visit-handlers.ts'

export type ChildPaperMade = PaperOnTheWay & { readonly fileName: string }

async function homeVisitsOf(db: ReadDb, fileId: string): Promise<StoredNewbornVisit[]> {
  const rows = await db.selectFrom('childNewbornVisit').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('id').execute()
  return rows.map(row => fromColumns(newbornVisit, row))
}

/** The curve of a file's measurements: the one way screen and paper come to it. */
export async function curveOf(context: ReadContext, of: ChildOfFile, choice: { standard: GrowthCurve['standard']; indicator: GrowthCurve['indicator']; lines: GrowthCurve['lines'] }): Promise<GrowthCurve> {
  const { tables, options } = await growthOf(context)
  return growthCurve(tables, await measurementsOf(context.db, of), of.child.sex as Sex, choice, options)
}

const FIRST_CHOICE = { standard: 'wst423', indicator: 'wfa', lines: 'sd', page: 'a4' } as const

/** A visit of this child, or `not-found`: another child's visit is never printed under this name. */
function chosenOf<T extends { id: string }>(visits: readonly T[], id: string | undefined): T | null {
  if (id === undefined) return null
  return visits.find(visit => visit.id === id) ?? null
}

async function pagesOf(context: ReadContext, of: ChildOfFile, { what, visitId, options }: Input<'child.paper.preview'>): Promise<PageContent[]> {
  const facts = childPaperFacts(context, of)
  const { db } = context
  const refuseUnknown = (found: unknown): void => { if (visitId !== undefined && !found) throw new AppError('not-found', undefined, { record: 'child.visit', id: visitId }) }
  if (what === 'curve') {
    const { page, ...choice } = options ?? FIRST_CHOICE
    return curvePaper(page, facts, await curveOf(context, of, choice), (await context.setting('institution')).name)
  }
  if (what === 'newbornVisit') {
    const visits = await homeVisitsOf(db, of.file.id)
    const chosen = chosenOf(visits, visitId)
    refuseUnknown(chosen)
    return newbornFormPages(facts, chosen ?? visits.at(-1) ?? null)
  }
  const visits: StoredChildVisit[] = await visitsOfFile(db, of.file.id)
  if (what === 'tcm6to18' || what === 'tcm24to36') return tcmFormPages(what === 'tcm6to18' ? 'months6to18' : 'months24to36', facts, visits)
  const chosen = chosenOf(visits, visitId)
  if (what === 'handbook') {
    if (chosen) return handbookCheckPages(facts, chosen)
    const homeVisit = chosenOf(await homeVisitsOf(db, of.file.id), visitId)
    if (homeVisit) return handbookNewbornPages(facts, homeVisit)
    if (visitId === undefined) throw new AppError('invalid', [block('visitId', message('childPaper.visitMissing', '请选择要打印到手册上的随访'))])
    refuseUnknown(null)
  }
  refuseUnknown(chosen)
  const form = what as 'infant' | 'toddler' | 'preschool'
  if (chosen && checkFormOf(chosen.contact) !== form) throw new AppError('invalid', [block('visitId', message('childPaper.otherForm', '“{{contact}}”不在这张表上,请选择相应年龄的表', { contact: CHILD_CONTACT.label(chosen.contact) }))])
  return checkFormPages(form, facts, visits, chosen)
}

/** A paper of one child: a national form, a page of the handbook, a growth curve. */
export async function childPaper(context: ReadContext, input: Input<'child.paper.preview'>, mode: ComposeOptions['mode'], printerName: string | null): Promise<ChildPaperMade> {
  const of = await childOf(context.db, input.fileId)
  const pages = await pagesOf(context, of, input)
  return { ...await composeOnTheWay(context, pages, pages[0]!.layout.title, mode, printerName), fileName: `${pages[0]!.layout.title}-${of.file.number ?? of.file.id}.pdf` }
}

// What the hospital's own data lack is the same on every strip: said once.
const once = (issues: readonly FieldIssue[]): FieldIssue[] => {
  const sentence = ({ message: { key, params } }: FieldIssue): string => `${key} ${JSON.stringify(params ?? {})}`
  return issues.filter((issue, index) => issues.findIndex(other => sentence(other) === sentence(issue)) === index)
}

/** Notices of open contacts. A contact that was done, cancelled or moved away from since is left out and named. */
export async function noticePaper(context: ReadContext, { items, perPage }: Input<'child.notice.preview'>, mode: ComposeOptions['mode'], printerName: string | null): Promise<ChildPaperMade> {
  const notices: ChildNotice[] = []
  const leftOut: FieldIssue[] = []
  for (const { fileId, contact } of items) {
    // Chosen while the list was on the screen, voided meanwhile: the others are still printed.
    const file = await getRow(context.db, childFile, fileId)
    if (file.voidedAt !== null) {
      leftOut.push(warn('items', message('childNotice.fileVoid', '档案 {{number}} 已作废,没有印通知单', { number: file.number ?? '' })))
      continue
    }
    const of = await childOf(context.db, fileId)
    const open = await context.db.selectFrom('childDue').select(['line', 'dueDay', 'windowEnd', 'openContents']).where('fileId', '=', fileId).where('contact', '=', contact).where('doneDay', 'is', null).where('cancelled', 'is', null).orderBy('dueDay').execute()
    // The contact itself, or what a visit that was made has left out.
    const whole = open.find(line => line.line.startsWith('contact:'))
    const first = whole ?? open[0]
    if (!first || !of.child.birthDay) {
      leftOut.push(warn('items', message('childNotice.notOpen', '{{name}}的“{{contact}}”已完成或已取消,没有印通知单', { name: nameOnPaper(of.child, of.mother?.name), contact: CHILD_CONTACT.label(contact) })))
      continue
    }
    const contents = whole ? contactOf(contact).contents : open.flatMap(line => line.openContents?.split(',') ?? []) as ChildContent[]
    const windowEnd = whole?.windowEnd ?? open.reduce((last, line) => line.windowEnd > last ? line.windowEnd : last, first.windowEnd)
    const booked = await context.db.selectFrom('childAppointment').select(['day', 'time']).where('fileId', '=', fileId).where('contact', '=', contact).where('day', '>=', context.today).where('state', '=', 'booked').where('voidedAt', 'is', null).orderBy('day').executeTakeFirst()
    notices.push({ name: nameOnPaper(of.child, of.mother?.name), birthDay: of.child.birthDay, contact, dueDay: first.dueDay, windowEnd, contents, isMakeUp: !whole, appointment: booked ?? null })
  }
  if (notices.length === 0) throw new AppError('invalid', [block('items', message('childNotice.none', '所选儿童没有到期的随访,没有通知单可打印')), ...leftOut])
  const { name, phone, address } = await context.setting('institution')
  const made = await composeOnTheWay(context, noticePages(notices, perPage, { institution: name, phone, address, today: context.today }), '儿童健康管理通知单', mode, printerName)
  return { ...made, composed: { ...made.composed, issues: [...once(made.composed.issues), ...leftOut] }, fileName: `儿童健康管理通知单-${context.today}.pdf` }
}

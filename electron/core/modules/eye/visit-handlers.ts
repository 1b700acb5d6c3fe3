import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { CHILD_CONTACT, type ChildContact } from '../../../../domain/code/child-check.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { eyeFound } from '../../../../domain/modules/eye/examination.ts'
import { eyePhoto } from '../../../../domain/modules/eye/photo.record.ts'
import { contentsOfEyeVisit } from '../../../../domain/modules/eye/visit-contents.ts'
import { eyeVisit, type EyeVisit, type StoredEyeVisit } from '../../../../domain/modules/eye/visit.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { eyeTypingIssues } from '../../../../domain/rule/eye/compare.ts'
import { isEditLocked } from '../../../../domain/rule/eye/edit-lock.ts'
import { checksAt, specialChecksAt } from '../../../../domain/rule/eye/eye-visits.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { keepAppointments } from '../../registry/child-appointments.ts'
import { childOf, type ChildOfFile, headOf } from '../../registry/child-of-file.ts'
import { contactsOn, eyeContextOf, eyeVisitsOf, fundusOf, lastMeasures, measuresOf, visitAt } from './facts.ts'
import { lifeIssues, ownerOf } from './owned.ts'

type Context = ReadContext | WriteContext
const PATHS = { lens: { right: 'sphereDRight', left: 'sphereDLeft' }, vision: { right: 'visionRight', left: 'visionLeft' }, axialLengthMm: { right: 'axialLengthMmRight', left: 'axialLengthMmLeft' } } as const

/** A visit's day against the child's life, the visits its day belongs to, and the record that is there already (cases E-15, E-24). */
function placeIssues(of: ChildOfFile, row: Readonly<Partial<EyeVisit>>, others: readonly StoredEyeVisit[]): FieldIssue[] {
  const { visitDay, contact } = row
  const issues = lifeIssues(of, visitDay, 'visitDay')
  if (!visitDay || !contact) return issues
  const done = visitAt(others, contact)
  if (done) issues.push(block('contact', message('eyeVisit.twice', '“{{contact}}”已于 {{day}} 检查过,请打开原记录修改', { contact: CHILD_CONTACT.label(contact), day: done.visitDay })))
  // A visit of the programme counts as done, here and in the coverage: one without any check is asked about.
  if (contentsOfEyeVisit(row).length === 0) issues.push(warn('visitDay', message('eyeVisit.nothing', '没有填写任何检查项目,保存后“{{contact}}”算作已检查;请返回填写,或写明原因', { contact: CHILD_CONTACT.label(contact) })))
  const { selectable } = contactsOn(of.child.birthDay, visitDay, others)
  if (selectable.length > 0 && !selectable.includes(contact)) issues.push(warn('contact', message('eyeVisit.otherContact', '按出生日期,这一天属于“{{expected}}”,请核对', { expected: selectable.map(one => CHILD_CONTACT.label(one)).join('、') })))
  return issues
}

/** Everything a visit is asked about beyond its own fields. */
function visitIssues(of: ChildOfFile, row: Readonly<Partial<EyeVisit>>, others: readonly StoredEyeVisit[], rules: Parameters<typeof eyeTypingIssues>[3]): FieldIssue[] {
  const before = others.filter(visit => row.visitDay !== null && row.visitDay !== undefined && visit.visitDay < row.visitDay)
  return [...placeIssues(of, row, others), ...eyeTypingIssues(measuresOf(row), lastMeasures(before), PATHS, rules)]
}

async function saveEyeVisit(context: WriteContext, input: SaveRequest<typeof eyeVisit>): Promise<{ id: string; rev: number }> {
  const { of, old } = await ownerOf(context, eyeVisit, input)
  const row = tidyRow(eyeVisit, input.row)
  const rules = await context.setting('eyeRules')
  const others = (await eyeVisitsOf(context.db, of.file.id)).filter(visit => visit.id !== (old?.id ?? input.id))
  const before = others.filter(visit => row.visitDay !== null && visit.visitDay < row.visitDay)
  const { conclusion, columns } = eyeFound(row, eyeContextOf(of, row, before, await fundusOf(context.db, of.file.id), rules, await context.setting('childRules')), rules)
  const issues = visitIssues(of, row, others, rules)
  // What stands in papers and packages since long is changed only with a reason, which its history keeps.
  const locked = old && isEditLocked(old.createdAt, context.today, rules) ? warn('visitDay', message('eyeVisit.editLocked', '这条检查记录保存已超过 {{days}} 天,修改请写明原因', { days: rules.editDays })) : null
  if (locked) issues.push(locked)
  const reason = input.confirmations?.find(({ path, key }) => path === locked?.path && key === locked.message.key)?.reason
  if ((conclusion.advice === 'refer' || conclusion.advice === 'urgent') && row.referral !== '2' && !row.conclusionNote) {
    issues.push(warn('referral', conclusion.advice === 'urgent' ? message('eyeVisit.urgent', '{{text}},建议紧急转诊;不转诊请写明理由', { text: conclusion.text }) : message('eyeVisit.refer', '{{text}},建议转诊;不转诊请写明理由', { text: conclusion.text })))
  }
  const saved = await saveRow(context, eyeVisit, { ...input, row: { ...row, ...columns }, moreIssues: issues, ...(reason === undefined ? {} : { reason }) })
  if (row.contact && row.visitDay) await keepAppointments(context, of.file.id, row.contact, row.visitDay)
  return saved
}

/** A visit that others hang on is not voided under them: they are named, so that they can be opened first. */
async function voidVisit(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const slips = await context.db.selectFrom('eyeReferral').select('number').where('visitId', '=', input.id).where('voidedAt', 'is', null).where('state', '!=', 'cancelled').orderBy('id').execute()
  const lenses = await context.db.selectFrom('eyeGlasses').select('prescribedDay').where('visitId', '=', input.id).where('voidedAt', 'is', null).orderBy('prescribedDay').orderBy('id').execute()
  const records = [...slips.map(({ number }) => `转诊单 ${number ?? ''}`), ...lenses.map(({ prescribedDay }) => `配镜处方 ${prescribedDay}`)].join('、')
  if (records !== '') throw new AppError('invalid', [block('id', message('eyeVisit.inUse', '这次检查还有{{records}},不能作废;登错了请先打开它们作废', { records }))])
  const voided = await voidRow(context, eyeVisit, input)
  // A photo shows what the visit saw and goes with it.
  const photos = await context.db.selectFrom('eyePhoto').select(['id', 'rev']).where('visitId', '=', input.id).where('voidedAt', 'is', null).orderBy('id').execute()
  for (const photo of photos) await voidRow(context, eyePhoto, { ...photo, reason: input.reason })
  context.touched(eyeVisit.id, input.id)
  return voided
}

async function prepared(context: Context, fileId: string, visitDay = context.today, asked?: ChildContact): Promise<Output<'eye.visit.prepare'>> {
  const of = await childOf(context.db, fileId)
  const visits = await eyeVisitsOf(context.db, fileId)
  const { selectable, contact: proposed } = contactsOn(of.child.birthDay, visitDay, visits)
  const contact = asked ?? proposed
  const last = visits.findLast(visit => visit.visitDay < visitDay)
  return {
    head: headOf(context, of), selectable, checks: contact ? checksAt(contact) : [], special: contact ? specialChecksAt(contact) : [], last: last ?? null, existingId: visitAt(visits, contact)?.id ?? null,
    row: {
      fileId, purpose: contact ? '1' : '3', contact, visitDay, place: 'clinic', referral: '1', doctorName: context.user.displayName, kindergarten: of.file.kindergarten,
      // How a room measures stays from child to child; what it measured never does.
      refractionMethod: last?.refractionMethod ?? null, visionNotation: last?.visionNotation ?? 'five', wear: last?.wear ?? null,
    },
  }
}

export const eyeVisitHandlers = {
  'eye.visit.save': (input, context) => saveEyeVisit(context, input as SaveRequest<typeof eyeVisit>),
  'eye.visit.void': (input, context) => voidVisit(context, input),
  'eye.visit.prepare': async ({ fileId, visitDay, contact }, context) => {
    context.touched('child.file', fileId)
    return prepared(context, fileId, visitDay as typeof context.today | undefined, contact)
  },
  'eye.visit.evaluate': async ({ fileId, row }, context) => {
    const of = await childOf(context.db, fileId)
    const rules = await context.setting('eyeRules')
    const given = { ...row, visitDay: row.visitDay ?? context.today } as Partial<EyeVisit>
    const visits = (await eyeVisitsOf(context.db, fileId)).filter(visit => visit.visitDay < given.visitDay!)
    const { conclusion: { findings, advice, undone, reserve, text }, columns } = eyeFound(given, eyeContextOf(of, given, visits, await fundusOf(context.db, fileId), rules, await context.setting('childRules')), rules)
    return {
      findings: findings.map(({ finding, eyes }) => ({ finding, eyes: [...eyes] })), advice, undone: [...undone], reserve, text, equivalentD: { right: columns.equivalentDRight, left: columns.equivalentDLeft },
      issues: eyeTypingIssues(measuresOf(given), lastMeasures(visits), PATHS, rules),
    }
  },
} satisfies Partial<Handlers>

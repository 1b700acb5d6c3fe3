import { BLANK_STATE } from '../../../../../domain/code/certificate.ts'
import { type ReplacementKind, OPEN_REPLACEMENT_STATES, REPLACEMENT_STATE, type ReplacementState } from '../../../../../domain/code/replacement.ts'
import type { Output } from '../../../../../domain/api/api.ts'
import { AppError } from '../../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../../domain/message/message.ts'
import { registration } from '../../../../../domain/modules/certificate/registration.record.ts'
import { APPLICATION_FIELDS, replacement, type Replacement, type ReplacementDraft, type StoredReplacement } from '../../../../../domain/modules/certificate/replacement.record.ts'
import { emptyRow, tidyRow } from '../../../../../domain/record/derive/schema.ts'
import { normaliseScan } from '../../../../../domain/rule/certificate-number.ts'
import { normaliseSeparators } from '../../../../../domain/rule/name-character.ts'
import { maskIdNumber, maskPhone } from '../../../../../domain/rule/mask.ts'
import { minuteAt } from '../../../../../domain/time/day.ts'
import type { ReadContext, User, WriteContext } from '../../../context.ts'
import type { ReadDb } from '../../../db/engine.ts'
import type { Handlers } from '../../../handlers.ts'
import { settle } from '../../../record/settle.ts'
import { findRow, getRow, historyOf, saveRow, valuesOf } from '../../../record/store.ts'
import { findBlank, moveBlank } from '../../../registry/blanks.ts'
import { asCertificateRow, certificateRows, getCertificate, openReplacementOf } from '../../../registry/certificates.ts'
import { maskedRegister, seesNumbers } from '../register-handlers.ts'
import { endOld, endSheet, reopenRegister } from '../sheet.ts'
import { backEntryHandlers, enterForeignSheet } from './back-entry.ts'
import { applicationOf, assess, type Case, caseOf, correctedOf, correctionIssues, maskedAssessment, maskedDifferences, mustStand, shownMaterials } from './assess.ts'
import { replacementFormHandlers } from './forms.ts'

type Context = ReadContext | WriteContext
type Row = Output<'replacement.list'>['rows'][number]
const COUNTED = ['draft', 'applied', 'reviewed', 'approved', 'printing', 'forwarded'] as const

export const replacementHandlers = {
  ...replacementFormHandlers, ...backEntryHandlers,
  'certificate.replacement.get': async ({ id }, context) => {
    context.touched('certificate.replacement', id)
    return maskedReplacement(context.user, await getRow(context.db, replacement, id))
  },
  'certificate.replacement.history': async ({ id }, context) => {
    context.touched('certificate.replacement', id)
    return (await historyOf(context.db, 'certificate.replacement', id)).map(entry => ({ ...entry, row: maskedReplacement(context.user, entry.row) }))
  },

  'replacement.list': async (input, { db }) => {
    const narrowed = narrowedReplacements(db, input)
    let query = withSheets(narrowed)
    // What was typed is text, not a pattern.
    const plain = input.text?.trim().replace(/[%_\\]/g, '')
    if (plain) {
      const like = `%${plain}%`
      const number = `%${normaliseScan(plain)}%`
      query = query.where(eb => eb.or([
        eb('register.babyName', 'like', like), eb('register.motherName', 'like', like), eb('replacement.applicantName', 'like', like), eb('old.number', 'like', number), eb('fresh.number', 'like', number),
      ]))
    }
    const { total } = await (plain ? query : narrowed).select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await query.leftJoin('userAccount as clerk', 'clerk.id', 'replacement.appliedBy').leftJoin('userAccount as reviewer', 'reviewer.id', 'replacement.reviewedBy').leftJoin('userAccount as director', 'director.id', 'replacement.approvedBy')
      .select(LIST_COLUMNS).orderBy('replacement.updatedAt', 'desc').orderBy('replacement.id').offset(input.offset).limit(input.limit).execute()
    return { total: Number(total), rows: rows.map(row => ({ ...row, backEntered: row.backEntered === 1, oldState: row.oldState as Row['oldState'], newState: row.newState as Row['newState'] })) }
  },
  'replacement.counts': async (_input, { db }) => {
    const rows = await db.selectFrom('certificateReplacement').select(({ fn }) => ['state', fn.countAll<number>().as('count')]).where('voidedAt', 'is', null).where('state', 'in', [...COUNTED]).groupBy('state').execute()
    const of = (state: ReplacementState) => Number(rows.find(row => row.state === state)?.count ?? 0)
    return { draft: of('draft'), applied: of('applied'), reviewed: of('reviewed'), approved: of('approved'), printing: of('printing'), forwarded: of('forwarded') }
  },

  'replacement.prepare': async (input, context) => {
    const stored = input.id === undefined ? undefined : await getRow(context.db, replacement, input.id)
    const kind = stored?.kind ?? input.kind
    const certificateId = stored?.certificateId ?? input.certificateId
    if (!kind || !certificateId) throw new AppError('invalid', [block('certificateId', message('replacement.chooseOld', '请先选择原证和办理类型(换发或补发)'))])
    context.touched(stored ? 'certificate.replacement' : 'certificate', stored?.id ?? certificateId)
    const found = await caseOf(context, kind, certificateId, correctedOf(stored))
    const row = stored ? applicationOf(stored) : firstRow(context, found)
    const shown = stored ? await shownMaterials(context, stored.id) : new Map()
    const sheet = async (id: string) => asCertificateRow(await certificateRows(context.db).where('certificate.id', '=', id).executeTakeFirstOrThrow(() => new AppError('not-found', undefined, { record: 'certificate', id })))
    const people = [stored?.appliedBy, stored?.reviewedBy, stored?.approvedBy].filter(id => typeof id === 'string')
    const names = people.length ? await context.db.selectFrom('userAccount').select(['id', 'displayName']).where('id', 'in', people).execute() : []
    const nameOf = (id: string | null | undefined) => names.find(entry => entry.id === id)?.displayName ?? null
    return {
      id: stored?.id ?? null, rev: stored?.rev ?? null, kind, state: stored?.state ?? 'draft', row: maskedReplacement(context.user, row), old: await sheet(certificateId), backEntered: found.old.backEntered === true,
      newSheet: stored?.newCertificateId ? await sheet(stored.newCertificateId) : null, register: maskedRegister(context.user, valuesOf(registration, found.register)), registerCorrected: correctedOf(stored) !== null,
      editable: (stored?.state ?? 'draft') === 'draft' && context.user.permissions.has('certificate.replace'), assessment: maskedAssessment(context.user, assess(row, found, shown)),
      appliedByName: nameOf(stored?.appliedBy), reviewedByName: nameOf(stored?.reviewedBy), reviewNote: stored?.reviewNote ?? null, approvedByName: nameOf(stored?.approvedBy),
      approvalReason: stored?.approvalReason ?? null, closeNote: stored?.closeNote ?? null,
    }
  },
  'replacement.check': async ({ id, certificateId, kind, row, materials }, context) => {
    const stored = id === undefined ? undefined : await getRow(context.db, replacement, id)
    return maskedAssessment(context.user, assess(row, await caseOf(context, kind, stored?.certificateId ?? certificateId, correctedOf(stored)), new Map(materials.map(material => [material, { present: true, note: null }]))))
  },

  'replacement.save': async (input, context) => {
    const stored = input.id === undefined ? undefined : await findRow(context.db, replacement, input.id)
    if (stored && (stored.state !== 'draft' || stored.kind !== input.kind || stored.certificateId !== input.certificateId)) throw wrongState(stored, '修改')
    if (!stored) await checkEligible(context, input.certificateId, input.kind)
    const found = await caseOf(context, input.kind, input.certificateId, correctedOf(stored))
    const materials = new Map(input.materials.map(({ material, present, note }) => [material, { present, note }]))
    const typed = { ...emptyRow(replacement), ...stored && valuesOf(replacement, stored), ...Object.fromEntries(APPLICATION_FIELDS.map(name => [name, null])), ...input.row }
    const tidy = tidyRow(replacement, {
      ...typed, kind: input.kind, certificateId: input.certificateId, newbornId: found.old.newbornId, registrationId: found.old.registrationId, applyDay: input.row.applyDay ?? context.today,
      state: input.apply ? 'applied' : 'draft', appliedBy: context.user.id, appliedAt: input.apply ? minuteAt(context.nowMs) : null,
    } as Replacement)
    const { issues, secondPart } = assess(tidy, found, materials)
    const row = input.apply && secondPart ? { ...tidy, secondPart } : tidy
    const saved = await saveRow(context, replacement, { id: input.id, rev: input.rev, row, confirmations: input.confirmations, moreIssues: input.apply ? issues : [] })
    await context.db.deleteFrom('replacementMaterial').where('replacementId', '=', saved.id).execute()
    if (materials.size) await context.db.insertInto('replacementMaterial').values([...materials].map(([material, entry]) => ({ replacementId: saved.id, material, present: entry.present ? 1 as const : 0 as const, note: entry.note }))).execute()
    return { ...saved, state: row.state }
  },

  'replacement.checkRegister': async ({ id, row }, context) => {
    const stored = await getRow(context.db, replacement, id)
    const found = await caseOf(context, 'exchange', stored.certificateId, { ...emptyRow(registration), ...row } as never)
    return { issues: correctionIssues(row, found), differences: maskedDifferences(context.user, found.facts.differences) }
  },
  'replacement.saveRegister': async (input, context) => {
    const stored = await getRow(context.db, replacement, input.id)
    checkRev(context, stored, input.rev)
    if (stored.kind !== 'exchange') throw new AppError('invalid', [block('row', message('replacement.reissueUnchanged', '补发内容须与原证一致;如需更改请办理换发'))])
    if (stored.state !== 'draft') throw wrongState(stored, '更正登记内容')
    if (input.row === null) {
      // After the old sheet has ended the register carries the correction already: taking it back restores what the old sheet had.
      const original = stored.oldEndedAt ? JSON.stringify((await caseOf(context, 'exchange', stored.certificateId, null)).facts.registerBefore) : null
      return saveRow(context, replacement, { id: stored.id, rev: stored.rev, settled: true, row: { ...valuesOf(replacement, stored), correctedRegister: original } })
    }
    if (input.row.newbornId !== stored.newbornId) throw new AppError('invalid', [block('newbornId', message('registration.otherNewborn', '这份登记表是另一名新生儿的,请刷新后重新填写'))])
    const row = tidyRow(registration, { ...input.row, babyName: input.row.babyName ? normaliseSeparators(input.row.babyName.trim()) : null, complete: true })
    const found = await caseOf(context, 'exchange', stored.certificateId, row)
    const accepted = await settle(context, correctionIssues(row, found), input.confirmations, row as Record<string, unknown>)
    const saved = await saveRow(context, replacement, { id: stored.id, rev: stored.rev, settled: true, row: { ...valuesOf(replacement, stored), correctedRegister: JSON.stringify(row) } })
    await context.acceptedFindings('certificate.replacement', stored.id, accepted)
    return saved
  },

  'replacement.review': async (input, context) => {
    const stored = await getRow(context.db, replacement, input.id)
    checkRev(context, stored, input.rev)
    if (stored.state !== 'applied') throw wrongState(stored, '审核')
    const typedBy = await typedByOf(context.db, stored)
    if (typedBy.has(context.user.id)) throw new AppError('invalid', [block('decision', message('replacement.reviewOwn', '审核人不能是受理人本人,请由另一位审核人办理'))])
    const reviewed = { reviewedBy: context.user.id, reviewedAt: minuteAt(context.nowMs), reviewNote: input.reason.trim() || null }
    if (input.decision !== 'agree') return decline(context, stored, input.decision, input.reason, reviewed)
    const found = await caseOf(context, stored.kind, stored.certificateId, correctedOf(stored))
    const assessment = await mustStand(context, stored, found)
    if (assessment.forwards) return change(context, stored, { ...reviewed, state: 'forwarded', forwardedTo: '县级卫生健康主管部门(或其委托机构)' })
    if (!assessment.secondLevel.length) return change(context, stored, { ...reviewed, state: 'approved' })
    if (!input.director) return change(context, stored, { ...reviewed, state: 'reviewed' })
    const reason = input.directorReason?.trim() ?? ''
    if (reason.length < 2) throw new AppError('invalid', [block('directorReason', message('replacement.directorReason', '请填写分管领导批准的理由'))])
    const director = await context.secondPerson(input.director, 'certificate.approve')
    if (typedBy.has(director.id)) throw new AppError('invalid', [block('director', message('replacement.approveOwn', '分管领导不能是受理人或审核人本人'))])
    return change(context, stored, { ...reviewed, state: 'approved', approvedBy: director.id, approvedAt: minuteAt(context.nowMs), approvalReason: reason })
  },
  'replacement.approve': async (input, context) => {
    const stored = await getRow(context.db, replacement, input.id)
    checkRev(context, stored, input.rev)
    if (stored.state !== 'reviewed') throw wrongState(stored, '二级审批')
    if (stored.reviewedBy === context.user.id || (await typedByOf(context.db, stored)).has(context.user.id)) throw new AppError('invalid', [block('decision', message('replacement.approveOwn', '分管领导不能是受理人或审核人本人'))])
    const approved = { approvedBy: context.user.id, approvedAt: minuteAt(context.nowMs), approvalReason: input.reason }
    if (input.decision !== 'agree') return decline(context, stored, input.decision, input.reason, approved)
    await mustStand(context, stored, await caseOf(context, stored.kind, stored.certificateId, correctedOf(stored)))
    return change(context, stored, { ...approved, state: 'approved' })
  },
  'replacement.withdraw': async ({ id, rev, reason, toDraft }, context) => {
    const stored = await getRow(context.db, replacement, id)
    checkRev(context, stored, rev)
    if (toDraft) {
      if (stored.state === 'draft' || !REPLACEMENT_STATE.canMove(stored.state, 'draft')) throw wrongState(stored, '退回修改')
      return change(context, stored, { state: 'draft', closeNote: reason, ...NOT_DECIDED })
    }
    if (stored.oldEndedAt) throw new AppError('invalid', [block('reason', message('replacement.oldEnded', '原证已失效,申请不能撤回或不予办理;内容有误请退回修改后重新审核'))])
    if (!REPLACEMENT_STATE.canMove(stored.state, 'withdrawn')) throw wrongState(stored, '撤回')
    return change(context, stored, { state: 'withdrawn', closeNote: reason })
  },

  'replacement.forwardAnswered': async ({ id, rev, number, issueDay }, context) => {
    const stored = await getRow(context.db, replacement, id)
    checkRev(context, stored, rev)
    if (stored.state !== 'forwarded') throw wrongState(stored, '登记上级补发结果')
    if (issueDay < stored.applyDay) throw new AppError('invalid', [block('issueDay', message('replacement.answerBeforeApplied', '上级补发证明的签发日期不能早于申请日期 {{day}},请按新证核对', { day: stored.applyDay }))])
    const { sheet } = await getCertificate(context.db, stored.certificateId)
    const now = minuteAt(context.nowMs)
    // The lost number ends when the county's certificate is known here: until then the family holds a right to the old one.
    await endOld(context, stored)
    const { certificateId, number: entered } = await enterForeignSheet(context, { old: sheet, number, issueDay: issueDay as never, issuedBy: stored.forwardedTo ?? '' })
    return change(context, stored, { state: 'done', oldEndedAt: now, forwardedNumber: entered, forwardedIssueDay: issueDay as never, newCertificateId: certificateId })
  },
  'replacement.noteFound': async ({ id, rev, foundDay, handedInBy, note }, context) => {
    const stored = await getRow(context.db, replacement, id)
    checkRev(context, stored, rev)
    if (stored.kind !== 'reissue' || !stored.oldEndedAt) throw new AppError('invalid', [block('foundDay', message('replacement.notLost', '只有已补发的遗失原证需要登记找回;尚未补发的请撤回补发申请'))])
    if (foundDay > context.today || foundDay < stored.applyDay) throw new AppError('invalid', [block('foundDay', message('replacement.foundDay', '找回交回日期应在申请补发之日至今天之间'))])
    const { sheet, state } = await getCertificate(context.db, stored.certificateId)
    if (state !== 'lostVoid') throw new AppError('invalid', [block('foundDay', message('replacement.foundState', '原证 {{number}} 现为“{{state}}”,不能登记找回', { number: sheet.number, state: BLANK_STATE.label(state) }))])
    await moveBlank(context, (await findBlank(context.db, sheet.number))!, { to: 'lostVoid', reasonCode: 'found', reason: note ?? null })
    return saveRow(context, replacement, { id: stored.id, rev: stored.rev, settled: true, row: { ...valuesOf(replacement, stored), foundDay: foundDay as never, foundByName: handedInBy, foundNote: note || null, foundReceivedBy: context.user.id } })
  },

  'certificate.voidNumber': async (input, context) => {
    const number = normaliseScan(input.number)
    const blank = await findBlank(context.db, number)
    const refuse = (issue: FieldIssue): never => { throw new AppError('invalid', [issue]) }
    if (!blank) return refuse(block('number', message('certificate.notInStock', '编号 {{number}} 不在库存号段,不能使用;请核对纸张来源并报告证件管理员', { number })))
    if (blank.state === 'issued') return refuse(block('number', message('void.issued', '证明 {{number}} 已签发,不能作废;有误请办理换发,遗失请办理补发', { number })))
    if (blank.state === 'inStock') return refuse(block('number', message('void.inStock', '编号 {{number}} 在库,请由证件管理员在库存中作废', { number })))
    if (blank.state !== 'drawn' && blank.state !== 'held' && blank.state !== 'printed') return refuse(block('number', message('void.wrongState', '编号 {{number}} 现为“{{state}}”,不能再作废', { number, state: BLANK_STATE.label(blank.state) })))
    if (blank.state === 'drawn' && blank.holderId !== context.user.id) return refuse(block('number', message('certificate.otherHand', '编号 {{number}} 由另一位签发人员领用,请使用本人领用的证件', { number })))
    if (input.reasonCode === '3') return refuse(block('reasonCode', message('void.lost', '遗失、被盗请办理遗失上报,不在此作废')))
    const reviewer = await context.secondPerson(input.reviewer, 'certificate.review')
    if (blank.state === 'drawn') {
      await moveBlank(context, blank, { to: 'void', reasonCode: input.reasonCode, reason: input.reason, secondPersonId: reviewer.id })
      return { state: 'void' as const }
    }
    const { sheet } = await getCertificate(context.db, blank.certificateId ?? '')
    await endSheet(context, sheet, blank, { reasonCode: input.reasonCode, note: input.reason, secondPersonId: reviewer.id })
    // A wrong entry is corrected before the next sheet is used; the content of a replacement is corrected in its application.
    if (input.reasonCode === '2' && sheet.issueType === '1') await reopenRegister(context, sheet.registrationId)
    return { state: 'void' as const }
  },
} satisfies Partial<Handlers>

/** Everybody who typed some of the application: they applied, and nobody agrees to his own (note §4.4). Sending back is not typing. */
async function typedByOf(db: ReadDb, stored: StoredReplacement): Promise<Set<string>> {
  const past = (await db.selectFrom('recordHistory').select(['byUser', 'row']).where('record', '=', replacement.id).where('recordId', '=', stored.id).orderBy('rev').execute())
    .map(({ byUser, row }) => ({ byUser, state: (JSON.parse(row) as { state: ReplacementState }).state }))
  const typed = past.filter(({ state }, index) => (state === 'draft' || state === 'applied') && (index === 0 || past[index - 1]!.state === 'draft'))
  return new Set([stored.createdBy, ...stored.appliedBy ? [stored.appliedBy] : [], ...typed.map(entry => entry.byUser)])
}

const NOT_DECIDED = { reviewedBy: null, reviewedAt: null, approvedBy: null, approvedAt: null, approvalReason: null } as const

/** An application as this user may see it: numbers in full, or with their middle hidden. */
export function maskedReplacement<R extends object>(user: User, row: R): R {
  if (seesNumbers(user)) return row
  const masked = { ...row } as Record<string, unknown>
  for (const name of ['applicantIdNumber', 'collectorIdNumber']) if (typeof masked[name] === 'string') masked[name] = maskIdNumber(masked[name])
  if (typeof masked.applicantPhone === 'string') masked.applicantPhone = maskPhone(masked.applicantPhone)
  if ('correctedRegister' in masked) masked.correctedRegister = null
  return masked as R
}

// Nothing typed twice: the mother (or the father where she is not given) usually applies and fetches.
function firstRow(context: Context, { register }: Case): ReplacementDraft {
  const parent = register.motherProvided === false ? 'father' as const : 'mother' as const
  const relation = parent === 'mother' ? '1' as const : '2' as const
  const [name, idType, idNumber] = [register[`${parent}Name`], register[`${parent}IdType`], register[`${parent}IdNumber`]]
  return {
    applyDay: context.today, applicantName: name, applicantRelation: relation, applicantIdType: idType, applicantIdNumber: idNumber, applicantPhone: register.collectorPhone,
    collectorName: name, collectorRelation: relation, collectorIdType: idType, collectorIdNumber: idNumber,
  }
}

/** Which certificates can be exchanged or re-issued: issued, still counting, and not already being replaced. */
async function checkEligible(context: WriteContext, certificateId: string, kind: ReplacementKind): Promise<void> {
  const { sheet, state } = await getCertificate(context.db, certificateId)
  const refuse = (issue: FieldIssue): never => { throw new AppError('invalid', [issue]) }
  if (sheet.voidedAt || sheet.endedAt) refuse(block('certificateId', message('replacement.oldNotValid', '证明 {{number}} 已失效(现为“{{state}}”),不能再换发或补发;请对现行有效的证明办理', { number: sheet.number, state: BLANK_STATE.label(state) })))
  if (state !== 'issued') refuse(block('certificateId', message('replacement.notIssued', '证明 {{number}} 现为“{{state}}”,尚未签发;打印有误请作废后重打', { number: sheet.number, state: BLANK_STATE.label(state) })))
  const open = await openReplacementOf(context.db, sheet.newbornId)
  if (open) refuse(block('certificateId', message('replacement.alreadyOpen', '证明 {{number}} 已有未办结的换发或补发申请({{state}}),请先办结', { number: sheet.number, state: REPLACEMENT_STATE.label(open.state) })))
  if (kind === 'reissue' && !sheet.collectedAt) refuse(block('certificateId', message('replacement.notCollected', '证明 {{number}} 还没有发放给领证人,不能办理补发;已交给家属的请先登记发放', { number: sheet.number })))
}

async function change(context: WriteContext, stored: StoredReplacement, changes: Partial<Replacement>): Promise<{ rev: number; state: ReplacementState }> {
  const row = { ...valuesOf(replacement, stored), ...changes }
  const { rev } = await saveRow(context, replacement, { id: stored.id, rev: stored.rev, settled: true, row })
  context.fact('state', row.state)
  return { rev, state: row.state }
}

async function decline(context: WriteContext, stored: StoredReplacement, decision: 'refuse' | 'sendBack', reason: string, signed: Partial<Replacement>) {
  if (reason.trim().length < 2) throw new AppError('invalid', [block('reason', message('replacement.declineReason', '请填写不同意或退回的理由'))])
  if (decision === 'sendBack') return change(context, stored, { ...NOT_DECIDED, state: 'draft', closeNote: reason.trim() })
  if (stored.oldEndedAt) throw new AppError('invalid', [block('reason', message('replacement.oldEnded', '原证已失效,申请不能撤回或不予办理;内容有误请退回修改后重新审核'))])
  return change(context, stored, { ...signed, state: 'refused', closeNote: reason.trim() })
}

function checkRev({ user }: WriteContext, stored: StoredReplacement, rev: number): void {
  if (stored.rev !== rev) throw new AppError('edit-conflict', undefined, { record: 'certificate.replacement', id: stored.id, current: maskedReplacement(user, stored) as unknown as Record<string, unknown> })
}

const wrongState = (stored: StoredReplacement, act: string): AppError =>
  new AppError('invalid', [block('state', message('replacement.wrongState', '申请现为“{{state}}”,不能{{act}};请刷新后查看', { state: REPLACEMENT_STATE.label(stored.state), act }))])

function narrowedReplacements(db: ReadDb, input: { state?: ReplacementState | undefined; kind?: ReplacementKind | undefined; openOnly?: boolean | undefined }) {
  let query = db.selectFrom('certificateReplacement as replacement').where('replacement.voidedAt', 'is', null)
  if (input.state) query = query.where('replacement.state', '=', input.state)
  else if (input.openOnly) query = query.where('replacement.state', 'in', [...OPEN_REPLACEMENT_STATES])
  return input.kind ? query.where('replacement.kind', '=', input.kind) : query
}

// A cross join keeps SQLite from starting at the certificates, of which a hospital has a thousand to one application.
const withSheets = (applications: ReturnType<typeof narrowedReplacements>) => applications.crossJoin('certificate as old').whereRef('old.id', '=', 'replacement.certificateId')
  .crossJoin('blank as oldBlank').whereRef('oldBlank.number', '=', 'old.number').crossJoin('newborn').whereRef('newborn.id', '=', 'replacement.newbornId')
  .crossJoin('certificateRegistration as register').whereRef('register.id', '=', 'replacement.registrationId')
  .leftJoin('certificate as fresh', 'fresh.id', 'replacement.newCertificateId').leftJoin('blank as freshBlank', 'freshBlank.number', 'fresh.number')

const LIST_COLUMNS = [
  'replacement.id', 'replacement.rev', 'replacement.kind', 'replacement.state', 'replacement.newbornId', 'replacement.registrationId', 'replacement.certificateId', 'old.number as oldNumber', 'old.issueDay as oldIssueDay',
  'oldBlank.state as oldState', 'old.backEntered', 'replacement.newCertificateId', 'fresh.number as newNumber', 'freshBlank.state as newState', 'replacement.forwardedNumber', 'register.babyName', 'newborn.sex as babySex', 'newborn.bornAt',
  'register.motherName', 'replacement.applicantName', 'replacement.applyDay', 'replacement.exchangeReason', 'replacement.lossReason', 'replacement.foundDay', 'replacement.appliedBy as appliedById',
  'clerk.displayName as appliedByName', 'reviewer.displayName as reviewedByName', 'director.displayName as approvedByName', 'replacement.updatedAt',
] as const

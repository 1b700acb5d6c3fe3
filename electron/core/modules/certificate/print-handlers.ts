import { BLANK_STATE, COLLECTOR_RELATION, VOID_REASON } from '../../../../domain/code/certificate.ts'
import { REPLACEMENT_KIND, REPLACEMENT_STATE } from '../../../../domain/code/replacement.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { certificate, type StoredCertificate } from '../../../../domain/modules/certificate/certificate.record.ts'
import { replacement, type StoredReplacement } from '../../../../domain/modules/certificate/replacement.record.ts'
import { newborn } from '../../../../domain/modules/birth/newborn.record.ts'
import { registration, type StoredRegistration } from '../../../../domain/modules/certificate/registration.record.ts'
import { collectorDocumentIssues, collectorNationality, isAboutLateness, namedParentIssues, registrationIssues } from '../../../../domain/modules/certificate/registration.rules.ts'
import { needsAuthorisation } from '../../../../domain/modules/certificate/replacement.rules.ts'
import { checkIssueDay } from '../../../../domain/rule/birth-time.ts'
import { checkCertificateNumber, normaliseScan } from '../../../../domain/rule/certificate-number.ts'
import { dayAt, minuteAt } from '../../../../domain/time/day.ts'
import type { PrintValues } from '../../../../domain/print/layout.ts'
import { maskIdNumber } from '../../../../domain/rule/mask.ts'
import type { ReadContext, User, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import type { Composed } from '../../print/compose.ts'
import { nextSerial } from '../../record/serial.ts'
import { settle } from '../../record/settle.ts'
import { getRow, historyOf, saveRow, valuesOf, voidRow } from '../../record/store.ts'
import { batchUseIssues, type Blank, blankHistory, findBlank, moveBlank, nextInHand } from '../../registry/blanks.ts'
import { asCertificateRow, certificateRows, deskOf, getCertificate, mayPrint, openReplacementOf, queueOf } from '../../registry/certificates.ts'
import { composeCertificate, composePrinted, composeRegistrationForm, offsetFor, REGISTRATION_FORM } from './paper.ts'
import { caseOf, correctedOf, mustStand } from './replacement/assess.ts'
import { applyCorrection, endOld, endSheet, reopenRegister, replacementDone, replacementOfSheet, replacementPaper, withoutSheet } from './sheet.ts'
import { openIdentityIssues } from './identity-handlers.ts'
import { gather, maskedRegister, seesNumbers, storedMaterials } from './register-handlers.ts'

const A4 = { pageWidthMm: 210, pageHeightMm: 297 }

export const printHandlers = {
  'certificate.desk': async ({ newbornId }, context) => {
    context.touched('newborn', newbornId)
    const desk = await deskOf(context.db, newbornId)
    return { ...desk, registration: desk.registration && maskedRegister(context.user, desk.registration) }
  },
  'certificate.get': async ({ id }, context) => {
    context.touched('certificate', id)
    const sheet = await getRow(context.db, certificate, id)
    return seesNumbers(context.user) ? sheet : { ...sheet, printedValues: '{}', collectorIdNumber: sheet.collectorIdNumber && maskIdNumber(sheet.collectorIdNumber) }
  },
  'certificate.history': async ({ id }, context) => {
    context.touched('certificate', id)
    const past = await historyOf(context.db, 'certificate', id)
    return seesNumbers(context.user) ? past : past.map(entry => ({ ...entry, row: { ...entry.row, printedValues: '{}', collectorIdNumber: null } }))
  },
  'certificate.nextNumber': async (_input, context) => nextInHand(context, context.user.id),
  'certificate.queue': async ({ queue, mine, text, offset, limit }, { db, user }) => queueOf(db, queue, { offset, limit, text, printedBy: mine ? user.id : undefined }),
  'certificate.find': async ({ number }, { db }) => {
    const row = await certificateRows(db).where('certificate.number', '=', normaliseScan(number)).executeTakeFirst()
    return row ? asCertificateRow(row) : null
  },

  'certificate.beginPrint': async ({ registrationId, scannedNumber, confirmations }, context) => {
    const register = await getRow(context.db, registration, registrationId)
    const child = await getRow(context.db, newborn, register.newbornId)
    const desk = await deskOf(context.db, child.id)
    const standing = await standingReplacement(context, desk)
    if (desk.step === 'none' && desk.replacement) throw new AppError('invalid', [block('registrationId', message('replacement.notApproved', '该新生儿的{{kind}}申请现为“{{state}}”,批准后才能打印', { kind: REPLACEMENT_KIND.label(desk.replacement.kind), state: REPLACEMENT_STATE.label(desk.replacement.state) }))])
    if (desk.step !== 'print') throw new AppError('invalid', [stepIssue(desk.step, desk.certificate?.number ?? '')])
    const { value: number, issues: format } = checkCertificateNumber(scannedNumber, 'scannedNumber')
    if (format.length) throw new AppError('invalid', format)
    const blank = await usableBlank(context, number)
    const composed = await composeCertificate(context, standing?.register ?? register, context.today, 'print', { signer: context.user.displayName, ...standing?.paper })
    const issues: FieldIssue[] = [
      ...checkIssueDay(context.today, child.bornAt, context.today, 'issueDay'), ...composed.issues, ...await openIdentityIssues(context, standing?.register ?? register, standing?.stored), ...standing ? [] : await issuesSinceRegistered(context, register), ...await swapIssues(context, number),
    ]
    const accepted = await settle(context, issues, confirmations, { scannedNumber: number })
    const certificateId = context.newId()
    const year = context.today.slice(0, 4)
    const previous = desk.past.at(-1)
    // From here on the old certificate does not count; one transaction, so that at no moment there are two or none by accident.
    if (standing) await beginReplacement(context, standing.stored)
    const { issueType, serialPrefix } = standing ? REPLACEMENT_KIND.entry(standing.stored.kind) : FIRST_ISSUE
    const series = standing ? `${standing.stored.kind}-${year}` : `issue-${year}`
    await saveRow(context, certificate, {
      id: certificateId, settled: true,
      row: {
        registrationId, newbornId: child.id, number, issueType, issueSerial: `${serialPrefix}${year}${String(await nextSerial(context.db, series)).padStart(6, '0')}`, issueDay: context.today,
        layoutVersion: composed.layoutVersion, printedValues: JSON.stringify(composed.values), printCount: 0, printedBy: context.user.id, printedAt: null, sealedBy: null, sealedAt: null,
        collectorName: null, collectorRelation: null, collectorIdType: null, collectorIdNumber: null, handedOverBy: null, collectedAt: null, endedAt: null, endReason: null, endNote: null, supersedesId: standing ? standing.stored.certificateId : previous?.id ?? null, backEntered: null, issuedBy: null,
      },
    })
    if (standing) await sheetTaken(context, standing.stored.id, certificateId)
    await moveBlank(context, blank, { to: 'held', certificateId, reason: accepted.find(entry => entry.key === 'certificate.otherNumber')?.reason ?? null })
    await context.acceptedFindings('certificate', certificateId, accepted)
    return { certificateId, number }
  },

  'certificate.preview': async ({ registrationId, printerName, tray }, context) => {
    needsFullNumbers(context.user)
    context.touched('certificate.registration', registrationId)
    const register = await getRow(context.db, registration, registrationId)
    const standing = await standingReplacement(context, await deskOf(context.db, register.newbornId))
    const { html, issues } = await composeCertificate(context, standing?.register ?? register, context.today, 'preview', { printerName, tray, signer: context.user.displayName, ...standing?.paper })
    return { html, issues }
  },

  'certificate.answerPrint': async (input, context) => {
    const { sheet, state } = await getCertificate(context.db, input.certificateId)
    checkRev(sheet, input.rev)
    if (state !== 'held') throw new AppError('invalid', [block('result', message('certificate.notAsked', '证明 {{number}} 现为“{{state}}”,无需回答打印结果', { number: sheet.number, state: BLANK_STATE.label(state) }))])
    const blank = (await findBlank(context.db, sheet.number))!
    const now = minuteAt(context.nowMs)
    if (input.result === 'ok') {
      if (sheet.printCount === 0) throw new AppError('invalid', [block('result', message('certificate.neverPrinted', '证明 {{number}} 还没有打印过,请先打印', { number: sheet.number }))])
      // A second person has just said that there is nothing on the paper (case 34).
      if (await mayPrint(context.db, sheet)) throw new AppError('invalid', [notPrintedSince(sheet.number)])
      await moveBlank(context, blank, { to: 'printed' })
      await saveRow(context, certificate, { id: sheet.id, rev: sheet.rev, settled: true, row: { ...valuesOf(certificate, sheet), printedAt: now } })
      return { state: 'printed' as const, nextNumber: (await nextInHand(context, context.user.id)).number }
    }
    const reason = input.reason?.trim() ?? ''
    if (reason.length < 2) throw new AppError('invalid', [block('reason', message('certificate.failureReason', '请填写打印失败的情况(如卡纸、错位)'))])
    if (!input.secondPerson) throw new AppError('invalid', [block('secondPerson', message('certificate.failureSecondPerson', '打印失败须第二人查看纸张并确认'))])
    // Asked only about a printing that took place and was not answered yet (case 34: each answer allows one more).
    if (await mayPrint(context.db, sheet)) throw new AppError('invalid', [notPrintedSince(sheet.number)])
    const second = await context.secondPerson(input.secondPerson, 'certificate.read')
    if (input.result === 'inked') {
      await endSheet(context, sheet, blank, { reasonCode: '1', note: reason, secondPersonId: second.id })
      return { state: 'void' as const, nextNumber: (await nextInHand(context, context.user.id)).number }
    }
    // Nothing inked: the same sheet may go through the printer once more.
    await moveBlank(context, blank, { to: 'held', secondPersonId: second.id, reasonCode: 'notInked', reason })
    context.touched('certificate', sheet.id)
    return { state: 'held' as const, nextNumber: sheet.number }
  },

  'certificate.cancelPrint': async (input, context) => {
    const { sheet, state } = await getCertificate(context.db, input.certificateId)
    checkRev(sheet, input.rev)
    if (state !== 'held') throw new AppError('invalid', [block('certificateId', message('certificate.cancelTooLate', '证明 {{number}} 现为“{{state}}”,不能退回;已打印的请作废,已签发的请办理换发', { number: sheet.number, state: BLANK_STATE.label(state) }))])
    let secondPersonId: string | null = null
    if (sheet.printCount > 0) {
      if (!input.secondPerson) throw new AppError('invalid', [block('secondPerson', message('certificate.cancelSecondPerson', '已送过打印机,须第二人确认纸上没有着墨'))])
      secondPersonId = (await context.secondPerson(input.secondPerson, 'certificate.read')).id
    }
    await moveBlank(context, (await findBlank(context.db, sheet.number))!, { to: 'drawn', certificateId: null, secondPersonId, reasonCode: 'cancelled', reason: input.reason })
    await voidRow(context, certificate, { id: sheet.id, rev: sheet.rev, reason: input.reason })
    await withoutSheet(context, sheet.id)
    return null
  },

  'certificate.seal': async (input, context) => {
    const { sheet, state } = await getCertificate(context.db, input.certificateId)
    checkRev(sheet, input.rev)
    if (state !== 'printed') throw new AppError('invalid', [block('certificateId', message('certificate.notPrinted', '证明 {{number}} 现为“{{state}}”,不在待盖章状态;请核对编号,尚未确认打印结果的请签发人员先确认', { number: sheet.number, state: BLANK_STATE.label(state) }))])
    if (sheet.printedBy === context.user.id) throw new AppError('invalid', [block('certificateId', message('certificate.sealOwnPrint', '证章分离:打印人不能给自己打印的证明盖章,请由盖章人员办理'))])
    const confirmed = (await context.db.selectFrom('blankEvent').select('byUser').where('number', '=', sheet.number).where('certificateId', '=', sheet.id).where('toState', '=', 'printed').orderBy('seq', 'desc').executeTakeFirst())?.byUser
    if (confirmed === context.user.id) throw new AppError('invalid', [block('certificateId', message('certificate.sealOwnAnswer', '证章分离:确认“打印成功”的人不能给这份证明盖章,请由另一位盖章人员办理'))])
    const scanned = normaliseScan(input.scannedNumber)
    if (scanned !== sheet.number) throw new AppError('invalid', [block('scannedNumber', message('certificate.otherSheet', '手中证明编号 {{scanned}} 与系统中的 {{number}} 不一致,请核对是否拿错', { scanned, number: sheet.number }))])
    const blank = (await findBlank(context.db, sheet.number))!
    if (!input.matches) {
      const reason = input.reason?.trim() ?? ''
      if (reason.length < 2) throw new AppError('invalid', [block('reason', message('certificate.mismatchReason', '请写明证明与登记表哪里不一致'))])
      await endSheet(context, sheet, blank, { reasonCode: '2', note: reason, secondPersonId: null })
      // The content of a replacement is its application's: that one is corrected, not the register.
      if (sheet.issueType === '1') await reopenRegister(context, sheet.registrationId)
      return { state: 'void' as const }
    }
    await moveBlank(context, blank, { to: 'issued', secondPersonId: sheet.printedBy })
    await saveRow(context, certificate, { id: sheet.id, rev: sheet.rev, settled: true, row: { ...valuesOf(certificate, sheet), sealedBy: context.user.id, sealedAt: minuteAt(context.nowMs) } })
    return { state: 'issued' as const }
  },

  'certificate.handOver': async (input, context) => {
    const { sheet, state } = await getCertificate(context.db, input.certificateId)
    checkRev(sheet, input.rev)
    if (state !== 'issued' || sheet.collectedAt) throw new AppError('invalid', [block('certificateId', message('certificate.notToHandOver', '证明 {{number}} 不在待领取状态,请刷新后按它现在的状态办理', { number: sheet.number }))])
    const replacing = await openReplacementOf(context.db, sheet.newbornId)
    if (replacing?.certificateId === sheet.id) throw new AppError('invalid', [block('certificateId', message('certificate.handOverReplaced', '证明 {{number}} 正在办理{{kind}}({{state}}),不能再发放;请办结后发放新证,或先撤回申请', { number: sheet.number, kind: REPLACEMENT_KIND.label(replacing.kind), state: REPLACEMENT_STATE.label(replacing.state) }))])
    const register = await getRow(context.db, registration, sheet.registrationId)
    const issues = collectorDocumentIssues(input.collectorIdType, input.collectorIdNumber, collectorNationality(valuesOf(registration, register), input.collectorRelation), context.today)
    const application = await replacementOfSheet(context.db, sheet.id)
    // At a first issue the guardian on the register has shown the proof of guardianship instead (note §1.3-10).
    const isNamedGuardian = !application && input.collectorRelation === '4' && register.collectorRelation === '4'
    if (!isNamedGuardian && needsAuthorisation(input.collectorRelation, valuesOf(registration, register), application ?? {}) && !input.authorised) {
      issues.push(block('authorised', message('certificate.noAuthorisation', '领证人为{{relation}},须有母亲签字的授权委托书', { relation: COLLECTOR_RELATION.label(input.collectorRelation) })))
    }
    issues.push(...namedParentIssues(register, input))
    const expected = (application ?? register).collectorIdNumber
    if (expected && input.collectorIdNumber !== expected) {
      issues.push(warn('collectorIdNumber', message('certificate.otherCollector', '领证人证件号码与登记表上的领证人不同,请核对并说明')))
    }
    const accepted = await settle(context, issues, input.confirmations, input)
    const saved = await saveRow(context, certificate, {
      id: sheet.id, rev: sheet.rev, settled: true,
      row: {
        ...valuesOf(certificate, sheet), collectorName: input.collectorName, collectorRelation: input.collectorRelation, collectorIdType: input.collectorIdType, collectorIdNumber: input.collectorIdNumber,
        handedOverBy: context.user.id, collectedAt: minuteAt(context.nowMs),
      },
    })
    await context.acceptedFindings('certificate', sheet.id, accepted)
    await replacementDone(context, sheet.id)
    return saved
  },

  'certificate.pdf': async ({ what, registrationId }, context) => {
    const register = await getRow(context.db, registration, registrationId)
    needsFullNumbers(context.user)
    const composed = what === 'archive' ? await composeArchive(context, register) : await composeRegistrationForm(context, register, 'archive')
    const bytes = await context.ports.printer.toPdf(composed.html)
    await auditOf(context, registrationId)
    return { fileName: what === 'archive' ? '出生医学证明-非证件存档.pdf' : '首次签发登记表.pdf', base64: Buffer.from(bytes).toString('base64') }
  },
  'certificate.printForm': async ({ registrationId, printerName }, context) => {
    needsFullNumbers(context.user)
    const register = await getRow(context.db, registration, registrationId)
    const composed = await composeRegistrationForm(context, register, 'print', printerName)
    const blocking = composed.issues.filter(issue => issue.level === 'block')
    if (blocking.length) throw new AppError('invalid', blocking)
    await auditOf(context, registrationId)
    const { profile } = offsetFor(await context.setting('printing'), REGISTRATION_FORM, printerName)
    const { outcome } = await context.ports.printer.print({ html: composed.html, printerName, silent: profile?.silent ?? false, ...A4 })
    return { outcome }
  },
  'certificate.formPreview': async ({ registrationId }, context) => {
    needsFullNumbers(context.user)
    context.touched('certificate.registration', registrationId)
    const { html, issues } = await composeRegistrationForm(context, await getRow(context.db, registration, registrationId), 'preview')
    return { html, issues }
  },
} satisfies Partial<Handlers>

// The overprint and the forms show every number in full: not for roles that see numbers masked.
function needsFullNumbers(user: User): void {
  if (!seesNumbers(user)) throw new AppError('forbidden', undefined, { need: 'person.reveal' })
}

/** The archive copy is what stood on the sheet, not what the records say today. */
async function composeArchive(context: ReadContext, register: StoredRegistration): Promise<Composed> {
  const desk = await deskOf(context.db, register.newbornId)
  // While an approved replacement waits for its sheet, the old one still counts.
  const sheet = desk.certificate ?? desk.past.findLast(past => past.endedAt === null)
  if (!sheet) throw new AppError('invalid', [block('registrationId', message('certificate.nothingPrinted', '该新生儿还没有打印过证明,没有存档件'))])
  const { printedValues } = await getRow(context.db, certificate, sheet.id)
  return composePrinted(context, JSON.parse(printedValues) as PrintValues)
}

const auditOf = (context: ReadContext, registrationId: string): Promise<void> =>
  context.separately(async write => { write.touched('certificate.registration', registrationId) })

const notPrintedSince = (number: string): FieldIssue => block('result', message('certificate.notPrintedSince', '证明 {{number}} 上次回答之后没有再打印,请先打印', { number }))

function stepIssue(step: Awaited<ReturnType<typeof deskOf>>['step'], number: string): FieldIssue {
  if (step === 'none') return block('registrationId', message('certificate.stillbirth', '死胎、死产不签发《出生医学证明》'))
  if (step === 'register') return block('registrationId', message('certificate.notRegistered', '登记表尚未完成,请先完成首次签发登记'))
  // Cases 35 and 36: one child, one valid certificate.
  return block('registrationId', message('certificate.alreadyValid', '该新生儿已有证明 {{number}},一人一证,不能再打印', { number }))
}

// Cases 6, 8, 36, 47: the sheet in hand must be received, ours, unused, and of an edition in force.
async function usableBlank(context: WriteContext, number: string): Promise<Blank> {
  const refuse = (issue: FieldIssue, detail?: Record<string, unknown>): never => { throw new AppError('invalid', [issue], detail) }
  const blank = await findBlank(context.db, number)
  if (!blank) return refuse(block('scannedNumber', message('certificate.notInStock', '编号 {{number}} 不在库存号段,不能使用;请核对纸张来源并报告证件管理员', { number })))
  if (blank.state !== 'drawn') {
    const history = await blankHistory(context.db, number)
    const reason = blank.state === 'void' ? VOID_REASON.find(history.at(-1)?.reasonCode ?? '')?.label ?? '' : ''
    return refuse(block('scannedNumber', message('certificate.numberUsed', '编号 {{number}} 现为“{{state}}”{{reason}},不能使用', { number, state: BLANK_STATE.label(blank.state), reason: reason && `(${reason})` })), { history })
  }
  if (blank.holderId !== context.user.id) return refuse(block('scannedNumber', message('certificate.otherHand', '编号 {{number}} 由另一位签发人员领用,请使用本人领用的证件', { number })))
  const unusable = await batchUseIssues(context, [blank.batchId], 'scannedNumber')
  if (unusable[0]) return refuse(unusable[0])
  return blank
}

// Case 7: another number of the clerk's own than the lowest; used only with a reason.
async function swapIssues(context: WriteContext, number: string): Promise<FieldIssue[]> {
  const { number: proposed } = await nextInHand(context, context.user.id)
  return proposed && proposed !== number
    ? [warn('scannedNumber', message('certificate.otherNumber', '应使用编号 {{proposed}},扫描到的是 {{number}};确需改用请说明原因', { proposed, number }))] : []
}

function checkRev(sheet: StoredCertificate, rev: number): void {
  if (sheet.rev !== rev) throw new AppError('edit-conflict', undefined, { record: 'certificate', id: sheet.id, current: sheet as unknown as Record<string, unknown> })
}

/**
 * What the rules say of the register now: the birth may have been corrected, the deadline passed since it was completed.
 * What was accepted then, with reason and approver, is not asked again.
 */
async function issuesSinceRegistered(context: WriteContext, register: StoredRegistration): Promise<FieldIssue[]> {
  const { facts } = await gather(context, register.newbornId)
  const shown = await storedMaterials(context, register.id)
  const present = [...shown].filter(([, entry]) => entry.present).map(([material]) => material)
  const accepted = await context.db.selectFrom('acceptedFinding').select(['path', 'key']).where('recordId', '=', register.id).execute()
  const row = valuesOf(registration, register)
  // Who applied in time is not sent elsewhere because the printing took until after the deadline.
  const wasLate = registrationIssues(row, { ...facts, today: dayAt(Date.parse(register.updatedAt)) }, present).some(issue => issue.level === 'block' && isAboutLateness(issue))
  return registrationIssues(row, facts, present).filter(issue => wasLate || issue.level !== 'block' || !isAboutLateness(issue))
    .filter(issue => issue.level === 'block' || !accepted.some(finding => finding.path === issue.path && finding.key === issue.message.key))
}

const FIRST_ISSUE = { issueType: '1', serialPrefix: 'QF' } as const

/** The approved application whose sheet is printed next, with the register it will have. */
async function standingReplacement(context: ReadContext | WriteContext, desk: Awaited<ReturnType<typeof deskOf>>) {
  if (desk.replacement?.state !== 'approved') return undefined
  const stored = await getRow(context.db, replacement, desk.replacement.id)
  const found = await caseOf(context, stored.kind, stored.certificateId, correctedOf(stored))
  return { stored, found, register: found.register, paper: await replacementPaper(context, stored) }
}

// The old certificate ends and the corrected register becomes the child's own; the rules are asked once more (case 43).
async function beginReplacement(context: WriteContext, stored: StoredReplacement): Promise<void> {
  const corrected = correctedOf(stored)
  const { forwards } = await mustStand(context, stored, await caseOf(context, stored.kind, stored.certificateId, corrected))
  if (forwards) throw new AppError('invalid', [block('registrationId', message('replacement.forwards', '本省由县级主管部门(或其委托机构)补发,本机构不打印补发证明;请打印转报申请'))])
  await endOld(context, stored)
  if (corrected) await applyCorrection(context, stored, corrected)
}

async function sheetTaken(context: WriteContext, replacementId: string, certificateId: string): Promise<void> {
  const stored = await getRow(context.db, replacement, replacementId)
  await saveRow(context, replacement, { id: stored.id, rev: stored.rev, settled: true, row: { ...valuesOf(replacement, stored), state: 'printing', newCertificateId: certificateId, oldEndedAt: stored.oldEndedAt ?? minuteAt(context.nowMs) } })
}

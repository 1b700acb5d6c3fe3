import { BLANK_STATE, CERTIFICATE_EDITION, EXCHANGE_REASON, ISSUE_TYPE, VOID_REASON } from '../../../../../domain/code/certificate.ts'
import { LOSS_DECLARATION, LOSS_REASON, REPLACEMENT_KIND, REPLACEMENT_MATERIAL } from '../../../../../domain/code/replacement.ts'
import type { Input } from '../../../../../domain/api/api.ts'
import { AppError } from '../../../../../domain/api/result.ts'
import { block, message } from '../../../../../domain/message/message.ts'
import { certificate } from '../../../../../domain/modules/certificate/certificate.record.ts'
import { delivery } from '../../../../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../../../../domain/modules/birth/newborn.record.ts'
import { replacement } from '../../../../../domain/modules/certificate/replacement.record.ts'
import type { PrintValues } from '../../../../../domain/print/layout.ts'
import { type PersonOnForm, replacementFormValues, voidFormValues } from '../../../../../domain/print/replacement-form-values.ts'
import { normaliseScan } from '../../../../../domain/rule/certificate-number.ts'
import { dayOf, type Day, minuteAt } from '../../../../../domain/time/day.ts'
import type { ReadContext } from '../../../context.ts'
import type { Handlers } from '../../../handlers.ts'
import { type Composed, type ComposeOptions, composeDocument } from '../../../print/compose.ts'
import { openPrintFonts } from '../../../print/font.ts'
import { type LayoutName, readLayout } from '../../../print/layouts.ts'
import { findRow, getRow } from '../../../record/store.ts'
import { blankHistory, findBlank } from '../../../registry/blanks.ts'
import { offsetFor } from '../paper.ts'
import { seesNumbers } from '../register-handlers.ts'
import { assess, applicationOf, caseOf, correctedOf, shownMaterials } from './assess.ts'

const A4 = { pageWidthMm: 210, pageHeightMm: 297 }
type Asked = Pick<Input<'replacement.formPreview'>, 'id' | 'what'>
type Paper = { pages: { layout: LayoutName; values: PrintValues }[]; title: string; form: string }

export const replacementFormHandlers = {
  'replacement.formPreview': async (input, context) => {
    needsFullNumbers(context)
    context.touched('certificate.replacement', input.id)
    const { html, issues } = await compose(context, await replacementPaperOf(context, input), 'preview')
    return { html, issues }
  },
  'replacement.pdf': async (input, context) => {
    needsFullNumbers(context)
    const paper = await replacementPaperOf(context, input)
    const answer = await pdf(context, paper)
    await auditOf(context, 'certificate.replacement', input.id)
    return answer
  },
  'replacement.printForm': async ({ printerName, ...input }, context) => {
    needsFullNumbers(context)
    const paper = await replacementPaperOf(context, input)
    await auditOf(context, 'certificate.replacement', input.id)
    return print(context, paper, printerName)
  },
  'certificate.voidFormPreview': async ({ number }, context) => {
    const { html, issues } = await compose(context, await voidPaper(context, number), 'preview')
    return { html, issues }
  },
  'certificate.voidFormPdf': async ({ number }, context) => {
    const answer = await pdf(context, await voidPaper(context, number))
    await auditOf(context, 'blank', normaliseScan(number))
    return answer
  },
  'certificate.printVoidForm': async ({ number, printerName }, context) => {
    const paper = await voidPaper(context, number)
    await auditOf(context, 'blank', normaliseScan(number))
    return print(context, paper, printerName)
  },
} satisfies Partial<Handlers>

// The forms show every number in full: not for roles that see numbers masked.
function needsFullNumbers(context: ReadContext): void {
  if (!seesNumbers(context.user)) throw new AppError('forbidden', undefined, { need: 'person.reveal' })
}

const auditOf = (context: ReadContext, record: string, id: string): Promise<void> => context.separately(async write => { write.touched(record, id) })

async function compose(context: ReadContext, paper: Paper, mode: ComposeOptions['mode'], printerName?: string): Promise<Composed & { silent: boolean }> {
  const { folders } = context.ports
  const { offset, profile } = offsetFor(await context.setting('printing'), paper.form, printerName)
  const composed = composeDocument(paper.pages.map(({ layout, values }) => ({ layout: readLayout(folders.resources, layout), values })), { fonts: openPrintFonts(folders.fonts), mode, title: paper.title, offset })
  return { ...composed, silent: profile?.silent ?? false }
}

async function pdf(context: ReadContext, paper: Paper): Promise<{ fileName: string; base64: string }> {
  const { html } = await compose(context, paper, 'archive')
  return { fileName: `${paper.title}.pdf`, base64: Buffer.from(await context.ports.printer.toPdf(html)).toString('base64') }
}

async function print(context: ReadContext, paper: Paper, printerName: string) {
  const { html, issues, silent } = await compose(context, paper, 'print', printerName)
  const blocking = issues.filter(issue => issue.level === 'block')
  if (blocking.length) throw new AppError('invalid', blocking)
  const { outcome } = await context.ports.printer.print({ html, printerName, silent, ...A4 })
  return { outcome }
}

/** The paper of an application, filled in from what stands in it and from the words of the old certificate. */
async function replacementPaperOf(context: ReadContext, { id, what }: Asked): Promise<Paper> {
  const stored = await getRow(context.db, replacement, id)
  if (what !== 'application' && stored.kind !== 'reissue') throw new AppError('invalid', [block('what', message('replacement.formOfReissue', '遗失声明和转报表只用于补发'))])
  const found = await caseOf(context, stored.kind, stored.certificateId, correctedOf(stored))
  const shown = await shownMaterials(context, stored.id)
  const assessment = assess(applicationOf(stored), found, shown)
  const child = await getRow(context.db, newborn, stored.newbornId)
  const birth = await getRow(context.db, delivery, child.deliveryId)
  const fresh = stored.newCertificateId ? await findRow(context.db, certificate, stored.newCertificateId) : undefined
  const names = await context.db.selectFrom('userAccount').select(['id', 'displayName']).execute()
  const nameOf = (userId: string | null | undefined) => names.find(entry => entry.id === userId)?.displayName ?? ''
  const { name: institution } = await context.setting('institution')
  const isExchange = stored.kind === 'exchange'
  const person = (part: 'applicant' | 'collector'): PersonOnForm => ({
    name: stored[`${part}Name`] ?? '', relation: stored[`${part}Relation`], idType: stored[`${part}IdType`], idNumber: stored[`${part}IdNumber`] ?? '', ...part === 'applicant' && stored.applicantPhone ? { phone: stored.applicantPhone } : {},
  })
  const signedDay = (at: string | null): Day | null => at ? dayOf(at as never) : null
  const values = replacementFormValues({
    kind: stored.kind, institution, formNumber: fresh?.issueSerial ?? '', applyDay: stored.applyDay, original: JSON.parse(found.old.printedValues) as PrintValues, oldNumber: found.old.number, oldIssueDay: found.old.issueDay,
    admissionNumber: birth.admissionNumber ?? '', marriageCertificateNumber: found.register.marriageCertificateNumber ?? '', dnaReportNumber: stored.dnaReportNumber ?? found.register.dnaReportNumber ?? '',
    reason: isExchange ? stored.exchangeReason ? `${stored.exchangeReason} ${EXCHANGE_REASON.label(stored.exchangeReason)}` : '' : stored.lossReason ? LOSS_REASON.label(stored.lossReason) : '', reasonNote: stored.reasonNote ?? '',
    corrections: isExchange ? assessment.differences : [], householdRegistered: stored.householdRegistered, policeLetterNumber: stored.policeLetterNumber ?? '',
    returnedParts: stored.returnedParts, returnedBy: stored.returnedByName ? { name: stored.returnedByName, day: stored.returnedDay } : null,
    loss: isExchange ? null : { declaration: stored.lossDeclaration ? LOSS_DECLARATION.label(stored.lossDeclaration) : '', newspaperName: stored.newspaperName ?? '', newspaperDay: stored.newspaperDay },
    materials: assessment.materials.map(line => ({ label: REPLACEMENT_MATERIAL.label(line.material), present: line.present })), applicant: person('applicant'), collector: person('collector'),
    handsOut: assessment.handsOut, secondPart: stored.secondPart ?? assessment.secondPart, secondPartReason: stored.secondPartReason ?? '',
    review: stored.reviewedBy ? { note: stored.reviewNote ?? '同意', name: nameOf(stored.reviewedBy), day: signedDay(stored.reviewedAt) } : null,
    approval: stored.approvedBy ? { reason: stored.approvalReason ?? '', name: nameOf(stored.approvedBy), day: signedDay(stored.approvedAt) } : null,
    newNumber: fresh?.number ?? stored.forwardedNumber ?? '', newIssueDay: fresh?.issueDay ?? stored.forwardedIssueDay, issuer: institution, signer: nameOf(fresh?.backEntered ? null : fresh?.printedBy), sealer: nameOf(fresh?.sealedBy),
    forwardedTo: stored.forwardedTo ?? '',
  })
  if (what === 'lossStatement') return { pages: [{ layout: 'lossStatement', values }], title: '出生医学证明遗失声明', form: 'loss-statement' }
  if (what === 'forwarding') return { pages: [{ layout: 'reissueForwarding', values }], title: '出生医学证明补发申请转报表', form: 'reissue-forwarding' }
  const layout = isExchange ? 'exchangeApplication' as const : 'reissueRegister' as const
  return { pages: [{ layout, values }, { layout: 'replacementPaste', values }], title: isExchange ? '出生医学证明换发申请表' : '出生医学证明补发登记表', form: isExchange ? 'exchange-application' : 'reissue-register' }
}

/** The 作废登记表 of a void number, from its history. Throws `not-found`, or `invalid` for a number that is not void. */
async function voidPaper(context: ReadContext, typed: string): Promise<Paper> {
  const number = normaliseScan(typed)
  const blank = await findBlank(context.db, number)
  if (!blank) throw new AppError('not-found', undefined, { record: 'blank', number })
  context.touched('blank', number)
  const event = (await blankHistory(context.db, number)).findLast(entry => entry.toState === 'void')
  if (!event) throw new AppError('invalid', [block('number', message('void.formOnlyVoid', '编号 {{number}} 现为“{{state}}”,没有作废,不打印作废登记表', { number, state: BLANK_STATE.label(blank.state) }))])
  const sheet = blank.certificateId ? await findRow(context.db, certificate, blank.certificateId) : undefined
  const next = sheet ? await context.db.selectFrom('certificate').select('number').where('newbornId', '=', sheet.newbornId).where('voidedAt', 'is', null).where('createdAt', '>', sheet.createdAt).orderBy('createdAt').executeTakeFirst() : undefined
  const { name: institution } = await context.setting('institution')
  const printed = sheet ? JSON.parse(sheet.printedValues) as { babyName?: string } : {}
  const kind = REPLACEMENT_KIND.list.find(entry => entry.issueType === sheet?.issueType)
  const values = voidFormValues({
    institution, number, edition: CERTIFICATE_EDITION.find(blank.edition)?.label ?? '', fromState: BLANK_STATE.find(event.fromState ?? '')?.label ?? '', voidedAt: minuteAt(Date.parse(event.at)),
    reasonCode: VOID_REASON.find(event.reasonCode ?? '')?.label ?? event.reasonCode ?? '其他', reason: event.reason ?? '', babyName: printed.babyName ?? '', issueType: kind?.label ?? (sheet ? ISSUE_TYPE.label(sheet.issueType) : ''),
    printCount: sheet ? sheet.printCount : blank.printCount || null, nextNumber: next?.number ?? '', clerk: event.byName, reviewer: event.secondPersonName ?? '',
    handling: blank.state === 'void' ? '' : `现为“${BLANK_STATE.label(blank.state)}”`,
  })
  return { pages: [{ layout: 'voidRegister', values }], title: `出生医学证明作废登记表-${number}`, form: 'void-register' }
}

import { PDF_PRINTER } from '../../../../domain/api/certificate-api.ts'
import type { PRINT_JOB_STATES } from '../../../../domain/api/printing-api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { BLANK_STATE } from '../../../../domain/code/certificate.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { certificate } from '../../../../domain/modules/certificate/certificate.record.ts'
import { registration } from '../../../../domain/modules/certificate/registration.record.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { getRow, saveRow, valuesOf } from '../../record/store.ts'
import { findBlank, moveBlank } from '../../registry/blanks.ts'
import { getCertificate, mayPrint } from '../../registry/certificates.ts'
import { CERTIFICATE_FORM, composeCertificate } from './paper.ts'
import { paperOfSheet } from './sheet.ts'
import { needsKnownPrinter, paperIssues, profileFor } from '../../print/levels.ts'

const A4 = { pageWidthMm: 210, pageHeightMm: 297 }
type JobState = (typeof PRINT_JOB_STATES)[number]

/**
 * Sends a held certificate to a printer. Two short writes around the printer: count and job are on the disk before any
 * ink can be on the paper; a job that never got an end was cut off. Source: certificate note §3.4, §4.3.
 */
export const certificateJobHandlers = {
  'certificate.print': async ({ certificateId, printerName, tray }, context) => {
    const isPdf = printerName === PDF_PRINTER
    if (!isPdf) await needsKnownPrinter(context, printerName)
    const job = await context.separately(async write => {
      const { sheet, state } = await getCertificate(write.db, certificateId)
      if (state !== 'held') throw new AppError('invalid', [block('certificateId', message('certificate.notHeld', '证明 {{number}} 现为“{{state}}”,不能打印;请刷新后按它现在的状态办理', { number: sheet.number, state: BLANK_STATE.label(state) }))])
      if (sheet.printedBy !== write.user.id) throw new AppError('invalid', [block('certificateId', message('certificate.otherClerk', '证明 {{number}} 由另一位签发人员占用,请由其本人打印', { number: sheet.number }))])
      // Case 34: see `mayPrint`.
      if (!await mayPrint(write.db, sheet)) throw new AppError('invalid', [block('certificateId', message('certificate.answerFirst', '证明 {{number}} 已送过打印机,请先回答“印好了吗?”', { number: sheet.number }))])
      const profile = isPdf ? undefined : profileFor(await write.setting('printing'), { form: CERTIFICATE_FORM, printerName, tray })
      const register = await getRow(write.db, registration, sheet.registrationId)
      const blank = (await findBlank(write.db, sheet.number))!
      const composed = await composeCertificate(write, register, sheet.issueDay, 'print', { printerName, tray, edition: blank.edition, signer: write.user.displayName, ...await paperOfSheet(write, sheet.id) })
      const blocking = [...paperIssues(profile), ...composed.issues].filter(issue => issue.level === 'block')
      if (blocking.length) throw new AppError('invalid', blocking)
      const printCount = sheet.printCount + 1
      const silent = profile?.silent ?? false
      await saveRow(write, certificate, { id: sheet.id, rev: sheet.rev, settled: true, row: { ...valuesOf(certificate, sheet), printCount, printedValues: JSON.stringify(composed.values), layoutVersion: composed.layoutVersion } })
      await moveBlank(write, blank, { to: 'held', countPrint: true, reasonCode: 'print' })
      const id = write.newId()
      await write.db.insertInto('printJob').values({
        id, certificateId: sheet.id, number: sheet.number, printCount, printerName, tray: profile?.tray ?? tray ?? '', silent: silent ? 1 : 0, state: 'sending', reason: null, byUser: write.user.id, startedAt: write.now, endedAt: null,
      }).execute()
      return { id, html: composed.html, printCount, silent }
    })
    if (isPdf) {
      const bytes = await context.ports.printer.toPdf(job.html)
      await endJob(context, job.id, 'pdf', null)
      return { outcome: 'sent' as const, reason: null, printCount: job.printCount, pdfBase64: Buffer.from(bytes).toString('base64') }
    }
    const answer = await context.ports.printer.print({ html: job.html, printerName, silent: job.silent, ...A4 })
    const reason = answer.outcome === 'failed' ? answer.reason.slice(0, 300) : null
    await endJob(context, job.id, answer.outcome, reason)
    return { outcome: answer.outcome, reason, printCount: job.printCount, pdfBase64: null }
  },

  'printing.jobs': async ({ certificateId, offset, limit }, { db }) => {
    let query = db.selectFrom('printJob').innerJoin('blank', 'blank.number', 'printJob.number').leftJoin('userAccount', 'userAccount.id', 'printJob.byUser')
    if (certificateId) query = query.where('printJob.certificateId', '=', certificateId)
    const { total } = await query.select(({ fn }) => fn.countAll<number | string>().as('total')).executeTakeFirstOrThrow()
    const rows = await query.selectAll('printJob').select(['blank.state as numberState', 'userAccount.displayName as byName'])
      .orderBy('printJob.startedAt', 'desc').orderBy('printJob.id', 'desc').offset(offset).limit(limit).execute()
    return {
      total: Number(total),
      rows: rows.map(({ byUser, byName, silent, state, ...row }) => ({ ...row, silent: silent === 1, state: state as JobState, byName: byName ?? byUser })),
    }
  },
} satisfies Partial<Handlers>

const endJob = (context: ReadContext, id: string, state: JobState, reason: string | null): Promise<void> => context.separately(async write => {
  await write.db.updateTable('printJob').set({ state, reason, endedAt: write.now }).where('id', '=', id).execute()
  write.fact('print', state)
})

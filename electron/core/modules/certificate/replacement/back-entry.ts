import { CERTIFICATE_EDITION, type CertificateEdition } from '../../../../../domain/code/certificate.ts'
import { BACK_ENTRY_BATCH } from '../../../../../domain/code/replacement.ts'
import { AppError } from '../../../../../domain/api/result.ts'
import { block, type FieldIssue, message, warn } from '../../../../../domain/message/message.ts'
import { MATERIAL } from '../../../../../domain/code/material.ts'
import { certificate, type Certificate, type StoredCertificate } from '../../../../../domain/modules/certificate/certificate.record.ts'
import { registration, type Registration } from '../../../../../domain/modules/certificate/registration.record.ts'
import { isAboutLateness, type RegistrationFacts, registrationIssues } from '../../../../../domain/modules/certificate/registration.rules.ts'
import { checkOldNumber, oldEdition } from '../../../../../domain/modules/certificate/replacement.rules.ts'
import { certificateValues } from '../../../../../domain/print/certificate-values.ts'
import { tidyRow } from '../../../../../domain/record/derive/schema.ts'
import { checkCertificateNumber } from '../../../../../domain/rule/certificate-number.ts'
import { normaliseSeparators } from '../../../../../domain/rule/name-character.ts'
import { type Day, dayOf, type Minute } from '../../../../../domain/time/day.ts'
import type { WriteContext } from '../../../context.ts'
import type { Handlers } from '../../../handlers.ts'
import { nextSerial } from '../../../record/serial.ts'
import { getRow, saveRow } from '../../../record/store.ts'
import { findBlank } from '../../../registry/blanks.ts'
import { certificatesOfNewborns, registrationOf } from '../../../registry/certificates.ts'
import { paperFacts } from '../paper.ts'
import { gather, nameChild } from '../register-handlers.ts'

export const backEntryHandlers = {
  'certificate.backEnter': async (input, context) => {
    const { child, facts } = await gather(context, input.newbornId)
    const issueDay = input.issueDay as Day
    const { value: number, issues } = checkOldNumber(input.number)
    const { edition, issues: dayIssues } = oldEdition(issueDay, context.today, dayOf(child.bornAt))
    issues.push(...dayIssues, ...await numberIssues(context, number))
    if (edition && Number(edition) > 1 && !/^[A-Z]\d{9}$/.test(number)) {
      issues.push(warn('number', message('backEntry.numberForm', '{{edition}}的编号一般为 1 个字母加 9 位数字,请对照原件核对', { edition: CERTIFICATE_EDITION.label(edition) })))
    }
    if (input.issuingInstitution === '') issues.push(block('issuingInstitution', message('backEntry.institution', '请填写原证上的签发机构')))
    if (child.outcome !== '1') issues.push(block('newbornId', message('certificate.stillbirth', '死胎、死产不签发《出生医学证明》')))
    const live = (await certificatesOfNewborns(context.db, [child.id])).get(child.id)
    const sheets = await context.db.selectFrom('certificate').select('number').where('newbornId', '=', child.id).where('voidedAt', 'is', null).execute()
    if (live?.number || sheets.length) issues.push(block('newbornId', message('backEntry.hasCertificate', '该新生儿已有证明 {{number}},不能补录;请核对新生儿,要更正或补办的请对该证明办理换发或补发', { number: live?.number ?? sheets[0]?.number ?? '' })))
    if (!input.director) issues.push(block('director', message('backEntry.director', '遗留问题补录须分管领导批准,请分管领导登录确认')))
    const row = tidyRow(registration, { ...input.row, newbornId: child.id, babyName: input.row.babyName ? normaliseSeparators(input.row.babyName.trim()) : null, complete: true })
    issues.push(...printedFactIssues(row, { ...facts, today: issueDay }))
    const blocking = issues.filter(issue => issue.level === 'block')
    if (blocking.length) throw new AppError('invalid', blocking)
    const director = await context.secondPerson(input.director!, 'certificate.approve')
    const standing = await registrationOf(context.db, child.id)
    const saved = await saveRow(context, registration, { id: standing?.id, rev: standing?.rev, row, confirmations: input.confirmations, moreIssues: issues })
    await nameChild(context, child.personId, row.babyName, row.fatherPersonId)
    const register = await getRow(context.db, registration, saved.id)
    const { facts: paper } = await paperFacts(context, register, issueDay)
    const certificateId = await enterSheet(context, {
      number, edition: edition!, reason: input.reason, directorId: director.id,
      row: { registrationId: saved.id, newbornId: child.id, issueDay, issueType: '1', supersedesId: null, issuedBy: input.issuingInstitution, printedValues: JSON.stringify(certificateValues({ ...paper, issuer: input.issuingInstitution })), collectedAt: `${issueDay}T00:00` as Minute },
    })
    return { certificateId, registrationId: saved.id }
  },
} satisfies Partial<Handlers>

/** The county's own certificate that answered a forwarded re-issue: it is the child's from now on. Throws `invalid`. */
export async function enterForeignSheet(context: WriteContext, given: { old: StoredCertificate; number: string; issueDay: Day; issuedBy: string }): Promise<{ certificateId: string; number: string }> {
  const { value: number, issues } = checkCertificateNumber(given.number, 'number')
  issues.push(...await numberIssues(context, number))
  const { edition, issues: dayIssues } = oldEdition(given.issueDay, context.today, given.old.issueDay)
  issues.push(...dayIssues)
  const blocking = issues.filter(issue => issue.level === 'block')
  if (blocking.length || !edition) throw new AppError('invalid', blocking)
  const { old } = given
  // A re-issue says what the original said (note §1.9); day, signer and issuer are the county's.
  const printed = JSON.parse(old.printedValues) as Record<string, unknown>
  const values = { ...printed, issuer: given.issuedBy, issueYear: given.issueDay.slice(0, 4), issueMonth: given.issueDay.slice(5, 7), issueDay: given.issueDay.slice(8, 10), signer: '', collector: '' }
  const certificateId = await enterSheet(context, {
    number, edition, reason: given.issuedBy, directorId: null,
    row: { registrationId: old.registrationId, newbornId: old.newbornId, issueDay: given.issueDay, issueType: '3', supersedesId: old.id, issuedBy: given.issuedBy, printedValues: JSON.stringify(values), collectedAt: `${given.issueDay}T00:00` as Minute },
  })
  return { certificateId, number }
}

async function numberIssues(context: WriteContext, number: string): Promise<FieldIssue[]> {
  const known = await findBlank(context.db, number)
  return known ? [block('number', message('backEntry.numberKnown', '编号 {{number}} 已在本机构登记,请核对;本机构库存的编号不能补录', { number }))] : []
}

// What stands on the paper stands there: only what is missing or impossible keeps it out, the rest is asked about.
function printedFactIssues(row: Registration, facts: RegistrationFacts): FieldIssue[] {
  return registrationIssues(row, facts, MATERIAL.values).filter(issue => !issue.path.startsWith('collector') && !isAboutLateness(issue))
    .map(issue => issue.level === 'block' && (issue.message.key === 'registration.missing' || issue.path === 'newbornId') ? issue : warn(issue.path, issue.message))
}

type EnteredSheet = {
  number: string; edition: CertificateEdition; reason: string; directorId: string | null
  row: Pick<Certificate, 'registrationId' | 'newbornId' | 'issueDay' | 'issueType' | 'supersedesId' | 'issuedBy' | 'printedValues' | 'collectedAt'>
}

async function enterSheet(context: WriteContext, { number, edition, reason, directorId, row }: EnteredSheet): Promise<string> {
  const certificateId = context.newId()
  const year = context.today.slice(0, 4)
  await saveRow(context, certificate, {
    id: certificateId, settled: true,
    row: {
      ...row, number, issueSerial: `BL${year}${String(await nextSerial(context.db, `back-entry-${year}`)).padStart(6, '0')}`, layoutVersion: BACK_ENTRY_BATCH, printCount: 0, printedBy: context.user.id, printedAt: null,
      sealedBy: null, sealedAt: null, collectorName: null, collectorRelation: null, collectorIdType: null, collectorIdNumber: null, handedOverBy: null, endedAt: null, endReason: null, endNote: null, backEntered: true,
    },
  })
  await context.db.insertInto('blank').values({ number, batchId: BACK_ENTRY_BATCH, edition, state: 'issued', holderId: null, certificateId, printCount: 0, rev: 1, updatedAt: context.now }).execute()
  await context.db.insertInto('blankEvent').values({
    number, seq: 1, fromState: null, toState: 'issued', at: context.now, byUser: context.user.id, secondPersonId: directorId, holderId: null, certificateId, reasonCode: BACK_ENTRY_BATCH, reason, evidence: null,
  }).execute()
  context.fact('number', number)
  return certificateId
}

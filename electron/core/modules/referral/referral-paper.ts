import { formatRegionPath } from '../../../../domain/code/region.ts'
import type { Sex } from '../../../../domain/code/sex.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { organization } from '../../../../domain/modules/referral/organization.record.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { referral, type StoredReferral } from '../../../../domain/modules/referral/referral.record.ts'
import type { PrintValues } from '../../../../domain/print/layout.ts'
import { referralBackValues, referralOutValues } from '../../../../domain/print/referral-values.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import type { Day } from '../../../../domain/time/day.ts'
import { nameOnPaper } from '../../../../domain/rule/name-on-paper.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { readerOf, shownRow } from '../../fetal-sex.ts'
import { type Composed, composeDocument, type ComposeOptions, type PageContent } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { readLayout } from '../../print/layouts.ts'
import { layoutOnTheWay, offsetOf } from '../../print/levels.ts'
import { getRow } from '../../record/store.ts'
import { regionPathOf } from '../../region.ts'
import { slipRecord } from '../../registry/referrals.ts'

/** What a newborn without a name is called on paper: after the mother, as hospitals do. */
export async function namelessText(db: ReadDb, patient: Pick<StoredPerson, 'id' | 'sex'>): Promise<string> {
  const mother = await db.selectFrom('kinship').innerJoin('person', 'person.id', 'kinship.parentId').select('person.name')
    .where('kinship.childId', '=', patient.id).where('kinship.relation', '=', 'mother').executeTakeFirst()
  return nameOnPaper({ name: null, sex: patient.sex }, mother?.name)
}

type Slip = { row: StoredReferral; out: PrintValues; back: PrintValues | null }

async function slipOf(context: ReadContext, id: string): Promise<Slip> {
  const { db, ports } = context
  const found = await getRow(db, referral, id)
  const row = shownRow(await slipRecord(db, found), found, readerOf(context))
  if (row.voidedAt !== null) throw new AppError('not-found', undefined, { record: referral.id, id })
  const patient = await getRow(db, person, row.personId)
  const receiver = await getRow(db, organization, row.organizationId)
  const institution = await context.setting('institution')
  const region = patient.homeAddress || patient.homeRegion ? patient.homeRegion : patient.householdRegion
  const path = regionPathOf(ports.folders.resources, region)
  const address = `${path ? formatRegionPath(path) : ''}${(patient.homeAddress || patient.homeRegion ? patient.homeAddress : patient.householdAddress) ?? ''}`
  const name = patient.name ?? await namelessText(db, patient)
  const facts = (on: Day) => ({
    name, sex: patient.sex as Sex, ageText: patient.birthDay ? ageText(patient.birthDay, on) : '', address, phone: patient.phone ?? '',
  })
  const out = referralOutValues({
    patient: facts(row.referredDay), slipNumber: row.number ?? '', fileNumber: patient.handbookNumber ?? '', referralDay: row.referredDay,
    toInstitution: receiver.name, toDepartment: row.department ?? '', toDoctor: row.receivingDoctor ?? '', fromInstitution: institution.name,
    doctor: row.doctorName, doctorPhone: row.doctorPhone ?? '', impression: row.impression, presentIllness: row.reason,
    pastHistory: row.pastHistory ?? '', treatment: row.treatment ?? '',
  })
  if (!row.returnedDay) return { row, out, back: null }
  // The slip back goes the other way: from the receiver to us.
  const back = referralBackValues({
    patient: facts(row.returnedDay), slipNumber: row.number ?? '', caseNumber: row.inpatientNumber ?? '', admissionNumber: row.inpatientNumber ?? '', backDay: row.returnedDay,
    toInstitution: institution.name, toDoctor: row.doctorName, fromInstitution: receiver.name, doctor: row.returnDoctor ?? '', doctorPhone: row.returnPhone ?? '',
    diagnosis: row.returnDiagnosis ?? '', examination: row.returnExaminations ?? '', advice: row.returnAdvice ?? '',
  })
  return { row, out, back }
}

export type ReferralPaper = { row: StoredReferral; composed: Composed; form: string; page: { w: number; h: number }; silent: boolean }

/**
 * 双向转诊单 as pages: stub and slip out, and stub and slip back once the patient came back. A printer's own offset is
 * used when that printer is named.
 */
export async function referralPaper(context: ReadContext, id: string, mode: ComposeOptions['mode'], printerName: string | null): Promise<ReferralPaper> {
  const { folders } = context.ports
  const slip = await slipOf(context, id)
  const layout = readLayout(folders.resources, 'referralOut')
  const printing = await context.setting('printing')
  const onTheWay = (one: PageContent['layout']) => layoutOnTheWay(printing, one, { form: one.form, printerName: printerName ?? undefined })
  const pages: PageContent[] = [{ layout: onTheWay(layout).layout, values: slip.out }]
  if (slip.back) pages.push({ layout: onTheWay(readLayout(folders.resources, 'referralBack')).layout, values: slip.back })
  const { profile } = onTheWay(layout)
  const composed = composeDocument(pages, { fonts: openPrintFonts(folders.fonts), mode, ...(profile ? { offset: offsetOf(profile) } : {}) })
  return { row: slip.row, composed, form: layout.form, page: layout.page, silent: profile?.silent ?? true }
}

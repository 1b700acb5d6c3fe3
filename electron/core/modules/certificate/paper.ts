import type { StoredDelivery } from '../../../../domain/modules/birth/delivery.record.ts'
import { delivery } from '../../../../domain/modules/birth/delivery.record.ts'
import type { StoredCertificate } from '../../../../domain/modules/certificate/certificate.record.ts'
import { newborn, type StoredNewborn } from '../../../../domain/modules/birth/newborn.record.ts'
import { bornIn } from '../../../../domain/modules/birth/birth.rules.ts'
import type { StoredRegistration } from '../../../../domain/modules/certificate/registration.record.ts'
import { PLACE_VALUES, reissuedValues } from '../../../../domain/modules/certificate/replacement.rules.ts'
import { MATERIAL, type Material } from '../../../../domain/code/material.ts'
import { certificateValues, type CertificateFacts, type ParentFacts } from '../../../../domain/print/certificate-values.ts'
import type { PrintValues } from '../../../../domain/print/layout.ts'
import { registrationFormValues } from '../../../../domain/print/registration-form-values.ts'
import type { PrinterProfile, SettingValue } from '../../../../domain/settings/settings.ts'
import { ageAtDelivery } from '../../../../domain/rule/age.ts'
import { splitGestation } from '../../../../domain/rule/gestation.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import { type Composed, type ComposeOptions, composeDocument, type PrintOffset } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { readLayout } from '../../print/layouts.ts'
import { layoutOnTheWay, offsetOf, PRESENT_EDITION, profileFor } from '../../print/levels.ts'
import { getRow } from '../../record/store.ts'
import { regionPathOf } from '../../region.ts'

type Context = ReadContext | WriteContext
export const CERTIFICATE_FORM = 'birth-certificate'
export const REGISTRATION_FORM = 'registration-form'

/** Everything on paper for one register, gathered from the records as they stand. */
export async function paperFacts(context: Context, register: StoredRegistration, issueDay: Day, people: { signer?: string; collector?: string } = {}): Promise<{ facts: CertificateFacts; child: StoredNewborn; birth: StoredDelivery }> {
  const child = await getRow(context.db, newborn, register.newbornId)
  const birth = await getRow(context.db, delivery, child.deliveryId)
  const institution = await context.setting('institution')
  const rules = await context.setting('provinceRules')
  const place = regionPathOf(context.ports.folders.resources, birth.placeRegion)
  const { weeks, days } = splitGestation(birth.gestationDays)
  return {
    child, birth,
    facts: {
      babyName: register.babyName ?? '', babySex: child.sex, birthAt: child.bornAt, gestWeeks: weeks, gestDays: days, weightG: child.weightG, lengthCm: child.lengthCm ?? 0,
      birthProvince: place?.province ?? '', birthCity: place?.city ?? '', birthCounty: place?.county ?? '', deliveryOrg: bornIn(birth) === 'outside' ? null : birth.placeName ?? institution.name,
      mother: parentFacts(register, 'mother', dayOf(child.bornAt)), father: parentFacts(register, 'father', dayOf(child.bornAt)),
      parentBlankText: rules.fatherBlankText, issuer: institution.name, issueDay, ...(birth.attendantName ? { attendant: birth.attendantName } : {}), ...people,
    },
  }
}

const PLACE_FIELDS = ['placeRegion', 'placeName', 'placeType', 'treatedInLicensed'] as const

/**
 * The place of birth and its institution in the words of an old sheet, where the delivery still says what it said when
 * that sheet was printed: only their names are others since, and a new sheet repeats the old ones (note §1.9). Nothing
 * when the record was changed.
 */
export async function keptPlaceWords(context: Context, old: StoredCertificate): Promise<PrintValues> {
  const birth = await getRow(context.db, delivery, (await getRow(context.db, newborn, old.newbornId)).deliveryId)
  const past = await context.db.selectFrom('recordHistory').select('row').where('record', '=', delivery.id).where('recordId', '=', birth.id).where('at', '<=', old.createdAt).orderBy('rev', 'desc').executeTakeFirst()
  if (!past) return {}
  const then = JSON.parse(past.row) as Record<string, unknown>
  const asColumn = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value ?? null)
  if (PLACE_FIELDS.some(name => asColumn(then[name]) !== asColumn(birth[name]))) return {}
  const printed = JSON.parse(old.printedValues) as PrintValues
  return Object.fromEntries(PLACE_VALUES.flatMap(name => (printed[name] ? [[name, printed[name]]] : [])))
}

function parentFacts(register: StoredRegistration, parent: 'mother' | 'father', birthDay: Day): ParentFacts | null {
  if (!register[`${parent}Provided`]) return null
  const born = register[`${parent}BirthDay`]
  const idType = register[`${parent}IdType`]
  if (!born || !idType) return null
  const written = register[`${parent}DocumentName`]
  return {
    name: register[`${parent}Name`] ?? '', ageYears: ageAtDelivery(born, birthDay), nationality: register[`${parent}Nationality`] ?? 'CHN', ethnicity: register[`${parent}EthnicGroup`],
    address: register[`${parent}Address`] ?? '', idType, ...(written ? { idTypeText: written } : {}), idNumber: register[`${parent}IdNumber`] ?? '',
  }
}

/** How this printer misplaces this form, as calibrated; nothing when it never was. */
export function offsetFor(printing: SettingValue<'printing'>, form: string, printerName: string | undefined): { offset: PrintOffset; profile: PrinterProfile | undefined } {
  const profile = profileFor(printing, { form, printerName })
  return { profile, offset: offsetOf(profile) }
}

/** The overprint of a certificate; the same words whatever the mode. A re-issue says what its `original` said, an exchange keeps `placeWords`. */
export async function composeCertificate(
  context: Context, register: StoredRegistration, issueDay: Day, mode: ComposeOptions['mode'], options: { printerName?: string | undefined; tray?: string | undefined; edition?: string; signer?: string; collector?: string | null; original?: PrintValues | null; placeWords?: PrintValues } = {},
): Promise<Composed & { layoutVersion: string; values: Record<string, unknown> }> {
  const printing = await context.setting('printing')
  const people = printing.printCollectorAndSigner
    ? { ...(options.signer ? { signer: options.signer } : {}), ...(options.collector ?? register.collectorName ? { collector: options.collector ?? register.collectorName ?? '' } : {}) } : {}
  const { facts } = await paperFacts(context, register, issueDay, people)
  const to = { form: CERTIFICATE_FORM, edition: options.edition ?? PRESENT_EDITION, printerName: options.printerName, tray: options.tray }
  const { layout, issues, offset } = layoutOnTheWay(printing, readLayout(context.ports.folders.resources, 'birthCertificate'), to)
  const values = options.original ? reissuedValues(options.original, certificateValues(facts)) : { ...certificateValues(facts), ...options.placeWords }
  const composed = composeDocument([{ layout, values }], { fonts: openPrintFonts(context.ports.folders.fonts), mode, title: '出生医学证明', offset })
  return { ...composed, issues: [...issues, ...composed.issues], layoutVersion: `${layout.form}.v${layout.version}`, values }
}

/** A sheet as it was printed, marked as no certificate: the stored words on the same layout. */
export function composePrinted(context: Context, values: PrintValues): Composed {
  return composeDocument([{ layout: readLayout(context.ports.folders.resources, 'birthCertificate'), values }], { fonts: openPrintFonts(context.ports.folders.fonts), mode: 'archive', title: '出生医学证明' })
}

/** The 首次签发登记表 with its back, filled in. */
export async function composeRegistrationForm(context: Context, register: StoredRegistration, mode: ComposeOptions['mode'], printerName?: string): Promise<Composed> {
  const used = await context.db.selectFrom('certificate').selectAll().where('registrationId', '=', register.id).where('voidedAt', 'is', null).orderBy('createdAt', 'desc').executeTakeFirst()
  const { facts, birth } = await paperFacts(context, register, (used?.issueDay ?? context.today) as Day)
  const names = await context.db.selectFrom('userAccount').select(['id', 'displayName']).execute()
  const nameOf = (id: string | null | undefined) => names.find(entry => entry.id === id)?.displayName
  const shown = await context.db.selectFrom('registrationMaterial').selectAll().where('registrationId', '=', register.id).execute()
  const { collector: _printed, ...base } = facts
  const values = registrationFormValues({
    ...base, issueSerial: used?.issueSerial ?? '', ...(used ? { certificateNumber: used.number } : {}), ...(birth.admissionNumber ? { motherAdmissionNumber: birth.admissionNumber } : {}),
    ...(register.marriageCertificateNumber ? { marriageCertificateNumber: register.marriageCertificateNumber } : {}), ...(register.dnaReportNumber ? { dnaReportNumber: register.dnaReportNumber } : {}),
    ...(register.collectorName && register.collectorRelation && register.collectorIdType ? {
      collector: { name: register.collectorName, relation: register.collectorRelation, idType: register.collectorIdType, idNumber: register.collectorIdNumber ?? '', ...(register.collectorPhone ? { phone: register.collectorPhone } : {}) },
    } : {}),
    materials: shown.map(row => ({ label: MATERIAL.isCode(row.material) ? MATERIAL.label(row.material as Material) : row.material, present: row.present === 1 })),
    deliveryPartDay: dayOf(facts.birthAt), ...(register.preparedDay ? { familyPartDay: register.preparedDay } : {}),
    ...(nameOf(used?.printedBy) ? { signer: nameOf(used?.printedBy)! } : {}), ...(nameOf(used?.sealedBy) ? { sealer: nameOf(used?.sealedBy)! } : {}),
  })
  const folder = context.ports.folders.resources
  return composeDocument(
    [{ layout: layoutOnTheWay(await context.setting('printing'), readLayout(folder, 'registrationForm'), { form: REGISTRATION_FORM, printerName }).layout, values }, { layout: readLayout(folder, 'registrationFormBack'), values }],
    { fonts: openPrintFonts(context.ports.folders.fonts), mode, title: '首次签发登记表', offset: offsetFor(await context.setting('printing'), REGISTRATION_FORM, printerName).offset },
  )
}

import { MATERIAL, type Material } from '../../../../domain/code/material.ts'
import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { bornIn } from '../../../../domain/modules/birth/birth.rules.ts'
import { delivery } from '../../../../domain/modules/birth/delivery.record.ts'
import { newborn } from '../../../../domain/modules/birth/newborn.record.ts'
import { registration, type StoredRegistration } from '../../../../domain/modules/certificate/registration.record.ts'
import { materialsOf, registrationIssues, type RegistrationDraft, type RegistrationFacts } from '../../../../domain/modules/certificate/registration.rules.ts'
import { person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { ageAtDelivery } from '../../../../domain/rule/age.ts'
import { normaliseSeparators } from '../../../../domain/rule/name-character.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import { dayOf } from '../../../../domain/time/day.ts'
import type { ReadContext, User, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, fromColumns, getRow, historyOf, saveRow, valuesOf, voidRow } from '../../record/store.ts'
import { addressText } from '../../region.ts'
import { refreshSearchKeys } from '../../registry/search-keys.ts'
import { certificatesOfNewborns, openReplacementOf, registrationOf } from '../../registry/certificates.ts'

type Context = ReadContext | WriteContext
type MaterialLine = Output<'certificate.check'>['materials'][number]

const NUMBER_FIELDS = ['motherIdNumber', 'fatherIdNumber', 'collectorIdNumber', 'marriageCertificateNumber'] as const

/** May this user see document numbers in full? */
export const seesNumbers = (user: User): boolean => user.permissions.has('person.reveal')

/** A register as this user may see it: numbers in full, or with their middle hidden. */
export function maskedRegister<R extends Record<string, unknown>>(user: User, row: R): R {
  if (seesNumbers(user)) return row
  const masked: Record<string, unknown> = { ...row }
  for (const name of NUMBER_FIELDS) if (typeof row[name] === 'string') masked[name] = maskIdNumber(row[name])
  if (typeof row.collectorPhone === 'string') masked.collectorPhone = maskPhone(row.collectorPhone)
  return masked as R
}

export const registerHandlers = {
  'certificate.registration.get': async ({ id }, context) => {
    context.touched('certificate.registration', id)
    return maskedRegister(context.user, await getRow(context.db, registration, id))
  },
  'certificate.registration.history': async ({ id }, context) => {
    context.touched('certificate.registration', id)
    return (await historyOf(context.db, 'certificate.registration', id)).map(entry => ({ ...entry, row: maskedRegister(context.user, entry.row) }))
  },
  'certificate.registration.void': async (input, context) => {
    const register = await getRow(context.db, registration, input.id)
    const live = (await certificatesOfNewborns(context.db, [register.newbornId])).get(register.newbornId)
    if (live?.number) throw new AppError('invalid', [block('', message('registration.voidWithSheet', '该新生儿已有证明 {{number}},登记表不能作废;请先作废证明', { number: live.number }))])
    const replacing = await openReplacementOf(context.db, register.newbornId)
    if (replacing) throw new AppError('invalid', [block('', message('registration.voidWhileReplacing', '该新生儿正在办理换发或补发(原证 {{number}}),登记表不能作废', { number: replacing.oldNumber }))])
    return voidRow(context, registration, input)
  },

  'certificate.prepare': async ({ newbornId }, context) => {
    context.touched('newborn', newbornId)
    const { child, birth, mother, facts } = await gather(context, newbornId)
    const stored = await registrationOf(context.db, newbornId)
    const row = stored ? valuesOf(registration, stored) : await firstRow(context, newbornId, mother, birth.id)
    const shown = stored ? await storedMaterials(context, stored.id) : new Map<Material, { present: boolean; note: string | null }>()
    const present = [...shown].filter(([, entry]) => entry.present).map(([material]) => material)
    const siblings = await context.db.selectFrom('newborn').leftJoin('person', 'person.id', 'newborn.personId').select(['newborn.id', 'birthOrder', 'person.name'])
      .where('deliveryId', '=', birth.id).where('newborn.voidedAt', 'is', null).where('newborn.id', '!=', newbornId).where('outcome', '=', '1').orderBy('birthOrder').execute()
    const certificates = await certificatesOfNewborns(context.db, siblings.map(sibling => sibling.id))
    return {
      registrationId: stored?.id ?? null, rev: stored?.rev ?? null, row, materials: materialLines(row, facts, shown), issues: registrationIssues(row, facts, present),
      newborn: { id: child.id, sex: child.sex, bornAt: child.bornAt, birthOrder: child.birthOrder, fetusCount: birth.fetusCount, weightG: child.weightG, lengthCm: child.lengthCm, gestationDays: birth.gestationDays, outcome: child.outcome },
      motherAgeYears: mother.birthDay ? ageAtDelivery(mother.birthDay, dayOf(child.bornAt)) : null,
      siblings: siblings.map(sibling => ({ newbornId: sibling.id, birthOrder: sibling.birthOrder, babyName: sibling.name, certificateNumber: certificates.get(sibling.id)?.number ?? null })),
    }
  },

  'certificate.check': async ({ newbornId, row, materials }, context) => {
    const { facts } = await gather(context, newbornId)
    const shown = new Map(materials.map(material => [material, { present: true, note: null }]))
    return { materials: materialLines(row, facts, shown), issues: registrationIssues(row, facts, materials) }
  },

  'certificate.register': async (input, context) => {
    if (!input.row.newbornId) throw new AppError('invalid', [block('newbornId', message('registration.newbornMissing', '请先选择新生儿'))])
    const { child, facts } = await gather(context, input.row.newbornId)
    const live = (await certificatesOfNewborns(context.db, [child.id])).get(child.id)
    if (live?.number) {
      throw new AppError('invalid', [block('newbornId', message('registration.alreadyPrinted', '该新生儿已占用证明 {{number}},登记表不能再改;如有错误请先作废该证明', { number: live.number }))])
    }
    const replacing = await openReplacementOf(context.db, child.id)
    if (replacing && replacing.state !== 'forwarded') throw new AppError('invalid', [block('newbornId', message('registration.replacing', '该新生儿正在办理换发或补发(原证 {{number}}),登记内容请在换发申请中更正', { number: replacing.oldNumber }))])
    // One register per child, and a register stays with its child.
    const standing = await registrationOf(context.db, child.id)
    if (standing && standing.id !== input.id) throw new AppError('edit-conflict', undefined, { record: 'certificate.registration', id: standing.id })
    const old = input.id === undefined ? undefined : await findRow(context.db, registration, input.id)
    if (old && old.newbornId !== child.id) throw new AppError('invalid', [block('newbornId', message('registration.otherNewborn', '这份登记表是另一名新生儿的,请刷新后重新填写'))])
    const row = tidyRow(registration, { ...input.row, babyName: input.row.babyName ? normaliseSeparators(input.row.babyName.trim()) : null })
    const present = input.materials.filter(entry => entry.present).map(entry => entry.material)
    // Unfinished, it is a note to oneself; complete, it must stand before every rule.
    const moreIssues = row.complete ? registrationIssues(row, facts, present) : []
    const saved = await saveRow(context, registration, { id: input.id, rev: input.rev, row, confirmations: input.confirmations, moreIssues })
    await context.db.deleteFrom('registrationMaterial').where('registrationId', '=', saved.id).execute()
    if (input.materials.length) {
      const once = new Map(input.materials.map(entry => [entry.material, entry]))
      await context.db.insertInto('registrationMaterial').values([...once.values()].map(entry => ({ registrationId: saved.id, material: entry.material, present: entry.present ? 1 : 0, note: entry.note }))).execute()
    }
    if (row.complete) await nameChild(context, child.personId, row.babyName, row.fatherPersonId)
    return saved
  },
} satisfies Partial<Handlers>

/** The child, its birth, the delivering woman, and what the rules need of them. */
export async function gather(context: Context, newbornId: string) {
  const child = await getRow(context.db, newborn, newbornId)
  const birth = await getRow(context.db, delivery, child.deliveryId)
  const mother = await getRow(context.db, person, birth.motherId)
  const institution = await context.setting('institution')
  const facts: RegistrationFacts = {
    bornAt: child.bornAt, babySex: child.sex, outcome: child.outcome, bornIn: bornIn(birth), role: institution.certificateRole,
    admitted: { name: mother.name, idNumber: mother.idNumber }, rules: await context.setting('provinceRules'), today: context.today,
  }
  return { child, birth, mother, facts }
}

// Nothing typed twice: the mother comes from her record, the father and the papers of a twin from the sibling's register.
async function firstRow(context: Context, newbornId: string, mother: StoredPerson, deliveryId: string): Promise<RegistrationDraft> {
  const sibling = await siblingRegister(context, newbornId, deliveryId)
  const father = sibling ? {} : await knownFather(context, mother.id)
  return {
    newbornId, babyName: null, registerInChina: true, motherProvided: true, ...parentFields(context, 'mother', mother),
    fatherProvided: null, ...father, maritalBirth: null, collectorRelation: '1', collectorName: mother.name, collectorIdType: mother.idType, collectorIdNumber: mother.idNumber, collectorPhone: mother.phone,
    preparedDay: context.today, complete: false, ...(sibling ? fromSibling(sibling) : {}),
  }
}

function fromSibling(sibling: StoredRegistration): RegistrationDraft {
  const { newbornId: _newborn, babyName: _name, complete: _complete, preparedDay: _day, dnaReportNumber: _dna, ...shared } = valuesOf(registration, sibling)
  return shared
}

function parentFields(context: Context, parent: 'mother' | 'father', of: StoredPerson): RegistrationDraft {
  const folder = context.ports.folders.resources
  const atHome = of.householdRegion || of.householdAddress
  const address = atHome ? addressText(folder, of.householdRegion, of.householdAddress) : addressText(folder, of.homeRegion, of.homeAddress)
  return {
    [`${parent}PersonId`]: of.id, [`${parent}Name`]: of.name, [`${parent}BirthDay`]: of.birthDay, [`${parent}Nationality`]: of.nationality, [`${parent}EthnicGroup`]: of.ethnicGroup,
    [`${parent}Address`]: address || null, [`${parent}IdType`]: of.idType, [`${parent}DocumentName`]: of.otherDocumentName, [`${parent}IdNumber`]: of.idNumber,
  }
}

async function siblingRegister(context: Context, newbornId: string, deliveryId: string): Promise<StoredRegistration | undefined> {
  const row = await context.db.selectFrom('certificateRegistration').innerJoin('newborn', 'newborn.id', 'certificateRegistration.newbornId').selectAll('certificateRegistration')
    .where('newborn.deliveryId', '=', deliveryId).where('newborn.id', '!=', newbornId).where('certificateRegistration.voidedAt', 'is', null).orderBy('certificateRegistration.createdAt').executeTakeFirst()
  return row && fromColumns(registration, row)
}

// The father of an elder child is offered, never assumed: `fatherProvided` stays open.
async function knownFather(context: Context, motherId: string): Promise<RegistrationDraft> {
  const row = await context.db.selectFrom('kinship as ours').innerJoin('kinship as his', 'his.childId', 'ours.childId').innerJoin('person', 'person.id', 'his.parentId').selectAll('person')
    .where('ours.parentId', '=', motherId).where('ours.relation', '=', 'mother').where('his.relation', '=', 'father').where('person.voidedAt', 'is', null).orderBy('his.createdAt', 'desc').executeTakeFirst()
  return row ? parentFields(context, 'father', fromColumns(person, row)) : {}
}

/** The papers of a register as they were ticked. */
export async function storedMaterials(context: Context, registrationId: string): Promise<Map<Material, { present: boolean; note: string | null }>> {
  const rows = await context.db.selectFrom('registrationMaterial').selectAll().where('registrationId', '=', registrationId).execute()
  return new Map(rows.filter(row => MATERIAL.isCode(row.material)).map(row => [row.material as Material, { present: row.present === 1, note: row.note }]))
}

// Required papers first, each with its reason; then what was shown beyond them.
function materialLines(row: RegistrationDraft, facts: RegistrationFacts, shown: ReadonlyMap<Material, { present: boolean; note: string | null }>): MaterialLine[] {
  const present = [...shown].filter(([, entry]) => entry.present).map(([material]) => material)
  const lines = new Map<Material, MaterialLine>()
  for (const { anyOf, reason } of materialsOf(row, facts, present)) {
    for (const material of anyOf) {
      lines.set(material, { material, reason, anyOf: [...anyOf], required: true, present: shown.get(material)?.present ?? false, note: shown.get(material)?.note ?? null })
    }
  }
  for (const [material, entry] of shown) if (entry.present && !lines.has(material)) lines.set(material, { material, reason: null, anyOf: [material], required: false, ...entry })
  return [...lines.values()]
}

/** The name given at the window becomes the child's own; a known father becomes kin. */
export async function nameChild(context: WriteContext, personId: string | null, babyName: string | null, fatherId: string | null): Promise<void> {
  if (!personId) return
  const baby = await getRow(context.db, person, personId)
  if (baby.name !== babyName) {
    await saveRow(context, person, { id: personId, rev: baby.rev, row: { ...valuesOf(person, baby), name: babyName }, settled: true })
    await refreshSearchKeys(context.db, personId)
  }
  if (!fatherId) return
  const known = await context.db.selectFrom('kinship').select('childId').where('childId', '=', personId).where('relation', '=', 'father').executeTakeFirst()
  if (!known) await context.db.insertInto('kinship').values({ childId: personId, parentId: fatherId, relation: 'father', createdAt: context.now }).execute()
}

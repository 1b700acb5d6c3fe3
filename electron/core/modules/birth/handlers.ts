import { DELIVERY_OUTCOME } from '../../../../domain/code/delivery.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { approve, block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { siblingRules } from '../../../../domain/modules/birth/birth.rules.ts'
import { delivery, type StoredDelivery } from '../../../../domain/modules/birth/delivery.record.ts'
import { newborn, type Newborn, type StoredNewborn } from '../../../../domain/modules/birth/newborn.record.ts'
import { pregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { staff } from '../../../../domain/modules/birth/staff.record.ts'
import { person, type Person, type StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import type { RecordDefinition, Row } from '../../../../domain/record/define.ts'
import { emptyRow, issuesOf, tidyRow } from '../../../../domain/record/derive/schema.ts'
import { checkMotherAge } from '../../../../domain/rule/age.ts'
import { checkGestation, splitGestation } from '../../../../domain/rule/gestation.ts'
import { maskIdNumber } from '../../../../domain/rule/mask.ts'
import { type Day, dayOf } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, fromColumns, getRow, saveRow, shapeIssues, valuesOf, voidRow } from '../../record/store.ts'
import { settle } from '../../record/settle.ts'
import { recordsOn } from '../../registry/pregnancy-references.ts'
import { endByBirth, pregnancyOfBirth, reopenAfterBirth } from '../../registry/pregnancy-state.ts'
import { refreshSearchKeys } from '../../registry/search-keys.ts'
import { certificatesOfNewborns, openReplacementOf } from '../../registry/certificates.ts'

const DUPLICATE_WINDOW_MS = 24 * 3_600_000
const MOST_NEWBORNS = 9

/** All values of a record, null where the form gave none. */
const complete = <D extends RecordDefinition>(definition: D, given: Partial<Row<D>>): Row<D> => ({ ...emptyRow(definition), ...given }) as Row<D>

/** The children of a delivery that count, in order of birth. */
export async function newbornsOf(db: ReadDb, deliveryId: string): Promise<StoredNewborn[]> {
  const rows = await db.selectFrom('newborn').selectAll().where('deliveryId', '=', deliveryId).where('voidedAt', 'is', null).orderBy('birthOrder').execute()
  return rows.map(row => fromColumns(newborn, row))
}

export const birthHandlers = {
  'staff.list': async ({ attendants, all }, { db }) => {
    let query = db.selectFrom('staff').selectAll().where('voidedAt', 'is', null)
    if (!all) query = query.where('active', '=', 1)
    if (attendants) query = query.where('attendsBirths', '=', 1)
    return (await query.orderBy('name').execute()).map(row => fromColumns(staff, row))
  },

  'delivery.register': async (input, context) => {
    const mother = input.row.motherId ? await getRow(context.db, person, input.row.motherId) : null
    if (!mother) throw new AppError('invalid', [block('motherId', message('delivery.motherMissing', '请先选择产妇'))])
    const row = complete(delivery, input.row)
    const deliveryId = input.id ?? context.newId()
    const old = input.id === undefined ? undefined : await findRow(context.db, delivery, input.id)
    const bornDay = input.newborns.reduce<Day | null>((first, { row: { bornAt } }) => bornAt && (first === null || dayOf(bornAt) < first) ? dayOf(bornAt) : first, null)
    const ended = await pregnancyOfBirth(context.db, row.pregnancyId || old?.pregnancyId || null, mother.id, bornDay, row)
    const deliveryRow = tidyRow(delivery, { ...row, pregnancyId: ended.id ?? context.newId() })
    const children = input.newborns.map(child => ({ ...child, id: child.id ?? context.newId(), row: tidyRow(newborn, { ...complete(newborn, child.row), deliveryId }) }))

    const misplaced = await misplacedIssues(context.db, input, deliveryRow)
    if (misplaced.length) throw new AppError('invalid', misplaced)
    const wrongShape = [
      ...shapeIssues(delivery, deliveryRow),
      ...children.flatMap((child, index) => prefixed(`newborns.${index}`, shapeIssues(newborn, child.row))),
    ]
    if (wrongShape.length) throw new AppError('invalid', wrongShape)
    const issues = [
      ...issuesOf(delivery, deliveryRow, context.moment),
      ...children.flatMap((child, index) => prefixed(`newborns.${index}`, issuesOf(newborn, child.row, context.moment))),
      ...ended.issues,
    ]
    // Rules across rows read what the fields already carry; with a required value missing there is nothing to compare.
    if (!issues.some(issue => issue.message.key === 'field.required')) issues.push(...await rulesAcross(context, deliveryRow, mother, children, deliveryId))
    const typed: Record<string, unknown> = { ...deliveryRow }
    children.forEach((child, index) => Object.entries(child.row).forEach(([name, value]) => { typed[`newborns.${index}.${name}`] = value }))
    const accepted = await settle(context, issues, input.confirmations, typed)

    // A form without a moment of birth did not come past the shape.
    await endByBirth(context, deliveryRow.pregnancyId, { womanId: mother.id, handbookNumber: mother.handbookNumber, bornDay: bornDay!, fetusCount: deliveryRow.fetusCount })
    const saved = await saveRow(context, delivery, { id: deliveryId, rev: input.rev, row: deliveryRow, settled: true })
    await dropNewborns(context, deliveryId, children.map(child => child.id))
    // Twins whose order was exchanged pass each other: no two may hold one place even for a moment.
    await context.db.updateTable('newborn').set(eb => ({ birthOrder: eb('birthOrder', '+', MOST_NEWBORNS) })).where('deliveryId', '=', deliveryId).where('voidedAt', 'is', null).execute()
    const newbornIds: string[] = []
    for (const child of children) newbornIds.push(await saveNewborn(context, child, mother))
    await context.acceptedFindings('delivery', deliveryId, accepted)
    context.touched('delivery', deliveryId)
    context.fact('newborns', children.length)
    return { ...saved, newbornIds }
  },

  'delivery.void': async (input, context) => {
    const birth = await getRow(context.db, delivery, input.id)
    if (birth.rev === input.rev && birth.voidedAt === null) await dropNewborns(context, input.id, [])
    const voided = await voidRow(context, delivery, input)
    await reopenAfterBirth(context, birth.pregnancyId, input.reason)
    context.touched('delivery', input.id)
    return voided
  },
  'pregnancy.void': async (input, context) => {
    // A case of 艾梅乙 is not there for whoever is not on the list of names: that something is in the way would tell of it.
    const hanging = (await recordsOn(context.db, input.id)).filter(({ read }) => read !== 'infection.read' || context.user.permissions.has(read))
    if (hanging.some(({ id }) => id === delivery.id)) throw new AppError('invalid', [block('id', message('pregnancy.delivered', '该妊娠已登记分娩,请先作废分娩登记'))])
    if (hanging.length > 0) throw new AppError('invalid', [block('id', message('pregnancy.inUse', '该妊娠已有{{records}},不能作废;确属误建的请先作废这些记录', { records: hanging.map(({ title }) => title).join('、') }))])
    return voidRow(context, pregnancy, input)
  },

  'delivery.file': async ({ id }, context) => {
    context.touched('delivery', id)
    const found = await getRow(context.db, delivery, id)
    const mother = await getRow(context.db, person, found.motherId)
    const children = await newbornsOf(context.db, id)
    const certificates = await certificatesOfNewborns(context.db, children.map(child => child.id))
    const names = await namesOf(context.db, children.flatMap(child => child.personId ?? []))
    return {
      delivery: found,
      mother: { id: mother.id, name: mother.name, birthDay: mother.birthDay, idNumber: mother.idNumber && !context.user.permissions.has('person.reveal') ? maskIdNumber(mother.idNumber) : mother.idNumber },
      newborns: children.map(child => {
        const on = certificates.get(child.id)
        return {
          newborn: child, personName: child.personId ? names.get(child.personId) ?? null : null,
          certificateNumber: on?.number ?? null, certificateState: on?.state ?? null, registrationId: on?.registrationId ?? null,
        }
      }),
    }
  },

  'delivery.list': async ({ offset, limit, motherId, from, to, withoutCertificate }, { db }) => {
    let query = db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').innerJoin('person as mother', 'mother.id', 'delivery.motherId')
      .leftJoin('person as baby', 'baby.id', 'newborn.personId')
      .leftJoin('certificate', join => join.onRef('certificate.newbornId', '=', 'newborn.id').on('certificate.endedAt', 'is', null).on('certificate.voidedAt', 'is', null))
      .leftJoin('blank', 'blank.number', 'certificate.number')
      .leftJoin('certificateRegistration as registration', join => join.onRef('registration.newbornId', '=', 'newborn.id').on('registration.voidedAt', 'is', null))
      .where('newborn.voidedAt', 'is', null).where('delivery.voidedAt', 'is', null)
    if (motherId) query = query.where('delivery.motherId', '=', motherId)
    if (from) query = query.where('newborn.bornAt', '>=', from as never)
    if (to) query = query.where('newborn.bornAt', '<=', `${to}T23:59` as never)
    // Children without a certificate are few and known: the desk's open work names them.
    if (withoutCertificate) query = query.where('certificate.id', 'is', null).where('newborn.id', 'in', ({ selectFrom }) => selectFrom('openWork').select('newbornId').where('step', 'in', ['register', 'print']))
    // A newborn is void with its delivery: unnarrowed, the number of all is the length of one index.
    const { total } = motherId || withoutCertificate ? await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow() : await countLive(db, from, to)
    const rows = await query.select([
      'delivery.id as deliveryId', 'newborn.id as newbornId', 'mother.id as motherId', 'mother.name as motherName', 'delivery.admissionNumber', 'newborn.bornAt', 'newborn.sex', 'newborn.birthOrder',
      'delivery.fetusCount', 'newborn.weightG', 'delivery.gestationDays', 'newborn.outcome', 'baby.name as babyName', 'certificate.number as certificateNumber', 'blank.state as certificateState', 'registration.id as registrationId',
    ]).orderBy('newborn.bornAt', 'desc').orderBy('newborn.id').offset(offset).limit(limit).execute()
    return { total: Number(total), rows }
  },
} satisfies Partial<Handlers>

async function countLive(db: ReadDb, from: string | undefined, to: string | undefined): Promise<{ total: number }> {
  let query = db.selectFrom('newborn').where('voidedAt', 'is', null)
  if (from) query = query.where('bornAt', '>=', from as never)
  if (to) query = query.where('bornAt', '<=', `${to}T23:59` as never)
  return query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
}

const prefixed = (prefix: string, issues: readonly FieldIssue[]): FieldIssue[] => issues.map(issue => ({ ...issue, path: `${prefix}.${issue.path}` }))

type Child = { id: string; rev?: number | undefined; row: Newborn }

async function rulesAcross(context: WriteContext, deliveryRow: Row<typeof delivery>, mother: StoredPerson, children: readonly Child[], deliveryId: string): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = [...siblingRules(deliveryRow.fetusCount, children.map(child => child.row))]
  issues.push(...checkGestation(splitGestation(deliveryRow.gestationDays), { weeks: 'gestationDays', days: 'gestationDays' }))
  if (mother.sex === '1') issues.push(warn('motherId', message('delivery.motherMale', '所选产妇登记性别为男,请核对')))
  const first = children[0]
  if (first && deliveryRow.dischargedDay !== null && (deliveryRow.dischargedDay < dayOf(first.row.bornAt) || deliveryRow.dischargedDay > context.today)) {
    issues.push(block('dischargedDay', message('delivery.discharge', '出院日期应在分娩日期 {{day}} 与今天之间,请核对', { day: dayOf(first.row.bornAt) })))
  }
  if (mother.birthDay && first) issues.push(...checkMotherAge(mother.birthDay, dayOf(first.row.bornAt), 'motherId'))
  for (const [index, child] of children.entries()) {
    const twin = children.findIndex((other, at) => at < index && other.row.bornAt === child.row.bornAt && other.row.sex === child.row.sex)
    if (twin >= 0) {
      issues.push(approve(`newborns.${index}.bornAt`, message('newborn.sameTimeAndSex', '第 {{one}} 与第 {{other}} 名新生儿的出生时间、性别相同,可能重复登记,须审核人确认', { one: twin + 1, other: index + 1 })))
    }
    const number = (await certificatesOfNewborns(context.db, [child.id])).get(child.id)?.number
    // An exchange whose old sheet has ended and whose new one is not there yet prints the birth as it stands.
    const waiting = number ? undefined : await openReplacementOf(context.db, child.id)
    if ((number || waiting) && (await printedFactsChanged(context.db, child) || await printedBirthChanged(context.db, deliveryId, deliveryRow))) {
      issues.push(approve(`newborns.${index}.bornAt`, number
        ? message('newborn.certificateExists', '该新生儿已有证明 {{number}},修改出生信息须审核,原证须作废或换发', { number })
        : message('newborn.replacementWaits', '该新生儿正在办理换发或补发(原证 {{number}}),新证将按修改后的内容打印或被拦下,修改出生信息须审核', { number: waiting!.oldNumber })))
    }
  }
  issues.push(...await duplicateIssues(context.db, deliveryRow.motherId, children, deliveryId))
  return issues
}

// A changed form stays with its mother, its pregnancy and its own children: anything else is another delivery.
async function misplacedIssues(db: ReadDb, input: { id?: string | undefined; newborns: readonly { id?: string | undefined }[] }, row: Row<typeof delivery>): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = []
  const old = input.id === undefined ? undefined : await findRow(db, delivery, input.id)
  if (old && old.motherId !== row.motherId) issues.push(block('motherId', message('delivery.motherFixed', '已登记的分娩不能改换产妇,请作废后重新登记')))
  const expected = await findRow(db, pregnancy, row.pregnancyId)
  if (expected && expected.womanId !== row.motherId) issues.push(block('pregnancyId', message('delivery.otherPregnancy', '所选妊娠不是该产妇的,请重新选择')))
  const ids = input.newborns.flatMap(child => child.id ?? [])
  if (new Set(ids).size !== ids.length) issues.push(block('newborns', message('delivery.newbornTwice', '同一名新生儿出现了两次,请刷新后重新填写')))
  for (const [index, child] of input.newborns.entries()) {
    const known = child.id === undefined ? undefined : await findRow(db, newborn, child.id)
    if (known && known.deliveryId !== input.id) issues.push(block(`newborns.${index}`, message('delivery.otherNewborn', '第 {{order}} 名新生儿属于另一次分娩,请刷新后重新填写', { order: index + 1 })))
  }
  return issues
}

async function printedFactsChanged(db: ReadDb, child: Child): Promise<boolean> {
  const old = await db.selectFrom('newborn').select(['sex', 'bornAt', 'weightG', 'lengthCm']).where('id', '=', child.id).executeTakeFirst()
  return !!old && (['sex', 'bornAt', 'weightG', 'lengthCm'] as const).some(name => old[name] !== child.row[name])
}

// What the sheet says of the birth itself: weeks, place, institution, attendant.
async function printedBirthChanged(db: ReadDb, deliveryId: string, row: Row<typeof delivery>): Promise<boolean> {
  const old = await db.selectFrom('delivery').selectAll().where('id', '=', deliveryId).executeTakeFirst()
  return !!old && (['gestationDays', 'placeRegion', 'placeName', 'placeType', 'attendantName'] as const).some(name => old[name] !== row[name])
}

/** Case 18: a child of the same mother, born within a day, of the same sex and order, in another delivery. */
async function duplicateIssues(db: ReadDb, motherId: string, children: readonly Child[], deliveryId: string): Promise<FieldIssue[]> {
  const others = await db.selectFrom('newborn').innerJoin('delivery', 'delivery.id', 'newborn.deliveryId').select(['newborn.bornAt', 'newborn.sex', 'newborn.birthOrder', 'delivery.id'])
    .where('delivery.motherId', '=', motherId).where('delivery.id', '!=', deliveryId).where('newborn.voidedAt', 'is', null).execute()
  return children.flatMap((child, index) => {
    const same = others.find(other => other.sex === child.row.sex && Math.abs(Date.parse(`${other.bornAt}Z`) - Date.parse(`${child.row.bornAt}Z`)) < DUPLICATE_WINDOW_MS)
    return same ? [approve(`newborns.${index}.bornAt`, message('newborn.duplicate', '该产妇在 {{at}} 已登记过同性别的新生儿,可能重复登记,须审核人确认', { at: same.bornAt.replace('T', ' ') }))] : []
  })
}

async function saveNewborn(context: WriteContext, child: Child, mother: StoredPerson): Promise<string> {
  const live = child.row.outcome === '1'
  const old = child.rev === undefined ? null : await getRow(context.db, newborn, child.id)
  let personId = old?.personId ?? null
  if (live) personId = await saveBaby(context, child.row, personId, mother)
  else if (personId) {
    const certificates = await certificatesOfNewborns(context.db, [child.id])
    if (certificates.get(child.id)?.number) throw new AppError('invalid', [block('outcome', message('newborn.outcomeWithCertificate', '该新生儿已签发证明,不能改为{{outcome}},请先作废证明', { outcome: DELIVERY_OUTCOME.label(child.row.outcome) }))])
    const waiting = await openReplacementOf(context.db, child.id)
    if (waiting) throw new AppError('invalid', [block('outcome', message('newborn.outcomeWhileReplacing', '该新生儿正在办理换发或补发(原证 {{number}}),不能改为{{outcome}},请先办结', { number: waiting.oldNumber, outcome: DELIVERY_OUTCOME.label(child.row.outcome) }))])
    const baby = await getRow(context.db, person, personId)
    if (!baby.voidedAt) await voidRow(context, person, { id: personId, rev: baby.rev, reason: '分娩结局改为非活产' })
    await refreshSearchKeys(context.db, personId)
    personId = null
  }
  await saveRow(context, newborn, { id: child.id, rev: child.rev, row: { ...child.row, personId }, settled: true })
  return child.id
}

// A live-born is a person from birth on, before it has a name or a document.
async function saveBaby(context: WriteContext, row: Newborn, personId: string | null, mother: StoredPerson): Promise<string> {
  const facts = { sex: row.sex, birthDay: dayOf(row.bornAt) }
  if (personId) {
    const baby = await getRow(context.db, person, personId)
    if (baby.sex !== facts.sex || baby.birthDay !== facts.birthDay) {
      await saveRow(context, person, { id: personId, rev: baby.rev, row: { ...valuesOf(person, baby), ...facts }, settled: true })
      await refreshSearchKeys(context.db, personId)
    }
    return personId
  }
  const baby: Person = {
    ...complete(person, {}), ...facts, nationality: 'CHN', noDocumentReason: 'newborn', phone: mother.phone, homeRegion: mother.homeRegion, homeAddress: mother.homeAddress,
  }
  const { id } = await saveRow(context, person, { row: baby, settled: true })
  await context.db.insertInto('kinship').values({ childId: id, parentId: mother.id, relation: 'mother', createdAt: context.now }).execute()
  await refreshSearchKeys(context.db, id)
  return id
}

// A child left out of a changed form was entered by mistake; one with a certificate cannot be dropped.
async function dropNewborns(context: WriteContext, deliveryId: string, kept: readonly string[]): Promise<void> {
  for (const child of await newbornsOf(context.db, deliveryId)) {
    if (kept.includes(child.id)) continue
    const certificates = await certificatesOfNewborns(context.db, [child.id])
    if (certificates.get(child.id)?.registrationId) {
      throw new AppError('invalid', [block('newborns', message('delivery.dropRegistered', '第 {{order}} 名新生儿已有登记表或证明,不能删除,请先作废', { order: child.birthOrder }))])
    }
    await voidRow(context, newborn, { id: child.id, rev: child.rev, reason: '分娩登记中删除' })
    if (child.personId) {
      const baby = await getRow(context.db, person, child.personId)
      if (!baby.voidedAt) await voidRow(context, person, { id: baby.id, rev: baby.rev, reason: '分娩登记中删除' })
      await refreshSearchKeys(context.db, baby.id)
    }
  }
}

async function namesOf(db: ReadDb, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (!ids.length) return new Map()
  const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

export type { StoredDelivery }

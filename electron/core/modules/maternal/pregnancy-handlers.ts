import type { Output } from '../../../../domain/api/api.ts'
import { formatChinese, block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { datingFacts, pregnancy, type Pregnancy, PREGNANCY_CLOSING, type StoredPregnancy } from '../../../../domain/modules/birth/pregnancy.record.ts'
import { redating } from '../../../../domain/modules/maternal/redating.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { emptyRow, tidyRow } from '../../../../domain/record/derive/schema.ts'
import { bookingDayIssues } from '../../../../domain/rule/maternal/care-days.ts'
import { type Dating, datingIssues } from '../../../../domain/rule/maternal/dating.ts'
import { checkMotherAge } from '../../../../domain/rule/age.ts'
import { maskIdNumber, maskPhone } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, getRow, saveRow, type SaveRequest } from '../../record/store.ts'
import { datingOf, pregnancyHeadOf, pregnancyOf } from '../../registry/pregnancies.ts'
import { openPregnancyOf, openTwice } from '../../registry/pregnancy-state.ts'
import { addressText } from '../../region.ts'
import { type EarlierPregnancy, pregnanciesOf } from './earlier.ts'

const PARITY_FROM_DAYS = 196
const DATING_FIELDS = ['lastMenstrualDay', 'scanDay', 'scanGestationDays', 'transferDay', 'embryoAge'] as const
type Facts = Pick<Pregnancy, (typeof DATING_FIELDS)[number]>

/** The field whose change moved the expected day. */
const movedBy = (row: Facts, old: Facts): string => DATING_FIELDS.find(name => row[name] !== old[name]) ?? 'lastMenstrualDay'

/** What her other pregnancies, the birth and the visits there are say against a pregnancy. */
async function placeIssues({ db, today }: WriteContext, row: Pregnancy, id: string | null, old: StoredPregnancy | undefined, dating: Dating | null): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = []
  if (!row.womanId) return issues
  if (old && old.womanId !== row.womanId) issues.push(block('womanId', message('pregnancy.womanFixed', '妊娠不能改到另一名妇女名下;登错了请作废后重新建册')))
  const woman = await findRow(db, person, row.womanId)
  if (woman?.sex === '1') issues.push(block('womanId', message('pregnancy.male', '所选人员登记性别为男,不能建册;性别登错的请先更正人员档案')))
  if (old && old.state !== null && old.state !== row.state) issues.push(block('state', message('pregnancy.stateFixed', '妊娠状态由分娩登记和结案改变,不能在这里修改')))
  if (!old && woman?.birthDay) issues.push(...checkMotherAge(woman.birthDay, dating?.expectedDay ?? today, 'womanId'))
  if (row.state === 'pregnant') {
    const open = await openPregnancyOf(db, row.womanId)
    if (open && open.id !== id) issues.push(openTwice('state', open))
  }
  const startDay = dating?.startDay ?? null
  if (startDay === null) return issues
  const path = old ? movedBy(row, old) : 'lastMenstrualDay'
  const until = row.stateDay ?? today
  const within = (await pregnanciesOf(db, row.womanId, id)).map(({ endedDay }) => endedDay).find(day => day !== null && day > startDay && day < until)
  if (within) issues.push(block(path, message('pregnancy.overlaps', '该孕产妇上次妊娠于 {{day}} 结束,晚于本次孕周起算日 {{start}},请核对末次月经', { day: within, start: startDay })))
  if (!old || old.startDay !== startDay || old.bookedDay !== row.bookedDay) issues.push(...bookingDayIssues(row, startDay, path, !old && row.state === 'pregnant' ? today : null))
  if (!old) return issues
  const { deliveredDay } = await pregnancyOf(db, old.id)
  issues.push(...datingIssues(datingFacts(row), { today, deliveredDay }).filter(issue => issue.message.key === 'dating.menstruationAfterDelivery'))
  const before = await visitBefore(db, old.id, startDay)
  if (before) issues.push(block(path, message('pregnancy.visitBefore', '已有 {{day}} 的产前检查,早于孕周起算日 {{start}},请核对末次月经或那次检查的日期', { day: before, start: startDay })))
  return issues
}

async function visitBefore(db: ReadDb, pregnancyId: string, day: Day): Promise<Day | null> {
  for (const table of ['maternalFirst', 'maternalVisit'] as const) {
    const found = await db.selectFrom(table as 'maternalVisit').select('visitDay').where('pregnancyId', '=', pregnancyId).where('voidedAt', 'is', null).where('visitDay', '<', day).orderBy('visitDay').executeTakeFirst()
    if (found) return found.visitDay
  }
  return null
}

/**
 * Saves a pregnancy. The expected day follows from what dates it: a change is asked about and kept as a row of its history.
 * The risk follows from her assessments, the closing from `maternal.close`; a woman has one open pregnancy.
 */
async function savePregnancy(context: WriteContext, input: SaveRequest<typeof pregnancy>): Promise<{ id: string; rev: number }> {
  const old = input.id ? await findRow(context.db, pregnancy, input.id) : undefined
  const row = tidyRow(pregnancy, input.row)
  const dating = datingOf(row, await context.setting('maternalRules'))
  const issues = [...await placeIssues(context, row, input.id ?? null, old, dating), ...input.moreIssues ?? []]
  const expectedDay = dating?.expectedDay ?? null
  const redated = old && old.expectedDay !== null && old.expectedDay !== expectedDay
    ? warn(movedBy(row, old), expectedDay === null ? message('pregnancy.expectedCleared', '预产期 {{old}} 将被清除,孕周无法推算;确需如此请写明原因', { old: old.expectedDay })
      : message('pregnancy.redated', '预产期由 {{old}} 改为 {{next}},孕周和随访时间随之重算,请写明原因', { old: old.expectedDay, next: expectedDay })) : null
  if (redated) issues.push(redated)
  const kept = Object.fromEntries([...PREGNANCY_CLOSING, 'riskColour', 'isPurple'].map(name => [name, old?.[name as keyof Pregnancy] ?? null]))
  const saved = await saveRow(context, pregnancy, { ...input, row: { ...row, ...kept, expectedDay, startDay: dating?.startDay ?? null, datingMethod: dating?.method ?? null }, moreIssues: issues })
  if (redated && old?.expectedDay) {
    const answer = input.confirmations?.find(({ path, key }) => path === redated.path && key === redated.message.key)
    await saveRow(context, redating, {
      settled: true,
      row: {
        pregnancyId: saved.id, changedDay: context.today, oldExpectedDay: old.expectedDay, newExpectedDay: expectedDay, oldMethod: old.datingMethod, newMethod: dating?.method ?? null, reasonKey: dating?.reason.key ?? null,
        reason: dating ? formatChinese(dating.reason) : null, source: dating?.source ?? null, doctorName: context.user.displayName, note: answer?.reason.trim() ?? null,
      },
    })
    context.touched(pregnancy.id, saved.id)
  }
  return saved
}

/** What earlier pregnancies say of a new one: how many there were, how the births went, what does not change from one to the next. */
function carried(earlier: readonly EarlierPregnancy[]): Partial<Pregnancy> {
  const [last] = earlier
  const births = earlier.filter(({ delivery }) => delivery !== null && delivery.gestationDays >= PARITY_FROM_DAYS)
  const isCaesarean = ({ delivery }: EarlierPregnancy): boolean => delivery?.mode.startsWith('3') ?? false
  const isLastBirth = last !== undefined && births.includes(last)
  const after = (value: number | null | undefined, counted: number, adds: boolean): number => value === null || value === undefined ? counted : Math.max(counted, value + (adds ? 1 : 0))
  const lastRow = last?.row
  return {
    gravidity: after(lastRow?.gravidity, earlier.length, false) + 1, parity: after(lastRow?.parity, births.length, isLastBirth),
    vaginalDeliveries: after(lastRow?.vaginalDeliveries, births.filter(one => !isCaesarean(one)).length, isLastBirth && !isCaesarean(last)),
    caesareans: after(lastRow?.caesareans, births.filter(isCaesarean).length, isLastBirth && isCaesarean(last)),
    ...lastRow ? {
      residence: lastRow.residence, householdKind: lastRow.householdKind, occupation: lastRow.occupation, education: lastRow.education, husbandName: lastRow.husbandName, husbandBirthDay: lastRow.husbandBirthDay,
      husbandPhone: lastRow.husbandPhone, husbandOccupation: lastRow.husbandOccupation, recoveryRegion: lastRow.recoveryRegion, recoveryAddress: lastRow.recoveryAddress,
    } : {},
  }
}

async function preparedBooking(context: ReadContext, womanId: string): Promise<Output<'maternal.book.prepare'>> {
  const woman = await getRow(context.db, person, womanId)
  const all = await pregnanciesOf(context.db, womanId)
  const open = all.find(({ row }) => row.state === 'pregnant')
  const earlier = all.filter(one => one !== open)
  const maySee = context.user.permissions.has('person.reveal')
  const { name: institution } = await context.setting('institution')
  return {
    woman: {
      womanId, name: woman.name, sex: woman.sex, birthDay: woman.birthDay, idNumber: woman.idNumber && !maySee ? maskIdNumber(woman.idNumber) : woman.idNumber, phone: woman.phone && !maySee ? maskPhone(woman.phone) : woman.phone,
      address: addressText(context.ports.folders.resources, woman.homeRegion, woman.homeAddress),
    },
    row: { womanId, state: 'pregnant', bookedDay: context.today, bookedInstitution: institution || null, doctorName: context.user.displayName, ...carried(earlier) },
    open: open?.line ?? null, earlier: earlier.map(({ line }) => line),
  }
}

export const pregnancyHandlers = {
  'pregnancy.open': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const of = await pregnancyOf(context.db, pregnancyId)
    return { head: await pregnancyHeadOf(context, of), pregnancy: of.pregnancy }
  },
  'pregnancy.save': (input, context) => savePregnancy(context, input as SaveRequest<typeof pregnancy>),
  'maternal.book.prepare': ({ womanId }, context) => {
    context.touched('person', womanId)
    return preparedBooking(context, womanId)
  },
  'maternal.book': async ({ row, confirmations }, context) => {
    const full = { ...emptyRow(pregnancy), ...row, state: 'pregnant', bookedDay: row.bookedDay ?? context.today } as Pregnancy
    const isDated = datingOf(full, await context.setting('maternalRules')) !== null
    return savePregnancy(context, {
      row: full, confirmations,
      moreIssues: isDated ? [] : [warn('lastMenstrualDay', message('pregnancy.notDated', '末次月经、超声孕周和移植日期都没有填写,无法推算预产期;末次月经不详的请写明,并尽快做超声核对孕周'))],
    })
  },
} satisfies Partial<Handlers>

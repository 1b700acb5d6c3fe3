import { sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { PREMARITAL_DISEASE, PREMARITAL_OPINION, type PremaritalOpinion } from '../../../../domain/code/fertility.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { fertilityBase } from '../../../../domain/modules/fertility/base.record.ts'
import { premaritalHiv, type StoredPremaritalHiv } from '../../../../domain/modules/fertility/hiv.record.ts'
import { premarital, type Premarital, type StoredPremarital } from '../../../../domain/modules/fertility/premarital.record.ts'
import type { StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { emptyRow, tidyRow } from '../../../../domain/record/derive/schema.ts'
import { percentOf } from '../../../../domain/rule/rate.ts'
import { addDays, completedYears, type Day, monthRange } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { settle } from '../../record/settle.ts'
import { findRow, fromColumns, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { adultOf, liveRow, oldRow, personOfSex, shownPhone } from './people.ts'

type Register = Input<'fertility.premarital.register'>
type Side = Output<'fertility.premarital.couple'>['man']

const SIDES = { man: { sex: '1', suffix: '-1' }, woman: { sex: '2', suffix: '-2' } } as const
/** 法定婚龄: 民法典 §1047. */
const MARRIAGE_AGE = { man: 22, woman: 20 } as const
const serialOf = async (context: WriteContext, prefix: string): Promise<string> =>
  `${prefix}${context.today.slice(0, 4)}${String(await nextSerial(context.db, `${prefix}-${context.today.slice(0, 4)}`)).padStart(6, '0')}`

const sheetsOf = async (context: ReadContext | WriteContext, coupleNumber: string): Promise<StoredPremarital[]> =>
  (await context.db.selectFrom('premaritalExamination').selectAll().where('coupleNumber', '=', coupleNumber).where('voidedAt', 'is', null).orderBy('sex').execute()).map(row => fromColumns(premarital, row))

function ageIssues(man: StoredPerson, woman: StoredPerson, today: Day): FieldIssue[] {
  return ([['man', man], ['woman', woman]] as const).flatMap(([side, { birthDay }]) => birthDay !== null && completedYears(birthDay, today) < MARRIAGE_AGE[side]
    ? [warn(`${side}Id`, message('premarital.marriageAge', '未满法定婚龄({{years}} 周岁),请核对出生日期', { years: MARRIAGE_AGE[side] }))] : [])
}

/** A couple under one number; a sheet for each who is examined here and has none yet. */
async function register(context: WriteContext, { manId, womanId, examines, coupleNumber: given, confirmations }: Register): Promise<Output<'fertility.premarital.register'>> {
  const [man, woman] = [await personOfSex(context, manId, '1', 'manId'), await personOfSex(context, womanId, '2', 'womanId')]
  const before = given === undefined ? [] : await sheetsOf(context, given)
  if (given !== undefined && (before.length === 0 || before.some(({ personId, partnerId }) => !new Set([manId, womanId]).has(personId) || !new Set([manId, womanId]).has(partnerId)))) throw new AppError('invalid', [block('coupleNumber', message('premarital.otherCouple', '该婚检编号属于另一对,请重新登记'))])
  await settle(context, [...ageIssues(man, woman, context.today), ...given === undefined ? await openIssues(context, manId, womanId) : []], confirmations, {})
  const coupleNumber = given ?? await serialOf(context, 'HJ')
  const sheets: { id: string; rev: number }[] = []
  for (const side of examines === 'both' ? ['man', 'woman'] as const : [examines] as const) {
    const { sex, suffix } = SIDES[side]
    if (before.some(sheet => sheet.sex === sex)) continue
    const [personId, partnerId] = side === 'man' ? [manId, womanId] : [womanId, manId]
    const row: Premarital = { ...emptyRow(premarital), personId, partnerId, sex, coupleNumber, number: `${coupleNumber}${suffix}`, registeredDay: context.today, maritalStatus: (side === 'man' ? man : woman).maritalStatus }
    sheets.push(await saveRow(context, premarital, { row, settled: true }))
  }
  return { coupleNumber, sheets }
}

/** The same two are on the way already: asked, since a second examination is possible. */
async function openIssues(context: WriteContext, manId: string, womanId: string): Promise<FieldIssue[]> {
  const open = await context.db.selectFrom('premaritalExamination').select('coupleNumber').where('personId', 'in', [manId, womanId]).where('partnerId', 'in', [manId, womanId]).where('voidedAt', 'is', null).where('certificateDay', 'is', null).executeTakeFirst()
  return open ? [warn('womanId', message('premarital.openTwice', '双方已有未出证明的婚检(编号 {{number}}),请打开那一次;确需另行登记的请说明原因', { number: open.coupleNumber }))] : []
}

async function savePremarital(context: WriteContext, input: SaveRequest<typeof premarital>): Promise<{ id: string; rev: number }> {
  const old = await oldRow(context, premarital, input, ['personId', 'partnerId', 'sex', 'coupleNumber', 'number'])
  if (!old) throw new AppError('invalid', [block('personId', message('premarital.registerFirst', '请先在“婚前医学检查”中登记双方,再填写检查表'))])
  const row = tidyRow(premarital, input.row)
  const { deferralRecheckDays } = await context.setting('fertilityRules')
  // Who is told to wait is called again: the hospital's own span where the doctor names no day.
  const recheckDay = row.opinion === '2' && row.examinedDay ? row.recheckDay ?? addDays(row.examinedDay, deferralRecheckDays) : row.recheckDay
  return saveRow(context, premarital, { ...input, row: { ...row, recheckDay } })
}

const mayReadHiv = (context: ReadContext | WriteContext): boolean => context.user.permissions.has('infection.read')
const hivOf = async (context: ReadContext | WriteContext, sheetIds: readonly string[]): Promise<Map<string, StoredPremaritalHiv>> => sheetIds.length === 0 ? new Map()
  : new Map((await context.db.selectFrom('premaritalHiv').selectAll().where('examinationId', 'in', sheetIds).where('voidedAt', 'is', null).execute()).map(row => [row.examinationId, fromColumns(premaritalHiv, row)]))

/** A result once entered is changed and voided by the list of names alone: also a conflict would show it. */
function refuseUnlisted(context: WriteContext): void {
  if (!mayReadHiv(context)) throw new AppError('forbidden', undefined, { need: 'infection.read' })
}

async function saveHiv(context: WriteContext, input: SaveRequest<typeof premaritalHiv>): Promise<{ id: string; rev: number }> {
  const known = input.id === undefined ? undefined : await findRow(context.db, premaritalHiv, input.id)
  if (known) refuseUnlisted(context)
  await oldRow(context, premaritalHiv, input, ['examinationId'])
  const row = tidyRow(premaritalHiv, input.row)
  if (row.examinationId) {
    await liveRow(context, premarital, row.examinationId)
    const other = (await hivOf(context, [row.examinationId])).get(row.examinationId)
    if (other && other.id !== known?.id) throw new AppError('invalid', [block('antibody', message('hiv.twice', '该受检者的HIV检测已登记(保密编号 {{number}}),须由保密名单内的人员修改', { number: other.number }))])
  }
  return saveRow(context, premaritalHiv, { ...input, row: { ...row, number: known?.number ?? await serialOf(context, 'BM') } })
}

async function couple(context: ReadContext, coupleNumber: string): Promise<Output<'fertility.premarital.couple'>> {
  const sheets = await sheetsOf(context, coupleNumber)
  const first = sheets[0]
  if (!first) throw new AppError('not-found', undefined, { record: premarital.id, id: coupleNumber })
  context.touched(premarital.id, first.id)
  const results = await hivOf(context, sheets.map(({ id }) => id))
  const [manId, womanId] = first.sex === '1' ? [first.personId, first.partnerId] : [first.partnerId, first.personId]
  const side = async (id: string, sex: '1' | '2'): Promise<Side> => {
    const sheet = sheets.find(one => one.sex === sex) ?? null
    const hiv = sheet ? results.get(sheet.id) : undefined
    return { person: adultOf(context, await personOfSex(context, id, sex, 'personId')), sheet, hiv: hiv ? { number: hiv.number, row: mayReadHiv(context) ? hiv : null } : null }
  }
  return { coupleNumber, man: await side(manId, '1'), woman: await side(womanId, '2'), recheckDays: (await context.setting('fertilityRules')).deferralRecheckDays }
}

async function list(context: ReadContext, { view, offset, limit }: Input<'fertility.premarital.list'> & { offset: number; limit: number }): Promise<Output<'fertility.premarital.list'>> {
  const { db, today } = context
  const { premaritalReferralDays } = await context.setting('fertilityRules')
  let query = db.selectFrom('premaritalExamination as sheet').where('sheet.voidedAt', 'is', null)
  if (view === 'toExamine') query = query.where('sheet.examinedDay', 'is', null)
  if (view === 'toConclude') query = query.where('sheet.examinedDay', 'is not', null).where('sheet.opinion', 'is', null)
  // A partial index fits only what is written out as it is there: nothing bound.
  if (view === 'toRecheck') query = query.where('sheet.opinion', '=', sql.lit('2')).where('sheet.recheckedDay', 'is', null).where('sheet.recheckDay', '<=', today)
  if (view === 'unanswered') query = query.where('sheet.transferDay', 'is not', null).where('sheet.transferAnswerDay', 'is', null)
  if (view === 'toCertify') query = query.where('sheet.opinion', 'is not', null).where('sheet.certificateDay', 'is', null)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const order = view === 'toRecheck' ? 'sheet.recheckDay' as const : view === 'unanswered' ? 'sheet.transferDay' as const : view === 'toConclude' || view === 'toCertify' ? 'sheet.examinedDay' as const : 'sheet.registeredDay' as const
  const rows = await query.innerJoin('person', 'person.id', 'sheet.personId').innerJoin('person as partner', 'partner.id', 'sheet.partnerId').leftJoin('premaritalHiv as hiv', join => join.onRef('hiv.examinationId', '=', 'sheet.id').on('hiv.voidedAt', 'is', null))
    .select(['sheet.id', 'sheet.coupleNumber', 'sheet.number', 'person.name', 'sheet.sex', 'person.birthDay', 'person.phone', 'partner.name as partnerName', 'sheet.registeredDay', 'sheet.examinedDay', 'sheet.opinion', 'sheet.recheckDay', 'sheet.transferDay', 'sheet.transferHospital', 'hiv.number as hivNumber'])
    .orderBy(order, view === 'all' ? 'desc' : 'asc').orderBy('sheet.id').offset(offset).limit(limit).execute()
  return {
    total: Number(total),
    rows: rows.map(({ recheckDay, transferDay, phone, opinion, ...row }) => {
      const dueDay = view === 'toRecheck' ? recheckDay : view === 'unanswered' && transferDay ? addDays(transferDay, premaritalReferralDays) : null
      return { ...row, opinion: opinion as PremaritalOpinion | null, phone: shownPhone(context, phone), dueDay, isOverdue: dueDay !== null && dueDay < today }
    }),
  }
}

const monthsOf = (firstDay: string, lastDay: string): string[] => {
  const months: string[] = []
  for (let month = firstDay.slice(0, 7); month <= lastDay.slice(0, 7); month = addDays(monthRange(month).last, 1).slice(0, 7)) months.push(month)
  return months
}

/** 婚检率 and what was found: a person once a span, however often examined (indicator note §6.1). */
async function figures(context: ReadContext, { firstDay, lastDay }: Input<'fertility.premarital.figures'>): Promise<Output<'fertility.premarital.figures'>> {
  const { db } = context
  const rows = await db.selectFrom('premaritalExamination').select(['personId', 'sex', 'diseases', 'opinion', sql<number>`CASE WHEN counselling IS NOT NULL OR counselling_result IS NOT NULL THEN 1 ELSE 0 END`.as('counselled')])
    .where('voidedAt', 'is', null).where('examinedDay', '>=', firstDay as Day).where('examinedDay', '<=', lastDay as Day).orderBy('examinedDay').orderBy('id').execute()
  // The last of several examinations says what was found.
  const persons = [...new Map(rows.map(row => [row.personId, row])).values()]
  const months = monthsOf(firstDay, lastDay)
  const registrants = await db.selectFrom('fertilityBase').select(['firstDay', 'men', 'women']).where('kind', '=', 'marriage').where('voidedAt', 'is', null).where('firstDay', 'in', months.map(month => `${month}-01` as Day)).execute()
  const sum = (name: 'men' | 'women'): number => registrants.reduce((all, row) => all + (row[name] ?? 0), 0)
  const count = (sex: '1' | '2' | null, holds: (row: (typeof persons)[number]) => boolean = () => true): number => persons.filter(row => (sex === null || row.sex === sex) && holds(row)).length
  const rate = (numerator: number, denominator: number) => ({ numerator, denominator, percent: percentOf(numerator, denominator), target: null })
  const split = <T extends string>(code: T, holds: (row: (typeof persons)[number]) => boolean) => ({ code, men: count('1', holds), women: count('2', holds) })
  return {
    rate: rate(persons.length, sum('men') + sum('women')), men: rate(count('1'), sum('men')), women: rate(count('2'), sum('women')), counselling: rate(count(null, row => row.counselled === 1), sum('men') + sum('women')),
    detection: rate(count(null, ({ diseases }) => codesIn(diseases).some(one => one !== '1')), persons.length), missingMonths: months.filter(month => !registrants.some(row => row.firstDay.startsWith(month))),
    diseases: PREMARITAL_DISEASE.values.filter(code => code !== '1').map(code => split(code, ({ diseases }) => codesIn(diseases).includes(code))), opinions: PREMARITAL_OPINION.values.map(code => split(code, ({ opinion }) => opinion === code)),
  }
}

async function saveBase(context: WriteContext, input: SaveRequest<typeof fertilityBase>): Promise<{ id: string; rev: number }> {
  const row = tidyRow(fertilityBase, input.row)
  const other = row.kind && row.firstDay ? await context.db.selectFrom('fertilityBase').select('id').where('kind', '=', row.kind).where('firstDay', '=', row.firstDay).where('voidedAt', 'is', null).executeTakeFirst() : undefined
  if (other && other.id !== input.id) throw new AppError('invalid', [block('firstDay', message('fertilityBase.twice', '该时期的数字已填写,请打开原来的一条修改'))])
  return saveRow(context, fertilityBase, input)
}

export const premaritalHandlers = {
  'fertility.premarital.register': (input, context) => register(context, input),
  'fertility.premarital.save': (input, context) => savePremarital(context, input as SaveRequest<typeof premarital>),
  // What belongs to a sheet goes with it.
  'fertility.premarital.void': async (input, context) => {
    const saved = await voidRow(context, premarital, input)
    const hiv = (await hivOf(context, [input.id])).get(input.id)
    if (hiv) await voidRow(context, premaritalHiv, { id: hiv.id, rev: hiv.rev, reason: input.reason })
    return saved
  },
  'fertility.hiv.save': (input, context) => saveHiv(context, input as SaveRequest<typeof premaritalHiv>),
  'fertility.hiv.void': async (input, context) => {
    refuseUnlisted(context)
    return voidRow(context, premaritalHiv, input)
  },
  'fertility.premarital.couple': ({ coupleNumber }, context) => couple(context, coupleNumber),
  'fertility.premarital.list': (input, context) => list(context, input),
  'fertility.premarital.figures': (input, context) => figures(context, input),
  'fertility.base.save': (input, context) => saveBase(context, input as SaveRequest<typeof fertilityBase>),
  'fertility.base.list': async ({ kind }, { db }) => (await db.selectFrom('fertilityBase').selectAll().where('kind', '=', kind).where('voidedAt', 'is', null).orderBy('firstDay', 'desc').limit(60).execute()).map(row => fromColumns(fertilityBase, row)),
} satisfies Partial<Handlers>

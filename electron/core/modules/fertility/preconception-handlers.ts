import { sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { PRECONCEPTION_ITEM, PRECONCEPTION_OUTCOME, type PreconceptionFollowUpKind, type PreconceptionRisk, type PreconceptionState } from '../../../../domain/code/fertility.ts'
import { codeList } from '../../../../domain/field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { preconception, preconceptionCheck, preconceptionFollowUp, type PreconceptionFollowUp, type StoredPreconception } from '../../../../domain/modules/fertility/preconception.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import type { FertilityRules } from '../../../../domain/rule/fertility/fertility-rules.ts'
import { itemStates, missingItems, type PreconceptionFacts } from '../../../../domain/rule/fertility/preconception.ts'
import { percentOf } from '../../../../domain/rule/rate.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { readerOf, shownRow } from '../../fetal-sex.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { fromColumns, getRow, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { adultOf, liveRow, oldRow, personOfSex, shownPhone } from './people.ts'
import { MOST_AT_ONCE, sheetsOf, type Tracked, trackingInCare, trackingOf } from './preconception-facts.ts'
import { outcomesOf } from '../../registry/pregnancies-after.ts'

const WOMAN = '2'
/** Written out, since the partial index of the open ones fits nothing bound. */
const OPEN = sql.lit('open' as const)
const MAN = '1'

const openFileOf = async (db: ReadDb, womanId: string): Promise<string | null> =>
  (await db.selectFrom('preconceptionCouple').select('id').where('womanId', '=', womanId).where('state', '=', 'open').where('voidedAt', 'is', null).executeTakeFirst())?.id ?? null
const followUpsOf = async (db: ReadDb, coupleId: string) =>
  (await db.selectFrom('preconceptionFollowUp').selectAll().where('coupleId', '=', coupleId).where('voidedAt', 'is', null).orderBy('followDay').orderBy('id').execute()).map(row => fromColumns(preconceptionFollowUp, row))

async function factsOf(db: ReadDb, couple: StoredPreconception): Promise<PreconceptionFacts> {
  const sheets = (await sheetsOf(db, [couple.id])).get(couple.id)
  const followUps = await followUpsOf(db, couple.id)
  return { couple, woman: sheets?.[WOMAN] ?? null, man: sheets?.[MAN] ?? null, hasHusband: couple.husbandId !== null, isTracked: followUps.some(({ kind }) => kind !== 'notPregnant') }
}

async function open(context: ReadContext, coupleId: string): Promise<Output<'fertility.preconception.open'>> {
  const { db, today } = context
  const couple = await liveRow(context, preconception, coupleId)
  context.touched(preconception.id, coupleId)
  const [facts, followUps] = [await factsOf(db, couple), await followUpsOf(db, coupleId)]
  const [tracked] = await trackingOf(db, [couple], today, await context.setting('fertilityRules'))
  return {
    couple, woman: adultOf(context, await getRow(db, person, couple.womanId)), husband: couple.husbandId ? adultOf(context, await getRow(db, person, couple.husbandId)) : null,
    womanSheet: facts.woman as never, husbandSheet: facts.man as never, items: itemStates(facts), followUps: followUps.map(row => shownRow(preconceptionFollowUp, row, readerOf(context))), due: couple.state === 'open' ? tracked!.due : null,
  }
}

async function saveCouple(context: WriteContext, input: SaveRequest<typeof preconception>): Promise<{ id: string; rev: number }> {
  const old = await oldRow(context, preconception, input, ['womanId'])
  const row = tidyRow(preconception, input.row)
  if (row.womanId) await personOfSex(context, row.womanId, WOMAN, 'womanId')
  if (row.husbandId) await personOfSex(context, row.husbandId, MAN, 'husbandId')
  const issues: FieldIssue[] = []
  if (row.womanId && row.state === 'open') {
    const known = await openFileOf(context.db, row.womanId)
    if (known && known !== old?.id) issues.push(block('womanId', message('preconception.openTwice', '该妇女已有服务中的孕前优生档案,请打开那一份;重新接受检查的请先把它结束')))
  }
  if (old && row.assessedDay && !old.assessedDay) {
    const missing = missingItems({ ...await factsOf(context.db, old), couple: row })
    if (missing.length > 0) issues.push(warn('assessedDay', message('preconception.missing', '还有项目未完成:{{items}};请补做,不能做的请说明原因', { items: missing.map(item => PRECONCEPTION_ITEM.label(item)).join('、') })))
  }
  if (!old && row.assessedDay) issues.push(block('assessedDay', message('preconception.sheetsFirst', '请先填写双方的检查结果,再做风险评估')))
  const number = old?.number ?? `YQ${context.today.slice(0, 4)}${String(await nextSerial(context.db, `preconception-${context.today.slice(0, 4)}`)).padStart(6, '0')}`
  return saveRow(context, preconception, { ...input, row: { ...row, number }, moreIssues: issues })
}

async function saveSheet(context: WriteContext, input: SaveRequest<typeof preconceptionCheck>): Promise<{ id: string; rev: number }> {
  const old = await oldRow(context, preconceptionCheck, input, ['coupleId', 'sex'])
  const row = tidyRow(preconceptionCheck, input.row)
  const issues: FieldIssue[] = []
  if (row.coupleId) {
    const couple = await liveRow(context, preconception, row.coupleId)
    if (row.sex === MAN && couple.husbandId === null) issues.push(block('sex', message('preconception.noHusband', '档案没有登记丈夫,请先在档案中选择丈夫')))
    const other = (await sheetsOf(context.db, [row.coupleId])).get(row.coupleId)?.[row.sex ?? '']
    if (other && other.id !== old?.id) issues.push(block('sex', message('preconception.sheetTwice', '该人的检查结果已填写,请打开原来的一份修改')))
    if (row.checkedDay && row.checkedDay < couple.servedDay) issues.push(block('checkedDay', message('preconception.checkedBefore', '检查日期不能早于接受检查日期 {{day}},请核对', { day: couple.servedDay })))
  }
  return saveRow(context, preconceptionCheck, { ...input, moreIssues: issues })
}

/** A follow-up out of what other clinics of the house wrote of the same woman; nothing counts before the doctor has saved it. */
async function prepareFollowUp(context: ReadContext, { coupleId, kind: asked }: Input<'fertility.preconceptionFollowUp.prepare'>): Promise<Output<'fertility.preconceptionFollowUp.prepare'>> {
  const { db, today } = context
  const couple = await liveRow(context, preconception, coupleId)
  context.touched(preconception.id, coupleId)
  const [tracked] = await trackingOf(db, [couple], today, await context.setting('fertilityRules'))
  const { pregnancy, due } = tracked!
  const kind = asked ?? due?.kind ?? 'notPregnant'
  const row: Partial<PreconceptionFollowUp> = { coupleId, kind, followDay: today, way: 'phone', doctorName: context.user.displayName }
  if (kind === 'notPregnant' || pregnancy === null) return { row, fromRecords: false }
  const outcomes = kind === 'outcome' && pregnancy.id ? await outcomesOf(db, pregnancy.id) : []
  const ended = kind === 'outcome' ? { outcomeDay: pregnancy.endedDay, outcome: codeList(PRECONCEPTION_OUTCOME, outcomes) } : {}
  return { row: { ...row, pregnancyId: pregnancy.id, lastMenstrualDay: pregnancy.startDay, ...ended }, fromRecords: pregnancy.id !== null }
}

async function saveFollowUp(context: WriteContext, input: SaveRequest<typeof preconceptionFollowUp>): Promise<{ id: string; rev: number }> {
  await oldRow(context, preconceptionFollowUp, input, ['coupleId'])
  const row = tidyRow(preconceptionFollowUp, input.row)
  const couple = row.coupleId ? await liveRow(context, preconception, row.coupleId) : null
  const issues: FieldIssue[] = []
  if (couple && row.followDay && row.followDay < couple.servedDay) issues.push(block('followDay', message('preconception.followBefore', '随访日期不能早于接受检查日期 {{day}},请核对', { day: couple.servedDay })))
  if (couple && row.kind && row.kind !== 'notPregnant' && (await followUpsOf(context.db, couple.id)).some(one => one.kind === row.kind && one.id !== input.id)) {
    issues.push(block('kind', message('preconception.followTwice', '这一类随访已登记,请打开原来的一条修改')))
  }
  if (couple && row.pregnancyId) {
    const own = await context.db.selectFrom('pregnancy').select('id').where('id', '=', row.pregnancyId).where('womanId', '=', couple.womanId).executeTakeFirst()
    if (!own) issues.push(block('pregnancyId', message('preconception.otherPregnancy', '妊娠记录不是这位妇女的,请清除后重新登记')))
  }
  if (row.kind === 'early' && row.followDay && row.lastMenstrualDay) {
    const { earlyFollowUpWeeks } = await context.setting('fertilityRules')
    if (row.followDay > addDays(row.lastMenstrualDay, earlyFollowUpWeeks * 7)) issues.push(warn('followDay', message('preconception.earlyLate', '早孕随访应在孕 {{weeks}} 周以内,本次已超过,请核对日期', { weeks: earlyFollowUpWeeks })))
  }
  const saved = await saveRow(context, preconceptionFollowUp, { ...input, moreIssues: issues })
  // Where the outcome is known nothing is asked any more.
  if (couple && row.kind === 'outcome' && couple.state === 'open') await setState(context, couple, { state: 'closed', closing: 'outcome', closedDay: row.followDay })
  return saved
}

const setState = (context: WriteContext, couple: StoredPreconception, state: Pick<StoredPreconception, 'state' | 'closing' | 'closedDay'>): Promise<unknown> =>
  saveRow(context, preconception, { id: couple.id, rev: couple.rev, row: { ...valuesOf(preconception, couple), ...state }, settled: true })

async function voidFollowUp(context: WriteContext, input: Input<'fertility.preconceptionFollowUp.void'>): Promise<{ id: string; rev: number }> {
  const saved = await voidRow(context, preconceptionFollowUp, input)
  const gone = await getRow(context.db, preconceptionFollowUp, input.id)
  const couple = await getRow(context.db, preconception, gone.coupleId)
  if (gone.kind === 'outcome' && couple.voidedAt === null && couple.closing === 'outcome') await setState(context, couple, { state: 'open', closing: null, closedDay: null })
  return saved
}

type Line = { readonly id: string; readonly kind: Output<'fertility.preconception.list'>['rows'][number]['kind']; readonly fromDay: Day | null; readonly dueDay: Day | null }

type Tracking = 'toAsk' | 'early' | 'outcome'
/** What a list asks for. */
const KIND = { toAsk: 'notPregnant', early: 'early', outcome: 'outcome' } as const satisfies Record<Tracking, PreconceptionFollowUpKind>
/** Couples in care who may be asked this now: told from the rest by what columns can say, so that few are worked out. */
function candidates({ db, today }: ReadContext, view: Tracking, rules: FertilityRules) {
  const query = db.selectFrom('preconceptionCouple as couple').select(['couple.id', 'couple.womanId', 'couple.servedDay']).where('couple.voidedAt', 'is', null).where('couple.state', '=', OPEN)
  if (view === 'toAsk') {
    const since = addDays(today, -rules.preconceptionAskDays)
    return query.where('couple.servedDay', '<=', since).where(({ not, exists, selectFrom }) => not(exists(selectFrom('preconceptionFollowUp as asked').select('asked.id').whereRef('asked.coupleId', '=', 'couple.id').where('asked.voidedAt', 'is', null).where('asked.followDay', '>', since))))
  }
  // A pregnancy that was over before the examination is none of it; one that nobody dated may be.
  const after = sql<boolean>`coalesce(pregnancy.expected_day, '9999-12-31') >= couple.served_day`
  if (view === 'early') return query.where(({ exists, selectFrom }) => exists(selectFrom('pregnancy').select('pregnancy.id').whereRef('pregnancy.womanId', '=', 'couple.womanId').where('pregnancy.voidedAt', 'is', null).where('pregnancy.state', '=', 'pregnant').where(after)))
  return query.where(({ or, exists, selectFrom }) => or([
    exists(selectFrom('pregnancy').select('pregnancy.id').whereRef('pregnancy.womanId', '=', 'couple.womanId').where('pregnancy.voidedAt', 'is', null).where(after).where(eb => eb.or([eb('pregnancy.state', '!=', 'pregnant'), eb('pregnancy.state', 'is', null), eb('pregnancy.expectedDay', '<', today)]))),
    exists(selectFrom('preconceptionFollowUp as told').select('told.id').whereRef('told.coupleId', '=', 'couple.id').where('told.voidedAt', 'is', null).where('told.lastMenstrualDay', 'is not', null)),
  ]))
}

/** What is asked next of some couples, as far as it is due by now: the days follow from the pregnancy, which no column holds. */
const dueBy = (today: Day, tracked: readonly Tracked[]): Line[] => tracked.flatMap(({ couple, due }): Line[] => due && due.fromDay <= today ? [{ id: couple.id, ...due }] : [])
async function dueLines(context: ReadContext, view: Tracking): Promise<Line[]> {
  const { db, today } = context
  const rules = await context.setting('fertilityRules')
  const couples = await candidates(context, view, rules).execute()
  const tracked = couples.length > MOST_AT_ONCE ? await trackingInCare(db, today, rules) : await trackingOf(db, couples, today, rules)
  return dueBy(today, tracked).filter(({ kind }) => kind === KIND[view]).toSorted((one, other) => one.dueDay! < other.dueDay! ? -1 : one.dueDay! > other.dueDay! ? 1 : one.id < other.id ? -1 : 1)
}

async function list(context: ReadContext, { view, offset, limit }: { view: Input<'fertility.preconception.list'>['view']; offset: number; limit: number }): Promise<Output<'fertility.preconception.list'>> {
  const { db, today } = context
  const { preconceptionNoticeDays } = await context.setting('fertilityRules')
  const isTracking = view === 'toAsk' || view === 'early' || view === 'outcome'
  const lines = isTracking ? await dueLines(context, view) : null
  const byId = new Map(lines?.slice(offset, offset + limit).map(line => [line.id, line]))
  let query = db.selectFrom('preconceptionCouple as couple').where('couple.voidedAt', 'is', null)
  if (isTracking) query = query.where('couple.id', 'in', byId.size > 0 ? [...byId.keys()] : [''])
  else if (view !== 'all') query = query.where('couple.state', '=', OPEN).where('couple.noticeDay', 'is', null).where('couple.assessedDay', view === 'unfinished' ? 'is' : 'is not', null)
  const total = lines?.length ?? Number((await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total)
  const selected = query.innerJoin('person as woman', 'woman.id', 'couple.womanId').leftJoin('person as man', 'man.id', 'couple.husbandId').select(['couple.id', 'couple.number', 'woman.name as womanName', 'woman.birthDay as womanBirthDay', 'woman.phone', 'man.name as husbandName', 'couple.husbandId', 'couple.servedDay', 'couple.state', 'couple.womanRisk', 'couple.manRisk', 'couple.assessedDay', 'couple.educationDay'])
  const rows = isTracking ? await selected.execute() : await selected.orderBy('couple.servedDay', view === 'all' ? 'desc' : 'asc').orderBy('couple.id').offset(offset).limit(limit).execute()
  if (lines) { const place = new Map([...byId.keys()].map((id, index) => [id, index])); rows.sort((one, other) => place.get(one.id)! - place.get(other.id)!) }
  const sheets = view === 'unfinished' ? await sheetsOf(db, rows.map(({ id }) => id)) : new Map()
  return {
    total,
    rows: rows.map(({ assessedDay, educationDay, husbandId, phone, state, womanRisk, manRisk, ...row }) => {
      const line = byId.get(row.id)
      const dueDay = line?.dueDay ?? (view === 'toNotify' && assessedDay ? addDays(assessedDay, preconceptionNoticeDays) : null)
      const own = sheets.get(row.id)
      return {
        ...row, phone: shownPhone(context, phone), state: state as PreconceptionState, womanRisk: womanRisk as PreconceptionRisk | null, manRisk: manRisk as PreconceptionRisk | null,
        missing: view === 'unfinished' ? missingItems({ couple: { assessedDay, educationDay }, woman: own?.[WOMAN] ?? null, man: own?.[MAN] ?? null, hasHusband: husbandId !== null, isTracked: false }) : [],
        kind: line?.kind ?? null, fromDay: line?.fromDay ?? null, dueDay, isOverdue: dueDay !== null && dueDay < today,
      }
    }),
  }
}

/** Coverage of a year against its task, and how many of those who became pregnant were followed (indicator note §5). */
async function figures(context: ReadContext, year: number): Promise<Output<'fertility.preconception.figures'>> {
  const { db, today } = context
  const rules = await context.setting('fertilityRules')
  const [first, last] = [`${year}-01-01` as Day, `${year}-12-31` as Day]
  const couples = await db.selectFrom('preconceptionCouple').select(['id', 'womanId', 'servedDay', 'assessedDay', sql<number>`CASE WHEN woman_risk = 'high' OR man_risk = 'high' THEN 1 ELSE 0 END`.as('isHigh')]).where('voidedAt', 'is', null).where('servedDay', '>=', first).where('servedDay', '<=', last).execute()
  const task = await db.selectFrom('fertilityBase').select('couples').where('kind', '=', 'preconception').where('firstDay', '=', first).where('voidedAt', 'is', null).executeTakeFirst()
  const pregnant = (await trackingOf(db, couples, today, rules)).filter(({ pregnancy }) => pregnancy !== null)
  const rate = (numerator: number, denominator: number, target: number | null) => ({ numerator, denominator, percent: percentOf(numerator, denominator), target })
  const share = (holds: (one: Tracked) => boolean, target: number) => rate(pregnant.filter(holds).length, pregnant.length, target)
  const assessed = couples.filter(({ assessedDay }) => assessedDay !== null)
  return {
    coverage: rate(couples.length, task?.couples ?? 0, rules.preconceptionCoverageTarget), complete: rate(assessed.length, couples.length, null), highRisk: rate(assessed.filter(({ isHigh }) => isHigh === 1).length, assessed.length, null),
    early: share(({ earlyDone }) => earlyDone, rules.earlyFollowUpTarget), outcome: share(({ outcomeDone }) => outcomeDone, rules.outcomeFollowUpTarget),
  }
}

export const preconceptionHandlers = {
  'fertility.preconception.open': ({ coupleId }, context) => open(context, coupleId),
  'fertility.preconception.prepare': async ({ womanId }, context) => {
    const woman = await personOfSex(context, womanId, WOMAN, 'womanId')
    context.touched(person.id, womanId)
    return { woman: adultOf(context, woman), row: { womanId, servedDay: context.today, state: 'open' }, openId: await openFileOf(context.db, womanId) }
  },
  'fertility.preconception.save': (input, context) => saveCouple(context, input as SaveRequest<typeof preconception>),
  'fertility.preconceptionCheck.save': (input, context) => saveSheet(context, input as SaveRequest<typeof preconceptionCheck>),
  'fertility.preconceptionFollowUp.prepare': (input, context) => prepareFollowUp(context, input),
  'fertility.preconceptionFollowUp.save': (input, context) => saveFollowUp(context, input as SaveRequest<typeof preconceptionFollowUp>),
  'fertility.preconceptionFollowUp.void': (input, context) => voidFollowUp(context, input),
  'fertility.preconception.work': async (_input, context) => {
    const due = dueBy(context.today, await trackingInCare(context.db, context.today, await context.setting('fertilityRules')))
    const asked = (view: Tracking): number => due.filter(({ kind }) => kind === KIND[view]).length
    return { toNotify: (await list(context, { view: 'toNotify', offset: 0, limit: 1 })).total, toAsk: asked('toAsk'), early: asked('early'), outcome: asked('outcome') }
  },
  'fertility.preconception.list': (input, context) => list(context, input as Parameters<typeof list>[1]),
  'fertility.preconception.figures': ({ year }, context) => figures(context, year),
} satisfies Partial<Handlers>

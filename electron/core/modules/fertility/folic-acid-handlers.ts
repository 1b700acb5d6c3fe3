import { sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { FOLIC_ACID_GROUP, type FolicAcidGroup, type FolicAcidState, type FolicAcidStop } from '../../../../domain/code/fertility.ts'
import { FOLIC_ACID_LEDGER } from '../../../../domain/ledger/folic-acid-ledger.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { folicAcid, folicAcidFollowUp, folicAcidIssue, type StoredFolicAcid } from '../../../../domain/modules/fertility/folic-acid.record.ts'
import { person } from '../../../../domain/modules/people/person.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { formatGestation } from '../../../../domain/rule/gestation.ts'
import type { FertilityRules } from '../../../../domain/rule/fertility/fertility-rules.ts'
import { folicAcidDays, midPregnancyDay, pregnancyOfCourse } from '../../../../domain/rule/fertility/folic-acid.ts'
import { gestationOn } from '../../../../domain/rule/maternal/dating.ts'
import { isFolicAcidCompliant, maternalRate } from '../../../../domain/rule/maternal/indicators.ts'
import { percentOf } from '../../../../domain/rule/rate.ts'
import { addDays, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { fromColumns, getRow, saveRow, type SaveRequest, valuesOf, voidRow } from '../../record/store.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import { addressText } from '../../region.ts'
import { adultOf, liveRow, oldRow, personOfSex, shownPhone } from './people.ts'
import { pregnanciesOf } from '../../registry/pregnancies-after.ts'

const WOMAN = '2'
const ACTIVE_TWICE = block('womanId', message('folicAcid.activeTwice', '该妇女已有服用中的叶酸登记,请打开那一条;重新开始的请先把它停服'))
const DAYS_PER_WEEK = 7
type Row = Output<'fertility.folicAcid.list'>['rows'][number]

const dosageOf = ({ folicAcidDoseMg, folicAcidHighDoseMg, folicAcidBottles, folicAcidFollowUpDays }: FertilityRules) => ({ ordinaryMg: folicAcidDoseMg, highRiskMg: folicAcidHighDoseMg, bottles: folicAcidBottles, followUpDays: folicAcidFollowUpDays })
const activeOf = async (db: ReadDb, womanId: string): Promise<string | null> =>
  (await db.selectFrom('folicAcidCourse').select('id').where('womanId', '=', womanId).where('state', '=', 'active').where('voidedAt', 'is', null).executeTakeFirst())?.id ?? null

const answersOf = (rows: readonly { followDay: Day; weeklyTimes: number | null; stopDay: Day | null }[]) => rows.map(({ followDay, weeklyTimes, stopDay }) => ({ day: followDay, weeklyTimes, stopDay }))

async function open(context: ReadContext, courseId: string): Promise<Output<'fertility.folicAcid.open'>> {
  const { db, today } = context
  const course = await liveRow(context, folicAcid, courseId)
  context.touched(folicAcid.id, courseId)
  const rules = await context.setting('fertilityRules')
  const issues = (await db.selectFrom('folicAcidIssue').selectAll().where('courseId', '=', courseId).where('voidedAt', 'is', null).orderBy('issuedDay').orderBy('id').execute()).map(row => fromColumns(folicAcidIssue, row))
  const followUps = (await db.selectFrom('folicAcidFollowUp').selectAll().where('courseId', '=', courseId).where('voidedAt', 'is', null).orderBy('followDay').orderBy('id').execute()).map(row => fromColumns(folicAcidFollowUp, row))
  const pregnancy = pregnancyOfCourse(course, (await pregnanciesOf(db, [course.womanId])).get(course.womanId) ?? [], rules)
  const days = folicAcidDays({ startDay: course.startDay, pregnancyStartDay: pregnancy?.startDay ?? null, answers: answersOf(followUps) }, today, rules)
  return {
    course, woman: adultOf(context, await getRow(db, person, course.womanId)), issues, followUps,
    days: { ...days, percent: percentOf(days.taken, days.required), isCompliant: isFolicAcidCompliant(days.taken, days.required, await context.setting('maternalRules')) },
    midPregnancyDay: midPregnancyDay(pregnancy?.startDay ?? null, rules), pregnancyId: pregnancy?.id ?? null, dosage: dosageOf(rules),
  }
}

async function saveCourse(context: WriteContext, input: SaveRequest<typeof folicAcid>): Promise<{ id: string; rev: number }> {
  const old = await oldRow(context, folicAcid, input, ['womanId'])
  const row = tidyRow(folicAcid, input.row)
  const rules = await context.setting('fertilityRules')
  const issues: FieldIssue[] = []
  if (row.womanId) {
    await personOfSex(context, row.womanId, WOMAN, 'womanId')
    const active = row.state === 'active' ? await activeOf(context.db, row.womanId) : null
    if (active && active !== old?.id) issues.push(ACTIVE_TWICE)
  }
  const usual = row.isHighRisk ? rules.folicAcidHighDoseMg : rules.folicAcidDoseMg
  if (row.doseMg !== null && row.doseMg !== usual) issues.push(warn('doseMg', message('folicAcid.dose', '每日剂量 {{dose}} mg 与本院规定的 {{usual}} mg 不同,请核对是否高危', { dose: row.doseMg, usual })))
  const number = old?.number ?? `YS${context.today.slice(0, 4)}${String(await nextSerial(context.db, `folicAcid-${context.today.slice(0, 4)}`)).padStart(6, '0')}`
  // Every course that goes on is asked for again on some day.
  const nextDay = row.state === 'active' && row.registeredDay ? row.nextDay ?? addDays(row.startDay ?? row.registeredDay, rules.folicAcidFollowUpDays) : null
  return saveRow(context, folicAcid, { ...input, row: { ...row, number, nextDay }, moreIssues: issues })
}

async function saveIssue(context: WriteContext, input: SaveRequest<typeof folicAcidIssue>): Promise<{ id: string; rev: number }> {
  await oldRow(context, folicAcidIssue, input, ['courseId'])
  const row = tidyRow(folicAcidIssue, input.row)
  const issues: FieldIssue[] = []
  if (row.courseId && row.bottles !== null) {
    const course = await liveRow(context, folicAcid, row.courseId)
    const { folicAcidBottles } = await context.setting('fertilityRules')
    const { sum } = await context.db.selectFrom('folicAcidIssue').select(({ fn }) => fn.sum<number | null>('bottles').as('sum')).where('courseId', '=', row.courseId).where('voidedAt', 'is', null).where('id', '!=', input.id ?? '').executeTakeFirstOrThrow()
    if (row.issuedDay && row.issuedDay < course.registeredDay) issues.push(block('issuedDay', message('folicAcid.issuedBefore', '发放日期不能早于登记日期 {{day}},请核对', { day: course.registeredDay })))
    if (Number(sum ?? 0) + row.bottles > folicAcidBottles) issues.push(warn('bottles', message('folicAcid.bottles', '连同本次共 {{sum}} 瓶,超过每人 {{most}} 瓶,请核对', { sum: Number(sum ?? 0) + row.bottles, most: folicAcidBottles })))
  }
  return saveRow(context, folicAcidIssue, { ...input, moreIssues: issues })
}

async function saveFollowUp(context: WriteContext, input: SaveRequest<typeof folicAcidFollowUp>): Promise<{ id: string; rev: number }> {
  await oldRow(context, folicAcidFollowUp, input, ['courseId'])
  const row = tidyRow(folicAcidFollowUp, input.row)
  const course = row.courseId ? await liveRow(context, folicAcid, row.courseId) : null
  const issues: FieldIssue[] = []
  if (course && course.startDay === null && (row.weeklyTimes ?? 0) > 0) issues.push(block('weeklyTimes', message('folicAcid.notStarted', '叶酸登记还没有“开始服用日期”,请先修改登记,再做随访')))
  if (course?.startDay && row.followDay && row.followDay < course.startDay) issues.push(block('followDay', message('folicAcid.followBefore', '随访日期不能早于开始服用日期 {{day}},请核对', { day: course.startDay })))
  if (course && row.followDay) {
    const same = await context.db.selectFrom('folicAcidFollowUp').select('id').where('courseId', '=', course.id).where('followDay', '=', row.followDay).where('voidedAt', 'is', null).where('id', '!=', input.id ?? '').executeTakeFirst()
    if (same) issues.push(block('followDay', message('folicAcid.followTwice', '这一天的随访已登记,请打开原来的一条修改')))
  }
  const saved = await saveRow(context, folicAcidFollowUp, { ...input, moreIssues: issues })
  if (course) await followCourse(context, course)
  return saved
}

/** With a follow-up goes what it said of the course: the one before counts again, or, where there is none, her taking. */
async function voidFollowUp(context: WriteContext, input: Input<'fertility.folicAcidFollowUp.void'>): Promise<{ id: string; rev: number }> {
  const gone = await getRow(context.db, folicAcidFollowUp, input.id)
  const saved = await voidRow(context, folicAcidFollowUp, input)
  const course = await getRow(context.db, folicAcid, gone.courseId)
  if (course.voidedAt === null && (gone.isTaking || (course.endDay === gone.stopDay && course.stopReason === gone.stopReason))) await followCourse(context, course)
  return saved
}

/** What the last follow-up says of the course: when she is asked again, or that she stopped. */
async function followCourse(context: WriteContext, course: StoredFolicAcid): Promise<void> {
  const last = await context.db.selectFrom('folicAcidFollowUp').selectAll().where('courseId', '=', course.id).where('voidedAt', 'is', null).orderBy('followDay', 'desc').limit(1).executeTakeFirst()
  if (last?.isTaking !== 0 && course.state === 'ended') {
    const other = await activeOf(context.db, course.womanId)
    if (other) throw new AppError('invalid', [ACTIVE_TWICE])
  }
  const { folicAcidFollowUpDays } = await context.setting('fertilityRules')
  const row = valuesOf(folicAcid, course)
  const next = last?.isTaking !== 0
    ? { ...row, state: 'active', endDay: null, stopReason: null, stopNote: null, nextDay: last?.nextDay ?? addDays(last?.followDay ?? course.startDay ?? course.registeredDay, folicAcidFollowUpDays) } as const
    : { ...row, state: 'ended', endDay: last.stopDay, stopReason: last.stopReason as FolicAcidStop, nextDay: null } as const
  await saveRow(context, folicAcid, { id: course.id, rev: course.rev, row: next, settled: true })
}

/** Women booked before the week up to which it is taken, without a course that goes on or ended in this pregnancy. */
const toIssue = (context: ReadContext, rules: FertilityRules) => {
  const { db, today } = context
  const from = addDays(today, -rules.folicAcidUntilWeek * DAYS_PER_WEEK + 1)
  return db.selectFrom('pregnancy').where('pregnancy.voidedAt', 'is', null).where('pregnancy.state', '=', 'pregnant').where('pregnancy.startDay', '>=', from).where('pregnancy.bookedDay', 'is not', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('folicAcidCourse as course').select('course.id').whereRef('course.womanId', '=', 'pregnancy.womanId').where('course.voidedAt', 'is', null)
      .where(eb => eb.or([eb('course.state', '=', 'active'), eb('course.endDay', '>=', eb.ref('pregnancy.startDay'))])))))
}

async function rowsToIssue(context: ReadContext, offset: number, limit: number | null): Promise<{ total: number; rows: Row[] }> {
  const rules = await context.setting('fertilityRules')
  const query = toIssue(context, rules)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const page = query.innerJoin('person', 'person.id', 'pregnancy.womanId').select(['pregnancy.id', 'pregnancy.womanId', 'pregnancy.startDay', 'pregnancy.expectedDay', 'person.name', 'person.birthDay', 'person.phone', 'person.homeRegion']).orderBy('pregnancy.startDay').orderBy('pregnancy.id').offset(offset)
  const rows = await page.limit(limit ?? MOST_ROWS).execute()
  return {
    total: Number(total),
    rows: rows.map(row => {
      const startDay = row.startDay as Day
      return {
        womanId: row.womanId, courseId: null, pregnancyId: row.id, number: null, name: row.name, birthDay: row.birthDay, phone: shownPhone(context, row.phone), region: row.homeRegion, group: 'early', state: null, isHighRisk: false, startDay: null, bottles: 0,
        gestationDays: gestationOn(startDay, context.today), expectedDay: row.expectedDay, dueDay: addDays(midPregnancyDay(startDay, rules)!, -1), isOverdue: false, lastFollowDay: null, stopReason: null,
      }
    }),
  }
}
const MOST_ROWS = 10_000

async function rowsOfCourses(context: ReadContext, view: 'toFollow' | 'active' | 'all', offset: number, limit: number | null): Promise<{ total: number; rows: Row[] }> {
  const { db, today } = context
  let query = db.selectFrom('folicAcidCourse as course').where('course.voidedAt', 'is', null)
  // Written out, since the partial index of those who go on fits nothing bound.
  if (view !== 'all') query = query.where('course.state', '=', sql.lit('active' as const))
  if (view === 'toFollow') query = query.where('course.nextDay', '<=', today)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.innerJoin('person', 'person.id', 'course.womanId').leftJoin('pregnancy', join => join.onRef('pregnancy.womanId', '=', 'course.womanId').on('pregnancy.state', '=', 'pregnant').on('pregnancy.voidedAt', 'is', null))
    .select(['course.id', 'course.womanId', 'course.number', 'course.takerGroup', 'course.state', 'course.isHighRisk', 'course.startDay', 'course.nextDay', 'course.stopReason', 'person.name', 'person.birthDay', 'person.phone', 'person.homeRegion', 'pregnancy.id as pregnancyId', 'pregnancy.startDay as pregnancyStart', 'pregnancy.expectedDay',
      sql<number>`coalesce((SELECT sum(bottles) FROM folic_acid_issue AS given WHERE given.course_id = course.id AND given.voided_at IS NULL), 0)`.as('bottles'), sql<string | null>`(SELECT max(follow_day) FROM folic_acid_follow_up AS followed WHERE followed.course_id = course.id AND followed.voided_at IS NULL)`.as('lastFollowDay')])
    .orderBy(view === 'all' ? 'course.registeredDay' : 'course.nextDay', view === 'all' ? 'desc' : 'asc').orderBy('course.id').offset(offset).limit(limit ?? MOST_ROWS).execute()
  return {
    total: Number(total),
    rows: rows.map(row => ({
      womanId: row.womanId, courseId: row.id, pregnancyId: row.pregnancyId, number: row.number, name: row.name, birthDay: row.birthDay, phone: shownPhone(context, row.phone), region: row.homeRegion, group: row.takerGroup as FolicAcidGroup, state: row.state as FolicAcidState,
      isHighRisk: row.isHighRisk === 1, startDay: row.startDay, bottles: Number(row.bottles), gestationDays: row.pregnancyStart ? gestationOn(row.pregnancyStart as Day, today) : null, expectedDay: row.expectedDay, dueDay: row.nextDay, isOverdue: row.nextDay !== null && row.nextDay < today,
      lastFollowDay: row.lastFollowDay, stopReason: row.stopReason as FolicAcidStop | null,
    })),
  }
}

const rowsOf = (context: ReadContext, view: Input<'fertility.folicAcid.list'>['view'], offset: number, limit: number | null): Promise<{ total: number; rows: Row[] }> =>
  view === 'toIssue' ? rowsToIssue(context, offset, limit) : rowsOfCourses(context, view, offset, limit)

async function exportList(context: ReadContext, view: Input<'fertility.folicAcid.export'>['view']): Promise<Output<'fertility.folicAcid.export'>> {
  const { rows } = await rowsOf(context, view, 0, null)
  const lines = rows.map(row => ({
    name: row.name ?? '', birthDay: row.birthDay ?? '', phone: row.phone ?? '', address: addressText(context.ports.folders.resources, row.region, null), group: row.group ? FOLIC_ACID_GROUP.label(row.group) : '', risk: row.isHighRisk ? '高危' : '',
    gestation: row.gestationDays === null || row.gestationDays < 0 ? '' : formatGestation(row.gestationDays), startDay: row.startDay ?? '', bottles: String(row.bottles), lastFollowDay: row.lastFollowDay ?? '', dueDay: row.dueDay ?? '',
  }))
  const bytes = await xlsxOf(FOLIC_ACID_LEDGER, lines, { masked: false, heading: FOLIC_ACID_LEDGER.title, createdAtMs: context.nowMs })
  await context.separately(async writing => { writing.fact('rows', rows.length) })
  return { fileName: `${FOLIC_ACID_LEDGER.title}-${context.today}.xlsx`, base64: bytes.toString('base64'), rows: rows.length }
}

/** How far back a course may have begun whose pregnancy reaches its middle in a span: women wait for years. */
const COURSE_DAYS = 1_095

/** 服用率 and 依从率 (M-30): listed and begun in the span; takers who reached mid-pregnancy in it and of them those who took it on enough days. */
async function figures(context: ReadContext, { firstDay, lastDay }: Input<'fertility.folicAcid.figures'>): Promise<Output<'fertility.folicAcid.figures'>> {
  const { db } = context
  const [first, last] = [firstDay as Day, lastDay as Day]
  const [rules, maternal] = [await context.setting('fertilityRules'), await context.setting('maternalRules')]
  const listed = await db.selectFrom('folicAcidCourse').select(['womanId', 'startDay']).where('voidedAt', 'is', null).where('registeredDay', '>=', first).where('registeredDay', '<=', last).execute()
  const women = Map.groupBy(listed, ({ womanId }) => womanId)
  const begun = [...women.values()].filter(courses => courses.some(({ startDay }) => startDay !== null)).length
  const takers = await db.selectFrom('folicAcidCourse').select(['id', 'womanId', 'registeredDay', 'startDay', 'lastMenstrualDay']).where('voidedAt', 'is', null).where('startDay', '>=', addDays(first, -COURSE_DAYS)).where('startDay', '<=', last).execute()
  const pregnancies = await pregnanciesOf(db, [...new Set(takers.map(({ womanId }) => womanId))])
  const reached = takers.flatMap(course => {
    const startDay = pregnancyOfCourse(course, pregnancies.get(course.womanId) ?? [], rules)?.startDay ?? null
    const mid = midPregnancyDay(startDay, rules)
    return mid !== null && mid >= first && mid <= last ? [{ course, startDay, mid }] : []
  })
  const answers = Map.groupBy(await answersOfCourses(db, reached.map(({ course }) => course.id)), ({ courseId }) => courseId)
  const compliant = new Set(reached.filter(({ course, startDay, mid }) => {
    const { taken, required } = folicAcidDays({ startDay: course.startDay, pregnancyStartDay: startDay, answers: answersOf(answers.get(course.id) ?? []) }, mid, rules)
    return isFolicAcidCompliant(taken, required, maternal)
  }).map(({ course }) => course.womanId))
  const middle = new Set(reached.map(({ course }) => course.womanId))
  return {
    use: { numerator: begun, denominator: women.size, percent: maternalRate('folicAcidUse', begun, women.size), target: rules.folicAcidUseTarget },
    compliance: { numerator: compliant.size, denominator: middle.size, percent: maternalRate('folicAcidCompliance', compliant.size, middle.size), target: rules.folicAcidComplianceTarget },
  }
}

const MOST_AT_ONCE = 400
async function answersOfCourses(db: ReadDb, courseIds: readonly string[]): Promise<{ courseId: string; followDay: Day; weeklyTimes: number | null; stopDay: Day | null }[]> {
  const found: { courseId: string; followDay: Day; weeklyTimes: number | null; stopDay: Day | null }[] = []
  for (let from = 0; from < courseIds.length; from += MOST_AT_ONCE) {
    found.push(...await db.selectFrom('folicAcidFollowUp').select(['courseId', 'followDay', 'weeklyTimes', 'stopDay']).where('courseId', 'in', courseIds.slice(from, from + MOST_AT_ONCE)).where('voidedAt', 'is', null).execute())
  }
  return found
}

export const folicAcidHandlers = {
  'fertility.folicAcid.open': ({ courseId }, context) => open(context, courseId),
  'fertility.folicAcid.prepare': async ({ womanId }, context) => {
    const woman = await personOfSex(context, womanId, WOMAN, 'womanId')
    context.touched(person.id, womanId)
    const rules = await context.setting('fertilityRules')
    const pregnant = (await pregnanciesOf(context.db, [womanId])).get(womanId)?.find(({ state }) => state === 'pregnant')
    const row = { womanId, registeredDay: context.today, startDay: context.today, takerGroup: pregnant ? 'early' as const : 'preparing' as const, isHighRisk: false, doseMg: rules.folicAcidDoseMg, state: 'active' as const }
    return { woman: adultOf(context, woman), pregnancyId: pregnant?.id ?? null, row, activeId: await activeOf(context.db, womanId), dosage: dosageOf(rules) }
  },
  'fertility.folicAcid.save': (input, context) => saveCourse(context, input as SaveRequest<typeof folicAcid>),
  'fertility.folicAcidIssue.save': (input, context) => saveIssue(context, input as SaveRequest<typeof folicAcidIssue>),
  'fertility.folicAcidFollowUp.save': (input, context) => saveFollowUp(context, input as SaveRequest<typeof folicAcidFollowUp>),
  'fertility.folicAcidFollowUp.void': (input, context) => voidFollowUp(context, input),
  'fertility.folicAcid.list': ({ view, offset, limit }, context) => rowsOf(context, view, offset, limit),
  'fertility.folicAcid.export': ({ view }, context) => exportList(context, view),
  'fertility.folicAcid.figures': (input, context) => figures(context, input),
} satisfies Partial<Handlers>

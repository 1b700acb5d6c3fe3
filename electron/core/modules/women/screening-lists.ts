import { sql, type SqlBool } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import { type ScreeningFigure, SCREENING_FIGURES, type ScreeningLine } from '../../../../domain/api/women-api.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { screeningTarget } from '../../../../domain/modules/women/screening-target.record.ts'
import { chainStepOf } from '../../../../domain/rule/maternal/cancer-follow-up.ts'
import { percentOf } from '../../../../domain/rule/rate.ts'
import { addDays } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { saveRow, type SaveRequest } from '../../record/store.ts'
import { regionPathOf } from '../../region.ts'
import { WHO, whoOf } from '../../registry/woman.ts'
import { callsOf } from './woman.ts'

const TOWNSHIP_DIGITS = 9
const LINE = ['womenCancerScreening.id', 'womenCancerScreening.womanId', 'womenCancerScreening.number', 'womenCancerScreening.screeningDay', 'womenCancerScreening.ageYears', 'womenCancerScreening.programme', 'womenCancerScreening.site', 'womenCancerScreening.hpvResult', 'womenCancerScreening.cytology', 'womenCancerScreening.breastCategory',
  'womenCancerScreening.cervicalStep', 'womenCancerScreening.breastStep', 'womenCancerScreening.gaps', 'womenCancerScreening.nextRoundDay', ...WHO] as const

/** The screenings that count. Persons are joined to the rows of a page alone: a list of thousands is counted without them. */
const screenings = ({ db }: ReadContext) => db.selectFrom('womenCancerScreening').where('womenCancerScreening.voidedAt', 'is', null)
/** The women who live in a township. */
const livingIn = ({ db }: ReadContext, region: string) => db.selectFrom('person').select('person.id').where('person.homeRegion', '=', region)

/** The lines of these screenings, in this order. */
async function linesOf(context: ReadContext, ids: readonly string[]): Promise<ScreeningLine[]> {
  if (ids.length === 0) return []
  const found = await screenings(context).innerJoin('person', 'person.id', 'womenCancerScreening.womanId').select(LINE).where('womenCancerScreening.id', 'in', [...ids]).execute()
  const calls = await callsOf(context.db, 'womanId', found.map(row => row.womanId))
  const { gapDays } = await context.setting('womenRules')
  const byId = new Map(found.map(row => [row.id, row]))
  return ids.map(id => {
    const { name, birthDay, phone, homeRegion, gaps, ...row } = byId.get(id)!
    return { ...row, ...whoOf(context, { name, birthDay, phone, homeRegion }), gaps: codesIn(gaps), gapDueDay: gaps === null ? null : addDays(row.screeningDay, gapDays), ...calls(row.womanId) }
  })
}

type Asked = Required<Pick<Input<'women.cancerScreening.list'>, 'offset' | 'limit'>> & Omit<Input<'women.cancerScreening.list'>, 'offset' | 'limit'>
async function listScreenings(context: ReadContext, { view, day, region, offset, limit }: Asked): Promise<Output<'women.cancerScreening.list'>> {
  const { today } = context
  const { nextRoundAheadDays } = await context.setting('womenRules')
  let query = screenings(context)
  if (day) query = query.where('screeningDay', '=', day as typeof today)
  if (region) query = query.where('womanId', 'in', livingIn(context, region))
  if (view === 'gaps') query = query.where('gaps', 'is not', null)
  if (view === 'nextRound') {
    // Only her last screening counts: whoever has come since is not asked for.
    query = query.where('nextRoundDay', '<=', addDays(today, nextRoundAheadDays))
      .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM women_cancer_screening AS later WHERE later.woman_id = women_cancer_screening.woman_id AND later.voided_at IS NULL AND later.screening_day > women_cancer_screening.screening_day)`)
  }
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const way = view === 'all' ? 'desc' : 'asc'
  const page = await query.select('id').orderBy(view === 'nextRound' ? 'nextRoundDay' : 'screeningDay', way).orderBy('id', way).offset(offset).limit(limit).execute()
  return { total: Number(total), rows: await linesOf(context, page.map(row => row.id)) }
}

async function listSteps(context: ReadContext, { view, region, offset, limit }: { view: 'open' | 'overdue' | 'closed'; region?: string | undefined; offset: number; limit: number }): Promise<Output<'women.cancerFollowUp.list'>> {
  const { db, today } = context
  let query = db.selectFrom('womenCancerFollowUp as step').where('step.voidedAt', 'is', null)
  query = view === 'closed' ? query.where('step.state', '!=', 'open') : query.where('step.state', '=', 'open')
  if (view === 'overdue') query = query.where('step.dueDay', '<', today)
  if (region) query = query.where('step.womanId', 'in', livingIn(context, region))
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query.innerJoin('person', 'person.id', 'step.womanId').select(['step.id', 'step.screeningId', 'step.womanId', 'step.part', 'step.step', 'step.openedDay', 'step.dueDay', 'step.state', ...WHO]).orderBy('step.dueDay', view === 'closed' ? 'desc' : 'asc').orderBy('step.id').offset(offset).limit(limit).execute()
  const calls = await callsOf(db, 'followUpId', rows.map(row => row.id))
  return { total: Number(total), rows: rows.map(({ name, birthDay, phone, homeRegion, ...row }) => ({ ...row, ...whoOf(context, { name, birthDay, phone, homeRegion }), isOverdue: row.state === 'open' && row.dueDay < today, ...calls(row.id) })) }
}

type Counted = { readonly taskYear: number; readonly freeOnly: boolean }
type Woman = { readonly id: string; readonly region: string; readonly is: Readonly<Record<ScreeningFigure, boolean>> }

/** The women of a year, each by her last screening in it, with what she counts for. */
async function womenOfYear({ db }: ReadContext, { taskYear, freeOnly }: Counted): Promise<Woman[]> {
  let query = db.selectFrom('womenCancerScreening as one').innerJoin('person', 'person.id', 'one.womanId').select(['one.id', 'one.womanId', 'one.hpvResult', 'one.cervicalStep', 'one.breastStep', 'person.homeRegion']).where('one.taskYear', '=', taskYear).where('one.voidedAt', 'is', null)
  if (freeOnly) query = query.where('one.programme', 'in', ['national', 'local'])
  const last = new Map((await query.orderBy('one.screeningDay').orderBy('one.id').execute()).map(row => [row.womanId, row]))
  const steps = await db.selectFrom('womenCancerFollowUp as step').innerJoin('womenCancerScreening as one', 'one.id', 'step.screeningId').select(['step.screeningId', sql<number>`max(CASE WHEN step.state = 'open' THEN 1 ELSE 0 END)`.as('waits')])
    .where('one.taskYear', '=', taskYear).where('step.voidedAt', 'is', null).groupBy('step.screeningId').execute()
  const waits = new Map(steps.map(({ screeningId, waits: open }) => [screeningId, Number(open) === 1]))
  return [...last.values()].map(({ id, hpvResult, cervicalStep, breastStep, homeRegion }) => ({
    id, region: homeRegion && homeRegion.length >= TOWNSHIP_DIGITS ? homeRegion.slice(0, TOWNSHIP_DIGITS) : '',
    is: {
      screened: true, hpvPositive: hpvResult !== null && hpvResult !== 'negative', hpv16or18: hpvResult === 'type16or18', cervicalPositive: chainStepOf(cervicalStep) !== null, breastPositive: chainStepOf(breastStep) !== null,
      followed: waits.get(id) === false, waiting: waits.get(id) === true,
    },
  }))
}

const count = (women: readonly Woman[]): Record<ScreeningFigure, number> => Object.fromEntries(SCREENING_FIGURES.map(figure => [figure, women.filter(woman => woman.is[figure]).length])) as Record<ScreeningFigure, number>

async function completion(context: ReadContext, counted: Counted): Promise<Output<'women.screeningTarget.completion'>> {
  const women = await womenOfYear(context, counted)
  const targets = await context.db.selectFrom('womenScreeningTarget').select(['id', 'region', 'target']).where('taskYear', '=', counted.taskYear).where('voidedAt', 'is', null).execute()
  const byRegion = Map.groupBy(women, woman => woman.region)
  const targetOf = new Map(targets.map(one => [one.region, one]))
  const townships = [...new Set([...targetOf.keys(), ...byRegion.keys()])].toSorted((one, other) => Number(one === '') - Number(other === '') || (one < other ? -1 : 1)).map(region => {
    const figures = count(byRegion.get(region) ?? [])
    const target = targetOf.get(region)
    const path = regionPathOf(context.ports.folders.resources, region || null)
    return { region, name: path?.township || path?.county || '', targetId: target?.id ?? null, target: target?.target ?? null, percent: percentOf(figures.screened, target?.target ?? 0), figures }
  })
  const figures = count(women)
  const target = targets.length === 0 ? null : targets.reduce((sum, one) => sum + one.target, 0)
  return { taskYear: counted.taskYear, total: { target, percent: percentOf(figures.screened, target ?? 0), figures }, townships }
}

export const screeningListHandlers = {
  'women.cancerScreening.list': (input, context) => listScreenings(context, input),
  'women.cancerFollowUp.list': (input, context) => listSteps(context, input),
  'women.screeningTarget.completion': (input, context) => completion(context, input),
  'women.screeningTarget.women': async ({ figure, region, taskYear, freeOnly, offset, limit }, context) => {
    const women = (await womenOfYear(context, { taskYear, freeOnly })).filter(woman => woman.is[figure] && (region === undefined || woman.region === region))
    return { total: women.length, rows: await linesOf(context, women.slice(offset, offset + limit).map(woman => woman.id)) }
  },
  'women.screeningTarget.save': async (input, context) => {
    const request = input as SaveRequest<typeof screeningTarget>
    const { taskYear, region } = request.row
    const known = taskYear && region ? await context.db.selectFrom('womenScreeningTarget').select('id').where('taskYear', '=', taskYear).where('region', '=', region).where('voidedAt', 'is', null).executeTakeFirst() : undefined
    const issues = [
      ...(known && known.id !== request.id ? [block('region', message('screeningTarget.exists', '该乡镇本年度已有任务数,请打开修改'))] : []),
      ...(region && region.length < TOWNSHIP_DIGITS ? [block('region', message('screeningTarget.township', '请选到乡镇'))] : []),
    ]
    return saveRow(context, screeningTarget, { ...request, moreIssues: issues })
  },
} satisfies Partial<Handlers>


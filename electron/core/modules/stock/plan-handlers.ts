import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { fullYearBirths, PLAN_RULE_NAMES, PLAN_RULES, planFilingDay, planQuantity, type PlanRule } from '../../../../domain/rule/yearly-plan.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'

type PlanRow = Output<'stock.plan'>['saved'][number]

/** 年度计划: proposed from our own live births, kept in every version. */
export const planHandlers = {
  'stock.plan': async ({ year }, context) => planOf(context, year),
  'stock.savePlan': async (input, context) => {
    const plan = await planOf(context, input.year)
    const present = plan.saved[0]?.rev ?? 0
    if (present !== input.rev) throw new AppError('edit-conflict', undefined, { record: 'stock.plan', id: String(input.year), current: plan.saved[0] ?? null })
    const proposed = plan.proposals.find(proposal => proposal.rule === input.rule)!.quantity
    if (input.filedDay && input.filedDay > context.today) throw new AppError('invalid', [block('filedDay', message('plan.filedFuture', '上报日期不能晚于今天'))])
    // "At most 120 %" is a limit, not a proposal; without births of last year on record it cannot be judged.
    if (input.rule === 'lastYear120' && proposed > 0 && input.quantity > proposed) throw new AppError('invalid', [block('quantity', message('plan.overLimit', '按本规则不能超过 {{most}} 张(上年活产 {{births}} 的 120%)', { most: proposed, births: plan.lastYearBirths }))])
    const reason = input.reason?.trim() || null
    if (input.quantity !== proposed && !reason) throw new AppError('invalid', [block('reason', message('plan.needsReason', '计划数与按规则计算的 {{proposed}} 张不同,请说明理由', { proposed }))])
    const row = {
      year: input.year, rev: present + 1, rule: input.rule, thisYearBirths: plan.thisYearBirths, lastYearBirths: plan.lastYearBirths, proposed, quantity: input.quantity, reason, filedDay: input.filedDay, plannedBy: context.user.id, createdAt: context.now,
    }
    await context.db.insertInto('stockPlan').values(row).execute()
    await context.history({ record: 'stock.plan', recordId: String(input.year), rev: row.rev, action: present ? 'save' : 'create', row, reason })
    context.touched('stock.plan', String(input.year))
    context.fact('quantity', input.quantity)
    return { rev: row.rev }
  },
} satisfies Partial<Handlers>

/** The births behind a plan, what each rule makes of them, and every saved version, newest first. */
export async function planOf(context: ReadContext | WriteContext, year: number): Promise<Output<'stock.plan'>> {
  const { db } = context
  const thisYearCounted = await liveBirths(db, year - 1)
  const births = { thisYear: fullYearBirths(thisYearCounted, year - 1, context.today), lastYear: await liveBirths(db, year - 2) }
  const { count } = await db.selectFrom('blank').select(({ fn }) => fn.countAll<number>().as('count')).where('state', 'in', ['inStock', 'drawn']).executeTakeFirstOrThrow()
  const saved = await db.selectFrom('stockPlan').leftJoin('userAccount', 'userAccount.id', 'plannedBy')
    .select(['year', 'stockPlan.rev', 'rule', 'thisYearBirths', 'lastYearBirths', 'proposed', 'quantity', 'reason', 'filedDay', 'displayName', 'stockPlan.createdAt']).where('year', '=', year).orderBy('stockPlan.rev', 'desc').execute()
  return {
    year, dueDay: planFilingDay(year), thisYear: year - 1, thisYearCounted, thisYearBirths: births.thisYear, lastYearBirths: births.lastYear, inStock: Number(count),
    proposals: PLAN_RULE_NAMES.map(rule => ({ rule, title: PLAN_RULES[rule].title, source: PLAN_RULES[rule].source, quantity: planQuantity(rule, births) })),
    saved: saved.map(({ displayName, rule, ...row }): PlanRow => ({ ...row, rule: rule as PlanRule, plannedByName: displayName ?? '' })),
  }
}

async function liveBirths(db: ReadDb, year: number): Promise<number> {
  const { count } = await db.selectFrom('newborn').select(({ fn }) => fn.countAll<number>().as('count')).where('bornAt', '>=', `${year}-01-01` as never).where('bornAt', '<', `${year + 1}-01-01` as never)
    .where('outcome', '=', '1').where('voidedAt', 'is', null).executeTakeFirstOrThrow()
  return Number(count)
}

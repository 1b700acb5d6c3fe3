import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { riskIdsIn, riskLinesIn, riskRowsKept } from '../../../../domain/modules/risk/parts.ts'
import { riskScreening, type StoredRiskScreening } from '../../../../domain/modules/risk/screening.record.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { factText } from '../../../../domain/rule/maternal/case-course.ts'
import { assessmentDueDay } from '../../../../domain/rule/maternal/management.ts'
import { assessRisk, type RiskProposal } from '../../../../domain/rule/maternal/risk-assessment.ts'
import type { KnownRiskFacts } from '../../../../domain/rule/maternal/risk-facts.ts'
import { type RiskFact, type RiskFacts, type RiskTable, tableName } from '../../../../domain/rule/maternal/risk-table.ts'
import type { WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { saveRow, type SaveRequest } from '../../record/store.ts'
import { pregnancyHeadOf, pregnancyOf } from '../../registry/pregnancies.ts'
import { riskTableOf } from '../../registry/risk.ts'
import { riskFactsOf } from '../../registry/risk-facts.ts'
import { beforePregnancy, dayNumber, gestationAt, ownerOf } from './owned.ts'

/** Proposals as the contract has them. */
export const proposalsOut = (proposals: readonly RiskProposal[]): Output<'risk.screening.prepare'>['proposals'] => proposals.map(one => ({ ...one, facts: [...one.facts] }))

/** Everything that is known, with its day. */
export const factsOut = ({ facts, days }: KnownRiskFacts): Output<'risk.screening.prepare'>['facts'] =>
  (Object.keys(facts) as RiskFact[]).filter(fact => facts[fact] !== null && facts[fact] !== false).map(fact => { const value = facts[fact]; return { fact, value: typeof value === 'number' ? value : null, day: days[fact] ?? null } })

/** What the records point to and nobody ticked, as one question. */
export function unconfirmedIssue(path: string, proposals: readonly RiskProposal[], ids: readonly string[], facts: RiskFacts): FieldIssue[] {
  const left = proposals.filter(({ id, coveredBy }) => !ids.includes(id) && coveredBy === null)
  return left.length === 0 ? [] : [warn(path, message('risk.unconfirmed', '检查结果提示下列条目,没有勾选:{{rows}}。请核对;确不采纳请写明理由', {
    rows: left.map(one => `${one.text}(${one.facts.map(fact => factText(fact, facts)).join('、')})`).join(';'),
  }))]
}

/**
 * Ids and words of the items. Where they are those that stood before, the words of that time stay with the table they were
 * read by; an item that the table no longer has keeps its old words.
 */
function kept(table: RiskTable, items: string | null, old: StoredRiskScreening | undefined): Pick<StoredRiskScreening, 'items' | 'itemTexts' | 'tableName'> {
  const ids = riskIdsIn(items)
  if (old && old.items === items) return { items, itemTexts: old.itemTexts, tableName: old.tableName }
  const before = new Map(riskLinesIn(old?.itemTexts).map(line => [line.id, line]))
  const rows = ids.map(id => table.rows.find(row => row.id === id && row.colour === null) ?? before.get(id))
  if (rows.some(row => row === undefined)) throw new AppError('invalid', [block('items', message('riskScreening.unknown', '所选项目不在筛查表中,请重新打开本页再选'))])
  const { ids: text, texts } = riskRowsKept(rows.filter(row => row !== undefined))
  return { items: text, itemTexts: texts, tableName: tableName(table) }
}

async function saveScreening(context: WriteContext, input: SaveRequest<typeof riskScreening>): Promise<{ id: string; rev: number }> {
  const { of, old } = await ownerOf(context, riskScreening, input)
  const row = tidyRow(riskScreening, input.row)
  const [rules, table] = [await context.setting('maternalRules'), await riskTableOf(context)]
  const issues = beforePregnancy(of, row.screenedDay, 'screenedDay')
  if (!old && row.screenedDay) {
    const { facts } = await riskFactsOf(context.db, of, row.screenedDay)
    issues.push(...unconfirmedIssue('items', assessRisk(facts, table).screening, riskIdsIn(row.items), facts))
  }
  const rows = kept(table, row.items, old)
  const isPositive = rows.items !== null
  const number = old?.number ?? (issues.some(issue => issue.level === 'block') ? null : await dayNumber(context, 'FS'))
  return saveRow(context, riskScreening, {
    ...input, row: { ...row, ...rows, number, isPositive, gestationDays: gestationAt(of, row.screenedDay), dueDay: isPositive && row.screenedDay ? assessmentDueDay(row.screenedDay, rules) : null }, moreIssues: issues,
  })
}

export const riskScreeningHandlers = {
  'risk.screening.save': (input, context) => saveScreening(context, input as SaveRequest<typeof riskScreening>),
  'risk.screening.prepare': async ({ pregnancyId }, context) => {
    context.touched('pregnancy', pregnancyId)
    const of = await pregnancyOf(context.db, pregnancyId)
    const [known, table] = [await riskFactsOf(context.db, of, context.today), await riskTableOf(context)]
    const { name } = await context.setting('institution')
    return {
      head: await pregnancyHeadOf(context, of), proposals: proposalsOut(assessRisk(known.facts, table).screening), facts: factsOut(known), table,
      row: { pregnancyId, screenedDay: context.today, institution: name || null, screenerName: context.user.displayName },
    }
  },
} satisfies Partial<Handlers>

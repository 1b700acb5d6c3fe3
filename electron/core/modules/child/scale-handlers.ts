import { AppError } from '../../../../domain/api/result.ts'
import type { AutismScale } from '../../../../domain/code/child-autism.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { childScale, type ChildScale, FOUND_BY_RULE } from '../../../../domain/modules/child/scale.record.ts'
import { ABC_AREAS, CARS_FIELDS, MCHAT_FIELDS } from '../../../../domain/modules/child/scale.rules.ts'
import { emptyRow, issuesOf, tidyRow } from '../../../../domain/record/derive/schema.ts'
import { scalesFor } from '../../../../domain/rule/child/autism-scales.ts'
import type { ChildRules } from '../../../../domain/rule/child/child-rules.ts'
import { type FoundScaleResult, scaleResultOf, totalOf } from '../../../../domain/rule/child/scale-result.ts'
import { growthAges } from '../../../../domain/rule/growth/age.ts'
import type { GrowthRuleValues } from '../../../../domain/rule/growth/rules.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, getRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { type ChildOfFile, childOf } from './head.ts'

export type DevelopmentAge = { readonly ageMonths: number; readonly correctedMonths: number | null; readonly scales: readonly AutismScale[] }

/** Both ages of a child on a day and the scales of the one that counts: development is judged by corrected age as growth is (note §2); null without a birth day or before it. */
export function developmentAge({ child, file }: Pick<ChildOfFile, 'child' | 'file'>, on: Day, rules: GrowthRuleValues): DevelopmentAge | null {
  if (!child.birthDay || on < child.birthDay) return null
  const { actualMonths, correctedMonths, used } = growthAges(child.birthDay, on, file.gestationDays, rules)
  const isCorrected = used === 'corrected' && correctedMonths !== null
  return { ageMonths: actualMonths, correctedMonths: isCorrected ? correctedMonths : null, scales: scalesFor(isCorrected ? correctedMonths : actualMonths) }
}

type Values = Readonly<Record<string, unknown>>
const numbers = (row: Values, names: readonly string[]): (number | null)[] => names.map(name => typeof row[name] === 'number' ? row[name] : null)

/** A row with the totals that its parts give, where the clerk left the total out. */
function withTotals(row: ChildScale): ChildScale {
  if (row.kind === 'abc') return { ...row, abcTotal: row.abcTotal ?? totalOf(numbers(row, ABC_AREAS)) }
  return row.kind === 'cars' ? { ...row, carsTotal: row.carsTotal ?? totalOf(numbers(row, CARS_FIELDS)) } : row
}

function foundIn(row: ChildScale, rules: ChildRules): FoundScaleResult | null {
  const { totalDq, grossMotorDq, fineMotorDq, adaptiveDq, languageDq, socialDq } = row
  return scaleResultOf({
    kind: row.kind, abcTotal: row.abcTotal, carsTotal: row.carsTotal,
    quotients: { total: totalDq, grossMotor: grossMotorDq, fineMotor: fineMotorDq, adaptive: adaptiveDq, language: languageDq, social: socialDq },
    mchat: MCHAT_FIELDS.map(name => { const answer = (row as Values)[name]; return typeof answer === 'boolean' ? answer : null }),
  }, rules)
}

/** The steps that drew their conclusion from a test. */
const stepsUsing = (db: ReadDb, scaleId: string) => db.selectFrom('childAutismStep').select('id').where('voidedAt', 'is', null)
  .where(eb => eb.or([eb('developmentId', '=', scaleId), eb('mchatId', '=', scaleId), eb('abcId', '=', scaleId), eb('carsId', '=', scaleId)])).executeTakeFirst()
const inUse = (path: string): FieldIssue => block(path, message('childScale.inUse', '复筛或诊断已依据这次量表,请先撤销该步骤'))

async function saveScale(context: WriteContext, input: SaveRequest<typeof childScale>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, childScale, input.id)
  if (old && old.fileId !== input.row.fileId) throw new AppError('invalid', [block('fileId', message('childScale.fileFixed', '量表不能改到另一名儿童名下;登错了请作废后重新登记'))])
  if (!input.row.fileId) throw new AppError('invalid', [block('fileId', message('childVisit.noFile', '请先选择儿童'))])
  const of = await childOf(context.db, input.row.fileId)
  const row = withTotals(tidyRow(childScale, input.row))
  const issues: FieldIssue[] = []
  if (row.testDay && of.child.birthDay && row.testDay < of.child.birthDay) issues.push(block('testDay', message('childScale.beforeBirth', '测试日期不能早于出生日期,请核对')))
  if (row.testDay && of.file.state === 'death' && of.file.stateDay && row.testDay > of.file.stateDay) issues.push(block('testDay', message('childScale.afterDeath', '测试日期不能晚于死亡日期')))
  const age = row.testDay ? developmentAge(of, row.testDay, await context.setting('growthRules')) : null
  const found = row.kind ? foundIn(row, await context.setting('childRules')) : null
  const kept = { ...row, ageMonths: age?.ageMonths ?? null, correctedMonths: age?.correctedMonths ?? null, result: found?.result ?? null, dqClass: found?.dqClass ?? null, basis: found?.basis ?? null }
  const changed = old && (old.kind !== kept.kind || old.testDay !== kept.testDay || old.result !== kept.result || old.carsTotal !== kept.carsTotal)
  if (old && changed && await stepsUsing(context.db, old.id)) issues.push(inUse('kind'))
  return saveRow(context, childScale, { ...input, row: kept, moreIssues: issues })
}

export const childScaleHandlers = {
  'child.scale.save': (input, context) => saveScale(context, input),
  'child.scale.void': async (input, context) => {
    await getRow(context.db, childScale, input.id)
    if (await stepsUsing(context.db, input.id)) throw new AppError('invalid', [inUse('id')])
    return voidRow(context, childScale, input)
  },
  'child.scale.evaluate': async ({ fileId, row }, context) => {
    const of = await childOf(context.db, fileId)
    const day = (row.testDay ?? context.today) as Day
    const age = developmentAge(of, day, await context.setting('growthRules'))
    const nothingFound = Object.fromEntries(FOUND_BY_RULE.map(name => [name, null]))
    const typed = withTotals(tidyRow(childScale, { ...emptyRow(childScale), ...row, ...nothingFound, fileId } as ChildScale))
    const found = typed.kind ? foundIn(typed, await context.setting('childRules')) : null
    // What has not been typed yet is no finding.
    const issues = issuesOf(childScale, typed, context.moment).filter(issue => !['field.required', 'childScale.empty', 'childScale.otherName', 'childScale.otherResult'].includes(issue.message.key))
    return {
      ageMonths: age?.ageMonths ?? null, correctedMonths: age?.correctedMonths ?? null, scales: [...age?.scales ?? []], total: typed.kind === 'abc' ? typed.abcTotal : typed.kind === 'cars' ? typed.carsTotal : typed.totalDq,
      result: found?.result ?? null, dqClass: found?.dqClass ?? null, basis: found?.basis ?? null, issues,
    }
  },
} satisfies Partial<Handlers>

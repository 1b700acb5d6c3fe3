import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import { childScale, type ChildScale, FOUND_BY_RULE } from '../../../../domain/modules/child/scale.record.ts'
import { developmentAge, foundIn, scaleFound, withTotals } from '../../../../domain/modules/child/scale-found.ts'
import { emptyRow, issuesOf, tidyRow } from '../../../../domain/record/derive/schema.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, getRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { childOf } from './head.ts'

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
  const kept = { ...row, ...scaleFound(row, of, await context.setting('childRules'), await context.setting('growthRules')) }
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

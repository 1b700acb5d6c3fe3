import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import type { StoredPerson } from '../../../../domain/modules/people/person.record.ts'
import { cancerFollowUp, womenAttempt } from '../../../../domain/modules/women/cancer-follow-up.record.ts'
import { cancerScreening, type CancerScreening, type StoredCancerScreening } from '../../../../domain/modules/women/cancer-screening.record.ts'
import { codeList } from '../../../../domain/field/code-list.ts'
import { SCREENING_GAP } from '../../../../domain/code/women-care.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { chainStepOf, concludeScreening, type ScreeningConclusion } from '../../../../domain/rule/maternal/cancer-follow-up.ts'
import type { WomenRules } from '../../../../domain/rule/maternal/women-rules.ts'
import { completedYears, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, getRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { busyIssues, keepStep, saveStep, stepsOf } from './cancer-chain.ts'
import { headOf, womanOf } from '../../registry/woman.ts'
import { attemptsOf, ownerOf } from './woman.ts'

/** The screenings of a woman that count, the oldest first. */
export async function screeningsOf(db: ReadDb, womanId: string): Promise<StoredCancerScreening[]> {
  const rows = await db.selectFrom('womenCancerScreening').selectAll().where('womanId', '=', womanId).where('voidedAt', 'is', null).orderBy('screeningDay').orderBy('id').execute()
  return rows.map(row => fromColumns(cancerScreening, row))
}

const PARTS = [{ part: 'cervical', step: 'cervicalStep', path: 'hpvResult' }, { part: 'breast', step: 'breastStep', path: 'breastCategory' }] as const

const conclude = (row: Readonly<Partial<CancerScreening>>, day: Day, rules: WomenRules): ScreeningConclusion =>
  concludeScreening({ hpvResult: row.hpvResult ?? null, cytology: row.cytology ?? null, breastCategory: row.breastCategory ?? null, isBreastHighRisk: row.isBreastHighRisk ?? false }, day, rules)

/** What a woman's age and other screenings say of this one. */
function placeIssues(woman: StoredPerson, row: Readonly<Partial<CancerScreening>>, others: readonly StoredCancerScreening[], rules: WomenRules): FieldIssue[] {
  const { screeningDay, taskYear } = row
  if (!screeningDay || !woman.birthDay) return []
  if (screeningDay < woman.birthDay) return [block('screeningDay', message('cancerScreening.beforeBirth', '筛查日期不能早于出生日期 {{day}}', { day: woman.birthDay }))]
  const age = completedYears(woman.birthDay, screeningDay)
  const sameDay = others.find(one => one.screeningDay === screeningDay)
  const sameYear = others.find(one => one.taskYear === taskYear)
  return [
    ...(age < rules.screeningFirstAge || age > rules.screeningLastAge ? [warn('screeningDay', message('cancerScreening.age', '筛查时 {{age}} 岁,不在 {{first}}~{{last}} 岁范围内;仍要登记请写明原因', { age, first: rules.screeningFirstAge, last: rules.screeningLastAge }))] : []),
    ...(sameDay ? [block('screeningDay', message('cancerScreening.sameDay', '该妇女当天已有筛查记录 {{number}},请打开原记录修改', { number: sameDay.number ?? '' }))] : []),
    ...(!sameDay && sameYear ? [warn('taskYear', message('cancerScreening.sameYear', '该妇女 {{year}} 年度已于 {{day}} 筛查过(任务只计一次);再次登记请写明原因', { year: sameYear.taskYear, day: sameYear.screeningDay }))] : []),
    ...(taskYear && Math.abs(taskYear - Number(screeningDay.slice(0, 4))) > 1 ? [block('taskYear', message('cancerScreening.taskYear', '任务年度与筛查日期相差超过一年,请核对'))] : []),
  ]
}

/** The day from which a positive part counts: of the latest report that is there. */
const knownDay = (row: CancerScreening, part: (typeof PARTS)[number]['part']): Day =>
  [row.screeningDay, ...(part === 'cervical' ? [row.hpvDay, row.cytologyDay] : [row.ultrasoundDay])].filter(day => day !== null).toSorted().at(-1)!

async function saveScreening(context: WriteContext, input: SaveRequest<typeof cancerScreening>): Promise<{ id: string; rev: number }> {
  const { db, today } = context
  const { woman, old } = await ownerOf(context, cancerScreening, input, true)
  const row = tidyRow(cancerScreening, input.row)
  const rules = await context.setting('womenRules')
  const others = (await screeningsOf(db, woman.id)).filter(one => one.id !== (old?.id ?? input.id))
  const found = conclude(row, row.screeningDay ?? today, rules)
  const steps = old ? await stepsOf(db, old.id) : []
  const issues = placeIssues(woman, row, others, rules)
  for (const { part, step, path } of PARTS) issues.push(...await busyIssues(db, steps, { part, previousId: null }, chainStepOf(found[step]), path))
  const year = (row.screeningDay ?? today).slice(0, 4)
  const saved = await saveRow(context, cancerScreening, {
    ...input, moreIssues: issues, row: {
      ...row, ageYears: row.screeningDay && row.screeningDay >= woman.birthDay ? completedYears(woman.birthDay, row.screeningDay) : null, cervicalStep: found.cervicalStep, breastStep: found.breastStep, gaps: codeList(SCREENING_GAP, found.gaps), nextRoundDay: found.nextRoundDay,
      number: old?.number ?? `LA${year}${String(await nextSerial(db, `cancerScreening-${year}`)).padStart(6, '0')}`,
    },
  })
  for (const { part, step } of PARTS) await keepStep(context, steps, { screeningId: saved.id, womanId: woman.id, part, previousId: null }, chainStepOf(found[step]), knownDay(row, part))
  context.touched(cancerScreening.id, saved.id)
  return saved
}

/** A screening goes with its chain; a chain somebody has worked on holds it. */
async function voidScreening(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const steps = await stepsOf(context.db, input.id)
  for (const { part } of PARTS) {
    const [busy] = await busyIssues(context.db, steps, { part, previousId: null }, null, 'id')
    if (busy) throw new AppError('invalid', [busy])
  }
  for (const step of steps) await voidRow(context, cancerFollowUp, { id: step.id, rev: step.rev, reason: input.reason })
  const voided = await voidRow(context, cancerScreening, input)
  context.touched(cancerScreening.id, input.id)
  return voided
}

async function prepared(context: ReadContext, womanId: string, screeningDay: Day): Promise<Output<'women.cancerScreening.prepare'>> {
  const woman = await womanOf(context.db, womanId)
  const screenings = await screeningsOf(context.db, womanId)
  const last = screenings.findLast(one => one.screeningDay < screeningDay)
  // A day far off is answered for, too; that it cannot be saved is said at the field.
  const year = Number(screeningDay.slice(0, 4))
  const [firstYear, lastYear] = cancerScreening.fields.taskYear.plausible
  return {
    head: headOf(context, woman), last: last ?? null, existingId: screenings.find(one => one.screeningDay === screeningDay)?.id ?? null,
    row: {
      womanId, screeningDay, ...(year >= firstYear && year <= lastYear ? { taskYear: year } : {}), round: screenings.filter(one => one.screeningDay < screeningDay).length + 1, programme: 'national', doctorName: context.user.displayName, examinerName: context.user.displayName,
      // What does not change from round to round is not asked again.
      ...(last ? { population: last.population, education: last.education, occupation: last.occupation, workplace: last.workplace, menarcheAge: last.menarcheAge, isMenopausal: last.isMenopausal, menopauseAge: last.menopauseAge, isSurgicalMenopause: last.isSurgicalMenopause, gravidity: last.gravidity, parity: last.parity, inducedAbortions: last.inducedAbortions, miscarriages: last.miscarriages, vaginalDeliveries: last.vaginalDeliveries, caesareans: last.caesareans, familyCancer: last.familyCancer } : {}),
    },
  }
}

export const screeningHandlers = {
  'women.cancerScreening.save': (input, context) => saveScreening(context, input as SaveRequest<typeof cancerScreening>),
  'women.cancerScreening.void': (input, context) => voidScreening(context, input),
  'women.cancerScreening.prepare': ({ womanId, screeningDay }, context) => {
    context.touched('person', womanId)
    return prepared(context, womanId, (screeningDay ?? context.today) as Day)
  },
  'women.cancerScreening.evaluate': async ({ womanId, id, row }, context) => {
    const woman = await womanOf(context.db, womanId)
    const rules = await context.setting('womenRules')
    const day = row.screeningDay ?? context.today
    const { gaps, ...found } = conclude(row, day, rules)
    return { ...found, gaps: [...gaps], ageYears: woman.birthDay && day >= woman.birthDay ? completedYears(woman.birthDay, day) : null, issues: placeIssues(woman, row, (await screeningsOf(context.db, womanId)).filter(one => one.id !== id), rules) }
  },
  'women.cancerScreening.open': async ({ id }, context) => {
    const screening = await getRow(context.db, cancerScreening, id)
    context.touched(cancerScreening.id, id)
    const followUps = await stepsOf(context.db, id)
    const others = (await screeningsOf(context.db, screening.womanId)).filter(one => one.id !== id)
    return { head: headOf(context, await womanOf(context.db, screening.womanId)), screening, followUps, attempts: await attemptsOf(context.db, { followUpIds: followUps.map(one => one.id) }), others: others.map(one => ({ id: one.id, screeningDay: one.screeningDay })) }
  },
  'women.cancerFollowUp.save': (input, context) => saveStep(context, input as SaveRequest<typeof cancerFollowUp>),
  'women.cancerFollowUp.void': async () => { throw new AppError('invalid', [block('id', message('cancerFollowUp.noVoid', '阳性追踪不能作废;筛查结果登错请更正筛查记录,程序随之撤销'))]) },
  'women.attempt.save': async (input, context) => {
    const request = input as SaveRequest<typeof womenAttempt>
    const { womanId, followUpId } = request.row
    const step = followUpId ? await findRow(context.db, cancerFollowUp, followUpId) : undefined
    return saveRow(context, womenAttempt, { ...request, moreIssues: step && step.womanId !== womanId ? [block('followUpId', message('women.otherStep', '这条追踪不属于该妇女,请从追踪名单重新打开'))] : [] })
  },
} satisfies Partial<Handlers>

import { AppError } from '../../../../domain/api/result.ts'
import { SCREENING_CLOSING } from '../../../../domain/code/child-screening.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { bloodSpot, bloodSpotResult } from '../../../../domain/modules/child/blood-spot.record.ts'
import { eyesAtBirth } from '../../../../domain/modules/child/eyes-at-birth.record.ts'
import { hearingTest } from '../../../../domain/modules/child/hearing-test.record.ts'
import { heartScreening } from '../../../../domain/modules/child/heart-screening.record.ts'
import { heartResultOf } from '../../../../domain/modules/child/heart-screening.rules.ts'
import { screeningClosing } from '../../../../domain/modules/child/screening-closing.record.ts'
import type { RecordDefinition, Row, StoredRow } from '../../../../domain/record/define.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { checkSamplingTime, hoursOfLife } from '../../../../domain/rule/child/blood-spot.ts'
import { checkFirstHearingTime } from '../../../../domain/rule/child/hearing-screening.ts'
import { checkHeartScreeningTime } from '../../../../domain/rule/child/heart-screening.ts'
import { checkLost } from '../../../../domain/rule/child/lost-to-follow-up.ts'
import { retinopathyWindow } from '../../../../domain/rule/child/preterm-plan.ts'
import { isClosable } from '../../../../domain/rule/child/screening-chain.ts'
import { diseaseCodes, orderedDiseases } from '../../../../domain/rule/child/screening-diseases.ts'
import { type Day, dayOf, daysBetween, type Minute } from '../../../../domain/time/day.ts'
import type { WriteContext } from '../../context.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { type ScreeningFacts, screeningFactsOf, screeningLines } from '../../registry/child-screening.ts'
import { childOf } from './head.ts'
import { vainDaysOf } from './screening-facts.ts'

type OfChild = { readonly fileId: string }

/** The child whose row this is; a row is never moved to another child. */
async function factsFor<D extends RecordDefinition>(context: WriteContext, definition: D, input: SaveRequest<D>): Promise<{ facts: ScreeningFacts; old: StoredRow<D> | undefined }> {
  const { fileId } = input.row as unknown as OfChild
  if (!fileId) throw new AppError('invalid', [block('fileId', message('childVisit.noFile', '请先选择儿童'))])
  const old = input.id === undefined ? undefined : await findRow(context.db, definition, input.id)
  if (old && (old as unknown as OfChild).fileId !== fileId) throw new AppError('invalid', [block('fileId', message('childScreening.fileFixed', '筛查记录不能改到另一名儿童名下;登错了请作废后重新登记'))])
  await childOf(context.db, fileId)
  const [facts] = await screeningFactsOf(context.db, [fileId])
  if (!facts) throw new AppError('invalid', [block('fileId', message('childScreening.noBirthDay', '该儿童没有出生日期,请先补上:筛查期限按出生日期推算'))])
  return { facts, old }
}

type TimeCheck = (bornAt: Minute) => FieldIssue[]
/** Checks hours of life. Where only the day of birth is known, nothing is said that an hour of that day would take back. */
function timeIssues({ bornAt, birthDay }: ScreeningFacts, path: string, check: TimeCheck): FieldIssue[] {
  if (bornAt) return check(bornAt)
  const [generous, strict] = [check(`${birthDay}T00:00` as Minute), check(`${birthDay}T23:59` as Minute)]
  const blocked = generous.filter(issue => issue.level === 'block')
  if (blocked.length > 0) return blocked
  return generous.length > 0 && strict.length > 0 ? [warn(path, message('childScreening.timeByDay', '出生时间不详,按出生日期推算,时龄不在规定范围内,请核对'))] : []
}

/** No event of a child before its birth or after its death. */
function dayIssues({ birthDay, state, stateDay }: ScreeningFacts, path: string, day: Day | null): FieldIssue[] {
  if (!day) return []
  if (day < birthDay) return [block(path, message('childScreening.beforeBirth', '日期不能早于出生日期 {{birthDay}}', { birthDay }))]
  return state === 'death' && stateDay && day > stateDay ? [block(path, message('childScreening.afterDeath', '日期不能晚于死亡日期 {{day}}', { day: stateDay }))] : []
}

async function saveSample(context: WriteContext, input: SaveRequest<typeof bloodSpot>) {
  const { facts, old } = await factsFor(context, bloodSpot, input)
  const rules = await context.setting('childRules')
  const dictionary = await context.setting('screeningDiseases')
  const row = tidyRow(bloodSpot, input.row)
  const before = diseaseCodes(old?.ordered ?? null)
  const ordered = diseaseCodes(row.ordered ?? (old ? old.ordered : orderedDiseases(dictionary)))
  const known = new Set([...before, ...dictionary.diseases.map(({ code }) => code)])
  const issues: FieldIssue[] = []
  const unknown = ordered.filter(code => !known.has(code))
  if (unknown.length > 0) issues.push(block('ordered', message('childSpot.unknownDisease', '筛查病种中没有 {{codes}},请先在设置中登记', { codes: unknown.join('、') })))
  // What was sent for examination stays waited for: a result, an unfit sample or a voided sample answers it, not an edit.
  const dropped = before.filter(code => !ordered.includes(code))
  if (dropped.length > 0) issues.push(block('ordered', message('childSpot.droppedDisease', '已送检的病种不能去掉({{codes}});未能检测的请登记“标本不合格”', { codes: dropped.join('、') })))
  if (row.takenAt) {
    issues.push(...timeIssues(facts, 'takenAt', bornAt => checkSamplingTime(bornAt, row.takenAt, context.moment.now, rules, 'takenAt')), ...dayIssues(facts, 'takenAt', dayOf(row.takenAt)))
    if (facts.samples.every(({ id }) => id === old?.id) && daysBetween(facts.birthDay, dayOf(row.takenAt)) > rules.bloodSpotNormalDays && !row.delayReason) {
      issues.push(warn('delayReason', message('childSpot.delayReason', '出生 {{days}} 天后采血,请写明迟采原因', { days: rules.bloodSpotNormalDays })))
    }
    const early = facts.samples.find(({ id }) => id === old?.id)?.results.find(({ day }) => day < dayOf(row.takenAt))
    if (early) issues.push(block('takenAt', message('childSpot.afterResult', '采血日期不能晚于实验日期 {{day}}', { day: early.day })))
  }
  const same = row.sampleNumber ? await context.db.selectFrom('childBloodSpot').select('id').where('sampleNumber', '=', row.sampleNumber).where('voidedAt', 'is', null).execute() : []
  if (same.some(({ id }) => id !== old?.id)) issues.push(warn('sampleNumber', message('childSpot.sameNumber', '这个标本编号已经登记过,请核对')))
  return saveRow(context, bloodSpot, { ...input, row: { ...row, ordered: ordered.join(',') || null }, moreIssues: distinct(issues) })
}

// Two rules may find the same; the clerk reads it once.
const distinct = (issues: readonly FieldIssue[]): FieldIssue[] => issues.filter((issue, index) => issue.level !== 'block' || issues.findIndex(other => other.level === 'block' && other.path === issue.path) === index)

async function saveResult(context: WriteContext, input: SaveRequest<typeof bloodSpotResult>) {
  const { facts, old } = await factsFor(context, bloodSpotResult, input)
  const row = tidyRow(bloodSpotResult, input.row)
  const sample = facts.samples.find(({ id }) => id === row.sampleId)
  if (!sample) throw new AppError('invalid', [block('sampleId', message('childSpot.otherSample', '标本不属于这名儿童或已作废,请重新选择'))])
  const issues: FieldIssue[] = []
  if (old && (old.sampleId !== row.sampleId || old.disease !== row.disease)) issues.push(block('disease', message('childSpot.resultFixed', '结果的标本和病种不能更改;登错了请作废后重新登记')))
  const disease = (await context.setting('screeningDiseases')).diseases.find(({ code }) => code === row.disease)
  if (!disease && old?.disease !== row.disease) issues.push(block('disease', message('childSpot.unknownDisease', '筛查病种中没有 {{codes}},请先在设置中登记', { codes: row.disease })))
  if (sample.results.some(result => result.disease === row.disease && result.id !== old?.id)) issues.push(block('disease', message('childSpot.resultTwice', '这份标本的该病种已有结果,请修改原记录')))
  if (row.experimentDay && row.experimentDay < dayOf(sample.takenAt)) issues.push(block('experimentDay', message('childSpot.beforeSample', '实验日期不能早于采血日期 {{day}}', { day: dayOf(sample.takenAt) })))
  issues.push(...dayIssues(facts, 'treatmentDay', row.treatmentDay))
  return saveRow(context, bloodSpotResult, { ...input, row: { ...row, diseaseName: old?.diseaseName ?? disease?.name ?? null }, moreIssues: issues })
}

async function saveHearing(context: WriteContext, input: SaveRequest<typeof hearingTest>) {
  const { facts, old } = await factsFor(context, hearingTest, input)
  const rules = await context.setting('childRules')
  const row = tidyRow(hearingTest, input.row)
  const issues = dayIssues(facts, 'testedDay', row.testedDay)
  const isTested = [row.rightEar, row.leftEar].some(ear => ear === '1' || ear === '2')
  if (issues.length === 0 && row.stage === '1' && row.testedDay && isTested) {
    // Without an hour the end of the day is meant: only what is too early whenever it was is said to be.
    issues.push(...timeIssues(facts, 'testedDay', bornAt => checkFirstHearingTime(bornAt, `${row.testedDay}T${row.testedTime ?? '23:59'}` as Minute, rules, 'testedDay')))
  }
  const line = screeningLines({ ...facts, hearing: facts.hearing.filter(({ id }) => id !== old?.id), closings: [] }, rules).find(one => one.screening === 'hearing')
  if (row.stage === '4' && line?.state !== 'confirmed') issues.push(warn('stage', message('childHearing.notConfirmed', '还没有确诊听力障碍的诊断记录,请核对')))
  return saveRow(context, hearingTest, { ...input, row, moreIssues: issues })
}

async function saveHeart(context: WriteContext, input: SaveRequest<typeof heartScreening>) {
  const { facts } = await factsFor(context, heartScreening, input)
  const rules = await context.setting('childRules')
  const row: Row<typeof heartScreening> = tidyRow(heartScreening, { ...input.row, ageHours: null, result: null })
  const issues: FieldIssue[] = []
  if (row.screenedAt) {
    if (row.screenedAt > context.moment.now) issues.push(block('screenedAt', message('childHeart.future', '筛查时间不能晚于现在')))
    issues.push(...timeIssues(facts, 'screenedAt', bornAt => checkHeartScreeningTime(bornAt, row.screenedAt, rules)), ...dayIssues(facts, 'screenedAt', dayOf(row.screenedAt)))
  }
  issues.push(...dayIssues(facts, 'echoDay', row.echoDay))
  const ageHours = facts.bornAt && row.screenedAt && row.screenedAt >= facts.bornAt ? hoursOfLife(facts.bornAt, row.screenedAt) : null
  return saveRow(context, heartScreening, { ...input, row: { ...row, ageHours, result: heartResultOf(row, rules) }, moreIssues: distinct(issues) })
}

async function saveEyes(context: WriteContext, input: SaveRequest<typeof eyesAtBirth>) {
  const { facts } = await factsFor(context, eyesAtBirth, input)
  const row = tidyRow(eyesAtBirth, input.row)
  const issues = [...dayIssues(facts, 'examinedDay', row.examinedDay), ...dayIssues(facts, 'fundusDay', row.fundusDay)]
  const window = retinopathyWindow(facts, facts.birthWeightG, await context.setting('childRules'))
  if (window && row.fundusDay && row.fundusDay >= facts.birthDay && row.fundusDay < window.firstDay) issues.push(warn('fundusDay', message('childEyes.fundusEarly', 'ROP首次筛查应在 {{first}} 至 {{last}},这一天过早,请核对', { first: window.firstDay, last: window.lastDay })))
  return saveRow(context, eyesAtBirth, { ...input, row, moreIssues: issues })
}

/** Ends a chain without a result: what it stood on is kept, so that anything new opens it again. */
async function saveClosing(context: WriteContext, input: SaveRequest<typeof screeningClosing>) {
  const { facts, old } = await factsFor(context, screeningClosing, input)
  const rules = await context.setting('childRules')
  const row = tidyRow(screeningClosing, { ...input.row, basis: old?.basis ?? null, attempts: old?.attempts ?? null })
  if (old) {
    const issues = old.line === row.line && old.reason === row.reason ? [] : [block('reason', message('childClosing.fixed', '结束的筛查和原因不能更改;登错了请作废后重新登记'))]
    return saveRow(context, screeningClosing, { ...input, row, moreIssues: issues })
  }
  const line = screeningLines(facts, rules).find(one => one.line === row.line)
  if (!line || line.step === null) throw new AppError('invalid', [block('line', message('childClosing.notOpen', '这项筛查没有待办,不需要结束'))])
  if (!isClosable(line)) throw new AppError('invalid', [block('line', message('childClosing.waiting', '这项筛查正在等待结果,不能按“{{reason}}”结束', { reason: row.reason ? SCREENING_CLOSING.label(row.reason) : '' }))])
  const days = await vainDaysOf(context.db, facts.fileId, line.openedDay, row.day)
  const issues = [...dayIssues(facts, 'day', row.day), ...(row.reason === 'lost' ? checkLost(days, rules, 'reason') : [])]
  if (row.day && row.day < line.openedDay) issues.push(block('day', message('childClosing.beforeOpened', '日期不能早于筛查异常的日期 {{day}}', { day: line.openedDay })))
  return saveRow(context, screeningClosing, { ...input, row: { ...row, basis: line.basis, attempts: days.length }, moreIssues: distinct(issues) })
}

export const childScreeningHandlers = {
  'child.bloodSpot.save': (input, context) => saveSample(context, input),
  'child.bloodSpot.void': async (input, context) => {
    const used = await context.db.selectFrom('childBloodSpotResult').select('id').where('sampleId', '=', input.id).where('voidedAt', 'is', null).executeTakeFirst()
    if (used) throw new AppError('invalid', [block('id', message('childSpot.hasResults', '这份标本已有检测结果,请先作废结果'))])
    return voidRow(context, bloodSpot, input)
  },
  'child.bloodSpotResult.save': (input, context) => saveResult(context, input),
  'child.hearingTest.save': (input, context) => saveHearing(context, input),
  'child.heartScreening.save': (input, context) => saveHeart(context, input),
  'child.eyesAtBirth.save': (input, context) => saveEyes(context, input),
  'child.screeningClosing.save': (input, context) => saveClosing(context, input),
} satisfies Partial<Handlers>

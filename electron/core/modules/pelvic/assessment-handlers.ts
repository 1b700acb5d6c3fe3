import { z } from 'zod'
import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import type { PelvicCourseState } from '../../../../domain/code/pelvic-care.ts'
import { block, type FieldIssue, message, warn } from '../../../../domain/message/message.ts'
import { pelvicAssessment, type PelvicAssessment, type StoredPelvicAssessment } from '../../../../domain/modules/pelvic/assessment.record.ts'
import { assessmentFound, emgOf, firstProbeField, FOUND_FIELDS, hasEmg, keptLimits, keptReference, measureIssues, referenceFor } from '../../../../domain/modules/pelvic/assessment-found.ts'
import { pelvicFile, type StoredPelvicFile } from '../../../../domain/modules/pelvic/file.record.ts'
import { pelvicPlace, type StoredPelvicPlace } from '../../../../domain/modules/pelvic/place.record.ts'
import { pelvicQuestionnaire } from '../../../../domain/modules/pelvic/questionnaire.record.ts'
import { offeredQuestionnaires } from '../../../../domain/modules/pelvic/questionnaire-found.ts'
import { pelvicReport, type StoredPelvicReport } from '../../../../domain/modules/pelvic/report.record.ts'
import { emptyRow, tidyRow } from '../../../../domain/record/derive/schema.ts'
import { evaluationDue } from '../../../../domain/rule/pelvic/course.ts'
import { emgFindings } from '../../../../domain/rule/pelvic/muscle.ts'
import type { PelvicRules } from '../../../../domain/rule/pelvic/pelvic-rules.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { findRow, getRow, saveRow, type SaveRequest, voidRow } from '../../record/store.ts'
import { pelvicAssessmentPaperHandlers } from './assessment-paper-handlers.ts'
import { fileOf, openFileOf, pelvicHeadOf } from './head.ts'
import { assessmentsOf, questionnairesOf } from './measured.ts'
import { devicesInUse, placesOf } from './place-handlers.ts'
import { pelvicQuestionnaireHandlers } from './questionnaire-handlers.ts'

type Context = ReadContext | WriteContext
type Draft = Readonly<Partial<PelvicAssessment>>
type Prepared = Output<'pelvic.assessment.prepare'>

/** The last word on 盆底评估 up to a day: whoever took it back has not agreed. */
async function consentOf(db: ReadDb, fileId: string, on: Day): Promise<Prepared['consent']> {
  const row = await db.selectFrom('pelvicConsent').select(['choice', 'signedDay']).where('fileId', '=', fileId).where('kind', '=', 'assessment').where('signedDay', '<=', on).where('voidedAt', 'is', null).orderBy('signedDay', 'desc').orderBy('id', 'desc').executeTakeFirst()
  return (row ?? null) as Prepared['consent']
}

const deviceOf = async (db: ReadDb, id: string | null | undefined): Promise<StoredPelvicPlace | null> => id ? await findRow(db, pelvicPlace, id) ?? null : null
/** What muscle activity can be measured with, as the form offers it; one out of use only where it is kept. */
async function devicesOf(db: ReadDb, keptId: string | null): Promise<Prepared['devices']> {
  return (await placesOf(db)).filter(({ id, kind, isRetired }) => kind === 'device' && (isRetired !== true || id === keptId)).map(({ id, name }) => ({ id, name }))
}

/** The instruments in use that write the reports of a format. */
const devicesWriting = async (db: ReadDb, { format }: StoredPelvicReport): Promise<StoredPelvicPlace[]> => (await devicesInUse(db)).filter(({ reportFormat }) => reportFormat !== null && reportFormat === format)

/** Muscle activity of a report is held against the references of the instrument that wrote it: which one is asked where it is not known. */
async function reportDeviceIssues(db: ReadDb, row: Draft, report: StoredPelvicReport): Promise<FieldIssue[]> {
  if (!hasEmg(row)) return []
  const writing = await devicesWriting(db, report)
  if (writing.length === 0 || writing.some(({ id }) => id === row.deviceId)) return []
  const names = { format: report.format ?? '', devices: writing.map(({ name }) => name).join('、') }
  return [warn('deviceId', row.deviceId
    ? message('pelvicAssessment.otherDevice', '这份报告的格式“{{format}}”属于{{devices}},参考值按所选的设备判断,请核对“肌电设备”', names)
    : message('pelvicAssessment.whichDevice', '这份报告的格式“{{format}}”属于{{devices}},参考值按设备而定,请选择“肌电设备”', names))]
}

/** What a probe needs (note §11): her consent, no lochia, and a question where she never had intercourse. */
async function probeIssues(context: Context, file: StoredPelvicFile, row: Draft): Promise<FieldIssue[]> {
  const path = firstProbeField(row)
  if (path === undefined) return []
  const consent = await consentOf(context.db, file.id, row.day ?? context.today)
  return [
    ...(consent?.choice === 'agreed' ? [] : [block(path, message('pelvicAssessment.consent', '肌电和阴道压力要用探头:评估当天还没有有效的“盆底评估”知情同意,请先在档案中签署'))]),
    ...(file.hasNeverHadIntercourse === true ? [warn(path, message('pelvicAssessment.noProbe', '档案记有无性生活史,不用阴道探头;用体表或直肠电极的请写明'))] : []),
    ...(row.isLochiaClear === false ? [warn(path, message('pelvicAssessment.lochia', '恶露未净,不宜使用阴道探头,请核对'))] : []),
  ]
}

/** What an assessment names must be of this woman, and fit what else is known of her. */
async function placeIssues(context: Context, file: StoredPelvicFile, row: Draft, id: string | undefined): Promise<FieldIssue[]> {
  const { db } = context
  const issues: FieldIssue[] = []
  const others = (await assessmentsOf(db, file.id)).filter(one => one.id !== id)
  if (others.some(one => one.day === row.day)) issues.push(warn('day', message('pelvicAssessment.sameDay', '这一天已有一次评估;确需另登一次请写明原因,否则请打开原记录修改')))
  if (row.kind && row.kind !== 'baseline' && others.length === 0) issues.push(warn('kind', message('pelvicAssessment.first', '该妇女还没有基线评估,第一次评估通常选“基线”,请核对')))
  if (row.day && file.deliveryDay && row.day < file.deliveryDay) issues.push(warn('day', message('pelvicAssessment.beforeDelivery', '评估日期早于末次分娩日期 {{day}},不计算产后天数,请核对', { day: file.deliveryDay })))
  if (file.hasNoUterus === true && row.hasNoCervix === null && row.cCm !== null) issues.push(warn('hasNoCervix', message('pelvicAssessment.uterus', '档案记有子宫已切除,请选择有无宫颈')))
  if (row.courseId && (await db.selectFrom('pelvicCourse').select('fileId').where('id', '=', row.courseId).executeTakeFirst())?.fileId !== file.id) issues.push(block('courseId', message('pelvicAssessment.course', '所选疗程不属于这份档案,请重新选择')))
  if (row.deviceId && (await deviceOf(db, row.deviceId))?.kind !== 'device') issues.push(block('deviceId', message('pelvicAssessment.device', '所选肌电设备不是治疗仪,请重新选择')))
  const report = row.reportId ? await findRow(db, pelvicReport, row.reportId) : null
  if (row.reportId && (report?.fileId !== file.id || report.state !== 'confirmed' || report.voidedAt !== null)) issues.push(block('reportId', message('pelvicAssessment.report', '这份设备报告不属于该妇女,或还没有核对采用,请先核对报告')))
  if (report) issues.push(...await reportDeviceIssues(db, row, report))
  const used = row.reportId ? others.find(one => one.reportId === row.reportId) : undefined
  if (used) issues.push(block('reportId', message('pelvicAssessment.reportUsed', '这份设备报告已用于 {{day}} 的评估,请打开那次评估修改', { day: used.day })))
  return issues
}

async function judge(context: Context, file: StoredPelvicFile, row: Draft, id: string | undefined): Promise<{ found: ReturnType<typeof assessmentFound>; issues: FieldIssue[] }> {
  const rules = await context.setting('pelvicRules')
  const issues = [...await placeIssues(context, file, row, id), ...measureIssues(row, rules), ...await probeIssues(context, file, row)]
  const old = id === undefined ? undefined : await findRow(context.db, pelvicAssessment, id)
  // A correction is held against what the measure was held against, whatever was set since; another device has its own references.
  const kept = old && old.deviceId === (row.deviceId ?? null) ? keptReference(old) : null
  return { found: assessmentFound(row, file.deliveryDay, kept ?? referenceFor(await deviceOf(context.db, row.deviceId), rules), { ...rules, ...old && keptLimits(old) }), issues }
}

async function saveAssessment(context: WriteContext, input: SaveRequest<typeof pelvicAssessment>): Promise<{ id: string; rev: number }> {
  const row = tidyRow(pelvicAssessment, input.row)
  const old = input.id === undefined ? undefined : await findRow(context.db, pelvicAssessment, input.id)
  if (!row.fileId) throw new AppError('invalid', [block('fileId', message('pelvicAssessment.noFile', '请先选择盆底档案'))])
  if (old && old.fileId !== row.fileId) throw new AppError('invalid', [block('fileId', message('pelvicAssessment.fileFixed', '评估不能改到另一份档案;登错了请作废后重新登记'))])
  const file = await openFileOf(context.db, row.fileId)
  const { found, issues } = await judge(context, file, row, old?.id ?? input.id)
  return saveRow(context, pelvicAssessment, { ...input, row: { ...row, ...found }, moreIssues: issues })
}

/** An assessment that a course began with is not voided under it; its questionnaires go with it. */
async function voidAssessment(context: WriteContext, input: { id: string; rev: number; reason: string }): Promise<{ id: string; rev: number }> {
  const { db } = context
  const assessment = await getRow(db, pelvicAssessment, input.id)
  await openFileOf(db, assessment.fileId)
  const courses = await db.selectFrom('pelvicCourse').select(['number', 'startDay']).where('fileId', '=', assessment.fileId).where('baselineId', '=', input.id).where('voidedAt', 'is', null).orderBy('startDay').execute()
  if (courses.length > 0) throw new AppError('invalid', [block('id', message('pelvicAssessment.inUse', '疗程 {{courses}} 以这次评估为基线,不能作废;请先在疗程中改选基线评估', { courses: courses.map(({ number, startDay }) => number ?? startDay).join('、') }))])
  const voided = await voidRow(context, pelvicAssessment, input)
  for (const { id, rev } of await questionnairesOf(db, assessment.fileId, input.id)) await voidRow(context, pelvicQuestionnaire, { id, rev, reason: input.reason })
  return voided
}

type CourseNow = { readonly id: string; readonly planned: number; readonly done: number; readonly isOpen: boolean }
/** The evaluation a course asks for now. */
function dueOf({ id, planned, done }: CourseNow, assessments: readonly StoredPelvicAssessment[], rules: PelvicRules) {
  return evaluationDue(planned, done, assessments.filter(one => one.courseId === id && one.kind !== 'baseline').map(one => one.afterSessions ?? 0), rules)
}

/** The course a new assessment belongs to: of those that run the one that asks for it, else the latest; else the last one that ended without its end being measured. */
async function courseNow(db: ReadDb, fileId: string, assessments: readonly StoredPelvicAssessment[], rules: PelvicRules): Promise<CourseNow | null> {
  const courses = await db.selectFrom('pelvicCourse').select(['id', 'plannedSessions', 'state']).where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('startDay').orderBy('id').execute()
  const isMeasured = (courseId: string): boolean => assessments.some(one => one.courseId === courseId && one.kind === 'end')
  const running = courses.filter(({ state }) => (state as PelvicCourseState) === 'open')
  const found: CourseNow[] = []
  for (const { id, plannedSessions: planned, state } of running.length > 0 ? running : courses.slice(-1).filter(({ id }) => !isMeasured(id))) {
    const { done } = await db.selectFrom('pelvicSession').select(({ fn }) => fn.countAll<number>().as('done')).where('courseId', '=', id).where('state', '=', 'done').where('voidedAt', 'is', null).executeTakeFirstOrThrow()
    found.push({ id, planned, done: Number(done), isOpen: (state as PelvicCourseState) === 'open' })
  }
  return found.find(course => dueOf(course, assessments, rules)) ?? found.at(-1) ?? null
}

/** 基线, 中期, 末次 or 随访, by what has been done of the course. */
function kindOf(course: CourseNow | null, assessments: readonly StoredPelvicAssessment[], rules: PelvicRules): PelvicAssessment['kind'] {
  if (assessments.length === 0) return 'baseline'
  if (!course) return 'followUp'
  // However far it came, what is measured first after a course has ended is its end.
  if (!course.isOpen) return 'end'
  return dueOf(course, assessments, rules)?.kind ?? (course.done >= course.planned ? 'followUp' : 'middle')
}

const Lifted = z.string().transform((text, context): unknown => { try { return JSON.parse(text) } catch { context.addIssue('not JSON'); return z.NEVER } }).pipe(z.record(z.string(), z.unknown()))
const NUMBERS: ReadonlySet<string> = new Set(Object.entries(pelvicAssessment.fields).filter(([name, field]) => field.kind === 'number' && !(FOUND_FIELDS as readonly string[]).includes(name)).map(([name]) => name))
/** The figures a therapist confirmed of a report, by the names of the form; what the form has not, or nobody can read, is left to be typed. */
function liftedOf(report: StoredPelvicReport | null): Draft {
  const lifted = Lifted.safeParse(report?.lifted ?? '{}')
  return lifted.success ? Object.fromEntries(Object.entries(lifted.data).filter(([name, value]) => NUMBERS.has(name) && typeof value === 'number')) as Draft : {}
}

async function prepared(context: Context, fileId: string, day: Day | undefined, reportId: string | undefined): Promise<Prepared> {
  const { db } = context
  const file = await openFileOf(db, fileId)
  const report = reportId === undefined ? null : await getRow(db, pelvicReport, reportId)
  if (report && (report.fileId !== fileId || report.voidedAt !== null)) throw new AppError('not-found', undefined, { record: pelvicReport.id, id: reportId! })
  const on = day ?? report?.measuredDay ?? context.today
  const assessments = await assessmentsOf(db, fileId)
  const rules = await context.setting('pelvicRules')
  const course = await courseNow(db, fileId, assessments, rules)
  const last = assessments.findLast(one => one.day <= on) ?? null
  const devices = await devicesOf(db, null)
  const lifted = liftedOf(report)
  // The instrument that wrote the report, where it can be one alone. How a clinic measures else stays, while the device is in use; what was measured never does.
  const writing = report && hasEmg(lifted) ? await devicesWriting(db, report) : null
  const device = writing ? writing.length === 1 ? writing[0] : undefined : devices.find(({ id }) => id === last?.deviceId)
  return {
    head: await pelvicHeadOf(context, file), last, consent: await consentOf(db, fileId, on), devices, heightCm: file.heightCm,
    row: {
      ...emptyRow(pelvicAssessment), fileId, day: on, kind: kindOf(course, assessments, rules), courseId: course?.id ?? null, afterSessions: course?.done ?? null, doctorName: context.user.displayName,
      deviceId: device?.id ?? null, hasNoCervix: file.hasNoUterus === true ? true : null, reportId: report?.id ?? null, ...lifted,
    },
  }
}

export const pelvicAssessmentHandlers = {
  ...pelvicQuestionnaireHandlers, ...pelvicAssessmentPaperHandlers,
  'pelvic.assessment.save': (input, context) => saveAssessment(context, input as SaveRequest<typeof pelvicAssessment>),
  'pelvic.assessment.void': (input, context) => voidAssessment(context, input),
  'pelvic.assessment.list': async ({ fileId }, context) => {
    context.touched(pelvicFile.id, fileId)
    const file = await fileOf(context.db, fileId)
    const { iciqLicensed } = await context.setting('pelvicRules')
    return { head: await pelvicHeadOf(context, file), assessments: await assessmentsOf(context.db, fileId), questionnaires: await questionnairesOf(context.db, fileId), offered: [...offeredQuestionnaires(iciqLicensed === 1)] }
  },
  'pelvic.assessment.prepare': async ({ fileId, day, reportId }, context) => {
    context.touched(pelvicFile.id, fileId)
    return prepared(context, fileId, day as Day | undefined, reportId)
  },
  'pelvic.assessment.open': async ({ id }, context) => {
    context.touched(pelvicAssessment.id, id)
    const { db } = context
    const assessment = await getRow(db, pelvicAssessment, id)
    const { fileId, day } = assessment
    const file = await fileOf(db, fileId)
    const { iciqLicensed } = await context.setting('pelvicRules')
    return {
      head: await pelvicHeadOf(context, file), assessment, heightCm: file.heightCm, last: (await assessmentsOf(db, fileId)).findLast(one => one.id !== id && one.day <= day) ?? null, consent: await consentOf(db, fileId, day), devices: await devicesOf(db, assessment.deviceId),
      questionnaires: await questionnairesOf(db, fileId, id), offered: [...offeredQuestionnaires(iciqLicensed === 1)],
    }
  },
  'pelvic.assessment.evaluate': async ({ fileId, id, row }, context) => {
    const { found, issues } = await judge(context, await fileOf(context.db, fileId), { ...emptyRow(pelvicAssessment), ...row } as Draft, id)
    const reference = keptReference(found)
    return { found, emg: reference ? emgFindings(emgOf(row), reference).map(({ phase, finding }) => ({ phase, finding })) : [], issues }
  },
} satisfies Partial<Handlers>

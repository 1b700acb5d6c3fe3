import type { Input, Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { ENTRANCE_OPINION, ENTRANCE_PURPOSE } from '../../../../domain/code/child-entrance.ts'
import { NUTRITION_STATUS } from '../../../../domain/code/child-file.ts'
import { SEX } from '../../../../domain/code/sex.ts'
import { codesIn } from '../../../../domain/field/code-list.ts'
import { ENTRANCE_LEDGER } from '../../../../domain/ledger/entrance-ledger.ts'
import { block, message, warn } from '../../../../domain/message/message.ts'
import { entranceExam, type EntranceExam, type StoredEntranceExam } from '../../../../domain/modules/child/entrance-exam.record.ts'
import { returnIssues } from '../../../../domain/modules/child/entrance-exam.rules.ts'
import { evaluatedFields } from '../../../../domain/modules/child/evaluated-fields.ts'
import { measurementOf } from '../../../../domain/modules/child/measurement.ts'
import { tidyRow } from '../../../../domain/record/derive/schema.ts'
import { entranceLastDay, isEntranceValid } from '../../../../domain/rule/child/entrance-examination.ts'
import { evaluateGrowth } from '../../../../domain/rule/growth/evaluate.ts'
import { completedMonths, type Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import { nextSerial } from '../../record/serial.ts'
import { findRow, fromColumns, saveRow, type SaveRequest } from '../../record/store.ts'
import { importClassList } from './class-list.ts'
import { childOf, headOf } from './head.ts'
import { only, measuredOn } from './same-day.ts'
import { growthOf, measurementIssues } from './visit-handlers.ts'

type Context = ReadContext | WriteContext
type ExamLine = Output<'child.case.ofFile'>['exams'][number]
type Filter = Input<'child.entrance.results'>

async function lineOf(context: Context, exam: StoredEntranceExam): Promise<ExamLine> {
  const rules = await context.setting('childRules')
  return {
    id: exam.id, rev: exam.rev, number: exam.number, examDay: exam.examDay, purpose: exam.purpose, opinion: exam.opinion, validUntil: exam.validUntil, isValid: exam.opinion === 'fit' && isEntranceValid(exam.examDay, context.today, rules),
    enteredDay: exam.enteredDay, kindergarten: exam.kindergarten, className: exam.className, doctorName: exam.doctorName,
  }
}

/** The entrance examinations of a child, the newest first, with whether each still counts today. */
export async function examLines(context: Context, fileId: string): Promise<ExamLine[]> {
  const rows = await context.db.selectFrom('childEntranceExam').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('examDay', 'desc').orderBy('id', 'desc').execute()
  return Promise.all(rows.map(row => lineOf(context, fromColumns(entranceExam, row))))
}

async function saveExam(context: WriteContext, input: SaveRequest<typeof entranceExam>): Promise<{ id: string; rev: number }> {
  const old = input.id === undefined ? undefined : await findRow(context.db, entranceExam, input.id)
  if (!input.row.fileId) throw new AppError('invalid', [block('fileId', message('childVisit.noFile', '请先选择儿童'))])
  if (old && old.fileId !== input.row.fileId) throw new AppError('invalid', [block('fileId', message('entrance.fileFixed', '体检表不能改到另一名儿童名下;登错了请作废后重新登记'))])
  const of = await childOf(context.db, input.row.fileId)
  const given = tidyRow(entranceExam, input.row)
  const growth = await growthOf(context)
  const { tables, options } = growth
  const measured = measurementOf(of, { ...given, visitDay: given.examDay })
  const issues = (await measurementIssues(context, growth, of, given.examDay, measured, old?.id)).map(issue => issue.path === 'visitDay' ? { ...issue, path: 'examDay' } : issue)
  issues.push(...returnIssues(given, await context.setting('childRules')))
  if (given.examDay && given.enteredDay && !isEntranceValid(given.examDay, given.enteredDay, await context.setting('childRules'))) issues.push(warn('enteredDay', message('entrance.enteredLate', '入园时体检表已过有效期,请核对是否重新体检')))
  const evaluation = measured && measured.measuredDay >= measured.birthDay ? evaluateGrowth(tables, measured, options) : null
  const row: EntranceExam = {
    ...given, ...evaluatedFields(evaluation, options.rules.method), number: old?.number ?? null,
    // A child that is not fit has no form to hand in, so nothing that is valid for three months.
    validUntil: given.examDay && given.opinion === 'fit' ? entranceLastDay(given.examDay, await context.setting('childRules')) : null,
  }
  const numbered = old || issues.some(issue => issue.level === 'block') ? row : { ...row, number: await newNumber(context) }
  return saveRow(context, entranceExam, { ...input, row: numbered, moreIssues: issues })
}

/** `RY`, year and serial. */
async function newNumber(context: WriteContext): Promise<string> {
  const year = context.today.slice(0, 4)
  return `RY${year}${String(await nextSerial(context.db, `child-entrance-${year}`)).padStart(6, '0')}`
}

function examQuery(db: ReadDb, { from, to, kindergarten, className }: Filter) {
  let query = db.selectFrom('childEntranceExam').innerJoin('childFile', 'childFile.id', 'childEntranceExam.fileId').innerJoin('person', 'person.id', 'childFile.childId').where('childEntranceExam.voidedAt', 'is', null)
  if (from) query = query.where('childEntranceExam.examDay', '>=', from as Day)
  if (to) query = query.where('childEntranceExam.examDay', '<=', to as Day)
  if (kindergarten) query = query.where('childEntranceExam.kindergarten', '=', kindergarten)
  if (className) query = query.where('childEntranceExam.className', '=', className)
  return query
}
const sorted = (query: ReturnType<typeof examQuery>) => query.selectAll('childEntranceExam').select(['person.name as childName', 'person.sex', 'person.birthDay'])
  .orderBy('childEntranceExam.examDay', 'desc').orderBy('childEntranceExam.id', 'desc')

const pair = (right: number | null, left: number | null): string => right === null && left === null ? '' : `${right ?? '—'}/${left ?? '—'}`

export const childEntranceHandlers = {
  'child.entranceExam.save': (input, context) => saveExam(context, input),
  'child.entranceExam.prepare': async ({ fileId }, context) => {
    context.touched('child.file', fileId)
    const of = await childOf(context.db, fileId)
    const exams = await context.db.selectFrom('childEntranceExam').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy('examDay', 'desc').orderBy('id', 'desc').execute()
    const last = exams[0] ? fromColumns(entranceExam, exams[0]) : null
    const isTwo = of.child.birthDay !== null && completedMonths(of.child.birthDay, context.today) >= 24
    // What was measured elsewhere that day is measured once.
    const measured = only(await measuredOn(context.db, fileId, context.today), 'weightKg', 'lengthCm', 'position', 'haemoglobinGPerL', 'visionRight', 'visionLeft', 'teethCount', 'cariesCount')
    return {
      head: headOf(context, of), last,
      row: { fileId, purpose: last ? 'yearly' : 'newEntrant', examDay: context.today, kindergarten: last?.kindergarten ?? of.file.kindergarten, className: last?.className ?? null, history: last?.history ?? null, historyNote: last?.historyNote ?? null, allergy: of.file.allergy, position: isTwo ? 'H' : 'L', altLimitUPerL: last?.altLimitUPerL ?? null, doctorName: context.user.displayName, ...measured },
    }
  },
  'child.entrance.import': (_input, context) => importClassList(context),
  'child.entrance.list': async ({ offset, limit, ...filter }, context) => {
    const { total } = await examQuery(context.db, filter).select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await sorted(examQuery(context.db, filter)).offset(offset).limit(limit).execute()
    return { total: Number(total), rows: await Promise.all(rows.map(async row => ({ ...await lineOf(context, fromColumns(entranceExam, row)), fileId: row.fileId, childName: row.childName, sex: row.sex, birthDay: row.birthDay }))) }
  },
  'child.entrance.results': async (filter, context) => {
    const rows = await sorted(examQuery(context.db, filter)).execute()
    const lines = rows.map(row => ({
      kindergarten: row.kindergarten ?? '', className: row.className ?? '', name: row.childName ?? '', sex: SEX.label(row.sex as never), birthDay: row.birthDay ?? '', number: row.number ?? '', examDay: row.examDay, weight: row.weightKg === null ? '' : row.weightKg.toFixed(2),
      length: row.lengthCm === null ? '' : row.lengthCm.toFixed(1), nutrition: codesIn(row.nutrition).map(code => NUTRITION_STATUS.label(code)).join('、'), haemoglobin: row.haemoglobinGPerL === null ? '' : String(row.haemoglobinGPerL),
      vision: pair(row.visionRight, row.visionLeft), teeth: pair(row.teethCount, row.cariesCount), result: row.result, opinion: `${ENTRANCE_OPINION.label(row.opinion)}${row.purpose === 'newEntrant' ? '' : `(${ENTRANCE_PURPOSE.label(row.purpose)})`}`,
      reason: row.postponedReason ?? '', validUntil: row.validUntil ?? '',
    }))
    const bytes = await xlsxOf(ENTRANCE_LEDGER, lines, { masked: false, heading: ENTRANCE_LEDGER.title, createdAtMs: context.nowMs })
    await context.separately(async writing => { writing.fact('rows', rows.length) })
    return { fileName: `${ENTRANCE_LEDGER.title}-${context.today}.xlsx`, base64: bytes.toString('base64'), rows: rows.length }
  },
} satisfies Partial<Handlers>

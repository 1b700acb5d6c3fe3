import type { Input, Output } from '../../../../domain/api/api.ts'
import { AUTISM_DIAGNOSIS, AUTISM_STATE, INTERVENTION_PLACE, RESCREENING_RESULT, SCALE_RESULT } from '../../../../domain/code/child-autism.ts'
import { SEX } from '../../../../domain/code/sex.ts'
import { AUTISM_DIAGNOSIS_LEDGER, AUTISM_FIRST_LEDGER, AUTISM_RESCREEN_LEDGER } from '../../../../domain/ledger/autism-ledgers.ts'
import type { Ledger, LedgerRow } from '../../../../domain/ledger/ledger.ts'
import { childAutism, childAutismStep, type StoredChildAutism, type StoredChildAutismStep } from '../../../../domain/modules/child/autism.record.ts'
import { childScale, type StoredChildScale } from '../../../../domain/modules/child/scale.record.ts'
import { ageText } from '../../../../domain/rule/age.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import { xlsxOf } from '../../ledger/xlsx.ts'
import { fromColumns } from '../../record/store.ts'
import { addressText } from '../../region.ts'
import { screeningsIn } from './autism-figures.ts'
import { type ChildOnList, childrenOnList } from './development-handlers.ts'

type Book = Input<'child.autism.ledger'>['book']
type Entry = { readonly fileId: string; readonly day: Day; readonly step: StoredChildAutismStep | null; readonly reason: string; readonly doctor: string }
const BOOKS: Readonly<Record<Book, Ledger>> = { first: AUTISM_FIRST_LEDGER, rescreen: AUTISM_RESCREEN_LEDGER, diagnosis: AUTISM_DIAGNOSIS_LEDGER }
const AT_ONCE = 500

async function stepsIn(db: ReadDb, book: Book, from: Day, to: Day): Promise<StoredChildAutismStep[]> {
  let query = db.selectFrom('childAutismStep').innerJoin('childFile', 'childFile.id', 'childAutismStep.fileId').where('childFile.voidedAt', 'is', null).selectAll('childAutismStep')
    .where('childAutismStep.voidedAt', 'is', null).where('childAutismStep.day', '>=', from).where('childAutismStep.day', '<=', to)
  query = book === 'first' ? query.where('kind', '=', 'firstScreening') : book === 'diagnosis' ? query.where('kind', '=', 'diagnosis') : query.where('kind', '=', 'rescreening').where('rescreeningResult', '=', 'abnormal')
  return (await query.orderBy('childAutismStep.day').orderBy('childAutismStep.id').execute()).map(row => fromColumns(childAutismStep, row))
}

/** The lines of a book: steps of the period; for 初筛异常 also abnormal check-ups that nobody has confirmed yet. */
async function entriesOf(db: ReadDb, book: Book, from: Day, to: Day): Promise<Entry[]> {
  const steps = await stepsIn(db, book, from, to)
  const entries: Entry[] = steps.map(step => ({ fileId: step.fileId, day: step.day, step, reason: step.reason ?? '', doctor: step.doctorName }))
  if (book !== 'first') return entries
  const named = new Set(steps.map(step => step.visitId))
  const open = (await screeningsIn(db, from, to)).filter(one => one.isAbnormal && !named.has(one.visitId))
  return [...entries, ...open.map(one => ({ fileId: one.fileId, day: one.visitDay, step: null, reason: one.reason, doctor: one.doctorName }))].toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0)
}

async function byId<T extends { id: string }>(ids: readonly (string | null)[], read: (some: readonly string[]) => Promise<T[]>): Promise<Map<string, T>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  const found = new Map<string, T>()
  for (let at = 0; at < wanted.length; at += AT_ONCE) for (const row of await read(wanted.slice(at, at + AT_ONCE))) found.set(row.id, row)
  return found
}

const scaleText = (scale: StoredChildScale | undefined): string => {
  if (!scale?.result) return ''
  const points = scale.totalDq ?? scale.abcTotal ?? scale.carsTotal
  return `${scale.testDay} ${points === null ? '' : `${points} 分 `}${SCALE_RESULT.label(scale.result)}`
}

function lineOf(context: ReadContext, book: Book, entry: Entry, child: ChildOnList, course: StoredChildAutism | undefined, scales: ReadonlyMap<string, StoredChildScale>): LedgerRow {
  const { step } = entry
  const scale = (id: string | null | undefined): string => scaleText(id ? scales.get(id) : undefined)
  const state = course ? AUTISM_STATE.label(course.state) : ''
  const who = {
    name: child.childName ?? '', sex: SEX.label(child.sex as never), birthDay: child.birthDay ?? '', age: child.birthDay ? ageText(child.birthDay, entry.day) : '', mother: child.motherName ?? '', phone: child.phone ?? '',
    address: addressText(context.ports.folders.resources, child.region, child.address), day: entry.day, doctor: entry.doctor,
  }
  if (book === 'first') {
    return {
      ...who, reason: entry.reason, confirmed: step ? '已确认' : '未确认', slip: course?.firstReferralNumber ?? '', referralDay: course?.firstReferralDay ?? '', to: course?.firstReferralTo ?? '', rescreenDay: course?.rescreenDay ?? '',
      result: course?.rescreeningResult ? RESCREENING_RESULT.label(course.rescreeningResult) : '', state,
    }
  }
  if (book === 'rescreen') {
    return {
      ...who, observation: step?.observedProblem ? step.observation ?? '异常' : '未见异常', development: scale(step?.developmentId), mchat: scale(step?.mchatId), abc: scale(step?.abcId), slip: course?.diagnosisReferralNumber ?? '',
      referralDay: course?.diagnosisReferralDay ?? '', to: course?.diagnosisReferralTo ?? '', reportedDay: course?.reportedDay ?? '', feedbackDay: course?.feedbackDay ?? '', diagnosis: course?.diagnosis ? AUTISM_DIAGNOSIS.label(course.diagnosis) : '',
    }
  }
  return {
    ...who, centre: step?.institution ?? '', diagnosis: step?.diagnosis ? AUTISM_DIAGNOSIS.label(step.diagnosis) : '', icd10: step?.icd10 ?? '', cars: scale(step?.carsId),
    place: course?.interventionPlace ? INTERVENTION_PLACE.label(course.interventionPlace) : '', hours: typeof course?.interventionHoursPerWeek === 'number' ? `${course.interventionHoursPerWeek} 小时` : '', institution: course?.interventionInstitution ?? '', state,
  }
}

/** One of the three books of a period as a workbook. */
export async function autismBook(context: ReadContext, book: Book, from: Day, to: Day): Promise<Output<'child.autism.ledger'>> {
  const { db } = context
  const ledger = BOOKS[book]
  const entries = await entriesOf(db, book, from, to)
  const children = await childrenOnList(context, [...new Set(entries.map(entry => entry.fileId))])
  const courses = await byId(entries.map(entry => entry.step?.autismId ?? null), async ids => (await db.selectFrom('childAutism').selectAll().where('id', 'in', ids).execute()).map(row => fromColumns(childAutism, row)))
  const scales = await byId(entries.flatMap(({ step }) => [step?.developmentId ?? null, step?.mchatId ?? null, step?.abcId ?? null, step?.carsId ?? null]), async ids => (await db.selectFrom('childScale').selectAll().where('id', 'in', ids).execute()).map(row => fromColumns(childScale, row)))
  const lines = entries.map(entry => lineOf(context, book, entry, children.get(entry.fileId)!, courses.get(entry.step?.autismId ?? ''), scales))
  const bytes = await xlsxOf(ledger, lines, { masked: !context.user.permissions.has('person.reveal'), heading: `${ledger.title} ${from}~${to}`, createdAtMs: context.nowMs })
  await context.separately(async writing => { writing.fact('rows', lines.length) })
  return { fileName: `${ledger.title}-${from}~${to}.xlsx`, base64: bytes.toString('base64'), rows: lines.length }
}

import type { Output } from '../../../../domain/api/api.ts'
import { AppError } from '../../../../domain/api/result.ts'
import { AUTISM_FIGURE, type AutismFigure } from '../../../../domain/code/child-autism.ts'
import { CHILD_RESIDENCE } from '../../../../domain/code/child-file.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { autismRates } from '../../../../domain/rule/child/autism-figures.ts'
import { CONTACTS_END_MONTHS } from '../../../../domain/rule/child/contacts.ts'
import { abnormalWords } from '../../../../domain/modules/child/visit-screening.ts'
import { type Day, monthAnniversary } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { autismBook } from './autism-books.ts'
import { childrenOnList, screeningOfColumns, shownChild } from './development-handlers.ts'

export type FigureLine = { readonly fileId: string; readonly day: Day | null }
type Figures = Readonly<Record<AutismFigure, readonly FigureLine[]>>
const SERVED = CHILD_RESIDENCE.list.filter(({ served }) => served).map(({ code }) => code)

/** Refuses a period that ends before it begins. */
export function refusePeriod({ from, to }: { from: string; to: string }): void {
  if (from > to) throw new AppError('invalid', [block('to', message('ledger.order', '结束日期不能早于开始日期'))])
}

/** Finished first screenings of a period, abnormal ones with their signs in words; one that lacks an answer is none (§6). */
export async function screeningsIn(db: ReadDb, from: Day, to: Day) {
  const rows = await db.selectFrom('childVisit').innerJoin('childFile', 'childFile.id', 'childVisit.fileId').where('childFile.voidedAt', 'is', null).where('childVisit.voidedAt', 'is', null).where('childVisit.visitDay', '>=', from).where('childVisit.visitDay', '<=', to)
    .select(['childVisit.id as visitId', 'childVisit.fileId', 'childVisit.visitDay', 'childVisit.contact', 'childVisit.doctorName', 'signsAgeMonths', 'warningSign1', 'warningSign2', 'warningSign3', 'warningSign4', 'languageRegression']).orderBy('childVisit.visitDay').orderBy('childVisit.id').execute()
  return rows.flatMap(({ visitId, fileId, visitDay, doctorName, ...row }) => {
    const screening = screeningOfColumns(row)
    return screening && screening.result !== 'incomplete' ? [{ visitId, fileId, visitDay, doctorName, isAbnormal: screening.result === 'abnormal', reason: abnormalWords(screening) }] : []
  })
}

/** Children under seven in care at the end of a period, of the served residence: what 初筛率 is divided by ([K]). */
async function childrenInCare(db: ReadDb, to: Day): Promise<FigureLine[]> {
  const rows = await db.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').where('childFile.voidedAt', 'is', null).where('childFile.residence', 'in', SERVED)
    .where('person.birthDay', '<=', to).where('person.birthDay', '>', monthAnniversary(to, -CONTACTS_END_MONTHS))
    .where(eb => eb.or([eb('childFile.state', '=', 'managed'), eb('childFile.stateDay', '>', to)])).where(eb => eb.or([eb('childFile.servedFromDay', 'is', null), eb('childFile.servedFromDay', '<=', to)]))
    .select('childFile.id as fileId').orderBy('person.birthDay').orderBy('childFile.id').execute()
  return rows.map(({ fileId }) => ({ fileId, day: null }))
}

/** Each child once, with its first day. */
function once(lines: readonly { fileId: string; day: Day }[]): { fileId: string; day: Day }[] {
  const byFile = new Map<string, Day>()
  for (const { fileId, day } of lines) { const known = byFile.get(fileId); if (!known || day < known) byFile.set(fileId, day) }
  return [...byFile].map(([fileId, day]) => ({ fileId, day })).toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : a.fileId < b.fileId ? -1 : 1)
}

/**
 * The children that the indicators count (§7). 初筛率 counts children in care at the end of the period; 复筛率 and 诊断率
 * follow those who became abnormal in the period, whenever they came: the next step may fall behind its end.
 */
export async function autismFigures(db: ReadDb, from: Day, to: Day): Promise<Figures> {
  const children = await childrenInCare(db, to)
  const inCare = new Set(children.map(line => line.fileId))
  const screenings = await screeningsIn(db, from, to)
  const steps = await db.selectFrom('childAutismStep').innerJoin('childFile', 'childFile.id', 'childAutismStep.fileId').where('childFile.voidedAt', 'is', null).where('childAutismStep.voidedAt', 'is', null).where('childAutismStep.day', '>=', from)
    .select(['childAutismStep.fileId', 'childAutismStep.kind', 'childAutismStep.day', 'rescreeningResult', 'diagnosis']).orderBy('childAutismStep.day').orderBy('childAutismStep.id').execute()
  const inPeriod = steps.filter(step => step.day <= to)
  const first = once([...screenings.filter(one => one.isAbnormal).map(one => ({ fileId: one.fileId, day: one.visitDay })), ...inPeriod.filter(step => step.kind === 'firstScreening')])
  const abnormal = once(inPeriod.filter(step => step.kind === 'rescreening' && step.rescreeningResult === 'abnormal'))
  const followed = (lines: readonly { fileId: string; day: Day }[], kinds: readonly string[]): FigureLine[] => lines.flatMap(line => {
    const next = steps.find(step => step.fileId === line.fileId && kinds.includes(step.kind) && step.day >= line.day)
    return next ? [{ fileId: line.fileId, day: next.day }] : []
  })
  return {
    children, screened: once(screenings.filter(one => inCare.has(one.fileId)).map(one => ({ fileId: one.fileId, day: one.visitDay }))), firstAbnormal: first, rescreened: followed(first, ['rescreeningBegun', 'rescreening']),
    rescreenAbnormal: abnormal, diagnosed: followed(abnormal, ['diagnosis']), confirmed: once(inPeriod.filter(step => step.kind === 'diagnosis' && step.diagnosis === 'confirmed')),
  }
}

export const autismFigureHandlers = {
  'child.autism.figures': async ({ from, to }, { db }) => {
    refusePeriod({ from, to })
    const figures = await autismFigures(db, from as Day, to as Day)
    const counts = Object.fromEntries(AUTISM_FIGURE.values.map(figure => [figure, figures[figure].length])) as Record<AutismFigure, number>
    const rates = autismRates(counts)
    return { counts, firstScreeningRate: rates.firstScreening, rescreeningRate: rates.rescreening, diagnosisRate: rates.diagnosis }
  },
  'child.autism.figureList': async ({ from, to, figure, offset, limit }, context): Promise<Output<'child.autism.figureList'>> => {
    refusePeriod({ from, to })
    const lines = (await autismFigures(context.db, from as Day, to as Day))[figure]
    const page = lines.slice(offset, offset + limit)
    const children = await childrenOnList(context, page.map(line => line.fileId))
    return { total: lines.length, rows: page.map(line => ({ ...shownChild(children.get(line.fileId)!), day: line.day })) }
  },
  'child.autism.ledger': async ({ book, from, to }, context: ReadContext) => {
    refusePeriod({ from, to })
    return autismBook(context, book, from as Day, to as Day)
  },
} satisfies Partial<Handlers>

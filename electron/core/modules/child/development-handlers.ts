import type { Output } from '../../../../domain/api/api.ts'
import type { AutismState } from '../../../../domain/code/child-autism.ts'
import { AUTISM_STATE } from '../../../../domain/code/child-autism.ts'
import { abnormalWords, screeningOfVisit, type ScreenedVisit } from '../../../../domain/modules/child/visit-screening.ts'
import { developmentAge } from '../../../../domain/modules/child/scale-found.ts'
import { isCourseEnded, stepsFrom } from '../../../../domain/rule/child/autism-replay.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { coursesOf, dueOf, followUpsOf, isCourseOpen, isLost, proposalOf, scalesOf, standingState, stepsOf } from './autism-course.ts'
import { childOf, headOf, visitsOfFile } from './head.ts'

type Context = ReadContext | WriteContext
type ListRow = Output<'child.autism.list'>['rows'][number]

/** Names and phone of some children, as every list of the chain shows them. */
export type ChildOnList = { fileId: string; childName: string | null; sex: string; birthDay: Day | null; motherName: string | null; phone: string | null; region: string | null; address: string | null }
const FILES_AT_ONCE = 500
export async function childrenOnList(context: Context, fileIds: readonly string[]): Promise<Map<string, ChildOnList>> {
  const maySee = context.user.permissions.has('person.reveal')
  const byFile = new Map<string, ChildOnList>()
  for (let at = 0; at < fileIds.length; at += FILES_AT_ONCE) {
    const rows = await context.db.selectFrom('childFile').innerJoin('person as child', 'child.id', 'childFile.childId').leftJoin('person as mother', 'mother.id', 'childFile.motherId').leftJoin('person as father', 'father.id', 'childFile.fatherId')
      .where('childFile.id', 'in', fileIds.slice(at, at + FILES_AT_ONCE))
      .select(['childFile.id as fileId', 'child.name as childName', 'child.sex', 'child.birthDay', 'child.homeRegion', 'child.homeAddress', 'mother.name as motherName', 'mother.homeRegion as motherRegion', 'mother.homeAddress as motherAddress', 'childFile.contactPhone', 'mother.phone as motherPhone', 'father.phone as fatherPhone']).execute()
    for (const { contactPhone, motherPhone, fatherPhone, homeRegion, homeAddress, motherRegion, motherAddress, ...row } of rows) {
      const phone = contactPhone ?? motherPhone ?? fatherPhone
      byFile.set(row.fileId, { ...row, region: homeRegion ?? motherRegion, address: homeAddress ?? motherAddress, phone: phone && !maySee ? maskPhone(phone) : phone })
    }
  }
  return byFile
}
/** The child of a row without what only the books need. */
export const shownChild = ({ fileId, childName, sex, birthDay, motherName, phone }: ChildOnList) => ({ fileId, childName, sex, birthDay, motherName, phone })

const ENDED = AUTISM_STATE.values.filter(isCourseEnded)

/** Open courses of children in care; who died, moved or refused is not asked for (§15). */
async function openCourses(context: Context, state: AutismState | undefined) {
  let query = context.db.selectFrom('childAutism').innerJoin('childFile', 'childFile.id', 'childAutism.fileId').innerJoin('person as child', 'child.id', 'childFile.childId')
    .where('childAutism.voidedAt', 'is', null).where('childAutism.closedDay', 'is', null).where('childAutism.state', 'not in', ENDED).where('childFile.voidedAt', 'is', null).where('childFile.state', '=', 'managed')
  if (state) query = query.where('childAutism.state', '=', state)
  const rows = await query.select(['childAutism.id', 'childAutism.fileId', 'childAutism.state', 'childAutism.sinceDay', 'childAutism.closedDay', 'childAutism.firstAbnormalDay', 'childAutism.firstAbnormalReason', 'child.birthDay']).execute()
  const rules = await context.setting('childRules')
  const NEVER = '9999'
  return rows.map(row => ({ ...row, due: dueOf(row, row.birthDay, context.today, rules) }))
    .toSorted((a, b) => Number(b.due?.isOverdue ?? false) - Number(a.due?.isOverdue ?? false) || compare(a.due?.dueDay ?? NEVER, b.due?.dueDay ?? NEVER) || compare(a.id, b.id))
}
const compare = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0

async function attemptsOf(db: ReadDb, fileIds: readonly string[]): Promise<Map<string, { day: string; count: number }>> {
  const byFile = new Map<string, { day: string; count: number }>()
  if (fileIds.length === 0) return byFile
  const rows = await db.selectFrom('childContactAttempt').select(['fileId', 'day']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('day').execute()
  for (const { fileId, day } of rows) byFile.set(fileId, { day, count: (byFile.get(fileId)?.count ?? 0) + 1 })
  return byFile
}

const flag = (value: 0 | 1 | null): boolean | null => value === null ? null : value === 1
type FlagColumns = { contact: ScreenedVisit['contact']; signsAgeMonths: number | null; warningSign1: 0 | 1 | null; warningSign2: 0 | 1 | null; warningSign3: 0 | 1 | null; warningSign4: 0 | 1 | null; languageRegression: 0 | 1 | null }
/** The first screening of a row of check-ups as the database keeps it. */
export const screeningOfColumns = (row: FlagColumns) => screeningOfVisit({ contact: row.contact, signsAgeMonths: row.signsAgeMonths, warningSign1: flag(row.warningSign1), warningSign2: flag(row.warningSign2), warningSign3: flag(row.warningSign3), warningSign4: flag(row.warningSign4), languageRegression: flag(row.languageRegression) })

/** Check-ups with a sign or 倒退 of children in care that no step of the chain names and no course follows; the latest of each child, the oldest first. */
async function unconfirmed(context: Context) {
  const rows = await context.db.selectFrom('childVisit').innerJoin('childFile', 'childFile.id', 'childVisit.fileId').where('childVisit.voidedAt', 'is', null).where('childFile.voidedAt', 'is', null).where('childFile.state', '=', 'managed')
    .where(eb => eb.or([eb('warningSign1', '=', 1), eb('warningSign2', '=', 1), eb('warningSign3', '=', 1), eb('warningSign4', '=', 1), eb('languageRegression', '=', 1)]))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('childAutismStep as step').select('step.id').whereRef('step.visitId', '=', 'childVisit.id').where('step.voidedAt', 'is', null))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('childAutism as course').select('course.id').whereRef('course.fileId', '=', 'childVisit.fileId').where('course.voidedAt', 'is', null)
      // A lost course follows nobody: only what was seen before it was lost is behind it.
      .where(eb => eb.case().when(eb.and([eb('course.closedDay', 'is', null), eb('course.state', '=', 'lost')])).then(eb('course.sinceDay', '>', eb.ref('childVisit.visitDay')))
        .else(eb.or([eb.and([eb('course.closedDay', 'is', null), eb('course.state', 'not in', ENDED)]), eb('course.state', '=', 'confirmed'), eb(eb.fn.coalesce('course.closedDay', 'course.sinceDay'), '>=', eb.ref('childVisit.visitDay'))])).end()))))
    .select(({ exists, selectFrom }) => exists(selectFrom('childAutism as known').select('known.id').whereRef('known.fileId', '=', 'childVisit.fileId').where('known.voidedAt', 'is', null).where('known.closedDay', 'is', null).where('known.diagnosis', '=', 'confirmed')).as('confirmedBefore'))
    .select(['childVisit.id as visitId', 'childVisit.fileId', 'childVisit.visitDay', 'childVisit.contact', 'signsAgeMonths', 'warningSign1', 'warningSign2', 'warningSign3', 'warningSign4', 'languageRegression']).orderBy('childVisit.visitDay').orderBy('childVisit.id').execute()
  const latest = new Map<string, { fileId: string; visitId: string; visitDay: string; contact: ScreenedVisit['contact']; reason: string; confirmedBefore: boolean }>()
  for (const { visitId, fileId, visitDay, confirmedBefore, ...row } of rows) {
    const screening = screeningOfColumns(row)
    if (screening?.result === 'abnormal') latest.set(fileId, { fileId, visitId, visitDay, contact: row.contact, reason: abnormalWords(screening), confirmedBefore: Boolean(confirmedBefore) })
  }
  return [...latest.values()].toSorted((a, b) => compare(a.visitDay, b.visitDay) || compare(a.visitId, b.visitId))
}

export const childDevelopmentHandlers = {
  'child.development.open': async ({ fileId }, context) => {
    context.touched('child.file', fileId)
    const { db, today } = context
    const of = await childOf(db, fileId)
    const visits = await visitsOfFile(db, fileId)
    const courses = await coursesOf(db, fileId)
    const [latest] = courses
    const steps = latest ? await stepsOf(db, latest.id) : []
    const age = developmentAge(of, today, await context.setting('growthRules'))
    const state = latest && isCourseOpen(latest) ? latest.state : standingState(courses, visits)
    // A check-up that was corrected after the chain began no longer says why: the doctor has to look.
    const basis = steps.find(step => step.kind === 'firstScreening')?.visitId
    const basisVisit = basis ? visits.find(visit => visit.id === basis) : undefined
    return {
      head: headOf(context, of), ageMonths: age?.ageMonths ?? null, correctedMonths: age?.correctedMonths ?? null, scalesNow: [...age?.scales ?? []],
      signs: visits.toReversed().flatMap(visit => {
        const screening = screeningOfVisit(visit)
        return screening ? [{ visitId: visit.id, visitDay: visit.visitDay, contact: visit.contact, ageMonths: screening.ageMonths, result: screening.result, regression: screening.regression, signs: screening.signs.map(one => ({ ...one })) }] : []
      }),
      scales: await scalesOf(db, fileId), state, course: latest ?? null, due: latest ? dueOf(latest, of.child.birthDay, today, await context.setting('childRules')) : null,
      nextSteps: latest?.closedDay && latest.state === 'confirmed' ? [] : latest && isLost(latest) && latest.diagnosis !== 'confirmed' ? [...stepsFrom(state), 'firstScreening'] : stepsFrom(state), steps, followUps: latest ? (await followUpsOf(db, latest.id)).toReversed() : [], former: courses.slice(1), proposal: await proposalOf(db, courses, visits),
      basisChanged: !!basis && (!basisVisit || screeningOfVisit(basisVisit)?.result !== 'abnormal'), attempts: (await attemptsOf(db, [fileId])).get(fileId)?.count ?? 0,
    }
  },
  'child.autism.list': async ({ offset, limit, state, overdueOnly }, context) => {
    const all = await openCourses(context, state)
    const overdue = all.filter(row => row.due?.isOverdue)
    const shown = overdueOnly ? overdue : all
    const page = shown.slice(offset, offset + limit)
    const children = await childrenOnList(context, page.map(row => row.fileId))
    const attempts = await attemptsOf(context.db, page.map(row => row.fileId))
    return {
      total: shown.length, overdue: overdue.length, toConfirm: (await unconfirmed(context)).length,
      rows: page.map((row): ListRow => ({
        ...shownChild(children.get(row.fileId)!), autismId: row.id, state: row.state as AutismState, sinceDay: row.sinceDay, firstAbnormalDay: row.firstAbnormalDay, firstAbnormalReason: row.firstAbnormalReason,
        dueDay: row.due?.dueDay ?? null, isOverdue: row.due?.isOverdue ?? false, lastAttemptDay: attempts.get(row.fileId)?.day ?? null, attempts: attempts.get(row.fileId)?.count ?? 0,
      })),
    }
  },
  'child.autism.toConfirm': async ({ offset, limit }, context) => {
    const all = await unconfirmed(context)
    const page = all.slice(offset, offset + limit)
    const children = await childrenOnList(context, page.map(row => row.fileId))
    return { total: all.length, rows: page.map(row => ({ ...shownChild(children.get(row.fileId)!), visitId: row.visitId, visitDay: row.visitDay, contact: row.contact, reason: row.reason, confirmedBefore: row.confirmedBefore })) }
  },
} satisfies Partial<Handlers>

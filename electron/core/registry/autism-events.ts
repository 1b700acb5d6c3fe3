import { replayCourse, type RecordedStep } from '../../../domain/rule/child/autism-replay.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import type { EventSource } from './child-events.ts'

/** The steps and follow-ups of the autism chain as events of R8–R12: course after course, each replayed from its steps. */
export const autismEvents: EventSource = async (db: ReadDb, fileIds) => {
  const courses = await db.selectFrom('childAutism').select(['id', 'fileId', 'startState']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('firstAbnormalDay').orderBy('id').execute()
  if (courses.length === 0) return []
  const ofFiles = courses.map(course => course.fileId)
  const steps = await db.selectFrom('childAutismStep').select(['autismId', 'kind', 'day', 'rescreeningResult', 'diagnosis']).where('fileId', 'in', ofFiles).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute()
  const followUps = await db.selectFrom('childAutismFollowUp').select(['autismId', 'followUpDay']).where('fileId', 'in', ofFiles).where('voidedAt', 'is', null).execute()
  const byCourse = new Map<string, { steps: RecordedStep[]; days: Day[] }>(courses.map(course => [course.id, { steps: [], days: [] }]))
  for (const { autismId, ...step } of steps) byCourse.get(autismId ?? '')?.steps.push(step)
  for (const { autismId, followUpDay } of followUps) byCourse.get(autismId)?.days.push(followUpDay)
  return courses.flatMap(({ id, fileId, startState }) => {
    const { steps: taken = [], days = [] } = byCourse.get(id) ?? {}
    return replayCourse(startState, taken, days).events.map(({ day, name }) => ({ fileId, event: { kind: 'event' as const, day, name } }))
  })
}

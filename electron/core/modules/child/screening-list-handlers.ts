import { sql } from 'kysely'
import type { Input, Output } from '../../../../domain/api/api.ts'
import type { NewbornScreeningKind, ScreeningStep } from '../../../../domain/code/child-screening.ts'
import { bloodSpot, bloodSpotResult } from '../../../../domain/modules/child/blood-spot.record.ts'
import { eyesAtBirth } from '../../../../domain/modules/child/eyes-at-birth.record.ts'
import { hearingTest } from '../../../../domain/modules/child/hearing-test.record.ts'
import { heartScreening } from '../../../../domain/modules/child/heart-screening.record.ts'
import { screeningClosing } from '../../../../domain/modules/child/screening-closing.record.ts'
import type { RecordDefinition, StoredRow } from '../../../../domain/record/define.ts'
import { bloodSpotAlert } from '../../../../domain/rule/child/blood-spot.ts'
import { maskPhone } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext, WriteContext } from '../../context.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import { fromColumns } from '../../record/store.ts'
import { screeningFactsOf, screeningLines } from '../../registry/child-screening.ts'
import { childOf } from './head.ts'
import { retinopathyShown, shownLine, startRows } from './screening-facts.ts'

type Context = ReadContext | WriteContext
type Filter = Omit<Input<'child.screening.list'>, 'offset' | 'limit'>
type ListRow = Output<'child.screening.list'>['rows'][number]

async function liveRows<D extends RecordDefinition>(db: ReadDb, definition: D, table: 'childBloodSpot' | 'childBloodSpotResult' | 'childHearingTest' | 'childHeartScreening' | 'childEyesAtBirth' | 'childScreeningClosing', day: string, fileId: string): Promise<StoredRow<D>[]> {
  const rows = await db.selectFrom(table as 'childBloodSpot').selectAll().where('fileId', '=', fileId).where('voidedAt', 'is', null).orderBy(day as 'takenAt', 'desc').orderBy('id', 'desc').execute()
  return rows.map(row => fromColumns(definition, row))
}

const filesOf = (db: ReadDb) => db.selectFrom('childFile').innerJoin('person as child', 'child.id', 'childFile.childId').where('childFile.voidedAt', 'is', null)

/** The open chains that began. A chain stays here whatever became of the file: only a result or a closing ends it. */
function openQuery(db: ReadDb, today: Day, { kind, overdueOnly, region }: Filter) {
  let query = filesOf(db).innerJoin('childScreeningOpen as chain', 'chain.fileId', 'childFile.id')
  if (kind && kind !== 'missing') query = query.where('chain.screening', '=', kind)
  if (overdueOnly) query = query.where('chain.overdueFrom', '<=', today)
  if (region) query = query.where('child.homeRegion', 'like', `${region}%`)
  return query
}

// What a screening that was never done looks like in the list, by the reminder that keeps it.
const NEVER_DONE = {
  R13: { line: 'bloodSpot', screening: 'bloodSpot', state: 'notSampled', step: 'sample' }, R20: { line: 'heart', screening: 'heart', state: 'notDone', step: 'screen' },
  R30: { line: 'hearing', screening: 'hearing', state: 'notDone', step: 'firstTest' }, R31: { line: 'eyes', screening: 'eyes', state: 'notDone', step: 'examineEyes' },
  R32: { line: 'retinopathy', screening: 'eyes', state: 'notDone', step: 'examineFundus' },
} as const satisfies Record<string, Pick<ListRow, 'line' | 'screening' | 'state' | 'step'>>

/** Screenings that were never done (R13, R20, R30–R32), as the reminders keep them. */
function missingQuery(db: ReadDb, today: Day, { overdueOnly, region }: Filter) {
  let query = filesOf(db).innerJoin('childDue as due', 'due.fileId', 'childFile.id').where('due.ruleId', 'in', Object.keys(NEVER_DONE)).where('due.doneDay', 'is', null).where('due.cancelled', 'is', null).where('due.contact', 'is', null).where('due.dueDay', '<=', today)
  // Past the age until which it is made up for.
  query = query.where(eb => eb.or([eb('due.nextDay', 'is', null), eb('due.nextDay', '>', today)]))
  if (overdueOnly) query = query.where('due.windowEnd', '<', today)
  if (region) query = query.where('child.homeRegion', 'like', `${region}%`)
  return query
}

type Found = Omit<ListRow, 'diseaseName' | 'overdue' | 'lastAttemptDay' | 'lastAttempt' | 'attempts'> & { overdueFrom: Day | null }

const PERSONS = ['childFile.id as fileId', 'child.name as childName', 'child.sex', 'child.birthDay', 'childFile.state as fileState'] as const
const PHONE = sql<string | null>`coalesce(child_file.contact_phone, mother.phone, father.phone)`.as('phone')

async function openRows(context: Context, filter: Filter, offset: number, limit: number): Promise<Found[]> {
  const rows = await openQuery(context.db, context.today, filter).leftJoin('person as mother', 'mother.id', 'childFile.motherId').leftJoin('person as father', 'father.id', 'childFile.fatherId')
    .select([...PERSONS, 'mother.name as motherName', PHONE, 'chain.line', 'chain.screening', 'chain.disease', 'chain.state', 'chain.step', 'chain.openedDay', 'chain.dueDay', 'chain.overdueFrom'])
    .orderBy(sql`coalesce(chain.due_day, chain.opened_day)`).orderBy('chain.fileId').orderBy('chain.line').offset(offset).limit(limit).execute()
  return rows.map(row => ({ ...row, screening: row.screening as NewbornScreeningKind, step: row.step as ScreeningStep }))
}

async function missingRows(context: Context, filter: Filter, offset: number, limit: number): Promise<Found[]> {
  const rows = await missingQuery(context.db, context.today, filter).leftJoin('person as mother', 'mother.id', 'childFile.motherId').leftJoin('person as father', 'father.id', 'childFile.fatherId')
    .select([...PERSONS, 'mother.name as motherName', PHONE, 'due.ruleId', 'due.dueDay', 'due.windowEnd', 'due.line']).orderBy('due.windowEnd').orderBy('due.fileId').orderBy('due.line').offset(offset).limit(limit).execute()
  return rows.map(({ ruleId, dueDay, windowEnd, ...row }) =>
    ({ ...row, ...NEVER_DONE[ruleId as keyof typeof NEVER_DONE], disease: null, openedDay: dueDay, dueDay: windowEnd, overdueFrom: context.today > windowEnd ? context.today : null }))
}

const countOpen = async (db: ReadDb, today: Day, filter: Filter): Promise<number> => Number((await openQuery(db, today, filter).select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total)
const countMissing = async (db: ReadDb, today: Day, filter: Filter): Promise<number> => Number((await missingQuery(db, today, filter).select(eb => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total)

export const childScreeningListHandlers = {
  'child.screening.open': async ({ fileId }, context) => {
    context.touched('child.file', fileId)
    const { db } = context
    const { file, child } = await childOf(db, fileId)
    const rules = await context.setting('childRules')
    const dictionary = await context.setting('screeningDiseases')
    const [facts] = await screeningFactsOf(db, [fileId])
    const lines = facts ? screeningLines(facts, rules) : []
    const shown: Output<'child.screening.open'>['lines'] = []
    for (const line of lines) shown.push(await shownLine(context, fileId, line, dictionary))
    return {
      birthDay: child.birthDay, bornAt: facts?.bornAt ?? null, lines: shown, diseases: dictionary.diseases.map(({ code, name, markers, nationalCode, active }) => ({ code, name, markers, nationalCode, active })),
      alert: facts && lines.some(({ state }) => state === 'notSampled') ? bloodSpotAlert(facts.birthDay, context.today, rules) : 'none',
      samples: await liveRows(db, bloodSpot, 'childBloodSpot', 'takenAt', fileId), results: await liveRows(db, bloodSpotResult, 'childBloodSpotResult', 'experimentDay', fileId),
      hearing: await liveRows(db, hearingTest, 'childHearingTest', 'testedDay', fileId), heart: await liveRows(db, heartScreening, 'childHeartScreening', 'screenedAt', fileId),
      eyes: await liveRows(db, eyesAtBirth, 'childEyesAtBirth', 'examinedDay', fileId), closings: await liveRows(db, screeningClosing, 'childScreeningClosing', 'day', fileId),
      retinopathy: retinopathyShown(facts, rules),
      start: await startRows(context, file, facts ?? null, lines, dictionary),
    }
  },
  'child.screening.list': async ({ offset, limit, ...filter }, context) => {
    const { db, today } = context
    const isMissing = filter.kind === 'missing'
    const total = isMissing ? await countMissing(db, today, filter) : await countOpen(db, today, filter)
    const found = isMissing ? await missingRows(context, filter, offset, limit) : await openRows(context, filter, offset, limit)
    const called = found.length === 0 ? [] : await db.selectFrom('childContactAttempt').select(['fileId', 'day', 'outcome']).where('fileId', 'in', [...new Set(found.map(row => row.fileId))]).where('voidedAt', 'is', null).orderBy('day').orderBy('id').execute()
    const attempts = Map.groupBy(called, attempt => attempt.fileId)
    const { diseases } = await context.setting('screeningDiseases')
    const maySee = context.user.permissions.has('person.reveal')
    return {
      total,
      rows: found.map(({ overdueFrom, phone, ...row }) => {
        const own = (attempts.get(row.fileId) ?? []).filter(({ day }) => day >= row.openedDay)
        return {
          ...row, phone: phone && !maySee ? maskPhone(phone) : phone, diseaseName: row.disease === null ? null : diseases.find(({ code }) => code === row.disease)?.name ?? row.disease,
          overdue: overdueFrom !== null && today >= overdueFrom, lastAttemptDay: own.at(-1)?.day ?? null, lastAttempt: own.at(-1)?.outcome ?? null, attempts: own.length,
        }
      }),
    }
  },
  'child.screening.counts': async ({ region }, { db, today }) => {
    const of = (kind: NewbornScreeningKind): Promise<number> => countOpen(db, today, { kind, region })
    return {
      bloodSpot: await of('bloodSpot'), hearing: await of('hearing'), heart: await of('heart'), eyes: await of('eyes'),
      missing: await countMissing(db, today, { region }), overdue: await countOpen(db, today, { overdueOnly: true, region }),
    }
  },
} satisfies Partial<Handlers>

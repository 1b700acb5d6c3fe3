import { type Kysely, sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { percentOf } from '../../../../domain/rule/rate.ts'
import { EYE_FIGURES_VERSION } from '../../../../domain/rule/eye/coverage-figures.ts'
import { maskIdNumber } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { Handlers } from '../../handlers.ts'
import { regionPathOf } from '../../region.ts'
import { type ReadList, readClassList, recogniseClass } from '../../registry/class-list.ts'
import { runTask } from '../../run-task.ts'
import type { Session } from '../../sessions.ts'
import { type EyeCoverageAnswer, type EyeCoverageInput, runEyeCoverage } from './coverage-task.ts'
import { contactsOn, visitAt } from './facts.ts'

type Eyes = Output<'eye.group.eyes'>[number]
type Row = Output<'eye.group.children'>[number]

/** The eyes of many children at once: a class is one look, not one a child. */
async function eyesOf({ db }: ReadContext, fileIds: readonly string[], day: Day): Promise<Eyes[]> {
  if (fileIds.length === 0) return []
  const born = await db.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').select(['childFile.id', 'person.birthDay']).where('childFile.id', 'in', fileIds).execute()
  const visits = await db.selectFrom('eyeVisit').select(['id', 'fileId', 'visitDay', 'contact', 'advice', 'conclusion']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).orderBy('visitDay').orderBy('createdAt').orderBy('id').execute()
  const referrals = await db.selectFrom('eyeReferral').select(['visitId', 'state']).where('fileId', 'in', fileIds).where('voidedAt', 'is', null).where('state', '!=', 'cancelled').execute()
  const measured = await db.selectFrom('eyeDeviceRow').select(['fileId', ({ fn }) => fn.countAll<number>().as('offered')]).where('fileId', 'in', fileIds).where('state', '=', 'matched').where('voidedAt', 'is', null)
    .where(eb => eb.or([eb('measuredDay', '=', day), eb('measuredDay', 'is', null)])).groupBy('fileId').execute()
  const visitsOf = Map.groupBy(visits, visit => visit.fileId)
  const stateOf = new Map(referrals.map(row => [row.visitId, row.state]))
  const offeredOf = new Map(measured.map(row => [row.fileId, Number(row.offered)]))
  return born.map(({ id: fileId, birthDay }) => {
    const own = visitsOf.get(fileId) ?? []
    const { contact } = contactsOn(birthDay, day, own)
    const visit = own.findLast(one => one.visitDay === day) ?? visitAt(own, contact)
    return {
      fileId, contact, lastVisitDay: own.findLast(one => one.visitDay <= day)?.visitDay ?? null, offered: offeredOf.get(fileId) ?? 0,
      visit: visit ? { id: visit.id, visitDay: visit.visitDay, contact: visit.contact, advice: visit.advice, conclusion: visit.conclusion, referral: stateOf.get(visit.id) ?? null } : null,
    }
  })
}

const KINDERGARTEN = sql<string>`trim(child_file.kindergarten)`
const inKindergartens = (db: ReadContext['db']) => db.selectFrom('childFile').where('childFile.voidedAt', 'is', null).where('childFile.state', '=', 'managed').where(KINDERGARTEN, '!=', '')

async function kindergartens({ db }: ReadContext): Promise<Output<'eye.group.kindergartens'>> {
  const rows = await inKindergartens(db).select([KINDERGARTEN.as('name'), ({ fn }) => fn.countAll<number>().as('children')]).groupBy(KINDERGARTEN).execute()
  const inOrder = new Intl.Collator('zh')
  return rows.map(({ name, children }) => ({ name, children: Number(children) })).toSorted((a, b) => inOrder.compare(a.name, b.name))
}

/** Which class each child goes to: what the last eye visit or entrance examination wrote down. */
async function classesOf({ db }: ReadContext, fileIds: readonly string[]): Promise<Map<string, string>> {
  const visits = await db.selectFrom('eyeVisit').select(['fileId', 'className', 'visitDay as day']).where('fileId', 'in', fileIds).where('className', 'is not', null).where('voidedAt', 'is', null).execute()
  const exams = await db.selectFrom('childEntranceExam').select(['fileId', 'className', 'examDay as day']).where('fileId', 'in', fileIds).where('className', 'is not', null).where('voidedAt', 'is', null).execute()
  return new Map([...exams, ...visits].toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0).map(row => [row.fileId, row.className ?? '']))
}

/** Who goes to a kindergarten by the files in care. */
async function childrenOf(context: ReadContext, kindergarten: string, className: string | undefined): Promise<Row[]> {
  const children = await inKindergartens(context.db).innerJoin('person', 'person.id', 'childFile.childId').select(['childFile.id as fileId', 'childFile.childId', 'person.name', 'person.sex', 'person.birthDay', 'person.idNumber'])
    .where(KINDERGARTEN, '=', kindergarten).orderBy('person.birthDay').orderBy('childFile.id').execute()
  if (children.length === 0) return []
  const classes = await classesOf(context, children.map(child => child.fileId))
  const maySee = context.user.permissions.has('person.reveal')
  return children.map(child => ({ ...child, className: classes.get(child.fileId) ?? '' })).filter(child => className === undefined || child.className === className).map(({ fileId, childId, name, sex, birthDay, idNumber, className: own }, index) => ({
    line: index + 1, name: name ?? '', sex: sex ?? '', birthDay, idNumber: idNumber && !maySee ? maskIdNumber(idNumber) : idNumber, className: own, state: 'matched' as const, reason: null, childId, fileId, childName: name,
  }))
}

// A year of visits is counted: in a worker where there is a file, in a read transaction elsewhere.
async function run(context: ReadContext, asked: Pick<EyeCoverageInput, 'year' | 'children'>): Promise<EyeCoverageAnswer> {
  const input: EyeCoverageInput = { ...asked, today: context.today }
  const database = context.services.databaseFile
  if (database) return runTask(context.ports, 'eyeCoverage', { ...input, database })
  const transaction = (context.db as Kysely<Database>).transaction()
  const snapshot = context.engine === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction
  return snapshot.execute(trx => runEyeCoverage(trx, input))
}

const withPercent = <C extends { numerator: number; denominator: number }>(count: C): C & { percent: number | null } => ({ ...count, percent: percentOf(count.numerator, count.denominator) })

// The class a window works on, as long as somebody is signed in there: its document numbers never go to the screen and back.
const classes = new WeakMap<Session, ReadList>()

export const eyeGroupHandlers = {
  'eye.group.read': async (_input, context) => {
    const list = await readClassList(context)
    if (!list) return null
    classes.set(context.session()!, list)
    return recogniseClass(context, list)
  },
  'eye.group.again': async (_input, context) => {
    const list = classes.get(context.session()!)
    return list ? recogniseClass(context, list) : null
  },
  'eye.group.kindergartens': (_input, context) => kindergartens(context),
  'eye.group.children': ({ kindergarten, className }, context) => childrenOf(context, kindergarten, className),
  'eye.group.eyes': ({ fileIds, visitDay }, context) => eyesOf(context, fileIds, visitDay as Day),
  'eye.coverage': async ({ year }, context) => {
    const { first, last, asOf, total, groups } = await run(context, { year })
    const nameOf = (by: 'kindergarten' | 'township', key: string): string => {
      if (by === 'kindergarten' || key === '') return key
      const path = regionPathOf(context.ports.folders.resources, key)
      return path ? [path.county, path.township].filter(Boolean).join('') : key
    }
    return {
      year, first, last, asOf, version: EYE_FIGURES_VERSION, kindergartens: groups.filter(group => group.by === 'kindergarten' && group.key !== '').length, total: total.map(withPercent),
      groups: groups.map(({ by, key, counts }) => ({ by, key, name: nameOf(by, key), rates: counts.map(withPercent) })).toSorted((a, b) => a.by === b.by ? (a.key === '' ? 1 : b.key === '' ? -1 : a.key < b.key ? -1 : 1) : a.by < b.by ? -1 : 1),
    }
  },
  'eye.coverage.children': async ({ year, ...children }, context) => {
    const { children: page } = await run(context, { year, children })
    const rows = page?.rows ?? []
    const ids = rows.map(row => row.fileId)
    const known = ids.length === 0 ? [] : await context.db.selectFrom('childFile').innerJoin('person as child', 'child.id', 'childFile.childId').leftJoin('person as mother', 'mother.id', 'childFile.motherId')
      .select(['childFile.id', 'childFile.number', 'child.name', 'child.sex', 'child.birthDay', 'mother.name as motherName']).where('childFile.id', 'in', ids).execute()
    const byId = new Map(known.map(row => [row.id, row]))
    return {
      total: page?.total ?? 0,
      rows: rows.map(row => {
        const child = byId.get(row.fileId)
        return { ...row, kindergarten: row.kindergarten || null, fileNumber: child?.number ?? null, childName: child?.name ?? null, sex: child?.sex ?? '0', birthDay: child?.birthDay ?? null, motherName: child?.motherName ?? null }
      }),
    }
  },
} satisfies Partial<Handlers>

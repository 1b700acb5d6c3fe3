import { type Kysely, sql } from 'kysely'
import type { Output } from '../../../../domain/api/api.ts'
import { percentOf } from '../../../../domain/rule/child/statistics-figures.ts'
import { EYE_FIGURES_VERSION } from '../../../../domain/rule/eye/coverage-figures.ts'
import { selectableVisits } from '../../../../domain/rule/eye/eye-visits.ts'
import { maskIdNumber } from '../../../../domain/rule/mask.ts'
import type { Day } from '../../../../domain/time/day.ts'
import type { ReadContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { Handlers } from '../../handlers.ts'
import { regionPathOf } from '../../region.ts'
import { readClassList } from '../../registry/class-list.ts'
import { runTask } from '../../run-task.ts'
import { type EyeCoverageAnswer, type EyeCoverageInput, runEyeCoverage } from './coverage-task.ts'
import { visitAt } from './facts.ts'

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
    const selectable = birthDay && birthDay <= day ? selectableVisits(birthDay, day) : []
    const contact = selectable.find(one => !visitAt(own, one)) ?? selectable.at(-1) ?? null
    const visit = own.findLast(one => one.visitDay === day) ?? visitAt(own, contact)
    return {
      fileId, contact, lastVisitDay: own.findLast(one => one.visitDay <= day)?.visitDay ?? null, offered: offeredOf.get(fileId) ?? 0,
      visit: visit ? { id: visit.id, visitDay: visit.visitDay, contact: visit.contact, advice: visit.advice, conclusion: visit.conclusion, referral: stateOf.get(visit.id) ?? null } : null,
    }
  })
}

type InKindergarten = { fileId: string; childId: string; name: string | null; sex: string | null; birthDay: Day | null; idNumber: string | null; kindergarten: string; className: string }

/** Who goes to a kindergarten by the files in care; the class is the one the last eye visit or entrance examination wrote down. */
async function inKindergartens({ db }: ReadContext, kindergarten?: string): Promise<InKindergarten[]> {
  const trimmed = sql<string>`trim(child_file.kindergarten)`
  let query = db.selectFrom('childFile').innerJoin('person', 'person.id', 'childFile.childId').select(['childFile.id as fileId', 'childFile.childId', 'person.name', 'person.sex', 'person.birthDay', 'person.idNumber', trimmed.as('kindergarten')])
    .where('childFile.voidedAt', 'is', null).where('childFile.state', '=', 'managed').where(trimmed, '!=', '')
  if (kindergarten !== undefined) query = query.where(trimmed, '=', kindergarten)
  const files = await query.orderBy('person.birthDay').orderBy('childFile.id').execute()
  const visits = await db.selectFrom('eyeVisit').select(['fileId', 'className', 'visitDay as day']).where('className', 'is not', null).where('voidedAt', 'is', null).execute()
  const exams = await db.selectFrom('childEntranceExam').select(['fileId', 'className', 'examDay as day']).where('className', 'is not', null).where('voidedAt', 'is', null).execute()
  const classes = new Map([...exams, ...visits].toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : 0).map(row => [row.fileId, row.className ?? '']))
  return files.map(file => ({ ...file, className: classes.get(file.fileId) ?? '' }))
}

async function classes(context: ReadContext): Promise<Output<'eye.group.classes'>> {
  const counted = new Map<string, Output<'eye.group.classes'>[number]>()
  for (const { kindergarten, className } of await inKindergartens(context)) {
    const key = JSON.stringify([kindergarten, className])
    const line = counted.get(key) ?? { kindergarten, className, children: 0 }
    line.children += 1
    counted.set(key, line)
  }
  const inOrder = new Intl.Collator('zh')
  return [...counted.values()].toSorted((a, b) => inOrder.compare(a.kindergarten, b.kindergarten) || inOrder.compare(a.className, b.className))
}

async function childrenOf(context: ReadContext, kindergarten: string, className: string | undefined): Promise<Row[]> {
  const maySee = context.user.permissions.has('person.reveal')
  const children = (await inKindergartens(context, kindergarten)).filter(child => className === undefined || child.className === className)
  return children.map(({ fileId, childId, name, sex, birthDay, idNumber, className: own }, index) => ({
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

export const eyeGroupHandlers = {
  'eye.group.read': (_input, context) => readClassList(context),
  'eye.group.classes': (_input, context) => classes(context),
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

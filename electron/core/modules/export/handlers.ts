import type { Kysely } from 'kysely'
import { join } from 'node:path'
import { AppError } from '../../../../domain/api/result.ts'
import type { Output } from '../../../../domain/api/api.ts'
import { motherToChildDataset } from '../../../../domain/export/datasets/infection-sets.ts'
import { block, type FieldIssue, message } from '../../../../domain/message/message.ts'
import type { SettingValue } from '../../../../domain/settings/settings.ts'
import type { ReadContext } from '../../context.ts'
import type { Database } from '../../db/database.ts'
import type { ReadDb } from '../../db/engine.ts'
import type { Handlers } from '../../handlers.ts'
import type { Jobs, JobReport } from '../../jobs.ts'
import { runTask } from '../../run-task.ts'
import { auditHead } from '../../audit.ts'
import { type PackageAnswer, type PackageTaskInput, removePackage, runPackage, type SealAnswer } from '../../export/package-task.ts'
import { findSigningKey, packageKeys, recipientKey, refuseWithoutRecipient } from './keys.ts'

type Row = Output<'package.list'>[number]
const LEDGER_CHUNK = 500
const MAX_SEQ = 99

/** Sealings under way, one at a time per program: two would take the same number and write the same keys. */
const sealing = new WeakSet<Jobs>()

// One moment of the database: a worker with its own connection where there is a file, a read transaction elsewhere.
async function run(context: ReadContext, input: PackageTaskInput, report: JobReport): Promise<PackageAnswer> {
  const database = context.services.databaseFile
  if (database) {
    const answer = await runTask(context.ports, 'package', { ...input, database }, report)
    if (answer.failed) throw new AppError(answer.failed.code, answer.failed.fields && [...answer.failed.fields])
    return answer
  }
  const transaction = (context.db as Kysely<Database>).transaction()
  const snapshot = context.engine === 'postgres' ? transaction.setIsolationLevel('repeatable read') : transaction
  return snapshot.execute(trx => runPackage(trx, input, context.ports.randomBytes, report))
}

/** What the package says about the hospital; throws `invalid` naming every setting that is missing. */
async function institutionOf(context: ReadContext): Promise<SettingValue<'institution'>> {
  const institution = await context.setting('institution')
  const issues: FieldIssue[] = []
  if (!institution.name) issues.push(block('institution.name', message('package.noInstitutionName', '请先在“设置—机构信息”中填写机构名称')))
  if (!/^[A-Za-z0-9-]{1,30}$/.test(institution.code)) issues.push(block('institution.code', message('package.noInstitutionCode', '请先在“设置—机构信息”中填写机构代码(字母和数字)')))
  if (!institution.countyCode) issues.push(block('institution.countyCode', message('package.noCounty', '请先在“设置—机构信息”中选择所在县(区)')))
  if (issues.length) throw new AppError('invalid', issues)
  return institution
}

const commonOf = async (context: ReadContext, month: string) =>
  ({ month, today: context.today, institution: await institutionOf(context), resourcesFolder: context.ports.folders.resources, rights: [...context.user.permissions] })

const mayReadInfections = (context: ReadContext): boolean => context.user.permissions.has('infection.read')

/** With HIV results in it a package is made by the list of names alone: left out by one and let in by the next, they would look taken back. */
async function refuseUnlisted(context: ReadContext): Promise<void> {
  if (mayReadInfections(context) || (await context.setting('fertilityRules')).hivInPackage !== 1) return
  throw new AppError('invalid', [block('month', message('package.hivUnlisted', '本院设置为婚检HIV结果写入数据包,只能由艾梅乙授权名单内的人员生成;请由名单内人员生成,或请管理员在设置中改为不写入'))])
}

function refuseFuture(context: ReadContext, month: string): void {
  if (month > context.today.slice(0, 7)) throw new AppError('invalid', [block('month', message('package.futureMonth', '{{month}} 还没有开始,不能生成数据包', { month }))])
}

async function sealedPackages(db: ReadDb, month?: string, page?: { offset: number; limit: number }): Promise<Row[]> {
  let query = db.selectFrom('exportPackage').leftJoin('userAccount', 'userAccount.id', 'exportPackage.createdBy')
    .select(['exportPackage.id', 'month', 'mode', 'seq', 'fileName', 'folder', 'records', 'errors', 'warnings', 'exportPackage.createdAt', 'exportPackage.createdBy', 'displayName', 'manifestSm3'])
    .orderBy('month', 'desc').orderBy('seq', 'desc')
  if (month) query = query.where('month', '=', month)
  if (page) query = query.offset(page.offset).limit(page.limit)
  const rows = await query.execute()
  return rows.map(({ createdBy, displayName, ...row }) => ({ ...row, createdByName: displayName ?? createdBy }))
}

type SealTask = PackageTaskInput & { what: 'seal' }

/** Number, keys and moment of a sealing. Taken in a write of its own: every change saved before it is in the snapshot that follows. */
async function prepareSeal(context: ReadContext, month: string, folder: string | undefined): Promise<SealTask> {
  const common = await commonOf(context, month)
  return context.separately(async write => {
    const keys = await packageKeys(write)
    const past = await write.db.selectFrom('exportPackage').select(['id', 'seq']).where('month', '=', month).orderBy('seq', 'desc').executeTakeFirst()
    const seq = (past?.seq ?? 0) + 1
    if (seq > MAX_SEQ) throw new AppError('invalid', [block('month', message('package.tooManyAmendments', '本月已生成 {{count}} 次,不能再生成', { count: MAX_SEQ }))])
    const closed = await write.db.selectFrom('exportPackage').select('month').distinct().where('month', '<', month).orderBy('month').execute()
    // A folder somebody named is taken as it is; the hospital's own has one folder per month.
    const own = join((await write.setting('package')).folder || join(write.ports.folders.data, 'packages'), month)
    write.fact('month', month)
    write.fact('seq', seq)
    return {
      ...common, what: 'seal', packageId: write.newId(), seq, previousId: past?.id ?? null, cutoffAt: write.now, createdAtMs: write.nowMs, practice: write.services.practice,
      closedMonths: closed.map(row => row.month), folder: folder?.trim() || own, ...keys, program: write.ports.program,
    }
  })
}

async function keepLedger(context: ReadContext, task: SealTask, sealed: SealAnswer): Promise<void> {
  await context.separately(async write => {
    const head = await auditHead(write.db)
    await write.db.insertInto('exportPackage').values({
      id: task.packageId, month: task.month, mode: sealed.mode, seq: task.seq, fileName: `${sealed.baseName}.zip.sm4`, folder: task.folder, manifestSm3: sealed.manifestSm3, records: sealed.records,
      errors: sealed.errors, warnings: sealed.warnings, previousId: task.previousId, auditHead: head.previousHash, auditSeq: head.nextSeq - 1, cutoffAt: task.cutoffAt, createdAt: write.now, createdBy: write.user.id,
    }).execute()
    for (let at = 0; at < sealed.ledger.length; at += LEDGER_CHUNK) {
      const chunk = sealed.ledger.slice(at, at + LEDGER_CHUNK).map(row => ({ ...row, packageId: task.packageId }))
      await write.db.insertInto('exportRow').values(chunk).execute()
      await write.db.insertInto('exportState').values(chunk).onConflict(conflict => conflict.columns(['dataset', 'businessKey']).doUpdateSet(eb => ({
        recordId: eb.ref('excluded.recordId'), ver: eb.ref('excluded.ver'), rowHash: eb.ref('excluded.rowHash'), op: eb.ref('excluded.op'), packageId: eb.ref('excluded.packageId'),
      }))).execute()
    }
    write.touched('package', task.packageId)
    for (const [name, value] of Object.entries({ month: task.month, seq: task.seq, mode: sealed.mode, records: sealed.records, errors: sealed.errors, warnings: sealed.warnings, manifestSm3: sealed.manifestSm3 })) write.fact(name, value)
  })
}

async function seal(context: ReadContext, month: string, folder: string | undefined, report: JobReport) {
  report({ done: 0, total: 0, step: '备份' })
  const { backups } = context.services
  if (backups) await backups.run('package', (await context.setting('backup')).secondFolder)
  const task = await prepareSeal(context, month, folder)
  const { sealed } = await run(context, task, report)
  if (!sealed) throw new Error('the package task answered something else')
  try {
    await keepLedger(context, task, sealed)
  } catch (error) {
    removePackage(task.folder, sealed.files)
    throw error
  }
  const { ledger: _ledger, ...answer } = sealed
  return { ...answer, packageId: task.packageId, month, seq: task.seq, folder: task.folder }
}

export const packageHandlers = {
  'package.plan': async ({ month }, context) => {
    const { plan } = await run(context, { ...await commonOf(context, month), what: 'plan' }, () => {})
    const isWithheld = !mayReadInfections(context) && (await context.setting('infectionRules')).inPackage === 1
    return { month, datasets: plan ?? [], withheld: isWithheld ? [motherToChildDataset.id] : [], sealed: await sealedPackages(context.db, month) }
  },
  'package.check': async ({ month }, context) => {
    refuseFuture(context, month)
    const common = await commonOf(context, month)
    return { jobId: context.services.jobs.start('package.check', async report => (await run(context, { ...common, what: 'check' }, report)).findings ?? []) }
  },
  'package.seal': async ({ month, folder }, context) => {
    refuseFuture(context, month)
    const { jobs } = context.services
    // Asked before anything is read: a read may wait for the very sealing it should be refused for.
    if (sealing.has(jobs)) throw new AppError('busy', [block('month', message('package.sealingNow', '正在生成另一个数据包,请等它完成'))])
    sealing.add(jobs)
    try {
      await institutionOf(context)
      await refuseUnlisted(context)
      // What is missing is said at once, not by a failed job after a backup.
      refuseWithoutRecipient(recipientKey((await context.setting('package')).recipientPublicKeyPem), context.services.practice)
    } catch (error) {
      sealing.delete(jobs)
      throw error
    }
    return { jobId: jobs.start('package.seal', report => seal(context, month, folder, report).finally(() => { sealing.delete(jobs) })) }
  },
  'package.list': async ({ offset, limit }, { db }) => sealedPackages(db, undefined, { offset, limit }),
  'package.keys': async (_input, context) => {
    const signing = await findSigningKey(context.db)
    const { recipientPublicKeyPem } = await context.setting('package')
    return { signingKeyId: signing?.id ?? null, signingPublicKeyPem: signing?.publicKeyPem ?? null, recipientKeyId: readableKeyId(recipientPublicKeyPem) }
  },
  'package.reveal': async ({ id }, context) => {
    const found = await context.db.selectFrom('exportPackage').select('folder').where('id', '=', id).executeTakeFirst()
    if (!found) throw new AppError('not-found', undefined, { record: 'package', id })
    await context.ports.dialogs.reveal(found.folder)
    return null
  },
} satisfies Partial<Handlers>

// The page shows the key's number to be compared by telephone; a key that cannot be read has none.
function readableKeyId(pem: string): string | null {
  try {
    return recipientKey(pem)?.keyId ?? null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

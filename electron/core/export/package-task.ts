import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Permission } from '../../../domain/access/permission.ts'
import { AppError, type ErrorCode } from '../../../domain/api/result.ts'
import type { PackageHeader } from '../../../domain/export/manifest.ts'
import { bkText } from '../../../domain/export/envelope.ts'
import { block, type FieldIssue, message } from '../../../domain/message/message.ts'
import type { Day } from '../../../domain/time/day.ts'
import type { ReadDb } from '../db/engine.ts'
import { openSqlite } from '../db/sqlite.ts'
import { checkPlan, type PlacedFinding, withoutErrors } from './check.ts'
import { countOperations, planMonth, type PlanInput, type PlannedDataset } from './plan.ts'
import { sealPackage } from './seal/seal-package.ts'
import { createFolderSink } from './seal/sink.ts'
import { importPrivateKeyPem, importPublicKeyPem, type RandomBytes } from './seal/sm2-key.ts'

export type PackageProgress = { done: number; total: number; step: string }
type Report = (progress: PackageProgress) => void
type Common = PlanInput & { today: Day; rights: readonly Permission[] }

export type PackageTaskInput = Common & (
  | { what: 'plan' }
  | { what: 'check' }
  | {
    what: 'seal'; packageId: string; seq: number; previousId: string | null; cutoffAt: string; createdAtMs: number; practice: boolean; closedMonths: string[]; folder: string
    signingPrivateKeyPem: string; recipientPublicKeyPem: string; companions: { name: string; text: string }[]; program: { name: string; version: string }
  })

export type PlanAnswer = { dataset: string; title: string; records: number; inserts: number; updates: number; voids: number }[]
export type LedgerRow = { dataset: string; businessKey: string; recordId: string; ver: number; rowHash: string; op: string }
export type SealAnswer = {
  mode: PackageHeader['mode']; baseName: string; manifestSm3: string; records: number; errors: number; warnings: number; keptOut: number
  ledger: LedgerRow[]; files: { name: string; bytes: number }[]; findings: PlacedFinding[]
}
export type PackageAnswer = { plan?: PlanAnswer; findings?: PlacedFinding[]; sealed?: SealAnswer; failed?: { code: ErrorCode; fields?: readonly FieldIssue[] | undefined } }

const STEPS = { rows: '读取记录', check: '核对数据', write: '生成文件', encrypt: '签名和加密' } as const

/** Plans, checks or seals a month on one moment of the database. `randomBytes` makes keys of the digital envelope. */
export async function runPackage(db: ReadDb, input: PackageTaskInput, randomBytes: RandomBytes, report: Report): Promise<PackageAnswer> {
  let read = 0
  const perDataset = new Map<string, number>()
  const plan = await planMonth(db, input, (dataset, rows) => {
    perDataset.set(dataset, rows)
    read = [...perDataset.values()].reduce((sum, count) => sum + count, 0)
    report({ done: read, total: 0, step: STEPS.rows })
  })
  if (input.what === 'plan') return { plan: plan.map(({ map, rows }) => ({ dataset: map.dataset.id, title: map.dataset.title, ...countOperations(rows) })) }
  report({ done: read, total: read, step: STEPS.check })
  const findings = checkPlan(plan, input.today)
  if (input.what === 'check') return { findings: [...findings] }
  return { sealed: await seal(input, plan, findings, randomBytes, report) }
}

async function seal(input: PackageTaskInput & { what: 'seal' }, plan: readonly PlannedDataset[], findings: readonly PlacedFinding[], randomBytes: RandomBytes, report: Report): Promise<SealAnswer> {
  const fit = withoutErrors(plan, findings)
  const records = fit.reduce((sum, { rows }) => sum + rows.length, 0)
  const planned = plan.reduce((sum, { rows }) => sum + rows.length, 0)
  if (input.seq > 1 && records === 0) {
    throw new AppError('invalid', [block('month', planned === 0
      ? message('package.nothingNew', '自上次生成以来没有新增或变化的记录,无需再生成')
      : message('package.onlyErrors', '有变化的 {{count}} 条记录都存在错误,请先更正', { count: planned }))])
  }
  // Amendment that only corrects what was sent is 订正; anything new makes it an increment again.
  const onlyChanges = input.seq > 1 && fit.every(({ rows }) => rows.every(row => row.envelope.op !== 'I'))
  const mode = onlyChanges ? 'C' : 'I'
  let written = 0
  const sealed = await sealPackage({
    header: {
      ...(input.previousId === null ? {} : { prevPackageId: input.previousId }), mode, month: input.month, seq: input.seq, cutoffAt: input.cutoffAt, orgCode: input.institution.code, orgName: input.institution.name,
      areaCode: input.institution.countyCode, generator: input.program, schemaVersion: 'generic-1', closedMonths: input.closedMonths, practice: input.practice,
    },
    datasets: fit.map(({ map, rows }) => ({ dataset: map.dataset, rows: rows.map(row => row.envelope) })),
    // Row ids stay in the house: the report names business key and column.
    findings: findings.map(({ record: _record, recordId: _recordId, field: _field, ...finding }) => finding),
    signingKey: importPrivateKeyPem(input.signingPrivateKeyPem), recipientPublicKey: importPublicKeyPem(input.recipientPublicKeyPem),
    clock: { nowMs: () => input.createdAtMs }, packageId: input.packageId, randomBytes, companions: input.companions,
  }, {
    sink: createFolderSink(input.folder),
    onProgress: progress => {
      if (progress.phase === 'rows') { written = Math.max(written, progress.rows); report({ done: Math.min(written, records), total: records, step: STEPS.write }) }
      else report({ done: records, total: records, step: STEPS.encrypt })
    },
  })
  return {
    mode, baseName: sealed.baseName, manifestSm3: sealed.manifestSm3, records, errors: sealed.manifest.totals.errors, warnings: sealed.manifest.totals.warnings, keptOut: planned - records,
    ledger: fit.flatMap(({ map, rows }) => rows.map(({ envelope, recordId }) => ({ dataset: map.dataset.id, businessKey: bkText(envelope.bk), recordId, ver: envelope.ver, rowHash: envelope.rowHash, op: envelope.op }))),
    files: sealed.files, findings: [...findings],
  }
}

/** The same in a worker thread with a read connection of its own; what the user can mend comes back as data. */
export async function packageInWorker({ database, ...input }: PackageTaskInput & { database: { path: string; keyBase64: string | null } }, report: Report): Promise<PackageAnswer> {
  const opened = openSqlite({ path: database.path, key: database.keyBase64 === null ? null : Buffer.from(database.keyBase64, 'base64'), readOnly: true })
  try {
    return await opened.snapshot(trx => runPackage(trx, input as PackageTaskInput, count => crypto.getRandomValues(new Uint8Array(count)), report))
  } catch (error) {
    if (error instanceof AppError) return { failed: { code: error.code, fields: error.fields } }
    throw error
  } finally {
    await opened.close()
  }
}

/** Takes back the files of a package whose ledger row could not be written: a package nobody knows of must not lie around. */
export function removePackage(folder: string, files: readonly { name: string }[]): void {
  for (const { name } of files) rmSync(join(folder, name), { force: true })
}

// Verifies the audit of a database without the program: every line, every history row, and what backups and packages noted of the chain.
//
//   node scripts/run.mjs exec scripts/verify-audit.ts DATA_FOLDER_OR_DB [--passphrase-file FILE] [--backups FOLDER]…
//
// The recovery passphrase comes from the file, from FUYOU_PASSPHRASE, or from standard input. `--backups` names further
// folders of backups, best those out of reach of whoever could have changed the database.
// Exit code 0: intact; 1: broken; 2: cannot be checked. The database is opened for reading only.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type AuditVerdict, knownAnchors, verifyAudit } from '../electron/core/audit.ts'
import { anchorsIn, backedUpAt } from '../electron/core/db/backup.ts'
import { openSqlite } from '../electron/core/db/sqlite.ts'
import { unwrapByPassphrase } from '../electron/core/security/database-key.ts'

const USAGE = '用法 usage: node scripts/run.mjs exec scripts/verify-audit.ts 数据文件夹或数据库文件 [--passphrase-file 文件] [--backups 文件夹]…'
const DATABASE = 'fuyou.db'
const KEY_FILE = 'key.json'

const WHY: Record<NonNullable<AuditVerdict['firstBroken']>['why'], string> = {
  missing: '该行缺失(被删除,或末尾被截断)',
  line: '该行被改动,或与备份、数据包记下的不符',
  history: '该行对应的历史记录被改动、删除或添加',
}

/** Why nothing can be said about the audit; a sentence for whoever typed the command. */
class CannotCheck extends Error {}

type Asked = { database: string; passphraseFile: string | undefined; backups: string[] }

function asked(args: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { 'passphrase-file': { type: 'string' }, 'backups': { type: 'string', multiple: true } } })
    const [given, ...more] = positionals
    if (!given || more.length) throw new CannotCheck(USAGE)
    const path = resolve(given)
    return { database: existsSync(path) && statSync(path).isDirectory() ? join(path, DATABASE) : path, passphraseFile: values['passphrase-file'], backups: (values.backups ?? []).map(one => resolve(one)) }
  } catch (error) {
    throw error instanceof CannotCheck ? error : new CannotCheck(`${(error as Error).message}\n${USAGE}`)
  }
}

function passphraseFrom(file: string | undefined): string {
  if (file !== undefined) {
    if (!existsSync(file)) throw new CannotCheck(`找不到口令文件:${file}`)
    return readFileSync(file, 'utf8').trim()
  }
  if (process.env.FUYOU_PASSPHRASE) return process.env.FUYOU_PASSPHRASE
  if (process.stdin.isTTY) process.stderr.write('恢复口令(输入后按回车,再按 Ctrl+D):')
  return readFileSync(0, 'utf8').trim()
}

async function keyOf(database: string, passphraseFile: string | undefined): Promise<Uint8Array> {
  const keyFile = join(dirname(database), KEY_FILE)
  if (!existsSync(keyFile)) throw new CannotCheck(`数据库旁边没有密钥文件:${keyFile}`)
  const key = await unwrapByPassphrase(keyFile, passphraseFrom(passphraseFile))
  if (!key) throw new CannotCheck('恢复口令不正确。')
  return key
}

async function check({ database, passphraseFile, backups }: Asked): Promise<{ verdict: AuditVerdict; anchors: number }> {
  if (!existsSync(database)) throw new CannotCheck(`找不到数据库:${database}`)
  const key = await keyOf(database, passphraseFile)
  const open = openSqlite({ path: database, key, readOnly: true })
  try {
    const until = backedUpAt(database) ?? undefined
    const folders = [until === undefined ? join(dirname(database), 'backups') : dirname(database), ...backups]
    // One moment of the database, so that the program may go on working beside us.
    return await open.snapshot(async db => {
      const anchors = await knownAnchors(db, restored => folders.flatMap(folder => anchorsIn(folder, restored, until)))
      return { verdict: await verifyAudit(db, anchors), anchors: anchors.length }
    })
  } finally {
    await open.close()
  }
}

try {
  const { verdict, anchors } = await check(asked(process.argv.slice(2)))
  process.stdout.write(`审计 ${verdict.lines} 行,链尾 ${verdict.headHash}\n备份和数据包记下的链位置:${anchors} 处\n`)
  if (verdict.firstBroken) process.stdout.write(`结论:审计链在第 ${verdict.firstBroken.seq} 行断开:${WHY[verdict.firstBroken.why]}。\n`)
  else process.stdout.write('结论:审计链完整。\n')
  process.exitCode = verdict.firstBroken ? 1 : 0
} catch (error) {
  const code = (error as { code?: string }).code
  // A database of another version or a damaged file: the engine's own code says which.
  process.stderr.write(`${error instanceof CannotCheck ? error.message : `无法读取数据库或密钥文件(${code ?? (error as Error).name})。`}\n`)
  process.exitCode = 2
}

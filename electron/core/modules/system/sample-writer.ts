import { PRACTICE_PASSWORD } from '../../../../domain/access/practice-accounts.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRegionIndex, RegionDataSchema, TownshipDataSchema } from '../../../../domain/code/region.ts'
import { RECORDS } from '../../../../domain/modules/index.ts'
import { pelvicReport } from '../../../../domain/modules/pelvic/report.record.ts'
import { SAMPLE_USERS, type SampleChunk, type SampleCounty, type SampleDuplicate, type SampleRecord, type SampleUserIds } from '../../../../domain/sample/chunk.ts'
import { sampleHospital, type SampleOptions } from '../../../../domain/sample/hospital.ts'
import { sampleReportText } from '../../../../domain/sample/pelvic.ts'
import { sampleSteps } from '../../../../domain/sample/prenatal.ts'
import { socialCreditCheckCharacter } from '../../../../domain/rule/social-credit.ts'
import { SETTINGS } from '../../../../domain/settings/settings.ts'
import { dayAt, type Instant, instantAt } from '../../../../domain/time/day.ts'
import { appendAudit, auditHead, contentHash, type HistoryContent } from '../../audit.ts'
import type { Database } from '../../db/database.ts'
import type { OpenDatabase, WriteDb } from '../../db/engine.ts'
import { sha256 } from '../../list-file/given-file.ts'
import { toColumns } from '../../record/store.ts'
import { hashPassword } from '../../security/password.ts'
import { openGrowth } from '../../growth.ts'
import { renewAllChildDue } from '../../registry/child-due.ts'
import { refreshAllOpenWork } from '../../registry/open-work.ts'
import { renewAllRiskAttention } from '../../registry/risk-attention.ts'
import { type Searchable, searchKeysOf } from '../../registry/search-keys.ts'

/** The password of every sample user; the people are invented, so it is no secret. */
export const SAMPLE_PASSWORD = PRACTICE_PASSWORD
const SAMPLE_COUNTY = '430626'
export const SAMPLE_INSTITUTION = '青山县妇幼保健院'
const CREDIT_CODE_START = '12430626MB0X00000'
const SAMPLE_INSTITUTION_CODE = CREDIT_CODE_START + socialCreditCheckCharacter(CREDIT_CODE_START)

/** A real county with its townships, for the addresses of invented people. */
export function sampleCounty(resourcesFolder: string, code = SAMPLE_COUNTY): SampleCounty {
  const json = (path: string): unknown => JSON.parse(readFileSync(join(resourcesFolder, 'region', path), 'utf8'))
  const data = RegionDataSchema.parse(json('county.json'))
  const index = createRegionIndex(data, TownshipDataSchema.parse(json(`township/${code.slice(0, 2)}.json`)))
  const path = index.regionPath(code)
  if (!path) throw new RangeError(`unknown county ${code}`)
  return {
    code, province: path.province, city: path.city, name: path.county, townships: index.children(code).map(({ code: township, name }) => ({ code: township, name })),
    neighbours: index.children(`${code.slice(0, 4)}00`).map(county => county.code).filter(county => county !== code && !/7\d$/.test(county)),
  }
}

export type SampleResult = { persons: number; rows: number; duplicates: SampleDuplicate[]; userIds: SampleUserIds }
export type SampleTarget = { database: OpenDatabase; resourcesFolder: string; nowMs: number; onChunk?: (persons: number) => void }

/**
 * Fills a new database with the sample hospital: users, settings, people, births, certificates, referrals. Writes past
 * the store for speed, but what the store would leave behind is all there: columns, search keys, history, audit.
 */
export async function writeSampleHospital({ database, resourcesFolder, nowMs, onChunk }: SampleTarget, options: Pick<SampleOptions, 'seed' | 'persons'>): Promise<SampleResult> {
  const now = instantAt(nowMs)
  const county = sampleCounty(resourcesFolder)
  const { userIds, chunks } = sampleHospital({ ...options, today: dayAt(nowMs), county, institutionName: SAMPLE_INSTITUTION, growth: openGrowth(resourcesFolder) })
  await writeHouse(database, userIds, county, now)
  const result: SampleResult = { persons: 0, rows: 0, duplicates: [], userIds }
  for (const chunk of chunks) {
    result.rows += await database.write(trx => writeChunk(database, trx, chunk, userIds, now))
    result.persons += chunk.persons
    result.duplicates.push(...chunk.duplicates)
    onChunk?.(result.persons)
  }
  await database.write(refreshAllOpenWork)
  await renewAllChildDue(database, dayAt(nowMs))
  await renewAllRiskAttention(database, dayAt(nowMs))
  return result
}

/** Accounts and the institution's settings. */
async function writeHouse(database: OpenDatabase, userIds: SampleUserIds, county: SampleCounty, now: Instant): Promise<void> {
  const passwordHash = await hashPassword(SAMPLE_PASSWORD)
  await database.write(async trx => {
    const head = await auditHead(trx)
    const history: HistoryContent[] = []
    await database.insertMany(trx, 'userAccount', SAMPLE_USERS.map(({ loginName, displayName }) => ({
      id: userIds[loginName], loginName, displayName, passwordHash, mustChangePassword: 0, disabled: 0, failedLogins: 0, lockedUntil: null, rev: 1, createdAt: now, lastLoginAt: null,
    })))
    await database.insertMany(trx, 'userRole', SAMPLE_USERS.map(({ loginName, role }) => ({ userId: userIds[loginName], role })))
    for (const { loginName, displayName, role } of SAMPLE_USERS) history.push({ record: 'user', recordId: userIds[loginName], rev: 1, action: 'create', row: JSON.stringify({ loginName, displayName, roles: role }), reason: null })
    const institution = SETTINGS.institution.schema.parse({ ...SETTINGS.institution.initial, name: SAMPLE_INSTITUTION, code: SAMPLE_INSTITUTION_CODE, countyCode: county.code, address: `${county.province}${county.city}${county.name}`, phone: '0730-8612345' })
    // In the practice hospital one clerk is named, so that the clinic can be tried.
    const access = SETTINGS.infectionAccess.schema.parse({ people: [{ userId: userIds.yunbao, level: 'write', reason: '艾梅乙专干', grantedBy: userIds.guanli, approvedBy: userIds.fenguan, grantedAt: now }] })
    await database.insertMany(trx, 'setting', [{ key: 'infectionAccess', value: JSON.stringify(access), rev: 1, updatedAt: now, updatedBy: userIds.guanli }, { key: 'institution', value: JSON.stringify(institution), rev: 1, updatedAt: now, updatedBy: userIds.guanli }])
    history.push({ record: 'setting', recordId: 'infectionAccess', rev: 1, action: 'create', row: JSON.stringify({ value: access }), reason: '艾梅乙专干' })
    history.push({ record: 'setting', recordId: 'institution', rev: 1, action: 'create', row: JSON.stringify({ value: institution }), reason: null })
    await closeChunk(database, trx, { head, history, historyAt: () => now, byUser: () => userIds.guanli, call: 'sample.house', userId: userIds.guanli, now, facts: { users: SAMPLE_USERS.length } })
  })
}

/** Rows of any records, each into its table, in an order that keeps every reference whole; `onRow` gets what the history of each would be. */
export async function writeSampleRecords(database: OpenDatabase, trx: WriteDb, records: readonly SampleRecord[], onRow?: (entry: HistoryContent) => void): Promise<Map<string, SampleRecord[]>> {
  const byDefinition = Map.groupBy(records, record => record.definition.id)
  // RECORDS stands in the order of reference: a person before her pregnancy, that before its delivery.
  for (const definition of RECORDS) {
    const rows = (byDefinition.get(definition.id) ?? []).map(({ id, at, by, row }) => {
      const columns = toColumns(definition, row as never)
      onRow?.({ record: definition.id, recordId: id, rev: 1, action: 'create', row: JSON.stringify(columns), reason: null })
      return { ...columns, id, rev: 1, defVersion: definition.version, createdAt: at, createdBy: by, updatedAt: at, updatedBy: by, voidedAt: null, voidReason: null }
    })
    await database.insertMany(trx, camelCase(definition.table) as 'person', rows as never)
  }
  return byDefinition
}

async function writeChunk(database: OpenDatabase, trx: WriteDb, chunk: SampleChunk, userIds: SampleUserIds, now: Instant): Promise<number> {
  const head = await auditHead(trx)
  const history: HistoryContent[] = []
  const reports = chunk.records.filter(({ definition }) => definition === pelvicReport).map(record => ({ record, original: Buffer.from(sampleReportText(record.row), 'utf8') }))
  // A report is known by the hash of its file, which the core alone can make.
  for (const { record, original } of reports) record.row.hash = sha256(original)
  const byDefinition = await writeSampleRecords(database, trx, chunk.records, entry => { history.push(entry) })
  await writeSampleRecords(database, trx, chunk.later, entry => { history.push(entry) })
  await database.insertMany(trx, 'pelvicReportOriginal', reports.map(({ record, original }) => ({ reportId: record.id, original: original.toString('base64') })))
  const keys = (byDefinition.get('person') ?? []).flatMap(({ id, row }) => searchKeysOf(row as Searchable).map(key => ({ ...key, personId: id })))
  // In the order of the index: neighbours are written together.
  keys.sort((a, b) => a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.searchKey < b.searchKey ? -1 : 1)
  await database.insertMany(trx, 'personSearch', keys)
  await database.insertMany(trx, 'prenatalSampleStep', (byDefinition.get('prenatal.sample') ?? []).flatMap(sampleSteps))
  await database.insertMany(trx, 'kinship', chunk.kinship)
  await database.insertMany(trx, 'registrationMaterial', chunk.materials)
  await database.insertMany(trx, 'replacementMaterial', chunk.replacementMaterials)
  await database.insertMany(trx, 'blankBatch', chunk.batches)
  await database.insertMany(trx, 'blank', chunk.blanks)
  await database.insertMany(trx, 'blankEvent', chunk.blankEvents)
  await database.insertMany(trx, 'serialCounter', chunk.serials)
  const written = [...chunk.records, ...chunk.later]
  const origin = new Map(written.map(record => [`${record.definition.id} ${record.id}`, record]))
  const originOf = (entry: HistoryContent) => origin.get(`${entry.record} ${entry.recordId}`)
  await closeChunk(database, trx, {
    head, history, historyAt: entry => originOf(entry)?.at ?? now, byUser: entry => originOf(entry)?.by ?? userIds.guanli, call: 'sample.chunk', userId: userIds.guanli, now,
    facts: { persons: chunk.persons, records: written.length },
  })
  return written.length
}

type Closing = {
  head: Awaited<ReturnType<typeof auditHead>>; history: HistoryContent[]; historyAt: (entry: HistoryContent) => string; byUser: (entry: HistoryContent) => string
  call: string; userId: string; now: Instant; facts: Record<string, number>
}

/** History of a chunk, and the one audit line that vouches for it. */
async function closeChunk(database: OpenDatabase, trx: WriteDb, { head, history, historyAt, byUser, call, userId, now, facts }: Closing): Promise<void> {
  await database.insertMany(trx, 'recordHistory', history.map(entry => ({ ...entry, at: historyAt(entry), byUser: byUser(entry), auditSeq: head.nextSeq })))
  await appendAudit(trx, head, { at: now, userId, call, record: null, recordId: null, facts }, contentHash(history))
}

const camelCase = (table: string): keyof Database => table.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof Database

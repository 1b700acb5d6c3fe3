import { setImmediate as nextTurn } from 'node:timers/promises'
import { ZipFile } from 'yazl'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { canonicalJson, canonicalLine } from '../../../../domain/export/canonical-json.ts'
import type { JsonValue } from '../../../../domain/export/canonical-json.ts'
import type { Dataset } from '../../../../domain/export/dataset.ts'
import { bkText, envelopeSchema } from '../../../../domain/export/envelope.ts'
import type { Envelope } from '../../../../domain/export/envelope.ts'
import { packageBaseName } from '../../../../domain/export/file-name.ts'
import { countFindings, findingRow } from '../../../../domain/export/finding.ts'
import type { Finding } from '../../../../domain/export/finding.ts'
import { digitalEnvelopeJsonSchema, jsonSchemaOf, manifestJsonSchema } from '../../../../domain/export/json-schema.ts'
import {
  CIPHER_ALGORITHM, digitalEnvelopeSchema, FORMAT_VERSION, manifestSchema, packageHeaderSchema, SIGNATURE_ALGORITHM, SIGNATURE_USER_ID, WRAP_ALGORITHM,
} from '../../../../domain/export/manifest.ts'
import type { DigitalEnvelope, Manifest, PackageFile, PackageHeader } from '../../../../domain/export/manifest.ts'
import { VALUE_SETS } from '../../../../domain/export/value-set.ts'
import { instantAt, monthRange } from '../../../../domain/time/day.ts'
import { ByteBuilder, MAX_FILE_BYTES } from './byte-builder.ts'
import { CSV_BOM, csvHeader, csvRow } from './csv.ts'
import { hmacSm3Hex, rowHashOf, sha256Hex, sm3Hex } from './digest.ts'
import type { PackageSink } from './sink.ts'
import type { RandomBytes, Sm2PrivateKey, Sm2PublicKey } from './sm2-key.ts'
import { signSm2 } from './sm2-sign.ts'
import { wrapSm2 } from './sm2-wrap.ts'
import { createSm4Cbc } from './sm4-cbc.ts'

export type SealInput = {
  header: PackageHeader
  /** Rows of each data set in ascending order of their business key text (`compareByBusinessKey`). */
  datasets: readonly { dataset: Dataset; rows: Iterable<Envelope> | AsyncIterable<Envelope> }[]
  findings: readonly Finding[]
  signingKey: Sm2PrivateKey
  certSerial?: string
  recipientPublicKey: Sm2PublicKey
  clock: { nowMs(): number }
  packageId: string
  randomBytes: RandomBytes
  /** Files that lie unencrypted beside the package, such as the practice recipient's key; written as `<base name>.<name>`. */
  companions?: readonly { name: string; text: string }[]
}

export type SealProgress =
  | { phase: 'rows'; dataset: string; rows: number }
  | { phase: 'encrypt'; bytes: number }
  | { phase: 'done' }

export type SealOptions = { sink: PackageSink; onProgress?: (progress: SealProgress) => void; signal?: AbortSignal }

export type SealedPackage = {
  baseName: string
  manifest: Manifest
  envelope: DigitalEnvelope
  /** SM3 of `manifest.json`, for the ledger. */
  manifestSm3: string
  files: { name: string; bytes: number }[]
}

const ROWS_PER_TURN = 500
const CIPHER_PIECE_BYTES = 262_144
/** Fixed time and rights, no extra fields: the archive depends on its contents alone. Local-time parts, because DOS time has no zone. */
const ZIP_ENTRY = { mtime: new Date(1980, 0, 1, 0, 0, 0), mode: 0o100644, forceDosTimestamp: true, compressionLevel: 6 }

const assertNotStopped = (signal?: AbortSignal): void => {
  if (signal?.aborted) throw new AppError('busy', undefined, { stopped: true })
}

/** The archive while it grows: every added file is hashed, listed and handed to the compressor. */
class Archive {
  readonly files: PackageFile[] = []
  readonly #zip = new ZipFile()

  constructor() {
    // yazl reports on itself, not on the stream that is read; hand the error on so that reading fails too.
    this.#zip.on('error', (error: Error) => (this.#zip.outputStream as unknown as { destroy(reason: Error): void }).destroy(error))
  }

  addListed(name: string, bytes: Buffer, counts: Partial<PackageFile> = {}): void {
    this.files.push({ name, bytes: bytes.length, sha256: sha256Hex(bytes), sm3: sm3Hex(bytes), ...counts })
    this.addUnlisted(name, bytes)
  }

  addUnlisted(name: string, bytes: Buffer): void {
    this.#zip.addBuffer(bytes, name, ZIP_ENTRY)
  }

  finish(): AsyncIterable<Buffer> {
    this.#zip.end()
    return this.#zip.outputStream as unknown as AsyncIterable<Buffer>
  }
}

function assertRow(dataset: Dataset, row: Envelope, previousKey: string | null): string {
  const key = bkText(row.bk)
  const problem =
    !envelopeSchema.safeParse(row).success ? 'shape'
    : rowHashOf(row) !== row.rowHash ? 'hash'
    : previousKey !== null && key <= previousKey ? 'order'
    : null
  // The rows were checked before; a failure here is a fault of the program and must not leave the house.
  if (problem) throw new AppError('internal', undefined, { dataset: dataset.id, problem })
  return key
}

async function addDataset(archive: Archive, { dataset, rows }: SealInput['datasets'][number], options: SealOptions): Promise<number> {
  const jsonl = new ByteBuilder()
  const csv = new ByteBuilder()
  csv.addText(CSV_BOM + csvHeader(dataset))
  const counts = { I: 0, U: 0, V: 0 }
  let records = 0
  let key: string | null = null
  for await (const row of rows) {
    key = assertRow(dataset, row, key)
    const csvText = csvRow(dataset, row)
    if (!csvText.isWellFormed()) throw new AppError('internal', undefined, { dataset: dataset.id, problem: 'text' })
    jsonl.addText(canonicalLine(row))
    csv.addText(csvText)
    counts[row.op]++
    if (++records % ROWS_PER_TURN !== 0) continue
    if (Math.max(jsonl.length, csv.length) > MAX_FILE_BYTES)
      throw new AppError('invalid', [block('month', message('seal.tooLarge', '数据集“{{title}}”超过单包上限,请按较短的数据期分包', { title: dataset.title }))])
    options.onProgress?.({ phase: 'rows', dataset: dataset.id, rows: records })
    await nextTurn()
    assertNotStopped(options.signal)
  }
  options.onProgress?.({ phase: 'rows', dataset: dataset.id, rows: records })
  const facts = { dataset: dataset.id, records, inserts: counts.I, updates: counts.U, voids: counts.V }
  archive.addListed(`data/${dataset.id}.jsonl`, jsonl.view(), facts)
  archive.addListed(`csv/${dataset.id}.csv`, csv.view(), facts)
  return records
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')
const signatureText = (signature: Uint8Array): string => `${Buffer.from(signature).toString('base64')}\n`

function addReportAndSchemas(archive: Archive, input: SealInput, totals: Manifest['totals']): void {
  const report = { formatVersion: FORMAT_VERSION, packageId: input.packageId, totals, findings: input.findings.map(findingRow) }
  archive.addListed('report/validation.json', utf8(canonicalLine(report)))
  const schemas = [
    ...input.datasets.map(({ dataset }) => [dataset.id, jsonSchemaOf(dataset)] as const),
    ['manifest', manifestJsonSchema()] as const,
    ['envelope', digitalEnvelopeJsonSchema()] as const,
  ]
  for (const [name, schema] of schemas) archive.addListed(`schema/${name}.json`, utf8(`${JSON.stringify(schema, null, 2)}\n`))
}

const editionsUsed = (datasets: readonly Dataset[]): Record<string, string> =>
  Object.fromEntries(
    datasets.flatMap((dataset) => dataset.columns.flatMap((column) => (column.codeTable ? [[column.codeTable, VALUE_SETS[column.codeTable].edition] as const] : []))),
  )

function manifestOf(input: SealInput, createdAtMs: number, files: PackageFile[], totals: Manifest['totals']): Manifest {
  const { month, ...header } = input.header
  const { first, last } = monthRange(month)
  return manifestSchema.parse({
    formatVersion: FORMAT_VERSION, packageId: input.packageId, createdAt: instantAt(createdAtMs), ...header,
    period: { start: first, end: last },
    catalog: { dataSets: 'WS376/377-2013', de: '2013 print', cv: editionsUsed(input.datasets.map(({ dataset }) => dataset)) },
    files, totals,
    encryption: { alg: CIPHER_ALGORITHM, recipientKeyId: input.recipientPublicKey.keyId },
    signature: {
      alg: SIGNATURE_ALGORITHM, keyId: input.signingKey.keyId, userId: SIGNATURE_USER_ID,
      ...(input.certSerial === undefined ? {} : { certSerial: input.certSerial }),
    },
  })
}

/** Joins small pieces, so that the cipher works on blocks worth the call. */
async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  for await (const part of source) {
    waiting.push(part)
    size += part.length
    if (size < CIPHER_PIECE_BYTES) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}

async function writeWhole(sink: PackageSink, name: string, bytes: Buffer): Promise<{ name: string; bytes: number }> {
  const file = await sink.create(name)
  await file.write(bytes)
  await file.close()
  return { name, bytes: bytes.length }
}

/** Encrypts the archive into the sink; answers with what the digital envelope says about it. */
async function encryptArchive(plain: AsyncIterable<Buffer>, name: string, input: SealInput, options: SealOptions) {
  const keys = Uint8Array.from(input.randomBytes(48))
  const iv = Uint8Array.from(input.randomBytes(16))
  try {
    const cipher = createSm4Cbc(keys.subarray(0, 16), iv)
    const sealed = new ByteBuilder()
    sealed.addBytes(iv)
    const file = await options.sink.create(name)
    const write = async (bytes: Uint8Array): Promise<void> => {
      sealed.addBytes(bytes)
      await file.write(bytes)
    }
    for await (const piece of inPieces(plain)) {
      assertNotStopped(options.signal)
      await write(cipher.update(piece))
      options.onProgress?.({ phase: 'encrypt', bytes: sealed.length })
    }
    await write(cipher.finish())
    await file.close()
    const ciphertext = sealed.view().subarray(iv.length)
    return {
      bytes: ciphertext.length, sha256: sha256Hex(ciphertext), iv: Buffer.from(iv).toString('hex'),
      mac: hmacSm3Hex(sealed.view(), keys.subarray(16)),
      wrappedKey: Buffer.from(wrapSm2(keys, input.recipientPublicKey, input.randomBytes)).toString('base64'),
    }
  } finally {
    keys.fill(0)
  }
}

async function sealInto(input: SealInput, options: SealOptions): Promise<SealedPackage> {
  const header = packageHeaderSchema.parse(input.header)
  const createdAtMs = input.clock.nowMs()
  const baseName = packageBaseName({ ...header, createdAtMs })
  const archive = new Archive()

  let records = 0
  for (const part of input.datasets) records += await addDataset(archive, part, options)
  const totals = { records, ...countFindings(input.findings) }
  addReportAndSchemas(archive, input, totals)

  const manifest = manifestOf(input, createdAtMs, archive.files, totals)
  const manifestBytes = utf8(canonicalLine(manifest as JsonValue))
  archive.addUnlisted('manifest.json', manifestBytes)
  archive.addUnlisted('manifest.sig', utf8(signatureText(signSm2(manifestBytes, input.signingKey, input.randomBytes))))

  const file = `${baseName}.zip.sm4`
  const opened = await encryptArchive(archive.finish(), file, input, options)
  const envelope = digitalEnvelopeSchema.parse({
    formatVersion: FORMAT_VERSION, packageId: input.packageId, createdAt: manifest.createdAt, orgCode: header.orgCode, practice: header.practice,
    file, ...opened, alg: CIPHER_ALGORITHM, wrapAlg: WRAP_ALGORITHM, recipientKeyId: input.recipientPublicKey.keyId,
    signAlg: SIGNATURE_ALGORITHM, signerKeyId: input.signingKey.keyId, userId: SIGNATURE_USER_ID,
  })
  const envelopeBytes = utf8(canonicalLine(envelope))
  const files = [{ name: file, bytes: envelope.bytes }]
  for (const companion of input.companions ?? []) files.push(await writeWhole(options.sink, `${baseName}.${companion.name}`, utf8(companion.text)))
  files.push(await writeWhole(options.sink, `${baseName}.envelope.sig`, utf8(signatureText(signSm2(envelopeBytes, input.signingKey, input.randomBytes)))))
  // The envelope comes last: a folder without it holds no package.
  files.push(await writeWhole(options.sink, `${baseName}.envelope.json`, envelopeBytes))
  assertNotStopped(options.signal)
  await options.sink.commit()
  options.onProgress?.({ phase: 'done' })
  return { baseName, manifest, envelope, manifestSm3: sm3Hex(manifestBytes), files }
}

/**
 * Makes one package: files → digests → manifest → SM2 signature → zip → SM4-CBC with a random key, HMAC-SM3 over the
 * ciphertext, key wrapped for the recipient. Plain rows never touch the disk. The same rows, id, time, keys and random
 * numbers give the same bytes. Needs no Electron and runs in a worker; on any failure nothing stays in the sink.
 */
export async function sealPackage(input: SealInput, options: SealOptions): Promise<SealedPackage> {
  try {
    return await sealInto(input, options)
  } catch (error) {
    // A second failure while clearing up must not hide the first.
    const leftover = await options.sink.abandon().then(() => null, (reason: unknown) => reason)
    throw leftover === null ? error : new AggregateError([error, leftover], 'sealing failed and could not be cleared up')
  }
}

/** Canonical text of a manifest, exactly as it was signed. */
export const manifestText = (manifest: Manifest): string => `${canonicalJson(manifest as JsonValue)}\n`

import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ZipFile } from 'yazl'
import { openPromise as openZip } from 'yauzl'
import type { Entry } from 'yauzl'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { birthCertDataset } from '../../domain/export/datasets/index.ts'
import { canonicalLine } from '../../domain/export/canonical-json.ts'
import { compareByBusinessKey, envelopeSchema } from '../../domain/export/envelope.ts'
import { digitalEnvelopeSchema, manifestSchema } from '../../domain/export/manifest.ts'
import type { DigitalEnvelope } from '../../domain/export/manifest.ts'
import { checkStructure } from '../../domain/export/structure-check.ts'
import { hmacSm3Hex, sha256Hex, sm3Hex, withRowHash } from '../../electron/core/export/seal/digest.ts'
import { manifestText, sealPackage } from '../../electron/core/export/seal/seal-package.ts'
import type { SealInput, SealProgress } from '../../electron/core/export/seal/seal-package.ts'
import { createFolderSink, createMemorySink } from '../../electron/core/export/seal/sink.ts'
import { createSm2Key, exportPrivateKeyPem, exportPublicKeyPem, practiceKeyText, PRACTICE_KEY_FILE } from '../../electron/core/export/seal/sm2-key.ts'
import { signSm2 } from '../../electron/core/export/seal/sm2-sign.ts'
import { wrapSm2 } from '../../electron/core/export/seal/sm2-wrap.ts'
import { createSm4Cbc } from '../../electron/core/export/seal/sm4-cbc.ts'
import { certificateRow, countingRandom, HEADER, sampleDatasets } from './sample-rows.ts'

const root = mkdtempSync(join(tmpdir(), 'package-seal-'))
afterAll(() => rmSync(root, { recursive: true }))
const signingKey = createSm2Key(countingRandom(101))
const recipient = createSm2Key(countingRandom(202))
const signerPem = join(root, 'signer-public.pem')
const recipientPem = join(root, 'recipient-private.pem')
writeFileSync(signerPem, exportPublicKeyPem(signingKey))
writeFileSync(recipientPem, exportPrivateKeyPem(recipient))

const input = (more: Partial<SealInput> = {}): SealInput => ({
  header: HEADER, datasets: sampleDatasets(), findings: checkStructure(birthCertDataset, certificateRow(1)), signingKey,
  recipientPublicKey: recipient, clock: { nowMs: () => Date.UTC(2026, 10, 2, 1, 2, 3) },
  packageId: '01930000-0000-7000-8000-000000000001', randomBytes: countingRandom(303), ...more,
})
const BASE = 'MCH_430421000123_202610_I_01_20261102T090203'

/** Runs the public script: nothing of this program, only OpenSSL, unzip and coreutils. */
function verify(folder: string, signer = signerPem, key = recipientPem, out?: string) {
  const run = spawnSync('bash', ['scripts/verify-package.sh', folder, signer, key, ...(out ? [out] : [])], { encoding: 'utf8' })
  return { status: run.status, text: run.stdout + run.stderr }
}

/** The files of a folder as an archive, by the same library but with none of the program's settings. */
async function zipped(folder: string): Promise<Buffer> {
  const zip = new ZipFile()
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) if (name.isFile()) zip.addFile(join(name.parentPath, name.name), relative(folder, join(name.parentPath, name.name)))
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream as unknown as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

let sealed = ''
let opened = ''
beforeAll(async () => {
  sealed = join(root, 'sealed')
  await sealPackage(input({ companions: [{ name: PRACTICE_KEY_FILE, text: practiceKeyText(recipient) }] }), { sink: createFolderSink(sealed) })
  const out = join(root, 'opened')
  const result = verify(sealed, signerPem, recipientPem, out)
  if (result.status !== 0) throw new Error(result.text)
  opened = join(out, BASE)
})

describe('the script, with OpenSSL alone', () => {
  test('verifies and opens the package', () => {
    const { status, text } = verify(sealed)
    expect(text).toContain('共 7 条记录')
    expect(text).toContain('结论:1 个数据包全部有效')
    expect(status).toBe(0)
  })
  test('opens it with the practice key as it lies beside the package', () =>
    expect(verify(sealed, signerPem, join(sealed, `${BASE}.${PRACTICE_KEY_FILE}`)).status).toBe(0))
  test('says which key is wrong', () => {
    const other = createSm2Key(countingRandom(404))
    const otherPublic = join(root, 'other-public.pem')
    const otherPrivate = join(root, 'other-private.pem')
    writeFileSync(otherPublic, exportPublicKeyPem(other))
    writeFileSync(otherPrivate, exportPrivateKeyPem(other))
    expect(verify(sealed, otherPublic).text).toContain('SM2 验签失败')
    expect(verify(sealed, signerPem, otherPrivate).text).toContain('包不是给这把私钥的')
    expect(verify(sealed, otherPublic).status).toBe(1)
  })
  test('cannot start without keys or folder, and finds no package in an empty folder', () => {
    mkdirSync(join(root, 'empty'), { recursive: true })
    expect(verify(join(root, 'nowhere')).status).toBe(2)
    expect(verify(sealed, recipientPem).status).toBe(2)
    expect(verify(join(root, 'empty'))).toMatchObject({ status: 1, text: expect.stringContaining('没有找到数据包') })
  })
  test('names a missing tool', () => {
    const bin = join(root, 'bin')
    mkdirSync(bin, { recursive: true })
    for (const tool of ['bash', 'openssl', 'sha256sum', 'base64', 'od', 'awk', 'sed', 'grep']) execFileSync('ln', ['-sf', execFileSync('which', [tool], { encoding: 'utf8' }).trim(), join(bin, tool)])
    const run = spawnSync(join(bin, 'bash'), ['scripts/verify-package.sh', sealed, signerPem, recipientPem], { encoding: 'utf8', env: { PATH: bin } })
    expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining('missing: unzip') })
  })
})

describe('one changed byte', () => {
  const tampered = (suffix: string, change: (bytes: Buffer) => Buffer) => {
    const folder = mkdtempSync(join(root, 'tampered-'))
    cpSync(sealed, folder, { recursive: true })
    const path = join(folder, BASE + suffix)
    writeFileSync(path, change(readFileSync(path)))
    const result = verify(folder)
    rmSync(folder, { recursive: true })
    expect(result.status).toBe(1)
    return result.text
  }
  const flipAt = (at: number) => (bytes: Buffer) => {
    const copy = Buffer.from(bytes)
    copy[at < 0 ? copy.length + at : at]! ^= 1
    return copy
  }
  test.each([0, 15, 16, 700, -17, -1])('in the ciphertext at %i', (at) => expect(tampered('.zip.sm4', flipAt(at))).toContain('加密文件 SHA-256 不符'))
  test('cut off or added to the ciphertext', () => {
    expect(tampered('.zip.sm4', (bytes) => bytes.subarray(0, -16))).toContain('加密文件长度不符')
    expect(tampered('.zip.sm4', (bytes) => Buffer.concat([bytes, Buffer.alloc(16)]))).toContain('加密文件长度不符')
  })
  test('anywhere in the digital envelope', () => {
    const length = readFileSync(join(sealed, `${BASE}.envelope.json`)).length
    for (let at = 0; at < length; at += 61) expect(tampered('.envelope.json', flipAt(at))).toContain('数字信封 envelope:SM2 验签失败')
    expect(tampered('.envelope.json', flipAt(-1))).toContain('验签失败')
  })
  test('anywhere in its signature, also in bits Base64 does not use', () => {
    const length = readFileSync(join(sealed, `${BASE}.envelope.sig`)).length
    for (let at = 0; at < length; at += 7) expect(tampered('.envelope.sig', flipAt(at))).toContain('SIG_FAIL')
    for (const at of [-1, -2, -3, -4]) expect(tampered('.envelope.sig', flipAt(at))).toContain('SIG_FAIL')
    expect(tampered('.envelope.sig', (bytes) => Buffer.concat([bytes, Buffer.from('\n')]))).toContain('签名文件被改动')
  })
})

describe('a changed inside, sealed again by somebody who holds every key', () => {
  /** Encrypts and signs a changed folder as the program would, so that only the inner checks can object. */
  async function resealed(change: (folder: string) => void, changeEnvelope: (envelope: DigitalEnvelope) => DigitalEnvelope = (envelope) => envelope) {
    const work = mkdtempSync(join(root, 'inside-'))
    const inside = join(work, 'inside')
    cpSync(opened, inside, { recursive: true })
    change(inside)
    const zip = await zipped(inside)
    const keys = countingRandom(9)(48)
    const iv = countingRandom(10)(16)
    const cipher = createSm4Cbc(keys.subarray(0, 16), iv)
    const ciphertext = Buffer.concat([cipher.update(zip), cipher.finish()])
    const envelope = digitalEnvelopeSchema.parse(JSON.parse(readFileSync(join(sealed, `${BASE}.envelope.json`), 'utf8')))
    const text = Buffer.from(canonicalLine(changeEnvelope({
      ...envelope, bytes: ciphertext.length, sha256: sha256Hex(ciphertext), iv: Buffer.from(iv).toString('hex'),
      mac: hmacSm3Hex(Buffer.concat([iv, ciphertext]), keys.subarray(16)), wrappedKey: Buffer.from(wrapSm2(keys, recipient, countingRandom(11))).toString('base64'),
    })))
    const folder = join(work, 'package')
    mkdirSync(folder)
    writeFileSync(join(folder, `${BASE}.zip.sm4`), ciphertext)
    writeFileSync(join(folder, `${BASE}.envelope.json`), text)
    writeFileSync(join(folder, `${BASE}.envelope.sig`), `${Buffer.from(signSm2(text, signingKey, countingRandom(12))).toString('base64')}\n`)
    return verify(folder)
  }
  const edit = (name: string, change: (text: string) => string) => (folder: string) => {
    const path = join(folder, name)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }
  /** Changes the manifest and signs it again, so that only its contents can object. */
  const manifestEdit = (change: (text: string) => string) => (folder: string) => {
    edit('manifest.json', change)(folder)
    const signature = signSm2(readFileSync(join(folder, 'manifest.json')), signingKey, countingRandom(13))
    writeFileSync(join(folder, 'manifest.sig'), `${Buffer.from(signature).toString('base64')}\n`)
  }

  test('unchanged it verifies, so the cases below fail for their own reason', async () => expect(await resealed(() => {})).toMatchObject({ status: 0 }))
  const flip = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1)
  test.each<[string, (envelope: DigitalEnvelope) => DigitalEnvelope, string]>([
    ['the MAC', (envelope) => ({ ...envelope, mac: flip(envelope.mac) }), 'HMAC-SM3 不符'],
    ['the vector', (envelope) => ({ ...envelope, iv: flip(envelope.iv) }), 'HMAC-SM3 不符'],
    ['the wrapped key', (envelope) => ({ ...envelope, wrappedKey: `${envelope.wrappedKey.slice(0, -9)}AAAAAAAA=` }), 'SM2 解封密钥失败'],
    ['another file', (envelope) => ({ ...envelope, file: 'MCH_x.zip.sm4' }), '信封不属于这个文件'],
    ['a later format', (envelope) => ({ ...envelope, formatVersion: '2.0' as '1.0' }), 'SCHEMA_UNSUPPORTED'],
  ])('in a signed envelope: %s', async (_, changeEnvelope, expected) => {
    const { status, text } = await resealed(() => {}, changeEnvelope)
    expect(text).toContain(expected)
    expect(status).toBe(1)
  })

  test.each<[string, (folder: string) => void, string]>([
    ['a weight', edit('data/birth_cert.jsonl', (text) => text.replace('3250', '3251')), 'data/birth_cert.jsonl:SHA-256 不符'],
    ['a line more', edit('csv/birth_cert.csv', (text) => `${text}x\r\n`), 'csv/birth_cert.csv:字节数不符'],
    ['the manifest', edit('manifest.json', (text) => text.replace('"seq":1', '"seq":2')), '清单 manifest:SM2 验签失败'],
    ['the manifest\'s signature', edit('manifest.sig', (text) => text.replace(/^./, 'A')), '清单 manifest:SM2 验签失败'],
    ['a file gone', (folder) => rmSync(join(folder, 'report/validation.json')), 'report/validation.json:清单中有,包内没有'],
    ['a file more', (folder) => writeFileSync(join(folder, 'data/extra.jsonl'), ''), '包内文件与清单不一致'],
    ['a bad name', (folder) => writeFileSync(join(folder, 'data/-rf x.jsonl'), ''), '不合规的文件名'],
    ['no manifest', (folder) => rmSync(join(folder, 'manifest.json')), '包内缺少清单'],
    ['an SM3 in a signed manifest', manifestEdit((text) => text.replace(/("sm3":")(.)/, (_, head: string, digit: string) => head + (digit === '0' ? '1' : '0'))), 'SM3 不符'],
    ['a record count in a signed manifest', manifestEdit((text) => text.replace('"name":"data/birth_cert.jsonl","records":3', '"name":"data/birth_cert.jsonl","records":4')), 'data/birth_cert.jsonl:记录数不符'],
    ['the CSV count in a signed manifest', manifestEdit((text) => text.replace('"name":"csv/birth_cert.csv","records":3', '"name":"csv/birth_cert.csv","records":2')), 'csv/birth_cert.csv:记录数不符'],
    ['the total in a signed manifest', manifestEdit((text) => text.replace('"records":7', '"records":8')), '总记录数不符'],
    ['the package id in a signed manifest', manifestEdit((text) => text.replace('-8000-000000000001', '-8000-000000000002')), '包号不同'],
  ])('%s', async (_, change, expected) => {
    const { status, text } = await resealed(change)
    expect(text).toContain(expected)
    expect(status).toBe(1)
  })
})

describe('what is inside', () => {
  const read = (name: string) => readFileSync(join(opened, name), 'utf8')
  test('every line of JSONL is a valid envelope, is canonical, and gives the rows back', () => {
    for (const { dataset, rows } of sampleDatasets()) {
      const lines = read(`data/${dataset.id}.jsonl`).trimEnd().split('\n')
      expect(lines.map((line) => envelopeSchema.parse(JSON.parse(line)))).toEqual(rows)
      expect(lines.map((line) => canonicalLine(JSON.parse(line)).trimEnd())).toEqual(lines)
    }
  })
  test('the manifest counts operations, names key ids and editions, and holds no key', () => {
    const manifest = manifestSchema.parse(JSON.parse(read('manifest.json')))
    expect(manifestText(manifest)).toBe(read('manifest.json'))
    expect(manifest).toMatchObject({
      period: { start: '2026-10-01', end: '2026-10-31' }, totals: { records: 7, errors: 0, warnings: 1 }, practice: true, seq: 1,
      encryption: { alg: 'SM4-CBC-PKCS7+HMAC-SM3', recipientKeyId: recipient.keyId }, signature: { keyId: signingKey.keyId },
      catalog: { cv: { 'CV02.01.101': '2011', 'GB/T 2659': '2022' } },
    })
    expect(manifest.files.find((file) => file.name === 'data/referral.jsonl')).toMatchObject({ records: 2, inserts: 1, updates: 0, voids: 1 })
    expect(read('manifest.json')).not.toContain('wrappedKey')
  })
  test('the report carries the findings as Chinese sentences', () =>
    expect(JSON.parse(read('report/validation.json'))).toMatchObject({ totals: { warnings: 1 }, findings: [{ ruleId: 'EXP-12', level: '警告', value: '李𬭎', message: '“𬭎”不在 GBK 字符集内' }] }))
  test('the schemas inside are the published ones', () => {
    for (const name of readdirSync(join(opened, 'schema'))) expect(read(`schema/${name}`)).toBe(readFileSync(`resources/schema/${name}`, 'utf8'))
    expect(readdirSync(join(opened, 'schema'))).toHaveLength(6)
  })
  test('the archive has no extra fields and one fixed time', async () => {
    const entries: Entry[] = []
    const zip = await openZip(zipOf())
    for await (const entry of zip.eachEntry()) entries.push(entry)
    expect(entries.map((entry) => entry.fileName).slice(-2)).toEqual(['manifest.json', 'manifest.sig'])
    for (const entry of entries) expect(entry).toMatchObject({ lastModFileDate: 33, lastModFileTime: 0, extraFieldLength: 0, fileCommentLength: 0 })
  })
  function zipOf(): string {
    const envelope = digitalEnvelopeSchema.parse(JSON.parse(readFileSync(join(sealed, `${BASE}.envelope.json`), 'utf8')))
    const wrapped = join(root, 'wrapped.der')
    writeFileSync(wrapped, Buffer.from(envelope.wrappedKey, 'base64'))
    const keys = execFileSync('openssl', ['pkeyutl', '-decrypt', '-inkey', recipientPem, '-in', wrapped])
    const zip = join(root, 'package.zip')
    execFileSync('openssl', ['enc', '-d', '-sm4-cbc', '-K', keys.subarray(0, 16).toString('hex'), '-iv', envelope.iv, '-in', join(sealed, `${BASE}.zip.sm4`), '-out', zip])
    return zip
  }
})

describe('repeatability', () => {
  const sealToMemory = async (more: Partial<SealInput> = {}) => {
    const sink = createMemorySink()
    const result = await sealPackage(input(more), { sink })
    return { result, bytes: Object.fromEntries([...sink.files].map(([name, bytes]) => [name, sm3Hex(bytes)])) }
  }
  test('the same rows, id, time, keys and random numbers give the same bytes', async () => {
    expect((await sealToMemory({ randomBytes: countingRandom(303) })).bytes).toEqual((await sealToMemory({ randomBytes: countingRandom(303) })).bytes)
  })
  test('other random numbers change key, vector and signatures but nothing that is signed', async () => {
    const [one, two] = [await sealToMemory(), await sealToMemory({ randomBytes: countingRandom(304) })]
    expect(one.result.manifest).toEqual(two.result.manifest)
    expect(one.result.envelope.wrappedKey).not.toBe(two.result.envelope.wrappedKey)
    expect(one.result.envelope.iv).not.toBe(two.result.envelope.iv)
  })
  // The deflated bytes are the compressor's own and may differ between processors; the files and signatures may not.
  test('golden package: every file inside, the manifest and its signature', async () => {
    const { result } = await sealToMemory()
    const golden = [...result.manifest.files.filter((file) => !file.name.startsWith('schema/')).map((file) => `${file.sm3}  ${file.name}`)].join('\n')
    await expect(`${golden}\n`).toMatchFileSnapshot('golden/files.sm3')
    for (const name of ['data/birth_cert.jsonl', 'csv/birth_cert.csv', 'data/referral.jsonl', 'report/validation.json'])
      await expect(readFileSync(join(opened, name), 'utf8')).toMatchFileSnapshot(`golden/${name.replace('/', '-')}`)
    const signed = signSm2(new TextEncoder().encode('golden\n'), signingKey, countingRandom(5))
    expect(Buffer.from(signed).toString('hex')).toMatchInlineSnapshot(`"3045022100dce97456f92795b0885a236fed4608ea6f6344f2f4b2d077d04ae397df59871a02203c249c4e64fe5b10a47b6b8182f5646d21cbcbf27f4d30649ddfbb948d848b3b"`)
    expect(Buffer.from(wrapSm2(countingRandom(6)(48), recipient, countingRandom(7))).toString('hex')).toMatchInlineSnapshot(`"30819902205df529f58dde3913255ba8e74823016e9afc9c115da8ac3b6c1884bf3e9865b5022100e6e7bc040b3819b6c9ddaba468e3f99beb8094f18609f81b5f0aa88316b851e804205aa62b4f254085877b4244676fc9881ffca6c44aacc3e6aedb66f23fda7181a20430fea369d6c34d913bb7759d0335a592aa44e4c1249fc7d0342f11119af6537cf77e8d396ff3a6510a741f43db8036b809"`)
  })
})

describe('failures leave nothing behind', () => {
  const rowsOf = (...indexes: number[]) => indexes.map((index) => withRowHash(certificateRow(index)))
  const sealing = (rows: SealInput['datasets'][number]['rows'], folder: string, signal?: AbortSignal) =>
    sealPackage(input({ datasets: [{ dataset: birthCertDataset, rows }] }), { sink: createFolderSink(folder), ...(signal ? { signal } : {}) })

  test.each([
    ['a record twice', rowsOf(1, 1), 'order'],
    ['rows out of order', rowsOf(2, 1), 'order'],
    ['a row whose hash is another row\'s', [{ ...rowsOf(1)[0]!, rowHash: rowsOf(2)[0]!.rowHash }], 'hash'],
    ['a row without version', [{ ...rowsOf(1)[0]!, ver: 0 }], 'shape'],
  ])('%s', async (_, rows, problem) => {
    const folder = join(root, `refused-${problem}`)
    await expect(sealing(rows, folder)).rejects.toMatchObject({ code: 'internal', detail: { problem } })
    expect(() => readdirSync(folder)).toThrow('ENOENT')
  })
  test('a source that breaks off', async () => {
    const folder = join(root, 'broken')
    async function* breaking() {
      yield withRowHash(certificateRow(1))
      throw new Error('connection lost')
    }
    await expect(sealing(breaking(), folder)).rejects.toThrow('connection lost')
    expect(() => readdirSync(folder)).toThrow('ENOENT')
  })
  test('a stop while it runs', async () => {
    const control = new AbortController()
    function* stopping() {
      for (let index = 1; index <= 1200; index++) {
        if (index === 700) control.abort()
        yield withRowHash(certificateRow(index))
      }
    }
    await expect(sealing(stopping(), join(root, 'stopped'), control.signal)).rejects.toMatchObject({ code: 'busy' })
  })
  // The unfinished file is led to the device that is always full, so the real system call fails.
  test.runIf(process.platform === 'linux')('a full disk', async () => {
    const folder = join(root, 'full')
    mkdirSync(folder)
    symlinkSync('/dev/full', join(folder, `.${BASE}.zip.sm4.part`))
    await expect(sealing(rowsOf(1), folder)).rejects.toMatchObject({ code: 'storage-full' })
    expect(readdirSync(folder)).toEqual([])
  })
  test('a package of the same name is not overwritten', async () => {
    const folder = join(root, 'twice')
    await sealing(rowsOf(1), folder)
    const before = readdirSync(folder).map((name) => [name, sm3Hex(readFileSync(join(folder, name)))])
    await expect(sealing(rowsOf(1, 2), folder)).rejects.toMatchObject({ code: 'invalid' })
    expect(readdirSync(folder).map((name) => [name, sm3Hex(readFileSync(join(folder, name)))])).toEqual(before)
  })
})

test('10,000 rows: sealed in a worker thread with progress, verified by the script', async () => {
  const folder = join(root, 'large')
  const worker = new Worker(new URL('./seal-worker.ts', import.meta.url), { workerData: { folder, rows: 10_000, signer: exportPrivateKeyPem(signingKey), recipient: exportPublicKeyPem(recipient) } })
  const progress: SealProgress[] = []
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: SealProgress) => progress.push(message))
    worker.on('error', reject)
    worker.on('exit', () => resolve())
  })
  expect(progress.filter((step) => step.phase === 'rows').length).toBeGreaterThan(20)
  expect(progress.at(-1)).toEqual({ phase: 'done' })
  expect(verify(folder)).toMatchObject({ status: 0, text: expect.stringContaining('记录 10000 条') })
})

test('rows sort by business key, whatever order they come in', () => {
  const rows = [12, 3, 100].map(certificateRow)
  expect(rows.toSorted(compareByBusinessKey).map((row) => row.bk.certNo)).toEqual(['Z430000003', 'Z430000012', 'Z430000100'])
})

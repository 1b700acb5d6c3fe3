import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSm2Key, exportPrivateKeyPem, exportPublicKeyPem } from '../../electron/core/export/seal/sm2-key.ts'
import { countingRandom } from '../export/sample-rows.ts'

// Without the core, so that tests of the window may read packages too.
export const PROVINCE = createSm2Key(countingRandom(202))
/** The key of the province, to whom a test's packages are sealed. */
export const PROVINCE_PUBLIC_PEM = exportPublicKeyPem(PROVINCE)

/** Opens a sealed package with the public script (OpenSSL alone) and reads the files inside. */
export function openPackage(folder: string, baseName: string, privateKeyPem = exportPrivateKeyPem(PROVINCE)): Map<string, string> {
  const work = mkdtempSync(join(tmpdir(), 'package-open-'))
  const one = join(work, 'one')
  execFileSync('mkdir', [one])
  for (const name of readdirSync(folder)) if (name.startsWith(baseName)) writeFileSync(join(one, name), readFileSync(join(folder, name)))
  const key = join(work, 'key.pem')
  writeFileSync(key, privateKeyPem)
  execFileSync('bash', ['scripts/verify-package.sh', one, join(folder, `${baseName}.signer-public.pem`), key, join(work, 'out')], { encoding: 'utf8' })
  const inside = join(work, 'out', baseName)
  const files = new Map<string, string>()
  for (const entry of readdirSync(inside, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) { const path = join(entry.parentPath, entry.name); files.set(path.slice(inside.length + 1), readFileSync(path, 'utf8')) }
  }
  execFileSync('rm', ['-rf', work])
  return files
}

export const lines = (files: Map<string, string>, dataset: string): Record<string, unknown>[] =>
  (files.get(`data/${dataset}.jsonl`) ?? '').split('\n').filter(Boolean).map(line => JSON.parse(line) as Record<string, unknown>)

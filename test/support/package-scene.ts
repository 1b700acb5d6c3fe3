import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import { referral, type Referral } from '../../domain/modules/referral/referral.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import type { JobState } from '../../domain/api/system-api.ts'
import { createSm2Key, exportPrivateKeyPem, exportPublicKeyPem } from '../../electron/core/export/seal/sm2-key.ts'
import type { SealAnswer } from '../../electron/core/export/package-task.ts'
import { printCertificate, registerCertificate, type Scene } from './birth-scene.ts'
import type { Window } from './desk.ts'
import { countingRandom } from '../export/sample-rows.ts'

export const PROVINCE = createSm2Key(countingRandom(202))
export type Sealed = Omit<SealAnswer, 'ledger'> & { packageId: string; month: string; seq: number; folder: string }

/** Gives the province's public key into the settings and a hospital to refer to; answers its id. */
export async function readyForPackage(scene: Scene): Promise<string> {
  const { rev } = await scene.admin.call('setting.get', { key: 'package' })
  await scene.admin.call('setting.save', { key: 'package', rev, value: { ...SETTINGS.package.initial, recipientPublicKeyPem: exportPublicKeyPem(PROVINCE), recipientName: '省平台' } })
  const saved = await scene.admin.call('organization.save', { row: { ...emptyRow(organization), name: '市第一人民医院', active: true } as never })
  return saved.id
}

/** A certificate from the register to the collector's hands. */
export async function issueCertificate(scene: Scene, newbornId: string, babyName = '李思远'): Promise<{ certificateId: string; number: string }> {
  const registrationId = await registerCertificate(scene, newbornId, { babyName })
  const printed = await printCertificate(scene, registrationId)
  const { rev } = await scene.sealer.call('certificate.get', { id: printed.certificateId })
  await scene.sealer.call('certificate.seal', { certificateId: printed.certificateId, rev, scannedNumber: printed.number, matches: true })
  return printed
}

/** Writes a referral of a person and sends it. */
export async function sendReferral(scene: Scene, personId: string, organizationId: string, changes: Partial<Referral> = {}): Promise<{ id: string; rev: number }> {
  const saved = await scene.doctor.call('referral.save', { row: {
    ...emptyRow(referral), personId, state: 'toSend', organizationId, referredDay: '2026-03-10' as Day, impression: '妊娠期高血压', reason: '血压升高三天', doctorName: '陈医生', critical: false, ...changes,
  } as Referral })
  return scene.doctor.call('referral.move', { id: saved.id, rev: saved.rev, to: 'sent' })
}

/** Waits for a job by asking for it, as a screen does. */
export async function finished(window: Window, jobId: string): Promise<JobState> {
  for (;;) {
    const job = await window.call('job.get', { id: jobId })
    if (job.state !== 'running') return job
    await new Promise(resolve => { setImmediate(resolve) })
  }
}

export async function sealMonth(window: Window, month: string): Promise<Sealed> {
  const { jobId } = await window.call('package.seal', { month })
  const job = await finished(window, jobId)
  if (job.state !== 'done') throw new Error(`sealing failed: ${JSON.stringify(job.error)}`)
  return job.result as Sealed
}

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

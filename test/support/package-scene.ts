import { organization } from '../../domain/modules/referral/organization.record.ts'
import { referral, type Referral } from '../../domain/modules/referral/referral.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day } from '../../domain/time/day.ts'
import type { JobState } from '../../domain/api/system-api.ts'
import type { SealAnswer } from '../../electron/core/export/package-task.ts'
import { printCertificate, registerCertificate, type Scene } from './birth-scene.ts'
import type { Window } from './desk.ts'
import { PROVINCE_PUBLIC_PEM } from './package-files.ts'

export { lines, openPackage, PROVINCE } from './package-files.ts'

export type Sealed = Omit<SealAnswer, 'ledger'> & { packageId: string; month: string; seq: number; folder: string }

/** Gives the province's public key into the settings and a hospital to refer to; answers its id. */
export async function readyForPackage(scene: Scene): Promise<string> {
  const { rev } = await scene.admin.call('setting.get', { key: 'package' })
  await scene.admin.call('setting.save', { key: 'package', rev, value: { ...SETTINGS.package.initial, recipientPublicKeyPem: PROVINCE_PUBLIC_PEM, recipientName: '省平台' } })
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

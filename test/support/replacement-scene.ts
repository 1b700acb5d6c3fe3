import type { Input, Output } from '../../domain/api/api.ts'
import type { ReplacementKind, ReplacementMaterial } from '../../domain/code/replacement.ts'
import type { Registration } from '../../domain/modules/certificate/registration.record.ts'
import type { ReplacementDraft } from '../../domain/modules/certificate/replacement.record.ts'
import type { Day } from '../../domain/time/day.ts'
import { printCertificate, registerBirth, registerCertificate, type Scene } from './birth-scene.ts'
import { PASSWORD } from './desk.ts'

export type Issued = { newbornId: string; motherId: string; deliveryId: string; registrationId: string; certificateId: string; number: string }

/** A certificate all the way to the family. */
export async function issueCertificate(scene: Scene, options: Parameters<typeof registerBirth>[1] & { register?: Partial<Registration> } = {}): Promise<Issued> {
  const { newbornIds, motherId, deliveryId } = await registerBirth(scene, options)
  const registrationId = await registerCertificate(scene, newbornIds[0]!, options.register)
  const begun = await printCertificate(scene, registrationId)
  await sealAndHandOver(scene, begun)
  return { newbornId: newbornIds[0]!, motherId, deliveryId, registrationId, ...begun }
}

/** The other person seals, the mother fetches. */
export async function sealAndHandOver(scene: Scene, { certificateId, number }: { certificateId: string; number: string }): Promise<void> {
  await sealSheet(scene, certificateId, number)
  const { rev, registrationId } = await scene.issuer.call('certificate.get', { id: certificateId })
  const { motherName, motherIdType, motherIdNumber } = await scene.issuer.call('certificate.registration.get', { id: registrationId })
  await scene.issuer.call('certificate.handOver', { certificateId, rev, collectorName: motherName ?? '', collectorRelation: '1', collectorIdType: motherIdType ?? '01', collectorIdNumber: motherIdNumber ?? '', authorised: true })
}

export async function sealSheet(scene: Scene, certificateId: string, number: string): Promise<void> {
  const { rev } = await scene.issuer.call('certificate.get', { id: certificateId })
  await scene.sealer.call('certificate.seal', { certificateId, rev, scannedNumber: number, matches: true })
}

const EXCHANGE: ReplacementDraft = { exchangeReason: 'H4', householdRegistered: false, returnedParts: '2', returnedByName: '张丽华', returnedDay: '2026-03-10' as Day }
const REISSUE: ReplacementDraft = { lossReason: '1', householdRegistered: false, lossDeclaration: 'written', policeLetterNumber: '青公户证〔2026〕12号' }

/** The application as a good clerk fills it: prefilled by the program, every needed paper seen. */
export async function application(scene: Scene, certificateId: string, kind: ReplacementKind, changes: ReplacementDraft = {}, options: { without?: ReplacementMaterial[]; id?: string } = {}): Promise<Input<'replacement.save'>> {
  const start: Output<'replacement.prepare'> = await scene.issuer.call('replacement.prepare', options.id ? { id: options.id } : { certificateId, kind })
  const row = { ...start.row, ...kind === 'exchange' ? EXCHANGE : REISSUE, ...changes }
  const { materials } = await scene.issuer.call('replacement.check', { ...options.id ? { id: options.id } : {}, certificateId, kind, row, materials: [] })
  return {
    ...options.id ? { id: options.id, rev: start.rev ?? 0 } : {}, certificateId, kind, row, apply: true,
    materials: materials.map(line => line.material).filter(material => !options.without?.includes(material)).map(material => ({ material, present: true, note: null })),
  }
}

/** Applied for and agreed to by the reviewer; answers the id. */
export async function approvedReplacement(scene: Scene, certificateId: string, kind: ReplacementKind, changes: ReplacementDraft = {}): Promise<string> {
  const { id, rev } = await scene.issuer.call('replacement.save', await application(scene, certificateId, kind, changes))
  await scene.reviewer.call('replacement.review', { id, rev, decision: 'agree', reason: '材料齐全', director: { loginName: 'fenguan', password: PASSWORD }, directorReason: '情况属实' })
  return id
}

/** Prints, seals and hands over the sheet of an approved application. */
export async function finishReplacement(scene: Scene, registrationId: string): Promise<{ certificateId: string; number: string }> {
  const begun = await printCertificate(scene, registrationId)
  await sealAndHandOver(scene, begun)
  return begun
}

/** The rules of the province changed for this hospital. */
export async function setRules(scene: Scene, changes: Record<string, unknown>): Promise<void> {
  const { rev, value } = await scene.admin.call('setting.get', { key: 'provinceRules' })
  await scene.admin.call('setting.save', { key: 'provinceRules', rev, value: { ...(value as object), ...changes } })
}

import type { Output } from '../../domain/api/api.ts'
import type { Material } from '../../domain/code/material.ts'
import type { Registration } from '../../domain/modules/certificate/registration.record.ts'
import { registration } from '../../domain/modules/certificate/registration.record.ts'
import { person, type Person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { SETTINGS } from '../../domain/settings/settings.ts'
import type { Day, Minute } from '../../domain/time/day.ts'
import { type Desk, openDesk, PASSWORD, type Window } from './desk.ts'
import type { OpenDatabase } from '../../electron/core/db/engine.ts'

/** A hospital on a working day with one person per role at the window, staff, and a carton of blanks. */
export type Scene = Desk & {
  clerk: Window; keeper: Window; keeper2: Window; issuer: Window; sealer: Window; reviewer: Window; reporter: Window; doctor: Window; admin: Window; director: Window; seniorDoctor: Window; archivist: Window
}

export const FIRST_NUMBER = 'Z430000001'

/** Opens the scene; blanks Z430000001–Z430000100 received, the first 20 drawn by the issuer. */
export async function openScene(options: { database?: OpenDatabase; blanks?: boolean } = {}): Promise<Scene> {
  const desk = await openDesk(options.database ? { database: options.database } : {})
  const admin = await desk.as('admin', ['administrator'], '王管理')
  await admin.call('setting.save', {
    key: 'institution', rev: 0,
    value: { ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: '430421', level: '2' },
  })
  await admin.call('staff.save', { row: { name: '周助产', licenceNumber: 'ZC001', department: '产科', phone: null, attendsBirths: true, active: true } })
  const scene: Scene = {
    ...desk, admin, clerk: await desk.as('dengji', ['registrar'], '李登记'), keeper: await desk.as('zhengjian', ['stockKeeper'], '赵证件'), keeper2: await desk.as('zhengjian2', ['stockKeeper'], '钱证件'),
    issuer: await desk.as('qianfa', ['issuer'], '孙签发'), sealer: await desk.as('gaizhang', ['sealer'], '吴盖章'), reviewer: await desk.as('shenhe', ['reviewer'], '郑审核'),
    reporter: await desk.as('shangbao', ['reporter'], '冯上报'), doctor: await desk.as('yisheng', ['doctor'], '陈医生'),
    director: await desk.as('fenguan', ['director'], '韩分管'), seniorDoctor: await desk.as('shangji', ['seniorDoctor'], '蒋上级'), archivist: await desk.as('dangan', ['archivist'], '陈档案'),
  }
  if (options.blanks !== false) {
    await scene.keeper.call('stock.receive', {
      edition: '7', firstNumber: FIRST_NUMBER, lastNumber: 'Z430000100', receivedFrom: '青山县卫生健康局', receivedDay: '2026-03-01', secondCounter: { loginName: 'zhengjian2', password: PASSWORD },
    })
    await scene.keeper.call('stock.draw', { firstNumber: FIRST_NUMBER, lastNumber: 'Z430000020', receiver: { loginName: 'qianfa', password: PASSWORD } })
  }
  return scene
}

/** A mother with a valid document. */
export const motherRow = (changes: Partial<Person> = {}): Person => ({
  ...emptyRow(person), name: '张丽华', sex: '2', birthDay: '1995-08-15' as Day, idType: '01', idNumber: '110101199508150009', nationality: 'CHN', ethnicGroup: '01', phone: '13800001234',
  homeRegion: '430421', homeAddress: '西渡镇解放路 8 号', householdRegion: '430421', householdAddress: '西渡镇解放路 8 号', ...changes,
} as Person)

export const fatherFields: Partial<Registration> = {
  fatherProvided: true, fatherName: '李国强', fatherBirthDay: '1993-06-07' as Day, fatherNationality: 'CHN', fatherEthnicGroup: '01', fatherAddress: '湖南省衡阳市衡阳县西渡镇解放路 8 号',
  fatherIdType: '01', fatherIdNumber: '110101199306079996', maritalBirth: true, marriageCertificateNumber: 'J430421-2020-001234',
}

export type NewbornInput = { sex?: '1' | '2'; bornAt?: string; weightG?: number; lengthCm?: number; outcome?: '1' | '2' | '3'; birthOrder?: number }

/** Registers a mother and her delivery; answers ids. */
export async function registerBirth(
  scene: Scene, options: { mother?: Partial<Person>; motherId?: string; newborns?: NewbornInput[]; delivery?: Record<string, unknown>; confirmations?: { path: string; key: string; reason: string; again?: string; approver?: { loginName: string; password: string } }[] } = {},
): Promise<{ motherId: string; deliveryId: string; newbornIds: string[] }> {
  const motherId = options.motherId ?? (await scene.clerk.call('person.save', { row: motherRow(options.mother) })).id
  const children = options.newborns ?? [{}]
  const saved = await scene.clerk.call('delivery.register', {
    row: {
      motherId, admissionNumber: 'ZY20260301', gestationDays: 275, mode: '1', fetusCount: children.length, placeType: '2', placeRegion: '430421', placeName: '青山县妇幼保健院',
      attendantType: '1', attendantName: '周助产', ...options.delivery,
    },
    newborns: children.map((child, index) => ({
      row: { birthOrder: index + 1, outcome: '1', sex: '2', bornAt: '2026-03-05T08:01' as Minute, weightG: 3250, lengthCm: 50, health: '1', ...child } as never,
    })),
    confirmations: options.confirmations,
  })
  return { motherId, deliveryId: saved.id, newbornIds: saved.newbornIds }
}

/** The register as a good clerk fills it: prepared, named, father known, every needed paper seen. */
export async function prepared(scene: Scene, newbornId: string, changes: Partial<Registration> = {}): Promise<{ row: Registration; materials: Material[]; id?: string; rev?: number }> {
  const start: Output<'certificate.prepare'> = await scene.issuer.call('certificate.prepare', { newbornId })
  const row = { ...emptyRow(registration), ...start.row, babyName: '李思远', ...fatherFields, complete: true, ...changes } as Registration
  const { materials } = await scene.issuer.call('certificate.check', { newbornId, row, materials: [] })
  return { row, materials: materials.map(line => line.material), ...(start.registrationId ? { id: start.registrationId, rev: start.rev ?? 0 } : {}) }
}

/** Completes the register of a newborn; answers its id. */
export async function registerCertificate(scene: Scene, newbornId: string, changes: Partial<Registration> = {}, without: Material[] = []): Promise<string> {
  const { row, materials, id, rev } = await prepared(scene, newbornId, changes)
  const saved = await scene.issuer.call('certificate.register', {
    ...(id ? { id, rev } : {}), row, materials: materials.filter(material => !without.includes(material)).map(material => ({ material, present: true, note: null })),
  })
  return saved.id
}

/** Prints with the lowest number in hand and says it came out well. */
export async function printCertificate(scene: Scene, registrationId: string): Promise<{ certificateId: string; number: string }> {
  const next = await scene.issuer.call('certificate.nextNumber', null)
  const begun = await scene.issuer.call('certificate.beginPrint', { registrationId, scannedNumber: next.number ?? '' })
  await scene.issuer.call('certificate.print', { certificateId: begun.certificateId, printerName: 'PDF' })
  const { rev } = await scene.issuer.call('certificate.get', { id: begun.certificateId })
  await scene.issuer.call('certificate.answerPrint', { certificateId: begun.certificateId, rev, result: 'ok' })
  return begun
}

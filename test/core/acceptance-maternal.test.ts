import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { criticalReferral, type CriticalReferral } from '../../domain/modules/maternal/critical-referral.record.ts'
import { diagnosisReferral, type DiagnosisReferral } from '../../domain/modules/maternal/diagnosis-referral.record.ts'
import { retention, type Retention } from '../../domain/modules/maternal/retention.record.ts'
import { organization } from '../../domain/modules/referral/organization.record.ts'
import { person, type Person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { COMPLETED_LATER, DEFAULT_MATERNAL_RISK, diagnosisDuties, retentionState } from '../../domain/rule/maternal-referral.ts'
import type { Day, Minute } from '../../domain/time/day.ts'
import { motherRow, openScene, type Scene } from '../support/birth-scene.ts'
import { insist, PASSWORD } from '../support/desk.ts'

let scene: Scene
let womanId: string
let centreId: string
let otherId: string
beforeEach(async () => {
  scene = await openScene({ blanks: false })
  const hospital = async (name: string) => (await scene.admin.call('organization.save', { row: { ...emptyRow(organization), name, level: '3', active: true } as never })).id
  centreId = await hospital('市危重孕产妇救治中心')
  otherId = await hospital('省妇幼保健院')
  womanId = (await scene.doctor.call('person.save', { row: motherRow() })).id
})
afterEach(async () => { await scene.close() })

/** Time passes; the windows have locked themselves meanwhile. */
async function hoursLater(hours: number): Promise<void> {
  scene.ports.clock.advanceMs(hours * 3_600_000)
  for (const window of [scene.doctor, scene.seniorDoctor]) await window.call('auth.unlock', { password: PASSWORD })
}
const keys = (error: { fields?: readonly { path: string; message: { key: string } }[] }) => (error.fields ?? []).map(issue => `${issue.path} ${issue.message.key}`)
const emergency = (changes: Partial<CriticalReferral> = {}): CriticalReferral => ({
  ...emptyRow(criticalReferral), personId: womanId, state: 'toSend', referredAt: '2026-03-10T09:00' as Minute, organizationId: centreId, contact: '丈夫 李国强 13800005678', reason: '产后大出血,血压下降', vitalSignsAt: '2026-03-10T08:55' as Minute, ...changes,
} as CriticalReferral)
const everythingLater: Partial<CriticalReferral> = {
  systolicMmHg: 80, diastolicMmHg: 50, pulsePerMinute: 130, breathsPerMinute: 26, temperatureC: 36.2, gestationDays: 275, riskFactors: '前置胎盘', admissionState: '阴道流血一小时', diagnosis: '产后出血,失血性休克',
  treatment: '补液、宫缩剂', calledAt: '2026-03-10T08:50' as Minute, calledPerson: '张医生', doctorName: '陈医生', departedAt: '2026-03-10T09:10' as Minute, escort: '陈医生 产科主治', vehicle: '救护车', consentSigner: '李国强',
}

describe('case 52: a critical referral with only the emergency fields', () => {
  test('is saved and prints with empty lines; the rest has a 24-hour timer that ends when it is filled in', async () => {
    const { id } = await scene.doctor.call('referral.critical.save', { row: emergency() })
    const { html, issues } = await scene.doctor.call('referral.maternal.preview', { what: 'critical', id })
    expect(issues.filter(issue => issue.level === 'block')).toEqual([])
    expect(html).toContain('产后大出血,血压下降')
    expect((await scene.doctor.call('referral.maternal.pdf', { what: 'critical', id })).fileName).toBe('WZ202603100001.pdf')
    const list = await scene.doctor.call('referral.critical.list', {})
    expect(list).toMatchObject({ total: 1, overdue: 0, rows: [{ number: 'WZ202603100001', dueAt: '2026-03-11T09:00', isOverdue: false }] })
    expect(list.rows[0]!.open).toEqual(Object.values(COMPLETED_LATER))
    await hoursLater(25)
    expect(await scene.doctor.call('referral.critical.list', {})).toMatchObject({ overdue: 1, rows: [{ isOverdue: true }] })
    const stored = await scene.doctor.call('referral.critical.get', { id })
    await scene.doctor.call('referral.critical.save', { id, rev: stored.rev, row: emergency(everythingLater) })
    expect(await scene.doctor.call('referral.critical.list', {})).toMatchObject({ overdue: 0, rows: [{ open: [], dueAt: null }] })
  })

  test.each(['contact', 'reason', 'vitalSignsAt', 'organizationId'] as const)('without %s it is refused, and the field is named', async name => {
    const error = await scene.doctor.fails('referral.critical.save', { row: { ...emergency(), [name]: null } as never })
    expect(error.code).toBe('invalid')
    expect(error.fields?.map(issue => issue.path)).toContain(name)
  })

  test('a woman nobody can name is 无名氏 on the slip', async () => {
    const unknown = await scene.doctor.call('person.save', { row: { ...emptyRow(person), name: null, sex: '2', nationality: 'CHN', idType: null, noDocumentReason: 'unknownIdentity' } as Person })
      .catch(() => null)
    const id = unknown?.id ?? (await scene.doctor.call('person.save', { row: { ...emptyRow(person), name: '无名氏', sex: '2', nationality: 'CHN', idType: null, noDocumentReason: 'unknownIdentity' } as Person })).id
    const slip = await scene.doctor.call('referral.critical.save', { row: emergency({ personId: id }) })
    expect((await scene.doctor.call('referral.maternal.preview', { what: 'critical', id: slip.id })).html).toContain('无名氏')
  })

  test('rejected, it goes to the next receiver under the same number; a refusal of the family is signed', async () => {
    const { id } = await scene.doctor.call('referral.critical.save', { row: emergency() })
    const move = async (more: Record<string, unknown>) => scene.doctor.call('referral.critical.move', { id, rev: (await scene.doctor.call('referral.critical.get', { id })).rev, ...more } as never)
    await move({ to: 'sent' })
    expect(keys(await scene.doctor.fails('referral.critical.move', { id, rev: 2, to: 'rejected' }))).toContain('stateReason referral.stateReasonMissing')
    await move({ to: 'rejected', reason: '无床位' })
    await move({ to: 'toSend', organizationId: otherId })
    expect(await scene.doctor.call('referral.critical.get', { id })).toMatchObject({ number: 'WZ202603100001', organizationId: otherId, state: 'toSend', departedAt: null })
    const { rev } = await scene.doctor.call('referral.critical.get', { id })
    expect(keys(await scene.doctor.fails('referral.critical.move', { id, rev, to: 'patientRefused', reason: '家属要求回家' }))).toContain('refusalSigner criticalReferral.refusalSigner')
    await move({ to: 'patientRefused', reason: '家属要求回家', refusalSigner: '李国强' })
    expect(await scene.doctor.call('referral.critical.list', { openOnly: true })).toMatchObject({ total: 1, rows: [{ state: 'patientRefused' }] })
  })
})

describe('case 53: risk 红 kept 12 hours on level 2', () => {
  const stay = (changes: Partial<Retention> = {}): Retention => ({ ...emptyRow(retention), personId: womanId, riskColour: 'red', riskFactors: '重度子痫前期', keptSince: '2026-03-10T09:00' as Minute, doctorName: '陈医生', ...changes } as Retention)

  test('is a 截留 warning; staying needs reason, consultation and a senior doctor', async () => {
    const { id } = await scene.doctor.call('referral.retention.save', { row: stay({ keptSince: '2026-03-10T08:00' as Minute }) })
    const before = await scene.doctor.call('referral.retention.list', {})
    expect(before).toMatchObject({ retained: 0, rows: [{ isBeyond: true, isRetained: false, banner: { key: 'retention.beyond' } }] })
    await hoursLater(12)
    const { rev } = await scene.doctor.call('referral.retention.get', { id })
    expect(await scene.doctor.call('referral.retention.list', {})).toMatchObject({ retained: 1, rows: [{ isRetained: true, banner: { key: 'retention.retained' } }] })
    expect(keys(await scene.doctor.fails('referral.retention.decide', { id, rev, stayReason: '', consultation: '' })))
      .toEqual(['stayReason retention.stayReason', 'consultation retention.consultation', 'seniorDoctor retention.seniorDoctor'])
    const decision = { id, rev, stayReason: '宫口开全,转运风险更大', consultation: '市中心远程会诊:就地分娩后转' }
    expect((await scene.doctor.fails('referral.retention.decide', { ...decision, seniorDoctor: { loginName: 'qianfa', password: PASSWORD } })).code).toBe('invalid')
    expect((await scene.seniorDoctor.fails('referral.retention.decide', { ...decision, seniorDoctor: { loginName: 'shangji', password: PASSWORD } })).code).toBe('invalid')
    await scene.doctor.call('referral.retention.decide', { ...decision, seniorDoctor: { loginName: 'shangji', password: PASSWORD } })
    expect(await scene.doctor.call('referral.retention.list', {})).toMatchObject({ retained: 0, rows: [{ isRetained: false, seniorDoctorName: '蒋上级', banner: { key: 'retention.beyond' } }] })
  })

  test('nobody writes the decision past the senior doctor, and a woman who left is not kept', async () => {
    const { id, rev } = await scene.doctor.call('referral.retention.save', { row: stay({ stayReason: '自己写的', consultation: '无', decidedAt: '2026-03-10T09:30' as Minute }) })
    expect(await scene.doctor.call('referral.retention.get', { id })).toMatchObject({ decidedAt: null, stayReason: null })
    await scene.doctor.call('referral.retention.end', { id, rev, endedAt: '2026-03-10T09:00', endNote: '转市救治中心' })
    expect(await scene.doctor.call('referral.retention.list', {})).toMatchObject({ total: 0, retained: 0 })
    expect(keys(await scene.doctor.fails('referral.retention.end', { id, rev: 2, endedAt: '2026-03-10T09:00', endNote: '再转' }))).toEqual(['id retention.ended'])
  })

  test('the boundary: 11 hours is not yet 截留, 12 hours is; level 3 keeps 红, 绿 may stay anywhere', () => {
    const at = (hours: number, level: '2' | '3', riskColour: 'red' | 'green' = 'red') =>
      retentionState({ riskColour, keptSince: '2026-03-10T00:00' as Minute, endedAt: null, decidedAt: null }, level, `2026-03-10T${String(hours).padStart(2, '0')}:00` as Minute, DEFAULT_MATERNAL_RISK)
    expect([at(11, '2').isRetained, at(12, '2').isRetained, at(23, '3').isRetained, at(23, '2', 'green').banner]).toEqual([false, true, false, null])
  })
})

describe('case 56: high-risk serum screen, diagnosis refused', () => {
  const slip = (changes: Partial<DiagnosisReferral> = {}): DiagnosisReferral => ({
    ...emptyRow(diagnosisReferral), personId: womanId, organizationId: centreId, referredDay: '2026-03-10' as Day, expectedDeliveryDay: '2026-08-01' as Day, scheme: '2', screenedDay: '2026-03-05' as Day, screenedGestationDays: 119,
    cutOff: '1/270', trisomy21Risk: '1/120', doctorName: '陈医生', answer: 'waiting', ...changes,
  } as DiagnosisReferral)

  test('the refusal is signed, and the outcome is still asked for 42 days after the expected delivery', async () => {
    const { id, rev } = await scene.doctor.call('referral.diagnosis.save', { row: slip() })
    expect((await scene.doctor.call('referral.diagnosis.list', {})).rows[0]!.duties.map(duty => duty.kind)).toEqual(['notify', 'attendance', 'outcome'])
    expect(keys(await scene.doctor.fails('referral.diagnosis.save', { id, rev, row: slip({ answer: 'refused' }) }))).toEqual(expect.arrayContaining(['refusalSigner diagnosis.refusalSigner', 'refusedDay diagnosis.refusedDay']))
    await scene.doctor.call('referral.diagnosis.save', { id, rev, row: slip({ answer: 'refused', refusalSigner: '张丽华', refusedDay: '2026-03-10' as Day, refusalReason: '担心流产' }) })
    const [row] = (await scene.doctor.call('referral.diagnosis.list', { openOnly: true })).rows
    expect(row!.duties).toEqual([{ kind: 'outcome', dueDay: '2026-09-12', isOverdue: false }])
    await hoursLater(24 * 187)
    expect(await scene.doctor.call('referral.diagnosis.list', { openOnly: true })).toMatchObject({ overdue: 1 })
  })

  test('prints in two copies; without any reason it is refused', async () => {
    expect(keys(await scene.doctor.fails('referral.diagnosis.save', { row: slip({ trisomy21Risk: null }) }))).toEqual(['trisomy21Risk diagnosis.reasonMissing'])
    const { id } = await scene.doctor.call('referral.diagnosis.save', { row: slip() })
    const { html, issues } = await scene.doctor.call('referral.maternal.preview', { what: 'diagnosis', id })
    expect(issues).toEqual([])
    expect(html).toContain('第一联')
    expect(html).toContain('第二联')
  })

  test('the duty of each step: told late, not attended, done', () => {
    const row = { referredDay: '2026-03-10' as Day, screenedDay: '2026-03-05' as Day, notifiedDay: null as Day | null, answer: 'waiting', expectedDeliveryDay: '2026-08-01' as Day, outcome: null as string | null }
    expect(diagnosisDuties(row, '2026-03-11' as Day, DEFAULT_MATERNAL_RISK)[0]).toEqual({ kind: 'notify', dueDay: '2026-03-10', isOverdue: true })
    expect(diagnosisDuties({ ...row, notifiedDay: '2026-03-10' as Day }, '2026-03-18' as Day, DEFAULT_MATERNAL_RISK)[0]).toEqual({ kind: 'attendance', dueDay: '2026-03-17', isOverdue: true })
    expect(diagnosisDuties({ ...row, answer: 'attended', outcome: '1' }, '2026-12-01' as Day, DEFAULT_MATERNAL_RISK)).toEqual([])
  })
})

test('everything of a woman at risk stands in her time line', async () => {
  await scene.doctor.call('referral.critical.save', { row: emergency() })
  await scene.doctor.call('referral.retention.save', { row: { ...emptyRow(retention), personId: womanId, riskColour: 'red', keptSince: '2026-03-09T21:00', doctorName: '陈医生' } as Retention })
  await scene.doctor.call('referral.diagnosis.save', { row: { ...emptyRow(diagnosisReferral), personId: womanId, organizationId: centreId, referredDay: '2026-03-08', expectedDeliveryDay: '2026-08-01', ageRisk: true, doctorName: '陈医生', answer: 'waiting' } as DiagnosisReferral })
  expect((await scene.doctor.call('person.timeline', { id: womanId })).map(line => [line.day, line.kind, line.title, line.state])).toEqual([
    ['2026-03-10', 'critical', '市危重孕产妇救治中心', 'toSend'], ['2026-03-09', 'retention', '', 'red'], ['2026-03-08', 'diagnosis', '市危重孕产妇救治中心', 'waiting'],
  ])
})

test('a slip says how far its patient is in the pregnancy she is in, and nothing where there is none', async () => {
  const expecting = () => scene.doctor.call('referral.expecting', { personId: womanId })
  const nothing = { gestationDays: null, expectedDay: null }
  expect(await expecting()).toEqual(nothing)
  const { id, rev } = await insist(scene.clerk, 'pregnancy.save', { row: { ...emptyRow(pregnancy), womanId, lastMenstrualDay: '2025-10-01', gravidity: 1, parity: 0, state: 'pregnant' } })
  expect(await expecting()).toEqual({ gestationDays: 160, expectedDay: '2026-07-08' })
  await scene.clerk.call('pregnancy.void', { id, rev, reason: '登记有误' })
  expect(await expecting()).toEqual(nothing)
})

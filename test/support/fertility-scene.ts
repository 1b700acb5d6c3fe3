import { pregnancy } from '../../domain/modules/birth/pregnancy.record.ts'
import { fertilityBase } from '../../domain/modules/fertility/base.record.ts'
import { folicAcid, folicAcidFollowUp, folicAcidIssue } from '../../domain/modules/fertility/folic-acid.record.ts'
import { premaritalHiv } from '../../domain/modules/fertility/hiv.record.ts'
import { preconception, preconceptionCheck, preconceptionFollowUp } from '../../domain/modules/fertility/preconception.record.ts'
import { person } from '../../domain/modules/people/person.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import type { Scene } from './birth-scene.ts'
import { insist, type Window } from './desk.ts'
import { PRESENT_REV } from './input-arbitrary.ts'
import { idNumberOf } from './women.ts'

type Values = Record<string, unknown>
type Caller = Pick<Window, 'call'>

let people = 0
/** Somebody grown, with a number of their own. */
export async function adult(caller: Caller, name: string, sex: '1' | '2', birthDay: string, changes: Values = {}): Promise<string> {
  people += 1
  const idNumber = idNumberOf('430421', birthDay, 100 + people % 440 * 2 + (sex === '1' ? 1 : 0))
  const row = { ...emptyRow(person), name, sex, birthDay, idType: '01', idNumber, nationality: 'CHN', ethnicGroup: '01', phone: `138${String(10_000_000 + people)}`, homeRegion: '430421100', homeAddress: '解放路8号', householdRegion: '430421100', householdAddress: '解放路8号', maritalStatus: '10', ...changes }
  return (await insist(caller, 'person.save', { row })).id
}

/** A couple, she of 26 and he of 28. */
export async function couple(caller: Caller, name: string, changes: Values = {}): Promise<{ manId: string; womanId: string }> {
  return { manId: await adult(caller, `${name}先生`, '1', '1997-05-06', changes), womanId: await adult(caller, `${name}女士`, '2', '1999-08-15', changes) }
}

/** Both of a couple registered for the premarital examination. */
export async function registered(caller: Caller, name: string): Promise<{ manId: string; womanId: string; coupleNumber: string; manSheet: string; womanSheet: string }> {
  const both = await couple(caller, name)
  const { coupleNumber, sheets } = await caller.call('fertility.premarital.register', { ...both, examines: 'both' })
  return { ...both, coupleNumber, manSheet: sheets[0]!.id, womanSheet: sheets[1]!.id }
}

/** Saves more into a sheet as it stands. */
export async function fillSheet(caller: Caller, id: string, changes: Values): Promise<{ id: string; rev: number }> {
  const { rev, row } = await valuesOfSheet(caller, id)
  return insist(caller, 'fertility.premarital.save', { id, rev, row: { ...row, ...changes } })
}
/** The values of a stored sheet, without its frame. */
export async function valuesOfSheet(caller: Caller, id: string): Promise<{ rev: number; row: Values }> {
  const { id: _id, rev, defVersion: _defVersion, createdAt: _createdAt, createdBy: _createdBy, updatedAt: _updatedAt, updatedBy: _updatedBy, voidedAt: _voidedAt, voidReason: _voidReason, ...row } = await caller.call('fertility.premarital.get', { id })
  return { rev, row }
}
export const EXAMINED = { examinedDay: '2026-03-10', bloodRelation: '1', doctorName: '何医生', systolicMmHg: 118, diastolicMmHg: 76, mental: '2' } as const
export const CONCLUDED = { ...EXAMINED, diseases: '1', result: '1', opinion: '1', chiefDoctorName: '何医生', counsellingResult: '1', counselling: '婚育健康知识' } as const
export const CERTIFIED = { ...CONCLUDED, certificateDay: '2026-03-10', reportDay: '2026-03-10' } as const

/** Rows of the clinic with what every test would repeat. */
export const fertilityRows = {
  hiv: (examinationId: string, values: Values = {}): Values => ({ ...emptyRow(premaritalHiv), examinationId, testedDay: '2026-03-10', antibody: '1', doctorName: '何医生', ...values }),
  base: (values: Values = {}): Values => ({ ...emptyRow(fertilityBase), kind: 'marriage', firstDay: '2026-03-01', men: 20, women: 20, source: '县民政局', ...values }),
  preconception: (womanId: string, husbandId: string | null, values: Values = {}): Values => ({ ...emptyRow(preconception), womanId, husbandId, servedDay: '2026-03-02', state: 'open', ...values }),
  check: (coupleId: string, sex: '1' | '2', values: Values = {}): Values => ({
    ...emptyRow(preconceptionCheck), coupleId, sex, checkedDay: '2026-03-02', doctorName: '何医生', historyTaken: true, physicalFinding: '1', urineRoutine: '1', aboGroup: '1', rhGroup: '2', altUL: 20, creatinineUmolL: 60, hbsAg: '1', hbsAb: '2', hbeAg: '1', hbeAb: '1', hbcAb: '1', syphilis: '1',
    ...(sex === '2' ? { discharge: '1', gonococcus: '1', chlamydia: '1', bloodRoutine: '1', glucoseMmolL: 5, tshMiuL: 2, rubellaIgG: '2', cmvIgM: '1', cmvIgG: '2', toxoplasmaIgM: '1', toxoplasmaIgG: '1', ultrasound: '1' } : {}), ...values,
  }),
  followUp: (coupleId: string, values: Values = {}): Values => ({ ...emptyRow(preconceptionFollowUp), coupleId, kind: 'notPregnant', followDay: '2026-03-10', way: 'phone', doctorName: '何医生', ...values }),
  course: (womanId: string, values: Values = {}): Values => ({ ...emptyRow(folicAcid), womanId, registeredDay: '2026-03-01', takerGroup: 'preparing', isHighRisk: false, doseMg: 0.4, startDay: '2026-03-01', state: 'active', ...values }),
  issue: (courseId: string, values: Values = {}): Values => ({ ...emptyRow(folicAcidIssue), courseId, issuedDay: '2026-03-01', bottles: 3, issuerName: '何医生', ...values }),
  taken: (courseId: string, values: Values = {}): Values => ({ ...emptyRow(folicAcidFollowUp), courseId, followDay: '2026-03-10', way: 'phone', weeklyTimes: 7, isTaking: true, doctorName: '何医生', ...values }),
  pregnancy: (womanId: string, lastMenstrualDay: string, values: Values = {}): Values => ({ ...emptyRow(pregnancy), womanId, state: 'pregnant', lastMenstrualDay, gravidity: 1, parity: 0, bookedDay: '2026-03-10', ...values }),
}

/** A couple before marriage, one before a child and a woman with folic acid; what a careful nurse gives to the calls of the clinic. */
export async function fertilityExamples(scene: Pick<Scene, 'as'>): Promise<Record<string, Values[]>> {
  const nurse = await scene.as('fubao', ['womenCare'], '何妇保')
  const rows = fertilityRows
  const wedding = await registered(nurse, '邵')
  await fillSheet(nurse, wedding.womanSheet, CERTIFIED)
  const sheet = await valuesOfSheet(nurse, wedding.manSheet)
  const later = await registered(nurse, '孟')
  const { id: knownId } = await insist(nurse, 'fertility.hiv.save', { row: rows.hiv(later.womanSheet) })
  const { id: mistakenId } = await insist(nurse, 'fertility.hiv.save', { row: rows.hiv(wedding.manSheet) })
  const parents = await couple(nurse, '钱')
  const { id: coupleId } = await insist(nurse, 'fertility.preconception.save', { row: rows.preconception(parents.womanId, parents.manId) })
  const { id: checkId } = await insist(nurse, 'fertility.preconceptionCheck.save', { row: rows.check(coupleId, '2') })
  const { id: askedId } = await insist(nurse, 'fertility.preconceptionFollowUp.save', { row: rows.followUp(coupleId) })
  const { id: courseId } = await insist(nurse, 'fertility.folicAcid.save', { row: rows.course(parents.womanId) })
  const { id: issueId } = await insist(nurse, 'fertility.folicAcidIssue.save', { row: rows.issue(courseId) })
  const { id: takenId } = await insist(nurse, 'fertility.folicAcidFollowUp.save', { row: rows.taken(courseId, { followDay: '2026-03-08' }) })
  const { id: baseId } = await insist(nurse, 'fertility.base.save', { row: rows.base() })
  const other = await couple(nurse, '白')
  const voiding = (id: string): Values[] => [{ id, rev: PRESENT_REV, reason: '登记有误' }]
  const span = { firstDay: '2026-01-01', lastDay: '2026-03-31' }
  const paged = (views: readonly string[]): Values[] => views.map(view => ({ view, offset: 0, limit: 20 }))
  const papers: Values[] = [{ what: 'certificate', id: wedding.womanSheet }, { what: 'examination', id: wedding.manSheet }, { what: 'notice', id: coupleId }]
  return {
    'fertility.premarital.register': [{ ...other, examines: 'woman' }], 'fertility.premarital.save': [{ id: wedding.manSheet, rev: PRESENT_REV, row: { ...sheet.row, ...EXAMINED } }], 'fertility.premarital.void': voiding(later.manSheet),
    'fertility.premarital.couple': [{ coupleNumber: wedding.coupleNumber }], 'fertility.premarital.list': paged(['toExamine', 'toConclude', 'toRecheck', 'unanswered', 'toCertify', 'all']), 'fertility.premarital.figures': [span],
    'fertility.hiv.save': [{ row: rows.hiv(wedding.womanSheet) }], 'fertility.hiv.get': [{ id: knownId }], 'fertility.hiv.void': voiding(mistakenId), 'fertility.base.save': [{ row: rows.base({ kind: 'preconception', firstDay: '2026-01-01', men: null, women: null, couples: 120 }) }], 'fertility.base.void': voiding(baseId), 'fertility.base.list': [{ kind: 'marriage' }],
    'fertility.preconception.save': [{ row: rows.preconception(other.womanId, other.manId) }], 'fertility.preconception.open': [{ coupleId }], 'fertility.preconception.prepare': [{ womanId: parents.womanId }, { womanId: wedding.womanId }], 'fertility.preconception.list': paged(['unfinished', 'toNotify', 'toAsk', 'early', 'outcome', 'all']),
    'fertility.preconception.figures': [{ year: 2026 }], 'fertility.preconceptionCheck.save': [{ row: rows.check(coupleId, '1') }], 'fertility.preconceptionCheck.void': voiding(checkId), 'fertility.preconceptionFollowUp.save': [{ row: rows.followUp(coupleId) }],
    'fertility.preconceptionFollowUp.prepare': [{ coupleId }, { coupleId, kind: 'early' }], 'fertility.preconceptionFollowUp.void': voiding(askedId),
    'fertility.folicAcid.save': [{ row: rows.course(other.womanId) }], 'fertility.folicAcid.open': [{ courseId }], 'fertility.folicAcid.prepare': [{ womanId: wedding.womanId }], 'fertility.folicAcid.list': paged(['toIssue', 'toFollow', 'active', 'all']), 'fertility.folicAcid.export': [{ view: 'active' }], 'fertility.folicAcid.figures': [span],
    'fertility.folicAcidIssue.save': [{ row: rows.issue(courseId, { issuedDay: '2026-03-10' }) }], 'fertility.folicAcidIssue.void': voiding(issueId), 'fertility.folicAcidFollowUp.save': [{ row: rows.taken(courseId) }], 'fertility.folicAcidFollowUp.void': voiding(takenId),
    'fertility.paper.preview': papers, 'fertility.paper.pdf': papers, 'fertility.paper.print': papers.map(paper => ({ ...paper, printerName: 'PDF' })),
  }
}

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Name, Output } from '../../domain/api/api.ts'
import type { Day } from '../../domain/time/day.ts'
import { renewAllChildDue } from '../../electron/core/registry/child-due.ts'
import { childWithFile } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { eyeRows } from '../support/eye-scene.ts'
import { screeningRows } from '../support/screening-scene.ts'
import '../support/property-seed.ts'

let desk: Desk
let doctor: Window
let oculist: Window
beforeAll(async () => {
  desk = await openDesk()
  oculist = await desk.as('yanke', ['eyeCare'], '沈医生')
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
})
afterAll(() => desk.close())

type Opened = Output<'child.screening.open'>
type Line = Opened['lines'][number]
const BIRTH = '2026-02-10'
/** A child whose fundus has to be examined (§8). */
const PRETERM = { gestationDays: 210, birthWeightG: 1480 }
const DISEASES = ['CH', 'PKU', 'CAH', 'G6PD']
const day = (n: number): string => `2026-0${n < 18 ? 2 : 3}-${String(n < 18 ? n + 11 : n - 17).padStart(2, '0')}`

const op = fc.oneof(
  { weight: 7, arbitrary: fc.record({ do: fc.constant('sample' as const), at: fc.integer({ min: 3, max: 24 }), ordered: fc.subarray(DISEASES, { minLength: 1 }) }) },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('result' as const), which: fc.nat(20), disease: fc.constantFrom(...DISEASES), interpretation: fc.constantFrom('1', '1', '2', '3', '3', '4'), after: fc.integer({ min: 0, max: 3 }), isConfirmed: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('decide' as const), which: fc.nat(20), outcome: fc.constantFrom('confirmed', 'confirmed', 'excluded'), treat: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('hearing' as const), stage: fc.constantFrom('1', '2', '2', '3', '4', '5'), at: fc.integer({ min: 1, max: 26 }), right: fc.constantFrom('1', '2', '3'), left: fc.constantFrom('1', '2', '3'), diagnosis: fc.constantFrom('normal', 'loss', 'undecided') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('heart' as const), at: fc.integer({ min: 0, max: 20 }), murmur: fc.constantFrom('1', '1', '2', null), hand: fc.constantFrom(98, 94, 88, null), foot: fc.constantFrom(97, 94, 99), echo: fc.constantFrom(null, null, 'normal', 'defect', 'undecided'), treat: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('eyes' as const), at: fc.integer({ min: 0, max: 24 }), reflex: fc.constantFrom('1', '2', '2', '3', null), answered: fc.boolean(), fundus: fc.constantFrom(false, false, false, true) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fundus' as const), at: fc.integer({ min: 18, max: 26 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('close' as const), which: fc.nat(20), reason: fc.constantFrom('refused', 'lost') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('attempt' as const), outcome: fc.constantFrom('noAnswer', 'promised', 'movedAway') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('void' as const), kind: fc.constantFrom('samples', 'results', 'hearing', 'heart', 'eyes', 'closings'), which: fc.nat(20) }) },
)
type Op = typeof op extends fc.Arbitrary<infer O> ? O : never

const CALLS = { samples: 'child.bloodSpot', results: 'child.bloodSpotResult', hearing: 'child.hearingTest', heart: 'child.heartScreening', eyes: 'child.eyesAtBirth', closings: 'child.screeningClosing' } as const

// What a call refuses changes nothing; every refusal must be one of the sentences a clerk reads.
async function attemptCall(name: Name, input: Record<string, unknown>, by = doctor): Promise<void> {
  try {
    await insist(by, name, input)
  } catch (error) {
    expect(String(error)).toContain('"code": "invalid"')
  }
}

let numbers = 0
async function apply(fileId: string, opened: Opened, one: Op): Promise<void> {
  const rows = screeningRows(fileId)
  const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)]
  switch (one.do) {
    case 'sample': return attemptCall('child.bloodSpot.save', { row: rows.sample(`${day(one.at)}T08:00`, { ordered: one.ordered.join(','), sampleNumber: `P${numbers++}` }) })
    case 'result': {
      const sample = pick(opened.samples, one.which)
      return sample && attemptCall('child.bloodSpotResult.save', { row: rows.result(sample.id, one.disease, one.interpretation, sample.takenAt.slice(0, 10) < day(24) ? day(24 - one.after) : day(27), one.interpretation === '3' && one.isConfirmed ? { outcome: 'confirmed', diagnosisDay: day(27), diagnosisResult: '见报告' } : {}) })
    }
    case 'decide': {
      const result = pick(opened.results.filter(({ interpretation }) => interpretation === '3'), one.which)
      return result && attemptCall('child.bloodSpotResult.save', { id: result.id, rev: result.rev, row: rows.result(result.sampleId, result.disease, '3', result.experimentDay, { outcome: one.outcome, diagnosisDay: day(27), diagnosisResult: '见报告', treatmentDay: one.treat && one.outcome === 'confirmed' ? day(27) : null }) })
    }
    case 'hearing': {
      const ears = one.stage === '3' || one.stage === '4' ? {} : { rightEar: one.right, leftEar: one.left, delayReason: '当日未能完成' }
      return attemptCall('child.hearingTest.save', { row: rows.hearing(one.stage, day(one.at), { ...ears, ...(one.stage === '3' ? { diagnosis: one.diagnosis } : {}), ...(one.stage === '4' ? { intervention: '助听器' } : {}) }) })
    }
    case 'heart': return attemptCall('child.heartScreening.save', { row: rows.heart(`${day(one.at)}T08:00`, { murmur: one.murmur, firstHandPercent: one.hand, firstFootPercent: one.foot, ...(one.echo ? { echo: one.echo, echoDay: day(one.at + 2), diagnosis: one.echo === 'defect' ? '室间隔缺损' : null, treatment: one.echo === 'defect' && one.treat ? '定期随访' : null } : {}) }) })
    case 'eyes': return attemptCall('child.eyesAtBirth.save', { row: rows.eyes(day(one.at), {
      appearance: '1', lightRight: '1', lightLeft: '1', redReflexRight: '1', redReflexLeft: one.reflex,
      ...(one.answered ? { referralDay: day(one.at), referralInstitution: '市眼科医院', referralAnswer: '未见异常' } : {}), ...(one.fundus ? { fundusDay: day(27), fundusAnswer: '双眼视网膜未成熟' } : {}),
    }) })
    case 'fundus': return attemptCall('eye.retinopathy.save', { row: eyeRows(fileId).fundus(day(one.at), { nextDay: '2026-03-24' }) }, oculist)
    case 'close': {
      const line = pick(opened.lines.filter(open => BEGUN(open) || open.line === 'retinopathy'), one.which)
      return line && attemptCall('child.screeningClosing.save', { row: rows.closing(line.line, one.reason as 'refused', '2026-03-10') })
    }
    case 'attempt':
      for (let times = 0; times < 2; times += 1) await attemptCall('child.attempt.save', { row: rows.attempt('2026-03-10', one.outcome) })
      return
    case 'void': {
      const row = pick(opened[one.kind as 'samples'], one.which)
      return row && attemptCall(`${CALLS[one.kind as 'samples']}.void` as Name, { id: row.id, rev: row.rev, reason: '登记错误' })
    }
  }
}

/** Lines that must not be closed by results, read off the rows the plain way: what is unanswered. */
function unanswered({ samples, results, hearing, heart, eyes }: Opened, isPreterm: boolean, hasFundus: boolean): Set<string> {
  const open = new Set<string>()
  const order = new Map([...samples].sort((a, b) => a.takenAt < b.takenAt ? -1 : a.takenAt > b.takenAt ? 1 : a.id < b.id ? -1 : 1).map((sample, index) => [sample.id, index]))
  for (const result of results) {
    const later = results.some(other => other.disease === result.disease && order.get(other.sampleId)! > order.get(result.sampleId)!)
    if (result.interpretation === '3' ? result.outcome === null : result.interpretation !== '1' && !later && !results.some(other => other.disease === result.disease && other.outcome === 'confirmed')) open.add(`bloodSpot:${result.disease}`)
  }
  // Confirmed waits for its treatment.
  const isTreated = ({ treatmentDay, treatmentNote }: Opened['results'][number]): boolean => treatmentDay !== null || treatmentNote !== null
  for (const { disease, outcome } of results) if (outcome === 'confirmed' && !results.some(other => other.disease === disease && other.outcome === 'confirmed' && isTreated(other))) open.add(`bloodSpot:${disease}`)
  for (const sample of samples) {
    for (const disease of sample.ordered!.split(',')) {
      const has = results.some(result => result.disease === disease && order.get(result.sampleId)! >= order.get(sample.id)!)
      if (!has && !results.some(result => result.disease === disease && result.interpretation !== '1')) open.add('bloodSpot')
    }
  }
  const tests = [...hearing].sort((a, b) => a.testedDay < b.testedDay ? -1 : a.testedDay > b.testedDay ? 1 : Number(a.stage) - Number(b.stage) || (a.id < b.id ? -1 : 1))
  tests.forEach((failed, index) => {
    if (failed.rightEar !== '2' && failed.leftEar !== '2') return
    // Answered by a later diagnosis, or a first screening by a re-test of both ears.
    const answers = tests.slice(index + 1)
    const diagnosed = answers.some(({ stage }) => stage === '3') || (failed.stage !== '5' && tests.slice(0, index).some(({ stage, diagnosis }) => stage === '3' && diagnosis === 'loss'))
    const passed = failed.stage === '1' && answers.some(({ stage, rightEar, leftEar }) => stage === '2' && rightEar === '1' && leftEar === '1')
    if (!diagnosed && !passed && !tests.slice(0, index).some(({ stage, diagnosis }) => stage === '3' && diagnosis === 'loss')) open.add('hearing')
  })
  const lastDiagnosis = tests.findLastIndex(({ stage }) => stage === '3')
  if (lastDiagnosis >= 0 && tests[lastDiagnosis]!.diagnosis === 'undecided') open.add('hearing')
  if (lastDiagnosis >= 0 && tests[lastDiagnosis]!.diagnosis === 'loss' && !tests.slice(lastDiagnosis + 1).some(({ stage }) => stage === '4')) open.add('hearing')
  if (heart.some(({ result }) => result === 'positive') && !heart.some(({ echo }) => echo === 'normal' || echo === 'defect')) open.add('heart')
  const lastEcho = heart.map(({ echoDay }) => echoDay ?? '').toSorted().at(-1)
  if (lastEcho && heart.every(({ echoDay, echo }) => echoDay !== lastEcho || echo === 'defect') && heart.every(({ treatment }) => treatment === null)) open.add('heart')
  if (eyes.some(({ redReflexLeft, referralAnswer }) => redReflexLeft === '2' && referralAnswer === null)) open.add('eyes')
  if (isPreterm && !hasFundus && eyes.every(({ fundusDay }) => fundusDay === null)) open.add('retinopathy')
  return open
}

const BEGUN = (line: Line): boolean => line.step !== null && line.state !== 'notSampled' && line.state !== 'notDone'

test('no chain disappears: what is unanswered is open or closed by a closing on file, and the list of all children has exactly the open ones', async () => {
  let closed = 0
  let untreated = 0
  const seen = new Map<string, number>()
  await fc.assert(fc.asyncProperty(fc.array(op, { minLength: 4, maxLength: 24 }), async ops => {
    const isPreterm = numbers % 2 === 1
    const fileId = await childWithFile(doctor, BIRTH, isPreterm ? PRETERM : {}, `赵${String.fromCodePoint(0x4e00 + numbers++ % 2000)}`)
    for (const one of ops) {
      await apply(fileId, await doctor.call('child.screening.open', { fileId }), one)
      const opened = await doctor.call('child.screening.open', { fileId })
      if (opened.results.some(({ outcome, treatmentDay }) => outcome === 'confirmed' && treatmentDay === null)) untreated += 1
      const hasFundus = (await desk.database.kysely.selectFrom('eyeRetinopathy').select('id').where('fileId', '=', fileId).execute()).length > 0
      for (const name of unanswered(opened, isPreterm, hasFundus)) {
        seen.set(name, (seen.get(name) ?? 0) + 1)
        const line = opened.lines.find(({ line: own }) => own === name)
        expect(line, `${name} is gone`).toBeDefined()
        if (line!.step !== null) continue
        closed += 1
        expect(opened.closings.some(closing => closing.line === name && closing.reason === line!.state), `${name} closed as ${line!.state} without a closing`).toBe(true)
      }
      const list = (await doctor.call('child.screening.list', { limit: 500 })).rows.filter(row => row.fileId === fileId)
      expect(list.map(row => `${row.line} ${row.state} ${row.step} ${row.dueDay}`).toSorted()).toEqual(opened.lines.filter(BEGUN).map(line => `${line.line} ${line.state} ${line.step} ${line.dueDay}`).toSorted())
    }
    for (const line of (await doctor.call('child.screening.open', { fileId })).lines) expect(line.step === null).toBe(line.closedDay !== null)
  }), { numRuns: 50 })
  // The property looked at something: open chains and closed ones.
  for (const name of ['bloodSpot', 'bloodSpot:CH', 'hearing', 'heart', 'eyes', 'retinopathy']) expect(seen.get(name) ?? 0, name).toBeGreaterThan(0)
  expect(untreated).toBeGreaterThan(0)
  expect(closed).toBeGreaterThan(5)
  // What was kept row by row is what working out all children at once gives.
  const kept = async () => ({ open: await desk.database.kysely.selectFrom('childScreeningOpen').selectAll().orderBy('fileId').orderBy('line').execute(), due: await desk.database.kysely.selectFrom('childDue').selectAll().orderBy('fileId').orderBy('line').execute() })
  const before = await kept()
  await renewAllChildDue(desk.database, '2026-03-10' as Day)
  expect(await kept()).toEqual(before)
}, 120_000)

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childAppointment, childContactAttempt } from '../../domain/modules/child/appointment.record.ts'
import { eyesAtBirth } from '../../domain/modules/child/eyes-at-birth.record.ts'
import { eyeFile } from '../../domain/modules/eye/file.record.ts'
import { glasses } from '../../domain/modules/eye/glasses.record.ts'
import { eyeReferral } from '../../domain/modules/eye/referral.record.ts'
import { retinopathy } from '../../domain/modules/eye/retinopathy.record.ts'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { eyeVisit } from '../../domain/modules/eye/visit.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { EYE_RULES_DEFAULT } from '../../domain/rule/eye/eye-rules.ts'
import { addDays, type Day, type Instant, monthAnniversary } from '../../domain/time/day.ts'
import { valuesOf } from '../../electron/core/record/store.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'
import { testEngines } from '../support/engines.ts'
import { eyeChild } from '../support/eye-paper-scene.ts'

const TODAY = '2026-03-10' as Day
let desk: Desk
let doctor: Window
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('yanke', ['eyeCare'], '沈医生')
})
afterAll(() => desk.close())

let count = 0
async function child(birthDay: string, file: Record<string, unknown> = {}): Promise<string> {
  count += 1
  return (await registerChild(doctor, `沈目${'一二三四五六七八九十'[count % 10]}${'甲乙丙丁'[Math.floor(count / 10)]}`, birthDay, file)).fileId
}
const visitRow = (fileId: string, row: object) => ({ ...emptyRow(eyeVisit), fileId, purpose: '1', place: 'clinic', referral: '1', doctorName: '沈医生', visitDay: TODAY, ...row }) as never
async function insist(name: 'eye.visit.save', row: never): Promise<{ id: string; rev: number; asked: string[] }> {
  const answer = await desk.host.call(name, { row } as never, `window-${doctor.loginName}`)
  if (answer.ok) return { ...answer.value as { id: string; rev: number }, asked: [] }
  if (answer.error.code !== 'confirm') throw new Error(JSON.stringify(answer.error))
  const asked = answer.error.fields!
  const saved = await doctor.call(name, { row, confirmations: asked.map(issue => ({ path: issue.path, key: issue.message.key, reason: '已核对' })) } as never)
  return { ...saved as { id: string; rev: number }, asked: asked.map(issue => `${issue.path} ${issue.message.key}`) }
}
const keysOf = async (name: 'eye.visit.save' | 'eye.referral.save' | 'eye.glasses.save' | 'eye.retinopathy.save' | 'eye.file.save', row: never): Promise<string[]> => (await doctor.fails(name, { row } as never)).fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)

describe('a visit', () => {
  test('starts with the visit of its day, the checks of its age and what the room keeps', async () => {
    const fileId = await child(monthAnniversary(TODAY, -24))
    const prepared = await doctor.call('eye.visit.prepare', { fileId })
    expect(prepared).toMatchObject({ selectable: ['month24'], checks: ['appearance', 'behaviour', 'position', 'coverAversion', 'refraction'], special: ['position', 'coverAversion', 'refraction'], existingId: null, last: null })
    expect(prepared.row).toMatchObject({ purpose: '1', contact: 'month24', visitDay: TODAY, doctorName: '沈医生' })
  })

  test('is concluded by the program when it is saved, with both eyes, the undone checks and the reserve', async () => {
    const fileId = await child(monthAnniversary(TODAY, -60))
    const row = visitRow(fileId, { contact: 'year5', pupilState: '1', refractionMethod: '3', sphereDRight: 3.75, sphereDLeft: 1, visionNotation: 'decimal', visionRight: '47', visionLeft: '50', positionRight: '1', positionLeft: '1', conclusion: '医生写的', advice: 'none' })
    const live = await doctor.call('eye.visit.evaluate', { fileId, row })
    expect(live).toMatchObject({ advice: 'refer', text: '异常:远视、屈光参差、视力低常、双眼视力相差两行及以上', equivalentD: { right: 3.75, left: 1 }, undone: [] })
    const { id, asked } = await insist('eye.visit.save', row)
    expect(asked).toEqual(['referral eyeVisit.refer'])
    expect(await doctor.call('eye.visit.get', { id })).toMatchObject({ ageMonths: 60, equivalentDRight: 3.75, equivalentDLeft: 1, reserveRight: 'high', reserveLeft: 'suspected', findings: 'hyperopia,anisometropia,lowVision,twoLines', undone: null, advice: 'refer', conclusion: live.text })
  })

  test('E-24: the second record of a visit is refused and the first is named for opening', async () => {
    const fileId = await child(monthAnniversary(TODAY, -36))
    const { id } = await insist('eye.visit.save', visitRow(fileId, { contact: 'month36', visitDay: addDays(TODAY, -3) }))
    expect(await keysOf('eye.visit.save', visitRow(fileId, { contact: 'month36' }))).toContain('block contact eyeVisit.twice')
    expect((await doctor.call('eye.visit.prepare', { fileId, contact: 'month36' })).existingId).toBe(id)
    // A visit beside the programme, and the same visit after the first was voided, stand.
    await insist('eye.visit.save', visitRow(fileId, { purpose: '3', contact: null }))
    await doctor.call('eye.visit.void', { id, rev: 1, reason: '登错了孩子' })
    expect((await insist('eye.visit.save', visitRow(fileId, { contact: 'month36' }))).id).not.toBe(id)
  })

  test('E-22 and other bad input: refused with the field and the next step, or asked about; nothing is guessed', async () => {
    const fileId = await child('2022-03-05')
    expect(await keysOf('eye.visit.save', visitRow(fileId, { contact: 'year4', pupilState: '1', sphereDRight: 1, axisDegreesRight: 90, cylinderDLeft: -0.75 }))).toEqual(expect.arrayContaining(['block axisDegreesRight eye.axisWithoutCylinder', 'block sphereDLeft eye.sphereMissing', 'block axisDegreesLeft eye.axisMissing']))
    expect(await keysOf('eye.visit.save', visitRow(fileId, { contact: 'year4', sphereDRight: 1 }))).toContain('block pupilState eyeVisit.pupilState')
    expect(await keysOf('eye.visit.save', visitRow(fileId, { contact: 'year4', visitDay: addDays(TODAY, 1) }))).toContain('block visitDay eyeVisit.future')
    expect(await keysOf('eye.visit.save', visitRow(fileId, { contact: 'year4', visitDay: '2022-03-04' }))).toContain('block visitDay eyeVisit.beforeBirth')
    expect(await keysOf('eye.visit.save', visitRow(fileId, { contact: 'month12', behaviourLeft: '3' }))).toEqual(['warn contact eyeVisit.otherContact'])
    // Nothing was looked at: it would count as done.
    expect(await keysOf('eye.visit.save', visitRow(fileId, { contact: 'year4', doctorName: '沈医生' }))).toEqual(['warn visitDay eyeVisit.nothing'])
    expect((await doctor.fails('eye.visit.save', { row: visitRow(fileId, { contact: 'year4', visionRight: '0.7' }) })).fields![0]!.path).toBe('visionRight')
  })

  test('eyes exchanged and signs turned against the last visit are asked about', async () => {
    const fileId = await child('2021-03-05')
    await insist('eye.visit.save', visitRow(fileId, { contact: 'year4', visitDay: '2025-03-10', pupilState: '1', sphereDRight: 4, sphereDLeft: -1, visionRight: '45', visionLeft: '50', axialLengthMmRight: 20.5, axialLengthMmLeft: 23.4 }))
    const swapped = await insist('eye.visit.save', visitRow(fileId, { contact: 'year5', pupilState: '1', sphereDRight: -1, sphereDLeft: 4, visionRight: '50', visionLeft: '45', axialLengthMmRight: 23.4, axialLengthMmLeft: 20.5, referral: '2', referralReason: '远视' }))
    expect(swapped.asked).toEqual(expect.arrayContaining(['sphereDRight eye.swapped', 'visionRight eye.swapped', 'axialLengthMmRight eye.swapped']))
    const other = await child('2021-03-06')
    await insist('eye.visit.save', visitRow(other, { contact: 'year4', visitDay: '2025-03-10', pupilState: '1', sphereDRight: 2, sphereDLeft: 2 }))
    const turned = await doctor.call('eye.visit.evaluate', { fileId: other, row: visitRow(other, { contact: 'year5', pupilState: '1', sphereDRight: -2, sphereDLeft: 2.25 }) })
    expect(turned.issues.map(issue => `${issue.path} ${issue.message.key}`)).toEqual(['sphereDRight eye.signTurnedRight'])
    // A visit between that measured nothing of it does not hide the last measurement.
    await insist('eye.visit.save', visitRow(other, { purpose: '3', contact: null, visitDay: '2025-09-10', behaviourRight: '1', behaviourLeft: '1', visionRight: '50', visionLeft: '50' }))
    const later = await insist('eye.visit.save', visitRow(other, { contact: 'year5', pupilState: '1', sphereDRight: -2, sphereDLeft: 2.25, referral: '2', referralReason: '屈光参差' }))
    expect(later.asked).toEqual(['sphereDRight eye.signTurnedRight'])
  })

  test('eyes two lines apart and found so again are referred, not called back once more', async () => {
    const fileId = await child('2021-03-05')
    const { id } = await insist('eye.visit.save', visitRow(fileId, { contact: 'year4', visitDay: '2026-02-16', visionRight: '50', visionLeft: '52' }))
    expect(await doctor.call('eye.visit.get', { id })).toMatchObject({ advice: 'recheck', findings: 'twoLines' })
    const again = await insist('eye.visit.save', visitRow(fileId, { purpose: '2', contact: null, visionRight: '50', visionLeft: '52', referral: '2', referralReason: '双眼视力相差两行' }))
    expect((await doctor.call('eye.visit.get', { id: again.id })).advice).toBe('refer')
    // A visit made a fortnight before the fourth birthday was judged by four years; so is what it is remembered by.
    const early = await child('2022-03-05')
    await insist('eye.visit.save', visitRow(early, { contact: 'year4', visitDay: '2026-02-20', visionRight: '48', visionLeft: '49' }))
    const repeated = await insist('eye.visit.save', visitRow(early, { purpose: '2', contact: null, visionRight: '48', visionLeft: '49', referral: '2', referralReason: '视力低常' }))
    expect((await doctor.call('eye.visit.get', { id: repeated.id })).advice).toBe('refer')
  })

  test('an old one is changed only with a reason, which stands in its history; the hospital says after how many days', async () => {
    const chief = await desk.as('zhuren', ['administrator'])
    const fileId = await child('2022-03-05')
    const { id } = await insist('eye.visit.save', visitRow(fileId, { contact: 'year4', positionRight: '1', positionLeft: '1' }))
    const change = async (row: object, confirmations?: object[]) => {
      const stored = await doctor.call('eye.visit.get', { id })
      return desk.host.call('eye.visit.save', { id, rev: stored.rev, row: { ...valuesOf(eyeVisit, stored as never), ...row }, ...(confirmations ? { confirmations } : {}) } as never, `window-${doctor.loginName}`)
    }
    expect((await change({ doctorName: '邓医生' })).ok, 'on its day').toBe(true)
    await desk.database.kysely.updateTable('eyeVisit').set({ createdAt: '2026-03-06T02:00:00.000Z' as Instant }).where('id', '=', id).execute()
    const asked = await change({ positionRight: '2', referral: '2', referralReason: '眼位' })
    expect(asked.ok ? [] : asked.error.fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)).toEqual(['warn visitDay eyeVisit.editLocked'])
    expect((await change({ positionRight: '2', referral: '2', referralReason: '眼位' }, [{ path: 'visitDay', key: 'eyeVisit.editLocked', reason: '右眼眼位登错' }])).ok).toBe(true)
    const history = await desk.database.kysely.selectFrom('recordHistory').select(['rev', 'reason']).where('recordId', '=', id).orderBy('rev').execute()
    expect(history).toEqual([{ rev: 1, reason: null }, { rev: 2, reason: null }, { rev: 3, reason: '右眼眼位登错' }])
    // The next change asks again: what was let through once is no licence.
    expect((await change({ doctorName: '沈医生' })).ok).toBe(false)
    const { rev } = await chief.call('setting.get', { key: 'eyeRules' })
    await chief.call('setting.save', { key: 'eyeRules', rev, value: { ...EYE_RULES_DEFAULT, editDays: 0 } })
    expect((await change({ doctorName: '沈医生' })).ok, 'never locked').toBe(true)
    await chief.call('setting.save', { key: 'eyeRules', rev: rev + 1, value: EYE_RULES_DEFAULT })
  })

  test('low vision is measured again first; found again it is referred', async () => {
    const fileId = await child('2021-03-05')
    const { id } = await insist('eye.visit.save', visitRow(fileId, { contact: 'year4', visitDay: '2026-02-16', visionRight: '47', visionLeft: '47' }))
    expect((await doctor.call('eye.visit.get', { id })).advice).toBe('recheck')
    const again = await insist('eye.visit.save', visitRow(fileId, { purpose: '2', contact: null, visionRight: '47', visionLeft: '47', referral: '2', referralReason: '视力低常' }))
    expect((await doctor.call('eye.visit.get', { id: again.id })).advice).toBe('refer')
  })

  test('a hospital that sets the limit of four years lower sees the next visit judged by it', async () => {
    const chief = await desk.as('chief', ['administrator'])
    const { rev } = await chief.call('setting.get', { key: 'eyeRules' })
    await chief.call('setting.save', { key: 'eyeRules', rev, value: { ...EYE_RULES_DEFAULT, visionLimitIsLow: 0 } })
    const fileId = await child('2022-03-05')
    expect((await doctor.call('eye.visit.evaluate', { fileId, row: visitRow(fileId, { contact: 'year4', visionRight: '48', visionLeft: '49' }) })).text).toBe('正常')
    await chief.call('setting.save', { key: 'eyeRules', rev: rev + 1, value: EYE_RULES_DEFAULT })
    expect((await doctor.call('eye.visit.evaluate', { fileId, row: visitRow(fileId, { contact: 'year4', visionRight: '48', visionLeft: '49' }) })).text).toBe('异常:视力低常')
  })
})

test('E-26 from the visit to the slip to the answer: urgent, numbered, on the list until it is answered', async () => {
  const fileId = await child(monthAnniversary(TODAY, -6))
  const { id: visitId } = await insist('eye.visit.save', visitRow(fileId, { contact: 'month6', redReflexRight: '2', redReflexLeft: '1', positionRight: '1', positionLeft: '1', coverAversionRight: '1', coverAversionLeft: '1', referral: '2', referralReason: '红光反射异常' }))
  const { row, existingId } = await doctor.call('eye.referral.prepare', { visitId })
  expect([existingId, row]).toEqual([null, expect.objectContaining({ isUrgent: true, dueDay: addDays(TODAY, 3), findings: 'redReflex', conclusion: '异常:红光反射', state: 'waiting' })])
  const slip = { ...emptyRow(eyeReferral), ...row, hospital: '衡阳市妇幼保健院' } as never
  const { id } = await doctor.call('eye.referral.save', { row: slip })
  const stored = await doctor.call('eye.referral.get', { id })
  expect(stored.number).toMatch(/^YZ2026\d{6}$/)
  expect(await keysOf('eye.referral.save', slip)).toContain('block visitId eyeReferral.twice')
  expect((await doctor.call('eye.referral.list', { state: 'waiting' })).rows).toMatchObject([{ id, isUrgent: true, isOverdue: false, conclusion: '异常:红光反射' }])
  const values = valuesOf(eyeReferral, stored as never)
  await doctor.call('eye.referral.save', { id, rev: 1, row: { ...values, answeredDay: TODAY, diagnosis: '先天性白内障', isConfirmed: true, furtherReferral: '1' } as never })
  expect(await doctor.call('eye.referral.get', { id })).toMatchObject({ state: 'answered', diagnosis: '先天性白内障', number: stored.number })
  expect((await doctor.call('eye.referral.list', { state: 'waiting' })).total).toBe(0)
})

describe('a referral', () => {
  /** A stored slip of a new visit, and its values for saving it again. */
  async function slip(): Promise<{ fileId: string; visitId: string; id: string; change(row: object): Promise<string[]> }> {
    const fileId = await child(monthAnniversary(TODAY, -6))
    const { id: visitId } = await insist('eye.visit.save', visitRow(fileId, { contact: 'month6', redReflexRight: '2', referral: '2', referralReason: '红光反射异常' }))
    const { row } = await doctor.call('eye.referral.prepare', { visitId })
    const { id } = await doctor.call('eye.referral.save', { row: { ...emptyRow(eyeReferral), ...row, hospital: '衡阳市妇幼保健院' } as never })
    return {
      fileId, visitId, id,
      change: async changed => {
        const stored = await doctor.call('eye.referral.get', { id })
        const answer = await desk.host.call('eye.referral.save', { id, rev: stored.rev, row: { ...valuesOf(eyeReferral, stored as never), ...changed } } as never, `window-${doctor.loginName}`)
        return answer.ok ? [] : answer.error.fields!.map(issue => `${issue.path} ${issue.message.key}`)
      },
    }
  }
  const answer = { answeredDay: TODAY, diagnosis: '先天性白内障' }

  test('goes its way step by step: nothing is skipped, nothing goes back, an end is an end', async () => {
    const { id, change } = await slip()
    expect(await change({ state: 'closed' })).toContain('state eyeReferral.noSuchMove')
    expect(await change({ state: 'answered' })).toContain('answeredDay eyeReferral.answerMissing')
    expect(await change({ state: 'seen' })).toEqual([])
    expect(await change({ state: 'waiting' })).toEqual(['state eyeReferral.noSuchMove'])
    expect(await change(answer)).toEqual([])
    expect(await doctor.call('eye.referral.get', { id })).toMatchObject({ state: 'answered' })
    expect(await change({ state: 'waiting' }), 'an answer stays an answer').toEqual(['state eyeReferral.noSuchMove'])
    expect(await change({ answeredDay: null, diagnosis: null })).toContain('answeredDay eyeReferral.answerMissing')
    expect(await change({ state: 'closed' })).toEqual([])
    expect(await change({ state: 'answered' })).toEqual(['state eyeReferral.noSuchMove'])
  })

  test('begins as waiting, or with the answer that lies on the table; nothing else', async () => {
    const { visitId, id, fileId } = await slip()
    await doctor.call('eye.referral.void', { id, rev: 1, reason: '开错了' })
    const { row } = await doctor.call('eye.referral.prepare', { visitId })
    const fresh = { ...emptyRow(eyeReferral), ...row, hospital: '衡阳市妇幼保健院' }
    expect(await keysOf('eye.referral.save', { ...fresh, state: 'closed', ...answer } as never)).toEqual(['block state eyeReferral.begins'])
    await doctor.call('eye.referral.save', { row: { ...fresh, ...answer } as never })
    expect((await doctor.call('eye.open', { fileId })).referrals).toMatchObject([{ state: 'answered' }])
  })

  test('and glasses hold their visit: it is not voided under them, the sentence names them', async () => {
    const { fileId, visitId, id, change } = await slip()
    const { id: glassesId } = await doctor.call('eye.glasses.save', { row: { ...emptyRow(glasses), fileId, visitId, prescribedDay: TODAY, kind: '1', doctorName: '沈医生', sphereDRight: 4.5 } as never })
    const voiding = { id: visitId, rev: 1, reason: '登错了孩子' }
    const { number } = await doctor.call('eye.referral.get', { id })
    expect((await doctor.fails('eye.visit.void', voiding)).fields).toMatchObject([{ path: 'id', message: { key: 'eyeVisit.inUse', params: { records: `转诊单 ${number}、配镜处方 ${TODAY}` } } }])
    await doctor.call('eye.glasses.void', { id: glassesId, rev: 1, reason: '写错了' })
    expect((await doctor.fails('eye.visit.void', voiding)).fields).toMatchObject([{ message: { key: 'eyeVisit.inUse', params: { records: `转诊单 ${number}` } } }])
    expect(await change({ state: 'cancelled', stateNote: '家长拒绝' })).toEqual([])
    await doctor.call('eye.visit.void', voiding)
    expect((await doctor.call('eye.open', { fileId })).visits).toEqual([])
  })
})

test('the fundus of the very preterm: window, missed until examined, finished by the ophthalmologist alone', async () => {
  const fileId = await child('2026-01-10', { gestationDays: 214, birthWeightG: 1480 })
  expect((await doctor.call('eye.open', { fileId })).window).toMatchObject({ firstDay: '2026-02-07', lastDay: '2026-02-21', isMissed: true, isFinished: false })
  const born = await doctor.call('eye.visit.evaluate', { fileId, row: visitRow(fileId, { contact: 'month1' }) })
  expect(born.text).toBe('异常:未做ROP眼底筛查')
  const row = { ...emptyRow(retinopathy), fileId, examinedDay: '2026-02-18', institution: '衡阳市妇幼保健院', resultRight: '1', resultLeft: '0', isFinal: false }
  expect(await keysOf('eye.retinopathy.save', row as never)).toContain('block nextDay retinopathy.next')
  const asked = async () => (await desk.database.kysely.selectFrom('childDue').select('ruleId').where('fileId', '=', fileId).where('ruleId', '=', 'R32').where('doneDay', 'is', null).where('cancelled', 'is', null).execute()).length
  expect(await asked(), 'the child clinic asks for the fundus').toBe(1)
  await doctor.call('eye.retinopathy.save', { row: { ...row, nextDay: '2026-03-04' } as never })
  expect(await asked(), 'the eye clinic answered').toBe(0)
  expect((await doctor.call('eye.open', { fileId })).window).toMatchObject({ isMissed: false, nextDay: '2026-03-04' })
  await doctor.call('eye.retinopathy.save', { row: { ...row, examinedDay: '2026-03-04', isFinal: true } as never })
  expect((await doctor.call('eye.open', { fileId })).window).toMatchObject({ isFinished: true, nextDay: null })
  expect((await doctor.call('eye.open', { fileId: await child('2026-01-10') })).window).toBeNull()
  // One rule for both clinics: below 28 weeks the window begins with the 32nd week, and what another hospital wrote counts.
  const small = await child('2026-01-05', { gestationDays: 182, birthWeightG: 900 })
  const { window } = await doctor.call('eye.open', { fileId: small })
  expect(window).toMatchObject({ firstDay: '2026-02-16', lastDay: '2026-03-02', postmenstrualDay: '2026-02-16', isMissed: true })
  expect((await doctor.call('child.screening.open', { fileId: small })).retinopathy).toMatchObject({ firstDay: window!.firstDay, lastDay: window!.lastDay })
  await doctor.call('child.eyesAtBirth.save', { row: { ...emptyRow(eyesAtBirth), fileId: small, examinedDay: '2026-02-27', institution: '省儿童医院', examinerName: '许眼科', fundusDay: '2026-02-27', fundusAnswer: '双眼未见ROP' } as never })
  expect((await doctor.call('eye.open', { fileId: small })).window).toMatchObject({ isMissed: false })
  expect((await doctor.call('eye.visit.evaluate', { fileId: small, row: visitRow(small, { contact: 'month1' }) })).text).toBe('正常')
})

test('the page of a child: schedule, trend, glasses with the same rules of lenses, one eye file', async () => {
  const fileId = await child('2024-03-10')
  await insist('eye.visit.save', visitRow(fileId, { contact: 'month12', visitDay: '2025-03-12', behaviourRight: '1', behaviourLeft: '1' }))
  const { id: visitId } = await insist('eye.visit.save', visitRow(fileId, { contact: 'month24', pupilState: '2', cycloplegic: '1', sphereDRight: 5, cylinderDRight: -0.5, axisDegreesRight: 180, sphereDLeft: 4.5, positionRight: '1', positionLeft: '1', coverAversionRight: '1', coverAversionLeft: '1' }))
  await doctor.call('eye.file.save', { row: { ...emptyRow(eyeFile), fileId, parentMyopia: '3', parentHighMyopia: true } as never })
  expect(await keysOf('eye.file.save', { ...emptyRow(eyeFile), fileId } as never)).toEqual(['block fileId eyeFile.exists'])
  const lens = { ...emptyRow(glasses), fileId, visitId, prescribedDay: TODAY, kind: '1', doctorName: '沈医生', sphereDRight: 4.5, sphereDLeft: 4 }
  expect(await keysOf('eye.glasses.save', { ...lens, axisDegreesLeft: 90 } as never)).toEqual(['block axisDegreesLeft eye.axisWithoutCylinder'])
  await doctor.call('eye.glasses.save', { row: lens as never })
  const opened = await doctor.call('eye.open', { fileId })
  expect(opened.visits.map(visit => [visit.contact, visit.conclusion])).toEqual([['month12', '正常'], ['month24', '正常']])
  expect(opened.schedule.map(({ contact, state }) => `${contact} ${state}`)).toEqual(['home missed', 'month1 missed', 'month3 missed', 'month6 missed', 'month8 missed', 'month12 done', 'month18 missed', 'month24 done', 'month30 notDue', 'month36 notDue', 'year4 notDue', 'year5 notDue', 'year6 notDue'])
  expect([opened.file?.parentMyopia, opened.glasses.length]).toEqual(['3', 1])
  const other = await child('2024-03-11')
  expect(await keysOf('eye.glasses.save', { ...lens, fileId: other } as never)).toEqual(['block visitId eyeReferral.otherVisit'])
})

test('who may only read the clinic cannot write, who may not read gets nothing', async () => {
  const nurse = await desk.as('hushi', ['childCare'])
  const keeper = await desk.as('cangku', ['stockKeeper'])
  const fileId = await child('2024-03-10')
  expect((await nurse.call('eye.open', { fileId })).visits).toEqual([])
  expect((await nurse.fails('eye.visit.save', { row: visitRow(fileId, { contact: 'month24' }) })).code).toBe('forbidden')
  expect((await keeper.fails('eye.open', { fileId })).code).toBe('forbidden')
})

test.each(testEngines())('E-16: who is reminded today stands in one list, with the phone and the last call, until the visit is made or booked ($name)', async engine => {
  const own = await openDesk({ database: await engine.open() })
  const clerk = await own.as('yanke', ['eyeCare'], '沈医生')
  const [due, week, booked, seen, moved, tomorrow] = await Promise.all(['2025-09-10', '2022-03-03', '2025-09-13', '2025-09-07', '2025-03-10', '2025-09-11'].map(async (birthDay, index) => (await eyeChild(clerk, `沈提${'甲乙丙丁戊己'[index]}`, birthDay, { contactPhone: '13800001234' })).fileId))
  const reminders = async (who = clerk) => (await who.call('eye.reminder.list', {})).rows.map(row => [row.fileId, row.contact, row.nominalDay, row.phone, row.lastAttemptDay, row.lastAttempt])
  const book = (fileId: string, contact: string, day: string) => clerk.call('child.appointment.save', { row: { ...emptyRow(childAppointment), fileId, contact, day, state: 'booked' } as never })
  await book(booked!, 'month6', '2026-03-12')
  await book(due!, 'month8', '2026-05-10')
  await clerk.call('eye.visit.save', { row: visitRow(seen!, { contact: 'month6', behaviourRight: '1', behaviourLeft: '1' }) })
  const file = await clerk.call('child.file.get', { id: moved! })
  await clerk.call('child.file.save', { id: moved!, rev: file.rev, row: { ...valuesOf(childFile, file as never), state: 'moved', stateDay: '2026-03-01' } as never })
  await clerk.call('child.attempt.save', { row: { ...emptyRow(childContactAttempt), fileId: week, day: '2026-03-09', outcome: 'noAnswer', callerName: '沈医生' } as never })
  expect(tomorrow).toBeDefined()
  expect(await reminders()).toEqual([[due, 'month6', '2026-03-10', '13800001234', null, null], [week, 'year4', '2026-03-03', '13800001234', '2026-03-09', 'noAnswer']])
  expect(await clerk.call('eye.reminder.list', { offset: 1, limit: 1 })).toMatchObject({ total: 2, rows: [{ fileId: week }] })
  expect((await reminders(await own.as('fenguan', ['director'])))[0]![3]).toBe('138****1234')
  // A booked day that passed without the child reminds nobody any more: the family is called again.
  await own.database.kysely.updateTable('childAppointment').set({ day: '2026-03-09' as Day }).where('fileId', '=', booked!).execute()
  expect((await reminders()).map(([fileId]) => fileId)).toEqual([booked, due, week])
  await own.close()
})

test.each(testEngines())('who is to come back stands in one list until what was asked for is done: vision, fundus, glasses; who moved away is not called ($name)', async engine => {
  const own = await openDesk({ database: await engine.open() })
  const clerk = await own.as('yanke', ['eyeCare'], '沈医生')
  const [low, preterm, wearing, gone] = await Promise.all(['2021-03-05', '2026-01-10', '2021-03-05', '2021-03-05'].map(async (birthDay, index) => (await eyeChild(clerk, `沈复${'甲乙丙丁'[index]}`, birthDay, index === 1 ? { gestationDays: 214, birthWeightG: 1480 } : {})).fileId))
  const recalls = async () => (await clerk.call('eye.recall.list', {})).rows.map(row => [row.kind, row.fileId, row.fromDay, row.dueDay, row.isOverdue])
  const save = (fileId: string, row: object) => clerk.call('eye.visit.save', { row: visitRow(fileId, { purpose: '3', ...row }) })
  const { id } = await save(low!, { visitDay: '2026-02-02', visionRight: '47', visionLeft: '47' })
  await save(gone!, { visitDay: '2026-02-02', visionRight: '47', visionLeft: '47' })
  await clerk.call('eye.retinopathy.save', { row: { ...emptyRow(retinopathy), fileId: preterm, examinedDay: '2026-03-01', institution: '市医院', resultRight: '1', nextDay: '2026-03-15' } as never })
  await clerk.call('eye.glasses.save', { row: { ...emptyRow(glasses), fileId: wearing, prescribedDay: '2025-09-10', kind: '1', doctorName: '邓', sphereDRight: 3, reviewDay: '2026-03-09' } as never })
  const file = await clerk.call('child.file.get', { id: gone! })
  await clerk.call('child.file.save', { id: gone!, rev: file.rev, row: { ...valuesOf(childFile, file as never), state: 'moved', stateDay: '2026-03-01' } as never })
  const [vision, fundus, pair] = [['vision', low, '2026-02-16', '2026-03-04', true], ['fundus', preterm, '2026-03-15', '2026-03-15', false], ['glasses', wearing, '2026-03-09', '2026-03-09', true]]
  expect(await recalls()).toEqual([pair, fundus, vision])
  // Each is answered by what was asked for, and asked for again when that is taken back.
  const again = await save(low!, { visitDay: '2026-03-09', visionRight: '50', visionLeft: '50' })
  expect(await recalls()).toEqual([pair, fundus])
  await clerk.call('eye.visit.void', { id: again.id, rev: 1, reason: '登错了' })
  expect(await recalls()).toEqual([pair, fundus, vision])
  await clerk.call('eye.retinopathy.save', { row: { ...emptyRow(retinopathy), fileId: preterm, examinedDay: '2026-03-08', institution: '市医院', resultRight: '0', isFinal: true } as never })
  await clerk.call('eye.glasses.save', { row: { ...emptyRow(glasses), fileId: wearing, prescribedDay: '2026-03-09', kind: '1', doctorName: '邓', sphereDRight: 3.25 } as never })
  await clerk.call('eye.visit.void', { id, rev: 1, reason: '登错了' })
  expect(await recalls()).toEqual([])
  await own.close()
})

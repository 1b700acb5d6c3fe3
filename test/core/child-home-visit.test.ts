import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { childFile } from '../../domain/modules/child/file.record.ts'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { dangerOfVisit } from '../../domain/modules/child/newborn-visit.rules.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { CHILD_RULES_DEFAULT } from '../../domain/rule/child/child-rules.ts'
import { registerBirth } from '../support/birth-scene.ts'
import { openCase, registerChild } from '../support/child-case-scene.ts'
import { type Desk, insist, openDesk, type Window } from '../support/desk.ts'
import { idNumberOf } from '../support/women.ts'

let desk: Desk
let doctor: Window
let fileId: string
beforeAll(async () => {
  desk = await openDesk()
  doctor = await desk.as('erbao', ['childCare'], '陈医生')
  fileId = (await registerChild(doctor, '访视儿', '2026-03-01', { dischargeDay: '2026-03-04' })).fileId
})
afterAll(() => desk.close())

const NORMAL = { weightKg: 3.4, feeding: '1', temperatureC: 36.8, jaundiceSites: '1', fontanelle: '1', limbs: '1', heartAndLungs: '1', eyes: '1', ears: '1', abdomen: '1', cord: '2', malformation: '1', referral: '1', visitDay: '2026-03-06' }
async function visitRow(answers: Record<string, unknown>): Promise<never> {
  const { row } = await doctor.call('child.newbornVisit.prepare', { fileId })
  return { ...emptyRow(newbornVisit), ...row, ...NORMAL, ...answers } as never
}
const issuesOf = async (answers: Record<string, unknown>): Promise<string[]> => {
  const row = await visitRow(answers)
  const answer = await desk.host.call('child.newbornVisit.save', { row }, 'window-erbao')
  return answer.ok ? [] : answer.error.fields!.map(issue => `${issue.level} ${issue.path} ${issue.message.key}`)
}

describe('what the form says is not asked for a second time as a danger sign (§4.1)', () => {
  test('前囟膨隆 is a tense fontanelle and 畸形 a malformation by themselves', async () => {
    const signs = (answers: Record<string, unknown>) => dangerOfVisit({ ...emptyRow(newbornVisit), ...answers } as never, CHILD_RULES_DEFAULT)
    expect(signs({ fontanelle: '2' })).toMatchObject({ level: 'immediate', signs: ['tenseFontanelle'] })
    expect(signs({ malformation: '2' })).toMatchObject({ level: 'advised', signs: ['malformation'] })
    expect(signs({ fontanelle: '1', malformation: '1' }).level).toBe('none')
    expect(await issuesOf({ fontanelle: '2' })).toEqual(['warn referral newbornVisit.dangerNow'])
    expect(await issuesOf({ malformation: '2', malformationNote: '右手多指' })).toEqual(['warn referral newbornVisit.dangerAdvised'])
  })

  test('an abnormal heart or limb is asked about until a danger sign of it is ticked or the child is referred', async () => {
    expect(await issuesOf({ heartAndLungs: '2', heartAndLungsNote: '杂音', limbs: '2', limbsNote: '左上肢活动少' })).toEqual(['warn heartAndLungs newbornVisit.askDanger', 'warn limbs newbornVisit.askDanger'])
    expect(await issuesOf({ limbs: '2', limbsNote: '左上肢活动少', dangerSigns: 'limbMovement' })).toEqual(['warn referral newbornVisit.dangerNow'])
    expect(await issuesOf({ heartAndLungs: '2', heartAndLungsNote: '杂音', dangerSigns: 'heartMurmur', limbs: '2', limbsNote: '左上肢活动少' })).toEqual(['warn referral newbornVisit.dangerAdvised', 'warn limbs newbornVisit.askDanger'])
    expect(await issuesOf({ heartAndLungs: '2', heartAndLungsNote: '杂音', fontanelle: '2', malformation: '2', malformationNote: '多指', referral: '2', referralReason: '杂音', referralInstitution: '市儿童医院心内科' })).toEqual([])
    expect(await issuesOf({})).toEqual([])
  })

  test('so are pus at eye, ear or cord, a large liver and a sunken fontanelle', async () => {
    expect(await issuesOf({ eyes: '2', eyesNote: '分泌物', ears: '2', earsNote: '流脓', abdomen: '2', abdomenNote: '肝大', cord: '3', fontanelle: '3' })).toEqual(['eyes', 'ears', 'abdomen', 'cord', 'fontanelle'].map(path => `warn ${path} newbornVisit.askDanger`))
  })
})

describe('高危新生儿 of our own births (§3, §8)', () => {
  let births = 0
  /** A child born here and not typed twice; the file as the program prepares it. */
  async function ownBirth(newborn: Record<string, unknown>, delivery: Record<string, unknown> = {}): Promise<{ childId: string; row: Record<string, unknown> }> {
    const midwife = await desk.as(`zhuchan${births += 1}`, ['doctor'], '周助产')
    const { newbornIds } = await registerBirth({ ...desk, clerk: midwife, doctor: midwife } as never, {
      mother: { name: `张${'甲乙丙丁戊己庚辛壬癸'[births]}`, idNumber: idNumberOf('110101', '1995-08-15', births * 2) }, newborns: [{ bornAt: '2026-03-05T10:30', ...newborn } as never], delivery: { admissionNumber: `ZY${births}`, ...delivery },
      confirmations: ['apgarOneMinute', 'apgarFiveMinutes', 'weightG', 'gestationDays'].flatMap(path => ['field.unusual'].map(key => ({ path, key, reason: '已核对' }))),
    })
    const { personId } = await midwife.call('newborn.get', { id: newbornIds[0]! })
    return { childId: personId!, row: (await doctor.call('child.file.prepare', { childId: personId! })).row }
  }
  const homeEnd = async (fileId: string) => (await doctor.call('child.file.open', { id: fileId })).schedule.find(line => line.contact === 'home')?.windowEnd

  test('a birth that says nothing of risk leaves the question open: a septic child of ours is visited within three days', async () => {
    const { row } = await ownBirth({ apgarOneMinute: 9, apgarFiveMinutes: 10 })
    expect(row.highRisk ?? null).toBeNull()
    const { id: fileId } = await insist(doctor, 'child.file.save', { row: { ...emptyRow(childFile), ...row, dischargeDay: '2026-03-09' } as never })
    expect(await homeEnd(fileId)).toBe('2026-03-16')
    await openCase(doctor, fileId, 'highRisk', { openedDay: '2026-03-10', factors: 'sepsis' })
    expect((await doctor.call('child.file.open', { id: fileId })).file.highRisk).toBe(true)
    expect(await homeEnd(fileId)).toBe('2026-03-12')
  })

  test('the doctor who said no is not overruled by the case', async () => {
    const { row } = await ownBirth({})
    const { id: fileId } = await insist(doctor, 'child.file.save', { row: { ...emptyRow(childFile), ...row, highRisk: false, dischargeDay: '2026-03-09' } as never })
    await openCase(doctor, fileId, 'highRisk', { openedDay: '2026-03-10', factors: 'sepsis' })
    expect([(await doctor.call('child.file.open', { id: fileId })).file.highRisk, await homeEnd(fileId)]).toEqual([false, '2026-03-16'])
  })

  test('Apgar 6 at one or at five minutes, before 37 weeks, under 2500 g: 高危; Apgar 7 alone is not', async () => {
    const highRisk = async (newborn: Record<string, unknown>, delivery?: Record<string, unknown>) => (await ownBirth(newborn, delivery)).row.highRisk ?? null
    expect([await highRisk({ apgarOneMinute: 7, apgarFiveMinutes: 9 }), await highRisk({ apgarOneMinute: 6, apgarFiveMinutes: 9 }), await highRisk({ apgarOneMinute: 7, apgarFiveMinutes: 6 })]).toEqual([null, true, true])
    expect([await highRisk({ weightG: 2450 }), await highRisk({}, { gestationDays: 258 })]).toEqual([true, true])
  })
})

test('新生儿疾病筛查: 检查均阴性 cannot stand beside a disease', async () => {
  expect(await issuesOf({ diseaseStatus: '2,3' })).toEqual(['block diseaseStatus newbornVisit.negativeWithDisease'])
  expect(await issuesOf({ diseaseStatus: '2,5', diseaseStatusNote: '枫糖尿病' })).toEqual(['block diseaseStatus newbornVisit.negativeWithDisease'])
  for (const diseaseStatus of ['2', '3,4', '1']) expect(await issuesOf({ diseaseStatus })).toEqual([])
})

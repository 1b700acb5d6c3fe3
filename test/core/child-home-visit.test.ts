import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newbornVisit } from '../../domain/modules/child/newborn-visit.record.ts'
import { dangerOfVisit } from '../../domain/modules/child/newborn-visit.rules.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { CHILD_RULES_DEFAULT } from '../../domain/rule/child/child-rules.ts'
import { registerChild } from '../support/child-case-scene.ts'
import { type Desk, openDesk, type Window } from '../support/desk.ts'

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

import { describe, expect, test } from 'vitest'
import { confirmedFindings, hearingLossIn, NOTHING_CONFIRMED, retinopathyStageIn, type ScreeningRecords } from '../../domain/rule/child/confirmed-findings.ts'
import { toDay } from '../../domain/time/day.ts'

const NOTHING: ScreeningRecords = { bloodSpot: [], hearing: [], heart: [], eyes: [], fundus: [] }
const of = (more: Partial<ScreeningRecords>) => confirmedFindings({ ...NOTHING, ...more })
const day = toDay('2026-03-01')
const later = toDay('2026-03-09')
const EYES = { examinedDay: day, answer: null, fundusDay: null, fundusAnswer: null }

describe('what newborn screening confirms (§8)', () => {
  test('nothing recorded, and nothing merely positive, confirms nothing', () => {
    expect(of({})).toEqual(NOTHING_CONFIRMED)
    expect(of({
      bloodSpot: [{ outcome: null, diagnosisDay: null, diseaseName: '苯丙酮尿症', diagnosisResult: null }, { outcome: 'excluded', diagnosisDay: day, diseaseName: '苯丙酮尿症', diagnosisResult: '排除' }],
      hearing: [{ day, diagnosis: 'undecided', detail: '左耳 60 dB?' }], heart: [{ echoDay: day, echo: 'undecided', diagnosis: null }, { echoDay: null, echo: null, diagnosis: null }], eyes: [{ ...EYES, answer: '未见ROP' }], fundus: [{ day, stageRight: null, stageLeft: null }],
    })).toEqual(NOTHING_CONFIRMED)
  })

  test('each with its record, day and words', () => {
    const found = of({
      bloodSpot: [{ outcome: 'confirmed', diagnosisDay: later, diseaseName: '苯丙酮尿症', diagnosisResult: null }], hearing: [{ day, diagnosis: 'loss', detail: '左耳 ABR 50 dB,右耳 30 dB' }],
      heart: [{ echoDay: day, echo: 'defect', diagnosis: '室间隔缺损' }], eyes: [{ ...EYES, answer: '双眼ROP 2期,三周后复查' }],
    })
    expect(found).toMatchObject({ metabolicDisease: true, congenitalHeartDisease: true, hearingLoss: true, hearingLossDb: 50, retinopathyStage: 2 })
    expect(Object.fromEntries(Object.entries(found.sources).map(([fact, source]) => [fact, source.text]))).toEqual({
      metabolicDisease: '遗传代谢病筛查 2026-03-09 确诊:苯丙酮尿症', congenitalHeartDisease: '心脏超声 2026-03-01:室间隔缺损', hearingLossDb: '听力诊断 2026-03-01 确诊听力障碍:左耳 ABR 50 dB,右耳 30 dB',
      screeningAbnormal: '听力诊断 2026-03-01 确诊听力障碍:左耳 ABR 50 dB,右耳 30 dB', retinopathyStage: '出生时眼部检查 2026-03-01 转诊结果:双眼ROP 2期,三周后复查',
    })
  })

  test('the last diagnosis counts: what was excluded since is no finding', () => {
    expect(of({ hearing: [{ day, diagnosis: 'loss', detail: '60 dB' }, { day: later, diagnosis: 'normal', detail: null }] })).toMatchObject({ hearingLoss: false, hearingLossDb: null })
    expect(of({ heart: [{ echoDay: later, echo: 'normal', diagnosis: null }, { echoDay: day, echo: 'defect', diagnosis: '房间隔缺损' }] })).toMatchObject({ congenitalHeartDisease: false })
  })

  test('the highest stage of retinopathy counts, whichever record names it, from the day it was first seen', () => {
    const answered = { ...EYES, answer: '右眼ROP 1期', fundusDay: later, fundusAnswer: '双眼ROP 2期' }
    expect(of({ eyes: [answered] })).toMatchObject({ retinopathyStage: 2, sources: { retinopathyStage: { day: later, text: '出生时眼部检查 2026-03-09 ROP眼底检查结果:双眼ROP 2期' } } })
    const fundus = [{ day, stageRight: '1', stageLeft: '3' }, { day: later, stageRight: '3', stageLeft: null }, { day: later, stageRight: '1', stageLeft: '1' }] as const
    expect(of({ eyes: [answered], fundus })).toMatchObject({ retinopathyStage: 3, sources: { retinopathyStage: { day, text: 'ROP眼底筛查 2026-03-01:右眼1期,左眼3期' } } })
    expect(of({ eyes: [answered], fundus: fundus.slice(2) }).retinopathyStage).toBe(2)
  })

  test.each<[string | null, number | null]>([
    ['左耳 ABR 50 dB', 50], ['右耳30dB,左耳 45.5 dBnHL', 45], ['中度,55分贝', 55], ['双耳中度感音神经性聋', null], ['226 Hz 声导抗 B 型', null], [null, null],
  ])('hearing loss in “%s” is %s dB', (text, db) => expect(hearingLossIn(text)).toBe(db))

  test.each<[string | null, number | null]>([
    ['ROP 2期', 2], ['早产儿视网膜病变Ⅲ期', 3], ['右眼ROP1期,左眼ROP 三期', 3], ['未见ROP', null], ['排除ROP 2期', null], ['右眼ROP 2期,左眼未见ROP', 2], ['右眼ROP 2期\uFF0C左眼未见ROP', 2], ['左眼未见ROP\uFF1B右眼ROP 3期', 3], ['排除ROP 2期\u3002', null], ['先天性白内障', null], ['ROP', null], [null, null],
  ])('stage of retinopathy in “%s” is %s', (text, stage) => expect(retinopathyStageIn(text)).toBe(stage))
})

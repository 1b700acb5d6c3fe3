import { NEWBORN_DANGER_SIGN, type JaundiceSite, type NewbornDangerSign } from '../../code/child-newborn-visit.ts'
import { message, type Message } from '../../message/message.ts'
import type { ChildRules } from './child-rules.ts'

/** What the form of the home visit measured; null: not measured. */
export type NewbornMeasures = {
  readonly temperatureC: number | null
  readonly breathsPerMin: number | null
  readonly heartRatePerMin: number | null
  readonly jaundiceSites: readonly JaundiceSite[]
  /** 颈部包块 of the newborn form: 2 有. */
  readonly neckMass: boolean
  /** 前囟 of the newborn form: 2 膨隆. */
  readonly fontanelleBulges: boolean
  /** 畸形 of the newborn form: 2 有. */
  readonly malformed: boolean
}

export type NewbornDanger = {
  readonly level: 'none' | 'advised' | 'immediate'
  /** Immediate signs first. */
  readonly signs: readonly NewbornDangerSign[]
  readonly advice: Message | null
}

/** Signs that the measured values of the form show by themselves (§4.1 [K], limits of the hospital). */
export function dangerSignsOf({ temperatureC, breathsPerMin, heartRatePerMin, jaundiceSites, neckMass, fontanelleBulges, malformed }: NewbornMeasures, rules: ChildRules): NewbornDangerSign[] {
  const found: NewbornDangerSign[] = []
  if (temperatureC !== null && (temperatureC >= rules.temperatureHigh || temperatureC <= rules.temperatureLow)) found.push('temperature')
  if (breathsPerMin !== null && (breathsPerMin < rules.breathingLow || breathsPerMin > rules.breathingHigh)) found.push('breathingRate')
  if (heartRatePerMin !== null && (heartRatePerMin < rules.heartRateLow || heartRatePerMin > rules.heartRateHigh)) found.push('heartRate')
  if (jaundiceSites.includes('5')) found.push('jaundiceHandsFeet')
  if (jaundiceSites.includes('3') || jaundiceSites.includes('4')) found.push('jaundiceTrunkLimbs')
  if (neckMass) found.push('neckMass')
  if (fontanelleBulges) found.push('tenseFontanelle')
  if (malformed) found.push('malformation')
  return found
}

/** 立即转诊 or 建议转诊 by what was measured and what the visitor ticked (§4.1 [K]); one immediate sign decides. */
export function newbornDanger(measures: NewbornMeasures, observed: readonly NewbornDangerSign[], rules: ChildRules): NewbornDanger {
  const present = new Set([...dangerSignsOf(measures, rules), ...observed])
  const signs = NEWBORN_DANGER_SIGN.values.filter(sign => present.has(sign)).toSorted((a, b) => rankOf(a) - rankOf(b))
  const [first] = signs
  if (first === undefined) return { level: 'none', signs, advice: null }
  return rankOf(first) === 0
    ? { level: 'immediate', signs, advice: message('child.referNow', '有危险征象,应立即转诊') }
    : { level: 'advised', signs, advice: message('child.referAdvised', '建议转诊到上级医疗机构') }
}

/** Abnormal answers of the form that may be a danger sign or not, with the signs they may be (§4.1 [K]): the visitor is asked which. */
export const DANGER_ASKED = {
  heartAndLungs: { item: '心肺听诊', answer: '2', signs: ['heartMurmur', 'arrhythmia', 'laboredBreathing', 'apnoea', 'heartRate', 'breathingRate'] },
  limbs: { item: '四肢活动度', answer: '2', signs: ['limbMovement', 'toneOrReflexLost', 'malformation'] },
  eyes: { item: '眼睛', answer: '2', signs: ['eyePus', 'tearing'] },
  ears: { item: '耳外观', answer: '2', signs: ['earPus', 'malformation'] },
  abdomen: { item: '腹部触诊', answer: '2', signs: ['distensionVomiting', 'hepatosplenomegaly'] },
  cord: { item: '脐部有渗出', answer: '3', signs: ['umbilicalInfection'] },
  fontanelle: { item: '前囟凹陷', answer: '3', signs: ['dehydration'] },
} as const satisfies Readonly<Record<string, { item: string; answer: string; signs: readonly NewbornDangerSign[] }>>
export type DangerAsked = keyof typeof DANGER_ASKED

const rankOf = (sign: NewbornDangerSign): number => NEWBORN_DANGER_SIGN.entry(sign).level === 'immediate' ? 0 : 1

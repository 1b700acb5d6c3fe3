import { DAYS_PER_WHO_MONTH, TERM_DAYS, whoMonths } from '../rule/growth/age.ts'
import type { GrowthTables } from '../rule/growth/tables.ts'
import { WHO2006_LAST_DAY, whoMeasurement, whoZ } from '../rule/growth/who.ts'
import { type Random, weighted } from './random.ts'

export type SampleMeasurement = { weightKg: number; lengthCm: number; headCm: number }
/** How a child grows: z-scores it tends to, and the one its birth weight began with. What treatment changes can be written. */
export type GrowthChannel = { readonly sex: 1 | 2; lengthZ: number; weightZ: number; readonly headZ: number; birthWeightZ: number; gain: number; readonly correctionDays: number; readonly birthWeightKg: number; readonly birthLengthCm: number; isAnaemic: boolean }

type Build = 'ordinary' | 'stunted' | 'obese' | 'thin' | 'small'
// Shares of a county as a trainer wants to see them: each class is found among some hundred children.
const BUILDS = weighted<Build>([['ordinary', 905], ['stunted', 25], ['obese', 40], ['thin', 15], ['small', 15]])
const ANAEMIC_SHARE = 0.09
/** Days in which a child comes from its birth weight to its own channel. */
const SETTLING_DAYS = 120
const OBESE_FROM_MONTHS = 12
const OBESE_GROWN_MONTHS = 40
const Z_MOST = 3.6
const WEIGHT_GAIN_BEFORE_TERM_KG = 0.024
const LENGTH_GAIN_BEFORE_TERM_CM = 0.14
const PRETERM_BELOW_DAYS = 259
/** Below this age a scale for infants reads 10 g (note §4.7). */
const INFANT_MONTHS = 12

const clamp = (z: number): number => Math.min(Z_MOST, Math.max(-Z_MOST, z))

/** One child's channel; `gestationDays` null is a term birth. */
export function growthChannel(random: Random, tables: GrowthTables, child: { sex: 1 | 2; gestationDays: number | null; birthWeightG: number | null; birthLengthCm: number | null }): GrowthChannel {
  const build = random.weighted(BUILDS)
  const lengthZ = build === 'stunted' ? random.normal(-2.7, 0.2) : build === 'small' ? random.normal(-1.7, 0.2) : random.normal(0.2, 0.85)
  const weightZ = build === 'stunted' ? random.normal(-1.8, 0.3) : build === 'thin' ? lengthZ * 0.5 - 2.4 : build === 'small' ? random.normal(-2.3, 0.2) : 0.65 * lengthZ + random.normal(0.05, 0.6)
  const birthWeightKg = (child.birthWeightG ?? 3300) / 1000
  const correctionDays = child.gestationDays !== null && child.gestationDays < PRETERM_BELOW_DAYS ? TERM_DAYS - child.gestationDays : 0
  const atBirth = whoZ(tables, { standard: 'who2006', indicator: 'wfa', sex: child.sex, key: 0 }, birthWeightKg)
  return {
    sex: child.sex, lengthZ, weightZ, headZ: random.normal(0, 0.8), birthWeightZ: clamp(correctionDays > 0 ? weightZ : atBirth ?? 0), gain: build === 'obese' ? random.normal(3, 0.4) : 0, correctionDays, birthWeightKg,
    birthLengthCm: child.birthLengthCm ?? 50, isAnaemic: random.chance(ANAEMIC_SHARE),
  }
}

const round = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals

/** What the scale and the board say on a day of life, with the noise of measuring; nobody grows shorter than last time. */
export function measureAt(random: Random, tables: GrowthTables, channel: GrowthChannel, ageDays: number, before: SampleMeasurement | null): SampleMeasurement {
  const used = ageDays - (ageDays < (24 * DAYS_PER_WHO_MONTH) + channel.correctionDays ? channel.correctionDays : 0)
  const months = ageDays / DAYS_PER_WHO_MONTH
  const lengthNoise = random.normal(0, 0.1)
  const weightNoise = random.normal(0, 0.12)
  const headNoise = random.normal(0, 0.1)
  if (used < 0) {
    return {
      weightKg: round(channel.birthWeightKg + ageDays * WEIGHT_GAIN_BEFORE_TERM_KG, 2), lengthCm: round(channel.birthLengthCm + ageDays * LENGTH_GAIN_BEFORE_TERM_CM, 1), headCm: round(channel.birthLengthCm * 0.66 + ageDays * LENGTH_GAIN_BEFORE_TERM_CM * 0.5, 1),
    }
  }
  const settled = Math.exp(-used / SETTLING_DAYS)
  const obese = channel.gain * Math.min(1, Math.max(0, (months - OBESE_FROM_MONTHS) / (OBESE_GROWN_MONTHS - OBESE_FROM_MONTHS)))
  const isYoung = used <= WHO2006_LAST_DAY
  const at = (indicator: 'wfa' | 'lhfa' | 'hcfa', z: number): number | null =>
    whoMeasurement(tables, { standard: isYoung ? 'who2006' : 'who2007', indicator, sex: channel.sex, key: isYoung ? used : whoMonths(used) }, clamp(z))
  const weight = at('wfa', channel.weightZ + (channel.birthWeightZ - channel.weightZ) * settled + obese + weightNoise) ?? before?.weightKg ?? channel.birthWeightKg
  const length = at('lhfa', channel.lengthZ * (1 - settled) + channel.birthWeightZ * 0.8 * settled + lengthNoise) ?? before?.lengthCm ?? channel.birthLengthCm
  const head = at('hcfa', channel.headZ + headNoise) ?? before?.headCm ?? 50
  return {
    weightKg: round(Math.max(weight, (before?.weightKg ?? 0) * 0.97), months < INFANT_MONTHS ? 2 : 1), lengthCm: round(Math.max(length, before?.lengthCm ?? 0), 1), headCm: round(Math.max(head, before?.headCm ?? 0), 1),
  }
}

import { block, message, retype, warn } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'

// Certificate note §2.2 fields 6 and 7, acceptance case 16.
const WEIGHT_MIN_G = 200
const WEIGHT_MAX_G = 8000
const WEIGHT_WARN_BELOW_G = 1000
const WEIGHT_WARN_ABOVE_G = 5000
const LOW_WEIGHT_BELOW_G = 2500
const MACROSOMIA_FROM_G = 4000
const LENGTH_MIN_CM = 20
const LENGTH_MAX_CM = 70
const LENGTH_WARN_BELOW_CM = 40
const LENGTH_WARN_ABOVE_CM = 60

/** 出生体重 in whole grams: 200–8000; below 1000 g needs a reason and a second typing, above 5000 g a reason. */
export function checkBirthWeight(weightG: number, path = 'weightG'): FieldIssue[] {
  if (weightG > 0 && weightG < 10) {
    return [block(path, message('birthWeight.kilograms', '出生体重以克填写,{{typed}} 像是公斤,请填 {{grams}}', { typed: weightG, grams: Math.round(weightG * 1000) }))]
  }
  if (!Number.isInteger(weightG) || weightG < WEIGHT_MIN_G || weightG > WEIGHT_MAX_G) {
    return [block(path, message('birthWeight.range', '出生体重应为 200–8000 克的整数'))]
  }
  if (weightG < WEIGHT_WARN_BELOW_G) {
    return [
      warn(path, message('birthWeight.low', '出生体重 {{grams}} 克低于 1000 克,请核对', { grams: weightG })),
      retype(path, message('birthWeight.retype', '出生体重低于 1000 克,请再输入一次')),
    ]
  }
  if (weightG > WEIGHT_WARN_ABOVE_G) {
    return [warn(path, message('birthWeight.high', '出生体重 {{grams}} 克高于 5000 克,请核对', { grams: weightG }))]
  }
  return []
}

/** 低出生体重 below 2500 g, 巨大儿 from 4000 g. */
export function birthWeightClass(weightG: number): 'low' | 'normal' | 'macrosomia' {
  if (weightG < LOW_WEIGHT_BELOW_G) return 'low'
  return weightG >= MACROSOMIA_FROM_G ? 'macrosomia' : 'normal'
}

/** 出生身长 in centimetres with at most one decimal: 20–70; outside 40–60 needs a reason. */
export function checkBirthLength(lengthCm: number, path = 'lengthCm'): FieldIssue[] {
  if (!Number.isFinite(lengthCm) || lengthCm < LENGTH_MIN_CM || lengthCm > LENGTH_MAX_CM) {
    return [block(path, message('birthLength.range', '出生身长应为 20–70 厘米'))]
  }
  if (Number(lengthCm.toFixed(1)) !== lengthCm) {
    return [block(path, message('birthLength.decimals', '出生身长最多保留一位小数'))]
  }
  if (lengthCm < LENGTH_WARN_BELOW_CM || lengthCm > LENGTH_WARN_ABOVE_CM) {
    return [warn(path, message('birthLength.unusual', '出生身长 {{length}} 厘米不在 40–60 厘米之间,请核对', { length: lengthCm }))]
  }
  return []
}

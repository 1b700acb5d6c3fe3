import { pinyin } from 'pinyin-pro'
import type { ReadSign } from '../../../../domain/device/parent-facts.ts'

/** A name with the pinyin of every sign, the surname read as a surname (单 Shàn, 曾 Zēng). A help for the parent, never printed. */
export function readingOf(name: string): ReadSign[] {
  const signs = [...name]
  const readings = pinyin(name, { type: 'array', surname: 'head', toneType: 'symbol', nonZh: 'spaced' })
  // A library that counts signs otherwise than we do must not put a reading over the wrong one.
  const fits = readings.length === signs.length
  return signs.map((sign, index) => ({ sign, reading: fits && /\p{Script=Han}/u.test(sign) ? readings[index]! : '' }))
}

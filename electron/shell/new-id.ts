import { randomFillSync } from 'node:crypto'

let lastMs = 0
let counter = 0

/**
 * A UUIDv7 (RFC 9562): 48 bits of time, then a counter for ids of the same millisecond, then chance.
 * The counter keeps ids of one program in the order they were made, also when the clock steps back.
 */
export function newId(): string {
  const bytes = randomFillSync(new Uint8Array(16))
  const nowMs = Date.now()
  if (nowMs > lastMs) {
    lastMs = nowMs
    counter = ((bytes[6]! & 0x07) << 8) | bytes[7]! // the upper half of the counter's room stays free for counting
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  for (let at = 5, rest = lastMs; at >= 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

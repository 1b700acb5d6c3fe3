import { ReadFailure } from '../../../domain/device/id-card.ts'

/** Two pictures of both sides and the portrait are under 2 MB; what is larger is no answer of a card reader. */
export const ANSWER_MAX_BYTES = 4_000_000

/** Bytes of an answer as JSON. Services of older readers send GB 18030 without saying so. */
export function readJson(bytes: Uint8Array, charset?: string): unknown {
  if (bytes.length > ANSWER_MAX_BYTES) throw new ReadFailure('tooLarge')
  try {
    return JSON.parse(textOf(bytes, charset)) as unknown
  } catch {
    // JSON.parse quotes what it could not read: its message must go nowhere.
    throw new ReadFailure('notJson')
  }
}

function textOf(bytes: Uint8Array, charset = ''): string {
  if (/^gb/i.test(charset)) return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

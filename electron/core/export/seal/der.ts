/** The few DER (X.690) shapes that SM2 keys, signatures and ciphertexts need. */

const concat = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts))

function element(tag: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  if (length > 0xffff) throw new RangeError('DER element too long')
  return concat([Uint8Array.from([tag, ...size]), content])
}

/** SEQUENCE of finished elements. */
export const sequence = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => element(0x30, concat(parts))
export const octetString = (content: Uint8Array): Uint8Array<ArrayBuffer> => element(0x04, content)
/** BIT STRING of whole bytes. */
export const bitString = (content: Uint8Array): Uint8Array<ArrayBuffer> => element(0x03, concat([Uint8Array.of(0), content]))
/** Explicitly tagged element [n]. */
export const tagged = (number: number, content: Uint8Array): Uint8Array<ArrayBuffer> => element(0xa0 | number, content)

/** INTEGER from big-endian bytes of a number that is not negative. */
export function unsignedInteger(bigEndian: Uint8Array): Uint8Array<ArrayBuffer> {
  let start = 0
  while (start < bigEndian.length - 1 && bigEndian[start] === 0) start++
  const digits = bigEndian.subarray(start)
  return element(0x02, (digits[0] ?? 0) & 0x80 ? concat([Uint8Array.of(0), digits]) : digits)
}

export type DerElement = { tag: number; content: Uint8Array }

/** Takes a run of DER elements apart; throws RangeError on anything that is not minimal DER. */
export function readElements(bytes: Uint8Array): DerElement[] {
  const found: DerElement[] = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes[at]!
    let length = bytes[at + 1]
    let header = 2
    if (length === 0x81) [length, header] = [bytes[at + 2], 3]
    else if (length === 0x82) [length, header] = [(bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0), 4]
    const minimum = header === 3 ? 0x80 : header === 4 ? 0x100 : 0
    if (length === undefined || (header === 2 && length > 0x7f) || length < minimum || at + header + length > bytes.length) throw new RangeError('not DER')
    found.push({ tag, content: bytes.subarray(at + header, at + header + length) })
    at += header + length
  }
  return found
}

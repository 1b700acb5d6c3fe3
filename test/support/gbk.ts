/** GBK of a text: the pairs of bytes are looked for, since nothing here can write it. */
export function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const pairs = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1) for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) pairs.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Buffer.from([...text].flatMap(character => character < '\u0080' ? [character.charCodeAt(0)] : pairs.get(character)!))
}

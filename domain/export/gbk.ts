// The compatibility ideographs GBK holds besides the block 4E00–9FA5 (GBK 1.0; agrees with the codecs in common use).
const COMPATIBILITY = new Set([...'\uF92C\uF979\uF995\uF9E7\uF9F1\uFA0C\uFA0D\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA18\uFA1F\uFA20\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29'])

const isGbkIdeograph = (character: string, codePoint: number): boolean =>
  (codePoint >= 0x4e00 && codePoint <= 0x9fa5) || (codePoint >= 0x3005 && codePoint <= 0x3029) || COMPATIBILITY.has(character)

/**
 * The Han characters of a text that GBK cannot hold: 276 of the 8105 characters of the 通用规范汉字表, and every
 * ideograph beyond U+FFFF. A receiver that still stores GBK would lose them.
 */
export function charactersOutsideGbk(text: string): string[] {
  return [...text].filter((character) => /\p{Script=Han}/u.test(character) && !isGbkIdeograph(character, character.codePointAt(0)!))
}
